//! What an expression means before it is known when it was written, and what it comes to afterwards.

use super::calendar::Date;
use std::fmt;

/// Which of the four kinds of TIMEX3 an expression is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A day or anything longer that has a place in the calendar, and before, now and after.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

impl TimeKind {
    /// As TIMEX3 writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// Before, now or after, where nothing more is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// Recently, in the past.
    Past,
    /// Now, currently.
    Present,
    /// Soon, in the future.
    Future,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Week.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Month.
    Month,
    /// Three months.
    Quarter,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// How many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// So many halves: "two and a half" is five.
    Halves(u32),
    /// Some, several, a few.
    Some,
}

impl Amount {
    /// A whole number.
    pub fn whole(n: u32) -> Self {
        Self::Halves(n.saturating_mul(2))
    }
}

/// A season of the northern year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Fall,
    /// December to February.
    Winter,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// Morning.
    Morning,
    /// Afternoon.
    Afternoon,
    /// Evening.
    Evening,
    /// Night.
    Night,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeOfDay {
    /// Hour (to 24) and minute.
    Clock(u8, u8),
    /// A part of the day.
    Part(DayPart),
}

/// A day that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holiday {
    /// The same month and day each year.
    Fixed(u8, u8),
    /// So many days after Easter Sunday.
    Easter(i8),
    /// The nth such weekday of a month (month, weekday, n; 0 for the last), and days after it.
    Weekday(u8, u8, u8, u8),
}

/// A part of a year, or all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearPart {
    /// The year.
    Whole,
    /// A half, from 1.
    Half(u8),
    /// A quarter, from 1.
    Quarter(u8),
    /// A season.
    Season(Season),
    /// A month, from 1; 0 where it is not known.
    Month(u8),
    /// A day: month and day.
    Day(u8, u8),
    /// A holiday.
    Holiday(Holiday),
}

/// Which of many is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Nothing is said: tense and custom decide.
    Bare,
    /// This one.
    This,
    /// The one before.
    Last,
    /// The one after.
    Next,
}

/// Which year a part of a year is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum YearOf {
    /// The one that is named.
    Given(i32),
    /// So many years from the anchor's: "last year's".
    Relative(i8),
    /// The year of the part that is meant.
    Which(Which),
}

/// What an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum What {
    /// Before, now, after.
    Reference(Reference),
    /// A year or a part of one.
    Calendar(YearOf, YearPart),
    /// A decade by its first three figures.
    Decade(i32),
    /// A century by its first two figures.
    Century(i32),
    /// A weekday, from 1 for Monday.
    Weekday(Which, u8),
    /// The weekday before or after the day last spoken of: "the previous Friday".
    TopicWeekday(Which, u8),
    /// So many units from the anchor, as a unit: yesterday, next month, three weeks ago.
    Offset(i32, Unit),
    /// So many units from the time last spoken of: a day earlier, the following year, that week.
    FromTopic(i32, Unit),
    /// The quarter spoken of, so many years from it: "the latest quarter", "the year-earlier period".
    Period(i8),
    /// So many years ago in a comparison, which is of a quarter where quarters are spoken of.
    Compared(i8),
    /// That quarter of another year, or the year where no quarter is spoken of: "the 1988 period".
    PeriodOf(YearOf),
    /// The week of a month and day.
    WeekOf(YearOf, u8, u8),
    /// So long.
    Duration(Amount, Unit),
    /// Every so many units.
    Every(Amount, Unit),
    /// Every such weekday.
    EveryWeekday(u8),
    /// Every such part of a year.
    EveryPart(YearPart),
    /// Every day, at a time of it.
    EveryDay,
    /// Every weekend.
    EveryWeekend,
}

/// What the verb nearby says of the direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// Looks back.
    Past,
    /// The same of a month, a season or a day of a month, and surely: "launched it in May".
    Behind,
    /// Looks forward.
    Future,
    /// The same of a month or a season, and surely: "will be held in May".
    Ahead,
    /// Says nothing.
    Unclear,
}

/// The meaning of an expression, before it is known when it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Meaning {
    /// The day or the longer stretch.
    pub what: What,
    /// The time of day.
    pub time: Option<TimeOfDay>,
    /// The direction in which the verb nearby looks.
    pub tense: Tense,
}

impl Meaning {
    /// A meaning without a time of day.
    pub fn of(what: What) -> Self {
        Self { what, time: None, tense: Tense::Unclear }
    }

    /// The same at a time of day.
    pub fn at(self, time: TimeOfDay) -> Self {
        Self { time: Some(time), ..self }
    }

    /// The kind of TIMEX3.
    pub fn kind(&self) -> TimeKind {
        match self.what {
            What::Duration(..) => TimeKind::Duration,
            What::Every(..) | What::EveryWeekday(_) | What::EveryPart(_) | What::EveryDay | What::EveryWeekend => {
                TimeKind::Set
            }
            _ if self.time.is_some() => TimeKind::Time,
            _ => TimeKind::Date,
        }
    }
}

/// A stretch of the calendar; no year where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stretch {
    /// The first two figures of a century.
    Century(i32),
    /// The first three figures of a decade.
    Decade(i32),
    /// A year or a part of one.
    Year(Option<i32>, YearPart),
    /// An ISO week; with `true` its weekend.
    Week(Option<(i32, u8)>, bool),
    /// A day.
    Day(Option<Date>),
    /// A weekday of an unknown week.
    Weekday(u8),
}

