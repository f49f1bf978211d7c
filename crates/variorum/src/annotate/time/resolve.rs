//! What a meaning comes to, once it is known when it was written.

use super::calendar::{Date, days_in_month};
use super::meaning::{
    Amount, DayPart, Holiday, Meaning, Season, Stretch, Tense, TimeOfDay, Unit, Value, What, Which, YearOf, YearPart,
};

/// What expressions are counted from: the day they were written or said, and what was last spoken of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    day: Option<Date>,
    topic_day: Option<Date>,
    /// The last day spoken of that is not still to come.
    past_day: Option<Date>,
    topic_month: Option<Date>,
    topic_year: Option<i32>,
    topic_quarter: Option<(i32, u8)>,
    /// Whether several quarters together were last spoken of, as in "for the nine months".
    several_quarters: bool,
}

impl Anchor {
    /// An anchor on a day; without one, values stay open where they depend on it.
    pub fn on(day: Option<Date>) -> Self {
        Self { day, ..Self::default() }
    }

    /// The same with another day to count from: that of an utterance in the middle of a report.
    fn moved(&self, day: Option<Date>) -> Self {
        Self { day, ..*self }
    }

    /// Counts from another day from here on: what was spoken of above a new entry of running news is not taken into it.
    pub fn count_from(&mut self, day: Option<Date>) {
        if self.day != day {
            *self = Self::on(day);
        }
    }

    /// Takes note of what an expression came to, so that "that year" or "the next day" can be told.
    pub fn note(&mut self, meaning: &Meaning, value: Value) {
        let Value::Point(stretch, _) = value else {
            if let Value::Duration(Amount::Halves(12 | 18 | 24), Unit::Month) = value {
                self.several_quarters = true;
            }
            return;
        };
        // "Up from the previous Friday": a glance back, and the report goes on where it was.
        if matches!(meaning.what, What::TopicWeekday(Which::Last, _) | What::FromTopic(i32::MIN..0, _)) {
            return;
        }
        // "On this Thanksgiving": a look at the day of the telling, where another was spoken of.
        if matches!(meaning.what, What::Calendar(YearOf::Which(Which::This), _)) && self.topic_day.is_some() {
            return;
        }
        // An hour without a day tells of none.
        if meaning.what == What::FromTopic(0, Unit::Day) && self.topic_day.is_none() {
            return;
        }
        // Nor does "overnight" move it.
        if meaning.what == What::Offset(-1, Unit::Day) && meaning.time == Some(TimeOfDay::Part(DayPart::Night)) {
            return;
        }
        if matches!(meaning.what, What::Calendar(_, YearPart::Quarter(_)) | What::Period(0)) {
            self.several_quarters = false;
        }
        match stretch {
            Stretch::Day(Some(day)) => {
                self.topic_day = Some(day);
                self.topic_month = Some(day);
                self.topic_year = Some(day.year());
            }
            Stretch::Year(Some(year), part) => {
                match part {
                    YearPart::Day(m, d) => {
                        if let Some(day) = Date::new(year, m, d) {
                            self.topic_day = Some(day);
                            self.topic_month = Some(day);
                        }
                    }
                    YearPart::Month(m) => self.topic_month = Date::new(year, m, 1),
                    // A quarter of the year before is what this one's is compared with, not what is spoken of.
                    YearPart::Quarter(q)
                        if matches!(meaning.what, What::Calendar(YearOf::Which(_) | YearOf::Relative(0), _)) =>
                    {
                        self.topic_quarter = Some((year, q));
                    }
                    _ => {}
                }
                self.topic_year = Some(year);
            }
            _ => {}
        }
        if let Some(day) = self.topic_day.filter(|t| self.day.is_none_or(|d| *t <= d)) {
            self.past_day = Some(day);
        }
    }
}

