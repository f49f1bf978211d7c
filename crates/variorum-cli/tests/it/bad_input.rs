//! Nothing that is given makes the command fall over; what cannot be used is named.

use crate::run::{Folder, Run, variorum, variorum_with};

const SAID: &str = "“The bridge has stood there since 1871 and has seen off two floods,” said Rosamund Teale.\n";

/// Two good reports around which the bad one is given.
fn among(folder: &Folder, bad: &str) -> Run {
    let (a, b) = (folder.put("a.txt", SAID), folder.put("b.txt", SAID.replace("two floods", "three floods")));
    variorum(&["compare", &a, bad, &b])
}

#[track_caller]
fn still_compared(run: &Run) {
    let both = run.out.contains("off two floods") && run.out.contains("off three floods");
    assert!(both, "{}", run.out);
}

#[test]
fn a_missing_file() {
    let folder = Folder::new();
    let missing = folder.path("missing.txt");
    let run = among(&folder, &missing);
    assert_eq!(run.code, 1);
    assert!(run.err.contains(&missing), "{}", run.err);
    still_compared(&run);
    let run = variorum(&["compare", &missing]);
    assert_eq!(run.code, 2);
    assert!(run.out.is_empty());
    assert!(run.err.contains("missing.txt") && run.err.contains("no report could be read"), "{}", run.err);
}

#[test]
fn a_folder_without_reports() {
    let folder = Folder::new();
    folder.put("picture.png", b"\x89PNG\r\n\x1a\n\0\0");
    let run = variorum(&["compare", &folder.path("")]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("no report"), "{}", run.err);
}

#[test]
fn a_binary_file() {
    let folder = Folder::new();
    let bad = folder.put("tool.txt", (0..=255u8).cycle().take(4096).collect::<Vec<_>>());
    let run = among(&folder, &bad);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("tool.txt: not text"), "{}", run.err);
    still_compared(&run);
}

#[test]
fn an_empty_file_and_a_single_word() {
    for content in ["", "word", "\n \n", "\u{feff}", "\""] {
        let folder = Folder::new();
        let bad = folder.put("small.txt", content);
        let run = among(&folder, &bad);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{content:?}");
        still_compared(&run);
        let blank = content != "word";
        let run = variorum(&["compare", &bad]);
        assert_eq!(run.code, if blank { 2 } else { 0 }, "{content:?}");
        match blank {
            true => assert!(run.out.is_empty() && run.err.contains("no word of a report in"), "{}", run.err),
            false => assert!(run.out.contains("No quotation"), "{}", run.out),
        }
        for command in [&["annotate"][..], &["annotate", "--json"]] {
            assert_eq!(variorum(&[command, &[&bad]].concat()).code, 0, "{content:?} {command:?}");
        }
    }
}

#[test]
fn ten_thousand_quotation_marks() {
    for mark in ["\"", "“", "”", "'", "«", "\"a ", "“x” "] {
        let folder = Folder::new();
        let bad = folder.put("marks.txt", mark.repeat(10_000));
        let run = among(&folder, &bad);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{mark}");
        still_compared(&run);
    }
}

#[test]
fn twenty_megabytes_in_one_line() {
    let folder = Folder::new();
    let bad = folder.put("long.txt", "nobody was hurt when the boat struck the pier and ".repeat(400_000));
    let run = among(&folder, &bad);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    still_compared(&run);
}

#[test]
fn bytes_that_are_not_utf8_in_the_middle() {
    let folder = Folder::new();
    let mut bytes = SAID.repeat(30).into_bytes();
    let middle = bytes.len() / 2;
    bytes.splice(middle..middle, *b" \xff\xfe\x80 \xc3( ");
    let bad = folder.put("broken.txt", &bytes);
    let run = among(&folder, &bad);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("not UTF-8"), "{}", run.out);
    let json = folder.put("e.json", variorum(&["compare", &bad, "--json"]).out);
    assert_eq!(variorum(&["verify", &json, &bad]).code, 0);
}

