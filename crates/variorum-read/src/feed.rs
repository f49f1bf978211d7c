//! RSS, Atom, RDF and JSON feeds: a report an entry.
//!
//! Read event by event and not as a whole: a feed that breaks off gives the entries before the break. The text of an
//! entry is HTML inside XML; both are undone with the way back to the file kept.

mod json;

use crate::binary::is_binary;
use crate::date;
use crate::html;
use crate::page::Page;
use crate::report::{Fault, Intake, Report};
use quick_xml::Reader;
use quick_xml::events::Event;
use variorum::text::TextBuilder;

/// Depth of elements that is followed; feeds need six.
const DEEPEST: usize = 200;

/// Whether bytes begin as a feed does.
pub(crate) fn is_feed(bytes: &[u8]) -> bool {
    let head: Vec<u8> =
        bytes.get(..4096.min(bytes.len())).unwrap_or_default().iter().copied().filter(|b| *b != 0).collect();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    match head.first() {
        Some(b'<') => {
            (has(b"<rss") || has(b"<feed") || has(b"<rdf:RDF") || has(b"<RDF") || has(b":feed")) && !has(b"<html")
        }
        Some(b'{') => has(b"jsonfeed.org/version"),
        _ => false,
    }
}

/// Reads a feed. `path` names it, `charset` is what the server said of its encoding; the reports are counted from 1.
pub(crate) fn read(path: &str, bytes: &[u8], charset: Option<&str>, out: &mut Intake) {
    if bytes.trim_ascii_start().first() == Some(&b'{') {
        return json::read(path, bytes, out);
    }
    let own = stated(bytes);
    let page = Page::read(bytes, charset.or(own.as_deref()));
    let mut feed = Feed {
        path,
        bytes: bytes.len() as u64,
        page: &page,
        open: Vec::new(),
        site: Entry::default(),
        entry: None,
        out,
        entries: 0,
        root: false,
    };
    let broken = feed.run();
    feed.close_entry();
    let root = feed.root;
    if !root {
        out.faults.push(Fault::new(
            path,
            "XML that is no feed: neither RSS nor Atom nor RDF; give a feed, or the page itself",
        ));
    } else if let Some((at, what)) = broken {
        out.faults.push(Fault::at(
            path,
            at,
            format!("the feed is broken here ({what}); the entries before it were read"),
        ));
    }
}

/// What the XML declaration says of the encoding.
pub(crate) fn stated(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..200.min(bytes.len()))?;
    let at = memchr::memmem::find(head, b"encoding=")? + 9;
    let quote = head.get(at).filter(|q| matches!(q, b'"' | b'\''))?;
    let name = head.get(at + 1..)?.split(|b| b == quote).next()?;
    std::str::from_utf8(name).ok().map(str::to_owned)
}

/// What is gathered of an entry, or of the feed itself.
#[derive(Default)]
struct Entry {
    id: String,
    title: String,
    link: String,
    published: String,
    modified: String,
    authors: Vec<String>,
    section: String,
    lang: String,
    /// The longest text: where its HTML stands, and whether it is XML of its own.
    body: Option<Body>,
}

struct Body {
    rank: u32,
    text: TextBuilder,
}

struct Feed<'f> {
    path: &'f str,
    bytes: u64,
    page: &'f Page,
    /// Names of the open elements, without their prefix but for those that tell them apart.
    open: Vec<String>,
    site: Entry,
    entry: Option<Entry>,
    out: &'f mut Intake,
    /// How many entries there were.
    entries: u64,
    root: bool,
}

/// Text of the element that is being read.
#[derive(Default)]
struct Held {
    plain: String,
    rich: TextBuilder,
    depth: usize,
}

