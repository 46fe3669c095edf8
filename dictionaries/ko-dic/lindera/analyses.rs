//! What the tokenizer wants to know of a word, as Rust code.
//!
//! lindera gives the number of each word that it finds. It is not the word's place in the dictionary but says at once
//! which of the analyses the word has and where it is cut if it is a compound, so that no table of all words need be
//! kept and looked up.

use std::collections::BTreeMap;

use super::Result;

/// Low bits of a word's number: its place among the analyses. The bits above are its cuts.
pub const BITS: u32 = 11;

/// The distinct sorts of words as `tokenize::pos::Analysis`, numbered by appearance.
#[derive(Default)]
pub struct Analyses {
    numbers: BTreeMap<[String; 3], u32>,
}

impl Analyses {
    /// The number of a part of speech, semantic class and type of the packed dictionary; types of our own are `Unknown`
    /// and `User`.
    pub fn number(&mut self, pos: &str, class: &str, kind: &str) -> Result<u32> {
        let class = match class {
            "인명" => "Person",
            "지명" => "Place",
            "장소" => "Site",
            "행위" => "Action",
            _ => "None",
        };
        let kind = match kind {
            "Compound" | "Preanalysis" => "Compound",
            "Inflect" => "Inflected",
            "Unknown" | "User" => kind,
            _ => "Simple",
        };
        let next = u32::try_from(self.numbers.len())?;
        let key = [pos, class, kind].map(str::to_owned);
        let number = *self.numbers.entry(key).or_insert(next);
        if number >> BITS == 0 {
            Ok(number)
        } else {
            Err("too many analyses".into())
        }
    }

    /// A Rust slice of them.
    pub fn code(&self) -> String {
        let mut lines = vec![String::new(); self.numbers.len()];
        for ([pos, class, kind], &number) in &self.numbers {
            let first = tag(pos.split('+').next().unwrap_or(pos));
            let last = tag(pos.split('+').next_back().unwrap_or(pos));
            lines[number as usize] = format!(
                "Analysis {{ tag: \"{pos}\", first: Pos::{first}, last: Pos::{last}, \
                 class: Class::{class}, kind: Kind::{kind} }}"
            );
        }
        format!("&[{}]", lines.join(",\n"))
    }
}

/// What the tokenizer calls a part of speech: three that the dictionary has by mistake are unknown.
pub fn tag(pos: &str) -> &str {
    match pos {
        "NA" | "UNA" | "VSV" => "UNKNOWN",
        _ => pos,
    }
}
