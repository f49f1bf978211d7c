//! Who is given as saying a quotation, by which cue, and where: rules over tokens.

use super::lexicon::{COMMON, INSTITUTIONS, List, PRONOUN_SUBJECTS, Role, STREETS, TITLES};
use super::medium::{self, announced, elsewhere, find_channel, goes_on, online};
use super::name::Name;
use super::quotation::{Found, QuotationKind, View};
use super::token::{Key, TokenKind};
use crate::span::{NameId, Span};
use std::collections::{HashMap, HashSet};

/// Who is given as speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The words that name the speaker beside the quotation: "she", "the 35-year-old model", "Teigen".
    pub mention: Span,
    /// The mention with the fullest form of the name, where the rules reach one.
    pub name: Option<NameId>,
    /// Whether the mention is the name itself, rather than a pronoun or a description that stands for it.
    pub named: bool,
}

/// Where words were said or published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The word that says so.
    pub span: Span,
    /// The channel's usual name.
    pub name: &'static str,
    /// Whether the word names the channel itself, rather than the thing published ("post", "caption").
    pub named: bool,
}

/// A stretch of tokens that names a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub first: usize,
    pub end: usize,
}

static DETERMINERS: List =
    List::new("the a an his her its their our my one another some several many two three four this that");
static AUXILIARIES: List = List::new(
    "has have had also later then was is were be been previously first once again simply reportedly recently further \
     would will did does do now still even just went on to have to",
);
static MALE: List = List::new(
    "john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald \
     steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric \
     jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry \
     tyler aaron jose adam nathan henry peter zachary kyle walter harold jeremy ethan carl keith roger bill bob tom jim joe \
     mike dave steve barack boris vladimir ted mitt newt marco chris tim bernie rand ben jeb rick martin simon ian neil \
     graham colin derek trevor nigel alan stuart craig dean lewis harry oliver hugh owen rhys callum liam sean connor mr sir \
     lord king prince father dad mitch rudy pedro juan carlos luis hans klaus jean pierre giovanni marco sergei ivan",
);
static FEMALE: List = List::new(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley \
     kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy \
     angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet maria \
     heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl \
     hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia \
     grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie kayla hillary \
     chelsea melania ivanka nikki elena chrissy meghan kate theresa angela priti nicola jane fiona moira eleanor mrs ms miss \
     lady dame queen princess mother mum mom ella lucy chloe sophie zoe nora rosa ingrid greta claire marine anne",
);

/// Whether a word in capitals says what sort of text follows, and is nobody's name: "UPDATE".
pub(super) fn is_label(word: &str) -> bool {
    matches!(
        word,
        "UPDATE"
            | "UPDATED"
            | "UPDATES"
            | "POST"
            | "STORY"
            | "BREAKING"
            | "RELATED"
            | "WATCH"
            | "CORRECTION"
            | "NOTE"
            | "PHOTO"
            | "PHOTOS"
            | "EXCLUSIVE"
            | "LIVE"
            | "MORE"
    )
}

/// Whether a word is a common first name, or a title that goes with one.
pub(crate) fn is_forename(key: Key) -> bool {
    MALE.has(key) || FEMALE.has(key)
}

