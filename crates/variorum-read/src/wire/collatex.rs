//! The input of CollateX: the witnesses of a text, each with its words as `content` or as `tokens`.

use super::Item;
use super::json::{fields, string_at, words};
use crate::report::{Fault, Intake};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use variorum::ingest::{Encoding, Meta, json_string};
use variorum::text::{Text, TextBuilder};

/// Reads every witness of an object, which begins at byte `at` of the file, as a report whose id is its siglum.
pub(super) fn read(path: &str, bytes: u64, object: &str, at: u64, out: &mut Intake) {
    let list = fields(object).and_then(|f| {
        let list = f.get("witnesses").ok_or("no `witnesses`: CollateX wants a list of them")?;
        serde_json::from_str::<Vec<&RawValue>>(list.get()).map_err(|_| "`witnesses` is not a list".to_owned())
    });
    let list = match list {
        Ok(list) => list,
        Err(what) => return out.faults.push(Fault::at(path, at, what)),
    };
    for witness in list {
        let start = at + (witness.get().as_ptr() as usize).saturating_sub(object.as_ptr() as usize) as u64;
        let place = out.reports.len() as u64 + 1;
        match one(witness.get(), start) {
            Ok((id, text)) => {
                let meta = Meta { id, ..Meta::default() };
                out.reports.push(Item { path, bytes, place, encoding: Encoding::Utf8, meta }.plain(text));
            }
            Err(what) => out.faults.push(Fault::at(path, start, what)),
        }
    }
}

fn one(witness: &str, at: u64) -> Result<(Option<String>, Text), String> {
    let fields = fields(witness)?;
    let id = words(fields.get("id"));
    if let Some((inside, start)) = fields.get("content").and_then(|c| string_at(c, witness, at)) {
        return Ok((id, json_string(inside, start)));
    }
    let name = id.as_deref().unwrap_or("without an id");
    let tokens =
        fields.get("tokens").ok_or_else(|| format!("the witness {name} has neither `content` nor `tokens`"))?;
    let tokens: Vec<BTreeMap<String, &RawValue>> = serde_json::from_str(tokens.get())
        .map_err(|e| format!("the tokens of the witness {name} are not a list of objects: {e}"))?;
    Ok((id, join(&tokens, witness, at)))
}

/// The words of the tokens as they were written. Where they keep no white space of their own one space parts them.
fn join(tokens: &[BTreeMap<String, &RawValue>], witness: &str, at: u64) -> Text {
    let written = |token: &BTreeMap<String, &'_ RawValue>| {
        let (inside, start) = token.get("t").and_then(|t| string_at(t, witness, at))?;
        Some((json_string(inside, start), start))
    };
    let all: Vec<(Text, u64)> = tokens.iter().filter_map(written).filter(|(t, _)| !t.is_empty()).collect();
    let spaced = all
        .iter()
        .any(|(t, _)| t.as_str().ends_with(char::is_whitespace) || t.as_str().starts_with(char::is_whitespace));
    let mut out = TextBuilder::starting_at(all.first().map_or(at, |a| a.1), 64);
    let mut last = at;
    for (text, start) in all {
        if !spaced && !out.is_empty() {
            // What parts two tokens stands between them in the file.
            out.push(" ", last, 1, (start - last).clamp(1, 255) as u8);
        }
        for (i, c) in text.as_str().char_indices() {
            let source = text.source(variorum::span::Span::new(i as u32, (i + c.len_utf8()) as u32));
            let mut buffer = [0; 4];
            let length = (source.end - source.start).clamp(1, 255) as u8;
            out.push(c.encode_utf8(&mut buffer), source.start, c.len_utf8() as u8, length);
            last = source.end;
        }
    }
    out.finish()
}
