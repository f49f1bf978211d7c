//! Why two reports are or are not together.

use super::{Entry, Placed};
use crate::view::clean::{neutral, shortened};
use anyhow::Context;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use variorum::annotate::time::calendar::Date;
use variorum::story::gather::cluster::{Gatherer, Newcomer, ReportId};
use variorum::story::gather::features::{FEATURES, Features};
use variorum::story::gather::score::PairModel;
use variorum::story::gather::sketch::spelled;

/// Words that are shown of each kind.
const WORDS: usize = 12;

/// Two reports by their places in the stream.
pub struct Pair {
    earlier: usize,
    pub later: usize,
    found: Option<(Features, bool)>,
    /// Words that both have; then those of only one, from the rarest on.
    shared: Vec<(String, f32)>,
    alone: [Vec<String>; 2],
}

#[derive(Serialize)]
struct Part {
    feature: &'static str,
    value: Option<f32>,
    part: f32,
}

#[derive(Serialize)]
struct Explanation<'a> {
    a: &'a str,
    b: &'a str,
    together: bool,
    stories: [usize; 2],
    compared: bool,
    score: Option<f32>,
    average: Option<f32>,
    days_apart: Option<i32>,
    parts: Vec<Part>,
    shared_words: &'a [(String, f32)],
    only_a: &'a [String],
    only_b: &'a [String],
    ages: [&'a [u8]; 2],
    days_told: [Vec<String>; 2],
}

impl Pair {
    /// Finds two reports by their ids.
    ///
    /// # Errors
    /// Where one is not there, or both are the same.
    pub fn find(ids: &[String], entries: &[Entry]) -> anyhow::Result<Self> {
        let place = |id: &String| {
            let mut found = entries.iter().enumerate().filter(|(_, e)| e.id == *id || e.place == *id);
            let (at, first) = found.next().with_context(|| {
                format!("--explain: no report has the id {id}; `variorum stories --json` prints the ids")
            })?;
            if let Some((_, other)) = found.next() {
                let (a, b) = (&first.place, &other.place);
                anyhow::bail!("--explain: several reports have the id {id}, at {a} and {b}; name each by its place");
            }
            Ok(at)
        };
        let (Some(a), Some(b)) = (ids.first(), ids.get(1)) else { anyhow::bail!("--explain takes two ids") };
        let (a, b) = (place(a)?, place(b)?);
        anyhow::ensure!(a != b, "--explain takes the ids of two reports");
        let alone = [Vec::new(), Vec::new()];
        Ok(Self { earlier: a.min(b), later: a.max(b), found: None, shared: Vec::new(), alone })
    }

    /// Compares the two when the later one comes.
    pub fn compare(&mut self, gatherer: &Gatherer, newcomer: &Newcomer) {
        self.found = gatherer.compare(newcomer, ReportId(self.earlier as u32));
    }

