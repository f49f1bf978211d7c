//! Where something was said, and to whom.
//!
//! Both stand beside the cue ("told the Echo in an interview"), in the sentence before, or with what was said before:
//! what one speaker says in a row is said in one place to the same people, and whoever answers is where he was asked.

use super::edges;
use super::grammar::is_day;
use super::{Attributions, Given, NEAR, Raw, Rows, Who};
use crate::annotate::channel::{self, Venue};
use crate::annotate::lexicon::CALENDAR;
use crate::annotate::people::Grammar;
use crate::annotate::quotation::View;
use crate::annotate::speaker::Speaker;
use crate::annotate::syntax::tags::Tag;
use crate::annotate::verbs;
use std::ops::Range;

/// Bytes within which a speaker is taken to go on in the same place.
const IN_A_ROW: u32 = 1200;
/// Tokens of a longest phrase that names whom somebody speaks to.
const LONGEST: usize = 12;

/// What is known of the attribution before.
pub(super) struct Before {
    /// Where its words begin and end.
    pub start: u32,
    pub end: u32,
    /// The token of its cue.
    pub cue: Option<usize>,
    pub source: Option<Speaker>,
    /// Rows of the table of identities.
    pub speakers: Range<usize>,
    pub channel: Option<Venue>,
    pub addressee: Option<Speaker>,
}

/// What is known of an attribution besides its words.
pub(super) struct Now {
    /// Where its words begin.
    pub start: u32,
    pub source: Option<Speaker>,
    /// Whether the speaker is that of the attribution before.
    pub same: bool,
    /// The token of its cue.
    pub at: Option<usize>,
}

/// Finds channels and addressees of one article.
pub(super) struct Places<'a> {
    view: &'a View<'a>,
    grammar: &'a Grammar,
    /// Tokens of all cues, in order.
    cues: Vec<usize>,
    /// What the heading of a transcript names.
    heading: Option<Venue>,
}

impl<'a> Places<'a> {
    pub fn new(view: &'a View<'a>, grammar: &'a Grammar, found: &[Raw]) -> Self {
        let mut cues: Vec<usize> = found.iter().filter_map(|r| r.cue).map(|c| view.at(c.start())).collect();
        cues.sort();
        let mut places = Self { view, grammar, cues, heading: None };
        let first = found
            .iter()
            .find_map(|r| places.turn(r))
            .filter(|_| found.iter().filter(|r| places.turn(r).is_some()).count() > 1);
        places.heading = first.and_then(|first| {
            let before = view.tokens.get(first.saturating_sub(1))?.span.start();
            let paragraph = view.paragraph_of(before);
            let from = view.at(paragraph.start());
            // "ON THE RECORD: an interview with Ann Lowe" looks like a turn itself.
            let end = view.at(view.paragraph_of(view.tokens.get(first)?.span.start()).end());
            let to = if view.at(paragraph.start()) == 0 { end.min(first + NEAR) } else { first };
            channel::heading(view, from.max(first.saturating_sub(NEAR))..to)
        });
        places
    }

    /// The first token of the label of a transcript's turn: "BRANDT: The lock stays shut."
    fn turn(&self, raw: &Raw) -> Option<usize> {
        let Who::Words(first, end) = raw.who else { return None };
        let colon = self.view.at(raw.cue?.start());
        let head = self.view.at(self.view.paragraph_of(self.view.tokens.get(first)?.span.start()).start());
        let shouted = !self.view.word(first).contains(char::is_lowercase);
        (first == head && self.view.word(colon) == ":" && colon >= end && shouted && raw.within.is_none())
            .then_some(first)
    }

    /// The channel that stands beside the cue at token `at`, or in what was told since the last words.
    pub fn channel(&self, raw: &Raw, at: usize, named: Option<Rows>, last: Option<&Before>) -> Option<Venue> {
        let view = self.view;
        if self.heading.is_some() && self.turn(raw).is_some() {
            return self.heading;
        }
        // "Q: What will you miss?"
        if self.turn(raw).is_some()
            && let Some(label) = view
                .tokens
                .get(at.saturating_sub(1))
                .filter(|t| matches!(view.text.get(t.span.range()), Some("Q" | "A")))
        {
            return Some(Venue { span: label.span, name: "interview" });
        }
        if self.thinks(at) {
            return None;
        }
        let s = view.sentence_of(at);
        // A quotation that ends in a stop has its attribution in a sentence of its own.
        let first = (s.first as usize).min(named.map_or(at, |n| n.0)).max(at.saturating_sub(NEAR));
        // What stands beyond another word of saying goes with that.
        let own = |k: usize| !raw.content.iter().any(|c| view.tokens.get(k).is_some_and(|t| c.holds(t.span.start())));
        let row = self.cues.partition_point(|c| *c < at);
        let ahead = self.cues[..row].iter().rev().find(|c| own(**c)).map_or(first, |c| (*c + 1).max(first));
        let behind = self.cues[row..].iter().find(|c| **c > at && own(**c)).copied().unwrap_or(usize::MAX);
        let end = (s.end as usize).min(at + NEAR).min(behind);
        let here = channel::venue(view, ahead..end, at, &raw.content, named);
        here.or_else(|| {
            // What was told of the channel since the last words that were given.
            let paragraph = view.paragraph_of(raw.cue?.start()).start();
            let from = view.at(last.map_or(0, |l| l.start).max(paragraph)).max(at.saturating_sub(NEAR));
            let lately = raw.kind != Given::Indirect && from < ahead.min(first);
            lately.then(|| channel::venue(view, from..first, at, &raw.content, None)).flatten()
        })
    }

