//! The pointers of a TEI file.

use super::both;
use crate::story::verify::{Citation, Citations, CitedReport};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

pub(super) fn read(text: &str) -> Result<Citations<'static>, String> {
    let mut reader = Reader::from_str(text);
    let mut out = Citations::default();
    let mut words = String::new();
    // The pointers of the `ref` that is open, and the kind of the `idno`.
    let (mut target, mut idno) = (None, None);
    let (mut seen, mut depth) = (false, 0u32);
    loop {
        let event =
            reader.read_event().map_err(|e| format!("not whole XML at byte {} ({e})", reader.buffer_position()))?;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => return Err("XML that breaks off".into()),
            _ => {}
        }
        match event {
            Event::Start(e) | Event::Empty(e) if !seen => {
                if e.name().as_ref() != b"TEI" {
                    return Err("not an edition, nor an export of one".into());
                }
                seen = true;
            }
            Event::Start(e) => match e.name().as_ref() {
                b"ref" => {
                    target = attribute(&e, "target")?;
                    words.clear();
                }
                b"idno" => {
                    idno = attribute(&e, "type")?;
                    words.clear();
                }
                b"witness" => {
                    let siglum = attribute(&e, "xml:id")?.ok_or("a witness without an id")?;
                    out.reports.push(CitedReport { siglum: siglum.into(), ..CitedReport::default() });
                }
                _ => {}
            },
            Event::Empty(e) if e.name().as_ref() == b"ref" => {
                out.places.extend(attribute(&e, "target")?.map(|t| place(&t, String::new())).transpose()?);
            }
            Event::Text(e) => words.push_str(&e.decode().map_err(|e| e.to_string())?),
            Event::GeneralRef(e) => {
                let name = e.decode().map_err(|e| e.to_string())?;
                match e.resolve_char_ref().map_err(|e| e.to_string())? {
                    Some(c) => words.push(c),
                    None => words.push_str(resolve_predefined_entity(&name).ok_or("an entity that is not known")?),
                }
            }
            Event::End(e) => match e.name().as_ref() {
                b"ref" => out.places.extend(target.take().map(|t| place(&t, std::mem::take(&mut words))).transpose()?),
                b"idno" => {
                    let value = std::mem::take(&mut words);
                    let report = out.reports.last_mut().ok_or("an idno outside a witness")?;
                    match idno.take().as_deref() {
                        Some("file") => report.path = value.into(),
                        Some("line") => report.line = value.parse().ok(),
                        Some("bytes") => report.bytes = value.parse().ok(),
                        _ => {}
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

fn attribute(e: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    let found = e.try_get_attribute(name).map_err(|e| e.to_string())?;
    found.map(|a| Ok(a.unescape_value().map_err(|e| e.to_string())?.into_owned())).transpose()
}

/// `byte:A:714-716 char:A:714-716`.
fn place(target: &str, words: String) -> Result<Citation<'static>, String> {
    let mut parts = target.split(' ');
    let bytes = parts.next().and_then(|p| p.strip_prefix("byte:"));
    let chars = parts.next().and_then(|p| p.strip_prefix("char:"));
    let (bytes, chars) = bytes.zip(chars).ok_or_else(|| format!("a pointer that cannot be read: {target}"))?;
    Ok(Citation { xml: true, ..both(bytes, chars, Some(words))? })
}
