//! The edition as JSON: written by hand at the edge, versioned, documented in `docs/edition.schema.json`.
//!
//! All places are byte offsets into the captured file, end exclusive.
//!
//! A record is many times the size of what it records, so it need never be there as a whole: what [`streamed`]
//! gives makes each text and each word when it is written.

mod notice;

pub use notice::{ContactRecord, HoursRecord, NoticeRecord, ServiceRecord};

use super::edition::Edition;
use super::voices::{Voice, voices};
use crate::collate::collation::{Collation, Wording};
use crate::collate::named::{Form, Named, on_one_line};
use crate::error::Error;
use crate::span::{ArticleId, Place, QuotationId, Span};
use serde::{Deserialize, Serialize, Serializer};

mod claim;
mod coverage;
mod figure;
mod lineage;
mod timeline;

pub use coverage::{CellRecord, CoverageRecord, CoverageRowRecord, DoubtRecord, ParaphraseRecord};
pub use timeline::{TimelineEntryRecord, TimelineRecord, TimelineWitnessRecord};

pub use claim::{AssertionRecord, ClaimRecord, RelationRecord, ValueRecord, relation_words, slot_words};
pub use figure::{FigureRecord, FigureValueRecord, iso, label};
pub use lineage::{EdgeRecord, EvidenceRecord, LineageRecord, OriginRecord, TieRecord};

/// What stands in the field `format`.
pub const FORMAT: &str = "variorum-edition";
/// The version of the shape. A change that a reader of the old shape could trip over raises it.
pub const VERSION: u32 = 1;

/// An edition as JSON; `T` is a list of texts.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct EditionRecord<T = Vec<TextRecord>> {
    /// Always [`FORMAT`].
    pub format: String,
    /// [`VERSION`] of the program that wrote it.
    pub version: u32,
    /// Program and version.
    pub generator: String,
    /// The reports.
    pub articles: Vec<ArticleRecord>,
    /// What was said.
    pub utterances: T,
    /// Marks around words that no fuller rendering bears out.
    pub unsupported: Vec<UnsupportedRecord>,
    /// How many short wordings in marks were looked at for that. Editions that were written before this field was have
    /// zeros.
    #[serde(default)]
    pub marks: MarksRecord,
    /// What is shared outside quotations.
    pub passages: T,
    /// The order in which each report prints the utterances that others have too.
    pub order: Vec<OrderRecord>,
    /// Who and what several reports name, or one in several forms. Editions that were written before this field was
    /// have none.
    #[serde(default)]
    pub names: Vec<NameRecord>,
    /// What each report prints of helplines, appeals and other contacts. Editions that were written before this field
    /// was have none.
    #[serde(default)]
    pub notices: Vec<NoticeRecord>,
    /// Who had it from whom. Editions that were written before this field was have nothing in it.
    #[serde(default)]
    pub lineage: LineageRecord,
    /// What several reports tell, slot by slot, what cannot all hold first. Editions that were written before this field
    /// was have none.
    #[serde(default)]
    pub claims: Vec<ClaimRecord>,
    /// Numbers, ages, ranks and hours that several reports give for one thing by name, those that differ first. Editions
    /// that were written before this field was have none.
    #[serde(default)]
    pub figures: Vec<FigureRecord>,
    /// Words outside marks that render what was said. Editions that were written before this field was have none.
    #[serde(default)]
    pub paraphrases: Vec<ParaphraseRecord>,
    /// Which report has what. Editions that were written before this field was have nothing in it.
    #[serde(default)]
    pub coverage: CoverageRecord,
    /// What happened when. Editions that were written before this field was have nothing in it.
    #[serde(default)]
    pub timeline: TimelineRecord,
}

/// A report.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ArticleRecord {
    /// Its siglum.
    pub siglum: String,
    /// The file.
    pub path: String,
    /// The line of a JSONL file, counted from 1.
    pub line: Option<u64>,
    /// Length of the file in bytes.
    pub bytes: u64,
    /// How the bytes were read.
    pub encoding: String,
    /// The record's own id.
    pub id: Option<String>,
    /// Title given beside the text.
    pub title: Option<String>,
    /// Publication date.
    pub date: Option<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The blocks, which follow each other without a gap.
    pub blocks: Vec<BlockRecord>,
    /// Whom it credits. Editions that were written before this field was have none.
    #[serde(default)]
    pub credits: Vec<CreditRecord>,
    /// What a reader should know.
    pub notes: Vec<NoteRecord>,
}

