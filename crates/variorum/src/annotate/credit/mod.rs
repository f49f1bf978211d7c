//! Which other outlets, agencies and posts a report says it has something from: "reports the Daily Lantern", "(NAP)",
//! "Photo: …", an address, an embedded post.
//!
//! No list of papers is kept. An outlet is told by the shape of its name (`outlet`) and by the construction in which
//! it stands (`prose`, `line`, `link`); a name that could be anybody's is one only where the report names it in
//! such constructions and nowhere else. `settle` weighs that, and says what each credit is for (`cover`).

mod cover;
mod line;
mod link;
mod outlet;
mod prose;
mod settle;
mod words;

use super::Annotated;
use super::quotation::{Part, Quotation, View};
use super::token::{Token, tokenize};
use crate::article::{Article, BlockKind};
use crate::span::{QuotationId, Span};
pub(crate) use words::CLAUSES;

/// A stated source: another outlet, an agency, a post or an address from which a report says it has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Credit {
    /// The words that give it: "reports the Daily Lantern", "(NAP)".
    pub span: Span,
    /// The name as printed, without "the": "Daily Lantern", "@harbourwatch", "example.com".
    pub name: Span,
    /// Of "the paper" and "the magazine", the name of the outlet that is meant; else the same as `name`.
    pub outlet: Span,
    /// How it is given.
    pub kind: CreditKind,
    /// What it is for.
    pub covers: Cover,
    /// Whether it is the report's own outlet: "told the Echo", in the Echo.
    pub own: bool,
}

/// How a credit is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CreditKind {
    /// The outlet has reported it: "reports the Lantern", "as first reported by", "according to", "citing".
    Reported,
    /// Somebody told it: "told the Lantern", "in an interview with".
    Told,
    /// It stood or ran there: "wrote in", "published by", "carried by", "broadcast on".
    Published,
    /// It has or has seen a document: "in a letter seen by".
    Obtained,
    /// An agency's mark on a text: "(NAP)" behind a dateline or a paragraph.
    Agency,
    /// An agency in the line that says who wrote the report.
    Byline,
    /// Whose picture it is.
    Picture,
    /// Who else worked on it: "additional reporting by", "with files from".
    Contribution,
    /// The whole text is another's: "first published by", an agency's copyright line.
    Syndication,
    /// An address.
    Link,
    /// A post that is embedded or pointed at.
    Post,
    /// Who pointed it out: "h/t", "via".
    Via,
}

impl CreditKind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            CreditKind::Reported => "reported",
            CreditKind::Told => "told",
            CreditKind::Published => "published",
            CreditKind::Obtained => "obtained",
            CreditKind::Agency => "agency",
            CreditKind::Byline => "byline",
            CreditKind::Picture => "picture",
            CreditKind::Contribution => "contribution",
            CreditKind::Syndication => "syndication",
            CreditKind::Link => "link",
            CreditKind::Post => "post",
            CreditKind::Via => "via",
        }
    }
}

/// What a credit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// What sort of thing it is.
    pub extent: Extent,
    /// Where it stands.
    pub span: Span,
    /// The quotation, where it is one.
    pub quotation: Option<QuotationId>,
}

/// How much a credit is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extent {
    /// One quotation.
    Quotation,
    /// The sentence it stands in.
    Sentence,
    /// A paragraph, or an embedded post.
    Paragraph,
    /// A picture: its caption.
    Picture,
    /// The whole report.
    Report,
}

impl Extent {
    /// Its name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Extent::Quotation => "quotation",
            Extent::Sentence => "sentence",
            Extent::Paragraph => "paragraph",
            Extent::Picture => "picture",
            Extent::Report => "report",
        }
    }
}

/// How much a construction says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Force {
    /// Whatever name stands there is an outlet's: "(NAP) —", "first published by".
    Certain,
    /// People and courts stand there too: "told …".
    Strong,
    /// Studies, firms and offices stand there too: "according to …".
    Medium,
    /// Anybody stands there: "… said".
    Weak,
}

/// A credit before it is known whether it is one.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    span: Span,
    name: outlet::Named,
    kind: CreditKind,
    force: Force,
    /// The sentence or line it stands in.
    sentence: Span,
    /// The row of its block.
    block: usize,
    /// Where what it is for is known at once.
    covers: Option<Cover>,
}

/// Tokens with the text they stand in: those of the story, or of one leftover line.
#[derive(Clone, Copy)]
struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

