//! `gija repair`: damaged text in, repaired text out.

mod diff;

use std::io::{self, IsTerminal, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use gija::batch::{Made, Target};
use gija::link;
use gija::record;
use gija::release::{RawRelease, RepairedRelease};

use super::Outcome;
use super::common::{Global, Reading, RepairMode, Run, Writing, clean, unwritten};

/// Repair damaged text: lost syllables, broken words, spaces, marks
///
/// Only repairs: the furniture of web pages stays unless --clean takes it out. Where there are several releases, a line
/// `==> id <==` stands before each.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Repair {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    /// How far repair may go
    #[arg(long, value_enum, value_name = "MODE", default_value = "safe")]
    mode: RepairMode,
    /// Show what changed instead of the text
    #[arg(long, conflicts_with = "to")]
    diff: bool,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    to: Form,
    /// Take out the furniture of web pages as well
    #[arg(long)]
    clean: bool,
}

const EXAMPLE: &str = "Examples:
  gija repair broken.txt --diff
  gija repair archive.jsonl --mode full --to jsonl -o repaired.jsonl";

/// Forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The text alone
    Text,
    /// One object per release: id, text, repairs
    Jsonl,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    text: &'a str,
    repairs: Vec<record::Repair>,
}

impl Repair {
    /// Runs the command.
    pub fn run(&self, global: &Global) -> anyhow::Result<Outcome> {
        let pipeline = self
            .reading
            .fields
            .pipeline(self.mode.into(), !self.clean)?;
        let run = Run {
            command: "repair",
            reading: &self.reading,
            writing: &self.writing,
            target: Target::Bytes,
            depends: format!("{:?} {:?} {} {}", self.to, self.mode, self.diff, self.clean),
        };
        let colour =
            self.writing.out().is_none() && io::stdout().is_terminal() && console::colors_enabled();
        let named = self.several();
        let (to, diff, verbose) = (self.to, self.diff.then_some(colour), global.verbose);
        run.go(global, move |release: RawRelease, made: &mut Made| {
            let clean = clean(pipeline, verbose, release, made);
            let release = pipeline.mend(clean);
            let out = &mut made.data;
            match to {
                Form::Text => text(&release, named, diff, out),
                Form::Jsonl => jsonl(&release, out),
            }
            .map_err(unwritten)
        })
    }

    /// Whether there may be more than one release, and each has to say which one it is.
    fn several(&self) -> bool {
        match self.reading.paths.as_slice() {
            [] => false,
            [path] => path.is_dir() || path.extension().is_some_and(|e| e == "jsonl"),
            _ => true,
        }
    }
}

fn text(
    release: &RepairedRelease,
    named: bool,
    diff: Option<bool>,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    if named {
        writeln!(out, "==> {} <==", release.clean.raw.id)?;
    }
    match diff {
        Some(colour) => diff::write(&release.text.text, &release.edits, colour, out)?,
        None => writeln!(out, "{}", release.text.text)?,
    }
    if named {
        writeln!(out)?;
    }
    Ok(())
}

fn jsonl(release: &RepairedRelease, out: &mut Vec<u8>) -> io::Result<()> {
    let line = Line {
        id: &release.clean.raw.id,
        text: &release.text.text,
        repairs: link::repairs(release),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.push(b'\n');
    Ok(())
}
