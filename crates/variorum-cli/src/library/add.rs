//! `variorum add`: puts reports into a library.

use super::{Place, reading};
use crate::progress::Progress;
use crate::view::clean::{count, neutral, number};
use crate::web::{self, Web};
use crate::{input, output, threads};
use serde_json::json;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};
use variorum_fetch::{Fetcher, address, iso};
use variorum_store::prepare::{Prepared, Raw, hash, prepare};
use variorum_store::{Known, Library};

/// Put reports into a library: one SQLite file with full-text search
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum add --library news.db reports/ more.jsonl feed.xml
  variorum add --library news.db crawl.warc.gz archive.jsonl.zst
  variorum add --library news.db https://harbour.example/lock-gate
  zcat archive.jsonl.gz | variorum add --library news.db -
  variorum add --library news.db --no-annotate reports/    four times as fast or more
  variorum add --library news.db                           make one, or bring an old one up to date

Reads what `variorum read` reads: pages of HTML, feeds, web archives, JSON lines and plain text,
each also packed.

A line is printed for each article that was added, once it is safe on the disk: whatever happens
to the program after that, the article is there. What the library has is not added again: a page
of an archive is known by its bytes and its address, a file by its bytes and its path, a line of
JSON by its bytes, an entry of a feed by what it says. An article that was added with
--no-annotate is annotated when it is given again without.

With --json, one object a line for each article: article (its number), new (false where the
library had it), path, line, capture (the hash of its bytes).

Exit code: 0 when all went well, 1 when a report could not be read, 2 when none could or the
library could not be written.")]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// Reports: files, folders, addresses of pages and feeds, or - for standard input
    #[arg(value_name = "PATH|URL")]
    reports: Vec<String>,
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
    let wait = Duration::from_secs(args.place.wait);
    let mut library = Library::open(&args.place.library, wait)?;
    let fetcher = args.web.fetcher(Arc::default());
    let progress = Progress::start("reading");
    // A second look at the file, so that what is there is not prepared anew.
    let known = Library::read(&args.place.library, wait)?;
    let (raw, raws) = sync_channel::<Result<Raw, String>>(512);
    let (batch, batches) = sync_channel::<Vec<Step>>(1);
    let (paths, size, annotated) = (args.reports, args.batch as usize, !args.no_annotate);
    // Not joined: where the library cannot be written, nothing waits for standard input to end.
    std::thread::spawn(move || read(&paths, &fetcher, &raw));
    let ready = std::thread::spawn(move || make_ready(&raws, &batch, size, annotated, &known));
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let (mut new, mut there, mut wrong) = (0, 0, 0);
    let began = Instant::now();
    for batch in batches {
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
        let mut tell = |id: i64, is_new: bool, path: &str, line: Option<u64>, hash: &str| -> std::io::Result<()> {
            *(if is_new { &mut new } else { &mut there }) += 1;
            if args.quiet {
                return Ok(());
            }
            if args.json {
                let line = json!({"article": id, "new": is_new, "path": path, "line": line, "capture": hash});
                writeln!(out, "{line}")?;
            } else if is_new {
                let line = line.map_or(String::new(), |l| format!(":{l}"));
                writeln!(out, "added {id} {}{line}", neutral(path))?;
            }
            Ok(())
        };
        let (mut added, mut reports) = (added.iter(), reports.iter());
        for step in &batch {
            match step {
                Some(Step::Known { articles, path, hash }) => {
                    for known in articles {
                        tell(known.article, false, path, known.line, hash)?;
                    }
                }
                Some(Step::Problem(problem)) => {
                    wrong += 1;
                    output::say(problem);
                }
                _ => {
                    let Some(report) = reports.next() else { continue };
                    for (path, line) in report.places() {
                        let Some(a) = added.next() else { continue };
                        tell(a.article, a.new, path, line, &report.hash)?;
                    }
                    for problem in &report.problems {
                        wrong += 1;
                        output::say(problem);
                    }
                }
            }
        }
        out.flush()?;
        progress.say(|| {
            let rate = (new + there) as f64 / began.elapsed().as_secs_f64().max(1e-3);
            format!("{} added, {} a second", count(new, "article"), number(rate as usize))
        });
    }
    drop(progress);
    // Its look at the file ends before this one's: who closes last puts the write-ahead log into the file.
    let _ = ready.join();
    let rest = if wrong > 0 { format!(", {} not read", number(wrong)) } else { String::new() };
    output::say(&format!("{} added, {} there before{rest}", count(new, "article"), number(there)));
    Ok(match (wrong, new + there) {
        (0, _) => ExitCode::SUCCESS,
        (_, 0) => ExitCode::from(2),
        _ => ExitCode::from(1),
    })
}

/// Reads files and fetches addresses, until nobody takes more.
fn read(paths: &[String], fetcher: &Fetcher, raw: &SyncSender<Result<Raw, String>>) {
    for paths in paths.chunk_by(|a, b| !address::is_address(a) && !address::is_address(b)) {
        match paths {
            [url] if address::is_address(url) => {
                if raw.send(fetched(fetcher, url)).is_err() {
                    return;
                }
            }
            paths => files(paths, raw),
        }
    }
}

fn fetched(fetcher: &Fetcher, url: &str) -> Result<Raw, String> {
    let answer = web::fetch(fetcher, url).map_err(|e| e.to_string())?;
    let now = iso(fetcher.clock().now());
    Ok(Raw::fetched(answer.url.as_str(), answer.content_type().as_deref(), &now, answer.bytes))
}

fn files(paths: &[String], raw: &SyncSender<Result<Raw, String>>) {
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
) {
    let threads = threads::count(None);
    while let Ok(first) = raws.recv() {
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
            Ok(raw) => prepare(raw, annotated).map_or_else(Step::Problem, |p| Step::New(Box::new(p))),
            Err(step) => step,
        };
        if batches.send(threads::map(items, threads, ready)).is_err() || ended {
            return;
        }
    }
}

/// A report that is to be made ready, or what became of it already.
fn look_up(raw: Result<Raw, String>, known: &Library, annotated: bool) -> Result<Raw, Step> {
    let raw = raw.map_err(Step::Problem)?;
    let hash = hash(&raw.bytes);
    match known.known(&hash, &raw.origin) {
        Ok(mut articles) if !articles.is_empty() && articles.iter().all(|a| a.annotated || !annotated) => {
            if let ([known], Some(line)) = (articles.as_mut_slice(), raw.line) {
                known.line = Some(line);
            }
            Err(Step::Known { articles, path: raw.path, hash })
        }
        // What cannot be looked up is prepared; writing it tells what is wrong with the file.
        _ => Ok(raw),
    }
}
