//! `gija bench`: how fast each stage is, beside bare tokenising of the same texts.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde::Serialize;

use gija::ingest::{Input, Limits, read};
use gija::release::RawRelease;

use super::Outcome;
use super::common::{Fields, RepairMode};

/// Measure each stage and the whole, beside bare tokenising of the same texts in the same run
///
/// One thread; medians of several rounds. Ratios to `bare` carry over to other machines, megabytes a second do not.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Bench {
    /// Files to measure on
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    fields: Fields,
    /// How far repair may go
    #[arg(long, value_enum, value_name = "MODE", default_value = "safe")]
    repair: RepairMode,
    /// Rounds to take medians of
    #[arg(long, value_name = "N", default_value_t = 5)]
    rounds: usize,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORM", default_value = "table")]
    to: Form,
}

const EXAMPLE: &str = "Example:
  gija bench archive.jsonl --map id=doc_id --map published=version_date";

/// Forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For people.
    Table,
    /// For programs.
    Json,
}

/// What one stage took.
#[derive(Debug, Serialize)]
struct Figure {
    stage: &'static str,
    megabytes_per_second: f64,
    releases_per_second: f64,
    /// Throughput as a share of bare tokenising's.
    of_bare: f64,
}

/// The stages in order; `whole` is all of them from bytes to the record's JSON.
const STAGES: [&str; 8] = [
    "bare", "ingest", "clean", "repair", "tokenize", "facts", "write", "whole",
];

impl Bench {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let files: Vec<Vec<u8>> = self
            .paths
            .iter()
            .map(|p| std::fs::read(p).with_context(|| p.display().to_string()))
            .collect::<anyhow::Result<_>>()?;
        let mapping = self.fields.ingest()?;
        let pipeline = self.fields.pipeline(self.repair.into(), false)?;
        let mut taken: [Vec<Duration>; 8] = Default::default();
        let (mut bytes, mut count) = (0, 0);
        for _ in 0..self.rounds.max(1) {
            let mut round = [Duration::ZERO; 8];
            let begun = Instant::now();
            let mut releases: Vec<RawRelease> = Vec::new();
            for (path, file) in self.paths.iter().zip(&files) {
                let path = path.to_string_lossy();
                let input = Input {
                    path: &path,
                    id: &path,
                    bytes: file,
                };
                read(input, &mapping, &Limits::default(), &mut |r| {
                    releases.extend(r)
                });
            }
            round[1] = begun.elapsed();
            count = releases.len();
            bytes = releases.iter().map(|r| r.text.len()).sum();
            let begun = Instant::now();
            let tokens: usize = releases.iter().map(|r| pipeline.bare(&r.text)).sum();
            std::hint::black_box(tokens);
            round[0] = begun.elapsed();
            for raw in releases {
                let marks = [Instant::now(); 6];
                let mut marks = marks;
                let clean = pipeline.clean(raw);
                marks[1] = Instant::now();
                let repaired = pipeline.mend(clean);
                marks[2] = Instant::now();
                let tokenized = pipeline.cut(repaired);
                marks[3] = Instant::now();
                let record = pipeline.facts(tokenized);
                marks[4] = Instant::now();
                std::hint::black_box(serde_json::to_vec(&record)?);
                marks[5] = Instant::now();
                for (stage, pair) in marks.windows(2).enumerate() {
                    if let ([from, to], Some(sum)) = (pair, round.get_mut(stage + 2)) {
                        *sum += *to - *from;
                    }
                }
            }
            round[7] = round[1..7].iter().sum();
            for (all, one) in taken.iter_mut().zip(round) {
                all.push(one);
            }
        }
        if bytes == 0 {
            bail!("nothing to measure: no input holds a release");
        }
        let seconds: Vec<f64> = taken.iter_mut().map(|all| median(all)).collect();
        let bare = seconds.first().copied().unwrap_or(1.0);
        let figures: Vec<Figure> = STAGES
            .iter()
            .zip(&seconds)
            .map(|(stage, seconds)| Figure {
                stage,
                megabytes_per_second: bytes as f64 / 1e6 / seconds,
                releases_per_second: count as f64 / seconds,
                of_bare: bare / seconds,
            })
            .collect();
        self.show(&figures, bytes, count)?;
        Ok(Outcome::Done)
    }

    fn show(&self, figures: &[Figure], bytes: usize, count: usize) -> anyhow::Result<()> {
        if self.to == Form::Json {
            println!("{}", serde_json::to_string(figures)?);
            return Ok(());
        }
        println!(
            "{count} releases, {:.1} MB of text, one thread",
            bytes as f64 / 1e6
        );
        println!(
            "{:10} {:>8} {:>12} {:>8}",
            "", "MB/s", "releases/s", "x bare"
        );
        for f in figures {
            println!(
                "{:10} {:8.2} {:12.0} {:8.2}",
                f.stage, f.megabytes_per_second, f.releases_per_second, f.of_bare
            );
        }
        Ok(())
    }
}

/// The median in seconds.
fn median(all: &mut [Duration]) -> f64 {
    all.sort();
    all.get(all.len() / 2)
        .map_or(f64::NAN, Duration::as_secs_f64)
}
