//! Times as stretches of minutes, so that it can be told whether two of them can both hold.

use crate::annotate::time::meaning::{DayPart, Stretch, TimeOfDay, Value, YearPart};
use crate::calendar::Date;
use crate::story::timeline::axis::Interval;

const DAY: i64 = 24 * 60;

/// How a time is meant by the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// As it is told.
    At,
    /// About then.
    About,
    /// Some time after it, and not long.
    After,
    /// Some time before it, and not long.
    Before,
}

impl Around {
    /// What a word before a time makes of it.
    pub fn of(word: &str) -> Option<Self> {
        Some(match word {
            "about" | "around" | "approximately" | "some" | "circa" | "roughly" => Self::About,
            "after" | "past" | "since" | "from" => Self::After,
            "before" | "nearly" | "almost" | "by" | "until" | "till" | "towards" => Self::Before,
            _ => return None,
        })
    }
}

/// What a time comes to: the days it may be of, and what part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The first minute and the one behind the last, counted from 1 January 1970; `None` where no day is known.
    pub minutes: Option<(i64, i64)>,
    /// The same within a day, where a part of one is told; the second may lie in the next day.
    pub clock: Option<(i64, i64)>,
    /// A weekday of a week that is not known, from 1 for Monday.
    pub weekday: Option<u8>,
    /// How many minutes off it may be and still be meant: "about eight" is told of 8.04.
    pub slack: i64,
    /// Of a stretch with two ends the minutes of either, where their days are known.
    pub ends: Option<[(i64, i64); 2]>,
}

impl Moment {
    /// What a value comes to, by the word before it. `None` for durations, for "now" and for what
    /// comes again and again.
    pub fn of(value: Value, around: Around) -> Option<Self> {
        let Value::Point(stretch, time) = value else { return None };
        let days = days(value);
        let about = around == Around::About;
        let clock = time.map(|t| {
            let (a, b) = clock(t);
            match (around, t) {
                (Around::After, TimeOfDay::Clock(..)) => (a, b + 30),
                (Around::Before, TimeOfDay::Clock(..)) => (a - 30, b),
                _ => (a, b),
            }
        });
        let minutes = days.map(|(from, to)| match clock {
            // A part of a day is told of one day only.
            Some((a, b)) if to - from == 1 => (from * DAY + a, from * DAY + b),
            _ => (from * DAY, to * DAY),
        });
        let weekday = match stretch {
            Stretch::Weekday(d) => Some(d),
            _ => None,
        };
        if minutes.is_none() && clock.is_none() && weekday.is_none() {
            return None;
        }
        let slack = match time {
            Some(TimeOfDay::Clock(_, m)) if about => {
                if m % 30 == 0 {
                    35
                } else {
                    20
                }
            }
            // The fuller an hour, the less exactly it is meant.
            Some(TimeOfDay::Clock(_, 0 | 30)) => 14,
            Some(TimeOfDay::Clock(_, 15 | 45)) => 9,
            Some(TimeOfDay::Clock(_, m)) if m % 5 == 0 => 4,
            Some(TimeOfDay::Clock(..)) => 1,
            Some(TimeOfDay::Part(_)) => 60,
            None if about || around != Around::At => 3 * DAY,
            None => 0,
        };
        Some(Self { minutes, clock, weekday, slack, ends: None })
    }

    /// The stretch from one time to another.
    pub fn through(self, end: Self) -> Self {
        let over = |(a, _): (i64, i64), (c, d): (i64, i64)| (a, if c < a { d + DAY } else { d });
        // "6 p.m. to 8 p.m. on Friday": the day is told with the end alone.
        let day = || {
            let ((from, _), (to, last)) = (self.clock?, end.clock?);
            let day = end.minutes?.0 - to;
            Some((day + from - if from > to { DAY } else { 0 }, day + last))
        };
        let both = || self.minutes.zip(end.minutes).map(|(a, b)| (a.0, b.1));
        let minutes = both().or_else(day).filter(|m| m.0 < m.1);
        Self {
            minutes,
            clock: self
                .clock
                .zip(end.clock)
                .map(|(a, b)| over(a, b))
                .filter(|_| minutes.is_none_or(|m| m.1 - m.0 < DAY)),
            weekday: None,
            slack: self.slack.max(end.slack),
            ends: self.minutes.zip(end.minutes).map(|(a, b)| [a, b]),
        }
    }

    /// Whether no moment is in both.
    pub fn apart(&self, other: &Self) -> bool {
        let slack = match (self.clock, other.clock) {
            // An exact hour and a part of the day: eleven is no afternoon.
            (Some(a), Some(b)) if (a.1 - a.0 > 120) != (b.1 - b.0 > 120) => 45,
            // An exact hour on either side: the less exact one decides.
            (Some(_), Some(_)) => self.slack.max(other.slack),
            _ => {
                if self.clock.is_some() || other.clock.is_some() {
                    60
                } else {
                    self.slack.max(other.slack)
                }
            }
        };
        let disjoint = |a: (i64, i64), b: (i64, i64)| a.1 + slack <= b.0 || b.1 + slack <= a.0;
        if let (Some([a, b]), Some([c, d])) = (self.ends, other.ends) {
            return disjoint(a, c) || disjoint(b, d);
        }
        match (self.minutes, other.minutes) {
            (Some(a), Some(b)) => return disjoint(a, b),
            (None, None) => {}
            // A weekday of an unknown week and a day.
            (Some(a), None) | (None, Some(a)) => {
                let weekday = self.weekday.or(other.weekday);
                if let Some(w) = weekday
                    && a.1 - a.0 <= DAY
                {
                    // 1 January 1970 was a Thursday.
                    return (a.0.div_euclid(DAY) + 3).rem_euclid(7) + 1 != i64::from(w);
                }
            }
        }
        if let (Some(a), Some(b)) = (self.weekday, other.weekday)
            && a != b
        {
            return true;
        }
        match (self.clock, other.clock) {
            (Some(a), Some(b)) => ![-DAY, 0, DAY].iter().any(|d| !disjoint(a, (b.0 + d, b.1 + d))),
            _ => false,
        }
    }

