//! What happens on a date, by the words around it.

use super::scan::Scan;
use crate::record::DateRole;
use crate::release::DateValue;
use crate::text::Span;

/// Words before a date, the nearest first.
#[rustfmt::skip]
const BEFORE: [(&str, DateRole); 19] = [
    ("보도시점", DateRole::Published), ("보도일시", DateRole::Published), ("보도 일시", DateRole::Published), ("배포 일시", DateRole::Published), ("배포일시", DateRole::Published), ("배포", DateRole::Published), ("등록일", DateRole::Published),
    ("보도", DateRole::Published), ("released on", DateRole::Published), ("시행일", DateRole::Effective), ("시행", DateRole::Effective),
    ("체결일", DateRole::Signed), ("마감", DateRole::Deadline), ("일시", DateRole::Held), ("일 시", DateRole::Held),
    ("기준일", DateRole::Period), ("effective", DateRole::Effective), ("signed on", DateRole::Signed), ("held on", DateRole::Held),
];

/// Words after a date.
#[rustfmt::skip]
const AFTER: [(&str, DateRole); 34] = [
    ("체결", DateRole::Signed), ("서명", DateRole::Signed), ("시행", DateRole::Effective), ("발효", DateRole::Effective),
    ("적용", DateRole::Effective), ("접수", DateRole::Deadline), ("신청", DateRole::Deadline), ("제출", DateRole::Deadline),
    ("모집", DateRole::Deadline), ("마감", DateRole::Deadline), ("개최", DateRole::Held), ("열린", DateRole::Held), ("열렸", DateRole::Held),
    ("열고", DateRole::Held), ("열어", DateRole::Held), ("열릴", DateRole::Held), ("열리", DateRole::Held), ("진행", DateRole::Held), ("참석", DateRole::Held),
    ("방문", DateRole::Held), ("주재", DateRole::Held), ("기준", DateRole::Period), ("현재", DateRole::Period), ("중 ", DateRole::Period),
    ("실적", DateRole::Period), ("동향", DateRole::Period), ("통계", DateRole::Period), ("배포", DateRole::Published), ("조간", DateRole::Published),
    ("석간", DateRole::Published), ("signed", DateRole::Signed), ("take effect", DateRole::Effective), ("held", DateRole::Held), ("announced", DateRole::Published),
];

/// Bytes looked at before and after.
const BEHIND: usize = 40;
const AHEAD: usize = 130;

/// What happens on the date at `span`, where the words around it say so.
pub(super) fn of(scan: Scan<'_>, span: Span, value: DateValue) -> Option<DateRole> {
    let behind = scan.behind(span.start, BEHIND);
    let last = |words: &[(&str, DateRole)]| {
        words
            .iter()
            .filter_map(|(word, role)| {
                Some(((behind.rfind(word)? + word.len(), word.len()), *role))
            })
            .max_by_key(|(at, _)| *at)
    };
    if let Some((_, role)) = last(&BEFORE) {
        return Some(role);
    }
    let ahead = scan.ahead(span.end, AHEAD);
    let sentence = ahead
        .find("다.")
        .map_or(ahead, |end| ahead.get(..end).unwrap_or(ahead));
    let found = AFTER
        .iter()
        .filter_map(|(word, role)| Some((sentence.find(word)?, *role)))
        .min_by_key(|(at, _)| *at);
    match (found, value) {
        (Some((_, DateRole::Deadline)), DateValue::Single(_) | DateValue::From(_)) => None,
        (Some((_, role)), _) => Some(role),
        (None, DateValue::Until(_)) => Some(DateRole::Deadline),
        _ => None,
    }
}