/// The value of a meaning at an anchor.
///
/// News looks back: a weekday or month without a word that says which is the last one up to the anchor, unless the
/// verb beside it looks forward.
pub fn resolve(meaning: &Meaning, anchor: &Anchor) -> Value {
    let time = meaning.time;
    let point = |stretch| Value::Point(stretch, time);
    match meaning.what {
        What::Reference(r) => Value::Reference(r),
        What::Calendar(year, part) => point(calendar(year, part, meaning.tense, anchor)),
        What::Decade(d) => point(Stretch::Decade(d)),
        What::Century(c) => point(Stretch::Century(c)),
        What::Weekday(which, day) => point(weekday(which, day, meaning.tense, anchor)),
        What::TopicWeekday(which, day) => {
            let from = Anchor::on(anchor.topic_day.or(anchor.day));
            // "That Friday" of a day spoken of is that day, or the one nearest to it; else one that has been.
            if let (Which::This, Some(topic)) = (which, anchor.topic_day) {
                let ahead = (i32::from(day) - i32::from(topic.weekday())).rem_euclid(7);
                return point(Stretch::Day(Some(topic.plus_days(if ahead > 3 { ahead - 7 } else { ahead }))));
            }
            let which = if which == Which::This { Which::Bare } else { which };
            point(weekday(which, day, Tense::Unclear, &from))
        }
        What::Offset(n, unit) => point(offset(anchor.day, n, unit, meaning.tense)),
        What::FromTopic(n, unit) => point(from_topic(n, unit, meaning.tense, anchor)),
        What::Period(years) => point(period(i32::from(years), anchor)),
        What::PeriodOf(year) => {
            let year = fixed_year(year, anchor);
            point(match anchor.topic_quarter {
                Some((_, q)) if !anchor.several_quarters => Stretch::Year(year, YearPart::Quarter(q)),
                _ => Stretch::Year(year, YearPart::Whole),
            })
        }
        What::Compared(years) => match anchor.topic_quarter {
            Some(_) if !anchor.several_quarters => point(period(i32::from(years), anchor)),
            _ => point(offset(anchor.day, i32::from(years), Unit::Year, Tense::Unclear)),
        },
        What::WeekOf(year, month, day) => {
            let week = match calendar(year, YearPart::Day(month, day), meaning.tense, anchor) {
                Stretch::Year(Some(y), _) => Date::new(y, month, day).map(Date::iso_week),
                _ => None,
            };
            point(Stretch::Week(week, false))
        }
        What::Duration(amount, unit) => Value::Duration(amount, unit),
        What::Every(amount, unit) => Value::Duration(amount, unit),
        What::EveryWeekday(day) => point(Stretch::Weekday(day)),
        What::EveryPart(part) => point(Stretch::Year(None, part)),
        What::EveryDay => Value::Daily(time),
        What::EveryWeekend => point(Stretch::Week(None, true)),
    }
}

/// The value of a meaning in words that were said somewhere between two days.
///
/// Where it is not the same on both it stays open: of "next year" and "tomorrow", said "in 2019", only the first is
/// known.
pub fn resolve_between(meaning: &Meaning, anchor: &Anchor, first: Date, last: Date) -> Value {
    let value = resolve(meaning, &anchor.moved(Some(first)));
    if first == last || value == resolve(meaning, &anchor.moved(Some(last))) {
        return value;
    }
    resolve(meaning, &Anchor::default())
}

impl Value {
    /// The first day of it and the last, where they are known.
    pub fn days(&self) -> Option<(Date, Date)> {
        let Value::Point(stretch, _) = *self else { return None };
        match stretch {
            Stretch::Day(day) => day.map(|d| (d, d)),
            Stretch::Year(Some(year), part) if part != YearPart::Month(0) => bounds(part, year),
            Stretch::Week(Some((year, week)), weekend) => {
                // The week with 4 January in it is the first.
                let fourth = Date::new(year, 1, 4)?;
                let monday = fourth.plus_days(7 * (i32::from(week) - 1) + 1 - i32::from(fourth.weekday()));
                Some((monday.plus_days(if weekend { 5 } else { 0 }), monday.plus_days(6)))
            }
            _ => None,
        }
    }
}

fn fixed_year(year: YearOf, anchor: &Anchor) -> Option<i32> {
    match year {
        YearOf::Given(y) => Some(y),
        YearOf::Relative(n) => anchor.day.map(|d| d.year() + i32::from(n)),
        YearOf::Which(Which::Last) => anchor.day.map(|d| d.year() - 1),
        YearOf::Which(Which::Next) => anchor.day.map(|d| d.year() + 1),
        YearOf::Which(_) => anchor.day.map(Date::year),
    }
}

fn calendar(year: YearOf, part: YearPart, tense: Tense, anchor: &Anchor) -> Stretch {
    let year = match (year, anchor.day) {
        (YearOf::Which(which), Some(day)) => Some(year_of(part, which, tense, day)),
        _ => fixed_year(year, anchor),
    };
    if let (YearPart::Holiday(h), Some(y)) = (part, year) {
        return holiday(h, y).map_or(Stretch::Year(Some(y), part), |d| Stretch::Day(Some(d)));
    }
    Stretch::Year(year, part)
}

