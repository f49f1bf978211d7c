//! `variorum stories`: invented events that look alike, follow-ups, decisions by hand.

use crate::run::{Folder, variorum, variorum_with};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const SHOOTING_ELM: [(&str, &str); 3] = [
    (
        "elm-1",
        "Man shot dead on Elmtree Lane in Averlode. A 23-year-old man was shot dead on Elmtree Lane in Averlode on \
      Monday night, police said. The victim was named as Corwin Ashgrove, 23. Officers were called to the 1400 block of \
      Elmtree Lane shortly after 10 p.m. Detective Ruth Pellworth asked witnesses to come forward.",
    ),
    (
        "elm-2",
        "Averlode police name Corwin Ashgrove as victim of Elmtree Lane shooting. The man who was shot dead on Elmtree \
      Lane on Monday was Corwin Ashgrove, 23, police in Averlode said. Detective Ruth Pellworth said several shots were \
      fired in the 1400 block. Ashgrove worked at the harbour.",
    ),
    (
        "elm-3",
        "Vigil for Corwin Ashgrove. Friends of Corwin Ashgrove, the 23-year-old who was shot dead on Elmtree Lane in \
      Averlode on Monday, lit candles in the 1400 block. Police have made no arrest, Detective Ruth Pellworth said.",
    ),
];

const SHOOTING_MILL: [(&str, &str); 2] = [
    (
        "mill-1",
        "Woman shot dead on Millrace Road in Averlode. A 41-year-old woman was shot dead on Millrace Road in Averlode on \
      Wednesday night, police said. The victim was named as Idonea Farthing, 41. Officers were called to the 300 block of \
      Millrace Road shortly after 9 p.m. Detective Hugh Sandling asked witnesses to come forward.",
    ),
    (
        "mill-2",
        "Averlode police name Idonea Farthing as victim of Millrace Road shooting. The woman who was shot dead on Millrace \
      Road on Wednesday was Idonea Farthing, 41, police in Averlode said. Detective Hugh Sandling said one shot was fired \
      in the 300 block. Farthing taught at a school.",
    ),
];

fn line(id: &str, date: &str, text: &str) -> String {
    let (title, text) = text.split_once(". ").expect("a title and a text");
    json!({"id": id, "date": date, "title": title, "source": "Averlode Echo", "text": text}).to_string() + "\n"
}

/// Two shootings in one town in one week.
fn week() -> String {
    let dates = ["2031-03-04", "2031-03-05", "2031-03-07"];
    let elm = SHOOTING_ELM.iter().zip(dates).map(|((id, text), date)| line(id, date, text));
    let dates = ["2031-03-06", "2031-03-07"];
    elm.chain(SHOOTING_MILL.iter().zip(dates).map(|((id, text), date)| line(id, date, text))).collect()
}

fn stories(reports: &str, args: &[&str]) -> BTreeMap<String, Value> {
    let run = variorum_with(&[&["stories", "--json"], args, &["-"]].concat(), &[], reports.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    let lines = run.out.lines().map(|l| serde_json::from_str::<Value>(l).expect("JSON"));
    lines.map(|l| (l["id"].as_str().expect("an id").to_owned(), l)).collect()
}

fn groups(found: &BTreeMap<String, Value>) -> Vec<Vec<&str>> {
    let mut out: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, line) in found {
        out.entry(line["story"].as_str().expect("a story")).or_default().push(id);
    }
    let mut out: Vec<Vec<&str>> = out.into_values().collect();
    out.sort();
    out
}

#[test]
fn events_that_look_alike_stay_apart() {
    let found = stories(&week(), &[]);
    assert_eq!(groups(&found), [vec!["elm-1", "elm-2", "elm-3"], vec!["mill-1", "mill-2"]]);
    assert!(found.values().all(|l| l["continues"].is_null()));
}

#[test]
fn a_follow_up_weeks_later_is_a_part_of_its_own() {
    let late = line(
        "elm-4",
        "2031-05-20",
        "Man charged with the murder of Corwin Ashgrove. A man was charged with the murder of Corwin Ashgrove, the \
         23-year-old who was shot dead on Elmtree Lane in Averlode in March, Detective Ruth Pellworth said. The shots were \
         fired in the 1400 block of Elmtree Lane.",
    );
    let found = stories(&(week() + &late), &[]);
    assert_eq!(found["elm-4"]["story"], found["elm-1"]["story"]);
    assert_eq!(found["elm-4"]["continues"], found["elm-1"]["part"]);
    assert_ne!(found["elm-4"]["part"], found["elm-1"]["part"]);
}

