//! Archives: a zip holds inputs, a gzip is one.

use std::io::{Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::Budget;
use super::names::{id_of, is_walked};
use super::{Context, Format, IngestError, Input, Outcome, decode};
use crate::record::Source;

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
    for i in 0..archive.len() {
        let Some((name, bytes)) = member(&mut archive, i, context) else {
            continue;
        };
        found = true;
        match bytes {
            Ok(bytes) => {
                let id = below(input.id, &id_of(Path::new(&name)));
                let member = Input {
                    path: input.path,
                    id: &id,
                    bytes: &bytes,
                };
                context.deeper(member, &mut |outcome| each(under(&name, outcome)));
            }
            Err(cause) => each(Err((
                Source {
                    path: input.path.to_owned(),
                    member: Some(name),
                    ..Source::default()
                },
                cause,
            ))),
        }
    }
    if !found {
        each(fail(IngestError::Empty));
    }
}

/// Name and bytes of an entry; `None` where nobody put a release there.
fn member(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
    context: &mut Context<'_>,
) -> Option<(String, Result<Vec<u8>, IngestError>)> {
    let entry = match archive.by_index(index) {
        Ok(entry) => entry,
        Err(error) => return Some((format!("entry {}", index + 1), Err(unopened(error)))),
    };
    // Korean Windows writes names in CP949 and does not say so.
    let name = decode(entry.name_raw(), Some("cp949")).text.into_owned();
    let name = name.replace('\\', "/");
    if entry.is_dir() || !name.split('/').all(is_walked) {
        return None;
    }
    let bytes = context.unpack(entry, &name);
    Some((name, bytes))
}

fn unopened(error: ZipError) -> IngestError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IngestError::Encrypted,
        error => error.into(),
    }
}

/// Reads what a gzip holds as if it had come unpacked.
pub(super) fn gzip(input: Input<'_>, context: &mut Context<'_>, each: &mut dyn FnMut(Outcome)) {
    match context.unpack(MultiGzDecoder::new(input.bytes), "gzip") {
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

impl Context<'_> {
    /// All that a member of an archive unpacks to.
    fn unpack(&mut self, packed: impl Read, name: &str) -> Result<Vec<u8>, IngestError> {
        let limits = &self.options.limits;
        let bytes = Budget::new(limits).unpack(packed, name)?;
        self.archive = self.archive.checked_sub(bytes.len() as u64).ok_or({
            IngestError::TooLarge {
                what: "bytes unpacked from an archive",
                limit: limits.archive,
            }
        })?;
        Ok(bytes)
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
