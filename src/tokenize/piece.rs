//! A stretch of text as the lattice sees it, and the way back.

use super::spelling::{Speller, middle_dot};

/// Longest stretch that goes through the lattice at once, in bytes. Hardly a line is longer, and a bound keeps time and
/// memory linear.
const LENGTH: usize = 4096;

/// Longest run of marks, digits or letters that goes through the lattice at once, in characters. Where each of them is
/// a word by itself, lindera looks for the end of the run from each.
const RUN: usize = 256;

/// A stretch of text without its white space, spelled for the lattice.
#[derive(Default)]
pub struct Piece {
    spelled: Vec<char>,
    /// Where each character stands in the text, and how long it is there.
    places: Vec<(u32, u32)>,
    /// Which characters begin words, that is follow white space or the beginning.
    words: Vec<usize>,
}

impl Piece {
    /// Spells as much of `text` as may go through the lattice at once; says how many bytes that is, at least one
    /// character.
    ///
    /// `run` gives the category of a character if runs of that are marked as a whole.
    pub fn spell(
        &mut self,
        text: &str,
        mut after_space: bool,
        run: impl Fn(char) -> Option<usize>,
    ) -> usize {
        let Self {
            spelled,
            places,
            words,
        } = self;
        spelled.clear();
        places.clear();
        words.clear();
        let text = text.get(..end(text)).unwrap_or(text);
        let mut speller = Speller::default();
        let mut last_run = (None, 0);
        let mut parted = true;
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                (parted, after_space) = (true, true);
                continue;
            }
            let plain = middle_dot(c);
            let category = run(plain);
            last_run = match last_run {
                (Some(last), RUN) if category == Some(last) && !parted => return at,
                (last, length) if category == last && !parted => (category, length + 1),
                _ => (category, 1),
            };
            if parted {
                words.push(spelled.len());
            }
            spelled.push(if after_space {
                speller.after_space(plain, category)
            } else {
                speller.next(plain, category)
            });
            places.push((at as u32, c.len_utf8() as u32));
            (parted, after_space) = (false, false);
        }
        text.len()
    }

    /// What the lattice gets.
    pub fn spelled(&self) -> &[char] {
        &self.spelled
    }

    /// The characters that begin words, in order.
    pub fn words(&self) -> &[usize] {
        &self.words
    }

    /// Where the characters from number `start` to before number `end` stand in the text.
    pub fn place(&self, start: usize, end: usize) -> (u32, u32) {
        let place = |i: usize| self.places.get(i).copied().unwrap_or_default();
        let (first, (last, length)) = (place(start).0, place(end.saturating_sub(1)));
        (first, last + length)
    }
}

/// Where to end a piece: the end of `text` if that is near, else after the last sentence, white space or
/// character within reach.
fn end(text: &str) -> usize {
    if text.len() <= LENGTH {
        return text.len();
    }
    let bound = (0..=LENGTH).rev().find(|&at| text.is_char_boundary(at));
    let reach = text.get(..bound.unwrap_or(LENGTH)).unwrap_or(text);
    let space = || reach.char_indices().rev().find(|(_, c)| c.is_whitespace());
    let after = |(at, c): (usize, char)| at + c.len_utf8();
    (reach.rfind(". ").map(|at| at + 2))
        .or_else(|| space().map(after))
        .unwrap_or(reach.len())
}
