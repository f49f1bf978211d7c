//! Where an attribution says its words were spoken or published.

use super::quotation::View;
use super::token::{Key, KeyMap};
use crate::span::Span;
use std::ops::Range;
use std::sync::OnceLock;

/// Tokens before a noun in which what leads to it is looked for.
const LEAD: usize = 9;

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
    /// Something written: "in a letter", "replied with a letter", "wrote a letter", "the letter said".
    Text,
    /// Something that goes on: "in an interview", "told a press conference".
    Event,
    /// Where people meet, of whom it is not said that they are spoken to: "at a rally".
    Meeting,
    /// Whom and where one speaks: "told the court", "at the inquest", "the jury heard".
    Forum,
    /// Only whom one speaks to: "told a hushed audience".
    Told,
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
    ("telegram", As::Word, "telegram"),
    ("threads", As::Word, "threads"),
    ("signal", As::Word, "signal"),
    // What was Twitter and is X is one place.
    ("twitter", As::Word, "twitter x tweeted tweets tweet tweeting retweeted"),
    ("caption", As::Word, "captioned caption captioning"),
    ("email", As::Word, "emailed e-mailed"),
    ("testimony", As::Word, "testified testifies testifying"),
    ("phone", As::Word, "phoned telephoned"),
    ("letter", As::Text, "letter letters"),
    ("statement", As::Text, "statement statements"),
    ("interview", As::Event, "interview interviews"),
    ("press conference", As::Event, "conference briefing presser briefings"),
    ("court", As::Forum, "court jury inquest tribunal magistrates hearing judge judges inquiry trial coroner jurors"),
    ("testimony", As::Told, "committee"),
    ("speech", As::Told, "audience hall"),
    ("speech", As::Meeting, "rally talk stage"),
    ("speech", As::Event, "speech speeches address sermon lecture keynote eulogy toast"),
    ("email", As::Text, "email emails e-mail"),
    ("text message", As::Text, "text texts"),
    ("radio", As::Event, "radio airwaves"),
    ("television", As::Event, "television tv telly"),
    ("phone", As::Event, "phone telephone call"),
    (
        "document",
        As::Text,
        "document documents memo dossier memorandum minutes contract paperwork papers judgment judgement guidelines \
         communique communiqué notebook citation sheet log",
    ),
    ("report", As::Text, "report reports"),
    ("study", As::Text, "study studies paper research journal"),
    ("podcast", As::Event, "podcast podcasts"),
    ("testimony", As::Text, "testimony deposition affidavit evidence"),
    ("video", As::Event, "video clip livestream footage reel"),
    (
        "book",
        As::Text,
        "book memoir autobiography biography novel diary diaries memoirs preface foreword introduction textbook",
    ),
    ("filing", As::Text, "filing filings lawsuit petition complaint suit"),
    ("blog", As::Text, "blog"),
    ("post", As::Text, "post posts"),
    ("comment", As::Text, "comment"),
    ("commentary", As::Text, "commentary"),
    ("poll", As::Text, "poll polls survey"),
    ("message", As::Text, "message messages voicemail"),
    ("note", As::Text, "note"),
    ("leaflet", As::Text, "leaflet leaflets"),
    ("notice", As::Text, "notice"),
    ("debate", As::Event, "debate"),
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

/// Whether a channel, by its name, is one where a few words are published and are over.
pub(super) fn is_post(name: &str) -> bool {
    WORDS.iter().take_while(|w| w.1 == As::Word && w.0 != "email").any(|w| w.0 == name) || name == "post"
}

