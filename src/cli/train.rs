//! `gija train`: releases in, a model out.

use hashbrown::HashSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use gija::batch::{Inputs, Position, Units};
use gija::release::RawRelease;
use gija::repair::train::{RECIPES, train};

use super::common::{Fields, Global, releases};
use super::{Outcome, complain};

/// Train a model from releases
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Train {
    #[command(subcommand)]
    what: What,
}

const EXAMPLE: &str = "Example:
  gija train repair archive.jsonl --without held_out_ids.json -o repair.model";

/// The models.
#[derive(Debug, Subcommand)]
enum What {
    Repair(Repair),
}

/// Train the repair model: damages the releases, and learns to tell what was lost
///
/// The same releases give the same bytes, whatever their order on the command line. Takes minutes and up to 4 GB of
/// memory.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
struct Repair {
    /// Files or folders of releases, in any format that `extract` reads
    #[arg(value_name = "CORPUS", required = true)]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    fields: Fields,
    /// Leave out the releases with these ids: a JSON array of strings, or one id a line
    #[arg(long, value_name = "FILE")]
    without: Option<PathBuf>,
    /// What the corpus is, to be kept in the model
    #[arg(long, value_name = "TEXT", default_value = "")]
    provenance: String,
    /// Where the model goes
    #[arg(short, long, value_name = "MODEL")]
    out: PathBuf,
}

impl Train {
    /// Runs the command.
    pub fn run(&self, global: &Global) -> anyhow::Result<Outcome> {
        match &self.what {
            What::Repair(repair) => repair.run(global),
        }
    }
}

impl Repair {
    fn run(&self, global: &Global) -> anyhow::Result<Outcome> {
        let without = self.without()?;
        let mut releases = self.releases()?;
        let all = releases.len();
        releases.retain(|r| !without.contains(&r.id));
        if releases.is_empty() {
            bail!("nothing to learn from: no input holds a release");
        }
        releases.sort_by(|a, b| (&a.id, &a.text).cmp(&(&b.id, &b.text)));
        let left_out = all - releases.len();
        let texts: Vec<String> = releases.into_iter().map(|r| r.text).collect();
        let mut provenance = self.provenance.clone();
        if left_out > 0 {
            provenance.push_str(&format!("\n{left_out} releases held out"));
        }
        let model = train(&texts, &RECIPES, provenance.trim(), &|what| {
            if !global.quiet {
                complain(what);
            }
        });
        fs::write(&self.out, model.to_bytes()).with_context(|| self.out.display().to_string())?;
        Ok(Outcome::Done)
    }

    fn releases(&self) -> anyhow::Result<Vec<RawRelease>> {
        let options = self.fields.ingest()?;
        let inputs = Inputs::new(self.corpus.clone(), std::slice::from_ref(&self.out));
        let units = Units::new(inputs, Position::default(), &options.limits);
        let (found, failures) = releases(units, &options);
        for failure in failures {
            complain(&format!("{}: {}", failure.source.path, failure.error));
        }
        Ok(found)
    }

    fn without(&self) -> anyhow::Result<HashSet<String>> {
        let Some(path) = &self.without else {
            return Ok(HashSet::new());
        };
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        Ok(match serde_json::from_str::<Vec<String>>(&text) {
            Ok(ids) => ids.into_iter().collect(),
            Err(_) => text.lines().map(|l| l.trim().to_owned()).collect(),
        })
    }
}
