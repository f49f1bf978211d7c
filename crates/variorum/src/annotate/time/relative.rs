//! Expressions that are counted from somewhere: "the quarter", "last December", "the past five years".

use super::find::{Reader, Step};
use super::meaning::{Amount, DayPart, Meaning, Reference, TimeOfDay, Unit, What, Which, YearOf, YearPart};
use super::words::Word;
use super::year::is_year;

/// Words behind "the day before" that it is not before.
const BEHIND: &[&str] =
    &["but", "by", "still", "when", "while", "where", "with", "outside", "inside", "near", "during", "because", "who"];

impl Reader<'_> {
    /// What begins with "the".
    pub(super) fn the(&self, i: usize) -> Step {
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
            Word::Digits(y, 4) if is_year(y) => match self.digits(j) {
                Step::Found(end, m) if matches!(m.what, What::Decade(_)) => Step::Found(end, m),
                _ => self.year_part(j + 1, YearOf::Given(y as i32)),
            },
            Word::Small(_) | Word::Tens(_) | Word::Couple | Word::Digits(..) => match self.quantity(j) {
                Step::Found(end, m) if matches!(m.what, What::Duration(..)) => Step::Found(end, m),
                other => other,
            },
            Word::Ordinal(..) => self.ordinal(j),
            Word::Decades(_) | Word::Quote | Word::Fiscal | Word::Holiday(_) => self.simple(j),
            Word::Comparable => match self.after_comparable(j + 1) {
                Step::Found(end, m) => Step::Found(end, m),
                _ => Step::None,
            },
            Word::Season(_) => self.season(j, Which::Bare),
            // "the night before"
            Word::Part(part) if self.word(j + 1) == Word::Before && self.ends_here(j + 2) => {
                self.at_part(j + 2, What::FromTopic(-1, Unit::Day), part)
            }
            Word::Part(part) => self.part(i, j, part),
            // "the early hours of Wednesday"
            Word::Early if self.word(j + 1) == Word::Unit(Unit::Hour, true) && self.word(j + 2) == Word::Of => {
                match self.core(j + 3) {
                    Step::Found(end, m) if matches!(m.what, What::Offset(_, Unit::Day) | What::Weekday(..)) => {
                        Step::Found(end, Meaning { time: None, ..m }.at(TimeOfDay::Part(DayPart::Morning)))
                    }
                    _ => Step::None,
                }
            }
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
    pub(super) fn attributive(&self, i: usize) -> bool {
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

    /// "comparable year-ago quarter", "corresponding period last year"
    fn after_comparable(&self, i: usize) -> Step {
        match self.word(i) {
            Word::Unit(unit, plural) => self.bare_unit(i, unit, plural),
            _ => self.the_period(i),
        }
    }

    /// "a year ago", "last year"
    fn year_back(&self, i: usize) -> Step {
        match self.word(i) {
            Word::A => self.quantity(i),
            Word::Last | Word::This => self.relative(i, false),
            _ => Step::None,
        }
    }

    /// "the period last year", "the period a year ago"
    pub(super) fn the_period(&self, i: usize) -> Step {
        if self.word(i) != Word::Period {
            return Step::None;
        }
        match self.year_back(i + 1) {
            Step::Found(end, m) => match m.what {
                What::Offset(n, Unit::Year) => Step::of(end, What::Period(n.clamp(-9, 9) as i8)),
                What::Compared(n) => Step::of(end, What::Period(n)),
                _ => Step::None,
            },
            _ => Step::None,
        }
    }

    /// "the quarter", "the year-ago period", "the week of March 6", "the year 2000", with the unit at `j`.
    pub(super) fn the_unit(&self, j: usize, unit: Unit) -> Step {
        let after = self.word(j + 1);
        // "Man of the Year"
        if self.titled(j) && j > 0 && !self.capital(j - 1) || unit == Unit::Year && self.is_award(j) {
            return Step::None;
        }
        if unit == Unit::Year && after == Word::Dash {
            // "the year-ago $2 million": the article is that of the sum.
            return match self.year_ago(j) {
                Step::Found(_, Meaning { what: What::Compared(_), .. }) => Step::None,
                step => step,
            };
        }
        // "the day before", where nothing follows that it was before.
        if matches!(after, Word::Before | Word::After)
            && matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year)
            && self.ends_here(j + 2)
        {
            return Step::of(j + 2, What::FromTopic(if after == Word::Before { -1 } else { 1 }, unit));
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
                    return self.year_part(j + 1, YearOf::Relative(0)).or(|| Step::of(j + 1, THIS_YEAR));
                }
                match after {
                    Word::End => Step::None,
                    // An accounting year has a length, and no place before its end is told.
                    _ if self.is(j + 1, "ended") || self.is(j + 1, "ending") => {
                        Step::of(j + 1, What::Duration(Amount::whole(1), Unit::Year))
                    }
                    _ => Step::of(j + 1, THIS_YEAR),
                }
            }
            Unit::Quarter => match self.year_back(j + 1) {
                Step::Found(end, m) if matches!(m.what, What::Compared(_)) => match m.what {
                    What::Compared(n) => Step::of(end, What::Period(n)),
                    _ => Step::None,
                },
                // "Residents of the quarter"
                _ if !self.homonyms.quarters => Step::None,
                _ => Step::of(j + 1, What::Period(0)),
            },
            Unit::Week | Unit::Month
                if after == Word::Of
                    || unit == Unit::Week
                        && ["ended", "ending", "beginning", "starting"].iter().any(|w| self.is(j + 1, w))
                        && matches!(self.word(j + 2), Word::Month(_)) =>
            {
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

    /// Whether "the year" at `j` ends the name of a prize: "album of the year". What is one of the year's has an article
    /// before it, or is the first or the greatest.
    fn is_award(&self, j: usize) -> bool {
        const PARTS: &[&str] = &["rest", "part", "course", "turn", "remainder", "most", "much", "out", "bulk", "some"];
        const PRIZES: &[&str] = &["award", "awards", "prize", "title", "honour", "honor", "contest"];
        let Some(k) = j.checked_sub(3).filter(|_| self.word(j - 1) == Word::The && self.word(j - 2) == Word::Of) else {
            return false;
        };
        let noun = self.spelled(k);
        let named = self.word(k) == Word::Other && noun.starts_with(char::is_alphabetic) && !noun.ends_with('s');
        let one = |d: usize| {
            let word = self.spelled(d);
            matches!(self.word(d), Word::A | Word::The | Word::Ordinal(..) | Word::Small(_) | Word::Latest | Word::This)
                || self.possessive(d)
                || word.ends_with("est")
                || word.ends_with("'s")
                || word.ends_with("’s")
                || ["most", "worst", "his", "her", "their", "its", "our", "my", "only"].contains(&word)
        };
        let prize = PRIZES.iter().any(|p| self.is(j + 1, p));
        named && !PARTS.contains(&noun) && (prize || !(k.saturating_sub(3)..k).any(one))
    }

    /// Whether what stands at `i` begins something new, rather than what "before" is before.
    fn ends_here(&self, i: usize) -> bool {
        matches!(self.word(i), Word::Comma | Word::Stop | Word::And | Word::Colon | Word::To | Word::In | Word::At)
            || i >= self.words.len()
            || !self.spelled(i).starts_with(char::is_alphanumeric)
            || BEHIND.iter().any(|w| self.is(i, w))
    }

    /// "year-ago", "year-earlier", with what it is said of; and "year-end". The year is at `j`.
    pub(super) fn year_ago(&self, j: usize) -> Step {
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
            Word::End => Step::of(k + 1, THIS_YEAR),
            _ => Step::None,
        }
    }

    pub(super) fn bare_unit(&self, i: usize, unit: Unit, plural: bool) -> Step {
        let after = self.word(i + 1);
        if unit == Unit::Year && !plural {
            if after == Word::Dash {
                return self.year_ago(i);
            }
            if after == Word::End {
                return Step::of(i + 2, THIS_YEAR);
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
            // "weeks of guesswork", "hours after the vote"; "in the weeks before the vote" has a place, and no length.
            Word::The | Word::Of => return Step::None,
            _ if (Unit::Minute..=Unit::Month).contains(&unit)
                && matches!(after, Word::Of | Word::Before | Word::After) => {}
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
    pub(super) fn relative(&self, i: usize, the: bool) -> Step {
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
        // "This Week" and "This Morning" in capitals are programmes.
        if self.word(i) == Word::This && self.titled(i) && self.titled(j) && i > 0 {
            return Step::None;
        }
        let offset = |unit: Unit| {
            if from_topic { What::FromTopic(steps, unit) } else { What::Offset(steps, unit) }
        };
        let head = self.word(i);
        // "Following Thursday's press conference" is after it.
        if head == Word::Following
            && !the
            && matches!(self.word(j), Word::Weekday(_))
            && (self.possessive(j) || matches!(self.word(j + 1), Word::Part(_)) && self.possessive(j + 1))
        {
            return Step::None;
        }
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
                match self.weekday(j, which) {
                    Step::Found(end, Meaning { what: What::Weekday(_, day), .. })
                        if matches!(head, Word::Previous | Word::Following)
                            || head == Word::That && which == Which::This =>
                    {
                        Step::of(end, What::TopicWeekday(which, day))
                    }
                    step => step,
                }
            }
            Word::Month(_) if self.month_name(j) => self.month_of(j, YearOf::Which(which)),
            Word::Season(_) => self.season(j, which),
            Word::Part(part) | Word::Parts(part) => {
                let what = match (head, which) {
                    (Word::Last, _) => What::Offset(-1, Unit::Day),
                    (Word::Next | Word::Following, _) => What::FromTopic(1, Unit::Day),
                    (Word::Previous, _) => What::FromTopic(-1, Unit::Day),
                    (Word::That | Word::Same, _) => What::FromTopic(0, Unit::Day),
                    (Word::This, _) => super::dates::TODAY,
                    _ => return Step::None,
                };
                self.at_part(j + 1, what, part)
            }
            Word::Holiday(_) | Word::BeforeDay(_) | Word::Good | Word::New => self.holiday(j, YearOf::Which(which)),
            Word::Period if matches!(head, Word::Latest | Word::Same) => Step::of(j + 1, What::Period(0)),
            Word::Reference(_) => Step::None,
            // "the last half of 1989"
            Word::Half if head == Word::Last => match self.of_year(j + 1, YearPart::Half(2)) {
                Step::Found(end, m) if end > j + 1 => Step::Found(end, m),
                _ => Step::None,
            },
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
    pub(super) fn carries_on(&self, i: usize) -> bool {
        self.word(i) == Word::Other
            && self.spelled(i).starts_with(char::is_alphabetic)
            && ![
                "and", "or", "but", "when", "where", "for", "with", "has", "is", "was", "he", "she", "they", "it", "we",
            ]
            .iter()
            .any(|w| self.is(i, w))
    }
}

/// The year of the anchor.
pub(super) const THIS_YEAR: What = What::Offset(0, Unit::Year);
