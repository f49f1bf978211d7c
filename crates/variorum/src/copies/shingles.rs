//! Texts as sets of word triples.

use super::words::{WordRule, mix, words};
use std::borrow::Cow;

/// The shingles (word triples) of some reports: for each the set of their hashes.
///
/// Words are runs of letters, digits and underscores of the text in small letters ([`WordRule::Plain`]). A shingle takes
/// eight bytes.
#[derive(Clone, Debug, Default)]
pub struct Shingles {
    hashes: Vec<u64>,
    ends: Vec<usize>,
    /// Open addressing; 0 is free. Kept from one report to the next.
    table: Vec<u64>,
}

impl Shingles {
    /// Adds a report.
    pub fn push(&mut self, text: &str) {
        // Capitals of more letters than one, or whose small letter depends on their neighbours.
        let text = if !text.is_ascii() && text.contains(['İ', 'Σ']) {
            Cow::Owned(text.to_lowercase())
        } else {
            Cow::Borrowed(text)
        };
        let first = self.hashes.len();
        let (mut before, mut last, mut count) = (0, 0, 0);
        let hashes = &mut self.hashes;
        words(&text, WordRule::Plain, |_, word| {
            count += 1;
            if count > 2 {
                hashes.push(mix(mix(before, last), word).max(1));
            }
            (before, last) = (last, word);
        });
        self.unique(first);
        self.ends.push(self.hashes.len());
    }

    /// How many reports there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no report.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The set of each report, in no particular order.
    pub(super) fn sets(&self) -> impl Iterator<Item = &[u64]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.hashes.get(start..*end).unwrap_or(&[]))
    }

    /// Leaves one of each hash from row `first` on.
    fn unique(&mut self, first: usize) {
        let count = self.hashes.len() - first;
        let size = (2 * count).next_power_of_two();
        if self.table.len() < size {
            self.table.resize(size, 0);
        }
        let Some(table) = self.table.get_mut(..size) else { return };
        table.fill(0);
        let mut kept = first;
        for row in first..self.hashes.len() {
            let hash = self.hashes[row];
            let mut at = hash as usize & (size - 1);
            while table[at] != 0 && table[at] != hash {
                at = (at + 1) & (size - 1);
            }
            if table[at] == 0 {
                table[at] = hash;
                self.hashes[kept] = hash;
                kept += 1;
            }
        }
        self.hashes.truncate(kept);
    }
}
