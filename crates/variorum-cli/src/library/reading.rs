//! Files to reports as a library keeps them: a plain-text file, or one line of JSON lines.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use variorum_store::prepare::Raw;

/// Reads the reports of one file, line by line where they are lines, and gives each to `give`, with a sentence in place
/// of what cannot be read. Ends early when `give` says `false`.
///
/// # Errors
/// Where the file cannot be read on.
pub fn reports(
    name: &str,
    real: &Path,
    reader: &mut dyn Read,
    give: &mut dyn FnMut(Result<Raw, String>) -> bool,
) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(1 << 16, reader);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let head = reader.fill_buf()?;
    let lines = ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson");
    if lines {
        let probe = head.get(..8 << 10).unwrap_or(head);
        if probe.starts_with(b"\xff\xfe")
            || probe.starts_with(b"\xfe\xff")
            || probe.starts_with(b"\x1f\x8b")
            || probe.contains(&0)
        {
            // What cannot be lines as a whole is one error, not one for every line.
            let read = variorum::ingest::read(name, head.to_vec());
            read.errors.iter().all(|e| give(Err(e.to_string())));
            return Ok(());
        }
        return each_line(name, Vec::new(), &mut reader, give);
    }
    let mut bytes = Vec::new();
    if name == "-" && head.starts_with(b"{") {
        // Standard input may never end: where its first line is a record the others are taken one by one.
        reader.read_until(b'\n', &mut bytes)?;
        if !variorum::ingest::read("line.jsonl", bytes.clone()).captures.is_empty() {
            return each_line(name, bytes, &mut reader, give);
        }
    }
    reader.read_to_end(&mut bytes)?;
    if bytes.starts_with(b"{") || bytes.starts_with(b"\xEF\xBB\xBF{") {
        let read = variorum::ingest::read(name, bytes.clone());
        if read.captures.iter().any(|c| c.line.is_some()) || read.errors.iter().any(|e| e.is_record()) {
            return each_line(name, Vec::new(), &mut bytes.as_slice(), give);
        }
    }
    let origin = real.to_string_lossy().into_owned();
    give(Ok(Raw { path: name.into(), line: None, origin, bytes }));
    Ok(())
}

/// Gives each line that is not blank, after `first`, a line that was read before.
fn each_line(
    name: &str,
    first: Vec<u8>,
    reader: &mut dyn BufRead,
    give: &mut dyn FnMut(Result<Raw, String>) -> bool,
) -> io::Result<()> {
    let mut number = 0;
    let mut bytes = first;
    loop {
        if bytes.is_empty() && reader.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        number += 1;
        let line = if number == 1 { bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes) } else { &bytes };
        // Line ends and blanks around a record are none of it: the same record is the same capture wherever it stands.
        let line = line.trim_ascii().to_vec();
        bytes.clear();
        if !line.is_empty()
            && !give(Ok(Raw { path: name.into(), line: Some(number), origin: String::new(), bytes: line }))
        {
            return Ok(());
        }
    }
}
