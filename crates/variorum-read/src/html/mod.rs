//! Pages of the web: the article's own text, and what the page says of it.

mod body;
mod byline;
mod chunk;
mod clean;
mod dom;
mod hints;
mod jsonld;
mod meta;
mod name;
mod tag;
mod title;
mod trim;
mod when;

use crate::page::Page;
use crate::report::Report;
use chunk::Kind;
use dom::Dom;
use variorum::Note;
use variorum::article::{Article, BlockKind};
use variorum::ingest::{Capture, Meta};

/// Bytes of a page that are read at most; what stands behind them is left out, with a note.
pub const LONGEST_PAGE: usize = 32 << 20;

/// Reads a page of HTML.
///
/// `path` names it in errors, `bytes` is how long the captured file is, `url` where it was fetched if that is known,
/// and `place` its record in an archive or feed, counted from 1. Cannot fail: a page without an article gives a
/// report without text and a note.
pub(crate) fn read(path: &str, page: Page, bytes: u64, url: Option<String>, place: Option<u64>) -> Report {
    let dom = Dom::parse(page.as_str());
    let linked = jsonld::Linked::read(&dom);
    let stated = meta::Stated::read(&dom);
    let site = stated.first(&["og:site_name", "application-name", "apple-mobile-web-app-title"]);
    let outlet = site.map(str::to_owned).or_else(|| linked.publisher.clone());
    let (title, headline) = title::title(&stated, &linked, outlet.as_deref());
    let canonical = stated.canonical.as_deref().or(stated.first(&["og:url"])).filter(|u| u.contains("://"));
    let url = canonical.map(str::to_owned).or(url).or_else(|| linked.url.clone());
    let all = chunk::chunks(&dom);
    let when = when::when(&dom, &linked, &stated, &all, headline, url.as_deref());
    let authors = byline::authors(&dom, &linked, &stated, &all, headline, outlet.as_deref());
    let chunks = body::body(&dom, all, title.as_deref());
    let (text, places) = clean::clean(&dom, &page, &chunks);
    let mut notes = page.notes.clone();
    if dom.cut {
        notes.push(Note::new("more than two million elements: the rest of the page is not read"));
    }
    if when.stands_in {
        notes.push(Note::new("no day of publication is stated: that of the last change stands in"));
    }
    let lang = stated
        .lang
        .clone()
        .or_else(|| stated.first(&["og:locale", "content-language", "language"]).map(|l| l.replace('_', "-")));
    let meta = Meta {
        id: None,
        title,
        date: when.published,
        modified: when.modified,
        outlet,
        url,
        lang: lang.or_else(|| linked.language.clone()).filter(|l| !l.is_empty()),
    };
    let capture = Capture { path: path.into(), line: place, bytes, encoding: page.encoding, meta, text, notes };
    let mut article = Article::read(capture);
    // The page says what its blocks are; what they hold (a helpline, a share bar) only their words say.
    for (chunk, place) in chunks.iter().zip(&places) {
        let kind = match chunk.kind {
            Kind::Heading => BlockKind::Heading,
            Kind::Item => BlockKind::List,
            Kind::Caption => BlockKind::Caption,
            Kind::Quote => BlockKind::BlockQuote,
            Kind::Paragraph | Kind::Cell | Kind::Code => BlockKind::Paragraph,
        };
        let from = article.blocks.partition_point(|b| b.content.start() < place.start);
        for block in article.blocks.iter_mut().skip(from).take_while(|b| b.content.end() <= place.end) {
            if !matches!(block.kind, BlockKind::Notice | BlockKind::Residue) {
                block.kind = kind;
            }
        }
    }
    let section = linked.section;
    Report { article, authors, section }
}
