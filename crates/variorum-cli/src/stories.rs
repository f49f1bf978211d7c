//! `variorum stories`: reports into stories, in the order in which they were published.

mod decisions;
mod explain;
mod list;

use crate::library::{self, Place, reading};
use crate::progress::Progress;
use crate::view::clean::count;
use crate::{input, output, pile, threads};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use variorum::annotate::{Annotated, annotate};
use variorum::article::Article;
use variorum::story::gather::cluster::{Gatherer, Limits, ReportId, StoryId};
use variorum::story::gather::sketch::Sketch;
use variorum::story::gather::words::warm_up;
use variorum_store::prepare::{self, Raw};
use variorum_store::stories::StoryQuery;

/// Group reports by the event they tell, in the order in which they were published
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum stories reports/
  variorum stories --json archive.jsonl > stories.jsonl
  variorum stories --explain 4711 4712 archive.jsonl
  variorum stories --decisions by-hand.jsonl archive.jsonl
  variorum stories --library news.db                 what came in since, into the stories kept there
  variorum stories --library news.db --merge s3 s9   one event, for good
  variorum stories --library news.db --split 17 18   these articles are of another event, for good

Reports are taken by date, those of one day by id, those without a date first. Each is compared
with earlier ones only; a later report can still bring two stories together or part one.

With --json, one object a line for each report, in that order:
  id         the record's id, else the path (path:line in a file of several)
  story      the number of its story
  part       the number of its part of the story: a report that comes after a silence of more
             than --pause days opens a new part
  continues  the part that this part follows; null in the first part of a story
  place      file and line, only where another report has the same id; --explain takes it too

With --library and --json, one object a line for each story, the latest first: story (s12), title,
first, last (days), outlets, parts, articles (article, part, continues).

