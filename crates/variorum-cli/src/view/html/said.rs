//! The body of the edition: utterances and passages, marks that nothing bears out, what one report alone has.

use super::escape::{Esc, Fold};
use super::site::Kind;
use super::{Item, Page, apparatus, base, capital, column, counted, found, put, synopsis};
use crate::view::marks;
use variorum::collate::collation::{Collation, Reading};
use variorum::collate::utterance::Utterance;
use variorum::collate::variant::Class;
use variorum::span::{Place, QuotationId};

/// More witnesses than this do not stand side by side.
const COLUMNS: usize = 3;
/// More witnesses than this are not told of one by one where they have the same.
const LISTED: usize = 6;

/// Whether the utterance is worth collating: several reports have it, or one has it twice and not alike.
pub fn is_shared(page: &Page, c: &Collation) -> bool {
    page.edition.witnesses(c) > 1 || (c.readings.len() > 1 && !c.variants.is_empty())
}

/// What was said, as far as more than one rendering shows it.
pub fn utterances(page: &mut Page) {
    let edition = page.edition;
    put!(page, "<section id=\"said\" aria-labelledby=\"said-h\"><h2 id=\"said-h\">What was said</h2>");
    let mut none = true;
    for (n, u) in edition.utterances.iter().enumerate() {
        if !is_shared(page, &u.collation) {
            continue;
        }
        none = false;
        let item = Item::said(n, &u.collation);
        put!(page, "<article class=\"t\" id=\"{item}\" aria-labelledby=\"{item}-h\">");
        title(page, item, u);
        renderings(page, item);
        apparatus::apparatus(page, item);
        put!(page, "</article>");
    }
    if none {
        put!(page, "<p>No quotation is in more than one of these reports.</p>");
    }
    put!(page, "</section>");
}

fn title(page: &mut Page, item: Item, u: &Utterance) {
    let edition = page.edition;
    put!(page, "<h3 id=\"{item}-h\">");
    number(page, item);
    speaker(page, u);
    put!(page, "</h3>");
    given_as(page, item);
    if edition.witnesses(item.collation) < 2 {
        put!(page, "<p class=\"q\">One report, which has the words twice.</p>");
    }
}

/// The name of an utterance or passage, which is the way to its own page where it has one.
fn number(page: &mut Page, item: Item) {
    if page.site.is_site() {
        let link = page.site.link(&Kind::Entry(item.to_string()));
        put!(page, "<a class=\"perma\" href=\"{}\">{item}</a> ", Esc(&link));
    } else {
        put!(page, "<a class=\"perma\" href=\"#{item}\">{item}</a> ");
    }
}

fn speaker(page: &mut Page, u: &Utterance) {
    let edition = page.edition;
    match edition.speaker(u) {
        Some(name) => found::person(page, name, super::speaker::is_by_name(edition, u)),
        None => put!(page, "Speaker not named"),
    }
    for (channel, who) in crate::view::given::channels(edition, u) {
        put!(page, "<span class=\"ch\">, {channel}</span>");
        if !who.is_empty() {
            put!(page, " ");
            page.sigla(&who);
        }
    }
}

/// Whom the reports name, where they do not name the same.
fn given_as(page: &mut Page, item: Item) {
    let names = crate::view::given::names(page.edition, item.collation);
    if names.is_empty() {
        return;
    }
    put!(page, "<p class=\"q\">Named as ");
    for (i, (name, who)) in names.iter().enumerate() {
        put!(page, "{}<bdi>{}</bdi> ", if i > 0 { "; as " } else { "" }, Fold(name));
        page.sigla(who);
    }
    put!(page, "</p>");
}

