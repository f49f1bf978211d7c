//! Statements, releases and posts that a report says it has words from: "said in a statement", "a police release",
//! "in a long post on Fotogram".

use super::OriginKind;
use crate::annotate::Annotated;
use crate::annotate::lexicon::{CALENDAR, List, PRONOUNS, Role, TITLES, role};
use crate::annotate::name::Name;
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
    /// Whose it is, in small letters. Empty where that is not said.
    pub of: Vec<String>,
    /// The words that say so.
    pub issuer: Option<Span>,
    /// Rows of the quotations in the report that it is the channel of.
    pub quotations: Vec<u32>,
    /// Of a post its platform, in small letters.
    pub platform: Option<String>,
    /// Whether one that was named before is spoken of: "the statement", "his statement".
    pub again: Option<Again>,
    /// Whether the words may mean something else.
    pub weak: bool,
}

/// How a document that was named before is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Again {
    /// "the statement".
    The,
    /// "his statement": of the same person.
    His,
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
     prime officials also later earlier and of for in on at by to written joint brief short long press media news public \
     director managing chief executive chairman president minister group mr mrs ms dr prepared emailed e-mailed recent \
     initial first second third separate final lengthy similar new same own early late morning afternoon evening night \
     noon midday midnight update updated video recorded",
);
/// Behind "release": somebody or something is let go.
static LET_GO: List = List::new("of from on");
/// Before "release": it is a paper.
static PAPERS: List = List::new("press news media police joint");

/// The documents a report names, in order.
pub(super) fn documents(report: &Annotated) -> Vec<Document> {
    let a = &report.annotations;
    let mut out = Vec::new();
    let said = Said::of(report);
    for s in &a.sentences {
        let Some(tokens) = a.tokens.get(s.first as usize..s.end as usize) else { continue };
        let Some(sentence) = tokens.first().zip(tokens.last()).map(|(f, l)| f.span.cover(l.span)) else { continue };
        for (i, t) in tokens.iter().enumerate() {
            let post = POSTS.has(t.key);
            let words = Words { report, tokens };
            if words.word(i) == "on"
                && let Some((span, platform)) = words.posted(i)
                && !said.is_quoted(t.span)
            {
                let (kind, platform, of) = (OriginKind::Post, Some(platform), Vec::new());
                let (issuer, again, quotations) = (None, None, said.given(span));
                let name = span;
                out.push(Document { kind, span, name, sentence, of, issuer, quotations, platform, again, weak: true });
                continue;
            }
            let weak = OTHERS.has(t.key);
            if !post && !weak && !STATEMENTS.has(t.key) || said.is_quoted(t.span) {
                continue;
            }
            out.extend(words.document(&said, i, post, weak).map(|d| Document { sentence, ..d }));
        }
    }
    out
}

/// Whose a document is.
#[derive(Default)]
struct Whose {
    /// The words that tell one issuer from another, in small letters.
    words: Vec<String>,
    /// Where they stand, from the first to the last.
    place: Option<Span>,
}

/// What a report quotes, to be asked of many words.
struct Said {
    /// The stretches in marks, apart from each other and in order.
    quoted: Vec<Span>,
    /// Where channels stand, in order, each with the row of its quotation.
    channels: Vec<(Span, u32)>,
}

impl Said {
    fn of(report: &Annotated) -> Self {
        let a = &report.annotations;
        let mut parts: Vec<Span> = a.parts.iter().map(|p| p.outer).collect();
        parts.sort_unstable();
        let mut quoted: Vec<Span> = Vec::with_capacity(parts.len());
        for p in parts {
            match quoted.last_mut() {
                Some(last) if last.overlaps(p) => *last = last.cover(p),
                _ => quoted.push(p),
            }
        }
        let rows = (0u32..).zip(&a.quotations);
        let mut channels: Vec<(Span, u32)> = rows.filter_map(|(row, q)| Some((q.channel?.span, row))).collect();
        channels.sort_unstable();
        Self { quoted, channels }
    }

    /// Whether words stand in marks.
    fn is_quoted(&self, span: Span) -> bool {
        let i = self.quoted.partition_point(|q| q.end() <= span.start());
        self.quoted.get(i).is_some_and(|q| q.overlaps(span))
    }

    /// Rows of the quotations whose channel the words of a document are, in order.
    fn given(&self, document: Span) -> Vec<u32> {
        let from = self.channels.partition_point(|c| c.0.start() < document.start());
        let here = self.channels.get(from..).unwrap_or(&[]).iter().take_while(|c| c.0.start() < document.end());
        let mut rows: Vec<u32> = here.filter(|c| document.contains(c.0)).map(|c| c.1).collect();
        rows.sort_unstable();
        rows
    }
}

