//! What reports share outside quotations.

use super::collation::Collation;
use super::columns::Bench;
use super::group::{Matter, group};
use super::unit::Unit;
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Shorter stretches outside quotations are attribution ("she said on Monday"), not passages.
const LEAST: usize = 6;
/// So is what stands beside a quotation, if it is not longer than this ("the harbour master, Ann Lowe, told reporters
/// on Monday").
const BESIDE: usize = 10;

/// Text that reports share outside quotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The reports' versions, word against word.
    pub collation: Collation,
}

/// Passages shared by two articles or more, in the order of the report that comes first. The articles must
/// come in an order that does not depend on how they were given.
pub(crate) fn passages(articles: &[&Annotated]) -> Vec<Passage> {
    if articles.len() < 2 {
        return Vec::new();
    }
    let mut vocabulary = Vocabulary::of(articles);
    let mut units: Vec<Unit> = Vec::new();
    let mut short: HashMap<(usize, u32), Unit> = HashMap::new();
    for (a, annotated) in articles.iter().enumerate() {
        sentences(a, annotated, &mut units, &mut short, &mut vocabulary);
    }
    let groups = group(articles, &units, &vocabulary, Matter::Sentences);
    let mut of: Vec<usize> = vec![usize::MAX; units.len()];
    let mut shared: Vec<Vec<usize>> = Vec::new();
    for members in groups {
        let several = members.iter().any(|u| units[*u].article != units[members[0]].article);
        if several {
            for u in &members {
                of[*u] = shared.len();
            }
            shared.push(members);
        }
    }
    // Sentences that follow each other in the same reports are one passage.
    let single = |members: &[usize]| members.windows(2).all(|w| units[w[0]].article < units[w[1]].article);
    let mut next: BTreeMap<usize, usize> = BTreeMap::new();
    for (g, members) in shared.iter().enumerate() {
        let follows = |u: usize| {
            units.get(u + 1).filter(|n| n.article == units[u].article && n.row == units[u].row + 1).map(|_| of[u + 1])
        };
        let Some(h) = members.first().and_then(|u| follows(*u)).filter(|h| *h != usize::MAX && *h != g) else {
            continue;
        };
        let whole = shared[h].len() == members.len() && single(members) && single(&shared[h]);
        if whole && members.iter().all(|u| follows(*u) == Some(h)) {
            next.insert(g, h);
        }
    }
    let inner: HashSet<usize> = next.values().copied().collect();
    let mut out: Vec<((usize, u32), Passage)> = Vec::new();
    for g in (0..shared.len()).filter(|g| !inner.contains(g)) {
        // No group follows two others, so that a chain with a head cannot run into itself.
        let mut chain = vec![g];
        while let Some(&h) = chain.last().and_then(|c| next.get(c)) {
            chain.push(h);
        }
        let joined: Vec<Unit> = shared[g]
            .iter()
            .enumerate()
            .map(|(k, &u)| {
                let mut whole = units[u].clone();
                chain[1..].iter().for_each(|h| append(&mut whole, &units[shared[*h][k]]));
                whole
            })
            .collect();
        let joined = ends_alike(joined, &short, chain.len() as u32);
        let first = joined.iter().map(|u| (u.article, u.row)).min().unwrap_or_default();
        let collation = Bench::new(articles, joined.iter().collect(), &vocabulary, false).finish();
        out.push((first, Passage { collation }));
    }
    out.sort_by_key(|p| p.0);
    out.into_iter().map(|p| p.1).collect()
}

/// Adds what follows to a stretch.
fn append(whole: &mut Unit, more: &Unit) {
    whole.breaks.push(whole.words.len() as u32);
    whole.words.extend(&more.words);
    whole.tokens.extend(&more.tokens);
}

/// Adds the short sentence behind a stretch where another has the same words behind its own: sentences do not end at the
/// same word in "before 10 p.m. Nobody was hurt." and "before 10pm. Nobody was hurt.". `rows` is how many each is of.
fn ends_alike(mut joined: Vec<Unit>, short: &HashMap<(usize, u32), Unit>, rows: u32) -> Vec<Unit> {
    let next: Vec<Option<&Unit>> = joined.iter().map(|u| short.get(&(u.article, u.row + rows))).collect();
    let known: Vec<bool> = next
        .iter()
        .enumerate()
        .map(|(k, n)| n.is_some_and(|n| joined.iter().enumerate().any(|(j, u)| j != k && u.words.ends_with(&n.words))))
        .collect();
    for ((unit, next), known) in joined.iter_mut().zip(next).zip(known) {
        if let Some(next) = next.filter(|_| known) {
            append(unit, next);
        }
    }
    joined
}

/// The stretches of an article's sentences that stand outside quotations; those that are too short for one by article and
/// row.
fn sentences(
    article: usize,
    annotated: &Annotated,
    units: &mut Vec<Unit>,
    short: &mut HashMap<(usize, u32), Unit>,
    vocabulary: &mut Vocabulary,
) {
    let a = &annotated.annotations;
    // A title in marks belongs to the sentence around it.
    let mut quoted: Vec<(u32, u32)> = Vec::new();
    for q in a.quotations.iter().filter(|q| q.nested_in.is_none() && q.kind.is_speech()) {
        for part in annotated.parts(q) {
            let first = a.tokens.partition_point(|t| t.span.start() < part.outer.start());
            let end = a.tokens.partition_point(|t| t.span.start() < part.outer.end());
            quoted.push((first as u32, end as u32));
        }
    }
    quoted.sort_unstable();
    let mut number = 0u32;
    let mut q = 0;
    for s in &a.sentences {
        let mut from = s.first;
        while q > 0 && quoted[q - 1].1 > from {
            q -= 1;
        }
        while from < s.end {
            while q < quoted.len() && quoted[q].1 <= from {
                q += 1;
            }
            let (stop, resume) = match quoted.get(q) {
                Some(&(first, end)) if first < s.end => (first.max(from), end.max(from + 1)),
                _ => (s.end, s.end),
            };
            let mut unit = Unit::new(article, number, false);
            unit.push(annotated, from, stop, vocabulary);
            let beside = from > s.first || stop < s.end;
            if unit.words.len() >= if beside { BESIDE } else { LEAST } {
                units.push(unit);
                number += 1;
            } else if !unit.words.is_empty() {
                // A short stretch still stands between its neighbours.
                if !beside {
                    short.insert((article, number), unit);
                }
                number += 1;
            }
            from = resume;
        }
    }
}