    fn thinks(&self, at: usize) -> bool {
        self.view.tokens.get(at).is_some_and(|t| verbs::thinks(t.key))
    }

    /// Whom the words beside the cue at token `at` name as spoken to; `named` are those of the speaker.
    pub fn to_whom(&self, raw: &Raw, at: usize, named: Option<Rows>, channel: Option<Venue>) -> Option<Rows> {
        let view = self.view;
        // "“Did you ring?” asked Ann Lowe": she is the one who asks.
        let other = |rows: &Rows| named.is_none_or(|n| rows.1 <= n.0 || n.1 <= rows.0);
        let beside = edges::to_whom(view, at).filter(|rows| self.somebody(rows.0)).filter(other);
        let tree = raw.to.filter(other);
        let near = beside.or(tree).map(|near| self.whole(near, tree));
        self.told_that(raw, at)
            .or(near)
            .or_else(|| self.told_to_do(raw, at))
            .or_else(|| self.asker(raw, at))
            .or_else(|| self.partner(channel.filter(|_| self.turn(raw).is_none())?))
    }

    /// The words for an addressee with what belongs to the noun behind a preposition, as far as the tree has it: "the
    /// board of the opera", "a crowd in Ebbing".
    fn whole(&self, mut near: Rows, tree: Option<Rows>) -> Rows {
        let view = self.view;
        if near.1 > near.0 + 1 && view.word(near.1 - 1) == "of" {
            near.1 -= 1;
        }
        // "told the “Cup of Tea” podcast"
        if near.1 == near.0 + 1 && self.article(near.0) && matches!(view.word(near.1), "“" | "‘" | "\"") {
            let close = (near.1 + 2..near.1 + LONGEST).find(|k| matches!(view.word(*k), "”" | "’" | "\""));
            if let Some((_, end)) = close.and_then(|k| self.phrase(k + 1)) {
                return (near.0, end);
            }
        }
        let month = view.tokens.get(near.1 + 1).is_some_and(|t| CALENDAR.has(t.key));
        let some = matches!(view.word(near.0), "a" | "an") && !month;
        let joint = view.word(near.1);
        if let Some(tree) = tree.filter(|t| t.0 == near.0 && t.1 > near.1)
            && (joint == "of" || some && matches!(joint, "in" | "at") || self.article(near.1))
        {
            return tree;
        }
        let name = |k: usize| view.word(k).starts_with(char::is_uppercase) && !is_day(view.word(k));
        let end = match joint {
            "of" => self.phrase(near.1 + 1).map(|p| p.1),
            "in" | "at" if some => (near.1 + 1..near.1 + 5).find(|k| !name(*k)).filter(|k| *k > near.1 + 1),
            _ => None,
        };
        (near.0, end.unwrap_or(near.1))
    }

    fn tag(&self, k: usize) -> Option<Tag> {
        self.grammar.words.get(k).copied().flatten().map(|w| w.0)
    }

    fn article(&self, k: usize) -> bool {
        matches!(self.view.word(k), "the" | "a" | "an" | "his" | "her" | "their")
    }

    /// Whether token `k` can begin the words for somebody: no verb and no preposition.
    fn somebody(&self, k: usize) -> bool {
        self.tag(k).is_none_or(|t| {
            !matches!(
                t,
                Tag::Verb | Tag::Past | Tag::Present | Tag::PresentS | Tag::Modal | Tag::Prep | Tag::Adverb | Tag::To
            )
        })
    }

    /// Whether token `k` goes on from a noun phrase, not with it.
    fn ends_phrase(&self, k: usize) -> bool {
        matches!(
            self.view.word(k),
            "that"
                | "and"
                | "who"
                | "which"
                | "of"
                | "when"
                | "as"
                | "on"
                | "in"
                | "at"
                | "by"
                | "to"
                | "for"
                | "about"
                | "from"
                | "with"
                | "before"
                | "after"
                | "last"
                | "this"
                | "not"
                | "he"
                | "she"
                | "they"
                | "it"
                | "seen"
                | "published"
                | "posted"
                | "dated"
                | "sent"
        ) || self.article(k)
            || is_day(self.view.word(k))
    }

