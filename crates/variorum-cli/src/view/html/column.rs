//! One report's rendering in full, with its departures from the edition's text marked in it.

use super::escape::Fold;
use super::locus::{brief, is_empty, is_minor, sides};
use super::{Item, counted};
use std::fmt::Write as _;
use variorum::collate::collation::Reading;
use variorum::collate::variant::Kind;
use variorum::span::Span;
use variorum::story::edition::Edition;

/// Between the parts of a rendering.
pub const INTERRUPTED: &str = " ‖ ";

/// The words of a rendering as its report has them, its parts with a sign between.
pub fn plain(edition: &Edition, reading: &Reading) -> String {
    let Some(report) = edition.reports.get(reading.article.index()) else { return String::new() };
    let parts: Vec<&str> = reading.parts.iter().map(|p| report.text(*p)).collect();
    parts.join(INTERRUPTED)
}

/// A departure at a place of the report.
struct Edit {
    span: Span,
    /// What the edition's text has instead; empty for an addition.
    lemma: String,
    minor: bool,
    kind: Kind,
    /// Number of the variant.
    variant: usize,
}

/// The rendering as HTML. Nothing in it depends on which report it is, so that equal renderings are equal HTML.
pub fn rendering(edition: &Edition, item: Item, reading: &Reading) -> String {
    let mut out = String::new();
    let Some(report) = edition.reports.get(reading.article.index()) else { return out };
    let text = report.article.text.as_str();
    let (edits, moved) = edits(item, reading);
    let total = item.collation.text.len() as u32;
    let first = reading.covers.first().map_or(0, |c| c.start);
    let last = reading.covers.last().map_or(total, |c| c.end);
    if !reading.fragment && item.letter == 'u' {
        unprinted(&mut out, first);
        if first > 0 {
            out.push(' ');
        }
    }
    for (n, part) in reading.parts.iter().enumerate() {
        if n > 0 {
            interruption(&mut out, text.get(reading.parts[n - 1].end() as usize..part.start() as usize));
        }
        let mut at = part.start();
        for e in edits.iter().filter(|e| part.contains(e.span)) {
            // An edit inside another is a variant of its own and stands in the apparatus.
            if e.span.start() < at {
                continue;
            }
            run(&mut out, text, Span::new(at, e.span.start()), &moved, item);
            // Where words are missing the place is right behind the word before: the text's word needs air.
            if e.span.is_empty() && !out.ends_with(char::is_whitespace) {
                out.push(' ');
            }
            edit(&mut out, item, e, text.get(e.span.range()).unwrap_or(""));
            if e.span.is_empty()
                && text.get(e.span.end() as usize..).is_some_and(|t| t.starts_with(char::is_alphanumeric))
            {
                out.push(' ');
            }
            at = e.span.end();
        }
        run(&mut out, text, Span::new(at, part.end()), &moved, item);
    }
    if !reading.fragment && item.letter == 'u' {
        if last < total {
            out.push(' ');
        }
        unprinted(&mut out, total - last.min(total));
    }
    out
}

fn unprinted(out: &mut String, words: u32) {
    if words > 0 {
        let _ = write!(out, "<span class=\"cut\">… {} not printed</span>", counted(words as usize, "word", "words"));
    }
}

/// What stands between two parts: the report's own few words, such as "she continued", else only a sign.
fn interruption(out: &mut String, between: Option<&str>) {
    let words = between.unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    // Where nothing but marks or the end of a paragraph stands between, nobody interrupts.
    if words.is_empty() && between.is_some_and(|b| !b.contains(['…', '.', '[', '—', '–'])) {
        out.push(' ');
        return;
    }
    let short =
        !words.is_empty() && words.split_whitespace().count() <= 6 && !words.contains(['"', '“', '”', '«', '»']);
    out.push_str(" <span class=\"int\"><span class=\"vh\">interrupted </span>‖");
    if short {
        let _ = write!(out, " <bdi>{}</bdi> ‖", Fold(words));
    }
    out.push_str("</span> ");
}

fn edits(item: Item, reading: &Reading) -> (Vec<Edit>, Vec<(Span, usize)>) {
    let mut edits = Vec::new();
    let mut moved = Vec::new();
    let here = |span: Span| reading.parts.iter().any(|p| p.contains(span));
    for (variant, v) in item.collation.variants.iter().enumerate() {
        if matches!(v.kind, Kind::TrimStart | Kind::TrimEnd) {
            continue;
        }
        for r in sides(item.collation, v).other {
            let mut lemma = item.collation.text.slice(v.locus.clone()).to_string();
            for p in r.places.iter().filter(|p| p.article == reading.article && here(p.span)) {
                if v.kind == Kind::Transposition {
                    moved.push((p.span, variant));
                    continue;
                }
                if matches!(v.kind, Kind::Splice | Kind::Ellipsis) && !is_empty(r) {
                    continue;
                }
                // Of words in several pieces only the first stands against the text's.
                let lemma = std::mem::take(&mut lemma);
                edits.push(Edit { span: p.span, lemma, minor: is_minor(v), kind: v.kind, variant });
            }
        }
    }
    // Words before spelling before typography where two begin together; the longer first.
    edits.sort_by_key(|e| (e.span.start(), e.minor, std::cmp::Reverse(e.span.end()), e.variant));
    moved.sort_unstable();
    (edits, moved)
}

