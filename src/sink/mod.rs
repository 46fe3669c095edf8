//! How records are written: one file per form, one line in [`SINKS`] each.
//!
//! Forms of bytes (JSON Lines, summaries) encode record by record. Forms of tables (CSV, Parquet, SQLite) encode a record
//! as the rows of [`tables::TABLES`]; one writer puts them where they belong, in the order of the input: into one file
//! per table ([`files`]), or into a store ([`sqlite`]).

mod csv;
pub mod files;
mod jsonl;
mod parquet;
pub mod sqlite;
pub mod tables;
mod text;

use std::fmt;
use std::io;
use std::path::Path;

use serde::Serialize;

pub use tables::{Entry, Words};

/// A form that records are written in. Encodes them one by one, from many threads at once.
pub trait Sink: Send + Sync {
    /// Adds `entry` to the end of `out`.
    ///
    /// # Errors
    /// Where the form cannot hold the record; what was added to `out` by then is to be thrown away.
    fn encode(&self, entry: Entry<'_>, out: &mut Vec<u8>) -> io::Result<()>;

    /// Whether it wants [`Entry::words`].
    fn wants_words(&self) -> bool {
        false
    }
}

/// What a form may depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to write colours.
    pub colour: bool,
}

impl Default for Style {
    /// What a file gets.
    fn default() -> Self {
        Self {
            width: 100,
            colour: false,
        }
    }
}

/// The forms.
pub static SINKS: &[&Form] = &[&JSONL, &TEXT, &CSV, &PARQUET, &SQLITE];

static JSONL: Form = Form {
    name: "jsonl",
    endings: &["jsonl", "ndjson", "json"],
    make: |_| Box::new(jsonl::Jsonl),
    shape: Shape::Bytes,
};

static TEXT: Form = Form {
    name: "text",
    endings: &["txt", "text"],
    make: |style| Box::new(text::Summary::new(style)),
    shape: Shape::Bytes,
};

static CSV: Form = Form {
    name: "csv",
    endings: &["csv"],
    make: |_| Box::new(Rows { words: false }),
    shape: Shape::Files(files::Files {
        ending: "csv",
        open: csv::open,
    }),
};

static PARQUET: Form = Form {
    name: "parquet",
    endings: &["parquet"],
    make: |_| Box::new(Rows { words: false }),
    shape: Shape::Files(files::Files {
        ending: "parquet",
        open: parquet::open,
    }),
};

static SQLITE: Form = Form {
    name: "sqlite",
    endings: &["sqlite", "sqlite3", "db"],
    make: |_| Box::new(Rows { words: true }),
    shape: Shape::Store,
};

/// A form by name.
pub struct Form {
    /// As `--to` names it.
    pub name: &'static str,
    /// Endings of files that are written in it.
    pub endings: &'static [&'static str],
    /// What becomes of the bytes that its sink makes.
    pub shape: Shape,
    make: fn(Style) -> Box<dyn Sink>,
}

/// What becomes of the bytes that a sink makes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// They are the output.
    Bytes,
    /// They are rows, of which files are made at the end, one per table.
    Files(files::Files),
    /// They are rows for a [`sqlite::Store`].
    Store,
}

impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Why there is no such sink.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SinkError {
    /// No form has that name.
    #[error("{0}: no such form; there are {names}", names = names())]
    Unknown(String),
}

impl Form {
    /// The form that is called `name`.
    pub fn named(name: &str) -> Result<&'static Self, SinkError> {
        SINKS
            .iter()
            .copied()
            .find(|form| form.name == name)
            .ok_or_else(|| SinkError::Unknown(name.to_owned()))
    }

    /// The form of a file, by its ending; JSON Lines where that says nothing.
    pub fn of_file(path: &Path) -> &'static Self {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let fits = |form: &&Self| ending.as_deref().is_some_and(|e| form.endings.contains(&e));
        SINKS.iter().copied().find(fits).unwrap_or(&JSONL)
    }

    /// A sink of this form.
    pub fn sink(&self, style: Style) -> Box<dyn Sink> {
        (self.make)(style)
    }
}

fn names() -> String {
    let names: Vec<_> = SINKS.iter().map(|form| form.name).collect();
    names.join(", ")
}

/// Encodes records as packed rows.
struct Rows {
    words: bool,
}

impl Sink for Rows {
    fn encode(&self, entry: Entry<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        tables::pack(entry, out);
        Ok(())
    }

    fn wants_words(&self) -> bool {
        self.words
    }
}

/// A value of an enumeration as JSON writes it.
fn label(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(label)) => label,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_form() {
        for (file, name) in [
            ("a.jsonl", "jsonl"),
            ("a.TXT", "text"),
            ("a.db", "sqlite"),
            ("a.parquet", "parquet"),
            ("/dev/null", "jsonl"),
        ] {
            assert_eq!(Form::of_file(Path::new(file)).name, name);
        }
        assert!(Form::named("xml").is_err());
    }
}
