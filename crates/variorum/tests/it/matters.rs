//! What is of two matters though it is told in like words, and what is of one though it is not.

use super::generate::Source;
use super::laws;
use variorum::story::claim::value::Relation;
use variorum::story::edition::{Edition, edition};
use variorum::story::ledger::{Claim, ClaimValue};
use variorum::story::record::streamed;

fn of(texts: &[&str]) -> Edition {
    let name = |n: usize| format!("{}.txt", char::from(b'a' + n as u8));
    let source = |(n, text): (usize, &&str)| {
        let text = format!(" date 2031-05-06 \n{text}\n");
        Source { path: name(n), bytes: text.into_bytes() }
    };
    edition(laws::reports(&texts.iter().enumerate().map(source).collect::<Vec<_>>()))
}

/// The values of claims whose values are to each other what `relation` says, each with who gives it.
fn claims(e: &Edition, relation: Relation) -> Vec<Vec<String>> {
    let value = |v: &ClaimValue| {
        let sigla: Vec<&str> = v.reports().into_iter().map(|a| e.siglum(a)).collect();
        format!("{} {}", e.words(v.assertions[0].place), sigla.join(" "))
    };
    let values = |c: &Claim| c.values.iter().map(value).collect();
    e.ledger.claims.iter().filter(|c| c.relation() == relation).map(values).collect()
}

fn conflicts(texts: &[&str]) -> Vec<Vec<String>> {
    claims(&of(texts), Relation::Conflict)
}

#[track_caller]
fn no_conflict(texts: &[&str]) {
    assert_eq!(conflicts(texts), Vec::<Vec<String>>::new());
}

/// Figures: what each is of, its relation, its values with who prints them.
fn figures(texts: &[&str]) -> Vec<String> {
    let e = of(texts);
    let line = |f: &variorum::story::record::FigureRecord| {
        let value = |v: &variorum::story::record::FigureValueRecord| {
            let mut sigla: Vec<&str> = v.places.iter().map(|p| p.siglum.as_str()).collect();
            sigla.dedup();
            format!("{} {}", v.text, sigla.join(" "))
        };
        format!("{} {}: {}", f.relation, f.label(), f.values.iter().map(value).collect::<Vec<_>>().join("; "))
    };
    streamed(&e).figures.iter().map(line).collect()
}

/// What has the very words of an utterance without marks.
fn unmarked(texts: &[&str]) -> Vec<String> {
    let e = of(texts);
    let words = e.paraphrases.iter().filter(|p| p.unmarked);
    words.map(|p| format!("{}: {}", e.siglum(p.place.article), e.words(p.place))).collect()
}

#[test]
fn what_is_only_supposed_denies_nothing() {
    let told = "Piet Wessel grabbed the rope of the boat at Ostrey on Monday, the skipper said.";
    no_conflict(&[
        told,
        "If Piet Wessel had not grabbed the rope of the boat at Ostrey on Monday it would be lost, the skipper said.",
    ]);
}

#[test]
fn the_shot_are_not_the_dead() {
    no_conflict(&[
        "He is accused of fatally shooting three people and wounding another on Friday in Ostrey.",
        "He is accused of shooting four people at a house in Ostrey on Friday.",
    ]);
    let found = figures(&[
        "Three people were found dead at a house in Ostrey.",
        "The bodies of 3 victims were found at a house in Ostrey.",
    ]);
    assert_eq!(found, ["same dead: Three people A B"]);
}

#[test]
fn an_age_is_no_number_of_the_dead() {
    let texts = ["A boy of 17 was killed in Ostrey on Monday.", "A boy of 17 was killed in Ostrey."];
    assert_eq!(figures(&texts), [""; 0]);
}

