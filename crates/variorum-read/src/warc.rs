//! Web archives (WARC 0.17 to 1.1), packed record by record or not at all.
//!
//! An archive is gone through record by record with one record in memory. A record that is damaged is named with the
//! byte at which it begins and skipped: in a packed archive the next record is where the next gzip member begins, in a
//! plain one where the next line says `WARC/`. Reading can be taken up again at any record's first byte.

mod http;
mod record;

use crate::report::{Fault, Report};
use record::{Head, Records};
use std::io::BufRead;

/// Bytes of one record that are read; of a longer one the rest is skipped.
pub const LONGEST_RECORD: u64 = 64 << 20;

/// A report of an archive, or what kept a record from being one.
#[derive(Debug)]
pub struct Archived {
    /// Where the record begins in the file.
    pub offset: u64,
    /// Where to take up reading behind it.
    pub next: u64,
    /// The report, or what is wrong with the record.
    pub what: Result<Box<Report>, Fault>,
}

/// Whether a file is an archive, by its ending or its first bytes.
pub fn is_archive(path: &str, bytes: &[u8]) -> bool {
    let path = path.to_ascii_lowercase();
    path.ends_with(".warc") || path.ends_with(".warc.gz") || bytes.starts_with(b"WARC/")
}

/// What an archive held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records that were read without damage, of every kind.
    pub records: u64,
    /// Pages among them.
    pub pages: u64,
    /// Records that are damaged.
    pub damaged: u64,
}

/// Goes through an archive from byte `from`, at which `input` must stand and a record must begin, and gives every page
/// and every damaged record to `take`, until that says `false`.
///
/// Records that hold no page (requests, metadata, pictures, answers that say "moved") are passed over.
pub fn read(path: &str, input: impl BufRead, from: u64, take: &mut dyn FnMut(Archived) -> bool) -> Tally {
    let mut tally = Tally::default();
    let mut records = Records::new(input, from);
    while let Some(record) = records.next() {
        let (offset, next) = (record.offset, record.next);
        let what = match record.content {
            Ok((head, content)) => {
                tally.records += 1;
                match page(path, &head, &content, tally.pages + 1) {
                    Some(report) => {
                        tally.pages += 1;
                        Ok(Box::new(report))
                    }
                    None => continue,
                }
            }
            Err(message) => {
                tally.damaged += 1;
                Err(Fault::at(path, offset, message))
            }
        };
        if !take(Archived { offset, next, what }) {
            break;
        }
    }
    tally
}

/// The page of a record, if it holds one.
fn page(path: &str, head: &Head, content: &[u8], place: u64) -> Option<Report> {
    let kind = head.get("WARC-Type")?;
    let url = head.get("WARC-Target-URI").map(|u| u.trim_matches(['<', '>']).to_owned());
    let (body, charset, media) = match kind {
        "response" => {
            let answer = http::Answer::read(content)?;
            let good = (200..300).contains(&answer.status);
            (answer.body(), answer.charset(), answer.media().filter(|_| good)?)
        }
        "resource" | "conversion" => {
            let stated = head.get("Content-Type").unwrap_or("text/html");
            (content.into(), http::charset(stated), http::media(stated))
        }
        _ => return None,
    };
    if !matches!(media.as_str(), "text/html" | "application/xhtml+xml") {
        return None;
    }
    let mut report = crate::page(path, &body, charset.as_deref(), url.clone(), Some(place));
    report.article.meta.id = head.get("WARC-Record-ID").map(|i| i.trim_matches(['<', '>']).to_owned());
    if report.article.meta.url.is_none() {
        report.article.meta.url = url;
    }
    Some(report)
}
