//! `variorum show`: one article of a library.

use super::One;
use crate::view::clean::neutral;
use std::io::Write;
use std::process::ExitCode;

/// Show one article of a library
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum show --library news.db 17
  variorum show --library news.db 17 --json      with all that was found in it
  variorum show --library news.db 17 --capture   the bytes it was read from

The columns of --json are described in docs/library.md.")]
pub struct Args {
    #[command(flatten)]
    one: One,
    /// The captured bytes as they were read
    #[arg(long, conflicts_with = "json")]
    capture: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let library = args.one.place.read()?;
    let mut out = std::io::stdout().lock();
    if args.capture {
        out.write_all(&library.capture(args.one.article)?)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let article = library.article(args.one.article)?;
    if args.one.json {
        writeln!(out, "{article}")?;
    } else {
        for field in
            ["title", "outlet", "published", "modified", "url", "lang", "path", "line", "id", "capture", "captured"]
        {
            match &article[field] {
                serde_json::Value::Null => {}
                serde_json::Value::String(s) => writeln!(out, "{field:<10} {}", neutral(s))?,
                other => writeln!(out, "{field:<10} {other}")?,
            }
        }
        writeln!(out)?;
        for line in article["text"].as_str().unwrap_or("").lines() {
            writeln!(out, "{}", neutral(line))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
