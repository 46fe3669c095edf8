//! An archive in which ten of eleven files are there to do harm.

use std::path::Path;

use super::{extract, ids, stderr, written};

/// The `n`th hostile file.
fn hostile(n: usize) -> Vec<u8> {
    // Numbers that anyone can repeat, none of them a letter that could be read.
    let junk: Vec<u8> = (0..n % 1500)
        .map(|i| (n.wrapping_mul(2_654_435_761) >> (i % 23)) as u8 ^ i as u8)
        .collect();
    let with = |head: &[u8]| [head, &junk].concat();
    match n % 10 {
        0 => with(b"PK\x03\x04"),
        1 => with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        2 => with(b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj "),
        3 => with(b"\x1F\x8B\x08\x00"),
        4 => vec![b' '; n % 40],
        5 => with(b"\x89PNG\r\n\x1A\n"),
        6 => format!("{{\"id\": {n}, \"text\": \"").into_bytes(),
        7 => format!("{{\"id\": {n}}}").into_bytes(),
        8 => format!("{{\"text\": {}", "[".repeat(1000 + n)).into_bytes(),
        _ => format!(
            "<!DOCTYPE html><html><script>{n}</script>{}",
            "<div>".repeat(n % 7000)
        )
        .into_bytes(),
    }
}

#[test]
fn ten_thousand_hostile_files_among_a_thousand_good_ones() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    for group in 0..100 {
        let group_folder = inputs.join(format!("g{group:02}"));
        std::fs::create_dir_all(&group_folder).unwrap();
        let write = |name: String, bytes: &[u8]| {
            std::fs::write(group_folder.join(name), bytes).unwrap();
        };
        for n in 0..100 {
            write(format!("f{n:02}.hwpx"), &hostile(group * 100 + n));
        }
        for n in 0..10 {
            let text = format!("중기부는 {}일 독일과 협약을 맺었다고 밝혔다.", n + 1);
            write(format!("f{n}5-good.txt"), text.as_bytes());
        }
    }
    let out = folder.path().join("out.jsonl");
    let done = extract(&[&inputs], &out, &["--quiet", "--limit", "seconds=20"]);
    assert_eq!(done.status.code(), Some(1));
    assert_eq!((stderr(&done), done.stdout), (String::new(), Vec::new()));
    let names = ids(&out);
    assert_eq!(names.len(), 1000);
    assert!(names.iter().all(|name| name.ends_with("-good")));
    let failures = String::from_utf8(written(&out).1).unwrap();
    let paths: Vec<String> = failures
        .lines()
        .map(|line| {
            let failure: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_ne!(failure["error"], "");
            failure["source"]["path"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(paths.len(), 10_000);
    assert!(
        paths
            .windows(2)
            .all(|pair| Path::new(&pair[0]) < Path::new(&pair[1]))
    );
}
