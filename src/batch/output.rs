//! Where records and failures go, and how they survive a kill.
//!
//! A file is written as `OUT.part` beside its journal and gets its name when it is whole. A run that was interrupted
//! leaves both; [`OutputOptions::resume`] cuts off what came behind the last checkpoint and goes on from there.

use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Tally;
use super::index::{Earlier, Index, Update};
use super::journal::{self, Found, Journal, Progress, sync_folder};
use super::read::Block;
use super::target::{Keeper, Make, Refused, Target};
use super::units::Position;
use crate::paths::with_tail;
use crate::record::Failure;

/// Time between two checkpoints: the work that a kill may cost.
const PERIOD: Duration = Duration::from_millis(250);
/// For a store, where a checkpoint is a transaction and the fewer there are the less is written twice.
const KEPT_PERIOD: Duration = Duration::from_secs(2);

/// Why a run could not go on.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    /// A file could not be written.
    #[error("{}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Standard output could not be written.
    #[error("standard output: {0}")]
    Stdout(io::Error),
    /// The journal belongs to another command.
    #[error("{}: cannot resume: it was begun by another command: {found}", path.display())]
    OtherRun {
        /// The output.
        path: PathBuf,
        /// Which command, or version.
        found: String,
    },
    /// The output is whole already.
    #[error("{}: nothing to resume: it is complete", .0.display())]
    Complete(PathBuf),
    /// What is to be resumed is shorter than its journal says.
    #[error("{}: cannot resume: it was changed since", .0.display())]
    Changed(PathBuf),
    /// There is nothing that could be taken over.
    #[error("{}: cannot retry failures: no earlier run with --update has written it", .0.display())]
    NoIndex(PathBuf),
    /// The output is no file.
    #[error("--resume and --update need an output file (-o OUT)")]
    NoFile,
    /// It was told to stop.
    #[error("interrupted")]
    Interrupted,
    /// The output is made of many parts, or is a database.
    #[error("standard output: takes no tables: give an output file (-o OUT)")]
    NeedsFile,
    /// What an earlier run made of an input cannot be found again in tables.
    #[error(
        "--update: takes over lines of text, not tables (a store replaces the releases it holds)"
    )]
    NoUpdate,
    /// The output cannot be kept.
    #[error("{0}")]
    Kept(Refused),
    /// The threads could not be started.
    #[error("threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl BatchError {
    /// Whether the reader of the output has gone away, which is no failure.
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Stdout(e) if e.kind() == io::ErrorKind::BrokenPipe)
    }
}

/// Where output goes.
#[derive(Clone, Debug, Default)]
pub struct OutputOptions {
    /// The output file; standard output where there is none.
    pub out: Option<PathBuf>,
    /// The failures file; `OUT.failures.jsonl` where there is none, standard error where there is no `OUT` either.
    pub failures: Option<PathBuf>,
    /// Goes on where an interrupted run of the same command stopped.
    pub resume: bool,
    /// Takes over what an earlier run made of inputs that have not changed.
    pub update: Option<Update>,
    /// What makes a run the same: the command with all that its output depends on.
    pub command: String,
    /// Failures on standard error are for people, not for programs.
    pub plain: bool,
}

impl OutputOptions {
    /// Every file that a run may write, so that none is taken for an input.
    pub fn files(&self) -> Vec<PathBuf> {
        let failures = self.failures_file();
        let files = [self.out.as_deref(), failures.as_deref()];
        let mut all: Vec<PathBuf> = files
            .into_iter()
            .flatten()
            .flat_map(|f| [f.to_owned(), with_tail(f, ".part")])
            .collect();
        for tail in [".journal", ".journal-new", ".index", ".index.part"] {
            all.extend(self.out.as_deref().map(|out| with_tail(out, tail)));
        }
        all
    }

    fn failures_file(&self) -> Option<PathBuf> {
        let beside = || {
            self.out
                .as_deref()
                .map(|out| with_tail(out, ".failures.jsonl"))
        };
        self.failures.clone().or_else(beside)
    }
}

/// Takes the blocks of a run, in order.
#[derive(Debug)]
pub struct Output<'a> {
    data: Data<'a>,
    failures: Place,
    index: Option<Index>,
    journal: Option<(Journal, PathBuf)>,
    progress: Progress,
    last_checkpoint: Instant,
    plain: bool,
    keep_empty_failures: bool,
}

