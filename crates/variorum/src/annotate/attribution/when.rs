//! When something was said: the expression of time that goes with a cue, and what expressions inside an utterance
//! come to, counted from the day on which it was made.
//!
//! "“I leave tomorrow,” she wrote on Wednesday" in a Friday's paper: Wednesday goes with "wrote", and tomorrow is
//! Thursday. What stands outside marks is in the reporter's words, and is counted from the day of publication.

use super::Attributions;
use super::{Given, Raw, Who};
use crate::annotate::Annotated;
use crate::annotate::channel::{Venue, is_post};
use crate::annotate::quotation::View;
use crate::annotate::sentence::Sentence;
use crate::annotate::speaker::Speaker;
use crate::annotate::syntax::Parsed;
use crate::annotate::syntax::parser::ROOT;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::time::meaning::{Meaning, Reference, Stretch, TimeKind, TimeOfDay, Value, What, YearOf, YearPart};
use crate::annotate::time::{Anchor, TimeExpression, resolve, resolve_between};
use crate::annotate::verbs;
use crate::span::{Span, TimeId};

/// Tokens between a cue and its time, content and speaker left out.
const NEAR: usize = 40;
/// Tokens behind a quotation within which an embedded post has its date.
const STAMP: usize = 16;

/// How it is known when something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Basis {
    /// The words stand with the cue.
    Stated,
    /// They stand with what the same speaker said just before, and nothing says otherwise.
    Carried,
}

impl Basis {
    /// Its name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Stated => "stated",
            Basis::Carried => "carried",
        }
    }
}

/// When something was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SpeechTime {
    /// The expression that says so; [`Attributions::values`] has what it comes to.
    pub time: TimeId,
    /// How that is known.
    pub basis: Basis,
}

/// The verb that an expression of time hangs from, as far as its sentence was parsed.
#[derive(Clone, Copy)]
pub(super) struct Governor {
    /// Row of the expression.
    time: usize,
    /// Token of the verb.
    verb: usize,
    /// Whether a clause beside a noun holds it: "who resigned on Monday", "the ship lost in May".
    aside: bool,
}

/// Notes which verbs the expressions of a parsed sentence hang from, its tokens being `first..end`.
pub(super) fn govern(
    view: &View<'_>,
    parsed: &Parsed,
    times: &[TimeExpression],
    rows: (usize, usize),
    out: &mut Vec<Governor>,
) {
    let byte = |token: usize| view.tokens.get(token).map_or(u32::MAX, |t| t.span.start());
    let (from, to) = (byte(rows.0), byte(rows.1));
    let mut row = times.partition_point(|t| t.span.start() < from);
    while let Some(t) = times.get(row).filter(|t| t.span.start() < to) {
        let first = parsed.words.partition_point(|w| w.span.start() < t.span.start());
        let end = parsed.words.partition_point(|w| w.span.start() < t.span.end());
        // The word of it that hangs from a word outside, and the first verb above that.
        let head = |i: usize| parsed.heads.get(i).map_or(ROOT, |h| h.0);
        let out_of = |i: &usize| !(first..end).contains(&(head(*i) as usize));
        let mut at = (first..end).find(out_of).map_or(ROOT, head);
        let mut steps = 0;
        while at != ROOT && steps < parsed.words.len() {
            let i = at as usize;
            let Some((_, pos)) = parsed.tags.get(i) else { break };
            if matches!(pos, Pos::Verb | Pos::Aux) {
                let relation = parsed.heads.get(i).map(|h| h.1);
                out.push(Governor {
                    time: row,
                    verb: parsed.words[i].token as usize,
                    aside: matches!(relation, Some(Relation::Relcl | Relation::Acl)),
                });
                break;
            }
            at = head(i);
            steps += 1;
        }
        row += 1;
    }
}

/// Whether words can be said at such a time: a date or a time of day, not how long or how often.
fn datable(meaning: &Meaning) -> bool {
    let reference = matches!(meaning.what, What::Reference(Reference::Past | Reference::Future));
    let long = matches!(meaning.what, What::Decade(_) | What::Century(_));
    matches!(meaning.kind(), TimeKind::Date | TimeKind::Time) && !reference && !long
}

