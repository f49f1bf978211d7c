//! The synopsis of an utterance: a column for each rendering, the same words on the same line.

use super::column::INTERRUPTED;
use super::escape::Fold;
use super::locus::{fold, is_minor};
use super::{Item, Page, put};
use std::collections::HashMap;
use std::ops::Range;
use variorum::collate::collation::{Collation, Reading};
use variorum::collate::variant::Variant;
use variorum::span::{ArticleId, Place, Span};

/// Words of a line where nothing differs: more do not fit beside five other columns.
const LINE: usize = 9;
/// More columns than this are no help to the eye.
pub const WIDEST: usize = 12;

/// Renderings that are alike, and what each line of the text is in them.
pub struct Column {
    /// The reports.
    pub who: Vec<ArticleId>,
    /// `None` where the rendering has not begun or has ended.
    pub cells: Vec<Option<String>>,
    /// What the report has of such a line in marks of its own, a few words inside a paraphrase.
    pub apart: Vec<Option<String>>,
}

/// Whether a synopsis of the text would show anything.
pub fn is_worth_it(item: Item) -> bool {
    item.collation.text.len() > 1 && item.collation.readings.iter().filter(|r| !r.fragment).count() > 1
}

/// The table.
pub fn synopsis(page: &mut Page, item: Item) {
    let columns = columns(page, item.collation);
    if columns.len() < 2 || columns.len() > WIDEST {
        return;
    }
    put!(
        page,
        "<div class=\"syn\" tabindex=\"0\" role=\"region\" aria-label=\"Synopsis of {item}\"><table><caption class=\"vh\">The renderings of \
         {item} in columns, the same words on the same line; lines on which words differ are marked</caption><thead><tr>\
         <td></td>"
    );
    for column in &columns {
        put!(page, "<th scope=\"col\">");
        page.sigla(&column.who);
        put!(page, "</th>");
    }
    put!(page, "</tr></thead><tbody>");
    for n in 0..columns.iter().map(|c| c.cells.len()).max().unwrap_or(0) {
        let cells: Vec<Option<&str>> = columns.iter().map(|c| c.cells.get(n).and_then(Option::as_deref)).collect();
        let apart: Vec<Option<&str>> = columns.iter().map(|c| c.apart.get(n).and_then(Option::as_deref)).collect();
        let mut there = cells.iter().flatten();
        let first = there.next().map(|c| fold(c));
        // A few words are less than the line without being others.
        let other = |words: &&str| first.as_ref().is_none_or(|first| !first.contains(&fold(words)));
        let differs = there.any(|c| Some(fold(c)) != first) || apart.iter().flatten().any(other);
        if first.is_none() || (!differs && cells.iter().flatten().all(|c| c.is_empty())) {
            continue;
        }
        match differs {
            true => put!(
                page,
                "<tr class=\"df\"><th scope=\"row\"><span aria-hidden=\"true\">≠</span><span class=\"vh\">differs</span></th>"
            ),
            false => put!(page, "<tr><td></td>"),
        }
        for ((cell, apart), column) in cells.iter().zip(&apart).zip(&columns) {
            let lang = column.who.first().map_or(String::new(), |a| page.lang(*a));
            match (cell, apart) {
                (None, Some(words)) => {
                    put!(page, "<td dir=\"auto\"{lang}><i>a few words in marks:</i> {}</td>", Fold(words));
                }
                (None, None) => put!(page, "<td class=\"no\"><span class=\"vh\">not printed</span></td>"),
                (Some(""), _) => put!(page, "<td>‸<span class=\"vh\"> nothing here</span></td>"),
                (Some(words), _) => put!(page, "<td dir=\"auto\"{lang}>{}</td>", Fold(words)),
            }
        }
        put!(page, "</tr>");
    }
    put!(page, "</tbody></table></div>");
}

/// The text cut into lines: one for each locus where words differ, short ones between.
fn lines(c: &Collation) -> Vec<Range<u32>> {
    let n = c.text.len() as u32;
    let mut loci: Vec<Range<u32>> = Vec::new();
    for v in c.variants.iter().filter(|v| !is_minor(v)) {
        use variorum::collate::variant::Kind;
        if matches!(v.kind, Kind::TrimStart | Kind::TrimEnd | Kind::Transposition) {
            continue;
        }
        loci.push(v.locus.start.min(n)..v.locus.end.min(n));
    }
    loci.sort_by_key(|l| (l.start, l.end));
    let mut out: Vec<Range<u32>> = Vec::new();
    let mut at = 0;
    for locus in loci {
        // Loci that overlap are one line, and so are two at one place between words.
        let between = locus.end == locus.start && out.last().is_some_and(|last| *last == locus);
        if let Some(last) = out.last_mut().filter(|last| locus.start < last.end || between) {
            last.end = last.end.max(locus.end);
            at = at.max(last.end);
            continue;
        }
        same(&mut out, c, at..locus.start);
        at = locus.end;
        out.push(locus);
    }
    same(&mut out, c, at..n);
    out
}

/// Cuts words that all have alike, behind stops where there are some.
fn same(out: &mut Vec<Range<u32>>, c: &Collation, run: Range<u32>) {
    let mut start = run.start;
    for i in run.clone() {
        let stop = c.text.get(i as usize).is_some_and(|w| w.after.contains(['.', ',', ';', ':', '!', '?', '—', '–']));
        let len = (i + 1 - start) as usize;
        if len >= LINE || (stop && len >= LINE / 2) {
            out.push(start..i + 1);
            start = i + 1;
        }
    }
    if start < run.end {
        out.push(start..run.end);
    }
}

