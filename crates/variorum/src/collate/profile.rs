//! The alignment of all renderings of one utterance at once.
//!
//! Distinct word sequences are aligned one after the other with a growing row of columns, most overlap first.
//! The sequence in which that happens is decided by the words alone, so the result does not depend on the
//! order of the reports. A run of words that found no partner in the order of the columns is looked for among
//! the columns its rendering left free: that is a transposition.

use super::align::{self, Likeness, Score, Word};
use super::vocabulary::Vocabulary;
use crate::annotate::token::NumberMap;

/// A run has to have so many words to count as moved.
const MOVED: usize = 3;

/// The columns of an alignment and the place of each word of each sequence in them.
pub(crate) struct Profile {
    /// How many columns there are.
    pub columns: usize,
    /// For each sequence, for each word, its column.
    pub column: Vec<Vec<usize>>,
    /// For each sequence, for each word, whether it stands out of the order of the columns.
    pub moved: Vec<Vec<bool>>,
}

struct Column {
    uid: usize,
    words: Vec<(Word, u32)>,
}

struct Against<'a> {
    columns: &'a [Column],
    words: &'a [Word],
    vocabulary: &'a Vocabulary,
}

impl Score for Against<'_> {
    fn likeness(&self, i: usize, j: usize) -> Likeness {
        let w = self.words[j];
        let mut best = Likeness::Different;
        for &(x, _) in &self.columns[i].words {
            if x == w {
                return Likeness::Same;
            }
            best = best.max(self.vocabulary.likeness(x, w));
        }
        best
    }

    fn weight(&self, j: usize) -> i32 {
        self.vocabulary.weight(self.words[j])
    }
}

/// Aligns `sequences`, which must be distinct, each with how many renderings have it.
pub(crate) fn profile(sequences: &[(&[Word], u32)], vocabulary: &Vocabulary) -> Profile {
    if let [(words, _)] = sequences {
        let n = words.len();
        return Profile { columns: n, column: vec![(0..n).collect()], moved: vec![vec![false; n]] };
    }
    let mut columns: Vec<Column> = Vec::new();
    let mut uids = 0;
    let mut placed: Vec<Vec<usize>> = vec![Vec::new(); sequences.len()];
    let mut moved: Vec<Vec<bool>> = vec![Vec::new(); sequences.len()];
    for s in order(sequences, vocabulary) {
        let (words, count) = sequences[s];
        let primary: Vec<Word> = columns.iter().map(|c| c.words.first().map_or(0, |w| w.0)).collect();
        let against = Against { columns: &columns, words, vocabulary };
        let pairs = align::align(&primary, words, &against, true, true);
        let mut at: Vec<Option<usize>> = vec![None; words.len()];
        for &(i, j) in &pairs {
            at[j] = Some(i);
        }
        let mut shifted = vec![false; words.len()];
        transpose(&against, &mut at, &mut shifted);
        let mut fresh: Vec<(usize, Column)> = Vec::new();
        // A word without a column gets one right behind the word before it.
        let mut behind: Option<usize> = None;
        let head = at.iter().flatten().next().copied().unwrap_or(columns.len());
        let mut uid_of: Vec<usize> = Vec::with_capacity(words.len());
        for (j, place) in at.iter().enumerate() {
            match place {
                Some(i) => {
                    let c = &mut columns[*i];
                    match c.words.iter_mut().find(|w| w.0 == words[j]) {
                        Some(w) => w.1 += count,
                        None => c.words.push((words[j], count)),
                    }
                    uid_of.push(c.uid);
                    behind = Some(*i);
                }
                None => {
                    let slot = match behind {
                        Some(i) => i + 1,
                        // Words before the first aligned one stand right before it.
                        None => head,
                    };
                    fresh.push((slot, Column { uid: uids, words: vec![(words[j], count)] }));
                    uid_of.push(uids);
                    uids += 1;
                }
            }
        }
        placed[s] = uid_of;
        moved[s] = shifted;
        if !fresh.is_empty() {
            let old = std::mem::take(&mut columns);
            columns.reserve(old.len() + fresh.len());
            // Stable by slot: several new words at one place keep their order.
            fresh.sort_by_key(|f| f.0);
            let mut fresh = fresh.into_iter().peekable();
            for (i, c) in old.into_iter().enumerate() {
                while fresh.peek().is_some_and(|f| f.0 <= i) {
                    columns.extend(fresh.next().map(|f| f.1));
                }
                columns.push(c);
            }
            columns.extend(fresh.map(|f| f.1));
        }
    }
    let mut index = vec![0; uids];
    for (i, c) in columns.iter().enumerate() {
        index[c.uid] = i;
    }
    let column = placed.into_iter().map(|p| p.into_iter().map(|uid| index[uid]).collect()).collect();
    Profile { columns: columns.len(), column, moved }
}

