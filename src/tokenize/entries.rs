//! What the dictionary has for words of the text, and a memory for those that come again.
//!
//! A dictionary of 50 MB is in no cache of the processor, so that most of the time of a search goes into waiting for it.
//! But of the words between white space more than half came shortly before.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::DefaultHashBuilder;
use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
use lindera_dictionary::viterbi::WordEntry;

/// The characters that follow white space inside words of the dictionary, ordered.
static SPACED: &[char] = include!(concat!(env!("LINDERA_WORKDIR"), "/ko-dic/spaced.rs"));

/// Places for words that are remembered.
const WORDS: usize = 8192;
/// Characters of the longest of them.
const LONGEST: usize = 12;
/// Characters that are remembered in all, and words of the dictionary.
const ROOM: (usize, usize) = (1 << 15, 1 << 17);

/// Code points of a plane: what the alphabets of [`super::spelling`] differ by.
const PLANE: u32 = super::spelling::PLANE;

/// What a dictionary says of a word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub number: u32,
    pub cost: i16,
    pub left: u16,
    pub right: u16,
}

/// Bytes of a word in lindera's files: number, cost, left and right id.
const ENTRY: usize = 10;

impl Word {
    /// The words of a file of lindera's, or of a part of one.
    pub fn all(bytes: &[u8]) -> impl DoubleEndedIterator<Item = Self> + '_ {
        bytes.as_chunks::<ENTRY>().0.iter().map(|entry| {
            let &[
                a,
                b,
                c,
                d,
                cost,
                cost_high,
                left,
                left_high,
                right,
                right_high,
            ] = entry;
            Self {
                number: u32::from_le_bytes([a, b, c, d]),
                cost: i16::from_le_bytes([cost, cost_high]),
                left: u16::from_le_bytes([left, left_high]),
                right: u16::from_le_bytes([right, right_high]),
            }
        })
    }
}

impl From<&WordEntry> for Word {
    fn from(entry: &WordEntry) -> Self {
        Self {
            number: entry.word_id().id(),
            cost: entry.word_cost(),
            left: entry.left_id() as u16,
            right: entry.right_id() as u16,
        }
    }
}

/// A word of the dictionary within a word of the text.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    start: u16,
    length: u16,
    pub word: Word,
}

impl Found {
    /// Characters of the text's word before it.
    pub fn start(&self) -> usize {
        usize::from(self.start)
    }

    /// Its characters.
    pub fn length(&self) -> usize {
        usize::from(self.length)
    }
}

/// Asks the dictionary, and remembers what it said.
pub struct Entries {
    hash: DefaultHashBuilder,
    /// Each word has its place; another one of the same place takes it over.
    known: Vec<Known>,
    words: Ring<char>,
    answers: Ring<Found>,
    /// Of the word that was asked for.
    found: Vec<Found>,
}

impl Default for Entries {
    fn default() -> Self {
        Self {
            hash: DefaultHashBuilder::default(),
            known: Vec::new(),
            words: Ring::new(ROOM.0),
            answers: Ring::new(ROOM.1),
            found: Vec::new(),
        }
    }
}

/// Where a word stands that is remembered, and what the dictionary has for it.
#[derive(Clone, Default)]
struct Known {
    word: Range<usize>,
    answer: Range<usize>,
}

/// Runs of items one behind the other, the oldest of which give way.
struct Ring<T> {
    size: usize,
    items: Vec<T>,
    /// Where the next run begins, counted from the first one ever.
    end: usize,
}

impl<T: Copy> Ring<T> {
    fn new(size: usize) -> Self {
        Self {
            size,
            items: Vec::new(),
            end: 0,
        }
    }

    /// Adds a run, which must fit, and says where it stands.
    fn push(&mut self, run: &[T]) -> Range<usize> {
        let mut at = self.end % self.size;
        if at + run.len() > self.size {
            self.end += self.size - at;
            at = 0;
        }
        let last = (at + run.len()).min(self.items.len());
        let there = self.items.get_mut(at..last).unwrap_or(&mut []);
        let (over, behind) = run.split_at_checked(there.len()).unwrap_or((run, &[]));
        there.copy_from_slice(over);
        self.items.extend_from_slice(behind);
        let start = self.end;
        self.end += run.len();
        start..self.end
    }

    /// The run that stood at `place`, if it is still there.
    fn get(&self, place: &Range<usize>) -> Option<&[T]> {
        let at = place.start % self.size;
        let there = place.start + self.size >= self.end;
        there.then(|| self.items.get(at..at + place.len()))?
    }
}

impl Entries {
    /// The words of the dictionary that begin in the word which `span` is of `text`, in the order of their beginnings;
    /// where several begin the shorter ones first, and of the readings of one the last one first, as lindera takes them.
    pub fn of(
        &mut self,
        dictionary: &PrefixDictionary,
        text: &[char],
        span: Range<usize>,
    ) -> &[Found] {
        let word = text.get(span.clone()).unwrap_or(&[]);
        let next = text.get(span.end).map(|c| u32::from(*c) % PLANE);
        let reaches =
            (next.and_then(char::from_u32)).is_some_and(|next| SPACED.binary_search(&next).is_ok());
        if reaches || word.len() > LONGEST {
            let within = if reaches { text } else { word };
            let from = if reaches { span.start } else { 0 };
            self.found.clear();
            look_up(dictionary, within, from..from + word.len(), &mut self.found);
            return &self.found;
        }
        if self.known.is_empty() {
            self.known.resize(WORDS, Known::default());
        }
        let place = self.hash.hash_one(word) as usize % WORDS;
        let Some(known) = self.known.get_mut(place) else {
            return &[];
        };
        if self.words.get(&known.word) != Some(word) || self.answers.get(&known.answer).is_none() {
            self.found.clear();
            look_up(dictionary, word, 0..word.len(), &mut self.found);
            known.word = self.words.push(word);
            known.answer = self.answers.push(&self.found);
        }
        self.answers.get(&known.answer).unwrap_or(&[])
    }
}

/// Adds the words of the dictionary that begin at the characters `starts` of `text` to `found`.
fn look_up(
    dictionary: &PrefixDictionary,
    text: &[char],
    starts: Range<usize>,
    found: &mut Vec<Found>,
) {
    for (start, at) in (0..).zip(starts) {
        let rest = text.get(at..).unwrap_or(&[]);
        for (entries, length) in dictionary.common_prefix_search(rest) {
            found.extend(Word::all(entries).rev().map(|word| Found {
                start,
                length: length as u16,
                word,
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_runs_give_way() {
        let mut ring = Ring::new(10);
        let places: Vec<_> = [&[1, 2, 3][..], &[4, 5, 6, 7], &[8, 9, 10, 11], &[], &[12]]
            .into_iter()
            .map(|run| ring.push(run))
            .collect();
        let runs: Vec<_> = places.iter().map(|place| ring.get(place)).collect();
        let kept = [
            None,
            None,
            Some(&[8, 9, 10, 11][..]),
            Some(&[]),
            Some(&[12]),
        ];
        assert_eq!(runs, kept);
        assert!(ring.items.len() <= 10);
    }
}
