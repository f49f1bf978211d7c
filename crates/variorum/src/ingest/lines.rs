//! Reports as JSON lines for those who want their words only: no map back to the file, nothing kept.

use super::jsonl;
use crate::error::Error;

/// What one line gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The record's own id, a string or a number, as JSON.
    pub id: Option<&'a str>,
    /// The outlet's name (`source`, `outlet` or `publisher`).
    pub outlet: Option<String>,
    /// The text as it is given; it stands in a buffer that the next line is written into.
    pub text: &'a str,
}

/// Why a file as a whole cannot be lines of JSON, judged by its first bytes.
///
/// # Errors
/// Where it is UTF-16, compressed or binary; the error names `path`.
pub fn check(path: &str, first: &[u8]) -> Result<(), Error> {
    jsonl::not_lines(path, first).map_or(Ok(()), Err)
}

/// Calls `each` for every line of `bytes` that is not blank, with its number counted from 1. How many lines there were.
///
/// # Errors
/// None for the whole: a line that cannot be read is given to `each` as a sentence that says why.
pub fn each(bytes: &[u8], mut each: impl FnMut(u64, Result<Line<'_>, String>)) -> u64 {
    let mut rest = bytes.strip_prefix(jsonl::MARK).unwrap_or(bytes);
    let mut text = String::new();
    let mut number = 0;
    while !rest.is_empty() {
        number += 1;
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let (line, behind) = rest.split_at(end);
        rest = behind.get(1..).unwrap_or(&[]);
        if !line.trim_ascii().is_empty() {
            each(number, one(line, &mut text));
        }
    }
    number
}

fn one<'a>(line: &'a [u8], text: &'a mut String) -> Result<Line<'a>, String> {
    let (record, body) = jsonl::fields(line)?;
    if u32::try_from(body.len()).is_err() {
        return Err(format!("{} bytes of text in one report; the limit is 4 GiB", body.len()));
    }
    let outlet = record.outlet.into_iter().find_map(jsonl::string);
    let id = record.id.map(serde_json::value::RawValue::get).filter(|raw| {
        let empty = raw.strip_prefix('"').and_then(|r| r.strip_suffix('"')).is_some_and(|r| r.trim().is_empty());
        !empty && raw.starts_with(|c: char| c == '"' || c == '-' || c.is_ascii_digit())
    });
    let text: &'a str = if memchr::memchr(b'\\', body.as_bytes()).is_none() {
        body
    } else {
        text.clear();
        jsonl::unescape(body, 0, text);
        text
    };
    Ok(Line { id, outlet, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_other_reader() {
        let file = "\u{feff}{\"id\":7,\"text\":\"a \\u00e9\\n\\ud83d\\ude00\"}\n\n{\"text\":3}\r\n{\"id\":\"x\\\"\",\"text\":\"plain\",\"publisher\":\" P \"}\nbroken";
        let mut got = Vec::new();
        let lines = each(file.as_bytes(), |n, line| {
            got.push((n, line.map(|l| (l.id.map(str::to_owned), l.outlet, l.text.to_owned()))));
        });
        assert_eq!(lines, 5);
        let read = jsonl::read("a.jsonl", file.as_bytes());
        let texts: Vec<&str> = got.iter().filter_map(|(_, l)| l.as_ref().ok()).map(|l| l.2.as_str()).collect();
        assert_eq!(texts, read.captures.iter().map(|c| c.text.as_str()).collect::<Vec<_>>());
        assert_eq!(got[0].1.as_ref().unwrap().0.as_deref(), Some("7"));
        assert_eq!(got[2].1.as_ref().unwrap().0.as_deref(), Some("\"x\\\"\""));
        assert_eq!(got[2].1.as_ref().unwrap().1.as_deref(), Some("P"));
        assert_eq!(got[1], (3, Err("`text` is a number, not a string".into())));
        assert_eq!(got[3].0, 5);
        assert!(check("a", b"\x1f\x8b\x08").is_err() && check("a", file.as_bytes()).is_ok());
    }
}
