//! When reports tell that things happened, and what their times are to each other.

use super::generate::Source;
use super::laws;
use variorum::story::claim::mention::Slot;
use variorum::story::claim::value::Relation;
use variorum::story::edition::{Edition, edition};
use variorum::story::timeline::Lane;

/// An edition of texts, each with its day.
fn of(texts: &[(&str, &str)]) -> Edition {
    let source = |(n, (day, text)): (usize, &(&str, &str))| Source {
        path: format!("{}.txt", char::from(b'a' + n as u8)),
        bytes: format!(" date {day} \n{text}\n").into_bytes(),
    };
    edition(laws::reports(&texts.iter().enumerate().map(source).collect::<Vec<_>>()))
}

/// Its events: when, by whom, in which words.
fn events(e: &Edition) -> Vec<String> {
    let line = |t: &variorum::story::timeline::TimelineEntry| {
        let sigla: Vec<&str> = t.reports().iter().map(|a| e.siglum(*a)).collect();
        let label = t.witnesses.iter().find_map(|w| w.label).map_or("", |p| e.words(p));
        format!("{} {} {label}", t.value(), sigla.concat())
    };
    e.timeline.entries.iter().filter(|t| t.lane == Lane::Event).map(line).collect()
}

fn events_of(day: &str, text: &str) -> Vec<String> {
    events(&of(&[(day, text)]))
}

#[test]
fn that_night_is_of_what_was_told_and_not_of_the_telling() {
    let found = events_of(
        "2016-11-25",
        "Ann Lowe was hurt in the July 7 fire at the quay. On this Thanksgiving, she has her sons at home. It was Otto Leck, \
         one of four guards to die that night. She had left early because she needed to get to work the next morning.",
    );
    assert!(found.iter().any(|l| l.starts_with("2016-07-07TNI ") && l.contains("die that night")), "{found:?}");
    assert!(found.iter().any(|l| l.starts_with("2016-07-08TMO ")), "{found:?}");
}

#[test]
fn a_night_that_nothing_tells_clashes_with_no_day() {
    let e = of(&[
        ("2020-01-05", "The fire at the quay killed five guards Thursday."),
        ("2020-01-06", "Five guards died that night."),
    ]);
    let apart = |r: &(usize, usize, Relation)| r.2 == Relation::Conflict;
    let when = e.ledger.claims.iter().filter(|c| c.slot == Slot::When);
    assert_eq!(when.flat_map(|c| &c.relations).filter(|r| apart(r)).count(), 0);
    assert!(e.timeline.conflicts.is_empty(), "{:?}", events(&e));
}

#[test]
fn a_weekday_is_that_of_the_same_event_told_in_full() {
    let e = of(&[
        (
            "2016-08-30",
            "Flowers lie for three guards who were killed by a raider on Sunday morning in Ostrey.\n\nLUND — A raider shot and \
             killed three guards on July 17 in Ostrey.",
        ),
        ("2016-07-20", "A raider killed three guards Sunday in Ostrey."),
    ]);
    let found = events(&e);
    assert!(e.timeline.conflicts.is_empty(), "{found:?}");
    assert!(!found.iter().any(|l| l.starts_with("2016-08-28")), "{found:?}");
    // Two days told in one breath are two.
    let found = events_of("2016-09-20", "Arrested Monday in the Fourth of July fire at Ostrey was Otto Leck, 16.");
    assert!(found.iter().any(|l| l.starts_with("2016-09-19 ")), "{found:?}");
}

#[test]
fn what_everybody_calls_by_its_day_is_of_its_year() {
    let found =
        events_of("2016-07-08", "It was the deadliest day for guards of the U.S. since the Sept. 11 terror attacks.");
    assert_eq!(found, [""; 0]);
    let found = events_of("2016-07-08", "Ann Lowe lost her father in the Sept. 11 attacks.");
    assert!(found.iter().all(|l| l.starts_with("2001-09-11 ")) && !found.is_empty(), "{found:?}");
}

#[test]
fn a_time_behind_an_inserted_attribution_is_of_its_own_clause() {
    let e = of(&[
        ("2017-02-23", "A man was held, police said, after a girl was hurt on Monday."),
        ("2017-02-23", "A man was held after a girl was hurt on Monday, police said."),
    ]);
    let found = events(&e);
    assert!(found.iter().any(|l| l.starts_with("2017-02-20 AB ")), "{found:?}");
}

#[test]
fn labels_begin_where_what_happened_is_told() {
    for (text, line) in [
        (
            "According to police, the fire broke out at 9:30 p.m. Sunday near the quay.",
            "the fire broke out at 9:30 p.m. Sunday near the quay",
        ),
        ("The five guards killed Thursday were remembered today.", "The five guards killed Thursday"),
        (
            "The five guards killed Thursday were remembered today.",
            "The five guards killed Thursday were remembered today",
        ),
        ("Buy Photo Guards came to the quay early Thursday.", "Guards came to the quay early Thursday"),
    ] {
        let found = events_of("2020-01-05", text);
        assert!(found.iter().any(|l| l.split_once(" A ").is_some_and(|l| l.1 == line)), "{line}: {found:?}");
    }
}

