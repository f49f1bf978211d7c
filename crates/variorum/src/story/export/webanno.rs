//! W3C Web Annotation: a page of annotations, each with the place it is about.
//!
//! A target is a captured file with three selectors that select the same: the words with what stands around them, code points of
//! the report's text, and bytes of the file.

use super::rows::{contact_places, lemma, reading_id};
use super::table::{paraphrase_ids, value_id};
use super::{Export, Locator};
use crate::story::record::{relation_words, slot_words};
use serde_json::{Value, json};
use std::io::{self, Write};

/// How many code points are given before and behind the words.
const AROUND: usize = 32;

pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    let uris = export.uris();
    let mut items = Items { export, uris: &uris, list: Vec::new() };
    items.quotations();
    items.passages();
    items.variants();
    items.claims();
    items.figures();
    items.paraphrases();
    items.notices();
    items.credits();
    let page = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {
            "variorum": "urn:x-variorum:vocabulary:",
            "siglum": "variorum:siglum", "path": "variorum:path", "line": "variorum:line", "bytes": "variorum:bytes",
            "reports": "variorum:reports",
        }],
        "id": "urn:x-variorum:annotations",
        "type": "AnnotationPage",
        "generator": {"type": "Software", "name": export.record().generator},
        "reports": export.files(),
        "startIndex": 0,
        "items": items.list,
    });
    super::pretty(out, &page)
}

struct Items<'e> {
    export: &'e Export<'e>,
    uris: &'e [String],
    list: Vec<Value>,
}

