use crate::annotate::annotate;
use crate::article::Article;
use crate::story::claim::value::Relation;
use crate::story::edition::edition;

/// The gravest relation in each slot of two reports, of two days.
fn found(first: &str, second: &str) -> Vec<Relation> {
    let report = |(day, t): (u8, &str)| {
        let text = format!(" date 2021-02-0{day} \n{t}\n");
        annotate(Article::read(crate::ingest::read(&format!("{day}.txt"), text.into_bytes()).captures.remove(0)))
    };
    let edition = edition([(2, first), (3, second)].map(report).into());
    edition.ledger.claims.iter().map(super::super::Claim::relation).collect()
}

#[track_caller]
fn no_conflict(first: &str, second: &str) {
    let found = found(first, second);
    assert!(!found.contains(&Relation::Conflict), "{found:?}");
}

#[track_caller]
fn conflict(first: &str, second: &str) {
    let found = found(first, second);
    assert!(found.contains(&Relation::Conflict), "{found:?}");
}

#[test]
fn two_people_have_two_ages() {
    no_conflict(
        "Orla Fenn, 29, was shot in the leg at the mill on Monday.",
        "Piet Wessel, 26, was shot in the leg at the mill on Monday.",
    );
    conflict(
        "Orla Fenn, 29, was shot in the leg at the mill on Monday.",
        "Orla Fenn, 26, was shot in the leg at the mill on Monday.",
    );
}

#[test]
fn a_value_that_is_told_again_is_no_rival_of_itself() {
    conflict(
        "A 6-year-old girl was shot at the mill in Ostrey on Monday. Police are looking for the gunman.",
        "A 7-year-old girl was shot at the mill in Ostrey on Monday. The 7-year-old girl is home from the hospital.",
    );
}

#[test]
fn an_age_is_of_whom_a_pronoun_stands_for() {
    let second = "Orla Fenn was taken to the hospital in Ostrey. She was 26, her mother said.";
    conflict("The driver of the van was Orla Fenn, 29, of Ostrey.", second);
    no_conflict("The driver of the van was Piet Wessel, 29, of Ostrey.", second);
}

#[test]
fn numbers_that_make_the_other_are_parts_of_it() {
    let five = "Five people were shot at the mill in Ostrey on Monday.";
    no_conflict(five, "Three people were shot and two others beaten at the mill in Ostrey on Monday.");
    conflict(five, "Three people were shot at the mill in Ostrey on Monday.");
}

#[test]
fn what_is_one_sentence_but_for_the_value_is_one_slot() {
    conflict(
        "The crane had passed its yearly inspection in March, and no sign of a fault was found.",
        "The crane had passed its yearly inspection in April, and no sign of a fault was found.",
    );
}

#[test]
fn a_line_of_place_and_date_tells_of_the_report() {
    no_conflict("OSTREY, 2 February 2021\n\nThe mill is shut.", "OSTREY, 3 February 2021\n\nThe mill is shut.");
}

#[test]
fn a_word_denied_by_both_is_none_of_which_they_differ() {
    no_conflict(
        "“This is not a decision that any of us wanted to take,” said Orla Fenn, who leads the council.",
        "Orla Fenn, who leads the council, said it was “not a decision that any of us wanted to take”.",
    );
    conflict("The mill in Ostrey was held by soldiers.", "The mill in Ostrey was held by smugglers, not soldiers.");
}

#[test]
fn words_of_one_kind_stand_in_each_others_place() {
    let first = "Orla Fenn broke her wrist when she fell from the roof of the mill on Monday.";
    let second = "Orla Fenn broke her ankle when she fell from the roof of the mill on Monday.";
    conflict(first, second);
    conflict(&format!("{first} Her ankle was not hurt."), second);
    no_conflict(
        "During the search of the mill on Monday, police discovered two boats.",
        "During the search of the mill on Monday, authorities discovered two boats.",
    );
}

#[test]
fn others_are_a_part() {
    no_conflict(
        "Four people were wounded at the mill in Ostrey on Monday.",
        "Two other people were wounded at the mill in Ostrey on Monday.",
    );
    conflict(
        "Four people were wounded at the mill in Ostrey on Monday.",
        "Two people were wounded at the mill in Ostrey on Monday.",
    );
}

