//! Captured bytes to text, with the exact place of every character.

use super::Encoding;
use crate::error::{Error, Note};
use crate::text::{Text, TextBuilder};
use encoding_rs::WINDOWS_1252;

/// How far from the start a zero byte tells that a file is not text.
const PROBE: usize = 8 << 10;

/// First bytes of files that people give for text by mistake, and that need not hold a zero byte early.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"BZh", "bzip2-compressed"),
    (b"\xfd7zXZ", "xz-compressed"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
];

/// Reads `bytes` as text: by byte order mark, then as UTF-8, then as UTF-16 that lost its mark, then as damaged
/// UTF-8 or Windows-1252, whichever the bytes look more like.
pub(super) fn decode(path: &str, bytes: Vec<u8>) -> Result<(Text, Encoding, Vec<Note>), Error> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Error::too_long(path, bytes.len() as u64));
    }
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Error::not_text(path, what));
    }
    match bytes.get(..2) {
        Some([0xFF, 0xFE]) => return utf16(path, &bytes, 2, true, Vec::new()),
        Some([0xFE, 0xFF]) => return utf16(path, &bytes, 2, false, Vec::new()),
        _ => {}
    }
    let probe = bytes.get(..PROBE).unwrap_or(&bytes);
    if let Some(at) = memchr::memchr(0, probe) {
        let Some(little) = utf16_without_mark(probe) else {
            return Err(Error::binary(path, at as u64));
        };
        let name = if little { "UTF-16LE" } else { "UTF-16BE" };
        let note = Note::new(format!("read as {name} by its zero bytes: there is no byte order mark"));
        return utf16(path, &bytes, 0, little, vec![note]);
    }
    utf8(path, bytes)
}

fn utf8(path: &str, mut bytes: Vec<u8>) -> Result<(Text, Encoding, Vec<Note>), Error> {
    let marked = bytes.starts_with(b"\xEF\xBB\xBF");
    let start = if marked { 3 } else { 0 };
    bytes.drain(..start);
    // The allocation that was read into becomes the text: nothing is copied.
    let bytes = match String::from_utf8(bytes) {
        Ok(content) => {
            return Ok((Text::verbatim(content, start as u64), Encoding::Utf8, Vec::new()));
        }
        Err(error) => error.into_bytes(),
    };
    let (mut good, mut bad, mut cut) = (0usize, 0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        // Three bytes of Windows-1252 that are one character of UTF-8 by chance are far rarer than two ("CAFÉ”").
        good += chunk.valid().bytes().map(|b| usize::from(b >= 0xC0) + 2 * usize::from(b >= 0xE0)).sum::<usize>();
        bad += chunk.invalid().len();
        // A character cut in two by the end of the file is no sign of another encoding.
        let unfinished = std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        cut = if unfinished { chunk.invalid().len() } else { 0 };
    }
    let (text, encoding, note) = if marked || good > bad - cut {
        let (text, first) = damaged(&bytes, start as u64);
        let (them, are) = if bad == 1 { ("it", "byte is") } else { ("each", "bytes are") };
        let note = format!("{bad} {are} not UTF-8, the first at byte {first}: {them} reads as U+FFFD");
        (text, Encoding::Utf8, note)
    } else {
        let note = "read as windows-1252: the bytes are not UTF-8".to_owned();
        (windows_1252(&bytes), Encoding::Windows1252, note)
    };
    Ok((fit(path, text)?, encoding, vec![Note::new(note)]))
}

/// UTF-8 with every byte that is not replaced by U+FFFD, and the place of the first such byte.
fn damaged(bytes: &[u8], start: u64) -> (TextBuilder, u64) {
    let mut text = TextBuilder::with_capacity(bytes.len() + bytes.len() / 64);
    let (mut at, mut first) = (start, None);
    for chunk in bytes.utf8_chunks() {
        text.push(chunk.valid(), at, 1, 1);
        at += chunk.valid().len() as u64;
        for _ in chunk.invalid() {
            first.get_or_insert(at);
            text.push("\u{FFFD}", at, 3, 1);
            at += 1;
        }
    }
    (text, first.unwrap_or(start))
}

