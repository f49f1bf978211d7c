//! What happens while feeds are watched: a line on standard error, and with `--json` an object on standard output.

use crate::output;
use crate::view::clean::neutral;
use serde_json::json;
use std::io::{self, Write};
use variorum_fetch::{Millis, iso};
use variorum_store::{Fetched, Watch};

/// What a round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Feeds that were asked.
    pub feeds: usize,
    /// Those of them that gave nothing.
    pub feeds_failed: usize,
    /// Pages that were asked.
    pub pages: usize,
    /// Those of them that gave nothing.
    pub pages_failed: usize,
    /// Articles that the library had not.
    pub new: usize,
    /// Articles that are a further version of a page.
    pub changed: usize,
}

/// Where events are told.
#[derive(Debug)]
pub struct Log {
    json: bool,
}

impl Log {
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// A fetch and what came of it. `new` tells of an article that the library had not.
    pub fn fetch(&self, what: Watch, url: &str, fetched: &Fetched, new: usize) -> io::Result<()> {
        let status = fetched.status.map_or_else(|| "---".to_owned(), |s| s.to_string());
        let note = fetched.note.as_deref().unwrap_or("as before");
        let (bytes, ms) = (fetched.bytes, fetched.ms);
        self.line(&fetched.time, &format!("{} {status} {url} {note}; {bytes} bytes, {ms} ms", what.name()));
        self.event(&json!({
            "time": fetched.time, "event": what.name(), "url": url, "status": fetched.status, "bytes": bytes, "ms": ms,
            "note": fetched.note, "article": fetched.article, "new": new,
        }))
    }

    /// The end of a round.
    pub fn round(&self, now: Millis, tally: &Tally, ended: bool) -> io::Result<()> {
        let (time, words) = (iso(now), tally.words());
        self.line(&time, &format!("round {words}{}", if ended { "; ended" } else { "" }));
        self.event(&json!({
            "time": time, "event": "round", "feeds": tally.feeds, "feeds_failed": tally.feeds_failed,
            "pages": tally.pages, "pages_failed": tally.pages_failed, "new": tally.new, "changed": tally.changed,
            "ended": ended,
        }))
    }

    /// What is watched at the end, and when it is due; for people only.
    pub fn next(&self, now: Millis, words: &str) {
        self.line(&iso(now), words);
    }

    /// Something that is no fetch.
    pub fn note(&self, now: Millis, what: Watch, url: &str, note: &str) -> io::Result<()> {
        let time = iso(now);
        self.line(&time, &format!("{} --- {url} {note}", what.name()));
        self.event(&json!({"time": time, "event": what.name(), "url": url, "note": note}))
    }

    fn line(&self, time: &str, line: &str) {
        // There is nowhere left to report that standard error is closed.
        let _ = writeln!(io::stderr().lock(), "{time} {}", neutral(line));
    }

    fn event(&self, event: &serde_json::Value) -> io::Result<()> {
        if !self.json {
            return Ok(());
        }
        let mut out = output::plain();
        writeln!(out, "{event}")?;
        out.flush()
    }
}
