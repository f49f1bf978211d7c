//! The ranks of persons: "Sgt. Crewe", "Lieutenant Crewe".

use super::line::{Entry, Of};
use crate::annotate::Annotated;
use crate::annotate::entity::recognise::NameKind;
use crate::annotate::lexicon::List;
use crate::annotate::token::{Key, TokenKind};
use crate::collate::named::Names;
use crate::span::{Place, Span};
use std::collections::BTreeMap;

/// Offices that are no ranks of a general.
static CIVIL: List =
    List::new("attorney surgeon solicitor secretary inspector director postmaster governor consul auditor comptroller");
/// The words of one rank, the ranks from the lowest.
const RANKS: &[&str] = &[
    "constable pc officer trooper patrolman patrolwoman",
    "deputy",
    "corporal cpl",
    "detective det",
    "sergeant sgt",
    "lieutenant lt",
    "inspector insp",
    "captain capt",
    "major maj",
    "commander cmdr",
    "superintendent supt",
    "colonel col",
    "brigadier brig",
    "general gen",
    "admiral adm",
    "sheriff",
    "marshal",
    "commissioner",
    "chief",
    "private pvt",
    "ensign",
    "senator sen",
    "representative rep congressman congresswoman",
    "governor gov",
    "councillor cllr councilman councilwoman councilmember",
    "bishop",
    "archbishop",
    "cardinal",
];
/// What makes another rank of the one behind it.
static LESSER: List = List::new(
    "deputy assistant vice acting interim former lance staff master first second chief detective rear lieutenant lt major maj \
     brigadier brig sergeant sgt",
);

/// What may stand within a rank.
static SERVICES: List = List::new("police fire");

fn rank(word: &str) -> Option<i64> {
    let low = word.trim_end_matches('.').to_lowercase();
    RANKS.iter().position(|list| list.split(' ').any(|w| w == low)).map(|n| n as i64)
}

/// Whether one of two ranks, by their order, is the other told with less: "Chief" and "Interim Chief", "Detective" and
/// "Detective Sgt.".
pub(super) fn told_with_less(a: (i64, i64, bool), b: (i64, i64, bool)) -> bool {
    let less = |a: (i64, i64, bool), b: (i64, i64, bool)| a.1 == 0 && (a.0 == b.0 || a.0 + 1 == b.1);
    less(a, b) || less(b, a)
}

/// The ranks before the names of persons.
pub(super) fn ranks(reports: &[&Annotated], names: &Names, by: &mut BTreeMap<Of, Vec<Entry>>) {
    for (row, named) in names.list.iter().enumerate().filter(|(_, n)| n.kind == NameKind::Person) {
        for place in named.forms.iter().flat_map(|f| &f.places) {
            let Some((report, entry)) = reports.get(place.article.index()).zip(ranked(reports, *place)) else {
                continue;
            };
            if report.quotation(place.span).is_none() {
                by.entry(Of::Rank(row)).or_default().push(entry);
            }
        }
    }
}

/// The rank that a name has before it or begins with.
fn ranked(reports: &[&Annotated], name: Place) -> Option<Entry> {
    let report = reports.get(name.article.index())?;
    let tokens = &report.annotations.tokens;
    let word = |k: usize| tokens.get(k).filter(|t| t.is_word()).map(|t| report.text(t.span));
    let first = tokens.partition_point(|t| t.span.start() < name.span.start());
    // A name may be taken with its rank.
    let mut at = first;
    if word(at).and_then(rank).is_none() {
        at = at.checked_sub(1)?;
        // "Lt." with its full stop as a token of its own.
        if tokens.get(at).is_some_and(|t| report.text(t.span) == ".") {
            at = at.checked_sub(1)?;
        }
    }
    if at.checked_sub(1).and_then(word).is_some_and(|w| CIVIL.has(Key::word(&w.to_lowercase()))) {
        return None;
    }
    let level = word(at).filter(|w| w.chars().next().is_some_and(char::is_uppercase)).and_then(rank)?;
    let mut from = at;
    let mut lesser: i64 = 0;
    // "Vice-Admiral", "Lt. Gen."
    let joint = |k: usize| tokens.get(k).is_some_and(|t| matches!(report.text(t.span), "-" | "‑" | "."));
    let before = |k: usize| k.checked_sub(1).and_then(|k| if joint(k) { k.checked_sub(1) } else { Some(k) });
    while let Some(k) = before(from)
        // "Assistant Police Chief"
        && let service = word(k).is_some_and(|w| SERVICES.has(Key::word(&w.to_lowercase())))
        && let Some(k) = if service { before(k) } else { Some(k) }
        && let Some(w) = word(k).map(str::to_lowercase)
        && LESSER.has(Key::of(w.trim_end_matches('.'), TokenKind::Word))
    {
        let own = rank(&w).map_or_else(|| Key::of(&w, TokenKind::Word).get() as i64 & 0xFFFF | 0x1_0000, |n| n + 1);
        lesser = lesser.wrapping_mul(31).wrapping_add(own);
        from = k;
    }
    let (a, b) = (tokens.get(from)?.span, tokens.get(at)?.span);
    let end =
        if report.article.text.as_str().get(b.end() as usize..).is_some_and(|t| t.starts_with('.')) { 1 } else { 0 };
    Some(Entry {
        place: Place { article: name.article, span: Span::new(a.start(), b.end() + end) },
        order: (level, lesser, false),
        ..Entry::at(name)
    })
}
