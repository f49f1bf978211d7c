//! Piles of reports for commands that want words only: read piece by piece, in threads, without annotation.

use crate::progress::Progress;
use crate::view::clean::{count, number};
use crate::{input, output, threads};
use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use variorum::article::Article;
use variorum::ingest::lines;

/// A report while it is read.
pub struct Report<'a> {
    /// Its id as JSON: the record's own, else the file and the line.
    pub id: &'a str,
    /// The outlet's name, where it is stated.
    pub outlet: Option<&'a str>,
    /// The text.
    pub text: &'a str,
}

/// The ids of reports, as JSON, in one string.
#[derive(Default)]
pub struct Names {
    all: String,
    ends: Vec<usize>,
}

impl Names {
    /// Adds an id.
    pub fn push(&mut self, id: &str) {
        self.all.push_str(id);
        self.ends.push(self.all.len());
    }

    /// Adds those of `more`.
    pub fn append(&mut self, more: &Names) {
        let before = self.all.len();
        self.all.push_str(&more.all);
        self.ends.extend(more.ends.iter().map(|end| before + end));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// An id as JSON.
    pub fn json(&self, report: u32) -> &str {
        let report = report as usize;
        let start = report.checked_sub(1).and_then(|r| self.ends.get(r)).copied().unwrap_or(0);
        self.ends.get(report).and_then(|end| self.all.get(start..*end)).unwrap_or("null")
    }

    /// An id for people.
    pub fn plain(&self, report: u32) -> String {
        let json = self.json(report);
        serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())
    }
}

/// What is done with the reports of a pile.
pub struct Steps<New, Take, Merge> {
    /// Makes an empty batch.
    pub new: New,
    /// Adds a report to a batch.
    pub take: Take,
    /// Takes a batch that is full; batches come in order.
    pub merge: Merge,
}

/// What came of reading.
pub struct Outcome {
    /// How many reports were read.
    pub reports: usize,
    /// What could not be read, each a sentence that names the file.
    pub problems: Vec<String>,
}

/// Bytes of JSON lines that a thread takes at a time.
const PIECE: usize = 4 << 20;

/// Reads every argument: files and folders as elsewhere, and JSON lines (a file named by itself, or standard input)
/// piece by piece, so that no file is in memory as a whole.
pub fn read<B, New, Take, Merge>(
    args: &[String],
    threads: usize,
    progress: &Progress,
    steps: &mut Steps<New, Take, Merge>,
) -> Outcome
where
    B: Send,
    New: Fn() -> B + Sync,
    Take: Fn(&mut B, Report<'_>) + Sync,
    Merge: FnMut(B),
{
    let mut reader = Reader { threads, progress, steps, reports: 0, problems: Vec::new() };
    let mut seen: HashSet<PathBuf> = HashSet::new();
    let mut others: Vec<String> = Vec::new();
    for arg in args {
        let path = Path::new(arg);
        let ending =
            path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"));
        let is_file = ending && fs::metadata(path).is_ok_and(|m| !m.is_dir());
        if arg != "-" && !is_file {
            others.push(arg.clone());
            continue;
        }
        reader.others(&std::mem::take(&mut others));
        if arg == "-" {
            if seen.insert(PathBuf::from("-")) {
                reader.stdin();
            }
        } else if seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())) {
            output::is_read(path);
            match File::open(path) {
                Ok(file) => {
                    let size = file.metadata().map_or(0, |m| m.len());
                    reader.lines(arg, file, size);
                }
                Err(error) => {
                    reader.problems.push(format!("{arg}: cannot be read: {error}; check that it may be read"))
                }
            }
        }
    }
    reader.others(&others);
    Outcome { reports: reader.reports, problems: reader.problems }
}

/// Says what could not be read; an error where nothing could.
pub fn problems(problems: &[String], reports: usize) -> anyhow::Result<()> {
    problems.iter().for_each(|p| output::say(p));
    if reports == 0 {
        anyhow::bail!("no report could be read");
    }
    Ok(())
}

struct Reader<'a, New, Take, Merge> {
    threads: usize,
    progress: &'a Progress,
    steps: &'a mut Steps<New, Take, Merge>,
    reports: usize,
    problems: Vec<String>,
}

