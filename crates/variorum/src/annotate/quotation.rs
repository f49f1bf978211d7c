//! Quotations: marks put together into what somebody is given as saying.

use super::language::speech;
use super::language::tables::{CUE, DET, FUNCTION, HE, HEARER, NOUN, PREP, SHE, THAT, TO, WORK, Words};
use super::language::{clause, speaker as other};
use super::lexicon::{COMMON, List, NEGATIONS, PRONOUNS, Role, WORKS, role};
use super::marks::{self, Quoted};
use super::sentence::Sentence;
use super::speaker::{self, Channel, Speaker};
use super::token::{Token, TokenKind};
use crate::article::{Article, Block, BlockKind};
use crate::error::Note;
use crate::span::{QuotationId, Span};
use std::ops::Range;

/// How a report gives somebody's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationKind {
    /// A clause or more, all of it in marks.
    Direct,
    /// Marks around a few words inside a paraphrase.
    Mixed,
    /// Set off as a block, without marks.
    Block,
    /// Marks that hold a word at arm's length; nobody is given as its speaker.
    Scare,
    /// The title of a work, or the name of a thing.
    Title,
}

impl QuotationKind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            QuotationKind::Direct => "direct",
            QuotationKind::Mixed => "mixed",
            QuotationKind::Block => "block",
            QuotationKind::Scare => "scare",
            QuotationKind::Title => "title",
        }
    }

    /// Whether somebody is given as saying the words.
    pub fn is_speech(self) -> bool {
        !matches!(self, QuotationKind::Scare | QuotationKind::Title)
    }
}

/// One stretch of a quotation between its marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The words, without the marks.
    pub span: Span,
    /// The words with the marks.
    pub outer: Span,
    /// First row of the token table.
    pub first: u32,
    /// One past the last row of the token table.
    pub end: u32,
}

/// A quotation: one or more parts, and who is given as saying them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its rows in the table of parts.
    pub parts: Range<u32>,
    /// How the words are given.
    pub kind: QuotationKind,
    /// The quotation whose marks stand around this one.
    pub nested_in: Option<QuotationId>,
    /// Whether its last marks never close.
    pub unclosed: bool,
    /// The word of saying.
    pub cue: Option<Span>,
    /// Who.
    pub speaker: Option<Speaker>,
    /// Where it was said or published.
    pub channel: Option<Channel>,
}

/// What [`quotations`] finds.
pub(super) struct Found {
    pub quotations: Vec<Quotation>,
    pub parts: Vec<Part>,
    pub notes: Vec<Note>,
}

/// The tables a rule may look at.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub blocks: &'a [Block],
    pub tokens: &'a [Token],
    pub sentences: &'a [Sentence],
    pub names: &'a [super::name::Name],
    /// The word lists of the report's language, where it is not English.
    pub words: Option<&'static Words>,
}

impl View<'_> {
    pub fn word(&self, i: usize) -> &str {
        self.tokens.get(i).and_then(|t| self.text.get(t.span.range())).unwrap_or("")
    }

    pub fn role(&self, i: usize) -> Option<Role> {
        self.tokens.get(i).and_then(|t| role(t.key))
    }

    /// The first token that begins at or behind byte `at`.
    pub fn at(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.span.start() < at)
    }

    pub fn sentence_of(&self, token: usize) -> Sentence {
        let i = self.sentences.partition_point(|s| s.end as usize <= token);
        self.sentences.get(i).copied().unwrap_or(Sentence { first: token as u32, end: token as u32 })
    }

    /// The row of the story block that holds byte `at`.
    pub fn block_of(&self, at: u32) -> usize {
        self.blocks.partition_point(|b| b.span.end() <= at)
    }

    /// The bytes of the paragraph that holds byte `at`, inline residue included.
    pub fn paragraph_of(&self, at: u32) -> Span {
        let mut first = self.block_of(at).min(self.blocks.len().saturating_sub(1));
        let Some(here) = self.blocks.get(first) else { return Span::empty(at) };
        let mut last = first;
        while first >= 2 && self.blocks[first].continues {
            first -= 2;
        }
        while self.blocks.get(last + 2).is_some_and(|b| b.continues) {
            last += 2;
        }
        if here.content.is_empty() {
            return here.content;
        }
        self.blocks[first].content.cover(self.blocks[last].content)
    }
}

