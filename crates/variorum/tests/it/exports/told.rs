//! What reports tell goes out whole: every claim, paraphrase, cell and entry of the timeline, and what refers to them.

use super::{articles, source, written};
use crate::laws;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use variorum::story::edition::edition;
use variorum::story::export::table::{Cell, TABLES};
use variorum::story::export::{Export, Format};
use variorum::story::record::{EditionRecord, PlaceRecord};

/// The rows of a table, each by the names of its columns; null and empty text are no entry.
fn rows(export: &Export<'_>, name: &str) -> Vec<BTreeMap<&'static str, String>> {
    let table = TABLES.iter().find(|t| t.name == name).unwrap_or_else(|| panic!("there is no table {name}"));
    let columns: Vec<&str> = table.columns().map(|c| c.name).collect();
    let mut out = Vec::new();
    let taken = table.rows(export, &mut |cells| {
        let value = |cell: &Cell<'_>| match cell {
            Cell::Null => None,
            Cell::Text(t) => Some(t.to_string()).filter(|t| !t.is_empty()),
            Cell::Int(n) => Some(n.to_string()),
            Cell::Bool(b) => Some(b.to_string()),
        };
        out.push(columns.iter().zip(cells).filter_map(|(name, cell)| Some((*name, value(cell)?))).collect());
        Ok(())
    });
    taken.expect("memory takes it");
    out
}

fn column(rows: &[BTreeMap<&'static str, String>], name: &str) -> Vec<String> {
    rows.iter().filter_map(|r| r.get(name).cloned()).collect()
}

type Place = (String, u64, u64);

fn key(p: &PlaceRecord) -> Place {
    (p.siglum.clone(), p.start, p.end)
}

/// The places of tables, in order, each as often as it is there.
fn places(export: &Export<'_>, tables: &[&str]) -> Vec<Place> {
    let rows = tables.iter().flat_map(|t| rows(export, t));
    let number = |row: &BTreeMap<_, String>, name| row.get(name)?.parse::<u64>().ok();
    let mut out: Vec<Place> =
        rows.filter_map(|r| Some((r.get("siglum")?.clone(), number(&r, "start")?, number(&r, "end")?))).collect();
    out.sort_unstable();
    out
}

fn sorted<'a>(places: impl Iterator<Item = &'a PlaceRecord>) -> Vec<Place> {
    let mut out: Vec<Place> = places.map(key).collect();
    out.sort_unstable();
    out
}

/// The tables have what the record has, no more and no less, ids are there once, and what refers to one finds it.
pub(super) fn tables_tell_all(export: &Export<'_>, record: &EditionRecord) {
    let claims = sorted(record.claims.iter().flat_map(|c| c.places()));
    assert_eq!(places(export, &["assertions", "assertion_places"]), claims);
    assert_eq!(places(export, &["paraphrases"]), sorted(record.paraphrases.iter().map(|p| &p.place)));
    assert_eq!(places(export, &["timeline_witnesses", "timeline_places"]), sorted(record.timeline.places()));
    let cells: usize = record.coverage.rows.iter().map(|r| r.cells.len()).sum();
    let presences = column(&rows(export, "coverage"), "presence");
    assert_eq!(presences.iter().filter(|p| *p != "unknown").count(), cells);
    assert_eq!(rows(export, "doubts").len(), record.coverage.doubts.len());
    for (table, name, of) in [
        ("claim_values", "claim", "claims"),
        ("claim_relations", "claim", "claims"),
        ("claim_relations", "first", "claim_values"),
        ("claim_relations", "second", "claim_values"),
        ("assertions", "value", "claim_values"),
        ("assertion_places", "assertion", "assertions"),
        ("paraphrases", "utterance", "utterances"),
        ("coverage", "of", "utterances"),
        ("timeline", "utterance", "utterances"),
        ("timeline_witnesses", "entry", "timeline"),
        ("timeline_places", "witness", "timeline_witnesses"),
        ("timeline_conflicts", "first", "timeline"),
        ("timeline_conflicts", "second", "timeline"),
    ] {
        let ids = column(&rows(export, of), "id");
        let known: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(known.len(), ids.len(), "{of}: an id twice");
        let found = column(&rows(export, table), name);
        let missing = found.iter().find(|id| !known.contains(id));
        assert_eq!(missing, None, "{table}.{name}: {of} has no such row");
    }
    let bytes = written(export, Format::WebAnno).remove(0).1;
    let page: Value = serde_json::from_slice(&bytes).expect("JSON");
    let items = page["items"].as_array().expect("annotations");
    let ids: BTreeSet<&str> = items.iter().filter_map(|i| i["id"].as_str()).collect();
    assert_eq!(ids.len(), items.len(), "an annotation twice");
    let of = |id: &str| {
        let id = format!("urn:x-variorum:annotation:{id}");
        items.iter().find(|i| i["id"] == *id).and_then(|i| i["target"].as_array()).map_or(0, Vec::len)
    };
    for c in &record.claims {
        for (n, v) in c.values.iter().enumerate() {
            assert_eq!(of(&format!("{}v{}", c.id, n + 1)), v.assertions.len(), "{}", c.id);
        }
    }
    assert!(column(&rows(export, "paraphrases"), "id").iter().all(|id| of(id) == 1));
}

