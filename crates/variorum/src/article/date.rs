//! Lines that say when a report was published and when it was last changed: "Published: 5 February 2021, 10:21 GMT |
//! Updated: 11:43 GMT, 6 February 2021".

use super::Block;
use crate::calendar;
use crate::ingest::iso_date;
use std::borrow::Cow;

/// Blocks from either end in which such lines stand, and the longest of them in bytes.
const AHEAD: usize = 12;
const BEHIND: usize = 4;
const LONGEST: usize = 160;

/// The days of publication and of the last change that the lines of a report state, as ISO 8601, with time and zone
/// where both are given. A line that begins with neither word says nothing.
pub(super) fn stated(text: &str, blocks: &[Block]) -> (Option<String>, Option<String>) {
    let (mut published, mut modified) = (None, None);
    let tail = blocks.len().saturating_sub(BEHIND).max(AHEAD.min(blocks.len()));
    for block in blocks.iter().take(AHEAD).chain(&blocks[tail..]) {
        let words = text.get(block.content.range()).unwrap_or("");
        if words.len() > LONGEST {
            continue;
        }
        let words = tight(words);
        // The day may stand for both: "Published 10:21, updated 11:43, 5 February 2021" is not read for the first.
        let mut rest = words.trim_start();
        while let Some((which, said)) = label(rest) {
            let end =
                (1..said.len()).find(|i| said.get(*i..).is_some_and(|r| label(r).is_some())).unwrap_or(said.len());
            let slot = if which { &mut published } else { &mut modified };
            if slot.is_none() {
                *slot = date(said.get(..end).unwrap_or(""));
            }
            rest = said.get(end..).unwrap_or("");
        }
    }
    if published.is_none() {
        published = alone(text, blocks);
    }
    (published, modified)
}

/// A line without the spaces that texts whose signs were set apart have in their hours: "at 14 : 00" is at 14:00.
fn tight(line: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(line);
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut from = 0;
    while let Some(at) = out.get(from..).and_then(|r| r.find(" : ")).map(|n| from + n) {
        from = at + 1;
        if figure(out.get(..at).and_then(|h| h.chars().next_back()))
            && figure(out.get(at + 3..).and_then(|r| r.chars().next()))
        {
            out.to_mut().replace_range(at..at + 3, ":");
        }
    }
    out
}

/// The day ahead of a change: "10 June 2013 Last updated at 14:00 GMT".
fn before_change(line: &str) -> Option<&str> {
    let at = line
        .match_indices(' ')
        .map(|(at, _)| at)
        .find(|at| line.get(at + 1..).and_then(label).is_some_and(|(published, rest)| !published && is_date(rest)))?;
    line.get(..at).map(|l| l.trim_end_matches([' ', '|', ',', '-', '–', '—'])).filter(|l| date(l).is_some())
}

/// Blocks from the top in which a line may be a date and nothing else.
const ALONE: usize = 6;

/// The day on a line of its own, ahead of the story: "4 March 2024", "Monday, March 4, 2024".
fn alone(text: &str, blocks: &[Block]) -> Option<String> {
    let words = |b: &Block| text.get(b.content.range()).unwrap_or("").trim();
    let filled = blocks.iter().filter(|b| !b.content.is_empty());
    // A date behind the first sentence is a cross-heading, of a timeline perhaps.
    let ahead = filled
        .take(ALONE)
        .take_while(|b| words(b).len() <= LONGEST && (is_date(words(b)) || !words(b).ends_with(['.', '”', '"'])));
    ahead.map(words).map(tight).find_map(|w| {
        let own = after_masthead(&w).or_else(|| after_byline(&w)).or_else(|| before_change(&w)).unwrap_or(&w);
        Some(own).filter(|o| is_date(o)).and_then(date)
    })
}

/// The date at the end of the writer's line: "By Ann Lowe, Hexley Live, 12 June 2024".
fn after_byline(line: &str) -> Option<&str> {
    let named = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY ")).unwrap_or("");
    if !named.starts_with(char::is_uppercase) || named.contains(". ") {
        return None;
    }
    let ends = line.match_indices([',', '|', '·', '-', '–', '—']).map(|(at, sign)| at + sign.len());
    let mut rests = ends.filter_map(|at| line.get(at..)).map(str::trim_start);
    rests.find(|rest| is_date(rest) && date(rest).is_some())
}

