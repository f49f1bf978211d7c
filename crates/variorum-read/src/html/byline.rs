//! Who wrote it.

use super::chunk::Chunk;
use super::dom::{Dom, squeeze};
use super::jsonld::Linked;
use super::meta::Stated;
use super::name::{NOBODY, names};
use super::tag::{Attribute, Tag};
use super::trim::{self, fold};
use crate::date;

/// Chunks behind and before the headline in which a byline is looked for.
const BEHIND: usize = 25;
const BEFORE: usize = 8;

/// Names of the authors, each as the page has it.
///
/// What the page states for programs comes first, unless that is only the outlet's own name and readers are told of
/// somebody.
pub(crate) fn authors(
    dom: &Dom<'_>,
    linked: &Linked,
    stated: &Stated,
    chunks: &[Chunk],
    headline: Option<u32>,
    outlet: Option<&str>,
) -> Vec<String> {
    let outlet = outlet.map(fold).unwrap_or_default();
    let publisher = linked.publisher.as_deref().map(fold).unwrap_or_default();
    let house = |name: &String| {
        let name = fold(name);
        name == outlet
            || name == publisher
            || HOUSE.contains(&name.as_str())
            || !outlet.is_empty() && name.replace(' ', "") == outlet.replace(' ', "")
    };
    let mut stated_names: Vec<String> = Vec::new();
    for name in &linked.authors {
        stated_names.extend(told(name));
    }
    if stated_names.is_empty() {
        for key in [
            "author",
            "article:author",
            "article:author:name",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "byl",
            "article.author",
            "dc.contributor",
            "cxenseparse:author",
            "og:article:author",
            "author_name",
            "vr:author",
            "creator",
        ] {
            for value in stated.all(key) {
                stated_names.extend(told(value));
            }
            if !stated_names.is_empty() {
                break;
            }
        }
    }
    if stated_names.is_empty()
        && stated.first(&["twitter:label1"]).is_some_and(|l| matches!(fold(l).as_str(), "written by" | "by" | "author"))
    {
        stated_names.extend(stated.first(&["twitter:data1"]).map(names).unwrap_or_default());
    }
    dedup(&mut stated_names);
    if !stated_names.is_empty() && linked.person && stated_names.iter().all(|n| n.split_whitespace().count() == 2) {
        return stated_names;
    }
    if !stated_names.is_empty() && !stated_names.iter().all(house) {
        stated_names.retain(|n| !house(n));
        return stated_names;
    }
    let mut shown = marked(dom, chunks, headline);
    if shown.is_empty() {
        shown = lines(dom, chunks, headline);
    }
    dedup(&mut shown);
    if shown.is_empty() && stated_names.is_empty() {
        shown = anywhere(dom, chunks);
    }
    let people = shown.iter().any(|n| !house(n));
    if shown.is_empty() || !people && !stated_names.is_empty() { stated_names } else { shown }
}

/// Names in a field that holds nothing else: what looks like no name is one all the same.
fn told(value: &str) -> Vec<String> {
    let found = names(value);
    let plain = value.trim();
    let odd = found.is_empty()
        && (2..60).contains(&plain.len())
        && !plain.contains("://")
        && !plain.contains(['{', '<', '@'])
        && plain.chars().any(char::is_alphabetic)
        && plain.split_whitespace().count() <= 6
        && !NOBODY.contains(&fold(plain).as_str());
    if odd { vec![squeeze(plain)] } else { found }
}

/// A line "Written by …" wherever it stands: the author's life behind the article.
fn anywhere(dom: &Dom<'_>, chunks: &[Chunk]) -> Vec<String> {
    for (i, chunk) in chunks.iter().enumerate().filter(|(_, c)| c.words <= 24) {
        let text = trim::text(dom, chunk);
        let folded = fold(&text);
        let behind = [
            "written by",
            "article by",
            "about the author",
            "posted by",
            "story by",
            "contributors",
            "this post was written by",
            "by",
        ]
        .iter()
        .find_map(|o| folded.strip_prefix(o));
        let found = match behind {
            Some("") => chunks.get(i + 1).filter(|c| c.words <= 8).map(|c| names(&trim::text(dom, c))),
            Some(rest) if rest.starts_with(' ') => Some(names(&text)),
            _ => None,
        };
        if let Some(found) = found.filter(|f| !f.is_empty()) {
            return found;
        }
    }
    Vec::new()
}

