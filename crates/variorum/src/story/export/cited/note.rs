//! The footnotes of a note in Markdown.

use super::super::markdown::{REPORTS, unescaped};
use crate::story::verify::{Citation, Citations, CitedReport};
use serde_json::Value;

pub(super) fn read(text: &str) -> Result<Citations<'static>, String> {
    let mut out = Citations::default();
    for (n, line) in text.lines().enumerate() {
        if let Some(list) = line.strip_prefix(REPORTS) {
            let list = list.strip_suffix(" -->").and_then(|l| serde_json::from_str::<Vec<Value>>(l).ok());
            for report in list.ok_or_else(|| format!("line {}: the list of reports is damaged", n + 1))? {
                let string = |name: &str| report.get(name).and_then(Value::as_str).unwrap_or("").to_string();
                let number = |name: &str| report.get(name).and_then(Value::as_u64);
                out.reports.push(CitedReport {
                    siglum: string("siglum").into(),
                    path: string("path").into(),
                    line: number("line"),
                    bytes: number("bytes"),
                });
            }
        } else if line.starts_with("[^") && line.contains("]: ") {
            footnote(line, &mut out.places).ok_or_else(|| format!("line {}: a footnote that cannot be read", n + 1))?;
        }
    }
    Ok(out)
}

/// `[^7]: “across” (B, bytes 838–844; C, bytes 12–18) “over” (D, bytes 3–7)`.
fn footnote(line: &str, out: &mut Vec<Citation<'static>>) -> Option<()> {
    let mut rest = line.split_once("]: ")?.1;
    while !rest.is_empty() {
        let (words, behind) = rest.trim_start().strip_prefix('“')?.split_once("” (")?;
        let (places, behind) = behind.split_once(')')?;
        for place in places.split("; ") {
            let (siglum, range) = place.split_once(", bytes ")?;
            let (start, end) = range.split_once('–')?;
            out.push(Citation {
                siglum: siglum.to_string().into(),
                bytes: Some((start.parse().ok()?, end.parse().ok()?)),
                text: Some(unescaped(words).into()),
                xml: true,
                ..Citation::default()
            });
        }
        rest = behind;
    }
    Some(())
}
