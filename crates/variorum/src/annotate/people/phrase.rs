//! Which words name a speaker: the whole noun phrase beside a cue, its head, and the name it holds or is explained by.

use super::words::is_epithet;
use crate::annotate::lexicon::{CALENDAR, PRONOUN_SUBJECTS, TITLES};
use crate::annotate::quotation::View;
use crate::annotate::syntax::tags::{Relation, Tag};
use crate::annotate::token::{Key, TokenKind};

/// Tokens of a longest phrase; what goes on further is no description.
const LONGEST: usize = 28;

/// What grammar says of the tokens of an article: nothing of those in sentences that hold no word of saying.
#[derive(Default)]
pub(in crate::annotate) struct Grammar {
    pub words: Vec<Option<(Tag, Relation)>>,
    /// Rows of tokens in the marks of direct quotations, in order.
    pub quoted: Vec<(usize, usize)>,
}

/// A noun phrase as rows of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub first: usize,
    /// One past the noun and what stands before it.
    pub core: usize,
    /// One past everything that belongs to it: "of the lock", "who saw it".
    pub end: usize,
    /// The noun.
    pub head: usize,
}

/// Reads phrases of one article.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a, 'b> {
    pub view: &'a View<'b>,
    pub grammar: &'a Grammar,
}

impl Reader<'_, '_> {
    pub fn tag(&self, k: usize) -> Option<Tag> {
        self.grammar.words.get(k).copied().flatten().map(|w| w.0)
    }

    pub fn relation(&self, k: usize) -> Option<Relation> {
        self.grammar.words.get(k).copied().flatten().map(|w| w.1)
    }

    /// Whether a token stands in the marks of a direct quotation.
    pub fn quoted(&self, k: usize) -> bool {
        let i = self.grammar.quoted.partition_point(|q| q.1 <= k);
        self.grammar.quoted.get(i).is_some_and(|q| q.0 <= k)
    }

    fn word(&self, k: usize) -> &str {
        self.view.word(k)
    }

    pub fn noun(&self, k: usize) -> bool {
        match self.tag(k) {
            Some(t) => matches!(t, Tag::Noun | Tag::Nouns | Tag::Name | Tag::Names | Tag::Foreign | Tag::Broken),
            None => self.view.tokens.get(k).is_some_and(|t| t.kind() == TokenKind::Word) && self.word(k).len() > 2,
        }
    }

    pub fn finite(&self, k: usize) -> bool {
        matches!(self.tag(k), Some(Tag::Past | Tag::Present | Tag::PresentS | Tag::Modal))
    }

    fn determiner(&self, k: usize) -> bool {
        matches!(self.tag(k), Some(Tag::Det | Tag::Possessive))
            || matches!(self.word(k), "the" | "The" | "a" | "A" | "an" | "An" | "his" | "her" | "their" | "our" | "my")
    }

    fn calendar(&self, k: usize) -> bool {
        self.view.tokens.get(k).is_some_and(|t| CALENDAR.has(t.key))
            || matches!(
                self.word(k),
                "today" | "yesterday" | "Yesterday" | "tonight" | "Today" | "week" | "month" | "year" | "night"
            )
    }

    /// Whether a number is of a time of day: "19:05 Mayor: “…”", "19.05 Mayor: “…”" at the head of a paragraph.
    fn clock(&self, k: usize) -> bool {
        let number = |k: usize| self.view.tokens.get(k).is_some_and(|t| t.kind() == TokenKind::Number);
        if !number(k) {
            return false;
        }
        let glued = |k: usize| {
            let pair = k.checked_sub(1).and_then(|j| self.view.tokens.get(j)).zip(self.view.tokens.get(k));
            pair.is_some_and(|(a, b)| a.span.end() == b.span.start())
        };
        let colon = |k: usize| self.word(k) == ":" && glued(k) && glued(k + 1);
        let hour = || {
            let (hour, minute) = self.word(k).split_once('.')?;
            let start = self.view.tokens.get(k)?.span.start();
            let opens = self.view.paragraph_of(start).start() == start;
            Some(opens && minute.len() == 2 && hour.parse::<u8>().is_ok_and(|h| h < 24))
        };
        colon(k + 1) && number(k + 2) || k > 1 && colon(k - 1) && number(k - 2) || hour().unwrap_or(false)
    }

