//! Archives.

use encoding_rs::EUC_KR;

use super::build::{gzipped, zipped};
use super::{failure, one, read, read_with};
use gija::ingest::Limits;

#[test]
fn every_entry_is_an_input() {
    let inner = zipped(&[("속/c.txt", "다".as_bytes())]);
    let bytes = zipped(&[
        ("b.txt", "가".as_bytes()),
        (
            "a/lines.jsonl",
            b"{\"id\": 7, \"text\": \"b\"}\n{\"id\": 8}\n",
        ),
        ("inner.zip", &inner),
        ("__MACOSX/b.txt", b"no"),
        ("a/.DS_Store", b"no"),
        ("a/photo.png", b"\x89PNG\r\n\x1a\n"),
    ]);
    let all = read(&bytes);
    let member = |i: usize| {
        let release = all[i].as_ref().unwrap();
        let member = release.source.member.as_deref().unwrap();
        (release.id.as_str(), member, release.text.as_str())
    };
    assert_eq!(all.len(), 5);
    assert_eq!(member(0), ("a/b", "b.txt", "가"));
    assert_eq!(member(1), ("7", "a/lines.jsonl/line 1", "b"));
    assert!(all[2].as_ref().unwrap_err().starts_with("line 2: no text"));
    assert_eq!(member(3), ("a/inner/속/c", "inner.zip/속/c.txt", "다"));
    assert_eq!(all[4].as_ref().unwrap_err(), "a PNG image is not read yet");
    assert_eq!(failure(&zipped(&[])), "empty");
}

#[test]
fn names_in_cp949() {
    let placeholder = "x".repeat(8);
    let name = EUC_KR.encode("보도").0.into_owned();
    let mut bytes = zipped(&[(&format!("{placeholder}.txt"), "가".as_bytes())]);
    let wanted = [&name[..], b"1234"].concat();
    while let Some(at) = bytes
        .windows(8)
        .position(|window| window == placeholder.as_bytes())
    {
        bytes[at..at + 8].copy_from_slice(&wanted);
    }
    assert_eq!(one(&bytes).id, "a/보도1234");
}

#[test]
fn a_gzip_is_what_it_holds() {
    let release = one(&gzipped("가".as_bytes()));
    assert_eq!((release.id.as_str(), release.text.as_str()), ("a", "가"));
    assert_eq!(release.source.format, "text");
    assert_eq!(release.source.member, None);
    let whole = gzipped("가나다라".repeat(100).as_bytes());
    assert!(failure(&whole[..whole.len() - 9]).starts_with("broken gzip"));
}

#[test]
fn bombs_end_at_the_limits() {
    let limits = Limits {
        unpacked: 1 << 20,
        archive: 3 << 20,
        entries: 10,
        nesting: 3,
        ..Limits::default()
    };
    let error = |bytes: &[u8]| read_with(bytes, &limits).pop().unwrap().unwrap_err();
    let zeros = vec![b' '; 2 << 20];
    assert_eq!(
        error(&zipped(&[("a", &zeros)])),
        "more than 1048576 bytes unpacked"
    );
    assert_eq!(error(&gzipped(&zeros)), "more than 1048576 bytes unpacked");
    let part = vec![b'a'; 1 << 20];
    let parts: Vec<(&str, &[u8])> = ["a", "b", "c", "d"].map(|n| (n, &part[..])).to_vec();
    assert_eq!(
        error(&zipped(&parts)),
        "more than 3145728 bytes unpacked from an archive"
    );
    let names: Vec<String> = (0..11).map(|i| i.to_string()).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b"a"[..])).collect();
    assert_eq!(error(&zipped(&many)), "more than 10 entries");
    let mut deep = b"a".to_vec();
    for _ in 0..3 {
        deep = gzipped(&zipped(&[("a", &deep)]));
    }
    assert_eq!(error(&deep), "more than 3 archives within one another");
}

#[test]
fn time_is_up() {
    let limits = Limits {
        time: Some(std::time::Duration::ZERO),
        ..Limits::default()
    };
    let xml = "<s><p><t>가</t></p></s>".to_owned();
    let bytes = zipped(&[("Contents/section0.xml", xml.as_bytes())]);
    let error = read_with(&bytes, &limits).remove(0).unwrap_err();
    assert_eq!(error, "more than 0 seconds");
}
