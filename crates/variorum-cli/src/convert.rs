//! `variorum convert`: a stored edition in the formats of others.

use crate::input::Gathered;
use crate::library::edition::sources;
use crate::progress::Progress;
use crate::{export, input, output};
use anyhow::{Context, anyhow};
use std::ffi::OsString;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use variorum::story::export::Format;
use variorum::story::record::EditionRecord;
use variorum::story::verify::Citations;

/// Convert a stored edition: tables, TEI, Web Annotation, a note for the newsroom
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum convert story.json *.txt --to markdown > note.md     a note to send to a colleague
  variorum convert story.json *.txt --to tei -o story.xml       TEI P5 with a critical apparatus
  variorum convert story.json *.txt --to csv -o tables/         one file a table
  variorum convert story.json *.txt --to parquet,webanno,prov -o story/
  variorum compare *.txt --json | variorum convert - *.txt --to jsonl
  variorum edition --library news.db s12 --json | variorum convert - --library news.db --to markdown

Formats: json, jsonl, csv, parquet, tei, webanno, prov, ninjs, schemaorg, collatex, dolma, markdown.
csv, parquet, collatex and dolma are several files and want a folder. docs/exports.md tells what is
in each. Every place is looked up in the reports first; `variorum verify` checks what was written.

Exit code: 0 when all went well, 1 when a report could not be read that the edition does not need,
2 when nothing could be done.")]
pub struct Args {
    /// The edition, as `variorum compare --json` printed it, or - for standard input
    #[arg(value_name = "EDITION.json")]
    edition: PathBuf,
    /// The reports it was made from: files, folders, or - for standard input
    #[arg(required_unless_present = "library", value_name = "REPORT")]
    reports: Vec<OsString>,
    /// The library whose articles it compares, in place of files
    #[arg(long, value_name = "FILE", conflicts_with = "reports")]
    library: Option<PathBuf>,
    /// The formats; several are parted by commas
    #[arg(long, required = true, value_name = "FORMAT", value_delimiter = ',', value_parser = export::format)]
    to: Vec<Format>,
    /// Write to FILE, which is replaced as a whole or not at all; for several files: into this folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    export::check(&args.to, args.output.as_deref())?;
    let name = args.edition.to_string_lossy();
    let edition = EditionRecord::parse(&name, &bytes(&args.edition, &args.reports, "the edition")?)?;
    output::is_read(&args.edition);
    let progress = Progress::start("reading");
    let gathered = match &args.library {
        Some(library) => {
            Gathered { articles: sources(library, &Citations::of(&edition).reports)?, ..Gathered::default() }
        }
        None => input::gather(&args.reports),
    };
    for problem in &gathered.problems {
        output::say(problem);
    }
    progress.say(|| "converting".to_string());
    export::write(&edition, &gathered.articles, &args.to, args.output.as_deref())?;
    drop(progress);
    Ok(if gathered.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The bytes of a file, or of standard input, from which then no report can come.
///
/// # Errors
/// Where it cannot be read; `what` says what it is.
pub fn bytes(path: &Path, reports: &[OsString], what: &str) -> anyhow::Result<Vec<u8>> {
    if path != Path::new("-") {
        return std::fs::read(path).map_err(|e| anyhow!("{}: {what}: {}", path.display(), input::why(&e)));
    }
    if reports.iter().any(|r| r == "-") {
        anyhow::bail!("the edition and a report cannot both come from standard input");
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).context("standard input")?;
    Ok(bytes)
}
