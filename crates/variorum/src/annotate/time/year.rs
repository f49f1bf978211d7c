//! Years and their parts: quarters, halves, seasons, holidays; and what comes back every so often.

use super::find::{Reader, Step};
use super::meaning::{Amount, Holiday, Meaning, Unit, What, Which, YearOf, YearPart};
use super::relative::THIS_YEAR;
use super::words::Word;

impl Reader<'_> {
    /// Whether a four-figure number is a year, by its neighbours.
    pub(super) fn is_year_here(&self, i: usize, n: u32) -> bool {
        let next = self.spelled(i + 1);
        if self.is_address(i) {
            return false;
        }
        if next == "%"
            || self.is(i + 1, "percent")
            || (self.word(i + 1) == Word::Dash && self.word(i + 2) == Word::Digits(0, 4))
        {
            return false;
        }
        if matches!(self.word(i + 1), Word::Colon | Word::Slash) && self.glued(i + 1) && self.glued(i + 2) {
            return false;
        }
        let before = i.checked_sub(1).map_or("", |j| self.spelled(j));
        // "555-1984" is a telephone number.
        if self.before(i) == Word::Dash
            && matches!(i.checked_sub(2).map(|j| self.word(j)), Some(Word::Digits(_, 1..=3)))
        {
            return false;
        }
        if matches!(before, "@" | "." | "_") && self.glued(i) {
            return false;
        }
        let counted = next.starts_with(char::is_lowercase) && next.ends_with('s') && next.len() > 3
            || ["people", "men", "women", "children", "police"].contains(&next);
        if matches!(self.before(i), Word::In) && (1900..2050).contains(&n) {
            return true;
        }
        if (1900..2000).contains(&n) || ((2000..2050).contains(&n) && !counted && !n.is_multiple_of(1000)) {
            return true;
        }
        // Round and later numbers are as often counts: something before them must ask for a year, or nothing may be
        // counted behind them.
        let asks = matches!(
            self.before(i),
            Word::In
                | Word::Of
                | Word::From
                | Word::To
                | Word::The
                | Word::Early
                | Word::Late
                | Word::Dash
                | Word::Before
                | Word::After
                | Word::Comma
                | Word::Fiscal
                | Word::And
                | Word::Mid
                | Word::Or
                | Word::Each
                | Word::Season(_)
        ) || ["by", "since", "until", "till", "during", "for", "between", "through", "("]
            .iter()
            .any(|w| before.eq_ignore_ascii_case(w));
        (asks && !counted) || next == ")" || i == 0
    }

    /// Whether the number at `i` is that of a house: "1917 Crane Ave.", "the 1900 block of Crane Avenue".
    fn is_address(&self, i: usize) -> bool {
        const STREETS: &[&str] = &[
            "avenue",
            "ave",
            "street",
            "st",
            "road",
            "rd",
            "drive",
            "dr",
            "lane",
            "ln",
            "court",
            "ct",
            "boulevard",
            "blvd",
            "way",
            "place",
            "highway",
            "hwy",
            "parkway",
            "pkwy",
            "terrace",
            "circle",
            "trail",
        ];
        if self.is(i + 1, "block") || self.word(i + 1) == Word::Dash && self.is(i + 2, "block") {
            return true;
        }
        let run = (i + 1..i + 5).take_while(|j| self.capital(*j) || self.spelled(*j) == ".");
        // "the 2013 Court Street fire" has a street without a house.
        let dated = i > 0 && (self.is(i - 1, "the") || self.is(i - 1, "a"));
        !dated && run.skip(1).any(|j| STREETS.iter().any(|s| self.is(j, s)))
    }

    /// A year in words: nineteen ninety-seven, two thousand five.
    pub(super) fn spelled_year(&self, i: usize) -> Step {
        let century = match self.word(i) {
            Word::Small(n @ 16..=19) => i32::from(n),
            Word::Tens(20) => 20,
            _ => {
                // "the year two thousand"; bare it is a number.
                if i > 0
                    && self.before(i) == Word::Unit(Unit::Year, false)
                    && let Some((end, n)) = self.spelled_number(i)
                    && (1900..2100).contains(&n)
                {
                    return Step::of(end, What::Calendar(YearOf::Given(n as i32), YearPart::Whole));
                }
                return Step::None;
            }
        };
        let (end, rest) = match self.word(i + 1) {
            Word::Tens(t) => {
                let dash = usize::from(self.word(i + 2) == Word::Dash);
                match self.word(i + 2 + dash) {
                    Word::Small(n) if n < 10 => (i + 3 + dash, i32::from(t) + i32::from(n)),
                    _ => (i + 2, i32::from(t)),
                }
            }
            Word::Small(n @ 10..=19) => (i + 2, i32::from(n)),
            _ => return Step::None,
        };
        Step::of(end, What::Calendar(YearOf::Given(century * 100 + rest), YearPart::Whole))
    }

    /// The part of a year that stands at `i`, behind the year: "1988 third quarter", "last year's quarter".
    pub(super) fn year_part(&self, i: usize, year: YearOf) -> Step {
        match self.word(i) {
            Word::Ordinal(n, _) => {
                let dash = usize::from(self.word(i + 1) == Word::Dash);
                match self.word(i + 1 + dash) {
                    Word::Unit(Unit::Quarter, false) if (1..=4).contains(&n) => {
                        Step::of(i + 2 + dash, What::Calendar(year, YearPart::Quarter(n)))
                    }
                    Word::Half if (1..=2).contains(&n) => {
                        Step::of(i + 2 + dash, What::Calendar(year, YearPart::Half(n)))
                    }
                    _ => Step::None,
                }
            }
            Word::Period | Word::Unit(Unit::Quarter, false) => Step::of(i + 1, What::PeriodOf(year)),
            Word::Season(season) if matches!(year, YearOf::Relative(_)) => {
                Step::of(i + 1, What::Calendar(year, YearPart::Season(season)))
            }
            Word::Month(month) if self.capital(i) && matches!(year, YearOf::Relative(_)) => {
                Step::of(i + 1, What::Calendar(year, YearPart::Month(month)))
            }
            _ => Step::None,
        }
    }

    /// What begins with an ordinal: a day and its month, a quarter, a half, a century, the first nine months.
    pub(super) fn ordinal(&self, i: usize) -> Step {
        let Word::Ordinal(n, digits) = self.word(i) else { return Step::None };
        let dash = usize::from(self.word(i + 1) == Word::Dash);
        let j = i + 1 + dash;
        match self.word(j) {
            Word::Unit(Unit::Quarter, false) if (1..=4).contains(&n) => self.of_year(j + 1, YearPart::Quarter(n)),
            Word::Half if (1..=2).contains(&n) => match self.of_year(j + 1, YearPart::Half(n)) {
                // The first half of a game is none of a year.
                Step::Found(end, m) if end > j + 1 => Step::Found(end, m),
                _ => Step::None,
            },
            Word::Unit(Unit::Century, false) if n >= 1 => Step::of(j + 1, What::Century(i32::from(n) - 1)),
            Word::Small(_) | Word::Tens(_) | Word::Digits(..) | Word::Couple | Word::Vague if n == 1 && dash == 0 => {
                match self.measure(j) {
                    Some((_, Amount::Halves(4), Unit::Quarter)) => {
                        let (end, ..) = self.measure(j).unwrap_or((j, Amount::Some, Unit::Quarter));
                        self.of_year(end, YearPart::Half(1))
                    }
                    Some((end, amount, unit)) => Step::of(end, What::Duration(amount, unit)),
                    None => Step::None,
                }
            }
            Word::Month(_) | Word::Of if digits || self.word(j) == Word::Of => self.day_month(i),
            Word::Month(_) => self.day_month(i),
            _ => Step::None,
        }
    }

    /// A part of a year, and the year that may be named behind it.
    pub(super) fn of_year(&self, end: usize, part: YearPart) -> Step {
        let of = usize::from(matches!(self.word(end), Word::Of | Word::Comma | Word::In));
        let mut at = end + of;
        at += usize::from(self.word(at) == Word::Fiscal);
        if let Word::Digits(y, 4) = self.word(at)
            && is_year(y)
            && (of == 0 || self.word(end) == Word::Of)
        {
            return Step::of(at + 1, What::Calendar(YearOf::Given(y as i32), part));
        }
        if self.word(end) == Word::Of {
            let the = at + usize::from(self.word(at) == Word::The);
            let by = match self.word(the) {
                Word::Last => Some(-1),
                Word::This => Some(0),
                Word::Next => Some(1),
                _ => None,
            };
            if let Some(by) = by
                && self.word(the + 1) == Word::Unit(Unit::Year, false)
            {
                return Step::of(the + 2, What::Calendar(YearOf::Relative(by), part));
            }
            if the > at && self.word(the) == Word::Unit(Unit::Year, false) {
                return Step::of(the + 1, What::Calendar(YearOf::Relative(0), part));
            }
        }
        Step::of(end, What::Calendar(YearOf::Which(Which::Bare), part))
    }

    pub(super) fn season(&self, i: usize, which: Which) -> Step {
        let Word::Season(season) = self.word(i) else { return Step::None };
        let of = usize::from(matches!(self.word(i + 1), Word::Of | Word::Comma));
        let part = YearPart::Season(season);
        match self.word(i + 1 + of) {
            Word::Digits(y, 4) if is_year(y) => {
                return Step::of(i + 2 + of, What::Calendar(YearOf::Given(y as i32), part));
            }
            Word::Small(_) => {
                if let Step::Found(end, Meaning { what: What::Calendar(year, YearPart::Whole), .. }) =
                    self.spelled_year(i + 1 + of)
                {
                    return Step::of(end, What::Calendar(year, part));
                }
            }
            _ => {}
        }
        if which == Which::Bare {
            // "fall" is a verb and "spring" many things: bare they want a preposition, and nothing they could be
            // the adjective of.
            let asks = matches!(self.before(i), Word::In | Word::Early | Word::Late | Word::Mid)
                || (self.before(i) == Word::The
                    && i >= 2
                    && (matches!(self.word(i - 2), Word::In | Word::Over | Word::Of | Word::Before)
                        || ["by", "during", "for", "until", "through"].iter().any(|w| self.is(i - 2, w))))
                || (i > 0 && ["by", "during", "until", "since"].iter().any(|w| self.is(i - 1, w)));
            let noun = self.word(i + 1) == Word::Other && self.spelled(i + 1).starts_with(char::is_alphabetic);
            // "during summer school"
            let goes_on = (noun || self.is(i + 1, "school"))
                && ![
                    "when", "and", "but", "after", "as", "if", "because", "with", "for", "he", "she", "they", "it",
                    "will", "would",
                ]
                .iter()
                .any(|w| self.is(i + 1, w));
            if !asks || goes_on || (self.capital(i) && i > 0) {
                return Step::None;
            }
        }
        Step::of(i + 1, What::Calendar(YearOf::Which(which), part))
    }

    pub(super) fn holiday(&self, i: usize, year: YearOf) -> Step {
        let day = |j: usize| matches!(self.word(j), Word::Unit(Unit::Day, false));
        let (end, holiday) = match self.word(i) {
            Word::Holiday(Holiday::Fixed(12, 25)) if self.word(i + 1) == Word::Eve => (i + 2, Holiday::Fixed(12, 24)),
            Word::Holiday(Holiday::Easter(0)) if self.word(i + 1) == Word::Weekday(1) => (i + 2, Holiday::Easter(1)),
            Word::Holiday(Holiday::Easter(0)) if self.word(i + 1) == Word::Weekday(7) => (i + 2, Holiday::Easter(0)),
            // Easter Island, Christmas Carol
            Word::Holiday(_)
                if self.word(i + 1) == Word::Other && self.titled(i + 1) && self.titled(i) && !self.possessive(i) =>
            {
                return Step::None;
            }
            Word::Holiday(h @ Holiday::Fixed(..)) => (i + 1 + usize::from(day(i + 1)), h),
            Word::Holiday(h) if self.capital(i) => (i + 1 + usize::from(day(i + 1)), h),
            Word::BeforeDay(h) if day(i + 1) && self.capital(i) && self.capital(i + 1) => (i + 2, h),
            Word::Good if self.word(i + 1) == Word::Weekday(5) && self.capital(i) => (i + 2, Holiday::Easter(-2)),
            Word::New if self.possessive(i + 1) && matches!(self.word(i + 1), Word::Unit(Unit::Year, _)) => {
                match self.word(i + 2) {
                    Word::Eve => (i + 3, Holiday::Fixed(12, 31)),
                    Word::Unit(Unit::Day, false) => (i + 3, Holiday::Fixed(1, 1)),
                    _ => return Step::None,
                }
            }
            _ => return Step::None,
        };
        let (end, year) = self.year_after(end, year);
        Step::of(end, What::Calendar(year, YearPart::Holiday(holiday)))
    }

    pub(super) fn fiscal(&self, i: usize) -> Step {
        let j = i + 1 + usize::from(self.word(i + 1) == Word::Dash);
        match self.word(j) {
            Word::Digits(y, 4) if is_year(y) => {
                let year = YearOf::Given(y as i32);
                self.year_part(j + 1, year).or(|| Step::of(j + 1, What::Calendar(year, YearPart::Whole)))
            }
            Word::Unit(Unit::Year, false) => match self.word(j + 1) {
                Word::Digits(y, 4) if is_year(y) => {
                    Step::of(j + 2, What::Calendar(YearOf::Given(y as i32), YearPart::Whole))
                }
                _ if self.is(j + 1, "ended") || self.is(j + 1, "ending") => {
                    Step::of(j + 1, What::Duration(Amount::whole(1), Unit::Year))
                }
                _ => Step::of(j + 1, THIS_YEAR),
            },
            Word::Ordinal(..) => self.ordinal(j),
            _ => Step::None,
        }
    }

    /// "every Tuesday", "each year", "every 40 seconds", "every morning".
    pub(super) fn set(&self, i: usize) -> Step {
        let single = usize::from(self.is(i + 1, "single") || self.is(i + 1, "other"));
        let j = i + 1 + single;
        let one = if self.is(i + 1, "other") { Amount::whole(2) } else { Amount::whole(1) };
        if self.is(i, "everyday") {
            return Step::None;
        }
        match self.word(j) {
            Word::Unit(Unit::Weekend, false) => Step::of(j + 1, What::EveryWeekend),
            Word::Unit(unit, false) => Step::of(j + 1, What::Every(one, unit)),
            Word::Weekday(day) => match self.word(j + 1) {
                Word::Part(part) => self.at_part(j + 2, What::EveryWeekday(day), part),
                _ => Step::of(j + 1, What::EveryWeekday(day)),
            },
            Word::Month(month) => Step::of(j + 1, What::EveryPart(YearPart::Month(month))),
            Word::Season(season) => Step::of(j + 1, What::EveryPart(YearPart::Season(season))),
            Word::Holiday(h) => Step::of(j + 1, What::EveryPart(YearPart::Holiday(h))),
            Word::Part(part) => self.at_part(j + 1, What::EveryDay, part),
            Word::Small(_) | Word::Tens(_) | Word::Digits(..) | Word::Vague => match self.measure(j) {
                Some((end, amount, unit)) => Step::of(end, What::Every(amount, unit)),
                None => Step::None,
            },
            _ => Step::None,
        }
    }
}

/// Numbers that can be read as years.
pub(super) fn is_year(n: u32) -> bool {
    (1500..2100).contains(&n)
}
