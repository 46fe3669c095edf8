//! Words that stand for a time: 올해, 지난달, 오늘, 연말.

use super::super::part::{Part, Unit, Year};
use super::super::scan::{Scan, is_hangul};
use super::day::{month_part, part_of};
use super::lead::{APOSTROPHES, lean};
use super::number;
use super::weekday::weekday;
use super::year::within;

/// What a word that stands for a time counts from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract::dates) enum Word {
    Year(i16),
    Month(i8),
    Week(i8),
    Day(i8),
    Half(u8),
    /// 연내.
    YearEnd,
    /// 연말.
    December,
    /// 연초.
    YearStart,
}

/// The words, longer ones before their beginnings.
#[rustfmt::skip]
pub(in crate::extract::dates) const WORDS: [(&str, Word); 46] = [
    ("올해", Word::Year(0)), ("금년", Word::Year(0)), ("올", Word::Year(0)),
    ("지난해", Word::Year(-1)), ("지난 해", Word::Year(-1)), ("작년", Word::Year(-1)), ("전년", Word::Year(-1)),
    ("재작년", Word::Year(-2)), ("내년", Word::Year(1)), ("명년", Word::Year(1)), ("내후년", Word::Year(2)),
    ("이달", Word::Month(0)), ("이번달", Word::Month(0)), ("이번 달", Word::Month(0)), ("금월", Word::Month(0)),
    ("다음달", Word::Month(1)), ("다음 달", Word::Month(1)), ("내달", Word::Month(1)), ("새달", Word::Month(1)),
    ("지난달", Word::Month(-1)), ("지난 달", Word::Month(-1)), ("지난\n달", Word::Month(-1)),
    ("지난주", Word::Week(-1)), ("지난 주", Word::Week(-1)), ("이번주", Word::Week(0)), ("이번 주", Word::Week(0)),
    ("금주", Word::Week(0)), ("다음주", Word::Week(1)), ("다음 주", Word::Week(1)),
    ("오늘", Word::Day(0)), ("금일", Word::Day(0)), ("어제", Word::Day(-1)), ("내일", Word::Day(1)),
    ("모레", Word::Day(2)), ("그제", Word::Day(-2)), ("엊그제", Word::Day(-2)),
    ("상반기", Word::Half(1)), ("하반기", Word::Half(2)), ("연내", Word::YearEnd), ("년내", Word::YearEnd),
    ("연말", Word::December), ("세밑", Word::December), ("연초", Word::YearStart), ("年內", Word::YearEnd),
    ("年末", Word::December), ("지난\n해", Word::Year(-1)),
];

