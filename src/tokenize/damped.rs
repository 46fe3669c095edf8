//! Words counted as search counts them.

use hashbrown::HashMap;

use super::seen::push;

/// The words of `words`, which are parted by spaces, each once and once more whenever its number doubles: what stands
/// forty times in a release does not say forty times as much of it (sublinear scaling: Manning, Raghavan and Schütze,
/// Introduction to Information Retrieval, 2008, 6.4.1).
///
/// In the order in which they first stand. Half of what an index would have to gather, and more.
pub fn damped(words: &str) -> String {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(words.len() / 32);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for word in words.split_ascii_whitespace() {
        let place = *places.entry(word).or_insert(counts.len());
        match counts.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let mut out = String::with_capacity(words.len() / 2);
    for (word, count) in counts {
        for _ in 0..=count.ilog2() {
            push(word, &mut out);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_once_for_every_doubling() {
        let words = format!("금융 위 금융 {}위", "은행 ".repeat(9));
        assert_eq!(damped(&words), "금융 금융 위 위 은행 은행 은행 은행");
        assert_eq!(damped("  "), "");
    }
}
