//! Who is given as saying a quotation, by which cue, and where: rules over tokens.

mod phrase;
mod whose;

use super::lexicon::{CALENDAR, List, PRONOUN_SUBJECTS, Role};
use super::medium::{announced, elsewhere, find_channel, goes_on, online};
use super::people;
use super::quotation::{Found, Part, Quotation, QuotationKind, View};
use super::token::{Key, Token, TokenKind};
use crate::span::{NameId, Span};
use phrase::{adverb, before_marks, name_at, name_ending, nearest_subject, office_beside, possessive, within_name};
use std::collections::HashMap;
use whose::no_person;

pub(super) use phrase::{apposed_before, noun_phrase, subject_before};
pub(crate) use whose::is_forename;
pub(super) use whose::{Resolver, is_male};

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

/// Whether words without a name call somebody who speaks for others or whose name is kept back: "a spokesman for the
/// board", "two officials".
pub fn is_unnamed(words: &str) -> bool {
    static UNNAMED: List =
        List::new("official source insider aide representative rep publicist adviser advisor lawyer");
    let ends = |w: &&str| matches!(*w, "of" | "for" | "with" | "at" | "from" | "in" | "on" | "to" | "who" | "that");
    let head = words.split_whitespace().take_while(|w| !ends(w)).last().unwrap_or("");
    let head = head.trim_end_matches(',').to_lowercase();
    words.contains(' ') && (head.starts_with("spokes") || UNNAMED.has(Key::word(head.trim_end_matches('s'))))
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

/// Tokens on either side of a quotation in which its attribution is looked for. Sentences are shorter than that;
/// what is not one (a line of marks, a table) must not be read again for every mark in it.
const REACH: usize = 250;

/// Marks around so many words are somebody's, whether or not it is said whose.
const CLAUSE: usize = 8;

/// Words of a pull quote at least.
const PULLED: usize = 6;

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
            if quotation.kind == QuotationKind::Direct && head.end - head.first >= CLAUSE as u32 / 2 {
                let outer = quotation.nested_in.and_then(|id| found.quotations.get(id.index()));
                let within = outer.and_then(|o| {
                    let own = found.parts.get(o.parts.start as usize..o.parts.end as usize)?;
                    own.iter().find(|p| p.span.contains(head.outer))
                });
                if let Some((cue, s)) = within.and_then(|p| inside(view, p, head)) {
                    let speaker = resolver.speaks(s);
                    let q = &mut found.quotations[q];
                    (q.cue, q.speaker) = (Some(view.tokens[cue].span), speaker);
                }
            }
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
        // "Lowe shouted “stop” and “come back,” police said": both are what she shouted.
        let row = q;
        let joined = row.checked_sub(1).filter(|_| joins(view, previous_end, head.outer.start())).and_then(|before| {
            let before = found.quotations.get(before).filter(|b| b.nested_in.is_none())?;
            let start = found.parts.get(before.parts.start as usize)?.outer.start();
            before.speaker.zip(before.cue.filter(|c| c.end() <= start))
        });
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
            standalone = left_first >= open && hit.is_none() && !put_to(view, right.0, right_sentence);
        }
        let mut speaker = hit.and_then(|(_, s)| resolver.speaks(s));
        let mut cue = hit.map(|(c, _)| view.tokens[c].span);
        if let Some((before, said)) = joined {
            (speaker, cue) = (Some(before), Some(said));
        }
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
                speaker.is_some_and(|s| goes_on(view, (before, &s), bounds, (open, online(channel.name))))
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
        if let Some(s) = speaker {
            resolver.set_speaker(s);
        }
    }
    pulled(view.tokens, &mut found.quotations, &found.parts);
}

/// Whether nothing but "and" stands between two pairs of marks.
fn joins(view: &View<'_>, end: u32, start: u32) -> bool {
    let gap = view.text.get(end as usize..start as usize).map(str::trim);
    matches!(gap, Some("and" | "or" | ", and"))
}

/// Cue and subject of what somebody else is quoted to say within the part of a quotation: "“Tom never said so. He said: ‘It
/// is shut.’”". What the speaker says of himself is his own.
fn inside(view: &View<'_>, part: &Part, nested: &Part) -> Option<(usize, Subject)> {
    let open = view.at(nested.outer.start());
    let from = (view.sentence_of(open).first as usize).max(part.first as usize).max(open.saturating_sub(REACH));
    let close = view.at(nested.outer.end());
    let end = (part.end as usize).min(close + REACH);
    let (cue, s) = before(view, from, open, QuotationKind::Direct).or_else(|| after(view, close, end, true))?;
    let own = matches!(view.word(s.first), "I" | "we" | "We" | "you" | "You");
    (!own && s.first >= part.first as usize).then_some((cue, s))
}

