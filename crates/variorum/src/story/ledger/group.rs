//! Pairs of fillers put together: those of one value first, then values of one slot.

use super::plain::plain;
use super::{Assertion, Claim, ClaimValue};
use crate::span::{ArticleId, Place};
use crate::story::claim::contest::{Candidate, ContestModel, KINDS, Seen, kind};
use crate::story::claim::mention::{Mention, Slot};
use crate::story::claim::thing::Rivals;
use crate::story::claim::told::Told;
use crate::story::claim::value::{Measure, Relation, Value, relate};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How likely two equal values must be of one slot by what surrounds them: figures that are seldom met need less.
const EQUAL: f32 = 0.5;
const EQUAL_RARE: f32 = 0.12;
/// How likely two values that differ must be of one slot.
const DIFFERENT: [f32; 3] = [0.4, 0.5, 0.2];
const MONEY: f32 = 0.15;
/// So many pairs of each kind the stories had that the weights were learned from. The more pairs, the more are alike by
/// chance: the odds of each fall as much.
const USUAL: [f32; KINDS] = [120.0, 10.0, 40.0];

/// Sets that are joined (Tarjan 1975).
struct Sets(Vec<usize>);

impl Sets {
    fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    fn of(&mut self, i: usize) -> usize {
        let mut at = i;
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// The slots that several reports fill.
pub fn claims(seen: &[Seen<'_>], told: &[Vec<Told>], pairs: &[Candidate], model: &ContestModel) -> Vec<Claim> {
    let mut equal = Sets::new(seen.len());
    // The girl who stands in one sentence of both reports is nobody whom one of them gives by name and with her age.
    let named = |i: usize| seen.get(i).is_some_and(|s| s.about.bearer().is_some());
    let report = |i: usize| seen.get(i).map(|s| s.mention.report);
    let unnamed = |p: &&Candidate| p.bound && !named(p.pair.0) && !named(p.pair.1);
    let placed: HashSet<(usize, Option<u32>)> = pairs
        .iter()
        .filter(unnamed)
        .filter(|p| seen.get(p.pair.0).is_some_and(|s| s.mention.slot == Slot::Age))
        .flat_map(|p| [(p.pair.0, report(p.pair.1)), (p.pair.1, report(p.pair.0))])
        .collect();
    let elsewhere = |(i, j): (usize, usize)| {
        named(i) && placed.contains(&(j, report(i))) || named(j) && placed.contains(&(i, report(j)))
    };
    for p in pairs.iter().filter(|p| p.relation == Relation::Same && !elsewhere(p.pair)) {
        let least = if seen.get(p.pair.0).is_some_and(|s| rare(&s.value)) { EQUAL_RARE } else { EQUAL };
        if p.link >= least || p.bound {
            equal.join(p.pair.0, p.pair.1);
        }
    }
    // Values of one slot: the likeliest pairs first, and no value joins a slot in which its reports have another one
    // that is likelier.
    let mut edges: Vec<(f32, usize, usize, Relation)> = Vec::new();
    let kind_of = |p: &Candidate| seen.get(p.pair.0).and_then(|s| kind(s.mention.slot));
    let mut many = [0.0f32; KINDS];
    for k in pairs.iter().filter(|p| p.relation != Relation::Same).filter_map(kind_of) {
        many[k] += 1.0;
    }
    let chance = |k: usize| (many[k] / USUAL[k]).max(1.0);
    for p in pairs.iter().filter(|p| p.relation != Relation::Same) {
        let Some(slot) = seen.get(p.pair.0).map(|s| s.mention.slot) else { continue };
        let Some(k) = kind(slot) else { continue };
        let likely = model.likely(slot, &p.contest);
        let likely = likely / (likely + (1.0 - likely) * chance(k));
        let least = if slot == Slot::Money { MONEY } else { DIFFERENT[k] };
        if likely < least && !p.bound {
            continue;
        }
        let Some((a, b)) = seen.get(p.pair.0).zip(seen.get(p.pair.1)) else { continue };
        if let Some(relation) = plain(a, b, (p.relation, p.bound), told, seen) {
            // Two ages of one person by name are of one slot, and what stands in one sentence but for itself.
            edges.push((if p.bound { 1.0 } else { likely }, p.pair.0, p.pair.1, relation));
        }
    }
    edges.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let mut slots = Sets::new(seen.len());
    for i in 0..seen.len() {
        let root = equal.of(i);
        slots.join(i, root);
    }
    // The one value that each report has in a slot, and the one that somebody gives it there.
    let mut held: HashMap<usize, BTreeMap<(u32, bool), usize>> = HashMap::new();
    for (i, s) in seen.iter().enumerate() {
        held.entry(slots.of(i)).or_default().insert((s.mention.report, s.quoted), equal.of(i));
    }
    let mut kept: Vec<(usize, usize, Relation)> = Vec::new();
    for (_, a, b, relation) in edges {
        let (x, y) = (slots.of(a), slots.of(b));
        if x != y {
            let (Some(of_x), Some(of_y)) = (held.get(&x), held.get(&y)) else { continue };
            if of_x.iter().any(|(voice, value)| of_y.get(voice).is_some_and(|other| other != value)) {
                continue;
            }
            let mut all = of_x.clone();
            all.extend(of_y);
            slots.join(a, b);
            held.insert(slots.of(a), all);
        }
        kept.push((a, b, relation));
    }
    let mut by: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..seen.len() {
        by.entry(slots.of(i)).or_default().push(i);
    }
    by.values().filter_map(|members| claim(seen, told, members, &mut equal, &kept)).collect()
}

fn claim(
    seen: &[Seen<'_>],
    told: &[Vec<Told>],
    members: &[usize],
    equal: &mut Sets,
    kept: &[(usize, usize, Relation)],
) -> Option<Claim> {
    let first = seen.get(*members.first()?)?;
    if members.iter().all(|i| seen.get(*i).is_some_and(|s| s.mention.report == first.mention.report)) {
        return None;
    }
    // What is of one slot and comes to the same is one value, though nothing had put these two together.
    for (n, i) in members.iter().enumerate() {
        for j in members.get(n + 1..).unwrap_or(&[]) {
            let one = seen.get(*i).zip(seen.get(*j)).and_then(|(a, b)| relate(&a.value, &b.value, (None, None)));
            if one == Some(Relation::Same) {
                equal.join(*i, *j);
            }
        }
    }
    let mut values: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in members {
        values.entry(equal.of(*i)).or_default().push(*i);
    }
    let lists: Vec<&Vec<usize>> = values.values().collect();
    // That two reports say "one" of something is no news: "one count", "one of the deputies".
    if lists.len() == 1 && slot(first) == Slot::Count && is_one(&first.value) {
        return None;
    }
    let row: BTreeMap<usize, usize> =
        lists.iter().enumerate().flat_map(|(n, list)| list.iter().map(move |i| (*i, n))).collect();
    let mut relations: BTreeMap<(usize, usize), Relation> = BTreeMap::new();
    for (a, b, relation) in kept.iter().filter(|k| row.contains_key(&k.0)) {
        let (Some(m), Some(n)) = (row.get(a), row.get(b)) else { continue };
        let relation = *relation;
        let key = (*m.min(n), *m.max(n));
        if m != n {
            relations.entry(key).and_modify(|r| *r = both(*r, relation)).or_insert(relation);
        }
    }
    let mut further: Vec<((usize, usize), Relation)> = Vec::new();
    // What is of one slot is compared, each with each, though nothing had put these two together.
    for (m, of_m) in lists.iter().enumerate() {
        for (n, of_n) in lists.iter().enumerate().skip(m + 1).filter(|(n, _)| !relations.contains_key(&(m, *n))) {
            let pairs = of_m.iter().flat_map(|i| of_n.iter().map(move |j| (*i, *j)));
            let of = pairs.filter_map(|(i, j)| {
                let (a, b) = (seen.get(i)?, seen.get(j)?);
                let other = a.mention.report != b.mention.report;
                let relation = relate(&a.value, &b.value, (a.day, b.day)).filter(|r| other && *r != Relation::Same)?;
                plain(a, b, (relation, false), told, seen)
            });
            if let Some(relation) = of.reduce(both) {
                further.push(((m, n), relation));
            }
        }
    }
    relations.extend(further);
    let values = lists
        .iter()
        .map(|list| ClaimValue {
            assertions: list.iter().filter_map(|i| assertion(&seen.get(*i)?.mention, told)).collect(),
        })
        .collect();
    let relations = relations.into_iter().map(|((a, b), r)| (a, b, r)).collect();
    Some(Claim { slot: slot(first), values, relations, printed: Vec::new() })
}

/// What two values are to each other that are so at two pairs of places: the milder thing, but what has grown by one
/// report of a later day and differs in reports of one day has not grown.
fn both(a: Relation, b: Relation) -> Relation {
    match (a.min(b), a.max(b)) {
        // And what is a part in one pair of places, and no part in another, is none: "214 silver eels", "214 eels".
        (Relation::Conflict, Relation::Growth | Relation::Subset) => Relation::Conflict,
        (_, milder) => milder,
    }
}

/// Nouns that contradict each other, as a slot with two values.
pub fn contradiction(rivals: &Rivals, told: &[Vec<Told>]) -> Claim {
    let values = rivals
        .values
        .each_ref()
        .map(|list| ClaimValue { assertions: list.iter().filter_map(|m| assertion(m, told)).collect() });
    let relations = vec![(0, 1, rivals.relation)];
    Claim { slot: rivals.slot, values: values.into(), relations, printed: Vec::new() }
}

fn assertion(m: &Mention, told: &[Vec<Told>]) -> Option<Assertion> {
    let article = ArticleId(m.report);
    let sentence = told.get(m.report as usize)?.get(m.sentence as usize)?.span;
    Some(Assertion {
        place: Place { article, span: m.span },
        sentence: Place { article, span: sentence },
        quoted: false,
        by: None,
    })
}

fn slot(s: &Seen<'_>) -> Slot {
    s.mention.slot
}

/// Whether a value counts one thing.
fn is_one(v: &Value) -> bool {
    matches!(v, Value::Number { least, most, measure: Measure::Count, .. } if *least == 1.0 && *most == 1.0)
}

/// Whether a value is such that two reports hardly have it by chance.
pub(super) fn rare(v: &Value) -> bool {
    match v {
        Value::Number { least, .. } => *least >= 13.0 && *least % 10.0 != 0.0 || *least > 1000.0,
        Value::Time(_) => false,
    }
}
