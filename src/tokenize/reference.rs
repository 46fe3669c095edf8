//! lindera's own lattice over the same dictionary: what the search of [`super::lattice`] is tested and measured against.

use lindera_dictionary::dictionary::{Dictionary, UserDictionary};
use lindera_dictionary::mode::Mode;
use lindera_dictionary::viterbi::{Lattice, LatticeOptions, WordId};

use super::korean::Search;
use super::piece::Piece;

/// Scratch space of lindera's lattice.
#[derive(Default)]
pub struct Reference {
    lattice: Lattice,
    text: String,
}

impl Search for Reference {
    fn search(
        &mut self,
        dictionary: &Dictionary,
        user: Option<&UserDictionary>,
        text: &Piece,
        words: &mut Vec<(usize, WordId)>,
    ) {
        words.clear();
        if text.spelled().is_empty() {
            return;
        }
        self.text.clear();
        self.text.extend(text.spelled());
        self.lattice.set_text_with_options(
            &dictionary.prefix_dictionary,
            &user.map(|user| &user.dict),
            &dictionary.character_definition,
            &dictionary.unknown_dictionary,
            &dictionary.connection_cost_matrix,
            &self.text,
            &LatticeOptions::new(&Mode::Normal),
        );
        self.lattice.tokens_offset_into(words);
        // From bytes to characters.
        let mut starts = self.text.char_indices().enumerate();
        for (start, _) in words {
            if let Some((number, _)) = starts.find(|(_, (at, _))| at == start) {
                *start = number;
            }
        }
    }
}
