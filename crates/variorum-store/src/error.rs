//! The one error type of the library file.

use rusqlite::ErrorCode;
use std::fmt;
use std::path::{Path, PathBuf};

/// What stops work on a library file, with the file and a way out.
#[derive(Debug)]
pub struct Error {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Missing,
    NotALibrary,
    Newer { has: i64, knows: i64 },
    Older { has: i64 },
    NoArticle(i64),
    NoStory(i64),
    Decision(String),
    Words { words: String, why: String },
    Folder,
    Unpacked { article: i64, why: String },
    Sqlite(rusqlite::Error),
}

impl Error {
    pub(crate) fn missing(path: &Path) -> Self {
        Self { path: path.into(), kind: Kind::Missing }
    }

    pub(crate) fn not_a_library(path: &Path) -> Self {
        Self { path: path.into(), kind: Kind::NotALibrary }
    }

    pub(crate) fn newer(path: &Path, has: i64, knows: i64) -> Self {
        Self { path: path.into(), kind: Kind::Newer { has, knows } }
    }

    pub(crate) fn older(path: &Path, has: i64) -> Self {
        Self { path: path.into(), kind: Kind::Older { has } }
    }

    pub(crate) fn no_article(path: &Path, id: i64) -> Self {
        Self { path: path.into(), kind: Kind::NoArticle(id) }
    }

    pub(crate) fn no_story(path: &Path, id: i64) -> Self {
        Self { path: path.into(), kind: Kind::NoStory(id) }
    }

    pub(crate) fn decision(path: &Path, why: impl Into<String>) -> Self {
        Self { path: path.into(), kind: Kind::Decision(why.into()) }
    }

    /// Of a search: `words` is what was looked for.
    pub(crate) fn words(path: &Path, words: &str, why: &str) -> Self {
        Self { path: path.into(), kind: Kind::Words { words: words.into(), why: why.into() } }
    }

    pub(crate) fn folder(path: &Path) -> Self {
        Self { path: path.into(), kind: Kind::Folder }
    }

    /// What SQLite says of a statement that it cannot run, and not of the file.
    pub(crate) fn of_the_statement(&self) -> Option<String> {
        match &self.kind {
            Kind::Sqlite(e) if self.code() == Some(ErrorCode::Unknown) => Some(e.to_string()),
            _ => None,
        }
    }

    pub(crate) fn unpacked(path: &Path, article: i64, why: impl Into<String>) -> Self {
        Self { path: path.into(), kind: Kind::Unpacked { article, why: why.into() } }
    }

    pub(crate) fn sqlite(path: &Path, error: rusqlite::Error) -> Self {
        Self { path: path.into(), kind: Kind::Sqlite(error) }
    }

    fn code(&self) -> Option<ErrorCode> {
        match &self.kind {
            Kind::Sqlite(e) => e.sqlite_error_code(),
            _ => None,
        }
    }

    /// Another process is writing and did not finish in time.
    pub fn is_busy(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
    }

    /// There is no room for more; what was added before stands.
    pub fn is_full(&self) -> bool {
        self.code() == Some(ErrorCode::DiskFull)
    }

    /// The file or its folder may not be written.
    pub fn is_read_only(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
    }

    /// The file is no library of Variorum.
    pub fn is_not_a_library(&self) -> bool {
        matches!(self.kind, Kind::NotALibrary) || self.code() == Some(ErrorCode::NotADatabase)
    }

    /// The library has no article or story of the number that was asked for.
    pub fn is_not_there(&self) -> bool {
        matches!(self.kind, Kind::NoArticle(_) | Kind::NoStory(_))
    }

    /// What was looked for cannot be looked for.
    pub fn is_about_words(&self) -> bool {
        matches!(self.kind, Kind::Words { .. })
    }

    /// The file was written by a later version.
    pub fn is_newer(&self) -> bool {
        matches!(self.kind, Kind::Newer { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Kind::Words { words, why } = &self.kind {
            let short: String = words.chars().take(60).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            return write!(f, "cannot search for “{short}{more}”: {why}");
        }
        write!(f, "{}: ", self.path.display())?;
        match &self.kind {
            Kind::Missing => write!(f, "no such library; make one with `variorum add --library FILE PATH`"),
            Kind::NotALibrary => write!(f, "not a library of Variorum; name another file"),
            Kind::Newer { has, knows } => write!(
                f,
                "written by a later version of Variorum (schema {has}; this one reads up to {knows}): use that version"
            ),
            Kind::Older { has } => write!(
                f,
                "written by an earlier version (schema {has}) and must be brought up to date before it is read: run \
                 `variorum add --library FILE` on it where it may be written"
            ),
            Kind::NoArticle(id) => write!(f, "there is no article {id}; `variorum search` prints the numbers"),
            Kind::NoStory(id) => {
                write!(
                    f,
                    "there is no story s{id}; `variorum stories --library FILE` groups articles and prints the numbers"
                )
            }
            Kind::Decision(why) => write!(f, "{why}"),
            Kind::Words { why, .. } => write!(f, "{why}"),
            Kind::Folder => write!(f, "is a folder; name the file of a library"),
            Kind::Unpacked { article, why } => {
                write!(
                    f,
                    "the capture of article {article} cannot be unpacked ({why}); see `variorum verify --library FILE`"
                )
            }
            Kind::Sqlite(e) => match e.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    write!(
                        f,
                        "another program is writing to it and did not finish in time; try again, or wait longer (--wait SECONDS)"
                    )
                }
                Some(ErrorCode::DiskFull) => write!(
                    f,
                    "no room for more; what was printed as added is safe, the rest was not added: make room and run it again"
                ),
                Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                    write!(f, "may not be written; make the file and its folder writable, or work on a copy")
                }
                Some(ErrorCode::CannotOpen) => {
                    write!(f, "cannot be opened; check that its folder exists and may be written")
                }
                Some(ErrorCode::NotADatabase) => write!(f, "not a library of Variorum; name another file"),
                Some(ErrorCode::DatabaseCorrupt) => {
                    write!(f, "damaged ({e}); restore a copy, or save what can be read with `sqlite3 FILE .recover`")
                }
                Some(ErrorCode::SystemIoFailure) => {
                    write!(
                        f,
                        "cannot be read or written ({e}); check the disk that it is on, or work on a copy elsewhere"
                    )
                }
                _ => write!(f, "{e}; see `variorum verify --library FILE`"),
            },
        }
    }
}

// Without a source: what SQLite says is in the message, where it helps, and would be said twice.
impl std::error::Error for Error {}
