//! Runs: stretches of words that stand in two reports word for word.
//!
//! Of all stretches of a few words each report picks some by their hashes alone, so that two reports with a run of the
//! asked length in common pick the same one in it (winnowing: Schleimer, Wilkerson & Aiken, *Local algorithms for
//! document fingerprinting*, SIGMOD 2003). From there a run is grown to both sides as far as it goes.

use super::tally::Tally;
use super::words::{WordRule, mix, words};
use crate::annotate::token::NumberMap;
use crate::span::Span;
use std::collections::VecDeque;
use std::ops::Range;

/// Reports as runs of hashed words with their places. Twelve bytes a word.
#[derive(Clone, Debug, Default)]
pub struct Wordings {
    pub(super) keys: Vec<u32>,
    pub(super) spans: Vec<Span>,
    ends: Vec<usize>,
    outlets: Vec<Option<u32>>,
}

impl Wordings {
    /// Adds a report with the number of its outlet, where it is known. Words are those of [`WordRule::Joined`], and are
    /// compared by 32 bits of their hashes.
    pub fn push(&mut self, text: &str, outlet: Option<u32>) {
        words(text, WordRule::Joined, |place, hash| {
            self.keys.push((hash ^ hash >> 32) as u32);
            self.spans.push(Span::new(place.start as u32, place.end as u32));
        });
        self.ends.push(self.keys.len());
        self.outlets.push(outlet);
    }

    /// Adds the reports of `more` behind these; `outlet` gives their outlets new numbers.
    pub fn append(&mut self, more: &Wordings, outlet: impl Fn(u32) -> u32) {
        let before = self.keys.len();
        self.keys.extend_from_slice(&more.keys);
        self.spans.extend_from_slice(&more.spans);
        self.ends.extend(more.ends.iter().map(|end| before + end));
        self.outlets.extend(more.outlets.iter().map(|o| o.map(&outlet)));
    }

    /// How many reports there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no report.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many words all reports have together.
    pub fn words(&self) -> usize {
        self.keys.len()
    }

    /// The words of a report, as rows of all words.
    pub(super) fn report(&self, report: usize) -> Range<usize> {
        let start = report.checked_sub(1).and_then(|r| self.ends.get(r)).copied().unwrap_or(0);
        start..self.ends.get(report).copied().unwrap_or(start)
    }

    /// The report that holds word `at`.
    pub(super) fn of(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end <= at)
    }

    pub(super) fn outlet(&self, report: usize) -> Option<u32> {
        self.outlets.get(report).copied().flatten()
    }

    /// The bytes of the text from the first of some words to the last.
    pub(super) fn span(&self, words: Range<usize>) -> Span {
        match self.spans.get(words) {
            Some([first, .., last]) => first.cover(*last),
            Some([one]) => *one,
            _ => Span::empty(0),
        }
    }

    /// Calls `each` with every stretch of `length` words of a report: its first word and its hash.
    pub(super) fn stretches(&self, report: usize, length: usize, mut each: impl FnMut(usize, u64)) {
        const BASE: u64 = 0x2545_F491_4F6C_DD1D;
        let range = self.report(report);
        let top = BASE.wrapping_pow(length as u32);
        let mut rolling = 0u64;
        for (n, at) in range.enumerate() {
            rolling = rolling.wrapping_mul(BASE).wrapping_add(u64::from(self.keys[at]));
            if n >= length {
                rolling = rolling.wrapping_sub(top.wrapping_mul(u64::from(self.keys[at - length])));
            }
            if n + 1 >= length {
                each(at + 1 - length, mix(rolling, length as u64));
            }
        }
    }
}

/// The same words in two reports: rows of all words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Run {
    pub(super) other: u32,
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) length: u32,
}

/// A report that says the same words again and again is looked at in so many places for each stretch of them: all pairs
/// of a thousand places are a million.
const REPEATED: u32 = 64;

/// How many words a picked stretch has when runs of `least` words are looked for.
pub(super) fn stretch(least: usize) -> usize {
    (least * 2).div_ceil(3).min(16)
}

/// Where to find what reports have in common.
pub(super) struct Seeds {
    /// Picked stretches that stand in several places, by hash and place: each place and its report.
    places: Vec<(usize, u32)>,
    /// The same by place: the place, its row in `places`, the end of its group there.
    rows: Vec<(usize, u32, u32)>,
    least: usize,
}