    /// The noun phrase that begins at token `first`, as far as its words go on.
    fn phrase(&self, first: usize) -> Option<Rows> {
        let view = self.view;
        let part = |k: usize| {
            let small = matches!(view.word(k), "-" | "&" | "’s" | "'s");
            let plain = view.tokens.get(k).is_some_and(|t| t.is_word()) && self.somebody(k);
            let ends = k > first && self.ends_phrase(k);
            small || plain && !ends
        };
        let end = (first..first + LONGEST).find(|k| !part(*k)).unwrap_or(first);
        let noun = (first..end).any(|k| {
            self.tag(k).is_none_or(|t| matches!(t, Tag::Noun | Tag::Nouns | Tag::Name | Tag::Names | Tag::Pronoun))
                || matches!(view.word(k), "both" | "all" | "others")
        });
        (end > first && noun).then_some((first, end))
    }

    /// Whom the content begins with, where the cue says what they are to do: "urged {people to stay}".
    fn told_to_do(&self, raw: &Raw, at: usize) -> Option<Rows> {
        let view = self.view;
        let first = view.at(raw.content.first()?.start());
        let calls = matches!(view.word(at + 1), "on" | "upon");
        if first <= at || first > at + 3 || !calls && !verbs::speaks_to_object(view.tokens.get(at)?.key) {
            return None;
        }
        let (first, end) = self.phrase(first)?;
        let to = (end..end + LONGEST).find(|k| matches!(view.word(*k), "to" | "." | "," | ";" | "“" | "”"))?;
        (view.word(to) == "to").then_some((first, end))
    }

    /// Whom a promise or a warning is given that stands behind them: "promised viewers that …".
    fn told_that(&self, raw: &Raw, at: usize) -> Option<Rows> {
        let view = self.view;
        let first = view.at(raw.content.first()?.start());
        let gap = at + 1..first;
        let gives = matches!(
            view.word(at),
            "promised"
                | "promise"
                | "promises"
                | "warned"
                | "warn"
                | "warns"
                | "promising"
                | "warning"
                | "texted"
                | "emailed"
                | "messaged"
                | "asked"
                | "wrote"
        );
        let plain = gap.clone().all(|k| view.tokens.get(k).is_some_and(|t| t.is_word()));
        if !gives || !plain || !(1..LONGEST).contains(&gap.len()) || self.ends_phrase(at + 1) && !self.article(at + 1) {
            return None;
        }
        self.phrase(at + 1)
    }

    /// Who asked: "he said when the Echo asked", "Asked by the judge whether …, he said".
    fn asker(&self, raw: &Raw, at: usize) -> Option<Rows> {
        let view = self.view;
        let s = view.sentence_of(at);
        let (low, high) = ((s.first as usize).max(at.saturating_sub(NEAR)), (s.end as usize).min(at + NEAR));
        let own = |k: usize| raw.content.iter().any(|c| view.tokens.get(k).is_some_and(|t| c.holds(t.span.start())));
        let asked = (low..high)
            .filter(|k| *k != at && !own(*k))
            .find(|k| matches!(view.word(*k), "asked" | "Asked" | "pressed" | "questioned" | "challenged"))?;
        if view.word(asked + 1) == "by" {
            return self.phrase(asked + 2);
        }
        let when =
            (asked.saturating_sub(8).max(low)..asked).rev().find(|k| matches!(view.word(*k), "when" | "When"))?;
        let (first, end) = self.phrase(when + 1)?;
        (end == asked || end + 1 == asked).then_some((first, end.min(asked)))
    }

    /// With whom one speaks or to whom one writes there: "in an interview with the Echo", "in a letter to parliament".
    fn partner(&self, channel: Venue) -> Option<Rows> {
        let view = self.view;
        let k = view.at(channel.span.start()) + 1;
        let between = |j: usize| {
            is_day(view.word(j))
                || matches!(
                    view.word(j),
                    "on" | "sent" | "read" | "message" | "post" | "interview" | "call" | "station"
                )
        };
        let to = (k..k + 4).find(|j| !between(*j))?;
        let live = matches!(channel.name, "interview" | "phone" | "radio" | "television" | "podcast" | "video");
        let leads = match view.word(to) {
            "with" => live,
            "to" => !matches!(channel.name, "document" | "study" | "book" | "court"),
            "for" => matches!(channel.name, "press conference" | "note" | "interview"),
            _ => false,
        };
        let verb = self.tag(to + 1) == Some(Tag::Verb);
        if !leads || verb || view.word(to + 1).eq_ignore_ascii_case("which") {
            return None;
        }
        self.phrase(to + 1)
    }

