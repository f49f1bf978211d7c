//! What the reports are about, as far as a figure needs it: on which day it happened, and where. The dead of an attack years
//! ago, or of another town, are no figure of this one.

use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::time::TimeExpression;
use crate::annotate::token::Key;
use crate::calendar::Date;
use crate::story::claim::contest::Seen;
use crate::story::claim::told::{Told, Word};
use crate::story::timeline::axis::Interval;
use std::collections::{BTreeMap, HashSet};

/// What a report is about is told on its first so many bytes.
const HEAD: u32 = 900;
/// News is of so many days before it is printed.
const RECENT: i32 = 10;
/// Clauses are looked at from a number up to so many above it.
const UP: usize = 6;
/// A sentence of so few before it goes on from none, and from none whose time is not among so many words at its head.
const FIRST: usize = 3;

/// "A year after some nine people were shot": so many words at most stand between.
const BEFORE: usize = 4;

/// By these something is told to have been before.
static AFTER: List = List::new("after since before");
static LONG: List = List::new("day days week weeks month months year years decade decades");
static SINCE: List = List::new("since");
static IN: List = List::new("in at near");

/// On which day it happened, and which names stand where that is told.
pub(super) struct Event {
    /// What was over before that day was something else.
    from: Option<Date>,
    names: HashSet<Key>,
}

impl Event {
    /// The day most reports name first, the earliest of several; the capitalised words at their heads.
    pub(super) fn of(reports: &[&Annotated], told: &[Vec<Told>]) -> Self {
        let mut days: BTreeMap<Date, usize> = BTreeMap::new();
        let mut names = HashSet::new();
        for (report, told) in reports.iter().zip(told) {
            let head = told.iter().take_while(|s| s.span.start() < HEAD).flat_map(|s| &s.words);
            names.extend(head.filter(|w| w.pos == Pos::Propn).map(|w| w.key));
            let Some(published) = report.day() else { continue };
            let dateline = report.article.dateline().map(|d| d.span);
            let text = report.article.text.as_str();
            let times = report.annotations.times.iter().take_while(|t| t.span.start() < HEAD);
            let since = |t: &TimeExpression| {
                let before = text.get(..t.span.range().start).and_then(|b| b.split_whitespace().next_back());
                before.is_some_and(|w| w.eq_ignore_ascii_case("since"))
            };
            let own = times.filter(|t| !since(t) && !t.is_stamp(text) && !dateline.is_some_and(|d| d.contains(t.span)));
            let near = |i: &Interval| i.first == i.last && (0..=RECENT).contains(&published.days_since(i.first));
            let named: HashSet<Date> =
                own.filter_map(|t| Interval::of(t.value)).filter(near).map(|i| i.first).collect();
            for day in named {
                *days.entry(day).or_default() += 1;
            }
        }
        let most = days.values().copied().max();
        let day = days.iter().find(|d| Some(*d.1) == most).map(|d| *d.0);
        let early = reports.iter().filter_map(|r| r.day()).min().map(|d| d.plus_days(-RECENT));
        // Over midnight, and on the evening before.
        Self { from: day.map(|d| d.plus_days(-1)).or(early), names }
    }

