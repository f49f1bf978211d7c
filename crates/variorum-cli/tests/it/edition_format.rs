//! The edition's JSON is what `docs/edition.schema.json` and `docs/edition.md` say it is.

use crate::run::{root, variorum};
use serde_json::Value;
use std::collections::BTreeSet;

fn schema() -> Value {
    let text = std::fs::read_to_string(root().join("docs/edition.schema.json")).expect("the schema");
    serde_json::from_str(&text).expect("the schema is JSON")
}

fn page() -> String {
    std::fs::read_to_string(root().join("docs/edition.md")).expect("the page")
}

fn edition(of: &[&str]) -> Value {
    let run = variorum(&[&["compare", "--json"], of].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).expect("an edition is JSON")
}

/// Every object the schema describes: the edition itself and the definitions.
fn objects(schema: &Value) -> Vec<(String, &Value)> {
    let mut out = vec![("edition".to_string(), schema)];
    for (name, of) in schema["$defs"].as_object().expect("definitions") {
        if of["type"] == "object" {
            out.push((name.clone(), of));
        }
    }
    out
}

#[test]
fn real_editions_are_valid() {
    let validator = jsonschema::draft202012::new(&schema()).expect("a valid schema");
    for of in
        [&["examples/bridge"][..], &["examples/harbour"], &["examples/feed.jsonl"], &["README-not-there", "examples"]]
    {
        let of: Vec<&str> = of.iter().copied().filter(|p| root().join(p).exists()).collect();
        let edition = edition(&of);
        let errors: Vec<String> =
            validator.iter_errors(&edition).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
        assert!(errors.is_empty(), "{of:?}\n{}", errors.join("\n"));
    }
}

#[test]
fn an_undocumented_field_or_value_is_found() {
    let validator = jsonschema::draft202012::new(&schema()).expect("a valid schema");
    let good = edition(&["examples/bridge"]);
    assert!(validator.is_valid(&good));
    type Change = fn(&mut Value);
    let changes: [Change; 6] = [
        |e| e["mood"] = "grave".into(),
        |e| e["articles"][0]["mood"] = "grave".into(),
        |e| e["utterances"][0]["words"][0]["mood"] = "grave".into(),
        |e| e["utterances"][0]["variants"][0]["kind"] = "improvement".into(),
        |e| e["utterances"][0]["readings"][0]["places"][0]["start"] = (-1).into(),
        |e| drop(e["articles"][0].as_object_mut().map(|a| a.remove("encoding"))),
    ];
    for (i, change) in changes.iter().enumerate() {
        let mut bad = good.clone();
        change(&mut bad);
        assert!(!validator.is_valid(&bad), "change {i} is not noticed");
    }
}

#[test]
fn every_field_is_described_and_required() {
    let schema = schema();
    let page = page();
    for (name, object) in objects(&schema) {
        assert_eq!(object["additionalProperties"], false, "{name}: fields that nobody described would pass");
        assert!(object["description"].is_string(), "{name} has no description");
        let fields = object["properties"].as_object().expect("properties");
        let required: BTreeSet<&str> =
            object["required"].as_array().expect("required").iter().filter_map(Value::as_str).collect();
        assert_eq!(fields.keys().map(String::as_str).collect::<BTreeSet<_>>(), required, "{name}");
        for (field, of) in fields {
            let description = of["description"].as_str().unwrap_or("");
            assert!(description.len() > 8, "{name}.{field} has no description");
            assert!(page.contains(&format!("`{field}`")), "docs/edition.md does not name `{field}` of {name}");
        }
    }
}

/// Kinds, classes, flags: every value of an enumeration stands on the page too.
#[test]
fn every_value_is_on_the_page() {
    fn values<'a>(of: &'a Value, out: &mut Vec<&'a str>) {
        match of {
            Value::Object(map) => {
                out.extend(map.get("enum").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str));
                map.values().for_each(|v| values(v, out));
            }
            Value::Array(list) => list.iter().for_each(|v| values(v, out)),
            _ => {}
        }
    }
    let schema = schema();
    let page = page();
    let mut all = Vec::new();
    values(&schema, &mut all);
    assert!(all.len() > 20);
    for value in all {
        assert!(page.contains(value), "docs/edition.md does not name {value:?}");
    }
}

#[test]
fn the_example_on_the_page_is_true() {
    let page = page();
    let example = page.split("```json\n").nth(1).and_then(|r| r.split("```").next()).expect("an example");
    let example: Value = serde_json::from_str(example).expect("the example is JSON");
    assert_eq!(edition(&["examples/bridge"])["utterances"][1]["variants"][0], example);
}
