//! What befell somebody, told by several reports of one person: by name, or by what else each says of them.

use super::{Assertion, Claim, ClaimValue};
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::token::Key;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place, Span};
use crate::story::claim::circumstance::{Bearer, Circumstance, Naming, OTHERS, SERVING, Sex, sex_of};
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::{Mention, Slot};
use crate::story::claim::pair::folk;
use crate::story::claim::told::{Told, Word};
use crate::story::claim::value::{Relation as Between, Value};
use std::collections::HashMap;

/// By these the same befell somebody else before.
static ALSO: List = List::new("also second third both each");
/// Who does it to themselves is another than to whom they do it.
static SELF: List = List::new("himself herself themselves themself self-inflicted");
/// So many facts of one kind are looked at.
const EACH: usize = 60;
/// So many words from somebody an age may stand, and so many steps above a word somebody.
const NEAR: usize = 6;
const UP: usize = 4;

/// What is known of whomever it befell.
#[derive(Default)]
struct Victim {
    name: Option<Bearer>,
    sex: Option<Sex>,
    age: Option<f64>,
    /// Whether they are officers or the like, where a noun says who they are.
    serves: Option<bool>,
    /// They did it themselves.
    own: bool,
}

impl Victim {
    /// Whether both are one beyond doubt.
    fn is(&self, other: &Self) -> bool {
        let named = self.name.as_ref().zip(other.name.as_ref()).is_some_and(|(a, b)| a.is(b));
        named || self.age.is_some() && self.age == other.age
    }

    /// Whether they are plainly two.
    fn is_another(&self, other: &Self) -> bool {
        let unlike = |a: Option<bool>, b: Option<bool>| a.zip(b).is_some_and(|(a, b)| a != b);
        self.own != other.own
            || self.name.as_ref().zip(other.name.as_ref()).is_some_and(|(a, b)| !a.is(b))
            || self.sex.zip(other.sex).is_some_and(|(a, b)| a != b)
            || self.age.zip(other.age).is_some_and(|(a, b)| (a - b).abs() > 1.0)
            || unlike(self.serves, other.serves)
    }
}

/// What befell somebody, in one place.
pub(super) struct Fact<T> {
    what: T,
    victim: Victim,
    about: Circumstance,
    place: Place,
    sentence: Place,
    /// It befell somebody else too.
    also: bool,
}

impl<T> Fact<T> {
    fn may_be(&self, other: &Self) -> bool {
        !self.victim.is_another(&other.victim) && !self.about.apart(&other.about, Slot::Count, false, true)
    }

    /// Whether one report tells of both apart from each other.
    fn beside(&self, other: &Self, alike: &dyn Fn(&T, &T) -> bool) -> bool {
        let one = self.place.article == other.place.article;
        let two = self.sentence != other.sentence && !alike(&self.what, &other.what);
        one && (two || self.victim.is_another(&other.victim))
    }
}

/// A sentence, with what is needed to say whom it tells of.
pub(super) struct Sentence<'s, 'a> {
    pub(super) all: &'s Naming<'a>,
    sentences: &'s [Told],
    number: usize,
    pub(super) words: &'s [Word],
    ages: &'s [(usize, f64)],
}

impl Sentence<'_, '_> {
    /// What befell whoever is named in row `victim`, told by the word in row `k` with the words of `span`.
    pub(super) fn fact<T>(&self, k: usize, span: Span, victim: Option<usize>, what: T) -> Option<Fact<T>> {
        let article = self.all.article;
        let sentence = Place { article, span: self.sentences.get(self.number)?.span };
        let mut mention = Mention::what((article.index(), self.number, k), span);
        let own = |w: &&Word| w.span.overlaps(span);
        let first = self.words.iter().position(|w| own(&w)).unwrap_or(k);
        mention.rows = (first as u32, (first + self.words.iter().skip(first).take_while(own).count()) as u32);
        let about = Circumstance::of(self.all.report, article, self.sentences, &mention, self.all.names);
        let clause = self.words.get(k)?.clause;
        let own = self.words.iter().any(|w| w.clause == clause && SELF.has(w.key));
        let mut of = Victim { own, ..Victim::default() };
        if let Some((row, w)) = victim.and_then(|row| Some((row, self.words.get(row)?))) {
            of.name = self.all.whom(self.sentences, self.number, row);
            of.sex = sex_of(w);
            of.serves = (w.pos == Pos::Noun && folk(w)).then(|| SERVING.has(w.key));
            let near = self.ages.iter().min_by_key(|a| a.0.abs_diff(row)).filter(|a| a.0.abs_diff(row) < NEAR);
            of.age = near.map(|a| a.1);
        }
        // "One of the victims"
        let pair = |w: &[Word]| w[0].key == Key::word("one") && w[1].key == Key::word("of");
        let also = self.words.windows(2).any(pair) || self.words.iter().any(|w| OTHERS.has(w.key) || ALSO.has(w.key));
        Some(Fact { what, victim: of, about, place: Place { article, span }, sentence, also })
    }

