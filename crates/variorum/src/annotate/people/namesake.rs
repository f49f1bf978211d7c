//! Of several persons with one last name the one who speaks; and who does not speak: the dead, and small children.

use super::{Identity, Kind, People};
use crate::annotate::lexicon::Role;
use crate::annotate::quotation::View;
use crate::annotate::token::{Key, TokenKind};
use std::collections::HashSet;

/// Years up to which a child is not quoted.
const SMALL: u32 = 4;

/// More people of one last name are no report's.
const MANY: usize = 24;

impl People<'_, '_> {
    /// Notes where those who share a last name are named in full, and who of them says something there.
    pub(super) fn tell_apart(&mut self) {
        let several = self.namesakes.values().filter(|n| n.len() > 1).flatten();
        let several: HashSet<usize> = several.copied().collect();
        let view = self.view;
        for n in view.names.iter().filter(|n| n.end - n.first > 1) {
            let Some(id) = self.by_name.get(&n.fullest).copied().filter(|id| several.contains(id)) else { continue };
            let (first, end) = (n.first as usize, n.end as usize);
            self.fulls.entry(id).or_default().push(first);
            if view.role(end) == Some(Role::Cue) || first > 0 && view.role(first - 1) == Some(Role::Cue) {
                self.cued.insert(id);
            }
        }
    }

    /// Of those who share the last name at token `at`, which stands there alone beside a word of saying, the one who
    /// speaks; `linked` is whom the name is linked with without that. Who has spoken or is named in full nearest before
    /// is likelier, who is told to be dead is not.
    pub(super) fn namesake(&self, surname: Key, at: usize, linked: usize) -> usize {
        let Some(several) = self.namesakes.get(&surname).filter(|n| (2..=MANY).contains(&n.len())) else {
            return linked;
        };
        let view = self.view;
        let title = at.checked_sub(1).map_or("", |k| if view.word(k) == "." { view.word(k - 1) } else { view.word(k) });
        let female = match title {
            "Mr" | "Sir" | "Lord" => Some(false),
            "Mrs" | "Ms" | "Miss" | "Lady" | "Dame" => Some(true),
            _ => None,
        };
        let whole = |id: usize| {
            let list = self.fulls.get(&id)?;
            list.partition_point(|first| *first < at).checked_sub(1).and_then(|k| list.get(k)).copied()
        };
        let row = |token: usize| view.sentences.partition_point(|s| (s.end as usize) <= token);
        let nearest = several.iter().filter_map(|id| Some((whole(*id)?, *id))).max();
        // Who was named in full only just is spoken of, whoever spoke before.
        let just = nearest.is_some_and(|n| row(at) - row(n.0) < 3);
        let nearest = nearest.map(|n| n.1);
        // "The governor went. …, Lowe said.": who is called by an office last is spoken of.
        let held = self.holders(at, row(at)).into_iter().rev().map(|h| h.1).find(|id| several.contains(id));
        let points = |id: usize| {
            let person = &self.all[id];
            if !matches!(person.identity, Identity::Named(_)) {
                return 0;
            }
            let other = female.zip(person.female).is_some_and(|(f, p)| f != p);
            let cued = self.cued.contains(&id);
            4 * i32::from(self.voices.contains(&id))
                + 2 * i32::from(self.last_person == Some(id))
                + 2 * i32::from(cued)
                + if just { 9 } else { 3 } * i32::from(nearest == Some(id))
                + i32::from(id == linked)
                + 12 * i32::from(held == Some(id))
                - 20 * i32::from(person.silent)
                - 20 * i32::from(other)
                - 4 * i32::from(whole(id).is_none())
        };
        let best = several.iter().copied().filter(|id| self.all[*id].kind == Kind::Person);
        best.max_by_key(|id| (points(*id), *id == linked)).unwrap_or(linked)
    }

    /// Whether the words around the name at tokens `first..end` tell that its bearer is dead.
    pub(super) fn dead(&self, first: usize, end: usize) -> bool {
        let view = self.view;
        let mut k = end;
        if view.word(k) == "," {
            let age = number(view, k + 1).filter(|_| matches!(view.word(k + 2), "," | "."));
            k += if age.is_some() { 3 } else { 1 };
        }
        if view.word(k) == "who" {
            k += 1;
        }
        if matches!(view.word(k), "died" | "dies") {
            return true;
        }
        // "was fatally shot", "was shot and killed", "has died"
        if matches!(view.word(k), "was" | "were" | "is" | "had" | "has" | "been") {
            let stop = |j: &usize| !matches!(view.word(*j), "," | "." | ";" | "”" | "\"" | "when" | "who" | "that");
            let told = (k + 1..k + 6).take_while(stop).any(|j| {
                view.word(j) == "death" && view.word(j.wrapping_sub(1)) == "to"
                    || matches!(
                        view.word(j),
                        "killed" | "dead" | "slain" | "murdered" | "died" | "deceased" | "fatally"
                    ) && !matches!(view.word(j.wrapping_sub(1)), "not" | "nearly" | "almost" | "who" | "be")
            });
            if told {
                return true;
            }
        }
        let before = |n: usize| first.checked_sub(n).map_or("", |j| view.word(j));
        let of = matches!(before(1), "of" | "for");
        matches!(before(1), "late" | "slain" | "killed" | "killing" | "murdered" | "murdering")
            || of
                && matches!(
                    before(2),
                    "death" | "deaths" | "murder" | "killing" | "slaying" | "funeral" | "vigil" | "memory" | "body"
                )
    }
}

fn number(view: &View<'_>, k: usize) -> Option<u32> {
    let token = view.tokens.get(k).filter(|t| t.kind() == TokenKind::Number)?;
    view.text.get(token.span.range())?.parse::<u32>().ok()
}

/// Whether the words around the name at tokens `first..end` tell that its bearer is a small child, or reports for an
/// outlet: no pronoun beside a word of saying stands for either.
pub(in crate::annotate) fn is_mute(view: &View<'_>, first: usize, end: usize) -> bool {
    let before = |n: usize| first.checked_sub(n).map_or("", |j| view.word(j));
    // "Sam Brandt, 3, was asleep"
    let small = |a: u32| a <= SMALL;
    if view.word(end) == "," && matches!(view.word(end + 2), "," | ".") && number(view, end + 1).is_some_and(small) {
        return true;
    }
    // "Eight-month-old Sam Brandt", "eight month Sam Brandt"
    let month = |back: usize| {
        let word = before(back);
        matches!(word, "month" | "months" | "month-old" | "months-old") || word.ends_with("-month-old")
    };
    if month(1) || before(1) == "old" && (2..5).any(month) {
        return true;
    }
    // "3-year-old Sam Brandt"
    if before(1) == "old" && (first.saturating_sub(5)..first).find_map(|k| number(view, k)).is_some_and(small) {
        return true;
    }
    // "Channel4's Ann Lowe reports."
    let own =
        |word: &str| (word.ends_with("'s") || word.ends_with("’s")) && word.starts_with(|c: char| c.is_uppercase());
    let owned = own(before(1)) || (first..end.saturating_sub(1)).any(|k| own(view.word(k)));
    owned && matches!(view.word(end), "reports" | "reported")
}
