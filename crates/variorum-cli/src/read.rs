//! `variorum read`: the articles in pages, feeds, archives and files of text, one after the other.

use crate::progress::Progress;
use crate::view::clean::{count, neutral};
use crate::web::{self, Web};
use crate::{input, output, threads};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use variorum_fetch::{Fetcher, address};
use variorum_read::{Fault, Intake, Report, warc};

/// How many files may be read ahead of the one that is printed, for each thread.
const AHEAD: usize = 8;

/// Print the articles in pages, feeds, web archives and files of text
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum read page.html                      headline, byline, date and text
  variorum read --json pages/ > articles.jsonl everything in a folder, one object a line
  variorum read --json 'saved/**/*.html.gz'    a pattern, where the shell does not take it
  variorum read https://harbour.example/gate   a page or feed from the web
  curl -s URL | variorum read --json -         a page from standard input
  variorum read --json crawl.warc.gz --from 81920
                                               an archive from the record at that byte on

Reads HTML, RSS, Atom and JSON feeds, WARC, ninjs, NewsML-G2 and NITF, JSON lines (passim's too),
lists of JSON objects, CollateX's JSON, Parquet and plain text, each also as .gz or .zst. What a file
holds is told by its first bytes. All commands that take files read the same.

With --json, one object a line for each article, in the order of the arguments:
  path, line   where it comes from; line counts the lines, entries or pages of a file of several
  offset       of an archive: the byte at which its record begins, for --from
  id, url, outlet, section, lang
  title, authors
  dateline     the place that the report was written in, as its dateline or its sender says
  published    day, with time and zone where both are stated (ISO 8601); modified: of the last change
  day          of publication where the outlet is, if published is in UTC and that is another day
  text         the story, paragraph by paragraph with blank lines between them
  captions     of its pictures
  bytes        [start, end): which bytes of the page the text was read from
  encoding, notes

Without --json, notes go to standard error.

Exit code: 0 when all went well, 1 when something could not be read or held no article, 2 when nothing
could be read.")]
pub struct Args {
    /// Files, folders, patterns, addresses of pages and feeds, or - for standard input
    #[arg(required = true, value_name = "PATH|URL")]
    paths: Vec<OsString>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// Take up an archive at this byte, where a record begins
    #[arg(long, value_name = "BYTE", default_value_t = 0)]
    from: u64,
    /// Threads that read; as many as there are processors where this is not given
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    web: Web,
}

/// Runs the command. Articles are printed as they are read, in the order of the arguments, and not kept.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut problems = Vec::new();
    let files = input::files(&args.paths, &mut problems);
    let threads = threads::count(args.threads);
    let mut printer =
        Printer { out: output::plain(), json: args.json, articles: 0, problems: problems.len(), wanting: 0 };
    for problem in problems {
        output::say(&problem);
    }
    let fetcher = &args.web.fetcher(Arc::default());
    let progress = Progress::start("reading");
    let done = AtomicUsize::new(0);
    let next = AtomicUsize::new(0);
    let (say, hear) = channel();
    std::thread::scope(|scope| -> anyhow::Result<()> {
        for _ in 0..threads.min(files.len()) {
            let (say, next, done, files) = (say.clone(), &next, &done, &files);
            scope.spawn(move || work(files, fetcher, next, done, threads * AHEAD, &say));
        }
        drop(say);
        let result = collect(&files, &hear, &done, &args, &mut printer, &progress);
        // Workers stop where nobody hears them, but one that waits has to be let go.
        done.store(usize::MAX / 2, Ordering::Relaxed);
        drop(hear);
        result
    })?;
    drop(progress);
    printer.out.flush()?;
    Ok(ExitCode::from(printer.code()))
}

/// What is read at once, and what is left to be read while it is printed.
enum Got {
    Whole(Intake),
    Archive,
}

