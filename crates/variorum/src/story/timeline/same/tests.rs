use super::super::timeline;
use super::*;
use crate::annotate::annotate;
use crate::annotate::syntax::Parsed;
use crate::article::Article;
use crate::story::edition::edition;

fn of(texts: &[&str]) -> (Edition, Timeline) {
    let report = |(i, t): (usize, &&str)| {
        let text = format!(" date 2021-02-05 \n{t}\n");
        annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), text.into_bytes()).captures.remove(0)))
    };
    let edition = edition(texts.iter().enumerate().map(report).collect());
    let timeline = timeline(&edition, &[], &mut Parsed::default());
    (edition, timeline)
}

fn lines(edition: &Edition, t: &Timeline) -> Vec<String> {
    let line = |e: &TimelineEntry| {
        let sigla: Vec<&str> = e.reports().iter().map(|a| edition.siglum(*a)).collect();
        let label = e.witnesses.iter().find_map(|w| w.label).map_or("", |p| edition.words(p));
        format!("{} {} {} {label}", e.value(), e.lane.name(), sigla.join(" ")).trim_end().to_string()
    };
    t.entries.iter().map(line).collect()
}

#[test]
fn what_is_told_of_a_time_keeps_its_sense() {
    let entries = |text: &str| {
        let (e, t) = of(&[text]);
        lines(&e, &t).into_iter().filter(|l| !l.contains("publication")).collect::<Vec<_>>()
    };
    let has = |text: &str, line: &str| {
        let found = entries(text);
        assert!(found.iter().any(|l| l == line), "{found:?}");
    };
    // The denial stands with the verb before.
    has(
        "The crews would not be able to enter the mill before Thursday.",
        "2021-02-11 event A The crews would not be able to enter the mill before Thursday",
    );
    // A night goes on over midnight.
    has(
        "Two boats burned last night when a lamp fell over around 2 a.m.",
        "2021-02-05T02:00 event A when a lamp fell over around 2 a.m.",
    );
    // What was done is no utterance, and a date before a noun is of what the noun says.
    has("Tomas Leck pleaded guilty in 2017.", "2017 event A Tomas Leck pleaded guilty in 2017");
    let found = entries("Police arrested a boy in the January 24 shooting death of Ann Lowe.");
    assert!(found.iter().all(|l| !l.contains("arrested")), "{found:?}");
    // Nobody knows whose "tonight" it is in somebody's words.
    let found = entries("“We will talk of it tonight,” Ann Lowe said.");
    assert!(found.iter().all(|l| !l.starts_with("2021")), "{found:?}");
}

#[test]
fn one_event_of_two_reports_is_one_entry() {
    let (e, t) = of(&[
        "The crane in the harbour of Ostrey collapsed on Tuesday. It was bought in 1987.",
        "The harbour crane in Ostrey collapsed on 2 February 2021. It had been inspected in September.",
    ]);
    let found = lines(&e, &t);
    assert!(found.iter().any(|l| l.starts_with("2021-02-02 event A B")), "{found:?}");
    assert!(found.iter().any(|l| l.starts_with("1987 event A")), "{found:?}");
    assert!(found.iter().any(|l| l.starts_with("2020-09 event B")), "{found:?}");
    assert_eq!(found.iter().filter(|l| l.contains("publication")).count(), 2, "{found:?}");
    assert_eq!(t.conflicts, []);
}

#[test]
fn times_that_cannot_both_hold_are_a_conflict() {
    let (e, t) = of(&[
        "The crane in the harbour of Ostrey collapsed on Tuesday.",
        "The crane in the harbour of Ostrey collapsed on Monday.",
    ]);
    let days: Vec<String> =
        t.conflicts.iter().flat_map(|c| [c.first, c.second]).map(|i| t.entries[i].value()).collect();
    assert_eq!(days, ["2021-02-01", "2021-02-02"], "{:?}", lines(&e, &t));
    let (e, t) = of(&[
        "The crane in the harbour of Ostrey collapsed on Tuesday.",
        "The crane in the harbour of Ostrey collapsed this week.",
    ]);
    assert_eq!(t.conflicts, [], "{:?}", lines(&e, &t));
    assert_eq!(t.entries.iter().filter(|e| e.lane == Lane::Event).count(), 1, "{:?}", lines(&e, &t));
}

