//! What tests share.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};

use gija::ingest::{Input, Options, read};
use gija::release::RawRelease;

/// The releases of the corpus, in order of their paths.
pub fn corpus() -> Vec<RawRelease> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/releases");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let mut releases = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let path = file.strip_prefix(&root).unwrap().to_str().unwrap();
        let id = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        let input = Input {
            path,
            id,
            bytes: &bytes,
        };
        read(input, &Options::default(), &mut |found| {
            releases.push(found.unwrap());
        });
    }
    releases
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path);
        }
    }
}
