//! Finds the longest known name at a place.

use hashbrown::HashMap;

use super::sieve::Sieve;
use crate::text::{Span, push_squeezed, squeeze_str, squeezed};

/// The characters by which names are looked up first; a name of one character is not found.
fn first_two(mut chars: impl Iterator<Item = char>) -> Option<[char; 2]> {
    Some([chars.next()?, chars.next()?])
}

/// The bytes of a name behind its first two characters as a number, in the order of names, as far as they fit: what of a
/// name is read to find it among those that share these two.
fn behind_two(name: &str) -> u64 {
    let two: usize = name.chars().take(2).map(char::len_utf8).sum();
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(name.bytes().skip(two)) {
        *to = from;
    }
    u64::from_be_bytes(bytes)
}

/// The first bytes of a name as a number, in the order of names; most names differ in them.
fn beginning(name: &str) -> u128 {
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(name.bytes()) {
        *to = from;
    }
    u128::from_be_bytes(bytes)
}

/// Many names, each with a value, looked up by the text that begins at a place.
///
/// Names are kept sorted. The longest name that a text begins with is the last one not after the text in that order,
/// or one of the names which that one begins with: one binary search and a short walk.
#[derive(Debug)]
pub struct Matcher<V> {
    /// The names as they were given, without white space, one behind the other.
    text: String,
    names: Vec<Name>,
    /// [`behind_two`] of each name, side by side, since they are read most.
    behind: Vec<u64>,
    /// What stands under the first name, then what stands under the second, and so on.
    values: Vec<V>,
    /// Where the names begin that share their first two characters.
    index: HashMap<[char; 2], (u32, u32)>,
    /// The keys of `index`, since nearly all that are asked for are none.
    sieve: Sieve,
}

#[derive(Debug)]
struct Name {
    /// Where it stands in the text.
    key: Span,
    /// Where its values begin; they end where those of the next name begin.
    values: usize,
    /// The longest other name that this one begins with.
    prefix: Option<u32>,
}

/// A known name at the beginning of a text.
#[derive(Debug)]
pub struct Hit<'a, V> {
    /// Bytes of squeezed text that it covers.
    pub len: usize,
    /// What stands under that name.
    pub values: &'a [V],
}

impl<V> Default for Matcher<V> {
    fn default() -> Self {
        Self {
            text: String::new(),
            names: Vec::new(),
            behind: Vec::new(),
            values: Vec::new(),
            index: HashMap::new(),
            sieve: Sieve::default(),
        }
    }
}

impl<V: PartialEq> Matcher<V> {
    /// Makes a matcher of `(name, value)` pairs; one name may have many values, kept in the order given.
    pub fn new(pairs: impl IntoIterator<Item = (impl AsRef<str>, V)>) -> Self {
        let mut text = String::new();
        let mut given: Vec<(u128, Span, V)> = Vec::new();
        for (name, value) in pairs {
            let start = text.len();
            push_squeezed(&mut text, name.as_ref());
            if text.len() > start {
                let span = Span::new(start, text.len());
                given.push((beginning(span.of(&text)), span, value));
            }
        }
        given.sort_by(|a, b| (a.0.cmp(&b.0)).then_with(|| a.1.of(&text).cmp(b.1.of(&text))));
        let mut names: Vec<Name> = Vec::with_capacity(given.len());
        let mut values: Vec<V> = Vec::with_capacity(given.len());
        for (_, key, value) in given {
            match names.last() {
                Some(last) if last.key.of(&text) == key.of(&text) => {
                    let known = values.get(last.values..).unwrap_or(&[]);
                    if !known.contains(&value) {
                        values.push(value);
                    }
                }
                _ => {
                    names.push(Name {
                        key,
                        values: values.len(),
                        prefix: None,
                    });
                    values.push(value);
                }
            }
        }
        let mut chain: Vec<usize> = Vec::new();
        for i in 0..names.len() {
            while let Some(&top) = chain.last() {
                if names[i].key.of(&text).starts_with(names[top].key.of(&text)) {
                    break;
                }
                chain.pop();
            }
            names[i].prefix = chain.last().map(|top| *top as u32);
            chain.push(i);
        }
        let mut index: HashMap<[char; 2], (u32, u32)> = HashMap::new();
        for (i, name) in names.iter().enumerate() {
            if let Some(first) = first_two(name.key.of(&text).chars()) {
                let range = index.entry(first).or_insert((i as u32, 0));
                range.1 = i as u32 + 1;
            }
        }
        let mut sieve = Sieve::default();
        for [a, b] in index.keys() {
            sieve.add(u32::from(*a), u32::from(*b));
        }
        let behind = names.iter().map(|name| behind_two(name.key.of(&text)));
        Self {
            behind: behind.collect(),
            sieve,
            text,
            names,
            values,
            index,
        }
    }

