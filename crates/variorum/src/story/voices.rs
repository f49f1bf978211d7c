//! The same words given to different people.
//!
//! Reports call one speaker by many names, and what is read of them may be wrong: only persons count who are not two
//! spellings of one, and whom a report names right beside its word of saying, or two reports alike.

use super::edition::Edition;
use crate::annotate::Annotated;
use crate::annotate::entity::recognise::NameKind;
use crate::annotate::lexicon::TITLES;
use crate::annotate::quotation::Quotation;
use crate::annotate::speaker::is_forename;
use crate::annotate::token::Key;
use crate::collate::named::on_one_line;
use crate::collate::utterance::Utterance;
use crate::span::{ArticleId, QuotationId};

/// Words that have to be alike before it counts that they are given to different people.
const WORDS: u32 = 4;
/// Bytes between the name and the word of saying: "the judge, Mrs Justice Ellery, said".
const BESIDE: u32 = 12;

/// Where it stands among what changed most: behind a number that became another, before a name that did
/// ([`gravity`](crate::collate::variant::Variant::gravity)).
pub const GRAVITY: u32 = 1470;

/// Somebody to whom reports give an utterance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The name, in the fullest form that these reports have.
    pub name: String,
    /// The reports, in order.
    pub reports: Vec<ArticleId>,
}

/// To whom reports give an utterance, where two give the same words to people who are clearly not one; else nobody.
pub fn voices(edition: &Edition, u: &Utterance) -> Vec<Voice> {
    let mut found: Vec<Found> = Vec::new();
    for reading in u.collation.readings.iter().filter(|r| !r.fragment) {
        let Some(report) = edition.reports.get(reading.article.index()) else { continue };
        let named = || {
            let rows = reading.rows.iter().filter_map(|row| edition.quotation(reading.article, QuotationId(*row)));
            rows.filter(|q| q.speaker.is_some_and(|s| s.name.is_some()))
        };
        let plain = named().find(|q| is_plain(report, q));
        let Some(q) = plain.or_else(|| named().next()) else { continue };
        let row = edition.names.speaker(reading.article, report, q);
        let Some(name) = report.speaker_name(q).filter(|n| is_person(edition, row, n)) else { continue };
        let known = |f: &Found| f.row.is_some() && f.row == row || is_one(&f.voice.name, name);
        let at = found.iter().position(known).unwrap_or_else(|| {
            let voice = Voice { name: on_one_line(name).into_owned(), reports: Vec::new() };
            found.push(Found { row, plain: false, voice, covers: Vec::new() });
            found.len() - 1
        });
        let Some(one) = found.get_mut(at) else { continue };
        one.plain |= plain.is_some();
        // Of the forms the fullest, of these any, so that the order of the reports does not matter.
        let name = on_one_line(name);
        let full = |n: &str| n.split_whitespace().count();
        if (full(&name), &*name) > (full(&one.voice.name), &*one.voice.name) {
            one.voice.name = name.into_owned();
        }
        one.covers.extend(reading.covers.iter().map(|c| (c.start, c.end)));
        if one.voice.reports.last() != Some(&reading.article) {
            one.voice.reports.push(reading.article);
        }
    }
    // A report that gives its words to two people has two speakers in it, and so have the words.
    let several = |(i, f): (usize, &Found)| {
        let others = found.iter().enumerate().filter(|(j, _)| *j != i);
        others.flat_map(|(_, o)| &o.voice.reports).any(|a| f.voice.reports.contains(a))
    };
    if found.iter().enumerate().any(several) {
        return Vec::new();
    }
    // Somebody whom one report names a sentence away may have been misread; not so two reports alike.
    found.retain(|f| f.plain || f.voice.reports.len() > 1);
    let enough = WORDS.min(u.collation.text.len() as u32);
    let same = |(i, f): (usize, &Found)| {
        let others = found.iter().enumerate().filter(|(j, _)| *j != i);
        others.map(|(_, o)| both(&f.covers, &o.covers)).any(|n| n >= enough)
    };
    if found.len() < 2 || !found.iter().enumerate().all(same) {
        return Vec::new();
    }
    found.sort_by(|a, b| a.voice.name.cmp(&b.voice.name));
    found.into_iter().map(|f| f.voice).collect()
}

