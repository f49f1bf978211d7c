//! Credits that are addresses: links, handles, embedded posts.

use super::outlet::address;
use super::{Candidate, Cover, CreditKind, Extent, Force};
use crate::annotate::quotation::View;
use crate::article::BlockKind;
use crate::calendar::month;
use crate::span::Span;

/// Endings of addresses that are taken for one without "www." and without a path.
const ENDINGS: &[&str] = &["com", "org", "net", "gov", "edu", "tv", "fm", "news", "info", "io"];
/// Second levels under which others stand: "example.co.uk".
const SECOND: &[&str] = &["co", "com", "org", "net", "gov", "ac", "govt"];
/// Hosts of posts, by which embedded ones are known.
const POSTS: &[&str] = &[
    "twitter.com",
    "x.com",
    "instagram.com",
    "facebook.com",
    "tiktok.com",
    "youtu.be",
    "youtube.com",
    "bsky.app",
    "threads.net",
    "reddit.com",
    "t.me",
    "mobile.twitter.com",
    "fb.watch",
];
/// Hosts that stand for any other.
const SHORT: &[&str] =
    &["t.co", "pic.twitter.com", "bit.ly", "ow.ly", "goo.gl", "tinyurl.com", "buff.ly", "dlvr.it", "trib.al"];
/// Parts of addresses where readers are to give money or what they know, and from which no report is.
const HELP: &[&str] = &["crimestop", "gofundme", "youcaring", "justgiving", "donorschoose", "change.org"];
/// So many blocks from the top an address in a block of its own is the page's.
const HEAD: usize = 2;
/// Longest address that is read, in bytes.
const LONGEST: usize = 2000;

/// Reads the block in row `row`.
pub(super) fn read(view: &View<'_>, row: usize, out: &mut Vec<Candidate>) {
    let Some(block) = view.blocks.get(row) else { return };
    let Some(text) = view.text.get(block.content.range()) else { return };
    // Of leftovers only what leads to the whole of a text elsewhere: "Read more at example.com", "Click here to read the
    // full story on example.com".
    let leads = || {
        let mut words = text.split_whitespace().take(8);
        words.any(|w| w.eq_ignore_ascii_case("read"))
    };
    if block.kind == BlockKind::Residue && !leads() {
        return;
    }
    let base = block.content.start();
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memchr2_iter(b'.', b'@', bytes) {
        if at < done {
            continue;
        }
        let hit = if bytes.get(at) == Some(&b'@') { handle(text, at, done) } else { link(text, at, done) };
        let Some(hit) = hit else { continue };
        done = hit.end;
        let Some((from, kind, name)) = hit.credit else { continue };
        // The report's own address above it.
        if row < HEAD && from == 0 && hit.end >= text.trim_end().len() && kind == CreditKind::Link {
            continue;
        }
        // A button's words in front of the page's own address.
        if text.get(..from).is_some_and(|t| t.trim_end().ends_with("hare this story:")) {
            continue;
        }
        let span = |a: usize, b: usize| Span::new(base + a as u32, base + b as u32);
        let alone = text.get(..from).is_some_and(|t| t.trim().is_empty()) && hit.end >= text.trim_end().len();
        // A signature by itself is that of the words before it.
        let before = row.checked_sub(1).and_then(|r| view.blocks.get(r)).filter(|b| b.kind.is_story() && alone);
        let whole =
            before.filter(|_| kind == CreditKind::Post).map_or(block.content, |b| b.content.cover(block.content));
        let covers = (kind == CreditKind::Post || alone).then_some(Cover {
            extent: if kind == CreditKind::Picture { Extent::Picture } else { Extent::Paragraph },
            span: whole,
            quotation: None,
        });
        let caption = block.kind == BlockKind::Caption && kind == CreditKind::Via;
        out.push(Candidate {
            span: span(from, hit.end),
            name: address(span(name.0, name.1)),
            kind: if caption { CreditKind::Picture } else { kind },
            force: Force::Certain,
            sentence: Span::empty(base + from as u32),
            block: row,
            covers: covers.filter(|_| !caption),
        });
    }
}

/// An address or handle: where it ends, and where it is a credit, its first byte, its kind and the place of its name.
struct Hit {
    end: usize,
    credit: Option<(usize, CreditKind, (usize, usize))>,
}

fn in_host(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'-' || b == b'.'
}

