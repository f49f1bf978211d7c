//! The days that a report's hours belong to.

use super::axis::Interval;
use super::event::{is_head_stamp, is_weekday};
use crate::annotate::Annotated;
use crate::annotate::time::halves::Halves;
use crate::annotate::time::meaning::{DayPart, Stretch, Tense, TimeOfDay, Unit, Value, What, Which, YearOf, YearPart};
use crate::annotate::time::{TimeExpression, are_ends};
use crate::calendar::Date;
use crate::span::Span;

/// Words of what a night is told by, at most: "the night of the fatal shooting".
const OCCASION: usize = 3;
/// So many times before and behind a midnight are looked at for what they tell of its day.
const BESIDE: usize = 40;
/// A day farther from publication than that is not the story's: days.
const RECENT: i32 = 7;

/// The days that a report's hours belong to. An hour without a day, "that night" and "two days later" go on from what was told
/// just before; where nothing tells it they are given no day, rather than that of publication.
pub(super) struct Narrative {
    /// By row of the report's times: another value for what has no day of its own.
    pub places: Vec<Option<Value>>,
}

impl Narrative {
    pub fn of(report: &Annotated, values: &[Value], taken: &[bool]) -> Self {
        let a = &report.annotations;
        let text = report.article.text.as_str();
        let published = report.day();
        let dateline = report.article.dateline();
        let printed = report.article.meta.date.as_deref().and_then(Interval::stated);
        // The sentence of each time, and the day it names by itself; when something was said is no day of the story.
        let mut sentence = Vec::with_capacity(a.times.len());
        let mut days: Vec<Option<Date>> = Vec::with_capacity(a.times.len());
        let mut at = 0;
        for (row, time) in a.times.iter().enumerate() {
            while a
                .sentences
                .get(at)
                .and_then(|s| a.tokens.get(s.end as usize))
                .is_some_and(|t| t.span.start() <= time.span.start())
            {
                at += 1;
            }
            sentence.push(at);
            let own = !matches!(time.meaning.what, What::FromTopic(_, Unit::Day))
                && !time.is_stamp(text)
                && !time.is_kind(text)
                && !time.is_habit(text)
                && !is_head_stamp(text, time.span)
                && !dateline.is_some_and(|d| d.span.contains(time.span));
            days.push(values.get(row).and_then(|v| day_of(*v)).filter(|_| own && taken.get(row) == Some(&false)));
        }
        // A picture that bears a day of its own is no entry of running news.
        let mut own = a.times.iter().filter(|t| !t.is_aside(text)).map(|t| t.from);
        let first = own.next();
        let entries = own.any(|f| Some(f) != first);
        let running = is_running(report);
        let story = Self::story(report, &days, published);
        // The record is of the first version where the day it was made is spoken of by its name, as one that is over.
        let owns =
            |t: &TimeExpression| text.get(t.span.range().end..).is_some_and(|rest| rest.starts_with(['\'', '’']));
        let late =
            a.times.iter().zip(&days).any(|(t, d)| is_past_weekday(t) && !owns(t) && d.is_some() && *d == t.from);
        let halves = Halves::of(text, &a.times);
        let mut places = vec![None; a.times.len()];
        for (row, time) in a.times.iter().enumerate() {
            let value = values.get(row).copied().unwrap_or(time.value);
            let Value::Point(Stretch::Day(Some(day)), clock) = value else { continue };
            if late && is_past_weekday(time) && time.from.is_some_and(|f| f.days_since(day) >= 5) {
                if let What::Weekday(_, weekday) = time.meaning.what {
                    places[row] = Some(Value::Point(Stretch::Weekday(weekday), clock));
                    days[row] = None;
                }
                continue;
            }
            if let What::TopicWeekday(Which::This, weekday) = time.meaning.what
                && days[..row].iter().all(Option::is_none)
            {
                places[row] = Some(Value::Point(Stretch::Weekday(weekday), clock));
                days[row] = None;
                continue;
            }
            let clock = clock.map(|c| (c, halves.sure(text, time.span, c)));
            let told = clock.and_then(|(_, sure)| sure);
            // Rows of the same sentence and of the two before it, the last first.
            let lately = || {
                let from = sentence[row].saturating_sub(2);
                (0..row).rev().take_while(|r| sentence_at(&sentence, *r) >= from).collect::<Vec<_>>()
            };
            let hour_of = |r: usize, places: &[Option<Value>]| match places
                .get(r)
                .copied()
                .flatten()
                .or(values.get(r).copied())
            {
                Some(Value::Point(_, Some(TimeOfDay::Clock(h, m)))) => Some((i32::from(h), i32::from(m))),
                _ => None,
            };
            // "The first happened at 6 p.m. Seven hours later there was another."
            if let What::FromTopic(n @ 1..=24, Unit::Hour) = time.meaning.what
                && !is_rough(report.text(time.span))
            {
                let last = lately().into_iter().find(|r| days[*r].is_some());
                let from = last.and_then(|r| days[r].zip(hour_of(r, &places)));
                if let Some((from, (hour, minute))) = from {
                    let (over, hour) = ((hour + n) / 24, (hour + n) % 24);
                    let found = Some(from.plus_days(over)).filter(|d| published.is_none_or(|p| *d <= p));
                    days[row] = found;
                    let clock = TimeOfDay::Clock(hour as u8, minute as u8);
                    places[row] = Some(Value::Point(Stretch::Day(found), Some(clock)));
                }
                continue;
            }
            // Of a night that is told with an hour of the morning after: that which led to it.
            if is_overnight(time, report) {
                let small = |r: usize| {
                    let morning = TimeOfDay::Part(DayPart::Morning);
                    matches!(values.get(r), Some(Value::Point(_, Some(t))) if *t == morning || matches!(t, TimeOfDay::Clock(0..=6, _)))
                };
                let late = |r: usize| values.get(r).is_some_and(is_dark);
                let of_day = |r: &usize| *r != row && days[*r] == Some(day);
                let rows = || around(row, a.times.len()).filter(of_day);
                if rows().any(small) && !rows().any(late) {
                    days[row] = None;
                    places[row] = Some(Value::Point(Stretch::Day(Some(day.plus_days(-1))), clock.map(|c| c.0)));
                }
                continue;
            }
            let What::FromTopic(n, Unit::Day) = time.meaning.what else {
                if clock.is_some_and(|(c, sure)| sure != Some(c)) {
                    places[row] = Some(Value::Point(Stretch::Day(Some(day)), told));
                }
                continue;
            };
            let is_clock = matches!(clock, Some((TimeOfDay::Clock(..), _)));
            let words = report.text(time.span);
            let points = points_back(words);
            let same = words.split_whitespace().any(|w| w.eq_ignore_ascii_case("same"));
            let quote = a.parts.iter().map(|p| p.span).find(|p| p.contains(time.span));
            // What "that night" is in somebody's words, only these words can tell.
            let inside =
                |r: &usize| is_clock || quote.is_none_or(|q| a.times.get(*r).is_some_and(|t| q.contains(t.span)));
            let sentence = &sentence;
            let of = |s: usize| {
                let before = (0..row).rev().take_while(move |r| sentence_at(sentence, *r) >= s);
                before.filter(move |r| sentence_at(sentence, *r) == s)
            };
            let here = sentence[row];
            // "On this Thanksgiving she remembers that night": what points back goes on from no day that is now.
            let back = points || n != 0;
            let told_of = |r: &usize| !back || a.times.get(*r).is_some_and(|t| !is_now(t));
            let near = of(here).filter(inside).filter(told_of).find_map(|r| days[r]);
            let behind = || {
                let rest = (row + 1..a.times.len()).take_while(|r| sentence[*r] == here);
                rest.filter(inside).filter(told_of).find_map(|r| days[r]).filter(|_| n == 0)
            };
            let reach = match () {
                () if n != 0 => 3,
                () if points => 1,
                () => 2,
            };
            let now_before = || {
                let before = here.checked_sub(1)?;
                of(before).any(|r| days[r].is_some()).then(|| of(before).all(|r| days[r].is_none() || !told_of(&r)))
            };
            let reach = reach + usize::from(back && now_before() == Some(true));
            // What is told as past goes on from no day that is announced.
            let been = |d: &Date| !is_past(time) || time.from.is_none_or(|f| *d <= f);
            let ahead = |r: &usize| is_past(time) && a.times.get(*r).is_some_and(is_ahead);
            // "Sunday night" was told of something else than what happened at 11:30 a.m.
            let fits = |r: usize| match (values.get(r), told) {
                (Some(Value::Point(_, Some(TimeOfDay::Part(part)))), Some(TimeOfDay::Clock(hour, _))) => match part {
                    DayPart::Morning => hour <= 12,
                    DayPart::Afternoon => (12..20).contains(&hour),
                    DayPart::Evening => hour >= 15,
                    DayPart::Night => !(7..16).contains(&hour),
                },
                _ => true,
            };
            let last = || {
                let mut named = (1..=reach).map_while(|k| here.checked_sub(k)).find_map(|s| {
                    let told_there = of(s).filter(inside).filter(told_of).filter(|r| !ahead(r) && fits(*r));
                    let list: Vec<Date> = told_there.filter_map(|r| days[r]).filter(been).collect();
                    (!list.is_empty()).then_some(list)
                })?;
                named.dedup();
                let first = *named.first()?;
                // Of two days in it nobody knows which goes on; one long past was a glance back, unless nothing of it is told as
                // past: "the film shows him on 21 October 2011".
                let far = n == 0 && published.is_some_and(|p| p.days_since(first).abs() > RECENT) && is_clock;
                let told_past = |r: usize| a.times.get(r).is_some_and(is_past);
                let far =
                    far && (told_past(row) || (0..row).rev().find(|r| days[*r] == Some(first)).is_none_or(told_past));
                (named.len() == 1 && !(far && story.is_some())).then_some(first)
            };
            // "21:40 Death toll rises": an entry goes on from no other.
            let entry = running && is_clock && opens_line(text, time.span);
            let occasion = if n == 0 && !is_clock { occasion(text, time.span) } else { None };
            let near = match occasion {
                // "The night of the raid" is of the day of which a raid is told.
                Some(noun) => occasion_day(report, noun, (sentence, here), &days),
                None => near.or_else(behind).or_else(|| if entry { None } else { last() }),
            };
            // What is over when the report is printed did not happen later that day.
            let over = |d: &Date| {
                let (Some(p), Some(TimeOfDay::Clock(h, m))) = (printed, told) else { return true };
                let Some(TimeOfDay::Clock(hour, minute)) = p.time else { return true };
                time.meaning.tense == Tense::Future || *d != p.first || (h, m) <= (hour, minute)
            };
            let base = near.or_else(|| match () {
                // What happened on the day of publication is told as today's.
                // "That morning" is of what its speaker tells, which nobody knows.
                () if quote.is_some() && points => None,
                () if occasion.is_some() => None,
                () if n != 0 || points || quote.is_some() && !is_clock => {
                    // What is told again long after has one day; of news there may be two.
                    let long_ago = |d: &Date| published.is_some_and(|p| p.days_since(*d) > RECENT);
                    let only = || {
                        let day = only_day(&a.times[..row], &days[..row]).filter(|_| back && quote.is_none());
                        day.filter(long_ago)
                    };
                    story.or_else(only).filter(|s| !same && published.is_some_and(|p| *s < p))
                }
                () if entries || entry => time.from,
                () if time.meaning.tense == Tense::Future => Some(day).filter(|d| published.is_some_and(|p| *d > p)),
                () => story,
            });
            // "Last night … around 2 a.m.": the night goes on over midnight.
            let small = n == 0 && matches!(told, Some(TimeOfDay::Clock(0..=5, _)));
            let night = |r: usize| {
                let value = values.get(r).copied();
                matches!(value, Some(Value::Point(_, Some(TimeOfDay::Part(DayPart::Night | DayPart::Evening)))))
            };
            let over_midnight = small && near.is_some() && of(here).any(|r| days[r] == near && night(r));
            // "It began at 11 p.m. Friday. Then, just before 2 a.m., …": what is told in order goes on over midnight too.
            let ends = row > 0 && a.times.get(row - 1).is_some_and(|t| are_ends(text, t, time));
            let goes_on = small && !over_midnight && (ends || is_then(report, sentence[row], time.span));
            let over_midnight = over_midnight
                || goes_on
                    && lately().into_iter().find(|r| days[*r].is_some()).is_some_and(|r| {
                        let value = places[r].or(values.get(r).copied());
                        days[r] == base && value.is_some_and(|v| is_dark(&v))
                    })
                    && base.is_some_and(|b| published.is_none_or(|p| b < p));
            let base = base.map(|b| b.plus_days(i32::from(over_midnight)));
            // An evening that is over is hardly that of the day of publication, unless one is told of.
            let dark = is_dark;
            let over_now =
                n == 0 && !is_clock && time.meaning.tense == Tense::Past && dark(&value) && base == time.from;
            let now = |r: usize| a.times.get(r).is_some_and(|t| matches!(t.meaning.what, What::Offset(0, Unit::Day)));
            let told_of = || {
                (0..a.times.len()).any(|r| days[r] == base && r != row && !now(r) && values.get(r).is_some_and(dark))
            };
            let base = base.filter(|_| !over_now || told_of());
            let found = base.map(|b| b.plus_days(n)).filter(|d| over(d) || story.is_some_and(|s| s == *d && s != day));
            // Two days after what has been lies before the report too.
            let past = |d: &Date| n <= 0 || published.is_none_or(|p| *d <= p || base.is_some_and(|b| b > p));
            let found = found.filter(past);
            // "The party began around midnight", and at five it was over: the day began with it.
            let opens = told == Some(TimeOfDay::Clock(24, 0)) && {
                let same = |r: &usize| *r != row && found.is_some() && days[*r] == found;
                let early = |r: usize| hour_of(r, &places).is_some_and(|(h, _)| h < 7);
                let late = |r: usize| places[r].or(values.get(r).copied()).is_some_and(|v| is_dark(&v));
                let rows = || around(row, a.times.len()).filter(same);
                rows().any(early) && !rows().any(late)
            };
            let told = if opens { Some(TimeOfDay::Clock(0, 0)) } else { told };
            days[row] = found;
            places[row] =
                Some(Value::Point(Stretch::Day(found), if found.is_some() { told } else { clock.map(|c| c.0) }));
        }
        Self { places }
    }

