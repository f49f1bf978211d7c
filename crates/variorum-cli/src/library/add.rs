//! `variorum add`: puts reports into a library.

use super::{Place, reading};
use crate::progress::Progress;
use crate::view::clean::{count, neutral, number};
use crate::web::{self, Web};
use crate::{input, interrupt, output, pile, threads};
use serde_json::json;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};
use variorum_fetch::{Fetcher, address, iso};
use variorum_store::prepare::{Prepared, Raw, hash, prepare};
use variorum_store::{Added, Known, Library};

/// Put reports into a library: one SQLite file with full-text search
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum add --library news.db reports/ more.jsonl feed.xml
  variorum add --library news.db crawl.warc.gz archive.jsonl.zst
  variorum add --library news.db https://harbour.example/lock-gate
  zcat archive.jsonl.gz | variorum add --library news.db -
  variorum add --library news.db --no-annotate reports/    three times as fast
  variorum add --library news.db                           make one, or bring an old one up to date

Reads what `variorum read` reads: pages of HTML, feeds, web archives, JSON lines and plain text,
each also packed.

A line is printed for each article that was added, once it is safe on the disk: whatever happens
to the program after that, the article is there; also when nobody reads the lines. What the library
has is not added again: a page of an archive is known by its bytes and its address, a file by its
bytes and its path, a line of JSON by its bytes, an entry of a feed by what it says. An article
that was added with --no-annotate is annotated when it is given again without.

Ctrl-C lets what is being written come to its end and says how many there are; give the same again
for the rest. A second one ends at once.

With --json, one object a line for each article: article (its number), new (false where the
library had it), path, line, capture (the hash of its bytes).

Exit code: 0 when all went well, 1 when a report could not be read, 2 when none could or the
library could not be written, 130 when Ctrl-C ended it.")]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// Reports: files, folders, addresses of pages and feeds, or - for standard input
    #[arg(value_name = "PATH|URL")]
    reports: Vec<OsString>,
    /// Only texts and full-text search, no quotations, names and times
    #[arg(long)]
    no_annotate: bool,
    /// How many reports are written at once; fewer are when no more come in
    #[arg(long, value_name = "REPORTS", default_value_t = 4000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    batch: u32,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Print no line for each report
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    web: Web,
}

/// How long a batch waits for more before it is written as it is.
const IDLE: Duration = Duration::from_millis(200);
/// How many bytes a batch has at most, but for a report that has more by itself.
const MOST: usize = 16 << 20;

/// How many articles without text are named.
const NAMED: usize = 3;

/// What became of captured bytes before they are written.
enum Step {
    /// The library has their articles.
    Known {
        articles: Vec<Known>,
        path: String,
        hash: String,
    },
    New(Box<Prepared>),
    Problem(String),
}

/// Runs the command: one thread reads, some prepare, this one writes. All that waits between them is bounded.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let (path, wait) = (args.place.library.clone(), Duration::from_secs(args.place.wait));
    // Without reports it is the file that is asked for.
    let made = !path.exists() && !args.reports.is_empty();
    let stop = Arc::default();
    let fetcher = args.web.fetcher(Arc::clone(&stop));
    let mut library = Library::open(&path, wait)?;
    let mut told = Told::new(&args);
    interrupt::lets_finish(&stop, "ending once what is being written is written; again to end at once");
    let done = add(&mut library, args, fetcher, &mut told, &stop);
    if made && told.new + told.there == 0 {
        // A file that a mistake made is in the way of the next.
        library.remove_if_empty();
    }
    if done.is_err() && told.new > 0 {
        output::say(&format!("{} added before this went wrong, and kept", count(told.new, "article")));
    }
    done?;
    told.end()
}