/// Sentences behind the first one that marks which never close are taken to hold.
const UNCLOSED: usize = 2;

/// Where the words of marks that never close most likely end: with their paragraph; where that goes on and on, as in a text
/// that has no paragraphs, with their first sentence.
fn runs_away(view: &View<'_>, q: &Quoted, next: Option<&Quoted>) -> Option<u32> {
    if !q.unclosed || q.depth > 0 || q.inside.is_empty() {
        return None;
    }
    // "She was on "Lock and Quay. Lowe said no. "I was there," she said.": a name in the middle of a sentence.
    let open = view.at(q.open.start());
    let s = view.sentence_of(view.at(q.inside.start()));
    let middle = open > s.first as usize && open.checked_sub(1).is_some_and(|k| view.tokens[k].is_word());
    let again = next.is_some_and(|n| n.depth == 0 && view.paragraph_of(q.open.start()).holds(n.open.start()));
    if middle && again {
        let end = view.tokens.get(s.end.checked_sub(1)? as usize)?.span.end();
        return (end > q.inside.start() && end < q.inside.end()).then_some(end);
    }
    let paragraphs = view.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph && !b.content.is_empty());
    if paragraphs.take(2).count() > 1 {
        return None;
    }
    let first = view.at(q.inside.start());
    let here = view.sentences.partition_point(|s| s.end as usize <= first);
    let beyond = view.sentences.get(here + UNCLOSED + 1)?;
    let end = view.tokens.get(view.sentences[here].end.checked_sub(1)? as usize)?.span.end();
    let last = view.tokens.get(beyond.first as usize)?.span.start();
    (last < q.inside.end() && end > q.inside.start()).then_some(end)
}

/// Every quotation of an article, nested ones behind the one that holds them.
pub(super) fn quotations(article: &Article, view: &View<'_>) -> Found {
    let mut pairs = marks::pairs(view.text, &article.blocks);
    if let Some(words) = view.words {
        speech::refine(view, words, &mut pairs);
    }
    for i in 0..pairs.len() {
        if let Some(end) = runs_away(view, &pairs[i], pairs.get(i + 1)) {
            let q = &mut pairs[i];
            let old = q.inside;
            (q.inside, q.close) = (Span::new(old.start(), end), Span::empty(end));
            // What stood in marks within the rest stands by itself.
            let rest = pairs[i + 1..].iter_mut().take_while(|n| n.open.start() < old.end());
            for n in rest.filter(|n| n.depth > 0) {
                if n.open.start() >= end {
                    n.depth -= 1;
                } else if n.close.end() > end || n.inside.end() > end {
                    (n.inside, n.close) = (Span::new(n.inside.start().min(end), end), Span::empty(end));
                }
            }
        }
    }
    let mut found = Found { quotations: Vec::new(), parts: Vec::new(), notes: Vec::new() };
    let outer: Vec<&Quoted> = pairs.iter().filter(|q| q.depth == 0 && !q.inside.is_empty()).collect();
    let mut i = 0;
    while i < outer.len() {
        let mut j = i + 1;
        while j < outer.len() && (outer[j].continues || interrupted(view, outer[j - 1], outer[j])) {
            j += 1;
        }
        push(view, &mut found, &outer[i..j], None);
        let id = QuotationId(found.quotations.len() as u32 - 1);
        let whole = outer[i].inside.cover(outer[j - 1].inside);
        let from = pairs.partition_point(|q| q.open.start() < whole.start());
        let nested = pairs[from..].iter().take_while(|q| q.open.start() < whole.end());
        for q in nested.filter(|q| q.depth > 0 && !q.inside.is_empty()) {
            push(view, &mut found, &[q], Some(id));
        }
        i = j;
    }
    block_quotations(view, &mut found);
    let order: Vec<usize> = {
        let mut o: Vec<usize> = (0..found.quotations.len()).collect();
        o.sort_by_key(|&q| (found.parts[found.quotations[q].parts.start as usize].outer.start(), q));
        o
    };
    if order.windows(2).any(|w| w[0] > w[1]) {
        reorder(&mut found, &order);
    }
    match view.words {
        Some(words) => other::attribute(view, words, &mut found),
        None => speaker::attribute(view, &mut found),
    }
    for q in &mut found.quotations {
        if q.kind == QuotationKind::Mixed && q.nested_in.is_some() {
            q.kind = QuotationKind::Scare;
        }
    }
    found
}

