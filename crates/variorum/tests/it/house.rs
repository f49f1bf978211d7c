//! The rules of the house that a program can check.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The rooms of the library in the direction in which data goes. What is not listed is ground for all.
const ROOMS: [&str; 6] = ["ingest", "article", "annotate", "copies", "collate", "story"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, out: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).expect("a source folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source file");
                out.push((path, text));
            }
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out.sort();
    out
}

#[test]
fn data_goes_one_way() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let place = |name: &str| ROOMS.iter().position(|r| *r == name);
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let inner = path.strip_prefix(&src).expect("a file of the library");
        let Some(first) = inner.components().next().and_then(|c| c.as_os_str().to_str()) else { continue };
        let room = first.strip_suffix(".rs").unwrap_or(first);
        if room == "lib" {
            continue;
        }
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            for other in line.split("crate::").skip(1) {
                let other: String = other.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let bad = match (place(room), place(&other)) {
                    (Some(here), Some(there)) => there > here,
                    // The ground knows nothing of the rooms.
                    (None, Some(_)) => true,
                    _ => false,
                };
                if bad {
                    wrong.push(format!("{}:{}: {room} looks into {other}", inner.display(), n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a page names between backticks.
fn code_words(page: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            out.extend(line.split('`').skip(1).step_by(2));
        }
    }
    out
}

#[test]
fn paths_in_the_architecture_exist() {
    let Ok(page) = std::fs::read_to_string(root().join("ARCHITECTURE.md")) else {
        eprintln!("skipped: there is no ARCHITECTURE.md yet");
        return;
    };
    let bases = [root(), root().join("crates"), root().join("crates/variorum"), root().join("crates/variorum/src")];
    let endings = [".rs", ".toml", ".md", ".json", ".txt", ".yml"];
    let is_path = |w: &str| {
        let odd = w.contains(|c: char| c.is_whitespace() || "<>*…{}()\"$=".contains(c))
            || w.contains("::")
            || w.contains("://");
        !odd && !w.starts_with('-') && (w.contains('/') || endings.iter().any(|e| w.ends_with(e)))
    };
    let paths: BTreeSet<&str> = code_words(&page).into_iter().filter(|w| is_path(w)).collect();
    assert!(!paths.is_empty(), "ARCHITECTURE.md names no path at all");
    // Where a file was named in full, its name alone will do.
    let full: BTreeSet<&str> = paths.iter().filter(|p| p.contains('/')).filter_map(|p| p.rsplit('/').next()).collect();
    let exists = |p: &str| full.contains(p) || bases.iter().any(|b| b.join(p.trim_start_matches('/')).exists());
    let lost: Vec<&&str> = paths.iter().filter(|p| !exists(p)).collect();
    assert!(lost.is_empty(), "ARCHITECTURE.md names what does not exist: {lost:?}");
}

/// The names of the public types of a source file, those of its unit tests left out.
fn public_types(text: &str) -> Vec<&str> {
    let body = text.split("#[cfg(test)]").next().unwrap_or(text);
    body.lines()
        .filter_map(|l| {
            ["pub struct ", "pub enum ", "pub trait ", "pub type "].iter().find_map(|k| l.trim_start().strip_prefix(k))
        })
        .map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or(rest))
        .collect()
}

#[test]
fn every_public_type_is_in_the_glossary() {
    let Ok(page) = std::fs::read_to_string(root().join("GLOSSARY.md")) else {
        eprintln!("skipped: there is no GLOSSARY.md yet");
        return;
    };
    let known: BTreeSet<&str> = code_words(&page).into_iter().collect();
    let sources = sources();
    let types: BTreeSet<&str> =
        sources.iter().flat_map(|(_, text)| public_types(text)).filter(|t| !t.starts_with('$')).collect();
    let missing: Vec<&&str> = types.iter().filter(|t| !t.is_empty() && !known.contains(**t)).collect();
    assert!(missing.is_empty(), "GLOSSARY.md has no entry for {missing:?}");
}

/// The library reads no file, opens no connection and asks no clock.
#[test]
fn the_library_keeps_to_itself() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let body = text.split("#[cfg(test)]").next().unwrap_or(&text);
        for (n, line) in body.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            for no in
                ["std::fs", "std::net", "std::time", "std::env", "std::process", ".unwrap()", ".expect(", "println!("]
            {
                if line.contains(no) && path.file_name().is_none_or(|f| f != "tests.rs") {
                    wrong.push(format!("{}:{}: {no}", path.display(), n + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