#[test]
fn what_cannot_have_become_more_has_not_grown() {
    conflict("The train had 31 passengers, police said.", "The train had 34 passengers, police said.");
    no_conflict("Police said 31 people were arrested at the mill.", "Police said 34 people were arrested at the mill.");
    conflict("The repair of the mill cost £2.5 million.", "The repair of the mill cost £25 million.");
    no_conflict("The repair of the mill cost £2.5 million.", "The repair of the mill cost £3.1 million.");
}

#[test]
fn a_sentence_that_is_printed_twice_is_no_conflict_of_its_own_numbers() {
    let twice = "Three of the nine carriages overturned and one hung over the edge of the bridge for an hour.";
    no_conflict(twice, twice);
}

#[test]
fn blocks_are_of_their_streets_and_hold_the_houses_in_them() {
    let first = "Police found the van in the 2100 block of Alder Street on Monday.";
    no_conflict(first, "Police found the van in the 500 block of Maple Street on Monday.");
    conflict(first, "Police found the van in the 2300 block of Alder Street on Monday.");
    let west = "Police found the van in the 2100 block of West Alder Street on Monday.";
    no_conflict(west, "Police found the van in the 500 block of West Maple Street on Monday.");
}

#[test]
fn numbers_of_pictures_are_no_claims() {
    let picture = |n: u8| format!("Photo: Tom Pell, Ostrey Echo. The mill in Ostrey burned down. {n} Caption Close");
    no_conflict(&picture(9), &picture(5));
}

#[test]
fn the_gunman_is_counted_with_others_or_not() {
    let five = "Five people were killed at the mill in Ostrey on Monday.";
    no_conflict("Six people were killed at the mill in Ostrey on Monday, including the gunman.", five);
    conflict("Six people were killed at the mill in Ostrey on Monday, including a nurse.", five);
}

#[test]
fn suspects_are_no_victims() {
    no_conflict(
        "Police said four suspects ran from the mill in Ostrey on Monday.",
        "Police said two victims ran from the mill in Ostrey on Monday.",
    );
    conflict(
        "Police said four suspects ran from the mill in Ostrey on Monday.",
        "Police said two suspects ran from the mill in Ostrey on Monday.",
    );
}

#[test]
fn a_report_may_say_one_thing_and_a_speaker_another() {
    let first = "The ferry broke down on Monday with 41 people on board, and they were all brought ashore.";
    let second = "The ferry broke down on Monday with 43 people on board. “I had 14 people on board when it broke down,” \
        said Ann Lowe, the captain.";
    let all = found(first, second);
    assert_eq!(all.iter().filter(|r| **r == Relation::Conflict).count(), 1, "{all:?}");
}

#[test]
fn an_address_that_was_taken_apart_has_no_numbers() {
    let page =
        |n: u32| format!("The mill in Ostrey is shut , see http : / / mill . example / news / ostrey / {n} . html");
    no_conflict(&page(2_194_453), &page(2_197_642));
    no_conflict("27 / 09 / 2013 - Ostrey is to vote on its mill.", "26 / 09 / 2013 - Ostrey is to vote on its mill.");
}

#[test]
fn those_left_out_are_no_others() {
    no_conflict(
        "Thirteen people were hurt at the mill. Eight of the victims have been released from the hospital.",
        "Thirteen people were hurt at the mill. All but five of the victims have been released from the hospital.",
    );
}

#[test]
fn those_in_hospital_are_not_the_dead() {
    no_conflict(
        "Five people have died in a fire at the mill in Ostrey on Monday.",
        "The fire at the mill in Ostrey on Monday was put out. Nine people remained in hospital.",
    );
}

#[test]
fn what_was_years_ago_or_in_years_is_another_matter() {
    no_conflict(
        "The attack was the deadliest since 2014, when gunmen stormed a school in Ostrey, killing 154 people.",
        "In attacks since Sunday bombers have killed nearly 100 people in the country.",
    );
}

#[test]
fn bounds_and_what_is_within_them() {
    no_conflict(
        "Three victims, all under the age of 17, were found at 2 a.m. in a house.",
        "A girl, 16, and two other victims were found at 2 a.m. in a house.",
    );
    conflict("Prosecutors have up to 10 days to charge Orla Fenn.", "Prosecutors have 20 days to charge Orla Fenn.");
    no_conflict("Prosecutors have up to 10 days to charge Orla Fenn.", "Prosecutors have 8 days to charge Orla Fenn.");
}

