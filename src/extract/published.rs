//! Finds the day a release appeared.

use jiff::civil::Date;

use crate::extract::dates;
use crate::record::{Language, PublishedFrom};
use crate::release::{DateValue, Period};

/// Bytes of the head of a release, where it says when it appears.
const HEAD: usize = 2000;
/// Bytes of running text looked through for a full date.
const BODY: usize = 20_000;

/// Words that introduce the day, the surest first.
const LABELS: [&str; 16] = [
    "보도시점",
    "보도 시점",
    "보도일시",
    "보도 일시",
    "등록일",
    "배포일시",
    "배포 일시",
    "배포일",
    "배포",
    "보도",
    "작성일",
    "게시일",
    "For release",
    "For immediate release",
    "Release date",
    "Date:",
];

/// The day of publication that `text` itself gives, and where.
pub fn find(text: &str) -> Option<(Date, PublishedFrom)> {
    let head = cut(text, HEAD);
    let dated = days(head);
    for label in LABELS {
        let Some(at) = head.find(label) else { continue };
        let after = at + label.len();
        let near = dated
            .iter()
            .find(|(start, _)| *start >= after && *start - after < 60);
        if let Some((_, date)) = near {
            return Some((*date, PublishedFrom::Header));
        }
    }
    // (Sejong, April 13, 2026), 2026. 4. 13.(월)
    if let Some((at, date)) = dated.first()
        && *at < 400
    {
        return Some((*date, PublishedFrom::Header));
    }
    days(cut(text, BODY))
        .first()
        .map(|(_, date)| (*date, PublishedFrom::Body))
}

/// The full days of `text` with their offsets.
fn days(text: &str) -> Vec<(usize, Date)> {
    dates::find(text, None, Language::Mixed)
        .into_iter()
        .filter_map(|mention| match mention.value {
            DateValue::Single(Period::Day(date)) => Some((mention.span.start, date)),
            _ => None,
        })
        .collect()
}

/// The first `limit` bytes of `text`, about.
fn cut(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}
