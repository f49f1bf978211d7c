//! `variorum verify`: re-checks a stored edition, or what was exported of one, against the reports.

use crate::input::Gathered;
use crate::library::edition::sources;
use crate::view::clean::{count, neutral, number, shortened};
use crate::{convert, input, output};
use anyhow::anyhow;
use serde_json::json;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use variorum::article::Article;
use variorum::story::export;
use variorum::story::verify::{Citations, CitedReport, Verification, recheck};

/// Re-check every place and every quoted word of an edition, or of an export of one, against the reports
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum compare a.txt b.txt --json > story.json
  variorum verify story.json a.txt b.txt
  variorum compare *.txt --json | variorum verify - *.txt
  variorum verify note.md *.txt             an export: any format, or a folder of them
  variorum verify tables/ *.txt
  variorum verify --library news.db         a library itself
  variorum verify story.json --library news.db   an edition of articles of a library

Every place of the edition is looked up and its words are compared byte for byte. Nothing is
searched for elsewhere: words that moved are lost. A report is found by its path as the edition
has it, else by its file name.

Exit code: 0 when every place holds, 1 when one is lost or a report is missing, 2 when the
edition cannot be read.")]
pub struct Args {
    /// The edition, as `variorum compare --json` or `variorum edition --json` printed it, an export of one or a folder of
    /// exports; - for standard input
    #[arg(value_name = "EDITION", required_unless_present = "library")]
    edition: Option<PathBuf>,
    /// The reports it was made from: files, folders, or - for standard input
    #[arg(required_unless_present = "library", value_name = "REPORT")]
    reports: Vec<OsString>,
    /// The library whose articles the edition compares; without an edition the library is checked itself: every capture,
    /// every place, the full-text index
    #[arg(long, value_name = "FILE", conflicts_with = "reports")]
    library: Option<PathBuf>,
    /// Print the result as one JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let Some(path) = args.edition else {
        return crate::library::check::run(&args.library.unwrap_or_default(), args.json);
    };
    let mut cited = Citations::default();
    cite(&path, &args.reports, &mut cited)?;
    beside(&path, &mut cited);
    let gathered = match &args.library {
        Some(library) => Gathered { articles: sources(library, &cited.reports)?, ..Gathered::default() },
        None => input::gather(&args.reports),
    };
    for problem in &gathered.problems {
        output::say(problem);
    }
    let reports = cited.reports.clone();
    let result = recheck(cited, &gathered.articles);
    let mut out = output::coloured();
    let text = if args.json { as_json(&result) } else { as_text(&reports, &gathered.articles, &result) };
    out.write_all(text.as_bytes())?;
    out.flush()?;
    let good = result.holds() && gathered.problems.is_empty();
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Adds what a file says of places, or every file of a folder.
fn cite(path: &Path, reports: &[OsString], cited: &mut Citations<'static>) -> anyhow::Result<()> {
    if path.is_dir() {
        let list =
            || std::fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<PathBuf>>>();
        let mut inside = list().map_err(|e| anyhow!("{}: {}", path.display(), input::why(&e)))?;
        // A folder of pages holds the edition once, and pieces of it beside every page.
        let edition = path.join("index.json");
        if edition.is_file() && path.join("index.html").is_file() {
            return cite(&edition, reports, cited);
        }
        inside.retain(|p| !p.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b".")));
        inside.sort();
        if inside.is_empty() {
            anyhow::bail!("{}: nothing is in this folder; name an edition or what was exported of one", path.display());
        }
        return inside.iter().try_for_each(|p| cite(p, reports, cited));
    }
    let name = path.to_string_lossy();
    let bytes = convert::bytes(path, reports, "the edition")?;
    let found = if bytes.starts_with(b"PAR1") {
        rows(bytes).map_err(|e| anyhow!("{name}: {e}"))?
    } else {
        export::cited(&name, &bytes)?
    };
    cited.extend(found);
    Ok(())
}

/// What the rows of a table of Parquet say.
fn rows(bytes: Vec<u8>) -> Result<Citations<'static>, String> {
    let mut out = Citations::default();
    variorum_read::table_rows(bytes, |field| export::cite_row(&mut out, field))?;
    Ok(out)
}

/// A table alone does not say which files its sigla stand for: the one that does may lie beside it.
fn beside(path: &Path, cited: &mut Citations<'static>) {
    if !cited.reports.is_empty() || cited.places.is_empty() || path == Path::new("-") {
        return;
    }
    for name in ["articles.csv", "articles.parquet", "documents.jsonl"] {
        let mut found = Citations::default();
        if cite(&path.with_file_name(name), &[], &mut found).is_ok() {
            cited.reports = found.reports;
            return;
        }
    }
}

