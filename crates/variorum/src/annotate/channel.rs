//! Where an attribution says its words were spoken or published.

use super::quotation::View;
use super::token::{Key, KeyMap};
use crate::span::Span;
use std::ops::Range;
use std::sync::OnceLock;

/// Where words were said or published, as an attribution gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Venue {
    /// The word that says so.
    pub span: Span,
    /// The channel's usual name.
    pub name: &'static str,
}

/// How a word has to stand to name a channel.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    /// Anywhere beside the cue: the name of a platform, or a verb that means one.
    Word,
    /// Behind a preposition ("in a letter"), or as what speaks ("the letter said").
    Noun,
    /// Only behind "told", "to", "in" or "at": "told the court".
    Forum,
}

const WORDS: &[(&str, As, &str)] = &[
    ("facebook", As::Word, "facebook"),
    ("instagram", As::Word, "instagram"),
    ("tiktok", As::Word, "tiktok"),
    ("youtube", As::Word, "youtube"),
    ("bluesky", As::Word, "bluesky"),
    ("mastodon", As::Word, "mastodon"),
    ("whatsapp", As::Word, "whatsapp"),
    ("linkedin", As::Word, "linkedin"),
    ("reddit", As::Word, "reddit"),
    ("snapchat", As::Word, "snapchat"),
    ("vkontakte", As::Word, "vkontakte"),
    ("weibo", As::Word, "weibo"),
    ("twitter", As::Word, "twitter tweeted tweets tweet tweeting retweeted"),
    ("caption", As::Word, "captioned caption captioning"),
    ("email", As::Word, "emailed e-mailed"),
    ("testimony", As::Word, "testified testifies testifying"),
    ("phone", As::Word, "phoned telephoned"),
    ("letter", As::Noun, "letter letters"),
    ("statement", As::Noun, "statement statements"),
    ("interview", As::Noun, "interview interviews"),
    ("press conference", As::Noun, "conference briefing presser briefings"),
    ("court", As::Forum, "court jury inquest tribunal magistrates hearing judge judges inquiry trial coroner jurors"),
    ("speech", As::Forum, "audience hall"),
    ("speech", As::Noun, "speech speeches address sermon lecture keynote eulogy toast"),
    ("email", As::Noun, "email emails e-mail"),
    ("radio", As::Noun, "radio airwaves"),
    ("television", As::Noun, "television tv"),
    ("phone", As::Noun, "phone telephone"),
    ("document", As::Noun, "document documents memo dossier memorandum minutes contract paperwork"),
    ("report", As::Noun, "report reports"),
    ("study", As::Noun, "study studies paper research"),
    ("podcast", As::Noun, "podcast podcasts"),
    ("testimony", As::Noun, "testimony deposition affidavit evidence"),
    ("video", As::Noun, "video clip livestream footage reel"),
    ("book", As::Noun, "book memoir autobiography biography novel diary memoirs"),
    ("filing", As::Noun, "filing filings lawsuit petition complaint suit"),
    ("blog", As::Noun, "blog"),
    ("post", As::Noun, "post posts posted"),
    ("poll", As::Noun, "poll polls survey"),
    ("message", As::Noun, "message messages voicemail"),
    ("note", As::Noun, "note leaflet"),
    ("debate", As::Noun, "debate"),
];

fn words() -> &'static KeyMap<(As, &'static str)> {
    static MAP: OnceLock<KeyMap<(As, &'static str)>> = OnceLock::new();
    MAP.get_or_init(|| {
        let mut map = KeyMap::default();
        for (name, how, list) in WORDS {
            for w in list.split_whitespace() {
                map.entry(Key::word(w)).or_insert((*how, *name));
            }
        }
        map
    })
}

/// Whether the word at token `k` can name a channel: "post", "Facebook", "interview".
pub(super) fn is_channel(view: &View<'_>, k: usize) -> bool {
    view.tokens.get(k).is_some_and(|t| words().contains_key(&t.key)) || view.word(k) == "X"
}

/// The channel that the words `clause` give for a cue at token `cue`, those of `content` left out; `source` is who
/// or what speaks.
pub(super) fn venue(
    view: &View<'_>,
    clause: Range<usize>,
    cue: usize,
    content: &[Span],
    source: Option<(usize, usize)>,
) -> Option<Venue> {
    let mut best: Option<(usize, Venue)> = None;
    for k in clause.clone() {
        let Some(token) = view.tokens.get(k) else { break };
        let word = view.word(k);
        // Telegram, Threads, Signal and X are common words otherwise.
        let platform = match word {
            "Telegram" => Some("telegram"),
            "Threads" => Some("threads"),
            "Signal" => Some("signal"),
            "X" => Some("x"),
            _ => None,
        }
        .filter(|_| matches!(view.word(k.wrapping_sub(1)), "on" | "to" | "via" | "over"));
        let known = platform.map(|p| (As::Word, p)).or_else(|| words().get(&token.key).copied());
        let Some((how, name)) = known else { continue };
        if content.iter().any(|c| c.holds(token.span.start())) {
            continue;
        }
        let preposition = (1..7)
            .take_while(|d| k >= clause.start + d)
            .map(|d| view.word(k - d))
            .take_while(|w| !matches!(*w, "," | "." | ";" | ":" | "“" | "”" | "\""));
        let mut behind = preposition.clone();
        let fits = match how {
            As::Word => true,
            // Who speaks on the steps is no longer in court.
            As::Forum => {
                !behind.clone().any(|w| matches!(w, "outside" | "steps" | "near"))
                    && behind.any(|w| matches!(w, "told" | "to" | "in" | "at" | "before" | "tells" | "heard"))
            }
            As::Noun => {
                source.is_some_and(|s| s.0 <= k && k < s.1)
                    || behind.any(|w| {
                        matches!(
                            w,
                            "in" | "In"
                                | "on"
                                | "On"
                                | "at"
                                | "At"
                                | "via"
                                | "during"
                                | "through"
                                | "by"
                                | "from"
                                | "over"
                                | "to"
                                | "told"
                        )
                    })
            }
        };
        let capital = word.starts_with(char::is_uppercase) && how == As::Noun && k != clause.start;
        if !fits || capital && !matches!(name, "radio" | "television") {
            continue;
        }
        if matches!(word, "conference" | "Conference") && !matches!(view.word(k.wrapping_sub(1)), "press" | "news") {
            continue;
        }
        // A platform says more than the thing published on it, and the nearest word more than one far off.
        let far = k.abs_diff(cue) + if how == As::Word { 0 } else { 20 };
        if best.is_none_or(|b| far < b.0) {
            best = Some((far, Venue { span: token.span, name }));
        }
    }
    best.map(|b| b.1)
}
