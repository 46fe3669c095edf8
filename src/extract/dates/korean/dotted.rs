//! Dates with points between their parts: `2020. 1. 16`, `12.5일`, `’16.11`.

use super::super::part::{Form, Part, Unit, Year};
use super::super::scan::{Number, Scan, is_hangul};
use super::day::{month_day, part_of, quarter};
use super::weekday::bracketed_weekday;
use super::year::half;

/// `2020. 1. 16`, `2020-01-16`, `2020/1/16`, `2025. 3분기`, `24.12월`, `’16.11`.
pub(super) fn dotted(scan: Scan<'_>, n: Number, year: Year, sure: bool) -> Option<Part> {
    let at = scan.gap(n.end);
    let mark = scan.char(at).filter(|c| ".-/．。,".contains(*c))?;
    // (’25,3월말)
    if mark == ',' {
        let month = scan.number(at + 1).filter(|_| sure && n.width == 2)?;
        return month_day(scan, month).map(|part| part.of(year));
    }
    if mark != '.' && mark != '．' && (n.width != 4 || at > n.end) {
        return None;
    }
    let m = scan.number(scan.gap(at + mark.len_utf8()))?;
    if m.width > 2 {
        return None;
    }
    let point = mark == '.' || mark == '．';
    if point && let Some(part) = quarter(scan, m).or_else(|| month_day(scan, m)) {
        let tight = sure || m.start == at + mark.len_utf8();
        return (tight && (sure || (15..=50).contains(&n.value))).then_some(part.of(year));
    }
    if point
        && sure
        && let Some((end, half)) = half(scan, m.start)
    {
        return Some(Part::new(n.start, end, Unit::Half(half)).of(year));
    }
    if !(1..=12).contains(&m.value) {
        return None;
    }
    let month = m.value as i8;
    let second = scan.gap(m.end);
    if let Some(end) = scan.mark(
        second,
        if point {
            ".．"
        } else if mark == '-' {
            "-"
        } else {
            "/"
        },
    ) && let Some(day) = scan.number(scan.gap(end))
        && (1..=31).contains(&day.value)
        && day.width <= 2
        && (point || day.start == end)
        && !unit_follows(scan, day.end)
    {
        let part = Part::new(
            n.start,
            day_end(scan, day.end)?,
            Unit::Day(month, day.value as i8),
        );
        let loose = !sure && (n.value < 10 || day.start > end + 1);
        let strong = sure || after_day(scan, day.end);
        return (!loose || strong).then_some(part.of(year));
    }
    if !sure || (mark == '/') || (mark == '-' && m.width != 2) {
        return None;
    }
    let end = scan.mark(m.end, ".").filter(|_| point).unwrap_or(m.end);
    let next = scan.char(end);
    if next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || "%％".contains(c)) {
        return None;
    }
    if let Some(past) = part_of(
        scan,
        scan.gap(end),
        &["말", "末", "중순", "초순", "하순", "중", "초"],
    ) {
        return Some(Part::new(n.start, past, Unit::Month(month)).of(year));
    }
    // 2020. 4 대책 would be a heading.
    let spaced = m.start > at + mark.len_utf8();
    if (spaced && end == m.end && !closes(next)) || amount_follows(scan, end) {
        return None;
    }
    let part = Part::new(n.start, end, Unit::Month(month)).of(year);
    Some(match mark {
        '-' => Part {
            form: Form::Plain,
            ..part
        },
        _ => part,
    })
}

/// Whether what follows a number shows that it ends a date.
fn after_day(scan: Scan<'_>, at: usize) -> bool {
    let at = scan.gap(at);
    scan.one_of(at, &["일", "日"]).is_some()
        || bracketed_weekday(scan, scan.mark(at, ".").unwrap_or(at))
            .is_some_and(|(_, day)| day.is_some())
}

/// Past the point or 일 after a day; `None` where the numbers go on, as in `1.2.3.4`.
fn day_end(scan: Scan<'_>, at: usize) -> Option<usize> {
    if let Some(end) = scan.one_of(scan.blanks(at), &["일", "日"])
        && !scan.rest(end).starts_with('간')
        && !scan.rest(end).starts_with('반')
    {
        return Some(end);
    }
    match scan.char(at) {
        Some('.' | '．') => {
            let end = at + scan.char(at).map_or(0, char::len_utf8);
            (!scan.char(end).is_some_and(|c| c.is_ascii_digit())).then_some(end)
        }
        Some(c) if c.is_ascii_alphabetic() || "%％".contains(c) => (c == 'T').then_some(at),
        Some('-') if scan.char(at + 1).is_some_and(|c| c.is_ascii_digit()) => None,
        _ => Some(at),
    }
}

/// Whether a unit follows that makes the number no day of a date: `2025. 3. 5개 기관`.
fn unit_follows(scan: Scan<'_>, at: usize) -> bool {
    scan.one_of(
        at,
        &[
            "개", "명", "건", "월", "억", "만", "조", "차", "위", "배", "호", "%", "％", "년",
        ],
    )
    .is_some()
}

/// Whether a unit of an amount follows.
fn amount_follows(scan: Scan<'_>, at: usize) -> bool {
    const UNITS: [&str; 34] = [
        "%",
        "％",
        "p",
        "배",
        "억",
        "만",
        "조",
        "원",
        "명",
        "건",
        "개",
        "점",
        "호",
        "톤",
        "kg",
        "㎏",
        "km",
        "㎞",
        "m",
        "㎡",
        "ha",
        "달러",
        "위",
        "GB",
        "TB",
        "MW",
        "㎿",
        "도",
        "p",
        "℃",
        "시간",
        "포인트",
        "천",
        "세",
    ];
    let near = scan.gap(at);
    scan.one_of(near, &UNITS)
        .is_some_and(|end| near == at || !scan.char(end).is_some_and(is_hangul))
}

/// Whether `c` closes an expression.
fn closes(c: Option<char>) -> bool {
    c.is_none_or(|c| ")~∼～,]）>".contains(c))
}

/// `12.5일`, `4. 13.`, `9.30`; `sure` after a year.
pub(super) fn dotted_day(scan: Scan<'_>, n: Number, sure: bool) -> Option<Part> {
    if !(1..=12).contains(&n.value) {
        return None;
    }
    let at = scan.gap(n.end);
    let slash = scan.char(at) == Some('/');
    let point = scan.mark(at, "./．")?;
    let day = scan.number(scan.gap(point))?;
    if !(1..=31).contains(&day.value) || day.width > 2 || (slash && day.start > point) {
        return None;
    }
    let end = day_end(scan, day.end)?;
    let unit = Unit::Day(n.value as i8, day.value as i8);
    let part = Part::new(n.start, end, unit);
    let named = matches!(scan.before(end).chars().next_back(), Some('일' | '日'));
    if named || bracketed_weekday(scan, end).is_some_and(|(_, day)| day.is_some()) {
        return Some(part);
    }
    if slash || unit_follows(scan, day.end) || (!sure && amount_follows(scan, end)) {
        return None;
    }
    let form = if sure { Form::Plain } else { Form::Weak };
    Some(Part { form, ..part })
}
