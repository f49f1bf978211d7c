//! What stands around quotation marks: where a content begins before them and goes on behind them, who speaks beside
//! them and to whom.

use super::grammar::{past_time, time_word};
use super::{Candidate, Rows, Saying};
use crate::annotate::lexicon::Role;
use crate::annotate::quotation::{Part, View};
use crate::annotate::speaker::{begins_anew, is_label};
use crate::annotate::token::{Key, TokenKind};
use crate::annotate::verbs::{self, BEHIND, CLAUSE, INFINITIVE, OBJECT, PERSON, PHRASE, TO};
use crate::article::BlockKind;
use crate::span::Span;

/// Who is named before a colon and a quotation at the head of a paragraph: "• Ann Lowe, of the lock: “…”".
pub(super) fn introduced(view: &View<'_>, part: &Part) -> Option<Rows> {
    let open = view.at(part.outer.start());
    let colon = open.checked_sub(1).filter(|k| view.word(*k) == ":")?;
    let mut first = view.at(view.paragraph_of(part.outer.start()).start());
    let number = |k: usize| view.tokens.get(k).is_some_and(|t| t.kind() == TokenKind::Number);
    while first < colon && (matches!(view.word(first), "•" | "*" | "-" | "–" | "—" | "·" | ":") || number(first))
    {
        first += 1;
    }
    if label(view, first, colon) {
        return None;
    }
    let plain = (first..colon).all(|k| view.role(k).is_none_or(|r| r == Role::Noun));
    // Or under what name: "@AnnLowe on Twitter: “…”".
    let named = view.word(first).starts_with(|c: char| c.is_uppercase() || c == '@');
    let near = colon.checked_sub(first).is_some_and(|n| (1..16).contains(&n));
    (named && plain && near).then_some((first, colon))
}

/// Whether the words before a colon say what sort of text follows: "UPDATE 6 p.m.:", "ORIGINAL POST:".
fn label(view: &View<'_>, first: usize, colon: usize) -> bool {
    let label = |k: usize| is_label(view.word(k));
    label(first) || colon > first && label(colon - 1)
}

/// What the sentence is about that leads up to a colon and a quotation: "Her mum, Bev, was brief: “…”".
pub(super) fn before_colon(view: &View<'_>, part: &Part, sayings: &[Saying]) -> Option<Rows> {
    let open = view.at(part.outer.start());
    let colon = open.checked_sub(1).filter(|k| view.word(*k) == ":")?;
    let low = view.sentence_of(colon).first as usize;
    let row = sayings.partition_point(|s| s.cue < colon);
    let said = sayings[..row].iter().rev().take_while(|s| s.cue >= low).find(|s| s.source.1 <= s.cue)?;
    (said.source.0 >= low).then_some(said.source)
}

/// Who signs a quotation: "“…” — Ann Lowe", at the end of a line.
pub(super) fn signature(view: &View<'_>, part: &Part) -> Option<Rows> {
    let dash = view.at(part.outer.end());
    if !matches!(view.word(dash), "―" | "—" | "–" | "-" | "--") {
        return None;
    }
    let first = dash + 1;
    let capital = |k: &usize| view.word(*k).starts_with(char::is_uppercase);
    let mut end = first;
    while end < first + 6
        && (capital(&end) || (end > first && matches!(view.word(end), "." | "-" | "de" | "van" | "von" | "al")))
    {
        end += 1;
        // A line break ends it.
        let gap = view
            .tokens
            .get(end - 1)
            .zip(view.tokens.get(end))
            .and_then(|(a, b)| view.text.get(a.span.end() as usize..b.span.start() as usize));
        if gap.is_none_or(|g| g.contains('\n')) {
            break;
        }
    }
    let last = view.tokens.get(end.checked_sub(1)?)?.span.end();
    let rest = view.text.get(last as usize..).unwrap_or("").trim_start_matches([' ', '\u{a0}', '.']);
    // "— Ann Lowe, on Friday"
    let line = rest.split('\n').next().unwrap_or("");
    let closed = rest.is_empty() || rest.starts_with(['\n', '“', '"', '”']) || rest.starts_with(',') && line.len() < 40;
    (end > first && closed).then_some((first, end))
}

