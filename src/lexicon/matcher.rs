//! Finds the longest known name at a place.

use hashbrown::HashMap;

use crate::text::squeeze_str;

/// The characters by which names are looked up first; a name of one character is not found.
fn first_two(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}

/// Many names, each with a value, looked up by the text that begins at a place.
///
/// Names are kept sorted. The longest name that a text begins with is the last one not after the text in that order,
/// or one of the names which that one begins with: one binary search and a short walk.
#[derive(Debug)]
pub struct Matcher<V> {
    names: Vec<Name<V>>,
    /// Where the names begin that share their first two characters.
    index: HashMap<[char; 2], (u32, u32)>,
}

#[derive(Debug)]
struct Name<V> {
    key: Box<str>,
    values: Vec<V>,
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
            names: Vec::new(),
            index: HashMap::new(),
        }
    }
}

impl<V: PartialEq> Matcher<V> {
    /// Makes a matcher of `(name, value)` pairs; one name may have many values, kept in the order given.
    pub fn new(pairs: impl IntoIterator<Item = (impl AsRef<str>, V)>) -> Self {
        let mut names: Vec<Name<V>> = pairs
            .into_iter()
            .map(|(name, value)| Name {
                key: squeeze_str(name.as_ref()).into(),
                values: vec![value],
                prefix: None,
            })
            .filter(|name| !name.key.is_empty())
            .collect();
        names.sort_by(|a, b| a.key.cmp(&b.key));
        names.dedup_by(|next, kept| {
            let same = next.key == kept.key;
            if same {
                for value in next.values.drain(..) {
                    if !kept.values.contains(&value) {
                        kept.values.push(value);
                    }
                }
            }
            same
        });
        let mut chain: Vec<usize> = Vec::new();
        for i in 0..names.len() {
            while let Some(&top) = chain.last() {
                if names[i].key.starts_with(&*names[top].key) {
                    break;
                }
                chain.pop();
            }
            names[i].prefix = chain.last().map(|top| *top as u32);
            chain.push(i);
        }
        let mut index: HashMap<[char; 2], (u32, u32)> = HashMap::new();
        for (i, name) in names.iter().enumerate() {
            if let Some(first) = first_two(&name.key) {
                let range = index.entry(first).or_insert((i as u32, 0));
                range.1 = i as u32 + 1;
            }
        }
        Self { names, index }
    }

    /// Every name that `squeezed` begins with, the longest first.
    pub fn at<'a>(&'a self, squeezed: &'a str) -> impl Iterator<Item = Hit<'a, V>> {
        let mut next = first_two(squeezed)
            .and_then(|first| self.index.get(&first))
            .and_then(|(from, to)| {
                let range = self.names.get(*from as usize..*to as usize)?;
                let after = range.partition_point(|n| *n.key <= *squeezed);
                (*from as usize + after).checked_sub(1)
            });
        std::iter::from_fn(move || {
            while let Some(name) = next.and_then(|i| self.names.get(i)) {
                next = name.prefix.map(|p| p as usize);
                if squeezed.starts_with(&*name.key) {
                    return Some(Hit {
                        len: name.key.len(),
                        values: &name.values,
                    });
                }
            }
            None
        })
    }

    /// Every name, without white space, with each value that stands under it, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.names
            .iter()
            .flat_map(|name| name.values.iter().map(|value| (&*name.key, value)))
    }

    /// What stands under exactly this name, spacing and the shape of middle dots aside.
    pub fn exact(&self, name: &str) -> &[V] {
        let key = squeeze_str(name);
        match self.names.binary_search_by(|n| (*n.key).cmp(&key)) {
            Ok(i) => self.names.get(i).map_or(&[], |n| &n.values),
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
