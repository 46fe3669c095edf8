//! Tables: SQLite, CSV and Parquet hold what the records hold, and a store outlives a kill.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::Command;
use gija::record::Record;
use gija::sink::tables::TABLES;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use rusqlite::Connection;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gija");

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

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/releases")
}

fn records(out: &Path) -> Vec<Record> {
    let lines = std::fs::read_to_string(out).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// All rows of a table of a store, as text, in order.
fn rows(db: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut query = db.prepare(sql).unwrap();
    let columns = query.column_count();
    let rows = query.query_map([], |row| {
        let cell = |i| Ok(format!("{:?}", row.get::<_, rusqlite::types::Value>(i)?));
        (0..columns).map(cell).collect()
    });
    rows.unwrap().map(Result::unwrap).collect()
}

/// Everything that a store holds, but for SQLite's own keys.
fn contents(store: &Path) -> BTreeMap<String, Vec<Vec<String>>> {
    let db = Connection::open(store).unwrap();
    let names = TABLES.iter().map(|table| table.name);
    let names = names.chain(["entities", "names", "touched"]);
    let table = |name: &str| {
        let columns = match name {
            "releases" => {
                let columns: Vec<_> = TABLES[0].columns.iter().map(|c| c.name).collect();
                format!("{}, title_words, text_words", columns.join(", "))
            }
            _ => "*".to_owned(),
        };
        let sql = format!("SELECT {columns} FROM {name}");
        let mut rows = rows(&db, &sql);
        rows.sort();
        (name.to_owned(), rows)
    };
    names.map(table).collect()
}

fn csv_rows(out: &Path, table: &str) -> Vec<csv::StringRecord> {
    let path = out.with_extension(format!("{table}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(Result::unwrap).collect()
}

fn parquet_of(out: &Path, table: &str) -> SerializedFileReader<File> {
    let path = out.with_extension(format!("{table}.parquet"));
    SerializedFileReader::new(File::open(path).unwrap()).unwrap()
}

/// How many facts of each table the records hold.
fn counts(records: &[Record]) -> BTreeMap<&'static str, usize> {
    let sum = |count: fn(&Record) -> usize| records.iter().map(count).sum();
    let lines = |r: &Record| {
        r.text
            .clean
            .lines()
            .filter(|l| !l.trim().is_empty())
            .count()
    };
    BTreeMap::from([
        ("releases", records.len()),
        ("paragraphs", sum(lines)),
        ("dates", sum(|r| r.dates.len())),
        ("organizations", sum(|r| r.organizations.len())),
        ("people", sum(|r| r.people.len())),
        ("policies", sum(|r| r.policies.len())),
        ("amounts", sum(|r| r.amounts.len())),
        ("quotes", sum(|r| r.quotes.len())),
        ("contacts", sum(|r| r.contacts.len())),
        ("relations", sum(|r| r.relations.len())),
        ("repairs", sum(|r| r.text.repairs.len())),
        ("sections", sum(|r| r.text.sections.len())),
        ("removed", sum(|r| r.text.removed.len())),
        ("warnings", sum(|r| r.warnings.len())),
    ])
}

/// In how many releases of each issuer each organisation stands.
type Join = BTreeMap<(String, String), usize>;

fn join(pairs: impl IntoIterator<Item = (String, String)>) -> Join {
    let mut join = Join::new();
    for pair in pairs {
        *join.entry(pair).or_default() += 1;
    }
    join
}

#[test]
fn every_form_holds_what_the_records_hold() {
    let folder = tempfile::tempdir().unwrap();
    let out = |ending: &str| folder.path().join(format!("facts.{ending}"));
    for ending in ["jsonl", "csv", "parquet", "sqlite"] {
        let done = extract(&[&corpus()], &out(ending), &["--repair", "full"]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(0), "{ending}: {said}");
    }
    let records = records(&out("jsonl"));
    let db = Connection::open(out("sqlite")).unwrap();
    for (table, count) in counts(&records) {
        assert!(count > 0 || table == "warnings", "no {table} to compare");
        let sql = format!("SELECT count(*) FROM {table}");
        let stored: i64 = db.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(stored as usize, count, "{table} in SQLite");
        assert_eq!(csv_rows(&out("csv"), table).len(), count, "{table} in CSV");
        let parquet = parquet_of(&out("parquet"), table);
        let stored = parquet.metadata().file_metadata().num_rows();
        assert_eq!(stored as usize, count, "{table} in Parquet");
    }

    let wanted = join(records.iter().flat_map(|record| {
        let issuer = record.issuer.iter().map(|issuer| issuer.id.clone());
        issuer.flat_map(|i| {
            record
                .organizations
                .iter()
                .map(move |o| (i.clone(), o.id.clone()))
        })
    }));
    assert!(wanted.len() > 20);
    let sql = "SELECT r.issuer, o.id FROM organizations o JOIN releases r ON r.id = o.release \
               WHERE r.issuer IS NOT NULL";
    let mut query = db.prepare(sql).unwrap();
    let pairs = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    assert_eq!(join(pairs.unwrap().map(Result::unwrap)), wanted, "SQLite");

    let csv = csv_rows(&out("csv"), "releases");
    let issuers = csv
        .iter()
        .map(|r| (r[0].to_owned(), r[6].to_owned()))
        .collect();
    let pairs = csv_rows(&out("csv"), "organizations");
    let pairs = pairs.iter().map(|o| (o[0].to_owned(), o[2].to_owned()));
    assert_eq!(joined(&issuers, pairs), wanted, "CSV");

    let parquet = parquet_of(&out("parquet"), "releases");
    let text = |row: &parquet::record::Row, i| row.get_string(i).cloned().unwrap_or_default();
    let rows = parquet.get_row_iter(None).unwrap().map(Result::unwrap);
    let issuers = rows.map(|row| (text(&row, 0), text(&row, 6))).collect();
    let parquet = parquet_of(&out("parquet"), "organizations");
    let rows = parquet.get_row_iter(None).unwrap().map(Result::unwrap);
    let pairs = rows.map(|row| (text(&row, 0), text(&row, 2)));
    assert_eq!(joined(&issuers, pairs), wanted, "Parquet");
}

fn joined(
    issuers: &BTreeMap<String, String>,
    pairs: impl Iterator<Item = (String, String)>,
) -> Join {
    join(pairs.filter_map(|(release, body)| {
        let issuer = issuers[&release].clone();
        (!issuer.is_empty()).then_some((issuer, body))
    }))
}

#[test]
fn the_same_rows_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 400);
    let out = |threads: &str, ending: &str| folder.path().join(format!("{threads}.{ending}"));
    for threads in ["1", "3"] {
        for ending in ["csv", "parquet", "sqlite"] {
            extract(&[&archive], &out(threads, ending), &["--threads", threads]);
        }
    }
    for table in &TABLES {
        for ending in ["csv", "parquet"] {
            let read = |threads| {
                let name = out(threads, ending).with_extension(format!("{}.{ending}", table.name));
                std::fs::read(name).unwrap()
            };
            assert!(read("1") == read("3"), "{}.{ending} differs", table.name);
        }
    }
    assert_eq!(contents(&out("1", "sqlite")), contents(&out("3", "sqlite")));
}