    /// Whether a token can stand before the noun of a phrase, or be it.
    fn part(&self, k: usize) -> bool {
        if self.calendar(k) || self.word(k) == "said" || self.clock(k) {
            return false;
        }
        match self.tag(k) {
            Some(Tag::Participle | Tag::Ing) => {
                // "the sacked coach", not "when asked Lowe".
                k > 0 && (self.determiner(k - 1) || matches!(self.tag(k - 1), Some(Tag::Adj | Tag::Adverb)))
            }
            Some(
                Tag::Det
                | Tag::Adj
                | Tag::Noun
                | Tag::Nouns
                | Tag::Name
                | Tag::Names
                | Tag::Number
                | Tag::Possessive
                | Tag::Genitive
                | Tag::Hyphen
                | Tag::More
                | Tag::Most
                | Tag::Foreign
                | Tag::Affix
                | Tag::Broken
                | Tag::Address,
            ) => true,
            Some(_) => self.word(k) == "-",
            None => {
                let t = self.view.tokens.get(k);
                self.word(k) == "-"
                    || self.determiner(k)
                    || t.is_some_and(|t| t.kind() == TokenKind::Word)
                        && !crate::annotate::lexicon::COMMON.has(t.map_or(Key::word(""), |t| t.key))
            }
        }
    }

    /// The mark before token `k` where a short title stands in marks right before it: the “Night Ferry” star.
    fn title_before(&self, k: usize) -> Option<usize> {
        if !matches!(self.word(k.checked_sub(1)?), "”" | "’" | "\"" | "'") {
            return None;
        }
        let inside = self.word(k.checked_sub(2)?);
        let open = (k.saturating_sub(8)..k - 1).rev().find(|j| matches!(self.word(*j), "“" | "‘" | "\"" | "'"))?;
        let before = open.checked_sub(1)?;
        let noun = self.determiner(before) || self.word(before).ends_with("’s") || self.word(before).ends_with("'s");
        (open + 1 < k - 1 && !matches!(inside, "," | "." | "!" | "?" | "…") && noun).then_some(open)
    }

    /// The whole phrase that the rows `first..end` are the middle of; `cue` is the word of saying beside it.
    pub fn around(&self, first: usize, end: usize, cue: Option<usize>) -> Option<Phrase> {
        let key = self.view.tokens.get(first)?.key;
        let sentence = self.view.sentence_of(first);
        let (low, high) = (sentence.first as usize, (sentence.end as usize).max(end));
        let cue_at = |k: usize| cue == Some(k);
        let pronoun = PRONOUN_SUBJECTS.has(key) || matches!(self.word(first), "him" | "her" | "them" | "which");
        let owner = self.tag(first) == Some(Tag::Possessive) && self.part(first + 1) && !cue_at(first + 1);
        if pronoun && end == first + 1 && !owner {
            return Some(Phrase { first, core: end, end, head: first });
        }
        if self.word(first).starts_with('@') {
            let end = if self.word(first) == "@" { first + 2 } else { first + 1 };
            return Some(Phrase { first, core: end, end, head: end - 1 });
        }
        let mut from = first;
        // What stands before the noun.
        while from > low
            && first - from < 12
            && !self.determiner(from)
            && !PRONOUN_SUBJECTS.has(self.view.tokens[from].key)
        {
            if let Some(open) = self.title_before(from).filter(|o| *o > low) {
                from = open - 1;
                continue;
            }
            let abbreviated =
                self.word(from - 1) == "." && from >= 2 && self.word(from - 2).len() <= 5 && self.part(from - 2);
            if abbreviated {
                from -= 2;
                continue;
            }
            if cue_at(from - 1) || !self.part(from - 1) || self.quoted(from - 1) {
                break;
            }
            // "Sources said Ann Lowe": a noun phrase before ends in a verb's place.
            from -= 1;
        }
        // "one of the envoys": what stands before "of" is who speaks.
        let ahead = cue.is_none_or(|c| c >= end);
        while ahead
            && from > low + 1
            && self.word(from - 1) == "of"
            && (self.part(from - 2) || self.noun(from - 2))
            && !cue_at(from - 2)
        {
            from -= 2;
            while from > low
                && self.part(from - 1)
                && !self.determiner(from)
                && !cue_at(from - 1)
                && !self.quoted(from - 1)
            {
                from -= 1;
            }
        }
        if let Some(more) =
            self.view.tokens.get(from).and(cue).filter(|_| ahead).and_then(|c| self.holder(from, low, c))
        {
            from = more;
        }
        while from + 1 < end && matches!(self.word(from), "-" | "’" | "'" | "’s" | "'s" | "“" | "‘") {
            from += 1;
        }
        // The "the boat's owner" of "the boat's": a genitive goes on to its noun.
        let mut core = self.core(from, end.min(high), cue);
        let dotted = |k: usize| {
            self.word(k) == "."
                && k > from
                && self.word(k - 1).len() <= 5
                && self.word(k + 1).starts_with(char::is_uppercase)
                && TITLES.has(self.view.tokens[k - 1].key)
        };
        while core < high && dotted(core) {
            core += 2;
        }
        while core < high
            && core - from < LONGEST
            && !cue_at(core)
            && self.part(core)
            && !self.determiner(core)
            && !self.quoted(core)
        {
            let verb = self.finite(core) || matches!(self.tag(core), Some(Tag::Participle | Tag::Ing));
            // A second name behind a name is another one: "told Ann Lowe Monday".
            if verb || self.tag(core) == Some(Tag::Adj) && !self.part(core + 1) {
                break;
            }
            core += 1;
        }
        while core > from + 1
            && (matches!(self.word(core - 1), "-" | "’" | "'") || self.tag(core - 1) == Some(Tag::Adverb))
        {
            core -= 1;
        }
        let aged = matches!(self.word(core - 1), "old" | "olds");
        // "the “Night Ferry” favourite" is taken for an adjective.
        let epithet = aged || is_epithet(self.view.tokens[core - 1].key);
        let head = (from..core).rev().find(|k| self.noun(*k)).filter(|_| !epithet).unwrap_or(core - 1);
        let end = self.modifiers(core, high, cue);
        Some(Phrase { first: from, core, end, head })
    }