/// What stands for nobody.
const HOUSE: &[&str] =
    &["admin", "administrator", "editor", "editors", "webmaster", "staff", "root", "user", "wpadmin", "blog", "author"];

pub(super) fn dedup(names: &mut Vec<String>) {
    let mut seen: Vec<String> = Vec::new();
    names.retain(|n| {
        let key = fold(n);
        let new = !key.is_empty() && !seen.contains(&key);
        seen.push(key);
        new
    });
    names.truncate(30);
}

/// Elements whose authors call them an author or a byline, near the headline; the plainest marking wins.
fn marked(dom: &Dom<'_>, chunks: &[Chunk], headline: Option<u32>) -> Vec<String> {
    let (from, to) = window(dom, chunks, headline);
    let mut best: (u32, Vec<String>) = (0, Vec::new());
    let mut until = 0;
    for id in 0..dom.nodes.len() as u32 {
        if id < until || dom.node(id).tag == Tag::Text {
            continue;
        }
        let mut strength = strength(dom, id);
        if strength == 0 {
            continue;
        }
        let near = (from..to).contains(&id);
        if !near && strength < 4 {
            continue;
        }
        strength = 2 * strength + u32::from(near);
        if strength < best.0 {
            continue;
        }
        let stated = dom.attribute(id, Attribute::Content).map(str::to_owned);
        let words = stated.unwrap_or_else(|| spaced(dom, id));
        let names = names(&words);
        if names.is_empty() {
            continue;
        }
        until = dom.below(id).end;
        if strength > best.0 {
            best = (strength, names);
        } else if best.1.len() < 8 && strength >= 10 && dom.node(id).tag == Tag::A && near {
            // Several authors each have a link of their own.
            best.1.extend(names);
        }
    }
    best.1
}

/// The text of an element with a space between its children, at most 160 bytes.
fn spaced(dom: &Dom<'_>, id: u32) -> String {
    let mut out = String::new();
    for below in dom.below(id) {
        let node = dom.node(below);
        if node.tag == Tag::Text && !dom.ancestors(below).take_while(|a| *a != id).any(|a| dom.node(a).tag.is_unseen())
        {
            if !out.is_empty() {
                out.push('\u{1f}');
            }
            out.push_str(&htmlize::unescape(dom.raw(node)));
        }
        if out.len() > 300 {
            return String::new();
        }
    }
    out
}

/// How surely an element holds the name of an author and nothing else.
fn strength(dom: &Dom<'_>, id: u32) -> u32 {
    if dom.attribute(id, Attribute::Itemprop).is_some_and(|p| p == "author" || p == "creator") {
        return 5;
    }
    if dom.attribute(id, Attribute::Itemprop) == Some("name")
        && dom.ancestors(id).take(6).any(|a| dom.attribute(a, Attribute::Itemprop) == Some("author"))
    {
        return 6;
    }
    let tag = dom.node(id).tag;
    if tag == Tag::A
        && dom.attribute(id, Attribute::Rel).is_some_and(|r| r.split_ascii_whitespace().any(|w| w == "author"))
    {
        return 5;
    }
    let mut found = 0;
    for which in [Attribute::Class, Attribute::Id, Attribute::Testid, Attribute::Component, Attribute::Qa] {
        let Some(value) = dom.attribute(id, which) else { continue };
        let value = value.to_ascii_lowercase();
        for name in value.split_ascii_whitespace() {
            if !["author", "byline", "writer", "contributor", "by-line", "posted-by", "written"]
                .iter()
                .any(|w| name.contains(w))
            {
                continue;
            }
            if [
                "avatar",
                "image",
                "img",
                "photo",
                "bio",
                "desc",
                "social",
                "follow",
                "title",
                "role",
                "job",
                "comment",
                "thumb",
                "pic",
                "about",
                "date",
                "time",
                "link-list",
                "more",
                "related",
                "icon",
                "count",
            ]
            .iter()
            .any(|w| name.contains(w))
            {
                continue;
            }
            found = found.max(
                if name.contains("name")
                    || matches!(name, "fn" | "author" | "byline" | "byline__author" | "post-author" | "entry-author")
                {
                    4
                } else {
                    3
                },
            );
        }
    }
    if found == 0 && tag == Tag::A {
        let author = [
            "/author/",
            "/authors/",
            "/contributors/",
            "/contributor/",
            "/writers/",
            "/people/",
            "/by/",
            "/profile/",
            "/staff/",
            "/journalist/",
            "/team/",
            "author=",
        ];
        if dom.attribute(id, Attribute::Href).is_some_and(|h| author.iter().any(|a| h.contains(a))) {
            found = 3;
        }
    }
    found
}