#[test]
fn a_broken_line_of_seven() {
    let folder = Folder::new();
    let mut lines: Vec<String> = (1..=9)
        .map(|i| serde_json::json!({ "id": format!("r{i}"), "text": SAID.replace("two", &i.to_string()) }).to_string())
        .collect();
    lines[6].truncate(30);
    let file = folder.put("reports.jsonl", lines.join("\n"));
    let run = variorum(&["compare", &file, "--json"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.err.contains("reports.jsonl:7:"), "{}", run.err);
    let edition: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(edition["articles"].as_array().unwrap().len(), 8);
    let run = variorum(&["annotate", &file, "--json"]);
    assert_eq!((run.code, run.out.lines().count()), (1, 8));
}

#[test]
fn the_same_report_twice() {
    let folder = Folder::new();
    let (a, copy) = (folder.put("a.txt", SAID), folder.put("copy.txt", SAID));
    let run = variorum(&["compare", &a, &a]);
    assert_eq!(run.code, 0);
    let run = variorum(&["compare", &a, &copy]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("whole in A B"), "{}", run.out);
    assert!(!run.out.contains("What changed"), "{}", run.out);
}

#[test]
fn one_report() {
    let folder = Folder::new();
    let run = variorum(&["compare", &folder.put("a.txt", SAID)]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("a comparison needs two"), "{}", run.err);
    assert!(run.out.contains("Rosamund Teale: “The bridge"), "{}", run.out);
}

#[test]
fn standard_input() {
    let folder = Folder::new();
    let a = folder.put("a.txt", SAID);
    let run = variorum_with(&["compare", &a, "-"], &[], SAID.replace("two", "ten").as_bytes());
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains("standard input") && run.out.contains("seen off ten"), "{}", run.out);
    let run = variorum_with(&["compare", "-"], &[], b"\0\0\0\0");
    assert_eq!(run.code, 2);
}

#[test]
fn a_report_cannot_steer_the_terminal() {
    let folder = Folder::new();
    let evil = "“The \x1b[31mbridge\x1b]0;title\x07 has \u{202e}stood there since 1871,” said \u{9b}2JRosamund Teale.";
    let a = folder.put("a\x1b[2J.txt", evil);
    let b = folder.put("b.txt", evil.replace("since", "from"));
    for args in [&["compare", "--all", &a, &b][..], &["annotate", &a], &["compare", &folder.path("no\x1b.txt"), &a]] {
        let run = variorum(args);
        for c in ['\x1b', '\x07', '\u{9b}', '\u{202e}'] {
            assert!(!run.out.contains(c) && !run.err.contains(c), "{args:?} {c:?}");
        }
    }
}

#[test]
fn a_result_in_the_place_of_what_is_read() {
    let folder = Folder::new();
    let (a, b) = (folder.put("a.txt", SAID), folder.put("b.txt", SAID.replace("two floods", "three floods")));
    let lines = folder.put("c.jsonl", "{\"text\":\"The bridge is shut.\"}\n");
    let library = folder.path("n.db");
    assert_eq!(variorum(&["add", "--library", &library, &a, &b]).code, 0);
    assert_eq!(variorum(&["stories", "--library", &library]).code, 0);
    let kept = |file: &str| std::fs::read(file).expect("the file");
    let before = [kept(&a), kept(&lines), kept(&library)];
    let beside = folder.path("n.db-wal");
    for args in [
        ["compare", &a, &b, "--html", &a].as_slice(),
        &["compare", &a, &b, "--json", "--output", &a],
        &["duplicates", &lines, "--output", &lines],
        &["passages", &lines, "--output", &lines],
        &["edition", "--library", &library, "s1", "--output", &library],
        &["edition", "--library", &library, "s1", "--output", &beside],
    ] {
        let run = variorum(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(run.err.contains("this command reads it; name another file"), "{}", run.err);
    }
    assert_eq!([kept(&a), kept(&lines), kept(&library)], before);
}
