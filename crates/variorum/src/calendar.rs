//! The civil calendar: dates as day numbers and back, weekdays, ISO weeks, movable feasts.
//!
//! Some hundred lines of integer arithmetic, which no input can make overflow: years beyond four digits are no
//! dates here, and adding saturates at their ends.

mod names;

pub use names::{MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS, month, month_in_any_language};

/// A day of the Gregorian calendar, of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

const FIRST: i32 = 1;
const LAST: i32 = 9999;

/// Whether the year has a 29 February.
pub fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// How many days a month has; none for a month that is none.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 0,
    }
}

impl Date {
    /// The date, where the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let there = (FIRST..=LAST).contains(&year) && day >= 1 && day <= days_in_month(year, month);
        there.then_some(Self { year, month, day })
    }

    /// The date at the beginning of an ISO 8601 text such as `2021-02-05T10:00:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let head = text.trim_start().get(..10)?;
        let mut parts = head.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
        if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1 March of the year 0; counting from March puts the leap day at the end of the year.
    fn number(self) -> i32 {
        let (year, month) = if self.month > 2 { (self.year, self.month - 3) } else { (self.year - 1, self.month + 9) };
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * i32::from(month) + 2) / 5
            + i32::from(self.day)
            - 1
    }

    fn from_number(number: i32) -> Self {
        const ERA: i32 = 146_097;
        let (era, day) = (number.div_euclid(ERA), number.rem_euclid(ERA));
        let year = (day - day / 1460 + day / 36_524 - day / (ERA - 1)) / 365;
        let rest = day - (365 * year + year / 4 - year / 100);
        let month = (5 * rest + 2) / 153;
        let dom = rest - (153 * month + 2) / 5 + 1;
        let (year, month) = if month < 10 { (year + 400 * era, month + 3) } else { (year + 400 * era + 1, month - 9) };
        Self { year, month: month as u8, day: dom as u8 }
    }

    /// The date `days` later, or earlier where negative.
    pub fn plus_days(self, days: i32) -> Self {
        let least = Self { year: FIRST, month: 1, day: 1 }.number();
        let most = Self { year: LAST, month: 12, day: 31 }.number();
        Self::from_number(self.number().saturating_add(days).clamp(least, most))
    }

    /// The date `months` later; a day that the month lacks becomes its last.
    pub fn plus_months(self, months: i32) -> Self {
        let all = (self.year * 12 + i32::from(self.month) - 1).saturating_add(months).clamp(FIRST * 12, LAST * 12 + 11);
        let (year, month) = (all.div_euclid(12), (all.rem_euclid(12) + 1) as u8);
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// How many days later than `other`.
    pub fn days_since(self, other: Self) -> i32 {
        self.number() - other.number()
    }

    /// The weekday: 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> u8 {
        // Day 0, 1 March of the year 0, was a Wednesday.
        ((self.number() + 2).rem_euclid(7) + 1) as u8
    }

    /// Year and number of the ISO week. The first week of a year is the one with its first Thursday, so that the
    /// days about New Year can belong to a week of the other year.
    pub fn iso_week(self) -> (i32, u8) {
        let thursday = self.number() + 4 - i32::from(self.weekday());
        let year = Self::from_number(thursday).year;
        let first = Self { year, month: 1, day: 1 }.number();
        (year, ((thursday - first) / 7 + 1) as u8)
    }

    /// The quarter of the year, from 1.
    pub fn quarter(self) -> u8 {
        (self.month - 1) / 3 + 1
    }

    /// Easter Sunday of the Western churches, by Gauss's rule in the form of Meeus and Jones.
    pub fn easter(year: i32) -> Option<Self> {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let (d, e) = (b / 4, b % 4);
        let g = (8 * b + 13) / 25;
        let h = (19 * a + b - d - g + 15) % 30;
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k) % 7;
        let m = (a + 11 * h + 19 * l) / 433;
        let month = (h + l - 7 * m + 90) / 25;
        let day = (h + l - 7 * m + 33 * month + 19) % 32;
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The `n`th such weekday of a month, from 1; 0 for the last.
    pub fn nth_weekday(year: i32, month: u8, weekday: u8, n: u8) -> Option<Self> {
        if n == 0 {
            let last = Self::new(year, month, days_in_month(year, month))?;
            return Some(last.plus_days(-((i32::from(last.weekday()) - i32::from(weekday)).rem_euclid(7))));
        }
        let first = Self::new(year, month, 1)?;
        let to = (i32::from(weekday) - i32::from(first.weekday())).rem_euclid(7);
        Some(first.plus_days(to + 7 * (i32::from(n) - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u8, d: u8) -> Date {
        Date::new(y, m, d).expect("a date")
    }

    #[test]
    fn leap_years_are_every_fourth_but_not_every_hundredth() {
        assert!(is_leap(2000) && is_leap(2024) && !is_leap(1900) && !is_leap(2023));
        assert_eq!(Date::new(1900, 2, 29), None);
        assert_eq!(Date::new(2021, 13, 1), None);
        assert_eq!(Date::new(2021, 4, 31), None);
        assert_eq!(Date::new(0, 1, 1), None);
    }

    #[test]
    fn days_run_on_over_months_years_and_leap_days() {
        assert_eq!(date(2024, 2, 28).plus_days(1), date(2024, 2, 29));
        assert_eq!(date(2023, 2, 28).plus_days(1), date(2023, 3, 1));
        assert_eq!(date(1999, 12, 31).plus_days(1), date(2000, 1, 1));
        assert_eq!(date(2000, 1, 1).plus_days(-1), date(1999, 12, 31));
        assert_eq!(date(2000, 3, 1).days_since(date(1999, 3, 1)), 366);
        assert_eq!(date(9999, 12, 31).plus_days(i32::MAX), date(9999, 12, 31));
        assert_eq!(date(1, 1, 1).plus_days(i32::MIN), date(1, 1, 1));
    }

    #[test]
    fn every_day_of_nine_centuries_comes_back_and_follows_the_one_before() {
        let mut day = date(1580, 1, 1);
        let mut weekday = day.weekday();
        while day.year() < 2480 {
            let next = day.plus_days(1);
            assert!(next > day && next.days_since(day) == 1, "{day:?}");
            assert_eq!(Date::new(next.year(), next.month(), next.day()), Some(next));
            weekday = weekday % 7 + 1;
            assert_eq!(next.weekday(), weekday, "{next:?}");
            day = next;
        }
    }

    #[test]
    fn weeks_belong_to_the_year_of_their_thursday() {
        assert_eq!(date(2024, 2, 29).weekday(), 4);
        assert_eq!(date(2021, 1, 3).iso_week(), (2020, 53));
        assert_eq!(date(2021, 1, 4).iso_week(), (2021, 1));
        assert_eq!(date(2018, 12, 31).iso_week(), (2019, 1));
        assert_eq!(date(2016, 1, 1).iso_week(), (2015, 53));
        assert_eq!(date(2022, 1, 1).iso_week(), (2021, 52));
        assert_eq!(date(2026, 12, 31).iso_week(), (2026, 53));
    }

    #[test]
    fn months_are_added_by_the_calendar() {
        assert_eq!(date(2024, 1, 31).plus_months(1), date(2024, 2, 29));
        assert_eq!(date(2023, 1, 31).plus_months(-2), date(2022, 11, 30));
        assert_eq!(date(2023, 5, 31).plus_months(-12), date(2022, 5, 31));
        assert_eq!(date(2023, 5, 31).plus_months(i32::MIN), date(1, 1, 31));
    }

    #[test]
    fn feasts_move_with_the_year() {
        assert_eq!(Date::easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(Date::easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(Date::easter(2038), Some(date(2038, 4, 25)));
        assert_eq!(Date::nth_weekday(2023, 11, 4, 4), Some(date(2023, 11, 23)));
        assert_eq!(Date::nth_weekday(2023, 5, 1, 0), Some(date(2023, 5, 29)));
        assert_eq!(Date::nth_weekday(2023, 9, 1, 1), Some(date(2023, 9, 4)));
    }

    #[test]
    fn only_iso_dates_are_read() {
        assert_eq!(Date::parse("1998-03-22T14:57:00"), Some(date(1998, 3, 22)));
        assert_eq!(Date::parse(" 2021-02-05 "), Some(date(2021, 2, 5)));
        for no in ["2021-2-05", "2021-02-30", "05/02/2021", "2021", "", "+021-02-05", "２０２１-02-05"] {
            assert_eq!(Date::parse(no), None, "{no}");
        }
    }
}
