//! Attributions that the grammar of a sentence shows.

mod reach;

use super::edges::{according, to_whom};
use super::{Candidate, Rows, Saying};
use crate::annotate::lexeme::{Field, Lexeme};
use crate::annotate::quotation::View;
use crate::annotate::speaker;
use crate::annotate::syntax::Parsed;
use crate::annotate::syntax::parser::ROOT;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::token::Key;
use crate::annotate::verbs::{self, ALONE, BEHIND, CLAUSE, Frame, INFINITIVE, ING, OBJECT, PERSON, PHRASE, SPOKEN, TO};
use std::borrow::Cow;

pub(super) use reach::{is_day, past_time, time_word};

/// Words of a longest clause that opens a sentence and ends in its verb: "Before the harbour master spoke, …".
const NEAR: usize = 12;

/// A parsed sentence with what rules ask of it.
pub(super) struct Tree<'a> {
    view: &'a View<'a>,
    p: &'a Parsed,
    /// Head and relation of each word: those of the parser, but where they can't be.
    heads: Cow<'a, [(u32, Relation)]>,
    children: Vec<Vec<usize>>,
    /// First and last word of what hangs from each word.
    low: Vec<usize>,
    high: Vec<usize>,
}

impl<'a> Tree<'a> {
    pub fn new(view: &'a View<'a>, p: &'a Parsed) -> Self {
        let mut tree =
            Self { view, p, heads: Cow::Borrowed(&p.heads), children: Vec::new(), low: Vec::new(), high: Vec::new() };
        tree.hang();
        if let Some((word, verb)) = tree.heard() {
            tree.heads.to_mut()[word] = (verb as u32, Relation::Nsubj);
            tree.hang();
        }
        tree
    }

    /// "Ann Lowe's mother said her husband “never feared it”": who stands there for one that is spoken to, and the verb behind
    /// that has nobody who does it. Nobody says somebody something.
    fn heard(&self) -> Option<(usize, usize)> {
        let says = |v: usize| verbs::frame(self.key(v)) & (CLAUSE | SPOKEN | TO | PERSON | OBJECT) == CLAUSE | SPOKEN;
        let object = |w: &usize| matches!(self.relation(*w), Relation::Iobj | Relation::Obj);
        (0..self.len()).filter(object).find_map(|word| {
            let said = self.head(word).filter(|v| *v < word && self.low(word) == v + 1 && says(*v))?;
            let verb = self.child(said, |r| r == Relation::Ccomp).filter(|c| *c > self.high(word))?;
            let alone = self.child(verb, |r| matches!(r, Relation::Nsubj | Relation::NsubjPass)).is_none();
            (alone && !matches!(self.tag(verb), Tag::Ing | Tag::Verb)).then_some((word, verb))
        })
    }

    /// Finds what hangs from each word.
    fn hang(&mut self) {
        let n = self.p.words.len();
        let mut children = vec![Vec::new(); n];
        let (mut low, mut high): (Vec<usize>, Vec<usize>) = ((0..n).collect(), (0..n).collect());
        for i in 0..n {
            if let Some(list) = children.get_mut(self.heads[i].0 as usize) {
                list.push(i);
            }
            let mut at = self.heads[i].0;
            let mut steps = 0;
            while at != ROOT && steps < n {
                let h = at as usize;
                low[h] = low[h].min(i);
                high[h] = high[h].max(i);
                at = self.heads[h].0;
                steps += 1;
            }
        }
        (self.children, self.low, self.high) = (children, low, high);
    }

    pub(super) fn relation(&self, i: usize) -> Relation {
        self.heads[i].1
    }

    pub(super) fn head(&self, i: usize) -> Option<usize> {
        (self.heads[i].0 != ROOT).then_some(self.heads[i].0 as usize)
    }

    fn child(&self, i: usize, is: impl Fn(Relation) -> bool) -> Option<usize> {
        self.children[i].iter().copied().find(|c| is(self.relation(*c)))
    }

    pub(super) fn text(&self, i: usize) -> &str {
        self.p.words.get(i).and_then(|w| self.view.text.get(w.span.range())).unwrap_or("")
    }

    pub(super) fn key(&self, i: usize) -> Key {
        let token = self.p.words[i].token as usize;
        self.view.tokens[token].key
    }

    pub(super) fn pos(&self, i: usize) -> Pos {
        self.p.tags[i].1
    }

    pub(super) fn tag(&self, i: usize) -> Tag {
        self.p.tags[i].0
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.p.words.len()
    }

    /// The words that hang from a word.
    pub(super) fn children(&self, i: usize) -> &[usize] {
        self.children.get(i).map_or(&[], Vec::as_slice)
    }

    /// The first word of what hangs from a word.
    pub(super) fn low(&self, i: usize) -> usize {
        self.low[i]
    }

    /// The last word of what hangs from a word.
    pub(super) fn high(&self, i: usize) -> usize {
        self.high[i]
    }

