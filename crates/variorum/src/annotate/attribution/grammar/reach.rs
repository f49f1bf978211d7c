//! How far the words go that a verb of saying takes: where they begin behind it, where they end, and where they stand
//! around it.

use super::{Rows, Tree, according};
use crate::annotate::quotation::View;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::verbs::{self, BEHIND, Frame, OBJECT, PERSON, SPOKEN, TO};
use crate::calendar::WEEKDAYS;

impl Tree<'_> {
    /// "The lorries are believed to have been sold": the subject and the infinitive, of which nobody is said to think so.
    pub(super) fn raised(&self, i: usize) -> Option<Vec<Rows>> {
        let subject = self.child(i, |r| r == Relation::NsubjPass)?;
        if !verbs::raises(self.key(i)) || self.child(i, |r| r == Relation::Agent).is_some() {
            return None;
        }
        let (that, to) = (self.text(i + 1) == "that", self.text(i + 1) == "to");
        if that || !to && self.text(i + 2) != "to" || matches!(self.text(subject), "it" | "It") && !to {
            return None;
        }
        let from = if to { i + 1 } else { i + 2 };
        (from + 1 < self.p.words.len() && matches!(self.tag(from + 1), Tag::Verb | Tag::Adverb)).then_some(())?;
        let head = self.rows(self.low[subject], self.high[subject] + 1)?;
        let tail = self.rows(from, self.stop(i, from + 1))?;
        Some(vec![head, tail])
    }

    /// "The lock was shut, said council spokeswoman Ann Lowe.": where a verb behind a comma has nothing behind it but a
    /// name and what stands before one, that is who speaks, whatever the parser made of it.
    pub(super) fn inverted(&self, i: usize) -> Option<(Vec<Rows>, Rows)> {
        let n = self.p.words.len();
        let opening = self.opening();
        if i < opening + 2 || self.text(i - 1) != "," || !matches!(self.tag(i), Tag::Past | Tag::PresentS) {
            return None;
        }
        let end = (i + 1..n).find(|k| self.pos(*k) == Pos::Punct && self.text(*k) != "-").unwrap_or(n);
        let part =
            |k: usize| matches!(self.pos(k), Pos::Noun | Pos::Propn | Pos::Adj | Pos::Det) || self.text(k) == "-";
        let named = (2..10).contains(&(end - i)) && (i + 1..end).all(part) && self.tag(end - 1) == Tag::Name;
        let last = (end..n).all(|k| self.pos(k) == Pos::Punct);
        let told = (opening..i).any(|k| self.finite(k)) && !(opening..i).any(|k| self.is_mark(k));
        if !named || !last || !told {
            return None;
        }
        Some((self.rows(opening, i).into_iter().collect(), self.rows(i + 1, end)?))
    }

    /// What verb `i` says where it stands behind a comma with its speaker and little else, and who says it.
    pub(super) fn aside(&self, i: usize) -> Option<(Vec<Rows>, Rows)> {
        let n = self.p.words.len();
        let dash = |k: usize| matches!(self.text(k), "," | "—" | "–" | "--" | "-");
        let plain = |from: usize, to: usize| (from..to).all(|k| !self.finite(k));
        let verb = |k: &usize| matches!(self.pos(*k), Pos::Verb | Pos::Aux);
        // "…, said Ann Lowe" or "…, Ann Lowe said", with an apposition to her name.
        let inverted = i > 0 && dash(i - 1);
        let (a, speaker, tail) = if inverted {
            let subject = self.child(i, |r| r == Relation::Nsubj || r == Relation::Obj).filter(|s| *s > i)?;
            (i, self.phrase(subject)?, self.high[subject] + 1)
        } else {
            // "the company has maintained": what helps the verb is no part of its subject.
            let helps = |k: &usize| *k < i && matches!(self.relation(*k), Relation::Aux | Relation::Advmod);
            let to = self.children[i].iter().copied().filter(helps).min().unwrap_or(i);
            let to = if (to..i).all(|k| matches!(self.pos(k), Pos::Aux | Pos::Adv | Pos::Verb)) { to } else { i };
            let comma = (0..to).rev().take(12).find(|k| dash(*k) || !self.nominal_part(*k))?;
            let from = comma + 1;
            let some = (from..to).any(|k| self.nominal(k) && self.pos(k) != Pos::Det);
            if !dash(comma) || !some || !plain(from, to) {
                return None;
            }
            // "She wrote a long caption.": what she wrote is no clause before that.
            let object = self
                .child(i, |r| r == Relation::Obj)
                .is_some_and(|o| o > i && !time_word(self.text(o)) && verbs::frame(self.key(i)) & (TO | PERSON) == 0);
            if object {
                return None;
            }
            (from, self.rows(from, to)?, i + 1)
        };
        let stop = |k: usize| matches!(self.text(k), "," | "." | ";" | "—" | "–" | "--" | "?" | "!" | "”" | "\"");
        let end = (tail..n).find(|k| stop(*k)).unwrap_or(n);
        // "When she came home, she told the Echo.": a clause before tells when, not what.
        let opening = self.opening();
        let subordinate = matches!(self.tag(opening), Tag::When)
            || self.head(opening).is_some_and(|h| self.child(h, |r| r == Relation::Mark) == Some(opening));
        if end - tail > 12 || !plain(tail, end) || subordinate || a <= opening {
            return None;
        }
        let last = (end..n).all(|k| self.pos(k) == Pos::Punct);
        // "“…,” the manager, Ann Lowe, said": who she is stands behind the marks, and says nothing.
        let mark = (opening..a).rev().find(|k| self.is_mark(*k));
        if mark.is_some_and(|m| m + 2 < a && plain(m + 1, a)) {
            return None;
        }
        // "The coach, Ann Lowe, expects rain.": nothing is told before the comma.
        if plain(opening, a) && (last || tail != i + 1 && !inverted || !(end..n).any(|k| verb(&k))) && opening + 1 < a {
            return None;
        }
        let content: Vec<Rows> = if last {
            self.rows(opening, a).into_iter().collect()
        } else {
            // The first verb behind it is that of the words it interrupts, whatever the parser hung it on.
            let behind = if plain(opening, a) { (end..n).find(verb).unwrap_or(end) } else { end };
            let pieces = [(opening, a), (end, self.stop(i, behind + 1))];
            pieces.into_iter().filter_map(|(f, t)| self.rows(f, t)).collect()
        };
        (!content.is_empty()).then_some((content, speaker))
    }

    /// Where the clause that a main verb of saying takes ends: what follows in the sentence goes with it, whatever
    /// the parser hung it on, up to the next thing the speaker or the writer does.
    pub(super) fn reach(&self, i: usize, c: usize) -> Option<usize> {
        self.is_main(i).then_some(())?;
        let (_, end) = self.rows(self.low[c], self.stop(i, c + 1))?;
        Some(end)
    }

    /// The first word behind `from` that belongs to the writer again, not to what verb `i` reports.
    pub(in crate::annotate::attribution) fn stop(&self, i: usize, from: usize) -> usize {
        let n = self.p.words.len();
        (from..n)
            .find(|&k| {
                let before = |d: usize| k.checked_sub(d).map_or("", |j| self.text(j));
                let mark = matches!(before(1), "”" | "\"" | "’" | "''") as usize;
                let comma = matches!(before(1 + mark), "," | "—" | "–" | "--" | ";") || (mark == 1 && before(1) == ",");
                let word = self.text(k);
                let key = self.key(k);
                let going_on = self.relation(k) == Relation::Conj
                    && (self.head(k) == Some(i) && self.finite(k)
                        || (self.finite(k)
                            && verbs::frame(key) & BEHIND != 0
                            && self.child(k, |r| r == Relation::Nsubj).is_some_and(|s| {
                                let low = self.low[s];
                                low > from && matches!(self.text(low - 1), "and" | "but" | "," | ";")
                            })));
                // "… and insisted", "…, noted drily": the speaker goes on in the same tense, without a new subject.
                let mut j = k;
                while j > from && self.pos(j - 1) == Pos::Adv {
                    j -= 1;
                }
                let joined = j > from && matches!(self.text(j - 1), "and" | "but" | "," | "then");
                // In another tense than the words before it goes on from the verb of saying too.
                let inner = || (from..j).rev().find(|x| self.finite(*x)).is_none_or(|x| self.tag(x) != self.tag(k));
                let again = joined
                    && (self.tag(k) == self.tag(i) || self.tag(k) == Tag::Past && inner())
                    && self.finite(k)
                    && verbs::frame(key) & (SPOKEN | BEHIND) != 0
                    && self.child(k, |r| r == Relation::Nsubj).is_none_or(|s| s < i);
                let allegation = comma && verbs::is_noun(key) && matches!(before(1), "an" | "a" | "the");
                let cue_ing =
                    comma && self.tag(k) == Tag::Ing && (verbs::frame(key) != 0 || matches!(word, "pointing"));
                let aside = comma && matches!(word, "although" | "though" | "while" | "whereas" | "according");
                let other = comma && matches!(word, "and" | "but" | "yet") && self.speaks_anew(k + 1);
                other || going_on || again || cue_ing || aside || allegation || word == ";" || key == according()
            })
            .map_or(n, |k| {
                // The conjunction and what stands between it and the verb go with the verb.
                let mut j = if self.relation(k) == Relation::Conj { self.low[k].max(from) } else { k };
                while j > from && (self.pos(j - 1) == Pos::Adv || matches!(self.text(j - 1), "and" | "but" | ",")) {
                    j -= 1;
                }
                j
            })
    }

    /// Whether somebody is named as saying something right from word `k` on: "he said", "police in Wex told".
    pub(super) fn speaks_anew(&self, k: usize) -> bool {
        let n = self.p.words.len().min(k + 9);
        let verb = (k..n).find(|j| self.finite(*j) && self.tag(*j) != Tag::Modal);
        verb.is_some_and(|v| {
            v > k
                && verbs::frame(self.key(v)) & BEHIND != 0
                && (k..v).all(|j| self.nominal_part(j))
                && (k..v).any(|j| self.nominal(j))
        })
    }

    /// A content that begins with something else before its "that" (an addressee, a time, a place) begins with "that".
    pub(super) fn since_that(&self, cue: usize, piece: Rows) -> Rows {
        let token = |k: usize| self.p.words[k].token as usize;
        let n = self.p.words.len();
        let Some(first) = (cue + 1..n).find(|k| token(*k) == piece.0) else { return piece };
        (first + 1..n.min(first + 14))
            .take_while(|k| token(*k) < piece.1 && !self.finite(*k))
            .find(|k| self.text(*k) == "that" && self.tag(*k) == Tag::Prep)
            .map_or(piece, |k| (token(k), piece.1))
    }

    /// The word "that" behind verb `i`, where an addressee, a time, a place or an aside stand between them.
    pub(super) fn that_behind(&self, i: usize) -> Option<usize> {
        let end = (i + 16).min(self.p.words.len());
        let object = self.child(i, |r| r == Relation::Obj || r == Relation::Iobj);
        let that = (i + 1..end)
            .take_while(|k| !self.finite(*k) && !matches!(self.text(*k), ";" | ":" | "“" | "\""))
            .find(|k| self.text(*k) == "that" && self.tag(*k) == Tag::Prep)?;
        // "denied reports that …", "the day that …": a noun without a preposition takes the clause.
        let (mut noun, mut behind) = (None, "");
        for k in i + 1..that {
            match self.pos(k) {
                Pos::Adp => behind = self.text(k),
                Pos::Noun
                    if matches!(
                        behind,
                        "in" | "on" | "at" | "to" | "by" | "through" | "via" | "with" | "before" | "after" | "during"
                    ) => {}
                Pos::Noun if !behind.is_empty() && !verbs::is_noun(self.key(k)) => {}
                Pos::Noun
                    if !time_word(self.text(k)) && !object.is_some_and(|o| self.low[o] <= k && k <= self.high[o]) =>
                {
                    noun = Some(k);
                }
                Pos::Punct => (noun, behind) = (None, ""),
                _ => {}
            }
        }
        let told = object
            .is_none_or(|o| o > that || self.frame(i) & TO != 0 || !matches!(self.tag(o), Tag::Noun | Tag::Nouns));
        (noun.is_none() && told).then_some(that)
    }

    /// The infinitive behind verb `i` that the parser hung elsewhere: "told by a court to pay".
    pub(super) fn infinitive_behind(&self, i: usize) -> Option<usize> {
        let end = (i + 12).min(self.p.words.len().saturating_sub(1));
        let to = (i + 1..end)
            .take_while(|k| !self.finite(*k) && (self.pos(*k) != Pos::Punct || self.text(*k) == "-"))
            .find(|k| self.tag(*k) == Tag::To && matches!(self.tag(k + 1), Tag::Verb | Tag::Adverb))?;
        let from = if matches!(self.text(to - 1), "not" | "never") && to > i + 1 { to - 1 } else { to };
        // "asked for time to think": the noun takes it.
        let noun = (i + 1..from).any(|k| matches!(self.text(k), "for" | "of" | "about" | "on"));
        (!noun).then_some(from)
    }

    /// The phrase that a verb takes with its preposition.
    pub(super) fn prepositional(&self, verb: usize, c: usize, object: Option<usize>, frame: Frame) -> Option<Rows> {
        let case = self.child(c, |r| r == Relation::Case).filter(|k| *k > verb && self.low[c] == *k)?;
        let is = |list: &[&str]| list.iter().any(|w| self.text(case).eq_ignore_ascii_case(w));
        // "spoke on Monday", "spoke for nine minutes", "spoke on condition of anonymity": when and how, not what.
        let manner = (case + 1..=c).any(|k| {
            time_word(self.text(k))
                || matches!(self.text(k), "minutes" | "hours" | "hour" | "condition" | "behalf" | "time")
        });
        if object.is_none() && manner {
            return None;
        }
        match object {
            Some(o) if frame & OBJECT != 0 && is(&["of", "as", "for"]) => self.rows(self.low[o], self.high[c] + 1),
            None if frame & OBJECT != 0 && is(&["to"]) => self.rows(case + 1, self.high[c] + 1),
            None if is(&["about", "of", "on", "for", "against", "over"]) => self.rows(case + 1, self.high[c] + 1),
            _ => None,
        }
    }

    /// Who stands with verb `i` right behind a closing mark: "…,” beamed Coach Lowe", "…,” the friend dished".
    pub(super) fn beside_mark(&self, i: usize) -> Option<Rows> {
        let mark = |k: usize| self.is_mark(k);
        let n = self.p.words.len();
        let breaks = |k: usize| {
            self.pos(k) == Pos::Punct && !matches!(self.text(k), "-" | "." | "’" | "‘")
                || self.finite(k)
                || matches!(self.tag(k), Tag::Prep | Tag::To | Tag::Adverb | Tag::When | Tag::Who | Tag::Ing)
                    && !matches!(self.text(k), "of" | "for")
        };
        if i == 0 || mark(i - 1) {
            let end = (i + 1..n).find(|k| breaks(*k)).unwrap_or(n);
            return (end > i + 1 && end - i < 12).then(|| self.rows(i + 1, end)).flatten();
        }
        let start = (0..i).rev().take(40).find(|k| mark(*k)).map(|k| k + 1)?;
        if let Some(stop) = (start..i).find(|k| matches!(self.text(*k), "," | "(")) {
            // "…,” Ann Lowe, who keeps the lock, said": what stands between the commas tells of her.
            let known = verbs::frame(self.key(i)) & BEHIND != 0;
            let closed = matches!(self.text(i - 1), "," | ")") && known && self.pos(start) != Pos::Adp;
            return (closed && !(start..stop).any(breaks)).then(|| self.rows(start, stop)).flatten();
        }
        (i - start < 12 && !(start..i).any(breaks)).then(|| self.rows(start, i)).flatten()
    }
}

