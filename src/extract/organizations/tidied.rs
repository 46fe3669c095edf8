//! Names that no dictionary has, once what is no part of them is off, and words that are no names.

use super::{Candidate, Document};
use crate::lexicon::Lexicon;
use crate::record::OrgType;
use crate::release::Body;
use crate::text::{hangul, is_middle_dot};

/// Takes off what stands before a name, in one word with it or not, and is no part of it: a dash or dot that a list is
/// parted by, its legal form, what a box calls it (`유관기관 새싹협회`), which sitting of it is meant (`제2차`).
pub(super) fn tidy(doc: &Document<'_>, candidate: &mut Candidate, lexicon: &Lexicon) {
    let Body::Named { name, kind } = &mut candidate.body else {
        return;
    };
    loop {
        let rest = name.trim_start_matches(is_edge);
        let rest = match *kind {
            OrgType::Committee => after_sitting(rest),
            _ => rest,
        };
        let rest = lexicon.heads.behind_front(rest).unwrap_or(rest);
        let cut = name.len() - rest.len();
        let whole = doc.get(candidate.span);
        if cut == 0 || rest.is_empty() || !whole.is_char_boundary(cut) {
            return;
        }
        // Spaces of the text that the name does not have.
        let more = (whole.char_indices())
            .map(|(at, _)| at)
            .find(|at| whole.get(*at..).is_some_and(|w| begins_alike(w, rest)));
        let Some(more) = more else { return };
        candidate.span.start += more;
        *name = rest.to_owned();
    }
}

/// Whether names are parted by it, and none begins with it.
pub(super) fn is_edge(c: char) -> bool {
    matches!(c, '-' | '&') || is_middle_dot(c) || c.is_whitespace()
}

/// Whether two texts begin with the same word.
fn begins_alike(a: &str, b: &str) -> bool {
    a.split_whitespace().next() == b.split_whitespace().next()
        && !a.starts_with(char::is_whitespace)
}

/// A name without the year and the number of a sitting before it: `2026년 제1차 |금융교육협의회`.
fn after_sitting(name: &str) -> &str {
    let number = |s: &str| s.len() - s.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut rest = name.trim_start_matches(['’', '‘', '\'']);
    let year = number(rest);
    if (year == 2 || year == 4)
        && let Some(after) = rest.get(year..).and_then(|r| r.strip_prefix('년'))
    {
        rest = after.trim_start();
    }
    let sitting = rest.strip_prefix('제').map(str::trim_start).and_then(|r| {
        let digits = number(r);
        let after = r.get(digits..).filter(|_| digits > 0)?;
        after.strip_prefix(['차', '회'])
    });
    match sitting {
        Some(after) if after.starts_with(' ') => after.trim_start(),
        _ => name,
    }
}

/// Whether a name that no dictionary has can be one: no stand-in for a name (`○○은행`, `A병원`), no product, no
/// meeting.
pub(super) fn is_likely(candidate: &Candidate, lexicon: &Lexicon) -> bool {
    let Body::Named { name, kind } = &candidate.body else {
        return true;
    };
    let heads = &lexicon.heads;
    let wrong = match kind {
        OrgType::Team => {
            name.chars().count() < 2 || matches!(name.as_str(), "TF" | "부처" | "관계부처")
        }
        OrgType::Company | OrgType::Bank => heads.is_no_firm(name),
        OrgType::Association => name.ends_with("포럼") && has_number(name),
        _ => false,
    };
    !wrong && !is_stand_in(name)
}

/// Whether a name holds a year or a number of a meeting.
fn has_number(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit()) && name.contains(['년', '차', '회', '기'])
}

/// Whether a word stands in for a name that is not told.
fn is_stand_in(name: &str) -> bool {
    let mut chars = name.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else {
        return true;
    };
    let blank = matches!(
        first,
        '○' | '◯' | '〇' | '□' | '△' | 'ㅇ' | 'ㅁ' | '甲' | '乙' | '丙' | '丁' | '×'
    );
    let doubled = matches!(first, 'O' | 'o' | 'X' | 'x' | '0') && second == Some(first);
    let lettered = first.is_ascii_uppercase()
        && first <= LAST_LETTER
        && second.is_some_and(|c| hangul::is_syllable(c) || c == '社');
    blank || doubled || lettered
}

/// The last letter that firms of examples are commonly called.
const LAST_LETTER: char = 'D';

#[cfg(test)]
mod tests {
    use super::{after_sitting, is_stand_in};

    #[test]
    fn sittings() {
        assert_eq!(
            after_sitting("제2차 상호금융정책협의회"),
            "상호금융정책협의회"
        );
        assert_eq!(
            after_sitting("2026년 제1차 금융교육협의회"),
            "금융교육협의회"
        );
        assert_eq!(after_sitting("제3기 평가위원회"), "제3기 평가위원회");
        assert_eq!(after_sitting("2030 자문단"), "2030 자문단");
    }

    #[test]
    fn stand_ins() {
        for name in [
            "○○은행",
            "OO자산운용",
            "000",
            "A병원",
            "D社비상장",
            "甲대학교병원",
        ] {
            assert!(is_stand_in(name), "{name}");
        }
        for name in [
            "AI위원회",
            "DB손해보험",
            "K자본시장본부",
            "새싹은행",
            "한국은행",
        ] {
            assert!(!is_stand_in(name), "{name}");
        }
    }
}
