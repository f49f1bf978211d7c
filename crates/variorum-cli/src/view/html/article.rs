//! The page of one report: its text with what was found marked in it, and its captures with what changed.

use super::escape::{Esc, Fold};
use super::found::{self, What};
use super::nest::{self, Mark};
use super::site::{Kind, Site};
use super::{Page, head, notices, put, shell};
use crate::library::opening;
use crate::library::versions::Step;
use variorum::annotate::Annotated;
use variorum::collate::revision::Revision;
use variorum::collate::variant::Class;
use variorum::span::{ArticleId, Place};
use variorum::story::edition::Edition;

/// Words by which a report without a title is called.
const FIRST: usize = 14;

/// What an article's page shows.
pub struct ArticlePage<'a> {
    /// An edition that has the report.
    pub edition: &'a Edition,
    /// The report in it.
    pub report: ArticleId,
    /// The name of its page.
    pub name: &'a str,
    /// Whether the edition is of a story, to which quotations lead.
    pub in_story: bool,
    /// Every capture of its address.
    pub captures: &'a [Step],
}

/// The page.
pub fn article(it: &ArticlePage<'_>, site: &Site) -> String {
    let mut page = Page::new(it.edition, site);
    let Some(report) = it.edition.reports.get(it.report.index()) else { return page.out };
    let title = title(report);
    let title = title.as_str();
    shell::begin(&mut page.out, site, &format!("{title} – a report"), "Skip to the report");
    put!(
        page,
        "<main id=\"text\"><header><p class=\"kicker\">A report</p><h1 dir=\"auto\"{}>{}</h1>",
        shell::lang(report),
        Fold(title)
    );
    about(&mut page, it);
    put!(page, "</header>");
    body(&mut page, it);
    let places = if it.in_story { found::places(it.edition, it.report) } else { Default::default() };
    found::quotations(&mut page, it.report, &places);
    notices::of(&mut page, it.report);
    captures(&mut page, it);
    put!(page, "</main>");
    page.end();
    page.out
}

/// What a report is called: its title, else its first words.
fn title(report: &Annotated) -> String {
    let given = report.article.meta.title.as_deref().filter(|t| !t.trim().is_empty()).map(str::to_string);
    let first = || {
        let first = opening(&report.article)?;
        let words: Vec<&str> = report.text(first.content).split_whitespace().collect();
        let more = if words.len() > FIRST { " …" } else { "" };
        Some(format!("{}{more}", words.iter().take(FIRST).copied().collect::<Vec<_>>().join(" ")))
    };
    given.or_else(first).unwrap_or_else(|| head::name(&report.article).to_string())
}

/// What is known beside the text, and the ways on.
fn about(page: &mut Page, it: &ArticlePage<'_>) {
    let edition = page.edition;
    let Some(report) = edition.reports.get(it.report.index()) else { return };
    let (a, meta) = (&report.article, &report.article.meta);
    put!(page, "<dl class=\"facts\">");
    let line = a.line.map(|l| format!(", line {l}")).unwrap_or_default();
    let facts = [
        ("Outlet", meta.outlet.clone()),
        ("Published", meta.date.as_deref().map(crate::view::when::published)),
        ("Changed", meta.modified.clone()),
        ("Address", meta.url.clone()),
        ("File", Some(format!("{}{line}", a.path))),
        ("Credits", crate::view::credits::names(report)),
        ("Words", Some(crate::view::clean::number(report.count_words()))),
    ];
    for (name, value) in facts {
        if let Some(value) = value.filter(|v| !v.trim().is_empty()) {
            put!(page, "<div><dt>{name}</dt><dd><bdi>{}</bdi></dd></div>", Fold(&value));
        }
    }
    for (message, spans) in head::notes(report) {
        let times = if spans.len() > 1 { format!(", in {} places", spans.len()) } else { String::new() };
        put!(page, "<div><dt>Note</dt><dd><bdi>{}</bdi>{times}</dd></div>", Fold(message));
    }
    put!(page, "</dl><nav aria-label=\"Around\"><ul>");
    if it.in_story {
        let siglum = format!("{}", super::Key(edition, it.report));
        put!(
            page,
            "<li><a href=\"{}\">Report {} of {}</a></li>",
            Esc(&page.site.story(&format!("source-{siglum}"))),
            Fold(edition.siglum(it.report)),
            Fold(page.site.title.as_deref().unwrap_or("the edition"))
        );
    }
    if it.captures.len() > 1 {
        put!(page, "<li><a href=\"#captures\">{} captures</a></li>", it.captures.len());
    }
    let twin = page.site.twin(&Kind::Article(it.name.to_string()));
    shell::twin(&mut page.out, &twin);
    put!(page, "</ul></nav>");
}