/// Words of a masthead at most.
const MASTHEAD: usize = 4;

/// The date behind the name of a paper in a line that has nothing else: "Hexley Live, Wednesday, June 12, 2024, 07:14",
/// "COUNTY POST 12/06/2024". A name in small letters has a sign behind it, or it may be a headline.
pub(super) fn after_masthead(line: &str) -> Option<&str> {
    let line = line.trim();
    let mut at = 0;
    let starts = line.split(' ').map(|word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    });
    let begins = |word: &str| {
        let bare = word.trim_end_matches([',', '.']);
        word.starts_with(|c: char| c.is_ascii_digit())
            || calendar::month(bare).is_some()
            || calendar::WEEKDAYS.iter().chain(calendar::SHORT_WEEKDAYS).any(|d| d.eq_ignore_ascii_case(bare))
    };
    let (first, _) = starts.into_iter().take(MASTHEAD + 2).find(|(start, word)| *start > 0 && begins(word))?;
    let (head, rest) = (line.get(..first)?.trim_end(), line.get(first..)?);
    let name = head.trim_end_matches([',', '|', '·', '-', '–', '—', ' ', ':']);
    let count = name.split(' ').count();
    let capitals = name.split(' ').all(|w| w.starts_with(char::is_uppercase) || matches!(w, "of" | "the" | "and"));
    let shouted = !name.contains(char::is_lowercase) && name.contains(char::is_alphabetic);
    let figures = rest.matches('/').count() == 2;
    let sure = name.len() < head.len() && !head.ends_with(':') || shouted && figures;
    let year = rest.split(|c: char| !c.is_ascii_digit()).any(|w| w.len() == 4);
    (sure && capitals && count <= MASTHEAD && year && is_date(rest) && (figures || date(rest).is_some()))
        .then_some(rest)
}

/// Whether a line has no word but those of a date.
fn is_date(line: &str) -> bool {
    line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·')).filter(|w| !w.is_empty()).all(
        |word| {
            let bare = word.trim_end_matches(['.', ':']);
            let named = |list: &[&str]| list.iter().any(|w| w.eq_ignore_ascii_case(bare));
            word.starts_with(|c: char| c.is_ascii_digit())
                || calendar::month(bare).is_some()
                || named(&calendar::WEEKDAYS)
                || named(calendar::SHORT_WEEKDAYS)
                || zone_of(bare).is_some()
                || named(&["at", "on", "am", "pm", "a.m", "p.m", "date"])
                || AREAS.contains(&bare)
        },
    )
}

/// Whether a line says when it was published (`true`) or changed, and what follows.
fn label(s: &str) -> Option<(bool, &str)> {
    const LABELS: &[(&str, bool)] = &[
        ("first published", true),
        ("originally published", true),
        ("published", true),
        ("first posted", true),
        ("originally posted", true),
        ("posted", true),
        ("last updated", false),
        ("updated", false),
        ("last modified", false),
        ("modified", false),
    ];
    let hit = LABELS.iter().find(|(l, _)| s.get(..l.len()).is_some_and(|h| h.eq_ignore_ascii_case(l)));
    let &(l, which) = hit?;
    let rest = s.get(l.len()..)?;
    // "Published by Tern House in 2019" is no such line, and "updateds" no such word.
    let next = rest.trim_start_matches([' ', ':', '\u{a0}']);
    let open = rest.starts_with([' ', ':', '\n', '\u{a0}']) && !next.starts_with("by ");
    // "Posted on 4 May 2021, the video shows the crane."
    let prose = l.ends_with("posted") && !is_date(next.split_once('|').map_or(next, |n| n.0));
    (open && !prose).then_some((which, next))
}

/// Zones that stand for several hours, and so for none: they only show that a line is a stamp.
const AREAS: &[&str] = &["ET", "CT", "MT", "PT", "CST", "MST", "MDT", "IST"];