/// Adds what the arguments name.
fn add(
    library: &mut Library,
    args: Args,
    fetcher: Fetcher,
    told: &mut Told,
    stop: &Arc<AtomicBool>,
) -> anyhow::Result<()> {
    let progress = Progress::start("reading");
    // A second look at the file, so that what is there is not prepared anew.
    let known = Library::read(&args.place.library, Duration::from_secs(args.place.wait))?;
    let (raw, raws) = sync_channel::<Result<Raw, String>>(512);
    let (batch, batches) = sync_channel::<Vec<Step>>(1);
    let (paths, size, annotated) = (args.reports, args.batch as usize, !args.no_annotate);
    // Not joined: where the library cannot be written, nothing waits for standard input to end.
    std::thread::spawn(move || read(&paths, &fetcher, &raw));
    let ends = Arc::clone(stop);
    let ready = std::thread::spawn(move || make_ready(&raws, &batch, size, annotated, &known, &ends));
    let began = Instant::now();
    loop {
        let batch = match batches.recv_timeout(IDLE) {
            Ok(batch) => batch,
            Err(RecvTimeoutError::Timeout) if !stop.load(Ordering::Relaxed) => continue,
            Err(_) => break,
        };
        // In place of what is written a gap is left.
        let mut reports = Vec::with_capacity(batch.len());
        let batch: Vec<Option<Step>> = batch
            .into_iter()
            .map(|step| match step {
                Step::New(report) => {
                    reports.push(*report);
                    None
                }
                step => Some(step),
            })
            .collect();
        let added = library.add(&reports)?;
        let (mut added, mut reports) = (added.iter(), reports.iter());
        for step in &batch {
            match step {
                Some(Step::Known { articles, path, hash }) => {
                    for known in articles {
                        let known_as = Added { article: known.article, new: false, annotated: false };
                        told.article(known_as, path, known.line, hash);
                    }
                }
                Some(Step::Problem(problem)) => told.problem(problem),
                _ => {
                    let Some(report) = reports.next() else { continue };
                    for ((path, line), text) in report.places().zip(report.texts()) {
                        let Some(a) = added.next() else { continue };
                        told.article(*a, path, line, &report.hash);
                        if a.new && !text {
                            told.mute(path, line);
                        }
                    }
                    for problem in &report.problems {
                        told.problem(problem);
                    }
                }
            }
        }
        told.print(std::io::Write::flush);
        progress.say(|| {
            let rate = (told.new + told.there) as f64 / began.elapsed().as_secs_f64().max(1e-3);
            format!("{} added, {} a second", count(told.new, "article"), number(rate as usize))
        });
        if stop.load(Ordering::Relaxed) {
            break;
        }
    }
    told.stopped = stop.load(Ordering::Relaxed);
    drop(batches);
    // Its look at the file ends before this one's: who closes last puts the write-ahead log into the file.
    let _ = ready.join();
    Ok(())
}

/// What became of all, line by line and in the end.
struct Told {
    out: Box<dyn Write>,
    quiet: bool,
    json: bool,
    new: usize,
    there: usize,
    annotated: usize,
    wrong: usize,
    /// How many of the new ones have no text, and where the first of them stand.
    mute: (usize, Vec<String>),
    /// Whether an interrupt ended it before all was read.
    stopped: bool,
    /// Why nothing more can be printed, which is no reason to add nothing more.
    closed: Option<std::io::Error>,
}

impl Told {
    fn new(args: &Args) -> Self {
        Self {
            out: Box::new(output::plain()),
            quiet: args.quiet,
            json: args.json,
            new: 0,
            there: 0,
            annotated: 0,
            wrong: 0,
            mute: (0, Vec::new()),
            stopped: false,
            closed: None,
        }
    }

    fn print(&mut self, what: impl FnOnce(&mut Box<dyn Write>) -> std::io::Result<()>) {
        if self.closed.is_none() {
            self.closed = what(&mut self.out).err();
        }
    }

    fn article(&mut self, a: Added, path: &str, line: Option<u64>, hash: &str) {
        *(if a.new { &mut self.new } else { &mut self.there }) += 1;
        self.annotated += usize::from(a.annotated);
        if self.quiet {
            return;
        }
        if self.json {
            let line = json!({"article": a.article, "new": a.new, "path": path, "line": line, "capture": hash});
            self.print(|out| writeln!(out, "{line}"));
        } else if a.new || a.annotated {
            let line = line.map_or(String::new(), |l| format!(":{l}"));
            let what = if a.new { "added" } else { "annotated" };
            self.print(|out| writeln!(out, "{what} {} {}{line}", a.article, neutral(path)));
        }
    }

    fn mute(&mut self, path: &str, line: Option<u64>) {
        self.mute.0 += 1;
        if self.mute.1.len() < NAMED {
            self.mute.1.push(pile::place(path, line));
        }
    }

    fn problem(&mut self, problem: &str) {
        self.wrong += 1;
        output::say(problem);
    }