--decisions names a file of JSON lines: {\"together\": [ids]} for reports that tell one event,
{\"apart\": [ids]} for reports of which no two do. They hold over everything else.

Exit code: 0 when all went well, 1 when a report could not be read, 2 when none could, or when
decisions contradict each other.")]
pub struct Args {
    /// Reports: files, folders, or - for standard input
    #[arg(required_unless_present = "library", value_name = "REPORT")]
    reports: Vec<OsString>,
    #[command(flatten)]
    kept: Kept,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Say why two reports, by their ids, are or are not together
    #[arg(long, num_args = 2, value_names = ["A", "B"], conflicts_with = "library")]
    explain: Option<Vec<String>>,
    /// Decisions by hand
    #[arg(long, value_name = "FILE", conflicts_with = "library")]
    decisions: Option<std::path::PathBuf>,
    /// Days that every report can be compared with later ones; older stories are known by a few reports each
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = clap::value_parser!(i32).range(1..))]
    window: i32,
    /// Most reports in the window
    #[arg(long, value_name = "N", default_value_t = 500_000, value_parser = clap::value_parser!(u32).range(1..))]
    most: u32,
    /// Days of silence behind which a story is continued in a new part
    #[arg(long, value_name = "DAYS", default_value_t = 14, value_parser = clap::value_parser!(i32).range(0..))]
    pause: i32,
    /// Weigh words by all reports from the start, not by those up to each
    #[arg(long, conflicts_with = "library")]
    batch: bool,
    /// Threads that read reports; the result is the same for any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

/// Stories that are kept in a library.
#[derive(clap::Args)]
#[command(next_help_heading = "In a library")]
struct Kept {
    /// Group the articles of a library that came in since the last time, and list its stories
    #[arg(long, value_name = "FILE", conflicts_with = "reports")]
    library: Option<std::path::PathBuf>,
    /// How long to wait while another program writes to it
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    wait: u64,
    /// Make one story of several, for good
    #[arg(long, num_args = 2.., value_name = "STORY", requires = "library")]
    merge: Vec<String>,
    /// Take articles out of their story, for good
    #[arg(long, num_args = 1.., value_name = "ARTICLE", requires = "library", conflicts_with = "merge")]
    split: Vec<i64>,
    /// List what was decided by hand
    #[arg(long, requires = "library")]
    decided: bool,
    /// Take a decision back; the stories stay as they are until articles come that move them
    #[arg(long, value_name = "DECISION", requires = "library")]
    forget: Option<i64>,
    /// List stories of so many articles or more
    #[arg(long, value_name = "ARTICLES", default_value_t = 2, requires = "library")]
    least: u32,
    /// List stories with an article of this day or later (2021-02-05, 2021-02 or 2021)
    #[arg(long, value_name = "DATE", requires = "library")]
    from: Option<String>,
    /// List so many stories; all with --json where this is not given
    #[arg(long, value_name = "STORIES", requires = "library")]
    limit: Option<u32>,
}

/// What is kept of a report.
struct Entry {
    id: String,
    /// The file, and the line in one of several.
    place: String,
    date: Option<String>,
    title: String,
    outlet: Option<String>,
    sketch: Sketch,
    /// The report itself, where it is to be explained.
    report: Option<Annotated>,
}

/// A report with its place among the stories.
#[derive(Clone, Copy)]
struct Placed {
    /// Stories are counted from 1 in the order of their first reports, parts from 1.
    story: usize,
    part: usize,
}

/// Bytes of captures that are read at a time.
const MOST: usize = 64 << 20;

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let limits = Limits { days: args.window, reports: args.most as usize };
    if let Some(file) = args.kept.library.clone() {
        return in_library(Place::new(file, args.kept.wait), args, limits);
    }
    let decisions = args.decisions.as_deref().map(decisions::read).transpose()?.unwrap_or_default();
    let progress = Progress::start("reading");
    let (mut entries, wanting) = read(&args, &progress);
    anyhow::ensure!(!entries.is_empty(), "no report could be read");
    entries.sort_by(|a, b| (&a.date, &a.id).cmp(&(&b.date, &b.id)));
    let ids: HashSet<&str> = entries.iter().map(|e| e.id.as_str()).collect();
    for id in decisions.names().filter(|id| !ids.contains(id)) {
        output::say(&format!("decisions name a report that is not among these: {id}"));
    }
    let mut gatherer = Gatherer::new(limits, decisions);
    let sketches = entries.iter().map(|e| &e.sketch);
    if args.batch {
        sketches.for_each(|sketch| gatherer.count(sketch));
    } else {
        warm_up(sketches).for_each(|sketch| gatherer.count(sketch));
    }
    let mut explained = args.explain.as_deref().map(|ids| explain::Pair::find(ids, &entries)).transpose()?;
    let reports: Vec<ReportId> = (entries.iter().enumerate())
        .map(|(i, entry)| {
            let newcomer = gatherer.meet(&entry.sketch, !args.batch);
            if let Some(pair) = explained.as_mut().filter(|p| p.later == i) {
                pair.compare(&gatherer, &newcomer);
            }
            if i % 1000 == 999 {
                progress.say(|| format!("{} of {}", count(i + 1, "report"), entries.len()));
            }
            gatherer.put(newcomer, Some(&entry.id))
        })
        .collect();
    let stories: Vec<StoryId> = reports.iter().filter_map(|r| gatherer.story(*r)).collect();
    let placed = place(&entries, &stories, args.pause);
    drop(progress);
    let shared = shared_ids(&entries);
    let mut out = output::coloured();
    if let Some(pair) = explained {
        pair.write(&mut out, &entries, &placed, &gatherer, &reports, args.json)?;
    } else if args.json {
        for (entry, at) in entries.iter().zip(&placed) {
            serde_json::to_writer(&mut out, &record(entry, *at, &shared))?;
            out.write_all(b"\n")?;
        }
    } else {
        list::write(&mut out, &entries, &placed, output::width())?;
    }
    out.flush()?;
    Ok(if wanting { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn in_library(place: Place, args: Args, limits: Limits) -> anyhow::Result<ExitCode> {
    let kept = args.kept;
    crate::library::check_date("--from", kept.from.as_deref())?;
    let limit = kept.limit.or((!args.json).then_some(20));
    library::stories::run(&library::stories::Task {
        place: &place,
        limits,
        pause: args.pause,
        threads: threads::count(args.threads.map(usize::from)),
        merge: &kept.merge,
        split: &kept.split,
        forget: kept.forget,
        decided: kept.decided,
        query: StoryQuery { least: kept.least, from: kept.from, limit },
        json: args.json,
    })
}

#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    story: String,
    part: String,
    continues: Option<String>,
    /// Where another report has the same id.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
}

fn record<'a>(entry: &'a Entry, at: Placed, shared: &HashSet<&str>) -> Record<'a> {
    let part = |part: usize| format!("{}.{part}", at.story);
    Record {
        id: &entry.id,
        story: at.story.to_string(),
        part: part(at.part),
        continues: (at.part > 1).then(|| part(at.part - 1)),
        place: shared.contains(entry.id.as_str()).then_some(&entry.place),
    }
}

