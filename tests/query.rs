//! Questions to a store: names in two languages, words, kinds and days, and the evidence in every answer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gija");

const RELEASES: &str = r#"{"id": "a", "title": "간편결제 수수료 인하", "published": "2024-03-05", "text": "금융위원회(위원장 김주현, 이하 금융위)는 3월 5일 간편결제 수수료를 낮춘다고 밝혔다. 금융감독원은 점검에 나선다.\n김주현 위원장은 “소상공인의 부담이 줄어들 것”이라고 말했다."}
{"id": "b", "title": "FSC to Ease Rules", "published": "2025-07-01", "text": "The Financial Services Commission (FSC) announced on July 1 that it would ease rules for small banks."}
{"id": "c", "title": "대출 점검", "published": "2025-01-10", "text": "금융위는 1월 10일 대출 금리를 점검한다고 밝혔다. 「자본시장과 금융투자업에 관한 법률」 개정안은 2월 1일 시행된다."}
"#;

struct Asked {
    _folder: tempfile::TempDir,
    store: PathBuf,
}

impl Asked {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("in.jsonl");
        std::fs::write(&input, RELEASES).unwrap();
        let asked = Self {
            store: folder.path().join("a.sqlite"),
            _folder: folder,
        };
        asked.make();
        asked
    }

    /// Makes the store, in place of the one that is there.
    fn make(&self) {
        let _ = std::fs::remove_file(&self.store);
        let mut gija = Command::new(PROGRAM);
        gija.arg("extract")
            .arg(self.store.with_file_name("in.jsonl"));
        gija.arg("-o").arg(&self.store).assert().success();
    }

    fn correct(&self, lines: &str) {
        let mut path = self.store.clone().into_os_string();
        path.push(".corrections.tsv");
        std::fs::write(path, lines).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut gija = Command::new(PROGRAM);
        gija.arg("query").arg(&self.store).args(args);
        gija.output().unwrap()
    }

    fn ask(&self, args: &[&str]) -> Vec<Value> {
        let done = self.run(&[args, &["--format", "jsonl"]].concat());
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(0), "{args:?}: {said}");
        let lines = String::from_utf8(done.stdout).unwrap();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// The releases of the answers, in order.
    fn releases(&self, args: &[&str]) -> Vec<String> {
        let answers = self.ask(args);
        let id = |answer: &Value| answer["release"].as_str().unwrap().to_owned();
        answers.iter().map(id).collect()
    }
}

#[test]
fn names_of_both_languages_give_the_same_answers() {
    let store = Asked::new();
    let answers = store.ask(&["--org", "kr.fsc"]);
    assert_eq!(store.releases(&["--org", "kr.fsc"]), ["b", "c", "a"]);
    for name in [
        "FSC",
        "fsc",
        "금융위",
        "금융위원회",
        "Financial Services Commission",
        "financial services commission",
    ] {
        assert_eq!(store.ask(&["--org", name]), answers, "{name}");
    }
    let by_issuer = store.releases(&["--issuer", "FSC"]);
    assert_eq!(store.releases(&["--issuer", "금융위"]), by_issuer);
    let law = store.releases(&["--policy", "자본시장법"]);
    assert_eq!(law, ["c"]);
    let english = "Financial Investment Services and Capital Markets Act";
    assert_eq!(store.releases(&["--policy", english]), law);
}

#[test]
fn every_answer_carries_its_evidence_and_its_place() {
    let store = Asked::new();
    let texts: Vec<Value> = RELEASES
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let mut seen = 0;
    for kind in ["organization", "person", "policy", "date", "quote"] {
        for answer in store.ask(&["--kind", kind]) {
            let release = texts.iter().find(|t| t["id"] == answer["release"]).unwrap();
            let field = match answer["field"].as_str().unwrap() {
                "title" => "title",
                _ => "text",
            };
            let whole = release[field].as_str().unwrap();
            let at = |name: &str| answer[name].as_u64().unwrap() as usize;
            let chars: String = whole
                .chars()
                .skip(at("start"))
                .take(at("stop") - at("start"))
                .collect();
            let evidence = &answer["evidence"];
            assert_eq!(evidence["text"], chars.as_str(), "{answer}");
            let source = &whole[at("source_start")..at("source_stop")];
            assert_eq!(source, chars, "{answer}");
            let sentence = ["before", "text", "after"].map(|p| evidence[p].as_str().unwrap());
            assert!(whole.contains(&sentence.concat()), "{answer}");
            assert!(!sentence.concat().contains('\n'));
            assert!(answer["path"].as_str().unwrap().ends_with("in.jsonl"));
            assert!(answer["published"].is_string());
            seen += 1;
        }
    }
    assert!(seen > 8, "{seen}");
}

