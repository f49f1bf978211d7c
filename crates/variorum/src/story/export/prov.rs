//! PROV-JSON: what came from where.
//!
//! PROV-JSON has no relations of their own for `wasQuotedFrom` and `hadPrimarySource`: they are derivations of the type
//! `prov:Quotation` and `prov:PrimarySource`. A report's debt to another is a derivation that carries its grade. Nothing is
//! written of reports of which nothing tells who had it from whom.

use super::rows::{edge_id, notice_id, reading_id, unsupported_id};
use super::table::paraphrase_ids;
use super::{Export, Locator};
use crate::story::record::{EdgeRecord, PlaceRecord};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut prov = Prov { export, of: Map::new() };
    prov.reports();
    prov.quotations();
    prov.paraphrases();
    prov.lineage();
    prov.notices();
    let mut document = Map::new();
    document.insert("prefix".into(), json!({"v": "urn:x-variorum:edition:", "variorum": "urn:x-variorum:vocabulary:"}));
    document.append(&mut prov.of);
    super::pretty(out, &document)
}

struct Prov<'e> {
    export: &'e Export<'e>,
    /// Records by kind, then by id.
    of: Map<String, Value>,
}

impl<'e> Prov<'e> {
    fn put(&mut self, kind: &str, id: String, record: Value) {
        let all = self.of.entry(kind).or_insert_with(|| Value::Object(Map::new()));
        if let Some(all) = all.as_object_mut() {
            all.insert(id, record);
        }
    }

    fn reports(&mut self) {
        let record = self.export.record();
        let edition = "v:edition".to_string();
        self.put(
            "agent",
            "v:variorum".into(),
            json!({"prov:type": name("prov:SoftwareAgent"), "prov:label": record.generator}),
        );
        self.put("activity", "v:comparison".into(), json!({"prov:label": "comparison of the reports"}));
        self.put(
            "entity",
            edition.clone(),
            json!({"prov:type": name("variorum:Edition"), "prov:label": "the edition"}),
        );
        self.put(
            "wasGeneratedBy",
            "_:generated".into(),
            json!({"prov:entity": edition, "prov:activity": "v:comparison"}),
        );
        self.put(
            "wasAssociatedWith",
            "_:associated".into(),
            json!({"prov:activity": "v:comparison", "prov:agent": "v:variorum"}),
        );
        for a in &record.articles {
            let fields = [
                ("variorum:path", Some(a.path.clone())),
                ("variorum:line", a.line.map(|l| l.to_string())),
                ("variorum:bytes", Some(a.bytes.to_string())),
                ("variorum:outlet", a.outlet.clone()),
                ("variorum:url", a.url.clone()),
                ("variorum:published", a.date.clone()),
            ];
            let mut report = Map::new();
            report.insert("prov:type".into(), name("variorum:Report"));
            report.insert("prov:label".into(), a.title.clone().unwrap_or_else(|| a.path.clone()).into());
            report.insert("variorum:siglum".into(), a.siglum.as_str().into());
            for (field, value) in fields {
                if let Some(value) = value {
                    report.insert(field.into(), value.into());
                }
            }
            self.put("entity", format!("v:{}", a.siglum), report.into());
            self.put(
                "used",
                format!("_:used{}", a.siglum),
                json!({"prov:activity": "v:comparison", "prov:entity": format!("v:{}", a.siglum)}),
            );
        }
    }

    fn quotations(&mut self) {
        let export = self.export;
        for n in &export.record().names {
            let kind = match n.kind.as_str() {
                "person" => "prov:Person",
                "organisation" => "prov:Organization",
                _ => continue,
            };
            self.put("agent", format!("v:{}", n.id), json!({"prov:type": name(kind), "prov:label": n.name}));
        }
        for t in export.texts() {
            let said = t.id.starts_with('u');
            let kind = if said { "variorum:Utterance" } else { "variorum:Passage" };
            let mut whole = json!({"prov:type": name(kind), "prov:label": t.text});
            if let Some(speaker) = &t.speaker {
                whole["variorum:speaker"] = speaker.name.as_str().into();
            }
            self.put("entity", format!("v:{}", t.id), whole);
            if let Some(named) = t.speaker.as_ref().and_then(|s| s.named.as_ref()) {
                let agent = format!("v:{named}");
                if self.of.get("agent").is_some_and(|a| a.get(&agent).is_some()) {
                    let who = json!({"prov:entity": format!("v:{}", t.id), "prov:agent": agent});
                    self.put("wasAttributedTo", format!("_:said-{}", t.id), who);
                }
            }
            for (n, r) in t.readings.iter().enumerate() {
                let id = reading_id(t, n);
                let places: Vec<Locator<'_>> = r.places.iter().map(|p| export.locate(p)).collect();
                let kind = if said { "variorum:Quotation" } else { "variorum:Rendering" };
                self.taken(&id, kind, &places);
                let general =
                    json!({"prov:specificEntity": format!("v:{id}"), "prov:generalEntity": format!("v:{}", t.id)});
                self.put("specializationOf", format!("_:of-{id}"), general);
            }
        }
        for (n, x) in export.record().unsupported.iter().enumerate() {
            let at = export.locate_at(&x.siglum, x.start, x.end, &x.text);
            self.taken(&unsupported_id(n), "variorum:Unsupported", &[at]);
        }
    }

