//! What a report says happened when: expressions of time with the clause that they stand in.

use super::axis::Interval;
use super::clause::{Clause, Clauses};
use super::{Lane, TimelineWitness};
use crate::annotate::Annotated;
use crate::annotate::attribution::{Attribution, Attributions, Basis, Shown, attributions_of, shown};
use crate::annotate::notice::regular_hours;
use crate::annotate::syntax::Parsed;
use crate::annotate::time::TimeExpression;
use crate::annotate::time::halves::Halves;
use crate::annotate::time::meaning::{
    DayPart, Stretch, Tense, TimeKind, TimeOfDay, Unit, Value, What, Which, YearOf, YearPart,
};
use crate::annotate::verbs;
use crate::calendar::Date;
use crate::span::{ArticleId, Place, Span};
use crate::story::claim::contest::deictic;
use std::collections::HashMap;

/// Of what is said around something said so many are looked at, for whether it stands in one of them.
const BESIDE: usize = 6;
/// Words that nothing which was said begins with, where it stands outside marks.
const NO_CLAUSE: &[&str] = &["after", "before", "while", "have", "has", "had", "was", "were", "been", "and", "but"];
/// Words of what a night is told by, at most: "the night of the fatal shooting".
const OCCASION: usize = 3;
/// A day farther from publication than that is not the story's: days.
const RECENT: i32 = 7;
/// The days of opening hours stand no farther from an hour than that: bytes.
const BESIDE_HOURS: usize = 80;
/// Words behind a year among which the make of a car may stand: "a 2007 dark grey Ford".
const MAKE: usize = 3;
/// What makes a year before it that of a car and not of an event. By custom and not by grammar: "the 2015 Ford strike"
/// has none of its own in news of crime, where most such years stand.
const MAKES: &[&str] = &[
    "acura",
    "audi",
    "bmw",
    "buick",
    "cadillac",
    "chevrolet",
    "chevy",
    "chrysler",
    "dodge",
    "fiat",
    "ford",
    "gmc",
    "harley-davidson",
    "honda",
    "hyundai",
    "infiniti",
    "isuzu",
    "jaguar",
    "jeep",
    "kawasaki",
    "kia",
    "lexus",
    "lincoln",
    "mazda",
    "mercedes",
    "mercedes-benz",
    "mercury",
    "mitsubishi",
    "nissan",
    "oldsmobile",
    "opel",
    "peugeot",
    "plymouth",
    "pontiac",
    "porsche",
    "renault",
    "saab",
    "saturn",
    "skoda",
    "subaru",
    "suzuki",
    "toyota",
    "volkswagen",
    "volvo",
    "yamaha",
];

/// The utterance of each quotation: by report and row.
pub(super) type Rows = HashMap<(ArticleId, u32), usize>;

/// One entry as one report has it.
pub(super) struct Found {
    /// Events and utterances.
    pub lane: Lane,
    /// Of an utterance its number, where it is one of the edition's.
    pub utterance: Option<usize>,
    /// When.
    pub interval: Option<Interval>,
    /// It is a weekday that nothing tells the week of: "on Sunday".
    pub weekday: bool,
    /// "Tonight" in words whose day nothing tells: the day of the report is only a guess at it.
    pub adrift: bool,
    /// It says of a noun which one is meant: "charged in the May 31 death". When the verb happened it does not tell.
    pub attribute: bool,
    /// Who has it, and where.
    pub witness: TimelineWitness,
}

