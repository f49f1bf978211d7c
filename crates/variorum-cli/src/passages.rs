//! `variorum passages`: what reports of a pile share word for word, and nearly so.

use crate::pile::{self, Names, Steps};
use crate::progress::Progress;
use crate::view::clean::{count, neutral, shortened};
use crate::{output, threads};
use std::collections::HashMap;
use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use variorum::copies::boilerplate::{Boilerplate, BoilerplateBlock};
use variorum::copies::passages::{PassageRule, SharedPassage, Wordings, passages};

/// Find shared passages: every run of words that two reports of different outlets have in common
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum passages feed.jsonl                     passages, each with its words
  variorum passages archive.jsonl --words 20 --json > passages.jsonl
  variorum passages reports/ --within              reports of one outlet too
  variorum passages archive.jsonl --boilerplate    what each outlet prints again and again
  variorum passages archive.jsonl --no-boilerplate passages without it

Every run of 12 words (--words) or more that stands in two reports is found. A word is a run of
letters, digits and underscores with at most one apostrophe inside (\\w+(?:['’]\\w+)?); capitals, the
shape of apostrophes and punctuation do not count. A passage goes on over words that differ where
enough follows that is the same again. The outlet of a report is its field `source`, `outlet` or
`publisher`; a report without one is compared with all others. Places are bytes of the UTF-8 of the
report's text; of a JSON line, of its field `text` as given.

Boilerplate, words that stand in five reports or more of one outlet (--repeats), is found first.
Passages that are mostly boilerplate are marked and not left out, unless asked.

Exit code: 0 when all went well, 1 when a report could not be read (the others are compared),
2 when nothing could be done.")]
pub struct Args {
    /// Reports: files, folders, or - for standard input
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<OsString>,
    /// Least number of words that must be the same in a row
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(u16).range(3..=1000))]
    words: u16,
    /// Compare reports of one outlet with each other too
    #[arg(long)]
    within: bool,
    /// List boilerplate in the place of passages: what each outlet repeats, and in how many of its reports
    #[arg(long, conflicts_with = "no_boilerplate")]
    boilerplate: bool,
    /// Leave out passages that are boilerplate
    #[arg(long)]
    no_boilerplate: bool,
    /// In how many reports of one outlet words must stand to be boilerplate
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(2..=60))]
    repeats: u32,
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

/// Reports as they are read: outlets have numbers of this batch.
#[derive(Default)]
struct Batch {
    names: Names,
    outlets: Outlets,
    wordings: Wordings,
    /// For people only.
    texts: Vec<String>,
}

#[derive(Default)]
struct Outlets {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Outlets {
    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    output::check(args.output.as_deref())?;
    let threads = threads::count(args.threads);
    let progress = Progress::start("reading");
    let mut all = Batch::default();
    let keep = !args.json;
    let mut steps = Steps {
        new: Batch::default,
        take: |batch: &mut Batch, report: pile::Report| {
            batch.names.push(&report);
            let outlet = report.outlet.map(|name| batch.outlets.number(name));
            batch.wordings.push(report.text, outlet);
            if keep {
                batch.texts.push(report.text.to_owned());
            }
        },
        merge: |batch: Batch| {
            let numbers: Vec<u32> = batch.outlets.list.iter().map(|name| all.outlets.number(name)).collect();
            all.names.append(&batch.names);
            all.wordings.append(&batch.wordings, |outlet| numbers.get(outlet as usize).copied().unwrap_or(outlet));
            all.texts.extend(batch.texts);
        },
    };
    let read = pile::read(&args.reports, threads, &progress, &mut steps);
    if let Err(error) = pile::problems(&read.problems, read.reports) {
        drop(progress);
        return Err(error);
    }
    if let Some(note) = all.names.settle() {
        output::say(&note);
    }
    progress.say(|| format!("comparing {}", count(read.reports, "report")));
    let least = usize::from(args.words);
    let boilerplate = Boilerplate::find(&all.wordings, least, args.repeats);
    let rule = PassageRule { least, within_outlets: args.within, without_boilerplate: args.no_boilerplate, threads };
    let view = View { all: &all, boilerplate: &boilerplate, rule, list: args.boilerplate, json: args.json };
    match &args.output {
        Some(path) => output::file(path, |out| view.write(out))?,
        None => {
            let mut out = output::plain();
            view.write(&mut out)?;
            out.flush()?;
        }
    }
    drop(progress);
    Ok(if read.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

struct View<'a> {
    all: &'a Batch,
    boilerplate: &'a Boilerplate,
    rule: PassageRule,
    list: bool,
    json: bool,
}

impl View<'_> {
    fn write(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        if self.list {
            return self.boilerplate.blocks.iter().try_for_each(|block| self.block(block, out));
        }
        passages(&self.all.wordings, self.boilerplate, self.rule, |p| self.passage(&p, out))
    }

