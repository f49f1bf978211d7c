//! What stands in the article's element and is not the article: headlines over again, bylines, share bars, what to
//! read next.

use super::chunk::{Chunk, Kind};
use super::dom::{Dom, squeeze};
use super::tag::Tag;
use std::collections::HashSet;
use variorum::calendar::{WEEKDAYS, month_in_any_language};

/// Leaves out what is not the article's text.
pub(crate) fn trim(dom: &Dom<'_>, chunks: Vec<Chunk>, title: Option<&str>) -> Vec<Chunk> {
    let title = title.map(fold);
    let texts: Vec<String> = chunks.iter().map(|c| text(dom, c)).collect();
    let end = tail(&chunks, &texts);
    let again = again(&chunks, &texts);
    let mut out = Vec::with_capacity(chunks.len());
    let mut running = 0.0;
    for ((chunk, text), again) in chunks.iter().zip(&texts).zip(again).take(end) {
        if again {
            continue;
        }
        let folded = if chunk.words < 40 { fold(text) } else { String::new() };
        let is_title = title.as_ref().is_some_and(|t| !t.is_empty() && *t == folded) && running < 400.0;
        if is_title || dom.node(chunk.element).tag == Tag::H1 && running < 200.0 {
            continue;
        }
        if is_around(chunk, &folded, running) {
            continue;
        }
        running += chunk.mass();
        out.push(chunk.clone());
    }
    // A heading over nothing, a label, a line of links: what the page goes on with.
    while out.last().is_some_and(|c| {
        c.kind == Kind::Heading || c.words <= 8 && c.sentences == 0 && matches!(c.kind, Kind::Paragraph)
    }) {
        out.pop();
    }
    out
}

/// Words of a paragraph that nobody writes twice.
const LONG: u32 = 12;

/// Which chunks stand in the page a second time: many pages hold their text once for a narrow and once for a wide
/// screen, and repeat a sentence as a pull quote. A short line counts where it stands beside such a one.
fn again(chunks: &[Chunk], texts: &[String]) -> Vec<bool> {
    let mut seen: HashSet<&str> = HashSet::with_capacity(texts.len());
    let twice: Vec<bool> = texts.iter().map(|t| !seen.insert(t)).collect();
    let mut again: Vec<bool> = twice
        .iter()
        .zip(chunks)
        .map(|(t, c)| *t && c.words >= LONG && matches!(c.kind, Kind::Paragraph | Kind::Quote))
        .collect();
    let short = |i: usize, again: &[bool]| twice.get(i) == Some(&true) && again.get(i) == Some(&false);
    for i in 1..again.len() {
        if short(i, &again) && again.get(i - 1) == Some(&true) {
            again[i] = true;
        }
    }
    for i in (1..again.len()).rev() {
        if short(i - 1, &again) && again.get(i) == Some(&true) {
            again[i - 1] = true;
        }
    }
    again
}

/// The text of a chunk in one line.
pub(crate) fn text(dom: &Dom<'_>, chunk: &Chunk) -> String {
    let mut out = String::new();
    for id in &chunk.nodes {
        let node = dom.node(*id);
        if node.tag == Tag::Br { out.push(' ') } else { out.push_str(&htmlize::unescape(dom.raw(node))) }
    }
    squeeze(&out)
}

