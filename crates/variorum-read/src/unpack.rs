//! Compressed files, with a bound on what comes out of them.

use std::io::Read;

/// Bytes that may come out of one compressed file that is read as a whole.
pub const MOST_UNPACKED: u64 = 4 << 30;

/// The name and bytes of what a file holds: unpacked where its first bytes say gzip or zstd, else as they are. The
/// error is a sentence for the user.
pub(crate) fn unpack(path: &str, bytes: Vec<u8>) -> Result<(&str, Vec<u8>), String> {
    let name = |ending: &[&str]| {
        let lower = path.to_ascii_lowercase();
        let known = ending.iter().find(|e| lower.ends_with(**e)).map_or(0, |e| e.len());
        path.get(..path.len() - known).unwrap_or(path)
    };
    let length = bytes.len() as u64;
    if bytes.starts_with(b"\x1f\x8b") {
        let out = bounded(flate2::read::MultiGzDecoder::new(bytes.as_slice()), length, "gzip")?;
        return Ok((name(&[".gz", ".gzip"]), out));
    }
    if bytes.starts_with(b"\x28\xb5\x2f\xfd") {
        return Ok((name(&[".zst", ".zstd"]), zstd(&bytes, length)?));
    }
    Ok((path, bytes))
}

/// All frames of a file.
fn zstd(bytes: &[u8], length: u64) -> Result<Vec<u8>, String> {
    let (mut rest, mut out) = (bytes, Vec::new());
    while !rest.is_empty() {
        let decoder = ruzstd::decoding::StreamingDecoder::new(&mut rest);
        let decoder =
            decoder.map_err(|e| format!("damaged zstd after {} bytes: {e}; fetch the file again", out.len()))?;
        out.extend(bounded(decoder, length, "zstd")?);
        if out.len() as u64 > MOST_UNPACKED {
            return Err(format!("more than {MOST_UNPACKED} bytes come out of it: not read"));
        }
    }
    Ok(out)
}

/// Everything that comes out of `reader`, unless it is far more than went in: gzip packs a page of news to a fifth, and
/// a bomb to a thousandth.
fn bounded(reader: impl Read, packed: u64, what: &str) -> Result<Vec<u8>, String> {
    let most = (packed.saturating_mul(150)).clamp(64 << 20, MOST_UNPACKED);
    let mut out = Vec::new();
    match reader.take(most + 1).read_to_end(&mut out) {
        Ok(n) if n as u64 > most => {
            Err(format!("more than {most} bytes come out of {packed} bytes of {what}: not read"))
        }
        Ok(_) => Ok(out),
        Err(error) => {
            Err(format!("damaged {what} after {} bytes of what it holds: {error}; fetch the file again", out.len()))
        }
    }
}