impl Feed<'_> {
    /// Goes through the feed; gives where and how it is broken.
    fn run(&mut self) -> Option<(u64, String)> {
        let all = self.page.as_str();
        // What stands before the first tag is of no feed, and stops a strict reader.
        let skip = all.find('<').unwrap_or(0);
        let body = all.get(skip..).unwrap_or_default();
        let mut reader = Reader::from_str(body);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let place = |part: &[u8]| skip + (part.as_ptr() as usize).saturating_sub(body.as_ptr() as usize);
        let mut held: Vec<Held> = Vec::new();
        let mut xhtml: Option<(usize, usize)> = None;
        loop {
            let before = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Eof) => return None,
                Err(error) => return Some((reader.error_position(), error.to_string())),
                Ok(Event::Start(tag)) => {
                    let name = local(tag.name().as_ref());
                    let depth = self.open.len();
                    if xhtml.is_none()
                        && self.rich(&name)
                        && tag.attributes().flatten().any(|a| {
                            local(a.key.as_ref()) == "type" && matches!(&*a.value, b"xhtml" | b"application/xhtml+xml")
                        })
                    {
                        xhtml = Some((depth, skip + reader.buffer_position() as usize));
                    }
                    self.start(
                        &name,
                        tag.attributes()
                            .flatten()
                            .map(|a| (local(a.key.as_ref()), String::from_utf8_lossy(&a.value).into_owned())),
                    );
                    if self.open.len() >= DEEPEST {
                        return Some((
                            reader.buffer_position(),
                            format!("more than {DEEPEST} elements in one another"),
                        ));
                    }
                    self.open.push(name);
                    held.push(Held { depth: self.open.len(), ..Held::default() });
                }
                Ok(Event::Empty(tag)) => {
                    let name = local(tag.name().as_ref());
                    self.start(
                        &name,
                        tag.attributes()
                            .flatten()
                            .map(|a| (local(a.key.as_ref()), String::from_utf8_lossy(&a.value).into_owned())),
                    );
                    if matches!(name.as_str(), "item" | "entry") {
                        self.close_entry();
                    }
                }
                Ok(Event::End(tag)) => {
                    let name = local(tag.name().as_ref());
                    // An end tag closes the innermost element of its name, and all inside; one that fits nothing, none.
                    let Some(at) = self.open.iter().rposition(|o| *o == name) else { continue };
                    while self.open.len() > at {
                        let mut text = held.pop().unwrap_or_default();
                        if xhtml.is_some_and(|(depth, _)| depth + 1 == self.open.len()) {
                            let (_, from) = xhtml.take().unwrap_or_default();
                            let inner = all.get(from..skip + before).unwrap_or_default();
                            text = Held { plain: inner.to_owned(), depth: text.depth, ..Held::default() };
                            self.page.verbatim(&mut text.rich, inner, from);
                        }
                        let name = self.open.pop().unwrap_or_default();
                        if xhtml.is_none() {
                            self.end(&name, text);
                        }
                    }
                }
                Ok(Event::Text(text)) => {
                    if let Some(held) = held.last_mut() {
                        let raw = std::str::from_utf8(text.as_ref()).unwrap_or_default();
                        held.plain.push_str(raw);
                        self.page.verbatim(&mut held.rich, raw, place(raw.as_bytes()));
                    }
                }
                Ok(Event::CData(text)) => {
                    if let Some(held) = held.last_mut() {
                        let raw = std::str::from_utf8(text.as_ref()).unwrap_or_default();
                        held.plain.push_str(raw);
                        let at = skip + before + 9;
                        self.page.verbatim(&mut held.rich, raw, at);
                    }
                }
                Ok(Event::GeneralRef(name)) => {
                    if let Some(held) = held.last_mut() {
                        let spelled = format!("&{};", String::from_utf8_lossy(&name));
                        let meant = htmlize::unescape(spelled.as_str());
                        held.plain.push_str(&meant);
                        let end = skip + reader.buffer_position() as usize;
                        self.page.unit(&mut held.rich, &meant, skip + before..end);
                    }
                }
                Ok(_) => {}
            }
        }
    }

    fn rich(&self, name: &str) -> bool {
        matches!(name, "content" | "encoded" | "description" | "summary" | "body" | "subtitle" | "tagline")
            || name == "div"
    }

    fn start(&mut self, name: &str, attributes: impl Iterator<Item = (String, String)>) {
        match name {
            "rss" | "feed" | "RDF" | "channel" | "CHANNEL" => self.root = true,
            "item" | "entry" | "ITEM" => {
                self.root = true;
                self.close_entry();
                self.entry = Some(Entry::default());
            }
            _ => {}
        }
        let parent = self.open.last().map(String::as_str);
        let of_source = self.open.iter().any(|o| o == "source");
        let Some(here) = self.entry.as_mut().or(Some(&mut self.site)).filter(|_| !of_source) else { return };
        let mut rel = String::new();
        let mut href = String::new();
        for (key, value) in attributes {
            match (name, key.as_str()) {
                ("link", "href") => href = value,
                ("link", "rel") => rel = value,
                ("feed" | "rss" | "entry" | "item", "lang") => here.lang = value,
                ("entry" | "item", "about") => here.id = value,
                ("category", "term") if here.section.is_empty() => here.section = value,
                _ => {}
            }
        }
        let own = matches!(parent, Some("item" | "entry" | "feed" | "channel"));
        if name == "link" && own && !href.is_empty() && (rel.is_empty() || rel == "alternate") && here.link.is_empty() {
            here.link = htmlize::unescape(href.as_str()).into_owned();
        }
    }

    fn end(&mut self, name: &str, held: Held) {
        if matches!(name, "item" | "entry" | "ITEM") {
            return self.close_entry();
        }
        let parent = self.open.last().map_or("", String::as_str);
        let person = matches!(parent, "author" | "creator" | "contributor");
        let own = matches!(parent, "item" | "entry" | "feed" | "channel" | "ITEM");
        if self.open.iter().any(|o| o == "source") || !(own || person && name == "name") {
            return;
        }
        let in_entry = self.entry.is_some();
        let Some(here) = self.entry.as_mut().or(Some(&mut self.site)) else { return };
        let text = tidy(&held.plain);
        let set = |slot: &mut String| {
            if slot.is_empty() {
                slot.clone_from(&text);
            }
        };
        match name {
            "title" => set(&mut here.title),
            "link" => set(&mut here.link),
            "guid" | "id" => set(&mut here.id),
            "pubDate" | "published" | "issued" | "date" | "created" | "pubdate" => set(&mut here.published),
            "updated" | "modified" | "lastBuildDate" => set(&mut here.modified),
            "category" | "subject" => set(&mut here.section),
            "language" | "lang" => set(&mut here.lang),
            "name" | "creator" | "author" if !text.is_empty() => {
                let name = text.rsplit_once('(').and_then(|(_, n)| n.strip_suffix(')')).unwrap_or(&text);
                if !here.authors.iter().any(|a| a == name) {
                    here.authors.push(name.to_owned());
                }
            }
            "content" | "encoded" | "description" | "summary" | "body" if in_entry => {
                // The whole text before the summary, whatever comes first.
                let rank = match name {
                    "encoded" | "content" | "body" => 2,
                    _ => 1,
                };
                let more = here.body.as_ref().is_none_or(|b| (rank, held.rich.len()) > (b.rank, b.text.len()));
                if more && !held.rich.is_empty() {
                    here.body = Some(Body { rank, text: held.rich });
                }
            }
            _ => {}
        }
    }

    fn close_entry(&mut self) {
        let Some(entry) = self.entry.take() else { return };
        self.entries += 1;
        let place = self.entries;
        let body = entry.body.map(|b| b.text).unwrap_or_default().finish();
        if is_noise(body.as_str()) {
            return self.out.faults.push(no_text(self.path, place, &entry.id));
        }
        let page = Page::of(body, self.page.encoding);
        let mut report = html::read(self.path, page, self.bytes, None, Some(place));
        let meta = &mut report.article.meta;
        let some = |s: &str| Some(s.trim().to_owned()).filter(|s| !s.is_empty());
        let day = |s: &str| date::find(s, true).map(|d| d.iso());
        meta.id = some(&entry.id);
        meta.title = some(&entry.title);
        meta.date = day(&entry.published).or_else(|| day(&entry.modified));
        meta.modified = day(&entry.modified);
        meta.outlet = some(&self.site.title);
        meta.url = some(&entry.link).or_else(|| some(&entry.id).filter(|i| i.contains("://")));
        meta.lang = some(&entry.lang).or_else(|| some(&self.site.lang));
        report.authors = if entry.authors.is_empty() { self.site.authors.clone() } else { entry.authors };
        report.section = some(&entry.section);
        self.out.reports.push(report);
    }
}