impl<'a> Words<'a> {
    fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).and_then(|t| self.text.get(t.span.range())).unwrap_or("")
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.word(i).eq_ignore_ascii_case(word)
    }

    /// Whether nothing stands between a token and the one before.
    fn glued(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|j| self.tokens.get(j));
        matches!((before, self.tokens.get(i)), (Some(a), Some(b)) if a.span.end() == b.span.start())
    }

    /// Whether no more than a space stands between a token and the one before.
    fn close(&self, i: usize) -> bool {
        let before = i.checked_sub(1).and_then(|j| self.tokens.get(j));
        let (Some(a), Some(b)) = (before, self.tokens.get(i)) else { return false };
        let gap = self.text.get(a.span.end() as usize..b.span.start() as usize).unwrap_or("\n\n");
        matches!(gap, "" | " " | "\u{a0}" | "\n")
    }

    fn capital(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    /// The bytes of tokens `first..end`.
    fn span(&self, first: usize, end: usize) -> Span {
        match (self.tokens.get(first), end.checked_sub(1).and_then(|e| self.tokens.get(e))) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            (Some(a), None) => Span::empty(a.span.start()),
            _ => Span::empty(0),
        }
    }

    fn at(&self, at: u32) -> usize {
        self.tokens.partition_point(|t| t.span.start() < at)
    }
}

/// A leftover line that is longer is no byline and no note on where the text is from.
const LINE: u32 = 400;

/// Whether a name by itself looks like that of a paper, a station or an agency: "Calder Mercury", "Lakeside FM".
pub(crate) fn looks_like_outlet(name: &str) -> bool {
    let mut tokens: Vec<Token> = Vec::new();
    tokenize(name, Span::new(0, u32::try_from(name.len()).unwrap_or(0)), &mut tokens);
    let words = Words { text: name, tokens: &tokens };
    let first = usize::from(words.is(0, "the"));
    first < tokens.len() && outlet::shape(words, first, tokens.len(), true) >= outlet::Shape::Acronym
}

/// Whether a name is that of an agency or a broadcaster known the world over.
pub(crate) fn is_known_agency(name: &str) -> bool {
    outlet::is_known(name)
}

/// The address above the text of a page that was saved without saying where it stood.
pub(crate) fn address_above(article: &Article) -> Option<&str> {
    let first = article.text.as_str().split_whitespace().next()?;
    let address = first.strip_prefix("https://").or(first.strip_prefix("http://")).is_some_and(|a| a.contains('.'));
    (address && article.meta.outlet.is_none() && article.meta.url.is_none()).then_some(first)
}

/// Finds the credits of an annotated article anew, as its table [`Annotations::credits`](super::Annotations) has them.
pub fn credits(report: &Annotated) -> Vec<Credit> {
    let a = &report.annotations;
    let article = &report.article;
    let view = View {
        text: article.text.as_str(),
        blocks: &article.blocks,
        tokens: &a.tokens,
        sentences: &a.sentences,
        names: &a.names,
        words: a.language.and_then(super::language::Language::words),
    };
    find(article, &view, &a.quotations, &a.parts)
}

/// The credits of an article, in order of their first words.
pub(super) fn find(article: &Article, view: &View<'_>, quotations: &[Quotation], parts: &[Part]) -> Vec<Credit> {
    let story = Words { text: view.text, tokens: view.tokens };
    let mut found: Vec<Candidate> = Vec::new();
    let mut block = 0;
    for s in view.sentences {
        let (first, end) = (s.first as usize, s.end as usize);
        let start = view.tokens.get(first).map_or(0, |t| t.span.start());
        while view.blocks.get(block).is_some_and(|b| b.span.end() <= start) {
            block += 1;
        }
        prose::read(story, first, end, block, &mut found);
    }
    let mut scratch: Vec<Token> = Vec::new();
    let mut own = settle::Own::new(article);
    for (row, b) in view.blocks.iter().enumerate() {
        if b.kind == BlockKind::Notice || b.content.is_empty() {
            continue;
        }
        if b.kind == BlockKind::Residue {
            if b.content.len() > LINE {
                continue;
            }
            scratch.clear();
            tokenize(view.text, b.content, &mut scratch);
            let line = Words { text: view.text, tokens: &scratch };
            prose::read(line, 0, scratch.len(), row, &mut found);
            line::read(line, 0, scratch.len(), view.blocks, row, &mut own, &mut found);
        } else if b.content.len() <= LINE {
            line::read(
                story,
                story.at(b.content.start()),
                story.at(b.content.end()),
                view.blocks,
                row,
                &mut own,
                &mut found,
            );
        }
        link::read(view, row, &mut found);
    }
    settle::settle(view, quotations, parts, &own, found)
}
