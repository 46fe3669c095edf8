//! Whether letters are an English word.

use std::sync::LazyLock;

/// In order.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../dictionaries/english_words.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// Whether `word`, capitals aside, is a common English one. Names and most terms of a trade are none.
pub fn is_english_word(word: &str) -> bool {
    WORDS
        .binary_search(&word.to_ascii_lowercase().as_str())
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_common_words_only() {
        assert!(WORDS.is_sorted());
        assert!(is_english_word("Education") && is_english_word("programme"));
        assert!(!is_english_word("educa") && !is_english_word("tion") && !is_english_word(""));
    }
}
