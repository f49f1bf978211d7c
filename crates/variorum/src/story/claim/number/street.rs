//! Names of streets, and the numbers of houses before them.

use super::super::told::Word;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::Pos;
use crate::annotate::token::Key;

/// What a name ends in that is a street's.
static STREETS: List = List::new(
    "street streets st st. avenue avenues ave ave. road roads rd rd. lane drive dr dr. boulevard blvd blvd. court place way \
     terrace highway square crescent",
);

/// One past the last word of the street in which the number at `i` is a house: "19 Alder St.". `low` are the words in
/// small letters.
pub fn street(words: &[Word], low: &[&str], i: usize) -> Option<usize> {
    low.get(i).filter(|w| w.chars().all(|c| c.is_ascii_digit()))?;
    street_name(words, low, i + 1)
}

/// One past the last word of the name of a street that begins at `i`.
pub fn street_name(words: &[Word], low: &[&str], i: usize) -> Option<usize> {
    // "NW 47th Street"
    let ordinal = |w: &str| {
        let tail = w.trim_start_matches(|c: char| c.is_ascii_digit());
        tail.len() < w.len() && matches!(tail, "st" | "nd" | "rd" | "th")
    };
    let counted = |k: usize| low.get(k).is_some_and(|w| ordinal(w));
    let name = |k: &usize| words.get(*k).is_some_and(|w| w.pos == Pos::Propn) || counted(*k);
    let is = |k: &usize| *k > i && low.get(*k).is_some_and(|w| STREETS.has(Key::word(w)));
    (i..i + 5).take_while(name).find(is).map(|end| end + 1)
}