/// What one report has of events and of when things were said, given what its grammar shows if that was read.
pub(super) fn found(
    report: &Annotated,
    id: ArticleId,
    (known, parsed): (Option<&Shown>, &mut Parsed),
    utterances: &Rows,
    out: &mut Vec<Found>,
) {
    let a = &report.annotations;
    if a.times.is_empty() {
        return;
    }
    let said = match known {
        Some(shown) => attributions_of(report, shown),
        None => attributions_of(report, &shown(report, parsed)),
    };
    let mut taken = vec![false; a.times.len()];
    spoken(report, id, &said, utterances, &mut taken, out);
    let mut clauses = Clauses::new(report, parsed);
    let narrative = Narrative::of(report, &said.values, &taken);
    let dateline = report.article.dateline();
    let text = report.article.text.as_str();
    // Words of which it is told when they were said.
    let mut dated_words: Vec<Span> =
        said.list.iter().filter(|s| s.time.is_some()).flat_map(|s| said.content(s)).copied().collect();
    dated_words.sort_unstable();
    let mut next = 0;
    for (row, time) in a.times.iter().enumerate() {
        let value = said.values.get(row).copied().unwrap_or(time.value);
        let dated = matches!(time.kind(), TimeKind::Date | TimeKind::Time) && matches!(value, Value::Point(..));
        // "PELLMOUTH, March 13 (Meridian Wire) -" tells when it was written.
        if taken[row] || !dated || dateline.is_some_and(|d| d.span.contains(time.span)) {
            continue;
        }
        while a
            .sentences
            .get(next)
            .and_then(|s| a.tokens.get(s.end as usize))
            .is_some_and(|t| t.span.start() <= time.span.start())
        {
            next += 1;
        }
        if is_model_year(report, time)
            || is_any_holiday(report, time)
            || is_opening(report, time)
            || time.is_stamp(text)
            || time.is_post_stamp(text)
            || time.is_habit(text)
            || time.is_kind(text)
            || is_head_stamp(text, time.span)
        {
            continue;
        }
        let before = row.checked_sub(1).and_then(|r| a.times.get(r)).filter(|b| is_long_weekend(report, b, time));
        if before.is_some() {
            // The entry of the holiday has it.
            continue;
        }
        let after = a.times.get(row + 1).filter(|t| is_long_weekend(report, time, t));
        let span = after.map_or(time.span, |t| time.span.cover(t.span));
        let value = narrative.places.get(row).copied().flatten().unwrap_or(value);
        let Clause { label, head, attribute } = clauses.around(next, span);
        let quoted = a.parts.iter().any(|p| p.span.contains(time.span));
        let day_told = || {
            let until = dated_words.partition_point(|c| c.start() <= time.span.start());
            dated_words[..until].iter().rev().take(BESIDE).any(|c| c.contains(time.span))
        };
        let adrift = quoted && value == time.value && deictic(report.text(span)) && !day_told();
        // Whose "tonight" it is nobody knows: it has no day then, rather than that of publication.
        let value = match value {
            Value::Point(Stretch::Day(Some(_)), clock)
                if adrift && matches!(time.meaning.what, What::Offset(_, Unit::Day)) =>
            {
                Value::Point(Stretch::Day(None), clock)
            }
            other => other,
        };
        // "More than a week ago" has an end and no beginning.
        let value = match value {
            Value::Point(stretch, clock) if is_bound(report.text(span)) => Value::Point(unknown(stretch), clock),
            other => other,
        };
        let interval = Interval::of(value);
        out.push(Found {
            lane: Lane::Event,
            utterance: None,
            interval: if after.is_some() { interval.map(Interval::long_weekend) } else { interval },
            weekday: is_weekday(time),
            adrift,
            attribute,
            witness: TimelineWitness {
                report: id,
                label: Some(Place { article: id, span: label }),
                head: head.map(|span| Place { article: id, span }),
                time: Some(Place { article: id, span }),
                value: Some(value),
                quoted,
            },
        });
    }
}