/// Somebody who is named as the speaker.
struct Found {
    /// The row among the names.
    row: Option<usize>,
    /// Some report names them right beside its word of saying.
    plain: bool,
    voice: Voice,
    /// The words of the text that they are given.
    covers: Vec<(u32, u32)>,
}

/// How many words two have in common.
fn both(a: &[(u32, u32)], b: &[(u32, u32)]) -> u32 {
    a.iter().flat_map(|x| b.iter().map(move |y| x.1.min(y.1).saturating_sub(x.0.max(y.0)))).sum()
}

/// Whether a report names the speaker right beside its word of saying.
fn is_plain(report: &Annotated, q: &Quotation) -> bool {
    let (Some(speaker), Some(cue)) = (q.speaker.filter(|s| s.named && s.name.is_some()), q.cue) else { return false };
    let (first, second) =
        if speaker.mention.start() < cue.start() { (speaker.mention, cue) } else { (cue, speaker.mention) };
    let near = second.start().saturating_sub(first.end()) <= BESIDE;
    let between = crate::span::Span::new(first.end().min(second.start()), second.start());
    near && !report.text(between).contains(['.', '!', '?', '“', '”', '"', '\n'])
}

/// Whether a name is a person's: the reports together take it for one, or it begins like one.
fn is_person(edition: &Edition, row: Option<usize>, name: &str) -> bool {
    match row.and_then(|r| edition.names.list.get(r)) {
        Some(named) => named.kind == NameKind::Person,
        None => {
            let mut words = name.split_whitespace();
            let first = words.next().map(|w| Key::word(w.trim_end_matches('.')));
            words.next().is_some() && first.is_some_and(|k| is_forename(k) || TITLES.has(k))
        }
    }
}

/// Whether two names may be one person's: the one has the other's last word, or their last words are nearly spelt alike.
fn is_one(a: &str, b: &str) -> bool {
    let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<Vec<char>>();
    let words = |n: &str| n.split_whitespace().map(letters).filter(|w| !w.is_empty()).collect::<Vec<_>>();
    let (a, b) = (words(a), words(b));
    let (Some(x), Some(y)) = (a.last(), b.last()) else { return true };
    let within = |long: &[char], short: &[char]| long.windows(short.len()).any(|w| w == short);
    let (long, short) = if x.len() >= y.len() { (x, y) } else { (y, x) };
    a.contains(y) || b.contains(x) || within(long, short) || 3 * edits(x, y) <= long.len().max(4)
}

/// How many letters have to be changed, put in or taken out to make one word of the other.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let kept = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = kept.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::story::edition::edition;

    fn given(texts: &[&str]) -> Vec<Vec<String>> {
        let report = |(i, t): (usize, &&str)| {
            annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), t.as_bytes().to_vec()).captures.remove(0)))
        };
        let e = edition(texts.iter().enumerate().map(report).collect());
        e.utterances.iter().map(|u| voices(&e, u).into_iter().map(|v| v.name).collect()).collect()
    }

    const WORDS: &str = "“You knew that the wall was not safe and you did nothing about it,”";

    #[test]
    fn one_rendering_of_two_people() {
        let a = format!("{WORDS} Anna Lowe said.\n");
        let b = format!("{WORDS} said Peter Marsh.\n");
        assert_eq!(given(&[&a, &b]), [["Anna Lowe", "Peter Marsh"]]);
    }

    #[test]
    fn one_person_in_two_spellings_a_body_and_a_pronoun_are_not_two() {
        let a = format!("{WORDS} Anna Lowe said.\n");
        for other in ["said Ann Low.", "Lowe said.", "the Harbour Board said in a statement.", "she said.", ""] {
            assert_eq!(given(&[&a, &format!("{WORDS} {other}\n")]), [[""; 0]], "{other}");
        }
    }
}
