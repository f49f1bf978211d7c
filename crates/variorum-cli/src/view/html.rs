//! The edition as one HTML page.

use variorum::story::edition::Edition;

/// The page.
pub fn page(edition: &Edition) -> String {
    format!("<!doctype html><title>{} utterances</title>", edition.utterances.len())
}
