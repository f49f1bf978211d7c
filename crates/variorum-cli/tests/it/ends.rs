//! Where output ends before the work does: a closed pipe, a full disk, a folder that is not there, Ctrl-C.

use crate::run::{Folder, variorum};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};

/// Made-up reports as JSON lines.
fn lines(count: usize) -> String {
    (0..count).map(|n| format!("{{\"id\":\"r{n}\",\"text\":\"The barge w{n} left Brackwater late.\"}}\n")).collect()
}

fn exported(library: &str) -> usize {
    let run = variorum(&["export", "--library", library]);
    assert_eq!(run.code, 0, "{}", run.err);
    run.out.lines().count()
}

#[test]
fn a_closed_pipe_keeps_nothing_from_being_added() {
    let folder = Folder::new();
    let (library, reports) = (folder.path("news.db"), folder.put("a.jsonl", lines(3000)));
    for json in ["--json", "--no-annotate"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        command.args(["add", json, "--library", &library, "--batch", "50", &reports]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
        // As `head -1` does.
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let mut first = String::new();
        if json == "--json" {
            out.read_line(&mut first).expect("a line");
            assert!(first.contains("\"article\":1,"), "{first}");
        }
        drop(out);
        let done = child.wait_with_output().expect("the command ends");
        let said = String::from_utf8(done.stderr).expect("UTF-8");
        assert_eq!(done.status.code(), Some(0), "{said}");
        let all = if json == "--json" { "3,000 articles added" } else { "0 articles added, 3,000 there before" };
        assert!(said.contains(all) && said.lines().count() == 1, "{said}");
        assert_eq!(exported(&library), 3000);
    }
    assert_eq!(variorum(&["verify", "--library", &library]).code, 0);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new();
    let (library, reports) = (folder.path("news.db"), folder.put("a.jsonl", lines(3000)));
    assert_eq!(variorum(&["add", "-q", "--no-annotate", "--library", &library, &reports]).code, 0);
    for args in [
        &["read", "--json", &reports][..],
        &["duplicates", "--least", "1", "--threshold", "0.1", &reports],
        &["stories", "--json", &reports],
        &["annotate", &reports],
        &["export", "--library", &library],
        &["search", "--library", &library, "--limit", "3000", "barge"],
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        let mut child =
            command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
        let mut first = [0; 1];
        let mut out = child.stdout.take().expect("its output");
        out.read_exact(&mut first).expect("output");
        drop(out);
        let done = child.wait_with_output().expect("the command ends");
        assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_with_the_way_out() {
    let folder = Folder::new();
    let (library, reports) = (folder.path("news.db"), folder.put("a.jsonl", lines(20)));
    let text = folder.put("a.txt", "“The barge left late,” said Rosamund Teale.\n");
    assert_eq!(variorum(&["add", "-q", "--library", &library, &reports]).code, 0);
    assert_eq!(variorum(&["stories", "--library", &library]).code, 0);
    for args in [
        &["read", "--json", &text][..],
        &["compare", &text],
        &["compare", "--json", &text],
        &["compare", "--html", "-", &text],
        &["annotate", &text],
        &["annotate", "--json", &text],
        &["duplicates", "--least", "1", "--threshold", "0.1", &reports],
        &["stories", &reports],
        &["stories", "--json", &reports],
        &["stories", "--library", &library, "--least", "1"],
        &["show", "--library", &library, "1"],
        &["versions", "--library", &library, "1"],
        &["search", "--library", &library, "barge"],
        &["export", "--library", &library],
        &["verify", "--library", &library],
        &["--help"],
        &["stories", "--help"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
        let done = command.args(args).stdout(full).output().expect("the command ends");
        let said = String::from_utf8(done.stderr).expect("UTF-8");
        assert_eq!(done.status.code(), Some(2), "{args:?}: {said}");
        let told = "variorum: standard output: cannot be written: the disk is full; make room";
        assert!(said.lines().any(|l| l.starts_with(told)) && !said.contains("os error"), "{args:?}: {said}");
    }
    // What is added is kept, though nobody could be told of it.
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    let new = folder.put("b.jsonl", lines(25));
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    let done = command.args(["add", "--library", &library, &new]).stdout(full).output().expect("the command ends");
    let said = String::from_utf8(done.stderr).expect("UTF-8");
    assert_eq!((done.status.code(), exported(&library)), (Some(2), 25), "{said}");
    assert!(said.contains("all was added") && said.contains("the disk is full"), "{said}");
    for flag in ["--html", "--output"] {
        let run = variorum(&["compare", &text, flag, "/dev/full"]);
        assert_eq!(run.code, 2, "{}", run.err);
        assert!(run.err.contains("/dev/full: cannot be written: the disk is full; make room"), "{}", run.err);
    }
}

#[test]
fn a_result_in_a_folder_that_is_not_there() {
    let folder = Folder::new();
    let (text, page) = (folder.put("a.txt", "The barge left late.\n"), folder.path("none/page.html"));
    for args in [
        &["compare", &text, "--html", &page][..],
        &["compare", &text, "--output", &page],
        &["duplicates", &text, "--output", &page],
        &["passages", &text, "--output", &page],
    ] {
        let run = variorum(args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        let told = ["page.html: cannot be written: there is no folder ", "none; make it first"];
        assert!(told.iter().all(|t| run.err.contains(t)) && !run.err.contains("os error"), "{}", run.err);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
    assert_eq!(folder.names(), ["a.txt"]);
}

#[test]
fn a_library_that_stays_empty_is_not_left_behind() {
    let folder = Folder::new();
    let run = variorum(&["add", "--library", &folder.path("news.db"), &folder.path("none.txt")]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("none.txt: no such file or folder; check the name"), "{}", run.err);
    assert!(folder.names().is_empty(), "{:?}", folder.names());
}

#[test]
fn files_beside_the_reports_are_named_where_they_are_missing() {
    let folder = Folder::new();
    let (text, none) = (folder.put("a.txt", "The barge left late.\n"), folder.path("none"));
    for args in [
        &["stories", "--decisions", &none, &text][..],
        &["annotate", "--attributions", &none, &text],
        &["verify", &none, &text],
        &["watch", "--library", &folder.path("n.db"), &none],
    ] {
        let run = variorum(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("none: ") && run.err.contains("no such file or folder; check"), "{}", run.err);
        assert!(!run.err.contains("os error"), "{}", run.err);
    }
}

/// Ctrl-C while standard input is still open: what was told is there, and is summed up.
#[cfg(unix)]
#[test]
fn an_interrupt_says_what_was_added() {
    let folder = Folder::new();
    let library = folder.path("news.db");
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(["add", "--library", &library, "-"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("standard input");
    stdin.write_all(lines(3).as_bytes()).expect("lines");
    stdin.flush().expect("lines");
    let mut out = BufReader::new(child.stdout.take().expect("its output"));
    for _ in 0..3 {
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        assert!(line.starts_with("added "), "{line}");
    }
    let kill = format!("kill -INT {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().expect("sh").success());
    let done = child.wait_with_output().expect("the command ends");
    drop(stdin);
    let said = String::from_utf8(done.stderr).expect("UTF-8");
    assert_eq!(done.status.code(), Some(130), "{said}");
    assert!(said.contains("stopped: 3 articles added, 0 there before; they are kept"), "{said}");
    // Closed as ever: nothing but the library is left.
    assert_eq!(folder.names(), ["news.db"]);
    assert_eq!(exported(&library), 3);
}
