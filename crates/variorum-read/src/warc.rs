//! Web archives (WARC 0.17 to 1.1), packed record by record or not at all.
//!
//! An archive is gone through record by record with one record in memory. A record that is damaged is named with the
//! byte at which it begins and skipped: in a packed archive the next record is where the next gzip member begins, in a
//! plain one where the next line says `WARC/`. Reading can be taken up again at any record's first byte.

pub(crate) mod http;
mod record;

use crate::binary::is_binary;
use crate::report::{Fault, Report};
use record::{Head, Records};
use std::io::BufRead;

/// Bytes of one record that are read; of a longer one the rest is skipped.
pub const LONGEST_RECORD: u64 = 64 << 20;

/// What an archive has in one place: a report (or, from [`payloads`], a page that is not read yet), or what kept a record
/// from being one.
#[derive(Debug)]
pub struct Archived<T = Report> {
    /// Where the record begins in the file.
    pub offset: u64,
    /// Where to take up reading behind it.
    pub next: u64,
    /// The report, or what is wrong with the record.
    pub what: Result<Box<T>, Fault>,
}

/// A page of an archive as it was captured, not yet read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// Which page of the archive it is, counted from 1.
    pub place: u64,
    /// The page, with what it was packed in for the way undone.
    pub bytes: Vec<u8>,
    /// Its media type with the charset, as the server said.
    pub media: String,
    /// Its address.
    pub url: Option<String>,
    /// The record's own id.
    pub id: Option<String>,
    /// When it was captured, as the record says.
    pub captured: Option<String>,
}

impl Payload {
    /// Reads the page; `path` names the archive.
    pub fn read(&self, path: &str) -> Report {
        let charset = http::charset(&self.media);
        let mut report = crate::page(path, &self.bytes, charset.as_deref(), self.url.clone(), Some(self.place));
        report.article.meta.id.clone_from(&self.id);
        report
    }
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
/// Records that hold no page (requests, metadata, pictures, answers that say "moved") are passed over; what is called a
/// page and is none is named and skipped, and keeps its number.
pub fn read(path: &str, input: impl BufRead, from: u64, take: &mut dyn FnMut(Archived) -> bool) -> Tally {
    payloads(path, input, from, &mut |Archived { offset, next, what }| {
        take(Archived { offset, next, what: what.map(|payload| Box::new(payload.read(path))) })
    })
}

/// The same with the pages as they were captured, to be read elsewhere.
pub fn payloads(path: &str, input: impl BufRead, from: u64, take: &mut dyn FnMut(Archived<Payload>) -> bool) -> Tally {
    let mut tally = Tally::default();
    let mut records = Records::new(input, from);
    while let Some(record) = records.next() {
        let (offset, next) = (record.offset, record.next);
        let what = match record.content {
            Ok((head, content)) => {
                tally.records += 1;
                match payload(&head, &content, tally.pages + 1) {
                    Some(payload) => {
                        tally.pages += 1;
                        if is_binary(&payload.bytes, Some(&payload.media)) {
                            let url = payload.url.as_deref().unwrap_or("without an address");
                            Err(Fault::at(path, offset, format!("called a page and no text; skipped ({url})")))
                        } else {
                            Ok(Box::new(payload))
                        }
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
fn payload(head: &Head, content: &[u8], place: u64) -> Option<Payload> {
    let bare = |name: &str| head.get(name).map(|u| u.trim_matches(['<', '>']).to_owned());
    let (body, charset, media) = match head.get("WARC-Type")? {
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
    if !http::is_page(&media) {
        return None;
    }
    Some(Payload {
        place,
        bytes: body.into_owned(),
        media: charset.map_or(media.clone(), |c| format!("{media}; charset={c}")),
        url: bare("WARC-Target-URI"),
        id: bare("WARC-Record-ID"),
        captured: head.get("WARC-Date").map(str::to_owned),
    })
}
