//! Context ids for the words that users add, as Rust code.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Result;
use super::analyses::{Analyses, tag};
use super::connections::Connections;
use crate::format::{Analysis, Packed, Unknown};

type Counts = BTreeMap<(u16, u16), u32>;

/// A Rust slice: for each simple part of speech, without and with a final consonant at the end of the word, the ids that
/// most words have.
pub fn code(packed: &Packed, connections: &Connections, analyses: &mut Analyses) -> Result<String> {
    let mut seen: BTreeMap<(&str, bool), Counts> = BTreeMap::new();
    for entry in &packed.entries {
        let Analysis {
            left,
            right,
            pos,
            class,
            ..
        } = packed.analysis(entry.analysis)?;
        if !pos.contains('+') && class == "*" {
            let counts = seen
                .entry((pos, ends_in_consonant(&entry.surface)))
                .or_default();
            *counts.entry((*left, *right)).or_default() += 1;
        }
    }
    for Unknown {
        left, right, pos, ..
    } in &packed.unknown
    {
        let counts = seen.entry((pos, false));
        counts.or_insert_with(|| Counts::from([((*left, *right), 1)]));
    }
    let mut lines = Vec::new();
    for ((pos, consonant), counts) in seen {
        let commonest = counts
            .iter()
            .max_by_key(|(ids, count)| (**count, Reverse(**ids)));
        let Some((&(left, right), _)) = commonest.filter(|_| tag(pos) == pos && pos != "UNKNOWN")
        else {
            continue;
        };
        let (left, right) = connections.ids(left, right)?;
        let analysis = analyses.number(pos, "*", "User")?;
        lines.push(format!(
            "(Pos::{pos}, {consonant}, {left}, {right}, {analysis})"
        ));
    }
    Ok(format!("&[{}]", lines.join(",\n")))
}

fn ends_in_consonant(surface: &str) -> bool {
    let last = surface.chars().next_back().map_or(0, u32::from);
    (0xAC00..=0xD7A3).contains(&last) && !(last - 0xAC00).is_multiple_of(28)
}