fn bare(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
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
    fn posted(&self, on: usize) -> Option<(Span, String)> {
        let platform = on + 1;
        if !self.capital(platform) || CALENDAR.has(self.key(platform)) {
            return None;
        }
        let cue = (on.saturating_sub(3)..on).rev().find(|i| POSTED.has(self.key(*i)))?;
        let span = self.tokens.get(cue)?.span.cover(self.tokens.get(platform)?.span);
        Some((span, self.word(platform).to_lowercase()))
    }

    /// The document that the noun at `noun` is, with whose it is; its sentence is left open.
    fn document(&self, quoting: &Said, noun: usize, post: bool, weak: bool) -> Option<Document> {
        // "Morning Post"
        if self.capital(noun) {
            return None;
        }
        let before = |i: usize| i.checked_sub(1);
        let paper = before(noun).is_some_and(|i| PAPERS.has(self.key(i)));
        // "the release of the papers", "his release from jail"
        if self.word(noun) == "release" && !paper && LET_GO.has(self.key(noun + 1)) && self.word(noun + 1) != "on" {
            return None;
        }
        // The article or pronoun that leads to it, over adjectives and names.
        let lead =
            (noun.saturating_sub(6)..noun).rev().take_while(|i| self.plain(*i)).find(|i| LEADS.has(self.key(*i)))?;
        // Words about a document are not had from it: "commented on the tweet". What is said on something is said on a
        // page or an account.
        let on = |i: usize| {
            let of_it = before(i).is_some_and(|k| self.says(k) && !self.word(k).starts_with("comment"));
            self.word(i).eq_ignore_ascii_case("on") && (weak || of_it)
        };
        let inside = before(lead).filter(|i| self.word(*i).eq_ignore_ascii_case("in") || on(*i));
        let according = before(lead)
            .filter(|i| self.word(*i) == "to" && *i > 0 && self.word(i - 1).eq_ignore_ascii_case("according"));
        // "a statement said", "a statement by Brem Canals said".
        let by = matches!(self.word(noun + 1), "by" | "from");
        let last = (noun + 2..noun + 10).take_while(|i| by && self.plain(*i) && !self.stops(*i)).last();
        let speaks = self.says(last.unwrap_or(noun) + 1);
        // "a post on Orth's Fotogram page": the platform is what the page is on.
        let named = (noun + 2..noun + 9).take_while(|i| self.capital(*i)).last();
        let platform = if self.word(noun + 1) == "on" { named } else { None };
        let owned = platform.filter(|_| (noun + 2..noun + 9).take_while(|i| self.capital(*i)).any(|i| self.owns(i)));
        let platform = platform.or_else(|| before(noun).filter(|i| *i > lead && self.capital(*i)));
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
        let end = platform.filter(|p| post && *p > noun).unwrap_or(noun) + 1;
        let span = self.tokens.get(from)?.span.cover(self.tokens.get(end - 1)?.span);
        let name = self.tokens.get(lead)?.span.cover(self.tokens.get(end - 1)?.span);
        let mut of = if post { Whose::default() } else { self.tellers(lead + 1..noun) };
        // "the police statement" is told by that from others.
        let back = match self.word(lead).to_lowercase().as_str() {
            "the" if of.words.is_empty() => Some(Again::The),
            "his" | "her" | "its" | "their" if of.words.is_empty() => Some(Again::His),
            _ => None,
        };
        if let Some(p) = owned.filter(|_| post) {
            of = self.tellers(noun + 2..p);
        }
        if of.words.is_empty() && matches!(self.word(end), "by" | "from") {
            let stop = (end + 1..end + 8).take_while(|i| self.plain(*i) && !self.stops(*i)).last().unwrap_or(end);
            of = self.tellers(end + 1..stop + 1);
        }
        if !post
            && of.words.is_empty()
            && let Some(cue) = said
        {
            let first = (cue.saturating_sub(6)..cue).rev().take_while(|i| self.plain(*i)).last().unwrap_or(cue);
            of = self.tellers(first..cue);
        }
        if of.words.is_empty() && !post {
            of = self.spoken(quoting, span);
        }
        // "Ann Lowe was charged, a news release said": it is not hers.
        let released = inside.is_none() && self.word(noun) == "release" && paper;
        if of.words.is_empty() && !released {
            of = self.named(quoting, from, end, post);
        }
        let kind = if post { OriginKind::Post } else { OriginKind::Statement };
        let platform = platform.filter(|_| post).map(|i| self.word(i).to_lowercase());
        let Whose { words: of, place: issuer } = of;
        let quotations = quoting.given(span);
        let (sentence, again) = (span, back);
        Some(Document { kind, span, name, sentence, of, issuer, quotations, platform, again, weak })
    }

    fn owns(&self, i: usize) -> bool {
        self.word(i).ends_with("'s") || self.word(i).ends_with("’s")
    }

    /// Whether a phrase that says whose something is ends before this word.
    fn stops(&self, i: usize) -> bool {
        self.says(i) || matches!(self.word(i), "on" | "in" | "at" | "to" | "that" | "which" | "about" | "announcing")
    }

    /// Those of these words that tell one issuer from another.
    fn tellers(&self, range: std::ops::Range<usize>) -> Whose {
        let told = range.filter(|i| {
            let key = self.key(*i);
            self.plain(*i) && !NOBODY.has(key) && !PRONOUNS.has(key) && !CALENDAR.has(key)
        });
        let mut out = Whose::default();
        for i in told {
            let word = bare(self.word(i));
            let start = self.tokens.get(i).map_or(0, |t| t.span.start());
            let span = Span::new(start, start + word.len() as u32);
            out.place = Some(out.place.map_or(span, |p| p.cover(span)));
            out.words.push(word.to_lowercase());
        }
        out
    }

    /// Whose words the document gives: who speaks the quotation that it is the channel of.
    fn spoken(&self, said: &Said, document: Span) -> Whose {
        let a = &self.report.annotations;
        let first = said.given(document).into_iter().next();
        let speaker = first.and_then(|row| a.quotations.get(row as usize)).and_then(|q| q.speaker);
        speaker
            .and_then(|s| s.name)
            .and_then(|id| a.names.get(id.index()))
            .map_or_else(Whose::default, |n| self.whose(n))
    }

    fn whose(&self, name: &Name) -> Whose {
        let full = self.report.annotations.names.get(name.fullest.index()).unwrap_or(name);
        let words = self.report.text(full.span).split_whitespace().map(str::to_lowercase).collect();
        Whose { words, place: Some(full.span) }
    }

    /// The words of the name in the sentence whose document it most likely is: the last before the words that give it,
    /// where none stands there the first behind them ("In a statement, Ilse Orth said"). Of a post only the latter, and
    /// only where nothing comes between: it is told from others by its platform.
    fn named(&self, said: &Said, from: usize, end: usize, post: bool) -> Whose {
        let names = &self.report.annotations.names;
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else {
            return Whose::default();
        };
        let here = first.span.cover(last.span);
        let start = self.tokens.get(from).map_or(here.start(), |t| t.span.start());
        let stop = self.tokens.get(end - 1).map_or(here.end(), |t| t.span.end());
        let low = names.partition_point(|n| n.span.start() < here.start());
        let quoted = |n: &&Name| said.is_quoted(n.span);
        let inside =
            || names.get(low..).unwrap_or(&[]).iter().take_while(|n| here.contains(n.span)).filter(|n| !quoted(n));
        let ahead = inside().take_while(|n| n.span.end() <= start).last().filter(|_| !post);
        // "In a tweet on Monday, Orth", not "in a tweet for bolstering Marovian trade": what it is for is not whose it is.
        let leads = |i: &usize| {
            let small = matches!(self.word(*i), "on" | "by" | "from" | "late" | "early" | "the" | "last" | "later");
            !self.plain(*i) || small || CALENDAR.has(self.key(*i)) || TITLES.has(self.key(*i))
        };
        let near = (end..end + 4).find(|i| self.capital(*i) && !CALENDAR.has(self.key(*i)));
        let near = near.filter(|k| (end..*k).all(|i| leads(&i)));
        let reach = near.and_then(|i| self.tokens.get(i)).map_or(stop, |t| t.span.end());
        // "In a statement after a meeting of the Harbour Board, Ilse Orth said": who speaks stands behind the comma.
        let comma = (end..self.tokens.len()).find(|i| self.word(*i) == ",").and_then(|i| self.tokens.get(i));
        let told = comma.filter(|_| !post).map_or(stop, |t| t.span.end());
        let behind = |from: u32| inside().find(|n| n.span.start() >= from && (!post || n.span.start() < reach));
        let name = ahead.or_else(|| behind(told)).or_else(|| behind(stop));
        name.map_or_else(Whose::default, |n| self.whose(n))
    }
}
