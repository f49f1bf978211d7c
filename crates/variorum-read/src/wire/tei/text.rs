//! The text of a TEI element as its readers had it, for one witness or for all.

use super::tree::{Element, Node};
use crate::page::Page;
use std::ops::Range;
use variorum::text::{Text, TextBuilder};

/// Elements whose text is a paragraph of its own.
const BLOCKS: &[&str] = &[
    "p",
    "head",
    "ab",
    "l",
    "lg",
    "div",
    "div1",
    "div2",
    "div3",
    "div4",
    "div5",
    "list",
    "item",
    "table",
    "row",
    "opener",
    "closer",
    "trailer",
    "byline",
    "dateline",
    "salute",
    "signed",
    "argument",
    "epigraph",
    "sp",
    "speaker",
    "stage",
    "figure",
    "figDesc",
    "floatingText",
    "body",
    "front",
    "back",
    "group",
    "text",
    "cit",
];

/// What is no text of the source, but of its editor or its printer; the readings of an apparatus that stands apart too.
const LEFT_OUT: &[&str] = &[
    "note",
    "fw",
    "del",
    "teiHeader",
    "facsimile",
    "standOff",
    "sourceDoc",
    "witDetail",
    "listApp",
    "desc",
    "surplus",
    "figDesc",
    "reg",
    "corr",
    "expan",
    "ex",
];

/// Elements that stand for quotation marks where their text has none.
const QUOTING: &[&str] = &["q", "quote", "said", "soCalled"];

/// A text that is being made.
pub(super) struct Maker<'p> {
    page: &'p Page,
    out: TextBuilder,
    /// The witness whose text is wanted.
    witness: Option<&'p str>,
    /// The last character, blanks included.
    last: Option<char>,
    /// Blanks that part what comes next from what is there: where they stand, and whether a paragraph begins.
    gap: Option<(Range<usize>, bool)>,
    /// Whether the witness has nothing where the others have a reading.
    void: bool,
    /// Whether the witness has lost what is read.
    lacuna: bool,
    /// Notes of an editor that are left out.
    pub notes: usize,
}

impl<'p> Maker<'p> {
    pub fn new(page: &'p Page, witness: Option<&'p str>, at: usize) -> Self {
        let out = TextBuilder::starting_at(page.byte(at), 1024);
        Self { page, out, witness, last: None, gap: None, void: false, lacuna: false, notes: 0 }
    }

    pub fn finish(self) -> Text {
        self.out.finish()
    }

    /// Appends the text of an element.
    pub fn element(&mut self, e: &Element) {
        match e.name.as_str() {
            "note" => return self.notes += 1,
            "lacunaStart" | "witEnd" => return self.lacuna = true,
            "lacunaEnd" | "witStart" => return self.lacuna = false,
            "app" => return self.apparatus(e),
            // A word that runs over a line's end is one.
            "lb" | "pb" | "cb" | "gb" if e.get("break") == Some("no") => return self.gap = None,
            "lb" | "pb" | "cb" | "gb" | "milestone" | "space" | "cell" => self.part(e.start.clone(), false),
            "gap" => {
                self.part(e.start.clone(), false);
                self.unit("[…]", e.start.clone());
                self.part(e.start.clone(), false);
                return;
            }
            _ if e.is(LEFT_OUT) => return,
            _ => {}
        }
        if e.is(QUOTING) && !self.lacuna {
            return self.quoted(e);
        }
        let block = e.is(BLOCKS);
        if block {
            self.part(e.start.clone(), true);
        }
        self.inside(e);
        if block {
            self.part(e.end.clone(), true);
        }
    }

    fn inside(&mut self, e: &Element) {
        // Of what is encoded in two ways the reading of the source is kept; where there is none, the other.
        if e.name == "choice" && !e.children().any(|c| c.is(&["orig", "sic", "abbr"])) {
            return e.children().take(1).for_each(|c| self.inside(c));
        }
        for node in &e.content {
            match node {
                Node::Element(inner) => self.element(inner),
                Node::Text(range) => self.words(range.clone()),
                Node::Meant(meant, range) => self.unit(meant, range.clone()),
            }
        }
    }

