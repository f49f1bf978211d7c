//! Who wrote it.

use super::chunk::Chunk;
use super::dom::{Dom, squeeze};
use super::jsonld::Linked;
use super::meta::Stated;
use super::tag::{Attribute, Tag};
use super::trim::{self, fold};

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

fn dedup(names: &mut Vec<String>) {
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
        if let Some(at) = text
            .find(" by ")
            .or_else(|| text.find(" By "))
            .filter(|_| text.contains("osted") || text.contains("ritten") || text.contains("ublished"))
        {
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

/// The names in what is meant to be some: openings, dates, jobs and the like taken away. Empty where no name is left.
pub(crate) fn names(said: &str) -> Vec<String> {
    let text = said.trim();
    if text.len() > 300 || text.is_empty() || text.contains("://") && !text.contains(' ') {
        return Vec::new();
    }
    // Pieces that the page sets apart are read one after the other until one is a name.
    let mut out = Vec::new();
    for piece in text.split(['\u{1f}', '|', '•', '·', '—', '–', '\n', '\t', '/', '●']) {
        let piece = squeeze(piece);
        let bare = without_opening(&piece);
        if bare.is_empty() {
            continue;
        }
        let found = split(&bare);
        if found.is_empty() {
            if out.is_empty() && !skippable(&bare) {
                return out;
            }
            continue;
        }
        let joined = matches!(fold(&piece).as_str(), "and" | "with");
        if out.is_empty() || joined {
            out.extend(found);
        }
        if text.contains('\u{1f}') && !text.contains(',') && !text.contains(" and ") && !text.contains(" & ") {
            break;
        }
        if !text.contains('\u{1f}') {
            break;
        }
        // "Ada Quill <and> Ben Tarn", each in an element of its own.
        let rest: Vec<String> = text.split('\u{1f}').map(squeeze).collect();
        if let Some(at) = rest.iter().position(|p| {
            matches!(fold(p).as_str(), "and" | "with" | "")
                && (p.contains("and") || p.contains('&') || p.contains(',') || p.contains("with"))
        }) {
            for p in rest.iter().skip(at + 1).take(12) {
                let more = split(&without_opening(p));
                out.extend(more);
            }
        }
        break;
    }
    dedup(&mut out);
    out
}

/// Whether a piece that is no name may stand before one: a label, a date, a sign.
fn skippable(piece: &str) -> bool {
    let folded = fold(piece);
    folded.is_empty() || piece.chars().any(|c| c.is_ascii_digit()) || LABELS.contains(&folded.as_str())
}

const LABELS: &[&str] = &[
    "by",
    "written by",
    "posted by",
    "author",
    "authors",
    "words",
    "on",
    "published",
    "updated",
    "posted",
    "the author",
    "about the author",
    "reviewed by",
    "article by",
    "published by",
    "post author",
    "posted in",
    "medically reviewed by",
    "in",
    "written",
    "from",
    "story by",
    "edited by",
    "last updated",
    "share",
    "home",
    "view all posts by",
    "posts by",
    "avatar of",
    "photo of",
    "contributor",
    "staff writer",
    "editor",
    "writer",
];

fn without_opening(piece: &str) -> String {
    let mut rest = piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | ',' | '-' | '*' | '✉' | '@' | '(' | ')' | ';' | '&' | '.' | '"')
    });
    for _ in 0..3 {
        let before = rest.len();
        for opening in [
            "this post was written by",
            "article written by",
            "medically reviewed by",
            "authors of this article",
            "written by",
            "posted by",
            "story by",
            "words by",
            "article by",
            "text by",
            "published by",
            "post by",
            "view all posts by",
            "posts by",
            "reported by",
            "recipe by",
            "contributed by",
            "content by",
            "created by",
            "authored by",
            "about the author",
            "authors",
            "author",
            "by",
            "von",
            "par",
            "photo of",
            "avatar of",
            "picture of",
            "insights from",
            "content",
            "words",
        ] {
            let head = rest.get(..opening.len()).unwrap_or_default();
            let next = rest.get(opening.len()..).unwrap_or_default();
            let ends = next.starts_with([' ', ':'])
                || next.is_empty()
                || opening.ends_with("by") && opening.len() > 2 && next.starts_with(char::is_uppercase);
            if head.eq_ignore_ascii_case(opening) && ends {
                rest = next.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | ','));
                break;
            }
        }
        if rest.len() == before {
            break;
        }
    }
    // What follows a name in one line.
    let mut end = rest.len();
    for stop in [
        " on ",
        " Published",
        " Updated",
        " Posted",
        " in ",
        " Last ",
        " min read",
        " is a ",
        " is an ",
        " for ",
        " | ",
        " - ",
        " says:",
        " • ",
        " @",
        " at ",
        " Reviewed",
        " Medically",
        " Edited",
        " edited by",
        " updated",
    ] {
        // "Human in the Loop" is a name of its own.
        let whole = |at: usize| stop == " in " && !rest.get(..at).unwrap_or_default().contains(' ');
        if let Some(at) = rest.find(stop).filter(|at| *at > 1 && !whole(*at)) {
            end = end.min(at);
        }
    }
    if let Some(at) =
        rest.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 3 && rest.get(..*at).is_some_and(|h| h.contains(' ')))
    {
        end = end.min(at);
    }
    let mut out = rest
        .get(..end)
        .unwrap_or(rest)
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | ':' | '|' | '(' | ';' | '*'));
    for month in [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ] {
        if end < rest.len() {
            if let Some(without) = out.strip_suffix(month).filter(|w| w.len() > 2) {
                out = without.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | ':' | '|' | '('));
            }
        }
    }
    out.to_owned()
}