    /// The words of the two that tell most.
    fn words(&mut self, entries: &[Entry], gatherer: &Gatherer) {
        let [Some(a), Some(b)] = [self.earlier, self.later].map(|i| entries.get(i)?.report.as_ref()) else { return };
        let weigh = gatherer.weigh(b.annotations.language);
        let of = |report| spelled(report).into_iter().collect::<BTreeMap<u32, &str>>();
        let (a, b) = (of(a), of(b));
        let ranked = |words: Vec<(u32, &str)>| {
            let mut words: Vec<(String, f32)> = words.into_iter().map(|(id, w)| (w.to_owned(), weigh(id))).collect();
            words.sort_by(|x, y| y.1.total_cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
            words.truncate(WORDS);
            words
        };
        let only = |x: &BTreeMap<u32, &str>, y: &BTreeMap<u32, &str>, capital: bool| {
            let mut list: Vec<(u32, &str)> = x.iter().filter(|w| !y.contains_key(w.0)).map(|w| (*w.0, *w.1)).collect();
            list.retain(|w| !capital || w.1.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
            ranked(list).into_iter().map(|w| w.0).collect::<Vec<_>>()
        };
        self.shared = ranked(a.iter().filter(|w| b.contains_key(w.0)).map(|w| (*w.0, *w.1)).collect());
        self.alone = [only(&a, &b, true), only(&b, &a, true)];
    }

    /// Writes the explanation.
    pub fn write(
        mut self,
        out: &mut impl Write,
        entries: &[Entry],
        placed: &[Placed],
        gatherer: &Gatherer,
        reports: &[ReportId],
        json: bool,
    ) -> anyhow::Result<()> {
        self.words(entries, gatherer);
        let (Some(a), Some(b)) = (entries.get(self.earlier), entries.get(self.later)) else { return Ok(()) };
        let stories = [self.earlier, self.later].map(|i| placed.get(i).map_or(0, |p| p.story));
        let parts = self.found.map_or(Vec::new(), |f| parts(gatherer.model(), &f.0));
        let other = |of: usize, with: usize| {
            let (of, with) = (reports.get(of)?, reports.get(with)?);
            gatherer.attachment(*of, gatherer.story(*with)?)
        };
        let told = |e: &Entry| e.sketch.told.iter().filter_map(|d| day(*d)).collect::<Vec<_>>();
        let explanation = Explanation {
            a: &a.id,
            b: &b.id,
            together: stories[0] == stories[1],
            stories,
            compared: self.found.is_some_and(|f| f.1),
            score: self.found.map(|f| gatherer.model().score(&f.0)),
            average: other(self.later, self.earlier),
            days_apart: a.sketch.day.zip(b.sketch.day).map(|(a, b)| b - a),
            parts,
            shared_words: &self.shared,
            only_a: &self.alone[0],
            only_b: &self.alone[1],
            ages: [&a.sketch.ages, &b.sketch.ages],
            days_told: [told(a), told(b)],
        };
        if json {
            serde_json::to_writer(&mut *out, &explanation)?;
            out.write_all(b"\n")?;
            return Ok(());
        }
        text(out, [a, b], &explanation)
    }
}

/// What each feature adds, the strongest first.
fn parts(model: &PairModel, features: &Features) -> Vec<Part> {
    let parts = model.parts(features);
    let value = |i: usize| features.get(i).copied().filter(|x| !x.is_nan());
    let mut out: Vec<Part> = (FEATURES.iter().enumerate())
        .zip(&parts)
        .map(|((i, (feature, _)), part)| Part { feature, value: value(i), part: *part })
        .collect();
    let constant = parts.get(FEATURES.len()).copied().unwrap_or(0.0);
    out.push(Part { feature: "what every pair has", value: None, part: constant });
    out.sort_by(|a, b| b.part.abs().total_cmp(&a.part.abs()));
    out
}

fn day(number: i32) -> Option<String> {
    Some(variorum::story::record::iso(Date::new(1, 1, 1)?.plus_days(number)))
}

fn text(out: &mut impl Write, reports: [&Entry; 2], e: &Explanation<'_>) -> anyhow::Result<()> {
    for (letter, report, story) in [("A", reports[0], e.stories[0]), ("B", reports[1], e.stories[1])] {
        let title = report.title.split_whitespace().collect::<Vec<_>>().join(" ");
        let date = report.date.as_deref().unwrap_or("no date");
        writeln!(out, "{letter}  {}  {}", neutral(&report.id), shortened(&neutral(&title), 70))?;
        writeln!(out, "   {}, story {story}", neutral(date))?;
    }
    let verdict = if e.together { format!("together, story {}", e.stories[0]) } else { "not together".into() };
    writeln!(out, "\n{verdict}")?;
    match e.score {
        None => writeln!(out, "A was no longer comparable when B came: the window had passed it")?,
        Some(score) => {
            let unasked = if e.compared { "" } else { "; they share too few rare words to be compared unasked" };
            writeln!(
                out,
                "score of the pair {score:+.2} (the logarithm of the odds that both tell one event){unasked}"
            )?;
        }
    }
    if let Some(average) = e.average {
        writeln!(out, "B beside the story of A, on average {average:+.2}: above 0 it belongs there")?;
    }
    let list = |words: &[String]| if words.is_empty() { "-".into() } else { neutral(&words.join(", ")) };
    let shared: Vec<String> = e.shared_words.iter().map(|w| w.0.clone()).collect();
    writeln!(out, "\nrare words of both  {}", list(&shared))?;
    writeln!(out, "names, numbers of A only  {}", list(e.only_a))?;
    writeln!(out, "names, numbers of B only  {}", list(e.only_b))?;
    let ages = e.ages.map(|a| list(&a.iter().map(u8::to_string).collect::<Vec<_>>()));
    writeln!(out, "ages  A {}  B {}", ages[0], ages[1])?;
    writeln!(out, "days told  A {}  B {}", list(&e.days_told[0]), list(&e.days_told[1]))?;
    if let Some(days) = e.days_apart {
        writeln!(out, "days apart  {days}")?;
    }
    writeln!(out, "\n  part  value")?;
    for part in e.parts.iter().filter(|p| p.part.abs() >= 0.005) {
        let value = part.value.map_or("    -".into(), |v| format!("{v:5.2}"));
        writeln!(out, "{:+6.2}  {value}  {}", part.part, part.feature)?;
    }
    Ok(())
}
