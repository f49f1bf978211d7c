//! What one report tells and another denies: "an alarm rang", "there was no alarm".
//!
//! Most words that are denied somewhere are told elsewhere of something else. What speaks for and against a pair is weighed
//! by what was learned from the learning part of the benchmark, and from real stories, in which hardly any pair is one.

use super::circumstance::sex_of;
use super::link::LinkModel;
use super::mention::{Mention, Slot};
use super::pair::{Setting, features, people};
use super::polarity::{Cue, Denied, denied, light, negative, supposed};
use super::told::{Meanings, Told, Word, same};
use crate::annotate::Annotated;
use crate::annotate::lexeme::{Field, Lexeme};
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::token::Key;
use crate::span::Span;
use std::collections::HashMap;

/// How many numbers describe what is told and denied.
pub const DENIAL: usize = 12;
/// So many words to either side belong to a word at most.
const REACH: usize = 6;
/// What verbs are of is another thing where it means less the same than that.
const OTHER: f32 = 0.4;
/// How much a word must tell.
const TELLS: f32 = 0.05;
/// Places of a word in one report that are looked at.
const PLACES: usize = 6;
/// So many pairs the stories have that the weights were learned from, or fewer. More pairs, more chance likeness: the
/// odds of each fall as much.
const USUAL: f32 = 12.0;
/// Words of a verb's surroundings that make it what may be.
static MAYBE: List = List::new("if whether may might could would should can unless before will ever");
/// What is so or not so when a report is written, and changes with every hour.
static STATUS: List = List::new(
    "arrest arrests arrested charge charges charged identify identified identifies named known know release released releases \
     determine determined determining available confirm confirmed confirms announced disclosed clear suspect suspects motive \
     information details comment comments commented custody found located recovered report reports reported filed \
     describe described description",
);
/// Words of what may be any.
static ANY: List = List::new("any every each more further another");
/// Of what was before, or is somebody else's.
static ANOTHER: List = List::new("second third previous previously earlier unrelated separate similar");
/// Pronouns, person by person.
static PERSONS: [List; 4] = [List::new("he him"), List::new("she her"), List::new("they them"), List::new("it")];
/// So many words above a noun such a verb may stand.
const UP: usize = 3;
/// Verbs by which somebody comes to be something.
static BECOMES: List = List::new("become becomes became becoming remain remains remained");
/// Words by which what is told holds for the time being.
static YET: List = List::new("yet still so far now");

/// What one report tells and another denies.
#[derive(Clone, Debug)]
pub struct Denial {
    /// What speaks for and against it.
    pub about: [f32; DENIAL],
    /// Where it is told.
    pub told: Mention,
    /// Where it is denied.
    pub denied: Mention,
    /// What is denied: the number of its word in the dictionary.
    pub word: u64,
    /// It may have happened since: it is told by a report of a later day, or is of what changes from hour to hour.
    pub since: bool,
}

/// A word's place: the report, the sentence, the row.
type At = (usize, usize, usize);

