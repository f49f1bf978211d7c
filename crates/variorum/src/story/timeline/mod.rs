//! The timeline: what happened when, when things were said, and when it was published, on one axis at the precision the
//! reports give.
//!
//! A month stays a month, "last week" seven days. What several reports tell of one event stands in one entry only where
//! it plainly is one: the same head, most words of both clauses alike, and times that can both hold. Where everything but
//! the times is alike, the two entries stand side by side as a conflict; that one time lies within another is none.

pub mod axis;
mod bound;
mod clause;
mod event;
pub(crate) mod narrative;
mod same;

use super::edition::Edition;
use crate::annotate::attribution::Shown;
use crate::annotate::syntax::Parsed;
use crate::annotate::time::meaning::{Stretch, TimeOfDay, Value};
use crate::span::{ArticleId, Place};
use axis::Interval;
pub use bound::Bound;
use event::{Found, Rows, found};

/// What an entry is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Something that happened or will.
    Event,
    /// Something was said.
    Utterance,
    /// A report was published.
    Publication,
    /// A report was changed.
    Update,
}

impl Lane {
    /// Its name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Lane::Event => "event",
            Lane::Utterance => "utterance",
            Lane::Publication => "publication",
            Lane::Update => "update",
        }
    }
}

/// What one report has of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineWitness {
    /// The report.
    pub report: ArticleId,
    /// The words that tell it: of an event its clause, of an utterance the words; none of metadata.
    pub label: Option<Place>,
    /// The head of the clause, or the word of saying.
    pub head: Option<Place>,
    /// The expression of time; none of metadata.
    pub time: Option<Place>,
    /// What it comes to; of a stretch with two ends the first.
    pub value: Option<Value>,
    /// The other end of a stretch: "from 1999 to 2003".
    pub until: Option<Value>,
    /// What is told about the time: before it, at the end of it.
    pub bound: Option<Bound>,
    /// Whether it stands in marks: it is somebody's word.
    pub quoted: bool,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// What it is of.
    pub lane: Lane,
    /// When: what all its reports agree on; `None` where the words have no place in the calendar.
    pub interval: Option<Interval>,
    /// Of an utterance its number, from 0, where it is one of the edition's.
    pub utterance: Option<usize>,
    /// The reports that have it, in order.
    pub witnesses: Vec<TimelineWitness>,
}

/// Two entries that tell one thing at times that cannot both hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeConflict {
    /// The entry that stands first.
    pub first: usize,
    /// The other.
    pub second: usize,
}

/// The timeline of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The entries by time, those without a place in the calendar last.
    pub entries: Vec<TimelineEntry>,
    /// Pairs of them that cannot both hold, in order.
    pub conflicts: Vec<TimeConflict>,
}

impl TimelineEntry {
    /// The value that is told most finely, as TIMEX3 writes it; the two ends of a stretch as ISO 8601 does.
    pub fn value(&self) -> String {
        self.finest().map_or(String::new(), |v| v.0)
    }

    /// What is told about that value: before it, at the end of it.
    pub fn bound(&self) -> Option<Bound> {
        self.finest().and_then(|v| v.1)
    }

    fn finest(&self) -> Option<(String, Option<Bound>)> {
        let values = self.witnesses.iter().filter_map(|w| Some((w.written()?, w)));
        // Of two told as finely the one that is written first, whoever has it; that by itself before one with more about it.
        let order = |(written, w): (String, &TimelineWitness)| {
            (w.value.and_then(Interval::of).map_or(i32::MAX, fine), w.bound.is_some(), written, w.bound)
        };
        values.map(order).min().map(|v| (v.2, v.3))
    }

    /// The reports that have it, each once.
    pub fn reports(&self) -> Vec<ArticleId> {
        let mut out: Vec<ArticleId> = self.witnesses.iter().map(|w| w.report).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

impl TimelineWitness {
    /// The value as it is written: that of TIMEX3, or two with a slash between them.
    pub fn written(&self) -> Option<String> {
        let value = self.value?;
        Some(self.until.map_or_else(|| value.to_string(), |until| format!("{value}/{until}")))
    }
}

/// How finely a time is told: fewer days first, an hour before a part of the day, and that before none.
fn fine(i: Interval) -> i32 {
    let clock = matches!(i.time, Some(TimeOfDay::Clock(..)));
    3 * i.days() - i32::from(i.time.is_some()) - i32::from(clock)
}

/// Works the timeline out. It parses the sentences that tell of times and of what was said, but for those that `parsed`
/// remembers; `shown` is what the grammar of each report shows, as far as it was read.
pub(crate) fn timeline(edition: &Edition, shown: &[Option<Shown>], parsed: &mut Parsed) -> Timeline {
    let mut all: Vec<Found> = Vec::new();
    let mut rows = Rows::new();
    for (n, u) in edition.utterances.iter().enumerate() {
        rows.extend(u.collation.readings.iter().flat_map(|r| r.rows.iter().map(move |q| ((r.article, *q), n))));
    }
    for (i, report) in edition.reports.iter().enumerate() {
        let id = ArticleId(i as u32);
        let shown = shown.get(i).and_then(Option::as_ref);
        found(report, id, (shown, parsed), &rows, &mut all);
        let meta = &report.article.meta;
        let stated = [(Lane::Publication, &meta.date), (Lane::Update, &meta.modified)];
        for (lane, text) in stated {
            let Some(interval) = text.as_deref().and_then(Interval::stated) else { continue };
            if lane == Lane::Update && meta.modified == meta.date {
                continue;
            }
            let value = Some(Value::Point(Stretch::Day(Some(interval.first)), interval.time));
            let witness = TimelineWitness {
                report: id,
                label: None,
                head: None,
                time: None,
                value,
                until: None,
                bound: None,
                quoted: false,
            };
            let interval = Some(interval);
            all.push(Found {
                lane,
                utterance: None,
                interval,
                weekday: false,
                half: true,
                adrift: false,
                attribute: false,
                witness,
            });
        }
    }
    same::together(edition, all)
}
