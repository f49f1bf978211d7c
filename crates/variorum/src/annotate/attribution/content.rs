//! What the contents that grammar shows come to beside the words in marks: whole marks or none of them, and nothing at
//! the edges that tells where, when or by whom it was said.

use super::grammar::{past_time, time_word};
use super::{Candidate, Given, Raw, Rows, Who, cover, edges};
use crate::annotate::Annotated;
use crate::annotate::channel;
use crate::annotate::people::Grammar;
use crate::annotate::quotation::{Quotation, QuotationKind, View};
use crate::annotate::syntax::tags::Tag;
use crate::annotate::verbs;
use crate::span::Span;
use std::collections::HashSet;

/// Tokens behind closing marks in which it is looked for where something was said.
const TAIL: usize = 7;
/// Tokens behind a cue within which the clause that it takes begins.
const LEAD: usize = 14;

/// A place in marks, as tokens.
#[derive(Clone, Copy)]
pub(super) struct Marked {
    first: usize,
    end: usize,
    /// The row of its quotation.
    quotation: usize,
    /// Whether its words are somebody's by themselves, rather than a few inside a paraphrase.
    whole: bool,
}

/// The cues of quotations in marks.
pub(super) fn cues(quotations: &[Quotation]) -> HashSet<Span> {
    quotations.iter().filter(|q| q.kind != QuotationKind::Mixed).filter_map(|q| q.cue).collect()
}

/// The places in marks of a report, in order.
pub(super) struct Marks<'a> {
    list: Vec<Marked>,
    quotations: &'a [Quotation],
}

impl<'a> Marks<'a> {
    pub fn new(report: &'a Annotated) -> Self {
        let quotations = &report.annotations.quotations;
        let mut list: Vec<Marked> = Vec::new();
        for (i, q) in quotations.iter().enumerate().filter(|(_, q)| q.kind.is_speech() && q.nested_in.is_none()) {
            let whole = q.kind != QuotationKind::Mixed;
            list.extend(report.parts(q).iter().map(|p| Marked {
                first: p.first as usize,
                end: p.end as usize,
                quotation: i,
                whole,
            }));
        }
        list.sort_by_key(|m| m.first);
        Self { list, quotations }
    }

    /// Places in marks do not overlap: those from this row on can hold a token.
    fn near(&self, token: usize) -> usize {
        self.list.partition_point(|m| m.first <= token).saturating_sub(1)
    }

    /// The place of somebody's own words that holds a token.
    pub fn whole_at(&self, token: usize) -> Option<&Marked> {
        self.list.get(self.near(token)).filter(|m| m.whole && m.first <= token && token < m.end)
    }

    /// The places that share a token with a content.
    pub fn touching(&self, content: &[Rows]) -> Vec<Marked> {
        let start = content.first().map_or(0, |p| p.0);
        let end = content.last().map_or(start, |p| p.1);
        let from = self.list[self.near(start)..].iter().take_while(|m| m.first < end);
        from.filter(|m| content.iter().any(|p| m.first < p.1 && p.0 < m.end)).copied().collect()
    }
}

impl Marked {
    /// Marks that the grammar cut through are taken whole.
    fn around(&self, p: Rows) -> Rows {
        if self.first < p.1 && p.0 < self.end { (p.0.min(self.first), p.1.max(self.end)) } else { p }
    }
}

