//! From the words that name a speaker to who it is.

use super::phrase::Phrase;
use super::words::{
    DEFINITE, INDEFINITE, is_any_body, is_anybody, is_body, is_epithet, is_group, is_past, is_person, is_relative,
    is_time, is_unnamed, office, sex,
};
use super::{Found, Identity, Kind, People};
use crate::annotate::lexicon::{PRONOUN_SUBJECTS, TITLES, is_paper};
use crate::annotate::speaker::{Speaker, apposed_before};
use crate::annotate::syntax::tags::{Relation, Tag};
use crate::annotate::token::{Key, TokenKind};
use crate::span::Span;

/// Sentences back in which somebody is looked for.
pub(super) const BACK: i32 = 8;
/// Names back.
pub(super) const NAMES: usize = 24;

impl People<'_, '_> {
    /// Whom the words in rows `first..end` stand for.
    pub fn find(&mut self, (first, end): (usize, usize), cue: Option<usize>) -> Option<Found> {
        let phrase = self.phrase(first, end, cue)?;
        let one = self.one(phrase, cue)?;
        // "Ann Lowe and Tom Pell said"
        if let Some(other) = self.fellow(phrase, cue) {
            let other_found = self.one(other, cue)?;
            let (a, b) = if other.first < phrase.first { (&other_found, &one) } else { (&one, &other_found) };
            if a.ids == b.ids {
                return Some(one);
            }
            let mut ids: Vec<usize> = a.ids.iter().chain(&b.ids).copied().collect();
            let mut mention = a.speaker.mention.cover(b.speaker.mention);
            // "Lowe, Pell and Brandt said"
            let mut at = phrase.first.min(other.first);
            while at > 1
                && self.view.word(at - 1) == ","
                && let Some(n) = self.name_at(at - 2).filter(|n| n.end as usize == at - 1)
                && let Some(id) = self.by_name.get(&n.fullest)
                && !ids.contains(id)
            {
                mention = mention.cover(n.span);
                at = n.first as usize;
                ids.insert(0, *id);
            }
            return Some(Found { speaker: Speaker { mention, name: a.speaker.name, named: a.speaker.named }, ids });
        }
        Some(one)
    }

    /// Whom the words in rows `first..end` stand for where they are spoken to: nobody is remembered by them.
    pub fn addressee(&mut self, (first, end): (usize, usize)) -> Option<Speaker> {
        let view = self.view;
        let key = view.tokens.get(first)?.key;
        let mention = self.span(first, end);
        if end == first + 1 && (PRONOUN_SUBJECTS.has(key) || matches!(view.word(first), "him" | "her" | "them")) {
            return Some(self.pronoun(first, mention, None).speaker);
        }
        let mut core = end;
        let counted = |k: usize| matches!(self.read.tag(k), Some(Tag::Number));
        while core > first + 1
            && !self.read.noun(core - 1)
            && !(counted(core - 1) && core > first + 2)
            && self.read.tag(core - 1).is_some()
        {
            core -= 1;
        }
        // "the board of the Vale Opera" is a board.
        let of = (first + 1..core)
            .find(|k| matches!(view.word(*k), "of" | "in" | "at" | "from") && self.read.noun(k - 1))
            .unwrap_or(core);
        let head = (first..of).rev().find(|k| self.read.noun(*k)).unwrap_or(of - 1);
        let p = Phrase { first, core: of, end: core, head };
        // "Gloss & Gossip" is not Gossip; and what is no apposition stands behind no comma.
        let joined = (first..core).any(|k| view.word(k) == "&");
        let apposed = || self.apposed(p, None).filter(|_| view.word(end) == ",");
        if let Some((id, span)) = self.names(p).filter(|_| !joined).or_else(apposed) {
            return Some(self.stands(id, span, true).speaker);
        }
        let mention = self.span(first, core);
        let known = self.described(p).filter(|ids| ids.len() == 1).and_then(|ids| match self.all[ids[0]].identity {
            Identity::Named(n) => Some(n),
            Identity::Described(_) => None,
        });
        Some(Speaker { mention, name: known, named: false })
    }

