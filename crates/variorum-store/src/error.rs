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
    Words(String),
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

    pub(crate) fn words(path: &Path, why: &str) -> Self {
        Self { path: path.into(), kind: Kind::Words(why.into()) }
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

    /// The file was written by a later version.
    pub fn is_newer(&self) -> bool {
        matches!(self.kind, Kind::Newer { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
            Kind::Words(why) => write!(f, "cannot be searched for that: {why}"),
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
                _ => write!(f, "{e}"),
            },
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Sqlite(e) => Some(e),
            _ => None,
        }
    }
}
