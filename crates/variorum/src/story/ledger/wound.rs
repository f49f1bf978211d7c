//! Where on the body somebody was hurt: "shot in the chest", "a broken wrist".

use super::{Assertion, Claim, ClaimValue};
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation, Tag};
use crate::annotate::token::Key;
use crate::collate::named::Names;
use crate::span::{ArticleId, Place};
use crate::story::claim::circumstance::{Bearer, Circumstance, Naming, OTHERS, SERVING, Sex, sex_of};
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::{Mention, Slot};
use crate::story::claim::pair::folk;
use crate::story::claim::polarity::denied;
use crate::story::claim::told::{Told, Word};
use crate::story::claim::value::{Relation as Between, Value};
use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

/// Parts of the body by their words, each with the row of the part that it is of.
const PARTS: [(&str, Option<usize>); 23] = [
    ("head", None),
    ("face facial cheek forehead temple brow", Some(0)),
    ("eye eyes eyelid", Some(1)),
    ("nose", Some(1)),
    ("mouth lip lips tongue tooth teeth jaw chin", Some(1)),
    ("ear ears", Some(0)),
    ("skull scalp brain", Some(0)),
    ("neck throat", None),
    ("shoulder shoulders", None),
    ("collarbone collarbones clavicle", Some(8)),
    ("arm arms elbow elbows forearm forearms wrist wrists bicep biceps", None),
    ("hand hands finger fingers thumb thumbs knuckles palm", None),
    ("torso trunk midsection", None),
    ("chest breast breastbone sternum rib ribs lung lungs", Some(12)),
    ("stomach abdomen abdominal belly gut", Some(12)),
    ("back spine spinal", Some(12)),
    ("groin", None),
    ("hip hips pelvis pelvic", None),
    ("buttock buttocks backside", None),
    ("leg legs thigh thighs shin shins calf calves", None),
    ("knee knees kneecap", Some(19)),
    ("ankle ankles", Some(19)),
    ("foot feet toe toes heel heels", None),
];
/// What hurts, before "in the chest" or "to the head".
static HURTS: List = List::new(
    "shot shooting shoot shoots struck hit wounded wound wounds injured injury injuries stabbed stab stabbing cut cuts slashed \
     bitten bite bites burned burnt burn burns kicked punched beaten grazed gunshot gunshots bullet bullets operated surgery \
     fracture fractures fractured bruise bruises bruised laceration lacerations hurt pain penetrated lodged trauma blow blows \
     stitches",
);
/// What is done to a part of the body.
static DONE: List = List::new(
    "broke break breaking broken breaks fractured fracturing fractures sprained twisted dislocated injured injuring hurt hurting \
     cut bruised burned burnt grazed grazing lost crushed pierced struck hit hitting striking severed tore torn ruptured \
     shattered smashed punctured entered amputated penetrated slashed cracked",
);
/// Of which parts of the body are had: "a head wound".
static HARM: List = List::new(
    "wound wounds injury injuries surgery operation trauma fracture fractures bruise bruises burns burn laceration lacerations",
);
/// What goes into a body, wherever it "went".
static MISSILES: List = List::new("bullet bullets pellet pellets shrapnel");
static INTO: List = List::new("in to into inside through on at across near");
/// Words behind a part of the body that stand for it.
static AREA: List = List::new("bone bones area region cavity muscle artery joint");
static SIDES: List = List::new("left right upper lower");
/// By these somebody else was hurt before.
static ALSO: List = List::new("also second third both each");
/// Who hurts themselves is another than whom they hurt.
static SELF: List = List::new("himself herself themselves themself self-inflicted");
/// So many wounds are looked at.
const EACH: usize = 60;
/// So many words from somebody an age may stand, and so many steps above the part of the body somebody.
const NEAR: usize = 6;
const UP: usize = 4;

/// The row of a part of the body.
fn part_of(w: &Word) -> Option<usize> {
    static ROWS: OnceLock<HashMap<Key, usize>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        let of = |(n, row): (usize, &(&'static str, Option<usize>))| row.0.split(' ').map(move |w| (Key::word(w), n));
        PARTS.iter().enumerate().flat_map(of).collect()
    });
    rows.get(&w.key).copied().filter(|_| matches!(w.pos, Pos::Noun | Pos::Adj))
}