#[test]
fn two_scenes_have_two_numbers() {
    no_conflict(&[
        "Police say a robbery led to a shooting near Pell Street on Friday. Then a group began arguing outside the Anchor \
         Bar. Police say four people were shot.",
        "Ostrey police said two people were shot during a robbery near Pell Street on Friday. The last shooting was outside \
         the Anchor Bar.",
    ]);
    let texts = [
        "An airstrike killed three soldiers in Ostrey on Monday. The ferry ran late.",
        "An airstrike hit Ostrey on Monday. In clashes with rebels two soldiers were killed.",
    ];
    no_conflict(&texts);
    assert!(!figures(&texts).iter().any(|f| f.starts_with("conflict")), "{:?}", figures(&texts));
}

#[test]
fn words_for_one_kind_of_thing_and_ways_of_two_journeys_exclude_nothing() {
    no_conflict(&[
        "The man had been designing a laser warning system for the group.",
        "The man had been designing a laser warning device for the group.",
    ]);
    no_conflict(&["The ship came from the north.", "The ship sailed on to the east."]);
}

#[test]
fn what_she_did_no_brother_denies() {
    no_conflict(&["She was found in a barn. She had slept well.", "Her brother had not slept well for a week."]);
    no_conflict(&["The violin was shown first. It was sold in Ostrey.", "Eleven lots were not sold in Ostrey."]);
}

#[test]
fn one_of_several_is_nobody_by_name() {
    no_conflict(&["A friend said one of the victims was shot in the arm.", "Luis Carr was shot in the abdomen."]);
}

#[test]
fn what_one_person_never_was_another_may_be() {
    no_conflict(&[
        "Maurice Lind was dismissed on Monday. Tom Pell will take over. Pell has never been a league coach.",
        "Maurice Lind was dismissed on Monday. Lind would become the fifth league coach dismissed this season.",
    ]);
}

#[test]
fn seasons_are_of_what_somebody_was_in_them() {
    no_conflict(&[
        "Pell has been with the club for 19 seasons. He was hired as coach on Friday.",
        "Pell spent four seasons as the director of the club. He was hired as coach on Friday.",
    ]);
}

#[test]
fn blocks_of_two_streets_are_no_figure() {
    let texts = [
        "Police came to the 200 block of Alder Street after a woman was shot on Sunday.",
        "The second shooting was in the 800 block of Pell Street on Sunday.",
    ];
    assert_eq!(figures(&texts), [""; 0]);
}

#[test]
fn a_house_is_in_one_street() {
    let texts = [
        "They were shot at a home at 4006 NW 47th Street in Ostrey.",
        "They were shot at a home at 4006 N.W. 417th St. in Ostrey.",
    ];
    assert_eq!(conflicts(&texts), [["4006 NW 47th Street A", "4006 N.W. 417th St. B"]]);
}

#[test]
fn equal_values_of_one_slot_stand_in_one_row() {
    let texts = [
        "Forty people were evacuated and three workers taken to hospital after ammonia leaked from a cold store in Ostrey.",
        "Some 60 people were led out of the cold store in Ostrey and three workers were taken to hospital.",
        "Forty people had to leave the building and three workers were taken to hospital.",
        "Sixty people were evacuated from the cold store in Ostrey.",
    ];
    for values in conflicts(&texts) {
        assert!(values.len() < 3, "{values:?}");
    }
}

#[test]
fn who_was_arrested_in_other_words_is_not_silent_on_arrests() {
    let e = of(&[
        "A boy was killed in Ostrey on Thursday. No arrests have been made.",
        "A boy was killed in Ostrey on Thursday. Police arrested Piet Wessel of Ostrey on Friday.",
        "A boy was killed in Ostrey on Thursday. Piet Wessel was arrested on charges of manslaughter.",
    ]);
    assert!(e.ledger.claims.iter().all(|c| e.silent(c).is_empty()));
}

#[test]
fn tolls_since_something_began_and_lives_claimed_are_tolls() {
    let since = [
        "Police have killed 2,550 people in the crackdown since Pell took office in May 2030.",
        "Police killed 2,430 people in the crackdown.",
    ];
    assert!(!claims(&of(&since), Relation::Same).iter().flatten().any(|v| v.contains("2,")));
    assert_eq!(of(&since).ledger.claims.iter().filter(|c| c.values.len() > 1).count(), 1);
    let lives = ["There have been more than 7,000 deaths in the war.", "The war has claimed more than 6,500 lives."];
    assert_eq!(of(&lives).ledger.claims.iter().filter(|c| c.values.len() > 1).count(), 1);
}

