//! Records of an archive, one after the other, past damage.

use super::LONGEST_RECORD;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// Bytes of a record's head that are read.
const LONGEST_HEAD: usize = 256 << 10;

/// The named fields of a record.
#[derive(Debug)]
pub(super) struct Head(Vec<(String, String)>);

impl Head {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(k, _)| k.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }
}

/// One record, or what is wrong with it.
pub(super) struct Record {
    pub offset: u64,
    pub next: u64,
    pub content: Result<(Head, Vec<u8>), String>,
}

/// Goes through an archive.
pub(super) struct Records<R> {
    input: Counted<R>,
    /// Whether the end of the last record was not where it said: the next one has to be looked for.
    lost: bool,
    done: bool,
}

impl<R: BufRead> Records<R> {
    pub fn new(input: R, from: u64) -> Self {
        Records { input: Counted { inner: input, at: from }, lost: false, done: false }
    }

    pub fn next(&mut self) -> Option<Record> {
        if self.done {
            return None;
        }
        // Blank lines end a record, and may be more or fewer than two.
        loop {
            let head = self.input.fill_buf().unwrap_or_default();
            match head.first() {
                None => return None,
                Some(b'\r' | b'\n') => self.input.consume(1),
                Some(_) => break,
            }
        }
        let offset = self.input.at;
        let packed = self.input.fill_buf().is_ok_and(|b| b.first() == Some(&0x1f));
        let content = if packed { self.packed() } else { self.plain() };
        if content.is_err() && !self.find_next(packed) {
            self.done = true;
        }
        Some(Record { offset, next: self.input.at, content })
    }

    /// A record in a gzip member of its own.
    fn packed(&mut self) -> Result<(Head, Vec<u8>), String> {
        let mut member = io::BufReader::new(GzDecoder::new(&mut self.input));
        let read = one(&mut member);
        // The member is read to its end, so that the next one is found and its checksum is looked at.
        let rest = io::copy(&mut (&mut member).take(LONGEST_RECORD * 4), &mut io::sink());
        match (read, rest) {
            (_, Err(error)) => Err(format!("the gzip member is damaged: {error}; the record is skipped")),
            (Err(message), _) => Err(message),
            (Ok(record), Ok(left)) if left > 64 => {
                // Several records in one member: an archive that was packed as a whole.
                let _ = record;
                Err("more than one record in a gzip member: the archive was packed as a whole; unpack it (gunzip) and read that".into())
            }
            (Ok(record), Ok(_)) => Ok(record),
        }
    }

    fn plain(&mut self) -> Result<(Head, Vec<u8>), String> {
        if self.lost {
            self.lost = false;
        }
        one(&mut self.input)
    }

    /// Goes to where the next record seems to begin. Whether there is one.
    fn find_next(&mut self, packed: bool) -> bool {
        self.lost = true;
        let signs: &[&[u8]] = if packed { &[b"\x1f\x8b\x08"] } else { &[b"WARC/1.", b"WARC/0."] };
        loop {
            let Ok(buffer) = self.input.fill_buf() else { return false };
            if buffer.is_empty() {
                return false;
            }
            let found = signs.iter().filter_map(|s| memchr::memmem::find(buffer, s)).min();
            match found {
                Some(at) => {
                    self.input.consume(at);
                    return true;
                }
                // A sign may be cut by the end of the buffer; one byte at a time there.
                None => {
                    let skip = if buffer.len() > 8 { buffer.len() - 7 } else { 1 };
                    self.input.consume(skip);
                }
            }
        }
    }
}

/// Reads one record, whose first byte is next.
fn one(input: &mut impl BufRead) -> Result<(Head, Vec<u8>), String> {
    let mut size = 0;
    let mut line = |input: &mut dyn BufRead| -> Result<String, String> {
        let mut bytes = Vec::new();
        input.take(LONGEST_HEAD as u64).read_until(b'\n', &mut bytes).map_err(|e| format!("the record cannot be read: {e}"))?;
        size += bytes.len();
        if size >= LONGEST_HEAD {
            return Err("the head of the record does not end".into());
        }
        if bytes.is_empty() {
            return Err("the archive ends inside the head of this record".into());
        }
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned())
    };
    let first = line(input)?;
    if !first.starts_with("WARC/") {
        let shown: String = first.chars().take(40).collect();
        return Err(format!("no record begins here ({shown:?} in place of WARC/1.x)"));
    }
    let mut fields: Vec<(String, String)> = Vec::new();
    loop {
        let text = line(input)?;
        if text.is_empty() {
            break;
        }
        if text.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(text.trim());
            }
        } else if let Some((key, value)) = text.split_once(':') {
            fields.push((key.trim().to_owned(), value.trim().to_owned()));
        }
    }
    let head = Head(fields);
    let length = head.get("Content-Length").and_then(|l| l.parse::<u64>().ok());
    let Some(length) = length else {
        return Err("the record does not say how long it is (no Content-Length)".into());
    };
    let mut content = Vec::new();
    let kept = length.min(LONGEST_RECORD);
    input.take(kept).read_to_end(&mut content).map_err(|e| format!("the record is damaged: {e}"))?;
    let skipped = io::copy(&mut input.take(length - kept), &mut io::sink()).map_err(|e| format!("the record is damaged: {e}"))?;
    if content.len() as u64 + skipped < length {
        return Err(format!("the archive ends {} bytes before the end of this record", length - skipped - content.len() as u64));
    }
    // Two line ends must follow; anything else shows that the length is wrong.
    let behind = input.fill_buf().map_err(|e| format!("the record is damaged: {e}"))?;
    if behind.first().is_some_and(|b| !matches!(b, b'\r' | b'\n' | b'W')) {
        return Err("the record is longer than it says (Content-Length is wrong)".into());
    }
    Ok((head, content))
}

/// Counts the bytes that were taken.
struct Counted<R> {
    inner: R,
    at: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(out)?;
        self.at += n as u64;
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.inner.consume(n);
        self.at += n as u64;
    }
}
