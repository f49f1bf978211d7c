//! The exact join of sets: all pairs at or over a threshold, none missed, none compared that need not be.
//!
//! The elements of each set are in one order for all, rare ones first. Two sets that have much in common must share an
//! element among their first few (prefix filter: Bayardo, Ma & Srikant, *Scaling up all pairs similarity search*, WWW
//! 2007), be of similar size, and have enough left behind each element they share (positional filter: Xiao et al.,
//! *Efficient similarity joins for near duplicate detection*, WWW 2008). What passes is counted out in full.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Sets in the order of their size, without the elements that no other set has.
#[derive(Default)]
pub(super) struct Sets {
    /// Elements, set after set, each set sorted.
    pub(super) keys: Vec<u64>,
    pub(super) rows: Vec<Row>,
}

#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) start: usize,
    /// Elements that are kept.
    pub(super) kept: u32,
    /// Elements with those that are not.
    pub(super) size: u32,
    /// Whether all that stand behind it are known already, so that it is not compared with its like.
    pub(super) known: bool,
}

impl Sets {
    pub(super) fn keys(&self, row: &Row) -> &[u64] {
        self.keys.get(row.start..row.start + row.kept as usize).unwrap_or(&[])
    }
}

/// Rounding must not lose a pair.
const SLACK: f64 = 1e-6;

/// When two sets belong together.
#[derive(Clone, Copy)]
pub(super) enum Measure {
    /// Common elements to all elements.
    Jaccard(f64),
    /// Common elements to those of the smaller set.
    Containment(f64),
}

impl Measure {
    /// Whether `shared` elements of sets of these sizes, the smaller one first, are enough.
    pub(super) fn holds(self, shared: u32, small: u32, large: u32) -> bool {
        match self {
            Measure::Jaccard(t) => f64::from(shared) / f64::from((small + large - shared).max(1)) >= t,
            Measure::Containment(t) => f64::from(shared) / f64::from(small.max(1)) >= t,
        }
    }

    /// How many elements must be shared at the least; never told too high.
    fn need(self, small: u32, large: u32) -> u32 {
        let (small, large) = (f64::from(small), f64::from(large));
        let need = match self {
            Measure::Jaccard(t) => (small + large) * t / (1.0 + t),
            Measure::Containment(t) => small * t,
        };
        (need - SLACK).ceil().max(1.0) as u32
    }

    /// The size of the smallest set that a set of this size can be compared with.
    fn least(self, size: u32) -> u32 {
        match self {
            Measure::Jaccard(t) => (f64::from(size) * t - SLACK).ceil() as u32,
            Measure::Containment(_) => 0,
        }
    }

    /// How many of its first elements a set is found by, among sets that are no smaller.
    pub(super) fn indexed(self, size: u32) -> u32 {
        size - self.need(size, size).min(size) + 1
    }

    /// How many of its first elements a set has to look up, to find those that are no larger.
    pub(super) fn probed(self, size: u32) -> u32 {
        match self {
            Measure::Jaccard(_) => size - self.least(size).min(size) + 1,
            Measure::Containment(_) => size,
        }
    }
}

/// A pair of rows with as many common elements, the smaller row first.
pub(super) type Match = (u32, u32, u32);