fn reorder(found: &mut Found, order: &[usize]) {
    let mut place = vec![0u32; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new as u32;
    }
    let mut sorted: Vec<Quotation> = order.iter().map(|&o| found.quotations[o].clone()).collect();
    for q in &mut sorted {
        q.nested_in = q.nested_in.map(|n| QuotationId(place[n.index()]));
    }
    found.quotations = sorted;
}

fn push(view: &View<'_>, found: &mut Found, pairs: &[&Quoted], nested_in: Option<QuotationId>) {
    let first_part = found.parts.len() as u32;
    for q in pairs {
        let inside = trim(view.text, q.inside);
        found.parts.push(Part {
            span: inside,
            outer: q.open.cover(q.close),
            first: view.at(inside.start()) as u32,
            end: view.at(inside.end()) as u32,
        });
    }
    let unclosed = pairs.last().is_some_and(|q| q.unclosed);
    if unclosed
        && nested_in.is_none()
        && let Some(q) = pairs.last()
    {
        found.notes.push(Note::at(q.open.cover(q.inside), "quotation marks that never close"));
    }
    found.quotations.push(Quotation {
        parts: first_part..found.parts.len() as u32,
        kind: kind(view, pairs),
        nested_in,
        unclosed,
        cue: None,
        speaker: None,
        channel: None,
    });
}

fn trim(text: &str, span: Span) -> Span {
    let s = text.get(span.range()).unwrap_or("");
    let lead = (s.len() - s.trim_start().len()) as u32;
    let kept = s.trim().len() as u32;
    Span::new(span.start() + lead, span.start() + lead + kept)
}

