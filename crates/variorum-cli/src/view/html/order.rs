//! In which order each report prints the utterances, where the orders differ.

use super::escape::Fold;
use super::{Page, put};
use std::collections::HashMap;
use variorum::span::ArticleId;
use variorum::story::edition::Edition;

/// More reports than this make a thicket of lines; the table stands alone.
const DRAWN: usize = 8;

/// Whether two reports print what they share in different orders.
pub fn differs(edition: &Edition) -> bool {
    let order = edition.order();
    let at: Vec<HashMap<usize, usize>> =
        order.iter().map(|list| list.iter().enumerate().map(|(i, u)| (*u, i)).collect()).collect();
    order.iter().enumerate().any(|(i, list)| {
        at.iter().take(i).any(|other| {
            let mut common = list.iter().filter_map(|u| other.get(u));
            let mut last = common.next();
            common.any(|x| {
                let back = last.is_some_and(|l| l > x);
                last = Some(x);
                back
            })
        })
    })
}

/// The orders, as lines between columns and as a table.
pub fn order(page: &mut Page) {
    if !differs(page.edition) {
        return;
    }
    let order = page.edition.order();
    let rows: Vec<(usize, &Vec<usize>)> = order.iter().enumerate().filter(|(_, list)| !list.is_empty()).collect();
    put!(
        page,
        "<section id=\"order\" aria-labelledby=\"order-h\"><h2 id=\"order-h\">In what order</h2>\
         <p class=\"q\">The reports print the quotations they share in different orders.</p>"
    );
    if rows.len() <= DRAWN {
        slopes(page, &rows);
    }
    put!(page, "<table class=\"ord\"><caption class=\"vh\">Quotations in the order of each report</caption><tbody>");
    for (n, list) in &rows {
        put!(page, "<tr><th scope=\"row\" class=\"s\">{}</th><td>", Fold(page.edition.siglum(ArticleId(*n as u32))));
        for (i, u) in list.iter().enumerate() {
            put!(page, "{}<a href=\"#u{1}\">u{1}</a>", if i > 0 { ", " } else { "" }, u + 1);
        }
        put!(page, "</td></tr>");
    }
    put!(page, "</tbody></table></section>");
}

/// A column a report, a line for each utterance that two neighbouring columns share; dashed where it passes a
/// report that lacks it.
fn slopes(page: &mut Page, rows: &[(usize, &Vec<usize>)]) {
    const STEP: usize = 108;
    const LINE: usize = 28;
    let deepest = rows.iter().map(|r| r.1.len()).max().unwrap_or(0);
    let (width, height) = (STEP * (rows.len() - 1) + 60, LINE * deepest + 34);
    let (x, y) = (|c: usize| 30 + STEP * c, |i: usize| 46 + LINE * i);
    put!(
        page,
        "<div class=\"slopes\" tabindex=\"0\" role=\"group\" aria-label=\"Lines of order; the table below says the same\">\
         <svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">"
    );
    for (c, (_, list)) in rows.iter().enumerate() {
        for (i, u) in list.iter().enumerate() {
            let next = (c + 1..rows.len()).find_map(|d| rows[d].1.iter().position(|x| x == u).map(|j| (d, j)));
            if let Some((d, j)) = next {
                let class = if d == c + 1 { "ln" } else { "ln far" };
                put!(page, "<path class=\"{class}\" d=\"M{} {}L{} {}\"/>", x(c) + 16, y(i), x(d) - 16, y(j));
            }
        }
    }
    for (c, (n, list)) in rows.iter().enumerate() {
        put!(
            page,
            "<text class=\"sg\" x=\"{}\" y=\"18\">{}</text>",
            x(c),
            Fold(page.edition.siglum(ArticleId(*n as u32)))
        );
        for (i, u) in list.iter().enumerate() {
            put!(
                page,
                "<rect class=\"knot\" x=\"{}\" y=\"{}\" width=\"32\" height=\"20\" rx=\"3\"/>",
                x(c) - 16,
                y(i) - 10
            );
            put!(page, "<text x=\"{}\" y=\"{}\">u{}</text>", x(c), y(i) + 5, u + 1);
        }
    }
    put!(page, "</svg></div>");
}