#[test]
fn decisions_by_hand_hold() {
    let folder = Folder::new();
    let decisions =
        folder.put("by-hand.jsonl", "{\"together\": [\"elm-1\", \"mill-1\"]}\n\n{\"apart\": [\"elm-1\", \"elm-2\"]}\n");
    let found = stories(&week(), &["--decisions", &decisions]);
    assert_eq!(found["elm-1"]["story"], found["mill-1"]["story"]);
    assert_ne!(found["elm-1"]["story"], found["elm-2"]["story"]);
    let wrong = folder.put("wrong.jsonl", "{\"together\": [\"a\", \"b\"]}\n{\"apart\": [\"b\", \"a\"]}\n");
    let run = variorum_with(&["stories", "--decisions", &wrong, "-"], &[], week().as_bytes());
    assert_eq!(run.code, 2);
    assert!(run.err.contains("wrong.jsonl") && run.err.contains("together and apart"), "{}", run.err);
    let broken = folder.put("broken.jsonl", "{\"together\": [\"a\", \"b\"]}\n{\"beside\": []}\n");
    let run = variorum_with(&["stories", "--decisions", &broken, "-"], &[], week().as_bytes());
    assert!(run.code == 2 && run.err.contains("broken.jsonl:2"), "{}", run.err);
}

#[test]
fn the_number_of_threads_and_the_order_of_lines_change_nothing() {
    let one = stories(&week(), &["--threads", "1"]);
    assert_eq!(one, stories(&week(), &["--threads", "3"]));
    let turned: String = week().lines().rev().map(|l| format!("{l}\n")).collect();
    assert_eq!(one, stories(&turned, &[]));
}

#[test]
fn an_explanation_adds_up_and_says_what_speaks_for_and_against() {
    let run = variorum_with(&["stories", "--json", "--explain", "elm-1", "elm-2", "-"], &[], week().as_bytes());
    let found: Value = serde_json::from_str(&run.out).expect("JSON");
    let parts = found["parts"].as_array().expect("parts");
    let sum: f64 = parts.iter().filter_map(|p| p["part"].as_f64()).sum();
    assert!((sum - found["score"].as_f64().expect("a score")).abs() < 0.01, "{}", run.out);
    assert_eq!(found["together"], true);
    assert!(found["shared_words"].to_string().contains("Ashgrove"), "{}", run.out);
    let run = variorum_with(&["stories", "--explain", "elm-1", "mill-1", "-"], &[], week().as_bytes());
    for part in ["not together", "Ashgrove", "Farthing", "ages  A 23  B 41", "days apart  2"] {
        assert!(run.out.contains(part), "{part}: {}", run.out);
    }
    let run = variorum_with(&["stories", "--explain", "elm-1", "nobody", "-"], &[], week().as_bytes());
    assert!(run.code == 2 && run.err.contains("nobody"), "{}", run.err);
}

#[test]
fn hostile_input_is_grouped_all_the_same() {
    let lines = [
        json!({"id": "empty", "text": ""}).to_string(),
        json!({"id": "twice", "date": "not a date", "text": "a a a a a"}).to_string(),
        json!({"id": "twice", "date": "9999-12-31", "text": "\u{0}\u{200b} 1 2 3"}).to_string(),
        json!({"id": "marks", "date": "0001-01-01", "title": "'’’'", "text": "’s l’ 'tis 99-99, 12, 12."}).to_string(),
    ];
    let run = variorum_with(&["stories", "--json", "-"], &[], lines.join("\n").as_bytes());
    assert_eq!((run.code, run.out.lines().count()), (0, 4), "{}", run.err);
    assert_eq!(variorum(&["stories", "no-such-folder"]).code, 2);
}

#[test]
fn german_reports_need_no_other_code() {
    let report = |id: &str, date: &str, text: &str| line(id, date, text);
    let reports = [
        report(
            "d1",
            "2031-03-04",
            "Brand in Seetaler Möbelfabrik. In der Möbelfabrik Grundner in Seetal ist am Montag ein Brand \
            ausgebrochen. 120 Feuerwehrleute waren im Einsatz, zwei Arbeiter wurden verletzt, sagte Kommandant Jost Amrein.",
        ),
        report(
            "d2",
            "2031-03-05",
            "Seetal: Feuer zerstört Fabrik Grundner. Ein Feuer hat die Möbelfabrik Grundner in Seetal \
            zerstört. Nach den Worten von Kommandant Jost Amrein waren 120 Feuerwehrleute da. Die Arbeiter wurden verletzt.",
        ),
        report(
            "d3",
            "2031-03-05",
            "Brand in Hotel in Oberwald. In einem Hotel in Oberwald ist am Dienstag ein Brand ausgebrochen. \
            40 Feuerwehrleute waren im Einsatz, verletzt wurde niemand, sagte die Sprecherin Lena Bachofen der Polizei.",
        ),
    ];
    let found = stories(&reports.concat(), &[]);
    assert_eq!(groups(&found), [vec!["d1", "d2"], vec!["d3"]]);
}

#[test]
fn a_few_words_are_no_evidence_unless_they_are_the_same() {
    let few = [
        ("a", "Skerrin ferry adrift off Pellmouth."),
        ("b", "Skerrin ferry late"),
        ("c", "A bridge"),
        ("d", "A"),
        ("e", "Skerrin ferry adrift off Pellmouth."),
    ];
    let reports: String = few.iter().map(|(id, text)| json!({"id": id, "text": text}).to_string() + "\n").collect();
    assert_eq!(groups(&stories(&reports, &[])), [vec!["a", "e"], vec!["b"], vec!["c"], vec!["d"]]);
}
