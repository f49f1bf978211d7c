//! What is grouped and collated: a quotation, or a run of sentences outside quotations, as interned words.

use super::align::Word;
use super::vocabulary::Vocabulary;
use crate::annotate::Annotated;
use crate::annotate::token::Key;
use crate::article::Block;
use crate::span::Span;
use std::borrow::Cow;

/// One rendering: its words, and where each stands.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Row of the articles as they are being compared.
    pub article: usize,
    /// Row of the quotation, or number of the first sentence.
    pub row: u32,
    /// Rows of further quotations that the report parts and that are one saying.
    pub more: Vec<u32>,
    /// Whether the row is that of a quotation.
    pub quotation: bool,
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
    /// Whether it names or describes the speaker there.
    pub told: bool,
}

impl Unit {
    pub fn new(article: usize, row: u32, quotation: bool) -> Self {
        Self {
            article,
            row,
            more: Vec::new(),
            quotation,
            words: Vec::new(),
            tokens: Vec::new(),
            breaks: Vec::new(),
            fragment: false,
            scare: false,
            speaker: None,
            named: false,
            told: false,
        }
    }

    /// Appends the word tokens in rows `first..end` as a further part.
    pub fn push(&mut self, of: &Annotated, first: u32, end: u32, vocabulary: &mut Vocabulary) {
        if !self.words.is_empty() {
            self.breaks.push(self.words.len() as u32);
        }
        let tokens = &of.annotations.tokens;
        let part = tokens.get(first as usize..end as usize).unwrap_or(&[]);
        let n = part.iter().filter(|t| t.is_word()).count();
        self.words.reserve_exact(n);
        self.tokens.reserve_exact(n);
        for row in first..end {
            let Some(token) = tokens.get(row as usize).filter(|t| t.is_word()) else { continue };
            let next = tokens.get(row as usize + 1).filter(|t| row + 1 < end && t.is_word());
            let next = next.map_or("", |t| of.text(t.span));
            self.words.push(vocabulary.intern_before(token.key, of.text(token.span), next));
            self.tokens.push(row);
        }
    }

    /// The row, and those of what it goes on with.
    pub fn rows(&self) -> impl Iterator<Item = u32> {
        std::iter::once(self.row).chain(self.more.iter().copied())
    }

    /// Goes on with the words of a later quotation of the report, as a further part.
    pub fn append(&mut self, next: &Unit) {
        let at = self.words.len() as u32;
        self.more.push(next.row);
        self.more.extend(&next.more);
        self.breaks.push(at);
        self.breaks.extend(next.breaks.iter().map(|b| b + at));
        self.words.extend(&next.words);
        self.tokens.extend(&next.tokens);
        self.named |= next.named;
        self.speaker = self.speaker.or(next.speaker);
    }

    /// The sentences of at least `least` words, or as much of them as stands in one part, where there are several.
    pub fn pieces(&self, of: &Annotated, least: usize) -> Vec<Unit> {
        let mut out = Vec::new();
        self.sentences(of, |from, to| {
            if to - from >= least && to - from < self.words.len() {
                let (words, tokens) = (self.words[from..to].to_vec(), self.tokens[from..to].to_vec());
                out.push(Unit { words, tokens, breaks: Vec::new(), more: Vec::new(), ..*self });
            }
        });
        out
    }

