//! `gija worker`: one line in, one line out, at once.

#![allow(
    clippy::result_large_err,
    reason = "a record is as large as the account of a failure"
)]

use std::io::{self, BufRead, BufReader, Write};

use anyhow::Context;
use clap::Args;

use gija::batch::{self, Made, Trouble, Work, guard, single_line};
use gija::ingest;
use gija::record::Failure;
use gija::release::RawRelease;

use super::Outcome;
use super::common::{Fields, RepairMode, unwritten};

/// Answer every line of JSON on standard input with one on standard output
///
/// What a distributed engine pipes its releases through. Lines are answered one for one, in order and at once: with the
/// record, or with an object that has `error`, `stage` and `source`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Worker {
    #[command(flatten)]
    fields: Fields,
    /// How far repair of damaged text may go
    #[arg(long, value_enum, value_name = "MODE", default_value = "safe")]
    repair: RepairMode,
}

const EXAMPLE: &str = "Example:
  echo '{\"id\": 1, \"text\": \"중기부는 16일 밝혔다.\"}' | gija worker";

impl Worker {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let pipeline = self.fields.pipeline(self.repair.into(), false)?;
        let ingest = self.fields.ingest()?;
        let work = batch::within(
            ingest.limits.time,
            move |release: RawRelease, made: &mut Made| {
                let record = pipeline.run(release);
                serde_json::to_writer(&mut made.data, &record).map_err(unwritten)
            },
        );
        let mut lines = BufReader::with_capacity(1 << 16, io::stdin().lock());
        let mut out = io::stdout().lock();
        let mut line = Vec::new();
        let mut outcome = Outcome::Done;
        for number in 1.. {
            line.clear();
            if lines
                .read_until(b'\n', &mut line)
                .context("standard input")?
                == 0
            {
                break;
            }
            let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
            let mut answer = match answered(bytes, number, &ingest, &work) {
                Ok(record) => record,
                Err(failure) => {
                    outcome = Outcome::Partly;
                    serde_json::to_vec(&failure)?
                }
            };
            answer.push(b'\n');
            out.write_all(&answer)
                .and_then(|()| out.flush())
                .context("standard output")?;
        }
        Ok(outcome)
    }
}

/// Reads one line and works on it.
fn answered(
    line: &[u8],
    number: usize,
    ingest: &ingest::Options,
    work: &Work<'_>,
) -> Result<Vec<u8>, Failure> {
    let release = single_line("-", line, number, ingest)?;
    let source = release.source.clone();
    let mut made = Made::default();
    match guard(|| work(release, &mut made)).unwrap_or_else(|panic| Err(panic.into())) {
        Ok(()) => Ok(made.data),
        Err(Trouble { stage, error }) => Err(Failure {
            source,
            stage,
            error,
        }),
    }
}
