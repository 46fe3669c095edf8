//! Runs that take over what an earlier one made.

use std::path::Path;

use super::{archive, extract, stderr, tail, written};

fn release(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

#[test]
fn only_what_has_changed_is_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    std::fs::create_dir(&inputs).unwrap();
    let lines = archive(&inputs, 1500);
    for n in 0..20 {
        release(
            &inputs,
            &format!("r{n:02}.txt"),
            &format!("중기부는 {n}일 밝혔다."),
        );
    }
    release(&inputs, "s.pdf", "%PDF-1.4 broken");
    let (out, whole) = (
        folder.path().join("out.jsonl"),
        folder.path().join("whole.jsonl"),
    );
    let update = |more: &[&str]| {
        let more = [&["--update", "--threads", "2"], more].concat();
        let done = extract(&[&inputs], &out, &more);
        assert_eq!(done.status.code(), Some(1), "{}", stderr(&done));
        let said = stderr(&done);
        let taken = said.strip_prefix("gija: ").unwrap().split(' ').next();
        let taken: u64 = taken.unwrap().parse().unwrap();
        extract(&[&inputs], &whole, more.get(3..).unwrap_or(&[]));
        assert!(written(&out) == written(&whole), "differs from a whole run");
        taken
    };
    // 15 lines of the archive are broken.
    let all = 1485 + 20;
    assert_eq!(update(&[]), 0);
    assert_eq!(update(&[]), all);
    release(&inputs, "r07.txt", "금융위원회는 7일 밝혔다.");
    std::fs::remove_file(inputs.join("r08.txt")).unwrap();
    release(&inputs, "r99.txt", "금융위원회는 9일 밝혔다.");
    assert_eq!(update(&[]), all - 2);
    // A line more changes one piece of the archive, and no other.
    let mut text = std::fs::read_to_string(&lines).unwrap();
    text.push_str("{\"id\": \"new\", \"text\": \"중기부는 16일 밝혔다.\"}\n");
    std::fs::write(&lines, text).unwrap();
    let taken = update(&[]);
    assert!((all - 1000..all).contains(&taken), "{taken}");
    // Another option makes other records.
    assert_eq!(update(&["--repair", "full"]), 0);
    // Nothing is believed of an output that was changed.
    let mut changed = std::fs::read(&out).unwrap();
    changed[20] ^= 1;
    std::fs::write(&out, changed).unwrap();
    let taken = update(&["--repair", "full"]);
    assert!((1..all).contains(&taken), "{taken}");
}

#[test]
fn failures_are_done_again_alone() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    std::fs::create_dir(&inputs).unwrap();
    for n in 0..9 {
        release(
            &inputs,
            &format!("r{n}.txt"),
            &"중기부는 16일 밝혔다. ".repeat(n * 50 + 1),
        );
    }
    let out = folder.path().join("out.jsonl");
    let run = |more: &[&str]| extract(&[&inputs], &out, more);
    assert_eq!(run(&["--retry-failures"]).status.code(), Some(2));
    let none = run(&["--update", "--retry-failures"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(stderr(&none).contains("--update"), "{}", stderr(&none));

    let some = run(&["--update", "--limit", "bytes=5000"]);
    assert_eq!(some.status.code(), Some(1), "{}", stderr(&some));
    assert_eq!(super::ids(&out).len(), 4);
    let rest = run(&["--update", "--retry-failures"]);
    assert_eq!(rest.status.code(), Some(0));
    assert_eq!(
        stderr(&rest),
        "gija: 4 of 9 taken over from the run before\n"
    );
    let whole = folder.path().join("whole.jsonl");
    extract(&[&inputs], &whole, &[]);
    assert!(std::fs::read(&out).unwrap() == std::fs::read(&whole).unwrap());
    // A run without it leaves no index that would speak of another output.
    run(&[]);
    assert!(!tail(&out, "index").exists());
}

#[test]
fn a_file_that_comes_before_one_of_its_name_changes_its_id() {
    let folder = tempfile::tempdir().unwrap();
    let (inputs, out) = (
        folder.path().join("inputs"),
        folder.path().join("out.jsonl"),
    );
    std::fs::create_dir(&inputs).unwrap();
    let (b, c) = ("중기부는 16일 밝혔다.", "금융위원회는 17일 밝혔다.");
    let zip = |members: &[(&str, &str)]| {
        let filler = ("filler.txt", &*c.repeat(10_000));
        super::zipped::zip(&inputs.join("a.zip"), &[members, &[filler]].concat());
    };
    let run = |wanted: &[&str]| {
        extract(&[&inputs], &out, &["--update", "--threads", "2"]);
        assert_eq!(super::ids(&out), wanted);
    };
    zip(&[("x.txt", b)]);
    release(&inputs, "b.txt", b);
    run(&["a/x", "a/filler", "b"]);
    zip(&[("x.html", c), ("x.txt", b)]);
    release(&inputs, "b.html", c);
    run(&["a/x", "a/x.txt", "a/filler", "b", "b.txt"]);
}
