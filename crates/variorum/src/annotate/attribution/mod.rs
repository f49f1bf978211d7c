//! Who is given as saying or thinking what, in marks or not: cue, source and content as spans of their own.
//!
//! Direct quotations come from their marks. Everything else is read off the grammar of the sentence: the clause, the
//! infinitive or the phrase that a word of saying takes, or the sentence it stands behind or inside.

mod broad;
mod choose;
mod content;
mod edges;
mod grammar;
pub mod judge;
mod place;
mod rows;
mod settle;
mod when;

use super::Annotated;
use super::channel::Venue;
use super::language::{self, Language};
use super::lexicon::PRONOUN_SUBJECTS;
pub use super::people::Identity;
use super::people::{Grammar, People};
use super::quotation::{Part, QuotationKind, View};
use super::speaker::Speaker;
use super::syntax::tags::Pos;
use super::syntax::{Model, Parsed};
use super::time::meaning::Value;
use super::token::{Key, Token};
use super::verbs;
use crate::span::{QuotationId, Span};
use choose::Work;
use content::{Marks, cues, indirect};
use grammar::Tree;
use judge::{Example, Judge};
use place::{Before, Now, Places};
use std::borrow::Cow;
use std::ops::Range;
use when::{Clock, Governor};

pub use rows::ContentRow;
pub(crate) use settle::settle;
pub use when::{Basis, SpeechTime};

/// Tokens, from a row up to another.
type Rows = (usize, usize);

/// What is longer than that is no sentence, and would be parsed for nothing.
const LONGEST: usize = 400;
/// Tokens on either side of a cue in which its channel is looked for.
const NEAR: usize = 80;

/// How somebody's words or thoughts are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Given {
    /// All of it in marks.
    Direct,
    /// Some of it in marks.
    Mixed,
    /// None of it in marks.
    Indirect,
}

impl Given {
    /// The kind's name in every view and export.
    pub fn name(self) -> &'static str {
        match self {
            Given::Direct => "direct",
            Given::Mixed => "mixed",
            Given::Indirect => "indirect",
        }
    }
}

/// One act of saying or thinking that a report gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Its rows in the table of contents.
    pub content: Range<u32>,
    /// How it is given.
    pub kind: Given,
    /// The word of saying.
    pub cue: Option<Span>,
    /// Who.
    pub source: Option<Speaker>,
    /// Where it was said or published.
    pub channel: Option<Venue>,
    /// To whom.
    pub addressee: Option<Speaker>,
    /// When it was said.
    pub time: Option<SpeechTime>,
    /// Whose words they are: rows in the table of identities, several where they spoke together, none where it is not
    /// known.
    pub speakers: Range<u32>,
    /// The first quotation in marks that the content holds.
    pub quotation: Option<QuotationId>,
    /// The quotation in whose words it stands: "“He told me it was shut,” she said." It is that speaker's word that
    /// anybody said it.
    pub within: Option<QuotationId>,
}

/// Who is given as speaking, before it is known who that is.
enum Who {
    Nobody,
    Known(Speaker),
    /// The tokens that name the speaker.
    Words(usize, usize),
}

/// What the grammar of a report's sentences shows that may hold an attribution. It hangs on the words and on which of
/// them stand in marks, not on who is known to speak: where only that has changed, it need not be read again.
#[derive(Default)]
pub(crate) struct Shown {
    candidates: Vec<Candidate>,
    sayings: Vec<Saying>,
    governors: Vec<Governor>,
    grammar: Grammar,
}

/// What grammar shows: a cue, its content and its source as tokens.
#[derive(Clone)]
struct Candidate {
    content: Vec<Rows>,
    cue: usize,
    source: Option<Rows>,
    to: Option<Rows>,
}

/// A verb of saying with who says, and to whom, as tokens.
struct Saying {
    cue: usize,
    source: Rows,
    to: Option<Rows>,
    /// Whether the verb is one of saying wherever it stands.
    known: bool,
    /// Whether its subject is another verb's, which it goes on from.
    carried: bool,
}