    /// The number of a word's tag; one of its own for a place where no word stands.
    pub(super) fn tag_at(&self, i: usize) -> u64 {
        self.p.tags.get(i).map_or(63, |t| t.0 as u64)
    }

    /// The row of a word's token.
    pub(super) fn token(&self, i: usize) -> usize {
        self.p.words[i].token as usize
    }

    /// The words of rows of the token table.
    pub(super) fn words_of(&self, rows: Rows) -> std::ops::Range<usize> {
        let at = |row: usize| self.p.words.partition_point(|w| (w.token as usize) < row);
        at(rows.0)..at(rows.1)
    }

    /// Whether "according" stands here with its "to".
    pub(super) fn is_according(&self, i: usize) -> bool {
        self.key(i) == according() && self.text(i + 1).eq_ignore_ascii_case("to")
    }

    /// Whether a word is a stop, a comma or the like, not a mark or a bracket.
    pub(super) fn stops(&self, i: usize) -> bool {
        self.p.tags.get(i).is_some_and(|t| t.1 == Pos::Punct)
            && !matches!(self.text(i), "(" | ")" | "[" | "]" | "“" | "”" | "\"" | "‘" | "’" | "'")
    }

    /// Words as rows of the token table, punctuation at both ends and conjunctions at the head left out.
    pub(super) fn rows(&self, mut from: usize, mut to: usize) -> Option<Rows> {
        while from < to && (self.stops(from) || (self.relation(from) == Relation::Cc && self.tag(from) == Tag::And)) {
            from += 1;
        }
        while to > from && self.stops(to - 1) {
            to -= 1;
        }
        (from < to).then(|| (self.p.words[from].token as usize, self.p.words[to - 1].token as usize + 1))
    }

    fn whole(&self, i: usize) -> Option<Rows> {
        // "…, who was told", "…, which it denies": the writer tells that.
        let last = self.low[i].max(i);
        let aside = (last + 1..=self.high[i]).find(|k| {
            self.text(k - 1) == "," && matches!(self.tag(*k), Tag::Who | Tag::Which | Tag::Whose) && *k > last + 1
        });
        self.rows(self.low[i], aside.unwrap_or(self.high[i] + 1))
    }

    /// Word `i` with all it governs but what hangs from `less`, which may leave two pieces.
    fn without(&self, i: usize, less: usize) -> Vec<Rows> {
        let (a, b) = (self.low[i], self.high[i] + 1);
        let (x, y) = (self.low[less], self.high[less] + 1);
        [(a, x.max(a).min(b)), (y.max(a).min(b), b)].into_iter().filter_map(|(f, t)| self.rows(f, t)).collect()
    }

    /// Who does what verb `i` says, as far as the sentence shows it.
    fn subject(&self, i: usize, depth: usize) -> Option<usize> {
        if let Some(s) = self.child(i, |r| r == Relation::Nsubj) {
            return Some(s);
        }
        if let Some(agent) = self.child(i, |r| r == Relation::Agent) {
            return Some(agent);
        }
        if depth > 4 || self.child(i, |r| r == Relation::NsubjPass).is_some() {
            return None;
        }
        let h = self.head(i)?;
        let aside = self.tag(i) == Tag::Ing && i > 0 && matches!(self.text(i - 1), "," | "—" | "–" | "--");
        if aside {
            // "…,” she said, adding that …": whoever spoke.
            let said = (0..i).rev().find(|k| {
                self.finite(*k)
                    && verbs::frame(self.key(*k)) & BEHIND != 0
                    && self.child(*k, |r| r == Relation::Nsubj).is_some()
                    && !self.is_ahead(*k)
            });
            if let Some(s) = said.and_then(|v| self.own_subject(v)) {
                return Some(s);
            }
            // ", saying that …": whoever does what the sentence is about.
            let main = (0..i)
                .rev()
                .find(|k| self.finite(*k) && self.child(*k, |r| r == Relation::Nsubj).is_some_and(|s| s < i));
            let root = (0..self.p.words.len()).find(|k| self.relation(*k) == Relation::Root && *k < i);
            let by_root = root.filter(|r| !self.is_ahead(*r)).and_then(|r| self.child(r, |x| x == Relation::Nsubj));
            // "The setback came hours after Lowe denied it, insisting that …": no setback insists.
            let denied = |k: &usize| {
                let spoken = self.finite(*k) && verbs::frame(self.key(*k)) & SPOKEN != 0;
                spoken && self.child(*k, |r| r == Relation::Nsubj).is_some_and(|s| s < *k && !self.is_thing(s))
            };
            if by_root.is_some_and(|s| self.is_thing(s))
                && let Some(s) = (0..i).rev().find(denied).and_then(|k| self.child(k, |r| r == Relation::Nsubj))
            {
                return Some(s);
            }
            if let Some(s) = by_root.or_else(|| main.and_then(|m| self.child(m, |r| r == Relation::Nsubj))) {
                return Some(s);
            }
        }
        match self.relation(i) {
            Relation::Conj | Relation::Advcl | Relation::Parataxis => self.subject(h, depth + 1),
            Relation::Xcomp => self
                .child(h, |r| r == Relation::Obj)
                .filter(|_| verbs::frame(self.key(h)) & PERSON != 0)
                .or_else(|| self.subject(h, depth + 1)),
            Relation::Acl => Some(h),
            _ => None,
        }
    }

