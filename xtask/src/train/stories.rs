//! The score by which reports find their story, and the frequencies of words it starts from.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Error;
use std::path::Path;
use variorum::annotate::annotate;
use variorum::article::Article;
use variorum::story::gather::cluster::{Gatherer, Limits, StoryId};
use variorum::story::gather::decide::Decisions;
use variorum::story::gather::score::{Example, PairModel, learn};
use variorum::story::gather::sketch::{Sketch, term_of};
use variorum::story::gather::words::STEPS;

/// Languages whose frequencies are kept, and how many words of each.
const LANGUAGES: [&str; 3] = ["en", "de", "es"];
const WORDS: usize = 10_000;
/// Words of a report of common length.
const LENGTH: f64 = 400.0;
const EPOCHS: usize = 8;
const DECAY: f32 = 1e-4;
/// Parts that ECB+ is cut into to check what was learned from the others.
const FOLDS: usize = 4;

/// Writes how often words stand in reports, from `DIR/LANGUAGE_lexeme_prob.json.gz` of spaCy's lookup data.
pub fn words(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut out = Vec::new();
    for language in LANGUAGES {
        let lexemes: HashMap<String, f64> =
            super::clusters::read(&from.join(format!("{language}_lexeme_prob.json.gz")))?;
        let mut often: BTreeMap<u32, f64> = BTreeMap::new();
        for (word, p) in lexemes.iter().filter(|(w, _)| w.chars().next().is_some_and(char::is_alphanumeric)) {
            *often.entry(term_of(word)).or_default() += p.exp();
        }
        let mut words: Vec<(u32, f64)> = often.into_iter().collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(WORDS);
        words.sort_by_key(|w| w.0);
        out.extend(language.as_bytes());
        out.extend((words.len() as u32).to_le_bytes());
        out.extend(words.iter().flat_map(|w| w.0.to_le_bytes()));
        // How many reports have a word that is one of so many.
        let reports = |p: f64| 1.0 - (1.0 - p.min(0.9)).powf(LENGTH);
        out.extend(words.iter().map(|w| (-reports(w.1).ln() * f64::from(STEPS)).round().clamp(0.0, 255.0) as u8));
    }
    std::fs::write(to, &out)?;
    eprintln!("{}: {} bytes", to.display(), out.len());
    Ok(())
}

/// A report of a labelled set.
#[derive(Deserialize)]
struct Label {
    id: String,
    story: String,
}

struct Report {
    label: Label,
    /// The day it is sorted by, as the program sorts.
    date: Option<String>,
    sketch: Sketch,
}

/// Learns from `DIR/gva_train.jsonl` and `DIR/ecbplus_dev.jsonl`, and prints how well it does on topics of the latter
/// that it has not seen, and on the files `check`, which nothing is learned from.
pub fn train(data: &Path, to: &Path, check: &[&str]) -> std::io::Result<()> {
    let gva = read(&data.join("gva_train.jsonl"))?;
    let ecb = read(&data.join("ecbplus_dev.jsonl"))?;
    let local = examples(&gva);
    let topics: Vec<usize> = ecb.iter().map(|r| topic(&r.label)).collect();
    let topical = examples(&ecb);
    let model = |without: Option<usize>| {
        let mut all: Vec<Example> = Vec::new();
        weigh(local.iter().map(|e| e.1.clone()), 1.0, &mut all);
        weigh(local.iter().map(|e| e.1.bare(e.0 % 2 == 1)), 0.5, &mut all);
        let seen = topical.iter().filter(|e| Some(topics[e.0] % FOLDS) != without);
        weigh(seen.map(|e| e.1.clone()), 1.0, &mut all);
        learn(&all, EPOCHS, DECAY)
    };
    let mut unseen = vec![StoryId(0); ecb.len()];
    for fold in 0..FOLDS {
        for (i, story) in
            gather(&ecb, &model(Some(fold))).into_iter().enumerate().filter(|s| topics[s.0] % FOLDS == fold)
        {
            unseen[i] = StoryId(story.0 * FOLDS as u32 + fold as u32);
        }
    }
    println!("ecbplus_dev, topics not learned from: {}", score(&ecb, &unseen));
    let model = model(None);
    println!("ecbplus_dev: {}", score(&ecb, &gather(&ecb, &model)));
    println!("gva_train:   {}", score(&gva, &gather(&gva, &model)));
    for file in check {
        let reports = read(file.as_ref())?;
        println!("{file}: {}", score(&reports, &gather(&reports, &model)));
    }
    std::fs::write(to, model.write())?;
    eprintln!("{}: {} bytes", to.display(), model.write().len());
    Ok(())
}

