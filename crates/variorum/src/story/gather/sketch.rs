//! What is kept of a report to find its story by: hashed words, names, numbers with what they count, ages, days.

use crate::annotate::Annotated;
use crate::annotate::language::Language;
use crate::annotate::time::calendar::Date;
use crate::annotate::time::meaning::{Stretch, Value, YearPart};
use crate::annotate::token::{Key, Token, TokenKind, tokenize};
use crate::span::Span;

/// So many words stand at the beginning.
const LEAD: usize = 60;
/// Words are compared by so many letters, which takes most endings away in most languages.
const STEM: usize = 5;
/// Words of one report that are looked at; a text that is longer has told by then what it is about.
const WORDS: usize = 20_000;
/// Most ages and days of one report, and four times as many names and counted numbers.
const FEW: usize = 24;
/// How many days before its own a report can tell of.
const BACK: i32 = 4000;

/// A word, a number or a name, as a hash.
pub type TermId = u32;

/// The term stands in the title.
pub(super) const TITLE: u8 = 1;
/// The term stands at the beginning.
pub(super) const LEADS: u8 = 2;
/// The term has a capital where the sentence does not ask for one.
pub(super) const CAPITAL: u8 = 4;
/// The term is a number.
pub(super) const NUMBER: u8 = 8;

/// A term of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its hash.
    pub id: TermId,
    /// How often it stands there, up to 255.
    pub count: u8,
    /// Where it stands and what it is, as bits.
    pub(super) flags: u8,
}

/// What is kept of one report: a pure function of it, some two kilobytes. What its terms weigh comes from the stream
/// that it is put into.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch {
    /// Day of publication, counted from 1 January of the year 1; `None` where no date is known.
    pub day: Option<i32>,
    /// The language of the words.
    pub language: Option<Language>,
    /// Words and numbers, by id, each once.
    pub terms: Vec<Term>,
    /// Names of two words or more, by hash, each once.
    pub names: Vec<TermId>,
    /// Numbers with the word behind them: the word and the number, each pair once.
    pub counts: Vec<(TermId, TermId)>,
    /// Numbers that look like somebody's age, in order, each once.
    pub ages: Vec<u8>,
    /// Days that the text tells, in order, each once, counted as `day` is.
    pub told: Vec<i32>,
}

impl Sketch {
    /// Takes what is kept of a report.
    pub fn of(report: &Annotated) -> Self {
        let (text, a) = (report.article.text.as_str(), &report.annotations);
        let mut out = Self { day: report.day().map(day_number), language: a.language, ..Self::default() };
        let mut found: Vec<(TermId, u8)> = Vec::with_capacity(a.tokens.len().min(WORDS) + 16);
        if let Some(title) = &report.article.meta.title {
            let tokens = words_of(title);
            found.extend(tokens.iter().filter(|t| is_term(t)).map(|t| (term(title, *t), TITLE | LEADS)));
            out.numbers(title, &tokens);
        }
        let mut words = 0;
        for s in &a.sentences {
            let Some(tokens) = a.tokens.get(s.first as usize..s.end as usize) else { continue };
            if words > WORDS {
                break;
            }
            for (i, t) in tokens.iter().filter(|t| is_term(t)).enumerate() {
                let capital = i > 0 && text.get(t.span.range()).is_some_and(|w| w.starts_with(char::is_uppercase));
                let number = t.kind() == TokenKind::Number;
                let lead = if words < LEAD { LEADS } else { 0 };
                found
                    .push((term(text, *t), lead | if capital { CAPITAL } else { 0 } | if number { NUMBER } else { 0 }));
                words += 1;
            }
            out.numbers(text, tokens);
        }
        found.sort_unstable();
        for same in found.chunk_by(|a, b| a.0 == b.0) {
            let Some((id, _)) = same.first() else { continue };
            let flags = same.iter().fold(0, |f, t| f | t.1);
            out.terms.push(Term { id: *id, count: same.len().min(255) as u8, flags });
        }
        for n in a.names.iter().filter(|n| n.end > n.first + 1 && n.end < n.first + 7) {
            let Some(tokens) = a.tokens.get(n.first as usize..n.end as usize) else { continue };
            let words = tokens.iter().filter(|t| t.kind() != TokenKind::Punct);
            out.names.push(words.fold(1, |hash, t| mix(hash, term(text, *t))));
        }
        out.days(report);
        settle(&mut out.names);
        settle(&mut out.counts);
        out.ages.sort_unstable();
        out.ages.dedup();
        out.ages.truncate(FEW);
        out
    }

