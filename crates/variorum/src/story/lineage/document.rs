//! Statements, releases and posts that a report says it has words from: "said in a statement", "a police release",
//! "in a long post on Fotogram".

use super::OriginKind;
use crate::annotate::Annotated;
use crate::annotate::lexicon::{CALENDAR, List, PRONOUNS, Role, role};
use crate::annotate::token::{Key, Token, TokenKind};
use crate::span::Span;

/// A document that a report names.
pub(super) struct Document {
    pub kind: OriginKind,
    /// The words that give it: "said in a statement".
    pub span: Span,
    /// The words that name it: "a statement".
    pub name: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// Whose it is, in small letters; of a post its platform. Empty where that is not said.
    pub of: Vec<String>,
    /// Whether the words may mean something else.
    pub weak: bool,
}

static STATEMENTS: List = List::new("statement release appeal communique communiqué");
static POSTS: List = List::new("post tweet");
/// Documents only where they are those of a report's outlet.
static OTHERS: List = List::new(
    "notice bulletin letter memo email e-mail report log message newsletter announcement advisory circular website page \
     account update warning filing results",
);
static POSTED: List = List::new("wrote posted shared writes said announced revealed confirmed");
static LEADS: List = List::new("a an its his her their the");
/// Words that tell nobody from another.
static NOBODY: List = List::new(
    "a an the its his her their this that company firm it he she they who spokesman spokeswoman spokesperson official \
     officials also later earlier and of for in on at by to written joint brief short long press media news public \
     director managing chief executive chairman president minister group",
);

/// The documents a report names, in order.
pub(super) fn documents(report: &Annotated) -> Vec<Document> {
    let a = &report.annotations;
    let mut out = Vec::new();
    let parts: Vec<Span> = a.parts.iter().map(|p| p.outer).collect();
    for s in &a.sentences {
        let Some(tokens) = a.tokens.get(s.first as usize..s.end as usize) else { continue };
        let Some(sentence) = tokens.first().zip(tokens.last()).map(|(f, l)| f.span.cover(l.span)) else { continue };
        for (i, t) in tokens.iter().enumerate() {
            let post = POSTS.has(t.key);
            let words = Words { report, tokens };
            if words.word(i) == "on"
                && let Some((span, of)) = words.posted(i)
                && !parts.iter().any(|p| p.overlaps(t.span))
            {
                out.push(Document { kind: OriginKind::Post, span, name: span, sentence, of, weak: true });
                continue;
            }
            let weak = OTHERS.has(t.key);
            if !post && !weak && !STATEMENTS.has(t.key) || parts.iter().any(|p| p.overlaps(t.span)) {
                continue;
            }
            if let Some((span, name, mut of)) = words.document(i, post) {
                if of.is_empty() && !post {
                    of = words.named();
                }
                let kind = if post { OriginKind::Post } else { OriginKind::Statement };
                out.push(Document { kind, span, name, sentence, of, weak });
            }
        }
    }
    out
}

/// The words of one sentence or report, each by its number.
pub(super) struct Words<'a> {
    pub report: &'a Annotated,
    pub tokens: &'a [Token],
}

impl<'a> Words<'a> {
    /// The word `i`; nothing behind the last.
    pub fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| self.report.text(t.span))
    }

    fn key(&self, i: usize) -> Key {
        self.tokens.get(i).map_or(Key::word(""), |t| t.key)
    }

    fn capital(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    fn plain(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind() == TokenKind::Word) || self.word(i) == "&"
    }

    fn says(&self, i: usize) -> bool {
        matches!(role(self.key(i)), Some(Role::Cue | Role::CueIng | Role::WeakCue))
    }

    /// "wrote on Fotogram": the words, and the platform.
    fn posted(&self, on: usize) -> Option<(Span, Vec<String>)> {
        let platform = on + 1;
        if !self.capital(platform) || CALENDAR.has(self.key(platform)) {
            return None;
        }
        let cue = (on.saturating_sub(3)..on).rev().find(|i| POSTED.has(self.key(*i)))?;
        let span = self.tokens.get(cue)?.span.cover(self.tokens.get(platform)?.span);
        Some((span, vec![self.word(platform).to_lowercase()]))
    }

    /// The document that the noun at `noun` is, with whose it is.
    fn document(&self, noun: usize, post: bool) -> Option<(Span, Span, Vec<String>)> {
        // "Morning Post"
        if self.capital(noun) {
            return None;
        }
        // The article or pronoun that leads to it, over adjectives and names.
        let lead =
            (noun.saturating_sub(6)..noun).rev().take_while(|i| self.plain(*i)).find(|i| LEADS.has(self.key(*i)))?;
        let before = |i: usize| i.checked_sub(1);
        let inside = before(lead)
            .filter(|i| self.word(*i).eq_ignore_ascii_case("in") || self.word(*i).eq_ignore_ascii_case("on"));
        let according = before(lead)
            .filter(|i| self.word(*i) == "to" && *i > 0 && self.word(i - 1).eq_ignore_ascii_case("according"));
        let speaks = self.says(noun + 1);
        let platform = if self.word(noun + 1) == "on" && self.capital(noun + 2) {
            Some(noun + 2)
        } else {
            before(noun).filter(|i| *i > lead && self.capital(*i))
        };
        let cue = (0..self.tokens.len()).any(|i| self.says(i));
        let from = match (inside, according, speaks) {
            (Some(i), ..) if cue || post && platform.is_some() => i,
            (_, Some(i), _) => i - 1,
            (_, _, true) => lead,
            _ => return None,
        };
        // "Lost her appeal": only what is said in one is a document.
        let said = inside.and_then(before).filter(|i| self.says(*i));
        if self.word(noun) == "appeal" && said.is_none() {
            return None;
        }
        let end = if post && platform == Some(noun + 2) { noun + 3 } else { noun + 1 };
        let span = self.tokens.get(from)?.span.cover(self.tokens.get(end - 1)?.span);
        let of: Vec<String> = if post {
            platform.map(|i| self.word(i).to_lowercase()).into_iter().collect()
        } else {
            let mut of: Vec<usize> = (lead + 1..noun).collect();
            if let Some(cue) = said {
                of.extend((cue.saturating_sub(6)..cue).rev().take_while(|i| self.plain(*i)));
            }
            let named = of.into_iter().filter(|i| self.plain(*i) && !NOBODY.has(self.key(*i)));
            named.filter(|i| !PRONOUNS.has(self.key(*i))).map(|i| self.word(i).to_lowercase()).collect()
        };
        let name = self.tokens.get(lead)?.span.cover(self.tokens.get(end - 1)?.span);
        Some((span, name, of))
    }

    /// The words of the last name in the sentence, in small letters: most often whose statement it is.
    fn named(&self) -> Vec<String> {
        let names = &self.report.annotations.names;
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else { return Vec::new() };
        let here = first.span.cover(last.span);
        let last = names.iter().rfind(|n| here.contains(n.span));
        let full = last.map_or("", |n| self.report.name(n.fullest));
        full.split_whitespace().map(str::to_lowercase).collect()
    }
}