impl<'a> Output<'a> {
    /// Opens everything. Nothing that stood at `options.out` is touched before [`Output::finish`], but by a
    /// [`Target::Kept`].
    pub fn open(options: &OutputOptions, target: Target<'a>) -> Result<Self, BatchError> {
        for file in [&options.out, &options.failures].into_iter().flatten() {
            if file.is_dir() {
                return Err(written(file, io::ErrorKind::IsADirectory.into()));
            }
        }
        let failures = options.failures_file();
        let Some(out) = options.out.as_deref().filter(|out| is_regular(out)) else {
            if options.resume || options.update.is_some() {
                return Err(BatchError::NoFile);
            }
            if !matches!(target, Target::Bytes) {
                return Err(BatchError::NeedsFile);
            }
            return Ok(Self {
                data: Data::Bytes(
                    options
                        .out
                        .as_deref()
                        .map_or(Ok(Place::Stdout), Place::through)?,
                ),
                failures: match options.failures.as_deref() {
                    Some(file) if is_regular(file) => Place::part(file, 0)?,
                    Some(file) => Place::through(file)?,
                    None => Place::Stderr,
                },
                index: None,
                journal: None,
                progress: Progress::default(),
                last_checkpoint: Instant::now(),
                plain: options.plain,
                keep_empty_failures: true,
            });
        };
        if options.update.is_some() && !matches!(target, Target::Bytes) {
            return Err(BatchError::NoUpdate);
        }
        let path = with_tail(out, ".journal");
        let progress = if options.resume {
            resume(out, &path, &options.command, &target)?
        } else {
            remove(&path)?;
            Progress::default()
        };
        let failures = failures.unwrap_or_else(|| with_tail(out, ".failures.jsonl"));
        let index = match &options.update {
            Some(update) => Some(Index::open(out, &failures, update, progress.index)?),
            None => None,
        };
        let data = match target {
            Target::Bytes => Data::Bytes(Place::part(out, progress.written)?),
            Target::Made { make, .. } => Data::Made(Place::part(out, progress.written)?, make),
            Target::Kept { open, .. } => Data::Kept(open().map_err(BatchError::Kept)?),
        };
        let failures = Place::part(&failures, progress.failures)?;
        // After them: a journal says that they are there.
        let journal = Journal::begin(&path, &options.command, progress);
        Ok(Self {
            data,
            failures,
            index,
            journal: Some((journal.map_err(|e| written(&path, e))?, path)),
            progress,
            last_checkpoint: Instant::now(),
            plain: options.plain,
            keep_empty_failures: options.failures.is_some(),
        })
    }

    /// Where the run goes on: the beginning, unless it is resumed.
    pub fn position(&self) -> Position {
        Position {
            input: self.progress.input,
            offset: self.progress.offset,
            line: self.progress.line,
        }
    }

    /// What was done before the run was resumed.
    pub fn resumed(&self) -> Tally {
        Tally {
            done: self.progress.done,
            failed: self.progress.failed,
            bytes: self.progress.bytes,
            ..Tally::default()
        }
    }

    /// Writes a block. Notes go to standard error.
    pub fn put(&mut self, block: &Block) -> Result<(), BatchError> {
        let mut failures = Vec::new();
        for failure in &block.failures {
            self.write_failure(failure, &mut failures);
        }
        self.data.write(&block.made.data)?;
        self.failures.write(&failures)?;
        let index = match &mut self.index {
            Some(index) => index.put(block, &failures)?,
            None => 0,
        };
        Place::Stderr.write(&block.made.notes)?;
        self.progress = Progress {
            input: block.end.input,
            offset: block.end.offset,
            line: block.end.line,
            written: self.progress.written + block.made.data.len() as u64,
            failures: self.progress.failures + failures.len() as u64,
            index: self.progress.index + index,
            done: self.progress.done + block.tally.done,
            failed: self.progress.failed + block.tally.failed,
            bytes: self.progress.bytes + block.tally.bytes,
        };
        if self.last_checkpoint.elapsed() >= self.data.period() {
            self.checkpoint()?;
        }
        Ok(())
    }

