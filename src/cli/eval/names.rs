//! When two names are the same.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// Legal forms of companies and foundations, which a name may have or lack.
const LEGAL: &str =
    r"㈜|\(주\)|주식회사|\(재\)|\(사\)|재단법인|사단법인|Co\.,? ?Ltd\.?|Inc\.?|Corp\.?";
/// Marks and white space, which count for nothing.
const MARKS: &str = "·ㆍ・･‧․•∙-–—_.,'\"‘’“”「」『』｢｣〈〉《》<>[]()（）?";
/// Share of common bigrams from which on two names of an instrument are the same.
const ALIKE: f64 = 0.75;

/// A name without legal form, marks, spaces, case and compatibility forms.
pub(super) fn normal(name: &str) -> String {
    // The pattern is a constant that the tests compile.
    static FORMS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(LEGAL).ok());
    let bare = FORMS.as_ref().map(|forms| forms.replace_all(name, ""));
    bare.as_deref()
        .unwrap_or(name)
        .nfkc()
        .filter(|c| !c.is_whitespace() && !MARKS.contains(*c))
        .flat_map(fold)
        .collect()
}

/// Case folding by way of the upper case, so that `ß` is `ss` and `ς` is `σ`.
fn fold(c: char) -> impl Iterator<Item = char> {
    c.to_uppercase().flat_map(char::to_lowercase)
}

/// How alike two names of an instrument are, its boundary taken lightly: 1 where equal, 0.9 where one holds the other
/// and is not twice as long, else their Dice coefficient over bigrams, if that is high enough; else 0.
pub(super) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b) = (normal(a), normal(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let (len_a, len_b) = (a.chars().count(), b.chars().count());
    let (short, long) = if len_a <= len_b { (&a, &b) } else { (&b, &a) };
    let (least, most) = (len_a.min(len_b), len_a.max(len_b));
    if long.contains(short.as_str()) && least >= 3 && 2 * least >= most {
        return 0.9;
    }
    let (a, b) = (bigrams(&a), bigrams(&b));
    let dice = 2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64;
    if dice >= ALIKE { dice } else { 0.0 }
}

/// The pairs of neighbours; of a single character, itself.
fn bigrams(name: &str) -> BTreeSet<(char, Option<char>)> {
    let pairs: BTreeSet<_> = name
        .chars()
        .zip(name.chars().skip(1))
        .map(|(a, b)| (a, Some(b)))
        .collect();
    if pairs.is_empty() {
        return name.chars().map(|c| (c, None)).collect();
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_and_marks_count_for_nothing() {
        assert!(Regex::new(LEGAL).is_ok());
        assert_eq!(normal("(주) 한·독 Ｆoo Co., Ltd."), "한독foo");
        assert_eq!(normal("Straße"), "strasse");
    }

    #[test]
    fn boundaries_are_taken_lightly() {
        assert_eq!(likeness("수출 바우처", "수출바우처"), 1.0);
        assert_eq!(likeness("수출바우처", "수출바우처 사업"), 0.9);
        assert_eq!(likeness("가나", "가나다"), 0.0);
        assert!(likeness("중소기업 수출 지원 대책", "중소기업 수출지원대책안내") > 0.75);
    }
}
