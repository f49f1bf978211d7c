//! What stands in a report's notices: services, their contacts and hours, each as printed.
//!
//! Nothing is completed, corrected or merged: every field is a span of the text, and what cannot be read as a field
//! stays text inside the span of its line. `read` makes rows of a block, `story` finds contacts that a sentence of the
//! story asks its reader to use, which are no block of their own.

mod hours;
mod kinds;
mod name;
mod opening;
mod read;
mod story;
mod words;

pub use opening::OpeningHours;

use super::sentence::Sentence;
use super::token::Token;
use crate::article::blocks::notice::is_label;
use crate::article::{Article, Block, BlockKind};
use crate::span::Span;
use story::topic;

/// Where a line prints regular opening hours, in bytes of the line: "Mon–Sat 9am–5pm", "8am to 8pm, seven days a week".
pub(crate) fn regular_hours(line: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let regular = |h: &hours::Printed| h.opening.as_ref().is_some_and(OpeningHours::is_regular);
    hours::scan(line, &[]).into_iter().filter(regular).map(|h| h.range)
}

/// A run of notice blocks, or words of the story that give contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is for.
    pub kind: NoticeKind,
    /// All of it, from the first block to the last; of an appeal in the story, its sentences.
    pub span: Span,
    /// The line that heads it: "Where to get help:".
    pub label: Option<Span>,
    /// Whether it is story text, and not a block of its own.
    pub in_story: bool,
    /// What it lists, in order; may be empty, where nothing could be read.
    pub services: Vec<Service>,
}

/// What a notice is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// Help and support: helplines, counselling.
    Help,
    /// Whoever knows something is asked to come forward.
    Appeal,
    /// Tickets, bookings, places at an event.
    Event,
    /// A product is called back, or money given back.
    Recall,
    /// Other contacts.
    Other,
}

impl NoticeKind {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            NoticeKind::Help => "help",
            NoticeKind::Appeal => "appeal",
            NoticeKind::Event => "event",
            NoticeKind::Recall => "recall",
            NoticeKind::Other => "other",
        }
    }
}

/// One row of a notice: whom to reach, how, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// All words of the row: a line without its bullet, or the part of a paragraph that is about it.
    pub span: Span,
    /// The name as printed; `None` where the row has none.
    pub organisation: Option<Span>,
    /// Of a row without a name of its own: the row above it, as a number in the notice, to which it seems to belong.
    pub of: Option<u32>,
    /// Numbers and addresses, in order.
    pub contacts: Vec<Contact>,
    /// Hours, in order.
    pub hours: Vec<Hours>,
}

/// A number or an address as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// All of it: "0508 TAUTOKO (828 865)", "HOME to 741741".
    pub span: Span,
    /// The number or the address: "0508 TAUTOKO", "741741".
    pub number: Span,
    /// The same number in letters or figures, in brackets behind it: "828 865".
    pub other: Option<Span>,
    /// The word that is to be sent to the number: "HOME".
    pub keyword: Option<Span>,
    /// How it is used.
    pub kinds: ContactKinds,
}

/// How a contact is used: one way or several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ContactKinds(u8);

impl ContactKinds {
    /// A number to call.
    pub const CALL: Self = Self(1);
    /// A number to send a text to.
    pub const TEXT: Self = Self(2);
    /// An address of the web.
    pub const WEB: Self = Self(4);
    /// An address of mail.
    pub const EMAIL: Self = Self(8);
    /// An address of the post.
    pub const POST: Self = Self(16);
    /// A chat, on the web or in an app.
    pub const CHAT: Self = Self(32);
    /// A number to send a fax to.
    pub const FAX: Self = Self(64);

    /// These and others.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are among them.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Their names in every view and export, in a fixed order.
    pub fn names(self) -> Vec<&'static str> {
        const NAMES: [&str; 7] = ["call", "text", "web", "email", "post", "chat", "fax"];
        NAMES.iter().enumerate().filter(|(i, _)| self.0 & (1 << i) != 0).map(|(_, n)| *n).collect()
    }
}

/// Hours as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The words.
    pub span: Span,
    /// What they come to; `None` where they say more than opening hours can, or could be read in several ways.
    pub opening: Option<OpeningHours>,
    /// Whether the words stand inside the name of the service: "NATIONAL 24 HR HELPLINE".
    pub in_name: bool,
}

impl Notice {
    /// Every place of the notice.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let rows = self.services.iter().flat_map(|s| {
            let contacts = s.contacts.iter().flat_map(|c| [Some(c.span), Some(c.number), c.other, c.keyword]);
            let hours = s.hours.iter().map(|h| Some(h.span));
            [Some(s.span), s.organisation].into_iter().chain(contacts).chain(hours).flatten()
        });
        [Some(self.span), self.label].into_iter().flatten().chain(rows)
    }
}

/// The figures of a number as they are dialled, letters as on a keypad: "0508 TAUTOKO" is 05088288656.
pub fn keypad(number: &str) -> String {
    crate::article::contact::keypad(number)
}

