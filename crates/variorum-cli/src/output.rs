//! Where results go: standard output, or a file that is there whole or not at all.

use anyhow::Context;
use std::collections::HashSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

/// Columns of the terminal: `COLUMNS` where it is set, else what the terminal says, else 80. Lines longer than 100
/// columns are hard to read, and below 40 nothing fits.
pub fn width() -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|c| c.parse::<usize>().ok()).filter(|c| *c > 0);
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(w, _)| usize::from(w.0));
    stated.or_else(terminal).unwrap_or(80).clamp(40, 100)
}

/// The files that this run reads: none of them is to be written over.
static READ: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);

/// Notes that a file is read, so that no result takes its place.
pub fn is_read(path: &Path) {
    READ.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().insert(real(path));
}

/// The path without links and dots; of a file that is not there, as far as its folder is.
fn real(path: &Path) -> PathBuf {
    let folder = || {
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.canonicalize().ok()?.join(path.file_name()?))
    };
    path.canonicalize().ok().or_else(folder).unwrap_or_else(|| path.to_path_buf())
}

/// Writes what `content` puts out to the file at `path`: first beside it, then in one step into its place, so that a reader finds
/// the old file or the new one and never half of it.
///
/// # Errors
/// Where the file cannot be written, or is one that was read; the message names it.
pub fn file(path: &Path, content: impl Fn(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let fill = |file: &std::fs::File| -> anyhow::Result<()> {
        let mut out = io::BufWriter::with_capacity(1 << 16, file);
        content(&mut out)?;
        Ok(out.flush()?)
    };
    let write = || -> anyhow::Result<()> {
        // A link is followed, or it would be replaced; a device or a pipe is written to as it is.
        let path = real(path);
        if READ.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|read| read.contains(&path)) {
            anyhow::bail!("this command reads it; name another file for the result");
        }
        let known = std::fs::metadata(&path).ok();
        if known.as_ref().is_some_and(|m| m.is_dir()) {
            anyhow::bail!("is a folder; name a file in it");
        }
        if known.as_ref().is_some_and(|m| !m.is_file()) {
            return fill(&std::fs::OpenOptions::new().write(true).open(&path)?);
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = path.with_file_name(format!(".{name}.{}.part", std::process::id()));
        watch(Some(&beside));
        let written = (|| {
            let file = std::fs::File::create_new(&beside)?;
            fill(&file)?;
            file.sync_all()?;
            if let Some(known) = &known {
                file.set_permissions(known.permissions())?;
            }
            Ok(std::fs::rename(&beside, &path)?)
        })();
        if written.is_err() {
            // What is left of the attempt is of no use; that it may not go away either is no news.
            let _ = std::fs::remove_file(&beside);
        }
        watch(None);
        written
    };
    write().with_context(|| format!("{}: cannot be written", path.display()))
}

/// Names the file that is being written, so that an interrupt (Ctrl-C, a hang-up, a request to end) takes it away
/// before the program leaves.
fn watch(part: Option<&Path>) {
    static PART: Mutex<Option<PathBuf>> = Mutex::new(None);
    static WATCHED: Once = Once::new();
    let held = || PART.lock().unwrap_or_else(PoisonError::into_inner);
    *held() = part.map(Path::to_path_buf);
    WATCHED.call_once(|| {
        // Where no handler can be set the program ends as it would without one.
        let _ = ctrlc::set_handler(move || {
            if let Some(part) = &*held() {
                let _ = std::fs::remove_file(part);
            }
            std::process::exit(130);
        });
    });
}

/// Whether an error means that nobody reads on (`variorum … | head`), which is no failure.
pub fn nobody_reads(error: &anyhow::Error) -> bool {
    error.chain().any(|e| {
        let io = e.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = e.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// A line on standard error, without anything in it that could steer the terminal.
pub fn say(message: &str) {
    let line = format!("variorum: {}\n", crate::view::clean::neutral(message));
    // There is nowhere left to report that standard error is closed.
    let _ = io::stderr().lock().write_all(line.as_bytes());
}
