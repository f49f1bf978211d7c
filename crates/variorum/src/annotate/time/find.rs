//! Finding expressions and giving their meaning, without regard to when they were written.
//!
//! A sentence is read from left to right. Where a word can begin an expression the longest one that begins there is
//! taken. Nothing here knows a date: what a meaning comes to is asked of `resolve`.

use super::homonyms::Homonyms;
use super::meaning::{Amount, DayPart, Meaning, TimeKind, TimeOfDay, Unit, What, Which, YearOf, YearPart};
use super::tense::tense;
use super::words::{Lex, Word};
use crate::annotate::token::Token;
use crate::span::Span;

/// A found expression: where it stands and what it means.
pub(super) struct Found {
    pub span: Span,
    pub meaning: Meaning,
}

/// What stands at a token.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// An expression up to a token, exclusive.
    Found(usize, Meaning),
    /// Something that looks like one and is none, up to a token.
    Skip(usize),
    /// Nothing.
    None,
}

impl Step {
    /// The first of two that is something.
    pub(super) fn or(self, other: impl FnOnce() -> Step) -> Step {
        if let Step::None = self { other() } else { self }
    }

    pub(super) fn of(end: usize, what: What) -> Step {
        Step::Found(end, Meaning::of(what))
    }
}

/// One sentence and its words.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub words: &'a [Lex],
    /// What in the report is spelled as a time and is none.
    pub homonyms: Homonyms,
}

