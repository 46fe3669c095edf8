//! The cheapest way through the words of the dictionary: lindera's dictionaries, a search of our own.
//!
//! It finds what lindera's lattice finds, also among equally cheap ways, in half the time: what it costs to come to a word
//! is the same for all words with the same left id, so it is asked once for each, and only of the cheapest of the words
//! before that have the same right id. It takes characters, so that nothing is written as UTF-8 to be read again.

use lindera_dictionary::dictionary::character_definition::CategoryId;
use lindera_dictionary::dictionary::{Dictionary, UserDictionary};
use lindera_dictionary::viterbi::{LexType, WordEntry, WordId};

use super::korean::Search;

/// Bytes of a word in lindera's files: number, cost, left and right id.
const ENTRY: usize = 10;

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
    word: Word,
}

/// What the dictionaries say of a word.
#[derive(Clone, Copy)]
struct Word {
    lexicon: LexType,
    number: u32,
    cost: i16,
    left: u16,
    right: u16,
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
    /// Words that the user added: where they begin and end.
    user: Vec<(usize, usize, Word)>,
}

impl Search for Lattice {
    fn search(
        &mut self,
        dictionary: &Dictionary,
        user: Option<&UserDictionary>,
        text: &[char],
        words: &mut Vec<(usize, WordId)>,
    ) {
        words.clear();
        self.nodes.clear();
        self.ends.clear();
        self.ends.resize(text.len() + 1, NONE);
        self.find_user_words(user, text);
        let characters = &dictionary.character_definition;
        // Where the last run of unknown characters ended: none begins within it.
        let mut unknown_end = 0;
        for at in 0..text.len() {
            if !self.arrive(at) {
                continue;
            }
            let mut found = false;
            for i in 0..self.user.len() {
                if let Some(&(_, end, word)) = self.user.get(i).filter(|(start, ..)| *start == at) {
                    self.add(dictionary, word, at, end);
                    found = true;
                }
            }
            let rest = text.get(at..).unwrap_or(&[]);
            let known = dictionary.prefix_dictionary.common_prefix_search(rest);
            for (entries, length) in known {
                // lindera takes the last reading of a word first.
                for entry in entries.as_chunks::<ENTRY>().0.iter().rev() {
                    self.add(
                        dictionary,
                        Word::read(entry, LexType::System),
                        at,
                        at + length,
                    );
                    found = true;
                }
            }
            if unknown_end > at {
                continue;
            }
            let Some(&first) = rest.first() else {
                continue;
            };
            for (i, &category) in characters.lookup_categories(first).iter().enumerate() {
                let definition = characters.lookup_definition(category);
                if found && !definition.invoke {
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
                self.add_unknown(dictionary, category, at, whole);
                for length in (1..=shorter).filter(|length| *length != whole) {
                    self.add_unknown(dictionary, category, at, length);
                }
                unknown_end = at + whole;
            }
        }
        if self.arrive(text.len()) {
            self.trace(self.cheapest(dictionary, 0), words);
        }
    }
}

impl Lattice {
    fn find_user_words(&mut self, user: Option<&UserDictionary>, text: &[char]) {
        self.user.clear();
        let Some(UserDictionary { dict }) = user else {
            return;
        };
        let written: String = text.iter().collect();
        let places: Vec<usize> = written.char_indices().map(|(at, _)| at).collect();
        let place = |at: usize| places.partition_point(|p| *p < at);
        let (entries, _) = dict.vals_data.as_chunks::<ENTRY>();
        for found in dict.da.find_overlapping_iter(&written) {
            let (first, count) = dict.decode_val(found.value());
            let entries = entries.get(first as usize..).unwrap_or(&[]);
            let entries = entries.get(..count as usize).unwrap_or(entries);
            for entry in entries.iter().rev() {
                let word = Word::read(entry, LexType::User);
                self.user
                    .push((place(found.start()), place(found.end()), word));
            }
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

    fn add(&mut self, dictionary: &Dictionary, word: Word, start: usize, end: usize) {
        let way = self.by_left.get(word.left).unwrap_or_else(|| {
            let way = self.cheapest(dictionary, word.left);
            self.by_left.set(word.left, way);
            way
        });
        let Some(last) = self.ends.get_mut(end) else {
            return;
        };
        let next = std::mem::replace(last, self.nodes.len() as u32);
        self.nodes.push(Node {
            before: way as u32,
            next,
            start: start as u32,
            cost: (way >> 32) as i32 + i32::from(word.cost),
            word,
        });
    }

    fn add_unknown(
        &mut self,
        dictionary: &Dictionary,
        category: CategoryId,
        start: usize,
        length: usize,
    ) {
        let unknown = &dictionary.unknown_dictionary;
        for &number in unknown.lookup_word_ids(category) {
            self.add(
                dictionary,
                Word::of(&unknown.word_entry(number)),
                start,
                start + length,
            );
        }
    }

    /// The words of a way that ends the text.
    fn trace(&self, way: Way, words: &mut Vec<(usize, WordId)>) {
        let mut next = way as u32;
        while let Some(node) = self.nodes.get(next as usize) {
            words.push((
                node.start as usize,
                WordId::new(node.word.lexicon, node.word.number),
            ));
            next = node.before;
        }
        words.reverse();
    }
}

impl Word {
    fn read(entry: &[u8; ENTRY], lexicon: LexType) -> Self {
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
            lexicon,
            number: u32::from_le_bytes([a, b, c, d]),
            cost: i16::from_le_bytes([cost, cost_high]),
            left: u16::from_le_bytes([left, left_high]),
            right: u16::from_le_bytes([right, right_high]),
        }
    }

    fn of(entry: &WordEntry) -> Self {
        Self {
            lexicon: entry.word_id().lex_type(),
            number: entry.word_id().id(),
            cost: entry.word_cost(),
            left: entry.left_id() as u16,
            right: entry.right_id() as u16,
        }
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
