//! What a cue may report: far more than it does, for the judge to choose from. Contents begin and end where a phrase
//! of the tree does.

use super::grammar::Tree;
use super::{Candidate, Rows};
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::verbs;

/// Most places where a content may begin, and end.
const STARTS: usize = 4;
const ENDS: usize = 10;

/// What kind of word a cue is, and on which side its content stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    #[default]
    Verb,
    /// A verb that no list has.
    Other,
    Noun,
    Adjective,
    /// "…, police said": the content stands before it, or around it.
    Behind,
    According,
}

/// A rule takes this edge.
pub(super) const RULE: u8 = 1;
/// The edge of a phrase that hangs from the cue.
const WHOLE: u8 = 2;
/// The end of all that hangs from the cue.
const ALL: u8 = 4;
/// The end of the sentence.
const SENTENCE: u8 = 8;
/// Where rules hold that the writer goes on.
const STOP: u8 = 16;

/// No relation.
const NONE: u8 = 63;

/// A place where a content may begin or end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// The word it begins with, or the first one behind its end.
    pub at: usize,
    /// What the phrase that begins here is to its head.
    pub relation: u8,
    /// Where that head is: 1 the cue, 2 what hangs from the cue, 3 within that, 4 before the cue.
    pub from: u8,
    pub flags: u8,
}

/// One content that a cue may have: one or two runs of words, and the rows of its edges.
#[derive(Clone, Copy, Debug)]
pub(super) struct Choice {
    pub first: (usize, usize),
    pub second: Option<(usize, usize)>,
    pub start: usize,
    pub end: usize,
}

impl Choice {
    pub fn pieces(self) -> impl Iterator<Item = (usize, usize)> {
        std::iter::once(self.first).chain(self.second)
    }
}

/// All contents that one cue may have; what was filled once is used again for the next.
#[derive(Default)]
pub(super) struct Choices {
    pub cue: usize,
    pub source: Option<Rows>,
    pub shape: Shape,
    /// Whether a rule proposes one of them.
    pub ruled: bool,
    pub starts: Vec<Edge>,
    pub ends: Vec<Edge>,
    pub list: Vec<Choice>,
    /// For each word, the phrase that begins there and hangs from a word before it.
    begins: Vec<u16>,
}

impl Choices {
    /// Makes ready for another sentence.
    pub fn sentence(&mut self, tree: &Tree<'_>) {
        self.begins.clear();
        self.begins.resize(tree.len() + 1, u16::MAX);
        for h in 0..tree.len() {
            let low = tree.low(h);
            if tree.head(h).is_some_and(|g| g < low) {
                self.begins[low] = h as u16;
            }
        }
    }

    /// The contents that word `i` may have, the one that a rule takes among them; false if it is no cue.
    pub fn fill(&mut self, tree: &Tree<'_>, i: usize, rule: Option<&Candidate>) -> bool {
        self.cue = i;
        self.starts.clear();
        self.ends.clear();
        self.list.clear();
        self.ruled = rule.is_some();
        let ruled = rule.map(|r| {
            let mut pieces = r.content.iter().map(|p| tree.words_of(*p));
            (pieces.next().unwrap_or(0..0), pieces.next())
        });
        let Some(shape) = shape(tree, i).or(rule.map(|_| Shape::Other)).filter(|_| !tree.is_ahead(i)) else {
            return false;
        };
        self.shape = shape;
        match ruled {
            Some((first, second)) if first.start < i => {
                if shape != Shape::According {
                    self.shape = Shape::Behind;
                }
                self.around(tree, first, second);
            }
            Some((first, _)) => self.following(tree, Some(first)),
            None => self.following(tree, None),
        }
        self.source = match rule {
            Some(r) => r.source,
            None if self.list.is_empty() => None,
            None => tree.speaker(i, tree.who_says(i)),
        };
        !self.list.is_empty()
    }

    /// One of the contents, as rows of the token table.
    pub fn content(&self, tree: &Tree<'_>, choice: usize) -> Vec<Rows> {
        let pieces = self.list.get(choice).map(|c| c.pieces());
        pieces.into_iter().flatten().filter_map(|(from, to)| tree.rows(from, to)).collect()
    }

