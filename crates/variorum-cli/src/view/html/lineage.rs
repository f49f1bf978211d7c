//! Who had it from whom: a stemma, a sentence for each edge with its places, and what stays open.

use super::escape::Fold;
use super::{Page, put};
use crate::view::{clean, lineage};
use variorum::story::edition::Edition;
use variorum::story::lineage::{Edge, Grade, Scope, Source};

/// The section, where there is something to say.
pub fn lineage(page: &mut Page) {
    let edition = page.edition;
    let l = &edition.lineage;
    if l.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"lineage\" aria-labelledby=\"lineage-h\"><h2 id=\"lineage-h\">Who had it from whom</h2>\
         <p class=\"q\">What the reports print of where they have it from; none of it says that somebody copied.{}</p>",
        lineage::count(edition).map(|c| format!(" {c}")).unwrap_or_default()
    );
    if lineage::drawn(edition) {
        stemma(page);
    }
    put!(page, "<ul class=\"lin\">");
    for edge in &l.edges {
        sentence(page, edge);
    }
    for tie in &l.ties {
        put!(page, "<li><i>undetermined</i> ");
        page.sigla(&tie.reports);
        put!(page, "{}", if edition.one_text(&tie.reports) { " are one text, word for word:" } else { " share" });
        for p in &tie.passages {
            put!(page, " <a href=\"#p{0}\">p{0}</a>", p + 1);
        }
        put!(page, "; {}</li>", Fold(&lineage::open(edition, tie)));
    }
    put!(page, "</ul></section>");
}

fn sentence(page: &mut Page, edge: &Edge) {
    let edition = page.edition;
    put!(page, "<li><i>{}</i> <bdi>{}</bdi>", edge.grade().name(), Fold(&lineage::sentence(edition, edge)));
    for evidence in edge.evidence.iter().filter(|e| !e.places.is_empty()) {
        put!(page, " <span class=\"m\">{}: ", evidence.kind.name());
        page.place_some(&evidence.places);
        put!(page, "</span>");
    }
    put!(page, "</li>");
}

/// The drawing: sources above what is had from them; the list below it says the same.
fn stemma(page: &mut Page) {
    const STEP: usize = 112;
    const LAYER: usize = 74;
    let edition = page.edition;
    let layers = lineage::layers(edition);
    let widest = layers.iter().map(Vec::len).max().unwrap_or(1);
    let (width, height) = (STEP * widest + 8, LAYER * (layers.len() - 1) + 44);
    let places: Vec<(Source, usize, usize)> = layers
        .iter()
        .enumerate()
        .flat_map(|(row, nodes)| {
            let left = (widest - nodes.len()) * STEP / 2;
            nodes.iter().enumerate().map(move |(n, s)| (*s, left + n * STEP + STEP / 2 + 4, row * LAYER + 20))
        })
        .collect();
    let at = |s: Source| places.iter().find(|p| p.0 == s).map(|p| (p.1, p.2));
    put!(
        page,
        "<div class=\"slopes\" tabindex=\"0\" role=\"group\" aria-label=\"Stemma; the list below says the same\">\
         <svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">"
    );
    for edge in &edition.lineage.edges {
        let (Some((x, y)), Some((u, v))) = (at(edge.source), at(Source::Report(edge.report))) else { continue };
        let class = match (edge.grade(), edge.scope == Scope::Whole) {
            (Grade::Stated, true) => "ln",
            (Grade::Stated, false) => "ln part",
            (Grade::Probable | Grade::Possible, _) => "ln far",
        };
        // Bowed, so that a line over two layers does not run behind a node.
        let bow = if v > y + LAYER { u.max(x) + STEP / 2 } else { (x + u) / 2 };
        put!(
            page,
            "<path class=\"{class}\" d=\"M{x} {}Q{bow} {} {u} {}\"/>",
            y + 14,
            (y + v) / 2,
            v.saturating_sub(14)
        );
    }
    for (node, x, y) in &places {
        draw(page, edition, *node, *x, *y);
    }
    put!(
        page,
        "</svg></div><p class=\"q key\">Whole lines: stated of the whole report; thin: of a part; dotted: not stated.</p>"
    );
}

fn draw(page: &mut Page, edition: &Edition, node: Source, x: usize, y: usize) {
    let (half, class, name) = match node {
        Source::Report(a) => (18, "sg", edition.siglum(a).to_string()),
        Source::Origin(_) => (52, "or", clean::shortened(&lineage::source(edition, node), 15)),
    };
    put!(
        page,
        "<rect class=\"knot\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"28\" rx=\"{}\"/><text class=\"{class}\" x=\"{x}\" y=\"{}\">{}</text>",
        x.saturating_sub(half),
        y - 14,
        2 * half,
        if class == "sg" { 14 } else { 3 },
        y + 5,
        Fold(&name)
    );
}
