//! `gija bench`: how fast each stage is, and the whole, beside bare tokenising of the same text.

mod table;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::bail;
use clap::{Args, ValueEnum};

use gija::batch::ordered::in_order;
use gija::batch::{BatchError, Content, Inputs, Made, Position, Unit, Units, read_unit};
use gija::ingest::{self, Limits};
use gija::pipeline::Pipeline;
use gija::release::RawRelease;
use gija::sink::{Entry, Form as SinkForm, Sink, Style};

use super::Outcome;
use super::common::{Reading, RepairMode, releases};
use table::{Figures, Row};

/// Measure each stage and the whole, beside bare tokenising of the same text
///
/// Every figure is the median of several rounds over all inputs, which are read into memory first. The stages are
/// measured on one thread, `tokenize` over all lines, though `whole` cuts only those whose tokens are asked for. `whole`
/// and bare tokenising, which is lindera's own, are measured on one thread and on --threads, `whole` from bytes to
/// records. MB are millions of bytes of input. Ratios to bare tokenising carry over to other machines, MB/s do not.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Bench {
    #[command(flatten)]
    reading: Reading,
    /// Rounds over all inputs
    #[arg(long, value_name = "N", default_value_t = 5)]
    rounds: usize,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORM", default_value = "table")]
    to: Form,
    /// How far repair of damaged text may go
    #[arg(long, value_enum, value_name = "MODE", default_value = "safe")]
    repair: RepairMode,
}

const EXAMPLE: &str = "Example:
  gija bench corpus/releases --threads 2";

/// Forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For reading
    Table,
    /// One object
    Json,
}

/// The stages as they are timed, in order.
const STAGES: [&str; 6] = [
    "ingest",
    "clean",
    "repair",
    "tokenize",
    "extract + link",
    "write",
];

impl Bench {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let Some(paths) = self.reading.paths("bench")? else {
            return Ok(Outcome::Nothing);
        };
        let ingest = self.reading.fields.ingest()?;
        let bench = Bed {
            units: in_memory(paths, &ingest.limits),
            ingest,
            pipeline: self.reading.fields.pipeline(self.repair.into(), false)?,
            sink: SinkForm::named("jsonl")?.sink(Style::default()),
        };
        let texts = bench.texts();
        if texts.is_empty() {
            bail!("nothing to measure: no input holds a release");
        }
        let rounds = self.rounds.max(1);
        let size = |texts: &[String]| texts.iter().map(String::len).sum::<usize>();
        let mut measured: Vec<[Duration; STAGES.len()]> = Vec::new();
        let (mut bare, mut bare_many) = (Vec::new(), Vec::new());
        let (mut one, mut many) = (Vec::new(), Vec::new());
        let threads = match self.reading.threads {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            n => n,
        };
        // Round by round, so that a busy moment of the machine hits all figures alike.
        for _ in 0..rounds {
            measured.push(bench.stages());
            bare.push(bench.bare(&texts));
            one.push(bench.whole(1)?);
            if threads > 1 {
                many.push(bench.whole(threads)?);
                bare_many.push(bench.bare_on(&texts, threads)?);
            }
        }
        let input = bench.units.iter().map(Unit::cost).sum();
        let row = |name: &str, bytes, times: Vec<Duration>| Row {
            name: name.to_owned(),
            bytes,
            time: median(times),
        };
        let mut rows = Vec::new();
        for (i, stage) in STAGES.iter().enumerate() {
            let times = measured.iter().filter_map(|m| m.get(i).copied()).collect();
            rows.push(row(stage, input, times));
        }
        rows.push(row("whole, 1 thread", input, one));
        if threads > 1 {
            rows.push(row(&format!("whole, {threads} threads"), input, many));
            rows.push(row(
                &format!("bare, {threads} threads"),
                size(&texts),
                bare_many,
            ));
        }
        rows.push(row("bare tokenising", size(&texts), bare));
        let figures = Figures {
            releases: texts.len(),
            bytes: input,
            rounds,
            rows,
            peak_memory: table::peak_memory(),
        };
        match self.to {
            Form::Table => figures.table()?,
            Form::Json => figures.json()?,
        }
        Ok(Outcome::Done)
    }
}

