//! Expressions that have a place in the calendar, as their words stand.

use super::find::{Reader, Step};
use super::meaning::{Amount, DayPart, Holiday, Meaning, Reference, TimeOfDay, Unit, What, Which, YearOf, YearPart};
use super::words::Word;

const TODAY: What = What::Offset(0, Unit::Day);

impl Reader<'_> {
    /// One expression, without a time of day behind a date.
    pub(super) fn simple(&self, i: usize) -> Step {
        match self.word(i) {
            Word::The => self.the(i),
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
            Word::Weekday(_) => self.weekday(i, Which::Bare),
            Word::Weekdays(day) => Step::of(i + 1, What::EveryWeekday(day)),
            Word::Day(n) => match self.word(i + 1) {
                Word::Part(part) => {
                    Step::Found(i + 2, Meaning::of(What::Offset(i32::from(n), Unit::Day)).at(TimeOfDay::Part(part)))
                }
                _ => Step::of(i + 1, What::Offset(i32::from(n), Unit::Day)),
            },
            Word::Tonight => self.tonight(i),
            Word::Overnight => self.at_part(i + 1, What::FromTopic(0, Unit::Day), DayPart::Night),
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
                if n > 9 || matches!(self.before(i), Word::The | Word::Early | Word::Late | Word::Mid | Word::Dash) =>
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
            _ => Step::None,
        }
    }

    fn at_part(&self, end: usize, what: What, part: DayPart) -> Step {
        Step::Found(end, Meaning::of(what).at(TimeOfDay::Part(part)))
    }

    /// "in the morning", "at night": of the day spoken of. With a capital it is mostly a name.
    fn part(&self, i: usize, j: usize, part: DayPart) -> Step {
        let name = self.capital(j) && j > 0 || self.word(j + 1) == Word::Dash;
        let noun = self.word(j + 1) == Word::Other && self.spelled(j + 1).starts_with(char::is_alphabetic);
        if name || self.possessive(j) || noun && i == j {
            return Step::None;
        }
        self.at_part(j + 1, What::FromTopic(0, Unit::Day), part)
    }

    fn tonight(&self, i: usize) -> Step {
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

    fn a(&self, i: usize) -> Step {
        if self.attributive(i + 1) { Step::None } else { self.quantity(i) }
    }

    /// What begins with "the".
    fn the(&self, i: usize) -> Step {
        let j = i + 1;
        if self.attributive(j) {
            return Step::None;
        }
        match self.word(j) {
            Word::Unit(unit, false) => self.the_unit(j, unit),
            Word::Last
            | Word::Next
            | Word::Coming
            | Word::Previous
            | Word::Following
            | Word::Latest
            | Word::Past
            | Word::Same
            | Word::Current => self.relative(j, true),
            Word::Future => Step::of(j + 1, What::Reference(Reference::Future)),
            Word::Near if self.word(j + 1) == Word::Future => Step::of(j + 2, What::Reference(Reference::Future)),
            Word::Near | Word::Short if self.word(j + 1) == Word::Term => {
                Step::of(j + 2, What::Reference(Reference::Future))
            }
            // "the 1996 games": the year alone.
            Word::Digits(y, 4) if is_year(y) => self.year_part(j + 1, YearOf::Given(y as i32)),
            Word::Small(_) | Word::Tens(_) | Word::Couple | Word::Digits(..) => match self.quantity(j) {
                Step::Found(end, m) if matches!(m.what, What::Duration(..)) => Step::Found(end, m),
                other => other,
            },
            Word::Ordinal(..) => self.ordinal(j),
            Word::Decades(_) | Word::Quote | Word::Fiscal | Word::Holiday(_) => self.simple(j),
            Word::Comparable => match self.simple(j + 1).or(|| self.the_period(j + 1)) {
                Step::Found(end, m) => Step::Found(end, m),
                _ => Step::None,
            },
            Word::Season(_) => self.season(j, Which::Bare),
            Word::Part(part) => self.part(i, j, part),
            Word::Full | Word::Whole => match self.word(j + 1) {
                Word::Unit(Unit::Year, false) if self.word(j) == Word::Full => {
                    Step::of(j + 2, What::Offset(0, Unit::Year))
                }
                Word::Unit(unit, false) => Step::of(j + 2, What::Duration(Amount::whole(1), unit)),
                _ => Step::None,
            },
            _ => Step::None,
        }
    }

    /// Whether what stands at `i` is joined by a hyphen to its unit and so belongs to a noun behind it: in "the
    /// two-week strike" the article is that of the strike.
    fn attributive(&self, i: usize) -> bool {
        let end = match self.word(i) {
            Word::Ordinal(..) => i + 1,
            Word::Small(_) | Word::Tens(_) | Word::Digits(..) | Word::Vague => match self.number(i) {
                Some((end, _)) => end,
                None => return false,
            },
            _ => return false,
        };
        self.word(end) == Word::Dash && matches!(self.word(end + 1), Word::Unit(_, false))
    }

    /// "the period last year", "the period a year ago"
    fn the_period(&self, i: usize) -> Step {
        if self.word(i) != Word::Period {
            return Step::None;
        }
        match self.simple(i + 1) {
            Step::Found(end, m) => match m.what {
                What::Offset(n, Unit::Year) => Step::of(end, What::Period(n.clamp(-9, 9) as i8)),
                What::Compared(n) => Step::of(end, What::Period(n)),
                _ => Step::None,
            },
            _ => Step::None,
        }
    }

    /// "the quarter", "the year-ago period", "the week of March 6", "the year 2000", with the unit at `j`.
    fn the_unit(&self, j: usize, unit: Unit) -> Step {
        let after = self.word(j + 1);
        if unit == Unit::Year && after == Word::Dash {
            // "the year-ago $2 million": the article is that of the sum.
            return match self.year_ago(j) {
                Step::Found(_, Meaning { what: What::Compared(_), .. }) => Step::None,
                step => step,
            };
        }
        match unit {
            Unit::Year => {
                if let Word::Digits(y, 4) = after
                    && is_year(y)
                {
                    return Step::of(j + 2, What::Calendar(YearOf::Given(y as i32), YearPart::Whole));
                }
                if let Step::Found(end, m) = self.spelled_year(j + 1) {
                    return Step::Found(end, m);
                }
                if self.possessive(j) {
                    return self.year_part(j + 1, YearOf::Relative(0)).or(|| Step::of(j + 1, TODAY_YEAR));
                }
                match after {
                    Word::End => Step::None,
                    // An accounting year has a length, and no place before its end is told.
                    _ if self.is(j + 1, "ended") || self.is(j + 1, "ending") => {
                        Step::of(j + 1, What::Duration(Amount::whole(1), Unit::Year))
                    }
                    _ => Step::of(j + 1, TODAY_YEAR),
                }
            }
            Unit::Quarter => match self.simple(j + 1) {
                Step::Found(end, m) if matches!(m.what, What::Compared(_)) => match m.what {
                    What::Compared(n) => Step::of(end, What::Period(n)),
                    _ => Step::None,
                },
                _ => Step::of(j + 1, What::Period(0)),
            },
            Unit::Week | Unit::Month if after == Word::Of => {
                if let Word::Month(month) = self.word(j + 2)
                    && unit == Unit::Month
                {
                    return match self.month(j + 2) {
                        Step::None => {
                            Step::of(j + 3, What::Calendar(YearOf::Which(Which::Bare), YearPart::Month(month)))
                        }
                        found => found,
                    };
                }
                match self.month(j + 2) {
                    Step::Found(end, Meaning { what: What::Calendar(year, YearPart::Day(m, d)), .. }) => {
                        Step::of(end, What::WeekOf(year, m, d))
                    }
                    _ => Step::None,
                }
            }
            Unit::Week | Unit::Month | Unit::Weekend => match after {
                Word::After | Word::Before | Word::Of => Step::None,
                _ => Step::of(j + 1, What::Offset(0, unit)),
            },
            _ => Step::None,
        }
    }

    /// "year-ago", "year-earlier", with what it is said of; and "year-end". The year is at `j`.
    fn year_ago(&self, j: usize) -> Step {
        let k = j + 2;
        match self.word(k) {
            Word::Ago | Word::Earlier => match self.word(k + 1) {
                Word::Period | Word::Unit(Unit::Quarter, false) => Step::of(k + 2, What::Period(-1)),
                Word::Ordinal(q @ 1..=4, _) => {
                    let dash = usize::from(self.word(k + 2) == Word::Dash);
                    match self.word(k + 2 + dash) {
                        Word::Unit(Unit::Quarter, false) => {
                            Step::of(k + 3 + dash, What::Calendar(YearOf::Relative(-1), YearPart::Quarter(q)))
                        }
                        _ => Step::of(k + 1, What::Compared(-1)),
                    }
                }
                Word::Small(_) | Word::Digits(..) => match self.quantity(k + 1) {
                    Step::Found(end, m) => Step::Found(end, m),
                    _ => Step::of(k + 1, What::Compared(-1)),
                },
                _ => Step::of(k + 1, What::Compared(-1)),
            },
            Word::End => Step::of(k + 1, TODAY_YEAR),
            _ => Step::None,
        }
    }

    fn bare_unit(&self, i: usize, unit: Unit, plural: bool) -> Step {
        let after = self.word(i + 1);
        if unit == Unit::Year && !plural {
            if after == Word::Dash {
                return self.year_ago(i);
            }
            if after == Word::End {
                return Step::of(i + 2, TODAY_YEAR);
            }
        }
        if !plural {
            return match (unit, after) {
                (Unit::Weekend, _) => Step::of(i + 1, What::Offset(0, unit)),
                (Unit::Day, Word::Dash) if self.word(i + 2) == Word::Long => {
                    Step::of(i + 3, What::Duration(Amount::whole(1), unit))
                }
                _ => Step::None,
            };
        }
        let rest = match after {
            Word::Ago => return Step::of(i + 2, What::Reference(Reference::Past)),
            Word::Earlier => return Step::of(i + 2, What::Reference(Reference::Past)),
            Word::Later => return Step::of(i + 2, What::Reference(Reference::Future)),
            // "weeks or months"
            Word::Or | Word::And if matches!(self.word(i + 2), Word::Unit(_, true)) => i + 3,
            _ => i + 1,
        };
        if unit == Unit::Weekend {
            return Step::of(rest, What::EveryWeekend);
        }
        // "for years", "in recent days": how long it was is left open.
        match self.before(i) {
            Word::In | Word::Within | Word::After | Word::Over | Word::Before => {}
            _ if i > 0 && (self.is(i - 1, "for") || self.is(i - 1, "took") || self.is(i - 1, "takes")) => {}
            _ if i > 0 && (self.is(i - 1, "take") || self.is(i - 1, "until") || self.is(i - 1, "lasting")) => {}
            _ => return Step::None,
        }
        if unit == Unit::Quarter {
            return Step::None;
        }
        Step::of(rest, What::Duration(Amount::Some, unit))
    }

    /// "this week", "last December", "the past five years", "next Friday": the word that says which is at `i`.
    fn relative(&self, i: usize, the: bool) -> Step {
        let (mut which, from_topic) = match self.word(i) {
            Word::This | Word::Current | Word::Latest => (Which::This, false),
            Word::Last | Word::Past => (Which::Last, false),
            Word::Next | Word::Coming => (Which::Next, false),
            Word::Previous => (Which::Last, true),
            Word::Following => (Which::Next, true),
            Word::That | Word::Same => (Which::This, true),
            _ => (Which::Last, false),
        };
        let mut j = i + 1;
        // "this past spring", "this coming Sunday", "that same day"
        if self.word(i) == Word::This || self.word(i) == Word::That {
            which = match self.word(j) {
                Word::Past | Word::Last => Which::Last,
                Word::Coming | Word::Next => Which::Next,
                Word::Same => Which::This,
                _ => which,
            };
            if matches!(self.word(j), Word::Past | Word::Last | Word::Coming | Word::Next | Word::Same) {
                // "said that last week ..." is no "that last week".
                if self.word(i) == Word::That && self.word(j) != Word::Same {
                    return Step::None;
                }
                j += 1;
            }
        }
        if matches!(self.word(j), Word::Fiscal | Word::Full) {
            j += 1;
        }
        let steps = match which {
            Which::Last => -1,
            Which::Next => 1,
            _ => 0,
        };
        let offset = |unit: Unit| {
            if from_topic { What::FromTopic(steps, unit) } else { What::Offset(steps, unit) }
        };
        let head = self.word(i);
        match self.word(j) {
            Word::Unit(unit, false) => {
                let end = j + 1;
                if matches!(head, Word::Latest) {
                    return match unit {
                        Unit::Quarter => Step::of(end, What::Period(0)),
                        Unit::Year => Step::of(end, What::Offset(-1, Unit::Year)),
                        _ => Step::None,
                    };
                }
                if unit == Unit::Year {
                    if self.possessive(j) {
                        return self
                            .year_part(end, YearOf::Relative(steps as i8))
                            .or(|| Step::of(end, offset(Unit::Year)));
                    }
                    if self.word(end) == Word::Or && self.word(end + 1) == Word::So {
                        return Step::of(end + 2, offset(Unit::Year));
                    }
                }
                match unit {
                    Unit::Second | Unit::Minute | Unit::Hour => match head {
                        Word::Past | Word::Last | Word::Next if the || head == Word::Past => {
                            Step::of(end, What::Duration(Amount::whole(1), unit))
                        }
                        _ => Step::None,
                    },
                    // "the next day" is the one after the day spoken of.
                    Unit::Day => match head {
                        Word::Last | Word::Past | Word::Coming | Word::Current | Word::Recent => Step::None,
                        Word::This => Step::None,
                        _ => Step::of(end, What::FromTopic(steps, Unit::Day)),
                    },
                    Unit::Week | Unit::Month | Unit::Weekend if head == Word::Past && the => {
                        Step::of(end, What::Duration(Amount::whole(1), unit))
                    }
                    Unit::Decade if head == Word::Past => Step::of(end, What::Duration(Amount::whole(1), unit)),
                    _ if head == Word::Recent => Step::None,
                    _ => Step::of(end, offset(unit)),
                }
            }
            Word::Unit(unit, true) => match head {
                Word::These if unit == Unit::Day => Step::of(j + 1, What::Reference(Reference::Present)),
                Word::Recent if unit == Unit::Year => Step::of(j + 1, What::Reference(Reference::Past)),
                Word::Past if unit >= Unit::Year => Step::of(j + 1, What::Reference(Reference::Past)),
                Word::Recent
                | Word::Coming
                | Word::Past
                | Word::Last
                | Word::Next
                | Word::Previous
                | Word::Following => Step::of(j + 1, What::Duration(Amount::Some, unit)),
                _ => Step::None,
            },
            Word::Weekday(_) => {
                let which = if head == Word::Same { Which::Last } else { which };
                self.weekday(j, which)
            }
            Word::Month(_) if self.month_name(j) => self.month_of(j, YearOf::Which(which)),
            Word::Season(_) => self.season(j, which),
            Word::Part(part) | Word::Parts(part) => {
                let what = match (head, which) {
                    (Word::Last, _) => What::Offset(-1, Unit::Day),
                    (Word::Next | Word::Following, _) => What::FromTopic(1, Unit::Day),
                    (Word::Previous, _) => What::FromTopic(-1, Unit::Day),
                    (Word::That | Word::Same, _) => What::FromTopic(0, Unit::Day),
                    (Word::This, _) => TODAY,
                    _ => return Step::None,
                };
                self.at_part(j + 1, what, part)
            }
            Word::Holiday(_) | Word::BeforeDay(_) | Word::Good | Word::New => self.holiday(j, YearOf::Which(which)),
            Word::Period if matches!(head, Word::Latest | Word::Same) => Step::of(j + 1, What::Period(0)),
            Word::Reference(_) => Step::None,
            Word::Ordinal(q @ 1..=4, _) if head != Word::That => {
                let dash = usize::from(self.word(j + 1) == Word::Dash);
                match self.word(j + 1 + dash) {
                    Word::Unit(Unit::Quarter, false) => {
                        Step::of(j + 2 + dash, What::Calendar(YearOf::Which(which), YearPart::Quarter(q)))
                    }
                    _ => Step::None,
                }
            }
            Word::Small(_) | Word::Tens(_) | Word::Digits(..) | Word::Vague | Word::Couple | Word::A | Word::Half
                if !matches!(head, Word::This | Word::That | Word::Current) =>
            {
                if self.word(j) == Word::A && self.word(j + 1) != Word::Couple {
                    return Step::None;
                }
                match self.quantity(j) {
                    Step::Found(end, m) if matches!(m.what, What::Duration(..)) => Step::Found(end, m),
                    _ => Step::None,
                }
            }
            _ => match head {
                Word::Past if the && !self.carries_on(j) => Step::of(i + 1, What::Reference(Reference::Past)),
                Word::Recent if !the => Step::of(i + 1, What::Reference(Reference::Past)),
                Word::Current if !the => Step::of(i + 1, What::Reference(Reference::Present)),
                _ => Step::None,
            },
        }
    }

    /// Whether a word that could be an adjective goes on to a noun.
    fn carries_on(&self, i: usize) -> bool {
        self.word(i) == Word::Other
            && self.spelled(i).starts_with(char::is_alphabetic)
            && ![
                "and", "or", "but", "when", "where", "for", "with", "has", "is", "was", "he", "she", "they", "it", "we",
            ]
            .iter()
            .any(|w| self.is(i, w))
    }

    /// Whether the month at `i` is one: "may" and "march" are so only with a capital, "mar" and "sep" only before a
    /// number.
    fn month_name(&self, i: usize) -> bool {
        let word = self.spelled(i);
        let short = word.len() <= 4 && !matches!(self.word(i), Word::Month(5 | 6 | 7));
        let numbered = {
            let j = i + 1 + usize::from(self.word(i + 1) == Word::Stop);
            matches!(self.word(j), Word::Digits(..) | Word::Ordinal(..))
                || matches!(self.before(i), Word::Digits(_, 1..=2) | Word::Ordinal(_, true))
        };
        let capital = self.capital(i);
        match self.word(i) {
            Word::Month(3) if word.len() > 4 => capital && (numbered || self.month_context(i)),
            Word::Month(5) => capital && (numbered || self.month_context(i)),
            Word::Month(_) if short || word.len() == 3 => {
                numbered || (capital && self.word(i + 1) == Word::Stop && self.glued(i + 1) && self.month_context(i))
            }
            _ => capital || numbered,
        }
    }

    /// Whether what stands before the word asks for a time.
    fn month_context(&self, i: usize) -> bool {
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
    fn month_of(&self, i: usize, year: YearOf) -> Step {
        let Word::Month(month) = self.word(i) else { return Step::None };
        let mut j = i + 1;
        if self.word(j) == Word::Stop && self.glued(j) && self.spelled(i).len() <= 4 {
            // The full stop of an abbreviation; at the end of a sentence it is left out.
            let last = j + 1 >= self.words.len();
            j += usize::from(!last);
        }
        let day = match self.word(j) {
            Word::Digits(d, 1..=2) if (1..=31).contains(&d) && !self.unit_follows(j + 1) => Some(d as u8),
            Word::Ordinal(d, _) if (1..=31).contains(&d) => Some(d),
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
        if end == j && j == i + 2 && self.word(j - 1) == Word::Stop && day.is_none() {
            // "in Aug. the ..." keeps its stop; nothing else follows it.
            return Step::of(j, What::Calendar(year, part));
        }
        Step::of(end, What::Calendar(year, part))
    }

    fn unit_follows(&self, i: usize) -> bool {
        let i = i + usize::from(self.word(i) == Word::Dash);
        matches!(self.word(i), Word::Unit(..)) || self.is(i, "percent") || self.is(i, "%")
    }

    /// A year that belongs to the date before it: ", 1994", "of 1994", "1994", "last year".
    fn year_after(&self, end: usize, year: YearOf) -> (usize, YearOf) {
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
    fn weekday_name(&self, i: usize) -> bool {
        let word = self.spelled(i);
        if word.len() >= 6 {
            return self.capital(i) || !self.possessive(i);
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
                && !matches!(self.word(i + 1 + stop), Word::This | Word::Last | Word::On);
        near && !(shout && matches!(self.before(i), Word::The))
    }

    /// A weekday at `i`, with the date that may follow it.
    fn weekday(&self, i: usize, which: Which) -> Step {
        let Word::Weekday(day) = self.word(i) else { return Step::None };
        if !self.weekday_name(i) {
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
    fn day_month(&self, i: usize) -> Step {
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
        if !(self.capital(j) || of == 1) || (self.spelled(j).len() <= 4 && !self.capital(j)) {
            return Step::None;
        }
        // In "the 5 May 12 meetings" nothing is sure; a number behind the month that is no year belongs elsewhere.
        let stop = usize::from(self.word(j + 1) == Word::Stop && self.spelled(j).len() <= 4 && self.glued(j + 1));
        let after = if matches!(self.word(j + 1 + stop), Word::Digits(_, 4) | Word::Comma) { stop } else { 0 };
        let (end, year) = self.year_after(j + 1 + after, YearOf::Which(Which::Bare));
        let end = if end == j + 1 + after { j + 1 } else { end };
        Step::of(end, What::Calendar(year, YearPart::Day(month, day)))
    }

    /// What begins with a number in digits: a date, a year, a quantity.
    fn digits(&self, i: usize) -> Step {
        let Word::Digits(n, digits) = self.word(i) else { return Step::None };
        // A sum of money, a part of a larger number.
        if i > 0 && ["$", "£", "€", "¥", "#", "+", "no", "nos"].iter().any(|s| self.is(i - 1, s)) {
            return match self.measure(i) {
                Some((end, ..)) => Step::Skip(end),
                None => Step::None,
            };
        }
        self.numeric(i).or(|| self.day_month(i)).or(|| self.quantity(i)).or(|| {
            if digits == 4 && is_year(n) && self.is_year_here(i, n) {
                let year = YearOf::Given(n as i32);
                return self.year_part(i + 1, year).or(|| Step::of(i + 1, What::Calendar(year, YearPart::Whole)));
            }
            Step::None
        })
    }

    /// Whether a four-figure number is a year, by its neighbours.
    fn is_year_here(&self, i: usize, n: u32) -> bool {
        let next = self.spelled(i + 1);
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
        let counted = next.starts_with(char::is_lowercase) && next.ends_with('s') && next.len() > 3;
        if (1900..2000).contains(&n) || ((2000..2050).contains(&n) && !counted && n % 1000 != 0) {
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

    /// `2014-04-02`, `04/02/2014`.
    fn numeric(&self, i: usize) -> Step {
        let (Word::Digits(a, d1), Word::Digits(b, d2), Word::Digits(c, d3)) =
            (self.word(i), self.word(i + 2), self.word(i + 4))
        else {
            return Step::None;
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
        Step::of(i + 5, What::Calendar(YearOf::Given(year as i32), YearPart::Day(month as u8, day as u8)))
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
    fn ordinal(&self, i: usize) -> Step {
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
                    Some((_, Amount::Halves(m), Unit::Quarter)) if m == 4 => {
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
    fn of_year(&self, end: usize, part: YearPart) -> Step {
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

    fn season(&self, i: usize, which: Which) -> Step {
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
            let goes_on = noun
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

    fn holiday(&self, i: usize, year: YearOf) -> Step {
        let day = |j: usize| matches!(self.word(j), Word::Unit(Unit::Day, false));
        let (end, holiday) = match self.word(i) {
            Word::Holiday(Holiday::Fixed(12, 25)) if self.word(i + 1) == Word::Eve => (i + 2, Holiday::Fixed(12, 24)),
            Word::Holiday(Holiday::Easter(0)) if self.word(i + 1) == Word::Weekday(1) => (i + 2, Holiday::Easter(1)),
            Word::Holiday(Holiday::Easter(0)) if self.word(i + 1) == Word::Weekday(7) => (i + 2, Holiday::Easter(0)),
            Word::Holiday(h) if self.capital(i) || self.spelled(i).len() == 4 => (i + 1 + usize::from(day(i + 1)), h),
            Word::BeforeDay(h) if day(i + 1) && self.capital(i) && self.capital(i + 1) => (i + 2, h),
            Word::Good if self.word(i + 1) == Word::Weekday(5) && self.capital(i) => (i + 2, Holiday::Easter(-2)),
            Word::New if self.capital(i) && matches!(self.word(i + 1), Word::Unit(Unit::Year, _)) => {
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

    fn fiscal(&self, i: usize) -> Step {
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
                _ => Step::of(j + 1, TODAY_YEAR),
            },
            Word::Ordinal(..) => self.ordinal(j),
            _ => Step::None,
        }
    }

    /// "every Tuesday", "each year", "every 40 seconds", "every morning".
    fn set(&self, i: usize) -> Step {
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

const TODAY_YEAR: What = What::Offset(0, Unit::Year);

/// Numbers that can be read as years.
fn is_year(n: u32) -> bool {
    (1500..2100).contains(&n)
}

/// A decade by its first three figures; one named by its tens alone is of the last century.
fn decade(n: u32) -> i32 {
    if n < 10 { 190 + n as i32 } else { n as i32 }
}
