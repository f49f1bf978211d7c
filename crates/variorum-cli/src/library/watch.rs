//! `variorum watch`: keeps a library up to date with what feeds bring.

mod claimed;
mod log;
mod round;
mod settle;

use super::Place;
use crate::view::clean::count;
use crate::web::Web;
use crate::{input, interrupt, output};
use anyhow::Context;
use log::Log;
use round::{Round, Settings};
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use variorum_fetch::{Fetcher, Millis, Remembered, address, duration, iso, millis};
use variorum_store::{Library, Watch};

/// Watch feeds: fetch the pages they link to, and keep every version of them in a library
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum watch --library news.db feeds.opml               until Ctrl-C
  variorum watch --library news.db --once feeds.opml        one round, for cron
  variorum watch --library news.db --once https://harbour.example/feed.xml
  variorum watch --library news.db --every 15m              the feeds that it watches already
  variorum watch --library news.db --no-pages feeds.opml    what the feeds themselves have

A list is OPML, as feed readers export it, or has one address a line. Every page that a feed
links to is fetched once, and looked at again for some days, ever less often: where its words
have changed it is kept as a further version (`variorum versions`). What a server says of robots,
of when to come again, and of what has not changed is kept to. All that is known is in the
library: ended or killed, the next run goes on where this one was. The last line says how many
feeds and pages are watched, and when the next of them is due.

Each line on standard error tells of one fetch: time (UTC), feed or page, status, address, what
came of it, bytes, milliseconds. With --json the same as objects on standard output: time, event
(feed, page, round), url, status, bytes, ms, note, article (its number), new.

Exit code: 0 when all went well or Ctrl-C ended it, 1 when something could not be fetched, 2 when
no feed could be or the library could not be written.")]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// Lists of feeds, - for one from standard input, or addresses of feeds; without any, all feeds that the library
    /// watches
    #[arg(value_name = "LIST|URL")]
    feeds: Vec<OsString>,
    /// One round and end
    #[arg(long)]
    once: bool,
    /// Time between two looks at a feed
    #[arg(long, value_name = "TIME", default_value = "30m", value_parser = duration)]
    every: Duration,
    /// Time until a page that is fetched now is looked at again; doubled each time it has not changed. Pages that were
    /// fetched before are looked at when they are due by the times given then
    #[arg(long, value_name = "TIME", default_value = "1h", value_parser = duration)]
    again: Duration,
    /// For how long a page is looked at again; 0 for not at all
    #[arg(long = "for", value_name = "TIME", default_value = "7d", value_parser = duration)]
    window: Duration,
    /// Fetch the pages that feeds link to (this is so unless --no-pages is given)
    #[arg(long, overrides_with = "no_pages")]
    pages: bool,
    /// Fetch no pages: keep what the feeds themselves have
    #[arg(long)]
    no_pages: bool,
    /// How many hosts are asked at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=32))]
    hosts: u8,
    /// Take up again feeds that were given up because they are gone
    #[arg(long)]
    revive: bool,
    /// Only texts and full-text search, no quotations, names and times
    #[arg(long)]
    no_annotate: bool,
    /// One JSON object for each event on standard output
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    web: Web,
}

/// For how long the log of fetches is kept.
const LOG: Millis = 90 * 86_400_000;
/// For how long what robots.txt files said is of use.
const ROBOTS: Millis = 86_400_000;

/// Later than every time, so that what was fetched just now counts too.
const ALWAYS: &str = "~";

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut problems = Vec::new();
    let listed = listed(&args.feeds, &mut problems);
    for problem in &problems {
        output::say(problem);
    }
    if listed.is_empty() && !args.feeds.is_empty() {
        anyhow::bail!("no feed to watch; name a list of feeds or the address of one");
    }
    let mut library = Library::open(&args.place.library, Duration::from_secs(args.place.wait))?;
    let stop = Arc::new(AtomicBool::new(false));
    let fetcher = args.web.fetcher(Arc::clone(&stop));
    let now = fetcher.clock().now();
    let feeds = if listed.is_empty() { library.feeds()? } else { library.list_feeds(&listed, &iso(now))? };
    if feeds.is_empty() {
        anyhow::bail!("{}: no feed is watched yet; name a list of feeds", args.place.library.display());
    }
    if args.revive {
        for feed in &feeds {
            library.revive(*feed, &iso(now))?;
        }
    }
    prepare(&mut library, &fetcher, now)?;
    interrupt::lets_finish(&stop, "ending once what is under way is done; again to end at once");
    let settings = Settings {
        every: (!args.once).then_some(args.every),
        again: args.again,
        window: args.window,
        pages: !args.no_pages,
        annotate: !args.no_annotate,
        hosts: usize::from(args.hosts),
    };
    let (library, log) = (Mutex::new(library), Log::new(args.json));
    let failed = watch(&library, &fetcher, &log, &stop, &settings, &feeds)?;
    Ok(match failed {
        Failed::All => ExitCode::from(2),
        Failed::Some => ExitCode::from(1),
        Failed::None if problems.is_empty() => ExitCode::SUCCESS,
        Failed::None => ExitCode::from(1),
    })
}

/// How much of the last round went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failed {
    None,
    Some,
    All,
}