    fn write_failure(&self, failure: &Failure, line: &mut Vec<u8>) {
        if self.plain && matches!(self.failures, Place::Stderr) {
            line.extend(plain(failure).into_bytes());
        } else if let Ok(json) = serde_json::to_vec(failure) {
            line.extend(json);
        }
        line.push(b'\n');
    }

    /// Makes what was written so far last, and remembers that it does.
    pub(super) fn checkpoint(&mut self) -> Result<(), BatchError> {
        let Some((journal, path)) = &mut self.journal else {
            return Ok(());
        };
        self.data.sync()?;
        self.failures.sync()?;
        if let Some(index) = &self.index {
            index.sync()?;
        }
        journal
            .checkpoint(&self.progress)
            .map_err(|e| written(path, e))?;
        self.last_checkpoint = Instant::now();
        Ok(())
    }

    /// What an earlier run made, where this one takes over from it.
    pub(super) fn earlier(&self) -> Option<Arc<Earlier>> {
        self.index.as_ref().map(Index::earlier)
    }

    /// Whether an interrupted run can be resumed.
    pub fn is_resumable(&self) -> bool {
        self.journal.is_some()
    }

    /// Gives the files their names. Returns the failures file, where there is one.
    pub fn finish(mut self) -> Result<Option<PathBuf>, BatchError> {
        self.checkpoint()?;
        let keep = self.keep_empty_failures || self.progress.failures > 0;
        if let Some((_, journal)) = &self.journal {
            // It would speak of an output that is not there any more.
            remove(&journal.with_extension("index"))?;
        }
        let failures = self.failures.name(keep)?;
        self.data.finish()?;
        if let Some(index) = self.index {
            index.name()?;
        }
        if let Some((journal, path)) = self.journal.take() {
            drop(journal);
            sync_folder(&path);
            remove(&path)?;
        }
        Ok(failures)
    }
}

/// Reads how far an interrupted run came, and whether its files are still there.
fn resume(
    out: &Path,
    journal: &Path,
    command: &str,
    target: &Target<'_>,
) -> Result<Progress, BatchError> {
    let part = with_tail(out, ".part");
    let whole = match target {
        Target::Made { files, .. } => files.first().is_some_and(|file| file.exists()),
        Target::Bytes | Target::Kept { .. } => out.exists(),
    };
    // A store stands under its name from the beginning.
    let kept = matches!(target, Target::Kept { .. });
    match journal::read(journal, command).map_err(|e| written(journal, e))? {
        Found::Nothing if whole && !part.exists() => Err(BatchError::Complete(out.to_owned())),
        Found::Nothing => Ok(Progress::default()),
        Found::Other(found) => Err(BatchError::OtherRun {
            path: out.to_owned(),
            found,
        }),
        // Killed between naming the output and removing the journal.
        Found::Ours(_) if whole && !kept && !part.exists() => {
            Index::name_left(out)?;
            remove(journal)?;
            Err(BatchError::Complete(out.to_owned()))
        }
        Found::Ours(progress) => Ok(progress),
    }
}

/// Where what work makes goes.
enum Data<'a> {
    Bytes(Place),
    Made(Place, Make<'a>),
    Kept(Box<dyn Keeper + 'a>),
}

impl Data<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), BatchError> {
        match self {
            Self::Bytes(place) | Self::Made(place, _) => place.write(bytes),
            Self::Kept(keeper) => keeper.put(bytes).map_err(BatchError::Kept),
        }
    }

    fn period(&self) -> Duration {
        match self {
            Self::Bytes(_) | Self::Made(..) => PERIOD,
            Self::Kept(_) => KEPT_PERIOD,
        }
    }

    fn sync(&mut self) -> Result<(), BatchError> {
        match self {
            Self::Bytes(place) | Self::Made(place, _) => place.sync(),
            Self::Kept(keeper) => keeper.sync().map_err(BatchError::Kept),
        }
    }

    fn finish(self) -> Result<(), BatchError> {
        match self {
            Self::Bytes(place) => place.name(true).map(|_| ()),
            Self::Made(place, make) => place.turn(make),
            Self::Kept(keeper) => keeper.finish().map_err(BatchError::Kept),
        }
    }
}

