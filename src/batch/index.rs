//! What became of every unit of a run, so that a later run takes over what would come out the same.
//!
//! Beside the output stands `OUT.index`: one line of JSON per unit, in the order of the output.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Tally;
use super::output::{BatchError, Place, written};
use super::read::{Block, Made};
use super::units::{Position, Unit};
use crate::paths::with_tail;
use crate::record::Failure;

/// What a run takes over from an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// All that the output depends on beside the inputs; the version of gija is added.
    pub options: String,
    /// Takes over all that did not fail, whatever it was made by, and nothing that did.
    pub retry_failures: bool,
}

/// A hash, as large numbers.
type Key = [u64; 4];

/// What a unit was made of, and by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Origin {
    /// [`Unit::key`].
    unit: Key,
    /// The beginning of a hash of the options and the version.
    by: u64,
}

/// A line of the index.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    origin: Origin,
    /// The beginning of a hash of what came of it.
    made: u64,
    /// Bytes of output.
    written: u64,
    /// Bytes of failures.
    failures: u64,
    done: u64,
    failed: u64,
}

/// What an earlier run made.
#[derive(Debug)]
pub(super) struct Earlier {
    by: u64,
    retry_failures: bool,
    /// Lines, with the places of what they tell of in the output and in the failures.
    units: HashMap<Key, (Line, u64, u64)>,
    files: Mutex<(Option<File>, Option<File>)>,
}

impl Earlier {
    fn read(out: &Path, failures: &Path, update: &Update) -> Result<Self, BatchError> {
        let by = format!("{} {}", env!("CARGO_PKG_VERSION"), update.options);
        let mut earlier = Self {
            by: words(Sha256::digest(by).into())[0],
            retry_failures: update.retry_failures,
            units: HashMap::new(),
            files: Mutex::new((File::open(out).ok(), File::open(failures).ok())),
        };
        let path = with_tail(out, ".index");
        let lines = match File::open(&path) {
            Ok(file) => BufReader::new(file).split(b'\n'),
            Err(e) if e.kind() == io::ErrorKind::NotFound && update.retry_failures => {
                return Err(BatchError::NoIndex(path));
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(earlier),
            Err(e) => return Err(written(&path, e)),
        };
        let (mut at, mut failures_at) = (0, 0);
        for line in lines {
            let line = line.map_err(|e| written(&path, e))?;
            // What stands behind a broken line has no place that is known.
            let Ok(line) = serde_json::from_slice::<Line>(&line) else {
                break;
            };
            let place = (line, at, failures_at);
            earlier.units.insert(line.origin.unit, place);
            at += line.written;
            failures_at += line.failures;
        }
        Ok(earlier)
    }

    /// What the earlier run made of `unit`; what `work` makes of it where that would not be the same.
    pub fn or_else(&self, unit: Unit, work: impl FnOnce(Unit) -> Block) -> Block {
        let unit = unit.into_memory();
        let Some(key) = unit.key() else {
            return work(unit);
        };
        let origin = Origin {
            unit: words(key),
            by: self.by,
        };
        self.taken_over(origin, unit.end, unit.size)
            .unwrap_or_else(|| Block {
                origin: Some(origin),
                ..work(unit)
            })
    }

    fn taken_over(&self, origin: Origin, end: Position, bytes: u64) -> Option<Block> {
        let (line, at, failures_at) = self.units.get(&origin.unit)?;
        let wanted = match self.retry_failures {
            true => line.failed == 0,
            false => line.origin == origin,
        };
        if !wanted {
            return None;
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let data = slice(files.0.as_mut(), *at, line.written)?;
        let failures = slice(files.1.as_mut(), *failures_at, line.failures)?;
        drop(files);
        if made(&data, &failures) != line.made {
            return None;
        }
        let failures = serde_json::Deserializer::from_slice(&failures).into_iter::<Failure>();
        Some(Block {
            made: Made {
                data,
                notes: Vec::new(),
            },
            failures: failures.collect::<Result<_, _>>().ok()?,
            tally: Tally {
                done: line.done,
                failed: line.failed,
                bytes,
                taken_over: line.done,
            },
            end,
            origin: Some(line.origin),
        })
    }
}

/// `length` bytes of `file` from `at` on; none of a file that is not there.
fn slice(file: Option<&mut File>, at: u64, length: u64) -> Option<Vec<u8>> {
    if length == 0 {
        return Some(Vec::new());
    }
    let file = file?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at)).ok()?;
    file.take(length).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == length).then_some(bytes)
}

/// The index of a run: that of the run before, and its own.
#[derive(Debug)]
pub(super) struct Index {
    earlier: Arc<Earlier>,
    place: Place,
}

impl Index {
    /// Reads the index of the earlier run that wrote `out`, and goes on with an own one after `keep` bytes.
    pub fn open(
        out: &Path,
        failures: &Path,
        update: &Update,
        keep: u64,
    ) -> Result<Self, BatchError> {
        Ok(Self {
            earlier: Arc::new(Earlier::read(out, failures, update)?),
            place: Place::part(&with_tail(out, ".index"), keep)?,
        })
    }

    pub fn earlier(&self) -> Arc<Earlier> {
        self.earlier.clone()
    }

    /// Notes what came of a unit, in so many bytes.
    pub fn put(&mut self, block: &Block, failures: &[u8]) -> Result<u64, BatchError> {
        // What could not be read is written down as well, so that the places behind it are known.
        let origin = block.origin.unwrap_or(Origin {
            unit: Key::default(),
            by: 0,
        });
        let line = Line {
            origin,
            made: made(&block.made.data, failures),
            written: block.made.data.len() as u64,
            failures: failures.len() as u64,
            done: block.tally.done,
            failed: block.tally.failed,
        };
        let mut bytes = serde_json::to_vec(&line).unwrap_or_default();
        bytes.push(b'\n');
        self.place.write(&bytes)?;
        Ok(bytes.len() as u64)
    }

    pub fn sync(&self) -> Result<(), BatchError> {
        self.place.sync()
    }

    /// Gives it its name.
    pub fn name(self) -> Result<Option<PathBuf>, BatchError> {
        self.place.name(true)
    }

    /// Gives its name to an index whose run was killed before it could.
    pub fn name_left(out: &Path) -> Result<(), BatchError> {
        let (index, part) = (with_tail(out, ".index"), with_tail(out, ".index.part"));
        match std::fs::rename(&part, &index) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(written(&index, e)),
            _ => Ok(()),
        }
    }
}

/// The beginning of a hash of what came of a unit.
fn made(data: &[u8], failures: &[u8]) -> u64 {
    let mut hash = Sha256::new();
    hash.update(data);
    hash.update(failures);
    words(hash.finalize().into())[0]
}

fn words(hash: [u8; 32]) -> Key {
    let mut words = Key::default();
    for (word, bytes) in words.iter_mut().zip(hash.as_chunks().0) {
        *word = u64::from_be_bytes(*bytes);
    }
    words
}