/// The day of a holiday in a year.
fn holiday(holiday: Holiday, year: i32) -> Option<Date> {
    match holiday {
        Holiday::Fixed(m, d) => Date::new(year, m, d),
        Holiday::Easter(days) => Date::easter(year).map(|d| d.plus_days(i32::from(days))),
        Holiday::Weekday(month, weekday, n, after) => {
            Date::nth_weekday(year, month, weekday, n).map(|d| d.plus_days(i32::from(after)))
        }
    }
}

/// The first day of a part of a year, and the last.
fn bounds(part: YearPart, year: i32) -> Option<(Date, Date)> {
    let months = |from: u8, to: u8| {
        let last = Date::new(year, to, days_in_month(year, to))?;
        Some((Date::new(year, from, 1)?, last))
    };
    match part {
        YearPart::Whole => months(1, 12),
        YearPart::Half(h) => {
            if h < 2 {
                months(1, 6)
            } else {
                months(7, 12)
            }
        }
        YearPart::Quarter(q) => {
            let q = q.clamp(1, 4);
            months(3 * q - 2, 3 * q)
        }
        YearPart::Season(Season::Spring) => months(3, 5),
        YearPart::Season(Season::Summer) => months(6, 8),
        YearPart::Season(Season::Fall) => months(9, 11),
        // Counted to the year in which it begins.
        YearPart::Season(Season::Winter) => months(12, 12),
        YearPart::Month(m) => months(m, m),
        YearPart::Day(m, d) => {
            // 29 February of a year without one still lies somewhere.
            let day = Date::new(year, m, d.min(days_in_month(year, m)))?;
            Some((day, day))
        }
        YearPart::Holiday(h) => holiday(h, year).map(|d| (d, d)),
    }
}

/// How far a part of the year may lie in the direction of the verb before the other side is nearer to the truth: a
/// day that is eleven months away is named with its year.
const FAR: i32 = 305;
/// What is surely told as past and lies no farther ahead may have been written later than its record says.
const SOON: i32 = 14;
/// The same where no verb speaks: rather back than forward.
const BACK: i32 = 225;

/// The year of a part of one, seen from a day.
fn year_of(part: YearPart, which: Which, tense: Tense, day: Date) -> i32 {
    let year = day.year();
    // The last that has begun by the anchor, and the next that has not ended.
    let begun = |y: i32| bounds(part, y).is_some_and(|(from, _)| from <= day);
    let open = |y: i32| bounds(part, y).is_some_and(|(_, to)| to >= day);
    let past = if begun(year) { year } else { year - 1 };
    let future = if open(year) { year } else { year + 1 };
    match which {
        Which::This => year,
        // "last May" in May is that of the year before.
        Which::Last => match bounds(part, past) {
            Some((_, to)) if to >= day => past - 1,
            _ => past,
        },
        Which::Next => {
            if future == past {
                future + 1
            } else {
                future
            }
        }
        Which::Bare => {
            let back = bounds(part, past).map_or(0, |(_, to)| day.days_since(to));
            let ahead = bounds(part, future).map_or(0, |(from, _)| from.days_since(day));
            // "will publish third-quarter figures": the quarter that just ended, whatever the verb.
            if matches!(part, YearPart::Quarter(_)) && back <= 100 {
                return past;
            }
            match tense {
                // The record may be that of a first version, which told less.
                Tense::Behind if ahead > SOON => past,
                Tense::Behind => future,
                Tense::Past if back <= FAR => past,
                Tense::Past => future,
                Tense::Future if ahead <= FAR => future,
                Tense::Future => past,
                Tense::Ahead => future,
                Tense::Unclear if back <= BACK => past,
                Tense::Unclear => future,
            }
        }
    }
}

fn weekday(which: Which, weekday: u8, tense: Tense, anchor: &Anchor) -> Stretch {
    let Some(day) = anchor.day else { return Stretch::Weekday(weekday) };
    let back = (i32::from(day.weekday()) - i32::from(weekday)).rem_euclid(7);
    let ahead = (7 - back) % 7;
    let by = match (which, tense) {
        (Which::Last, _) => {
            if back == 0 {
                -7
            } else {
                -back
            }
        }
        (Which::Next, _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Which::This, _) | (Which::Bare, Tense::Future) => ahead,
        (Which::Bare, _) => -back,
    };
    Stretch::Day(Some(day.plus_days(by)))
}

