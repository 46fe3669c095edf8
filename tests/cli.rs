//! The command line as its users meet it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::io::Write;
use std::path::PathBuf;

use assert_cmd::Command;

fn gija() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin!("gija"))
}

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus/releases")
}

const GOOD: &str =
    r#"{"id": "a", "text": "중소벤처기업부(장관 박영선, 이하 중기부)는 2020. 1. 16.(목) 밝혔다."}"#;

#[test]
fn extracts_from_standard_input() {
    let out = gija()
        .args(["extract", "-"])
        .write_stdin(GOOD)
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let record: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(record["schema"], "gija/1");
    assert_eq!(record["people"][0]["name"], "박영선");
    assert_eq!(record["organizations"][0]["id"], "kr.mss");
    assert_eq!(record["dates"][0]["value"], "2020-01-16");
}

#[test]
fn threads_change_no_byte() {
    let run = |threads: &str| {
        let out = gija()
            .arg("extract")
            .arg(corpus())
            .args(["--threads", threads])
            .assert()
            .success();
        out.get_output().stdout.clone()
    };
    let one = run("1");
    assert!(one.len() > 10_000);
    assert!(one == run("2"), "records differ between one thread and two");
}

#[test]
fn what_cannot_be_read_is_a_line_and_an_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.jsonl"),
        format!("{GOOD}\n{{broken\n{GOOD}\n"),
    )
    .unwrap();
    std::fs::write(
        folder.path().join("b.hwpx"),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest",
    )
    .unwrap();
    let out = folder.path().join("facts.jsonl");
    gija()
        .arg("extract")
        .args([folder.path().join("a.jsonl"), folder.path().join("b.hwpx")])
        .arg("-o")
        .arg(&out)
        .assert()
        .code(1);
    assert_eq!(std::fs::read_to_string(&out).unwrap().lines().count(), 2);
    let failures =
        std::fs::read_to_string(folder.path().join("facts.jsonl.failures.jsonl")).unwrap();
    let failures: Vec<serde_json::Value> = failures
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(failures.len(), 2);
    assert!(failures.iter().all(|f| f["stage"] == "ingest"));
    assert_eq!(failures[0]["source"]["member"], "line 2");
    assert!(failures[1]["error"].as_str().unwrap().contains("HWP"));
}

#[test]
fn usage_errors_exit_with_two_and_name_the_program() {
    let out = gija()
        .args(["extract", "--repair", "wildly"])
        .assert()
        .code(2)
        .get_output()
        .clone();
    assert!(String::from_utf8(out.stderr).unwrap().starts_with("gija: "));
    gija().args(["extract", "no/such/file"]).assert().code(2);
    gija()
        .args(["extract", "-", "--map", "colour=x"])
        .write_stdin(GOOD)
        .assert()
        .code(2);
}

#[test]
fn every_command_has_help_with_an_example() {
    for command in [
        "extract",
        "repair",
        "tokenize",
        "worker",
        "bench",
        "eval",
        "schema",
        "completions",
    ] {
        let out = gija()
            .args([command, "--help"])
            .assert()
            .success()
            .get_output()
            .stdout
            .clone();
        assert!(
            String::from_utf8(out).unwrap().contains("Example"),
            "{command}"
        );
    }
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("gija"))
        .arg("extract")
        .arg(corpus())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    assert!(
        out.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    assert!(out.status.success());
}

#[test]
fn real_output_fits_the_schema_it_states() {
    let out = gija()
        .arg("schema")
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let schema: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let out = gija()
        .args(["extract", "-"])
        .write_stdin(GOOD)
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let record: serde_json::Value = serde_json::from_slice(&out).unwrap();
    let stated = schema["properties"].as_object().unwrap();
    let given = record.as_object().unwrap();
    assert!(
        stated.keys().all(|k| given.contains_key(k)),
        "a field of the schema is absent"
    );
    assert!(
        given.keys().all(|k| stated.contains_key(k)),
        "a field is not in the schema"
    );
}

#[test]
fn a_dictionary_line_adds_an_organisation() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = std::fs::File::create(folder.path().join("companies.tsv")).unwrap();
    writeln!(
        file,
        "co.newname\tcompany\t누리봄랩\t\t\tNuribom Lab\t\t\t\t\t"
    )
    .unwrap();
    let text = r#"{"id": "a", "text": "이번 행사에는 누리봄랩이 참여했다."}"#;
    let run = |extra: &[&str]| {
        let out = gija()
            .args(["extract", "-"])
            .args(extra)
            .write_stdin(text)
            .assert()
            .success();
        let record: serde_json::Value = serde_json::from_slice(&out.get_output().stdout).unwrap();
        record["organizations"]
            .as_array()
            .unwrap()
            .iter()
            .any(|o| o["id"] == "co.newname")
    };
    assert!(!run(&[]));
    assert!(run(&["--dictionary", folder.path().to_str().unwrap()]));
}

#[test]
fn gold_facts_score_against_records() {
    let folder = tempfile::tempdir().unwrap();
    let records = folder.path().join("facts.jsonl");
    gija()
        .arg("extract")
        .arg(corpus())
        .arg("-o")
        .arg(&records)
        .assert()
        .success();
    let gold = corpus().parent().unwrap().join("gold.jsonl");
    let out = gija()
        .arg("eval")
        .args([gold, records])
        .assert()
        .success()
        .get_output()
        .stdout
        .clone();
    let table = String::from_utf8(out).unwrap();
    assert!(
        table.contains("dates") && table.contains("issuer"),
        "{table}"
    );
}
