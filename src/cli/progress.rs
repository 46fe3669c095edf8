//! How far a run has come, for whoever watches.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::thread;

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};

use gija::batch::{Inputs, OutputOptions, Tally};

use super::common::{Global, When};

/// A progress bar on standard error, or nothing.
pub struct Bar {
    bar: ProgressBar,
    /// Bytes that were done when it began.
    before: u64,
}

impl Bar {
    /// Shows itself if `global` says so. The size of the inputs is summed up while the run is on.
    pub fn new(global: &Global, paths: &[PathBuf], output: &OutputOptions, resumed: Tally) -> Self {
        let before = resumed.bytes;
        let watched = !global.quiet && global.progress == When::Auto && io::stderr().is_terminal();
        // Summaries on the same terminal are progress enough.
        if !watched || (output.out.is_none() && io::stdout().is_terminal()) {
            return Self {
                bar: ProgressBar::hidden(),
                before,
            };
        }
        let bar = ProgressBar::no_length();
        // What an earlier run did says nothing about the speed of this one.
        bar.set_position(before);
        bar.reset_eta();
        style(&bar, "{spinner} {msg}");
        if !paths.iter().any(|path| path.as_os_str() == "-") {
            let inputs = Inputs::new(paths.to_vec(), &output.files());
            let bar = bar.clone();
            thread::spawn(move || {
                bar.set_length(inputs.map(|entry| entry.size).sum());
                style(&bar, "{bar:24} {percent:>3} %  {msg}, {eta} left");
            });
        }
        Self { bar, before }
    }

    /// Shows how far it is.
    pub fn show(&self, tally: &Tally) {
        if self.bar.is_hidden() {
            return;
        }
        let seconds = self.bar.elapsed().as_secs_f64().max(1e-3);
        let failed = match tally.failed {
            0 => String::new(),
            n => format!(", {} failed", HumanCount(n)),
        };
        self.bar.set_message(format!(
            "{} releases{failed}, {}, {:.1} MB/s",
            HumanCount(tally.done),
            HumanBytes(tally.bytes),
            tally.bytes.saturating_sub(self.before) as f64 / 1e6 / seconds,
        ));
        self.bar.set_position(tally.bytes);
    }

    /// Takes itself away.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
}
