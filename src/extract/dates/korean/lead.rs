//! What stands before a number and says what it is: an apostrophe, 단기, FY, 지난, 오는.

use super::super::part::{Form, Lean, Part};
use super::super::scan::{Scan, is_hangul};

/// Marks before a year of two digits.
pub(in crate::extract::dates) const APOSTROPHES: &str = "’‘'＇`´′";

const LEANING: [(&str, Lean); 9] = [
    ("지난", Lean::Past),
    ("오는", Lean::Future),
    ("다가오는", Lean::Future),
    ("돌아오는", Lean::Future),
    ("다가올", Lean::Future),
    ("오늘", Lean::None),
    ("이번", Lean::None),
    ("올", Lean::None),
    ("차기", Lean::Future),
];

/// What stands before the number.
pub(super) struct Lead {
    /// Where the expression begins.
    pub(super) start: usize,
    /// An apostrophe makes two digits a year.
    pub(super) apostrophe: bool,
    /// FY, CY.
    pub(super) fiscal: bool,
    /// 단기 counts from 2333 BC.
    pub(super) dangi: bool,
}

impl Lead {
    /// `None` where the number is part of something that is no date.
    pub(super) fn of(scan: Scan<'_>, at: usize) -> Option<Self> {
        let mut lead = Self {
            start: at,
            apostrophe: false,
            fiscal: false,
            dangi: false,
        };
        let back = scan.back(at);
        if let Some(c) = scan.char_before(back)
            && APOSTROPHES.contains(c)
        {
            lead.apostrophe = true;
            lead.start = back - c.len_utf8();
            let outer = scan.char_before(lead.start);
            return (!outer.is_some_and(|c| c.is_ascii_alphanumeric())).then_some(lead);
        }
        if let Some(start) = scan.ends_with(at, &["단기"]) {
            lead.dangi = true;
            lead.start = start;
            return Some(lead);
        }
        let Some(previous) = scan.char_before(at) else {
            return Some(lead);
        };
        if let Some(start) = scan.ends_with(at, &["FY", "CY"]) {
            lead.fiscal = true;
            lead.start = start;
            return Some(lead);
        }
        let before = scan.char_before(at - previous.len_utf8());
        let counted = before.is_some_and(|c| c.is_ascii_digit());
        let bad = match previous {
            c if c.is_ascii_alphanumeric() => true,
            '#' | '_' | '$' | '₩' | '제' | '№' | '+' | '=' | '@' | '％' | '%' => true,
            '.' | ',' | ':' | '/' | '-' => counted || (previous == '/' && before == Some('/')),
            _ => false,
        };
        (!bad).then_some(lead)
    }
}

/// Takes in 지난 and 오는 before `part`.
pub(super) fn lean(scan: Scan<'_>, part: Part) -> Part {
    for (word, lean) in LEANING {
        if let Some(start) = scan.ends_with(part.start, &[word])
            && !scan.char_before(start).is_some_and(is_hangul)
        {
            return Part {
                start,
                lean,
                form: part.form.max(Form::Plain),
                ..part
            };
        }
    }
    part
}
