//! Dates as people and programs write them.

use variorum::calendar::{Date, month_in_any_language};

/// A calendar day, with the time of day and zone as far as they are given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub date: Date,
    /// `T10:21`, `T10:21:59.25+13:00` or nothing.
    clock: String,
}

impl Stamp {
    fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let date = Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        // Before 1800 it is a date the article tells of; far ahead it is no date.
        (1800..=2100).contains(&year).then(|| Stamp { date, clock: String::new() })
    }

    /// Whether a time of day is given, and that in UTC.
    pub fn is_utc(&self) -> bool {
        self.clock.ends_with('Z') || self.clock.ends_with("+00:00")
    }

    /// Whether the time of day is midnight, or not given.
    pub fn is_midnight(&self) -> bool {
        self.clock.is_empty()
            || self.clock.starts_with("T00:00") && !self.clock.bytes().skip(6).take(3).any(|b| matches!(b, b'1'..=b'9'))
    }

    /// Whether a time of day is given, with a zone that is not UTC.
    pub fn has_zone(&self) -> bool {
        let zone = self.clock.rfind(['+', '-']).is_some();
        zone && !self.is_utc()
    }

    /// Whether the two days follow each other.
    pub fn is_next_to(&self, other: &Stamp) -> bool {
        self.date.days_since(other.date).abs() == 1
    }

    /// Its year and month.
    pub fn month(&self) -> (i32, u8) {
        (self.date.year(), self.date.month())
    }

    /// The day as ISO 8601.
    pub fn day(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.date.year(), self.date.month(), self.date.day())
    }

    /// ISO 8601.
    pub fn iso(&self) -> String {
        format!("{}{}", self.day(), self.clock)
    }
}

/// One run of digits, letters or other signs.
#[derive(Clone, Copy, Debug)]
enum Word<'t> {
    Number(u32, usize),
    Letters(&'t str),
    Sign(char),
}

/// The first date in `text`, whatever stands around it. `day_first` says which of 3/4/2025 is the day.
pub(crate) fn find(text: &str, day_first: bool) -> Option<Stamp> {
    let words = words(text);
    (0..words.len()).find_map(|i| at(words.get(i..)?, day_first))
}

