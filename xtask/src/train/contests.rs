//! Whether two numbers, ages or times that differ are of one slot, learned from the learning part of the benchmark.

use super::logistic::{learn, report, score};
use super::sentences::Sentences;
use crate::editions::story::{Part, Story, place, stories};
use crate::editions::truth::{Slot as Gold, Value as GoldValue};
use std::path::Path;
use variorum::annotate::Annotated;
use variorum::story::claim::contest::{CONTEST, ContestModel, KINDS, candidates, kind, seen};
use variorum::story::claim::link::LinkModel;
use variorum::story::claim::mention::Slot;
use variorum::story::claim::value::Relation;

/// How strongly weights are held near 0, for each kind: ages have few pairs and little doubt.
const HOLD: [f64; KINDS] = [100.0, 10.0, 300.0];

type Row = [f32; CONTEST];

struct Example {
    story: usize,
    kind: usize,
    row: Row,
    same: bool,
}

/// Learns, prints how well it does on stories that were left out in turn, and writes the weights.
///
/// # Errors
/// Where a story cannot be read or the file cannot be written.
pub fn train(root: &Path, to: &Path) -> Result<(), String> {
    let stories = stories(root, Part::Learn)?;
    let mut examples = Vec::new();
    for (n, story) in stories.iter().enumerate() {
        of(n, story, &mut examples)?;
    }
    for (k, name) in ["numbers", "ages", "times"].iter().enumerate() {
        let mut scored: Vec<(f64, bool)> = Vec::new();
        for n in 0..stories.len() {
            let seen: Vec<&Example> = examples.iter().filter(|e| e.kind == k && e.story != n).collect();
            let weights = learn(&rows(&seen), HOLD[k]);
            let left = examples.iter().filter(|e| e.kind == k && e.story == n);
            scored.extend(left.map(|e| (score(&weights, &e.row), e.same)));
        }
        println!("{name}: {}", report(scored));
    }
    let weights = std::array::from_fn(|k| {
        let seen: Vec<&Example> = examples.iter().filter(|e| e.kind == k).collect();
        let learnt = learn(&rows(&seen), HOLD[k]);
        std::array::from_fn(|i| learnt.get(i).copied().unwrap_or(0.0) as f32)
    });
    std::fs::write(to, ContestModel::of(weights).write()).map_err(|e| format!("{}: {e}", to.display()))
}

/// The pairs of a story whose values differ.
fn of(n: usize, story: &Story, out: &mut Vec<Example>) -> Result<(), String> {
    let edition = story.edition()?;
    let reports: Vec<&Annotated> = edition.reports.iter().collect();
    let Sentences { told, fillers, meanings } = Sentences::of(&reports);
    let seen = seen(&reports, &told, &fillers, &meanings, &edition.names);
    let model = LinkModel::english().ok_or("the weights of links cannot be read")?;
    let truth = &story.truth;
    let slots =
        truth.conflicts.iter().map(|c| (c.kind, &c.values)).chain(truth.differs.iter().map(|d| (d.kind, &d.values)));
    let slots: Vec<(Gold, &Vec<GoldValue>)> = slots.collect();
    // The slots that a filler is of.
    let of = |i: usize| -> Vec<usize> {
        let Some(m) = seen.get(i).map(|s| &s.mention) else { return Vec::new() };
        let here = |values: &&Vec<GoldValue>| {
            values.iter().flat_map(|v| &v.places).map(place).any(|p| {
                p.article.index() == m.report as usize && p.span.start() < m.span.end() && m.span.start() < p.span.end()
            })
        };
        slots.iter().enumerate().filter(|(_, (g, v))| fits(*g, m.slot) && here(v)).map(|(k, _)| k).collect()
    };
    for c in candidates(&seen, &model) {
        let Some(kind) = seen.get(c.pair.0).and_then(|s| kind(s.mention.slot)) else { continue };
        if c.relation == Relation::Same || kind == 2 && c.relation != Relation::Conflict {
            continue;
        }
        let (a, b) = (of(c.pair.0), of(c.pair.1));
        out.push(Example { story: n, kind, row: c.contest, same: a.iter().any(|k| b.contains(k)) });
    }
    Ok(())
}

fn fits(gold: Gold, slot: Slot) -> bool {
    match gold {
        Gold::Count => matches!(slot, Slot::Count | Slot::Age | Slot::Money | Slot::When),
        Gold::Age => matches!(slot, Slot::Age | Slot::Count),
        Gold::Money => matches!(slot, Slot::Money | Slot::Count),
        Gold::When => matches!(slot, Slot::When | Slot::Count),
        _ => false,
    }
}

fn rows<'a>(examples: &[&'a Example]) -> Vec<(&'a [f32], bool)> {
    examples.iter().map(|e| (e.row.as_slice(), e.same)).collect()
}
