//! `variorum compare`: the edition of a set of reports.

use crate::{input, view};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use variorum::story::edition::edition;
use variorum::story::record::EditionRecord;

/// Compare reports: every quotation, its renderings side by side, what changed
#[derive(clap::Args)]
pub struct Args {
    /// Reports: files, folders, or - for standard input
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<String>,
    /// Print the edition as JSON
    #[arg(long)]
    json: bool,
    /// Write the edition as one HTML page
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let gathered = input::gather(&args.reports);
    for problem in &gathered.problems {
        anstream::eprintln!("variorum: {problem}");
    }
    let reports = gathered.articles.into_iter().map(variorum::annotate::annotate).collect();
    let edition = edition(reports);
    if let Some(path) = &args.html {
        std::fs::write(path, view::html::page(&edition))?;
    }
    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer(&mut out, &EditionRecord::of(&edition))?;
        writeln!(out)?;
    } else if args.html.is_none() {
        let mut out = anstream::stdout().lock();
        write!(out, "{}", view::text::report(&edition, view::text::Options { width: 80, all: false }))?;
    }
    Ok(if gathered.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