/// A credit: another outlet, an agency, a post or an address from which a report says it has something.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct CreditRecord {
    /// The name as printed, without "the"; for "the paper" that of the outlet that is meant.
    pub name: String,
    /// reported, told, published, obtained, agency, byline, picture, contribution, syndication, link, post, via.
    pub kind: String,
    /// Whether it is the report's own outlet.
    pub own: bool,
    /// The words that give it.
    pub place: PlaceRecord,
    /// What it is for.
    pub covers: CoverRecord,
}

/// What a credit is for.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct CoverRecord {
    /// quotation, sentence, paragraph, picture, report.
    pub kind: String,
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

/// A block.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct BlockRecord {
    /// paragraph, heading, list, caption, blockquote, notice, residue.
    pub kind: String,
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// Goes on with a paragraph that inline residue interrupted.
    pub continues: bool,
}

/// A note, with its place if it has one.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct NoteRecord {
    /// One sentence.
    pub message: String,
    /// Where.
    pub place: Option<PlaceRecord>,
}

/// A place, with the words that stand there.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct PlaceRecord {
    /// Which report.
    pub siglum: String,
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The words, exactly as they stand; empty for a place between words.
    pub text: String,
}

/// Words with their place.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct NamedRecord {
    /// The name in its fullest or usual form.
    pub name: Option<String>,
    /// The words that say so.
    pub place: PlaceRecord,
}

/// An utterance or a passage; `W` is a list of words.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct TextRecord<W = Vec<WordRecord>> {
    /// `u1`, `u2` … or `p1`, `p2` …
    pub id: String,
    /// Who; for utterances, where known.
    pub speaker: Option<SpeakerRecord>,
    /// To whom reports give it, where two give the same words to people who are clearly not one.
    #[serde(default)]
    pub voices: Vec<VoiceRecord>,
    /// Where; for utterances, where known.
    pub channel: Option<String>,
    /// The fullest text the witnesses bear out.
    pub text: String,
    /// Its words, each with its places.
    pub words: W,
    /// The renderings.
    pub readings: Vec<ReadingRecord>,
    /// The differences, in text order.
    pub variants: Vec<VariantRecord>,
}

/// A speaker.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct SpeakerRecord {
    /// The fullest form of the name that any report gives, or the words of a role.
    pub name: String,
    /// The entry in `names`, where there is one.
    #[serde(default)]
    pub named: Option<String>,
}

/// Somebody to whom reports give an utterance.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct VoiceRecord {
    /// The name.
    pub name: String,
    /// The reports.
    pub sigla: Vec<String>,
}

/// A word of a text.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct WordRecord {
    /// The word.
    pub text: String,
    /// Where the reports have it.
    pub places: Vec<PlaceRecord>,
}

/// A rendering.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ReadingRecord {
    /// Which report.
    pub siglum: String,
    /// direct, mixed, block, scare, title; sentence for a passage.
    pub kind: String,
    /// Its parts, in the order of the report.
    pub places: Vec<PlaceRecord>,
    /// The words of the text it covers, as half-open ranges of word numbers.
    pub covers: Vec<[u32; 2]>,
    /// Who this report says it was.
    pub speaker: Option<NamedRecord>,
    /// The word of saying.
    pub cue: Option<PlaceRecord>,
    /// Where this report says it was said or published.
    pub channel: Option<NamedRecord>,
}

/// A variant.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct VariantRecord {
    /// `u1v1` …
    pub id: String,
    /// substitution, addition, omission, transposition, splice, ellipsis, bracket, trim-start, trim-end.
    pub kind: String,
    /// substantive, orthographic, typographic.
    pub class: String,
    /// negation, number, pronoun, modal, doubt, name, time, opposite, masked.
    pub flags: Vec<String>,
    /// The words of the text it stands at, as a half-open range of word numbers.
    pub locus: [u32; 2],
    /// The readings.
    pub readings: Vec<VariantReadingRecord>,
}

/// A reading at a locus.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct VariantReadingRecord {
    /// The words; empty for words left out.
    pub text: String,
    /// The reports that have it.
    pub sigla: Vec<String>,
    /// Whether the words stand out of the order of the text.
    pub moved: bool,
    /// Where.
    pub places: Vec<PlaceRecord>,
}

/// Marks that nothing bears out.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct UnsupportedRecord {
    /// Which report.
    pub siglum: String,
    /// First byte of the words in marks.
    pub start: u64,
    /// One past their last byte.
    pub end: u64,
    /// The words in marks.
    pub text: String,
    /// Who the report says they are from.
    pub speaker: Option<NamedRecord>,
    /// The nearest words that were said.
    pub nearest: Option<NearestRecord>,
}

