//! Zips that are taken apart while they are read.

use std::io::Write;
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{extract, ids, written};

/// Writes a zip of these names and texts, nothing of it packed.
pub fn zip(path: &Path, members: &[(&str, &str)]) {
    let mut zip = ZipWriter::new(std::fs::File::create(path).unwrap());
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in members {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

/// A zip of so many texts, every tenth of them a broken document, another called as the one before it but for its
/// ending; it is too large to be read whole.
pub fn releases(folder: &Path, members: usize) -> PathBuf {
    let path = folder.join("archive.zip");
    let mut texts = Vec::new();
    for n in 0..members {
        let (ending, text) = match n % 10 {
            7 => ("pdf", format!("%PDF-1.4 {n}")),
            _ => (
                "txt",
                format!("중기부는 {}일 독일과 협약을 맺었다고 밝혔다. ", n % 28 + 1).repeat(20),
            ),
        };
        let name = match n % 10 {
            3 => format!("2020/r{:04}.html", n - 1),
            _ => format!("2020/r{n:04}.{ending}"),
        };
        texts.push((name, text));
    }
    // Large enough that it is taken apart, and nothing that anybody reads.
    texts.push((".filler".to_owned(), " ".repeat(300_000)));
    let texts: Vec<_> = texts
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    let folder = [("2020/", "")].as_slice();
    zip(&path, &[folder, &texts].concat());
    path
}

#[test]
fn a_large_zip_gives_what_a_small_one_gives() {
    let folder = tempfile::tempdir().unwrap();
    let large = releases(folder.path(), 100);
    let mut runs = Vec::new();
    for threads in ["1", "3"] {
        let out = folder.path().join(format!("{threads}.jsonl"));
        let done = extract(&[&large], &out, &["--threads", threads]);
        assert_eq!(done.status.code(), Some(1));
        runs.push(written(&out));
    }
    let names = ids(&folder.path().join("1.jsonl"));
    assert_eq!(names.len(), 90);
    assert_eq!(names[89], "archive/2020/r0099");
    assert_eq!(
        names[2..4],
        ["archive/2020/r0002", "archive/2020/r0002.html"]
    );
    assert!(runs[0] == runs[1], "differs between one thread and three");
    // Through a pipe it is read whole.
    let piped = assert_cmd::Command::new(super::PROGRAM)
        .args(["extract", "-", "--quiet"])
        .pipe_stdin(&large)
        .unwrap()
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let path = large.display().to_string();
    let whole = text(&piped.stdout)
        .replace("\"path\":\"-\"", &format!("\"path\":\"{path}\""))
        .replace("\"id\":\"2020/", "\"id\":\"archive/2020/");
    assert!(whole == text(&runs[0].0), "differs from the whole");
}
