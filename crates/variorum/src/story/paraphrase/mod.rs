//! Words outside marks that tell what some report prints as a quotation: "that the beams had been looked at in spring"
//! beside "We had every one of those beams inspected this spring".
//!
//! [`pair::candidates`] finds what may be one, by what words mean and not by their letters; [`model`] says how likely it
//! is; [`paraphrases`] keeps for each stretch the likeliest. It is a guess by likeness, and shown as one.

pub mod features;
mod fit;
pub mod matching;
pub mod model;
pub mod near;
pub mod pair;
pub mod stretch;
mod unmarked;
pub mod words;

use crate::annotate::Annotated;
use crate::collate::named::Names;
use crate::collate::utterance::Utterance;
use crate::span::{ArticleId, Place};
use model::ParaphraseModel;
use pair::{Candidate, Matter};
use std::collections::HashMap;
use std::ops::Range;
use unmarked::unmarked;

/// What is less likely than that is not linked.
const LIKELY: f32 = 0.5;
/// So many pairs, as a logarithm, the stories have that the weights were learned from; and how far the odds of each fall
/// where there are more: what is said again does not grow as fast as what is alike by chance.
const USUAL: f32 = 6.5;
const FALL: f32 = 0.5;
/// So much has to bear a pair out by itself, and how far its odds fall below that: news has fewer paraphrases than those
/// stories.
const ENOUGH: f32 = 0.75;
const STEEP: f32 = 3.0;

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
    /// They are the words themselves, but for verbs and pronouns that shift in indirect speech.
    pub unmarked: bool,
}

impl Paraphrase {
    /// The names of the flags that are set, in a fixed order.
    pub fn flags(&self) -> Vec<&'static str> {
        [(self.negation, "negation"), (self.number, "number"), (self.unmarked, "unmarked")]
            .into_iter()
            .filter_map(|(on, n)| on.then_some(n))
            .collect()
    }
}

/// The paraphrases in a set of reports, in order of their places. Only reports in English are looked at.
pub fn paraphrases(reports: &[&Annotated], utterances: &[Utterance], names: &Names) -> Vec<Paraphrase> {
    let Some(model) = ParaphraseModel::english() else { return Vec::new() };
    let matter = Matter::of(reports, utterances);
    let mut out = unmarked(reports, utterances, &matter);
    let mut rest = matter.candidates(reports, utterances, names, false);
    // What has the words themselves is no guess, and what stands beside it renders other words.
    let mut of: HashMap<ArticleId, Vec<&Paraphrase>> = HashMap::new();
    out.iter().for_each(|p| of.entry(p.place.article).or_default().push(p));
    rest.retain(|c| {
        let same =
            |p: &&Paraphrase| p.utterance == c.utterance && p.words.start < c.range.end && c.range.start < p.words.end;
        !of.get(&c.place.article).into_iter().flatten().any(|p| same(p) || p.place.span.overlaps(c.place.span))
    });
    out.extend(chosen(&rest, |c| model.likelihood(&c.features)));
    out.sort_by_key(|p| (p.place, p.utterance));
    out
}

/// Of the candidates of each stretch the likeliest, and others that render something else in other words of it; of those
/// of a report that render the same sentence the likeliest, and none where the report prints it in marks.
pub fn chosen(candidates: &[Candidate], likelihood: impl Fn(&Candidate) -> f32) -> Vec<Paraphrase> {
    let mut of_stretches: Vec<(f32, &Candidate)> = Vec::new();
    for of_stretch in candidates.chunk_by(|a, b| a.stretch == b.stretch) {
        let mut likely: Vec<(f32, &Candidate)> = of_stretch
            .iter()
            .filter(|c| !c.slight && !c.printed)
            .map(|c| (among(likelihood(c), c), c))
            .filter(|c| c.0 >= LIKELY)
            .collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0));
        let first = of_stretches.len();
        for (p, c) in likely {
            let taken = |o: &(f32, &Candidate)| o.1.place.span.overlaps(c.place.span) || o.1.utterance == c.utterance;
            if !of_stretches.get(first..).unwrap_or(&[]).iter().any(taken) {
                of_stretches.push((p, c));
            }
        }
    }
    // Of equals the first.
    of_stretches.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut rendered: HashMap<(ArticleId, usize), Vec<&Range<u32>>> = HashMap::new();
    let mut out: Vec<Paraphrase> = Vec::new();
    for (p, c) in of_stretches {
        let known = rendered.entry((c.place.article, c.utterance)).or_default();
        if known.iter().any(|r| r.start < c.range.end && c.range.start < r.end) {
            continue;
        }
        known.push(&c.range);
        out.push(Paraphrase {
            place: c.place,
            utterance: c.utterance,
            words: c.range.clone(),
            percent: (p * 100.0).round() as u8,
            negation: c.negation,
            number: c.number,
            unmarked: false,
        });
    }
    out.sort_by_key(|p| (p.place, p.utterance));
    out
}