/// The attributions of an article, in order of their first words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributions {
    /// The attributions.
    pub list: Vec<Attribution>,
    /// The stretches of their contents; each attribution owns a run of them.
    pub contents: Vec<Span>,
    /// What each expression of time of the report comes to, row by row: in words that somebody said on a day that is
    /// told, counted from that day; else from the day of publication.
    pub values: Vec<Value>,
    /// Whose words they are; each attribution owns a run of them.
    pub identities: Vec<Identity>,
}

impl Attributions {
    /// Whose words one attribution gives, in the order of the text.
    pub fn speakers(&self, attribution: &Attribution) -> &[Identity] {
        self.identities.get(attribution.speakers.start as usize..attribution.speakers.end as usize).unwrap_or(&[])
    }

    /// The stretches of one attribution's content, in text order.
    pub fn content(&self, attribution: &Attribution) -> &[Span] {
        self.contents.get(attribution.content.start as usize..attribution.content.end as usize).unwrap_or(&[])
    }

    /// What the time comes to at which something was said.
    pub fn value(&self, time: SpeechTime) -> Option<Value> {
        self.values.get(time.time.index()).copied()
    }

    /// Who that is, by the fullest names or first descriptions that `report` has, " + " between several; the words
    /// beside the cue where nothing more is known, and nothing for a pronoun that is not resolved.
    pub fn speaker<'r>(&self, report: &'r Annotated, attribution: &Attribution) -> Option<Cow<'r, str>> {
        let words = |i: &Identity| match i {
            Identity::Named(name) => report.name(*name),
            Identity::Described(span) => report.text(*span),
        };
        match self.speakers(attribution) {
            [] => attribution.source.and_then(|s| report.speaks(s)).map(Cow::Borrowed),
            [one] => Some(Cow::Borrowed(words(one))),
            several => Some(Cow::Owned(several.iter().map(words).collect::<Vec<_>>().join(" + "))),
        }
    }
}

/// An attribution whose speaker is not looked up yet.
struct Raw {
    content: Vec<Span>,
    kind: Given,
    cue: Option<Span>,
    who: Who,
    to: Option<Rows>,
    quotation: Option<usize>,
    within: Option<usize>,
}

/// Finds all attributions of an article. A pure function of it, which cannot fail.
pub fn attributions(report: &Annotated) -> Attributions {
    attributions_by(report, Judge::english())
}

/// Finds all attributions of an article as `judge` sees them; without one, all that rules propose.
pub fn attributions_by(report: &Annotated, judge: Option<Judge<'_>>) -> Attributions {
    let shown = shown_by(report, judge, &mut Parsed::default());
    attributions_of(report, &shown)
}

/// What [`attributions_of`] reads, as the judge that comes with the program chooses it. `parsed` may be shared with
/// others who parse sentences.
pub(crate) fn shown(report: &Annotated, parsed: &mut Parsed) -> Shown {
    shown_by(report, Judge::english(), parsed)
}

fn shown_by(report: &Annotated, judge: Option<Judge<'_>>, parsed: &mut Parsed) -> Shown {
    let view = &view(report);
    let a = &report.annotations;
    // A report of some length that is in no known language has no grammar that could be read, and other languages have
    // rules of their own.
    if view.words.is_some() || a.language.is_none() && a.tokens.len() > NEAR {
        return Shown::default();
    }
    by_grammar(view, report, &Marks::new(report), judge.map_or(Use::Rules, Use::Judge), parsed)
}

/// All attributions of an article whose grammar shows this.
pub(crate) fn attributions_of(report: &Annotated, shown: &Shown) -> Attributions {
    let view = &view(report);
    if let Some(words) = view.words {
        let mut out = language::attribution::attributions(report, view, words);
        out.values = when::values(report, &out);
        return out;
    }
    let a = &report.annotations;
    let marks = Marks::new(report);
    let mut used = vec![false; a.quotations.len()];
    let mut found = indirect(view, &shown.grammar, &marks, &shown.candidates, &mut used);
    found.extend(in_marks(view, report, &shown.sayings, &used));
    found.sort_by_key(|f| f.content.first().copied());
    let clock = Clock::new(view, &a.times, &shown.governors, &found);
    let mut out = finish(view, &shown.grammar, found, clock);
    out.values = when::values(report, &out);
    out
}

