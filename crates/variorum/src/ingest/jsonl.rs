//! Reports as JSON lines: one object a line, each text with the way back to the bytes of the file.

use super::{Capture, Encoding, Ingested, Meta, plain};
use crate::error::{Error, Note};
use crate::text::{Text, TextBuilder};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Whether a file holds JSON lines: by its ending, or because one of its first lines is an object with a `text`.
pub(super) fn looks_like(path: &str, bytes: &[u8]) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson") {
        return true;
    }
    // Standard input has no ending. A broken first line must not turn the records behind it into prose.
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let mut lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|l| !l.is_empty()).take(5).peekable();
    lines.peek().is_some_and(|first| first.starts_with(b"{\"") || first.starts_with(b"{ "))
        && lines.any(|line| serde_json::from_slice::<Record>(line).is_ok_and(|r| r.text.is_some()))
}

/// Reads every line that can be read; the others become errors with their line.
pub(super) fn read(path: &str, bytes: &[u8]) -> Ingested {
    let mut out = Ingested::default();
    if let Some(error) = not_lines(path, bytes) {
        out.errors.push(error);
        return out;
    }
    let mut start = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let mut ids: HashMap<String, u64> = HashMap::new();
    let mut number = 0;
    while let Some(rest) = bytes.get(start..).filter(|r| !r.is_empty()) {
        number += 1;
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or(rest);
        if !line.trim_ascii().is_empty() {
            match record(line, start as u64) {
                Ok((text, meta, mut notes)) => {
                    if let Some(id) = &meta.id {
                        if let Some(first) = ids.get(id) {
                            // A document of passim's has as many lines as passages.
                            if !notes.iter().any(|n| n.message.starts_with(PASSAGE)) {
                                notes.push(Note::new(format!("the id {id:?} was already given on line {first}")));
                            }
                        } else {
                            ids.insert(id.clone(), number);
                        }
                    }
                    out.captures.push(Capture {
                        path: path.into(),
                        line: Some(number),
                        bytes: bytes.len() as u64,
                        encoding: Encoding::Utf8,
                        meta,
                        text,
                        notes,
                    });
                }
                Err(message) => out.errors.push(Error::record(path, number, message)),
            }
        }
        start += end + 1;
    }
    out
}

/// Reads one object with a `text`, as a line of JSON lines has it but over any number of lines. `object` is JSON and begins at
/// byte `at` of a file of `bytes` bytes; `place` counts the objects of the file from 1.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn read_object(path: &str, place: u64, bytes: u64, object: &str, at: u64) -> Result<Capture, String> {
    let (text, meta, notes) = record(object.as_bytes(), at)?;
    Ok(Capture { path: path.into(), line: Some(place), bytes, encoding: Encoding::Utf8, meta, text, notes })
}

/// What cannot be lines of JSON as a whole is one error, not one for every line.
pub(super) fn not_lines(path: &str, bytes: &[u8]) -> Option<Error> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Some(Error::record(path, 1, "JSONL in UTF-16; convert the file to UTF-8"));
    }
    if bytes.starts_with(b"\x1f\x8b") {
        return Some(Error::not_text(path, "gzip-compressed"));
    }
    let probe = bytes.get(..8 << 10).unwrap_or(bytes);
    memchr::memchr(0, probe).map(|at| Error::binary(path, at as u64))
}

/// How the note on one of passim's passages begins.
const PASSAGE: &str = "a passage of cluster";

