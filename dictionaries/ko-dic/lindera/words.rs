//! lindera's `dict.trie`, `dict.valsidx` and `dict.vals`: the words.

use std::collections::BTreeMap;

use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
use lindera_dictionary::viterbi::{LexType, WordEntry, WordId};

use super::analyses::{self, Analyses};
use super::connections::Connections;
use super::{Result, characters};
use crate::format::{Entry, Packed};
use crate::spelling::{Alphabet, spell_word};

/// The contents of the files.
pub struct Words {
    pub trie: Vec<u8>,
    pub index: Vec<u8>,
    pub values: Vec<u8>,
}

/// Spells each word in each alphabet. In all but the plain one it stands after white space and costs more.
pub fn files(packed: &Packed, connections: &Connections, analyses: &mut Analyses) -> Result<Words> {
    let runs = characters::runs(packed);
    let mut words: BTreeMap<String, Vec<WordEntry>> = BTreeMap::new();
    for group in packed.entries.chunk_by(|a, b| a.surface == b.surface) {
        // Four words end in a blank by mistake.
        let Some(Entry { surface, .. }) =
            group.first().filter(|first| !first.surface.ends_with(' '))
        else {
            continue;
        };
        for (alphabet, word) in spell_word(surface, &runs) {
            let mut readings = Vec::with_capacity(group.len());
            // Of equally good readings MeCab takes the first, lindera the last.
            for entry in group.iter().rev() {
                readings.push(reading(entry, alphabet, packed, connections, analyses)?);
            }
            words.insert(word, readings);
        }
    }
    let (trie, index) = PrefixDictionary::serialize_trie(&words)?;
    let mut values = Vec::new();
    for reading in words.values().flatten() {
        values.extend(reading.word_id().id().to_le_bytes());
        values.extend(reading.word_cost().to_le_bytes());
        values.extend(u16::try_from(reading.left_id())?.to_le_bytes());
        values.extend(u16::try_from(reading.right_id())?.to_le_bytes());
    }
    Ok(Words {
        trie,
        index,
        values,
    })
}

fn reading(
    entry: &Entry,
    alphabet: Alphabet,
    packed: &Packed,
    connections: &Connections,
    analyses: &mut Analyses,
) -> Result<WordEntry> {
    let analysis = packed.analysis(entry.analysis)?;
    let (left, right) = connections.ids(analysis.left, analysis.right)?;
    let number = analyses.number(&analysis.pos, &analysis.class, &analysis.kind)?;
    let id = WordId::new(LexType::System, entry.cuts << analyses::BITS | number);
    let penalty = if alphabet == Alphabet::Plain {
        0
    } else {
        analysis.space_penalty
    };
    Ok(WordEntry::new(
        id,
        entry.cost.saturating_add(penalty),
        left,
        right,
    ))
}
