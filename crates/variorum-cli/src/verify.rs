//! `variorum verify`: re-checks a stored edition against the reports.

use crate::view::clean::{count, neutral, number, shortened};
use crate::{input, output};
use anyhow::{Context, anyhow};
use serde_json::json;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use variorum::article::Article;
use variorum::story::record::EditionRecord;
use variorum::story::verify::{Verification, verify};

/// Re-check every place and every quoted word of an edition against the reports
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum compare a.txt b.txt --json > story.json
  variorum verify story.json a.txt b.txt
  variorum compare *.txt --json | variorum verify - *.txt
  variorum verify --library news.db

Every place of the edition is looked up and its words are compared byte for byte. Nothing is
searched for elsewhere: words that moved are lost. A report is found by its path as the edition
has it, else by its file name.

Exit code: 0 when every place holds, 1 when one is lost or a report is missing, 2 when the
edition cannot be read.")]
pub struct Args {
    /// The edition, as `variorum compare --json` printed it, or - for standard input
    #[arg(value_name = "EDITION.json", required_unless_present = "library")]
    edition: Option<PathBuf>,
    /// The reports it was made from: files, folders, or - for standard input
    #[arg(required_unless_present = "library", value_name = "REPORT")]
    reports: Vec<OsString>,
    /// Check a library instead: every capture, every place, the full-text index
    #[arg(long, value_name = "FILE", conflicts_with_all = ["edition", "reports"])]
    library: Option<PathBuf>,
    /// Print the result as one JSON object
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    if let Some(library) = &args.library {
        return crate::library::check::run(library, args.json);
    }
    let path = args.edition.unwrap_or_default();
    let (from_stdin, name) = (path == Path::new("-"), path.to_string_lossy());
    if from_stdin && args.reports.iter().any(|r| r == "-") {
        anyhow::bail!("the edition and a report cannot both come from standard input");
    }
    let bytes = if from_stdin {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
        bytes
    } else {
        std::fs::read(&path).map_err(|e| anyhow!("{name}: the edition: {}", input::why(&e)))?
    };
    let edition = EditionRecord::parse(&name, &bytes)?;
    let gathered = input::gather(&args.reports);
    for problem in &gathered.problems {
        output::say(problem);
    }
    let result = verify(&edition, &gathered.articles);
    let mut out = output::coloured();
    let text = if args.json { as_json(&result) } else { as_text(&edition, &gathered.articles, &result) };
    out.write_all(text.as_bytes())?;
    out.flush()?;
    let good = result.lost.is_empty() && result.missing.is_empty() && gathered.problems.is_empty();
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(1) })
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

fn as_text(edition: &EditionRecord, articles: &[Article], result: &Verification) -> String {
    let missing = |siglum: &str| result.missing.iter().any(|m| m.0 == siglum);
    let mut out = String::new();
    let mut unseen: BTreeMap<&str, usize> = BTreeMap::new();
    for l in &result.lost {
        if missing(&l.siglum) {
            *unseen.entry(&l.siglum).or_default() += 1;
            continue;
        }
        let found = match l.found.as_deref() {
            Some("") => "nothing".to_string(),
            Some(found) => format!("“{}”", shortened(found, 60)),
            None => "no such place".to_string(),
        };
        let claimed =
            if l.claimed.is_empty() { "nothing".to_string() } else { format!("“{}”", shortened(&l.claimed, 60)) };
        out.push_str(&format!(
            "{} {}:{}-{}\n    edition: {claimed}\n    report:  {found}\n",
            l.siglum,
            neutral(&l.path),
            l.start,
            l.end
        ));
    }
    for record in &edition.articles {
        if let Some(n) = unseen.get(record.siglum.as_str()) {
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
        if let Some(article) = same.filter(|a| a.bytes != record.bytes) {
            out.push_str(&format!(
                "{} {}: the file has {} bytes; it had {} when the edition was made\n",
                record.siglum,
                neutral(&record.path),
                number(article.bytes as usize),
                number(record.bytes as usize)
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
