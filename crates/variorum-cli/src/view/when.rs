//! Times for people.

use super::clean;
use variorum::collate::named::on_one_line;
use variorum::story::edition::Edition;
use variorum::story::timeline::{Bound, TimelineEntry};

/// Characters of a time in the words of a report.
const PRINTED: usize = 48;

/// When an entry is, for people: the day or the hour; where the calendar has no place for it ("Sunday night" of a report
/// without a date), the words that a report prints.
pub fn when(edition: &Edition, entry: &TimelineEntry) -> String {
    told(edition, entry, entry.bound())
}

/// The same without what is told about it: of two hours that cannot both hold it is the hours that differ, not that something was
/// shortly after them.
pub fn point(edition: &Edition, entry: &TimelineEntry) -> String {
    told(edition, entry, None)
}

fn told(edition: &Edition, entry: &TimelineEntry, bound: Option<Bound>) -> String {
    let value = entry.value();
    let printed = entry
        .witnesses
        .iter()
        .find_map(|w| w.time)
        .filter(|_| value.contains('X') || value.ends_with("_REF") || value.is_empty());
    match printed {
        Some(place) => clean::shortened(&on_one_line(edition.words(place)), PRINTED),
        None => bounded(&stretch(&value), bound),
    }
}

/// A value with what is told about it: "2023-03-12 before 07:00", "late 2016" at the end of the year.
fn bounded(value: &str, bound: Option<Bound>) -> String {
    let at = value.rfind(' ').map_or(0, |n| n + 1);
    let (day, time) = value.split_at(at);
    match bound {
        None => value.to_string(),
        Some(Bound::Before) => format!("{day}before {time}"),
        Some(Bound::After) => format!("{day}after {time}"),
        Some(Bound::Start) => format!("early {value}"),
        Some(Bound::Mid) => format!("mid {value}"),
        Some(Bound::End) => format!("late {value}"),
    }
}

/// A value, or the two ends of a stretch, of which the second says no more than the first does not: "2023-03-12 18:00–20:00".
fn stretch(value: &str) -> String {
    let Some((first, last)) = value.split_once('/') else { return shown(value) };
    let (first, last) = (shown(first), shown(last));
    let same = first.split(' ').next().filter(|day| *day != first).and_then(|day| last.strip_prefix(day));
    format!("{first}–{}", same.map_or(last.as_str(), str::trim_start))
}

/// A value as TIMEX3 writes it, as people read it: "2023-03-12 night", "1990s", "week 11 of 2023".
fn shown(value: &str) -> String {
    const PARTS: [(&str, &str); 4] = [("TMO", "morning"), ("TAF", "afternoon"), ("TEV", "evening"), ("TNI", "night")];
    if value.len() == 3 && value.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{value}0s");
    }
    if let Some((year, week)) = value.split_once("-W").filter(|(_, w)| w.len() == 2) {
        return format!("week {} of {year}", week.trim_start_matches('0'));
    }
    for (code, word) in PARTS {
        if let Some(day) = value.strip_suffix(code) {
            return format!("{day} {word}");
        }
    }
    value.replacen('T', " ", 1)
}

/// When a report says it was published, as people read it: "19 May 2024, 08:30 (+01:00)"; what is no date of the calendar
/// stays as it is.
pub fn published(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let told = || {
        let (day, rest) = (date.get(..10)?, date.get(10..)?);
        let mut fields = day.split('-').map(|f| f.parse::<usize>().ok());
        let (year, month, number) = (fields.next()??, fields.next()??, fields.next()??);
        let month = MONTHS.get(month.checked_sub(1)?)?;
        let day = format!("{number} {month} {year}");
        let Some(time) = rest.strip_prefix(['T', ' ']) else { return rest.is_empty().then_some(day) };
        let hour = time.get(..5).filter(|t| t.bytes().all(|b| b.is_ascii_digit() || b == b':'))?;
        let zone = time.find(['Z', '+', '-']).and_then(|at| time.get(at..)).unwrap_or("");
        Some(match zone {
            "" => format!("{day}, {hour}"),
            "Z" => format!("{day}, {hour} (UTC)"),
            zone => format!("{day}, {hour} ({zone})"),
        })
    };
    told().unwrap_or_else(|| date.replacen('T', " ", 1))
}

#[cfg(test)]
mod tests {
    use super::{Bound, bounded, published, shown, stretch};

    #[test]
    fn dates_of_reports_are_read_by_people() {
        assert_eq!(published("2024-05-19"), "19 May 2024");
        assert_eq!(published("2024-05-19T08:30:00+01:00"), "19 May 2024, 08:30 (+01:00)");
        assert_eq!(published("2024-05-19 08:30:00Z"), "19 May 2024, 08:30 (UTC)");
        for odd in ["last week", "2024-13-01", "2024", "2024-05-19x", "2024-05-19 noon", ""] {
            assert_eq!(published(odd), odd);
        }
    }

    #[test]
    fn values_are_read_by_people() {
        assert_eq!([shown("199"), shown("2023-03"), shown("2021-W05")], ["1990s", "2023-03", "week 5 of 2021"]);
        assert_eq!(
            [stretch("1999/2003"), stretch("2023-03-12T18:00/2023-03-12T20:00")],
            ["1999–2003", "2023-03-12 18:00–20:00"]
        );
        assert_eq!(stretch("2023-03-12T18:00/2023-03-13T03:00"), "2023-03-12 18:00–2023-03-13 03:00");
        assert_eq!(bounded("2023-03-12 07:00", Some(Bound::Before)), "2023-03-12 before 07:00");
        assert_eq!([bounded("2016", Some(Bound::End)), bounded("2016", None)], ["late 2016", "2016"]);
        assert_eq!([shown("2023-03-12TNI"), shown("2023-03-12T07:10")], ["2023-03-12 night", "2023-03-12 07:10"]);
    }
}
