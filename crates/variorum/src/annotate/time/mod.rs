//! Expressions of time in the manner of TIMEX3: when, how long, how often.
//!
//! It goes in two steps. `find` reads the words of a sentence and gives a [`Meaning`] that knows no date ("the
//! Monday before", "three weeks back"). [`resolve`] says what a meaning comes to at an [`Anchor`]: the day of
//! publication for the report's own words, another day for words that were said on one.

pub mod meaning;

mod amount;
mod dates;
mod find;
mod relative;
mod resolve;
mod tense;
mod words;
mod year;

pub use crate::calendar;
pub use resolve::{Anchor, resolve, resolve_between};

use super::sentence::Sentence;
use super::token::Token;
use crate::span::Span;
use calendar::Date;
use find::Reader;
use meaning::{Meaning, TimeKind, Value};

/// An expression of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// Where it stands.
    pub span: Span,
    /// What it means, whenever it was written.
    pub meaning: Meaning,
    /// What it comes to on the day of publication.
    pub value: Value,
}

impl TimeExpression {
    /// Which of the four kinds it is.
    pub fn kind(&self) -> TimeKind {
        self.meaning.kind()
    }

    /// Whether it is written as machines write it, with a T between the day and the hour ("2021-05-04T16:45:00Z"): then it
    /// tells of the page, and not of what the report tells. `text` is the text it stands in.
    pub fn is_stamp(&self, text: &str) -> bool {
        let words = text.get(self.span.range()).unwrap_or("");
        words.split_once('T').is_some_and(|(day, hour)| {
            let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            figure(day.chars().next_back()) && figure(hour.chars().next())
        })
    }
}

/// The expressions of time of a text, in order and side by side; `day` is the day of publication.
pub fn times(text: &str, tokens: &[Token], sentences: &[Sentence], day: Option<Date>) -> Vec<TimeExpression> {
    let mut out = Vec::new();
    let mut found = Vec::new();
    let mut words = Vec::new();
    let mut anchor = Anchor::on(day);
    for sentence in sentences {
        let Some(tokens) = tokens.get(sentence.first as usize..sentence.end as usize) else { continue };
        words.clear();
        words.extend(tokens.iter().map(|t| words::lex(text, *t)));
        Reader { text, tokens, words: &words }.read(&mut found);
        for f in found.drain(..) {
            let value = resolve(&f.meaning, &anchor);
            anchor.note(&f.meaning, value);
            out.push(TimeExpression { span: f.span, meaning: f.meaning, value });
        }
    }
    out
}
