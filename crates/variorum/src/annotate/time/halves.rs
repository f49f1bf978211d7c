//! Which half of the day an hour is of that does not say it.

use super::TimeExpression;
use super::meaning::{TimeOfDay, Value};
use crate::span::Span;

/// Two clock times so near each other are of one half of the day: minutes.
const HALF: i32 = 120;

/// Which half of the day the hours of a report are of, where their own words do not say: "at ten past seven".
pub(crate) struct Halves {
    /// The minutes of the day of clock times that say it.
    sure: Vec<i32>,
    /// Whether hours are counted to twenty-four.
    whole: bool,
}

impl Halves {
    /// What the clock times `times` of a text say.
    pub(crate) fn of(text: &str, times: &[TimeExpression]) -> Self {
        let mut out = Self { sure: Vec::new(), whole: false };
        for time in times {
            let Value::Point(_, Some(TimeOfDay::Clock(h, m))) = time.value else { continue };
            let words = text.get(time.span.range()).unwrap_or("");
            if !Self::open(words, h) {
                out.sure.push(60 * i32::from(h) + i32::from(m));
                out.whole |= (13..24).contains(&h) && words.contains(&format!("{h}:"));
            }
        }
        out
    }

    /// Whether the words of a time say which half of the day it is of.
    pub(crate) fn is_told(words: &str, time: TimeOfDay) -> bool {
        match time {
            TimeOfDay::Clock(hour, _) => !Self::open(words, hour),
            TimeOfDay::Part(_) => true,
        }
    }

    /// Whether an hour may be of either half.
    fn open(words: &str, hour: u8) -> bool {
        const SAY: &[&str] = &["am", "a.m", "pm", "p.m", "morning", "noon", "evening", "night", "tonight"];
        // Of an hour whose half was settled by the others, as the words have it.
        let written = |h: u8| words.split(|c: char| !c.is_ascii_digit()).any(|d| d.parse() == Ok(h));
        let hour = match hour {
            0 if !written(0) => 12,
            13..=23 if !written(hour) => hour - 12,
            hour => hour,
        };
        let lower = words.to_lowercase();
        let zero = lower.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 2 && d.starts_with('0') && d != "00");
        (1..=12).contains(&hour) && !(zero && hour < 10) && !SAY.iter().any(|s| lower.contains(s))
    }

    /// The time of day as far as it is told: an hour in the half where others of the report lie, else none.
    pub(crate) fn sure(&self, text: &str, span: Span, clock: TimeOfDay) -> Option<TimeOfDay> {
        let TimeOfDay::Clock(h, m) = clock else { return Some(clock) };
        let words = text.get(span.range()).unwrap_or("");
        if !Self::open(words, h) || self.whole && words.contains(':') {
            return Some(clock);
        }
        let hour = h % 12;
        let rest = text.get(span.range().end..).unwrap_or("").trim_start();
        let says = |w: &str| rest.get(..w.len()).is_some_and(|r| r.eq_ignore_ascii_case(w));
        if says("in the morning") {
            return Some(TimeOfDay::Clock(hour, m));
        }
        if ["in the afternoon", "in the evening", "at night"].iter().any(|w| says(w)) {
            return Some(TimeOfDay::Clock(hour + 12, m));
        }
        let near = |h: u8| {
            let at = 60 * i32::from(h) + i32::from(m);
            self.sure.iter().map(|s| (s - at).abs()).min().filter(|d| *d <= HALF)
        };
        match (near(hour), near(hour + 12)) {
            (None, None) => None,
            (Some(a), Some(b)) if a <= b => Some(TimeOfDay::Clock(hour, m)),
            (Some(_), None) => Some(TimeOfDay::Clock(hour, m)),
            _ => Some(TimeOfDay::Clock(hour + 12, m)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::article::Article;

    #[test]
    fn what_was_settled_settles_nothing() {
        let text =
            "It began shortly after 7pm. At ten past seven the engine stopped. By half past nine all were ashore.";
        let capture = crate::ingest::read("report.txt", text.as_bytes().to_vec()).captures.remove(0);
        let report = annotate(Article::read(capture));
        let (text, times) = (report.article.text.as_str(), &report.annotations.times);
        let clocks: Vec<TimeOfDay> =
            times.iter().filter_map(|t| if let Value::Point(_, clock) = t.value { clock } else { None }).collect();
        assert_eq!(clocks, [(19, 0), (19, 10), (9, 30)].map(|(h, m)| TimeOfDay::Clock(h, m)));
        let halves = Halves::of(text, times);
        let sure: Vec<_> = times.iter().zip(&clocks).map(|(t, c)| halves.sure(text, t.span, *c)).collect();
        assert_eq!(sure, [Some(clocks[0]), Some(clocks[1]), None]);
    }
}
