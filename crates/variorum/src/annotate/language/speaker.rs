//! Who is given as saying a quotation in a language other than English, by which word and where.

use super::clause::{self, Hit};
use super::phrase::Reader;
use super::speech;
use super::tables::*;
use crate::annotate::lexicon::CHANNELS;
use crate::annotate::quotation::{Found, QuotationKind, View};
use crate::annotate::speaker::{Channel, Speaker, Subject};
use crate::annotate::token::{Key, KeyMap};
use crate::span::NameId;
use std::ops::Range;

/// Tokens on either side of a quotation in which its attribution is looked for.
const REACH: usize = 120;
/// Names before a pronoun that it may stand for.
const CANDIDATES: usize = 16;
/// Bytes over which a speaker is taken to go on without being named.
const GOES_ON: u32 = 700;

/// Finds cue, speaker and channel for every quotation, and settles which marks are scare quotes.
pub(in crate::annotate) fn attribute(view: &View<'_>, words: &'static Words, found: &mut Found) {
    let r = Reader { view, words };
    let people = People::new(r);
    // Where the quotation before ended, and who spoke.
    let (mut behind, mut last): (u32, Option<(u32, Speaker)>) = (0, None);
    for i in 0..found.quotations.len() {
        let quotation = &found.quotations[i];
        let parts = &found.parts[quotation.parts.start as usize..quotation.parts.end as usize];
        let (Some(head), Some(tail)) = (parts.first(), parts.last()) else { continue };
        if quotation.nested_in.is_some() || quotation.kind == QuotationKind::Title {
            continue;
        }
        let (kind, head, tail) = (quotation.kind, *head, *tail);
        let paragraph = view.paragraph_of(head.outer.start());
        let previous = behind.max(paragraph.start());
        behind = behind.max(tail.outer.end());
        let next = found.parts[quotation.parts.end as usize..].iter().map(|p| p.outer.start());
        let next = next.take(8).find(|s| *s >= tail.outer.end()).unwrap_or(u32::MAX);
        let mut hit = None;
        for pair in parts.windows(2) {
            let (a, b) = (view.at(pair[0].outer.end()), view.at(pair[1].outer.start()));
            if hit.is_none() && b > a && b - a <= 40 {
                hit = clause::after(view, words, a, b);
            }
        }
        let right = view.at(tail.outer.end());
        let end =
            view.at(view.paragraph_of(tail.outer.start()).end().max(tail.outer.end()).min(next)).min(right + REACH);
        let open = view.at(head.outer.start());
        let sentence = (view.sentence_of(open).first as usize).max(open.saturating_sub(REACH));
        let colon = open.checked_sub(1).is_some_and(|k| view.word(k) == ":");
        let left = if kind == QuotationKind::Mixed { sentence } else { sentence.max(view.at(previous)) };
        let left = left.max(view.at(paragraph.start()));
        let ahead = |from: usize| clause::before(view, words, from, open, kind);
        if colon {
            hit = hit.or_else(|| ahead(left));
        }
        // What follows a colon belongs to the next quotation.
        let introduces = end > right && view.word(end - 1) == ":" && next != u32::MAX;
        let stop = sentence_end(view, right, end);
        hit = hit.or_else(|| (!introduces || stop < end).then(|| clause::after(view, words, right, stop)).flatten());
        hit = hit.or_else(|| ahead(left));
        if hit.is_none() && kind == QuotationKind::Mixed {
            hit = trailing(r, right, stop);
        }
        let mut cue = hit.map(|h| view.tokens[h.cue].span);
        let mut speaker = match hit {
            Some(Hit { subject: Some(s), cue }) => Some(people.speaks(s, cue, last.map(|l| l.1))),
            // The verb alone: whoever spoke last, else whom the sentence before is about.
            Some(_) => last
                .filter(|l| head.outer.start().saturating_sub(l.0) < GOES_ON)
                .map(|l| l.1)
                .or_else(|| people.topic(open)),
            None => None,
        };
        let dashed = speech::is_dashed(view, head.outer);
        if hit.is_none() && kind != QuotationKind::Mixed && !dashed {
            // A quotation by itself: announced by the sentence before, or by whoever spoke in this paragraph.
            let announced = (left >= open).then(|| announcement(view, words, paragraph.start())).flatten();
            let near = last.filter(|l| head.outer.start().saturating_sub(l.0) < GOES_ON && left >= open);
            match announced {
                Some(h) => {
                    cue = view.tokens.get(h.cue).map(|t| t.span);
                    speaker = h.subject.map(|s| people.speaks(s, h.cue, last.map(|l| l.1))).or(near.map(|l| l.1));
                }
                None => speaker = near.map(|l| l.1),
            }
        }
        let channel = hit.and_then(|h| venue(r, around(view, h.cue), &[]).map(|(_, c)| c));
        let q = &mut found.quotations[i];
        if kind == QuotationKind::Mixed && (cue.is_none() || speaker.is_none()) {
            q.kind = QuotationKind::Scare;
            continue;
        }
        if let Some(s) = speaker {
            last = Some((tail.outer.end(), s));
        }
        (q.speaker, q.cue) = (speaker, cue);
        q.channel = channel.filter(|_| cue.is_some());
    }
}

