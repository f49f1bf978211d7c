//! Entries of an edition as JSON, each by its name.

use serde_json::Value;
use variorum::story::edition::Edition;

/// The entry of this name in an edition as JSON: `u3`, `p1`, `x1`, or a variant, `u3v2`.
pub fn entry<'a>(edition: &'a Value, id: &str) -> Option<&'a Value> {
    // Marks have no name of their own in the JSON; they are counted.
    if let Some(n) = id.strip_prefix('x').and_then(number) {
        return edition["unsupported"].get(n - 1);
    }
    let named = |list: &'a Value, id: &str| list.as_array()?.iter().find(|e| e["id"] == id);
    let (holder, variant) = match id.split_once('v') {
        Some((holder, _)) => (holder, true),
        None => (id, false),
    };
    let list = match holder.chars().next()? {
        'u' => &edition["utterances"],
        'p' => &edition["passages"],
        _ => return None,
    };
    let found = named(list, holder)?;
    if variant { named(&found["variants"], id) } else { Some(found) }
}

/// The utterance or passage that a variant stands in; `None` inside where the entry stands in none, outside where there
/// is no such entry.
pub fn holder(edition: &Edition, id: &str) -> Option<Option<String>> {
    if let Some(n) = id.strip_prefix('x').and_then(number) {
        return (n <= edition.unsupported.len()).then_some(None);
    }
    let (holder, variant) = id.split_once('v')?;
    let (variant, n) = (number(variant)?, number(holder.get(1..)?)?);
    let collation = match holder.chars().next()? {
        'u' => &edition.utterances.get(n - 1)?.collation,
        'p' => &edition.passages.get(n - 1)?.collation,
        _ => return None,
    };
    (variant <= collation.variants.len()).then(|| Some(holder.to_string()))
}

/// A number as names have it: from 1, without zeros before it.
fn number(digits: &str) -> Option<usize> {
    digits.parse().ok().filter(|n| *n > 0 && !digits.starts_with(['0', '+']))
}