/// The fields that are read, as the line spells them; others are ignored. Where a field is given twice the last
/// one counts, as in other readers of JSON.
#[derive(Default)]
pub(super) struct Record<'a> {
    pub(super) text: Option<&'a RawValue>,
    pub(super) id: Option<&'a RawValue>,
    date: [Option<&'a RawValue>; 4],
    modified: [Option<&'a RawValue>; 4],
    title: Option<&'a RawValue>,
    pub(super) outlet: [Option<&'a RawValue>; 4],
    /// What passim says of a passage: the number of its cluster, and where it stands in its document.
    passage: [Option<&'a RawValue>; 3],
    url: Option<&'a RawValue>,
    lang: [Option<&'a RawValue>; 2],
}

impl<'de> Deserialize<'de> for Record<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Record<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
                let mut record = Record::default();
                while let Some(Key(key)) = map.next_key()? {
                    let field = match &*key {
                        "text" => &mut record.text,
                        "id" => &mut record.id,
                        "date" => &mut record.date[0],
                        "published" => &mut record.date[1],
                        "date_published" => &mut record.date[2],
                        "datePublished" => &mut record.date[3],
                        "modified" => &mut record.modified[0],
                        "updated" => &mut record.modified[1],
                        "date_modified" => &mut record.modified[2],
                        "dateModified" => &mut record.modified[3],
                        "title" => &mut record.title,
                        "source" => &mut record.outlet[0],
                        "outlet" => &mut record.outlet[1],
                        "publisher" => &mut record.outlet[2],
                        // What passim calls the newspaper that a document is of.
                        "series" => &mut record.outlet[3],
                        "cluster" => &mut record.passage[0],
                        "begin" => &mut record.passage[1],
                        "end" => &mut record.passage[2],
                        "url" => &mut record.url,
                        "lang" => &mut record.lang[0],
                        "language" => &mut record.lang[1],
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                            continue;
                        }
                    };
                    *field = Some(map.next_value()?);
                }
                Ok(record)
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// A key, copied only where it is written with escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Name;

        impl<'de> Visitor<'de> for Name {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a field name")
            }

            fn visit_borrowed_str<E>(self, s: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(s)))
            }

            fn visit_str<E>(self, s: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(s.to_owned())))
            }
        }

        deserializer.deserialize_str(Name)
    }
}

/// One line that begins at byte `start` of the file. The error is a sentence for the user.
fn record(line: &[u8], start: u64) -> Result<(Text, Meta, Vec<Note>), String> {
    let (record, body) = fields(line)?;
    let mut notes = Vec::new();
    // The raw value is a slice of the line, so its place is a difference of addresses.
    let place = start + (body.as_ptr() as usize).wrapping_sub(line.as_ptr() as usize) as u64;
    let mut text = TextBuilder::starting_at(place, body.len());
    let lone = unescape(body, place, &mut text);
    if u32::try_from(text.len()).is_err() {
        return Err(format!("{} bytes of text in one report; the limit is 4 GiB", text.len()));
    }
    if lone > 0 {
        let them = if lone == 1 { "escape is half a surrogate pair" } else { "escapes are halves of surrogate pairs" };
        notes.push(Note::new(format!("{lone} {them} and read as U+FFFD")));
    }
    if let [Some(cluster), Some(begin), Some(end)] = record.passage.map(number) {
        let id = string(record.id).or_else(|| number(record.id)).unwrap_or_default();
        let what = format!("{PASSAGE} {cluster} that passim found, characters {begin} to {end} of {id:?}");
        notes.push(Note::new(format!("{what}, and not a whole report")));
    }
    let mut text = text.finish();
    let mut meta = Meta {
        id: string(record.id).or_else(|| number(record.id)),
        title: string(record.title),
        date: None,
        modified: None,
        outlet: record.outlet.into_iter().find_map(string),
        url: string(record.url),
        lang: record.lang.into_iter().find_map(string),
        ..Meta::default()
    };
    meta.date = day(&record.date, &mut notes);
    meta.modified = day(&record.modified, &mut notes);
    let header = plain::take_header(&mut text);
    meta.date = meta.date.or(header);
    Ok((text, meta, notes))
}

/// The fields of one line, and the inside of the string that is its text.
pub(super) fn fields(line: &[u8]) -> Result<(Record<'_>, &str), String> {
    let line = std::str::from_utf8(line).map_err(|e| format!("not UTF-8 at column {}", e.valid_up_to() + 1))?;
    let record: Record = serde_json::from_str(line).map_err(|e| complaint(&e))?;
    let raw = record.text.ok_or("no `text` field; every line needs one, a string")?.get();
    match raw.strip_prefix('"').and_then(|s| s.strip_suffix('"')) {
        Some(body) => Ok((record, body)),
        None => Err(format!("`text` is {}, not a string", kind(raw))),
    }
}

/// The first of some fields that is a string, as an ISO date; what else it says is noted.
fn day(fields: &[Option<&RawValue>], notes: &mut Vec<Note>) -> Option<String> {
    let given = fields.iter().copied().find_map(string)?;
    let Some((date, rest)) = plain::iso_date(given.trim()) else {
        notes.push(Note::new(format!("the date {given:?} is not YYYY-MM-DD and is not used")));
        return None;
    };
    if !rest.is_empty() {
        notes.push(Note::new(format!("the date {given:?} is read as {date}")));
    }
    Some(date)
}

