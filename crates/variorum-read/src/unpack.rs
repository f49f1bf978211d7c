//! Compressed files, with a bound on what comes out of them.

use ruzstd::decoding::{FrameDecoder, StreamingDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// Bytes that may come out of one compressed file that is read as a whole.
pub const MOST_UNPACKED: u64 = 4 << 30;

/// The same of JSON lines and archives, however little went in.
const MOST_OF_LINES: u64 = 512 << 20;

const GZIP: &[u8] = b"\x1f\x8b";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";

/// The name of what a file holds: without the ending that says it is packed.
pub fn inner_name(path: &str) -> &str {
    let lower = path.to_ascii_lowercase();
    let known = [".gz", ".gzip", ".zst", ".zstd"].iter().find(|e| lower.ends_with(**e)).map_or(0, |e| e.len());
    path.get(..path.len() - known).unwrap_or(path)
}

/// The name and bytes of what a file holds: unpacked where its first bytes say gzip or zstd, else as they are.
///
/// # Errors
/// Where it is damaged, or far more comes out of it than went in; a sentence for the user.
pub fn unpack(path: &str, bytes: Vec<u8>) -> Result<(&str, Vec<u8>), String> {
    let length = bytes.len() as u64;
    if bytes.starts_with(GZIP) {
        let inner = inner_name(path);
        let most = most(inner, length);
        return Ok((inner, bounded(flate2::read::MultiGzDecoder::new(bytes.as_slice()), most, length, "gzip")?));
    }
    if bytes.starts_with(ZSTD) {
        let inner = inner_name(path);
        return Ok((inner, zstd(&bytes, most(inner, length), length)?));
    }
    Ok((path, bytes))
}

/// Unpacks while it is read, without a bound on what comes out: for files of which little is kept at a time. Gives what
/// is not packed as it is. The flag says whether it was packed.
///
/// # Errors
/// Where `reader` cannot be read. Damage behind the first bytes is an error of the reader that is given.
pub fn unpacked<'r>(mut reader: impl BufRead + 'r) -> io::Result<(bool, Box<dyn BufRead + 'r>)> {
    let head = reader.fill_buf()?;
    if head.starts_with(GZIP) {
        return Ok((true, Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(reader)))));
    }
    if head.starts_with(ZSTD) {
        return Ok((true, Box::new(BufReader::new(Frames { open: None, input: Some(reader) }))));
    }
    Ok((false, Box::new(reader)))
}

/// The frames of a zstd file, one after the other.
struct Frames<R: BufRead> {
    open: Option<StreamingDecoder<R, FrameDecoder>>,
    input: Option<R>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(mut open) = self.open.take() {
                let n = open.read(out)?;
                if n > 0 || out.is_empty() {
                    self.open = Some(open);
                    return Ok(n);
                }
                self.input = Some(open.into_inner());
            }
            let Some(mut input) = self.input.take() else { return Ok(0) };
            if input.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.open = Some(StreamingDecoder::new(input).map_err(io::Error::other)?);
        }
    }
}

/// All frames of a file.
fn zstd(bytes: &[u8], most: u64, length: u64) -> Result<Vec<u8>, String> {
    let (mut rest, mut out) = (bytes, Vec::new());
    while !rest.is_empty() {
        let decoder = StreamingDecoder::new(&mut rest);
        let decoder =
            decoder.map_err(|e| format!("damaged zstd after {} bytes: {e}; fetch the file again", out.len()))?;
        out.extend(bounded(decoder, most, length, "zstd")?);
        if out.len() as u64 > most {
            return Err(too_much(most, length, "zstd"));
        }
    }
    Ok(out)
}

/// How much may come out of `packed` bytes: gzip packs a page of news to a fifth, and a bomb to a thousandth. Lines of
/// many reports that are like each other pack far better than one: of these as much as a machine can be asked to hold.
fn most(inner: &str, packed: u64) -> u64 {
    let ending = inner.rsplit_once('.').map_or("", |(_, ending)| ending);
    let several = ["jsonl", "ndjson", "warc"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    packed.saturating_mul(150).clamp(if several { MOST_OF_LINES } else { 64 << 20 }, MOST_UNPACKED)
}

/// Everything that comes out of `reader`, unless it is more than `most`.
fn bounded(reader: impl Read, most: u64, packed: u64, what: &str) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    match reader.take(most + 1).read_to_end(&mut out) {
        Ok(n) if n as u64 > most => Err(too_much(most, packed, what)),
        Ok(_) => Ok(out),
        Err(error) => {
            Err(format!("damaged {what} after {} bytes of what it holds: {error}; fetch the file again", out.len()))
        }
    }
}

fn too_much(most: u64, packed: u64, what: &str) -> String {
    let (most, packed) = (size(most), size(packed));
    format!("more than {most} come out of {packed} of {what}, as of a bomb: not read; if it is none, unpack it first")
}

/// A number of bytes for people: `64 MiB`, `1.5 KiB`, `12 bytes`.
pub(crate) fn size(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    let Some((shift, unit)) = units.into_iter().find(|(shift, _)| bytes >> shift > 0) else {
        return format!("{bytes} bytes");
    };
    let tenths = (u128::from(bytes) * 10) >> shift;
    match tenths % 10 {
        0 => format!("{} {unit}", tenths / 10),
        rest => format!("{}.{rest} {unit}", tenths / 10),
    }
}
