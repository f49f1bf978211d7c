//! Whose ages reports give: a person's by name, in whatever form each report has it.

use super::count::entry_of;
use super::line::{Entry, Of};
use crate::annotate::Annotated;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place};
use crate::story::claim::circumstance::Bearer;
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::Slot;
use crate::story::claim::told::Told;
use crate::story::ledger::Claim;
use std::collections::BTreeMap;

/// The ages of one person.
struct Person<'a> {
    row: Option<usize>,
    bearers: Vec<&'a Bearer>,
    entries: Vec<Entry>,
}

impl Person<'_> {
    /// Whether the bearer may be called by this person's name: by all of it, or by its first or last word alone.
    fn may_be(&self, b: &Bearer) -> bool {
        self.bearers.iter().any(|own| {
            let (short, long) = if b.words.len() == 1 { (b, *own) } else { (*own, b) };
            let part = short.words.len() == 1
                && (long.words.first() == short.words.first() || long.words.last() == short.words.first());
            own.is(b) || part
        })
    }
}

/// Adds the ages of nobody by name that fill one slot with those of one person: "a 24-year-old man was killed".
fn of_one_slot(
    people: &mut [Person<'_>],
    (seen, claims): (&[Seen<'_>], &[Claim]),
    told: &[Vec<Told>],
    reports: &[&Annotated],
) {
    let ages = seen.iter().filter(|s| s.mention.slot == Slot::Age);
    let by: BTreeMap<Place, Option<Entry>> = ages
        .map(|s| {
            let entry = entry_of(s, told, reports).filter(|_| s.about.bearer().is_none());
            (Place { article: ArticleId(s.mention.report), span: s.mention.span }, entry)
        })
        .collect();
    for claim in claims.iter().filter(|c| c.slot == Slot::Age) {
        let places: Vec<Place> = claim.values.iter().flat_map(|v| &v.assertions).map(|a| a.place).collect();
        let has = |p: &Person<'_>| {
            p.entries
                .iter()
                .any(|e| places.iter().any(|q| e.place.article == q.article && e.place.span.overlaps(q.span)))
        };
        let mut own = people.iter_mut().filter(|p| has(p));
        let (Some(person), None) = (own.next(), own.next()) else { continue };
        person.entries.extend(places.iter().filter_map(|p| *by.get(p)?));
    }
}

/// Puts the ages together by person: first those that have a name of their own, then those called by a part of one or by
/// a name that is taken for a place or a firm elsewhere.
pub(super) fn ages(
    reports: &[&Annotated],
    told: &[Vec<Told>],
    (seen, claims): (&[Seen<'_>], &[Claim]),
    names: &Names,
    by: &mut BTreeMap<Of, Vec<Entry>>,
) {
    let all: Vec<(&Bearer, Entry)> = seen
        .iter()
        .filter(|s| s.mention.slot == Slot::Age)
        .filter_map(|s| Some((s.about.bearer()?, entry_of(s, told, reports)?)))
        .collect();
    let sure = |b: &Bearer| b.row.is_some() && !b.doubtful && b.words.len() > 1;
    let mut people: Vec<Person<'_>> = Vec::new();
    for pass in [true, false] {
        for (bearer, entry) in all.iter().filter(|a| sure(a.0) == pass) {
            let known = people.iter().position(|p| p.row.is_some() && p.row == bearer.row);
            let mut may = people.iter().enumerate().filter(|p| p.1.may_be(bearer)).map(|p| p.0);
            let one = may.next().filter(|_| may.next().is_none());
            let found = known.or(one.filter(|_| !pass));
            let person = match found.and_then(|k| people.get_mut(k)) {
                Some(p) => p,
                // A place has no age of its own.
                None if bearer.row.is_none() && bearer.doubtful => continue,
                None => {
                    people.push(Person { row: bearer.row, bearers: Vec::new(), entries: Vec::new() });
                    let Some(p) = people.last_mut() else { continue };
                    p
                }
            };
            person.bearers.push(*bearer);
            person.entries.push(*entry);
        }
    }
    of_one_slot(&mut people, (seen, claims), told, reports);
    for (n, mut person) in people.into_iter().enumerate() {
        let name = person.row.and_then(|r| names.called(r));
        let fullest = person.bearers.iter().max_by_key(|b| (b.words.len(), std::cmp::Reverse(b.place)));
        let of = name.or(fullest.map(|b| b.place));
        person.entries.iter_mut().for_each(|e| e.of = of);
        by.insert(Of::Age(n), person.entries);
    }
}