/// The longest sequence first, then always the one that shares most with what is already there.
fn order(sequences: &[(&[Word], u32)], vocabulary: &Vocabulary) -> Vec<usize> {
    let key = |s: usize| {
        let text: Vec<&str> = sequences[s].0.iter().map(|w| vocabulary.folded(*w)).collect();
        (std::cmp::Reverse(sequences[s].0.len()), text)
    };
    let mut rest: Vec<usize> = (0..sequences.len()).collect();
    rest.sort_by_cached_key(|s| key(*s));
    if rest.len() <= 2 {
        return rest;
    }
    let mut postings: NumberMap<Vec<usize>> = NumberMap::default();
    let gram = |w: &[Word]| (u64::from(w[0]) << 32) | u64::from(w[1]);
    for (rank, &s) in rest.iter().enumerate() {
        for w in sequences[s].0.windows(2) {
            let list = postings.entry(gram(w)).or_default();
            if list.last() != Some(&rank) {
                list.push(rank);
            }
        }
    }
    let mut overlap = vec![0usize; rest.len()];
    let mut done = vec![false; rest.len()];
    let mut out = Vec::with_capacity(rest.len());
    let mut next = Some(0);
    while let Some(rank) = next {
        done[rank] = true;
        out.push(rest[rank]);
        for w in sequences[rest[rank]].0.windows(2) {
            // Each gram counts once, when the first sequence that has it is placed.
            for other in postings.remove(&gram(w)).unwrap_or_default() {
                overlap[other] += 1;
            }
        }
        next = (0..rest.len()).filter(|r| !done[*r]).max_by_key(|r| (overlap[*r], std::cmp::Reverse(*r)));
    }
    out
}

/// Where a run of words was found again.
struct Found {
    /// The column that pairs are counted from.
    first: usize,
    /// How many of the words are alike.
    like: usize,
    /// Columns and words of the run.
    pairs: Vec<(usize, usize)>,
}

/// Looks for runs of words without a like column among the columns this sequence left free.
fn transpose(against: &Against<'_>, at: &mut [Option<usize>], shifted: &mut [bool]) {
    let loose = |j: usize, at: &[Option<usize>]| at[j].is_none_or(|i| against.likeness(i, j) <= Likeness::Related);
    let runs = stretches(at.len(), |j| loose(j, at));
    if runs.iter().all(|r| r.1 - r.0 < MOVED) {
        return;
    }
    let mut taken = vec![false; against.columns.len()];
    for (j, place) in at.iter().enumerate() {
        if let Some(i) = place {
            taken[*i] = !loose(j, at);
        }
    }
    for (from, to) in runs.into_iter().filter(|r| r.1 - r.0 >= MOVED) {
        let words = &against.words[from..to];
        let mut best: Option<Found> = None;
        for (first, last) in stretches(taken.len(), |i| !taken[i]) {
            if last - first < MOVED || (last - first).saturating_mul(to - from) > 250_000 {
                continue;
            }
            let free: Vec<Word> =
                against.columns[first..last].iter().map(|c| c.words.first().map_or(0, |w| w.0)).collect();
            let pair = Against { columns: &against.columns[first..last], words, vocabulary: against.vocabulary };
            let all = align::align(&free, words, &pair, true, true);
            let like = |&(i, j): &(usize, usize)| pair.likeness(i, j) >= Likeness::Spelling;
            let pairs: Vec<(usize, usize)> = all.iter().copied().filter(like).collect();
            let telling = pairs.iter().filter(|p| pair.weight(p.1) > 1).count();
            let (Some(a), Some(b)) = (pairs.first(), pairs.last()) else { continue };
            let dense = pairs.len() * 10 >= (b.1 - a.1 + 1) * 6;
            if pairs.len() >= MOVED && telling >= 2 && dense && best.as_ref().is_none_or(|x| pairs.len() > x.like) {
                // A word that was changed between two that were moved was moved with them.
                let inside = all.iter().copied().filter(|p| a.1 <= p.1 && p.1 <= b.1).collect();
                best = Some(Found { first, like: pairs.len(), pairs: inside });
            }
        }
        let Some(Found { first, pairs, .. }) = best else { continue };
        // Words of the run that stand against a different word of the old place leave it.
        for place in &mut at[from..to] {
            *place = None;
        }
        for (i, j) in pairs {
            // A word that only stood against the column for want of a better gives way.
            for place in at.iter_mut().filter(|p| **p == Some(first + i)) {
                *place = None;
            }
            at[from + j] = Some(first + i);
            shifted[from + j] = true;
            taken[first + i] = true;
        }
        stretch(against, at, shifted, &mut taken);
        draw(against, at, shifted, &mut taken);
    }
    // What is moved is the smaller side: a run that stands in order with its neighbours was not moved.
    let mut high = None;
    for j in 0..at.len() {
        if let Some(i) = at[j].filter(|_| !shifted[j]) {
            high = Some(i);
        }
    }
    if high.is_none() {
        shifted.fill(false);
    }
}

