//! The edition as one HTML page: nothing is fetched, nothing is sent, and it reads without its script.
//!
//! Every word of a report is hostile until [`Esc`](escape::Esc) has been over it, and the page's own policy lets
//! no style and no script run but the two it was written with.

mod apparatus;
mod base;
mod column;
mod escape;
mod head;
mod lineage;
mod locus;
mod notices;
mod order;
mod said;
mod sha256;
mod silence;
mod source;
mod strip;
#[cfg(test)]
mod tests;
mod timeline;

use escape::Fold;
use std::collections::BTreeSet;
use variorum::collate::collation::Collation;
use variorum::span::{ArticleId, Place, Span};
use variorum::story::edition::Edition;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Appends to the page. Writing to a string cannot fail, which is why the result is let go.
macro_rules! put {
    ($page:expr, $($arg:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($page.out, $($arg)*);
    }};
}
use put;

/// The page.
pub fn page(edition: &Edition) -> String {
    let mut page = Page { edition, out: String::with_capacity(1 << 16), places: BTreeSet::new() };
    page.begin();
    put!(page, "<main id=\"text\">");
    head::header(&mut page);
    strip::coverage(&mut page);
    apparatus::gravest(&mut page);
    said::unsupported(&mut page);
    silence::silence(&mut page);
    silence::paraphrases(&mut page);
    lineage::lineage(&mut page);
    timeline::section(&mut page);
    said::utterances(&mut page);
    said::singles(&mut page);
    order::order(&mut page);
    said::passages(&mut page);
    notices::notices(&mut page);
    // Last, because only now it is known which places need an anchor.
    source::sources(&mut page);
    put!(page, "</main>");
    page.end();
    page.out
}

/// A page being written.
struct Page<'a> {
    edition: &'a Edition,
    out: String,
    /// Every place that something on the page links to.
    places: BTreeSet<Place>,
}

/// An utterance or a passage with its id on the page, which is the one it has in the JSON.
#[derive(Clone, Copy)]
struct Item<'a> {
    letter: char,
    number: usize,
    collation: &'a Collation,
}

impl<'a> Item<'a> {
    fn said(number: usize, collation: &'a Collation) -> Self {
        Self { letter: 'u', number, collation }
    }

    fn shared(number: usize, collation: &'a Collation) -> Self {
        Self { letter: 'p', number, collation }
    }
}

/// `u1`, `p1` …
impl std::fmt::Display for Item<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.letter, self.number + 1)
    }
}

impl Page<'_> {
    fn begin(&mut self) {
        let names: Vec<&str> = self.edition.reports.iter().map(|r| head::name(&r.article)).collect();
        let mut title = names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
        if names.len() > 3 {
            title.push_str(&format!(" and {} more", names.len() - 3));
        }
        put!(
            self,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
             script-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"generator\" content=\"variorum {}\">\n\
             <title>{} – a variorum edition</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
             <a class=\"skip\" href=\"#text\">Skip to the edition</a>\n",
            sha256::base64(STYLE.as_bytes()),
            sha256::base64(SCRIPT.as_bytes()),
            env!("CARGO_PKG_VERSION"),
            Fold(&title),
        );
    }

    fn end(&mut self) {
        put!(
            self,
            "<footer><p>Made with variorum {}. Numbers behind a siglum, such as A:120-134, count bytes of the captured \
             file, the end not included. The edition shows places; it does not say who is right.</p></footer>\n\
             <dialog id=\"keys\" aria-labelledby=\"keys-title\"><h2 id=\"keys-title\">Keys</h2><dl>\
             <dt><kbd>n</kbd> <kbd>j</kbd></dt><dd>next variant</dd>\
             <dt><kbd>p</kbd> <kbd>k</kbd></dt><dd>previous variant</dd>\
             <dt><kbd>o</kbd></dt><dd>the variant’s next place in its report</dd>\
             <dt><kbd>b</kbd> <kbd>Esc</kbd></dt><dd>back to where you came from</dd>\
             <dt><kbd>s</kbd></dt><dd>substantive variants only, or all</dd>\
             <dt><kbd>?</kbd></dt><dd>this list</dd></dl>\
             <p><button type=\"button\" id=\"keys-close\">Close</button></p></dialog>\n\
             <p id=\"bar\" hidden><button type=\"button\" id=\"back\" hidden>← back</button> \
             <button type=\"button\" id=\"all\">substantive only</button> \
             <button type=\"button\" id=\"help\" aria-haspopup=\"dialog\">keys</button>\
             <span id=\"status\" class=\"vh\" role=\"status\"></span></p>\n\
             <script>{SCRIPT}</script>\n</body>\n</html>\n",
            env!("CARGO_PKG_VERSION"),
        );
    }

    /// A link to a place, `B:1204-1251`.
    fn place(&mut self, p: Place) {
        let bytes = self.edition.bytes(p);
        let siglum = Fold(self.edition.siglum(p.article));
        put!(self, "<a href=\"#{}\">{siglum}:{}", Anchor(self.edition, p), bytes.start);
        if bytes.end > bytes.start {
            put!(self, "-{}", bytes.end);
        }
        put!(self, "</a>");
        self.places.insert(p);
    }

    /// Links to places.
    fn place_list(&mut self, places: &[Place]) {
        for (n, p) in places.iter().enumerate() {
            if n > 0 {
                put!(self, " ");
            }
            self.place(*p);
        }
    }

    /// Links to the first places of words that many reports have alike, so that what two hundred reports agree on
    /// does not fill a page; the JSON has them all.
    fn place_some(&mut self, places: &[Place]) {
        const FIRST: usize = 6;
        if places.len() <= FIRST + 2 {
            return self.place_list(places);
        }
        self.place_list(places.get(..FIRST).unwrap_or(places));
        put!(self, " and {} more", places.len() - FIRST);
    }

    /// Words of a report that lead to where they stand.
    fn words_at(&mut self, article: ArticleId, span: Span) {
        let p = Place { article, span };
        put!(self, "<a href=\"#{}\"><bdi>{}</bdi></a>", Anchor(self.edition, p), Fold(self.edition.words(p)));
        self.places.insert(p);
    }

    fn sigla(&mut self, list: &[ArticleId]) {
        put!(self, "<span class=\"s\">");
        for (n, a) in list.iter().enumerate() {
            put!(self, "{}{}", if n > 0 { " " } else { "" }, Fold(self.edition.siglum(*a)));
        }
        put!(self, "</span>");
    }
}

/// The id of a place on the page: `B.1204-1251`, the bytes of the captured file.
struct Anchor<'a>(&'a Edition, Place);

impl std::fmt::Display for Anchor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bytes = self.0.bytes(self.1);
        write!(f, "{}.{}-{}", Key(self.0, self.1.article), bytes.start, bytes.end)
    }
}

/// A report's siglum as part of an id; its number where the siglum holds more than letters and digits.
struct Key<'a>(&'a Edition, ArticleId);

impl std::fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let siglum = self.0.siglum(self.1);
        if !siglum.is_empty() && siglum.bytes().all(|b| b.is_ascii_alphanumeric()) {
            f.write_str(siglum)
        } else {
            write!(f, "r-{}", self.1.0 + 1)
        }
    }
}

/// A number as running text has it: in words up to twelve.
fn number(n: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(n).map_or_else(|| n.to_string(), |w| (*w).to_string())
}

/// `one report`, `two reports`.
fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// The same at the beginning of a sentence.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
