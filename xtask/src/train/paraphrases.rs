//! How likely it is that words outside marks render what was said: weights learned from the stories of the benchmark
//! that may be learned from, and from real stories what is no paraphrase.

use super::claims;
use crate::editions::paraphrase::{Examples, Tally, examples};
use crate::editions::story::{Part, Story, stories};
use std::path::Path;
use variorum::annotate::Annotated;
use variorum::story::edition::edition;
use variorum::story::paraphrase::chosen;
use variorum::story::paraphrase::features::{FEATURES, Features};
use variorum::story::paraphrase::model::ParaphraseModel;
use variorum::story::paraphrase::pair::candidates;

/// How much a weight costs, features being of spread one.
const RIDGE: f64 = 12.0;
/// Newton's method has settled by then.
const STEPS: usize = 12;
/// Parts of the stories, each scored by what was learned from the others.
const PARTS: usize = 10;
const SIZE: usize = FEATURES + 1;

/// Real stories, two by two, of which windows of the one are held against stretches of the other.
const PAIRS: usize = 60;
/// What all of their candidates weigh together, those of the benchmark weighing one.
const OTHER: f64 = 0.25;
/// Steps by which the line is moved below which nothing is linked, in odds.
const LINES: [f32; 7] = [-1.0, -0.75, -0.5, -0.25, 0.0, 0.5, 1.0];

/// An example: what describes it, whether it is a paraphrase, and what it weighs.
type Row<'a> = (&'a Features, bool, f64);

/// Learns from the part `learn` and, that it may know how much is alike by chance, from words of one story of
/// `DIR/gva_train.jsonl` against those that were said in another, none of which is a paraphrase. Prints how it does on
/// stories of the benchmark when learned from others of them, writes the weights.
///
/// # Errors
/// Where a story cannot be read or the weights cannot be written.
pub fn train(root: &Path, data: Option<&Path>, to: &Path) -> Result<(), String> {
    let stories = stories(root, Part::Learn)?;
    let all: Vec<(&Story, Examples)> = stories.iter().map(|s| Ok((s, examples(s)?))).collect::<Result<_, String>>()?;
    let others = match data {
        Some(dir) => others(&dir.join("gva_train.jsonl")).map_err(|e| format!("{}: {e}", dir.display()))?,
        None => Vec::new(),
    };
    let own: usize = all.iter().map(|(_, e)| e.rows().count()).sum();
    let weight = OTHER * own as f64 / others.len().max(1) as f64;
    let rows = |without: Option<usize>| -> Vec<Row> {
        let seen = all.iter().enumerate().filter(move |(i, _)| Some(*i % PARTS) != without);
        let of_stories = seen.flat_map(|(_, (_, e))| e.rows()).map(|(f, y)| (f, y, 1.0));
        of_stories.chain(others.iter().map(|f| (f, false, weight))).collect()
    };
    println!("{} stories, {} examples, and {} of other stories", all.len(), own, others.len());
    let mut tallies = LINES.map(|_| Tally::default());
    let models: Vec<ParaphraseModel> = (0..PARTS).map(|part| learn(&rows(Some(part)))).collect();
    for (i, (story, of_story)) in all.iter().enumerate() {
        let model = &models[i % PARTS];
        for (tally, line) in tallies.iter_mut().zip(LINES) {
            let found = chosen(&of_story.candidates, |c| moved(model.likelihood(&c.features), line));
            tally.add(story, &of_story.edition, &found, false);
        }
    }
    println!("each story by what was learned from others:");
    for (tally, line) in tallies.iter().zip(LINES) {
        println!("line moved by {line}");
        tally.print();
    }
    let model = learn(&rows(None));
    std::fs::write(to, model.write()).map_err(|e| format!("{}: {e}", to.display()))?;
    eprintln!("{}: {} bytes", to.display(), model.write().len());
    Ok(())
}

/// A likelihood less so much, in odds.
fn moved(likelihood: f32, line: f32) -> f32 {
    let odds = (likelihood / (1.0 - likelihood).max(1e-6)).max(1e-6).ln();
    1.0 / (1.0 + (line - odds).exp())
}