impl<'e> Items<'e> {
    fn push(&mut self, id: &str, motivation: &str, body: Vec<Value>, places: &[Locator<'e>]) {
        let target: Vec<Value> = places.iter().map(|a| self.target(a)).collect();
        let body: Value = if body.is_empty() { Value::Null } else { body.into() };
        let mut item = json!({
            "id": format!("urn:x-variorum:annotation:{id}"),
            "type": "Annotation",
            "motivation": motivation,
            "body": body,
            "target": target,
        });
        if let Some(fields) = item.as_object_mut().filter(|f| f["body"].is_null()) {
            fields.remove("body");
        }
        self.list.push(item);
    }

    fn target(&self, a: &Locator<'e>) -> Value {
        let row = self.export.row.get(a.siglum);
        let source = row.and_then(|row| self.uris.get(*row)).map_or("urn:x-variorum:unknown", String::as_str);
        let (before, behind) = around(self.export, a);
        json!({
            "type": "SpecificResource",
            "source": source,
            "siglum": a.siglum,
            "selector": [
                {"type": "TextQuoteSelector", "exact": a.text, "prefix": before, "suffix": behind},
                {"type": "TextPositionSelector", "start": a.char_start, "end": a.char_end},
                {"type": "DataPositionSelector", "start": a.start, "end": a.end},
            ],
        })
    }

    fn quotations(&mut self) {
        let export = self.export;
        for u in &export.record().utterances {
            for (n, r) in u.readings.iter().enumerate() {
                let speaker = r.speaker.as_ref().map(|s| s.name.as_deref().unwrap_or(&s.place.text));
                let said = speaker.map(|s| text("tagging", &format!("speaker: {s}")));
                let body = said.into_iter().chain([text("identifying", &u.id)]).collect();
                let places: Vec<Locator<'_>> = r.places.iter().map(|p| export.locate(p)).collect();
                self.push(&reading_id(u, n), "identifying", body, &places);
            }
        }
        for (n, x) in export.record().unsupported.iter().enumerate() {
            let told = "quotation marks around words that no fuller rendering in these reports has";
            let at = export.locate_at(&x.siglum, x.start, x.end, &x.text);
            self.push(&super::rows::unsupported_id(n), "commenting", vec![text("commenting", told)], &[at]);
        }
    }

    fn passages(&mut self) {
        for p in &self.export.record().passages {
            let places: Vec<Locator<'_>> =
                p.readings.iter().flat_map(|r| &r.places).map(|p| self.export.locate(p)).collect();
            self.push(&p.id, "linking", vec![text("commenting", "words that these reports share")], &places);
        }
    }

    fn variants(&mut self) {
        let export = self.export;
        for t in export.texts() {
            for v in &t.variants {
                for (n, r) in v.readings.iter().enumerate() {
                    let lemma = lemma(t, v);
                    let told = format!("{} ({}) in {}: {}", v.kind, v.class, t.id, quoted(&lemma));
                    let body = vec![text("describing", &told), text("identifying", &v.id)];
                    let places: Vec<Locator<'_>> = r.places.iter().map(|p| export.locate(p)).collect();
                    self.push(&format!("{}r{}", v.id, n + 1), "describing", body, &places);
                }
            }
        }
    }

    /// A value and all places where it stands, with what it is to the other values of its claim.
    fn claims(&mut self) {
        let export = self.export;
        for c in &export.record().claims {
            let mut relations: Vec<Vec<(usize, &str)>> = vec![Vec::new(); c.values.len()];
            for r in &c.relations {
                let [a, b] = r.values;
                for (of, other) in [(a, b), (b, a)] {
                    relations.get_mut(of).into_iter().for_each(|list| list.push((other, &r.relation)));
                }
            }
            for (n, (v, relations)) in c.values.iter().zip(&relations).enumerate() {
                let id = value_id(c, n);
                let mut body = vec![text("describing", &format!("{}: {}", slot_words(&c.slot), quoted(&v.text)))];
                for (other, relation) in relations {
                    let words = c.values.get(*other).map_or("", |o| &*o.text);
                    let told =
                        format!("{}: {} ({})", relation_words(&c.slot, relation), quoted(words), value_id(c, *other));
                    body.push(text("commenting", &told));
                }
                body.push(text("identifying", &id));
                let places: Vec<Locator<'_>> = v.assertions.iter().map(|a| export.locate(&a.place)).collect();
                self.push(&id, "describing", body, &places);
            }
        }
    }

    /// A value of a figure and all places where it stands.
    fn figures(&mut self) {
        let export = self.export;
        for f in &export.record().figures {
            for (n, v) in f.values.iter().enumerate() {
                let id = format!("{}v{}", f.id, n + 1);
                let told = format!("{}: {}", f.label(), quoted(&v.text));
                let body = vec![text("describing", &told), text("identifying", &id)];
                let places: Vec<Locator<'_>> = v.places.iter().map(|p| export.locate(p)).collect();
                self.push(&id, "describing", body, &places);
            }
        }
    }

    fn paraphrases(&mut self) {
        let export = self.export;
        let list = &export.record().paraphrases;
        for (p, id) in list.iter().zip(paraphrase_ids(list)) {
            let told = format!(
                "probably a paraphrase of words {} to {} of {}, by {} in a hundred",
                p.words[0], p.words[1], p.utterance, p.percent
            );
            let body = vec![text("describing", &told), text("identifying", &p.utterance)];
            self.push(&id, "describing", body, &[export.locate(&p.place)]);
        }
    }

    fn notices(&mut self) {
        for (n, h) in self.export.record().notices.iter().enumerate() {
            let id = super::rows::notice_id(n);
            let told = format!("notice ({}), as printed and not checked", h.kind);
            self.push(&id, "classifying", vec![text("classifying", &told)], &[self.export.locate(&h.place)]);
            let contacts =
                h.services.iter().flat_map(|s| &s.contacts).flat_map(|c| {
                    contact_places(c).map(move |(role, p)| (format!("{role}: {}", c.kinds.join(" ")), p))
                });
            for (i, (told, p)) in contacts.enumerate() {
                self.push(
                    &format!("{id}c{}", i + 1),
                    "classifying",
                    vec![text("classifying", &told)],
                    &[self.export.locate(p)],
                );
            }
        }
    }

    fn credits(&mut self) {
        let credits = self.export.record().articles.iter().flat_map(|a| &a.credits);
        for (n, c) in credits.enumerate() {
            let told = format!("credit ({}) to {}", c.kind, quoted(&c.name));
            self.push(
                &format!("credit{}", n + 1),
                "classifying",
                vec![text("classifying", &told)],
                &[self.export.locate(&c.place)],
            );
        }
    }
}

fn text(purpose: &str, value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value})
}

fn quoted(words: &str) -> String {
    if words.is_empty() { "no words".into() } else { format!("“{words}”") }
}

/// What stands right before and behind a place.
fn around<'e>(export: &'e Export<'e>, a: &Locator<'e>) -> (&'e str, &'e str) {
    let Some(text) = export.report(a.siglum).map(|r| &r.article.text) else { return ("", "") };
    let Some(span) = text.from_source(a.start..a.end) else { return ("", "") };
    let (before, behind) = (text.as_str().get(..span.range().start), text.as_str().get(span.range().end..));
    let (before, behind) = (before.unwrap_or(""), behind.unwrap_or(""));
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    (before.get(from..).unwrap_or(""), behind.get(..to).unwrap_or(""))
}
