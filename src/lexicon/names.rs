//! What looks like the name of a person.

use hashbrown::{HashMap, HashSet};

use super::LexiconError;
use super::table::{Tables, list, required};
use crate::text::hangul::is_syllable;

/// Surnames, given names, and the common words that look like them.
#[derive(Debug)]
pub struct Names {
    surnames: HashMap<Box<str>, Surname>,
    romanised: HashSet<Box<str>>,
    given: HashMap<char, Given>,
    common: HashSet<Box<str>>,
    cues: HashSet<Box<str>>,
}

#[derive(Debug)]
struct Surname {
    bearers: u32,
    romanisations: Vec<Box<str>>,
}

#[derive(Debug)]
struct Given {
    first: u32,
    second: u32,
    romanisations: Vec<Box<str>>,
}

impl Names {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, LexiconError> {
        let mut names = Self {
            surnames: HashMap::new(),
            romanised: HashSet::new(),
            given: HashMap::new(),
            common: HashSet::new(),
            cues: HashSet::new(),
        };
        tables.read(
            "surnames.tsv",
            include_str!("../../dictionaries/surnames.tsv"),
            &mut |row| {
                let [surname, romanisations, count] = row.cells();
                let spelled = Surname {
                    bearers: count.parse().unwrap_or(0),
                    romanisations: list(romanisations)
                        .map(|r| r.to_lowercase().into())
                        .collect(),
                };
                names
                    .romanised
                    .extend(spelled.romanisations.iter().cloned());
                let surname = required(surname, "surname")?;
                names.surnames.insert(surname.as_ref().into(), spelled);
                Ok(())
            },
        )?;
        tables.read(
            "given_names.tsv",
            include_str!("../../dictionaries/given_names.tsv"),
            &mut |row| {
                let [syllable, first, second, romanisations] = row.cells();
                let syllable = syllable.chars().next().ok_or("no syllable")?;
                let given = Given {
                    first: first.parse().unwrap_or(0),
                    second: second.parse().unwrap_or(0),
                    romanisations: list(romanisations)
                        .map(|r| r.to_lowercase().into())
                        .collect(),
                };
                names.given.insert(syllable, given);
                Ok(())
            },
        )?;
        tables.read(
            "person_cues.tsv",
            include_str!("../../dictionaries/person_cues.tsv"),
            &mut |row| {
                let [word] = row.cells();
                names.cues.insert(required(word, "word")?.as_ref().into());
                Ok(())
            },
        )?;
        tables.read(
            "common_words.tsv",
            include_str!("../../dictionaries/common_words.tsv"),
            &mut |row| {
                let [word] = row.cells();
                names.common.insert(required(word, "word")?.as_ref().into());
                Ok(())
            },
        )?;
        Ok(names)
    }

    /// How much `word` looks like a Korean person's whole name, 0 (not at all) to 1.
    ///
    /// Surname and given syllables are weighed by how common they are; common words get 0. A name of two syllables
    /// counts less than one of three, since more words look like it.
    pub fn likeness(&self, word: &str) -> f32 {
        if self.common.contains(word) {
            return 0.0;
        }
        let syllables: Vec<char> = word.chars().collect();
        if !(2..=4).contains(&syllables.len()) || !syllables.iter().all(|c| is_syllable(*c)) {
            return 0.0;
        }
        let mut best = 0f32;
        for taken in [1, 2] {
            let Some((surname, given)) = syllables.split_at_checked(taken) else {
                continue;
            };
            let surname: String = surname.iter().collect();
            let Some(known) = self.surnames.get(surname.as_str()) else {
                continue;
            };
            let surname = if known.bearers >= 20_000 || taken == 2 {
                1.0
            } else {
                0.7
            };
            let weight = |c: char, first: bool| {
                self.given.get(&c).map_or(0.15, |g| {
                    let n = if first { g.first } else { g.second };
                    (0.4 + n as f32 / 400.0).min(1.0)
                })
            };
            let given = match given {
                [only] => 0.6 * weight(*only, true).max(weight(*only, false)),
                [first, second] => weight(*first, true) * weight(*second, false),
                _ => continue,
            };
            best = best.max(surname * given);
        }
        best.sqrt()
    }

    /// Whether `word` begins with a Korean surname and is two to four syllables long.
    pub fn could_be(&self, word: &str) -> bool {
        self.likeness(word) > 0.0
    }

    /// Whether `word` is a common word that only looks like a name.
    pub fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// Whether `word` after a name shows it to be that of a person.
    pub fn is_cue(&self, word: &str) -> bool {
        self.cues.contains(word)
    }

    /// Whether `word`, in Latin letters of any case, is a romanised Korean surname.
    pub fn is_romanised_surname(&self, word: &str) -> bool {
        self.romanised.contains(word.to_lowercase().as_str())
    }

    /// The spellings in use of a Korean surname, lower case.
    pub fn surname_spellings(&self, surname: &str) -> impl Iterator<Item = &str> {
        let known = self.surnames.get(surname);
        known
            .into_iter()
            .flat_map(|s| &s.romanisations)
            .map(|r| &**r)
    }

    /// The spellings in use of a syllable of a given name, lower case.
    pub fn given_spellings(&self, syllable: char) -> impl Iterator<Item = &str> {
        let known = self.given.get(&syllable);
        known
            .into_iter()
            .flat_map(|g| &g.romanisations)
            .map(|r| &**r)
    }

    /// Whether `word`, in Latin letters without hyphens, can be read as one or two syllables of a Korean given name.
    pub fn is_romanised_given(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.given.values().any(|first| {
            first.romanisations.iter().any(|r| {
                word.strip_prefix(&**r).is_some_and(|rest| {
                    rest.is_empty()
                        || self
                            .given
                            .values()
                            .any(|second| second.romanisations.iter().any(|s| **s == *rest))
                })
            })
        })
    }
}