/// Words of one real story against what was said in another.
fn others(file: &Path) -> std::io::Result<Vec<Features>> {
    let mut stories = claims::stories(file)?.into_iter().filter(|s| s.len() > 1);
    let mut out = Vec::new();
    for _ in 0..PAIRS {
        let (Some(one), Some(other)) = (stories.next(), stories.next()) else { break };
        let first = one.len();
        let together = edition(one.into_iter().chain(other).collect());
        let reports: Vec<&Annotated> = together.reports.iter().collect();
        for c in candidates(&reports, &together.utterances, &together.names, true) {
            let printed = &together.utterances[c.utterance].collation.readings;
            let of_first = c.place.article.index() < first;
            if printed.iter().all(|r| (r.article.index() < first) != of_first) {
                out.push(c.features);
            }
        }
    }
    Ok(out)
}

/// Logistic regression with a ridge, by Newton's method, over features brought to spread one; given back for features
/// as they are.
fn learn(rows: &[Row]) -> ParaphraseModel {
    let n = rows.iter().map(|r| r.2).sum::<f64>().max(1.0);
    let (mut mean, mut spread) = ([0.0f64; FEATURES], [0.0f64; FEATURES]);
    for (f, _, weight) in rows {
        for k in 0..FEATURES {
            mean[k] += weight * f64::from(f[k]) / n;
            spread[k] += weight * f64::from(f[k]).powi(2) / n;
        }
    }
    for k in 0..FEATURES {
        spread[k] = (spread[k] - mean[k] * mean[k]).max(0.0).sqrt().max(1e-6);
    }
    let scaled = |f: &Features| -> [f64; SIZE] {
        std::array::from_fn(|k| if k < FEATURES { (f64::from(f[k]) - mean[k]) / spread[k] } else { 1.0 })
    };
    let scaled: Vec<([f64; SIZE], f64, f64)> =
        rows.iter().map(|(f, y, w)| (scaled(f), f64::from(u8::from(*y)), *w)).collect();
    let mut w = [0.0f64; SIZE];
    for _ in 0..STEPS {
        let (mut slope, mut bend) = ([0.0; SIZE], vec![[0.0; SIZE]; SIZE]);
        for (x, y, weight) in &scaled {
            let z: f64 = x.iter().zip(&w).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            for i in 0..SIZE {
                slope[i] += weight * (p - y) * x[i];
                let by = weight * p * (1.0 - p) * x[i];
                (0..=i).for_each(|j| bend[i][j] += by * x[j]);
            }
        }
        for k in 0..FEATURES {
            slope[k] += RIDGE * w[k];
            bend[k][k] += RIDGE;
        }
        let step = solve(bend, slope);
        w.iter_mut().zip(step).for_each(|(w, s)| *w -= s);
    }
    let mut weights = [0.0f32; SIZE];
    let mut constant = w[FEATURES];
    for k in 0..FEATURES {
        weights[k] = (w[k] / spread[k]) as f32;
        constant -= w[k] * mean[k] / spread[k];
    }
    weights[FEATURES] = constant as f32;
    ParaphraseModel::new(weights)
}

/// Solves a symmetric positive system given by its lower half (Cholesky).
fn solve(mut a: Vec<[f64; SIZE]>, mut b: [f64; SIZE]) -> [f64; SIZE] {
    for i in 0..SIZE {
        for j in 0..=i {
            let below: f64 = (0..j).map(|k| a[i][k] * a[j][k]).sum();
            let rest = a[i][j] - below;
            a[i][j] = if i == j { rest.max(1e-9).sqrt() } else { rest / a[j][j] };
        }
    }
    for i in 0..SIZE {
        let below: f64 = (0..i).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - below) / a[i][i];
    }
    for i in (0..SIZE).rev() {
        let above: f64 = (i + 1..SIZE).map(|k| a[k][i] * b[k]).sum();
        b[i] = (b[i] - above) / a[i][i];
    }
    b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_is_learned_and_what_does_not_is_left() {
        let rows: Vec<(Features, bool)> = (0..400)
            .map(|i| {
                let mut f = [0.0; FEATURES];
                (f[0], f[1]) = (i as f32 / 100.0, (i * 7 % 13) as f32);
                (f, i > 300)
            })
            .collect();
        let model = learn(&rows.iter().map(|(f, y)| (f, *y, 1.0)).collect::<Vec<_>>());
        let at = |x: f32, noise: f32| {
            let mut f = [0.0; FEATURES];
            (f[0], f[1]) = (x, noise);
            model.likelihood(&f)
        };
        assert!(at(3.9, 6.0) > 0.8 && at(1.0, 6.0) < 0.1);
        assert!((at(3.0, 0.0) - at(3.0, 12.0)).abs() < 0.3);
    }
}