/// JSON Lines of so many releases.
fn archive(folder: &Path, lines: usize) -> PathBuf {
    let path = folder.join("archive.jsonl");
    let body = "금융위원회(위원장 박영선, 이하 금융위)는 2020. 1. 16.(목) 간편결제 수수료를 낮췄다고 밝혔다.\\n";
    let line = |n| {
        let text = body.repeat(n % 7 + 1);
        format!("{{\"id\": \"r{n}\", \"title\": \"{n}호\", \"text\": \"{text}\"}}\n")
    };
    std::fs::write(&path, (0..lines).map(line).collect::<String>()).unwrap();
    path
}

fn found(db: &Connection, words: &str) -> Vec<String> {
    let sql = "SELECT r.id FROM search s JOIN releases r ON r.key = s.rowid WHERE search MATCH ? ORDER BY 1";
    let mut query = db.prepare(sql).unwrap();
    let ids = query.query_map([words], |row| row.get(0)).unwrap();
    ids.map(Result::unwrap).collect()
}

#[test]
fn a_release_that_comes_again_replaces_itself() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("a.sqlite");
    let input = folder.path().join("a.jsonl");
    let write = |text: &str| {
        let lines = format!(
            "{{\"id\": \"a\", \"text\": \"{text}\"}}\n{{\"id\": \"b\", \"text\": \"금융위원회는 보험료를 내린다.\"}}\n"
        );
        std::fs::write(&input, lines).unwrap();
        assert_eq!(extract(&[&input], &store, &[]).status.code(), Some(0));
    };
    write("중소벤처기업부는 간편결제를 도입한다.");
    let db = Connection::open(&store).unwrap();
    // Two syllables, and names that the text does not use.
    assert_eq!(found(&db, "결제"), ["a"]);
    assert_eq!(found(&db, "보험"), ["b"]);
    assert_eq!(found(&db, "fsc"), [""; 0], "an acronym that nobody uses");
    assert_eq!(found(&db, "financial services commission"), ["b"]);
    drop(db);
    let before = contents(&store);
    write("중소벤처기업부는 간편결제를 도입한다.");
    assert_eq!(contents(&store), before);

    write("금융감독원은 대출을 점검한다.");
    let db = Connection::open(&store).unwrap();
    assert_eq!(found(&db, "결제"), [""; 0]);
    assert_eq!(found(&db, "대출"), ["a"]);
    let entities = rows(&db, "SELECT id FROM entities WHERE kind = 'organization'");
    assert!(format!("{entities:?}").contains("kr.fss"));
    assert!(!format!("{entities:?}").contains("kr.mss"));
    let check = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)";
    db.execute(check, []).unwrap();
    assert_eq!(rows(&db, "PRAGMA foreign_key_check").len(), 0);
}