fn windows_1252(bytes: &[u8]) -> TextBuilder {
    let upper: Vec<u8> = (0x80..=0xFF).collect();
    let (upper, _) = WINDOWS_1252.decode_without_bom_handling(&upper);
    let upper: Vec<char> = upper.chars().collect();
    let mut text = TextBuilder::with_capacity(bytes.len() + bytes.len() / 16);
    let (mut at, mut buffer) = (0, [0; 4]);
    while let Some(rest) = bytes.get(at..).filter(|r| !r.is_empty()) {
        let plain = encoding_rs::Encoding::ascii_valid_up_to(rest);
        let (ascii, rest) = rest.split_at(plain);
        text.push(std::str::from_utf8(ascii).unwrap_or_default(), at as u64, 1, 1);
        at += plain;
        for byte in rest.iter().take_while(|b| **b >= 0x80) {
            let char = upper.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{FFFD}');
            let char = char.encode_utf8(&mut buffer);
            text.push(char, at as u64, char.len() as u8, 1);
            at += 1;
        }
    }
    text
}

/// Whether text without a byte order mark is little-endian (`true`) or big-endian UTF-16, told by zeros in nearly
/// every second byte; `None` where it is neither. Only the scripts of Europe can be told like this.
fn utf16_without_mark(probe: &[u8]) -> Option<bool> {
    let pairs = probe.chunks_exact(2);
    let (mut even, mut odd, mut odd_ones, mut n) = (0, 0, 0, 0);
    for pair in pairs {
        let [a, b] = pair else { continue };
        n += 1;
        even += usize::from(*a == 0);
        odd += usize::from(*b == 0);
        let unit = if *b == 0 { *a } else { *b };
        // Zeros beside control characters are a program or a picture, not text.
        odd_ones += usize::from(unit < 0x20 && !matches!(unit, b'\t' | b'\n' | b'\r') && (*a == 0 || *b == 0));
    }
    let most = |zeros: usize| n >= 2 && zeros * 4 >= n * 3;
    match (even, odd, odd_ones) {
        (0, zeros, 0) if most(zeros) => Some(true),
        (zeros, 0, 0) if most(zeros) => Some(false),
        _ => None,
    }
}

fn utf16(
    path: &str,
    bytes: &[u8],
    start: usize,
    little: bool,
    mut notes: Vec<Note>,
) -> Result<(Text, Encoding, Vec<Note>), Error> {
    let body = bytes.get(start..).unwrap_or_default();
    let unit = |pair: &[u8]| match *pair {
        [a, b] if little => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        _ => 0xFFFD,
    };
    let units = body.chunks_exact(2);
    let (odd_byte, units) = (units.remainder(), units.map(unit));
    // UTF-32 begins like UTF-16 and goes on with zeros.
    if let Some(at) = units.clone().take(PROBE / 2).position(|u| u == 0) {
        return Err(Error::binary(path, (start + 2 * at) as u64));
    }
    let mut out = Runs { text: TextBuilder::starting_at(start as u64, body.len()), ..Runs::default() };
    out.source = start as u64;
    let (mut lone, mut first) = (0usize, 0);
    for char in char::decode_utf16(units) {
        let char = char.unwrap_or_else(|_| {
            if lone == 0 {
                first = out.place();
            }
            lone += 1;
            '\u{FFFD}'
        });
        out.push(char, if char.len_utf8() == 4 { 4 } else { 2 });
    }
    if !odd_byte.is_empty() {
        out.push('\u{FFFD}', 1);
        notes.push(Note::new("the last byte is half a UTF-16 unit: it reads as U+FFFD"));
    }
    if lone > 0 {
        let (them, are) = if lone == 1 { ("it", "unit is") } else { ("each", "units are") };
        notes.push(Note::new(format!(
            "{lone} {are} half of a surrogate pair, the first at byte {first}: {them} reads as U+FFFD"
        )));
    }
    let encoding = if little { Encoding::Utf16Le } else { Encoding::Utf16Be };
    Ok((fit(path, out.finish())?, encoding, notes))
}

/// Collects characters of one ratio, so that a run and not a character is the unit of work.
#[derive(Default)]
struct Runs {
    text: TextBuilder,
    source: u64,
    waiting: String,
    ratio: (u8, u8),
}

impl Runs {
    fn push(&mut self, char: char, source_unit: u8) {
        let ratio = (char.len_utf8() as u8, source_unit);
        if ratio != self.ratio {
            self.flush();
            self.ratio = ratio;
        }
        self.waiting.push(char);
    }

    /// The captured byte that comes next.
    fn place(&self) -> u64 {
        let units = self.waiting.len() / usize::from(self.ratio.0.max(1));
        self.source + units as u64 * u64::from(self.ratio.1)
    }

    fn flush(&mut self) {
        let next = self.place();
        self.text.push(&self.waiting, self.source, self.ratio.0, self.ratio.1);
        self.waiting.clear();
        self.source = next;
    }

    fn finish(mut self) -> TextBuilder {
        self.flush();
        self.text
    }
}

