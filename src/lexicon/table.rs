//! Reads TSV tables.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// Why a table could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file could not be opened.
    #[error("dictionary {path}: {source}")]
    Read {
        /// The table.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A line does not fit its table.
    #[error("dictionary {table}, line {line}: {what}")]
    Line {
        /// The table.
        table: String,
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}

/// Where tables come from: the program itself, and a folder beside it.
#[derive(Debug)]
pub(super) struct Tables<'a> {
    pub folder: Option<&'a Path>,
}

impl Tables<'_> {
    /// Gives every line of the embedded table `text` and of the file `name` in the folder to `each`.
    pub fn read(
        &self,
        name: &str,
        text: &'static str,
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), String>,
    ) -> Result<(), LexiconError> {
        read_lines(name, text, each)?;
        let Some(path) = self
            .folder
            .map(|f| f.join(name))
            .filter(|path| path.exists())
        else {
            return Ok(());
        };
        let added = std::fs::read_to_string(&path).map_err(|source| LexiconError::Read {
            path: path.clone(),
            source,
        })?;
        read_lines(&path.to_string_lossy(), &added, each)
    }
}

fn read_lines(
    name: &str,
    text: &str,
    each: &mut dyn FnMut(&Row<'_>) -> Result<(), String>,
) -> Result<(), LexiconError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for (i, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        each(&Row { line }).map_err(|what| LexiconError::Line {
            table: name.to_owned(),
            line: i + 1,
            what,
        })?;
    }
    Ok(())
}

/// One line of a table.
#[derive(Debug)]
pub(super) struct Row<'a> {
    line: &'a str,
}

impl Row<'_> {
    /// The cells of the first `N` columns, trimmed; missing ones are empty.
    pub fn cells<const N: usize>(&self) -> [&str; N] {
        let mut cells = [""; N];
        for (cell, text) in cells.iter_mut().zip(parts(self.line, b'\t')) {
            *cell = text.trim_ascii();
        }
        cells
    }
}

/// The entries of a list cell.
pub(super) fn list(cell: &str) -> impl Iterator<Item = &str> {
    parts(cell, b'|')
        .map(str::trim_ascii)
        .filter(|s| !s.is_empty())
}

/// What stands between the ASCII characters `mark`. All tables are read at every start, and their cells are short: a
/// search that begins at once beats one that is fast over long texts.
fn parts(text: &str, mark: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let (part, after) = match text.bytes().position(|b| b == mark) {
            Some(at) => (text.get(..at)?, text.get(at + 1..)),
            None => (text, None),
        };
        rest = after;
        Some(part)
    })
}

/// A cell, or `None` where it is empty.
pub(super) fn some(cell: &str) -> Option<Box<str>> {
    (!cell.is_empty()).then(|| Box::from(cell))
}

/// A cell that must not be empty.
pub(super) fn required<'a>(cell: &'a str, what: &str) -> Result<Cow<'a, str>, String> {
    if cell.is_empty() {
        Err(format!("no {what}"))
    } else {
        Ok(Cow::Borrowed(cell))
    }
}