/// What every cue of an article may report, with what a judge would see of it: for training one.
pub fn examples(report: &Annotated) -> Vec<Example> {
    let view = &view(report);
    let mut out = Vec::new();
    if view.words.is_some() {
        return out;
    }
    let marks = Marks::new(report);
    by_grammar(view, report, &marks, Use::Show(&mut out), &mut Parsed::default());
    let cues = cues(&report.annotations.quotations);
    out.retain(|e| !cues.contains(&e.cue));
    out
}

fn view(report: &Annotated) -> View<'_> {
    let a = &report.annotations;
    View {
        text: report.article.text.as_str(),
        blocks: &report.article.blocks,
        tokens: &a.tokens,
        sentences: &a.sentences,
        names: &a.names,
        words: a.language.and_then(Language::words),
    }
}

/// What is done with what grammar shows.
enum Use<'j, 'e> {
    /// What rules propose is taken.
    Rules,
    /// A judge chooses.
    Judge(Judge<'j>),
    /// All there is to choose from is shown.
    Show(&'e mut Vec<Example>),
}

/// What the grammar of the sentences shows that may hold an attribution.
fn by_grammar(
    view: &View<'_>,
    report: &Annotated,
    marks: &Marks<'_>,
    mut what: Use<'_, '_>,
    parsed: &mut Parsed,
) -> Shown {
    let grammar = Grammar { words: vec![None; view.tokens.len()], quoted: Vec::new() };
    let mut out = Shown { grammar, ..Shown::default() };
    let Some(model) = Model::english() else { return out };
    let Shown { candidates, sayings, governors, grammar } = &mut out;
    // Sentences in which somebody may stand beside a quotation that no known verb introduces.
    let quotations = report.annotations.quotations.iter();
    let direct = quotations.filter(|q| q.kind == QuotationKind::Direct && q.nested_in.is_none());
    grammar.quoted = direct.flat_map(|q| report.parts(q)).map(|p| (p.first as usize, p.end as usize)).collect();
    grammar.quoted.sort();
    let open: Vec<u32> = grammar.quoted.iter().map(|p| p.1 as u32).collect();
    let mut work = Work::default();
    for s in view.sentences {
        let tokens = view.tokens.get(s.first as usize..s.end as usize).unwrap_or(&[]);
        let beside = open[open.partition_point(|p| *p < s.first)..].first().is_some_and(|p| *p <= s.end);
        let may = |t: &Token| {
            verbs::frame(t.key) != 0
                || verbs::is_noun(t.key)
                || verbs::may_take_particle(t.key)
                || verbs::adjective(t.key) != 0
                || t.key == edges::according()
        };
        if tokens.len() < LONGEST && (beside || tokens.iter().any(may)) {
            parsed.tag(model, view.text, view.tokens, *s);
            let cue = |i: usize| {
                let at = |i: usize| parsed.words.get(i).and_then(|w| view.tokens.get(w.token as usize)).map(|t| t.key);
                let key = at(i);
                if key.zip(at(i + 1)).is_some_and(|(k, next)| verbs::with_particle(k, next) != 0) {
                    return true;
                }
                key.is_some_and(|k| match parsed.tags[i].1 {
                    Pos::Noun => verbs::is_noun(k) || verbs::frame(k) != 0,
                    Pos::Verb | Pos::Aux | Pos::Propn | Pos::Adv => verbs::frame(k) != 0 || k == edges::according(),
                    Pos::Adj => verbs::adjective(k) != 0,
                    _ => k == edges::according(),
                })
            };
            if beside || (0..parsed.words.len()).any(cue) {
                parsed.parse(model);
                // The first word of a token stands for it.
                for (i, word) in parsed.words.iter().enumerate().rev() {
                    if let Some(row) = grammar.words.get_mut(word.token as usize) {
                        *row = Some((parsed.tags[i].0, parsed.heads[i].1));
                    }
                }
                let tree = Tree::new(view, parsed);
                let first = candidates.len();
                tree.candidates(candidates);
                match &mut what {
                    Use::Rules => {}
                    Use::Judge(judge) => work.judge(&tree, marks, *judge, candidates, first),
                    Use::Show(out) => {
                        work.show(&tree, (view, grammar, marks), candidates.drain(first..).as_slice(), out)
                    }
                }
                tree.sayings(sayings);
                let rows = (s.first as usize, s.end as usize);
                when::govern(view, parsed, &report.annotations.times, rows, governors);
            }
        }
        candidates.extend(edges::by_colon(view, s.first as usize, s.end as usize));
    }
    out
}

/// The bytes of rows of the token table.
fn cover(view: &View<'_>, rows: Rows) -> Option<Span> {
    Some(view.tokens.get(rows.0)?.span.cover(view.tokens.get(rows.1.checked_sub(1)?)?.span))
}

/// The quotations in marks that are no part of something else.
fn in_marks(view: &View<'_>, report: &Annotated, sayings: &[Saying], used: &[bool]) -> Vec<Raw> {
    let mut out = Vec::new();
    for (i, q) in report.annotations.quotations.iter().enumerate() {
        if used[i] || !q.kind.is_speech() {
            continue;
        }
        let own = report.parts(q);
        let mut kind = if q.kind == QuotationKind::Mixed { Given::Mixed } else { Given::Direct };
        // Marks around nothing are nobody's words.
        let mut content: Vec<Span> = own.iter().map(|p| p.span).filter(|s| !s.is_empty()).collect();
        if content.is_empty() {
            continue;
        }
        if let Some(outer) = q.nested_in {
            let who =
                q.speaker.map_or(Who::Nobody, |s| Who::Words(view.at(s.mention.start()), view.at(s.mention.end())));
            out.push(Raw { content, kind, cue: q.cue, who, to: None, quotation: Some(i), within: Some(outer.index()) });
            continue;
        }
        if let (Some(first), Some(part)) = (content.first_mut(), own.first())
            && let Some(start) = edges::ahead(view, part, q.cue, kind == Given::Mixed)
        {
            *first = start.cover(*first);
            kind = Given::Mixed;
        }
        if kind == Given::Mixed
            && let ([last], [part]) = (&mut content[..], own)
        {
            *last = last.cover(edges::behind(view, part).unwrap_or(*last));
        }
        let mut raw = Raw {
            content,
            kind,
            cue: q.cue,
            who: match q.speaker {
                // Nobody is named here: whoever spoke before goes on.
                Some(s) if q.cue.is_none() => Who::Known(s),
                Some(s) => Who::Words(view.at(s.mention.start()), view.at(s.mention.end())),
                None => Who::Nobody,
            },
            to: None,
            quotation: Some(i),
            within: None,
        };
        // "“BRANDT: We are late.”", as transcripts are quoted, paragraph by paragraph.
        let label = |p: &Part| {
            let f = p.first as usize;
            let word = view.word(f);
            let shouted = word.len() > 2 && !word.contains(char::is_lowercase) && view.word(f + 1) == ":";
            let rest = view.tokens.get(f + 2).filter(|t| t.span.end() <= p.span.end())?;
            (shouted && kind == Given::Direct).then_some((f, Span::new(rest.span.start(), p.span.end())))
        };
        if own.iter().any(|p| label(p).is_some()) {
            let mut turns: Vec<Raw> = Vec::new();
            for p in own.iter().filter(|p| !p.span.is_empty()) {
                match (label(p), turns.last_mut()) {
                    (Some((f, said)), _) => turns.push(Raw {
                        content: vec![said],
                        kind,
                        cue: view.tokens.get(f + 1).map(|t| t.span),
                        who: Who::Words(f, f + 1),
                        to: None,
                        quotation: Some(i),
                        within: None,
                    }),
                    (None, Some(turn)) => turn.content.push(p.span),
                    (None, None) => turns.push(Raw {
                        content: vec![p.span],
                        kind,
                        cue: q.cue,
                        who: Who::Nobody,
                        to: None,
                        quotation: Some(i),
                        within: None,
                    }),
                }
            }
            out.append(&mut turns);
            continue;
        }
        // The rules know the name, the grammar the phrase it stands in.
        let same = || {
            let (cue, mention) = (view.at(q.cue?.start()), view.at(q.speaker?.mention.start()));
            let saying = sayings.get(sayings.partition_point(|s| s.cue < cue)).filter(|s| s.cue == cue)?;
            (saying.carried || saying.source.0 <= mention && mention < saying.source.1).then_some(saying)
        };
        if let Some((first, end)) = own.last().filter(|_| q.cue.is_none()).and_then(|p| edges::signature(view, p)) {
            raw.who = Who::Words(first, end);
            out.push(raw);
            continue;
        }
        if let Some((first, end)) = own.first().filter(|_| q.cue.is_none()).and_then(|p| edges::introduced(view, p)) {
            raw.who = Who::Words(first, end);
            raw.cue = view.tokens.get(end).map(|t| t.span);
            out.push(raw);
            continue;
        }
        // "“It is shut,” she said. “It stays shut.” The council denied it."
        let first = raw.content.first().map_or(0, |c| c.start());
        let paragraph = view.paragraph_of(first);
        let going_on = q.cue.is_none()
            && out.last().is_some_and(|r: &Raw| {
                r.kind == Given::Direct
                    && r.within.is_none()
                    && r.cue.is_some_and(|c| c.start() < first)
                    && r.content.first().is_some_and(|c| view.paragraph_of(c.start()) == paragraph)
            });
        let before_colon = || edges::before_colon(view, own.first()?, sayings);
        if kind == Given::Direct
            && q.cue.is_none()
            && let Some((first, end)) = before_colon()
        {
            raw.who = Who::Words(first, end);
            out.push(raw);
            continue;
        }
        // "Ann Lowe said: “It is shut.” Ben Marsh said nothing."
        let led = own.first().zip(q.cue).is_some_and(|(p, c)| {
            c.end() <= p.outer.start() && view.sentence_of(view.at(c.start())) == view.sentence_of(p.first as usize)
        });
        // Of words that are joined to those before it is said there whose they are.
        let joined = q.cue.is_some() && i > 0 && report.annotations.quotations[i - 1].cue == q.cue;
        let beside =
            if kind == Given::Direct && !joined { edges::beside(view, own, sayings, (going_on, led)) } else { None };
        if let Some(saying) = beside.or_else(same) {
            raw.cue = view.tokens.get(saying.cue).map(|t| t.span);
            raw.who = Who::Words(saying.source.0, saying.source.1);
            raw.to = saying.to;
        }
        out.push(raw);
    }
    out
}

/// Looks up who speaks, where, and to whom, in the order of the text.
fn finish(view: &View<'_>, grammar: &Grammar, found: Vec<Raw>, mut clock: Clock<'_>) -> Attributions {
    let mut out = Attributions { list: Vec::with_capacity(found.len()), ..Attributions::default() };
    let mut people = People::new(view, grammar);
    let mut last: Option<Before> = None;
    let places = Places::new(view, grammar, &found);
    for raw in found {
        let start = raw.content.first().map_or(0, |s| s.start());
        if let Some(outer) = raw.within {
            let time = clock.inside(&raw);
            inside(view, &mut people, &mut out, raw, QuotationId(outer as u32), time);
            continue;
        }
        let named = if let Who::Words(first, end) = raw.who { Some((first, end)) } else { None };
        let at = raw.cue.map(|c| view.at(c.start()));
        let own = at.and_then(|at| places.channel(&raw, at, named, last.as_ref()));
        let to = at.and_then(|at| places.to_whom(&raw, at, named, own));
        let mut addressee = to.and_then(|rows| people.addressee(rows));
        let speaker = match raw.who {
            Who::Nobody if raw.cue.is_none() && raw.kind == Given::Direct => last
                .as_ref()
                .filter(|l| view.paragraph_of(l.start) == view.paragraph_of(start))
                .and_then(|l| l.source)
                .map(|s| people.again(s)),
            Who::Nobody => None,
            // In one paragraph it is whoever spoke last.
            Who::Known(s) => {
                let here = |l: &&Before| view.paragraph_of(l.start) == view.paragraph_of(start);
                let found = match last.as_ref().filter(here).and_then(|l| l.source) {
                    Some(s) => people.again(s),
                    None => people.known(s),
                };
                people.spoke(&found);
                Some(found)
            }
            Who::Words(first, end) => {
                // Who stands within what is said does not say it.
                let own = view.tokens.get(first).is_some_and(|t| raw.content.iter().any(|c| c.holds(t.span.start())));
                let beside = at.filter(|_| own).and_then(|at| people.beside(at));
                people.who(beside.unwrap_or((first, end)), at)
            }
        };
        if let Some(at) = at {
            let pronoun = named.is_some_and(|n| {
                n.1 == n.0 + 1 && PRONOUN_SUBJECTS.has(view.tokens.get(n.0).map_or(Key::word(""), |t| t.key))
            });
            people.asked(!pronoun && matches!(view.word(at), "asked" | "asks"));
        }
        let source = speaker.as_ref().map(|f| f.speaker);
        let about = speaker.as_ref().zip(named).zip(at).and_then(|((f, rows), at)| people.aside(f, rows, at));
        let who = out.identities.len();
        out.identities.extend(speaker.iter().flat_map(|f| people.identities(f)));
        let those = out.identities.get(who..).unwrap_or(&[]);
        let of = |l: &Before| out.identities.get(l.speakers.clone()).unwrap_or(&[]) == those && !those.is_empty();
        let now = Now { start, source, same: last.as_ref().is_some_and(of), at };
        let mut channel = own;
        addressee = addressee.map(|to| places.not_himself(&now, last.as_ref(), to));
        if let Some(before) = &last {
            places.carry(&raw, &now, before, &mut channel, &mut addressee);
            // "“Which was it?” he asked. “Both,” she said.": he asked her.
            if places.answers(&raw, &now, before)
                && let Some(asked) = out.list.last_mut().filter(|a| a.addressee.is_none() && a.within.is_none())
            {
                asked.addressee = source;
            }
        }
        last = Some(Before {
            start,
            end: raw.content.last().map_or(start, |s| s.end()),
            cue: at,
            source: about.or(source),
            speakers: who..out.identities.len(),
            channel,
            addressee,
        });
        let time = clock.time(&raw, source, named, channel);
        let from = out.contents.len() as u32;
        out.contents.extend(raw.content);
        out.list.push(Attribution {
            content: from..out.contents.len() as u32,
            kind: raw.kind,
            cue: raw.cue,
            source,
            channel,
            addressee,
            time,
            speakers: who as u32..out.identities.len() as u32,
            quotation: raw.quotation.map(|q| QuotationId(q as u32)),
            within: raw.within.map(|q| QuotationId(q as u32)),
        });
    }
    places.turns(&mut out);
    out
}

/// Adds what somebody says within the words of another; who says "I" there is the other.
fn inside(
    view: &View<'_>,
    people: &mut People<'_, '_>,
    out: &mut Attributions,
    raw: Raw,
    outer: QuotationId,
    time: Option<SpeechTime>,
) {
    let at = raw.cue.map(|c| view.at(c.start()));
    let mine = |first: usize, end: usize| end == first + 1 && matches!(view.word(first), "I" | "we" | "We");
    let whole = out.list.iter().rev().find(|a| a.quotation == Some(outer) && a.within.is_none());
    let (source, speakers) = match raw.who {
        Who::Words(first, end) if mine(first, end) => {
            (whole.and_then(|a| a.source), whole.map_or(0..0, |a| a.speakers.clone()))
        }
        who => {
            // Whoever is quoted there does not become the one who speaks in the report.
            let found = match who {
                Who::Words(first, end) => people.find((first, end), at),
                Who::Known(s) => Some(people.known(s)),
                Who::Nobody => None,
            };
            let from = out.identities.len() as u32;
            out.identities.extend(found.iter().flat_map(|f| people.identities(f)));
            (found.map(|f| f.speaker), from..out.identities.len() as u32)
        }
    };
    let addressee = raw.to.and_then(|(first, end)| people.addressee((first, end)));
    let from = out.contents.len() as u32;
    out.contents.extend(raw.content);
    out.list.push(Attribution {
        content: from..out.contents.len() as u32,
        kind: raw.kind,
        cue: raw.cue,
        source,
        channel: None,
        addressee,
        time,
        quotation: raw.quotation.map(|q| QuotationId(q as u32)),
        within: Some(outer),
        speakers,
    });
}