    /// The whole phrase around the words that were taken for the source.
    fn phrase(&self, first: usize, end: usize, cue: Option<usize>) -> Option<Phrase> {
        let view = self.view;
        let mut p = self.read.around(first, end, cue)?;
        // "took in the scene many described as": many did, not the scene.
        let last = p.core - 1;
        if last > p.first
            && matches!(view.word(last), "many" | "some" | "others" | "few" | "most")
            && self.read.noun(last - 1)
        {
            (p.first, p.head) = (last, last);
        }
        let word = view.word(p.head);
        // "Lowe, whose lock is shut, said": it is she who says it.
        if view.word(p.first) == "whose"
            && let Some(at) = cue.filter(|c| *c > p.core)
            && (p.core..at).any(|k| view.word(k) == "," || self.read.noun(k))
        {
            let (a, b) = match view.word(at - 1) {
                "," => self.read.ending_before(p.first)?,
                _ => self.read.beside(at)?,
            };
            return self.read.around(a, b, cue);
        }
        let some = self.read.noun(p.head)
            || PRONOUN_SUBJECTS.has(view.tokens.get(p.head)?.key)
            || p.core - p.first > 1 && self.name_at(p.core - 1).is_some()
            || matches!(word.chars().next(), Some('@'))
            || matches!(
                self.read.tag(p.head),
                Some(Tag::Number | Tag::Pronoun | Tag::Possessive | Tag::Which | Tag::Who | Tag::Whose)
            )
            || matches!(
                word.to_lowercase().as_str(),
                "one"
                    | "another"
                    | "both"
                    | "neither"
                    | "some"
                    | "others"
                    | "many"
                    | "most"
                    | "all"
                    | "few"
                    | "nobody"
                    | "somebody"
                    | "anyone"
                    | "everyone"
                    | "him"
                    | "her"
                    | "them"
                    | "us"
                    | "me"
                    | "which"
                    | "old"
                    | "first"
                    | "second"
                    | "third"
                    | "former"
                    | "latter"
                    | "elder"
                    | "younger"
                    | "poor"
                    | "rich"
                    | "public"
            );
        if (some && !self.dateline(p) && !is_time(word)) || cue.is_none() {
            return Some(p);
        }
        let Some((a, b)) = self.read.beside(cue?) else { return Some(p) };
        let again = self.read.around(a, b, cue)?;
        Some(if self.dateline(again) { p } else { again })
    }

    /// Whether a phrase is where the report was written: "VALE CITY (NAP) — ".
    fn dateline(&self, p: Phrase) -> bool {
        p.first < self.behind_dateline(p.first)
    }

    /// The other half of a pair of speakers, before or behind.
    fn fellow(&self, p: Phrase, cue: Option<usize>) -> Option<Phrase> {
        let view = self.view;
        let cue = cue?;
        let low = view.sentence_of(p.first).first as usize;
        if p.core <= cue {
            let mut k = p.core;
            // "Lowe, 48, and Pell said"
            if view.word(k) == ","
                && view.tokens.get(k + 1).is_some_and(|t| t.kind() == TokenKind::Number)
                && view.word(k + 2) == ","
            {
                k += 3;
            }
            if view.word(k) == "and" && k + 1 < cue {
                let next = self.read.around(k + 1, k + 2, Some(cue))?;
                let to = (next.core..cue).find(|j| view.word(*j) != ",").unwrap_or(cue);
                let clear = (to..cue).all(|j| {
                    matches!(self.read.tag(j), Some(Tag::Adverb)) || matches!(view.word(j), "have" | "had" | "both")
                });
                let name = self.name_at(next.core - 1).is_some();
                return (self.read.noun(next.head) && (clear || next.end == cue || name)).then_some(next);
            }
        }
        // "Ann Lowe and [Tom Pell] said"
        let and = p.first.checked_sub(1).filter(|k| *k > low && view.word(*k) == "and")?;
        let (a, b) = self.read.ending_before(and)?;
        let before = self.read.around(a, b, Some(cue))?;
        let opens = before.first == low
            || matches!(
                view.word(before.first - 1),
                "," | "”" | "’" | "\"" | ":" | "—" | "–" | ";" | "and" | "said" | "("
            );
        let both = self.name_at(b - 1).is_some() && self.name_at(p.core - 1).is_some();
        (opens && both && b == and).then_some(before)
    }

