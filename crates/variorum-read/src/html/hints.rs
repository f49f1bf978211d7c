//! What the names that authors give their elements tell.

use super::dom::Dom;
use super::tag::{Attribute, Tag};

/// What an element seems to be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hint {
    /// Nothing is known.
    None,
    /// The body of the article itself.
    Body,
    /// The article with what belongs to it, or the main part of the page.
    Main,
    /// Not of the article: navigation, related stories, share bars, newsletters, comments, notices of the site.
    Around,
    /// A list of links by its name (a table of contents, a menu): not of the article as long as it is one.
    Links,
    /// Said about the article: bylines, dates, tags, the author's life.
    About,
    /// Not to be seen.
    Hidden,
}

/// Reads the names of an element: its tag, class, id, role and the like.
pub(crate) fn hint(dom: &Dom<'_>, id: u32) -> Hint {
    let node = dom.node(id);
    if node.tag == Tag::Text {
        return Hint::None;
    }
    if hidden(dom, id) {
        return Hint::Hidden;
    }
    match node.tag {
        Tag::Nav | Tag::Aside | Tag::Footer | Tag::Dialog | Tag::Menu => return Hint::Around,
        Tag::Html | Tag::Head | Tag::Body | Tag::Root => return Hint::None,
        _ => {}
    }
    const ROLES: &[&str] = &[
        "navigation",
        "complementary",
        "contentinfo",
        "banner",
        "dialog",
        "search",
        "alert",
        "menu",
        "menubar",
        "tablist",
        "toolbar",
        "alertdialog",
        "tooltip",
    ];
    if dom.attribute(id, Attribute::Role).is_some_and(|role| ROLES.contains(&role)) {
        return Hint::Around;
    }
    match dom.attribute(id, Attribute::Itemprop) {
        Some(p) if p.split_ascii_whitespace().any(|w| w == "articleBody") => return Hint::Body,
        Some("author" | "datePublished" | "dateModified" | "publisher") => return Hint::About,
        _ => {}
    }
    let mut found = Hint::None;
    for which in [Attribute::Class, Attribute::Id, Attribute::Testid, Attribute::Component, Attribute::Qa] {
        let Some(value) = dom.attribute(id, which) else { continue };
        for name in value.split_ascii_whitespace().take(24) {
            match named(name, node.tag) {
                Hint::None => {}
                Hint::Main => {
                    if found == Hint::None {
                        found = Hint::Main;
                    }
                }
                other => return other,
            }
        }
    }
    if found == Hint::None && matches!(node.tag, Tag::Article | Tag::Main) {
        found = Hint::Main;
    }
    found
}