/// Whether a first name or a title is a man's (true) or a woman's; `None` where it is neither's or both's.
pub(super) fn is_male(key: Key) -> Option<bool> {
    match (MALE.has(key), FEMALE.has(key)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Tokens on either side of a quotation in which its attribution is looked for. Sentences are shorter than that;
/// what is not one (a line of marks, a table) must not be read again for every mark in it.
const REACH: usize = 250;

/// Marks around so many words are somebody's, whether or not it is said whose.
const CLAUSE: usize = 8;

/// Finds cue, speaker and channel for every quotation, and settles which marks are scare quotes.
pub(super) fn attribute(view: &View<'_>, found: &mut Found) {
    let mut resolver = Resolver::new(view);
    // The channel of the quotation before, with whose words those were.
    let mut force: Option<(Channel, Speaker)> = None;
    let mut last: Option<(usize, Speaker)> = None;
    // Where the quotation before ended.
    let mut behind = 0;
    for q in 0..found.quotations.len() {
        let quotation = found.quotations[q].clone();
        let parts = found.parts[quotation.parts.start as usize..quotation.parts.end as usize].to_vec();
        let (Some(head), Some(tail)) = (parts.first(), parts.last()) else { continue };
        if quotation.nested_in.is_some() || quotation.kind == QuotationKind::Title {
            continue;
        }
        let paragraph = view.paragraph_of(head.outer.start());
        let previous_end = behind.max(paragraph.start());
        behind = behind.max(tail.outer.end());
        let next_start = found.parts[quotation.parts.end as usize..]
            .iter()
            .map(|p| p.outer.start())
            .find(|s| *s >= tail.outer.end())
            .unwrap_or(u32::MAX);

        let mut hit: Option<(usize, Subject)> = None;
        // Between the parts first: "…," she said, "…" leaves nothing open.
        for pair in parts.windows(2) {
            let (a, b) = (view.at(pair[0].outer.end()), view.at(pair[1].outer.start()));
            if hit.is_none() && b > a && b - a <= 30 {
                hit = after(view, a, b, true);
            }
        }
        let tail_end = view.paragraph_of(tail.outer.start()).end().max(tail.outer.end());
        let right = view.at(tail.outer.end());
        let right = (right, view.at(tail_end.min(next_start)).min(right + REACH));
        let right_sentence = sentence_limit(view, tail.outer, right);
        hit = hit.or_else(|| after(view, right.0, right_sentence, quotation.kind != QuotationKind::Mixed));
        let open = view.at(head.outer.start());
        let sentence = (view.sentence_of(open).first as usize).max(open.saturating_sub(REACH));
        let left_first = sentence.max(view.at(previous_end));
        let left_full = sentence.max(view.at(paragraph.start()));
        hit = hit.or_else(|| before(view, left_first, open, quotation.kind));
        if hit.is_none() && quotation.kind == QuotationKind::Mixed {
            hit = trailing(view, right.0, right_sentence).or_else(|| before(view, left_full, open, quotation.kind));
        }
        let mut standalone = false;
        if hit.is_none() && quotation.kind != QuotationKind::Mixed {
            hit = next_sentence(view, right);
            standalone = left_first >= open && hit.is_none();
        }
        let mut speaker = hit.and_then(|(_, s)| resolver.speaks(s));
        let mut cue = hit.map(|(c, _)| view.tokens[c].span);
        let mut told = head.outer.start();
        if speaker.is_none() && standalone {
            // A quotation that stands by itself: what introduces it, or who spoke before.
            let same_paragraph = last.is_some_and(|(at, _)| paragraph.holds(at as u32));
            // "Ben Marsh said it was broken. “It is rusted through.”": the sentence before, whoever spoke in the
            // paragraph before; its cue has words of its own.
            let inside = open > view.at(paragraph.start());
            let intro = match () {
                () if same_paragraph => None,
                () if inside => introduction(view, head.outer.start()).map(|(_, s, at)| (None, s, at)),
                () => introduction(view, paragraph.start()),
            };
            match intro {
                Some((c, s, at)) => {
                    speaker = resolver.speaks(s);
                    cue = c.map(|c| view.tokens[c].span);
                    told = at;
                }
                None => speaker = last.map(|(_, s)| s),
            }
        }
        // Nobody holds a whole clause at arm's length.
        let words = || (head.first..tail.end).filter(|t| view.tokens[*t as usize].is_word()).take(CLAUSE).count();
        let scare =
            quotation.kind == QuotationKind::Mixed && (speaker.is_none() || so_called(view, open)) && words() < CLAUSE;
        let told_somebody = hit.is_some_and(|(c, _)| matches!(view.word(c), "told" | "tells" | "telling"));
        let at = cue.map(|c| view.at(c.start()));
        let bounds = (previous_lately(found, quotation.parts.start), paragraph.start());
        let going_on = force
            .filter(|(channel, before)| {
                let cue = at.map_or("", |at| view.word(at));
                speaker.is_some_and(|s| goes_on(view, (before, &s), bounds, open))
                    && !told_somebody
                    && !elsewhere(cue, channel.name)
            })
            .map(|f| f.0);
        let channel = {
            let sentence = view.sentence_of(view.at(told.saturating_sub(1)));
            let direct = find_channel(view, left_full, open, at)
                .or_else(|| find_channel(view, right.0, right_sentence.min(right.1), at))
                .or_else(|| {
                    (told != head.outer.start())
                        .then(|| find_channel(view, sentence.first as usize, sentence.end as usize, at))
                        .flatten()
                });
            let direct = direct.or_else(|| {
                parts
                    .windows(2)
                    .find_map(|p| find_channel(view, view.at(p[0].outer.end()), view.at(p[1].outer.start()), at))
            });
            // What the sentence right before says of this speaker; with words in it it tells of those.
            let lately = || speaker.and_then(|s| announced(view, &s, bounds.0, open));
            match direct {
                Some(c) if c.named => Some(c),
                Some(c) => going_on.filter(|p| online(p.name)).or_else(|| lately().filter(|l| l.named)).or(Some(c)),
                // Who tells somebody ("told Harbour FM") does not post.
                None if told_somebody => None,
                None => lately().or(going_on),
            }
        };
        let q = &mut found.quotations[q];
        if scare {
            q.kind = QuotationKind::Scare;
            continue;
        }
        if let Some(s) = speaker {
            last = Some((tail.outer.start() as usize, s));
        }
        q.speaker = speaker;
        q.cue = cue;
        // Who speaks directly may be found later, by grammar.
        let somebody = speaker.is_some() || cue.is_some() || quotation.kind == QuotationKind::Direct;
        q.channel = channel.filter(|_| somebody);
        force = q.channel.zip(speaker);
        resolver.speaker = speaker.or(resolver.speaker);
    }
}

fn previous_lately(found: &Found, part: u32) -> u32 {
    part.checked_sub(1).map_or(0, |p| found.parts[p as usize].outer.end())
}

fn so_called(view: &View<'_>, open: usize) -> bool {
    // "so-called" is three tokens.
    open >= 1
        && view.word(open - 1).eq_ignore_ascii_case("called")
        && open >= 3
        && view.word(open - 3).eq_ignore_ascii_case("so")
}

/// Where the sentence that a quotation stands in ends, behind its closing mark.
fn sentence_limit(view: &View<'_>, outer: Span, right: (usize, usize)) -> usize {
    let close = view.at(outer.end()).saturating_sub(1);
    let s = view.sentence_of(close);
    (s.end as usize).min(right.1).max(right.0)
}

/// "…" Smith said. — where the full stop stands inside the marks, the attribution is a sentence of its own.
fn next_sentence(view: &View<'_>, right: (usize, usize)) -> Option<(usize, Subject)> {
    if right.0 >= right.1 {
        return None;
    }
    let s = view.sentence_of(right.0);
    let end = (s.end as usize).min(right.1);
    let (cue, subject) = after(view, right.0, end, true)?;
    let told = cue.max(subject.end.saturating_sub(1));
    let rest = (told + 1..end).filter(|&i| view.tokens[i].is_word()).count();
    (rest <= 5 || matches!(view.word(told + 1), "," | ".")).then_some((cue, subject))
}

/// Cue and subject at the head of the tokens `from..to` behind a quotation. `near` allows only a cue that
/// follows at once.
pub(super) fn after(view: &View<'_>, from: usize, to: usize, near: bool) -> Option<(usize, Subject)> {
    let mut i = from;
    while i < to && matches!(view.word(i), "," | "—" | "–" | "-" | "--") {
        i += 1;
    }
    if i >= to {
        return None;
    }
    if view.word(i).eq_ignore_ascii_case("according") && view.word(i + 1) == "to" {
        return noun_phrase(view, i + 2, to).map(|s| (i, s));
    }
    if view.role(i) == Some(Role::Cue) {
        let mut j = i + 1;
        while j < to && j < i + 3 && adverb(view, j) {
            j += 1;
        }
        let mut subject = noun_phrase(view, j, to)?;
        // "said the county engineer, Ann Lowe."
        if view.word(subject.end) == "," && name_at(view, subject.first).is_none() {
            let apposed = name_at(view, subject.end + 1).filter(|n| n.0 == subject.end + 1 && n.1 <= to);
            if let Some((first, end)) = apposed.filter(|n| matches!(view.word(n.1), "," | "." | "" | ":")) {
                subject = Subject { first, end };
            }
        }
        // "reports the Daily Mail" credits a source; it does not give the speaker.
        return Some((i, subject));
    }
    let subject = noun_phrase(view, i, to)?;
    let mut j = subject.end;
    if view.word(j) == "," {
        // "Smith, the harbour master, said"
        let stop = (j + 1..to.min(j + 16)).find(|&k| view.word(k) == ",");
        // "Smith, the boy's mother told the Echo"
        let open = (j + 2..stop.unwrap_or(to).min(j + 12)).find(|&k| view.role(k) == Some(Role::Cue));
        if let Some(k) = open.filter(|k| apposed_before(view, i, *k).is_some()) {
            j = k;
        } else if let Some(k) = stop {
            j = k + 1;
        }
    }
    let mut steps = 0;
    while j < to && steps < 4 && (adverb(view, j) || AUXILIARIES.has(view.tokens[j].key)) {
        j += 1;
        steps += 1;
    }
    match view.role(j).filter(|_| j < to) {
        Some(Role::Cue) => Some((j, subject)),
        Some(Role::CueIng | Role::WeakCue) if !near => Some((j, subject)),
        _ => None,
    }
}

/// Subject and cue at the end of the sentence behind a fragment: `a "rough reminder" of his due date, she wrote`.
fn trailing(view: &View<'_>, from: usize, to: usize) -> Option<(usize, Subject)> {
    let comma = (from..to).rev().find(|&i| view.word(i) == ",")?;
    after(view, comma + 1, to, true)
}

/// Cue and subject in the tokens `from..open` before a quotation, the nearest cue first.
fn before(view: &View<'_>, from: usize, open: usize, kind: QuotationKind) -> Option<(usize, Subject)> {
    if open <= from {
        return None;
    }
    // "Smith: “…”"
    if view.word(open - 1) == ":"
        && let Some((first, end)) = name_ending(view, open - 1).filter(|n| n.0 >= from && n.0 <= from + 6)
        && (from..first).all(|i| view.role(i).is_none())
    {
        return Some((open - 1, Subject { first, end }));
    }
    let mut noun = None;
    let mut next = open;
    while next > from {
        let i = before_marks(view, from, next - 1);
        next = i;
        match view.role(i) {
            // "the United States": a word inside a name is no verb.
            Some(Role::Cue) if i > from && within_name(view, i) => {}
            // "in a tweet on Friday": what is written, not the verb.
            Some(Role::Cue) if i > from && is_noun(view, i) => noun = noun.or(Some(i)),
            Some(Role::WeakCue) if i > from && is_noun(view, i) => {}
            // "in a statement read to the court": what is done with what somebody says there.
            Some(Role::Cue | Role::WeakCue) if i > from + 1 && done_with(view, from, i) => noun = noun.or(Some(i - 1)),
            // "sent a tweet that called it": whoever sent it.
            Some(Role::Cue | Role::WeakCue) if i > from + 1 && told_by(view, i) => {
                if let Some(s) = nearest_subject(view, from, i - 2) {
                    return Some((i, s));
                }
            }
            Some(Role::Cue) => {
                // "tweeted the news": only a name or a pronoun stands behind its verb.
                let behind = || {
                    noun_phrase(view, i + 1, open)
                        .filter(|s| name_at(view, s.first).is_some() || PRONOUN_SUBJECTS.has(view.tokens[s.first].key))
                };
                if let Some(s) = subject_before(view, from, i).or_else(behind) {
                    return Some((i, s));
                }
            }
            Some(Role::CueIng) => {
                if let Some(s) = nearest_subject(view, from, i) {
                    return Some((i, s));
                }
            }
            // "was described as “calm” by Ann Lowe", "what is called": who is the subject does not say it.
            Some(Role::WeakCue)
                if matches!(view.word(i.wrapping_sub(1)), "is" | "was" | "are" | "were" | "be" | "been" | "being") =>
            {
                if let Some(s) = (view.word(i + 1) == "by").then(|| noun_phrase(view, i + 2, open)).flatten() {
                    return Some((i, s));
                }
            }
            Some(Role::WeakCue)
                if kind == QuotationKind::Mixed || view.word(open - 1) == ":" || view.word(open - 1) == "," =>
            {
                if let Some(s) = subject_before(view, from, i) {
                    return Some((i, s));
                }
            }
            Some(Role::Noun) => noun = noun.or(Some(i)),
            None if view.word(i).eq_ignore_ascii_case("according") && view.word(i + 1) == "to" => {
                if let Some(s) = noun_phrase(view, i + 2, open) {
                    return Some((i, s));
                }
            }
            _ => {}
        }
    }
    // "in a statement: “…”", "her claim that “…”"
    let noun = noun.filter(|_| kind != QuotationKind::Mixed || open - from < 25)?;
    if let Some(s) = in_paper(view, from, noun) {
        return Some((noun, s));
    }
    let head = noun_phrase(view, from, noun)
        .filter(|s| name_at(view, s.first).is_some() || PRONOUN_SUBJECTS.has(view.tokens[s.first].key));
    // "has withdrawn its claim that …": whose it is stands before it.
    let owner = || {
        let its =
            noun.checked_sub(1).filter(|k| *k >= from && matches!(view.word(*k), "its" | "their" | "his" | "her"))?;
        Some(Subject { first: its, end: noun })
    };
    head.or_else(|| nearest_subject(view, from, open)).or_else(owner).map(|s| (noun, s))
}

/// Whose the writing at token `noun` is where the phrase stands right behind a name: "Ann Lowe, in a post on Monday".
fn in_paper(view: &View<'_>, from: usize, noun: usize) -> Option<Subject> {
    let start = (from.max(noun.saturating_sub(6))..noun).rev().find(|k| DETERMINERS.has(view.tokens[*k].key))?;
    let lead = start.checked_sub(1).filter(|k| matches!(view.word(*k), "in" | "on" | "with" | "through" | "via"))?;
    let end = if lead > from && view.word(lead - 1) == "," { lead - 1 } else { lead };
    let (first, end) = name_ending(view, end).filter(|n| n.0 >= from && !possessive(view, n.1 - 1))?;
    let object =
        first > from && matches!(view.word(first - 1), "of" | "in" | "at" | "to" | "with" | "for" | "by" | "about");
    (!object).then_some(Subject { first, end })
}

/// The token itself; of one that closes marks, the one that opens them, where it stands behind `from`.
fn before_marks(view: &View<'_>, from: usize, i: usize) -> usize {
    let opens: &[&str] = match view.word(i) {
        "”" => &["“", "”"],
        "\"" => &["\""],
        _ => return i,
    };
    (from..i).rev().find(|k| opens.contains(&view.word(*k))).unwrap_or(i)
}

/// Whether the word of saying at token `i` is a noun where it stands: "in talks", "a Friday evening tweet".
fn is_noun(view: &View<'_>, i: usize) -> bool {
    let word = view.word(i);
    if word.ends_with("ed") || matches!(word, "said" | "told" | "read" | "wrote") {
        return false;
    }
    let before = |n: usize| i.checked_sub(n).map_or("", |k| view.word(k));
    let one = |n: usize| matches!(before(n), "a" | "an" | "A" | "An");
    let behind = |n: usize| {
        let stop = |k: usize| view.tokens[k].kind() == TokenKind::Punct || AUXILIARIES.has(view.tokens[k].key);
        (1..n).all(|n| i.checked_sub(n).is_some_and(|k| !stop(k))) && one(n)
    };
    // "An angry man claims" is a verb, "an angry claim" is none.
    let single = matches!(word, "tweet" | "post" | "claim" | "reply" | "answer" | "demand" | "call" | "talk");
    matches!(
        before(1),
        "the" | "The" | "his" | "her" | "their" | "its" | "my" | "our" | "of" | "in" | "for" | "with" | "from"
    ) || one(1)
        || single && (2..5).any(behind)
}

/// Whether a verb is done with something written that stands before it with its preposition: "in a letter read out".
fn done_with(view: &View<'_>, from: usize, i: usize) -> bool {
    let mut k = i - 1;
    if view.role(k) != Some(Role::Noun) {
        return false;
    }
    while k > from && i - k < 6 && !DETERMINERS.has(view.tokens[k].key) {
        k -= 1;
    }
    k > from
        && DETERMINERS.has(view.tokens[k].key)
        && matches!(view.word(k - 1), "in" | "from" | "with" | "through" | "via")
}

/// Whether something written is what says it: "a tweet that called".
fn told_by(view: &View<'_>, i: usize) -> bool {
    let paper = |k: usize| view.role(k) == Some(Role::Noun) || matches!(view.word(k), "tweet" | "tweets" | "posts");
    matches!(view.word(i - 1), "that" | "which") && paper(i - 2)
}

/// Whether the word at token `i` is part of a name of several words, as "States" is.
fn within_name(view: &View<'_>, i: usize) -> bool {
    let row = view.names.partition_point(|n| n.end as usize <= i);
    view.names.get(row).is_some_and(|n| n.first as usize <= i && n.end - n.first > 1)
}

fn adverb(view: &View<'_>, i: usize) -> bool {
    let w = view.word(i);
    w.len() > 4 && w.ends_with("ly") && w.starts_with(char::is_lowercase)
}

/// The noun phrase that begins at `i`, as far as words alone show it.
pub(super) fn noun_phrase(view: &View<'_>, i: usize, to: usize) -> Option<Subject> {
    let t = view.tokens.get(i).filter(|_| i < to)?;
    if PRONOUN_SUBJECTS.has(t.key) {
        return Some(Subject { first: i, end: i + 1 });
    }
    // Titles belong to the phrase but not to the name behind them.
    let mut j = i;
    while j < to && (TITLES.has(view.tokens[j].key) || (j > i && view.word(j) == ".")) {
        j += 1;
    }
    // "Boston Mayor Marty Walsh", "Washington Gov. Jay Inslee", "Averlode mayor Ann Lowe", "harbour master Ann Lowe":
    // who holds the office.
    let holder = |from: usize| {
        let mut k = from;
        while k < to && k < from + 5 && name_at(view, k).is_none() {
            let word = view.word(k);
            let lead = TITLES.has(view.tokens[k].key)
                || word.starts_with(char::is_uppercase)
                || (word.starts_with(char::is_alphabetic) && !COMMON.has(view.tokens[k].key) && !adverb(view, k))
                || (matches!(word, "." | "-") && k > from);
            if !lead || view.role(k).is_some() {
                return None;
            }
            k += 1;
        }
        name_at(view, k).filter(|n| k < to && n.0 == k)
    };
    if let Some(n) = name_at(view, j) {
        let end = n.1.min(to);
        let office = (end < to && TITLES.has(view.tokens[end].key)).then(|| holder(end)).flatten();
        let n = office.unwrap_or((n.0, end));
        return Some(Subject { first: n.0, end: n.1.min(to) });
    }
    if let Some(n) = holder(i) {
        return Some(Subject { first: n.0, end: n.1.min(to) });
    }
    if j > i {
        return Some(Subject { first: i, end: j });
    }
    if DETERMINERS.has(t.key) {
        let mut j = i + 1;
        while j < to && j < i + 9 {
            let token = view.tokens[j];
            if token.kind() == TokenKind::Punct && !matches!(view.word(j), "-" | "'" | "’") {
                break;
            }
            if matches!(view.role(j), Some(Role::Cue | Role::CueIng)) && j > i + 1 {
                break;
            }
            if j > i + 1
                && (AUXILIARIES.has(token.key)
                    || matches!(view.word(j), "who" | "that" | "in" | "on" | "at" | "as" | "with" | "after"))
            {
                break;
            }
            // "the harbour master Ann Lowe": the name says who.
            if let Some(n) = name_at(view, j).filter(|n| n.1 > j) {
                let possessive = view.word(n.1 - 1).ends_with("'s") || view.word(n.1 - 1).ends_with("’s");
                if !possessive && n.1 - n.0 >= 2 {
                    return Some(Subject { first: n.0, end: n.1 });
                }
                j = n.1;
                continue;
            }
            j += 1;
        }
        return (j > i + 1).then_some(Subject { first: i, end: j });
    }
    // "police said": a bare noun right before or behind the cue.
    let bare = t.kind() == TokenKind::Word && view.word(i).starts_with(char::is_lowercase) && t.span.len() > 4;
    let plural = bare && (view.word(i).ends_with('s') || view.word(i) == "police");
    plural.then_some(Subject { first: i, end: i + 1 })
}

/// Whether a name is that of a platform, which speaks for nobody.
fn platform(view: &View<'_>, first: usize, end: usize) -> bool {
    end == first + 1 && medium::is_platform(view.tokens[first].key)
}

fn name_at(view: &View<'_>, token: usize) -> Option<(usize, usize)> {
    let i = view.names.partition_point(|n| n.end as usize <= token);
    let name = view.names.get(i).filter(|n| n.first as usize <= token)?;
    let found = (token.max(name.first as usize), name.end as usize);
    (!platform(view, found.0, found.1) && !is_label(view.word(name.first as usize))).then_some(found)
}

fn name_ending(view: &View<'_>, end: usize) -> Option<(usize, usize)> {
    let i = view.names.partition_point(|n| (n.end as usize) < end);
    let name = view.names.get(i).filter(|n| n.end as usize == end)?;
    let found = (name.first as usize, name.end as usize);
    (!platform(view, found.0, found.1) && !is_label(view.word(name.first as usize))).then_some(found)
}

/// The subject right before the cue at `cue`, auxiliaries, adverbs and an apposition skipped.
pub(super) fn subject_before(view: &View<'_>, from: usize, cue: usize) -> Option<Subject> {
    let mut j = cue;
    while j > from && (adverb(view, j - 1) || AUXILIARIES.has(view.tokens[j - 1].key)) {
        j -= 1;
    }
    if j > from && matches!(view.word(j - 1), "and" | "but") {
        return nearest_subject(view, from, j);
    }
    if j > from && matches!(view.word(j - 1), "," | "who") {
        let k = j - 1;
        // "Ann Lowe, of Ferry Lane, said", "Ann Lowe, whose brother Tom Pell drives the tug, said"
        let comma = (from.max(k.saturating_sub(16))..k).rev().find(|&m| view.word(m) == ",");
        if view.word(k) == ","
            && let Some(m) = comma
            && let Some((first, end)) = name_ending(view, m).filter(|n| n.0 >= from)
        {
            // "Ann Lowe of Dunmere, the mayor, said", "The mayor of Dunmere, Ann Lowe, said": where she is from says
            // nothing.
            if first > from && matches!(view.word(first - 1), "of" | "from" | "in") {
                let other = name_ending(view, k).filter(|n| n.0 == m + 1);
                let other = other.or_else(|| name_ending(view, first - 1).filter(|n| n.0 >= from));
                if let Some((first, end)) = other {
                    return Some(Subject { first, end });
                }
            }
            return Some(Subject { first, end });
        }
        let name = (from..k)
            .rev()
            .find_map(|e| name_ending(view, e + 1).filter(|n| n.0 >= from && !possessive(view, n.1 - 1)));
        return name.map(|(first, end)| Subject { first, end }).or_else(|| nearest_subject(view, from, k));
    }
    let last = j.checked_sub(1).filter(|l| *l >= from)?;
    if PRONOUN_SUBJECTS.has(view.tokens[last].key) {
        return Some(Subject { first: last, end: j });
    }
    if let Some((first, end)) = name_ending(view, j)
        && first >= from
        && !possessive(view, end - 1)
    {
        return Some(Subject { first, end });
    }
    if let Some(s) = apposed_before(view, from, j) {
        return Some(s);
    }
    // "It would be wrong to say": who finds it so.
    let infinitive = (j..cue).any(|k| view.word(k) == "to");
    // A phrase with a determiner: "the 35-year-old model wrote".
    for k in (from.max(j.saturating_sub(8))..j).rev() {
        let t = view.tokens[k];
        if t.kind() == TokenKind::Punct && !matches!(view.word(k), "-" | "'" | "’") {
            break;
        }
        // "that they hoped", "that it should have said": a clause begins there, and nobody's name.
        let clause = view.word(k) == "that"
            && (k + 1..j).any(|i| PRONOUN_SUBJECTS.has(view.tokens[i].key) || matches!(view.word(i), "but" | "name"));
        if clause || matches!(view.word(k), "what" | "whom" | "where" | "how" | "which" | "why" | "whose") {
            break;
        }
        if DETERMINERS.has(t.key) {
            return Some(Subject { first: k, end: j });
        }
    }
    let lower = view.word(last).starts_with(char::is_lowercase) && view.tokens[last].span.len() > 4;
    // "reacted to comments": what was done speaks for nobody.
    let done = view.word(last).ends_with("ed") || view.word(last).ends_with("ing");
    if lower && !done && !infinitive && view.role(last).is_none() && !COMMON.has(view.tokens[last].key) {
        return Some(Subject { first: last, end: j });
    }
    nearest_subject(view, from, j)
}

/// The name at the head of a clause that an office behind a comma describes, right before token `j`: "Ann Lowe, deputy
/// leader and spokesperson said", "Ann Lowe, the boy's mother told".
pub(super) fn apposed_before(view: &View<'_>, from: usize, j: usize) -> Option<Subject> {
    let last = j.checked_sub(1)?;
    let holder = TITLES.has(view.tokens[last].key) || super::people::is_anybody(view.tokens[last].key);
    let comma =
        (from..last).rev().take(16).find(|k| view.tokens[*k].kind() == TokenKind::Punct && view.word(*k) != "-")?;
    if !holder || view.word(comma) != "," || (comma + 1..j).any(|k| view.role(k).is_some()) {
        return None;
    }
    let (first, end) = name_ending(view, comma).filter(|n| n.0 >= from && n.1 - n.0 > 1)?;
    let head =
        first == from || view.tokens[first - 1].kind() == TokenKind::Punct || TITLES.has(view.tokens[first - 1].key);
    (head && !(first..end).any(|k| no_person(view.tokens[k].key))).then_some(Subject { first, end })
}

fn possessive(view: &View<'_>, i: usize) -> bool {
    view.word(i).ends_with("'s") || view.word(i).ends_with("’s")
}

fn titled(view: &View<'_>, k: usize) -> bool {
    view.tokens.get(k).is_some_and(|t| TITLES.has(t.key))
}

/// Whether the name at token `at` is whom something written is from: "a statement from Judge Ann Lowe".
fn from_paper(view: &View<'_>, at: usize) -> bool {
    let lead = |k: &usize| view.word(*k).starts_with(char::is_uppercase) || titled(view, *k) || view.word(*k) == ".";
    let low = view.sentence_of(at).first as usize;
    let start = (low..at).rev().take(9).take_while(lead).last().unwrap_or(at);
    let from = start.checked_sub(1).filter(|k| *k > low && matches!(view.word(*k), "from" | "by"));
    from.is_some_and(|k| view.role(k - 1) == Some(Role::Noun))
}

/// The names before the one at token `at` that it is the last of, at the head of a sentence or behind a stop: "Ann Lowe,
/// Tom Pell and" before "Ida Marsh said".
fn joint(view: &View<'_>, at: usize) -> Option<Span> {
    let low = view.sentence_of(at).first as usize;
    let back = |k: usize| (low..k).rev().take_while(|j| titled(view, *j) || view.word(*j) == ".").last().unwrap_or(k);
    let mut k = back(at);
    let mut first = None;
    let and = k.checked_sub(1).filter(|j| *j > low && view.word(*j) == "and")?;
    k = if view.word(and - 1) == "," { and - 1 } else { and };
    while let Some(n) = name_ending(view, k).filter(|n| n.0 >= low && !possessive(view, n.1 - 1)) {
        first = Some(n.0);
        let start = back(n.0);
        k = start;
        if start > low && view.word(start - 1) == "," && name_ending(view, start - 1).is_some() {
            k = start - 1;
        }
    }
    // "He met Ann Lowe and Tom Pell said no": they are not the subject together.
    let head = k == low || view.tokens.get(k - 1).is_some_and(|t| t.kind() == TokenKind::Punct);
    first.filter(|_| head).map(|f| view.tokens[f].span)
}

/// The pronoun or name nearest to `to` on its left, subjects before possessives.
fn nearest_subject(view: &View<'_>, from: usize, to: usize) -> Option<Subject> {
    let mut next = to;
    while next > from {
        // What somebody else is quoted to say names nobody who speaks here.
        let i = before_marks(view, from, next - 1);
        next = i;
        if PRONOUN_SUBJECTS.has(view.tokens[i].key) && view.word(i) != "it" {
            return Some(Subject { first: i, end: i + 1 });
        }
        if let Some((first, end)) = name_ending(view, i + 1) {
            let object = first.checked_sub(1).is_some_and(|p| {
                p >= from
                    && matches!(
                        view.word(p),
                        "of" | "in" | "at" | "on" | "for" | "from" | "to" | "with" | "by" | "about" | "over"
                    )
            });
            if !possessive(view, end - 1) && !object && first >= from {
                return Some(Subject { first, end });
            }
        }
    }
    None
}

/// Who introduces the paragraph at `start`: the last sentence before it, where it ends in a colon, has a cue,
/// or begins with a name.
fn introduction(view: &View<'_>, start: u32) -> Option<(Option<usize>, Subject, u32)> {
    let here = view.at(start);
    let last = here.checked_sub(1)?;
    let s = view.sentence_of(last);
    let (first, end) = (s.first as usize, s.end as usize);
    let ends_in_mark = matches!(view.word(last), "\"" | "”" | "’" | "'" | "»" | "“");
    if ends_in_mark {
        return None;
    }
    let at = view.tokens[last].span.end();
    // "It was shut, said the keeper, Ann Lowe."
    let closing =
        (first + 1..end).rev().take(REACH).find(|i| view.role(*i) == Some(Role::Cue) && view.word(*i - 1) == ",");
    if let Some((cue, subject)) = closing.and_then(|i| after(view, i, end, true)) {
        return Some((Some(cue), subject, at));
    }
    if let Some((cue, subject)) = before(view, first, end, QuotationKind::Direct) {
        return Some((Some(cue), subject, at));
    }
    let colon = view.word(last) == ":";
    let subject = noun_phrase(view, first, end)?;
    // "UPDATE", "Approximately 200 came", "Colorado Springs mourned": a label, an adverb and a place say nothing.
    let words = || subject.first..subject.end;
    let word = view.word(subject.first);
    let label = words().all(|i| !view.word(i).contains(char::is_lowercase));
    let adverb = subject.end == subject.first + 1 && word.len() > 4 && word.ends_with("ly");
    let somebody = name_at(view, subject.first)
        .and_then(|n| view.names.get(view.names.partition_point(|m| (m.first as usize) < n.0)))
        .is_some_and(|n| {
            let full = view.names[n.fullest.index()];
            full.end - full.first > 1 && !(full.first..full.end).any(|t| no_person(view.tokens[t as usize].key))
        });
    if label || adverb {
        return None;
    }
    let named = somebody || colon && name_at(view, subject.first).is_some();
    (colon || named || PRONOUN_SUBJECTS.has(view.tokens[subject.first].key)).then_some((None, subject, at))
}

/// Links a mention to a name.
pub(super) struct Resolver<'a, 'b> {
    view: &'a View<'b>,
    /// Names that stand beside a cue somewhere in the article, by their fullest form.
    voices: HashSet<NameId>,
    /// Those of small children and of the outlet's own reporters, whom no pronoun beside a cue stands for.
    mute: HashSet<NameId>,
    main: Option<NameId>,
    speaker: Option<Speaker>,
}

impl<'a, 'b> Resolver<'a, 'b> {
    pub(super) fn new(view: &'a View<'b>) -> Self {
        let mut counts: HashMap<NameId, u32> = HashMap::new();
        for n in view.names {
            let full = &view.names[n.fullest.index()];
            let person = !(full.first..full.end).any(|t| no_person(view.tokens[t as usize].key));
            if full.end - full.first >= 2 && person {
                *counts.entry(n.fullest).or_default() += 1;
            }
        }
        let main = counts.into_iter().max_by_key(|(id, n)| (*n, std::cmp::Reverse(id.0))).map(|(id, _)| id);
        let voices = view
            .names
            .iter()
            .filter(|n| {
                let (first, end) = (n.first as usize, n.end as usize);
                view.role(end) == Some(Role::Cue) || (first > 0 && view.role(first - 1) == Some(Role::Cue))
            })
            .map(|n| n.fullest)
            .collect();
        let mute = |n: &&Name| super::people::is_mute(view, n.first as usize, n.end as usize);
        let mute = view.names.iter().filter(mute).map(|n| n.fullest).collect();
        Self { view, voices, mute, main, speaker: None }
    }

    /// Remembers who spoke last.
    pub(super) fn set_speaker(&mut self, speaker: Speaker) {
        self.speaker = Some(speaker);
    }

    /// Who speaks where `s` is the subject: "the statement said" is said by whoever's statement it is.
    pub(super) fn speaks(&self, s: Subject) -> Option<Speaker> {
        let view = self.view;
        let paper = (s.first..s.end).any(|i| view.role(i) == Some(Role::Noun)) && name_at(view, s.end - 1).is_none();
        if !paper {
            return Some(self.resolve(s));
        }
        let owner = (s.first..s.end).find_map(|i| name_at(view, i));
        let named = owner.or_else(|| {
            let from = matches!(view.word(s.end), "from" | "by" | "of");
            from.then(|| noun_phrase(view, s.end + 1, s.end + 6).and_then(|n| name_at(view, n.first))).flatten()
        });
        match named {
            Some((first, end)) if owner.is_none() => {
                Some(self.together(first, end).unwrap_or_else(|| self.resolve(Subject { first, end })))
            }
            Some((first, end)) => Some(self.resolve(Subject { first, end })),
            // The last who was named as speaking, or whose statement was spoken of, in the sentences before.
            None => {
                let floor = view.at(view.tokens[s.first].span.start().saturating_sub(600));
                let before = view.names.partition_point(|n| (n.end as usize) <= s.first);
                let near = view.names[..before].iter().rev().take_while(|n| n.first as usize >= floor);
                let voice = near.clone().find(|n| self.voices.contains(&n.fullest));
                let mention = view.tokens[s.first].span.cover(view.tokens[s.end - 1].span);
                voice.map(|n| {
                    // "Lowe spoke. The officials said no, …, the statement read.": it is not hers.
                    let other = self.others_spoke(floor, s.first);
                    Speaker { mention, name: (!other).then_some(n.fullest), named: false }
                })
            }
        }
    }

    /// Those a statement is from, where the name at tokens `first..end` is the first of several: "from Ann Lowe, of the
    /// lock, and Tom Pell".
    pub(super) fn together(&self, first: usize, mut end: usize) -> Option<Speaker> {
        let view = self.view;
        let mut last = None;
        while matches!(view.word(end), "," | "and") {
            // An office may stand before the next name, the letter of a party behind the one before.
            let lead = (end + 1..end + 14).take_while(|k| {
                let word = view.word(*k);
                word.starts_with(char::is_uppercase) || titled(view, *k) || matches!(word, "," | "and" | "." | "-")
            });
            let next = lead.filter_map(|k| name_at(view, k).filter(|n| n.0 == k)).find(|n| n.1 - n.0 > 1);
            match next.filter(|n| !(n.0..n.1).any(|k| no_person(view.tokens[k].key))) {
                Some(n) => (last, end) = (Some(n), n.1),
                None => break,
            }
        }
        let (from, to) = (view.tokens.get(first)?, view.tokens.get(last?.1 - 1)?);
        let mention = from.span.cover(to.span);
        view.text.get(mention.range())?.contains(" and ").then_some(Speaker { mention, name: None, named: false })
    }

    /// Whether those who said something last between two tokens, outside marks, are several without a name.
    fn others_spoke(&self, from: usize, to: usize) -> bool {
        let view = self.view;
        let mut next = to;
        while next > from + 1 {
            let i = before_marks(view, from, next - 1);
            next = i;
            if i > from && view.role(i) == Some(Role::Cue) {
                let who = view.word(i - 1);
                return who.ends_with('s') && who.starts_with(char::is_lowercase) && view.role(i - 1).is_none();
            }
        }
        false
    }

    fn resolve(&self, s: Subject) -> Speaker {
        let view = self.view;
        let mention = view.tokens[s.first].span.cover(view.tokens[s.end - 1].span);
        let i = view.names.partition_point(|n| n.end as usize <= s.first);
        if let Some(n) = view.names.get(i).filter(|n| (n.first as usize) < s.end) {
            let inner = name_at(view, s.first).is_some();
            let possessive = possessive(view, n.end as usize - 1);
            if inner && !possessive {
                if let Some(first) = joint(view, s.first) {
                    return Speaker { mention: first.cover(n.span), name: None, named: false };
                }
                if let Some(together) = self.together(s.first, n.end as usize).filter(|_| from_paper(view, s.first)) {
                    return together;
                }
            }
            // "a Dunmere man": whoever comes from there.
            let from_there = view.tokens.get(n.end as usize).is_some_and(|t| {
                (n.end as usize) < s.end && n.first as usize > s.first && super::people::is_anybody(t.key)
            });
            if (inner || !possessive) && !from_there {
                let mention = if inner { n.span } else { mention };
                return Speaker { mention, name: Some(n.fullest), named: true };
            }
        }
        let word = view.word(s.first).to_lowercase();
        let name = if s.end == s.first + 1 && PRONOUN_SUBJECTS.has(view.tokens[s.first].key) {
            match word.as_str() {
                w if w.starts_with("she") => self.antecedent(s.first, Some(false)),
                w if w.starts_with("he") => self.antecedent(s.first, Some(true)),
                "who" => self.antecedent(s.first, None),
                _ => None,
            }
        } else if epithet(view, s) {
            self.main
        } else {
            None
        };
        Speaker { mention, name, named: false }
    }

    /// The person a pronoun stands for: who spoke last, else the first name of the nearest sentence before.
    fn antecedent(&self, at: usize, male: Option<bool>) -> Option<NameId> {
        let view = self.view;
        let fits = |id: NameId| male.is_none_or(|m| self.gender(id).is_none_or(|g| g == m));
        let known = |id: NameId| male.is_some() && self.gender(id) == male;
        let person = |id: NameId| {
            let n = view.names[id.index()];
            let institution = (n.first..n.end).any(|t| INSTITUTIONS.has(view.tokens[t as usize].key));
            let the = n.first > 0 && view.word(n.first as usize - 1).eq_ignore_ascii_case("the");
            let long = n.end - n.first >= 2 || self.voices.contains(&id);
            long && n.end - n.first <= 4 && !institution && !the && !self.mute.contains(&id)
        };
        let mut voice = None;
        let mut fallback = None;
        let mut end = at;
        for step in 0..8 {
            if end == 0 {
                break;
            }
            let s = view.sentence_of(end - 1);
            let (first, stop) = (s.first as usize, (s.end as usize).min(at));
            let from = view.names.partition_point(|n| (n.first as usize) < first);
            for n in view.names[from..].iter().take_while(|n| (n.first as usize) < stop) {
                if known(n.fullest) && (person(n.fullest) || Some(n.fullest) == self.main) {
                    return Some(n.fullest);
                }
                if person(n.fullest) && fits(n.fullest) {
                    if self.voices.contains(&n.fullest) {
                        voice = voice.or(Some(n.fullest));
                    }
                    fallback = fallback.or(Some(n.fullest));
                }
            }
            if step >= 1 && voice.is_some() {
                return voice;
            }
            // Whoever spoke last is the likelier one once the nearest sentence has no better.
            if step == 0
                && voice.is_none()
                && let Some(id) = self.speaker.and_then(|s| s.name).filter(|id| fits(*id))
            {
                return Some(id);
            }
            if step >= 2 && fallback.is_some() {
                break;
            }
            end = first;
        }
        fallback
            .or_else(|| self.speaker.and_then(|s| s.name).filter(|id| fits(*id)))
            .or(self.main.filter(|id| fits(*id)))
    }

    pub(super) fn gender(&self, id: NameId) -> Option<bool> {
        let view = self.view;
        let n = view.names[id.index()];
        let first = view.tokens[n.first as usize].key;
        let title =
            (n.first as usize).checked_sub(1).map(|i| if view.word(i) == "." { i.saturating_sub(1) } else { i });
        title
            .and_then(|t| TITLES.has(view.tokens[t].key).then(|| is_male(view.tokens[t].key)).flatten())
            .or_else(|| is_male(first))
    }
}

/// Whether a word of a name says that it is a street's or a body's.
fn no_person(key: Key) -> bool {
    INSTITUTIONS.has(key) || STREETS.has(key)
}

/// Whether a phrase describes a person already named: "the 35-year-old model", "the mother of three".
fn epithet(view: &View<'_>, s: Subject) -> bool {
    let the = view.word(s.first).eq_ignore_ascii_case("the");
    const HEADS: &[&str] = &[
        "old",
        "mom",
        "mum",
        "mother",
        "father",
        "dad",
        "star",
        "singer",
        "actor",
        "actress",
        "model",
        "presenter",
        "skipper",
        "rapper",
        "comedian",
        "author",
        "footballer",
        "striker",
        "billionaire",
        "candidate",
        "nominee",
        "incumbent",
        "widow",
        "widower",
        "grandmother",
        "grandfather",
        "pensioner",
        "teenager",
        "veteran",
        "frontman",
        "songwriter",
    ];
    the && (s.first..s.end).any(|i| HEADS.contains(&view.word(i)))
}
