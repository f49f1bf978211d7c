//! Exports read back as far as they cite places, so that every one of them can be checked against the captures.

mod json;
mod note;
mod table;
mod tei;

pub use table::cite_row;

use crate::error::Error;
use crate::story::record::{EditionRecord, FORMAT};
use crate::story::verify::{Citation, Citations, CitedReading, CitedReport};
use std::borrow::Cow;

/// What a file says of places: an edition or an export of one, told by its content. `path` only names the file in errors.
///
/// Parquet is not read here: its rows go to [`cite_row`].
///
/// # Errors
/// Where the bytes are none of these, or damaged.
pub fn cited(path: &str, bytes: &[u8]) -> Result<Citations<'static>, Error> {
    let fail = |message: String| Error::edition(path, message);
    let text = std::str::from_utf8(bytes).map_err(|e| {
        fail(format!(
            "not UTF-8 at byte {}, so neither an edition nor an export of one; make it again",
            e.valid_up_to()
        ))
    })?;
    let begin = text.trim_start_matches('\u{feff}').trim_start();
    let damaged = |what: String| fail(format!("{what}; make it again with `variorum convert` or `variorum compare`"));
    if begin.starts_with('<') && !begin.starts_with(super::markdown::HEAD) {
        return tei::read(begin).map_err(damaged);
    }
    if begin.starts_with(super::markdown::HEAD) {
        return note::read(begin).map_err(damaged);
    }
    if !begin.starts_with(['{', '[']) {
        return table::csv(begin).map_err(damaged);
    }
    match json::read(begin) {
        Ok(Some(found)) => Ok(found),
        // Of anything else in JSON the message of the edition's own reader is the best one.
        Ok(None) => Ok(EditionRecord::parse(path, bytes).map(|record| Citations::of(&record).into_owned())?),
        Err(what) => Err(damaged(what)),
    }
}

/// Whether an object of JSON is an edition.
fn is_edition(value: &serde_json::Value) -> bool {
    value.get("format").and_then(|f| f.as_str()) == Some(FORMAT)
}

/// `A:714-716`, as formats without fields of their own have a place.
fn ranged(place: &str) -> Option<(String, (u64, u64))> {
    let (siglum, range) = place.split_once(':')?;
    let (start, end) = range.split_once('-')?;
    Some((siglum.to_string(), (start.parse().ok()?, end.parse().ok()?)))
}

/// A place given by both its ranges.
fn both(bytes: &str, chars: &str, text: Option<String>) -> Result<Citation<'static>, String> {
    let broken = || format!("a place that cannot be read: {bytes} {chars}");
    let (siglum, bytes) = ranged(bytes).ok_or_else(broken)?;
    let (other, chars) = ranged(chars).ok_or_else(broken)?;
    if siglum != other {
        return Err(broken());
    }
    let text = text.map(Cow::Owned);
    Ok(Citation { siglum: siglum.into(), bytes: Some(bytes), chars: Some(chars), text, ..Citation::default() })
}

fn owned<'a>(field: Option<Cow<'a, str>>) -> Option<Cow<'static, str>> {
    field.map(|f| Cow::Owned(f.into_owned()))
}

impl Citations<'_> {
    /// The same with texts of its own.
    fn into_owned(self) -> Citations<'static> {
        let report = |r: CitedReport<'_>| CitedReport {
            siglum: r.siglum.into_owned().into(),
            path: r.path.into_owned().into(),
            line: r.line,
            bytes: r.bytes,
        };
        let place = |p: Citation<'_>| Citation {
            siglum: p.siglum.into_owned().into(),
            text: owned(p.text),
            before: owned(p.before),
            after: owned(p.after),
            bytes: p.bytes,
            chars: p.chars,
            xml: p.xml,
        };
        Citations {
            reports: self.reports.into_iter().map(report).collect(),
            places: self.places.into_iter().map(place).collect(),
            readings: self
                .readings
                .into_iter()
                .map(|r| CitedReading {
                    siglum: r.siglum.into_owned().into(),
                    places: r.places,
                    text: r.text.into_owned().into(),
                })
                .collect(),
        }
    }
}
