//! Reports that look alike in a list: without title and date, with one id, in files of odd names.

use crate::run::{Folder, variorum, variorum_with};
use serde_json::{Value, json};

fn rows(out: &str) -> Vec<Value> {
    out.lines().map(|l| serde_json::from_str(l).expect("a JSON line")).collect()
}

const FERRY: &str =
    "The ferry Marigold ran aground on a sandbank off Osterwick with forty passengers and a goat on board.";

#[test]
fn articles_without_title_and_date_are_told_by_words_and_place() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let titled = json!({"title": "Marigold aground", "text": FERRY.to_owned() + " Divers went down twice."});
    let bare = json!({"text": FERRY});
    let file = folder.put("undated.jsonl", format!("{bare}\n{titled}\n{{\"text\":\"A choir sang in Tindle.\"}}\n"));
    let run = variorum(&["add", "-q", "--library", library, &file]);
    assert_eq!(run.code, 0, "{}", run.err);
    let listed = variorum(&["stories", "--library", library, "--least", "1"]);
    assert!(listed.out.contains("  A choir sang in Tindle.\n"), "{}", listed.out);
    let story = rows(&variorum(&["stories", "--library", library, "--json", "--least", "1"]).out)
        .into_iter()
        .find(|s| s["articles"].as_array().is_some_and(|a| a.len() == 2))
        .expect("the story of the ferry");
    let shown = variorum(&["show", "--library", library, story["story"].as_str().expect("a name")]).out;
    assert!(shown.contains("The ferry Marigold ran aground") && shown.contains("undated.jsonl:1)"), "{shown}");
    assert!(shown.contains("no date Marigold aground"), "{shown}");
    let found = variorum(&["search", "--library", library, "choir"]).out;
    assert!(found.contains("undated.jsonl:3\n"), "{found}");
    let versions = variorum(&["versions", "--library", library, "3"]).out;
    assert!(versions.contains("A choir sang in Tindle. ("), "{versions}");
    let groups = variorum(&["duplicates", "--groups", "--threshold", "0.5", "--least", "3", &file]).out;
    assert!(groups.contains("or more: The ferry Marigold ran aground"), "{groups}");
    // A report without words is known by its place.
    let empty = variorum_with(&["stories", "-"], &[], b"{\"text\":\"\"}\n").out;
    assert!(empty.contains("1  -:1\n"), "{empty}");
}

#[test]
fn articles_without_text_are_added_and_named() {
    let folder = Folder::new();
    let library = &folder.path("news.db");
    let file =
        folder.put("a.jsonl", "{\"text\":\"\"}\n{\"text\":\"The ferry left.\"}\n{\"id\":\"x\",\"text\":\" \"}\n");
    let run = variorum(&["add", "-q", "--library", library, &file]);
    assert!(run.code == 0 && run.err.contains("3 articles added, 0 there before; 2 without text ("), "{}", run.err);
    assert!(run.err.contains("a.jsonl:1, ") && run.err.contains("a.jsonl:3)"), "{}", run.err);
    let again = variorum(&["add", "-q", "--library", library, &file]);
    assert!(!again.err.contains("without text"), "{}", again.err);
}

/// Four reports: two have one id, two have ids of their own.
fn repeated(folder: &Folder) -> [String; 2] {
    let line = |id: &str, text: &str| json!({"id": id, "text": text}).to_string() + "\n";
    let more = format!("{FERRY} Divers went down twice.");
    [
        folder.put("a.jsonl", line("7", FERRY) + &line("8", &more)),
        folder.put("b.jsonl", line("7", &more) + &line("9", "A choir from Tindle sang of snow for an hour.")),
    ]
}

