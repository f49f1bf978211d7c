//! Words of a quotation that another report prints without marks, one behind the other: "all safety systems had been
//! inspected in August and had been working" beside "All safety systems were inspected in August and were working".

use super::Paraphrase;
use super::pair::{Matter, prints};
use super::stretch::Narration;
use super::words::Glossary;
use crate::annotate::Annotated;
use crate::annotate::lexicon::{List, MODALS, PRONOUNS};
use crate::annotate::syntax::tags::Pos;
use crate::annotate::syntax::{Model, Parsed};
use crate::annotate::token::Key;
use crate::collate::utterance::Utterance;
use crate::span::{ArticleId, Place, Span};
use std::collections::HashMap;
use std::ops::Range;

/// So many words in a row that both have are no accident.
const IN_A_ROW: usize = 8;
/// So many of them tell something.
const TELLING: usize = 3;
/// Words of the runs by which they are looked for.
const GRAM: usize = 4;
/// So many words before the run its verb may stand.
const BEFORE: usize = 3;
/// A run of words in more places than that tells nothing.
const FREQUENT: usize = 16;
/// How likely it is, in hundredths, that these are the words: as likely as anything is here.
const SURE: u8 = 99;

/// Verbs that change when somebody's words are told in another's: "were", "had been".
static VERBS: List = List::new(
    "am is are was were be been being have has had having do does did isn't aren't wasn't weren't haven't hasn't hadn't \
     don't doesn't didn't",
);

/// A word that stays as it is in indirect speech: what it is a form of, and its number in the utterance or its token.
type Kept = (u64, u32);

/// Whether a word may stand otherwise, or not at all, in indirect speech.
fn shifts(key: Key) -> bool {
    // Those that deny are kept.
    PRONOUNS.has(key) || MODALS.has(key) && !denies(key) || VERBS.has(key) && !denies(key)
}

fn denies(key: Key) -> bool {
    crate::annotate::lexicon::NEGATIONS.has(key)
}

/// The stretches that have the words of a quotation, but for the marks.
pub(super) fn unmarked(reports: &[&Annotated], utterances: &[Utterance], matter: &Matter) -> Vec<Paraphrase> {
    let glossary = &matter.glossary;
    let said: Vec<Vec<Kept>> = utterances.iter().map(|u| kept_of(u, glossary)).collect();
    let mut index: HashMap<u64, Vec<(u32, u32)>> = HashMap::new();
    for (u, words) in said.iter().enumerate().filter(|(_, w)| w.len() >= GRAM) {
        for (i, gram) in words.windows(GRAM).enumerate() {
            let list = index.entry(hash(gram)).or_default();
            if list.len() <= FREQUENT {
                list.push((u as u32, i as u32));
            }
        }
    }
    let mut out = Vec::new();
    for stretch in &matter.stretches {
        out.extend(best(reports, utterances, (stretch, glossary), &said, &index));
    }
    out
}

fn hash(words: &[Kept]) -> u64 {
    words.iter().fold(7, |h: u64, w| (h ^ w.0).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29))
}

/// The words of an utterance that stay in indirect speech.
fn kept_of(u: &Utterance, glossary: &Glossary) -> Vec<Kept> {
    let text = &u.collation.text;
    let kept = |(i, w): (usize, &str)| {
        let key = super::stretch::key_of(&w.to_lowercase());
        let row = glossary.row(key).filter(|_| !shifts(key))?;
        Some((glossary.get(row).lemma, i as u32))
    };
    text.iter().enumerate().filter_map(|(i, w)| kept((i, w.text))).collect()
}

/// Whether tokens of a report say that something is or happens: a man's office, however long, renders nothing.
fn tells(report: &Annotated, rows: &Range<usize>) -> bool {
    let a = &report.annotations;
    let Some(model) = Model::english() else { return true };
    let mut parsed = Parsed::default();
    let from = a.sentences.partition_point(|s| s.end as usize <= rows.start);
    a.sentences.iter().skip(from).take_while(|s| (s.first as usize) < rows.end).any(|s| {
        parsed.tag(model, report.article.text.as_str(), &a.tokens, *s);
        // "Will shut | down the mill at the end of the road"
        let run = rows.start.saturating_sub(BEFORE).max(s.first as usize)..rows.end;
        let own = |span: Span| a.tokens.get(run.clone()).unwrap_or(&[]).iter().any(|t| t.span.overlaps(span));
        let words = parsed.words.iter().zip(&parsed.tags);
        words.into_iter().any(|(w, (_, pos))| matches!(pos, Pos::Verb | Pos::Aux) && own(w.span))
    })
}

/// The longest run of words of a stretch that an utterance has too, if it is long enough.
fn best(
    reports: &[&Annotated],
    utterances: &[Utterance],
    (stretch, glossary): (&Narration, &Glossary),
    said: &[Vec<Kept>],
    index: &HashMap<u64, Vec<(u32, u32)>>,
) -> Option<Paraphrase> {
    let tokens = &reports.get(stretch.report)?.annotations.tokens;
    let kept = |row: usize| {
        let t = tokens.get(row).filter(|t| t.is_word() && !shifts(t.key))?;
        Some((glossary.get(glossary.row(t.key)?).lemma, row as u32))
    };
    let own: Vec<Kept> = stretch.rows.clone().filter_map(kept).collect();
    if own.len() < GRAM {
        return None;
    }
    // How many words, the utterance, its words, the tokens.
    let mut best: Option<(usize, usize, Range<u32>, Range<usize>)> = None;
    for (i, gram) in own.windows(GRAM).enumerate() {
        for (u, j) in index.get(&hash(gram)).filter(|l| l.len() <= FREQUENT).into_iter().flatten() {
            let (u, j) = (*u as usize, *j as usize);
            let words = &said[u];
            let before = i.checked_sub(1).zip(j.checked_sub(1));
            if before.is_some_and(|(a, b)| own[a].0 == words[b].0) {
                continue;
            }
            let n = own[i..].iter().zip(&words[j..]).take_while(|(a, b)| a.0 == b.0).count();
            let (Some(first), Some(last)) = (words.get(j), (j + n).checked_sub(1).and_then(|k| words.get(k))) else {
                continue;
            };
            let range = first.1..last.1 + 1;
            let long = (range.end - range.start) as usize;
            let rows = own[i].1 as usize..own[i + n - 1].1 as usize + 1;
            let telling = stretch.words.iter().filter(|w| rows.contains(&w.0)).count();
            let enough = long >= IN_A_ROW && n >= GRAM && telling >= TELLING;
            if enough && best.as_ref().is_none_or(|b| long > b.0) && !prints(utterances, stretch.report, u, &range) {
                best = Some((long, u, range, rows));
            }
        }
    }
    let (_, utterance, words, rows) = best?;
    if !tells(reports.get(stretch.report)?, &rows) {
        return None;
    }
    let (first, last) = (tokens.get(rows.start)?, tokens.get(rows.end - 1)?);
    Some(Paraphrase {
        place: Place { article: ArticleId(stretch.report as u32), span: first.span.cover(last.span) },
        utterance,
        words,
        percent: SURE,
        negation: false,
        number: false,
        unmarked: true,
    })
}
