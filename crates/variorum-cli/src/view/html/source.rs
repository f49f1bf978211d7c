//! The reports themselves, whole, each place that the page speaks of with its anchor.

use super::escape::{Esc, Fold};
use super::{Anchor, Key, Page, put};
use std::collections::HashSet;
use variorum::article::{Block, BlockKind};
use variorum::span::{ArticleId, Place, Span};

/// All reports.
pub fn sources(page: &mut Page) {
    if page.edition.reports.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"sources\" aria-labelledby=\"sources-h\"><h2 id=\"sources-h\">The reports</h2>\
         <p class=\"q\">Whole, as captured. The number beside a paragraph is the byte it begins at.</p>"
    );
    let places: Vec<Place> = std::mem::take(&mut page.places).into_iter().collect();
    for n in 0..page.edition.reports.len() {
        let id = ArticleId(n as u32);
        let from = places.partition_point(|p| p.article < id);
        let to = places.partition_point(|p| p.article <= id);
        report(page, id, &places[from..to]);
    }
    put!(page, "</section>");
}

fn report(page: &mut Page, id: ArticleId, places: &[Place]) {
    let edition = page.edition;
    let Some(report) = edition.reports.get(id.index()) else { return };
    let a = &report.article;
    let key = Key(edition, id);
    put!(
        page,
        "<article class=\"src\" id=\"source-{key}\" aria-labelledby=\"source-{key}-h\"><h3 id=\"source-{key}-h\">\
         <span class=\"s\">{}</span> <bdi>{}</bdi></h3>",
        Fold(edition.siglum(id)),
        Fold(super::head::name(a))
    );
    // Two places can be one in the captured bytes, and so one anchor.
    let mut given: HashSet<(u64, u64)> = HashSet::new();
    let mut ids: Vec<(Span, bool)> = Vec::with_capacity(places.len());
    for p in places {
        let bytes = edition.bytes(*p);
        ids.push((p.span, given.insert((bytes.start, bytes.end))));
    }
    let spans: Vec<Span> = ids.iter().filter(|i| i.1).map(|i| i.0).collect();
    let mut next = 0;
    let mut begun = Vec::new();
    for (n, block) in a.blocks.iter().enumerate() {
        let last = n + 1 == a.blocks.len();
        // What begins in this block, and what an earlier one left open.
        let end = block.span.end();
        while spans.get(next).is_some_and(|s| s.start() < end || last) {
            begun.push((spans[next], false));
            next += 1;
        }
        let first = n == 0 || a.blocks.get(n - 1).is_some_and(|b| b.kind != block.kind);
        one(page, id, block, first, &mut begun);
        begun.retain(|(s, _)| s.end() > end);
    }
    if a.blocks.is_empty() {
        put!(page, "<p class=\"q\">No text.</p>");
    }
    put!(page, "</article>");
}

/// A block. Places nest as they do in the text; where two cross, the later is cut and goes on behind the cut
/// without an id of its own.
fn one(page: &mut Page, id: ArticleId, block: &Block, first: bool, places: &mut [(Span, bool)]) {
    let edition = page.edition;
    let Some(report) = edition.reports.get(id.index()) else { return };
    let text = &report.article.text;
    let inside = block.content;
    let class = match block.kind {
        BlockKind::Paragraph if block.continues => "b cont".to_string(),
        BlockKind::Paragraph => "b".to_string(),
        kind => format!("b {}", kind.name()),
    };
    let start = edition.bytes(Place { article: id, span: inside }).start;
    put!(page, "<div class=\"{class}\"><span class=\"at\" aria-hidden=\"true\">{start}</span>");
    if first && !block.kind.is_story() {
        put!(page, "<span class=\"kind\">{}</span>", block.kind.name());
    }
    put!(page, "<p dir=\"auto\">");
    let clip = |s: Span| {
        let start = s.start().clamp(inside.start(), inside.end());
        Span::new(start, s.end().clamp(start, inside.end()))
    };
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|i| (clip(places[*i].0).start(), std::cmp::Reverse(clip(places[*i].0).end()), *i));
    let mut open: Vec<(u32, usize)> = Vec::new();
    let mut at = inside.start();
    for i in order {
        let span = clip(places[i].0);
        if span.is_empty() && places[i].1 {
            continue;
        }
        while let Some(&(end, _)) = open.last().filter(|o| o.0 <= span.start()) {
            put!(page, "{}</span>", Esc(text.get(Span::new(at, end))));
            at = end;
            open.pop();
        }
        put!(page, "{}", Esc(text.get(Span::new(at, span.start()))));
        at = span.start();
        // Those that end before this one does are closed and taken up again inside it, innermost last.
        let crossing: Vec<(u32, usize)> = {
            let keep = open.iter().position(|o| o.0 < span.end()).unwrap_or(open.len());
            open.split_off(keep)
        };
        for _ in &crossing {
            put!(page, "</span>");
        }
        begin(page, id, &mut places[i]);
        open.push((span.end(), i));
        if span.is_empty() {
            put!(page, "</span>");
            open.pop();
        }
        for (end, j) in crossing {
            begin(page, id, &mut places[j]);
            open.push((end, j));
        }
    }
    while let Some((end, _)) = open.pop() {
        put!(page, "{}</span>", Esc(text.get(Span::new(at, end))));
        at = end.max(at);
    }
    put!(page, "{}</p></div>", Esc(text.get(Span::new(at, inside.end()))));
}

/// The first piece of a place has its id, the others refer to it.
fn begin(page: &mut Page, article: ArticleId, place: &mut (Span, bool)) {
    let anchor = Anchor(page.edition, Place { article, span: place.0 });
    let attribute = if place.1 { "data-of" } else { "id" };
    let class = if place.0.is_empty() { " class=\"gap\"" } else { "" };
    put!(page, "<span {attribute}=\"{anchor}\"{class}>");
    place.1 = true;
}
