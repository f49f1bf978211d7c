//! Somebody told by what they are to another, to whom one thing was done or with whom somebody was: "he shot his
//! girlfriend", "he shot his mother"; "she was with her fiancee", "she was with her wife".

use super::mention::{Mention, Slot};
use super::polarity::negative;
use super::thing::Rivals;
use super::told::{Told, Word, kind_of, synonyms};
use super::value;
use crate::annotate::lexeme::Lexeme;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::token::Key;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody is to another, of whom one has one, or is told of one at a time.
static KIN: List = List::new(
    "mother father wife husband girlfriend boyfriend fiancee fiance fiancée fiancé grandmother grandfather stepmother \
     stepfather ex-wife ex-husband ex-girlfriend ex-boyfriend sister brother daughter son",
);
/// What is done to one at a time.
static DONE: List = List::new(
    "shot shoot shooting killed kill killing stabbed stabbing strangled strangling beat beaten beating attacked attacking \
     assaulted assaulting murdered murdering wounded injured raped kidnapped abducted married divorced",
);
/// By these the words before are somebody's own.
static OWN: List = List::new("his her");

/// How somebody is told of: by the act and its side, or as company.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// It was done to them: the verb.
    To(u64),
    /// Somebody was with them: what that one did.
    With(u64),
}

/// The kin of reports, whose sentences are `told`, of whom only one can be meant.
pub fn kin(told: &[Vec<Told>]) -> Vec<Rivals> {
    let mut by: BTreeMap<(Part, Key), BTreeMap<u64, Vec<Mention>>> = BTreeMap::new();
    let mut words: Vec<BTreeSet<u64>> = vec![BTreeSet::new(); told.len()];
    let mut lexemes: BTreeMap<u64, Lexeme> = BTreeMap::new();
    for (n, sentences) in told.iter().enumerate() {
        for (s, sentence) in sentences.iter().enumerate() {
            for (k, w) in sentence.words.iter().enumerate().filter(|(_, w)| KIN.has(w.key)) {
                words[n].insert(w.lemma);
                lexemes.extend(w.lexeme.map(|l| (w.lemma, l)));
                let Some((part, whose)) = part(&sentence.words, k).filter(|_| !negative(&sentence.words, k)) else {
                    continue;
                };
                let mention = Mention::what((n, s, k), w.span);
                by.entry((part, whose)).or_default().entry(w.lemma).or_default().push(mention);
            }
        }
    }
    let one =
        |a: &u64, b: &u64| lexemes.get(a).zip(lexemes.get(b)).is_some_and(|(x, y)| synonyms(*x, *y) || kind_of(*x, *y));
    let mut out = Vec::new();
    for kinds in by.values() {
        let all: Vec<(&u64, &Vec<Mention>)> = kinds.iter().collect();
        for (i, (a, x)) in all.iter().enumerate() {
            for (b, y) in all.iter().skip(i + 1) {
                let has = |list: &[Mention], other: &u64| {
                    list.iter().any(|m| words.get(m.report as usize).is_some_and(|w| w.contains(other)))
                };
                if one(a, b) || has(x, b) || has(y, a) {
                    continue;
                }
                let firsts = |list: &[Mention]| {
                    let mut list = list.to_vec();
                    list.dedup_by_key(|m| m.report);
                    list
                };
                let values = [firsts(x), firsts(y)];
                out.push(Rivals { slot: Slot::What, values, relation: value::Relation::Conflict });
            }
        }
    }
    out
}

/// How somebody is told of who is the kin in row `k`, and whose: "his", "her".
fn part(words: &[Word], k: usize) -> Option<(Part, Key)> {
    let w = words.get(k)?;
    let whose = words.iter().find(|v| v.head as usize == k && v.relation == Relation::Poss && OWN.has(v.key))?.key;
    let verb = words.get(w.head as usize).filter(|v| v.pos == Pos::Verb || v.clause == w.head)?;
    let with = Key::word("with");
    let case = words.iter().find(|c| c.head as usize == k && c.relation == Relation::Case).map(|c| c.key);
    match (w.relation, case) {
        (Relation::Obj, None) if DONE.has(verb.key) => Some((Part::To(verb.lemma), whose)),
        // "She was with her wife": the grammar makes the wife the predicate.
        _ if case == Some(with) && w.clause as usize == k => Some((Part::With(0), whose)),
        (Relation::Obl, Some(c)) if c == with => Some((Part::With(verb.lemma), whose)),
        _ => None,
    }
}
