//! Rows of tables.

use super::super::unguarded;
use crate::story::verify::{Citation, Citations, CitedReport};

/// Adds what one row of a table says: its place, where its columns are those of a place, and which report it is, where it is one.
/// `field` gives the cell of a column as text, `None` for null.
///
/// # Errors
/// Where a place is half there or no number.
pub fn cite_row(into: &mut Citations<'static>, field: &dyn Fn(&str) -> Option<String>) -> Result<(), String> {
    let Some(siglum) = field("siglum") else { return Ok(()) };
    let number = |name: &str| match field(name) {
        None => Ok(None),
        Some(n) => n.parse::<u64>().map(Some).map_err(|_| format!("{name} is no number: {n:?}")),
    };
    let pair = |a: &str, b: &str| match (number(a)?, number(b)?) {
        (Some(a), Some(b)) => Ok(Some((a, b))),
        (None, None) => Ok(None),
        _ => Err(format!("{a} without {b}, or the other way round")),
    };
    if let (Some(path), Some(bytes)) = (field("path"), number("bytes")?) {
        let report =
            CitedReport { siglum: siglum.clone().into(), path: path.into(), line: number("line")?, bytes: Some(bytes) };
        into.reports.push(report);
    }
    let bytes = pair("start", "end")?;
    if bytes.is_some() {
        into.places.push(Citation {
            siglum: siglum.into(),
            bytes,
            chars: pair("char_start", "char_end")?,
            // Null where the words are none: formats that know no empty text.
            text: Some(field("text").unwrap_or_default().into()),
            ..Citation::default()
        });
    }
    Ok(())
}

pub(super) fn csv(text: &str) -> Result<Citations<'static>, String> {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let names = reader.headers().map_err(|e| format!("not a table: {e}"))?.clone();
    let known = |name: &str| super::super::table::TABLES.iter().any(|t| t.columns().any(|c| c.name == name));
    if names.is_empty() || !names.iter().all(known) {
        return Err("not an edition, nor an export of one".into());
    }
    let mut out = Citations::default();
    for (n, row) in reader.records().enumerate() {
        let row = row.map_err(|e| format!("row {} is damaged ({e})", n + 1))?;
        let cell = |name: &str| names.iter().position(|n| n == name).and_then(|i| row.get(i));
        let text = |name: &str| cell(name).filter(|c| !c.is_empty()).map(|c| unguarded(c).to_string());
        cite_row(&mut out, &text).map_err(|what| format!("row {}: {what}", n + 1))?;
    }
    Ok(out)
}
