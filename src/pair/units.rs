//! Whether an English name of a unit says what a Korean one says, word by word: `Safety Management Team`, 안전관리팀.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::text::squeeze_str;

/// No group of words of the table has more.
const GROUP: usize = 5;
/// No unit's name has more words.
const LONGEST: usize = 12;

/// English words in lower case, each with what stands for it in Korean.
type Words = HashMap<Box<str>, Vec<Box<str>>>;

/// The table of words.
struct UnitWords {
    /// What is in a name.
    parts: Words,
    /// What the whole is.
    heads: Words,
}

static WORDS: LazyLock<UnitWords> = LazyLock::new(|| {
    let mut words = UnitWords {
        parts: Words::new(),
        heads: Words::new(),
    };
    let lines = include_str!("../../dictionaries/unit_words.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(en), Some(ko)) = (cells.next(), cells.next()) else {
            continue;
        };
        let of = match cells.next() {
            Some("head") => &mut words.heads,
            _ => &mut words.parts,
        };
        of.entry(en.to_lowercase().into())
            .or_default()
            .extend(ko.split('|').map(Box::from));
    }
    words
});

/// Whether `en` names the unit `ko` in English: its words stand for those of `ko` in their order, the head last, which
/// English also puts first (`Office of Safety Management`).
pub fn names_unit(en: &str, ko: &str) -> bool {
    let lower = en.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '&' | '·' | '-'))
        .filter(|word| !matches!(*word, "" | "and" | "for" | "the"))
        .collect();
    if words.len() > LONGEST {
        return false;
    }
    let ko = squeeze_str(ko);
    let ko = ko.replace(crate::text::is_middle_dot, "");
    let turned = words.iter().position(|word| *word == "of");
    match turned {
        Some(at) => {
            let (head, parts) = (words.get(..at), words.get(at + 1..));
            head.zip(parts)
                .is_some_and(|(head, parts)| headed(parts, head, &ko))
        }
        None => (1..words.len().min(GROUP + 1)).any(|taken| {
            let (parts, head) = words.split_at(words.len() - taken);
            headed(parts, head, &ko)
        }),
    }
}

/// Whether `ko` is made of `parts` and ends in `head`.
fn headed(parts: &[&str], head: &[&str], ko: &str) -> bool {
    let heads = WORDS.heads.get(head.join(" ").as_str());
    heads.into_iter().flatten().any(|head| {
        ko.strip_suffix(&**head)
            .is_some_and(|rest| !rest.is_empty() && made_of(parts, rest))
    })
}

/// Whether `ko` is made of `parts` and nothing else.
fn made_of(parts: &[&str], ko: &str) -> bool {
    if parts.is_empty() {
        return ko.is_empty();
    }
    (1..=parts.len().min(GROUP)).rev().any(|taken| {
        let (group, rest) = parts.split_at(taken);
        let meanings = WORDS.parts.get(group.join(" ").as_str());
        meanings.into_iter().flatten().any(|meaning| {
            ko.strip_prefix(&**meaning)
                .is_some_and(|left| made_of(rest, left))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::names_unit;

    #[test]
    fn word_by_word() {
        for (en, ko) in [
            ("Safety Management Team", "안전관리팀"),
            ("Office of Safety Management", "안전관리처"),
            ("Public Relations TF", "홍보TF팀"),
            ("Disaster Response Division", "재난대응과"),
            ("Disaster and Safety Division", "재난안전과"),
        ] {
            assert!(names_unit(en, ko), "{en}, {ko}");
        }
        for (en, ko) in [
            ("Safety Management Team", "안전정책팀"),
            ("Safety Management Team", "안전관리과"),
            ("Safety Division", "안전관리과"),
            ("Division", "과"),
        ] {
            assert!(!names_unit(en, ko), "{en}, {ko}");
        }
    }
}
