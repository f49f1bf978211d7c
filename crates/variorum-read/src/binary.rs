//! Files that are called pages and are no text at all.

use encoding_rs::Encoding as Label;

/// Bytes from the start that tell.
const PROBE: usize = 8 << 10;

/// First bytes of files that are given or served for pages by mistake.
const SIGNATURES: &[&[u8]] = &[b"%PDF-", b"PK\x03\x04", b"\x7fELF", b"\xff\xd8\xff", b"\x89PNG", b"GIF8"];

/// Fewer odd bytes than this are strays in a text.
const STRAYS: usize = 4;

/// Whether bytes are a program, a picture or noise and no page: zero bytes among control characters, or more zeros than
/// strays. Pages in UTF-16 are none of it, nor is one into which a zero strayed. `media` is what a server said of them.
pub(crate) fn is_binary(bytes: &[u8], media: Option<&str>) -> bool {
    if SIGNATURES.iter().any(|s| bytes.starts_with(s)) {
        return true;
    }
    let probe = bytes.get(..PROBE).unwrap_or(bytes);
    let wide = |label: &'static Label| !label.is_ascii_compatible();
    let stated = media.and_then(crate::warc::http::charset).and_then(|c| Label::for_label(c.as_bytes()));
    if memchr::memchr(0, probe).is_none()
        || Label::for_bom(bytes).is_some_and(|(label, _)| wide(label))
        || stated.is_some_and(wide)
    {
        return false;
    }
    let (mut zeros, mut controls) = ([0usize; 2], 0usize);
    for (i, byte) in probe.iter().enumerate() {
        match byte {
            0 => zeros[i % 2] += 1,
            // White space and the escape sequences of ISO-2022-JP are text.
            b'\t' | b'\n' | b'\r' | 0x0C | 0x1B => {}
            1..0x20 | 0x7F => controls += 1,
            _ => {}
        }
    }
    let all = zeros[0] + zeros[1];
    // UTF-16 that lost its mark: zeros in every second byte.
    let one_side = zeros[0].max(zeros[1]) * 20 >= all * 19 && all * 3 >= probe.len();
    all + controls >= STRAYS && (controls * 50 > probe.len() || !one_side && all * 20 > probe.len())
}
