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
use variorum_store::Version;

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
    let mut before: Option<(Version, Annotated)> = None;
    for version in library.versions(id)? {
        let report = annotate(library.readable(version.article)?);
        let changes = before.as_ref().map(|(_, earlier)| revisions(earlier, &report));
        let fields = before.as_ref().map(|(_, earlier)| fields(earlier, &report));
        if args.one.json {
            let earlier = before.as_ref().map(|(_, earlier)| earlier);
            let list: Option<Vec<Value>> = earlier.map(|earlier| {
                let fields = fields.iter().flatten();
                let fields =
                    fields.map(|(name, a, b)| json!({"type": "field", "field": name, "earlier": a, "later": b}));
                fields.chain(changes.iter().flatten().map(|r| record(r, earlier, &report))).collect()
            });
            let line = json!({
                "article": version.article, "captured": version.captured, "published": version.published,
                "modified": version.modified, "title": version.title, "bytes": version.bytes, "capture": version.hash,
                "changes": list,
            });
            writeln!(out, "{line}")?;
        } else {
            let title = neutral(&super::called(&report.article));
            writeln!(out, "{} {} {title}", version.article, version.captured)?;
            for (name, a, b) in fields.iter().flatten() {
                let told = |x: &Option<String>| x.as_deref().map_or("none".into(), |x| format!("“{}”", neutral(x)));
                writeln!(out, "    {name}: {} is now {}", told(a), told(b))?;
            }
            if let (Some((_, earlier)), Some(changes)) = (&before, &changes) {
                as_text(changes, earlier, &report, args.all, &mut out)?;
            }
        }
        before = Some((version, report));
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// A field's name, what it said, what it says.
type Field = (&'static str, Option<String>, Option<String>);

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
