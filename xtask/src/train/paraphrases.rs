//! How likely it is that words outside marks render what was said: weights learned from the stories of the benchmark
//! that may be learned from.

use crate::editions::paraphrase::{Examples, Tally, examples};
use crate::editions::story::{Part, Story, stories};
use std::path::Path;
use variorum::story::paraphrase::chosen;
use variorum::story::paraphrase::model::ParaphraseModel;
use variorum::story::paraphrase::pair::{FEATURES, Features};

/// How much a weight costs, features being of spread one.
const RIDGE: f64 = 12.0;
/// Newton's method has settled by then.
const STEPS: usize = 25;
const SIZE: usize = FEATURES + 1;

/// Learns from the part `learn`, prints how it does on each story when learned from the others, writes the weights.
///
/// # Errors
/// Where a story cannot be read or the weights cannot be written.
pub fn train(root: &Path, to: &Path) -> Result<(), String> {
    let stories = stories(root, Part::Learn)?;
    let all: Vec<(&Story, Examples)> = stories.iter().map(|s| Ok((s, examples(s)?))).collect::<Result<_, String>>()?;
    if let Ok(to) = std::env::var("DUMP") {
        return dump(&to, &all);
    }
    let rows = |without: Option<usize>| {
        let others = all.iter().enumerate().filter(move |(i, _)| Some(*i) != without);
        others.flat_map(|(_, (_, e))| e.rows()).collect::<Vec<_>>()
    };
    let mut tally = Tally::default();
    for (i, (story, of_story)) in all.iter().enumerate() {
        let model = learn(&rows(Some(i)));
        tally.add(story, &of_story.edition, &chosen(&of_story.candidates, |c| model.likelihood(&c.features)), false);
    }
    println!("each story by what was learned from the others:");
    tally.print();
    let model = learn(&rows(None));
    std::fs::write(to, model.write()).map_err(|e| format!("{}: {e}", to.display()))?;
    eprintln!("{}: {} bytes", to.display(), model.write().len());
    Ok(())
}

/// Logistic regression with a ridge, by Newton's method, over features brought to spread one; given back for features
/// as they are.
fn learn(rows: &[(&Features, bool)]) -> ParaphraseModel {
    let n = rows.len().max(1) as f64;
    let (mut mean, mut spread) = ([0.0f64; FEATURES], [0.0f64; FEATURES]);
    for (f, _) in rows {
        for k in 0..FEATURES {
            mean[k] += f64::from(f[k]) / n;
            spread[k] += f64::from(f[k]).powi(2) / n;
        }
    }
    for k in 0..FEATURES {
        spread[k] = (spread[k] - mean[k] * mean[k]).max(0.0).sqrt().max(1e-6);
    }
    let scaled = |f: &Features| -> [f64; SIZE] {
        std::array::from_fn(|k| if k < FEATURES { (f64::from(f[k]) - mean[k]) / spread[k] } else { 1.0 })
    };
    let scaled: Vec<([f64; SIZE], f64)> = rows.iter().map(|(f, y)| (scaled(f), f64::from(u8::from(*y)))).collect();
    let mut w = [0.0f64; SIZE];
    for _ in 0..STEPS {
        let (mut slope, mut bend) = ([0.0; SIZE], vec![[0.0; SIZE]; SIZE]);
        for (x, y) in &scaled {
            let z: f64 = x.iter().zip(&w).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            for i in 0..SIZE {
                slope[i] += (p - y) * x[i];
                let by = p * (1.0 - p) * x[i];
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
        let model = learn(&rows.iter().map(|(f, y)| (f, *y)).collect::<Vec<_>>());
        let at = |x: f32, noise: f32| {
            let mut f = [0.0; FEATURES];
            (f[0], f[1]) = (x, noise);
            model.likelihood(&f)
        };
        assert!(at(3.9, 6.0) > 0.8 && at(1.0, 6.0) < 0.1);
        assert!((at(3.0, 0.0) - at(3.0, 12.0)).abs() < 0.3);
    }
}

fn dump(to: &str, all: &[(&Story, Examples)]) -> Result<(), String> {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::fs::File::create(to).map_err(|e| e.to_string())?);
    let mut line = |story: &str,
                    of: usize,
                    ed: &variorum::story::edition::Edition,
                    c: &variorum::story::paraphrase::pair::Candidate,
                    truth: Option<bool>,
                    gold: Option<usize>| {
        let u = &ed.utterances[c.utterance];
        let reports: Vec<u32> = u.collation.readings.iter().map(|r| r.article.0).collect();
        let speaker = u.speaker.and_then(|(a, q)| {
            let r = &ed.reports[a.index()];
            r.speaker_name(&r.annotations.quotations[q.index()]).map(str::to_string)
        });
        let a = &ed.reports[c.place.article.index()];
        let s = a
            .annotations
            .sentences
            .iter()
            .find(|s| a.annotations.tokens[s.end as usize - 1].span.end() >= c.place.span.end());
        let sentence = s.map(|s| {
            a.text(a.annotations.tokens[s.first as usize].span.cover(a.annotations.tokens[s.end as usize - 1].span))
        });
        let v = serde_json::json!({"story": story, "golds": of, "truth": truth, "gold": gold, "stretch": c.stretch, "u": c.utterance, "report": c.place.article.0,
            "printed": reports, "f": c.features.to_vec(), "sizes": c.sizes, "start": c.place.span.start(), "end": c.place.span.end(), "text": ed.words(c.place), "said": u.collation.text.slice(c.range.clone()), "who": speaker,
            "negation": c.negation, "number": c.number, "sentence": sentence, "id": a.article.path.clone(), "line": a.article.line});
        writeln!(out, "{v}").map_err(|e| e.to_string())
    };
    for (story, e) in all {
        for (c, t, g) in e.labelled(story) {
            line(&story.name, story.truth.paraphrases.len(), &e.edition, c, t, g)?;
        }
    }
    for file in std::env::var("DUMPFILES").unwrap_or_default().split_whitespace() {
        let bytes = std::fs::read(file).map_err(|e| e.to_string())?;
        let reports = variorum::ingest::read(file, bytes)
            .captures
            .into_iter()
            .map(|c| variorum::annotate::annotate(variorum::article::Article::read(c)))
            .collect();
        let ed = variorum::story::edition::edition(reports);
        let reports: Vec<_> = ed.reports.iter().collect();
        for c in variorum::story::paraphrase::pair::candidates(&reports, &ed.utterances, &ed.names) {
            line(file, 0, &ed, &c, None, None)?;
        }
    }
    Ok(())
}
