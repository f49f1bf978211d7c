//! The tables of an edition, with what every column holds. `docs/exports.md` is checked against them.
//!
//! A further table is an entry here and a function in `rows`, or both in `told`: JSON lines, CSV, Parquet and `verify` take it from there.

mod told;

pub(super) use told::{givers, paraphrase_ids, value_id};

use super::{Export, Locator, rows};
use std::borrow::Cow;
use std::io;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text, UTF-8.
    Text,
    /// A whole number of 64 bits.
    Int,
    /// True or false.
    Bool,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, which does not change once it was released.
    pub name: &'static str,
    /// What its cells are. Each may also be null.
    pub kind: ColumnKind,
    /// What it holds, in a few words.
    pub doc: &'static str,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is known, or there is nothing.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A number.
    Int(i64),
    /// True or false.
    Bool(bool),
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct ExportTable {
    /// Its name, which is also that of its file.
    pub name: &'static str,
    /// What a row is.
    pub doc: &'static str,
    own: &'static [Column],
    place: bool,
    fill: fn(&Export<'_>, &mut Sink<'_>) -> io::Result<()>,
}

/// Takes rows one after the other.
pub(super) type Sink<'s> = dyn FnMut(&[Cell<'_>]) -> io::Result<()> + 's;

impl ExportTable {
    /// Its columns in order: its own, then those of the place of a row where rows have one.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.own.iter().chain(PLACE.iter().filter(|_| self.place))
    }

    /// Gives every row to `each`, with as many cells as there are columns.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn rows(&self, export: &Export<'_>, each: &mut dyn FnMut(&[Cell<'_>]) -> io::Result<()>) -> io::Result<()> {
        (self.fill)(export, each)
    }
}

/// A row that is being put together.
#[derive(Default)]
pub(super) struct Row<'a>(Vec<Cell<'a>>);

impl<'a> Row<'a> {
    pub(super) fn text(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.0.push(Cell::Text(text.into()));
        self
    }

    pub(super) fn may(mut self, text: Option<impl Into<Cow<'a, str>>>) -> Self {
        self.0.push(text.map_or(Cell::Null, |t| Cell::Text(t.into())));
        self
    }

    pub(super) fn int(mut self, n: impl TryInto<i64>) -> Self {
        self.0.push(n.try_into().map_or(Cell::Null, Cell::Int));
        self
    }

    pub(super) fn may_int(self, n: Option<impl TryInto<i64>>) -> Self {
        match n {
            Some(n) => self.int(n),
            None => self.null(),
        }
    }

    pub(super) fn bool(mut self, b: bool) -> Self {
        self.0.push(Cell::Bool(b));
        self
    }

    pub(super) fn null(mut self) -> Self {
        self.0.push(Cell::Null);
        self
    }

    pub(super) fn place(mut self, at: Option<Locator<'a>>) -> Self {
        let Some(at) = at else {
            self.0.extend(PLACE.iter().map(|_| Cell::Null));
            return self;
        };
        self = self.text(at.siglum).int(at.start).int(at.end).int(at.char_start).int(at.char_end);
        self.text(at.text)
    }

    pub(super) fn cells(&self) -> &[Cell<'a>] {
        &self.0
    }
}

const fn text(name: &'static str, doc: &'static str) -> Column {
    Column { name, kind: ColumnKind::Text, doc }
}

const fn int(name: &'static str, doc: &'static str) -> Column {
    Column { name, kind: ColumnKind::Int, doc }
}

const fn bool(name: &'static str, doc: &'static str) -> Column {
    Column { name, kind: ColumnKind::Bool, doc }
}

/// The columns of the place of a row.
pub const PLACE: [Column; 6] = [
    text("siglum", "the report in which the words stand"),
    int("start", "first byte of the captured file"),
    int("end", "one past the last byte"),
    int("char_start", "first code point of the report's text"),
    int("char_end", "one past the last code point"),
    text("text", "the words, exactly as they stand"),
];

