//! The cheapest way through the words of the dictionary: lindera's dictionaries, a search of our own.
//!
//! It finds what lindera's lattice finds, also among equally cheap ways, in less time: what it costs to come to a word is
//! the same for all words with the same left id, so it is asked once for each, and only of the cheapest of the words
//! before that have the same right id; and what the dictionary has for the words between white space that come again and
//! again is remembered.

use std::ops::Range;

use lindera_dictionary::dictionary::character_definition::CategoryId;
use lindera_dictionary::dictionary::{Dictionary, UserDictionary};
use lindera_dictionary::viterbi::{LexType, WordId};

use super::entries::{Entries, Found, Word};
use super::korean::Search;
use super::piece::Piece;

/// No word.
const NONE: u32 = u32::MAX;

/// What a way costs, and in the lower half the number of the word at its end: of equally cheap ways the one whose last
/// word was found first is the least.
type Way = i64;

/// A word in the lattice.
#[derive(Clone, Copy)]
struct Node {
    /// The word before it on the cheapest way.
    before: u32,
    /// Another word that ends where this one does.
    next: u32,
    /// Where it begins, in characters.
    start: u32,
    cost: i32,
    lexicon: LexType,
    word: Word,
}

/// A table over ids that is emptied by counting up.
#[derive(Default)]
struct ById<V> {
    cells: Vec<(u32, V)>,
    round: u32,
}

/// Scratch space for the search.
#[derive(Default)]
pub struct Lattice {
    nodes: Vec<Node>,
    /// For each place between characters the last word that ends there.
    ends: Vec<u32>,
    /// The cheapest ways to the place in question, each with the right id of its last word, no two with the same.
    ways: Vec<(u16, Way)>,
    /// Where the way with a right id stands in `ways`.
    by_right: ById<u32>,
    /// The cheapest way to words with a left id.
    by_left: ById<Way>,
    entries: Entries,
    /// Words that the user added: where they begin and end.
    user: Vec<(usize, usize, Word)>,
}

impl Search for Lattice {
    fn search(
        &mut self,
        dictionary: &Dictionary,
        user: Option<&UserDictionary>,
        piece: &Piece,
        words: &mut Vec<(usize, WordId)>,
    ) {
        words.clear();
        let text = piece.spelled();
        self.nodes.clear();
        self.ends.clear();
        self.ends.resize(text.len() + 1, NONE);
        self.find_user_words(user, text);
        let mut entries = std::mem::take(&mut self.entries);
        // Where the last run of unknown characters ended: none begins within it.
        let mut unknown_end = 0;
        let ends = piece.words().iter().copied().skip(1).chain([text.len()]);
        for (start, end) in piece.words().iter().copied().zip(ends) {
            let mut found = entries.of(&dictionary.prefix_dictionary, text, start..end);
            for at in start..end {
                let known = found.iter().take_while(|f| start + f.start() == at).count();
                let (here, behind) = found.split_at_checked(known).unwrap_or((found, &[]));
                found = behind;
                if self.arrive(at) {
                    self.leave(dictionary, text, at, here, &mut unknown_end);
                }
            }
        }
        self.entries = entries;
        if self.arrive(text.len()) {
            self.trace(self.cheapest(dictionary, 0), words);
        }
    }
}

impl Lattice {
    /// Adds the words that begin with character `at`, of which the dictionary has `here`.
    fn leave(
        &mut self,
        dictionary: &Dictionary,
        text: &[char],
        at: usize,
        here: &[Found],
        unknown_end: &mut usize,
    ) {
        let mut known = !here.is_empty();
        for i in 0..self.user.len() {
            if let Some(&(_, end, word)) = self.user.get(i).filter(|(start, ..)| *start == at) {
                self.add(dictionary, LexType::User, word, at..end);
                known = true;
            }
        }
        for found in here {
            let end = at + found.length();
            self.add(dictionary, LexType::System, found.word, at..end);
        }
        let rest = text.get(at..).unwrap_or(&[]);
        let Some(&first) = rest.first().filter(|_| *unknown_end <= at) else {
            return;
        };
        let characters = &dictionary.character_definition;
        for (i, &category) in characters.lookup_categories(first).iter().enumerate() {
            let definition = characters.lookup_definition(category);
            if known && !definition.invoke {
                continue;
            }
            let same = |c: &&char| characters.lookup_categories(**c).get(i) == Some(&category);
            let longest = definition.length as usize;
            let run = |most| rest.iter().take(most).take_while(same).count();
            let (whole, shorter) = match definition.group {
                true => {
                    let run = run(usize::MAX);
                    (run, run.min(longest))
                }
                false => (1, run(longest)),
            };
            self.add_unknown(dictionary, category, at..at + whole);
            for length in (1..=shorter).filter(|length| *length != whole) {
                self.add_unknown(dictionary, category, at..at + length);
            }
            *unknown_end = at + whole;
        }
    }

