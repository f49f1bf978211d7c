//! When a page was published and when it was last changed.

use super::chunk::Chunk;
use super::dom::Dom;
use super::jsonld::Linked;
use super::meta::Stated;
use super::tag::{Attribute, Tag};
use super::trim;
use crate::date::{Stamp, find};

/// How many chunks behind and before the headline a date is looked for.
const BEHIND: usize = 30;
const BEFORE: usize = 8;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct When {
    pub published: Option<String>,
    pub modified: Option<String>,
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
    let lang = stated.lang.as_deref().unwrap_or_default().to_ascii_lowercase();
    // Of those who write a day with slashes, only Americans put the month first.
    let day_first = !(lang.is_empty() || lang == "en" || lang == "en-us" || lang == "en_us");
    let read = |s: &str| find(s, day_first);
    let meta = |names: &[&str]| names.iter().find_map(|n| stated.all(n).find_map(read));
    let seen = seen(dom, chunks, headline, day_first);
    let (mut near, mut changed) = (None, None);
    for s in &seen {
        match s.label {
            Label::Changed => changed = changed.or(Some(&s.stamp)),
            _ => near = near.or(Some(&s.stamp)),
        }
    }
    let marked = marked(dom, "datePublished", day_first);
    let day = |s: &Stamp| (s.year, s.month, s.day);
    // A publishing system that knows only when a page was last built states that twice; readers are told the day.
    let same = |s: &Stamp| linked.modified.as_deref().and_then(read).is_some_and(|m| day(&m).cmp(&day(s)).is_le());
    let said = anywhere(dom, chunks, day_first, Label::Published, false);
    let told = seen.iter().find(|s| s.label != Label::Changed).map(|s| s.stamp.clone()).or_else(|| said.clone());
    let told = told.as_ref();
    let published = linked
        .published
        .as_deref()
        .and_then(read)
        .map(|s| told.filter(|t| same(&s) && day(t) < day(&s)).cloned().unwrap_or(s))
        .or_else(|| meta(PUBLISHED))
        .or(marked)
        .or_else(|| seen.iter().find(|s| s.label == Label::Published).map(|s| s.stamp.clone()))
        .or_else(|| near.cloned())
        .or_else(|| url.and_then(in_address))
        .or_else(|| in_scripts(dom))
        .or(said)
        .or_else(|| {
            anywhere(dom, chunks, day_first, Label::Published, true)
                .filter(|_| changed.is_none() && linked.modified.is_none())
        });
    // The outlet's own day is what its words ("yesterday") are counted from; UTC can be a day off.
    let address = url.and_then(in_address);
    let published = published.map(|s| {
        let other = address.as_ref().or(told).filter(|o| s.is_utc() && s.is_next_to(o));
        other.map_or_else(|| s.clone(), |o| o.day_only())
    });
    let modified = linked
        .modified
        .as_deref()
        .and_then(read)
        .or_else(|| meta(MODIFIED))
        .or_else(|| self::marked(dom, "dateModified", day_first))
        .or_else(|| changed.cloned());
    let stands_in = published.is_none() && (modified.is_some() || changed.is_some());
    let modified = modified.or_else(|| anywhere(dom, chunks, day_first, Label::Changed, false));
    let stands_in = stands_in || published.is_none() && modified.is_some();
    let published = published.or_else(|| changed.cloned()).or_else(|| modified.clone());
    When { published: published.map(|s| s.iso()), modified: modified.map(|s| s.iso()), stands_in }
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

/// Dates that stand near the headline where readers see them, the nearest first.
fn seen(dom: &Dom<'_>, chunks: &[Chunk], headline: Option<u32>, day_first: bool) -> Vec<Seen> {
    let at = headline.and_then(|h| chunks.iter().position(|c| c.element >= h)).unwrap_or(0);
    let from = if headline.is_some() { at.saturating_sub(BEFORE) } else { 0 };
    let to = if headline.is_some() { at + BEHIND } else { 2 * BEHIND };
    let mut order: Vec<usize> = (at..to.min(chunks.len())).collect();
    order.extend((from..at).rev());
    let mut out = Vec::new();
    let mut label_before = (Label::None, usize::MAX);
    for i in order {
        let Some(chunk) = chunks.get(i) else { continue };
        let long = chunk.words > 45;
        let text = if long { String::new() } else { trim::text(dom, chunk) };
        let folded = trim::fold(&text);
        let mut label = label(&folded);
        if label == Label::None && label_before.1.checked_add(1) == Some(i) {
            label = label_before.0;
        }
        let stamp = if long { None } else { time_in(dom, chunk, day_first).or_else(|| find(&text, day_first)) };
        match stamp {
            Some(stamp) => {
                // A sentence with a date in it is not a dateline.
                let first = folded
                    .find(" updated")
                    .and_then(|_| text.to_ascii_lowercase().find("updated"))
                    .and_then(|at| find(text.get(..at)?, day_first));
                let (stamp, label) = match first {
                    Some(first) if label == Label::Changed => (first, Label::None),
                    _ => (stamp, label),
                };
                if chunk.words <= 25 || label != Label::None {
                    out.push(Seen { stamp, label });
                }
            }
            None if chunk.words <= 4 => label_before = (label, i),
            None => {}
        }
    }
    out
}

/// The first line of the page that says it is such a date, or for publication is a date and nothing else.
fn anywhere(dom: &Dom<'_>, chunks: &[Chunk], day_first: bool, wanted: Label, alone: bool) -> Option<Stamp> {
    let (mut plain, mut labelled) = (None, usize::MAX);
    for (i, chunk) in chunks.iter().enumerate().filter(|(_, c)| c.words <= 16) {
        let text = trim::text(dom, chunk);
        let stated = label(&trim::fold(&text));
        let stamp = time_in(dom, chunk, day_first).or_else(|| find(&text, day_first));
        match stamp {
            Some(stamp) if stated == wanted || labelled.saturating_add(2) >= i && labelled < i => return Some(stamp),
            Some(stamp) if alone && stated == Label::None && chunk.words <= 4 => plain = plain.or(Some(stamp)),
            None if stated == wanted && chunk.words <= 4 => labelled = i,
            _ => {}
        }
    }
    plain
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
        "released",
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

/// A date in an address: `/2025/12/04/` or `2025-12-04`.
fn in_address(url: &str) -> Option<Stamp> {
    find(url, false).filter(|s| s.year >= 1990)
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