/// The tables, in the order of the documentation.
pub const TABLES: &[ExportTable] = &[
    ExportTable {
        name: "articles",
        doc: "a report; its place is its whole text",
        own: &[
            text("path", "the file"),
            int("line", "the line of a JSONL file, or the place in another file of several reports, from 1"),
            int("bytes", "length of the captured file"),
            text("encoding", "how the bytes were read"),
            text("id", "the record's own id"),
            text("title", "title as stated beside the text"),
            text("date", "publication date, ISO 8601"),
            text("outlet", "outlet as stated"),
            text("url", "address as stated"),
        ],
        place: true,
        fill: rows::articles,
    },
    ExportTable {
        name: "blocks",
        doc: "a block of a report; blocks follow each other without a gap",
        own: &[
            int("block", "number within the report, from 0"),
            text("kind", "paragraph, heading, list, caption, blockquote, notice, residue"),
            bool("continues", "goes on with a paragraph that residue interrupted"),
        ],
        place: true,
        fill: rows::blocks,
    },
    ExportTable {
        name: "quotations",
        doc: "words that a report gives as somebody's: a rendering of an utterance, or marks that nothing bears out",
        own: &[
            text("id", "`u1q1` …, or `x1` … for marks that nothing bears out"),
            text("utterance", "the utterance; for marks that nothing bears out the nearest, where one is near"),
            bool("supported", "false for marks around words that no fuller rendering has"),
            text("kind", "direct, mixed, block, scare, title"),
            text("speaker", "who the report says it was, in the fullest form that this report gives"),
            text("cue", "the word of saying, as printed"),
            text("channel", "where the report says it was said"),
        ],
        place: true,
        fill: rows::quotations,
    },
    ExportTable {
        name: "attributions",
        doc: "the words by which a report gives a quotation to somebody",
        own: &[
            text("quotation", "the quotation"),
            text("role", "speaker, cue, channel"),
            text("name", "the name that the words stand for, where they stand for one"),
        ],
        place: true,
        fill: rows::attributions,
    },
    ExportTable {
        name: "utterances",
        doc: "what was said once; its text is put together from the rows of `words`",
        own: &[
            text("id", "`u1` …"),
            text("speaker", "the fullest form of the name that any report gives"),
            text("name", "the row in `names`"),
            text("channel", "where it was said or published"),
            text("fullest", "the fullest text that the reports bear out together"),
            int("words", "its words"),
            int("witnesses", "the reports that render it"),
            int("variants", "its variants"),
        ],
        place: false,
        fill: rows::utterances,
    },
    ExportTable {
        name: "passages",
        doc: "what reports share outside quotations",
        own: &[
            text("id", "`p1` …"),
            text("fullest", "the fullest text that the reports bear out together"),
            int("words", "its words"),
            int("witnesses", "the reports that have it"),
            int("variants", "its variants"),
        ],
        place: false,
        fill: rows::passages,
    },
    ExportTable {
        name: "words",
        doc: "a word of an utterance or passage in one report: the alignment",
        own: &[
            text("of", "the utterance or passage"),
            int("word", "number of the word in it, from 0"),
            text("word_text", "the word as the fullest text has it"),
        ],
        place: true,
        fill: rows::words,
    },
    ExportTable {
        name: "readings",
        doc: "a part of one report's rendering of an utterance or passage",
        own: &[
            text("id", "`u1q1` …, the same as in `quotations`, or `p1r1` …"),
            text("of", "the utterance or passage"),
            int("part", "number of the part, from 0, in the order of the report"),
            text("kind", "direct, mixed, block, scare, title; sentence for a passage"),
            text("covers", "the words of the fullest text that the rendering covers: `0-5 9-12`, end exclusive"),
        ],
        place: true,
        fill: rows::readings,
    },
    ExportTable {
        name: "variants",
        doc: "a difference between renderings",
        own: &[
            text("id", "`u1v1` …"),
            text("of", "the utterance or passage"),
            text(
                "kind",
                "substitution, addition, omission, transposition, splice, ellipsis, bracket, trim-start, trim-end",
            ),
            text("class", "substantive, orthographic, typographic"),
            text(
                "flags",
                "what it touches, parted by blanks: negation, number, pronoun, modal, doubt, name, time, opposite, masked",
            ),
            int("locus_start", "first word of the fullest text that it stands at"),
            int("locus_end", "one past the last; the same as `locus_start` for words added before it"),
            text("lemma", "the words of the fullest text there"),
        ],
        place: false,
        fill: rows::variants,
    },
    ExportTable {
        name: "variant_readings",
        doc: "what one report has at a variant; an empty place is where words are left out",
        own: &[
            text("variant", "the variant"),
            int("reading", "number of the reading, from 0: reports with the same number have the same words"),
            bool("moved", "whether the words stand out of the order of the text"),
        ],
        place: true,
        fill: rows::variant_readings,
    },
    ExportTable {
        name: "orders",
        doc: "the order in which a report first prints the utterances that others have too",
        own: &[text("report", "the report's siglum"), int("position", "from 0"), text("utterance", "the utterance")],
        place: false,
        fill: rows::orders,
    },
    ExportTable {
        name: "names",
        doc: "a place where a person, an organisation or a place is named, of those that several reports name",
        own: &[
            text("id", "`n1` …: rows of one id are of one person or thing"),
            text("name", "the form to call it by"),
            text("kind", "person, organisation, place"),
            text("form", "the form printed here, on one line"),
        ],
        place: true,
        fill: rows::names,
    },
    ExportTable {
        name: "credits",
        doc: "words by which a report credits another outlet, an agency, a post",
        own: &[
            text("name", "the name as printed, without \"the\""),
            text(
                "kind",
                "reported, told, published, obtained, agency, byline, picture, contribution, syndication, link, post, via",
            ),
            bool("own", "whether it is the report's own outlet"),
            text("covers", "what it is for: quotation, sentence, paragraph, picture, report"),
            int("covers_start", "first byte of what it is for"),
            int("covers_end", "one past the last"),
        ],
        place: true,
        fill: rows::credits,
    },
    ExportTable {
        name: "origins",
        doc: "a place where reports name a source that they have something from",
        own: &[
            text("id", "`o1` …: rows of one id are of one source"),
            text("name", "its fullest name in the reports"),
            text("kind", "outlet, agency, post, statement, address"),
            text("issuer", "whose it is, of a post or a statement"),
            text("report", "the siglum of the report that is the source's own"),
        ],
        place: true,
        fill: rows::origins,
    },
    ExportTable {
        name: "lineage",
        doc: "an edge: a report, and what it has something from",
        own: &[
            text("id", "`e1` …"),
            text("report", "the siglum of the report"),
            text("source", "the siglum of another report, or the id of an origin"),
            text("grade", "stated, probable, possible"),
            bool("whole", "whether it is said of the whole report"),
            int("shared", "of a hundred words outside quotations those that stand in the source too"),
        ],
        place: false,
        fill: rows::lineage,
    },
    ExportTable {
        name: "evidence",
        doc: "a place that tells for an edge, or the part of the report that an edge is said of",
        own: &[
            text("edge", "the edge"),
            int("rank", "number of the piece of evidence, from 0, the weightiest first; null for a part"),
            text("kind", "credit, link, agency, reading, time; scope for a part of the report"),
        ],
        place: true,
        fill: rows::evidence,
    },
    ExportTable {
        name: "undetermined",
        doc: "reports that share passages, of which nothing tells who had them from whom",
        own: &[
            int("tie", "number of the group, from 0"),
            text("reports", "sigla, parted by blanks"),
            text("passages", "ids of passages, parted by blanks"),
        ],
        place: false,
        fill: rows::undetermined,
    },
    told::CLAIMS,
    told::CLAIM_VALUES,
    told::CLAIM_RELATIONS,
    told::ASSERTIONS,
    told::ASSERTION_PLACES,
    told::FIGURES,
    told::FIGURE_VALUES,
    told::PARAPHRASES,
    told::COVERAGE,
    told::DOUBTS,
    told::TIMELINE,
    told::TIMELINE_WITNESSES,
    told::TIMELINE_PLACES,
    told::TIMELINE_CONFLICTS,
    ExportTable {
        name: "notices",
        doc: "a notice of one report, as printed and not checked",
        own: &[
            text("id", "`h1` …"),
            text("outlet", "the outlet that prints it"),
            text("date", "the day on which it was published"),
            text("kind", "help, appeal, event, recall, other"),
            bool("in_story", "whether it is story text, and no block of its own"),
            text("label", "the line that heads it"),
        ],
        place: true,
        fill: rows::notices,
    },
    ExportTable {
        name: "services",
        doc: "a row of a notice, as printed and not checked",
        own: &[
            text("id", "`h1s1` …"),
            text("notice", "the notice"),
            text("organisation", "the name as printed"),
            text("of", "the service above to which it belongs, for a row with nothing but an address or hours"),
        ],
        place: true,
        fill: rows::services,
    },
    ExportTable {
        name: "contacts",
        doc: "a number or an address of a notice, as printed and not checked",
        own: &[
            text("service", "the service"),
            text(
                "role",
                "number (the number or address), other (the same in letters or figures), keyword (the word to send)",
            ),
            text("kinds", "call, text, web, email, post, chat, fax; several are parted by blanks"),
        ],
        place: true,
        fill: rows::contacts,
    },
    ExportTable {
        name: "hours",
        doc: "hours of a notice, as printed and not checked",
        own: &[
            text("service", "the service"),
            text("opening", "as `opening_hours` of OpenStreetMap, where the words can be read"),
            bool("in_name", "whether they stand inside the name"),
        ],
        place: true,
        fill: rows::hours,
    },
    ExportTable {
        name: "notes",
        doc: "what a reader should know of how a report was read; without a place where it is of the whole",
        own: &[text("report", "the report's siglum"), text("message", "one sentence")],
        place: true,
        fill: rows::notes,
    },
];
