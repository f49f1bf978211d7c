//! The score by which two numbers, ages or times of two reports on one event are taken for one slot.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Error;
use std::path::Path;
use variorum::annotate::{Annotated, annotate};
use variorum::article::Article;
use variorum::story::claim::link::LinkModel;
use variorum::story::claim::mention::{Filler, Mention, Slot, fillers};
use variorum::story::claim::pair::{Features, Setting, comparable, features};
use variorum::story::claim::told::{Meanings, Told, told};
use variorum::story::gather::words::Frequencies;

const EPOCHS: usize = 12;
const DECAY: f32 = 1e-5;
/// Reports of one story that are compared.
const REPORTS: usize = 4;
/// Longer reports hold too much beside the event.
const LONGEST: usize = 6000;
/// One pair of nouns in so many that differ is learned from.
const NOUNS: u64 = 50;
/// One story in so many is kept to check what was learned from the others.
const CHECKED: usize = 5;

#[derive(Deserialize)]
struct Label {
    story: String,
}

type Pair = (Slot, Features, bool);

/// Learns from the stories of `DIR/gva_train.jsonl` and `DIR/ecbplus_dev.jsonl`, and prints how well it does on every
/// fifth, which are left out for that.
pub fn train(data: &Path, to: &Path) -> std::io::Result<()> {
    let mut pairs: Vec<(usize, Pair)> = Vec::new();
    for file in ["gva_train.jsonl", "ecbplus_dev.jsonl"] {
        for (n, reports) in stories(&data.join(file))?.into_iter().enumerate() {
            pairs.extend(of(&reports).into_iter().map(|p| (n, p)));
        }
    }
    let (checked, seen): (Vec<_>, Vec<_>) = pairs.iter().cloned().partition(|p| p.0 % CHECKED == 0);
    let (checked, seen): (Vec<Pair>, Vec<Pair>) =
        (checked.into_iter().map(|p| p.1).collect(), seen.into_iter().map(|p| p.1).collect());
    let model = LinkModel::learn(&seen, EPOCHS, DECAY);
    for slot in [Slot::Count, Slot::Age, Slot::When, Slot::What] {
        let mut scored: Vec<(f32, bool)> = checked
            .iter()
            .filter(|p| p.0 == slot)
            .filter_map(|(slot, f, same)| Some((model.score(*slot, f)?, *same)))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let together = scored.iter().filter(|s| s.1).count();
        let (mut hits, mut sum) = (0.0, 0.0);
        for (i, _) in scored.iter().enumerate().filter(|(_, s)| s.1) {
            hits += 1.0;
            sum += hits / (i + 1) as f64;
        }
        println!(
            "{}: {} pairs, {together} of one value, average precision {:.3}",
            slot.name(),
            scored.len(),
            sum / together.max(1) as f64
        );
    }
    let all: Vec<Pair> = pairs.into_iter().map(|p| p.1).collect();
    let model = LinkModel::learn(&all, EPOCHS, DECAY);
    std::fs::write(to, model.write())?;
    eprintln!("{}: {} pairs, {} bytes", to.display(), all.len(), model.write().len());
    Ok(())
}

/// The reports of each story that has several, copies left out.
pub(super) fn stories(path: &Path) -> std::io::Result<Vec<Vec<Annotated>>> {
    let text = std::fs::read_to_string(path)?;
    let mut lines: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for line in text.lines() {
        let label: Label = serde_json::from_str(line).map_err(Error::other)?;
        lines.entry(label.story).or_default().push(line);
    }
    let read = |line: &&str| {
        let read = variorum::ingest::read("reports.jsonl", line.as_bytes().to_vec());
        Some(annotate(Article::read(read.captures.into_iter().next()?)))
    };
    let mut out = Vec::new();
    for lines in lines.values() {
        let mut beginnings = BTreeSet::new();
        let mut reports: Vec<Annotated> = lines.iter().take(REPORTS).filter_map(read).collect();
        reports.retain(|r| {
            let text = r.article.text.as_str();
            text.len() < LONGEST && beginnings.insert(text.chars().take(200).collect::<String>())
        });
        if reports.len() > 1 {
            out.push(reports);
        }
    }
    Ok(out)
}

/// The pairs of one story, with whether their values are the same.
fn of(reports: &[Annotated]) -> Vec<Pair> {
    let frequencies = Frequencies::default();
    let mut told: Vec<Vec<Told>> = reports.iter().map(|r| told(r, &frequencies)).collect();
    let meanings = Meanings::over(&mut told);
    let all: Vec<Mention> = fillers(&reports.iter().collect::<Vec<_>>(), &told).concat();
    let settings: Vec<Option<Setting<'_>>> =
        all.iter().map(|m| Setting::of(told.get(m.report as usize)?, m, &meanings)).collect();
    let mut out = Vec::new();
    let mut seed = 7u64;
    for (i, (a, x)) in all.iter().zip(&settings).enumerate() {
        for (b, y) in all.iter().zip(&settings).skip(i + 1).filter(|(b, _)| comparable(a, b)) {
            let Some((x, y)) = x.as_ref().zip(y.as_ref()) else { continue };
            let same = match (&a.filler, &b.filler) {
                (Filler::Noun, Filler::Noun) => x.head.lemma == y.head.lemma,
                (a, b) => same(a, b),
            };
            if a.filler == Filler::Noun && !same {
                // Of so many that differ, some will do.
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                if !(seed >> 33).is_multiple_of(NOUNS) {
                    continue;
                }
            }
            out.push((a.slot, features(a, x, b, y), same));
        }
    }
    out
}

fn same(a: &Filler, b: &Filler) -> bool {
    match (a, b) {
        (Filler::Number(p), Filler::Number(q)) => p.least == q.least && p.most == q.most,
        (Filler::Time(s, u), Filler::Time(t, v)) => (s, u) == (t, v),
        _ => false,
    }
}
