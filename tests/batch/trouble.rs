//! Output that cannot be written, and inputs that take too long.

use std::path::Path;
use std::process::{Command, Output};

use super::{PROGRAM, archive, extract, stderr, tail, written};

/// Runs `gija extract ARCHIVE -o OUT`, where no file may grow beyond so many blocks of the shell's.
fn with_little_room(archive: &Path, out: &Path, blocks: u32, resume: &str) -> Output {
    // Without the trap the system kills whoever writes beyond it; a full disk does not.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
    Command::new("sh")
        .args(["-c", &script, "sh", PROGRAM, "extract"])
        .arg(archive)
        .arg("-o")
        .arg(out)
        .args([resume].iter().filter(|r| !r.is_empty()))
        .output()
        .unwrap()
}

#[test]
fn a_full_disk_is_told_and_a_later_run_completes() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 1500);
    let (whole, out) = (
        folder.path().join("whole.jsonl"),
        folder.path().join("out.jsonl"),
    );
    extract(&[&archive], &whole, &[]);
    for (blocks, resume) in [(400, ""), (1200, "--resume")] {
        let full = with_little_room(&archive, &out, blocks, resume);
        assert_eq!(full.status.code(), Some(2));
        let said = stderr(&full);
        let part = tail(&out, "part");
        assert!(
            said.contains(&format!("gija: {}: ", part.display())),
            "{said}"
        );
        assert!(said.contains("go on with --resume"), "{said}");
        assert!(!out.exists());
        assert!(part.metadata().unwrap().len() > 0, "nothing was kept");
    }
    let done = extract(&[&archive], &out, &["--resume"]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    assert!(written(&out) == written(&whole), "output differs");
}

#[test]
fn a_store_on_a_full_disk_is_whole_after_a_later_run() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 1500);
    let out = folder.path().join("out.sqlite");
    for (blocks, resume) in [(2400, ""), (4800, "--resume")] {
        let full = with_little_room(&archive, &out, blocks, resume);
        assert_eq!(full.status.code(), Some(2), "{}", stderr(&full));
        let said = stderr(&full);
        assert!(said.contains("out.sqlite: "), "{said}");
        assert!(said.contains("go on with --resume"), "{said}");
    }
    let done = extract(&[&archive], &out, &["--resume"]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    let count = |sql| {
        let db = rusqlite::Connection::open(&out).unwrap();
        db.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap()
    };
    assert_eq!(count("SELECT count(*) FROM releases"), 1485);
    assert_eq!(
        count("SELECT count(DISTINCT release) FROM paragraphs"),
        1485
    );
    assert_eq!(
        count("SELECT count(*) FROM search WHERE search MATCH '협약'"),
        1485
    );
}

#[test]
fn a_device_without_room_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 30);
    let full = extract(&[&archive], Path::new("/dev/full"), &[]);
    assert_eq!(full.status.code(), Some(2));
    assert_eq!(
        stderr(&full).lines().last(),
        Some("gija: /dev/full: No space left on device (os error 28)")
    );
}

#[test]
fn what_cannot_be_written_is_told_before_any_work() {
    let folder = tempfile::tempdir().unwrap();
    let archive = archive(folder.path(), 30);
    // Not even the administrator may write there.
    let out = Path::new("/sys/facts.jsonl");
    for more in [&[][..], &["--resume"], &["--update"]] {
        let done = extract(&[&archive], out, more);
        assert_eq!(done.status.code(), Some(2));
        let said = stderr(&done);
        let beginning = "gija: /sys/facts.jsonl.";
        assert!(said.starts_with(beginning), "{said}");
        assert!(said.contains("Permission denied"), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn a_release_that_takes_too_long_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("slow.jsonl");
    let text = "중소벤처기업부(장관 박영선)는 2020. 1. 16.(목) 독일과 협약을 맺었다고 밝혔다.\\n"
        .repeat(120_000);
    let lines =
        ["가", &*text, "나"].map(|text| format!("{{\"id\": \"r\", \"text\": \"{text}\"}}\n"));
    std::fs::write(&input, lines.concat()).unwrap();
    let out = folder.path().join("out.jsonl");
    let done = extract(&[&input], &out, &["--limit", "seconds=1", "--quiet"]);
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    let (records, failures) = written(&out);
    assert_eq!(records.split(|b| *b == b'\n').count(), 3);
    let failure: serde_json::Value = serde_json::from_slice(&failures).unwrap();
    assert_eq!(failure["error"], "more than 1 seconds");
    assert_eq!(failure["source"]["member"], "line 2");
}
