//! How often hashes occur, in one byte each, never told too low while it is small.

use super::words::mix;

/// Counts of hashes in one table of bytes. Hashes that share a byte are counted together, so that a count of one means
/// once. From 64 on a byte stands for a magnitude (Morris, *Counting large numbers of events in small registers*, 1978).
pub(super) struct Tally {
    counts: Vec<u8>,
    shift: u32,
    /// Hashes that wait to be counted, by their first bits: a large table is gone through part by part, each small
    /// enough for the cache.
    waiting: Vec<Vec<u64>>,
    held: usize,
}

const PARTS: u32 = 8;
/// Hashes that wait at most: four megabytes of them.
const WAITING: usize = 512 << 10;

const EXACT: u8 = 64;
/// Steps of a byte in which the count doubles.
const STEPS: u8 = 8;

impl Tally {
    /// For about `total` hashes: one to two bytes each, a gigabyte at most.
    pub(super) fn new(total: usize) -> Self {
        let bits = total.max(1 << 10).next_power_of_two().trailing_zeros().min(30);
        let parts = if bits > 22 { 1 << PARTS } else { 0 };
        let waiting = vec![Vec::with_capacity(WAITING >> (PARTS - 1)); parts];
        Self { counts: vec![0; 1 << bits], shift: 64 - bits, waiting, held: 0 }
    }

    /// Counts a hash once more. [`settle`](Self::settle) before counts are asked for.
    pub(super) fn add(&mut self, hash: u64) {
        self.held += 1;
        match self.waiting.get_mut((hash >> (64 - PARTS)) as usize) {
            Some(part) => {
                part.push(hash);
                if self.held.is_multiple_of(WAITING) {
                    self.settle();
                }
            }
            None => self.raise(hash, self.held as u64),
        }
    }

    /// Counts what waits.
    pub(super) fn settle(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        for part in &mut waiting {
            for (n, hash) in part.drain(..).enumerate() {
                self.raise(hash, (self.held + n) as u64);
            }
        }
        self.waiting = waiting;
    }

    fn raise(&mut self, hash: u64, salt: u64) {
        let Some(count) = self.counts.get_mut((hash >> self.shift) as usize) else { return };
        if *count < EXACT {
            *count += 1;
        } else if *count < u8::MAX {
            let doubled = u32::from((*count - EXACT) / STEPS + 3);
            if mix(hash, salt) & ((1 << doubled) - 1) == 0 {
                *count += 1;
            }
        }
    }

    pub(super) fn count(&self, hash: u64) -> u8 {
        self.counts.get((hash >> self.shift) as usize).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_table_counts_the_same() {
        let mut tally = Tally::new(1 << 23);
        let hashes: Vec<u64> = (0..1000u64).map(|i| mix(i, 5)).collect();
        (0..3).for_each(|_| hashes.iter().for_each(|h| tally.add(*h)));
        tally.settle();
        assert!(hashes.iter().all(|h| tally.count(*h) >= 3));
        assert_eq!(hashes.iter().filter(|h| tally.count(**h) == 3).count(), 1000);
    }

    #[test]
    fn counts_grow_with_what_they_count() {
        let mut tally = Tally::new(1 << 12);
        let hashes: Vec<u64> = (0..5u64).map(|i| mix(i, 77)).collect();
        for (i, hash) in hashes.iter().enumerate() {
            (0..10u64.pow(i as u32)).for_each(|_| tally.add(*hash));
        }
        let counts: Vec<u8> = hashes.iter().map(|h| tally.count(*h)).collect();
        assert_eq!(counts[..2], [1, 10]);
        assert!(counts.windows(2).all(|w| w[0] < w[1]), "{counts:?}");
    }
}
