//! What happened when, when things were said, and when it was published.

use super::sheet::{Words, style};
use super::{View, dim, entry, sigla, styled};
use crate::view::clean::{self, count};
use crate::view::when::{point, when};
use variorum::span::Place;
use variorum::story::timeline::{Lane, TimelineEntry};

/// Entries and conflicts that are shown before the rest becomes a count.
const ENTRIES: usize = 24;
const CONFLICTS: usize = 8;
/// Columns for a time and for a lane.
const TIME: usize = 24;
const LANE: usize = 12;
/// A sheet of fewer columns has no columns for time and lane.
const NARROW: usize = 64;
/// Characters of what happened.
const LABEL: usize = 140;

impl View<'_> {
    /// The timeline, where more than publication is told.
    pub(super) fn timeline(&mut self) {
        let e = self.edition;
        let t = &e.timeline;
        let dated: Vec<&TimelineEntry> = t.entries.iter().filter(|e| self.all || e.interval.is_some()).collect();
        // Times that no date could be given to are no timeline.
        let told = dated.iter().any(|e| matches!(e.lane, Lane::Event | Lane::Utterance));
        if !told && t.conflicts.is_empty() {
            return;
        }
        self.sheet.heading("When");
        let most = if self.all { t.conflicts.len() } else { t.conflicts.len().min(CONFLICTS) };
        for c in t.conflicts.iter().take(most) {
            let (Some(a), Some(b)) = (t.entries.get(c.first), t.entries.get(c.second)) else { continue };
            let mut words = styled(style::CHANGED, &point(e, a));
            words.push(style::SIGLUM, &sigla::list(e, &a.reports(), &[], 6));
            words.push(style::DIM, "against");
            words.push(style::CHANGED, &point(e, b));
            words.push(style::SIGLUM, &sigla::list(e, &b.reports(), &[], 6));
            words.push(style::PLAIN, &self.label(a));
            let places: Vec<Place> = a.witnesses.iter().chain(&b.witnesses).filter_map(|w| w.time).collect();
            self.sheet.tailed(&dim("cannot both hold"), TIME + 1, &words, &entry::places(e, &places, self.all));
        }
        if t.conflicts.len() > most {
            self.sheet.para(0, &dim(&format!("… {} (--all)", count(t.conflicts.len() - most, "more conflict"))));
        }
        if !t.conflicts.is_empty() {
            self.sheet.gap();
        }
        let most = if self.all { dated.len() } else { dated.len().min(ENTRIES) };
        // What several reports tell before what one does, and what was said or printed last; still in order of time.
        let mut order: Vec<usize> = (0..dated.len()).collect();
        if most < dated.len() {
            order.sort_by_key(|i| (std::cmp::Reverse(dated[*i].reports().len()), dated[*i].lane, *i));
            order.truncate(most);
            order.sort_unstable();
        }
        for entry in order.into_iter().filter_map(|i| dated.get(i)) {
            let narrow = self.sheet.width() < NARROW;
            // A stretch with two ends is printed whole.
            let stretch = entry.witnesses.iter().any(|w| w.until.is_some());
            let room = if stretch { 2 * TIME } else { TIME - 1 };
            let time = clean::shortened(&when(e, entry), room);
            let lead = if narrow {
                styled(style::BOLD, &time)
            } else {
                let mut lead = Words::new();
                lead.raw(style::BOLD, &format!("{time:<0$} {1:<LANE$}", TIME - 1, entry.lane.name()));
                lead
            };
            let mut words = if narrow { dim(entry.lane.name()) } else { Words::new() };
            words.push(style::SIGLUM, &sigla::list(e, &entry.reports(), &[], 6));
            words.push(style::PLAIN, &self.label(entry));
            let mut places: Vec<Place> = entry.witnesses.iter().filter_map(|w| w.label).collect();
            // Two times of one clause have one place.
            places.dedup();
            let indent = if narrow { 4 } else { TIME + LANE };
            self.sheet.tailed(&lead, indent, &words, &entry::places(e, &places, self.all));
        }
        if dated.len() > most {
            self.sheet.para(0, &dim(&format!("… {} (--all)", entries(dated.len() - most))));
        }
    }

    /// What an entry tells, in the words of the first of its reports.
    fn label(&self, entry: &TimelineEntry) -> String {
        let first = entry.witnesses.iter().find(|w| w.label.is_some());
        let words =
            first.and_then(|w| w.label).map_or(String::new(), |p| clean::shortened(self.edition.words(p), LABEL));
        match (entry.lane, entry.utterance, first.is_some_and(|w| w.quoted)) {
            (_, _, _) if words.is_empty() => String::new(),
            (_, Some(n), _) => format!("{}: “{words}”", n + 1),
            (_, None, true) => format!("“{words}”"),
            _ => words,
        }
    }
}

fn entries(n: usize) -> String {
    if n == 1 { "1 more entry".to_string() } else { format!("{} more entries", clean::number(n)) }
}
