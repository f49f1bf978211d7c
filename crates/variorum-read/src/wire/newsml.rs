//! NewsML-G2 and NITF.
//!
//! A message may hold any number of items; each `newsItem` with a text in it is a report, and so is a `nitf` that stands by
//! itself. Read event by event: a file that breaks off gives the items before the break.

use super::{DEEPEST, Item, byline};
use crate::date;
use crate::feed::{local, stated, tidy};
use crate::page::Page;
use crate::report::{Fault, Intake, Report};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;
use variorum::Note;
use variorum::ingest::Meta;
use variorum::text::TextBuilder;

/// Whether the first element of a file is one of such a file.
pub(crate) fn is_newsml(root: &str) -> bool {
    const ROOTS: &[&str] =
        &["newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "nitf", "NewsML"];
    ROOTS.contains(&root)
}

/// Reads a file; the items are counted from 1.
pub(crate) fn read(path: &str, bytes: &[u8], out: &mut Intake) {
    let page = Page::read(bytes, stated(bytes).as_deref());
    let before = out.reports.len();
    let mut file = File {
        path,
        bytes: bytes.len() as u64,
        page: &page,
        open: Vec::new(),
        news: None,
        passed: Vec::new(),
        old: false,
        out,
    };
    let broken = file.run();
    let open = file.news.is_some();
    file.close(true);
    let File { passed, old, .. } = file;
    if let Some((at, what)) = broken {
        let what = format!("the XML is broken here ({what}); what stands before it was read");
        out.faults.push(Fault::at(path, page.byte(at), what));
    } else if open {
        out.faults.push(Fault::at(path, bytes.len() as u64, "the file ends inside an item; fetch it again"));
    }
    if old {
        out.faults.push(Fault::new(path, "NewsML 1, which is not read; ask for NewsML-G2, NITF or ninjs"));
    } else if !passed.is_empty() {
        let what = format!("{} beside the reports: not read", passed.join(", "));
        match out.reports.get_mut(before) {
            Some(report) => report.article.notes.push(Note::new(what)),
            None => out.faults.push(Fault::new(path, format!("no report, only {}", passed.join(", ")))),
        }
    }
}

struct File<'f> {
    path: &'f str,
    bytes: u64,
    page: &'f Page,
    /// Names of the open elements without their prefix.
    open: Vec<String>,
    news: Option<News>,
    /// What is no report: packages, pictures, concepts.
    passed: Vec<String>,
    old: bool,
    out: &'f mut Intake,
}

/// What is gathered of an item.
#[derive(Default)]
struct News {
    /// How deep its element stands.
    depth: usize,
    id: String,
    lang: String,
    headline: String,
    title: String,
    by: Vec<String>,
    creators: Vec<String>,
    place: String,
    provider: String,
    created: String,
    version: String,
    status: String,
    kind: String,
    subject: String,
    url: String,
    /// Where its text stands in the file, and how good a text it is.
    body: Option<(u32, Range<usize>)>,
    /// Text that is not XML of its own, and whether it is HTML.
    data: Option<(TextBuilder, bool)>,
}

/// Text of the element that is being read.
#[derive(Default)]
struct Held {
    plain: String,
    rich: TextBuilder,
    /// Where its content begins.
    from: usize,
    /// `contenttype`, or what else an element says of itself.
    kind: String,
}