fn complaint(error: &serde_json::Error) -> String {
    match error.classify() {
        serde_json::error::Category::Data => "not a JSON object; every line must be one".to_owned(),
        _ => {
            let whole = error.to_string();
            let what = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what);
            format!("not JSON at column {}: {what}", error.column())
        }
    }
}

fn kind(raw: &str) -> &'static str {
    match raw.as_bytes().first() {
        Some(b'n') => "null",
        Some(b't' | b'f') => "true or false",
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        _ => "a number",
    }
}

/// A string that is not empty. Metadata is not quoted by place, so its escapes may be undone in the usual way.
pub(super) fn string(raw: Option<&RawValue>) -> Option<String> {
    let body = raw?.get().strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(body.len());
    unescape(body, 0, &mut text);
    Some(text.trim()).filter(|s| !s.is_empty()).map(str::to_owned)
}

/// A number as it is written: ids can be longer than any integer type.
fn number(raw: Option<&RawValue>) -> Option<String> {
    let raw = raw?.get();
    raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then(|| raw.to_owned())
}

/// Takes text run by run, with the place each run was read from.
pub(super) trait Runs {
    /// As [`TextBuilder::push`].
    fn push(&mut self, content: &str, source: u64, text_unit: u8, source_unit: u8);
}

impl Runs for TextBuilder {
    fn push(&mut self, content: &str, source: u64, text_unit: u8, source_unit: u8) {
        TextBuilder::push(self, content, source, text_unit, source_unit);
    }
}

/// For those who do not ask where the text stood.
impl Runs for String {
    fn push(&mut self, content: &str, _: u64, _: u8, _: u8) {
        self.push_str(content);
    }
}

/// The text of a JSON string: `inside` is what stands between its quotes, which JSON's own parser let through, and
/// `at` is where that begins in the captured bytes. Half a surrogate pair reads as U+FFFD.
pub fn json_string(inside: &str, at: u64) -> Text {
    let mut text = TextBuilder::starting_at(at, inside.len());
    unescape(inside, at, &mut text);
    text.finish()
}

/// Undoes the escapes inside a JSON string that begins at byte `start`. How many lone halves of surrogate pairs it had.
pub(super) fn unescape(body: &str, start: u64, text: &mut impl Runs) -> usize {
    let (mut at, mut lone, mut buffer) = (0, 0, [0; 4]);
    while let Some(rest) = body.get(at..).filter(|r| !r.is_empty()) {
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        let (run, escape) = rest.split_at(plain);
        text.push(run, start + at as u64, 1, 1);
        at += plain;
        if escape.is_empty() {
            break;
        }
        let (char, length) = match escape.as_bytes().get(1) {
            Some(b'n') => ('\n', 2),
            Some(b't') => ('\t', 2),
            Some(b'r') => ('\r', 2),
            Some(b'b') => ('\u{8}', 2),
            Some(b'f') => ('\u{c}', 2),
            Some(b'u') => coded(escape),
            Some(c @ (b'"' | b'\\' | b'/')) => (char::from(*c), 2),
            // The parser let no other escape through.
            _ => ('\\', 1),
        };
        // U+FFFD can also have been meant.
        lone += usize::from(char == '\u{FFFD}' && !escape.get(2..6).is_some_and(|h| h.eq_ignore_ascii_case("fffd")));
        let char = char.encode_utf8(&mut buffer);
        text.push(char, start + at as u64, char.len() as u8, length);
        at += usize::from(length);
    }
    lone
}

