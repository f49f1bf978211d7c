//! Which renderings are of one utterance.
//!
//! Renderings with the same words are one class. Classes that share a run of three words, or a telling word
//! where one of them is short, are aligned; a link needs the overlap of the two to agree for the most part, so
//! that two utterances that merely share a phrase stay apart while trimming at either end costs nothing. Long
//! renderings found groups; a fragment joins only the one that bears it out best and never joins two groups.

use super::align::Word;
use super::link::{Speakers, link, speakers};
use super::unit::Unit;
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::annotate::token::Key;
use std::collections::HashMap;

/// What is grouped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Matter {
    Quotations,
    /// Sentences of running text: nobody is known to have said them, so likeness alone decides.
    Sentences,
}

/// A gram in more classes than this tells nothing and is not followed up pair by pair.
const FREQUENT: usize = 16;
/// Candidates of one class that are looked at closely.
const CLOSE: usize = 32;
/// Different renderings that are collated together at most.
const LARGEST: usize = 512;
/// A whole sentence of so many words that two reports have of one speaker makes their renderings one utterance; of so
/// many words, if nothing is known of the speakers.
const SENTENCE: usize = 3;
const LONG_SENTENCE: usize = 6;
/// Renderings of up to so many words are fragments: they join, they do not found.
pub(super) const SHORT: usize = 5;

/// Renderings with the same words.
pub(super) struct Class {
    /// A unit that stands for all.
    pub unit: usize,
    pub units: Vec<usize>,
    /// Whom the reports name as the speaker, and whom their pronouns seem to mean.
    pub named: Vec<Key>,
    pub meant: Vec<Key>,
    /// Whether some report names or describes a speaker, rather than by a pronoun that may be misread.
    pub told: bool,
}

/// Groups units; every unit is in exactly one group. Units must come in an order that does not depend on the
/// order of the reports; groups and their members come back in that order.
pub(crate) fn group(
    articles: &[&Annotated],
    units: &[Unit],
    vocabulary: &Vocabulary,
    matter: Matter,
) -> Vec<Vec<usize>> {
    let classes = classes(units);
    let words = |c: usize| &units[classes[c].unit].words[..];
    let mut set: Vec<usize> = (0..classes.len()).collect();
    let mut best: HashMap<usize, (i32, usize)> = HashMap::new();
    if matter == Matter::Quotations {
        for (a, b) in by_sentence(articles, units, &classes, vocabulary) {
            unite(&mut set, a, b);
        }
    }
    let mut own = Own::of(units, &classes);
    let mut overlap = Overlap { seen: vec![0; vocabulary.classes()], pairs: 0 };
    for (a, b, shared) in candidates(units, &classes, vocabulary, matter) {
        let (a, b) = (a as usize, b as usize);
        let (long, short) = if words(a).len() >= words(b).len() { (a, b) } else { (b, a) };
        // Long renderings only found groups: once two are together, another link between them says nothing new.
        let together = |set: &mut [usize]| find(set, a) == find(set, b);
        if (matter == Matter::Sentences || words(short).len() > SHORT) && together(&mut set) {
            continue;
        }
        if !overlap.worth_aligning(words(long), words(short), shared as usize, vocabulary, matter) {
            continue;
        }
        let Some(score) = link(articles, units, &classes[a], &classes[b], shared, vocabulary, matter) else { continue };
        if matter == Matter::Quotations && words(short).len() <= SHORT {
            let entry = best.entry(short).or_insert((score, long));
            if score > entry.0 || (score == entry.0 && long < entry.1) {
                *entry = (score, long);
            }
        } else if matter == Matter::Quotations || own.joined(&mut set, a, b, |c| words(c)) {
            unite(&mut set, a, b);
        }
    }
    let mut shorts: Vec<(usize, usize)> = best.into_iter().map(|(s, (_, l))| (s, l)).collect();
    shorts.sort_unstable();
    for (short, long) in shorts {
        unite(&mut set, short, long);
    }
    let mut groups: HashMap<usize, Vec<usize>> = HashMap::new();
    for (c, class) in classes.iter().enumerate() {
        let root = find(&mut set, c);
        groups.entry(root).or_default().extend(&class.units);
    }
    let mut out: Vec<Vec<usize>> = Vec::with_capacity(groups.len());
    for mut g in groups.into_values() {
        g.sort_unstable();
        split(units, g, &mut out);
    }
    out.sort_unstable();
    out
}

/// Which sentences of which reports are together, by the class that stands for the others.
struct Own {
    /// Reports and classes, sorted.
    of: Vec<Vec<(usize, usize)>>,
}