/// Where the sentence that goes on behind a quotation ends.
fn sentence_end(view: &View<'_>, right: usize, end: usize) -> usize {
    if right >= end {
        return end;
    }
    (view.sentence_of(right).end as usize).clamp(right, end)
}

/// `ein „Fehler“ gewesen, sagte sie`: the attribution at the end of the sentence.
fn trailing(r: Reader<'_, '_>, from: usize, to: usize) -> Option<Hit> {
    let sign = (from..to).rev().find(|k| r.word(*k) == "," || r.dash(*k) && r.word(*k) != "-")?;
    clause::after(r.view, r.words, sign, to).filter(|h| h.subject.is_some())
}

/// The sentence before a paragraph, where it ends in a colon.
fn announcement(view: &View<'_>, words: &'static Words, start: u32) -> Option<Hit> {
    let here = view.at(start);
    let last = here.checked_sub(1).filter(|l| view.word(*l) == ":")?;
    let s = view.sentence_of(last);
    clause::before(view, words, (s.first as usize).max(last.saturating_sub(REACH)), here, QuotationKind::Direct)
}

/// The tokens of the sentence in which a cue stands; where the mark ended it before, what is left of it.
pub(super) fn around(view: &View<'_>, cue: usize) -> Range<usize> {
    let s = view.sentence_of(cue);
    (s.first as usize).max(cue.saturating_sub(40))..(s.end as usize).min(cue + 40)
}

/// The word that says where something was said, and the channel's name; words within `apart` are left out. A platform
/// comes before the thing published on it.
pub(super) fn venue(r: Reader<'_, '_>, range: Range<usize>, apart: &[crate::span::Span]) -> Option<(usize, Channel)> {
    let mut best: Option<(usize, Channel)> = None;
    for k in range.clone() {
        let Some(t) = r.view.tokens.get(k) else { break };
        if apart.iter().any(|s| s.holds(t.span.start())) {
            continue;
        }
        let behind = || {
            (1..=4)
                .take_while(|d| k >= range.start + d && !r.punct(k - d))
                .any(|d| r.is(k - d, PREP) || elided_prep(r, k - d))
        };
        if !behind() {
            continue;
        }
        let word = r.word(k);
        let platform = CHANNELS
            .iter()
            .take(14)
            .find(|c| c.2 && c.0.eq_ignore_ascii_case(word) && word.starts_with(char::is_uppercase));
        let elided = || super::tables::elision(word).map(|e| Key::word(e.1));
        let thing = || r.words.channel(t.key).or_else(|| r.words.channel(elided()?));
        let Some(name) = platform.map(|c| c.1).or_else(thing) else { continue };
        if name == "press conference" && !conference(r, k) || name == "radio" && named_at(r, k) {
            continue;
        }
        let named = platform.is_some();
        if best
            .is_none_or(|b| named && !CHANNELS.iter().any(|c| c.1 == b.1.name && c.0.eq_ignore_ascii_case(r.word(b.0))))
        {
            best = Some((k, Channel { span: t.span, name, named: true }));
        }
    }
    best
}