    /// Whom one phrase stands for.
    fn one(&mut self, p: Phrase, cue: Option<usize>) -> Option<Found> {
        let view = self.view;
        let mention = self.span(p.first, p.core);
        let nobody = |mention: Span| Found { speaker: Speaker { mention, name: None, named: false }, ids: Vec::new() };
        let object = matches!(view.word(p.first), "him" | "her" | "them");
        let key = view.tokens.get(p.first)?.key;
        let single = p.core == p.first + 1;
        let owner = matches!(view.word(p.first).to_lowercase().as_str(), "his" | "her" | "its" | "their");
        if single
            && (object
                || owner
                || PRONOUN_SUBJECTS.has(key)
                || matches!(view.word(p.first), "which" | "Both" | "both" | "Neither" | "neither"))
        {
            return Some(self.pronoun(p.first, mention, cue));
        }
        // "a joint statement from Ann Lowe and Tom Pell"
        if is_paper(view.tokens[p.head].key)
            && matches!(view.word(p.core), "from" | "by")
            && let Some(n) = view.names.get(view.names.partition_point(|n| (n.first as usize) <= p.core))
            && (n.first as usize) < p.core + 6
            && let Some(speaker) = self.resolver.together(n.first as usize, n.end as usize)
        {
            return Some(Found { speaker, ids: Vec::new() });
        }
        if let Some(n) = self.names(p) {
            return Some(self.stands(n.0, n.1, true));
        }
        if let Some((id, span)) = self.apposed(p, cue) {
            return Some(self.stands(id, span, true));
        }
        // "Ann Lowe, deputy leader and spokesperson said"
        let low = view.sentence_of(p.first).first as usize;
        if let Some(s) = cue.filter(|c| *c >= p.core).and_then(|c| apposed_before(view, low, c))
            && s.end <= p.first
            && let Some(n) = self.name_at(s.end - 1)
            && let Some(id) = self.by_name.get(&n.fullest)
        {
            return Some(self.stands(*id, n.span, true));
        }
        let whole = self.span(p.first, p.end);
        if let Some(ids) = self.described(p) {
            return Some(match ids[..] {
                [id] => self.stands(id, whole, false),
                [id, ..] => Found { ids, ..self.stands(id, whole, false) },
                [] => nobody(whole),
            });
        }
        // Somebody new, of whom there are these words only.
        let head = view.tokens[p.head].key;
        let word = view.word(p.head);
        let plural = matches!(self.read.tag(p.head), Some(Tag::Nouns | Tag::Names)) || is_group(head);
        let kind = if is_body(head) || !is_person(head, word) && !plural { Kind::Body } else { Kind::Person };
        let female = sex(head, word);
        let id = self.describe_as(p, kind, female, plural);
        Some(self.stands(id, whole, false))
    }

    fn stands(&self, id: usize, mention: Span, named: bool) -> Found {
        let name = match self.all[id].identity {
            Identity::Named(n) => Some(n),
            Identity::Described(_) => None,
        };
        Found { speaker: Speaker { mention, name, named }, ids: vec![id] }
    }

    /// Who holds an office of several words: "Dunmere Chief of Police Ann Lowe said".
    fn holder(&self, p: Phrase) -> Option<&super::Name> {
        let view = self.view;
        if !matches!(view.word(p.core), "of" | "to" | "for") || !TITLES.has(view.tokens.get(p.core - 1)?.key) {
            return None;
        }
        let capital = |k: usize| view.word(k).starts_with(char::is_uppercase) || matches!(view.word(k), "the" | "and");
        let end = (p.core + 1..p.core + 8).find(|k| !capital(*k))?;
        let n = self.name_at(end.checked_sub(1)?)?;
        let id = *self.by_name.get(&n.fullest)?;
        // "The sister of Ann Lowe" is not she.
        let of_her = n.first as usize == p.core + 1 && view.word(p.core - 1).starts_with(char::is_lowercase);
        (!of_her
            && n.end as usize == end
            && n.end - n.first > 1
            && self.all[id].kind == Kind::Person
            && self.all[id].sure)
            .then_some(n)
    }

