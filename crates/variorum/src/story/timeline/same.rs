//! Which entries of several reports are one, and which are one but for the time.

use super::axis::Interval;
use super::event::Found;
use super::{Bound, Lane, TimeConflict, Timeline, TimelineEntry};
use crate::annotate::Annotated;
use crate::annotate::time::meaning::{Stretch, Value, YearPart};
use crate::span::{ArticleId, Place};
use crate::story::claim::mention::Slot;
use crate::story::claim::moment::{Around, Moment};
use crate::story::claim::value::Relation;
use crate::story::edition::Edition;
use crate::story::ledger::ClaimValue;
use crate::story::paraphrase::words::{Glossary, Vector, WordId, dot};
use std::collections::HashMap;

/// How near two clauses are before they are compared word by word.
const NEAR: f32 = 0.35;
/// How much of one clause the other says too, for both, that they are one event.
const ALIKE: f32 = 0.5;
/// The same where their times cannot both hold.
const SURELY: f32 = 0.6;
/// What the words weigh that both have, for the one and for the other.
const SHARED: f32 = 0.8;
const SHARED_SURELY: f32 = 1.2;
/// How much alike the heads of two clauses are.
const HEADS: f32 = 0.6;
/// Times of one clause that are looked at.
const BREATH: usize = 20;
/// Entries farther down than this are not compared with one.
const REACH: usize = 2000;

/// The words of a clause, its time left out.
struct Clause {
    words: Vec<WordId>,
    head: Option<WordId>,
    vector: Vector,
}

/// Puts entries together, finds the conflicts, brings all in order.
pub(super) fn together(edition: &Edition, mut all: Vec<Found>) -> Timeline {
    let words = |p: Option<Place>| p.map_or("", |p| edition.words(p));
    let reports: Vec<&Annotated> = edition.reports.iter().collect();
    let mut by_text = reports.clone();
    by_text.sort_by_key(|r| r.article.text.as_str());
    let glossary = Glossary::of(&by_text);
    dated_in_full(&reports, &glossary, &mut all);
    // By what is told and not by who tells it, so that the order of the reports plays no part.
    all.sort_by(|a, b| {
        let key = |f: &Found| (f.interval.is_none(), f.interval.map(|i| i.order()), f.lane);
        key(a)
            .cmp(&key(b))
            .then_with(|| words(a.witness.label).cmp(words(b.witness.label)))
            .then_with(|| (a.witness.report, a.witness.time).cmp(&(b.witness.report, b.witness.time)))
    });
    let clauses: Vec<Clause> = all.iter().map(|f| clause(&reports, &glossary, f)).collect();
    let mut entries: Vec<(TimelineEntry, Vec<usize>)> = Vec::new();
    let mut of: Vec<usize> = Vec::with_capacity(all.len());
    let mut apart: Vec<(usize, usize)> = Vec::new();
    for (i, f) in all.iter().enumerate() {
        let mut home = None;
        for j in (i.saturating_sub(REACH)..i).rev() {
            let (g, at) = (&all[j], of[j]);
            if g.lane != f.lane || home == Some(at) {
                continue;
            }
            let agrees = agree(f, g);
            let one = match f.lane {
                Lane::Utterance if f.utterance.is_some() => g.utterance == f.utterance,
                Lane::Event | Lane::Utterance => {
                    is_one(&glossary, &clauses[i], &clauses[j], agrees)
                        || agrees && is_one_noun(&glossary, (f, &clauses[i]), (g, &clauses[j]))
                }
                // Each report has a publication of its own.
                Lane::Publication | Lane::Update => false,
            };
            if !one {
                continue;
            }
            let known = f.interval.is_some() == g.interval.is_some() && is_stretch(f) == is_stretch(g)
                || is_reprint(edition, f, g);
            let fits = |m: &usize| agree(f, &all[*m]);
            if agrees && known && home.is_none() && entries[at].1.iter().all(fits) {
                home = Some(at);
            } else if !agrees
                && f.interval.is_some()
                && g.witness.report != f.witness.report
                && !may_agree(f, g)
                && plainly_apart(f, g)
                && !f.adrift
                && !g.adrift
                && f.attribute == g.attribute
                && (!f.attribute || both_named(&glossary, &clauses[i], &clauses[j]))
                && !words(g.witness.time).eq_ignore_ascii_case(words(f.witness.time))
            {
                // "Tonight" in words that are printed again the day after is no other time.
                apart.push((i, j));
            }
        }
        let at = home.unwrap_or(entries.len());
        of.push(at);
        match entries.get_mut(at) {
            Some((entry, members)) => {
                entry.interval =
                    entry.interval.zip(f.interval).map(|(a, b)| a.both(b)).or(entry.interval).or(f.interval);
                entry.witnesses.push(f.witness);
                members.push(i);
            }
            None => {
                let Found { lane, interval, utterance, witness, .. } = *f;
                entries.push((TimelineEntry { lane, interval, utterance, witnesses: vec![witness] }, vec![i]));
            }
        }
    }
    // Where one of them tells the other's time in the same breath, they tell of two events: "games at 3:30 and 5:30".
    let mut rows: HashMap<ArticleId, Vec<usize>> = HashMap::new();
    for (i, f) in all.iter().enumerate().filter(|(_, f)| f.lane == Lane::Event) {
        rows.entry(f.witness.report).or_default().push(i);
    }
    rows.values_mut().for_each(|r| r.sort_by_key(|i| all[*i].witness.time));
    let both = |f: &Found, g: &Found| {
        let (Some(rows), Some(label)) = (rows.get(&f.witness.report), f.witness.label) else { return false };
        let start = |i: usize| all[i].witness.time.map_or(0, |t| t.span.start());
        let from = rows.partition_point(|i| start(*i) < label.span.start());
        let within = rows[from..].iter().take_while(|i| start(**i) < label.span.end()).take(BREATH);
        within.filter(|i| all[**i].witness.time != f.witness.time).any(|i| agree(&all[*i], g))
    };
    apart.retain(|(i, j)| !both(&all[*i], &all[*j]) && !both(&all[*j], &all[*i]));
    apart.extend(told_apart(edition, &all));
    // No report is set against itself.
    let tells = |entry: usize, f: &Found| {
        entries.get(entry).is_some_and(|e| e.0.witnesses.iter().any(|w| w.report == f.witness.report))
    };
    apart.retain(|(i, j)| !tells(of[*j], &all[*i]) && !tells(of[*i], &all[*j]));
    ordered(edition, entries.into_iter().map(|e| e.0).collect(), apart.into_iter().map(|(i, j)| (of[i], of[j])))
}

