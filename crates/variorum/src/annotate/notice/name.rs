//! Names of services as they are printed.

use super::words::{ACTS, APART, IN_NAME, NAME_ENDS, NO_NAME, REGIONS};
use crate::calendar::{MONTHS, SHORT_WEEKDAYS, WEEKDAYS};
use crate::span::Span;
use std::ops::Range;

/// Longest name, in bytes.
const LONGEST: usize = 90;

/// The name that a whole line is, "Harbour Rest:" without its colon.
pub(super) fn of_line(text: &str, line: Span) -> Option<Span> {
    let content = text.get(line.range())?;
    let name = content.trim_end_matches([':', '.', ',', '-', '–', '—', ' ', '*', '|']);
    let start = line.start();
    (is_name(name) && !name.contains(['\n', '.'])).then(|| Span::new(start, start + name.len() as u32))
}

/// Whether the words could be a name: not too many, and not all of them words of every notice.
pub(super) fn is_name(words: &str) -> bool {
    let low = words.to_lowercase();
    let bare = low.trim_start_matches("in ").trim_matches(|c: char| !c.is_alphanumeric());
    let telling = |w: &str| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.contains(char::is_alphabetic) && !is_common(w)
    };
    words.len() <= LONGEST && !REGIONS.contains(&bare) && low.split([' ', '/', '-']).any(telling)
}

/// The name in front of a label's colon or dash: "YOUTHLINE: ", "Tern Line – ". `head` is what stands before the
/// contact.
pub(super) fn label(head: &str) -> Option<Range<usize>> {
    let colon =
        head.find(':').filter(|i| !head.get(i + 1..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())));
    let dash = [" - ", " – ", " — ", " | "].iter().filter_map(|d| head.find(d)).min();
    let asked = head.find('?').filter(|i| head.get(..*i).is_some_and(is_shouted)).map(|i| i + 1);
    let at = [colon, dash, asked].into_iter().flatten().min()?;
    let name = head.get(..at)?;
    // "Netsafe (online bullying):"
    let name = name.find(" (").and_then(|i| name.get(..i)).unwrap_or(name).trim_end();
    // "After the Shock, for anyone who has been in an accident:"
    let small = |rest: &str| rest.starts_with(|c: char| c.is_lowercase());
    let name = name.split_once(", ").filter(|(_, rest)| small(rest)).map_or(name, |(before, _)| before);
    let first = name.split_whitespace().next()?;
    let led = LEADS.iter().any(|l| l.eq_ignore_ascii_case(first));
    let capital = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let short = name.split_whitespace().count() <= 8;
    (capital && short && !led && !name.contains(['.', ',', '\n', ';']) && is_name(name)).then_some(0..name.len())
}

/// First words of lines that send somebody somewhere.
const LEADS: [&str; 22] = [
    "if", "for", "call", "contact", "visit", "to", "you", "in", "at", "get", "anyone", "or", "phone", "text", "please",
    "wenn", "si", "für", "pour", "para", "ring", "email",
];

fn is_shouted(s: &str) -> bool {
    s.contains(' ') && s.chars().any(char::is_alphabetic) && !s.chars().any(char::is_lowercase)
}

/// The last name in `gap`, which ends where a contact begins: "call the Harbour Rest on ". `listed` says that it is a
/// line of several, which may begin with a name.
pub(super) fn last(gap: &str, listed: bool) -> Option<Range<usize>> {
    let words = words(gap);
    let mut found = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let w = gap.get(word.clone()).unwrap_or_default();
        if !is_capital(w) {
            at += 1;
            continue;
        }
        let mut end = at;
        let mut next = at + 1;
        // What stands between two words of a name is white space, a hyphen, an "&".
        while let (Some(a), Some(b)) = (words.get(next - 1), words.get(next)) {
            let sep = gap.get(a.end..b.start).unwrap_or_default();
            if !sep.chars().all(|c| c.is_whitespace() || matches!(c, '&' | '-' | '/' | '‑' | '–'))
                || sep.contains('\n')
                || sep.contains(" - ")
                || sep.contains('–')
            {
                break;
            }
            let w = gap.get(b.clone()).unwrap_or_default();
            if is_capital(w) || end + 1 == next && w.bytes().all(|b| b.is_ascii_digit()) {
                end = next;
            } else if NAME_ENDS.contains(&w) && end + 1 == next {
                end = next;
                next += 1;
                // "police department", "crisis line"
                let known =
                    |n: usize| words.get(n).and_then(|r| gap.get(r.clone())).is_some_and(|w| NAME_ENDS.contains(&w));
                while known(next) {
                    end = next;
                    next += 1;
                }
                break;
            } else if !IN_NAME.contains(&w) || next > end + 2 {
                break;
            }
            next += 1;
        }
        // "Call", "In the UK" and "If you" are written with a capital too.
        let mut first = at;
        while first < end && words.get(first).and_then(|r| gap.get(r.clone())).is_some_and(is_lead) {
            first += 1;
        }
        if let (Some(a), Some(b)) = (words.get(first), words.get(end)) {
            let range = a.start..b.end;
            let name = gap.get(range.clone()).unwrap_or_default();
            // "In Skerrin, call": a place.
            let before = first.checked_sub(1).and_then(|b| gap.get(words.get(b)?.clone()));
            let place = before.is_some_and(|b| ["in", "en", "dans"].iter().any(|p| p.eq_ignore_ascii_case(b)));
            let near = near(gap.get(range.end..).unwrap_or_default()) || listed && first == 0;
            if is_name(name) && near && !place && !(first == end && is_lead(name)) {
                found = Some(range);
            }
        }
        at = end + 1;
    }
    found.or_else(|| office(gap))
}