    /// The name that a phrase is, with or without an office before it.
    fn names(&self, p: Phrase) -> Option<(usize, Span)> {
        let view = self.view;
        let n = self.holder(p).or_else(|| self.name_at(p.core - 1)).or_else(|| self.name_at(p.head))?;
        if self.possessive(n) || (n.end as usize) < p.core && view.word(p.core - 1) != "." {
            return None;
        }
        // "the Dane" is nobody's name.
        let one = n.end - n.first == 1;
        let the = p.first + 1 == p.head && matches!(view.word(p.first), "the" | "The");
        if the && one && is_epithet(view.tokens[p.head].key) {
            return None;
        }
        let mut id = *self.by_name.get(&n.fullest)?;
        // "The 60-year-old former Harbour Guard" is called by what he was.
        let aged = || (p.first..n.first as usize).any(|k| matches!(view.word(k), "old" | "olds"));
        let past = (n.first as usize).checked_sub(1).is_some_and(|k| is_past(view.word(k)) || view.word(k) == "former");
        if past && !self.all[id].sure && aged() {
            return None;
        }
        let words = view.names[n.fullest.index()];
        if words.end - words.first == 1 {
            let key = self.bare(n.end as usize - 1);
            let fuller = self.surnames.get(&key).or_else(|| self.forenames.get(&key));
            id = fuller.copied().filter(|full| self.may_be(n, *full)).unwrap_or(id);
        }
        if one && (words.end - words.first > 1 || self.all[id].identity != Identity::Named(n.fullest)) {
            id = self.namesake(self.bare(n.end as usize - 1), n.first as usize, id);
        }
        Some((id, n.span))
    }

    /// "the harbour master, Ilse Brandt", "her neighbour, the retired judge Ilse Brandt": the name behind the comma.
    fn apposed(&self, p: Phrase, cue: Option<usize>) -> Option<(usize, Span)> {
        let view = self.view;
        let s = view.sentence_of(p.head);
        let limit = cue.filter(|c| *c >= p.core).unwrap_or(s.end as usize).min(p.core + 20);
        let comma = (p.core..limit).find(|k| view.word(*k) == "," && !self.titled(*k))?;
        if comma > p.end && (p.core..comma).any(|k| self.read.finite(k) || self.read.quoted(k)) {
            return None;
        }
        let stop = |k: usize| {
            matches!(view.word(k), "," | "." | "(" | ":" | ";" | "—" | "–" | "”" | "\"" | "“" | "and" | "who")
        };
        let end = (comma + 1..limit)
            .find(|k| {
                stop(*k) && !(view.word(*k) == "." && view.word(k - 1).len() < 5 && self.name_at(k + 1).is_some())
            })
            .unwrap_or(limit);
        // "According to the mayor, Ann Lowe and two others were there": she was there.
        let opens = p.first == s.first as usize + 2 && view.word(p.first - 2) == "According";
        if opens && view.word(end) == "and" {
            return None;
        }
        let n = self.name_at(end.checked_sub(1)?)?;
        let plain = (comma + 1..n.first as usize).all(|k| {
            // "one passenger, retired judge Ann Lowe": taken for a verb.
            (!self.read.finite(k) || k == comma + 1 && self.read.tag(k) == Some(Tag::Past))
                && !matches!(view.word(k), "in" | "on" | "to" | "at" | "from" | "with" | "by")
        });
        let id = *self.by_name.get(&n.fullest)?;
        // "Sources close to the minister, Ann Lowe": many are not she.
        let many = comma > p.core && self.read.tag(p.head) == Some(Tag::Nouns) && !is_group(view.tokens[p.head].key);
        let fits = self.all[id].kind != Kind::Place && !(many && self.all[id].kind == Kind::Person);
        (n.end as usize == end && n.first as usize > comma && !self.possessive(n) && plain && fits && n.end > n.first)
            .then_some((id, n.span))
    }

