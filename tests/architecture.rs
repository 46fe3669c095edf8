//! The plan of the house, checked: what stands at the top, and that stages do not know one another.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::path::{Path, PathBuf};

const STAGES: [&str; 6] = ["ingest", "clean", "repair", "tokenize", "extract", "link"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The files of one stage.
fn stage(name: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    sources(&root().join("src").join(name), &mut files);
    assert!(!files.is_empty(), "no stage {name}");
    files
}

#[test]
fn stages_do_not_import_one_another() {
    for name in STAGES {
        for file in stage(name) {
            let code = std::fs::read_to_string(&file).unwrap();
            for other in STAGES.iter().filter(|s| **s != name) {
                assert!(
                    !code.contains(&format!("crate::{other}")),
                    "{} imports {other}",
                    file.display()
                );
            }
            for outer in ["batch", "sink", "query", "serve", "cli", "pipeline"] {
                assert!(
                    !code.contains(&format!("crate::{outer}")),
                    "{} imports {outer}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn text_and_record_know_no_stage() {
    let mut files = vec![root().join("src/record.rs")];
    sources(&root().join("src/text"), &mut files);
    for file in files {
        let code = std::fs::read_to_string(&file).unwrap();
        for name in STAGES {
            assert!(
                !code.contains(&format!("crate::{name}")),
                "{} imports {name}",
                file.display()
            );
        }
    }
}

#[test]
fn the_top_level_is_as_planned() {
    const TOP: [&str; 9] = [
        "Cargo.toml",
        "Cargo.lock",
        "LICENSE",
        "README.md",
        "src",
        "corpus",
        "dictionaries",
        "tests",
        "benches",
    ];
    for entry in std::fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let allowed = name.starts_with('.') || name == "target" || TOP.contains(&name.as_str());
        assert!(allowed, "{name} does not belong at the top");
    }
}

#[test]
fn anyhow_stays_in_the_command_line() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for file in files
        .iter()
        .filter(|f| !f.starts_with(root().join("src/cli")))
    {
        let code = std::fs::read_to_string(file).unwrap();
        assert!(!code.contains("anyhow"), "{} uses anyhow", file.display());
    }
}

/// The code of a file without its tests, which stand at its end.
fn without_tests(file: &Path) -> String {
    let code = std::fs::read_to_string(file).unwrap();
    let end = code.find("#[cfg(test)]\nmod tests {");
    code[..end.unwrap_or(code.len())].to_owned()
}

#[test]
fn nothing_but_tests_may_panic_on_purpose() {
    const FORBIDDEN: [&str; 6] = [
        ".unwrap()",
        ".expect(",
        "panic!(",
        "unreachable!(",
        "todo!(",
        "unimplemented!(",
    ];
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for file in files {
        let code = without_tests(&file);
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap();
            for word in FORBIDDEN {
                assert!(
                    !line.contains(word),
                    "{}:{}: {word}",
                    file.display(),
                    number + 1
                );
            }
        }
    }
}

#[test]
fn a_file_says_one_thing() {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    for file in files {
        let lines = without_tests(&file).lines().count();
        assert!(lines <= 600, "{} has {lines} lines", file.display());
    }
}

/// Words are reviewed in tables, by people who read no code; what is shorter is grammar.
#[test]
fn rules_hold_no_lists_of_words() {
    for name in ["clean", "extract", "link"] {
        for file in stage(name) {
            let code = without_tests(&file);
            for list in code.split("[&str; ").skip(1) {
                let count = list.split(']').next().unwrap();
                assert!(
                    count.parse::<usize>().is_ok_and(|n| n < 4),
                    "{}: a list of {count} belongs in dictionaries/cues.tsv",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn the_inner_house_knows_nothing_of_the_outer() {
    for (name, inner) in [
        ("batch", ["crate::sink", "crate::pipeline"]),
        ("sink", ["crate::batch", "crate::pipeline"]),
        ("query", ["crate::batch", "crate::pipeline"]),
        ("serve", ["crate::batch", "crate::pipeline"]),
    ] {
        for file in stage(name) {
            let code = std::fs::read_to_string(&file).unwrap();
            for other in inner {
                assert!(!code.contains(other), "{} imports {other}", file.display());
            }
        }
    }
}
