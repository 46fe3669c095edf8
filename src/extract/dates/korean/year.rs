//! Dates that begin with their year: `2020년 …`, `’24말`, and what of the year: 상반기, 3분기, 4월 10일.

use super::super::part::{Form, Part, Unit, Year};
use super::super::scan::{Number, Scan, is_hangul};
use super::day::{DURATION, month_day, part_of, quarter};
use super::dotted::{dotted, dotted_day};
use super::lead::Lead;

/// Year first: `2020년 …`, `2020. 1. 16`, `’25.3분기`, `24.12월`.
pub(super) fn year_first(scan: Scan<'_>, n: Number, lead: &Lead) -> Option<Part> {
    let full = n.width == 4;
    if !full && n.width != 2 {
        return None;
    }
    let year = match n.value {
        value if full && lead.dangi => value - 2333,
        value if full => value,
        value if value >= 50 => 1900 + value,
        value => 2000 + value,
    };
    if !(1000..=2199).contains(&year) {
        return None;
    }
    let sure = full || lead.apostrophe || lead.fiscal;
    let year = Year::Stated(year);
    let after = scan.blanks(n.end);
    if let Some(end) = scan.one_of(after, &["학년도", "년도", "년", "年"]) {
        let end = half_of_fiscal(scan, end);
        let part =
            within(scan, end, year).unwrap_or_else(|| Part::new(n.start, end, Unit::Year).of(year));
        let named = part.unit != Unit::Year || scan.before(end).ends_with("년도");
        return (sure || named || two_digit_year(scan, n, end)).then_some(part);
    }
    if let Some(part) = dotted(scan, n, year, sure) {
        return Some(part);
    }
    // ’24말, ’26.上
    if sure
        && n.width == 2
        && let Some(end) = part_of(scan, after, &["말", "末"])
    {
        return Some(Part::new(n.start, end, Unit::Month(12)).of(year));
    }
    if sure && let Some((end, half)) = half(scan, scan.gap(scan.mark(after, ".").unwrap_or(after)))
    {
        return Some(Part::new(n.start, end, Unit::Half(half)).of(year));
    }
    // ’24.하
    if sure && let Some(at) = scan.mark(n.end, ".") {
        let half = match scan.char(at) {
            Some('상') => 1,
            Some('하') => 2,
            _ => 0,
        };
        let end = at + '상'.len_utf8();
        if half > 0 && !scan.char(end).is_some_and(is_hangul) {
            return Some(Part::new(n.start, end, Unit::Half(half)).of(year));
        }
    }
    // ’25 3분기, ’24 상반기
    if sure
        && after > n.end
        && let Some(part) = within(scan, n.end, year)
        && matches!(part.unit, Unit::Quarter(_) | Unit::Half(_))
    {
        return Some(part);
    }
    let part = Part::new(n.start, n.end, Unit::Year).of(year);
    match () {
        () if lead.fiscal => Some(part),
        () if lead.apostrophe && n.width == 2 => Some(Part {
            form: Form::Weak,
            ..part
        }),
        () => None,
    }
}

/// `2026년(도) 상반기`: past a 도 that stands apart.
fn half_of_fiscal(scan: Scan<'_>, end: usize) -> usize {
    end + usize::from(scan.rest(end).starts_with("(도)")) * "(도)".len()
}

/// Whether two digits before 년 are a year and no duration: `24년, 25년 대회` but not `20년간`.
fn two_digit_year(scan: Scan<'_>, n: Number, end: usize) -> bool {
    (18..=35).contains(&n.value)
        && scan
            .ends_with(
                n.start,
                &[
                    "약", "최대", "최소", "지난", "총", "향후", "만", "최근", "이후", "는", "은",
                    "제",
                ],
            )
            .is_none()
        && match scan.rest(end).trim_start_matches([' ', '\u{a0}']) {
            "" => true,
            rest => !DURATION.iter().any(|word| rest.starts_with(word)),
        }
}

/// What of a year: 상반기, 3분기, 4월 10일, 말.
pub(super) fn within(scan: Scan<'_>, after: usize, year: Year) -> Option<Part> {
    let at = scan.blanks(after);
    if let Some((end, half)) = half(scan, at) {
        return Some(Part::new(at, end, Unit::Half(half)).of(year));
    }
    if let Some(n) = scan.number(at) {
        if n.width > 2 {
            return None;
        }
        return quarter(scan, n)
            .or_else(|| month_day(scan, n))
            .or_else(|| dotted_day(scan, n, true))
            .map(|part| part.of(year));
    }
    if let Some(end) = part_of(scan, at, &["말", "末"]) {
        return Some(Part::new(at, end, Unit::Month(12)).of(year));
    }
    part_of(scan, at, &["초반", "초", "중반", "중"])
        .map(|end| Part::new(at, end, Unit::Year).of(year))
}

/// Past 반기 after 上.
fn past_half(scan: Scan<'_>, at: usize) -> usize {
    scan.one_of(at, &["반기", "半期"]).unwrap_or(at)
}

/// 상반기, 하반기, `상반 기`, 上.
pub(super) fn half(scan: Scan<'_>, at: usize) -> Option<(usize, u8)> {
    let (end, half) = match () {
        () if scan.rest(at).starts_with('上') => {
            return Some((past_half(scan, at + '上'.len_utf8()), 1));
        }
        () if scan.rest(at).starts_with('下') => {
            return Some((past_half(scan, at + '下'.len_utf8()), 2));
        }
        () if scan.rest(at).starts_with("상반") => (at + "상반".len(), 1),
        () if scan.rest(at).starts_with("하반") => (at + "하반".len(), 2),
        () => return None,
    };
    let end = scan.word(scan.blanks(end), "기")?;
    Some((
        part_of(scan, scan.blanks(end), &["중", "내", "말", "초"]).unwrap_or(end),
        half,
    ))
}
