//! ninjs 1, 2 and 3: a report as an object of JSON.
//!
//! The versions spell the same things in different ways: `body_xhtml` or a list `bodies`, `headline` or `headlines`,
//! `byline` or `by`, `versioncreated` or `versionCreated`. All are read whatever version an object says it is of. Of what it is
//! associated with (pictures, other reports) nothing is read, nor what one may do with it.

use super::json::{fields, string_at, words};
use super::{Item, byline};
use crate::date;
use crate::report::Report;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use variorum::Note;
use variorum::ingest::{Encoding, Meta, json_string};

type Fields<'a> = BTreeMap<String, &'a RawValue>;

/// Reads one object, which begins at byte `at` of the file. The error says why there is no report in it.
pub(super) fn read(path: &str, bytes: u64, place: u64, object: &str, at: u64) -> Result<Report, String> {
    let fields = fields(object)?;
    let Some((body, marked_up)) = body(&fields) else {
        let kind = words(fields.get("type")).unwrap_or_else(|| "unknown".into());
        return Err(format!("an object of type {kind:?} without a body: no report is in it"));
    };
    let (inside, start) = string_at(body, object, at).ok_or("the body is not a string")?;
    let day = |name: &str| words(fields.get(name)).and_then(|s| date::find(&s, true)).map(|d| d.iso());
    let version = day("versioncreated");
    let first = day("firstcreated").or_else(|| day("contentcreated"));
    let meta = Meta {
        id: words(fields.get("uri")).or_else(|| words(fields.get("guid"))),
        title: words(fields.get("headline"))
            .or_else(|| main(fields.get("headlines")?, &["main", "headline", "title"]))
            .or_else(|| words(fields.get("title"))),
        modified: version.clone().filter(|_| first.is_some() && first != version),
        date: first.or(version),
        day: None,
        place: words(fields.get("located")).or_else(|| words(fields.get("dateline"))),
        outlet: outlet(&fields),
        url: words(fields.get("url")).or_else(|| words(fields.get("uri"))).filter(|u| u.starts_with("http")),
        lang: words(fields.get("language")),
    };
    let item = Item { path, bytes, place, encoding: Encoding::Utf8, meta };
    let text = json_string(inside, start);
    let mut report = if marked_up { item.marked_up(text) } else { item.plain(text) };
    let by = words(fields.get("byline")).or_else(|| words(fields.get("by")));
    report.authors = by.as_deref().map(byline).unwrap_or_default();
    report.section = fields.get("subject").or_else(|| fields.get("subjects")).and_then(|s| named(s));
    if let Some(status) = words(fields.get("pubstatus")).filter(|s| s != "usable") {
        report.article.notes.push(Note::new(format!("its sender calls it {status:?}")));
    }
    Ok(report)
}

/// The body with the most structure, and whether it is marked up.
fn body<'a>(fields: &Fields<'a>) -> Option<(&'a RawValue, bool)> {
    let own = |name: &str| fields.get(name).copied().filter(|v| v.get().len() > 2 && v.get().starts_with('"'));
    let named = ["body_xhtml", "body_html", "body_html5", "body_nitf", "body_xml"]
        .iter()
        .find_map(|n| own(n))
        .map(|v| (v, true));
    named.or_else(|| own("body_text").map(|v| (v, false))).or_else(|| in_list(fields.get("bodies")?)).or_else(|| {
        let other = fields.iter().find(|(name, _)| name.starts_with("body_") && own(name).is_some())?;
        Some((other.1, false))
    })
}

/// The first body of a list that is marked up, else the first.
fn in_list<'a>(list: &&'a RawValue) -> Option<(&'a RawValue, bool)> {
    let list: Vec<&'a RawValue> = serde_json::from_str(list.get()).ok()?;
    let bodies = list.into_iter().filter_map(|b| serde_json::from_str::<BTreeMap<String, &'a RawValue>>(b.get()).ok());
    let mut best: Option<(&RawValue, bool)> = None;
    for body in bodies {
        let Some(value) = body.get("value").filter(|v| v.get().len() > 2 && v.get().starts_with('"')) else { continue };
        let kind = words(body.get("contenttype").or_else(|| body.get("contentType"))).unwrap_or_default();
        let marked_up =
            ["html", "xml", "nitf"].iter().any(|k| kind.contains(k)) || kind.is_empty() && value.get().contains("<p");
        if best.is_none_or(|(_, m)| marked_up && !m) {
            best = Some((value, marked_up));
        }
    }
    best
}

/// The value of the first entry of a list that has one of `roles`, else of its first.
fn main(list: &RawValue, roles: &[&str]) -> Option<String> {
    let list: Vec<Value> = serde_json::from_str(list.get()).ok()?;
    let text = |v: &Value| v.get("value").and_then(Value::as_str).or(v.as_str()).map(str::to_owned);
    let role = |v: &&Value| v.get("role").and_then(Value::as_str).is_some_and(|r| roles.iter().any(|w| r.ends_with(w)));
    list.iter().find(role).and_then(text).or_else(|| list.iter().find_map(text)).filter(|s| !s.trim().is_empty())
}

/// The name of the first entry of a list.
fn named(list: &RawValue) -> Option<String> {
    let list: Vec<Value> = serde_json::from_str(list.get()).ok()?;
    list.iter().find_map(|v| v.get("name").and_then(Value::as_str).or(v.as_str()).map(str::to_owned))
}

/// Who sent it: the source of the information, else who holds the rights.
fn outlet(fields: &Fields<'_>) -> Option<String> {
    let holder = || {
        let rights: Value = serde_json::from_str(fields.get("rightsinfo")?.get()).ok()?;
        let holder = rights.get("copyrightholder").or_else(|| rights.get("copyrightHolder"))?;
        holder.as_str().or(holder.get("name")?.as_str()).map(str::to_owned)
    };
    let source = fields.get("infosource").or_else(|| fields.get("infosources"));
    source.and_then(|s| named(s)).or_else(|| words(fields.get("copyrightholder"))).or_else(holder)
}
