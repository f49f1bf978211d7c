//! Files to captures as a library keeps them: a line of JSON lines, a page of an archive, else the whole of a file.

use crate::input::has_lines;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use variorum_read::{inner_name, warc};
use variorum_store::prepare::Raw;

/// Takes what was found, or a sentence in place of what cannot be read; says whether it wants more.
pub type Give<'a> = dyn FnMut(Result<Raw, String>) -> bool + 'a;

/// Bytes of a file that is no lines and no archive, and of one line.
const LONGEST: u64 = u32::MAX as u64;

/// Reads the captures of one file and gives each to `give`: lines and archives one by one, packed or not, so that none is
/// held as a whole. Ends early when `give` says `false`.
///
/// # Errors
/// Where the file cannot be read on.
pub fn captures(name: &str, real: &Path, reader: &mut dyn Read, give: &mut Give<'_>) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 18, reader);
    let file = File { name, inner: inner_name(name), origin: &real.to_string_lossy() };
    let head = reader.fill_buf()?;
    // Records of an archive are packed one by one, and can be told apart where one is damaged.
    if warc::is_archive(name, head) {
        file.archive(reader, give);
        return Ok(());
    }
    let (packed, mut probe) = variorum_read::unpacked(head)?;
    if !packed {
        drop(probe);
        return file.unpacked(reader, give);
    }
    // What cannot be unpacked is told where it is read.
    let first = probe.fill_buf().unwrap_or_default();
    let archive = warc::is_archive(file.inner, first);
    if archive || has_lines(file.inner) || is_record(first.split(|b| *b == b'\n').next().unwrap_or_default()) {
        drop(probe);
        let (_, mut opened) = variorum_read::unpacked(reader)?;
        if archive {
            file.archive(opened, give);
        } else if let Err(error) = file.lines(Vec::new(), &mut opened, give) {
            give(Err(format!("{name}: damaged ({error}); the lines before that were read: fetch the file again")));
        }
        return Ok(());
    }
    drop(probe);
    let Some(bytes) = file.whole(Vec::new(), &mut reader, give)? else { return Ok(()) };
    match variorum_read::unpack(name, bytes) {
        Ok((_, bytes)) => file.one(bytes, give),
        Err(why) => {
            give(Err(format!("{name}: {why}")));
        }
    }
    Ok(())
}

/// A file that is read.
struct File<'a> {
    name: &'a str,
    /// Its name without the ending that says it is packed.
    inner: &'a str,
    origin: &'a str,
}

/// Whether a line is a report in JSON.
fn is_record(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
    line.starts_with(b"{") && !variorum::ingest::read("line.jsonl", line.to_vec()).captures.is_empty()
}

impl File<'_> {
    fn unpacked(&self, mut reader: impl BufRead, give: &mut Give<'_>) -> io::Result<()> {
        let head = reader.fill_buf()?;
        if has_lines(self.inner) {
            let probe = head.get(..8 << 10).unwrap_or(head);
            if probe.starts_with(b"\xff\xfe") || probe.starts_with(b"\xfe\xff") || probe.contains(&0) {
                // What cannot be lines as a whole is one error, not one for every line.
                let read = variorum::ingest::read(self.name, head.to_vec());
                read.errors.iter().all(|e| give(Err(e.to_string())));
                return Ok(());
            }
            return self.lines(Vec::new(), &mut reader, give);
        }
        let mut bytes = Vec::new();
        if head.starts_with(b"{") {
            // Standard input may never end: where its first line is a record the others are taken one by one.
            reader.by_ref().take(LONGEST).read_until(b'\n', &mut bytes)?;
            if is_record(&bytes) {
                return self.lines(bytes, &mut reader, give);
            }
        }
        let Some(bytes) = self.whole(bytes, &mut reader, give)? else { return Ok(()) };
        if bytes.starts_with(b"{") || bytes.starts_with(b"\xEF\xBB\xBF{") {
            let read = variorum::ingest::read(self.name, bytes.clone());
            if read.captures.iter().any(|c| c.line.is_some()) || read.errors.iter().any(|e| e.is_record()) {
                return self.lines(Vec::new(), &mut bytes.as_slice(), give);
            }
        }
        self.one(bytes, give);
        Ok(())
    }

    /// The rest of a file behind `bytes`, unless it is too long.
    fn whole(&self, mut bytes: Vec<u8>, reader: &mut dyn Read, give: &mut Give<'_>) -> io::Result<Option<Vec<u8>>> {
        reader.take(LONGEST + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 <= LONGEST {
            return Ok(Some(bytes));
        }
        give(Err(format!("{}: more than 4 GiB in one report: split the file", self.name)));
        Ok(None)
    }

    /// A file that is one capture.
    fn one(&self, bytes: Vec<u8>, give: &mut Give<'_>) {
        give(Ok(Raw { path: self.name.into(), origin: self.origin.into(), bytes, ..Raw::default() }));
    }

    /// Each line that is not blank, after `first`, a line that was read before.
    fn lines(&self, first: Vec<u8>, reader: &mut dyn BufRead, give: &mut Give<'_>) -> io::Result<()> {
        let mut number = 0;
        let mut bytes = first;
        loop {
            if bytes.is_empty() && reader.take(LONGEST + 1).read_until(b'\n', &mut bytes)? == 0 {
                return Ok(());
            }
            number += 1;
            let line = if number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes) } else { &bytes };
            if line.len() as u64 > LONGEST {
                give(Err(format!("{}:{number}: more than 4 GiB in one line; the rest is not read", self.name)));
                return Ok(());
            }
            // Line ends and blanks around a record are none of it: the same record is the same capture wherever it stands.
            let line = line.trim_ascii().to_vec();
            bytes.clear();
            if !line.is_empty()
                && !give(Ok(Raw { path: self.name.into(), line: Some(number), bytes: line, ..Raw::default() }))
            {
                return Ok(());
            }
        }
    }

    /// The pages of an archive, each a capture.
    fn archive(&self, reader: impl BufRead, give: &mut Give<'_>) {
        warc::payloads(self.name, reader, 0, &mut |got| {
            give(got.what.map_err(|fault| fault.to_string()).map(|page| {
                let warc::Payload { place, bytes, media, url, id, captured } = *page;
                Raw {
                    path: self.name.into(),
                    line: Some(place),
                    // A page without an address is told by its archive.
                    origin: url.clone().unwrap_or_else(|| self.origin.into()),
                    bytes,
                    media: Some(media),
                    url,
                    captured,
                    record: id,
                }
            }))
        });
    }
}
