//! The judge of attributions: which of the contents a cue may have it has, learned from a labelled set.
//!
//! Of all the contents of a cue, and of none, one is true: a log-linear model over them, by gradient descent with a
//! pull towards zero. How strong the pull is, and below which score nothing is kept, is found on parts of the set that
//! were not learned from.

use crate::corpus;
use std::collections::HashMap;
use std::path::Path;
use variorum::annotate::attribution::judge::{Bars, Example, Judge, KNOWN, ONE, Proposal, ROWS};
use variorum::annotate::attribution::{Given, attributions_by, examples};
use variorum::annotate::{Annotated, annotate};
use variorum::article::Article;
use variorum::ingest;
use variorum::span::Span;

/// Bytes of a text.
type Bytes = (usize, usize);

/// A report with what is said in it.
pub struct Document {
    report: Annotated,
    /// The stretches of contents, without marks at their ends.
    wanted: Vec<Bytes>,
    /// What is said within somebody's own words, which is neither looked for nor counted.
    aside: Vec<Bytes>,
}

/// The entries of the corpus that are not kept for testing.
pub fn corpus(folder: &Path) -> Result<Vec<Document>, String> {
    let entries = corpus::read(folder)?;
    let document = |e: &corpus::Entry| {
        let report = corpus::annotated(e);
        let direct: Vec<Bytes> =
            e.attributions.iter().filter(|a| a.kind == "direct").flat_map(|a| a.content.clone()).collect();
        let (mut wanted, mut aside) = (Vec::new(), Vec::new());
        for a in &e.attributions {
            let cue = a.cue.or(a.content.first().copied());
            let inside = cue.is_some_and(|c| direct.iter().any(|d| d.0 <= c.0 && c.1 <= d.1 && !a.content.contains(d)));
            let to = if inside { &mut aside } else { &mut wanted };
            to.extend(a.content.iter().map(|c| corpus::trimmed(&e.text, *c)));
        }
        Document { report, wanted, aside }
    };
    Ok(entries.iter().filter(|e| !e.is_test()).map(document).collect())
}

/// A set in JSON lines: `text`, and `quotes` whose `content` is a list of pairs of code points.
pub fn labelled(file: &Path) -> Result<Vec<Document>, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|l| !l.1.trim().is_empty()) {
        let wrong = |what: &str| format!("{}:{}: {what}", file.display(), n + 1);
        let record: serde_json::Value = serde_json::from_str(line).map_err(|e| wrong(&e.to_string()))?;
        let text = record["text"].as_str().ok_or_else(|| wrong("no text"))?;
        // Where each code point begins.
        let points: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
        let byte = |v: &serde_json::Value| points.get(v.as_u64()? as usize).copied();
        let mut wanted = Vec::new();
        for quote in record["quotes"].as_array().into_iter().flatten() {
            for piece in quote["content"].as_array().into_iter().flatten() {
                let (from, to) =
                    byte(&piece[0]).zip(byte(&piece[1])).ok_or_else(|| wrong("a content out of the text"))?;
                wanted.push(corpus::trimmed(text, (from, to.max(from))));
            }
        }
        let plain = serde_json::json!({ "text": text, "date": record["date"] });
        let mut read = ingest::read("labelled.jsonl", plain.to_string().into_bytes());
        if read.captures.is_empty() {
            return Err(wrong("no report"));
        }
        out.push(Document { report: annotate(Article::read(read.captures.remove(0))), wanted, aside: Vec::new() });
    }
    Ok(out)
}

/// One cue for training: the features of each content, and how much of the truth each is.
struct Group {
    document: usize,
    ruled: bool,
    options: Vec<Vec<u32>>,
    /// Of each content, its stretches and how many of them are right.
    pieces: Vec<(usize, usize)>,
    /// The rest is the share of "none of them".
    truth: Vec<f32>,
}

