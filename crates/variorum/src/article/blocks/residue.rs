//! Extraction leftovers: whole blocks, and pieces inside a paragraph.

use super::{ends_sentence, folded, is_mark, words};
use std::ops::Range;

/// Longer blocks are never leftovers, unless they hold no letter at all.
const SHORT: usize = 240;

/// Whether a whole block is residue. `at_edge` tells that it stands among the first or last of its article.
pub(super) fn is_whole(content: &str, at_edge: bool) -> bool {
    if !content.chars().any(|c| c.is_alphanumeric() || is_mark(c)) {
        return true;
    }
    if content.len() > SHORT || content.starts_with(is_mark) {
        return false;
    }
    let bare = content.trim_start_matches(|c: char| !(c.is_alphanumeric() || c == '©'));
    let leftover = bare.starts_with('©') || words::opens(bare, &words::LEFTOVER_OPENINGS);
    // Bars, counts and stamps are no sentences; "10:21 p.m." only looks like the end of one.
    let bar = bare.len() <= 120
        && (!ends_sentence(bare) || bare.ends_with("m."))
        && (bare.starts_with(|c: char| c.is_ascii_digit()) || words::opens(bare, &words::BAR_OPENINGS));
    if leftover || bar {
        let line = folded(bare);
        if leftover && (is_leftover(&line) || is_invitation(&line))
            || bar && (is_share_bar(&line) || is_count(&line) || is_stamp(&line, at_edge))
        {
            return true;
        }
    }
    if at_edge && is_spaced_address(bare) {
        return true;
    }
    // "Hexley Live, Wednesday, June 12, 2024, 07:14"
    if at_edge && bare.len() <= 100 && crate::article::date::after_masthead(bare).is_some() {
        return true;
    }
    has_leftover_part(content) || content.len() != bare.len() && is_bare_inline(content)
}

/// Whether a line is the address of a page in a text whose signs were set apart: "http : / / hexley . example / lock - 3".
fn is_spaced_address(line: &str) -> bool {
    let rest = line.strip_prefix("https").or_else(|| line.strip_prefix("http")).unwrap_or("");
    let Some(rest) = rest.strip_prefix(" : / /") else { return false };
    // No two words of one stand side by side.
    let mut before = false;
    rest.split_whitespace().all(|piece| {
        let word = piece.contains(char::is_alphanumeric);
        !(std::mem::replace(&mut before, word) && word)
    })
}

fn is_leftover(line: &str) -> bool {
    let loose = line.len() <= 140 && !ends_sentence(line);
    loose && words::LEFTOVER_LINES.iter().any(|p| begins(line, p)) || is_leftover_chain(line)
}

fn has_leftover_part(content: &str) -> bool {
    // "Reserved": most paragraphs have no such letters in either case, and are not folded for it.
    let bytes = content.as_bytes();
    memchr::memchr2_iter(b'v', b'V', bytes)
        .any(|at| bytes.get(at..at + 3).is_some_and(|s| s.eq_ignore_ascii_case(b"ved")))
        && {
            let line = folded(content);
            words::LEFTOVER_PARTS.iter().any(|p| line.contains(p))
        }
}

/// Whether the phrase stands at the start and ends where a word ends.
fn begins(line: &str, phrase: &str) -> bool {
    let open = |rest: &str| phrase.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphanumeric);
    line.strip_prefix(phrase).is_some_and(|rest| !open(rest))
}

/// One phrase after the other, as in "Advertisement Continue reading", until the end or a sign that a link follows.
fn is_leftover_chain(mut line: &str) -> bool {
    for _ in 0..4 {
        if words::LEFTOVER_STARTS.iter().any(|p| begins(line, p)) {
            return true;
        }
        let known = words::LEFTOVERS.iter().filter(|p| begins(line, p)).max_by_key(|p| p.len());
        let Some(rest) = known.and_then(|p| line.get(p.len()..)).map(str::trim_start) else { return false };
        if !rest.contains(char::is_alphanumeric) {
            return true;
        }
        if rest.starts_with([':', '-', '–', '—', '|', '»', '›', '>', '…', '→']) {
            // A link has a headline's length; what ends like a sentence and is longer may be the story itself.
            return rest.len() <= 100 || !ends_sentence(rest);
        }
        line = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    }
    false
}