impl Reader<'_> {
    pub(super) fn word(&self, i: usize) -> Word {
        self.words.get(i).map_or(Word::Other, |l| l.word)
    }

    pub(super) fn possessive(&self, i: usize) -> bool {
        self.words.get(i).is_some_and(|l| l.possessive)
    }

    pub(super) fn spelled(&self, i: usize) -> &str {
        self.tokens.get(i).and_then(|t| self.text.get(t.span.range())).unwrap_or("")
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.spelled(i).eq_ignore_ascii_case(word)
    }

    /// Whether the token begins with a capital.
    pub(super) fn capital(&self, i: usize) -> bool {
        self.spelled(i).starts_with(char::is_uppercase)
    }

    /// Whether the token has one capital, its first letter.
    pub(super) fn titled(&self, i: usize) -> bool {
        let mut chars = self.spelled(i).chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    }

    /// Whether the token is in capitals.
    pub(super) fn shouted(&self, i: usize) -> bool {
        let word = self.spelled(i);
        word.len() > 1 && word.chars().all(char::is_uppercase)
    }

    /// Whether there is nothing between the token and the one before.
    pub(super) fn glued(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|j| self.tokens.get(j));
        matches!((before, self.tokens.get(i)), (Some(a), Some(b)) if a.span.end() == b.span.start())
    }

    /// The word before `i`.
    pub(super) fn before(&self, i: usize) -> Word {
        i.checked_sub(1).map_or(Word::Other, |j| self.word(j))
    }

    /// The bytes of tokens `first..end`, a possessive 's at the end left out.
    fn span(&self, first: usize, end: usize) -> Option<Span> {
        let (a, b) = (self.tokens.get(first)?, self.tokens.get(end.checked_sub(1)?)?);
        let mut to = b.span.end();
        if self.possessive(end - 1) {
            let word = self.spelled(end - 1);
            let bare = word.trim_end_matches(['s', 'S']).trim_end_matches(|c: char| !c.is_alphanumeric());
            to = b.span.start() + bare.len() as u32;
        }
        Some(Span::new(a.span.start(), to))
    }

    /// Reads the sentence.
    pub(super) fn read(&self, out: &mut Vec<Found>) {
        let mut i = 0;
        while i < self.words.len() {
            if !can_begin(self.word(i)) {
                i += 1;
                continue;
            }
            match self.expression(i) {
                Step::Found(end, mut meaning) => {
                    let end = end.clamp(i + 1, self.words.len());
                    if wants_tense(meaning.what) {
                        let long = matches!(meaning.what, What::Calendar(_, YearPart::Month(_) | YearPart::Season(_)));
                        let part = long || matches!(meaning.what, What::Calendar(_, YearPart::Day(..)));
                        meaning.tense = tense(self, (i, end), long, part);
                    }
                    if let Some(span) = self.span(i, end) {
                        out.push(Found { span, meaning });
                    }
                    i = self.range(end, meaning, out);
                }
                Step::Skip(end) => i = end.max(i + 1),
                Step::None => i += 1,
            }
        }
    }

    /// The second end of a range such as "March 3-5" or "1995-96", which is short for an expression of its own.
    fn range(&self, end: usize, first: Meaning, out: &mut Vec<Found>) -> usize {
        let joins = match self.word(end) {
            Word::Dash => true,
            Word::To | Word::And => matches!(first.what, What::Calendar(_, YearPart::Day(..))),
            _ => false,
        };
        let Word::Digits(n, digits) = self.word(end + 1) else { return end };
        if !joins || first.time.is_some() {
            return end;
        }
        let what = match first.what {
            // In "2-4 July" the month is still to come.
            What::Calendar(_, YearPart::Day(..)) if matches!(self.word(end + 2), Word::Month(_) | Word::Of) => {
                return end;
            }
            What::Calendar(year, YearPart::Day(month, day)) if digits <= 2 && n > u32::from(day) && n <= 31 => {
                // "March 3 and 12 others": only a dash is sure.
                if self.word(end) != Word::Dash && !matches!(self.word(end + 2), Word::Comma | Word::Stop | Word::At) {
                    return end;
                }
                What::Calendar(year, YearPart::Day(month, n as u8))
            }
            What::Calendar(YearOf::Given(year), YearPart::Whole) if digits == 2 && self.glued(end + 1) => {
                let second = year - year % 100 + n as i32;
                if second <= year {
                    return end;
                }
                What::Calendar(YearOf::Given(second), YearPart::Whole)
            }
            _ => return end,
        };
        if let Some(span) = self.span(end + 1, end + 2) {
            out.push(Found { span, meaning: Meaning { what, ..first } });
        }
        end + 2
    }

    /// The expression that begins at `i`.
    fn expression(&self, i: usize) -> Step {
        if let Some((at, about)) = self.approximator(i) {
            let step = self.quantity(at);
            if let Step::Found(..) = step {
                return step;
            }
            let step = self.core(at);
            if let Step::Found(_, m) = step
                && self.word(at) != Word::A
                && (about && takes_about(m) || m.kind() == TimeKind::Duration && self.word(i) != Word::About)
            {
                return step;
            }
            return Step::None;
        }
        self.edge(i).or(|| self.core(i))
    }

    /// Where a word such as "about" or "at least" ends, and whether it goes with a date too.
    fn approximator(&self, i: usize) -> Option<(usize, bool)> {
        let next = self.word(i + 1);
        match self.word(i) {
            Word::About => Some((i + 1, true)),
            Word::Over if next == Word::A => Some((i + 1, false)),
            Word::More | Word::Less if next == Word::Than => Some((i + 2, false)),
            Word::No | Word::Not if matches!(next, Word::More | Word::Less) && self.word(i + 2) == Word::Than => {
                Some((i + 3, false))
            }
            Word::At if matches!(next, Word::Least | Word::Most) => Some((i + 2, false)),
            Word::Up if next == Word::To => Some((i + 2, false)),
            _ => None,
        }
    }

    /// "early next week", "late 1989", "the end of the month", "mid-May": the value is that of the whole.
    fn edge(&self, i: usize) -> Step {
        let j = i + usize::from(self.word(i) == Word::The);
        let next = match self.word(j) {
            Word::Early | Word::Late | Word::Mid | Word::Sometime => {
                let k = j + 1 + usize::from(self.word(j + 1) == Word::Dash);
                // "late on Thursday"
                k + usize::from(matches!(self.word(k), Word::In | Word::On))
            }
            // "later in the week"; with "a year earlier" it is not the first word.
            Word::Earlier | Word::Later => j + 1 + usize::from(self.word(j + 1) == Word::In),
            Word::Edge | Word::End if self.word(j + 1) == Word::Of => j + 2,
            Word::Coming if self.word(i) == Word::The && matches!(self.word(j + 1), Word::Part(_)) => j + 1,
            _ => return Step::None,
        };
        if let Word::Part(part) = self.word(next) {
            // "late night", "mid-afternoon yesterday"
            if matches!(self.word(j), Word::Early | Word::Late | Word::Mid) {
                // "the early morning of July 8"
                if let Step::Skip(end) = self.of_day(next + 1) {
                    return Step::Skip(end);
                }
                let (end, what) = match self.core(next + 1) {
                    Step::Found(end, m)
                        if m.time.is_none() && matches!(m.what, What::Offset(_, _) | What::Weekday(..)) =>
                    {
                        (end, m.what)
                    }
                    _ => (next + 1, What::FromTopic(0, Unit::Day)),
                };
                return Step::Found(end, Meaning::of(what).at(TimeOfDay::Part(part)));
            }
        }
        match self.core(next) {
            Step::Found(end, m) if matches!(m.kind(), TimeKind::Date | TimeKind::Time) => match m.what {
                What::Reference(_) => Step::None,
                _ => Step::Found(end, m),
            },
            _ => Step::None,
        }
    }

    /// A date and the time of day that may follow it.
    pub(super) fn core(&self, i: usize) -> Step {
        let step = self.simple(i);
        let Step::Found(end, meaning) = step else { return step };
        // "every Sunday at 9 a.m.", "this morning at 7:30"
        let again = matches!(meaning.what, What::EveryWeekday(_) | What::EveryDay | What::Every(_, Unit::Day));
        if again || matches!(meaning.time, Some(TimeOfDay::Part(_))) && meaning.kind() == TimeKind::Time {
            let at = end + usize::from(matches!(self.word(end), Word::At | Word::About));
            let part = if let Some(TimeOfDay::Part(part)) = meaning.time { Some(part) } else { None };
            return match self.clock(at) {
                Some((end, time)) if matches!(meaning.what, What::Every(..)) => {
                    Step::Found(end, Meaning::of(What::EveryDay).at(time))
                }
                Some((end, time)) => Step::Found(end, meaning.at(self.within(part, (at, end), time))),
                None => step,
            };
        }
        if meaning.time.is_some() || meaning.kind() != TimeKind::Date || self.possessive(end - 1) {
            return step;
        }
        let day = matches!(
            meaning.what,
            What::Weekday(..)
                | What::TopicWeekday(..)
                | What::Offset(_, Unit::Day)
                | What::FromTopic(_, Unit::Day)
                | What::Calendar(_, YearPart::Day(..) | YearPart::Holiday(_))
        );
        if !day {
            return step;
        }
        match self.word(end) {
            Word::Part(part) => {
                if let Some((last, date)) = self.dated(end + 1).filter(|_| matches!(meaning.what, What::Weekday(..))) {
                    return Step::Found(last, date.at(TimeOfDay::Part(part)));
                }
                // "Saturday evening at 7:30 p.m."
                if matches!(self.word(end + 1), Word::At | Word::About)
                    && let Some((last, time)) = self.clock(end + 2)
                {
                    return Step::Found(last, meaning.at(self.within(Some(part), (end + 2, last), time)));
                }
                return Step::Found(end + 1, meaning.at(TimeOfDay::Part(part)));
            }
            Word::Parts(part) => {
                if let What::Weekday(_, day) = meaning.what {
                    return Step::Found(end + 1, Meaning::of(What::EveryWeekday(day)).at(TimeOfDay::Part(part)));
                }
            }
            Word::Overnight => return Step::Found(end + 1, meaning.at(TimeOfDay::Part(DayPart::Night))),
            // "a Sunday-morning fire"
            Word::Dash if self.glued(end) && self.glued(end + 1) => {
                if let (Word::Part(part), What::Weekday(..)) = (self.word(end + 1), meaning.what) {
                    return Step::Found(end + 2, meaning.at(TimeOfDay::Part(part)));
                }
            }
            _ => {}
        }
        let mut at = end + usize::from(self.word(end) == Word::Comma);
        at += usize::from(self.word(at) == Word::At);
        // "Friday, June 3 around 7:30 p.m."
        if self.word(at) == Word::About && (at > end || self.clock(at + 1).is_some()) {
            at += 1;
        }
        // "July 28 from 6 to 8 p.m.": it begins at six.
        at += usize::from(self.word(at) == Word::From && at == end && self.clock(at + 1).is_some());
        match self.clock(at) {
            Some((end, time)) => Step::Found(end, meaning.at(time)),
            None => step,
        }
    }

    /// The date that says again which day was meant: "Sunday morning, Oct. 30, 2016". `end` is the token behind the weekday.
    fn dated(&self, end: usize) -> Option<(usize, Meaning)> {
        let at = end + usize::from(self.word(end) == Word::Comma);
        let date = match self.word(at) {
            Word::Month(_) => self.month(at),
            Word::Digits(..) | Word::Ordinal(_, true) => self.day_month(at),
            _ => Step::None,
        };
        match date {
            Step::Found(last, m) if at > end && matches!(m.what, What::Calendar(_, YearPart::Day(..))) => {
                Some((last, m))
            }
            _ => None,
        }
    }

    /// A time of day, and the date that may follow it.
    pub(super) fn timed(&self, i: usize) -> Step {
        let Some((end, time)) = self.clock(i) else { return Step::None };
        let at = end + usize::from(self.word(end) == Word::Comma);
        let at = at + usize::from(self.word(at) == Word::On);
        // Only what can be a day is tried: another time of day would lead back here.
        let day = match self.word(at) {
            Word::Digits(..) => self.day_or_date(at),
            Word::Ordinal(..)
            | Word::Month(_)
            | Word::Weekday(_)
            | Word::Weekdays(_)
            | Word::Day(_)
            | Word::Tonight
            | Word::This
            | Word::That
            | Word::Last
            | Word::Next
            | Word::Every
            | Word::Each
            | Word::Daily(_) => self.simple(at),
            _ => Step::None,
        };
        if let Step::Found(later, m) = day {
            let day = match m.what {
                What::Every(Amount::Halves(2), Unit::Day) => Some(Meaning::of(What::EveryDay)),
                // "10 p.m. tonight", "8 a.m. on Sundays"
                What::EveryWeekday(_) | What::EveryDay | What::Offset(_, Unit::Day) | What::Weekday(..) => Some(m),
                What::Calendar(_, YearPart::Day(..)) => Some(m),
                _ => None,
            };
            if let Some(day) = day.filter(|d| !matches!(d.time, Some(TimeOfDay::Clock(..)))) {
                // "10:30 Monday night"
                let (later, part) = match (day.time, self.word(later)) {
                    (Some(TimeOfDay::Part(part)), _) => (later, Some(part)),
                    (None, Word::Part(part)) if !self.possessive(later - 1) => (later + 1, Some(part)),
                    _ => (later, None),
                };
                return Step::Found(later, day.at(self.within(part, (i, end), time)));
            }
        }
        Step::Found(end, Meaning::of(What::FromTopic(0, Unit::Day)).at(time))
    }
}

