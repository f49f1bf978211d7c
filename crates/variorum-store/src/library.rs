//! Opening a library file: what it is, its schema, how it is locked.

use crate::error::Error;
use crate::schema::{APPLICATION, MIGRATIONS};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// An open library file.
#[derive(Debug)]
pub struct Library {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    /// How long another process is waited for.
    wait: Duration,
}

impl Library {
    /// Opens the library at `path` to read and write, makes it where there is none, and brings its schema up to date.
    /// Where another process writes, it is waited for up to `wait`.
    ///
    /// # Errors
    /// Where the file cannot be opened or written, is no library, or was written by a later version.
    pub fn open(path: &Path, wait: Duration) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut it = Self::connect(path, path, flags, wait)?;
        let version = it.version()?;
        if version < MIGRATIONS.len() as i64 {
            it.migrate(MIGRATIONS.len())?;
        }
        Ok(it)
    }

    /// Opens the library at `path` to read only. Works on a file and in a folder that may not be written.
    ///
    /// # Errors
    /// Where there is no file, it is no library, or its schema is not that of this version.
    pub fn read(path: &Path, wait: Duration) -> Result<Self, Error> {
        if !path.exists() {
            return Err(Error::missing(path));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |name: &Path, flags| -> Result<(Self, i64), Error> {
            let it = Self::connect(path, name, flags, wait)?;
            let version = it.version()?;
            Ok((it, version))
        };
        let opened = open(path, flags).or_else(|error| {
            // A write-ahead log needs a file beside the library, which a folder that may not be written denies. Where
            // no log is pending the file by itself is the whole library.
            let log = PathBuf::from(format!("{}-wal", path.display()));
            let pending = std::fs::metadata(&log).is_ok_and(|m| m.len() > 0);
            let denied = error.is_read_only() || !error.is_busy() && !error.is_not_a_library() && !error.is_newer();
            if pending || !denied {
                return Err(error);
            }
            let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
            let uri = PathBuf::from(format!("file:{name}?immutable=1"));
            open(&uri, flags | OpenFlags::SQLITE_OPEN_URI).map_err(|_| error)
        });
        let (it, version) = opened?;
        if version < MIGRATIONS.len() as i64 {
            return Err(if version == 0 { Error::not_a_library(path) } else { Error::older(path, version) });
        }
        Ok(it)
    }

    /// Closes the library and removes its file, where nothing was ever put into it and no other program has it open. Says
    /// whether it is gone.
    pub fn remove_if_empty(self) -> bool {
        let empty = "SELECT NOT EXISTS (SELECT 1 FROM captures) AND NOT EXISTS (SELECT 1 FROM feeds)";
        let is_empty = |db: &Connection| db.query_row(empty, [], |r| r.get::<_, bool>(0)).unwrap_or(false);
        // Only who is alone with a file can take it out of the write-ahead log, which goes away with that.
        let alone = self.db.pragma_update_and_check(None, "journal_mode", "delete", |r| r.get::<_, String>(0));
        if alone.as_deref() != Ok("delete") || self.db.execute_batch("BEGIN EXCLUSIVE").is_err() || !is_empty(&self.db)
        {
            // Left as it is made, for others to read while one writes.
            let _ = self.db.execute_batch("ROLLBACK");
            let _ = self.db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()));
            return false;
        }
        std::fs::remove_file(&self.path).is_ok()
    }

    fn connect(path: &Path, name: &Path, flags: OpenFlags, wait: Duration) -> Result<Self, Error> {
        if path.is_dir() {
            return Err(Error::folder(path));
        }
        let db = Connection::open_with_flags(name, flags).map_err(|e| Error::sqlite(path, e))?;
        let it = Self { db, path: path.into(), wait };
        it.sql(|db| {
            db.busy_timeout(wait)?;
            // Rows that depend on each other are held together, and what is committed survives a power cut; 64 MB of
            // pages are kept, the file is mapped to read, and a page that is written often goes into the file once.
            db.execute_batch(
                "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; \
                 PRAGMA mmap_size = 268435456; PRAGMA wal_autocheckpoint = 16384",
            )
        })?;
        Ok(it)
    }

    /// How many steps of the schema the file has taken; 0 for a new one.
    fn version(&self) -> Result<i64, Error> {
        // One statement sees one state of the file, whoever writes to it meanwhile.
        let (application, version, tables) = self.sql(|db| {
            let read = "SELECT (SELECT application_id FROM pragma_application_id), \
                        (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)";
            db.query_row(read, [], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?)))
        })?;
        if application == APPLICATION {
            let knows = MIGRATIONS.len() as i64;
            return if version > knows { Err(Error::newer(&self.path, version, knows)) } else { Ok(version) };
        }
        if tables > 0 || version != 0 { Err(Error::not_a_library(&self.path)) } else { Ok(0) }
    }

    /// Takes the steps of the schema up to `to`, all in one transaction.
    pub(crate) fn migrate(&mut self, to: usize) -> Result<(), Error> {
        // Only a file that is still empty takes it: two texts of the usual length fit on a page.
        self.sql(|db| db.pragma_update(None, "page_size", 8192))?;
        // Set once, kept in the file: readers are not held up by the one who writes.
        // SQLite does not wait for this lock by itself.
        let until = Instant::now() + self.wait;
        loop {
            match self.sql(|db| db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))) {
                Err(error) if error.is_busy() && Instant::now() < until => sleep(Duration::from_millis(5)),
                done => break done?,
            }
        }
        let path = self.path.clone();
        let fail = |e| Error::sqlite(&path, e);
        self.db.execute_batch("BEGIN IMMEDIATE").map_err(fail)?;
        // Looked up again under the lock: another process may have been first.
        let taken = self.version().and_then(|version| {
            for (n, step) in MIGRATIONS.iter().enumerate().take(to).skip(version as usize) {
                self.db.execute_batch(step).map_err(fail)?;
                self.db.pragma_update(None, "user_version", n as i64 + 1).map_err(fail)?;
            }
            self.db.pragma_update(None, "application_id", APPLICATION).map_err(fail)?;
            self.db.execute_batch("COMMIT").map_err(fail)
        });
        if taken.is_err() && !self.db.is_autocommit() {
            // That there is nothing to take back is no news.
            let _ = self.db.execute_batch("ROLLBACK");
        }
        taken
    }

    /// Runs `work` on the connection; its errors name the file.
    pub(crate) fn sql<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        work(&self.db).map_err(|e| Error::sqlite(&self.path, e))
    }
}
