//! Times as stretches of the calendar, no finer than they are told.

use crate::annotate::time::meaning::{DayPart, Holiday, Season, Stretch, TimeOfDay, Value, YearPart};
use crate::calendar::{Date, days_in_month};

/// Two clock times that are no farther apart than this may be one, told twice: minutes.
const ABOUT: i32 = 20;
const NOON: i32 = 12 * 60;

/// From a day to a day, both included, with a time of day where one is told. A month stays a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The first day that may be meant.
    pub first: Date,
    /// The last day that may be meant.
    pub last: Date,
    /// The time of day; of a stretch that at which it begins.
    pub time: Option<TimeOfDay>,
    /// The time of day at which a stretch ends, on its last day.
    pub until: Option<TimeOfDay>,
}

impl Interval {
    /// What a value comes to; `None` for what has no place in the calendar, as durations, or for want of a year.
    pub fn of(value: Value) -> Option<Self> {
        let Value::Point(stretch, time) = value else { return None };
        let (first, last) = days(stretch)?;
        Some(Self { first, last, time, until: None })
    }

    /// The stretch from one time to another that is not before it.
    pub fn through(self, end: Self) -> Option<Self> {
        let at = |i: Self| i.time.map_or(0, |t| minutes(t).0);
        let ordered = self.first <= end.first && self.last <= end.last;
        let ordered = ordered && (self.first < end.last || at(self) <= at(end) || end.time.is_none());
        ordered.then_some(Self { first: self.first, last: end.last, time: self.time, until: end.time })
    }

    /// The time that metadata state: `2021-02-05`, or with a time behind it.
    pub fn stated(text: &str) -> Option<Self> {
        let day = Date::parse(text)?;
        let clock = text.trim_start().get(10..).and_then(|rest| {
            let (hour, minute) = rest.strip_prefix(['T', ' '])?.get(..5)?.split_once(':')?;
            Some(TimeOfDay::Clock(hour.parse().ok().filter(|h| *h < 25)?, minute.parse().ok().filter(|m| *m < 60)?))
        });
        Some(Self { first: day, last: day, time: clock, until: None })
    }

    /// The weekend that a holiday makes long: the two days before it and the one after.
    pub fn long_weekend(self) -> Self {
        Self { first: self.first.plus_days(-2), last: self.last.plus_days(1), time: None, until: None }
    }

    /// The same so many days later.
    pub fn later(self, days: i32) -> Self {
        Self { first: self.first.plus_days(days), last: self.last.plus_days(days), ..self }
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        self.last.days_since(self.first) + 1
    }

    /// Whether two times can both hold of one thing: one lies in the other, they overlap, or nothing finer is told. A clock of
    /// twelve hours is the same twice a day.
    pub fn agrees(self, other: Self) -> bool {
        self.fits(other, |apart| apart <= ABOUT || (apart - NOON).abs() <= ABOUT)
    }

    /// The same where both say which half of the day they are of.
    pub fn agrees_surely(self, other: Self) -> bool {
        self.fits(other, |apart| apart <= ABOUT)
    }

    fn fits(self, other: Self, near: impl Fn(i32) -> bool) -> bool {
        if self.last < other.first || other.last < self.first {
            return false;
        }
        let one_day = self.first == self.last && other.first == other.last;
        let (Some(a), Some(b), true) = (self.time, other.time, one_day) else { return true };
        let ends = |i: Self, t: TimeOfDay| (minutes(t).0, i.until.map_or(minutes(t).1, |u| minutes(u).1));
        let ((a, b), (c, d)) = (ends(self, a), ends(other, b));
        near((c - b).max(a - d).max(0))
    }

    /// What is in both; the finer time of day.
    pub fn both(self, other: Self) -> Self {
        let time = match (self.time, other.time) {
            (Some(TimeOfDay::Part(_)), Some(clock @ TimeOfDay::Clock(..))) => Some(clock),
            (a, b) => a.or(b),
        };
        let until = self.until.or(other.until);
        Self { first: self.first.max(other.first), last: self.last.min(other.last), time, until }
    }

    /// By what it is put in order: the first day, the longer stretch before what lies in it, the hour.
    pub fn order(self) -> (Date, std::cmp::Reverse<Date>, i32) {
        (self.first, std::cmp::Reverse(self.last), self.time.map_or(-1, |t| minutes(t).0))
    }
}

/// From and to, in minutes of the day.
fn minutes(time: TimeOfDay) -> (i32, i32) {
    match time {
        TimeOfDay::Clock(h, m) => {
            let at = 60 * i32::from(h) + i32::from(m);
            (at, at)
        }
        TimeOfDay::Part(DayPart::Morning) => (0, NOON),
        TimeOfDay::Part(DayPart::Afternoon) => (NOON, 18 * 60),
        TimeOfDay::Part(DayPart::Evening) => (16 * 60, 24 * 60),
        // Of which of two nights, nobody knows.
        TimeOfDay::Part(DayPart::Night) => (0, 24 * 60),
    }
}

