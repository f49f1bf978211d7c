//! `variorum versions`: every capture of one address, and what changed from each to the next.

use super::{Place, Which};
use crate::output;
use crate::view::clean::neutral;
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;
use variorum::annotate::{Annotated, annotate};
use variorum::collate::revision::{Revision, revisions};
use variorum::collate::variant::{Class, Kind};
use variorum::span::Span;
use variorum_fetch::address::is_address;
use variorum_store::{Library, Version};

/// List every capture of the address that an article has, and what changed from each to the next
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum versions --library news.db 17
  variorum versions --library news.db https://tern.example/ferry
  variorum versions --library news.db 17 --all           spelling and typography too
  variorum versions --library news.db 17 --json

A change is added, omitted, substituted or transposed words, with what it touches (negation,
number, pronoun, modal, name), and the words around it; of a quotation whose words they are.

With --json, one object a line for each capture: article, captured, published, modified, title,
bytes, capture, and changes, from the capture before: type (addition, omission, substitution,
transposition), class (substantive, orthographic, typographic), touches, speaker (of the
quotation that it is in, else null), earlier and later (start and end in bytes of the article's
text, text). A title, a date or an author that changed
is a change of type field with field, earlier and later.")]
pub struct Args {
    #[command(flatten)]
    place: Place,
    /// The number of an article (17), or an address
    #[arg(value_name = "ARTICLE")]
    which: String,
    /// JSON in place of text
    #[arg(long)]
    json: bool,
    /// Show changes of spelling and typography too
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let library = args.place.read()?;
    let id = match args.which.parse::<Which>() {
        Ok(Which::Article(id)) => id,
        Ok(Which::Story(_)) => anyhow::bail!("a story has no versions; name one of its articles"),
        Err(_) if is_address(&args.which) => {
            let found = library.articles_under(&args.which)?;
            let none =
                || anyhow::anyhow!("{}: no article of this address; `variorum search` lists articles", args.which);
            found.first().copied().ok_or_else(none)?
        }
        Err(_) => anyhow::bail!("{}: write the number of an article (17) or its address", args.which),
    };
    let mut out = output::coloured();
    let mut before: Option<Step> = None;
    for version in library.versions(id)? {
        let step = step(&library, version, before.as_ref())?;
        if args.json {
            writeln!(out, "{}", line(before.as_ref(), &step))?;
        } else {
            let title = neutral(&super::called(&step.report.article));
            writeln!(out, "{} {} {title}", step.version.article, step.version.captured)?;
            for (name, a, b) in &step.fields {
                let told = |x: &Option<String>| x.as_deref().map_or("none".into(), |x| format!("“{}”", neutral(x)));
                writeln!(out, "    {name}: {} is now {}", told(a), told(b))?;
            }
            if let Some(before) = &before {
                as_text(&step.changes, &before.report, &step.report, args.all, &mut out)?;
            }
        }
        before = Some(step);
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A capture of an address, and what changed from the one before it; nothing did for the first.
pub struct Step {
    /// The capture.
    pub version: Version,
    /// The report that was read from it.
    pub report: Annotated,
    /// What changed beside the text.
    pub fields: Vec<Field>,
    /// What changed in the text: spans of the earlier report and of this one.
    pub changes: Vec<Revision>,
}

/// Every capture of the address of an article, in order.
///
/// # Errors
/// Where there is no such article, or the library cannot be read.
pub fn steps(library: &Library, id: i64) -> anyhow::Result<Vec<Step>> {
    let mut out: Vec<Step> = Vec::new();
    for version in library.versions(id)? {
        out.push(step(library, version, out.last())?);
    }
    Ok(out)
}

/// The steps as JSON, as `--json` prints them.
pub fn records(steps: &[Step]) -> Vec<Value> {
    let before = std::iter::once(None).chain(steps.iter().map(Some));
    before.zip(steps).map(|(before, step)| line(before, step)).collect()
}

fn step(library: &Library, version: Version, before: Option<&Step>) -> anyhow::Result<Step> {
    let report = annotate(library.readable(version.article)?);
    let (fields, changes) =
        before.map(|before| (fields(&before.report, &report), revisions(&before.report, &report))).unwrap_or_default();
    Ok(Step { version, report, fields, changes })
}

fn line(before: Option<&Step>, step: &Step) -> Value {
    let changes: Option<Vec<Value>> = before.map(|before| {
        let fields = step.fields.iter();
        let fields = fields.map(|(name, a, b)| json!({"type": "field", "field": name, "earlier": a, "later": b}));
        fields.chain(step.changes.iter().map(|r| record(r, &before.report, &step.report))).collect()
    });
    let version = &step.version;
    json!({
        "article": version.article, "captured": version.captured, "published": version.published,
        "modified": version.modified, "title": version.title, "bytes": version.bytes, "capture": version.hash,
        "changes": changes,
    })
}

/// A field's name, what it said, what it says.
pub type Field = (&'static str, Option<String>, Option<String>);

/// What changed beside the text.
fn fields(earlier: &Annotated, later: &Annotated) -> Vec<Field> {
    let of = |report: &Annotated| {
        let meta = report.article.meta.clone();
        [("title", meta.title), ("published", meta.date), ("modified", meta.modified), ("outlet", meta.outlet)]
    };
    let pairs = of(earlier).into_iter().zip(of(later));
    pairs.filter(|(a, b)| a.1 != b.1).map(|(a, b)| (a.0, a.1, b.1)).collect()
}

fn record(r: &Revision, earlier: &Annotated, later: &Annotated) -> Value {
    let side = |of: &Annotated, span: Span| json!({"start": span.start(), "end": span.end(), "text": of.text(span)});
    json!({
        "type": r.kind.name(), "class": r.class.name(), "touches": r.flags.names(),
        "speaker": said_by(r, earlier, later),
        "earlier": side(earlier, r.earlier), "later": side(later, r.later),
    })
}

/// The text in which a change is seen best, and where: the later one, unless words were left out.
fn side<'a>(r: &Revision, earlier: &'a Annotated, later: &'a Annotated) -> (&'a Annotated, Span) {
    if r.kind == Kind::Omission { (earlier, r.earlier) } else { (later, r.later) }
}

/// Whose words a change is in, where it is in a quotation whose speaker is told.
fn said_by<'a>(r: &Revision, earlier: &'a Annotated, later: &'a Annotated) -> Option<&'a str> {
    let (of, span) = side(r, earlier, later);
    of.speaker_name(of.quotation(span)?)
}

/// Some words in square brackets with at most so many others of their sentence on either side; nothing where they are all of
/// it.
fn around(of: &Annotated, span: Span) -> Option<String> {
    const MOST: usize = 8;
    let (sentences, tokens) = (&of.annotations.sentences, &of.annotations.tokens);
    let words = |from: usize, to: usize| tokens.get(from..to).unwrap_or(&[]).iter().filter(|t| t.is_word());
    let first = tokens.partition_point(|t| t.span.end() <= span.start());
    let end = tokens.partition_point(|t| t.span.start() < span.end()).max(first);
    let begin = sentences.iter().rev().find(|s| s.first as usize <= first).map_or(0, |s| s.first as usize);
    let stop = sentences.get(sentences.partition_point(|s| (s.end as usize) < end)).map_or(end, |s| s.end as usize);
    let before = words(begin, first).rev().take(MOST).last().map_or(span.start(), |t| t.span.start());
    let after = words(end, stop).take(MOST).last().map_or(span.end(), |t| t.span.end());
    if before == span.start() && after == span.end() {
        return None;
    }
    let cut = |cut: bool| if cut { "…" } else { "" };
    let (ahead, behind) = (words(begin, first).count() > MOST, words(end, stop).count() > MOST);
    let text =
        |from: u32, to: u32| of.text(Span::new(from, to.max(from))).split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = [
        cut(ahead).to_owned(),
        text(before, span.start()),
        format!("[{}]", text(span.start(), span.end())),
        text(span.end(), after),
        cut(behind).to_owned(),
    ];
    Some(parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" "))
}

fn as_text(
    changes: &[Revision],
    earlier: &Annotated,
    later: &Annotated,
    all: bool,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let shown: Vec<&Revision> = changes.iter().filter(|r| all || r.class == Class::Substantive).collect();
    for r in &shown {
        let words = |of: &Annotated, span| {
            format!("“{}”", neutral(&of.text(span).split_whitespace().collect::<Vec<_>>().join(" ")))
        };
        let (old, new) = (words(earlier, r.earlier), words(later, r.later));
        let told = match r.kind {
            Kind::Addition => format!("added: {new}"),
            Kind::Omission => format!("omitted: {old}"),
            Kind::Transposition if old == new => format!("moved: {new}"),
            Kind::Transposition => format!("moved: {old} is now {new}"),
            _ => format!("substituted: {old} is now {new}"),
        };
        let class = if r.class == Class::Substantive { String::new() } else { format!(" ({})", r.class.name()) };
        let touches = r.flags.names();
        let touches = if touches.is_empty() { String::new() } else { format!(" [{}]", touches.join(", ")) };
        writeln!(out, "    {told}{class}{touches}")?;
        let (of, span) = side(r, earlier, later);
        let speaker = said_by(r, earlier, later).map(|who| format!("in the words of {}", neutral(who)));
        let context = around(of, span).map(|words| neutral(&words));
        let both: Vec<String> = context.into_iter().chain(speaker).collect();
        if !both.is_empty() {
            writeln!(out, "        {}", both.join(", "))?;
        }
    }
    let hidden = changes.len() - shown.len();
    if hidden > 0 {
        writeln!(out, "    and {hidden} of spelling or typography (--all)")?;
    } else if changes.is_empty() {
        writeln!(out, "    the same words")?;
    }
    Ok(())
}