fn groups(documents: &[Document]) -> Vec<Group> {
    let mut out = Vec::new();
    for (d, document) in documents.iter().enumerate() {
        let text = document.report.article.text.as_str();
        for Example { proposals, .. } in examples(&document.report) {
            let spans = |k: usize| -> Vec<Bytes> {
                let content: &[Span] = proposals.get(k).map_or(&[], |p: &Proposal| &p.content);
                content.iter().map(|s| corpus::trimmed(text, (s.start() as usize, s.end() as usize))).collect()
            };
            let all: Vec<Vec<Bytes>> = (0..proposals.len()).map(spans).collect();
            if all.iter().flatten().any(|s| document.aside.contains(s)) {
                continue;
            }
            let values: Vec<f32> = all.iter().map(|s| value(s, &document.wanted)).collect();
            let pieces = all.iter().map(|s| (s.len(), s.iter().filter(|p| document.wanted.contains(p)).count()));
            let pieces = pieces.collect();
            let best = values.iter().copied().fold(0.0, f32::max);
            let same = values.iter().filter(|v| **v == best).count().max(1) as f32;
            let share = |v: &f32| if *v == best { worth(best) / same } else { 0.0 };
            let truth = values.iter().map(share).collect();
            let options: Vec<Vec<u32>> = proposals.into_iter().map(|p| p.features).collect();
            let ruled = options.first().is_some_and(|o| o.contains(&KNOWN[1]));
            out.push(Group { document: d, ruled, options, pieces, truth });
        }
    }
    out
}

/// How well stretches match what is wanted: 1 where all are, less where they share at least half of it.
fn value(spans: &[Bytes], wanted: &[Bytes]) -> f32 {
    let (mut sum, mut n) = (0.0f32, 0.0f32);
    for &(a, b) in spans {
        let shared = |w: &Bytes| {
            let inner = b.min(w.1).saturating_sub(a.max(w.0)) as f32;
            inner / (b.max(w.1) - a.min(w.0)).max(1) as f32
        };
        let best = wanted.iter().map(shared).fold(0.0, f32::max);
        sum += if best >= 1.0 { 1.0 } else { 0.5 * best };
        n += 1.0;
    }
    sum / n.max(1.0)
}

fn worth(best: f32) -> f32 {
    match best {
        b if b >= 1.0 => 1.0,
        b if b >= 0.5 => 0.5,
        b if b >= 0.25 => 0.3,
        _ => 0.0,
    }
}

/// What is held of rows before anything is learned: a rule is right, and what no rule proposes is none.
fn prior() -> Vec<f32> {
    let mut out = vec![0.0; ROWS];
    out[KNOWN[0] as usize] = -1.0;
    out[KNOWN[2] as usize] = 1.0;
    out[KNOWN[3] as usize] = 1.0;
    out
}

/// Weights learned from groups, by gradient descent whose steps grow shorter for features seen more often.
fn learn(groups: &[&Group], pull: f32) -> Vec<f32> {
    let prior = prior();
    let mut weights = prior.clone();
    let mut seen = vec![0.0f32; ROWS];
    let mut gradient = vec![0.0f32; ROWS];
    let mut order: Vec<usize> = (0..groups.len()).collect();
    let mut dice = super::network::Dice::new(11);
    let pull = pull / groups.len().max(1) as f32;
    let mut scores = Vec::new();
    let mut rows: Vec<u32> = Vec::new();
    for _ in 0..EPOCHS {
        dice.shuffle(&mut order);
        for &g in &order {
            let group = groups[g];
            scores.clear();
            scores.extend(group.options.iter().map(|f| f.iter().map(|r| weights[*r as usize]).sum::<f32>()));
            let top = scores.iter().copied().fold(0.0, f32::max);
            scores.iter_mut().for_each(|s| *s = (*s - top).exp());
            let total: f32 = (-top).exp() + scores.iter().sum::<f32>();
            rows.clear();
            for ((f, p), t) in group.options.iter().zip(&scores).zip(&group.truth) {
                let g = p / total - t;
                if g.abs() > 1e-4 {
                    for r in f {
                        gradient[*r as usize] += g;
                        rows.push(*r);
                    }
                }
            }
            rows.sort_unstable();
            rows.dedup();
            for r in &rows {
                let i = *r as usize;
                let g = gradient[i] + pull * (weights[i] - prior[i]);
                gradient[i] = 0.0;
                seen[i] += g * g;
                weights[i] -= 0.1 * g / (1e-6 + seen[i]).sqrt();
            }
        }
    }
    weights
}