/// "Conférence de presse", "rueda de prensa": a conference or a wheel of another kind is none.
fn conference(r: Reader<'_, '_>, k: usize) -> bool {
    let own = r.word(k).to_lowercase();
    let near = (k + 1..k + 3).map(|i| r.word(i).to_lowercase());
    let press = ["presse", "prensa", "stampa", "imprensa"];
    let whole =
        !matches!(own.as_str(), "conférence" | "conferencia" | "rueda" | "conferenza" | "conferência" | "конференции");
    whole
        || near.into_iter().any(|w| press.contains(&w.as_str()))
        || r.word(k.wrapping_sub(2)).eq_ignore_ascii_case("пресс")
}

/// Whether a token is part of a name: "Radio Nord" is who hears and not where it is said.
fn named_at(r: Reader<'_, '_>, k: usize) -> bool {
    let names = r.view.names;
    names.get(names.partition_point(|n| n.end as usize <= k)).is_some_and(|n| n.first as usize <= k)
}

/// "Dans l'", "all'intervista": a preposition that is elided.
fn elided_prep(r: Reader<'_, '_>, i: usize) -> bool {
    super::tables::elision(r.word(i)).is_some_and(|e| matches!(e.0, "all" | "dell" | "nell" | "sull" | "un"))
}

/// The persons of a report with their roles and their sex.
pub(super) struct People<'a, 'b> {
    r: Reader<'a, 'b>,
    men: Vec<Option<bool>>,
    roles: KeyMap<NameId>,
    things: Vec<bool>,
}

impl<'a, 'b> People<'a, 'b> {
    pub fn new(r: Reader<'a, 'b>) -> Self {
        let names = r.view.names;
        let mut men: Vec<Option<bool>> = vec![None; names.len()];
        let mut roles = KeyMap::default();
        let mut things = vec![false; names.len()];
        for (i, n) in names.iter().enumerate() {
            let (first, end, full) = (n.first as usize, n.end as usize, n.fullest.index());
            let id = crate::span::NameId(i as u32);
            // "die Ministerin Anna Löwe", "la maire de Valmont, Anne Loiseau", "Ana Lobo, alcaldesa de Valmar"
            let mut role = (first.saturating_sub(9)..first)
                .rev()
                .take_while(|k| !r.punct(*k) || matches!(r.word(*k), "," | "-" | "."))
                .find(|k| r.is(*k, TITLE) && !r.is(*k, CUE) && r.name_from(*k).is_none());
            role = role.filter(|k| {
                first - k < 3 && !r.is(first - 1, PREP | DET)
                    || (*k..first).any(|j| r.word(j) == ",") && (*k + 1..first).all(|j| !r.is(j, CUE))
            });
            let apposed = (r.word(end) == ",").then(|| (end + 1..end + 4).find(|k| r.is(*k, TITLE))).flatten();
            for k in role.into_iter().chain(apposed) {
                roles.entry(r.view.tokens[k].key).or_insert(n.fullest);
                if let (Some(slot), Some(man)) = (men.get_mut(full), r.man_in(k)) {
                    slot.get_or_insert(man);
                }
            }
            let own = r.man(id);
            // A verb of saying in Russian has the sex of its subject.
            let by_verb = (r.words.tables.code == "ru").then(|| {
                [end, first.wrapping_sub(1)].into_iter().find(|k| r.is(*k, CUE)).and_then(|k| past(r.word(k)))
            });
            if let Some(slot) = men.get_mut(full) {
                *slot = slot.or(own).or(by_verb.flatten());
            }
            let thing = (first..end).any(|k| r.is(k, INSTITUTION | HEARER));
            let place = first > 0 && r.is(first - 1, PREP) && !r.is(first - 1, TITLE) && end - first == 1;
            if let Some(slot) = things.get_mut(full) {
                *slot |= thing || place;
            }
        }
        Self { r, men, roles, things }
    }

