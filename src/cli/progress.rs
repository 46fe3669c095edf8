//! How far a run has come, for whoever watches.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::thread;

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};

use gija::batch::{Inputs, OutputOptions, Tally};

use super::common::{Global, When};

/// A progress bar on standard error, or nothing.
pub struct Bar(ProgressBar);

impl Bar {
    /// Shows itself if `global` says so. The size of the inputs is summed up while the run is on.
    pub fn new(global: &Global, paths: &[PathBuf], output: &OutputOptions) -> Self {
        let watched = !global.quiet && global.progress == When::Auto && io::stderr().is_terminal();
        // Summaries on the same terminal are progress enough.
        if !watched || (output.out.is_none() && io::stdout().is_terminal()) {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::no_length();
        style(&bar, "{spinner} {msg}");
        if !paths.iter().any(|path| path.as_os_str() == "-") {
            let inputs = Inputs::new(paths.to_vec(), &output.files());
            let bar = bar.clone();
            thread::spawn(move || {
                bar.set_length(inputs.map(|entry| entry.size).sum());
                style(&bar, "{bar:24} {percent:>3} %  {msg}, {eta} left");
            });
        }
        Self(bar)
    }

    /// Shows how far it is.
    pub fn show(&self, tally: &Tally) {
        if self.0.is_hidden() {
            return;
        }
        let seconds = self.0.elapsed().as_secs_f64().max(1e-3);
        let failed = match tally.failed {
            0 => String::new(),
            n => format!(", {} failed", HumanCount(n)),
        };
        self.0.set_message(format!(
            "{} releases{failed}, {}, {:.1} MB/s",
            HumanCount(tally.done),
            HumanBytes(tally.bytes),
            tally.bytes as f64 / 1e6 / seconds,
        ));
        self.0.set_position(tally.bytes);
    }

    /// Takes itself away.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

fn style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