/// Whether one of two parts of the body, by their rows, is the other or a part of it.
fn nested(a: usize, b: usize) -> bool {
    let above = |from: usize| std::iter::successors(Some(from), |n| PARTS.get(*n).and_then(|p| p.1));
    above(a).any(|x| x == b) || above(b).any(|x| x == a)
}

/// One wound in one report.
struct Wound {
    about: Circumstance,
    /// The row of the part of the body.
    part: usize,
    place: Place,
    sentence: Place,
    victim: Victim,
    /// Somebody else was hurt too.
    also: bool,
}

/// What is known of whoever has a wound.
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

impl Wound {
    fn may_be(&self, other: &Self) -> bool {
        !self.victim.is_another(&other.victim) && !self.about.apart(&other.about, Slot::Count, false, true)
    }

    /// Whether one report tells of both apart from each other.
    fn beside(&self, other: &Self) -> bool {
        let one = self.place.article == other.place.article;
        let parts = self.sentence != other.sentence && !nested(self.part, other.part);
        one && (parts || self.victim.is_another(&other.victim))
    }
}

/// The claims that wounds of one person make which cannot all be right, or are of more than reports say; `seen` are the
/// numbers of the reports, `told` their sentences.
pub fn wounds(reports: &[&Annotated], told: &[Vec<Told>], seen: &[Seen<'_>], names: &Names) -> Vec<Claim> {
    let mut ages: HashMap<(usize, usize), Vec<(usize, f64)>> = HashMap::new();
    for s in seen.iter().filter(|s| s.mention.slot == Slot::Age) {
        if let Value::Number { least, most, .. } = s.value
            && least == most
        {
            let at = (s.mention.report as usize, s.mention.sentence as usize);
            ages.entry(at).or_default().push((s.mention.head as usize, least));
        }
    }
    let mut all: Vec<Wound> = Vec::new();
    for (n, (report, sentences)) in reports.iter().zip(told).enumerate() {
        for (s, _) in sentences.iter().enumerate() {
            let ages = ages.get(&(n, s)).map_or(&[][..], Vec::as_slice);
            of_sentence(&Naming { report, article: ArticleId(n as u32), names }, sentences, s, ages, &mut all);
        }
    }
    if all.len() > EACH {
        return Vec::new();
    }
    // Where one report tells of several, only what is surely of one of them is held together.
    let several = all.iter().enumerate().any(|(k, a)| a.also || all.iter().skip(k + 1).any(|b| a.beside(b)));
    all.retain(|w| w.about.is_now());
    // Whoever has a name comes first: what is told of nobody by name may be of one of them.
    all.sort_by_key(|w| (w.victim.name.is_none(), w.victim.age.is_none()));
    let mut groups: Vec<Vec<Wound>> = Vec::new();
    for wound in all {
        let sure = |w: &Wound| !several || w.victim.is(&wound.victim);
        let may = |g: &&mut Vec<Wound>| g.iter().all(|w| w.may_be(&wound)) && g.iter().any(sure);
        let mut fit = groups.iter_mut().filter(may);
        match (fit.next(), fit.next()) {
            (Some(group), None) => group.push(wound),
            (Some(_), Some(_)) => {}
            (None, _) => groups.push(vec![wound]),
        }
    }
    groups.iter().filter_map(|g| claim(g)).collect()
}

/// The wounds of one person where two reports have two, neither of which the other report has too.
fn claim(group: &[Wound]) -> Option<Claim> {
    let parts: BTreeSet<usize> = group.iter().map(|w| w.part).collect();
    let parts: Vec<usize> = parts.into_iter().collect();
    // Who tells of the face tells of the head.
    let has =
        |article: ArticleId, part: usize| group.iter().any(|w| w.place.article == article && nested(w.part, part));
    let lacks = |a: usize, b: usize| group.iter().any(|w| w.part == a && !has(w.place.article, b));
    let mut relations = Vec::new();
    for (i, a) in parts.iter().enumerate() {
        for (j, b) in parts.iter().enumerate().skip(i + 1) {
            if lacks(*a, *b) && lacks(*b, *a) {
                relations.push((i, j, Between::Conflict));
            }
        }
    }
    if relations.is_empty() {
        return None;
    }
    let assertion = |w: &Wound| Assertion { place: w.place, sentence: w.sentence, quoted: false, by: None };
    let value =
        |part: &usize| ClaimValue { assertions: group.iter().filter(|w| w.part == *part).map(assertion).collect() };
    Some(Claim { slot: Slot::Where, values: parts.iter().map(value).collect(), relations, printed: Vec::new() })
}

/// The wounds that sentence `s` tells of; `ages` are those it names, by row.
fn of_sentence(all: &Naming<'_>, sentences: &[Told], s: usize, ages: &[(usize, f64)], out: &mut Vec<Wound>) {
    let Some(sentence) = sentences.get(s) else { return };
    let words = sentence.words.as_slice();
    let mut parts = words.iter().enumerate().filter_map(|(k, w)| Some((k, part_of(w)?))).peekable();
    if parts.peek().is_none() {
        return;
    }
    let denied = denied(words, all.report.article.text.as_str());
    for (k, part) in parts {
        let Some(above) = hurt_by(words, k) else { continue };
        let clause = words[k].clause;
        if denied.iter().any(|d| words.get(d.word).is_some_and(|w| w.clause == clause)) {
            continue;
        }
        let side = k.checked_sub(1).filter(|j| SIDES.has(words[*j].key)).unwrap_or(k);
        let span = words[side].span.cover(words[k].span);
        let n = all.article.index();
        let about = Circumstance::of(all.report, all.article, sentences, &Mention::what((n, s, k), span), all.names);
        let mut victim =
            Victim { own: words.iter().any(|w| w.clause == clause && SELF.has(w.key)), ..Victim::default() };
        if let Some(row) = whose(words, above.0, above.1) {
            let w = &words[row];
            victim.name = all.whom(sentences, s, row);
            victim.sex = sex_of(w);
            victim.serves = (w.pos == Pos::Noun && folk(w)).then(|| SERVING.has(w.key));
            let near = ages.iter().min_by_key(|a| a.0.abs_diff(row)).filter(|a| a.0.abs_diff(row) < NEAR);
            victim.age = near.map(|a| a.1);
        }
        let place = Place { article: all.article, span };
        let sentence = Place { article: all.article, span: sentence.span };
        let also = words.iter().any(|w| OTHERS.has(w.key) || ALSO.has(w.key));
        out.push(Wound { about, part, place, sentence, victim, also });
    }
}

/// The row of whoever is hurt, from the part of the body in row `part` and what it hangs on.
fn whose(words: &[Word], part: usize, above: usize) -> Option<usize> {
    let of = |head: usize, relations: &[Relation]| {
        let is = |w: &Word| w.head as usize == head && relations.contains(&w.relation);
        words.iter().position(is).filter(|k| *k != head)
    };
    if let Some(k) = of(part, &[Relation::Poss]) {
        return Some(k);
    }
    let thing = |k: usize| HARM.has(words[k].key) || HURTS.has(words[k].key) || MISSILES.has(words[k].key);
    let mut at = above;
    for _ in 0..UP {
        let w = words.get(at)?;
        if matches!(w.pos, Pos::Noun | Pos::Propn | Pos::Pron) {
            if !thing(at) {
                return Some(at);
            }
            if let Some(k) = of(at, &[Relation::Poss]) {
                return Some(k);
            }
        } else {
            let object = of(at, &[Relation::Obj]).filter(|k| !thing(*k) && *k != part);
            if let Some(k) = object.or_else(|| of(at, &[Relation::Nsubj, Relation::NsubjPass]).filter(|k| !thing(*k))) {
                // "A girl who was shot in the arm"
                let relative = matches!(words[k].tag, Tag::Who | Tag::Which);
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

/// The row of the chief word of the part of the body in row `k`, and of what that hangs on, where somebody was hurt there.
fn hurt_by(words: &[Word], k: usize) -> Option<(usize, usize)> {
    // "The breast bone", "the hip area"
    let next = words.get(k + 1);
    let top = if next.is_some_and(|w| AREA.has(w.key)) { k + 1 } else { k };
    // "The head of the office", "five feet"
    let of = words.get(top + 1).is_some_and(|w| w.key == Key::word("of"));
    let counted = k.checked_sub(1).and_then(|j| words.get(j)).is_some_and(|w| w.pos == Pos::Num);
    let feet = words[k].key == Key::word("feet") || words[k].key == Key::word("foot");
    if of || counted && feet {
        return None;
    }
    // "In the head and neck": what holds for the first of a row holds for all.
    let mut first = top;
    for _ in 0..3 {
        match words.get(first) {
            Some(w) if w.relation == Relation::Conj && (w.head as usize) < first => first = w.head as usize,
            _ => break,
        }
    }
    let word = words.get(first)?;
    let up = word.head as usize;
    let above = words.get(up).filter(|_| up != first)?;
    let harm = matches!(word.relation, Relation::Compound | Relation::Amod) && HARM.has(above.key);
    let done = matches!(word.relation, Relation::Obj | Relation::NsubjPass | Relation::Nsubj)
        && DONE.has(above.key)
        && above.pos == Pos::Verb;
    let broken = words.iter().any(|w| w.head as usize == first && w.relation == Relation::Amod && DONE.has(w.key));
    if harm || done || broken {
        return Some((first, up));
    }
    let near = words.get(first.saturating_sub(4)..first).unwrap_or(&[]);
    let into = near.iter().rev().take_while(|w| w.pos != Pos::Verb).any(|w| w.pos == Pos::Adp && INTO.has(w.key));
    let own = || words.iter().any(|w| w.head as usize == first && w.relation == Relation::Poss);
    let shot = || words.iter().any(|w| w.clause == above.clause && MISSILES.has(w.key)) && own();
    (into && (HURTS.has(above.key) || above.pos == Pos::Verb && shot())).then_some((first, up))
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::story::claim::mention::Slot;
    use crate::story::edition::edition;

    /// The values of claims of where, with who has each.
    fn found(texts: &[&str]) -> Vec<String> {
        let report = |(i, t): (usize, &&str)| {
            let text = format!(" date 2031-05-06 \n{t}\n");
            annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), text.into_bytes()).captures.remove(0)))
        };
        let edition = edition(texts.iter().enumerate().map(report).collect());
        let claims = edition.ledger.claims.iter().filter(|c| c.slot == Slot::Where);
        let value = |v: &crate::story::ledger::ClaimValue| {
            let reports: String = v.reports().iter().map(|a| (b'A' + a.0 as u8) as char).collect();
            let first = v.assertions[0].place;
            format!("{} {reports}", edition.reports[first.article.index()].text(first.span))
        };
        claims.map(|c| c.values.iter().map(value).collect::<Vec<_>>().join("; ")).collect()
    }

    #[test]
    fn two_wounds_of_one_person_are_set_against_each_other() {
        let texts =
            ["Ann Lowe, 30, was shot in the back at the mill.", "Doctors said Lowe had a gunshot wound to the chest."];
        assert_eq!(found(&texts), ["back A; chest B"]);
        let texts =
            ["The guard was not hit in the leg. He has a broken wrist.", "The guard fell and broke his left ankle."];
        assert_eq!(found(&texts), ["wrist A; left ankle B"]);
    }

    #[test]
    fn a_part_of_a_part_and_a_wound_of_somebody_else_are_none() {
        let none: [&[&str]; 6] = [
            &["A bullet went inside the girl's chest.", "The bullet grazed the girl's breast bone."],
            &["The boy was bitten in the face.", "The boy was bitten in the head and in the hand."],
            &["The guard was shot in the arm.", "The man shot himself in the head."],
            &["A boy of 9 was shot in the arm.", "A girl was shot in the leg."],
            &["A man was shot in the arm. Another was shot in the hip.", "A man was shot in the leg."],
            &[
                "The guard was shot in the arm.",
                "The head of the office was hit by the cuts. He was hit from five feet away.",
            ],
        ];
        for texts in none {
            assert_eq!(found(texts), [""; 0], "{texts:?}");
        }
    }
}
