//! The edition as one HTML page: nothing is fetched, nothing is sent, and it reads without its script.
//!
//! Every word of a report is hostile until [`Esc`](escape::Esc) has been over it, and the page's own policy lets
//! no style and no script run but the two it was written with.

mod apparatus;
mod article;
mod base;
mod column;
mod escape;
mod figures;
mod found;
mod head;
mod ledger;
mod library;
mod lineage;
mod locus;
mod nest;
mod notices;
mod order;
mod said;
mod sha256;
mod shell;
mod silence;
mod site;
mod source;
mod speaker;
mod strip;
mod synopsis;
#[cfg(test)]
mod tests;
mod timeline;

pub use article::{ArticlePage, article};
pub use library::{Facet, Listing, Row, SearchPage, listing, search, trouble};
pub use shell::policy;
pub use site::{Kind, Site, slug};
pub use speaker::{SpeakerPage, Told, speaker, speakers, spoken};

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

/// The edition as one page that needs nothing else.
pub fn page(edition: &Edition) -> String {
    story(edition, &Site::alone(edition))
}

/// What an edition without a name is called: by a headline, else its first reports.
pub fn title(edition: &Edition) -> String {
    if let Some(headline) = head::headline(edition) {
        return headline;
    }
    let names: Vec<&str> = edition.reports.iter().map(|r| head::name(&r.article)).collect();
    let mut title = names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    if names.len() > 3 {
        title.push_str(&format!(" and {} more", names.len() - 3));
    }
    title
}

/// The edition as one page of a site.
pub fn story(edition: &Edition, site: &Site) -> String {
    let mut page = Page::new(edition, site);
    page.begin();
    put!(page, "<main id=\"text\">");
    head::header(&mut page);
    strip::coverage(&mut page);
    apparatus::gravest(&mut page);
    said::unsupported(&mut page);
    ledger::ledger(&mut page);
    figures::figures(&mut page);
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

/// One utterance (`u3`) or passage (`p1`) of an edition by itself, with the reports it is from; `None` where there is
/// none of that name.
pub fn entry(edition: &Edition, site: &Site, id: &str) -> Option<String> {
    let number = |letter| id.strip_prefix(letter).and_then(|n| n.parse::<usize>().ok()).and_then(|n| n.checked_sub(1));
    let mut page = Page::new(edition, site);
    let said = number('u').and_then(|n| Some((n, edition.utterances.get(n)?)));
    let shared = number('p').and_then(|n| Some(Item::shared(n, &edition.passages.get(n)?.collation)));
    let item = said.map(|(n, u)| Item::said(n, &u.collation)).or(shared)?;
    // "u03" is no second name of "u3".
    if item.to_string() != id {
        return None;
    }
    page.entry = true;
    page.begin();
    put!(page, "<main id=\"text\"><header><p class=\"kicker\">From a variorum edition</p>");
    said::entry_title(&mut page, item, said.map(|s| s.1));
    put!(
        page,
        "<nav aria-label=\"Around\"><ul><li><a href=\"{}\">In the whole edition</a></li>",
        escape::Esc(&site.story(&item.to_string()))
    );
    shell::twin(&mut page.out, &site.twin(&Kind::Entry(id.into())));
    put!(
        page,
        "</ul></nav></header><section class=\"t\" id=\"{item}\" aria-labelledby=\"{item}-h\"><h2 id=\"{item}-h\">Renderings</h2>"
    );
    said::renderings(&mut page, item);
    apparatus::apparatus(&mut page, item);
    put!(page, "</section>");
    source::sources(&mut page);
    put!(page, "</main>");
    page.end();
    Some(page.out)
}

/// A page being written.
struct Page<'a> {
    edition: &'a Edition,
    /// Where the other pages are.
    site: &'a Site,
    out: String,
    /// Every place that something on the page links to.
    places: BTreeSet<Place>,
    /// Whether it is of one utterance or passage, and so has only the reports that it speaks of.
    entry: bool,
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

impl<'a> Page<'a> {
    fn new(edition: &'a Edition, site: &'a Site) -> Self {
        Self { edition, site, out: String::with_capacity(1 << 16), places: BTreeSet::new(), entry: false }
    }

    fn begin(&mut self) {
        let title = self.site.title.clone().unwrap_or_else(|| title(self.edition));
        shell::begin(&mut self.out, self.site, &format!("{title} – a variorum edition"), "Skip to the edition");
    }

    fn end(&mut self) {
        shell::end(&mut self.out, shell::Foot::Places);
    }

    /// The heading of what stands in an utterance or passage, which has a page or a section to itself.
    fn inner(&self) -> &'static str {
        if self.entry { "h3" } else { "h4" }
    }

    /// The attribute that says which language a report's words are in, where it is not that of the page.
    fn lang(&self, article: ArticleId) -> String {
        self.edition.reports.get(article.index()).map_or(String::new(), shell::lang)
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
