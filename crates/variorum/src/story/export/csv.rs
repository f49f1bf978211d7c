//! A table as comma-separated values, by RFC 4180: a line of names, records that end in CR LF, quotation marks where needed.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a control character for a formula and runs it. The text of
//! reports is hostile, so that such a cell goes out with a `'` before it, which spreadsheets take for "this is text"; so does one
//! that has the like behind `'` already, or the way back would not be sure.

use super::Export;
use super::table::{Cell, ExportTable};
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) fn write(export: &Export<'_>, table: &ExportTable, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(table.columns().map(|c| c.name)).map_err(io_error)?;
    table.rows(export, &mut |cells| {
        for cell in cells {
            let field: Cow<'_, str> = match cell {
                Cell::Null => "".into(),
                Cell::Text(t) => guarded(t),
                Cell::Int(n) => n.to_string().into(),
                Cell::Bool(b) => if *b { "true" } else { "false" }.into(),
            };
            csv.write_field(&*field).map_err(io_error)?;
        }
        csv.write_record(None::<&[u8]>).map_err(io_error)
    })?;
    csv.flush()
}

/// The text of a cell of an exported table without the `'` that keeps spreadsheets from running it.
pub fn unguarded(cell: &str) -> &str {
    if is_formula(cell) { cell.strip_prefix('\'').unwrap_or(cell) } else { cell }
}

fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// Whether a spreadsheet could run a text, be it behind a `'`. Some read full-width signs like plain ones.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'])
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for text in ["=1+1", "'=1", "''@x", "-4", "\tx", "＝1", "'", "'tis", "plain", "", "'plain", "=", "\u{0}"] {
            let out = guarded(text);
            assert!(!out.starts_with(['=', '+', '-', '@', '\t', '\r']), "{text:?}");
            assert_eq!(unguarded(&out), text, "{text:?}");
        }
        assert_eq!(guarded("'tis"), "'tis");
    }
}
