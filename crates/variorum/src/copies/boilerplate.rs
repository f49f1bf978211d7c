//! Boilerplate: words that an outlet prints again and again in its own reports.

use super::runs::{Wordings, stretch};
use super::tally::Tally;
use super::words::mix;
use crate::span::Span;
use std::collections::HashMap;

/// The boilerplate of a pile of reports: which words it covers.
#[derive(Clone, Debug, Default)]
pub struct Boilerplate {
    marked: Vec<bool>,
    /// What was found, the most frequent first.
    pub blocks: Vec<BoilerplateBlock>,
}

/// A stretch of words that an outlet repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoilerplateBlock {
    /// The outlet, by its number.
    pub outlet: u32,
    /// In how many of its reports it stands in just this extent.
    pub reports: u32,
    /// The first of them.
    pub report: u32,
    /// Where it stands there.
    pub span: Span,
    /// Its length in words.
    pub words: u32,
}

impl Boilerplate {
    /// Stretches of `least` words or more of which every part stands in `repeats` reports of one outlet or more. Reports
    /// without an outlet have none.
    pub fn find(wordings: &Wordings, least: usize, repeats: u32) -> Self {
        let length = stretch(least);
        let own = |report: usize, hash: u64| wordings.outlet(report).map(|o| mix(hash, u64::from(o)));
        let mut tally = Tally::new(wordings.words());
        for report in 0..wordings.len() {
            wordings.stretches(report, length, |_, hash| {
                if let Some(hash) = own(report, hash) {
                    tally.add(hash);
                }
            });
        }
        tally.settle();
        // The tally tells too much at times, and counts what one report says twice.
        let enough = repeats.min(60) as u8;
        let mut found: Vec<(u64, u32, usize)> = Vec::new();
        for report in 0..wordings.len() {
            wordings.stretches(report, length, |at, hash| {
                if let Some(hash) = own(report, hash).filter(|h| tally.count(*h) >= enough) {
                    found.push((hash, report as u32, at));
                }
            });
        }
        drop(tally);
        found.sort_unstable();
        let mut marked = vec![false; wordings.words()];
        for group in found.chunk_by(|x, y| x.0 == y.0) {
            if group.chunk_by(|x, y| x.1 == y.1).count() >= repeats.max(2) as usize {
                group.iter().for_each(|(_, _, at)| marked[*at..at + length].fill(true));
            }
        }
        let mut out = Self { marked, blocks: Vec::new() };
        out.collect(wordings, least);
        out
    }

    /// Whether word `at` of all words belongs to boilerplate.
    pub(super) fn holds(&self, at: usize) -> bool {
        self.marked.get(at).copied().unwrap_or(false)
    }

    /// Takes the mark from stretches that are too short, and lists the others.
    fn collect(&mut self, wordings: &Wordings, least: usize) {
        let mut blocks: HashMap<(u32, u64), (BoilerplateBlock, u32)> = HashMap::new();
        for report in 0..wordings.len() {
            let range = wordings.report(report);
            let Some(outlet) = wordings.outlet(report) else { continue };
            let mut at = range.start;
            while at < range.end {
                let end = (at..range.end).find(|w| !self.marked[*w]).unwrap_or(range.end);
                if end - at >= least {
                    let hash = wordings.keys[at..end].iter().fold(0, |hash, key| mix(hash, u64::from(*key)));
                    let (block, last) = blocks.entry((outlet, hash)).or_insert_with(|| {
                        let (span, words) = (wordings.span(at..end), (end - at) as u32);
                        (BoilerplateBlock { outlet, reports: 0, report: report as u32, span, words }, u32::MAX)
                    });
                    if *last != report as u32 {
                        block.reports += 1;
                        *last = report as u32;
                    }
                } else {
                    self.marked[at..end].fill(false);
                }
                at = end + 1;
            }
        }
        self.blocks = blocks.into_values().map(|b| b.0).collect();
        self.blocks.sort_by_key(|b| (std::cmp::Reverse(b.reports), b.outlet, b.report, b.span.start()));
    }
}
