//! Verdicts, causes and decisions that reports tell otherwise: "found guilty" and "cleared", "deliberately set" and
//! "accidental", "passed" and "rejected".
//!
//! What such words are said of must be one and the same: a person by name, a fire and a blaze, one plan. Who was cleared
//! of one charge may be convicted of another, and a report that says both of somebody says nothing against others.

use super::circumstance::{Bearer, Circumstance, Naming};
use super::denial::real;
use super::mention::{Mention, Slot};
use super::polarity::negative;
use super::thing::{Rivals, happens};
use super::told::{Told, Word, one_thing, synonyms};
use super::value;
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::opposites::{Answer, Question, answer};
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::token::Key;
use crate::collate::named::Names;
use crate::span::ArticleId;
use std::collections::BTreeMap;

/// By these something is said to be what a noun names: "ruled a homicide", "caused by arson".
static FOUND: List = List::new(
    "ruled deemed declared considered treated called classified determined described found judged labelled labeled caused set \
     started",
);
static PLEADED: List = List::new("plead pleads pleaded pleading pled");
/// What somebody is made to do they do.
static FORCED: List = List::new("forced compelled made");
static DEATHS: List = List::new("death deaths killing killings dying shooting shootings stabbing stabbings");

/// An answer that a report gives, and of whom or of what.
struct Said<'a> {
    answer: Answer,
    mention: Mention,
    of: Of<'a>,
    /// On what charge, or who decides: the noun beside it.
    beside: Option<&'a Word>,
    about: Circumstance,
}

/// Of whom or of what something is said.
enum Of<'a> {
    Person(Bearer),
    Thing(&'a Word),
}

impl Of<'_> {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Of::Person(a), Of::Person(b)) => a.is(b),
            (Of::Thing(a), Of::Thing(b)) => one(a, b) || DEATHS.has(a.key) && DEATHS.has(b.key),
            _ => false,
        }
    }
}

/// Whether two nouns are for one thing.
fn one(a: &Word, b: &Word) -> bool {
    let meant = || a.pos != Pos::Propn && a.lexeme.zip(b.lexeme).is_some_and(|(x, y)| synonyms(x, y));
    a.lemma == b.lemma || one_thing(a, b) || meant()
}

/// The answers of reports, whose sentences are `told`, that cannot both be true.
pub fn verdicts(reports: &[&Annotated], told: &[Vec<Told>], names: &Names) -> Vec<Rivals> {
    let mut all: Vec<Said<'_>> = Vec::new();
    for (n, (report, told)) in reports.iter().zip(told).enumerate() {
        let naming = Naming { report, article: ArticleId(n as u32), names };
        for (s, sentence) in told.iter().enumerate() {
            let words = sentence.words.as_slice();
            for k in 0..words.len() {
                all.extend(said(&naming, told, (n, s, k)));
            }
        }
    }
    let mut out = Vec::new();
    let mut taken = vec![false; all.len()];
    for i in 0..all.len() {
        if taken[i] {
            continue;
        }
        let Some(first) = all.get(i) else { continue };
        // What all reports answer to one question of one thing, by report and side.
        let mut by: BTreeMap<u32, Vec<&Said<'_>>> = BTreeMap::new();
        for (j, x) in all.iter().enumerate().skip(i) {
            if x.answer.row == first.answer.row && x.of.is(&first.of) {
                taken[j] = true;
                by.entry(x.mention.report).or_default().push(x);
            }
        }
        let plain = |list: &&Vec<&Said<'_>>| list.iter().all(|x| !x.answer.excludes(list[0].answer));
        let firm: Vec<&Said<'_>> = by.values().filter(plain).filter_map(|l| l.first().copied()).collect();
        let Some((a, b)) = opposed(&firm) else { continue };
        let side = |of: &Said<'_>| -> Vec<Mention> {
            firm.iter().filter(|x| x.answer == of.answer).map(|x| x.mention).collect()
        };
        out.push(Rivals { slot: Slot::What, values: [side(a), side(b)], relation: value::Relation::Conflict });
    }
    out
}

/// The first two answers that cannot both be true and are of one matter.
fn opposed<'s, 'a>(list: &[&'s Said<'a>]) -> Option<(&'s Said<'a>, &'s Said<'a>)> {
    list.iter().enumerate().find_map(|(i, a)| {
        let b = list.iter().skip(i + 1).find(|b| {
            let charges = a.beside.zip(b.beside).is_none_or(|(p, q)| one(p, q));
            a.answer.excludes(b.answer) && charges && !a.about.apart(&b.about, Slot::What, false, false)
        })?;
        Some((*a, *b))
    })
}

