//! Numbers that share a unit with those after them, and numbers that lost theirs.

use super::super::cursor::Cursor;
use super::super::judge::counts;
use super::super::parts::connector;
use super::super::words::{WORDS, starts_with_any};

/// Whether the numbers go on from `c` and come to one of `units`: `~ 5월`, `·21일`.
pub(super) fn unit_ahead(c: Cursor<'_>, units: &[&str]) -> bool {
    let mut c = c;
    for _ in 0..5 {
        let apart = c.peek().is_some_and(char::is_whitespace);
        c.space();
        // `- 2 -` is the number of a page.
        match connector(&mut c) {
            Some(true) => {}
            Some(false) if !apart => {}
            None if c.eat_any(&["·", "ㆍ", "・", "‧", "∙", "•", ",", "､", "/"]) => {}
            _ => return false,
        }
        c.space();
        if c.number().is_none_or(|n| n.digits > 2) {
            return false;
        }
        let mut unit = c;
        unit.space();
        if units.iter().any(|u| unit.eat(u)) {
            return true;
        }
    }
    false
}

/// Whether a number ends at `c` as if the syllable after it had been lost.
pub(super) fn lost_unit(c: Cursor<'_>) -> bool {
    let mut rest = c;
    match rest.eat_if(|c| c == ' ') {
        Some(_) => {
            let rest = rest.rest();
            rest.starts_with(crate::text::hangul::is_syllable)
                && !counts(c.rest())
                && !starts_with_any(rest, &WORDS.beside.unit)
        }
        None => false,
    }
}