    /// Words outside marks come from their report; that they render an utterance is likely, and says how likely.
    fn paraphrases(&mut self) {
        let export = self.export;
        let list = &export.record().paraphrases;
        for (p, id) in list.iter().zip(paraphrase_ids(list)) {
            self.taken(&id, "variorum:Paraphrase", &[export.locate(&p.place)]);
            let rendered = json!({
                "prov:generatedEntity": format!("v:{id}"),
                "prov:usedEntity": format!("v:{}", p.utterance),
                "variorum:percent": json!({ "$": p.percent.to_string(), "type": "xsd:integer" }),
            });
            self.put("wasDerivedFrom", format!("_:renders-{id}"), rendered);
        }
    }

    /// Words that stand in a report: an entity with its places, quoted from the report.
    fn taken(&mut self, id: &str, kind: &str, places: &[Locator<'_>]) {
        let Some(siglum) = places.first().map(|p| p.siglum) else { return };
        let mut entity = json!({"prov:type": name(kind)});
        put_places(&mut entity, "", places);
        self.put("entity", format!("v:{id}"), entity);
        let quoted = json!({
            "prov:generatedEntity": format!("v:{id}"),
            "prov:usedEntity": format!("v:{siglum}"),
            "prov:type": name("prov:Quotation"),
        });
        self.put("wasDerivedFrom", format!("_:quoted-{id}"), quoted);
    }

    fn lineage(&mut self) {
        let export = self.export;
        let lineage = &export.record().lineage;
        for o in &lineage.origins {
            let mut entity =
                json!({"prov:type": name("variorum:Origin"), "prov:label": o.name, "variorum:kind": o.kind});
            if let Some(of) = &o.issuer {
                entity["variorum:issuer"] = of.text.clone().into();
            }
            let places: Vec<Locator<'_>> = o.places.iter().map(|p| export.locate(p)).collect();
            put_places(&mut entity, "", &places);
            self.put("entity", format!("v:{}", o.id), entity);
            if let Some(own) = &o.report {
                let same = json!({"prov:alternate1": format!("v:{}", o.id), "prov:alternate2": format!("v:{own}")});
                self.put("alternateOf", format!("_:same-{}", o.id), same);
            }
        }
        for (n, edge) in lineage.edges.iter().enumerate() {
            let origin = lineage.origins.iter().find(|o| o.id == edge.source);
            let primary = origin.is_some_and(|o| matches!(o.kind.as_str(), "post" | "statement"));
            let record = self.edge(edge, primary);
            self.put("wasDerivedFrom", format!("_:{}", edge_id(n)), record);
        }
    }

    fn edge(&self, edge: &'e EdgeRecord, primary: bool) -> Value {
        let located = |places: &'e [PlaceRecord]| places.iter().map(|p| self.export.locate(p)).collect::<Vec<_>>();
        let mut record = json!({
            "prov:generatedEntity": format!("v:{}", edge.siglum),
            "prov:usedEntity": format!("v:{}", edge.source),
            "variorum:grade": edge.grade,
        });
        if primary {
            record["prov:type"] = name("prov:PrimarySource");
        }
        put_places(&mut record, "scope-", &located(&edge.scope));
        let kinds: Vec<&str> = edge.evidence.iter().map(|x| x.kind.as_str()).collect();
        if !kinds.is_empty() {
            record["variorum:evidence"] = kinds.into();
        }
        let places: Vec<Locator<'_>> = edge.evidence.iter().flat_map(|x| located(&x.places)).collect();
        put_places(&mut record, "", &places);
        record
    }

    fn notices(&mut self) {
        for (n, h) in self.export.record().notices.iter().enumerate() {
            self.taken(&notice_id(n), "variorum:Notice", &[self.export.locate(&h.place)]);
        }
    }
}

/// Places as lists of the same length: words, bytes, code points.
fn put_places(record: &mut Value, prefix: &str, places: &[Locator<'_>]) {
    if places.is_empty() {
        return;
    }
    record[format!("variorum:{prefix}text")] = places.iter().map(|a| a.text).collect();
    record[format!("variorum:{prefix}bytes")] = places.iter().map(|a| super::range(a.siglum, a.start, a.end)).collect();
    record[format!("variorum:{prefix}chars")] =
        places.iter().map(|a| super::range(a.siglum, a.char_start, a.char_end)).collect();
}

fn name(qualified: &str) -> Value {
    json!({"$": qualified, "type": "prov:QUALIFIED_NAME"})
}