    /// The day on which what the report is about happened: the day not long before publication that more expressions name
    /// than any other.
    fn story(report: &Annotated, days: &[Option<Date>], published: Option<Date>) -> Option<Date> {
        let published = published?;
        let times =
            report.annotations.times.iter().zip(days).filter(|(t, _)| t.meaning.tense != Tense::Future && !is_ahead(t));
        // "This Thanksgiving" is when the report tells it.
        let times = times.filter(|(t, _)| !matches!(t.meaning.what, What::Calendar(YearOf::Which(Which::This), _)));
        let mut recent: Vec<Date> =
            times.filter_map(|(_, d)| *d).filter(|d| (0..=RECENT).contains(&published.days_since(*d))).collect();
        recent.sort_unstable();
        let mut counted: Vec<(usize, Date)> =
            recent.chunk_by(|a, b| a == b).filter_map(|c| Some((c.len(), *c.first()?))).collect();
        counted.sort_unstable();
        let (most, day) = counted.pop()?;
        // Of a report on what came later the day of publication is that of its news, and not of what it tells again.
        counted.last().is_none_or(|(next, _)| *next < most && day != published).then_some(day)
    }
}

/// The rows not far from another, of so many.
fn around(row: usize, all: usize) -> std::ops::Range<usize> {
    row.saturating_sub(BESIDE)..(row + BESIDE).min(all)
}