/// Words that tell by themselves that somebody spoke, or that words came out: "speaking on Tuesday", "issued on Monday".
fn is_address(word: &str) -> bool {
    matches!(
        word,
        "speaking"
            | "Speaking"
            | "writing"
            | "Writing"
            | "appearing"
            | "Appearing"
            | "addressing"
            | "Addressing"
            | "talking"
            | "Talking"
            | "testifying"
            | "released"
            | "issued"
            | "published"
            | "posted"
            | "uploaded"
            | "aired"
            | "broadcast"
            | "appeared"
            | "spoke"
            | "wrote"
            | "interviewed"
            | "quoted"
    )
}

/// Words that lead to a saying, these and others: "in a letter sent on Monday". By themselves the others tell of nothing that
/// was said: "Crews were called at 6.40am".
fn is_occasion(word: &str) -> bool {
    let other = matches!(
        word,
        "held"
            | "sent"
            | "recorded"
            | "filmed"
            | "filed"
            | "delivered"
            | "given"
            | "read"
            | "timed"
            | "seen"
            | "obtained"
            | "called"
            | "took"
            | "went"
            | "shared"
            | "asked"
            | "Asked"
            | "dated"
    );
    other || is_address(word)
}

/// Words that begin a clause of their own.
fn breaks(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "which"
            | "whose"
            | "that"
            | "where"
            | "because"
            | "whether"
            | "if"
            | "although"
            | "though"
            | ";"
            | "but"
            | "he"
            | "she"
            | "they"
            | "it"
            | "we"
            | "I"
    ) || joins(word)
        || bounds(word)
}

/// Words that join what was going on when something was said: "…,” he said as he left court on Friday".
fn joins(word: &str) -> bool {
    matches!(word, "when" | "as" | "while" | "after")
}

/// Words that make of a time an end or a beginning, at which nothing need be said: "who has led it since 2021".
fn bounds(word: &str) -> bool {
    matches!(word, "since" | "until" | "till" | "before" | "after" | "Since" | "Until" | "Before" | "After")
}

/// What is said at a time, or the occasion of it.
fn is_speech(word: &str) -> bool {
    matches!(
        word,
        "statement"
            | "statements"
            | "interview"
            | "interviews"
            | "tweet"
            | "tweets"
            | "post"
            | "posts"
            | "letter"
            | "email"
            | "briefing"
            | "conference"
            | "speech"
            | "address"
            | "meeting"
            | "hearing"
            | "message"
            | "video"
            | "podcast"
    )
}

fn is_mark(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "‘" | "’" | "'" | "„" | "«" | "»" | "''" | "``")
}

/// Whether one of some spans in order holds byte `at`.
fn holds(spans: &[Span], at: u32) -> bool {
    spans.get(spans.partition_point(|s| s.end() <= at)).is_some_and(|s| s.holds(at))
}

/// Finds when each attribution was said.
pub(super) struct Clock<'a> {
    view: &'a View<'a>,
    times: &'a [TimeExpression],
    /// Ordered by row, as sentences are read.
    governors: &'a [Governor],
    /// Every content, in order, so that the times inside are nobody's cue's.
    contents: Vec<Span>,
    /// What was last said in the paragraph, by whom and when.
    said: Vec<Said>,
    paragraph: Span,
    /// Whether the attribution before had a time.
    last: bool,
}

struct Said {
    who: Speaker,
    time: TimeId,
    /// Row of the sentence.
    sentence: u32,
    /// Told as background: "had said".
    before: bool,
    /// Published in a post.
    posted: bool,
}

impl<'a> Clock<'a> {
    pub fn new(view: &'a View<'a>, times: &'a [TimeExpression], governors: &'a [Governor], found: &[Raw]) -> Self {
        let mut contents: Vec<Span> = found.iter().flat_map(|r| r.content.iter().copied()).collect();
        contents.sort();
        Self { view, times, governors, contents, said: Vec::new(), paragraph: Span::empty(0), last: false }
    }