fn offset(day: Option<Date>, n: i32, unit: Unit, tense: Tense) -> Stretch {
    let Some(day) = day else { return open(unit) };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => {
            let days = if unit == Unit::Hour { n / 24 } else { 0 };
            Stretch::Day(Some(day.plus_days(days)))
        }
        Unit::Day => Stretch::Day(Some(day.plus_days(n))),
        Unit::Week => Stretch::Week(Some(day.plus_days(n.saturating_mul(7)).iso_week()), false),
        Unit::Weekend => {
            // In the week that follows it, "the weekend" is the one that was.
            let behind = n == 0 && tense == Tense::Past && day.weekday() <= 5;
            let n = if behind { -1 } else { n };
            Stretch::Week(Some(day.plus_days(n.saturating_mul(7)).iso_week()), true)
        }
        Unit::Month => {
            let to = day.plus_months(n);
            Stretch::Year(Some(to.year()), YearPart::Month(to.month()))
        }
        Unit::Quarter => {
            let to = day.plus_months(n.saturating_mul(3));
            Stretch::Year(Some(to.year()), YearPart::Quarter(to.quarter()))
        }
        Unit::Year => year(day.year().saturating_add(n)),
        Unit::Decade if n.unsigned_abs() <= 1 => Stretch::Decade(day.year() / 10 + n),
        Unit::Decade => year(day.year().saturating_add(n.saturating_mul(10))),
        Unit::Century => Stretch::Century((day.year() / 100).saturating_add(n)),
    }
}

fn year(year: i32) -> Stretch {
    Stretch::Year((0..=9999).contains(&year).then_some(year), YearPart::Whole)
}

/// A unit of which nothing is known.
fn open(unit: Unit) -> Stretch {
    match unit {
        Unit::Week => Stretch::Week(None, false),
        Unit::Weekend => Stretch::Week(None, true),
        Unit::Month => Stretch::Year(None, YearPart::Month(0)),
        Unit::Year | Unit::Quarter | Unit::Decade | Unit::Century => Stretch::Year(None, YearPart::Whole),
        _ => Stretch::Day(None),
    }
}

fn from_topic(n: i32, unit: Unit, tense: Tense, anchor: &Anchor) -> Stretch {
    match unit {
        Unit::Year => match anchor.topic_year.or(anchor.day.map(Date::year)) {
            Some(y) => year(y.saturating_add(n)),
            None => open(unit),
        },
        Unit::Month => offset(anchor.topic_month.or(anchor.day), n, unit, Tense::Unclear),
        Unit::Quarter => match anchor.topic_quarter {
            Some((y, q)) => offset(Date::new(y, 3 * q.clamp(1, 4), 1), n, unit, Tense::Unclear),
            None => offset(anchor.day, n, unit, Tense::Unclear),
        },
        Unit::Day if n == 0 => {
            // A time of day is of a day that has been spoken of, or of the day itself; hardly of one announced.
            let topic = match tense {
                Tense::Future | Tense::Ahead => anchor.topic_day.filter(|t| anchor.day.is_none_or(|d| *t >= d)),
                Tense::Past | Tense::Behind => anchor.past_day,
                Tense::Unclear => anchor.topic_day.filter(|t| anchor.day.is_none_or(|d| *t <= d)),
            };
            offset(topic.or(anchor.day), n, unit, Tense::Unclear)
        }
        _ => offset(anchor.topic_day.or(anchor.day), n, unit, Tense::Unclear),
    }
}

/// The quarter spoken of, else the last that had ended; so many years from it.
fn period(years: i32, anchor: &Anchor) -> Stretch {
    let ended = || {
        let day = anchor.day?.plus_months(-3);
        Some((day.year(), day.quarter()))
    };
    // A quarter that still runs is announced, not reported on.
    let topic = anchor.topic_quarter.filter(|q| ended().is_none_or(|e| *q <= e));
    match topic.or_else(ended) {
        Some((y, q)) => Stretch::Year(Some(y.saturating_add(years)), YearPart::Quarter(q)),
        None => Stretch::Year(None, YearPart::Whole),
    }
}

