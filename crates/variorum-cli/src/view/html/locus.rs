//! Where a variant stands: which readings are the text's own, which depart, and the words around.

use crate::view::around::Around;
use variorum::collate::collation::Collation;
use variorum::collate::variant::{Class, Kind, Variant, VariantReading};
use variorum::span::{ArticleId, Place};
use variorum::story::edition::Edition;

/// The readings of a variant in two heaps.
pub struct Sides<'a> {
    /// Those that have what the text has.
    pub text: Vec<&'a VariantReading>,
    /// Those that have something else, or nothing.
    pub other: Vec<&'a VariantReading>,
}

/// Tells the text's own readings from the others. Where words were cut, every rendering that has words there
/// stands with the text, since its own little differences are variants of their own.
pub fn sides<'a>(c: &Collation, v: &'a Variant) -> Sides<'a> {
    let own = |test: &dyn Fn(&VariantReading) -> bool| -> Option<Sides<'a>> {
        let (text, other): (Vec<_>, Vec<_>) = v.readings.iter().partition(|r| test(r));
        (!text.is_empty()).then_some(Sides { text, other })
    };
    let found = match v.kind {
        Kind::Splice | Kind::Ellipsis | Kind::TrimStart | Kind::TrimEnd => own(&|r| !is_empty(r)),
        Kind::Transposition => own(&|r| !r.moved),
        _ => {
            let words = c.text.slice(v.locus.clone());
            let folded = fold(words);
            own(&|r| !r.moved && r.text == words).or_else(|| own(&|r| !r.moved && fold(&r.text) == folded))
        }
    };
    found.unwrap_or_else(|| Sides { text: Vec::new(), other: v.readings.iter().collect() })
}

/// Whether a reading has no word.
pub fn is_empty(r: &VariantReading) -> bool {
    !r.text.chars().any(char::is_alphanumeric)
}

/// Letters and figures in lower case: what the same words have in common however they are set.
pub fn fold(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the variant says that words were cut or moved rather than changed.
pub fn is_cut(v: &Variant) -> bool {
    matches!(v.kind, Kind::Ellipsis | Kind::TrimStart | Kind::TrimEnd | Kind::Transposition)
}

/// Whether the variant is of spelling or typography only.
pub fn is_minor(v: &Variant) -> bool {
    v.class != Class::Substantive
}

/// Long words cut down to their beginning and end, with how many there are; `None` for words that are not long.
pub fn brief(words: &str) -> Option<(String, String, usize)> {
    let list: Vec<&str> = words.split_whitespace().collect();
    if list.len() <= 12 {
        return None;
    }
    Some((list[..5].join(" "), list[list.len() - 4..].join(" "), list.len()))
}

/// A few words of the text before and behind a locus, punctuation included, as far as each of these reports has them.
pub fn around_text(c: &Collation, v: &Variant, who: &[ArticleId]) -> (String, String) {
    let (start, end) = (v.locus.start as usize, (v.locus.end as usize).min(c.text.len()));
    let all_have = |n: usize| {
        c.text.get(n).is_some_and(|w| who.iter().all(|a| w.places.binary_search_by_key(a, |p| p.article).is_ok()))
    };
    let from = (start.saturating_sub(3)..start).rev().take_while(|n| all_have(*n)).last().unwrap_or(start);
    let to = (end..end + 2).take_while(|n| all_have(*n)).last().map_or(end, |n| n + 1);
    let mut before = String::new();
    for w in c.text.words(from..start) {
        before.push_str(w.text);
        before.push_str(w.after);
    }
    let mut after = if start == end { String::new() } else { c.text.get(end - 1).map_or("", |w| w.after).to_string() };
    after.push_str(c.text.slice(end as u32..to as u32));
    (before, after)
}

/// A few words around a reading, as far as all its reports have them and their own quotations go.
pub fn around_places<'a>(edition: &'a Edition, c: &Collation, places: &[Place]) -> (&'a str, &'a str) {
    Around::of(edition, c, places, (3, 2), true).map_or(("", ""), |a| a.text(edition, 3, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_words_are_cut_down() {
        assert_eq!(brief("a b c d e f g h i j k l"), None);
        let (head, tail, n) = brief("a b c d e f g h i j k l m").unwrap();
        assert_eq!((head.as_str(), tail.as_str(), n), ("a b c d e", "j k l m", 13));
    }
}
