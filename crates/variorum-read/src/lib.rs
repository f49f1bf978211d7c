//! What news comes in, read as articles of [`variorum`]: pages, feeds, web archives, what agencies send, packed JSON lines.
//!
//! [`read`] is the one door for files that fit in memory; [`warc::read`] goes through an archive record by record.
//! Like `variorum` itself this crate opens no file and no connection.

mod binary;
mod date;
mod feed;
mod html;
mod opml;
mod page;
mod report;
mod said;
mod table;
mod unpack;
pub mod warc;
mod wire;

pub use html::LONGEST_PAGE;
pub use opml::feed_list;
pub use report::{Fault, Intake, Report};
pub use table::table_rows;
pub use unpack::{MOST_UNPACKED, inner_name, unpack, unpacked};

use page::Page;
use variorum::article::Article;

/// The way out for what is none of it.
const READ: &str = "what is read: HTML, RSS and Atom, WARC, ninjs, NewsML-G2, NITF, TEI, JSON, JSON lines, Parquet and plain text, each \
                    also as .gz or .zst; convert the file to one of them";

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Page,
    Feed,
    Archive,
    /// Parquet.
    Table,
    /// NewsML-G2 or NITF.
    Newsml,
    /// TEI P5.
    Tei,
    /// JSON that is not lines with a text.
    Json(wire::json::Kind),
    /// Some other JSON.
    OtherJson,
    /// Plain text and JSON lines, which the library reads itself.
    Text,
}

/// Reads the bytes of one file, whatever it is: a page of HTML, a feed, a web archive, ninjs, NewsML-G2, TEI, Parquet, other
/// JSON, JSON lines or plain text, each also packed with gzip or zstd. What it is, is told by its first bytes and by its
/// ending; `path` is used for that and to name the file in faults.
///
/// Nothing stops it: what cannot be read is a [`Fault`] beside the reports that could.
pub fn read(path: &str, bytes: Vec<u8>) -> Intake {
    let mut out = Intake::default();
    if warc::is_archive(path, &bytes) {
        warc::read(path, bytes.as_slice(), 0, &mut |got| {
            match got.what {
                Ok(report) => out.reports.push(*report),
                Err(fault) => out.faults.push(fault),
            }
            true
        });
        return out;
    }
    match unpack::unpack(path, bytes) {
        Ok((inner, bytes)) => plain(path, inner, bytes, None, None, &mut out),
        Err(message) => out.faults.push(Fault::new(path, message)),
    }
    out
}

/// Reads bytes that were captured by themselves and are unpacked: a file's, an answer's, those of a record. `path` is the
/// file or the address, `media` what a server said that they are (its charset included), `url` where they were fetched.
///
/// What [`read`] gives for a file is what this gives for the bytes that [`unpack`] makes of it: captures can be read
/// again.
pub fn read_capture(path: &str, bytes: Vec<u8>, media: Option<&str>, url: Option<&str>) -> Intake {
    let mut out = Intake::default();
    plain(path, inner_name(path), bytes, media, url, &mut out);
    out
}

/// What unpacked bytes are read as: `page`, `feed`, `archive`, `table` (Parquet), `newsml` (NITF too), `tei`, `ninjs`, `collatex`,
/// `list` (objects of JSON with a text), `json` (any other) or `text` (plain text and JSON lines). A page and a text are
/// one report, everything else holds any number of them.
pub fn kind(path: &str, bytes: &[u8], media: Option<&str>) -> &'static str {
    match format(inner_name(path), bytes, media) {
        Format::Page => "page",
        Format::Feed => "feed",
        Format::Archive => "archive",
        Format::Table => "table",
        Format::Newsml => "newsml",
        Format::Tei => "tei",
        Format::Json(wire::json::Kind::Ninjs) => "ninjs",
        Format::Json(wire::json::Kind::Collatex) => "collatex",
        Format::Json(wire::json::Kind::Articles) => "list",
        Format::OtherJson => "json",
        Format::Text => "text",
    }
}

