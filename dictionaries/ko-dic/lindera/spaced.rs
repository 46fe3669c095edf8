//! The characters that follow white space inside words of the dictionary (영치기 영차), as Rust code.

use std::collections::BTreeSet;

use super::Result;
use crate::format::Packed;
use crate::spelling::middle_dot;

/// A Rust slice of characters, ordered.
pub fn code(packed: &Packed) -> Result<String> {
    let mut first = BTreeSet::new();
    for entry in &packed.entries {
        let behind = entry.surface.split_whitespace().skip(1);
        first.extend(behind.filter_map(|word| word.chars().next().map(middle_dot)));
    }
    Ok(format!("&{:?}", Vec::from_iter(first)))
}