/// Whether the text of an entry is a program, a picture or noise; words may begin as the bytes of a picture do.
fn is_noise(text: &str) -> bool {
    let odd = |c: char| c == char::REPLACEMENT_CHARACTER || c.is_control() && !c.is_whitespace();
    is_binary(text.as_bytes(), None) && text.contains(odd)
}

/// What is said of an entry that holds a program, a picture or noise.
fn no_text(path: &str, place: u64, id: &str) -> Fault {
    let id = if id.is_empty() { String::new() } else { format!(" ({id})") };
    Fault::new(path, format!("entry {place}{id} is no text; skipped"))
}

/// A name without its namespace prefix.
pub(crate) fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

/// The words of a title or a name, which may hold HTML.
pub(crate) fn tidy(s: &str) -> String {
    let mut out = String::with_capacity(s.len());
    let mut rest = s;
    while let Some(at) = rest.find('<') {
        let (head, tail) = rest.split_at(at);
        out.push_str(head);
        // "a < b" is no tag.
        let tag = tail.get(1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        match tail.find('>').filter(|_| tag) {
            Some(end) => rest = tail.get(end + 1..).unwrap_or_default(),
            None => {
                out.push('<');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    htmlize::unescape(out.as_str()).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a feed says of one entry beside its text, in one place for both kinds of feed.
pub(crate) fn report_of(path: &str, page: Page, bytes: u64, place: u64) -> Report {
    html::read(path, page, bytes, None, Some(place))
}
