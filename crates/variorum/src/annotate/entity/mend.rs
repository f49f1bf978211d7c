//! What the words around a name tell of it that the network does not see: parties, persons' homes, names with hyphens.

use super::recognise::{Found, NameKind};
use crate::annotate::lexicon::{LETTERS, List};
use crate::annotate::name::{article, behind_hyphen, nickname, party};
use crate::annotate::people::is_anybody;
use crate::annotate::token::{Key, Token, TokenKind};
use std::collections::HashSet;

/// Words that are nobody's name where they stand alone.
static ALONE: List = List::new("state summit dj");
/// Laws, behind what they are called: "the Tenancies Bill".
static LAWS: List = List::new("bill act");

/// Takes away what is no name, lengthens what was cut at a hyphen, and makes places of what people are from.
pub(super) fn mend(text: &str, tokens: &[Token], found: &mut Vec<Found>) {
    let word = |k: usize| tokens.get(k).and_then(|t| text.get(t.span.range())).unwrap_or("");
    let before = |k: usize, n: usize| k.checked_sub(n).map_or("", word);
    let near =
        |k: usize| k > 0 && tokens.get(k).zip(tokens.get(k - 1)).is_some_and(|(b, a)| a.span.end() == b.span.start());
    // A name in a party's letters may begin at any of its tokens.
    let in_party = |f: &Found| {
        let (first, end) = (f.first as usize, f.end as usize);
        (first.saturating_sub(4)..end)
            .any(|k| party(text, tokens, k, tokens.len()).is_some_and(|to| first < to && k < end))
    };
    found.retain(|f| {
        let (first, end) = (f.first as usize, f.end as usize);
        let Some(token) = tokens.get(first) else { return false };
        if in_party(f) {
            return false;
        }
        if end != first + 1 {
            return true;
        }
        let capital = before(first, 1).starts_with(char::is_uppercase);
        let law = LAWS.has(token.key)
            && capital
            && !before(first, 1).is_empty()
            && matches!(before(first, 2), "the" | "The" | "a" | "A");
        // "His Miranda rights"
        let rights = word(first) == "Miranda" && matches!(word(end), "rights" | "right" | "warning" | "warnings");
        !ALONE.has(token.key) && !law && !rights
    });
    let letters = |k: usize| tokens.get(k).is_some_and(|t| LETTERS.has(t.key)) && word(k).ends_with(char::is_uppercase);
    let mut places: HashSet<Key> = HashSet::new();
    for i in 0..found.len() {
        let next = found.get(i + 1).map_or(tokens.len(), |f| f.first as usize);
        let floor = i.checked_sub(1).and_then(|k| found.get(k)).map_or(0, |f| f.end as usize);
        let f = &mut found[i];
        if let Some(end) = behind_hyphen(text, tokens, f.end as usize, next) {
            f.end = end as u32;
        }
        // "New South Wales"
        if f.kind == NameKind::Place
            && let Some(new) = (f.first as usize).checked_sub(1).filter(|k| *k >= floor && word(*k) == "New")
            && tokens[new].span.end() + 1 == tokens[new + 1].span.start()
        {
            f.first = new as u32;
        }
        // "Ernest (Scoop) Lowe"
        if f.end == f.first + 1
            && let Some(end) = nickname(text, tokens, f.end as usize, tokens.len())
        {
            f.end = end as u32;
            f.kind = NameKind::Person;
        }
        // "Former Vale striker"
        if f.end > f.first + 1 && matches!(word(f.first as usize), "Former" | "Ex") {
            f.first += if word(f.first as usize + 1) == "-" && f.end > f.first + 2 { 2 } else { 1 };
        }
        // "Anwar al-Harun", and "al-Harun" alone
        if f.kind == NameKind::Person && article(text, tokens, f.end as usize, tokens.len()) {
            f.end += 3;
        }
        if let Some(k) =
            (f.first as usize).checked_sub(2).filter(|k| *k >= floor && article(text, tokens, *k, tokens.len()))
        {
            f.first = k as u32;
        }
        // "Ann Lowe KC"
        while f.end > f.first + 2 && letters(f.end as usize - 1) {
            f.end -= 1;
            f.kind = NameKind::Person;
        }
        // "Ashby Lowe, a woman who saw it"
        let end = f.end as usize;
        let described = word(end) == "," && matches!(word(end + 1), "a" | "an");
        if described && f.end > f.first + 1 && tokens.get(end + 2).is_some_and(|t| is_anybody(t.key)) {
            f.kind = NameKind::Person;
        }
        // "Mar-a-Lago", of which the last part was taken for a name
        let first = f.first as usize;
        if let Some(start) = first.checked_sub(4).filter(|k| *k >= floor && near(first))
            && behind_hyphen(text, tokens, start + 1, first + 1) == Some(first + 1)
            && word(start).starts_with(char::is_uppercase)
        {
            f.first = start as u32;
            f.kind = NameKind::Place;
        }
        // "A woman, 20, of Garfield", "a man from Garfield"
        let first = f.first as usize;
        let number =
            |n: usize| first.checked_sub(n).and_then(|k| tokens.get(k)).is_some_and(|t| t.kind() == TokenKind::Number);
        let anybody = |n: usize| first.checked_sub(n).and_then(|k| tokens.get(k)).is_some_and(|t| is_anybody(t.key));
        let aged = before(first, 2) == "," && number(3);
        let home = match before(first, 1) {
            "from" => aged || anybody(2),
            "of" => aged,
            _ => false,
        };
        if home && f.end == f.first + 1 && f.kind == NameKind::Person {
            places.extend(tokens.get(first).map(|t| t.key));
        }
    }
    // What a longer name has taken in is none by itself.
    let mut reached = 0;
    found.retain(|f| {
        let free = f.first >= reached;
        reached = reached.max(f.end);
        free
    });
    if places.is_empty() {
        return;
    }
    // Unless it is somebody's last name as well.
    for f in found.iter().filter(|f| f.kind == NameKind::Person && f.end > f.first + 1) {
        if let Some(t) = tokens.get(f.end as usize - 1) {
            places.remove(&t.key);
        }
    }
    for f in found.iter_mut().filter(|f| f.kind == NameKind::Person && f.end == f.first + 1) {
        if tokens.get(f.first as usize).is_some_and(|t| places.contains(&t.key)) {
            f.kind = NameKind::Place;
        }
    }
}
