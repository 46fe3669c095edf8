//! Archives: a zip holds inputs, a gzip is one.

use std::borrow::Cow;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::Budget;
use super::names::{Ids, is_walked};
use super::recognise::{entry_names, recognise_zip};
use super::{Context, Format, IngestError, Input, Limits, Options, Outcome, decode};
use crate::record::Source;

/// Bytes that a zipped document is told from other zips by.
const HEAD: u64 = 4096;

/// A zip of inputs that lies in a file. Its members are taken out one by one, so that it may be as large as it likes.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    /// What its entries are called, whose names stand in its directory.
    ids: Vec<String>,
    /// The next entry.
    next: usize,
    /// Bytes that were unpacked from those before.
    unpacked: u64,
}

/// A member of an [`Archive`].
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name in the archive.
    pub name: String,
    /// What its release is called within the archive.
    pub id: String,
    /// All of it.
    pub bytes: Vec<u8>,
    /// Bytes that it takes in the archive.
    pub packed: u64,
    /// Bytes that may still be unpacked from archives within it.
    left: u64,
}

impl Archive {
    /// Opens the zip in `file` at its `next`th entry, before which so many bytes were unpacked. `None` where it is no
    /// zip, or one that has to be read whole: a document, or one that is damaged or has too many entries.
    pub fn open(mut file: File, next: usize, unpacked: u64, limits: &Limits) -> Option<Self> {
        let mut head = Vec::new();
        file.by_ref().take(HEAD).read_to_end(&mut head).ok()?;
        let zip = ZipArchive::new(BufReader::new(file)).ok()?;
        Budget::new(limits).entries(zip.len()).ok()?;
        let names = entry_names(&zip);
        let is_archive = !names.is_empty() && recognise_zip(&head, names) == Format::Zip;
        is_archive.then(|| Self {
            ids: ids(&zip),
            zip,
            next,
            unpacked,
        })
    }

    /// The next entry and the bytes unpacked so far, as [`Archive::open`] takes them.
    pub fn position(&self) -> (usize, u64) {
        (self.next, self.unpacked)
    }

    /// The next member, or the name of one and why it cannot be read. `None` at the end.
    pub fn member(&mut self, limits: &Limits) -> Option<Result<Member, (String, IngestError)>> {
        let mut left = limits.archive.saturating_sub(self.unpacked);
        while self.next < self.zip.len() {
            let found = member(&mut self.zip, self.next, limits, &mut left);
            let packed = self.zip.by_index_raw(self.next);
            let packed = packed.map_or(0, |entry| entry.compressed_size());
            let id = self.ids.get(self.next).cloned().unwrap_or_default();
            self.next += 1;
            if let Some((name, bytes)) = found {
                self.unpacked = limits.archive.saturating_sub(left);
                return Some(match bytes {
                    Ok(bytes) => Ok(Member {
                        name,
                        id,
                        bytes,
                        packed,
                        left,
                    }),
                    Err(cause) => Err((name, cause)),
                });
            }
        }
        None
    }
}

/// Reads every release in a member of the archive at `path`, as [`read`](super::read) does.
pub fn read_member(
    path: &str,
    id: &str,
    member: &Member,
    options: &Options,
    each: &mut dyn FnMut(Outcome),
) {
    let mut context = Context {
        options,
        archive: member.left,
        nesting: 0,
    };
    let id = below(id, &member.id);
    context.member(path, &id, &member.name, &member.bytes, each);
}

/// Reads every entry of a zip, in its order, as an input of its own. The member of its releases is its name.
pub(super) fn zip(input: Input<'_>, context: &mut Context<'_>, each: &mut dyn FnMut(Outcome)) {
    let fail = |cause| Err((input.source(Format::Zip, ""), cause));
    let archive = ZipArchive::new(Cursor::new(input.bytes)).map_err(IngestError::from);
    let budget = Budget::new(&context.options.limits);
    let mut archive = match archive.and_then(|a| budget.entries(a.len()).map(|()| a)) {
        Ok(archive) => archive,
        Err(cause) => return each(fail(cause)),
    };
    let mut found = false;
    for (i, id) in ids(&archive).iter().enumerate() {
        let limits = &context.options.limits;
        let Some((name, bytes)) = member(&mut archive, i, limits, &mut context.archive) else {
            continue;
        };
        found = true;
        match bytes {
            Ok(bytes) => {
                let id = below(input.id, id);
                context.member(input.path, &id, &name, &bytes, each);
            }
            Err(cause) => each(unread(input.path, name, cause)),
        }
    }
    if !found {
        each(fail(IngestError::Empty));
    }
}

/// Name and bytes of an entry; `None` where nobody put a release there. Takes what it unpacks from `left`.
fn member<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    index: usize,
    limits: &Limits,
    left: &mut u64,
) -> Option<(String, Result<Vec<u8>, IngestError>)> {
    let entry = match archive.by_index(index) {
        Ok(entry) => entry,
        Err(error) => return Some((format!("entry {}", index + 1), Err(unopened(error)))),
    };
    let name = name(entry.name_raw());
    if entry.is_dir() || !name.split('/').all(is_walked) {
        return None;
    }
    let bytes = unpack(entry, &name, limits, left);
    Some((name, bytes))
}