/// The first date of the kind 3/4/2025 in `text`: its numbers in their order.
pub(crate) fn numeric(text: &str) -> Option<(u32, u32, u32)> {
    words(text).windows(5).find_map(|w| match *w {
        [
            Word::Number(a @ 1..=31, 1 | 2),
            Word::Sign(s @ ('/' | '.' | '-')),
            Word::Number(b @ 1..=31, 1 | 2),
            Word::Sign(t),
            Word::Number(y @ 1800..=2100, 4),
        ] if s == t => Some((a, b, y)),
        _ => None,
    })
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        if out.len() > 400 {
            break;
        }
        let length = if char.is_ascii_digit() {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let digits = rest.get(..length).unwrap_or_default();
            out.push(Word::Number(digits.parse().unwrap_or(u32::MAX), length));
            length
        } else if char.is_alphabetic() {
            // Japanese and Chinese write the signs for year, month and day behind their numbers.
            let length = match char {
                '年' | '月' | '日' | '년' | '월' | '일' => char.len_utf8(),
                _ => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
            };
            out.push(Word::Letters(rest.get(..length).unwrap_or_default()));
            length
        } else {
            if !char.is_whitespace() {
                out.push(Word::Sign(char));
            } else if !matches!(out.last(), Some(Word::Sign(' ')) | None) {
                out.push(Word::Sign(' '));
            }
            char.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

fn at(words: &[Word<'_>], day_first: bool) -> Option<Stamp> {
    let (mut stamp, rest) = match *words {
        // 20251204 and 20251204T101500Z
        [Word::Number(n, 8), ..] => (Stamp::new(n / 10_000, n / 100 % 100, n % 100)?, words.get(1..)?),
        [
            Word::Number(y, 4),
            Word::Sign(a @ ('-' | '/' | '.')),
            Word::Number(m, 1 | 2),
            Word::Sign(b),
            Word::Number(d, 1 | 2),
            ..,
        ] if a == b => (Stamp::new(y, m, d)?, words.get(5..)?),
        // 2023 Jan 7, as journals have it.
        [Word::Number(y, 4), Word::Sign(' '), Word::Letters(m), Word::Sign(' '), Word::Number(d, 1 | 2), ..] => {
            (Stamp::new(y, month_of(m)?, d)?, words.get(5..)?)
        }
        [Word::Number(y, 4), Word::Letters("年" | "년"), ..] => {
            let mut numbers = words.get(2..8.min(words.len()))?.iter().filter_map(|w| match w {
                Word::Number(n, 1 | 2) => Some(*n),
                _ => None,
            });
            (Stamp::new(y, numbers.next()?, numbers.next()?)?, &[][..])
        }
        [
            Word::Number(a, la @ (1 | 2)),
            Word::Sign(s @ ('/' | '.' | '-')),
            Word::Number(b, 1 | 2),
            Word::Sign(t),
            Word::Number(y, ly @ (2 | 4)),
            ..,
        ] if s == t && (ly == 4 || s != '.' && la == 2) => {
            let year = if ly == 2 { 2000 + y } else { y };
            let (d, m) = if b > 12 || a <= 12 && s != '.' && !day_first { (b, a) } else { (a, b) };
            (Stamp::new(year, m, d)?, words.get(5..)?)
        }
        [Word::Number(d, 1 | 2), ..] => {
            // 4 December 2025, 4th of December, 2025, 04-Dec-2025
            let mut i = 1;
            let mut month = None;
            while let Some(word) = words.get(i).filter(|_| i < 7) {
                i += 1;
                match word {
                    Word::Sign(' ' | '.' | ',' | '-' | '/' | 'º' | '°') => {}
                    Word::Letters(w)
                        if month.is_none()
                            && matches!(
                                *w,
                                "st" | "nd" | "rd" | "th" | "of" | "de" | "er" | "ST" | "ND" | "RD" | "TH"
                            ) => {}
                    Word::Letters(w) => {
                        month = Some(month_of(w)?);
                        break;
                    }
                    _ => return None,
                }
            }
            let (year, i) = year_after(words, i)?;
            (Stamp::new(year, month?, d)?, words.get(i..)?)
        }
        [Word::Letters(w), ..] => {
            // December 4th, 2025
            let month = month_of(w)?;
            let mut i = 1;
            let day = loop {
                match words.get(i).filter(|_| i < 4)? {
                    Word::Sign(' ' | '.' | ',' | '-' | '/') => i += 1,
                    Word::Number(d, 1 | 2) => break *d,
                    _ => return None,
                }
            };
            let (year, i) = year_after(words, i + 1)?;
            (Stamp::new(year, month, day)?, words.get(i..)?)
        }
        _ => return None,
    };
    stamp.clock = clock(rest).unwrap_or_default();
    Some(stamp)
}

/// A year of four digits soon behind `i`, and the place behind it.
fn year_after(words: &[Word<'_>], mut i: usize) -> Option<(u32, usize)> {
    let stop = i + 5;
    while let Some(word) = words.get(i).filter(|_| i < stop) {
        i += 1;
        match word {
            Word::Number(y, 4) => return Some((*y, i)),
            Word::Sign(' ' | ',' | '.' | '-' | '/' | '\'') => {}
            Word::Letters("st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH" | "de" | "of" | "del") => {}
            _ => return None,
        }
    }
    None
}

/// A time of day with its zone at the start of `words`, as ISO 8601 writes it behind a date.
fn clock(words: &[Word<'_>]) -> Option<String> {
    let mut i = 0;
    while let Some(Word::Sign(' ' | ',' | '|' | '-' | '·') | Word::Letters("T" | "t" | "at" | "um")) =
        words.get(i).filter(|_| i < 4)
    {
        i += 1;
    }
    let words = words.get(i..)?;
    let (hour, minute, mut rest) = match *words {
        [Word::Number(h, 1 | 2), Word::Sign(':'), Word::Number(m, 2), ref rest @ ..] => (h, m, rest),
        // The basic format of ISO 8601.
        [Word::Number(n, 6), ref rest @ ..] => (n / 10_000, n / 100 % 100, rest),
        _ => return None,
    };
    let mut seconds = String::new();
    if let [Word::Sign(':'), Word::Number(s @ 0..=60, 2), behind @ ..] = rest {
        seconds = format!(":{s:02}");
        rest = behind;
        if let [Word::Sign('.' | ','), Word::Number(f, l @ 1..=9), behind @ ..] = rest {
            seconds.push_str(&format!(".{f:0width$}", width = *l));
            rest = behind;
        }
    }
    let mut hour = hour;
    let skip = |rest: &mut &[Word<'_>]| {
        while let [Word::Sign(' '), behind @ ..] = *rest {
            *rest = behind;
        }
    };
    skip(&mut rest);
    if let [Word::Letters(half), behind @ ..] = rest {
        match half.to_ascii_lowercase().as_str() {
            "am" => (hour, rest) = (hour % 12, behind),
            "pm" => (hour, rest) = (hour % 12 + 12, behind),
            _ => {}
        }
    }
    skip(&mut rest);
    if hour > 23 || minute > 59 {
        return None;
    }
    let zone = match rest {
        [Word::Letters(z), ..] => zone_of(z).unwrap_or_default().to_owned(),
        [
            Word::Sign(sign @ ('+' | '-')),
            Word::Number(h @ 0..=14, 2),
            Word::Sign(':'),
            Word::Number(m @ 0..=59, 2),
            ..,
        ] => {
            format!("{sign}{h:02}:{m:02}")
        }
        [Word::Sign(sign @ ('+' | '-')), Word::Number(n @ 0..=1459, 4), ..] => {
            format!("{sign}{:02}:{:02}", n / 100, n % 100)
        }
        [Word::Sign(sign @ ('+' | '-')), Word::Number(h @ 0..=14, 2), ..] => format!("{sign}{h:02}:00"),
        _ => String::new(),
    };
    Some(format!("T{hour:02}:{minute:02}{seconds}{zone}"))
}

fn zone_of(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_uppercase().as_str() {
        "Z" | "UTC" | "GMT" | "UT" => "Z",
        "EST" => "-05:00",
        "EDT" => "-04:00",
        "CST" => "-06:00",
        "CDT" => "-05:00",
        "MST" => "-07:00",
        "MDT" => "-06:00",
        "PST" => "-08:00",
        "PDT" => "-07:00",
        "CET" => "+01:00",
        "CEST" | "EET" => "+02:00",
        "EEST" => "+03:00",
        _ => return None,
    })
}

fn month_of(word: &str) -> Option<u32> {
    month_in_any_language(word).map(u32::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_as_people_write_them() {
        for (said, day_first, iso) in [
            ("2025-12-04", false, "2025-12-04"),
            ("2025-12-04T10:15:30.250+01:00", false, "2025-12-04T10:15:30.250+01:00"),
            ("2025-12-04 10:15:30 -0800", false, "2025-12-04T10:15:30-08:00"),
            ("20251204T101530Z", false, "2025-12-04T10:15Z"),
            ("Thu, 04 Dec 2025 10:15:30 GMT", false, "2025-12-04T10:15:30Z"),
            ("Published on December 4th, 2025 by Ada Quill", false, "2025-12-04"),
            ("4 December 2025 at 4:12pm", false, "2025-12-04T16:12"),
            ("Dec 04, 2025", false, "2025-12-04"),
            ("04-Dec-2025", false, "2025-12-04"),
            ("12/04/2025", false, "2025-12-04"),
            ("12/04/2025", true, "2025-04-12"),
            ("31/04/2025 or 30/04/2025", false, "2025-04-30"),
            ("4.12.2025", false, "2025-12-04"),
            ("4. Dezember 2025, 9:05 Uhr", false, "2025-12-04T09:05"),
            ("le 1er août 2025", false, "2025-08-01"),
            ("4 de diciembre de 2025", false, "2025-12-04"),
            ("2025 Dec 4", false, "2025-12-04"),
            ("2025年12月4日", false, "2025-12-04"),
        ] {
            assert_eq!(find(said, day_first).map(|s| s.iso()).as_deref(), Some(iso), "{said}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for said in [
            "",
            "2025",
            "May 28",
            "12/2025",
            "2025-13-40",
            "1 of 2025",
            "marble 4, 2025",
            "call 555-12-2025x",
            "99999999",
        ] {
            assert_eq!(find(said, false), None, "{said}");
        }
    }
}