/// Gives weekdays the day on which the same report tells the same event in full: a picture of "the attack on Sunday" in what is
/// printed six weeks after 17 July. Both are of one weekday.
fn dated_in_full(reports: &[&Annotated], glossary: &Glossary, all: &mut [Found]) {
    let day = |f: &Found| f.interval.filter(|i| i.first == i.last).map(|i| i.first);
    let full = |f: &Found| matches!(f.witness.value, Some(Value::Point(Stretch::Year(_, YearPart::Day(..)), _)));
    let mut dates: HashMap<(ArticleId, u8), Vec<usize>> = HashMap::new();
    for (i, f) in all.iter().enumerate().filter(|(_, f)| f.lane == Lane::Event && full(f)) {
        if let Some(day) = day(f) {
            let list = dates.entry((f.witness.report, day.weekday())).or_default();
            if list.len() < BREATH {
                list.push(i);
            }
        }
    }
    for i in 0..all.len() {
        let f = &all[i];
        let Some(counted) = day(f).filter(|_| f.weekday && f.lane == Lane::Event) else { continue };
        let list = dates.get(&(f.witness.report, counted.weekday()));
        // One day that is told of it in full, and no other.
        let mut found = None;
        // Two days told in one breath are two.
        let apart = |g: &Found| match (f.witness.label, g.witness.label) {
            (Some(a), Some(b)) => !a.span.overlaps(b.span),
            _ => false,
        };
        for g in list.into_iter().flatten().map(|g| &all[*g]).filter(|g| apart(g)) {
            let told = day(g).filter(|d| *d < counted);
            if told.is_some() && is_one(glossary, &clause(reports, glossary, f), &clause(reports, glossary, g), true) {
                found = found.filter(|known| Some(*known) != told).map_or(told, |_| None);
            }
        }
        if let Some(day) = found
            && let Some(f) = all.get_mut(i)
            && let Some(Value::Point(_, clock)) = f.witness.value
        {
            let value = Value::Point(Stretch::Day(Some(day)), clock);
            f.interval = Interval::of(value);
            f.witness.value = Some(value);
            f.weekday = false;
        }
    }
}