/// The head of a page of one utterance or passage.
pub fn entry_title(page: &mut Page, item: Item, utterance: Option<&Utterance>) {
    put!(page, "<h1>{item}: ");
    match utterance {
        Some(u) => speaker(page, u),
        None => put!(page, "shared outside quotations"),
    }
    let witnesses = counted(page.edition.witnesses(item.collation), "report", "reports");
    let variants = counted(item.collation.variants.len(), "variant", "variants");
    put!(
        page,
        "</h1><p class=\"lead\">{} {}, {variants}.",
        capital(&witnesses),
        if witnesses == "one report" { "has it" } else { "have it" }
    );
    if let Some(title) = &page.site.title {
        put!(page, " From <bdi>{}</bdi>.", Fold(title));
    }
    put!(page, "</p>");
    if utterance.is_some() {
        given_as(page, item);
    }
}

/// Columns for few witnesses, else the text once and the renderings folded behind it.
pub fn renderings(page: &mut Page, item: Item) {
    let witnesses = page.edition.witnesses(item.collation);
    let h = page.inner();
    if witnesses <= COLUMNS {
        put!(page, "<div class=\"cols c{witnesses}\">");
        let mut last = None;
        for r in &item.collation.readings {
            if last != Some(r.article) {
                if last.is_some() {
                    put!(page, "</section>");
                }
                let name = page.edition.reports.get(r.article.index()).map_or("", |a| super::head::name(&a.article));
                let siglum = page.edition.siglum(r.article);
                put!(
                    page,
                    "<section class=\"col\"><{h}><span class=\"s\">{}</span> <bdi>{}</bdi></{h}>",
                    Fold(siglum),
                    Fold(name)
                );
                last = Some(r.article);
            }
            let html = column::rendering(page.edition, item, r);
            let class = if r.fragment { "rd fr" } else { "rd" };
            put!(page, "<p class=\"{class}\" dir=\"auto\"{}>{html}</p>", page.lang(r.article));
            put!(page, "<p class=\"m\">");
            provenance(page, item, r);
            put!(page, "</p>");
        }
        put!(page, "</section></div>");
        return;
    }
    base::text(page, item);
    if synopsis::is_worth_it(item) {
        let open = if page.entry { " open" } else { "" };
        put!(page, "<details class=\"syns\"{open}><summary>Side by side, word against word</summary>");
        synopsis::synopsis(page, item);
        put!(page, "</details>");
    }
    // Reports that render alike are printed once.
    let mut alike: Vec<(String, bool, Vec<&Reading>)> = Vec::new();
    for r in &item.collation.readings {
        let html = column::rendering(page.edition, item, r);
        match alike.iter_mut().find(|a| a.1 == r.fragment && a.0 == html) {
            Some(a) => a.2.push(r),
            None => alike.push((html, r.fragment, vec![r])),
        }
    }
    let count = counted(alike.len(), "rendering", "renderings");
    if page.site.is_site() && !page.entry && witnesses > 2 * LISTED {
        // What many reports print fills a page of its own, which is one step away.
        let link = page.site.link(&Kind::Entry(item.to_string()));
        put!(page, "<p class=\"q\"><a href=\"{}\">{} in full</a></p>", Esc(&link), capital(&count));
        return;
    }
    put!(page, "<details class=\"full\"><summary>{} in full</summary>", capital(&count));
    for (html, fragment, list) in alike {
        let who: Vec<_> = list.iter().map(|r| r.article).collect();
        put!(page, "<section class=\"col\"><{h}>");
        page.sigla(&who);
        let class = if fragment { "rd fr" } else { "rd" };
        let lang = who.first().map_or(String::new(), |a| page.lang(*a));
        put!(page, "</{h}><p class=\"{class}\" dir=\"auto\"{lang}>{html}</p>");
        // How each of many names the speaker is in the JSON.
        let (first, rest) = list.split_at(if list.len() > LISTED { 1 } else { list.len() });
        for r in first {
            put!(page, "<p class=\"m\">");
            provenance(page, item, r);
            put!(page, "</p>");
        }
        if !rest.is_empty() {
            put!(page, "<p class=\"m\">");
            for r in rest {
                let places: Vec<Place> = r.parts.iter().map(|span| Place { article: r.article, span: *span }).collect();
                page.place_list(&places);
                put!(page, " ");
            }
            put!(page, "</p>");
        }
        put!(page, "</section>");
    }
    put!(page, "</details>");
}

