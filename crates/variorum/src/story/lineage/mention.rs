//! Credits that are told only by knowing the other reports' outlets: "the Bellweather says", "a NAP reporter".

use super::document::Words;
use super::outlet::OutletName;
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::token::TokenKind;
use crate::span::Span;
use std::collections::HashMap;

/// Behind the name: it has reported.
static REPORTS: List = List::new(
    "reported reports reporting wrote writes quoted quotes revealed reveals learned understands broke printed published \
     courtesy reporter reporters correspondent photographer interview interviewed",
);
/// Behind the name of what is an outlet by its look: it has said so.
static SAYS: List = List::new("said says tells has spoke put puts gives gave counted found carried ran");
/// Before the name: words that went to it or came from it.
static GIVES: List = List::new("told tells telling");
/// Behind or before the name of an office or a firm: it has said so.
static STATES: List = List::new("said says stated announced confirmed");
/// Before the name: somebody is from there.
static BELONGS: List = List::new("of at for from with and in");
static LEADS: List = List::new("to by in with from via at citing quoting per agency paper newspaper site of");

/// Another's outlet, named as having reported something.
pub(super) struct Mention {
    pub name: Span,
    /// The words that say so.
    pub words: Span,
    /// Whether the name stands by itself at an edge of the report, for the whole of it.
    pub mark: bool,
    /// Whether it is only given as having said something, as any office or firm is.
    pub says: bool,
}

/// Where outlets' names may begin in a report, found once for all of the other reports' outlets: most words begin no
/// name, and nothing is made of them.
pub(super) struct Beginnings<'a> {
    words: Words<'a>,
    /// Rows of words with a capital, each with its first two letters in small ones.
    letters: Vec<([u8; 2], usize)>,
    /// Rows at which any name may begin: "The", and words with letters beyond English ones.
    any: Vec<usize>,
    /// Rows of words in capitals.
    capitals: Vec<usize>,
    /// The names that begin at a row, shorter ones first, as far as anybody has asked.
    names: HashMap<usize, Vec<OutletName>>,
}

impl<'a> Beginnings<'a> {
    pub fn of(report: &'a Annotated) -> Self {
        let words = Words { report, tokens: &report.annotations.tokens };
        let mut out = Self { words, letters: Vec::new(), any: Vec::new(), capitals: Vec::new(), names: HashMap::new() };
        for (row, token) in report.annotations.tokens.iter().enumerate() {
            if token.kind() != TokenKind::Word || !report.text(token.span).starts_with(char::is_uppercase) {
                continue;
            }
            let bare = out.words.bare(row);
            if is_capitals(bare) {
                out.capitals.push(row);
            }
            if !bare.is_ascii() || bare.eq_ignore_ascii_case("the") {
                out.any.push(row);
            } else if let Some(two) = first_two(bare) {
                out.letters.push((two, row));
            }
        }
        out.letters.sort_unstable();
        out
    }

    /// The rows at which a form of the name may begin, in order.
    fn rows(&self, other: &OutletName) -> Vec<usize> {
        let mut out = self.any.clone();
        out.extend(self.capitals.iter().filter(|row| other.may_be(self.words.bare(**row))));
        for two in other.words().iter().filter_map(|w| first_two(w)) {
            let from = self.letters.partition_point(|l| l.0 < two);
            out.extend(self.letters[from..].iter().take_while(|l| l.0 == two).map(|l| l.1));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Where the report names another's outlet as having reported something.
    pub fn mentions(&mut self, other: &OutletName) -> Vec<Mention> {
        let a = &self.words.report.annotations;
        let quoted = |span: Span| a.parts.iter().any(|p| p.outer.overlaps(span));
        let credited = |span: Span| a.credits.iter().any(|c| c.span.overlaps(span) || c.name.overlaps(span));
        let mut out = Vec::new();
        let media = other.is_media();
        let mut behind = 0;
        for i in self.rows(other) {
            let Some(end) = (i >= behind).then(|| self.outlet(i, other, media)).flatten() else { continue };
            behind = end;
            let (Some(first), Some(last)) = (a.tokens.get(i), a.tokens.get(end - 1)) else { break };
            let name = first.span.cover(last.span);
            let mark = media && self.words.mark(i, end);
            let told = if mark { Some(name) } else { self.words.construction(i, end, media) };
            // An office is called what many others are; its whole name is its own.
            let office = || self.words.statement(i, end).filter(|_| !media && other.words().len() > 1);
            let says = told.is_none();
            if let Some(words) = told.or_else(office).filter(|_| !quoted(name) && !credited(name)) {
                out.push(Mention { name, words, mark, says });
            }
        }
        out
    }

    /// One past the last token of the outlet's name, where it begins at `i`: the whole, in initials, or shortened
    /// behind "the".
    fn outlet(&mut self, i: usize, other: &OutletName, media: bool) -> Option<usize> {
        let words = &self.words;
        let here = words.bare(i);
        if is_capitals(here) && other.may_be(here) && OutletName::plain(here).same(other) {
            return Some(i + 1);
        }
        if !other.begins(here) {
            return None;
        }
        let the = media && i > 0 && words.word(i - 1).eq_ignore_ascii_case("the");
        let longest = other.count().min(words.tokens.len() - i);
        let names = self.names.entry(i).or_default();
        while names.len() < longest {
            let (first, last) = (words.tokens.get(i)?, words.tokens.get(i + names.len())?);
            names.push(OutletName::plain(words.report.text(first.span.cover(last.span))));
        }
        let fits = |name: &OutletName| name.same(other) || the && name.ends(other);
        names.get(..longest)?.iter().rposition(fits).map(|n| i + n + 1)
    }
}

/// The first two letters of a word in small ones.
fn first_two(word: &str) -> Option<[u8; 2]> {
    word.get(..2)?.to_ascii_lowercase().as_bytes().try_into().ok()
}

fn is_capitals(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
}

impl<'a> Words<'a> {
    fn bare(&self, i: usize) -> &'a str {
        let w = self.word(i);
        w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w)
    }

