//! What the pages for readers show is what the command prints.
//!
//! A fence named `console` holds commands, each on a line that begins with `$ variorum`, and behind each what it
//! prints; a line `…` stands for lines left out. The commands run in a folder that holds `examples` and the files
//! that fences of the same section are named after (`a.txt`).

use crate::run::{Folder, Run, root, variorum_in};
use std::path::{Path, PathBuf};

/// A fence of a page: the line it begins on, its name, its lines; a heading is a fence without lines.
struct Fence<'p> {
    line: usize,
    name: &'p str,
    lines: Vec<&'p str>,
}

fn fences(page: &str) -> Vec<Fence<'_>> {
    let mut out: Vec<Fence<'_>> = Vec::new();
    let mut inside = false;
    for (n, line) in page.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(_) if inside => inside = false,
            Some(name) => {
                inside = true;
                out.push(Fence { line: n + 1, name, lines: Vec::new() });
            }
            None if inside => out.last_mut().expect("a fence").lines.push(line),
            None if line.starts_with('#') => out.push(Fence { line: n + 1, name: "#", lines: Vec::new() }),
            None => {}
        }
    }
    out
}

/// A folder with the examples in it.
fn folder() -> Folder {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).expect("a folder");
        for entry in std::fs::read_dir(from).expect("a folder").flatten() {
            let (from, to) = (entry.path(), to.join(entry.file_name()));
            if from.is_dir() {
                copy(&from, &to);
            } else {
                std::fs::copy(&from, &to).expect("a copy");
            }
        }
    }
    let folder = Folder::new();
    copy(&root().join("examples"), &PathBuf::from(folder.path("examples")));
    folder
}

/// Whether `shown` is `printed` with lines left out where it says so; else the first line that is not there.
fn missing(shown: &[&str], printed: &[&str]) -> Option<String> {
    let pieces: Vec<&[&str]> = shown.split(|l| *l == "…").collect();
    let mut at = 0;
    for (i, piece) in pieces.iter().enumerate() {
        let (first, last) = (i == 0, i + 1 == pieces.len());
        let fits = |from: usize| printed.get(from..from + piece.len()) == Some(piece);
        let found = match (first, last) {
            (true, true) => (printed == *piece).then_some(0),
            (true, false) => fits(0).then_some(0),
            (false, true) => printed.len().checked_sub(piece.len()).filter(|from| *from >= at && fits(*from)),
            (false, false) => (at..=printed.len()).find(|from| fits(*from)),
        };
        match found {
            Some(from) => at = from + piece.len(),
            None => {
                let lost = piece.iter().find(|l| !printed.contains(l)).or(piece.first());
                return Some(lost.map_or("nothing more".to_string(), |l| (*l).to_string()));
            }
        }
    }
    None
}

fn page(path: &str) {
    let text = std::fs::read_to_string(root().join(path)).expect("the page");
    let mut here = folder();
    let (mut ran, mut wrong) = (0, Vec::new());
    for fence in fences(&text) {
        match fence.name {
            "#" => here = folder(),
            "console" => {
                let mut lines = fence.lines.as_slice();
                while let Some((command, rest)) = lines.split_first() {
                    let to = rest.iter().position(|l| l.starts_with("$ ")).unwrap_or(rest.len());
                    let shown = &rest[..to];
                    lines = &rest[to..];
                    let command = command.strip_prefix("$ variorum ").expect("a command of variorum");
                    let args: Vec<&str> = command.split_whitespace().collect();
                    let Run { out, err, .. } =
                        variorum_in(&PathBuf::from(here.path("")), &args, &[("COLUMNS", "80")], b"");
                    let printed = out + &err;
                    let printed: Vec<&str> = printed.trim_end().lines().collect();
                    ran += 1;
                    if let Some(line) = missing(shown, &printed) {
                        let whole = printed.join("\n");
                        wrong.push(format!(
                            "{path}:{}: variorum {command}\nnot printed there: {line}\n{whole}",
                            fence.line
                        ));
                    }
                }
            }
            name if [".txt", ".jsonl", ".json", ".html", ".xml"].iter().any(|e| name.ends_with(e)) => {
                here.put(name, fence.lines.join("\n") + "\n");
            }
            _ => {}
        }
    }
    assert!(ran > 0, "{path} shows no command");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_readme_shows_what_is_printed() {
    page("README.md");
}

#[test]
fn the_guide_shows_what_is_printed() {
    page("docs/guide.md");
}

#[test]
fn the_pages_on_reading_show_what_is_printed() {
    for name in ["pages", "feeds", "wire", "json"] {
        page(&format!("docs/reading/{name}.md"));
    }
}

#[test]
fn the_page_on_notices_shows_what_is_printed() {
    page("docs/notices.md");
}

#[test]
fn the_page_on_lineage_shows_what_is_printed() {
    page("docs/lineage.md");
}

#[test]
fn tricky_cases_are_as_shown() {
    page("docs/tricky-cases.md");
}

#[test]
fn a_line_that_is_not_printed_is_found() {
    let printed = ["a", "b", "c", "d"];
    for good in [&["a", "b", "c", "d"][..], &["a", "…"], &["…", "b", "c", "…"], &["…", "d"], &["…"], &["a", "…", "d"]]
    {
        assert_eq!(missing(good, &printed), None, "{good:?}");
    }
    for bad in
        [&["a", "b"][..], &["b", "…"], &["…", "c"], &["…", "d", "b", "…"], &["…", "x", "…"], &["…", "b", "a", "…"]]
    {
        assert!(missing(bad, &printed).is_some(), "{bad:?}");
    }
}