    /// The name of number `i`.
    fn key(&self, i: usize) -> &str {
        self.names.get(i).map_or("", |name| name.key.of(&self.text))
    }

    /// What stands under the name of number `i`.
    fn values(&self, i: usize) -> &[V] {
        let start = |i: usize| self.names.get(i).map_or(self.values.len(), |n| n.values);
        self.values.get(start(i)..start(i + 1)).unwrap_or(&[])
    }

    /// Every name that `squeezed` begins with, the longest first.
    pub fn at<'a>(&'a self, squeezed: &'a str) -> impl Iterator<Item = Hit<'a, V>> {
        let mut next = first_two(squeezed.chars())
            .filter(|[a, b]| self.sieve.may_have(u32::from(*a), u32::from(*b)))
            .and_then(|first| self.index.get(&first))
            .and_then(|(from, to)| {
                let (from, to) = (*from as usize, *to as usize);
                let (names, behind) = (self.names.get(from..to)?, self.behind.get(from..to)?);
                let wanted = behind_two(squeezed);
                let unlike = behind.partition_point(|b| *b < wanted);
                let alike = behind.partition_point(|b| *b <= wanted);
                let names = names.get(unlike..alike).unwrap_or(&[]);
                let after = names.partition_point(|n| n.key.of(&self.text) <= squeezed);
                (from + unlike + after).checked_sub(1)
            });
        std::iter::from_fn(move || {
            while let Some(i) = next {
                next = self.names.get(i)?.prefix.map(|p| p as usize);
                let key = self.key(i);
                if squeezed.starts_with(key) {
                    return Some(Hit {
                        len: key.len(),
                        values: self.values(i),
                    });
                }
            }
            None
        })
    }

    /// Every name, without white space, with each value that stands under it, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        (0..self.names.len())
            .flat_map(move |i| self.values(i).iter().map(move |value| (self.key(i), value)))
    }

    /// What stands under exactly this name, spacing and the shape of middle dots aside.
    pub fn exact(&self, name: &str) -> &[V] {
        let range = match first_two(squeezed(name)) {
            Some(first) => self.index.get(&first).copied().unwrap_or_default(),
            None => (0, self.names.len() as u32),
        };
        let (from, to) = (range.0 as usize, range.1 as usize);
        let names = self.names.get(from..to).unwrap_or(&[]);
        if names.is_empty() {
            return &[];
        }
        let key = squeeze_str(name);
        match names.binary_search_by(|n| n.key.of(&self.text).cmp(&key)) {
            Ok(i) => self.values(from + i),
            Err(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_first() {
        let matcher = Matcher::new([
            ("금융위", 1),
            ("금융위원회", 2),
            ("금융", 3),
            ("금융위 원회", 4),
            ("금융투자협회", 5),
        ]);
        let found: Vec<_> = matcher
            .at("금융위원회는")
            .map(|h| (h.len / 3, h.values.to_vec()))
            .collect();
        assert_eq!(found, [(5, vec![2, 4]), (3, vec![1]), (2, vec![3])]);
        assert_eq!(matcher.at("금감원").count(), 0);
        assert_eq!(matcher.exact("금융 위"), [1]);
        assert!(matcher.exact("금융위원").is_empty());
    }
}
