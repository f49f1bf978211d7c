//! Which report has what, as a table that leads to the readings; and what is told in other words.

use super::escape::Fold;
use super::{Page, put};
use crate::view::clean;
use crate::view::presence::{sign, told};
use variorum::span::ArticleId;
use variorum::story::coverage::{CoverageRow, Presence, RowOf, coverage};
use variorum::story::edition::Edition;

/// Beyond so many reports a row is counts.
const COLUMNS: usize = 40;
/// Rows and paraphrases on the page; the JSON has all.
const ROWS: usize = 300;
const PARAPHRASES: usize = 200;

/// Whether there is a matrix: an utterance that two reports have.
pub fn any(edition: &Edition) -> bool {
    coverage(edition).rows.iter().any(|r| r.cells.len() > 1)
}

/// The matrix, where there is an utterance that two reports have.
pub fn silence(page: &mut Page) {
    let edition = page.edition;
    let matrix = coverage(edition);
    let rows: Vec<&CoverageRow> = matrix.rows.iter().filter(|r| r.cells.len() > 1).collect();
    if rows.is_empty() {
        return;
    }
    let reports: Vec<ArticleId> = (0..edition.reports.len()).map(|i| ArticleId(i as u32)).collect();
    put!(
        page,
        "<section id=\"silence\" aria-labelledby=\"silence-h\"><h2 id=\"silence-h\">Who has what, and who is silent</h2>\
         <p class=\"q key\">"
    );
    for p in Presence::ALL {
        if rows.iter().any(|r| reports.iter().any(|a| matrix.presence(r, *a) == p)) {
            put!(page, "<b>{}</b> {}&emsp;", Fold(sign(p)), told(p));
        }
    }
    put!(
        page,
        "</p><div class=\"slopes\" tabindex=\"0\" role=\"group\" aria-label=\"Table of who has what\"><table class=\"sil\">\
         <caption class=\"vh\">How each report has each utterance</caption>"
    );
    let drawn = reports.len() <= COLUMNS;
    if drawn {
        put!(page, "<thead><tr><th scope=\"col\"><span class=\"vh\">Utterance</span></th>");
        for a in &reports {
            put!(page, "<th scope=\"col\" class=\"s\">{}</th>", Fold(edition.siglum(*a)));
        }
        put!(page, "</tr></thead>");
    }
    put!(page, "<tbody>");
    for row in rows.iter().take(ROWS) {
        let RowOf::Utterance(n) = row.of;
        let who = edition.utterances.get(n).and_then(|u| edition.speaker(u)).unwrap_or("speaker not named");
        put!(
            page,
            "<tr><th scope=\"row\"><a href=\"#u{0}\">u{0}</a> <bdi>{1}</bdi></th>",
            n + 1,
            Fold(&clean::shortened(who, 24))
        );
        let of = || reports.iter().map(|a| matrix.presence(row, *a));
        if drawn {
            for p in of() {
                put!(
                    page,
                    "<td class=\"p-{}\" title=\"{2}\"><span aria-hidden=\"true\">{1}</span><span class=\"vh\">{2}</span></td>",
                    p.name(),
                    Fold(sign(p)),
                    told(p)
                );
            }
        } else {
            put!(page, "<td>");
            for p in Presence::ALL {
                let n = of().filter(|x| *x == p).count();
                if n > 0 {
                    put!(page, "{} {n} <span class=\"vh\">{}</span>&emsp;", Fold(sign(p)), told(p));
                }
            }
            put!(page, "</td>");
        }
        put!(page, "</tr>");
    }
    put!(page, "</tbody></table></div>");
    if rows.len() > ROWS {
        put!(page, "<p class=\"q\">{} more rows are in the JSON.</p>", rows.len() - ROWS);
    }
    let doubts = matrix.doubts.iter().zip(&reports).filter_map(|(d, a)| d.map(|d| (*a, d)));
    for (a, doubt) in doubts {
        put!(page, "<p class=\"q\">{}: {}, so what it lacks is unknown.</p>", Fold(edition.siglum(a)), doubt.name());
    }
    put!(page, "</section>");
}

/// Words outside marks, each with what it renders.
pub fn paraphrases(page: &mut Page) {
    let edition = page.edition;
    if edition.paraphrases.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"paraphrases\" aria-labelledby=\"paraphrases-h\"><h2 id=\"paraphrases-h\">Told in other words</h2>\
         <p class=\"q\">Words outside marks that seem to render a quotation: guessed by likeness of meaning. The number \
         says how likely it is, of a hundred.</p><ul class=\"lin\">"
    );
    for p in edition.paraphrases.iter().take(PARAPHRASES) {
        let Some(u) = edition.utterances.get(p.utterance) else { continue };
        put!(page, "<li><i>{}</i> ", p.percent);
        page.sigla(&[p.place.article]);
        put!(page, " ");
        page.words_at(p.place.article, p.place.span);
        put!(
            page,
            " <span class=\"m\">renders <a href=\"#u{0}\">u{0}</a></span> “<bdi>{1}</bdi>”",
            p.utterance + 1,
            Fold(u.collation.text.slice(p.words.clone()))
        );
        if p.unmarked {
            put!(page, " <span class=\"m\">the same words, without marks</span>");
        }
        if p.negation {
            put!(page, " <span class=\"m\">a word of denial in one only</span>");
        }
        if p.number {
            put!(page, " <span class=\"m\">other numbers</span>");
        }
        put!(page, "</li>");
    }
    put!(page, "</ul>");
    if edition.paraphrases.len() > PARAPHRASES {
        put!(page, "<p class=\"q\">{} more are in the JSON.</p>", edition.paraphrases.len() - PARAPHRASES);
    }
    put!(page, "</section>");
}
