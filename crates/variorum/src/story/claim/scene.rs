//! Where a number of people is told to have come about, and by what: those who were killed in a clash are not those whom
//! an air strike killed, and those hurt at the bar are not those hurt at the mill.

use super::mention::Mention;
use super::pair::people;
use super::thing::happens;
use super::told::{Told, Word, kind_of, one_thing, same};
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::token::Key;
use std::collections::HashSet;

/// Sentences before that are looked at for where something was, if its own does not say.
const BACK: usize = 2;
/// How much two words for what happened mean the same where they may be of one thing.
const ALIKE: f32 = 0.4;
/// What joins a place to what happened there.
static AT: List = List::new("at in near outside inside on of by along");
/// What joins to a verb what it came of.
static BY: List = List::new("in by during from after");
/// What the name of a house, a street, a square ends in: such a place lies in no other that a report may name instead.
static VENUE: List = List::new(
    "street st avenue ave road rd drive dr lane boulevard blvd square bar pub club nightclub tavern restaurant cafe park hotel \
     motel inn hostel school college mall store market church mosque temple station theatre theater cinema stadium bridge mill",
);
/// What anything that happens is called, and what comes of it.
static ANY: List = List::new(
    "incident incidents event events case cases scene attack attacks crash accident collision violence shooting shootings killing \
     killings death deaths hour night day morning evening hospital surgery injury injuries condition custody",
);

/// The scene of a number.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The words of names of places.
    places: Vec<u64>,
    /// What happened: "in clashes", "an air strike killed".
    causes: Vec<Word>,
    /// Its own sentence has the places.
    here: bool,
}

impl Scene {
    /// The scene of a filler of a report whose sentences are `told`.
    pub fn of(told: &[Told], m: &Mention) -> Self {
        let at = m.sentence as usize;
        let Some(words) = told.get(at).map(|t| t.words.as_slice()) else { return Self::default() };
        let back = (at.saturating_sub(BACK)..=at).rev();
        let found = back.filter_map(|s| Some((s, places(&told.get(s)?.words)))).find(|f| !f.1.is_empty());
        let here = found.as_ref().is_some_and(|f| f.0 == at);
        Self { places: found.map_or(Vec::new(), |f| f.1), causes: causes(words, m), here }
    }

    /// Whether two numbers are plainly of two scenes: each report knows both places, or both things that happened, and
    /// tells of the number at one of them. `known` are the words that each report has; `days` whether the sentences name
    /// days that are not the same.
    pub fn apart(&self, other: &Self, known: (&HashSet<u64>, &HashSet<u64>), days: bool) -> bool {
        let has = |words: &[u64], of: &HashSet<u64>| words.iter().any(|w| of.contains(w));
        let places = !self.places.iter().any(|w| other.places.contains(w))
            && (self.here || other.here)
            && has(&self.places, known.1)
            && has(&other.places, known.0);
        let alike = |a: &Word, b: &Word| {
            same(a, b) >= ALIKE || one_thing(a, b) || a.lexeme.zip(b.lexeme).is_some_and(|(x, y)| kind_of(x, y))
        };
        let unlike = !self.causes.is_empty()
            && !other.causes.is_empty()
            && !self.causes.iter().any(|a| other.causes.iter().any(|b| alike(a, b)));
        let knows = |of: &[Word], known: &HashSet<u64>| of.iter().any(|w| known.contains(&w.root));
        places || unlike && (days || knows(&self.causes, known.1) || knows(&other.causes, known.0))
    }
}

/// The number of a word of a name.
fn name_of(key: Key) -> u64 {
    key.get() | 1 << 40
}

/// The words of a report by which it knows a scene.
pub fn known(told: &[Told]) -> HashSet<u64> {
    let words = told.iter().flat_map(|t| &t.words).filter(|w| w.weight > 0.0);
    words.flat_map(|w| [w.root, name_of(w.key)]).collect()
}

/// The names of places in a sentence, those of streets without the word for a street.
fn places(words: &[Word]) -> Vec<u64> {
    let mut out = Vec::new();
    for (k, w) in words.iter().enumerate() {
        let joined = matches!(w.relation, Relation::Obl | Relation::Nmod) && w.pos == Pos::Propn;
        let at = |c: &Word| c.head as usize == k && c.relation == Relation::Case && AT.has(c.key);
        if !joined || !words.iter().any(at) {
            continue;
        }
        let name = |w: &&Word| w.pos == Pos::Propn;
        let before = words.get(..k).unwrap_or(&[]).iter().rev().take_while(name);
        let run = before.chain(words.get(k..).unwrap_or(&[]).iter().take_while(name));
        if run.clone().any(|w| VENUE.has(w.key)) {
            out.extend(run.filter(|w| !VENUE.has(w.key)).map(|w| name_of(w.key)));
        }
    }
    out
}

/// What the clause of a filler came of: the thing that killed, or in which people were killed.
fn causes(words: &[Word], m: &Mention) -> Vec<Word> {
    let Some(clause) = words.get(m.head as usize).map(|w| w.clause) else { return Vec::new() };
    let own = |k: usize| k as u32 == m.head || (m.rows.0 as usize..m.rows.1 as usize).contains(&k);
    let case = |k: usize| words.iter().any(|c| c.head as usize == k && c.relation == Relation::Case && BY.has(c.key));
    let of = |(k, w): &(usize, &Word)| {
        let subject = matches!(w.relation, Relation::Nsubj | Relation::Agent);
        w.head == clause
            && !own(*k)
            && w.pos == Pos::Noun
            && !people(w)
            && !ANY.has(w.key)
            && (subject || w.relation == Relation::Obl && case(*k))
            && w.lexeme.is_none_or(|l| l.senses().next().is_none() || l.senses().take(2).any(happens))
    };
    words.iter().enumerate().filter(of).map(|(_, w)| *w).collect()
}
