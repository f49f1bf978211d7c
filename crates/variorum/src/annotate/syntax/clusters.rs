//! Which words are used alike: Brown clusters of English, learned from news (Brown et al. 1992, "Class-based n-gram
//! models of natural language"). A word that no treebank has is known by its cluster all the same.
//!
//! The file is looked up as it lies: the number of clusters, the path of each in the tree of clusters, then a table of
//! slots with open addressing, each with 22 bits of a word's hash and 10 of its cluster.

/// How many clusters there can be, with 0 for a word that has none.
pub const CLUSTERS: usize = 1024;
/// What the file begins with.
pub const MAGIC: &[u8; 8] = b"VCLUSTER";

const FILE: &[u8] = include_bytes!("../../../data/clusters-en.bin");

/// The cluster of a word as it stands in a text, from 1 in the order of the tree; 0 for one that is not known.
///
/// Capitals count (`May` is not `may`); a word unknown with them is looked up without. Of a number only its figures'
/// places count where the number itself is not known.
pub fn cluster(word: &str) -> u16 {
    find(FILE, word)
}

/// The first `bits` bits (up to 16) of a cluster's path in the tree, plus one; 0 for no cluster. Clusters with the same
/// first bits are relatives.
pub fn branch(cluster: u16, bits: u32) -> u16 {
    match cluster {
        0 => 0,
        c => number(FILE, 8 + 4 * usize::from(c)).map_or(0, |path| (path & ((1 << bits) - 1)) as u16 + 1),
    }
}

fn number(file: &[u8], at: usize) -> Option<u32> {
    file.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn find(file: &[u8], word: &str) -> u16 {
    let exact = |h: u64| look_up(file, h);
    exact(hash(word, |b| b))
        .or_else(|| exact(hash(word, |b| b.to_ascii_lowercase())))
        .or_else(|| {
            let figures = word.bytes().any(|b| b.is_ascii_digit());
            figures.then(|| exact(hash(word, figure))).flatten()
        })
        .unwrap_or(0)
}

/// What a figure is looked up as where the number is not known.
pub fn figure(b: u8) -> u8 {
    if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() }
}

/// What a word is looked up by, with each byte as `fold` has it; curly apostrophes are straight.
pub fn hash(word: &str, fold: impl Fn(u8) -> u8) -> u64 {
    let mut h = 0xCBF2_9CE4_8422_2325_u64;
    let mut bytes = word.as_bytes();
    while let [b, rest @ ..] = bytes {
        let (b, rest) = match bytes {
            [0xE2, 0x80, 0x98 | 0x99, rest @ ..] => (b'\'', rest),
            _ => (fold(*b), rest),
        };
        h = (h ^ u64::from(b)).wrapping_mul(0x100_0000_01B3);
        bytes = rest;
    }
    h.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The slot a hash is looked for first, of `slots` (a power of two), and its 22 bits there.
pub fn place(hash: u64, slots: usize) -> (usize, u32) {
    ((hash >> 24) as usize & (slots - 1), (hash >> 42) as u32 & !(CLUSTERS as u32 - 1))
}

fn look_up(file: &[u8], hash: u64) -> Option<u16> {
    let clusters = number(file, 8)? as usize;
    let slots = file.get(12 + 4 * clusters..)?;
    let n = slots.len() / 4;
    if !n.is_power_of_two() {
        return None;
    }
    let (first, mark) = place(hash, n);
    for step in 0..n {
        let slot = number(slots, 4 * ((first + step) & (n - 1)))?;
        if slot == 0 {
            return None;
        }
        if slot & !(CLUSTERS as u32 - 1) == mark {
            return Some((slot & (CLUSTERS as u32 - 1)) as u16);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_used_alike_are_together() {
        assert_eq!(cluster("Tuesday"), cluster("Thursday"));
        assert_ne!(cluster("Tuesday"), 0);
        assert_ne!(cluster("Tuesday"), cluster("quickly"));
        // Names of persons and weekdays part early, two kinds of given names late.
        assert_ne!(branch(cluster("Tuesday"), 8), branch(cluster("David"), 8));
        assert_eq!(branch(cluster("David"), 8), branch(cluster("Susan"), 8));
    }

    #[test]
    fn capitals_count_and_figures_are_folded() {
        assert_ne!(cluster("May"), cluster("may"));
        assert_eq!(cluster("QUIckly"), cluster("quickly"));
        assert_eq!(cluster("’s"), cluster("'s"));
        assert_eq!(cluster("4,718,203"), cluster("5,333,119"));
        assert_ne!(cluster("4,718,203"), 0);
    }

    #[test]
    fn what_nobody_knows_has_none() {
        assert_eq!(cluster(""), 0);
        assert_eq!(cluster("Qwyrtzelb"), 0);
        assert_eq!(branch(0, 6), 0);
        assert_eq!(branch(u16::MAX, 6), branch(u16::MAX, 6));
    }

    #[test]
    fn a_file_that_is_none_is_asked_in_vain() {
        for file in [&b""[..], b"VCLUSTER\xff\xff\xff\xff", b"VCLUSTER\0\0\0\0\x01\x02\x03\x04"] {
            assert_eq!(find(file, "word"), 0);
        }
    }
}