#[test]
fn kin_to_whom_one_thing_was_done() {
    let texts = [
        "Piet Wessel shot his girlfriend in the hand on Monday and was held at the mill.",
        "Piet Wessel is said to have shot his own mother. He was held at the mill on Monday.",
    ];
    assert_eq!(conflicts(&texts), [["girlfriend A", "mother B"]]);
    no_conflict(&[texts[0], "Piet Wessel shot his girlfriend, and his mother was there."]);
}

#[test]
fn ages_by_their_tens() {
    let texts = ["One woman in her 20s died at the scene.", "A woman in her 30s died at the scene."];
    assert_eq!(conflicts(&texts), [["20s A", "30s B"]]);
    no_conflict(&[texts[0], "A woman in her 20s died at the scene."]);
}

#[test]
fn a_title_is_none_of_the_words() {
    let said = "“The deputy chief of the General Staff of the Northland armed forces has sent his condolences,” the ministry \
                said. A bus broke down on the bridge. The ferries ran as they do.";
    let title = "Jon Tarr, deputy chief of the General Staff of the Northland armed forces, was in Ostrey on Monday. The ferry \
                 ran late. Shops near the market were closed.";
    assert_eq!(unmarked(&[title, said]), [""; 0]);
}

#[test]
fn a_room_is_in_its_house_and_a_scene_is_anywhere() {
    let filler = "The cause is not known and the street stayed shut for most of the day while crews worked there.";
    let pairs = [
        ("The fire began in the kitchen on Monday.", "The fire began in the house on Monday."),
        ("She was found in the bedroom of the flat on Monday.", "She was found in the apartment on Monday."),
        (
            "Vale Police responded to reports of a fire at the inn.",
            "Vale Police responded to the scene outside the inn.",
        ),
    ];
    for (a, b) in pairs {
        no_conflict(&[&format!("{a} {filler}"), &format!("{b} {filler}")]);
    }
}

#[test]
fn who_was_fired_did_not_resign_in_whatever_clause() {
    let fired = "Harper was to replace Michael Flint, who was fired Monday.";
    for other in ["Michael Flint resigned on Monday.", "Michael Flint was forced to resign on Monday."] {
        assert_eq!(conflicts(&[fired, other]).len(), 1, "{other}");
    }
    // Whom others made calls to was made to do nothing.
    let other = "After Michael Flint resigned, what calls were made by people to reach out?";
    assert_eq!(conflicts(&[fired, other]), [["was fired A", "resigned B"]]);
}

#[test]
fn those_who_are_left_are_not_those_who_are_others() {
    let all = "One man was killed. An ambulance transported the three other victims to Hill Hospital.";
    let left = "One man was killed. Paramedics rushed one victim to Hill Hospital. The other two victims, a man and a woman, \
        were transported in stable condition.";
    no_conflict(&[all, left]);
    assert_eq!(figures(&[all, left]), ["same dead: One man A B"]);
}

#[test]
fn a_bound_may_have_an_article_behind_it() {
    let one = "Police are offering up to a $5,000 reward for information that leads to an arrest.";
    let two = "Police will pay up to $5,000 for information that leads to an arrest.";
    assert!(claims(&of(&[one, two]), Relation::Same).contains(&vec!["up to a $5,000 A B".to_owned()]));
}

#[test]
fn a_shooting_death_is_a_shooting() {
    let one = "Police have located murder suspect Frank Gomar, wanted in the shooting death of Iris Moss.";
    let two = "Frank Gomar was found by police after being charged with murder in the shooting of Iris Moss.";
    no_conflict(&[one, two]);
}