    /// The row of whomever it befell, from the word in row `of` that tells it and the row `above` that this hangs on; `thing`
    /// says of a row that it is nobody.
    pub(super) fn whose(&self, of: usize, above: usize, thing: &dyn Fn(&Word) -> bool) -> Option<usize> {
        let words = self.words;
        let below = |head: usize, relations: &[Relation]| {
            let is = |w: &Word| w.head as usize == head && relations.contains(&w.relation);
            words.iter().position(is).filter(|k| *k != head)
        };
        if let Some(k) = below(of, &[Relation::Poss]) {
            return Some(k);
        }
        let mut at = above;
        for _ in 0..UP {
            let w = words.get(at)?;
            if matches!(w.pos, Pos::Noun | Pos::Propn | Pos::Pron) {
                if !thing(w) {
                    return Some(at);
                }
                if let Some(k) = below(at, &[Relation::Poss]) {
                    return Some(k);
                }
            } else {
                let body = |k: &usize| *k != of && words.get(*k).is_some_and(|w| !thing(w));
                let object = below(at, &[Relation::Obj]).filter(body);
                let found = object.or_else(|| below(at, &[Relation::Nsubj, Relation::NsubjPass]).filter(body));
                if let Some(k) = found {
                    // "A girl who was shot in the arm"
                    let relative = words.get(k).is_some_and(|w| matches!(w.tag, Tag::Who | Tag::Which));
                    return Some(if relative && w.relation == Relation::Relcl { w.head as usize } else { k });
                }
            }
            let up = w.head as usize;
            if up == at {
                return None;
            }
            at = up;
        }
        None
    }
}

/// What `of` finds in each sentence of the reports; `seen` are their numbers.
pub(super) fn facts<T>(
    reports: &[&Annotated],
    told: &[Vec<Told>],
    seen: &[Seen<'_>],
    names: &Names,
    of: &dyn Fn(&Sentence<'_, '_>, &mut Vec<Fact<T>>),
) -> Vec<Fact<T>> {
    let mut ages: HashMap<(usize, usize), Vec<(usize, f64)>> = HashMap::new();
    for s in seen.iter().filter(|s| s.mention.slot == Slot::Age) {
        if let Value::Number { least, most, .. } = s.value
            && least == most
        {
            let at = (s.mention.report as usize, s.mention.sentence as usize);
            ages.entry(at).or_default().push((s.mention.head as usize, least));
        }
    }
    let mut out = Vec::new();
    for (n, (report, sentences)) in reports.iter().zip(told).enumerate() {
        let all = Naming { report, article: ArticleId(n as u32), names };
        for (number, sentence) in sentences.iter().enumerate() {
            let ages = ages.get(&(n, number)).map_or(&[][..], Vec::as_slice);
            of(&Sentence { all: &all, sentences, number, words: &sentence.words, ages }, &mut out);
        }
    }
    out
}

/// The claims that facts of one person make of which two reports tell two that the other has not; `alike` says of two that
/// one is the other or a part of it.
pub(super) fn claims<T: PartialEq>(mut all: Vec<Fact<T>>, slot: Slot, alike: &dyn Fn(&T, &T) -> bool) -> Vec<Claim> {
    if all.len() > EACH {
        return Vec::new();
    }
    // Where one report tells of several, only what is surely of one of them is held together.
    let several = all.iter().enumerate().any(|(k, a)| a.also || all.iter().skip(k + 1).any(|b| a.beside(b, alike)));
    all.retain(|f| f.about.is_now());
    // Whoever has a name comes first: what is told of nobody by name may be of one of them.
    all.sort_by_key(|f| (f.victim.name.is_none(), f.victim.age.is_none()));
    let mut groups: Vec<Vec<Fact<T>>> = Vec::new();
    for fact in all {
        let sure = |f: &Fact<T>| !several || f.victim.is(&fact.victim);
        let may = |g: &&mut Vec<Fact<T>>| g.iter().all(|f| f.may_be(&fact)) && g.iter().any(sure);
        let mut fit = groups.iter_mut().filter(may);
        match (fit.next(), fit.next()) {
            (Some(group), None) => group.push(fact),
            (Some(_), Some(_)) => {}
            (None, _) => groups.push(vec![fact]),
        }
    }
    groups.iter().filter_map(|g| claim(g, slot, alike)).collect()
}

fn claim<T: PartialEq>(group: &[Fact<T>], slot: Slot, alike: &dyn Fn(&T, &T) -> bool) -> Option<Claim> {
    let mut order: Vec<&Fact<T>> = group.iter().collect();
    order.sort_by_key(|f| f.place);
    let mut values: Vec<&T> = Vec::new();
    for f in &order {
        if !values.contains(&&f.what) {
            values.push(&f.what);
        }
    }
    // Who tells of the face tells of the head.
    let has = |article: ArticleId, v: &T| group.iter().any(|f| f.place.article == article && alike(&f.what, v));
    let lacks = |a: &T, b: &T| group.iter().any(|f| f.what == *a && !has(f.place.article, b));
    let mut relations = Vec::new();
    for (i, a) in values.iter().enumerate() {
        for (j, b) in values.iter().enumerate().skip(i + 1) {
            if lacks(a, b) && lacks(b, a) {
                relations.push((i, j, Between::Conflict));
            }
        }
    }
    if relations.is_empty() {
        return None;
    }
    let assertion = |f: &&Fact<T>| Assertion { place: f.place, sentence: f.sentence, quoted: false, by: None };
    let value = |v: &&T| ClaimValue { assertions: order.iter().filter(|f| f.what == **v).map(assertion).collect() };
    Some(Claim { slot, values: values.iter().map(value).collect(), relations, printed: Vec::new() })
}
