//! Lines that say when a report was published and when it was last changed: "Published: 5 February 2021, 10:21 GMT |
//! Updated: 11:43 GMT, 6 February 2021".

use super::Block;
use crate::calendar;
use crate::ingest::iso_date;

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
    ahead.map(words).filter(|w| is_date(w)).find_map(date)
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
        },
    )
}

/// Whether a line says when it was published (`true`) or changed, and what follows.
fn label(s: &str) -> Option<(bool, &str)> {
    const LABELS: &[(&str, bool)] = &[
        ("first published", true),
        ("published", true),
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
    open.then_some((which, next))
}

/// The one day in a few words, a dateline among them, with the time of day where one is given.
pub(super) fn date(s: &str) -> Option<String> {
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
        "CET" => "+01:00",
        "CEST" => "+02:00",
        "EST" => "-05:00",
        "EDT" => "-04:00",
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
            ("Published 31 February 2021", "", ""),
            ("Updated hourly", "", ""),
            ("The lock was last updated on 6 February 2021", "", ""),
        ] {
            let text = format!("The lock is shut\n\n{line}\n\nThe lock was shut on Friday, the harbour board said.\n");
            assert_eq!(of(&text), both(published, modified), "{line}");
        }
        assert_eq!(of(""), both("", ""));
    }
}
