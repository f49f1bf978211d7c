//! Hours as they are printed in a notice, and as opening hours where they can be read.
//!
//! A small grammar over a line: days, times of day, ranges of both, and phrases for "always". What goes beyond it
//! (holidays, seasons, "until late") is found as text where its beginning is known, and is not read.

use super::opening::{Days, OpeningHours, Rule, WHOLE_DAY};
use super::words::{self, NOT_HOURS_AFTER, NOT_HOURS_BEFORE, ZONES};
use std::ops::Range;

/// Hours in a line: where they stand, in bytes of the line, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Printed {
    pub range: Range<usize>,
    pub opening: Option<OpeningHours>,
}

/// All hours of a line, in order; nothing in `taken`, which is sorted, is looked at.
pub(super) fn scan(line: &str, taken: &[Range<usize>]) -> Vec<Printed> {
    let low = line.to_ascii_lowercase();
    let reader = Reader { line, low: &low, taken };
    let mut out = Vec::new();
    let mut at = 0;
    while at < low.len() {
        if let Some(range) = taken.iter().find(|r| r.contains(&at)) {
            at = range.end;
            continue;
        }
        let c = low.get(at..).and_then(|r| r.chars().next());
        let starts = c.is_some_and(char::is_alphanumeric)
            && !low.get(..at).is_some_and(|h| {
                h.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '$' | '£' | '€'))
            });
        match starts.then(|| reader.hours(at)).flatten() {
            Some(found) => {
                at = found.range.end.max(at + 1);
                out.push(found);
            }
            None => at += c.map_or(1, char::len_utf8),
        }
    }
    out
}

/// Minutes from midnight, from and to.
type Times = (u16, u16);

struct Reader<'a> {
    line: &'a str,
    low: &'a str,
    taken: &'a [Range<usize>],
}

/// A time of day as it is written.
#[derive(Clone, Copy)]
struct Clock {
    end: usize,
    hour: u16,
    minute: u16,
    half: Half,
}

/// What is written beside the figures of a time.
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
    /// A time of 24 hours, or a word.
    Whole,
    Bare,
}

