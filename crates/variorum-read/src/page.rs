//! The bytes of a page as text, with the way back to them.

use encoding_rs::{CoderResult, Decoder, Encoding as Label, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::ops::Range;
use variorum::Note;
use variorum::ingest::Encoding;
use variorum::span::Span;
use variorum::text::{Text, TextBuilder};

/// How far into a page its own word on its encoding is looked for.
const PROBE: usize = 4096;

/// A page as text.
pub(crate) struct Page {
    text: Text,
    /// Where the bytes are the text: how far it is shifted by a byte order mark.
    shift: Option<u64>,
    pub encoding: Encoding,
    pub notes: Vec<Note>,
}

impl Page {
    /// Text that was taken out of something else, with its own way back to the bytes.
    pub fn of(text: Text, encoding: Encoding) -> Self {
        Self { text, shift: None, encoding, notes: Vec::new() }
    }

    /// Reads bytes as the standard has it: by byte order mark, by `stated` (what the server said), by what the page says
    /// itself, or else as Windows-1252; but as UTF-8 where they are just that, since servers that say otherwise of whole
    /// and proper UTF-8 are wrong. Bytes below 128 alone are no proof of it where an encoding gives them other meanings.
    pub fn read(bytes: &[u8], stated: Option<&str>) -> Self {
        if let Some((label, length)) = Label::for_bom(bytes) {
            if label != UTF_8 {
                return Self::decoded(bytes, length, label, Vec::new());
            }
            return Self::utf8(bytes, length, true);
        }
        let server = stated.and_then(|s| Label::for_label(s.as_bytes()));
        let label = server.or_else(|| meta_charset(bytes));
        if let Some(label) = label.filter(|label| is_other_ascii(bytes, label, server.is_some())) {
            return Self::decoded(bytes, 0, label, Vec::new());
        }
        if std::str::from_utf8(bytes).is_ok() {
            return Self::utf8(bytes, 0, true);
        }
        match label {
            // What is said to be ASCII of another kind and is not was looked at before.
            Some(label) if label != UTF_8 && label.is_ascii_compatible() => Self::decoded(bytes, 0, label, Vec::new()),
            Some(_) => Self::utf8(bytes, 0, true),
            None => Self::utf8(bytes, 0, false),
        }
    }

    /// UTF-8, whole or damaged; where neither the page nor its bytes say so, Windows-1252.
    fn utf8(bytes: &[u8], start: usize, said: bool) -> Self {
        let body = bytes.get(start..).unwrap_or_default();
        if let Ok(content) = std::str::from_utf8(body) {
            let text = Text::verbatim(content.to_owned(), start as u64);
            return Self { text, shift: Some(start as u64), encoding: Encoding::Utf8, notes: Vec::new() };
        }
        let (mut good, mut bad) = (0, 0);
        for chunk in body.utf8_chunks() {
            good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
            bad += chunk.invalid().len();
        }
        if !said && bad > good {
            let note = Note::new("read as windows-1252: the bytes are not UTF-8 and the page says nothing");
            return Self::decoded(bytes, start, WINDOWS_1252, vec![note]);
        }
        let (mut text, mut at) = (TextBuilder::starting_at(start as u64, body.len() + 64), start as u64);
        for chunk in body.utf8_chunks() {
            text.push(chunk.valid(), at, 1, 1);
            at += chunk.valid().len() as u64;
            if !chunk.invalid().is_empty() {
                text.push("\u{FFFD}", at, 3, chunk.invalid().len() as u8);
                at += chunk.invalid().len() as u64;
            }
        }
        let note = Note::new(format!("{bad} bytes are not UTF-8: they read as U+FFFD"));
        Self { text: text.finish(), shift: None, encoding: Encoding::Utf8, notes: vec![note] }
    }

    /// Any other encoding: fed byte by byte, so that it shows which bytes made which character.
    fn decoded(bytes: &[u8], start: usize, label: &'static Label, mut notes: Vec<Note>) -> Self {
        let mut text = TextBuilder::starting_at(start as u64, bytes.len() + bytes.len() / 8);
        let mut decoder = label.new_decoder_without_bom_handling();
        let (mut at, mut from) = (start, start);
        let mut replaced = 0usize;
        let mut buffer = [0u8; 32];
        // An escape sequence of ISO-2022-JP is ASCII that is none.
        let skips = label.is_ascii_compatible();
        while let Some(rest) = bytes.get(at..).filter(|r| !r.is_empty()) {
            if skips && from == at {
                let plain = Label::ascii_valid_up_to(rest);
                if plain > 0 {
                    text.push(std::str::from_utf8(&rest[..plain]).unwrap_or_default(), at as u64, 1, 1);
                    (at, from) = (at + plain, at + plain);
                    continue;
                }
            }
            let one = rest.get(..1).unwrap_or_default();
            let written = feed(&mut decoder, one, &mut buffer, false, &mut replaced);
            at += 1;
            push(&mut text, buffer.get(..written), from, &mut at);
            if written > 0 {
                from = at;
            }
        }
        let written = feed(&mut decoder, &[], &mut buffer, true, &mut replaced);
        push(&mut text, buffer.get(..written), from, &mut at);
        if replaced > 0 {
            notes.push(Note::new(format!("{replaced} characters are not {}: they read as U+FFFD", label.name())));
        }
        let encoding = match label.name() {
            "windows-1252" => Encoding::Windows1252,
            "UTF-16LE" => Encoding::Utf16Le,
            "UTF-16BE" => Encoding::Utf16Be,
            name => Encoding::Stated(name),
        };
        Self { text: text.finish(), shift: None, encoding, notes }
    }

    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// Which byte of what was captured the page's text has at `at`.
    pub fn byte(&self, at: usize) -> u64 {
        match self.shift {
            Some(shift) => at as u64 + shift,
            None => self.text.source(Span::new(at as u32, at as u32)).start,
        }
    }

    /// Appends `words`, which stand in the page's text at `at`.
    pub fn verbatim(&self, out: &mut TextBuilder, words: &str, at: usize) {
        if let Some(shift) = self.shift {
            return out.push(words, at as u64 + shift, 1, 1);
        }
        for (i, char) in words.char_indices() {
            let mut buffer = [0; 4];
            self.unit(out, char.encode_utf8(&mut buffer), at + i..at + i + char.len_utf8());
        }
    }

    /// Appends `meant`, for which the page's text has `range`.
    pub fn unit(&self, out: &mut TextBuilder, meant: &str, range: Range<usize>) {
        let source = self.text.source(Span::new(range.start as u32, range.end as u32));
        let length = (source.end - source.start).clamp(1, 255);
        out.push(meant, source.start, meant.len().min(255) as u8, length as u8);
    }
}

fn feed(decoder: &mut Decoder, bytes: &[u8], buffer: &mut [u8], last: bool, replaced: &mut usize) -> usize {
    let (result, _, written, bad) = decoder.decode_to_utf8(bytes, buffer, last);
    *replaced += usize::from(bad);
    // Nothing that one byte ends is longer than the buffer.
    debug_assert_eq!(result, CoderResult::InputEmpty);
    written
}

/// Appends what the bytes from `from` to `at` became; several characters share the bytes among them.
fn push(text: &mut TextBuilder, written: Option<&[u8]>, from: usize, at: &mut usize) {
    let Some(chars) = written.and_then(|w| std::str::from_utf8(w).ok()).filter(|s| !s.is_empty()) else { return };
    let length = (*at - from).clamp(1, 255) as u8;
    text.push(chars, from as u64, chars.len() as u8, length);
}

/// Whether bytes are in an encoding whose ASCII is none: escape sequences say so, or zeros beside the marks of HTML. A
/// page in UTF-16 cannot say that of itself.
fn is_other_ascii(bytes: &[u8], label: &'static Label, by_server: bool) -> bool {
    let head = bytes.get(..PROBE).unwrap_or(bytes);
    if label == UTF_16LE || label == UTF_16BE {
        return by_server && memchr::memchr(0, head).is_some();
    }
    label == ISO_2022_JP && memchr::memchr(0x1B, bytes).is_some()
}

/// What `<meta charset=…>` or `<meta … content="text/html; charset=…">` says.
fn meta_charset(bytes: &[u8]) -> Option<&'static Label> {
    let head = bytes.get(..PROBE.min(bytes.len()))?.to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = memchr::memmem::find(rest, b"charset") {
        rest = rest.get(at + 7..)?;
        let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let length = value.iter().take_while(|b| b.is_ascii_alphanumeric() || b"-_:.".contains(b)).count();
        if let Some(label) = value.get(..length).and_then(Label::for_label) {
            return Some(label);
        }
    }
    None
}