/// How likely a candidate is among as many as the story has, by what bears it out.
fn among(likely: f32, c: &Candidate) -> f32 {
    let times = (FALL * (c.chances - USUAL).max(0.0) + STEEP * (ENOUGH - c.bearing).max(0.0)).exp();
    likely / (likely + (1.0 - likely) * times)
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::story::edition::{Edition, edition};

    const A: &str = "The roof of the weaving shed at Hallow Bridge came down on Monday, and nobody was hurt.\n\n\
        “We had every one of those beams inspected in the spring and not one was rotten,” said Ann Lowe, who owns the \
        mill.\n\nThe street below it is shut to traffic, the council said.\n";

    fn of(texts: &[&str]) -> Edition {
        let report = |(i, t): (usize, &&str)| {
            annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), t.as_bytes().to_vec()).captures.remove(0)))
        };
        edition(texts.iter().enumerate().map(report).collect())
    }

    fn links(e: &Edition) -> Vec<(&str, &str, Vec<&'static str>)> {
        let link = |p: &super::Paraphrase| (e.siglum(p.place.article), e.words(p.place), p.flags());
        e.paraphrases.iter().map(link).collect()
    }

    #[test]
    fn words_outside_marks_lead_to_what_they_render() {
        let b = "A shed has lost its roof in Hallow Bridge. The owner, Ann Lowe, said that all the beams had been inspected \
            in spring and none of them was rotten. Buses go by way of Mill Lane until Friday.\n";
        let e = of(&[A, b]);
        let found = links(&e);
        let [(siglum, words, _)] = found[..] else { panic!("{found:?}") };
        assert_eq!(siglum, "B");
        assert!(words.contains("beams had been inspected"), "{words}");
        // The same with the reports the other way round.
        let e = of(&[b, A]);
        let turned = links(&e);
        assert_eq!(turned.iter().map(|l| l.1).collect::<Vec<_>>(), [words]);
    }

    #[test]
    fn what_denies_has_a_flag() {
        let b = "A shed has lost its roof in Hallow Bridge. The owner, Ann Lowe, said that the beams had never been \
            inspected in the spring. Buses go by way of Mill Lane until Friday.\n";
        let a = &A.replace(" and not one was rotten", "");
        let e = of(&[a, b]);
        assert!(links(&e).iter().all(|l| l.2.contains(&"negation")), "{:?}", links(&e));
    }

    #[test]
    fn words_without_marks_are_the_words() {
        let a = "The press at the mill burst on Monday.\n\n“All safety valves were inspected in August and were working,” \
            the company said in a statement.\n";
        let b = "A press burst at the mill.\n\nThe company said that all safety valves had been inspected in August and had \
            been working.\n";
        let e = of(&[a, b]);
        let words = "all safety valves had been inspected in August and had been working";
        assert_eq!(links(&e), [("B", words, vec!["unmarked"])]);
    }

    #[test]
    fn nothing_in_common_is_no_paraphrase() {
        let a = "A baker was shot on Monday.\n\n“It is too early to speak of a motive,” the police said.\n";
        let b = "A baker was shot.\n\n“It is too early to speak of a motive,” police said on Tuesday.\n\nRain had fallen on \
            the meadows all morning, and farmers were bringing in the last of the hay.\n";
        assert_eq!(links(&of(&[a, b])), []);
    }

    #[test]
    fn other_matters_are_not_linked() {
        let b = "Ferries to the island did not sail on Tuesday because of the wind. The harbour master, Tom Hale, said that \
            passengers should come back in the afternoon.\n";
        assert_eq!(links(&of(&[A, b])), []);
        assert_eq!(links(&of(&["", "“”"])), []);
    }
}
