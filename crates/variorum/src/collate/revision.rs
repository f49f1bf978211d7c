//! What changed between two versions of one report, typed as the apparatus types it.
//!
//! Sentences that both versions have are found first, those that stand in the same order before those that were moved.
//! Between them sentences that are alike are collated word by word; what is left was added or left out as a whole.

use super::align::Word;
use super::collation::Collation;
use super::columns::Bench;
use super::unit::Unit;
use super::variant::{Class, Flags, Kind, Variant};
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::span::{ArticleId, Place, Span};
use std::collections::HashMap;

/// Two sentences that share at least this much of their words, by Dice, are one sentence that was changed.
const ALIKE: f64 = 0.4;
/// Pairs of sentences that are looked at in one gap; in a longer one everything was added or left out.
const PAIRS: usize = 1 << 18;

/// One change from an earlier version of a report to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// What was done: addition, omission, substitution or transposition.
    pub kind: Kind,
    /// How much of a difference it is.
    pub class: Class,
    /// What it touches, where single words were changed.
    pub flags: Flags,
    /// The words in the earlier version; empty, where they would stand, for an addition.
    pub earlier: Span,
    /// The words in the later version; empty, where they stood, for an omission.
    pub later: Span,
}

/// The changes that make the later version out of the earlier one, in the order of the later one.
pub fn revisions(earlier: &Annotated, later: &Annotated) -> Vec<Revision> {
    let mut vocabulary = Vocabulary::of(&[earlier, later]);
    let old = sentences(0, earlier, &mut vocabulary);
    let new = sentences(1, later, &mut vocabulary);
    let kept = kept(&old, &new);
    let moved = moved(&old, &new, &kept);
    let work = Work { versions: [earlier, later], vocabulary: &vocabulary, old: &old, new: &new };
    let mut out: Vec<Revision> =
        moved.iter().map(|(a, b)| work.whole(Kind::Transposition, Some(*a), Some(*b))).collect();
    let mut from = (0, 0);
    for (a, b) in kept.iter().copied().chain([(old.len(), new.len())]) {
        let left = (from.0..a).filter(|i| !moved.iter().any(|m| m.0 == *i)).collect::<Vec<_>>();
        let come = (from.1..b).filter(|i| !moved.iter().any(|m| m.1 == *i)).collect::<Vec<_>>();
        work.gap(&left, &come, from, &mut out);
        if let (Some(x), Some(y)) = (old.get(a), new.get(b))
            && x.words(earlier) != y.words(later)
        {
            // The same words, in other letters or with other stops.
            work.collated(x, y, &mut out);
        }
        from = (a + 1, b + 1);
    }
    out.sort_by_key(|r| (r.later, r.earlier));
    out
}

/// A sentence as it is compared.
struct Sentence {
    unit: Unit,
    span: Span,
}

impl Sentence {
    fn words<'a>(&self, of: &'a Annotated) -> &'a str {
        of.text(self.span)
    }
}

fn sentences(version: usize, of: &Annotated, vocabulary: &mut Vocabulary) -> Vec<Sentence> {
    let a = &of.annotations;
    let read = a.sentences.iter().enumerate().filter_map(|(n, s)| {
        let tokens = a.tokens.get(s.first as usize..s.end as usize)?;
        let span = tokens.first()?.span.cover(tokens.last()?.span);
        let mut unit = Unit::new(version, n as u32, false);
        unit.push(of, s.first, s.end, vocabulary);
        (!unit.words.is_empty()).then_some(Sentence { unit, span })
    });
    read.collect()
}