/// The renderings in full, each on the same lines; those that are alike in one column.
pub fn columns(page: &Page, c: &Collation) -> Vec<Column> {
    let lines = lines(c);
    // Where each report has each word of the text.
    let mut anchors: HashMap<ArticleId, Vec<(u32, Span)>> = HashMap::new();
    for (i, word) in c.text.iter().enumerate() {
        for p in word.places {
            anchors.entry(p.article).or_default().push((i as u32, p.span));
        }
    }
    let mut out: Vec<Column> = Vec::new();
    for reading in c.readings.iter().filter(|r| !r.fragment) {
        let Some(report) = page.edition.reports.get(reading.article.index()) else { continue };
        let own = anchors.get(&reading.article).map_or(&[][..], Vec::as_slice);
        let text = report.article.text.as_str();
        let printed = cells(text, reading, own, &lines, c);
        let mut apart = vec![None; printed.len()];
        for fragment in c.readings.iter().filter(|r| r.fragment && r.article == reading.article) {
            for ((apart, here), words) in apart.iter_mut().zip(&printed).zip(cells(text, fragment, own, &lines, c)) {
                if here.is_none() && apart.is_none() {
                    *apart = words.filter(|w| !w.is_empty());
                }
            }
        }
        match out.iter_mut().find(|column| column.cells == printed && column.apart == apart) {
            Some(column) => column.who.push(reading.article),
            None => out.push(Column { who: vec![reading.article], cells: printed, apart }),
        }
    }
    out
}

/// What a rendering has on each line. Every word of it stands on one line, moved words where the report has them.
fn cells(
    text: &str,
    reading: &Reading,
    anchors: &[(u32, Span)],
    lines: &[Range<u32>],
    c: &Collation,
) -> Vec<Option<String>> {
    let (Some(first), Some(last)) = (reading.parts.first(), reading.parts.last()) else {
        return vec![None; lines.len()];
    };
    let inside: Vec<(u32, Span)> =
        anchors.iter().copied().filter(|(_, s)| reading.parts.iter().any(|p| p.contains(*s))).collect();
    let kept = rising(&inside);
    let (Some(begins), Some(ends)) = (kept.first().map(|k| k.0), kept.last().map(|k| k.0 + 1)) else {
        return vec![None; lines.len()];
    };
    // Other words behind its last word of the text stand on the line of the words that they stand for.
    let from = kept.last().map_or(0, |k| k.1.end());
    let own = |p: &Place| p.article == reading.article && p.span.start() >= from && p.span.end() <= last.end();
    let stands_for = |v: &&Variant| {
        v.is_change()
            && v.locus.start >= ends
            && v.readings.iter().any(|r| !r.text.is_empty() && r.places.iter().any(own))
    };
    let ends = c.variants.iter().filter(stands_for).map(|v| v.locus.end).max().map_or(ends, |end| end.max(ends));
    let mut at = first.start();
    let mut out = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        // Words of this line, and where the next line of words begins.
        let next = kept.partition_point(|k| k.0 < line.end);
        let is_last = lines.get(n + 1..).is_none_or(|rest| rest.iter().all(|l| l.start >= ends && !l.is_empty()));
        let before = line.end <= begins && line.start < begins;
        let behind = line.start >= ends && at >= last.end();
        if before || behind {
            out.push(None);
            continue;
        }
        let locus = kept.get(next).map_or(last.end(), |k| k.1.start());
        let own = next.checked_sub(1).and_then(|i| kept.get(i)).filter(|k| k.0 >= line.start);
        // A line whose last word is there ends with it and its stops; else with what stands before the next word.
        let end = match own {
            Some(k) if k.0 + 1 == line.end && !is_last => behind_stops(text, k.1.end(), locus),
            _ => locus,
        };
        let end = end.max(at);
        out.push(Some(words(text, reading, at, end)));
        at = end;
    }
    // What a report adds behind its last word of the text belongs to the last line that it has.
    if at < last.end()
        && let Some(cell) = out.iter_mut().rev().flatten().next()
    {
        let rest = words(text, reading, at, last.end());
        if !rest.is_empty() {
            *cell = if cell.is_empty() { rest } else { format!("{cell} {rest}") };
        }
    }
    out
}

/// Stops and marks that belong to the word before.
fn behind_stops(text: &str, from: u32, most: u32) -> u32 {
    let rest = text.get(from as usize..most as usize).unwrap_or("");
    let stops = rest.find(|c: char| c.is_whitespace() || c.is_alphanumeric()).unwrap_or(rest.len());
    from + stops as u32
}

/// The report's words between two places, as far as they are in the rendering.
fn words(text: &str, reading: &Reading, start: u32, end: u32) -> String {
    let mut out = String::new();
    for part in &reading.parts {
        let (from, to) = (part.start().max(start), part.end().min(end));
        let Some(piece) = (from < to).then(|| text.get(from as usize..to as usize)).flatten() else { continue };
        let piece = piece.trim();
        if piece.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str(INTERRUPTED);
        }
        out.push_str(piece);
    }
    out
}

/// The longest run of words that stand in the report in the order of the text.
fn rising(list: &[(u32, Span)]) -> Vec<(u32, Span)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; list.len()];
    for i in 0..list.len() {
        let at = tails.partition_point(|t| list[*t].1.start() < list[i].1.start() && list[*t].0 < list[i].0);
        before[i] = at.checked_sub(1).map(|at| tails[at]);
        match tails.get_mut(at) {
            Some(t) => *t = i,
            None => tails.push(i),
        }
    }
    let mut out = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(i) = at {
        out.push(list[i]);
        at = before[i];
    }
    out.reverse();
    out
}
