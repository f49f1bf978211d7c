//! A library from outside: several processes at it, processes killed in the middle, what is printed.

use crate::run::{Folder, Run, root, variorum, variorum_with};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

/// Made-up reports as JSON lines, each with a word of its own.
fn lines(numbers: std::ops::Range<u32>) -> String {
    numbers
        .map(|n| format!("{{\"id\":\"r{n}\",\"text\":\"The ferry w{n} left. “It is late,” said Ann Lowe.\"}}\n"))
        .collect()
}

fn export(library: &str) -> Vec<Value> {
    let run = variorum(&["export", "--library", library]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

fn ids(library: &str) -> BTreeSet<String> {
    export(library).iter().map(|a| a["id"].as_str().expect("an id").to_string()).collect()
}

fn good(library: &str) {
    let run = variorum(&["verify", "--library", library]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn what_is_added_is_there_once() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let add = |extra: &[&str]| -> Run { variorum(&[&["add", "--library", library][..], extra].concat()) };
    let first = add(&["examples"]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.lines().next().is_some_and(|l| l.starts_with("added 1 examples/")), "{}", first.out);
    let before = export(library);
    assert_eq!(before.len(), first.out.lines().count());
    let again = add(&["examples", "--json"]);
    assert!(again.out.lines().all(|l| l.contains("\"new\":false")), "{}", again.out);
    assert_eq!(again.out.lines().count(), before.len());
    assert_eq!(export(library), before);
    good(library);
    let hits = variorum(&["search", "--library", library, "harbour", "master"]);
    assert!(hits.code == 0 && hits.out.contains("[harbour] [master]"), "{}", hits.out);
    assert_eq!(variorum(&["search", "--library", library, "xyzzy"]).code, 1);
    let shown = variorum(&["show", "--library", library, "1", "--capture"]);
    assert_eq!(shown.out, std::fs::read_to_string(root().join(before[0]["path"].as_str().unwrap())).unwrap());
    assert!(variorum(&["export", "--library", library, "--metadata"]).out.contains("fts_table: articles_fts"));
    // What is exported can be added, and says the same.
    let lines: String = before.iter().map(|a| format!("{a}\n")).collect();
    let copy = &folder.path("copy.db");
    assert_eq!(variorum_with(&["add", "--library", copy, "-"], &[], lines.as_bytes()).code, 0);
    let texts = |list: &[Value]| list.iter().map(|a| (a["text"].clone(), a["published"].clone())).collect::<Vec<_>>();
    assert_eq!(texts(&export(copy)), texts(&before));
}

#[test]
fn a_broken_line_is_named_and_the_others_are_added() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let input = format!("{}{{\"text\":3}}\n\n{}", lines(0..2), lines(2..3));
    let run = variorum_with(&["add", "--library", library, "-", "none.txt"], &[], input.as_bytes());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("-:3: `text` is a number") && run.err.contains("none.txt: no such file"), "{}", run.err);
    assert_eq!(ids(library).len(), 3);
    let run = variorum(&["add", "--library", &folder.put("a.txt", "No library.\n".repeat(99)), "examples"]);
    assert!(run.code == 2 && run.err.contains("a.txt: not a library"), "{}", run.err);
}

#[test]
fn two_processes_add_at_once() {
    let folder = Folder::new();
    let library = folder.path("news.db");
    let parts = [folder.put("a.jsonl", lines(0..120)), folder.put("b.jsonl", lines(60..180))];
    let children: Vec<_> = parts
        .iter()
        .map(|part| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
            command.args(["add", "--library", &library, "--batch", "3", part]);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts")
        })
        .collect();
    let mut added = 0;
    for child in children {
        let done = child.wait_with_output().expect("the command ends");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        added += done.stdout.iter().filter(|b| **b == b'\n').count();
    }
    assert_eq!((added, ids(&library).len(), export(&library).len()), (180, 180, 180));
    good(&library);
}

/// Two hundred times a process is killed after a line of its output, and every article that it had named is there.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = Folder::new();
    let mut state = 42_u64;
    for round in 0..10 {
        let library = folder.path(&format!("{round}.db"));
        let mut acknowledged = BTreeSet::new();
        for _ in 0..20 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (after, batch) = ((state >> 33) % 12, (state >> 50) % 5 + 1);
            let first = (acknowledged.len() as u32).saturating_sub(3);
            let part = folder.put("part.jsonl", lines(first..first + 40));
            let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
            command.args(["add", "--json", "--library", &library, "--batch", &batch.to_string(), &part]);
            if state & (1 << 40) == 0 {
                command.arg("--no-annotate");
            }
            let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the command starts");
            let mut out = BufReader::new(child.stdout.take().expect("its output"));
            let mut told = String::new();
            for _ in 0..after {
                out.read_line(&mut told).expect("a line");
            }
            child.kill().expect("killed");
            out.read_to_string(&mut told).expect("the rest");
            child.wait().expect("it ended");
            for line in told.lines() {
                // The last line may be cut off.
                let Ok(line) = serde_json::from_str::<Value>(line) else { continue };
                acknowledged.insert(format!("r{}", first + line["line"].as_u64().expect("a line") as u32 - 1));
            }
        }
        let run = variorum(&["add", "--library", &library]);
        assert_eq!(run.code, 0, "{}", run.err);
        let there = ids(&library);
        assert!(acknowledged.is_subset(&there), "{:?}", acknowledged.difference(&there).collect::<Vec<_>>());
        assert!(!acknowledged.is_empty());
        good(&library);
    }
}

/// A library keeps each line of a file by itself, so places of its editions are not bytes of the file.
#[test]
fn an_edition_of_its_articles_is_checked_against_it() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let said = |may: &str| format!("Ann Lowe said: “We {may} open the lock on Monday morning, and we mean it.”");
    let file = folder.path("two.jsonl");
    let texts: String = ["will", "may"].map(|w| format!("{}\n", serde_json::json!({"text": said(w)}))).concat();
    std::fs::write(&file, texts).expect("a file");
    assert_eq!(variorum(&["add", "--library", library, &file]).code, 0);
    let made = variorum(&["edition", "--library", library, "1", "2", "--json"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let edition = folder.path("edition.json");
    std::fs::write(&edition, made.out).expect("a file");
    let run = variorum(&["verify", &edition, "--library", library]);
    assert!(run.code == 0 && run.out.contains(", 0 lost"), "{}{}", run.out, run.err);
    let run = variorum(&["verify", &edition, &file]);
    assert!(run.code == 1 && run.out.contains("name it with --library"), "{}", run.out);
    let note = variorum(&["convert", &edition, "--library", library, "--to", "markdown"]);
    assert!(note.code == 0 && note.out.contains("will"), "{}{}", note.out, note.err);
}
