//! `gija schema`: the shape of a record.

use std::io::{self, Write};

use clap::Args;

use gija::record::Record;
use gija::sink::tables;

use super::Outcome;

/// Print the JSON Schema of a record
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Schema {
    /// Describe the tables of CSV, Parquet and SQLite instead
    #[arg(long)]
    tables: bool,
}

const EXAMPLE: &str = "Example:
  gija schema > gija.schema.json";

impl Schema {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        if self.tables {
            io::stdout()
                .lock()
                .write_all(tables::describe().as_bytes())?;
            return Ok(Outcome::Done);
        }
        let mut schema = serde_json::to_vec_pretty(&schemars::schema_for!(Record))?;
        schema.push(b'\n');
        io::stdout().lock().write_all(&schema)?;
        Ok(Outcome::Done)
    }
}
