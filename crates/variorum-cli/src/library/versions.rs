//! `variorum versions`: every capture of one address, and what changed from each to the next.

use super::{One, Which};
use crate::output;
use crate::view::clean::neutral;
use serde_json::{Value, json};
use std::io::Write;
use std::process::ExitCode;
use variorum::annotate::{Annotated, annotate};
use variorum::collate::revision::{Revision, revisions};
use variorum::collate::variant::{Class, Kind};
use variorum::span::Span;
use variorum_store::{Library, Version};

/// List every capture of the address that an article has, and what changed from each to the next
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  variorum versions --library news.db 17
  variorum versions --library news.db 17 --all           spelling and typography too
  variorum versions --library news.db 17 --json

A change is added, omitted, substituted or transposed words, with what it touches (negation,
number, pronoun, modal, name).

With --json, one object a line for each capture: article, captured, published, modified, title,
bytes, capture, and changes, from the capture before: type (addition, omission, substitution,
transposition), class (substantive, orthographic, typographic), touches, earlier and later
(start and end in bytes of the article's text, text). A title, a date or an author that changed
is a change of type field with field, earlier and later.")]
pub struct Args {
    #[command(flatten)]
    one: One,
    /// Show changes of spelling and typography too
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let Which::Article(id) = args.one.which else {
        anyhow::bail!("a story has no versions; name one of its articles");
    };
    let library = args.one.place.read()?;
    let mut out = output::coloured();
    let mut before: Option<Step> = None;
    for version in library.versions(id)? {
        let step = step(&library, version, before.as_ref())?;
        if args.one.json {
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
        "earlier": side(earlier, r.earlier), "later": side(later, r.later),
    })
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
    }
    let hidden = changes.len() - shown.len();
    if hidden > 0 {
        writeln!(out, "    and {hidden} of spelling or typography (--all)")?;
    } else if changes.is_empty() {
        writeln!(out, "    the same words")?;
    }
    Ok(())
}
