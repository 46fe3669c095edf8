//! Finds what a word ends in.

use hashbrown::HashMap;

/// Ends longer than this many characters are not found.
const LONGEST: usize = 63;

/// Many ends of words, each with a value, looked up by a word that ends in them.
///
/// Most words end in none: their last character says so, or which lengths are worth a look.
#[derive(Clone, Debug)]
pub struct Endings<V> {
    ends: HashMap<Box<str>, V>,
    /// By last character: bit `n - 1` is set where an end of `n` characters is known.
    lengths: HashMap<char, u64>,
}

impl<V> Default for Endings<V> {
    fn default() -> Self {
        Self {
            ends: HashMap::new(),
            lengths: HashMap::new(),
        }
    }
}

impl<V> Endings<V> {
    /// Adds `end`, or puts `value` in the place of what it had.
    pub fn insert(&mut self, end: &str, value: V) {
        let length = end.chars().take(LONGEST + 1).count();
        if let Some(last) = end.chars().next_back().filter(|_| length <= LONGEST) {
            *self.lengths.entry(last).or_default() |= 1 << (length - 1);
            self.ends.insert(end.into(), value);
        }
    }

    /// What stands under exactly this word.
    pub fn get(&self, word: &str) -> Option<&V> {
        self.ends.get(word)
    }

    /// Every known end of `word`, the longest first: where in `word` it begins, and its value.
    pub fn of<'v>(&'v self, word: &str) -> impl Iterator<Item = (usize, &'v V)> {
        let last = word.chars().next_back();
        let mut lengths = last
            .and_then(|c| self.lengths.get(&c).copied())
            .unwrap_or(0);
        // Bytes from each start to the end of the word, the shortest end first.
        let mut bytes = [0u8; LONGEST];
        let longest = (u64::BITS - lengths.leading_zeros()) as usize;
        let mut known = 0;
        for (slot, (at, _)) in bytes
            .iter_mut()
            .zip(word.char_indices().rev())
            .take(longest)
        {
            *slot = (word.len() - at) as u8;
            known += 1;
        }
        lengths &= (1 << known) - 1;
        std::iter::from_fn(move || {
            while lengths != 0 {
                let length = u64::BITS - 1 - lengths.leading_zeros();
                lengths &= !(1 << length);
                let at = word.len() - usize::from(*bytes.get(length as usize)?);
                if let Some(value) = word.get(at..).and_then(|end| self.ends.get(end)) {
                    return Some((at, value));
                }
            }
            None
        })
    }

    /// Whether `word` ends in one of them.
    pub fn any(&self, word: &str) -> bool {
        self.of(word).next().is_some()
    }
}

impl<S: AsRef<str>, V> FromIterator<(S, V)> for Endings<V> {
    fn from_iter<I: IntoIterator<Item = (S, V)>>(pairs: I) -> Self {
        let mut endings = Self::default();
        for (end, value) in pairs {
            endings.insert(end.as_ref(), value);
        }
        endings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_first_and_nothing_else() {
        let endings: Endings<u8> = [("회", 1), ("위원회", 2), ("원회", 3), ("부", 4)]
            .into_iter()
            .collect();
        let found: Vec<_> = endings.of("금융위원회").map(|(at, v)| (at, *v)).collect();
        assert_eq!(found, [(6, 2), (9, 3), (12, 1)]);
        assert_eq!(endings.of("원회").map(|e| *e.1).collect::<Vec<_>>(), [3, 1]);
        assert!(!endings.any("국세청"));
        assert!(!endings.any(""));
        assert_eq!(endings.get("위원회"), Some(&2));
    }

    #[test]
    fn an_end_beyond_the_limit_is_not_found() {
        let mut endings = Endings::default();
        endings.insert(&"가".repeat(LONGEST), 1);
        endings.insert(&"나".repeat(LONGEST + 1), 2);
        assert!(endings.any(&"가".repeat(LONGEST + 9)));
        assert!(!endings.any(&"나".repeat(LONGEST + 9)));
    }
}
