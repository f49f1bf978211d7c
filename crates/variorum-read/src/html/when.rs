//! When a page was published and when it was last changed.

use super::chunk::Chunk;
use super::dom::{Dom, squeeze};
use super::jsonld::Linked;
use super::meta::Stated;
use super::tag::{Attribute, Tag};
use super::trim;
use crate::date::{Stamp, find, numeric};
use std::collections::HashSet;
use variorum::calendar::Date;

/// How many chunks behind and before the headline a date is looked for.
const BEHIND: usize = 30;
const BEFORE: usize = 8;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct When {
    pub published: Option<String>,
    pub modified: Option<String>,
    /// The day of publication where the outlet is, if `published` is in UTC and that is another day.
    pub local: Option<String>,
    /// Whether the day of publication is that of the last change, because no other is stated.
    pub stands_in: bool,
}

/// Looks where dates are stated for programs, then where readers see them, then in the address.
pub(crate) fn when(
    dom: &Dom<'_>,
    linked: &Linked,
    stated: &Stated,
    chunks: &[Chunk],
    headline: Option<u32>,
    url: Option<&str>,
) -> When {
    let day_first = order(dom, chunks, stated, url);
    let read = |s: &str| find(s, day_first);
    let meta = |names: &[&str]| names.iter().find_map(|n| stated.all(n).find_map(read));
    let lines: Vec<Line> = chunks.iter().map(|c| Line::read(dom, c, day_first)).collect();
    let address = url.and_then(in_address);
    let month = url.and_then(month_of_address);
    let seen = seen(chunks, &lines, headline);
    let changed = seen.iter().find(|s| s.label == Label::Changed).map(|s| s.stamp.clone());
    // Of several dates near the headline the one in the month that the address names is the article's own; the
    // others are of what it tells about.
    let fits = |s: &&Seen| month.is_none_or(|m| m == s.stamp.month());
    let shown = |wanted: &[Label]| {
        let mut all = seen.iter().filter(|s| wanted.contains(&s.label));
        all.clone().find(fits).or_else(|| all.next()).map(|s| s.stamp.clone())
    };
    let near = shown(&[Label::Published, Label::None]);
    let said = anywhere(&lines, Label::Published, false);
    let told = near.clone().or_else(|| said.clone());
    let modified = linked
        .modified
        .as_deref()
        .and_then(read)
        .or_else(|| meta(MODIFIED))
        .or_else(|| marked(dom, "dateModified", day_first));
    // A publishing system that knows only when a page was last built states that twice; readers are told the day.
    let built = |s: &Stamp| modified.as_ref().is_some_and(|m| m.date <= s.date);
    // One that moved house states the day of the move; a line with nothing else by the headline tells the true one.
    let alone = |t: &Stamp| seen.first().is_some_and(|s| s.stamp == *t && s.words <= 6);
    let earlier = |s: Stamp| {
        let before = |t: &&Stamp| {
            let zone = s.is_utc() && s.is_next_to(t);
            t.date < s.date && (built(&s) || alone(t) && !zone)
        };
        told.as_ref().filter(before).cloned().unwrap_or(s)
    };
    // Midnight is how many systems write a day without a time: of two records the one with a time is the finer.
    let linked_day = linked.published.iter().find_map(|s| read(s)).map(|first| {
        let finer = |s: &Stamp| !s.is_midnight() && (s.is_next_to(&first) || s.date == first.date);
        let others = linked.published.iter().filter_map(|s| read(s));
        others.filter(|_| first.is_midnight()).find(finer).unwrap_or(first)
    });
    let published = linked_day
        .map(earlier)
        .or_else(|| meta(PUBLISHED).map(earlier))
        .or_else(|| marked(dom, "datePublished", day_first))
        .or_else(|| shown(&[Label::Published]).filter(|s| month.is_none_or(|m| m == s.month())))
        .or_else(|| lines.iter().find(|l| l.original).and_then(|l| l.stamp.clone()))
        .or(near)
        .or_else(|| address.clone())
        .or_else(|| in_scripts(dom))
        .or(said)
        .or_else(|| lines.iter().find_map(|l| l.before_change.clone()))
        .or_else(|| anywhere(&lines, Label::Published, true).filter(|_| changed.is_none() && linked.modified.is_none()))
        .or_else(|| escaped(dom))
        .or_else(|| first_time(dom, day_first).filter(|_| changed.is_none() && linked.modified.is_none()));
    // The same moment with the outlet's own zone says more than in UTC.
    let zoned =
        |s: Stamp| told.as_ref().filter(|t| s.is_utc() && s.is_next_to(t) && t.has_zone()).cloned().unwrap_or(s);
    let published = published.map(zoned);
    let modified = modified.or_else(|| changed.clone());
    let stands_in = published.is_none() && modified.is_some();
    let modified = modified.or_else(|| anywhere(&lines, Label::Changed, false));
    let stands_in = stands_in || published.is_none() && modified.is_some();
    let published = published.or(changed).or_else(|| modified.clone());
    // UTC can be a day off the outlet's own day, from which its words ("yesterday") are counted.
    let local = published.as_ref().filter(|s| s.is_utc()).and_then(|s| {
        let shown = address.as_ref().or(told.as_ref()).filter(|o| s.is_next_to(o))?;
        Some(shown.day())
    });
    When { published: published.map(|s| s.iso()), modified: modified.map(|s| s.iso()), local, stands_in }
}

