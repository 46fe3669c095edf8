//! One unit of work from bytes to output: the seam between the batch and [`crate::ingest`].

#![allow(
    clippy::result_large_err,
    reason = "a release is as large as the account of a failure"
)]

use std::fmt::Display;

use super::index::Origin;
use super::lines::too_long;
use super::units::{Content, Position, Unit};
use super::{Panic, Tally, guard};
use crate::ingest::{self, IngestError, Input};
use crate::record::{Failure, Source};
use crate::release::RawRelease;

/// What is done with every release. Called from many threads at once; a panic in it becomes a failure line.
pub type Work<'a> = dyn Fn(RawRelease, &mut Made) -> Result<(), Trouble> + Sync + 'a;

/// What work makes of a release.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// Goes to the output.
    pub data: Vec<u8>,
    /// Goes to the user.
    pub notes: Vec<u8>,
}

/// Why a release that could be read gave nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Which stage gave up.
    pub stage: String,
    /// Why.
    pub error: String,
}

impl Trouble {
    /// `error` in `stage`.
    pub fn new(stage: &str, error: impl Display) -> Self {
        Self {
            stage: stage.to_owned(),
            error: error.to_string(),
        }
    }
}

impl From<Panic> for Trouble {
    fn from(panic: Panic) -> Self {
        Self {
            stage: panic.stage,
            error: panic.message,
        }
    }
}

/// What a unit gave, ready to be written.
#[derive(Debug, Default)]
pub struct Block {
    /// Bytes of output and notes.
    pub made: Made,
    /// What could not be read or worked on.
    pub failures: Vec<Failure>,
    /// How much it is.
    pub tally: Tally,
    /// Where the inputs go on behind it.
    pub end: Position,
    /// What it was made of and by, where an index is kept.
    pub(super) origin: Option<Origin>,
}

impl Block {
    fn take(&mut self, release: Result<RawRelease, Failure>, work: &Work<'_>) {
        let release = match release {
            Ok(release) => release,
            Err(failure) => return self.fail(failure),
        };
        let source = release.source.clone();
        let (data, notes) = (self.made.data.len(), self.made.notes.len());
        let result = guard(|| work(release, &mut self.made)).unwrap_or_else(|p| Err(p.into()));
        match result {
            Ok(()) => self.tally.done += 1,
            Err(trouble) => {
                self.made.data.truncate(data);
                self.made.notes.truncate(notes);
                self.fail(Failure {
                    source,
                    stage: trouble.stage,
                    error: trouble.error,
                });
            }
        }
    }

    fn fail(&mut self, failure: Failure) {
        self.tally.failed += 1;
        self.failures.push(failure);
    }
}

/// Reads the releases of `unit` and does `work` with each.
pub fn read_unit(unit: Unit, options: &ingest::Options, work: &Work<'_>) -> Block {
    let mut block = Block {
        end: unit.end,
        tally: Tally {
            bytes: unit.size,
            ..Tally::default()
        },
        ..Block::default()
    };
    let (path, id) = (&*unit.path, unit.id.as_deref().unwrap_or(""));
    match unit.content {
        Content::Lines { bytes, first } => {
            let mut bytes = &*bytes;
            if first == 1 {
                bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            }
            for (i, line) in bytes.split(|b| *b == b'\n').enumerate() {
                if line.trim_ascii().is_empty() {
                    continue;
                }
                let (number, limit) = (first + i, options.limits.bytes);
                if line.len() as u64 > limit {
                    let member = Some(format!("line {number}"));
                    block.fail(unread(path, member, too_long(limit)));
                    continue;
                }
                block.take(single_line(path, line, number, options), work);
            }
        }
        Content::Whole(bytes) => whole(
            Input {
                path,
                id,
                bytes: &bytes,
            },
            options,
            work,
            &mut block,
        ),
        Content::File(file, _) => match std::fs::read(&file) {
            Ok(bytes) => whole(
                Input {
                    path,
                    id,
                    bytes: &bytes,
                },
                options,
                work,
                &mut block,
            ),
            Err(error) => block.fail(unread(path, None, error.to_string())),
        },
        Content::Member(member) => {
            let read = guard(|| {
                ingest::read_member(path, id, &member, options, &mut |release| {
                    block.take(release.map_err(failure), work);
                });
            });
            if let Err(panic) = read {
                let source = source(path, Some(member.name), member.bytes.len());
                block.fail(panicked(source, panic));
            }
        }
        Content::Broken { member, error } => block.fail(unread(path, member, error)),
    }
    block
}

fn whole(input: Input<'_>, options: &ingest::Options, work: &Work<'_>, block: &mut Block) {
    let read = guard(|| {
        ingest::read(input, options, &mut |release| {
            block.take(release.map_err(failure), work);
        });
    });
    if let Err(panic) = read {
        block.fail(panicked(source(input.path, None, input.bytes.len()), panic));
    }
}

/// Reads the release in one line of JSON Lines, the `number`th of its input.
pub fn single_line(
    path: &str,
    line: &[u8],
    number: usize,
    options: &ingest::Options,
) -> Result<RawRelease, Failure> {
    match guard(|| ingest::read_line(line, number, path, options)) {
        Ok(read) => read.map_err(failure),
        Err(panic) => {
            let member = Some(format!("line {number}"));
            Err(panicked(source(path, member, line.len()), panic))
        }
    }
}

/// The line that an unreadable input gives in the failures file.
fn failure((source, error): (Source, IngestError)) -> Failure {
    Failure {
        source,
        stage: "ingest".to_owned(),
        error: error.to_string(),
    }
}

/// The source of an input whose format is not known.
fn source(path: &str, member: Option<String>, bytes: usize) -> Source {
    Source {
        path: path.to_owned(),
        member,
        bytes: bytes as u64,
        ..Source::default()
    }
}

fn unread(path: &str, member: Option<String>, error: String) -> Failure {
    Failure {
        source: source(path, member, 0),
        stage: "ingest".to_owned(),
        error,
    }
}

fn panicked(source: Source, panic: Panic) -> Failure {
    Failure {
        source,
        stage: panic.stage,
        error: panic.message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Unit {
        Unit {
            path: "-".into(),
            id: None,
            content: Content::Lines {
                bytes: text.as_bytes().to_vec(),
                first: 1,
            },
            size: 0,
            end: Position::default(),
        }
    }

    #[test]
    fn a_panic_is_a_failure_of_one_release() {
        let unit = lines("{\"id\":\"a\",\"text\":\"가\"}\n{\"id\":\"b\",\"text\":\"나\"}\n{\n");
        let work = |release: RawRelease, made: &mut Made| {
            made.data.extend(release.id.bytes());
            assert_ne!(release.id, "a", "not this one");
            Ok(())
        };
        let block = read_unit(unit, &ingest::Options::default(), &work);
        assert_eq!(block.made.data, b"b");
        let stages: Vec<_> = block.failures.iter().map(|f| f.stage.as_str()).collect();
        assert_eq!(stages, ["pipeline", "ingest"]);
        assert!(block.failures[0].error.contains("not this one"));
        assert_eq!(block.failures[0].source.member.as_deref(), Some("line 1"));
        assert_eq!((block.tally.done, block.tally.failed), (1, 2));
    }
}
