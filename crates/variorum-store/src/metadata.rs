//! The schema in words: for Datasette, and for `docs/library.md`.

use crate::schema::{MIGRATIONS, TABLES};
use std::fmt::Write;

/// Metadata for Datasette (`datasette FILE --metadata metadata.yaml`): what each table and column holds, which to
/// search, how rows are called. `name` is the file's name without its ending.
pub fn yaml(name: &str) -> String {
    let mut out = String::from("title: A library of Variorum\ndescription: Reports, and what is found in them\n");
    let _ = writeln!(out, "databases:\n  {}:\n    tables:", quoted(name));
    for table in TABLES {
        let _ = writeln!(out, "      {}:\n        description: {}", table.name, quoted(table.about));
        match table.name {
            "articles" => out.push_str(
                "        label_column: title\n        fts_table: articles_fts\n        fts_pk: id\n        sort_desc: id\n        \
                 facets:\n        - outlet\n        - lang\n",
            ),
            "captures" => out.push_str("        label_column: hash\n"),
            "entities" => out.push_str("        label_column: name\n        facets:\n        - type\n"),
            "quotations" => out.push_str("        facets:\n        - kind\n        - channel\n"),
            "stories" => out.push_str(
                "        label_column: title\n        sort_desc: last\n        facets:\n        - parts\n",
            ),
            "articles_fts" | "story_window" | "story_links" | "story_words" | "story_stream" => {
                out.push_str("        hidden: true\n");
            }
            _ => {}
        }
        out.push_str("        columns:\n");
        for (column, about) in table.columns {
            let _ = writeln!(out, "          {}: {}", quoted(column), quoted(about));
        }
    }
    out
}

/// The tables as a section of `docs/library.md`.
pub fn markdown() -> String {
    let mut out = format!("Schema {}.\n", MIGRATIONS.len());
    for table in TABLES {
        let _ = write!(out, "\n### `{}`\n\n{}.\n\n| column | what it holds |\n|---|---|\n", table.name, table.about);
        for (column, about) in table.columns {
            let _ = writeln!(out, "| `{column}` | {about} |");
        }
    }
    out
}

/// A string of YAML that means itself, whatever is in it: JSON's strings are YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