fn as_json(result: &Verification) -> String {
    let lost: Vec<_> = result
        .lost
        .iter()
        .map(|l| {
            json!({
                "siglum": l.siglum, "path": l.path, "start": l.start, "end": l.end,
                "claimed": l.claimed, "found": l.found,
            })
        })
        .collect();
    let missing: Vec<_> = result.missing.iter().map(|(siglum, path)| json!({"siglum": siglum, "path": path})).collect();
    format!("{}\n", json!({ "checked": result.checked, "lost": lost, "missing": missing }))
}

/// Characters of words that are shown.
const SHOWN: usize = 60;

fn told(words: &str) -> String {
    if words.is_empty() { "nothing".to_string() } else { format!("“{words}”") }
}

/// Two wordings from shortly before the first word in which they differ, so that the difference is in what is shown.
fn apart(a: &str, b: &str) -> (String, String) {
    const BEFORE: usize = 3;
    let words = |s: &str| s.split_whitespace().map(str::to_string).collect::<Vec<_>>();
    let (x, y) = (words(a), words(b));
    let same = x.iter().zip(&y).take_while(|(x, y)| x == y).count();
    let from = if a.chars().count().max(b.chars().count()) <= SHOWN { 0 } else { same.saturating_sub(BEFORE) };
    let show = |w: &[String]| {
        let rest = shortened(&w.get(from..).unwrap_or(&[]).join(" "), SHOWN);
        if from == 0 || rest.is_empty() { rest } else { format!("… {rest}") }
    };
    (show(&x), show(&y))
}

fn as_text(reports: &[CitedReport<'_>], articles: &[Article], result: &Verification) -> String {
    let missing = |siglum: &str| result.missing.iter().any(|m| m.0 == siglum);
    let mut out = String::new();
    let mut unseen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last = None;
    for l in &result.lost {
        // Two statements that rest on one place are told of once.
        if last
            .replace(l)
            .is_some_and(|b| (&b.siglum, b.start, b.end, &b.claimed) == (&l.siglum, l.start, l.end, &l.claimed))
        {
            continue;
        }
        if missing(&l.siglum) {
            *unseen.entry(&l.siglum).or_default() += 1;
            continue;
        }
        let (claimed, found) = match l.found.as_deref() {
            Some(found) => {
                let (claimed, found) = apart(&l.claimed, found);
                (told(&claimed), told(&found))
            }
            None => (told(&shortened(&l.claimed, SHOWN)), "no such place".to_string()),
        };
        out.push_str(&format!(
            "{} {}:{}-{}\n    edition: {claimed}\n    report:  {found}\n",
            l.siglum,
            neutral(&l.path),
            l.start,
            l.end
        ));
    }
    for record in reports {
        if let Some(n) = unseen.get(&*record.siglum) {
            out.push_str(&format!(
                "{} {}: not given; {} not found\n",
                record.siglum,
                neutral(&record.path),
                count(*n, "place")
            ));
        } else if missing(&record.siglum) {
            out.push_str(&format!("{} {}: not given\n", record.siglum, neutral(&record.path)));
        }
        let same = articles.iter().find(|a| a.path == record.path && a.line == record.line);
        let Some(bytes) = record.bytes else { continue };
        if let Some(article) = same.filter(|a| a.bytes != bytes) {
            out.push_str(&format!(
                "{} {}: the file has {} bytes; it had {} when the edition was made{}\n",
                record.siglum,
                neutral(&record.path),
                number(article.bytes as usize),
                number(bytes as usize),
                // A library keeps each line by itself, and counts from its beginning.
                if article.line.is_some() { "; of a library's articles, name it with --library" } else { "" }
            ));
        }
    }
    out.push_str(&format!("{} checked, {} lost", count(result.checked, "place"), number(result.lost.len())));
    if !result.missing.is_empty() {
        out.push_str(&format!(", {} missing", count(result.missing.len(), "report")));
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn a_difference_far_behind_is_shown() {
        let long = "We lost the engine at ten past seven and the spare would not start and so I had";
        let (a, b) = apart(&format!("{long} 14 people aboard"), &format!("{long} 41 people aboard"));
        assert_eq!((a.as_str(), b.as_str()), ("… so I had 14 people aboard", "… so I had 41 people aboard"));
        assert_eq!(apart("a b", "a c"), ("a b".to_string(), "a c".to_string()));
        let (a, b) = apart(long, "");
        assert!(a.starts_with("We lost") && b.is_empty());
    }
}
