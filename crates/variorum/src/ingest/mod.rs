//! Bytes to captures: what a file holds, report by report, with its encoding and stated metadata.

mod decode;
mod jsonl;
pub mod lines;
mod plain;

pub use jsonl::{json_string, read_object};
pub(crate) use plain::iso_date;

use crate::error::{Error, Note};
use crate::text::Text;

/// What a report says of itself outside its text. Empty strings are never stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The record's own id.
    pub id: Option<String>,
    /// Title as given beside the text (not found in it).
    pub title: Option<String>,
    /// Publication date as ISO 8601 (`2021-02-05`, or with a time where one was given).
    pub date: Option<String>,
    /// The day of publication where the outlet is, as `2021-02-05`, if `date` is in UTC and that is another day.
    pub day: Option<String>,
    /// Date of the last change, in the same form.
    pub modified: Option<String>,
    /// The place that its dateline names ("LUND, Sweden"), or that it states.
    pub place: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Its language as stated, a tag such as `de` or `pt-BR`.
    pub lang: Option<String>,
}

/// How captured bytes became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian, told by its byte order mark.
    Utf16Le,
    /// UTF-16, big endian, told by its byte order mark.
    Utf16Be,
    /// Windows-1252 (which holds Latin-1): a guess, made where the bytes are not UTF-8.
    Windows1252,
    /// What a page says of itself, under the name that the Encoding Standard gives it.
    Stated(&'static str),
}

impl Encoding {
    /// The encoding's usual name.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Stated(name) => name,
        }
    }
}

/// One report as captured: its text with the way back to the bytes, and what was said beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The file, as it was named to the program; `-` for standard input.
    pub path: String,
    /// The line of a JSONL file, counted from 1.
    pub line: Option<u64>,
    /// Length of the captured file in bytes.
    pub bytes: u64,
    /// How the bytes were read.
    pub encoding: Encoding,
    /// Stated metadata.
    pub meta: Meta,
    /// The text. A first line that is only metadata (` date 2021-02-05 `) is not part of it.
    pub text: Text,
    /// Guesses and repairs made while reading.
    pub notes: Vec<Note>,
}

/// What one file gave: the reports that could be read, and an error for each that could not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// Reports, in file order.
    pub captures: Vec<Capture>,
    /// Records that could not be read, in file order.
    pub errors: Vec<Error>,
}

/// Reads the bytes of one file. JSONL is told by its name (`.jsonl`, `.ndjson`) or by a first line that is a
/// JSON object with a `text` field; everything else is one plain-text report.
///
/// `path` is only used for its ending and to name the file in errors; nothing is opened.
///
/// # Errors
/// Never for a whole call: a file that is not text at all gives no capture and one error.
pub fn read(path: &str, bytes: Vec<u8>) -> Ingested {
    if jsonl::looks_like(path, &bytes) {
        return jsonl::read(path, &bytes);
    }
    match plain::read(path, bytes) {
        Ok(capture) => Ingested { captures: vec![capture], errors: Vec::new() },
        Err(error) => Ingested { captures: Vec::new(), errors: vec![error] },
    }
}