/// Whether `b` goes on with `a` after no more than the words of attribution ("…," she said, "…").
fn interrupted(view: &View<'_>, a: &Quoted, b: &Quoted) -> bool {
    if a.unclosed || a.close.is_empty() || b.open.is_empty() {
        return false;
    }
    let paragraph = view.paragraph_of(a.open.start());
    if !paragraph.holds(b.open.start()) {
        return false;
    }
    let (first, end) = (view.at(a.close.end()), view.at(b.open.start()));
    if end <= first || end - first > 26 {
        return false;
    }
    let Some((cue, subject)) = attributed(view, first, end) else { return false };
    // "“Run!” she heard somebody scream. “I ran.”": what was heard is not what she goes on to say.
    if (first..cue).any(|i| matches!(view.word(i), "heard" | "hears")) && speaker::cries(view.word(cue)) {
        return false;
    }
    // "…," Ann said. "…," Tom replied.
    if let Some(own) = attributed_after(view, b) {
        // "…?" a reporter asked. "…," she replied.
        let question = view.text.get(a.inside.range()).is_some_and(|t| t.trim_end().ends_with('?'));
        if question && matches!(view.word(cue), "asked" | "asks" | "wondered") {
            return false;
        }
        let last = |s: speaker::Subject| view.word(s.end - 1).to_lowercase();
        let named = |s: speaker::Subject| view.word(s.end - 1).starts_with(char::is_uppercase);
        // "…", she said. "…", he said.
        let sex = |s: speaker::Subject| view.words.map_or(0, |w| w.of(view.tokens[s.end - 1].key) & (HE | SHE));
        if sex(own) != sex(subject) && sex(own) != 0 && sex(subject) != 0 {
            return false;
        }
        if named(own) && (!named(subject) || last(own) != last(subject)) {
            return false;
        }
        // "…," Reed said. "…," the Hill family said.
        let group = view.words.is_none() && matches!(view.word(own.end - 1), "family" | "couple" | "team" | "group");
        if group && last(own) != last(subject) {
            return false;
        }
    }
    let ends = view.word(end - 1);
    let told = cue.max(subject.end.saturating_sub(1));
    let rest = (told + 1..end).filter(|&i| view.tokens[i].is_word()).count();
    let stops = (first..end).filter(|&i| view.word(i) == "." && !abbreviation(view, i)).count();
    let inside = view.text.get(a.inside.range()).unwrap_or("").trim_end();
    // "Ann said: “It is shut.” Tom said it was “open”.": whole words that a colon leads to are over.
    let led = view.at(a.open.start()).checked_sub(1).is_some_and(|k| view.word(k) == ":");
    if led && inside.ends_with(['.', '?', '!']) && view.word(first).starts_with(char::is_uppercase) {
        return false;
    }
    let said_on = inside.ends_with([',', '.', '?', '!', '—', '–', '-', '…']) || view.word(first) == ",";
    match ends {
        "," => said_on && stops == 0 && rest <= 14,
        "." => said_on && stops == 1 && rest <= 4,
        // "sagte sie der „Rundschau“": an article before the mark belongs to what is in it.
        _ if view.words.is_some_and(|w| end > 0 && w.of(view.tokens[end - 1].key) & (DET | PREP | TO) != 0) => false,
        // "…" she said on the programme "Lock and Quay": what stands in the second marks was not said.
        _ if stands_as_title(view, b) => false,
        // "…" she said "…"
        _ => said_on && stops == 0 && rest <= 2 && end - first <= 6 && ends != ":",
    }
}

/// The subject of the attribution that follows a pair of marks at once, if one does.
fn attributed_after(view: &View<'_>, q: &Quoted) -> Option<speaker::Subject> {
    if q.close.is_empty() {
        return None;
    }
    let first = view.at(q.close.end());
    let limit = view.at(view.paragraph_of(q.open.start()).end()).min(first + 12);
    attributed(view, first, limit).map(|(_, subject)| subject)
}

/// Cue and subject of the attribution that the tokens `first..end` are, by the rules of the report's language.
fn attributed(view: &View<'_>, first: usize, end: usize) -> Option<(usize, speaker::Subject)> {
    let Some(words) = view.words else { return speaker::after(view, first, end, true) };
    let hit = clause::after(view, words, first, end)?;
    Some((hit.cue, hit.subject.unwrap_or(speaker::Subject { first: hit.cue, end: hit.cue + 1 })))
}

fn abbreviation(view: &View<'_>, i: usize) -> bool {
    static RANKS: List = List::new("lt sgt capt col gen maj cpl cmdr adm det insp supt brig prof rev hon");
    i > 0 && i + 1 < view.tokens.len() && view.tokens[i - 1].span.len() <= 5 && {
        let next = view.word(i + 1);
        next.starts_with(char::is_uppercase)
            && (matches!(view.word(i - 1), "Mr" | "Dr" | "Ms" | "Mrs" | "Sen" | "Rep" | "Gov" | "St")
                || RANKS.has(view.tokens[i - 1].key))
    }
}

