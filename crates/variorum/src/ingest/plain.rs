//! One plain-text report.

use super::{Capture, Meta, decode};
use crate::error::{Error, Note};
use crate::text::Text;

/// Reads a file that is one report. A leading ` date 2021-02-05 ` is metadata; nothing else is taken from the text.
pub(super) fn read(path: &str, bytes: Vec<u8>) -> Result<Capture, Error> {
    let length = bytes.len() as u64;
    let (mut text, encoding, mut notes) = decode::decode(path, bytes)?;
    let date = take_header(&mut text);
    if is_markup(text.as_str()) {
        notes.push(Note::new("looks like HTML: its tags are read as text; give the page's text instead"));
    }
    let meta = Meta { date, ..Meta::default() };
    Ok(Capture { path: path.into(), line: None, bytes: length, encoding, meta, text, notes })
}

/// Takes a ` date YYYY-MM-DD ` header and the white space behind it off the front of `text`, and gives the date.
/// The header need not stand on a line of its own. A day that is not in the calendar stays text.
pub(super) fn take_header(text: &mut Text) -> Option<String> {
    let all = text.as_str();
    let rest = skip_blanks(all).strip_prefix("date")?;
    let stamp = skip_blanks(rest);
    if stamp.len() == rest.len() {
        return None;
    }
    let (date, rest) = iso_date(stamp)?;
    if rest.chars().next().is_some_and(|c| !c.is_whitespace()) {
        return None;
    }
    let story = rest.trim_start();
    let header = all.len() - story.len();
    text.drop_front(u32::try_from(header).ok()?);
    Some(date)
}

