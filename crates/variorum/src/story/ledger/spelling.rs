//! Names that reports spell in different ways.

use super::{Assertion, Claim, ClaimValue};
use crate::annotate::Annotated;
use crate::annotate::lexicon::street_kind;
use crate::collate::named::{Form, Names};
use crate::collate::spelling::letters;
use crate::span::{Place, Span};
use crate::story::claim::mention::Slot;
use crate::story::claim::value::Relation;

/// The names of one person, organisation or place that differ in a few letters of one word, each as a slot.
pub fn spellings(reports: &[&Annotated], names: &Names) -> Vec<Claim> {
    let mut out = Vec::new();
    for named in &names.list {
        let forms: Vec<(&Form, Vec<String>)> = named.forms.iter().map(|f| (f, words(reports, f))).collect();
        let mut left: Vec<usize> = (0..forms.len()).collect();
        while let Some(first) = left.first().copied() {
            // All spellings that are spelt like one of them, in the order of the forms.
            let mut own = vec![first];
            let mut pairs: Vec<(usize, usize)> = Vec::new();
            let mut at = 0;
            while let Some(a) = own.get(at).copied() {
                for b in left.iter().copied().filter(|b| *b != a && other(&forms, a, *b)) {
                    pairs.push((a.min(b), a.max(b)));
                    if !own.contains(&b) {
                        own.push(b);
                    }
                }
                at += 1;
            }
            left.retain(|k| !own.contains(k));
            own.sort_unstable();
            pairs.sort_unstable();
            pairs.dedup();
            if own.len() < 2 {
                continue;
            }
            let row = |k: usize| own.iter().position(|o| *o == k);
            let value = |k: &usize| ClaimValue {
                assertions: forms[*k].0.places.iter().map(|p| assertion(reports, *p)).collect(),
            };
            out.push(Claim {
                slot: Slot::Name,
                values: own.iter().map(value).collect(),
                relations: pairs.iter().filter_map(|(a, b)| Some((row(*a)?, row(*b)?, Relation::Spelling))).collect(),
                printed: Vec::new(),
            });
        }
    }
    out
}

/// Whether two forms of a name are two spellings of which a report has the one and not the other.
fn other(forms: &[(&Form, Vec<String>)], a: usize, b: usize) -> bool {
    let (Some((x, spelt)), Some((y, otherwise))) = (forms.get(a.min(b)), forms.get(a.max(b))) else { return false };
    respelt(spelt, otherwise) && !x.reports().iter().all(|r| y.reports().contains(r))
}

fn words(reports: &[&Annotated], form: &Form) -> Vec<String> {
    let place = form.places.first();
    let report = place.and_then(|p| reports.get(p.article.index()));
    let text = place.zip(report).map_or("", |(p, r)| r.text(p.span));
    // "Otto Lecks' policies" is a slip for "Leck's", and no name.
    let behind =
        place.zip(report).map_or("", |(p, r)| r.article.text.as_str().get(p.span.end() as usize..).unwrap_or(""));
    let owned = text.ends_with('s') && behind.starts_with(['\'', '\u{2019}']);
    let text = if owned { text.strip_suffix('s').unwrap_or(text) } else { text };
    let mut words: Vec<String> = text
        .split_whitespace()
        .map(|w| w.trim_end_matches(['.', ',']).replace('\u{2019}', "'").to_lowercase())
        .collect();
    // "The corner of Main and Alder Streets" spells no name otherwise.
    if let Some(last) = words.last_mut().filter(|w| !street_kind(w).is_empty()) {
        *last = street_kind(last).to_owned();
    }
    words
}

/// Whether two names have as many words, all alike but one, and that one nearly.
fn respelt(a: &[String], b: &[String]) -> bool {
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let mut differ = a.iter().zip(b).filter(|(x, y)| x != y);
    let (Some((x, y)), None) = (differ.next(), differ.next()) else { return false };
    let same_start = x.chars().next() == y.chars().next();
    let least = x.chars().count().min(y.chars().count());
    // An initial is no spelling; in a long name a letter may be doubled besides.
    let far = if least > 5 { 3 } else { 2 };
    least > 2 && (letters(x, y) <= far && same_start || letters(x, y) == 1)
}

fn assertion(reports: &[&Annotated], place: Place) -> Assertion {
    let report = reports.get(place.article.index());
    let sentence = report.and_then(|r| {
        let a = &r.annotations;
        let mut spans = a.sentences.iter().filter_map(|s| {
            let tokens = a.tokens.get(s.first as usize..s.end as usize)?;
            Some(tokens.first()?.span.cover(tokens.last()?.span))
        });
        spans.find(|s: &Span| s.overlaps(place.span))
    });
    let sentence = Place { span: sentence.unwrap_or(place.span), ..place };
    Assertion { place, sentence, quoted: false, by: None }
}