    /// Nobody speaks to himself; a pronoun that seems to say so means whoever spoke before.
    pub fn not_himself(&self, now: &Now, before: Option<&Before>, to: Speaker) -> Speaker {
        let view = self.view;
        let Some(who) = now.source.filter(|w| w.name.is_some() && w.name == to.name && !to.named) else { return to };
        before
            .filter(|b| view.paragraph_of(b.start) == view.paragraph_of(now.start))
            .and_then(|b| b.source)
            .filter(|b| b.name.is_some() && b.name != who.name)
            .unwrap_or(Speaker { name: None, ..to })
    }

    /// What goes on from the attribution before.
    pub fn carry(
        &self,
        raw: &Raw,
        now: &Now,
        before: &Before,
        channel: &mut Option<Venue>,
        addressee: &mut Option<Speaker>,
    ) {
        let view = self.view;
        let paragraph = view.paragraph_of(before.start) == view.paragraph_of(now.start);
        if now.at.is_some_and(|at| self.thinks(at)) {
            return;
        }
        // What one speaker says in a row is said in one place to the same people, unless the report says otherwise.
        if now.same && now.start.saturating_sub(before.start) < IN_A_ROW {
            let together = view.sentence_of(view.at(before.start)) == view.sentence_of(view.at(now.start));
            let moved = channel.is_some() && *channel != before.channel;
            // Who is named anew behind something else says it anew.
            let row = |at: u32| view.sentences.partition_point(|s| (s.end as usize) <= view.at(at));
            let anew = before.channel.is_some_and(|c| channel::is_post(c.name))
                && now.source.is_some_and(|s| s.named)
                && row(now.start) > row(before.end.saturating_sub(1)) + 1;
            let goes_on = (raw.kind != Given::Indirect || together) && !anew;
            if channel.is_none() && addressee.is_none() && goes_on {
                *channel = before.channel;
            }
            if addressee.is_none() && !moved && (paragraph || raw.cue.is_none()) && goes_on {
                *addressee = before.addressee;
            }
            return;
        }
        if !paragraph || raw.kind == Given::Indirect || addressee.is_some() {
            return;
        }
        // "one fumed. …, another moaned."
        let another = matches!(raw.who, Who::Words(first, _) if matches!(view.word(first), "another" | "others"));
        let answers = self.answers(raw, now, before);
        if channel.is_none() && (answers || another) {
            *channel = before.channel;
        }
        if answers {
            *addressee = before.source;
        }
    }

    /// Whether these words answer those before: another speaker, right behind a question.
    pub fn answers(&self, raw: &Raw, now: &Now, before: &Before) -> bool {
        let view = self.view;
        let cue = |at: Option<usize>| at.map_or("", |at| view.word(at));
        let question = matches!(cue(before.cue), "asked" | "asks" | "inquired" | "demanded")
            || view
                .text
                .get(..before.end as usize)
                .is_some_and(|t| t.trim_end_matches(['”', '’', '"', '\'']).ends_with('?'));
        let reply = raw.kind == Given::Direct || matches!(cue(now.at), "replied" | "answered" | "responded");
        let (first, second) = (view.sentence_of(view.at(before.end)), view.sentence_of(view.at(now.start)));
        let close = now.start >= before.end && second.first <= first.end + 1;
        !now.same && question && reply && close && before.source.is_some() && now.source.is_some()
    }

    /// In a transcript the next to speak is whom the one before spoke to.
    pub fn turns(&self, out: &mut Attributions) {
        let view = self.view;
        let label = |a: &super::Attribution| {
            let (source, cue) = (a.source?, a.cue?);
            let first = source.mention.start();
            let head = view.paragraph_of(first).start() == first;
            (head && view.text.get(cue.range()) == Some(":") && a.within.is_none()).then_some(source)
        };
        let rows: Vec<(usize, Speaker)> =
            out.list.iter().enumerate().filter_map(|(i, a)| Some((i, label(a)?))).collect();
        let last = |s: &Speaker| view.text.get(s.mention.range()).and_then(|t| t.rsplit(' ').next());
        let same = |a: &Speaker, b: &Speaker| a.name.is_some() && a.name == b.name || last(a) == last(b);
        // Two who take turns.
        let two = rows.windows(2).all(|w| !same(&w[0].1, &w[1].1)) && rows.windows(3).all(|w| same(&w[0].1, &w[2].1));
        if rows.len() < 2 || !two {
            return;
        }
        for (n, (i, _)) in rows.iter().enumerate() {
            let other = rows.get(n + 1).or_else(|| rows.get(n.checked_sub(1)?));
            if out.list[*i].addressee.is_none() {
                out.list[*i].addressee = other.map(|o| o.1);
            }
        }
    }
}
