//! Numbers, quantities of time and times of day.

use super::find::{Reader, Step};
use super::meaning::{Amount, DayPart, Meaning, Reference, TimeOfDay, Unit, What};
use super::words::Word;
use crate::annotate::sentence::is_minutes;

impl Reader<'_> {
    /// A number at `i` and where it ends.
    pub(super) fn number(&self, i: usize) -> Option<(usize, Amount)> {
        let (mut end, mut amount) = self.plain_number(i)?;
        // "two and a half", "two-and-a-half"
        let dash = usize::from(self.word(end) == Word::Dash);
        if self.word(end + dash) == Word::And
            && self.word(end + 2 * dash + 1) == Word::A
            && self.word(end + 3 * dash + 2) == Word::Half
            && let Amount::Halves(n) = amount
        {
            amount = Amount::Halves(n.saturating_add(1));
            end += 3 + 3 * dash;
        }
        // "two to three", "12- to 18-": the first counts.
        let at = end + usize::from(self.word(end) == Word::Dash && matches!(self.word(end + 1), Word::To | Word::Or));
        if matches!(self.word(at), Word::To | Word::Or | Word::Dash)
            && !matches!(self.word(at + 1), Word::A | Word::Half)
            && let Some((second, _)) = self.plain_number(at + 1)
        {
            end = second;
        }
        Some((end, amount))
    }

    fn plain_number(&self, i: usize) -> Option<(usize, Amount)> {
        match self.word(i) {
            Word::A => match self.word(i + 1) {
                Word::Couple => Some((self.past_of(i + 2), Amount::whole(2))),
                Word::Vague if !self.is(i + 1, "many") => Some((i + 2, Amount::Some)),
                Word::Times(n) => Some((i + 2, Amount::whole(u32::from(n)))),
                _ => Some((i + 1, Amount::whole(1))),
            },
            Word::Half => match self.word(i + 1) {
                Word::A => Some((i + 2, Amount::Halves(1))),
                Word::Dash | Word::Unit(Unit::Hour | Unit::Year | Unit::Day | Unit::Century | Unit::Decade, false) => {
                    Some((i + 1, Amount::Halves(1)))
                }
                _ => None,
            },
            Word::Couple => Some((self.past_of(i + 1), Amount::whole(2))),
            Word::Vague => Some((i + 1, Amount::Some)),
            Word::Decimal(whole, 5, 1) => Some((i + 1, Amount::Halves(whole.saturating_mul(2).saturating_add(1)))),
            Word::Digits(n, _) => {
                // "5 1/2"
                let half = self.word(i + 1) == Word::Digits(1, 1)
                    && self.word(i + 2) == Word::Slash
                    && self.word(i + 3) == Word::Digits(2, 1);
                if half {
                    return Some((i + 4, Amount::Halves(n.saturating_mul(2).saturating_add(1))));
                }
                if n == 1 && self.word(i + 1) == Word::Slash && self.word(i + 2) == Word::Digits(2, 1) {
                    return Some((i + 3, Amount::Halves(1)));
                }
                Some((i + 1, Amount::whole(n)))
            }
            _ => self.spelled_number(i).map(|(end, n)| (end, Amount::whole(n))),
        }
    }

    /// A number in words: twenty-six, two thousand, one hundred and ten.
    pub(super) fn spelled_number(&self, i: usize) -> Option<(usize, u32)> {
        let mut at = i;
        let (mut total, mut group) = (0u32, 0u32);
        // No number has more words; without an end a long row of them would be read again from each of its words.
        for _ in 0..8 {
            match self.word(at) {
                Word::Small(n) => {
                    group = group.saturating_add(u32::from(n));
                    at += 1;
                }
                Word::Tens(n) => {
                    group = group.saturating_add(u32::from(n));
                    at += 1;
                    let dash = usize::from(self.word(at) == Word::Dash);
                    if let Word::Small(n) = self.word(at + dash)
                        && n < 10
                    {
                        group = group.saturating_add(u32::from(n));
                        at += 1 + dash;
                    }
                }
                _ => return None,
            }
            match self.word(at) {
                Word::Times(1000) => {
                    total = total.saturating_add(group.saturating_mul(1000));
                    group = 0;
                    at += 1;
                }
                Word::Times(n) => {
                    group = group.saturating_mul(u32::from(n));
                    at += 1;
                }
                _ => return Some((at, total.saturating_add(group))),
            }
            let and = usize::from(self.word(at) == Word::And);
            match self.word(at + and) {
                Word::Small(_) | Word::Tens(_) => at += and,
                Word::Times(1000) => {
                    total = total.saturating_add(group.saturating_mul(1000));
                    return Some((at + 1, total));
                }
                _ => return Some((at, total.saturating_add(group))),
            }
        }
        None
    }

    fn past_of(&self, i: usize) -> usize {
        i + usize::from(self.word(i) == Word::Of)
    }

    /// A number and its unit: where it ends, how many, what, and whether the number is a mere article.
    pub(super) fn measure(&self, i: usize) -> Option<(usize, Amount, Unit)> {
        if let Word::DigitsUnit(n, unit) = self.word(i) {
            return Some((i + 1, Amount::whole(n), unit));
        }
        let (mut at, amount) = self.number(i)?;
        // Ten more years, two full days, a three-day: what may stand between.
        for _ in 0..2 {
            at += usize::from(matches!(
                self.word(at),
                Word::More | Word::Full | Word::Whole | Word::Between | Word::Long | Word::Past
            ));
        }
        if self.word(at) == Word::Dash {
            at += 1;
        }
        match (self.word(at), amount) {
            (Word::Unit(unit, _), Amount::Halves(n))
                if self.word(at + 1) == Word::And
                    && self.word(at + 2) == Word::A
                    && self.word(at + 3) == Word::Half =>
            {
                // "an hour and a half"
                Some((at + 4, Amount::Halves(n.saturating_add(1)), unit))
            }
            (Word::Unit(unit, _), _) => Some((at + 1, amount, unit)),
            // "a 12-second clip"; without the hyphen it is an ordinal.
            (Word::Ordinal(2, false), _) if self.before(at) == Word::Dash && self.is(at, "second") => {
                Some((at + 1, amount, Unit::Second))
            }
            (Word::Fortnight, Amount::Halves(n)) => Some((at + 1, Amount::Halves(n.saturating_mul(2)), Unit::Week)),
            _ => None,
        }
    }

    /// A quantity of time, or the time that lies that far off.
    pub(super) fn quantity(&self, i: usize) -> Step {
        let Some((end, amount, unit)) = self.measure(i) else { return Step::None };
        let article = self.word(i) == Word::A && end == i + 2;
        // A person's age is no duration: 35-year-old, 35 years old, years of age.
        let at = end + usize::from(self.word(end) == Word::Dash);
        if self.word(at) == Word::Old || (self.word(end) == Word::Of && self.is(end + 1, "age")) {
            return Step::Skip(at + 1);
        }
        // "or so" belongs to it.
        let so = if self.word(end) == Word::Or && self.word(end + 1) == Word::So { end + 2 } else { end };
        let dashed = so + usize::from(self.word(so) == Word::Dash);
        // A decade ago is ten years ago, not the decade before this one.
        let (far, times) = match unit {
            Unit::Decade => (Unit::Year, 10),
            Unit::Century => (Unit::Year, 100),
            _ => (unit, 1),
        };
        let by = |sign: i32| match amount {
            Amount::Halves(n) => Some(sign * i32::try_from(n / 2).unwrap_or(9_999).min(9_999) * times),
            Amount::Some => None,
        };
        let once = amount == Amount::whole(1) && unit == Unit::Year;
        // "a year-earlier two dollars": the article is that of the sum.
        if article && self.word(so) == Word::Dash {
            return Step::None;
        }
        match self.word(dashed) {
            Word::Ago => {
                let what = match by(-1) {
                    Some(_) if once => What::Compared(-1),
                    Some(n) => What::Offset(n, far),
                    None => What::Reference(Reference::Past),
                };
                return Step::Found(dashed + 1, Meaning::of(what));
            }
            Word::Earlier => {
                let what = match by(-1) {
                    Some(_) if once => What::Compared(-1),
                    Some(n) => What::FromTopic(n, far),
                    None => What::Reference(Reference::Past),
                };
                return Step::Found(dashed + 1, Meaning::of(what));
            }
            Word::Later => {
                let what = by(1).map_or(What::Reference(Reference::Future), |n| What::FromTopic(n, far));
                return Step::Found(dashed + 1, Meaning::of(what));
            }
            Word::From if matches!(self.word(dashed + 1), Word::Reference(Reference::Present) | Word::Day(0)) => {
                let what = by(1).map_or(What::Reference(Reference::Future), |n| What::Offset(n, far));
                return Step::Found(dashed + 2, Meaning::of(what));
            }
            _ => {}
        }
        match unit {
            // A quarter of something, three quarters of it.
            Unit::Quarter if article || self.word(end) == Word::Of => return Step::None,
            Unit::Weekend if article => return Step::None,
            _ => {}
        }
        if self.possessive(end - 1) && article {
            return Step::Found(end, Meaning::of(What::Duration(amount, unit)));
        }
        // "$3 million a year", "twice a week": how often.
        if article && self.rate(i) {
            return Step::Found(end, Meaning::of(What::Every(amount, unit)));
        }
        Step::Found(so, Meaning::of(What::Duration(amount, unit)))
    }

    /// Whether what stands before `i` is counted per unit.
    fn rate(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        if self.is(before, "once") || self.is(before, "twice") || self.is(before, "times") {
            return true;
        }
        if matches!(self.word(before), Word::In | Word::Of | Word::About | Word::Than | Word::Within | Word::After) {
            return false;
        }
        (before.saturating_sub(3)..=before).any(|j| matches!(self.word(j), Word::Digits(..) | Word::Decimal(..)))
    }

    /// Whether midnight at `i` is behind "after", with its day behind it: "after midnight Friday", "on Friday".
    fn begins_a_day(&self, i: usize) -> bool {
        let day = i + 1 + usize::from(self.word(i + 1) == Word::On);
        i > 0 && self.word(i - 1) == Word::After && matches!(self.word(day), Word::Weekday(_) | Word::Month(_))
    }

    /// A time of day at `i`: where it ends, and the time.
    pub(super) fn clock(&self, i: usize) -> Option<(usize, TimeOfDay)> {
        let at = |h: u32, m: u32| (h <= 24 && m < 60).then_some(TimeOfDay::Clock(h as u8, m as u8));
        let half = |h: u32, m: u32, pm: bool| {
            if (1..=12).contains(&h) { at(h % 12 + if pm { 12 } else { 0 }, m) } else { None }
        };
        let noon = |end: usize| (end, TimeOfDay::Clock(12, 0));
        let found = match self.word(i) {
            Word::Noon => Some(noon(i + 1)),
            // "Just after midnight Friday" is early on Friday; "at midnight Friday" may end it.
            Word::Midnight => Some((i + 1, TimeOfDay::Clock(if self.begins_a_day(i) { 0 } else { 24 }, 0))),
            Word::Digits(12, 2) if self.word(i + 1) == Word::Noon => Some(noon(i + 2)),
            Word::Digits(12, 2) if self.word(i + 1) == Word::Midnight => Some((i + 2, TimeOfDay::Clock(24, 0))),
            Word::Clock(h, m) => Some((i + 1, TimeOfDay::Clock(h, m))),
            Word::Digits(h, 1..=2) if self.hours_to(i).is_some() => {
                let (end, pm, until) = self.hours_to(i)?;
                // "11 to 1 p.m." begins before noon.
                half(h, 0, pm && (h % 12 < until % 12 || until % 12 == 0 && h == 12)).map(|t| (end, t))
            }
            Word::Digits(h, d @ 1..=2) => match self.word(i + 1) {
                Word::Am | Word::Pm => half(h, 0, self.word(i + 1) == Word::Pm).map(|t| (i + 2, t)),
                Word::Clockwise => Some(self.oclock(i + 2, h)),
                Word::In
                    if self.word(i + 2) == Word::The
                        && self.word(i + 3) == Word::Part(DayPart::Morning)
                        && self.word(i.wrapping_sub(1)) == Word::At =>
                {
                    half(h, 0, false).map(|t| (i + 4, t))
                }
                Word::Colon if self.glued(i + 1) && self.glued(i + 2) => self.minutes(i, h, d),
                // "8 . 40am", where the signs were set apart
                Word::Stop if !self.glued(i + 1) && is_minutes(self.spelled(i + 2)) => {
                    let word = self.spelled(i + 2);
                    let pm = word.get(2..).is_some_and(|h| h.eq_ignore_ascii_case("pm"));
                    half(h, word.get(..2)?.parse().ok()?, pm).map(|t| (i + 3, t))
                }
                Word::Unit(Unit::Minute, _) => self.minutes_off(i),
                _ => None,
            },
            // "0735 GMT"
            Word::Digits(n, 4) if self.word(i + 1) == Word::Zone && self.capital(i + 1) => {
                at(n / 100, n % 100).map(|t| (i + 1, t))
            }
            Word::Decimal(h, m, 2) => match self.word(i + 1) {
                Word::Am | Word::Pm => half(h, m, self.word(i + 1) == Word::Pm).map(|t| (i + 2, t)),
                _ => None,
            },
            Word::Small(n) => match self.word(i + 1) {
                Word::Clockwise => Some(self.oclock(i + 2, u32::from(n))),
                Word::Am | Word::Pm => half(u32::from(n), 0, self.word(i + 1) == Word::Pm).map(|t| (i + 2, t)),
                // "six in the morning"
                Word::In if n <= 12 && self.word(i + 2) == Word::The && matches!(self.word(i + 3), Word::Part(_)) => {
                    Some(self.oclock(i + 1, u32::from(n)))
                }
                _ => self.minutes_off(i).or_else(|| self.past_or_to(i)),
            },
            Word::Tens(_) => {
                self.minutes_off(i).or_else(|| self.past_or_to(i).filter(|_| self.word(i) == Word::Tens(20)))
            }
            Word::Half | Word::A | Word::Unit(Unit::Quarter, false) => self.past_or_to(i),
            _ => None,
        };
        let (mut end, time) = found?;
        if self.word(end) == Word::Zone && self.spelled(end).starts_with(char::is_uppercase) {
            end += 1;
        }
        Some((end, time))
    }

    /// The end of hours that begin with the bare hour at `i`: "from 6 to 8 p.m.", "2-6 PM", "at 6 or 7 p.m."; behind it whether they end in the
    /// afternoon, and at what hour of twelve.
    fn hours_to(&self, i: usize) -> Option<(usize, bool, u32)> {
        let joined = match self.word(i + 1) {
            Word::Dash => true,
            Word::To => i == 0 || matches!(self.before(i), Word::From | Word::Colon | Word::Comma),
            Word::And => i > 0 && self.is(i - 1, "between"),
            // "at 6 or 7 p.m."
            Word::Or => i > 0 && (self.before(i) == Word::About || self.is(i - 1, "at") || self.is(i - 1, "between")),
            _ => false,
        };
        match self.word(i + 2) {
            Word::Digits(h @ 1..=12, 1..=2) if joined && matches!(self.word(i + 3), Word::Am | Word::Pm) => {
                Some((i + 4, self.word(i + 3) == Word::Pm, h))
            }
            Word::Clock(h, 0) if joined => Some((i + 3, h >= 12, u32::from(h))),
            _ => None,
        }
    }

    /// "20 minutes after midnight", "ten minutes before 9 a.m.": so far from a time that is given whole.
    fn minutes_off(&self, i: usize) -> Option<(usize, TimeOfDay)> {
        let (unit, off) = match self.word(i) {
            Word::Digits(n, 1..=2) => (i + 1, n),
            _ => self.spelled_number(i)?,
        };
        let after = match self.word(unit + 1) {
            Word::After | Word::Past => true,
            Word::Before => false,
            _ => return None,
        };
        let whole = match self.word(unit + 2) {
            Word::Noon | Word::Midnight | Word::Clock(..) => true,
            Word::Digits(..) | Word::Small(_) => self.word(unit + 3) != Word::Unit(Unit::Minute, true),
            _ => false,
        };
        if !whole || !matches!(self.word(unit), Word::Unit(Unit::Minute, _)) || !(1..60).contains(&off) {
            return None;
        }
        let (end, TimeOfDay::Clock(hour, minute)) = self.clock(unit + 2)? else { return None };
        let (day, at) = (24 * 60, 60 * u32::from(hour) + u32::from(minute));
        let at = if after { at + off } else { at + day - off } % day;
        Some((end, TimeOfDay::Clock((at / 60) as u8, (at % 60) as u8)))
    }

    /// "half past ten", "a quarter to six", "twelve minutes past eight", "ten to midnight".
    fn past_or_to(&self, i: usize) -> Option<(usize, TimeOfDay)> {
        let (mut k, minutes) = match self.word(i) {
            Word::Half => (i + 1, 30),
            Word::A if self.word(i + 1) == Word::Unit(Unit::Quarter, false) => (i + 2, 15),
            Word::Unit(Unit::Quarter, false) => (i + 1, 15),
            _ => self.spelled_number(i).filter(|(_, n)| *n < 30)?,
        };
        let counted = self.word(k) == Word::Unit(Unit::Minute, true);
        k += usize::from(counted);
        let past = match self.word(k) {
            Word::Past => true,
            Word::To if self.word(i) != Word::Half => false,
            _ => return None,
        };
        // "ten to five" may be odds, a vote or a range: what stands before must ask for a time.
        if !past && minutes != 15 && !counted && !self.asks_for_a_time(i) {
            return None;
        }
        let (end, hour) = match self.word(k + 1) {
            Word::Small(n @ 1..=12) => (k + 2, u32::from(n)),
            Word::Noon => (k + 2, 12),
            Word::Midnight => (k + 2, 24),
            _ => return None,
        };
        if matches!(self.word(end), Word::Unit(..) | Word::Times(_)) {
            return None;
        }
        // "About three to four feet away": what is counted stands behind it.
        if !past && !counted && minutes != 15 && self.counts(i, end) {
            return None;
        }
        let end = end + usize::from(self.word(end) == Word::Clockwise);
        let (end, TimeOfDay::Clock(hour, _)) = self.oclock(end, hour) else { return None };
        let hour = if past { hour } else { (hour + 23) % 24 };
        Some((end, TimeOfDay::Clock(hour, if past { minutes } else { 60 - minutes } as u8)))
    }

    /// The hour before "o'clock", with "in the morning" or the like behind it.
    fn oclock(&self, end: usize, hour: u32) -> (usize, TimeOfDay) {
        let hour = (hour % 24) as u8;
        let part = match (self.word(end), self.word(end + 1), self.word(end + 2)) {
            (Word::In, Word::The, Word::Part(part)) => Some((end + 3, part)),
            // "three o'clock this morning", "on Saturday morning": the day and its part are read behind it.
            (Word::This | Word::Last | Word::On, _, _) if self.morning_behind(end) => Some((end, DayPart::Morning)),
            (Word::At, Word::Part(DayPart::Night), _) => Some((end + 2, DayPart::Night)),
            _ => None,
        };
        match part {
            Some((end, DayPart::Morning)) => (end, TimeOfDay::Clock(hour, 0)),
            Some((end, DayPart::Night)) if hour < 5 => (end, TimeOfDay::Clock(hour, 0)),
            Some((end, _)) => (end, TimeOfDay::Clock(if hour < 12 { hour + 12 } else { hour }, 0)),
            // Where nothing is said, the day begins at seven.
            None => (end, TimeOfDay::Clock(if (1..7).contains(&hour) { hour + 12 } else { hour }, 0)),
        }
    }

    /// Whether the day behind an hour goes on with "morning".
    fn morning_behind(&self, end: usize) -> bool {
        (end + 1..end + 3).any(|k| self.word(k) == Word::Part(DayPart::Morning))
    }

    /// `9:30`, `9:30 a.m.`, `9:30pm`, `21:30:10` with the hour at `i`.
    fn minutes(&self, i: usize, hour: u32, digits: u8) -> Option<(usize, TimeOfDay)> {
        let written = self.spelled(i + 2);
        let (minute, suffix) = (written.get(..2)?, written.get(2..)?);
        let minute: u8 = if minute.bytes().all(|b| b.is_ascii_digit()) { minute.parse().ok()? } else { return None };
        if minute > 59 {
            return None;
        }
        let mut end = i + 3;
        let mut pm = match suffix {
            s if s.eq_ignore_ascii_case("am") => Some(false),
            s if s.eq_ignore_ascii_case("pm") => Some(true),
            "" => None,
            _ => return None,
        };
        if pm.is_none() && suffix.is_empty() {
            match self.word(end) {
                Word::Am => pm = Some(false),
                Word::Pm => pm = Some(true),
                _ => {}
            }
            end += usize::from(pm.is_some());
        }
        // Seconds, with or without the suffix behind them, are passed over.
        if pm.is_none() && suffix.is_empty() && self.word(end) == Word::Colon && self.glued(end) && self.glued(end + 1)
        {
            let seconds = self.spelled(end + 1);
            match seconds.get(2..) {
                Some("") => {
                    end += 2;
                    match self.word(end) {
                        Word::Am => pm = Some(false),
                        Word::Pm => pm = Some(true),
                        _ => {}
                    }
                    end += usize::from(pm.is_some());
                }
                Some(s) if s.eq_ignore_ascii_case("am") => (pm, end) = (Some(false), end + 2),
                Some(s) if s.eq_ignore_ascii_case("pm") => (pm, end) = (Some(true), end + 2),
                _ => {}
            }
        }
        let hour = match pm {
            Some(pm) if (1..=12).contains(&hour) => hour % 12 + if pm { 12 } else { 0 },
            Some(_) => return None,
            None if hour > 23 => return None,
            // Without a.m. it may be a score, a verse or a running time: what stands before must ask for a time.
            None if digits == 1 && end == i + 3 && !self.asks_for_a_time(i) => return None,
            None => hour,
        };
        Some((end, TimeOfDay::Clock(hour as u8, minute)))
    }

    /// Whether something is counted behind two numbers of which the first is at `i`, and the second ends at `end`.
    fn counts(&self, i: usize, end: usize) -> bool {
        const COUNTED: &[&str] = &["feet", "people", "men", "women", "children", "percent"];
        let next = self.spelled(end);
        let plural = next.ends_with('s') && next.len() > 3 || COUNTED.contains(&next);
        self.carries_on(end) && next.starts_with(char::is_lowercase) && (plural || self.before(i) == Word::About)
    }

    fn asks_for_a_time(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1) else { return false };
        matches!(self.word(before), Word::At | Word::About | Word::Before | Word::After | Word::From | Word::Part(_))
            || self.is(before, "by")
            || self.is(before, "until")
            || self.is(before, "till")
            || self.is(before, "since")
    }
}
