//! The reports themselves, whole, each place that the page speaks of with its anchor.

use super::escape::{Esc, Fold};
use super::nest::{self, Mark};
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
        if page.entry && from == to {
            continue;
        }
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
        "<article class=\"src\" id=\"source-{key}\" aria-labelledby=\"source-{key}-h\"{}><h3 id=\"source-{key}-h\">\
         <span class=\"s\">{}</span> ",
        page.lang(id),
        Fold(edition.siglum(id)),
    );
    match page.site.article(id) {
        Some(link) => put!(page, "<a href=\"{}\"><bdi>{}</bdi></a></h3>", Esc(&link), Fold(super::head::name(a))),
        None => put!(page, "<bdi>{}</bdi></h3>", Fold(super::head::name(a))),
    }
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
            begun.push(Mark::new(spans[next], ()));
            next += 1;
        }
        let first = n == 0 || a.blocks.get(n - 1).is_some_and(|b| b.kind != block.kind);
        one(page, id, block, first, &mut begun);
        begun.retain(|m| m.span.end() > end);
    }
    if a.blocks.is_empty() {
        put!(page, "<p class=\"q\">No text.</p>");
    }
    put!(page, "</article>");
}

/// A block. Places nest as they do in the text; where two cross, the later is cut and goes on behind the cut
/// without an id of its own.
fn one(page: &mut Page, id: ArticleId, block: &Block, first: bool, places: &mut [Mark<()>]) {
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
    nest::write(page, text, inside, places, &|page, place, again| begin(page, id, place.span, again));
    put!(page, "</p></div>");
}

/// The first piece of a place has its id, the others refer to it.
fn begin(page: &mut Page, article: ArticleId, span: Span, again: bool) {
    let anchor = Anchor(page.edition, Place { article, span });
    let attribute = if again { "data-of" } else { "id" };
    let class = if span.is_empty() { " class=\"gap\"" } else { "" };
    put!(page, "<span {attribute}=\"{anchor}\"{class}>");
}