const WALKERS: [(&str, &str); 3] = [
    (
        "a.txt",
        "WEXHOLM, 4 May 2021\n\nThe Wexholm rescue boat took the walkers off the sandbank in three trips and the last \
         of them was brought ashore shortly before 9 p.m., according to the Coast Post.\n\nThe bank lies two miles \
         off the town, and a wall of grey sand hides the channel behind it from anybody who walks out at low water \
         on a fine day. The signs at the pier say so in four languages.\n\n“The tide comes in there faster than a man \
         can run, and these walkers did not know about the channel,” said Ida Brandt, the coxswain of the boat.\n",
    ),
    (
        "b.txt",
        "WEXHOLM, 4 May 2021\n\nThe Wexholm rescue boat took the walkers off the sandbank in five trips and the last \
         of them was brought ashore shortly before 9 p.m. Nobody was hurt.\n\nThe bank lies two miles off the town, \
         and a wall of grey sand hides the channel behind it from anybody who walks out at low water on a fine day. \
         The parish has asked for more signs.\n\n“The tide comes in there faster than a man can run, and these \
         walkers did not know about the channel,” Ida Brandt said on Wednesday.\n",
    ),
    (
        "c.txt",
        "WEXHOLM, 5 May 2021\n\nThe Wexholm rescue boat took the walkers off the sandbank in three trips and the last \
         of them came ashore shortly before 9 p.m.\n\nIda Brandt, the coxswain, said that the tide there comes in \
         faster than anybody can run, and that the walkers had not known about the channel.\n\nThe parish has asked \
         for more signs at the pier, where those that stand there say so in four languages already. A wall of grey \
         sand hides the channel from anybody who walks out at low water.\n",
    ),
];

#[test]
fn what_reports_tell_is_in_every_format_that_has_a_place_for_it() {
    let files = WALKERS.map(|(path, text)| source(path, text));
    super::exports_lead_back(&files);
    let record = EditionRecord::of(&edition(laws::reports(&files)));
    let given = articles(&files);
    let export = Export::new(&record, &given).expect("nothing is lost");
    let value = |siglum: &str, text: &str| {
        let hit = rows(&export, "assertions").into_iter().find(|r| r["siglum"] == siglum && r["text"] == text);
        hit.unwrap_or_else(|| panic!("{siglum} gives no value {text:?}"))
    };
    let (three, five) = (value("A", "three trips"), value("B", "five trips"));
    assert_eq!(three["by"], "Coast Post");
    assert_eq!(value("C", "three trips")["value"], three["value"]);
    let relation = rows(&export, "claim_relations");
    let relation = relation.iter().find(|r| r["first"] == three["value"] && r["second"] == five["value"]);
    assert_eq!(relation.map(|r| &*r["relation"]), Some("conflict"));
    let rendered = rows(&export, "paraphrases");
    assert!(rendered.iter().any(|r| r["siglum"] == "C" && r["id"] == "u1p1"), "{rendered:?}");
    let cells = rows(&export, "coverage");
    let cell = |siglum| cells.iter().find(|r| r["of"] == "u1" && r["report"] == siglum).map(|r| &*r["presence"]);
    assert_eq!([cell("A"), cell("B"), cell("C")], [Some("verbatim"), Some("verbatim"), Some("paraphrased")]);

    let text = |format: Format| String::from_utf8(written(&export, format).remove(0).1).expect("UTF-8");
    let note = text(Format::Markdown);
    let section = note.split("\n## ").find(|s| s.starts_with("Where reports tell different things\n"));
    let section = section.expect("the section");
    for told in
        ["**How many** (c1): cannot both hold", "A, C: “three trips”[^", "B: “five trips”[^", "A after Coast Post[^"]
    {
        assert!(section.contains(told), "{told:?} is not in\n{section}");
    }
    assert!(text(Format::WebAnno).contains("cannot both hold: “five trips”"));
    assert!(text(Format::Prov).contains("variorum:Paraphrase"));
    let attributes = written(&export, Format::Dolma).remove(1).1;
    let attributes = String::from_utf8(attributes).expect("UTF-8");
    assert!(attributes.contains("variorum__claim") && attributes.contains("variorum__paraphrase"));
}

#[test]
fn nothing_told_differently_is_no_section() {
    let files = ["a.txt", "b.txt"].map(|path| source(path, WALKERS[0].1));
    let record = EditionRecord::of(&edition(laws::reports(&files)));
    let given = articles(&files);
    let export = Export::new(&record, &given).expect("nothing is lost");
    let note = String::from_utf8(written(&export, Format::Markdown).remove(0).1).expect("UTF-8");
    assert!(!note.contains("Where reports tell different things"), "{note}");
}
