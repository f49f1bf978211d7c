//! `duplicates` and `passages` from outside.

use crate::run::{Folder, variorum, variorum_with};
use serde_json::{Value, json};

/// Thirty words of which number `n` is another one.
fn page(n: usize) -> String {
    (0..30).map(|w| if w == n { "changed ".to_owned() } else { format!("w{w} ") }).collect()
}

fn feed() -> String {
    let line = |id: Value, source: &str, text: &str| {
        serde_json::json!({ "id": id, "source": source, "text": text }).to_string() + "\n"
    };
    let mut feed = line("a".into(), "Lantern", &page(99));
    feed += &line(7.into(), "Echo", &format!("{} “Naïve,” she said.", page(29)));
    feed += "\nbroken\n";
    feed += &line(Value::Null, "Echo", &page(99).to_uppercase());
    feed + &line("short".into(), "Echo", "w0 w1 w2 w3")
}

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|l| serde_json::from_str(l).expect("a JSON line")).collect()
}

#[test]
fn duplicates_are_printed_with_their_ids_and_why() {
    for threads in ["1", "3"] {
        let args = ["duplicates", "--json", "--threads", threads, "-"];
        let run = variorum_with(&args, &[], feed().as_bytes());
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.err.contains("-:4: not JSON") && run.err.contains("1 report not compared"), "{}", run.err);
        let rows = rows(&run.out);
        let ids: Vec<_> = rows.iter().map(|r| (r["a"].clone(), r["b"].clone(), r["kind"].clone())).collect();
        let row = |a: Value, b: Value, kind: &str| (a, b, Value::from(kind));
        assert_eq!(
            ids,
            [
                row("a".into(), 7.into(), "near"),
                row("a".into(), "-:5".into(), "identical"),
                row(7.into(), "-:5".into(), "near")
            ]
        );
        assert_eq!((&rows[1]["jaccard"], &rows[1]["a_triples"]), (&Value::from(1.0), &Value::from(28)));
        assert_eq!((&rows[0]["shared"], &rows[0]["b_triples"]), (&Value::from(27), &Value::from(31)));
    }
}

#[test]
fn groups_excerpts_and_what_is_there_already() {
    let feed = feed();
    let group = |args: &[&str]| rows(&variorum_with(args, &[], feed.as_bytes()).out);
    let groups = group(&["duplicates", "--groups", "--json", "-"]);
    assert_eq!((groups.len(), groups[0]["members"].as_array().map(Vec::len)), (1, Some(3)));
    let excerpt = group(&["duplicates", "--threshold", "1", "--containment", "0.9", "--json", "-"]);
    assert_eq!(excerpt.iter().filter(|p| p["kind"] == "excerpt").count(), 2);
    let folder = Folder::new();
    let old = folder.put("old.jsonl", &feed);
    let new = folder.put("new.txt", page(5));
    let run = variorum(&["duplicates", "--json", "--against", &old, &new]);
    let rows = rows(&run.out);
    assert!(!rows.is_empty() && rows.iter().all(|p| p["b"] == new.as_str()), "{}", run.out);
    let plain = variorum(&["duplicates", &old, &new]).out;
    assert!(plain.contains("1.00  identical  a  "), "{plain}");
}

#[test]
fn passages_have_their_places_in_the_text() {
    let texts = [
        "An end. The “NAÏVE” don’t-know says: w1 w2 w3 w4 w5 w6 w7 w8, w9.",
        "“naïve” don't know says w1 w2, w3 w4 w5 w6 w7 w8 w9 X",
    ];
    let feed: String = texts.iter().map(|t| serde_json::json!({ "text": t }).to_string() + "\n").collect();
    let run = variorum_with(&["passages", "--json", "-"], &[], feed.as_bytes());
    let rows = rows(&run.out);
    assert_eq!((run.code, rows.len()), (0, 1), "{}", run.err);
    let at = |field: &str| rows[0][field].as_u64().expect("a number") as usize;
    assert_eq!(&texts[0][at("a_start")..at("a_end")], "NAÏVE” don’t-know says: w1 w2 w3 w4 w5 w6 w7 w8, w9");
    assert_eq!(&texts[1][at("b_start")..at("b_end")], "naïve” don't know says w1 w2, w3 w4 w5 w6 w7 w8 w9");
    assert_eq!((at("a_words"), at("matched"), at("longest_run")), (13, 13, 13));
    let plain = variorum_with(&["passages", "-"], &[], feed.as_bytes()).out;
    assert!(plain.starts_with("-:1:15  -:2:3  (13 words)\n   NAÏVE”"), "{plain}");
}

#[test]
fn outlets_and_boilerplate() {
    let line = "Sign up here for our morning letter and never miss a story from the harbour again";
    let report = |outlet: &str, n: usize| {
        serde_json::json!({ "outlet": outlet, "text": format!("report{n} {line}") }).to_string() + "\n"
    };
    let feed: String = (0..6).map(|n| report(["Echo", "Lantern"][n / 5], n)).collect();
    let run =
        |args: &[&str]| rows(&variorum_with(&[&["passages", "--json", "-"], args].concat(), &[], feed.as_bytes()).out);
    assert_eq!(run(&[]).len(), 5);
    assert!(run(&[]).iter().all(|p| p["boilerplate"] == true));
    assert_eq!(run(&["--within"]).len(), 15);
    assert_eq!(run(&["--no-boilerplate"]).len(), 0);
    let blocks = run(&["--boilerplate"]);
    assert_eq!((blocks.len(), &blocks[0]["reports"], &blocks[0]["words"]), (1, &Value::from(5), &Value::from(16)));
}

#[test]
fn what_cannot_be_is_said() {
    for (args, words) in [
        (&["duplicates", "--threshold", "0", "-"][..], "over 0 and at most 1"),
        (&["duplicates", "--threshold", "x", "-"], "not a number"),
        (&["duplicates", "no-such-file.jsonl"], "no such file"),
        (&["passages", "--words", "2", "-"], "--words"),
        (&["passages", "no-such-folder"], "no such file or folder"),
    ] {
        let run = variorum(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains(words), "{args:?}: {}", run.err);
    }
    for command in ["duplicates", "passages"] {
        let run = variorum_with(&[command, "-"], &[], b"");
        assert!(run.code == 2 || run.out.is_empty(), "{command}");
        let run = variorum_with(&[command, "-"], &[], b"{\"text\":\"\"}\n");
        assert_eq!((run.code, run.out.as_str()), (0, ""), "{command}: {}", run.err);
        let packed = variorum_with(&[command, "-"], &[], b"\x1f\x8b\x08\0\0");
        assert_eq!((packed.code, packed.out.as_str()), (2, ""), "{command}: {}", packed.err);
    }
}

#[test]
fn a_page_through_a_pipe_is_read_as_a_page() {
    let said = "The lock gate at Harnmouth was shut on Monday because the fog stood so thick that nobody saw the quay.";
    let html = format!("<html><head><title>Fog</title></head><body><article><p>{said}</p></article></body></html>");
    let folder = Folder::new();
    let other = folder.put("a.jsonl", json!({"id": "a", "text": said}).to_string() + "\n");
    let run = variorum_with(&["duplicates", "--threshold", "1", "--json", &other, "-"], &[], html.as_bytes());
    assert_eq!((run.code, rows(&run.out).len()), (0, 1), "{}{}", run.out, run.err);
}