/// Whether 3/4/2025 is the third of April on this page: by its other dates, of which some can be read in one way
/// only, else by the land of its language and address. Of those who write a day with slashes, only Americans put the
/// month first.
fn order(dom: &Dom<'_>, chunks: &[Chunk], stated: &Stated, url: Option<&str>) -> bool {
    let (mut day, mut month) = (0, 0);
    let (mut either, mut known) = (Vec::new(), HashSet::new());
    for chunk in chunks.iter().filter(|c| c.words <= 25) {
        let text = spaced(dom, chunk);
        match numeric(&text) {
            Some((a, b, _)) if a > 12 && b <= 12 => day += 1,
            Some((a, b, _)) if b > 12 && a <= 12 => month += 1,
            Some(both) if both.0 != both.1 => either.push(both),
            Some(_) => {}
            None => {
                if let Some(s) = find(&text, false) {
                    known.insert(s.date);
                }
            }
        }
    }
    for (a, b, year) in either {
        let said = |m: u32, d: u32| Date::new(year as i32, m as u8, d as u8).is_some_and(|date| known.contains(&date));
        day += u32::from(said(b, a));
        month += u32::from(said(a, b));
    }
    if day != month {
        return day > month;
    }
    let lang = stated.lang.as_deref().unwrap_or_default().to_ascii_lowercase();
    let american = lang.is_empty() || matches!(lang.as_str(), "en" | "en-us" | "en_us");
    let host = url.and_then(|u| u.split('/').nth(2)).unwrap_or_default();
    let abroad =
        [".uk", ".ie", ".au", ".nz", ".in", ".za", ".sg", ".ng", ".ke", ".pk"].iter().any(|t| host.ends_with(t));
    !american || abroad && lang != "en-us"
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "datecreated datepublished",
    "og:published_time",
    "published_time",
    "publish_date",
    "publish-date",
    "published-date",
    "publication_date",
    "publication-date",
    "published_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date.published",
    "dc.date",
    "dcterms.date",
    "dc.created",
    "date",
    "article.published",
    "article:post_date",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "originalpublicationdate",
    "rnews:datepublished",
    "og:pubdate",
    "og:release_date",
    "date_published",
    "article_date_original",
    "created",
    "analyticsattributes.articledate",
    "shareaholic:article_published_time",
    "vr:published_time",
    "displaydate",
    "timestamp",
    "datecreated",
    "published",
    "release_date",
];

const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "datemodified",
    "og:updated_time",
    "article:modified",
    "article:updated_time",
    "modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "revised",
    "updated_time",
    "modified-date",
    "updated date",
    "date_modified",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Published,
    None,
    Changed,
}

struct Seen {
    stamp: Stamp,
    label: Label,
    words: u32,
}

/// Elements that say in the words of schema.org what they are.
fn marked(dom: &Dom<'_>, what: &str, day_first: bool) -> Option<Stamp> {
    (0..dom.nodes.len() as u32)
        .filter(|id| {
            dom.attribute(*id, Attribute::Itemprop)
                .is_some_and(|p| p.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case(what)))
        })
        .find_map(|id| {
            let stated = dom.attribute(id, Attribute::Content).or(dom.attribute(id, Attribute::Datetime));
            stated.and_then(|s| find(s, day_first)).or_else(|| find(&dom.text(id, 200), day_first))
        })
}