/// What a word names by itself or with its neighbours, if it names a channel.
fn named(view: &View<'_>, k: usize) -> Option<(As, &'static str)> {
    let (how, name) = words().get(&view.tokens.get(k)?.key).copied()?;
    let (before, behind) = (view.word(k.wrapping_sub(1)), view.word(k + 1));
    match (name, view.word(k)) {
        // Common words otherwise.
        (_, word @ ("Telegram" | "Threads" | "Signal" | "X" | "telegram" | "threads" | "signal" | "x")) => {
            let platform =
                word.starts_with(char::is_uppercase) && matches!(before, "on" | "On" | "to" | "via" | "over" | "from");
            platform.then_some((how, name))
        }
        ("press conference", "conference" | "Conference" | "CONFERENCE") => match before {
            _ if behind == "call" => None,
            "press" | "news" | "Press" | "News" | "PRESS" | "NEWS" => Some((how, name)),
            _ => Some((As::Told, "speech")),
        },
        // "a telephone interview", "a video call", "an emailed statement": the second word says what it was.
        ("phone" | "video" | "email", _) if matches!(behind, "interview" | "statement" | "call") => None,
        ("phone", "call") if matches!(behind, "for" | "to") => None,
        ("message", _) if before == "text" => Some((how, "text message")),
        ("text message", "text") if !matches!(before, "by" | "a" | "via") => None,
        ("document", "sheet") if !matches!(before, "charge" | "fact" | "rap") => None,
        ("speech", "address") if before == "televised" => Some((how, "television")),
        // A post that one holds, a trial of a drug, what one looks forward to hearing.
        ("post", "post") if before == "the" => None,
        ("court", "trial") if matches!(before, "a" | "clinical") => None,
        ("court", "hearing") if matches!(before, "to" | "of") => None,
        ("speech", "lecture" | "speech") if matches!(behind, "theatre" | "hall" | "room") => None,
        _ => Some((how, name)),
    }
}

/// Whether the word at token `k` can name a channel: "post", "Facebook", "interview".
pub(super) fn is_channel(view: &View<'_>, k: usize) -> bool {
    named(view, k).is_some()
}

/// What leads to the noun at `k`, if it is near: a preposition, or a verb of writing, giving or telling.
pub(super) fn lead<'v>(view: &'v View<'_>, k: usize, low: usize) -> &'v str {
    let mut j = k;
    let mut part = false;
    while j > low && k - j < LEAD {
        j -= 1;
        // "told the “Cup of Tea” podcast"
        if let Some(open) = title(view, j, low) {
            j = open;
            continue;
        }
        let word = view.word(j);
        match word {
            // "at the end of a report"
            "on" | "at" if part => return "in",
            "of" if matches!(view.word(j - 1), "end" | "start" | "page" | "series" | "string" | "course" | "part") => {
                part = true
            }
            "," | "“" | "”" | "‘" | "’" | "\"" | "'" if is_title(view, j, k) => {}
            "," | "." | ";" | ":" | "“" | "”" | "\"" | "(" | ")" | "—" | "–" => return "",
            "and" | "but" | "that" | "which" | "who" | "when" | "as" | "than" => return "",
            "in" | "In" | "on" | "On" | "at" | "At" | "via" | "Via" | "during" | "During" | "through" | "Through"
            | "by" | "By" | "from" | "From" | "over" | "Over" | "to" | "into" | "with" | "With" | "before" | "of"
            | "for" | "about" | "against" | "after" | "After" | "since" | "under" | "without" | "like" | "outside"
            | "near" | "told" | "tell" | "tells" | "telling" | "wrote" | "writes" | "written" | "writing"
            | "issued" | "released" | "published" | "signed" | "sent" | "sending" | "penned" | "delivered" | "gave"
            | "used" | "heard" => return word,
            _ => {}
        }
    }
    ""
}

/// Where the marks around a title open that close at `j`.
fn title(view: &View<'_>, j: usize, low: usize) -> Option<usize> {
    let open = match view.word(j) {
        "”" => "“",
        "’" => "‘",
        "\"" => "\"",
        _ => return None,
    };
    (j.saturating_sub(LEAD).max(low)..j).rev().find(|i| view.word(*i) == open)
}

fn is_told(lead: &str) -> bool {
    matches!(lead, "told" | "tell" | "tells" | "telling")
}

/// Whether a comma or mark at `j` stands between a title and the book at `k` that it is explained by: "in “The Lock”,
/// the memoir".
fn is_title(view: &View<'_>, j: usize, k: usize) -> bool {
    words().get(&view.tokens[k].key).is_some_and(|w| w.1 == "book")
        && (j.saturating_sub(7)..j).any(|i| matches!(view.word(i), "in" | "In" | "“" | "‘" | "\""))
}

/// Where a cue stands, and what goes with it.
struct Beside<'c> {
    cue: usize,
    content: &'c [Span],
    /// Who or what speaks.
    source: Option<(usize, usize)>,
}

