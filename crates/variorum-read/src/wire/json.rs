//! Files of JSON that are not lines with a `text`: what they hold, and the objects in them one after the other.

use super::{collatex, ninjs};
use crate::report::{Fault, Intake, Report};
use crate::said;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;
use variorum::article::Article;

/// What the objects of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// News in JSON, of the International Press Telecommunications Council.
    Ninjs,
    /// The witnesses of a text, as CollateX takes them.
    Collatex,
    /// Articles in a list, or one over several lines, each an object with a `text`.
    Articles,
}

/// What a file holds, by the names in its first object. `None` where it is none of these, JSON lines among them.
pub(crate) fn kind(bytes: &[u8]) -> Option<Kind> {
    let body = body(bytes);
    let list = body.first() == Some(&b'[');
    let first = if list { body.get(1..)?.trim_ascii_start() } else { body };
    if first.first() != Some(&b'{') {
        return None;
    }
    let mut names = Names::default();
    // What breaks off behind the names that tell is still told.
    let whole = serde_json::Deserializer::from_slice(first).deserialize_map(&mut names).is_ok();
    let over_lines = || {
        let object = serde_json::Deserializer::from_slice(first).into_iter::<Box<RawValue>>().next();
        object.is_some_and(|o| o.is_ok_and(|o| o.get().contains('\n')))
    };
    if names.ninjs() {
        Some(Kind::Ninjs)
    } else if names.has("witnesses") {
        Some(Kind::Collatex)
    } else if names.has("text") && (list || whole && over_lines()) {
        Some(Kind::Articles)
    } else {
        None
    }
}

/// Whether a file holds JSON that is no line with a `text` at all.
pub(crate) fn is_other(bytes: &[u8]) -> bool {
    let body = body(bytes);
    let mut values = serde_json::Deserializer::from_slice(body).into_iter::<BTreeMap<String, serde::de::IgnoredAny>>();
    match body.first() {
        Some(b'[') => true,
        Some(b'{') => values.next().is_none_or(|v| v.is_ok_and(|fields| !fields.contains_key("text"))),
        _ => false,
    }
}

/// Reads every object of a file; one that cannot be read is named with its byte.
pub(crate) fn read(path: &str, bytes: &[u8], kind: Kind, out: &mut Intake) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let what = "not UTF-8 from here on; convert the file to UTF-8";
            return out.faults.push(Fault::at(path, e.valid_up_to() as u64, what));
        }
    };
    let mut at = text.len() - text.trim_start_matches('\u{feff}').trim_start().len();
    let list = text.get(at..).is_some_and(|t| t.starts_with('['));
    at += usize::from(list);
    while let Some(rest) = text.get(at..) {
        let begin = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == '\u{1e}');
        at += rest.len() - begin.len();
        if begin.is_empty() || list && begin.starts_with(']') {
            if list && begin.is_empty() {
                out.faults.push(Fault::at(
                    path,
                    at as u64,
                    "the list ends without its bracket; what was whole is read",
                ));
            }
            return;
        }
        let mut objects = serde_json::Deserializer::from_str(begin).into_iter::<&RawValue>();
        match objects.next() {
            Some(Ok(object)) => {
                let length = object.get().len();
                one(path, bytes.len() as u64, object.get(), at as u64, kind, out);
                at += length;
            }
            Some(Err(error)) => {
                let what = said::not_json(begin, at as u64, &error);
                // Behind the broken object the next line may begin a whole one.
                let next = begin.match_indices("\n{").map(|(i, _)| at + i + 1).next().filter(|_| !list);
                let rest = if next.is_some() { "; reading goes on at the next line" } else { "" };
                out.faults.push(Fault::at(path, at as u64, format!("the object that begins here is {what}{rest}")));
                match next {
                    Some(next) => at = next,
                    None => return,
                }
            }
            None => return,
        }
    }
}

/// One object, which stands in the file at byte `at`.
fn one(path: &str, bytes: u64, object: &str, at: u64, kind: Kind, out: &mut Intake) {
    let place = out.reports.len() as u64 + 1;
    match kind {
        Kind::Ninjs => match ninjs::read(path, bytes, place, object, at) {
            Ok(report) => out.reports.push(report),
            Err(what) => out.faults.push(Fault::at(path, at, what)),
        },
        Kind::Collatex => collatex::read(path, bytes, object, at, out),
        Kind::Articles => match variorum::ingest::read_object(path, place, bytes, object, at) {
            Ok(capture) => out.reports.push(Report::from(Article::read(capture))),
            Err(what) => out.faults.push(Fault::at(path, at, what)),
        },
    }
}

fn body(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

/// The fields of an object as they are spelled, by name in lower case. Every value is a slice of `object`.
pub(super) fn fields(object: &str) -> Result<BTreeMap<String, &RawValue>, String> {
    let fields: BTreeMap<String, &RawValue> =
        serde_json::from_str(object).map_err(|e| said::plainly(&format!("not an object of JSON: {e}")))?;
    Ok(fields.into_iter().map(|(k, v)| (k.to_ascii_lowercase(), v)).collect())
}

/// The inside of a value that is a string, and where it stands: `object` begins at byte `at`.
pub(super) fn string_at<'a>(value: &'a RawValue, object: &str, at: u64) -> Option<(&'a str, u64)> {
    let inside = value.get().strip_prefix('"')?.strip_suffix('"')?;
    // A raw value is a slice of the file, so its place is a difference of addresses.
    let shift = (inside.as_ptr() as usize).checked_sub(object.as_ptr() as usize)?;
    Some((inside, at + shift as u64))
}

/// A string or number as words; `None` where it is neither, or empty.
pub(super) fn words(value: Option<&&RawValue>) -> Option<String> {
    let raw = value?.get();
    if raw.starts_with('"') {
        let text = variorum::ingest::json_string(raw.strip_prefix('"')?.strip_suffix('"')?, 0);
        return Some(text.as_str().trim().to_owned()).filter(|s| !s.is_empty());
    }
    raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then(|| raw.to_owned())
}

/// The names in an object.
#[derive(Default)]
struct Names {
    seen: Vec<String>,
    /// Whether it says itself that it is ninjs.
    standard: bool,
}

impl Names {
    fn has(&self, name: &str) -> bool {
        self.seen.iter().any(|s| s == name)
    }

    fn ninjs(&self) -> bool {
        let body = self.seen.iter().any(|s| s.starts_with("body_") || s.starts_with("description_"))
            || ["bodies", "headlines", "versioncreated", "firstcreated", "associations", "slugline", "pubstatus"]
                .iter()
                .any(|n| self.has(n));
        (self.has("uri") || self.has("guid")) && body && !self.has("text") || self.standard
    }
}

impl<'de> Visitor<'de> for &mut Names {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            let name = name.to_ascii_lowercase();
            let value: Box<RawValue> = match map.next_value() {
                Ok(value) => value,
                Err(error) => {
                    self.seen.push(name);
                    return Err(error);
                }
            };
            self.standard |= name == "standard" && value.get().contains("ninjs");
            self.seen.push(name);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Ok(())
    }
}