/// Where a rendering stands, and how its report names speaker, cue and channel.
fn provenance(page: &mut Page, item: Item, r: &Reading) {
    let edition = page.edition;
    let places: Vec<Place> = r.parts.iter().map(|span| Place { article: r.article, span: *span }).collect();
    page.place_list(&places);
    if item.letter != 'u' {
        return;
    }
    let rows = || r.rows.iter().filter_map(|q| edition.quotation(r.article, QuotationId(*q)));
    if r.fragment {
        put!(page, " · a few words in marks");
    }
    let mut said = [rows().find_map(|q| q.speaker).map(|s| s.mention), rows().find_map(|q| q.cue)];
    said.sort_unstable_by_key(|s| s.map(|s| s.start()));
    if said.iter().any(Option::is_some) {
        put!(page, " ·");
    }
    for span in said.into_iter().flatten() {
        put!(page, " ");
        page.words_at(r.article, span);
    }
    if let Some(channel) = rows().find_map(|q| q.channel) {
        put!(page, " · ");
        page.words_at(r.article, channel.span);
    }
}

/// Marks around words that no fuller rendering has.
pub fn unsupported(page: &mut Page) {
    let edition = page.edition;
    let (looked, unspoken) = (marks::looked_at(edition), marks::unspoken(edition));
    if looked.is_none() && unspoken.is_empty() {
        return;
    }
    let looked = looked.unwrap_or_default();
    put!(
        page,
        "<section id=\"marks\" aria-labelledby=\"marks-h\"><h2 id=\"marks-h\">In marks, but in no fuller rendering</h2>"
    );
    if edition.unsupported.is_empty() {
        if !looked.is_empty() {
            put!(page, "<p class=\"q\">{looked}</p>");
        }
        self::unspoken(page, &unspoken);
        put!(page, "</section>");
        return;
    }
    put!(
        page,
        "<p class=\"q\">Words that a report prints in quotation marks. No fuller rendering among these reports has \
         them in this form; it may stand in one that is not here. {looked}</p><ol class=\"app x\">"
    );
    for (n, u) in edition.unsupported.iter().enumerate() {
        let n = n + 1;
        put!(page, "<li class=\"e v\" id=\"x{n}\" tabindex=\"-1\"><a class=\"n\" href=\"#x{n}\">x{n}</a><div>");
        put!(page, "<p class=\"l\"><bdi>“<b>{}</b>”</bdi> ", Fold(edition.words(u.place)));
        page.sigla(&[u.place.article]);
        put!(page, " <span class=\"m dev\">");
        page.place(u.place);
        put!(page, "</span></p><p class=\"m\">");
        let quotation = edition.quotation(u.place.article, u.quotation);
        let name = quotation.and_then(|q| edition.speaks(u.place.article, q));
        if let Some(name) = name {
            put!(page, "given as the words of <bdi>{}</bdi>", Fold(name));
            if let Some(speaker) = quotation.and_then(|q| q.speaker) {
                put!(page, " (");
                page.words_at(u.place.article, speaker.mention);
                put!(page, ")");
            }
        }
        match &u.nearest {
            Some((near, places)) => {
                put!(page, "</p><p class=\"near\">Nearest words in a fuller rendering: ");
                // Reports that have the same nearest words share one line.
                let mut seen: Vec<(&str, Vec<Place>)> = Vec::new();
                for p in places {
                    let words = edition.words(*p);
                    match seen.iter_mut().find(|s| s.0 == words) {
                        Some(s) => s.1.push(*p),
                        None => seen.push((words, vec![*p])),
                    }
                }
                for (i, (words, places)) in seen.iter().enumerate() {
                    put!(page, "{}<bdi>“{}”</bdi> <span class=\"m\">", if i > 0 { "; " } else { "" }, Fold(words));
                    page.place_some(places);
                    put!(page, "</span>");
                }
                put!(page, ", in <a href=\"#u{0}\">u{0}</a></p>", near + 1);
            }
            None => put!(
                page,
                "</p><p class=\"near\">No fuller rendering among these reports has these words, or words like them.</p>"
            ),
        }
        put!(page, "</div></li>");
    }
    put!(page, "</ol>");
    self::unspoken(page, &unspoken);
    put!(page, "</section>");
}