    /// When `raw` was said by `who`; `named` are the tokens of who.
    pub fn time(
        &mut self,
        raw: &Raw,
        who: Option<Speaker>,
        named: Option<(usize, usize)>,
        channel: Option<Venue>,
    ) -> Option<SpeechTime> {
        let time = self.found(raw, who, named, channel).filter(|t| self.apart(raw, *t));
        self.last = time.is_some();
        time
    }

    /// When `raw`, which stands in the words of another, was said, as they tell it.
    pub fn inside(&self, raw: &Raw) -> Option<SpeechTime> {
        raw.cue?;
        let named = if let Who::Words(first, end) = raw.who { Some((first, end)) } else { None };
        self.beside(raw, named, None)
            .map(|time| SpeechTime { time, basis: Basis::Stated })
            .filter(|t| self.apart(raw, *t))
    }

    /// Whether a time stands outside what is said: "warned Tuesday" may be read as a warning of that day.
    fn apart(&self, raw: &Raw, said: SpeechTime) -> bool {
        let time = self.times.get(said.time.index());
        time.is_some_and(|t| !raw.content.iter().any(|c| c.overlaps(t.span)) && !self.attribute(t))
    }

    /// Whether a year says which of several is meant: "Lowe's 2020 campaign", "the 2019 fire". Of a report of its own time it
    /// dates nothing.
    fn attribute(&self, time: &TimeExpression) -> bool {
        if !matches!(time.meaning.what, What::Calendar(YearOf::Given(_), YearPart::Whole)) {
            return false;
        }
        let first = self.view.at(time.span.start());
        let own = |w: &str| w.ends_with("'s") || w.ends_with("’s") || w.ends_with("s'") || w.ends_with("s’");
        let determined = |w: &str| {
            matches!(
                w,
                "the" | "The" | "a" | "A" | "an" | "his" | "her" | "their" | "its" | "our" | "my" | "this" | "that"
            )
        };
        let before = first.checked_sub(1).map_or("", |k| self.view.word(k));
        let next = self.view.at(time.span.end());
        let noun = self.view.word(next).starts_with(char::is_alphanumeric);
        let close = self.view.tokens.get(next).is_some_and(|t| t.span.start() - time.span.end() == 1);
        noun && close && (own(before) || determined(before) || determined(self.view.word(first)))
    }

    fn found(
        &mut self,
        raw: &Raw,
        who: Option<Speaker>,
        named: Option<(usize, usize)>,
        channel: Option<Venue>,
    ) -> Option<SpeechTime> {
        let start = raw.content.first().map_or(0, |s| s.start());
        if !self.paragraph.holds(start) {
            self.paragraph = self.view.paragraph_of(start);
            // "“…,” she said on Monday.", and in the next paragraph "“…,” she added."
            let cue = raw.cue.map_or("", |c| self.view.text.get(c.range()).unwrap_or(""));
            let goes_on = raw.kind == Given::Direct && matches!(cue, "" | "added" | "adds" | "adding" | "continued");
            self.said.drain(..self.said.len() - usize::from(goes_on && self.last && !self.said.is_empty()));
        }
        let stated = self.stamp(raw).or_else(|| self.beside(raw, named, channel));
        let at = raw.cue.map_or(start, Span::start);
        let token = self.view.at(at);
        let sentence = self.view.sentence_of(token).first;
        let before = (1..3).any(|d| d <= token && matches!(self.view.word(token - d), "had" | "’d" | "'d"));
        if let Some(time) = stated {
            if let Some(who) = who {
                let posted = channel.is_some_and(|c| is_post(c.name));
                self.said.push(Said { who, time, sentence, before, posted });
            }
            return Some(SpeechTime { time, basis: Basis::Stated });
        }
        // "He said in May that …; he thinks …": that is now. What somebody hoped has no occasion.
        let cue = raw.cue.map_or("", |c| self.view.text.get(c.range()).unwrap_or(""));
        let thought = raw.cue.is_some() && self.view.tokens.get(token).is_some_and(|t| verbs::thinks(t.key));
        if cue.ends_with('s') || thought {
            return None;
        }
        self.carried(who, sentence, before)
            .or_else(|| self.announced(raw, at))
            .map(|time| SpeechTime { time, basis: Basis::Carried })
    }

