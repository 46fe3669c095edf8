//! Rows as bytes, from the threads that make them to the one that writes them.
//!
//! A row is the number of its table in one byte, then its cells: a byte that says what it is, and eight bytes of number
//! or of length with so many bytes of text, little-endian.

use std::io::{self, BufRead};

use super::{TABLES, Value};

const NULL: u8 = 0;
const TEXT: u8 = 1;
const INTEGER: u8 = 2;
const REAL: u8 = 3;

/// Adds a row of the table at `table` in [`TABLES`]: the cells of `key`, then those of `rest`.
pub(super) fn write(out: &mut Vec<u8>, table: usize, key: &[Value<'_>], rest: &[Value<'_>]) {
    let cells = key.len() + rest.len();
    debug_assert_eq!(Some(cells), TABLES.get(table).map(|t| t.cells()));
    out.push(table as u8);
    for cell in key.iter().chain(rest) {
        match cell {
            Value::Null => out.push(NULL),
            Value::Text(text) => {
                out.push(TEXT);
                out.extend((text.len() as u64).to_le_bytes());
                out.extend(text.as_bytes());
            }
            Value::Integer(number) => {
                out.push(INTEGER);
                out.extend(number.to_le_bytes());
            }
            Value::Real(number) => {
                out.push(REAL);
                out.extend(number.to_le_bytes());
            }
        }
    }
}

/// Reads rows one by one.
#[derive(Debug)]
pub(in crate::sink) struct Reader<R> {
    from: R,
}

/// A row that was read.
#[derive(Debug, Default)]
pub(in crate::sink) struct Row {
    /// The place of its table in [`TABLES`].
    pub table: usize,
    cells: Vec<Cell>,
    text: Vec<u8>,
}

/// A cell whose text is not checked again: for a store, which takes bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sink) enum Raw<'a> {
    Null,
    Text(&'a [u8]),
    Integer(i64),
    Real(f64),
}

/// A cell whose text stands in its row.
#[derive(Clone, Copy, Debug)]
enum Cell {
    Null,
    Text(usize, usize),
    Integer(i64),
    Real(f64),
}

impl Row {
    /// Its cells, in the order of the columns; for `releases` the words for search follow.
    ///
    /// # Errors
    /// Where a text is none.
    pub fn cells(&self) -> impl Iterator<Item = io::Result<Value<'_>>> {
        self.raw().map(|cell| {
            Ok(match cell {
                Raw::Null => Value::Null,
                Raw::Text(text) => Value::Text(str::from_utf8(text).map_err(|_| broken())?),
                Raw::Integer(number) => Value::Integer(number),
                Raw::Real(number) => Value::Real(number),
            })
        })
    }

    /// As [`Row::cells`], unchecked.
    pub fn raw(&self) -> impl ExactSizeIterator<Item = Raw<'_>> {
        self.cells.iter().map(|cell| match *cell {
            Cell::Null => Raw::Null,
            Cell::Text(start, end) => Raw::Text(self.text.get(start..end).unwrap_or(b"")),
            Cell::Integer(number) => Raw::Integer(number),
            Cell::Real(number) => Raw::Real(number),
        })
    }
}

impl<R: BufRead> Reader<R> {
    /// Reads from the beginning of `from`.
    pub fn new(from: R) -> Self {
        Self { from }
    }

    /// Reads the next row into `row`; false at the end.
    ///
    /// # Errors
    /// Where the bytes are not rows, or cannot be read.
    pub fn next(&mut self, row: &mut Row) -> io::Result<bool> {
        if self.from.fill_buf()?.is_empty() {
            return Ok(false);
        }
        let [table] = self.bytes()?;
        row.table = usize::from(table);
        row.cells.clear();
        row.text.clear();
        let cells = TABLES.get(row.table).ok_or_else(broken)?.cells();
        for _ in 0..cells {
            let [tag] = self.bytes()?;
            let cell = match tag {
                NULL => Cell::Null,
                TEXT => self.text(&mut row.text)?,
                INTEGER => Cell::Integer(i64::from_le_bytes(self.bytes()?)),
                REAL => Cell::Real(f64::from_le_bytes(self.bytes()?)),
                _ => return Err(broken()),
            };
            row.cells.push(cell);
        }
        Ok(true)
    }

    fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn text(&mut self, text: &mut Vec<u8>) -> io::Result<Cell> {
        let mut left = u64::from_le_bytes(self.bytes()?);
        let start = text.len();
        while left > 0 {
            let read = self.from.fill_buf()?;
            if read.is_empty() {
                return Err(broken());
            }
            let taken = read.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            text.extend_from_slice(read.get(..taken).unwrap_or(read));
            self.from.consume(taken);
            left -= taken as u64;
        }
        Ok(Cell::Text(start, text.len()))
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the rows were cut off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back() {
        let mut bytes = Vec::new();
        let amounts = super::super::place("amounts").unwrap();
        let warnings = super::super::place("warnings").unwrap();
        let amount = [
            Value::Text("가"),
            Value::Integer(-1),
            Value::Real(9.7e12),
            Value::Text("KRW"),
            Value::Null,
        ];
        write(&mut bytes, amounts, &amount[..2], &amount[2..]);
        let warning = [Value::Text("가"), Value::Integer(0), Value::Text("")];
        write(&mut bytes, warnings, &[], &warning);
        let mut reader = Reader::new(&*bytes);
        let mut row = Row::default();
        assert!(reader.next(&mut row).unwrap());
        assert_eq!(row.table, amounts);
        let cells: Vec<_> = row.cells().map(Result::unwrap).collect();
        assert_eq!(cells, amount);
        assert!(reader.next(&mut row).unwrap());
        assert_eq!(row.raw().next(), Some(Raw::Text("가".as_bytes())));
        assert_eq!(row.raw().len(), 3);
        assert!(!reader.next(&mut row).unwrap());
        let cut = &bytes[..bytes.len() - 1];
        let mut reader = Reader::new(cut);
        assert!(reader.next(&mut row).unwrap());
        assert!(reader.next(&mut row).is_err());
    }
}
