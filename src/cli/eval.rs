//! `gija eval`: how right the facts are, for people who add to the dictionaries.

mod facts;
mod names;
mod report;
mod score;

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::Outcome;
use super::common::json_lines;
use facts::{Gold, Predicted};
use score::Scores;

/// Compare extracted facts with gold facts: precision, recall and F1 by fact type
///
/// GOLD is JSON Lines with id, issuer, dates, orgs, people and policies; PREDICTED is what `gija extract` wrote. A fact
/// counts once per release. The last line is one JSON object with all figures.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Eval {
    /// The facts as they should be
    gold: PathBuf,
    /// The facts as they were extracted
    predicted: PathBuf,
    /// List every fact that was missed, and every spurious one
    #[arg(long)]
    errors: bool,
}

const EXAMPLE: &str = "Example:
  gija extract corpus/releases -o facts.jsonl
  gija eval corpus/gold.jsonl facts.jsonl --errors";

impl Eval {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let gold: Vec<Gold> = json_lines(&self.gold)?;
        let predicted: Vec<Predicted> = json_lines(&self.predicted)?;
        let scores = Scores::of(&gold, &predicted);
        let mut out = String::new();
        if self.errors {
            report::errors(&scores, &mut out);
        }
        report::figures(&scores, &mut out);
        io::stdout().lock().write_all(out.as_bytes())?;
        Ok(Outcome::Done)
    }
}
