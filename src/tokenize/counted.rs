//! Words counted as search counts them.

use hashbrown::DefaultHashBuilder;
use indexmap::IndexMap;

use super::words::push;

/// How often each word stands in a release, in the order in which they first stand.
#[derive(Debug, Default)]
pub struct Counted(IndexMap<Box<str>, u32, DefaultHashBuilder>);

impl Counted {
    /// Counts every one of `words`, which are parted by spaces, `times` more.
    pub fn add(&mut self, words: &str, times: u32) {
        for word in words.split_ascii_whitespace() {
            match self.0.get_mut(word) {
                Some(count) => *count = count.saturating_add(times),
                None => _ = self.0.insert(word.into(), times),
            }
        }
    }

    /// Each word once and once more whenever its number doubles, parted by spaces: what stands forty times in a release does
    /// not say forty times as much of it (sublinear scaling: Manning, Raghavan and Schütze, Introduction to Information
    /// Retrieval, 2008, 6.4.1).
    ///
    /// Half of what an index would have to gather, and more.
    pub fn damped(&self) -> String {
        let mut out = String::with_capacity(self.0.len() * 16);
        for (word, count) in &self.0 {
            for _ in 0..=count.checked_ilog2().unwrap_or(0) {
                push(word, &mut out);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_once_for_every_doubling() {
        let mut counted = Counted::default();
        assert_eq!(counted.damped(), "");
        counted.add("금융 위", 1);
        counted.add(" 금융  위", 1);
        counted.add("은행", 9);
        assert_eq!(counted.damped(), "금융 금융 위 위 은행 은행 은행 은행");
    }
}