/// Sentences of the same words that stand in the same order in both: those at both ends, then, between them, those that
/// each version has once (patience), with their neighbours.
fn kept(old: &[Sentence], new: &[Sentence]) -> Vec<(usize, usize)> {
    let same = |a: usize, b: usize| old[a].unit.words == new[b].unit.words;
    let most = old.len().min(new.len());
    let head = (0..most).take_while(|i| same(*i, *i)).count();
    let tail = (1..=most - head).take_while(|i| same(old.len() - i, new.len() - i)).count();
    let (end_old, end_new) = (old.len() - tail, new.len() - tail);
    let mut places: HashMap<&[Word], (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (i, s) in old.iter().enumerate().take(end_old).skip(head) {
        places.entry(&s.unit.words).or_default().0.push(i);
    }
    for (i, s) in new.iter().enumerate().take(end_new).skip(head) {
        places.entry(&s.unit.words).or_default().1.push(i);
    }
    let single = |p: &(Vec<usize>, Vec<usize>)| match (p.0.as_slice(), p.1.as_slice()) {
        ([a], [b]) => Some((*a, *b)),
        _ => None,
    };
    let mut pairs: Vec<(usize, usize)> = places.values().filter_map(single).collect();
    pairs.sort_unstable();
    let anchors = increasing(&pairs);
    let mut out: Vec<(usize, usize)> = (0..head).map(|i| (i, i)).collect();
    let mut at = (head, head);
    for (a, b) in anchors.into_iter().chain([(end_old, end_new)]) {
        // What repeats is the same where it follows an anchor or comes before one.
        while at.0 < a && at.1 < b && same(at.0, at.1) {
            out.push(at);
            at = (at.0 + 1, at.1 + 1);
        }
        let before = (1..=(a - at.0).min(b - at.1)).take_while(|i| same(a - i, b - i)).count();
        out.extend((1..=before).rev().map(|i| (a - i, b - i)));
        if a < end_old {
            out.push((a, b));
        }
        at = (a + 1, b + 1);
    }
    out.extend((0..tail).map(|i| (end_old + i, end_new + i)));
    out
}

/// The longest run of pairs, sorted by the first, whose second increase.
fn increasing(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best run of each length, and the pair before each.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(pairs.len()));
    for (i, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|e| pairs[*e].1 < pair.1);
        before.push(length.checked_sub(1).map(|l| ends[l]));
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut out = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(i) = at {
        out.push(pairs[i]);
        at = before[i];
    }
    out.reverse();
    out
}

/// Sentences of the same words that stand in another order.
fn moved(old: &[Sentence], new: &[Sentence], kept: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let (mut in_old, mut in_new) = (vec![false; old.len()], vec![false; new.len()]);
    for (a, b) in kept {
        (in_old[*a], in_new[*b]) = (true, true);
    }
    let mut free: HashMap<&[Word], Vec<usize>> = HashMap::new();
    for (i, s) in old.iter().enumerate().rev().filter(|(i, _)| !in_old[*i]) {
        free.entry(&s.unit.words).or_default().push(i);
    }
    let found = new.iter().enumerate().filter(|(i, _)| !in_new[*i]);
    found.filter_map(|(i, s)| Some((free.get_mut(s.unit.words.as_slice())?.pop()?, i))).collect()
}

struct Work<'a> {
    versions: [&'a Annotated; 2],
    vocabulary: &'a Vocabulary,
    old: &'a [Sentence],
    new: &'a [Sentence],
}