/// The first row behind a day that stands at row `from`: "on Wednesday", "last week", "yesterday"; `from` if none does,
/// or if nothing but a verb follows it before row `end`.
pub(in crate::annotate::attribution) fn past_time(view: &View<'_>, from: usize, end: usize) -> usize {
    let day = |k: usize| is_day(view.word(k));
    let part = |k: usize| {
        matches!(view.word(k), "night" | "morning" | "afternoon" | "evening" | "week" | "month" | "year" | "weekend")
    };
    let mut k = from;
    if view.word(k) == "on" && day(k + 1) {
        k += 1;
    }
    if matches!(view.word(k), "last" | "late" | "early" | "earlier" | "this") && (day(k + 1) || part(k + 1)) {
        k += 1;
    }
    if !(day(k) || part(k) && k > from) {
        return from;
    }
    k += 1;
    if part(k) {
        k += 1;
    }
    if k + 1 < end { k } else { from }
}

/// A day of the week, or one counted from today.
pub(in crate::annotate::attribution) fn is_day(word: &str) -> bool {
    matches!(word, "yesterday" | "today" | "tonight")
        || word.starts_with(char::is_uppercase) && WEEKDAYS.iter().any(|d| d.eq_ignore_ascii_case(word))
}

/// Words that may stand between a verb of saying and what was said.
pub(in crate::annotate::attribution) fn time_word(word: &str) -> bool {
    is_day(word)
        || matches!(
            word,
            "on" | "then"
                | "later"
                | "earlier"
                | "last"
                | "this"
                | "week"
                | "month"
                | "year"
                | "night"
                | "morning"
                | "evening"
                | "afternoon"
                | "again"
                | "also"
                | "recently"
                | "repeatedly"
                | "publicly"
        )
}
