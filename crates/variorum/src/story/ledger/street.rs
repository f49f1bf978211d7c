//! Streets: in which house something was, and streets whose names reports spell in different ways.

use super::{Assertion, Claim, ClaimValue};
use crate::annotate::Annotated;
use crate::annotate::lexicon::{List, street_kind};
use crate::annotate::token::Key;
use crate::collate::spelling::letters;
use crate::span::{ArticleId, Place};
use crate::story::claim::contest::slip;
use crate::story::claim::mention::Slot;
use crate::story::claim::number::{street, street_name};
use crate::story::claim::told::Told;
use crate::story::claim::value::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// Streets that are counted, and sides: one is no spelling of another.
static COUNTED: List = List::new(
    "first second third fourth fifth sixth seventh eighth ninth tenth north south east west northern southern eastern western \
     upper lower",
);
/// Two houses of one street whose numbers are no more apart may be taken for each other.
const NEXT: u32 = 4;
/// Houses of so high a number are seldom met in two streets of one story.
const RARE: u32 = 100;
/// Names of streets that are compared.
const STREETS: usize = 200;

/// A street by its words in small letters, what kind of street it is in one spelling.
type Street = (String, &'static str);

/// Where a report names a street, or a house in it.
#[derive(Clone, Copy)]
struct At {
    place: Place,
    sentence: Place,
    number: Option<u32>,
}

/// The slots that streets make in reports whose sentences are `told`.
pub fn streets(reports: &[&Annotated], told: &[Vec<Told>]) -> Vec<Claim> {
    let mut all: BTreeMap<Street, Vec<At>> = BTreeMap::new();
    for (n, (report, told)) in reports.iter().zip(told).enumerate() {
        let article = ArticleId(n as u32);
        for t in told {
            let low: Vec<String> = t.words.iter().map(|w| report.text(w.span).to_lowercase()).collect();
            let low: Vec<&str> = low.iter().map(String::as_str).collect();
            let mut i = 0;
            while i < low.len() {
                let house = street(&t.words, &low, i);
                let Some(end) = house.or_else(|| street_name(&t.words, &low, i)) else {
                    i += 1;
                    continue;
                };
                let first = i + usize::from(house.is_some());
                let name = low[first..end - 1].join(" ").replace('.', "");
                let span = t.words[i].span.cover(t.words[end - 1].span);
                let number = house.and_then(|_| low[i].parse().ok());
                let at = At { place: Place { article, span }, sentence: Place { article, span: t.span }, number };
                all.entry((name, street_kind(low[end - 1]))).or_default().push(at);
                i = end;
            }
        }
    }
    let mut out: Vec<Claim> = all.values().filter_map(|list| houses(list)).collect();
    out.extend(moved(&all));
    out.extend(spellings(&all));
    out
}

/// The house that each report names in one street: of several the one that most reports name.
fn houses(list: &[At]) -> Option<Claim> {
    let mut by: BTreeMap<u32, BTreeSet<ArticleId>> = BTreeMap::new();
    for at in list {
        by.entry(at.number.unwrap_or(0)).or_default().insert(at.place.article);
    }
    by.remove(&0);
    let articles: BTreeSet<ArticleId> = by.values().flatten().copied().collect();
    let of = |a: &ArticleId| by.iter().filter(|(_, r)| r.contains(a)).max_by_key(|(n, r)| (r.len(), u32::MAX - **n));
    let mut values: BTreeMap<u32, Vec<Assertion>> = BTreeMap::new();
    for a in &articles {
        let Some((number, _)) = of(a) else { continue };
        let own = list.iter().filter(|at| at.number == Some(*number) && at.place.article == *a);
        values.entry(*number).or_default().extend(own.map(assertion));
    }
    let numbers: Vec<u32> = values.keys().copied().collect();
    let near = |a: u32, b: u32| a.abs_diff(b) <= NEXT || slip(f64::from(a), f64::from(b));
    // Houses far apart are two.
    let one = numbers.iter().all(|a| numbers.iter().all(|b| near(*a, *b)));
    if articles.len() < 2 || !one {
        return None;
    }
    let values: Vec<ClaimValue> = values.into_values().map(|assertions| ClaimValue { assertions }).collect();
    let pairs = |n: usize| (0..n).flat_map(move |a| (a + 1..n).map(move |b| (a, b)));
    let relations = pairs(values.len()).map(|(a, b)| (a, b, Relation::Conflict)).collect();
    Some(Claim { slot: Slot::Where, values, relations, printed: Vec::new() })
}

/// Houses of one number in streets of two names, of which no report has both, nor the house in two: "4006 Alder Street",
/// "4006 Elder Street". Only where the number is such that two streets hardly have it in one story.
fn moved(all: &BTreeMap<Street, Vec<At>>) -> Vec<Claim> {
    let mut by: BTreeMap<u32, Vec<(&Street, &At)>> = BTreeMap::new();
    for (street, list) in all {
        for at in list {
            at.number.filter(|n| *n >= RARE).into_iter().for_each(|n| by.entry(n).or_default().push((street, at)));
        }
    }
    let figures = |s: &Street| s.0.contains(|c: char| c.is_ascii_digit());
    // "417th St." in one report and "NW 417th Street" in the other are one street.
    let one = |a: &Street, b: &Street| {
        let within = |a: &str, b: &str| a.ends_with(b) || a.starts_with(b);
        within(&a.0, &b.0) || within(&b.0, &a.0) || !figures(a) && respelt(&a.0, &b.0)
    };
    let names = |s: &Street, a: ArticleId| all.get(s).into_iter().flatten().any(|at| at.place.article == a);
    let mut out = Vec::new();
    for list in by.values() {
        let mut streets: Vec<&Street> = list.iter().map(|x| x.0).collect();
        streets.dedup();
        let [a, b] = streets[..] else { continue };
        let of = |s: &Street| list.iter().filter(|x| x.0 == s).map(|x| x.1).collect::<Vec<&At>>();
        let (x, y) = (of(a), of(b));
        let both = x.iter().any(|at| names(b, at.place.article)) || y.iter().any(|at| names(a, at.place.article));
        if one(a, b) || both {
            continue;
        }
        let value = |list: &[&At]| ClaimValue { assertions: list.iter().map(|at| assertion(at)).collect() };
        let relations = vec![(0, 1, Relation::Conflict)];
        out.push(Claim { slot: Slot::Where, values: vec![value(&x), value(&y)], relations, printed: Vec::new() });
    }
    out
}

/// Streets of one kind whose names differ in a few letters, of which no report has both.
fn spellings(all: &BTreeMap<Street, Vec<At>>) -> Vec<Claim> {
    let plain =
        |s: &&Street| !s.0.contains(' ') && !COUNTED.has(Key::word(&s.0)) && s.0.chars().all(char::is_alphabetic);
    let names: Vec<&Street> = all.keys().filter(plain).take(STREETS).collect();
    let reports = |s: &Street| all.get(s).into_iter().flatten().map(|at| at.place.article).collect::<BTreeSet<_>>();
    let mut out = Vec::new();
    for (i, a) in names.iter().enumerate() {
        for b in names.iter().skip(i + 1).filter(|b| b.1 == a.1 && respelt(&a.0, &b.0)) {
            if reports(a).intersection(&reports(b)).next().is_some() {
                continue;
            }
            let value =
                |s: &Street| ClaimValue { assertions: all.get(s).into_iter().flatten().map(assertion).collect() };
            let relations = vec![(0, 1, Relation::Spelling)];
            out.push(Claim { slot: Slot::Name, values: vec![value(a), value(b)], relations, printed: Vec::new() });
        }
    }
    out
}

/// Whether two names are of so many letters that one may be the other spelt otherwise.
fn respelt(a: &str, b: &str) -> bool {
    let least = a.chars().count().min(b.chars().count());
    let far = if least > 8 { 3 } else { 2 };
    least > 4 && a.chars().take(2).eq(b.chars().take(2)) && letters(a, b) <= far
}

fn assertion(at: &At) -> Assertion {
    Assertion { place: at.place, sentence: at.sentence, quoted: false, by: None }
}
