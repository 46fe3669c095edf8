//! Finds the day a release appeared.

use jiff::civil::Date;

use crate::extract::dates;
use crate::record::{Language, PublishedFrom};
use crate::release::{DateValue, Period};

/// Bytes of a release that its letterhead may stand in: attachments come before it on some sites.
const HEAD: usize = 20_000;

/// Words that introduce the day, the surest first, and how far from it they may stand, in bytes.
const LABELS: [(&str, usize); 17] = [
    ("보도시점", 40),
    ("보도 시점", 40),
    ("보도일시", 40),
    ("보도 일시", 40),
    ("등록일", 20),
    ("게시일", 20),
    ("작성일", 20),
    ("보도", 8),
    ("배포일시", 40),
    ("배포 일시", 40),
    ("배포시점", 40),
    ("배포일", 20),
    ("배포", 20),
    ("or release", 40),
    ("mmediate release", 40),
    ("elease date", 20),
    ("Date", 8),
];

/// The day of publication that `text` itself gives, and where. Linear in the length of `text`.
pub fn find(text: &str) -> Option<(Date, PublishedFrom)> {
    let head = cut(text, HEAD);
    let dated = days(head);
    for (label, reach) in LABELS {
        let labelled = head.match_indices(label).take(64).find_map(|(at, _)| {
            let after = at + label.len();
            let next = dated.partition_point(|(start, _)| *start < after);
            dated.get(next).filter(|(start, _)| start - after <= reach)
        });
        if let Some((_, date)) = labelled {
            return Some((*date, PublishedFrom::Header));
        }
    }
    if let Some(date) = stamp(head) {
        return Some((date, PublishedFrom::Header));
    }
    // (Sejong, April 13, 2026)
    if let Some((at, date)) = dated.first()
        && head.get(..*at).is_some_and(|before| {
            before.trim().is_empty() || before.ends_with(", ") && before.len() < 600
        })
    {
        return Some((*date, PublishedFrom::Header));
    }
    dated.first().map(|(_, date)| (*date, PublishedFrom::Body))
}

/// The day that the name of an attached file begins with: `260326_(보도자료) ….hwp`.
fn stamp(head: &str) -> Option<Date> {
    head.lines().find_map(|line| {
        let name = line.trim_start_matches(['-', ' ', '[']);
        let name = name.strip_prefix("첨부파일:").unwrap_or(name).trim_start();
        let digits = name.get(..6)?;
        let file = [".hwp", ".pdf", ".doc"]
            .iter()
            .any(|end| line.contains(end));
        if !file
            || !digits.bytes().all(|b| b.is_ascii_digit())
            || !name.get(6..)?.starts_with([' ', '_', '-', '('])
        {
            return None;
        }
        let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i8>().ok();
        Date::new(2000 + i16::from(part(0..2)?), part(2..4)?, part(4..6)?).ok()
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_day() {
        let table = [
            (
                "보도시점 2026. 4. 13.(월) 06:00\n배포 2026. 4. 12.(일)",
                "2026-04-13 Header",
            ),
            (
                "보도자료\n배포\n2026. 4. 12.(일)\n2025. 1. 3. 시행",
                "2026-04-12 Header",
            ),
            (
                "- 260326_(보도자료) 대책 발표.hwp\n본문",
                "2026-03-26 Header",
            ),
            ("(Sejong, April 13, 2026) The ministry", "2026-04-13 Header"),
            (
                "위원회는 회의를 2026. 4. 13.(월) 개최했다고 밝혔다.",
                "2026-04-13 Body",
            ),
            ("위원회는 회의를 개최했다.", ""),
        ];
        for (text, expected) in table {
            let found = find(text).map(|(date, from)| format!("{date} {from:?}"));
            assert_eq!(found.unwrap_or_default(), expected, "{text}");
        }
    }
}
