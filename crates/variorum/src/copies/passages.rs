//! Shared passages: what stands word for word in two reports, and what goes on nearly so around it.

use super::boilerplate::Boilerplate;
use super::extend::extend;
use super::runs::{Run, Seeds};
use crate::span::Span;
use std::ops::Range;

pub use super::runs::Wordings;

/// What counts as a shared passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassageRule {
    /// The least number of words that must be the same in a row; 3 or more.
    pub least: usize,
    /// Whether reports of one outlet are compared with each other.
    pub within_outlets: bool,
    /// Whether what is boilerplate is left out.
    pub without_boilerplate: bool,
    /// How many threads may work; the result is the same.
    pub threads: usize,
}

impl Default for PassageRule {
    fn default() -> Self {
        Self { least: 12, within_outlets: false, without_boilerplate: false, threads: 1 }
    }
}

/// Words that two reports share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SharedPassage {
    /// The report that was given first.
    pub a: u32,
    /// The other one.
    pub b: u32,
    /// Where it stands in `a`: from the first byte of its first word to behind its last word.
    pub a_span: Span,
    /// Where it stands in `b`.
    pub b_span: Span,
    /// Its length in `a`, in words.
    pub a_words: u32,
    /// Its length in `b`, in words.
    pub b_words: u32,
    /// Words that are the same, in order.
    pub matched: u32,
    /// The longest run of words that are the same.
    pub longest: u32,
    /// Words of it that are boilerplate of the outlet of either report, the greater of the two numbers.
    pub boilerplate: u32,
}

impl SharedPassage {
    /// Matched words to those of the longer side.
    pub fn identity(&self) -> f64 {
        f64::from(self.matched) / f64::from(self.a_words.max(self.b_words).max(1))
    }

    /// Whether more than half of it is boilerplate.
    pub fn is_boilerplate(&self) -> bool {
        2 * self.boilerplate > self.a_words.max(self.b_words)
    }
}

/// Calls `each` with every passage, in the order of the first report, then of the second, then of its place in the
/// first, until it gives an error.
///
/// Every run of `rule.least` words or more that two reports have in common lies in one of their passages. A passage
/// begins and ends with a run and goes over words that differ where enough follows that is the same: three words for
/// each that is changed, added or left out. Without an outlet a report is compared with all others.
///
/// # Errors
/// That of `each`.
pub fn passages<E>(
    wordings: &Wordings,
    boilerplate: &Boilerplate,
    rule: PassageRule,
    mut each: impl FnMut(SharedPassage) -> Result<(), E>,
) -> Result<(), E> {
    let seeds =
        Seeds::of(wordings, rule.least, rule.within_outlets, |at| rule.without_boilerplate && boilerplate.holds(at));
    let finder = Finder { wordings, boilerplate, rule, seeds };
    // So many at a time that the threads have enough to do and the passages do not pile up.
    let step = if rule.threads < 2 { 1 } else { 256 * rule.threads };
    for first in (0..wordings.len()).step_by(step) {
        let reports = first..(first + step).min(wordings.len());
        for passage in finder.all(reports) {
            each(passage)?;
        }
    }
    Ok(())
}

struct Finder<'a> {
    wordings: &'a Wordings,
    boilerplate: &'a Boilerplate,
    rule: PassageRule,
    seeds: Seeds,
}

impl Finder<'_> {
    fn all(&self, reports: Range<usize>) -> Vec<SharedPassage> {
        if self.rule.threads < 2 {
            return reports.flat_map(|r| self.of(r)).collect();
        }
        let share = reports.len().div_ceil(self.rule.threads).max(1);
        std::thread::scope(|scope| {
            let parts = reports.clone().step_by(share).map(|from| from..(from + share).min(reports.end));
            let work = parts.map(|part| scope.spawn(|| part.flat_map(|r| self.of(r)).collect::<Vec<_>>()));
            let work: Vec<_> = work.collect();
            work.into_iter().flat_map(|t| t.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
        })
    }

    /// The passages of a report with those behind it.
    fn of(&self, report: usize) -> Vec<SharedPassage> {
        let outlet = self.wordings.outlet(report);
        let alike = |other: usize| {
            let own = outlet.is_some() && self.wordings.outlet(other) == outlet;
            other != report && (self.rule.within_outlets || !own)
        };
        let mut runs = Vec::new();
        self.seeds.runs(self.wordings, report, alike, &mut runs);
        let mut out = Vec::new();
        for runs in runs.chunk_by(|x, y| x.other == y.other) {
            let mut found: Vec<Found> = Vec::new();
            for run in runs {
                match found.iter_mut().rev().find(|f| f.holds(run)) {
                    Some(passage) => passage.longest = passage.longest.max(run.length),
                    None => found.push(self.grow(report, run)),
                }
            }
            for (n, passage) in found.iter().enumerate() {
                let inside = |f: &Found| {
                    f.a.start <= passage.a.start
                        && passage.a.end <= f.a.end
                        && f.b.start <= passage.b.start
                        && passage.b.end <= f.b.end
                };
                // Of two that are the same the first one stays.
                let taken =
                    |m: usize, f: &Found| m != n && inside(f) && (m < n || (&f.a, &f.b) != (&passage.a, &passage.b));
                if !found.iter().enumerate().any(|(m, f)| taken(m, f)) {
                    out.extend(runs.first().map(|run| self.passage(report, run.other as usize, passage)));
                }
            }
        }
        out
    }

    /// A run with what is nearly the same around it.
    fn grow(&self, report: usize, run: &Run) -> Found {
        let keys = &self.wordings.keys;
        let (here, there) = (self.wordings.report(report), self.wordings.report(run.other as usize));
        let (a, b) = (run.a, run.b);
        let back = extend(a - here.start, b - there.start, |i, j| keys[a - 1 - i] == keys[b - 1 - j]);
        let (a_end, b_end) = (a + run.length as usize, b + run.length as usize);
        let on = extend(here.end - a_end, there.end - b_end, |i, j| keys[a_end + i] == keys[b_end + j]);
        Found {
            a: a - back.a..a_end + on.a,
            b: b - back.b..b_end + on.b,
            matched: back.matched + run.length + on.matched,
            longest: run.length,
        }
    }

    fn passage(&self, a: usize, b: usize, found: &Found) -> SharedPassage {
        let repeated = |words: &Range<usize>| words.clone().filter(|w| self.boilerplate.holds(*w)).count() as u32;
        SharedPassage {
            a: a as u32,
            b: b as u32,
            a_span: self.wordings.span(found.a.clone()),
            b_span: self.wordings.span(found.b.clone()),
            a_words: found.a.len() as u32,
            b_words: found.b.len() as u32,
            matched: found.matched,
            longest: found.longest,
            boilerplate: repeated(&found.a).max(repeated(&found.b)),
        }
    }
}

struct Found {
    a: Range<usize>,
    b: Range<usize>,
    matched: u32,
    longest: u32,
}

impl Found {
    fn holds(&self, run: &Run) -> bool {
        let length = run.length as usize;
        self.a.start <= run.a && run.a + length <= self.a.end && self.b.start <= run.b && run.b + length <= self.b.end
    }
}
