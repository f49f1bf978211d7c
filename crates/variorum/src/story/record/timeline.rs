//! The timeline in the JSON of an edition.

use super::iso;
use super::{PlaceRecord, place};
use crate::story::edition::Edition;
use crate::story::timeline::{TimelineEntry, TimelineWitness};
use serde::{Deserialize, Serialize};

/// What happened when, when things were said, and when that was published.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct TimelineRecord {
    /// The entries by time, those without a place in the calendar last.
    pub entries: Vec<TimelineEntryRecord>,
    /// Pairs of entries that tell one thing at times that cannot both hold: their ids.
    pub conflicts: Vec<[String; 2]>,
}

/// An entry.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct TimelineEntryRecord {
    /// `t1`, `t2` …
    pub id: String,
    /// event, utterance, publication, update.
    pub lane: String,
    /// The time as TIMEX3 writes it, as finely as any of its reports tells it; of a stretch its two ends, as in `1999/2003`.
    pub value: String,
    /// What is told about it: before, after, start, mid, end.
    #[serde(default)]
    pub bound: Option<String>,
    /// The first day that may be meant; none where the words have no place in the calendar.
    pub first: Option<String>,
    /// The last day that may be meant.
    pub last: Option<String>,
    /// Of an utterance its id, where it is one of the edition's.
    pub utterance: Option<String>,
    /// The reports that have it.
    pub witnesses: Vec<TimelineWitnessRecord>,
}

/// What one report has of an entry.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct TimelineWitnessRecord {
    /// The report.
    pub siglum: String,
    /// The words that tell it: of an event its clause, of an utterance the words; none of metadata.
    pub label: Option<PlaceRecord>,
    /// The head of the clause, or the word of saying.
    pub head: Option<PlaceRecord>,
    /// The expression of time; none of metadata.
    pub time: Option<PlaceRecord>,
    /// What it comes to, as TIMEX3 writes it.
    pub value: Option<String>,
    /// Whether it stands in marks.
    pub quoted: bool,
}

impl TimelineRecord {
    /// Every place of it.
    pub fn places(&self) -> impl Iterator<Item = &PlaceRecord> {
        let witnesses = self.entries.iter().flat_map(|e| &e.witnesses);
        witnesses.flat_map(|w| w.label.iter().chain(&w.head).chain(&w.time))
    }
}

/// The record of an edition's timeline.
pub(super) fn record(edition: &Edition) -> TimelineRecord {
    let timeline = &edition.timeline;
    let id = |n: usize| format!("t{}", n + 1);
    let witness = |w: &TimelineWitness| TimelineWitnessRecord {
        siglum: edition.siglum(w.report).to_string(),
        label: w.label.map(|p| place(edition, p)),
        head: w.head.map(|p| place(edition, p)),
        time: w.time.map(|p| place(edition, p)),
        value: w.written(),
        quoted: w.quoted,
    };
    let entry = |(n, e): (usize, &TimelineEntry)| TimelineEntryRecord {
        id: id(n),
        lane: e.lane.name().to_string(),
        value: e.value(),
        bound: e.bound().map(|b| b.name().to_string()),
        first: e.interval.map(|i| iso(i.first)),
        last: e.interval.map(|i| iso(i.last)),
        utterance: e.utterance.map(|u| format!("u{}", u + 1)),
        witnesses: e.witnesses.iter().map(witness).collect(),
    };
    TimelineRecord {
        entries: timeline.entries.iter().enumerate().map(entry).collect(),
        conflicts: timeline.conflicts.iter().map(|c| [id(c.first), id(c.second)]).collect(),
    }
}