#[test]
fn a_weekday_may_be_that_of_the_week_before() {
    let report = |(i, day): (usize, &&str)| {
        let text = format!(" date {day} \nThe crane in the harbour of Ostrey collapsed on Sunday.\n")
            .replace("on Sunday", if i == 0 { "on Sunday" } else { "Sunday night" });
        annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), text.into_bytes()).captures.remove(0)))
    };
    let edition = edition(["2021-02-05", "2021-02-12"].iter().enumerate().map(report).collect());
    let t = timeline(&edition, &[], &mut Parsed::default());
    assert_eq!(t.conflicts, [], "{:?}", lines(&edition, &t));
}

#[test]
fn the_year_of_a_car_is_no_event() {
    let (e, t) = of(&["Police look for a grey 2007 Mitsubishi. In 2007 Ford closed its works at Ostrey."]);
    let found = lines(&e, &t);
    assert_eq!(found.iter().filter(|l| l.contains("event")).count(), 1, "{found:?}");
    assert!(found.iter().any(|l| l.contains("closed its works")), "{found:?}");
}

#[test]
fn a_holiday_and_its_weekend_are_one_time() {
    let (e, t) =
        of(&["The quay of Ostrey was shut over the Easter weekend of last year.", "They met over Easter weekend."]);
    let found = lines(&e, &t);
    assert_eq!(found.iter().filter(|l| l.contains("They met")).count(), 1, "{found:?}");
}

#[test]
fn a_dateline_is_no_event() {
    let (e, t) =
        of(&["OSTREY, February 5 (NAP) — The crane in the harbour of Ostrey collapsed on Tuesday, the council said."]);
    let found = lines(&e, &t);
    assert!(!found.iter().any(|l| l.starts_with("2021-02-05 event")), "{found:?}");
    assert!(found.iter().any(|l| l.starts_with("2021-02-02 event")), "{found:?}");
}

#[test]
fn an_hour_is_of_the_day_of_the_story() {
    let (e, t) =
        of(&["The crane of Ostrey collapsed on Tuesday. Its licence was withdrawn on 7 June 2020. The first \
        call came around 1:30 a.m."]);
    let found = lines(&e, &t);
    assert!(found.iter().any(|l| l.starts_with("2021-02-02T01:30 event A")), "{found:?}");
}

#[test]
fn an_hour_without_a_day_is_not_put_on_that_of_publication() {
    let (e, t) =
        of(&["The quay of Ostrey is quiet. A crane collapsed at about 7.10pm. Two days later it was sold, and \
        that night they sang."]);
    let found = lines(&e, &t);
    assert!(t.entries.iter().all(|e| e.lane != Lane::Event || e.interval.is_none()), "{found:?}");
    let (e, t) =
        of(&["The crane of Ostrey collapsed on Tuesday. The first call came at 9:15 p.m. It was lifted two days \
        later. A sale will be held on Monday. It begins at 1 p.m. The crane had stood for years. Officers came at 9:40 \
        p.m."]);
    let found = lines(&e, &t);
    for value in ["2021-02-02T21:15", "2021-02-04", "2021-02-08T13:00", "2021-02-02T21:40"] {
        assert!(found.iter().any(|l| l.starts_with(&format!("{value} event"))), "{value} {found:?}");
    }
}

#[test]
fn an_hour_is_of_the_half_of_the_day_that_others_are_of() {
    let (e, t) =
        of(&["The crane of Ostrey collapsed shortly after 7 p.m. on Tuesday. The chain broke at ten past seven."]);
    let found = lines(&e, &t);
    assert!(found.iter().any(|l| l.starts_with("2021-02-02T19:10 event")), "{found:?}");
    let (e, t) = of(&["The crane of Ostrey collapsed on Tuesday. The chain broke at ten past seven."]);
    let found = lines(&e, &t);
    assert!(!found.iter().any(|l| l.contains("T07:10")), "{found:?}");
}