/// A day in figures: "10/25/11", "25/10/2011". Of two that may both be the month the first is, as in America, where the line
/// says that it is of there; else nothing is known.
fn figures(word: &str, line: &str) -> Option<(u32, u32, u32)> {
    let mut parts = word.split('/');
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = |p: &str| p.len() <= 2 && p.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !fits(a) || !fits(b) || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let (a, b, year): (u32, u32, u32) = (a.parse().ok()?, b.parse().ok()?, year.parse().ok()?);
    let year = if year < 100 { 2000 + year } else { year };
    let american = line
        .split(|c: char| !c.is_ascii_alphabetic())
        .any(|w| AREAS.contains(&w) || matches!(w, "EST" | "EDT" | "CDT" | "PST" | "PDT"));
    match (a, b) {
        (13.., _) => Some((year, b, a)),
        (_, 13..) => Some((year, a, b)),
        _ if american || a == b => Some((year, a, b)),
        _ => None,
    }
}

/// The one day in a few words, a dateline among them, with the time of day where one is given.
pub(crate) fn date(s: &str) -> Option<String> {
    let s = s.trim();
    let s = s.strip_prefix("Date:").or_else(|| s.strip_prefix("DATE:")).unwrap_or(s).trim_start();
    if let Some((date, _)) = iso_date(s) {
        return Some(date);
    }
    let (mut year, mut month, mut day, mut clock, mut zone) = (None, None, None, None, None);
    for word in
        s.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '·')).filter(|w| !w.is_empty())
    {
        let plain = word.replace("p.m", "pm").replace("a.m", "am");
        let bare = plain.trim_end_matches('.');
        let number = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let after = bare.get(number.len()..).unwrap_or("").to_ascii_lowercase();
        if let Some(m) = calendar::month(bare).map(u32::from) {
            month = month.or(Some(m));
        } else if let Some((y, m, d)) = figures(bare, s) {
            (year, month, day) = (year.or(Some(y)), month.or(Some(m)), day.or(Some(d)));
        } else if let Some(z) = zone_of(bare) {
            zone = zone.or(Some(z));
        } else if let Some((h, m)) = number.split_once([':', '.']) {
            let (h, m): (u32, u32) = (h.parse().ok()?, m.get(..2)?.parse().ok()?);
            clock = clock.or(clock_of(h, m, &after));
        } else if let (true, Some((h, m))) = (matches!(after.as_str(), "am" | "pm"), clock) {
            clock = clock_of(h, m, &after).filter(|_| number.is_empty()).or(clock);
        } else if let Ok(n) = number.parse::<u32>() {
            match (number.len(), after.as_str()) {
                (4, "") => year = year.or(Some(n)),
                (1 | 2, "am" | "pm") => clock = clock.or(clock_of(n, 0, &after)),
                (1 | 2, "" | "st" | "nd" | "rd" | "th") => day = day.or(Some(n)),
                _ => {}
            }
        }
    }
    let day = format!("{:04}-{:02}-{:02}", year?, month?, day?);
    let whole = match clock {
        Some((h, m)) => format!("{day}T{h:02}:{m:02}{}", zone.unwrap_or("")),
        None => day,
    };
    iso_date(&whole).filter(|(_, rest)| rest.is_empty()).map(|(date, _)| date)
}