/// The name of an entry. Korean Windows writes them in CP949 and does not say so.
fn name(raw: &[u8]) -> String {
    decode(raw, Some("cp949")).text.replace('\\', "/")
}

/// What the releases in the entries are called, in their order.
fn ids<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<String> {
    let names: Vec<String> = archive.file_names_raw().map(name).collect();
    let mut ids = Ids::default();
    for name in &names {
        for folder in Path::new(name).ancestors().skip(1) {
            ids.folder(folder);
        }
    }
    let is_folder = |name: &str| name.ends_with('/');
    let id = |name: &String| match is_folder(name) {
        true => String::new(),
        false => ids.of(Path::new(name)),
    };
    names.iter().map(id).collect()
}

fn unopened(error: ZipError) -> IngestError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IngestError::Encrypted,
        error => error.into(),
    }
}

/// Reads what a gzip holds as if it had come unpacked.
pub(super) fn gzip(input: Input<'_>, context: &mut Context<'_>, each: &mut dyn FnMut(Outcome)) {
    let packed = MultiGzDecoder::new(input.bytes);
    let limits = &context.options.limits;
    match unpack(packed, "gzip", limits, &mut context.archive) {
        Ok(bytes) => context.deeper(
            Input {
                bytes: &bytes,
                ..input
            },
            each,
        ),
        Err(cause) => each(Err((input.source(Format::Gzip, ""), cause))),
    }
}

fn below(id: &str, name: &str) -> String {
    match id {
        "" => name.to_owned(),
        id => format!("{id}/{name}"),
    }
}

/// What came of the member `name`.
fn under(name: &str, outcome: Outcome) -> Outcome {
    let mark = |source: &mut Source| {
        let member = match source.member.take() {
            Some(inner) => format!("{name}/{inner}"),
            None => name.to_owned(),
        };
        source.member = Some(member);
    };
    match outcome {
        Ok(mut release) => {
            mark(&mut release.source);
            Ok(release)
        }
        Err((mut source, cause)) => {
            mark(&mut source);
            Err((source, cause))
        }
    }
}

/// All that a member of an archive unpacks to. Takes it from `left`.
fn unpack(
    packed: impl Read,
    name: &str,
    limits: &Limits,
    left: &mut u64,
) -> Result<Vec<u8>, IngestError> {
    let bytes = Budget::new(limits).unpack(packed, name)?;
    take(bytes.len(), limits, left)?;
    Ok(bytes)
}

/// Takes the `bytes` of a member from what its archive has `left`.
fn take(bytes: usize, limits: &Limits, left: &mut u64) -> Result<(), IngestError> {
    *left = left
        .checked_sub(bytes as u64)
        .ok_or(IngestError::TooLarge {
            what: "bytes unpacked from an archive",
            limit: limits.archive,
        })?;
    Ok(())
}

/// What comes of a member that cannot be taken out.
fn unread(path: &str, name: String, cause: IngestError) -> Outcome {
    let source = Source {
        path: path.to_owned(),
        member: Some(name),
        ..Source::default()
    };
    Err((source, cause))
}

impl Context<'_> {
    /// Reads the member `name` of a zip, whose release is called `id`.
    fn member(
        &mut self,
        path: &str,
        id: &str,
        name: &str,
        bytes: &[u8],
        each: &mut dyn FnMut(Outcome),
    ) {
        let member = Input { path, id, bytes };
        self.deeper(member, &mut |outcome| each(under(name, outcome)));
    }

    /// Reads the file `name` that was sent along with the mail `input`; `ids` are those of the mail.
    pub(super) fn attached(
        &mut self,
        input: Input<'_>,
        name: &str,
        ids: &mut Ids,
        bytes: Result<Cow<'_, [u8]>, IngestError>,
        each: &mut dyn FnMut(Outcome),
    ) {
        let limits = &self.options.limits;
        let bytes = bytes.and_then(|bytes| {
            Budget::new(limits).spend(bytes.len())?;
            take(bytes.len(), limits, &mut self.archive)?;
            Ok(bytes)
        });
        let id = below(input.id, &ids.of(Path::new(name)));
        match bytes {
            Ok(bytes) => self.member(input.path, &id, name, &bytes, each),
            Err(cause) => each(unread(input.path, name.to_owned(), cause)),
        }
    }

    /// Reads a member of an archive.
    fn deeper(&mut self, member: Input<'_>, each: &mut dyn FnMut(Outcome)) {
        let limit = self.options.limits.nesting;
        if self.nesting >= limit {
            let cause = IngestError::TooLarge {
                what: "archives within one another",
                limit: limit as u64,
            };
            return each(Err((member.source(Format::Text, ""), cause)));
        }
        self.nesting += 1;
        self.read(member, each);
        self.nesting -= 1;
    }
}