/// The nearest words that were said.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct NearestRecord {
    /// Which utterance.
    pub utterance: String,
    /// Where fuller renderings have them.
    pub places: Vec<PlaceRecord>,
}

/// The order in which a report prints utterances.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct OrderRecord {
    /// Which report.
    pub siglum: String,
    /// Ids of utterances.
    pub utterances: Vec<String>,
}

/// A person, an organisation or a place, with the forms of its name.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct NameRecord {
    /// `n1`, `n2` …
    pub id: String,
    /// The form to call it by.
    pub name: String,
    /// person, organisation, place.
    pub kind: String,
    /// The forms that the reports print, that one first.
    pub forms: Vec<FormRecord>,
}

/// A form of a name.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct FormRecord {
    /// The form, on one line.
    pub text: String,
    /// Every place where it stands.
    pub places: Vec<PlaceRecord>,
}

/// How many short wordings in quotation marks were held against fuller renderings.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct MarksRecord {
    /// Those that there was something fuller to hold against.
    pub compared: usize,
    /// Those that could not be: nobody is given as their speaker, or nothing fuller of theirs is in the reports.
    pub passed_over: usize,
}

/// The record of an edition, to be written: its texts are made one at a time.
pub fn streamed(edition: &Edition) -> EditionRecord<Texts<'_>> {
    let articles = (0..edition.reports.len()).map(|i| article(edition, i)).collect();
    let unsupported = edition
        .unsupported
        .iter()
        .map(|u| {
            let p = place(edition, u.place);
            UnsupportedRecord {
                siglum: p.siglum,
                start: p.start,
                end: p.end,
                text: p.text,
                speaker: speaker(edition, u.place.article, u.quotation),
                nearest: u.nearest.as_ref().map(|(n, places)| NearestRecord {
                    utterance: format!("u{}", n + 1),
                    places: places.iter().map(|p| place(edition, *p)).collect(),
                }),
            }
        })
        .collect();
    let order = edition
        .order()
        .into_iter()
        .enumerate()
        .map(|(i, list)| OrderRecord {
            siglum: edition.sigla[i].clone(),
            utterances: list.into_iter().map(|n| format!("u{}", n + 1)).collect(),
        })
        .collect();
    EditionRecord {
        format: FORMAT.to_string(),
        version: VERSION,
        generator: concat!("variorum ", env!("CARGO_PKG_VERSION")).to_string(),
        articles,
        utterances: Texts { edition, said: true },
        unsupported,
        marks: MarksRecord { compared: edition.marks.compared, passed_over: edition.marks.passed_over },
        passages: Texts { edition, said: false },
        order,
        names: edition.names.list.iter().enumerate().map(|(row, n)| name(edition, row, n)).collect(),
        notices: notice::records(edition),
        lineage: lineage::record(edition),
        claims: claim::records(edition),
        figures: figure::records(edition),
        paraphrases: coverage::paraphrases(edition),
        coverage: coverage::record(edition),
        timeline: timeline::record(edition),
    }
}

fn name(edition: &Edition, row: usize, n: &Named) -> NameRecord {
    let text = |f: &Form| f.places.first().map_or(String::new(), |p| on_one_line(edition.words(*p)).into_owned());
    let form = |f: &Form| FormRecord { text: text(f), places: f.places.iter().map(|p| place(edition, *p)).collect() };
    NameRecord {
        id: name_id(row),
        name: n.forms.first().map_or(String::new(), text),
        kind: n.kind.name().to_string(),
        forms: n.forms.iter().map(form).collect(),
    }
}

fn name_id(row: usize) -> String {
    format!("n{}", row + 1)
}

/// The utterances or the passages of an edition, each made when it is asked for.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    edition: &'a Edition,
    said: bool,
}

impl<'a> Texts<'a> {
    /// Each text, in order.
    pub fn iter(self) -> impl Iterator<Item = TextRecord<Words<'a>>> {
        let edition = self.edition;
        let n = if self.said { edition.utterances.len() } else { edition.passages.len() };
        (0..n).filter_map(move |i| {
            if !self.said {
                return edition.passages.get(i).map(|p| text(edition, &format!("p{}", i + 1), &p.collation, false));
            }
            let u = edition.utterances.get(i)?;
            let mut record = text(edition, &format!("u{}", i + 1), &u.collation, true);
            record.speaker = edition.speaker(u).map(|name| SpeakerRecord {
                name: on_one_line(name).into_owned(),
                named: edition.named(u).map(name_id),
            });
            let voice = |v: Voice| VoiceRecord {
                name: v.name,
                sigla: v.reports.iter().map(|a| edition.siglum(*a).to_string()).collect(),
            };
            record.voices = voices(edition, u).into_iter().map(voice).collect();
            record.channel = edition.channel(u).map(str::to_string);
            Some(record)
        })
    }
}

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// The words of a text, each made when it is asked for.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    edition: &'a Edition,
    text: &'a Wording,
}

