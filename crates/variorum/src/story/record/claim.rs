//! Claims in the JSON of an edition.

use super::{PlaceRecord, place};
use crate::span::{ArticleId, Place};
use crate::story::edition::Edition;
use crate::story::ledger::{Assertion, Claim};
use serde::{Deserialize, Serialize};

/// One slot of what several reports tell, with every value it is given.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ClaimRecord {
    /// `c1`, `c2` …
    pub id: String,
    /// what, whether, when, where, count, age, money, name.
    pub slot: String,
    /// The gravest relation of two of its values: conflict, growth, rounding, precision, subset, synonym, spelling;
    /// same where all give one value.
    pub relation: String,
    /// The values, the one that most reports give first.
    pub values: Vec<ValueRecord>,
    /// What two values are to each other.
    pub relations: Vec<RelationRecord>,
    /// Sigla of the reports in which nothing was found on it: they may tell it in words that were not recognised.
    pub silent: Vec<String>,
}

/// One value, and who gives it.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct ValueRecord {
    /// As it is printed where it stands first.
    pub text: String,
    /// Where it stands.
    pub assertions: Vec<AssertionRecord>,
}

/// Where a report gives a value.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct AssertionRecord {
    /// The words of the value.
    pub place: PlaceRecord,
    /// The sentence.
    pub sentence: PlaceRecord,
    /// Whether they stand in quotation marks.
    pub quoted: bool,
    /// Who is named as saying it; `null` where the report says it itself.
    pub by: Option<PlaceRecord>,
}

/// What two values are to each other.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct RelationRecord {
    /// Their numbers in the list of values, from 0.
    pub values: [usize; 2],
    /// As in [`ClaimRecord::relation`].
    pub relation: String,
}

impl ClaimRecord {
    /// Every place of it.
    pub fn places(&self) -> impl Iterator<Item = &PlaceRecord> {
        let all = self.values.iter().flat_map(|v| &v.assertions);
        all.flat_map(|a| [Some(&a.place), Some(&a.sentence), a.by.as_ref()]).flatten()
    }
}

/// A slot as a question, by its name in a record: "how many" of `count`. A name that is not known stands for itself.
pub fn slot_words(slot: &str) -> &str {
    match slot {
        "count" => "how many",
        "age" => "how old",
        "money" => "how much",
        "name" => "the name",
        "whether" => "whether at all",
        other => other,
    }
}

/// What two values of a slot are to each other in words for people, by their names in a record: "cannot both hold" of
/// `conflict`. A name that is not known stands for itself.
pub fn relation_words<'a>(slot: &str, relation: &'a str) -> &'a str {
    match relation {
        "growth" if slot == "whether" => "it may have happened since",
        "conflict" => "cannot both hold",
        "growth" => "it may have become more since",
        "rounding" => "one may be the other rounded",
        "precision" => "one may be the other told more exactly",
        "subset" => "one may be a part of the other",
        "synonym" => "two words for one thing",
        "spelling" => "two spellings",
        "same" => "the same",
        other => other,
    }
}

/// The records of an edition's claims.
pub(super) fn records(edition: &Edition) -> Vec<ClaimRecord> {
    edition.ledger.claims.iter().enumerate().map(|(n, c)| record(edition, n, c)).collect()
}

fn record(edition: &Edition, n: usize, claim: &Claim) -> ClaimRecord {
    let place = |p: Place| place(edition, p);
    let assertion = |a: &Assertion| AssertionRecord {
        place: place(a.place),
        sentence: place(a.sentence),
        quoted: a.quoted,
        by: a.by.map(place),
    };
    let text = |a: Option<&Assertion>| a.map_or(String::new(), |a| edition.words(a.place).to_string());
    ClaimRecord {
        id: format!("c{}", n + 1),
        slot: claim.slot.name().to_string(),
        relation: claim.relation().name().to_string(),
        values: claim
            .values
            .iter()
            .map(|v| ValueRecord {
                text: text(v.assertions.first()),
                assertions: v.assertions.iter().map(assertion).collect(),
            })
            .collect(),
        relations: claim
            .relations
            .iter()
            .map(|(a, b, r)| RelationRecord { values: [*a, *b], relation: r.name().to_string() })
            .collect(),
        silent: edition.silent(claim).into_iter().map(|a: ArticleId| edition.siglum(a).to_string()).collect(),
    }
}
