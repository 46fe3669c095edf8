//! JSON Lines: the whole record, one line each.

use std::io;

use super::{Entry, Sink};

/// Writes records as JSON Lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Jsonl;

impl Sink for Jsonl {
    fn encode(&self, entry: Entry<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        serde_json::to_writer(&mut *out, entry.record)?;
        out.push(b'\n');
        Ok(())
    }
}