impl Own {
    fn of(units: &[Unit], classes: &[Class]) -> Self {
        let one = |(c, class): (usize, &Class)| {
            let mut all: Vec<(usize, usize)> = class.units.iter().map(|u| (units[*u].article, c)).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        Self { of: classes.iter().enumerate().map(one).collect() }
    }

    /// Joins what stands with two classes, unless a report would have two sentences in it that say much the same of
    /// different things ("A man of 21 was killed", "A man of 36 was killed"): each has a better partner.
    fn joined<'w>(&mut self, set: &mut [usize], a: usize, b: usize, words: impl Fn(usize) -> &'w [Word]) -> bool {
        let (a, b) = (find(set, a), find(set, b));
        let alike = |x: usize, y: usize| {
            let (short, long) = if words(x).len() <= words(y).len() { (x, y) } else { (y, x) };
            let there = words(short).iter().filter(|w| words(long).contains(w)).count();
            x != y && there * 2 > words(short).len()
        };
        let (few, many) = if self.of[a].len() <= self.of[b].len() { (a, b) } else { (b, a) };
        for &(article, x) in &self.of[few] {
            let from = self.of[many].partition_point(|o| o.0 < article);
            if self.of[many][from..].iter().take_while(|o| o.0 == article).any(|o| alike(x, o.1)) {
                return false;
            }
        }
        let mut all = std::mem::take(&mut self.of[many]);
        all.append(&mut self.of[few]);
        all.sort_unstable();
        all.dedup();
        self.of[a.min(b)] = all;
        true
    }
}

/// Which words one text has, so that another can be held against it at the cost of reading both.
struct Overlap {
    /// For each class of the vocabulary the last pair whose longer text has it.
    seen: Vec<u32>,
    pairs: u32,
}

impl Overlap {
    /// Whether an alignment could link two texts, given how many words of the shorter one the longer one has at
    /// all and how many runs they share. What this turns down, [`link`] would turn down too.
    fn worth_aligning(&mut self, long: &[Word], short: &[Word], shared: usize, v: &Vocabulary, matter: Matter) -> bool {
        self.pairs += 1;
        for w in long {
            for class in v.kin(*w) {
                self.seen[class] = self.pairs;
            }
        }
        let there = short.iter().filter(|w| v.kin(**w).iter().any(|c| self.seen[*c] == self.pairs)).count();
        match matter {
            // A run of five words has three runs of three, one of eight words five runs of four.
            Matter::Quotations if short.len() <= SHORT => there + 1 >= short.len(),
            Matter::Quotations => there * 20 >= short.len() * 11 || shared > 2,
            Matter::Sentences => there * 10 >= long.len() * 6 || (there * 20 >= short.len() * 17 && shared > 4),
        }
    }
}

/// Puts a group on the list, in several where it holds more different renderings than can be read side by side.
fn split(units: &[Unit], group: Vec<usize>, out: &mut Vec<Vec<usize>>) {
    if group.len() <= LARGEST {
        out.push(group);
        return;
    }
    let mut rank: HashMap<&[Word], usize> = HashMap::new();
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for u in group {
        let next = rank.len();
        let part = *rank.entry(&units[u].words).or_insert(next) / LARGEST;
        if parts.len() <= part {
            parts.resize(part + 1, Vec::new());
        }
        parts[part].push(u);
    }
    out.extend(parts);
}

fn find(set: &mut [usize], mut a: usize) -> usize {
    while set[a] != a {
        set[a] = set[set[a]];
        a = set[a];
    }
    a
}

fn unite(set: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(set, a), find(set, b));
    let (low, high) = (a.min(b), a.max(b));
    set[high] = low;
}

fn classes(units: &[Unit]) -> Vec<Class> {
    let mut by: HashMap<(&[Word], Option<u64>), usize> = HashMap::new();
    let mut out: Vec<Class> = Vec::new();
    for (i, u) in units.iter().enumerate() {
        // A short saying can be two people's; a long one with the same words is one utterance whoever is named.
        let speaker = (u.words.len() < 8).then(|| u.speaker.map_or(u64::from(u.scare), |k| k.get()));
        let c = *by.entry((&u.words, speaker)).or_insert(out.len());
        match out.get_mut(c) {
            Some(class) => class.units.push(i),
            None => {
                out.push(Class { unit: i, units: vec![i], named: Vec::new(), meant: Vec::new(), told: false });
            }
        }
        if let Some(key) = u.speaker {
            out[c].told |= u.told;
            let list = if u.named { &mut out[c].named } else { &mut out[c].meant };
            if !list.contains(&key) {
                list.push(key);
            }
        }
    }
    out
}

