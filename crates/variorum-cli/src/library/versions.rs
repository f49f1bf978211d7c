//! `variorum versions`: every capture of one URL.

use super::One;
use crate::view::clean::neutral;
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;

/// List every capture of the URL that an article has, in order of arrival
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum versions --library news.db 17
  variorum versions --library news.db 17 --json

With --json, one object a line: article, captured, published, modified, title, bytes, capture.")]
pub struct Args {
    #[command(flatten)]
    one: One,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let library = args.one.place.read()?;
    let mut out = std::io::stdout().lock();
    for id in library.versions(args.one.article)? {
        let a = library.article(id)?;
        if args.one.json {
            let line = json!({
                "article": id, "captured": a["captured"], "published": a["published"], "modified": a["modified"],
                "title": a["title"], "bytes": a["bytes"], "capture": a["capture"],
            });
            writeln!(out, "{line}")?;
        } else {
            let text = |field: &str| neutral(a[field].as_str().unwrap_or(""));
            let title = if a["title"].is_null() { text("path") } else { text("title") };
            writeln!(out, "{id} {} {title}", text("captured"))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