#[test]
fn reports_with_one_id_are_told_apart_by_their_places() {
    let folder = Folder::new();
    let [a, b] = &repeated(&folder);
    let (first, second) = (format!("{a}:1"), format!("{b}:1"));
    let note = format!("2 reports with an id that another has too (such as 7, at {first} and {second})");
    for threads in ["1", "3"] {
        let run = variorum(&["duplicates", "--json", "--threshold", "0.5", "--threads", threads, a, b]);
        assert!(run.code == 0 && run.err.contains(&note), "{}", run.err);
        let rows = rows(&run.out);
        assert_eq!(rows.len(), 3, "{}", run.out);
        assert_eq!((&rows[0]["a_place"], &rows[0]["b_place"]), (&Value::from(first.as_str()), &Value::Null));
        assert_eq!((&rows[1]["a_place"], &rows[1]["b_place"]), (&json!(first), &json!(second)));
    }
    let plain = variorum(&["duplicates", "--threshold", "0.5", a, b]).out;
    assert!(plain.contains(&format!("  7 ({first})  8  (")), "{plain}");
    let groups = rows(&variorum(&["duplicates", "--groups", "--json", "--threshold", "0.5", a, b]).out);
    assert_eq!(groups[0]["places"], json!([first, format!("{a}:2"), second]));
    let passages = rows(&variorum(&["passages", "--json", a, b]).out);
    assert!(passages.iter().any(|p| p["a_place"] == first.as_str() && p["b_place"] == second.as_str()));
    assert!(variorum(&["passages", a, b]).out.contains(&format!("7 ({first}):0  7 ({second}):0")));

    let run = variorum(&["stories", "--json", a, b]);
    assert!(run.err.contains(&note), "{}", run.err);
    let placed: Vec<_> = rows(&run.out).into_iter().map(|r| (r["id"].clone(), r["place"].clone())).collect();
    assert_eq!(
        placed,
        [(json!("7"), json!(first)), (json!("7"), json!(second)), (json!("8"), Value::Null), (json!("9"), Value::Null)]
    );
    let run = variorum(&["stories", "--explain", "7", "8", a, b]);
    assert!(
        run.code == 2 && run.err.contains("several reports have the id 7") && run.err.contains(&second),
        "{}",
        run.err
    );
    assert_eq!(variorum(&["stories", "--explain", &second, "8", a, b]).code, 0);
    // Ids that are their own are printed as ever.
    let run = variorum(&["duplicates", "--json", "--threshold", "0.5", a]);
    assert_eq!(run.err, "");
    assert!(!run.out.contains("place"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn files_whose_names_are_not_utf_8_are_read() {
    use std::ffi::{OsStr, OsString};
    use std::os::unix::ffi::OsStrExt;
    use std::process::Command;
    let folder = Folder::new();
    let path = |name: &[u8]| OsString::from(std::path::Path::new(&folder.path("")).join(OsStr::from_bytes(name)));
    let (text, lines) = (path(b"caf\xe9.txt"), path(b"caf\xe9.jsonl"));
    let said = format!("“We were late,” said harbour master Ilse Brandt. {FERRY}");
    std::fs::write(&text, &said).expect("a file");
    std::fs::write(&lines, json!({"text": said}).to_string() + "\n").expect("a file");
    let run = |args: &[&OsStr]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        let done = command.args(args).output().expect("the command ends");
        let (out, err) = (String::from_utf8(done.stdout), String::from_utf8(done.stderr));
        assert_eq!(done.status.code(), Some(0), "{args:?}: {err:?}");
        out.expect("UTF-8")
    };
    let [file, jsonl] = [&*text, &*lines];
    let word = OsStr::new;
    for command in ["compare", "annotate", "duplicates", "passages", "stories", "read"] {
        let out = run(&[word(command), word("--json"), file, jsonl]);
        assert!(out.contains("caf�.txt") && out.contains("caf�.jsonl"), "{command}: {out}");
    }
    let against = run(&[word("duplicates"), word("--against"), file, jsonl]);
    assert!(against.contains("identical"), "{against}");
    let library = OsString::from(folder.path("news.db"));
    let added = run(&[word("add"), word("--library"), &library, file, jsonl]);
    assert_eq!(added.lines().count(), 2, "{added}");
    let edition = path(b"\xe9.json");
    run(&[word("compare"), word("--json"), word("--output"), &edition, file, jsonl]);
    let checked = run(&[word("verify"), &edition, file, jsonl]);
    assert!(checked.contains(" 0 lost"), "{checked}");
}

#[test]
fn packed_lines_that_are_like_each_other_are_no_bomb() {
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;
    let folder = Folder::new();
    let line = json!({"id": "same", "text": FERRY.repeat(300)}).to_string() + "\n";
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    // More than 64 MiB, of which one part in three hundred is left.
    let count = (70 << 20) / line.len();
    for _ in 0..count {
        packed.write_all(line.as_bytes()).expect("packed");
    }
    let bytes = packed.finish().expect("packed");
    assert!(bytes.len() * 150 < 64 << 20);
    let file = folder.put("alike.jsonl.gz", &bytes);
    let run = variorum(&["duplicates", "--groups", "--json", &file]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(rows(&run.out)[0]["members"].as_array().map(Vec::len), Some(count));
    // One endless line is.
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(b"{\"text\":\"").expect("packed");
    for _ in 0..300 {
        packed.write_all(&[b'a'; 1 << 20]).expect("packed");
    }
    let file = folder.put("endless.jsonl.gz", packed.finish().expect("packed"));
    let run = variorum(&["duplicates", &file]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("endless.jsonl.gz:1: more than 256 MiB in one line"), "{}", run.err);
}

#[test]
fn a_spokesman_beside_a_name_is_told() {
    let folder = Folder::new();
    let words = "“The keeper was clearly describing the orderly manner in which the gate was shut that night,”";
    let a = folder.put("a.txt", format!("{words} a spokesman for the harbour said.\n"));
    let b = folder.put("b.txt", format!("{words} harbour secretary Ilse Orth said.\n"));
    let out = variorum(&["compare", &a, &b]).out;
    assert!(out.contains("named as a spokesman for the harbour A; Ilse Orth B"), "{out}");
}
