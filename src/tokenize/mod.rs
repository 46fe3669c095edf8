//! Cuts text into tokens: Korean morphemes by lindera and ko-dic, English words by Unicode rules.
//!
//! ```
//! use gija::release::Pos;
//! use gija::tokenize::Korean;
//! let korean = Korean::new()?;
//! let text = "두 사람이 만났다";
//! let mut tokens = Vec::new();
//! korean.tokenize(text, &mut tokens)?;
//! let words: Vec<(&str, &str)> = tokens.iter().map(|t| (t.text(text), t.tag())).collect();
//! assert_eq!(words, [("두", "MM"), ("사람", "NNG"), ("이", "JKS"), ("만났", "VV+EP"), ("다", "EC")]);
//! assert_eq!(tokens[2].pos, Pos::JKS);
//! # Ok::<(), gija::tokenize::TokenizeError>(())
//! ```

mod counted;
mod english;
mod entries;
mod korean;
mod lattice;
mod piece;
mod reference;
mod seen;
mod spelling;
mod user;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use crate::release::{Cut, Token};

pub use counted::Counted;
pub use korean::Korean;
pub use seen::{Seen, pieces};
pub use user::UserWord;
pub use words::{push_search_words, search_words};

/// The language whose rules cut a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Morphemes by dictionary; Latin words, digits and marks come out whole.
    Korean,
    /// Words by Unicode rules.
    English,
}

/// What can go wrong in tokenizing.
#[derive(Debug, thiserror::Error)]
pub enum TokenizeError {
    /// The dictionary within the program cannot be used.
    #[error("the embedded Korean dictionary cannot be read: {0}")]
    Dictionary(String),
    /// Offsets are kept in 32 bits.
    #[error("a text of {0} bytes is too long to tokenize at once; the limit is 4 GB")]
    TooLong(usize),
    /// A user dictionary cannot be read.
    #[error("user dictionary {path}: {why}", path = path.display())]
    UserFile {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        why: std::io::Error,
    },
    /// A line of a user dictionary does not say what it should.
    #[error("user dictionary {path}, line {line}: {why}", path = path.display())]
    UserWord {
        /// The file; empty for words that come from elsewhere.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
}

/// Both tokenizers behind one call.
#[derive(Debug)]
pub struct Tokenizer {
    korean: Arc<Korean>,
}

impl Tokenizer {
    /// Takes the Korean tokenizer; the English one has no state.
    pub fn new(korean: Korean) -> Self {
        Self {
            korean: Arc::new(korean),
        }
    }

    /// What cuts the lines of a release in `language`.
    pub fn cutter(&self, language: Language) -> Arc<dyn Cut> {
        match language {
            Language::Korean => self.korean.clone(),
            Language::English => Arc::new(english::English),
        }
    }

    /// As [`Korean::tokenize_by_lindera`].
    ///
    /// # Errors
    ///
    /// [`TokenizeError::TooLong`] above 4 GB.
    pub fn tokenize_by_lindera(
        &self,
        text: &str,
        out: &mut Vec<Token>,
    ) -> Result<(), TokenizeError> {
        self.korean.tokenize_by_lindera(text, out)
    }

    /// Puts the tokens of `text` into `out`, which is emptied first.
    ///
    /// Tokens come in order, do not overlap, and leave out nothing but white space.
    ///
    /// # Errors
    ///
    /// [`TokenizeError::TooLong`] above 4 GB.
    pub fn tokenize(
        &self,
        text: &str,
        language: Language,
        out: &mut Vec<Token>,
    ) -> Result<(), TokenizeError> {
        match language {
            Language::Korean => self.korean.tokenize(text, out),
            Language::English => english::tokenize(text, out),
        }
    }
}
