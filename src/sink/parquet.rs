//! Parquet: flat columns, UTF-8 text, packed with Snappy.

use std::fs::File;
use std::io::{self, BufWriter};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;

use super::files::TableFile;
use super::tables::{Kind, Table, Value};

/// Rows of a row group, at most.
const ROWS: usize = 1 << 18;
/// Bytes of text in a row group, about.
const BYTES: usize = 64 << 20;

/// Begins the file of `table`.
pub(super) fn open(table: &'static Table, file: File) -> io::Result<Box<dyn TableFile>> {
    let schema = parse_message_type(&schema(table)).map_err(unwritten)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    let file = BufWriter::new(file);
    let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties));
    Ok(Box::new(Parquet {
        writer: writer.map_err(unwritten)?,
        columns: table.columns.iter().map(|c| Cells::new(c.kind)).collect(),
        rows: 0,
        bytes: 0,
    }))
}

/// The table in Parquet's own words.
fn schema(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| {
        let null = if column.required {
            "REQUIRED"
        } else {
            "OPTIONAL"
        };
        let name = column.name;
        match column.kind {
            Kind::Text => format!("{null} BYTE_ARRAY {name} (UTF8); "),
            Kind::Integer => format!("{null} INT64 {name}; "),
            Kind::Real => format!("{null} DOUBLE {name}; "),
        }
    });
    format!(
        "message {} {{ {}}}",
        table.name,
        columns.collect::<String>()
    )
}

struct Parquet {
    writer: SerializedFileWriter<BufWriter<File>>,
    columns: Vec<Cells>,
    /// What the columns hold so far.
    rows: usize,
    bytes: usize,
}

/// The cells of one column in the row group that is being gathered.
struct Cells {
    values: Values,
    /// 1 for each cell that is there, 0 for each that is null.
    present: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Integer(Vec<i64>),
    Real(Vec<f64>),
}

impl TableFile for Parquet {
    fn add(&mut self, row: &[Value<'_>]) -> io::Result<()> {
        for (column, value) in self.columns.iter_mut().zip(row) {
            self.bytes += column.add(*value);
        }
        self.rows += 1;
        if self.rows >= ROWS || self.bytes >= BYTES {
            self.flush().map_err(unwritten)?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<File> {
        if self.rows > 0 {
            self.flush().map_err(unwritten)?;
        }
        let buffer = self.writer.into_inner().map_err(unwritten)?;
        Ok(buffer.into_inner()?)
    }
}

impl Parquet {
    /// Writes what was gathered as a row group.
    fn flush(&mut self) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        let mut columns = self.columns.iter_mut();
        while let (Some(mut writer), Some(column)) = (group.next_column()?, columns.next()) {
            column.write(&mut writer)?;
            writer.close()?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

impl Cells {
    fn new(kind: Kind) -> Self {
        let values = match kind {
            Kind::Text => Values::Text(Vec::new()),
            Kind::Integer => Values::Integer(Vec::new()),
            Kind::Real => Values::Real(Vec::new()),
        };
        Self {
            values,
            present: Vec::new(),
        }
    }

    /// Adds a cell and says how many bytes of text it holds; one of another kind than the column's counts as null.
    fn add(&mut self, value: Value<'_>) -> usize {
        let mut bytes = 0;
        let present = match (&mut self.values, value) {
            (Values::Text(cells), Value::Text(text)) => {
                bytes = text.len();
                cells.push(ByteArray::from(text));
                1
            }
            (Values::Integer(cells), Value::Integer(number)) => {
                cells.push(number);
                1
            }
            (Values::Real(cells), Value::Real(number)) => {
                cells.push(number);
                1
            }
            _ => 0,
        };
        self.present.push(present);
        bytes
    }

    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        // A column without nulls takes no notice of the levels.
        let present = Some(&*self.present);
        match &mut self.values {
            Values::Text(cells) => {
                let writer = writer.typed::<ByteArrayType>();
                writer.write_batch(cells, present, None)?;
                cells.clear();
            }
            Values::Integer(cells) => {
                let writer = writer.typed::<Int64Type>();
                writer.write_batch(cells, present, None)?;
                cells.clear();
            }
            Values::Real(cells) => {
                let writer = writer.typed::<DoubleType>();
                writer.write_batch(cells, present, None)?;
                cells.clear();
            }
        }
        self.present.clear();
        Ok(())
    }
}

fn unwritten(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}