    /// Whether a noun is for something that is or happens, which says nothing.
    fn is_thing(&self, s: usize) -> bool {
        let noun = || Lexeme::of(self.text(s)).and_then(|l| l.noun().unwrap_or(l).senses().next());
        let field = Some(s).filter(|s| self.tag(*s) == Tag::Noun).and_then(|_| noun()).map(|sense| sense.field());
        matches!(
            field,
            Some(
                Field::Act
                    | Field::Event
                    | Field::Thing
                    | Field::State
                    | Field::Phenomenon
                    | Field::Process
                    | Field::Time
            )
        )
    }

    /// The subject of the verb before, where verb `i` goes on from it: "complained of a push but said …".
    fn carried(&self, i: usize) -> Option<usize> {
        self.goes_on(i, &["and", "but", "then"], |_| true)
    }

    /// Who said something just before, where verb `i` goes on in the same tense: "said it was shut but denied …".
    fn spoke_before(&self, i: usize) -> Option<usize> {
        self.goes_on(i, &["and", "but", ","], |k| verbs::frame(self.key(k)) & (SPOKEN | BEHIND) != 0)
    }

    /// The subject of the last verb of the same tense that is `like`, where one of `joints` leads on to verb `i`.
    fn goes_on(&self, i: usize, joints: &[&str], like: impl Fn(usize) -> bool) -> Option<usize> {
        let mut j = i;
        while j > 0 && self.pos(j - 1) == Pos::Adv {
            j -= 1;
        }
        let joined = j > 0 && joints.contains(&self.text(j - 1)) && self.aside_subject(j).is_none();
        let subject = |k: usize| self.child(k, |r| r == Relation::Nsubj);
        let before = |k: &usize| like(*k) && self.finite(*k) && self.tag(*k) == self.tag(i) && subject(*k).is_some();
        joined.then(|| subject((0..j).rev().find(before)?)).flatten()
    }

    /// The noun of the phrase in `from..to`, before its first preposition.
    fn noun(&self, from: usize, to: usize) -> Option<usize> {
        let stop = (from..to).find(|k| self.pos(*k) == Pos::Adp).unwrap_or(to);
        (from..stop).rev().find(|k| self.nominal(*k) && self.pos(*k) != Pos::Det)
    }

    /// Whose the verb at `i` is, not what stands before the comma: "The bird, a keeper said, had been caught".
    fn own_subject(&self, i: usize) -> Option<usize> {
        let s = self.child(i, |r| r == Relation::Nsubj)?;
        if s + 2 >= i || verbs::frame(self.key(i)) & BEHIND == 0 {
            return Some(s);
        }
        let comma = (s + 1..i).rev().find(|k| matches!(self.text(*k), "," | "—" | "–"));
        let near = comma.filter(|c| {
            c + 1 < i
                && self.pos(c + 1) != Pos::Adp
                && (c + 1..i).all(|k| self.nominal_part(k) && !self.finite(k))
                && (c + 1..i).any(|k| matches!(self.pos(k), Pos::Noun | Pos::Propn | Pos::Pron))
        });
        near.and_then(|c| self.noun(c + 1, i)).or(Some(s))
    }

    /// The noun that stands before an aside that a comma closes right before word `j`, at the head of a clause:
    /// "…; his ex-wife, in scarlet, claimed", which the parser hangs on the clause before.
    fn aside_subject(&self, mut j: usize) -> Option<usize> {
        while j > 0 && self.pos(j - 1) == Pos::Adv {
            j -= 1;
        }
        (j > 3 && self.text(j - 1) == ",").then_some(())?;
        let opening = self.opening();
        let commas = (opening..j - 1).rev().take(28).take_while(|k| !matches!(self.text(*k), ";" | ":"));
        for comma in commas.filter(|k| self.text(*k) == ",") {
            // Verbs may stand in an aside that begins with "who" only.
            let led =
                matches!(self.tag(comma + 1), Tag::Who | Tag::Which | Tag::Whose) || self.text(comma + 1) == "most";
            // "…, reached in Wex, said": taken for a verb.
            let first = if self.tag(comma + 1) == Tag::Past { comma + 2 } else { comma + 1 };
            if !led && (first..j - 1).any(|k| self.finite(k)) {
                continue;
            }
            let part = |k: &usize| self.nominal_part(*k) && !self.finite(*k) && !self.joins(*k);
            let Some(from) = (opening..comma).rev().take_while(part).last() else { continue };
            let before = from.checked_sub(1).map_or("", |k| self.text(k));
            if from == opening || matches!(before, ";" | "and" | "but" | "while" | ":") {
                return self.noun(from, comma);
            }
        }
        None
    }