    /// Contents behind the cue.
    fn following(&mut self, tree: &Tree<'_>, rule: Option<std::ops::Range<usize>>) {
        let (i, n) = (self.cue, tree.len());
        if let Some(r) = &rule {
            let relation = self.begins.get(r.start).filter(|h| **h != u16::MAX);
            let relation = relation.map_or(NONE, |h| tree.relation(usize::from(*h)) as u8);
            self.starts.push(Edge { at: r.start, relation, from: 1, flags: RULE });
        }
        let takes = |c: &&usize| {
            **c > i
                && matches!(
                    tree.relation(**c),
                    Relation::Ccomp
                        | Relation::Xcomp
                        | Relation::Obj
                        | Relation::Obl
                        | Relation::Advcl
                        | Relation::Acl
                        | Relation::Nmod
                        | Relation::Parataxis
                )
        };
        for &c in tree.children(i).iter().filter(takes) {
            let mut at = tree.low(c).max(i + 1);
            let relation = tree.relation(c);
            let case = tree.children(c).iter().any(|k| *k == at && tree.relation(*k) == Relation::Case);
            if matches!(relation, Relation::Obl | Relation::Nmod) {
                let preposition = matches!(
                    tree.text(at),
                    "about" | "of" | "for" | "on" | "over" | "against" | "to" | "as" | "with" | "at" | "in" | "from"
                );
                if !case || !preposition {
                    continue;
                }
                at += 1;
            }
            while at < n && tree.stops(at) {
                at += 1;
            }
            // "a statement announcing it": a noun tells with "that", "to" or a preposition only.
            if self.shape == Shape::Noun && tree.tag_at(at) == Tag::Ing as u64 && relation == Relation::Acl {
                continue;
            }
            let room = self.starts.len() < STARTS;
            match self.starts.iter_mut().find(|s| s.at == at) {
                Some(s) => {
                    s.flags |= WHOLE;
                    s.relation = relation as u8;
                }
                None if at < n && room => {
                    self.starts.push(Edge { at, relation: relation as u8, from: 1, flags: WHOLE });
                }
                None => {}
            }
        }
        let Some(first) = self.starts.iter().map(|s| s.at).min() else { return };
        if let Some(r) = &rule {
            self.end(tree, r.end, RULE, first);
        }
        for &c in tree.children(i).iter().filter(takes) {
            self.end(tree, tree.high(c) + 1, WHOLE, first);
        }
        self.end(tree, tree.high(i) + 1, ALL, first);
        // Of a clause within the sentence, what follows it is told by somebody else.
        if tree.is_main(i) {
            self.end(tree, n, SENTENCE, first);
            self.end(tree, tree.stop(i, first + 1), STOP, first);
        }
        self.cuts(tree, first, n);
        self.place(tree, first);
        for (s, start) in self.starts.iter().enumerate() {
            for (e, end) in self.ends.iter().enumerate().filter(|(_, e)| e.at > start.at) {
                let first = (start.at, end.at);
                self.list.push(Choice { first, second: None, start: s, end: e });
            }
        }
    }

    /// Contents before the cue, or on both sides of it.
    fn around(&mut self, tree: &Tree<'_>, first: std::ops::Range<usize>, second: Option<std::ops::Range<usize>>) {
        let i = self.cue;
        self.starts.push(Edge { at: first.start, relation: NONE, from: 0, flags: RULE });
        // "But the lock was shut, …", "On Monday, the lock was shut, …".
        let mut at = first.start;
        if tree.tag(at) == Tag::And && at + 1 < first.end {
            at += 1;
            self.starts.push(Edge { at, relation: Relation::Cc as u8, from: 0, flags: 0 });
        }
        let comma = (at + 1..first.end.min(at + 16)).find(|k| tree.text(*k) == ",");
        if let Some(k) = comma.filter(|k| k + 2 < first.end) {
            let relation = tree.relation(at) as u8;
            self.starts.push(Edge { at: k + 1, relation, from: 0, flags: WHOLE });
        }
        let Some(second) = second else {
            self.ends.push(Edge { at: first.end, relation: NONE, from: 0, flags: RULE });
            for (s, start) in self.starts.iter().enumerate() {
                self.list.push(Choice { first: (start.at, first.end), second: None, start: s, end: 0 });
            }
            return;
        };
        self.end(tree, second.end, RULE, second.start);
        self.cuts(tree, second.start, second.end);
        self.place(tree, i);
        // "The lock was shut, police said, …" may be all; "the lock is said to …" and "the lock, police said, …" are not.
        if tree.stops(first.end) && first.clone().any(|k| tree.finite(k)) {
            self.ends.push(Edge { at: second.start, relation: NONE, from: 0, flags: WHOLE });
        }
        for (s, start) in self.starts.iter().enumerate() {
            for (e, end) in self.ends.iter().enumerate() {
                let rest = (end.at > second.start).then_some((second.start, end.at));
                self.list.push(Choice { first: (start.at, first.end), second: rest, start: s, end: e });
            }
        }
    }