impl<B, New, Take, Merge> Reader<'_, New, Take, Merge>
where
    B: Send,
    New: Fn() -> B + Sync,
    Take: Fn(&mut B, Report<'_>) + Sync,
    Merge: FnMut(B),
{
    /// Files that are no JSON lines, and folders.
    fn others(&mut self, args: &[String]) {
        if args.is_empty() {
            return;
        }
        let gathered = input::gather(args);
        self.problems.extend(gathered.problems);
        self.articles(&gathered.articles);
    }

    /// Articles that were read as a whole, as one batch.
    fn articles(&mut self, articles: &[Article]) {
        let mut batch = (self.steps.new)();
        for article in articles {
            let name = || article.line.map_or(article.path.clone(), |line| format!("{}:{line}", article.path));
            let id = quoted(&article.meta.id.clone().unwrap_or_else(name));
            let report = Report { id: &id, outlet: article.meta.outlet.as_deref(), text: article.text.as_str() };
            (self.steps.take)(&mut batch, report);
            self.reports += 1;
        }
        (self.steps.merge)(batch);
    }

    fn stdin(&mut self) {
        let mut stdin = io::stdin().lock();
        let mut first = Vec::new();
        // A pipe gives what it has.
        let read = stdin.by_ref().take(64 << 10).read_to_end(&mut first);
        let is_lines = first.trim_ascii_start().trim_prefix_mark().starts_with(b"{");
        if read.is_ok() && is_lines {
            return self.lines("-", first.as_slice().chain(stdin), 0);
        }
        match read.and_then(|_| stdin.read_to_end(&mut first)) {
            Ok(_) => {
                let read = variorum_read::read("-", first);
                self.problems.extend(read.faults.iter().map(ToString::to_string));
                let articles: Vec<Article> = read.reports.into_iter().map(|r| r.article).collect();
                self.articles(&articles);
            }
            Err(error) => self.problems.push(format!("standard input cannot be read: {error}")),
        }
    }

    /// JSON lines of which the file has `size` bytes, 0 where that is not known.
    fn lines(&mut self, path: &str, mut file: impl Read, size: u64) {
        let mut buffer: Vec<u8> = Vec::new();
        let (mut line, mut done, mut wanted) = (0u64, 0u64, PIECE * self.threads);
        loop {
            let before = buffer.len();
            let fresh = wanted.saturating_sub(before).max(1) as u64;
            let read = file.by_ref().take(fresh).read_to_end(&mut buffer);
            if let Err(error) = &read {
                self.problems.push(format!("{path}: cannot be read on from line {}: {error}", line + 1));
            }
            let ended = read.map_or(true, |n| n == 0);
            if done == 0
                && before == 0
                && let Err(error) = lines::check(path, &buffer)
            {
                self.problems.push(error.to_string());
                return;
            }
            let end = if ended { buffer.len() } else { memchr::memrchr(b'\n', &buffer).map_or(0, |at| at + 1) };
            if end == 0 && !ended {
                // One line is longer than all this.
                wanted *= 2;
                continue;
            }
            let whole = buffer.get(..end).unwrap_or(&[]);
            line += self.pieces(path, whole, line);
            done += end as u64;
            buffer.drain(..end);
            self.tell(done, size);
            if ended {
                return;
            }
        }
    }

    /// Whole lines, in as many pieces as there are threads. How many lines they were.
    fn pieces(&mut self, path: &str, bytes: &[u8], before: u64) -> u64 {
        let mut pieces: Vec<(u64, &[u8])> = Vec::new();
        let (mut rest, mut line) = (bytes, before);
        let share = bytes.len() / self.threads + 1;
        while !rest.is_empty() {
            let behind = rest.get(share.min(rest.len())..).unwrap_or(&[]);
            let end = memchr::memchr(b'\n', behind).map_or(rest.len(), |at| share.min(rest.len()) + at + 1);
            let (piece, behind) = rest.split_at(end);
            pieces.push((line, piece));
            line += memchr::memchr_iter(b'\n', piece).count() as u64;
            rest = behind;
        }
        let (new, take) = (&self.steps.new, &self.steps.take);
        let work = |(before, piece): (u64, &[u8])| {
            let (mut batch, mut problems, mut reports) = (new(), Vec::new(), 0);
            lines::each(piece, |number, read| match read {
                Ok(found) => {
                    let name;
                    let id = match found.id {
                        Some(id) => id,
                        None => {
                            name = quoted(&format!("{path}:{}", before + number));
                            &name
                        }
                    };
                    take(&mut batch, Report { id, outlet: found.outlet.as_deref(), text: found.text });
                    reports += 1;
                }
                Err(message) => problems.push(format!("{path}:{}: {message}", before + number)),
            });
            (batch, problems, reports)
        };
        let done = threads::map(pieces, self.threads, work);
        for (batch, problems, reports) in done {
            (self.steps.merge)(batch);
            self.problems.extend(problems);
            self.reports += reports;
        }
        line - before
    }

    fn tell(&self, done: u64, size: u64) {
        self.progress.say(|| {
            let megabytes = |bytes: u64| number((bytes / 1_000_000) as usize);
            let of = if size > 0 { format!(" of {}", megabytes(size)) } else { String::new() };
            format!("reading: {}, {}{of} MB", count(self.reports, "report"), megabytes(done))
        });
    }
}

trait Marked {
    fn trim_prefix_mark(&self) -> &[u8];
}

impl Marked for [u8] {
    /// Without a byte order mark.
    fn trim_prefix_mark(&self) -> &[u8] {
        self.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(self)
    }
}

fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
