//! Piles of reports for commands that want words only: read piece by piece, in threads, without annotation.

use crate::progress::Progress;
use crate::view::clean::{count, number};
use crate::{input, output, threads};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use variorum::article::Article;
use variorum::ingest::lines;

/// A report while it is read.
pub struct Report<'a> {
    /// Its id as JSON: the record's own, else the file and the line.
    pub id: &'a str,
    /// The file that it stands in, as it was named, and the line where that has several.
    pub path: &'a str,
    pub line: Option<u64>,
    /// The outlet's name, where it is stated.
    pub outlet: Option<&'a str>,
    /// The title, where a file says it beside the text; of JSON lines none is read.
    pub title: Option<&'a str>,
    /// The text.
    pub text: &'a str,
}

/// The ids of reports, as JSON, in one string, and their places.
#[derive(Default)]
pub struct Names {
    all: String,
    ends: Vec<usize>,
    files: Vec<String>,
    /// Which of the files each stands in, and its line, 0 where it is the whole file.
    places: Vec<(u32, u32)>,
    /// Reports whose id another one has too; known once they are settled.
    shared: HashSet<u32>,
}

impl Names {
    /// Adds a report.
    pub fn push(&mut self, report: &Report<'_>) {
        self.all.push_str(report.id);
        self.ends.push(self.all.len());
        if self.files.last().is_none_or(|last| last != report.path) {
            self.files.push(report.path.to_owned());
        }
        let line = report.line.map_or(0, |line| u32::try_from(line).unwrap_or(u32::MAX));
        self.places.push((self.files.len() as u32 - 1, line));
    }

    /// Adds those of `more`.
    pub fn append(&mut self, more: &Names) {
        let before = self.all.len();
        self.all.push_str(&more.all);
        self.ends.extend(more.ends.iter().map(|end| before + end));
        // Pieces of one file follow each other.
        let same = more.files.first().is_some_and(|first| self.files.last() == Some(first));
        let before = self.files.len() as u32 - u32::from(same);
        self.files.extend(more.files.iter().skip(usize::from(same)).cloned());
        self.places.extend(more.places.iter().map(|(file, line)| (before + file, *line)));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Finds the ids that several have, whose places are printed from then on. A sentence that says so, if there are any.
    pub fn settle(&mut self) -> Option<String> {
        let mut first: HashMap<&str, u32> = HashMap::with_capacity(self.len());
        let (mut shared, mut example) = (HashSet::new(), None);
        for report in 0..self.len() as u32 {
            match first.entry(self.json(report)) {
                Entry::Vacant(free) => {
                    free.insert(report);
                }
                Entry::Occupied(taken) => {
                    shared.extend([*taken.get(), report]);
                    example.get_or_insert((*taken.get(), report));
                }
            }
        }
        self.shared = shared;
        let (a, b) = example?;
        let (id, a, b) = (self.words(a), self.place(a), self.place(b));
        Some(shared_ids(self.shared.len(), &id, &a, &b))
    }

    /// An id as JSON.
    pub fn json(&self, report: u32) -> &str {
        let report = report as usize;
        let start = report.checked_sub(1).and_then(|r| self.ends.get(r)).copied().unwrap_or(0);
        self.ends.get(report).and_then(|end| self.all.get(start..*end)).unwrap_or("null")
    }

    /// An id for people, with its place where several have it.
    pub fn plain(&self, report: u32) -> String {
        let id = self.words(report);
        if self.shared.contains(&report) { format!("{id} ({})", self.place(report)) } else { id }
    }

    /// Fields of a JSON object, `,"a_place":"file:line"`, for those of these reports whose id several have.
    pub fn places(&self, reports: &[(&str, u32)]) -> String {
        let shared = reports.iter().filter(|(_, report)| self.shared.contains(report));
        shared.map(|(name, report)| format!(",\"{name}_place\":{}", quoted(&self.place(*report)))).collect()
    }

    /// The field `places` of a JSON object: the place of each of these reports, where any has an id that several have.
    pub fn places_of_all(&self, reports: &[u32]) -> String {
        if !reports.iter().any(|report| self.shared.contains(report)) {
            return String::new();
        }
        let places: Vec<String> = reports.iter().map(|report| quoted(&self.place(*report))).collect();
        format!(",\"places\":[{}]", places.join(","))
    }

    fn words(&self, report: u32) -> String {
        let json = self.json(report);
        serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())
    }

