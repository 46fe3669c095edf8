//! The store: one SQLite file with the tables of the record, what is known by name in them, and full-text search.
//!
//! Beside [`super::tables::TABLES`] it holds what `search.sql` defines. The version of this shape is the file's
//! `user_version`; a store of another version is not touched. `releases` has a `key` for SQLite's own use and the words
//! that [`search`](https://sqlite.org/fts5.html) finds: morphemes, not characters.
//!
//! A release that comes again replaces the one of the same id. Everything between two checkpoints is one transaction, so
//! that a kill leaves the store as it was at one of them.
//!
//! The triggers that keep `search` are for other programs. A statement that fires one has a savepoint of its own, at which
//! FTS5 writes out the words it has gathered: a segment of the index for each release, all of which have to be merged. So
//! a [`Store`] fires none and does their work itself.

mod entities;
mod schema;

use std::iter;
use std::path::{Path, PathBuf};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OptionalExtension, ToSql, params, params_from_iter};

use schema::failed;
pub use schema::{StoreError, VERSION, open_to_read};

use super::tables::{Raw, Reader, Row, TABLES, Table};
use crate::lexicon::Lexicon;

/// A store that is being added to.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    sql: Statements,
}

/// What is said to SQLite again and again.
#[derive(Debug)]
struct Statements {
    /// `INSERT` for each table.
    inserts: Vec<String>,
    /// `DELETE` of a release, from each table.
    deletes: Vec<String>,
    touch_all: String,
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
            sql: Statements {
                inserts: TABLES.iter().map(insert).collect(),
                deletes: TABLES.iter().map(delete).collect(),
                touch_all: entities::touch_all_of(),
            },
        })
    }

    /// Adds packed rows, release by release. They last from the next [`Store::sync`] on.
    ///
    /// # Errors
    /// Where SQLite gives up: the disk is full, or another program is writing.
    pub fn put(&mut self, rows: &[u8]) -> Result<(), PutError> {
        self.begin()?;
        let failed = |e| failed(&self.path, e);
        let mut reader = Reader::new(rows);
        let mut row = Row::default();
        let mut open: Option<(usize, Inserter<'_>)> = None;
        while reader.next(&mut row)? {
            // The rows of a table stand together.
            let inserter = match &mut open {
                Some((table, inserter)) if *table == row.table => inserter,
                _ => {
                    let inserter = self.sql.inserter(&self.db, row.table).map_err(failed)?;
                    &mut open.insert((row.table, inserter)).1
                }
            };
            inserter.add(&row).map_err(failed)?;
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
}

impl Statements {
    /// Puts rows into the table at `table` in [`TABLES`].
    fn inserter<'a>(&'a self, db: &'a Connection, table: usize) -> rusqlite::Result<Inserter<'a>> {
        let insert = self.inserts.get(table).map_or("", String::as_str);
        let insert = db.prepare_cached(insert)?;
        let name = TABLES.get(table).map_or("", |table| table.name);
        if name == "releases" {
            return Ok(Inserter::Release(self, db, insert));
        }
        let kind = entities::KINDS.iter().find(|kind| kind.1 == name);
        let touch = "INSERT OR IGNORE INTO touched VALUES (?, ?)";
        let touch = match kind {
            Some((kind, ..)) => Some((*kind, db.prepare_cached(touch)?)),
            None => None,
        };
        Ok(Inserter::Facts {
            insert,
            bound: 0,
            touch,
        })
    }

    /// Takes out the release that is called `id`. Returns its key, where there was one.
    fn take_out(&self, db: &Connection, id: Raw<'_>) -> rusqlite::Result<Option<i64>> {
        type Words = [rusqlite::types::Value; 2];
        let known = "SELECT key, title_words, text_words FROM releases WHERE id = ?";
        let known = db.prepare_cached(known)?.query_row([id], |row| {
            Ok::<(i64, Words), _>((row.get(0)?, [row.get(1)?, row.get(2)?]))
        });
        let Some((key, [title, text])) = known.optional()? else {
            return Ok(None);
        };
        let forget = "INSERT INTO search (search, rowid, title_words, text_words) VALUES ('delete', ?, ?, ?)";
        db.prepare_cached(forget)?
            .execute(params![key, title, text])?;
        db.prepare_cached(&self.touch_all)?.execute([id])?;
        for delete in &self.deletes {
            db.prepare_cached(delete)?.execute([id])?;
        }
        Ok(Some(key))
    }
}

/// Puts rows into one table.
enum Inserter<'a> {
    Release(&'a Statements, &'a Connection, CachedStatement<'a>),
    Facts {
        insert: CachedStatement<'a>,
        /// Cells that are as in the row before: the release.
        bound: usize,
        /// A kind of entity and what notes that one was named.
        touch: Option<(&'static str, CachedStatement<'a>)>,
    },
}

impl Inserter<'_> {
    fn add(&mut self, row: &Row) -> rusqlite::Result<()> {
        match self {
            Self::Release(sql, db, insert) => {
                let id = row.raw().next().unwrap_or(Raw::Null);
                // FTS5 keeps gathering words as long as keys do not fall.
                let key = sql.take_out(db, id)?;
                let key = key.map_or(Raw::Null, Raw::Integer);
                insert.execute(params_from_iter(iter::once(key).chain(row.raw())))?;
                let key = Raw::Integer(db.last_insert_rowid());
                let words = row.raw().skip(row.raw().len().saturating_sub(2));
                let search = "INSERT INTO search (rowid, title_words, text_words) VALUES (?, ?, ?)";
                db.prepare_cached(search)?
                    .execute(params_from_iter(iter::once(key).chain(words)))?;
            }
            Self::Facts {
                insert,
                bound,
                touch,
            } => {
                for (at, cell) in row.raw().enumerate().skip(*bound) {
                    insert.raw_bind_parameter(at + 1, cell)?;
                }
                *bound = 1;
                insert.raw_execute()?;
                if let Some((kind, touch)) = touch {
                    touch.execute(params![*kind, row.raw().nth(2)])?;
                }
            }
        }
        Ok(())
    }
}

fn insert(table: &Table) -> String {
    let mut columns: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
    if table.name == "releases" {
        columns.insert(0, "key");
        columns.extend(["title_words", "text_words"]);
    }
    let places = vec!["?"; columns.len()].join(", ");
    let columns = columns.join(", ");
    format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name)
}

fn delete(table: &Table) -> String {
    let release = table.columns.first().map_or("", |column| column.name);
    format!("DELETE FROM {} WHERE {release} = ?", table.name)
}

impl ToSql for Raw<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match *self {
            Self::Null => ValueRef::Null,
            Self::Text(text) => ValueRef::Text(text),
            Self::Integer(number) => ValueRef::Integer(number),
            Self::Real(number) => ValueRef::Real(number),
        }))
    }
}