    /// Whether a word joins a clause to the one before it: ", and Ann Lowe, …, said".
    fn joins(&self, k: usize) -> bool {
        matches!(self.text(k), "and" | "but" | "while") && k > 0 && self.text(k - 1) == ","
    }

    /// The noun phrase at `i`, clauses behind a comma left out.
    fn phrase(&self, i: usize) -> Option<Rows> {
        let mut end = self.high[i] + 1;
        for &c in &self.children[i] {
            let trailing = c > i
                && matches!(self.relation(c), Relation::Relcl | Relation::Acl | Relation::Appos | Relation::Parataxis);
            if trailing {
                end = end.min(self.low[c].max(i + 1));
            }
        }
        let mut start = self.low[i];
        // "by the police": the preposition of an agent is no part of the name.
        for &c in &self.children[i] {
            if c < i && self.relation(c) == Relation::Case {
                start = start.max(c + 1);
            }
        }
        self.rows(start, end.max(i + 1))
    }

    pub fn candidates(&self, out: &mut Vec<Candidate>) {
        let n = self.p.words.len();
        for i in 0..n {
            let key = self.key(i);
            if self.is_according(i) {
                self.by_according(i, out);
                continue;
            }
            if self.is_half(i) {
                continue;
            }
            let frame = self.frame(i);
            let verb = matches!(
                self.tag(i),
                Tag::Verb | Tag::Past | Tag::Present | Tag::PresentS | Tag::Participle | Tag::Ing
            );
            // "The champion alleges that …", taken for a noun.
            let taken = || self.tag(i) == Tag::Nouns && !verbs::is_noun(key) && i > 0 && self.text(i + 1) == "that";
            if frame != 0 && (verb || taken()) {
                self.by_verb(i, frame, out);
            } else if matches!(self.tag(i), Tag::Noun | Tag::Nouns) && verbs::is_noun(key) {
                self.by_noun(i, out);
            } else if self.tag(i) == Tag::Adj || verbs::adjective(key) != 0 && frame == 0 {
                self.by_adjective(i, out);
            }
        }
    }

    /// Whether a word is the second half of another: "so-called", "self-described".
    pub(super) fn is_half(&self, i: usize) -> bool {
        i > 1 && self.tag(i - 1) == Tag::Hyphen || i > 0 && self.text(i - 1) == "-"
    }

    /// What verb `i` takes, with the particle behind it if it needs one: "pointed out".
    fn frame(&self, i: usize) -> Frame {
        let key = self.key(i);
        match self.p.words.get(i + 1) {
            Some(_) => verbs::frame(key) | verbs::with_particle(key, self.key(i + 1)),
            None => verbs::frame(key),
        }
    }

    /// The verbs that can stand beside a quotation, with their subjects.
    pub fn sayings(&self, out: &mut Vec<Saying>) {
        for i in 0..self.p.words.len() {
            let known = verbs::frame(self.key(i)) & BEHIND != 0;
            let tag = self.tag(i);
            let behind_mark = i > 0 && self.is_mark(i - 1);
            // "Ms", taken for a verb.
            let title = self.text(i).starts_with(char::is_uppercase) && !known;
            let speaks =
                !title && self.finite(i) && tag != Tag::Modal || tag == Tag::Participle && (known || behind_mark);
            let aside =
                tag == Tag::Ing && verbs::frame(self.key(i)) != 0 && i > 0 && matches!(self.text(i - 1), "," | "and");
            if !speaks && !aside {
                continue;
            }
            // "“Run!” she heard somebody scream": she says nothing.
            let heard = matches!(self.text(i), "heard" | "hears");
            if heard && (i + 2..i + NEAR).any(|k| speaker::cries(self.text(k))) {
                continue;
            }
            let cue = self.p.words[i].token as usize;
            let subject = self.child(i, |r| r == Relation::Nsubj).filter(|_| speaks);
            if let Some(source) =
                self.beside_mark(i).filter(|_| speaks).or_else(|| subject.and_then(|s| self.phrase(s)))
            {
                out.push(Saying { cue, source, to: self.addressee(i), known, carried: false });
            } else if (known || aside)
                && let Some(source) = self.led_to(i).and_then(|s| self.phrase(s))
            {
                out.push(Saying { cue, source, to: self.addressee(i), known, carried: true });
            }
        }
    }

    /// Whose a word of saying at `i` is that has no subject of its own: "criticised the plan, saying", "came in and told
    /// them", "was convicted of beating her and telling her".
    fn led_to(&self, i: usize) -> Option<usize> {
        if self.tag(i) != Tag::Ing {
            return self.carried(i);
        }
        let main = || {
            let root = (0..i).find(|k| self.relation(*k) == Relation::Root)?;
            self.child(root, |r| matches!(r, Relation::Nsubj | Relation::NsubjPass)).filter(|s| *s < i)
        };
        self.subject(i, 0).or_else(main).filter(|s| *s < i)
    }

