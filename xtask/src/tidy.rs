//! `cargo xtask tidy`: rules that need no compiler.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Files longer than this are named, not refused: now and then a long file is the honest one.
const LONG: usize = 800;
/// Endings of files that people write and read here; everything else is data.
const WRITTEN: [&str; 12] = ["rs", "md", "toml", "py", "sh", "yml", "yaml", "js", "css", "html", "sql", "json"];
/// Folders that are not looked into: what is built, fetched or data of tests.
const SKIPPED: [&str; 9] =
    ["target", "node_modules", ".git", "corpus", "artifacts", "pages", "editions", "venv", "__pycache__"];

/// Checks every file below `root`; the exit code is 1 where something was found.
pub fn run(root: &Path) -> ExitCode {
    let mut files = Vec::new();
    walk(root, &mut files);
    files.sort();
    let mut found = Vec::new();
    let mut long = Vec::new();
    for path in &files {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        lines(&name, &text, &mut found);
        if text.lines().count() > LONG {
            long.push(format!("{name}: {} lines", text.lines().count()));
        }
        if name.ends_with(".md") {
            links(root, path, &name, &text, &mut found);
        }
    }
    for line in &long {
        println!("long: {line}");
    }
    for line in &found {
        println!("{line}");
    }
    println!("{} files, {} complaints, {} long", files.len(), found.len(), long.len());
    if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
        if path.is_dir() {
            if !SKIPPED.contains(&name) {
                walk(&path, out);
            }
        } else {
            let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            // Scripts without an ending live in .ci.
            let script = path.parent().is_some_and(|p| p.file_name() == Some(OsStr::new(".ci")));
            if script || WRITTEN.contains(&ending) {
                out.push(path);
            }
        }
    }
}

fn lines(name: &str, text: &str, found: &mut Vec<String>) {
    // Spelled in two pieces, so that this file does not complain of itself.
    let machine =
        [["/wo", "rk/"], ["/ho", "me/"], ["/ro", "ot/"], ["/Use", "rs/"], ["C:\\Use", "rs"]].map(|p| p.concat());
    let open = [["TO", "DO"], ["FIX", "ME"]].map(|p| p.concat());
    for (n, line) in text.lines().enumerate() {
        let mut say = |what: String| found.push(format!("{name}:{}: {what}", n + 1));
        if line.ends_with([' ', '\t']) {
            say("white space at the end of the line".into());
        }
        if let Some(path) = machine.iter().find(|p| line.contains(p.as_str())) {
            say(format!("a path of one machine: {path}"));
        }
        for word in &open {
            if let Some((_, rest)) = line.split_once(word.as_str()) {
                let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
                let named = line.contains(&format!("{word}`"))
                    || line.contains(&format!("{word}\""))
                    || line.contains(&format!("{word} "));
                if rest.is_empty() && !named {
                    say(format!("a {word} that does not say what"));
                }
            }
        }
    }
    if !text.is_empty() && !text.ends_with('\n') && !name.ends_with(".json") {
        found.push(format!("{name}: no newline at the end"));
    }
}

/// Local links lead somewhere; in README.md and ARCHITECTURE.md so do paths in code marks.
fn links(root: &Path, path: &Path, name: &str, text: &str, found: &mut Vec<String>) {
    let folder = path.parent().unwrap_or(root);
    let mut fenced = false;
    for (n, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for target in line.split("](").skip(1).filter_map(|r| r.split(')').next()) {
            let target = target.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") || target.starts_with("mailto:") || target.contains(' ') {
                continue;
            }
            if !folder.join(target).exists() {
                found.push(format!("{name}:{}: a link to {target}, which does not exist", n + 1));
            }
        }
        if matches!(name, "README.md" | "ARCHITECTURE.md") {
            for word in line.split('`').skip(1).step_by(2).filter(|w| is_path(w)) {
                let word = word.trim_start_matches('/');
                let bases = ["", "crates", "crates/variorum", "crates/variorum/src"];
                // Where a file was named in full, its name alone will do.
                let named = !word.contains('/') && text.contains(&format!("/{word}`"));
                if !named && !bases.iter().any(|b| root.join(b).join(word).exists()) {
                    found.push(format!("{name}:{}: {word} does not exist", n + 1));
                }
            }
        }
    }
}

fn is_path(word: &str) -> bool {
    let odd = word.contains(|c: char| c.is_whitespace() || "<>*…{}()\"$=@".contains(c)) || word.contains("::");
    let folder = word.contains('/') && word.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    !odd && !word.contains("://")
        && (folder || [".rs", ".toml", ".md"].iter().any(|e| word.ends_with(e) && word.len() > e.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_line_is_named_with_its_place() {
        let mut found = Vec::new();
        let open = ["TO", "DO"].concat();
        lines("a.rs", &format!("good\nbad \n// {open}:\n// {open}: say why\n"), &mut found);
        assert_eq!(
            found,
            [
                "a.rs:2: white space at the end of the line".to_string(),
                format!("a.rs:3: a {open} that does not say what")
            ]
        );
    }

    #[test]
    fn paths_are_told_from_other_words() {
        assert!(is_path("crates/variorum/src/lib.rs") && is_path("Cargo.toml") && is_path("examples/harbour/"));
        assert!(
            !is_path("cargo test")
                && !is_path("https://a/b")
                && !is_path("src/*.rs")
                && !is_path(".rs")
                && !is_path("a::b")
        );
    }
}
