//! Where on the body somebody was hurt: "shot in the chest", "a broken wrist".

use super::Claim;
use super::victim::{Fact, Sentence, claims, facts};
use crate::annotate::Annotated;
use crate::annotate::lexicon::List;
use crate::annotate::syntax::tags::{Pos, Relation};
use crate::annotate::token::{Key, KeyMap};
use crate::collate::named::Names;
use crate::story::claim::contest::Seen;
use crate::story::claim::mention::Slot;
use crate::story::claim::polarity::denied;
use crate::story::claim::told::{Told, Word};
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

/// The row of a part of the body.
fn part_of(w: &Word) -> Option<usize> {
    static ROWS: OnceLock<KeyMap<usize>> = OnceLock::new();
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

/// The wounds of one person of which two reports have two that the other has not; `seen` are the numbers of the reports,
/// `told` their sentences.
pub fn wounds(reports: &[&Annotated], told: &[Vec<Told>], seen: &[Seen<'_>], names: &Names) -> Vec<Claim> {
    claims(facts(reports, told, seen, names, &of_sentence), Slot::Where, &|a, b| nested(*a, *b))
}

/// The wounds that a sentence tells of.
fn of_sentence(sentence: &Sentence<'_, '_>, out: &mut Vec<Fact<usize>>) {
    let words = sentence.words;
    let mut parts = words.iter().enumerate().filter_map(|(k, w)| Some((k, part_of(w)?))).peekable();
    if parts.peek().is_none() {
        return;
    }
    let denied = denied(words, sentence.all.report.article.text.as_str());
    for (k, part) in parts {
        let Some((first, above)) = hurt_by(words, k) else { continue };
        let clause = words[k].clause;
        if denied.iter().any(|d| words.get(d.word).is_some_and(|w| w.clause == clause)) {
            continue;
        }
        let side = k.checked_sub(1).filter(|j| SIDES.has(words[*j].key)).unwrap_or(k);
        let span = words[side].span.cover(words[k].span);
        let thing = |w: &Word| HARM.has(w.key) || HURTS.has(w.key) || MISSILES.has(w.key);
        out.extend(sentence.fact(k, span, sentence.whose(first, above, &thing), part));
    }
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
    // "Had a gunshot wound to the chest", whatever the grammar hangs the chest on
    let had = || {
        words
            .iter()
            .any(|w| w.head as usize == up && w.relation == Relation::Obj && (HARM.has(w.key) || HURTS.has(w.key)))
    };
    (into && (HURTS.has(above.key) || above.pos == Pos::Verb && (shot() || had()))).then_some((first, up))
}

#[cfg(test)]
pub(super) mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::story::claim::mention::Slot;
    use crate::story::edition::edition;

    /// The values of claims of where, with who has each.
    pub(in crate::story::ledger) fn found(texts: &[&str]) -> Vec<String> {
        found_of(texts, Slot::Where)
    }

    /// The values of claims of a slot that differ, with who has each.
    pub(in crate::story::ledger) fn found_of(texts: &[&str], slot: Slot) -> Vec<String> {
        let report = |(i, t): (usize, &&str)| {
            let text = format!(" date 2031-05-06 \n{t}\n");
            annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), text.into_bytes()).captures.remove(0)))
        };
        let edition = edition(texts.iter().enumerate().map(report).collect());
        let claims = edition.ledger.claims.iter().filter(|c| c.slot == slot && c.values.len() > 1);
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
