//! Parquet: rows as reports, and files that are damaged.

use crate::{one, paragraph};
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

const SCHEMA: &str = "message table {
    OPTIONAL BYTE_ARRAY Title (UTF8);
    REQUIRED INT64 uid;
    OPTIONAL BYTE_ARRAY content (UTF8);
    REQUIRED INT64 published (TIMESTAMP(MILLIS,true));
    REQUIRED BYTE_ARRAY other;
}";

fn table(schema: &str, texts: &[Option<&str>], packed: Compression) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().set_compression(packed).build());
    let mut out = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut out, schema.clone(), properties).expect("a writer");
    let mut group = writer.next_row_group().expect("a row group");
    let levels: Vec<i16> = texts.iter().map(|t| i16::from(t.is_some())).collect();
    let count = texts.len();
    for column in schema.get_fields() {
        let mut into = group.next_column().expect("a column").expect("as many as the schema has");
        match column.name() {
            "uid" => {
                let ids: Vec<i64> = (1..=count as i64).collect();
                into.typed::<Int64Type>().write_batch(&ids, None, None).expect("ids");
            }
            "published" => {
                let days = vec![1_709_627_400_000i64; count];
                into.typed::<Int64Type>().write_batch(&days, None, None).expect("days");
            }
            "other" => {
                let rest = vec![ByteArray::from("x"); count];
                into.typed::<ByteArrayType>().write_batch(&rest, None, None).expect("others");
            }
            name => {
                let words = |t: &&str| ByteArray::from(if name == "Title" { "The ferry" } else { *t });
                let words: Vec<ByteArray> = texts.iter().flatten().map(words).collect();
                into.typed::<ByteArrayType>().write_batch(&words, Some(&levels), None).expect("words");
            }
        }
        into.close().expect("a whole column");
    }
    group.close().expect("a whole group");
    writer.close().expect("a whole file");
    out
}

#[test]
fn rows_are_reports_however_they_are_packed() {
    let text = format!("{}\n\n{} é", paragraph(1), paragraph(2));
    for packed in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ] {
        let bytes = table(SCHEMA, &[Some(&text)], packed);
        let report = one("pile", &bytes);
        let meta = &report.article.meta;
        assert_eq!((report.text(), report.article.line), (text.clone(), Some(1)));
        assert_eq!((meta.title.as_deref(), meta.id.as_deref()), (Some("The ferry"), Some("1")));
        assert_eq!(meta.date.as_deref(), Some("2024-03-05T08:30:00Z"));
        // Places count the bytes of the value.
        assert_eq!(report.article.text.source(report.article.text.span()), 0..text.len() as u64);
    }
    let got =
        variorum_read::read("a.parquet", table(SCHEMA, &[Some("One."), None, Some("Three.")], Compression::SNAPPY));
    assert_eq!(got.reports.len(), 2);
    assert!(got.faults[0].to_string().contains("a.parquet: row 2: its text"), "{:?}", got.faults);
}

#[test]
fn a_table_without_a_text_names_what_it_has() {
    let bytes =
        table("message t { REQUIRED INT64 uid; REQUIRED BYTE_ARRAY other; }", &[Some("x")], Compression::SNAPPY);
    let got = variorum_read::read("a.parquet", bytes);
    let said = got.faults[0].to_string();
    assert!(said.contains("no column of text") && said.contains("uid, other"), "{said}");
}

#[test]
fn every_truncation_and_every_flipped_byte_is_a_fault_or_reports() {
    let whole = table(SCHEMA, &[Some(&paragraph(1)), Some("Two.")], Compression::SNAPPY);
    for end in 4..whole.len() {
        let got = variorum_read::read("a.parquet", whole[..end].to_vec());
        assert!(got.reports.is_empty() && got.faults.len() == 1, "cut at {end}");
    }
    for at in 4..whole.len() {
        for bits in [0xFF, 0x01, 0x80] {
            let mut bytes = whole.clone();
            bytes[at] ^= bits;
            let got = variorum_read::read("a.parquet", bytes);
            assert!(!got.reports.is_empty() || !got.faults.is_empty(), "byte {at}");
        }
    }
}

#[test]
fn a_packing_that_is_not_read_is_named() {
    let whole = table(SCHEMA, &[Some(&paragraph(1))], Compression::SNAPPY);
    // The packing stands in the footer as a small number behind its mark: Snappy is 1, written 2; Brotli 4, LZ4 5.
    let places: Vec<usize> = (4..whole.len()).filter(|i| whole[i - 1] == 0x15 && whole[*i] == 2).collect();
    for (name, number) in [("Brotli", 8), ("LZ4", 10)] {
        let said = places.iter().flat_map(|at| {
            let mut bytes = whole.clone();
            bytes[*at] = number;
            variorum_read::read("a.parquet", bytes).faults
        });
        let wanted = format!("packed with {name}, which is not read; write it with Zstandard, gzip or Snappy");
        assert!(said.into_iter().any(|f| f.to_string().contains(&wanted)));
    }
}