impl fmt::Debug for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(place) => f.debug_tuple("Bytes").field(place).finish(),
            Self::Made(place, _) => f.debug_tuple("Made").field(place).finish_non_exhaustive(),
            Self::Kept(_) => f.debug_tuple("Kept").finish_non_exhaustive(),
        }
    }
}

/// A place to write to.
#[derive(Debug)]
pub(super) enum Place {
    Stdout,
    Stderr,
    /// Something that is there already and no regular file.
    Through(File, PathBuf),
    /// A file that gets its name at the end.
    Part {
        file: File,
        part: PathBuf,
        name: PathBuf,
    },
}

impl Place {
    fn through(path: &Path) -> Result<Self, BatchError> {
        let file = OpenOptions::new().write(true).open(path);
        Ok(Self::Through(
            file.map_err(|e| written(path, e))?,
            path.to_owned(),
        ))
    }

    /// Opens `name` under its temporary name, with the first `keep` bytes of what stands there.
    pub(super) fn part(name: &Path, keep: u64) -> Result<Self, BatchError> {
        let part = with_tail(name, ".part");
        let open = || {
            // Killed while the files of a finished run were given their names.
            if keep > 0 && !part.exists() && name.exists() {
                fs::rename(name, &part)?;
            }
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&part)?;
            let long_enough = file.metadata()?.len() >= keep;
            file.set_len(keep)?;
            file.seek(SeekFrom::End(0))?;
            Ok((file, long_enough))
        };
        match open().map_err(|e| written(&part, e))? {
            (_, false) => Err(BatchError::Changed(part)),
            (file, true) => Ok(Self::Part {
                file,
                part,
                name: name.to_owned(),
            }),
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<(), BatchError> {
        if bytes.is_empty() {
            return Ok(());
        }
        match self {
            Self::Stdout => {
                let mut out = io::stdout().lock();
                out.write_all(bytes)
                    .and_then(|()| out.flush())
                    .map_err(BatchError::Stdout)
            }
            // Nobody listens: the output matters more.
            Self::Stderr => {
                let _ = io::stderr().lock().write_all(bytes);
                Ok(())
            }
            Self::Through(file, path)
            | Self::Part {
                file, part: path, ..
            } => file.write_all(bytes).map_err(|e| written(path, e)),
        }
    }

    pub(super) fn sync(&self) -> Result<(), BatchError> {
        match self {
            Self::Part { file, part, .. } => file.sync_data().map_err(|e| written(part, e)),
            _ => Ok(()),
        }
    }

    /// Makes files of a finished one, which then goes.
    fn turn(self, make: impl FnOnce(File) -> io::Result<()>) -> Result<(), BatchError> {
        let Self::Part { part, name, .. } = self else {
            return Ok(());
        };
        let rows = File::open(&part).map_err(|e| written(&part, e))?;
        make(rows).map_err(|e| written(&name, e))?;
        fs::remove_file(&part).map_err(|e| written(&part, e))
    }

    /// Gives a finished file its name, or removes it and what an earlier run left under that name.
    pub(super) fn name(self, keep: bool) -> Result<Option<PathBuf>, BatchError> {
        let Self::Part { part, name, .. } = self else {
            return Ok(None);
        };
        if keep {
            fs::rename(&part, &name).map_err(|e| written(&name, e))?;
            return Ok(Some(name));
        }
        remove(&part)?;
        remove(&name)?;
        Ok(None)
    }
}

/// A failure as a person reads it.
fn plain(failure: &Failure) -> String {
    let source = &failure.source;
    match &source.member {
        Some(member) => format!("gija: {}, {member}: {}", source.path, failure.error),
        None => format!("gija: {}: {}", source.path, failure.error),
    }
}

/// Removes a file that may be there.
pub(super) fn remove(path: &Path) -> Result<(), BatchError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(written(path, error)),
        _ => Ok(()),
    }
}

pub(super) fn written(path: &Path, source: io::Error) -> BatchError {
    BatchError::Write {
        path: path.to_owned(),
        source,
    }
}

/// Whether `path` is a regular file, or would be one: no device and no pipe, which cannot be renamed.
fn is_regular(path: &Path) -> bool {
    path.metadata().map_or(true, |data| !is_special(&data))
}

fn is_special(data: &fs::Metadata) -> bool {
    !data.is_file() && !data.is_dir()
}
