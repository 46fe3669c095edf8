//! Korean morphemes: the cheapest way through ko-dic, in lindera's form.

use std::cell::RefCell;
use std::fmt;
use std::fmt::Write as _;

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::character_definition::CategoryId;
use lindera_dictionary::dictionary::{Dictionary, UserDictionary};
use lindera_dictionary::viterbi::{LexType, WordId};

use super::lattice::Lattice;
use super::piece::Piece;
use super::reference::Reference;
use super::spelling::{Alphabet, marks_runs, middle_dot, spell_word};
use super::{TokenizeError, UserWord};
use crate::release::{Analysis, Class, Cut, Kind, Pos, Token};
use crate::text::hangul;

mod embedded {
    #![allow(missing_docs)]
    lindera_dictionary::embedded_dictionary!("/ko-dic", KoDicLoader);
}

/// The numbers of words point here.
static ANALYSES: &[Analysis] = include!(concat!(env!("LINDERA_WORKDIR"), "/ko-dic/analyses.rs"));

/// For user words, ordered: part of speech, whether a final consonant ends the word, left id, right id, analysis.
static CONTEXTS: &[(Pos, bool, u16, u16, u16)] =
    include!(concat!(env!("LINDERA_WORKDIR"), "/ko-dic/contexts.rs"));

/// What particles and closing brackets begin with, ordered.
static LEANING: &[char] = include!(concat!(env!("LINDERA_WORKDIR"), "/ko-dic/leaning.rs"));

/// Bits of a word's number that point to its analysis. The others say where it is cut.
const ANALYSIS_BITS: u32 = include!(concat!(env!("LINDERA_WORKDIR"), "/ko-dic/analysis_bits.rs"));

/// Cuts Korean text into morphemes. Build it once and share it between threads.
pub struct Korean {
    dictionary: Dictionary,
    user: Option<UserDictionary>,
    user_analyses: Vec<&'static Analysis>,
    /// As [`LEANING`], of user words.
    user_leaning: Vec<char>,
    /// Whether runs of a category of characters are marked as a whole.
    marked: Vec<bool>,
}

/// What is allocated once for each thread.
#[derive(Default)]
struct Workspace<L> {
    lattice: L,
    words: Vec<(usize, WordId)>,
    piece: Piece,
}

/// Finds the cheapest way through a stretch of text.
pub(super) trait Search: Default {
    /// Puts the words on the cheapest way through a piece into `words`, which is emptied first, each with the number of
    /// the character at which it begins.
    fn search(
        &mut self,
        dictionary: &Dictionary,
        user: Option<&UserDictionary>,
        text: &Piece,
        words: &mut Vec<(usize, WordId)>,
    );
}

thread_local! {
    static WORKSPACE: RefCell<Workspace<Lattice>> = RefCell::default();
    static REFERENCE: RefCell<Workspace<Reference>> = RefCell::default();
}

impl Korean {
    /// Loads the embedded dictionary; takes a few milliseconds.
    ///
    /// # Errors
    ///
    /// [`TokenizeError::Dictionary`], which only a broken program can give.
    pub fn new() -> Result<Self, TokenizeError> {
        let dictionary = embedded::load().map_err(unusable)?;
        let characters = &dictionary.character_definition;
        let definitions = characters.category_definitions.iter();
        let marked = definitions
            .zip(&characters.category_names)
            .map(|(category, name)| marks_runs(name, category.group))
            .collect();
        Ok(Self {
            dictionary,
            user: None,
            user_analyses: Vec::new(),
            user_leaning: Vec::new(),
            marked,
        })
    }

    /// Loads the embedded dictionary and adds `words`.
    ///
    /// # Errors
    ///
    /// As [`Korean::new`].
    pub fn with_user_words(words: &[UserWord]) -> Result<Self, TokenizeError> {
        let mut korean = Self::new()?;
        let leaning = words.iter().filter(|word| word.pos.leans());
        korean.user_leaning = leaning
            .filter_map(|word| word.surface.chars().next())
            .map(middle_dot)
            .collect();
        let mut spelled: Vec<(String, &UserWord)> = words
            .iter()
            .flat_map(|word| {
                let spellings = spell_word(&word.surface, |c| korean.run(c));
                spellings
                    .into_iter()
                    .map(move |(_, spelling)| (spelling, word))
            })
            .filter(|(spelling, _)| !spelling.is_empty())
            .collect();
        // The order of the builder, which numbers the words by it.
        spelled.sort_by(|a, b| a.0.cmp(&b.0));
        let mut csv = String::new();
        for (spelling, word) in spelled {
            let Some((left, right, analysis)) = context(word) else {
                continue;
            };
            let spelling = spelling.replace('"', "\"\"");
            let _ = writeln!(csv, "\"{spelling}\",{left},{right},{}", word.cost);
            korean.user_analyses.push(analysis);
        }
        if csv.is_empty() {
            return Ok(korean);
        }
        let builder = DictionaryBuilder::new((*korean.dictionary.metadata).clone());
        korean.user = Some(
            builder
                .build_user_dict_from_reader(csv.as_bytes())
                .map_err(unusable)?,
        );
        Ok(korean)
    }

