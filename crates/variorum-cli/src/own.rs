//! What this program itself wrote: no report, wherever it lies.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// What every page has in its head.
pub const PAGE: &str = "<meta name=\"generator\" content=\"variorum ";

/// What other files begin with.
const STARTS: &[&str] = &["<!-- variorum-note", "{\"table\":\"articles\",", "{\n  \"of\": \""];

/// What others have near their beginning, each format its own.
const MARKS: &[&str] = &[
    PAGE,
    "\"format\":\"variorum-edition\"",
    "<p>Made by variorum ",
    "\"urn:x-variorum:",
    "\"variorum:bytes\"",
    "\"variorum__",
    "\"source\":\"variorum\"",
    "\"v:comparison\"",
    "\"role\": \"siglum\"",
];

/// So much of a file is looked at.
const LOOKED_AT: u64 = 4096;

/// Whether a file is an edition, or a part of one, in one of the formats that are written here. What cannot be read is not.
pub fn is_own(path: &Path) -> bool {
    looked_at(path).unwrap_or(false)
}

fn looked_at(path: &Path) -> io::Result<bool> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if !matches!(ending.as_str(), "html" | "htm" | "json" | "jsonl" | "md" | "xml" | "parquet") {
        return Ok(false);
    }
    let mut file = File::open(path)?;
    if ending == "parquet" {
        // What made a table stands behind its rows.
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(4 * LOOKED_AT)))?;
        return Ok(has(&bytes(&file, 4 * LOOKED_AT)?, "variorum:table"));
    }
    let head = bytes(&file, LOOKED_AT)?;
    if STARTS.iter().any(|start| head.starts_with(start.as_bytes())) || MARKS.iter().any(|mark| has(&head, mark)) {
        return Ok(true);
    }
    // The JSON beside a page is its twin.
    let page = path.with_extension("html");
    Ok(ending == "json" && page.is_file() && has(&bytes(&File::open(page)?, LOOKED_AT)?, PAGE))
}

fn bytes(file: &File, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn has(bytes: &[u8], mark: &str) -> bool {
    memchr::memmem::find(bytes, mark.as_bytes()).is_some()
}