fn plain(path: &str, inner: &str, bytes: Vec<u8>, media: Option<&str>, url: Option<&str>, out: &mut Intake) {
    match format(inner, &bytes, media) {
        Format::Page => {
            let charset = media.and_then(warc::http::charset);
            out.reports.push(page(path, &bytes, charset.as_deref(), url.map(str::to_owned), None));
        }
        Format::Feed => feed::read(path, &bytes, media.and_then(warc::http::charset).as_deref(), out),
        Format::Table => table::read(path, bytes, out),
        Format::Newsml => wire::newsml::read(path, &bytes, out),
        Format::Tei => wire::tei::read(path, &bytes, out),
        Format::Json(kind) => wire::json::read(path, &bytes, kind, out),
        Format::Archive => {
            let inner = read(inner, bytes);
            out.reports.extend(inner.reports);
            out.faults.extend(inner.faults);
        }
        Format::OtherJson => out.faults.push(Fault::new(
            path,
            "JSON that is none of what is read: ninjs, a JSON feed, CollateX's witnesses, or objects with a `text`",
        )),
        Format::Text => {
            let read = variorum::ingest::read(inner, bytes);
            out.reports.extend(read.captures.into_iter().map(|mut capture| {
                capture.path = path.into();
                Report::from(Article::read(capture))
            }));
            out.faults.extend(read.errors.iter().map(|error| {
                let line = error.line().map_or(String::new(), |l| format!(":{l}"));
                let said = error.to_string();
                let what = said.strip_prefix(&format!("{inner}{line}: ")).unwrap_or(&said);
                let what = match what.split_once("; ").filter(|_| error.is_binary()) {
                    // The library reads text alone; here more is read.
                    Some((what, _)) => format!("{what}; {READ}"),
                    None => said::plainly(what),
                };
                Fault::new(&format!("{path}{line}"), what)
            }));
        }
    }
}

/// A page of at most [`LONGEST_PAGE`] bytes; more are left out.
pub(crate) fn page(path: &str, bytes: &[u8], charset: Option<&str>, url: Option<String>, place: Option<u64>) -> Report {
    let read = bytes.get(..LONGEST_PAGE).unwrap_or(bytes);
    let mut page = Page::read(read, charset);
    if read.len() < bytes.len() {
        page.notes
            .push(variorum::Note::new(format!("the page is longer than {LONGEST_PAGE} bytes: the rest is not read")));
    }
    html::read(path, page, bytes.len() as u64, url, place)
}

fn format(path: &str, bytes: &[u8], media: Option<&str>) -> Format {
    if media.is_some_and(|m| warc::http::is_page(&warc::http::media(m))) && !feed::is_feed(bytes) {
        return if binary::is_binary(bytes, media) { Format::Text } else { Format::Page };
    }
    let ending = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    // What a file holds counts before what it is called.
    if table::is_table(bytes) {
        return Format::Table;
    }
    if let Some(kind) = wire::json::kind(bytes) {
        return Format::Json(kind);
    }
    match wire::root(bytes).as_deref() {
        Some(root) if wire::newsml::is_newsml(root) => return Format::Newsml,
        Some(root) if wire::tei::is_tei(root) => return Format::Tei,
        _ => {}
    }
    match ending.as_str() {
        "jsonl" | "ndjson" | "txt" | "text" | "md" => return Format::Text,
        "warc" => return Format::Archive,
        _ => {}
    }
    if bytes.starts_with(b"WARC/") {
        return Format::Archive;
    }
    if feed::is_feed(bytes) {
        return Format::Feed;
    }
    let head = bytes.get(..1024).unwrap_or(bytes).to_ascii_lowercase();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    let marked = [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<!--"].iter().any(|s| head.starts_with(s))
        || memchr::memmem::find(head, b"<html").is_some();
    let wide = bytes.starts_with(b"\xFF\xFE<") || bytes.starts_with(b"\xFE\xFF\0<");
    let named = matches!(ending.as_str(), "html" | "htm" | "xhtml" | "shtml" | "php" | "asp" | "aspx");
    // What is no text at all is refused where plain text is read.
    if wide || (named || marked) && !binary::is_binary(bytes, media) {
        return Format::Page;
    }
    if ending == "json" && wire::json::is_other(bytes) {
        return Format::OtherJson;
    }
    Format::Text
}
