//! JSON Feed 1 and 1.1.

use crate::date;
use crate::page::Page;
use crate::report::{Fault, Intake};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use variorum::ingest::{Encoding, json_string};

#[derive(Deserialize)]
struct Feed<'a> {
    title: Option<Value>,
    language: Option<Value>,
    authors: Option<Value>,
    author: Option<Value>,
    #[serde(borrow)]
    items: Option<Vec<Item<'a>>>,
}

#[derive(Deserialize)]
struct Item<'a> {
    id: Option<Value>,
    url: Option<Value>,
    title: Option<Value>,
    #[serde(borrow)]
    content_html: Option<&'a RawValue>,
    #[serde(borrow)]
    content_text: Option<&'a RawValue>,
    #[serde(borrow)]
    summary: Option<&'a RawValue>,
    date_published: Option<Value>,
    date_modified: Option<Value>,
    authors: Option<Value>,
    author: Option<Value>,
    language: Option<Value>,
    tags: Option<Value>,
}

/// Reads a JSON feed whole.
pub(super) fn read(path: &str, bytes: &[u8], out: &mut Intake) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            return out.faults.push(Fault::at(
                path,
                e.valid_up_to() as u64,
                "a JSON feed that is not UTF-8; convert it",
            ));
        }
    };
    let body = text.trim_start_matches('\u{feff}');
    let feed: Feed<'_> = match serde_json::from_str(body) {
        Ok(feed) => feed,
        Err(e) => return out.faults.push(Fault::new(path, format!("not a JSON feed: {e}"))),
    };
    for (n, item) in feed.items.unwrap_or_default().into_iter().enumerate() {
        let place = n as u64 + 1;
        let raw = item.content_html.or(item.content_text).or(item.summary);
        let raw = raw.map(RawValue::get).and_then(|r| r.strip_prefix('"')?.strip_suffix('"')).unwrap_or("");
        // A raw value is a slice of the file, so its place is a difference of addresses.
        let at = (raw.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize) as u64;
        let at = if raw.is_empty() { 0 } else { at };
        let body = json_string(raw, at);
        if super::is_noise(body.as_str()) {
            out.faults.push(super::no_text(path, place, &words(&item.id).unwrap_or_default()));
            continue;
        }
        let page = Page::of(body, Encoding::Utf8);
        let mut report = super::report_of(path, page, bytes.len() as u64, place);
        let meta = &mut report.article.meta;
        let day = |v: &Option<Value>| words(v).and_then(|s| date::find(&s, true)).map(|d| d.iso());
        meta.id = words(&item.id);
        meta.title = words(&item.title);
        meta.date = day(&item.date_published).or_else(|| day(&item.date_modified));
        meta.modified = day(&item.date_modified);
        meta.outlet = words(&feed.title);
        meta.url = words(&item.url);
        meta.lang = words(&item.language).or_else(|| words(&feed.language));
        report.authors = [&item.authors, &item.author, &feed.authors, &feed.author]
            .into_iter()
            .map(names)
            .find(|n| !n.is_empty())
            .unwrap_or_default();
        report.section = item.tags.as_ref().and_then(|t| t.as_array()?.first()?.as_str().map(str::to_owned));
        out.reports.push(report);
    }
}

fn words(value: &Option<Value>) -> Option<String> {
    match value.as_ref()? {
        Value::String(s) => Some(s.trim().to_owned()).filter(|s| !s.is_empty()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    }
}

fn names(value: &Option<Value>) -> Vec<String> {
    let name = |v: &Value| v.get("name").and_then(Value::as_str).or(v.as_str()).map(str::to_owned);
    match value {
        Some(Value::Array(list)) => list.iter().filter_map(name).collect(),
        Some(one) => name(one).into_iter().collect(),
        None => Vec::new(),
    }
}
