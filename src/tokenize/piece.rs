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
    spelled: String,
    /// (offset in `spelled`, offset in the text) where the two stop to run alike and where they do so again. At white
    /// space both stand at one offset in `spelled`, the end of what is before and the start of what is after.
    marks: Vec<(u32, u32)>,
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
        let Self { spelled, marks } = self;
        spelled.clear();
        marks.clear();
        let text = text.get(..end(text)).unwrap_or(text);
        let mut speller = Speller::default();
        let mut last_run = (None, 0);
        let mut parted = true;
        for (at, c) in text.char_indices() {
            if c.is_whitespace() {
                if !parted {
                    marks.push((spelled.len() as u32, at as u32));
                }
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
                marks.push((spelled.len() as u32, at as u32));
            }
            let letter = if after_space {
                speller.after_space(plain, category)
            } else {
                speller.next(plain, category)
            };
            spelled.push(letter);
            if letter != c {
                marks.push((spelled.len() as u32, (at + c.len_utf8()) as u32));
            }
            (parted, after_space) = (false, false);
        }
        text.len()
    }

    /// What the lattice gets.
    pub fn spelled(&self) -> &str {
        &self.spelled
    }

    /// The way back to the text.
    pub fn origins(&self) -> Origins<'_> {
        Origins(&self.marks)
    }
}

/// Offsets of words in a spelled piece to those in its text, asked for from left to right.
pub struct Origins<'a>(&'a [(u32, u32)]);

impl Origins<'_> {
    /// Where a word starts in the text.
    pub fn start(&mut self, at: u32) -> u32 {
        self.pass(|mark| mark <= at);
        self.0.first().map_or(at, |&(to, from)| from + (at - to))
    }

    /// Where a word ends in the text.
    pub fn end(&mut self, at: u32) -> u32 {
        self.pass(|mark| mark < at);
        match self.0 {
            [_, (to, from), ..] if *to == at => *from,
            [(to, from), ..] => from + (at - to),
            [] => at,
        }
    }

    /// Drops marks as long as the next one is passed, too.
    fn pass(&mut self, passed: impl Fn(u32) -> bool) {
        while let [_, rest @ ..] = self.0
            && rest.first().is_some_and(|&(next, _)| passed(next))
        {
            self.0 = rest;
        }
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
