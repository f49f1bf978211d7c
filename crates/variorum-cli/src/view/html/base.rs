//! The edition's text with its loci numbered, for texts with more witnesses than a page has columns.

use super::escape::Fold;
use super::locus::{is_cut, is_minor};
use super::{Item, Page, put};
use variorum::collate::variant::Kind;

/// The text. A number stands behind the words of each substantive variant, a half bracket where a report begins
/// or ends.
pub fn text(page: &mut Page, item: Item) {
    let c = item.collation;
    let n = c.text.len();
    // What stands before each word: numbers of loci that end there, of reports that end there, that begin there.
    let mut marks: Vec<[Vec<usize>; 3]> = vec![Default::default(); n + 1];
    let mut changed = vec![false; n];
    for (i, v) in c.variants.iter().enumerate().filter(|(_, v)| !is_minor(v)) {
        let (start, end) = ((v.locus.start as usize).min(n), (v.locus.end as usize).min(n));
        match v.kind {
            Kind::TrimStart => marks[end][2].push(i + 1),
            Kind::TrimEnd => marks[start][1].push(i + 1),
            _ => marks[end][0].push(i + 1),
        }
        if !is_cut(v) && v.kind != Kind::Splice {
            changed.get_mut(start..end).unwrap_or_default().fill(true);
        }
    }
    let lang = c.readings.first().map_or(String::new(), |r| page.lang(r.article));
    put!(page, "<p class=\"base\" dir=\"auto\"{lang}>");
    let mut open = false;
    for (i, w) in c.text.iter().enumerate() {
        if open && (!changed[i] || marks[i].iter().any(|m| !m.is_empty())) {
            put!(page, "</span>");
            open = false;
        }
        if i > 0 {
            behind(page, item, &marks[i]);
            // Punctuation belongs to the word before it, the number behind both.
            let after = c.text.get(i - 1).map_or("", |w| w.after);
            put!(page, "{}", Fold(if after.is_empty() { " " } else { after }));
        }
        if !marks[i][2].is_empty() {
            put!(page, "<sup>⌈");
            numbers(page, item, &marks[i][2]);
            put!(page, "</sup>");
        }
        if changed[i] && !open {
            put!(page, "<span class=\"loc\">");
            open = true;
        }
        put!(page, "{}", Fold(w.text));
    }
    if open {
        put!(page, "</span>");
    }
    behind(page, item, &marks[n]);
    put!(page, "{}</p>", Fold(c.text.last().map_or("", |w| w.after.trim_end())));
}

/// Behind a word: the loci that end with it, then the reports that end with it.
fn behind(page: &mut Page, item: Item, marks: &[Vec<usize>; 3]) {
    let [loci, ends, _] = marks;
    if loci.is_empty() && ends.is_empty() {
        return;
    }
    put!(page, "<sup>");
    numbers(page, item, loci);
    if !ends.is_empty() {
        put!(page, "{}", if loci.is_empty() { "" } else { " " });
        numbers(page, item, ends);
        put!(page, "⌉");
    }
    put!(page, "</sup>");
}

fn numbers(page: &mut Page, item: Item, list: &[usize]) {
    for (i, v) in list.iter().enumerate() {
        put!(page, "{}<a href=\"#{item}v{v}\">{v}</a>", if i > 0 { " " } else { "" });
    }
}