/// A calendar date at the start of `s`, with the time of day behind it if there is one, written as ISO 8601; and
/// what follows.
pub(crate) fn iso_date(s: &str) -> Option<(String, &str)> {
    let date = s.get(..10)?;
    let number = |part: Option<&str>| digits(part?);
    let (year, month, day) = (number(date.get(..4))?, number(date.get(5..7))?, number(date.get(8..))?);
    if date.as_bytes().get(4) != Some(&b'-') || date.as_bytes().get(7) != Some(&b'-') {
        return None;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if year == 0 || !(1..=last).contains(&day) {
        return None;
    }
    let rest = &s[10..];
    let clock = rest.strip_prefix(['T', 't']).or_else(|| {
        let clock = skip_blanks(rest);
        (clock.len() < rest.len()).then_some(clock)
    });
    // A time must end where the word ends, or it is the first word of the text.
    match clock.and_then(time_of_day).filter(|(_, rest)| !rest.starts_with(|c: char| !c.is_whitespace())) {
        Some((time, rest)) => Some((format!("{date}T{time}"), rest)),
        None => Some((date.to_owned(), rest)),
    }
}

/// `HH:MM`, with seconds, fraction and zone as far as they are given; and what follows.
fn time_of_day(s: &str) -> Option<(String, &str)> {
    let two = |at: usize| digits(s.get(at..at + 2)?);
    if two(0)? > 23 || s.as_bytes().get(2) != Some(&b':') || two(3)? > 59 {
        return None;
    }
    let mut end = 5;
    if s.as_bytes().get(5) == Some(&b':') && two(6).is_some_and(|s| s <= 60) {
        end = 8;
        let fraction = s.get(9..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
        if s.as_bytes().get(8) == Some(&b'.') && fraction > 0 {
            end = 9 + fraction;
        }
    }
    match s.as_bytes().get(end) {
        Some(b'Z' | b'z') => end += 1,
        Some(b'+' | b'-') => {
            let hours = two(end + 1).is_some_and(|h| h <= 23);
            let colon = usize::from(s.as_bytes().get(end + 3) == Some(&b':'));
            if hours && two(end + 3 + colon).is_some_and(|m| m <= 59) {
                end += 5 + colon;
            }
        }
        _ => {}
    }
    Some((s.get(..end)?.to_ascii_uppercase(), s.get(end..)?))
}

fn digits(s: &str) -> Option<u32> {
    s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse().ok())?
}

/// Without white space, but not past the end of the line.
fn skip_blanks(s: &str) -> &str {
    s.trim_start_matches(|c: char| c.is_whitespace() && c != '\n' && c != '\r')
}

fn is_markup(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"].iter().any(|tag| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn header(s: &str) -> (Option<String>, String, u64) {
        let capture = read("a.txt", s.as_bytes().to_vec()).unwrap();
        let start = capture.text.source(Span::empty(0)).start;
        assert_eq!(&s[start as usize..], capture.text.as_str());
        (capture.meta.date, capture.text.as_str().to_owned(), start)
    }

    #[test]
    fn the_date_header_is_metadata() {
        for (given, date, text) in [
            (" date 2021-02-05 Chrissy Teigen has", "2021-02-05", "Chrissy Teigen has"),
            (" date 2021-02-05 ✖\n\nChrissy", "2021-02-05", "✖\n\nChrissy"),
            ("date 2021-02-05\r\n\r\n\u{a0}Text", "2021-02-05", "Text"),
            ("\t date\t2021-02-05\tText", "2021-02-05", "Text"),
            ("date 2021-02-05", "2021-02-05", ""),
            ("date 2020-02-29 x", "2020-02-29", "x"),
            ("date 2021-02-05T10:21:30Z x", "2021-02-05T10:21:30Z", "x"),
            ("date 2021-02-05 10:21 x", "2021-02-05T10:21", "x"),
            ("date 2021-02-05 10:21:59.25+13:00\nx", "2021-02-05T10:21:59.25+13:00", "x"),
            ("date 2021-02-05 10:21-0500 x", "2021-02-05T10:21-0500", "x"),
            ("date 2021-02-05 99:99 x", "2021-02-05", "99:99 x"),
            ("date 2021-02-05 10:21am x", "2021-02-05", "10:21am x"),
            ("\u{feff} date 2021-02-05 Text", "2021-02-05", "Text"),
        ] {
            let (found, rest, _) = header(given);
            assert_eq!((found.as_deref(), rest.as_str()), (Some(date), text), "{given:?}");
        }
        assert_eq!(header(" date 2021-02-05 Chrissy").2, 17);
    }

    #[test]
    fn what_is_no_header_stays_text() {
        for given in [
            "date 2021-13-45 x",
            "date 2021-02-29 x",
            "date 0000-01-01 x",
            "date 2021-2-5 x",
            "date 2021-02-05, x",
            "date 2021-02-05x",
            "date 2021-02-05T99:99 x",
            "date2021-02-05 x",
            "dated 2021-02-05 x",
            "date\n2021-02-05 x",
            "\n date 2021-02-05 x",
            "The date 2021-02-05 x",
            "date 2021-02-€5 x",
            "date ２０２１-02-05",
            "date",
            "date ",
            "",
        ] {
            assert_eq!(header(given), (None, given.to_owned(), 0), "{given:?}");
        }
    }

    #[test]
    fn places_after_a_header_are_those_of_the_file() {
        let s = "\u{feff} date 2021-02-05 Zoë 😀 said";
        let bytes: Vec<u8> = s.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let capture = read("a.txt", bytes.clone()).unwrap();
        assert_eq!((capture.text.as_str(), capture.bytes), ("Zoë 😀 said", bytes.len() as u64));
        let said = capture.text.source(Span::new(10, 14));
        let words: Vec<u8> = "said".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(&bytes[said.start as usize..said.end as usize], words);
    }

    #[test]
    fn a_page_of_html_is_read_with_a_warning() {
        let capture = read("a.html", b"\n<!DOCTYPE html><p>x".to_vec()).unwrap();
        assert!(capture.notes[0].message.contains("HTML"));
        assert!(read("a.txt", b"<3 html".to_vec()).unwrap().notes.is_empty());
    }
}
