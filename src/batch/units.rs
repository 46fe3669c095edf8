//! Cuts the inputs into units of work: a file, or a handful of lines.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use super::inputs::{Entry, Inputs};
use super::lines::{self, Piece};
use crate::ingest::{self, Archive, IngestError, Limits, Member};

/// Files up to this size are one unit, whatever they hold; larger ones are looked at, and cut if they hold lines.
const SMALL: u64 = 256 << 10;
/// Bytes of lines that make a unit.
const PIECE: usize = 64 << 10;
/// Bytes that the format is recognised by.
const HEAD: usize = 64 << 10;
/// What a gzip begins with.
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// What one thread does at a time.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Path as given on the command line.
    pub path: Arc<str>,
    /// What a release of it is called that has no id of its own.
    pub id: Option<Arc<str>>,
    /// What to read.
    pub content: Content,
    /// Bytes of the input, packed as it may be, that it was taken from.
    pub size: u64,
    /// Where the inputs go on behind it.
    pub end: Position,
}

/// What a unit holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// A file to read whole.
    File(PathBuf, u64),
    /// An input that was read already.
    Whole(Vec<u8>),
    /// Lines of JSON.
    Lines {
        /// The lines.
        bytes: Vec<u8>,
        /// Number of the first, counted from 1.
        first: usize,
    },
    /// A member of an archive.
    Member(Member),
    /// Nothing: it could not be read.
    Broken {
        /// The line or the member of an archive that it is about.
        member: Option<String>,
        /// Why.
        error: String,
    },
}

impl Unit {
    /// Bytes that it takes in memory.
    pub fn cost(&self) -> usize {
        match &self.content {
            Content::File(_, size) => usize::try_from(*size).unwrap_or(usize::MAX),
            Content::Whole(bytes) | Content::Lines { bytes, .. } => bytes.len(),
            Content::Member(member) => member.bytes.len(),
            Content::Broken { .. } => 0,
        }
    }

    /// The same unit with its bytes read.
    pub fn into_memory(self) -> Self {
        let content = match self.content {
            Content::File(file, _) => match std::fs::read(file) {
                Ok(bytes) => Content::Whole(bytes),
                Err(error) => broken(&error),
            },
            content => content,
        };
        Self { content, ..self }
    }

    /// Hash of all that its releases are made of; `None` where that was not read.
    pub fn key(&self) -> Option<[u8; 32]> {
        let (first, [member, called], bytes) = match &self.content {
            Content::Whole(bytes) => (0, [""; 2], bytes),
            Content::Lines { bytes, first } => (*first, [""; 2], bytes),
            // Its id depends on the members before it.
            Content::Member(member) => (0, [&*member.name, &*member.id], &member.bytes),
            Content::File(..) | Content::Broken { .. } => return None,
        };
        let mut hash = Sha256::new();
        for name in [
            &*self.path,
            self.id.as_deref().unwrap_or(""),
            member,
            called,
        ] {
            hash.update(name.len().to_le_bytes());
            hash.update(name);
        }
        hash.update(first.to_le_bytes());
        hash.update(bytes);
        Some(hash.finalize().into())
    }
}

/// A place between two units. Within an archive, entries count for bytes and bytes unpacked for lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Inputs that lie wholly before it.
    pub input: usize,
    /// Bytes of the next input that lie before it.
    pub offset: u64,
    /// Lines of the next input that lie before it.
    pub line: usize,
}

/// The units of the inputs, in order.
pub struct Units {
    inputs: std::iter::Skip<Inputs>,
    at: Position,
    open: Option<Open>,
    limits: Limits,
}

/// An input that is being cut into units.
struct Open {
    path: Arc<str>,
    id: Option<Arc<str>>,
    parts: Parts,
}

/// What an input is cut into.
enum Parts {
    Lines {
        stream: Box<dyn BufRead>,
        /// Read, but part of the next unit.
        rest: Vec<u8>,
        /// Bytes read of the file since the last unit, where that is packed.
        packed: Option<Rc<Cell<u64>>>,
    },
    Members(Box<Archive>),
}

impl Parts {
    fn lines(stream: impl BufRead + 'static, packed: Option<Rc<Cell<u64>>>) -> Self {
        Self::Lines {
            stream: Box::new(stream),
            rest: Vec::new(),
            packed,
        }
    }

    /// The next part behind `at`, which is moved on, and the bytes that it was taken from; `None` at the end.
    fn next(&mut self, at: &mut Position, limits: &Limits) -> io::Result<Option<(Content, u64)>> {
        match self {
            Self::Lines {
                stream,
                rest,
                packed,
            } => {
                let before = at.offset;
                let content = lines(stream, rest, at, limits)?;
                let read = at.offset - before;
                let size = packed.as_ref().map_or(read, |packed| packed.take());
                Ok(content.map(|content| (content, size)))
            }
            Self::Members(archive) => Ok(member(archive, at, limits)),
        }
    }
}

