//! What English names of units say in Korean, word by word: `Safety Management Team`, 안전관리팀.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::organizations::parse_type;
use crate::record::OrgType;
use crate::text::squeeze_str;

/// No group of words of the table has more.
const GROUP: usize = 5;
/// No unit's name has more words.
const LONGEST: usize = 12;

/// English words in lower case, each with what stands for it in Korean, likeliest first.
type Words = HashMap<Box<str>, Vec<Meaning>>;

/// What a word stands for.
struct Meaning {
    ko: Box<str>,
    /// In names of units of such bodies first of all.
    of: Vec<OrgType>,
}

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
        let into = match cells.next() {
            Some("head") => &mut words.heads,
            _ => &mut words.parts,
        };
        let of = cells.next().filter(|of| !of.is_empty());
        let of = of.into_iter().flat_map(|of| of.split('|'));
        let of: Vec<OrgType> = of.filter_map(|kind| parse_type(kind).ok()).collect();
        let meanings = ko.split('|').map(|ko| Meaning {
            ko: ko.into(),
            of: of.clone(),
        });
        into.entry(en.to_lowercase().into())
            .or_default()
            .extend(meanings);
    }
    words
});

/// Whether `en` names the unit `ko` in English: its words stand for those of `ko` in their order, the head last, which
/// English also puts first (`Office of Safety Management`).
pub fn names_unit(en: &str, ko: &str) -> bool {
    let lower = en.to_lowercase();
    let ko = squeeze_str(ko);
    let ko = ko.replace(crate::text::is_middle_dot, "");
    readings(&words(&lower))
        .into_iter()
        .any(|(parts, head)| headed(parts, head, &ko))
}

/// What a unit of a body of the kind `of` that is called `en` is most likely called in Korean; `None` where the table does
/// not have all of its words.
pub fn korean_unit(en: &str, of: OrgType) -> Option<String> {
    let lower = en.to_lowercase();
    readings(&words(&lower))
        .into_iter()
        .rev()
        .find_map(|(parts, head)| {
            let head = likeliest(WORDS.heads.get(head.join(" ").as_str())?, of)?;
            Some(in_korean(parts, of)? + head)
        })
}

/// The words that say something.
fn words(lower: &str) -> Vec<&str> {
    lower
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '&' | '·' | '-'))
        .filter(|word| !matches!(*word, "" | "and" | "for" | "the"))
        .collect()
}

/// The ways to part words into what a unit is for and what it is; the longest head comes last.
fn readings<'a, 'w>(words: &'a [&'w str]) -> Vec<(&'a [&'w str], &'a [&'w str])> {
    if words.len() > LONGEST {
        return Vec::new();
    }
    match words.iter().position(|word| *word == "of") {
        Some(at) => (words.get(at + 1..).zip(words.get(..at)))
            .into_iter()
            .collect(),
        None => (1..words.len().min(GROUP + 1))
            .map(|taken| words.split_at(words.len() - taken))
            .collect(),
    }
}

/// Whether `ko` is made of `parts` and ends in `head`.
fn headed(parts: &[&str], head: &[&str], ko: &str) -> bool {
    let heads = WORDS.heads.get(head.join(" ").as_str());
    heads.into_iter().flatten().any(|head| {
        ko.strip_suffix(&*head.ko)
            .is_some_and(|rest| !rest.is_empty() && made_of(parts, rest))
    })
}

/// Whether `ko` is made of `parts` and nothing else.
fn made_of(parts: &[&str], ko: &str) -> bool {
    if parts.is_empty() {
        return ko.is_empty();
    }
    groups(parts).any(|(meanings, rest)| {
        meanings.iter().any(|meaning| {
            ko.strip_prefix(&*meaning.ko)
                .is_some_and(|left| made_of(rest, left))
        })
    })
}

/// The likeliest Korean for `parts`, the longest groups of words first.
fn in_korean(parts: &[&str], of: OrgType) -> Option<String> {
    if parts.is_empty() {
        return Some(String::new());
    }
    groups(parts).find_map(|(meanings, rest)| {
        let first = likeliest(meanings, of)?;
        Some(first.to_owned() + &in_korean(rest, of)?)
    })
}

/// The meanings of each group of words that `parts` begin with, the longest first, and what is left.
fn groups<'a, 'w>(
    parts: &'a [&'w str],
) -> impl Iterator<Item = (&'static [Meaning], &'a [&'w str])> {
    (1..=parts.len().min(GROUP)).rev().filter_map(|taken| {
        let (group, rest) = parts.split_at(taken);
        let meanings = WORDS.parts.get(group.join(" ").as_str())?;
        Some((meanings.as_slice(), rest))
    })
}

/// The first meaning that is said of bodies of the kind `of`, or of any.
fn likeliest(meanings: &[Meaning], of: OrgType) -> Option<&str> {
    let said = meanings.iter().find(|m| m.of.contains(&of));
    let of_any = || meanings.iter().find(|m| m.of.is_empty());
    said.or_else(of_any).map(|m| &*m.ko)
}

#[cfg(test)]
mod tests {
    use super::{korean_unit, names_unit};
    use crate::record::OrgType;

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

    #[test]
    fn likeliest_in_korean() {
        for (en, of, ko) in [
            ("Safety Management Team", OrgType::Ministry, "안전관리팀"),
            (
                "Office of Safety Management",
                OrgType::University,
                "안전관리처",
            ),
            (
                "Office of Safety Management",
                OrgType::Ministry,
                "안전관리실",
            ),
            (
                "Disaster Information Research Division",
                OrgType::Ministry,
                "재난정보연구실",
            ),
        ] {
            assert_eq!(korean_unit(en, of).as_deref(), Some(ko));
        }
        assert_eq!(korean_unit("Quux Management Team", OrgType::Ministry), None);
    }
}