/// When something was said, as far as the report tells.
fn spoken(
    report: &Annotated,
    id: ArticleId,
    said: &Attributions,
    utterances: &Rows,
    taken: &mut [bool],
    out: &mut Vec<Found>,
) {
    let (times, tokens) = (&report.annotations.times, &report.annotations.tokens);
    for (n, attribution) in said.list.iter().enumerate().filter(|(_, a)| a.within.is_none()) {
        let Some(speech) = attribution.time else { continue };
        let row = speech.time.index();
        let (Some(time), Some(content)) = (times.get(row), said.content(attribution).first()) else { continue };
        let utterance = attribution.quotation.and_then(|q| utterances.get(&(id, q.0)).copied());
        // What stands in other words that were said then is told with them: "said he didn't know she was in the car".
        let wider =
            |o: &Attribution| o.time.is_some() && said.content(o).iter().any(|c| c.contains(*content) && c != content);
        let beside = said.list.get(n.saturating_sub(BESIDE)..(n + BESIDE).min(said.list.len())).unwrap_or(&[]);
        if attribution.quotation.is_none() && beside.iter().any(wider) {
            if let Some(t) = taken.get_mut(row) {
                *t = true;
            }
            continue;
        }
        // "Pleaded guilty in 2017", "accused of killing three on Monday" tell what was done.
        let words = report.text(*content);
        let done = ["of ", "for ", "with ", "in ", "as "].iter().any(|w| words.starts_with(w));
        // "Spoke out against the violence" tells of what, and not in what words.
        let between =
            attribution.cue.and_then(|c| report.article.text.as_str().get(c.range().end..content.range().start));
        let matter =
            between.and_then(|b| b.split_whitespace().last()).is_some_and(|w| matches!(w, "against" | "about" | "for"));
        // "Attacked her again", "found on Tuesday have been ruled": no clause that could have been said.
        let cue = attribution.cue.and_then(|c| tokens.get(tokens.partition_point(|t| t.span.start() < c.start())));
        let frame = cue.map_or(verbs::CLAUSE, |t| verbs::frame(t.key));
        let object = frame != 0 && frame & (verbs::CLAUSE | verbs::INFINITIVE | verbs::BEHIND) == 0;
        let first = words.split_whitespace().next().unwrap_or("");
        let done = done || matter || object || NO_CLAUSE.iter().any(|w| w.eq_ignore_ascii_case(first));
        if attribution.quotation.is_none() && (done || words.split_whitespace().count() < 2) {
            continue;
        }
        // What is carried over to words outside marks is a guess on a guess.
        if speech.basis == Basis::Carried && utterance.is_none() {
            continue;
        }
        if let Some(t) = taken.get_mut(row) {
            *t = true;
        }
        if time.is_stamp(report.article.text.as_str()) {
            continue;
        }
        let value = said.value(speech);
        // "Now" has no place on an axis.
        if matches!(value, Some(Value::Reference(_))) {
            continue;
        }
        out.push(Found {
            lane: Lane::Utterance,
            utterance,
            interval: value.and_then(Interval::of),
            weekday: is_weekday(time),
            adrift: false,
            attribute: false,
            witness: TimelineWitness {
                report: id,
                label: Some(Place { article: id, span: *content }),
                head: attribution.cue.map(|span| Place { article: id, span }),
                time: Some(Place { article: id, span: time.span }),
                value,
                quoted: attribution.quotation.is_some(),
            },
        });
    }
}

fn is_weekday(time: &TimeExpression) -> bool {
    matches!(time.meaning.what, What::Weekday(Which::Bare, _))
}

/// Whether it tells only how long ago at least: "more than a week ago".
fn is_bound(words: &str) -> bool {
    let head = |p: &str| words.get(..p.len()).is_some_and(|h| h.eq_ignore_ascii_case(p));
    (head("more than ") || head("over ")) && words.ends_with("ago")
}

/// The same stretch of which nothing is known.
fn unknown(stretch: Stretch) -> Stretch {
    match stretch {
        Stretch::Week(_, end) => Stretch::Week(None, end),
        Stretch::Year(_, YearPart::Month(_)) => Stretch::Year(None, YearPart::Month(0)),
        Stretch::Day(_) | Stretch::Weekday(_) => Stretch::Day(None),
        _ => Stretch::Year(None, YearPart::Whole),
    }
}

