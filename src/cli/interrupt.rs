//! Ctrl-C: the first one asks a run to end in order, the second one ends it at once.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use anyhow::Context;
use signal_hook::consts::TERM_SIGNALS;
use signal_hook::flag;

/// Remembers the signal that asked this process to end.
pub struct Interrupt(Arc<AtomicUsize>);

impl Interrupt {
    /// Listens from now on.
    pub fn listen() -> anyhow::Result<Self> {
        let (signal, again) = (Arc::default(), Arc::new(AtomicBool::new(false)));
        let listen = || -> io::Result<()> {
            for &number in TERM_SIGNALS {
                // In this order: only the second signal finds `again` set.
                flag::register_conditional_shutdown(number, 128 + number, again.clone())?;
                flag::register(number, again.clone())?;
                flag::register_usize(number, Arc::clone(&signal), number as usize)?;
            }
            Ok(())
        };
        listen().context("signals")?;
        Ok(Self(signal))
    }

    /// Number of the signal that asked to end, if one did.
    pub fn signal(&self) -> Option<u8> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            number => u8::try_from(number).ok(),
        }
    }
}
