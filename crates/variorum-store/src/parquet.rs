//! The tables of an export as Parquet, one file each.

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::io;
use std::sync::Arc;
use variorum::story::export::Export;
use variorum::story::export::table::{Cell, ColumnKind, ExportTable};

/// Rows in a group: of so many at a time the columns are held.
const GROUP: usize = 1 << 16;

/// The bytes of a Parquet file with the rows of a table: every column optional, packed with Zstandard.
///
/// # Errors
/// Where a column cannot be written, which needs more than 2 GiB of text in a cell.
pub fn parquet(export: &Export<'_>, table: &ExportTable) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(table, &export.record().generator).map_err(other)?;
    table.rows(export, &mut |cells| {
        for (column, cell) in writer.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        writer.rows += 1;
        if writer.rows == GROUP { writer.flush().map_err(other) } else { Ok(()) }
    })?;
    writer.flush().map_err(other)?;
    writer.to.into_inner().map_err(other)
}

fn other(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

struct Writer {
    to: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Values>,
    rows: usize,
}

impl Writer {
    fn new(table: &ExportTable, generator: &str) -> Result<Self, ParquetError> {
        let field = |c: &variorum::story::export::table::Column| {
            let (physical, logical) = match c.kind {
                ColumnKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
                ColumnKind::Int => (Physical::INT64, None),
                ColumnKind::Bool => (Physical::BOOLEAN, None),
            };
            let field = Type::primitive_type_builder(c.name, physical);
            Ok(Arc::new(field.with_logical_type(logical).with_repetition(Repetition::OPTIONAL).build()?))
        };
        let fields = table.columns().map(field).collect::<Result<Vec<_>, ParquetError>>()?;
        let schema = Arc::new(Type::group_type_builder(table.name).with_fields(fields).build()?);
        let about = [("variorum:table", table.doc), ("variorum:generator", generator)];
        let about = about.map(|(key, value)| KeyValue::new(key.to_string(), value.to_string()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_key_value_metadata(Some(about.to_vec()))
            .set_created_by(generator.to_string())
            .build();
        let to = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
        Ok(Self { to, columns: table.columns().map(|c| Values::of(c.kind)).collect(), rows: 0 })
    }

    /// Writes the rows that are held as a group, if there are any.
    fn flush(&mut self) -> Result<(), ParquetError> {
        if self.rows == 0 {
            return Ok(());
        }
        let mut group = self.to.next_row_group()?;
        let mut columns = self.columns.iter_mut();
        while let (Some(mut into), Some(column)) = (group.next_column()?, columns.next()) {
            let levels = Some(&column.levels[..]);
            match &column.cells {
                Cells::Text(v) => into.typed::<ByteArrayType>().write_batch(v, levels, None)?,
                Cells::Int(v) => into.typed::<Int64Type>().write_batch(v, levels, None)?,
                Cells::Bool(v) => into.typed::<BoolType>().write_batch(v, levels, None)?,
            };
            into.close()?;
            column.clear();
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

/// The values of a column that are held, and of each row whether it has one.
struct Values {
    levels: Vec<i16>,
    cells: Cells,
}

enum Cells {
    Text(Vec<ByteArray>),
    Int(Vec<i64>),
    Bool(Vec<bool>),
}

impl Values {
    fn of(kind: ColumnKind) -> Self {
        let cells = match kind {
            ColumnKind::Text => Cells::Text(Vec::new()),
            ColumnKind::Int => Cells::Int(Vec::new()),
            ColumnKind::Bool => Cells::Bool(Vec::new()),
        };
        Self { levels: Vec::new(), cells }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        let there = match (&mut self.cells, cell) {
            (Cells::Text(v), Cell::Text(t)) => {
                v.push(ByteArray::from(&**t));
                true
            }
            (Cells::Int(v), Cell::Int(n)) => {
                v.push(*n);
                true
            }
            (Cells::Bool(v), Cell::Bool(b)) => {
                v.push(*b);
                true
            }
            _ => false,
        };
        self.levels.push(i16::from(there));
    }

    fn clear(&mut self) {
        self.levels.clear();
        match &mut self.cells {
            Cells::Text(v) => v.clear(),
            Cells::Int(v) => v.clear(),
            Cells::Bool(v) => v.clear(),
        }
    }
}