/// The kind as the marks and their surroundings show it; attribution may still change it.
fn kind(view: &View<'_>, pairs: &[&Quoted]) -> QuotationKind {
    let first = pairs[0];
    let inside = trim(view.text, first.inside);
    let (from, to) = (view.at(inside.start()), view.at(inside.end()));
    let words: Vec<usize> = (from..to).filter(|&i| view.tokens[i].is_word()).collect();
    if pairs.len() > 1 {
        return QuotationKind::Direct;
    }
    if words.is_empty() {
        return QuotationKind::Scare;
    }
    if view.words.is_some() && speech::is_dashed(view, first.open) {
        return QuotationKind::Direct;
    }
    let said = view.text.get(inside.range()).unwrap_or("");
    let paragraph = view.paragraph_of(first.open.start());
    let before = view.text.get(paragraph.start() as usize..first.open.start() as usize).unwrap_or("").trim_end();
    let after = view.text.get(first.close.end() as usize..paragraph.end() as usize).unwrap_or("");
    let capital = said.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let stops = said.ends_with(['.', '!', '?', '…']) || (said.ends_with(',') && !after.is_empty());
    let fresh = before.is_empty()
        || before.ends_with(['.', '!', '?', ':', '”', '"', '’', '\'', '»', '…'])
        || (before.ends_with(',') && capital);
    if is_title(view, first, &words, stops) {
        return QuotationKind::Title;
    }
    if first.unclosed && words.len() > 3 {
        return QuotationKind::Direct;
    }
    let whole = fresh && (stops || words.len() >= 6 || (before.is_empty() && after.trim().is_empty()));
    // British and continental papers put the stop behind the mark.
    let stop_outside = after.starts_with(['.', '!', '?']) || after.starts_with(',') && capital;
    let said_so = before.ends_with(':') && capital;
    let whole =
        whole || (fresh && !before.is_empty() && stop_outside && (words.len() >= 4 || (said_so && words.len() >= 2)));
    let whole = whole || (fresh && words.len() >= 2 && after.trim_start().starts_with(','));
    let clause = capital && stops && words.len() >= 4;
    let run_on = view.words.is_some_and(|w| {
        let open = view.at(first.open.start());
        open.checked_sub(1).is_some_and(|i| w.of(view.tokens[i].key) & THAT != 0)
    });
    let run_on = run_on || before.ends_with("that") || before.ends_with("said") || before.ends_with("says");
    if whole || clause || (run_on && stops && words.len() >= 5) {
        return QuotationKind::Direct;
    }
    QuotationKind::Mixed
}

/// Whether a pair of marks holds a title by itself.
fn stands_as_title(view: &View<'_>, q: &Quoted) -> bool {
    let inside = trim(view.text, q.inside);
    let (from, to) = (view.at(inside.start()), view.at(inside.end()));
    let words: Vec<usize> = (from..to).filter(|&i| view.tokens[i].is_word()).collect();
    let stops = view.text.get(inside.range()).is_some_and(|s| s.ends_with(['.', '!', '?', '…', ',']));
    is_title(view, q, &words, stops)
}

/// Whether a word that names a kind of work stands before token `open`: "the film", "an episode of", "her book,".
fn work_before(view: &View<'_>, open: usize) -> bool {
    let Some(mut i) = open.checked_sub(1) else { return false };
    if matches!(view.word(i), "," | "of") && i > 0 {
        i -= 1;
    }
    // "her for “…”" is no work.
    if let Some(words) = view.words {
        return i + 1 == open && words.of(view.tokens[i].key) & WORK != 0;
    }
    WORKS.has(view.tokens[i].key) && (i + 1 == open || view.word(i) != "for")
}