fn clock_of(hour: u32, minute: u32, half: &str) -> Option<(u32, u32)> {
    let hour = match half {
        "pm" if hour < 12 => hour + 12,
        "am" if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// Zones that newspapers write; one that stands for several is left out.
fn zone_of(word: &str) -> Option<&'static str> {
    Some(match word {
        "GMT" | "UTC" | "Z" => "Z",
        "CET" | "BST" => "+01:00",
        "CEST" => "+02:00",
        "EST" => "-05:00",
        "EDT" => "-04:00",
        "CDT" => "-05:00",
        "PST" => "-08:00",
        "PDT" => "-07:00",
        "AEDT" => "+11:00",
        "AEST" => "+10:00",
        "NZDT" => "+13:00",
        "NZST" => "+12:00",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::blocks;
    use super::*;

    fn of(text: &str) -> (Option<String>, Option<String>) {
        stated(text, &blocks::split(text))
    }

    fn both(published: &str, modified: &str) -> (Option<String>, Option<String>) {
        let some = |s: &str| Some(s).filter(|s| !s.is_empty()).map(str::to_owned);
        (some(published), some(modified))
    }

    #[test]
    fn a_line_that_is_a_date_is_that_of_publication() {
        for (line, published) in [
            ("4 March 2024", "2024-03-04"),
            ("2024-03-04", "2024-03-04"),
            ("Monday 4 March 2024", "2024-03-04"),
            ("March 4, 2024, 10:21 a.m.", "2024-03-04T10:21"),
            ("Date: 4 March 2024", "2024-03-04"),
            ("4 March", ""),
            ("March 2024", ""),
            ("The lock of 4 March 2024", ""),
        ] {
            let story = "The lock was shut on Friday, the harbour board said. Nobody knows when it will open again.";
            assert_eq!(of(&format!("{line}\n\n{story}\n")), both(published, ""), "{line}");
            assert_eq!(of(&format!("The lock is shut\n\n{line}\n\n{story}\n")), both(published, ""), "{line}");
            // Behind the story's first sentence a date is one of a timeline.
            assert_eq!(of(&format!("{story}\n\n{line}\n\n{story}\n")), both("", ""), "{line}");
        }
    }

    #[test]
    fn publication_and_last_change_are_told_apart() {
        for (line, published, modified) in [
            ("Published: 5 February 2021", "2021-02-05", ""),
            ("Published 2021-02-05T10:21:00Z", "2021-02-05T10:21:00Z", ""),
            (
                "Published: 10:21, 5 February 2021 | Updated: 11:43, 6 February 2021",
                "2021-02-05T10:21",
                "2021-02-06T11:43",
            ),
            ("Updated Feb. 6, 2021 at 9:05 p.m. EST", "", "2021-02-06T21:05-05:00"),
            ("Last updated on Saturday 6th February 2021 9:05pm GMT", "", "2021-02-06T21:05Z"),
            ("UPDATED: 6 Feb 2021", "", "2021-02-06"),
            ("Published by Tern House in February 2021", "", ""),
            ("Posted: Oct 26, 2011", "2011-10-26", ""),
            ("Posted on October 26, 2011", "2011-10-26", ""),
            ("Posted Oct 26, 2011 8:57 AM CDT", "2011-10-26T08:57-05:00", ""),
            ("First Posted: 10/25/11 06:44 PM ET", "2011-10-25T18:44", ""),
            ("Posted: 10/11/12", "", ""),
            ("Tuesday 28 April 2009 22.34 BST", "2009-04-28T22:34+01:00", ""),
            ("Hexley Live, Wednesday, June 12, 2024, 07:14", "2024-06-12T07:14", ""),
            ("By Ann Lowe, political editor, Hexley Live, 12 June 2024", "2024-06-12", ""),
            ("By Ann Lowe | June 12, 2024", "2024-06-12", ""),
            ("By Tuesday the lock was dry, 12 June 2024 was the last day", "", ""),
            ("Posted on 4 May 2021, the video shows the lock", "", ""),
            ("The lock of Lund, 4 May 2021", "", ""),
            ("Published 31 February 2021", "", ""),
            ("4 March 2024 Last updated at 14:00 GMT", "2024-03-04", ""),
            ("4 March 2024 Last updated at 14 : 00 GMT", "2024-03-04", ""),
            ("Last updated at 11 : 24 , Tuesday , 5 March 2024", "", "2024-03-05T11:24"),
            ("5 Mar 2024 09 : 10", "2024-03-05T09:10", ""),
            ("Updated hourly", "", ""),
            ("The lock was last updated on 6 February 2021", "", ""),
        ] {
            let text = format!("The lock is shut\n\n{line}\n\nThe lock was shut on Friday, the harbour board said.\n");
            assert_eq!(of(&text), both(published, modified), "{line}");
        }
        assert_eq!(of(""), both("", ""));
    }
}
