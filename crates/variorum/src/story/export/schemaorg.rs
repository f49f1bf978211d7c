//! schema.org as JSON-LD: NewsArticle, Quotation, ContactPoint.

use super::rows::{reading_id, unsupported_id};
use super::{Export, Locator};
use crate::story::record::{ContactRecord, NoticeRecord, ServiceRecord, SpeakerRecord};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let uris = export.uris();
    let uri = |siglum: &str| export.row.get(siglum).and_then(|row| uris.get(*row)).cloned().unwrap_or_default();
    let mut graph: Vec<Value> = Vec::new();
    for report in &export.reports {
        let a = report.record;
        let mut article = Map::new();
        article.insert("@type".into(), "NewsArticle".into());
        article.insert("@id".into(), uri(&a.siglum).into());
        article.insert("alternateName".into(), a.siglum.as_str().into());
        article.insert("identifier".into(), file(a));
        let fields = [("headline", &a.title), ("datePublished", &a.date), ("url", &a.url)];
        for (field, value) in fields {
            if let Some(value) = value {
                article.insert(field.into(), value.as_str().into());
            }
        }
        if let Some(outlet) = &a.outlet {
            article.insert("publisher".into(), json!({"@type": "Organization", "name": outlet}));
        }
        let stated = export.record().lineage.edges.iter().filter(|e| e.siglum == a.siglum && e.grade == "stated");
        let based: Vec<Value> = stated
            .filter(|e| export.row.contains_key(e.source.as_str()))
            .map(|e| json!({"@id": uri(&e.source)}))
            .collect();
        if !based.is_empty() {
            article.insert("isBasedOn".into(), based.into());
        }
        article.insert("articleBody".into(), report.article.text.as_str().into());
        graph.push(article.into());
    }
    for n in &export.record().names {
        let kind = match n.kind.as_str() {
            "person" => "Person",
            "organisation" => "Organization",
            _ => "Place",
        };
        let others: Vec<&str> = n.forms.iter().skip(1).map(|f| f.text.as_str()).collect();
        graph.push(json!({"@type": kind, "@id": name_id(&n.id), "name": n.name, "alternateName": others}));
    }
    for u in &export.record().utterances {
        let mut whole = json!({"@type": "Quotation", "@id": text_id(&u.id), "text": u.text});
        if let Some(speaker) = &u.speaker {
            whole["spokenByCharacter"] = by(speaker);
            whole["creator"] = by(speaker);
        }
        graph.push(whole);
        for (n, r) in u.readings.iter().enumerate() {
            let places: Vec<Locator<'_>> = r.places.iter().map(|p| export.locate(p)).collect();
            let mut reading = quotation(&reading_id(u, n), &places, &uri(&r.siglum));
            reading["exampleOfWork"] = json!({"@id": text_id(&u.id)});
            if let Some(s) = &r.speaker {
                let name = s.name.as_deref().unwrap_or(&s.place.text);
                reading["spokenByCharacter"] = json!({"@type": "Person", "name": name});
            }
            graph.push(reading);
        }
    }
    for (n, x) in export.record().unsupported.iter().enumerate() {
        let at = export.locate_at(&x.siglum, x.start, x.end, &x.text);
        let mut marks = quotation(&unsupported_id(n), &[at], &uri(&x.siglum));
        marks["description"] = "quotation marks around words that no fuller rendering in these reports has".into();
        graph.push(marks);
    }
    for h in &export.record().notices {
        for s in &h.services {
            graph.push(service(export, h, s, &uri(&h.siglum)));
        }
    }
    super::pretty(out, &json!({"@context": "https://schema.org", "@graph": graph}))
}

fn file(a: &crate::story::record::ArticleRecord) -> Value {
    let mut out =
        vec![property("siglum", &a.siglum), property("file", &a.path), property("bytes", &a.bytes.to_string())];
    out.extend(a.line.map(|l| property("line", &l.to_string())));
    out.into()
}

fn property(id: &str, value: &str) -> Value {
    json!({"@type": "PropertyValue", "propertyID": id, "value": value})
}

fn name_id(id: &str) -> String {
    format!("urn:x-variorum:name:{id}")
}

fn text_id(id: &str) -> String {
    format!("urn:x-variorum:text:{id}")
}

fn by(speaker: &SpeakerRecord) -> Value {
    match &speaker.named {
        Some(named) => json!({"@id": name_id(named)}),
        None => json!({"@type": "Person", "name": speaker.name}),
    }
}

/// A rendering: its parts as the text, one identifier for each place.
fn quotation(id: &str, places: &[Locator<'_>], article: &str) -> Value {
    let text: Vec<&str> = places.iter().map(|p| p.text).collect();
    json!({
        "@type": "Quotation",
        "@id": text_id(id),
        "text": text,
        "isPartOf": {"@id": article},
        "identifier": ids(places),
    })
}

fn ids(places: &[Locator<'_>]) -> Vec<Value> {
    let both = |p: &Locator<'_>| {
        [
            property("bytes", &super::range(p.siglum, p.start, p.end)),
            property("chars", &super::range(p.siglum, p.char_start, p.char_end)),
        ]
    };
    places.iter().flat_map(both).collect()
}

/// A service of a notice: who, and every contact exactly as printed.
fn service(export: &Export<'_>, h: &NoticeRecord, s: &ServiceRecord, article: &str) -> Value {
    let outlet = h.outlet.as_deref().unwrap_or(&h.siglum);
    let on = h.date.as_ref().map_or(String::new(), |d| format!(" on {d}"));
    let told = format!("as printed by {outlet}{on}, not checked");
    let contact = |c: &ContactRecord| {
        let at = export.locate_at(&h.siglum, c.number.start, c.number.end, "");
        let at = Locator { text: &c.number.text, ..at };
        let mut point = json!({
            "@type": "ContactPoint", "contactType": c.kinds.join(" "), "name": c.number.text, "description": told,
            "identifier": ids(&[at]),
        });
        for kind in &c.kinds {
            match kind.as_str() {
                "call" | "text" => point["telephone"] = c.number.text.as_str().into(),
                "fax" => point["faxNumber"] = c.number.text.as_str().into(),
                "email" => point["email"] = c.number.text.as_str().into(),
                _ => {}
            }
        }
        let hours: Vec<Value> = s
            .hours
            .iter()
            .map(|h| json!({"@type": "OpeningHoursSpecification", "description": h.place.text}))
            .collect();
        if !hours.is_empty() {
            point["hoursAvailable"] = hours.into();
        }
        point
    };
    let name = s.organisation.as_ref().unwrap_or(&s.place);
    json!({
        "@type": "Organization",
        "name": name.text,
        "description": told,
        "subjectOf": {"@id": article},
        "contactPoint": s.contacts.iter().map(contact).collect::<Vec<_>>(),
    })
}
