//! How Korean text is spelled for the lattice: without white space, and so that no word is found across it.
//!
//! MeCab-ko skips white space and lets the words on both sides of it meet as if it were not there, save that particles,
//! endings and suffixes cost more after it. lindera makes a word of white space and connects its neighbours through it,
//! which loses what they say about each other. So the lattice is given no white space. What stands after it is marked
//! instead, by writing it in another alphabet, and the dictionary has each word once more in that alphabet, with the
//! higher cost. Where one letter is marked that is enough; a run of characters that may be one unknown word (digits,
//! Latin letters) is marked as a whole, and two alphabets take turns, so that such runs end at white space, too.
//!
//! Included by path from the build script, which spells the dictionary.
#![allow(dead_code)]

/// Where characters stand for the lattice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// The Basic Multilingual Plane as it is, other planes two planes higher.
    Plain,
    /// One plane higher: after white space.
    Odd,
    /// Two planes higher: a run after white space where the one before is `Odd`.
    Even,
}

/// Code points of a plane.
pub const PLANE: u32 = 0x1_0000;

/// Stands for a private character of the last two planes, which have no room above them, and in the other alphabets
/// for every character beyond the Basic Multilingual Plane. No word of the dictionary has such characters.
const OTHER: u32 = 0xFFFE;

/// Ends the words of lindera's trie, so that a word would be found to have it.
const END: u32 = 0xFFFF;

impl Alphabet {
    /// All of them in the order of their planes.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Odd, Self::Even];

    /// What is added to a code point of the Basic Multilingual Plane.
    pub fn offset(self) -> u32 {
        match self {
            Self::Plain => 0,
            Self::Odd => PLANE,
            Self::Even => 2 * PLANE,
        }
    }

    /// `c` in this alphabet.
    pub fn letter(self, c: char) -> char {
        let code = u32::from(c);
        let letter = match self {
            Self::Plain if code == END => None,
            Self::Plain if code < PLANE => return c,
            Self::Plain => char::from_u32(code + 2 * PLANE),
            _ if code < PLANE => char::from_u32(code + self.offset()),
            _ => None,
        };
        letter
            .or_else(|| char::from_u32(OTHER + self.offset()))
            .unwrap_or(c)
    }
}

/// Whether runs of a category of `char.def` are marked as a whole.
///
/// Unknown Hangul would be, but nearly every syllable begins some word, and then no run is tried.
pub fn marks_runs(category: &str, group: bool) -> bool {
    group && category != "HANGUL"
}

/// `c`, or the middle dot for the letters that are written in its place.
///
/// ㆍ is what Korean keyboards have for it. The dictionary takes it for Hangul, and the words around it are lost.
pub fn middle_dot(c: char) -> char {
    match c {
        '\u{318D}' | '\u{119E}' | '\u{30FB}' => '·',
        _ => c,
    }
}

/// The state of spelling from one character to the next.
#[derive(Clone, Copy, Debug)]
pub struct Speller {
    alphabet: Alphabet,
    /// The category of the run that is being marked.
    run: Option<usize>,
    /// The alphabet of the last run that was marked.
    last: Alphabet,
}

impl Default for Speller {
    fn default() -> Self {
        Self {
            alphabet: Alphabet::Plain,
            run: None,
            last: Alphabet::Even,
        }
    }
}

impl Speller {
    /// Spells the first character of a word in `alphabet`. `run` is its category if runs of that are marked.
    pub fn begin(&mut self, c: char, alphabet: Alphabet, run: Option<usize>) -> char {
        self.alphabet = alphabet;
        self.run = run;
        if run.is_some() {
            self.last = alphabet;
        }
        alphabet.letter(c)
    }

    /// Spells the next character after white space.
    pub fn after_space(&mut self, c: char, run: Option<usize>) -> char {
        let alphabet = match (run, self.last) {
            (Some(_), Alphabet::Odd) => Alphabet::Even,
            _ => Alphabet::Odd,
        };
        self.begin(c, alphabet, run)
    }

    /// Spells the next character.
    pub fn next(&mut self, c: char, run: Option<usize>) -> char {
        if run.is_none() || run != self.run {
            self.alphabet = Alphabet::Plain;
        }
        self.run = run;
        self.alphabet.letter(c)
    }
}

/// Spells a word of the dictionary in each alphabet in which it can begin. `run` as for [`Speller::begin`].
///
/// A word with white space inside is found where the text has white space, too.
pub fn spell_word(surface: &str, run: impl Fn(char) -> Option<usize>) -> Vec<(Alphabet, String)> {
    let mut spelled = Vec::new();
    for alphabet in Alphabet::ALL {
        let first = surface.chars().next();
        if alphabet == Alphabet::Even && first.is_none_or(|c| run(c).is_none()) {
            continue;
        }
        let mut speller = Speller::default();
        let mut word = String::with_capacity(surface.len() + 1);
        let mut space = false;
        for c in surface.chars() {
            if c.is_whitespace() {
                space = true;
                continue;
            }
            let c = middle_dot(c);
            word.push(if word.is_empty() {
                speller.begin(c, alphabet, run(c))
            } else if space {
                speller.after_space(c, run(c))
            } else {
                speller.next(c, run(c))
            });
            space = false;
        }
        spelled.push((alphabet, word));
    }
    spelled
}