/// The nodes around the headline.
fn window(dom: &Dom<'_>, chunks: &[Chunk], headline: Option<u32>) -> (u32, u32) {
    let Some(headline) = headline else {
        return (0, chunks.get(2 * BEHIND).map_or(dom.nodes.len() as u32, |c| c.element));
    };
    let at = chunks.iter().position(|c| c.element >= headline).unwrap_or(0);
    let from = chunks.get(at.saturating_sub(BEFORE)).map_or(0, |c| c.element);
    let to = chunks.get(at + BEHIND).map_or(dom.nodes.len() as u32, |c| c.element);
    (from.min(headline), to)
}

/// Lines that begin as a byline does.
fn lines(dom: &Dom<'_>, chunks: &[Chunk], headline: Option<u32>) -> Vec<String> {
    let at = headline.and_then(|h| chunks.iter().position(|c| c.element >= h)).unwrap_or(0);
    let near = (at..(at + BEHIND).min(chunks.len())).chain((at.saturating_sub(BEFORE)..at).rev());
    let mut waits = None;
    for i in near {
        let Some(chunk) = chunks.get(i).filter(|c| c.words <= 24) else { continue };
        let mut text = String::new();
        for node in &chunk.nodes {
            if !text.is_empty() {
                text.push('\u{1f}');
            }
            text.push_str(&htmlize::unescape(dom.raw(dom.node(*node))));
        }
        let folded = fold(&text);
        if waits == Some(i) {
            let found = names(&text);
            if !found.is_empty() {
                return found;
            }
        }
        if matches!(
            folded.as_str(),
            "by" | "written by" | "author" | "posted by" | "words by" | "story by" | "article by" | "text by"
        ) {
            waits = Some(i + 1);
            continue;
        }
        if OPENINGS.iter().any(|o| folded.strip_prefix(o).is_some_and(|r| r.starts_with(' '))) {
            let found = names(&text);
            if !found.is_empty() {
                return found;
            }
        }
    }
    // "Posted on 3 May by Ada Quill"
    for i in at..(at + BEHIND).min(chunks.len()) {
        let Some(chunk) = chunks.get(i).filter(|c| c.words <= 18 && c.sentences == 0) else { continue };
        let text = trim::text(dom, chunk);
        if let Some(at) = text.find(" by ").or_else(|| text.find(" By ")).filter(|at| {
            let dated = || text.get(..*at).is_some_and(|h| h.len() <= 30 && date::find(h, false).is_some());
            ["osted", "ritten", "ublished"].iter().any(|w| text.contains(w)) || dated()
        }) {
            let found = names(text.get(at + 1..).unwrap_or_default());
            if !found.is_empty() {
                return found;
            }
        }
    }
    Vec::new()
}

/// How a byline begins.
const OPENINGS: &[&str] = &[
    "by",
    "written by",
    "posted by",
    "story by",
    "words by",
    "article by",
    "text by",
    "author",
    "authors",
    "von",
    "par",
    "por",
    "di",
    "this post was written by",
    "published by",
    "reported by",
    "recipe by",
    "words",
    "contributed by",
    "content by",
    "article written by",
    "created by",
];
