//! Pieces of text whose words are known: most of those between two marks or spaces stand in many releases.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashMap};

use crate::text::{is_alphanumeric, is_middle_dot};

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

/// What stands in `line` between marks and spaces, in order: as much of it as a question asks for.
pub fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let inside = |c| is_alphanumeric(c) && !is_middle_dot(c);
    line.split(move |c| !inside(c)).filter(|p| !p.is_empty())
}

impl Seen {
    /// Gives the words of one of the [`pieces`] to `take`, parted by spaces; `cut` adds those of a piece that is new to the
    /// end of its second argument.
    pub fn words(&self, piece: &str, cut: impl FnOnce(&str, &mut String), take: impl FnOnce(&str)) {
        if piece.bytes().all(|b| b.is_ascii_digit()) {
            return take(piece);
        }
        let hash = self.hash.hash_one(piece);
        let drawer = self.drawers.get(hash as usize % self.drawers.len());
        let drawer = drawer.filter(|_| piece.len() <= LONGEST);
        let open = |drawer| Mutex::lock(drawer).unwrap_or_else(PoisonError::into_inner);
        if let Some(words) = drawer.map(open).as_ref().and_then(|known| known.get(piece)) {
            return take(words);
        }
        let mut words = String::new();
        cut(piece, &mut words);
        take(&words);
        if let Some(mut known) = drawer.map(open) {
            if known.len() >= PIECES {
                known.clear();
            }
            known.insert(piece.into(), words.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_between_marks() {
        let line = " (제2024-15호) 자문·일임ㆍ신탁, K-ICS 1,234.5%";
        let pieces: Vec<&str> = pieces(line).collect();
        let expected = [
            "제2024", "15호", "자문", "일임", "신탁", "K", "ICS", "1", "234", "5",
        ];
        assert_eq!(pieces, expected);
    }

    #[test]
    fn a_piece_is_cut_once_unless_it_is_long() {
        let seen = Seen::default();
        let long = "가".repeat(LONGEST);
        let (mut taken, mut cuts) = (Vec::new(), Vec::new());
        for piece in ["담당", "부서", "담당", "2024", &long, &long] {
            let cut = |piece: &str, words: &mut String| {
                cuts.push(piece.len());
                words.push_str(piece.trim_matches('가'));
            };
            seen.words(piece, cut, |words| taken.push(words.to_owned()));
        }
        assert_eq!(taken, ["담당", "부서", "담당", "2024", "", ""]);
        assert_eq!(cuts, [6, 6, long.len(), long.len()]);
    }

    #[test]
    fn a_drawer_does_not_grow_for_ever() {
        let seen = Seen::default();
        for number in 0..PIECES * 64 {
            seen.words(&format!("제{number}"), |_, _| (), |_| ());
        }
        let kept = seen
            .drawers
            .iter()
            .map(|drawer| drawer.lock().unwrap().len());
        assert!(kept.sum::<usize>() <= PIECES * 32);
    }
}
