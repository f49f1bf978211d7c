//! Tests of reading, from outside: pages, feeds, archives, packed files, and whatever else may come in.

mod archives;
mod bodies;
mod feeds;
mod hostile;
mod pages;
#[cfg(feature = "parquet")]
mod tables;
mod wire;

use std::io::Write;
use variorum::span::Span;
use variorum_read::Report;

/// What must hold of every report: each character of its text leads back to bytes of the page that spell it.
pub fn text_maps_back(report: &Report, page: &[u8]) {
    let text = &report.article.text;
    let mut last = 0;
    for (i, c) in text.as_str().char_indices() {
        let span = Span::new(i as u32, (i + c.len_utf8()) as u32);
        let source = text.source(span);
        assert!(source.start < source.end && source.end <= page.len() as u64, "{c:?} at {span:?} maps to {source:?}");
        assert!(source.start >= last || c.is_whitespace(), "{c:?} at {span:?} goes back to {source:?}");
        last = source.start;
        let there = &page[source.start as usize..source.end as usize];
        let utf8 = report.article.encoding.name() == "UTF-8";
        // A reference, an escape or a tag stands for what it means.
        if utf8 && !c.is_whitespace() && !b"&\\<".contains(&there[0]) && c != '\u{fffd}' {
            assert_eq!(String::from_utf8_lossy(there), c.to_string(), "at {source:?}");
        }
    }
    bodies::blocks_join(report);
}

/// Reads bytes that hold exactly one report.
pub fn one(path: &str, bytes: &[u8]) -> Report {
    let mut got = variorum_read::read(path, bytes.to_vec());
    assert_eq!((got.reports.len(), &got.faults[..]), (1, &[][..]), "{path}");
    got.reports.remove(0)
}

/// Packs bytes as one gzip member.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// A sentence or two of invented news, told apart by a number.
pub fn paragraph(n: usize) -> String {
    format!(
        "The harbour council of Skelling met for the {n}th time this year, and its chair, Ada Quill, said that the \
         ferry would sail again before winter. Nobody in the room had expected that, least of all the crews."
    )
}
