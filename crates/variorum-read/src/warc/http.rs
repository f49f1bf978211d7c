//! The HTTP answer inside a record.

use std::borrow::Cow;
use std::io::Read;

/// Bytes that may come out of a packed body.
const MOST: u64 = 64 << 20;

/// An HTTP answer as it was sent.
pub(super) struct Answer<'a> {
    pub status: u16,
    fields: Vec<(String, String)>,
    body: &'a [u8],
}

impl<'a> Answer<'a> {
    pub fn read(content: &'a [u8]) -> Option<Self> {
        let end = memchr::memmem::find(content, b"\r\n\r\n").map(|at| (at, at + 4));
        let short = memchr::memmem::find(content, b"\n\n").map(|at| (at, at + 2));
        let (end, body) = match (end, short) {
            (Some(a), Some(b)) => {
                if a.0 < b.0 {
                    a
                } else {
                    b
                }
            }
            (a, b) => a.or(b)?,
        };
        let head = String::from_utf8_lossy(content.get(..end)?);
        let mut lines = head.lines();
        let first = lines.next()?;
        let status = first.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()?;
        let fields = lines
            .filter_map(|l| l.split_once(':'))
            .map(|(k, v)| (k.trim().to_ascii_lowercase(), v.trim().to_owned()))
            .collect();
        Some(Answer { status, fields, body: content.get(body..)? })
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(k, _)| k == name).map(|(_, v)| v.as_str())
    }

    pub fn charset(&self) -> Option<String> {
        charset(self.get("content-type")?)
    }

    /// The media type; an answer that states none is taken for a page.
    pub fn media(&self) -> Option<String> {
        Some(self.get("content-type").map_or_else(|| "text/html".into(), media))
    }

    /// The body with its transfer and content encodings undone, as far as they can be: crawlers often keep the fields
    /// of what they have already undone.
    pub fn body(&self) -> Cow<'a, [u8]> {
        let mut body = Cow::Borrowed(self.body);
        if self.get("transfer-encoding").is_some_and(|t| t.eq_ignore_ascii_case("chunked"))
            && let Some(joined) = unchunk(&body)
        {
            body = Cow::Owned(joined);
        }
        let encoding = self.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
        match unpacked(&encoding, &body) {
            // What came out before damage is still the head of the page.
            Some(out) if !out.is_empty() => Cow::Owned(out),
            _ => body,
        }
    }
}

/// A body unpacked, if `encoding` says that it is packed and it looks so.
fn unpacked(encoding: &str, body: &[u8]) -> Option<Vec<u8>> {
    let packed: Box<dyn Read + '_> = match encoding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => Box::new(flate2::read::MultiGzDecoder::new(body)),
        // Brotli has no sign at its start: what begins as markup has been unpacked before.
        "br" if !body.trim_ascii_start().starts_with(b"<") => {
            Box::new(brotli_decompressor::Decompressor::new(body, 4096))
        }
        "zstd" if body.starts_with(b"\x28\xb5\x2f\xfd") => {
            Box::new(ruzstd::decoding::StreamingDecoder::new(body).ok()?)
        }
        "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => Box::new(flate2::read::ZlibDecoder::new(body)),
        "deflate" => Box::new(flate2::read::DeflateDecoder::new(body)),
        _ => return None,
    };
    let mut out = Vec::new();
    let _ = packed.take(MOST).read_to_end(&mut out);
    Some(out)
}

/// The charset that a media type states.
pub(crate) fn charset(stated: &str) -> Option<String> {
    let lower = stated.to_ascii_lowercase();
    let value = lower.split("charset=").nth(1)?.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
    value.get(..end).filter(|v| !v.is_empty()).map(str::to_owned)
}

/// A media type without what it states beside.
pub(crate) fn media(stated: &str) -> String {
    stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Whether a media type is that of a page.
pub(crate) fn is_page(media: &str) -> bool {
    matches!(media, "text/html" | "application/xhtml+xml")
}

/// A chunked body put together; `None` where it is not chunked at all. One that breaks off gives what there is.
fn unchunk(body: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut rest, mut any) = (Vec::with_capacity(body.len()), body, false);
    while let Some(end) = memchr::memchr(b'\n', rest.get(..64.min(rest.len()))?) {
        let line = std::str::from_utf8(rest.get(..end)?).unwrap_or_default().trim();
        let size = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16);
        let Ok(size) = size else { break };
        any = true;
        if size == 0 {
            return Some(out);
        }
        rest = rest.get(end + 1..)?;
        out.extend_from_slice(rest.get(..size.min(rest.len()))?);
        rest = rest.get(size.min(rest.len())..)?;
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    any.then_some(out)
}