/// Where a content goes on behind its marks: "a “rough” week for the club".
pub(super) fn behind(view: &View<'_>, part: &Part) -> Option<Span> {
    let from = view.at(part.outer.end());
    let sentence = view.sentence_of(part.first as usize);
    let end = (sentence.end as usize).min(from + 30);
    let inside = view.word((part.end as usize).wrapping_sub(1));
    let verb = matches!(
        view.word(from),
        "is" | "was"
            | "are"
            | "were"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "could"
            | "can"
            | "and"
            | "but"
            | "that"
    );
    if from >= end || verb || matches!(inside, "," | "." | "!" | "?") {
        return None;
    }
    let stops = |k: usize| {
        matches!(
            view.word(k),
            "," | "." | ";" | ":" | "—" | "–" | "--" | "-" | "!" | "?" | ")" | "(" | "“" | "\"" | "‘" | "”"
        ) || matches!(view.word(k), "when" | "after" | "before" | "while" | "as" | "because" | "said" | "says" | "told")
            || view.role(k) == Some(Role::Cue)
    };
    let to = (from..end).find(|k| stops(*k)).unwrap_or(end);
    if view.role(to) == Some(Role::Cue) {
        return None;
    }
    let first = view.tokens.get(from).filter(|t| t.is_word())?;
    (to > from && to - from < 25).then(|| view.tokens.get(to - 1).map(|t| first.span.cover(t.span))).flatten()
}

/// Whom the cue at token `cue` names right behind it: "told the Echo", "said to reporters".
pub(super) fn to_whom(view: &View<'_>, cue: usize) -> Option<Rows> {
    let frame = verbs::frame(view.tokens.get(cue)?.key);
    let mut first = cue + 1;
    if frame & TO == 0 {
        let shouts = matches!(view.word(cue), "shouted" | "yelled" | "screamed" | "shouts" | "yells" | "screams");
        let leads = |k: usize| view.word(k) == "to" || shouts && view.word(k) == "at";
        let to = (first..first + 2).find(|k| leads(*k) && frame & BEHIND != 0)?;
        // "promised to open it" speaks to nobody.
        let word = view.word(to + 1);
        let somebody = word.starts_with(char::is_uppercase)
            || matches!(word, "the" | "a" | "an" | "his" | "her" | "their" | "me" | "us" | "him" | "them")
            || matches!(
                word,
                "reporters" | "journalists" | "friends" | "supporters" | "followers" | "members" | "staff"
            )
            || shouts;
        if !somebody {
            return None;
        }
        first = to + 1;
    }
    let stops = |k: usize| {
        let t = view.tokens.get(k);
        // "told the Echo he’d come"
        let word = view.word(k).split(['’', '\'']).next().unwrap_or("");
        t.is_none_or(|t| t.kind() == TokenKind::Punct && !matches!(word, "-" | "&"))
            || time_word(word)
            || matches!(
                word,
                "that"
                    | "in"
                    | "at"
                    | "to"
                    | "how"
                    | "why"
                    | "what"
                    | "when"
                    | "where"
                    | "he"
                    | "she"
                    | "they"
                    | "it"
                    | "we"
                    | "I"
                    | "you"
                    | "if"
                    | "whether"
                    | "about"
                    | "after"
                    | "before"
                    | "during"
                    | "as"
                    | "by"
                    | "through"
                    | "from"
                    | "over"
                    | "via"
                    | "outside"
                    | "who"
                    | "while"
                    | "for"
                    | "and"
                    | "with"
                    | "not"
            )
    };
    let end = (first..first + 9).find(|k| stops(*k)).unwrap_or(first + 9);
    // A second determiner or a verb begins what is told.
    let next = (first + 1..end).find(|k| {
        matches!(view.word(*k), "the" | "a" | "an" | "his" | "her" | "their" | "there" | "this" | "no")
            || matches!(view.word(first), "him" | "her" | "them" | "us" | "me" | "reporters" | "people")
    });
    let end = next.unwrap_or(end);
    (end > first).then_some((first, end))
}

