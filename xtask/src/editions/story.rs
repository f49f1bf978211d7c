//! The stories of the benchmark: read, made into editions, and made again without what tells who had it from whom.

use super::truth::{self, Removal, Removed, Spot, Truth};
use std::path::{Path, PathBuf};
use variorum::annotate::annotate;
use variorum::article::Article;
use variorum::ingest;
use variorum::span::{ArticleId, Place, Span};
use variorum::story::edition::{Edition, edition};

/// The two halves of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// May be read and learned from.
    Learn,
    /// For scores only: nobody reads it, no rule is made after it.
    Test,
}

impl Part {
    /// Its folder's name.
    pub fn name(self) -> &'static str {
        match self {
            Part::Learn => "learn",
            Part::Test => "test",
        }
    }
}

/// A report as it lies in its file: header lines, a blank line, the body.
#[derive(Clone, Debug)]
pub struct Report {
    pub outlet: Option<String>,
    pub date: Option<String>,
    pub title: Option<String>,
    pub url: Option<String>,
    /// The whole file.
    pub source: String,
    /// Where the body begins in it.
    body: usize,
}

impl Report {
    /// Reads a report's file.
    ///
    /// # Errors
    /// Where no blank line ends the header, or a header line is of no known kind.
    pub fn parse(source: &str) -> Result<Self, String> {
        let (head, body) = source.split_once("\n\n").ok_or("no blank line after the header")?;
        let body = source.len() - body.len();
        let mut report = Self { outlet: None, date: None, title: None, url: None, source: source.to_owned(), body };
        for line in head.lines() {
            let (field, value) = line.split_once(": ").ok_or(format!("no header line: {line:?}"))?;
            let field = match field {
                "outlet" => &mut report.outlet,
                "date" => &mut report.date,
                "title" => &mut report.title,
                "url" => &mut report.url,
                _ => return Err(format!("no header line: {line:?}")),
            };
            *field = Some(value.to_owned());
        }
        Ok(report)
    }

    /// The words of the report.
    pub fn body(&self) -> &str {
        &self.source[self.body..]
    }

    /// The report as a JSON line that the program reads; `id` is its letter.
    fn json(&self, id: char) -> String {
        let record = serde_json::json!({
            "id": id.to_string(), "date": self.date, "title": self.title, "url": self.url, "source": self.outlet,
            "text": self.body(),
        });
        format!("{record}\n")
    }

    /// The report after these removals, which are all its own.
    fn without(&self, removals: &[&Removed]) -> Result<Self, String> {
        let mut cuts: Vec<(&std::ops::Range<usize>, &str)> = Vec::new();
        for removed in removals {
            if let Removed::Words(bytes, by) = removed {
                // Several sections may take the same words away.
                if !cuts.iter().any(|(at, _)| at.start < bytes.end && bytes.start < at.end) {
                    cuts.push((bytes, by));
                }
            }
        }
        cuts.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
        let mut source = self.source.clone();
        for (at, by) in cuts {
            source.replace_range(at.clone(), by);
        }
        let mut report = Self::parse(&source)?;
        if removals.iter().any(|r| matches!(r, Removed::Date)) {
            report.date = None;
        }
        Ok(report)
    }
}

/// A story with its truth.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its folder's name.
    pub name: String,
    /// The reports A, B, … in order.
    pub reports: Vec<Report>,
    pub truth: Truth,
}

impl Story {
    /// The edition of the story, its reports in order.
    ///
    /// # Errors
    /// Where a report cannot be read as the program reads it, or not letter by letter.
    pub fn edition(&self) -> Result<Edition, String> {
        made(&self.name, &self.reports)
    }

    /// The edition of the story after all removals of its truth: of no two reports anything tells who had it from whom.
    ///
    /// # Errors
    /// As [`edition`](Self::edition).
    pub fn edition_without_evidence(&self) -> Result<Edition, String> {
        made(&self.name, &self.without_evidence()?)
    }

    /// The reports after all removals of the truth.
    fn without_evidence(&self) -> Result<Vec<Report>, String> {
        let copies = self.truth.copies.iter().flat_map(|c| &c.removals);
        let removals: Vec<&Removal> = copies.chain(self.truth.origins.iter().flat_map(|o| &o.removals)).collect();
        let of = |n: usize| removals.iter().filter(|r| r.report == n).map(|r| &r.what).collect::<Vec<_>>();
        self.reports.iter().enumerate().map(|(n, r)| r.without(&of(n))).collect()
    }
}

