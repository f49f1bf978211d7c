//! What a page prints of itself: when it was posted, updated, last changed. Such a stamp dates no event, but it tells
//! from which day the words under it are counted, where the date of the record is that of another version.

use super::calendar::{Date, MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS};
use super::find::Found;
use super::meaning::{Stretch, TimeOfDay, Value, What, YearOf, YearPart};
use super::resolve::{Anchor, resolve};
use crate::span::Span;

/// Words that a stamp begins with.
const LABELS: &[&str] = &["posted", "published", "updated", "update", "modified", "created"];
/// Words that may stand in one beside figures, months and weekdays.
const FILLERS: &[&str] = &[
    "at",
    "on",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "ago",
    "first",
    "last",
    "originally",
    "previously",
    "noon",
    "midnight",
    "est",
    "edt",
    "et",
    "cst",
    "cdt",
    "ct",
    "mst",
    "mdt",
    "mt",
    "pst",
    "pdt",
    "pt",
    "gmt",
    "bst",
    "utc",
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
];
/// The top of a page ends here at the latest: bytes.
const TOP: u32 = 600;
/// A stamp at the top that is no farther from the record's date than that may be of another time zone, or of a change
/// that left the words alone: days.
const NEAR: i32 = 2;
/// An update farther off than that is none of this story: days.
const LONG: i32 = 60;
/// A stamp stands no farther than that from the edges of its line: bytes.
const WIDE: usize = 400;
/// How far behind the label of an update its time stands: bytes.
const REACH: usize = 48;
/// An address tells the day of the words where the record's date is at least so much later: days.
const LATER: i32 = 30;

/// A day, and where it ends to hold.
pub(super) type Moved = (Option<Date>, Option<u32>);