/// One or more names, joined by commas, "and", "&" or semicolons. A degree or a post behind a name stays with it.
fn split(said: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let said = said
        .replace(" & ", ", ")
        .replace(" and ", ", ")
        .replace(" und ", ", ")
        .replace(" et ", ", ")
        .replace(" y ", ", ")
        .replace(';', ",");
    for part in said.split(',') {
        let part = part.trim().trim_start_matches("and ").trim_end_matches('.').trim();
        if part.is_empty() {
            continue;
        }
        let words = part.split_whitespace().count();
        let degree = part.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && part.len() <= 8
            || part.contains('.') && words == 1 && part.len() <= 8
            || matches!(part, "PhD" | "Ph.D" | "Jr" | "PsyD" | "PharmD" | "Esq");
        if let Some(last) = out.last_mut().filter(|_| degree || post(part)) {
            if degree {
                last.push_str(", ");
                last.push_str(part);
            }
            continue;
        }
        if is_name(part) {
            out.push(part.to_owned());
        } else if out.is_empty() {
            return out;
        }
    }
    out
}

/// Whether a few words are somebody's post and not another name.
fn post(part: &str) -> bool {
    let folded = fold(part);
    [
        "editor",
        "writer",
        "director",
        "manager",
        "reporter",
        "correspondent",
        "founder",
        "ceo",
        "contributor",
        "analyst",
        "dietitian",
        "author",
        "officer",
        "president",
        "specialist",
        "senior",
        "head",
        "professor",
        "nurse",
        "usa today",
        "staff",
        "consultant",
        "candidate",
        "chief",
        "the",
    ]
    .iter()
    .any(|w| folded.split(' ').any(|f| f == *w) || folded == *w)
}

fn is_name(part: &str) -> bool {
    let words = part.split_whitespace().count();
    let folded = fold(part);
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let first = part.chars().next();
    let capital = part
        .split_whitespace()
        .filter(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase()))
        .count();
    words <= 6
        && (2..=60).contains(&part.len())
        && letters * 10 >= part.chars().count() * 7
        && first.is_some_and(char::is_alphabetic)
        && (capital * 2 >= words || words == 1)
        && !LABELS.contains(&folded.as_str())
        && !NOBODY.contains(&folded.as_str())
        && !folded.contains("extra author")
        && !folded.split(' ').all(|w| DAYS.contains(&w))
        && !part.contains(['{', '<', '=', '?', '!', '_'])
}

/// Days and months are no names where a name is looked for.
const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "january",
    "february",
    "march",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

const NOBODY: &[&str] = &[
    "bluesky",
    "twitter x",
    "mastodon",
    "youtube",
    "threads",
    "guide",
    "feature",
    "features",
    "opinion",
    "reviews",
    "review",
    "follow",
    "share",
    "read more",
    "comments",
    "comment",
    "subscribe",
    "sign up",
    "log in",
    "login",
    "home",
    "search",
    "menu",
    "learn more",
    "view all posts",
    "more",
    "website",
    "email",
    "twitter",
    "facebook",
    "linkedin",
    "instagram",
    "read full bio",
    "bio",
    "about",
    "contributors",
    "undefined",
    "null",
    "none",
    "unknown",
    "guest",
    "anonymous",
    "see more",
    "view profile",
    "profile",
    "our team",
    "contact",
    "about us",
    "meet the team",
    "all posts",
    "load more",
    "see all",
    "editorial policy",
    "editorial process",
    "image",
    "picture",
    "photo",
    "skip to content",
    "our experts",
    "experts",
    "back",
    "news",
    "articles",
    "blog",
    "follow us",
    "min read",
    "published",
    "today",
    "yesterday",
    "our editorial team",
    "meet our team",
    "read bio",
    "full bio",
    "posts",
];
