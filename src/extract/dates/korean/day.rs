//! Dates that begin with a month, a quarter or a day: `4월 10일`, `3분기`, `13일`.

use super::super::part::{Part, Unit};
use super::super::scan::{Number, Scan, is_hangul};
use super::dotted::dotted_day;
use super::weekday::bracketed_weekday;

/// What makes a number of years, months or days a duration.
#[rustfmt::skip]
pub(super) const DURATION: [&str; 34] = [
    "간", "만에", "만의", "만 ", "동안", "이상", "이내", "이하", "미만", "초과", "차", "째", "넘", "여", "전 ", "전에", "전까", "전의", "후 ",
    "후에", "뒤", "치의", "치 ", "가까", "가량", "정도", "내외", "단위", "주기", "연속", "만기", "짜리", "평균", "이 지",
];

/// 3분기, 3/4분기, `3 분기`, 3Q.
pub(super) fn quarter(scan: Scan<'_>, n: Number) -> Option<Part> {
    if !(1..=4).contains(&n.value) || n.width != 1 {
        return None;
    }
    let mut at = scan.blanks(n.end);
    if let Some(four) = scan.one_of(at, &["/4", "·4", "ㆍ4", "‧4", "∕4"]) {
        at = scan.blanks(four);
    }
    let end = match scan.word(at, "분") {
        Some(end) => scan.word(scan.blanks(end), "기")?,
        None => scan.word(at, "Q")?,
    };
    let end = part_of(scan, scan.blanks(end), &["내", "중", "말", "초"]).unwrap_or(end);
    Some(Part::new(n.start, end, Unit::Quarter(n.value as u8)))
}

/// 4월, 4월 10일, 4월 말.
pub(super) fn month_day(scan: Scan<'_>, n: Number) -> Option<Part> {
    if !(1..=12).contains(&n.value) || n.width > 2 {
        return None;
    }
    let month = n.value as i8;
    let end = scan.one_of(scan.blanks(n.end), &["월", "月"])?;
    if scan.rest(end).starts_with("요일") || scan.rest(end).starts_with("세") {
        return None;
    }
    if let Some(day) = scan.number(scan.blanks(end))
        && (1..=31).contains(&day.value)
        && day.width <= 2
        && let Some(past) = scan.one_of(scan.blanks(day.end), &["일", "日"])
        && !scan.rest(past).starts_with('간')
    {
        return Some(Part::new(n.start, past, Unit::Day(month, day.value as i8)));
    }
    // 4월 13(월)
    if let Some(day) = scan.number(scan.blanks(end))
        && (1..=31).contains(&day.value)
        && let Some((_, Some(_))) = bracketed_weekday(scan, day.end)
    {
        return Some(Part::new(
            n.start,
            day.end,
            Unit::Day(month, day.value as i8),
        ));
    }
    // 업무정지 6월, 징역 6월: how long
    let sentence = ["정지", "건의", "징역", "금고", "유예", "제한", "구류"];
    if scan.ends_with(n.start, &sentence).is_some() {
        return None;
    }
    // 11월 29~30일
    if let Some(day) = scan.number(scan.blanks(end))
        && (1..=31).contains(&day.value)
        && day.width <= 2
        && let Some(mark) = scan.mark(scan.gap(day.end), "~∼～〜-–")
        && let Some(last) = scan.number(scan.gap(mark))
        && last.width <= 2
        && scan.one_of(scan.blanks(last.end), &["일", "日"]).is_some()
    {
        return Some(Part::new(
            n.start,
            day.end,
            Unit::Day(month, day.value as i8),
        ));
    }
    let end = month_part(scan, end);
    Some(Part::new(n.start, end, Unit::Month(month)))
}

/// Past 말, 초, 중순, 분 after a month.
pub(super) fn month_part(scan: Scan<'_>, end: usize) -> usize {
    let at = scan.gap(end);
    part_of(
        scan,
        at,
        &[
            "말", "末", "초순", "중순", "하순", "상순", "초", "중", "내", "분",
        ],
    )
    .unwrap_or(end)
}