    /// Whether token `k` stands in short marks: the comma of a title.
    fn titled(&self, k: usize) -> bool {
        (k.saturating_sub(5)..k).any(|j| matches!(self.view.word(j), "“" | "‘"))
            && (k..k + 6).any(|j| matches!(self.view.word(j), "”" | "’"))
    }

    /// Whom a description stands for; nothing for somebody new.
    fn described(&mut self, p: Phrase) -> Option<Vec<usize>> {
        let view = self.view;
        let key = view.tokens[p.head].key;
        let word = view.word(p.head);
        let opener = view.tokens[p.first].key;
        let number =
            view.tokens[p.first].kind() == TokenKind::Number && !(p.first..p.end).any(|k| view.word(k) == "old");
        let indefinite = INDEFINITE.has(opener) || number;
        let definite = matches!(view.word(p.first).to_lowercase().as_str(), "the" | "this" | "our");
        let possessive = DEFINITE.has(opener) && !definite || (p.first..p.head).any(|k| self.owns(k));
        // "the 35-year-old"
        let old = (p.first..p.core.min(p.first + 8)).find(|k| matches!(view.word(*k), "old" | "olds"));
        if let Some(age) = old.and_then(|o| (p.first..o).find_map(|k| view.word(k).parse::<u32>().ok())) {
            if indefinite {
                return None;
            }
            let by_age = self.ages.get(&age).copied();
            // "The 15-year-old friend" is nobody who has been named, nor who is of another age.
            let somebody =
                is_relative(key) || matches!(word, "friend" | "neighbor" | "neighbour" | "classmate" | "witness");
            let of_age = |id: &usize| !self.ages.iter().any(|(years, of)| of == id && *years != age);
            return by_age
                .or_else(|| self.by_office(p, possessive))
                .or_else(|| self.salient(p.first, sex(key, word), true).filter(|id| !somebody && of_age(id)))
                .map(|id| vec![id]);
        }
        // "the statement said": whoever's statement it is.
        if is_paper(key) && !is_person(key, word) {
            if let Some(by) = self.author(p) {
                return Some(by);
            }
            if let Some(id) = self.paper(p) {
                return Some(vec![id]);
            }
        }
        if is_group(key) && definite {
            return self.pair(p.first);
        }
        let plural = matches!(self.read.tag(p.head), Some(Tag::Nouns | Tag::Names));
        if indefinite {
            let anybody =
                matches!(word, "man" | "woman" | "boy" | "girl") && p.end == p.core && view.word(p.core) != "who";
            let new =
                matches!(view.word(p.first), "a" | "an" | "A" | "An") && !plural && !anybody && is_person(key, word);
            let known = || self.introduced(p).or_else(|| self.later(p));
            return (new && !self.anonymous(p.head)).then(known).flatten().map(|id| vec![id]);
        }
        if !plural {
            if let Some(id) = self.by_office(p, possessive) {
                return Some(vec![id]);
            }
            // "The prime minister" is not the only one whom the report names, a deputy minister.
            if definite && !self.titles(p).is_empty() && self.offices.contains_key(&office(key)) {
                return None;
            }
            if is_body(key)
                && definite
                && let Some(id) = self.body(p)
            {
                return Some(vec![id]);
            }
        }
        // Who was described before by the same noun, or by one that means the same.
        let same = self.described.iter().rev().take(12).find(|d| {
            let e = &self.all[d.1];
            d.0 < p.first
                && e.head.is_some_and(|h| h == key || office(h) == office(key) || is_unnamed(h) && is_unnamed(key))
                && (e.plural == plural || is_group(key))
                && !possessive
        });
        if let Some((_, id)) = same {
            return Some(vec![*id]);
        }
        if plural || possessive || is_body(key) {
            return None;
        }
        let bare = p.core == p.first + 1 && view.word(p.first).starts_with(char::is_uppercase);
        let past = definite && is_person(key, word) && (p.first + 1..p.head).any(|k| is_past(view.word(k)));
        // "A mother of two said …. The woman told the Echo": who was only described goes on speaking.
        if definite
            && is_anybody(key)
            && let [id] = self.last[..]
            && let e = &self.all[id]
            && matches!(e.identity, Identity::Described(_))
            && e.kind == Kind::Person
            && !e.plural
            && sex(key, word).zip(e.female).is_none_or(|(a, b)| a == b)
        {
            return Some(vec![id]);
        }
        if (definite || bare) && is_epithet(key) || past {
            return self.salient(p.first, sex(key, word), p.core - p.first > 2).map(|id| vec![id]);
        }
        if is_person(key, word) && !self.anonymous(p.head) {
            // An office may be anybody's; "the geochemist" is the one person there is.
            let trade = office(key) == key && !TITLES.has(key) && !is_relative(key) && word != "member" && definite;
            let sole = || self.sole().filter(|_| trade && p.core - p.first < 5);
            return self.introduced(p).or_else(sole).map(|id| vec![id]);
        }
        None
    }