/// A place of the truth as a place of the edition: a report's text is its body, byte by byte.
pub fn place(spot: &Spot) -> Place {
    let span = Span::new(spot.bytes.start as u32, spot.bytes.end as u32);
    Place { article: ArticleId(spot.report as u32), span }
}

fn made(name: &str, reports: &[Report]) -> Result<Edition, String> {
    let lines: String = reports.iter().zip('A'..).map(|(r, id)| r.json(id)).collect();
    let read = ingest::read(&format!("{name}.jsonl"), lines.into_bytes());
    if let Some(error) = read.errors.first() {
        return Err(error.to_string());
    }
    let annotated: Vec<_> = read.captures.into_iter().map(|c| annotate(Article::read(c))).collect();
    let whole = annotated.len() == reports.len()
        && annotated.iter().zip(reports).all(|(a, r)| a.article.text.as_str() == r.body());
    if whole { Ok(edition(annotated)) } else { Err(format!("{name}: a report is not read as it stands")) }
}

/// Reads all stories of a part, by name.
///
/// # Errors
/// Names the file that cannot be read, with the line where there is one.
pub fn stories(root: &Path, part: Part) -> Result<Vec<Story>, String> {
    let folder = root.join("crates/variorum/tests/editions/benchmark").join(part.name());
    let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut folders: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.is_dir()).collect();
    folders.sort();
    folders.iter().map(|f| story(f)).collect()
}

fn story(folder: &Path) -> Result<Story, String> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let mut reports = Vec::new();
    for letter in 'A'..='H' {
        let file = format!("{letter}.txt");
        if folder.join(&file).exists() {
            let report = Report::parse(&read(&file)?);
            reports.push(report.map_err(|e| format!("{}: {e}", folder.join(&file).display()))?);
        }
    }
    let truth = truth::parse(&read("truth.txt")?, &reports)
        .map_err(|e| format!("{}: {e}", folder.join("truth.txt").display()))?;
    let name = folder.file_name().and_then(|n| n.to_str()).unwrap_or("").to_owned();
    Ok(Story { name, reports, truth })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nothing of the part kept for testing is printed: an error says which file, and no more.
    #[test]
    fn every_story_of_the_benchmark_is_read_and_every_place_found() {
        for part in [Part::Learn, Part::Test] {
            let stories = stories(&crate::root(), part);
            let Ok(stories) = stories else {
                let error = stories.err().filter(|_| part == Part::Learn);
                panic!("{}: {}", part.name(), error.unwrap_or("a story cannot be read".into()));
            };
            assert!(stories.len() > 10, "{}: {} stories", part.name(), stories.len());
            for s in &stories {
                let whole = (3..=8).contains(&s.reports.len()) && !s.truth.title.is_empty();
                assert!(whole && !s.truth.claims.is_empty(), "{}: not whole", s.name);
                assert!(s.without_evidence().is_ok(), "{}: not without its evidence", s.name);
            }
        }
    }

    #[test]
    fn removals_cut_replace_and_take_the_date() {
        let a = "outlet: NAP\ndate: 2023-01-02\nurl: https://nap.example/a\n\n(NAP) — A shed fell, the Echo said.\n";
        let reports = vec![Report::parse(a).expect("a report")];
        let truth = "copy A < A credit\n  - A: (NAP) —\n  - A: the Echo => she\n  - A: outlet: NAP => outlet: The Lamp\n\
                     \x20 - A: date\norigin NAP: A\n  - A: (NAP) —\n";
        let truth = truth::parse(truth, &reports).expect("a truth");
        let story = Story { name: "sheds".into(), reports, truth };
        let left = story.without_evidence().expect("a story");
        assert_eq!(left[0].body(), " A shed fell, she said.\n");
        assert_eq!((left[0].outlet.as_deref(), left[0].date.as_deref()), (Some("The Lamp"), None));
        assert_eq!(story.edition().expect("an edition").sigla, ["A"]);
    }
}
