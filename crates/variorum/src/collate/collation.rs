//! What collation gives: a text, the renderings, the differences.

use super::unit::Unit;
use super::variant::Variant;
use crate::annotate::Annotated;
use crate::span::{ArticleId, Place, Span};
use std::ops::Range;

/// A word of a text, and where each report has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextWord<'a> {
    /// The word as the best-attested reading writes it.
    pub text: &'a str,
    /// The punctuation and space behind it, marks left out; behind the last word, its stops.
    pub after: &'a str,
    /// Every rendering's place of this very word (or another spelling of it), in order.
    pub places: &'a [Place],
}

/// The fullest text that the witnesses bear out, word by word.
///
/// A text may have millions of words, and most texts have one witness, so the words lie in flat tables: a word of
/// one witness costs 20 bytes beside its letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Each word with what stands behind it.
    content: String,
    /// The words in the content.
    words: Vec<Span>,
    places: Vec<Place>,
    /// The first place of each word; empty as long as every word has one.
    first: Vec<u32>,
}

impl Wording {
    /// A text to be, with room for so many words, places, and bytes.
    pub(super) fn with_capacity(words: usize, places: usize, bytes: usize) -> Self {
        Self {
            content: String::with_capacity(bytes),
            words: Vec::with_capacity(words),
            places: Vec::with_capacity(places),
            first: Vec::new(),
        }
    }

    /// Appends a word, what stands behind it, and its places.
    pub(super) fn push(&mut self, text: &str, after: &str, places: impl IntoIterator<Item = Place>) {
        let start = self.content.len() as u32;
        let first = self.places.len();
        self.words.push(Span::new(start, start + text.len() as u32));
        self.content.push_str(text);
        self.content.push_str(after);
        self.places.extend(places);
        let n = self.places.len() - first;
        if self.first.is_empty() && n != 1 {
            self.first.extend(0..first as u32);
        }
        if n != 1 || !self.first.is_empty() {
            self.first.push(first as u32);
        }
        if n > 1 {
            self.places[first..].sort_unstable();
        }
    }

    /// Changes every place and puts those of each word in order again.
    pub(crate) fn translate(&mut self, change: impl Fn(&mut Place)) {
        self.places.iter_mut().for_each(change);
        for i in 0..self.words.len() {
            let range = self.range(i);
            if let Some(of_word) = self.places.get_mut(range)
                && of_word.len() > 1
            {
                of_word.sort_unstable();
            }
        }
    }

    /// The rows of the place table that are word `i`'s.
    fn range(&self, i: usize) -> Range<usize> {
        if self.first.is_empty() {
            return i..i + 1;
        }
        let from = |i: usize| self.first.get(i).map_or(self.places.len(), |f| *f as usize);
        from(i)..from(i + 1)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The whole text, the stops behind its last word included.
    pub fn as_str(&self) -> &str {
        self.content.trim_end()
    }

    /// The word of this number, counted from 0.
    pub fn get(&self, i: usize) -> Option<TextWord<'_>> {
        let word = self.words.get(i)?;
        let next = self.words.get(i + 1).map_or(self.content.len(), |w| w.start() as usize);
        Some(TextWord {
            text: self.content.get(word.range())?,
            after: self.content.get(word.end() as usize..next)?,
            places: self.places.get(self.range(i))?,
        })
    }

    /// The last word.
    pub fn last(&self) -> Option<TextWord<'_>> {
        self.get(self.len().checked_sub(1)?)
    }

    /// The words of these numbers, in order; numbers past the end are left out.
    pub fn words(&self, range: Range<usize>) -> impl Iterator<Item = TextWord<'_>> {
        (range.start..range.end.min(self.len())).filter_map(|i| self.get(i))
    }

    /// Every word, in order.
    pub fn iter(&self) -> impl Iterator<Item = TextWord<'_>> {
        self.words(0..self.len())
    }

    /// The words of these numbers with what stands between them.
    pub fn slice(&self, range: Range<u32>) -> &str {
        let end = (range.end as usize).min(self.len());
        let words = self.words.get(range.start as usize..end).unwrap_or(&[]);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return "" };
        self.content.get(first.cover(*last).range()).unwrap_or("")
    }
}

/// One report's rendering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Which report.
    pub article: ArticleId,
    /// Rows of its quotations (of its sentences, for a passage).
    pub rows: Vec<u32>,
    /// The rendering's parts, in the order the report prints them, marks left out.
    pub parts: Vec<Span>,
    /// The words of the fullest text it covers, as ranges of word numbers in text order.
    pub covers: Vec<Range<u32>>,
    /// A few words inside a paraphrase.
    pub fragment: bool,
}

/// All renderings of one thing, word against word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collation {
    /// The fullest text the witnesses bear out.
    pub text: Wording,
    /// The renderings, in order of the reports and then of their places.
    pub readings: Vec<Reading>,
    /// The differences, in text order.
    pub variants: Vec<Variant>,
}

impl Collation {
    /// The only rendering of a text, as a collation without variants.
    pub(super) fn alone(of: &Annotated, unit: &Unit) -> Self {
        let n = unit.words.len();
        let article = ArticleId(unit.article as u32);
        let bytes = (0..n).map(|pos| unit.span(of, pos).len() as usize + 1).sum::<usize>() + 3;
        let mut text = Wording::with_capacity(n, n, bytes);
        for pos in 0..n {
            let span = unit.span(of, pos);
            let after = if pos + 1 == n {
                unit.last_stop(of, pos).into()
            } else if unit.breaks_between(pos, pos + 1) {
                unit.seam(of, pos)
            } else {
                unit.between(of, pos, pos + 1)
            };
            text.push(of.text(span), &after, [Place { article, span }]);
        }
        let reading = Reading {
            article,
            rows: unit.rows().collect(),
            parts: unit.parts(of),
            covers: std::iter::once(0..n as u32).collect(),
            fragment: unit.fragment,
        };
        Self { text, readings: vec![reading], variants: Vec::new() }
    }
}
