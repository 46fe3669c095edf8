//! Finds what a word ends in.

use hashbrown::HashMap;

use super::sieve::Sieve;

/// Ends longer than this many characters are not found.
const LONGEST: usize = 63;

/// The first of the composed syllables, and how many there are.
const SYLLABLES: (usize, usize) = ('가' as usize, 11_172);

/// Many ends of words, each with a value, looked up by a word that ends in them.
///
/// A trie over the characters from the last to the first: most words leave it after one or two.
#[derive(Clone, Debug)]
pub struct Endings<V> {
    /// By a node and the character before it.
    steps: HashMap<(u32, char), u32>,
    /// The keys of `steps`.
    sieve: Sieve,
    /// The first is the root.
    nodes: Vec<Node<V>>,
    /// By the last syllable, the step that is asked for most; the root where none leads on.
    first: Box<[u32]>,
}

#[derive(Clone, Debug)]
struct Node<V> {
    /// What stands under the end that leads here.
    value: Option<V>,
    /// Bytes of that end.
    len: usize,
    /// The node of the end that is one character shorter.
    shorter: u32,
}

impl<V> Default for Endings<V> {
    fn default() -> Self {
        let root = Node {
            value: None,
            len: 0,
            shorter: 0,
        };
        Self {
            steps: HashMap::new(),
            sieve: Sieve::default(),
            nodes: vec![root],
            first: vec![0; SYLLABLES.1].into(),
        }
    }
}

impl<V> Endings<V> {
    /// Adds `end`, or puts `value` in the place of what it had.
    pub fn insert(&mut self, end: &str, value: V) {
        if end.is_empty() || end.chars().nth(LONGEST).is_some() {
            return;
        }
        let mut at = 0;
        let mut len = 0;
        for c in end.chars().rev() {
            len += c.len_utf8();
            let next = self.nodes.len() as u32;
            let shorter = at;
            at = *self.steps.entry((at, c)).or_insert(next);
            if at == next {
                self.sieve.add(shorter, u32::from(c));
                self.nodes.push(Node {
                    value: None,
                    len,
                    shorter,
                });
            }
            if shorter == 0
                && let Some(first) = self.first.get_mut((c as usize).wrapping_sub(SYLLABLES.0))
            {
                *first = at;
            }
        }
        if let Some(node) = self.nodes.get_mut(at as usize) {
            node.value = Some(value);
        }
    }

    /// What stands under exactly this word.
    pub fn get(&self, word: &str) -> Option<&V> {
        let node = self.deepest(word)?;
        node.value.as_ref().filter(|_| node.len == word.len())
    }

    /// Every known end of `word`, the longest first: where in `word` it begins, and its value.
    pub fn of<'v>(&'v self, word: &str) -> impl Iterator<Item = (usize, &'v V)> {
        let len = word.len();
        let mut next = self.deepest(word);
        std::iter::from_fn(move || {
            while let Some(node) = next {
                let shorter = Some(node.shorter as usize).filter(|_| node.len > 0);
                next = shorter.and_then(|i| self.nodes.get(i));
                if let Some(value) = &node.value {
                    return Some((len - node.len, value));
                }
            }
            None
        })
    }

    /// The node of the longest end of `word` that a known one ends in.
    fn deepest(&self, word: &str) -> Option<&Node<V>> {
        let mut at = 0;
        for c in word.chars().rev() {
            let first = self.first.get((c as usize).wrapping_sub(SYLLABLES.0));
            let next = match first.filter(|_| at == 0) {
                Some(next) => Some(next).filter(|next| **next > 0),
                None if !self.sieve.may_have(at, u32::from(c)) => None,
                None => self.steps.get(&(at, c)),
            };
            match next {
                Some(next) => at = *next,
                None => break,
            }
        }
        self.nodes.get(at as usize)
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
