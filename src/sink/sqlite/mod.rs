//! The store: one SQLite file with the tables of the record, what is known by name in them, and full-text search.
//!
//! Beside [`super::tables::TABLES`] it holds what `search.sql` defines. The version of this shape is the file's
//! `user_version`; a store of another version is not touched. `releases` has a `key` for SQLite's own use and the words
//! that [`search`](https://sqlite.org/fts5.html) finds: morphemes, not characters.
//!
//! A release that comes again replaces the one of the same id. Everything between two checkpoints is one transaction, so
//! that a kill leaves the store as it was at one of them.

mod entities;
mod schema;

use std::path::{Path, PathBuf};

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ToSql, params_from_iter};

use schema::failed;
pub use schema::{StoreError, VERSION, open_to_read};

use super::tables::{Reader, Row, TABLES, Value};
use crate::lexicon::Lexicon;

/// A store that is being added to.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// `INSERT` for each table.
    inserts: Vec<String>,
    /// `DELETE` of a release, from each table.
    deletes: Vec<String>,
    touch_all: String,
    row: Row,
}

/// Why rows could not be put into a store.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// They are no rows.
    #[error("rows: {0}")]
    Rows(#[from] std::io::Error),
    /// The store does not take them.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Opens the store at `path`; makes it where there is no file.
    ///
    /// # Errors
    /// Where the file is something else, or a store of another version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let db = schema::open_to_write(path)?;
        db.set_prepared_statement_cache_capacity(3 * TABLES.len());
        Ok(Self {
            db,
            path: path.to_owned(),
            inserts: inserts(),
            deletes: deletes(),
            touch_all: entities::touch_all_of(),
            row: Row::default(),
        })
    }

    /// Adds packed rows, release by release. They last from the next [`Store::sync`] on.
    ///
    /// # Errors
    /// Where SQLite gives up: the disk is full, or another program is writing.
    pub fn put(&mut self, rows: &[u8]) -> Result<(), PutError> {
        self.begin()?;
        let mut reader = Reader::new(rows);
        while reader.next(&mut self.row)? {
            self.add().map_err(|e| failed(&self.path, e))?;
        }
        Ok(())
    }

    /// Makes everything so far last.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn sync(&mut self) -> Result<(), StoreError> {
        if self.db.is_autocommit() {
            return Ok(());
        }
        self.run("COMMIT")
    }

    /// Counts who and what the new releases name, by the names that they and `lexicon` give, and closes the store.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn finish(mut self, lexicon: &Lexicon) -> Result<(), StoreError> {
        self.begin()?;
        entities::refresh(&self.db, lexicon).map_err(|e| failed(&self.path, e))?;
        self.sync()?;
        self.run("PRAGMA analysis_limit = 1000; ANALYZE")?;
        // One file, unless someone is reading: then the next one that writes does it.
        let _ = self.db.pragma_update(None, "journal_mode", "delete");
        let path = self.path;
        self.db.close().map_err(|(_, error)| failed(&path, error))
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        if self.db.is_autocommit() {
            self.run("BEGIN IMMEDIATE")?;
        }
        Ok(())
    }

    fn run(&mut self, sql: &str) -> Result<(), StoreError> {
        let done = self.db.execute_batch(sql);
        done.map_err(|e| failed(&self.path, e))
    }

    /// Adds the row that was read.
    fn add(&mut self) -> rusqlite::Result<()> {
        let Some((table, insert)) = TABLES
            .get(self.row.table)
            .zip(self.inserts.get(self.row.table))
        else {
            return Ok(());
        };
        if table.name == "releases" {
            self.take_out()?;
        }
        let values = params_from_iter(self.row.cells());
        self.db.prepare_cached(insert)?.execute(values)?;
        let entity = entities::KINDS.iter().find(|kind| kind.1 == table.name);
        if let (Some((kind, ..)), Some(Value::Text(id))) = (entity, self.row.cells().nth(2)) {
            let touch = "INSERT OR IGNORE INTO touched VALUES (?, ?)";
            self.db.prepare_cached(touch)?.execute([kind, id])?;
        }
        Ok(())
    }

    /// Takes out the release that this row replaces.
    fn take_out(&self) -> rusqlite::Result<()> {
        let id = self.row.release();
        let known = "SELECT 1 FROM releases WHERE id = ?";
        if self.db.prepare_cached(known)?.exists([id])? {
            self.db.prepare_cached(&self.touch_all)?.execute([id])?;
            for delete in &self.deletes {
                self.db.prepare_cached(delete)?.execute([id])?;
            }
        }
        Ok(())
    }
}

fn inserts() -> Vec<String> {
    let insert = |table: &super::tables::Table| {
        let mut columns: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
        if table.name == "releases" {
            columns.extend(["title_words", "text_words"]);
        }
        let places = vec!["?"; columns.len()].join(", ");
        let columns = columns.join(", ");
        format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name)
    };
    TABLES.iter().map(insert).collect()
}

fn deletes() -> Vec<String> {
    let delete = |table: &super::tables::Table| {
        let release = table.columns.first().map_or("", |column| column.name);
        format!("DELETE FROM {} WHERE {release} = ?", table.name)
    };
    TABLES.iter().map(delete).collect()
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match *self {
            Self::Null => ToSqlOutput::Owned(rusqlite::types::Value::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(text.into()),
            Self::Integer(number) => number.into(),
            Self::Real(number) => number.into(),
        })
    }
}
