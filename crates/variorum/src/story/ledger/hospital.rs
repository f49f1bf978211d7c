//! To which hospital somebody came.

use super::Claim;
use super::victim::{Fact, Sentence, claims, facts};
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Tag};
use crate::annotate::token::Key;
use crate::collate::named::Names;
use crate::story::claim::circumstance::BROUGHT;
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::Slot;
use crate::story::claim::told::{Told, Word};

/// What the name of a hospital ends in, and what makes one of a centre.
static HOSPITAL: List = List::new("hospital infirmary clinic");
static CENTER: List = List::new("center centre");
static MEDICAL: List = List::new("medical trauma health");
/// By these somebody is there.
static THERE: List =
    List::new("hospitalized hospitalised treated recovering recovered remained remains died pronounced arrived listed");
/// Who are several.
static THEY: List = List::new("they them both all");
/// What joins two words of a name.
static LINKS: List = List::new("and &");
/// Words that many hospitals have in their names, by which none is known.
static COMMON: List = List::new(
    "hospital infirmary clinic center centre medical trauma health the of and in at a st saint jr sr mt mount general regional \
     university county city community children",
);

/// A hospital by the words of its name.
#[derive(PartialEq)]
struct Hospital(Vec<Key>);

impl Hospital {
    /// Whether both may be one: they have a word in common by which one is known.
    fn may_be(&self, other: &Self) -> bool {
        let known = |h: &Self| h.0.iter().any(|k| !COMMON.has(*k));
        !known(self) || !known(other) || self.0.iter().any(|k| !COMMON.has(*k) && other.0.contains(k))
    }
}

/// The hospitals to which one person came of which two reports have two that the other has not; `seen` are the numbers of
/// the reports, `told` their sentences.
pub fn hospitals(reports: &[&Annotated], told: &[Vec<Told>], seen: &[Seen<'_>], names: &Names) -> Vec<Claim> {
    claims(facts(reports, told, seen, names, &of_sentence), Slot::Where, &Hospital::may_be)
}

/// The hospitals that a sentence brings somebody to.
fn of_sentence(sentence: &Sentence<'_, '_>, out: &mut Vec<Fact<Hospital>>) {
    let words = sentence.words;
    for (k, w) in words.iter().enumerate() {
        let medical = || k.checked_sub(1).and_then(|j| words.get(j)).is_some_and(|w| MEDICAL.has(w.key));
        if !(HOSPITAL.has(w.key) || CENTER.has(w.key) && medical()) {
            continue;
        }
        // "A Tarrow hospital" may be any.
        let capital = sentence.all.report.text(w.span).starts_with(char::is_uppercase);
        let Some((first, end)) = name(words, k).filter(|_| capital) else { continue };
        // What the name hangs on.
        let Some(top) = (first..end).find(|j| !(first..end).contains(&(words[*j].head as usize))) else { continue };
        let above = words[top].head as usize;
        let Some(verb) = words.get(above).filter(|w| w.pos == Pos::Verb && (THERE.has(w.key) || BROUGHT.has(w.key)))
        else {
            continue;
        };
        let victim = sentence.whose(top, above, &|_| false);
        // Several people may come to several hospitals.
        let many = |w: &Word| matches!(w.tag, Tag::Nouns | Tag::Names) || THEY.has(w.key);
        if victim.and_then(|v| words.get(v)).is_none_or(many) || verb.clause != words[top].clause {
            continue;
        }
        let text = |w: &Word| sentence.all.report.text(w.span).to_lowercase();
        let bare = |w: &Word| text(w).trim_end_matches('.').trim_end_matches("'s").trim_end_matches("’s").to_string();
        let known = words[first..end].iter().map(bare).filter(|t| !t.is_empty()).map(|t| Key::word(&t));
        let span = words[first].span.cover(words[end - 1].span);
        out.extend(sentence.fact(top, span, victim, Hospital(known.collect())));
    }
}

/// The words of the name of a hospital whose kind stands in row `k`: "St. Mary's Hospital", "University Hospital of Ostrey".
fn name(words: &[Word], k: usize) -> Option<(usize, usize)> {
    // "Medical" in "Medical Centre" may be taken for no part of a name.
    let medical = |j: usize| j + 1 == k && words.get(j).is_some_and(|w| MEDICAL.has(w.key));
    let proper = |j: usize| medical(j) || words.get(j).is_some_and(|w| w.pos == Pos::Propn);
    let joint = |j: usize| {
        let w = words.get(j);
        let small = w.is_some_and(|w| w.tag == Tag::Genitive || LINKS.has(w.key));
        small && proper(j + 1) && j.checked_sub(1).is_some_and(proper)
    };
    let genitive =
        |j: usize| words.get(j).is_some_and(|w| w.tag == Tag::Genitive) && j.checked_sub(1).is_some_and(proper);
    let first = (0..k).rev().take_while(|j| proper(*j) || joint(*j) || genitive(*j)).last().unwrap_or(k);
    let of = words.get(k + 1).is_some_and(|w| w.key == Key::word("of")) && proper(k + 2);
    let end = if of { (k + 2..words.len()).take_while(|j| proper(*j)).last()? + 1 } else { k + 1 };
    (first < k && proper(first) && !medical(first) || of && proper(k)).then_some((first, end))
}

#[cfg(test)]
mod tests {
    use super::super::wound::tests::found;

    #[test]
    fn two_hospitals_are_set_against_each_other_unless_they_share_a_name() {
        let texts = [
            "A neighbour took the girl to St. Mary's Hospital.",
            "The girl was taken to Tarrow Medical Center on Monday.",
        ];
        assert_eq!(found(&texts), ["St. Mary's Hospital A; Tarrow Medical Center B"]);
        let none: [&[&str]; 4] = [
            &["The girl was taken to Tarrow Hospital.", "The girl was taken to Ivo Tarrow Memorial Hospital."],
            &[
                "The girl was taken to St. Mary's Hospital and was later transferred to Tarrow Hospital.",
                "The girl was taken to Tarrow Hospital.",
            ],
            &["The girl was taken to Ivo Mere Hospital in Tarrow.", "The girl was taken to a Tarrow hospital."],
            &["Two men were taken to St. Mary's Hospital.", "The men were taken to Tarrow Hospital."],
        ];
        for texts in none {
            assert_eq!(found(texts), [""; 0], "{texts:?}");
        }
    }
}