/// All that is measured.
struct Bed {
    units: Vec<Unit>,
    ingest: ingest::Options,
    pipeline: &'static Pipeline,
    sink: Box<dyn Sink>,
}

impl Bed {
    /// The texts that the tokenizer gets to see.
    fn texts(&self) -> Vec<String> {
        let mut texts = Vec::new();
        for release in self.releases() {
            texts.push(self.pipeline.mend(self.pipeline.clean(release)).text.text);
        }
        texts
    }

    fn releases(&self) -> Vec<RawRelease> {
        releases(self.units.iter().cloned(), &self.ingest).0
    }

    /// Time that each of [`STAGES`] takes over all releases.
    fn stages(&self) -> [Duration; STAGES.len()] {
        let mut watch = Watch::start();
        let releases = self.releases();
        let mut times = [watch.lap(); STAGES.len()];
        let [
            _,
            clean_time,
            repair_time,
            tokenize_time,
            facts_time,
            write_time,
        ] = &mut times;
        for time in [
            &mut *clean_time,
            repair_time,
            tokenize_time,
            facts_time,
            write_time,
        ] {
            *time = Duration::ZERO;
        }
        let mut out = Vec::new();
        for release in releases {
            watch.lap();
            let clean = self.pipeline.clean(release);
            *clean_time += watch.lap();
            let repaired = self.pipeline.mend(clean);
            *repair_time += watch.lap();
            let tokenized = self.pipeline.cut(repaired);
            std::hint::black_box(tokenized.tokens());
            *tokenize_time += watch.lap();
            let record = self.pipeline.facts(tokenized);
            *facts_time += watch.lap();
            out.clear();
            // What cannot be written costs time all the same.
            let _ = self.sink.encode(Entry::from(&record), &mut out);
            *write_time += watch.lap();
        }
        times
    }

    fn bare(&self, texts: &[String]) -> Duration {
        let watch = Instant::now();
        let tokens: usize = texts.iter().map(|text| self.pipeline.bare(text)).sum();
        std::hint::black_box(tokens);
        watch.elapsed()
    }

    /// As [`Self::bare`] on so many threads, which share the texts as those of the whole share releases.
    fn bare_on(&self, texts: &[String], threads: usize) -> Result<Duration, BatchError> {
        let watch = Instant::now();
        in_order(
            texts.iter(),
            |text| text.len(),
            threads,
            |text| self.pipeline.bare(text),
            |tokens| {
                std::hint::black_box(tokens);
                Ok::<(), BatchError>(())
            },
        )?;
        Ok(watch.elapsed())
    }

    /// Time from bytes to records on so many threads.
    fn whole(&self, threads: usize) -> Result<Duration, BatchError> {
        let watch = Instant::now();
        let work = |release: RawRelease, made: &mut Made| {
            let record = self.pipeline.run(release);
            let written = self.sink.encode(Entry::from(&record), &mut made.data);
            written.map_err(super::common::unwritten)
        };
        let mut written = 0;
        in_order(
            self.units.iter().cloned(),
            Unit::cost,
            threads,
            |unit| read_unit(unit, &self.ingest, &work).made.data.len(),
            |bytes| {
                written += bytes;
                Ok::<(), BatchError>(())
            },
        )?;
        std::hint::black_box(written);
        Ok(watch.elapsed())
    }
}

/// Tells how long it was since it was last asked.
struct Watch(Instant);

impl Watch {
    fn start() -> Self {
        Self(Instant::now())
    }

    fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut self.0, now))
    }
}

/// The units of the inputs, read: no disk is measured. What cannot be read is left out.
fn in_memory(paths: Vec<PathBuf>, limits: &Limits) -> Vec<Unit> {
    Units::new(Inputs::new(paths, &[]), Position::default(), limits)
        .map(Unit::into_memory)
        .filter(|unit| !matches!(unit.content, Content::Broken { .. }))
        .collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
