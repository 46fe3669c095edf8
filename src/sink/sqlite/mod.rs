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
use std::mem;
use std::path::{Path, PathBuf};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, ToSql, params, params_from_iter};

use schema::failed;
pub use schema::{StoreError, VERSION, open_to_read};

use super::tables::{Raw, Reader, Row, TABLES, Table};
use crate::lexicon::Lexicon;

/// Rows that one statement puts in, where a release has so many: a tenth less work for SQLite than one by one.
const AT_ONCE: usize = 32;

/// A store that is being added to.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    sql: Statements,
    touched: entities::Touched,
    /// Whether rows came since the last [`Store::sync`].
    begun: bool,
}

/// What is said to SQLite again and again.
#[derive(Debug)]
struct Statements {
    /// What puts rows into each table.
    inserts: Vec<Insert>,
    /// `DELETE` of a release, from each table.
    deletes: Vec<String>,
    touch_all: String,
}

/// `INSERT` into a table, of rows of one release.
#[derive(Debug)]
struct Insert {
    one: String,
    /// Of [`AT_ONCE`] rows.
    many: String,
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
        db.set_prepared_statement_cache_capacity(4 * TABLES.len());
        Ok(Self {
            db,
            path: path.to_owned(),
            sql: Statements {
                inserts: TABLES.iter().map(Insert::into).collect(),
                deletes: TABLES.iter().map(delete).collect(),
                touch_all: entities::touch_all_of(),
            },
            touched: entities::Touched::default(),
            begun: false,
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
        let mut rows: [Row; AT_ONCE] = Default::default();
        let mut read = 0;
        loop {
            let Some(row) = rows.get_mut(read) else {
                self.sql
                    .insert(&self.db, &rows, &mut self.touched)
                    .map_err(failed)?;
                read = 0;
                continue;
            };
            let more = reader.next(row)?;
            let table = row.table;
            let (same, other) = rows.split_at_mut(read);
            if !more || same.first().is_some_and(|first| first.table != table) {
                self.sql
                    .insert(&self.db, same, &mut self.touched)
                    .map_err(failed)?;
                if let (Some(first), Some(row)) = (same.first_mut(), other.first_mut()) {
                    mem::swap(first, row);
                }
                read = 0;
            }
            if !more {
                return Ok(());
            }
            read += 1;
        }
    }

    /// Makes everything so far last.
    ///
    /// # Errors
    /// As [`Store::put`]; also where SQLite gave up before and took back all since the last time.
    pub fn sync(&mut self) -> Result<(), StoreError> {
        if !self.begun {
            return Ok(());
        }
        self.kept()?;
        self.run("COMMIT")?;
        self.begun = false;
        Ok(())
    }

    /// Counts who and what the new releases name, by the names that they and `lexicon` give, and closes the store.
    ///
    /// # Errors
    /// As [`Store::put`].
    pub fn finish(mut self, lexicon: &Lexicon) -> Result<(), StoreError> {
        self.begin()?;
        self.run(include_str!("indexes.sql"))?;
        entities::refresh(&self.db, lexicon).map_err(|e| failed(&self.path, e))?;
        self.sync()?;
        self.run("PRAGMA analysis_limit = 1000; ANALYZE")?;
        // One file, unless someone is reading: then the next one that writes does it.
        let _ = self.db.pragma_update(None, "journal_mode", "delete");
        let path = self.path;
        self.db.close().map_err(|(_, error)| failed(&path, error))
    }

    fn begin(&mut self) -> Result<(), StoreError> {
        if self.begun {
            return self.kept();
        }
        self.run("BEGIN IMMEDIATE")?;
        self.begun = true;
        Ok(())
    }

    /// Whether what was begun is still under way: some errors end it.
    fn kept(&self) -> Result<(), StoreError> {
        match self.db.is_autocommit() {
            true => Err(StoreError::Undone(self.path.clone())),
            false => Ok(()),
        }
    }

    fn run(&mut self, sql: &str) -> Result<(), StoreError> {
        let done = self.db.execute_batch(sql);
        done.map_err(|e| failed(&self.path, e))
    }
}

impl Statements {
    /// Puts in rows of one table.
    fn insert(
        &self,
        db: &Connection,
        rows: &[Row],
        touched: &mut entities::Touched,
    ) -> rusqlite::Result<()> {
        let Some((table, sql)) = rows
            .first()
            .and_then(|row| Some((TABLES.get(row.table)?, self.inserts.get(row.table)?)))
        else {
            return Ok(());
        };
        if table.name == "releases" {
            return rows.iter().try_for_each(|row| self.release(db, sql, row));
        }
        let (sql, at_once) = match rows.len() {
            AT_ONCE => (&sql.many, AT_ONCE),
            _ => (&sql.one, 1),
        };
        let mut insert = db.prepare_cached(sql)?;
        // The release is the same in all of them.
        let release = rows.first().and_then(|row| row.raw().next());
        insert.raw_bind_parameter(1, release.unwrap_or(Raw::Null))?;
        for rows in rows.chunks(at_once) {
            let cells = rows.iter().flat_map(|row| row.raw().skip(1));
            for (place, cell) in cells.enumerate() {
                insert.raw_bind_parameter(place + 2, cell)?;
            }
            insert.raw_execute()?;
        }
        if let Some(kind) = entities::KINDS.iter().find(|kind| kind.1 == table.name) {
            let ids = rows.iter().filter_map(|row| match row.raw().nth(2) {
                Some(Raw::Text(id)) => Some(id),
                _ => None,
            });
            touched.note(db, kind.0, ids)?;
        }
        Ok(())
    }