impl Reader<'_> {
    fn hours(&self, at: usize) -> Option<Printed> {
        if let Some((end, opening)) = self.always(at) {
            return Some(self.finish(at, end, Some(opening)));
        }
        let mut rules: Vec<Rule> = Vec::new();
        let (mut pos, mut known) = (at, true);
        let mut end = None;
        while let Some((to, rule, sure)) = self.rule(pos, end.is_some()) {
            known &= sure;
            match rules.last_mut() {
                // "Mon-Fri 9-12 and 2-5"
                Some(last) if rule.days.0 == 0 && last.days.0 != 0 => last.times.extend(rule.times),
                _ => rules.push(rule),
            }
            end = Some(to);
            match self.joint(to) {
                Some(next) => pos = next,
                None => break,
            }
        }
        if let Some(end) = end {
            let opening = if known { OpeningHours::of(rules) } else { None };
            return Some(self.finish(at, end, opening));
        }
        // "until 11pm": hours, but not from when.
        let lead = self.any(at, words::EDGES)?;
        let clock = self.clock(self.space(lead)).filter(|c| c.half != Half::Bare)?;
        let end = self.days(self.space(clock.end)).map_or(clock.end, |(end, _)| end);
        Some(Printed { range: at..end, opening: None })
    }

    /// Takes in what is said of zones and exceptions behind the hours.
    fn finish(&self, start: usize, end: usize, opening: Option<OpeningHours>) -> Printed {
        let mut end = end;
        let next = self.space(end);
        let word = self.line.get(next..next + self.word_length(next)).unwrap_or_default();
        if ZONES.contains(&word) {
            end = next + word.len();
        }
        let rest = self.low.get(end..).unwrap_or_default();
        let behind = rest.trim_start_matches([' ', ',', '(']);
        if words::EXCEPTIONS.iter().any(|e| behind.starts_with(e)) {
            let stop = behind.find(['.', ';', ')', '\n']).unwrap_or(behind.len());
            let limit = end + rest.len() - behind.len() + stop;
            let free = self.taken.iter().map(|r| r.start).find(|s| *s >= end).unwrap_or(limit);
            let range = start..limit.min(free);
            let trimmed = self.line.get(range.clone()).map_or(0, |t| t.trim_end().len());
            return Printed { range: start..start + trimmed, opening: None };
        }
        Printed { range: start..end, opening }
    }

    /// "24/7", "24 hours a day, seven days a week", "around the clock".
    fn always(&self, at: usize) -> Option<(usize, OpeningHours)> {
        if let Some(end) = self.any(at, words::ALWAYS) {
            return Some((self.any(self.glue(end), words::EVERY_DAY).unwrap_or(end), OpeningHours::always()));
        }
        let end = self.any(at, words::ALL_DAY)?;
        let before = self.low.get(..at).unwrap_or_default().trim_end();
        let after = self.low.get(self.space(end)..).unwrap_or_default();
        let has = |list: &[&str], f: &dyn Fn(&str) -> bool| list.iter().any(|w| f(w));
        let edge = |w: &str| before.strip_suffix(w).is_some_and(|h| !h.ends_with(char::is_alphanumeric));
        let head = |w: &str| after.strip_prefix(w).is_some_and(|h| !h.starts_with(char::is_alphanumeric));
        if has(NOT_HOURS_BEFORE, &edge) || has(NOT_HOURS_AFTER, &head) {
            return None;
        }
        let rest = self.glue(end);
        if let Some(end) = self.any(rest, words::EVERY_DAY) {
            return Some((end, OpeningHours::always()));
        }
        let (end, days) = self.days(rest).unwrap_or((end, Days::default()));
        if days == Days::ALL {
            return Some((end, OpeningHours::always()));
        }
        let rules = vec![Rule { days, times: vec![WHOLE_DAY] }];
        Some((end, OpeningHours::of(rules)?))
    }

    /// Days and times, in either order. Whether the times were understood comes with it.
    fn rule(&self, at: usize, inner: bool) -> Option<(usize, Rule, bool)> {
        if let Some((end, days)) = self.days(at) {
            let next = self.lead(end);
            if let Some((end, times, known)) = self.ranges(next, true) {
                return Some((end, Rule { days, times }, known));
            }
            if let Some(end) = self.any(next, words::ALL_DAY) {
                return Some((end, Rule { days, times: vec![WHOLE_DAY] }, true));
            }
            // Days alone are hours only where they are a stretch: "Monday to Friday".
            let several = days.0.count_ones() > 1 && !inner && end - at > 7;
            return several.then(|| (end, Rule { days, times: Vec::new() }, true));
        }
        let stated = inner || words::OPEN.iter().any(|w| self.before(at, w));
        let (end, times, known) = self.ranges(at, stated).or_else(|| self.bare(at))?;
        let (end, days) = self.behind(end).unwrap_or((end, Days::default()));
        Some((end, Rule { days, times }, known))
    }

    /// Bare figures, if days stand behind them: "9-5 Monday to Friday".
    fn bare(&self, at: usize) -> Option<(usize, Vec<Times>, bool)> {
        let found = self.ranges(at, true)?;
        self.behind(found.0).map(|_| found)
    }

    /// Days behind times: "10am-10pm weekdays", "7am to 11pm, seven days a week".
    fn behind(&self, end: usize) -> Option<(usize, Days)> {
        let mut at = self.space(end);
        let word = self.line.get(at..at + self.word_length(at)).unwrap_or_default();
        if ZONES.contains(&word) {
            at = self.space(at + word.len());
        }
        if self.low.get(at..).is_some_and(|r| r.starts_with([',', '(', '/'])) {
            at = self.space(at + 1);
        }
        self.days(at)
    }

    /// One or more ranges of times: "9am-12pm, 2pm-5pm".
    fn ranges(&self, at: usize, bare: bool) -> Option<(usize, Vec<Times>, bool)> {
        let mut times = Vec::new();
        let (mut end, first, mut known) = self.range(at, bare)?;
        times.extend(first);
        loop {
            let joint = self.joint(end);
            let Some((to, next, sure)) = joint.and_then(|p| self.range(p, false)) else { break };
            // The next one has days of its own behind it: "9-5 weekdays" is another rule.
            if times.is_empty() || self.behind(to).is_some() && self.behind(end).is_some() {
                break;
            }
            times.extend(next);
            known &= sure;
            end = to;
        }
        Some((end, times, known))
    }

    /// A range of times; times that cannot be told apart from figures or halves of a day are none.
    fn range(&self, at: usize, bare: bool) -> Option<(usize, Option<Times>, bool)> {
        let lead = self.any(at, words::FROM);
        let start = self.space(lead.unwrap_or(at));
        let from = self.clock(start)?;
        let joint = self.any(self.space(from.end), words::TO)?;
        let after = self.space(joint);
        let Some(mut to) = self.clock(after) else {
            // "8am until late"
            let end = self.any(after, words::LATE).filter(|_| from.half != Half::Bare)?;
            return Some((end, None, false));
        };
        if let Some(end) = self.any(self.space(to.end), words::OCLOCK) {
            (to.end, to.half) = (end, if to.half == Half::Bare { Half::Whole } else { to.half });
        }
        let plain = from.half == Half::Bare && to.half == Half::Bare;
        if plain && !(bare || lead.is_some() && self.days(self.space(to.end)).is_some()) {
            return None;
        }
        let times = read(from, to);
        Some((to.end, times, times.is_some()))
    }

    fn clock(&self, at: usize) -> Option<Clock> {
        if self.taken.iter().any(|r| r.contains(&at)) {
            return None;
        }
        for (list, hour) in [(words::NOON, 12), (words::MIDNIGHT, 0)] {
            if let Some(end) = self.any(at, list) {
                return Some(Clock { end, hour, minute: 0, half: Half::Whole });
            }
        }
        let rest = self.low.get(at..)?;
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        let hour: u16 = rest.get(..figures).filter(|_| (1..=2).contains(&figures))?.parse().ok()?;
        let mut end = at + figures;
        let (mut minute, mut half) = (0, Half::Bare);
        let behind = self.low.get(end..)?;
        if let Some(sign) = behind.chars().next().filter(|c| matches!(c, ':' | '.' | 'h')) {
            let two = behind.get(1..3).filter(|m| m.bytes().all(|b| b.is_ascii_digit()));
            let next = behind.get(3..).and_then(|r| r.chars().next());
            if let Some(m) = two.filter(|_| next.is_none_or(|c| !c.is_ascii_digit())) {
                minute = m.parse().ok()?;
                end += 3;
                half = if sign == '.' { Half::Bare } else { Half::Whole };
            } else if sign == 'h' && !behind.get(1..).is_some_and(|r| r.starts_with(char::is_alphanumeric)) {
                (end, half) = (end + 1, Half::Whole);
            }
        }
        if self.low.get(end..).is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
            return None;
        }
        let mark = self.space(end);
        for (list, is) in [(words::AM, Half::Morning), (words::PM, Half::Afternoon)] {
            if let Some(to) = self.any(mark, list) {
                (end, half) = (to, is);
            }
        }
        if half == Half::Bare
            && let Some(to) = self.any(mark, words::OCLOCK)
        {
            (end, half) = (to, Half::Whole);
        }
        for (list, value) in [(words::NOON, 12), (words::MIDNIGHT, 0)] {
            // "12 noon"
            if let Some(to) = self.any(mark, list).filter(|_| hour == 12 && half == Half::Bare) {
                return Some(Clock { end: to, hour: value, minute: 0, half: Half::Whole });
            }
        }
        let halved = matches!(half, Half::Morning | Half::Afternoon);
        let valid = minute < 60 && if halved { (1..=12).contains(&hour) } else { hour <= 24 };
        let written_on = self.low.get(end..).is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || c == '%'));
        (valid && !written_on).then_some(Clock { end, hour, minute, half })
    }

    /// Days of the week at `at`: a name, a range, a list, a word for several.
    fn days(&self, at: usize) -> Option<(usize, Days)> {
        let bare = self.any(at, words::ON).map_or(at, |end| self.space(end));
        for (list, days) in [
            (words::EVERY_DAY, Days::ALL),
            (words::MONDAY_TO_FRIDAY, Days::WEEK),
            (words::SATURDAY_SUNDAY, Days::WEEKEND),
        ] {
            if let Some(end) = self.any(at, list).or_else(|| self.any(bare, list)) {
                return Some((end, days));
            }
        }
        let at = bare;
        let (mut end, first) = self.day(at)?;
        let mut days = Days::span(first, first);
        let mut several = false;
        loop {
            let next = self.space(end);
            if let Some((to, last)) = self.any(next, words::TO).and_then(|p| self.day(self.space(p))) {
                days = days.and(Days::span(if several { last } else { first }, last));
                (end, several) = (to, true);
                break;
            }
            let listed = self
                .any(next, words::AND)
                .or_else(|| self.low.get(next..).is_some_and(|r| r.starts_with([',', '/'])).then_some(next + 1));
            let item = listed.map(|p| self.space(p)).map(|p| self.any(p, words::AND).map_or(p, |e| self.space(e)));
            let Some((to, day)) = item.and_then(|p| self.day(p)) else { break };
            // "Mon-Fri 9-5, Sat 10-2": the day behind the comma has hours of its own.
            if self.ranges(self.lead(to), true).is_some() && self.ranges(self.lead(end), true).is_some() {
                break;
            }
            days = days.and(Days::span(day, day));
            (end, several) = (to, true);
        }
        // Words of two letters are days only beside another one: "Mo-Fr".
        (several || end - at > 2).then_some((end, days))
    }

    fn day(&self, at: usize) -> Option<(usize, u8)> {
        let length = self.word_length(at);
        let word = self.low.get(at..at + length)?;
        let capital = self.line.get(at..)?.starts_with(char::is_uppercase);
        let (day, short) = words::day(word)?;
        if short && !capital || self.taken.iter().any(|r| r.contains(&at)) {
            return None;
        }
        let end = at + length;
        Some((end + usize::from(short && self.low.get(end..).is_some_and(|r| r.starts_with('.'))), day))
    }

    /// Where the next rule of a list begins.
    fn joint(&self, at: usize) -> Option<usize> {
        let next = self.space(at);
        if let Some(end) = self.any(next, words::AND) {
            return Some(self.space(end));
        }
        let rest = self.low.get(next..)?;
        let sign = rest.chars().next().filter(|c| matches!(c, ',' | ';' | '/' | '|' | '&'))?;
        let next = self.space(next + sign.len_utf8());
        Some(self.any(next, words::AND).map_or(next, |end| self.space(end)))
    }

    /// Behind days: white space, a colon or comma, "from", "between".
    fn lead(&self, at: usize) -> usize {
        let next = self.space(at);
        let rest = self.low.get(next..).unwrap_or_default();
        let next = if rest.starts_with([':', ',', '(']) { self.space(next + 1) } else { next };
        let rest = self.low.get(next..).unwrap_or_default();
        let next = if rest.starts_with("- ") { self.space(next + 1) } else { next };
        self.any(next, words::AT).map_or(next, |end| self.space(end))
    }

    /// Behind "24 hours a day": a comma, "and", white space.
    fn glue(&self, at: usize) -> usize {
        let mut next = self.space(at);
        if self.low.get(next..).is_some_and(|r| r.starts_with([',', '/', '-', '(', ';'])) {
            next = self.space(next + 1);
        }
        self.any(next, words::AND).map_or(next, |end| self.space(end))
    }

    /// The end of the first phrase of `list` that stands at `at` as whole words.
    fn any(&self, at: usize, list: &[&str]) -> Option<usize> {
        let rest = self.low.get(at..)?;
        list.iter()
            .filter_map(|phrase| {
                let behind = rest.strip_prefix(phrase)?;
                let whole = !phrase.ends_with(char::is_alphanumeric) || !behind.starts_with(char::is_alphanumeric);
                whole.then_some(at + phrase.len())
            })
            .max()
    }

    fn before(&self, at: usize, word: &str) -> bool {
        let head = self.low.get(..at).unwrap_or_default().trim_end_matches([' ', ':', '(']);
        head.strip_suffix(word).is_some_and(|h| !h.ends_with(char::is_alphanumeric))
    }

    fn space(&self, at: usize) -> usize {
        let rest = self.low.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start().len()
    }

    fn word_length(&self, at: usize) -> usize {
        let rest = self.low.get(at..).unwrap_or_default();
        rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
    }
}

