//! Finds what a word ends in.

use hashbrown::HashMap;

/// Ends longer than this many characters are not found.
const LONGEST: usize = 63;

/// The first of the composed syllables, and how many there are.
const SYLLABLES: (u32, u32) = ('가' as u32, 11_172);

/// Many ends of words, each with a value, looked up by a word that ends in them.
///
/// A trie over the characters from the last to the first: most words leave it after one or two.
#[derive(Clone, Debug)]
pub struct Endings<V> {
    /// By a node and the character before it.
    steps: HashMap<(u32, char), u32>,
    /// The first is the root.
    nodes: Vec<Node<V>>,
    /// A bit for each syllable that is the last of an end: the others are told without a look at the steps.
    last: Box<[u64]>,
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
            nodes: vec![root],
            last: vec![0; SYLLABLES.1.div_ceil(u64::BITS) as usize].into(),
        }
    }
}

/// Where the bit of a syllable stands.
fn bit(c: char) -> Option<(usize, u64)> {
    let number = u32::from(c).checked_sub(SYLLABLES.0)?;
    let place = (number / u64::BITS) as usize;
    (number < SYLLABLES.1).then_some((place, 1 << (number % u64::BITS)))
}

impl<V> Endings<V> {
    /// Adds `end`, or puts `value` in the place of what it had.
    pub fn insert(&mut self, end: &str, value: V) {
        if end.is_empty() || end.chars().nth(LONGEST).is_some() {
            return;
        }
        if let Some((place, bit)) = end.chars().next_back().and_then(bit)
            && let Some(bits) = self.last.get_mut(place)
        {
            *bits |= bit;
        }
        let mut at = 0;
        let mut len = 0;
        for c in end.chars().rev() {
            len += c.len_utf8();
            let next = self.nodes.len() as u32;
            let shorter = at;
            at = *self.steps.entry((at, c)).or_insert(next);
            if at == next {
                self.nodes.push(Node {
                    value: None,
                    len,
                    shorter,
                });
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
        if let Some((place, bit)) = word.chars().next_back().and_then(bit)
            && self.last.get(place).is_none_or(|bits| bits & bit == 0)
        {
            return self.nodes.first();
        }
        let mut at = 0;
        for c in word.chars().rev() {
            match self.steps.get(&(at, c)) {
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