/// The address whose host has the stop at `at`; nothing before `floor` is looked at.
fn link(text: &str, at: usize, floor: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let letter = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphanumeric);
    if at == 0 || !letter(at - 1) || !letter(at + 1) {
        return None;
    }
    let left = bytes.get(floor.max(at.saturating_sub(80))..at)?;
    let start = at - left.iter().rev().take_while(|b| in_host(**b)).count();
    let right = bytes.get(at..(at + 120).min(bytes.len()))?;
    let mut end = at + right.iter().take_while(|b| in_host(**b)).count();
    while bytes.get(end - 1).is_some_and(|b| matches!(b, b'.' | b'-')) {
        end -= 1;
    }
    let host = text.get(start..end)?;
    if bytes.get(start.wrapping_sub(1)) == Some(&b'@') || bytes.get(end) == Some(&b'@') {
        return Some(Hit { end: end + 1, credit: None });
    }
    let scheme = ["https://", "http://"].iter().find(|s| text.get(..start).is_some_and(|t| t.ends_with(**s)));
    let from = start - scheme.map_or(0, |s| s.len());
    let www = host.get(..4).is_some_and(|h| h.eq_ignore_ascii_case("www."));
    let path = bytes.get(end) == Some(&b'/') && letter(end + 1);
    let last = host.rsplit('.').next()?;
    let labels = host.split('.').count();
    let alphabetic = (2..=12).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_lowercase());
    let known = ENDINGS.contains(&last) || host.rsplit('.').nth(1).is_some_and(|s| SECOND.contains(&s) && labels > 2);
    // "the end.So" is a stop without its space, "U.S" letters with theirs.
    let plain = known && host.split('.').all(|l| !l.is_empty()) && host.find('.').is_some_and(|d| d > 1);
    let is =
        alphabetic && (scheme.is_some() || www && labels > 2 || plain || path && labels > 1 && host.len() > 4 && known);
    let follows = text.get(end..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric);
    // Nothing in what looks like a host is read twice.
    if !is || follows {
        return Some(Hit { end, credit: None });
    }
    let stop =
        |c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"' | '”' | '’' | '<' | '…' | '|' | '(' | '[');
    let rest = text.get(end..)?;
    let mut limit = rest.len().min(LONGEST);
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    let rest = rest.get(..limit)?;
    let length = if rest.starts_with(['/', ':', '?', '#']) && !rest.starts_with(": ") {
        rest.find(stop).unwrap_or(rest.len())
    } else {
        0
    };
    let tail = rest.get(..length)?.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    let end_all = end + tail.len();
    let name = if www { start + 4 } else { start };
    let bare = text.get(name..end)?;
    if HELP.iter().any(|h| bare.contains(h)) {
        return Some(Hit { end: end_all, credit: None });
    }
    let status = ["/status/", "/p/", "/posts/", "/reel/", "/video/", "/post/"].iter().any(|p| tail.contains(p));
    // Short addresses do not say where they lead.
    if SHORT.contains(&bare) {
        return Some(Hit { end: end_all, credit: None });
    }
    let kind = if POSTS.contains(&bare) && status { CreditKind::Post } else { CreditKind::Link };
    // "[the Echo](https://…)"
    let (mut from, mut close) = (from, end_all);
    if text.get(..from).is_some_and(|t| t.ends_with("](")) && bytes.get(close) == Some(&b')') {
        let open = text.get(floor..from - 2).and_then(|t| t.rfind('[')).filter(|o| from - 2 - (floor + o) < 300);
        if let Some(o) = open {
            (from, close) = (floor + o, close + 1);
        }
    }
    Some(Hit { end: close, credit: Some((from, kind, (name, end))) })
}

/// The handle behind the `@` at `at`: a signature under a post, or somebody to whom something is owed.
fn handle(text: &str, at: usize, floor: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.');
    let tail = bytes.get(at + 1..(at + 41).min(bytes.len()))?;
    let mut end = at + 1 + tail.iter().take_while(|b| word(b)).count();
    while bytes.get(end - 1) == Some(&b'.') {
        end -= 1;
    }
    if end < at + 3 {
        return None;
    }
    let none = Hit { end, credit: None };
    let mut low = floor.max(at.saturating_sub(120));
    while !text.is_char_boundary(low) {
        low += 1;
    }
    let before = text.get(low..at)?;
    let name = (at, end);
    let lead = before.trim_end_matches([' ', '(']);
    for word in ["via", "h/t", "ht", "hat tip", "H/T", "HT", "Via", "tip", "to"] {
        let hat = lead.strip_suffix(word).filter(|l| !l.ends_with(char::is_alphanumeric));
        // "hat tip to @…" only.
        let owed = hat.filter(|l| word != "to" || l.trim_end().ends_with("tip"));
        if let Some(l) = owed {
            let from = low + l.len();
            return Some(Hit { end, credit: Some((from, CreditKind::Via, name)) });
        }
    }
    if !(before.ends_with('(') && bytes.get(end) == Some(&b')')) {
        return Some(none);
    }
    let rest = text.get(end + 1..)?;
    let after: String = rest.trim_start().chars().take(3).flat_map(char::to_lowercase).collect();
    let dated = month(&after).is_some() || after.starts_with(|c: char| c.is_ascii_digit()) || rest.trim().is_empty();
    let dash = before.rfind(['—', '–', '―']).or_else(|| before.rfind("- ")).filter(|d| before.len() - d < 80);
    let shared = before.rfind("shared by").map(|s| before.get(..s).and_then(|b| b.rfind("post")).unwrap_or(s));
    let begin = low == 0 && before.len() < 60 && !before.contains(['.', ',']);
    let from = match (shared, dash) {
        (Some(s), _) => s,
        (_, Some(d)) if dated => d,
        _ if dated && begin && !rest.trim().is_empty() => 0,
        _ => return Some(none),
    };
    // The date is part of the signature.
    let mut limit = rest.len().min(30);
    while !rest.is_char_boundary(limit) {
        limit -= 1;
    }
    let line = rest.get(..limit).and_then(|r| r.split('\n').next()).unwrap_or("");
    let comma = line.find(", ").and_then(|c| line.get(c + 2..).map(|y| (c, y)));
    let year = comma.filter(|(c, y)| *c < 16 && y.bytes().take(4).all(|b| b.is_ascii_digit()) && y.len() >= 4);
    let close = end + 1 + if month(&after).is_some() { year.map_or(0, |(c, _)| c + 6) } else { 0 };
    Some(Hit { end: close, credit: Some((low + from, CreditKind::Post, name)) })
}
