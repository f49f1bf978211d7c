//! ninjs 3.0: the reports as news items, each with the quotations in it as associations.
//!
//! The schema of ninjs 3.0 allows nothing of one's own, so that places travel as `altIds` of the associated quotations. A date
//! without an hour is no `date-time`: it stands among the `altIds` too, and no hour is made up.

use super::rows::{contact_places, reading_id, unsupported_id};
use super::{Export, Locator, Report};
use crate::story::record::{NameRecord, ServiceRecord};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let uris = export.uris();
    let items: Vec<Value> = export.reports.iter().zip(&uris).map(|(r, uri)| item(export, r, uri, &uris)).collect();
    super::pretty(out, &items)
}

fn item(export: &Export<'_>, report: &Report<'_>, uri: &str, uris: &[String]) -> Value {
    let a = report.record;
    let text = report.article.text.as_str();
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.as_array().is_some_and(Vec::is_empty) {
            item.insert(name.into(), value);
        }
    };
    let schema = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json";
    put("uri", uri.into());
    put("standard", json!({"name": "ninjs", "version": "3.0", "schema": schema}));
    put("type", "text".into());
    put("representationType", "full".into());
    if let Some(title) = &a.title {
        put("title", title.as_str().into());
        put("headlines", json!([{"role": "main", "contentType": "text/plain", "value": title}]));
    }
    if let Some(lang) = &report.article.meta.lang {
        put("language", lang.as_str().into());
    }
    put(
        "bodies",
        json!([{"role": "main", "contentType": "text/plain", "charCount": text.chars().count(), "value": text}]),
    );
    let mut ids = vec![id("siglum", &a.siglum), id("file", &a.path), id("bytes", &a.bytes.to_string())];
    ids.extend(a.line.map(|l| id("line", &l.to_string())));
    ids.extend(a.id.as_deref().map(|i| id("record", i)));
    match a.date.as_deref() {
        Some(date) if is_moment(date) => put("firstCreated", date.into()),
        Some(date) => ids.push(id("published", date)),
        None => {}
    }
    put("altIds", ids.into());
    let named = |kind: &str| -> Value {
        export.record().names.iter().filter(|n| n.kind == kind).filter_map(|n| name(n, &a.siglum)).collect()
    };
    put("people", named("person"));
    let mut organisations = named("organisation");
    if let Some(list) = organisations.as_array_mut() {
        list.extend(services(export, &a.siglum));
    }
    put("organisations", organisations);
    put("places", named("place"));
    let outlet = a.outlet.as_ref().map(|o| json!({"name": o, "literal": "outlet"}));
    let credit = |c: &crate::story::record::CreditRecord| json!({"name": c.name, "literal": c.kind});
    put("infoSources", outlet.into_iter().chain(a.credits.iter().map(credit)).collect());
    let mut associations = quotations(export, &a.siglum, uri);
    associations.extend(sources(export, &a.siglum, uris));
    put("associations", associations.into());
    item.into()
}

fn id(role: &str, value: &str) -> Value {
    json!({"role": role, "value": value})
}

/// A name that a report prints.
fn name(n: &NameRecord, siglum: &str) -> Option<Value> {
    let here = n.forms.iter().any(|f| f.places.iter().any(|p| p.siglum == siglum));
    here.then(|| json!({"name": n.name, "rel": "named", "literal": n.id}))
}

/// The services of the notices of a report, exactly as it prints them.
fn services(export: &Export<'_>, siglum: &str) -> Vec<Value> {
    let of = export.record().notices.iter().filter(|n| n.siglum == siglum).flat_map(|n| &n.services);
    let service = |s: &ServiceRecord| {
        let contact = |c| {
            contact_places(c)
                .map(|(role, p)| json!({"type": c.kinds.join(" "), "role": role, "value": p.text}))
                .collect::<Vec<_>>()
        };
        let contacts: Vec<Value> = s.contacts.iter().flat_map(contact).collect();
        let name = s.organisation.as_ref().unwrap_or(&s.place);
        json!({"name": name.text, "rel": "notice, as printed and not checked", "contactInfo": contacts})
    };
    of.map(service).collect()
}