/// A chunk as a line that may say when something was published.
struct Line {
    words: u32,
    label: Label,
    stamp: Option<Stamp>,
    /// The date before the word "updated", in a line that has both.
    before_change: Option<Stamp>,
    /// Whether it says when the article was first or originally published.
    original: bool,
}

const ORIGINAL: &[&str] =
    &["was originally published on", "was first published on", "was originally posted on", "was first posted on"];

/// Words of a line that can be one.
const LONGEST_LINE: u32 = 45;

impl Line {
    fn read(dom: &Dom<'_>, chunk: &Chunk, day_first: bool) -> Self {
        let mut line =
            Line { words: chunk.words, label: Label::None, stamp: None, before_change: None, original: false };
        if chunk.words > LONGEST_LINE {
            return line;
        }
        let text = spaced(dom, chunk);
        let folded = trim::fold(&text);
        line.label = label(&folded);
        line.stamp = time_in(dom, chunk, day_first).or_else(|| find(&text, day_first));
        line.original = ORIGINAL.iter().any(|w| folded.contains(w));
        if folded.contains(" updated") && line.stamp.is_some() {
            let at = text.to_ascii_lowercase().find("updated");
            line.before_change = at.and_then(|at| find(text.get(..at)?, day_first));
        }
        line
    }
}

/// The text of a chunk with a space between its elements: a date and a label that stand in two have no other.
fn spaced(dom: &Dom<'_>, chunk: &Chunk) -> String {
    let mut out = String::new();
    for id in &chunk.nodes {
        let node = dom.node(*id);
        if node.tag == Tag::Text {
            out.push_str(&htmlize::unescape(dom.raw(node)));
        }
        out.push(' ');
    }
    squeeze(&out)
}

/// Dates that stand near the headline where readers see them, the nearest first.
fn seen(chunks: &[Chunk], lines: &[Line], headline: Option<u32>) -> Vec<Seen> {
    let at = headline.and_then(|h| chunks.iter().position(|c| c.element >= h)).unwrap_or(0);
    let from = if headline.is_some() { at.saturating_sub(BEFORE) } else { 0 };
    let to = if headline.is_some() { at + BEHIND } else { 2 * BEHIND };
    let order = (at..to.min(lines.len())).chain((from..at).rev());
    let mut out = Vec::new();
    let mut label_before = (Label::None, usize::MAX);
    for i in order {
        let Some(line) = lines.get(i) else { continue };
        let mut label = line.label;
        if label == Label::None && label_before.1.checked_add(1) == Some(i) {
            label = label_before.0;
        }
        match &line.stamp {
            Some(stamp) => {
                let (stamp, label) = match &line.before_change {
                    Some(first) if label == Label::Changed => (first, Label::None),
                    _ => (stamp, label),
                };
                // A sentence with a date in it is not a dateline.
                if line.words <= 25 || label != Label::None {
                    out.push(Seen { stamp: stamp.clone(), label, words: line.words });
                }
            }
            None if line.words <= 4 => label_before = (label, i),
            None => {}
        }
    }
    out
}

/// The first line of the page that says it is such a date, or for publication is a date and nothing else.
fn anywhere(lines: &[Line], wanted: Label, alone: bool) -> Option<Stamp> {
    let (mut plain, mut labelled) = (None, usize::MAX);
    for (i, line) in lines.iter().enumerate().filter(|(_, l)| l.words <= 16) {
        match &line.stamp {
            Some(stamp) if line.label == wanted || labelled.saturating_add(2) >= i && labelled < i => {
                return Some(stamp.clone());
            }
            Some(stamp) if alone && line.label == Label::None && line.words <= 4 => {
                plain = plain.or_else(|| Some(stamp.clone()))
            }
            None if line.label == wanted && line.words <= 4 => labelled = i,
            _ => {}
        }
    }
    plain
}

/// The first `<time>` of the page that is not of something around the article.
fn first_time(dom: &Dom<'_>, day_first: bool) -> Option<Stamp> {
    let times = (0..dom.nodes.len() as u32).filter(|id| dom.node(*id).tag == Tag::Time);
    let around = |id: u32| {
        let in_article = dom.ancestors(id).any(|a| dom.node(a).tag == Tag::Article);
        dom.ancestors(id).any(|a| match dom.node(a).tag {
            Tag::Aside | Tag::Nav => true,
            Tag::Footer => !in_article,
            _ => false,
        })
    };
    times.filter(|id| !around(*id)).find_map(|id| find(dom.attribute(id, Attribute::Datetime)?, day_first))
}