/// The line of the text that holds byte `at`, and where it begins. Of a paragraph only what is near is looked at, so that the
/// work stays linear where a line is as long as a book.
fn line(text: &str, at: usize) -> Option<(usize, &str)> {
    let edge = |i: usize| (0..4).map(|k| i + k).find(|k| text.is_char_boundary(*k));
    let first = edge(at.saturating_sub(WIDE))?;
    let from = match text.get(first..at)?.rfind('\n') {
        Some(n) => first + n + 1,
        None if first == 0 => 0,
        None => return None,
    };
    let last = edge((at + WIDE).min(text.len()))?;
    let to = text.get(at..last)?.find('\n').map_or(last, |n| at + n);
    Some((from, text.get(from..to)?))
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn among(list: &[&str], word: &str) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

fn is_label(word: &str) -> bool {
    among(LABELS, word) && word.starts_with(char::is_uppercase)
}

/// Whether the word can stand in a stamp, the label left out.
fn is_filler(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || among(FILLERS, word)
        || among(&MONTHS, word)
        || among(SHORT_MONTHS, word)
        || among(&WEEKDAYS, word)
        || among(SHORT_WEEKDAYS, word)
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// "UPDATE" as the pages of running news set it, at the head of what came in.
fn is_shouted(word: &str) -> bool {
    matches!(word, "UPDATE" | "UPDATED")
}

/// So many bytes before an expression a page tells of itself: "This story was originally posted at …".
const BESIDE: usize = 160;

/// Whether the expression at `span` is the page's own: "Updated: 9 months ago", "(Published Monday, May 4, 2015)",
/// "UPDATE 5:03 p.m.:".
pub(super) fn is_stamp(text: &str, span: Span) -> bool {
    let range = span.range();
    let head = text.get(..range.start).unwrap_or("").trim_end();
    if ["Copyright", "copyright", "©", "(c)", "(C)"].iter().any(|c| head.ends_with(c)) {
        return true;
    }
    let Some((from, line)) = line(text, range.start) else { return false };
    let before = text.get(from..range.start).unwrap_or("");
    let own = text.get(range.clone()).unwrap_or("");
    let after = text.get(range.end..from + line.len()).unwrap_or("");
    let (mut all, mut labelled) = (true, false);
    for word in words(line) {
        // "Originally posted at 12:26 a.m. Oct. 16"
        let label = among(LABELS, word);
        labelled |= label;
        all = is_filler(word) || label;
        if !all {
            break;
        }
    }
    // A line of nothing else; a day by itself may be the heading of what happened on it.
    if all && (labelled || has_digit(own) && has_digit(line) && line.contains(':')) {
        return true;
    }
    // "By Ann Lowe, Ostrey Lantern, 3 June 2025"
    if is_signed(before, after) {
        return true;
    }
    // "The Daily Lantern Sun May 4, 2014 10:26 PM"
    let year = words(own).any(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()));
    if year && own.contains(':') && words(after).next().is_none() && words(before).count() < 8 {
        return true;
    }
    // "This story was originally posted at 12:26 a.m. and updated at 9:10 a.m."
    let itself = ["This story", "This article", "This post", "This report"];
    let tells = |w: &str| is_filler(w) || among(LABELS, w) || ["was", "and", "has", "been", "then"].contains(&w);
    // A line may be as long as the file.
    let beside = (before.len().saturating_sub(BESIDE)..).find_map(|k| before.get(k..)).unwrap_or("");
    let of_itself = itself.iter().filter_map(|i| beside.rfind(i)).max().and_then(|at| beside.get(at..));
    if of_itself.is_some_and(|s| words(s).skip(2).all(tells) && words(s).any(|w| among(LABELS, w))) {
        return true;
    }
    let rest = after.trim_start();
    let Some(label) = words(before).rev().find(|w| !is_filler(w)).filter(|w| is_label(w)) else {
        // "Saturday 1:15 p.m. UPDATE"
        let (mut next, lone) = (words(after).skip_while(|w| is_filler(w)), words(before).all(is_filler));
        return lone && next.next().is_some_and(is_shouted) && next.next().is_none();
    };
    let Some(at) = before.rfind(label) else { return false };
    let head = before.get(..at).unwrap_or("").trim_end();
    let behind = before.get(at + label.len()..).unwrap_or("").trim_start();
    let colon = behind.starts_with(':');
    if is_shouted(label) && head.is_empty() && has_digit(own) {
        return true;
    }
    // In a sentence such words go on: "Posted on 4 May, the video shows …".
    let ends =
        || rest.is_empty() || rest.starts_with([')', ']', ':', '|', '–', '—', '-']) || words(rest).all(is_filler);
    colon || (head.is_empty() || head.ends_with(['(', '[', '|', '-', '–', '—'])) && has_digit(own) && ends()
}

/// Whether a line is that of the writer, with a day at its end: what stands before the day and behind it.
fn is_signed(before: &str, after: &str) -> bool {
    let named = before.strip_prefix("By ").or_else(|| before.strip_prefix("BY ")).unwrap_or("");
    let name = words(named).next().is_some_and(|w| w.starts_with(char::is_uppercase) && !is_filler(w));
    name && before.trim_end().ends_with([',', '|', '·', '-', '–', '—'])
        && words(after).all(is_filler)
        && !before.contains(". ")
}

/// Words of a credit of a picture at most.
const PICTURED: usize = 8;

/// Whether the expression at `span` stands in brackets behind the credit of a picture: "Photo Courtesy Ostrey County. (June 2016)".
pub(super) fn is_of_picture(text: &str, span: Span) -> bool {
    const PICTURES: &[&str] = &["photo", "photos", "photograph", "picture", "image", "courtesy", "credit", "file"];
    let Some((from, _)) = line(text, span.range().start) else { return false };
    let before = text.get(from..span.range().start).unwrap_or("");
    let closes = text.get(span.range().end..).is_some_and(|t| t.starts_with(')'));
    let Some(credit) = before.strip_suffix('(').filter(|_| closes) else { return false };
    words(credit).rev().take(PICTURED).any(|w| w.starts_with(char::is_uppercase) && among(PICTURES, w))
}

/// Whether the expression at `span` is the day behind an embedded post: "— Ann Lowe (@annlowe) February 5, 2021".
pub(super) fn is_of_post(text: &str, span: Span) -> bool {
    let Some((from, _)) = line(text, span.range().start) else { return false };
    let before = text.get(from..span.range().start).unwrap_or("").trim_end();
    let Some((name, handle)) = before.strip_suffix(')').and_then(|b| b.rsplit_once('(')) else { return false };
    let signed =
        || ["—", "–", "―", "--", "- "].iter().any(|d| name.rfind(d).is_some_and(|at| name.len() - at <= BESIDE));
    handle.starts_with('@') && !handle.contains(' ') && signed()
}

/// So many words before a time say that it is a custom, and so many behind it.
const CUSTOM: usize = 6;

/// Whether what stands around the expression at `span` is a custom: "which it typically does in December".
pub(super) fn is_habit(text: &str, span: Span) -> bool {
    const CUSTOMS: &[&str] =
        &["typically", "usually", "normally", "traditionally", "generally", "customarily", "habitually", "annually"];
    const HELD: &[&str] = &["considered", "regarded", "observed", "celebrated", "known", "seen"];
    let Some((from, line)) = line(text, span.range().start) else { return false };
    let before = text.get(from..span.range().start).unwrap_or("");
    let after = text.get(span.range().end..from + line.len()).unwrap_or("");
    let sentence = before.rfind(['.', ';', ':', '“', '"']).and_then(|at| before.get(at..)).unwrap_or(before);
    let custom = words(sentence).rev().take(CUSTOM).any(|w| among(CUSTOMS, w));
    // "The one you would want to see in the morning": whoever it is, on whichever day.
    let mut back = words(sentence).rev().take(CUSTOM + 2).peekable();
    let anybody = std::iter::from_fn(|| back.next().map(|w| (back.peek().copied(), w)))
        .any(|(before, w)| before == Some("you") && ["would", "always", "often", "usually"].contains(&w));
    let custom = custom || anybody;
    // "Thursday is considered a sacred day."
    // "During summer months", which come every year.
    let months = after.strip_prefix(' ').is_some_and(|a| words(a).next() == Some("months"));
    let mut next = words(after);
    let held = matches!(next.next(), Some("is" | "are")) && next.next().is_some_and(|w| HELD.contains(&w));
    custom || months || held && words(sentence).next_back().is_none_or(|w| !among(&["on", "last", "next"], w))
}

/// Whether the expression at `span` says of what kind something is: "in a late night shooting", "a weekend of chaos".
pub(super) fn is_kind(text: &str, span: Span) -> bool {
    const GOES_ON: &[&str] = &[
        "in", "on", "at", "when", "and", "or", "but", "as", "after", "before", "with", "to", "for", "by", "from",
        "near",
    ];
    let (before, after) = (text.get(..span.range().start).unwrap_or(""), text.get(span.range().end..).unwrap_or(""));
    let own = text.get(span.range()).unwrap_or("");
    let head = ["early", "late", "mid"].iter().any(|w| own.get(..w.len()).is_some_and(|o| o.eq_ignore_ascii_case(w)));
    let article =
        ["a", "an", "the", "A", "An", "The"].contains(&before.trim_end().rsplit([' ', '\n']).next().unwrap_or(""));
    let next =
        after.strip_prefix([' ', '\u{a0}']).unwrap_or("").split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    match own.eq_ignore_ascii_case("weekend") {
        true => article && next == "of",
        false => head && article && next.starts_with(char::is_lowercase) && !GOES_ON.contains(&next),
    }
}

/// Whether a weekday at `span` is any of its name: "as they are on a Saturday night".
pub(super) fn is_any(text: &str, span: Span) -> bool {
    let before = text.get(..span.range().start).unwrap_or("").trim_end();
    let after = text.get(span.range().end..).unwrap_or("");
    let goes_on = after.strip_prefix([' ', '\u{a0}']).is_some_and(|r| r.starts_with(char::is_alphabetic));
    let on = before.strip_suffix(" a").or_else(|| before.strip_suffix(" any")).map(str::trim_end);
    on.is_some_and(|b| b.ends_with(" on") || b.ends_with("On")) && !goes_on
}

/// "A Halloween party", "the Halloween party" says which kind, and not when it was.
pub(super) fn is_festive(text: &str, span: Span) -> bool {
    const ITSELF: &[&str] =
        &["weekend", "week", "day", "eve", "morning", "afternoon", "evening", "night", "holiday", "break"];
    let before = text.get(..span.range().start).unwrap_or("").trim_end();
    // The article may stand in the words of the time.
    let own = text.get(span.range()).unwrap_or("").split(' ').next().filter(|w| w.eq_ignore_ascii_case("the"));
    let article = own.unwrap_or_else(|| before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    let rest = text.get(span.range().end..).and_then(|r| r.strip_prefix([' ', '\u{a0}'])).unwrap_or("");
    let noun = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let of_kind = noun.len() > 3 && noun.chars().all(char::is_lowercase) && !ITSELF.contains(&noun);
    matches!(article, "a" | "an" | "A" | "An") || of_kind && matches!(article, "the" | "The")
}

/// The day that a block bears at its end, "(Published Monday, May 4, 2015)", and where it ends; asked at its first byte.
pub(super) fn published_behind(text: &str, at: u32) -> Option<(Date, u32)> {
    let at = at as usize;
    let (from, line) = line(text, at).filter(|l| l.0 == at)?;
    let (_, inside) = line.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let day = inside.strip_prefix("Published ").filter(|d| words(d).all(is_filler))?;
    Some((Date::parse(&crate::article::day(day)?)?, (from + line.len()) as u32))
}

/// Whether the expression at `span` stands in such a block.
pub(super) fn is_aside(text: &str, span: Span) -> bool {
    line(text, span.range().start).is_some_and(|(from, _)| published_behind(text, from as u32).is_some())
}

/// The day from which the words are counted from here on, where a stamp in this line moves it, and the byte up to which
/// it does; without one up to the next. `found` is what was read in
/// the sentence that begins at byte `at`, and `record` the day of the record.
pub(super) fn moves(text: &str, at: u32, found: &[Found], record: Option<Date>) -> Option<Moved> {
    let (from, line) = line(text, at as usize)?;
    let head = text.get(from..at as usize).unwrap_or("");
    if found.is_empty() || words(head).next().is_some() {
        return None;
    }
    let first = words(line).next()?;
    if is_shouted(first) || words(line).last().is_some_and(is_shouted) && words(line).count() < 10 {
        let day = update(text, (from, line), found, record?)?;
        // A paragraph that was put before the report, or behind the last entry: what comes under it is not its own.
        let alone = words(line).all(|w| is_filler(w) || is_label(w));
        let rest = text.get(from + line.len()..).unwrap_or("");
        let last = !alone && !["\nUPDATE", "\nUpdate"].iter().any(|u| rest.contains(u));
        let end = rest.find('\n').unwrap_or(rest.len()) + from + line.len();
        return Some((Some(day), last.then_some(end as u32)));
    }
    if at > TOP {
        return None;
    }
    // "Updated" tells of a change, and not of the words that were left.
    let stamped = found.iter().find(|f| is_stamp(text, f.span))?;
    let label = text.get(from..stamped.span.range().start).and_then(|b| words(b).rev().find(|w| !is_filler(w)));
    if label.is_some_and(|l| !["posted", "published"].iter().any(|w| l.eq_ignore_ascii_case(w))) {
        return None;
    }
    let What::Calendar(YearOf::Given(year), YearPart::Day(month, day)) = stamped.meaning.what else { return None };
    let day = Date::new(year, month, day)?;
    let far = record.is_none_or(|r| r.days_since(day).abs() >= NEAR);
    far.then_some((Some(day), None))
}

/// The day of an entry of running news: that which its label names, or that of the record where it names an hour alone.
fn update(text: &str, (from, line): (usize, &str), found: &[Found], record: Date) -> Option<Date> {
    let near = |d: Date| (d.days_since(record).abs() <= LONG).then_some(d);
    // "UPDATE 11/28 8:30 p.m.": of figures alone no year is told, and so they are not read as a day elsewhere.
    let figures = line.get(..REACH.min(line.len())).unwrap_or("").split_whitespace().nth(1).and_then(|w| {
        let (month, day) = w.trim_end_matches(':').split_once('/')?;
        Some((month.parse().ok()?, day.parse().ok()?))
    });
    if let Some((month, day)) = figures {
        return nearest(month, day, record).and_then(near);
    }
    let mut clock = false;
    for f in found.iter().filter(|f| f.span.range().start < from + REACH && is_stamp(text, f.span)) {
        match f.meaning.what {
            What::Calendar(YearOf::Given(year), YearPart::Day(m, d)) => return Date::new(year, m, d).and_then(near),
            What::Calendar(_, YearPart::Day(m, d)) => return nearest(m, d, record).and_then(near),
            // The record is of the first entry, and the others came in behind it.
            What::Weekday(_, weekday) => {
                return Some(record.plus_days((i32::from(weekday) - i32::from(record.weekday())).rem_euclid(7)));
            }
            _ => {
                let value = resolve(&f.meaning, &Anchor::on(Some(record)));
                clock |= matches!(value, Value::Point(Stretch::Day(_), Some(TimeOfDay::Clock(..))));
            }
        }
    }
    clock.then_some(record)
}

/// The day of that name that lies nearest to another.
fn nearest(month: u8, day: u8, to: Date) -> Option<Date> {
    let years = to.year() - 1..=to.year() + 1;
    years.filter_map(|y| Date::new(y, month, day)).min_by_key(|d| d.days_since(to).abs())
}

/// The day of a report's words, given the date of its record and its address: what was fetched again years later has the
/// day it was first printed in its address, as in `/2013/06/09/`.
pub(crate) fn first_printed(record: Date, url: Option<&str>) -> Date {
    let parts = url.unwrap_or("").split('/').map(|p| (p.len(), p.parse::<u32>().ok()));
    let mut before: [Option<u32>; 2] = [None, None];
    for (len, number) in parts {
        if let ([Some(year), Some(month)], Some(day), 1..=2) = (before, number, len)
            && let Some(date) = u8::try_from(month)
                .ok()
                .zip(u8::try_from(day).ok())
                .and_then(|(m, d)| (1900..2100).contains(&year).then(|| Date::new(year as i32, m, d)).flatten())
        {
            return if record.days_since(date) >= LATER { date } else { record };
        }
        before = [before[1], number];
    }
    record
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamped(text: &str, words: &str) -> bool {
        let at = text.find(words).expect("the words") as u32;
        is_stamp(text, Span::new(at, at + words.len() as u32))
    }

    #[test]
    fn a_page_tells_of_itself() {
        assert!(stamped("Published: Saturday, 2/21/2015 - Updated: 9 months ago\n", "9 months ago"));
        assert!(stamped("Published: Saturday, 2/21/2015 - Updated: 9 months ago\n", "2/21/2015"));
        assert!(stamped("(Published Sunday, March 8, 2015)\nA crane fell.", "Sunday, March 8, 2015"));
        assert!(stamped("UPDATE 5:03 p.m.: The crane has been lifted.", "5:03 p.m."));
        assert!(stamped(
            "Crane lifted Posted: Thursday, August 20, 2015 4:00 PM EDT",
            "Thursday, August 20, 2015 4:00 PM"
        ));
        assert!(stamped("The Ostrey Lantern Sun Apr 14, 2013 10:26 PM\n", "Sun Apr 14, 2013 10:26 PM"));
        assert!(stamped("Saturday 1:15 p.m. UPDATE\nThe crane stands.", "Saturday 1:15 p.m."));
        assert!(stamped("Originally posted at 12:26 a.m. Oct. 16\n", "12:26 a.m. Oct. 16"));
        let own = "This story was originally posted at 12:26 a.m. Oct. 16 and updated at 9:10 a.m.";
        assert!(stamped(own, "12:26 a.m. Oct. 16") && stamped(own, "9:10 a.m."));
        assert!(!stamped("This story was told on 4 May.", "4 May"));
        assert!(!stamped("Posted on 4 May, the video shows the crane.", "4 May"));
        assert!(!stamped("Updated figures on Monday showed more.", "Monday"));
        assert!(!stamped("The crane fell on Monday.", "Monday"));
        assert!(!stamped("Monday\nThe crane fell.", "Monday"));
    }

    #[test]
    fn an_address_tells_when_it_was_first_printed() {
        let day = |text| Date::parse(text).expect("a day");
        let of = |record, url| first_printed(day(record), Some(url));
        assert_eq!(of("2016-08-18", "ostrey.example/_news/2013/06/09/188-crane"), day("2013-06-09"));
        assert_eq!(of("2013-06-10", "ostrey.example/2013/06/09/crane"), day("2013-06-10"));
        assert_eq!(of("2013-06-10", "ostrey.example/12/06/crane"), day("2013-06-10"));
        assert_eq!(first_printed(day("2013-06-10"), None), day("2013-06-10"));
    }
}
