//! Reports that print a value of a claim though nothing put it there: "nothing was found" may not be said of them.

use super::Ledger;
use crate::annotate::Annotated;
use crate::annotate::token::Key;
use crate::span::{ArticleId, Place};
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::Slot;
use crate::story::claim::value::{Relation, Value, relate};
use std::collections::{BTreeMap, HashSet};

/// Fills in [`Claim::printed`](super::Claim::printed): a number, an age, a sum or a time that comes to one of the values,
/// or the words of one. `seen` are all numbers and times of the reports, in order of reports.
pub fn find(reports: &[&Annotated], seen: &[Seen<'_>], ledger: &mut Ledger) {
    let at: BTreeMap<Place, usize> = seen.iter().enumerate().map(|(n, s)| (place(s), n)).collect();
    let mut words: Vec<Option<HashSet<Key>>> = vec![None; reports.len()];
    for claim in &mut ledger.claims {
        let told = claim.reports();
        let others = (0..reports.len() as u32).map(ArticleId).filter(|a| told.binary_search(a).is_err());
        let places = || claim.values.iter().flat_map(|v| &v.assertions).map(|a| a.place);
        let values: Vec<&Seen<'_>> = places().filter_map(|p| at.get(&p)).filter_map(|n| seen.get(*n)).collect();
        let mut texts: Vec<Vec<Key>> = places().map(|p| telling(reports, p)).filter(|t| !t.is_empty()).collect();
        texts.sort_unstable();
        texts.dedup();
        // That something is not so needs other words than that it is.
        let by_words = values.is_empty() && claim.slot != Slot::Whether;
        claim.printed = others
            .filter(|a| {
                let numbers = of_report(seen, a.0).iter().any(|s| values.iter().any(|v| holds(v, s)));
                numbers
                    || by_words && {
                        let Some((own, report)) = words.get_mut(a.index()).zip(reports.get(a.index())) else {
                            return false;
                        };
                        let own = own.get_or_insert_with(|| report.annotations.tokens.iter().map(|t| t.key).collect());
                        texts.iter().any(|t| t.iter().all(|k| own.contains(k)))
                    }
            })
            .collect();
    }
}

fn place(s: &Seen<'_>) -> Place {
    Place { article: ArticleId(s.mention.report), span: s.mention.span }
}

fn of_report<'s, 'a>(seen: &'s [Seen<'a>], report: u32) -> &'s [Seen<'a>] {
    let from = seen.partition_point(|s| s.mention.report < report);
    let to = seen.partition_point(|s| s.mention.report <= report);
    seen.get(from..to).unwrap_or(&[])
}

/// Whether two values of one kind may be one: "1:45 p.m." and "about 1:45 p.m. Saturday", "12 to 15 shots" and "12-15"; not
/// four trips and four boats.
fn holds(a: &Seen<'_>, b: &Seen<'_>) -> bool {
    if a.mention.slot != b.mention.slot {
        return false;
    }
    match (&a.value, &b.value, relate(&a.value, &b.value, (a.day, b.day))) {
        (Value::Time(x), Value::Time(y), Some(Relation::Same | Relation::Precision)) => x.clock == y.clock,
        (Value::Number { least, .. }, _, Some(Relation::Same)) => {
            let rare = *least >= 13.0 && *least % 10.0 != 0.0;
            rare || a.mention.slot != Slot::Count || a.setting.head.lemma == b.setting.head.lemma
        }
        _ => false,
    }
}

/// The words of a value by which it can be told from others.
fn telling(reports: &[&Annotated], p: Place) -> Vec<Key> {
    let Some(report) = reports.get(p.article.index()) else { return Vec::new() };
    let a = &report.annotations;
    let from = a.tokens.partition_point(|t| t.span.end() <= p.span.start());
    let own = a.tokens.iter().skip(from).take_while(|t| t.span.start() < p.span.end());
    let mut out: Vec<Key> = own.filter(|t| t.is_word() && t.span.end() - t.span.start() > 2).map(|t| t.key).collect();
    out.sort_unstable();
    out.dedup();
    out
}