    /// The time of what the same speaker said last, where nothing speaks against its being one occasion.
    fn carried(&self, who: Option<Speaker>, sentence: u32, before: bool) -> Option<TimeId> {
        let who = who?;
        let text = self.view.text;
        let same = |s: &Said| match (s.who.name, who.name) {
            (Some(a), Some(b)) => a == b,
            (None, None) => text.get(s.who.mention.range()) == text.get(who.mention.range()),
            _ => false,
        };
        let last = self.said.iter().rev().take(16).find(|s| same(s))?;
        // "Lowe tweeted on Monday: “It is shut.” The lock is old. “It leaks,” Lowe said.": named anew behind what nobody says.
        let anew = last.posted && who.named && self.tells_between(last.sentence, sentence);
        // What had been said before is not said again now.
        (last.sentence == sentence || last.before == before && !anew).then_some(last.time)
    }

    /// Whether a whole sentence that gives nobody's words stands between the sentences that begin at two tokens.
    fn tells_between(&self, from: u32, to: u32) -> bool {
        let sentences = &self.view.sentences;
        let (first, end) =
            (sentences.partition_point(|s| s.first <= from), sentences.partition_point(|s| s.first < to));
        let given = |s: &Sentence| {
            let tokens = self.view.tokens.get(s.first as usize..s.end as usize).unwrap_or(&[]);
            let span = tokens.first().zip(tokens.last()).map(|(a, b)| a.span.cover(b.span)).unwrap_or_default();
            let near = self.contents.partition_point(|c| c.end() <= span.start());
            self.contents[near..].iter().take(6).any(|c| c.overlaps(span))
        };
        sentences.get(first..end).unwrap_or(&[]).iter().any(|s| !given(s))
    }

    /// The time in the sentence before, where that tells of the occasion: "He spoke to reporters on Monday. “…,” he
    /// said."
    fn announced(&self, raw: &Raw, at: u32) -> Option<TimeId> {
        let view = self.view;
        raw.quotation?;
        let start = raw.content.first()?.start().min(at);
        let first = view.sentence_of(view.at(start)).first as usize;
        let s = view.sentence_of(first.checked_sub(1)?);
        let byte = |token: usize| view.tokens.get(token).map_or(u32::MAX, |t| t.span.start());
        let (from, to) = (byte((s.first as usize).max(first.saturating_sub(NEAR))), byte(first));
        // What was said in that sentence has taken its time.
        let said = self.contents.partition_point(|c| c.end() <= from);
        if !self.paragraph.holds(from) || self.contents.get(said).is_some_and(|c| c.start() < to) {
            return None;
        }
        let mut row = self.times.partition_point(|t| t.span.start() < from);
        let mut found = None;
        while let Some(t) = self.times.get(row).filter(|t| t.span.start() < to) {
            let k = view.at(t.span.start());
            let governor = self.governors.partition_point(|g| g.time < row);
            let verb = self.governors.get(governor).filter(|g| g.time == row).map(|g| view.word(g.verb));
            // "Resigned from his post" is of no post that was written.
            let office = |k: usize| {
                matches!(view.word(k), "post" | "posts" | "address")
                    && (k.saturating_sub(3)..k).any(|b| matches!(view.word(b), "from" | "left" | "quit" | "leave"))
            };
            let speech = |k: usize| is_speech(view.word(k)) && !office(k);
            let said = verb.is_some_and(is_address) || (k.saturating_sub(9)..k).any(speech);
            let stamp = self.is_stamp(row, k, view.at(t.span.end())) || bounds(view.word(k.wrapping_sub(1)));
            if said && datable(&t.meaning) && !stamp {
                found = Some(TimeId(row as u32));
            }
            row += 1;
        }
        found
    }

