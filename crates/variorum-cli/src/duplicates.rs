//! `variorum duplicates`: copies among a pile of reports.

use crate::pile::{self, Names, Steps};
use crate::progress::Progress;
use crate::view::clean::{count, neutral, shortened};
use crate::{output, threads};
use std::cell::Cell;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use variorum::copies::duplicates::{DuplicatePair, DuplicateRule, Duplicates, Group, Link};
use variorum::copies::shingles::Shingles;

/// Find copies: every pair of reports that have most of their words in common
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum duplicates feed.jsonl                          pairs, each with what they share
  variorum duplicates archive.jsonl --threshold 0.5 --json > pairs.jsonl
  variorum duplicates archive.jsonl --groups              reports that are all like each other
  variorum duplicates archive.jsonl --groups --link single
  variorum duplicates reports/ --containment 0.9          excerpts too
  variorum duplicates today.jsonl --against archive.jsonl which of today's are there already

What is compared: the sets of word triples (three words in a row) of two texts in small letters.
A word is a run of letters, digits and underscores (\\w+), so that \"don't\" is two. The likeness
is that of Jaccard: triples that both have, to all triples that either has. Reports of fewer than
ten different triples are not compared. The answer is exact: every pair at or over the threshold,
and no other.

Exit code: 0 when all went well, 1 when a report could not be read (the others are compared),
2 when nothing could be done.")]
pub struct Args {
    /// Reports: files, folders, or - for standard input
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<OsString>,
    /// Least Jaccard likeness of a pair, over 0 and at most 1
    #[arg(long, value_name = "T", default_value_t = 0.7, value_parser = share)]
    threshold: f64,
    /// Report excerpts too: pairs where at least this share of the smaller one is in the larger one
    #[arg(long, value_name = "SHARE", value_parser = share)]
    containment: Option<f64>,
    /// Print groups in the place of pairs
    #[arg(long)]
    groups: bool,
    /// When reports are one group: complete, each is like each other one; single, a chain leads from each to each
    #[arg(long, value_name = "HOW", default_value = "complete", value_parser = ["complete", "single"], requires = "groups")]
    link: String,
    /// Reports that are there already: they are compared with REPORT and not with each other
    #[arg(long, value_name = "REPORT", conflicts_with = "groups")]
    against: Vec<OsString>,
    /// Do not compare reports with fewer different word triples
    #[arg(long, value_name = "N", default_value_t = 10)]
    least: u32,
    /// How many threads may work [default: one for each core]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Print JSON lines
    #[arg(long)]
    json: bool,
    /// Write to FILE what would go to standard output; FILE is replaced as a whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A share over 0 and at most 1.
fn share(given: &str) -> Result<f64, String> {
    let number: f64 =
        given.parse().map_err(|_| "not a number; give one over 0 and at most 1, such as 0.7".to_owned())?;
    if number > 0.0 && number <= 1.0 { Ok(number) } else { Err("must be over 0 and at most 1, such as 0.7".to_owned()) }
}

/// Characters of a title, or of the first words, by which a group is known.
const OPENING: usize = 60;

/// Reports as they are read.
#[derive(Default)]
struct Batch {
    names: Names,
    shingles: Shingles,
    /// For groups that people read.
    openings: Vec<String>,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    output::check(args.output.as_deref())?;
    let threads = threads::count(args.threads);
    let progress = Progress::start("reading");
    let (mut names, mut openings, mut piles) = (Names::default(), Vec::new(), Vec::new());
    let opened = args.groups && !args.json;
    let mut steps = Steps {
        new: Batch::default,
        take: |batch: &mut Batch, report: pile::Report| {
            batch.names.push(&report);
            batch.shingles.push(report.text);
            if opened {
                batch.openings.push(shortened(report.title.unwrap_or(report.text), OPENING));
            }
        },
        merge: |batch: Batch| {
            names.append(&batch.names);
            openings.extend(batch.openings);
            piles.push(batch.shingles);
        },
    };
    let mut read = pile::read(&args.against, threads, &progress, &mut steps);
    let known = read.reports as u32;
    let fresh = pile::read(&args.reports, threads, &progress, &mut steps);
    read.problems.extend(fresh.problems);
    progress.say(|| format!("comparing {}", count(names.len(), "report")));
    let rule =
        DuplicateRule { jaccard: args.threshold, containment: args.containment, least: args.least, known, threads };
    let found = Duplicates::find(piles, rule);
    drop(progress);
    pile::problems(&read.problems, fresh.reports)?;
    if let Some(note) = names.settle() {
        output::say(&note);
    }
    let view = View { names: &names, openings: &openings, found: &found, args: &args, any: Cell::new(false) };
    match &args.output {
        Some(path) => output::file(path, |out| view.write(out))?,
        None => {
            let mut out = output::plain();
            view.write(&mut out)?;
            out.flush()?;
        }
    }
    if !view.any.get() {
        output::say(&format!("no copies: no two reports are so much alike (--threshold {})", args.threshold));
    }
    if found.short > 0 {
        let (them, least) = (count(found.short as usize, "report"), args.least);
        output::say(&format!("{them} not compared: fewer than {least} different word triples (--least)"));
    }
    Ok(if read.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

struct View<'a> {
    names: &'a Names,
    openings: &'a [String],
    found: &'a Duplicates,
    args: &'a Args,
    /// Whether anything was written.
    any: Cell<bool>,
}

impl View<'_> {
    fn write(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        if self.args.groups {
            let link = if self.args.link == "single" { Link::Single } else { Link::Complete };
            for (n, group) in self.found.groups(link).iter().enumerate() {
                self.any.set(true);
                self.group(n + 1, group, out)?;
            }
            return Ok(());
        }
        self.found.each_pair(|pair| {
            self.any.set(true);
            self.pair(&pair, out)
        })
    }

