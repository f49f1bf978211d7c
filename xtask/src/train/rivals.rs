//! Whether two words of one kind are two answers to one question, learned from the learning part of the benchmark.

use super::logistic::{learn, report, score};
use super::sentences::Sentences;
use crate::editions::story::{Part, Story, place, stories};
use crate::editions::truth::Slot;
use std::path::Path;
use variorum::annotate::Annotated;
use variorum::span::Place;
use variorum::story::claim::link::LinkModel;
use variorum::story::claim::mention::Mention;
use variorum::story::claim::rival::{RivalModel, rivalries};

/// How strongly weights are held near 0.
const HOLD: f64 = 33.0;
/// Stories are left out in so many parts.
const PARTS: usize = 10;

struct Example {
    story: usize,
    row: Vec<f32>,
    right: bool,
}

/// Learns, prints how well it does on stories that were left out, and writes the weights.
///
/// # Errors
/// Where a story cannot be read or the file cannot be written.
pub fn train(root: &Path, to: &Path) -> Result<(), String> {
    let stories = stories(root, Part::Learn)?;
    let mut examples = Vec::new();
    for (n, story) in stories.iter().enumerate() {
        of(n, story, &mut examples)?;
    }
    let rows = |keep: &dyn Fn(&Example) -> bool| -> Vec<(&[f32], bool)> {
        examples.iter().filter(|e| keep(e)).map(|e| (e.row.as_slice(), e.right)).collect()
    };
    let mut scored: Vec<(f64, bool)> = Vec::new();
    for part in 0..PARTS {
        let weights = learn(&rows(&|e| e.story % PARTS != part), HOLD);
        scored.extend(rows(&|e| e.story % PARTS == part).into_iter().map(|(row, right)| (score(&weights, row), right)));
    }
    println!("words of one kind: {}", report(scored));
    let learnt = learn(&rows(&|_| true), HOLD);
    let weights = std::array::from_fn(|i| learnt.get(i).copied().unwrap_or(0.0) as f32);
    std::fs::write(to, RivalModel::of(weights).write()).map_err(|e| format!("{}: {e}", to.display()))
}

/// The pairs of a story, each with whether the truth sets the two words against each other.
fn of(n: usize, story: &Story, out: &mut Vec<Example>) -> Result<(), String> {
    let edition = story.edition()?;
    let reports: Vec<&Annotated> = edition.reports.iter().collect();
    let Sentences { told, fillers, meanings } = Sentences::of(&reports);
    let model = LinkModel::english().ok_or("the weights of links cannot be read")?;
    let words = |k: Slot| matches!(k, Slot::Who | Slot::What | Slot::Where | Slot::Name);
    let truth: Vec<Vec<Vec<Place>>> = story
        .truth
        .conflicts
        .iter()
        .filter(|c| words(c.kind))
        .map(|c| c.values.iter().map(|v| v.places.iter().map(place).collect()).collect())
        .collect();
    let value = |values: &[Vec<Place>], all: &[Mention]| {
        values.iter().position(|v| {
            v.iter().any(|p| all.iter().any(|m| p.article.index() == m.report as usize && p.span.overlaps(m.span)))
        })
    };
    for r in rivalries(&reports, &told, &fillers, (&meanings, &edition.names), &model).pairs {
        let right = truth.iter().any(|values| {
            let (a, b) = (value(values, &r.best[0]), value(values, &r.best[1]));
            a.zip(b).is_some_and(|(a, b)| a != b)
        });
        out.push(Example { story: n, row: r.about.to_vec(), right });
    }
    Ok(())
}