    /// Whether byte `at` stands in the content of some attribution that byte `not` does not stand in.
    fn in_content(&self, at: u32, not: u32) -> bool {
        let end = self.contents.partition_point(|c| c.start() <= at);
        // Contents nest a few deep at most.
        self.contents[..end].iter().rev().take(6).any(|c| c.holds(at) && !c.holds(not))
    }

    /// The token that a time is looked for beside: the cue, else the colon before a quotation or its closing mark.
    fn joint(&self, raw: &Raw, named: Option<(usize, usize)>) -> Option<usize> {
        let view = self.view;
        if let Some(cue) = raw.cue {
            return Some(view.at(cue.start()));
        }
        let (first, last) = (raw.content.first()?, raw.content.last()?);
        let mut open = view.at(first.start()).checked_sub(1)?;
        if is_mark(view.word(open)) {
            open = open.checked_sub(1)?;
        }
        if view.word(open) == ":" {
            return Some(open);
        }
        let close = view.at(last.end());
        let close = close + usize::from(is_mark(view.word(close)));
        let next = view.word(close);
        let goes_on = next.starts_with(|c: char| c.is_lowercase() || "—–-―".contains(c));
        let who = named.is_some_and(|n| (close..close + 3).contains(&n.0));
        (goes_on || who).then(|| close.checked_sub(1)).flatten()
    }

    /// The expression that goes with a cue.
    fn beside(&self, raw: &Raw, named: Option<(usize, usize)>, channel: Option<Venue>) -> Option<TimeId> {
        let view = self.view;
        let c = self.joint(raw, named)?;
        let s = view.sentence_of(if raw.cue.is_none() && view.word(c) != ":" { c + 1 } else { c });
        // A quotation that ends in a stop has its attribution in a sentence of its own; a speaker may stand before.
        let first = (s.first as usize).min(named.map_or(c, |n| n.0)).max(c.saturating_sub(4 * NEAR));
        let byte = |token: usize| view.tokens.get(token).map_or(u32::MAX, |t| t.span.start());
        let (from, to) = (byte(first), byte((s.end as usize).min(c + 4 * NEAR)));
        let cue = raw.cue.map_or(byte(c), Span::start);
        let mut best: Option<(usize, usize)> = None;
        let mut row = self.times.partition_point(|t| t.span.start() < from);
        while let Some(t) = self.times.get(row).filter(|t| t.span.start() < to) {
            if datable(&t.meaning)
                && !self.in_content(t.span.start(), cue)
                && (raw.within.is_none() || !self.in_content(cue, t.span.start()))
                && !holds(&raw.content, t.span.start())
                && let Some(rank) = self.rank(row, c, raw, named, channel)
                && best.is_none_or(|b| rank < b.0)
            {
                best = Some((rank, row));
            }
            row += 1;
        }
        best.map(|b| TimeId(b.1 as u32))
    }

    /// Whether an expression is the stamp of a dateline or of an entry on a live page: "OSLO, June 11 (NAP) —",
    /// "14:05 The minister has said …".
    fn is_stamp(&self, row: usize, first: usize, end: usize) -> bool {
        let view = self.view;
        let head = view.at(view.paragraph_of(view.tokens.get(first).map_or(0, |t| t.span.start())).start());
        let clock = self.times.get(row).is_some_and(|t| matches!(t.meaning.time, Some(TimeOfDay::Clock(..))));
        let dash = |k: usize| {
            let k = k + usize::from(view.word(k) == ")");
            matches!(view.word(k), "(" | "—" | "–" | "-" | "--")
        };
        first == head && clock || first < head + 12 && dash(end) && (head..first).all(|k| !view.word(k).contains("”"))
    }