fn is_invitation(line: &str) -> bool {
    line.starts_with("follow ")
        && line.len() <= 160
        && (line.ends_with(':') || words::SOCIAL.iter().any(|s| line.contains(s)))
}

fn is_share_bar(line: &str) -> bool {
    let (mut named, mut all) = (0, 0);
    for word in line.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()) {
        all += 1;
        if words::SHARE.contains(&word) {
            named += 1;
        } else if !words::SHARE_FILL.contains(&word) && !word.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
    }
    named > 0 && all <= 12 && !line.ends_with('.')
}

/// "12 comments", "Comments (3)", "1.2K shares", "3 min read".
fn is_count(line: &str) -> bool {
    let mut rest = line;
    let mut numbers = 0;
    let mut nouns = 0;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
            rest = rest.strip_prefix('k').unwrap_or(rest);
            numbers += 1;
        } else if c.is_alphabetic() {
            let end = words::COUNTED.iter().filter(|w| rest.starts_with(**w)).map(|w| w.len()).max().unwrap_or(0);
            let tail = rest.get(end..).unwrap_or_default();
            if end == 0 || tail.starts_with(char::is_alphanumeric) {
                return false;
            }
            nouns += 1;
            rest = tail;
        } else {
            rest = rest.get(c.len_utf8()..).unwrap_or_default();
        }
    }
    numbers > 0 && nouns > 0
}

/// Whether a line that begins with a figure is a date with its year, and nothing else.
pub(super) fn is_date(line: &str) -> bool {
    let short = line.len() <= 60 && line.starts_with(|c: char| c.is_ascii_digit());
    short && !ends_sentence(line) && is_stamp(&folded(line), true)
}

/// A line that holds nothing but a date, with or without a time of day.
fn is_stamp(line: &str, at_edge: bool) -> bool {
    let (mut labels, mut calendar, mut numbers, mut years, mut ago) = (0, 0, 0, 0, false);
    for word in line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let unit = word.get(digits..).unwrap_or_default();
            let (date, time) = unit.split_once('t').map_or((unit, ""), |(a, b)| (a, b));
            let plain = matches!(unit, "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "z");
            if !matches!(digits, 1 | 2 | 4) || !(plain || date.is_empty() && time.bytes().all(|b| b.is_ascii_digit())) {
                return false;
            }
            numbers += 1;
            years += usize::from(digits == 4 && (word.starts_with("19") || word.starts_with("20")));
        } else if words::STAMP_LABELS.contains(&word) {
            labels += 1;
        } else if words::is_calendar(word) {
            calendar += 1;
        } else if words::STAMP_FILL.contains(&word) {
            ago |= word == "ago";
        } else {
            return false;
        }
    }
    let dated = calendar > 0 || numbers >= 3;
    // A date alone in mid-article is the cross-heading of a timeline.
    (labels > 0 && numbers > 0 && (dated || ago || numbers >= 2)) || (at_edge && years > 0 && numbers >= 2 && dated)
}

fn is_bare_inline(content: &str) -> bool {
    let mut at = 0;
    let bare = |s: Option<&str>| !s.unwrap_or_default().contains(|c: char| c.is_alphanumeric() || is_mark(c));
    let found = inline(content);
    for range in &found {
        if !bare(content.get(at..range.start)) {
            return false;
        }
        at = range.end;
    }
    !found.is_empty() && bare(content.get(at..))
}

/// Under pictures that are for sale.
const BUY: &[u8] = b"Buy Photo";