/// All that may be told by one of the `reports` and denied by another; `told` are their sentences.
pub fn denials(reports: &[&Annotated], told: &[Vec<Told>], meanings: &Meanings, model: &LinkModel) -> Vec<Denial> {
    // The words that are denied, sentence by sentence, and by what they mean.
    let mut all: Vec<(usize, usize, Denied, Word)> = Vec::new();
    let mut lemmas: Vec<Vec<Vec<u64>>> = Vec::with_capacity(told.len());
    for (n, (report, told)) in reports.iter().zip(told).enumerate() {
        let text = report.article.text.as_str();
        let mut of = Vec::with_capacity(told.len());
        for (s, sentence) in told.iter().enumerate() {
            let mut here = Vec::new();
            for d in denied(&sentence.words, text) {
                let Some(word) = sentence.words.get(d.word) else { continue };
                let meant = meant(word, d.lexeme);
                here.push(meant.lemma);
                // "An unknown man" says nothing of what others know.
                let describes = d.kind == Cue::Prefix && word.relation == Relation::Amod;
                if word.weight >= TELLS && !describes && !supposed(&sentence.words, d.word) {
                    all.push((n, s, d, meant));
                }
            }
            of.push(here);
        }
        lemmas.push(of);
    }
    let places = places(told, &all, &lemmas);
    let mut out = Vec::new();
    for ((n, s, d, word), places) in all.iter().zip(places) {
        let from = out.len();
        let Some(words) = told.get(*n).and_then(|t| t.get(*s)).map(|t| t.words.as_slice()) else { continue };
        let Some(cue) = words.get(d.cue) else { continue };
        let mention = Mention::what((*n, *s, d.word), cue.span.cover(extent(words, d.word)));
        let Some(x) = told.get(*n).and_then(|t| Setting::of(t, &mention, meanings)) else { continue };
        let clause = |l: &List| words.iter().any(|w| w.clause == word.clause && l.has(w.key));
        let there = Key::word("there");
        let expletive = words
            .iter()
            .any(|w| w.key == there && w.clause == word.clause || w.relation == Relation::Expl && w.head == word.head);
        for at in places {
            let Some(theirs) = told.get(at.0).and_then(|t| t.get(at.1)).map(|t| t.words.as_slice()) else { continue };
            let Some(own) = theirs.get(at.2) else { continue };
            if of_others(words, d.word, theirs, at.2, meanings)
                || !real(theirs, at.2)
                || of_another(words) != of_another(theirs)
            {
                continue;
            }
            let day = |n: usize| reports.get(n).and_then(|r| r.day());
            let later = day(*n).zip(day(at.0)).map_or(0, |(a, b)| b.days_since(a)).clamp(-3, 3);
            // An arrest that somebody expects is none, and a name that is not known half a year later is another's.
            let status = STATUS.has(own.key) || STATUS.has(word.key);
            if status && (own.pos != Pos::Verb || later < 0) {
                continue;
            }
            let since = later > 0 || status;
            let other = Mention::what(at, extent(theirs, at.2));
            let Some(y) = told.get(at.0).and_then(|t| Setting::of(t, &other, meanings)) else { continue };
            let f = features(&mention, &x, &other, &y);
            let Some(fits) = model.score(Slot::What, &f) else { continue };
            let yes = |b: bool| f32::from(u8::from(b));
            let near = |l: &List| theirs.iter().any(|w| w.clause == own.clause && l.has(w.key));
            let form = same(word, own);
            let about = [
                fits,
                yes(form >= 0.9) * word.weight.min(own.weight),
                yes(form >= 0.9) * yes(expletive || word.relation == Relation::NsubjPass),
                yes(form >= 1.0),
                later as f32,
                (words.len() as f32).ln(),
                // How many of its places fit better: below.
                0.0,
                yes(d.word.saturating_sub(d.cue) <= 2),
                yes(d.kind == Cue::Verb),
                yes(near(&YET)),
                f[5],
                yes(clause(&MAYBE)),
            ];
            out.push(Denial { about, told: other, denied: mention, word: word.root, since });
        }
        let fits: Vec<f32> = out.iter().skip(from).map(|d: &Denial| d.about[0]).collect();
        for (d, own) in out.iter_mut().skip(from).zip(&fits) {
            d.about[6] = (1.0 + fits.iter().filter(|f| *f > own).count() as f32).ln();
        }
    }
    out
}

/// Whether the words in rows `k` and `l` are plainly said of different things.
fn of_others(words: &[Word], k: usize, theirs: &[Word], l: usize, meanings: &Meanings) -> bool {
    let (Some(a), Some(b)) = (theme(words, k), theme(theirs, l)) else { return false };
    let apart = |a: usize, words: &[Word], b: usize, theirs: &[Word]| {
        let (Some(v), Some(w)) = (words.get(a), theirs.get(b)) else { return false };
        match (v.pos, w.pos) {
            // "Lena Moor", "Mrs Moor"
            (Pos::Propn, Pos::Propn) => {
                let of = |words: &[Word], k: usize| -> Vec<Key> {
                    let own = |(i, w): &(usize, &Word)| w.pos == Pos::Propn && (*i == k || w.head as usize == k);
                    words.iter().enumerate().filter(own).map(|(_, w)| w.key).collect()
                };
                let theirs = of(theirs, b);
                !of(words, a).iter().any(|k| theirs.contains(k))
            }
            (Pos::Noun, Pos::Noun) => v.weight > 0.0 && w.weight > 0.0 && meanings.same(v, w) < OTHER,
            (Pos::Pron, Pos::Pron) => {
                let of = |w: &Word| PERSONS.iter().position(|p| p.has(w.key));
                of(v).zip(of(w)).is_some_and(|(a, b)| a != b)
            }
            (Pos::Noun | Pos::Propn, Pos::Pron) => stands_for_none(w, words, a),
            (Pos::Pron, Pos::Noun | Pos::Propn) => stands_for_none(v, theirs, b),
            _ => false,
        }
    };
    if apart(a, words, b, theirs) {
        return true;
    }
    let subject =
        |words: &[Word], k: usize| words.iter().position(|v| v.head as usize == k && v.relation == Relation::Nsubj);
    subject(words, k).zip(subject(theirs, l)).is_some_and(|(a, b)| apart(a, words, b, theirs))
}

