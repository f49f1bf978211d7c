//! Decisions by hand, from a file of JSON lines.

use crate::input;
use anyhow::{anyhow, bail};
use serde::Deserialize;
use std::io::ErrorKind;
use std::path::Path;
use variorum::story::gather::decide::Decisions;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    together: Option<Vec<String>>,
    apart: Option<Vec<String>>,
}

/// Reads a file of decisions.
///
/// # Errors
/// Where the file cannot be read, a line is none, or two of them contradict each other; each names file and line or ids.
pub fn read(path: &Path) -> anyhow::Result<Decisions> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|e| match e.kind() {
        ErrorKind::InvalidData => anyhow!("--decisions: {name}: not UTF-8; give JSON lines"),
        _ => anyhow!("--decisions: {name}: {}", input::why(&e)),
    })?;
    let (mut together, mut apart) = (Vec::new(), Vec::new());
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let form = "expected {\"together\": [ids]} or {\"apart\": [ids]}";
        let line: Line = serde_json::from_str(line).map_err(|e| anyhow!("{name}:{}: {e}; {form}", i + 1))?;
        match (line.together, line.apart) {
            (Some(ids), None) => together.push(ids),
            (None, Some(ids)) => apart.push(ids),
            _ => bail!("{name}:{}: {form}, one of them on a line", i + 1),
        }
    }
    Decisions::new(&together, &apart)
        .map_err(|c| anyhow!("{name}: {} and {} are to stand together and apart; take one of the two out", c.a, c.b))
}