    /// Gives the memory of the words back.
    pub fn forget(&mut self) {
        (self.words, self.tokens) = (Vec::new(), Vec::new());
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

    /// What stands between two words, white space folded and marks left out.
    pub fn between<'a>(&self, of: &'a Annotated, a: usize, b: usize) -> Cow<'a, str> {
        let (x, y) = (self.span(of, a), self.span(of, b));
        let gap = of.article.text.as_str().get(x.end() as usize..y.start() as usize).unwrap_or("");
        clean(gap, &of.article.blocks, x.end(), |at| self.is_mark(of, at))
    }

    /// Whether the apostrophe at byte `at` is the mark of a quotation inside this one, rather than that of "the
    /// passengers’ bags" or "’til". Outside quotations only the former is told from a mark.
    fn is_mark(&self, of: &Annotated, at: u32) -> bool {
        if !self.quotation {
            let text = of.article.text.as_str();
            let (before, after) = (text.get(..at as usize).unwrap_or(""), text.get(at as usize..).unwrap_or(""));
            let possessive = before.ends_with(['s', 'S']) && after.chars().nth(1) == Some(' ');
            return !possessive;
        }
        let table = &of.annotations.quotations;
        self.rows().any(|row| {
            let own = table.get(row as usize..).unwrap_or(&[]);
            let held = own.iter().enumerate().take_while(|(i, q)| *i == 0 || q.nested_in.is_some()).map(|(_, q)| q);
            held.flat_map(|q| of.parts(q)).any(|p| p.outer.holds(at) && !p.span.holds(at))
        })
    }

    /// Calls `each` with the positions of the words of every sentence, or of as much of it as stands in one part.
    pub fn sentences(&self, of: &Annotated, mut each: impl FnMut(usize, usize)) {
        let Some(first) = self.tokens.first() else { return };
        let sentences = &of.annotations.sentences;
        let mut s = sentences.partition_point(|s| s.end <= *first);
        let mut breaks = self.breaks.iter().map(|b| *b as usize).peekable();
        let mut from = 0;
        for pos in 1..=self.words.len() {
            let part = breaks.next_if_eq(&pos).is_some();
            let row = self.tokens.get(pos);
            let ended = row.is_none_or(|row| sentences.get(s).is_some_and(|s| s.end <= *row));
            while row.is_some_and(|row| sentences.get(s).is_some_and(|s| s.end <= *row)) {
                s += 1;
            }
            if part || ended {
                each(from, pos);
                from = pos;
            }
        }
    }

    /// Whether a sentence ends behind a word. The stop of an abbreviation ("Sgt. Ann Lowe") ends none.
    pub fn ends_sentence(&self, of: &Annotated, pos: usize) -> bool {
        let Some(&row) = self.tokens.get(pos) else { return false };
        let Some(next) = self.tokens.get(pos + 1) else {
            return self.last_stop(of, pos).contains(['.', '!', '?', '…']);
        };
        let stop = self.between(of, pos, pos + 1).starts_with(['.', '!', '?']);
        let sentences = &of.annotations.sentences;
        stop && sentences.get(sentences.partition_point(|s| s.end <= row)).is_none_or(|s| s.end <= *next)
    }

    /// What stands behind a word where no witness goes on without a break: its own stop, or else a slash.
    pub fn seam<'a>(&self, of: &'a Annotated, pos: usize) -> Cow<'a, str> {
        let stop = self.last_stop(of, pos);
        if stop.is_empty() { " / ".into() } else { format!("{stop} ").into() }
    }

    /// The stops behind the last word of a part, if it has any inside its marks, with the bracket that is open there.
    pub fn last_stop<'a>(&self, of: &'a Annotated, pos: usize) -> &'a str {
        let from = self.span(of, pos).end();
        let part = self.breaks.iter().rev().map(|b| *b as usize).find(|b| *b <= pos).unwrap_or(0);
        let mut end = bracketed(of, self.span(of, part).cover(self.span(of, pos))).end();
        let behind = self.tokens.get(pos).map_or(usize::MAX, |t| *t as usize + 1);
        let own = end;
        for t in of.annotations.tokens.get(behind..).unwrap_or(&[]).iter().skip_while(|t| t.span.end() <= own) {
            let near = t.span.start() <= end + 1 && (end > from || t.span.start() == end);
            if !near || !matches!(of.text(t.span).chars().next(), Some('.' | '!' | '?' | '…')) {
                break;
            }
            end = t.span.end();
        }
        of.text(Span::new(from, end))
    }

    /// The whole parts, from first to last word, with the stop that ends each inside its marks.
    pub fn parts(&self, of: &Annotated) -> Vec<Span> {
        let mut out = Vec::with_capacity(self.breaks.len() + 1);
        let mut from = 0;
        let ends = self.breaks.iter().map(|b| *b as usize).chain([self.words.len()]);
        for to in ends {
            if to > from {
                let span = self.span(of, from).cover(self.span(of, to - 1));
                let stop = self.last_stop(of, to - 1).len() as u32;
                out.push(Span::new(span.start(), span.end() + stop));
            }
            from = to;
        }
        out
    }
}

/// Some words with the bracket behind them, where one is open in them: "expand[ing]".
pub(super) fn bracketed(of: &Annotated, span: Span) -> Span {
    let open = |t: &str| t.matches('[').count() > t.matches(']').count();
    let closes = of.article.text.as_str().get(span.end() as usize..).is_some_and(|t| t.starts_with(']'));
    if closes && open(of.text(span)) { Span::new(span.start(), span.end() + 1) } else { span }
}

/// The punctuation between two words: white space folded, quotation marks and inline residue left out. `mark` says
/// whether an apostrophe at a byte is the mark of a quotation.
fn clean<'a>(gap: &'a str, blocks: &[Block], at: u32, mark: impl Fn(u32) -> bool) -> Cow<'a, str> {
    if gap == " " || gap.is_empty() {
        return gap.into();
    }
    let residue = |b: u32| {
        let i = blocks.partition_point(|x| x.span.end() <= b);
        blocks.get(i).is_some_and(|x| !x.kind.is_story())
    };
    let mut out = String::new();
    let mut space = false;
    for (i, c) in gap.char_indices() {
        if c.is_whitespace() {
            space = true;
        } else if matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‚' | '‹' | '›')
            || (matches!(c, '‘' | '’' | '\'' | '`') && mark(at + i as u32))
            || residue(at + i as u32)
        {
        } else {
            if space {
                out.push(' ');
                space = false;
            }
            out.push(c);
        }
    }
    if space || out.is_empty() {
        out.push(' ');
    }
    out.into()
}
