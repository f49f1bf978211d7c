//! The hours of a day, as the timeline places them.

use super::line::{Entry, Of, figure};
use super::{Figure, sort};
use crate::annotate::lexicon::List;
use crate::annotate::time::meaning::{TimeOfDay, Value as Time};
use crate::annotate::token::{Key, TokenKind};
use crate::calendar::Date;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place};
use crate::story::claim::moment::{Around, Moment};
use crate::story::claim::value::Value;
use crate::story::edition::Edition;
use crate::story::timeline::Lane;
use crate::story::timeline::axis::Interval;
use std::collections::BTreeMap;

/// Hours of two reports that are no farther apart may be of one thing: minutes.
const NEAR: i64 = 90;
/// An hour "just after" another follows it by about so many minutes.
const JUST: i64 = 3;
/// An hour of another zone stands so close behind, in brackets: bytes.
const BESIDE: u32 = 40;

/// What belongs to an hour before it.
static HOW: List = List::new("just shortly about around approximately roughly nearly almost before after past by");

/// Adds the hours that two reports give for one day to the figures of an edition whose timeline is known.
pub(crate) fn add(edition: &mut Edition) {
    let found = hours(edition);
    edition.ledger.figures.extend(found);
    sort(&mut edition.ledger.figures);
}

fn hours(edition: &Edition) -> Vec<Figure> {
    let mut by: BTreeMap<Date, Vec<Entry>> = BTreeMap::new();
    let events = edition.timeline.entries.iter().filter(|e| e.lane == Lane::Event);
    for w in events.flat_map(|e| &e.witnesses).filter(|w| !w.quoted) {
        let Some((value, place)) = w.value.zip(w.time) else { continue };
        let Time::Point(_, Some(TimeOfDay::Clock(hour, minute))) = value else { continue };
        let Some(day) = Interval::of(value).filter(|i| i.first == i.last).map(|i| i.first) else { continue };
        let Some(report) = edition.reports.get(place.article.index()) else { continue };
        if report.annotations.notices.iter().any(|n| n.span.overlaps(place.span)) || is_other_zone(edition, place) {
            continue;
        }
        let (whole, around) = with_how(edition, place);
        let at = i64::from(hour) * 60 + i64::from(minute);
        let just = match around {
            Around::Before => -JUST,
            Around::After => JUST,
            _ => 0,
        };
        by.entry(day).or_default().push(Entry {
            order: (at + just, 0, false),
            value: Moment::of(value, around).map(Value::Time),
            ..Entry::at(whole)
        });
    }
    let mut out = Vec::new();
    for (day, mut entries) in by {
        entries.sort_by_key(|e| (e.order, e.place));
        entries.dedup_by_key(|e| e.place);
        let alone = alone(&entries);
        let mut rows = alone.iter();
        entries.retain(|_| !rows.next().copied().unwrap_or(false));
        out.extend(figure(Of::Hours(day), entries, &Names::default()));
    }
    out
}

/// Which hours no other report has one for: of each two reports those count that are each other's nearest.
fn alone(entries: &[Entry]) -> Vec<bool> {
    let nearest = |i: usize, report: ArticleId| {
        let at = entries.get(i).map_or(0, |e| e.order.0);
        let of_report = entries.iter().enumerate().filter(|e| e.1.place.article == report);
        of_report.map(|(j, e)| ((e.order.0 - at).abs(), j)).min()
    };
    let mut reports: Vec<ArticleId> = entries.iter().map(|e| e.place.article).collect();
    reports.sort_unstable();
    reports.dedup();
    let same = |i: usize, j: usize| entries.get(i).zip(entries.get(j)).is_some_and(|(a, b)| a.order == b.order);
    let has_mate = |(i, e): (usize, &Entry)| {
        reports.iter().filter(|r| **r != e.place.article).any(|r| {
            let Some((gap, j)) = nearest(i, *r).filter(|n| n.0 <= NEAR) else { return false };
            gap == 0 || nearest(j, e.place.article).is_some_and(|(_, k)| k == i || same(k, i))
        })
    };
    entries.iter().enumerate().map(|e| !has_mate(e)).collect()
}

/// An hour with "just before" or "around" where that stands before it, and what these make of it.
fn with_how(edition: &Edition, place: Place) -> (Place, Around) {
    let Some(report) = edition.reports.get(place.article.index()) else { return (place, Around::At) };
    let tokens = &report.annotations.tokens;
    let mut first = tokens.partition_point(|t| t.span.start() < place.span.start());
    let word = |k: usize| tokens.get(k).filter(|t| t.is_word()).map(|t| report.text(t.span).to_lowercase());
    let mut around = word(first).and_then(|w| Around::of(&w)).unwrap_or(Around::At);
    let from = first;
    while let Some(k) = first.checked_sub(1).filter(|k| from - k <= 2)
        && let Some(w) = word(k).filter(|w| HOW.has(Key::of(w, TokenKind::Word)))
    {
        if around == Around::At {
            around = Around::of(&w).unwrap_or(Around::At);
        }
        first = k;
    }
    // "Before 6 a.m." may be any time before, "just before" is not.
    let just = first + 1 < from || word(first).is_some_and(|w| w == "just" || w == "shortly");
    if matches!(around, Around::Before | Around::After) && !just && first < from {
        around = Around::About;
    }
    let start = tokens.get(first).map_or(place.span, |t| t.span);
    (Place { span: start.cover(place.span), ..place }, around)
}

/// Whether an hour in brackets is the one before it, told in another zone: "2 a.m. local time (3 a.m. ET)".
fn is_other_zone(edition: &Edition, place: Place) -> bool {
    let Some(report) = edition.reports.get(place.article.index()) else { return false };
    let text = report.article.text.as_str();
    let bracket = text.get(..place.span.range().start).is_some_and(|t| t.trim_end().ends_with('('));
    let clock = |v: Time| matches!(v, Time::Point(_, Some(TimeOfDay::Clock(..))));
    let before = report.annotations.times.iter().rev().find(|t| t.span.end() <= place.span.start());
    bracket && before.is_some_and(|t| clock(t.value) && place.span.start() - t.span.end() <= BESIDE)
}
