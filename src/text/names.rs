//! Names without what does not tell them apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

use super::hangul::is_syllable;
use super::is_alphanumeric;

/// `name` without spaces, marks and case: letters and digits only, in Unicode's compatibility form.
///
/// ```
/// use gija::text::name_key;
/// assert_eq!(name_key("Ｋ-스타트업 (K-Startup)"), "k스타트업kstartup");
/// ```
pub fn name_key(name: &str) -> String {
    let mut key = String::new();
    push_key(name, &mut key, |letter| letter);
    key
}

/// The [`name_key`] of `name` with Latin letters freed from their marks: what search knows it by.
///
/// ```
/// use gija::text::search_key;
/// assert_eq!(search_key("Moët 모에"), "moet모에");
/// ```
pub fn search_key(name: &str) -> String {
    let mut key = String::new();
    push_search_key(name, &mut key);
    key
}

/// Adds the [`search_key`] of `name` to the end of `key`.
pub fn push_search_key(name: &str, key: &mut String) {
    push_key(name, key, unmarked);
}

fn push_key(name: &str, key: &mut String, letter: impl Fn(char) -> char) {
    // What nearly every word of a Korean text is made of is its own key.
    let own = |c| is_syllable(c) || c.is_ascii_digit() || c.is_ascii_lowercase();
    if name.chars().all(own) {
        key.push_str(name);
    } else if name.chars().all(|c| is_syllable(c) || c.is_ascii()) {
        // It has one form, and no case but ASCII's.
        let kept = name.chars().filter(|c| is_alphanumeric(*c));
        key.extend(kept.map(|c| c.to_ascii_lowercase()));
    } else {
        let kept = name.nfkc().filter(|c| is_alphanumeric(*c));
        key.extend(kept.flat_map(char::to_lowercase).map(letter));
    }
}

fn unmarked(letter: char) -> char {
    if letter.is_ascii() || is_syllable(letter) {
        return letter;
    }
    let mut base = None;
    decompose_canonical(letter, |c| {
        base.get_or_insert(c);
    });
    base.filter(char::is_ascii).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_ways_lead_to_the_same_key() {
        let ascii: String = (0..128).map(char::from).collect();
        for name in ["간편결제", "k5", "K-스타트업 (2차)", &ascii] {
            // What has marks takes the long way.
            let long = search_key(&format!("{name}é"));
            assert_eq!(long, format!("{}e", search_key(name)));
            assert_eq!(search_key(name), name_key(name));
        }
    }
}
