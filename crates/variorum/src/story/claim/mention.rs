//! What fills a slot of a claim: a number, an age, a sum, a day or an hour, a person, a thing, a place.

use super::number::{Quantity, Unit as Counted, quantities};
use super::told::{Told, Word};
use super::value::unit;
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::time::calendar::{WEEKDAYS, month};
use crate::annotate::time::meaning::{Stretch, TimeOfDay, Unit, Value as Time, What, YearPart};
use crate::annotate::time::{TimeExpression, are_ends, in_one_week};
use crate::annotate::token::Key;
use crate::span::Span;
use crate::story::timeline::narrative;

/// Words that make a time the end of a stretch in which something happened, and not when it did.
static UNTIL: List = List::new("since until till");
/// Words by which a time of day is of some day.
static DAYS: List = List::new("today tonight this that now yesterday tomorrow last next day");

/// A line of so few words without a verb tells where and when the report was written.
const LINE: usize = 9;
/// "That night" goes on from a day that was told no more sentences before.
const BEFORE: usize = 2;

/// The slots that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// Who.
    Who,
    /// What: the head word of what happened or of what it happened with.
    What,
    /// Whether it happened, is there, is so at all.
    Whether,
    /// When.
    When,
    /// Where.
    Where,
    /// How many.
    Count,
    /// How old.
    Age,
    /// How much money.
    Money,
    /// By what name.
    Name,
}

impl Slot {
    /// The slot's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Who => "who",
            Slot::What => "what",
            Slot::Whether => "whether",
            Slot::When => "when",
            Slot::Where => "where",
            Slot::Count => "count",
            Slot::Age => "age",
            Slot::Money => "money",
            Slot::Name => "name",
        }
    }
}

/// What a slot is filled with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Filler {
    /// A number.
    Number(Quantity),
    /// A day, an hour, a year; of a stretch both ends.
    Time(Time, Option<Time>),
    /// A noun, common or a name.
    Noun,
}

/// One filler in one report.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// The report, as the comparison counts them.
    pub report: u32,
    /// The sentence.
    pub sentence: u32,
    /// The words: rows of the sentence, from the first up to another.
    pub rows: (u32, u32),
    /// Its chief word.
    pub head: u32,
    /// Where it stands.
    pub span: Span,
    /// Which slot it may fill.
    pub slot: Slot,
    /// With what.
    pub filler: Filler,
}

impl Mention {
    /// What a word says, by report, sentence and row of the sentence, with the words it stands in.
    pub fn what((report, sentence, row): (usize, usize, usize), span: Span) -> Self {
        let row = row as u32;
        Self {
            report: report as u32,
            sentence: sentence as u32,
            rows: (row, row + 1),
            head: row,
            span,
            slot: Slot::What,
            filler: Filler::Noun,
        }
    }
}

/// The fillers in the sentences of each report, in order; `told` are the sentences, report by report.
pub fn fillers(reports: &[&Annotated], told: &[Vec<Told>]) -> Vec<Vec<Mention>> {
    reports.iter().zip(told).enumerate().map(|(n, (report, told))| mentions(report, n as u32, told)).collect()
}

fn mentions(report: &Annotated, number: u32, told: &[Told]) -> Vec<Mention> {
    let mut out = Vec::new();
    let text = report.article.text.as_str();
    let mut times = report.annotations.times.iter().peekable();
    // The last sentence that told of a day.
    let mut told_in: Option<usize> = None;
    for (s, sentence) in told.iter().enumerate() {
        let words = &sentence.words;
        let page = of_the_page(text, sentence.span);
        // "WEXHOLM, 4 May 2021"
        let dateline = words.len() < LINE && !words.iter().any(|w| matches!(w.pos, Pos::Verb | Pos::Aux));
        let mut taken = vec![false; words.len()];
        let mut push = |slot: Slot, rows: (usize, usize), head: usize, filler: Filler| {
            let Some((a, b)) = words.get(rows.0).zip(rows.1.checked_sub(1).and_then(|k| words.get(k))) else { return };
            let span = a.span.cover(b.span);
            let rows = (rows.0 as u32, rows.1 as u32);
            out.push(Mention { report: number, sentence: s as u32, rows, head: head as u32, span, slot, filler });
        };
        while let Some(t) = times.next_if(|t| t.span.start() < sentence.span.end()) {
            // "From 1999 to 2003" is one time.
            let until = times.next_if(|u| u.span.end() <= sentence.span.end() && are_ends(text, t, u));
            let span = until.map_or(t.span, |u| t.span.cover(u.span));
            let Some(first) = words.iter().position(|w| w.span.end() > span.start()) else { continue };
            let end = words.iter().rposition(|w| w.span.start() < span.end()).map_or(first, |k| k + 1);
            if dateline && first < end {
                taken[first..end].fill(true);
            }
            if page || dateline || end <= first || !matches!(t.value, Time::Point(..)) {
                continue;
            }
            taken[first..end].fill(true);
            let before = first.checked_sub(1).and_then(|k| words.get(k)).map(|w| w.key);
            if t.is_stamp(text) || before.is_some_and(|k| UNTIL.has(k)) {
                continue;
            }
            if is_counted_back(t, text) && told_in.is_none_or(|n| s - n > BEFORE) {
                continue;
            }
            let now = matches!(t.meaning.what, What::Offset(0, Unit::Day) | What::FromTopic(_, Unit::Day));
            if !now && matches!(t.value, Time::Point(Stretch::Day(Some(_)) | Stretch::Year(_, YearPart::Day(..)), _)) {
                told_in = Some(s);
            }
            let head = (first..end).find(|k| outside(words, *k, first, end)).unwrap_or(first);
            push(Slot::When, (first, end), head, whole(t, until, text));
        }
        if page {
            continue;
        }
        for q in quantities(text, words) {
            if taken.get(q.at).copied().unwrap_or(true) {
                continue;
            }
            let (first, end) = (q.rows.0, q.rows.1.min(words.len()));
            let (slot, head) = match q.unit {
                Counted::Age => (Slot::Age, q.at),
                Counted::Money(_) => (Slot::Money, q.at),
                Counted::Noun(n) => (Slot::Count, n),
                Counted::Percent | Counted::Bare | Counted::Score | Counted::Times | Counted::Feet => {
                    (Slot::Count, q.at)
                }
            };
            taken.get_mut(q.at..q.at + 1).unwrap_or_default().fill(true);
            // "Both" counts nothing that was not counted before.
            if q.unit == Counted::Bare && words.get(q.at).is_some_and(|w| w.key == Key::word("both")) {
                continue;
            }
            push(slot, (first, end), head, Filler::Number(q));
        }
        for (k, w) in words.iter().enumerate() {
            if taken[k] || !matches!(w.pos, Pos::Noun | Pos::Propn) {
                continue;
            }
            // "A 9-month-old", "two miles": what is measured is told by the number.
            let number = |n: usize| k.checked_sub(n).and_then(|i| words.get(i)).is_some_and(|w| w.pos == Pos::Num);
            if (number(1) || number(2)) && unit(&text.get(w.span.range()).unwrap_or("").to_lowercase()).is_some() {
                continue;
            }
            // Of a row of names or nouns only the head stands for it.
            let inner = matches!(w.relation, Relation::Compound | Relation::Flat)
                && words.get(w.head as usize).is_some_and(|h| matches!(h.pos, Pos::Noun | Pos::Propn));
            let first = (0..k).rev().take_while(|i| part(words, *i, k)).last().unwrap_or(k);
            if !inner || w.pos == Pos::Noun {
                push(Slot::What, (first, k + 1), k, Filler::Noun);
            }
        }
    }
    out
}

