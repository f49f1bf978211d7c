//! `variorum show`: one article or one story of a library.

use super::{One, Which, stories};
use crate::output;
use crate::view::clean::neutral;
use crate::view::notices::stated as printed;
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;
use variorum_store::Library;

/// Show one article or one story of a library
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum show --library news.db 17
  variorum show --library news.db 17 --json      with all that was found in it
  variorum show --library news.db 17 --capture   the bytes it was read from
  variorum show --library news.db s12            a story and its articles

The columns of --json are described in docs/library.md.")]
pub struct Args {
    #[command(flatten)]
    one: One,
    /// The captured bytes as they were read
    #[arg(long, conflicts_with = "json")]
    capture: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let library = args.one.place.read()?;
    let mut out = output::plain();
    let id = match args.one.which {
        Which::Article(id) => id,
        Which::Story(id) => {
            anyhow::ensure!(!args.capture, "a story has no capture; name one of its articles");
            story(&library, id, args.one.json, &mut out)?;
            out.flush()?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    if args.capture {
        out.write_all(&library.capture(id)?)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let article = library.article(id)?;
    if args.one.json {
        writeln!(out, "{article}")?;
    } else {
        for field in [
            "title",
            "authors",
            "outlet",
            "section",
            "published",
            "modified",
            "url",
            "lang",
            "path",
            "line",
            "id",
            "capture",
            "captured",
            "story",
        ] {
            match &article[field] {
                Value::Null => {}
                Value::Array(list) if list.is_empty() => {}
                Value::Array(list) => {
                    let list: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
                    writeln!(out, "{field:<10} {}", neutral(&list.join(", ")))?;
                }
                Value::String(s) => writeln!(out, "{field:<10} {}", neutral(s))?,
                other => writeln!(out, "{field:<10} {other}")?,
            }
        }
        writeln!(out)?;
        for line in article["text"].as_str().unwrap_or("").lines() {
            writeln!(out, "{}", neutral(line))?;
        }
        notices(&article, &mut out)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The contacts of an article's notices, below its text.
fn notices(article: &Value, out: &mut impl Write) -> std::io::Result<()> {
    let rows = |table: &str| article[table].as_array().map_or(&[][..], Vec::as_slice);
    if rows("notices").is_empty() {
        return Ok(());
    }
    let outlet = article["outlet"].as_str().or(article["path"].as_str()).unwrap_or("");
    writeln!(out, "\nNotices, {}", printed(outlet, article["published"].as_str()))?;
    for (n, service) in rows("services").iter().enumerate() {
        let of = |row: &&Value| row["service"].as_u64() == Some(n as u64);
        let kind = service["notice"].as_u64().and_then(|i| rows("notices").get(i as usize));
        let kind = kind.and_then(|k| k["kind"].as_str()).unwrap_or("");
        let word = |row: &Value, field: &str| row[field].as_str().unwrap_or("").to_string();
        let contacts =
            rows("contacts").iter().filter(of).map(|c| format!("{} ({})", word(c, "text"), word(c, "kinds")));
        let hours = rows("hours").iter().filter(of).filter(|h| h["in_name"] != 1).map(|h| word(h, "text"));
        let fields: Vec<String> = contacts.chain(hours).collect();
        let name = service["organisation"].as_str().map_or(String::new(), |o| format!("{o}: "));
        writeln!(out, "  {kind:<7} {}", neutral(&format!("{name}{}", fields.join("; "))))?;
    }
    Ok(())
}

/// A story with its articles, part by part.
fn story(library: &Library, id: i64, as_json: bool, out: &mut impl Write) -> anyhow::Result<()> {
    let story = library.story(id)?;
    let articles = library.articles_of(id)?;
    if as_json {
        let mut record = stories::record(library, &story)?;
        for (entry, (article, _)) in record["articles"].as_array_mut().into_iter().flatten().zip(&articles) {
            let meta = library.readable(*article)?.meta;
            for (field, value) in
                [("published", meta.date), ("outlet", meta.outlet), ("title", meta.title), ("url", meta.url)]
            {
                entry[field] = json!(value);
            }
        }
        writeln!(out, "{record}")?;
        return Ok(());
    }
    writeln!(out, "s{id}  {}", neutral(&stories::title(library, &story)?))?;
    writeln!(out, "    {}", stories::about(&story))?;
    let mut shown = 0;
    for (article, part) in articles {
        if part != shown {
            shown = part;
            let told = if part > 1 { format!("part {part}, continues part {}", part - 1) } else { String::new() };
            writeln!(out, "{}{told}", if part > 1 { "\n" } else { "" })?;
        }
        let a = library.readable(article)?;
        let date = a.meta.date.as_deref().or(a.meta.modified.as_deref()).unwrap_or("no date");
        let date = date.get(..10).unwrap_or(date);
        let outlet = a.meta.outlet.as_deref().map_or(String::new(), |o| format!(" {o}:"));
        let title = super::called(&a);
        writeln!(out, "{article:>6} {}", neutral(&format!("{date}{outlet} {title}")))?;
    }
    Ok(())
}
