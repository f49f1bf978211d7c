//! Names of people in the words of a byline.

use super::byline::dedup;
use super::dom::squeeze;
use super::trim::fold;
use variorum::calendar::{SHORT_WEEKDAYS, WEEKDAYS, month};

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
    while end < rest.len()
        && let Some((head, last)) = out.rsplit_once(' ')
        && last.starts_with(char::is_uppercase)
        && (month(last).is_some() || WEEKDAYS.iter().any(|d| d.eq_ignore_ascii_case(last)))
    {
        out = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | ':' | '|' | '('));
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
        && !folded.split(' ').all(is_day)
        && !part.contains(['{', '<', '=', '?', '!', '_'])
}

/// Whether a word is a day or a month and so no name where one is looked for; some months are also names.
fn is_day(word: &str) -> bool {
    WEEKDAYS.contains(&word)
        || SHORT_WEEKDAYS.contains(&word)
        || month(word).is_some() && !matches!(word, "april" | "may" | "june")
}

pub(super) const NOBODY: &[&str] = &[
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
