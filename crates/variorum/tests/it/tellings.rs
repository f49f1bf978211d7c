//! Small stories that were once told wrongly.

use super::generate::Source;
use super::laws;
use variorum::collate::variant::{Kind, Variant};
use variorum::story::claim::value::Relation;
use variorum::story::edition::{Edition, edition};

fn of(texts: &[&str]) -> Edition {
    let name = |n: usize| format!("{}.txt", char::from(b'a' + n as u8));
    let source = |(n, text): (usize, &&str)| Source { path: name(n), bytes: text.as_bytes().to_vec() };
    edition(laws::reports(&texts.iter().enumerate().map(source).collect::<Vec<_>>()))
}

/// Whom the first two reports give as the speaker of what both print.
fn speakers(texts: &[&str]) -> Vec<String> {
    let e = of(texts);
    let u = e.utterances.iter().find(|u| u.collation.readings.len() > 1).expect("a shared utterance");
    let quoted = |r: &variorum::collate::collation::Reading| {
        let q = e.quotation(r.article, variorum::span::QuotationId(r.rows[0]))?;
        e.speaks(r.article, q).map(str::to_string)
    };
    u.collation.readings.iter().map(|r| quoted(r).unwrap_or_default()).collect()
}

#[test]
fn a_pronoun_is_whom_the_sentence_before_names_and_not_who_spoke_before() {
    let two = "Fire officer Colin Pask said: “The alarm on the second floor was switched off.”\n";
    for first in ["Marta Oyel", "Peter Hall", "Ann Lowe"] {
        let one = format!(
            "“I smelled smoke on the stairs and I ran,” said {first}, a cleaner.\n\nChief fire officer Colin Pask spoke on \
             Monday. “The alarm on the second floor was switched off,” he said.\n"
        );
        assert_eq!(speakers(&[&one, two]), ["Colin Pask", "Colin Pask"], "{first}");
    }
}

fn words(v: &Variant) -> Vec<&str> {
    v.readings.iter().map(|r| r.text.as_str()).collect()
}

#[test]
fn a_sentence_in_another_place_changes_no_words_where_it_is_missing() {
    let one = "“This is not a step that any of us wanted to take,” Helen Strand told the meeting. “But we have a hole of £2.4 \
        million in our budget, and I will not cut care for the elderly to keep a pool open three days a week.”\n";
    let two = "“But we have a hole of £2.4 million in our budget and I will not cut care for the elderly,” Helen Strand told \
        councillors. “This isn't a step any of us wanted to take.”\n";
    let e = of(&[one, two]);
    for v in e.utterances.iter().flat_map(|u| &u.collation.variants) {
        let said = words(v).join(" | ");
        assert!(!(said.contains("keep") && said.contains("This")), "{:?}: {said}", v.kind);
    }
}

#[test]
fn a_number_that_changed_in_a_sentence_that_moved_is_one_variant() {
    let one = "“I sent 14 emails,” said potter Piotr Zelin. “Nobody ever answered our letters.”\n";
    let two =
        "“Nobody ever answered our letters,” said Piotr Zelin. “I sent four emails and I have the copies at home.”\n";
    let e = of(&[one, two]);
    let all: Vec<&Variant> = e.utterances.iter().flat_map(|u| &u.collation.variants).collect();
    let moved: Vec<&&Variant> = all.iter().filter(|v| v.kind == Kind::Transposition).collect();
    assert!(moved.len() <= 1, "{all:?}");
    assert!(all.iter().any(|v| v.kind == Kind::Substitution && words(v).contains(&"14")), "{all:?}");
}

/// The values of claims whose values are to each other what `relation` says, as the first report prints each.
fn claims(texts: &[&str], relation: Relation) -> Vec<Vec<String>> {
    let e = of(texts);
    let values = |c: &variorum::story::ledger::Claim| {
        let first = |v: &variorum::story::ledger::ClaimValue| e.words(v.assertions[0].place).to_string();
        c.values.iter().map(first).collect()
    };
    e.ledger.claims.iter().filter(|c| c.relation() == relation).map(values).collect()
}

/// Two words for one thing.
fn wordings(texts: &[&str]) -> Vec<Vec<String>> {
    claims(texts, Relation::Synonym)
}

/// Values that cannot both hold.
fn conflicts(texts: &[&str]) -> Vec<Vec<String>> {
    claims(texts, Relation::Conflict)
}