fn lines(
    stream: &mut dyn BufRead,
    rest: &mut Vec<u8>,
    at: &mut Position,
    limits: &Limits,
) -> io::Result<Option<Content>> {
    let limit = usize::try_from(limits.bytes).unwrap_or(usize::MAX);
    let first = at.line + 1;
    Ok(match lines::next(stream, rest, PIECE, limit)? {
        None => None,
        Some(Piece::Lines(bytes)) => {
            at.offset += bytes.len() as u64;
            at.line += memchr::memchr_iter(b'\n', &bytes).count();
            Some(Content::Lines { bytes, first })
        }
        Some(Piece::TooLong(bytes)) => {
            at.offset += bytes;
            at.line += 1;
            Some(Content::Broken {
                member: Some(format!("line {first}")),
                error: lines::too_long(limits.bytes),
            })
        }
    })
}

fn member(archive: &mut Archive, at: &mut Position, limits: &Limits) -> Option<(Content, u64)> {
    let none_before = at.offset == 0;
    let mut size = 0;
    let content = match archive.member(limits) {
        Some(Ok(member)) => {
            size = member.packed;
            Content::Member(member)
        }
        Some(Err((name, cause))) => Content::Broken {
            member: Some(name),
            error: cause.to_string(),
        },
        None if none_before => Content::Broken {
            member: None,
            error: IngestError::Empty.to_string(),
        },
        None => return None,
    };
    let (next, unpacked) = archive.position();
    at.offset = next as u64;
    at.line = usize::try_from(unpacked).unwrap_or(usize::MAX);
    Some((content, size))
}

/// What opening an input gives.
enum Opened {
    Unit(Content),
    Parts(Parts),
}

impl Units {
    /// The units of `inputs` from `start` on.
    pub fn new(inputs: Inputs, start: Position, limits: &Limits) -> Self {
        Self {
            inputs: inputs.skip(start.input),
            at: start,
            open: None,
            limits: *limits,
        }
    }

    /// The next unit of the input that is open; closes it at its end.
    fn part(&mut self) -> Option<Unit> {
        let open = self.open.as_mut()?;
        let next = open.parts.next(&mut self.at, &self.limits);
        let (path, id) = (open.path.clone(), open.id.clone());
        let (content, size) = match next {
            Ok(Some(part)) => part,
            ended => {
                self.open = None;
                self.at = after(self.at.input);
                (broken(&ended.err()?), 0)
            }
        };
        Some(Unit {
            path,
            id,
            content,
            size,
            end: self.at,
        })
    }
}

impl Iterator for Units {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        loop {
            if let Some(unit) = self.part() {
                return Some(unit);
            }
            let entry = self.inputs.next()?;
            let path: Arc<str> = entry.path.to_string_lossy().into();
            let id: Option<Arc<str>> = entry.id.as_deref().map(Arc::from);
            let size = entry.size;
            match open(entry, self.at, &self.limits)
                .unwrap_or_else(|error| Opened::Unit(broken(&error)))
            {
                Opened::Parts(parts) => self.open = Some(Open { path, id, parts }),
                Opened::Unit(content) => {
                    self.at = after(self.at.input);
                    return Some(Unit {
                        path,
                        id,
                        content,
                        size,
                        end: self.at,
                    });
                }
            }
        }
    }
}

fn after(input: usize) -> Position {
    Position {
        input: input + 1,
        ..Position::default()
    }
}

fn broken(error: &io::Error) -> Content {
    Content::Broken {
        member: None,
        error: error.to_string(),
    }
}

/// Opens an input from `at` on; an offset says that it is known to have parts.
fn open(entry: Entry, at: Position, limits: &Limits) -> io::Result<Opened> {
    let unread = |error| {
        Ok(Opened::Unit(Content::Broken {
            member: None,
            error,
        }))
    };
    if let Some(error) = entry.trouble {
        return unread(error);
    }
    let offset = at.offset;
    if entry.path == Path::new("-") {
        let mut stream = BufReader::with_capacity(HEAD, io::stdin());
        io::copy(&mut stream.by_ref().take(offset), &mut io::sink())?;
        return piped(stream, offset > 0, limits.bytes);
    }
    if entry.size <= SMALL && offset == 0 {
        return Ok(Opened::Unit(Content::File(entry.path, entry.size)));
    }
    let next = usize::try_from(offset).unwrap_or(usize::MAX);
    if let Some(archive) = Archive::open(File::open(&entry.path)?, next, at.line as u64, limits) {
        return Ok(Opened::Parts(Parts::Members(Box::new(archive))));
    }
    if let Some(lines) = lines_of(File::open(&entry.path)?, offset)? {
        return Ok(Opened::Parts(lines));
    }
    if entry.size > limits.bytes {
        return unread(format!("more than {} bytes", limits.bytes));
    }
    Ok(Opened::Unit(Content::File(entry.path, entry.size)))
}