#[test]
fn nothing_past_happened_after_the_report_was_printed() {
    let text =
        " date 2021-02-05T08:30 \nThe crane of Ostrey collapsed, it was told today. The alarm was raised at 6.40pm.\n";
    let report =
        annotate(Article::read(crate::ingest::read("a.txt", text.to_string().into_bytes()).captures.remove(0)));
    let edition = edition(vec![report]);
    let t = timeline(&edition, &[], &mut Parsed::default());
    let found = lines(&edition, &t);
    assert!(!found.iter().any(|l| l.starts_with("2021-02-05T18:40")), "{found:?}");
}

#[test]
fn entries_of_running_news_are_of_the_day_of_the_page() {
    let (e, t) =
        of(&["21:40 Crane lifted at Ostrey\n\nThe crane fell at 4.30am on Tuesday.\n\n19:05 Mayor comes to the quay"]);
    let found = lines(&e, &t);
    for value in ["2021-02-05T21:40", "2021-02-02T04:30", "2021-02-05T19:05"] {
        assert!(found.iter().any(|l| l.starts_with(value)), "{value} {found:?}");
    }
}

#[test]
fn an_hour_goes_on_from_no_part_of_a_day_that_it_does_not_fit() {
    let (e, t) =
        of(&["A crane hit the quay of Ostrey on Tuesday. Its owner was named Thursday night. After it was hit at \
        about 11:30 a.m. the quay was shut."]);
    let found = lines(&e, &t);
    assert!(found.iter().any(|l| l.starts_with("2021-02-02T11:30 event")), "{found:?}");
}

#[test]
fn what_is_no_event_stands_in_no_timeline() {
    for text in [
        "Season tickets: ring the office on 01632 960 555, Mon–Sat 9am–5pm.",
        "The harbour office of Ostrey is open 9am to 5pm, seven days a week.",
        "He was hurt at the Halloween party.",
        "Police look for a 2015 or newer maroon pick-up.",
        "“I packed her lunch that morning and I told her to be careful of the crane,” Ann Lowe said.",
        "Ann Lowe lifted the crane at 8.42am in March.",
    ] {
        let (e, t) = of(&[text]);
        let dated = |e: &&TimelineEntry| e.lane == Lane::Event && e.interval.is_some_and(|i| i.days() < 28);
        assert_eq!(t.entries.iter().filter(dated).count(), 0, "{:?}", lines(&e, &t));
    }
}

#[test]
fn claims_and_timeline_judge_times_alike() {
    let of = |a: &str, b: &str| {
        let text = |time: &str| format!("The fall of the crane {time} left two dead.");
        let (e, t) = of(&[&text(a), &text(b)]);
        let claims = e.ledger.claims.iter().filter(|c| c.slot == Slot::When);
        let apart = claims.flat_map(|c| &c.relations).filter(|r| r.2 == Relation::Conflict).count();
        (apart > 0, !t.conflicts.is_empty())
    };
    assert_eq!(of("late Sunday night", "early Monday morning"), (false, false));
    assert_eq!(of("at 11 a.m. Monday", "Monday afternoon"), (true, true));
}

#[test]
fn what_was_spoken_against_is_not_what_was_said() {
    let (e, t) = of(&["On Tuesday, neighbours of the harbour spoke out against the crane."]);
    let found = lines(&e, &t);
    assert!(found.iter().any(|l| l.starts_with("2021-02-02 event") && l.contains("spoke out against")), "{found:?}");
}

#[test]
fn stamps_of_the_page_are_no_events() {
    let (e, t) =
        of(&["Published: Friday, 2/5/2021 - Updated: 9 months ago\n\nThe crane of Ostrey collapsed on Tuesday."]);
    let found = lines(&e, &t);
    assert_eq!(found.iter().filter(|l| !l.contains("publication")).count(), 1, "{found:?}");
}

#[test]
fn a_weekday_behind_the_record_s_is_no_day_before_the_event() {
    let (e, t) = of(&["The crane of Ostrey collapsed on Friday. Its owner was arrested Saturday afternoon."]);
    let found = lines(&e, &t);
    assert!(!found.iter().any(|l| l.starts_with("2021-01-30")), "{found:?}");
}