fn is_title(view: &View<'_>, q: &Quoted, words: &[usize], stops: bool) -> bool {
    let open = view.at(q.open.start());
    let introduced = work_before(view, open);
    // A heading in marks: a paragraph of capitals, and nothing else in it.
    let paragraph = view.paragraph_of(q.open.start());
    let bare = |from: u32, to: u32| {
        let text = view.text.get(from as usize..to as usize);
        text.is_some_and(|s| s.chars().all(|c| !c.is_alphanumeric()))
    };
    let alone = bare(paragraph.start(), q.open.start()) && bare(q.close.end(), paragraph.end());
    let heading =
        alone && words.len() > 2 && !view.text.get(q.inside.range()).is_some_and(|s| s.ends_with(['!', '?', ',']));
    let many = |most: usize| words.iter().filter(|i| view.word(**i) != "&").count() > most;
    if many(9) || (stops && many(4) && !introduced && !heading) {
        return false;
    }
    let common = |key| view.words.map_or_else(|| COMMON.has(key), |w| w.of(key) & FUNCTION != 0);
    let content: Vec<usize> = words
        .iter()
        .copied()
        .filter(|&i| !common(view.tokens[i].key) && view.tokens[i].kind() == TokenKind::Word)
        .collect();
    let capital = |i: &usize| view.word(*i).starts_with(char::is_uppercase);
    // Titles keep only the smallest words in lower case; a verb among them is somebody talking.
    let small = |i: &usize| {
        matches!(
            view.word(*i),
            "of" | "the"
                | "a"
                | "an"
                | "and"
                | "in"
                | "on"
                | "for"
                | "to"
                | "with"
                | "at"
                | "from"
                | "by"
                | "or"
                | "de"
                | "la"
                | "vs"
        )
    };
    let small = |i: &usize| view.words.map_or_else(|| small(i), |_| common(view.tokens[*i].key));
    if let Some(lists) = view.words {
        let open = view.at(q.open.start());
        let is = |back: usize, flag| open.checked_sub(back).is_some_and(|i| lists.of(view.tokens[i].key) & flag != 0);
        // The works of other languages have few capitals: le film « La nuit du port ».
        if is(1, WORK) && words.len() <= 6 && words.first().is_some_and(&capital) {
            return true;
        }
        // "gegenüber dem „Rotenfelser Boten“"
        if (is(1, TO) || is(1, DET) && is(2, TO)) && words.len() <= 4 && content.iter().all(&capital) {
            return true;
        }
    }
    if words.iter().any(|i| !capital(i) && !small(i) && view.tokens[*i].kind() == TokenKind::Word) {
        return false;
    }
    let Some(first) = words.first() else { return false };
    let starts = capital(first) || view.word(*first).starts_with(|c: char| c.is_ascii_digit());
    if introduced && starts && content.iter().all(&capital) {
        return true;
    }
    // Papers and stations by their own names: „Rotenfelser Zeitung“.
    let paper = |w: &Words| words.len() > 1 && words.iter().any(|i| w.of(view.tokens[*i].key) & HEARER != 0);
    if view.words.is_some_and(paper) && capital(first) && content.iter().all(&capital) {
        return true;
    }
    // Where every noun has one a capital tells nothing.
    if view.words.is_some_and(|w| w.tables.style.nouns_capital) {
        return false;
    }
    if heading && content.len() > 1 && capital(first) && content.iter().all(&capital) {
        return true;
    }
    // A capital in the middle of a sentence, where a quotation of one word would not have one.
    let mid = open.checked_sub(1).is_some_and(|i| {
        // "Vale News' “Lock & Quay”"
        let owner = matches!(view.word(i), "'" | "’") && i > 0 && view.word(i - 1).ends_with('s');
        owner || view.tokens[i].is_word() && view.role(i).is_none()
    });
    let said = words.iter().any(|&i| PRONOUNS.has(view.tokens[i].key) || NEGATIONS.has(view.tokens[i].key));
    mid && !said && !content.is_empty() && capital(first) && content.iter().all(capital)
}