/// The ids that several reports have; says so, if there are any.
fn shared_ids(entries: &[Entry]) -> HashSet<&str> {
    let mut first: HashMap<&str, &Entry> = HashMap::with_capacity(entries.len());
    let (mut shared, mut example) = (HashSet::new(), None);
    for entry in entries {
        if let Some(first) = first.insert(&entry.id, entry) {
            shared.insert(entry.id.as_str());
            example.get_or_insert((first, entry));
        }
    }
    if let Some((a, b)) = example {
        let reports = entries.iter().filter(|e| shared.contains(e.id.as_str())).count();
        output::say(&pile::shared_ids(reports, &a.id, &a.place, &b.place));
    }
    shared
}

/// Reads and annotates all reports, and keeps of each what its story is found by: lines and archives one by one, so that
/// none is held as a whole. Whether something could not be read.
fn read(args: &Args, progress: &Progress) -> (Vec<Entry>, bool) {
    let mut reader = Reader {
        entries: Vec::new(),
        wanting: false,
        waiting: Vec::new(),
        bytes: 0,
        threads: threads::count(args.threads.map(usize::from)),
        explain: args.explain.as_deref().unwrap_or(&[]),
        progress,
    };
    let missing = input::each_file(&args.reports, &mut |name, real, file| {
        reading::captures(name, real, file, &mut |raw| {
            reader.take(raw);
            true
        })
    });
    reader.work();
    missing.iter().for_each(|problem| output::say(problem));
    (reader.entries, reader.wanting || !missing.is_empty())
}

struct Reader<'a> {
    entries: Vec<Entry>,
    wanting: bool,
    waiting: Vec<Raw>,
    bytes: usize,
    threads: usize,
    explain: &'a [String],
    progress: &'a Progress,
}

impl Reader<'_> {
    fn take(&mut self, raw: Result<Raw, String>) {
        match raw {
            Ok(raw) => {
                self.bytes += raw.bytes.len();
                self.waiting.push(raw);
            }
            Err(problem) => self.problem(&problem),
        }
        if self.waiting.len() >= 256 * self.threads || self.bytes >= MOST {
            self.work();
        }
    }

    fn problem(&mut self, problem: &str) {
        self.wanting = true;
        output::say(problem);
    }

    /// Reads what is waiting, and annotates it.
    fn work(&mut self) {
        self.bytes = 0;
        let mut articles: Vec<Article> = Vec::new();
        for intake in threads::map(std::mem::take(&mut self.waiting), self.threads, prepare::read) {
            intake.faults.iter().for_each(|fault| self.problem(&fault.to_string()));
            articles.extend(intake.reports.into_iter().map(|r| r.article));
        }
        let mut articles = articles.into_iter();
        loop {
            let batch: Vec<Article> = articles.by_ref().take(256 * self.threads).collect();
            if batch.is_empty() {
                return;
            }
            self.entries.extend(threads::map(batch, self.threads, |article| entry(article, self.explain)));
            self.progress.say(|| format!("{} read", count(self.entries.len(), "report")));
        }
    }
}

fn entry(article: Article, explain: &[String]) -> Entry {
    let report = annotate(article);
    let meta = &report.article.meta;
    let place = pile::place(&report.article.path, report.article.line);
    let id = meta.id.clone().unwrap_or_else(|| place.clone());
    let first = report.article.blocks.iter().find(|b| b.kind.is_story() && !b.content.is_empty());
    let opening = first.map_or("", |b| report.text(b.content));
    let title = meta.title.clone().unwrap_or_else(|| opening.chars().take(200).collect());
    Entry {
        date: meta.date.clone().or_else(|| meta.modified.clone()),
        title,
        outlet: meta.outlet.clone(),
        sketch: Sketch::of(&report),
        report: (explain.contains(&id) || explain.contains(&place)).then_some(report),
        id,
        place,
    }
}

/// Numbers stories in the order of their first reports, and cuts them where they fall silent.
fn place(entries: &[Entry], stories: &[StoryId], pause: i32) -> Vec<Placed> {
    let mut known: HashMap<StoryId, (Placed, Option<i32>)> = HashMap::new();
    let mut out = Vec::with_capacity(entries.len());
    for (entry, story) in entries.iter().zip(stories) {
        let next = known.len() + 1;
        let (at, last) = known.entry(*story).or_insert((Placed { story: next, part: 1 }, None));
        if let (Some(last), Some(day)) = (*last, entry.sketch.day)
            && day - last > pause
        {
            at.part += 1;
        }
        *last = entry.sketch.day.or(*last);
        out.push(*at);
    }
    out
}
