//! Pieces of text whose words are known: most of those between two spaces stand in many releases.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashMap};

/// Bytes of the longest piece that is remembered: few longer ones come again.
const LONGEST: usize = 64;
/// Pieces in a drawer, at most; it is emptied then.
const PIECES: usize = 16384;

/// The words of pieces that came before, of one tokenizer, in drawers so that threads do not wait for one another.
#[derive(Debug, Default)]
pub struct Seen {
    hash: DefaultHashBuilder,
    drawers: [Mutex<HashMap<Box<str>, Box<str>>>; 32],
}

impl Seen {
    /// Adds the words of `line` to the end of `words`, parted by a space; `cut` gives those of a piece that is new.
    ///
    /// Each piece is cut by itself, as the words of a question are.
    pub fn push(&self, line: &str, words: &mut String, mut cut: impl FnMut(&str, &mut String)) {
        for piece in line.split_whitespace() {
            if piece.len() > LONGEST {
                cut(piece, words);
                continue;
            }
            let hash = self.hash.hash_one(piece);
            let Some(drawer) = self.drawers.get(hash as usize % self.drawers.len()) else {
                continue;
            };
            let known = drawer.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(found) = known.get(piece) {
                push(found, words);
                continue;
            }
            drop(known);
            let mut found = String::new();
            cut(piece, &mut found);
            push(&found, words);
            let mut known = drawer.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= PIECES {
                known.clear();
            }
            known.insert(piece.into(), found.into());
        }
    }
}

/// Adds `found` to the end of `words`, a space before it where it is not the first.
pub(super) fn push(found: &str, words: &mut String) {
    if !words.is_empty() && !found.is_empty() {
        words.push(' ');
    }
    words.push_str(found);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_cut_once() {
        let seen = Seen::default();
        let mut words = String::new();
        let long = "가".repeat(LONGEST);
        let mut cuts = 0;
        for line in ["담당 부서", " - ", "담당 과장\t-", &long, &long] {
            seen.push(line, &mut words, |piece, words| {
                cuts += 1;
                push(piece.trim_matches(['-', '가']), words);
            });
        }
        assert_eq!((cuts, &*words), (6, "담당 부서 담당 과장"));
    }

    #[test]
    fn a_drawer_does_not_grow_for_ever() {
        let seen = Seen::default();
        for number in 0..PIECES * 64 {
            seen.push(&number.to_string(), &mut String::new(), |_, _| ());
        }
        let kept = seen
            .drawers
            .iter()
            .map(|drawer| drawer.lock().unwrap().len());
        assert!(kept.sum::<usize>() <= PIECES * 32);
    }
}
