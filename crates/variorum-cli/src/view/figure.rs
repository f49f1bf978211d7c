//! Figures for people: what a row of them is called, and how its values stand to each other.

use super::clean;
use variorum::collate::named::on_one_line;
use variorum::story::claim::value::Relation;
use variorum::story::edition::Edition;
use variorum::story::figure::{Figure, FigureKind, FigureValue};
use variorum::story::record::{iso, label as words_of};

/// What a figure is of: "dead", "dead: women", "age of Dana Lowe", "reward", "hours of 2021-05-04".
pub fn label(edition: &Edition, figure: &Figure) -> String {
    let day = match figure.kind {
        FigureKind::Hours(day) => Some(iso(day)),
        _ => None,
    };
    let of = figure.of.map_or(String::new(), |p| clean::shortened(edition.words(p), 40));
    words_of(figure.kind.name(), &of, day.as_deref())
}

/// A value as it is printed first, on one line.
pub fn words(edition: &Edition, value: &FigureValue) -> String {
    value.shown(|p| edition.words(p)).map_or(String::new(), |p| clean::neutral(&on_one_line(edition.words(p))))
}

/// The sign of how the values stand to each other, and what it means.
pub fn sign(figure: &Figure) -> (&'static str, &'static str) {
    let hours = matches!(figure.kind, FigureKind::Hours(_));
    match figure.relation {
        Relation::Same if hours && figure.differs() => ("·", "one after another"),
        Relation::Same => ("=", "the same"),
        Relation::Conflict => ("≠", "unlike"),
        Relation::Growth => ("<", "more in a later report"),
        _ => ("≈", "more or less exact"),
    }
}