/// A date that a page's program carries in an attribute, as JSON whose quotation marks are entities.
fn escaped(dom: &Dom<'_>) -> Option<Stamp> {
    const NAME: &[u8] = b"&quot;datePublished&quot;:&quot;";
    let at = memchr::memmem::find(dom.page.as_bytes(), NAME)? + NAME.len();
    find(dom.page.get(at..)?.split('&').next()?, false)
}

/// What `<time datetime=…>` in or around a chunk states.
fn time_in(dom: &Dom<'_>, chunk: &Chunk, day_first: bool) -> Option<Stamp> {
    chunk.nodes.iter().find_map(|n| {
        let time = dom.ancestors(*n).take(4).find(|a| dom.node(*a).tag == Tag::Time)?;
        find(dom.attribute(time, Attribute::Datetime)?, day_first)
    })
}

fn label(folded: &str) -> Label {
    let at = |words: &[&str]| words.iter().filter_map(|w| folded.find(w)).min();
    let published = at(&[
        "publish",
        "posted",
        "first published",
        "originally",
        "created on",
        "veröffentlicht",
        "publié",
        "publicado",
        "pubblicato",
    ]);
    let changed = at(&[
        "updated",
        "update",
        "modified",
        "reviewed",
        "revised",
        "aktualisiert",
        "mis à jour",
        "actualizado",
        "aggiornato",
        "last edited",
    ]);
    match (published, changed) {
        (Some(_), None) => Label::Published,
        (None, Some(_)) => Label::Changed,
        (Some(p), Some(c)) => {
            if p < c {
                Label::Published
            } else {
                Label::Changed
            }
        }
        (None, None) => Label::None,
    }
}

/// The year and month that an address files a page under: `/2025/12/` with or without a day.
fn month_of_address(url: &str) -> Option<(i32, u8)> {
    let mut parts = url.split('/').skip(3).peekable();
    while let Some(part) = parts.next() {
        let number = |s: &str, n: usize| s.parse::<u32>().ok().filter(|_| s.len() == n);
        if let (Some(year @ 1990..=2100), Some(month @ 1..=12)) =
            (number(part, 4), parts.peek().and_then(|p| number(p, 2)))
        {
            return Some((year as i32, month as u8));
        }
    }
    None
}

/// A date in an address: `/2025/12/04/` or `2025-12-04`.
fn in_address(url: &str) -> Option<Stamp> {
    find(url, false).filter(|s| s.date.year() >= 1990)
}

/// Dates that programs of the page carry with them under a name that says it.
fn in_scripts(dom: &Dom<'_>) -> Option<Stamp> {
    const NAMES: &[&str] = &[
        "\"datePublished\"",
        "\"publishedAt\"",
        "\"published_at\"",
        "\"post_date\"",
        "\"publishDate\"",
        "\"publishedDate\"",
        "\"publish_date\"",
        "\"firstPublishedAt\"",
        "\"pubDate\"",
        "\"published\"",
        "\"publicationDate\"",
        "\"publishedOn\"",
        "\"datepublished\"",
        "\"published_date\"",
        "\"date_published\"",
        "\"firstPublished\"",
        "\"pagePostDate\"",
    ];
    for (id, node) in dom.nodes.iter().enumerate() {
        if node.tag != Tag::Script {
            continue;
        }
        for text in dom.children(id as u32) {
            let script = dom.raw(dom.node(text));
            let plain = if script.contains("\\\"") {
                std::borrow::Cow::Owned(script.replace("\\\"", "\""))
            } else {
                script.into()
            };
            let found = NAMES.iter().find_map(|name| {
                let at = memchr::memmem::find(plain.as_bytes(), name.as_bytes())? + name.len();
                let mut end = (at + 40).min(plain.len());
                while !plain.is_char_boundary(end) {
                    end -= 1;
                }
                let value = plain.get(at..end)?.trim_start().strip_prefix(':')?.trim_start();
                find(value.split(',').next()?, false).or_else(|| find(value, false))
            });
            if found.is_some() {
                return found;
            }
        }
    }
    None
}
