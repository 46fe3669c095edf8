//! One file per table: `facts.csv` stands for `facts.releases.csv`, `facts.dates.csv` and so on.

use std::fs::{self, File};
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use super::tables::{Reader, Row, TABLES, Table, Value};
use crate::paths::with_tail;

/// A form of one file per table.
#[derive(Clone, Copy, Debug)]
pub struct Files {
    pub(super) ending: &'static str,
    pub(super) open: fn(&'static Table, File) -> io::Result<Box<dyn TableFile>>,
}

/// A file that takes the rows of one table.
pub(super) trait TableFile {
    /// Adds a row: one value per column.
    fn add(&mut self, row: &[Value<'_>]) -> io::Result<()>;
    /// Writes what is left, and gives the file back.
    fn finish(self: Box<Self>) -> io::Result<File>;
}

impl Files {
    /// The files of an output that is called `out`, in the order of [`TABLES`].
    pub fn names(&self, out: &Path) -> Vec<PathBuf> {
        let name = |table: &Table| out.with_extension(format!("{}.{}", table.name, self.ending));
        TABLES.iter().map(name).collect()
    }

    /// Makes the files of `out` from packed rows. They are written beside their names and get them when all are whole.
    ///
    /// # Errors
    /// Where the rows cannot be read, or a file not be written.
    pub fn make(&self, rows: impl BufRead, out: &Path) -> io::Result<()> {
        let names = self.names(out);
        let parts: Vec<PathBuf> = names.iter().map(|name| with_tail(name, ".part")).collect();
        let mut files = Vec::new();
        for (table, part) in TABLES.iter().zip(&parts) {
            files.push((self.open)(table, File::create(part)?)?);
        }
        let mut reader = Reader::new(rows);
        let mut row = Row::default();
        while reader.next(&mut row)? {
            let (Some(file), Some(table)) = (files.get_mut(row.table), TABLES.get(row.table))
            else {
                continue;
            };
            let cells = row.cells().take(table.columns.len());
            file.add(&cells.collect::<io::Result<Vec<_>>>()?)?;
        }
        for file in files {
            file.finish()?.sync_data()?;
        }
        for (part, name) in parts.iter().zip(&names) {
            fs::rename(part, name)?;
        }
        Ok(())
    }
}