/// Candidates that are no quotation in marks; `used` gets the quotations that became a part of one.
pub(super) fn indirect(
    view: &View<'_>,
    grammar: &Grammar,
    marks: &Marks<'_>,
    candidates: &[Candidate],
    used: &mut [bool],
) -> Vec<Raw> {
    let quotations = marks.quotations;
    let cues = cues(quotations);
    let words = |a: usize, b: usize| (a..b).filter(|i| view.tokens.get(*i).is_some_and(|t| t.is_word())).count();
    let mut out = Vec::new();
    for mut c in candidates.iter().cloned() {
        // Within somebody's own words others are quoted only by them.
        let within = marks.whole_at(c.cue).copied();
        if let Some(m) = within {
            c.content.iter_mut().for_each(|p| *p = (p.0.clamp(m.first, m.end), p.1.clamp(m.first, m.end)));
            c.content.retain(|p| p.0 < p.1 && !(p.0 <= c.cue && c.cue < p.1));
            if c.content.is_empty() {
                continue;
            }
            out.push(Raw {
                content: c.content.iter().filter_map(|p| cover(view, *p)).collect(),
                kind: Given::Indirect,
                cue: view.tokens.get(c.cue).map(|t| t.span),
                who: c.source.map_or(Who::Nobody, |(first, end)| Who::Words(first, end)),
                to: c.to,
                quotation: None,
                within: Some(m.quotation),
            });
            continue;
        }
        settle(view, grammar, marks, &mut c);
        let touching = marks.touching(&c.content);
        let Some(&(start, _)) = c.content.first() else { continue };
        // "“…,” she said after the vote": the clause behind the cue of a quotation tells when.
        let cue = view.tokens.get(c.cue).map(|t| t.span);
        let when = start > c.cue && !view.word(start).eq_ignore_ascii_case("that");
        if when && cue.is_some_and(|c| cues.contains(&c)) {
            continue;
        }
        // Words that have a cue of their own are not swallowed by a clause before them.
        let own = |m: &Marked| m.whole && quotations[m.quotation].cue.is_some_and(|q| Some(q) != cue);
        if touching.iter().any(|m| own(m) && m.first > start) {
            continue;
        }
        if let Some(first_mark) = touching.iter().map(|m| m.first).min() {
            let ahead = words(c.content[0].0, first_mark);
            let total: usize = c.content.iter().map(|p| words(p.0, p.1)).sum();
            let quoted: usize = touching.iter().map(|m| words(m.first, m.end)).sum();
            if quoted >= total || (ahead == 0 && quoted * 100 >= total * 70) {
                continue;
            }
        }
        // What holds its own cue was cut wrongly.
        if c.content.iter().any(|p| p.0 <= c.cue && c.cue < p.1) {
            continue;
        }
        let content: Vec<Span> = c.content.iter().filter_map(|p| cover(view, *p)).collect();
        if content.is_empty() {
            continue;
        }
        // Who is named in somebody's marks says nothing outside them.
        if c.source.is_some_and(|s| !marks.touching(&[(s.0, s.0 + 1)]).is_empty()) {
            let own = touching.iter().map(|m| &quotations[m.quotation]).find(|q| q.cue == cue && q.cue.is_some());
            c.source = own.and_then(|q| q.speaker).map(|s| (view.at(s.mention.start()), view.at(s.mention.end())));
        }
        touching.iter().for_each(|m| used[m.quotation] = true);
        out.push(Raw {
            content,
            kind: if touching.is_empty() { Given::Indirect } else { Given::Mixed },
            cue,
            who: c.source.map_or(Who::Nobody, |(first, end)| Who::Words(first, end)),
            to: c.to,
            quotation: touching.iter().map(|m| m.quotation).min(),
            within: None,
        });
    }
    out
}

/// Brings the edges of a content to where a reader would put them: whole marks or none of them, and nothing at either
/// end that tells whom it was told, where, when or by whom.
pub(super) fn settle(view: &View<'_>, grammar: &Grammar, marks: &Marks<'_>, c: &mut Candidate) {
    ahead(view, grammar, c);
    for m in marks.touching(&c.content) {
        at_marks(view, grammar, &m, c);
    }
    for m in marks.touching(&c.content) {
        if let Some(p) = c.content.iter_mut().find(|p| m.first < p.1 && p.0 < m.end) {
            *p = m.around(*p);
        }
    }
}