/// The verb of saying that stands with a quotation: right behind one of its parts, with the speaker first or last.
///
/// Where somebody's words go on (`going_on`), or who says them stands before them (`led`), a sentence that begins behind
/// them is another's.
pub(super) fn beside<'s>(
    view: &View<'_>,
    parts: &[Part],
    sayings: &'s [Saying],
    (going_on, led): (bool, bool),
) -> Option<&'s Saying> {
    for (k, part) in parts.iter().enumerate() {
        let from = view.at(part.outer.end());
        let to = match parts.get(k + 1) {
            Some(next) => view.at(next.outer.start()),
            None => view.at(view.paragraph_of(part.outer.start()).end()).min(from + 60),
        };
        let skip = |mut i: usize| {
            while i < to && matches!(view.word(i), "," | "—" | "–" | "-" | "--" | "." | "and") {
                i += 1;
            }
            i
        };
        let begin = skip(from);
        if begins_anew(view, from, begin) {
            continue;
        }
        // "the “Night Ferry” star": marks around a title are part of the phrase.
        let title = matches!(view.word(begin + 1), "“" | "‘" | "\"" | "'")
            .then(|| (begin + 3..begin + 9).find(|i| matches!(view.word(*i), "”" | "’" | "\"" | "'")))
            .flatten()
            .filter(|close| *close < to && view.tokens.get(close + 1).is_some_and(|t| t.is_word()))
            .map_or(begin, |close| close + 1);
        let first = sayings.partition_point(|s| s.cue < from);
        let hit = sayings[first..].iter().take_while(|s| s.cue < to).filter(|s| !s.carried).find(|s| {
            // The speaker or the verb comes first behind the mark, and no other quotation begins between them.
            let ahead = s.source.0.min(s.cue);
            let inside = view.word((part.end as usize).wrapping_sub(1));
            let close = s.source.1 == s.cue || s.source.0 == s.cue + 1;
            let known = s.known || (close && inside == ",");
            let ended = going_on && inside == "." || led && matches!(inside, "." | "!" | "?" | "…");
            let new = ended && view.word(ahead).starts_with(char::is_uppercase);
            known
                && !new
                && (ahead == begin || title > begin && (begin..=title).contains(&ahead))
                && (title..s.cue.max(s.source.0)).all(|i| !matches!(view.word(i), "“" | "\"" | "„"))
        });
        if hit.is_some() {
            return hit;
        }
    }
    None
}

/// Where the content of words in marks begins before its marks: at "that", or at what is called so ("called the plan
/// 'a joke'").
pub(super) fn ahead(view: &View<'_>, part: &Part, cue: Option<Span>, mixed: bool) -> Option<Span> {
    let mut k = view.at(part.outer.start());
    if view.word(k.wrapping_sub(1)) == "," {
        k -= 1;
    }
    let before = k.checked_sub(1)?;
    if matches!(view.word(before), "that" | "whether") {
        return view.tokens.get(before).map(|t| t.span);
    }
    let at = view.at(cue?.start());
    let token = view.tokens.get(at)?;
    if mixed && at < k && k - at < 40 && view.sentence_of(at) == view.sentence_of(k.saturating_sub(1)) {
        let frame = verbs::frame(token.key);
        let cued = |j: usize| view.role(j) == Some(Role::Cue);
        // "said on Monday that the plan was “a joke”"
        let that = (at + 1..k).take_while(|j| !cued(*j)).find(|j| view.word(*j) == "that");
        if let Some(j) = that.filter(|_| frame & CLAUSE != 0) {
            return view.tokens.get(j).map(|t| t.span);
        }
        // "said the plan was “a joke”"
        let mut j = to_whom(view, at).map_or(at + 1, |t| t.1);
        while j < k && time_word(view.word(j)) {
            j += 1;
        }
        let closed = matches!(view.word(k - 1), "," | ":" | "—" | "–" | "-");
        let small = matches!(
            view.word(j),
            "in" | "on" | "at" | "to" | "of" | "as" | "about" | "for" | "with" | "," | "after" | "by"
        );
        if frame & CLAUSE != 0 && frame & BEHIND != 0 && k > j + 1 && !closed && !small && !(j..k).any(cued) {
            return view.tokens.get(j).map(|t| t.span);
        }
    }
    let frame = verbs::frame(token.key);
    let mut from = past_time(view, at + 1, k);
    let to_do = frame & (PERSON | TO) != 0 && view.word(before) == "to";
    if to_do && matches!(view.word(from), "with" | "on" | "upon") {
        from += 1;
    }
    let gap = from..k;
    // "urged them to “listen”", "dismissed the claim as “a joke”".
    let likened = frame & OBJECT != 0 && gap.len() > 1 && gap.clone().any(|j| view.word(j) == "as");
    let calls = frame & (OBJECT | PHRASE) == (OBJECT | PHRASE) && view.word(at + 1) != "as" || to_do || likened;
    if frame & INFINITIVE != 0 && view.word(before) == "to" && before == at + 1 {
        return view.tokens.get(before).map(|t| t.span);
    }
    let plain = calls
        && view.word(from) != "by"
        && (1..12).contains(&gap.len())
        && gap.clone().all(|j| view.tokens.get(j).is_some_and(|t| t.is_word() || view.word(j) == "-"));
    plain.then(|| view.tokens.get(from).map(|t| t.span)).flatten()
}

