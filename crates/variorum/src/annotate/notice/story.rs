//! Contacts in the story itself: appeals for witnesses, tickets, recalls. Their blocks stay story text.

use super::words::{POST_HOSTS, WEB_LEADS};
use super::{Contact, ContactKinds, Notice, NoticeKind};
use super::{name, read};
use crate::annotate::sentence::Sentence;
use crate::annotate::token::{Key, KeyMap, Token, TokenKind};
use crate::article::Block;
use crate::article::blocks::words::{AFTER_NUMBER, SERVICE_TOPICS, TLDS};
use crate::article::contact::words_before;
use crate::span::Span;
use std::sync::OnceLock;

/// Sentences longer than this are no notices.
const LONGEST: u32 = 700;

/// Words without which no sentence asks its reader to get in touch.
const ASKS: &[&str] = &[
    "call",
    "calls",
    "calling",
    "contact",
    "contacted",
    "contacting",
    "text",
    "texting",
    "texted",
    "email",
    "emailing",
    "emailed",
    "e-mail",
    "phone",
    "ring",
    "visit",
    "visiting",
    "dial",
    "reach",
    "reached",
    "tip",
    "tips",
    "tickets",
    "ticket",
    "register",
    "book",
    "booked",
    "submit",
    "submitted",
    "report",
    "go",
    "log",
    "send",
    "sent",
    "chat",
    "hotline",
    "helpline",
    "refund",
    "donate",
    "donations",
    "online",
    "website",
    "at",
    "on",
    "message",
];

/// Phrases with which a sentence speaks to its reader, in lower case.
const FRAMES: &[&str] = &[
    "anyone ",
    "anybody ",
    "if you ",
    "those with ",
    "those who ",
    "people with ",
    "witnesses ",
    "persons with ",
    "asked to ",
    "ask you to ",
    "asks you to ",
    "asking you to ",
    "asks anyone",
    "asking anyone",
    "asking for",
    "urged to ",
    "urging ",
    "encouraged to ",
    "requested to ",
    "advised to ",
    "please ",
    "you can ",
    "you may ",
    "can be reached",
    "can be contacted",
    "can be reported",
    "can be submitted",
    "can be made",
    "can be sent",
    "can be left",
    "can be called",
    "can be texted",
    "can be emailed",
    "can also",
    "tips can",
    "tips may",
    "tipsters",
    "callers can",
    "may be submitted",
    "should call",
    "should contact",
    "should email",
    "should text",
    "should visit",
    "can call",
    "can contact",
    "can text",
    "can email",
    "can visit",
    "may call",
    "may contact",
    "for more information",
    "for information",
    "for further",
    "for details",
    "for tickets",
    "for help",
    "for support",
    "to report ",
    "tickets are",
    "tickets cost",
    "tickets can",
    "tickets:",
    "information:",
    "box office",
    "consumers should",
    "consumers can",
    "consumers who",
    "customers should",
    "customers can",
    "customers who",
    "is available at ",
    "is available on ",
    "are available at ",
    "are available from ",
    "are available on ",
    "can register",
    "to register",
    "to book",
    "to donate",
    "can donate",
    "the number is",
    "has set up a ",
    "has been set up",
    "has been established",
    "anonymously",
    "that number is",
    "hotline:",
    "tip line",
    "to remain anonymous",
    "individuals may",
    "those wishing",
    "once again, contact",
    "ask that anyone",
    "information should",
    "information is asked",
];

/// First words with which a sentence tells its reader to do something.
const IMPERATIVES: &[&str] = &[
    "call",
    "contact",
    "text",
    "email",
    "phone",
    "ring",
    "visit",
    "dial",
    "go to",
    "log on",
    "report",
    "to report",
    "register",
    "tickets",
    "ticket",
    "for",
    "crimestoppers",
    "crime stoppers",
    "alternatively",
    "info",
    "information",
    "details",
    "or ",
    "book",
    "leave",
    "submit",
];

/// What stands behind the name of those who take what their reader knows: "Crime Stoppers is offering a reward".
const OFFERS: &[&str] = &[
    " is offering ",
    " are offering ",
    " is also offering ",
    " are also offering ",
    " offers ",
    " is asking ",
    " are asking ",
    " will pay ",
];

const APPEAL: &[&str] = &[
    "information",
    "witness",
    "police",
    "crimestoppers",
    "crime stoppers",
    "crime stoppers",
    "tips",
    " tip ",
    "tipster",
    "detective",
    "investigators",
    "sheriff",
    "footage",
    "whereabouts",
    "anonymous",
    "sighting",
    "incident number",
    "suspect",
    "crime reference",
    "recognise",
    "recognize",
    "saw ",
    "has seen",
    "knows ",
];
const EVENT: &[&str] =
    &["ticket", "box office", "to book", "booking", "rsvp", "admission", "doors open", "register", "registration"];
const RECALL: &[&str] = &["recall", "refund", "affected product", "batch", "consumers", "return the "];

/// What words that give contacts are for. `block` says that they are a notice block.
pub(super) fn topic(words: &str, block: bool) -> NoticeKind {
    let low = words.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|w| low.contains(w));
    let help = has(SERVICE_TOPICS);
    match () {
        () if block && help => NoticeKind::Help,
        () if has(RECALL) => NoticeKind::Recall,
        () if has(APPEAL)
            && !low.starts_with("for more information")
            && !low.starts_with("for further information") =>
        {
            NoticeKind::Appeal
        }
        () if has(EVENT) => NoticeKind::Event,
        () if help => NoticeKind::Help,
        () => NoticeKind::Other,
    }
}