    fn has(&self, list: &List, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| list.has(t.key))
    }

    /// Whether the name stands behind the last sentence of a paragraph, or in the dateline: "… on Monday. /NAP",
    /// "OXLEY, NAP -".
    fn mark(&self, first: usize, end: usize) -> bool {
        let at = |i: usize| self.tokens.get(i).map(|t| t.span);
        let sign = |i: usize| matches!(self.word(i), "-" | "–" | "—" | "/" | ":" | "." | "|" | "(" | "[" | "," | ")");
        let blocks = &self.report.article.blocks;
        let Some(block) = at(first).and_then(|s| blocks.iter().find(|b| b.content.contains(s))) else { return false };
        let inside = |i: usize| at(i).is_some_and(|s| block.content.contains(s));
        let closes = !inside(end) || matches!(self.word(end), ")" | "]") && !inside(end + 1);
        let before = first.checked_sub(1);
        let dateline = before.is_some_and(|b| b < 8 && matches!(self.word(b), "," | "(" | "/" | ":"))
            && (end..end + 2).any(|k| matches!(self.word(k), "-" | "–" | "—" | ":"));
        let alone = before.is_none_or(|b| !inside(b));
        closes && !alone && before.is_some_and(sign) && !matches!(self.word(first.wrapping_sub(1)), ",") || dateline
    }

    /// The words that give an office or a firm at `first..end` as having said something: "according to the Food Office".
    fn statement(&self, first: usize, end: usize) -> Option<Span> {
        let span = |a: usize, b: usize| Some(self.tokens.get(a)?.span.cover(self.tokens.get(b)?.span));
        let before = first - usize::from(first > 0 && self.word(first - 1).eq_ignore_ascii_case("the"));
        // "Ada Holm, of Brem University, said"
        let somebody = before.checked_sub(1).is_some_and(|k| self.has(&BELONGS, k));
        if self.has(&STATES, end) && !somebody {
            return span(first, end);
        }
        let last = before.checked_sub(1)?;
        if self.has(&STATES, last) {
            return span(last, end - 1);
        }
        let according = last.checked_sub(1)?;
        let is = self.word(according).eq_ignore_ascii_case("according") && self.word(last) == "to";
        is.then(|| span(according, end - 1)).flatten()
    }

    /// The words that make of the name at `first..end` a credit.
    fn construction(&self, first: usize, end: usize, media: bool) -> Option<Span> {
        let span = |a: usize, b: usize| Some(self.tokens.get(a)?.span.cover(self.tokens.get(b)?.span));
        let owns = self.bare(end - 1) != self.word(end - 1);
        // "told the Bellweather", "told a NAP reporter"
        let lead = (first.saturating_sub(3)..first).rev().take(3);
        let told = lead.clone().find(|k| self.has(&GIVES, *k));
        if let Some(told) = told {
            return span(told, end - 1);
        }
        // "the Bellweather reported", "the Bellweather first reported", "NAP's reporter"
        let verb =
            (end..end + 2).find(|k| self.has(&REPORTS, *k) || media && !owns && *k == end && self.has(&SAYS, *k));
        if let Some(verb) = verb {
            return span(first, verb);
        }
        // "as reported by the Bellweather", "writes the Bellweather"
        let before = first - usize::from(first > 0 && self.word(first - 1).eq_ignore_ascii_case("the"));
        let last = before.checked_sub(1)?;
        if self.has(&REPORTS, last) {
            return span(last, end - 1);
        }
        let leads = self.has(&LEADS, last);
        let verb = last.checked_sub(1).filter(|k| leads && self.has(&REPORTS, *k));
        if let Some(verb) = verb {
            return span(verb, end - 1);
        }
        // "in the Bellweather": of what looks like an outlet it is enough.
        let bracket = self.word(last) == "(" && self.word(end) == ")";
        (media && (leads || bracket)).then(|| span(last, end - 1)).flatten()
    }
}