#[test]
fn two_times_of_one_clause_are_two_events() {
    let text = "The teams of Ostrey will play games in the harbour hall at 3:30 p.m. and 5:30 p.m. on Monday.";
    let (e, t) = of(&[text, text]);
    assert_eq!(t.conflicts, [], "{:?}", lines(&e, &t));
}

#[test]
fn a_day_that_says_which_noun_is_meant_dates_the_noun() {
    let (e, t) = of(&[
        "The owner of the harbour crane was charged with neglect in the January 31 death of Ann Lowe.",
        "The owner of the harbour crane was charged with neglect last summer.",
    ]);
    let found = lines(&e, &t);
    assert_eq!(t.conflicts, [], "{found:?}");
    assert!(found.iter().any(|l| l.contains("January 31 death of") && !l.contains("charged")), "{found:?}");
}

#[test]
fn words_that_are_printed_again_the_day_after_tell_no_other_time() {
    let report = |day: u8| {
        let text = format!(" date 2021-02-0{day} \nThe village of Ostrey has lost its harbour crane tonight.\n");
        annotate(Article::read(crate::ingest::read(&format!("{day}.txt"), text.into_bytes()).captures.remove(0)))
    };
    let edition = edition(vec![report(4), report(5)]);
    let t = timeline(&edition, &[], &mut Parsed::default());
    assert_eq!(t.conflicts, [], "{:?}", lines(&edition, &t));
}

#[test]
fn a_day_counted_in_somebodys_words_is_no_conflict() {
    let texts = |quoted: &str| {
        ["The harbour crane of Ostrey would have lost its chain on Thursday night.".to_string(), quoted.to_string()]
    };
    let of = |t: [String; 2]| of(&[&t[0], &t[1]]).1.conflicts.len();
    assert_eq!(of(texts("“The harbour crane of Ostrey would have lost its chain tonight,” said Ann Lowe.")), 0);
    assert_eq!(of(texts("The harbour crane of Ostrey would have lost its chain tonight, said Ann Lowe.")), 1);
}

#[test]
fn weekdays_without_a_date_are_one_only_where_they_are_the_same() {
    let report = |(i, t): (usize, &&str)| {
        let text = format!("{t}\n");
        annotate(Article::read(crate::ingest::read(&format!("{i}.txt"), text.into_bytes()).captures.remove(0)))
    };
    let texts = ["The railings of the quay went on Sunday night.", "The railings of the quay went on Saturday night."];
    let edition = edition(texts.iter().enumerate().map(report).collect());
    let t = timeline(&edition, &[], &mut Parsed::default());
    assert_eq!((t.entries.len(), t.conflicts.len()), (2, 0), "{:?}", lines(&edition, &t));
}

/// The entries of one report of 5 February 2021, a Friday, without its publication.
fn entries(text: &str) -> Vec<String> {
    let (e, t) = of(&[text]);
    lines(&e, &t).into_iter().filter(|l| !l.contains("publication")).collect()
}

#[test]
fn labels_keep_what_the_sense_hangs_on() {
    for (text, line) in [
        (
            "The posts were shared, but it was not possible to verify the authenticity of those posts Monday.",
            "not possible to verify the authenticity of those posts Monday",
        ),
        ("6:57 p.m. Officers entered the store.", "6:57 p.m. Officers entered the store"),
        ("Ilse Brandt voted in December to sell the crane.", "Ilse Brandt voted in December to sell the crane"),
        ("Police look for the men who hid behind the crane on Monday.", "the men who hid behind the crane on Monday"),
    ] {
        let found = entries(text);
        assert!(found.iter().any(|l| l.ends_with(line)), "{found:?}");
    }
}

#[test]
fn a_time_belongs_to_what_it_is_told_of() {
    let found = entries(
        "The police are asking for the public's help tracking down a man who is suspected of being involved in a shooting \
         that sent a child to the hospital Wednesday night. The shooting happened at about 10:15 p.m.",
    );
    assert!(found.iter().any(|l| l.starts_with("2021-02-03T22:15 event")), "{found:?}");
    assert!(!found.iter().any(|l| l.contains("utterance")), "{found:?}");
    let found =
        entries("A teen is being charged in connection with a shooting on Monday that sent four to the hospital.");
    assert!(found.iter().any(|l| l == "2021-02-01 event A a shooting on Monday"), "{found:?}");
    let found = entries("He was released in 2006 and attacked Ann Lowe again, dragging her into the woods.");
    assert!(found.iter().all(|l| !l.contains("utterance")), "{found:?}");
}