/// Events whose times the ledger sets against each other.
fn told_apart(edition: &Edition, all: &[Found]) -> Vec<(usize, usize)> {
    let mut rows: HashMap<ArticleId, Vec<(Place, usize)>> = HashMap::new();
    let event = |f: &Found| f.lane == Lane::Event && f.interval.is_some() && !f.adrift && !f.attribute;
    for (i, f) in all.iter().enumerate().filter(|(_, f)| event(f)) {
        if let Some(time) = f.witness.time {
            rows.entry(time.article).or_default().push((time, i));
        }
    }
    let of = |value: Option<&ClaimValue>| -> Vec<usize> {
        let places = value.into_iter().flat_map(|v| &v.assertions).map(|a| a.place);
        let own = |p: Place| rows.get(&p.article).into_iter().flatten().filter(move |(t, _)| t.span.overlaps(p.span));
        places.flat_map(|p| own(p).map(|r| r.1)).collect()
    };
    let mut out = Vec::new();
    for claim in edition.ledger.claims.iter().filter(|c| c.slot == Slot::When) {
        for (a, b, _) in claim.relations.iter().filter(|r| r.2 == Relation::Conflict) {
            let others = of(claim.values.get(*b));
            for i in of(claim.values.get(*a)) {
                let apart = |j: &&usize| {
                    let (f, g) = (&all[i], &all[**j]);
                    !agree(f, g) && !may_agree(f, g) && plainly_apart(f, g)
                };
                out.extend(others.iter().filter(apart).map(|j| (i, *j)));
            }
        }
    }
    out
}

/// Whether the times of two can both hold. Those without a place in the calendar are one only where they are told alike.
fn agree(a: &Found, b: &Found) -> bool {
    match (a.interval, b.interval) {
        // Of two stretches both ends have to be the same.
        (Some(_), Some(_)) if is_stretch(a) && is_stretch(b) => {
            let ends = |f: &Found| f.witness.value.zip(f.witness.until);
            let fit = |x: Value, y: Value| Interval::of(x).zip(Interval::of(y)).is_some_and(|(x, y)| x.agrees(y));
            ends(a).zip(ends(b)).is_some_and(|((a, b), (c, d))| fit(a, c) && fit(b, d))
        }
        (Some(x), Some(y)) if a.half && b.half => x.agrees_surely(y),
        (Some(x), Some(y)) => x.agrees(y),
        (None, None) => a.witness.value == b.witness.value,
        _ => true,
    }
}

/// Whether a time has two ends: "from 1999 to 2003".
fn is_stretch(f: &Found) -> bool {
    f.witness.until.is_some()
}

/// Whether two tell one clause of somebody's words with one time in it, which the one counts from no day: "last night".
fn is_reprint(edition: &Edition, a: &Found, b: &Found) -> bool {
    let same = |p: Option<Place>, q: Option<Place>| {
        p.zip(q).is_some_and(|(p, q)| edition.words(p).eq_ignore_ascii_case(edition.words(q)))
    };
    let (x, y) = (&a.witness, &b.witness);
    x.quoted && y.quoted && (a.adrift || b.adrift) && same(x.label, y.label) && same(x.time, y.time)
}

/// Whether two times can both hold if a weekday was meant of the week before the one it is counted to: "on Sunday", in
/// what is printed on a Sunday or long after, may be any Sunday.
fn may_agree(a: &Found, b: &Found) -> bool {
    const WEEK: i32 = 7;
    let (Some(x), Some(y)) = (a.interval, b.interval) else { return false };
    a.weekday && x.later(-WEEK).agrees(y) || b.weekday && x.agrees(y.later(-WEEK))
}

/// Whether no moment is in both, as claims judge it: "late Sunday night" and "early Monday morning" touch.
fn plainly_apart(a: &Found, b: &Found) -> bool {
    let moment = |f: &Found| {
        let around = match f.witness.bound {
            Some(Bound::Before) => Around::Before,
            Some(Bound::After) => Around::After,
            _ => Around::At,
        };
        let first = f.witness.value.and_then(|v| Moment::of(v, around))?;
        match f.witness.until {
            Some(until) => Moment::of(until, Around::At).map(|last| first.through(last)),
            None => Some(first),
        }
    };
    moment(a).zip(moment(b)).is_none_or(|(a, b)| a.apart(&b))
}