    fn place(&self, report: u32) -> String {
        let (file, line) = self.places.get(report as usize).copied().unwrap_or_default();
        let file = self.files.get(file as usize).map_or("", String::as_str);
        place(file, Some(u64::from(line)).filter(|line| *line > 0))
    }
}

/// A file, and the line in one of several: `reports.jsonl:17`.
pub fn place(path: &str, line: Option<u64>) -> String {
    line.map_or(path.to_owned(), |line| format!("{path}:{line}"))
}

/// A sentence that says that `reports` share their ids, with two of them that share `id`.
pub fn shared_ids(reports: usize, id: &str, a: &str, b: &str) -> String {
    let reports = count(reports, "report");
    format!("{reports} with an id that another has too (such as {id}, at {a} and {b}): told apart by file and line")
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
/// Bytes of one line of a packed file: what comes out of one may be a bomb.
const LONGEST_PACKED: usize = 256 << 20;
/// Bytes of a file that is read as a whole.
const LONGEST: u64 = u32::MAX as u64;

/// Reads every argument: files and folders as elsewhere, and JSON lines, packed or not, piece by piece, so that no file
/// of them is in memory as a whole.
pub fn read<B, New, Take, Merge>(
    args: &[OsString],
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
    let missing = input::each_file(args, &mut |name, real, file| reader.file(name, real, file));
    reader.problems.extend(missing);
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
    /// A file, or standard input.
    fn file(&mut self, name: &str, real: &Path, file: &mut dyn Read) -> io::Result<()> {
        let mut file = BufReader::with_capacity(1 << 18, file);
        let (packed, lines) = {
            let (packed, mut probe) = variorum_read::unpacked(file.fill_buf()?)?;
            // What cannot be unpacked is told where it is read.
            let first = probe.fill_buf().unwrap_or_default();
            let record = || first.trim_ascii_start().trim_prefix_mark().starts_with(b"{");
            (packed, input::has_lines(variorum_read::inner_name(name)) || name == "-" && record())
        };
        if lines && packed {
            let (_, opened) = variorum_read::unpacked(file)?;
            self.lines(name, opened, 0, LONGEST_PACKED);
            return Ok(());
        }
        if lines {
            let size = fs::metadata(real).map_or(0, |m| m.len());
            self.lines(name, file, size, usize::MAX);
            return Ok(());
        }
        let mut bytes = Vec::new();
        file.take(LONGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST {
            self.problems.push(format!("{name}: more than 4 GiB in one report: split the file"));
            return Ok(());
        }
        let read = variorum_read::read(name, bytes);
        self.problems.extend(read.faults.iter().map(ToString::to_string));
        let articles: Vec<Article> = read.reports.into_iter().map(|r| r.article).collect();
        self.articles(&articles);
        Ok(())
    }

    /// Articles that were read as a whole, as one batch.
    fn articles(&mut self, articles: &[Article]) {
        let mut batch = (self.steps.new)();
        for article in articles {
            let (path, line, meta) = (article.path.as_str(), article.line, &article.meta);
            let id = quoted(&meta.id.clone().unwrap_or_else(|| place(path, line)));
            let (outlet, title) = (meta.outlet.as_deref(), meta.title.as_deref());
            let report = Report { id: &id, path, line, outlet, title, text: article.text.as_str() };
            (self.steps.take)(&mut batch, report);
            self.reports += 1;
        }
        (self.steps.merge)(batch);
    }

    /// JSON lines, none longer than `longest`. The file has `size` bytes, 0 where that is not known.
    fn lines(&mut self, path: &str, mut file: impl Read, size: u64, longest: usize) {
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
                if wanted >= longest {
                    let (line, most) = (line + 1, number(longest >> 20));
                    self.problems.push(format!(
                        "{path}:{line}: more than {most} MiB in one line of a packed file, as of a bomb; the rest is not \
                         read: if it is none, unpack it first"
                    ));
                    return;
                }
                wanted = wanted.saturating_mul(2);
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
                    let line = Some(before + number);
                    let own;
                    let id = match found.id {
                        Some(id) => id,
                        None => {
                            own = quoted(&place(path, line));
                            &own
                        }
                    };
                    let outlet = found.outlet.as_deref();
                    take(&mut batch, Report { id, path, line, outlet, title: None, text: found.text });
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
