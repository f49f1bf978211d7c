//! Where the pages of a site are, seen from one of them: served from a library, or as files of a folder.

use std::fmt::Write as _;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use variorum::span::ArticleId;
use variorum::story::edition::Edition;

/// Something that has a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The list of stories.
    List,
    /// The story.
    Story,
    /// An utterance or a passage of it, by its name in the edition.
    Entry(String),
    /// An article, by its name in the site.
    Article(String),
    /// A speaker, by [`slug`].
    Speaker(String),
}

/// Where pages are.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// What leads from the page that is written to the root of the site; nothing where there is only the one page.
    root: Option<&'static str>,
    /// What page names end with.
    ending: &'static str,
    /// The story's name in a library; empty in a folder, which has one story.
    story: Option<i64>,
    /// For each report the name of its page.
    articles: Vec<String>,
    /// What the story is called.
    pub title: Option<String>,
    /// The words that were looked for, which stay in the form.
    pub words: String,
    /// A sentence that the head of the story's page ends with.
    pub note: Option<String>,
}

impl Site {
    /// A page by itself: nothing else is there to be linked to.
    pub fn alone(_: &Edition) -> Self {
        Self::default()
    }

    /// A site that is served: paths from its root. `story` is its number, `articles` are the reports' numbers.
    pub fn served(story: Option<i64>, articles: &[i64]) -> Self {
        let articles = articles.iter().map(i64::to_string).collect();
        Self { root: Some("/"), story, articles, ..Self::default() }
    }

    /// Pages as files of a folder, seen from its top or (`inside`) from a folder in it. Articles go by their sigla.
    pub fn folder(edition: &Edition, inside: bool) -> Self {
        let root = Some(if inside { "../" } else { "" });
        Self { root, ending: ".html", articles: edition.sigla.clone(), ..Self::default() }
    }

    /// Whether there are other pages.
    pub fn is_site(&self) -> bool {
        self.root.is_some()
    }

    /// Whether pages are served, and so can be searched.
    pub fn is_served(&self) -> bool {
        self.root == Some("/")
    }

    /// The path of a page in the site, without what page names end with: as a file of a folder has it.
    pub fn file(&self, kind: &Kind) -> String {
        match (kind, self.story) {
            (Kind::List, _) => String::new(),
            (Kind::Story, Some(n)) => format!("story/{n}"),
            (Kind::Story, None) => "index".into(),
            (Kind::Entry(id), Some(n)) => format!("story/{n}/{id}"),
            (Kind::Entry(id), None) => format!("entry/{id}"),
            (Kind::Article(name), _) => format!("article/{name}"),
            (Kind::Speaker(slug), _) => format!("speaker/{slug}"),
        }
    }

    /// Where a page is, seen from this one.
    pub fn link(&self, kind: &Kind) -> String {
        format!("{}{}{}", self.root.unwrap_or(""), encoded(&self.file(kind)), self.ending)
    }

    /// Where the same is as JSON.
    pub fn twin(&self, kind: &Kind) -> String {
        let path = if *kind == Kind::List { "stories".into() } else { encoded(&self.file(kind)) };
        format!("{}{path}.json", self.root.unwrap_or(""))
    }

    /// A place on the story's page.
    pub fn story(&self, id: &str) -> String {
        format!("{}#{id}", self.link(&Kind::Story))
    }

    /// The page of a report.
    pub fn article(&self, report: ArticleId) -> Option<String> {
        self.root?;
        Some(self.link(&Kind::Article(self.articles.get(report.index())?.clone())))
    }

    /// The page of a speaker, where there are such pages and the name makes a path.
    pub fn speaker(&self, name: &str) -> Option<String> {
        self.root?;
        let slug = slug(name);
        (!slug.is_empty()).then(|| self.link(&Kind::Speaker(slug)))
    }
}

/// A name as part of a path: letters and figures in lower case without accents, hyphens between words; at most 80 bytes.
/// Two spellings of one name have one slug.
pub fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            if out.len() + c.len_utf8() > 80 {
                break;
            }
            out.push(c);
        } else if !matches!(c, '\'' | '’') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// A path with what has a meaning in an address written as `%3F`.
fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for b in name.bytes() {
        if b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/') {
            out.push(char::from(b));
        } else {
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_paths() {
        for (name, expected) in [
            ("Ada Quill", "ada-quill"),
            ("  Ádà\u{301} O’Quill-Ømark, Jr. ", "ada-oquill-ømark-jr"),
            ("../../etc/passwd", "etc-passwd"),
            ("—", ""),
            ("<b>", "b"),
        ] {
            assert_eq!(slug(name), expected);
        }
        assert!(slug(&"å".repeat(500)).len() <= 80);
        assert_eq!(slug(&slug("Éa b")), slug("Éa b"));
        assert_eq!(encoded("speaker/ømark?"), "speaker/%C3%B8mark%3F");
    }
}
