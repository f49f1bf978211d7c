//! Figures in the JSON of an edition.

use super::{PlaceRecord, place};
use crate::calendar::Date;
use crate::story::edition::Edition;
use crate::story::figure::{Figure, FigureKind};
use serde::{Deserialize, Serialize};

/// What reports print of one thing by name, side by side.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct FigureRecord {
    /// `f1`, `f2` …
    pub id: String,
    /// dead, hurt, shot, missing, evacuated, arrested, age, rank, count, money, hours.
    pub kind: String,
    /// Whose or of what, where a name or a noun says so.
    pub of: Option<PlaceRecord>,
    /// Of hours their day, ISO 8601.
    pub day: Option<String>,
    /// The gravest relation of two of its values that two reports have, if they are of one matter; same where none is at
    /// odds with another.
    pub relation: String,
    /// The values: numbers from the lowest, hours from the earliest.
    pub values: Vec<FigureValueRecord>,
}

/// One value of a figure.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct FigureValueRecord {
    /// As it is printed in most places, the first of these.
    pub text: String,
    /// Where it stands.
    pub places: Vec<PlaceRecord>,
}

impl FigureRecord {
    /// Every place of it.
    pub fn places(&self) -> impl Iterator<Item = &PlaceRecord> {
        self.of.iter().chain(self.values.iter().flat_map(|v| &v.places))
    }

    /// What it is of, in words: "dead", "dead: women", "age of Dana Lowe", "reward", "hours of 2021-05-04".
    pub fn label(&self) -> String {
        label(&self.kind, self.of.as_ref().map_or("", |p| &p.text), self.day.as_deref())
    }
}

/// What a figure is of, in words, by the name of its kind, the name or noun it is of, and the day of its hours.
pub fn label(kind: &str, of: &str, day: Option<&str>) -> String {
    let of = of.split_whitespace().collect::<Vec<_>>().join(" ");
    match kind {
        "age" | "rank" => format!("{kind} of {of}"),
        "count" | "money" => of.to_lowercase(),
        "hours" => format!("hours of {}", day.unwrap_or("a day")),
        other if !of.is_empty() => format!("{other}: {}", of.to_lowercase()),
        other => other.to_string(),
    }
}

/// A day as ISO 8601 writes it.
pub fn iso(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// The records of an edition's figures.
pub(super) fn records(edition: &Edition) -> Vec<FigureRecord> {
    edition.ledger.figures.iter().enumerate().map(|(n, f)| record(edition, n, f)).collect()
}

fn record(edition: &Edition, n: usize, figure: &Figure) -> FigureRecord {
    let day = match figure.kind {
        FigureKind::Hours(day) => Some(iso(day)),
        _ => None,
    };
    let value = |v: &crate::story::figure::FigureValue| FigureValueRecord {
        text: v.shown(|p| edition.words(p)).map_or(String::new(), |p| edition.words(p).to_string()),
        places: v.places.iter().map(|p| place(edition, *p)).collect(),
    };
    FigureRecord {
        id: format!("f{}", n + 1),
        kind: figure.kind.name().to_string(),
        of: figure.of.map(|p| place(edition, p)),
        day,
        relation: figure.relation.name().to_string(),
        values: figure.values.iter().map(value).collect(),
    }
}