#[test]
fn words_are_found_in_both_languages() {
    let store = Asked::new();
    for (text, wanted) in [
        ("결제", &["a"][..]),
        ("수수료 결제", &["a"]),
        ("간편결제를", &["a"]),
        ("금리", &["c"]),
        ("bank", &["b"]),
        ("수수료 금리", &[]),
        ("\"대출 금리\"", &["c"]),
        ("\"금리 대출\"", &[]),
    ] {
        assert_eq!(store.releases(&[text]), wanted, "{text}");
    }
    let answer = &store.ask(&["금리"])[0];
    assert_eq!(answer["kind"], "passage");
    assert_eq!(answer["evidence"]["text"], "금리");
    let sentence = "금융위는 1월 10일 대출 금리를 점검한다고 밝혔다.";
    assert_eq!(
        format!(
            "{}금리{}",
            answer["evidence"]["before"].as_str().unwrap(),
            answer["evidence"]["after"].as_str().unwrap()
        ),
        sentence
    );
}

#[test]
fn days_and_kinds_narrow_a_question() {
    let store = Asked::new();
    let fsc = ["--org", "FSC"];
    let with = |more: &[&str]| store.releases(&[&fsc, more].concat());
    assert_eq!(with(&["--from", "2025-01-01"]), ["b", "c"]);
    assert_eq!(with(&["--to", "2025-01-10"]), ["c", "a"]);
    assert_eq!(with(&["--limit", "1"]), ["b"]);
    assert_eq!(with(&["--person", "김주현"]), ["a", "a"]);
    let dates = store.ask(&[
        "--kind",
        "date",
        "--from",
        "2025-01-20",
        "--to",
        "2025-03-01",
    ]);
    let values: Vec<_> = dates.iter().map(|d| d["name"].as_str().unwrap()).collect();
    assert_eq!(values, ["2025-02-01"]);
    let quotes = store.ask(&["--kind", "quote"]);
    assert_eq!(quotes[0]["name"], "소상공인의 부담이 줄어들 것");
    assert!(store.releases(&["--kind", "law"]).contains(&"c".to_owned()));
    assert!(
        store
            .releases(&["--kind", "event", "--org", "FSC"])
            .is_empty()
    );
}

#[test]
fn answers_come_as_tables_for_people_and_programs() {
    let store = Asked::new();
    let done = store.run(&["--org", "FSC", "--format", "csv"]);
    let mut csv = csv::Reader::from_reader(&*done.stdout);
    assert_eq!(csv.headers().unwrap().len(), 18);
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| &row[6] == "kr.fsc"));
    let done = store.run(&["금리"]);
    let table = String::from_utf8(done.stdout).unwrap();
    assert!(
        table.contains("2025-01-10") && table.contains("대출 금리를 점검"),
        "{table}"
    );
}

#[test]
fn what_cannot_be_answered_says_why() {
    let store = Asked::new();
    let says = |args: &[&str], what: &str| {
        let done = store.run(args);
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.starts_with("gija: ") && said.contains(what), "{said}");
    };
    says(&["--org", "없는기관"], "no organization of this store");
    says(&["--kind", "colour"], "there are passage, date");
    says(&["--from", "2025-01-02", "--to", "2025-01-01"], "is after");
    says(&["?!"], "nothing to look for");
    let db = rusqlite::Connection::open(&store.store).unwrap();
    db.pragma_update(None, "user_version", 0).unwrap();
    drop(db);
    says(&["금리"], "version 0");
    let missing = Command::new(PROGRAM)
        .arg("query")
        .arg(Path::new("/none/such.sqlite"))
        .output()
        .unwrap();
    assert!(
        String::from_utf8(missing.stderr)
            .unwrap()
            .contains("gija extract")
    );
}

#[test]
fn corrections_hold_without_a_change_of_the_store() {
    let store = Asked::new();
    let before = std::fs::read(&store.store).unwrap();
    store.correct(
        "#action\tkind\tid\trelease\tinto\tnote\twhen\n\
         merge\torganization\tkr.fss\t\tkr.fsc\tone house\t2026-01-02\n\
         rename\torganization\tkr.fsc\t\t금융청\n\
         wrong\tdate\t2025-02-01\n\
         wrong\torganization\tkr.fsc\tb\n\
         wrong\torganization\tkr.nowhere\n",
    );
    // One body now, under its new name in Korean releases, and no longer in b.
    let merged = store.ask(&["--org", "금융감독원"]);
    for name in ["kr.fss", "kr.fsc", "FSC", "금융청"] {
        assert_eq!(store.ask(&["--org", name]), merged, "{name}");
    }
    let told =
        |answer: &Value| ["release", "id", "name"].map(|k| answer[k].as_str().unwrap().to_owned());
    let told: Vec<_> = merged.iter().map(told).collect();
    assert_eq!(
        told,
        [
            ["c", "kr.fsc", "금융청"],
            ["a", "kr.fsc", "금융청"],
            ["a", "kr.fsc", "금융청"]
        ]
    );
    assert_eq!(merged[0]["issuer_name"], "금융청");
    let people = store.ask(&["--person", "김주현"]);
    assert_eq!(people[0]["detail"], "위원장, 금융청");
    let dates = store.ask(&["--kind", "date", "--org", "금융청"]);
    assert!(dates.len() > 1 && dates.iter().all(|d| d["name"] != "2025-02-01"));
    // What the store does not hold is said, and nothing else.
    let done = store.run(&["--org", "FSC"]);
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.ends_with(".corrections.tsv: not in this store: kr.nowhere\n"),
        "{said}"
    );
    assert_eq!(std::fs::read(&store.store).unwrap(), before);
    // Corrections outlive the store, and go without a trace.
    store.make();
    assert_eq!(store.ask(&["--org", "금융청"]), merged);
    store.correct("");
    assert_eq!(store.releases(&["--org", "FSC"]), ["b", "c", "a"]);
    assert_eq!(store.releases(&["--org", "금융감독원"]), ["a"]);
}

