//! What a page says of its article in JSON-LD (schema.org `NewsArticle` and its kin).

use super::dom::{Dom, squeeze};
use super::tag::{Attribute, Tag};
use serde_json::{Map, Value};

/// Depth to which records within records are looked through.
const DEEPEST: usize = 12;

/// What the records of a page say of its article. The first that says something is believed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linked {
    pub headline: Option<String>,
    pub authors: Vec<String>,
    /// Whether the record says that the first author is a person.
    pub person: bool,
    /// Days of publication, the article's own first.
    pub published: Vec<String>,
    pub modified: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    pub section: Option<String>,
}

impl Linked {
    pub fn read(dom: &Dom<'_>) -> Self {
        let mut records = Vec::new();
        for (id, node) in dom.nodes.iter().enumerate() {
            if node.tag != Tag::Script
                || !dom
                    .attribute(id as u32, Attribute::Type)
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json"))
            {
                continue;
            }
            let script: String = dom.children(id as u32).map(|c| dom.raw(dom.node(c))).collect();
            if let Some(value) = parse(&script) {
                records.push(value);
            }
        }
        let mut found = Found::default();
        for record in &records {
            found.gather(record, 0);
        }
        found.settle()
    }
}

/// Reads a script that is JSON, or nearly so: line breaks inside strings, comments and CDATA around it.
fn parse(script: &str) -> Option<Value> {
    let script = script.trim().trim_end_matches(';');
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])? + 1;
    let body = script.get(start..end)?;
    if let Ok(value) = serde_json::from_str(body) {
        return Some(value);
    }
    // Control characters are white space that somebody did not escape; a backslash may escape what needs none.
    let mut mended = String::with_capacity(body.len());
    let mut chars = body.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            c if (c as u32) < 0x20 => mended.push(' '),
            '\\' => {
                match chars.peek() {
                    Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => {
                        mended.push('\\');
                        mended.extend(chars.next());
                    }
                    _ => mended.push_str("\\\\"),
                };
            }
            ',' => {
                // A comma before a closing bracket.
                let mut ahead = chars.clone().skip_while(|c| c.is_whitespace());
                if !matches!(ahead.next(), Some('}' | ']')) {
                    mended.push(',');
                }
            }
            c => mended.push(c),
        }
    }
    serde_json::from_str(&mended).ok()
}

#[derive(Default)]
struct Found<'v> {
    articles: Vec<&'v Map<String, Value>>,
    pages: Vec<&'v Map<String, Value>>,
    /// Persons and organisations by their `@id`.
    named: Vec<(&'v str, &'v Map<String, Value>)>,
    site: Option<String>,
}