fn asks() -> &'static KeyMap<bool> {
    static MAP: OnceLock<KeyMap<bool>> = OnceLock::new();
    MAP.get_or_init(|| {
        let asks = ASKS.iter().map(|w| (Key::word(w), true));
        let hosts = TLDS.iter().chain(&["www", "http", "https"]).map(|w| (Key::word(w), false));
        hosts.chain(asks).collect()
    })
}

/// The notices in story sentences, in text order. Looks each token up once; what has no number, address and word of
/// asking is looked at no further.
pub(super) fn notices(text: &str, blocks: &[Block], tokens: &[Token], sentences: &[Sentence]) -> Vec<Notice> {
    let words = asks();
    let mut out: Vec<Notice> = Vec::new();
    let mut row = 0;
    let mut last: Option<(usize, usize)> = None;
    for (n, sentence) in sentences.iter().enumerate() {
        let Some(list) = tokens.get(sentence.first as usize..sentence.end as usize) else { continue };
        let (mut ask, mut contact) = (false, false);
        for token in list {
            match token.kind() {
                TokenKind::Number => contact |= token.span.len() >= 3,
                TokenKind::Word => match words.get(&token.key) {
                    Some(true) => ask = true,
                    Some(false) => contact = true,
                    None => {}
                },
                _ => {}
            }
        }
        let (Some(first), Some(end)) = (list.first(), list.last()) else { continue };
        if !(ask && contact) || end.span.end() - first.span.start() > LONGEST {
            continue;
        }
        let span = first.span.cover(end.span);
        while blocks.get(row).is_some_and(|b| b.span.end() <= span.start()) {
            row += 1;
        }
        let Some(line) = text.get(span.range()) else { continue };
        let follows = last.is_some_and(|(b, s)| b == row && s + 1 == n);
        if !speaks(line, follows) {
            continue;
        }
        let mut services = read::rows(text, span, false);
        for s in &mut services {
            s.contacts.retain(|c| is_meant(text, span, c));
            // Before the number stands when it happened.
            let first = s.contacts.first().map(|c| c.span.start());
            s.hours.retain(|h| first.is_some_and(|f| h.span.start() > f));
        }
        services.retain(|s| !s.contacts.is_empty());
        if services.is_empty() {
            continue;
        }
        let before = n.checked_sub(1).and_then(|k| sentences.get(k));
        let before = before.and_then(|s| tokens.get(s.first as usize..s.end as usize));
        let block = blocks.get(row).map_or(span.start(), |b| b.span.start());
        if let (Some([first, .., end]), [service, ..]) = (before, services.as_mut_slice())
            && service.organisation.is_none()
            && !follows
            && first.span.start() >= block
        {
            service.organisation = offering(text, first.span.cover(end.span));
        }
        last = Some((row, n));
        let kind = topic(line, false);
        match out.last_mut().filter(|_| follows) {
            Some(before) => {
                before.span = before.span.cover(span);
                before.services.extend(services);
                if before.kind == NoticeKind::Other {
                    before.kind = kind;
                }
            }
            None => out.push(Notice { kind, span, label: None, in_story: true, services }),
        }
    }
    out
}

/// Whether an address in the story is one that the reader is sent to, and not the name of a firm or a link under a post.
fn is_meant(text: &str, sentence: Span, c: &Contact) -> bool {
    if !c.kinds.has(ContactKinds::WEB) {
        return true;
    }
    let address = text.get(c.span.range()).unwrap_or_default();
    let bare = address.split("://").last().unwrap_or(address);
    let behind = text.get(c.span.end() as usize..sentence.end() as usize).unwrap_or_default();
    let next = behind.strip_prefix(' ').unwrap_or_default();
    let word = next.get(..next.find(|c: char| !c.is_alphabetic()).unwrap_or(next.len())).unwrap_or_default();
    let noun =
        word.starts_with(char::is_lowercase) && !AFTER_NUMBER.contains(&word) || matches!(word, "Inc" | "Ltd" | "Corp");
    let head = text.get(sentence.start() as usize..c.span.start() as usize).unwrap_or_default();
    let led = head.trim_end().ends_with([':', '('])
        || words_before(head, head.len()).take(3).any(|w| WEB_LEADS.iter().any(|l| l.eq_ignore_ascii_case(w)));
    led && !noun && !POST_HOSTS.iter().any(|h| bare.strip_prefix(h).is_some_and(|r| r.is_empty() || r.starts_with('/')))
}

/// Who offers something in a sentence before the one that tells where to call.
fn offering(text: &str, sentence: Span) -> Option<Span> {
    let words = text.get(sentence.range()).filter(|w| w.len() <= LONGEST as usize)?;
    let end = OFFERS.iter().filter_map(|o| words.find(o)).min()?;
    let name = name::last(words.get(..=end)?, true)?;
    let lead = words.get(..name.start)?.trim();
    let at = |n: usize| sentence.start() + n as u32;
    (lead.is_empty() || lead == "The").then(|| Span::new(at(name.start), at(name.end)))
}

/// Whether a sentence speaks to its reader. `follows` says that the one before it does.
fn speaks(line: &str, follows: bool) -> bool {
    let low = line.to_lowercase();
    let low = low.trim_start_matches(|c: char| !c.is_alphanumeric());
    let starts =
        |w: &str| low.strip_prefix(w).is_some_and(|r| w.ends_with(' ') || !r.starts_with(char::is_alphanumeric));
    IMPERATIVES.iter().any(|w| starts(w))
        || FRAMES.iter().any(|f| low.contains(f))
        || follows && ["the ", "you ", "they ", "a "].iter().any(|w| low.starts_with(w))
}
