//! `variorum edition`: the comparison of the articles of a story.

use super::{Place, Which};
use crate::compare::{self, View};
use crate::output;
use crate::progress::Progress;
use crate::view::clean::count;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use variorum::article::Article;
use variorum::story::verify::CitedReport;
use variorum_store::Library;

/// Compare the articles of a story of a library, as `variorum compare` does with files
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum edition --library news.db s12                     the edition in the terminal
  variorum edition --library news.db s12 --html story.html   one page to read and to send on
  variorum edition --library news.db s12 --html story/       a folder of pages, each with its JSON
  variorum edition --library news.db s12 --json > story.json
  variorum edition --library news.db 17 21 48                of articles by their numbers

Of several captures of one page the latest is compared; `variorum versions` compares those. Places
in --json are bytes of captures (`variorum show ARTICLE --capture`).")]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// A story (s12), or articles by their numbers
    #[arg(required = true, value_name = "STORY")]
    which: Vec<Which>,
    #[command(flatten)]
    view: View,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    args.view.check()?;
    let library = args.place.read()?;
    let progress = Progress::start("reading");
    let mut articles = Vec::new();
    for which in &args.which {
        match which {
            Which::Article(id) => articles.push(*id),
            Which::Story(id) => {
                library.story(*id)?;
                articles.extend(library.articles_of(*id)?.iter().map(|a| a.0));
            }
        }
    }
    // Named twice, or by itself and with its story.
    let mut seen = HashSet::new();
    articles.retain(|id| seen.insert(*id));
    let all = articles.len();
    let latest = latest(&library, articles)?;
    if latest.len() < all {
        output::say(&format!(
            "{} left out: the same page was captured again later",
            count(all - latest.len(), "article")
        ));
    }
    let articles = latest.iter().map(|id| library.reread(*id)).collect::<Result<_, _>>()?;
    compare::show(articles, &[], &args.view, progress)?;
    Ok(ExitCode::SUCCESS)
}

/// The reports of an edition that was made of a library, read from their captures again. Those that are not in the library
/// any more are left out.
///
/// # Errors
/// Where the library cannot be read.
pub fn sources(library: &Path, reports: &[CitedReport<'_>]) -> anyhow::Result<Vec<Article>> {
    let library = Library::read(library, Duration::from_secs(60))?;
    let mut out = Vec::with_capacity(reports.len());
    for report in reports {
        let mut found: Option<Article> = None;
        // Of several captures of one page the one of that length, else the latest.
        for id in library.articles_at(&report.path, report.line)? {
            let article = library.reread(id)?;
            let same = report.bytes.is_none_or(|n| n == article.bytes);
            if same || found.is_none() {
                found = Some(article);
            }
            if same {
                break;
            }
        }
        out.extend(found);
    }
    Ok(out)
}

/// The articles, each once, and of those with one address the one that was captured last.
pub fn latest(library: &Library, articles: Vec<i64>) -> anyhow::Result<Vec<i64>> {
    let mut of: HashMap<i64, i64> = HashMap::new();
    let mut out: Vec<i64> = Vec::new();
    for article in &articles {
        let versions = library.versions(*article)?;
        let last = versions.iter().rev().map(|v| v.article).find(|v| articles.contains(v)).unwrap_or(*article);
        if of.insert(last, *article).is_none() {
            out.push(last);
        }
    }
    Ok(out)
}
