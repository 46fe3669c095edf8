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
    assert_eq!(failures[1]["error"], "OLE compound file is not read yet");
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

/// Standard output of a command that is to succeed.
fn said(args: &[&str], input: &str) -> String {
    let run = gija().args(args).write_stdin(input).assert().success();
    String::from_utf8(run.get_output().stdout.clone()).unwrap()
}

#[test]
fn a_summary_shows_each_fact_beside_its_sentence() {
    let page = said(&["extract", "-", "--to", "text"], GOOD);
    for part in [
        "people",
        "박영선, 장관, 중소벤처기업부",
        "2020-01-16",
        "밝혔다.",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(!page.contains('\u{1b}'), "colours in a pipe: {page:?}");
}

#[test]
fn without_an_output_file_failures_are_lines_on_standard_error() {
    let lines = format!("{GOOD}\n{{broken\n");
    let run = gija()
        .args(["extract", "-"])
        .write_stdin(lines)
        .assert()
        .code(1);
    let stderr = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    let failure: serde_json::Value = serde_json::from_str(&stderr).unwrap();
    assert_eq!(failure["source"]["path"], "-");
    assert_eq!(failure["stage"], "ingest");
}

#[test]
fn a_form_that_there_is_not_says_so() {
    let run = gija()
        .args(["extract", "-", "--to", "xml"])
        .write_stdin(GOOD)
        .assert()
        .code(2);
    let stderr = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(stderr.starts_with("gija: --to xml: "), "{stderr}");
}

#[test]
fn tokens_stand_where_they_say() {
    let line = said(&["tokenize", "-", "--to", "jsonl"], GOOD);
    let line: serde_json::Value = serde_json::from_str(&line).unwrap();
    let text: Vec<char> = line["text"].as_str().unwrap().chars().collect();
    let tokens = line["tokens"].as_array().unwrap();
    assert!(tokens.len() > 10);
    for token in tokens {
        let at = |end: &str| usize::try_from(token[end].as_u64().unwrap()).unwrap();
        let surface: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(token["surface"], surface);
    }
}

#[test]
fn a_diff_gives_back_both_sides() {
    let broken = corpus().join("lost-syllables");
    let broken = broken.to_str().unwrap();
    let diff = said(&["repair", broken, "--diff"], "");
    let (gone, new): (Vec<_>, Vec<_>) = diff
        .lines()
        .filter(|line| line.starts_with(['-', '+']))
        .partition(|line| line.starts_with('-'));
    assert!(!gone.is_empty() && !new.is_empty(), "{diff}");
    let text = said(&["repair", broken], "");
    for line in new {
        assert!(text.contains(&line[2..]), "{line}");
    }
}

#[test]
fn repairs_are_reversible() {
    let broken = corpus().join("lost-syllables/2021-msit-finland.txt");
    let path = broken.to_str().unwrap();
    let read = |mode: &str| -> serde_json::Value {
        let line = said(&["repair", path, "--to", "jsonl", "--mode", mode], "");
        serde_json::from_str(&line).unwrap()
    };
    let (off, full) = (read("off"), read("full"));
    let mut text: Vec<char> = full["text"].as_str().unwrap().chars().collect();
    let repairs = full["repairs"].as_array().unwrap();
    assert!(!repairs.is_empty());
    for repair in repairs.iter().rev() {
        let at = |end: &str| usize::try_from(repair[end].as_u64().unwrap()).unwrap();
        text.splice(
            at("start")..at("end"),
            repair["before"].as_str().unwrap().chars(),
        );
    }
    assert_eq!(
        text.into_iter().collect::<String>(),
        off["text"].as_str().unwrap()
    );
}

#[test]
fn verbose_says_what_cleaning_removed() {
    let page = corpus().join("english");
    let run = gija()
        .arg("extract")
        .arg(&page)
        .arg("-v")
        .assert()
        .success();
    let stderr = String::from_utf8(run.get_output().stderr.clone()).unwrap();
    assert!(
        stderr.lines().any(|line| line.contains(": removed ")),
        "{stderr}"
    );
    let run = gija()
        .arg("extract")
        .arg(&page)
        .arg("-q")
        .assert()
        .success();
    assert!(run.get_output().stderr.is_empty());
}

#[test]
fn a_bench_measures_every_stage_beside_bare_tokenising() {
    let text = corpus().join("text");
    let args = [
        "bench",
        text.to_str().unwrap(),
        "--rounds",
        "1",
        "--to",
        "json",
        "--threads",
        "2",
    ];
    let figures: serde_json::Value = serde_json::from_str(&said(&args, "")).unwrap();
    let rows = figures["measured"].as_array().unwrap();
    let names: Vec<_> = rows
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    assert_eq!(names.first(), Some(&"ingest"));
    assert_eq!(names.last(), Some(&"bare tokenising"));
    assert!(names.contains(&"whole, 2 threads"));
    assert!(
        rows.iter()
            .all(|row| row["mb_per_s"].as_f64().unwrap() > 0.0)
    );
}

#[test]
fn scores_are_precision_recall_and_f1() {
    let folder = tempfile::tempdir().unwrap();
    let (gold, found) = (
        folder.path().join("gold.jsonl"),
        folder.path().join("found.jsonl"),
    );
    std::fs::write(
        &gold,
        r#"{"id": "a", "issuer": "가부", "dates": [{"value": "2020"}, {"value": "2021"}, {"value": "2022"}]}"#,
    )
    .unwrap();
    std::fs::write(
        &found,
        r#"{"id": "a", "issuer": {"name": "가 부"}, "dates": [{"value": "2020"}, {"value": "2019"}]}"#,
    )
    .unwrap();
    let table = said(
        &["eval", gold.to_str().unwrap(), found.to_str().unwrap()],
        "",
    );
    let figures: serde_json::Value = serde_json::from_str(table.lines().last().unwrap()).unwrap();
    assert_eq!(figures["dates"]["precision"], 0.5);
    assert_eq!(figures["dates"]["recall"], 0.3333);
    assert_eq!(figures["dates"]["f1"], 0.4);
    assert_eq!(figures["issuer"], 1.0);
}

#[test]
fn training_is_reproducible_and_leaves_out_what_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let train = |name: &str, without: Option<&str>| {
        let out = folder.path().join(name);
        let mut command = gija();
        command.args(["train", "repair", "-q", "--provenance", "invented releases"]);
        if let Some(ids) = without {
            let list = folder.path().join("ids.json");
            std::fs::write(&list, ids).unwrap();
            command.arg("--without").arg(list);
        }
        command.arg(corpus()).arg("-o").arg(&out).assert().success();
        std::fs::read(out).unwrap()
    };
    let one = train("one", None);
    assert!(one.len() > 10_000);
    assert!(one == train("two", None), "two runs give two models");
    let model = gija::repair::Model::read(&one).unwrap();
    assert!(model.provenance.starts_with("invented releases"));

    let first = gija().arg("extract").arg(corpus()).output().unwrap().stdout;
    let first = first.split(|b| *b == b'\n').next().unwrap();
    let record: serde_json::Value = serde_json::from_slice(first).unwrap();
    let fewer = train("three", Some(&format!("[{}]", record["id"])));
    let model = gija::repair::Model::read(&fewer).unwrap();
    assert!(model.provenance.contains("1 releases held out"));
    assert!(one != fewer);
}
