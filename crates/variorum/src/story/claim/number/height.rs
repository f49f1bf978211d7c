//! How tall somebody is.

use super::super::told::Word;
use super::{ABOUT, Quantity, Unit, is_hyphen};
use crate::annotate::token::Key;

/// How tall somebody is by marks for feet and inches, or by a joint "foot": 5'7", "5-foot-11", "5'7 or 5'8".
pub(super) fn height(words: &[Word], low: &[&str], i: usize) -> Option<Quantity> {
    let (feet, mut end) = tall(words, low, i)?;
    let mut most = feet;
    if matches!(low.get(end), Some(&("or" | "to" | "and" | "-" | "–")))
        && let Some((second, stop)) = tall(words, low, end + 1).filter(|s| s.0 > feet)
    {
        (most, end) = (second, stop);
    }
    let back = |n: usize| i.checked_sub(n).and_then(|k| low.get(k)).copied().unwrap_or("");
    let about = ABOUT.has(Key::word(back(1)));
    let first = i - usize::from(about);
    let rows = (first, end);
    Some(Quantity { least: feet, most, about, open: false, rest: false, rows, at: i, unit: Unit::Feet })
}

/// Feet and inches at `i`, in feet, and where they end.
fn tall(words: &[Word], low: &[&str], i: usize) -> Option<(f64, usize)> {
    let at = |k: usize| low.get(k).copied().unwrap_or("");
    let number = |k: usize, below: f64| at(k).parse::<f64>().ok().filter(|x| *x < below && *x >= 0.0);
    let joined = |k: usize| words.get(k).zip(words.get(k + 1)).is_some_and(|(a, b)| a.span.end() == b.span.start());
    let feet = number(i, 9.0).filter(|x| *x > 2.0)?;
    if matches!(at(i + 1), "'" | "’" | "′") && joined(i) && joined(i + 1) {
        let inches = number(i + 2, 12.0)?;
        let closed = matches!(at(i + 3), "\"" | "”" | "″" | "''" | "’’") && joined(i + 2);
        return Some((feet + inches / 12.0, i + 3 + usize::from(closed)));
    }
    if is_hyphen(at(i + 1)) && matches!(at(i + 2), "foot" | "feet" | "ft") && is_hyphen(at(i + 3)) {
        let inches = number(i + 4, 12.0)?;
        let named = is_hyphen(at(i + 5)) && matches!(at(i + 6), "inch" | "inches");
        return Some((feet + inches / 12.0, i + 5 + 2 * usize::from(named)));
    }
    // "5 feet 7 inches", "5 foot 11"
    if matches!(at(i + 1), "feet" | "foot" | "ft") {
        let from = i + 2 + usize::from(at(i + 2) == ",");
        let inches = number(from, 12.0)?;
        let named = matches!(at(from + 1), "inch" | "inches" | "in");
        let tall = at(from + 1) == "tall" || at(i + 1) == "foot";
        return (named || tall).then(|| (feet + inches / 12.0, from + 1 + usize::from(named)));
    }
    None
}