impl Seeds {
    /// Of every report those stretches that are needed to find all runs of `least` words. Those for which `skip` holds
    /// (by their first word) are left out, and unless `within` those that one outlet has alone: a line that stands under
    /// ten thousand of its reports would be fifty million pairs of places.
    pub(super) fn of(wordings: &Wordings, least: usize, within: bool, skip: impl Fn(usize) -> bool) -> Self {
        let length = stretch(least);
        let mut picked: Vec<(u64, usize)> = Vec::new();
        let mut window: VecDeque<(u64, usize)> = VecDeque::new();
        for report in 0..wordings.len() {
            let first = wordings.report(report).start;
            let mut last = usize::MAX;
            window.clear();
            wordings.stretches(report, length, |at, hash| {
                while window.back().is_some_and(|(h, _)| *h >= hash) {
                    window.pop_back();
                }
                window.push_back((hash, at));
                if window.front().is_some_and(|(_, from)| from + (least - length) < at) {
                    window.pop_front();
                }
                if at >= first + (least - length)
                    && let Some(&(hash, at)) = window.front().filter(|(_, at)| *at != last)
                {
                    last = at;
                    if !skip(at) {
                        picked.push((hash, at));
                    }
                }
            });
        }
        let mut tally = Tally::new(picked.len());
        picked.iter().for_each(|(hash, _)| tally.add(*hash));
        tally.settle();
        picked.retain(|(hash, _)| tally.count(*hash) > 1);
        drop(tally);
        picked.sort_unstable();
        let mut out = Self { places: Vec::new(), rows: Vec::new(), least };
        for group in picked.chunk_by(|x, y| x.0 == y.0).filter(|g| g.len() > 1) {
            let start = out.places.len();
            let (mut report, mut range, mut times) = (0, 0..0, 0);
            for (_, at) in group {
                if *at >= range.end {
                    report = wordings.of(*at);
                    (range, times) = (wordings.report(report), 0);
                }
                times += 1;
                if times <= REPEATED {
                    out.places.push((*at, report as u32));
                }
            }
            let places = out.places.get(start..).unwrap_or(&[]);
            let outlet = |place: &(usize, u32)| wordings.outlet(place.1 as usize);
            let alone = places
                .windows(2)
                .all(|w| w[0].1 == w[1].1 || (!within && outlet(&w[0]).is_some() && outlet(&w[0]) == outlet(&w[1])));
            if alone {
                out.places.truncate(start);
                continue;
            }
            let end = out.places.len() as u32;
            out.rows.extend((start..).zip(places).map(|(row, place)| (place.0, row as u32, end)));
        }
        out.rows.sort_unstable();
        out
    }

    /// Every longest run of a report with a later one, in the order of that one, then of places. `alike` says whether
    /// runs with another report are wanted.
    pub(super) fn runs(&self, wordings: &Wordings, report: usize, alike: impl Fn(usize) -> bool, out: &mut Vec<Run>) {
        let here = wordings.report(report);
        let keys = &wordings.keys;
        // For each other report and shift the end of the last run: what lies before it is known.
        let mut known: NumberMap<usize> = NumberMap::default();
        let first = self.rows.partition_point(|r| r.0 < here.start);
        for &(a, row, end) in self.rows[first..].iter().take_while(|r| r.0 < here.end) {
            let mut other = report;
            let mut range = here.clone();
            let mut wanted = false;
            for &(b, holder) in &self.places[row as usize + 1..end as usize] {
                if holder as usize != other {
                    other = holder as usize;
                    range = wordings.report(other);
                    wanted = alike(other);
                }
                if !wanted {
                    continue;
                }
                let end = known.entry((b - a) as u64).or_default();
                if a < *end {
                    continue;
                }
                let back = (here.start..a).rev().zip((range.start..b).rev());
                let back = back.take_while(|(x, y)| keys[*x] == keys[*y]).count();
                let on = (a..here.end).zip(b..range.end).take_while(|(x, y)| keys[*x] == keys[*y]).count();
                *end = a + on;
                if back + on >= self.least {
                    out.push(Run { other: other as u32, a: a - back, b: b - back, length: (back + on) as u32 });
                }
            }
        }
        out.sort_unstable();
    }
}