/// Words in marks of which it is not said whose they are.
fn unspoken(page: &mut Page, places: &[Place]) {
    if places.is_empty() {
        return;
    }
    put!(page, "<p class=\"q\">{}</p><ul class=\"alone\">", marks::UNSPOKEN);
    for p in places {
        put!(page, "<li><bdi>“{}”</bdi> ", Fold(page.edition.words(*p)));
        page.sigla(&[p.article]);
        put!(page, " <span class=\"m\">");
        page.place(*p);
        put!(page, "</span></li>");
    }
    put!(page, "</ul>");
}

/// Utterances only one report has, folded.
pub fn singles(page: &mut Page) {
    let edition = page.edition;
    let list: Vec<(usize, &Utterance)> =
        edition.utterances.iter().enumerate().filter(|(_, u)| !is_shared(page, &u.collation)).collect();
    if list.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"alone\" aria-labelledby=\"alone-h\"><h2 id=\"alone-h\">In one report only</h2>\
         <details><summary>{}</summary><ul class=\"alone\">",
        capital(&counted(list.len(), "quotation", "quotations"))
    );
    for (n, u) in list {
        let item = Item::said(n, &u.collation);
        put!(page, "<li id=\"{item}\"><p class=\"m\">");
        number(page, item);
        speaker(page, u);
        put!(page, "</p>");
        for r in &u.collation.readings {
            let html = column::rendering(edition, item, r);
            let class = if r.fragment { "rd fr" } else { "rd" };
            put!(page, "<p class=\"{class}\" dir=\"auto\"{}>{html}</p><p class=\"m\">", page.lang(r.article));
            provenance(page, item, r);
            put!(page, "</p>");
        }
        put!(page, "</li>");
    }
    put!(page, "</ul></details></section>");
}

/// What is shared outside quotations: open where words differ, folded where none does.
pub fn passages(page: &mut Page) {
    let edition = page.edition;
    if edition.passages.is_empty() {
        return;
    }
    put!(
        page,
        "<section id=\"shared\" aria-labelledby=\"shared-h\"><h2 id=\"shared-h\">Shared outside quotations</h2>"
    );
    for (n, p) in edition.passages.iter().enumerate() {
        let item = Item::shared(n, &p.collation);
        let open = p.collation.variants.iter().any(|v| v.class == Class::Substantive);
        let mut who: Vec<_> = p.collation.readings.iter().map(|r| r.article).collect();
        who.dedup();
        put!(page, "<article class=\"t\" id=\"{item}\" aria-labelledby=\"{item}-h\"><h3 id=\"{item}-h\">");
        number(page, item);
        put!(page, "{} in ", capital(&counted(p.collation.text.len(), "word", "words")));
        page.sigla(&who);
        put!(page, "</h3>");
        if open {
            renderings(page, item);
            apparatus::apparatus(page, item);
        } else {
            let alike = if p.collation.variants.is_empty() { "Word for word the same" } else { "The same words" };
            let words = p.collation.text.as_str();
            let head: Vec<&str> = words.split_whitespace().take(8).collect();
            put!(page, "<details><summary>{alike}: <bdi>{} …</bdi></summary>", Fold(&head.join(" ")));
            renderings(page, item);
            apparatus::apparatus(page, item);
            put!(page, "</details>");
        }
        put!(page, "</article>");
    }
    put!(page, "</section>");
}
