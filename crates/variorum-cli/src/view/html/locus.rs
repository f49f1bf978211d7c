//! Where a variant stands: which readings are the text's own, which depart, and the words around.

use variorum::collate::collation::Collation;
use variorum::collate::variant::{Class, Kind, Variant, VariantReading};
use variorum::span::Place;
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

/// A kind in words.
pub fn kind(v: &Variant) -> &'static str {
    match v.kind {
        Kind::TrimStart => "start not printed",
        Kind::TrimEnd => "end not printed",
        Kind::Splice => "splice, no sign of a cut",
        Kind::Ellipsis => "ellipsis",
        Kind::Bracket => "bracketed words",
        k => k.name(),
    }
}

/// Long words cut down to their beginning and end, with how many there are; `None` for words that are not long.
pub fn brief(words: &str) -> Option<(String, String, usize)> {
    let list: Vec<&str> = words.split_whitespace().collect();
    if list.len() <= 12 {
        return None;
    }
    Some((list[..5].join(" "), list[list.len() - 4..].join(" "), list.len()))
}

/// A few words of the text before and behind a locus, punctuation included.
pub fn around_text(c: &Collation, v: &Variant) -> (String, String) {
    let (start, end) = (v.locus.start as usize, (v.locus.end as usize).min(c.text.len()));
    let mut before = String::new();
    for w in c.text.words(start.saturating_sub(3)..start) {
        before.push_str(w.text);
        before.push_str(w.after);
    }
    let mut after = if start == end { String::new() } else { c.text.get(end - 1).map_or("", |w| w.after).to_string() };
    after.push_str(c.text.slice(end as u32..end as u32 + 2));
    (before, after)
}

/// A few words of the report itself before and behind a place, as far as its own quotation goes.
pub fn around_place(edition: &Edition, c: &Collation, p: Place) -> (String, String) {
    let part =
        c.readings.iter().filter(|r| r.article == p.article).flat_map(|r| &r.parts).find(|part| part.contains(p.span));
    let (Some(part), Some(report)) = (part, edition.reports.get(p.article.index())) else {
        return Default::default();
    };
    let text = report.article.text.as_str();
    let before = text.get(part.start() as usize..p.span.start() as usize).unwrap_or("");
    let after = text.get(p.span.end() as usize..part.end() as usize).unwrap_or("");
    (last_words(before, 3).to_string(), first_words(after, 2).to_string())
}

fn last_words(text: &str, n: usize) -> &str {
    let mut words = 0;
    let mut inside = false;
    for (i, c) in text.char_indices().rev() {
        if c.is_whitespace() {
            words += usize::from(inside);
            if words == n {
                return &text[i + c.len_utf8()..];
            }
            inside = false;
        } else {
            inside = true;
        }
    }
    text
}

fn first_words(text: &str, n: usize) -> &str {
    let mut words = 0;
    let mut inside = false;
    for (i, c) in text.char_indices() {
        if c.is_whitespace() {
            words += usize::from(inside);
            if words == n {
                return &text[..i];
            }
            inside = false;
        } else {
            inside |= c.is_alphanumeric();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around() {
        assert_eq!(last_words("a bc d e", 2), "d e");
        assert_eq!(last_words("a bc d ", 2), "bc d ");
        assert_eq!(last_words("a", 2), "a");
        assert_eq!(first_words(", b c d", 2), ", b c");
        assert_eq!(first_words(" b c d", 2), " b c");
        assert_eq!(first_words("", 2), "");
    }

    #[test]
    fn only_long_words_are_cut_down() {
        assert_eq!(brief("a b c d e f g h i j k l"), None);
        let (head, tail, n) = brief("a b c d e f g h i j k l m").unwrap();
        assert_eq!((head.as_str(), tail.as_str(), n), ("a b c d e", "j k l m", 13));
    }
}
