//! The matrix of silence, and paraphrases, in the JSON of an edition.

use super::{PlaceRecord, place};
use crate::span::ArticleId;
use crate::story::coverage::{Cell, Presence, RowOf, coverage};
use crate::story::edition::Edition;
use serde::{Deserialize, Serialize};

/// Words outside marks that render what was said.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ParaphraseRecord {
    /// The words outside marks.
    pub place: PlaceRecord,
    /// The utterance.
    pub utterance: String,
    /// The words of its text that they render, as a half-open range of word numbers.
    pub words: [u32; 2],
    /// How likely it is, in hundredths.
    pub percent: u8,
    /// negation: only one of the two has a word of denial; number: both have numbers, and none in common.
    pub flags: Vec<String>,
}

/// Which report has what.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct CoverageRecord {
    /// The reports that may not have been captured whole.
    pub doubts: Vec<DoubtRecord>,
    /// A row for each utterance.
    pub rows: Vec<CoverageRowRecord>,
}

/// A report that may not have been captured whole.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct DoubtRecord {
    /// The report.
    pub siglum: String,
    /// Why, in words.
    pub why: String,
}

/// A row of the matrix.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct CoverageRowRecord {
    /// What it is of: the id of an utterance.
    pub of: String,
    /// A cell for each report that has it. One without a cell does not: it is absent, but unknown where it stands in
    /// `doubts` or in `foreign`.
    pub cells: Vec<CellRecord>,
    /// The reports that are in another language, and may have the words in translation.
    pub foreign: Vec<String>,
}

/// One report's share in a row.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct CellRecord {
    /// The report.
    pub siglum: String,
    /// verbatim, altered, trimmed, paraphrased.
    pub presence: String,
    /// Of a hundred words of the text those that it prints in marks.
    pub percent: u8,
    /// Where it paraphrases them; its readings have the places of the others.
    pub places: Vec<PlaceRecord>,
}

impl CoverageRecord {
    /// Every place of it.
    pub fn places(&self) -> impl Iterator<Item = &PlaceRecord> {
        self.rows.iter().flat_map(|r| r.cells.iter().flat_map(|c| &c.places))
    }
}

/// The records of an edition's paraphrases.
pub(super) fn paraphrases(edition: &Edition) -> Vec<ParaphraseRecord> {
    let record = |p: &crate::story::paraphrase::Paraphrase| ParaphraseRecord {
        place: place(edition, p.place),
        utterance: format!("u{}", p.utterance + 1),
        words: [p.words.start, p.words.end],
        percent: p.percent,
        flags: p.flags().into_iter().map(str::to_string).collect(),
    };
    edition.paraphrases.iter().map(record).collect()
}

/// The record of an edition's matrix.
pub(super) fn record(edition: &Edition) -> CoverageRecord {
    let matrix = coverage(edition);
    let siglum = |i: usize| edition.sigla.get(i).cloned().unwrap_or_default();
    let cell = |c: &Cell| CellRecord {
        siglum: edition.siglum(c.report).to_string(),
        presence: c.presence.name().to_string(),
        percent: c.percent,
        places: match c.presence {
            Presence::Paraphrased => c.places.iter().map(|p| place(edition, *p)).collect(),
            _ => Vec::new(),
        },
    };
    let doubts = matrix.doubts.iter().enumerate();
    CoverageRecord {
        doubts: doubts
            .filter_map(|(i, d)| Some(DoubtRecord { siglum: siglum(i), why: d.as_ref()?.name().to_string() }))
            .collect(),
        rows: (matrix.rows.iter())
            .map(|row| CoverageRowRecord {
                of: match row.of {
                    RowOf::Utterance(n) => format!("u{}", n + 1),
                },
                cells: row.cells.iter().map(cell).collect(),
                foreign: (0..edition.reports.len())
                    .filter(|i| matrix.in_another_language(row, ArticleId(*i as u32)))
                    .map(siglum)
                    .collect(),
            })
            .collect(),
    }
}