    /// Puts in a release, in the place of the one of the same id.
    fn release(&self, db: &Connection, sql: &Insert, row: &Row) -> rusqlite::Result<()> {
        let id = row.raw().next().unwrap_or(Raw::Null);
        // FTS5 keeps gathering words as long as keys do not fall.
        let key = self.take_out(db, id)?;
        let key = key.map_or(Raw::Null, Raw::Integer);
        let cells = iter::once(key).chain(row.raw());
        db.prepare_cached(&sql.one)?
            .execute(params_from_iter(cells))?;
        let key = Raw::Integer(db.last_insert_rowid());
        let words = row.raw().skip(row.raw().len().saturating_sub(2));
        let search = "INSERT INTO search (rowid, title_words, text_words) VALUES (?, ?, ?)";
        db.prepare_cached(search)?
            .execute(params_from_iter(iter::once(key).chain(words)))?;
        Ok(())
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

impl Insert {
    fn into(table: &Table) -> Self {
        let mut columns: Vec<&str> = table.columns.iter().map(|c| c.name).collect();
        if table.name == "releases" {
            columns.insert(0, "key");
            columns.extend(["title_words", "text_words"]);
        }
        let rest = columns.len().saturating_sub(1);
        // The first cell of all rows is the first parameter.
        let row = |i: usize| {
            let places = (0..rest).map(|place| format!(", ?{}", 2 + i * rest + place));
            format!("(?1{})", places.collect::<String>())
        };
        let rows = |count| (0..count).map(row).collect::<Vec<_>>().join(", ");
        // For a statement of many rows that could be taken back by itself SQLite would copy every page it changes: six times
        // what is written of the store.
        let into = format!(
            "INSERT OR ROLLBACK INTO {} ({}) VALUES",
            table.name,
            columns.join(", ")
        );
        Self {
            one: format!("{into} {}", rows(1)),
            many: format!("{into} {}", rows(AT_ONCE)),
        }
    }
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::record::{Record, SCHEMA};
    use crate::sink::{Entry, tables};

    fn rows(id: usize) -> Vec<u8> {
        let record: Record = serde_json::from_value(json!({
            "schema": SCHEMA,
            "id": id.to_string(),
            "source": {"path": "", "member": null, "format": "txt", "encoding": "UTF-8", "bytes": 0, "sha256": ""},
            "language": "ko",
            "subtitles": [],
            "text": {"clean": "가".repeat(10_000), "damage": 0.0, "repairs": []},
            "dates": [], "organizations": [], "people": [], "policies": [], "amounts": [], "quotes": [], "contacts": [],
            "relations": [], "warnings": [],
        }))
        .unwrap();
        let mut rows = Vec::new();
        tables::pack(Entry::from(&record), &mut rows);
        rows
    }

    #[test]
    fn what_a_full_disk_took_back_is_not_said_to_last() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("full.sqlite")).unwrap();
        store.put(&rows(0)).unwrap();
        store.sync().unwrap();
        store.db.pragma_update(None, "max_page_count", 200).unwrap();
        let full = (1..500).find(|id| store.put(&rows(*id)).is_err());
        assert!(full.is_some());
        assert!(matches!(store.sync(), Err(StoreError::Undone(_))));
        assert!(matches!(
            store.put(&rows(1)),
            Err(PutError::Store(StoreError::Undone(_)))
        ));
        let count = "SELECT count(*) FROM releases";
        let kept: u32 = store.db.query_row(count, [], |row| row.get(0)).unwrap();
        assert_eq!(kept, 1);
    }
}