    fn is_mark(&self, k: usize) -> bool {
        matches!(self.text(k), "”" | "\"" | "’" | "'" | "''" | "»")
    }

    /// Whom verb `i` speaks to: "told the Echo", "said to reporters".
    pub(super) fn addressee(&self, i: usize) -> Option<Rows> {
        let frame = verbs::frame(self.key(i));
        // "guests were told not to", "Asked whether he would, the mayor said": who is told or asked.
        if self.tag(i) == Tag::Participle && verbs::speaks_to_object(self.key(i)) {
            let opens = i == self.opening() && self.relation(i) == Relation::Advcl;
            let asked = || self.head(i).filter(|_| opens).and_then(|h| self.child(h, |r| r == Relation::Nsubj));
            if let Some(s) = self.child(i, |r| r == Relation::NsubjPass).or_else(asked) {
                return self.phrase(s);
            }
        }
        let object = self.child(i, |r| r == Relation::Iobj).or_else(|| {
            let person = frame & TO != 0
                || frame & (PERSON | CLAUSE) == (PERSON | CLAUSE) && self.child(i, |r| r == Relation::Ccomp).is_some()
                || frame & PERSON != 0 && self.children[i].iter().any(|c| self.tag(*c) == Tag::Verb && *c > i);
            self.child(i, |r| r == Relation::Obj).filter(|o| person && *o > i)
        });
        let to = || {
            self.children[i].iter().copied().find(|c| {
                *c > i
                    && self.relation(*c) == Relation::Obl
                    && self
                        .child(*c, |r| r == Relation::Case)
                        .is_some_and(|k| k > i && matches!(self.text(k), "to" | "with"))
                    && (self.text(self.low(*c)) == "to" || matches!(self.text(i), "pleaded" | "plead" | "pleads"))
            })
        };
        self.phrase(object.or_else(to)?)
    }

    fn push(&self, out: &mut Vec<Candidate>, cue: usize, content: Vec<Rows>, source: Option<usize>) {
        let speaker = self.speaker(cue, source);
        self.push_words(out, cue, content, speaker);
    }

    /// The words that name the speaker, whom the tree shows at `source` or does not show.
    pub(super) fn speaker(&self, cue: usize, source: Option<usize>) -> Option<Rows> {
        let opening = self.opening();
        // What stands in a dateline says nothing.
        let source = source.filter(|s| *s >= opening || cue < opening);
        // "19:05 Mayor: ‘They told me …’": what stands before the colon is not the verb's that has its own.
        let pronoun = cue.checked_sub(1).filter(|k| {
            matches!(self.text(*k).to_ascii_lowercase().as_str(), "i" | "he" | "she" | "we" | "they")
                && self.finite(cue)
        });
        let source = match (source, pronoun) {
            (Some(s), Some(p)) if s < p && (s..p).any(|k| self.text(k) == ":") => Some(p),
            _ => source,
        };
        source.or_else(|| self.carried(cue)).and_then(|s| self.phrase(s)).or_else(|| {
            let at = self.p.words[cue].token as usize;
            let first = self.p.words[opening.min(cue)].token as usize;
            // "The Echo reports that …", where the verb was taken for a noun.
            let noun = matches!(self.tag(cue), Tag::Noun | Tag::Nouns) && self.text(cue + 1) == "that";
            let active = (self.finite(cue) || self.tag(cue) == Tag::Participle || noun)
                && (cue > 0 || self.tag(cue) != Tag::Past)
                && self.child(cue, |r| r == Relation::NsubjPass).is_none();
            if !active {
                // "The authority on Tuesday blocked the sale, saying …"
                let verb = (opening..cue).find(|k| self.finite(*k));
                let aside = self.tag(cue) == Tag::Ing && cue > 0 && matches!(self.text(cue - 1), "," | "—" | "–");
                return verb.filter(|_| aside).and_then(|v| self.phrase(self.noun(opening, v)?));
            }
            let found = speaker::subject_before(self.view, first, at)
                .filter(|found| (0..cue).any(|k| self.p.words[k].token as usize + 1 == found.end && self.nominal(k)));
            // "… , experts say": a plural without an article.
            let plain = || {
                let from = (opening..cue)
                    .rev()
                    .find(|k| !self.nominal(*k) && self.pos(*k) != Pos::Adj)
                    .map_or(opening, |k| k + 1);
                let plural = from < cue && matches!(self.tag(cue - 1), Tag::Nouns | Tag::Names | Tag::Name);
                plural.then(|| self.rows(from, cue)).flatten()
            };
            found.map(|f| (f.first, f.end)).or_else(plain)
        })
    }