    /// Whether a number is told of something that was before, by the times of its clause and of those above it.
    pub(super) fn is_past(&self, s: &Seen<'_>, told: &[Told], report: &Annotated) -> bool {
        let Some(sentence) = told.get(s.mention.sentence as usize) else { return false };
        let words = &sentence.words;
        let first = s.mention.rows.0 as usize;
        if looks_back(words.get(..first).unwrap_or(&[])) {
            return true;
        }
        let times = self.times(words, sentence, report, first);
        let all = |list: &[(bool, usize)]| !list.is_empty() && list.iter().all(|t| t.0);
        let mut at = s.mention.head as usize;
        for _ in 0..UP {
            let Some(w) = words.get(at) else { break };
            let clause = w.clause as usize;
            let own: Vec<(bool, usize)> =
                times.iter().filter(|t| words.get(t.1).is_some_and(|w| w.clause as usize == clause)).copied().collect();
            if !own.is_empty() {
                // "The deadliest since 2014, when a bomb killed nine": the nearest before it.
                let nearest = own.iter().rev().find(|t| t.1 < first);
                return all(&own) || nearest.is_some_and(|t| t.0) && !own.iter().any(|t| t.1 > first && !t.0);
            }
            let Some(up) = words.get(clause).map(|w| w.head as usize).filter(|up| *up != clause) else { break };
            if let Some(t) = times.iter().find(|t| t.1 == up) {
                return t.0;
            }
            at = up;
        }
        if !times.is_empty() {
            return all(&times);
        }
        // "In 2011 a mill burned down. Nine people died."
        let Some(before) = (s.mention.sentence as usize).checked_sub(1).and_then(|k| told.get(k)) else { return false };
        let between = report.article.text.as_str().get(before.span.end() as usize..sentence.span.start() as usize);
        let goes_on = between.is_some_and(|b| !b.contains('\n')) && s.mention.sentence as usize >= FIRST;
        let times = self.times(&before.words, before, report, 0);
        goes_on && all(&times) && times.iter().any(|t| t.1 <= FIRST)
    }

    /// The times of a sentence: whether each was before, and its last row. What is measured by one, as "the most since
    /// 1990", is no time of the number in row `number`.
    fn times(&self, words: &[Word], sentence: &Told, report: &Annotated, number: usize) -> Vec<(bool, usize)> {
        let times = &report.annotations.times;
        let from = times.partition_point(|t| t.span.end() <= sentence.span.start());
        let here = times.iter().skip(from).take_while(|t| t.span.start() < sentence.span.end());
        let superlative = words.iter().any(|w| matches!(w.tag, Tag::Most | Tag::MostSo) || FIRST_OF.has(w.key));
        let mut out = Vec::new();
        for t in here {
            let Some(interval) = Interval::of(t.value) else { continue };
            let Some(row) = words.iter().rposition(|w| w.span.start() < t.span.end()) else { continue };
            let first = words.iter().position(|w| w.span.end() > t.span.start()).unwrap_or(row);
            let since = SINCE.has(words.get(first).map_or(Key::word(""), |w| w.key))
                || first.checked_sub(1).and_then(|k| words.get(k)).is_some_and(|w| SINCE.has(w.key));
            if since && superlative && number < first {
                continue;
            }
            let before = match self.from {
                Some(from) if since => interval.first < from,
                Some(from) => interval.last < from,
                None => false,
            };
            out.push((before, row));
        }
        out
    }

    /// Whether the clause of a number names a place that no report names at its head: "in Lowmere".
    pub(super) fn is_elsewhere(&self, s: &Seen<'_>, words: &[Word], report: &Annotated) -> bool {
        let Some(clause) = words.get(s.mention.head as usize).map(|w| w.clause) else { return false };
        words.iter().enumerate().any(|(k, w)| {
            // "In March" is no place.
            let time = || report.annotations.times.iter().any(|t| t.span.overlaps(w.span));
            let place = w.pos == Pos::Propn && w.clause == clause;
            let case = || words.iter().any(|c| c.head as usize == k && c.relation == Relation::Case && IN.has(c.key));
            let known = || {
                let run = words.iter().skip(k).take_while(|v| v.pos == Pos::Propn);
                let before = words.get(..k).unwrap_or(&[]).iter().rev().take_while(|v| v.pos == Pos::Propn);
                run.chain(before).any(|v| self.names.contains(&v.key))
            };
            place && matches!(w.relation, Relation::Obl | Relation::Nmod) && case() && !known() && !time()
        })
    }
}

static FIRST_OF: List = List::new("worst first most highest");

/// Whether what stands before a number tells of what was long before: "a year after nine people were shot", "on the
/// anniversary of the fire that killed nine".
fn looks_back(before: &[Word]) -> bool {
    let own = before.iter().rev().take_while(|w| w.pos != Pos::Punct).count();
    let own = before.get(before.len() - own..).unwrap_or(&[]);
    let near = own.get(own.len().saturating_sub(BEFORE)..).unwrap_or(&[]);
    near.windows(2).any(|w| LONG.has(w[0].key) && AFTER.has(w[1].key))
        || own.iter().any(|w| w.key == Key::word("anniversary"))
}
