//! The words that the network that finds names knows, looked up in the file as it lies.

use crate::annotate::token::Key;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Small = 0,
    Capital = 1,
    Shouted = 2,
}

/// What the file says of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its row in the networks' tables; 0 for none of its own.
    pub row: u16,
    /// The words it is used like; 0 where that is not known.
    pub class: u8,
    /// What it is by itself; 0 where that is not known.
    pub prior: u8,
}

/// A table of words by hash: where each of its buckets begins, then 8 bytes for each word.
pub struct KnownWords<'a> {
    buckets: &'a [u8],
    entries: &'a [u8],
}

/// Bits of a hash that tell its bucket.
const BITS: u32 = 14;

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match (letters.next(), letters.next()) {
        (Some(a), _) if !a.is_uppercase() => Case::Small,
        (Some(_), Some(b)) if b.is_uppercase() && !word.chars().any(char::is_lowercase) => Case::Shouted,
        (Some(_), _) => Case::Capital,
        _ => Case::Small,
    }
}

fn hash(key: Key, case: Case) -> u64 {
    (key.get() ^ (case as u64) << 9).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn number(bytes: &[u8], at: usize) -> usize {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes) as usize
}

impl<'a> KnownWords<'a> {
    /// Takes the table off the front of `bytes`; `None` if there is none.
    pub fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (count, rest) = bytes.split_at_checked(4)?;
        let (buckets, rest) = rest.split_at_checked(4 * ((1 << BITS) + 1))?;
        let (entries, rest) = rest.split_at_checked(number(count, 0).checked_mul(8)?)?;
        Some((Self { buckets, entries }, rest))
    }

    /// What is known of a word with its case, else with less of it: `OAKLAND`, `Oakland`, `oakland`.
    pub fn find(&self, key: Key, word: &str) -> Known {
        let mut at = case(word);
        loop {
            if let Some(known) = self.look_up(hash(key, at)) {
                return known;
            }
            at = match at {
                Case::Shouted => Case::Capital,
                Case::Capital => Case::Small,
                Case::Small => return Known::default(),
            };
        }
    }

    fn look_up(&self, hash: u64) -> Option<Known> {
        let bucket = (hash >> (64 - BITS)) as usize;
        let (from, to) = (number(self.buckets, 4 * bucket), number(self.buckets, 4 * bucket + 4));
        let mark = (hash as u32).to_le_bytes();
        let list = self.entries.get(8 * from..8 * to)?;
        let e = list.chunks_exact(8).find(|e| e[..4] == mark)?;
        Some(Known { row: u16::from_le_bytes([e[4], e[5]]), class: e[6], prior: e[7] })
    }

    /// Writes the table that [`read`](Self::read) reads.
    pub fn write(list: &[(&str, Known)], out: &mut Vec<u8>) {
        let mut rows: Vec<(u64, Known)> = list.iter().map(|(w, k)| (hash(Key::word(w), case(w)), *k)).collect();
        rows.sort_by_key(|r| r.0);
        rows.dedup_by_key(|r| r.0);
        out.extend((rows.len() as u32).to_le_bytes());
        for bucket in 0..=(1u64 << BITS) {
            let at = rows.partition_point(|r| r.0 >> (64 - BITS) < bucket);
            out.extend((at as u32).to_le_bytes());
        }
        for (hash, known) in rows {
            out.extend((hash as u32).to_le_bytes());
            out.extend(known.row.to_le_bytes());
            out.extend([known.class, known.prior]);
        }
    }
}