/// Whether a pronoun can stand for nothing that the noun in row `k` names: "she" for a father, "it" for eleven lots.
fn stands_for_none(pronoun: &Word, words: &[Word], k: usize) -> bool {
    let Some(noun) = words.get(k) else { return false };
    let one = sex_of(pronoun).is_some() || PERSONS[3].has(pronoun.key);
    let own = words.iter().enumerate().filter(|(i, w)| *i == k || w.head as usize == k && w.pos != Pos::Pron);
    let mut sexes = own.filter_map(|(_, w)| sex_of(w));
    let sex = sexes.next().filter(|s| sexes.all(|t| t == *s));
    one && matches!(noun.tag, Tag::Nouns | Tag::Names) || sex.zip(sex_of(pronoun)).is_some_and(|(a, b)| a != b)
}

/// Whether a sentence says that it tells of another matter than the rest: "in that case", "the second victim".
fn of_another(words: &[Word]) -> bool {
    let (that, case) = (Key::word("that"), Key::word("case"));
    words.iter().any(|w| ANOTHER.has(w.key)) || words.windows(2).any(|w| w[0].key == that && w[1].key == case)
}

/// What a verb or an adjective is said of: what is done to it, else who does it, else what it describes.
fn theme(words: &[Word], k: usize) -> Option<usize> {
    use Relation::{Nsubj, NsubjPass, Obj};
    let w = words.get(k)?;
    // "Fenn has never been a captain", "Wessel will become the fifth captain": of whom it is said.
    if w.pos == Pos::Noun && people(w) {
        let mut verb = k;
        for _ in 0..UP {
            if words.get(verb).is_some_and(|v| BECOMES.has(v.key)) {
                break;
            }
            verb = words.get(verb).map_or(verb, |v| v.head as usize);
        }
        let verb = if words.get(verb).is_some_and(|v| BECOMES.has(v.key)) { verb } else { k };
        return words.iter().position(|v| v.head as usize == verb && v.relation == Nsubj);
    }
    if !matches!(w.pos, Pos::Verb | Pos::Adj) {
        return None;
    }
    let of = |r: &[Relation]| {
        words.iter().enumerate().position(|(i, v)| i != k && v.head as usize == k && r.contains(&v.relation))
    };
    let described = || (w.relation == Relation::Amod).then_some(w.head as usize);
    of(&[Obj, NsubjPass]).or_else(|| of(&[Nsubj])).or_else(described)
}

/// Whether what the word in row `k` is for is told to have happened or to be there: no purpose, no order, no "any".
pub(super) fn real(words: &[Word], k: usize) -> bool {
    let Some(w) = words.get(k) else { return false };
    let is_verb = |i: &usize| words.get(*i).is_some_and(|v| v.pos == Pos::Verb);
    let verb = [k, w.clause as usize].into_iter().find(is_verb);
    let did = Key::word("did");
    let bare = verb.is_some_and(|v| {
        words.get(v).is_some_and(|x| x.tag == Tag::Verb)
            && !words.iter().any(|x| x.head as usize == v && x.relation == Relation::Aux && x.key == did)
    });
    let any = words.iter().any(|v| v.head as usize == k && ANY.has(v.key));
    let maybe = words.iter().any(|v| v.clause == w.clause && MAYBE.has(v.key));
    !bare && !any && !maybe && !supposed(words, k)
}

/// The word as what its sentence denies: of "unhurt", "hurt".
fn meant(word: &Word, lexeme: Option<Lexeme>) -> Word {
    match lexeme.filter(|l| Some(*l) != word.lexeme) {
        None => *word,
        Some(l) => {
            Word { lexeme: Some(l), lemma: l.index() as u64, root: l.root().unwrap_or(l).index() as u64, ..*word }
        }
    }
}

