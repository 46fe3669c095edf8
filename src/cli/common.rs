//! Options that several commands share, and what they mean.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, bail};
use clap::{Args, CommandFactory, ValueEnum};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use gija::batch::{
    self, BatchError, Inputs, Made, Output, OutputOptions, Tally, Target, Trouble, Unit, Units,
    Update,
};
use gija::ingest::{self, Limits, Mapping};
use gija::pipeline::{Options, Pipeline};
use gija::record::Failure;
use gija::release::{CleanRelease, RawRelease};
use gija::repair::Mode;

use super::interrupt::Interrupt;
use super::progress::Bar;
use super::{Cli, Outcome, complain};

/// Options of every command.
#[derive(Clone, Copy, Debug, Args)]
pub struct Global {
    /// Say nothing but what is wrong
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say what cleaning removed
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// When to show progress: `auto` is when standard error is a terminal
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    pub progress: When,
}

/// When to show something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Never.
    Never,
    /// When someone is there to see it.
    Auto,
}

/// How far repair may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RepairMode {
    /// Change nothing
    Off,
    /// What is near certain
    Safe,
    /// What is more likely than not
    Full,
}

impl From<RepairMode> for Mode {
    fn from(mode: RepairMode) -> Self {
        match mode {
            RepairMode::Off => Self::Off,
            RepairMode::Safe => Self::Safe,
            RepairMode::Full => Self::Full,
        }
    }
}

/// What to read, and how.
#[derive(Debug, Args)]
pub struct Reading {
    /// Files, folders, archives, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub fields: Fields,
    /// Threads to work on; one per core unless given
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub threads: usize,
}

/// How to read a release.
#[derive(Debug, Args)]
pub struct Fields {
    /// Day of publication where the input has none
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// Read a field (id, title, text, published, agency) from the JSON field NAME
    #[arg(long, value_name = "FIELD=NAME", value_parser = mapping)]
    pub map: Vec<(String, String)>,
    /// Fail an input beyond a limit: bytes of it, bytes unpacked of a document, of an archive; entries of a container;
    /// depth of elements within one another; nesting of archives; seconds for a document
    #[arg(long, value_name = "NAME=N", value_parser = limit)]
    pub limit: Vec<(String, u64)>,
    /// Add the tables of a folder to the dictionaries
    #[arg(long, value_name = "DIR")]
    pub dictionary: Option<PathBuf>,
    /// Add words to the tokenizer: a TSV file
    #[arg(long, value_name = "FILE")]
    pub user_dictionary: Option<PathBuf>,
}

/// Where output goes.
#[derive(Debug, Args)]
pub struct Writing {
    /// Write to a file instead of standard output; `-` is standard output, too
    #[arg(short, long, value_name = "OUT")]
    out: Option<PathBuf>,
    /// Write what failed to a file; OUT.failures.jsonl unless given, standard error where there is no OUT
    #[arg(long, value_name = "FILE")]
    pub failures: Option<PathBuf>,
    /// Go on where an interrupted run of the same command stopped
    #[arg(long, requires = "out")]
    pub resume: bool,
    /// Take over from OUT what an earlier run with --update made of inputs that have not changed since; what it needs to
    /// know for that stands in OUT.index
    #[arg(long, requires = "out")]
    pub update: bool,
    /// With --update: take over all that did not fail, whatever the version and the options, and nothing that did
    #[arg(long, requires = "update")]
    pub retry_failures: bool,
}

impl Writing {
    /// The file to write to; none for standard output.
    pub fn out(&self) -> Option<&Path> {
        self.out.as_deref().filter(|out| *out != Path::new("-"))
    }
}

fn mapping(text: &str) -> Result<(String, String), String> {
    let (field, name) = text.split_once('=').ok_or("not FIELD=NAME")?;
    Mapping::default()
        .set(field, name)
        .map_err(|e| e.to_string())?;
    Ok((field.to_owned(), name.to_owned()))
}

fn limit(text: &str) -> Result<(String, u64), String> {
    let (name, value) = text.split_once('=').ok_or("not NAME=N")?;
    let value = value.parse().map_err(|_| "not a number")?;
    Limits::default()
        .set(name, value)
        .map_err(|e| e.to_string())?;
    Ok((name.to_owned(), value))
}

