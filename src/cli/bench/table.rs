//! What was measured, as a person and as a program reads it.

use std::io::{self, Write};
use std::time::Duration;

use serde_json::json;

/// All figures of a run.
pub(super) struct Figures {
    pub releases: usize,
    pub bytes: usize,
    pub rounds: usize,
    /// Bare tokenising comes last.
    pub rows: Vec<Row>,
    /// Bytes of memory at most; `None` where the system does not say.
    pub peak_memory: Option<u64>,
}

/// One thing that was measured over all releases.
pub(super) struct Row {
    pub name: String,
    pub bytes: usize,
    pub time: Duration,
}

impl Row {
    fn megabytes_per_second(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.seconds()
    }

    fn releases_per_second(&self, releases: usize) -> f64 {
        releases as f64 / self.seconds()
    }

    /// Never zero: what is too fast to be measured took a nanosecond.
    fn seconds(&self) -> f64 {
        self.time.as_secs_f64().max(1e-9)
    }
}

impl Figures {
    /// Throughput as a share of that of bare tokenising, the last row.
    fn of_bare(&self, row: &Row) -> f64 {
        let bare = self.rows.last().map_or(f64::NAN, Row::megabytes_per_second);
        row.megabytes_per_second() / bare
    }

    /// Writes a table.
    pub fn table(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        writeln!(
            out,
            "{} releases, {:.2} MB, median of {} rounds",
            self.releases,
            self.bytes as f64 / 1e6,
            self.rounds
        )?;
        writeln!(
            out,
            "{:<20} {:>10} {:>12} {:>10}",
            "", "MB/s", "releases/s", "x bare"
        )?;
        for row in &self.rows {
            writeln!(
                out,
                "{:<20} {:>10.2} {:>12.0} {:>10.2}",
                row.name,
                row.megabytes_per_second(),
                row.releases_per_second(self.releases),
                self.of_bare(row)
            )?;
        }
        if let Some(bytes) = self.peak_memory {
            writeln!(out, "peak memory {:.0} MB", bytes as f64 / 1e6)?;
        }
        Ok(())
    }

    /// Writes one JSON object.
    pub fn json(&self) -> io::Result<()> {
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| {
                json!({
                    "name": row.name,
                    "bytes": row.bytes,
                    "seconds": row.time.as_secs_f64(),
                    "mb_per_s": row.megabytes_per_second(),
                    "releases_per_s": row.releases_per_second(self.releases),
                    "of_bare": self.of_bare(row),
                })
            })
            .collect();
        let all = json!({
            "releases": self.releases,
            "bytes": self.bytes,
            "rounds": self.rounds,
            "peak_memory_bytes": self.peak_memory,
            "measured": rows,
        });
        writeln!(io::stdout().lock(), "{all}")
    }
}

/// The most memory that this process has had at once, where the system says so (Linux).
pub(super) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
