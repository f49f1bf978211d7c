//! The library's one error type.

use std::fmt;

/// What stops a capture from being read at all. Anything less is a [`Note`] on the result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    path: String,
    line: Option<u64>,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Binary { at: u64 },
    NotText { what: &'static str },
    TooLong { bytes: u64 },
    Record { message: String },
    Edition { message: String },
}

impl Error {
    pub(crate) fn binary(path: &str, at: u64) -> Self {
        Self { path: path.into(), line: None, kind: Kind::Binary { at } }
    }

    pub(crate) fn not_text(path: &str, what: &'static str) -> Self {
        Self { path: path.into(), line: None, kind: Kind::NotText { what } }
    }

    pub(crate) fn too_long(path: &str, bytes: u64) -> Self {
        Self { path: path.into(), line: None, kind: Kind::TooLong { bytes } }
    }

    pub(crate) fn record(path: &str, line: u64, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: Some(line), kind: Kind::Record { message: message.into() } }
    }

    pub(crate) fn edition(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.into(), line: None, kind: Kind::Edition { message: message.into() } }
    }

    /// The file looks like a picture, an archive or a program, not like text.
    pub fn is_binary(&self) -> bool {
        matches!(self.kind, Kind::Binary { .. } | Kind::NotText { .. })
    }

    /// The text is longer than 4 GiB, which spans of 32 bits cannot address.
    pub fn is_too_long(&self) -> bool {
        matches!(self.kind, Kind::TooLong { .. })
    }

    /// One record of a file of records (a line of JSONL) is broken; the others were read.
    pub fn is_record(&self) -> bool {
        matches!(self.kind, Kind::Record { .. })
    }

    /// A stored edition could not be read back.
    pub fn is_edition(&self) -> bool {
        matches!(self.kind, Kind::Edition { .. })
    }

    /// The file, as it was named to the library.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line, counted from 1, for a broken record.
    pub fn line(&self) -> Option<u64> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        match &self.kind {
            Kind::Binary { at } => write!(
                f,
                ": not text (a zero byte at {at}); convert the file to text, or to another format that is read"
            ),
            Kind::NotText { what } => {
                write!(f, ": not text but {what}; convert the file to text, or to another format that is read")
            }
            Kind::TooLong { bytes } => {
                write!(f, ": {bytes} bytes of text in one report; the limit is 4 GiB: split the file")
            }
            Kind::Record { message } => write!(f, ": {message}"),
            Kind::Edition { message } => write!(f, ": {message}"),
        }
    }
}

impl std::error::Error for Error {}

/// Something a reader should know about a result that was given all the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Where in the article's text, if the note is about a place.
    pub span: Option<crate::span::Span>,
    /// One sentence, lower case, without a full stop.
    pub message: String,
}

impl Note {
    /// A note about the whole article.
    pub fn new(message: impl Into<String>) -> Self {
        Self { span: None, message: message.into() }
    }

    /// A note about `span`.
    pub fn at(span: crate::span::Span, message: impl Into<String>) -> Self {
        Self { span: Some(span), message: message.into() }
    }
}
