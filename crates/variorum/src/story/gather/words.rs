//! How much a word tells: the rarer in the stream so far, the more.

use super::bytes::{In, Out};
use super::sketch::{Sketch, TermId, mix};
use crate::annotate::language::Language;
use crate::annotate::token::NumberMap;
use std::collections::HashMap;
use std::sync::OnceLock;

/// So many reports the start table counts for.
const BEFORE: f32 = 1000.0;
/// So many reports without any of its words a language without a table begins with: a word that stood in the one report
/// so far is not common.
const UNSEEN: f32 = 20.0;
/// Languages, and a row for reports whose language is not known.
const ROWS: usize = 32;
/// Most terms that are counted; then all counts are halved, and what stood once is forgotten.
const MOST: usize = 8_000_000;
/// Frequencies are kept in steps of the logarithm, so many to one.
pub const STEPS: f32 = 20.0;

/// Reports of a language without a table whose words are counted before the first is weighed.
const WARM_UP: usize = 500;

/// Those of a stream's first reports that are to be counted before the first of them is weighed: of each language for
/// which no table of frequencies comes with the program, the first 500. Each is counted again when its turn comes.
pub fn warm_up<'s>(reports: impl IntoIterator<Item = &'s Sketch>) -> impl Iterator<Item = &'s Sketch> {
    let mut counted: HashMap<Option<Language>, usize> = HashMap::new();
    reports.into_iter().filter(move |report| {
        if Frequencies::is_known(report.language) {
            return false;
        }
        let n = counted.entry(report.language).or_default();
        *n += 1;
        *n <= WARM_UP
    })
}

/// In how many reports each term stood so far, by language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frequencies {
    seen: NumberMap<u32>,
    reports: [f32; ROWS],
    /// How often they were halved.
    halved: u32,
}

impl Frequencies {
    /// Counts the terms of a report.
    pub fn count(&mut self, sketch: &Sketch) {
        let row = row(sketch.language);
        if let Some(n) = self.reports.get_mut(row) {
            *n += 1.0;
        }
        let terms = sketch.terms.iter().map(|t| t.id).chain(sketch.names.iter().copied());
        for id in terms.chain(sketch.counts.iter().map(|c| mix(c.1, c.0))) {
            *self.seen.entry(key(row, id)).or_default() += 1;
        }
        if self.seen.len() > MOST {
            self.seen.retain(|_, n| {
                *n /= 2;
                *n > 0
            });
            self.reports.iter_mut().for_each(|n| *n /= 2.0);
            self.halved += 1;
        }
    }

    /// How often all counts were halved.
    pub fn halved(&self) -> u32 {
        self.halved
    }

    /// The counts, to be kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut seen: Vec<(u64, u32)> = self.seen.iter().map(|(key, n)| (*key, *n)).collect();
        seen.sort_unstable();
        let mut out = Out::default();
        out.list(&self.reports, |out, n| out.f32(*n));
        let mut before = 0;
        out.list(&seen, |out, (key, n)| {
            out.small(key - before);
            out.small(u64::from(*n));
            before = *key;
        });
        out.0
    }

    /// Adds counts that were kept. `None` where they are damaged.
    pub fn add_bytes(&mut self, kept: &[u8]) -> Option<()> {
        let mut from = In(kept);
        let reports = from.list(In::f32)?;
        self.reports.iter_mut().zip(reports).for_each(|(n, more)| *n += more);
        let mut key = 0u64;
        for (step, n) in from.list(|i| Some((i.small()?, i.small()?)))? {
            key = key.checked_add(step)?;
            *self.seen.entry(key).or_default() += n as u32;
        }
        Some(())
    }

    /// Whether a table of frequencies comes with the program for this language.
    pub fn is_known(language: Option<Language>) -> bool {
        start().1.get(row(language)).copied().unwrap_or(false)
    }

    /// How much a term of a report in this language tells, as a function: 1 where it was never seen, towards 0 where it
    /// stands in every report.
    pub fn weigh(&self, language: Option<Language>) -> impl Fn(TermId) -> f32 + '_ {
        let (table, known) = start();
        let row = row(language);
        let known = known.get(row).copied().unwrap_or(false);
        let before = if known { BEFORE } else { UNSEEN };
        let reports = self.reports.get(row).copied().unwrap_or(0.0) + before + 1.0;
        let most = (reports / 0.5).ln();
        move |term| {
            let key = key(row, term);
            let start = if known { table.get(&key).map_or(0.0, |p| p * before) } else { 0.0 };
            let n = start + self.seen.get(&key).map_or(0.0, |n| *n as f32);
            ((reports / (n + 0.5)).ln() / most).clamp(0.01, 1.0)
        }
    }
}

fn row(language: Option<Language>) -> usize {
    language.map_or(0, |l| l as usize + 1).min(ROWS - 1)
}

fn key(row: usize, term: TermId) -> u64 {
    (row as u64) << 32 | u64::from(term)
}

/// How often words stand in the reports of a language before any was read, and which languages have such a table: for
/// each, two letters, how many terms, their hashes, and the steps by which each is rarer than what stands everywhere.
fn start() -> &'static (NumberMap<f32>, [bool; ROWS]) {
    static TABLE: OnceLock<(NumberMap<f32>, [bool; ROWS])> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut out = (NumberMap::default(), [false; ROWS]);
        let mut rest: &[u8] = include_bytes!("../../../data/story-words.bin");
        while let Some((head, behind)) = rest.split_first_chunk::<6>() {
            let n = u32::from_le_bytes([head[2], head[3], head[4], head[5]]) as usize;
            let (Some(ids), Some(steps), Some(next)) =
                (behind.get(..4 * n), behind.get(4 * n..5 * n), behind.get(5 * n..))
            else {
                break;
            };
            let language = std::str::from_utf8(&head[..2]).ok().and_then(Language::of_tag);
            if let Some(known) = out.1.get_mut(row(language)).filter(|_| language.is_some()) {
                *known = true;
                for (id, step) in ids.as_chunks::<4>().0.iter().zip(steps) {
                    let often = (-f32::from(*step) / STEPS).exp();
                    out.0.insert(key(row(language), u32::from_le_bytes(*id)), often);
                }
            }
            rest = next;
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_reports_of_a_language_without_a_table_warm_up() {
        let report = |language, day| Sketch { language, day: Some(day), ..Sketch::default() };
        let english = Some(Language::English);
        assert!(Frequencies::is_known(english) && !Frequencies::is_known(None));
        // English and a language that is not known, by turns.
        let stream: Vec<Sketch> = (0..1200).map(|n| report(english.filter(|_| n % 2 == 0), n)).collect();
        let days: Vec<i32> = warm_up(&stream).filter_map(|s| s.day).collect();
        assert_eq!((days.len(), days.first(), days.last()), (WARM_UP, Some(&1), Some(&999)));
    }
}