/// Other programs write to a store as well: triggers keep the search right then.
#[test]
fn what_another_program_takes_out_is_not_found() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("a.sqlite");
    let archive = archive(folder.path(), 20);
    assert_eq!(extract(&[&archive], &store, &[]).status.code(), Some(0));
    let db = Connection::open(&store).unwrap();
    assert_eq!(found(&db, "결제").len(), 20);
    db.execute("DELETE FROM releases WHERE id = 'r7'", [])
        .unwrap();
    assert_eq!(found(&db, "결제").len(), 19);
    let check = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)";
    db.execute(check, []).unwrap();
    drop(db);
    assert_eq!(extract(&[&archive], &store, &[]).status.code(), Some(0));
    let db = Connection::open(&store).unwrap();
    assert_eq!(found(&db, "결제").len(), 20);
    db.execute(check, []).unwrap();
}

/// Kills imports again and again, resumes them, and compares the store with one that nobody disturbed.
#[test]
fn a_killed_import_is_resumed_without_loss_or_duplicate() {
    let folder = tempfile::tempdir().unwrap();
    // Some seconds of work: checkpoints are two seconds apart.
    let archive = archive(folder.path(), 20_000);
    let whole = folder.path().join("whole.sqlite");
    extract(&[&archive], &whole, &[]);
    let out = folder.path().join("out.sqlite");
    let beside = ["-wal", "-journal"].map(|end| folder.path().join(format!("out.sqlite{end}")));
    let written = || {
        let files = beside.iter().chain([&out]);
        let sizes = files.filter_map(|file| Some(file.metadata().ok()?.len()));
        sizes.sum::<u64>()
    };
    let mut kills = 0;
    for _ in 0..4 {
        let mut child = std::process::Command::new(PROGRAM)
            .arg("extract")
            .arg(&archive)
            .arg("-o")
            .arg(&out)
            .args(["--resume", "--threads", "2"])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let so_far = written();
        let begun = Instant::now();
        while child.try_wait().unwrap().is_none()
            && written() <= so_far + (1 << 20)
            && begun.elapsed() < Duration::from_secs(60)
        {
            std::thread::sleep(Duration::from_millis(2));
        }
        child.kill().unwrap();
        kills += usize::from(child.wait().unwrap().code().is_none());
        // What is there so far can be asked.
        let asked = Command::new(PROGRAM)
            .arg("query")
            .arg(&out)
            .arg("결제")
            .output();
        let asked = asked.unwrap();
        let said = String::from_utf8_lossy(&asked.stderr).into_owned();
        assert!(asked.status.success(), "{said}");
    }
    assert!(kills > 0, "no run was killed before its end");
    let last = extract(&[&archive], &out, &["--resume"]);
    let said = String::from_utf8_lossy(&last.stderr).into_owned();
    assert_eq!(last.status.code(), Some(0), "{said}");
    assert!(contents(&out) == contents(&whole), "stores differ");
    let db = Connection::open(&out).unwrap();
    assert_eq!(found(&db, "결제").len(), 20_000);
    assert!(
        !beside.iter().any(|file| file.exists()),
        "a finished store is one file"
    );
}