    /// Whether an expression is an end of a stretch of months or years, in which nothing was said: "from March 2018 to June 2019".
    fn is_range(&self, row: usize) -> bool {
        let long =
            |t: &TimeExpression| matches!(t.meaning.what, What::Calendar(_, YearPart::Month(_) | YearPart::Whole));
        let joined = |a: usize, b: usize| {
            let (Some(a), Some(b)) = (self.times.get(a), self.times.get(b)) else { return false };
            let between = self.view.text.get(a.span.range().end..b.span.range().start).map(str::trim);
            long(a) && long(b) && between.is_some_and(|w| matches!(w, "to" | "-" | "–" | "through" | "until" | "and"))
        };
        joined(row, row + 1) || row > 0 && joined(row - 1, row)
    }

    /// Whether an expression stands in a clause that is over before the chief one begins: "Since he took office in May, police
    /// have reported …".
    fn in_clause_before(&self, first: usize, end: usize) -> bool {
        let view = self.view;
        let s = view.sentence_of(first);
        let open = (s.first as usize..first).find(|k| !is_mark(view.word(*k))).unwrap_or(first);
        let opens = matches!(
            view.word(open),
            "Since" | "After" | "Before" | "Until" | "Because" | "Although" | "Though" | "If" | "Once"
        );
        // More than the preposition of the time itself stands before it.
        opens && first > open + 3 && view.word(end) == ","
    }

    /// How well an expression goes with the cue at token `c`, from 0; `None` where it does not.
    fn rank(
        &self,
        row: usize,
        c: usize,
        raw: &Raw,
        named: Option<(usize, usize)>,
        channel: Option<Venue>,
    ) -> Option<usize> {
        let view = self.view;
        let t = self.times.get(row)?;
        let (first, end) = (view.at(t.span.start()), view.at(t.span.end()));
        if bounds(view.word(first.wrapping_sub(1))) || self.is_stamp(row, first, end) || self.is_range(row) {
            return None;
        }
        // "The host of a Halloween party said …", "(June 2016) Police say …"
        if t.is_kind(view.text) || t.is_habit(view.text) || t.is_stamp(view.text) {
            return None;
        }
        let ahead = end <= c;
        // "Seven hours later, police say, …": what is said now is dated by no time before it.
        let now = raw.cue.is_some() && matches!(view.word(c), "say" | "says") && channel.is_none();
        if ahead && (now || self.in_clause_before(first, end)) {
            return None;
        }
        let (from, to) = if ahead { (end, c) } else { (c + 1, first) };
        if to.saturating_sub(from) > 4 * NEAR {
            return None;
        }
        let skip = |k: usize| {
            let at = view.tokens.get(k).map_or(0, |t| t.span.start());
            named.is_some_and(|n| n.0 <= k && k < n.1) || holds(&raw.content, at)
        };
        let between = (from..to).filter(|k| !skip(*k));
        let far = between.clone().count();
        if far > NEAR {
            return None;
        }
        let governor = self.governors.get(self.governors.partition_point(|g| g.time < row)).filter(|g| g.time == row);
        if governor.is_some_and(|g| g.verb == c) {
            return Some(far);
        }
        let inside = named.is_some_and(|n| n.0 <= first && first < n.1);
        let clause = between.clone().find(|k| breaks(view.word(*k)));
        let sign = raw.cue.is_none() || view.tokens.get(c).is_none_or(|t| !t.is_word());
        let aside = governor.is_some_and(|g| g.aside);
        let occasion = governor.is_some_and(|g| is_occasion(view.word(g.verb)));
        // "in a statement issued on Tuesday", "Monday's press conference"
        let venue = channel.map(|v| view.at(v.span.start())).filter(|v| {
            let run = if *v < first { *v..first } else { end..*v };
            run.len() < 9 && !run.clone().any(|k| breaks(view.word(k)) || view.word(k) == ",")
        });
        // "said Wednesday", "on Wednesday told"
        let close = if ahead { far == 0 && !aside } else { far <= 1 && (c + 1..first).all(|k| !skip(k)) };
        if close && !inside {
            return Some(far + 10);
        }
        // "Police say he opened fire this summer."
        if now {
            return None;
        }
        if let Some(v) = venue {
            return Some(15 + v.abs_diff(first));
        }
        // "ran the email that he sent on Monday"
        if occasion && clause.is_none_or(|k| matches!(view.word(k), "that" | "which")) {
            return Some(far + 100);
        }
        if sign {
            let fits = if raw.cue.is_none() { far <= STAMP } else { !aside };
            return (clause.is_none() && fits).then_some(far + 200);
        }
        if inside {
            return None;
        }
        if ahead {
            return (governor.is_none() && clause.is_none()).then_some(far + 300);
        }
        match clause {
            // Whatever else it hangs from stands before the cue or behind the time, and was read wrongly.
            None => governor.is_none_or(|g| g.verb < c || g.verb > first).then_some(far + 300),
            Some(k) => {
                let day = matches!(t.value, Value::Point(Stretch::Day(_), _));
                // "A man was held, police said, after a boat sank on Monday": what goes on behind the comma is told too.
                let inserted = raw.quotation.is_none() && view.word(k.wrapping_sub(1)) == ",";
                (day && joins(view.word(k)) && k < c + 6 && !inserted).then_some(far + 400)
            }
        }
    }

