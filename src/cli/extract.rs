//! `gija extract`: releases in, records out.

use std::io::{self, IsTerminal};

use clap::Args;
use console::Term;

use gija::batch::Made;
use gija::release::RawRelease;
use gija::sink::{Form, Style};

use super::Outcome;
use super::common::{Global, Reading, RepairMode, Run, Writing, clean, unwritten};

/// Extract the facts of press releases, one record per release
///
/// Reads text, HTML pages, HWP 5, HWPX, HWPML, PDF, DOCX, OpenDocument, korea.kr API XML, JSON and JSON Lines (id,
/// title, text, published, agency), also in zip and gzip, recognised by their content.
/// Records come out in the order of the input; what cannot be read is a line in the failures file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Extract {
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    writing: Writing,
    /// Form of the output: jsonl, or text for a summary to read; guessed from OUT's ending
    #[arg(long, value_name = "FORM")]
    to: Option<String>,
    /// How far repair of damaged text may go
    #[arg(long, value_enum, value_name = "MODE", default_value = "safe")]
    repair: RepairMode,
}

const EXAMPLES: &str = "Examples:
  gija extract release.hwpx --to text
  gija extract archive/ -o facts.jsonl
  gija extract archive.jsonl.gz --map id=doc_id --map published=version_date";

impl Extract {
    /// Runs the command.
    pub fn run(&self, global: &Global) -> anyhow::Result<Outcome> {
        let form = self.form()?;
        let sink = form
            .sink(self.style())
            .map_err(|e| anyhow::anyhow!("--to {e}"))?;
        let pipeline = self.reading.fields.pipeline(self.repair.into(), false)?;
        let run = Run {
            command: "extract",
            reading: &self.reading,
            writing: &self.writing,
            depends: format!("{form:?} {:?}", self.repair),
        };
        let verbose = global.verbose;
        run.go(global, move |release: RawRelease, made: &mut Made| {
            let clean = clean(pipeline, verbose, release, made);
            let record = pipeline.finish(clean);
            sink.encode(&record, &mut made.data).map_err(unwritten)
        })
    }

    fn form(&self) -> anyhow::Result<&'static Form> {
        match (&self.to, &self.writing.out) {
            (Some(name), _) => Form::named(name).map_err(|e| anyhow::anyhow!("--to {e}")),
            (None, Some(out)) => Ok(Form::of_file(out)),
            (None, None) => Form::named("jsonl").map_err(Into::into),
        }
    }

    /// Colours and the width of the terminal, where there is one.
    fn style(&self) -> Style {
        if self.writing.out.is_some() || !io::stdout().is_terminal() {
            return Style::default();
        }
        let (_, columns) = Term::stdout().size();
        Style {
            width: usize::from(columns),
            colour: console::colors_enabled(),
        }
    }
}