/// Draws the like words on either side of what has moved after it, from whatever they stood against by accident.
fn stretch(against: &Against<'_>, at: &mut [Option<usize>], shifted: &mut [bool], taken: &mut [bool]) {
    for forward in [true, false] {
        for step in 0..at.len() {
            let j = if forward { step } else { at.len() - 1 - step };
            let (next, Some(i)) = (if forward { Some(j + 1) } else { j.checked_sub(1) }, at[j].filter(|_| shifted[j]))
            else {
                continue;
            };
            let Some(next) = next.filter(|n| *n < at.len() && !shifted[*n]) else { continue };
            let Some(target) = (if forward { Some(i + 1) } else { i.checked_sub(1) }).filter(|t| *t < taken.len())
            else {
                continue;
            };
            let held = at.iter().enumerate().any(|(k, p)| *p == Some(target) && k != next);
            if held || against.likeness(target, next) < Likeness::Spelling {
                continue;
            }
            // A word that stands well between its neighbours stays.
            let firm = |k: usize, d: usize| {
                let stands =
                    |&(x, y): &(usize, usize)| x.abs_diff(y) == d && against.likeness(y, k) >= Likeness::Spelling;
                at[next].zip(at.get(k).copied().flatten()).as_ref().is_some_and(stands)
            };
            let (one, two) = if forward { (next + 1, next + 2) } else { (next.wrapping_sub(1), next.wrapping_sub(2)) };
            let like = at[next].is_some_and(|i| against.likeness(i, next) >= Likeness::Spelling);
            if like && firm(one, 1) && firm(two, 2) && at[next] != Some(target) {
                continue;
            }
            at[next] = Some(target);
            shifted[next] = true;
            taken[target] = true;
        }
    }
}

/// Words right beside what was moved that stand against others for want of a better belong to it where they are partly
/// alike there: "This isn't a decision" for "This is not a decision".
fn draw(against: &Against<'_>, at: &mut [Option<usize>], shifted: &mut [bool], taken: &mut [bool]) {
    /// So many words are looked at, and columns more than words.
    const BESIDE: usize = 6;
    const MORE: usize = 2;
    let loose = |j: usize, at: &[Option<usize>]| at[j].is_none_or(|i| against.likeness(i, j) <= Likeness::Related);
    for (from, to) in stretches(at.len(), |j| shifted[j]) {
        for ahead in [true, false] {
            let edge = if ahead { from } else { to - 1 };
            let Some(column) = at[edge] else { continue };
            // The loose words on this side, and the columns there that are free.
            let mut words = edge..edge + 1;
            let mut columns = column..column + 1;
            for _ in 0..BESIDE {
                let next = if ahead { words.start.checked_sub(1) } else { Some(words.end) };
                let Some(j) = next.filter(|j| *j < at.len() && !shifted[*j] && loose(*j, at)) else { break };
                words = words.start.min(j)..words.end.max(j + 1);
            }
            for _ in 0..words.len() - 1 + MORE {
                let next = if ahead { columns.start.checked_sub(1) } else { Some(columns.end) };
                let Some(i) = next.filter(|i| *i < taken.len() && !taken[*i]) else { break };
                columns = columns.start.min(i)..columns.end.max(i + 1);
            }
            // Without what was moved itself.
            let (words, columns) = match ahead {
                true => (words.start..edge, columns.start..column),
                false => (edge + 1..words.end, column + 1..columns.end),
            };
            if words.is_empty() || columns.is_empty() {
                continue;
            }
            let free: Vec<Word> =
                against.columns[columns.clone()].iter().map(|c| c.words.first().map_or(0, |w| w.0)).collect();
            let own = &against.words[words.clone()];
            let pair =
                Against { columns: &against.columns[columns.clone()], words: own, vocabulary: against.vocabulary };
            let pairs = align::align(&free, own, &pair, ahead, !ahead);
            let like = pairs.iter().filter(|p| pair.likeness(p.0, p.1) >= Likeness::Spelling).count();
            if like * 2 < own.len() {
                continue;
            }
            at[words.clone()].fill(None);
            for (i, j) in pairs {
                let (i, j) = (columns.start + i, words.start + j);
                for place in at.iter_mut().filter(|p| **p == Some(i)) {
                    *place = None;
                }
                (at[j], shifted[j], taken[i]) = (Some(i), true, true);
            }
        }
    }
}

fn stretches(n: usize, is: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < n {
        if !is(i) {
            i += 1;
            continue;
        }
        let from = i;
        while i < n && is(i) {
            i += 1;
        }
        out.push((from, i));
    }
    out
}
