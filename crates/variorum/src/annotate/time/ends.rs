//! Two expressions of time that are the ends of one stretch: "from 1999 to 2003", "6 p.m. Friday to 3 a.m. Saturday".

use super::TimeExpression;
use super::meaning::{Stretch, Tense, TimeOfDay, Unit, Value, What, Which, YearPart};
use crate::span::Span;

/// What is put off is told with two times, and lasts from neither to the other: "was moved from Monday to Friday".
const MOVED: &[&str] = &[
    "moved",
    "postponed",
    "delayed",
    "rescheduled",
    "pushed",
    "put",
    "shifted",
    "changed",
    "extended",
    "brought",
    "switched",
];
/// Among so many words before the first end such a verb is looked for.
const BEFORE: usize = 7;
/// The longest stretch of text looked at for them, in bytes.
const BESIDE: usize = 80;

/// Days.
const WEEK: i32 = 7;

/// How fine a time is told; ends of one stretch are told alike.
#[derive(PartialEq, Eq)]
enum Grain {
    Year,
    Month,
    Day,
    Clock,
}

/// Whether two expressions that follow each other are the ends of one stretch of time, which begins with the first.
pub(crate) fn are_ends(text: &str, first: &TimeExpression, second: &TimeExpression) -> bool {
    let (a, b) = (first.span.range(), second.span.range());
    let (Some(between), Some(before)) = (text.get(a.end..b.start), near(text, first.span)) else { return false };
    let joined = match between.trim() {
        "to" | "through" | "until" | "till" | "-" | "–" | "—" | "--" => true,
        "and" => words(before).next_back().is_some_and(|w| w.eq_ignore_ascii_case("between")),
        _ => false,
    };
    let (Some(grain), Some(other)) = (grain(first.value), grain(second.value)) else { return false };
    // "9 a.m. to Friday" is nothing; of a day and an hour the hour says where in the day it begins.
    let alike = grain == other || matches!((&grain, &other), (Grain::Day, Grain::Clock) | (Grain::Clock, Grain::Day));
    // "Monday to Friday" may have been counted to two weeks, and of an hour without a day that of the other is told.
    let weekday = |t: &TimeExpression| matches!(t.meaning.what, What::Weekday(Which::Bare, _));
    let open = weekday(first) && weekday(second)
        || grain == Grain::Clock && other == Grain::Clock && first.meaning.what == What::FromTopic(0, Unit::Day);
    let ordered = match (first.value.days(), second.value.days()) {
        _ if open => true,
        (Some(x), Some(y)) => x.0 <= y.0 && x.1 <= y.1,
        _ => grain == Grain::Clock && other == Grain::Clock,
    };
    joined
        && alike
        && ordered
        && !words(before).rev().take(BEFORE).any(|w| MOVED.iter().any(|m| w.eq_ignore_ascii_case(m)))
}

/// The two ends of a stretch, where the first and the second by themselves come to `from` and `to`: of weekdays that were counted
/// to two weeks the one goes with the other.
pub(crate) fn in_one_week(first: &TimeExpression, from: Value, to: Value) -> (Value, Value) {
    let (Value::Point(Stretch::Day(Some(a)), x), Value::Point(Stretch::Day(Some(b)), y)) = (from, to) else {
        return (from, to);
    };
    let weekday = matches!(first.meaning.what, What::Weekday(Which::Bare, _));
    if !weekday || a <= b || a.days_since(b) >= WEEK {
        return (from, to);
    }
    match first.meaning.tense {
        Tense::Past | Tense::Behind => (Value::Point(Stretch::Day(Some(a.plus_days(-WEEK))), x), to),
        _ => (from, Value::Point(Stretch::Day(Some(b.plus_days(WEEK))), y)),
    }
}

/// What stands before a span in its sentence, as far as it is looked at.
fn near(text: &str, span: Span) -> Option<&str> {
    let at = span.range().start;
    let from = (at.saturating_sub(BESIDE)..=at).find(|k| text.is_char_boundary(*k))?;
    let before = text.get(from..at)?;
    Some(before.rfind(['\n', ';', '“', '”']).and_then(|n| before.get(n..)).unwrap_or(before))
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

fn grain(value: Value) -> Option<Grain> {
    let Value::Point(stretch, time) = value else { return None };
    if matches!(time, Some(TimeOfDay::Clock(..))) {
        return Some(Grain::Clock);
    }
    Some(match stretch {
        Stretch::Year(_, YearPart::Day(..)) | Stretch::Day(_) | Stretch::Weekday(_) => Grain::Day,
        Stretch::Year(_, YearPart::Month(_) | YearPart::Season(_)) => Grain::Month,
        Stretch::Year(_, YearPart::Whole) | Stretch::Decade(_) => Grain::Year,
        _ => return None,
    })
}
