//! Names without what does not tell them apart.

use unicode_normalization::UnicodeNormalization;

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
    push_name_key(name, &mut key);
    key
}

/// Adds the [`name_key`] of `name` to the end of `key`.
pub fn push_name_key(name: &str, key: &mut String) {
    // What nearly every word of a Korean text is made of is its own key.
    if name
        .chars()
        .all(|c| is_syllable(c) || c.is_ascii_digit() || c.is_ascii_lowercase())
    {
        key.push_str(name);
        return;
    }
    let kept = name.nfkc().filter(|c| is_alphanumeric(*c));
    key.extend(kept.flat_map(char::to_lowercase));
}
