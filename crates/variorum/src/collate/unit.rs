//! What is grouped and collated: a quotation, or a run of sentences outside quotations, as interned words.

use super::align::Word;
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::annotate::token::Key;
use crate::span::Span;

/// One rendering: its words, and where each stands.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Row of the articles as they are being compared.
    pub article: usize,
    /// Row of the quotation, or number of the first sentence.
    pub row: u32,
    pub words: Vec<Word>,
    /// The token of each word, as a row of the article's token table.
    pub tokens: Vec<u32>,
    /// Positions in `words` at which a new part begins; the first part is not listed.
    pub breaks: Vec<u32>,
    /// A few words in marks inside a paraphrase: its ends say nothing about what was said before or after.
    pub fragment: bool,
    /// Marks that hold a word at arm's length; joins an utterance only word for word.
    pub scare: bool,
    /// The last word of the speaker's name.
    pub speaker: Option<Key>,
    /// Whether the report names the speaker at the quotation, rather than by a pronoun.
    pub named: bool,
}

impl Unit {
    pub fn new(article: usize, row: u32) -> Self {
        Self {
            article,
            row,
            words: Vec::new(),
            tokens: Vec::new(),
            breaks: Vec::new(),
            fragment: false,
            scare: false,
            speaker: None,
            named: false,
        }
    }

    /// Appends the word tokens in rows `first..end` as a further part.
    pub fn push(&mut self, of: &Annotated, first: u32, end: u32, vocabulary: &mut Vocabulary) {
        if !self.words.is_empty() {
            self.breaks.push(self.words.len() as u32);
        }
        let tokens = &of.annotations.tokens;
        for row in first..end {
            let Some(token) = tokens.get(row as usize).filter(|t| t.is_word()) else { continue };
            self.words.push(vocabulary.intern(token.key, of.text(token.span)));
            self.tokens.push(row);
        }
    }

    /// Where the word at `pos` stands.
    pub fn span(&self, of: &Annotated, pos: usize) -> Span {
        let row = self.tokens.get(pos).copied().unwrap_or(0) as usize;
        of.annotations.tokens.get(row).map_or(Span::default(), |t| t.span)
    }

    /// Whether a part begins behind position `a` and no later than `b`.
    pub fn breaks_between(&self, a: usize, b: usize) -> bool {
        let i = self.breaks.partition_point(|&x| x as usize <= a);
        self.breaks.get(i).is_some_and(|&x| x as usize <= b)
    }

    /// The places of the words `from..to`, one for each part they touch.
    pub fn spans(&self, of: &Annotated, from: usize, to: usize) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for pos in from..to {
            let span = self.span(of, pos);
            match out.last_mut() {
                Some(last) if pos > from && !self.breaks_between(pos - 1, pos) => *last = last.cover(span),
                _ => out.push(span),
            }
        }
        out
    }
}