    /// Whether one says more exactly what the other says: they are not apart, and not as long as each other.
    pub fn length(&self) -> i64 {
        match (self.minutes, self.clock) {
            (Some((a, b)), _) | (None, Some((a, b))) => b - a,
            (None, None) => DAY,
        }
    }

    /// Whether it tells of a day or less, or of an hour.
    pub fn fine(&self) -> bool {
        self.length() <= 2 * DAY
    }
}

/// The first day and the one behind the last, counted from 1 January 1970. Seasons are told loosely, and the southern
/// ones are others: a month more on either side.
fn days(value: Value) -> Option<(i64, i64)> {
    let epoch = Date::new(1970, 1, 1)?;
    let interval = Interval::of(value)?;
    let slack = match value {
        Value::Point(Stretch::Year(_, YearPart::Season(_)), _) => 30,
        _ => 0,
    };
    let day = |d: Date| i64::from(d.days_since(epoch));
    Some((day(interval.first) - slack, day(interval.last) + 1 + slack))
}

/// The minutes of a day: parts of it as people use the words, which overlap.
fn clock(time: TimeOfDay) -> (i64, i64) {
    match time {
        TimeOfDay::Clock(h, m) => {
            let at = i64::from(h) * 60 + i64::from(m);
            (at, at + 1)
        }
        // "Early on Sunday morning" is told of one o'clock too.
        TimeOfDay::Part(DayPart::Morning) => (0, 12 * 60),
        TimeOfDay::Part(DayPart::Afternoon) => (12 * 60, 18 * 60),
        TimeOfDay::Part(DayPart::Evening) => (17 * 60, 24 * 60),
        TimeOfDay::Part(DayPart::Night) => (18 * 60, 30 * 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u8, time: Option<TimeOfDay>) -> Moment {
        Moment::of(Value::Point(Stretch::Day(Date::new(2024, 3, d)), time), Around::At).expect("a moment")
    }

    fn at(h: u8, m: u8, around: Around) -> Moment {
        Moment::of(Value::Point(Stretch::Day(None), Some(TimeOfDay::Clock(h, m))), around).expect("a moment")
    }

    #[test]
    fn what_contains_the_other_is_not_apart() {
        let night = Some(TimeOfDay::Part(DayPart::Night));
        assert!(day(5, None).apart(&day(6, None)));
        assert!(!day(5, None).apart(&day(5, night)));
        assert!(!day(5, night).apart(&day(6, Some(TimeOfDay::Clock(2, 0)))), "the small hours are of the night before");
        assert!(day(5, night).apart(&day(6, night)));
        let morning = Some(TimeOfDay::Part(DayPart::Morning));
        assert!(!day(5, morning).apart(&at(1, 0, Around::About)), "one o'clock early in the morning");
        let march = Moment::of(Value::Point(Stretch::Year(Some(2024), YearPart::Month(3)), None), Around::At)
            .expect("a moment");
        let afternoon = Some(TimeOfDay::Part(DayPart::Afternoon));
        let clock = |h, m| Some(TimeOfDay::Clock(h, m));
        assert!(day(5, afternoon).apart(&day(5, clock(11, 0))) && !day(5, afternoon).apart(&day(5, clock(11, 40))));
        assert!(!day(5, night).apart(&day(6, morning)), "late at night and early in the morning");
        assert!(!march.apart(&day(31, None)));
        let april = Moment::of(Value::Point(Stretch::Year(Some(2024), YearPart::Month(4)), None), Around::At)
            .expect("a moment");
        assert!(april.apart(&march) && april.apart(&day(31, None)));
        let friday = Moment::of(Value::Point(Stretch::Weekday(5), None), Around::At).expect("a moment");
        assert!(!friday.apart(&day(1, None)), "1 March 2024 was a Friday");
        assert!(friday.apart(&day(2, None)));
    }

    #[test]
    fn hours_are_meant_as_exactly_as_they_are_given() {
        assert!(!at(20, 0, Around::About).apart(&at(20, 4, Around::At)));
        assert!(at(20, 0, Around::About).apart(&at(21, 0, Around::At)));
        assert!(at(20, 15, Around::At).apart(&at(20, 45, Around::At)));
        assert!(at(5, 0, Around::At).apart(&at(6, 0, Around::At)));
        assert!(!at(20, 0, Around::At).apart(&day(5, None)));
        assert!(at(7, 40, Around::At).apart(&at(8, 0, Around::After)));
        assert!(!at(8, 10, Around::At).apart(&at(8, 0, Around::After)));
    }
}