fn days(stretch: Stretch) -> Option<(Date, Date)> {
    let months =
        |year: i32, from: u8, to: u8| Some((Date::new(year, from, 1)?, Date::new(year, to, days_in_month(year, to))?));
    let one = |d: Date| Some((d, d));
    match stretch {
        Stretch::Century(c) => Some((months(100 * c, 1, 12).or(months(1, 1, 12))?.0, months(100 * c + 99, 1, 12)?.1)),
        Stretch::Decade(d) => Some((months(10 * d, 1, 12).or(months(1, 1, 12))?.0, months(10 * d + 9, 1, 12)?.1)),
        Stretch::Day(day) => one(day?),
        Stretch::Weekday(_) => None,
        Stretch::Week(week, end) => {
            let (year, week) = week?;
            // 4 January lies in the first week.
            let fourth = Date::new(year, 1, 4)?;
            let monday = fourth.plus_days(1 - i32::from(fourth.weekday()) + 7 * (i32::from(week) - 1));
            Some((monday.plus_days(if end { 5 } else { 0 }), monday.plus_days(6)))
        }
        Stretch::Year(year, part) => {
            let year = year?;
            match part {
                YearPart::Whole | YearPart::Month(0) => months(year, 1, 12),
                YearPart::Half(h) => months(year, if h < 2 { 1 } else { 7 }, if h < 2 { 6 } else { 12 }),
                YearPart::Quarter(q) => {
                    let q = q.clamp(1, 4);
                    months(year, 3 * q - 2, 3 * q)
                }
                YearPart::Season(Season::Spring) => months(year, 3, 5),
                YearPart::Season(Season::Summer) => months(year, 6, 8),
                YearPart::Season(Season::Fall) => months(year, 9, 11),
                // The winter of a year is the one it begins with or the one it ends with.
                YearPart::Season(Season::Winter) => Some((Date::new(year - 1, 12, 1)?, months(year + 1, 2, 2)?.1)),
                YearPart::Month(m) => months(year, m, m),
                YearPart::Day(m, d) | YearPart::Holiday(Holiday::Fixed(m, d)) => one(Date::new(year, m, d)?),
                YearPart::Holiday(Holiday::Easter(n)) => one(Date::easter(year)?.plus_days(i32::from(n))),
                YearPart::Holiday(Holiday::Weekday(m, w, n, plus)) => {
                    one(Date::nth_weekday(year, m, w, n)?.plus_days(i32::from(plus)))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn interval(stretch: Stretch, time: Option<TimeOfDay>) -> Interval {
        Interval::of(Value::Point(stretch, time)).expect("an interval")
    }

    fn day(d: u8) -> Stretch {
        Stretch::Day(Date::new(2021, 2, d))
    }

    #[test]
    fn a_month_stays_a_month() {
        let month = interval(Stretch::Year(Some(2020), YearPart::Month(2)), None);
        assert_eq!((month.days(), month.first.day(), month.last.day()), (29, 1, 29));
        let week = interval(Stretch::Week(Some((2021, 5)), false), None);
        assert_eq!((week.first, week.days()), (Date::new(2021, 2, 1).expect("a day"), 7));
        assert_eq!(Interval::of(Value::Point(Stretch::Weekday(3), None)), None);
        let decade = interval(Stretch::Decade(197), None);
        assert_eq!((decade.first.year(), decade.last.year()), (1970, 1979));
    }

    #[test]
    fn containment_is_no_conflict() {
        let week = interval(Stretch::Week(Some((2021, 5)), false), None);
        assert!(week.agrees(interval(day(3), None)) && interval(day(3), None).agrees(week));
        assert!(!interval(day(3), None).agrees(interval(day(4), None)));
        let clock = |h, m| interval(day(3), Some(TimeOfDay::Clock(h, m)));
        assert!(clock(7, 40).agrees(clock(7, 45)) && clock(7, 40).agrees(clock(19, 40)));
        assert!(!clock(5, 0).agrees(clock(6, 0)));
        assert!(clock(5, 0).agrees(interval(day(3), Some(TimeOfDay::Part(DayPart::Morning)))));
        assert!(!clock(15, 0).agrees(interval(day(3), Some(TimeOfDay::Part(DayPart::Morning)))));
    }

    #[test]
    fn metadata_have_days_and_clocks() {
        assert_eq!(Interval::stated("2021-02-05T09:30:00Z").and_then(|i| i.time), Some(TimeOfDay::Clock(9, 30)));
        assert_eq!(Interval::stated("2021-02-05").map(|i| i.days()), Some(1));
        assert_eq!(Interval::stated("soon"), None);
    }
}