    fn push_words(&self, out: &mut Vec<Candidate>, cue: usize, mut content: Vec<Rows>, source: Option<Rows>) {
        if let Some(first) = content.first_mut()
            && first.0 == self.p.words[cue].token as usize + 1
        {
            // "announced last Friday a cut": when it was said is no part of it.
            first.0 = past_time(self.view, first.0, first.1);
        }
        if !content.is_empty() {
            out.push(Candidate { content, cue: self.p.words[cue].token as usize, source, to: self.addressee(cue) });
        }
    }

    /// Who says what the verb at `i` says, as far as the tree shows it.
    pub(super) fn who_says(&self, i: usize) -> Option<usize> {
        let own = |k: usize| self.own_subject(k);
        let perfect = self.children[i].iter().any(|k| {
            self.relation(*k) == Relation::Aux
                && matches!(self.text(*k), "has" | "have" | "had" | "’ve" | "'ve" | "’d" | "'d")
        });
        let passive = self.passive(i);
        match () {
            () if own(i).is_some() => own(i),
            () if self.finite(i) && self.aside_subject(i).is_some() => self.aside_subject(i),
            // "Asked whether …": somebody else asks.
            () if self.tag(i) == Tag::Participle && !perfect && (passive || i == self.opening()) => {
                self.child(i, |r| r == Relation::Agent)
            }
            () => self.spoke_before(i).or_else(|| self.subject(i, 0)),
        }
    }

    /// Whether verb `i` ends a clause ahead of what the sentence says: "Before Ann Lowe spoke, …". Nobody says that.
    pub(super) fn is_ahead(&self, i: usize) -> bool {
        let leads = |k: usize| {
            matches!(
                self.text(k).to_ascii_lowercase().as_str(),
                "before" | "after" | "when" | "while" | "until" | "once" | "since" | "because" | "if" | "although"
            )
        };
        let first = self.opening();
        let plain = |k: usize| self.text(k) != "," && !self.finite(k);
        self.text(i + 1) == "," && first < i && i - first < NEAR && leads(first) && (first + 1..i).all(plain)
    }

    fn passive(&self, i: usize) -> bool {
        self.child(i, |r| matches!(r, Relation::AuxPass | Relation::NsubjPass)).is_some()
    }

