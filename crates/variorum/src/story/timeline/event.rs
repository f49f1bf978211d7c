//! What a report says happened when: expressions of time with the clause that they stand in.

use super::axis::Interval;
use super::{Lane, TimelineWitness};
use crate::annotate::Annotated;
use crate::annotate::attribution::{Attributions, Basis, Shown, attributions_of, shown};
use crate::annotate::syntax::parser::ROOT;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::syntax::{Model, Parsed};
use crate::annotate::time::TimeExpression;
use crate::annotate::time::meaning::{Stretch, TimeKind, TimeOfDay, Unit, Value, What, Which, YearOf, YearPart};
use crate::calendar::Date;
use crate::span::{ArticleId, Place, Span};
use crate::story::claim::contest::deictic;
use std::collections::HashMap;

/// What is longer than that is no sentence, and would be parsed for nothing.
const LONGEST: usize = 200;
/// Words of a label at most; a longer clause is cut to what stands nearest to the time.
const LABEL: usize = 24;

/// A day farther from publication than that is not the story's: days.
const RECENT: i32 = 7;
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
    let story = StoryDay::of(report, &said.values);
    let mut next = 0;
    for (row, time) in a.times.iter().enumerate() {
        let value = said.values.get(row).copied().unwrap_or(time.value);
        let dated = matches!(time.kind(), TimeKind::Date | TimeKind::Time) && matches!(value, Value::Point(..));
        if taken[row] || !dated {
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
        if is_model_year(report, time) || time.is_stamp(report.article.text.as_str()) {
            continue;
        }
        let before = row.checked_sub(1).and_then(|r| a.times.get(r)).filter(|b| is_long_weekend(report, b, time));
        if before.is_some() {
            // The entry of the holiday has it.
            continue;
        }
        let after = a.times.get(row + 1).filter(|t| is_long_weekend(report, time, t));
        let span = after.map_or(time.span, |t| time.span.cover(t.span));
        let value = story.as_ref().and_then(|s| s.clock(report, (row, time), value)).unwrap_or(value);
        let (label, head) = clauses.around(next, span);
        let quoted = a.parts.iter().any(|p| p.span.contains(time.span));
        let interval = Interval::of(value);
        out.push(Found {
            lane: Lane::Event,
            utterance: None,
            interval: if after.is_some() { interval.map(Interval::long_weekend) } else { interval },
            weekday: is_weekday(time),
            adrift: quoted && value == time.value && deictic(report.text(span)),
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
    let times = &report.annotations.times;
    for attribution in said.list.iter().filter(|a| a.within.is_none()) {
        let Some(speech) = attribution.time else { continue };
        let row = speech.time.index();
        let (Some(time), Some(content)) = (times.get(row), said.content(attribution).first()) else { continue };
        let utterance = attribution.quotation.and_then(|q| utterances.get(&(id, q.0)).copied());
        // What is carried over to words outside marks is a guess on a guess.
        if speech.basis == Basis::Carried && utterance.is_none() {
            continue;
        }
        if let Some(t) = taken.get_mut(row) {
            *t = true;
        }
        let value = said.value(speech);
        out.push(Found {
            lane: Lane::Utterance,
            utterance,
            interval: value.and_then(Interval::of),
            weekday: is_weekday(time),
            adrift: false,
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

/// The year that a car was made in, which is no event: "a 2007 Ford".
fn is_model_year(report: &Annotated, time: &TimeExpression) -> bool {
    if !matches!(time.meaning.what, What::Calendar(YearOf::Given(_), YearPart::Whole)) {
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
    let make = |t: &&crate::annotate::token::Token| {
        let word = report.text(t.span);
        word.starts_with(char::is_uppercase) && MAKES.iter().any(|m| word.eq_ignore_ascii_case(m))
    };
    !dated && near.iter().take_while(|t| t.is_word()).find(make).is_some()
}

/// "Easter weekend": one time, written as two.
fn is_long_weekend(report: &Annotated, day: &TimeExpression, weekend: &TimeExpression) -> bool {
    let holiday = matches!(day.meaning.what, What::Calendar(_, YearPart::Holiday(_)));
    let between = report.article.text.as_str().get(day.span.range().end..weekend.span.range().start);
    holiday
        && report.text(weekend.span).eq_ignore_ascii_case("weekend")
        && between.is_some_and(|b| !b.is_empty() && b.chars().all(char::is_whitespace))
}

/// The day on which what a report is about happened, as far as its days tell.
struct StoryDay {
    published: Date,
    day: Date,
}

impl StoryDay {
    /// The day not long before publication that most expressions name, the last of equals; else that of publication.
    fn of(report: &Annotated, values: &[Value]) -> Option<Self> {
        let published = Date::parse(report.article.meta.date.as_deref()?)?;
        let recent = |v: &Value| match v {
            Value::Point(Stretch::Day(Some(day)), _) => {
                Some(*day).filter(|d| (0..=RECENT).contains(&published.days_since(*d)))
            }
            _ => None,
        };
        let mut days: Vec<Date> = values.iter().filter_map(recent).collect();
        days.sort_unstable();
        let most = days.chunk_by(|a, b| a == b).max_by_key(|c| c.len()).and_then(|c| c.first());
        Some(Self { published, day: most.copied().unwrap_or(published) })
    }

    /// What a clock time without a day comes to where the day last named is not the story's and stands in a sentence
    /// before: "the licence of 7 June was withdrawn. The first call came at 1:30 a.m."
    fn clock(&self, report: &Annotated, (row, time): (usize, &TimeExpression), value: Value) -> Option<Value> {
        let Value::Point(Stretch::Day(Some(day)), clock @ Some(TimeOfDay::Clock(..))) = value else { return None };
        if time.meaning.what != What::FromTopic(0, Unit::Day) || self.published.days_since(day).abs() <= RECENT {
            return None;
        }
        let a = &report.annotations;
        let ends = |s: &crate::annotate::sentence::Sentence| {
            a.tokens.get((s.end as usize).saturating_sub(1)).is_some_and(|t| t.span.end() <= time.span.start())
        };
        let sentence = a.sentences.get(a.sentences.partition_point(ends))?;
        let from = a.tokens.get(sentence.first as usize)?.span.start();
        let names =
            |t: &TimeExpression| t.meaning.what != What::FromTopic(0, Unit::Day) && t.meaning.kind() == TimeKind::Date;
        let here = a.times.get(..row)?.iter().rev().take_while(|t| t.span.start() >= from).any(names);
        (!here).then_some(Value::Point(Stretch::Day(Some(self.day)), clock))
    }
}

/// The clauses of a report's sentences, parsed one at a time as they are asked for.
struct Clauses<'a> {
    report: &'a Annotated,
    model: Option<&'static Model>,
    parsed: &'a mut Parsed,
    /// The sentence that `parsed` holds.
    sentence: Option<usize>,
}

impl<'a> Clauses<'a> {
    fn new(report: &'a Annotated, parsed: &'a mut Parsed) -> Self {
        let english = report.annotations.language.is_none_or(|l| l.words().is_none());
        Self { report, model: Model::english().filter(|_| english), parsed, sentence: None }
    }

    /// The clause of a sentence that a time stands in, and its head word; the sentence where no grammar can be read.
    fn around(&mut self, n: usize, time: Span) -> (Span, Option<Span>) {
        let a = &self.report.annotations;
        let Some(sentence) = a.sentences.get(n) else { return (time, None) };
        let tokens = a.tokens.get(sentence.first as usize..sentence.end as usize).unwrap_or(&[]);
        let mut words = tokens.iter().filter(|t| t.is_word()).map(|t| t.span);
        let whole = words.next().map_or(time, |first| words.next_back().map_or(first, |last| first.cover(last)));
        let Some(model) = self.model.filter(|_| tokens.len() <= LONGEST) else { return (whole.cover(time), None) };
        if self.sentence != Some(n) {
            self.parsed.tag(model, self.report.article.text.as_str(), &a.tokens, *sentence);
            self.parsed.parse(model);
            self.sentence = Some(n);
        }
        self.clause(time).unwrap_or((whole.cover(time), None))
    }

    fn clause(&self, time: Span) -> Option<(Span, Option<Span>)> {
        let (words, heads, tags) = (&self.parsed.words, &self.parsed.heads, &self.parsed.tags);
        // Verbs, and what a copula makes a predicate: "the crane was new in 1987".
        let mut stops: Vec<bool> = tags.iter().map(|t| t.1 == Pos::Verb).collect();
        for (head, _) in heads.iter().filter(|h| h.1 == Relation::Cop && h.0 != ROOT) {
            stops.get_mut(*head as usize).into_iter().for_each(|s| *s = true);
        }
        let predicate = |i: usize| {
            let mut at = i;
            for _ in 0..words.len() {
                let (head, _) = *heads.get(at)?;
                if head == ROOT || stops.get(at) == Some(&true) {
                    break;
                }
                at = head as usize;
            }
            Some(at)
        };
        let first = words.iter().position(|w| w.span.end() > time.start())?;
        let end = words.iter().rposition(|w| w.span.start() < time.end())? + 1;
        // The word of the time that hangs from one outside it.
        let outside = |i: &usize| heads.get(*i).is_some_and(|h| !(first..end).contains(&(h.0 as usize)));
        let top = (first..end).find(outside).unwrap_or(first);
        let verb = predicate(top)?;
        let letters =
            |i: &usize| words.get(*i).is_some_and(|w| self.report.text(w.span).contains(char::is_alphanumeric));
        let own: Vec<usize> = (0..words.len()).filter(|i| predicate(*i) == Some(verb)).filter(letters).collect();
        let (mut from, mut to) = (*own.first()?, *own.last()?);
        let middle = if (from..=to).contains(&verb) { verb } else { top };
        let (least, most) = (top.min(middle), top.max(middle));
        while to - from >= LABEL && (from < least || to > most) {
            // The farther end goes first.
            if least - from.min(least) > to.max(most) - most { from += 1 } else { to -= 1 }
        }
        let span = words.get(from)?.span.cover(words.get(to)?.span).cover(time);
        Some((span, words.get(verb).map(|w| w.span)))
    }
}
