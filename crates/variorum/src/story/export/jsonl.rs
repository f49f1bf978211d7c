//! The tables as JSON lines: one object a row, with the name of its `table` first.

use super::Export;
use super::table::{Cell, Column, TABLES};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, Write};

pub(super) fn write(export: &Export<'_>, out: &mut dyn Write) -> io::Result<()> {
    for table in TABLES {
        let columns: Vec<&Column> = table.columns().collect();
        table.rows(export, &mut |cells| super::line(out, &Line { table: table.name, columns: &columns, cells }))?;
    }
    Ok(())
}

struct Line<'a> {
    table: &'a str,
    columns: &'a [&'a Column],
    cells: &'a [Cell<'a>],
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len() + 1))?;
        map.serialize_entry("table", self.table)?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            match cell {
                Cell::Null => map.serialize_entry(column.name, &())?,
                Cell::Text(t) => map.serialize_entry(column.name, t)?,
                Cell::Int(n) => map.serialize_entry(column.name, n)?,
                Cell::Bool(b) => map.serialize_entry(column.name, b)?,
            }
        }
        map.end()
    }
}
