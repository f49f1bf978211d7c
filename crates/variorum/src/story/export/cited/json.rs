//! Exports that are JSON: told apart by the names in their first object.

use super::{both, cite_row, is_edition};
use crate::story::verify::{Citation, Citations, CitedReport};
use serde_json::Value;

/// What JSON says of places; `None` where it is an edition, or nothing known.
pub(super) fn read(text: &str) -> Result<Option<Citations<'static>>, String> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let Some(first) = values.next() else { return Ok(None) };
    let first = first.map_err(|e| format!("not JSON: {e}"))?;
    if is_edition(&first) {
        return Ok(None);
    }
    let mut out = Citations::default();
    let lines = |each: fn(&Value, &mut Citations<'static>) -> Result<(), String>, out: &mut Citations<'static>| {
        each(&first, out)?;
        for (n, value) in values.enumerate() {
            let value = value.map_err(|e| format!("line {} is not JSON: {e}", n + 2))?;
            each(&value, out).map_err(|what| format!("line {}: {what}", n + 2))?;
        }
        Ok::<(), String>(())
    };
    let has = |name: &str| first.get(name).is_some();
    if has("table") && has("witnesses") || has("witnesses") && has("reports") {
        tokens(&first, &mut out)?;
    } else if has("table") {
        lines(row, &mut out)?;
    } else if has("items") && has("reports") {
        annotations(&first, &mut out)?;
    } else if has("entity") && has("prefix") {
        prov(&first, &mut out)?;
    } else if has("@graph") {
        graph(&first, &mut out)?;
    } else if has("attributes") {
        lines(attributes, &mut out)?;
    } else if has("metadata") && has("text") {
        lines(document, &mut out)?;
    } else if first.get(0).is_some_and(|item| item.get("standard").is_some()) {
        first.as_array().into_iter().flatten().try_for_each(|item| ninjs(item, &mut out))?;
    } else {
        return Ok(None);
    }
    Ok(Some(out))
}

fn string(value: &Value, name: &str) -> Option<String> {
    value.get(name)?.as_str().map(str::to_string)
}

/// A report as lists of them have it.
fn report(value: &Value, out: &mut Citations<'static>) {
    if let (Some(siglum), Some(path)) = (string(value, "siglum"), string(value, "path")) {
        let number = |name: &str| value.get(name).and_then(Value::as_u64);
        let report =
            CitedReport { siglum: siglum.into(), path: path.into(), line: number("line"), bytes: number("bytes") };
        out.reports.push(report);
    }
}

fn reports(value: &Value, out: &mut Citations<'static>) {
    value.get("reports").and_then(Value::as_array).into_iter().flatten().for_each(|r| report(r, out));
}

/// A row of a table, or anything else with the fields of a place.
fn row(value: &Value, out: &mut Citations<'static>) -> Result<(), String> {
    let field = |name: &str| match value.get(name)? {
        Value::Null => None,
        Value::String(s) => Some(s.clone()),
        other => Some(other.to_string()),
    };
    cite_row(out, &field)
}

/// Tokens of CollateX, in witnesses or in the cells of a table.
fn tokens(value: &Value, out: &mut Citations<'static>) -> Result<(), String> {
    fn walk(value: &Value, out: &mut Citations<'static>) -> Result<(), String> {
        match value {
            Value::Array(list) => list.iter().try_for_each(|v| walk(v, out)),
            Value::Object(fields) if fields.contains_key("t") => row(value, out),
            Value::Object(fields) => fields.values().try_for_each(|v| walk(v, out)),
            _ => Ok(()),
        }
    }
    reports(value, out);
    ["witnesses", "table"].iter().filter_map(|name| value.get(name)).try_for_each(|v| walk(v, out))
}

fn annotations(value: &Value, out: &mut Citations<'static>) -> Result<(), String> {
    reports(value, out);
    let items = value.get("items").and_then(Value::as_array).into_iter().flatten();
    for target in items.filter_map(|item| item.get("target")?.as_array()).flatten() {
        let siglum = string(target, "siglum").ok_or("a target without a siglum")?;
        let mut place = Citation { siglum: siglum.into(), ..Citation::default() };
        for selector in target.get("selector").and_then(Value::as_array).into_iter().flatten() {
            let number = |name: &str| selector.get(name).and_then(Value::as_u64);
            let range = || number("start").zip(number("end")).ok_or("a selector without start or end");
            match selector.get("type").and_then(Value::as_str) {
                Some("TextQuoteSelector") => {
                    place.text = string(selector, "exact").map(Into::into);
                    place.before = string(selector, "prefix").map(Into::into);
                    place.after = string(selector, "suffix").map(Into::into);
                }
                Some("TextPositionSelector") => place.chars = Some(range()?),
                Some("DataPositionSelector") => place.bytes = Some(range()?),
                _ => {}
            }
        }
        out.places.push(place);
    }
    Ok(())
}

