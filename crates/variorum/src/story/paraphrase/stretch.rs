//! What stands outside marks, sentence by sentence, and what stands inside, in windows of one or two sentences.

use super::words::{Glossary, Vector, WordId, numbers};
use crate::annotate::Annotated;
use crate::annotate::lexicon::PRONOUN_SUBJECTS;
use crate::annotate::token::{Key, Token, TokenKind};
use crate::annotate::verbs;
use crate::collate::utterance::Utterance;
use crate::span::Span;
use std::ops::Range;

/// What somebody speaks of themselves by.
const FIRST_PERSON: [&str; 9] = ["i", "we", "my", "our", "me", "us", "mine", "ours", "myself"];
/// What somebody else is spoken of by, beside the pronouns that are subjects.
const OTHERS: [&str; 6] = ["his", "her", "their", "him", "them", "hers"];
/// Who somebody is that was named before.
const BY_PRONOUN: [&str; 3] = ["he", "she", "they"];
/// Content words with which a stretch is long enough to tell something.
const LEAST: usize = 2;
/// Before these a stretch may be cut, beside stops, and what is kept may begin with them.
const CLAUSES: &[&str] = &[
    "that", "and", "but", "because", "as", "while", "when", "if", "which", "who", "whose", "where", "so", "since",
    "after", "before", "until", "than",
];
/// Before these a stretch may be cut too, but what begins with them would read like the end of something.
const PHRASES: &[&str] = &["with", "by", "for", "of", "to", "in", "on", "from"];

/// Words of one sentence of a report outside marks.
#[derive(Clone, Debug)]
pub struct Narration {
    /// The report.
    pub report: usize,
    /// The sentence, counted in the report.
    pub sentence: usize,
    /// Its tokens.
    pub rows: Range<usize>,
    /// Its content words: token and word.
    pub words: Vec<(usize, WordId)>,
    /// Where it may be cut: tokens that begin a piece, the first and one past the last among them, and whether words that
    /// are cut out may begin there.
    pub cuts: Vec<(usize, bool)>,
    /// What it means.
    pub vector: Vector,
    /// A word of saying or thinking: the token.
    pub cue: Option<usize>,
    /// Marks stand beside it in its sentence.
    pub beside: bool,
    /// The numbers in it.
    pub numbers: Vec<(f64, f64)>,
    /// Words that are names.
    pub names: Vec<Key>,
    /// Somebody is spoken of as he, she or they.
    pub third_person: bool,
    /// And by "he", "she" or "they", where no noun for somebody else stands right before the word of saying.
    pub by_pronoun: bool,
}

/// The stretches of all reports in English, in order.
pub fn stretches(reports: &[&Annotated], glossary: &Glossary) -> Vec<Narration> {
    let mut out = Vec::new();
    for (r, report) in reports.iter().enumerate() {
        let a = &report.annotations;
        if !is_english(report) {
            continue;
        }
        let mut marks: Vec<Span> = a
            .quotations
            .iter()
            .filter(|q| q.kind.is_speech() && q.nested_in.is_none())
            .flat_map(|q| report.parts(q).iter().map(|p| p.outer))
            .collect();
        marks.sort_unstable();
        let mut next = 0;
        for (s, sentence) in a.sentences.iter().enumerate() {
            let (first, end) = (sentence.first as usize, sentence.end as usize);
            let Some(tokens) = a.tokens.get(first..end).filter(|t| !t.is_empty()) else { continue };
            while marks.get(next).is_some_and(|m| m.end() <= tokens[0].span.start()) {
                next += 1;
            }
            let inside =
                |t: &Token| marks[next..].iter().take_while(|m| m.start() < t.span.end()).any(|m| m.overlaps(t.span));
            let mut from = first;
            let beside = tokens.iter().any(inside);
            for row in first..=end {
                if row < end && !inside(&a.tokens[row]) {
                    continue;
                }
                if from < row {
                    out.extend(stretch(report, r, s, from..row, beside, glossary));
                }
                from = row + 1;
            }
        }
    }
    out
}

/// Whether the words of a report are those the table of meanings has; a report of no known language may be.
fn is_english(report: &Annotated) -> bool {
    report.annotations.language.is_none_or(|l| l.words().is_none())
}

