//! What libraries say of broken input, in words for its owner.

/// What the parser of JSON says, and what is meant.
const WORDS: &[(&str, &str)] = &[
    ("expected ident", "a word that is none of true, false and null"),
    ("expected value", "no value where one must stand"),
    ("EOF while parsing a string", "it ends inside a string"),
    ("EOF while parsing a list", "it ends inside a list"),
    ("EOF while parsing an object", "it ends inside an object"),
    ("EOF while parsing a value", "it ends where a value must stand"),
    ("trailing characters", "more stands behind its end"),
    ("trailing comma", "a comma with nothing behind it"),
    ("recursion limit exceeded", "nested too deep"),
    ("key must be a string", "a name that is not in quotes"),
    (
        "control character (\\u0000-\\u001F) found while parsing a string",
        "a line break or control character in a string",
    ),
    ("lone leading surrogate in hex escape", "half of a pair of \\u escapes"),
    ("unexpected end of hex escape", "half of a pair of \\u escapes"),
    ("invalid unicode code point", "an escape that is no character"),
];

/// A message with the parser's own terms replaced by plain words.
pub(crate) fn plainly(message: &str) -> String {
    match WORDS.iter().find(|(term, _)| message.contains(term)) {
        Some((term, meant)) => message.replacen(term, meant, 1),
        None => message.to_owned(),
    }
}

/// What is wrong with `text`, which begins at byte `at` of its file, as `error` of its parser has it.
pub(crate) fn not_json(text: &str, at: u64, error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
    let lines: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let byte = (lines + error.column().saturating_sub(1)).min(text.len());
    format!("not JSON at byte {}: {}", at + byte as u64, plainly(what))
}
