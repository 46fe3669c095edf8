//! The day of publication, where the input does not give it apart from the text.

use jiff::civil::Date;

use super::dates;
use crate::record::{DateRole, PublishedFrom};
use crate::release::{DateMention, DateValue, Period, language_of};
use crate::text::{Span, head};

/// How far into a release its head is looked for, in bytes: some sites put the attachments before it.
const HEAD: usize = 20_000;

/// Finds the day of publication: that of the release's head (보도시점, 배포일, "For release", a dateline), else that
/// which the name of an attachment begins with, else the first full date in running text.
pub fn find(text: &str) -> Option<(Date, PublishedFrom)> {
    let head = head(text, 0, HEAD);
    let language = language_of(head);
    let day = |mention: &DateMention| match mention.value {
        DateValue::Single(Period::Day(day)) => Some(day),
        _ => None,
    };
    let header = dates::mentions(head, None, language)
        .find(|m| day(m).is_some() && is_of_head(text, m.span))
        .and_then(|m| day(&m))
        .or_else(|| head.lines().find_map(stamp))
        .map(|day| (day, PublishedFrom::Header));
    header.or_else(|| {
        dates::mentions(text, None, language)
            .find_map(|m| day(&m))
            .map(|day| (day, PublishedFrom::Body))
    })
}

/// The day that the name of an attachment begins with: `- 260326_(보도자료) 제목.hwp`.
fn stamp(line: &str) -> Option<Date> {
    dates::file_name_ends(line).then_some(())?;
    let name = line.trim_start_matches(|c: char| c.is_whitespace() || "-[(※○·".contains(c));
    let name = name
        .strip_prefix("첨부파일")
        .map_or(name, |n| n.trim_start_matches([':', ' ', '[']));
    let digits = name.split(|c: char| !c.is_ascii_digit()).next()?;
    let (year, rest) = match digits.len() {
        6 => (
            2000 + digits.get(..2)?.parse::<i16>().ok()?,
            digits.get(2..)?,
        ),
        8 => (digits.get(..4)?.parse().ok()?, digits.get(4..)?),
        _ => return None,
    };
    Date::new(
        year,
        rest.get(..2)?.parse().ok()?,
        rest.get(2..)?.parse().ok()?,
    )
    .ok()
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
    if dates::names_edition(after) {
        return true;
    }
    // (Sejong, April 13, 2026) –
    let line = text
        .get(..span.start)
        .and_then(|t| t.rsplit('\n').next())
        .unwrap_or("");
    if dates::begins_with_label(line, DateRole::Published) {
        return true;
    }
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
                "- 260326_(보도자료) 대책 발표.hwp\n2025년 3월 2일 협약",
                "2026-03-26 header",
            ),
            (
                "[첨부파일: 20260326 보도자료.pdf]\n2025년 3월 2일 협약",
                "2026-03-26 header",
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