/// What an expression comes to; its `Display` is the value as TIMEX3 writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// PAST_REF, PRESENT_REF, FUTURE_REF.
    Reference(Reference),
    /// A stretch of the calendar, with a time of day.
    Point(Stretch, Option<TimeOfDay>),
    /// A duration, or how often something comes back.
    Duration(Amount, Unit),
    /// Every day, at a time of it.
    Daily(Option<TimeOfDay>),
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clock(h, m) => write!(f, "T{h:02}:{m:02}"),
            Self::Part(DayPart::Morning) => f.write_str("TMO"),
            Self::Part(DayPart::Afternoon) => f.write_str("TAF"),
            Self::Part(DayPart::Evening) => f.write_str("TEV"),
            Self::Part(DayPart::Night) => f.write_str("TNI"),
        }
    }
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Century(c) => write!(f, "{c:02}"),
            Self::Decade(d) => write!(f, "{d:03}"),
            Self::Week(week, end) => {
                match week {
                    Some((y, w)) => write!(f, "{y:04}-W{w:02}")?,
                    None => f.write_str("XXXX-WXX")?,
                }
                f.write_str(if end { "-WE" } else { "" })
            }
            Self::Day(Some(d)) => write!(f, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
            Self::Day(None) => f.write_str("XXXX-XX-XX"),
            Self::Weekday(d) => write!(f, "XXXX-WXX-{d}"),
            Self::Year(year, part) => {
                match year {
                    Some(y) => write!(f, "{y:04}")?,
                    None => f.write_str("XXXX")?,
                }
                match part {
                    YearPart::Whole => Ok(()),
                    YearPart::Half(h) => write!(f, "-H{h}"),
                    YearPart::Quarter(q) => write!(f, "-Q{q}"),
                    YearPart::Season(Season::Spring) => f.write_str("-SP"),
                    YearPart::Season(Season::Summer) => f.write_str("-SU"),
                    YearPart::Season(Season::Fall) => f.write_str("-FA"),
                    YearPart::Season(Season::Winter) => f.write_str("-WI"),
                    YearPart::Month(0) => f.write_str("-XX"),
                    YearPart::Month(m) => write!(f, "-{m:02}"),
                    YearPart::Day(m, d) | YearPart::Holiday(Holiday::Fixed(m, d)) => write!(f, "-{m:02}-{d:02}"),
                    YearPart::Holiday(_) => f.write_str("-XX-XX"),
                }
            }
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Reference(Reference::Past) => f.write_str("PAST_REF"),
            Self::Reference(Reference::Present) => f.write_str("PRESENT_REF"),
            Self::Reference(Reference::Future) => f.write_str("FUTURE_REF"),
            Self::Point(stretch, time) => {
                write!(f, "{stretch}")?;
                time.map_or(Ok(()), |t| write!(f, "{t}"))
            }
            Self::Daily(None) => f.write_str("P1D"),
            Self::Daily(Some(time)) => write!(f, "XXXX-XX-XX{time}"),
            Self::Duration(amount, unit) => duration(f, amount, unit),
        }
    }
}

fn duration(f: &mut fmt::Formatter<'_>, amount: Amount, unit: Unit) -> fmt::Result {
    // TIMEX3 has no letter that all agree on for decades: they are counted in years. A weekend has two days.
    let (letter, times) = match unit {
        Unit::Second => ("S", 1),
        Unit::Minute => ("M", 1),
        Unit::Hour => ("H", 1),
        Unit::Day => ("D", 1),
        Unit::Week => ("W", 1),
        Unit::Weekend => ("D", 2),
        Unit::Month => ("M", 1),
        Unit::Quarter => ("Q", 1),
        Unit::Year => ("Y", 1),
        Unit::Decade => ("Y", 10),
        Unit::Century => ("Y", 100),
    };
    let clock = if unit < Unit::Day { "T" } else { "" };
    let Amount::Halves(halves) = amount else {
        return match unit {
            Unit::Decade => write!(f, "PXDE"),
            Unit::Century => write!(f, "PXC"),
            _ => write!(f, "P{clock}X{letter}"),
        };
    };
    let halves = halves.saturating_mul(times);
    let (n, half) = (halves / 2, halves % 2 == 1);
    if !half {
        return write!(f, "P{clock}{n}{letter}");
    }
    // A half is written in the next smaller unit, as far as there is a whole number of them.
    let smaller = match unit {
        Unit::Year => Some("6M"),
        Unit::Day => Some("T12H"),
        Unit::Hour => Some("30M"),
        Unit::Minute => Some("30S"),
        _ => None,
    };
    match (smaller, n) {
        (Some(rest), 0) if unit < Unit::Day => write!(f, "PT{rest}"),
        (Some(rest), 0) => write!(f, "P{rest}"),
        (Some(rest), _) => write!(f, "P{clock}{n}{letter}{rest}"),
        (None, _) => write!(f, "P{clock}{n}.5{letter}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_in_whole_units_where_they_can_be() {
        let d = |halves, unit| Value::Duration(Amount::Halves(halves), unit).to_string();
        assert_eq!(d(4, Unit::Week), "P2W");
        assert_eq!(d(5, Unit::Year), "P2Y6M");
        assert_eq!(d(3, Unit::Hour), "PT1H30M");
        assert_eq!(d(1, Unit::Hour), "PT30M");
        assert_eq!(d(1, Unit::Day), "PT12H");
        assert_eq!(d(3, Unit::Day), "P1DT12H");
        assert_eq!(d(1, Unit::Decade), "P5Y");
        assert_eq!(d(3, Unit::Week), "P1.5W");
        assert_eq!(d(u32::MAX, Unit::Century), "P2147483647.5Y");
        assert_eq!(Value::Duration(Amount::Some, Unit::Minute).to_string(), "PTXM");
        assert_eq!(Value::Duration(Amount::Some, Unit::Month).to_string(), "PXM");
    }
}
