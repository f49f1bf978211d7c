//! The head of the page: what is compared, and what was found, in a few sentences and a table.

use super::escape::{Esc, Fold};
use super::site::Kind;
use super::{Key, Page, capital, counted, put, shell};
use crate::library::opening;
use crate::view::clean::shortened;
use crate::view::ledger;
use crate::view::when::published;
use std::fmt::Write as _;
use variorum::annotate::Annotated;
use variorum::article::{Article, BlockKind};
use variorum::collate::variant::Class;
use variorum::span::{ArticleId, Place, Span};
use variorum::story::edition::Edition;

/// More reports than this are listed folded, so that what was found is in sight.
const LISTED: usize = 12;

/// What a report is called: its outlet, else the last part of its file's name.
pub fn name(a: &Article) -> &str {
    a.meta.outlet.as_deref().unwrap_or_else(|| a.path.rsplit(['/', '\\']).next().unwrap_or(&a.path))
}

/// What a story is called by its reports: the first headline that does not shout, else the first.
pub fn headline(edition: &Edition) -> Option<String> {
    let of = |r: &Annotated| {
        let first = || {
            let b = opening(&r.article)?;
            (b.kind == BlockKind::Heading).then(|| r.text(b.content).to_string())
        };
        r.article.meta.title.clone().or_else(first)
    };
    let all: Vec<String> = edition.reports.iter().filter_map(of).filter(|t| !t.trim().is_empty()).collect();
    let calm = all.iter().find(|t| t.chars().any(char::is_lowercase));
    calm.or(all.first()).map(|t| shortened(t, 120))
}

/// Title, summary, table of witnesses, the way around.
pub fn header(page: &mut Page) {
    let edition = page.edition;
    let shared = edition.utterances.iter().filter(|u| edition.witnesses(&u.collation) > 1).count();
    let what = |when: &str| {
        let reports = capital(&counted(edition.reports.len(), "report", "reports"));
        format!("{reports}{when}, {} in common", counted(shared, "quotation", "quotations"))
    };
    put!(page, "<header><p class=\"kicker\">A variorum edition</p>");
    match page.site.title.clone().or_else(|| headline(edition)) {
        Some(title) => put!(page, "<h1 dir=\"auto\">{}</h1><p class=\"lead\">{}. ", Fold(&title), what(&when(edition))),
        None => put!(page, "<h1>{}</h1><p class=\"lead\">", what("")),
    }
    put!(page, "{}. ", differences(edition));
    let conflicts = ledger::parted(edition)[0].len();
    if conflicts > 0 {
        put!(
            page,
            "<a href=\"#ledger\">On {} {}</a> they cannot all be right. ",
            super::number(conflicts),
            if conflicts == 1 { "point" } else { "points" }
        );
    }
    if !edition.unsupported.is_empty() {
        put!(
            page,
            "<a href=\"#marks\">{} in marks</a> {} in no fuller rendering. ",
            capital(&counted(edition.unsupported.len(), "group of words", "groups of words")),
            if edition.unsupported.len() == 1 { "stands" } else { "stand" }
        );
    }
    if !edition.passages.is_empty() {
        put!(
            page,
            "<a href=\"#shared\">{}</a> {} shared outside quotations. ",
            capital(&counted(edition.passages.len(), "passage", "passages")),
            if edition.passages.len() == 1 { "is" } else { "are" }
        );
    }
    if let Some(note) = &page.site.note {
        put!(page, "{}", Fold(note));
    }
    put!(page, "</p>");
    witnesses(page);
    put!(page, "<nav aria-label=\"Parts of the edition\"><ul>");
    let parts = [
        ("glance", "At a glance", shared > 0),
        ("changed", "What changed most", words_changed(page)),
        (
            "marks",
            "In marks, in no fuller rendering",
            crate::view::marks::looked_at(edition).is_some() || !crate::view::marks::unspoken(edition).is_empty(),
        ),
        ("ledger", "Told differently", !edition.ledger.claims.is_empty()),
        ("figures", "Figures", !edition.ledger.figures.is_empty()),
        ("silence", "Who has what", super::silence::any(edition)),
        ("paraphrases", "Told in other words", !edition.paraphrases.is_empty()),
        ("lineage", "Who had it from whom", !edition.lineage.is_empty()),
        ("timeline", "When", super::timeline::any(edition)),
        ("said", "What was said", true),
        ("order", "Order", super::order::differs(edition)),
        ("shared", "Shared passages", !edition.passages.is_empty()),
        ("notices", "Notices", super::notices::any(edition)),
        ("sources", "The reports", !edition.reports.is_empty()),
    ];
    for (id, title, there) in parts {
        if there {
            put!(page, "<li><a href=\"#{id}\">{title}</a></li>");
        }
    }
    if page.site.is_site() {
        shell::twin(&mut page.out, &page.site.twin(&Kind::Story));
    }
    put!(page, "</ul></nav></header>");
    sigla(page);
}

/// Whose each letter is, in sight wherever one reads.
fn sigla(page: &mut Page) {
    let edition = page.edition;
    if edition.reports.len() < 2 || edition.reports.len() > LISTED {
        return;
    }
    put!(page, "<nav class=\"sigs\" aria-label=\"Reports\"><ul>");
    for (n, r) in edition.reports.iter().enumerate() {
        let id = ArticleId(n as u32);
        let called = name(&r.article);
        let called = called.strip_suffix(".txt").unwrap_or(called);
        put!(
            page,
            "<li><a href=\"#source-{}\"><b class=\"s\">{}</b> <bdi>{}</bdi></a></li>",
            Key(edition, id),
            Fold(edition.siglum(id)),
            Fold(&shortened(called, 28))
        );
    }
    put!(page, "</ul></nav>");
}

