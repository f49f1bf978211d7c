//! Lineage against the truth: which way reports were made from each other, what is left open, which origins are named.

use super::story::Story;
use super::truth::Evidence;
use std::collections::{BTreeMap, BTreeSet};
use variorum::span::ArticleId;
use variorum::story::edition::Edition;
use variorum::story::lineage::{Relation, Source};

/// Hits of what was wanted.
#[derive(Clone, Copy, Default)]
struct Share {
    hits: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.of += 1;
    }

    fn line(self, what: &str) {
        let share = self.hits as f64 / self.of.max(1) as f64;
        println!("  {what:<58} {:>3} of {:>3}  {share:.3}", self.hits, self.of);
    }
}

/// Prints the figures of a part's stories; `errors` also each case that is wrong or missed.
///
/// # Errors
/// Where a story cannot be read.
pub fn score(stories: &[Story], errors: bool) -> Result<(), String> {
    let (mut said, mut found, mut open, mut origins) = Default::default();
    let (mut silent, mut left) = (Share::default(), 0);
    let mut by: BTreeMap<&'static str, Share> = BTreeMap::new();
    for story in stories {
        let edition = story.edition()?;
        let tell = |line: String| {
            if errors {
                println!("{}: {line}", story.name);
            }
        };
        copies(story, &edition, &mut said, &mut found, &mut by, &tell);
        for (a, b) in &story.truth.undetermined {
            let relation = relation(&edition, *a, *b);
            open_pair(&mut open, relation, *a, *b, &tell);
        }
        named(story, &edition, &mut origins, &tell);
        let without = story.edition_without_evidence()?;
        for c in &story.truth.copies {
            let relation = relation(&without, c.copy, c.source);
            let is = matches!(relation, Relation::Undetermined | Relation::Apart);
            silent.add(is);
            if !is {
                tell(format!("without evidence: {} < {} is {relation:?}", letter(c.copy), letter(c.source)));
            }
        }
        for (copy, source) in directed(&without) {
            tell(format!("without evidence: {} < {} said", letter(copy), letter(source)));
            left += 1;
        }
    }
    println!("lineage");
    said.line("edges between reports that are right, of those said");
    found.line("copies found, of those there are");
    for (name, share) in by {
        share.line(&format!("  by {name}"));
    }
    open.line("pairs that share text, left undetermined");
    origins.line("reports under an origin that they state");
    silent.line("evidence removed: copies that are undetermined");
    println!("  {:<58} {left:>3}", "evidence removed: edges between reports still said");
    Ok(())
}

fn copies(
    story: &Story,
    edition: &Edition,
    said: &mut Share,
    found: &mut Share,
    by: &mut BTreeMap<&'static str, Share>,
    tell: &impl Fn(String),
) {
    let truth: BTreeSet<(usize, usize)> = story.truth.copies.iter().map(|c| (c.copy, c.source)).collect();
    let edges = directed(edition);
    for (copy, source) in &edges {
        let right = truth.contains(&(*copy, *source));
        said.add(right);
        if !right {
            let l = &edition.lineage;
            let of = l
                .edges
                .iter()
                .find(|e| e.report.index() == *copy && e.source == Source::Report(ArticleId(*source as u32)));
            let places = of
                .iter()
                .flat_map(|e| &e.evidence)
                .flat_map(|e| e.places.iter().map(|p| format!("{} {}", e.kind.name(), edition.words(*p))));
            let why: Vec<String> = places.take(6).collect();
            tell(format!("too much: {} < {} {why:?}", letter(*copy), letter(*source)));
        }
    }
    for c in &story.truth.copies {
        let hit = edges.contains(&(c.copy, c.source));
        found.add(hit);
        let name = match c.evidence.first() {
            Some(Evidence::Credit) => "credit",
            Some(Evidence::Link) => "link",
            Some(Evidence::Agency) => "agency",
            Some(Evidence::Error) => "shared reading",
            Some(Evidence::Time) | None => "time",
        };
        by.entry(name).or_default().add(hit);
        if !hit {
            tell(format!("missed: {} < {} {:?}", letter(c.copy), letter(c.source), c.evidence));
        }
    }
}

fn open_pair(open: &mut Share, relation: Relation, a: usize, b: usize, tell: &impl Fn(String)) {
    let hit = relation == Relation::Undetermined;
    open.add(hit);
    if !hit {
        tell(format!("not undetermined: {} {} {relation:?}", letter(a), letter(b)));
    }
}

/// Reports of each origin, against those of the program's origin that has most of them.
fn named(story: &Story, edition: &Edition, origins: &mut Share, tell: &impl Fn(String)) {
    let l = &edition.lineage;
    let rows: Vec<BTreeSet<usize>> = l
        .origins
        .iter()
        .map(|o| o.names.iter().map(|p| p.article).chain(o.report).map(|a| a.index()).collect())
        .collect();
    for o in &story.truth.origins {
        let hits = |row: &BTreeSet<usize>| o.reports.iter().filter(|r| row.contains(r)).count();
        let best = rows.iter().map(hits).max().unwrap_or(0);
        origins.hits += best;
        origins.of += o.reports.len();
        if best < o.reports.len() {
            tell(format!("origin {}: {:?} of {rows:?}", o.name, o.reports));
        }
    }
    for (o, row) in l.origins.iter().zip(&rows) {
        if !story.truth.origins.iter().any(|t| t.reports.iter().any(|r| row.contains(r))) && o.report.is_none() {
            let name = o.names.first().map_or("", |p| edition.words(*p));
            tell(format!("an origin that the truth does not have: {name:?} {} {row:?}", o.kind.name()));
        }
    }
}

fn directed(edition: &Edition) -> Vec<(usize, usize)> {
    let between = edition.lineage.edges.iter().filter_map(|e| match e.source {
        Source::Report(a) => Some((e.report.index(), a.index())),
        Source::Origin(_) => None,
    });
    between.collect()
}

fn relation(edition: &Edition, a: usize, b: usize) -> Relation {
    edition.lineage.relation(ArticleId(a as u32), ArticleId(b as u32))
}

fn letter(report: usize) -> char {
    ('A'..='Z').nth(report).unwrap_or('?')
}
