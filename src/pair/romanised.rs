//! Whether a name in Latin letters is a Korean name.

use crate::lexicon::Names;

/// Whether `latin` (`Kim Joo-hyun`, `Joo-hyun KIM`) spells the Korean name `hangul`, by the spellings in use of its
/// surname and its syllables.
pub fn romanises(latin: &str, hangul: &str, names: &Names) -> bool {
    let words: Vec<String> = latin
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    let rest_of = |words: &[String]| words.concat();
    let before = rest_of(words.get(1..).unwrap_or(&[]));
    let behind = rest_of(words.get(..words.len() - 1).unwrap_or(&[]));
    let syllables: Vec<char> = hangul.chars().collect();
    [1, 2].into_iter().any(|taken| {
        let Some((surname, given)) = syllables.split_at_checked(taken) else {
            return false;
        };
        let surname: String = surname.iter().collect();
        let fits = |spelled: &str, rest: &str| {
            names.surname_spellings(&surname).any(|s| s == spelled) && spells(rest, given, names)
        };
        !given.is_empty() && (fits(first, &before) || fits(last, &behind))
    })
}

/// Whether `latin` is made of spellings of `syllables`, one after the other.
fn spells(latin: &str, syllables: &[char], names: &Names) -> bool {
    match syllables.split_first() {
        None => latin.is_empty(),
        Some((first, rest)) => names.given_spellings(*first).any(|s| {
            latin
                .strip_prefix(s)
                .is_some_and(|left| spells(left, rest, names))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn spellings_in_use() {
        let lexicon = Lexicon::embedded().unwrap();
        for (latin, hangul, same) in [
            ("Kim Joo-hyun", "김주현", true),
            ("Joo Hyun KIM", "김주현", true),
            ("Yoon Hojung", "윤호중", true),
            ("Lee Eog-weon", "이억원", true),
            ("Kim Joo-hyun", "김주원", false),
            ("Lee Joo-hyun", "김주현", false),
            ("Kim", "김주현", false),
            ("", "김주현", false),
        ] {
            assert_eq!(
                romanises(latin, hangul, &lexicon.names),
                same,
                "{latin} {hangul}"
            );
        }
    }
}