    /// Puts the tokens of `text` into `out`, which is emptied first. Lines are cut one by one.
    ///
    /// Tokens come in order, do not overlap, and leave out nothing but white space.
    ///
    /// # Errors
    ///
    /// [`TokenizeError::TooLong`] above 4 GB.
    pub fn tokenize(&self, text: &str, out: &mut Vec<Token>) -> Result<(), TokenizeError> {
        let mut space = WORKSPACE.take();
        let cut = self.tokenize_with(text, &mut space, out);
        WORKSPACE.set(space);
        cut
    }

    /// As [`Korean::tokenize`], with the same tokens out, by lindera's own lattice: what speed is compared with.
    ///
    /// # Errors
    ///
    /// As [`Korean::tokenize`].
    pub fn tokenize_by_lindera(
        &self,
        text: &str,
        out: &mut Vec<Token>,
    ) -> Result<(), TokenizeError> {
        let mut space = REFERENCE.take();
        let cut = self.tokenize_with(text, &mut space, out);
        REFERENCE.set(space);
        cut
    }

    fn tokenize_with<L: Search>(
        &self,
        text: &str,
        space: &mut Workspace<L>,
        out: &mut Vec<Token>,
    ) -> Result<(), TokenizeError> {
        out.clear();
        if u32::try_from(text.len()).is_err() {
            return Err(TokenizeError::TooLong(text.len()));
        }
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let end = at + line.len();
            let mut after_space = false;
            while at < end {
                let rest = text.get(at..end).unwrap_or_default();
                let done = self.tokenize_piece(rest, at as u32, after_space, space, out);
                let done = rest.get(..done).unwrap_or(rest);
                after_space = done.ends_with(char::is_whitespace);
                at += done.len();
            }
        }
        Ok(())
    }

    /// Cuts the beginning of a line, or of what is left of it, which stands at `at`. Says how many bytes that is.
    fn tokenize_piece<L: Search>(
        &self,
        line: &str,
        at: u32,
        after_space: bool,
        space: &mut Workspace<L>,
        out: &mut Vec<Token>,
    ) -> usize {
        let Workspace {
            lattice,
            words,
            piece,
        } = space;
        let done = piece.spell(line, after_space, |c| self.run(c));
        lattice.search(&self.dictionary, self.user.as_ref(), piece, words);
        let mut word = words.iter().peekable();
        while let Some(&(start, id)) = word.next() {
            let end = word.peek().map_or(piece.spelled().len(), |(next, _)| *next);
            let (start, end) = piece.place(start, end);
            let (analysis, cuts) = self.analysis(id);
            out.push(Token::new(at + start, at + end, cuts, analysis));
        }
        done
    }

    fn analysis(&self, word: WordId) -> (&'static Analysis, u32) {
        let number = word.id();
        let (analysis, cuts) = match word.lex_type() {
            LexType::User => (self.user_analyses.get(number as usize).copied(), 0),
            LexType::System | LexType::Unknown => {
                let place = number & ((1 << ANALYSIS_BITS) - 1);
                (ANALYSES.get(place as usize), number >> ANALYSIS_BITS)
            }
        };
        (analysis.unwrap_or(&UNKNOWN), cuts)
    }

    /// The category of `c`, if runs of it are marked as a whole.
    fn run(&self, c: char) -> Option<usize> {
        if hangul::is_syllable(c) {
            return None;
        }
        let &CategoryId(category) = self
            .dictionary
            .character_definition
            .lookup_categories(Alphabet::Plain.letter(c))
            .first()?;
        self.marked.get(category).copied()?.then_some(category)
    }
}

impl Cut for Korean {
    fn cut(&self, line: &str, out: &mut Vec<Token>) {
        // Only a line beyond 4 GB has no tokens; ingest lets none through.
        if self.tokenize(line, out).is_err() {
            out.clear();
        }
    }

    fn may_lean(&self, first: char) -> bool {
        let first = middle_dot(first);
        LEANING.binary_search(&first).is_ok() || self.user_leaning.contains(&first)
    }
}

impl fmt::Debug for Korean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Korean")
            .field("user_words", &self.user_analyses.len())
            .finish_non_exhaustive()
    }
}

static UNKNOWN: Analysis = Analysis {
    tag: "UNKNOWN",
    first: Pos::UNKNOWN,
    last: Pos::UNKNOWN,
    class: Class::None,
    kind: Kind::Unknown,
};

fn unusable(error: impl fmt::Display) -> TokenizeError {
    TokenizeError::Dictionary(error.to_string())
}

/// How a user word stands among others: its ids and its analysis.
fn context(word: &UserWord) -> Option<(u16, u16, &'static Analysis)> {
    let with_final = word
        .surface
        .chars()
        .next_back()
        .and_then(hangul::has_final)
        .unwrap_or(false);
    let of_pos = || CONTEXTS.iter().filter(|context| context.0 == word.pos);
    let &(_, _, left, right, analysis) = of_pos()
        .find(|context| context.1 == with_final)
        .or_else(|| of_pos().next())?;
    Some((left, right, ANALYSES.get(usize::from(analysis))?))
}
