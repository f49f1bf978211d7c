//! Whom the words that name a speaker stand for: "the harbour master" for the one who was given that office,
//! "the 35-year-old" for the one of that age, "the club" for the one that is spoken of.

mod antecedent;
mod aside;
mod describe;
mod namesake;
mod phrase;
mod resolve;
mod words;

use super::name::Name;
use super::quotation::View;
use super::speaker::{Resolver, Speaker, Subject};
use super::token::{Key, KeyMap};
use crate::span::{NameId, Span};
pub(super) use aside::leads_aside;
pub(super) use namesake::is_mute;
pub(super) use phrase::Grammar;
use phrase::{Phrase, Reader};
use std::collections::{HashMap, HashSet};
pub(super) use words::{is_anybody, is_relative, is_time};

/// Whose words are given: somebody named, or somebody of whom the report has a description only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The mention with the fullest form of the name.
    Named(NameId),
    /// The words that first describe who it is: "a source close to the board".
    Described(Span),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Person,
    Body,
    Place,
}

/// Somebody, or some body, of an article.
struct Entity {
    identity: Identity,
    kind: Kind,
    female: Option<bool>,
    plural: bool,
    /// Whether anything but the shape of its name says so.
    sure: bool,
    /// Whether a noun for a body is said of it.
    body: bool,
    /// Of one that is only described: its noun.
    head: Option<Key>,
    /// Whether it is brought in as somebody else's: "her lawyer, Ann Lowe".
    owned: bool,
    /// Whether the report tells that they are dead, or too small to speak: seldom who speaks in it.
    silent: bool,
    /// Whether it is a small child or a reporter of the outlet, who never is "she" beside a word of saying.
    mute: bool,
}

/// An office as the article gives it to somebody.
#[derive(Clone, Copy)]
struct Office {
    at: usize,
    id: usize,
    /// The rows of the words that give it.
    words: (usize, usize),
}

/// Who speaks, and who that is: nobody known, one, or several.
pub(super) struct Found {
    pub speaker: Speaker,
    ids: Vec<usize>,
}

/// The persons and bodies of an article with what they are called besides their names.
pub(super) struct People<'a, 'b> {
    view: &'a View<'b>,
    read: Reader<'a, 'b>,
    resolver: Resolver<'a, 'b>,
    all: Vec<Entity>,
    by_name: HashMap<NameId, usize>,
    /// Offices and trades, by the word that stands for all of their names.
    offices: KeyMap<Vec<Office>>,
    /// Ages in years.
    ages: HashMap<u32, usize>,
    /// Last names, for "Lowe" and a transcript's "BRANDT:".
    surnames: KeyMap<usize>,
    /// The persons of each last name, for where there are several.
    namesakes: KeyMap<Vec<usize>>,
    /// Where each of several persons with one last name is named in full: rows of tokens, in order.
    fulls: HashMap<usize, Vec<usize>>,
    /// Those of them whose full name stands beside a word of saying.
    cued: HashSet<usize>,
    /// Who has spoken.
    voices: HashSet<usize>,
    /// First names, and first words of firms.
    forenames: KeyMap<usize>,
    /// Mentions without a name, as rows of tokens, in the order in which they were met.
    described: Vec<(usize, usize)>,
    /// Who spoke last.
    last: Vec<usize>,
    /// The person, and the body, that spoke last.
    last_person: Option<usize>,
    last_body: Option<usize>,
    /// Whether that was a question, which somebody else answers.
    asked: bool,
}

impl<'a, 'b> People<'a, 'b> {
    /// Reads who is who off an article.
    pub fn new(view: &'a View<'b>, grammar: &'a Grammar) -> Self {
        let mut people = Self {
            view,
            read: Reader { view, grammar },
            resolver: Resolver::new(view),
            all: Vec::new(),
            by_name: HashMap::new(),
            offices: KeyMap::default(),
            ages: HashMap::new(),
            surnames: KeyMap::default(),
            namesakes: KeyMap::default(),
            fulls: HashMap::new(),
            cued: HashSet::new(),
            voices: HashSet::new(),
            forenames: KeyMap::default(),
            described: Vec::new(),
            last: Vec::new(),
            last_person: None,
            last_body: None,
            asked: false,
        };
        people.introduce();
        people.tell_apart();
        people
    }