fn watch(
    library: &Mutex<Library>,
    fetcher: &Fetcher,
    log: &Log,
    stop: &AtomicBool,
    settings: &Settings,
    feeds: &[i64],
) -> anyhow::Result<Failed> {
    loop {
        let round = Round::new(library, fetcher, log, stop, settings);
        let tally = round.run(feeds)?;
        let ended = stop.load(Ordering::Relaxed);
        log.round(fetcher.clock().now(), &tally, ended)?;
        let Some(every) = settings.every.filter(|_| !ended) else {
            log.next(fetcher.clock().now(), &next(library, settings, feeds)?);
            let all = tally.feeds > 0 && tally.feeds == tally.feeds_failed;
            let any = tally.feeds_failed + tally.pages_failed > 0;
            return Ok(match (ended && settings.every.is_some(), all, any) {
                (true, ..) | (_, _, false) => Failed::None,
                (_, true, _) => Failed::All,
                _ => Failed::Some,
            });
        };
        let wait = wait(library, fetcher.clock().now(), settings, feeds, every)?;
        if !fetcher.clock().sleep(wait) {
            return Ok(Failed::None);
        }
    }
}

/// What is watched, and when the next of it is due: a run that finds nothing due says so by this.
fn next(library: &Mutex<Library>, settings: &Settings, feeds: &[i64]) -> anyhow::Result<String> {
    let library = library.lock().unwrap_or_else(PoisonError::into_inner);
    let mut kinds = vec![(Watch::Feed, "feed")];
    if settings.pages {
        kinds.push((Watch::Page, "page"));
    }
    let mut out = Vec::new();
    for (what, name) in kinds {
        let watched = library.watched(what, feeds, ALWAYS)?;
        let due = watched.first().and_then(|w| w.due.as_deref());
        // Two feeds may link to one page.
        let all = watched.iter().map(|w| w.url.as_str()).collect::<HashSet<_>>().len();
        // A single round asks feeds whenever it is run, but for those that are left alone for a while.
        let due = match due {
            None => String::new(),
            Some(_) if what == Watch::Feed && settings.every.is_none() => ", due with the next round".into(),
            Some(due) => format!(", next due at {due}"),
        };
        out.push(format!("{} watched{due}", count(all, name)));
    }
    Ok(out.join("; "))
}

/// How long until something is due.
fn wait(
    library: &Mutex<Library>,
    now: Millis,
    settings: &Settings,
    feeds: &[i64],
    every: Duration,
) -> anyhow::Result<Duration> {
    let library = library.lock().unwrap_or_else(PoisonError::into_inner);
    let mut first = None;
    for what in if settings.pages { [Watch::Feed, Watch::Page].as_slice() } else { &[Watch::Feed] } {
        let due = library.watched(*what, feeds, ALWAYS)?.into_iter().find_map(|w| w.due.as_deref().and_then(millis));
        first = [first, due].into_iter().flatten().min();
    }
    let wait = first.map_or(every, |at| Duration::from_millis(at.saturating_sub(now).max(0) as u64));
    // What another program holds is due and cannot be had.
    Ok(wait.clamp(Duration::from_secs(1), every.max(Duration::from_secs(1))))
}

/// Puts what is known from earlier runs to use, and lets go of what is old.
fn prepare(library: &mut Library, fetcher: &Fetcher, now: Millis) -> anyhow::Result<()> {
    library.forget_fetches(&iso(now - LOG))?;
    for (origin, status, text, fetched) in library.robots(&iso(now - ROBOTS))? {
        if let Some(fetched) = millis(&fetched) {
            fetcher.remember(&origin, Remembered { status, text, fetched });
        }
    }
    Ok(())
}

/// The addresses that the arguments name, each once.
fn listed(args: &[OsString], problems: &mut Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for arg in args {
        let name = arg.to_string_lossy();
        let urls = if address::is_address(&name) {
            vec![name.clone().into_owned()]
        } else {
            match bytes(arg) {
                Ok(bytes) => {
                    let (urls, faults) = variorum_read::feed_list(&name, &bytes);
                    problems.extend(faults.iter().map(ToString::to_string));
                    if urls.is_empty() && faults.is_empty() {
                        problems.push(format!("{name}: there is no feed in this list"));
                    }
                    urls
                }
                Err(error) => {
                    problems.push(format!("{error:#}"));
                    continue;
                }
            }
        };
        for url in urls {
            match address::address(&url) {
                Ok(url) => out.push(url.into()),
                Err(error) => problems.push(format!("{name}: {error}")),
            }
        }
    }
    let mut seen = HashSet::new();
    out.retain(|url| seen.insert(url.clone()));
    out
}

fn bytes(path: &OsStr) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    if path == "-" {
        std::io::stdin().read_to_end(&mut out).context("standard input")?;
        return Ok(out);
    }
    std::fs::read(path).map_err(|e| anyhow::anyhow!("{}: {}", path.to_string_lossy(), input::why(&e)))
}

impl log::Tally {
    /// In a few words.
    fn words(&self) -> String {
        let failed = self.feeds_failed + self.pages_failed;
        format!(
            "{} and {} asked, {} new, {} changed, {failed} failed",
            count(self.feeds, "feed"),
            count(self.pages, "page"),
            self.new,
            self.changed,
        )
    }
}