/// What the word in row `k` answers, and of what.
fn said<'a>(naming: &Naming<'_>, told: &'a [Told], (n, s, k): (usize, usize, usize)) -> Option<Said<'a>> {
    let words = told.get(s)?.words.as_slice();
    let w = words.get(k)?;
    let mut answer = answer(w.key)?;
    let not = k.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|v| v.key == Key::word("not"));
    let verb = predicate(words, k)?;
    let guilty = w.key == Key::word("guilty");
    if guilty && not {
        answer.side = 1 - answer.side.min(1);
    } else if negative(words, k) {
        return None;
    }
    let word = words.get(verb)?;
    // "Was forced to resign"
    let above = words.get(word.head as usize).is_some_and(|w| FORCED.has(w.key) && w.pos == Pos::Verb);
    let forced = above && word.tag == Tag::Verb;
    if !forced && !real(words, k)
        || forced && !real(words, word.head as usize)
        || PLEADED.has(word.key)
        || guilty && !FOUND.has(word.key)
    {
        return None;
    }
    let (theme, doer) = theme(words, if forced { word.head as usize } else { verb }, k);
    let theme = theme?;
    let noun = words.get(theme)?;
    let of = match answer.question {
        Question::Verdict | Question::Leaving => Of::Person(naming.whom(told, s, theme)?),
        Question::Manner if noun.pos == Pos::Noun && noun.lexeme?.senses().take(2).any(happens) => Of::Thing(noun),
        Question::Decision if noun.pos == Pos::Noun && noun.weight > 0.0 => Of::Thing(noun),
        _ => return None,
    };
    let beside = match answer.question {
        Question::Verdict => charge(words, verb, k),
        Question::Decision => doer.and_then(|d| words.get(d)),
        _ => None,
    };
    let from = (0..words.len()).find(|i| aids(words, *i, verb)).unwrap_or(k).min(k).min(verb);
    let span = words[from].span.cover(words[k.max(verb)].span);
    let mention = Mention::what((n, s, k), span);
    let about = Circumstance::of(naming.report, naming.article, told, &mention, naming.names);
    Some(Said { answer, mention, of, beside, about })
}

/// Whether the word in row `i` is an auxiliary of the verb.
fn aids(words: &[Word], i: usize, verb: usize) -> bool {
    let aux = |w: &Word| matches!(w.relation, Relation::Aux | Relation::AuxPass | Relation::Cop);
    words.get(i).is_some_and(|w| w.head as usize == verb && aux(w))
}

/// The row of what says the answer in row `k` of something: itself, the verb that it is said by, `None` where it only
/// describes: "a convicted murderer", "the accident".
fn predicate(words: &[Word], k: usize) -> Option<usize> {
    let w = words.get(k)?;
    let cop = words.iter().any(|v| v.head as usize == k && v.relation == Relation::Cop);
    let up = w.head as usize;
    let verb = words.get(up).is_some_and(|v| v.pos == Pos::Verb && up != k);
    match w.pos {
        Pos::Verb if !matches!(w.relation, Relation::Amod | Relation::Acl) => Some(k),
        Pos::Noun | Pos::Adj if cop => Some(k),
        Pos::Noun | Pos::Adj if verb && words.get(up).is_some_and(|v| FOUND.has(v.key)) => Some(up),
        Pos::Adv if verb => Some(up),
        _ => None,
    }
}

/// Of what a predicate is said: what it is done to, else who does it; and who does it where it is done to something.
fn theme(words: &[Word], verb: usize, k: usize) -> (Option<usize>, Option<usize>) {
    let of = |r: &[Relation]| {
        words.iter().enumerate().position(|(i, v)| i != k && v.head as usize == verb && r.contains(&v.relation))
    };
    let subject = of(&[Relation::Nsubj]);
    // "Lowe, who was fired"
    let above = words.get(verb).filter(|v| v.relation == Relation::Relcl).map(|v| v.head as usize);
    let meant = |row: usize| match above {
        Some(above) if words.get(row).is_some_and(|w| matches!(w.tag, Tag::Who | Tag::Which)) => above,
        _ => row,
    };
    match of(&[Relation::Obj, Relation::NsubjPass]) {
        Some(object) => (Some(meant(object)), subject.map(meant).or_else(|| of(&[Relation::Agent]))),
        None => (subject.map(meant), None),
    }
}

/// Of what somebody is convicted or cleared: the noun behind "of".
fn charge(words: &[Word], verb: usize, k: usize) -> Option<&Word> {
    let of = |i: usize| {
        words.iter().any(|v| v.head as usize == i && v.relation == Relation::Case && v.key == Key::word("of"))
    };
    let hangs = |w: &Word| w.head as usize == verb || w.head as usize == k;
    words.iter().enumerate().find(|(i, w)| hangs(w) && w.pos == Pos::Noun && of(*i)).map(|(_, w)| w)
}
