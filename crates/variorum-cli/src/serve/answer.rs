//! What is asked, and what is answered.

use crate::view::html::{self, Site};
use percent_encoding::percent_decode_str;
use serde_json::json;
use std::borrow::Cow;

/// A path of more bytes than this names nothing.
const LONGEST: usize = 2000;

/// What a request asks for.
#[derive(Debug)]
pub struct Asked {
    /// The path in pieces, decoded, without what it ends with.
    pub path: Vec<String>,
    /// Whether it is wanted as JSON.
    pub json: bool,
    /// Names and values behind the question mark.
    query: Vec<(String, String)>,
}

impl Asked {
    /// Takes a path and what stands behind its question mark apart; `None` where it is nothing that could be asked.
    pub fn of(path: &str, query: Option<&str>) -> Option<Self> {
        if path.len() > LONGEST {
            return None;
        }
        let (path, json) = path.strip_suffix(".json").map_or((path, false), |path| (path, true));
        let mut pieces = Vec::new();
        for piece in path.trim_matches('/').split('/').filter(|p| !p.is_empty()) {
            let piece = percent_decode_str(piece).decode_utf8().ok()?;
            // Pages are not files, but what looks like a way out of a folder is no name of one either.
            if piece.contains(['/', '\\', '\0']) || piece == "." || piece == ".." {
                return None;
            }
            pieces.push(piece.into_owned());
        }
        let query = query.unwrap_or("").as_bytes();
        let query = form_urlencoded::parse(query).map(|(a, b)| (a.into_owned(), b.into_owned())).collect();
        Some(Self { path: pieces, json, query })
    }

    /// A value behind the question mark that is not blank.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// A number behind the question mark.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.given(name)?.parse().ok()
    }
}

/// `name=value` pairs as they stand behind a question mark, with it; nothing where there are none.
pub fn query(pairs: &[(&str, Cow<'_, str>)]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in pairs {
        out.append_pair(name, value);
    }
    let out = out.finish();
    if out.is_empty() { out } else { format!("?{out}") }
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// The media type.
    pub media: &'static str,
    /// The bytes.
    pub body: Vec<u8>,
    /// Where to go instead.
    pub location: Option<String>,
}

impl Answer {
    /// A page.
    pub fn html(page: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, media: "text/html; charset=utf-8", body: page.into(), location: None }
    }

    /// The same as JSON.
    pub fn json(value: impl serde::Serialize) -> Self {
        let mut body = serde_json::to_vec(&value).unwrap_or_default();
        body.push(b'\n');
        Self { status: 200, media: "application/json", body, location: None }
    }

    /// It is at another path of this site.
    pub fn elsewhere(location: String) -> Self {
        Self { status: 303, media: "text/plain; charset=utf-8", body: Vec::new(), location: Some(location) }
    }
}

/// Why there is no page, with the way out.
#[derive(Debug)]
pub struct Trouble {
    /// The status of HTTP.
    pub status: u16,
    /// What is wrong, and what to do.
    pub what: String,
}

impl Trouble {
    /// There is nothing at this path.
    pub fn not_there(what: impl Into<String>) -> Self {
        Self { status: 404, what: what.into() }
    }

    /// As a page, or as JSON with the field `error`.
    pub fn answer(&self, json: bool) -> Answer {
        let title = match self.status {
            404 => "Not here",
            503 => "Not now",
            500..=599 => "Something went wrong",
            _ => "That cannot be asked",
        };
        let answer = match json {
            true => Answer::json(json!({ "error": self.what })),
            false => Answer::html(html::trouble(title, &self.what, &Site::served(None, &[]))),
        };
        Answer { status: self.status, ..answer }
    }
}

impl From<variorum_store::Error> for Trouble {
    fn from(error: variorum_store::Error) -> Self {
        let status = match () {
            () if error.is_not_there() => 404,
            () if error.is_about_words() => 400,
            () if error.is_busy() => 503,
            () => 500,
        };
        // Who asks with a browser has neither the file nor the command line.
        let what = match error.is_not_there() {
            true => "There is nothing of this number here. The list of stories leads to all there is.".to_string(),
            false => error.to_string(),
        };
        Self { status, what }
    }
}

impl From<anyhow::Error> for Trouble {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<variorum_store::Error>() {
            Ok(error) => error.into(),
            Err(error) => Self { status: 500, what: format!("{error:#}") },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        let asked = Asked::of("/story/12/u3.json", Some("q=a+b&x=%26&q=c")).unwrap();
        assert_eq!((asked.path.join("|").as_str(), asked.json), ("story|12|u3", true));
        assert_eq!((asked.given("q"), asked.given("x"), asked.given("y")), (Some("a b"), Some("&"), None));
        assert_eq!(Asked::of("//story//1/", None).unwrap().path, ["story", "1"]);
        assert_eq!(Asked::of("/speaker/%C3%B8st", None).unwrap().path, ["speaker", "øst"]);
        for bad in ["/../etc", "/a/%2e%2e/b", "/%2e%2e%2fetc", "/a%00b", "/%ff", "/a%5cb", &"/a".repeat(2000)] {
            assert!(Asked::of(bad, None).is_none(), "{bad}");
        }
    }
}
