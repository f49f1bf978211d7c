//! What one article holds, as sorted tables beside its text: tokens, sentences, names, quotations, times, credits,
//! notices.

pub mod attribution;
pub mod channel;
pub mod credit;
pub mod entity;
pub mod language;
pub mod lexeme;
pub(crate) mod lexicon;
pub mod marks;
mod medium;
pub mod name;
pub mod notice;
pub mod opposites;
mod people;
pub mod quotation;
pub mod sentence;
pub mod speaker;
pub mod syntax;
pub mod time;
pub mod token;
pub(crate) mod verbs;

use crate::article::Article;
use crate::error::Note;
use crate::span::{NameId, Span};
use credit::Credit;
use language::Language;
use name::Name;
use notice::Notice;
use quotation::{Part, Quotation, View};
use sentence::Sentence;
use time::TimeExpression;
use time::calendar::Date;
use token::{Token, TokenKind};

/// The tables beside one article's text. Rows point at each other by id and at the text by span; no words are
/// copied out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    /// The language of the report: stated, or told by its small words; `None` where neither tells.
    pub language: Option<language::Language>,
    /// Tokens of the story blocks, in order.
    pub tokens: Vec<Token>,
    /// Sentences, which tile the tokens.
    pub sentences: Vec<Sentence>,
    /// Mentions of names, in order.
    pub names: Vec<Name>,
    /// Quotations, in order of their first mark; nested ones behind the one that holds them.
    pub quotations: Vec<Quotation>,
    /// Parts of quotations; each quotation owns a run of them.
    pub parts: Vec<Part>,
    /// Expressions of time, in order, none in another.
    pub times: Vec<TimeExpression>,
    /// Other outlets, agencies and posts the report says it has something from, in order of their first words.
    pub credits: Vec<Credit>,
    /// Service blocks, and contacts that sentences of the story ask to use, in order.
    pub notices: Vec<Notice>,
    /// What a reader should know, such as marks that never close.
    pub notes: Vec<Note>,
}

/// An article and its annotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The report.
    pub article: Article,
    /// What was found in it.
    pub annotations: Annotations,
}

/// Annotates an article. A pure function of it, which cannot fail: text without structure has empty tables.
pub fn annotate(article: Article) -> Annotated {
    let text = article.text.as_str();
    let tokens = token::tokens(text, &article.blocks);
    let language = language::guess(article.meta.lang.as_deref(), text, &tokens);
    let words = language.and_then(Language::words);
    let sentences = sentence::sentences(text, &article.blocks, &tokens, words);
    let names = match words {
        Some(words) => language::names::names(text, &tokens, &sentences, words),
        None => name::names(text, &tokens, &sentences),
    };
    let view = View { text, blocks: &article.blocks, tokens: &tokens, sentences: &sentences, names: &names, words };
    let found = quotation::quotations(&article, &view);
    let quotation::Found { quotations, parts, mut notes } = found;
    let mut times = time::times(text, &tokens, &sentences, day(&article));
    if words.is_some() {
        // Its words are English; figures are the same in any language.
        let figures = |span: Span| text.get(span.range()).is_some_and(|t| !t.contains(char::is_alphabetic));
        times.retain(|t| figures(t.span));
    }
    let misdated = time::misdated(text, &times).map(|t| Note::at(t, "the weekday is not that of the date"));
    notes.extend(misdated);
    let credits = credit::find(&article, &view, &quotations, &parts);
    let notices = notice::notices(&article, &tokens, &sentences);
    let annotations =
        Annotations { language, tokens, sentences, names, quotations, parts, times, credits, notices, notes };
    Annotated { annotations, article }
}

/// The day that a report's own words are counted from.
fn day(article: &Article) -> Option<Date> {
    let meta = &article.meta;
    let known = meta.day.as_deref().or(meta.date.as_deref()).or(meta.modified.as_deref());
    known.and_then(Date::parse).map(|record| time::first_printed(record, meta.url.as_deref()))
}

impl Annotated {
    /// The day that the report's own words are counted from: that of publication, or, where only that is known, of
    /// the last change.
    pub fn day(&self) -> Option<Date> {
        day(&self.article)
    }

    /// The words at `span`.
    pub fn text(&self, span: Span) -> &str {
        self.article.text.get(span)
    }

    /// How many words and numbers the story has; signs such as % and £ are not counted.
    pub fn count_words(&self) -> usize {
        self.annotations.tokens.iter().filter(|t| matches!(t.kind(), TokenKind::Word | TokenKind::Number)).count()
    }

    /// The parts of a quotation, in text order.
    pub fn parts(&self, quotation: &Quotation) -> &[Part] {
        let range = quotation.parts.start as usize..quotation.parts.end as usize;
        self.annotations.parts.get(range).unwrap_or(&[])
    }

    /// The quotation that holds `span` within one of its parts; the first where several do.
    pub fn quotation(&self, span: Span) -> Option<&Quotation> {
        self.annotations.quotations.iter().find(|q| self.parts(q).iter().any(|p| p.span.contains(span)))
    }

    /// The fullest form of a name, as the article has it.
    pub fn name(&self, id: NameId) -> &str {
        self.annotations.names.get(id.index()).map_or("", |n| self.text(n.span))
    }

    /// Who speaks, by the fullest name known, else by the words of the mention; `None` for a bare pronoun.
    pub fn speaker_name(&self, quotation: &Quotation) -> Option<&str> {
        self.speaks(quotation.speaker?)
    }

    /// The fullest name known of who speaks, else the words of the mention; `None` for a bare pronoun.
    pub fn speaks(&self, speaker: speaker::Speaker) -> Option<&str> {
        if let Some(id) = speaker.name {
            return Some(self.name(id));
        }
        let mention = self.text(speaker.mention);
        if let Some(words) = self.annotations.language.and_then(Language::words) {
            return (!words.is_subject(token::Key::word(&mention.to_lowercase()))).then_some(mention);
        }
        let pronoun =
            lexicon::PRONOUNS.has(token::Key::word(&mention.to_lowercase())) || mention.eq_ignore_ascii_case("who");
        (!pronoun).then_some(mention)
    }
}
