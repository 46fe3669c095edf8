//! One date as Korean writes it: `2020. 1. 16.(목)`, `’25.3분기`, `지난해 11월`, `13일`.

use jiff::civil::Weekday;

use super::part::{Form, Lean, Part, Unit, Year};
use super::scan::{Number, Scan, is_hangul};

/// Marks before a year of two digits.
pub(super) const APOSTROPHES: &str = "’‘'＇`´′";
const LEANING: [(&str, Lean); 9] = [
    ("지난", Lean::Past),
    ("오는", Lean::Future),
    ("다가오는", Lean::Future),
    ("돌아오는", Lean::Future),
    ("다가올", Lean::Future),
    ("오늘", Lean::None),
    ("이번", Lean::None),
    ("올", Lean::None),
    ("차기", Lean::Future),
];

/// What a word that stands for a time counts from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
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
pub(super) const WORDS: [(&str, Word); 46] = [
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

/// Reads the number at `at` as a date, or as the beginning of one.
pub(super) fn number(scan: Scan<'_>, at: usize) -> Option<Part> {
    let first = scan.number(at)?;
    let lead = Lead::of(scan, at)?;
    let mut part = year_first(scan, first, &lead)
        .or_else(|| month_first(scan, first))
        .or_else(|| day_first(scan, first))?;
    part.start = lead.start;
    part = weekday(scan, part);
    Some(lean(scan, part))
}

/// What stands before the number.
struct Lead {
    /// Where the expression begins.
    start: usize,
    /// An apostrophe makes two digits a year.
    apostrophe: bool,
    /// FY, CY.
    fiscal: bool,
    /// 단기 counts from 2333 BC.
    dangi: bool,
}

impl Lead {
    /// `None` where the number is part of something that is no date.
    fn of(scan: Scan<'_>, at: usize) -> Option<Self> {
        let mut lead = Self {
            start: at,
            apostrophe: false,
            fiscal: false,
            dangi: false,
        };
        let back = scan.back(at);
        if let Some(c) = scan.char_before(back)
            && APOSTROPHES.contains(c)
        {
            lead.apostrophe = true;
            lead.start = back - c.len_utf8();
            let outer = scan.char_before(lead.start);
            return (!outer.is_some_and(|c| c.is_ascii_alphanumeric())).then_some(lead);
        }
        if let Some(start) = scan.ends_with(at, &["단기"]) {
            lead.dangi = true;
            lead.start = start;
            return Some(lead);
        }
        let Some(previous) = scan.char_before(at) else {
            return Some(lead);
        };
        if let Some(start) = scan.ends_with(at, &["FY", "CY"]) {
            lead.fiscal = true;
            lead.start = start;
            return Some(lead);
        }
        let before = scan.char_before(at - previous.len_utf8());
        let counted = before.is_some_and(|c| c.is_ascii_digit());
        let bad = match previous {
            c if c.is_ascii_alphanumeric() => true,
            '#' | '_' | '$' | '₩' | '제' | '№' | '+' | '=' | '@' | '％' | '%' => true,
            '.' | ',' | ':' | '/' | '-' => counted || (previous == '/' && before == Some('/')),
            _ => false,
        };
        (!bad).then_some(lead)
    }
}

/// Year first: `2020년 …`, `2020. 1. 16`, `’25.3분기`, `24.12월`.
fn year_first(scan: Scan<'_>, n: Number, lead: &Lead) -> Option<Part> {
    let full = n.width == 4;
    if !full && !(n.width == 2) {
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
        && !scan
            .ends_with(
                n.start,
                &[
                    "약", "최대", "최소", "지난", "총", "향후", "만", "최근", "이후", "는", "은",
                    "제",
                ],
            )
            .is_some()
        && match scan.rest(end).trim_start_matches([' ', '\u{a0}']) {
            rest if rest.is_empty() => true,
            rest => !DURATION.iter().any(|word| rest.starts_with(word)),
        }
}

/// What makes a number of years, months or days a duration.
#[rustfmt::skip]
pub(super) const DURATION: [&str; 34] = [
    "간", "만에", "만의", "만 ", "동안", "이상", "이내", "이하", "미만", "초과", "차", "째", "넘", "여", "전 ", "전에", "전까", "전의", "후 ",
    "후에", "뒤", "치의", "치 ", "가까", "가량", "정도", "내외", "단위", "주기", "연속", "만기", "짜리", "평균", "이 지",
];

/// What of a year: 상반기, 3분기, 4월 10일, 말.
fn within(scan: Scan<'_>, after: usize, year: Year) -> Option<Part> {
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
fn half(scan: Scan<'_>, at: usize) -> Option<(usize, u8)> {
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

/// 3분기, 3/4분기, `3 분기`, 3Q.
fn quarter(scan: Scan<'_>, n: Number) -> Option<Part> {
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
fn month_day(scan: Scan<'_>, n: Number) -> Option<Part> {
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
fn month_part(scan: Scan<'_>, end: usize) -> usize {
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
fn part_of(scan: Scan<'_>, at: usize, words: &[&str]) -> Option<usize> {
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

/// `2020. 1. 16`, `2020-01-16`, `2020/1/16`, `2025. 3분기`, `24.12월`, `’16.11`.
fn dotted(scan: Scan<'_>, n: Number, year: Year, sure: bool) -> Option<Part> {
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

/// Month first: `4월 10일`, `12.5일`, `4. 13.(월)`, `3분기`, `4/13(월)`.
fn month_first(scan: Scan<'_>, n: Number) -> Option<Part> {
    if n.width > 2 || !(1..=12).contains(&n.value) {
        return None;
    }
    quarter(scan, n)
        .filter(|_| scan.char(n.end) != Some('Q'))
        .or_else(|| month_day(scan, n))
        .or_else(|| dotted_day(scan, n, false))
}

/// `12.5일`, `4. 13.`, `9.30`; `sure` after a year.
fn dotted_day(scan: Scan<'_>, n: Number, sure: bool) -> Option<Part> {
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

/// `13일`.
fn day_first(scan: Scan<'_>, n: Number) -> Option<Part> {
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
                    "약", "최대", "최소", "매월", "매달", "총", "1", "며칠", "하루", "다음", "후",
                    "영업", "까지", "이후", "기간", "기한",
                ],
            )
            .is_some();
    (free && !duration).then_some(part)
}

/// A weekday in brackets at `at`: past it, and which; `()` has lost its own.
pub(super) fn bracketed_weekday(scan: Scan<'_>, at: usize) -> Option<(usize, Option<Weekday>)> {
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
pub(super) fn syllable(day: Weekday) -> char {
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
fn weekday(scan: Scan<'_>, part: Part) -> Part {
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

/// Takes in 지난 and 오는 before `part`.
fn lean(scan: Scan<'_>, part: Part) -> Part {
    for (word, lean) in LEANING {
        if let Some(start) = scan.ends_with(part.start, &[word])
            && !scan.char_before(start).is_some_and(is_hangul)
        {
            return Part {
                start,
                lean,
                form: part.form.max(Form::Plain),
                ..part
            };
        }
    }
    part
}

/// Reads `word` at `at`, with what it says of its year or month.
pub(super) fn word(scan: Scan<'_>, at: usize, text: &str, word: Word) -> Option<Part> {
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
            || !scan
                .ends_with(end - text.len(), &["청년", "국민"])
                .is_some();
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