/// Residue inside running text, in order and without overlap: bracketed emoji names, `:red_heart:`, and characters
/// that stand for an object or for nothing.
pub(super) fn inline(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr3_iter(b'[', 0xE2, 0xEF, bytes) {
        if found.last().is_some_and(|r| at < r.end) {
            continue;
        }
        let end = if bytes.get(at) == Some(&b'[') { emoji_name(text, at) } else { invisible(text, at) };
        found.extend(end.map(|end| at..end));
    }
    let first_kind = found.len();
    // The link under a picture that a paper sells runs into its caption.
    for at in memchr::memmem::find_iter(bytes, BUY) {
        let end = at + BUY.len();
        let open = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
        if !open(at.checked_sub(1).and_then(|i| bytes.get(i))) && !open(bytes.get(end)) {
            found.push(at..end);
        }
    }
    let mut colons = memchr::memchr_iter(b':', bytes).peekable();
    while let Some(at) = colons.next() {
        if let Some(end) = shortcode(text, at) {
            found.push(at..end);
            // The closing colon opens nothing.
            colons.next();
        }
    }
    if found.len() > first_kind {
        found.sort_by_key(|r| r.start);
        found.dedup_by(|b, a| b.start < a.end);
    }
    found
}

/// The end of a bracketed emoji name that opens at `at`.
fn emoji_name(text: &str, at: usize) -> Option<usize> {
    let inside = text.get(at + 1..)?;
    let length = inside.bytes().take(80).position(|b| matches!(b, b']' | b'[' | b'\n' | b'\r'))?;
    let name = inside.get(..length).filter(|_| inside.as_bytes().get(length) == Some(&b']'))?;
    if name.contains(|c: char| {
        !(c.is_alphanumeric() || c.is_whitespace() || matches!(c, '-' | ',' | '\'' | '’' | ':' | '&'))
    }) {
        return None;
    }
    let last = name.split_whitespace().next_back()?.to_lowercase();
    words::EMOJI.contains(&last.as_str()).then_some(at + 1 + length + 1)
}

/// The end of a run of object replacement characters, zero-width spaces, word joiners and byte order marks.
fn invisible(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let tail = rest.trim_start_matches(['\u{FFFC}', '\u{200B}', '\u{2060}', '\u{FEFF}']);
    let (run, end) = (rest.get(..rest.len() - tail.len())?, text.len() - tail.len());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // Between two letters a zero-width space is a hint for the line break, and the word is one word.
    let in_word = letter(text.get(..at)?.chars().next_back()) && letter(tail.chars().next());
    (!run.is_empty() && (!in_word || run.contains('\u{FFFC}'))).then_some(end)
}

