//! `variorum compare`: the edition of a set of reports.

mod apart;

use crate::progress::Progress;
use crate::view::clean::{count, neutral};
use crate::{export, folder, input, output, view};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use variorum::article::Article;
use variorum::story::edition::{Edition, edition};
use variorum::story::export::Format;
use variorum::story::record::{self, EditionRecord};

/// Compare reports: every quotation, its renderings side by side, what changed
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum compare a.txt b.txt              the edition in the terminal
  variorum compare reports/ --all | less    everything, nothing shortened
  variorum compare *.txt --html story.html  one page to read and to send on
  variorum compare *.txt --html story/      a folder of pages: edition, reports, speakers
  variorum compare *.txt --json > story.json
  variorum compare *.txt --export markdown,csv,tei -o story/
  grep harbour feed.jsonl | variorum compare -

A report is a text file, or one line of a JSONL file with a field `text`. Reports get the
sigla A, B, C ... in the order in which they are given.

Exit code: 0 when all went well, 1 when a report could not be read (the others are compared),
2 when nothing could be done.")]
pub struct Args {
    /// Reports: files, folders, or - for standard input
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<OsString>,
    #[command(flatten)]
    view: View,
}

/// How an edition is shown.
#[derive(clap::Args)]
pub struct View {
    /// Show everything in the terminal: typography, utterances of one report, long texts and lists in full
    #[arg(long)]
    all: bool,
    /// Print the edition as JSON, with every place as bytes of the captured files
    #[arg(long)]
    json: bool,
    /// Write the edition as one HTML page to FILE (standard output if it is -), or as a folder of pages where it is one,
    /// ends in / or does not end in .html
    #[arg(long, value_name = "FILE|FOLDER")]
    html: Option<PathBuf>,
    /// Give the edition in other formats: json, jsonl, csv, parquet, tei, webanno, prov, ninjs, schemaorg, collatex, dolma,
    /// markdown; several are parted by commas and go to a folder (`-o DIR`)
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = export::format)]
    export: Vec<Format>,
    /// Write to FILE what would go to standard output; FILE is replaced as a whole or not at all. With --export of several
    /// files: the folder
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    args.view.check()?;
    let progress = Progress::start("reading");
    let gathered = input::gather(&args.reports);
    if !gathered.articles.is_empty() && gathered.articles.iter().all(is_blank) {
        drop(progress);
        gathered.problems.iter().for_each(|problem| output::say(problem));
        anyhow::bail!("nothing to compare: there is no word of a report in {}", named(&gathered.articles));
    }
    show(gathered.articles, &gathered.problems, &args.view, progress)?;
    Ok(if gathered.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Whether a report has no word.
fn is_blank(article: &Article) -> bool {
    !article.text.as_str().contains(char::is_alphanumeric)
}

/// The first reports by their files, and how many more there are.
fn named(articles: &[Article]) -> String {
    const FIRST: usize = 3;
    let file = |a: &Article| if a.path == "-" { "standard input".to_string() } else { neutral(&a.path) };
    let mut out = articles.iter().take(FIRST).map(file).collect::<Vec<_>>().join(", ");
    if articles.len() > FIRST {
        out += &format!(" and {} more", articles.len() - FIRST);
    }
    out
}

/// Compares articles and shows their edition; says what could not be read.
///
/// # Errors
/// Where there is no article, or the edition cannot be written.
pub fn show(articles: Vec<Article>, problems: &[String], view: &View, progress: Progress) -> anyhow::Result<()> {
    let total = articles.len();
    let mut reports = Vec::with_capacity(total);
    for (i, article) in articles.into_iter().enumerate() {
        progress.say(|| format!("reading quotations: {} of {}", i + 1, count(total, "report")));
        reports.push(variorum::annotate::annotate(article));
    }
    progress.say(|| format!("comparing {}", count(total, "report")));
    let apart = apart::groups(&reports);
    let edition = (!reports.is_empty()).then(|| edition(reports));
    drop(progress);
    for problem in problems {
        output::say(problem);
    }
    let Some(edition) = edition else {
        anyhow::bail!("no report could be read");
    };
    if let Some(groups) = apart {
        output::say(&apart::told(&groups));
    }
    if total == 1 {
        output::say("one report: a comparison needs two; this shows what the one quotes");
    }
    view.write(&edition)
}

impl View {
    fn page_out(&self) -> bool {
        self.html.as_deref() == Some(Path::new("-"))
    }

    fn page_only(&self) -> bool {
        self.html.is_some() && !self.page_out() && !self.json && self.export.is_empty()
    }

    /// Checks what was asked for, before anything is read.
    ///
    /// # Errors
    /// Where it contradicts itself, or names a file in a folder that is not there.
    pub fn check(&self) -> anyhow::Result<()> {
        output::check(self.html.as_deref().filter(|_| !self.page_out()))?;
        output::check(self.output.as_deref())?;
        if self.json && !self.export.is_empty() {
            anyhow::bail!(
                "--json and --export both name what is printed; JSON is an export too: --export json,csv -o FOLDER"
            );
        }
        if self.page_out() && self.json {
            anyhow::bail!("--json and --html - both want standard output; give one of them a file");
        }
        if self.page_out() && !self.export.is_empty() {
            anyhow::bail!("--export and --html - both want standard output; give the page a file");
        }
        if !self.export.is_empty() {
            return export::check(&self.export, self.output.as_deref());
        }
        if self.page_only() && self.output.is_some() {
            anyhow::bail!("--output has nothing to write: --html FILE already names the file");
        }
        Ok(())
    }

    fn write(&self, edition: &Edition) -> anyhow::Result<()> {
        if let Some(path) = self.html.as_deref().filter(|path| !self.page_out() && folder::is_folder(path)) {
            folder::write(path, edition)?;
            output::wrote(&path.join("index.html"));
        } else if let Some(path) = self.html.as_deref().filter(|_| !self.page_out()) {
            output::file(path, |out| Ok(out.write_all(view::html::page(edition).as_bytes())?))?;
            output::wrote(path);
        }
        if !self.export.is_empty() {
            let record = EditionRecord::of(edition);
            let articles = edition.reports.iter().map(|r| &r.article);
            export::write(&record, articles, &self.export, self.output.as_deref())?;
        } else if let Some(path) = &self.output {
            output::file(path, |out| self.plain(edition, out))?;
            output::wrote(path);
        } else if self.page_out() || self.json {
            let mut out = output::plain();
            self.plain(edition, &mut out)?;
            out.flush()?;
        } else if !self.page_only() {
            // Takes the colours out where they do not belong.
            let mut out = output::coloured();
            out.write_all(self.terminal(edition).as_bytes())?;
            out.flush()?;
        }
        Ok(())
    }

    fn terminal(&self, edition: &Edition) -> String {
        view::text::report(edition, view::text::Options { width: output::width(), all: self.all })
    }

    /// Writes what goes to standard output, without colours.
    fn plain(&self, edition: &Edition, out: &mut dyn Write) -> anyhow::Result<()> {
        if self.page_out() {
            out.write_all(view::html::page(edition).as_bytes())?;
        } else if self.json {
            serde_json::to_writer(&mut *out, &record::streamed(edition))?;
            out.write_all(b"\n")?;
        } else {
            write!(out, "{}", anstream::adapter::strip_str(&self.terminal(edition)))?;
        }
        Ok(())
    }
}