fn work(
    files: &[PathBuf],
    fetcher: &Fetcher,
    next: &AtomicUsize,
    done: &AtomicUsize,
    ahead: usize,
    say: &Sender<(usize, Got)>,
) {
    loop {
        let i = next.fetch_add(1, Ordering::Relaxed);
        let Some(file) = files.get(i) else { return };
        while i > done.load(Ordering::Relaxed).saturating_add(ahead) {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        let got = if is_archive(file) { Got::Archive } else { Got::Whole(whole(file, fetcher)) };
        if say.send((i, got)).is_err() {
            return;
        }
    }
}

fn is_archive(file: &Path) -> bool {
    !matches!(file.to_str(), Some(name) if name == "-" || address::is_address(name))
        && warc::is_archive(&file.to_string_lossy(), b"")
}

fn whole(file: &Path, fetcher: &Fetcher) -> Intake {
    if let Some(url) = file.to_str().filter(|name| address::is_address(name)) {
        return fetched(url, fetcher);
    }
    // The file itself may have a name that is not UTF-8.
    let name = &*file.to_string_lossy();
    let bytes = if name == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    match bytes {
        Ok(bytes) => variorum_read::read(name, bytes),
        Err(error) => Intake { reports: Vec::new(), faults: vec![Fault::new(name, input::why(&error))] },
    }
}

fn fetched(url: &str, fetcher: &Fetcher) -> Intake {
    match web::fetch(fetcher, url) {
        Ok(answer) => {
            let (media, url) = (answer.content_type(), answer.url.as_str());
            variorum_read::read_capture(url, answer.bytes, media.as_deref(), Some(url))
        }
        Err(error) => Intake { reports: Vec::new(), faults: vec![Fault::new(error.url(), error.reason())] },
    }
}

fn collect(
    files: &[PathBuf],
    hear: &Receiver<(usize, Got)>,
    done: &AtomicUsize,
    args: &Args,
    printer: &mut Printer<impl Write>,
    progress: &Progress,
) -> anyhow::Result<()> {
    let mut waiting = BTreeMap::new();
    let mut turn = 0;
    while turn < files.len() {
        let Some(got) = waiting.remove(&turn) else {
            let (i, got) = hear.recv()?;
            waiting.insert(i, got);
            continue;
        };
        let file = files.get(turn).map_or(Path::new(""), PathBuf::as_path);
        let name = file.to_string_lossy();
        let before = (printer.articles, printer.problems);
        match got {
            Got::Whole(intake) => {
                for report in &intake.reports {
                    printer.article(report, None)?;
                }
                intake.faults.iter().for_each(|f| printer.fault(f));
                if before == (printer.articles, printer.problems) {
                    printer.wanting(&format!("{name}: no article in it"));
                }
                if args.from > 0 {
                    let what = "--from takes up archives (.warc, .warc.gz); this is read from its beginning";
                    printer.wanting(&format!("{name}: {what}"));
                }
            }
            Got::Archive => {
                archive(file, args.from, printer, progress)?;
                if before == (printer.articles, printer.problems) {
                    let from = if args.from > 0 { format!(" from byte {} on", args.from) } else { String::new() };
                    printer.wanting(&format!("{name}: no article in it{from}"));
                }
            }
        }
        turn += 1;
        done.store(turn, Ordering::Relaxed);
        progress.say(|| format!("{} of {} read", turn, count(files.len(), "file")));
    }
    Ok(())
}

fn archive(file: &Path, from: u64, printer: &mut Printer<impl Write>, progress: &Progress) -> anyhow::Result<()> {
    let name = file.to_string_lossy();
    let opened = File::open(file).and_then(|mut f| {
        let meta = f.metadata()?;
        f.seek(SeekFrom::Start(from))?;
        Ok((f, meta))
    });
    let opened = match opened {
        // A pipe has no length.
        Ok((_, meta)) if meta.is_file() && from > meta.len() => {
            let what = format!("--from {from} is behind its end: it has {} bytes", meta.len());
            printer.fault(&Fault::new(&name, what));
            return Ok(());
        }
        Ok((opened, _)) => opened,
        Err(error) => {
            printer.fault(&Fault::new(&name, input::why(&error)));
            return Ok(());
        }
    };
    let mut failed = None;
    warc::read(&name, BufReader::with_capacity(1 << 18, opened), from, &mut |got| {
        progress.say(|| format!("{name}: byte {}", got.next));
        match &got.what {
            Ok(report) => failed = printer.article(report, Some(got.offset)).err(),
            Err(fault) => printer.fault(fault),
        }
        failed.is_none()
    });
    failed.map_or(Ok(()), Err)
}

struct Printer<W> {
    out: W,
    json: bool,
    articles: usize,
    /// What could not be read.
    problems: usize,
    /// What was read and is not as it was wanted.
    wanting: usize,
}

impl<W: Write> Printer<W> {
    fn code(&self) -> u8 {
        match (self.articles, self.problems) {
            (_, 0) => u8::from(self.wanting > 0),
            (0, _) => 2,
            _ => 1,
        }
    }

    fn article(&mut self, report: &Report, offset: Option<u64>) -> anyhow::Result<()> {
        self.articles += 1;
        if self.json {
            serde_json::to_writer(&mut self.out, &record(report, offset))?;
            self.out.write_all(b"\n")?;
            return Ok(());
        }
        let meta = &report.article.meta;
        let place = report.article.line.map_or_else(String::new, |l| format!(":{l}"));
        writeln!(self.out, "{}{place}", neutral(&report.article.path))?;
        let by = report.authors.join(", ");
        let about = [
            meta.title.as_deref(),
            Some(by.as_str()),
            meta.outlet.as_deref(),
            meta.date.as_deref(),
            meta.url.as_deref(),
        ];
        for line in about.into_iter().flatten().filter(|l| !l.is_empty()) {
            writeln!(self.out, "  {}", neutral(line))?;
        }
        writeln!(self.out)?;
        for paragraph in report.text().split("\n\n") {
            writeln!(self.out, "{}\n", neutral(paragraph))?;
        }
        for note in &report.article.notes {
            output::say(&format!("{}{place}: note: {}", report.article.path, note.message));
        }
        Ok(())
    }

    fn wanting(&mut self, what: &str) {
        self.wanting += 1;
        output::say(what);
    }

    fn fault(&mut self, fault: &Fault) {
        self.problems += 1;
        output::say(&fault.to_string());
    }
}

/// The shape of a line of `--json`.
fn record(report: &Report, offset: Option<u64>) -> Value {
    let article = &report.article;
    let meta = &article.meta;
    let source = article.text.source(article.text.span());
    json!({
        "path": article.path,
        "line": article.line,
        "offset": offset,
        "id": meta.id,
        "url": meta.url,
        "outlet": meta.outlet,
        "section": report.section,
        "lang": meta.lang,
        "title": meta.title,
        "dateline": meta.place,
        "authors": report.authors,
        "published": meta.date,
        "day": meta.day,
        "modified": meta.modified,
        "text": report.text(),
        "captions": report.captions(),
        "bytes": [source.start, source.end],
        "encoding": article.encoding.name(),
        "notes": article.notes.iter().map(|n| n.message.as_str()).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    /// Reads files of these names and bytes: what is printed, and the exit code.
    fn read(name: &str, files: &[(OsString, &[u8])], from: &str) -> (String, u8) {
        let folder = std::env::temp_dir().join(format!("variorum-read-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
        for (path, (_, bytes)) in paths.iter().zip(files) {
            fs::write(path, bytes).unwrap();
        }
        let cli = crate::Cli::parse_from(["variorum", "read", "--json", "--from", from, "-"]);
        let crate::Command::Read(args) = cli.command else { panic!("no read") };
        let fetcher = args.web.fetcher(Arc::default());
        let (next, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let (say, hear) = channel();
        work(&paths, &fetcher, &next, &done, AHEAD, &say);
        let mut printer = Printer { out: Vec::new(), json: true, articles: 0, problems: 0, wanting: 0 };
        collect(&paths, &hear, &done, &args, &mut printer, &Progress::start("reading")).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        let code = printer.code();
        (String::from_utf8(printer.out).unwrap(), code)
    }

    #[test]
    fn nothing_in_a_file_is_something_wanting() {
        for (name, bytes) in [("a.jsonl", &b""[..]), ("a.warc", b""), ("a.json", br#"{"witnesses":[]}"#)] {
            assert_eq!(read("nothing", &[(name.into(), bytes)], "0"), (String::new(), 1), "{name}");
        }
        let (out, code) = read("something", &[("a.jsonl".into(), b""), ("b.txt".into(), b"The ferry left.")], "0");
        assert!(out.contains("The ferry left.") && code == 1, "{out}");
    }

    #[test]
    fn a_place_to_begin_at_that_is_none_is_told() {
        let (out, code) = read("from", &[("a.txt".into(), b"The ferry left.")], "5");
        assert!(out.contains("The ferry left.") && code == 1, "{out}");
        assert_eq!(read("behind", &[("a.warc".into(), b"WARC/1.0\r\n")], "99999").1, 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf_8_is_read() {
        use std::os::unix::ffi::OsStringExt;
        let name = OsString::from_vec(b"caf\xe9.txt".to_vec());
        let (out, code) = read("name", &[(name, b"The ferry left.")], "0");
        assert!(out.contains("The ferry left.") && code == 0, "{out}");
    }
}