#[test]
fn a_night_that_is_told_by_what_happened_is_of_that_day() {
    let found = entries(
        "Three people were held today and another man was held the night of the shooting. The shooting happened on \
         January 29 at Ostrey.",
    );
    assert!(found.iter().any(|l| l.starts_with("2021-01-29TNI event")), "{found:?}");
    let found = entries("A man was held Friday morning. He quarrelled with her earlier in the evening and came back.");
    assert!(!found.iter().any(|l| l.starts_with("2021-02-05TEV")), "{found:?}");
}

#[test]
fn customs_and_kinds_are_no_events() {
    for text in [
        "The release, which it typically does in December, came late.",
        "The shrine was crowded as Thursday is considered a sacred day.",
        "He is accused in a late night shooting on the quay.",
        "The ban caused a weekend of chaos at the quay.",
        "The crane was lifted. — Ostrey Police (@ostreypolice) February 4, 2021",
    ] {
        assert_eq!(entries(text), [""; 0], "{text}");
    }
}

#[test]
fn hours_beside_a_date_are_of_it() {
    let (e, t) = of(&[
        "The shooting happened on January 27 in the 9500 block of Mole Road.",
        "The shooting happened Friday, January 29 around 7:30 p.m. in the 9500 block of Mole Road.",
    ]);
    assert_eq!(t.conflicts.len(), 1, "{:?}", lines(&e, &t));
}

#[test]
fn a_stretch_is_one_time() {
    let (e, t) = of(&[
        "Ann Lowe ran the harbour works of Ostrey from 1999 to 2003.",
        "Ann Lowe ran the harbour works of Ostrey in 2001.",
        "Ann Lowe ran the harbour works of Ostrey from 1999 to 2007.",
    ]);
    let found = lines(&e, &t);
    for line in ["1999/2003 event A", "2001 event B", "1999/2007 event C"] {
        assert_eq!(found.iter().filter(|l| l.starts_with(line)).count(), 1, "{line} {found:?}");
    }
    assert_eq!(t.conflicts.len(), 1, "only the ends of two stretches are told apart: {found:?}");
    let found = entries("The blasts went on from 6 p.m. Tuesday to 3 a.m. Wednesday at Ostrey.");
    assert!(found.iter().any(|l| l.starts_with("2021-02-02T18:00/2021-02-03T03:00 event")), "{found:?}");
    let found = entries("The quay was shut from Monday to Saturday.");
    assert!(found.iter().any(|l| l.starts_with("2021-01-25/2021-01-30 event")), "{found:?}");
    let found = entries("The vigil lasted from 6 p.m. to 8 p.m. on Wednesday.");
    assert!(found.iter().any(|l| l.starts_with("2021-02-03T18:00/2021-02-03T20:00 event")), "{found:?}");
    let found = entries("The hearing was moved from Monday to Thursday.");
    assert!(found.iter().all(|l| !l.contains('/')), "{found:?}");
    let (e, t) = of(&["The works were sold after a bad start to the 2015-16 season.", "The 2015-16 season was bad."]);
    let found = lines(&e, &t);
    assert!(found.iter().any(|l| l.starts_with("2015/2016 event A B")), "{found:?}");
    assert!(found.iter().all(|l| !l.contains("sold")), "{found:?}");
}

#[test]
fn what_is_told_in_order_goes_on_over_midnight() {
    let found = entries("The fire began at 11 p.m. Tuesday. Then, just before 2 a.m., the roof fell in.");
    assert!(found.iter().any(|l| l.starts_with("2021-02-03T02:00 event")), "{found:?}");
    let found = entries("She died at 11 p.m. Tuesday. The roof had fallen in at 2 a.m.");
    assert!(found.iter().any(|l| l.starts_with("2021-02-02T02:00 event")), "{found:?}");
    let found =
        entries("The first boat burned around 6 p.m. on Tuesday. Seven hours later, police say a spark led to a fire.");
    assert!(
        found.iter().any(|l| l.starts_with("2021-02-03T01:00 event A Seven hours later, police say a")),
        "{found:?}"
    );
    let found = entries("A boat burned on Wednesday. Nine days later, police say a spark led to a fire.");
    assert!(found.iter().all(|l| !l.starts_with("2021-02-12")), "{found:?}");
}

