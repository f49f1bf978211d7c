//! Days and months, as their words stand in the calendar; and where each word that can begin an expression leads.

use super::calendar::days_in_month;
use super::find::{Reader, Step};
use super::meaning::{Amount, DayPart, Meaning, Reference, TimeOfDay, Unit, What, Which, YearOf, YearPart};
use super::words::Word;
use super::year::is_year;
use crate::annotate::speaker::is_forename;
use crate::annotate::token::Token;

/// The day of the anchor.
pub(super) const TODAY: What = What::Offset(0, Unit::Day);

impl Reader<'_> {
    /// One expression, without a time of day behind a date.
    pub(super) fn simple(&self, i: usize) -> Step {
        match self.word(i) {
            Word::The => self.the(i),
            // "a quarter past eight"
            Word::A if self.word(i + 1) == Word::Unit(Unit::Quarter, false) => self.timed(i).or(|| self.a(i)),
            Word::A => self.a(i),
            Word::Small(_)
            | Word::Tens(_)
            | Word::Vague
            | Word::Couple
            | Word::Half
            | Word::DigitsUnit(..)
            | Word::Decimal(..) => self.timed(i).or(|| self.spelled_year(i)).or(|| self.quantity(i)),
            Word::Digits(..) => self.timed(i).or(|| self.digits(i)),
            Word::Ordinal(..) => self.ordinal(i),
            Word::Month(_) => self.month(i),
            // Ms Sunday, Jane Sunday
            Word::Weekday(day) if self.homonyms.day(day) && self.called(i) => Step::None,
            Word::Weekday(_) => self.weekday(i, Which::Bare),
            Word::Weekdays(day) => Step::of(i + 1, What::EveryWeekday(day)),
            // USA Today, The Day After Tomorrow
            Word::Day(_) if i > 0 && self.titled(i) && self.capital(i - 1) => Step::None,
            Word::Day(0) if i > 0 && self.shouted(i) && self.spelled(i - 1) == "USA" => Step::None,
            // Ostrey News Now
            Word::Reference(_) if i > 1 && self.titled(i) && self.spelled(i - 1) == "News" => Step::None,
            // "a better tomorrow"
            Word::Day(1)
                if self.before(i) == Word::Other && i >= 2 && matches!(self.word(i - 2), Word::A | Word::The) =>
            {
                Step::None
            }
            Word::Day(n) => match self.word(i + 1) {
                Word::Part(part) => {
                    Step::Found(i + 2, Meaning::of(What::Offset(i32::from(n), Unit::Day)).at(TimeOfDay::Part(part)))
                }
                _ => Step::of(i + 1, What::Offset(i32::from(n), Unit::Day)),
            },
            Word::Tonight => self.tonight(i),
            // "an overnight search"
            Word::Overnight if self.before(i) == Word::A && self.carries_on(i + 1) => Step::None,
            Word::Overnight => self.at_part(i + 1, What::Offset(-1, Unit::Day), DayPart::Night),
            Word::Noon if self.homonyms.noon && self.spelled(i) == "Noon" && !self.at_hour(i) => Step::None,
            Word::Noon | Word::Midnight if self.is_kind(i) => Step::Skip(i + 1),
            Word::Clock(..) | Word::Noon | Word::Midnight => self.timed(i),
            Word::Reference(r) => Step::of(i + 1, What::Reference(r)),
            Word::Right | Word::Just if matches!(self.word(i + 1), Word::Reference(Reference::Present)) => {
                Step::of(i + 2, What::Reference(Reference::Present))
            }
            Word::More if matches!(self.word(i + 1), Word::Reference(Reference::Past)) => {
                Step::of(i + 2, What::Reference(Reference::Past))
            }
            Word::This
            | Word::That
            | Word::These
            | Word::Last
            | Word::Next
            | Word::Coming
            | Word::Previous
            | Word::Following
            | Word::Latest
            | Word::Past
            | Word::Same
            | Word::Current
            | Word::Recent => self.relative(i, false),
            Word::Future if matches!(self.word(i + 1), Word::Unit(_, true)) => {
                Step::of(i + 2, What::Reference(Reference::Future))
            }
            Word::Future
                if !self.spelled(i + 1).starts_with(char::is_alphanumeric) && self.word(i + 1) != Word::Dash =>
            {
                Step::of(i + 1, What::Reference(Reference::Future))
            }
            Word::Part(part) => self.part(i, i, part),
            Word::Unit(unit, plural) => self.bare_unit(i, unit, plural),
            Word::Daily(unit) if !self.capital(i) || !self.capital(i + 1) => {
                Step::of(i + 1, What::Every(Amount::whole(1), unit))
            }
            Word::Every | Word::Each => self.set(i),
            Word::Season(_) => self.season(i, Which::Bare),
            // "in his 30s" is an age.
            Word::Decades(n)
                if n > 9
                    || (n > 5 || self.spelled(i).starts_with(char::is_alphabetic))
                        && matches!(self.before(i), Word::The | Word::Early | Word::Late | Word::Mid | Word::Dash) =>
            {
                Step::of(i + 1, What::Decade(decade(n)))
            }
            Word::Quote => match self.word(i + 1) {
                Word::Decades(n @ 1..=9) if self.glued(i + 1) => Step::of(i + 2, What::Decade(decade(n))),
                _ => Step::None,
            },
            Word::Holiday(_) | Word::BeforeDay(_) | Word::Good | Word::New => {
                self.holiday(i, YearOf::Which(Which::Bare))
            }
            Word::Fiscal => self.fiscal(i),
            // "Q3", "Q3 2014"
            Word::QuarterCode(q) if self.capital(i) => self.of_year(i + 1, YearPart::Quarter(q)),
            Word::Fortnight | Word::All | Word::Whole => match self.word(i + 1) {
                Word::Unit(unit, false) if self.word(i) != Word::Fortnight => {
                    Step::of(i + 2, What::Duration(Amount::whole(1), unit))
                }
                _ => Step::None,
            },
            _ => Step::None,
        }
    }

    pub(super) fn at_part(&self, end: usize, what: What, part: DayPart) -> Step {
        Step::Found(end, Meaning::of(what).at(TimeOfDay::Part(part)))
    }

    /// "in the morning", "at night": of the day spoken of. With a capital it is mostly a name.
    pub(super) fn part(&self, i: usize, j: usize, part: DayPart) -> Step {
        let name = self.capital(j) && j > 0 || self.word(j + 1) == Word::Dash;
        let noun = self.word(j + 1) == Word::Other && self.spelled(j + 1).starts_with(char::is_alphabetic);
        // "on teen night": what night it is called, and not when.
        let called = i == j && i > 1 && self.before(i) == Word::Other && self.word(i - 2) == Word::On;
        // "We had a horrible night": what it was like, and not when.
        let of_kind = i == j
            && i > 1
            && self.before(i) == Word::Other
            && self.spelled(i - 1).starts_with(char::is_lowercase)
            && (self.word(i - 2) == Word::A
                || self.word(i - 2) == Word::The && (self.spelled(i - 1).ends_with("est") || self.is(i - 1, "worst")))
            && !(i > 2 && (matches!(self.word(i - 3), Word::On | Word::In | Word::At) || self.is(i - 3, "during")));
        let called = called || of_kind;
        if name || self.possessive(j) || (noun || called) && i == j {
            return Step::None;
        }
        self.of_day(j + 1).or(|| self.at_part(j + 1, What::FromTopic(0, Unit::Day), part))
    }

    /// Behind a part of the day that follows, "the morning of July 8": it is of that day, which is the expression; `i` is the
    /// token behind the part.
    pub(super) fn of_day(&self, i: usize) -> Step {
        if self.word(i) != Word::Of {
            return Step::None;
        }
        let day = |m: Meaning| matches!(m.what, What::Weekday(..) | What::Calendar(_, YearPart::Day(..)));
        match self.core(i + 1) {
            Step::Found(end, m) if m.time.is_none() && !self.possessive(end - 1) && day(m) => Step::Skip(i + 1),
            _ => Step::None,
        }
    }

    /// Whether the weekday at `i` is the name of somebody who is called so.
    fn called(&self, i: usize) -> bool {
        let named = |t: &Token| is_forename(t.key);
        i > 0
            && self.titled(i)
            && self.titled(i - 1)
            && (self.tokens.get(i - 1).is_some_and(named) || self.spelled(i - 1).len() < 4)
            || i > 0 && self.is(i - 1, "Councillor")
    }

    /// Whether the word before `i` asks for an hour.
    fn at_hour(&self, i: usize) -> bool {
        matches!(
            self.before(i),
            Word::At | Word::About | Word::Before | Word::After | Word::From | Word::To | Word::Past
        ) || i > 0 && ["by", "until", "till", "since"].iter().any(|w| self.is(i - 1, w))
    }

    /// Whether "midnight" or "noon" at `i` says what kind something is of, and not when: "several midnight rules".
    fn is_kind(&self, i: usize) -> bool {
        const ACTS: &[&str] =
            &["raid", "attack", "shooting", "fire", "deadline", "curfew", "vote", "vigil", "mass", "meeting", "hour"];
        let counted = matches!(self.before(i), Word::A | Word::The | Word::Vague | Word::These | Word::Small(_));
        let next = self.spelled(i + 1);
        counted && self.carries_on(i + 1) && next.starts_with(char::is_lowercase) && !ACTS.contains(&next)
    }

    pub(super) fn tonight(&self, i: usize) -> Step {
        let at = i + 1 + usize::from(self.word(i + 1) == Word::At);
        match self.clock(at) {
            Some((end, TimeOfDay::Clock(h, m))) => {
                // "tonight at 9:30" is in the evening.
                let hour = if (5..12).contains(&h) { h + 12 } else { h };
                Step::Found(end, Meaning::of(TODAY).at(TimeOfDay::Clock(hour, m)))
            }
            _ => self.at_part(i + 1, TODAY, DayPart::Night),
        }
    }

    pub(super) fn a(&self, i: usize) -> Step {
        if self.attributive(i + 1) || self.before(i) == Word::Dash { Step::None } else { self.quantity(i) }
    }

    /// Whether the month at `i` is one: "may" and "march" are so only with a capital, "mar" and "sep" only before a
    /// number.
    pub(super) fn month_name(&self, i: usize) -> bool {
        let word = self.spelled(i);
        let short = word.len() <= 4 && !matches!(self.word(i), Word::Month(5..=7));
        let numbered = {
            let j = i + 1 + usize::from(self.word(i + 1) == Word::Stop);
            matches!(self.word(j), Word::Digits(..) | Word::Ordinal(..))
                || matches!(self.before(i), Word::Digits(_, 1..=2) | Word::Ordinal(_, true))
        };
        let capital = self.capital(i);
        match self.word(i) {
            Word::Month(3) if word.len() > 4 => capital && (numbered || self.month_context(i)),
            Word::Month(5) if self.homonyms.may && !numbered => {
                let asks = matches!(
                    self.before(i),
                    Word::In | Word::Early | Word::Late | Word::Mid | Word::Last | Word::Next | Word::This
                );
                capital && i > 0 && asks
            }
            // "Hates the Deal And May Kill It"
            Word::Month(5) if matches!(self.before(i), Word::And | Word::Or) && !numbered => {
                capital
                    && (i > 1 && matches!(self.word(i - 2), Word::Month(_))
                        || matches!(self.word(i + 1), Word::Month(_)))
            }
            Word::Month(5) => capital && (numbered || self.month_context(i)),
            // Mar Vista
            Word::Month(_) if short && !numbered && self.word(i + 1) == Word::Other && self.titled(i + 1) => false,
            Word::Month(_) if short || word.len() == 3 => {
                numbered
                    || (capital && self.before(i) == Word::In)
                    || (capital && self.word(i + 1) == Word::Stop && self.glued(i + 1) && self.month_context(i))
            }
            // April, June and August are names too: before another name something must ask for a month.
            Word::Month(4 | 6 | 8) if self.word(i + 1) == Word::Other && self.titled(i + 1) && !self.possessive(i) => {
                capital && self.month_context(i)
            }
            _ => capital || numbered,
        }
    }

    /// Whether what stands before the word asks for a time.
    pub(super) fn month_context(&self, i: usize) -> bool {
        match self.before(i) {
            Word::In
            | Word::Of
            | Word::On
            | Word::Before
            | Word::After
            | Word::From
            | Word::To
            | Word::This
            | Word::Last
            | Word::Next
            | Word::Early
            | Word::Late
            | Word::Mid
            | Word::Each
            | Word::Every
            | Word::Dash
            | Word::And
            | Word::Past
            | Word::Coming
            | Word::Earlier
            | Word::Later
            | Word::Or => i > 0,
            _ => {
                i > 0
                    && ["by", "until", "till", "during", "through", "between", "for", "since"]
                        .iter()
                        .any(|w| self.is(i - 1, w))
            }
        }
    }

    pub(super) fn month(&self, i: usize) -> Step {
        if !self.month_name(i) {
            return Step::None;
        }
        self.month_of(i, YearOf::Which(Which::Bare))
    }

    /// A month at `i` with the day and the year that may follow.
    pub(super) fn month_of(&self, i: usize, year: YearOf) -> Step {
        let Word::Month(month) = self.word(i) else { return Step::None };
        let mut j = i + 1;
        if self.word(j) == Word::Stop && self.glued(j) && self.spelled(i).len() <= 4 {
            // The full stop of an abbreviation; at the end of a sentence it is left out.
            let last = j + 1 >= self.words.len();
            j += usize::from(!last);
        }
        let day = match self.word(j) {
            Word::Digits(d, 1..=2) if in_month(month, d) && !self.unit_follows(j + 1) => Some(d as u8),
            Word::Ordinal(d, _) if in_month(month, u32::from(d)) => Some(d),
            _ => None,
        };
        // "26-Nov" and "5:30 on" are none of its business.
        if day.is_some() && self.word(j + 1) == Word::Colon && self.glued(j + 1) && self.glued(j + 2) {
            return Step::of(j, What::Calendar(year, YearPart::Month(month)));
        }
        let (end, part) = match day {
            Some(d) => (j + 1, YearPart::Day(month, d)),
            None => (j, YearPart::Month(month)),
        };
        let (end, year) = self.year_after(end, year);
        let year =
            if year == YearOf::Which(Which::Bare) { self.year_of_range(end, month).unwrap_or(year) } else { year };
        if end == j && j == i + 2 && self.word(j - 1) == Word::Stop && day.is_none() {
            // "in Aug. the ..." keeps its stop; nothing else follows it.
            return Step::of(j, What::Calendar(year, part));
        }
        Step::of(end, What::Calendar(year, part))
    }

    /// The year behind the second month of a range, which the first one is of too: "January through June of 2015". `end`
    /// is the token behind the first, `month` its number.
    fn year_of_range(&self, end: usize, month: u8) -> Option<YearOf> {
        let leads = matches!(self.word(end), Word::To | Word::Dash | Word::And)
            || ["through", "until", "till"].iter().any(|w| self.is(end, w));
        let Word::Month(second) = self.word(end + 1) else { return None };
        if !leads || second < month || !self.capital(end + 1) {
            return None;
        }
        let day = usize::from(matches!(self.word(end + 2), Word::Digits(_, 1..=2) | Word::Ordinal(..)));
        let (_, year) = self.year_after(end + 2 + day, YearOf::Which(Which::Bare));
        matches!(year, YearOf::Given(_)).then_some(year)
    }

    pub(super) fn unit_follows(&self, i: usize) -> bool {
        let i = i + usize::from(self.word(i) == Word::Dash);
        matches!(self.word(i), Word::Unit(..)) || self.is(i, "percent") || self.is(i, "%")
    }

    /// A year that belongs to the date before it: ", 1994", "of 1994", "1994", "last year".
    pub(super) fn year_after(&self, end: usize, year: YearOf) -> (usize, YearOf) {
        let comma = usize::from(matches!(self.word(end), Word::Comma | Word::Of));
        match self.word(end + comma) {
            Word::Digits(y, 4) if is_year(y) => return (end + comma + 1, YearOf::Given(y as i32)),
            Word::Small(_) | Word::Tens(_) => {
                if let Step::Found(at, Meaning { what: What::Calendar(given, YearPart::Whole), .. }) =
                    self.spelled_year(end + comma)
                {
                    return (at, given);
                }
            }
            _ => {}
        }
        let of = usize::from(self.word(end) == Word::Of);
        let by = match self.word(end + of) {
            Word::Last => -1,
            Word::This => 0,
            Word::Next => 1,
            _ => return (end, year),
        };
        match self.word(end + of + 1) {
            Word::Unit(Unit::Year, false) => (end + of + 2, YearOf::Relative(by)),
            _ => (end, year),
        }
    }

    /// Whether the weekday at `i` is one: "sun" and "sat" stand for days only beside a time word.
    pub(super) fn weekday_name(&self, i: usize) -> bool {
        let word = self.spelled(i);
        if word.len() >= 6 {
            return self.capital(i) || !self.possessive(i);
        }
        // "Ann Lowe/Sun-Lantern": half of a paper's name.
        let paper = self.word(i + 1) == Word::Dash && self.glued(i + 1) && self.glued(i + 2) && self.titled(i + 2);
        if paper && !matches!(self.word(i + 2), Word::Weekday(_)) {
            return false;
        }
        let around = |w: Word| {
            matches!(
                w,
                Word::This
                    | Word::Last
                    | Word::Next
                    | Word::Every
                    | Word::Each
                    | Word::On
                    | Word::Digits(..)
                    | Word::Clock(..)
                    | Word::Part(_)
                    | Word::Month(_)
                    | Word::Slash
            )
        };
        let shout = matches!(word, "Sun" | "sun" | "SUN" | "wed" | "sat" | "mon");
        let stop = usize::from(matches!(self.word(i + 1), Word::Stop | Word::Comma));
        let near = (around(self.before(i)) && !(shout && self.before(i) == Word::On))
            || around(self.word(i + 1 + stop))
                && !matches!(self.word(i + 1 + stop), Word::This | Word::Last | Word::On)
                // "As she sat next to him"
                && !(shout && self.word(i + 1 + stop) == Word::Next);
        near && !(shout && matches!(self.before(i), Word::The))
    }

    /// Whether the weekday at `i` is part of a name: the Sunday Times, Black Friday.
    fn in_name(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        let next = i + 1 + usize::from(matches!(self.word(i + 1), Word::Part(_)));
        let paper = self.word(before) == Word::The && self.word(next) == Word::Other && self.titled(next);
        let called = ["black", "bloody", "super", "cyber"].iter().any(|w| self.is(before, w));
        (paper && !self.possessive(i)) || (called && self.capital(before))
    }

    /// A weekday at `i`, with the date that may follow it.
    pub(super) fn weekday(&self, i: usize, which: Which) -> Step {
        let Word::Weekday(day) = self.word(i) else { return Step::None };
        if !self.weekday_name(i) || self.in_name(i) {
            return Step::None;
        }
        let stop = usize::from(self.word(i + 1) == Word::Stop && self.spelled(i).len() <= 5 && self.glued(i + 1));
        let next = i + 1 + stop;
        if !self.possessive(i) {
            let comma = next + usize::from(self.word(next) == Word::Comma);
            let comma = comma + usize::from(self.word(comma) == Word::The);
            if let Step::Found(end, m) = match self.word(comma) {
                Word::Month(_) => self.month(comma),
                Word::Digits(..) | Word::Ordinal(_, true) => self.day_month(comma),
                _ => Step::None,
            } && matches!(m.what, What::Calendar(_, YearPart::Day(..)))
            {
                return Step::Found(end, m);
            }
            // "Friday the 13th"
            if self.word(next) == Word::The
                && let Word::Ordinal(13, true) = self.word(next + 1)
            {
                return Step::of(next + 2, What::Weekday(which, day));
            }
        }
        Step::of(i + 1, What::Weekday(which, day))
    }

    /// "5 October 2014", "24th of March", with the day at `i`.
    pub(super) fn day_month(&self, i: usize) -> Step {
        let day = match self.word(i) {
            Word::Digits(d, 1..=2) | Word::Digits(d, 0) => d as u8,
            Word::Ordinal(d, _) => d,
            _ => return Step::None,
        };
        if !(1..=31).contains(&day) {
            return Step::None;
        }
        let of = usize::from(self.word(i + 1) == Word::Of);
        let j = i + 1 + of;
        let Word::Month(month) = self.word(j) else { return Step::None };
        if !in_month(month, u32::from(day)) {
            return Step::None;
        }
        let year = matches!(self.word(j + 1), Word::Digits(y, 4) if is_year(y));
        let sure = self.capital(j) || year || matches!(self.word(i), Word::Ordinal(_, true));
        if !sure && (of == 0 || self.spelled(j).len() <= 4) {
            return Step::None;
        }
        // In "the 5 May 12 meetings" nothing is sure; a number behind the month that is no year belongs elsewhere.
        let stop = usize::from(self.word(j + 1) == Word::Stop && self.spelled(j).len() <= 4 && self.glued(j + 1));
        let after = if matches!(self.word(j + 1 + stop), Word::Digits(_, 4) | Word::Comma) { stop } else { 0 };
        let (end, year) = self.year_after(j + 1 + after, YearOf::Which(Which::Bare));
        let end = if end == j + 1 + after { j + 1 } else { end };
        Step::of(end, What::Calendar(year, YearPart::Day(month, day)))
    }

    /// "the 1980's", "the 90's": a decade, where an article or "early" before it says that it is no possessive.
    fn decade_with_mark(&self, i: usize, n: u32, digits: u8) -> Step {
        let marked = self.word(i + 1) == Word::Quote && self.glued(i + 1) && self.glued(i + 2) && self.is(i + 2, "s");
        let asked = matches!(self.before(i), Word::The | Word::Early | Word::Late | Word::Mid | Word::Dash);
        let decade = match digits {
            4 if is_year(n) => (n / 10) as i32,
            2 if n > 50 => 190 + (n / 10) as i32,
            _ => return Step::None,
        };
        if !(marked && asked && n.is_multiple_of(10)) {
            return Step::None;
        }
        Step::of(i + 3, What::Decade(decade))
    }

    /// The first day of "2-4 July", "from 3 to 5 May"; the second is read after it.
    fn first_of_range(&self, i: usize) -> Step {
        let joined = match self.word(i + 1) {
            Word::Dash => true,
            Word::To => self.before(i) == Word::From,
            Word::And => i > 0 && (self.before(i) == Word::On || self.is(i - 1, "between")),
            _ => false,
        };
        match (self.word(i), self.day_month(i + 2)) {
            (
                Word::Digits(first @ 1..=31, 1..=2) | Word::Digits(first @ 1..=31, 0),
                Step::Found(_, Meaning { what: What::Calendar(year, YearPart::Day(month, second)), .. }),
            ) if joined && first < u32::from(second) => {
                Step::of(i + 1, What::Calendar(year, YearPart::Day(month, first as u8)))
            }
            _ => Step::None,
        }
    }

    /// A date in figures, or a day before its month.
    pub(super) fn day_or_date(&self, i: usize) -> Step {
        self.numeric(i).or(|| self.day_month(i)).or(|| self.first_of_range(i))
    }

    /// What begins with a number in digits: a date, a year, a quantity.
    pub(super) fn digits(&self, i: usize) -> Step {
        let Word::Digits(n, digits) = self.word(i) else { return Step::None };
        // A sum of money, a part of a larger number.
        if i > 0 && ["$", "£", "€", "¥", "#", "+", "no", "nos"].iter().any(|s| self.is(i - 1, s)) {
            return match self.measure(i) {
                Some((end, ..)) => Step::Skip(end),
                None => Step::None,
            };
        }
        self.decade_with_mark(i, n, digits).or(|| self.day_or_date(i)).or(|| self.quantity(i)).or(|| {
            if digits == 4 && is_year(n) && self.is_year_here(i, n) {
                let year = YearOf::Given(n as i32);
                return self.year_part(i + 1, year).or(|| Step::of(i + 1, What::Calendar(year, YearPart::Whole)));
            }
            Step::None
        })
    }

    /// `2014-04-02`, `2014-04-02T08:30:00Z`, `04/02/2014`.
    pub(super) fn numeric(&self, i: usize) -> Step {
        let (Word::Digits(a, d1), Word::Digits(b, d2)) = (self.word(i), self.word(i + 2)) else { return Step::None };
        let (c, d3, end) = match self.word(i + 4) {
            Word::Digits(c, d3) => (c, d3, i + 5),
            _ => match self.stamp(i + 4) {
                Some((day, end)) if d1 == 4 => (day, 2, end),
                _ => return Step::None,
            },
        };
        if !(1..=4).all(|k| self.glued(i + k)) || self.word(i + 1) != self.word(i + 3) {
            return Step::None;
        }
        let (year, month, day) = match self.word(i + 1) {
            Word::Dash if d1 == 4 && d2 == 2 && d3 == 2 => (a, b, c),
            // The month comes first, as in America, unless it can only be the day.
            Word::Slash | Word::Dash if d1 <= 2 && d2 <= 2 && (d3 == 4 || d3 == 2) => {
                let year = match c {
                    _ if d3 == 4 => c,
                    0..=49 => 2000 + c,
                    _ => 1900 + c,
                };
                if a > 12 { (year, b, a) } else { (year, a, b) }
            }
            _ => return Step::None,
        };
        if !is_year(year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return Step::None;
        }
        Step::of(end, What::Calendar(YearOf::Given(year as i32), YearPart::Day(month as u8, day as u8)))
    }

    /// The day and the end of the stamp of a machine, from its day on: `02T08:30:00.000+01:00`.
    fn stamp(&self, i: usize) -> Option<(u32, usize)> {
        let (day, hour) = self.spelled(i).split_once(['T', 't'])?;
        let figures = |s: &str| s.len() == 2 && s.bytes().all(|b| b.is_ascii_digit());
        let part = |k: usize| {
            let word = self.spelled(k).trim_end_matches(['Z', 'z']);
            matches!(word, ":" | "." | "+" | "-" | "") || word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        };
        let more = (i + 1..self.tokens.len()).take_while(|k| self.glued(*k) && part(*k)).count();
        // The stop of the sentence is none of it.
        let end = i + 1 + more;
        let end = if more > 0 && self.spelled(end - 1) == "." { end - 1 } else { end };
        if figures(day) && figures(hour) { Some((day.parse().ok()?, end)) } else { None }
    }
}

/// A decade by its first three figures; one named by its tens alone is of the last century.
fn decade(n: u32) -> i32 {
    if n < 10 { 190 + n as i32 } else { n as i32 }
}

/// Whether a month can have that day.
fn in_month(month: u8, day: u32) -> bool {
    day >= 1 && day <= u32::from(days_in_month(2000, month))
}