/// The character of `\uXXXX` or of a surrogate pair at the start of `escape`, and the length it is written in.
fn coded(escape: &str) -> (char, u8) {
    let unit = |at: usize| u32::from_str_radix(escape.get(at + 2..at + 6)?, 16).ok();
    let Some(first) = unit(0) else { return ('\u{FFFD}', 2) };
    if let Some(char) = char::from_u32(first) {
        return (char, 6);
    }
    let second = if escape.get(6..8) == Some("\\u") { unit(6) } else { None };
    match second {
        Some(second @ 0xDC00..=0xDFFF) if first < 0xDC00 => {
            let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (char::from_u32(code).unwrap_or('\u{FFFD}'), 12)
        }
        _ => ('\u{FFFD}', 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn one(line: &str) -> Capture {
        let mut got = read("a.jsonl", line.as_bytes());
        assert!(got.errors.is_empty(), "{:?}", got.errors);
        assert_eq!(got.captures.len(), 1);
        got.captures.remove(0)
    }

    /// What the file says at the place of each occurrence of `words` in the text.
    fn written(file: &str, capture: &Capture, words: &str) -> String {
        let at = capture.text.as_str().find(words).unwrap();
        let source = capture.text.source(Span::new(at as u32, (at + words.len()) as u32));
        let back = capture.text.from_source(source.clone());
        assert_eq!(back, Some(Span::new(at as u32, (at + words.len()) as u32)));
        file[source.start as usize..source.end as usize].to_owned()
    }

    #[test]
    fn places_are_those_of_the_file() {
        let file = "\u{feff}{\"x\":[1,{\"text\":2}]}\r\n\r\n  {\"id\": 7, \"text\" : \"\\u201cNaïve,\\u201d she\\nsaid \\ud83d\\ude00 caf\\u00E9 \\\"x\\\" \\u0041\\/\\\\\" , \"z\":1}\r\n";
        let got = read("a.jsonl", file.as_bytes());
        assert_eq!(got.errors.len(), 1);
        assert_eq!(got.errors[0].line(), Some(1));
        let c = &got.captures[0];
        assert_eq!((c.line, c.bytes, c.meta.id.as_deref()), (Some(3), file.len() as u64, Some("7")));
        assert_eq!(c.text.as_str(), "“Naïve,” she\nsaid 😀 café \"x\" A/\\");
        for (words, as_written) in [
            ("“", "\\u201c"),
            ("Naïve", "Naïve"),
            ("Naïve,” she", "Naïve,\\u201d she"),
            ("\n", "\\n"),
            ("said 😀", "said \\ud83d\\ude00"),
            ("é \"x", "\\u00E9 \\\"x"),
            ("A/\\", "\\u0041\\/\\\\"),
        ] {
            assert_eq!(written(file, c, words), as_written);
        }
        assert_eq!(written(file, c, "\\"), "\\\\");
        assert_eq!(written(file, c, c.text.as_str()).len(), c.text.source(c.text.span()).count());
    }

    #[test]
    fn metadata_is_read_and_empty_strings_are_none() {
        let c = one(
            r#"{"id":"a-1","date":"2017-02-07 10:20:00","title":" T\u00e9 ","source":"","publisher":"P","url":"u","lang":"de-AT","text":"x"}"#,
        );
        assert_eq!(
            c.meta,
            Meta {
                id: Some("a-1".into()),
                title: Some("Té".into()),
                date: Some("2017-02-07T10:20:00".into()),
                modified: None,
                outlet: Some("P".into()),
                url: Some("u".into()),
                lang: Some("de-AT".into()),
                ..Meta::default()
            }
        );
        let line = r#"{"id":null,"title":null,"date":null,"source":{"name":"x"},"outlet":"O","text":""}"#;
        let c = one(line);
        assert_eq!(c.meta, Meta { outlet: Some("O".into()), ..Meta::default() });
        assert!(c.notes.is_empty() && c.text.is_empty());
        assert_eq!(c.text.source(c.text.span()).start, line.len() as u64 - 2);
    }

    #[test]
    fn a_field_spelt_with_escapes_is_the_same_field_and_the_last_one_counts() {
        assert_eq!(one(r#"{"te\u0078t":"a"}"#).text.as_str(), "a");
        assert_eq!(one(r#"{"text":"a","text":"b"}"#).text.as_str(), "b");
    }

    #[test]
    fn dates_that_are_none_are_noted() {
        let c = one(r#"{"date":"Feb 5, 2021","text":"x"}"#);
        assert!(c.meta.date.is_none() && c.notes[0].message.contains("Feb 5, 2021"));
        let c = one(r#"{"date":"2021-02-05 10:20 CET","text":"x"}"#);
        assert_eq!(c.meta.date.as_deref(), Some("2021-02-05T10:20"));
        assert!(c.notes[0].message.contains("CET"));
    }

    #[test]
    fn publication_and_last_change_are_fields_of_their_own() {
        let c = one(r#"{"modified":"2021-02-07","published":"2021-02-05T10:20Z","text":"x"}"#);
        assert_eq!(
            (c.meta.date.as_deref(), c.meta.modified.as_deref()),
            (Some("2021-02-05T10:20Z"), Some("2021-02-07"))
        );
        let c = one(r#"{"dateModified":"2021-02-07","published":null,"text":"x"}"#);
        assert_eq!((c.meta.date.as_deref(), c.meta.modified.as_deref()), (None, Some("2021-02-07")));
    }

    #[test]
    fn the_date_header_in_a_text_gives_way_to_the_date_field() {
        let c = one(r#"{"text":" date 2021-02-05 \u2716\n\nT"}"#);
        assert_eq!((c.meta.date.as_deref(), c.text.as_str()), (Some("2021-02-05"), "✖\n\nT"));
        assert_eq!(c.text.source(Span::new(0, 3)), 26..32);
        let c = one(r#"{"date":"2020-01-01","text":"date 2021-02-05 T"}"#);
        assert_eq!((c.meta.date.as_deref(), c.text.as_str()), (Some("2020-01-01"), "T"));
    }

    #[test]
    fn broken_lines_are_named_and_the_rest_is_read() {
        let mut file = b"{\"text\":\"a\"}\n{\"txt\":\"a\"}\n\n{\"text\":5}\n[1]\n{\"text\":\"b\n".to_vec();
        file.extend(b"{\"text\":\"\xff\"}\n{\"text\":\"c\"} x\nnonsense\n{\"text\":null}\n{\"text\":\"a\\q\"}\n{\"text\":\"z\"}");
        let got = read("f.jsonl", &file);
        let texts: Vec<&str> = got.captures.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["a", "z"]);
        let errors: Vec<String> = got.errors.iter().map(Error::to_string).collect();
        let expected = [
            "f.jsonl:2: no `text` field",
            "f.jsonl:4: `text` is a number",
            "f.jsonl:5: not a JSON object",
            "f.jsonl:6: not JSON at column",
            "f.jsonl:7: not UTF-8 at column 10",
            "f.jsonl:8: not JSON at column 14",
            "f.jsonl:9: not JSON at column",
            "f.jsonl:10: `text` is null",
            "f.jsonl:11: not JSON at column",
        ];
        assert_eq!(errors.len(), expected.len(), "{errors:#?}");
        for (error, expected) in errors.iter().zip(expected) {
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn half_surrogates_read_as_replacement_characters() {
        let c = one(r#"{"text":"a\ud83db\ude00\ud83d\u0041\ufffd"}"#);
        assert_eq!(c.text.as_str(), "a\u{fffd}b\u{fffd}\u{fffd}A\u{fffd}");
        assert!(c.notes[0].message.starts_with("3 escapes"), "{:?}", c.notes);
        assert_eq!(c.text.source(Span::new(1, 4)), 10..16);
    }

    #[test]
    fn an_id_given_twice_is_noted() {
        let got = read("a.jsonl", b"{\"id\":1,\"text\":\"a\"}\n{\"id\":\"1\",\"text\":\"b\"}");
        assert!(got.captures[0].notes.is_empty());
        assert_eq!(got.captures[1].notes[0].message, "the id \"1\" was already given on line 1");
    }

    #[test]
    fn a_file_that_is_no_text_is_one_error() {
        assert!(read("a.jsonl", b"\0\n\0\n\0\n").errors[0].is_binary());
        assert_eq!(read("a.jsonl", b"\xff\xfe{\0\n\0}\0").errors.len(), 1);
    }

    #[test]
    fn json_lines_are_told_by_name_or_by_look() {
        assert!(looks_like("a.JSONL", b"") && looks_like("dir.x/a.ndjson", b"x"));
        assert!(looks_like("-", b"\xef\xbb\xbf\r\n{\"id\":1,\"text\":\"a\"}\r\n{"));
        assert!(looks_like("-", b"{\"id\":1,\n{\"text\":\"a\"}"), "a broken first line");
        assert!(!looks_like("a.txt", b"{\"title\":\"a\"}"));
        assert!(!looks_like("a.txt", b"Text.\n{\"text\":\"a\"}"));
        assert!(!looks_like("jsonl", b"Text") && !looks_like("a.txt", b""));
    }
}
