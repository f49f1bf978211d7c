//! Parquet: a table of which each row is a report.
//!
//! The columns are known by their names. Their bytes are packed, so that places count the bytes of the value in the column
//! of the text, in the row that the report names as its line.

use crate::report::Intake;

/// Whether bytes are a Parquet file.
pub(crate) fn is_table(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1") || bytes.starts_with(b"PARE")
}

/// Says that this program was built without what reads Parquet.
#[cfg(not(feature = "parquet"))]
pub(crate) fn read(path: &str, _: Vec<u8>, out: &mut Intake) {
    let what = "a Parquet file, and this program was built without Parquet; build it with `--features parquet`, or write \
                the table as JSON lines";
    out.faults.push(crate::report::Fault::new(path, what));
}

/// Says the same of any table.
///
/// # Errors
/// Always.
#[cfg(not(feature = "parquet"))]
pub fn table_rows(
    _: Vec<u8>,
    _: impl FnMut(&dyn Fn(&str) -> Option<String>) -> Result<(), String>,
) -> Result<(), String> {
    Err("a Parquet file, and this program was built without Parquet; build it with `--features parquet`".into())
}

#[cfg(feature = "parquet")]
pub(crate) use rows::read;
#[cfg(feature = "parquet")]
pub use rows::table_rows;