    fn by_verb(&self, i: usize, frame: Frame, out: &mut Vec<Candidate>) {
        let source = self.who_says(i);
        let passive = self.passive(i);
        if passive && let Some(content) = self.raised(i) {
            self.push_words(out, i, content, None);
            return;
        }
        let to =
            |c: usize| self.children[c].iter().any(|k| self.tag(*k) == Tag::To && self.relation(*k) == Relation::Mark);
        let object = self.child(i, |r| r == Relation::Obj);
        if self.is_ahead(i) {
            return;
        }
        // "The lock, police said, was shut": nothing follows the verb at once, whatever the parser hung on it.
        let closed = i + 1 == self.p.words.len() || matches!(self.text(i + 1), "," | "." | ";");
        if closed
            && frame & BEHIND != 0
            && let Some((content, speaker)) = self.aside(i)
        {
            self.push_words(out, i, content, Some(speaker));
            return;
        }
        if frame & BEHIND != 0
            && let Some((content, speaker)) = self.inverted(i)
        {
            self.push_words(out, i, content, Some(speaker));
            return;
        }
        if source.is_some_and(|s| self.text(s).eq_ignore_ascii_case("you")) {
            return;
        }
        for &c in &self.children[i] {
            let relation = self.relation(c);
            let infinitive = to(c);
            // "In findings released today, she said it was shut": the clause behind is what she said.
            if c < i && relation == Relation::Ccomp && !closed && self.clause_behind(i) {
                continue;
            }
            let piece = match relation {
                Relation::Ccomp if frame & CLAUSE != 0 && !infinitive => self.whole(c),
                Relation::Xcomp | Relation::Ccomp | Relation::Advcl if infinitive => match object.filter(|o| *o < c) {
                    // Whom it tells what to do belongs to what is told.
                    Some(o) if frame & (TO | PERSON) != 0 => self.rows(self.low[o], self.high[c] + 1),
                    None if frame & INFINITIVE != 0 && relation != Relation::Advcl => self.whole(c),
                    _ => None,
                },
                Relation::Xcomp | Relation::Ccomp | Relation::Advcl if frame & ING != 0 && self.tag(c) == Tag::Ing => {
                    (relation != Relation::Advcl).then(|| self.whole(c)).flatten()
                }
                Relation::Xcomp if frame & (OBJECT | PHRASE) == (OBJECT | PHRASE) => {
                    object.and_then(|o| self.rows(self.low[o].min(self.low[c]), self.high[c].max(self.high[o]) + 1))
                }
                Relation::Obj if frame & OBJECT != 0 && (frame & PHRASE == 0 || frame & ALONE != 0) => {
                    // "the decision to shut it", "the council for its silence", "the safety of the lock": what
                    // stands right behind the object goes with it, wherever the parser hung it.
                    let next = self.high[c] + 1;
                    let with = |k: &&usize| {
                        let case = matches!(
                            self.text(next),
                            "of" | "for" | "as" | "on" | "over" | "about" | "from" | "against" | "with"
                        );
                        let prepositional =
                            matches!(self.relation(**k), Relation::Obl | Relation::Advcl | Relation::Nmod);
                        self.low[**k] == next && (to(**k) || case && prepositional)
                    };
                    let more = self.children[i].iter().find(with);
                    self.rows(self.low[c], more.map_or(self.high[c], |k| self.high[*k]) + 1)
                }
                Relation::Obl if frame & PHRASE != 0 => self.prepositional(i, c, object, frame),
                _ => None,
            };
            // "describes him as a genius": what follows wins over the object by itself.
            if relation == Relation::Obj
                && frame & PHRASE != 0
                && self.children[i].iter().any(|k| {
                    *k > c
                        && matches!(self.relation(*k), Relation::Obl | Relation::Xcomp | Relation::Ccomp)
                        && piece.is_some()
                        && piece.is_some_and(|p| self.p.words[*k].token as usize >= p.1)
                })
            {
                continue;
            }
            if let Some(mut piece) = piece {
                if relation == Relation::Ccomp && c > i && frame & BEHIND != 0 {
                    piece.1 = self.reach(i, c).map_or(piece.1, |end| end.max(piece.0 + 1));
                }
                self.push(out, i, vec![self.since_that(i, piece)], source);
                return;
            }
        }
        // "said … that", whatever the parser made of it.
        if frame & CLAUSE != 0
            && let Some(that) = self.that_behind(i)
            && let Some(piece) = self.rows(that, self.stop(i, that + 1))
        {
            self.push(out, i, vec![piece], source);
            return;
        }
        // "has been told by the court to pay", "were urged to leave".
        if passive
            && frame & (TO | PERSON) != 0
            && let Some(from) = self.infinitive_behind(i)
            && let Some(piece) = self.rows(from, self.stop(i, from + 1))
        {
            self.push(out, i, vec![piece], source);
            return;
        }
        if frame & BEHIND == 0 {
            return;
        }
        let n = self.p.words.len();
        // "The lock was shut, police said.", "The lock, police said, was shut."
        if let Some((content, speaker)) = self.aside(i) {
            self.push_words(out, i, content, Some(speaker));
            return;
        }
        // "said the lock was shut", where the parser did not see the clause.
        let mut k = i + 1;
        if frame & TO != 0
            && let Some((_, end)) = to_whom(self.view, self.p.words[i].token as usize)
        {
            k = (k..n).find(|k| self.p.words[*k].token as usize >= end).unwrap_or(n);
        }
        while k < n && time_word(self.text(k)) {
            k += 1;
        }
        let begins = k < n
            && matches!(
                self.tag(k),
                Tag::Det
                    | Tag::Pronoun
                    | Tag::Name
                    | Tag::Names
                    | Tag::Noun
                    | Tag::Nouns
                    | Tag::Adj
                    | Tag::Number
                    | Tag::Possessive
                    | Tag::There
                    | Tag::When
                    | Tag::Who
            );
        let stop = self.stop(i, k + 1);
        if begins
            && source.is_some_and(|s| s < i)
            && (k + 1..stop).any(|j| self.finite(j))
            && let Some(piece) = self.rows(k, stop)
        {
            self.push(out, i, vec![self.since_that(i, piece)], source);
            return;
        }
        if self.relation(i) == Relation::Parataxis
            && let (Some(h), Some(subject)) = (self.head(i), self.child(i, |r| r == Relation::Nsubj))
        {
            self.push(out, i, self.without(h, i), Some(subject));
        }
    }

    /// Whether a clause begins right behind verb `i`: a noun phrase or "that", and a finite verb before the next stop.
    fn clause_behind(&self, i: usize) -> bool {
        let stop = |k: &usize| matches!(self.text(*k), "," | "." | ";" | ":" | "—" | "–");
        let end = (i + 1..self.p.words.len()).find(stop).unwrap_or(self.p.words.len());
        let begins =
            (i + 1 < end) && (self.nominal(i + 1) || self.text(i + 1) == "that" || self.pos(i + 1) == Pos::Adj);
        begins && (i + 2..end).any(|k| self.finite(k))
    }

    /// The first word behind a dateline: "VALE CITY (NAP) — ".
    fn opening(&self) -> usize {
        let shouts = self.text(0).len() > 2 && !self.text(0).contains(char::is_lowercase);
        let dash = (1..self.p.words.len().min(12)).find(|k| matches!(self.text(*k), "—" | "–" | "-" | "--"));
        match dash {
            Some(k) if shouts && k + 1 < self.p.words.len() && (self.text(k - 1) == ")" || k < 6) => k + 1,
            _ => 0,
        }
    }

