//! The sentences of a story as claims are learned from.

use variorum::annotate::Annotated;
use variorum::story::claim::mention::{Mention, fillers};
use variorum::story::claim::told::{Meanings, Told, told};
use variorum::story::gather::words::Frequencies;

/// What claims are found in, report by report.
pub struct Sentences {
    /// The sentences.
    pub told: Vec<Vec<Told>>,
    /// What fills slots in them.
    pub fillers: Vec<Vec<Mention>>,
    /// How much their words mean the same.
    pub meanings: Meanings,
}

impl Sentences {
    /// Reads all sentences of the reports.
    pub fn of(reports: &[&Annotated]) -> Self {
        let frequencies = Frequencies::default();
        let mut told: Vec<Vec<Told>> = reports.iter().map(|r| told(r, &frequencies)).collect();
        let meanings = Meanings::over(&mut told);
        let fillers = fillers(reports, &told);
        Self { told, fillers, meanings }
    }
}
