//! Dolma: a line a document, and beside it a line of attributes a document: `[start, end, score]` in code points of its text.

use super::Export;
use super::table::givers;
use crate::story::record::{PlaceRecord, VariantRecord};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

pub(super) fn documents(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (report, id) in export.reports.iter().zip(ids(export)) {
        let a = report.record;
        let mut document = json!({
            "id": id,
            "text": report.article.text.as_str(),
            "source": "variorum",
            "metadata": {
                "siglum": a.siglum, "path": a.path, "line": a.line, "bytes": a.bytes, "id": a.id, "title": a.title,
                "outlet": a.outlet, "url": a.url, "date": a.date,
            },
        });
        if let (Some(date), Some(fields)) = (&a.date, document.as_object_mut()) {
            fields.insert("created".into(), date.as_str().into());
        }
        super::line(out, &document)?;
    }
    Ok(())
}

/// The ids of the documents: their own where all have one and no two the same, else their files.
fn ids(export: &Export<'_>) -> Vec<String> {
    let articles = &export.record().articles;
    let own: HashMap<&str, ()> = articles.iter().filter_map(|a| Some((a.id.as_deref()?, ()))).collect();
    if own.len() == articles.len() {
        return articles.iter().map(|a| a.id.clone().unwrap_or_default()).collect();
    }
    let file = |a: &crate::story::record::ArticleRecord| match a.line {
        Some(line) => format!("{}:{line}", a.path),
        None => a.path.clone(),
    };
    articles.iter().map(file).collect()
}

type Spans = BTreeMap<&'static str, Vec<(u64, u64, f64)>>;

pub(super) fn attributes(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut of: Vec<Spans> = export.reports.iter().map(|_| Spans::new()).collect();
    let mut put = |name: &'static str, score: f64, siglum: &str, start: u64, end: u64| {
        let row = export.row.get(siglum).and_then(|row| of.get_mut(*row));
        if let (Some(spans), Some((start, end))) = (row, export.chars(siglum, start, end)) {
            spans.entry(name).or_default().push((start, end, score));
        }
    };
    for t in export.texts() {
        let name = if t.id.starts_with('u') { "variorum__quotation" } else { "variorum__passage" };
        let witnesses = super::rows::witnesses(&t.readings) as f64;
        for p in t.readings.iter().flat_map(|r| &r.places) {
            put(name, witnesses, &p.siglum, p.start, p.end);
        }
        for v in &t.variants {
            for p in v.readings.iter().flat_map(|r| &r.places) {
                put("variorum__variant", weight(v), &p.siglum, p.start, p.end);
            }
        }
    }
    let record = export.record();
    for v in record.claims.iter().flat_map(|c| &c.values) {
        let witnesses = givers(v.assertions.iter()) as f64;
        for a in &v.assertions {
            put("variorum__claim", witnesses, &a.place.siglum, a.place.start, a.place.end);
        }
    }
    for v in record.figures.iter().flat_map(|f| &f.values) {
        let witnesses = super::rows::distinct(v.places.iter().map(|p| p.siglum.as_str())) as f64;
        for p in &v.places {
            put("variorum__figure", witnesses, &p.siglum, p.start, p.end);
        }
    }
    for p in &record.paraphrases {
        put("variorum__paraphrase", f64::from(p.percent) / 100.0, &p.place.siglum, p.place.start, p.place.end);
    }
    for x in &record.unsupported {
        put("variorum__unsupported", 1.0, &x.siglum, x.start, x.end);
    }
    let mut all = |name, places: &mut dyn Iterator<Item = &PlaceRecord>| {
        places.for_each(|p| put(name, 1.0, &p.siglum, p.start, p.end));
    };
    all("variorum__credit", &mut record.articles.iter().flat_map(|a| &a.credits).map(|c| &c.place));
    all("variorum__name", &mut record.names.iter().flat_map(|n| &n.forms).flat_map(|f| &f.places));
    for a in &record.articles {
        for b in &a.blocks {
            let name = match b.kind.as_str() {
                "notice" => "variorum__notice",
                "residue" => "variorum__residue",
                _ => continue,
            };
            put(name, 1.0, &a.siglum, b.start, b.end);
        }
    }
    for ((report, id), mut spans) in export.reports.iter().zip(ids(export)).zip(of) {
        let sorted = |list: &mut Vec<(u64, u64, f64)>| {
            list.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)).then(a.2.total_cmp(&b.2)));
            list.dedup();
        };
        spans.values_mut().for_each(sorted);
        let spans: Value = serde_json::to_value(&spans)?;
        super::line(
            out,
            &json!({"id": id, "source": "variorum", "attributes": spans, "metadata": {"siglum": report.record.siglum}}),
        )?;
    }
    Ok(())
}

/// How much of a difference a variant is: other words 1, another spelling 0.5, typography 0.1.
fn weight(v: &VariantRecord) -> f64 {
    match v.class.as_str() {
        "substantive" => 1.0,
        "orthographic" => 0.5,
        _ => 0.1,
    }
}
