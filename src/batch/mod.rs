//! Archives in, records out: walks the inputs, shares the work among threads, writes in the order of the input.
//!
//! Nothing is ever held whole but what is being worked on: inputs are read as [`Unit`]s of a few releases, and no more
//! of them are under way than [`ordered`] lets in. Whatever the number of threads, the bytes that come out are the same.

mod guard;
mod index;
mod inputs;
mod journal;
mod lines;
pub mod ordered;
mod output;
mod read;
mod target;
mod time;
mod units;

pub use guard::{Panic, guard};
pub use index::Update;
pub use inputs::{Entry, Inputs};
pub use journal::Progress;
pub use output::{BatchError, Output, OutputOptions};
pub use read::{Block, Made, Trouble, Work, read_unit, single_line};
pub use target::{Keeper, Make, Open, Refused, Target};
pub use time::within;
pub use units::{Content, Position, Unit, Units};

use crate::ingest;

/// What was done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Releases that gave what was asked for.
    pub done: u64,
    /// Inputs and releases that gave a failure line.
    pub failed: u64,
    /// Bytes of input read, packed as it may be.
    pub bytes: u64,
    /// Of the releases done, those that were taken over from an earlier run.
    pub taken_over: u64,
}

/// Runs `work` over every release of `units` on `threads` threads (0: as many as there are cores) and writes what it
/// makes to `output`, in the order of the input. `seen` is told after every unit. Once `stop` says so,
/// no unit is begun any more.
///
/// # Errors
/// When `output` cannot be written, and when the run was stopped. What was written before is kept for a later run to
/// go on from. What cannot be *read* is no error but a line in the failures file.
pub fn run(
    units: Units,
    options: &ingest::Options,
    threads: usize,
    work: &Work<'_>,
    output: &mut Output<'_>,
    seen: &mut (dyn FnMut(&Tally) + Send),
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Tally, BatchError> {
    let mut tally = output.resumed();
    let earlier = output.earlier();
    let ran = ordered::in_order(
        units.take_while(|_| !stop()),
        Unit::cost,
        threads,
        |unit| {
            (!stop()).then(|| match &earlier {
                Some(earlier) => earlier.or_else(unit, |unit| read_unit(unit, options, work)),
                None => read_unit(unit, options, work),
            })
        },
        |block: Option<Block>| {
            let block = block.ok_or(BatchError::Interrupted)?;
            output.put(&block)?;
            tally.done += block.tally.done;
            tally.failed += block.tally.failed;
            tally.bytes += block.tally.bytes;
            tally.taken_over += block.tally.taken_over;
            seen(&tally);
            Ok(())
        },
    );
    // An input that ends because its writer was stopped with us is not whole.
    let ran = ran.and_then(|()| match stop() {
        true => Err(BatchError::Interrupted),
        false => Ok(()),
    });
    match ran {
        Ok(()) => Ok(tally),
        Err(BatchError::Interrupted) => output.checkpoint().and(Err(BatchError::Interrupted)),
        Err(error) => {
            // The error that comes first is the one to tell.
            let _ = output.checkpoint();
            Err(error)
        }
    }
}
