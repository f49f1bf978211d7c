//! What agencies and other programs send: ninjs, NewsML-G2 and NITF, TEI, the JSON of CollateX.
//!
//! Which it is, is told by what stands in it; names of files say nothing here, as all of these end in `.json` or `.xml`.

mod collatex;
pub(crate) mod json;
pub(crate) mod newsml;
mod ninjs;
pub(crate) mod tei;

use crate::feed::local;
use crate::page::Page;
use crate::report::Report;
use variorum::article::Article;
use variorum::ingest::{Capture, Encoding, Meta};
use variorum::text::Text;

/// Depth of elements that is followed.
const DEEPEST: usize = 400;

/// The name of the first element of a file without its prefix; nothing where the file does not begin with markup. Before
/// the first element stand the declaration, comments and a document type.
pub(crate) fn root(bytes: &[u8]) -> Option<String> {
    let head: Vec<u8> = bytes.iter().take(4096).copied().filter(|b| *b != 0).collect();
    if head.iter().find(|b| b.is_ascii() && !b.is_ascii_whitespace()) != Some(&b'<') {
        return None;
    }
    let first = head.windows(2).position(|w| w[0] == b'<' && w[1].is_ascii_alphabetic());
    let name = first.and_then(|at| head.get(at + 1..)).unwrap_or_default();
    let name = name.split(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/')).next().unwrap_or_default();
    Some(local(name)).filter(|n| !n.is_empty())
}

/// What a sender says of a text, and where it stands.
struct Item<'a> {
    path: &'a str,
    /// Length of the file in bytes.
    bytes: u64,
    /// Its place among the items of the file, counted from 1.
    place: u64,
    encoding: Encoding,
    meta: Meta,
}

impl Item<'_> {
    /// Plain text, its paragraphs parted by line ends.
    fn plain(self, text: Text) -> Report {
        let Item { path, bytes, place, encoding, meta } = self;
        let capture = Capture { path: path.into(), line: Some(place), bytes, encoding, meta, text, notes: Vec::new() };
        Report::from(Article::read(capture))
    }

    /// HTML, or the body of NITF.
    fn marked_up(self, text: Text) -> Report {
        let page = Page::of(text, self.encoding);
        crate::html::content(self.path, page, self.bytes, self.meta, Some(self.place))
    }
}

/// The names in a byline; a byline in which none is found is one name.
pub(crate) fn byline(said: &str) -> Vec<String> {
    let found = crate::html::names(said);
    let whole = Some(said.trim()).filter(|s| found.is_empty() && !s.is_empty()).map(str::to_owned);
    found.into_iter().chain(whole).collect()
}
