//! Two fillers of two reports: what speaks for their filling one slot.

use super::mention::{Filler, Mention, Slot};
use super::number::Unit;
use super::told::{Told, Word, cover, kind_of, same, synonyms};
use crate::annotate::lexeme::{Field, alike};
use crate::annotate::syntax::tags::{Pos, Relation};

/// How many numbers describe a pair.
pub const FEATURES: usize = 26;
/// The numbers that describe a pair.
pub type Features = [f32; FEATURES];

/// What the words around a filler are, made once for each.
pub struct Around<'a> {
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

impl<'a> Around<'a> {
    /// The words around a filler of a report whose sentences are `told`.
    pub fn of(told: &'a [Told], m: &Mention) -> Option<Self> {
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
        let modifiers =
            all.clone().filter(|k| words[*k].head == m.head && *k as u32 != m.head).filter_map(|k| telling(&k)).collect();
        let before = (0..m.rows.0 as usize).rev().filter_map(|k| telling(&k)).take(3).collect();
        let behind = (m.rows.1 as usize..words.len()).filter_map(|k| telling(&k)).take(3).collect();
        let case = words.iter().find(|w| w.head == m.head && w.relation == Relation::Case);
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
        })
    }
}

fn best(of: Option<&Word>, among: Option<&Word>) -> f32 {
    of.zip(among).map_or(0.0, |(a, b)| same(a, b))
}

fn any(of: &[&Word], among: &[&Word]) -> f32 {
    of.iter().flat_map(|a| among.iter().map(|b| same(a, b))).fold(0.0, f32::max)
}

/// What speaks for two fillers of one kind filling one slot, but for what their values are.
pub fn features(a: &Mention, x: &Around<'_>, b: &Mention, y: &Around<'_>) -> Features {
    let yes = |b: bool| f32::from(u8::from(b));
    let (ab, ba) = (cover(&x.sentence, &y.sentence), cover(&y.sentence, &x.sentence));
    let (cab, cba) = (cover(&x.clause, &y.clause), cover(&y.clause, &x.clause));
    let names = |of: &[&Word], among: &[&Word]| {
        of.iter().any(|a| a.pos == Pos::Propn && among.iter().any(|b| b.pos == Pos::Propn && a.key == b.key))
    };
    let mut f = [0.0; FEATURES];
    f[0] = 1.0;
    f[1] = best(x.governor, y.governor);
    f[2] = best(x.predicate, y.predicate);
    f[3] = yes(x.role == y.role);
    f[4] = cab.min(cba);
    f[5] = cab.max(cba);
    f[6] = ab.min(ba);
    f[7] = ab.max(ba);
    f[8] = any(&x.beside[0], &y.beside[0]);
    f[9] = any(&x.beside[1], &y.beside[1]);
    f[10] = any(&x.modifiers, &y.modifiers);
    f[11] = yes(names(&x.clause, &y.clause));
    f[12] = yes(names(&x.sentence, &y.sentence));
    f[13] = yes(x.case.zip(y.case).is_some_and(|(p, q)| p.key == q.key) || x.case.is_none() && y.case.is_none());
    f[14] = cover(&x.beside.concat(), &y.sentence).min(cover(&y.beside.concat(), &x.sentence));
    match (&a.filler, &b.filler) {
        (Filler::Number(p), Filler::Number(q)) => {
            let noun = |u: Unit| matches!(u, Unit::Noun(_));
            f[15] = match (p.unit, q.unit) {
                (Unit::Noun(_), Unit::Noun(_)) => same(x.head, y.head),
                (p, q) if p == q => 1.0,
                (Unit::Money(_), Unit::Money(_)) => 0.7,
                (p, q) if noun(p) != noun(q) && (p == Unit::Bare || q == Unit::Bare) => {
                    // "the number of dead rose to five"
                    any(&[x.head], &y.sentence).max(any(&[y.head], &x.sentence)) * 0.8
                }
                _ => 0.0,
            };
            f[16] = yes(people(x.head) && people(y.head));
            f[17] = yes(p.unit == Unit::Bare || q.unit == Unit::Bare);
        }
        (Filler::Noun, Filler::Noun) => {
            let near = x.head.lexeme.zip(y.head.lexeme).map_or(0.0, |(a, b)| alike(a, b)).max(0.0);
            f[15] = if x.head.pos == Pos::Propn || y.head.pos == Pos::Propn { 0.0 } else { near };
            f[16] = yes(fields(x.head).any(|s| fields(y.head).any(|t| s == t)));
            f[17] = yes(x.head.pos == Pos::Propn && y.head.pos == Pos::Propn);
            if let Some((p, q)) = x.head.lexeme.zip(y.head.lexeme) {
                f[18] = yes(synonyms(p, q));
                f[19] = yes(kind_of(p, q));
            }
            f[20] = yes(x.head.lemma == y.head.lemma);
        }
        _ => {}
    }
    f[21] = f[1] * f[3];
    f[22] = f[4] * f[15];
    f[23] = f[6] * f[15];
    f[24] = f[1] * f[15];
    f
}

fn fields(w: &Word) -> impl Iterator<Item = Field> {
    w.lexeme.into_iter().flat_map(|l| l.senses().take(2)).map(|s| s.field()).filter(|f| *f != Field::Doing)
}

/// Whether a word is of people.
pub fn people(w: &Word) -> bool {
    w.lexeme.is_some_and(|l| l.senses().take(2).any(|s| matches!(s.field(), Field::Person)))
        || w.pos == Pos::Propn
}

/// Whether two slots may be one.
pub fn comparable(a: &Mention, b: &Mention) -> bool {
    a.report != b.report && (a.slot == b.slot || matches!((a.slot, b.slot), (Slot::Count, Slot::Age) | (Slot::Age, Slot::Count)) && false)
}
