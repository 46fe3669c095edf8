//! Archives in, records out: walks the inputs, shares the work among threads, writes in the order of the input.
//!
//! Nothing is ever held whole but what is being worked on: inputs are read as [`Unit`]s of a few releases, and no more
//! of them are under way than [`ordered`] lets in. Whatever the number of threads, the bytes that come out are the same.

mod guard;
mod inputs;
mod journal;
mod lines;
pub mod ordered;
mod output;
mod read;
mod target;
mod units;

pub use guard::{Panic, guard};
pub use inputs::{Entry, Inputs};
pub use journal::Progress;
pub use output::{BatchError, Output, OutputOptions};
pub use read::{Block, Made, Trouble, Work, read_unit, single_line};
pub use target::{Keeper, Make, Open, Refused, Target};
pub use units::{Content, Position, Unit, Units};

use crate::ingest;

/// What was done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Releases that gave what was asked for.
    pub done: u64,
    /// Inputs and releases that gave a failure line.
    pub failed: u64,
    /// Bytes of input read.
    pub bytes: u64,
}

/// Runs `work` over every release of `units` on `threads` threads (0: as many as there are cores) and writes what it
/// makes to `output`, in the order of the input. `seen` is told after every unit.
///
/// # Errors
/// When `output` cannot be written. What cannot be *read* is no
/// error but a line in the failures file.
pub fn run(
    units: Units,
    options: &ingest::Options,
    threads: usize,
    work: &Work<'_>,
    output: &mut Output<'_>,
    seen: &mut (dyn FnMut(&Tally) + Send),
) -> Result<Tally, BatchError> {
    let mut tally = output.resumed();
    ordered::in_order(
        units,
        Unit::cost,
        threads,
        |unit| read_unit(unit, options, work),
        |block: Block| {
            output.put(&block)?;
            tally.done += block.tally.done;
            tally.failed += block.tally.failed;
            tally.bytes += block.tally.bytes;
            seen(&tally);
            Ok::<(), BatchError>(())
        },
    )?;
    Ok(tally)
}
