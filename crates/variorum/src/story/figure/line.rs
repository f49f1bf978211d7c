//! The line that values of one thing make: which belong to it, and how they stand to each other.

use super::rank::told_with_less;
use super::{Figure, FigureKind, FigureValue};
use crate::annotate::lexeme::Lexeme;
use crate::annotate::token::Key;
use crate::calendar::Date;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place};
use crate::story::claim::value::{Relation, Value, relate};
use std::collections::{HashMap, HashSet};

/// From so many on a number of things is hardly met twice by chance.
const MANY: f64 = 10.0;
/// A thing of which more values are printed is no one thing.
const VALUES: usize = 24;

/// What figures stand together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Of {
    /// What befell people: all of them, or those of one noun.
    Fate(FigureKind, u64),
    Age(usize),
    Rank(usize),
    Count(u64),
    /// The block of a street.
    Block,
    /// So many people, whatever is told of them.
    Crowd(u64),
    Money(char, u64),
    /// Those who did it, whatever they are called.
    Accused,
    Hours(Date),
}

/// One value in one place.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) place: Place,
    /// Equal values have equal ones, and lower values lower ones.
    pub(super) order: (i64, i64, bool),
    pub(super) value: Option<Value>,
    pub(super) day: Option<Date>,
    /// The words that say of what it is.
    pub(super) of: Option<Place>,
    /// Of people the noun, 0 where it says no more than that they are people.
    pub(super) noun: u64,
    /// What the noun means.
    pub(super) meaning: Option<Lexeme>,
    /// What is done, by which small numbers of things are told apart.
    pub(super) done: [u64; 2],
    pub(super) number: f64,
    /// Of a block the street, where it is told.
    pub(super) street: Option<Key>,
}

impl Entry {
    /// Of nothing yet, at a place.
    pub(super) fn at(place: Place) -> Self {
        Self {
            place,
            order: (0, 0, false),
            value: None,
            day: None,
            of: None,
            noun: 0,
            meaning: None,
            done: [0; 2],
            number: 0.0,
            street: None,
        }
    }
}

/// A value with what is needed to compare it.
#[derive(Clone)]
struct Given {
    value: FigureValue,
    entry: Entry,
    reports: Vec<ArticleId>,
}

/// Whether one of two values, with another one that some report gives beside it, makes the other.
fn sums(a: &Given, b: &Given, all: &[Given]) -> bool {
    let (low, high) = if a.entry.number < b.entry.number { (a, b) } else { (b, a) };
    let rest = high.entry.number - low.entry.number;
    let other = |v: &Given| v.entry.place != high.entry.place && v.entry.place != low.entry.place;
    rest > 0.0
        && all.iter().any(|v| {
            other(v) && (v.entry.number - rest).abs() < 0.5 && v.reports.iter().any(|r| low.reports.contains(r))
        })
}

/// What two values are to each other if they are of one matter.
fn between(of: Of, a: &Given, b: &Given, all: &[Given]) -> Relation {
    let unlike = a.entry.order != b.entry.order;
    match (of, a.entry.value.zip(b.entry.value)) {
        (Of::Rank(_), _) if told_with_less(a.entry.order, b.entry.order) => Relation::Precision,
        (Of::Rank(_), _) => Relation::Conflict,
        // Number 5000 is no round 4987.
        (Of::Block, _) if unlike => Relation::Conflict,
        (Of::Hours(_), Some((Value::Time(x), Value::Time(y)))) => match () {
            () if !unlike => Relation::Same,
            () if x.apart(&y) => Relation::Conflict,
            () => Relation::Precision,
        },
        // "One woman" and "two men" are three people.
        _ if sums(a, b, all) => Relation::Subset,
        (_, Some((x, y))) => match relate(&x, &y, (a.entry.day, b.entry.day)) {
            // "About 100" and "more than 100" are not quite the same.
            Some(Relation::Same) | None if unlike => Relation::Precision,
            found => found.unwrap_or(Relation::Same),
        },
        _ => Relation::Same,
    }
}

