//! What a rendering must have in common with what was said, however much alike the two are: a word or who said it, a person
//! where both are told of one, and that both tell what happened or both what might.

use super::matching::Matching;
use super::stretch::{Narration, SaidSentence};
use super::words::{Glossary, WordId};
use crate::annotate::Annotated;
use crate::annotate::lexeme::{Field, Lexeme};
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::Pos;
use crate::annotate::syntax::{Model, Parsed};
use crate::annotate::token::Key;
use crate::annotate::verbs;
use crate::collate::utterance::Utterance;
use crate::story::claim::told::{kind_of, synonyms};
use std::ops::Range;

/// Words of a sentence that is no more than a part of one.
const FEW: usize = 8;
/// So many words before marks may say of whom they are.
const BEFORE: usize = 8;
/// Whoever is told of.
static ANYBODY: List = List::new(
    "man men woman women person people boy girl boys girls he she they i we you one someone somebody individual individuals \
     member members other others",
);
/// By these it is told what may be.
static MAY: List = List::new("if unless whenever when would could should may might whether must can will case");
/// By these something is said of any case.
static ANY_CASE: List = List::new("if unless whenever");

/// Of whom the words of each utterance are, where they are but a part of a clause: the nouns before the marks.
pub(super) struct Subjects(Vec<Vec<Lexeme>>);

impl Subjects {
    /// Those of some utterances.
    pub fn of(reports: &[&Annotated], utterances: &[Utterance]) -> Self {
        Self(utterances.iter().map(|u| subjects(reports, u)).collect())
    }

    /// Whether a stretch may render what was said; `named` where it is told whose words it gives.
    pub fn fits(
        &self,
        report: &Annotated,
        (stretch, window): (&Narration, &SaidSentence),
        m: &Matching,
        named: bool,
    ) -> bool {
        let run = || report.annotations.tokens.get(m.rows.clone()).unwrap_or(&[]);
        let any_case = window.any_case && !run().iter().any(|t| MAY.has(t.key));
        (named || !any_case) && self.one_person(report, (stretch, window), m)
    }

    /// Whether both may be told of one person: of nobody by a noun, or of those that nouns may be for one.
    fn one_person(&self, report: &Annotated, (stretch, window): (&Narration, &SaidSentence), m: &Matching) -> bool {
        let said = self.0.get(window.utterance).map_or(&[][..], Vec::as_slice);
        if said.is_empty() || window.range.start > 0 || window.words.len() > FEW {
            return true;
        }
        // "Non-life-threatening" says nothing.
        let early = |c: &usize| *c < m.rows.end && 2 * (c - stretch.rows.start) < stretch.rows.len();
        let from = stretch.cue.filter(early).map_or(stretch.rows.start, |c| c + 1);
        let one = |a: Lexeme, b: Lexeme| a == b || synonyms(a, b) || kind_of(a, b);
        let own = if from < m.rows.end { persons(report, from..m.rows.end) } else { Vec::new() };
        own.first().is_none_or(|a| said.iter().any(|b| one(*a, *b)))
    }
}

/// Words so much alike are as good as one.
const AS_GOOD: f32 = 0.85;

/// Whether a stretch shares a word with what was said, beside its word of saying: where it does not say whose words they
/// are one as good as the same, else one that means something like it. "The driver fled, Reed said" is all that Reed may say.
pub(super) fn shares(
    glossary: &Glossary,
    (stretch, window): (&Narration, &SaidSentence),
    m: &Matching,
    named: bool,
) -> bool {
    let tells = |w: Option<&WordId>| w.is_some_and(|w| glossary.get(*w).weight > 0.0);
    m.pairs.iter().any(|(i, j, alike)| {
        let own = stretch.words.get(*i).filter(|w| stretch.cue != Some(w.0)).map(|w| &w.1);
        (named || *alike >= AS_GOOD) && tells(own) && tells(window.words.get(*j))
    })
}

/// Whether somebody says what happens in any case, and not what happened.
pub(super) fn any_case(keys: &[Key]) -> bool {
    keys.iter().any(|k| ANY_CASE.has(*k))
}

fn subjects(reports: &[&Annotated], u: &Utterance) -> Vec<Lexeme> {
    let mut out = Vec::new();
    for r in &u.collation.readings {
        let (Some(report), Some(part)) = (reports.get(r.article.index()), r.parts.first()) else { return Vec::new() };
        if !r.fragment && starts_sentence(report, part.start()) {
            return Vec::new();
        }
        let a = &report.annotations;
        let at = a.tokens.partition_point(|t| t.span.end() <= part.start());
        let first = a.sentences.iter().rev().find(|s| s.first as usize <= at).map_or(0, |s| s.first as usize);
        let from = first.max(at.saturating_sub(BEFORE));
        let before = a.tokens.get(from..at).unwrap_or(&[]);
        let cue = before.iter().rposition(|t| verbs::frame(t.key) & verbs::SPOKEN != 0);
        let from = cue.map_or(from, |c| from + c + 1);
        if from < at {
            out.extend(persons(report, from..at));
        }
    }
    out
}

/// Whether marks that begin at byte `at` begin a sentence.
fn starts_sentence(report: &Annotated, at: u32) -> bool {
    let a = &report.annotations;
    let row = a.tokens.partition_point(|t| t.span.end() <= at);
    let words = |from: usize| a.tokens.get(from..row).unwrap_or(&[]).iter().any(|t| t.is_word());
    let first = a.sentences.iter().rev().find(|s| s.first as usize <= row).map_or(0, |s| s.first as usize);
    !words(first)
}

/// Nouns for somebody of whom more is said than that it is somebody, among tokens of a report.
fn persons(report: &Annotated, rows: Range<usize>) -> Vec<Lexeme> {
    let a = &report.annotations;
    let person = |word: &str| {
        let noun = Lexeme::of(word).filter(|_| !ANYBODY.has(Key::word(word))).map(|l| l.noun().unwrap_or(l));
        noun.filter(|n| n.senses().next().is_some_and(|s| s.field() == Field::Person))
    };
    // Most sentences have no such word, whatever their grammar.
    if !a.tokens.get(rows.clone()).unwrap_or(&[]).iter().any(|t| person(report.text(t.span)).is_some()) {
        return Vec::new();
    }
    let Some(model) = Model::english() else { return Vec::new() };
    let (mut parsed, mut out) = (Parsed::default(), Vec::new());
    let from = a.sentences.partition_point(|s| s.end as usize <= rows.start);
    for s in a.sentences.iter().skip(from).take_while(|s| (s.first as usize) < rows.end) {
        parsed.tag(model, report.article.text.as_str(), &a.tokens, *s);
        let Some((first, last)) = a.tokens.get(rows.start).zip(a.tokens.get(rows.end - 1)) else { continue };
        let own = first.span.cover(last.span);
        for (w, (_, pos)) in parsed.words.iter().zip(&parsed.tags) {
            if *pos == Pos::Noun && own.contains(w.span) {
                out.extend(person(report.text(w.span)));
            }
        }
    }
    out
}
