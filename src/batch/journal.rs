//! What an interrupted run remembers: beside the output, one line of JSON per checkpoint.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Which run a journal belongs to: its first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    gija: String,
    command: String,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Inputs that are done whole.
    pub input: usize,
    /// Bytes of the next input that are done.
    pub offset: u64,
    /// Lines of the next input that are done.
    pub line: usize,
    /// Bytes of output that belong to them.
    pub written: u64,
    /// Bytes of failures that belong to them.
    pub failures: u64,
    /// Bytes of the index that belong to them.
    #[serde(default)]
    pub index: u64,
    /// Releases that gave a record.
    pub done: u64,
    /// Releases and inputs that did not.
    pub failed: u64,
    /// Bytes of input read.
    pub bytes: u64,
}

/// A journal that is being written.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
}

impl Journal {
    /// Begins a journal that has come as far as `progress`.
    ///
    /// It is written under another name first: a kill leaves the old journal or the new one.
    pub fn begin(path: &Path, command: &str, progress: Progress) -> io::Result<Self> {
        let new = path.with_extension("journal-new");
        let mut journal = Self {
            file: File::create(&new)?,
        };
        journal.line(&Header {
            gija: env!("CARGO_PKG_VERSION").to_owned(),
            command: command.to_owned(),
        })?;
        journal.line(&progress)?;
        std::fs::rename(&new, path)?;
        sync_folder(path);
        Ok(journal)
    }

    /// Remembers `progress`; what it counts has to be on the disk already.
    pub fn checkpoint(&mut self, progress: &Progress) -> io::Result<()> {
        self.line(progress)
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.file.write_all(&line)?;
        self.file.sync_data()
    }
}

/// Makes the names in the folder of `path` last through a loss of power, where the system can.
pub(super) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty());
    // Not every system opens folders; the files themselves are safe without.
    if let Ok(folder) = File::open(folder.unwrap_or(Path::new("."))) {
        let _ = folder.sync_all();
    }
}

/// What a journal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// There is none.
    Nothing,
    /// It belongs to this command, which came so far.
    Ours(Progress),
    /// It belongs to another command.
    Other(String),
}

/// Reads the journal at `path`; a line that was cut off counts for nothing.
pub(super) fn read(path: &Path, command: &str) -> io::Result<Found> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(error),
    };
    let mut lines = BufReader::new(file).split(b'\n');
    let header = lines.next().transpose()?.unwrap_or_default();
    let Ok(header) = serde_json::from_slice::<Header>(&header) else {
        return Ok(Found::Nothing);
    };
    if header.gija != env!("CARGO_PKG_VERSION") {
        return Ok(Found::Other(format!("gija {}", header.gija)));
    }
    if header.command != command {
        return Ok(Found::Other(header.command));
    }
    let mut last = Progress::default();
    for line in lines {
        match serde_json::from_slice(&line?) {
            Ok(progress) => last = progress,
            Err(_) => break,
        }
    }
    Ok(Found::Ours(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_line_counts_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.jsonl.journal");
        assert_eq!(read(&path, "a").unwrap(), Found::Nothing);
        let mut journal = Journal::begin(&path, "a", Progress::default()).unwrap();
        assert_eq!(read(&path, "a").unwrap(), Found::Ours(Progress::default()));
        let progress = Progress {
            input: 3,
            ..Progress::default()
        };
        journal.checkpoint(&progress).unwrap();
        journal.file.write_all(b"{\"input\": 4, \"off").unwrap();
        assert_eq!(read(&path, "a").unwrap(), Found::Ours(progress));
        assert_eq!(read(&path, "b").unwrap(), Found::Other("a".to_owned()));
    }
}
