//! Whether what one report tells another denies: weights learned from the stories of the benchmark that may be learned
//! from, and from real stories what is no contradiction.

use super::claims;
use super::logistic::{learn_weighed, report, score};
use super::sentences::Sentences;
use crate::editions::story::{Part, Story, place, stories};
use std::path::Path;
use variorum::annotate::Annotated;
use variorum::span::Place;
use variorum::story::claim::denial::{DENIAL, Denial, DenialModel, denials};
use variorum::story::claim::link::LinkModel;
use variorum::story::claim::mention::Mention;

/// How strongly weights are held near 0.
const HOLD: f64 = 10.0;
/// Stories are left out in so many parts.
const PARTS: usize = 10;
/// What all pairs of real stories weigh together, those of the benchmark weighing one.
const OTHER: f64 = 0.5;

struct Example {
    story: usize,
    row: [f32; DENIAL],
    right: bool,
}

/// Learns from the part `learn` and from the stories of `DIR/gva_train.jsonl`, whose reports hardly ever contradict each
/// other outright, so that all of their pairs count as wrong. Prints how well it does on stories of the benchmark that
/// were left out, and writes the weights.
///
/// # Errors
/// Where a story cannot be read or the file cannot be written.
pub fn train(root: &Path, data: &Path, to: &Path) -> Result<(), String> {
    let mut examples = Vec::new();
    for (n, story) in stories(root, Part::Learn)?.iter().enumerate() {
        of(n, story, &mut examples)?;
    }
    let file = data.join("gva_train.jsonl");
    let mut others: Vec<[f32; DENIAL]> = Vec::new();
    for reports in claims::stories(&file).map_err(|e| format!("{}: {e}", file.display()))? {
        let reports: Vec<&Annotated> = reports.iter().collect();
        others.extend(pairs(&reports)?.into_iter().map(|d| d.about));
    }
    let weight = OTHER * examples.len() as f64 / others.len().max(1) as f64;
    let rows = |keep: &dyn Fn(&Example) -> bool| -> Vec<(&[f32], bool, f64)> {
        let own = examples.iter().filter(|e| keep(e)).map(|e| (e.row.as_slice(), e.right, 1.0));
        own.chain(others.iter().map(|row| (row.as_slice(), false, weight))).collect()
    };
    let mut scored: Vec<(f64, bool)> = Vec::new();
    for part in 0..PARTS {
        let weights = learn_weighed(&rows(&|e| e.story % PARTS != part), HOLD);
        let left = examples.iter().filter(|e| e.story % PARTS == part);
        scored.extend(left.map(|e| (score(&weights, &e.row), e.right)));
    }
    println!("told and denied: {}, and {} pairs of real stories", report(scored), others.len());
    let learnt = learn_weighed(&rows(&|_| true), HOLD);
    let weights = std::array::from_fn(|i| learnt.get(i).copied().unwrap_or(0.0) as f32);
    std::fs::write(to, DenialModel::of(weights).write()).map_err(|e| format!("{}: {e}", to.display()))
}

fn pairs(reports: &[&Annotated]) -> Result<Vec<Denial>, String> {
    let Sentences { told, meanings, .. } = Sentences::of(reports);
    let model = LinkModel::english().ok_or("the weights of links cannot be read")?;
    Ok(denials(reports, &told, &meanings, &model))
}

/// The pairs of a story, each with whether the truth sets the two places against each other.
fn of(n: usize, story: &Story, out: &mut Vec<Example>) -> Result<(), String> {
    let edition = story.edition()?;
    let reports: Vec<&Annotated> = edition.reports.iter().collect();
    let truth: Vec<Vec<Vec<Place>>> = story
        .truth
        .conflicts
        .iter()
        .map(|c| c.values.iter().map(|v| v.places.iter().map(place).collect()).collect())
        .collect();
    let value = |values: &[Vec<Place>], m: &Mention| {
        values.iter().position(|v| v.iter().any(|p| p.article.index() == m.report as usize && p.span.overlaps(m.span)))
    };
    for d in pairs(&reports)? {
        let right = truth
            .iter()
            .any(|values| value(values, &d.told).zip(value(values, &d.denied)).is_some_and(|(a, b)| a != b));
        out.push(Example { story: n, row: d.about, right });
    }
    Ok(())
}
