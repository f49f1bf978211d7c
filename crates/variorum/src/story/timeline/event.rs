//! What a report says happened when: expressions of time with the clause that they stand in.

use super::axis::Interval;
use super::{Lane, TimelineWitness};
use crate::annotate::Annotated;
use crate::annotate::attribution::{Attributions, Basis, attributions};
use crate::annotate::syntax::parser::ROOT;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::syntax::{Model, Parsed};
use crate::annotate::time::meaning::{TimeKind, Value};
use crate::span::{ArticleId, Place, Span};
use std::collections::HashMap;

/// What is longer than that is no sentence, and would be parsed for nothing.
const LONGEST: usize = 200;
/// Words of a label at most; a longer clause is cut to what stands nearest to the time.
const LABEL: usize = 24;

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
    /// Who has it, and where.
    pub witness: TimelineWitness,
}

/// What one report has of events and of when things were said.
pub(super) fn found(report: &Annotated, id: ArticleId, utterances: &Rows, out: &mut Vec<Found>) {
    let a = &report.annotations;
    if a.times.is_empty() {
        return;
    }
    let said = attributions(report);
    let mut taken = vec![false; a.times.len()];
    spoken(report, id, &said, utterances, &mut taken, out);
    let mut clauses = Clauses::new(report);
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
        let (label, head) = clauses.around(next, time.span);
        let quoted = a.parts.iter().any(|p| p.span.contains(time.span));
        out.push(Found {
            lane: Lane::Event,
            utterance: None,
            interval: Interval::of(value),
            witness: TimelineWitness {
                report: id,
                label: Some(Place { article: id, span: label }),
                head: head.map(|span| Place { article: id, span }),
                time: Some(Place { article: id, span: time.span }),
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

/// The clauses of a report's sentences, parsed one at a time as they are asked for.
struct Clauses<'a> {
    report: &'a Annotated,
    model: Option<&'static Model>,
    parsed: Parsed,
    /// The sentence that `parsed` holds.
    sentence: Option<usize>,
}

impl<'a> Clauses<'a> {
    fn new(report: &'a Annotated) -> Self {
        let english = report.annotations.language.is_none_or(|l| l.words().is_none());
        Self { report, model: Model::english().filter(|_| english), parsed: Parsed::default(), sentence: None }
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
