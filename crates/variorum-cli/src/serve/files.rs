//! Files as a library that lasts as long as they are served.

use crate::library::stories::{Task, group};
use crate::library::{Place, reading};
use crate::progress::Progress;
use crate::{input, output, threads};
use anyhow::Context;
use std::ffi::OsString;
use std::path::Path;
use tempfile::TempDir;
use tokio::sync::watch::Receiver;
use variorum::story::gather::cluster::Limits;
use variorum_store::prepare::{Raw, prepare};
use variorum_store::stories::StoryQuery;

/// Reports that are prepared and written at a time.
const BATCH: usize = 1000;

/// A library of some files.
pub struct Made {
    /// Where it is.
    pub place: Place,
    /// The folder it is in, which goes away when this is dropped.
    pub folder: TempDir,
    /// Whether some of the files could not be read.
    pub wanting: bool,
}

/// Reads the reports into a library of their own and groups its stories; `None` where that was interrupted.
///
/// # Errors
/// Where no report can be read, or the library cannot be written.
pub fn library(
    reports: &[OsString],
    wait: u64,
    progress: &Progress,
    stopped: &Receiver<bool>,
) -> anyhow::Result<Option<Made>> {
    let folder = tempfile::Builder::new().prefix("variorum-").tempdir().context("a folder for temporary files")?;
    let place = Place::new(folder.path().join("library.db"), wait);
    let mut library =
        variorum_store::Library::open(&folder.path().join("library.db"), std::time::Duration::from_secs(wait))?;
    let (mut batch, mut problems, mut added): (Vec<Raw>, Vec<String>, usize) = Default::default();
    let mut failed = None;
    let mut write = |batch: &mut Vec<Raw>, problems: &mut Vec<String>| -> Result<usize, variorum_store::Error> {
        let made = threads::map(std::mem::take(batch), threads::count(None), |raw| prepare(raw, true));
        let mut ready = Vec::with_capacity(made.len());
        for made in made {
            match made {
                Ok(report) => {
                    problems.extend(report.problems.iter().cloned());
                    ready.push(report);
                }
                Err(problem) => problems.push(problem),
            }
        }
        Ok(library.add(&ready)?.len())
    };
    let mut taker = |name: &str, real: &Path, reader: &mut dyn std::io::Read| {
        reading::captures(name, real, reader, &mut |raw| {
            match raw {
                Ok(raw) => batch.push(raw),
                Err(problem) => problems.push(problem),
            }
            if batch.len() >= BATCH {
                match write(&mut batch, &mut problems) {
                    Ok(n) => added += n,
                    Err(error) => failed = Some(error),
                }
                progress.say(|| format!("{added} read"));
            }
            failed.is_none() && !*stopped.borrow()
        })
    };
    let unread = input::each_file(reports, &mut taker);
    problems.extend(unread);
    if let Some(error) = failed {
        return Err(error.into());
    }
    added += write(&mut batch, &mut problems)?;
    if *stopped.borrow() {
        return Ok(None);
    }
    for problem in &problems {
        output::say(problem);
    }
    anyhow::ensure!(added > 0, "no report could be read");
    let task = Task {
        place: &place,
        limits: Limits { days: 30, reports: 500_000 },
        pause: 14,
        threads: threads::count(None),
        merge: &[],
        split: &[],
        forget: None,
        decided: false,
        query: StoryQuery::default(),
        json: false,
    };
    group(&mut library, &task, progress)?;
    Ok(Some(Made { place, folder, wanting: !problems.is_empty() }))
}