/// Gives words that stand by themselves, without a word of saying, the speaker whom another printing of them in the same
/// report has: a pull quote is whose the sentence is that it was taken from.
pub(super) fn pulled(tokens: &[Token], quotations: &mut [Quotation], parts: &[Part]) {
    let keys = |p: &Part| -> Vec<Key> {
        let row = tokens.get(p.first as usize..p.end as usize).unwrap_or(&[]);
        row.iter().filter(|t| t.is_word()).map(|t| t.key).collect()
    };
    let alone = |q: &Quotation| {
        q.kind == QuotationKind::Direct && q.cue.is_none() && q.nested_in.is_none() && q.parts.len() == 1
    };
    if !quotations.iter().any(alone) {
        return;
    }
    // The first words of every stretch of some length that is attributed beside its marks.
    let run = |keys: &[Key]| keys.iter().fold(0u64, |h, k| (h ^ k.get()).wrapping_mul(0x0100_0000_01b3));
    let mut said: HashMap<u64, Vec<(usize, usize, usize)>> = HashMap::new();
    let words: Vec<Vec<Key>> = parts.iter().map(keys).collect();
    for (i, q) in quotations.iter().enumerate().filter(|(_, q)| q.cue.is_some() && q.nested_in.is_none()) {
        for p in q.parts.clone() {
            for (at, keys) in words[p as usize].windows(PULLED).enumerate() {
                let list = said.entry(run(keys)).or_default();
                if list.len() < PULLED {
                    list.push((i, p as usize, at));
                }
            }
        }
    }
    for i in 0..quotations.len() {
        let q = &quotations[i];
        let Some(own) = words.get(q.parts.start as usize).filter(|own| alone(q) && own.len() >= PULLED) else {
            continue;
        };
        let whole =
            |(_, p, at): &&(usize, usize, usize)| words[*p].get(*at..).is_some_and(|rest| rest.starts_with(own));
        if let Some((other, ..)) = said.get(&run(&own[..PULLED])).and_then(|list| list.iter().find(whole)) {
            quotations[i].speaker = quotations[*other].speaker;
        }
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
    let head = behind_residue(view, from, to);
    let hit = beside(view, head, to, near).or_else(|| office_beside(view, head, to))?;
    (!tells_more(view, from, to, hit)).then_some(hit)
}

/// The token behind what a broken encoding left of a space: "“It is shut,”?Ann Lowe said".
fn behind_residue(view: &View<'_>, from: usize, to: usize) -> usize {
    let near =
        |a: usize| view.tokens.get(a).zip(view.tokens.get(a + 1)).is_some_and(|(a, b)| a.span.end() == b.span.start());
    let mark = from.checked_sub(1).is_some_and(|k| matches!(view.word(k), "”" | "\"" | "’") && near(k));
    let residue = mark && from + 1 < to && view.word(from) == "?" && near(from) && view.tokens[from + 1].is_word();
    from + usize::from(residue)
}

/// Whether a word of saying behind a whole sentence in marks has words of its own, which begin another sentence: "“It is
/// shut.” Neighbours say the keeper is away."
fn tells_more(view: &View<'_>, from: usize, to: usize, (cue, subject): (usize, Subject)) -> bool {
    let stop = from > 1 && matches!(view.word(from - 1), "”" | "\"" | "’") && view.word(from - 2) == ".";
    if !stop || subject.first > cue || matches!(view.word(cue), "told" | "tells" | "asked") {
        return false;
    }
    static HEADS: List = List::new(
        "that he she it they we there his her their its the a an this these those no some many most nobody somebody",
    );
    let next = cue + 1;
    let day = |k: usize| view.tokens.get(k).is_some_and(|t| CALENDAR.has(t.key) || people::is_time(view.word(k)));
    let words = (next..to).take_while(|k| view.word(*k) != ".").filter(|k| view.tokens[*k].is_word()).count();
    words > 2 && view.tokens.get(next).is_some_and(|t| HEADS.has(t.key)) && !(next..next + 4).any(day)
}

fn beside(view: &View<'_>, from: usize, to: usize, near: bool) -> Option<(usize, Subject)> {
    let mut i = from;
    while i < to && matches!(view.word(i), "," | "—" | "–" | "-" | "--") {
        i += 1;
    }
    if i >= to || begins_anew(view, from, i) {
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
        // "said the county engineer, Ann Lowe.", "said HCPD, Ann Lowe."
        let office = |s: Subject| {
            name_at(view, s.first).is_none()
                || s.end == s.first + 1 && !view.word(s.first).contains(char::is_lowercase)
                || (s.first..s.end).any(|k| no_person(view.tokens[k].key))
        };
        if view.word(subject.end) == "," && office(subject) {
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
    // "“Run!” she heard somebody scream": it is somebody who screams.
    if matches!(view.word(j), "heard" | "hears") && j + 2 < to {
        let one = matches!(view.word(j + 1), "someone" | "somebody").then_some(Subject { first: j + 1, end: j + 2 });
        let heard = one.or_else(|| noun_phrase(view, j + 1, to)).filter(|s| s.end < to && cries(view.word(s.end)));
        return heard.map(|s| (s.end, s));
    }
    // "“… we need to set aside” the plan, Ann Lowe said": what goes on with the words in marks says nothing.
    let goes_on = i == from
        && from > 1
        && matches!(view.word(from - 1), "”" | "\"" | "’")
        && view.tokens[from - 2].is_word()
        && (subject.first..subject.end).all(|k| name_at(view, k).is_none());
    if goes_on
        && view.word(j) == ","
        && let Some(hit) = after(view, j + 1, to, true).filter(|h| name_at(view, h.1.first).is_some())
    {
        return Some(hit);
    }
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
        // "“Is it shut?” Lowe was asked": by somebody else.
        Some(Role::Cue) if is_asked(view, subject.end, j) => None,
        Some(Role::Cue) => Some((j, subject)),
        Some(Role::CueIng | Role::WeakCue) if !near => Some((j, subject)),
        // "the records state": of one it would be a noun.
        None if view.word(j) == "state" && view.word(j - 1).ends_with('s') => Some((j, subject)),
        _ => None,
    }
}

/// Whether a word is what somebody is heard to do who speaks: "heard a man shout".
pub(super) fn cries(word: &str) -> bool {
    matches!(
        word,
        "say"
            | "saying"
            | "scream"
            | "screaming"
            | "shout"
            | "shouting"
            | "yell"
            | "yelling"
            | "call"
            | "calling"
            | "cry"
            | "crying"
            | "ask"
            | "asking"
    )
}

/// Whether the word of saying at token `cue` is done to its subject, which ends at `from`: "was asked", "has been told".
fn is_asked(view: &View<'_>, from: usize, cue: usize) -> bool {
    let be = |k: usize| matches!(view.word(k), "is" | "was" | "are" | "were" | "been" | "being");
    matches!(view.word(cue), "asked" | "told") && (from..cue).any(be)
}

/// Whether the words behind a quotation tell whom it was put to and not by whom: "“…?” Lowe was asked."
fn put_to(view: &View<'_>, from: usize, to: usize) -> bool {
    let cue = (from..to.min(from + 8)).find(|k| view.role(*k) == Some(Role::Cue));
    cue.is_some_and(|k| is_asked(view, from, k) && (from..k).all(|j| view.tokens[j].is_word()))
}

/// Whether a dash behind a whole sentence in marks, right before token `from`, begins another at token `i`: "“It is shut.” -
/// The council has admitted that …".
pub(super) fn begins_anew(view: &View<'_>, from: usize, i: usize) -> bool {
    let dash = i > from && from > 1 && matches!(view.word(i - 1), "—" | "–" | "-" | "--");
    dash && matches!(view.word(from - 1), "”" | "\"" | "’")
        && matches!(view.word(from - 2), "." | "!" | "?")
        && matches!(view.word(i), "The" | "A" | "An")
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
            // "The two states are in direct talks at “very high levels”": nobody says anything.
            Some(Role::Cue | Role::WeakCue) if view.word(i) == "talks" && !talks(view, i) => {}
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
            // "Lowe was then asked, “…?”": by somebody else.
            Some(Role::Cue) if is_asked(view, i.saturating_sub(3).max(from), i) => {
                return (view.word(i + 1) == "by").then(|| noun_phrase(view, i + 2, open)).flatten().map(|s| (i, s));
            }
            // "a gun went off", "he went home": a way of speaking only right before the words.
            Some(Role::Cue)
                if matches!(view.word(i), "went" | "goes")
                    && i + 1 < open
                    && !matches!(view.word(i + 1), "," | ":") => {}
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
    // "the distress call": of one the verb would have its ending.
    let one_thing = || {
        let noun = before(1);
        let many = noun.ends_with('s') && !noun.ends_with("ss");
        let bare = noun.starts_with(char::is_lowercase) && !many && noun != "police" && noun != "people";
        let known = i.checked_sub(1).is_some_and(|k| {
            view.role(k).is_some() || AUXILIARIES.has(view.tokens[k].key) || PRONOUN_SUBJECTS.has(view.tokens[k].key)
        });
        bare && !known && matches!(before(2), "the" | "The" | "this" | "that" | "his" | "her" | "its" | "their")
    };
    if single && one_thing() {
        return true;
    }
    matches!(
        before(1),
        "the" | "The" | "his" | "her" | "their" | "its" | "my" | "our" | "of" | "in" | "for" | "with" | "from"
    ) || one(1)
        || single && (2..5).any(behind)
}

/// Whether the word "talks" at token `i` is a verb: a name, a pronoun or a noun with its article stands before it.
fn talks(view: &View<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let article = |k: usize| matches!(view.word(k), "the" | "The" | "a" | "A" | "an" | "An");
    PRONOUN_SUBJECTS.has(view.tokens[before].key)
        || matches!(view.word(before), "also" | "then" | "often" | "never" | "even")
        || view.word(before).starts_with(char::is_uppercase)
            && !before
                .checked_sub(1)
                .is_some_and(|k| matches!(view.word(k), "in" | "of" | "for" | "with") || article(k))
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
