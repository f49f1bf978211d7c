//! Words outside marks that tell what some report prints as a quotation: "that the beams had been looked at in spring"
//! beside "We had every one of those beams inspected this spring".
//!
//! [`pair::candidates`] finds what may be one, by what words mean and not by their letters; [`model`] says how likely it
//! is; [`paraphrases`] keeps for each stretch the likeliest. It is a guess by likeness, and shown as one.

pub mod matching;
pub mod model;
pub mod pair;
pub mod stretch;
pub mod words;

use crate::annotate::Annotated;
use crate::collate::named::Names;
use crate::collate::utterance::Utterance;
use crate::span::Place;
use model::ParaphraseModel;
use pair::{Candidate, candidates};
use std::ops::Range;

/// What is less likely than that is not linked. On the stories it was learned from this is where what is found and what
/// is right of it are balanced, each story left out in turn.
const LIKELY: f32 = 0.4;

/// Words outside marks, and what they render.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paraphrase {
    /// The words outside marks.
    pub place: Place,
    /// The utterance, by its number from 0.
    pub utterance: usize,
    /// The words of the utterance's text that they render.
    pub words: Range<u32>,
    /// How likely it is, in hundredths.
    pub percent: u8,
    /// One of the two denies and the other does not: perhaps the opposite is told.
    pub negation: bool,
    /// Both have numbers, and no number in common.
    pub number: bool,
}

impl Paraphrase {
    /// The names of the flags that are set, in a fixed order.
    pub fn flags(&self) -> Vec<&'static str> {
        [(self.negation, "negation"), (self.number, "number")].into_iter().filter_map(|(on, n)| on.then_some(n)).collect()
    }
}

/// The paraphrases in a set of reports, in order of their places. Only reports in English are looked at.
pub fn paraphrases(reports: &[&Annotated], utterances: &[Utterance], names: &Names) -> Vec<Paraphrase> {
    let Some(model) = ParaphraseModel::english() else { return Vec::new() };
    chosen(&candidates(reports, utterances, names), |c| model.likelihood(&c.features))
}

/// Of the candidates of each stretch the likeliest, and others that render something else in other words of it.
pub fn chosen(candidates: &[Candidate], likelihood: impl Fn(&Candidate) -> f32) -> Vec<Paraphrase> {
    let mut out: Vec<Paraphrase> = Vec::new();
    for of_stretch in candidates.chunk_by(|a, b| a.stretch == b.stretch) {
        let mut likely: Vec<(f32, &Candidate)> =
            of_stretch.iter().map(|c| (likelihood(c), c)).filter(|c| c.0 >= LIKELY).collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0));
        let first = out.len();
        for (p, c) in likely {
            let taken = |o: &Paraphrase| o.place.span.overlaps(c.place.span) || o.utterance == c.utterance;
            if !out.get(first..).unwrap_or(&[]).iter().any(taken) {
                out.push(Paraphrase {
                    place: c.place,
                    utterance: c.utterance,
                    words: c.range.clone(),
                    percent: (p * 100.0).round() as u8,
                    negation: c.negation,
                    number: c.number,
                });
            }
        }
    }
    out.sort_by(|a, b| (a.place, a.utterance).cmp(&(b.place, b.utterance)));
    out
}
