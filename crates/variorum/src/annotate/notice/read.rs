//! A line or a paragraph of a notice to its rows.

use super::hours;
use super::words::{GOES_ON, POST};
use super::{Contact, ContactKinds, Hours, Service, kinds, name};
use crate::article::blocks::notice::is_contact;
use crate::article::contact::{Printed, scan};
use crate::span::Span;
use std::ops::Range;

/// The content of a block without its bullet or number in the list.
pub(super) fn inside(text: &str, content: Span) -> Span {
    let words = text.get(content.range()).unwrap_or_default();
    let bare = crate::article::blocks::without_mark(words);
    Span::new(content.end() - bare.len() as u32, content.end())
}

/// Whether a line has a contact that is read.
pub(super) fn has_contacts(line: &str) -> bool {
    scan(line).iter().any(|p| is_contact(line, p))
}

/// The contacts of a line in which contacts are expected.
pub(super) fn contacts(line: &str) -> Vec<Printed> {
    let mut found = scan(line);
    found.retain(|p| is_contact(line, p));
    found
}

/// Whether a row has nothing but addresses or hours, and so goes with the row above it.
pub(super) fn is_rest(text: &str, row: &Service) -> bool {
    let numbers = |c: &Contact| c.kinds.has(ContactKinds::CALL) || c.kinds.has(ContactKinds::TEXT);
    let words = text.get(row.span.range()).unwrap_or_default();
    let taken: usize = row.contacts.iter().map(|c| c.span.len() as usize).sum::<usize>()
        + row.hours.iter().map(|h| h.span.len() as usize).sum::<usize>();
    // "Website:", "or visit", "Lines open".
    !row.contacts.iter().any(numbers) && words.len() <= taken + 24
}

/// The rows of a line or paragraph; none where it has neither contact nor hours. `listed` says whether it is one line
/// of several.
pub(super) fn rows(text: &str, content: Span, listed: bool) -> Vec<Service> {
    let Some(line) = text.get(content.range()) else { return Vec::new() };
    let printed = contacts(line);
    let mut taken: Vec<Range<usize>> = printed.iter().map(|p| p.whole.clone()).collect();
    let posts = posts(line, &taken);
    taken.extend(posts.iter().cloned());
    taken.sort_by_key(|r| r.start);
    let hours = hours::scan(line, &taken);
    if taken.is_empty() && hours.iter().all(|h| h.opening.is_none()) {
        return Vec::new();
    }
    let span = |r: &Range<usize>| Span::new(content.start() + r.start as u32, content.start() + r.end as u32);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut floor = 0;
    for place in &taken {
        let sentence = sentence_start(line, floor, place.start);
        let from = floor.max(sentence);
        let first = drafts.is_empty();
        let keyword = printed.iter().find(|p| p.whole == *place).and_then(|p| kinds::keyword(line, p, from));
        let until = keyword.as_ref().map_or(place.start, |k| k.start);
        // What stands in brackets behind a number belongs to that.
        let from_name = from + bracketed(line.get(from..until).unwrap_or_default(), from > 0 && from == floor);
        let gap = line.get(from_name..until).unwrap_or_default();
        // A label heads the line; in running text a name stands right before its number.
        let label = if first {
            name::label(line.get(floor..until).unwrap_or_default()).map(|r| r.start + floor..r.end + floor)
        } else {
            None
        };
        let label = label.or_else(|| name::label(gap).map(|r| r.start + from_name..r.end + from_name));
        let named = label.or_else(|| name::last(gap, listed && first).map(|r| r.start + from_name..r.end + from_name));
        let begins = line.get(..place.start).is_some_and(|h| !h.contains(char::is_alphanumeric));
        let rest = line.get(place.end..).unwrap_or_default();
        let named =
            named.or_else(|| name::behind(rest, begins && listed).map(|r| r.start + place.end..r.end + place.end));
        let goes_on = sentence <= floor || goes_on(line.get(sentence..).unwrap_or_default());
        if first || named.is_some() || !goes_on {
            let start = if first { 0 } else { named.as_ref().map_or(from, |n| row_start(line, from, n.start)) };
            drafts.push(Draft { start, name: named, contacts: Vec::new() });
        }
        let contact = match printed.iter().find(|p| p.whole == *place) {
            Some(p) => {
                let kinds = if keyword.is_some() { ContactKinds::TEXT } else { kinds::kinds(line, p, from) };
                let whole = keyword.as_ref().map_or(p.whole.start, |k| k.start)..p.whole.end;
                Contact {
                    span: span(&whole),
                    number: span(&p.main),
                    other: p.other.as_ref().map(span),
                    keyword: keyword.as_ref().map(span),
                    kinds,
                }
            }
            None => Contact {
                span: span(place),
                number: span(place),
                other: None,
                keyword: None,
                kinds: ContactKinds::POST,
            },
        };
        if let Some(draft) = drafts.last_mut() {
            draft.contacts.push(contact);
        }
        // A name behind a contact is not the next one's.
        floor = drafts.last().and_then(|d| d.name.as_ref()).map_or(place.end, |n| n.end.max(place.end));
    }
    if drafts.is_empty() {
        drafts.push(Draft { start: 0, name: None, contacts: Vec::new() });
    }
    let mut out = Vec::with_capacity(drafts.len());
    for (i, draft) in drafts.iter().enumerate() {
        let end = drafts.get(i + 1).map_or(line.len(), |d| d.start);
        let words = line.get(draft.start..end).unwrap_or_default();
        let range = draft.start..draft.start + words.trim_end().len();
        let inside = |h: &&hours::Printed| (draft.start..end).contains(&h.range.start);
        let name = draft.name.as_ref();
        let hours = hours.iter().filter(inside).map(|h| Hours {
            span: span(&h.range),
            opening: h.opening.clone(),
            in_name: name.is_some_and(|n| n.start <= h.range.start && h.range.end <= n.end),
        });
        out.push(Service {
            span: span(&range),
            organisation: name.map(span),
            of: None,
            hours: hours.collect(),
            contacts: draft.contacts.clone(),
        });
    }
    out
}