#[cfg(feature = "parquet")]
mod rows {
    use super::Intake;
    use crate::date;
    use crate::report::{Fault, Report};
    use crate::unpack::{MOST_UNPACKED, size};
    use parquet::basic::Compression;
    use parquet::errors::ParquetError;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, Row};
    use parquet::schema::types::Type;
    use std::cell::Cell;
    use std::panic::{self, AssertUnwindSafe, catch_unwind};
    use std::sync::{Arc, Once};
    use variorum::article::Article;
    use variorum::calendar::Date;
    use variorum::ingest::{Capture, Encoding, Meta};
    use variorum::text::Text;

    /// What a column is, with the names it goes by; of several the first named is taken.
    const COLUMNS: &[(What, &[&str])] = &[
        (What::Text, &["text", "content", "body", "maintext"]),
        (What::Title, &["title", "headline"]),
        (What::Url, &["url", "link", "source_url"]),
        (What::Published, &["published", "date", "date_published", "published_at", "date_publish", "datepublished"]),
        (What::Modified, &["modified", "updated", "date_modified", "updated_at", "date_modify", "datemodified"]),
        (What::Id, &["id", "doc_id", "docid", "uid"]),
        (What::Outlet, &["outlet", "source", "publisher", "domain", "source_domain"]),
        (What::Language, &["lang", "language"]),
        (What::Author, &["author", "byline", "authors"]),
    ];

    #[derive(Clone, Copy, PartialEq, Eq)]
    enum What {
        Text,
        Title,
        Url,
        Published,
        Modified,
        Id,
        Outlet,
        Language,
        Author,
    }

    /// Reads every row.
    pub(crate) fn read(path: &str, bytes: Vec<u8>, out: &mut Intake) {
        let length = bytes.len() as u64;
        let before = out.reports.len();
        // The library is written to give errors, but a damaged file may reach what its authors did not think of.
        let read = silently(|| rows(path, bytes, length, out));
        let rows = out.reports.len() - before;
        let what = match read {
            Ok(Ok(())) => return,
            Ok(Err(what)) => what,
            Err(()) => "damaged in a way that the reader of Parquet does not know; fetch or write it again".to_owned(),
        };
        let kept = if rows > 0 { format!("; the {rows} rows before it were read") } else { String::new() };
        out.faults.push(Fault::new(path, format!("{what}{kept}")));
    }

    /// What `read` gives; an error where it panics, of which nothing is printed: the fault that is made of it says more.
    fn silently<T>(read: impl FnOnce() -> T) -> Result<T, ()> {
        thread_local!(static SILENT: Cell<bool> = const { Cell::new(false) });
        static HOOK: Once = Once::new();
        HOOK.call_once(|| {
            let before = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                if !SILENT.get() {
                    before(info);
                }
            }));
        });
        SILENT.set(true);
        let done = catch_unwind(AssertUnwindSafe(read));
        SILENT.set(false);
        done.map_err(drop)
    }

    /// Gives every row of a table to `each`, as what finds the value of a column by its name: text and numbers as text, `None` for
    /// nothing.
    ///
    /// # Errors
    /// Where the bytes are no whole Parquet file, or that of `each`; one sentence that names the row and no file.
    pub fn table_rows(
        bytes: Vec<u8>,
        mut each: impl FnMut(&dyn Fn(&str) -> Option<String>) -> Result<(), String>,
    ) -> Result<(), String> {
        let read = move || {
            let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(broken)?;
            for (i, row) in reader.get_row_iter(None).map_err(broken)?.enumerate() {
                let row = row.map_err(|e| format!("row {} is damaged ({e})", i + 1))?;
                let field = |name: &str| row.get_column_iter().find(|(n, _)| *n == name).and_then(|(_, f)| words(f));
                each(&field).map_err(|what| format!("row {}: {what}", i + 1))?;
            }
            Ok(())
        };
        silently(read).unwrap_or_else(|()| Err("a damaged Parquet file; fetch or write it again".into()))
    }

    fn broken(e: ParquetError) -> String {
        format!("not a whole Parquet file ({e}); fetch or write it again")
    }

    fn rows(path: &str, bytes: Vec<u8>, length: u64, out: &mut Intake) -> Result<(), String> {
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).map_err(broken)?;
        let schema = reader.metadata().file_metadata().schema();
        let (whats, wanted) = columns(schema)?;
        for group in reader.metadata().row_groups() {
            let read = group
                .columns()
                .iter()
                .filter(|c| wanted.get_fields().iter().any(|f| f.name() == c.column_path().string()));
            if let Some(codec) = read.filter_map(|c| unread(c.compression())).next() {
                return Err(format!("packed with {codec}, which is not read; write it with Zstandard, gzip or Snappy"));
            }
        }
        let mut unpacked = 0u64;
        for (i, row) in reader.get_row_iter(Some(wanted)).map_err(broken)?.enumerate() {
            let row = row.map_err(|e| format!("row {} is damaged ({e})", i + 1))?;
            match report(path, length, i as u64 + 1, &row, &whats) {
                Some(report) => {
                    unpacked += u64::from(report.article.text.len());
                    out.reports.push(report);
                }
                None => out.faults.push(Fault::new(path, format!("row {}: its text is missing or no string", i + 1))),
            }
            if unpacked > MOST_UNPACKED {
                return Err(format!("more than {} of text: not read further; split the file", size(MOST_UNPACKED)));
            }
        }
        Ok(())
    }

    /// The name of a packing for which this program has no code.
    fn unread(packing: Compression) -> Option<&'static str> {
        match packing {
            Compression::BROTLI(_) => Some("Brotli"),
            Compression::LZ4 | Compression::LZ4_RAW => Some("LZ4"),
            Compression::LZO => Some("LZO"),
            _ => None,
        }
    }

    /// The columns that are read: what each is by its name, and the schema of them alone.
    fn columns(schema: &Type) -> Result<(Vec<(String, What)>, Type), String> {
        let mut found = Vec::new();
        let mut fields: Vec<Arc<Type>> = Vec::new();
        for (what, names) in COLUMNS {
            let plain = |name: &&&str| {
                schema.get_fields().iter().find(|f| f.is_primitive() && f.name().eq_ignore_ascii_case(name)).cloned()
            };
            if let Some(field) = names.iter().find_map(|n| plain(&n)) {
                found.push((field.name().to_owned(), *what));
                fields.push(field);
            }
        }
        if !found.iter().any(|(_, what)| *what == What::Text) {
            let has: Vec<&str> = schema.get_fields().iter().map(|f| f.name()).take(12).collect();
            return Err(format!(
                "no column of text: one must be called text, content, body or maintext (there are {})",
                has.join(", ")
            ));
        }
        // The rows come in the order of the file's own columns.
        fields.sort_by_key(|f| schema.get_fields().iter().position(|o| o.name() == f.name()));
        let wanted = Type::group_type_builder(schema.name()).with_fields(fields).build();
        Ok((found, wanted.map_err(|e| format!("columns that cannot be read by themselves ({e})"))?))
    }

    fn report(path: &str, bytes: u64, place: u64, row: &Row, whats: &[(String, What)]) -> Option<Report> {
        let field = |what: What| {
            let name = &whats.iter().find(|(_, w)| *w == what)?.0;
            row.get_column_iter().find(|(n, _)| *n == name).map(|(_, field)| field)
        };
        let words = |what: What| field(what).and_then(words).filter(|s| !s.trim().is_empty());
        let text = field(What::Text).and_then(self::words)?;
        let day = |what: What| words(what).and_then(|s| date::find(&s, false)).map(|d| d.iso());
        let meta = Meta {
            id: words(What::Id),
            title: words(What::Title),
            date: day(What::Published),
            modified: day(What::Modified),
            outlet: words(What::Outlet),
            url: words(What::Url),
            lang: words(What::Language),
            ..Meta::default()
        };
        let text = Text::verbatim(text, 0);
        let capture = Capture {
            path: path.into(),
            line: Some(place),
            bytes,
            encoding: Encoding::Utf8,
            meta,
            text,
            notes: Vec::new(),
        };
        let mut report = Report::from(Article::read(capture));
        report.authors = words(What::Author).map(|a| crate::wire::byline(&a)).unwrap_or_default();
        Some(report)
    }

    /// A value as words; moments as ISO 8601. `None` for nothing.
    fn words(field: &Field) -> Option<String> {
        let seconds = |s: i64| {
            let days = i32::try_from(s.div_euclid(86_400)).ok()?;
            let (day, rest) = (Date::new(1970, 1, 1)?.plus_days(days), s.rem_euclid(86_400));
            let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
            let (y, m, d) = (day.year(), day.month(), day.day());
            Some(format!("{y:04}-{m:02}-{d:02}T{hour:02}:{minute:02}:{second:02}Z"))
        };
        match field {
            Field::Null => None,
            Field::Str(s) => Some(s.clone()),
            Field::Bytes(b) => std::str::from_utf8(b.data()).ok().map(str::to_owned),
            Field::TimestampMillis(t) => seconds(t.div_euclid(1000)),
            Field::TimestampMicros(t) => seconds(t.div_euclid(1_000_000)),
            Field::Date(days) => seconds(i64::from(*days) * 86_400).and_then(|s| s.get(..10).map(str::to_owned)),
            other => Some(other.to_string()),
        }
    }
}