    /// Where the phrase begins that goes on with a preposition and the phrase at `from`, at the head of a clause: "a
    /// spokesman for the troops".
    fn holder(&self, from: usize, low: usize, cue: usize) -> Option<usize> {
        let prep = from.checked_sub(2).filter(|k| *k >= low)? + 1;
        if !matches!(self.word(prep), "for" | "at" | "in" | "from" | "with") || !self.noun(prep - 1) {
            return None;
        }
        let mut k = prep - 1;
        while k > low && self.part(k - 1) && !self.determiner(k) && k - 1 != cue && !self.quoted(k - 1) {
            k -= 1;
        }
        let head = k == low
            || matches!(
                self.word(k - 1),
                "," | ";" | ":" | "“" | "”" | "‘" | "’" | "\"" | "—" | "–" | "and" | "but" | "that" | "while" | "as"
            );
        (head && !self.calendar(prep - 1) && self.word(k) != self.word(prep)).then_some(k)
    }

    /// Where the core of the phrase in `from..end` ends: before its first preposition, clause or comma.
    fn core(&self, from: usize, end: usize, cue: Option<usize>) -> usize {
        let breaks = |k: usize| {
            cue == Some(k)
                || matches!(
                    self.word(k),
                    "," | "(" | "—" | "–" | ";" | ":" | "." | "who" | "whose" | "which" | "that" | "where" | "when"
                ) && !(self.word(k) == "." && k > from && self.word(k - 1).len() <= 4 && self.part(k + 1))
                || matches!(self.tag(k), Some(Tag::Prep | Tag::To | Tag::And | Tag::Who | Tag::Which | Tag::When))
                || (k > from + 1 || self.tag(from) == Some(Tag::Nouns))
                    && matches!(self.tag(k), Some(Tag::Participle | Tag::Ing))
                    && !self.part(k)
                || matches!(self.word(k), "close" | "familiar") && matches!(self.word(k + 1), "to" | "with")
                || k > from && self.finite(k)
        };
        (from + 1..end).find(|k| breaks(*k)).unwrap_or(end).max(from + 1)
    }