    /// The reading of the witness; where nothing is said of it, the lemma that is nobody's in particular. Without a
    /// witness the lemma, or else the first reading.
    fn apparatus(&mut self, app: &Element) {
        let mut readings: Vec<&Element> = Vec::new();
        for child in app.children() {
            match child.name.as_str() {
                "rdgGrp" => readings.extend(child.children().filter(|c| c.is(&["lem", "rdg"]))),
                "lem" | "rdg" => readings.push(child),
                _ => {}
            }
        }
        let lemma = readings.iter().find(|r| r.name == "lem");
        let chosen = match self.witness {
            None => lemma.or(readings.first()),
            Some(witness) => readings
                .iter()
                .find(|r| witnesses(r).any(|w| w == witness))
                .or(lemma.filter(|l| l.get("wit").is_none())),
        };
        let before = self.out.len();
        if let Some(reading) = chosen {
            self.inside(reading);
        }
        self.void |= self.out.len() == before;
    }

    /// A quotation: in the marks of its text, or in marks that stand for its tags.
    fn quoted(&mut self, e: &Element) {
        let words = e.words(self.page);
        let marked =
            words.starts_with(is_mark) || self.last.is_some_and(|c| c == '“' || c == '‘' || c == '"' || c == '«');
        let block = e.children().any(|c| c.is(BLOCKS));
        if marked || words.is_empty() {
            if block {
                self.part(e.start.clone(), true);
            }
            self.inside(e);
            if block {
                self.part(e.end.clone(), true);
            }
            return;
        }
        if !block {
            self.unit("“", e.start.clone());
            self.inside(e);
            self.gap = None;
            return self.unit("”", e.end.clone());
        }
        // Every paragraph begins with a mark, the last one ends with one.
        self.part(e.start.clone(), true);
        for node in &e.content {
            match node {
                Node::Element(inner) if inner.is(BLOCKS) => {
                    self.part(inner.start.clone(), true);
                    self.unit("“", inner.start.clone());
                    self.inside(inner);
                    self.part(inner.end.clone(), true);
                }
                Node::Element(inner) => self.element(inner),
                Node::Text(range) => self.words(range.clone()),
                Node::Meant(meant, range) => self.unit(meant, range.clone()),
            }
        }
        self.gap = None;
        self.unit("”", e.end.clone());
        self.part(e.end.clone(), true);
    }

    /// Parts what is there from what comes; a paragraph's end counts more than a blank.
    fn part(&mut self, at: Range<usize>, paragraph: bool) {
        let wider = self.gap.as_ref().is_none_or(|(_, old)| paragraph && !old);
        if wider {
            self.gap = Some((at, paragraph));
        }
    }

    /// Writes the blank that is due before `next`; none between a word and a stop that are apart only where others read on.
    fn parted(&mut self, next: &str) {
        if std::mem::take(&mut self.void) && next.starts_with(['.', ',', ';', ':', '!', '?']) {
            self.gap = None;
        }
        if let Some((at, paragraph)) = self.gap.take().filter(|_| !self.out.is_empty()) {
            let blank = if paragraph { "\n\n" } else { " " };
            self.page.unit(&mut self.out, blank, at);
            self.last = Some(' ');
        }
    }

    fn unit(&mut self, meant: &str, at: Range<usize>) {
        if self.lacuna || meant.is_empty() {
            return;
        }
        if meant.chars().all(is_blank) {
            return self.part(at, false);
        }
        self.parted(meant);
        self.page.unit(&mut self.out, meant, at);
        self.last = meant.chars().next_back();
    }

    /// Text as it stands, its white space made one blank.
    fn words(&mut self, range: Range<usize>) {
        if self.lacuna {
            return;
        }
        let raw = self.page.as_str().get(range.clone()).unwrap_or_default();
        let mut rest = 0;
        while let Some(tail) = raw.get(rest..).filter(|t| !t.is_empty()) {
            let word = tail.find(|c| !is_blank(c));
            let from = rest + word.unwrap_or(tail.len());
            if from > rest {
                self.part(range.start + rest..range.start + from, false);
            }
            let Some(tail) = raw.get(from..).filter(|t| !t.is_empty()) else { break };
            rest = from + tail.find(is_blank).unwrap_or(tail.len());
            let word = raw.get(from..rest).unwrap_or_default();
            self.parted(word);
            self.page.verbatim(&mut self.out, word, range.start + from);
            self.last = word.chars().next_back();
        }
    }
}

/// The sigla of the witnesses that a reading names.
pub(super) fn witnesses(reading: &Element) -> impl Iterator<Item = &str> {
    reading.get("wit").unwrap_or_default().split_whitespace().map(|w| w.rsplit('#').next().unwrap_or(w))
}

/// What XML calls white space; a space that holds words together is a character.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '"' | '\'' | '«' | '»' | '„' | '‚' | '‹' | '›')
}