/// A stamp that a line begins with: "(08/18/16) - Authorities say".
fn is_head_stamp(text: &str, time: Span) -> bool {
    let before = text.get(..time.range().start).unwrap_or("");
    let opens = before.strip_suffix('(').is_some_and(|b| b.is_empty() || b.ends_with('\n'));
    let rest = text.get(time.range().end..).and_then(|r| r.strip_prefix(')')).unwrap_or("");
    opens && rest.trim_start_matches(' ').starts_with(['-', '–', '—'])
}

/// The year that a car was made in, which is no event: "a 2007 Ford".
fn is_model_year(report: &Annotated, time: &TimeExpression) -> bool {
    if !matches!(time.meaning.what, What::Calendar(YearOf::Given(_), YearPart::Whole) | What::Decade(_)) {
        return false;
    }
    let tokens = &report.annotations.tokens;
    let after = tokens.partition_point(|t| t.span.start() < time.span.end());
    let near = tokens.get(after..(after + MAKE).min(tokens.len())).unwrap_or(&[]);
    // "In 2007 Ford closed the works."
    let on = tokens.get(..after).unwrap_or(&[]).iter().rev().find(|t| t.span.end() <= time.span.start());
    let dated = on.is_some_and(|t| {
        ["in", "since", "of", "by", "until"].iter().any(|w| report.text(t.span).eq_ignore_ascii_case(w))
    });
    // "A 2015 or newer maroon Tahoe."
    let word = |k: usize| near.get(k).map_or("", |t| report.text(t.span));
    let aged = word(0) == "or" && ["newer", "older", "later", "earlier"].contains(&word(1)) && !dated;
    let make = |t: &&crate::annotate::token::Token| {
        let word = report.text(t.span);
        word.starts_with(char::is_uppercase) && MAKES.iter().any(|m| word.eq_ignore_ascii_case(m))
    };
    aged || !dated && near.iter().take_while(|t| t.is_word()).find(make).is_some()
}

