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
use chunk::{Chunk, Kind};
use dom::Dom;
use jsonld::Linked;
use meta::Stated;
pub(crate) use name::names;
use std::ops::Range;
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
    let linked = Linked::read(&dom);
    let stated = Stated::read(&dom);
    let site = stated.first(&["og:site_name", "application-name", "apple-mobile-web-app-title"]);
    let url = address(&stated, url, &linked);
    let outlet = site.map(str::to_owned).or_else(|| linked.publisher.clone());
    let outlet = outlet.or_else(|| title::site(stated.title.as_deref()?, url.as_deref()?));
    let (title, headline) = title::title(&stated, &linked, outlet.as_deref());
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
        .filter(|l| !l.is_empty())
        .or_else(|| stated.first(&["og:locale", "content-language", "language"]).map(str::to_owned));
    let meta = Meta {
        id: None,
        title,
        date: when.published,
        day: when.local,
        modified: when.modified,
        outlet,
        url,
        lang: lang.or_else(|| linked.language.clone()).map(|l| l.replace('_', "-")).filter(|l| !l.is_empty()),
        ..Meta::default()
    };
    let capture = Capture { path: path.into(), line: place, bytes, encoding: page.encoding, meta, text, notes };
    let article = article(capture, &chunks, &places);
    Report { article, authors, section: linked.section }
}

/// Reads marked-up text that is an article's own and nothing else, as agencies send it: HTML, or the body of NITF.
/// What is said of it comes from elsewhere.
pub(crate) fn content(path: &str, page: Page, bytes: u64, meta: Meta, place: Option<u64>) -> Report {
    let dom = Dom::parse(page.as_str());
    let chunks = chunk::chunks(&dom);
    let (text, places) = clean::clean(&dom, &page, &chunks);
    let notes = page.notes.clone();
    let capture = Capture { path: path.into(), line: place, bytes, encoding: page.encoding, meta, text, notes };
    Report::from(article(capture, &chunks, &places))
}

/// The article whose text is made of `chunks`, which stand in it at `places`.
fn article(capture: Capture, chunks: &[Chunk], places: &[Range<u32>]) -> Article {
    let mut article = Article::read(capture);
    // The page says what its blocks are; what they hold (a helpline, a share bar) only their words say.
    for (chunk, place) in chunks.iter().zip(places) {
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
    article
}

/// Where the page says that it stands: its canonical address, else where it was fetched. An address without a host is
/// completed from one that has it.
fn address(stated: &Stated, fetched: Option<String>, linked: &Linked) -> Option<String> {
    let whole = |u: &&str| u.contains("://");
    let og = stated.first(&["og:url"]);
    let base = fetched.as_deref().or(og.filter(whole)).or(linked.url.as_deref().filter(whole));
    let canonical = stated.canonical.as_deref().filter(|c| !c.is_empty());
    let complete = |c: &str| {
        if c.contains("://") {
            return Some(c.to_owned());
        }
        let (scheme, rest) = base?.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        match c.strip_prefix("//") {
            Some(other) => Some(format!("{scheme}://{other}")),
            None => c.starts_with('/').then(|| format!("{scheme}://{host}{c}")),
        }
    };
    canonical.and_then(complete).or_else(|| og.and_then(complete)).or_else(|| base.map(str::to_owned))
}
