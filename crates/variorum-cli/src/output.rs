//! Where results go: standard output, or a file that is there whole or not at all; and what kept them from going there.

use anstream::AutoStream;
use anyhow::Context;
use std::collections::HashSet;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, StdoutLock, Write};
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

/// Standard output, as it is.
pub fn plain() -> BufWriter<Named<StdoutLock<'static>>> {
    BufWriter::with_capacity(1 << 16, Named(io::stdout().lock()))
}

/// Standard output without the colours of what is written where they do not belong.
pub fn coloured() -> BufWriter<Named<AutoStream<StdoutLock<'static>>>> {
    BufWriter::with_capacity(1 << 16, Named(anstream::stdout().lock()))
}

/// Standard output whose errors say that they are its own, and the way out.
pub struct Named<W>(W);

fn named(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("standard output: cannot be written: {}", why_not(&error)))
}

impl<W: Write> Write for Named<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(named)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(named)
    }
}

/// Prints what the parser of arguments has to say; gives the exit code.
pub fn usage(error: &clap::Error) -> u8 {
    match error.print() {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => {
            say(&named(why).to_string());
            2
        }
        _ => u8::try_from(error.exit_code()).unwrap_or(2),
    }
}

/// Why something cannot be written, and what to do about it.
fn why_not(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such folder; make it first, or name another".into(),
        ErrorKind::PermissionDenied => {
            "no permission to write there; name another place, or change who may write".into()
        }
        ErrorKind::ReadOnlyFilesystem => "that disk can only be read; name a place elsewhere".into(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; make room, or name a place on another disk".into()
        }
        ErrorKind::FileTooLarge => "it would be larger than a file may be there; name a place elsewhere".into(),
        _ => error.to_string(),
    }
}

/// The same of an error with others around it; one that nobody reads the result stays what it is.
fn said(error: anyhow::Error) -> anyhow::Error {
    if nobody_reads(&error) {
        return error;
    }
    let io = error.chain().find_map(|e| e.downcast_ref::<io::Error>()).map(why_not);
    // What a writer of JSON says hides the error inside.
    let json = || {
        let kind = error.chain().find_map(|e| e.downcast_ref::<serde_json::Error>()?.io_error_kind());
        kind.map(|kind| why_not(&kind.into()))
    };
    match io.or_else(json) {
        Some(why) => anyhow::Error::msg(why),
        None => error,
    }
}

/// Checks, before anything is read, that there is a folder for a file that is to be written.
///
/// # Errors
/// Where there is none; the message names the file and the folder.
pub fn check(path: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = path else { return Ok(()) };
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        let (path, folder) = (path.display(), folder.display());
        anyhow::bail!("{path}: cannot be written: there is no folder {folder}; make it first, or name another");
    }
    Ok(())
}

/// Writes what `content` puts out to the file at `path`: first beside it, then in one step into its place, so that a reader finds
/// the old file or the new one and never half of it.
///
/// # Errors
/// Where the file cannot be written, or is one that was read; the message names it.
pub fn file(path: &Path, content: impl Fn(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let fill = |file: &std::fs::File| -> anyhow::Result<()> {
        let mut out = BufWriter::with_capacity(1 << 16, file);
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
    write().map_err(said).with_context(|| format!("{}: cannot be written", path.display()))
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
        io.or(json) == Some(ErrorKind::BrokenPipe)
    })
}

/// A line on standard error, without anything in it that could steer the terminal.
pub fn say(message: &str) {
    let line = format!("variorum: {}\n", crate::view::clean::neutral(message));
    // There is nowhere left to report that standard error is closed.
    let _ = io::stderr().lock().write_all(line.as_bytes());
}

/// Says that a file was written, to somebody who sits at a terminal.
pub fn wrote(path: &Path) {
    if io::stderr().is_terminal() {
        say(&format!("{} is written", path.display()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("variorum-output-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn what_breaks_off_leaves_the_old_file_and_nothing_else() {
        let folder = folder("breaks");
        let path = folder.join("page.html");
        for old in [None, Some("as it was")] {
            if let Some(old) = old {
                std::fs::write(&path, old).unwrap();
            }
            let broken = file(&path, |out| {
                out.write_all(&[b'x'; 200_000])?;
                Err(io::Error::from(ErrorKind::StorageFull).into())
            });
            let said = format!("{:#}", broken.unwrap_err());
            assert!(said.contains("page.html: cannot be written: the disk is full; make room"), "{said}");
            assert_eq!(std::fs::read_to_string(&path).ok().as_deref(), old);
            assert_eq!(std::fs::read_dir(&folder).unwrap().count(), usize::from(old.is_some()));
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn errors_of_writers_of_json_are_told_too() {
        struct Full(ErrorKind);
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(self.0.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = serde_json::to_writer(Named(Full(ErrorKind::StorageFull)), "x").unwrap_err();
        assert_eq!(
            error.to_string(),
            "standard output: cannot be written: the disk is full; make room, or name a place on another disk"
        );
        let error = serde_json::to_writer(Full(ErrorKind::StorageFull), "x").unwrap_err();
        assert!(said(error.into()).to_string().contains("the disk is full"));
        let error = serde_json::to_writer(Named(Full(ErrorKind::BrokenPipe)), "x").unwrap_err();
        assert!(nobody_reads(&said(error.into())));
    }
}