/// Whether a sentence belongs to the page and not to the story: a picture's number, the stamp of an update.
pub fn of_the_page(text: &str, span: Span) -> bool {
    let words = text.get(span.range()).unwrap_or("");
    let mut tokens = words.split_whitespace();
    let first = tokens.next().unwrap_or("").trim_end_matches(':').to_lowercase();
    let second = tokens.next().unwrap_or("");
    let stamp = matches!(first.as_str(), "update" | "updated" | "posted" | "published" | "modified")
        && (second.starts_with('@') || second.starts_with(|c: char| c.is_ascii_digit()) || words.contains(':'));
    let figures = |w: &str| !w.is_empty() && w.chars().all(|c| c.is_ascii_digit());
    let list: Vec<&str> = words.split_whitespace().collect();
    let counted = list.windows(4).any(|w| {
        matches!(w[0].to_lowercase().as_str(), "image" | "photo" | "picture" | "slide" | "ap" | "gallery")
            && figures(w[1])
            && w[2] == "of"
            && figures(w[3].trim_end_matches(|c: char| !c.is_ascii_digit()))
    });
    stamp || counted
}

/// What a time comes to that may be the stretch up to another.
fn whole(t: &TimeExpression, until: Option<&TimeExpression>, text: &str) -> Filler {
    let from = told_day(t, text);
    let Some(until) = until else { return Filler::Time(from, None) };
    let (from, until) = in_one_week(t, from, told_day(until, text));
    Filler::Time(from, Some(until))
}

/// The value of a time, without its day where no word of it says which: "at 8 p.m." is of the day of publication or of
/// the one last spoken of, and whether the reports mean the same one is not for the clock to say.
fn told_day(t: &TimeExpression, text: &str) -> Time {
    match t.value {
        Time::Point(Stretch::Day(_), Some(time @ TimeOfDay::Clock(..))) if !names_day(t, text) => {
            Time::Point(Stretch::Day(None), Some(time))
        }
        other => other,
    }
}

/// Whether a time is counted from what was told before it: "that night", "the next morning".
fn is_counted_back(t: &TimeExpression, text: &str) -> bool {
    let What::FromTopic(n, Unit::Day) = t.meaning.what else { return false };
    n != 0 || narrative::points_back(text.get(t.span.range()).unwrap_or(""))
}

/// Whether the words of a time say of which day it is.
pub(crate) fn names_day(t: &TimeExpression, text: &str) -> bool {
    let words = text.get(t.span.range()).unwrap_or("");
    let mut words = words.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    words.any(|w| DAYS.has(Key::word(&w)) || WEEKDAYS.contains(&w.as_str()) || month(&w).is_some())
}

/// Whether the word hangs on one outside the rows.
fn outside(words: &[Word], k: usize, first: usize, end: usize) -> bool {
    words.get(k).is_some_and(|w| (w.head as usize) < first || w.head as usize >= end || w.head as usize == k)
}

/// Whether the word `i` stands before `k` as a part of one phrase: compounds, adjectives.
fn part(words: &[Word], i: usize, k: usize) -> bool {
    words.get(i).is_some_and(|w| {
        matches!(w.relation, Relation::Compound | Relation::Amod | Relation::Flat)
            && (w.head as usize == k || w.head as usize > i && w.head as usize <= k)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_and_numbers_of_pictures_are_of_the_page() {
        let of = |t: &str| of_the_page(t, Span::new(0, t.len() as u32));
        assert!(of("UPDATE @ 5:30 p.m.: Two people were taken to hospital."));
        assert!(of("Image 2 of 9 The mill at Ostrey on Monday."));
        assert!(of("Posted: 6:12 PM, Mar 4"));
        assert!(!of("Update of the rules took two years."));
        assert!(!of("Two of 9 pictures show the mill."));
    }
}