/// For each word that is denied, where other reports tell of it.
fn places(told: &[Vec<Told>], all: &[(usize, usize, Denied, Word)], lemmas: &[Vec<Vec<u64>>]) -> Vec<Vec<At>> {
    let mut by: HashMap<(u8, u64), Vec<usize>> = HashMap::new();
    for (i, (.., word)) in all.iter().enumerate() {
        for key in keys(word) {
            by.entry(key).or_default().push(i);
        }
    }
    let mut out: Vec<Vec<At>> = vec![Vec::new(); all.len()];
    let mut known: HashMap<(u64, u64), Vec<usize>> = HashMap::new();
    for (n, of) in told.iter().enumerate() {
        for (s, sentence) in of.iter().enumerate() {
            let here = lemmas.get(n).and_then(|l| l.get(s)).map_or(&[][..], Vec::as_slice);
            for (k, w) in sentence.words.iter().enumerate() {
                if !matches!(w.pos, Pos::Verb | Pos::Noun | Pos::Adj) || w.weight < TELLS || light(w) {
                    continue;
                }
                let of = known.entry((w.lemma, w.root)).or_insert_with(|| {
                    let mut of: Vec<usize> = keys(w).iter().filter_map(|key| by.get(key)).flatten().copied().collect();
                    of.sort_unstable();
                    of.dedup();
                    of
                });
                // What is denied here too is nothing that is told.
                if of.is_empty() || negative(&sentence.words, k) {
                    continue;
                }
                for i in of.iter() {
                    let (Some((m, _, _, word)), Some(list)) = (all.get(*i), out.get_mut(*i)) else { continue };
                    let many = list.iter().filter(|at| at.0 == n).count();
                    if *m != n && many < PLACES && !here.contains(&word.lemma) && (word.pos == w.pos || doing(word, w))
                    {
                        list.push((n, s, k));
                    }
                }
            }
        }
    }
    out
}

/// Whether two words of different kinds are for one thing done: "hailed", "no hail"; a locker is no locking.
fn doing(a: &Word, b: &Word) -> bool {
    use Field::{Act, Communication, Event, Phenomenon, Process, State};
    let of = |w: &Word| {
        let mut senses = w.lexeme.into_iter().flat_map(|l| l.senses().take(3));
        w.pos != Pos::Noun
            || senses.any(|s| matches!(s.field(), Act | Event | Process | Phenomenon | State | Communication))
    };
    of(a) && of(b)
}

/// By what a word is known: itself, the verb behind it, its commonest senses.
fn keys(w: &Word) -> Vec<(u8, u64)> {
    let mut out = vec![(0, w.lemma), (1, w.root)];
    if !matches!(w.pos, Pos::Propn | Pos::Num) {
        out.extend(w.lexeme.into_iter().flat_map(|l| l.senses().take(3)).map(|s| (2, s.number() as u64)));
    }
    out
}

/// A word with what belongs to it: a noun with what describes it, a verb with its auxiliaries and what it is done to.
fn extent(words: &[Word], k: usize) -> Span {
    use Relation::{Amod, Aux, AuxPass, Compound, Cop, Det, Nummod, Obj, Obl, Particle, Xcomp};
    let Some(w) = words.get(k) else { return Span::default() };
    let of_it = |v: &Word| match w.pos {
        Pos::Verb => matches!(v.relation, Aux | AuxPass | Obj | Obl | Particle | Xcomp),
        _ => matches!(v.relation, Det | Amod | Compound | Nummod | Cop),
    };
    let near = words.iter().enumerate().filter(|(i, v)| *i != k && i.abs_diff(k) <= REACH && v.head as usize == k);
    near.filter(|(_, v)| of_it(v)).fold(w.span, |span, (_, v)| span.cover(v.span))
}

/// Learned weights of what speaks for and against a denial.
#[derive(Clone, Debug, PartialEq)]
pub struct DenialModel {
    weights: Vec<f32>,
}

impl DenialModel {
    /// The weights in `bytes` as [`write`](Self::write) gives them; `None` where there are too few or too many.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let weights: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        (bytes.len() == 4 * (DENIAL + 1)).then_some(Self { weights })
    }

    /// A model of weights, the constant last.
    pub fn of(weights: [f32; DENIAL + 1]) -> Self {
        Self { weights: weights.into() }
    }

    /// The weights as bytes, little-endian.
    pub fn write(&self) -> Vec<u8> {
        self.weights.iter().flat_map(|w| w.to_le_bytes()).collect()
    }

    /// The weights that come with the program.
    pub fn english() -> Option<Self> {
        Self::read(include_bytes!("../../../data/denials-en.bin"))
    }

    /// How likely it is of each of a story's pairs that what is told is what is denied.
    pub fn likely(&self, all: &[Denial]) -> Vec<f32> {
        let Some((constant, weights)) = self.weights.split_last() else { return vec![0.0; all.len()] };
        let many = (all.len() as f32 / USUAL).ln().max(0.0);
        let score = |d: &Denial| weights.iter().zip(&d.about).map(|(w, x)| w * x).sum::<f32>() + constant - many;
        all.iter().map(|d| 1.0 / (1.0 + (-score(d)).exp())).collect()
    }
}