/// Other encodings grow in UTF-8: what fitted 32 bits as bytes need not fit as text.
fn fit(path: &str, text: TextBuilder) -> Result<Text, Error> {
    if u32::try_from(text.len()).is_err() {
        return Err(Error::too_long(path, text.len() as u64));
    }
    Ok(text.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn read(bytes: &[u8]) -> (Text, Encoding, Vec<String>) {
        let (text, encoding, notes) = decode("x.txt", bytes.to_vec()).unwrap();
        (text, encoding, notes.into_iter().map(|n| n.message).collect())
    }

    /// Every span of characters maps to exactly the bytes that `encode` gives for it, and back.
    fn places_hold(text: &Text, start: u64, encode: &dyn Fn(&str) -> usize) {
        let s = text.as_str();
        let ends: Vec<usize> = s.char_indices().map(|(i, _)| i).chain([s.len()]).collect();
        for (i, &a) in ends.iter().enumerate() {
            let from = start + encode(&s[..a]) as u64;
            for &b in ends[i..].iter().take(40) {
                let span = Span::new(a as u32, b as u32);
                let source = from..from + encode(&s[a..b]) as u64;
                assert_eq!(text.source(span), source, "{:?}", &s[a..b]);
                assert_eq!(text.from_source(source), Some(span), "{:?}", &s[a..b]);
            }
        }
    }

    const SAMPLE: &str = "He said — “naïve”…\r\n\r\n👩‍👧 love 😀😀 you, Zoë’s 日本 ok";

    #[test]
    fn utf8_is_taken_as_it_is() {
        let bytes = SAMPLE.as_bytes().to_vec();
        let at = bytes.as_ptr();
        let (text, encoding, notes) = decode("x", bytes).unwrap();
        assert_eq!(text.as_str().as_ptr(), at, "the text was copied");
        assert_eq!((text.as_str(), encoding, notes.len()), (SAMPLE, Encoding::Utf8, 0));
        places_hold(&text, 0, &str::len);
    }

    #[test]
    fn a_byte_order_mark_is_not_text_but_counts_as_place() {
        let (text, encoding, notes) = read(format!("\u{FEFF}{SAMPLE}").as_bytes());
        assert_eq!((text.as_str(), encoding, notes.len()), (SAMPLE, Encoding::Utf8, 0));
        places_hold(&text, 3, &str::len);
    }

    fn utf16_bytes(s: &str, little: bool) -> Vec<u8> {
        s.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn utf16_by_its_mark() {
        for (little, encoding) in [(true, Encoding::Utf16Le), (false, Encoding::Utf16Be)] {
            let (text, found, notes) = read(&utf16_bytes(&format!("\u{FEFF}{SAMPLE}"), little));
            assert_eq!((text.as_str(), found, notes.len()), (SAMPLE, encoding, 0));
            places_hold(&text, 2, &|s| s.encode_utf16().count() * 2);
        }
    }

    #[test]
    fn utf16_by_its_zeros() {
        let s = "Where to get help: naïve “quotes” here";
        for (little, encoding) in [(true, Encoding::Utf16Le), (false, Encoding::Utf16Be)] {
            let (text, found, notes) = read(&utf16_bytes(s, little));
            assert_eq!((text.as_str(), found), (s, encoding));
            assert!(notes[0].contains("no byte order mark"));
            places_hold(&text, 0, &|s| s.encode_utf16().count() * 2);
        }
    }

    #[test]
    fn half_surrogates_and_half_units_are_marked() {
        let mut bytes = utf16_bytes("\u{FEFF}a", true);
        bytes.extend([0x3D, 0xD8, b'b', 0, 0x00, 0xDE, b'c']);
        let (text, _, notes) = read(&bytes);
        assert_eq!(text.as_str(), "a\u{FFFD}b\u{FFFD}\u{FFFD}");
        assert_eq!(text.source(Span::new(1, 4)), 4..6);
        assert_eq!(text.source(Span::new(5, 8)), 8..10);
        assert_eq!(text.source(Span::new(8, 11)), 10..11);
        assert_eq!(notes.len(), 2);
        assert!(notes[1].starts_with("2 units") && notes[1].contains("first at byte 4"), "{notes:?}");
    }

    #[test]
    fn windows_1252_with_curly_quotes() {
        let bytes = b"\x93Na\xefve,\x94 she said \x97 it\x92s \x80\x80 5\x81";
        let (text, encoding, notes) = read(bytes);
        assert_eq!(text.as_str(), "“Naïve,” she said — it’s €€ 5\u{81}");
        assert_eq!(encoding, Encoding::Windows1252);
        assert_eq!(notes, ["read as windows-1252: the bytes are not UTF-8"]);
        places_hold(&text, 0, &|s| s.chars().count());
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let (text, encoding, notes) = read(b"caf\xc3\xa9 \xe2\x80\x9cna\xc3\xafve\xe2\x80\x9d \xff\xfe ok \xe2\x80");
        assert_eq!(text.as_str(), "café “naïve” \u{FFFD}\u{FFFD} ok \u{FFFD}\u{FFFD}");
        assert_eq!(encoding, Encoding::Utf8);
        assert_eq!(notes.len(), 1);
        assert!(notes[0].starts_with("4 bytes") && notes[0].contains("first at byte 19"), "{notes:?}");
        places_hold(&text, 0, &|s| s.chars().map(|c| if c == '\u{FFFD}' { 1 } else { c.len_utf8() }).sum());
    }

    #[test]
    fn a_file_cut_inside_a_character_stays_utf8() {
        let (text, encoding, _) = read(b"Zo\xc3\xab \xf0\x9f\x98");
        assert_eq!((text.as_str(), encoding), ("Zoë \u{FFFD}\u{FFFD}\u{FFFD}", Encoding::Utf8));
        let (text, encoding, _) = read(b"caf\xe9");
        assert_eq!((text.as_str(), encoding), ("café", Encoding::Windows1252));
    }

    #[test]
    fn a_mark_settles_that_it_is_utf8() {
        let (text, encoding, notes) = read(b"\xef\xbb\xbfa\x93b");
        assert_eq!((text.as_str(), encoding), ("a\u{FFFD}b", Encoding::Utf8));
        assert_eq!(text.source(Span::new(1, 4)), 4..5);
        assert!(notes[0].starts_with("1 byte is") && notes[0].contains("byte 4"), "{notes:?}");
    }

    #[test]
    fn what_is_not_text_is_refused() {
        for bytes in [&b"ab\0cd\0\0\0ef"[..], b"\0", b"\xff\xfe\0\0a\0\0\0", b"\0\0\0\0\0\0"] {
            let error = decode("x.txt", bytes.to_vec()).unwrap_err();
            assert!(error.is_binary(), "{bytes:?}");
            assert!(error.to_string().starts_with("x.txt: "), "{error}");
        }
        let pdf = decode("x.txt", b"%PDF-1.4 ...".to_vec()).unwrap_err();
        assert!(pdf.is_binary() && pdf.to_string().contains("a PDF"), "{pdf}");
    }

    #[test]
    fn a_late_zero_byte_is_a_character() {
        let mut bytes = vec![b'a'; PROBE];
        bytes.push(0);
        assert_eq!(read(&bytes).0.len() as usize, PROBE + 1);
    }

    #[test]
    fn nothing_is_a_text_too() {
        for (bytes, at) in [(&b""[..], 0), (b"\xef\xbb\xbf", 3), (b"\xff\xfe", 2)] {
            let (text, _, notes) = read(bytes);
            assert!(text.is_empty() && notes.is_empty());
            assert_eq!(text.source(text.span()), at..at);
        }
    }

    #[test]
    fn any_bytes_decode_to_text_whose_places_tile_the_capture() {
        let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
        let mut next = || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed
        };
        const PARTS: &[&[u8]] = &[
            b"a",
            b" ",
            "é".as_bytes(),
            "“".as_bytes(),
            "😀".as_bytes(),
            b"\x93",
            b"\xe2\x80",
            b"\xf0",
            b"\n",
            b"\xd8",
            b"\xdc",
        ];
        for round in 0..3000 {
            let mut bytes: Vec<u8> = match round % 4 {
                0 => b"\xff\xfe".to_vec(),
                1 => b"\xfe\xff".to_vec(),
                _ => Vec::new(),
            };
            for _ in 0..next() % 30 {
                bytes.extend_from_slice(PARTS[(next() % PARTS.len() as u64) as usize]);
            }
            let Ok((text, ..)) = decode("x", bytes.clone()) else {
                continue;
            };
            let mut at = text.source(Span::empty(0)).start;
            for (i, c) in text.as_str().char_indices() {
                let span = Span::new(i as u32, (i + c.len_utf8()) as u32);
                let source = text.source(span);
                assert_eq!(source.start, at, "{bytes:?}");
                assert!(source.end > at);
                assert_eq!(text.from_source(source.clone()), Some(span));
                at = source.end;
            }
            assert_eq!(at, bytes.len() as u64, "{bytes:?}");
        }
    }
}
