//! Notices of each report, folded away.

use super::escape::Fold;
use super::{Page, put};
use crate::view::notices;
use variorum::span::{ArticleId, Place};
use variorum::story::edition::Edition;

/// Whether any report has a notice.
pub fn any(edition: &Edition) -> bool {
    edition.reports.iter().any(|r| !r.annotations.notices.is_empty())
}

/// The notices, report by report. Numbers and addresses are no links: nothing here was checked.
pub fn notices(page: &mut Page) {
    let edition = page.edition;
    if !any(edition) {
        return;
    }
    put!(
        page,
        "<section id=\"notices\" aria-labelledby=\"notices-h\"><h2 id=\"notices-h\">Notices</h2>\
         <p class=\"q\">Helplines, appeals and other contacts, each as one report prints it; no part of the comparison.</p>"
    );
    for n in 0..edition.reports.len() {
        let article = ArticleId(n as u32);
        let Some(summary) = edition.reports.get(n).and_then(notices::summary) else { continue };
        put!(page, "<details><summary>");
        page.sigla(&[article]);
        put!(page, " {}</summary>", Fold(&summary));
        list(page, article, true);
        put!(page, "</details>");
    }
    put!(page, "</section>");
}

/// The notices of one report, on a page of its own.
pub fn of(page: &mut Page, article: ArticleId) {
    let Some(summary) = page.edition.reports.get(article.index()).and_then(notices::summary) else { return };
    put!(
        page,
        "<section id=\"notices\" aria-labelledby=\"notices-h\"><h2 id=\"notices-h\">Notices</h2><details><summary>{}</summary>",
        Fold(&super::capital(&summary))
    );
    list(page, article, false);
    put!(page, "</details></section>");
}

fn list(page: &mut Page, article: ArticleId, places: bool) {
    let edition = page.edition;
    let Some(report) = edition.reports.get(article.index()) else { return };
    for notice in &report.annotations.notices {
        put!(page, "<p>{}", Fold(&notices::kind(notice)));
        if let Some(label) = notice.label {
            put!(page, ": <bdi>{}</bdi>", Fold(report.text(label)));
        }
        put!(page, " ");
        if places {
            page.place(Place { article, span: notice.span });
        }
        put!(page, "</p><ul>");
        for (n, s) in notice.services.iter().enumerate() {
            put!(page, "<li>");
            if let Some(name) = s.organisation {
                put!(page, "<b><bdi>{}</bdi></b>: ", Fold(report.text(name)));
            }
            if let Some(lead) = notices::lead(report, s) {
                put!(page, "<bdi>{}</bdi>: ", Fold(&lead));
            }
            for (i, field) in notices::fields(report, s).iter().enumerate() {
                put!(page, "{}<bdi>{}</bdi>", if i > 0 { "; " } else { "" }, Fold(field));
            }
            if let Some(of) = notices::belongs(report, notice, n) {
                put!(page, " ({})", Fold(&of));
            }
            if places {
                put!(page, " ");
                page.place(Place { article, span: s.span });
            }
            put!(page, "</li>");
        }
        put!(page, "</ul>");
    }
}