    /// Who speaks where `s` is the subject of the verb at `cue`; `last` spoke before.
    pub fn speaks(&self, s: Subject, cue: usize, last: Option<Speaker>) -> Speaker {
        let r = self.r;
        let tokens = r.view.tokens;
        let mention = tokens[s.first].span.cover(tokens[s.end - 1].span);
        if let Some(n) = r.name_from(s.first) {
            let at = r.view.names.partition_point(|n| (n.first as usize) < s.first);
            if let Some(name) = r.view.names.get(at).filter(|_| n.end == s.end) {
                return Speaker { mention: name.span, name: Some(name.fullest), named: true };
            }
        }
        let flags = r.flags(s.first);
        let pronoun = s.end == s.first + 1 && flags & (HE | SHE | THEY | SPEAKING) != 0;
        let name = if pronoun {
            let plural =
                flags & THEY != 0 || r.words.tables.code == "de" && flags & SHE != 0 && r.word(cue).ends_with("en");
            match (flags & HE != 0, flags & SHE != 0) {
                _ if plural => None,
                (false, false) => None,
                (he, _) => self.antecedent(s.first, he, last),
            }
        } else {
            // A role that somebody was given: "die Ministerin".
            let definite =
                r.is(s.first, DET) || super::tables::elision(r.word(s.first)).is_some() || r.words.tables.code == "ru";
            let new = r.is(s.first, DET) && one(r.word(s.first));
            let role = (s.first..s.end).find(|k| r.is(*k, TITLE)).filter(|_| definite && !new);
            role.and_then(|k| {
                let word = super::tables::elision(r.word(k)).map(|e| Key::word(&e.1.to_lowercase()));
                self.roles.get(&tokens[k].key).or_else(|| self.roles.get(&word?)).copied()
            })
        };
        Speaker { mention, name, named: false }
    }

    /// Whom the sentence before token `at` is about: the first person it names.
    fn topic(&self, at: usize) -> Option<Speaker> {
        let view = self.r.view;
        let mut end = at;
        for _ in 0..2 {
            let first = view.sentence_of(end.checked_sub(1)?).first as usize;
            let from = view.names.partition_point(|n| (n.first as usize) < first);
            let here = view.names[from..].iter().take_while(|n| (n.first as usize) < at).take(CANDIDATES);
            let person = here.into_iter().find(|n| !self.things.get(n.fullest.index()).copied().unwrap_or(true));
            if let Some(n) = person {
                return Some(Speaker { mention: n.span, name: Some(n.fullest), named: true });
            }
            end = first;
        }
        None
    }

    /// The last person before token `at` who fits: who spoke last, else the nearest of that sex, else of unknown sex.
    fn antecedent(&self, at: usize, man: bool, last: Option<Speaker>) -> Option<NameId> {
        let sex = |id: NameId| self.men.get(id.index()).copied().flatten();
        let names = self.r.view.names;
        let until = names.partition_point(|n| (n.first as usize) < at);
        let person = |id: &NameId| !self.things.get(id.index()).copied().unwrap_or(true);
        let near = || names[..until].iter().rev().take(CANDIDATES).map(|n| n.fullest).filter(person);
        // "Trainer Tim Holm sah es anders. „…“, sagte er."
        let topic = self.topic(at).and_then(|s| s.name).filter(|id| sex(*id).is_none_or(|s| s == man));
        let nouns = self.r.words.tables.style.nouns_capital;
        if let Some(id) =
            topic.filter(|id| sex(*id).is_some() || !nouns && names[id.index()].end - names[id.index()].first > 1)
        {
            return Some(id);
        }
        if let Some(id) = last.and_then(|s| s.name).filter(|id| sex(*id) == Some(man)) {
            return Some(id);
        }
        near()
            .find(|id| sex(*id) == Some(man))
            .or_else(|| last.and_then(|s| s.name).filter(|id| sex(*id).is_none()))
            .or_else(|| near().find(|id| sex(*id).is_none() && names[id.index()].end - names[id.index()].first > 1))
    }
}

/// Whether an article says that somebody is new.
fn one(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "ein"
            | "eine"
            | "einer"
            | "einem"
            | "einen"
            | "un"
            | "une"
            | "una"
            | "uno"
            | "um"
            | "uma"
            | "een"
            | "один"
            | "одна"
    )
}

/// The sex of the subject of a Russian verb in the past.
fn past(verb: &str) -> Option<bool> {
    let verb = verb.strip_suffix("ся").or_else(|| verb.strip_suffix("сь")).unwrap_or(verb);
    if verb.ends_with("ла") {
        return Some(false);
    }
    verb.ends_with('л').then_some(true)
}