fn body(page: &mut Page, it: &ArticlePage<'_>) {
    let edition = page.edition;
    let Some(report) = edition.reports.get(it.report.index()) else { return };
    let a = &report.article;
    let places = if it.in_story { found::places(edition, it.report) } else { Default::default() };
    let all = found::marks(page, it.report, &places);
    put!(page, "<section id=\"report\" aria-labelledby=\"report-h\"><h2 id=\"report-h\">The text</h2>");
    found::legend(page, &all);
    put!(page, "<div class=\"src\"{}>", page.lang(it.report));
    let mut coming = all.into_iter().peekable();
    let mut here: Vec<Mark<What>> = Vec::new();
    // The id of a quotation is where it begins; further parts have none.
    let begins: Vec<u32> =
        report.annotations.quotations.iter().map(|q| report.parts(q).first().map_or(0, |p| p.span.start())).collect();
    for (n, block) in a.blocks.iter().enumerate() {
        let (inside, end) = (block.content, block.span.end());
        let last = n + 1 == a.blocks.len();
        while let Some(mark) = coming.next_if(|m| m.span.start() < end || last) {
            here.push(mark);
        }
        let first = n == 0 || a.blocks.get(n - 1).is_some_and(|b| b.kind != block.kind);
        let start = edition.bytes(Place { article: it.report, span: inside }).start;
        put!(
            page,
            "<div class=\"b {}\" id=\"b{}\"><span class=\"at\" aria-hidden=\"true\">{start}</span>",
            block.kind.name(),
            n + 1
        );
        if first && !block.kind.is_story() {
            put!(page, "<span class=\"kind\" lang=\"en\">{}</span>", block.kind.name());
        }
        put!(page, "<p dir=\"auto\">");
        nest::write(page, &a.text, inside, &mut here, &|page, mark, again| {
            let is_first =
                !again && matches!(mark.what, What::Quotation(n, _) if begins.get(n) == Some(&mark.span.start()));
            found::begin(page, it.report, mark, &places, is_first);
        });
        put!(page, "</p></div>");
        here.retain(|m| m.span.end() > end);
    }
    if a.blocks.is_empty() {
        put!(page, "<p class=\"q\">No text.</p>");
    }
    put!(page, "</div></section>");
}

/// Every capture, and what changed from the one before.
fn captures(page: &mut Page, it: &ArticlePage<'_>) {
    if it.captures.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"captures\" aria-labelledby=\"captures-h\"><h2 id=\"captures-h\">Captures</h2><ol class=\"caps\">"
    );
    for (n, step) in it.captures.iter().enumerate() {
        let v = &step.version;
        let this = v.article.to_string() == it.name;
        let link = page.site.link(&Kind::Article(v.article.to_string()));
        put!(page, "<li><h3><time datetime=\"{0}\">{0}</time> ", Esc(&v.captured));
        match this {
            true => put!(page, "<span class=\"q\">this one</span>"),
            false => put!(page, "<a href=\"{}\">read it</a>", Esc(&link)),
        }
        put!(
            page,
            "</h3><p class=\"m\">{} bytes, BLAKE3 <code>{}</code></p>",
            v.bytes,
            Esc(v.hash.get(..16).unwrap_or(&v.hash))
        );
        let Some(before) = n.checked_sub(1).and_then(|n| it.captures.get(n)) else {
            put!(page, "</li>");
            continue;
        };
        put!(page, "<ul class=\"chg\">");
        for (name, a, b) in &step.fields {
            put!(
                page,
                "<li>{name}: <del>{}</del> <ins>{}</ins></li>",
                Fold(a.as_deref().unwrap_or("none")),
                Fold(b.as_deref().unwrap_or("none"))
            );
        }
        let (shown, small): (Vec<&Revision>, Vec<&Revision>) =
            step.changes.iter().partition(|r| r.class == Class::Substantive);
        for r in shown {
            put!(page, "<li>");
            let (old, new) = (before.report.text(r.earlier), step.report.text(r.later));
            if !old.trim().is_empty() {
                put!(page, "<del dir=\"auto\">{}</del> ", Fold(old));
            }
            if !new.trim().is_empty() {
                put!(page, "<ins dir=\"auto\">{}</ins> ", Fold(new));
            }
            put!(page, "<span class=\"m\">{}", r.kind.name());
            for flag in r.flags.names() {
                put!(page, " · <span class=\"f\">{flag}</span>");
            }
            put!(page, "</span></li>");
        }
        if !small.is_empty() {
            put!(page, "<li class=\"q\">and {} of spelling or typography</li>", super::number(small.len()));
        } else if step.changes.is_empty() {
            put!(page, "<li class=\"q\">the same words</li>");
        }
        put!(page, "</ul></li>");
    }
    put!(page, "</ol></section>");
}