/// Whether it is told only by about how much: "less than two hours later".
fn is_rough(words: &str) -> bool {
    words.split(' ').any(|w| ["less", "more", "over", "up", "least", "most", "nearly", "almost"].contains(&w))
}

/// Whether a time is an evening, a night or an hour of one.
fn is_dark(value: &Value) -> bool {
    let clock = if let Value::Point(_, clock) = value { *clock } else { None };
    matches!(clock, Some(TimeOfDay::Part(DayPart::Evening | DayPart::Night) | TimeOfDay::Clock(17.., _)))
}

/// "Overnight" with no day beside it.
fn is_overnight(time: &TimeExpression, report: &Annotated) -> bool {
    time.meaning.what == What::Offset(-1, Unit::Day)
        && time.meaning.time == Some(TimeOfDay::Part(DayPart::Night))
        && report.text(time.span).eq_ignore_ascii_case("overnight")
}

/// Whether sentence `n` says before a time that it goes on from what was told: "Then, just before 2 a.m.".
fn is_then(report: &Annotated, n: usize, time: Span) -> bool {
    const THEN: &[&str] = &["then", "later", "afterwards", "afterward", "next", "finally", "eventually", "until"];
    let a = &report.annotations;
    let tokens = a.sentences.get(n).and_then(|s| a.tokens.get(s.first as usize..s.end as usize)).unwrap_or(&[]);
    let before = tokens.iter().take_while(|t| t.span.end() <= time.start());
    before.map(|t| report.text(t.span)).any(|w| THEN.iter().any(|t| w.eq_ignore_ascii_case(t)))
}