#[test]
fn the_word_a_report_has_for_what_happened_is_its_own() {
    let one = "The minister lost her seat after a riot in the town of Ostrey in March.\n";
    let other = "The minister lost her seat in March following a public violence in the town of Ostrey.\n";
    let stillborn = "Ann Lowe lost her son to stillbirth in Ostrey in March. She had written of the taboo subject of \
                     miscarriage and stillbirth.\n";
    let lost = "Ann Lowe lost her son in Ostrey in March following a miscarriage.\n";
    assert_eq!(wordings(&[one, other]), Vec::<Vec<String>>::new(), "no word for a riot");
    assert_eq!(wordings(&[stillborn, lost]), [["stillbirth", "miscarriage"]]);
    // Who uses both has no choice to show, and so is it with what is told of in general only.
    let both = "Ann Lowe lost her son in Ostrey in March following a miscarriage. The stillbirth was her second.\n";
    assert!(wordings(&[stillborn, both]).is_empty());
    let general = "Ann Lowe lost her son in Ostrey in March and wrote of miscarriage and grief.\n";
    assert!(wordings(&["Ann Lowe lost her son to stillbirth in Ostrey in March.\n", general]).is_empty());
}

#[test]
fn what_one_report_tells_and_another_denies_is_a_conflict() {
    let alarm = "Thieves took the clock from the museum in Ostrey on Monday. An alarm rang at the museum.\n";
    let none = "The clock was stolen from the museum in Ostrey on Monday. There was no alarm.\n";
    assert_eq!(conflicts(&[alarm, none]), [["An alarm", "no alarm"]]);
    let chased = "Police chased the van through Ostrey on Monday. The van was chased for an hour.\n";
    let not = "A van was found in a ditch in Ostrey on Monday. The van was not chased by the police.\n";
    assert_eq!(conflicts(&[chased, not]).len(), 1);
    // Both deny it; one denies how; one tells of what may be.
    let neither = "The clock was stolen from the museum in Ostrey on Monday. No alarm rang at the museum.\n";
    assert!(conflicts(&[neither, none]).is_empty());
    let badly = "Piet Wessel, the driver of the van, was hurt in Ostrey on Monday.\n";
    let lightly = "Piet Wessel, the driver of the van, was not seriously hurt in Ostrey on Monday.\n";
    assert!(conflicts(&[badly, lightly]).is_empty());
    let may = "Thieves took the clock from the museum in Ostrey on Monday. Any alarm would be heard at the museum.\n";
    assert!(conflicts(&[may, none]).is_empty());
}

#[test]
fn what_is_told_of_one_person_is_not_denied_of_another() {
    let hurt = "Piet Wessel was hurt in the fire at the mill in Ostrey on Monday.\n";
    let other = "Ann Lowe was not hurt in the fire at the mill in Ostrey on Monday.\n";
    let same = "Mr Wessel was not hurt in the fire at the mill in Ostrey on Monday.\n";
    assert!(conflicts(&[hurt, other]).is_empty());
    assert_eq!(
        conflicts(&[hurt, same]),
        [["was hurt in the fire at the mill", "was not hurt in the fire at the mill"]]
    );
}

#[test]
fn what_changes_from_hour_to_hour_has_grown() {
    let free = "A guard was shot at the mill in Ostrey on Monday. The gunman has not been arrested.\n";
    let held = "A guard was shot at the mill in Ostrey on Monday. The gunman has been arrested.\n";
    assert!(conflicts(&[free, held]).is_empty());
    assert_eq!(claims(&[free, held], Relation::Growth), [["has not been arrested", "has been arrested"]]);
}

#[test]
fn sides_and_states_contradict_each_other_before_a_noun_and_behind_it() {
    let left = "A barge struck the left bank of the river at Ostrey on Monday.\n";
    let right = "A barge struck the right bank of the river at Ostrey on Monday.\n";
    assert_eq!(conflicts(&[left, right]), [["left bank", "right bank"]]);
    let open = "Cattle reached the railway at Ostrey on Monday because the gate was open.\n";
    let shut = "Cattle reached the railway at Ostrey on Monday although the gate was shut.\n";
    assert_eq!(conflicts(&[open, shut]), [["open", "shut"]]);
    let closed = "Cattle reached the railway at Ostrey on Monday although the gate was closed.\n";
    assert!(conflicts(&[closed, shut]).is_empty());
    let not_open = "Cattle reached the railway at Ostrey on Monday although the gate was not open.\n";
    assert!(!conflicts(&[shut, not_open]).iter().flatten().any(|v| v == "open"));
    let third = "A third victim was grazed by a bullet at the mill in Ostrey on Monday.\n";
    let fourth = "A fourth victim was grazed by a bullet at the mill in Ostrey on Monday.\n";
    assert!(conflicts(&[third, fourth]).is_empty());
}

#[test]
fn what_a_machine_stamped_on_a_page_is_told_by_nobody() {
    let page = |day: &str| {
        format!(
            "Filed: 2022-03-{day}T16:45:00Z by the desk in Ostrey. A barge struck the bridge at Ostrey on Monday.\n"
        )
    };
    let (one, two) = (page("08"), page("09"));
    for relation in [Relation::Conflict, Relation::Same, Relation::Precision] {
        let found = claims(&[&one, &two], relation);
        assert!(!found.iter().flatten().any(|v| v.contains('0') || v.contains("16")), "{found:?}");
    }
    assert_eq!(of(&[&one, &two]).timeline.conflicts, []);
}
