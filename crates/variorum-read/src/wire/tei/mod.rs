//! TEI P5: documents, corpora, and texts with a critical apparatus in parallel segmentation, which CollateX and editors of
//! texts write.
//!
//! A document is a report; of a corpus each is, of a group of texts too, and of a newspaper's number each `div` of type
//! "article". A text with an apparatus in it is one report for each of its witnesses, with that witness's readings. Kept are
//! the words of the source: `orig`, `sic` and `abbr` rather than what an editor made of them; notes are left out and
//! counted.

mod text;
mod tree;

use super::{Item, byline};
use crate::date;
use crate::page::Page;
use crate::report::{Fault, Intake};
use text::Maker;
use tree::Element;
use variorum::Note;
use variorum::ingest::Meta;

/// Whether this is the name of a TEI document's first element.
pub(crate) fn is_tei(root: &str) -> bool {
    root == "TEI" || root == "teiCorpus" || root == "TEI.2"
}

/// Reads a file; its reports are counted from 1.
pub(crate) fn read(path: &str, bytes: &[u8], out: &mut Intake) {
    let page = Page::read(bytes, crate::feed::stated(bytes).as_deref());
    let (root, broken) = tree::read(&page);
    let before = out.reports.len();
    let mut file = File { path, bytes: bytes.len() as u64, page: &page, out };
    for document in root.all("TEI").into_iter().chain(root.all("TEI.2")) {
        file.document(document);
    }
    if let Some((at, what)) = broken {
        let what = format!("the XML is broken here ({what}); what stands before it was read");
        out.faults.push(Fault::at(path, page.byte(at), what));
    } else if out.reports.len() == before && out.faults.is_empty() {
        out.faults.push(Fault::new(path, "TEI without a text: no report is in it"));
    }
}

struct File<'f> {
    path: &'f str,
    bytes: u64,
    page: &'f Page,
    out: &'f mut Intake,
}