fn topic(label: &Label) -> usize {
    label.id.split('_').next().and_then(|t| t.parse().ok()).unwrap_or(0)
}

/// The reports of a file, in stream order.
fn read(path: &Path) -> std::io::Result<Vec<Report>> {
    let text = std::fs::read_to_string(path)?;
    let mut out = Vec::new();
    for line in text.lines() {
        let label: Label = serde_json::from_str(line).map_err(Error::other)?;
        let read = variorum::ingest::read("reports.jsonl", line.as_bytes().to_vec());
        let Some(capture) = read.captures.into_iter().next() else { continue };
        let report = annotate(Article::read(capture));
        let meta = &report.article.meta;
        let date = meta.date.clone().or_else(|| meta.modified.clone());
        out.push(Report { label, date, sketch: Sketch::of(&report) });
    }
    out.sort_by(|a, b| (&a.date, &a.label.id).cmp(&(&b.date, &b.label.id)));
    Ok(out)
}

fn endless() -> Limits {
    Limits { days: i32::MAX, ..Limits::default() }
}

/// Every pair that a stream compares, with the place of the later report: as it looks when that one comes, and again as
/// it looks when each has met all reports that are nearer.
fn examples(reports: &[Report]) -> Vec<(usize, Example)> {
    let mut gatherer = Gatherer::with(PairModel::empty(), endless(), Decisions::default());
    let mut nearest = vec![0.0f32; reports.len()];
    let mut pairs: Vec<(usize, usize, Example)> = Vec::new();
    for (i, report) in reports.iter().enumerate() {
        let newcomer = gatherer.meet(&report.sketch, true);
        for (earlier, features) in gatherer.pairs(&newcomer) {
            let j = earlier.0 as usize;
            let together = reports[j].label.story == report.label.story;
            pairs.push((i, j, Example { features: *features, together, weight: 1.0 }));
            for k in [i, j] {
                nearest[k] = nearest[k].max(features[0]);
            }
        }
        gatherer.put(newcomer, None);
    }
    let later = pairs.iter().map(|(i, j, e)| (*i, e.in_hindsight(nearest[*i], nearest[*j]))).collect::<Vec<_>>();
    pairs.into_iter().map(|(i, _, e)| (i, e)).chain(later).collect()
}

/// Adds examples so that a set counts by its pairs that are together.
fn weigh(examples: impl Iterator<Item = Example>, share: f32, all: &mut Vec<Example>) {
    let first = all.len();
    all.extend(examples);
    let together = all[first..].iter().filter(|e| e.together).count().max(1);
    all[first..].iter_mut().for_each(|e| e.weight = share * 2000.0 / together as f32);
}

fn gather(reports: &[Report], model: &PairModel) -> Vec<StoryId> {
    let mut gatherer = Gatherer::with(model.clone(), Limits::default(), Decisions::default());
    let ids: Vec<_> = reports.iter().map(|r| gatherer.add(&r.sketch, None)).collect();
    ids.into_iter().filter_map(|id| gatherer.story(id)).collect()
}

/// B-cubed and pairwise F1, as `score_stories.py` counts them.
fn score(reports: &[Report], stories: &[StoryId]) -> String {
    let (mut found, mut gold): (BTreeMap<StoryId, Vec<&str>>, BTreeMap<&str, f64>) = Default::default();
    for (report, story) in reports.iter().zip(stories) {
        found.entry(*story).or_default().push(&report.label.story);
        *gold.entry(&report.label.story).or_default() += 1.0;
    }
    let (mut p, mut r, mut hits, mut pairs) = (0.0, 0.0, 0.0, 0.0);
    for labels in found.values() {
        let size = labels.len() as f64;
        pairs += size * (size - 1.0);
        for label in labels.iter().collect::<BTreeSet<_>>() {
            let n = labels.iter().filter(|l| *l == label).count() as f64;
            p += n * n / size;
            r += n * n / gold[label];
            hits += n * (n - 1.0);
        }
    }
    let n = reports.len() as f64;
    let f = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let all: f64 = gold.values().map(|n| n * (n - 1.0)).sum();
    let pairwise = f(hits / f64::max(pairs, 1.0), hits / f64::max(all, 1.0));
    format!("B-cubed P {:.4} R {:.4} F1 {:.4}, pairwise F1 {pairwise:.4}", p / n, r / n, f(p / n, r / n))
}
