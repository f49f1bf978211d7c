//! `variorum search`: the articles of a library that hold some words.

use super::{Place, check_date};
use crate::view::clean::{end_of, neutral, shortened};
use crate::view::notices;
use crate::{output, pile};
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;
use variorum_store::{Hit, NoticeHit, NoticeQuery, Query};

/// Search the titles and texts of a library
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum search --library news.db lock gate
  variorum search --library news.db '\"harbour master\" fog* OR mist' --outlet 'The Lantern'
  variorum search --library news.db flood --from 2021-02 --until 2021-03-15 --json
  variorum search --library news.db --notices 0800 543 354
  variorum search --library news.db --notices bereaved parents

All words must be there; \"in quotation marks\" in that order; fog* for words that begin so; OR
between two for either. Capitals and accents do not matter. The best come first (BM25; words
in a title count four times).

With --notices, what helplines, appeals and other notices print is searched instead: all words
must stand in one, or the number, whatever its spaces, hyphens and brackets (letters count as on a
keypad). The latest come first, each as printed by one report; nothing of it was checked. --json
has article, notice, kind, start, end, text, path, line, title, outlet, published, captured and
contacts (text, met: whether it was looked for).

With --json, one object a line: article, path, line, title, outlet, published, score, snippet,
and marks, where the words stand in the snippet ([start, end] in bytes).

Exit code: 0 when something was found, 1 when nothing was, 2 when the library cannot be read.")]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// What to look for
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Only articles of this outlet
    #[arg(long)]
    outlet: Option<String>,
    /// Only articles published on this day or later (2021-02-05, 2021-02 or 2021)
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Only articles published on this day or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// How many at most
    #[arg(long, value_name = "ARTICLES", default_value_t = 20)]
    limit: u32,
    /// Search helplines, appeals and other notices: words or a number
    #[arg(long)]
    notices: bool,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    check_date("--from", args.from.as_deref())?;
    check_date("--until", args.until.as_deref())?;
    let library = args.place.read()?;
    let words = args.words.join(" ");
    if args.notices {
        let query = NoticeQuery { words, outlet: args.outlet, from: args.from, until: args.until, limit: args.limit };
        return notices(&library.notices(&query)?, args.json);
    }
    let query = Query { words, outlet: args.outlet, from: args.from, until: args.until, limit: args.limit };
    let hits = library.search(&query)?;
    let mut out = output::coloured();
    for (i, hit) in hits.iter().enumerate() {
        if args.json {
            writeln!(out, "{}", record(hit))?;
        } else {
            write!(out, "{}{}", if i > 0 { "\n" } else { "" }, as_text(hit))?;
        }
    }
    out.flush()?;
    if hits.is_empty() {
        output::say("nothing found");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// An article that was found, as JSON.
pub fn record(hit: &Hit) -> Value {
    let marks: Vec<_> = hit.marks.iter().map(|(a, b)| [a, b]).collect();
    json!({
        "article": hit.article, "path": hit.path, "line": hit.line, "title": hit.title, "outlet": hit.outlet,
        "published": hit.published, "score": hit.score, "snippet": hit.snippet, "marks": marks,
    })
}

/// A notice that was found, as JSON.
pub fn notice(hit: &NoticeHit) -> Value {
    let contacts: Vec<_> = hit.contacts.iter().map(|(text, met)| json!({ "text": text, "met": met })).collect();
    json!({
        "article": hit.article, "notice": hit.notice, "kind": hit.kind, "start": hit.start, "end": hit.end,
        "text": hit.text, "path": hit.path, "line": hit.line, "title": hit.title, "outlet": hit.outlet,
        "published": hit.published, "captured": hit.captured, "contacts": contacts,
    })
}

/// Prints the notices that were found.
fn notices(hits: &[NoticeHit], as_json: bool) -> anyhow::Result<ExitCode> {
    let mut out = output::coloured();
    for (i, hit) in hits.iter().enumerate() {
        if as_json {
            writeln!(out, "{}", notice(hit))?;
            continue;
        }
        let file = hit.line.map_or(hit.path.clone(), |l| format!("{}:{l}", hit.path));
        let title = shortened(hit.title.as_deref().unwrap_or(&file), 70);
        let by = notices::stated(hit.outlet.as_deref().unwrap_or(&file), hit.published.as_deref());
        writeln!(out, "{}{} {title}\n    {}, {by}", if i > 0 { "\n" } else { "" }, hit.article, hit.kind)?;
        for line in hit.text.lines().filter(|l| !l.trim().is_empty()) {
            writeln!(out, "    {}", neutral(line.trim()))?;
        }
    }
    out.flush()?;
    if hits.is_empty() {
        output::say("nothing found");
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

fn as_text(hit: &Hit) -> String {
    let title = hit.title.as_deref().filter(|t| !t.trim().is_empty()).map(|title| shortened(title, 70));
    let place = || end_of(&pile::place(&hit.path, hit.line.and_then(|l| u64::try_from(l).ok())), 70);
    let title = title.unwrap_or_else(place);
    let beside: Vec<&str> = [&hit.outlet, &hit.published].into_iter().flatten().map(String::as_str).collect();
    let beside = if beside.is_empty() { String::new() } else { format!(" ({})", neutral(&beside.join(", "))) };
    let (mut snippet, mut at) = (String::new(), 0);
    let bold = anstyle::Style::new().bold();
    for (start, end) in &hit.marks {
        let words = |a: usize, b: usize| neutral(hit.snippet.get(a..b).unwrap_or(""));
        // Brackets too: nothing is told by type alone.
        snippet.push_str(&format!("{}{bold}[{}]{bold:#}", words(at, *start), words(*start, *end)));
        at = *end;
    }
    snippet.push_str(&neutral(hit.snippet.get(at..).unwrap_or("")));
    format!("{} {title}{beside}\n    {}\n", hit.article, snippet.split_whitespace().collect::<Vec<_>>().join(" "))
}