impl<'a> Words<'a> {
    /// Each word, in order.
    pub fn iter(self) -> impl Iterator<Item = WordRecord> {
        let place = move |p: &Place| place(self.edition, *p);
        self.text
            .iter()
            .map(move |w| WordRecord { text: w.text.to_string(), places: w.places.iter().map(place).collect() })
    }
}

impl Serialize for Words<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl EditionRecord {
    /// The record of an edition, all of it at once.
    pub fn of(edition: &Edition) -> Self {
        let whole = |texts: Texts<'_>| {
            texts
                .iter()
                .map(|t| TextRecord {
                    words: t.words.iter().collect(),
                    id: t.id,
                    speaker: t.speaker,
                    voices: t.voices,
                    channel: t.channel,
                    text: t.text,
                    readings: t.readings,
                    variants: t.variants,
                })
                .collect()
        };
        let r = streamed(edition);
        Self {
            utterances: whole(r.utterances),
            passages: whole(r.passages),
            format: r.format,
            version: r.version,
            generator: r.generator,
            articles: r.articles,
            unsupported: r.unsupported,
            marks: r.marks,
            order: r.order,
            names: r.names,
            notices: r.notices,
            lineage: r.lineage,
            claims: r.claims,
            figures: r.figures,
            paraphrases: r.paraphrases,
            coverage: r.coverage,
            timeline: r.timeline,
        }
    }

    /// Reads a record back; `path` only names the file in errors.
    ///
    /// # Errors
    /// Where the bytes are not JSON, not an edition, or of a version this program does not know.
    pub fn parse(path: &str, bytes: &[u8]) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Head {
            format: Option<String>,
            version: Option<u32>,
        }
        let head: Head =
            serde_json::from_slice(bytes).map_err(|e| Error::edition(path, format!("not an edition: {e}")))?;
        if head.format.as_deref() != Some(FORMAT) {
            return Err(Error::edition(path, "not an edition: make one with `variorum compare REPORT... --json`"));
        }
        if head.version != Some(VERSION) {
            let found = head.version.map_or("none".to_string(), |v| v.to_string());
            return Err(Error::edition(
                path,
                format!("edition of version {found}; this program reads version {VERSION}"),
            ));
        }
        serde_json::from_slice(bytes).map_err(|e| Error::edition(path, format!("damaged edition: {e}")))
    }

    /// Every place of the record.
    pub fn places(&self) -> impl Iterator<Item = &PlaceRecord> {
        let texts = self.utterances.iter().chain(&self.passages);
        let of_texts = texts.flat_map(|t| {
            let words = t.words.iter().flat_map(|w| &w.places);
            let readings = t.readings.iter().flat_map(|r| {
                let named = r.speaker.iter().chain(&r.channel).map(|n| &n.place);
                r.places.iter().chain(named).chain(&r.cue)
            });
            let variants = t.variants.iter().flat_map(|v| v.readings.iter().flat_map(|r| &r.places));
            words.chain(readings).chain(variants)
        });
        let unsupported = self.unsupported.iter().flat_map(|u| {
            let nearest = u.nearest.iter().flat_map(|n| &n.places);
            u.speaker.iter().map(|s| &s.place).chain(nearest)
        });
        let notes = self.articles.iter().flat_map(|a| a.notes.iter().filter_map(|n| n.place.as_ref()));
        let credits = self.articles.iter().flat_map(|a| a.credits.iter().map(|c| &c.place));
        let names = self.names.iter().flat_map(|n| n.forms.iter().flat_map(|f| &f.places));
        let notices = self.notices.iter().flat_map(NoticeRecord::places);
        let lineage = self.lineage.places();
        let claims = self.claims.iter().flat_map(ClaimRecord::places);
        let figures = self.figures.iter().flat_map(FigureRecord::places);
        let rendered = self.paraphrases.iter().map(|p| &p.place).chain(self.coverage.places());
        let told = rendered.chain(self.timeline.places());
        let found = names.chain(notices).chain(lineage).chain(told).chain(claims).chain(figures);
        of_texts.chain(unsupported).chain(notes).chain(credits).chain(found)
    }
}

