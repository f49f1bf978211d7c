//! What is found in one report, as marks in its text and as lists.

use super::escape::{Esc, Fold};
use super::nest::Mark;
use super::{Page, put};
use std::collections::HashMap;
use variorum::annotate::quotation::QuotationKind;
use variorum::span::{ArticleId, Span};
use variorum::story::edition::Edition;

/// Words of a list entry before it is cut short.
const WORDS: usize = 14;

/// Why words of a report are set apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Words in marks, of the quotation of this number.
    Quotation(usize, QuotationKind),
    /// Behind such words: where they stand in the edition.
    Reference(usize),
    /// Who says something.
    Speaker,
    /// The word of saying.
    Cue,
    /// Where it was said or published.
    Channel,
    /// Whom the report credits.
    Credit,
    /// An expression of time, by its number.
    Time(usize),
}

/// The kinds of marks, each with the class it is drawn by and the word that the legend has for it.
const LEGEND: [(&str, &str); 7] = [
    ("fq", "quotation"),
    ("fm", "words in marks that nobody is given as saying"),
    ("fs", "speaker"),
    ("fc", "word of saying"),
    ("fh", "channel"),
    ("fk", "credit"),
    ("ft", "time"),
];

/// Where each quotation of a report stands in an edition: `u3`, `x1`.
pub fn places(edition: &Edition, article: ArticleId) -> HashMap<u32, String> {
    let mut out = HashMap::new();
    for (n, u) in edition.utterances.iter().enumerate() {
        for r in u.collation.readings.iter().filter(|r| r.article == article) {
            out.extend(r.rows.iter().map(|row| (*row, format!("u{}", n + 1))));
        }
    }
    for (n, u) in edition.unsupported.iter().enumerate().filter(|(_, u)| u.place.article == article) {
        out.insert(u.quotation.0, format!("x{}", n + 1));
    }
    out
}

/// All marks of a report; those of quotations with a reference where the edition has them.
pub fn marks(page: &Page, article: ArticleId, places: &HashMap<u32, String>) -> Vec<Mark<What>> {
    let Some(report) = page.edition.reports.get(article.index()) else { return Vec::new() };
    let a = &report.annotations;
    let mut out = Vec::new();
    for (n, q) in a.quotations.iter().enumerate() {
        for part in report.parts(q) {
            out.push(Mark::new(part.span, What::Quotation(n, q.kind)));
        }
        if let Some(last) = report.parts(q).last().filter(|_| places.contains_key(&(n as u32))) {
            let end = last.outer.end();
            out.push(Mark::new(Span::new(end, end), What::Reference(n)));
        }
        let speaker = q.speaker.map(|s| (s.mention, What::Speaker));
        let cue = q.cue.map(|span| (span, What::Cue));
        let channel = q.channel.filter(|c| c.named).map(|c| (c.span, What::Channel));
        out.extend([speaker, cue, channel].into_iter().flatten().map(|(span, what)| Mark::new(span, what)));
    }
    out.extend(a.credits.iter().filter(|c| !c.own).map(|c| Mark::new(c.span, What::Credit)));
    out.extend(a.times.iter().enumerate().map(|(n, t)| Mark::new(t.span, What::Time(n))));
    // Several quotations may name one speaker.
    out.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end()), class(m.what)));
    out.dedup_by_key(|m| (m.span, class(m.what)));
    out
}

fn class(what: What) -> &'static str {
    match what {
        What::Quotation(_, kind) if kind.is_speech() => "fq",
        What::Quotation(..) => "fm",
        What::Reference(_) => "ref",
        What::Speaker => "fs",
        What::Cue => "fc",
        What::Channel => "fh",
        What::Credit => "fk",
        What::Time(_) => "ft",
    }
}

/// Opens the `span` of a mark. The first part of a quotation has its id.
pub fn begin(page: &mut Page, article: ArticleId, mark: &Mark<What>, places: &HashMap<u32, String>, first: bool) {
    let class = class(mark.what);
    match mark.what {
        What::Quotation(n, _) if first => {
            put!(page, "<span class=\"{class} v\" id=\"q{}\" tabindex=\"-1\">", n + 1);
        }
        What::Reference(n) => {
            let Some(place) = places.get(&(n as u32)) else { return put!(page, "<span>") };
            let link = page.site.story(place);
            put!(
                page,
                "<span class=\"ref dev\"><a href=\"{}\" aria-label=\"{place} in the edition\">{place}</a>",
                Esc(&link)
            );
        }
        What::Time(n) => {
            let time = page.edition.reports.get(article.index()).and_then(|r| r.annotations.times.get(n));
            let value = time.map(|t| t.value.to_string()).unwrap_or_default();
            put!(page, "<span class=\"{class}\" title=\"{}\">", Esc(&value));
        }
        _ => put!(page, "<span class=\"{class}\">"),
    }
}

/// What the marks are, each word marked as it explains.
pub fn legend(page: &mut Page, marks: &[Mark<What>]) {
    put!(page, "<p class=\"q legend\">Marked in the text: ");
    let mut any = false;
    for (name, word) in LEGEND.iter().filter(|(name, _)| marks.iter().any(|m| class(m.what) == *name)) {
        put!(page, "{}<span class=\"{name}\">{word}</span>", if any { ", " } else { "" });
        any = true;
    }
    put!(page, "{}. The number beside a paragraph is the byte it begins at.</p>", if any { "" } else { "nothing" });
}

/// The quotations, with who says them and where the edition has them.
pub fn quotations(page: &mut Page, article: ArticleId, places: &HashMap<u32, String>) {
    let edition = page.edition;
    let Some(report) = edition.reports.get(article.index()) else { return };
    let list = &report.annotations.quotations;
    if list.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"quotations\" aria-labelledby=\"quotations-h\"><h2 id=\"quotations-h\">Quotations</h2>\
         <ol class=\"app quo\">"
    );
    for (n, q) in list.iter().enumerate() {
        let parts = report.parts(q);
        let words: Vec<&str> = parts.iter().flat_map(|p| report.text(p.span).split_whitespace()).collect();
        let short = words.iter().take(WORDS).copied().collect::<Vec<_>>().join(" ");
        let more = if words.len() > WORDS { " …" } else { "" };
        put!(
            page,
            "<li class=\"e\"><span class=\"n\" aria-hidden=\"true\">{0}</span><div><p class=\"l\"><a href=\"#q{0}\"><bdi{1}>“{2}{more}”</bdi></a></p><p class=\"m\">{3}",
            n + 1,
            page.lang(article),
            Fold(&short),
            q.kind.name()
        );
        if let Some(name) = edition.speaks(article, q) {
            put!(page, " · ");
            let known = places.contains_key(&(n as u32)) && q.speaker.and_then(|s| s.name).is_some();
            person(page, name, known);
        }
        if let Some(channel) = q.channel {
            put!(page, " · {}", channel.name);
        }
        if let Some(place) = places.get(&(n as u32)) {
            put!(page, " · <a href=\"{}\">{place} in the edition</a>", Esc(&page.site.story(place)));
        }
        put!(page, "</p></div></li>");
    }
    put!(page, "</ol></section>");
}

/// A speaker's name, which leads to their page where they are known by name and there are such pages.
pub fn person(page: &mut Page, name: &str, known: bool) {
    match page.site.speaker(name).filter(|_| known) {
        Some(link) => put!(page, "<a class=\"person\" href=\"{}\"><bdi>{}</bdi></a>", Esc(&link), Fold(name)),
        None => put!(page, "<bdi>{}</bdi>", Fold(name)),
    }
}