    fn pair(&self, pair: &DuplicatePair, out: &mut dyn Write) -> anyhow::Result<()> {
        let kind = self.kind(pair);
        let (jaccard, containment) = (pair.jaccard(), pair.containment());
        let DuplicatePair { a, b, shared, a_size, b_size } = *pair;
        if self.args.json {
            let places = self.names.places(&[("a", a), ("b", b)]);
            let (a, b) = (self.names.json(a), self.names.json(b));
            writeln!(
                out,
                "{{\"a\":{a},\"b\":{b},\"kind\":\"{kind}\",\"jaccard\":{jaccard:.6},\"containment\":{containment:.6},\
                 \"shared\":{shared},\"a_triples\":{a_size},\"b_triples\":{b_size}{places}}}"
            )?;
        } else {
            let (a, b) = (neutral(&self.names.plain(a)), neutral(&self.names.plain(b)));
            let why = format!("{shared} word triples in both, of {a_size} and {b_size}");
            writeln!(out, "{jaccard:.2}  {kind:<9}  {a}  {b}  ({why})")?;
        }
        Ok(())
    }

    fn kind(&self, pair: &DuplicatePair) -> &'static str {
        if pair.shared == pair.a_size && pair.shared == pair.b_size {
            "identical"
        } else if pair.jaccard() >= self.args.threshold {
            "near"
        } else {
            "excerpt"
        }
    }

    fn group(&self, number: usize, group: &Group, out: &mut dyn Write) -> anyhow::Result<()> {
        let least = group.least;
        if self.args.json {
            let members: Vec<&str> = group.members.iter().map(|m| self.names.json(*m)).collect();
            let (members, places) = (members.join(","), self.names.places_of_all(&group.members));
            writeln!(out, "{{\"group\":{number},\"least\":{least:.6},\"members\":[{members}]{places}}}")?;
        } else {
            let alike = if self.args.link == "single" { "by a chain" } else { "all alike" };
            let opening = group.members.first().and_then(|m| self.openings.get(*m as usize));
            let opening = opening.filter(|o| !o.is_empty()).map_or(String::new(), |o| format!(": {o}"));
            let reports = count(group.members.len(), "report");
            writeln!(out, "{number}: {reports}, {alike}, {least:.2} or more{opening}")?;
            for member in &group.members {
                writeln!(out, "   {}", neutral(&self.names.plain(*member)))?;
            }
        }
        Ok(())
    }
}