/// All pairs of rows that hold by one of the measures. In no particular order.
pub(super) fn join(sets: &Sets, measures: &[Measure], threads: usize) -> Vec<Match> {
    let indexes: Vec<Index> = measures.iter().map(|m| Index::of(sets, *m)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut prober = Prober { counts: vec![0; sets.rows.len()], ..Prober::default() };
        loop {
            let first = next.fetch_add(BATCH, Ordering::Relaxed);
            if first >= sets.rows.len() {
                return prober.found;
            }
            for rank in first..(first + BATCH).min(sets.rows.len()) {
                prober.probe(sets, &indexes, measures, rank);
            }
        }
    };
    if threads < 2 {
        return work();
    }
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        all.into_iter().flat_map(|t| t.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

const BATCH: usize = 256;

/// Where the first elements of sets stand: lists by bucket, each in the order of ranks.
struct Index {
    measure: Measure,
    starts: Vec<u32>,
    entries: Vec<Entry>,
    mask: u64,
}

#[derive(Clone, Copy, Default)]
struct Entry {
    key: u64,
    rank: u32,
    at: u32,
}

impl Index {
    fn of(sets: &Sets, measure: Measure) -> Self {
        let prefix = |row: &Row| {
            // The elements that are not kept come first in the order.
            let length = measure.indexed(row.size).saturating_sub(row.size - row.kept);
            let keys = sets.keys(row);
            keys.get(..length as usize).unwrap_or(keys)
        };
        let total: usize = sets.rows.iter().map(|r| prefix(r).len()).sum();
        let buckets = total.max(1).next_power_of_two();
        let mask = buckets as u64 - 1;
        let mut starts = vec![0u32; buckets + 1];
        for key in sets.rows.iter().flat_map(prefix) {
            starts[(key & mask) as usize + 1] += 1;
        }
        for bucket in 0..buckets {
            starts[bucket + 1] += starts[bucket];
        }
        let mut entries = vec![Entry::default(); total];
        // From the end, so that each list is in order once its start has moved down to where it belongs.
        for (rank, row) in sets.rows.iter().enumerate().rev() {
            for (at, key) in prefix(row).iter().enumerate().rev() {
                let end = &mut starts[(key & mask) as usize + 1];
                *end -= 1;
                entries[*end as usize] = Entry { key: *key, rank: rank as u32, at: at as u32 };
            }
        }
        starts.remove(0);
        starts.push(total as u32);
        Self { measure, starts, entries, mask }
    }

    fn list(&self, key: u64) -> &[Entry] {
        let bucket = (key & self.mask) as usize;
        let (start, end) = (self.starts[bucket] as usize, self.starts[bucket + 1] as usize);
        &self.entries[start..end]
    }
}

#[derive(Default)]
struct Prober {
    /// Elements shared so far, by rank; `OUT` for those that cannot reach what they need.
    counts: Vec<u32>,
    touched: Vec<u32>,
    candidates: Vec<u32>,
    found: Vec<Match>,
}

const OUT: u32 = u32::MAX;

impl Prober {
    fn probe(&mut self, sets: &Sets, indexes: &[Index], measures: &[Measure], rank: usize) {
        for index in indexes {
            self.look_up(sets, index, rank);
        }
        if indexes.len() > 1 {
            self.candidates.sort_unstable();
            self.candidates.dedup();
        }
        let row = &sets.rows[rank];
        let keys = sets.keys(row);
        for other in self.candidates.drain(..) {
            let small = &sets.rows[other as usize];
            let need = measures.iter().map(|m| m.need(small.size, row.size)).min().unwrap_or(1);
            if let Some(shared) = common(sets.keys(small), keys, need)
                && measures.iter().any(|m| m.holds(shared, small.size, row.size))
            {
                self.found.push((other, rank as u32, shared));
            }
        }
    }

    fn look_up(&mut self, sets: &Sets, index: &Index, rank: usize) {
        let row = &sets.rows[rank];
        let (measure, keys) = (index.measure, sets.keys(row));
        let least = measure.least(row.size);
        let length = measure.probed(row.size).saturating_sub(row.size - row.kept) as usize;
        for (i, key) in keys.iter().take(length).enumerate() {
            let list = index.list(*key);
            // Lists are in the order of sizes.
            let from = list.partition_point(|e| sets.rows[e.rank as usize].size < least);
            for entry in list[from..].iter().take_while(|e| (e.rank as usize) < rank).filter(|e| e.key == *key) {
                let count = &mut self.counts[entry.rank as usize];
                let small = &sets.rows[entry.rank as usize];
                if *count == OUT || (small.known && row.known) {
                    continue;
                }
                if *count == 0 {
                    self.touched.push(entry.rank);
                }
                let left = (row.kept - i as u32).min(small.kept - entry.at);
                *count = if *count + left < measure.need(small.size, row.size) { OUT } else { *count + 1 };
            }
        }
        for other in self.touched.drain(..) {
            if std::mem::take(&mut self.counts[other as usize]) != OUT {
                self.candidates.push(other);
            }
        }
    }
}

/// The number of common elements, unless it is less than `need`.
fn common(a: &[u64], b: &[u64], need: u32) -> Option<u32> {
    let (mut i, mut j, mut shared) = (0, 0, 0u32);
    let (mut spare_a, mut spare_b) =
        (a.len().checked_sub(need as usize)? as isize, b.len().checked_sub(need as usize)? as isize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        // Without branches: which of the two is smaller cannot be foretold.
        let (step_a, step_b) = (x <= y, y <= x);
        i += usize::from(step_a);
        j += usize::from(step_b);
        shared += u32::from(step_a && step_b);
        spare_a -= isize::from(step_a && !step_b);
        spare_b -= isize::from(step_b && !step_a);
        if spare_a < 0 || spare_b < 0 {
            return None;
        }
    }
    (shared >= need).then_some(shared)
}
