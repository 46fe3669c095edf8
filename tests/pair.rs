//! Korean and English versions of the same releases find each other.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use assert_cmd::Command;
use serde_json::Value;

fn gija(args: &[&str]) -> Vec<u8> {
    let mut command = Command::cargo_bin("gija").unwrap();
    command
        .args(args)
        .assert()
        .success()
        .get_output()
        .stdout
        .clone()
}

fn pairs(args: &[&str]) -> Vec<Value> {
    let out = gija(&[&["pair", "--to", "jsonl"], args].concat());
    let lines = String::from_utf8(out).unwrap();
    lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

fn ids(pairs: &[Value]) -> Vec<(String, String)> {
    let id = |side: &Value| side["id"].as_str().unwrap().to_owned();
    let mut ids: Vec<_> = pairs.iter().map(|p| (id(&p["ko"]), id(&p["en"]))).collect();
    ids.sort();
    ids
}

#[test]
fn the_versions_in_the_corpus_and_no_others() {
    let found = pairs(&["corpus/releases"]);
    let expected = [
        ("hwpx/2025-khs-angkor", "english/2025-khs-angkor"),
        ("text/2019-mss-guide", "english/2019-mss-guide"),
        ("text/2023-kma-dust", "english/2023-kma-dust"),
    ];
    assert_eq!(
        ids(&found),
        expected.map(|(ko, en)| (ko.to_owned(), en.to_owned()))
    );
    let angkor = found
        .iter()
        .find(|p| p["ko"]["id"] == "hwpx/2025-khs-angkor");
    let people = angkor.unwrap()["people"].as_array().unwrap();
    assert!(
        people
            .iter()
            .any(|p| p["ko"] == "신예준" && p["en"] == "Shin Ye-jun")
    );
}

#[test]
fn records_give_the_same_pairs_as_the_releases_they_were_made_of() {
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("records.jsonl");
    let records = records.to_str().unwrap();
    gija(&["extract", "corpus/releases", "-o", records, "-q"]);
    assert_eq!(pairs(&[records]), pairs(&["corpus/releases"]));
}

#[test]
fn units_of_both_versions_go_by_one_id() {
    let folder = tempfile::tempdir().unwrap();
    let releases = [
        r#"{"id":"ko","published":"2026-03-05","text":"행정안전부(장관 윤호중)는 3월 5일 소방청과 함께 2026년 5월 4일까지 120억원을 지원한다고 밝혔다.\n담당 부서\n재난관리국\n책임자\n국장\n이나래\n(044-205-1233)\n재난대응과\n담당자\n과장\n김가온\n(044-205-1234)"}"#,
        r#"{"id":"en","published":"2026-03-05","text":"The Ministry of the Interior and Safety (Minister Yun Ho-jung) said on March 5 that it will provide KRW 12 billion by May 4, 2026 together with the National Fire Agency.\nFor more information, contact the Disaster Response Division or the Disaster Management Office."}"#,
    ];
    let path = folder.path().join("releases.jsonl");
    std::fs::write(&path, releases.join("\n")).unwrap();
    let path = path.to_str().unwrap();
    let records = String::from_utf8(gija(&["extract", path, "-o", "-", "-q"])).unwrap();
    let division = r#""id":"org.재난대응과""#;
    assert!(records.lines().all(|record| record.contains(division)));
    let out = gija(&["pair", "--to", "corrections", path]);
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "merge\torganization\torg.disastermanagementoffice\t\torg.재난관리국\tDisaster Management Office = 재난관리국\t\n"
    );
}