    /// Contents without what of a dateline stands in them.
    pub fn behind_dateline(&self, mut content: Vec<Rows>) -> Vec<Rows> {
        let first = self.p.words.get(self.opening()).map_or(0, |w| w.token as usize);
        content.iter_mut().for_each(|p| p.0 = p.0.max(first));
        content.retain(|p| p.0 < p.1);
        content
    }

    /// Whether a word can stand inside a plain noun phrase.
    fn nominal_part(&self, k: usize) -> bool {
        self.nominal(k)
            || matches!(self.pos(k), Pos::Adj | Pos::Adp | Pos::Part | Pos::Cconj | Pos::Adv | Pos::Sym)
            || matches!(self.text(k), "." | "-" | "’" | "'" | "(" | ")")
    }

    fn nominal(&self, k: usize) -> bool {
        matches!(self.pos(k), Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Det | Pos::X)
    }

    pub(super) fn finite(&self, k: usize) -> bool {
        matches!(self.tag(k), Tag::Past | Tag::Present | Tag::PresentS | Tag::Modal)
    }

    /// Whether verb `i` is what the sentence says, not a part of what somebody says or is told of.
    pub(super) fn is_main(&self, i: usize) -> bool {
        let mut at = i;
        for _ in 0..6 {
            match (self.relation(at), self.head(at)) {
                (Relation::Conj | Relation::Parataxis | Relation::Ccomp, Some(head)) => at = head,
                (relation, _) => return relation == Relation::Root,
            }
        }
        true
    }

    fn by_noun(&self, i: usize, out: &mut Vec<Candidate>) {
        let Some(c) = self.children[i].iter().copied().find(|c| {
            *c > i
                && matches!(self.relation(*c), Relation::Acl | Relation::Ccomp | Relation::Relcl)
                && self.children[*c]
                    .iter()
                    .any(|k| self.relation(*k) == Relation::Mark && matches!(self.text(*k), "that" | "to" | "whether"))
        }) else {
            return;
        };
        let poss = self.child(i, |r| r == Relation::Poss);
        let by = || {
            self.children[i].iter().copied().find(|k| {
                self.relation(*k) == Relation::Nmod
                    && self.children[*k].iter().any(|x| matches!(self.text(*x), "by" | "from"))
            })
        };
        let governor = || {
            let h = self.head(i)?;
            matches!(self.relation(i), Relation::Obj | Relation::Obl).then(|| self.subject(h, 0)).flatten()
        };
        let source = poss.or_else(by).or_else(governor);
        if let Some(piece) = self.whole(c) {
            self.push(out, i, vec![piece], source);
        }
    }

    /// "The council is adamant that it paid", "was critical of the vote".
    fn by_adjective(&self, i: usize, out: &mut Vec<Candidate>) {
        let frame = verbs::adjective(self.key(i));
        let Some(source) = Some(frame).filter(|f| *f != 0).and_then(|_| self.subject(i, 0)).filter(|s| *s < i) else {
            return;
        };
        let behind = |c: &&usize| **c > i;
        let clause = self.children[i].iter().filter(behind).copied().find(|c| {
            matches!(self.relation(*c), Relation::Ccomp | Relation::Xcomp | Relation::Advcl)
                && self.children[*c]
                    .iter()
                    .any(|k| *k > i && matches!(self.text(*k), "that" | "whether" | "if" | "how"))
        });
        let phrase = || {
            let case = |c: usize| self.child(c, |r| r == Relation::Case).filter(|k| *k > i && self.low[c] == *k);
            let about = |c: &usize| case(*c).is_some_and(|k| matches!(self.text(k), "about" | "of" | "on"));
            let c = self.children[i].iter().filter(behind).copied().find(about)?;
            self.rows(case(c)? + 1, self.high[c] + 1)
        };
        let piece = match clause {
            Some(c) if frame & CLAUSE != 0 => self.whole(c),
            None if frame & PHRASE != 0 => phrase(),
            _ => None,
        };
        if let Some(piece) = piece {
            self.push(out, i, vec![piece], Some(source));
        }
    }

    /// "The lock was shut, according to police."
    fn by_according(&self, i: usize, out: &mut Vec<Candidate>) {
        let n = self.p.words.len();
        let x = match self.head(i) {
            Some(x) if x > i => x,
            _ => match (i + 2..n).find(|k| matches!(self.pos(*k), Pos::Noun | Pos::Propn | Pos::Pron)) {
                Some(x) => x,
                None => return,
            },
        };
        let stop = |k: usize| matches!(self.text(k), "," | ";" | "—" | "–");
        let b = if i == 0 { (x..n).find(|k| stop(*k)).unwrap_or(self.high[x] + 1) } else { self.high[x] + 1 };
        let content: Vec<Rows> =
            [(self.opening(), i), (b.min(n), n)].into_iter().filter_map(|(f, t)| self.rows(f, t)).collect();
        let source = self.rows((i + 2).max(self.low[x].min(x)), b.min(n));
        if !content.is_empty() {
            out.push(Candidate { content, cue: self.p.words[i].token as usize, source, to: None });
        }
    }
}
