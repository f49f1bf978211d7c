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
pub(super) struct Records<R: BufRead> {
    source: Source<R>,
    /// Where the record that is being read begins; for a packed one, the gzip member.
    offset: u64,
}

/// Where the next record is read from.
enum Source<R: BufRead> {
    Plain(Counted<R>),
    /// Inside a gzip member.
    Member(Box<io::BufReader<GzDecoder<Counted<R>>>>),
    Done,
}

impl<R: BufRead> Records<R> {
    pub fn new(input: R, from: u64) -> Self {
        Records { source: Source::Plain(Counted { inner: input, at: from }), offset: from }
    }

    pub fn next(&mut self) -> Option<Record> {
        loop {
            match std::mem::replace(&mut self.source, Source::Done) {
                Source::Done => return None,
                Source::Plain(mut input) => {
                    // Blank lines end a record, and may be more or fewer than two.
                    if !skip_blank(&mut input).ok()? {
                        return None;
                    }
                    self.offset = input.at;
                    if input.fill_buf().is_ok_and(|b| b.first() == Some(&0x1f)) {
                        self.source = Source::Member(Box::new(io::BufReader::new(GzDecoder::new(input))));
                        continue;
                    }
                    let content = one(&mut input);
                    let more = content.is_ok() || find_next(&mut input, false);
                    return Some(self.give(input, content, more));
                }
                Source::Member(mut member) => {
                    let content = one(&mut *member);
                    // What follows in the member is looked at before the record is given: at its end the checksum
                    // says whether the record is whole.
                    return Some(match (content, skip_blank(&mut *member)) {
                        (Ok(record), Ok(true)) => {
                            let next = self.offset;
                            self.source = Source::Member(member);
                            Record { offset: self.offset, next, content: Ok(record) }
                        }
                        (Ok(record), Ok(false)) => {
                            let input = member.into_inner().into_inner();
                            self.give(input, Ok(record), true)
                        }
                        (_, Err(error)) => {
                            let mut input = member.into_inner().into_inner();
                            let more = find_next(&mut input, true);
                            let message = format!("the gzip member is damaged ({error}); the record is skipped");
                            self.give(input, Err(message), more)
                        }
                        (Err(message), Ok(_)) => {
                            // The rest of the member is of no use; where it ends the next one begins.
                            let whole = io::copy(&mut *member, &mut io::sink()).is_ok();
                            let mut input = member.into_inner().into_inner();
                            // After damage a decoder may say that the member ends where it does not.
                            let begins = input.fill_buf().is_ok_and(|b| b.first().is_none_or(|b| *b == 0x1f));
                            let more = whole && begins || find_next(&mut input, true);
                            self.give(input, Err(message), more)
                        }
                    });
                }
            }
        }
    }

    fn give(&mut self, input: Counted<R>, content: Result<(Head, Vec<u8>), String>, more: bool) -> Record {
        let next = input.at;
        if more {
            self.source = Source::Plain(input);
        }
        Record { offset: self.offset, next, content }
    }
}

/// Goes past line ends. Whether anything follows them.
fn skip_blank(input: &mut impl BufRead) -> io::Result<bool> {
    loop {
        match input.fill_buf()?.first() {
            None => return Ok(false),
            Some(b'\r' | b'\n') => input.consume(1),
            Some(_) => return Ok(true),
        }
    }
}

/// Goes to where the next record seems to begin. Whether there is one.
fn find_next(input: &mut impl BufRead, packed: bool) -> bool {
    let signs: &[&[u8]] = if packed { &[b"\x1f\x8b\x08"] } else { &[b"WARC/1.", b"WARC/0."] };
    loop {
        let Ok(buffer) = input.fill_buf() else { return false };
        if buffer.is_empty() {
            return false;
        }
        match signs.iter().filter_map(|s| memchr::memmem::find(buffer, s)).min() {
            Some(at) => {
                input.consume(at);
                return true;
            }
            // A sign may be cut by the end of the buffer; one byte at a time there.
            None => {
                let skip = if buffer.len() > 8 { buffer.len() - 7 } else { 1 };
                input.consume(skip);
            }
        }
    }
}

/// Reads one record, whose first byte is next.
fn one(input: &mut impl BufRead) -> Result<(Head, Vec<u8>), String> {
    let mut size = 0;
    let mut line = |input: &mut dyn BufRead| -> Result<String, String> {
        let mut bytes = Vec::new();
        input
            .take(LONGEST_HEAD as u64)
            .read_until(b'\n', &mut bytes)
            .map_err(|e| format!("the record cannot be read: {e}"))?;
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
    let skipped =
        io::copy(&mut input.take(length - kept), &mut io::sink()).map_err(|e| format!("the record is damaged: {e}"))?;
    if content.len() as u64 + skipped < length {
        return Err(format!(
            "the archive ends {} bytes before the end of this record",
            length - skipped - content.len() as u64
        ));
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
