//! Cuts text into tokens: Korean morphemes by lindera and mecab-ko-dic, English words by Unicode's rules.

mod english;
mod korean;
mod user;

use std::path::Path;

pub use korean::Korean;

use crate::record::Language;
use crate::release::Token;

/// Why text could not be cut.
#[derive(Debug, thiserror::Error)]
pub enum TokenizeError {
    /// The embedded dictionary is broken.
    #[error("dictionary: {0}")]
    Dictionary(String),
    /// The user's dictionary could not be read.
    #[error("user dictionary {path}: {what}")]
    User {
        /// The file.
        path: String,
        /// What is wrong.
        what: String,
    },
}

/// The tokenizers of all languages. Built once, shared by threads.
#[derive(Debug)]
pub struct Tokenizer {
    korean: Korean,
}

impl Tokenizer {
    /// Loads the embedded dictionary, and the words of the TSV file `user` (`surface<TAB>part of speech[<TAB>cost]`).
    pub fn new(user: Option<&Path>) -> Result<Self, TokenizeError> {
        Ok(Self {
            korean: Korean::new(user)?,
        })
    }

    /// Appends the tokens of `text` to `out`, in order; white space belongs to none. Linear in the length of `text`.
    pub fn tokenize(&self, text: &str, language: Language, out: &mut Vec<Token>) {
        match language {
            Language::En => english::tokenize(text, out),
            Language::Ko | Language::Mixed => self.korean.tokenize(text, out),
        }
    }
}