/// The notices of an article, in text order. Blocks of kind notice are read whole; `tokens` and `sentences` are those
/// of the story, in which contacts are looked for that the reader is asked to use.
pub(crate) fn notices(article: &Article, tokens: &[Token], sentences: &[Sentence]) -> Vec<Notice> {
    let text = article.text.as_str();
    let mut out = story::notices(text, &article.blocks, tokens, sentences);
    let blocks = &article.blocks;
    let mut at = 0;
    while at < blocks.len() {
        let run = blocks.get(at..).unwrap_or_default();
        if run.first().is_none_or(|b| b.kind != BlockKind::Notice) {
            at += 1;
            continue;
        }
        let length = run_length(text, run);
        out.extend(notice(text, run.get(..length).unwrap_or_default()));
        at += length;
    }
    out.sort_by_key(|n| n.span);
    out
}

/// How many blocks belong to one notice: up to the next label behind a row.
fn run_length(text: &str, blocks: &[Block]) -> usize {
    let mut rows = false;
    for (i, block) in blocks.iter().enumerate() {
        if block.kind != BlockKind::Notice {
            return i;
        }
        let content = text.get(block.content.range()).unwrap_or_default();
        let label = is_label(content) && !read::has_contacts(content);
        if label && rows {
            return i;
        }
        rows |= !label;
    }
    blocks.len()
}

fn notice(text: &str, blocks: &[Block]) -> Option<Notice> {
    let span = blocks.first()?.content.cover(blocks.last()?.content);
    let mut services: Vec<Service> = Vec::new();
    let mut label = None;
    let mut heading: Option<Span> = None;
    for (i, block) in blocks.iter().enumerate() {
        let rows = read::rows(text, read::inside(text, block.content), blocks.len() > 1);
        if rows.is_empty() {
            // A line of words alone heads the notice, or names the number on the next line.
            let content = text.get(block.content.range()).unwrap_or_default();
            if i == 0 && (is_label(content) || blocks.len() > 2) {
                label = Some(block.content);
            } else {
                heading = (content.len() <= 80).then_some(read::inside(text, block.content));
            }
            continue;
        }
        for (n, mut row) in rows.into_iter().enumerate() {
            if n == 0
                && row.organisation.is_none()
                && !row.contacts.is_empty()
                && let Some(name) = heading.take()
            {
                row.organisation = name::of_line(text, name);
                row.span = name.cover(row.span);
            } else if n == 0 && row.organisation.is_none() && read::is_rest(text, &row) {
                let above = services.len().checked_sub(1);
                let above = above.map(|a| services.get(a).and_then(|s| s.of).unwrap_or(a as u32));
                row.of = addressed(text, &row, &services).or(above);
            }
            services.push(row);
        }
        heading = None;
    }
    let words = text.get(span.range()).unwrap_or_default();
    Some(Notice { kind: topic(words, true), span, label, in_story: false, services })
}

/// The row above whose name the row's address spells: `aftertheshock.example` is that of After the Shock.
fn addressed(text: &str, row: &Service, above: &[Service]) -> Option<u32> {
    const LEAST: usize = 5;
    let letters = |span: Span| -> String {
        let words = text.get(span.range()).unwrap_or_default();
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let addresses: Vec<String> = row.contacts.iter().map(|c| letters(c.number)).collect();
    let spelled = |s: &Service| {
        let name = s.organisation.map(letters).filter(|n| n.len() >= LEAST);
        name.is_some_and(|n| addresses.iter().any(|a| a.contains(&n)))
    };
    above.iter().rposition(spelled).map(|i| i as u32)
}

#[cfg(test)]
mod tests {
    use crate::annotate::{Annotated, annotate};
    use crate::article::Article;
    use crate::ingest;

    fn read(lines: &str) -> Annotated {
        let text = format!("The mill in Ostrey burned down on Monday, and nobody was hurt by it at all.\n\n{lines}\n");
        annotate(Article::read(ingest::read("report.txt", text.into_bytes()).captures.remove(0)))
    }

    /// Who is to be reached, and by what.
    fn services(report: &Annotated) -> Vec<(&str, Vec<&str>, Option<u32>)> {
        let all = report.annotations.notices.iter().flat_map(|n| &n.services);
        all.map(|s| {
            let name = s.organisation.map_or("", |o| report.text(o));
            (name, s.contacts.iter().map(|c| report.text(c.number)).collect(), s.of)
        })
        .collect()
    }

    #[test]
    fn a_number_may_stand_behind_a_dash() {
        let report = read("Helplines\n\nHarbour Rest – 116 555 (24 hours)\nTern Line – 0808 555 4444");
        assert_eq!(
            services(&report),
            [("Harbour Rest", vec!["116 555"], None), ("Tern Line", vec!["0808 555 4444"], None)]
        );
    }

    #[test]
    fn an_address_goes_with_the_name_it_spells() {
        let report = read(
            "Where to get help:\n\n• After the Shock, for anyone who has been in an accident: call 555-0117\n\n\
             • Tern Line: 555-0163\n\n• www.aftertheshock.example/talk",
        );
        let found = services(&report);
        assert_eq!(found[0].0, "After the Shock", "{found:?}");
        assert_eq!(found[2].2, Some(0), "{found:?}");
    }

    #[test]
    fn those_affected_are_told_where_to_turn() {
        let report = read(
            "If you have been affected by the fire:\n\nTern Line: 555-0101, open 24 hours\nHarbour Rest: 555-0134",
        );
        assert_eq!(services(&report).len(), 2);
    }
}