#[test]
fn the_number_of_a_street_and_when_something_is_are_no_counts() {
    let one = "Tom Reed, who lived in the 900 block of West 36th Street, was shot on Friday, police said.";
    let two = "Tom Reed, of the 900 block of West 36th Street, was killed on Friday, police said.";
    let counts = |texts: &[&str]| claims(&of(texts), Relation::Same).iter().flatten().any(|v| v.contains("36th"));
    assert!(!counts(&[one, two]));
    let one = "Bill Croyle told reporters: \"Once you have damage to a wall like that, it is bad.\"";
    let two = "\"Once you have damage to a wall like that, it is bad,\" Bill Croyle said on Sunday.";
    assert!(!claims(&of(&[one, two]), Relation::Same).iter().flatten().any(|v| v.starts_with("Once")));
}

#[test]
fn what_should_not_be_is_not_denied() {
    let one = "Voters should not be misled by the mayor, a councillor said.";
    let two = "A councillor said voters were misled by the mayor.";
    no_conflict(&[one, two]);
    let one = "Voters were not misled by the mayor, a councillor said.";
    assert_eq!(conflicts(&[one, two]).len(), 1);
}

#[test]
fn the_back_of_a_car_is_no_part_of_a_body() {
    let one = "Tom Reed, 16, was shot in the chest with a shotgun on Friday, police said.";
    let two = "Tom Reed, 16, was shot on Friday. Mendoza sent a video from the back of a squad car after he was arrested, \
        prosecutors said.";
    no_conflict(&[one, two]);
}

#[test]
fn a_charge_is_a_count() {
    no_conflict(&["Ann Lowe was charged with two counts of theft.", "Ann Lowe was arrested on a charge of theft."]);
}

#[test]
fn a_rank_may_name_its_service() {
    let one = "\"It is bad,\" Assistant Chief Paul Nugent said on Thursday.";
    let two = "Assistant Police Chief Paul Nugent said safety is their concern.";
    let three = "Chief Paul Nugent said safety is their concern.";
    assert!(!figures(&[one, two]).iter().any(|f| !f.starts_with("same")));
    assert!(figures(&[two, three]).iter().any(|f| f.contains("Assistant Police Chief A; Chief B") || f.contains("Chief B; Assistant Police Chief A")));
}

#[test]
fn a_block_is_exact() {
    let one = "A girl was shot in the 5,000 block of Marco Street on Monday.";
    let two = "The girl was shot on Monday in the 5500 block of Marco Street.";
    assert!(conflicts(&[one, two]).contains(&vec!["5,000 block A".to_owned(), "5500 block B".to_owned()]));
    assert_eq!(figures(&[one, two]), ["conflict block: 5,000 block A; 5500 block B"]);
}

#[test]
fn an_age_that_fills_the_slot_of_somebodys_is_theirs() {
    let texts = [
        "A 24-year-old man was killed after a shooting in Vale on Monday. Police say Michael Orth died on the scene.",
        "Michael Orth, 24, was shot dead in Vale on Monday.",
    ];
    assert_eq!(figures(&texts), ["same age of Michael Orth: 24 A B"]);
    // Each age is of the name behind it.
    let texts = [
        "Police named 32-year-old Chad Evans, 23-year-old Dean Jones and 24-year-old Tom Reed on Monday.",
        "VALE — 23-year-old Dean Jones was charged.",
    ];
    assert_eq!(figures(&texts), ["same age of Dean Jones: 23 A B"]);
}

#[test]
fn whoever_is_struck_by_bullets_is_hurt() {
    let texts = [
        "A man was killed and three others were wounded in Vale on Monday.",
        "A man died in Vale on Monday. Four other people were struck by bullets.",
    ];
    assert!(figures(&texts).contains(&"conflict hurt: three others A; Four other people B".to_owned()));
}

#[test]
fn half_a_brother_is_no_number() {
    let one = "Tom Reed, the half brother of the mayor, died in Vale, police said.";
    let two = "The murder of Tom Reed, the half brother of the mayor, was carried out in Vale, police said.";
    assert!(!claims(&of(&[one, two]), Relation::Same).iter().flatten().any(|v| v.starts_with("half")));
}
