//! `gija completions`: what a shell completes.

use std::io::{self, Write};

use clap::Args;
use clap_complete::Shell;

use super::Outcome;

/// Print the completions of a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

const EXAMPLE: &str = "Example:
  gija completions bash > ~/.local/share/bash-completion/completions/gija";

impl Completions {
    /// Runs the command.
    pub fn run(&self, cli: &mut clap::Command) -> anyhow::Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, cli, "gija", &mut script);
        io::stdout().lock().write_all(&script)?;
        Ok(Outcome::Done)
    }
}
