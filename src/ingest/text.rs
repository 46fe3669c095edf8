//! Plain text: what is left when nothing else fits.

use super::{Format, IngestError, Input, decode};
use crate::release::RawRelease;

pub(super) fn read(input: Input<'_>) -> Result<RawRelease, IngestError> {
    let decoded = decode(input.bytes, None);
    match flaw(&decoded.text) {
        Some(cause) => Err(cause),
        None => input.release(Format::Text, &decoded.encoding, decoded.text.into_owned()),
    }
}

/// Why `text` cannot be a release: nothing to read in it, or more than one character in ten is none.
fn flaw(text: &str) -> Option<IngestError> {
    let (mut seen, mut junk) = (0usize, 0usize);
    for c in text.chars() {
        if c == '\u{FFFD}' || c.is_control() && !c.is_whitespace() {
            junk += 1;
        } else if !c.is_whitespace() && c != '\u{FEFF}' {
            seen += 1;
        }
    }
    match (seen, junk) {
        (0, 0) => Some(IngestError::Empty),
        _ if junk * 10 > seen + junk => Some(IngestError::NotText),
        _ => None,
    }
}