/// Whether an expression of time stands at the head of its line: "21:40 Death toll rises".
fn opens_line(text: &str, time: Span) -> bool {
    text.get(..time.range().start)
        .is_some_and(|head| head.trim_end_matches([' ', '\t', '•', '*']).ends_with('\n') || head.is_empty())
}

/// Whether the entries of a page of running news bear the hours at which they came in: lines begin with hours, the latest
/// first, or the page was updated at such an hour. Lengths of videos stand in no order.
fn is_running(report: &Annotated) -> bool {
    let text = report.article.text.as_str();
    let modified = report.article.meta.modified.as_deref().and_then(Interval::stated).and_then(|i| i.time);
    let clock = |t: &TimeExpression| match t.value {
        Value::Point(_, Some(TimeOfDay::Clock(h, m))) if t.meaning.what == What::FromTopic(0, Unit::Day) => {
            Some((h, m))
        }
        _ => None,
    };
    let (mut before, mut falls, mut rises) = (None, false, false);
    for (h, m) in report.annotations.times.iter().filter(|t| opens_line(text, t.span)).filter_map(clock) {
        if modified == Some(TimeOfDay::Clock(h, m)) {
            return true;
        }
        falls |= before.is_some_and(|b| b > (h, m));
        rises |= before.is_some_and(|b| b < (h, m));
        before = Some((h, m));
    }
    falls && !rises
}

