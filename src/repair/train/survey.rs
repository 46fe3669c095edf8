//! What there is to learn: the strings that are lost, and the features that many texts have.

use std::collections::BTreeMap;

use super::keys::KeyMap;
use super::{Recipe, teach};
use crate::repair::garble::Rng;

/// The strings that are lost often enough to be told apart.
pub(super) fn strings(texts: &[&String], recipe: &Recipe, rng: &mut Rng) -> Vec<String> {
    if recipe.strings == 0 {
        return Vec::new();
    }
    let mut strings: BTreeMap<String, u32> = BTreeMap::new();
    for text in texts {
        teach(recipe.channel, text, rng, &mut |_, truth| {
            if !truth.is_empty() {
                *strings.entry(truth.to_owned()).or_default() += 1;
            }
        });
    }
    strings
        .into_iter()
        .filter(|(_, n)| *n >= recipe.strings)
        .map(|(s, _)| s)
        .collect()
}

/// The features that the most texts have.
pub(super) fn features(
    texts: &[&String],
    recipe: &Recipe,
    rng: &mut Rng,
    say: &(dyn Fn(&str) + Sync),
) -> Vec<u32> {
    let mut counts: KeyMap<u32> = KeyMap::default();
    // Counted in two steps, so that the many features of one text need no entry.
    let mut once = vec![0u64; 1 << 20];
    let mut own: Vec<u32> = Vec::new();
    for text in texts {
        own.clear();
        teach(recipe.channel, text, rng, &mut |keys, _| {
            own.extend_from_slice(keys)
        });
        own.sort_unstable();
        own.dedup();
        for key in &own {
            let bit = (key.wrapping_mul(0x9E37_79B1) >> 6) as usize;
            match once.get_mut(bit >> 6) {
                Some(word) if *word >> (bit & 63) & 1 == 0 => *word |= 1 << (bit & 63),
                _ => *counts.entry(*key).or_default() += 1,
            }
        }
    }
    let mut keys: Vec<(u32, u32)> = counts.into_iter().map(|(k, n)| (n, k)).collect();
    keys.sort_unstable_by(|a, b| b.cmp(a));
    say(&format!(
        "{:?}: {} features in two texts or more",
        recipe.channel,
        keys.len()
    ));
    keys.truncate(recipe.rows);
    let mut keys: Vec<u32> = keys.into_iter().map(|(_, k)| k).collect();
    keys.sort_unstable();
    keys
}
