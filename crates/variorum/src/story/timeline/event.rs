//! What a report says happened when: expressions of time with the clause that they stand in.

use super::axis::Interval;
use super::clause::{Clause, Clauses};
use super::narrative::Narrative;
use super::{Bound, Lane, TimelineWitness};
use crate::annotate::Annotated;
use crate::annotate::attribution::{Attribution, Attributions, Basis, Shown, attributions_of, shown};
use crate::annotate::lexicon::List;
use crate::annotate::notice::regular_hours;
use crate::annotate::syntax::Parsed;
use crate::annotate::time::halves::Halves;
use crate::annotate::time::meaning::{Stretch, TimeKind, TimeOfDay, Unit, Value, What, Which, YearOf, YearPart};
use crate::annotate::time::{TimeExpression, are_ends, in_one_week, part_before};
use crate::annotate::token::Key;
use crate::annotate::verbs;
use crate::calendar::Date;
use crate::span::{ArticleId, Place, Span};
use crate::story::claim::contest::deictic;
use std::collections::HashMap;

/// Of what is said around something said so many are looked at, for whether it stands in one of them.
const BESIDE: usize = 6;
/// Words that nothing which was said begins with, where it stands outside marks.
const NO_CLAUSE: &[&str] = &["after", "before", "while", "have", "has", "had", "was", "were", "been", "and", "but"];
/// What is told by whoever it may be, as a noun: "following revelations that he left".
static TOLD: List = List::new(
    "revelation revelations report reports claim claims allegation allegations accusation accusations news rumour rumours rumor \
     rumors evidence suggestion suggestions fears concerns speculation disclosure disclosures admission admissions",
);
/// The days of opening hours stand no farther from an hour than that: bytes.
const BESIDE_HOURS: usize = 80;
/// Words before "since" among which it is told what was so for the first time.
const SINCE: usize = 10;
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
    /// Its words say which half of the day it is of.
    pub half: bool,
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
    // The row that the stretch before ends with.
    let mut ended = None;
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
            || is_first_since(text, time.span)
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
        let value = narrative.places.get(row).copied().flatten().unwrap_or(value);
        let value = match value {
            Value::Point(day @ (Stretch::Day(_) | Stretch::Weekday(_) | Stretch::Year(_, YearPart::Day(..))), None) => {
                Value::Point(day, part_before(text, time.span).map(TimeOfDay::Part))
            }
            other => other,
        };
        if ended == Some(row) {
            continue;
        }
        let end = a.times.get(row + 1).filter(|t| taken.get(row + 1) == Some(&false) && are_ends(text, time, t));
        let told_end = |t: &TimeExpression| {
            let told = said.values.get(row + 1).copied().unwrap_or(t.value);
            narrative.places.get(row + 1).copied().flatten().unwrap_or(told)
        };
        let stretch = end.map(|t| in_one_week(time, value, told_end(t))).and_then(|(value, until)| {
            let whole = match (Interval::of(value), Interval::of(until)) {
                (Some(from), Some(to)) => Some(from.through(to)?),
                (None, None) => None,
                _ => return None,
            };
            Some((value, until, whole))
        });
        let value = stretch.map_or(value, |s| s.0);
        ended = stretch.map(|_| row + 1);
        let span = after.or(end.filter(|_| stretch.is_some())).map_or(time.span, |t| time.span.cover(t.span));
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
        let interval = stretch.map_or_else(|| Interval::of(value), |s| s.2);
        let clock = if let Value::Point(_, clock) = value { clock } else { None };
        out.push(Found {
            lane: Lane::Event,
            utterance: None,
            interval: if after.is_some() { interval.map(Interval::long_weekend) } else { interval },
            weekday: is_weekday(time),
            half: clock.is_none_or(|c| Halves::is_told(report.text(time.span), c)),
            adrift,
            attribute,
            witness: TimelineWitness {
                report: id,
                label: Some(Place { article: id, span: label }),
                head: head.map(|span| Place { article: id, span }),
                time: Some(Place { article: id, span }),
                value: Some(value),
                until: stretch.map(|s| s.1),
                bound: Bound::of(report, time).filter(|_| stretch.is_none() && !attribute),
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
        // What is carried over to words outside marks is a guess on a guess.
        if speech.basis == Basis::Carried && utterance.is_none() {
            continue;
        }
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
        // "Asked for it following revelations that he lied": they told so, and not who asked.
        let of_noun = first == "that"
            && between
                .and_then(|b| b.split_whitespace().last())
                .is_some_and(|w| TOLD.has(Key::word(&w.to_lowercase())));
        let done = done || matter || object || of_noun || NO_CLAUSE.iter().any(|w| w.eq_ignore_ascii_case(first));
        if attribution.quotation.is_none() && (done || words.split_whitespace().count() < 2) {
            continue;
        }
        // What is told of as said had been said when the report was printed; a day more for the zones.
        let late = |day: Date| report.day().is_some_and(|d| day.days_since(d) > 1);
        if said.value(speech).and_then(Interval::of).is_some_and(|i| late(i.first)) {
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
            half: true,
            adrift: false,
            attribute: false,
            witness: TimelineWitness {
                report: id,
                label: Some(Place { article: id, span: *content }),
                head: attribution.cue.map(|span| Place { article: id, span }),
                time: Some(Place { article: id, span: time.span }),
                value,
                until: None,
                bound: None,
                quoted: attribution.quotation.is_some(),
            },
        });
    }
}

pub(super) fn is_weekday(time: &TimeExpression) -> bool {
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
pub(super) fn is_head_stamp(text: &str, time: Span) -> bool {
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

/// Whether a time is that at which something was so before: "for the first time since 2005".
fn is_first_since(text: &str, time: Span) -> bool {
    const FIRST: &[&str] = &[
        "first",
        "time",
        "worst",
        "best",
        "most",
        "least",
        "highest",
        "lowest",
        "largest",
        "biggest",
        "deadliest",
        "longest",
        "strongest",
        "heaviest",
        "smallest",
        "hottest",
        "coldest",
        "driest",
        "wettest",
        "fastest",
        "only",
    ];
    let head = text.get(..time.range().start).unwrap_or("").trim_end();
    let head = ["the", "about", "around"].iter().find_map(|w| head.strip_suffix(w)).unwrap_or(head).trim_end();
    let Some(before) = head.strip_suffix("since").filter(|b| b.ends_with(' ')) else { return false };
    // "U.S." has a stop and ends no sentence.
    let from = before.rfind(['\n', ';', '”', '"', '!', '?']).map_or(0, |at| at + 1);
    let from =
        before.rfind(". ").filter(|at| before.get(..*at).is_some_and(ends_sentence)).map_or(from, |at| at.max(from));
    let words = before.get(from..).unwrap_or("").rsplit(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    words.take(SINCE).any(|w| FIRST.contains(&w))
}

/// Whether what ends here in a stop is more than an abbreviation of a letter.
fn ends_sentence(head: &str) -> bool {
    head.chars().rev().take_while(|c| c.is_alphabetic()).count() > 1
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