    fn end(mut self) -> anyhow::Result<ExitCode> {
        self.print(std::io::Write::flush);
        let mut summary = format!("{} added, {} there before", count(self.new, "article"), number(self.there));
        for (n, what) in [(self.annotated, "annotated"), (self.wrong, "not read")] {
            if n > 0 {
                summary += &format!(", {} {what}", number(n));
            }
        }
        if self.mute.0 > 0 {
            let more = if self.mute.0 > self.mute.1.len() { ", …" } else { "" };
            let them = if self.new == self.mute.0 { "all" } else { &number(self.mute.0) };
            summary += &format!("; {them} without text ({}{more})", self.mute.1.join(", "));
        }
        if self.stopped {
            summary = format!("stopped: {summary}; they are kept: give the same again for the rest");
        }
        output::say(&summary);
        if let Some(error) = self.closed.filter(|e| e.kind() != ErrorKind::BrokenPipe) {
            let all = if self.stopped { "that" } else { "all" };
            return Err(anyhow::Error::new(error).context(format!("{all} was added, but could not be printed")));
        }
        if self.stopped {
            return Ok(ExitCode::from(130));
        }
        Ok(match (self.wrong, self.new + self.there) {
            (0, _) => ExitCode::SUCCESS,
            (_, 0) => ExitCode::from(2),
            _ => ExitCode::from(1),
        })
    }
}

/// Reads files and fetches addresses, until nobody takes more.
fn read(paths: &[OsString], fetcher: &Fetcher, raw: &SyncSender<Result<Raw, String>>) {
    let url = |path: &OsString| path.to_str().filter(|path| address::is_address(path)).map(str::to_owned);
    for paths in paths.chunk_by(|a, b| url(a).is_none() && url(b).is_none()) {
        match (paths.first().and_then(url), paths) {
            (Some(url), _) => {
                if raw.send(fetched(fetcher, &url)).is_err() {
                    return;
                }
            }
            (None, paths) => files(paths, raw),
        }
    }
}

fn fetched(fetcher: &Fetcher, url: &str) -> Result<Raw, String> {
    let answer = web::fetch(fetcher, url).map_err(|e| e.to_string())?;
    let now = iso(fetcher.clock().now());
    Ok(Raw::fetched(answer.url.as_str(), answer.content_type().as_deref(), &now, answer.bytes))
}

fn files(paths: &[OsString], raw: &SyncSender<Result<Raw, String>>) {
    let mut taker = |name: &str, real: &Path, reader: &mut dyn std::io::Read| {
        reading::captures(name, real, reader, &mut |report| raw.send(report).is_ok())
    };
    for problem in input::each_file(paths, &mut taker) {
        // Nobody listens once the library could not be written, and that was said.
        let _ = raw.send(Err(problem));
    }
}

/// Puts reports together to batches and makes each ready, in as many threads as the machine has.
fn make_ready(
    raws: &Receiver<Result<Raw, String>>,
    batches: &SyncSender<Vec<Step>>,
    size: usize,
    annotated: bool,
    known: &Library,
    stop: &AtomicBool,
) {
    let threads = threads::count(None);
    while !stop.load(Ordering::Relaxed) {
        let first = match raws.recv_timeout(IDLE) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let mut items = vec![first];
        let mut bytes = 0;
        let mut ended = false;
        while items.len() < size && bytes < MOST {
            match raws.recv_timeout(IDLE) {
                Ok(next) => {
                    bytes += next.as_ref().map_or(0, |r| r.bytes.len());
                    items.push(next);
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    ended = true;
                    break;
                }
            }
        }
        let items: Vec<Result<Raw, Step>> = items.into_iter().map(|raw| look_up(raw, known, annotated)).collect();
        let ready = |item: Result<Raw, Step>| match item {
            // Nobody takes this batch any more.
            _ if stop.load(Ordering::Relaxed) => None,
            Ok(raw) => Some(prepare(raw, annotated).map_or_else(Step::Problem, |p| Step::New(Box::new(p)))),
            Err(step) => Some(step),
        };
        let batch: Option<Vec<Step>> = threads::map(items, threads, ready).into_iter().collect();
        let Some(batch) = batch else { return };
        if batches.send(batch).is_err() || ended {
            return;
        }
    }
}

/// A report that is to be made ready, or what became of it already.
fn look_up(raw: Result<Raw, String>, known: &Library, annotated: bool) -> Result<Raw, Step> {
    let raw = raw.map_err(Step::Problem)?;
    match known.known(&raw) {
        Ok(mut articles) if !articles.is_empty() && articles.iter().all(|a| a.annotated || !annotated) => {
            if let ([known], Some(line)) = (articles.as_mut_slice(), raw.line) {
                known.line = Some(line);
            }
            Err(Step::Known { articles, path: raw.path, hash: hash(&raw.bytes) })
        }
        // What cannot be looked up is prepared; writing it tells what is wrong with the file.
        _ => Ok(raw),
    }
}