    fn find_user_words(&mut self, user: Option<&UserDictionary>, text: &[char]) {
        self.user.clear();
        let Some(UserDictionary { dict }) = user else {
            return;
        };
        let written: String = text.iter().collect();
        let places: Vec<usize> = written.char_indices().map(|(at, _)| at).collect();
        let place = |at: usize| places.partition_point(|p| *p < at);
        for found in dict.da.find_overlapping_iter(&written) {
            let (first, count) = dict.decode_val(found.value());
            let words = Word::all(&dict.vals_data).skip(first as usize);
            let words: Vec<Word> = words.take(count as usize).collect();
            let (start, end) = (place(found.start()), place(found.end()));
            // As lindera does, the last reading first.
            let words = words.into_iter().rev();
            self.user.extend(words.map(|word| (start, end, word)));
        }
    }

    /// Gathers the ways to the place before character `at`; says whether there are any.
    fn arrive(&mut self, at: usize) -> bool {
        self.ways.clear();
        self.by_left.empty();
        if at == 0 {
            // The beginning has the right id 0.
            self.ways.push((0, Way::from(NONE)));
            return true;
        }
        self.by_right.empty();
        let mut next = self.ends.get(at).copied().unwrap_or(NONE);
        while let Some(node) = self.nodes.get(next as usize) {
            let right = node.word.right;
            let way = Way::from(node.cost) << 32 | Way::from(next);
            next = node.next;
            let known = self.by_right.get(right);
            match known.and_then(|i| self.ways.get_mut(i as usize)) {
                Some((_, cheapest)) => *cheapest = way.min(*cheapest),
                None => {
                    self.by_right.set(right, self.ways.len() as u32);
                    self.ways.push((right, way));
                }
            }
        }
        !self.ways.is_empty()
    }

    /// The cheapest way on to a word with the left id `left`.
    fn cheapest(&self, dictionary: &Dictionary, left: u16) -> Way {
        let costs = dictionary.connection_cost_matrix.row(u32::from(left));
        let mut cheapest = Way::MAX;
        for &(right, way) in &self.ways {
            let cost = costs.get(usize::from(right)).copied().unwrap_or(i16::MAX);
            cheapest = cheapest.min(way + (Way::from(cost) << 32));
        }
        cheapest
    }

    fn add(&mut self, dictionary: &Dictionary, lexicon: LexType, word: Word, span: Range<usize>) {
        let way = self.by_left.get(word.left).unwrap_or_else(|| {
            let way = self.cheapest(dictionary, word.left);
            self.by_left.set(word.left, way);
            way
        });
        let Some(last) = self.ends.get_mut(span.end) else {
            return;
        };
        let next = std::mem::replace(last, self.nodes.len() as u32);
        self.nodes.push(Node {
            before: way as u32,
            next,
            start: span.start as u32,
            cost: (way >> 32) as i32 + i32::from(word.cost),
            lexicon,
            word,
        });
    }

    fn add_unknown(&mut self, dictionary: &Dictionary, category: CategoryId, span: Range<usize>) {
        let unknown = &dictionary.unknown_dictionary;
        for &number in unknown.lookup_word_ids(category) {
            let entry = unknown.word_entry(number);
            let lexicon = entry.word_id().lex_type();
            self.add(dictionary, lexicon, Word::from(&entry), span.clone());
        }
    }

    /// The words of a way that ends the text.
    fn trace(&self, way: Way, words: &mut Vec<(usize, WordId)>) {
        let mut next = way as u32;
        while let Some(node) = self.nodes.get(next as usize) {
            words.push((
                node.start as usize,
                WordId::new(node.lexicon, node.word.number),
            ));
            next = node.before;
        }
        words.reverse();
    }
}

impl<V: Copy + Default> ById<V> {
    fn empty(&mut self) {
        // Counting starts anew before it ends.
        if self.round == u32::MAX {
            self.cells.clear();
            self.round = 0;
        }
        self.round += 1;
    }

    fn get(&self, id: u16) -> Option<V> {
        let (round, value) = self.cells.get(usize::from(id))?;
        (*round == self.round).then_some(*value)
    }

    fn set(&mut self, id: u16, value: V) {
        let id = usize::from(id);
        if self.cells.len() <= id {
            self.cells.resize(id + 1, (0, V::default()));
        }
        if let Some(cell) = self.cells.get_mut(id) {
            *cell = (self.round, value);
        }
    }
}
