//! Paraphrases against the truth.
//!
//! A link is right where its words outside marks hold half of those of the truth, or the two are alike by half (F1 over
//! bytes), and a word of the utterance that it leads to stands in a quotation of the truth. Found is a paraphrase of the
//! truth that a right link leads to.

use super::story::{Story, place};
use std::collections::BTreeSet;
use variorum::span::Place;
use variorum::story::edition::Edition;
use variorum::story::paraphrase::Paraphrase;
use variorum::story::paraphrase::features::Features;
use variorum::story::paraphrase::pair::{Candidate, candidates};

/// How much of the truth's words a link must hold, or how alike the two must be.
const HALF: f32 = 0.5;

/// Prints the figures of a part's stories; `errors` also each link that is wrong and each paraphrase that is missed.
///
/// # Errors
/// Where a story cannot be read.
pub fn score(stories: &[Story], errors: bool) -> Result<(), String> {
    let mut tally = Tally::default();
    for story in stories {
        let edition = story.edition()?;
        tally.add(story, &edition, &edition.paraphrases, errors);
    }
    tally.print();
    Ok(())
}

/// What was said, and how much of it was right.
#[derive(Default)]
pub struct Tally {
    said: usize,
    right: usize,
    found: usize,
    of: usize,
}

impl Tally {
    /// Counts one story; `errors` also prints what is wrong and what is missed.
    pub fn add(&mut self, story: &Story, edition: &Edition, found: &[Paraphrase], errors: bool) {
        let mut reached = BTreeSet::new();
        self.of += story.truth.paraphrases.len();
        self.said += found.len();
        for p in found {
            let gold = truth(story, edition, p.place, (p.utterance, &p.words));
            self.right += usize::from(gold.is_some());
            reached.extend(gold);
            if errors && gold.is_none() {
                let said = edition.utterances[p.utterance].collation.text.slice(p.words.clone());
                println!(
                    "{}: wrong, {}%: {} {:?} < {said:?}",
                    story.name,
                    p.percent,
                    edition.siglum(p.place.article),
                    edition.words(p.place)
                );
            }
        }
        self.found += reached.len();
        for (i, p) in story.truth.paraphrases.iter().enumerate() {
            if errors && !reached.contains(&i) {
                let at = place(&p.place);
                println!("{}: missed: {} {:?}", story.name, edition.siglum(at.article), edition.words(at));
            }
        }
    }

    /// Prints precision, recall and F1.
    pub fn print(&self) {
        let share = |a: usize, b: usize| a as f64 / b.max(1) as f64;
        let (p, r) = (share(self.right, self.said), share(self.found, self.of));
        let f = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        println!("paraphrases");
        println!("  {:<58} {:>3} of {:>3}  {p:.3}", "links that are right, of those said", self.right, self.said);
        println!("  {:<58} {:>3} of {:>3}  {r:.3}", "paraphrases found, of those there are", self.found, self.of);
        println!("  {:<58}             {f:.3}", "F1");
    }
}

/// The paraphrase of the truth that a link is.
fn truth(story: &Story, edition: &Edition, at: Place, said: (usize, &std::ops::Range<u32>)) -> Option<usize> {
    let overlap = |a: Place, b: Place| {
        let bytes = a.span.end().min(b.span.end()).saturating_sub(a.span.start().max(b.span.start()));
        if a.article == b.article { bytes as f32 } else { 0.0 }
    };
    let right = |p: &super::truth::Paraphrase| {
        let gold = place(&p.place);
        let both = overlap(gold, at);
        let alike = 2.0 * both / (gold.span.len() + at.span.len()).max(1) as f32;
        let text = &edition.utterances.get(said.0)?.collation.text;
        let mut words = text.words(said.1.start as usize..said.1.end as usize).flat_map(|w| w.places);
        let quoted = words.any(|w| p.quotations.iter().any(|q| overlap(place(q), *w) > 0.0));
        let held = both >= HALF * gold.span.len() as f32;
        (quoted && (held || alike >= HALF)).then_some(alike)
    };
    let all = story.truth.paraphrases.iter().enumerate().filter_map(|(i, p)| Some((right(p)?, i)));
    all.max_by(|a, b| a.0.total_cmp(&b.0)).map(|x| x.1)
}

/// The candidates of a story, with what the truth says of each.
pub struct Examples {
    pub edition: Edition,
    pub candidates: Vec<Candidate>,
    /// `None` for other words of a stretch, or of an utterance, of which some pair is right.
    truths: Vec<Option<bool>>,
}

impl Examples {
    /// What is learned from.
    pub fn rows(&self) -> impl Iterator<Item = (&Features, bool)> {
        self.candidates.iter().zip(&self.truths).filter_map(|(c, t)| Some((&c.features, (*t)?)))
    }
}

/// Makes the candidates of a story.
///
/// # Errors
/// Where the story cannot be read.
pub fn examples(story: &Story) -> Result<Examples, String> {
    let edition = story.edition()?;
    let reports: Vec<_> = edition.reports.iter().collect();
    let candidates = candidates(&reports, &edition.utterances, &edition.names, true);
    let right: Vec<bool> =
        candidates.iter().map(|c| truth(story, &edition, c.place, (c.utterance, &c.range)).is_some()).collect();
    let near: BTreeSet<(usize, usize)> =
        candidates.iter().zip(&right).filter(|(_, r)| **r).map(|(c, _)| (c.stretch, c.utterance)).collect();
    let truths = candidates
        .iter()
        .zip(&right)
        .map(|(c, right)| (*right || !near.contains(&(c.stretch, c.utterance))).then_some(*right))
        .collect();
    Ok(Examples { edition, candidates, truths })
}