/// Letters and digits in lower case with single spaces.
pub(crate) fn fold(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    for char in s.chars() {
        if char.is_alphanumeric() {
            out.extend(char.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() && !matches!(char, '\'' | '’') {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn is_around(chunk: &Chunk, folded: &str, running: f32) -> bool {
    let density = chunk.link_density();
    if density > 0.9
        && chunk.words < 20
        && chunk.kind != Kind::Heading
        && chunk.sentences == 0
        && chunk.kind != Kind::Cell
        && chunk.kind != Kind::Item
    {
        return true;
    }
    if chunk.words > 25 {
        return false;
    }
    let starts =
        |list: &[&str]| list.iter().any(|s| folded.strip_prefix(s).is_some_and(|r| r.is_empty() || r.starts_with(' ')));
    if LINES.contains(&folded) {
        return true;
    }
    if running < 300.0
        && chunk.words <= 14
        && (starts(HEAD)
            || is_date(folded)
            || folded.ends_with(" min read")
            || folded.ends_with(" minutes read")
            || folded.ends_with(" minute read"))
    {
        return true;
    }
    if density > 0.4 && starts(READ) {
        return true;
    }
    false
}

/// Whether a line is a date and nothing else.
fn is_date(folded: &str) -> bool {
    let mut month = false;
    let mut digits = false;
    for word in folded.split(' ') {
        let m = month_in_any_language(word).is_some();
        let number = word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4
            || word
                .strip_suffix("th")
                .or(word.strip_suffix("st"))
                .or(word.strip_suffix("nd"))
                .is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
        month |= m;
        digits |= number;
        let fill = matches!(word, "am" | "pm" | "at" | "on" | "et" | "est" | "gmt" | "utc");
        if !(m || number || fill || WEEKDAYS.contains(&word)) {
            return false;
        }
    }
    digits && (month || folded.len() >= 8)
}

/// Where the article ends, as an index of its chunks.
fn tail(chunks: &[Chunk], texts: &[String]) -> usize {
    let total: f32 = chunks.iter().map(Chunk::mass).sum();
    let mut before = 0.0;
    for (i, chunk) in chunks.iter().enumerate() {
        if chunk.words <= 9 && before > 0.6 * total {
            let folded = fold(texts.get(i).map_or("", |t| t));
            if ENDS.contains(&folded.as_str()) || ENDS_WITH.iter().any(|e| folded.starts_with(e)) {
                return i;
            }
        }
        before += chunk.mass();
    }
    chunks.len()
}

/// Lines that are never of an article, whatever follows.
const LINES: &[&str] = &[
    "advertisement",
    "share",
    "share this",
    "share this article",
    "share this post",
    "share this story",
    "share on facebook",
    "share on twitter",
    "tweet",
    "print",
    "email",
    "comments",
    "leave a comment",
    "read more",
    "learn more",
    "facebook",
    "twitter",
    "linkedin",
    "pinterest",
    "whatsapp",
    "copy link",
    "link copied",
    "subscribe",
    "sign up",
    "sponsored",
    "table of contents",
    "contents",
    "skip to content",
    "back to top",
    "click here",
    "follow us",
    "advertisement continue reading below",
    "story continues below advertisement",
    "save",
    "listen",
    "reddit",
    "instagram",
    "youtube",
    "close",
    "menu",
    "previous",
    "next",
    "share facebook twitter",
    "in this article",
    "on this page",
    "jump to",
    "home",
    "blog",
    "tags",
    "updated",
    "published",
    "author",
    "loading",
    "image",
    "photo",
    "video",
    "print this page",
    "share via",
    "share article",
    "download pdf",
    "pin it",
    "jump to recipe",
    "written by",
];

/// How lines at the head of an article begin that say who wrote it and when.
const HEAD: &[&str] = &[
    "by",
    "published",
    "updated",
    "last updated",
    "posted",
    "written by",
    "reviewed by",
    "medically reviewed by",
    "reading time",
    "estimated reading time",
    "time to read",
    "share",
    "photo",
    "last modified",
    "author",
    "edited by",
    "fact checked by",
    "post author",
    "post published",
    "date",
    "categories",
    "category",
    "tags",
    "filed under",
    "listen to this article",
    "posted by",
    "posted on",
    "published on",
    "read time",
    "home",
];

/// How lines begin that lead to other articles.
const READ: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "see also",
    "related",
    "read next",
    "more",
    "see more",
    "read",
    "recommended",
    "you may also like",
    "check out",
    "don t miss",
    "dont miss",
    "up next",
];

/// How such headings begin where a name follows.
const ENDS_WITH: &[&str] = &[
    "more from ",
    "more about ",
    "more stories ",
    "comments on ",
    "posted by ",
    "about the author",
    "related to ",
    "leave a comment",
    "latest from ",
    "filed under ",
    "tagged ",
    "tags ",
];

/// Headings behind which there is nothing more of the article.
const ENDS: &[&str] = &[
    "related articles",
    "related posts",
    "related stories",
    "related",
    "related content",
    "related reading",
    "related news",
    "read more",
    "read next",
    "more stories",
    "more from",
    "you may also like",
    "you might also like",
    "recommended",
    "recommended for you",
    "recommended reading",
    "about the author",
    "about the authors",
    "leave a reply",
    "leave a comment",
    "comments",
    "share this",
    "share this post",
    "share this article",
    "more articles",
    "more to explore",
    "keep reading",
    "latest articles",
    "latest posts",
    "latest news",
    "recent posts",
    "up next",
    "what to read next",
    "post navigation",
    "discussion about this post",
    "subscribe to our newsletter",
    "join our newsletter",
    "sign up for our newsletter",
    "tags",
    "further reading",
    "more like this",
    "most popular",
    "popular posts",
    "trending",
    "similar posts",
    "you may also be interested in",
    "explore more",
    "related topics",
    "related resources",
    "continue reading",
    "share",
    "share this entry",
    "more in this section",
    "about author",
    "about us",
    "related products",
    "get the latest",
    "stay connected",
    "stay in touch",
    "contact us",
    "follow us",
    "references",
    "sources",
    "article sources",
    "footnotes",
    "read this next",
    "archive",
    "archives",
    "add a comment",
    "post a comment",
    "write a comment",
    "add your comment",
    "related topics resources",
    "recommended articles",
    "more resources",
    "more on this topic",
    "more news",
    "works cited",
    "related guides",
    "join the conversation",
    "0 comments",
    "1 comment",
    "no comments",
    "2 comments",
    "3 comments",
    "comments 0",
    "comments 1",
    "reader interactions",
    "share this story",
    "share this article",
    "more in",
    "latest from",
    "top stories",
    "in other news",
    "other posts",
    "more posts",
    "next post",
    "previous post",
    "recent articles",
    "featured articles",
    "explore our latest articles",
    "related links",
    "discover more",
    "read also",
];