impl Fields {
    /// How ingest reads.
    pub fn ingest(&self) -> anyhow::Result<ingest::Options> {
        let mut options = ingest::Options::default();
        for (field, name) in &self.map {
            options.mapping.set(field, name).context("--map")?;
        }
        for (name, value) in &self.limit {
            options.limits.set(name, *value).context("--limit")?;
        }
        Ok(options)
    }

    /// The pipeline that these options describe. It lives as long as the process: to take it apart at its end, allocation
    /// by allocation, would take longer than to read a release.
    pub fn pipeline(&self, repair: Mode, keep_chrome: bool) -> anyhow::Result<&'static Pipeline> {
        let pipeline = Pipeline::new(Options {
            repair,
            published: self.published,
            dictionary: self.dictionary.clone(),
            user_dictionary: self.user_dictionary.clone(),
            keep_chrome,
        })?;
        Ok(Box::leak(Box::new(pipeline)))
    }
}

impl Reading {
    /// The paths; standard input where none is given and something is piped in.
    ///
    /// # Errors
    /// On a terminal without a path: prints the help of `command` instead.
    pub fn paths(&self, command: &str) -> anyhow::Result<Option<Vec<PathBuf>>> {
        if !self.paths.is_empty() {
            return Ok(Some(self.paths.clone()));
        }
        if !io::stdin().is_terminal() {
            return Ok(Some(vec![PathBuf::from("-")]));
        }
        let mut cli = Cli::command();
        cli.build();
        if let Some(command) = cli.find_subcommand_mut(command) {
            command.print_help()?;
        }
        Ok(None)
    }
}

/// A run over an archive: everything but what is done with each release.
pub struct Run<'a> {
    /// Name of the command.
    pub command: &'static str,
    /// What to read.
    pub reading: &'a Reading,
    /// Where to write.
    pub writing: &'a Writing,
    /// What becomes of what is made.
    pub target: Target<'a>,
    /// What else the output depends on beside the inputs.
    pub depends: String,
}

impl Run<'_> {
    /// Does `work` with every release.
    pub fn go(
        self,
        global: &Global,
        work: impl Fn(RawRelease, &mut Made) -> Result<(), Trouble> + Send + Sync + 'static,
    ) -> anyhow::Result<Outcome> {
        let Some(paths) = self.reading.paths(self.command)? else {
            return Ok(Outcome::Nothing);
        };
        let depends = self.depends()?;
        let options = OutputOptions {
            update: self.writing.update.then(|| Update {
                options: depends.clone(),
                retry_failures: self.writing.retry_failures,
            }),
            out: self.writing.out().map(Path::to_path_buf),
            failures: self.writing.failures.clone(),
            resume: self.writing.resume,
            command: format!(
                "{depends} {paths:?} {} {}",
                self.writing.update, self.writing.retry_failures
            ),
            plain: io::stderr().is_terminal(),
        };
        let mut left_out = options.files();
        left_out.extend_from_slice(self.target.files());
        let interrupt = Interrupt::listen()?;
        let mut output = Output::open(&options, self.target)?;
        let (start, resumed) = (output.position(), output.resumed());
        let bar = Bar::new(global, &paths, &options, resumed);
        let ingest = self.reading.fields.ingest()?;
        let units = Units::new(Inputs::new(paths, &left_out), start, &ingest.limits);
        let mut tally = resumed;
        let ran = batch::run(
            units,
            &ingest,
            self.reading.threads,
            &batch::within(ingest.limits.time, work),
            &mut output,
            &mut |so_far| {
                tally = *so_far;
                bar.show(so_far);
            },
            &|| interrupt.signal().is_some(),
        );
        bar.clear();
        let resumable = output.is_resumable();
        let failures = match ran.and_then(|_| output.finish()) {
            Ok(failures) => failures,
            Err(error) => return broken_off(error, &tally, resumable, &interrupt),
        };
        let all = tally.done + tally.failed;
        if self.writing.update && !global.quiet {
            let (taken, done) = (tally.taken_over, tally.done);
            complain(&format!("{taken} of {done} taken over from the run before"));
        }
        if let (Some(file), 1.., false) = (failures, tally.failed, global.quiet) {
            complain(&format!(
                "{} of {all} failed: see {}",
                tally.failed,
                file.display()
            ));
        }
        match (tally.done, tally.failed) {
            (0, 0) => bail!("nothing to do: no input holds a release"),
            (_, 0) => Ok(Outcome::Done),
            (0, _) => Ok(Outcome::Nothing),
            _ => Ok(Outcome::Partly),
        }
    }

    /// What the output depends on beside the inputs.
    fn depends(&self) -> anyhow::Result<String> {
        let Fields {
            published,
            map,
            limit,
            dictionary,
            user_dictionary,
        } = &self.reading.fields;
        let mut tables = Vec::new();
        for path in [dictionary, user_dictionary].into_iter().flatten() {
            tables.push(fingerprint(path).with_context(|| path.display().to_string())?);
        }
        Ok(format!(
            "{} {} {published:?} {map:?} {limit:?} {dictionary:?} {user_dictionary:?} {tables:?}",
            self.command, self.depends
        ))
    }
}