impl File<'_> {
    fn document(&mut self, document: &Element) {
        let header = document.child("teiHeader");
        let of = self.head(document, header);
        if of.made_here {
            let what = "an edition that Variorum made of reports; give the reports themselves";
            return self.out.faults.push(Fault::new(self.path, what));
        }
        let texts: Vec<&Element> = document.children().filter(|c| c.name == "text").collect();
        for text in texts {
            let grouped: Vec<&Element> = text.child("group").map(|g| g.all("text")).unwrap_or_default();
            let body = text.child("body");
            let articles: Vec<&Element> = body
                .map(|b| b.all("div"))
                .unwrap_or_default()
                .into_iter()
                .filter(|d| d.get("type").is_some_and(|t| t.eq_ignore_ascii_case("article")))
                .collect();
            match (grouped.is_empty(), articles.len() > 1) {
                (false, _) => grouped.into_iter().for_each(|t| self.text(t, &of, true)),
                (true, true) => articles.into_iter().for_each(|a| self.text(a, &of, true)),
                (true, false) => self.text(text, &of, false),
            }
        }
    }

    /// A text as a report, or as one for each witness of its apparatus. `part` says that the document holds others.
    fn text(&mut self, text: &Element, of: &Head, part: bool) {
        let outer = text.child("body").unwrap_or(text);
        let readings = ["lem", "rdg"].iter().flat_map(|n| text.all(n));
        let apart = !text.all("listApp").is_empty();
        let mut sigla: Vec<&str> = of.witnesses.iter().map(|w| w.siglum.as_str()).collect();
        if !apart {
            for w in readings.flat_map(text::witnesses) {
                if !sigla.contains(&w) {
                    sigla.push(w);
                }
            }
        }
        let collated = !apart && !text.all("app").is_empty() && !sigla.is_empty();
        let head = outer.child("head").map(|h| h.words(self.page)).filter(|h| !h.is_empty());
        let title = if part { head.or_else(|| of.title.clone()) } else { of.title.clone().or(head) };
        let meta = Meta { title, lang: text.get("lang").map(str::to_owned).or_else(|| of.lang.clone()), ..of.meta() };
        if !collated {
            let note = apart.then_some("an apparatus that stands apart from its text: the text alone was read");
            return self.report(outer, None, meta, of, note);
        }
        for siglum in sigla {
            let witness = of.witnesses.iter().find(|w| w.siglum == siglum);
            let meta = Meta {
                id: Some(siglum.to_owned()),
                outlet: witness.and_then(|w| w.outlet.clone()),
                date: witness.and_then(|w| w.date.clone()),
                title: witness.and_then(|w| w.title.clone()),
                url: None,
                ..meta.clone()
            };
            self.report(outer, Some(siglum), meta, of, None);
        }
    }

    fn report(&mut self, outer: &Element, witness: Option<&str>, meta: Meta, of: &Head, note: Option<&str>) {
        let mut maker = Maker::new(self.page, witness, outer.start.start);
        maker.element(outer);
        let notes = maker.notes;
        let text = maker.finish();
        if text.is_empty() {
            return;
        }
        let place = self.out.reports.len() as u64 + 1;
        let item = Item { path: self.path, bytes: self.bytes, place, encoding: self.page.encoding, meta };
        let mut report = item.plain(text);
        if witness.is_none() {
            report.authors.clone_from(&of.authors);
        }
        report.article.notes.extend(self.page.notes.iter().cloned());
        report.article.notes.extend(note.map(Note::new));
        if notes > 0 {
            let many = if notes == 1 { "a note".into() } else { format!("{notes} notes") };
            report.article.notes.push(Note::new(format!("{many} of its editor: not read")));
        }
        self.out.reports.push(report);
    }

    /// What a header says. Of the source rather than of the file that was made of it.
    fn head(&self, document: &Element, header: Option<&Element>) -> Head {
        let lang = document.get("lang").map(str::to_owned);
        let Some(header) = header else { return Head { lang, ..Head::default() } };
        let words = |e: &Element| Some(e.words(self.page)).filter(|w| !w.is_empty());
        let of = |outer: &str, name: &str| header.all(outer).into_iter().flat_map(|o| o.all(name)).collect::<Vec<_>>();
        let source = |name: &str| {
            let listed = of("listWit", name);
            let same = |a: &Element, b: &Element| a.start == b.start;
            of("sourceDesc", name).into_iter().filter(|e| !listed.iter().any(|l| same(l, e))).collect::<Vec<_>>()
        };
        let level = |wanted: &[&str]| {
            let of_level = |t: &&Element| t.get("level").is_some_and(|l| wanted.contains(&l));
            source("title").into_iter().find(of_level).and_then(words)
        };
        let titles = of("titleStmt", "title");
        let main = titles.iter().find(|t| t.get("type") == Some("main")).or(titles.first()).and_then(|t| words(t));
        let authors: Vec<String> = source("author")
            .into_iter()
            .chain(of("titleStmt", "author"))
            .filter_map(words)
            .flat_map(|said| byline(&said))
            .fold(Vec::new(), |mut all, name| {
                if !all.contains(&name) {
                    all.push(name);
                }
                all
            });
        let publisher = |all: Vec<&Element>| all.into_iter().find_map(words);
        let address =
            |e: &&Element| words(e).or_else(|| e.get("target").map(str::to_owned)).filter(|a| a.contains("://"));
        let url = ["idno", "ref", "ptr"].iter().find_map(|n| source(n).iter().find_map(address));
        Head {
            made_here: of("publicationStmt", "p")
                .into_iter()
                .filter_map(words)
                .any(|w| w.starts_with("Made by variorum ")),
            title: level(&["a"]).or(main),
            outlet: level(&["j"])
                .or_else(|| publisher(source("publisher")))
                .or_else(|| publisher(of("publicationStmt", "publisher"))),
            date: source("date").iter().chain(&of("publicationStmt", "date")).find_map(|d| self.day(d)),
            lang: lang.or_else(|| of("langUsage", "language").first().and_then(|l| l.get("ident")).map(str::to_owned)),
            url,
            authors,
            witnesses: of("listWit", "witness").into_iter().filter_map(|w| self.witness(w)).collect(),
        }
    }

    fn day(&self, e: &Element) -> Option<String> {
        let said = e.get("when").or_else(|| e.get("when-iso")).map(str::to_owned).unwrap_or_else(|| e.words(self.page));
        date::find(&said, true).map(|d| d.iso())
    }

    fn witness(&self, e: &Element) -> Option<Witness> {
        let words = |name: &str| e.first(name).map(|f| f.words(self.page)).filter(|w| !w.is_empty());
        let said = e.words(self.page);
        let short = Some(said).filter(|s| !s.is_empty() && s.len() <= 60 && e.children().next().is_none());
        Some(Witness {
            siglum: e.get("id").or_else(|| e.get("n"))?.to_owned(),
            outlet: words("publisher").or(short),
            title: words("title"),
            date: e.first("date").and_then(|d| self.day(d)),
        })
    }
}

/// What a header says of its document.
#[derive(Default)]
struct Head {
    /// Whether it is an edition of this program.
    made_here: bool,
    title: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    lang: Option<String>,
    url: Option<String>,
    authors: Vec<String>,
    witnesses: Vec<Witness>,
}

impl Head {
    fn meta(&self) -> Meta {
        Meta { outlet: self.outlet.clone(), date: self.date.clone(), url: self.url.clone(), ..Meta::default() }
    }
}

/// What a list of witnesses says of one.
struct Witness {
    siglum: String,
    outlet: Option<String>,
    title: Option<String>,
    date: Option<String>,
}