/// The range of two times, in minutes; `None` where its halves of the day are anybody's guess.
fn read(from: Clock, to: Clock) -> Option<(u16, u16)> {
    let at = |c: Clock, half: Half| {
        let hour = match half {
            Half::Morning => c.hour % 12,
            Half::Afternoon => c.hour % 12 + 12,
            Half::Whole | Half::Bare => c.hour,
        };
        hour * 60 + c.minute
    };
    let end = match to.half {
        Half::Bare if from.half == Half::Bare => {
            let noon = (6..=11).contains(&from.hour) && to.hour == 12;
            if to.hour > 12 || from.hour == 0 || noon {
                at(to, Half::Whole)
            } else if (6..=11).contains(&from.hour) && (1..=from.hour.min(10)).contains(&to.hour) {
                // "9-5", and no other way round.
                at(to, Half::Afternoon)
            } else {
                return None;
            }
        }
        // "9am-5": the second half is not said.
        Half::Bare if from.half != Half::Whole => return None,
        half => at(to, half),
    };
    let start = match from.half {
        Half::Bare if matches!(to.half, Half::Morning | Half::Afternoon) && (1..=12).contains(&from.hour) => {
            // "9-5pm", "1-11pm": the same half of the day where it comes before, else the other.
            let other = if to.half == Half::Morning { Half::Afternoon } else { Half::Morning };
            let same = at(from, to.half);
            if same < end { same } else { at(from, other) }
        }
        half => at(from, half),
    };
    // Midnight at the end is that of the same day.
    let end = if end == 0 { 24 * 60 } else { end };
    (start != end && start < 24 * 60 && end <= 24 * 60).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> (String, String) {
        let found = scan(line, &[]);
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        let opening = found[0].opening.as_ref().map_or("-".to_string(), ToString::to_string);
        (line[found[0].range.clone()].to_string(), opening)
    }

    #[test]
    fn hours_are_read() {
        for (line, said, opening) in [
            ("(available 24/7)", "24/7", "24/7"),
            ("(1pm to 11pm)", "1pm to 11pm", "13:00-23:00"),
            ("open 10am-10pm weekdays", "10am-10pm weekdays", "Mo-Fr 10:00-22:00"),
            ("Lines are open from 7am to 11pm daily.", "from 7am to 11pm daily", "Mo-Su 07:00-23:00"),
            ("Mon-Fri 9-5", "Mon-Fri 9-5", "Mo-Fr 09:00-17:00"),
            ("Mon–Fri 9.30am–5pm, Sat 10-2", "Mon–Fri 9.30am–5pm, Sat 10-2", "Mo-Fr 09:30-17:00; Sa 10:00-14:00"),
            ("noon to midnight", "noon to midnight", "12:00-24:00"),
            ("8am to 8.30pm, every day", "8am to 8.30pm, every day", "Mo-Su 08:00-20:30"),
            ("Monday to Friday, 9am to 5pm", "Monday to Friday, 9am to 5pm", "Mo-Fr 09:00-17:00"),
            (
                "Monday to Friday between 9 a.m. and 5 p.m.",
                "Monday to Friday between 9 a.m. and 5 p.m.",
                "Mo-Fr 09:00-17:00",
            ),
            (
                "9 a.m. to 5 p.m. ET Monday through Friday",
                "9 a.m. to 5 p.m. ET Monday through Friday",
                "Mo-Fr 09:00-17:00",
            ),
            ("around the clock", "around the clock", "24/7"),
            ("day and night", "day and night", "24/7"),
            ("24 hours a day, seven days a week", "24 hours a day, seven days a week", "24/7"),
            ("24 HR", "24 HR", "00:00-24:00"),
            ("24-hour line", "24-hour", "00:00-24:00"),
            ("weekdays 9-12 and 2-5pm", "weekdays 9-12 and 2-5pm", "Mo-Fr 09:00-12:00,14:00-17:00"),
            ("9-5 Mon, Wed and Fri", "9-5 Mon, Wed and Fri", "Mo,We,Fr 09:00-17:00"),
            ("Mo-Fr 9-17 Uhr", "Mo-Fr 9-17 Uhr", "Mo-Fr 09:00-17:00"),
            (
                "montags bis freitags von 9 bis 17.30 Uhr",
                "montags bis freitags von 9 bis 17.30 Uhr",
                "Mo-Fr 09:00-17:30",
            ),
            ("rund um die Uhr", "rund um die Uhr", "24/7"),
            ("du lundi au vendredi de 9h à 17h30", "du lundi au vendredi de 9h à 17h30", "Mo-Fr 09:00-17:30"),
            ("24h/24 et 7j/7", "24h/24 et 7j/7", "24/7"),
            ("de lunes a viernes de 9 a 17 h", "de lunes a viernes de 9 a 17 h", "Mo-Fr 09:00-17:00"),
            ("las 24 horas", "las 24 horas", "00:00-24:00"),
            ("6pm to 2am", "6pm to 2am", "18:00-02:00"),
            ("Sat & Sun 09:00–13:00", "Sat & Sun 09:00–13:00", "Sa-Su 09:00-13:00"),
            (
                "5pm-9pm weekdays and 9am-9pm weekends",
                "5pm-9pm weekdays and 9am-9pm weekends",
                "Mo-Fr 17:00-21:00; Sa-Su 09:00-21:00",
            ),
        ] {
            assert_eq!(one(line), (said.to_string(), opening.to_string()), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_read_stays_text() {
        for (line, said) in [
            ("from 8am until late", "from 8am until late"),
            ("Open until 11pm", "Open until 11pm"),
            ("9am-5pm except bank holidays.", "9am-5pm except bank holidays"),
            ("open 1-5", "1-5"),
            ("Monday to Friday", "Monday to Friday"),
        ] {
            assert_eq!(one(line), (said.to_string(), "-".to_string()), "{line}");
        }
    }

    #[test]
    fn other_figures_and_days_are_no_hours() {
        for line in [
            "within 24 hours of the storm",
            "aged 9-5",
            "2,000 calls",
            "on Monday",
            "so do we",
            "pages 10 to 20",
            "the last 24 hours",
            "in 2016-2017",
            "It may sat and mon",
            "9 people",
            "$9-12",
        ] {
            assert!(scan(line, &[]).is_empty(), "{line}: {:?}", scan(line, &[]));
        }
    }
}