    /// The date behind an embedded post: "— Ann Lowe (@annlowe) February 5, 2021".
    fn stamp(&self, raw: &Raw) -> Option<TimeId> {
        let view = self.view;
        let last = raw.content.last()?.end();
        let end = view.at(last);
        let dash = (end..end + 3).find(|k| matches!(view.word(*k), "―" | "—" | "–" | "-" | "--"))?;
        let close = (dash + 1..dash + STAMP).find(|k| view.word(*k) == ")")?;
        let handle = (dash + 1..close).any(|k| view.word(k).starts_with('@'));
        let from = view.tokens.get(close + 1)?.span.start();
        let row = self.times.partition_point(|t| t.span.start() < from);
        let time = self.times.get(row).filter(|t| handle && t.span.start() == from && datable(&t.meaning))?;
        self.paragraph.holds(time.span.start()).then_some(TimeId(row as u32))
    }
}

/// What each expression of time comes to, counted from the utterance it stands in where that is dated, else from the
/// day of publication. One value for each row of the report's times.
pub(super) fn values(report: &Annotated, given: &Attributions) -> Vec<Value> {
    let times = &report.annotations.times;
    // Words in marks with the time at which they were said, in order.
    let mut dated: Vec<(Span, TimeId)> = Vec::new();
    for x in &given.list {
        let Some(said) = x.time.filter(|_| x.within.is_none()) else { continue };
        let Some(first) = x.quotation else { continue };
        let content = given.content(x);
        let Some(last) = content.last() else { continue };
        let rows = report.annotations.quotations.get(first.index()..).unwrap_or(&[]);
        for q in rows.iter().filter(|q| q.nested_in.is_none() && q.kind.is_speech()) {
            let parts = report.parts(q);
            if parts.first().is_none_or(|p| p.span.start() >= last.end()) {
                break;
            }
            let own = parts.iter().map(|p| p.span).filter(|p| {
                let near = content.get(content.partition_point(|c| c.end() <= p.start()));
                near.is_some_and(|c| c.overlaps(*p))
            });
            dated.extend(own.map(|p| (p, said.time)));
        }
    }
    if dated.is_empty() {
        return times.iter().map(|t| t.value).collect();
    }
    dated.sort();
    let day = report.day();
    let mut anchor = Anchor::on(day);
    let mut next = 0;
    let mut out = Vec::with_capacity(times.len());
    for t in times {
        while dated.get(next).is_some_and(|d| d.0.end() <= t.span.start()) {
            next += 1;
        }
        anchor.count_from(t.from);
        let said = dated.get(next).filter(|d| d.0.holds(t.span.start())).and_then(|d| times.get(d.1.index()));
        let value = match said.and_then(|s| s.value.days()) {
            Some((first, last)) => resolve_between(&t.meaning, &anchor, first, last),
            None => resolve(&t.meaning, &anchor),
        };
        anchor.note(&t.meaning, value);
        out.push(value);
    }
    out
}
