//! The day of publication, where the input does not give it apart from the text.

use jiff::civil::Date;

use super::dates;
use crate::record::{DateRole, PublishedFrom};
use crate::release::{DateMention, DateValue, Period, language_of};
use crate::text::Span;

/// How long the head of a release can be, in bytes.
const HEAD: usize = 4000;

/// Finds the day of publication: that of the release's head (보도시점, 배포일, "For release", a dateline), else the first
/// full date in running text.
pub fn find(text: &str) -> Option<(Date, PublishedFrom)> {
    let language = language_of(head(text));
    let day = |mention: &DateMention| match mention.value {
        DateValue::At(Period::Day(day)) => Some(day),
        _ => None,
    };
    let header = dates::mentions(head(text), None, language)
        .find(|m| day(m).is_some() && is_of_head(text, m.span))
        .and_then(|m| Some((day(&m)?, PublishedFrom::Header)));
    header.or_else(|| {
        dates::mentions(text, None, language)
            .find_map(|m| day(&m))
            .map(|day| (day, PublishedFrom::Body))
    })
}

/// Whether the date at `span` is that of the release: by its label, by the edition that it names, or as a dateline.
fn is_of_head(text: &str, span: Span) -> bool {
    if dates::label(text, span) == Some(DateRole::Published) {
        return true;
    }
    let after = text
        .get(span.end..)
        .unwrap_or("")
        .trim_start_matches([' ', ',']);
    if ["조간", "석간", "배포", "보도"]
        .iter()
        .any(|w| after.starts_with(w))
    {
        return true;
    }
    // (Sejong, April 13, 2026) –
    let line = text
        .get(..span.start)
        .and_then(|t| t.rsplit('\n').next())
        .unwrap_or("");
    let place = line.trim_end().trim_end_matches(',').trim_start();
    let dateline = |place: &str| {
        !place.is_empty()
            && place.len() <= 40
            && place
                .chars()
                .all(|c| c.is_alphabetic() || " .,-".contains(c))
            && place.starts_with(char::is_uppercase)
    };
    let closed = after.starts_with([')', '–', '—', '-', '/']);
    closed && dateline(place.strip_prefix('(').unwrap_or(place))
}

/// The head of a release.
fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(text: &str) -> Option<String> {
        find(text).map(|(day, from)| format!("{day} {from:?}").to_lowercase())
    }

    #[test]
    fn the_head_says_when() {
        for (text, day) in [
            (
                "보도시점 2025. 7. 24.(목) 조간 배포 2025. 7. 23.(수) 09:00",
                "2025-07-24 header",
            ),
            (
                "보도시점\n배포 시\n배포\n2025. 9. 10.(수)\n\n제목",
                "2025-09-10 header",
            ),
            ("등록일 2021.03.02\n조회 16", "2021-03-02 header"),
            (
                "2014년 1월 29일(수) 석간부터 보도하여 주시기 바랍니다.",
                "2014-01-29 header",
            ),
            (
                "For release: 6 a.m., Mon., Apr. 13, 2026",
                "2026-04-13 header",
            ),
            (
                "A Tour\n(Sejong, April 13, 2026) – The ministry of",
                "2026-04-13 header",
            ),
            (
                "Online: 12:00, Sunday 12 April 2026   Print: morning",
                "2026-04-12 header",
            ),
            (
                "지난 3월에 이어 2023년 8월 2일 협약을 맺었다",
                "2023-08-02 body",
            ),
        ] {
            assert_eq!(published(text).as_deref(), Some(day), "{text}");
        }
        assert_eq!(published("지난 3월 2일 협약을 맺었다"), None);
    }
}
