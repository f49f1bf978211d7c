//! Figures side by side: a table with a row for each thing, and who prints which value.

use super::escape::Fold;
use super::{Page, put};
use crate::view::figure;

/// Rows on the page; the JSON has all.
const FIGURES: usize = 80;

/// The section, where several reports give figures of one thing.
pub fn figures(page: &mut Page) {
    let edition = page.edition;
    let all = &edition.ledger.figures;
    if all.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"figures\" aria-labelledby=\"figures-h\"><h2 id=\"figures-h\">Figures side by side</h2>\
         <p class=\"q\">What is printed of one thing by name; whether it is the same matter is for the reader to see. \
         = the same, ≠ unlike, &lt; more in a later report, ≈ more or less exact, · hours one after another.</p>\
         <div class=\"slopes\" tabindex=\"0\" role=\"group\" aria-label=\"Table of figures\"><table class=\"figs\"><thead><tr>\
         <th scope=\"col\">Of what</th><th scope=\"col\"><span class=\"vh\">How they stand to each other</span></th>\
         <th scope=\"col\">As printed, by whom</th></tr></thead><tbody>"
    );
    for (n, f) in all.iter().take(FIGURES).enumerate() {
        let (sign, meaning) = figure::sign(f);
        let unlike = if sign == "≠" { " class=\"un\"" } else { "" };
        put!(
            page,
            "<tr id=\"f{0}\"{unlike}><th scope=\"row\"><a class=\"n\" href=\"#f{0}\">f{0}</a> <bdi>{1}</bdi></th>\
             <td><span aria-hidden=\"true\">{2}</span><span class=\"vh\">{meaning}</span></td><td>",
            n + 1,
            Fold(&figure::label(edition, f)),
            Fold(sign),
        );
        for value in &f.values {
            put!(page, "<p><b><bdi>{}</bdi></b> ", Fold(&figure::words(edition, value)));
            page.sigla(&value.reports());
            put!(page, " <span class=\"m\">");
            let mut firsts = value.places.clone();
            firsts.dedup_by_key(|p| p.article);
            page.place_some(&firsts);
            put!(page, "</span></p>");
        }
        put!(page, "</td></tr>");
    }
    put!(page, "</tbody></table></div>");
    if all.len() > FIGURES {
        put!(page, "<p class=\"q\">{} more are in the JSON.</p>", all.len() - FIGURES);
    }
    put!(page, "</section>");
}
