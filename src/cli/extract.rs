//! `gija extract`: releases in, records out.

use std::fs::File;
use std::io::{self, BufReader, IsTerminal};
use std::path::Path;

use clap::Args;
use console::Term;

use gija::batch::{Keeper, Made, Refused, Target};
use gija::lexicon::Lexicon;
use gija::paths::with_tail;
use gija::release::RawRelease;
use gija::sink::sqlite::Store;
use gija::sink::{Entry, Form, Shape, Style, Words};

use super::Outcome;
use super::common::{Global, Reading, RepairMode, Run, Writing, clean, unwritten};

/// Extract the facts of press releases, one record per release
///
/// Reads text, HTML pages, HWP 5, HWPX, HWPML, PDF, DOCX, OpenDocument, korea.kr API XML, JSON and JSON Lines (id,
/// title, text, published, agency), mail with its attachments, also in zip and gzip, recognised by their content.
/// Records come out in the order of the input; what cannot be read is a line in the failures file.
/// CSV and Parquet are one file per table: facts.csv stands for facts.releases.csv, facts.dates.csv and so on. SQLite is
/// one store, to which a release is added, or in which it replaces the one of the same id. `gija schema --tables` says
/// what the tables hold.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Extract {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    /// Form of the output: jsonl, csv, parquet, sqlite, or text for a summary to read; guessed from OUT's ending
    #[arg(long, value_name = "FORM")]
    to: Option<String>,
    /// How far repair of damaged text may go
    #[arg(long, value_enum, value_name = "MODE", default_value = "safe")]
    repair: RepairMode,
}

const EXAMPLES: &str = "Examples:
  gija extract release.hwpx --to text
  gija extract archive/ -o facts.jsonl
  gija extract archive/ -o facts.sqlite
  gija extract archive.jsonl.gz --map id=doc_id --map published=version_date";

impl Extract {
    /// Runs the command.
    pub fn run(&self, global: &Global) -> anyhow::Result<Outcome> {
        let form = self.form()?;
        let sink = form.sink(self.style());
        let pipeline = self.reading.fields.pipeline(self.repair.into(), false)?;
        let run = Run {
            command: "extract",
            reading: &self.reading,
            writing: &self.writing,
            target: self.target(form, pipeline.lexicon()),
            depends: format!("{form:?} {:?}", self.repair),
        };
        let verbose = global.verbose;
        run.go(global, move |release: RawRelease, made: &mut Made| {
            let clean = clean(pipeline, verbose, release, made);
            let release = pipeline.cut(pipeline.mend(clean));
            let (record, words) = if sink.wants_words() {
                let (record, [title, text]) = pipeline.facts_and_words(release);
                (record, Some(Words { title, text }))
            } else {
                (pipeline.facts(release), None)
            };
            let entry = Entry {
                record: &record,
                words: words.as_ref(),
            };
            sink.encode(entry, &mut made.data).map_err(unwritten)
        })
    }

    fn form(&self) -> anyhow::Result<&'static Form> {
        match (&self.to, self.writing.out()) {
            (Some(name), _) => Form::named(name).map_err(|e| anyhow::anyhow!("--to {e}")),
            (None, Some(out)) => Ok(Form::of_file(out)),
            (None, None) => Form::named("jsonl").map_err(Into::into),
        }
    }

    /// Colours and the width of the terminal, where there is one.
    fn style(&self) -> Style {
        if self.writing.out().is_some() || !io::stdout().is_terminal() {
            return Style::default();
        }
        let (_, columns) = Term::stdout().size();
        Style {
            width: usize::from(columns),
            colour: console::colors_enabled(),
        }
    }

    /// What becomes of the bytes that a sink of `form` makes.
    fn target<'a>(&'a self, form: &'static Form, lexicon: &'a Lexicon) -> Target<'a> {
        // Without a file there is nothing to be named; the batch says what is missing.
        let out = self.writing.out().unwrap_or(Path::new(""));
        match form.shape {
            Shape::Bytes => Target::Bytes,
            Shape::Files(files) => Target::Made {
                files: files.names(out),
                make: Box::new(move |rows: File| files.make(BufReader::new(rows), out)),
            },
            Shape::Store => Target::Kept {
                files: ["-wal", "-shm", "-journal"]
                    .map(|tail| with_tail(out, tail))
                    .into(),
                open: Box::new(move || {
                    let store = Store::open(out)?;
                    Ok(Box::new(Kept { store, lexicon }))
                }),
            },
        }
    }
}

/// A store as the batch wants it.
struct Kept<'a> {
    store: Store,
    lexicon: &'a Lexicon,
}

impl Keeper for Kept<'_> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        Ok(self.store.put(bytes)?)
    }

    fn sync(&mut self) -> Result<(), Refused> {
        Ok(self.store.sync()?)
    }

    fn finish(self: Box<Self>) -> Result<(), Refused> {
        Ok(self.store.finish(self.lexicon)?)
    }
}
