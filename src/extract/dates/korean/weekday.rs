//! Weekdays after a day: `(목)`, `(목요일)`, `( )`.

use super::super::part::{Part, Unit};
use super::super::scan::Scan;
use jiff::civil::Weekday;

/// A weekday in brackets at `at`: past it, and which; `()` has lost its own.
pub(in crate::extract::dates) fn bracketed_weekday(
    scan: Scan<'_>,
    at: usize,
) -> Option<(usize, Option<Weekday>)> {
    let open = scan.mark(scan.blanks(at), "(（[")?;
    let inner = scan.blanks(open);
    if let Some(end) = scan.mark(inner, ")）") {
        return Some((end, None));
    }
    let c = scan.char(inner)?;
    let day = weekday_of(c)?;
    let mut end = inner + c.len_utf8();
    if let Some(past) = scan.word(end, "요일") {
        end = past;
    }
    let end = scan.blanks(end);
    match scan.mark(end, ")）]") {
        Some(end) => Some((end, Some(day))),
        // (월, 14시)
        None => {
            let near = scan.ahead(scan.mark(end, ",")?, 24);
            let close = near.find(')')?;
            Some((end + 1 + close + 1, Some(day)))
        }
    }
}

/// The weekday that a syllable stands for.
fn weekday_of(c: char) -> Option<Weekday> {
    Some(match c {
        '월' | '月' => Weekday::Monday,
        '화' | '火' => Weekday::Tuesday,
        '수' | '水' => Weekday::Wednesday,
        '목' | '木' => Weekday::Thursday,
        '금' | '金' => Weekday::Friday,
        '토' | '土' => Weekday::Saturday,
        '일' | '日' => Weekday::Sunday,
        _ => return None,
    })
}

/// The syllable that stands for a weekday.
pub(in crate::extract::dates) fn syllable(day: Weekday) -> char {
    match day {
        Weekday::Monday => '월',
        Weekday::Tuesday => '화',
        Weekday::Wednesday => '수',
        Weekday::Thursday => '목',
        Weekday::Friday => '금',
        Weekday::Saturday => '토',
        Weekday::Sunday => '일',
    }
}

/// Takes in the weekday after `part`, in brackets or written out.
pub(super) fn weekday(scan: Scan<'_>, part: Part) -> Part {
    if !matches!(
        part.unit,
        Unit::Day(..) | Unit::DayOnly(_) | Unit::MonthAfter(_, Some(_)) | Unit::WeekAfter(_)
    ) {
        return part;
    }
    if let Some((end, day)) = bracketed_weekday(scan, part.end) {
        let end = scan
            .mark(end, ".")
            .filter(|end| "~∼～".contains(scan.char(scan.gap(*end)).unwrap_or(' ')))
            .unwrap_or(end);
        return Part {
            end,
            weekday: day,
            ..part
        };
    }
    let at = scan.mark(part.end, ",").unwrap_or(part.end);
    let at = scan.gap(at);
    if let Some(c) = scan.char(at)
        && let Some(day) = weekday_of(c)
        && let Some(end) = scan.word(at + c.len_utf8(), "요일")
    {
        return Part {
            end,
            weekday: Some(day),
            ..part
        };
    }
    part
}