/// The lines of a file, packed or not, from `offset` on; `None` where it holds something else.
fn lines_of(mut file: File, offset: u64) -> io::Result<Option<Parts>> {
    let mut magic = Vec::new();
    file.by_ref().take(2).read_to_end(&mut magic)?;
    file.rewind()?;
    if magic != GZIP {
        if offset > 0 {
            file.seek(SeekFrom::Start(offset))?;
        }
        return lines_in(file, offset > 0, None);
    }
    let packed = Rc::new(Cell::new(0));
    let counted = Counted(file, packed.clone());
    let mut unpacked = MultiGzDecoder::new(BufReader::with_capacity(HEAD, counted));
    io::copy(&mut unpacked.by_ref().take(offset), &mut io::sink())?;
    // A broken one is for ingest to tell of.
    lines_in(unpacked, offset > 0, Some(packed)).or(Ok(None))
}

/// Counts what is read of a file.
struct Counted(File, Rc<Cell<u64>>);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.set(self.1.get() + read as u64);
        Ok(read)
    }
}

/// The lines of `stream`, where it holds any; it does where that is known.
fn lines_in(
    mut stream: impl Read + 'static,
    known: bool,
    packed: Option<Rc<Cell<u64>>>,
) -> io::Result<Option<Parts>> {
    let mut head = Vec::with_capacity(HEAD);
    stream.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    if !known && !has_lines(&head) {
        return Ok(None);
    }
    let rest = BufReader::with_capacity(HEAD, stream);
    let stream = io::Cursor::new(head).chain(rest);
    Ok(Some(Parts::lines(stream, packed)))
}

/// Standard input: lines of JSON as they come, anything else whole.
fn piped(mut stream: impl BufRead + 'static, lines: bool, limit: u64) -> io::Result<Opened> {
    if lines || begins_with_object_line(stream.fill_buf()?) {
        return Ok(Opened::Parts(Parts::lines(stream, None)));
    }
    let mut bytes = Vec::new();
    // One byte more, so that ingest sees that it is too much.
    stream
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok(Opened::Unit(Content::Whole(bytes)))
}

/// Whether the first line is a whole JSON object, or the beginning of one that is too long to see its end.
fn begins_with_object_line(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    let line = memchr::memchr(b'\n', head);
    let whole = line
        .and_then(|end| head.get(..end))
        .unwrap_or(head)
        .trim_ascii_end();
    whole.starts_with(b"{") && whole.len() > 1 && (line.is_none() || whole.ends_with(b"}"))
}

/// Whether a file that begins so is JSON Lines whose line breaks are bytes: not UTF-16.
fn has_lines(head: &[u8]) -> bool {
    memchr::memchr(0, head).is_none() && ingest::is_json_lines(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(path: &Path, start: Position) -> Vec<Unit> {
        Units::new(
            Inputs::new(vec![path.to_owned()], &[]),
            start,
            &Limits::default(),
        )
        .collect()
    }

    fn a_thousand_lines() -> String {
        let line = |n| format!("{{\"id\": {n}, \"text\": \"{}\"}}\n", "가".repeat(200));
        (0..1000).map(line).collect()
    }

    #[test]
    fn lines_are_cut_and_taken_up_again() {
        cut_and_taken_up(a_thousand_lines().as_bytes());
    }

    #[test]
    fn so_are_packed_ones() {
        // Stored, so that the file is as large as its lines.
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
        io::Write::write_all(&mut packed, a_thousand_lines().as_bytes()).unwrap();
        cut_and_taken_up(&packed.finish().unwrap());
    }

    fn cut_and_taken_up(file: &[u8]) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("b.jsonl"), file).unwrap();
        let units = all(folder.path(), Position::default());
        assert!(units.len() > 5);
        let (read, size) = (units.iter().map(|u| u.size).sum::<u64>(), file.len() as u64);
        assert!(read <= size && read > size * 9 / 10, "{read} of {size}");
        let mut number = 1;
        for (i, unit) in units.iter().enumerate() {
            let Content::Lines { bytes, first } = &unit.content else {
                panic!("{unit:?}")
            };
            assert_eq!(*first, number);
            number += bytes.iter().filter(|b| **b == b'\n').count();
            let rest = all(folder.path(), unit.end);
            assert_eq!(rest.len(), units.len() - i - 1);
            let bytes = |units: &[Unit]| -> Vec<u8> {
                let lines = units.iter().map(|u| match &u.content {
                    Content::Lines { bytes, .. } => bytes.clone(),
                    other => panic!("{other:?}"),
                });
                lines.flatten().collect()
            };
            assert_eq!(bytes(&rest), bytes(&units[i + 1..]));
        }
        assert_eq!(number, 1001);
    }

    #[test]
    fn a_line_of_json_on_standard_input_is_known() {
        assert!(begins_with_object_line(b"{\"id\": 1}\n{"));
        assert!(begins_with_object_line(b"{\"id\": \"no end"));
        assert!(!begins_with_object_line(b"{\n  \"id\": 1\n}"));
        assert!(!begins_with_object_line("보도자료\n".as_bytes()));
    }
}