impl Work<'_> {
    /// What stands between two sentences that were kept.
    fn gap(&self, left: &[usize], come: &[usize], from: (usize, usize), out: &mut Vec<Revision>) {
        let pairs = self.alike(left, come);
        let (mut a, mut b) = (0, 0);
        // Behind which sentence of the other version a whole one is missing.
        let mut behind = (from.0.checked_sub(1), from.1.checked_sub(1));
        for (i, j) in pairs.into_iter().chain([(left.len(), come.len())]) {
            self.runs(&left[a..i], |run| {
                let at = end_of(self.new, behind.1);
                out.push(
                    Revision { later: at, ..self.whole(Kind::Omission, Some(run.0), None) }.widened(self.old, run.1),
                );
            });
            self.runs(&come[b..j], |run| {
                let at = end_of(self.old, behind.0.max(i.checked_sub(1).map(|i| left[i])));
                let whole = self.whole(Kind::Addition, None, Some(run.0));
                let later = whole.later.cover(self.new[run.1].span);
                out.push(Revision { earlier: at, later, ..whole });
            });
            if let (Some(x), Some(y)) = (left.get(i), come.get(j)) {
                self.collated(&self.old[*x], &self.new[*y], out);
                behind = (Some(*x), Some(*y));
            }
            (a, b) = (i + 1, j + 1);
        }
    }

    /// Calls `each` with the first and last of the numbers that follow each other.
    fn runs(&self, list: &[usize], mut each: impl FnMut((usize, usize))) {
        for run in list.chunk_by(|a, b| a + 1 == *b) {
            if let (Some(first), Some(last)) = (run.first(), run.last()) {
                each((*first, *last));
            }
        }
    }

    /// Pairs of sentences that are alike, in order: those that together share most.
    fn alike(&self, left: &[usize], come: &[usize]) -> Vec<(usize, usize)> {
        let (n, m) = (left.len(), come.len());
        if n * m == 0 || n * m > PAIRS {
            return Vec::new();
        }
        let mut scores = vec![0.0; n * m];
        for i in 0..n {
            for j in 0..m {
                let shared = dice(&self.old[left[i]].unit.words, &self.new[come[j]].unit.words);
                scores[i * m + j] = if shared >= ALIKE { shared } else { 0.0 };
            }
        }
        let mut best = vec![0.0; (n + 1) * (m + 1)];
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                let paired =
                    if scores[i * m + j] > 0.0 { scores[i * m + j] + best[(i + 1) * (m + 1) + j + 1] } else { 0.0 };
                best[i * (m + 1) + j] =
                    f64::max(paired, f64::max(best[(i + 1) * (m + 1) + j], best[i * (m + 1) + j + 1]));
            }
        }
        let (mut i, mut j, mut out) = (0, 0, Vec::new());
        while i < n && j < m {
            let here = best[i * (m + 1) + j];
            if scores[i * m + j] > 0.0 && scores[i * m + j] + best[(i + 1) * (m + 1) + j + 1] == here {
                out.push((i, j));
                (i, j) = (i + 1, j + 1);
            } else if best[(i + 1) * (m + 1) + j] == here {
                i += 1;
            } else {
                j += 1;
            }
        }
        out
    }

    /// The variants between two sentences.
    fn collated(&self, old: &Sentence, new: &Sentence, out: &mut Vec<Revision>) {
        let c = &Bench::new(&self.versions, vec![&old.unit, &new.unit], self.vocabulary, false).finish();
        let first = out.len();
        for variant in &c.variants {
            let earlier = side(c, variant, 0).unwrap_or_else(|| before(c, variant.locus.start, 0, old.span));
            let later = side(c, variant, 1).unwrap_or_else(|| before(c, variant.locus.start, 1, new.span));
            let kind = match (variant.kind, earlier.is_empty(), later.is_empty()) {
                (_, true, true) => continue,
                (_, true, false) => Kind::Addition,
                (_, false, true) => Kind::Omission,
                (Kind::Transposition, ..) => Kind::Transposition,
                _ => Kind::Substitution,
            };
            out.push(Revision { kind, class: variant.class, flags: variant.flags, earlier, later });
        }
        self.ends(c, [old, new], first, out);
        // What is in no change must be in both. Where words went over and under each other so that this does not come
        // out, the sentence was changed as a whole.
        let rest = |s: &Sentence, of: fn(&Revision) -> Span| -> Vec<Word> {
            let found = s.unit.words.iter().enumerate();
            let changed = |i: usize| {
                let span = s.unit.span(self.versions[s.unit.article], i);
                out.iter().skip(first).any(|r| of(r).start() < span.end() && span.start() < of(r).end())
            };
            found.filter(|(i, _)| !changed(*i)).map(|(_, word)| *word).collect()
        };
        if rest(old, |r| r.earlier) != rest(new, |r| r.later) {
            out.truncate(first);
            let whole = self.whole(Kind::Substitution, None, None);
            out.push(Revision { earlier: old.span, later: new.span, ..whole });
        } else if out.len() == first && !(same_ends(old.words(self.versions[0]), new.words(self.versions[1]))) {
            // The same words, with another stop behind the last one.
            let last = |s: &Sentence| {
                let word = s.unit.span(self.versions[s.unit.article], s.unit.words.len().saturating_sub(1));
                word.cover(Span::new(s.span.end(), s.span.end()))
            };
            let whole = self.whole(Kind::Substitution, None, None);
            out.push(Revision { class: Class::Typographic, earlier: last(old), later: last(new), ..whole });
        }
    }

    /// What one version goes on with at its ends, which is no variant of the apparatus.
    fn ends(&self, c: &Collation, sentences: [&Sentence; 2], first: usize, out: &mut Vec<Revision>) {
        let both: Vec<(Span, Span)> =
            c.text.iter().filter_map(|w| Some((of(w.places, 0)?, of(w.places, 1)?))).collect();
        for (version, s) in sentences.into_iter().enumerate() {
            let own = |r: &Revision| if version == 0 { r.earlier } else { r.later };
            let known = |span: Span| {
                both.iter().any(|b| [b.0, b.1][version] == span)
                    || out.iter().skip(first).any(|r| own(r).start() <= span.start() && span.end() <= own(r).end())
            };
            let free: Vec<(usize, Span)> = (0..s.unit.words.len())
                .map(|i| (i, s.unit.span(self.versions[version], i)))
                .filter(|(_, span)| !known(*span))
                .collect();
            let mut more = Vec::new();
            for run in free.chunk_by(|a, b| a.0 + 1 == b.0) {
                let (Some(a), Some(b)) = (run.first(), run.last()) else { continue };
                let span = a.1.cover(b.1);
                let last = both.iter().rev().find(|both| [both.0, both.1][version].end() <= span.start());
                let at = last.map_or(sentences[1 - version].span.start(), |both| [both.0, both.1][1 - version].end());
                let at = Span::new(at, at);
                let whole = self.whole(if version == 0 { Kind::Omission } else { Kind::Addition }, None, None);
                let (earlier, later) = if version == 0 { (span, at) } else { (at, span) };
                more.push(Revision { earlier, later, ..whole });
            }
            out.extend(more);
        }
    }

    /// A change of whole sentences.
    fn whole(&self, kind: Kind, old: Option<usize>, new: Option<usize>) -> Revision {
        let span =
            |list: &[Sentence], at: Option<usize>| at.and_then(|i| list.get(i)).map_or(Span::default(), |s| s.span);
        let (earlier, later) = (span(self.old, old), span(self.new, new));
        Revision { kind, class: Class::Substantive, flags: Flags::default(), earlier, later }
    }
}

