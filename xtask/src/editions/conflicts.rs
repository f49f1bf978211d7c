//! Conflicts against the truth: values that the ledger says cannot both hold.

use super::story::{Story, place};
use super::truth::Slot;
use std::collections::BTreeMap;
use variorum::span::Place;
use variorum::story::claim::value::Relation;
use variorum::story::edition::Edition;
use variorum::story::figure::{Figure, FigureValue};
use variorum::story::ledger::Claim;

#[derive(Clone, Copy, Default)]
struct Counts {
    said: usize,
    right: usize,
    there: usize,
    found: usize,
}

impl Counts {
    fn line(self, what: &str) {
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let (p, r) = (share(self.right, self.said), share(self.found, self.there));
        println!(
            "  {what:<10} {:>3} said, {:>3} right; {:>3} there, {:>3} found  P {p:.3} R {r:.3} F1 {:.3}",
            self.said,
            self.right,
            self.there,
            self.found,
            2.0 * p * r / (p + r).max(1e-9)
        );
    }
}

/// Prints the figures of a part's stories; `errors` also each case that is wrong or missed. A conflict that is said is
/// right if it sets a place against another that clash in the truth; one of the truth is found if two places of values
/// that clash in it are set against each other.
///
/// # Errors
/// Where a story cannot be read.
pub fn score(stories: &[Story], errors: bool) -> Result<(), String> {
    let mut all = Counts::default();
    let mut by: BTreeMap<&'static str, Counts> = BTreeMap::new();
    let mut figures: BTreeMap<&'static str, Counts> = BTreeMap::new();
    let (mut shown, mut either) = (0, 0);
    for story in stories {
        let edition = story.edition()?;
        let gold: Vec<(Slot, Vec<Vec<Place>>)> = story
            .truth
            .conflicts
            .iter()
            .map(|c| (c.kind, c.values.iter().map(|v| v.places.iter().map(place).collect()).collect()))
            .collect();
        let mut found = vec![false; gold.len()];
        let mut beside = vec![false; gold.len()];
        for figure in &edition.ledger.figures {
            let clashes = unlike(figure);
            let mut right = false;
            for ((_, values), beside) in gold.iter().zip(&mut beside) {
                let hit = clashes.iter().any(|(a, b)| apart(values, *a, *b));
                right |= hit;
                *beside |= hit;
            }
            if figure.relation == Relation::Conflict {
                for kind in ["all", figure.kind.name()] {
                    let counts = figures.entry(kind).or_default();
                    counts.said += 1;
                    counts.right += usize::from(right);
                }
                if errors && !right {
                    let words = |v: &FigureValue| v.places.first().map_or("", |p| edition.words(*p));
                    let values: Vec<&str> = figure.values.iter().map(words).collect();
                    println!("{}: UNLIKE {} {}", story.name, figure.kind.name(), values.join(" / "));
                }
            }
        }
        for claim in edition.ledger.claims.iter().filter(|c| c.relation() == Relation::Conflict) {
            let clashes = clashes(claim);
            let mut right = false;
            for ((_, values), found) in gold.iter().zip(&mut found) {
                let hit = clashes.iter().any(|(a, b)| apart(values, *a, *b));
                right |= hit;
                *found |= hit;
            }
            for counts in [&mut all, by.entry(claim.slot.name()).or_default()] {
                counts.said += 1;
                counts.right += usize::from(right);
            }
            if errors && !right {
                println!("{}: WRONG {}{}", story.name, claim.slot.name(), told(&edition, claim));
            }
        }
        shown += beside.iter().filter(|b| **b).count();
        either += beside.iter().zip(&found).filter(|(b, f)| **b || **f).count();
        for ((conflict, (kind, _)), found) in story.truth.conflicts.iter().zip(&gold).zip(found) {
            for counts in [&mut all, by.entry(kind.name()).or_default()] {
                counts.there += 1;
                counts.found += usize::from(found);
            }
            if errors && !found {
                let values: Vec<&str> = conflict.values.iter().map(|v| v.text.as_str()).collect();
                println!("{}: MISSED {} {}: {}", story.name, kind.name(), conflict.name, values.join(" / "));
            }
        }
    }
    println!("conflicts");
    all.line("all");
    for (name, counts) in by {
        counts.line(name);
    }
    println!("figures side by side");
    for (name, counts) in figures {
        println!("  {name:<10} {:>3} unlike, of which {:>3} have a conflict", counts.said, counts.right);
    }
    println!("  conflicts whose values stand side by side {shown} of {}; there or as a claim {either}", all.there);
    Ok(())
}

/// Every two places of values that cannot both hold.
fn clashes(claim: &Claim) -> Vec<(Place, Place)> {
    let mut out = Vec::new();
    for (a, b, _) in claim.relations.iter().filter(|r| r.2 == Relation::Conflict) {
        let (Some(a), Some(b)) = (claim.values.get(*a), claim.values.get(*b)) else { continue };
        for x in &a.assertions {
            out.extend(b.assertions.iter().map(|y| (x.place, y.place)));
        }
    }
    out
}

/// Every two places of a figure that are of different values.
fn unlike(figure: &Figure) -> Vec<(Place, Place)> {
    let mut out = Vec::new();
    for (n, a) in figure.values.iter().enumerate() {
        for b in figure.values.iter().skip(n + 1) {
            for x in &a.places {
                out.extend(b.places.iter().map(|y| (*x, *y)));
            }
        }
    }
    out
}

/// Whether two places are of different values.
fn apart(values: &[Vec<Place>], a: Place, b: Place) -> bool {
    let of = |p: Place| values.iter().position(|v| v.iter().any(|q| q.article == p.article && q.span.overlaps(p.span)));
    of(a).zip(of(b)).is_some_and(|(x, y)| x != y)
}

/// The values of a claim with some words around each, one line a place.
fn told(edition: &Edition, claim: &Claim) -> String {
    let mut out = String::new();
    for v in &claim.values {
        out.push_str("\n    =");
        for a in &v.assertions {
            let text = edition.reports.get(a.place.article.index()).map_or("", |r| r.article.text.as_str());
            let from = floor(text, a.place.span.start().saturating_sub(50) as usize);
            let to = floor(text, (a.place.span.end() as usize + 40).min(text.len()));
            let (x, y) = (a.place.span.start() as usize, a.place.span.end() as usize);
            let line = format!("{}[{}]{}", &text[from..x], &text[x..y], &text[y..to]).replace('\n', " ");
            out.push_str(&format!("\n      {} {line}", edition.siglum(a.place.article)));
        }
    }
    out
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