/// Whether words between a name and a contact leave the one the other's.
fn near(between: &str) -> bool {
    let words: Vec<String> = words(between).into_iter().filter_map(|r| between.get(r)).map(str::to_lowercase).collect();
    words.len() <= APART && !words.iter().any(|w| ACTS.contains(&w.as_str()))
}

/// "police on ", "the box office at ": an office without a name of its own, right before the contact.
fn office(gap: &str) -> Option<Range<usize>> {
    let head = [" on ", " at ", " via "].iter().find_map(|p| gap.strip_suffix(p))?;
    let name = OFFICES.iter().find(|o| head.strip_suffix(**o).is_some_and(|h| !h.ends_with(char::is_alphanumeric)))?;
    Some(head.len() - name.len()..head.len())
}

const OFFICES: [&str; 5] = ["police", "detectives", "box office", "sheriff's office", "sheriff’s office"];

/// The name in brackets right behind a number, "116 123 (Harbour Rest)", or, on a line that begins with the number,
/// behind it: "0800 555 142 Harbour Rest".
pub(super) fn behind(rest: &str, begins: bool) -> Option<Range<usize>> {
    let inner = rest.trim_start();
    let offset = rest.len() - inner.len();
    if let Some(body) = inner.strip_prefix('(') {
        let name = body.split(')').next().filter(|n| n.starts_with(char::is_uppercase) && is_name(n))?;
        let plain = !name.contains(|c: char| c.is_ascii_digit()) && name.chars().any(char::is_lowercase);
        return plain.then_some(offset + 1..offset + 1 + name.len());
    }
    // "text HOME to 741741 to reach the Tern Text Line"
    let reached = REACHED.iter().find_map(|w| inner.strip_prefix(w));
    if let Some(body) = reached.map(|b| b.strip_prefix("the ").unwrap_or(b)) {
        let offset = rest.len() - body.len();
        let stop = body.find(['(', '.', ',', ';', '\n', '|']).unwrap_or(body.len());
        let found = last(body.get(..stop)?, true).filter(|r| r.start == 0)?;
        return Some(offset + found.start..offset + found.end);
    }
    if !begins {
        return None;
    }
    let body = inner.trim_start_matches(['-', '–', '—', ':', ',', ' ']);
    let offset = offset + inner.len() - body.len();
    let stop = body.find(['(', '.', ',', ';', '\n', '|']).unwrap_or(body.len());
    let head = body.get(..stop)?;
    let found = last(head, true).filter(|r| r.start == 0)?;
    Some(offset + found.start..offset + found.end)
}

/// Between a contact and the name of what answers there.
const REACHED: [&str; 8] = [
    "to reach ",
    "to contact ",
    "to connect with ",
    "to speak to ",
    "for ",
    "and reach ",
    "to talk to ",
    "to chat with ",
];

/// Whether a word in small letters is in no name of a service.
fn is_common(word: &str) -> bool {
    NO_NAME.contains(&word) || MONTHS.contains(&word) || WEEKDAYS.contains(&word) || SHORT_WEEKDAYS.contains(&word)
}

fn is_lead(w: &str) -> bool {
    let low = w.to_lowercase();
    is_common(&low)
        && !NAME_ENDS.contains(&low.as_str())
        && low != "national"
        && low != "crisis"
        && low != "youth"
        && low != "women"
        || IN_NAME.contains(&low.as_str())
        || low == "uk"
}

fn is_capital(w: &str) -> bool {
    w.starts_with(char::is_uppercase)
}

fn words(s: &str) -> Vec<Range<usize>> {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in s.char_indices() {
        match (inner(c), start) {
            (true, None) => start = Some(i),
            (false, Some(from)) => {
                out.push(from..i);
                start = None;
            }
            _ => {}
        }
    }
    out.extend(start.map(|from| from..s.len()));
    // Apostrophes at the ends are marks, but for "Seafarers’".
    out.iter_mut().for_each(|r| {
        while s.get(r.clone()).is_some_and(|w| w.starts_with(['\'', '’'])) {
            r.start += s.get(r.start..).and_then(|w| w.chars().next()).map_or(1, char::len_utf8);
        }
    });
    out.retain(|r| r.start < r.end);
    out
}