#[test]
fn midnight_and_overnight_are_of_the_night_that_is_told_of() {
    let found = entries(
        "Five were hurt early Tuesday. The party began around midnight. Police came just before 5 a.m. Tuesday.",
    );
    assert!(found.iter().any(|l| l.starts_with("2021-02-02T00:00 event")), "{found:?}");
    let (e, t) = of(&["Five hurt in overnight party.\n\nThe roof fell in about 5 a.m. Thursday."]);
    let found = lines(&e, &t);
    assert!(found.iter().any(|l| l.starts_with("2021-02-03TNI event")), "{found:?}");
}

#[test]
fn hours_that_say_their_half_of_the_day_are_not_each_other() {
    let text = |hour: &str| format!("The crane of Ostrey collapsed at {hour} Tuesday at the quay.");
    let (e, t) = of(&[&text("1:30 a.m."), &text("1:30 p.m.")]);
    assert_eq!(t.conflicts.len(), 1, "{:?}", lines(&e, &t));
}

#[test]
fn what_is_about_a_time_stands_with_it() {
    let (e, t) = of(&[
        "The crane of Ostrey fell shortly before 7am on Tuesday. It was built at the end of 2015. It was sold after \
         Monday's storm.",
    ]);
    let bound = |value: &str| t.entries.iter().find(|e| e.value() == value).map(TimelineEntry::bound);
    assert_eq!(bound("2021-02-02T07:00"), Some(Some(Bound::Before)), "{:?}", lines(&e, &t));
    assert_eq!(bound("2015"), Some(Some(Bound::End)), "{:?}", lines(&e, &t));
    assert_eq!(bound("2021-02-01"), Some(None), "{:?}", lines(&e, &t));
}

#[test]
fn one_clause_of_somebody_s_words_is_one_entry() {
    let (e, t) = of(&[
        "“We had a horrible night last night,” Ann Lowe said Friday afternoon.",
        "“We had a horrible night last night. Nine boats burned,” Ann Lowe said.",
    ]);
    let found = lines(&e, &t);
    assert_eq!(found.iter().filter(|l| l.contains("event")).count(), 1, "{found:?}");
    assert!(found.iter().any(|l| l.starts_with("2021-02-04TNI event A B")), "{found:?}");
}

#[test]
fn what_happened_first_since_a_year_is_not_of_that_year() {
    for text in [
        "The crane stood still for the first time since 2005.",
        "It was the deadliest fire at the quay since 2005.",
        "Photo Courtesy Ostrey County. (June 2016) The crane stands still.",
        "The watch is on the quay as always on a Saturday night.",
        "By Ann Lowe, harbour editor, Ostrey Lantern, 3 February 2021",
        "The quay is shut. Copyright 2016 Ostrey Lantern",
    ] {
        assert_eq!(entries(text), [""; 0], "{text}");
    }
    let found = entries("The quay has been shut since 2005.");
    assert!(found.iter().any(|l| l.starts_with("2005 event")), "{found:?}");
}

#[test]
fn a_time_of_another_event_dates_nothing_that_was_said() {
    for text in [
        "Crews were called to the quay at 6.40am on Tuesday. Captain Ann Lowe said: “We got all out of the water.”",
        "Since he took office in May, the guard have reported towing more than 200 boats at the quay.",
        "The host of a Halloween party said he regrets it.",
    ] {
        let found = entries(text);
        assert!(found.iter().all(|l| !l.contains("utterance")), "{found:?}");
    }
}