/// What a judge would choose, counted.
fn count(groups: &[&Group], weights: &[f32], bars: Bars, out: &mut Score) {
    for g in groups {
        let scores = g.options.iter().map(|f| f.iter().map(|r| weights[*r as usize]).sum::<f32>());
        let Some((best, score)) = scores.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        let bar = if g.ruled { bars.ruled } else { bars.new };
        if score * ONE as f32 >= bar as f32 {
            out.found += g.pieces[best].0;
            out.right += g.pieces[best].1;
        }
    }
}

/// What does not depend on a judge: the direct quotations found, and all that is wanted.
fn fixed(documents: &[Document]) -> Score {
    let mut out = Score::default();
    for document in documents {
        let text = document.report.article.text.as_str();
        let found = attributions_by(&document.report, None);
        out.wanted += document.wanted.len();
        for a in found.list.iter().filter(|a| a.kind == Given::Direct && a.within.is_none()) {
            for s in found.content(a) {
                let span = corpus::trimmed(text, (s.start() as usize, s.end() as usize));
                out.found += usize::from(!document.aside.contains(&span));
                out.right += usize::from(document.wanted.contains(&span));
            }
        }
    }
    out
}

/// Weights as a file holds them.
fn file(weights: &[f32], bars: Bars) -> Vec<u8> {
    let whole = |w: &f32| (w * ONE as f32).round().clamp(-32000.0, 32000.0) as i16;
    Judge::write(&weights.iter().map(whole).collect::<Vec<_>>(), bars)
}

/// Stretches right, found and wanted.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Score {
    fn add(&mut self, document: &Document, judge: Option<Judge<'_>>) {
        let text = document.report.article.text.as_str();
        let found = attributions_by(&document.report, judge);
        let mut left: HashMap<Bytes, usize> = HashMap::new();
        document.wanted.iter().for_each(|w| *left.entry(*w).or_default() += 1);
        self.wanted += document.wanted.len();
        for s in found.list.iter().filter(|a| a.within.is_none()).flat_map(|a| found.content(a)) {
            let span = corpus::trimmed(text, (s.start() as usize, s.end() as usize));
            if document.aside.contains(&span) {
                continue;
            }
            self.found += 1;
            if let Some(n) = left.get_mut(&span).filter(|n| **n > 0) {
                *n -= 1;
                self.right += 1;
            }
        }
    }

    fn f(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.wanted).max(1) as f64
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |n: usize| 100.0 * self.right as f64 / n.max(1) as f64;
        write!(to, "P {:5.1}  R {:5.1}  F {:5.1}", share(self.found), share(self.wanted), self.f())
    }
}

fn score(documents: &[Document], judge: Option<Judge<'_>>) -> Score {
    let mut out = Score::default();
    documents.iter().for_each(|d| out.add(d, judge));
    out
}

/// How many parts a set is cut into to try what was learned from the others.
const FOLDS: usize = 5;
const EPOCHS: usize = 12;
/// What is tried, nearer and nearer to the rules: pulls towards what is held before learning, and bars.
const PULLS: [f32; 3] = [60.0, 180.0, 540.0];
const RULED: [i32; 5] = [128, 0, -128, -256, -512];
const NEW: [i32; 3] = [0, 128, 256];

