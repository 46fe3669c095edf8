//! Word processors' formats and archives, on files that the tests build themselves.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "formats/archive.rs"]
mod archive;
#[path = "formats/build.rs"]
mod build;
#[path = "formats/hostile.rs"]
mod hostile;
#[path = "formats/hwp5.rs"]
mod hwp5;
#[path = "formats/mail.rs"]
mod mail;
#[path = "formats/pdf.rs"]
mod pdf;
#[path = "formats/xml.rs"]
mod xml;

use gija::ingest::{self, Input, Limits, Options};
use gija::release::RawRelease;

/// A release, or what the failure says.
type Outcome = Result<RawRelease, String>;

fn read_with(bytes: &[u8], limits: &Limits) -> Vec<Outcome> {
    let input = Input {
        path: "archive/a.bin",
        id: "a",
        bytes,
    };
    let mut all = Vec::new();
    let options = Options {
        limits: *limits,
        ..Options::default()
    };
    ingest::read(input, &options, &mut |r| {
        all.push(r.map_err(|(_, error)| error.to_string()));
    });
    assert!(!all.is_empty(), "nothing is dropped in silence");
    all
}

fn read(bytes: &[u8]) -> Vec<Outcome> {
    read_with(bytes, &Limits::default())
}

/// The only release in `bytes`.
fn one(bytes: &[u8]) -> RawRelease {
    let mut all = read(bytes);
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap()
}

/// Why there is none.
fn failure(bytes: &[u8]) -> String {
    let mut all = read(bytes);
    assert_eq!(all.len(), 1);
    all.remove(0).unwrap_err()
}
