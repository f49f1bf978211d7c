//! Copies: pairs and groups of reports that have most of their word triples in common.

use super::groups;
use super::join::{Match, Measure, Row, Sets, join};
use super::shingles::Shingles;
use super::tally::Tally;
use super::words::mix;
use std::collections::HashMap;

pub use super::groups::{Group, Link};

/// What counts as a copy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DuplicateRule {
    /// The least Jaccard similarity of two sets of shingles: common ones to all; over 0, at most 1.
    pub jaccard: f64,
    /// Where given, a pair is also reported when this share of the smaller one's shingles is in the larger one: an
    /// excerpt, or a report inside a longer one. Over 0, at most 1.
    pub containment: Option<f64>,
    /// Reports with fewer shingles are not compared: a headline is like another by chance.
    pub least: u32,
    /// So many reports at the beginning are known already: they are compared with what follows, not with each other.
    pub known: u32,
    /// How many threads may work; the result is the same.
    pub threads: usize,
}

impl Default for DuplicateRule {
    fn default() -> Self {
        Self { jaccard: 0.7, containment: None, least: 10, known: 0, threads: 1 }
    }
}

/// Two reports that belong together, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuplicatePair {
    /// The report that was given first.
    pub a: u32,
    /// The other one.
    pub b: u32,
    /// Shingles that both have.
    pub shared: u32,
    /// Shingles of `a`.
    pub a_size: u32,
    /// Shingles of `b`.
    pub b_size: u32,
}

impl DuplicatePair {
    /// Common shingles to all shingles.
    pub fn jaccard(&self) -> f64 {
        f64::from(self.shared) / f64::from((self.a_size + self.b_size - self.shared).max(1))
    }

    /// The share of the smaller one's shingles that the larger one has.
    pub fn containment(&self) -> f64 {
        f64::from(self.shared) / f64::from(self.a_size.min(self.b_size).max(1))
    }
}

/// The copies among a pile of reports. Reports with the very same shingles are kept once, so that a page that stands
/// there ten thousand times costs what it costs once, until its pairs are listed.
#[derive(Debug, Default)]
pub struct Duplicates {
    /// For each class of reports with the same shingles its members, in order.
    pub(super) classes: Vec<Vec<u32>>,
    pub(super) sizes: Vec<u32>,
    /// Classes that are like each other, the lower number first, and the shingles they share. Sorted.
    pub(super) links: Vec<Match>,
    /// Reports that were too short to be compared.
    pub short: u32,
    known: u32,
}

impl Duplicates {
    /// Finds every pair that `rule` asks for, and no other.
    ///
    /// The order of the shingles goes by how often they occur, told by a tally of one byte each; what it gets wrong
    /// costs time and never a pair. Shingles that occur once are counted and not kept. Time and memory grow with the
    /// number of shingles and of pairs.
    pub fn find(piles: Vec<Shingles>, rule: DuplicateRule) -> Self {
        let measures: Vec<Measure> = [Some(Measure::Jaccard(rule.jaccard)), rule.containment.map(Measure::Containment)]
            .into_iter()
            .flatten()
            .collect();
        let mut out = Self { known: rule.known, ..Self::default() };
        let (sets, members) = out.collect(piles, rule, &measures);
        out.sizes = sets.rows.iter().map(|r| r.size).collect();
        out.links = join(&sets, &measures, rule.threads);
        drop(sets);
        out.classes = members;
        out.sort();
        out
    }

    /// Calls `each` for every pair, in the order of the first report, then of the second, until it gives an error.
    ///
    /// # Errors
    /// That of `each`.
    pub fn each_pair<E>(&self, mut each: impl FnMut(DuplicatePair) -> Result<(), E>) -> Result<(), E> {
        let near = Neighbours::among(self);
        let mut of: Vec<(u32, u32)> = Vec::new();
        for (class, members) in self.classes.iter().enumerate() {
            if members.len() > 1 || !near.of(class).is_empty() {
                of.extend(members.iter().map(|m| (*m, class as u32)));
            }
        }
        of.sort_unstable();
        let mut others: Vec<(u32, u32, u32)> = Vec::new();
        for (a, class) in of {
            let a_size = self.sizes[class as usize];
            let behind = |members: &[u32]| members.partition_point(|m| *m <= a.max(self.known.saturating_sub(1)));
            others.clear();
            for (other, shared) in near.of(class as usize).iter().copied().chain([(class, a_size)]) {
                let members = &self.classes[other as usize];
                let size = self.sizes[other as usize];
                others.extend(members[behind(members)..].iter().map(|b| (*b, shared, size)));
            }
            others.sort_unstable();
            for (b, shared, b_size) in others.drain(..).filter(|(b, _, _)| *b > a) {
                each(DuplicatePair { a, b, shared, a_size, b_size })?;
            }
        }
        Ok(())
    }

    /// Reports that belong together, two or more each, every report in one group at most; in the order of their first.
    pub fn groups(&self, link: Link) -> Vec<Group> {
        groups::groups(self, link)
    }

