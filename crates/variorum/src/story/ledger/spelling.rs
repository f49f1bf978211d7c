//! Names that reports spell in different ways.

use super::{Assertion, Claim, ClaimValue};
use crate::annotate::Annotated;
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
        for (k, (a, x)) in forms.iter().enumerate() {
            // The form that is spelt otherwise, and what it is spelt like; no form is told twice.
            for (b, _) in forms.iter().skip(k + 1).filter(|(_, y)| respelt(x, y)) {
                if a.reports().iter().all(|r| b.reports().contains(r)) {
                    continue;
                }
                let value =
                    |f: &Form| ClaimValue { assertions: f.places.iter().map(|p| assertion(reports, *p)).collect() };
                out.push(Claim {
                    slot: Slot::Name,
                    values: vec![value(a), value(b)],
                    relations: vec![(0, 1, Relation::Spelling)],
                    printed: Vec::new(),
                });
            }
        }
    }
    out
}

fn words(reports: &[&Annotated], form: &Form) -> Vec<String> {
    let place = form.places.first();
    let text = place.and_then(|p| Some(reports.get(p.article.index())?.text(p.span))).unwrap_or("");
    text.split_whitespace().map(|w| w.trim_end_matches(['.', ',']).replace('\u{2019}', "'").to_lowercase()).collect()
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