    /// Notes the numbers of a sentence.
    fn numbers(&mut self, text: &str, tokens: &[Token]) {
        let at = |i: usize| tokens.get(i).map_or("", |t| text.get(t.span.range()).unwrap_or(""));
        for (i, t) in tokens.iter().enumerate().filter(|(_, t)| t.kind() == TokenKind::Number) {
            let word = at(i);
            // "the 35-year-old", "Mr. Example, 35, said": in many languages.
            let hyphen = at(i + 1) == "-";
            let between = i > 0 && at(i - 1) == "," && matches!(at(i + 1), "," | ".");
            if (hyphen || between) && word.len() <= 2 {
                self.ages.extend(word.parse::<u8>().ok().filter(|n| *n > 0));
            }
            if let Some(next) = tokens.get(if hyphen { i + 2 } else { i + 1 }).filter(|t| t.kind() == TokenKind::Word) {
                self.counts.push((term(text, *next), term(text, *t)));
            }
        }
    }

    /// Notes the days that the report tells.
    fn days(&mut self, report: &Annotated) {
        for t in &report.annotations.times {
            let Value::Point(stretch, _) = t.value else { continue };
            let date = match stretch {
                Stretch::Day(date) => date,
                Stretch::Year(Some(year), YearPart::Day(month, day)) => Date::new(year, month, day),
                _ => None,
            };
            let day = date.map(day_number);
            self.told.extend(day.filter(|day| self.day.is_none_or(|own| *day <= own + 1 && *day > own - BACK)));
        }
        self.told.truncate(FEW);
        self.told.sort_unstable();
        self.told.dedup();
    }
}

/// The number of a day, counted from 1 January of the year 1.
pub fn day_number(date: Date) -> i32 {
    Date::new(1, 1, 1).map_or(0, |first| date.days_since(first))
}

/// The term that a word stands for, folded and cut as in every sketch.
pub fn term_of(word: &str) -> TermId {
    match words_of(word).first() {
        Some(token) => term(word, *token),
        None => 0,
    }
}

/// Every term of a report with a word that stands for it, in the order of the terms; for people to read.
pub fn spelled(report: &Annotated) -> Vec<(TermId, &str)> {
    let text = report.article.text.as_str();
    let mut out: Vec<(TermId, &str)> = Vec::new();
    let title = report.article.meta.title.as_deref().unwrap_or("");
    let tokens = words_of(title);
    for (text, tokens) in [(text, &report.annotations.tokens), (title, &tokens)] {
        let words = tokens.iter().filter(|t| is_term(t));
        out.extend(words.map(|t| (term(text, *t), text.get(t.span.range()).unwrap_or(""))));
    }
    out.sort_by_key(|t| t.0);
    out.dedup_by_key(|t| t.0);
    out
}

fn words_of(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, Span::new(0, u32::try_from(text.len()).unwrap_or(0)), &mut tokens);
    tokens
}

fn is_term(token: &Token) -> bool {
    matches!(token.kind(), TokenKind::Word | TokenKind::Number)
}

fn term(text: &str, token: Token) -> TermId {
    let word = text.get(token.span.range()).unwrap_or("");
    if token.kind() == TokenKind::Number {
        return fold(token.key);
    }
    // The longer side of an apostrophe is the word: "harbour's", "l'automne".
    let word = match word.char_indices().find(|(_, c)| matches!(c, '\'' | '’' | 'ʼ')) {
        Some((at, c)) => {
            let (head, tail) = (word.get(..at).unwrap_or(""), word.get(at + c.len_utf8()..).unwrap_or(""));
            if tail.len() > head.len() { tail } else { head }
        }
        None => word,
    };
    let end = word.char_indices().nth(STEM).map_or(word.len(), |c| c.0);
    fold(if end == token.span.len() as usize {
        token.key
    } else {
        Key::of(word.get(..end).unwrap_or(word), TokenKind::Word)
    })
}

fn fold(key: Key) -> TermId {
    (key.get() >> 20) as u32
}

/// One hash of two.
pub(super) fn mix(a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 32) as u32
}

fn settle<T: Ord>(list: &mut Vec<T>) {
    list.sort_unstable();
    list.dedup();
    list.truncate(4 * FEW);
}
