//! Datelines: "LUND, Sweden, 3 March (NAP) —", "Lund (dpa) -".

use super::{Block, BlockKind};
use crate::calendar::month_in_any_language;
use crate::span::Span;

/// What stands before a report's first words: where it was written, mostly with the day and the agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, with the dash that ends it.
    pub span: Span,
    /// The place: a town, and the land or state behind it where one is given.
    pub place: Span,
}

/// Paragraphs from the top in which a dateline stands, and the longest one in bytes.
const AHEAD: usize = 4;
const LONGEST: usize = 110;

/// The dateline in the first paragraphs of a report.
///
/// A place in capitals with a long dash is one ("LUND —"), and with a hyphen before a capital ("LUND - The lock"); where the
/// place has small letters an agency in brackets has to stand behind it, or a day.
pub(super) fn find(text: &str, blocks: &[Block]) -> Option<Dateline> {
    let paragraphs = blocks.iter().filter(|b| b.kind == BlockKind::Paragraph && !b.content.is_empty());
    paragraphs.take(AHEAD).find_map(|b| {
        let words = text.get(b.content.range())?;
        let (place, end) = read(words)?;
        let from = b.content.start();
        Some(Dateline { span: Span::new(from, from + end as u32), place: Span::new(from, from + place as u32) })
    })
}

/// How long the place is, and the dateline, in bytes from the beginning of a paragraph.
fn read(paragraph: &str) -> Option<(usize, usize)> {
    let mut limit = paragraph.len().min(LONGEST);
    while !paragraph.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = paragraph.get(..limit)?;
    let slashed = slashed(head);
    let (at, end, long) = slashed.map(|(at, end)| (at, end, true)).or_else(|| dash(head))?;
    let mut rest = head.get(..at)?.trim_end();
    let mut agency = slashed.is_some();
    if let Some((before, inside)) = rest.strip_suffix(')').and_then(|r| r.rsplit_once('(')) {
        agency = inside.chars().any(char::is_alphabetic) && inside.len() <= 50;
        rest = before.trim_end();
    }
    let mut parts = rest.split(',');
    let town = parts.next()?.trim_end();
    let capitals = is_capitals(town);
    // "HOUSTON - Police said": a hyphen is enough where a sentence begins behind it.
    let next = head.get(end..).and_then(|r| r.trim_start_matches(['"', '“', '\'', '‘']).chars().next());
    let begins = capitals && town.chars().count() > 3 && next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let (mut place, mut day, mut at) = (town.len(), false, town.len());
    for part in parts {
        at += part.len() + 1;
        let words = part.trim();
        if is_day(words) {
            day = true;
        } else if !day && is_place(words) {
            place = at - (part.len() - part.trim_end().len());
        } else {
            return None;
        }
    }
    let mut fits = is_place(town) && !town.to_lowercase().split(' ').all(|w| LABELS.contains(&w));
    // "LUND March 3 (NAP) —" has no comma.
    if !fits && capitals_then_day(town).is_some() {
        (place, day, fits) = (capitals_then_day(town)?, true, true);
    }
    let sure =
        if capitals || day && town.starts_with(char::is_uppercase) { long || agency || day || begins } else { agency };
    (fits && sure).then_some((place, end))
}

/// The agency between slashes that ends a dateline, "LUND, March 3. /NAP/. The lock": where the words before it end, and where
/// the story begins.
fn slashed(head: &str) -> Option<(usize, usize)> {
    let (before, rest) = head.split_once(" /")?;
    let (agency, behind) = rest.split_once('/')?;
    let named = (2..=12).contains(&agency.len()) && agency.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    let story = behind.trim_start_matches(['.', '-', '—', ' ']);
    let ends = before.trim_end_matches('.').len();
    (named && is_capitals(before.split(',').next()?)).then_some((ends, head.len() - story.len()))
}

/// The first dash that can end a dateline: where it begins, where what follows it begins, and whether it is a long one.
fn dash(head: &str) -> Option<(usize, usize, bool)> {
    const DASHES: &[(&str, bool)] = &[
        ("—", true),
        ("–", true),
        ("―", true),
        ("--", true),
        (" - ", false),
        (".- ", false),
        (")- ", false),
        (".-", false),
    ];
    let (at, dash, long) =
        DASHES.iter().filter_map(|(d, long)| head.find(d).map(|at| (at, *d, *long))).min_by_key(|x| x.0)?;
    let begin = if dash.starts_with(')') { at + 1 } else { at };
    let behind = head.get(at + dash.len()..)?;
    let spaces = behind.len() - behind.trim_start().len();
    // Some set the dateline on a line of its own.
    (begin > 1 && (long || !behind.trim_start().is_empty())).then_some((begin, at + dash.len() + spaces, long))
}