    /// Whether a phrase that begins at token `first` says whose somebody is: "her mum", "Lowe's mum".
    pub(super) fn owned(&self, first: usize) -> bool {
        let word = self.view.word(first).to_lowercase();
        matches!(word.as_str(), "his" | "her" | "their" | "my" | "our" | "your" | "its") || self.owns(first)
    }

    /// Who holds the office that a phrase names.
    fn by_office(&self, p: Phrase, possessive: bool) -> Option<usize> {
        let view = self.view;
        let key = view.tokens[p.head].key;
        let list = self.offices.get(&office(key)).or_else(|| self.offices.get(&key))?;
        let own: Vec<_> = (p.first..p.head)
            .filter(|k| self.read.noun(*k) || self.read.tag(*k) == Some(Tag::Adj))
            .map(|k| self.bare(k))
            .collect();
        // Whose it is: "Lowe's lawyer" is not Lowe.
        let owner = (p.first..p.head)
            .find(|k| self.owns(*k))
            .and_then(|k| self.name_at(k))
            .and_then(|n| self.by_name.get(&n.fullest));
        let points = |o: &super::Office| {
            let words = (o.words.0..o.words.1).filter(|k| own.contains(&self.bare(*k))).count() as i32;
            let exact = (o.words.0..o.words.1).any(|k| view.tokens[k].key == key);
            let before = o.at < p.first;
            4 * words + 2 * i32::from(exact) + 3 * i32::from(before) + 2 * i32::from(self.last.contains(&o.id))
        };
        // "The president" is no vice president.
        let second = |k: usize| ["vice", "deputy"].iter().any(|w| self.bare(k) == Key::word(w));
        let below = |o: &&super::Office| (o.words.0..o.words.1).any(second) && !(p.first..p.head).any(second);
        // "The prime minister" is no minister who is not that.
        let titles = self.titles(p);
        let bears = |o: &super::Office| {
            let words = || o.words.0.saturating_sub(2)..o.words.1;
            titles.iter().all(|t| words().any(|k| self.bare(k) == *t))
        };
        // A second one of the same office is somebody else if another word tells them apart.
        list.iter()
            .filter(|o| bears(o))
            .filter(|o| !below(o) || second(p.head))
            .filter(|o| Some(&o.id) != owner)
            // "The mum-of-two" is not "her mum, Ann Lowe".
            .filter(|o| possessive || !is_relative(key) || !self.owned(o.words.0))
            .filter(|o| !possessive || is_relative(key) || o.at > p.first || points(o) > 4)
            .max_by_key(|o| (points(o), if o.at < p.first { o.at as i64 } else { -(o.at as i64) }))
            .map(|o| o.id)
    }