/// Reads `word` at `at`, with what it says of its year or month.
pub(in crate::extract::dates) fn word(
    scan: Scan<'_>,
    at: usize,
    text: &str,
    word: Word,
) -> Option<Part> {
    let end = at + text.len();
    let previous = scan.char_before(at);
    let bound = previous.is_some_and(is_hangul);
    let rest = scan.rest(end);
    let part = match word {
        Word::Year(by) => {
            if bound && !matches!(text, "올해" | "지난해") {
                return None;
            }
            let past = scan
                .one_of(end, &["도"])
                .filter(|_| text != "올")
                .unwrap_or(end);
            let year = Year::Counted(by);
            match within(scan, past, year) {
                Some(part) => Part { start: at, ..part },
                None if text == "올" => return None,
                None if by < 0 && is_base(scan, past, text) => return None,
                None => Part::new(at, past, Unit::Year).of(year),
            }
        }
        Word::Month(by) => {
            if bound {
                return None;
            }
            let day = scan
                .number(scan.blanks(end))
                .filter(|n| n.width <= 2 && (1..=31).contains(&n.value));
            match day.and_then(|n| Some((n, scan.one_of(scan.blanks(n.end), &["일", "日"])?))) {
                Some((n, end)) => Part::new(at, end, Unit::MonthAfter(by, Some(n.value as i8))),
                None if is_base(scan, end, text) => return None,
                None => Part::new(at, month_part(scan, end), Unit::MonthAfter(by, None)),
            }
        }
        Word::Week(by) => {
            if bound
                || rest
                    .chars()
                    .next()
                    .is_some_and(|c| is_hangul(c) && !"에부까의는중 초말".contains(c))
            {
                return None;
            }
            Part::new(at, end, Unit::WeekAfter(by))
        }
        Word::Day(by) => {
            if bound || !today(scan, end, text) {
                return None;
            }
            let mut end = end;
            if let Some(open) = scan.mark(scan.gap(end), "(（")
                && let Some(open) = Some(scan.mark(open, APOSTROPHES).unwrap_or(open))
                && let Some(inner) = scan.number(open).and_then(|_| number(scan, open))
                && matches!(inner.unit, Unit::Day(..) | Unit::DayOnly(_))
                && let Some(close) = scan.mark(inner.end, ")）")
            {
                end = close;
                return Some(Part {
                    start: at,
                    end,
                    ..inner
                });
            }
            Part::new(at, end, Unit::DayAfter(by))
        }
        Word::Half(half) => {
            if scan
                .ends_with(
                    at,
                    &["매년", "매", "전년", "·", "‧", "ㆍ", "/", "∙", "･", "상,"],
                )
                .is_some()
                || is_base(scan, end, text)
            {
                return None;
            }
            let end = part_of(scan, scan.blanks(end), &["중", "내"]).unwrap_or(end);
            Part::new(at, end, Unit::Half(half))
        }
        Word::YearEnd
            if bound
                || previous.is_some_and(|c| c.is_ascii_digit())
                || rest.starts_with(|c: char| "용장".contains(c)) =>
        {
            return None;
        }
        Word::YearEnd => Part::new(at, end, Unit::YearEnd).of(Year::Counted(0)),
        Word::December | Word::YearStart
            if bound
                || ["정산", "연시", "기준", "대비", "결산"]
                    .iter()
                    .any(|word| rest.trim_start().starts_with(word))
                || scan.ends_with(at, &["매년", "매"]).is_some() =>
        {
            return None;
        }
        Word::December => Part::new(at, end, Unit::Month(12)).of(Year::Counted(0)),
        Word::YearStart => Part::new(at, end, Unit::Year).of(Year::Counted(0)),
    };
    Some(lean(scan, weekday(scan, part)))
}

/// Whether what follows a past period makes it a base of comparison: 전년 동기 대비.
fn is_base(scan: Scan<'_>, end: usize, text: &str) -> bool {
    #[rustfmt::skip]
    const BASES: [&str; 14] = [
        "동기", "동월", "동분기", "동 기간", "같은", "대비", "比", "보다", "수준", "에 비", "과 비", "와 비", "동일", "比)",
    ];
    let figure = scan
        .mark(scan.gap(end), "(（")
        .and_then(|open| Some(open + scan.ahead(open, 40).find(')')? + 1));
    let rest = scan.rest(scan.blanks(figure.unwrap_or(end)));
    BASES.iter().any(|word| rest.starts_with(word))
        || (text == "전년"
            && ["과 ", "말", "의 "]
                .iter()
                .any(|word| rest.starts_with(word)))
}

/// Whether a word for a day stands alone: 내일 but not 내일배움카드, 오늘 but not 오늘날.
fn today(scan: Scan<'_>, end: usize, text: &str) -> bool {
    let rest = scan.rest(end);
    let Some(next) = rest.chars().next().filter(|c| is_hangul(*c)) else {
        return text != "내일"
            || scan
                .ends_with(end - text.len(), &["청년", "국민"])
                .is_none();
    };
    let particle = [
        "부터", "까지", "은 ", "의 ", "도 ", "로 ", "오전", "오후", "과 ", "이 ",
    ]
    .iter()
    .any(|p| rest.starts_with(p));
    match text {
        "오늘" => next != '날' && (particle || "부까은의도오과이".contains(next)),
        _ => particle,
    }
}