/// A run of words as one number, spelling and the person of pronouns apart. Two runs with one number only cost a look
/// too many.
fn gram(words: &[Word], vocabulary: &Vocabulary) -> u32 {
    let mixed = |h: u64, w: &Word| {
        let kin = vocabulary.kin(*w)[usize::from(vocabulary.is_pronoun(*w))];
        (h ^ kin as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    };
    (words.iter().fold(7u64, mixed) >> 32) as u32
}

/// Pairs of classes that have a sentence in common, word for word: two reports can go on with other words of one speech.
fn by_sentence(
    articles: &[&Annotated],
    units: &[Unit],
    classes: &[Class],
    vocabulary: &Vocabulary,
) -> Vec<(usize, usize)> {
    // The sentence as one number, its speaker, its class, and where in the words of the class it stands.
    let mut index: Vec<(u32, u64, usize, usize, usize)> = Vec::new();
    for (c, class) in classes.iter().enumerate() {
        let unit = &units[class.unit];
        let Some(annotated) = articles.get(unit.article).filter(|_| !unit.scare) else { continue };
        unit.sentences(annotated, |from, to| {
            let words = &unit.words[from..to];
            let told: usize = words.iter().map(|w| vocabulary.telling(*w)).sum();
            if words.len() < SENTENCE || told < 2 {
                return;
            }
            let number = gram(words, vocabulary);
            index.extend(class.named.iter().chain(&class.meant).map(|k| (number, k.get(), c, from, to)));
            if words.len() >= LONG_SENTENCE && told >= LONG_SENTENCE {
                index.push((number, 0, c, from, to));
            }
        });
    }
    index.sort_unstable();
    let mut out = Vec::new();
    for w in index.windows(2) {
        let (x, y) = (w[0], w[1]);
        if (x.0, x.1) != (y.0, y.1) || x.2 == y.2 {
            continue;
        }
        let (a, b) = (&units[classes[x.2].unit].words[x.3..x.4], &units[classes[y.2].unit].words[y.3..y.4]);
        let same = a.len() == b.len() && a.iter().zip(b).all(|(p, q)| vocabulary.same(*p, *q));
        let one = x.1 != 0 || speakers(articles, units, &classes[x.2], &classes[y.2]) != Speakers::Different;
        if same && one {
            out.push((x.2, y.2));
        }
    }
    out
}

/// Pairs of classes worth aligning, with the number of grams they share.
fn candidates(units: &[Unit], classes: &[Class], vocabulary: &Vocabulary, matter: Matter) -> Vec<(u32, u32, u32)> {
    let n = if matter == Matter::Quotations { 3 } else { 4 };
    let grams = classes.iter().map(|c| (units[c.unit].words.len() + 1).saturating_sub(n)).sum();
    let mut index: Vec<(u32, u32)> = Vec::with_capacity(grams);
    for (c, class) in classes.iter().enumerate() {
        let from = index.len();
        index.extend(units[class.unit].words.windows(n).map(|w| (gram(w, vocabulary), c as u32)));
        index[from..].sort_unstable();
    }
    index.sort_unstable();
    index.dedup();
    // A gram that everybody has still links neighbours, so that a thousand copies with small changes are joined in
    // a chain instead of pair by pair.
    let reach = |n: usize| if n <= FREQUENT { n } else { 3 };
    let mut pairs: Vec<(u32, u32, u32)> = Vec::new();
    for run in index.chunk_by(|x, y| x.0 == y.0) {
        let n = run.len();
        let reach = reach(n);
        for i in 0..n {
            for j in i + 1..(i + reach).min(n) {
                pairs.push((run[i].1, run[j].1, 1));
            }
        }
    }
    drop(index);
    let mut telling: Vec<(u32, u32)> = Vec::new();
    if matter == Matter::Quotations {
        let words = |class: &Class| units[class.unit].words.iter().filter(|w| vocabulary.weight(**w) > 1);
        let short = |class: &&Class| units[class.unit].words.len() <= SHORT + 1;
        let mut asked = vec![false; vocabulary.len()];
        classes.iter().filter(short).flat_map(words).for_each(|w| asked[*w as usize] = true);
        for (c, class) in classes.iter().enumerate() {
            telling.extend(words(class).filter(|w| asked[**w as usize]).map(|w| (*w, c as u32)));
        }
    }
    telling.sort_unstable();
    telling.dedup();
    let mut at = 0;
    while at < telling.len() {
        let n = telling[at..].iter().take_while(|e| e.0 == telling[at].0).count();
        if n <= FREQUENT {
            let run = &telling[at..at + n];
            for (i, x) in run.iter().enumerate() {
                for y in &run[i + 1..] {
                    let len = |c: u32| units[classes[c as usize].unit].words.len();
                    if len(x.1).min(len(y.1)) <= SHORT + 1 {
                        pairs.push((x.1, y.1, 1));
                    }
                }
            }
        }
        at += n;
    }
    pairs.sort_unstable();
    // Counted where they lie: there may be many times more pairs than words.
    pairs.dedup_by(|next, kept| {
        let same = next.0 == kept.0 && next.1 == kept.1;
        kept.2 += u32::from(same);
        same
    });
    // The most promising partners of each class are enough.
    pairs.sort_unstable_by_key(|p| (std::cmp::Reverse(p.2), p.0, p.1));
    let mut seen = vec![0usize; classes.len()];
    pairs.retain(|p| {
        let (a, b) = (p.0 as usize, p.1 as usize);
        let keep = seen[a] < CLOSE || seen[b] < CLOSE;
        seen[a] += 1;
        seen[b] += 1;
        keep
    });
    pairs
}