    /// The titles that stand before the noun of a phrase: "prime" of "the prime minister".
    fn titles(&self, p: Phrase) -> Vec<Key> {
        let title = |k: &usize| self.view.tokens.get(*k).is_some_and(|t| TITLES.has(t.key));
        let below = |k: &usize| matches!(self.view.word(*k), "vice" | "deputy" | "Vice" | "Deputy");
        (p.first..p.head).filter(|k| title(k) && !below(k)).map(|k| self.bare(k)).collect()
    }

    /// The firm, club or office that "the company" stands for.
    fn body(&self, p: Phrase) -> Option<usize> {
        let view = self.view;
        let key = view.tokens[p.head].key;
        let until = view.names.partition_point(|n| (n.first as usize) < p.first);
        let named = |n: &super::Name| (n.first..n.end).any(|k| self.bare(k as usize) == key);
        let hit = view.names[..until]
            .iter()
            .rev()
            .take(NAMES)
            .find(|n| named(n))
            .or_else(|| view.names[until..].iter().take(NAMES).find(|n| named(n)));
        if let Some(n) = hit {
            return self.by_name.get(&n.fullest).copied();
        }
        let same = self
            .described
            .iter()
            .rev()
            .take(12)
            .find(|d| self.all[d.1].head.is_some_and(|h| h == key) && d.0 < p.first);
        if let Some((_, id)) = same {
            return Some(*id);
        }
        if !is_any_body(key) {
            return None;
        }
        self.focus(p.first)
    }

    /// The body that is spoken of at token `at`.
    fn focus(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let here = view.sentences.partition_point(|s| (s.end as usize) <= at) as i32;
        let until = view.names.partition_point(|n| (n.first as usize) < at);
        let mut best: Option<(i32, usize)> = None;
        for n in view.names[..until].iter().rev().take(NAMES) {
            let Some(id) = self.by_name.get(&n.fullest) else { continue };
            let e = &self.all[*id];
            let distance = here - view.sentences.partition_point(|s| s.end <= n.first) as i32;
            if e.kind == Kind::Place || distance > BACK || self.read.quoted(n.first as usize) {
                continue;
            }
            // "Sacha Lind, who became the team's manager, led the club": nobody is a club.
            let who = view.word(n.end as usize) == "," && matches!(view.word(n.end as usize + 1), "who" | "whose");
            if self.read.tag(n.end as usize - 1) == Some(Tag::Adj) || e.kind == Kind::Person && e.sure || who {
                continue;
            }
            let points = -2 * distance
                + self.stance(n.first as usize, n.end as usize)
                + 4 * i32::from(self.last_body == Some(*id))
                - 3 * i32::from(e.kind == Kind::Person);
            if points > -8 && best.is_none_or(|b| points > b.0) {
                best = Some((points, *id));
            }
        }
        best.map(|b| b.1).or(self.last_body)
    }

    /// Whose paper it is: "a letter from Ann Lowe", "Ann Lowe's letter".
    fn author(&mut self, p: Phrase) -> Option<Vec<usize>> {
        let view = self.view;
        let mut k = p.core;
        if view.word(k) == "," {
            k += 1;
        }
        if matches!(view.word(k), "from" | "by") && k + 1 < view.tokens.len() {
            let inner = self.read.around(k + 1, k + 2, None)?;
            if self.read.noun(inner.head) {
                return self.one(inner, None).map(|f| f.ids);
            }
        }
        let owner = (p.first..p.head).rev().find(|k| self.owns(*k))?;
        let inner = self.read.around(p.first, owner + 1, Some(owner + 1))?;
        if let Some(n) = self.name_at(owner) {
            return self.by_name.get(&n.fullest).map(|id| vec![*id]);
        }
        self.described(inner)
    }