/// What an evening or a night is told of by: "the night of the shooting".
fn occasion(text: &str, time: Span) -> Option<&str> {
    const ENDS: &[&str] = &[
        "in", "at", "on", "of", "that", "when", "was", "were", "and", "but", "who", "which", "to", "by", "for", "with",
        "near",
    ];
    let words = text.get(time.range())?;
    words.get(..4).filter(|w| w.eq_ignore_ascii_case("the "))?;
    let rest = text.get(time.range().end..)?.strip_prefix(" of ")?;
    let rest = ["the ", "his ", "her ", "their ", "that "].iter().find_map(|d| rest.strip_prefix(d))?;
    let line = rest.split(['\n', '.', ',', ';', ':', '?', '”', '"']).next()?;
    line.split(' ').take_while(|w| !ENDS.contains(w)).take(OCCASION).last().filter(|w| !w.is_empty())
}

/// The day that a report tells of something called `noun`, if it tells of one: the first that stands alone in a sentence with it.
fn occasion_day(
    report: &Annotated,
    noun: &str,
    (sentences, here): (&[usize], usize),
    days: &[Option<Date>],
) -> Option<Date> {
    let a = &report.annotations;
    let names = |s: usize| {
        let tokens = a.sentences.get(s).and_then(|s| a.tokens.get(s.first as usize..s.end as usize));
        tokens.unwrap_or(&[]).iter().any(|t| report.text(t.span).eq_ignore_ascii_case(noun))
    };
    let mut row = 0;
    while let Some(s) = sentences.get(row).copied() {
        let end = row + sentences.get(row..)?.iter().take_while(|o| **o == s).count();
        let mut told = days.get(row..end)?.iter().flatten();
        if let Some(day) = told.next().filter(|d| s != here && told.all(|o| o == *d)).filter(|_| names(s)) {
            return Some(*day);
        }
        row = end;
    }
    None
}

fn sentence_at(sentences: &[usize], row: usize) -> usize {
    sentences.get(row).copied().unwrap_or(usize::MAX)
}

/// The day of a value that names one.
fn day_of(value: Value) -> Option<Date> {
    match value {
        Value::Point(Stretch::Day(day), _) => day,
        Value::Point(Stretch::Year(Some(year), YearPart::Day(m, d)), _) => Date::new(year, m, d),
        _ => None,
    }
}

/// Whether a time is told as one to come, whatever the verb: "I would take her out tomorrow".
fn is_ahead(time: &TimeExpression) -> bool {
    matches!(time.meaning.what, What::Offset(1.., _) | What::Weekday(Which::Next, _))
}

/// Whether the words of a time point to what was told before: "that night", "the same day".
pub(crate) fn points_back(words: &str) -> bool {
    words.split_whitespace().any(|w| ["that", "same"].iter().any(|p| w.eq_ignore_ascii_case(p)))
}

/// Whether a time is that of the telling: "today", "this Thanksgiving".
fn is_now(time: &TimeExpression) -> bool {
    matches!(time.meaning.what, What::Offset(0, _) | What::Calendar(YearOf::Which(Which::This), _))
}

/// The one day that a report has told of so far; `None` where it told of two.
fn only_day(times: &[TimeExpression], days: &[Option<Date>]) -> Option<Date> {
    let from = times.len().saturating_sub(BESIDE);
    let mut told =
        times[from..].iter().zip(&days[from..]).filter(|(t, _)| !is_now(t) && !is_ahead(t)).filter_map(|(_, d)| *d);
    let first = told.next()?;
    told.all(|d| d == first || d == first.plus_days(1)).then_some(first)
}

fn is_past(time: &TimeExpression) -> bool {
    matches!(time.meaning.tense, Tense::Past | Tense::Behind)
}

fn is_past_weekday(time: &TimeExpression) -> bool {
    is_weekday(time) && time.meaning.tense != Tense::Future
}