fn hidden(dom: &Dom<'_>, id: u32) -> bool {
    if dom.attribute(id, Attribute::Hidden).is_some() || dom.attribute(id, Attribute::AriaHidden) == Some("true") {
        return true;
    }
    dom.attribute(id, Attribute::Style).is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// The words of one name: `articleBody_x1`, `article-body`, `ArticleBody` are all "article body".
fn words(name: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut previous = ' ';
    for char in name.chars().take(120) {
        if !char.is_ascii_alphabetic() {
            previous = ' ';
            continue;
        }
        let begins = previous == ' ' || previous.is_ascii_lowercase() && char.is_ascii_uppercase();
        match out.last_mut().filter(|_| !begins) {
            Some(word) => word.push(char.to_ascii_lowercase()),
            None => out.push(char.to_ascii_lowercase().to_string()),
        }
        previous = char;
    }
    out
}

fn named(name: &str, tag: Tag) -> Hint {
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let pair = |a: &[&str], b: &[&str]| {
        words.windows(2).any(|w| matches!(w, [x, y] if a.contains(&x.as_str()) && b.contains(&y.as_str())))
    };
    if pair(ARTICLE, BODY) || has(BODY_WORDS) {
        // "article-content-sidebar", "post-content-ads" are beside it.
        if !has(AROUND) && !has(LINKS) {
            return Hint::Body;
        }
    }
    if has(AROUND)
        || pair(
            &["read", "see", "more", "also", "keep"],
            &["more", "next", "also", "stories", "like", "reading", "from"],
        )
        || pair(
            &["sign", "table", "most", "latest", "up", "you"],
            &["up", "read", "news", "next", "contents", "may", "might"],
        )
        || pair(
            &["ad", "ads"],
            &["container", "wrapper", "slot", "unit", "placeholder", "block", "banner", "box", "label"],
        )
    {
        let wide = has(LAYOUT) || has(&["with", "has", "no"]);
        if !wide {
            return Hint::Around;
        }
    }
    if has(LINKS) && !has(LAYOUT) && !has(&["with", "has", "no"]) {
        return Hint::Links;
    }
    if matches!(words.as_slice(), [only] if matches!(only.as_str(), "ad" | "ads" | "toc" | "meta" | "tags" | "hidden" | "nav"))
    {
        return Hint::Around;
    }
    if has(ABOUT) && !has(LAYOUT) && !matches!(tag, Tag::Article | Tag::Main) {
        return Hint::About;
    }
    if pair(ARTICLE, &["container", "wrapper", "main", "inner", "detail", "details", "page"])
        || has(&["main", "article"]) && !has(&["header", "image", "title"])
    {
        return Hint::Main;
    }
    Hint::None
}

const ARTICLE: &[&str] =
    &["article", "post", "entry", "story", "news", "blog", "single", "main", "page", "field", "rich", "art"];
const BODY: &[&str] = &["body", "content", "text", "bodycopy", "copy"];
const BODY_WORDS: &[&str] = &[
    "articlebody",
    "articletext",
    "articlecontent",
    "postcontent",
    "postbody",
    "storybody",
    "storycontent",
    "fulltext",
    "entrycontent",
    "bodytext",
    "bodycopy",
    "richtext",
    "blogcontent",
    "newstext",
];
const LAYOUT: &[&str] = &["layout", "page", "wrapper", "grid", "columns", "body", "template", "site", "theme", "row"];
const AROUND: &[&str] = &[
    "related",
    "share",
    "sharing",
    "shares",
    "social",
    "socials",
    "newsletter",
    "newsletters",
    "comment",
    "comments",
    "sidebar",
    "promo",
    "promos",
    "promotion",
    "cookie",
    "cookies",
    "footer",
    "advert",
    "adverts",
    "advertisement",
    "advertising",
    "sponsor",
    "sponsored",
    "sponsors",
    "subscribe",
    "subscription",
    "signup",
    "popup",
    "modal",
    "recommend",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "recirculation",
    "popular",
    "trending",
    "outbrain",
    "taboola",
    "respond",
    "disqus",
    "sharedaddy",
    "addtoany",
    "jp",
    "cta",
    "teaser",
    "teasers",
    "carousel",
    "masthead",
    "paywall",
    "gdpr",
    "consent",
    "login",
    "donate",
    "donation",
    "follow",
    "noprint",
    "tooltip",
    "offcanvas",
    "overlay",
    "toolbar",
    "printfriendly",
    "feedback",
    "rating",
    "ratings",
    "copyright",
    "backlink",
    "relatedposts",
    "sharebar",
    "reactions",
    "upsell",
    "banner",
    "ez",
    "optin",
];
const LINKS: &[&str] = &[
    "navigation",
    "navbar",
    "breadcrumb",
    "breadcrumbs",
    "pagination",
    "pager",
    "paging",
    "skip",
    "menu",
    "submenu",
    "crumbs",
    "crumb",
    "toc",
    "tocs",
    "dropdown",
    "nextprev",
    "prevnext",
    "postnav",
];
const ABOUT: &[&str] = &[
    "byline",
    "author",
    "authors",
    "authorbox",
    "bio",
    "timestamp",
    "dateline",
    "tags",
    "taglist",
    "tagcloud",
    "categories",
    "readtime",
    "posted",
    "postmeta",
    "entrymeta",
    "contributors",
    "writer",
    "pubdate",
    "credits",
];
