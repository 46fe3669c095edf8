//! Years that stand as bare numbers: `2022 전자문서 산업인의 날`, `in 2020`.

use super::english;
use super::part::{Part, Unit, Year};
use super::scan::{Number, Scan, is_hangul};

/// Reads the number at `at` as a year; `english` where the text is English.
pub(super) fn year(scan: Scan<'_>, at: usize, english: bool) -> Option<Part> {
    let n = scan
        .number(at)
        .filter(|n| n.width == 4 && (1900..=2060).contains(&n.value))?;
    let previous = scan.char_before(at);
    let next = scan.char(n.end);
    if previous.is_some_and(|c| c.is_alphanumeric() || "#_$₩.,:/+-=@&?".contains(c))
        || next.is_some_and(|c| c.is_ascii_alphanumeric() || "_%％@/:+=".contains(c))
    {
        return None;
    }
    let goes_on = scan
        .rest(n.end)
        .chars()
        .nth(1)
        .is_some_and(|c| c.is_ascii_digit());
    if next.is_some_and(|c| ".,-–".contains(c)) && goes_on {
        return None;
    }
    let fits = if english {
        in_english(scan, n)
    } else {
        in_korean(scan, n)
    };
    fits.then(|| Part::new(at, n.end, Unit::Year).of(Year::Stated(n.value)))
}

/// A number of that size counts as a year unless it counts or measures something.
fn in_english(scan: Scan<'_>, n: Number) -> bool {
    let before = scan.behind(n.start, 16).trim_end();
    let word = before.rsplit([' ', '(']).next().unwrap_or("");
    if [
        "KRW",
        "USD",
        "No.",
        "Article",
        "ISO",
        "IEC",
        "about",
        "approximately",
        "over",
        "than",
        "nearly",
        "some",
        "room",
        "Room",
        "Tel",
        "tel",
    ]
    .contains(&word)
    {
        return false;
    }
    let next = scan.ahead(n.end, 24).trim_start();
    let noun = next.split([' ', '.', ',', ')']).next().unwrap_or("");
    let units = [
        "won",
        "billion",
        "million",
        "trillion",
        "people",
        "persons",
        "km",
        "kg",
        "tons",
        "units",
        "students",
        "companies",
        "businesses",
        "participants",
        "households",
        "meters",
        "square",
        "hours",
        "days",
        "percent",
    ];
    !units.contains(&noun)
}

/// In Korean a bare year stands at the head of a name: a noun follows, and nothing before it counts.
fn in_korean(scan: Scan<'_>, n: Number) -> bool {
    if n.value < 1990 {
        return english::lead(scan, n.start).0 == english::Lead::In;
    }
    let at = n.start - usize::from(scan.char_before(n.start) == Some(' '));
    if scan
        .char_before(at)
        .is_some_and(|c| c.is_ascii_digit() || "-–:~∼".contains(c) && at == n.start)
    {
        return false;
    }
    if scan
        .ends_with(
            n.start,
            &[
                "제", "약", "총", "의", "ISO", "IEC", "KS", "☎", "전화", "번호", "고시",
            ],
        )
        .is_some()
    {
        return false;
    }
    let rest = scan.rest(n.end);
    // ‘코리아 핀테크 위크 2023’
    if rest.starts_with(|c| "’”」』｣".contains(c)) {
        return at < n.start && scan.char_before(at).is_some_and(char::is_alphabetic);
    }
    if rest.starts_with(|c| "「『｢".contains(c)) {
        return true;
    }
    // those in their twenties and thirties
    if n.value == 2030
        && ["청년", "세대"]
            .iter()
            .any(|noun| rest.trim_start().starts_with(noun))
    {
        return false;
    }
    let Some(noun) = rest.strip_prefix(' ') else {
        return false;
    };
    let units = [
        "명", "개", "원", "억", "만", "건", "여", "호", "번", "회", "점", "톤", "배", "대 ", "대,",
        "가구", "곳", "쪽", "년", "월", "일", "시간", "천",
    ];
    noun.starts_with(|c: char| is_hangul(c) || c.is_ascii_alphabetic())
        && !units.iter().any(|unit| noun.starts_with(unit))
}
