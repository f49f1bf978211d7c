//! The command `variorum`. Data goes to standard output, everything else to standard error; exit code 0 when all
//! went well, 1 when something was found wanting, 2 when the command could not be carried out.

mod annotate;
mod compare;
mod convert;
mod duplicates;
mod export;
mod folder;
mod input;
mod interrupt;
mod library;
mod output;
mod own;
mod passages;
mod pile;
mod progress;
mod read;
mod serve;
mod stories;
mod threads;
mod verify;
mod view;
mod web;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Compare reports of the same event: who said what, and how each report printed it.
#[derive(Parser)]
#[command(
    name = "variorum",
    version,
    about,
    max_term_width = 100,
    after_help = "\
Examples:
  variorum compare a.txt b.txt              what each report made of the same words
  variorum compare *.txt --html story.html  the same as a page
  variorum compare *.txt --json > story.json && variorum verify story.json *.txt
  variorum convert story.json *.txt --to markdown,tei -o story/   for colleagues and other programs
  variorum annotate a.txt                   who says what in one report
  variorum duplicates feed.jsonl            which reports are copies
  variorum passages feed.jsonl              what reports share word for word
  variorum stories reports.jsonl            which reports tell the same event
  variorum read pages/ feed.xml --json      the articles in pages, feeds and archives
  variorum add --library news.db reports/    keep reports in one file, to search and export
  variorum serve --library news.db           read it in a browser
  variorum watch --library news.db feeds.opml  keep it up to date with what feeds bring

Data goes to standard output, everything else to standard error.
Exit code: 0 all went well, 1 something was found wanting, 2 nothing could be done."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Compare(compare::Args),
    Verify(verify::Args),
    Convert(convert::Args),
    Annotate(annotate::Args),
    Duplicates(duplicates::Args),
    Passages(passages::Args),
    Stories(stories::Args),
    Read(read::Args),
    Add(library::add::Args),
    Watch(library::watch::Args),
    Search(library::search::Args),
    Show(library::show::Args),
    Versions(library::versions::Args),
    Edition(library::edition::Args),
    Export(library::export::Args),
    Serve(serve::Args),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // The parser does not say which.
            let odd =
                (error.kind() == ErrorKind::InvalidUtf8).then(|| std::env::args_os().find(|a| a.to_str().is_none()));
            let Some(odd) = odd.flatten() else { return ExitCode::from(output::usage(&error)) };
            let odd = odd.to_string_lossy();
            output::say(&format!("{odd}: an argument that is not UTF-8, and no name of a file; write it in UTF-8"));
            return ExitCode::from(2);
        }
    };
    let done = match cli.command {
        Command::Compare(args) => compare::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Convert(args) => convert::run(args),
        Command::Annotate(args) => annotate::run(args),
        Command::Duplicates(args) => duplicates::run(args),
        Command::Passages(args) => passages::run(args),
        Command::Stories(args) => stories::run(args),
        Command::Read(args) => read::run(args),
        Command::Add(args) => library::add::run(args),
        Command::Watch(args) => library::watch::run(args),
        Command::Search(args) => library::search::run(args),
        Command::Show(args) => library::show::run(args),
        Command::Versions(args) => library::versions::run(args),
        Command::Edition(args) => library::edition::run(args),
        Command::Export(args) => library::export::run(args),
        Command::Serve(args) => serve::run(args),
    };
    match done {
        Ok(code) => code,
        Err(error) if output::nobody_reads(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::say(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
