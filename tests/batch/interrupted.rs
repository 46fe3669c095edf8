//! Runs that were killed, or asked to end, and went on later.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{PROGRAM, archive, failures_of, stderr, tail, written, zipped};

/// A generator of numbers that anyone can repeat.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end.max(1)
    }
}

/// Lines of JSON, a zip and a small file, some of it broken.
fn inputs(folder: &Path, lines: usize) -> Vec<PathBuf> {
    let small = folder.join("small.txt");
    std::fs::write(&small, "중기부는 16일 밝혔다.").unwrap();
    vec![archive(folder, lines), small, zipped::releases(folder, 200)]
}

fn command(inputs: &[PathBuf], out: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.arg("extract").args(inputs).arg("-o").arg(out);
    command.args(more).args(["--threads", "2", "--quiet"]);
    command.stderr(Stdio::piped());
    command
}

fn leftovers(out: &Path) -> Vec<PathBuf> {
    let tails = ["part", "journal", "failures.jsonl.part", "index.part"];
    let files = tails.map(|t| tail(out, t));
    files.into_iter().filter(|file| file.exists()).collect()
}

/// A hundred times, the process is killed at a moment that nobody chose, and resumed; whenever a run comes to its end,
/// its bytes are those of a run that nobody disturbed.
#[test]
fn a_hundred_kills_lose_repeat_and_reorder_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = inputs(folder.path(), 1200);
    let whole = folder.path().join("whole.jsonl");
    let begun = Instant::now();
    let done = command(&inputs, &whole, &["--update"]).output().unwrap();
    assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
    // Long enough that many runs come past a checkpoint or two, however busy the machine is.
    let time = (begun.elapsed() / 2).max(Duration::from_millis(700));
    let time = time.as_micros() as u64;
    let index = std::fs::read(tail(&whole, "index")).unwrap();

    let out = folder.path().join("out.jsonl");
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut kills, mut resumed, mut finished) = (0, 0, 0);
    while kills < 100 {
        resumed += usize::from(tail(&out, "part").metadata().is_ok_and(|m| m.len() > 0));
        let mut child = command(&inputs, &out, &["--update", "--resume"])
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(random.below(time)));
        child.kill().unwrap();
        let ended = child.wait_with_output().unwrap();
        match ended.status.code() {
            None => kills += 1,
            // Killed before, when all that was left was to remove the journal.
            Some(2) => assert!(
                stderr(&ended).contains("it is complete"),
                "{}",
                stderr(&ended)
            ),
            code => assert_eq!(code, Some(1), "{}", stderr(&ended)),
        }
        if ended.status.code().is_some() {
            assert!(written(&out) == written(&whole), "after {kills} kills");
            assert!(std::fs::read(tail(&out, "index")).unwrap() == index);
            assert!(leftovers(&out).is_empty(), "{:?}", leftovers(&out));
            finished += 1;
            for file in [out.clone(), failures_of(&out), tail(&out, "index")] {
                std::fs::remove_file(file).unwrap();
            }
        }
    }
    assert!(resumed > 10, "only {resumed} runs were resumed");
    assert!(finished > 0, "no run came to its end");
}

/// A child that has written something new.
fn begun(command: &mut Command, out: &Path) -> Child {
    let size = || tail(out, "part").metadata().map_or(0, |m| m.len());
    let before = size();
    let mut child = command.spawn().unwrap();
    while size() <= before {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::sleep(Duration::from_millis(1));
    }
    child
}

#[test]
fn a_signal_ends_a_run_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = inputs(folder.path(), 16_000);
    let whole = folder.path().join("whole.jsonl");
    command(&inputs, &whole, &[]).output().unwrap();
    let out = folder.path().join("out.jsonl");
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let child = begun(&mut command(&inputs, &out, &["--resume"]), &out);
        let id = child.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(sent.unwrap().success());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(code), "{}", stderr(&ended));
        let said = stderr(&ended);
        assert!(said.starts_with("gija: interrupted: "), "{said}");
        assert!(said.ends_with("failed: go on with --resume\n"), "{said}");
        assert!(!out.exists(), "an unfinished run gave the output its name");
        // All that was written counts: the journal was written last.
        let journal = std::fs::read_to_string(tail(&out, "journal")).unwrap();
        let last: serde_json::Value =
            serde_json::from_str(journal.lines().last().unwrap()).unwrap();
        let part = tail(&out, "part").metadata().unwrap().len();
        assert_eq!(last["written"].as_u64(), Some(part));
    }
    command(&inputs, &out, &["--resume"]).output().unwrap();
    assert!(written(&out) == written(&whole), "output differs");
}

#[test]
fn torn_lines_are_repaired() {
    let folder = tempfile::tempdir().unwrap();
    // So many that the run goes on behind its first checkpoint, however fast the machine is.
    let inputs = inputs(folder.path(), 16_000);
    let whole = folder.path().join("whole.jsonl");
    command(&inputs, &whole, &[]).output().unwrap();
    let out = folder.path().join("out.jsonl");
    let mut child = begun(&mut command(&inputs, &out, &[]), &out);
    while tail(&out, "journal").metadata().map_or(0, |m| m.len()) == 0 {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    for (file, torn) in [
        ("part", "{\"schema\": \"gija/1\", \"id\": \"to"),
        ("failures.jsonl.part", "{\"source\": {\"pa"),
        ("journal", "{\"input\":0,\"off"),
    ] {
        use std::io::Write;
        let file = tail(&out, file);
        let file = std::fs::OpenOptions::new().append(true).open(file);
        file.unwrap().write_all(torn.as_bytes()).unwrap();
    }
    command(&inputs, &out, &["--resume"]).output().unwrap();
    assert!(written(&out) == written(&whole), "output differs");
}