#[test]
fn labels_begin_behind_the_dateline_and_go_on_to_what_was_begun() {
    for (text, line) in [
        (
            "OSTREY (NAP) — At 7:49 p.m. Tuesday, Tom Leck was brought to the harbour office.",
            "At 7:49 p.m. Tuesday, Tom Leck was brought to the harbour office",
        ),
        ("It was just before 4am Tuesday when shots rang out.", "It was just before 4am Tuesday when shots rang out"),
        ("A group began arguing in the bar on Tuesday.", "A group began arguing in the bar on Tuesday"),
        ("On Tuesday a group began arguing in the bar.", "On Tuesday a group began arguing in the bar"),
        (
            "Ann Lowe left the quay on Tuesday less than an hour after coming in.",
            "Ann Lowe left the quay on Tuesday less than an hour after coming in",
        ),
        ("The guard says the men who were hurt in the fire early Tuesday were all treated.", "the fire early Tuesday"),
    ] {
        let found = entries(text);
        assert!(found.iter().any(|l| l.ends_with(line)), "{line}: {found:?}");
    }
}

#[test]
fn what_was_said_stands_when_it_was_said() {
    let (e, t) = of(&["“We shall lift it tomorrow,” Ann Lowe wrote on Wednesday."]);
    let found = lines(&e, &t);
    assert!(found.iter().any(|l| l.starts_with("2021-02-03 utterance A We shall")), "{found:?}");
    assert!(found.iter().any(|l| l.starts_with("2021-02-04 event A")), "{found:?}");
}

#[test]
fn a_day_of_a_noun_is_not_that_of_the_verb() {
    let entries = |text: &str| {
        let (e, t) = of(&[text]);
        lines(&e, &t).into_iter().filter(|l| !l.contains("publication")).collect::<Vec<_>>()
    };
    let only = |text: &str, line: &str| assert_eq!(entries(text), [line]);
    only(
        "Police have made an arrest in the shooting death Monday of a 17-year-old.",
        "2021-02-01 event A the shooting death Monday of a 17-year-old",
    );
    only(
        "Two men have been indicted in the early January shooting death of a girl, according to the court.",
        "2021-01 event A the early January shooting death of a girl",
    );
    only(
        "Otto Leck, 28, is charged in the fatal shooting of Ida Coe last week.",
        "2021-W04 event A the fatal shooting of Ida Coe last week",
    );
    only("Brandt also answered Leck's letter of January 3.", "2021-01-03 event A Leck's letter of January 3");
    // What is of a part of a day, or of no day, tells of the verb.
    only(
        "The boat sank on the morning of January 3.",
        "2021-01-03TMO event A The boat sank on the morning of January 3",
    );
}

#[test]
fn a_label_is_the_clause_around_what_is_inserted() {
    let entries = |text: &str| {
        let (e, t) = of(&[text]);
        lines(&e, &t).into_iter().filter(|l| !l.contains("publication")).collect::<Vec<_>>()
    };
    let only = |text: &str, line: &str| assert_eq!(entries(text), [line]);
    only("Last week, after Reed sold a boat, Lowe shut the harbour.", "2021-W04 event A Lowe shut the harbour");
    only(
        "Commander Otto Hill confirmed to 10 On Your Side that Wagner entered the Navy in May of 2014.",
        "2014-05 event A Wagner entered the Navy in May of 2014",
    );
    only(
        "But it emerged on Tuesday that Leck kept the board in the dark for two weeks.",
        "2021-02-02 event A But it emerged on Tuesday that Leck kept the board in the dark for two weeks",
    );
    // A reason in -ing takes no time away, and who is told of in it has said nothing.
    only(
        "On Monday, Lowe praised Reed for announcing the sale.",
        "2021-02-01 event A On Monday, Lowe praised Reed for announcing the sale",
    );
    let found =
        entries("On Monday, Leck asked for his resignation following revelations that Pell had misled the board.");
    assert!(found.iter().all(|l| l.contains(" event ")) && found.len() == 1, "{found:?}");
    // An hour is finer than a part of the day.
    let found = entries("On Tuesday night, police were called to Mill Lane shortly before 10 p.m.");
    assert!(found.iter().any(|l| l.contains("T22:00")), "{found:?}");
    // Whoever it is, on whichever morning.
    assert_eq!(entries("She was the person you would want to see in the morning."), [""; 0]);
}