/// Blocks set off as somebody's words, and paragraphs announced by a colon ("The statement read in full:").
fn block_quotations(view: &View<'_>, found: &mut Found) {
    let mut quoted: Vec<Span> = found.parts.iter().map(|p| p.outer).collect();
    quoted.sort_unstable();
    // Outermost marks do not overlap and inner ones lie inside them: the last that begins before a block's end
    // and the one that reaches furthest before it are all that can touch the block.
    let mut reach = 0;
    let reached: Vec<u32> = quoted
        .iter()
        .map(|q| {
            reach = reach.max(q.end());
            reach
        })
        .collect();
    let free = |b: &Block| {
        let i = quoted.partition_point(|q| q.start() < b.content.end());
        i == 0 || reached[i - 1] <= b.content.start()
    };
    let blocks: Vec<&Block> = view.blocks.iter().filter(|b| b.kind.is_story() && !b.content.is_empty()).collect();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        let before = at.checked_sub(1).map(|i| blocks[i]).filter(|p| p.kind == BlockKind::Paragraph);
        let announcing = before.filter(|p| block.kind == BlockKind::Paragraph && announces(view, p) && free(block));
        let taken = match announcing {
            Some(p) if in_full(view, p) => 1 + going_on(view, &blocks[at + 1..], &free),
            _ => 1,
        };
        if (block.kind == BlockKind::BlockQuote && free(block)) || announcing.is_some() {
            let (first, end) = (view.at(block.content.start()), view.at(block.content.end()));
            if (first..end).filter(|&i| view.tokens[i].is_word()).count() >= 4 {
                let from = found.parts.len() as u32;
                found.parts.extend(blocks[at..at + taken].iter().map(|b| Part {
                    span: b.content,
                    outer: b.content,
                    first: view.at(b.content.start()) as u32,
                    end: view.at(b.content.end()) as u32,
                }));
                found.quotations.push(Quotation {
                    parts: from..found.parts.len() as u32,
                    kind: QuotationKind::Block,
                    nested_in: None,
                    unclosed: false,
                    cue: None,
                    speaker: None,
                    channel: None,
                });
            }
        }
        at += taken;
    }
}

/// Whether an announcement says that the whole follows: "The statement read in full:".
fn in_full(view: &View<'_>, block: &Block) -> bool {
    let text = view.text.get(block.content.range()).unwrap_or("");
    let sentence = view.sentence_of(view.at(block.content.end()).saturating_sub(1));
    let start = view.tokens.get(sentence.first as usize).map_or(0, |t| t.span.start().max(block.content.start()));
    let said = text.get((start - block.content.start().min(start)) as usize..).unwrap_or("").to_lowercase();
    view.words.is_none()
        && ["in full", "full text", "full statement", "in its entirety"].iter().any(|p| said.contains(p))
}

/// How many paragraphs go on with a statement that is given in full. Nothing marks its end, so all or none up to a
/// heading or list, and not beyond what speaks of it ("It gave no date"): where one of them has marks in it or says that
/// somebody said something, the report may speak again.
fn going_on(view: &View<'_>, blocks: &[&Block], free: &impl Fn(&Block) -> bool) -> usize {
    let of_statement = |b: &&&Block| {
        let text = view.text.get(b.content.range()).unwrap_or("");
        let (first, end) = (view.at(b.content.start()), view.at(b.content.end()));
        let cue = |i: usize| matches!(view.role(i), Some(Role::Cue));
        let line = ["It ", "He ", "She ", "They ", "Additional ", "Reporting by", "Editing by", "With "]
            .iter()
            .any(|l| text.starts_with(l));
        free(b) && text.ends_with(['.', '!', '?']) && !line && !(first..end).any(cue)
    };
    let run = blocks.iter().take_while(|b| b.kind == BlockKind::Paragraph).count();
    let taken = blocks[..run].iter().take_while(of_statement).count();
    if taken == run && run < blocks.len() { taken } else { 0 }
}

fn announces(view: &View<'_>, block: &Block) -> bool {
    let text = view.text.get(block.content.range()).unwrap_or("");
    if !text.ends_with(':') {
        return false;
    }
    let end = view.at(block.content.end());
    let sentence = view.sentence_of(end.saturating_sub(1));
    let says = |i: usize| match view.words {
        Some(words) => view.tokens.get(i).is_some_and(|t| words.of(t.key) & (CUE | NOUN) != 0),
        None => matches!(view.role(i), Some(Role::Cue | Role::CueIng | Role::Noun)),
    };
    (sentence.first as usize..end).any(says)
}