#[cfg(test)]
mod tests {
    use super::super::meaning::{DayPart, TimeOfDay};
    use super::*;

    fn at(day: &str, what: What, tense: Tense) -> String {
        let meaning = Meaning { tense, ..Meaning::of(what) };
        resolve(&meaning, &Anchor::on(Date::parse(day))).to_string()
    }

    #[test]
    fn one_meaning_has_another_value_on_another_day() {
        let friday = What::Weekday(Which::Bare, 5);
        // 17 May 2023 was a Wednesday, 19 May a Friday.
        assert_eq!(at("2023-05-17", friday, Tense::Past), "2023-05-12");
        assert_eq!(at("2023-05-17", friday, Tense::Future), "2023-05-19");
        assert_eq!(at("2023-05-19", friday, Tense::Unclear), "2023-05-19");
        assert_eq!(at("2023-05-19", What::Weekday(Which::Last, 5), Tense::Unclear), "2023-05-12");
        assert_eq!(at("2023-05-19", What::Weekday(Which::Next, 5), Tense::Unclear), "2023-05-26");
        assert_eq!(at("", friday, Tense::Future), "XXXX-WXX-5");
    }

    #[test]
    fn units_run_over_the_year_s_end() {
        assert_eq!(at("2023-01-02", What::Offset(-1, Unit::Day), Tense::Unclear), "2023-01-01");
        assert_eq!(at("2023-01-02", What::Offset(-1, Unit::Week), Tense::Unclear), "2022-W52");
        assert_eq!(at("2023-01-02", What::Offset(-1, Unit::Month), Tense::Unclear), "2022-12");
        assert_eq!(at("2023-01-02", What::Offset(-1, Unit::Quarter), Tense::Unclear), "2022-Q4");
        assert_eq!(at("2023-01-02", What::Offset(0, Unit::Weekend), Tense::Past), "2022-W52-WE");
        assert_eq!(at("2023-01-02", What::Period(0), Tense::Unclear), "2022-Q4");
        for unit in [Unit::Century, Unit::Decade, Unit::Year, Unit::Week] {
            assert!(!at("2023-01-02", What::Offset(i32::MIN, unit), Tense::Unclear).is_empty());
        }
    }

    #[test]
    fn a_part_of_a_year_is_looked_for_on_the_side_the_verb_looks_to() {
        let may = What::Calendar(YearOf::Which(Which::Bare), YearPart::Month(5));
        assert_eq!(at("2023-02-10", may, Tense::Past), "2022-05");
        assert_eq!(at("2023-02-10", may, Tense::Future), "2023-05");
        assert_eq!(at("2023-05-10", may, Tense::Past), "2023-05");
        let last = What::Calendar(YearOf::Which(Which::Last), YearPart::Month(5));
        assert_eq!(at("2023-05-10", last, Tense::Unclear), "2022-05");
        // A day that is eleven months away would be named with its year.
        let day = What::Calendar(YearOf::Which(Which::Bare), YearPart::Day(6, 1));
        assert_eq!(at("2023-05-10", day, Tense::Past), "2023-06-01");
        assert_eq!(
            at("2023-03-01", What::Calendar(YearOf::Given(2023), YearPart::Day(2, 29)), Tense::Past),
            "2023-02-29"
        );
    }

    #[test]
    fn what_was_spoken_of_is_counted_from() {
        let mut anchor = Anchor::on(Date::parse("2023-05-17"));
        let said = Meaning::of(What::Calendar(YearOf::Given(1999), YearPart::Day(12, 31)));
        anchor.note(&said, resolve(&said, &anchor));
        let next = Meaning::of(What::FromTopic(1, Unit::Day)).at(TimeOfDay::Part(DayPart::Morning));
        assert_eq!(resolve(&next, &anchor).to_string(), "2000-01-01TMO");
        assert_eq!(resolve(&Meaning::of(What::FromTopic(1, Unit::Year)), &anchor).to_string(), "2000");
        assert_eq!(resolve(&Meaning::of(What::Compared(-1)), &anchor).to_string(), "2022");
        let quarter = Meaning::of(What::Calendar(YearOf::Which(Which::Bare), YearPart::Quarter(1)));
        anchor.note(&quarter, resolve(&quarter, &anchor));
        assert_eq!(resolve(&Meaning::of(What::Compared(-1)), &anchor).to_string(), "2022-Q1");
    }
}
