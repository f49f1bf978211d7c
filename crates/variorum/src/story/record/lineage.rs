//! Lineage in the JSON of an edition.

use super::{PlaceRecord, place};
use crate::span::Place;
use crate::story::edition::Edition;
use crate::story::lineage::{Edge, Scope, Source};
use serde::{Deserialize, Serialize};

/// Who had it from whom, as far as anything tells.
#[derive(Clone, Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct LineageRecord {
    /// How many origins the reports go back to at most, by what is said of whole reports.
    pub independent: usize,
    /// Sources that reports name.
    pub origins: Vec<OriginRecord>,
    /// From a report to what it has something from.
    pub edges: Vec<EdgeRecord>,
    /// Reports that share passages and of which nothing tells who had them from whom.
    pub undetermined: Vec<TieRecord>,
}

/// A source that reports name.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct OriginRecord {
    /// `o1`, `o2` …
    pub id: String,
    /// Its fullest name in the reports.
    pub name: String,
    /// outlet, agency, post, statement, address.
    pub kind: String,
    /// Of a post or a statement, where it is told whose it is: the words that tell.
    pub issuer: Option<PlaceRecord>,
    /// The siglum of the report that is the source's own.
    pub report: Option<String>,
    /// Where it is named.
    pub places: Vec<PlaceRecord>,
}

/// A report, and what it has something from.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct EdgeRecord {
    /// The siglum of the report.
    pub siglum: String,
    /// The siglum of another report, or the id of an origin.
    pub source: String,
    /// stated, probable, possible.
    pub grade: String,
    /// The parts of the report that it is said of; none where it is said of the whole.
    pub scope: Vec<PlaceRecord>,
    /// Of a hundred words outside quotations those that stand in the source too.
    pub shared: u32,
    /// What tells, the weightiest first.
    pub evidence: Vec<EvidenceRecord>,
}

/// Something that tells.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct EvidenceRecord {
    /// credit, link, agency, reading, time.
    pub kind: String,
    /// Where.
    pub places: Vec<PlaceRecord>,
}

/// Reports that share passages, where nothing tells.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct TieRecord {
    /// The reports.
    pub sigla: Vec<String>,
    /// Ids of the passages.
    pub passages: Vec<String>,
}

impl LineageRecord {
    /// Every place of it.
    pub fn places(&self) -> impl Iterator<Item = &PlaceRecord> {
        let edges = self.edges.iter().flat_map(|e| e.scope.iter().chain(e.evidence.iter().flat_map(|e| &e.places)));
        self.origins.iter().flat_map(|o| o.issuer.iter().chain(&o.places)).chain(edges)
    }
}

/// The record of an edition's lineage.
pub(super) fn record(edition: &Edition) -> LineageRecord {
    let l = &edition.lineage;
    let places = |list: &[Place]| list.iter().map(|p| place(edition, *p)).collect::<Vec<_>>();
    let siglum = |a| edition.siglum(a).to_string();
    let edge = |e: &Edge| EdgeRecord {
        siglum: siglum(e.report),
        source: match e.source {
            Source::Report(a) => siglum(a),
            Source::Origin(row) => format!("o{}", row + 1),
        },
        grade: e.grade().name().to_string(),
        scope: match &e.scope {
            Scope::Whole => Vec::new(),
            Scope::Part(parts) => places(parts),
        },
        shared: e.shared,
        evidence: e
            .evidence
            .iter()
            .map(|x| EvidenceRecord { kind: x.kind.name().to_string(), places: places(&x.places) })
            .collect(),
    };
    LineageRecord {
        independent: l.independent(edition.reports.len()),
        origins: (l.origins.iter().enumerate())
            .map(|(row, o)| OriginRecord {
                id: format!("o{}", row + 1),
                name: edition.origin(row),
                kind: o.kind.name().to_string(),
                issuer: o.issuer.map(|p| place(edition, p)),
                report: o.report.map(siglum),
                places: places(&o.names),
            })
            .collect(),
        edges: l.edges.iter().map(edge).collect(),
        undetermined: (l.ties.iter())
            .map(|t| TieRecord {
                sigla: t.reports.iter().map(|a| siglum(*a)).collect(),
                passages: t.passages.iter().map(|p| format!("p{}", p + 1)).collect(),
            })
            .collect(),
    }
}