impl Reader<'_> {
    /// An hour in the part of the day that stands with it, where its own words `first..end` do not say which half it is of:
    /// "10:30 Monday night".
    fn within(&self, part: Option<DayPart>, (first, end): (usize, usize), time: TimeOfDay) -> TimeOfDay {
        let (Some(part), TimeOfDay::Clock(h, m)) = (part, time) else { return time };
        let says =
            |k: usize| matches!(self.word(k), Word::Am | Word::Pm | Word::Clock(..) | Word::Noon | Word::Midnight);
        if h > 12 || (first..end).any(says) || self.spelled(end - 1).ends_with(['m', 'M']) {
            return time;
        }
        let hour = match part {
            DayPart::Morning => h % 12,
            DayPart::Afternoon | DayPart::Evening => h % 12 + 12,
            DayPart::Night if (5..12).contains(&h) => h + 12,
            DayPart::Night => h % 12,
        };
        TimeOfDay::Clock(hour, m)
    }
}

/// Whether "about" before such an expression belongs to it.
fn takes_about(meaning: Meaning) -> bool {
    match meaning.what {
        What::Calendar(_, YearPart::Day(..) | YearPart::Month(_)) | What::Offset(_, Unit::Year) => true,
        _ => matches!(meaning.time, Some(TimeOfDay::Clock(..))),
    }
}

fn wants_tense(what: What) -> bool {
    matches!(
        what,
        What::Weekday(Which::Bare, _)
            | What::Calendar(YearOf::Which(Which::Bare), _)
            | What::WeekOf(YearOf::Which(Which::Bare), ..)
            | What::Offset(0, Unit::Weekend)
            | What::FromTopic(0, Unit::Day)
    )
}

/// Whether an expression can begin with the word. All that cannot is passed by at once.
fn can_begin(word: Word) -> bool {
    !matches!(
        word,
        Word::Other
            | Word::Of
            | Word::In
            | Word::On
            | Word::To
            | Word::Or
            | Word::So
            | Word::And
            | Word::Than
            | Word::Least
            | Word::Most
            | Word::From
            | Word::Before
            | Word::After
            | Word::Ago
            | Word::Comma
            | Word::Stop
            | Word::Colon
            | Word::Dash
            | Word::Slash
            | Word::Am
            | Word::Pm
            | Word::Zone
            | Word::Old
            | Word::Eve
            | Word::Time
            | Word::Term
    )
}