fn stretch(
    report: &Annotated,
    r: usize,
    sentence: usize,
    rows: Range<usize>,
    beside: bool,
    glossary: &Glossary,
) -> Option<Narration> {
    let tokens = report.annotations.tokens.get(rows.clone())?;
    let words = content(tokens, rows.start, glossary);
    if words.len() < LEAST {
        return None;
    }
    let text = report.article.text.as_str();
    let ids: Vec<WordId> = words.iter().map(|w| w.1).collect();
    let mut cuts = vec![(rows.start, true)];
    for (k, t) in tokens.iter().enumerate().skip(1) {
        let row = rows.start + k;
        let word = text.get(t.span.range()).unwrap_or("");
        let is_one = |list: &[&str]| list.iter().any(|j| word.eq_ignore_ascii_case(j));
        let opens = tokens[k - 1].kind() == TokenKind::Punct || is_one(CLAUSES);
        if opens || is_one(PHRASES) {
            cuts.push((row, opens));
        }
    }
    cuts.push((rows.end, false));
    let low: Vec<String> = tokens.iter().map(|t| text.get(t.span.range()).unwrap_or("").to_lowercase()).collect();
    let low: Vec<&str> = low.iter().map(String::as_str).collect();
    let other =
        |(t, w): (&Token, &&str)| PRONOUN_SUBJECTS.has(t.key) && !matches!(*w, "i" | "it" | "we") || OTHERS.contains(w);
    let cue = |t: &Token| verbs::frame(t.key) & verbs::SPOKEN != 0 || verbs::thinks(t.key) || verbs::is_noun(t.key);
    let names: Vec<Key> = words
        .iter()
        .filter(|w| glossary.get(w.1).name)
        .filter_map(|w| Some(report.annotations.tokens.get(w.0)?.key))
        .collect();
    let at = tokens.iter().position(cue);
    // "The homeowner told police he didn't know": it is the homeowner's.
    let before = at.and_then(|k| k.checked_sub(1)).and_then(|k| tokens.get(k)).and_then(|t| glossary.row(t.key));
    let another = before.is_some_and(|w| glossary.is_person(w));
    let he = |w: &&str| BY_PRONOUN.contains(&w.split(['\'', '’']).next().unwrap_or(w));
    Some(Narration {
        report: r,
        sentence,
        vector: glossary.sum(&ids),
        cue: at.map(|k| rows.start + k),
        numbers: numbers(&low),
        names,
        by_pronoun: !another && low.iter().any(he),
        third_person: tokens.iter().zip(&low).any(other),
        rows,
        words,
        cuts,
        beside,
    })
}

fn content(tokens: &[Token], first: usize, glossary: &Glossary) -> Vec<(usize, WordId)> {
    let telling = |(k, t): (usize, &Token)| {
        let row = glossary.row(t.key).filter(|_| t.is_word())?;
        (glossary.get(row).weight > 0.0).then_some((first + k, row))
    };
    tokens.iter().enumerate().filter_map(telling).collect()
}

/// A sentence of an utterance, or two that follow each other.
#[derive(Clone, Debug)]
pub struct SaidSentence {
    /// The utterance.
    pub utterance: usize,
    /// Words of its text.
    pub range: Range<u32>,
    /// Its content words.
    pub words: Vec<WordId>,
    /// What it means.
    pub vector: Vector,
    /// Somebody speaks of themselves.
    pub first_person: bool,
    /// The numbers in it.
    pub numbers: Vec<(f64, f64)>,
    /// It denies.
    pub denies: bool,
    /// It is said of any case: "if somebody breaks in".
    pub any_case: bool,
}

/// The windows of all utterances, in order.
pub fn windows(reports: &[&Annotated], utterances: &[Utterance], glossary: &Glossary) -> Vec<SaidSentence> {
    let mut out = Vec::new();
    for (u, utterance) in utterances.iter().enumerate() {
        let text = &utterance.collation.text;
        let mut sentences: Vec<Range<u32>> = Vec::new();
        let mut from = 0;
        for (i, w) in text.iter().enumerate() {
            let stop = w.after.contains(['.', '!', '?', ';', '…', '/']) || i + 1 == text.len();
            if stop && (i as u32 + 1 - from >= 2 || i + 1 == text.len()) {
                sentences.push(from..i as u32 + 1);
                from = i as u32 + 1;
            }
        }
        let pairs = sentences.windows(2).map(|w| w[0].start..w[1].end);
        for range in sentences.iter().cloned().chain(pairs) {
            out.extend(window(reports, utterance, u, range, glossary));
        }
    }
    out
}

/// The key of a word in small letters.
pub(super) fn key_of(word: &str) -> Key {
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    Key::of(word, if digits { TokenKind::Number } else { TokenKind::Word })
}

fn window(
    reports: &[&Annotated],
    utterance: &Utterance,
    u: usize,
    range: Range<u32>,
    glossary: &Glossary,
) -> Option<SaidSentence> {
    let words: Vec<_> = utterance.collation.text.words(range.start as usize..range.end as usize).collect();
    let place = words.first()?.places.first()?;
    if !reports.get(place.article.index()).is_some_and(|r| is_english(r)) {
        return None;
    }
    let low: Vec<String> = words.iter().map(|w| w.text.to_lowercase()).collect();
    let low: Vec<&str> = low.iter().map(String::as_str).collect();
    let keys: Vec<Key> = low.iter().map(|w| key_of(w)).collect();
    let ids: Vec<WordId> =
        keys.iter().filter_map(|k| glossary.row(*k)).filter(|w| glossary.get(*w).weight > 0.0).collect();
    if ids.is_empty() {
        return None;
    }
    // "I've", "we'll"
    let own = |w: &str| FIRST_PERSON.contains(&w.split(['\'', '’']).next().unwrap_or(w));
    Some(SaidSentence {
        utterance: u,
        range,
        vector: glossary.sum(&ids),
        words: ids,
        first_person: low.iter().any(|w| own(w)),
        numbers: numbers(&low),
        any_case: super::fit::any_case(&keys),
        denies: glossary.denies(keys.into_iter()),
    })
}