/// Past one of `words` at `at`, where no other word begins with it: 말 but not 말레이시아.
pub(super) fn part_of(scan: Scan<'_>, at: usize, words: &[&str]) -> Option<usize> {
    const FOLLOWERS: &str = "까부에로으의기현쯤경께이은는및인도과와";
    let end = scan.one_of(at, words)?;
    let next = scan.char(end);
    let word = scan.text.get(at..end)?;
    let free = next.is_none_or(|c| !is_hangul(c) || FOLLOWERS.contains(c));
    let particle = [
        "까지", "부터", "에", "로 ", "으로", "의 ", "기준", "현재", "쯤", "경", "께", "이", "은 ",
        "는 ", "및", "인", "도 ", "과 ", "와 ",
    ];
    let rest = scan.rest(end);
    let fits = !next.is_some_and(is_hangul) || particle.iter().any(|p| rest.starts_with(p));
    (free && fits && !(word == "내" && rest.starts_with("로"))).then_some(end)
}

/// Month first: `4월 10일`, `12.5일`, `4. 13.(월)`, `3분기`, `4/13(월)`.
pub(super) fn month_first(scan: Scan<'_>, n: Number) -> Option<Part> {
    if n.width > 2 || !(1..=12).contains(&n.value) {
        return None;
    }
    quarter(scan, n)
        .filter(|_| scan.char(n.end) != Some('Q'))
        .or_else(|| month_day(scan, n))
        .or_else(|| dotted_day(scan, n, false))
}

/// `13일`.
pub(super) fn day_first(scan: Scan<'_>, n: Number) -> Option<Part> {
    if n.width > 2 || !(1..=31).contains(&n.value) {
        return None;
    }
    let end = scan.one_of(scan.blanks(n.end), &["일", "日"])?;
    let part = Part::new(n.start, end, Unit::DayOnly(n.value as i8));
    if bracketed_weekday(scan, end).is_some_and(|(_, day)| day.is_some()) {
        return Some(part);
    }
    let rest = scan.rest(end).trim_start_matches([' ', '\u{a0}']);
    let next = scan.char(end);
    let free = next.is_none_or(|c| !is_hangul(c))
        || [
            "부터", "까지", "에", "은 ", "과 ", "와 ", "의 ", "이 ", "로 ", "자 ", "자로", "을 ",
        ]
        .iter()
        .any(|p| scan.rest(end).starts_with(p));
    let duration = DURATION.iter().any(|word| rest.starts_with(word))
        || [
            "이내",
            "내 ",
            "내에",
            "전",
            "후",
            "중 ",
            "당",
            "1회",
            "최대",
            "한도",
            "소요",
            "기준으로 산",
            "거래",
            "이용",
            "한도",
            "처리",
            "누적",
            "이 경과",
            "이 지난",
            "의 기간",
        ]
        .iter()
        .any(|word| rest.starts_with(word))
        || scan
            .ends_with(
                n.start,
                &[
                    "약",
                    "최대",
                    "최소",
                    "매월",
                    "매달",
                    "총",
                    "1",
                    "며칠",
                    "하루",
                    "다음",
                    "후",
                    "영업",
                    "까지",
                    "이후",
                    "기간",
                    "기한",
                    "날부터",
                    "날로부터",
                    "일로부터",
                ],
            )
            .is_some();
    // (60→30일), 1일 5억원, (21일)
    let figure = scan.ahead(scan.gap(end), 24);
    let counted = figure
        .trim_start_matches(|c: char| c.is_ascii_digit() || c == ',')
        .starts_with(['회', '억', '만', '원', '건', '명'])
        && figure.starts_with(|c: char| c.is_ascii_digit());
    let enclosed = scan.mark(end, ")）").is_some()
        && scan
            .char_before(n.start)
            .is_some_and(|c| "(（→".contains(c))
        && scan
            .ends_with(n.start.saturating_sub(1), &["오늘", "금일", "어제", "내일"])
            .is_none();
    let arrow = scan.char_before(scan.back(n.start)) == Some('→');
    (free && !duration && !counted && !enclosed && !arrow).then_some(part)
}
