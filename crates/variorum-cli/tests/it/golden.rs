//! Whole outputs, kept as files: a change shows what it does to them. `UPDATE_GOLDEN=1` rewrites them.

use crate::run::{root, variorum};

#[track_caller]
fn golden(name: &str, args: &[&str]) {
    let run = variorum(args);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    let path = root().join("crates/variorum-cli/tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &run.out).expect("the golden file is written");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    if let Some(n) = (0..).zip(kept.lines().zip(run.out.lines())).find(|(_, (a, b))| a != b).map(|x| x.0) {
        let (a, b) = (kept.lines().nth(n).unwrap_or(""), run.out.lines().nth(n).unwrap_or(""));
        panic!("{name}:{}\n  kept: {a}\n  now:  {b}\nUPDATE_GOLDEN=1 rewrites the file", n + 1);
    }
    assert_eq!(kept.lines().count(), run.out.lines().count(), "{name}: UPDATE_GOLDEN=1 rewrites the file");
}

#[test]
fn bridge() {
    golden("bridge.txt", &["compare", "examples/bridge"]);
}

#[test]
fn bridge_all() {
    golden("bridge-all.txt", &["compare", "examples/bridge", "--all"]);
}

#[test]
fn harbour() {
    golden("harbour.txt", &["compare", "examples/harbour"]);
}

#[test]
fn feed_annotated() {
    golden("feed-annotate.txt", &["annotate", "examples/feed.jsonl"]);
}

#[test]
fn bridge_note() {
    golden("bridge-note.md", &["compare", "examples/bridge", "--export", "markdown"]);
}
