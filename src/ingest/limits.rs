//! What is too much for one input, and what is left of it while one is read.

use std::io::Read;
use std::time::{Duration, Instant};

use super::IngestError;

/// What is too much for one input. Beyond a limit an input is a failure, never a hang.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the input.
    pub bytes: u64,
    /// Bytes that the parts of a document may unpack to, all together; also those of one member of an archive.
    pub unpacked: u64,
    /// Bytes that the members of an archive may unpack to, all together.
    pub archive: u64,
    /// Entries of a document's container or of an archive.
    pub entries: usize,
    /// Elements within one another, in XML and HTML.
    pub depth: usize,
    /// Archives within one another.
    pub nesting: usize,
    /// How long one document may take. Without it, the same input gives the same output on every machine.
    pub time: Option<Duration>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 30,
            unpacked: 256 << 20,
            archive: 64 << 30,
            entries: 1_000_000,
            depth: 4_000,
            nesting: 8,
            time: None,
        }
    }
}

impl Limits {
    /// From now on `name` (a field; `seconds` for the time) is limited to `value`.
    pub fn set(&mut self, name: &str, value: u64) -> Result<(), IngestError> {
        let count = usize::try_from(value).unwrap_or(usize::MAX);
        match name {
            "bytes" => self.bytes = value,
            "unpacked" => self.unpacked = value,
            "archive" => self.archive = value,
            "entries" => self.entries = count,
            "depth" => self.depth = count,
            "nesting" => self.nesting = count,
            "seconds" => self.time = Some(Duration::from_secs(value)),
            _ => return Err(IngestError::UnknownLimit(name.to_owned())),
        }
        Ok(())
    }
}

/// What one document may still take.
pub(super) struct Budget<'a> {
    pub(super) limits: &'a Limits,
    /// Bytes that may still be unpacked.
    left: u64,
    until: Option<Instant>,
}

impl<'a> Budget<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            left: limits.unpacked,
            until: limits
                .time
                .and_then(|time| Instant::now().checked_add(time)),
        }
    }

    /// All that `packed` unpacks to. What a container says of the size of its parts is not believed.
    pub(super) fn unpack(&mut self, packed: impl Read, part: &str) -> Result<Vec<u8>, IngestError> {
        let mut bytes = Vec::new();
        let read = packed.take(self.left + 1).read_to_end(&mut bytes);
        self.spend(bytes.len())?;
        match read {
            Ok(_) => Ok(bytes),
            Err(source) => Err(IngestError::Unpack {
                part: part.to_owned(),
                source,
            }),
        }
    }

    /// The same for what may be cut or damaged: what could be unpacked before that.
    pub(super) fn unpack_some(&mut self, packed: impl Read) -> Result<Vec<u8>, IngestError> {
        let mut bytes = Vec::new();
        // Where it ends in an error, what was unpacked before stands in `bytes`.
        let _ = packed.take(self.left + 1).read_to_end(&mut bytes);
        self.spend(bytes.len())?;
        Ok(bytes)
    }

    /// Counts `bytes` as unpacked.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), IngestError> {
        self.left = self
            .left
            .checked_sub(bytes as u64)
            .ok_or(IngestError::TooLarge {
                what: "bytes unpacked",
                limit: self.limits.unpacked,
            })?;
        self.time()
    }

    /// Whether there is time left.
    pub(super) fn time(&self) -> Result<(), IngestError> {
        match (self.until, self.limits.time) {
            (Some(until), Some(time)) if Instant::now() > until => {
                Err(IngestError::TooSlow { limit: time })
            }
            _ => Ok(()),
        }
    }

    /// Whether elements may stand `depth` deep.
    pub(super) fn depth(&self, depth: usize) -> Result<(), IngestError> {
        if depth > self.limits.depth {
            return Err(IngestError::TooLarge {
                what: "elements within one another",
                limit: self.limits.depth as u64,
            });
        }
        Ok(())
    }

    /// Whether a container may have so many entries.
    pub(super) fn entries(&self, entries: usize) -> Result<(), IngestError> {
        if entries > self.limits.entries {
            return Err(IngestError::TooLarge {
                what: "entries",
                limit: self.limits.entries as u64,
            });
        }
        Ok(())
    }
}
