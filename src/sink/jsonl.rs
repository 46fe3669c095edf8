//! JSON Lines: the whole record, one line each.

use std::io;

use super::Sink;
use crate::record::Record;

/// Writes records as JSON Lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Jsonl;

impl Sink for Jsonl {
    fn encode(&self, record: &Record, out: &mut Vec<u8>) -> io::Result<()> {
        serde_json::to_writer(&mut *out, record)?;
        out.push(b'\n');
        Ok(())
    }
}