impl File<'_> {
    /// Goes through the file; gives where and how it is broken.
    fn run(&mut self) -> Option<(usize, String)> {
        let all = self.page.as_str();
        let skip = all.find('<').unwrap_or(0);
        let body = all.get(skip..).unwrap_or_default();
        let mut reader = Reader::from_str(body);
        reader.config_mut().allow_dangling_amp = true;
        let mut held: Vec<Held> = Vec::new();
        loop {
            let before = skip + reader.buffer_position() as usize;
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => return Some((skip + reader.error_position() as usize, error.to_string())),
            };
            let after = skip + reader.buffer_position() as usize;
            match event {
                Event::Eof if self.open.is_empty() => return None,
                Event::Eof => {
                    let name = self.open.last().cloned().unwrap_or_default();
                    return Some((all.len(), format!("the file ends inside <{name}>")));
                }
                Event::Start(tag) => {
                    let name = local(tag.name().as_ref());
                    let kind = self.start(&name, &tag);
                    if self.open.len() >= DEEPEST {
                        return Some((before, format!("more than {DEEPEST} elements in one another")));
                    }
                    self.open.push(name);
                    held.push(Held { from: after, kind, ..Held::default() });
                }
                Event::Empty(tag) => {
                    let name = local(tag.name().as_ref());
                    let kind = self.start(&name, &tag);
                    self.open.push(name);
                    self.end(Held { from: after, kind, ..Held::default() }, after);
                }
                Event::End(_) => {
                    let text = held.pop().unwrap_or_default();
                    // What a heading or a name holds in elements of its own belongs to it.
                    if let Some(outer) = held.last_mut().filter(|o| o.plain.len() < 4096) {
                        outer.plain.push(' ');
                        outer.plain.push_str(text.plain.get(..text.plain.len().min(2048)).unwrap_or_default());
                        outer.plain.push(' ');
                    }
                    self.end(text, before);
                }
                Event::Text(text) => self.text(held.last_mut(), &text, before),
                Event::CData(text) => self.text(held.last_mut(), &text, before + 9),
                Event::GeneralRef(name) => {
                    if let Some(held) = held.last_mut() {
                        let spelled = format!("&{};", String::from_utf8_lossy(&name));
                        let meant = htmlize::unescape(spelled.as_str());
                        held.plain.push_str(&meant);
                        if self.open.last().is_some_and(|o| o == "inlineData") {
                            self.page.unit(&mut held.rich, &meant, before..after);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&self, held: Option<&mut Held>, raw: &[u8], at: usize) {
        let (Some(held), Ok(raw)) = (held, std::str::from_utf8(raw)) else { return };
        if held.plain.len() < 1 << 16 {
            held.plain.push_str(raw);
        }
        if self.open.last().is_some_and(|o| o == "inlineData") {
            self.page.verbatim(&mut held.rich, raw, at);
        }
    }

    /// Takes what a start tag says. Gives what the element says of its content.
    fn start(&mut self, name: &str, tag: &BytesStart<'_>) -> String {
        let get = |wanted: &str| {
            let found = tag.attributes().flatten().find(|a| local(a.key.as_ref()) == wanted)?;
            Some(htmlize::unescape(String::from_utf8_lossy(&found.value).as_ref()).into_owned())
        };
        match name {
            "newsItem" => {
                self.close(false);
                let (id, lang) = (get("guid").unwrap_or_default(), get("lang").unwrap_or_default());
                self.news = Some(News { depth: self.open.len(), id, lang, ..News::default() });
            }
            "nitf" if self.news.is_none() => {
                let lang = get("lang").unwrap_or_default();
                self.news = Some(News { depth: self.open.len(), lang, ..News::default() });
            }
            "packageItem" => self.passed.push("a package of items".into()),
            "conceptItem" | "knowledgeItem" => self.passed.push("an item of knowledge".into()),
            "planningItem" => self.passed.push("a planning item".into()),
            "NewsML" => self.old = true,
            _ => {}
        }
        let parent = self.open.last().map_or("", String::as_str);
        let Some(news) = &mut self.news else { return String::new() };
        let set = |slot: &mut String, value: Option<String>| {
            if let Some(value) = value.filter(|v| slot.is_empty() && !v.trim().is_empty()) {
                *slot = value.trim().to_owned();
            }
        };
        let code = |v: String| v.rsplit(':').next().unwrap_or_default().to_owned();
        match name {
            "language" => set(&mut news.lang, get("tag")),
            "itemClass" => set(&mut news.kind, get("qcode").map(code)),
            "pubStatus" => set(&mut news.status, get("qcode").map(code)),
            "provider" => set(&mut news.provider, get("literal").or_else(|| get("qcode").map(code))),
            "located" => set(&mut news.place, get("literal")),
            "creator" => news.creators.extend(get("literal")),
            "link" if parent == "itemMeta" && get("rel").is_some_and(|r| r.ends_with("alternate")) => {
                set(&mut news.url, get("href"))
            }
            "date.issue" | "story.date" => set(&mut news.created, get("norm")),
            "doc-id" => set(&mut news.id, get("id-string")),
            "doc.copyright" => set(&mut news.provider, get("holder")),
            "pubdata" => {
                set(&mut news.provider, get("name"));
                set(&mut news.created, get("date.publication"));
                set(&mut news.url, get("ex-ref"));
            }
            _ => {}
        }
        get("contenttype").unwrap_or_default()
    }

    /// Takes what an element held, which ends at `end` of the page.
    fn end(&mut self, held: Held, end: usize) {
        let Some(name) = self.open.pop() else { return };
        let parent = self.open.last().map_or("", String::as_str);
        let inside = |wanted: &str| self.open.iter().any(|o| o == wanted);
        let Some(news) = &mut self.news else { return };
        if self.open.len() == news.depth && matches!(name.as_str(), "newsItem" | "nitf") {
            return self.close(false);
        }
        let words = || tidy(&held.plain);
        let set = |slot: &mut String| {
            if slot.is_empty() {
                *slot = words();
            }
        };
        let head = ["contentMeta", "itemMeta"].iter().any(|m| inside(m));
        let rank = match name.as_str() {
            // The innermost that holds text and nothing else is the best.
            "body.content" => 4,
            "body" if inside("html") => 3,
            "html" => 2,
            "inlineXML" => 1,
            _ => 0,
        };
        if rank > 0 && (inside("contentSet") || inside("nitf")) && !inside("partMeta") {
            let range = held.from..end.max(held.from);
            if news.body.as_ref().is_none_or(|(r, old)| rank > *r || rank == *r && range.len() > old.len()) {
                news.body = Some((rank, range));
            }
            return;
        }
        match name.as_str() {
            "inlineData" => {
                let marked_up = held.kind.contains("html") || held.kind.contains("xml");
                if news.data.as_ref().is_none_or(|(t, _)| t.len() < held.rich.len()) {
                    news.data = Some((held.rich, marked_up));
                }
            }
            "headline" if head => set(&mut news.headline),
            "hl1" | "hedline" => set(&mut news.headline),
            "title" if parent == "itemMeta" || parent == "head" => set(&mut news.title),
            "by" if head => news.by.push(words()),
            "byline" => news.by.push(words()),
            "name" if parent == "creator" => news.creators.push(words()),
            "name" if parent == "provider" => news.provider = words(),
            "name" if parent == "located" => set(&mut news.place),
            "name" if parent == "subject" => set(&mut news.subject),
            "location" if parent == "dateline" => set(&mut news.place),
            "versionCreated" => set(&mut news.version),
            "firstCreated" | "contentCreated" => set(&mut news.created),
            "story.date" => set(&mut news.created),
            _ => {}
        }
    }

    /// Gives the item that is open as a report, if it has a text; `cut` says that the file ends in it.
    fn close(&mut self, cut: bool) {
        let Some(news) = self.news.take() else { return };
        let some = |s: &str| Some(s.trim().to_owned()).filter(|s| !s.is_empty());
        let day = |s: &str| date::find(s, true).map(|d| d.iso());
        let (created, version) = (day(&news.created), day(&news.version));
        let meta = Meta {
            id: some(&news.id),
            title: some(&news.headline).or_else(|| some(&news.title)),
            modified: version.clone().filter(|_| created.is_some() && created != version),
            date: created.or(version),
            day: None,
            place: some(&news.place),
            outlet: some(&news.provider),
            url: some(&news.url).filter(|u| u.contains("://")),
            lang: some(&news.lang),
        };
        let place = self.out.reports.len() as u64 + 1;
        let item = Item { path: self.path, bytes: self.bytes, place, encoding: self.page.encoding, meta };
        let mut report: Report = match (news.body, news.data) {
            (Some((_, range)), _) => {
                let mut text = TextBuilder::starting_at(self.page.byte(range.start), range.len());
                self.page.verbatim(&mut text, self.page.as_str().get(range.clone()).unwrap_or_default(), range.start);
                item.marked_up(text.finish())
            }
            (None, Some((text, true))) => item.marked_up(text.finish()),
            (None, Some((text, false))) => item.plain(text.finish()),
            _ if cut => return,
            _ => {
                let kind =
                    if news.kind.is_empty() { "an item".into() } else { format!("an item of class {:?}", news.kind) };
                return self.passed.push(format!("{kind} without a text"));
            }
        };
        let by = if news.by.is_empty() { news.creators } else { news.by };
        for name in by.iter().flat_map(|b| byline(b)) {
            if !report.authors.contains(&name) {
                report.authors.push(name);
            }
        }
        report.section = some(&news.subject);
        report.article.notes.extend(self.page.notes.iter().cloned());
        if !news.status.is_empty() && news.status != "usable" {
            report.article.notes.push(Note::new(format!("its sender calls it {:?}", news.status)));
        }
        self.out.reports.push(report);
    }
}
