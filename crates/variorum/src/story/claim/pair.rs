//! Two fillers of two reports: what speaks for their filling one slot.

use super::mention::{Filler, Mention};
use super::number::Unit;
use super::told::{Meanings, Told, Word, kind_of, sum, synonyms};
use crate::annotate::lexeme::{DIMENSIONS, Field, alike};
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation};

/// How many numbers describe a pair.
pub const FEATURES: usize = 40;
/// The numbers that describe a pair.
pub type Features = [f32; FEATURES];

/// What the words around a filler are, made once for each.
pub struct Setting<'a> {
    /// The filler's chief word.
    pub head: &'a Word,
    /// What it hangs on.
    pub governor: Option<&'a Word>,
    /// The predicate of its clause.
    pub predicate: Option<&'a Word>,
    /// The telling words of its clause, without its own.
    pub clause: Vec<&'a Word>,
    /// The telling words of its sentence, without its own.
    pub sentence: Vec<&'a Word>,
    /// What hangs on the chief word, without its own words.
    pub modifiers: Vec<&'a Word>,
    /// The nearest telling words before and behind.
    pub beside: [Vec<&'a Word>; 2],
    /// What it is to its governor: subject, object, and so on.
    pub role: Role,
    /// The preposition it stands behind.
    pub case: Option<&'a Word>,
    /// The words right before and behind, whatever they are.
    pub next: [Option<&'a Word>; 2],
    /// The name it is said of, or the nearest one.
    pub named: Option<&'a Word>,
    /// What the words of the sentence, the clause and the nearest ones mean together.
    pub vectors: [[f32; DIMENSIONS]; 3],
    meanings: &'a Meanings,
}

/// What a word is to its governor, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Role {
    Subject,
    Object,
    Oblique,
    Noun,
    Predicate,
    Other,
}

fn role(w: &Word) -> Role {
    match w.relation {
        Relation::Nsubj => Role::Subject,
        Relation::Obj | Relation::NsubjPass | Relation::Iobj => Role::Object,
        Relation::Obl | Relation::Unmarked | Relation::Agent => Role::Oblique,
        Relation::Nmod | Relation::Poss | Relation::Compound | Relation::Appos | Relation::Amod | Relation::Nummod => {
            Role::Noun
        }
        Relation::Root | Relation::Ccomp | Relation::Conj | Relation::Parataxis => Role::Predicate,
        _ => Role::Other,
    }
}

impl<'a> Setting<'a> {
    /// The words around a filler of a report whose sentences are `told`.
    pub fn of(told: &'a [Told], m: &Mention, meanings: &'a Meanings) -> Option<Self> {
        let words = &told.get(m.sentence as usize)?.words;
        let head = words.get(m.head as usize)?;
        let own = |k: usize| (m.rows.0 as usize..m.rows.1 as usize).contains(&k) || k == m.head as usize;
        let up = |w: &Word, k: u32| (w.head != k).then(|| words.get(w.head as usize)).flatten();
        // What is joined to another stands where that stands: "a truck and a van".
        let (mut at, mut above) = (m.head, head);
        for _ in 0..4 {
            if above.relation != Relation::Conj {
                break;
            }
            let Some(next) = up(above, at).filter(|n| matches!(n.pos, Pos::Noun | Pos::Propn | Pos::Num)) else {
                break;
            };
            (at, above) = (above.head, next);
        }
        let governor = up(above, at);
        let predicate = words.get(head.clause as usize).filter(|_| head.clause != m.head);
        let telling = |k: &usize| words.get(*k).filter(|w| w.weight > 0.0 && !own(*k));
        let all = 0..words.len();
        let sentence: Vec<&Word> = all.clone().filter_map(|k| telling(&k)).collect();
        let clause: Vec<&Word> =
            all.clone().filter(|k| words[*k].clause == head.clause).filter_map(|k| telling(&k)).collect();
        let modifiers = all
            .clone()
            .filter(|k| words[*k].head == m.head && *k as u32 != m.head)
            .filter_map(|k| telling(&k))
            .collect();
        let before: Vec<&Word> = (0..m.rows.0 as usize).rev().filter_map(|k| telling(&k)).take(3).collect();
        let behind: Vec<&Word> = (m.rows.1 as usize..words.len()).filter_map(|k| telling(&k)).take(3).collect();
        let case = words.iter().find(|w| w.head == m.head && w.relation == Relation::Case);
        let near: Vec<&Word> = [before, behind].concat();
        let [before, behind]: [Vec<&Word>; 2] = [
            near.iter().copied().filter(|w| w.span.start() < m.span.start()).collect(),
            near.iter().copied().filter(|w| w.span.start() >= m.span.start()).collect(),
        ];
        let vectors = [sum(&sentence), sum(&clause), sum(&near)];
        let next = [(m.rows.0 as usize).checked_sub(1).and_then(|k| words.get(k)), words.get(m.rows.1 as usize)];
        let named = named(words, m, governor);
        Some(Self {
            head,
            governor,
            predicate,
            clause,
            sentence,
            modifiers,
            beside: [before, behind],
            role: role(above),
            case,
            next,
            named,
            vectors,
            meanings,
        })
    }
}