#[test]
fn a_height_is_one_value() {
    conflict(
        "The suspect is described as a man with brown hair, standing 5'7 or 5'8 with a small build.",
        "The suspect is described as a man with brown hair, standing about 5’11” and weighing about 150 pounds.",
    );
    conflict(
        "The suspect is described as a white man, 5 feet 7 inches tall.",
        "The suspect is described as a white man, 5-foot-11 and thin.",
    );
}

#[test]
fn fractions_and_children_are_counted() {
    conflict(
        "Orla Fenn was sentenced to 2 years for beating Piet Wessel in 2005.",
        "Orla Fenn was sentenced to 2 1/2 years for beating Piet Wessel in 2005.",
    );
    conflict("Orla Fenn was the mother of 12 children.", "Orla Fenn was the mother of 13.");
}

#[test]
fn how_often_is_not_how_many_people() {
    no_conflict(
        "Three men were shot at the mill in Ostrey on Monday.",
        "A man was shot once at the mill in Ostrey on Monday.",
    );
    conflict(
        "The gunman fired nine shots at a group of men at the mill, police said.",
        "The gunman fired six rounds at a group of men at the mill, police said.",
    );
}

#[test]
fn what_one_did_is_one_thing_in_whatever_words() {
    conflict(
        "Orla Fenn won all four awards that she was up for, and the mill in Ostrey was lit up for her that night.",
        "The singer Orla Fenn was among the guests. She won five awards, among them the one for the best song.",
    );
    conflict(
        "Fenn is accused of giving 43 million dollars to foundations.",
        "The mill is said to have paid bribes that come to 43 billion dollars, and its owners say nothing.",
    );
}

#[test]
fn two_acts_have_two_times() {
    no_conflict("A boy was taken to hospital in Ostrey on Monday.", "The boy died in Ostrey on Tuesday.");
    no_conflict("A hiker found a gun in the river on Monday.", "Police found a body on Tuesday after a search.");
    conflict("The fire at the mill broke out on Monday.", "Two men were killed in the fire at the mill on Tuesday.");
}

#[test]
fn a_house_has_one_number() {
    conflict(
        "Police were called to a party at 18 Alder St. in Ostrey on Monday.",
        "Officers came to a house party at 19 Alder Street in Ostrey on Monday.",
    );
    no_conflict(
        "Police were called to a party at 18 Alder St. in Ostrey on Monday.",
        "Friends met for a vigil at 240 Alder Street in Ostrey on Monday.",
    );
}

#[test]
fn verdicts_and_causes_exclude_each_other() {
    let cleared = "Piet Wessel was cleared of manslaughter at the court in Ostrey on Monday.";
    conflict(cleared, "Piet Wessel was found guilty of manslaughter at the court in Ostrey on Monday.");
    conflict("Piet Wessel was convicted on Monday.", "Piet Wessel was found not guilty on Monday.");
    no_conflict(cleared, "Piet Wessel was convicted of theft at the court in Ostrey on Monday.");
    no_conflict(cleared, "Orla Fenn was found guilty of manslaughter at the court in Ostrey on Monday.");
    conflict("The fire was deliberately set, officials said.", "The fire was accidental, officials said.");
    conflict(
        "The deaths of the women have been ruled homicides.",
        "The deaths of the women have been ruled accidents.",
    );
    no_conflict("The fire may have been deliberately set.", "The fire was accidental, officials said.");
    conflict("The council approved the plan on Monday.", "The council rejected the plan on Monday.");
}

#[test]
fn a_suspect_may_be_a_woman() {
    no_conflict("The suspect was arrested on Monday near the park.", "A woman was arrested on Monday near the park.");
    no_conflict(
        "The case has spilled over into the highest levels of business. Fenn sits on the board.",
        "Critics say that Fenn's position on the board is due to her birth, not her business experience.",
    );
}

#[test]
fn what_was_said_on_two_days_is_no_conflict() {
    no_conflict(
        "The mayor of Ostrey said on Monday that the mill would close.",
        "The mayor of Ostrey said on Tuesday that the mill would close.",
    );
    conflict("The mayor of Ostrey shut the mill on Monday.", "The mayor of Ostrey shut the mill on Tuesday.");
}