/// The figures that entries of one thing make; none where fewer than two reports give it.
pub(super) fn figure(of: Of, mut entries: Vec<Entry>, names: &Names) -> Vec<Figure> {
    if let Of::Count(_) = of {
        // A small number of things needs the same done to them in another report.
        let mut done: HashMap<u64, HashSet<ArticleId>> = HashMap::new();
        for e in &entries {
            for d in e.done.iter().filter(|d| **d != 0) {
                done.entry(*d).or_default().insert(e.place.article);
            }
        }
        entries.retain(|e| e.number >= MANY || e.done.iter().any(|d| done.get(d).is_some_and(|a| a.len() > 1)));
    }
    // "14 men" and "14 members" are told of others; "14 people" may be either, and so are two nouns that one report has.
    entries.sort_by_key(|e| (e.order, e.place));
    for same in entries.chunk_by_mut(|a, b| a.order == b.order) {
        let apart = |a: &Entry, b: &Entry| {
            a.noun != b.noun && (a.noun == 0 || b.noun == 0 || a.place.article == b.place.article)
        };
        if same.iter().any(|a| same.iter().any(|b| apart(a, b))) {
            same.iter_mut().for_each(|e| e.noun = 0);
        }
    }
    entries.sort_by_key(|e| (e.order, e.noun, e.place));
    let mut values: Vec<Given> = Vec::new();
    for same in entries.chunk_by(|a, b| a.order == b.order && a.noun == b.noun) {
        let Some(first) = same.first() else { continue };
        let mut places: Vec<Place> = same.iter().map(|e| e.place).collect();
        places.dedup();
        let value = FigureValue { places };
        values.push(Given { reports: value.reports(), value, entry: *first });
    }
    if values.len() > VALUES {
        return Vec::new();
    }
    if matches!(of, Of::Fate(..) | Of::Count(_) | Of::Block | Of::Accused) {
        values = shared(of, &values);
    }
    let relation = match gravest(of, &values) {
        // What happened at two hours is told one after another, and is at odds with nothing.
        Relation::Conflict if matches!(of, Of::Hours(_)) => Relation::Same,
        found => found,
    };
    if matches!(of, Of::Rank(_)) && relation == Relation::Same {
        return Vec::new();
    }
    // What nobody contradicts and is yet unlike is of several things: a line for each that two reports print.
    let mut lines: Vec<(Relation, Vec<Given>)> = Vec::new();
    if relation == Relation::Same && matches!(of, Of::Fate(..) | Of::Count(_) | Of::Block | Of::Money(..) | Of::Accused)
    {
        let all = values.clone();
        while let Some(first) = values.first().cloned() {
            let alike = |v: &Given| {
                !matches!(between(of, &first, v, &all), Relation::Conflict | Relation::Growth | Relation::Subset)
            };
            let (own, rest): (Vec<Given>, Vec<Given>) = values.into_iter().partition(alike);
            values = rest;
            lines.push((gravest(of, &own), own));
        }
    } else {
        lines.push((relation, values));
    }
    let lines = lines.into_iter().filter(|(_, list)| {
        let mut all = list.iter().flat_map(|v| &v.reports);
        let first = all.next();
        all.any(|r| Some(r) != first)
    });
    lines.filter_map(|(relation, list)| line(of, relation, list, names)).collect()
}

/// The values without those of a report that has another one there, which others have too: what it prints alone is of
/// something else.
fn shared(of: Of, values: &[Given]) -> Vec<Given> {
    let mate = |v: &Given, w: &Given| {
        w.entry.place != v.entry.place
            && w.reports.len() > 1
            && v.reports.iter().all(|r| w.reports.contains(r))
            && matches!(between(of, v, w, values), Relation::Conflict | Relation::Growth | Relation::Subset)
    };
    values.iter().filter(|v| v.reports.len() > 1 || !values.iter().any(|w| mate(v, w))).cloned().collect()
}

/// The gravest relation of two values. Who prints two values has them of two things, or tells of a difference: what counts
/// is what one report prints and another does not, which prints something else. Of a person's age any two values count.
fn gravest(of: Of, values: &[Given]) -> Relation {
    let mut relation = Relation::Same;
    for (i, a) in values.iter().enumerate() {
        for b in values.iter().skip(i + 1) {
            let lacks = |x: &Given, y: &Given| x.reports.iter().any(|r| !y.reports.contains(r));
            let count = match of {
                Of::Age(_) => lacks(a, b) || lacks(b, a),
                Of::Hours(_) => true,
                _ => lacks(a, b) && lacks(b, a),
            };
            let apart = a.entry.street.zip(b.entry.street).is_some_and(|(p, q)| p != q);
            if count && !apart {
                relation = relation.min(between(of, a, b, values));
            }
        }
    }
    relation
}

fn line(of: Of, relation: Relation, list: Vec<Given>, names: &Names) -> Option<Figure> {
    let noun = || list.iter().filter_map(|v| v.entry.of).min();
    let (kind, named) = match of {
        Of::Fate(kind, 0) => (kind, None),
        Of::Fate(kind, _) => (kind, noun()),
        Of::Age(_) => (FigureKind::Age, Some(noun()?)),
        Of::Rank(row) => (FigureKind::Rank, Some(names.called(row)?)),
        Of::Count(_) | Of::Block | Of::Crowd(_) | Of::Accused => (FigureKind::Count, noun()),
        Of::Money(..) => (FigureKind::Money, noun()),
        Of::Hours(day) => (FigureKind::Hours(day), None),
    };
    let values = list.into_iter().map(|v| v.value).collect();
    Some(Figure { kind, of: named, values, relation })
}
