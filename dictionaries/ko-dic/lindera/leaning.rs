//! The characters that particles and closing brackets begin with, as Rust code.

use std::collections::BTreeSet;

use super::Result;
use crate::format::Packed;

/// A Rust slice of characters, ordered.
pub fn code(packed: &Packed) -> Result<String> {
    let mut first = BTreeSet::new();
    for entry in &packed.entries {
        let pos = &packed.analysis(entry.analysis)?.pos;
        if pos.starts_with('J') || pos.starts_with("SSC") {
            first.extend(entry.surface.chars().next());
        }
    }
    Ok(format!("&{:?}", Vec::from_iter(first)))
}
