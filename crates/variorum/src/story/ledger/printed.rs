//! Reports that print a value of a claim though nothing put it there: "nothing was found" may not be said of them.

use super::{ClaimValue, Ledger};
use crate::annotate::Annotated;
use crate::annotate::lexeme::Lexeme;
use crate::annotate::lexicon::{COMMON, EVERYDAY, NEGATIONS};
use crate::annotate::syntax::tags::Pos;
use crate::annotate::token::Key;
use crate::span::{ArticleId, Place};
use crate::story::claim::circumstance::fate;
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::Slot;
use crate::story::claim::pair::folk;
use crate::story::claim::value::{Measure, Value, point};
use std::collections::{BTreeMap, HashSet};

/// What a number or a time comes to, so that equal ones are found without comparing each with each.
type Sum = (Slot, i64, i64, u64);

/// Fills in [`Claim::printed`](super::Claim::printed): a number, an age, a sum or a time that comes to one of the values,
/// an hour near one of them, a number of the same, or the words of one. `seen` are all numbers and times of the reports, in order of reports.
pub fn find(reports: &[&Annotated], seen: &[Seen<'_>], ledger: &mut Ledger) {
    let at: BTreeMap<Place, Sum> = seen.iter().map(|s| (place(s), sum(s))).collect();
    let mut sums: Vec<HashSet<Sum>> = vec![HashSet::new(); reports.len()];
    for (place, sum) in &at {
        if let Some(own) = sums.get_mut(place.article.index()) {
            own.insert(*sum);
        }
    }
    // An hour of a report near one that another gives may be meant for it, told of another day or of none.
    let mut hours: Vec<Vec<i64>> = vec![Vec::new(); reports.len()];
    for s in seen {
        if let (Some(hour), Some(own)) = (hour(s), hours.get_mut(s.mention.report as usize)) {
            own.push(hour);
        }
    }
    let mut counted: Vec<HashSet<(Slot, u64)>> = vec![HashSet::new(); reports.len()];
    for s in seen {
        if let Some((of, own)) = of(s).zip(counted.get_mut(s.mention.report as usize)) {
            own.insert(of);
        }
    }
    // Sums in one currency, lengths, times that something lasts: by what they measure.
    let mut measured: Vec<Vec<(Measure, f64)>> = vec![Vec::new(); reports.len()];
    for s in seen {
        if let (Some(of), Some(own)) = (self::measured(s), measured.get_mut(s.mention.report as usize)) {
            own.push(of);
        }
    }
    let measured_at: BTreeMap<Place, (Measure, f64)> =
        seen.iter().filter_map(|s| Some((place(s), self::measured(s)?))).collect();
    let of_at: BTreeMap<Place, (Slot, u64)> = seen.iter().filter_map(|s| Some((place(s), of(s)?))).collect();
    let hour_at: BTreeMap<Place, i64> = seen.iter().filter_map(|s| Some((place(s), hour(s)?))).collect();
    let mut words: Vec<Option<HashSet<Key>>> = vec![None; reports.len()];
    let mut forms: Vec<Option<HashSet<Lexeme>>> = vec![None; reports.len()];
    for claim in &mut ledger.claims {
        let told = claim.reports();
        let places = || claim.values.iter().flat_map(|v| &v.assertions).map(|a| a.place);
        let mut values: Vec<Sum> = places().filter_map(|p| at.get(&p)).copied().collect();
        values.sort_unstable();
        values.dedup();
        let clocks: Vec<i64> = places().filter_map(|p| hour_at.get(&p)).copied().collect();
        let things: HashSet<(Slot, u64)> = places().filter_map(|p| of_at.get(&p)).copied().collect();
        let amounts: Vec<(Measure, f64)> = places().filter_map(|p| measured_at.get(&p)).copied().collect();
        // That something is not so needs other words than that it is.
        let by_words = values.is_empty() && claim.slot != Slot::Whether;
        // And nothing is not found of what a report has in whatever form.
        let roots: HashSet<Lexeme> = match claim.slot {
            // What is told and denied alike: of "no arrests" and "arrested Lowe" the arrest.
            Slot::Whether => {
                let of = |v: &ClaimValue| v.assertions.iter().flat_map(|a| roots(reports, a.place)).collect();
                let sides: Vec<HashSet<Lexeme>> = claim.values.iter().map(of).collect();
                sides.into_iter().reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default()
            }
            _ => HashSet::new(),
        };
        let mut texts: Vec<Vec<Key>> =
            if by_words { places().map(|p| telling(reports, p)).collect() } else { Vec::new() };
        texts.retain(|t| !t.is_empty());
        texts.sort_unstable();
        texts.dedup();
        let mut prints = |a: &ArticleId| {
            let (Some(own), Some(report)) = (sums.get(a.index()), reports.get(a.index())) else { return false };
            let near = |h: &i64| clocks.iter().any(|c| (c - h).abs() <= NEAR);
            let as_much =
                |(m, x): &(Measure, f64)| amounts.iter().any(|(n, y)| m == n && x.max(*y) <= TWICE * x.min(*y));
            values.iter().any(|v| own.contains(v))
                || counted.get(a.index()).is_some_and(|own| !own.is_disjoint(&things))
                || hours.get(a.index()).is_some_and(|own| own.iter().any(near))
                || measured.get(a.index()).is_some_and(|own| own.iter().any(as_much))
                || !roots.is_empty() && {
                    let Some(own) = forms.get_mut(a.index()) else { return false };
                    !own.get_or_insert_with(|| all_roots(report)).is_disjoint(&roots)
                }
                || !texts.is_empty() && {
                    let Some(own) = words.get_mut(a.index()) else { return false };
                    let own = own.get_or_insert_with(|| report.annotations.tokens.iter().map(|t| t.key).collect());
                    texts.iter().any(|t| t.iter().all(|k| own.contains(k)))
                }
        };
        let others = (0..reports.len() as u32).map(ArticleId).filter(|a| told.binary_search(a).is_err());
        claim.printed = others.filter(|a| prints(a)).collect();
    }
}

/// Of what a number is: of anybody's age, of people, of things of one name. Another number of the same, in a report that
/// gives none of the values, may be meant for it.
fn of(s: &Seen<'_>) -> Option<(Slot, u64)> {
    let head = s.setting.head;
    match s.mention.slot {
        Slot::Age => Some((Slot::Age, 0)),
        Slot::Count if head.pos == Pos::Noun && folk(head) || fate(&s.setting).is_some() => Some((Slot::Count, 0)),
        Slot::Count if head.pos == Pos::Noun => Some((Slot::Count, head.lemma)),
        _ => None,
    }
}

/// What is measured, and how much of it.
fn measured(s: &Seen<'_>) -> Option<(Measure, f64)> {
    use Measure::{Area, Duration, Height, Length, Money, Speed, Volume, Weight};
    match s.value {
        Value::Number { least, most, open, measure, .. } => {
            let is = matches!(measure, Money(_) | Duration | Length | Height | Weight | Area | Volume | Speed);
            is.then(|| (measure, point((least, most, open))))
        }
        Value::Time(_) => None,
    }
}

/// Two amounts of one kind may be meant for one where neither is more than so many times the other.
const TWICE: f64 = 2.0;
/// Minutes.
const NEAR: i64 = 120;

/// The minute of the day at which a time of the clock begins.
fn hour(s: &Seen<'_>) -> Option<i64> {
    match s.value {
        Value::Time(t) => t.clock.map(|c| c.0),
        Value::Number { .. } => None,
    }
}

fn place(s: &Seen<'_>) -> Place {
    Place { article: ArticleId(s.mention.report), span: s.mention.span }
}

/// What a value comes to: "1:45 p.m." is "about 1:45 p.m. Saturday"; four trips are not four boats, but 412 of anything is
/// hardly met twice.
fn sum(s: &Seen<'_>) -> Sum {
    let slot = s.mention.slot;
    match s.value {
        Value::Number { least, most, .. } => {
            let rare = least >= 13.0 && least % 10.0 != 0.0;
            let counted = if slot == Slot::Count && !rare { s.setting.head.lemma } else { 0 };
            (slot, least.to_bits() as i64, most.to_bits() as i64, counted)
        }
        Value::Time(t) => {
            let (from, to) = t.clock.or(t.minutes).unwrap_or((-1, i64::from(t.weekday.unwrap_or(0))));
            (slot, from, to, u64::from(t.clock.is_some()))
        }
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

/// The words behind those of a place that say what is told or denied: of "No arrests", "arrest".
fn roots(reports: &[&Annotated], p: Place) -> Vec<Lexeme> {
    let Some(report) = reports.get(p.article.index()) else { return Vec::new() };
    let a = &report.annotations;
    let from = a.tokens.partition_point(|t| t.span.end() <= p.span.start());
    let own = a.tokens.iter().skip(from).take_while(|t| t.span.start() < p.span.end());
    own.filter(|t| t.is_word() && !COMMON.has(t.key) && !EVERYDAY.has(t.key) && !NEGATIONS.has(t.key))
        .filter_map(|t| root(report.text(t.span)))
        .collect()
}

/// The words behind all words of a report.
fn all_roots(report: &Annotated) -> HashSet<Lexeme> {
    report.annotations.tokens.iter().filter(|t| t.is_word()).filter_map(|t| root(report.text(t.span))).collect()
}

fn root(word: &str) -> Option<Lexeme> {
    let own = Lexeme::of(word)?;
    let verb = own.verb().unwrap_or(own);
    Some(verb.root().unwrap_or(verb))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::story::claim::value::Relation;
    use crate::story::edition::edition;

    #[test]
    fn nothing_found_is_not_said_of_a_report_that_prints_the_value() {
        let texts = [
            "The ferry to Ostrey left with 31 passengers on Monday, police said.",
            "The ferry to Ostrey left with 34 passengers on Monday, police said.",
            "At the inquest, much was made of the list: it has the names of 34 passengers in pencil.",
            "The mill is shut, and four clocks have stopped.",
        ];
        let report = |(i, t): (usize, &&str)| {
            annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), t.as_bytes().to_vec()).captures.remove(0)))
        };
        let e = edition(texts.iter().enumerate().map(report).collect());
        let claim = e.ledger.claims.iter().find(|c| c.relation() == Relation::Conflict).expect("a conflict");
        let silent: Vec<&str> = e.silent(claim).into_iter().map(|a| e.siglum(a)).collect();
        assert_eq!(silent, ["D"]);
    }
}
