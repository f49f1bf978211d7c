//! `variorum verify --library`: re-checks a library.

use crate::output;
use crate::progress::Progress;
use crate::view::clean::{count, neutral, number};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use variorum_store::Library;

/// Runs the command.
pub fn run(path: &Path, as_json: bool) -> anyhow::Result<ExitCode> {
    let wait = Duration::from_secs(60);
    let read = Library::read(path, wait)?;
    // The full-text index checks itself only in a file that may be written.
    let library = Library::open(path, wait).unwrap_or(read);
    let progress = Progress::start("checking");
    let check = library.verify(|seen| progress.say(|| format!("{} rows checked", number(seen as usize))))?;
    drop(progress);
    let mut out = output::plain();
    if as_json {
        let faults: Vec<_> =
            check.faults.iter().map(|f| json!({"table": f.table, "row": f.row, "message": f.message})).collect();
        let result = json!({
            "captures": check.captures, "articles": check.articles, "read_otherwise": check.otherwise,
            "index_checked": check.index, "faults": faults,
        });
        writeln!(out, "{result}")?;
    } else {
        for f in &check.faults {
            writeln!(out, "{}", neutral(&f.to_string()))?;
        }
        let (captures, articles) =
            (count(check.captures as usize, "capture"), count(check.articles as usize, "article"));
        writeln!(out, "{captures} and {articles} checked, {}", count(check.faults.len(), "fault"))?;
    }
    out.flush()?;
    if check.otherwise > 0 {
        let n = count(check.otherwise as usize, "article");
        output::say(&format!("{n} were read by an earlier version, which read their captures in other words"));
    }
    if !check.index {
        output::say("the full-text index was not checked: that takes a file that may be written");
    }
    Ok(if check.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
