//! CSV: UTF-8, a header, cells quoted where they must be, null as the empty cell.

use std::fs::File;
use std::io::{self, BufWriter};

use csv::{ByteRecord, QuoteStyle, Writer, WriterBuilder};

use super::files::TableFile;
use super::tables::{Table, Value};

/// Begins the file of `table`.
pub(super) fn open(table: &'static Table, file: File) -> io::Result<Box<dyn TableFile>> {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Necessary)
        .from_writer(BufWriter::new(file));
    writer.write_record(table.columns.iter().map(|column| column.name))?;
    Ok(Box::new(Csv {
        writer,
        row: ByteRecord::new(),
    }))
}

struct Csv {
    writer: Writer<BufWriter<File>>,
    row: ByteRecord,
}

impl TableFile for Csv {
    fn add(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        self.row.clear();
        for value in row {
            match *value {
                Value::Null => self.row.push_field(b""),
                Value::Text(text) => self.row.push_field(text.as_bytes()),
                Value::Integer(number) => self.row.push_field(number.to_string().as_bytes()),
                Value::Real(number) => self.row.push_field(number.to_string().as_bytes()),
            }
        }
        Ok(self.writer.write_byte_record(&self.row)?)
    }

    fn finish(self: Box<Self>) -> io::Result<File> {
        let buffer = self.writer.into_inner().map_err(|e| e.into_error())?;
        Ok(buffer.into_inner()?)
    }
}