/// " of three outlets, from 5 February 2021 to 7 February 2021", as far as the reports say.
fn when(edition: &Edition) -> String {
    let metas = || edition.reports.iter().map(|r| &r.article.meta);
    let outlets: std::collections::BTreeSet<&str> = metas().filter_map(|m| m.outlet.as_deref()).collect();
    let days = metas().filter_map(|m| m.date.as_deref()).map(|d| d.get(..10).unwrap_or(d));
    let (first, last) = (days.clone().min(), days.max());
    let mut out = match outlets.len() {
        0 | 1 => String::new(),
        n => format!(" of {}", counted(n, "outlet", "outlets")),
    };
    match (first, last) {
        (Some(first), Some(last)) if first == last => out += &format!(", of {}", Fold(&published(first))),
        (Some(first), Some(last)) => {
            out += &format!(", from {} to {}", Fold(&published(first)), Fold(&published(last)));
        }
        _ => {}
    }
    out
}

fn differences(edition: &Edition) -> String {
    let (changes, cuts) = edition.count_changes();
    let counts = [
        (changes, "words differ"),
        (cuts, "words are cut"),
        (edition.count(Class::Orthographic), "spelling alone differs"),
        (edition.count(Class::Typographic), "typography alone differs"),
    ];
    let mut out = String::new();
    for (n, what) in counts.iter().filter(|c| c.0 > 0) {
        let place = if *n == 1 { "place" } else { "places" };
        let _ = match out.is_empty() {
            true => write!(
                out,
                "In {} {place} {}{what}",
                super::number(*n),
                if what.starts_with("words") { "" } else { "the " }
            ),
            false => write!(out, ", in {} {what}", super::number(*n)),
        };
    }
    if out.is_empty() { "No word differs between renderings of one text".to_string() } else { out }
}

/// What a reader should know of a report: each sentence once, with all places that it is about.
pub fn notes(report: &Annotated) -> Vec<(&str, Vec<Span>)> {
    let mut out: Vec<(&str, Vec<Span>)> = Vec::new();
    for note in report.article.notes.iter().chain(&report.annotations.notes) {
        match out.iter_mut().find(|(message, _)| *message == note.message) {
            Some((_, spans)) => spans.extend(note.span),
            None => out.push((&note.message, note.span.into_iter().collect())),
        }
    }
    out
}

fn words_changed(page: &Page) -> bool {
    page.edition.count_changes().0 > 0
}

fn witnesses(page: &mut Page) {
    let edition = page.edition;
    let folded = edition.reports.len() > LISTED;
    if folded {
        put!(page, "<details class=\"all\"><summary>The {} reports</summary>", edition.reports.len());
    }
    put!(
        page,
        "<table class=\"wit\"><caption class=\"vh\">The reports</caption><thead><tr><th scope=\"col\"><span class=\"vh\">\
         Siglum</span></th><th scope=\"col\">Report</th><th scope=\"col\">Date</th><th scope=\"col\" class=\"num\">Words\
         </th></tr></thead><tbody>"
    );
    for (n, r) in edition.reports.iter().enumerate() {
        let id = ArticleId(n as u32);
        let a = &r.article;
        put!(
            page,
            "<tr><th scope=\"row\"><a class=\"s\" href=\"#source-{}\">{}</a></th><td>",
            Key(edition, id),
            Fold(edition.siglum(id)),
        );
        match page.site.article(id) {
            Some(link) => put!(page, "<a href=\"{}\"><bdi class=\"name\">{}</bdi></a>", Esc(&link), Fold(name(a))),
            None => put!(page, "<bdi class=\"name\">{}</bdi>", Fold(name(a))),
        }
        if let Some(title) = &a.meta.title {
            put!(page, " <bdi class=\"ti\">{}</bdi>", Fold(title));
        }
        // The whole path only where the name does not tell the reports apart.
        let twin = edition.reports.iter().enumerate().any(|(m, o)| m != n && name(&o.article) == name(a));
        if a.meta.outlet.is_some() || a.line.is_some() || twin {
            let line = a.line.map(|l| format!(", line {l}")).unwrap_or_default();
            put!(page, "<span class=\"file\"><bdi>{}</bdi>{line}</span>", Fold(&a.path));
        }
        if let Some(url) = &a.meta.url {
            // Shown, never a link: the page leads nowhere but into itself.
            put!(page, "<span class=\"file\"><bdi>{}</bdi></span>", Fold(url));
        }
        if let Some(names) = crate::view::credits::names(r) {
            put!(page, "<span class=\"file\">Credits: <bdi>{}</bdi></span>", Fold(&names));
        }
        for (message, spans) in notes(r) {
            put!(page, "<span class=\"note\">Note: <bdi>{}</bdi> ", Fold(message));
            let places: Vec<Place> = spans.into_iter().map(|span| Place { article: id, span }).collect();
            page.place_some(&places);
            put!(page, "</span>");
        }
        let words = r.count_words();
        let date = match (&a.meta.date, &a.meta.modified) {
            (Some(date), _) => published(date),
            (None, Some(date)) => format!("changed {}", published(date)),
            (None, None) => "no date".to_string(),
        };
        put!(page, "</td><td><bdi>{}</bdi></td><td class=\"num\">{words}</td></tr>", Fold(&date));
    }
    put!(page, "</tbody></table>{}", if folded { "</details>" } else { "" });
}