fn article(edition: &Edition, i: usize) -> ArticleRecord {
    let a = &edition.reports[i].article;
    let id = ArticleId(i as u32);
    let note = |n: &crate::error::Note| NoteRecord {
        message: n.message.clone(),
        place: n.span.map(|span| place(edition, Place { article: id, span })),
    };
    ArticleRecord {
        siglum: edition.sigla[i].clone(),
        path: a.path.clone(),
        line: a.line,
        bytes: a.bytes,
        encoding: a.encoding.name().to_string(),
        id: a.meta.id.clone(),
        title: a.meta.title.clone(),
        date: a.meta.date.clone(),
        outlet: a.meta.outlet.clone(),
        url: a.meta.url.clone(),
        blocks: a
            .blocks
            .iter()
            .map(|b| {
                let range = a.text.source(b.span);
                BlockRecord {
                    kind: b.kind.name().to_string(),
                    start: range.start,
                    end: range.end,
                    continues: b.continues,
                }
            })
            .collect(),
        credits: edition.reports[i]
            .annotations
            .credits
            .iter()
            .map(|c| {
                let covers = a.text.source(c.covers.span);
                CreditRecord {
                    name: on_one_line(a.text.get(c.outlet)).into_owned(),
                    kind: c.kind.name().to_string(),
                    own: c.own,
                    place: place(edition, Place { article: id, span: c.span }),
                    covers: CoverRecord {
                        kind: c.covers.extent.name().to_string(),
                        start: covers.start,
                        end: covers.end,
                    },
                }
            })
            .collect(),
        notes: a.notes.iter().chain(&edition.reports[i].annotations.notes).map(note).collect(),
    }
}

fn place(edition: &Edition, p: Place) -> PlaceRecord {
    let range = edition.bytes(p);
    PlaceRecord {
        siglum: edition.siglum(p.article).to_string(),
        start: range.start,
        end: range.end,
        text: edition.words(p).to_string(),
    }
}

fn speaker(edition: &Edition, a: ArticleId, q: QuotationId) -> Option<NamedRecord> {
    let quotation = edition.quotation(a, q)?;
    let name = edition.reports.get(a.index())?.speaker_name(quotation).map(str::to_string);
    let span = quotation.speaker?.mention;
    Some(NamedRecord { name, place: place(edition, Place { article: a, span }) })
}

fn text<'a>(edition: &'a Edition, id: &str, c: &'a Collation, said: bool) -> TextRecord<Words<'a>> {
    let places = |list: &[Place]| list.iter().map(|p| place(edition, *p)).collect::<Vec<_>>();
    let readings = c
        .readings
        .iter()
        .map(|r| {
            let at = |span: Span| place(edition, Place { article: r.article, span });
            let rows: Vec<QuotationId> =
                if said { r.rows.iter().map(|q| QuotationId(*q)).collect() } else { Vec::new() };
            let quotations = || rows.iter().filter_map(|q| edition.quotation(r.article, *q).map(|x| (*q, x)));
            ReadingRecord {
                siglum: edition.siglum(r.article).to_string(),
                kind: quotations().next().map_or("sentence", |(_, q)| q.kind.name()).to_string(),
                places: r.parts.iter().map(|p| at(*p)).collect(),
                covers: r.covers.iter().map(|c| [c.start, c.end]).collect(),
                speaker: quotations()
                    .find(|(_, q)| q.speaker.is_some())
                    .and_then(|(id, _)| speaker(edition, r.article, id)),
                cue: quotations().find_map(|(_, q)| q.cue).map(at),
                channel: quotations()
                    .find_map(|(_, q)| q.channel)
                    .map(|c| NamedRecord { name: Some(c.name.to_string()), place: at(c.span) }),
            }
        })
        .collect();
    let variants = c
        .variants
        .iter()
        .enumerate()
        .map(|(i, v)| VariantRecord {
            id: format!("{id}v{}", i + 1),
            kind: v.kind.name().to_string(),
            class: v.class.name().to_string(),
            flags: v.flags.names().into_iter().map(str::to_string).collect(),
            locus: [v.locus.start, v.locus.end],
            readings: v
                .readings
                .iter()
                .map(|r| VariantReadingRecord {
                    text: r.text.clone(),
                    sigla: r.witnesses.iter().map(|w| edition.siglum(*w).to_string()).collect(),
                    moved: r.moved,
                    places: places(&r.places),
                })
                .collect(),
        })
        .collect();
    TextRecord {
        id: id.to_string(),
        speaker: None,
        voices: Vec::new(),
        channel: None,
        text: c.text.as_str().to_string(),
        words: Words { edition, text: &c.text },
        readings,
        variants,
    }
}
