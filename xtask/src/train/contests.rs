//! Whether two numbers, ages or times that differ are of one slot, learned from the learning part of the benchmark.

use crate::editions::story::{Part, Story, place, stories};
use crate::editions::truth::{Slot as Gold, Value as GoldValue};
use std::path::Path;
use variorum::annotate::Annotated;
use variorum::story::claim::contest::{CONTEST, ContestModel, KINDS, candidates, kind, seen};
use variorum::story::claim::link::LinkModel;
use variorum::story::claim::mention::{Slot, fillers};
use variorum::story::claim::told::{Meanings, Told, told};
use variorum::story::claim::value::Relation;
use variorum::story::gather::words::Frequencies;

/// How strongly weights are held near 0, for each kind: ages have few pairs and little doubt.
const HOLD: [f64; KINDS] = [100.0, 10.0, 100.0];
const STEPS: usize = 25;

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
            let weights = learn(&seen, HOLD[k]);
            let left = examples.iter().filter(|e| e.kind == k && e.story == n);
            scored.extend(left.map(|e| (score(&weights, &e.row), e.same)));
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (mut hits, mut sum, mut best) = (0.0, 0.0, (0.0, 0.0));
        let together = scored.iter().filter(|s| s.1).count() as f64;
        for (i, (score, same)) in scored.iter().enumerate() {
            if *same {
                hits += 1.0;
                sum += hits / (i + 1) as f64;
            }
            let f = 2.0 * hits / (together + (i + 1) as f64);
            if f > best.0 {
                best = (f, 1.0 / (1.0 + (-score).exp()));
            }
        }
        println!(
            "{name}: {} pairs, {together} of one slot, average precision {:.3}, best F1 {:.3} at {:.2}",
            scored.len(),
            sum / together.max(1.0),
            best.0,
            best.1
        );
    }
    let weights = std::array::from_fn(|k| {
        let seen: Vec<&Example> = examples.iter().filter(|e| e.kind == k).collect();
        learn(&seen, HOLD[k]).map(|w| w as f32)
    });
    std::fs::write(to, ContestModel::of(weights).write()).map_err(|e| format!("{}: {e}", to.display()))
}

/// The pairs of a story whose values differ.
fn of(n: usize, story: &Story, out: &mut Vec<Example>) -> Result<(), String> {
    let edition = story.edition()?;
    let reports: Vec<&Annotated> = edition.reports.iter().collect();
    let frequencies = Frequencies::default();
    let mut told: Vec<Vec<Told>> = reports.iter().map(|r| told(r, &frequencies)).collect();
    let meanings = Meanings::over(&mut told);
    let seen = seen(&reports, &told, &fillers(&reports, &told), &meanings, &edition.names);
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

fn score(weights: &[f64; CONTEST + 1], row: &Row) -> f64 {
    weights[CONTEST] + weights.iter().zip(row).map(|(w, x)| w * f64::from(*x)).sum::<f64>()
}

/// Logistic regression with squared weights held down, on rows of equal spread, by Newton's method.
fn learn(examples: &[&Example], hold: f64) -> [f64; CONTEST + 1] {
    const N: usize = CONTEST + 1;
    let count = examples.len().max(1) as f64;
    let mut mean = [0.0; CONTEST];
    let mut spread = [0.0; CONTEST];
    for e in examples {
        mean.iter_mut().zip(&e.row).for_each(|(m, x)| *m += f64::from(*x) / count);
    }
    for e in examples {
        spread.iter_mut().zip(&e.row).zip(&mean).for_each(|((s, x), m)| *s += (f64::from(*x) - m).powi(2) / count);
    }
    spread.iter_mut().for_each(|s| *s = s.sqrt() + 1e-3);
    let level = |row: &Row| -> [f64; N] {
        std::array::from_fn(|k| if k == CONTEST { 1.0 } else { (f64::from(row[k]) - mean[k]) / spread[k] })
    };
    let rows: Vec<([f64; N], f64)> = examples.iter().map(|e| (level(&e.row), f64::from(u8::from(e.same)))).collect();
    let mut w = [0.0; N];
    for _ in 0..STEPS {
        let mut slope = [0.0; N];
        let mut bend = vec![[0.0; N]; N];
        for k in 0..N {
            let h = if k == CONTEST { 1e-6 } else { hold };
            slope[k] = h * w[k];
            bend[k][k] = h;
        }
        for (x, y) in &rows {
            let p = 1.0 / (1.0 + (-w.iter().zip(x).map(|(w, x)| w * x).sum::<f64>()).exp());
            let v = (p * (1.0 - p)).max(1e-6);
            for k in 0..N {
                slope[k] += (p - y) * x[k];
                let vx = v * x[k];
                for l in 0..=k {
                    bend[k][l] += vx * x[l];
                }
            }
        }
        let step = solve(bend, slope);
        w.iter_mut().zip(step).for_each(|(w, s)| *w -= s);
        if step.iter().all(|s| s.abs() < 1e-6) {
            break;
        }
    }
    // Back to rows as they are.
    let mut out = [0.0; N];
    out[CONTEST] = w[CONTEST];
    for k in 0..CONTEST {
        out[k] = w[k] / spread[k];
        out[CONTEST] -= w[k] * mean[k] / spread[k];
    }
    out
}

/// Solves for a symmetric matrix of which the lower half is filled (Cholesky).
fn solve<const N: usize>(mut a: Vec<[f64; N]>, mut b: [f64; N]) -> [f64; N] {
    for i in 0..N {
        for j in 0..=i {
            let sum: f64 = a[i][j] - (0..j).map(|k| a[i][k] * a[j][k]).sum::<f64>();
            a[i][j] = if i == j { sum.max(1e-9).sqrt() } else { sum / a[j][j] };
        }
    }
    for i in 0..N {
        b[i] = (b[i] - (0..i).map(|k| a[i][k] * b[k]).sum::<f64>()) / a[i][i];
    }
    for i in (0..N).rev() {
        b[i] = (b[i] - (i + 1..N).map(|k| a[k][i] * b[k]).sum::<f64>()) / a[i][i];
    }
    b
}
