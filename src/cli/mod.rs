//! The command line: one file per command, each a clap struct and what it runs.

mod bench;
mod common;
mod completions;
mod eval;
mod extract;
mod interrupt;
mod pair;
mod progress;
mod query;
mod repair;
mod schema;
mod serve;
mod tokenize;
mod train;
mod worker;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use common::Global;

/// Facts out of Korean press releases: dates, organisations, people and policy items, each with the sentence that
/// proves it.
#[derive(Debug, Parser)]
#[command(name = "gija", version, about, after_help = EXAMPLE, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLE: &str = "Example:
  gija extract archive/ -o facts.jsonl";

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Extract),
    Repair(repair::Repair),
    Tokenize(tokenize::Tokenize),
    Pair(pair::Pair),
    Query(query::Query),
    Serve(serve::Serve),
    Worker(worker::Worker),
    Bench(bench::Bench),
    Eval(eval::Eval),
    Train(train::Train),
    Schema(schema::Schema),
    Completions(completions::Completions),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was done.
    Done,
    /// Some of it could not be done.
    Partly,
    /// Nothing could be done.
    Nothing,
    /// A signal of this number ended it.
    Interrupted(u8),
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Partly => 1,
            Outcome::Nothing => 2,
            // As shells report it.
            Outcome::Interrupted(signal) => 128 + signal,
        })
    }
}

/// Parses, runs, and maps what came of it to the exit code.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    match cli.run() {
        Ok(outcome) => outcome.into(),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            Outcome::Nothing.into()
        }
    }
}

impl Cli {
    fn run(self) -> anyhow::Result<Outcome> {
        let global = &self.global;
        match self.command {
            Command::Extract(command) => command.run(global),
            Command::Repair(command) => command.run(global),
            Command::Tokenize(command) => command.run(global),
            Command::Pair(command) => command.run(global),
            Command::Query(command) => command.run(global),
            Command::Serve(command) => command.run(),
            Command::Worker(command) => command.run(),
            Command::Bench(command) => command.run(),
            Command::Eval(command) => command.run(),
            Command::Train(command) => command.run(global),
            Command::Schema(command) => command.run(),
            Command::Completions(command) => command.run(&mut Self::command()),
        }
    }
}

/// Says on standard error what is wrong, in the one form that all of gija's errors have.
fn complain(what: &str) {
    // Nobody listens: there is no one left to tell.
    let _ = writeln!(io::stderr(), "gija: {what}");
}

/// Help goes to standard output, a wrong command line to standard error.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A closed pipe is no failure here either.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let plain = error.render().to_string();
    match plain.strip_prefix("error: ") {
        Some(rest) => complain(rest.trim_end()),
        // Not an error but the help that a bare `gija` prints.
        None => {
            let _ = error.print();
        }
    }
    Outcome::Nothing.into()
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let pipe = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let batch = cause.downcast_ref::<gija::batch::BatchError>();
        pipe == Some(io::ErrorKind::BrokenPipe) || batch.is_some_and(|b| b.is_closed_pipe())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string);
            let help = help.unwrap_or_default();
            assert!(
                help.contains(&format!("gija {}", command.get_name())),
                "{}: {help}",
                command.get_name()
            );
        }
    }
}
