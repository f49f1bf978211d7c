//! Words of saying in a clause beside what the sentence tells: "After Tom Pell said the lock was shut, Ann Lowe answered."
//! The sentence is about her, and who says something behind it without a name goes on from her.

use super::{Found, Identity, Kind, People};
use crate::annotate::lexicon::List;
use crate::annotate::name::Name;
use crate::annotate::speaker::Speaker;
use crate::annotate::syntax::tags::Relation;
use crate::annotate::token::Key;
use crate::annotate::verbs;

/// Tokens between the word that leads a clause and its subject.
const LEAD: usize = 6;
/// Tokens between a comma and the subject behind it.
const TITLED: usize = 10;

/// Words that lead a clause beside the main one.
static LEADS: List = List::new("after before when while because since once although though as until whereas");
/// Verbs of who answers in some way.
static ANSWERS: List = List::new("reacted reacts reacting hit fired");

/// Whether a word leads a clause beside the main one: "after Lowe spoke".
pub(in crate::annotate) fn leads_aside(key: Key) -> bool {
    LEADS.has(key)
}

impl People<'_, '_> {
    /// Whom the sentence is about where the word of saying at token `cue` and its subject stand in a clause beside: that
    /// one is the last who spoke. Nobody where it is the same, or not to be seen.
    pub fn aside(&mut self, found: &Found, subject: (usize, usize), cue: usize) -> Option<Speaker> {
        let view = self.view;
        let at = self.main_subject(subject, cue)?;
        let (id, mention, named) = match view.word(at).to_lowercase().as_str() {
            w @ ("he" | "she") => (self.antecedent(at, Some(w == "she"), false)?, view.tokens[at].span, false),
            _ => {
                let n = self.name_at(at)?;
                (*self.by_name.get(&n.fullest)?, n.span, true)
            }
        };
        let Identity::Named(name) = self.all[id].identity else { return None };
        if self.all[id].kind != Kind::Person || found.ids.contains(&id) {
            return None;
        }
        self.last = vec![id];
        self.voices.insert(id);
        self.last_person = Some(id);
        Some(Speaker { mention, name: Some(name), named })
    }

    /// Whether a name is the subject of a word of saying in a clause beside what another does: "Lowe spoke after Pell
    /// said it".
    pub(super) fn is_aside(&self, n: &Name) -> bool {
        let (first, end) = (n.first as usize, n.end as usize);
        let view = self.view;
        let from = if view.word(end) == "," && view.word(end + 1) == "who" { end + 1 } else { end };
        let speaks = |k: &usize| view.tokens.get(*k).is_some_and(|t| verbs::frame(t.key) & verbs::SPOKEN != 0);
        let Some(cue) = (from..from + LEAD).take_while(|k| k == &from || view.word(*k) != ",").find(speaks) else {
            return false;
        };
        let Some(at) = self.main_subject((first, end), cue) else { return false };
        match self.name_at(at) {
            Some(main) => {
                let id = |n: &Name| self.by_name.get(&n.fullest);
                let person = id(main).and_then(|id| self.all.get(*id)).is_some_and(|e| e.kind == Kind::Person);
                person && id(main) != id(n)
            }
            None => matches!(view.word(at), "he" | "she" | "He" | "She") && at < first,
        }
    }

    /// The subject of what the sentence tells, where the word of saying at token `cue` and its subject stand in a clause beside.
    fn main_subject(&self, subject: (usize, usize), cue: usize) -> Option<usize> {
        let (view, read) = (self.view, self.read);
        let s = view.sentence_of(cue);
        let (low, high) = (s.first as usize, s.end as usize);
        if subject.0 < low || subject.1 > cue {
            return None;
        }
        let who = |k: usize| k > low && k < cue && view.word(k) == "who";
        let start = match () {
            () if who(subject.0) => subject.0,
            () if view.word(subject.1) == "," && who(subject.1 + 1) => subject.1 + 1,
            () => {
                let mut before = (low..subject.0).rev().take(LEAD);
                let mut before = before.by_ref().take_while(|k| !read.finite(*k) && view.word(*k) != ",");
                before.find(|k| LEADS.has(view.tokens[*k].key))?
            }
        };
        let is_subject =
            |k: &usize| matches!(read.relation(*k), Some(Relation::Nsubj | Relation::NsubjPass)) && !read.quoted(*k);
        if start == low {
            // "…, Ann Lowe answered": what follows the comma.
            let led = |k: &usize| {
                let mut gap = (cue..*k).rev().take(TITLED).take_while(|j| !read.finite(*j));
                gap.any(|j| view.word(j) == ",")
            };
            return (cue + 1..high).filter(is_subject).find(led);
        }
        let says = |k: usize| {
            let key = view.tokens[k].key;
            !read.quoted(k) && (verbs::frame(key) & verbs::SPOKEN != 0 || ANSWERS.has(key))
        };
        (low..start).filter(is_subject).find(|k| (k + 1..start).any(says))
    }
}