/// Tells a file, or the files of a folder, from what they were before they were changed.
fn fingerprint(path: &Path) -> io::Result<[u8; 32]> {
    let mut hash = Sha256::new();
    for entry in Inputs::new(vec![path.to_owned()], &[]) {
        let name = entry.id.unwrap_or_default();
        let bytes = std::fs::read(entry.path)?;
        for part in [name.as_bytes(), &bytes] {
            hash.update(part.len().to_le_bytes());
            hash.update(part);
        }
    }
    Ok(hash.finalize().into())
}

/// Says how far a run came that did not come to its end.
fn broken_off(
    error: BatchError,
    tally: &Tally,
    resumable: bool,
    interrupt: &Interrupt,
) -> anyhow::Result<Outcome> {
    let hint = if resumable {
        ": go on with --resume"
    } else {
        ""
    };
    match (error, interrupt.signal()) {
        (BatchError::Interrupted, Some(signal)) => {
            let Tally { done, failed, .. } = tally;
            complain(&format!("interrupted: {done} done, {failed} failed{hint}"));
            Ok(Outcome::Interrupted(signal))
        }
        (error, _) => {
            if resumable {
                complain(&format!("what is done is kept{hint}"));
            }
            Err(error.into())
        }
    }
}

/// Every release of `units`, and what could not be read.
pub fn releases(
    units: impl Iterator<Item = Unit>,
    options: &ingest::Options,
) -> (Vec<RawRelease>, Vec<Failure>) {
    let found = Mutex::new(Vec::new());
    let failures = units
        .flat_map(|unit| {
            let work = |release, _: &mut Made| {
                if let Ok(mut found) = found.lock() {
                    found.push(release);
                }
                Ok(())
            };
            batch::read_unit(unit, options, &work).failures
        })
        .collect();
    (found.into_inner().unwrap_or_default(), failures)
}

/// Cleans a release, and where `verbose` notes what that took out.
pub fn clean(
    pipeline: &Pipeline,
    verbose: bool,
    release: RawRelease,
    made: &mut Made,
) -> CleanRelease {
    let clean = pipeline.clean(release);
    if verbose {
        for removed in &clean.removed {
            let text = removed.span.of(&clean.raw.text);
            let line = format!(
                "gija: {}: removed {}: {text:?}\n",
                clean.raw.id, removed.reason
            );
            made.notes.extend(line.into_bytes());
        }
    }
    clean
}

/// Trouble while writing down what was found.
pub fn unwritten(error: impl std::fmt::Display) -> Trouble {
    Trouble::new("sink", error)
}

/// The objects of a file of JSON Lines.
pub fn json_lines<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Vec<T>> {
    let name = path.display();
    let file = File::open(path).with_context(|| name.to_string())?;
    let mut all = Vec::new();
    for (i, line) in BufReader::new(file).lines().enumerate() {
        let line = line.with_context(|| name.to_string())?;
        if !line.trim().is_empty() {
            let value = serde_json::from_str(&line);
            all.push(value.with_context(|| format!("{name}, line {}", i + 1))?);
        }
    }
    Ok(all)
}