/// Whether words are written in capitals throughout: a town in a dateline.
fn is_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() >= 3
        && letters.clone().all(|c| !c.is_lowercase())
        && letters.clone().any(char::is_uppercase)
}

/// Whether words can name a place: few, capitals at their heads, no digits.
fn is_place(words: &str) -> bool {
    let mut count = 0;
    for word in words.split([' ', '/']) {
        count += 1;
        let small = matches!(
            word,
            "of" | "de"
                | "del"
                | "da"
                | "di"
                | "la"
                | "le"
                | "les"
                | "am"
                | "an"
                | "der"
                | "the"
                | "upon"
                | "sur"
                | "on"
                | "al"
                | "and"
        );
        let good = word.starts_with(char::is_alphabetic)
            && (small || !word.starts_with(char::is_lowercase))
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'));
        if !good || count == 1 && small {
            return false;
        }
    }
    (1..=5).contains(&count)
}

/// Whether words are a day: a month, or a weekday, with or without a number.
fn is_day(words: &str) -> bool {
    let mut any = false;
    for word in words.split([' ', '.']).filter(|w| !w.is_empty()) {
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number = !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit());
        let named = month_in_any_language(word).is_some()
            || crate::calendar::WEEKDAYS.iter().any(|d| d.eq_ignore_ascii_case(word));
        if !number && !named && !word.eq_ignore_ascii_case("de") {
            return false;
        }
        any |= number || named;
    }
    any
}

/// Where the town ends in "LUND March 3".
fn capitals_then_day(words: &str) -> Option<usize> {
    let (at, _) = words.match_indices(' ').find(|(at, _)| words.get(at + 1..).is_some_and(is_day))?;
    words.get(..at).filter(|town| is_capitals(town) && is_place(town)).map(str::len)
}

/// Words in capitals that label a report and are no place.
const LABELS: &[&str] = &[
    "update",
    "updated",
    "breaking",
    "exclusive",
    "analysis",
    "opinion",
    "watch",
    "live",
    "video",
    "photos",
    "new",
    "correction",
    "editor",
    "editor's",
    "editors",
    "note",
    "news",
    "review",
    "interview",
    "listen",
    "read",
    "q",
    "a",
    "comment",
    "feature",
    "explainer",
    "factbox",
    "alert",
    "urgent",
    "sponsored",
    "advertisement",
    "related",
    "tldr",
    "spoiler",
    "warning",
    "part",
    "chapter",
    "step",
    "question",
    "answer",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::blocks;

    fn of(text: &str) -> Option<(&str, &str)> {
        let found = find(text, &blocks::split(text))?;
        Some((text.get(found.place.range())?, text.get(found.span.range())?))
    }

    #[test]
    fn places_are_read_from_datelines() {
        for (line, place) in [
            ("LUND, 3 March (Tern Agency) — The lock was shut.", "LUND"),
            ("LUND, Sweden (NAP) — The lock was shut.", "LUND, Sweden"),
            ("LUND, Sweden, March 3 (NAP) -- The lock was shut.", "LUND, Sweden"),
            ("LUND March 3 (NAP) - The lock was shut.", "LUND"),
            ("VALE CITY — The lock was shut.", "VALE CITY"),
            ("NEW LUND, Tern. - The lock was shut.", "NEW LUND, Tern."),
            ("LUND - “The lock was shut.”", "LUND"),
            ("ST. ALBAN-SUR-MER, 3 mars (NAP) – L’écluse est fermée.", "ST. ALBAN-SUR-MER"),
            ("Lund (nap) - Die Schleuse ist zu.", "Lund"),
            ("Lund, 3 mar (NAP).- La esclusa está cerrada.", "Lund"),
            ("ЛУНД, 3 марта (НАП) — Шлюз закрыт.", "ЛУНД"),
        ] {
            let text = format!("{line} That is what the harbour board said on Friday.\n\nMore is not known.\n");
            let (found, whole) = of(&text).unwrap_or_else(|| panic!("none in {line}"));
            assert_eq!(found, place, "{line}");
            let rest = text.get(whole.len()..).expect("behind the dateline");
            assert!(
                ["The lock", "“The lock", "L’écluse", "Die Sch", "La escl", "Шлюз"].iter().any(|w| rest.starts_with(w)),
                "{whole:?}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for line in [
            "",
            "—",
            "BREAKING — The lock was shut.",
            "UPDATE (NAP) — The lock was shut.",
            "BREAKING NEWS - The lock was shut.",
            "LOCKS - what they are for.",
            "The lock — shut on Friday — is open.",
            "Lund - a town of locks - is dry.",
            "NAP, the agency - said so.",
            "He went to Lund (Sweden) - and came back.",
            "1,000 (NAP) — so many",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