/// Entries by time, conflicts by entry.
fn ordered(edition: &Edition, mut list: Vec<TimelineEntry>, apart: impl Iterator<Item = (usize, usize)>) -> Timeline {
    for e in &mut list {
        e.witnesses.sort_by_key(|w| (w.report, w.time));
    }
    let mut order: Vec<usize> = (0..list.len()).collect();
    // What has no place in the calendar follows in the order in which it is told: by how far into a report it stands.
    let told = |e: &TimelineEntry| {
        let share = |p: Place| {
            let length = edition.reports.get(p.article.index()).map_or(1, |r| r.article.text.as_str().len().max(1));
            u64::from(p.span.start()) * 1000 / length as u64
        };
        let places = e.witnesses.iter().filter_map(|w| w.label.or(w.time));
        if e.interval.is_some() { None } else { places.map(share).min() }
    };
    let key = |e: &TimelineEntry| (e.interval.is_none(), e.interval.map(|i| i.order()), told(e), e.lane);
    order.sort_by_key(|i| key(&list[*i]));
    let mut rank = vec![0; list.len()];
    order.iter().enumerate().for_each(|(n, i)| rank[*i] = n);
    let mut conflicts: Vec<TimeConflict> = apart
        .map(|(a, b)| (rank[a], rank[b]))
        .map(|(a, b)| TimeConflict { first: a.min(b), second: a.max(b) })
        .filter(|c| c.first != c.second)
        .collect();
    conflicts.sort_unstable();
    conflicts.dedup();
    let mut list: Vec<(usize, TimelineEntry)> = rank.into_iter().zip(list).collect();
    list.sort_by_key(|e| e.0);
    Timeline { entries: list.into_iter().map(|e| e.1).collect(), conflicts }
}

fn clause(reports: &[&Annotated], glossary: &Glossary, f: &Found) -> Clause {
    let rows = |p: Option<Place>| {
        let Some(p) = p else { return &[][..] };
        let tokens = reports.get(p.article.index()).map_or(&[][..], |r| &r.annotations.tokens);
        let from = tokens.partition_point(|t| t.span.end() <= p.span.start());
        let to = tokens.partition_point(|t| t.span.start() < p.span.end());
        tokens.get(from..to).unwrap_or(&[])
    };
    let time = |s: crate::span::Span| f.witness.time.is_some_and(|t| t.span.contains(s));
    let mut words: Vec<WordId> = rows(f.witness.label)
        .iter()
        .filter(|t| t.is_word() && !time(t.span))
        .filter_map(|t| glossary.row(t.key))
        .filter(|w| glossary.get(*w).weight > 0.0)
        .collect();
    words.sort_unstable();
    words.dedup();
    let head = rows(f.witness.head).first().and_then(|t| glossary.row(t.key));
    Clause { vector: glossary.sum(&words), words, head }
}

/// Whether two nouns that are told apart by their days have more in common than the noun: "the January 29 raid on the camp".
fn both_named(glossary: &Glossary, a: &Clause, b: &Clause) -> bool {
    let common = |w: &&WordId| b.words.iter().any(|v| glossary.is_one(**w, *v));
    a.words.iter().filter(common).count() > 1
}

/// Whether two nouns are told apart by one time and by nothing else, or by one stretch: "the 2015-16 season".
fn is_one_noun(glossary: &Glossary, (f, a): (&Found, &Clause), (g, b): (&Found, &Clause)) -> bool {
    let head = a.head.zip(b.head).is_some_and(|(x, y)| glossary.is_one(x, y));
    let one = is_stretch(f) && is_stretch(g) || f.interval == g.interval && a.words == b.words && !a.words.is_empty();
    f.attribute && g.attribute && head && one
}

/// Whether two clauses plainly tell one event; more is asked where their times cannot both hold.
fn is_one(glossary: &Glossary, a: &Clause, b: &Clause, agrees: bool) -> bool {
    let Some((x, y)) = a.head.zip(b.head) else { return false };
    let one_head = glossary.is_one(x, y);
    if !agrees && !one_head {
        return false;
    }
    // Few pairs are near each other, and the rest need no closer look.
    let same_words = a.words == b.words && a.words.len() > 1;
    if !same_words && dot(&a.vector, &b.vector) < NEAR || !one_head && glossary.same(x, y) < HEADS {
        return false;
    }
    if same_words {
        return true;
    }
    let best = |w: WordId, of: &Clause| of.words.iter().map(|v| glossary.same(w, *v)).fold(0.0, f32::max);
    let cover = |of: &Clause, among: &Clause| {
        let weight = |w: &WordId| glossary.get(*w).weight;
        let all: f32 = of.words.iter().map(weight).sum();
        of.words.iter().map(|w| weight(w) * best(*w, among)).sum::<f32>() / all.max(1e-3)
    };
    let shared: f32 = a.words.iter().filter(|w| best(**w, b) >= 1.0).map(|w| glossary.get(*w).weight).sum();
    let least = cover(a, b).min(cover(b, a));
    if agrees { least >= ALIKE && shared >= SHARED } else { least >= SURELY && shared >= SHARED_SURELY }
}

#[cfg(test)]
mod tests;