impl<'v> Found<'v> {
    fn gather(&mut self, value: &'v Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(list) => list.iter().for_each(|v| self.gather(v, depth + 1)),
            Value::Object(record) => {
                let types = types(record);
                let is = |names: &[&str]| types.iter().any(|t| names.contains(t));
                if types.iter().any(|t| {
                    t.ends_with("Article")
                        || t.ends_with("Posting")
                        || matches!(*t, "Report" | "Review" | "Recipe" | "HowTo")
                }) && (record.contains_key("headline")
                    || record.contains_key("datePublished")
                    || record.contains_key("author"))
                {
                    self.articles.push(record);
                } else if types.iter().any(|t| t.ends_with("Page")) {
                    self.pages.push(record);
                } else if is(&["WebSite"]) && self.site.is_none() {
                    self.site = record.get("name").and_then(name);
                }
                if let Some(id) = record.get("@id").and_then(Value::as_str).filter(|_| record.contains_key("name")) {
                    self.named.push((id, record));
                }
                for (key, inner) in record {
                    // What an article is about, or is followed by, is not the article.
                    let other = [
                        "hasPart",
                        "itemListElement",
                        "mentions",
                        "citation",
                        "comment",
                        "review",
                        "relatedLink",
                        "video",
                        "isPartOf",
                        "about",
                        "associatedMedia",
                        "workExample",
                    ];
                    if (inner.is_object() || inner.is_array()) && !other.contains(&key.as_str()) {
                        self.gather(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    fn settle(self) -> Linked {
        let mut out = Linked::default();
        for record in self.articles.iter().chain(&self.pages) {
            let is_article = self.articles.iter().any(|a| std::ptr::eq(*a, *record));
            let text = |key: &str| record.get(key).and_then(name);
            if is_article {
                out.headline = out.headline.or_else(|| text("headline")).or_else(|| text("name"));
                out.section = out.section.or_else(|| text("articleSection"));
            }
            if out.authors.is_empty() {
                for key in ["author", "creator"] {
                    if let Some(value) = record.get(key).filter(|_| out.authors.is_empty()) {
                        let first = value.as_array().and_then(|l| l.first()).unwrap_or(value);
                        out.person = first.as_object().is_some_and(|r| types(r).contains(&"Person"));
                        self.people(value, &mut out.authors, 0);
                    }
                }
            }
            let published = text("datePublished").or_else(|| text("dateCreated").filter(|_| is_article));
            out.published.extend(published.filter(|_| out.published.len() < 8));
            out.modified = out.modified.or_else(|| text("dateModified"));
            out.language = out.language.or_else(|| text("inLanguage"));
            out.publisher = out.publisher.or_else(|| self.one(record.get("publisher")?));
            out.url = out.url.or_else(|| record.get("url").and_then(Value::as_str).map(str::to_owned)).or_else(|| {
                let main = record.get("mainEntityOfPage")?;
                main.as_str().or_else(|| main.get("@id")?.as_str()).map(str::to_owned)
            });
        }
        out.publisher = out.publisher.or(self.site);
        out
    }

    fn one(&self, value: &Value) -> Option<String> {
        let mut names = Vec::new();
        self.people(value, &mut names, 0);
        names.into_iter().next()
    }

    fn people(&self, value: &Value, out: &mut Vec<String>, depth: usize) {
        if depth > 4 || out.len() > 40 {
            return;
        }
        let mut push = |n: String| {
            if !n.is_empty() && !out.contains(&n) {
                out.push(n);
            }
        };
        match value {
            Value::String(s) => match self.named.iter().find(|(id, _)| id == s) {
                Some((_, record)) => record.get("name").and_then(name).into_iter().for_each(push),
                None if s.contains("://") || s.starts_with('#') => {}
                None => push(plain(s)),
            },
            Value::Array(list) => list.iter().for_each(|v| self.people(v, out, depth + 1)),
            Value::Object(record) => {
                if let Some(value) = record.get("name") {
                    match value {
                        Value::Array(_) => self.people(value, out, depth + 1),
                        _ => name(value).into_iter().for_each(push),
                    }
                } else if let (Some(first), Some(last)) =
                    (record.get("givenName").and_then(name), record.get("familyName").and_then(name))
                {
                    push(format!("{first} {last}"));
                } else if let Some(id) = record.get("@id").and_then(Value::as_str)
                    && let Some((_, record)) = self.named.iter().find(|(known, _)| *known == id)
                {
                    record.get("name").and_then(name).into_iter().for_each(push);
                }
            }
            _ => {}
        }
    }
}

fn types(record: &Map<String, Value>) -> Vec<&str> {
    match record.get("@type") {
        Some(Value::String(s)) => vec![bare(s)],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(bare).collect(),
        _ => Vec::new(),
    }
}

/// A type without the address of its vocabulary.
fn bare(s: &str) -> &str {
    s.rsplit(['/', '#', ':']).next().unwrap_or(s)
}

/// The words of a value: a string, the first of a list, or what a record names itself.
fn name(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(s) => plain(s),
        Value::Array(list) => return list.iter().find_map(name),
        Value::Object(record) => return record.get("name").or_else(|| record.get("@value")).and_then(name),
        Value::Number(n) => n.to_string(),
        _ => return None,
    };
    Some(words).filter(|w| !w.is_empty())
}

/// Text in which somebody may have escaped twice.
fn plain(s: &str) -> String {
    let once = htmlize::unescape(s);
    squeeze(&htmlize::unescape(&*once))
}