/// The last word of the name that a filler stands beside: "Duane Kessler, 58", "the 58-year-old Kessler".
fn named<'a>(words: &'a [Word], m: &Mention, governor: Option<&'a Word>) -> Option<&'a Word> {
    if let Some(g) = governor.filter(|g| g.pos == Pos::Propn) {
        return Some(g);
    }
    let first = m.rows.0 as usize;
    let before = (first.saturating_sub(4)..first).rev().filter_map(|k| words.get(k)).find(|w| w.pos == Pos::Propn);
    before.or_else(|| words.iter().skip(m.rows.1 as usize).take(3).find(|w| w.pos == Pos::Propn))
}

fn any(m: &Meanings, of: &[&Word], among: &[&Word]) -> f32 {
    of.iter().flat_map(|a| among.iter().map(|b| m.same(a, b))).fold(0.0, f32::max)
}

/// What speaks for two fillers of one kind filling one slot. But for the last ones, which say how two nouns are related
/// and count only where nouns are compared, nothing looks at what the fillers are.
pub fn features(a: &Mention, x: &Setting<'_>, b: &Mention, y: &Setting<'_>) -> Features {
    let yes = |b: bool| f32::from(u8::from(b));
    let mut f = [0.0; FEATURES];
    let m = x.meanings;
    let words = |k: usize, f: &mut Features, p: Option<&Word>, q: Option<&Word>| match (p, q) {
        (Some(p), Some(q)) => {
            f[k] = yes(p.lemma == q.lemma);
            f[k + 1] = m.same(p, q);
            f[k + 2] = p.lexeme.zip(q.lexeme).map_or(0.0, |(p, q)| alike(p, q));
        }
        (None, None) => f[k + 1] = 0.3,
        _ => f[k + 2] = -0.5,
    };
    words(0, &mut f, x.governor, y.governor);
    words(3, &mut f, x.predicate, y.predicate);
    let counted = |of: &Mention| matches!(&of.filler, Filler::Number(q) if matches!(q.unit, Unit::Noun(_)));
    words(6, &mut f, Some(x.head).filter(|_| counted(a)), Some(y.head).filter(|_| counted(b)));
    f[9] = yes(x.role == y.role);
    f[10] = yes(x.case.zip(y.case).is_some_and(|(p, q)| p.key == q.key));
    f[11] = yes(x.case.is_some() != y.case.is_some());
    let (ab, ba) = (m.cover(&x.sentence, &y.sentence), m.cover(&y.sentence, &x.sentence));
    let (cab, cba) = (m.cover(&x.clause, &y.clause), m.cover(&y.clause, &x.clause));
    f[12] = ab.min(ba);
    f[13] = ab.max(ba);
    f[14] = cab.min(cba);
    f[15] = cab.max(cba);
    f[16] = dot(&x.vectors[0], &y.vectors[0]);
    f[17] = dot(&x.vectors[1], &y.vectors[1]);
    f[18] = dot(&x.vectors[2], &y.vectors[2]);
    f[19] = shared(&x.sentence, &y.sentence);
    f[20] = shared(&x.clause, &y.clause);
    f[21] = any(m, &x.beside[0], &y.beside[0]);
    f[22] = any(m, &x.beside[1], &y.beside[1]);
    f[23] = any(m, &x.modifiers, &y.modifiers);
    f[24] = yes(x.next[0].zip(y.next[0]).is_some_and(|(p, q)| p.key == q.key));
    f[25] = yes(x.next[1].zip(y.next[1]).is_some_and(|(p, q)| p.key == q.key));
    f[26] = yes(names(&x.clause, &y.clause));
    f[27] = yes(names(&x.sentence, &y.sentence));
    f[28] = match (x.named, y.named) {
        (Some(p), Some(q)) if p.key == q.key => 1.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    };
    f[29] = yes(a.sentence < 2) + yes(b.sentence < 2);
    if let (Filler::Number(p), Filler::Number(q)) = (&a.filler, &b.filler) {
        let kind = |u: Unit| match u {
            Unit::Noun(_) | Unit::Feet => 0,
            Unit::Percent => 1,
            Unit::Money(_) => 2,
            Unit::Age => 3,
            Unit::Bare => 4,
            Unit::Score => 5,
            Unit::Times => 6,
        };
        f[30] = yes(kind(p.unit) == kind(q.unit));
        f[31] = yes(p.unit == Unit::Bare || q.unit == Unit::Bare);
        f[32] = yes(people(x.head) && people(y.head));
        f[33] = any(m, &[x.head], &y.sentence).max(any(m, &[y.head], &x.sentence));
    }
    if let (Filler::Noun, Filler::Noun) = (&a.filler, &b.filler) {
        if let Some((p, q)) = x.head.lexeme.zip(y.head.lexeme) {
            f[34] = alike(p, q);
            f[35] = yes(synonyms(p, q));
            f[36] = yes(kind_of(p, q));
        }
        f[37] = yes(fields(x.head).any(|s| fields(y.head).any(|t| s == t)));
        f[38] = yes(x.head.pos == Pos::Propn) + yes(y.head.pos == Pos::Propn);
        f[39] = yes(x.head.lemma == y.head.lemma);
    }
    f
}