fn prov(value: &Value, out: &mut Citations<'static>) -> Result<(), String> {
    let records =
        value.as_object().into_iter().flatten().filter_map(|(_, of)| of.as_object()).flatten().map(|(_, r)| r);
    for record in records {
        let field = |name: &str| string(record, &format!("variorum:{name}"));
        if let (Some(siglum), Some(path)) = (field("siglum"), field("path")) {
            let number = |name: &str| field(name).and_then(|n| n.parse().ok());
            let report =
                CitedReport { siglum: siglum.into(), path: path.into(), line: number("line"), bytes: number("bytes") };
            out.reports.push(report);
        }
        for prefix in ["", "scope-"] {
            let list = |name: &str| -> Vec<&str> {
                let list = record.get(format!("variorum:{prefix}{name}")).and_then(Value::as_array);
                list.into_iter().flatten().filter_map(Value::as_str).collect()
            };
            let (text, bytes, chars) = (list("text"), list("bytes"), list("chars"));
            if text.len() != bytes.len() || text.len() != chars.len() {
                return Err("places whose words, bytes and code points are not of one number".into());
            }
            for ((text, bytes), chars) in text.iter().zip(&bytes).zip(&chars) {
                out.places.push(both(bytes, chars, Some(text.to_string()))?);
            }
        }
    }
    Ok(())
}

/// Pairs of bytes and code points in a list of identifiers, each with the words of the same number.
fn pairs(list: Option<&Value>, key: &str, texts: &[&str], out: &mut Citations<'static>) -> Result<(), String> {
    let list: Vec<&Value> = list.and_then(Value::as_array).into_iter().flatten().collect();
    let of = |kind: &str| -> Vec<&str> {
        let same = list.iter().filter(|p| p.get(key).and_then(Value::as_str) == Some(kind));
        same.filter_map(|p| p.get("value")?.as_str()).collect()
    };
    let (bytes, chars) = (of("bytes"), of("chars"));
    if bytes.len() != texts.len() || chars.len() != texts.len() {
        return Err("words and places that are not of one number".into());
    }
    for ((text, bytes), chars) in texts.iter().zip(bytes).zip(chars) {
        out.places.push(both(bytes, chars, Some(text.to_string()))?);
    }
    Ok(())
}

/// A value among identifiers.
fn id<'v>(list: Option<&'v Value>, key: &str, kind: &str) -> Option<&'v str> {
    let list = list?.as_array()?;
    list.iter().find(|p| p.get(key).and_then(Value::as_str) == Some(kind))?.get("value")?.as_str()
}

fn named_report(list: Option<&Value>, key: &str, out: &mut Citations<'static>) {
    if let (Some(siglum), Some(path)) = (id(list, key, "siglum"), id(list, key, "file")) {
        let number = |kind: &str| id(list, key, kind).and_then(|n| n.parse().ok());
        let report = CitedReport {
            siglum: siglum.to_string().into(),
            path: path.to_string().into(),
            line: number("line"),
            bytes: number("bytes"),
        };
        out.reports.push(report);
    }
}

fn graph(value: &Value, out: &mut Citations<'static>) -> Result<(), String> {
    for node in value.get("@graph").and_then(Value::as_array).into_iter().flatten() {
        let ids = node.get("identifier");
        match node.get("@type").and_then(Value::as_str) {
            Some("NewsArticle") => {
                named_report(ids, "propertyID", out);
                if let (Some(siglum), Some(body)) = (id(ids, "propertyID", "siglum"), string(node, "articleBody")) {
                    whole(siglum, body, out);
                }
            }
            Some("Quotation") if ids.is_some() => {
                let texts: Vec<&str> = node
                    .get("text")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .collect();
                pairs(ids, "propertyID", &texts, out)?;
            }
            _ => {}
        }
        for point in node.get("contactPoint").and_then(Value::as_array).into_iter().flatten() {
            let name: Vec<&str> = point.get("name").and_then(Value::as_str).into_iter().collect();
            pairs(point.get("identifier"), "propertyID", &name, out)?;
        }
    }
    Ok(())
}

/// The whole text of a report.
fn whole(siglum: &str, text: String, out: &mut Citations<'static>) {
    let chars = Some((0, text.chars().count() as u64));
    out.places.push(Citation {
        siglum: siglum.to_string().into(),
        chars,
        text: Some(text.into()),
        ..Citation::default()
    });
}

fn ninjs(item: &Value, out: &mut Citations<'static>) -> Result<(), String> {
    let ids = item.get("altIds");
    named_report(ids, "role", out);
    if let (Some(siglum), Some(text)) =
        (id(ids, "role", "siglum"), item.pointer("/bodies/0/value").and_then(Value::as_str))
    {
        whole(siglum, text.to_string(), out);
    }
    for part in item.get("associations").and_then(Value::as_array).into_iter().flatten() {
        let bodies = part.get("bodies").and_then(Value::as_array).into_iter().flatten();
        let texts: Vec<&str> = bodies.filter_map(|b| b.get("value")?.as_str()).collect();
        pairs(part.get("altIds"), "role", &texts, out)?;
    }
    Ok(())
}

fn document(value: &Value, out: &mut Citations<'static>) -> Result<(), String> {
    let meta = value.get("metadata").unwrap_or(&Value::Null);
    report(meta, out);
    if let (Some(siglum), Some(text)) = (string(meta, "siglum"), string(value, "text")) {
        whole(&siglum, text, out);
    }
    Ok(())
}

fn attributes(value: &Value, out: &mut Citations<'static>) -> Result<(), String> {
    let siglum = value.pointer("/metadata/siglum").and_then(Value::as_str).ok_or("attributes without a siglum")?;
    let spans = value.get("attributes").and_then(Value::as_object).into_iter().flatten().map(|(_, list)| list);
    for span in spans.filter_map(Value::as_array).flatten() {
        let number = |n: usize| span.get(n).and_then(Value::as_u64).ok_or("a span that is not [start, end, score]");
        let chars = Some((number(0)?, number(1)?));
        out.places.push(Citation { siglum: siglum.to_string().into(), chars, ..Citation::default() });
    }
    Ok(())
}