    /// The two who are "the pair" at token `at`.
    fn pair(&self, at: usize) -> Option<Vec<usize>> {
        let view = self.view;
        if self.last.len() > 1 {
            return Some(self.last.clone());
        }
        let until = view.names.partition_point(|n| (n.first as usize) < at);
        let mut out: Vec<usize> = Vec::new();
        let near = view.names[..until].iter().rev().take(NAMES).filter(|n| !self.read.quoted(n.first as usize));
        for n in near {
            let Some(id) = self.by_name.get(&n.fullest) else { continue };
            if self.all[*id].kind == Kind::Person && !out.contains(id) {
                out.push(*id);
            }
            if out.len() == 2 {
                break;
            }
        }
        out.reverse();
        (out.len() == 2).then_some(out)
    }

    /// Whom a pronoun stands for.
    fn pronoun(&mut self, at: usize, mention: Span, cue: Option<usize>) -> Found {
        let view = self.view;
        let word = view.word(at).to_lowercase();
        let ids: Vec<usize> = match word.split(['\'', '’']).next().unwrap_or("") {
            w @ ("she" | "her" | "hers" | "he" | "him" | "his") => {
                let female = Some(w.starts_with(['s']) || w.starts_with("her"));
                // "The gymnast will retire, she said. … Ann Lowe …"
                self.antecedent(at, female, false).or_else(|| self.ahead(at, female)).into_iter().collect()
            }
            "who" | "which" => match self.relative(at).and_then(|p| self.one(p, cue)) {
                Some(found) => found.ids,
                None => self.antecedent(at, None, false).into_iter().collect(),
            },
            "it" | "its" => self.thing(at).into_iter().collect(),
            "they" | "them" | "their" => self.several(at),
            "both" | "neither" => self.pair(at).unwrap_or_default(),
            _ => Vec::new(),
        };
        let name = ids.first().and_then(|id| match self.all[*id].identity {
            Identity::Named(n) => Some(n),
            Identity::Described(_) => None,
        });
        Found { speaker: Speaker { mention, name, named: false }, ids }
    }

    /// The phrase that "who" at token `at` is about.
    fn relative(&self, at: usize) -> Option<Phrase> {
        let view = self.view;
        let low = view.sentence_of(at).first as usize;
        let (a, b) = self.read.ending_before(at)?;
        let mut p = self.read.around(a, b, Some(at))?;
        for _ in 0..3 {
            let named = self.name_at(p.head).and_then(|n| self.by_name.get(&n.fullest)).map(|id| self.all[*id].kind);
            let person = match named {
                Some(kind) => kind == Kind::Person,
                None => {
                    is_person(view.tokens[p.head].key, view.word(p.head)) || self.read.tag(p.head) == Some(Tag::Nouns)
                }
            };
            let Some(before) = p.first.checked_sub(1).filter(|k| *k > low) else { break };
            let prep = matches!(view.word(before), "of" | "at" | "from" | "in" | "with" | "for" | "on" | "to" | "by");
            if !person && prep || named.is_none() && view.word(before) == "," && self.name_at(before - 1).is_some() {
                let last = before - 1;
                match self.read.around(last, before, Some(at)).filter(|_| self.read.noun(last)) {
                    Some(more) => p = more,
                    None => break,
                }
            } else {
                break;
            }
        }
        Some(p)
    }

    /// Those "they" stands for.
    fn several(&mut self, at: usize) -> Vec<usize> {
        if self.last.len() > 1 || self.last.first().is_some_and(|id| self.all[*id].plural) {
            return self.last.clone();
        }
        // The last subject that is many.
        let low = self.view.sentence_of(self.view.sentence_of(at).first.saturating_sub(1) as usize).first as usize;
        let subject = (low..at).rev().take(60).find(|k| {
            self.read.tag(*k) == Some(Tag::Nouns)
                && self.read.relation(*k) == Some(Relation::Nsubj)
                && !self.read.quoted(*k)
        });
        if let Some(p) = subject.and_then(|k| self.read.around(k, k + 1, None))
            && let Some(found) = self.one(p, None)
        {
            return found.ids;
        }
        self.last_body.or(self.thing(at)).into_iter().collect()
    }

    /// What "it" stands for: the firm or the office that spoke last, or that the sentence is about.
    fn thing(&self, at: usize) -> Option<usize> {
        self.last_body.or_else(|| self.focus(at))
    }
}
