//! The shape of a store, and which stores this gija can use.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::sink::tables::{Kind, TABLES, Table};

/// `gija` in four bytes: what SQLite calls the application of a file.
const APPLICATION: i32 = 0x6769_6A61;
/// The version of the store's shape. A store of another one is made again.
pub const VERSION: i32 = 2;

/// Bytes of a page of a new store. Most of a store is long text and rows that are added behind others: a page of 4096
/// takes a fifth more time.
const PAGE: i64 = 1 << 14;
/// Bytes that the log may grow to before they go into the file.
const LOG: i64 = 1 << 26;

/// How long to wait for others who read.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("{}: no such store; make one with: gija extract ARCHIVE -o {}", .0.display(), .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{}: not a store of gija; give another name", .0.display())]
    Foreign(PathBuf),
    /// Another gija made it.
    #[error(
        "{path}: a store of version {found}, made by gija {made_by}; this gija uses version {VERSION}: \
         make it again under another name, with: gija extract ARCHIVE -o NAME.sqlite",
        path = path.display()
    )]
    Version {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: i32,
        /// What made it.
        made_by: String,
    },
    /// SQLite gave up, and took back what was under way.
    #[error("{}: what came since the last checkpoint was taken back", .0.display())]
    Undone(PathBuf),
    /// SQLite gave up.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The store.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
}

/// Opens a store to read from it.
///
/// # Errors
/// Where there is none of this version.
pub fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    if !path.is_file() {
        return Err(StoreError::Missing(path.to_owned()));
    }
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    if Path::new(&journal).is_file() {
        undo(path);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(|e| failed(path, e))?;
    check(&db, path)?;
    Ok(db)
}

/// Undoes what a kill left half written while the store was made: SQLite has to write for it. Where that cannot be, the
/// one that reads says why.
fn undo(path: &Path) {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if let Ok(db) = Connection::open_with_flags(path, flags) {
        let _ = db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    }
}

/// Opens a store to add to it; makes it where there is no file.
pub(super) fn open_to_write(path: &Path) -> Result<Connection, StoreError> {
    let failed = |e| failed(path, e);
    let mut db = Connection::open(path).map_err(failed)?;
    db.busy_timeout(PATIENCE).map_err(failed)?;
    let empty = db.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| {
        row.get(0)
    });
    let new: bool = empty.map_err(|e| foreign(path, e))?;
    if !new {
        check(&db, path)?;
    }
    // Of no effect on one that has pages already.
    db.pragma_update(None, "page_size", PAGE).map_err(failed)?;
    // A reader is not held up by a writer, but where the store is made: there every page would be written twice.
    let journal = if new { "truncate" } else { "wal" };
    db.pragma_update(None, "journal_mode", journal)
        .map_err(failed)?;
    // Rows come release by release, each behind what it points to: to check every one costs a tenth of the time.
    db.pragma_update(None, "foreign_keys", false)
        .map_err(failed)?;
    let page = db.pragma_query_value(None, "page_size", |row| row.get::<_, i64>(0));
    let pages = LOG / page.map_err(failed)?.max(1);
    db.pragma_update(None, "wal_autocheckpoint", pages)
        .map_err(failed)?;
    db.pragma_update(None, "cache_size", -65536)
        .map_err(failed)?;
    create(&mut db).map_err(failed)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)
        .map_err(failed)?;
    Ok(db)
}

fn create(db: &mut Connection) -> rusqlite::Result<()> {
    let change = db.transaction()?;
    let version: i32 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == VERSION {
        return Ok(());
    }
    for table in &TABLES {
        change.execute_batch(&definition(table))?;
    }
    change.execute_batch(include_str!("search.sql"))?;
    let meta = [
        ("gija", env!("CARGO_PKG_VERSION")),
        ("record", crate::record::SCHEMA),
    ];
    for (name, value) in meta {
        change.execute("INSERT INTO meta VALUES (?, ?)", [name, value])?;
    }
    change.pragma_update(None, "application_id", APPLICATION)?;
    change.pragma_update(None, "user_version", VERSION)?;
    change.commit()
}

/// Whether `db` is a store of this version.
fn check(db: &Connection, path: &Path) -> Result<(), StoreError> {
    let number = |name| db.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if number("application_id").map_err(|e| foreign(path, e))? != APPLICATION {
        return Err(StoreError::Foreign(path.to_owned()));
    }
    let found = number("user_version").map_err(|e| failed(path, e))?;
    if found == VERSION {
        return Ok(());
    }
    let made_by = "SELECT value FROM meta WHERE name = 'gija'";
    Err(StoreError::Version {
        path: path.to_owned(),
        found,
        made_by: db
            .query_row(made_by, [], |row| row.get(0))
            .unwrap_or_else(|_| "of another version".to_owned()),
    })
}

/// `CREATE TABLE` for a table of the record.
fn definition(table: &Table) -> String {
    let columns = table.columns.iter().map(|column| {
        let kind = match column.kind {
            Kind::Text => "TEXT",
            Kind::Integer => "INTEGER",
            Kind::Real => "REAL",
        };
        let null = if column.required { " NOT NULL" } else { "" };
        format!("{} {kind}{null}", column.name)
    });
    let columns = columns.collect::<Vec<_>>().join(", ");
    let name = table.name;
    match name {
        "releases" => format!(
            "CREATE TABLE {name} (key INTEGER PRIMARY KEY, {columns}, \
             title_words TEXT, text_words TEXT, UNIQUE (id))"
        ),
        _ => format!(
            "CREATE TABLE {name} ({columns}, PRIMARY KEY (release, number), \
             FOREIGN KEY (release) REFERENCES releases (id) ON DELETE CASCADE) WITHOUT ROWID"
        ),
    }
}

/// A file that is no database at all is told from one that cannot be read.
fn foreign(path: &Path, error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign(path.to_owned()),
        _ => failed(path, error),
    }
}

pub(super) fn failed(path: &Path, source: rusqlite::Error) -> StoreError {
    StoreError::Sqlite {
        path: path.to_owned(),
        source,
    }
}
