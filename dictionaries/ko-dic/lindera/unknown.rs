//! lindera's `unk.bin`: the unknown words of each category of characters.

use lindera_dictionary::dictionary::character_definition::CategoryId;
use lindera_dictionary::dictionary::unknown_dictionary::UnknownDictionary;
use lindera_dictionary::viterbi::{LexType, WordEntry, WordId};

use super::analyses::Analyses;
use super::connections::Connections;
use super::{Result, characters};
use crate::format::Packed;
use crate::spelling::Alphabet;

pub fn file(
    packed: &Packed,
    connections: &Connections,
    analyses: &mut Analyses,
) -> Result<Vec<u8>> {
    let mut dictionary = UnknownDictionary {
        category_references: vec![Vec::new(); characters::count(packed)],
        costs: Vec::new(),
        words_idx_data: Vec::new(),
        words_data: Vec::new(),
    };
    for word in &packed.unknown {
        let place = u32::try_from(dictionary.costs.len())?;
        let number = analyses.number(&word.pos, "*", "Unknown")?;
        let (left, right) = connections.ids(word.left, word.right)?;
        let id = WordId::new(LexType::Unknown, number);
        dictionary
            .costs
            .push(WordEntry::new(id, word.cost, left, right));
        for alphabet in 0..Alphabet::ALL.len() {
            let CategoryId(category) = characters::category(packed, alphabet, word.category);
            dictionary.category_references[category].push(place);
        }
    }
    Ok(rkyv::to_bytes::<rkyv::rancor::Error>(&dictionary)?.to_vec())
}