    fn passage(&self, p: &SharedPassage, out: &mut dyn Write) -> anyhow::Result<()> {
        if self.rule.without_boilerplate && p.is_boilerplate() {
            return Ok(());
        }
        let (identity, repeated) = (p.identity(), p.is_boilerplate());
        if self.json {
            let (a, b) = (self.all.names.json(p.a), self.all.names.json(p.b));
            let places = self.all.names.places(&[("a", p.a), ("b", p.b)]);
            let (a_start, a_end, b_start, b_end) = (p.a_span.start(), p.a_span.end(), p.b_span.start(), p.b_span.end());
            writeln!(
                out,
                "{{\"a\":{a},\"b\":{b},\"a_start\":{a_start},\"a_end\":{a_end},\"b_start\":{b_start},\"b_end\":{b_end},\
                 \"a_words\":{},\"b_words\":{},\"matched\":{},\"longest_run\":{},\"identity\":{identity:.4},\
                 \"boilerplate\":{repeated}{places}}}",
                p.a_words, p.b_words, p.matched, p.longest
            )?;
            return Ok(());
        }
        let words = |report: u32, span: variorum::span::Span| {
            let text = self.all.texts.get(report as usize).and_then(|t| t.get(span.range())).unwrap_or("");
            shortened(text, 300)
        };
        let (a, b) = (neutral(&self.all.names.plain(p.a)), neutral(&self.all.names.plain(p.b)));
        let mark = if repeated { ", boilerplate" } else { "" };
        writeln!(out, "{a}:{}  {b}:{}  ({} words{mark})", p.a_span.start(), p.b_span.start(), p.a_words)?;
        writeln!(out, "   {}", words(p.a, p.a_span))?;
        if p.matched < p.a_words.max(p.b_words) {
            writeln!(out, "   {}", words(p.b, p.b_span))?;
        }
        Ok(())
    }

    fn block(&self, block: &BoilerplateBlock, out: &mut dyn Write) -> anyhow::Result<()> {
        let outlet = self.all.outlets.list.get(block.outlet as usize).map_or("", String::as_str);
        let (reports, words) = (block.reports, block.words);
        let (start, end) = (block.span.start(), block.span.end());
        if self.json {
            let (outlet, report) = (serde_json::Value::from(outlet), self.all.names.json(block.report));
            let place = self.all.names.places(&[("report", block.report)]);
            writeln!(
                out,
                "{{\"outlet\":{outlet},\"reports\":{reports},\"words\":{words},\"report\":{report},\"start\":{start},\"end\":{end}{place}}}"
            )?;
            return Ok(());
        }
        let text = self.all.texts.get(block.report as usize).and_then(|t| t.get(block.span.range())).unwrap_or("");
        let report = neutral(&self.all.names.plain(block.report));
        writeln!(out, "{}: {}, {words} words ({report}:{start})", neutral(outlet), count(reports as usize, "report"))?;
        writeln!(out, "   {}", shortened(text, 300))?;
        Ok(())
    }
}
