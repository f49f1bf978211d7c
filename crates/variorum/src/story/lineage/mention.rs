//! Credits that are told only by knowing the other reports' outlets: "the Bellweather says", "a NAP reporter".

use super::document::Words;
use super::outlet::OutletName;
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::token::TokenKind;
use crate::span::Span;

/// Behind the name: it has reported.
static REPORTS: List = List::new(
    "reported reports reporting wrote writes quoted quotes revealed reveals learned understands broke printed published \
     reporter reporters correspondent photographer interview interviewed",
);
/// Behind the name of what is an outlet by its look: it has said so.
static SAYS: List = List::new("said says has spoke put puts gives gave counted found carried ran");
/// Before the name: words that went to it or came from it.
static GIVES: List = List::new("told tells telling");
static LEADS: List = List::new("to by in with from via at citing quoting per agency paper newspaper site of");

/// Another's outlet, named as having reported something.
pub(super) struct Mention {
    pub name: Span,
    /// The words that say so.
    pub words: Span,
    /// Whether the name stands by itself at an edge of the report, for the whole of it.
    pub mark: bool,
}

/// Where a report names another's outlet as having reported something.
pub(super) fn mentions(report: &Annotated, other: &OutletName) -> Vec<Mention> {
    let a = &report.annotations;
    let quoted = |span: Span| a.parts.iter().any(|p| p.outer.overlaps(span));
    let credited = |span: Span| a.credits.iter().any(|c| c.span.overlaps(span) || c.name.overlaps(span));
    let mut out = Vec::new();
    let media = other.is_media();
    let mut i = 0;
    while i < a.tokens.len() {
        let words = Words { report, tokens: &a.tokens };
        let Some(end) = words.outlet(i, other, media) else {
            i += 1;
            continue;
        };
        let (Some(first), Some(last)) = (a.tokens.get(i), a.tokens.get(end - 1)) else { break };
        let name = first.span.cover(last.span);
        let mark = media && words.mark(i, end);
        let told = if mark { Some(name) } else { words.construction(i, end, media) };
        if let Some(words) = told.filter(|_| !quoted(name) && !credited(name)) {
            out.push(Mention { name, words, mark });
        }
        i = end;
    }
    out
}

impl<'a> Words<'a> {
    fn bare(&self, i: usize) -> &'a str {
        let w = self.word(i);
        w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")).unwrap_or(w)
    }

    fn has(&self, list: &List, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| list.has(t.key))
    }

    /// One past the last token of the outlet's name, where it begins at `i`: the whole, in initials, or shortened
    /// behind "the".
    fn outlet(&self, i: usize, other: &OutletName, media: bool) -> Option<usize> {
        let first = self.tokens.get(i).filter(|t| t.kind() == TokenKind::Word)?;
        if !self.report.text(first.span).starts_with(char::is_uppercase) {
            return None;
        }
        let here = self.bare(i);
        let initials = here.len() > 1 && here.chars().all(|c| c.is_ascii_uppercase());
        if initials && other.may_be(here) && OutletName::new(here).same(other) {
            return Some(i + 1);
        }
        // Most words begin no outlet's name: nothing is made of them.
        if !other.begins(here) {
            return None;
        }
        let longest = (i + other.count()).min(self.tokens.len());
        for end in (i + 1..=longest).rev() {
            let Some(last) = self.tokens.get(end - 1) else { continue };
            let name = OutletName::new(self.report.text(first.span.cover(last.span)));
            let the = i > 0 && self.word(i - 1).eq_ignore_ascii_case("the");
            if name.same(other) || media && the && name.ends(other) {
                return Some(end);
            }
        }
        None
    }

    /// Whether the name stands behind the last sentence of a paragraph, or in the dateline: "… on Monday. /NAP",
    /// "OXLEY, NAP -".
    fn mark(&self, first: usize, end: usize) -> bool {
        let at = |i: usize| self.tokens.get(i).map(|t| t.span);
        let sign = |i: usize| matches!(self.word(i), "-" | "–" | "—" | "/" | ":" | "." | "|" | "(" | "," | ")");
        let blocks = &self.report.article.blocks;
        let Some(block) = at(first).and_then(|s| blocks.iter().find(|b| b.content.contains(s))) else { return false };
        let inside = |i: usize| at(i).is_some_and(|s| block.content.contains(s));
        let closes = !inside(end) || self.word(end) == ")" && !inside(end + 1);
        let before = first.checked_sub(1);
        let dateline = before.is_some_and(|b| b < 8 && matches!(self.word(b), "," | "(" | "/" | ":"))
            && (end..end + 2).any(|k| matches!(self.word(k), "-" | "–" | "—" | ":"));
        let alone = before.is_none_or(|b| !inside(b));
        closes && !alone && before.is_some_and(sign) && !matches!(self.word(first.wrapping_sub(1)), ",") || dateline
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
