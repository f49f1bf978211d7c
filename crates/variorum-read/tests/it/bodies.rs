//! The body of the fuzz target `reading_places_hold`, which these tests run too.

use variorum_read::{Intake, Report};

/// Names that files are read under: what a file is, is told by its first bytes or by these.
const NAMES: [&str; 8] = ["-", "a.html", "a.xml", "a.json", "a.jsonl", "a.txt", "a.warc", "a.parquet"];

/// Reads bytes under the name that the first of them chooses: no panic, and every span of every report in its text.
pub fn reading_places_hold(data: &[u8]) -> Intake {
    let (first, rest) = data.split_first().unwrap_or((&0, &[]));
    let got = variorum_read::read(NAMES[usize::from(*first) % NAMES.len()], rest.to_vec());
    got.reports.iter().for_each(blocks_join);
    got
}

/// The blocks of a report join back to its text, and its dateline stands in it.
pub fn blocks_join(report: &Report) {
    let article = &report.article;
    let joined: String = article.blocks.iter().map(|b| article.text.get(b.span)).collect();
    assert_eq!(joined, article.text.as_str(), "the blocks do not join back to the text");
    if let Some(dateline) = article.dateline() {
        let (place, whole) = (article.text.get(dateline.place), article.text.get(dateline.span));
        assert!(!place.is_empty() && whole.starts_with(place), "{place:?} in {whole:?}");
    }
}