    /// Where what follows the noun without a comma ends: "of the lock", "close to the board", "who saw it".
    fn modifiers(&self, core: usize, high: usize, cue: Option<usize>) -> usize {
        let small = |k: usize| {
            matches!(
                self.word(k),
                "of" | "for"
                    | "at"
                    | "in"
                    | "from"
                    | "with"
                    | "on"
                    | "to"
                    | "by"
                    | "near"
                    | "behind"
                    | "close"
                    | "familiar"
                    | "who"
                    | "whose"
                    | "that"
                    | "which"
                    | "under"
                    | "inside"
                    | "about"
                    | "against"
                    | "within"
                    | "outside"
                    | "across"
                    | "among"
                    | "beneath"
                    | "beside"
                    | "between"
                    | "over"
                    | "aboard"
            ) || matches!(self.tag(k), Some(Tag::Participle | Tag::Ing))
        };
        if !small(core) || cue == Some(core) {
            return core;
        }
        let stop = |k: usize| {
            cue == Some(k)
                || self.quoted(k)
                || matches!(
                    self.word(k),
                    "," | "." | ";" | ":" | "—" | "–" | "“" | "”" | "\"" | "(" | ")" | "!" | "?" | "‘"
                )
        };
        let ahead = cue.is_none_or(|c| c >= core);
        let limit = (core..high.min(core + LONGEST)).find(|k| stop(*k)).unwrap_or(high.min(core + LONGEST));
        // A verb that no "who" leads in is the sentence's own.
        let led = |k: usize| (core..k).any(|j| matches!(self.word(j), "who" | "that" | "whose" | "which" | "where"));
        let limit = (core..limit).find(|k| self.finite(*k) && !led(*k)).unwrap_or(limit);
        if ahead && cue.is_some() {
            // Before the cue all up to it belongs, adverbs and auxiliaries left out.
            if cue != Some(limit) && !self.finite(limit) {
                // "A supporter on the train, overheard, said": up to the comma.
                let clause = matches!(self.word(limit), "," | "(" | "—" | "–");
                return if clause { self.trim(core, limit) } else { core };
            }
            return self.trim(core, limit);
        }
        // Behind the cue: prepositions with names or "the", and clauses that begin with "who".
        let mut k = core;
        let mut clause = false;
        while k < limit {
            let word = self.word(k);
            let time = self.calendar(k)
                || matches!(word, "on" | "in" | "at" | "by" | "with" | "from")
                    && (self.calendar(k + 1)
                        || matches!(self.word(k + 1), "a" | "an" | "his" | "her" | "their" | "last"));
            let ends = matches!(
                word,
                "when" | "after" | "before" | "as" | "while" | "because" | "during" | "to" | "but" | "yesterday"
            );
            if ends && !clause || time && k + 1 < high && !clause || k > core && self.finite(k) && !clause {
                break;
            }
            clause |= matches!(word, "who" | "that" | "whose");
            k += 1;
        }
        self.trim(core, k)
    }

    /// The rows up to `end` without the adverbs, auxiliaries and words of time at their end.
    fn trim(&self, core: usize, mut end: usize) -> usize {
        while end > core
            && (matches!(
                self.tag(end - 1),
                Some(Tag::Adverb | Tag::Modal | Tag::Prep | Tag::To | Tag::And | Tag::Participle)
            ) || matches!(self.word(end - 1), "has" | "have" | "had" | "was" | "were" | "is" | "are" | "on" | "’s")
                || self.calendar(end - 1))
        {
            end -= 1;
        }
        end
    }

    /// The phrase right beside a verb of saying: before it, else behind it.
    pub fn beside(&self, cue: usize) -> Option<(usize, usize)> {
        let s = self.view.sentence_of(cue);
        let mut k = cue;
        while k > s.first as usize
            && (matches!(self.tag(k - 1), Some(Tag::Adverb | Tag::Modal))
                || matches!(self.word(k - 1), "has" | "have" | "had" | "was" | "is" | "then" | "also"))
        {
            k -= 1;
        }
        // "Ann Lowe, of the lock, said"
        if k > s.first as usize + 3
            && self.word(k - 1) == ","
            && let Some(comma) = (s.first as usize + 1..k - 1).rev().take(LONGEST).find(|j| self.word(*j) == ",")
            && self.noun(comma - 1)
            && !self.quoted(comma - 1)
        {
            return Some((comma - 1, comma));
        }
        if let Some(last) = k.checked_sub(1).filter(|l| *l >= s.first as usize && !self.quoted(*l)) {
            let pronoun = PRONOUN_SUBJECTS.has(self.view.tokens[last].key);
            if pronoun || self.noun(last) && !self.calendar(last) {
                return Some((last, k));
            }
        }
        let mut k = cue + 1;
        while matches!(self.tag(k), Some(Tag::Adverb)) {
            k += 1;
        }
        let from = k;
        while k < s.end as usize && self.part(k) && !self.quoted(k) && k - from < 12 {
            k += 1;
        }
        (k > from && (from..k).any(|j| self.noun(j))).then_some((from, k))
    }

    /// The phrase that ends right before token `k`, a comma between them left out: what "who" is about.
    pub fn ending_before(&self, mut k: usize) -> Option<(usize, usize)> {
        let low = self.view.sentence_of(k).first as usize;
        // "Lowe, 36, who says": her age stands between.
        for _ in 0..3 {
            if k > low + 1 && matches!(self.word(k - 1), "," | ")" | "(" | "—" | "–") {
                k -= 1;
            } else if k > low + 1 && self.tag(k - 1) == Some(Tag::Number) && self.word(k - 2) == "," {
                k -= 2;
            }
        }
        let last = k.checked_sub(1).filter(|l| *l >= low)?;
        self.noun(last).then_some((last, k))
    }
}