#[test]
fn what_is_no_correction_says_where() {
    let store = Asked::new();
    store.correct("# a remark\nforget\torganization\tkr.fsc\n");
    let done = store.run(&["금리"]);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.contains(".corrections.tsv: line 2: \"forget\""),
        "{said}"
    );
}

#[test]
fn corrections_are_shared_as_lines_of_the_dictionary() {
    let store = Asked::new();
    store
        .correct("merge\torganization\tkr.fss\t\tkr.fsc\nrename\torganization\tkr.fsc\t\t금융청\n");
    let lines = String::from_utf8(store.run(&["--dictionary-lines"]).stdout).unwrap();
    assert!(lines.contains("# kr.fss: has a line of its own"), "{lines}");
    let folder = store.store.parent().unwrap().join("dictionary");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("government.tsv"), lines).unwrap();
    let release = folder.join("a.txt");
    std::fs::write(
        &release,
        "금융청과 FSC는 같다. 금융위원회도 같다. 금융위도 같다.\n",
    )
    .unwrap();
    let mut gija = Command::new(PROGRAM);
    gija.arg("extract")
        .arg(&release)
        .arg("--dictionary")
        .arg(&folder);
    let record: Value = serde_json::from_slice(&gija.output().unwrap().stdout).unwrap();
    let bodies = record["organizations"].as_array().unwrap();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    assert_eq!(
        (&bodies[0]["id"], &bodies[0]["name"]),
        (&"kr.fsc".into(), &"금융청".into())
    );
    assert_eq!(bodies[0]["name_en"], "Financial Services Commission");
    assert_eq!(bodies[0]["mentions"].as_array().unwrap().len(), 4);
}

#[test]
fn a_word_is_found_with_and_without_its_marks() {
    let store = Asked::new();
    let release = serde_json::json!({"id": "d", "title": "은행 제재", "published": "2024-05-07",
        "text": "Crédit Agricole 서울지점은 5월 8일 과태료를 냈다. 표에 적힌 것은 5월분이다."});
    std::fs::write(store.store.with_file_name("in.jsonl"), release.to_string()).unwrap();
    store.make();
    for words in [
        "crédit",
        "Credit",
        "CRÉDIT agricole",
        "과태료",
        "서울지점",
        "서울",
    ] {
        assert_eq!(store.releases(&[words]), ["d"], "{words}");
    }
    let marked = store.ask(&["Crédit"]);
    assert_eq!(marked[0]["evidence"]["text"], "Crédit");
}

#[test]
fn facts_of_the_body_are_told_from_those_of_appendices() {
    let store = Asked::new();
    let text = "금융위원회 보도자료\n보도시점 2024. 5. 7.(화) 조간\n대출 금리 점검\n금융위원회는 5월 8일 회의를 연다.\n\
                담당 부서 은행과 책임자 과장 강은지 (02-0000-0000)\n참고\n한국은행은 5월 9일 금리를 정했다.";
    let release = serde_json::json!({"id": "d", "title": "대출 금리 점검", "published": "2024-05-07", "text": text});
    std::fs::write(store.store.with_file_name("in.jsonl"), release.to_string()).unwrap();
    store.make();
    let dates = |section: &str| {
        let answers = store.ask(&["--kind", "date", "--section", section]);
        let name = |answer: &Value| (answer["name"].clone(), answer["section"].clone());
        answers.iter().map(name).collect::<Vec<_>>()
    };
    let of = |day: &str, section: &str| (Value::from(day), Value::from(section));
    assert_eq!(dates("head"), [of("2024-05-07", "head")]);
    assert_eq!(dates("body"), [of("2024-05-08", "body")]);
    assert_eq!(dates("appendix"), [of("2024-05-09", "appendix")]);
    assert_eq!(dates("body,appendix").len(), 2);
    assert_eq!(store.releases(&["한국은행", "--section", "body"]), [""; 0]);
    assert_eq!(
        store.releases(&["한국은행", "--section", "appendix"]),
        ["d"]
    );
    assert_eq!(
        store.ask(&["--kind", "contact", "--section", "body"]).len(),
        0
    );
    assert_eq!(store.ask(&["--kind", "contact"]).len(), 1);
    let done = store.run(&["--section", "footnote"]);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.contains("footnote") && said.contains("appendix"),
        "{said}"
    );
}