pub(super) fn according() -> Key {
    static KEY: std::sync::OnceLock<Key> = std::sync::OnceLock::new();
    *KEY.get_or_init(|| Key::word("according"))
}

/// Whether the block before or behind the one at byte `start` begins with a label in capitals too: "MR. PELL: …".
fn in_transcript(view: &View<'_>, start: u32) -> bool {
    let block = view.block_of(start);
    [block.checked_sub(1), Some(block + 1)].into_iter().flatten().any(|b| {
        let Some(block) = view.blocks.get(b).filter(|b| b.kind.is_story()) else { return false };
        let first = view.at(block.content.start());
        let colon = (first + 1..first + 7).find(|k| view.word(*k) == ":");
        colon.is_some_and(|c| (first..c).all(|k| !view.word(k).contains(char::is_lowercase)))
    })
}

/// "Brandt: The lock stays shut", as a headline or a line of a transcript.
pub(super) fn by_colon(view: &View<'_>, first: usize, end: usize) -> Option<Candidate> {
    let colon = (first + 1..end.min(first + 7)).find(|k| view.word(*k) == ":")?;
    if label(view, first, colon) {
        return None;
    }
    let start = view.tokens.get(first)?.span.start();
    let paragraph = view.paragraph_of(start);
    let shouted = (first..colon).all(|k| !view.word(k).contains(char::is_lowercase));
    let heading = view.blocks.get(view.block_of(start)).is_some_and(|b| b.kind == BlockKind::Heading)
        || view.at(paragraph.start()) == 0 && first == 0;
    let at_head = view.at(paragraph.start()) == first;
    let capital = (first..colon).all(|k| {
        view.word(k).starts_with(char::is_uppercase) || matches!(view.word(k), "." | "-" | "&" | "of" | "the")
    });
    let name = view.names.get(view.names.partition_point(|n| n.end as usize <= first));
    let known = name.is_some_and(|n| n.first as usize <= first)
        || matches!(view.word(colon - 1), "Poll" | "Report" | "Police" | "Study" | "Survey")
        || shouted && in_transcript(view, start);
    if !at_head || !capital || !known || !(heading || shouted) || shouted && colon - first > 3 && !heading {
        return None;
    }
    let mut to = if shouted { view.at(paragraph.end()) } else { end };
    while to > colon + 1 && matches!(view.word(to - 1), "." | "…") {
        to -= 1;
    }
    (to > colon + 2).then(|| Candidate {
        content: vec![(colon + 1, to)],
        cue: colon,
        source: Some((first, colon)),
        to: None,
    })
}