impl Revision {
    fn widened(self, old: &[Sentence], last: usize) -> Self {
        Self { earlier: old.get(last).map_or(self.earlier, |s| self.earlier.cover(s.span)), ..self }
    }
}

/// The place behind a sentence, or at the very beginning.
fn end_of(list: &[Sentence], at: Option<usize>) -> Span {
    let end = at.and_then(|i| list.get(i)).map_or_else(|| list.first().map_or(0, |s| s.span.start()), |s| s.span.end());
    Span::new(end, end)
}

/// The words that a version has at a variant, if it has any.
fn side(c: &Collation, variant: &Variant, version: u32) -> Option<Span> {
    let reading = variant.readings.iter().find(|r| r.witnesses.contains(&ArticleId(version)));
    if let Some(reading) = reading {
        return of(&reading.places, version);
    }
    let words = c.text.words(variant.locus.start as usize..variant.locus.end as usize);
    words.filter_map(|w| of(w.places, version)).reduce(Span::cover)
}

/// The words that a version has at some places.
fn of(places: &[Place], version: u32) -> Option<Span> {
    let own = places.iter().filter(|p| p.article == ArticleId(version) && !p.span.is_empty()).map(|p| p.span);
    own.reduce(Span::cover)
}

/// Where a version would have the words before word `word` of the text.
fn before(c: &Collation, word: u32, version: u32, within: Span) -> Span {
    let last = c.text.words(0..word as usize).filter_map(|w| of(w.places, version)).last();
    let at = last.map_or(within.start(), Span::end);
    Span::new(at, at)
}

/// Whether two sentences end in the same signs.
fn same_ends(a: &str, b: &str) -> bool {
    let signs = |s: &str| s.len() - s.trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    a.get(a.len() - signs(a)..) == b.get(b.len() - signs(b)..)
}

/// The share of words that two sentences have in common, each as often as both have it.
fn dice(a: &[Word], b: &[Word]) -> f64 {
    let mut counts: HashMap<Word, u32> = HashMap::new();
    for word in a {
        *counts.entry(*word).or_default() += 1;
    }
    let shared = b
        .iter()
        .filter(|word| {
            counts.get_mut(word).is_some_and(|n| {
                *n > 0 && {
                    *n -= 1;
                    true
                }
            })
        })
        .count();
    2.0 * shared as f64 / (a.len() + b.len()) as f64
}