fn names(of: &[&Word], among: &[&Word]) -> bool {
    of.iter().any(|a| a.pos == Pos::Propn && among.iter().any(|b| b.pos == Pos::Propn && a.key == b.key))
}

/// Eight sums side by side, which do not wait for each other.
fn dot(a: &[f32; DIMENSIONS], b: &[f32; DIMENSIONS]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (x, y) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for ((sum, x), y) in sums.iter_mut().zip(x).zip(y) {
            *sum += x * y;
        }
    }
    sums.iter().sum()
}

/// The part of the weight of both that stands in both.
fn shared(of: &[&Word], among: &[&Word]) -> f32 {
    let sum = |l: &[&Word]| l.iter().map(|w| w.weight).sum::<f32>();
    let both: f32 = of.iter().filter(|a| among.iter().any(|b| a.root == b.root)).map(|w| w.weight).sum();
    both / (sum(of) + sum(among) - both).max(0.1)
}

fn fields(w: &Word) -> impl Iterator<Item = Field> {
    w.lexeme.into_iter().flat_map(|l| l.senses().take(2)).map(|s| s.field()).filter(|f| *f != Field::Doing)
}

/// Words for people that are no person each.
static PEOPLE: List =
    List::new("people persons men women children boys girls adults teenagers teens residents victims others juveniles");

/// Whether a word is for people, be they persons or a crowd.
pub fn folk(w: &Word) -> bool {
    people(w) || PEOPLE.has(w.key)
}

/// Whether a word is of people.
pub fn people(w: &Word) -> bool {
    w.lexeme.is_some_and(|l| l.senses().take(2).any(|s| matches!(s.field(), Field::Person))) || w.pos == Pos::Propn
}

/// Whether two slots may be one.
pub fn comparable(a: &Mention, b: &Mention) -> bool {
    a.report != b.report && a.slot == b.slot
}