    /// The identities of who was found, in order.
    pub fn identities<'c>(&'c self, found: &'c Found) -> impl Iterator<Item = Identity> + 'c {
        found.ids.iter().filter_map(|id| self.all.get(*id)).map(|e| e.identity)
    }

    /// Who stands behind the words in rows `first..end`, which begin with whatever the report begins them with, and
    /// speaks by the word at `cue`.
    pub fn who(&mut self, (first, end): (usize, usize), cue: Option<usize>) -> Option<Found> {
        let found = self.find((first, end), cue)?;
        self.spoke(&found);
        Some(found)
    }

    /// The words that name who stands beside the word of saying at token `cue`.
    pub fn beside(&self, cue: usize) -> Option<(usize, usize)> {
        self.read.beside(cue)
    }

    /// Remembers that somebody spoke.
    pub fn spoke(&mut self, found: &Found) {
        if !found.ids.is_empty() {
            self.last = found.ids.clone();
        }
        if let [id] = found.ids[..] {
            self.voices.insert(id);
            match self.all[id].kind {
                Kind::Person => self.last_person = Some(id),
                _ => self.last_body = Some(id),
            }
        }
        self.resolver.set_speaker(found.speaker);
    }

    /// Remembers whether the last words that were given asked for an answer.
    pub fn asked(&mut self, asked: bool) {
        self.asked = asked;
    }

    /// Who spoke last, where nobody is named: the same goes on.
    pub fn again(&self, speaker: Speaker) -> Found {
        Found { speaker, ids: self.last.clone() }
    }

    /// Whom the rules over tokens found, without a word for it here.
    pub fn known(&self, speaker: Speaker) -> Found {
        let ids = speaker.name.and_then(|n| self.by_name.get(&n)).copied().into_iter().collect();
        Found { speaker, ids }
    }

    /// The name that holds token `at`.
    fn name_at(&self, at: usize) -> Option<&'a Name> {
        let i = self.view.names.partition_point(|n| n.end as usize <= at);
        self.view.names.get(i).filter(|n| n.first as usize <= at)
    }

    fn possessive(&self, n: &Name) -> bool {
        self.owns(n.end as usize - 1) || matches!(self.view.word(n.end as usize), "'" | "’")
    }

    fn owns(&self, token: usize) -> bool {
        let w = self.view.word(token);
        w.ends_with("'s") || w.ends_with("’s")
    }

    /// The row of somebody who is only described, made at the first mention.
    fn describe_as(&mut self, p: Phrase, kind: Kind, female: Option<bool>, plural: bool) -> usize {
        let mut span = self.span(p.first, p.end);
        if self.owns(p.end - 1) {
            // "a neighbour's claim": it is the neighbour who claims.
            let ending = self.view.word(p.end - 1).char_indices().rev().nth(1).map_or(0, |(i, _)| i);
            let cut = self.view.word(p.end - 1).len() - ending;
            span = Span::new(span.start(), span.end() - cut as u32);
        }
        let key = self.bare(p.head);
        if let Some(old) = self.described.iter().rev().take(40).find(|d| d.0 == p.first) {
            return old.1;
        }
        self.all.push(Entity {
            identity: Identity::Described(span),
            kind,
            female,
            plural,
            sure: true,
            body: false,
            head: Some(key),
            owned: false,
            silent: false,
            mute: false,
        });
        self.described.push((p.first, self.all.len() - 1));
        self.all.len() - 1
    }

    fn span(&self, first: usize, end: usize) -> Span {
        let tokens = self.view.tokens;
        match (tokens.get(first), tokens.get(end.saturating_sub(1))) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            _ => Span::default(),
        }
    }

    /// What the older rules make of papers that speak for somebody: "the statement said".
    fn paper(&self, p: Phrase) -> Option<usize> {
        let name = self.resolver.speaks(Subject { first: p.first, end: p.core })?.name?;
        self.by_name.get(&name).copied()
    }
}