    /// Notes that a content may end before word `at`.
    fn end(&mut self, tree: &Tree<'_>, at: usize, flags: u8, first: usize) {
        let mut at = at.min(tree.len());
        while at > first && tree.stops(at - 1) {
            at -= 1;
        }
        // Marks that open within a content close within it.
        let mut next = at;
        while next < tree.len() && (tree.stops(next) || tree.tag(next) == Tag::Closing) {
            next += 1;
            at = if tree.tag(next - 1) == Tag::Closing { next } else { at };
        }
        let room = self.ends.len() < ENDS;
        match self.ends.iter_mut().find(|e| e.at == at) {
            Some(e) => e.flags |= flags,
            None if at > first && room => {
                self.ends.push(Edge { at, relation: NONE, from: 0, flags });
            }
            None => {}
        }
    }

    /// Notes the places before phrases that a content may have to do without.
    fn cuts(&mut self, tree: &Tree<'_>, first: usize, last: usize) {
        let i = self.cue;
        for k in first + 1..last {
            let Some(h) = self.begins.get(k).filter(|h| **h != u16::MAX).map(|h| usize::from(*h)) else { continue };
            if tree.tag(k) == Tag::Hyphen || tree.tag(k - 1) == Tag::Hyphen {
                continue;
            }
            let comma = tree.stops(k) || tree.stops(k - 1);
            let near = tree.head(h).is_some_and(|g| g == i || tree.head(g) == Some(i));
            let cut = match tree.relation(h) {
                Relation::Advcl | Relation::Conj | Relation::Relcl | Relation::Parataxis | Relation::Ccomp => true,
                Relation::Acl | Relation::Appos => comma || near,
                Relation::Obl | Relation::Unmarked | Relation::Advmod | Relation::Nmod | Relation::Dep => {
                    comma || near && tree.relation(h) != Relation::Nmod
                }
                _ => comma,
            };
            if cut {
                self.end(tree, k, 0, first);
            }
        }
    }

    /// Looks up what begins behind each end.
    fn place(&mut self, tree: &Tree<'_>, first: usize) {
        let i = self.cue;
        for e in &mut self.ends {
            let next = (e.at..tree.len()).find(|k| !tree.stops(*k)).unwrap_or(tree.len());
            let h = (e.at..=next).rev().find_map(|k| self.begins.get(k).filter(|h| **h != u16::MAX));
            let Some(h) = h.map(|h| usize::from(*h)) else { continue };
            e.relation = tree.relation(h) as u8;
            e.from = match tree.head(h) {
                Some(g) if g == i => 1,
                Some(g) if tree.head(g) == Some(i) => 2,
                Some(g) if g >= first => 3,
                _ => 4,
            };
        }
    }
}

/// What kind of cue a word may be, whether or not rules make anything of it.
fn shape(tree: &Tree<'_>, i: usize) -> Option<Shape> {
    let complement = |k: &&usize| **k > i && matches!(tree.relation(**k), Relation::Ccomp | Relation::Xcomp);
    let clause = || tree.children(i).iter().find(complement).copied();
    match tree.tag(i) {
        _ if tree.is_according(i) => Some(Shape::According),
        _ if tree.is_half(i) => None,
        Tag::Verb | Tag::Past | Tag::Present | Tag::PresentS | Tag::Participle | Tag::Ing => {
            if verbs::frame(tree.key(i)) != 0 {
                return Some(Shape::Verb);
            }
            let begins = |c: usize| matches!(tree.tag(tree.low(c)), Tag::To | Tag::Prep | Tag::When | Tag::Who);
            (tree.pos(i) != Pos::Aux && clause().is_some_and(begins)).then_some(Shape::Other)
        }
        Tag::Noun | Tag::Nouns => verbs::is_noun(tree.key(i)).then_some(Shape::Noun),
        Tag::Adj if verbs::adjective(tree.key(i)) != 0 => Some(Shape::Adjective),
        _ => None,
    }
}
