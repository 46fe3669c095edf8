//! `gija pair`: the Korean and English versions of the same releases.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::{Args, ValueEnum};

use gija::batch::{self, BatchError, Block, Inputs, Made, Position, Unit, Units, ordered};
use gija::lexicon::names_unit;
use gija::pair::{Facts, Pair as Versions, Sides, pairs};
use gija::pipeline::Pipeline;
use gija::record::Record;
use gija::release::RawRelease;
use gija::repair::Mode;

use super::common::{Global, Reading, json_lines, unwritten};
use super::{Outcome, complain};

/// Find the Korean and English versions of the same releases, and where their facts disagree
///
/// Reads releases in any format, or the records that `gija extract` wrote. Versions are found by their facts:
/// organisations, dates, amounts, policy items and people, published at most two weeks apart.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Pair {
    #[command(flatten)]
    reading: Reading,
    /// Form of the output
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    to: To,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum To {
    /// For people
    Text,
    /// One object a pair
    Jsonl,
    /// Lines for the corrections of a store, which give organisations of English releases their Korean ids
    Corrections,
}

const EXAMPLE: &str = "Examples:
  gija pair archive/korean archive/english
  gija pair facts.jsonl --to jsonl
  gija pair facts.jsonl --to corrections >> facts.sqlite.corrections.tsv";

impl Pair {
    /// Runs the command.
    pub fn run(&self, global: &Global) -> anyhow::Result<Outcome> {
        let Some(paths) = self.reading.paths("pair")? else {
            return Ok(Outcome::Nothing);
        };
        let (extracted, raw): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| holds_records(path));
        let pipeline = self.reading.fields.pipeline(Mode::Safe, false)?;
        let mut all = Vec::new();
        for path in &extracted {
            let records: Vec<Record> = json_lines(path)?;
            all.extend(records.iter().map(Facts::of));
        }
        let mut failed = 0;
        if !raw.is_empty() {
            failed = self.extract(raw, pipeline, &mut all)?;
        }
        if all.is_empty() {
            bail!("nothing to do: no input holds a release");
        }
        let found = pairs(&all, &pipeline.lexicon().names);
        if found.is_empty() && !global.quiet {
            complain(&format!("no pairs among {} releases", all.len()));
        }
        let mut out = io::stdout().lock();
        match self.to {
            To::Text => {
                for pair in &found {
                    out.write_all(summary(pair).as_bytes())?;
                }
            }
            To::Jsonl => {
                for pair in &found {
                    writeln!(out, "{}", serde_json::to_string(pair)?)?;
                }
            }
            To::Corrections => out.write_all(corrections(&found).as_bytes())?,
        }
        Ok(if failed > 0 {
            Outcome::Partly
        } else {
            Outcome::Done
        })
    }

    /// The facts of releases that are still to be read, in their order. Says how many could not be.
    fn extract(
        &self,
        paths: Vec<PathBuf>,
        pipeline: &Pipeline,
        all: &mut Vec<Facts>,
    ) -> anyhow::Result<usize> {
        let options = self.reading.fields.ingest()?;
        let units = Units::new(
            Inputs::new(paths, &[]),
            Position::default(),
            &options.limits,
        );
        let work = |release: RawRelease, made: &mut Made| {
            serde_json::to_writer(&mut made.data, &pipeline.run(release)).map_err(unwritten)?;
            made.data.push(b'\n');
            Ok(())
        };
        let mut failed = 0;
        ordered::in_order(
            units,
            Unit::cost,
            self.reading.threads,
            |unit| batch::read_unit(unit, &options, &work),
            |block: Block| {
                for failure in &block.failures {
                    complain(&format!("{}: {}", failure.source.path, failure.error));
                }
                failed += block.failures.len();
                let lines = block.made.data.split(|b| *b == b'\n');
                let records = lines.filter_map(|line| serde_json::from_slice::<Record>(line).ok());
                all.extend(records.map(|record| Facts::of(&record)));
                Ok::<(), BatchError>(())
            },
        )?;
        Ok(failed)
    }
}

/// Whether a file holds records rather than releases.
fn holds_records(path: &Path) -> bool {
    let Ok(file) = File::open(path) else {
        return false;
    };
    let mut line = String::new();
    let read = BufReader::new(io::Read::take(file, 64 << 20)).read_line(&mut line);
    read.is_ok() && serde_json::from_str::<Record>(&line).is_ok()
}

/// Corrections that merge what English releases call a unit into the Korean one that their words name, where all pairs
/// agree on it. That the same people belong to two units may mean that one is above the other.
fn corrections(found: &[Versions]) -> String {
    let mut merged: BTreeMap<&str, BTreeSet<(&str, String)>> = BTreeMap::new();
    let same = found.iter().flat_map(|p| &p.comparison.same_organizations);
    for same in same.filter(|same| names_unit(&same.en, &same.ko)) {
        if let Some((ko, en)) = &same.ids {
            let note = format!("{} = {}", same.en, same.ko).replace(['\t', '\n'], " ");
            merged.entry(en).or_default().insert((ko, note));
        }
    }
    let mut lines = String::new();
    for (en, into) in merged {
        if let [(ko, note)] = into.iter().collect::<Vec<_>>()[..] {
            let _ = writeln!(lines, "merge\torganization\t{en}\t\t{ko}\t{note}\t");
        }
    }
    lines
}

/// A pair, for people.
fn summary(pair: &Versions) -> String {
    let mut text = String::new();
    let mut line = |what: &str, value: &str| {
        let _ = writeln!(text, "  {what:<27} {value}");
    };
    let shown = |values: &[String]| values.join(", ");
    let comparison = &pair.comparison;
    for (what, side) in [("Korean", &pair.ko), ("English", &pair.en)] {
        let title = side.title.as_deref().unwrap_or("");
        line(what, &format!("{}  {title}", side.id));
    }
    line("alike", &format!("{:.2}", pair.score));
    for (what, matches) in [
        ("people in both", &comparison.people),
        ("same organisations", &comparison.same_organizations),
    ] {
        let names: Vec<String> = matches
            .iter()
            .map(|m| format!("{} {}", m.ko, m.en))
            .collect();
        if !names.is_empty() {
            line(what, &shown(&names));
        }
    }
    let kinds: [(&str, &Sides); 5] = [
        ("dates", &comparison.dates),
        ("organisations", &comparison.organizations),
        ("people", &comparison.other_people),
        ("policies", &comparison.policies),
        ("amounts", &comparison.amounts),
    ];
    for (what, sides) in kinds {
        if !sides.both.is_empty() {
            line(&format!("{what} in both"), &shown(&sides.both));
        }
        if !sides.only_en.is_empty() {
            line(&format!("{what} only English"), &shown(&sides.only_en));
        }
        if !sides.only_ko.is_empty() {
            line(&format!("{what} only Korean"), &shown(&sides.only_ko));
        }
    }
    text.push('\n');
    text
}
