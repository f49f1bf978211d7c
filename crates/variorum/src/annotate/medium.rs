//! By which channel the words in marks are given: what their own clause says, or the sentence right before of the same
//! speaker. A channel that is only mentioned is none, and none outlasts the speaker.

use super::channel::lead;
use super::lexicon::{CHANNELS, PRONOUN_SUBJECTS, Role};
use super::name::Name;
use super::people;
use super::quotation::View;
use super::speaker::{Channel, Speaker};
use super::token::{Key, KeyMap};
use std::sync::OnceLock;

/// Tokens between "by" and the name it leads to: "by press secretary Ann Lowe".
const BY: usize = 5;

fn channels() -> &'static KeyMap<(&'static str, bool)> {
    static MAP: OnceLock<KeyMap<(&'static str, bool)>> = OnceLock::new();
    MAP.get_or_init(|| CHANNELS.iter().map(|c| (Key::word(c.0), (c.1, c.2))).collect())
}

/// Whether a word is the name of a platform.
pub(super) fn is_platform(key: Key) -> bool {
    channels().get(&key).is_some_and(|c| online(c.0))
}

/// Whether a channel is a platform, by its name.
pub(super) fn online(name: &str) -> bool {
    CHANNELS.iter().take(15).any(|c| c.1 == name)
}

/// Whether what one speaker said by a channel goes on in the quotation that opens at token `open`: the same speaker, not
/// named anew in a paragraph of its own, right behind. `bounds` are the end of the quotation before and the start of
/// the paragraph; `posted` tells that it was a post.
pub(super) fn goes_on(
    view: &View<'_>,
    (before, now): (&Speaker, &Speaker),
    bounds: (u32, u32),
    (open, posted): (usize, bool),
) -> bool {
    let row = |token: usize| view.sentences.partition_point(|s| (s.end as usize) <= token);
    let (end, paragraph) = bounds;
    let near = row(open).saturating_sub(row(view.at(end).saturating_sub(1))) <= 2;
    let mention = |s: &Speaker| view.text.get(s.mention.range()).unwrap_or("").to_lowercase();
    let same = match (before.name, now.name) {
        (Some(a), Some(b)) => a == b,
        (None, None) => before.mention == now.mention || is_pronoun(view, now) || mention(before) == mention(now),
        _ => false,
    };
    // A quotation that stands by itself has the mention of the one before. Who is named anew behind something else says it
    // anew: "Lowe tweeted: “It is shut.” The lock is old. “It leaks,” Lowe said."
    let close = row(open).saturating_sub(row(view.at(end).saturating_sub(1))) <= 1;
    let again = !now.named || before.mention == now.mention || paragraph < end && (close || !posted);
    near && same && again
}

fn is_pronoun(view: &View<'_>, s: &Speaker) -> bool {
    view.tokens.get(view.at(s.mention.start())).is_some_and(|t| t.span == s.mention && PRONOUN_SUBJECTS.has(t.key))
}

/// Whether who speaks by this cue has left the channel: what is written is not said to reporters.
pub(super) fn elsewhere(cue: &str, channel: &str) -> bool {
    let spoken = matches!(
        channel,
        "interview" | "press conference" | "reporters" | "briefing" | "podcast" | "court" | "testimony" | "speech"
    );
    let wrote = matches!(cue, "wrote" | "writes" | "posted" | "posts" | "tweeted" | "tweets" | "captioned");
    spoken && wrote || channel != "Twitter" && matches!(cue, "tweeted" | "tweets")
}

/// The channel by which the sentence before the quotation at token `open` says that this speaker speaks: "Ann Lowe spoke
/// to reporters. “…,” she said." What else it mentions is none, and where words in marks stand in it, which end at byte
/// `end`, it tells of those.
pub(super) fn announced(view: &View<'_>, speaker: &Speaker, end: u32, open: usize) -> Option<Channel> {
    let own = view.sentence_of(open).first as usize;
    let s = view.sentence_of(own.checked_sub(1)?);
    let (first, stop) = (s.first as usize, s.end as usize);
    if stop > own || view.tokens.get(first)?.span.start() < end {
        return None;
    }
    let channel = find_channel(view, first, stop, None)?;
    let speaks = |i: usize| {
        matches!(view.role(i), Some(Role::Cue | Role::CueIng | Role::WeakCue))
            || matches!(
                view.word(i),
                "spoke"
                    | "speaks"
                    | "speaking"
                    | "talked"
                    | "took"
                    | "shared"
                    | "uploaded"
                    | "released"
                    | "issued"
                    | "published"
                    | "sent"
                    | "held"
                    | "gave"
                    | "addressed"
                    | "testified"
                    | "appeared"
            )
    };
    let at = view.at(channel.span.start());
    (first..stop).find(|i| speaks(*i) && *i <= at + 4)?;
    let from = view.names.partition_point(|n| (n.first as usize) < first);
    let mut names = view.names[from..].iter().take_while(|n| (n.first as usize) < stop);
    let opener = || view.tokens.get(first).filter(|t| PRONOUN_SUBJECTS.has(t.key));
    let same = match speaker.name {
        Some(id) if names.clone().any(|n| n.fullest == id) => true,
        _ if is_pronoun(view, speaker) => {
            let word = view.text.get(speaker.mention.range())?;
            match opener() {
                Some(t) => view.text.get(t.span.range())?.eq_ignore_ascii_case(word),
                None => speaker.name.is_none() && (matches!(word, "it" | "they") || names.next().is_none()),
            }
        }
        None if !speaker.named => {
            let head = view.text.get(speaker.mention.range())?.rsplit(' ').next()?;
            (first..stop).any(|i| view.word(i) == head)
        }
        _ => false,
    };
    // "After Pell tweeted it, Lowe answered": it is Pell who tweeted.
    let lead = (first..at).rev().find(|k| view.tokens.get(*k).is_some_and(|t| people::leads_aside(t.key)));
    let another = lead.is_some_and(|k| {
        let here = |n: &&Name| (k..at).contains(&(n.first as usize));
        let mut within = view.names.iter().skip(from).take_while(|n| (n.first as usize) < at).filter(here).peekable();
        within.peek().is_some() && !within.any(|n| Some(n.fullest) == speaker.name)
    });
    (same && !another).then_some(channel)
}

/// The channel by which words are given in the tokens `from..to`, a platform before a thing published on one. What stands
/// there as something else than where one speaks or publishes is none ("downloaded from YouTube", "to interview
/// witnesses"), nor is what a clause beyond that of the cue at token `cue` names.
pub(super) fn find_channel(view: &View<'_>, from: usize, to: usize, cue: Option<usize>) -> Option<Channel> {
    let mut best: Option<Channel> = None;
    for i in from..to.min(view.tokens.len()) {
        let token = view.tokens[i];
        let Some(&(name, named)) = channels().get(&token.key) else { continue };
        let word = view.word(i);
        // "the Washington Post", "a radio station called Telegram Road": a capital in the middle is a name.
        let capital = word.starts_with(char::is_uppercase);
        if (capital && !online(name))
            || (name == "post" && view.word(i.wrapping_sub(1)).starts_with(char::is_uppercase))
        {
            continue;
        }
        if name == "press conference" && !matches!(view.word(i.wrapping_sub(1)), "press" | "news") {
            continue;
        }
        if cue != Some(i) && !stands(view, i, from, name, cue) {
            continue;
        }
        let breaks = |j: usize| {
            view.word(j) == ";"
                || view.word(j) == ","
                    && matches!(view.word(j + 1), "and" | "but" | "while" | "after" | "when" | "although" | "because")
        };
        if cue.is_some_and(|c| from <= c && c < to && (i.min(c)..i.max(c)).any(breaks)) {
            continue;
        }
        // "“…,” a notion taken up by Ann Lowe at her briefing": that is another's.
        let anothers = |j: usize| {
            let name = view.names.get(view.names.partition_point(|n| (n.first as usize) <= j));
            view.word(j) == "by"
                && cue != Some(j - 1)
                && name.is_some_and(|n| (n.end as usize) < i && n.first as usize <= j + BY)
        };
        if cue.is_none_or(|c| c < from) && (from.max(1)..i).any(anothers) {
            continue;
        }
        let channel = Channel { span: token.span, name, named };
        if best.is_none_or(|b| !b.named) {
            best = Some(channel);
        }
    }
    best
}

/// Whether the word at token `i`, from `low` on, stands as the name of this channel does that one speaks by.
fn stands(view: &View<'_>, i: usize, low: usize, name: &str, cue: Option<usize>) -> bool {
    let word = view.word(i);
    if matches!(word, "tweeted" | "tweeting" | "posted" | "captioned") {
        return !matches!(view.word(i.wrapping_sub(1)), "was" | "were" | "are" | "is" | "been" | "be");
    }
    let lead = lead(view, i, low);
    let before = i.checked_sub(1).filter(|k| *k >= low).map_or("", |k| view.word(k));
    let inside =
        matches!(lead, "in" | "In" | "on" | "On" | "via" | "Via" | "during" | "During" | "through" | "Through");
    // "A statement from the line said", "The post reads".
    let speaks = lead.is_empty() && before != "," && cue.is_none_or(|c| i < c);
    let gives = matches!(
        lead,
        "issued"
            | "released"
            | "published"
            | "wrote"
            | "written"
            | "writing"
            | "writes"
            | "sent"
            | "sending"
            | "by"
            | "By"
    );
    match name {
        _ if online(name) && matches!(word, "tweet" | "tweets") => inside || gives || speaks,
        // "a Facebook post read"; "Facebook said" is the firm.
        _ if online(name) => {
            let thing = matches!(view.word(i + 1), "post" | "posts" | "message" | "status" | "statement" | "caption");
            inside || matches!(lead, "to" | "over" | "told") || thing && (gives || speaks)
        }
        "statement" | "letter" | "email" | "post" | "caption" | "blog" => {
            inside || gives || speaks || matches!(lead, "with" | "from") && name != "statement"
        }
        "reporters" => matches!(lead, "told" | "tell" | "tells" | "telling" | "to" | "with" | "With" | "by"),
        // "asking the court to let him go" is written to it.
        "court" => {
            matches!(before, "the" | "in" | "told" | "a")
                && matches!(lead, "in" | "In" | "at" | "At" | "before" | "during" | "told" | "tells" | "telling")
        }
        _ => {
            // "continue to interview witnesses"
            let verb = before == "to";
            let held = || {
                let held = |k: usize| matches!(view.word(k), "held" | "holds" | "hosted" | "called" | "convened");
                (i.saturating_sub(4).max(low)..i).any(held)
            };
            !verb
                && (held()
                    || inside
                    || matches!(lead, "at" | "At" | "to" | "told" | "tells" | "telling" | "from" | "gave"))
        }
    }
}
