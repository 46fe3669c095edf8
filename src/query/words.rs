//! From the words of a question to those that search knows.

use super::{Archive, QueryError};
use crate::text::{name_key, search_key};
use crate::tokenize::{Language, search_words};

/// What a text asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// For FTS5.
    pub expression: String,
    /// The words to show in an answer, in lower case: as typed, and the morphemes of those.
    pub shown: Vec<String>,
    /// What has to stand in the text as it was typed.
    pub verbatim: Vec<String>,
}

impl Archive {
    /// Every word has to be there: itself or a word that begins with it, or else all its morphemes.
    pub(super) fn wanted(&self, text: &str) -> Result<Wanted, QueryError> {
        let mut wanted = Wanted::default();
        let mut parts = Vec::new();
        for (i, piece) in text.split(['"', '“', '”']).enumerate() {
            let piece = piece.trim();
            if i % 2 == 1 && !piece.is_empty() {
                wanted.verbatim.push(piece.to_owned());
            }
            for word in piece.split_whitespace() {
                let whole = name_key(word);
                if whole.is_empty() {
                    continue;
                }
                let key = search_key(word);
                let morphemes = self.morphemes(word, &key)?;
                let mut part = format!("\"{key}\" *");
                if !morphemes.is_empty() {
                    let all: Vec<_> = morphemes.iter().map(|m| format!("\"{m}\"")).collect();
                    part = format!("({part} OR ({}))", all.join(" AND "));
                }
                wanted.shown.push(whole);
                wanted.shown.extend(morphemes);
                parts.push(part);
            }
        }
        if parts.is_empty() {
            return Err(QueryError::NoWord(text.to_owned()));
        }
        wanted.expression = parts.join(" AND ");
        Ok(wanted)
    }

    /// The morphemes of a word that hold no others; none where it is one itself.
    fn morphemes(&self, word: &str, whole: &str) -> Result<Vec<String>, QueryError> {
        let mut tokens = Vec::new();
        self.tokenizer()?
            .tokenize(word, Language::Korean, &mut tokens)?;
        let mut words = search_words(word, &tokens);
        words.dedup();
        let all = words.clone();
        words.retain(|w| !all.iter().any(|other| other != w && w.contains(&**other)));
        words.retain(|w| w != whole);
        Ok(words)
    }
}