    /// The sets that can be like another one, reports with the same set put together, by size.
    fn collect(&mut self, piles: Vec<Shingles>, rule: DuplicateRule, measures: &[Measure]) -> (Sets, Vec<Vec<u32>>) {
        let total = piles.iter().flat_map(Shingles::sets).map(<[u64]>::len).sum();
        let mut tally = Tally::new(total);
        for set in piles.iter().flat_map(Shingles::sets).filter(|s| s.len() >= rule.least as usize) {
            set.iter().for_each(|hash| tally.add(*hash));
        }
        tally.settle();
        let mut keys: Vec<u64> = Vec::new();
        let mut rows: Vec<(Row, u32)> = Vec::new();
        let mut report = 0;
        for pile in piles {
            for set in pile.sets() {
                let number = report;
                report += 1;
                if set.len() < rule.least.max(1) as usize {
                    self.short += 1;
                    continue;
                }
                let (start, size) = (keys.len(), set.len() as u32);
                // A set of which none of the elements it is looked up by stands elsewhere is like no other.
                let reach = measures.iter().map(|m| m.probed(size).max(m.indexed(size))).max().unwrap_or(size);
                let mut alone = 0;
                for hash in set {
                    let count = tally.count(*hash);
                    if count > 1 {
                        keys.push(u64::from(count) << 56 | hash >> 8);
                        continue;
                    }
                    alone += 1;
                    if alone >= reach {
                        break;
                    }
                }
                if alone >= reach {
                    keys.truncate(start);
                    continue;
                }
                let kept = (keys.len() - start) as u32;
                keys[start..].sort_unstable();
                rows.push((Row { start, kept, size, known: number < rule.known }, number));
            }
        }
        drop(tally);
        merge(keys, rows)
    }

    /// Classes in the order of their first members, links sorted.
    fn sort(&mut self) {
        let mut order: Vec<u32> = (0..self.classes.len() as u32).collect();
        order.sort_unstable_by_key(|c| self.classes[*c as usize].first().copied());
        let mut to = vec![0u32; order.len()];
        for (new, old) in order.iter().enumerate() {
            to[*old as usize] = new as u32;
        }
        let mut classes = std::mem::take(&mut self.classes);
        self.classes = order.iter().map(|c| std::mem::take(&mut classes[*c as usize])).collect();
        self.sizes = order.iter().map(|c| self.sizes[*c as usize]).collect();
        for link in &mut self.links {
            let (a, b) = (to[link.0 as usize], to[link.1 as usize]);
            (link.0, link.1) = (a.min(b), a.max(b));
        }
        self.links.sort_unstable();
    }
}

/// Puts reports with the same set together and sorts the sets by size.
fn merge(keys: Vec<u64>, rows: Vec<(Row, u32)>) -> (Sets, Vec<Vec<u32>>) {
    let mut sets = Sets { keys, rows: Vec::new() };
    let mut members: Vec<Vec<u32>> = Vec::new();
    let mut seen: HashMap<u64, Vec<u32>> = HashMap::new();
    for (row, number) in rows {
        if row.kept == row.size {
            let digest = sets.keys(&row).iter().fold(u64::from(row.size), |digest, key| mix(digest, *key));
            let alike = seen.entry(digest).or_default();
            let same = |class: &&u32| {
                let other = &sets.rows[**class as usize];
                sets.keys(other) == sets.keys(&row)
            };
            if let Some(class) = alike.iter().find(same).map(|c| *c as usize) {
                members[class].push(number);
                sets.rows[class].known &= row.known;
                continue;
            }
            alike.push(sets.rows.len() as u32);
        }
        sets.rows.push(row);
        members.push(vec![number]);
    }
    let mut order: Vec<u32> = (0..sets.rows.len() as u32).collect();
    order.sort_by_key(|r| sets.rows[*r as usize].size);
    sets.rows = order.iter().map(|r| sets.rows[*r as usize]).collect();
    let members = order.iter().map(|r| std::mem::take(&mut members[*r as usize])).collect();
    (sets, members)
}

/// For each class those it is linked with.
pub(super) struct Neighbours {
    starts: Vec<u32>,
    list: Vec<(u32, u32)>,
}

impl Neighbours {
    pub(super) fn among(found: &Duplicates) -> Self {
        let mut list: Vec<(u32, u32, u32)> =
            found.links.iter().flat_map(|&(a, b, shared)| [(a, b, shared), (b, a, shared)]).collect();
        list.sort_unstable();
        let mut starts = vec![0; found.classes.len() + 1];
        for (a, _, _) in &list {
            starts[*a as usize + 1] += 1;
        }
        for class in 0..found.classes.len() {
            starts[class + 1] += starts[class];
        }
        Self { starts, list: list.into_iter().map(|(_, b, shared)| (b, shared)).collect() }
    }

    /// The classes like `class`, each with the shingles shared.
    pub(super) fn of(&self, class: usize) -> &[(u32, u32)] {
        &self.list[self.starts[class] as usize..self.starts[class + 1] as usize]
    }
}