impl Beside<'_> {
    /// Whether the noun at `k`, from `low` on, stands as one of its sort has to.
    fn fits(&self, view: &View<'_>, k: usize, low: usize, how: As, name: &str) -> bool {
        let lead = lead(view, k, low);
        match how {
            As::Word => true,
            // Who speaks on the steps is no longer in court.
            As::Forum => {
                let near =
                    (k.saturating_sub(6).max(low)..k).any(|j| matches!(view.word(j), "outside" | "steps" | "near"));
                let heard = || (k + 1..k + 4).any(|j| matches!(view.word(j), "heard" | "hears"));
                !near
                    && (is_told(lead)
                        || matches!(lead, "in" | "In" | "at" | "At" | "before" | "during" | "heard")
                        || heard())
            }
            As::Told => is_told(lead) || lead == "to",
            As::Meeting => matches!(lead, "in" | "In" | "at" | "At" | "during" | "from"),
            As::Event => {
                self.speaks(view, k)
                    || matches!(lead, "in" | "In" | "on" | "On" | "at" | "At" | "via" | "during" | "During" | "by")
                    || matches!(lead, "through" | "over" | "into")
                    || matches!(lead, "to" | "told" | "tells" | "telling") && view.word(k) != "call"
                    || lead == "used" && k < self.cue
            }
            As::Text => {
                let post =
                    matches!(name, "letter" | "email" | "message" | "text message" | "statement" | "post" | "note");
                let wrote = matches!(
                    lead,
                    "wrote" | "writes" | "written" | "issued" | "released" | "published" | "signed" | "sent" | "used"
                );
                self.speaks(view, k)
                    || matches!(lead, "in" | "In" | "via" | "through" | "Through" | "during")
                    || matches!(lead, "on" | "On") && matches!(name, "blog" | "note" | "notice")
                    || matches!(lead, "by" | "By" | "with" | "With") && post
                    || lead == "from" && matches!(view.word(self.cue), "read" | "quoted" | "quoting" | "reading")
                    || lead == "to" && name == "testimony"
                    || wrote && k < self.cue
            }
        }
    }

    /// Whether the noun at `k` is what speaks: "the letter said", not "a spokesman for the study".
    fn speaks(&self, view: &View<'_>, k: usize) -> bool {
        let Some((first, end)) = self.source.filter(|s| s.0 <= k && k < s.1) else { return false };
        let plain = (first..k).all(|j| !matches!(view.word(j), "of" | "for" | "from" | "by" | "with" | "in" | "at"));
        let last = k + 1 == end
            || matches!(
                view.word(k + 1),
                "of" | "on"
                    | "into"
                    | "by"
                    | "in"
                    | "from"
                    | "to"
                    | "at"
                    | "that"
                    | "which"
                    | ","
                    | "seen"
                    | "sent"
                    | "published"
                    | "released"
                    | "issued"
                    | "posted"
                    | "found"
                    | "read"
                    | "put"
            );
        // "The paper said": as likely as not a newspaper.
        let press = view.word(k) == "paper" && matches!(view.word(first), "the" | "The");
        plain && last && !press
    }
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
    let beside = Beside { cue, content, source };
    for k in clause.clone() {
        let Some(token) = view.tokens.get(k) else { break };
        let Some((how, name)) = named(view, k) else { continue };
        if beside.content.iter().any(|c| c.holds(token.span.start())) || !beside.fits(view, k, clause.start, how, name)
        {
            continue;
        }
        let capital = view.word(k).starts_with(char::is_uppercase) && k != clause.start;
        let common = matches!(how, As::Text | As::Event | As::Meeting) && !matches!(name, "radio" | "television");
        if capital && common {
            continue;
        }
        // What stands in a clause of its own goes with that: "…; the club, in a statement, …".
        let outside = |j: usize| !view.tokens.get(j).is_some_and(|t| content.iter().any(|c| c.holds(t.span.start())));
        let breaks = |j: usize| {
            view.word(j) == ";"
                || view.word(j) == ","
                    && matches!(view.word(j + 1), "and" | "but" | "while" | "after" | "when" | "although" | "because")
        };
        if (k.min(cue)..k.max(cue)).any(|j| breaks(j) && outside(j)) {
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

/// The channel that the heading of a transcript names: "PRESS CONFERENCE — Saltmere v Karst".
pub(super) fn heading(view: &View<'_>, rows: Range<usize>) -> Option<Venue> {
    rows.filter_map(|k| Some((k, named(view, k)?, view.tokens.get(k)?.span)))
        .find(|(_, (how, name), _)| matches!(how, As::Event | As::Forum) && *name != "phone")
        .map(|(_, (_, name), span)| Venue { span, name })
}