/// The quotations of a report, in the order of the edition.
fn quotations(export: &Export<'_>, siglum: &str, uri: &str) -> Vec<Value> {
    let mut out = Vec::new();
    let fragment = |id: &str| format!("{uri}{}{id}", if uri.contains('#') { "/" } else { "#" });
    for u in &export.record().utterances {
        for (n, r) in u.readings.iter().enumerate().filter(|(_, r)| r.siglum == siglum) {
            let places: Vec<Locator<'_>> = r.places.iter().map(|p| export.locate(p)).collect();
            let speaker = r.speaker.as_ref().map(|s| s.name.as_deref().unwrap_or(&s.place.text));
            let rid = reading_id(u, n);
            out.push(association("quotation", &fragment(&rid), &rid, Some(&u.id), speaker, &places));
        }
    }
    for (n, x) in export.record().unsupported.iter().enumerate().filter(|(_, x)| x.siglum == siglum) {
        let at = export.locate_at(&x.siglum, x.start, x.end, &x.text);
        let speaker = x.speaker.as_ref().map(|s| s.name.as_deref().unwrap_or(&s.place.text));
        let rid = unsupported_id(n);
        out.push(association("unsupported", &fragment(&rid), &rid, None, speaker, &[at]));
    }
    out
}

fn association(
    role: &str,
    uri: &str,
    name: &str,
    utterance: Option<&str>,
    speaker: Option<&str>,
    places: &[Locator<'_>],
) -> Value {
    let mut ids: Vec<Value> = utterance.map(|u| id("utterance", u)).into_iter().collect();
    for p in places {
        ids.push(id("bytes", &super::range(p.siglum, p.start, p.end)));
        ids.push(id("chars", &super::range(p.siglum, p.char_start, p.char_end)));
    }
    let body = |p: &Locator<'_>| json!({"role": role, "contentType": "text/plain", "value": p.text});
    let mut out = json!({
        "name": name, "uri": uri, "type": "component", "bodies": places.iter().map(body).collect::<Vec<_>>(), "altIds": ids,
    });
    if let Some(speaker) = speaker {
        out["by"] = speaker.into();
    }
    out
}

/// The other reports that a report has something from.
fn sources(export: &Export<'_>, siglum: &str, uris: &[String]) -> Vec<Value> {
    let edges = export.record().lineage.edges.iter().filter(|e| e.siglum == siglum);
    let source = |e: &crate::story::record::EdgeRecord| {
        let uri = uris.get(*export.row.get(e.source.as_str())?)?;
        let grade = format!("source ({})", e.grade);
        Some(
            json!({"name": grade, "uri": uri, "type": "text", "representationType": "partial", "altIds": [id("siglum", &e.source)]}),
        )
    };
    edges.filter_map(source).collect()
}

/// Whether a date has an hour and an offset, as RFC 3339 wants it.
fn is_moment(date: &str) -> bool {
    let digits = |s: &str, shape: &str| {
        s.len() == shape.len()
            && s.bytes().zip(shape.bytes()).all(|(b, c)| if c == b'0' { b.is_ascii_digit() } else { b == c })
    };
    let Some((day, time)) = date.split_once('T') else { return false };
    let (time, offset) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => return false,
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let fine = !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit());
    let offset = offset == "Z" || digits(offset, "+00:00") || digits(offset, "-00:00");
    digits(day, "0000-00-00") && digits(time, "00:00:00") && fine && offset
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_day_is_no_moment() {
        for (date, is) in [
            ("2021-02-05", false),
            ("2021-02-05T10:00:00", false),
            ("2021-02-05T10:00", false),
            ("2021-02-05T10:00Z", false),
            ("2021-02-05T10:00:00Z", true),
            ("2021-02-05T10:00:00.5+01:00", true),
            ("2021-02-05T10:00:00+0100", false),
        ] {
            assert_eq!(super::is_moment(date), is, "{date}");
        }
    }
}
