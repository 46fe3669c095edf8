//! `gija tokenize`: the tokens of every release.

use std::io::Write;

use clap::{Args, ValueEnum};
use serde::Serialize;

use gija::batch::{Made, Target};
use gija::release::{RawRelease, TokenizedRelease};
use gija::text::CharIndex;

use super::Outcome;
use super::common::{Global, Reading, RepairMode, Run, Writing, clean, unwritten};

/// Cut releases into tokens: surface, part of speech, span
///
/// Korean becomes morphemes with the tags of the Sejong tag set, English becomes words. Spans count code points of the
/// clean text, half-open. In TSV, a line `# id = …` stands before the tokens of each release and an empty line behind.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Tokenize {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORM", default_value = "tsv")]
    to: Form,
    /// How far repair of damaged text may go
    #[arg(long, value_enum, value_name = "MODE", default_value = "safe")]
    repair: RepairMode,
    /// Leave page furniture in
    #[arg(long)]
    raw: bool,
}

const EXAMPLE: &str = "Example:
  echo '중기부는 16일 밝혔다.' | gija tokenize";

/// Forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Tab-separated: surface, part of speech, first code point, one past the last
    Tsv,
    /// One object per release: id, text, tokens
    Jsonl,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    text: &'a str,
    tokens: Vec<Piece<'a>>,
}

/// A token as it is shown.
#[derive(Serialize)]
struct Piece<'a> {
    surface: &'a str,
    pos: String,
    last: String,
    start: usize,
    end: usize,
}

impl Tokenize {
    /// Runs the command.
    pub fn run(&self, global: &Global) -> anyhow::Result<Outcome> {
        let pipeline = self.reading.fields.pipeline(self.repair.into(), self.raw)?;
        let run = Run {
            command: "tokenize",
            reading: &self.reading,
            writing: &self.writing,
            target: Target::Bytes,
            depends: format!("{:?} {:?} {}", self.to, self.repair, self.raw),
        };
        let (to, verbose) = (self.to, global.verbose);
        run.go(global, move |release: RawRelease, made: &mut Made| {
            let clean = clean(pipeline, verbose, release, made);
            let release = pipeline.cut(pipeline.mend(clean));
            match to {
                Form::Tsv => tsv(&release, &mut made.data).map_err(unwritten),
                Form::Jsonl => jsonl(&release, &mut made.data).map_err(unwritten),
            }
        })
    }
}

fn pieces(release: &TokenizedRelease) -> impl Iterator<Item = Piece<'_>> {
    let index = CharIndex::new(&release.text);
    release.tokens().iter().map(move |token| Piece {
        surface: token.span.of(&release.text),
        pos: format!("{:?}", token.pos),
        last: format!("{:?}", token.last),
        start: index.chars(token.span.start),
        end: index.chars(token.span.end),
    })
}

fn tsv(release: &TokenizedRelease, out: &mut Vec<u8>) -> std::io::Result<()> {
    let id = release.repaired.clean.raw.id.replace(['\n', '\r'], " ");
    writeln!(out, "# id = {id}")?;
    for Piece {
        surface,
        pos,
        last: _,
        start,
        end,
    } in pieces(release)
    {
        writeln!(out, "{surface}\t{pos}\t{start}\t{end}")?;
    }
    writeln!(out)
}

fn jsonl(release: &TokenizedRelease, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let line = Line {
        id: &release.repaired.clean.raw.id,
        text: &release.text,
        tokens: pieces(release).collect(),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.push(b'\n');
    Ok(())
}
