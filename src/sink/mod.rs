//! How records are written: one file per form, one line in [`SINKS`] each.

mod jsonl;
mod text;

use std::fmt;
use std::io;
use std::path::Path;

use crate::record::Record;

/// A form that records are written in. Encodes them one by one, from many threads at once.
pub trait Sink: Send + Sync {
    /// Adds `record` to the end of `out`.
    ///
    /// # Errors
    /// Where the form cannot hold the record; what was added to `out` by then is to be thrown away.
    fn encode(&self, record: &Record, out: &mut Vec<u8>) -> io::Result<()>;
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

static JSONL: Form = Form {
    name: "jsonl",
    endings: &["jsonl", "ndjson", "json"],
    make: Some(|_| Box::new(jsonl::Jsonl)),
};

/// The forms. One that has no `make` yet is known by name, so that its place is kept.
pub static SINKS: &[&Form] = &[&JSONL, &TEXT, &CSV, &PARQUET, &SQLITE];

static TEXT: Form = Form {
    name: "text",
    endings: &["txt", "text"],
    make: Some(|style| Box::new(text::Summary::new(style))),
};

static CSV: Form = Form {
    name: "csv",
    endings: &["csv"],
    make: None,
};

static PARQUET: Form = Form {
    name: "parquet",
    endings: &["parquet"],
    make: None,
};

static SQLITE: Form = Form {
    name: "sqlite",
    endings: &["sqlite", "sqlite3", "db"],
    make: None,
};

/// A form by name.
pub struct Form {
    /// As `--to` names it.
    pub name: &'static str,
    /// Endings of files that are written in it.
    pub endings: &'static [&'static str],
    make: Option<fn(Style) -> Box<dyn Sink>>,
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
    /// It has a name but cannot be written.
    #[error("{0}: not yet; there are {names}", names = names())]
    NotYet(&'static str),
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
    pub fn sink(&self, style: Style) -> Result<Box<dyn Sink>, SinkError> {
        let make = self.make.ok_or(SinkError::NotYet(self.name))?;
        Ok(make(style))
    }
}

/// The forms that can be written.
fn names() -> String {
    let names: Vec<_> = SINKS
        .iter()
        .filter(|form| form.make.is_some())
        .map(|form| form.name)
        .collect();
    names.join(", ")
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
            ("/dev/null", "jsonl"),
        ] {
            assert_eq!(Form::of_file(Path::new(file)).name, name);
        }
        let csv = Form::named("csv").unwrap().sink(Style::default());
        assert_eq!(csv.err(), Some(SinkError::NotYet("csv")));
        assert!(Form::named("xml").is_err());
    }
}