#[test]
fn gathered_rows_are_resumed() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 2000);
    let whole = folder.path().join("whole.csv");
    extract(&[&archive], &whole, &[]);
    let out = folder.path().join("out.csv");
    let mut child = std::process::Command::new(PROGRAM)
        .arg("extract")
        .arg(&archive)
        .arg("-o")
        .arg(&out)
        .spawn()
        .unwrap();
    let part = folder.path().join("out.csv.part");
    let begun = Instant::now();
    while part.metadata().map_or(0, |m| m.len()) < 1 << 18 && begun.elapsed().as_secs() < 60 {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    assert!(child.wait().unwrap().code().is_none(), "it was done before");
    assert!(part.exists() && !out.with_extension("releases.csv").exists());
    let last = extract(&[&archive], &out, &["--resume"]);
    assert_eq!(last.status.code(), Some(0));
    for table in &TABLES {
        let ending = format!("{}.csv", table.name);
        let read = |out: &Path| std::fs::read(out.with_extension(&ending)).unwrap();
        assert!(read(&out) == read(&whole), "{ending} differs");
    }
    assert!(!part.exists());
    let again = extract(&[&archive], &out, &["--resume"]);
    assert!(
        String::from_utf8(again.stderr)
            .unwrap()
            .contains("complete")
    );
}

#[test]
fn a_file_that_is_no_store_of_this_version_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 1);
    let store = folder.path().join("a.sqlite");
    extract(&[&archive], &store, &[]);
    let db = Connection::open(&store).unwrap();
    db.pragma_update(None, "user_version", 99).unwrap();
    let made_by = "UPDATE meta SET value = '9.9.9' WHERE name = 'gija'";
    db.execute(made_by, []).unwrap();
    drop(db);
    let text = folder.path().join("text.sqlite");
    std::fs::write(&text, "이것은 데이터베이스가 아니다.".repeat(100)).unwrap();
    let other = folder.path().join("other.sqlite");
    let db = Connection::open(&other).unwrap();
    db.execute_batch("CREATE TABLE mine (a)").unwrap();
    drop(db);
    for (file, says) in [
        (&store, "version 99, made by gija 9.9.9"),
        (&text, "not a store of gija"),
        (&other, "not a store of gija"),
    ] {
        let before = std::fs::read(file).unwrap();
        let done = extract(&[&archive], file, &[]);
        assert_eq!(done.status.code(), Some(2));
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.starts_with("gija: ") && said.contains(says), "{said}");
        assert!(std::fs::read(file).unwrap() == before, "it was changed");
    }
}

#[test]
fn a_release_in_two_formats_is_kept_twice() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    std::fs::create_dir(&inputs).unwrap();
    for ending in ["html", "txt"] {
        std::fs::write(inputs.join(format!("x.{ending}")), "중기부는 16일 밝혔다.").unwrap();
    }
    let store = folder.path().join("a.sqlite");
    extract(&[&inputs], &store, &[]);
    let db = Connection::open(&store).unwrap();
    let ids = rows(&db, "SELECT id FROM releases ORDER BY id");
    assert_eq!(ids, [["Text(\"x\")"], ["Text(\"x.txt\")"]]);
}

#[test]
fn tables_need_a_file() {
    for form in ["csv", "parquet", "sqlite"] {
        let mut gija = Command::new(PROGRAM);
        let done = gija.args(["extract", "--to", form]).arg(corpus()).output();
        let done = done.unwrap();
        assert_eq!(done.status.code(), Some(2));
        assert!(String::from_utf8(done.stderr).unwrap().contains("-o OUT"));
    }
}