/// The end of a `:name:` that opens at `at` and can hardly be anything but an emoji.
fn shortcode(text: &str, at: usize) -> Option<usize> {
    let inside = text.as_bytes().get(at + 1..)?;
    let length = inside
        .iter()
        .take(42)
        .position(|b| !(b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'+' | b'-')))?;
    let name = text.get(at + 1..at + 1 + length).filter(|_| inside.get(length) == Some(&b':'))?;
    let outside = |b: Option<&u8>| b.is_none_or(|b| !b.is_ascii_alphanumeric() && *b != b':' && *b != b'/');
    let alone = outside(at.checked_sub(1).and_then(|i| text.as_bytes().get(i))) && outside(inside.get(length + 1));
    let snake =
        name.split('_').count() > 1 && name.split('_').all(|part| part.bytes().any(|b| b.is_ascii_alphanumeric()));
    (alone && (snake && name.contains(|c: char| c.is_ascii_lowercase()) || words::SHORTCODES.contains(&name)))
        .then_some(at + length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_told() {
        for line in [
            "✖",
            "***",
            "❤️🔥",
            "—",
            "Read more",
            "READ MORE: Police name victim",
            "Read more »",
            "Advertisement",
            "Share this article",
            "Share Tweet Email",
            "Facebook Twitter WhatsApp",
            "Click here to see the gallery.",
            "Sign up for our newsletter",
            "Related: Chrissy Teigen on grief",
            "Follow us on Twitter @paper",
            "Continue reading",
            "Loading...",
            "Loading…",
            "12 Comments",
            "Comments (3)",
            "1.2K shares",
            "3 min read",
            "Published 10:21, 5 February 2021",
            "Last updated on Feb. 5, 2021 at 10:21 am EST",
            "Updated 2 hours ago",
            "Posted: 2021-02-05T10:21:00Z",
            "[Red heart emoji]",
            "[Red heart emoji] ❤",
            ":red_heart:",
            "\u{fffc}",
            "Story continues below advertisement",
            "→ Read more",
            "Advertisement Continue reading the main story",
            "(© 2016 KVUE)",
            "Follow A. Name on Twitter: @name",
            "[advertisement]",
            "READ | Cause affidavit",
            "Copyright 2016 The Associated Press. All rights reserved.",
        ] {
            assert!(is_whole(line, false), "{line:?}");
        }
    }

    #[test]
    fn prose_is_no_leftover() {
        for line in [
            "He read more.",
            "Previously, he said no.",
            "Video showed the fire.",
            "Follow the money.",
            "Watch out for ice.",
            "More on Monday fell ill.",
            "Copyright law changed.",
            "(313) 222-2027",
            "Play resumed at noon.",
            "Previous: The 20-year-old remained on life support late Thursday night after he was accidentally shot in the home of a friend.",
            "Read more than once.",
            "More than 20 people died.",
            "More people came.",
            "Share prices fell.",
            "Related charges were dropped.",
            "\"Read more\"",
            "“",
            "”",
            "Loading docks burned.",
            "Police shared the story on Facebook.",
            "Follow-up tests are due.",
            "Sign language helped.",
            "Published reports differ.",
            "May 2020 was worse.",
            "Updated figures show 20 dead.",
            "2016",
            "Two comments stood out.",
            "10:21",
            "On Monday",
            "Advertisement sales fell.",
            "The 30 comments were deleted.",
            "Top officials resigned.",
            "5 people",
            "Ends meet.",
            "Closed",
            "Adverts",
        ] {
            assert!(!is_whole(line, false), "{line:?}");
        }
    }

    #[test]
    fn a_bare_date_is_a_stamp_only_at_the_edge() {
        for line in ["5 February 2021", "Friday, Feb. 5, 2021 10:21 AM", "2021-02-05", "05/02/2021"] {
            assert!(is_whole(line, true) && !is_whole(line, false), "{line:?}");
        }
        assert!(!is_whole("February 2021", true) && !is_whole("2021", true));
    }

    #[test]
    fn inline_residue_is_found() {
        let found = |s: &str| inline(s).into_iter().map(|r| s[r].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("a [Red heart emoji] b [crying-face Emojis]"), ["[Red heart emoji]", "[crying-face Emojis]"]);
        assert_eq!(found("I :broken_heart: you :fire:!"), [":broken_heart:", ":fire:"]);
        assert_eq!(found("a \u{fffc}\u{200b} b\u{fffc}c"), ["\u{fffc}\u{200b}", "\u{fffc}"]);
        assert_eq!(found("x\u{200b}"), ["\u{200b}"]);
        for none in [
            "[sic]",
            "[the emoji] ]",
            "[He posted\nan emoji]",
            "[emoji",
            "an emoji]",
            "10:20:30",
            "a::b_c::d",
            "http://a_b:c_d:1",
            "at 5:pm_x",
            "said: yes: no",
            "exam\u{200b}ple",
            "“quoted” – dash…",
            "[[emoji",
            ":_:",
            "[x.y emoji]",
        ] {
            if none == "[the emoji] ]" {
                continue;
            }
            assert_eq!(found(none), Vec::<String>::new(), "{none:?}");
        }
    }
}