/// "A Halloween party", "the Halloween party" says which kind, and not when it was.
fn is_any_holiday(report: &Annotated, time: &TimeExpression) -> bool {
    const ITSELF: &[&str] =
        &["weekend", "week", "day", "eve", "morning", "afternoon", "evening", "night", "holiday", "break"];
    let text = report.article.text.as_str();
    let before = text.get(..time.span.start() as usize).unwrap_or("").trim_end();
    // The article may stand in the words of the time.
    let own = report.text(time.span).split(' ').next().filter(|w| w.eq_ignore_ascii_case("the"));
    let article = own.unwrap_or_else(|| before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    let rest = text.get(time.span.range().end..).and_then(|r| r.strip_prefix([' ', '\u{a0}'])).unwrap_or("");
    let noun = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let of_kind = noun.len() > 3 && noun.chars().all(char::is_lowercase) && !ITSELF.contains(&noun);
    let holiday = matches!(time.meaning.what, What::Calendar(_, YearPart::Holiday(_)));
    holiday && (matches!(article, "a" | "an" | "A" | "An") || of_kind && matches!(article, "the" | "The"))
}

/// Opening hours: "Mon–Sat 9am–5pm", "8am to 8pm, seven days a week".
fn is_opening(report: &Annotated, time: &TimeExpression) -> bool {
    if !matches!(time.meaning.time, Some(TimeOfDay::Clock(..))) {
        return false;
    }
    let text = report.article.text.as_str();
    let edge = |i: usize| (i..=text.len()).find(|k| text.is_char_boundary(*k)).unwrap_or(text.len());
    let (at, end) = (time.span.range().start, time.span.range().end);
    let (low, high) = (edge(at.saturating_sub(BESIDE_HOURS)), edge((end + BESIDE_HOURS).min(text.len())));
    let from = text.get(low..at).and_then(|t| t.rfind('\n')).map_or(low, |n| low + n + 1);
    let to = text.get(end..high).and_then(|t| t.find('\n')).map_or(high, |n| end + n);
    let line = text.get(from..to).unwrap_or("");
    regular_hours(line).any(|r| r.contains(&(at - from)))
}

/// "Easter weekend": one time, written as two.
fn is_long_weekend(report: &Annotated, day: &TimeExpression, weekend: &TimeExpression) -> bool {
    let holiday = matches!(day.meaning.what, What::Calendar(_, YearPart::Holiday(_)));
    let between = report.article.text.as_str().get(day.span.range().end..weekend.span.range().start);
    holiday
        && report.text(weekend.span).eq_ignore_ascii_case("weekend")
        && between.is_some_and(|b| !b.is_empty() && b.chars().all(char::is_whitespace))
}

/// The days that a report's hours belong to. An hour without a day, "that night" and "two days later" go on from what was told
/// just before; where nothing tells it they are given no day, rather than that of publication.
struct Narrative {
    /// By row of the report's times: another value for what has no day of its own.
    places: Vec<Option<Value>>,
}

impl Narrative {
    fn of(report: &Annotated, values: &[Value], taken: &[bool]) -> Self {
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
            let What::FromTopic(n, Unit::Day) = time.meaning.what else {
                if clock.is_some_and(|(c, sure)| sure != Some(c)) {
                    places[row] = Some(Value::Point(Stretch::Day(Some(day)), told));
                }
                continue;
            };
            let is_clock = matches!(clock, Some((TimeOfDay::Clock(..), _)));
            let words = report.text(time.span);
            let points = words.split_whitespace().any(|w| ["that", "same"].iter().any(|p| w.eq_ignore_ascii_case(p)));
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
            let near = of(here).filter(inside).find_map(|r| days[r]);
            let behind = || {
                let rest = (row + 1..a.times.len()).take_while(|r| sentence[*r] == here);
                rest.filter(inside).find_map(|r| days[r]).filter(|_| n == 0)
            };
            let reach = match () {
                () if n != 0 => 3,
                () if points => 1,
                () => 2,
            };
            // What is told as past goes on from no day that is announced.
            let been = |d: &Date| time.meaning.tense != Tense::Past || time.from.is_none_or(|f| *d <= f);
            let ahead = |r: &usize| time.meaning.tense == Tense::Past && a.times.get(*r).is_some_and(is_ahead);
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
                    let told_there = of(s).filter(inside).filter(|r| !ahead(r) && fits(*r));
                    let list: Vec<Date> = told_there.filter_map(|r| days[r]).filter(been).collect();
                    (!list.is_empty()).then_some(list)
                })?;
                named.dedup();
                let first = *named.first()?;
                // Of two days in it nobody knows which goes on; one long past was a glance back, unless nothing of it is told as
                // past: "the film shows him on 21 October 2011".
                let far = n == 0 && published.is_some_and(|p| p.days_since(first).abs() > RECENT) && is_clock;
                let told_past = |r: usize| a.times.get(r).is_some_and(|t| t.meaning.tense == Tense::Past);
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
                    story.filter(|s| !same && published.is_some_and(|p| *s < p))
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
            let base = base.map(|b| b.plus_days(i32::from(over_midnight)));
            // An evening that is over is hardly that of the day of publication, unless one is told of.
            let dark = |v: &Value| {
                matches!(
                    v,
                    Value::Point(
                        _,
                        Some(TimeOfDay::Part(DayPart::Evening | DayPart::Night) | TimeOfDay::Clock(17.., _))
                    )
                )
            };
            let over_now =
                n == 0 && !is_clock && time.meaning.tense == Tense::Past && dark(&value) && base == time.from;
            let now = |r: usize| a.times.get(r).is_some_and(|t| matches!(t.meaning.what, What::Offset(0, Unit::Day)));
            let told_of = || {
                (0..a.times.len()).any(|r| days[r] == base && r != row && !now(r) && values.get(r).is_some_and(dark))
            };
            let base = base.filter(|_| !over_now || told_of());
            let found = base.map(|b| b.plus_days(n)).filter(|d| over(d) || story.is_some_and(|s| s == *d && s != day));
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

fn is_past_weekday(time: &TimeExpression) -> bool {
    is_weekday(time) && time.meaning.tense != Tense::Future
}
