//! Stand-in until the ingest stage is merged: plain text, JSON and JSON Lines, with the signatures of the real one.

use sha2::{Digest, Sha256};

use crate::record::{Failure, Source};
use crate::release::RawRelease;

/// Takes what was read.
pub type Each<'a> = dyn FnMut(Result<RawRelease, IngestError>) + 'a;

/// What to read, and what to call it.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Path as given on the command line; `-` for standard input.
    pub path: &'a str,
    /// What a release is called that has no id of its own.
    pub id: Option<&'a str>,
    /// All of it.
    pub bytes: &'a [u8],
}

/// Which JSON fields hold what.
#[derive(Clone, Debug, Default)]
pub struct FieldMap(Vec<(String, String)>);

/// A mapping for something that is not read.
#[derive(Debug, thiserror::Error)]
#[error("no field {0:?}: the fields are id, title, text, published and agency")]
pub struct UnknownField(pub String);

impl FieldMap {
    /// Reads `field` from `name`.
    pub fn map(&mut self, field: &str, name: &str) -> Result<(), UnknownField> {
        if !["id", "title", "text", "published", "agency"].contains(&field) {
            return Err(UnknownField(field.to_owned()));
        }
        self.0.push((field.to_owned(), name.to_owned()));
        Ok(())
    }
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which JSON fields hold what.
    pub fields: FieldMap,
}

/// An input that gave no release.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", .input.path)]
pub struct IngestError {
    /// Where it was read.
    pub input: Box<Source>,
    /// Why.
    pub cause: String,
}

impl IngestError {
    /// The line that it gives in the failures file.
    pub fn failure(&self) -> Failure {
        Failure {
            source: (*self.input).clone(),
            stage: "ingest".to_owned(),
            error: self.cause.clone(),
        }
    }
}

/// A format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name.
    pub name: &'static str,
}

/// What format `bytes` are in.
pub fn recognise(bytes: &[u8]) -> Format {
    let lines = bytes
        .split(|b| *b == b'\n')
        .filter(|l| l.starts_with(b"{"))
        .count();
    let name = match lines {
        _ if !bytes.starts_with(b"{") => "text",
        0 | 1 => "json",
        _ => "jsonl",
    };
    Format { name }
}

/// Reads every release in `input`.
pub fn read(input: Input<'_>, options: &Options, each: &mut Each<'_>) {
    if recognise(input.bytes).name == "jsonl" {
        for (i, line) in input.bytes.split(|b| *b == b'\n').enumerate() {
            if !line.trim_ascii().is_empty() {
                each(json::read_line(
                    Input {
                        bytes: line,
                        ..input
                    },
                    i + 1,
                    options,
                ));
            }
        }
    } else {
        each(one(input, None, options));
    }
}

/// JSON.
pub mod json {
    use super::{IngestError, Input, Options};
    use crate::release::RawRelease;

    /// Reads one line.
    pub fn read_line(
        input: Input<'_>,
        number: usize,
        options: &Options,
    ) -> Result<RawRelease, IngestError> {
        super::one(input, Some(format!("line {number}")), options)
    }
}

fn one(
    input: Input<'_>,
    member: Option<String>,
    options: &Options,
) -> Result<RawRelease, IngestError> {
    let source = Source {
        path: input.path.to_owned(),
        format: if member.is_some() {
            "jsonl"
        } else {
            recognise(input.bytes).name
        }
        .to_owned(),
        member: member.clone(),
        encoding: "utf-8".to_owned(),
        bytes: input.bytes.len() as u64,
        sha256: Sha256::digest(input.bytes)
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect(),
    };
    let fail = |cause: &str| IngestError {
        input: Box::new(source.clone()),
        cause: cause.to_owned(),
    };
    let text = std::str::from_utf8(input.bytes).map_err(|_| fail("not text"))?;
    if text.trim().is_empty() || text.contains('\0') {
        return Err(fail("empty"));
    }
    let id = input
        .id
        .map_or_else(|| source.sha256.clone(), str::to_owned);
    if member.is_none() && !text.starts_with('{') {
        return Ok(RawRelease {
            id,
            text: text.to_owned(),
            source,
            ..RawRelease::default()
        });
    }
    let json: serde_json::Value = serde_json::from_str(text).map_err(|e| fail(&e.to_string()))?;
    let get = |field: &str| {
        let name = options.fields.0.iter().find(|(f, _)| f == field);
        let value = json.get(name.map_or(field, |(_, n)| n))?;
        Some(
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned),
        )
    };
    Ok(RawRelease {
        id: get("id").unwrap_or(id),
        title: get("title"),
        published: get("published").and_then(|d| d.parse().ok()),
        agency: get("agency"),
        text: get("text").ok_or_else(|| fail("no field \"text\""))?,
        source,
    })
}