/// How much of the words behind a contact is still in brackets that belong to it.
fn bracketed(gap: &str, behind: bool) -> usize {
    let body = gap.trim_start();
    let opens = body.starts_with('(') || gap.find(')').is_some_and(|c| gap.find('(').is_none_or(|o| c < o));
    if behind && opens { gap.find(')').map_or(0, |i| i + 1) } else { 0 }
}

struct Draft {
    start: usize,
    name: Option<Range<usize>>,
    contacts: Vec<Contact>,
}

/// Where the sentence, or the part behind a semicolon, begins that has byte `at`; not before `floor`.
fn sentence_start(line: &str, floor: usize, at: usize) -> usize {
    let slice = line.get(floor..at).unwrap_or_default();
    let mut start = floor;
    for (i, c) in slice.char_indices() {
        let next = floor + i + c.len_utf8();
        let rest = line.get(next..at).unwrap_or_default();
        let behind = rest.trim_start_matches([')', '"', '”', '’']).trim_start();
        let spaced = rest.len() > behind.len();
        let new = behind.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘•(".contains(c));
        let word = line.get(..floor + i).and_then(|h| h.split([' ', '\n', '(']).next_back()).unwrap_or_default();
        // "St. Anne", "p.m. Call"
        let short = c == '.' && word.len() <= 2 && word.starts_with(char::is_uppercase);
        let stop =
            matches!(c, '.' | '!' | '?') && spaced && new && !short || matches!(c, ';' | '|' | '•') || c == '\n' && new;
        if stop && at > next {
            start = next + rest.len()
                - rest.trim_start_matches([' ', '\n', '\r', '\t', '•', '|', ';', ')', '"', '”']).len();
        }
    }
    start
}

/// Where the row of a name begins: behind the last comma or "or" before it.
fn row_start(line: &str, from: usize, name: usize) -> usize {
    let gap = line.get(from..name).unwrap_or_default();
    let joints = [", or ", " or ", " and ", ", ", "; "];
    let cut = joints.iter().filter_map(|j| gap.rfind(j).map(|i| i + j.len())).max().unwrap_or(0);
    from + cut
        + gap
            .get(cut..)
            .map_or(0, |g| g.len() - g.trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"“‘".contains(c)).len())
}

fn goes_on(sentence: &str) -> bool {
    let low = sentence.get(..sentence.floor_char_boundary(24)).unwrap_or(sentence).to_lowercase();
    GOES_ON.iter().any(|w| low.strip_prefix(w).is_some_and(|r| !r.starts_with(char::is_alphanumeric)))
}

/// Addresses of the post: from "PO Box" or "Freepost" to the end of the sentence or the line.
fn posts(line: &str, taken: &[Range<usize>]) -> Vec<Range<usize>> {
    let low = line.to_ascii_lowercase();
    let mut out: Vec<Range<usize>> = Vec::new();
    for word in POST {
        for (at, _) in low.match_indices(word) {
            let inner = low.get(..at).is_some_and(|h| h.ends_with(char::is_alphanumeric));
            if inner || out.iter().any(|r| r.contains(&at)) {
                continue;
            }
            let rest = line.get(at..).unwrap_or_default();
            let stops = [". ", ".\n", ";", ")", "\n", " or ", " – ", " — ", " - ", "|"];
            let skip = word.len();
            let tail = rest.get(skip..).unwrap_or_default();
            let end = stops.iter().filter_map(|s| tail.find(s)).min().unwrap_or(tail.len()) + skip + at;
            let free = taken.iter().map(|r| r.start).find(|s| *s > at).unwrap_or(line.len());
            let words = line.get(at..end.min(free)).unwrap_or_default();
            let words = words.trim_end_matches(|c: char| !c.is_alphanumeric());
            if words.len() > skip {
                out.push(at..at + words.len());
            }
        }
    }
    out.sort_by_key(|r| r.start);
    out
}