/// Takes from the head of a content what stands between the cue and what it reports: whom it was told, where and when.
fn ahead(view: &View<'_>, grammar: &Grammar, c: &mut Candidate) {
    let Some(p) = c.content.first_mut().filter(|p| p.0 > c.cue) else { return };
    let whom =
        edges::to_whom(view, c.cue).filter(|w| w.0 <= p.0 && p.0 < w.1 && w.1 + 2 < p.1 && view.word(w.1) != "to");
    if let Some((_, end)) = whom.filter(|w| (w.0..w.1).any(|k| view.word(k).starts_with(char::is_uppercase))) {
        p.0 = end;
    }
    let tag = |k: usize| grammar.words.get(k).copied().flatten().map(|w| w.0);
    let finite = |k: usize| matches!(tag(k), Some(Tag::Past | Tag::Present | Tag::PresentS | Tag::Modal));
    let small = |k: usize| matches!(view.word(k), "in" | "on" | "at" | "during" | "via" | "early" | "late");
    let named = view.word(p.0).starts_with(char::is_uppercase);
    let told = view.tokens.get(c.cue).is_some_and(|t| verbs::frame(t.key) & verbs::TO != 0);
    let leads = |k: &usize| match view.word(*k) {
        "that" => tag(*k) == Some(Tag::Prep),
        "as" => small(p.0),
        _ => false,
    };
    if named || told || small(p.0) {
        let within = p.0 + 1..p.1.min(c.cue + LEAD);
        let clause = within.take_while(|k| !finite(*k) && !matches!(view.word(*k), "“" | "\"" | "‘" | ":")).find(leads);
        p.0 = clause.unwrap_or(p.0);
    }
    p.0 = past_time(view, p.0, p.1);
}

/// Takes from a content what stands behind the marks it ends in, or before those it begins with, and tells who said it,
/// where or when.
fn at_marks(view: &View<'_>, grammar: &Grammar, m: &Marked, c: &mut Candidate) {
    let (cue, source) = (c.cue, c.source);
    let Some(p) = c.content.iter_mut().find(|p| m.first < p.1 && p.0 < m.end) else { return };
    let opens = p.0 + 1 >= m.first;
    let rest = m.end + 1;
    let inside = view.word(m.end.wrapping_sub(1));
    if p.1 > rest {
        let tag = grammar.words.get(rest).copied().flatten().map(|w| w.0);
        let noun = matches!(tag, Some(Tag::Name | Tag::Names | Tag::Det | Tag::Number | Tag::Noun | Tag::Nouns));
        let comma = view.word(rest) == ",";
        // "“…,” Ann Lowe, who keeps the lock, said"
        let speaker = cue >= m.end && noun && (m.whole && opens || matches!(inside, "," | "?" | "!"));
        // "called it “late,” noting that", "that it was “late,” Lowe"
        let next = inside == ","
            && cue < m.first
            && (tag == Some(Tag::Ing) && view.tokens.get(rest).is_some_and(|t| verbs::frame(t.key) != 0)
                || noun && view.word(rest).starts_with(char::is_uppercase));
        if speaker
            || next
            || comma && cue >= m.end && m.whole && opens
            || (cue < m.first || view.word(rest) == "by") && told_aside(view, grammar, (rest, p.1), source)
        {
            p.1 = m.end;
        }
    }
    // "It was her lock: “We close,” she said."
    let lead = p.0 + 1 < m.first && matches!(view.word(m.first.wrapping_sub(2)), ":" | "—" | "–" | "-" | "--");
    if m.whole && cue >= m.end && p.1 <= rest && lead {
        p.0 = m.first;
    }
}

/// Whether words behind closing marks tell by whom, where or when what stands in them was said: "in a post on Monday".
fn told_aside(view: &View<'_>, grammar: &Grammar, rows: Rows, source: Option<Rows>) -> bool {
    let (from, to) = rows;
    let finite = |k: usize| {
        let tag = grammar.words.get(k).copied().flatten().map(|w| w.0);
        matches!(tag, Some(Tag::Modal | Tag::Present | Tag::PresentS | Tag::Past))
    };
    match view.word(from) {
        "by" => source.is_some_and(|s| from <= s.0 && s.1 <= to),
        "in" | "on" | "at" | "during" | "via" | "through" => {
            let mut near = from + 1..to.min(from + TAIL);
            let day = |k: usize| time_word(view.word(k)) && view.word(k).starts_with(char::is_uppercase);
            near.any(|k| day(k) || channel::is_channel(view, k)) && !(from..to).any(finite)
        }
        "yesterday" | "today" | "tonight" => to == from + 1,
        _ => false,
    }
}