#[test]
fn one_time_is_one_entry_and_no_time_none() {
    let found = events_of("2016-07-08", "Guards were taken to vans in the early morning of July 8, 2016.");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("2016-07-08TMO "), "{found:?}");
    for text in [
        "Guards stand at the quay. | Ann Lowe/Sun-Lantern",
        "The quay is full, especially during summer months when the boats are out.",
    ] {
        assert_eq!(events_of("2016-06-08", text), [""; 0], "{text}");
    }
}

#[test]
fn a_page_without_a_record_s_date_bears_its_own() {
    let text = |top: &str| {
        format!(
            "http : / / www . ostrey . example / news / lock - 22838267\n{top}\nTwo hurt at lock\n\
        Two women were hurt at the lock on Saturday . Police called it a tragedy .\n"
        )
    };
    for top in [
        "10 June 2013 Last updated at 14 : 00 GMT",
        "10 Jun 2013 09 : 10",
        "Last updated at 11 : 24 , Monday , 10 June 2013",
    ] {
        let source = Source { path: "a.txt".into(), bytes: text(top).into_bytes() };
        let e = edition(laws::reports(&[source]));
        let found = events(&e);
        assert!(found.iter().any(|l| l.starts_with("2013-06-08 ")) && found.len() == 1, "{top} {found:?}");
    }
}

#[test]
fn an_hour_whose_signs_were_set_apart_is_one() {
    let found =
        events_of("2013-06-12", "The women were found at the quay , at about 8 . 40am on Saturday . He was 23 .");
    assert!(found.iter().any(|l| l.starts_with("2013-06-08T08:40 ")), "{found:?}");
    // The same weekday and hour of reports six days apart are no two times.
    let e = of(&[
        ("2013-06-12", "The two women were found in their house at the quay at 8.40am on Saturday."),
        ("2013-06-18", "The two women were found in their house at the quay on Saturday at 8.40am."),
    ]);
    let when = e.ledger.claims.iter().filter(|c| c.slot == Slot::When);
    assert_eq!(when.flat_map(|c| &c.relations).filter(|r| r.2 == Relation::Conflict).count(), 0);
}

#[test]
fn who_was_there_then_has_not_become_more() {
    let e = of(&[
        ("2020-01-05", "Otto Leck estimated that more than 40 people were in the hall at the time."),
        ("2020-01-06", "Around 50 people were in the hall when the fire broke out."),
    ]);
    let relations: Vec<Relation> = e.ledger.claims.iter().flat_map(|c| &c.relations).map(|r| r.2).collect();
    assert!(!relations.contains(&Relation::Growth) && !relations.contains(&Relation::Conflict), "{relations:?}");
}

#[test]
fn an_abbreviation_is_no_other_thing_than_its_full_name() {
    let e = of(&[
        ("2017-02-23", "Mr Leck said the United States has fallen behind on dredging capacity."),
        ("2017-02-24", "Mr Leck said the US had fallen behind on dredging capacity."),
    ]);
    assert!(e.ledger.claims.iter().all(|c| c.slot != Slot::What), "{:?}", e.ledger.claims);
    assert!(e.passages.iter().flat_map(|p| &p.collation.variants).all(|v| !v.flags.pronoun));
    assert!(e.names.list.iter().any(|n| n.forms.len() == 2), "{:?}", e.names.list);
}

#[test]
fn streets_that_share_their_noun_are_spelt_like_one_alone() {
    let e = of(&[
        ("2020-01-05", "He was hurt at the entrance on Alder Street."),
        ("2020-01-06", "They stood on the corner of Mole and Alder Streets."),
    ]);
    assert!(e.ledger.claims.iter().all(|c| c.slot != Slot::Name), "{:?}", e.ledger.claims);
}

#[test]
fn a_place_is_no_short_form_of_its_police() {
    let e = of(&[
        (
            "2020-01-05",
            "She thanked the Port Ostrey Police Department. Two Port Ostrey guards died. He lives in Port Ostrey.",
        ),
        ("2020-01-06", "Leck hurt two Port Ostrey Police officers. He was in Port Ostrey for days."),
    ]);
    let kinds: Vec<(&str, &str)> =
        e.names.list.iter().filter_map(|n| Some((n.kind.name(), e.words(*n.forms.first()?.places.first()?)))).collect();
    assert!(kinds.contains(&("place", "Port Ostrey")), "{kinds:?}");
}

#[test]
fn short_first_names_of_one_person() {
    let e = of(&[
        ("2013-06-18", "The dead were named as Alice Pask, 58, and her daughter Kathryn Leck, 20, on Monday."),
        ("2013-06-18", "Police named the dead as Alice Pask, 58, and Katie Leck, 20, a student."),
    ]);
    assert!(e.names.list.iter().any(|n| n.forms.len() == 2), "{:?}", e.names.list);
}
