//! Raw text as sentences of words without tags, in CoNLL-U: what a teacher is asked about.

use crate::corpus;
use std::fmt::Write;
use std::path::Path;
use variorum::annotate::annotate;
use variorum::annotate::syntax::word::{self, Lexicon};
use variorum::article::Article;
use variorum::ingest;

/// The longest sentence that is worth learning from, and the shortest.
const LONGEST: usize = 90;
const SHORTEST: usize = 3;

/// Prints the sentences of files (reports in JSON lines or plain text, tokens of CoNLL; a folder is the project's own
/// corpus, without its test entries), each sentence once. `--every=N` takes every Nth report of the files behind it.
pub fn run(paths: &[&str]) -> Result<(), String> {
    let mut seen = std::collections::HashSet::new();
    let mut out = String::new();
    let mut every = 1;
    for path in paths {
        if let Some(n) = path.strip_prefix("--every=") {
            every = n.parse().map_err(|e| format!("--every={n}: {e}"))?;
            continue;
        }
        let path = Path::new(path);
        if path.is_dir() {
            for entry in corpus::read(path)?.into_iter().filter(|e| !e.is_test()) {
                sentences("entry.txt", entry.text.into_bytes(), &mut seen, &mut out);
            }
            continue;
        }
        let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.to_string_lossy();
        if name.ends_with(".conll") {
            let text = String::from_utf8_lossy(&bytes);
            let word = |line: &str| line.split('\t').nth(3).map(str::to_owned);
            let words: Vec<String> = text.lines().map(|l| word(l).unwrap_or_else(|| "\n".into())).collect();
            sentences("words.txt", running(words.iter().map(String::as_str)).into_bytes(), &mut seen, &mut out);
            continue;
        }
        if name.ends_with(".jsonl") {
            let text = String::from_utf8_lossy(&bytes);
            for line in text.lines().step_by(every.max(1)) {
                let report: serde_json::Value = serde_json::from_str(line).map_err(|e| format!("{name}: {e}"))?;
                let text = report["text"].as_str().unwrap_or("");
                let spaced = text.matches(" . ").count() + text.matches(" ,").count() > text.len() / 200;
                let text = if spaced {
                    text.lines().fold(String::new(), |all, line| all + &running(line.split(' ')) + "\n")
                } else {
                    text.into()
                };
                sentences("report.txt", text.into_bytes(), &mut seen, &mut out);
            }
            continue;
        }
        sentences(&name, bytes, &mut seen, &mut out);
    }
    print!("{out}");
    Ok(())
}

/// Words set as one writes them, where they stand one by one in the Penn Treebank's way.
fn running<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for word in words {
        let word = match word {
            "``" => "“",
            "''" => "”",
            "-LRB-" => "(",
            "-RRB-" => ")",
            word => word,
        };
        let close = matches!(word, "," | "." | "!" | "?" | ";" | ":" | "%" | "”" | ")" | "n't" | "n’t" | "\n");
        let clitic = word.len() > 1 && word.len() < 6 && word.starts_with(['\'', '’']);
        if !close && !clitic && !out.is_empty() && !out.ends_with(['\n', '“', '(', '$', '£']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn sentences(name: &str, bytes: Vec<u8>, seen: &mut std::collections::HashSet<String>, out: &mut String) {
    let lexicon = Lexicon::default();
    let mut words = Vec::new();
    for capture in ingest::read(name, bytes).captures {
        let report = annotate(Article::read(capture));
        let text = report.article.text.as_str();
        let a = &report.annotations;
        for s in &a.sentences {
            let tokens = a.tokens.get(s.first as usize..s.end as usize).unwrap_or(&[]);
            word::words(text, tokens, s.first, &lexicon, &mut words);
            if !(SHORTEST..=LONGEST).contains(&words.len()) {
                continue;
            }
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let whole = text.get(first.span.start() as usize..last.span.end() as usize).unwrap_or("");
            // What has few letters is a table or a menu.
            let letters = whole.chars().filter(|c| c.is_lowercase()).count();
            if letters * 2 < whole.chars().count() || !seen.insert(whole.to_owned()) {
                continue;
            }
            for (i, w) in words.iter().enumerate() {
                let apart = words.get(i + 1).is_none_or(|n| n.span.start() > w.span.end());
                let note = if apart { "_" } else { "SpaceAfter=No" };
                let word = text.get(w.span.range()).unwrap_or("_").replace(char::is_whitespace, "");
                let _ = writeln!(out, "{}\t{word}\t_\t_\t_\t_\t_\t_\t_\t{note}", i + 1);
            }
            out.push('\n');
        }
    }
}