/// Learns a judge from documents and writes it to `to`; shows how it does on parts it did not learn from, and on
/// other documents where there are some.
///
/// Of the settings that are within `nearly` points of F of the best, those are taken that are nearest to the rules (what
/// is learned from one kind of text and has to do for another should not trust itself too far), and of these the one
/// that finds most.
pub fn train(documents: &[Document], check: Option<&[Document]>, nearly: f64, to: &Path) -> Result<(), String> {
    let groups = groups(documents);
    let contents: usize = groups.iter().map(|g| g.options.len()).sum();
    let right = groups.iter().filter(|g| g.truth.iter().sum::<f32>() >= 0.99).count();
    println!(
        "{} documents, {} cues with {contents} contents, {right} of them with the right one",
        documents.len(),
        groups.len()
    );
    println!("rules alone                      {}", score(documents, None));
    let fixed = fixed(documents);
    let bars: Vec<Bars> = RULED.iter().flat_map(|r| NEW.iter().map(|n| Bars { ruled: *r, new: *n })).collect();
    let mut tried: Vec<(f64, f32, Bars, usize)> = Vec::new();
    for pull in PULLS {
        let mut scores = vec![fixed; bars.len()];
        for fold in 0..FOLDS {
            let part = |own: bool| groups.iter().filter(|g| (g.document % FOLDS == fold) == own).collect::<Vec<_>>();
            let weights = learn(&part(false), pull);
            let left = part(true);
            bars.iter().zip(&mut scores).for_each(|(bars, score)| count(&left, &weights, *bars, score));
        }
        for (bars, score) in bars.iter().zip(scores) {
            let plain = |bar: i32| f64::from(bar) / f64::from(ONE);
            println!("pull {pull:3}, bars {:5.2} and {:5.2}   {score}", plain(bars.ruled), plain(bars.new));
            tried.push((score.f(), pull, *bars, score.right));
        }
    }
    let most = tried.iter().map(|t| t.0).fold(0.0, f64::max);
    let good = tried.iter().filter(|t| t.0 + nearly >= most);
    let best = good.max_by(|a, b| a.1.total_cmp(&b.1).then(a.3.cmp(&b.3))).copied();
    let best = best.unwrap_or((0.0, PULLS[0], bars[0], 0));
    println!("pull {}, bars {:?}", best.1, best.2);
    let all: Vec<&Group> = groups.iter().collect();
    let bytes = file(&learn(&all, best.1), best.2);
    std::fs::write(to, &bytes).map_err(|e| format!("{}: {e}", to.display()))?;
    println!("wrote {}", to.display());
    if let Some(check) = check {
        println!("the other set, rules alone       {}", score(check, None));
        println!("the other set, by this judge     {}", score(check, Judge::read(&bytes)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_labelled_line_is_counted_in_code_points() {
        let folder = std::env::temp_dir().join(format!("variorum-judge-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("set.jsonl");
        std::fs::write(&file, "{\"text\":\"Zoë said it rained.\",\"quotes\":[{\"content\":[[9,18]]}]}\n\n").unwrap();
        let set = labelled(&file).unwrap();
        assert_eq!((set.len(), set[0].wanted.clone()), (1, vec![(10, 19)]));
        std::fs::write(&file, "{\"text\":\"Short.\",\"quotes\":[{\"content\":[[9,18]]}]}\n").unwrap();
        let error = labelled(&file).err().unwrap();
        assert!(error.contains("set.jsonl:1:"), "{error}");
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_right_content_is_worth_most_and_half_a_one_something() {
        let wanted = [(10, 20), (30, 40)];
        assert_eq!(value(&[(10, 20)], &wanted), 1.0);
        assert_eq!(worth(value(&[(10, 20), (30, 40)], &wanted)), 1.0);
        assert!(worth(value(&[(10, 20), (50, 60)], &wanted)) < 1.0);
        assert!(worth(value(&[(10, 18)], &wanted)) > 0.0);
        assert_eq!(worth(value(&[(50, 60)], &wanted)), 0.0);
    }

    #[test]
    fn what_is_always_right_is_learned() {
        let group = |row: u32, right: bool| Group {
            document: 0,
            ruled: true,
            options: vec![vec![row]],
            pieces: vec![(1, usize::from(right))],
            truth: vec![f32::from(u8::from(right))],
        };
        let groups: Vec<Group> = (0..40).map(|k| group(100 + k % 2, k % 2 == 0)).collect();
        let weights = learn(&groups.iter().collect::<Vec<_>>(), 1.0);
        assert!(weights[100] > 0.0 && weights[101] < 0.0);
        let mut score = Score::default();
        count(&groups.iter().collect::<Vec<_>>(), &weights, Bars { ruled: 0, new: 0 }, &mut score);
        assert_eq!((score.right, score.found), (20, 20));
    }
}
