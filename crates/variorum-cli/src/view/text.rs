//! The edition in a terminal.

use variorum::story::edition::Edition;

/// The report.
pub fn report(edition: &Edition) -> String {
    format!("{} utterances\n", edition.utterances.len())
}