/// Words without a departure; moved ones are set apart.
fn run(out: &mut String, text: &str, span: Span, moved: &[(Span, usize)], item: Item) {
    let mut at = span.start();
    for (m, variant) in moved {
        let (start, end) = (m.start().max(at), m.end().min(span.end()));
        if start >= end {
            continue;
        }
        let _ = write!(
            out,
            "{}<a class=\"mv\" href=\"#{item}v{}\">{}</a>",
            Fold(text.get(at as usize..start as usize).unwrap_or("")),
            variant + 1,
            Fold(text.get(start as usize..end as usize).unwrap_or(""))
        );
        at = end;
    }
    let _ = write!(out, "{}", Fold(text.get(at as usize..span.end() as usize).unwrap_or("")));
}

fn edit(out: &mut String, item: Item, e: &Edit, words: &str) {
    let (head, tail) = if e.minor { shared_ends(&e.lemma, words) } else { (0, 0) };
    let lemma = e.lemma.get(head..e.lemma.len() - tail).unwrap_or("");
    let changed = words.get(head..words.len() - tail).unwrap_or("");
    let _ = write!(out, "{}", Fold(words.get(..head).unwrap_or("")));
    let class = if e.minor { "d t" } else { "d" };
    let _ = write!(out, "<a class=\"{class}\" href=\"#{item}v{}\">", e.variant + 1);
    let count = e.lemma.split_whitespace().count();
    match e.kind {
        Kind::Ellipsis => {
            let _ = write!(
                out,
                "<ins>{}</ins> <span class=\"cut\">{}</span>",
                Fold(changed),
                counted(count, "word", "words")
            );
        }
        _ => {
            if !lemma.is_empty() {
                match brief(lemma) {
                    Some((h, t, n)) => {
                        let _ = write!(
                            out,
                            "<del>{} <span class=\"cut\">… {} …</span> {}</del>",
                            Fold(&h),
                            n - 9,
                            Fold(&t)
                        );
                    }
                    None => {
                        let _ = write!(out, "<del>{}</del>", Fold(lemma));
                    }
                }
                if !changed.is_empty() && !e.minor {
                    out.push(' ');
                }
            }
            if !changed.is_empty() {
                let _ = write!(out, "<ins>{}</ins>", Fold(changed));
            }
        }
    }
    out.push_str("</a>");
    let _ = write!(out, "{}", Fold(words.get(words.len() - tail..).unwrap_or("")));
}

/// How many bytes two strings share at their beginning and at their end, words kept whole.
fn shared_ends(a: &str, b: &str) -> (usize, usize) {
    let common: usize = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let mut head = common;
    // Not inside a word: back to its beginning, unless both end here.
    let inside = |s: &str, at: usize| {
        let edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        edge(s[..at].chars().next_back()) && edge(s[at..].chars().next())
    };
    while head > 0 && (inside(a, head) || inside(b, head)) {
        head -= a[..head].chars().next_back().map_or(head, char::len_utf8);
    }
    let (ra, rb) = (&a[head..], &b[head..]);
    let common: usize =
        ra.chars().rev().zip(rb.chars().rev()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum();
    let mut tail = common;
    while tail > 0 && (inside(ra, ra.len() - tail) || inside(rb, rb.len() - tail)) {
        tail -= ra[ra.len() - tail..].chars().next().map_or(tail, char::len_utf8);
    }
    (head, tail)
}

#[cfg(test)]
mod tests {
    use super::{interruption, shared_ends};

    #[test]
    fn only_what_differs_is_marked_and_words_stay_whole() {
        assert_eq!(shared_ends("came - I", "came: I"), (4, 2));
        assert_eq!(shared_ends("weeks ... not", "weeks...not"), (5, 3));
        assert_eq!(shared_ends("jack", "Jack"), (0, 0));
        assert_eq!(shared_ends("favour", "favor"), (0, 0));
        assert_eq!(shared_ends("do. and", "do and"), (2, 4));
        assert_eq!(shared_ends("é – b", "é — b"), (3, 2));
        assert_eq!(shared_ends("", "x"), (0, 0));
    }

    #[test]
    fn marks_alone_interrupt_nobody() {
        let shown = |between: &str| {
            let mut out = String::new();
            interruption(&mut out, Some(between));
            out
        };
        assert_eq!(shown("”\n\n“"), " ");
        assert!(shown(",” she said. “").contains("she said"));
        assert!(shown(" … ").contains('‖'));
    }
}
