//! Archives: order, threads, failures, and runs that were interrupted.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "batch/hostile.rs"]
mod hostile;
#[path = "batch/interrupted.rs"]
mod interrupted;
#[path = "batch/trouble.rs"]
mod trouble;
#[path = "batch/update.rs"]
mod update;
#[path = "batch/zipped.rs"]
mod zipped;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use assert_cmd::Command;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gija");

/// Runs `gija extract ARGS -o OUT`.
fn extract(paths: &[&Path], out: &Path, more: &[&str]) -> Output {
    Command::new(PROGRAM)
        .arg("extract")
        .args(paths)
        .arg("-o")
        .arg(out)
        .args(more)
        .output()
        .unwrap()
}

/// JSON Lines of so many releases, each with its own id; every hundredth line is broken.
fn archive(folder: &Path, lines: usize) -> PathBuf {
    let path = folder.join("archive.jsonl");
    let mut text = String::new();
    for n in 0..lines {
        if n % 100 == 50 {
            text.push_str("{\"id\": broken\n");
            continue;
        }
        let body = "중소벤처기업부(장관 박영선, 이하 중기부)는 2020. 1. 16.(목) 독일과 협약을 맺었다고 밝혔다.\\n";
        text.push_str(&format!(
            "{{\"id\": \"r{n}\", \"text\": \"{}\"}}\n",
            body.repeat(n % 7 + 1)
        ));
    }
    std::fs::write(&path, text).unwrap();
    path
}

/// Records and failures of a finished run.
fn written(out: &Path) -> (Vec<u8>, Vec<u8>) {
    let read = |path: &Path| std::fs::read(path).unwrap();
    (read(out), read(&failures_of(out)))
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn failures_of(out: &Path) -> PathBuf {
    tail(out, "failures.jsonl")
}

fn tail(out: &Path, tail: &str) -> PathBuf {
    PathBuf::from(format!("{}.{tail}", out.display()))
}

fn ids(out: &Path) -> Vec<String> {
    let lines = std::fs::read_to_string(out).unwrap();
    lines
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect()
}

#[test]
fn lines_come_out_in_order_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 1500);
    let mut runs = Vec::new();
    for threads in ["1", "2", "5"] {
        let out = folder.path().join(format!("{threads}.jsonl"));
        let done = extract(&[&archive], &out, &["--threads", threads]);
        assert_eq!(done.status.code(), Some(1));
        runs.push(written(&out));
    }
    assert!(
        runs.windows(2).all(|pair| pair[0] == pair[1]),
        "runs differ"
    );
    let wanted: Vec<String> = (0..1500)
        .filter(|n| n % 100 != 50)
        .map(|n| format!("r{n}"))
        .collect();
    assert_eq!(ids(&folder.path().join("2.jsonl")), wanted);
    let failures = String::from_utf8(runs.remove(0).1).unwrap();
    let members: Vec<_> = failures
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap()["source"]["member"].clone())
        .collect();
    let wanted: Vec<_> = (0..15).map(|n| format!("line {}", n * 100 + 51)).collect();
    assert_eq!(members, wanted);
}

#[test]
fn a_finished_run_leaves_nothing_beside_its_output() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.txt");
    std::fs::write(&input, "중기부는 16일 밝혔다.").unwrap();
    let out = folder.path().join("out.jsonl");
    // What an earlier run left behind says nothing about this one.
    std::fs::write(failures_of(&out), "old").unwrap();
    assert_eq!(extract(&[&input], &out, &[]).status.code(), Some(0));
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a.txt", "out.jsonl"]);
}

#[test]
fn a_walk_leaves_out_its_own_output() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("b.txt"), "중기부는 16일 밝혔다.").unwrap();
    std::fs::write(folder.path().join(".hidden"), "x").unwrap();
    let out = folder.path().join("a.jsonl");
    for _ in 0..2 {
        assert_eq!(extract(&[folder.path()], &out, &[]).status.code(), Some(0));
        assert_eq!(ids(&out), ["b"]);
    }
}

#[test]
fn only_the_same_command_is_resumed() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 300);
    let out = folder.path().join("out.jsonl");
    extract(&[&archive], &out, &[]);
    let done = extract(&[&archive], &out, &["--resume"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8(done.stderr).unwrap().contains("complete"));

    let journal = tail(&out, "journal");
    let header = format!(
        "{{\"gija\":\"{}\",\"command\":\"extract another\"}}\n",
        env!("CARGO_PKG_VERSION")
    );
    std::fs::write(&journal, header).unwrap();
    let done = extract(&[&archive], &out, &["--resume"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        String::from_utf8(done.stderr)
            .unwrap()
            .contains("another command")
    );
    let without_file = Command::new(PROGRAM)
        .args(["extract", "--resume"])
        .arg(&archive)
        .output()
        .unwrap();
    assert_eq!(without_file.status.code(), Some(2));
}

#[test]
fn what_stands_at_the_output_is_kept_when_a_run_fails() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("none/out.jsonl");
    let archive = archive(folder.path(), 3);
    let done = extract(&[&archive], &out, &[]);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.starts_with("gija: ") && said.contains("none/out.jsonl"),
        "{said}"
    );
    let done = extract(&[&archive], folder.path(), &[]);
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn a_worker_answers_line_by_line() {
    let mut child = std::process::Command::new(PROGRAM)
        .arg("worker")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut ask = |line: &str| -> serde_json::Value {
        // The answer has to come before the next question, and before the end of the input.
        writeln!(lines, "{line}").unwrap();
        lines.flush().unwrap();
        serde_json::from_str(&answers.next().unwrap().unwrap()).unwrap()
    };
    assert_eq!(
        ask(r#"{"id": "a", "text": "중기부는 16일 밝혔다."}"#)["id"],
        "a"
    );
    let failure = ask("{\"id\": ");
    assert_eq!(failure["source"]["member"], "line 2");
    assert!(failure["error"].is_string() && failure["stage"] == "ingest");
    assert!(ask("")["error"].is_string());
    assert_eq!(
        ask(r#"{"id": "b", "text": "중기부는 16일 밝혔다."}"#)["id"],
        "b"
    );
    drop(lines);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
