//! The small pieces of a date: units, weekdays, hours, what parts and what joins.

use jiff::civil::Weekday;

use super::cursor::Cursor;
use super::words::{WORDS, starts_with_any};
use crate::text::hangul::is_syllable;

/// Reads the mark that stands for the century.
pub(super) fn quote(c: &mut Cursor<'_>) -> bool {
    c.eat_if(is_quote).is_some()
}

/// Whether `c` is one of the marks that stand for the century.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '’' | '‘' | '\'' | '`' | '´' | '＇' | 'ʼ' | 'ʻ' | '′' | 'ˊ' | '‵' | '‛'
    )
}

/// Reads what joins the two ends of a span. Says whether it can do nothing else: a tilde rather than a dash.
pub(super) fn connector(c: &mut Cursor<'_>) -> Option<bool> {
    match c
        .eat_if(|c| is_tilde(c) || matches!(c, '-' | '–' | '—' | '―' | '‐' | '‑' | '−' | 'ー'))?
    {
        tilde if is_tilde(tilde) => Some(true),
        _ => Some(false),
    }
}

/// Whether `c` is a tilde in one of its forms.
pub(super) fn is_tilde(c: char) -> bool {
    matches!(c, '~' | '∼' | '～' | '〜' | '⁓' | '˜' | '∽')
}

/// Reads what parts year, month and day.
pub(super) fn divider(c: &mut Cursor<'_>) -> Option<char> {
    let mut ahead = *c;
    ahead.space();
    let stop = ahead.eat_if(|c| matches!(c, '.' | '．' | '-' | '/'))?;
    if stop != '.' && stop != '．' && ahead.at - c.at != 1 {
        return None;
    }
    *c = ahead;
    Some(if stop == '．' { '.' } else { stop })
}

/// Reads 년.
pub(super) fn year_unit(c: &mut Cursor<'_>) -> bool {
    unit(c, &["년", "年"])
}

/// Reads 월.
pub(super) fn month_unit(c: &mut Cursor<'_>) -> bool {
    unit(c, &["월", "月"]) && !starts_with_any(c.rest(), &["세", "급"])
}

/// Reads 일.
pub(super) fn day_unit(c: &mut Cursor<'_>) -> bool {
    unit(c, &["일", "日"]) && !starts_with_any(c.rest(), &["부 ", "반"])
}

/// Reads 분기, also after `/4`, and Q.
pub(super) fn quarter_unit(c: &mut Cursor<'_>) -> bool {
    let mut ahead = *c;
    ahead.eat_any(&["/4", "／4"]);
    ahead.space();
    if ahead.eat("분기") {
        *c = ahead;
        return true;
    }
    let mut ahead = *c;
    // `1Q Agile Lab` is a name.
    let name = |c: &Cursor<'_>| {
        let rest = c.rest();
        rest.strip_prefix(' ')
            .unwrap_or(rest)
            .starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let found = ahead.eat_any(&["Q", "q"]) && !name(&ahead);
    if found {
        *c = ahead;
    }
    found
}

/// After white space the syllable must not be the first of another word: `13 일정`, `5 월급`.
fn unit(c: &mut Cursor<'_>, units: &[&str]) -> bool {
    let mut ahead = *c;
    ahead.space();
    let apart = ahead.at > c.at;
    let whole =
        |c: char| !is_syllable(c) || "부까에자은는이을를의과와및중말초로도간경분".contains(c);
    let found =
        ahead.eat_any(units) && (!apart || units.contains(&"년") || ahead.peek().is_none_or(whole));
    if found {
        *c = ahead;
    }
    found
}

/// Reads what may follow a month and does not change it: 말, 초, 중순, 분, 중. A date is no finer for it.
pub(super) fn month_qualifier(c: &mut Cursor<'_>) {
    let mut ahead = *c;
    ahead.space();
    let end = ahead.eat_any(&["말경", "말", "末"]);
    let found = if end {
        !starts_with_any(ahead.rest(), &WORDS.beside.not_end)
    } else if ahead.eat_any(&WORDS.beside.month_begin) {
        !starts_with_any(ahead.rest(), &WORDS.beside.not_begin)
    } else if ahead.eat_any(&WORDS.beside.month_rest) {
        !ahead.peek().is_some_and(is_syllable)
            || starts_with_any(ahead.rest(), &["까지", "부터", "에", "으로", "의"])
    } else {
        false
    };
    if found {
        *c = ahead;
    }
}

/// Reads what ends a span: 까지, 내로.
pub(super) fn period_end(c: &mut Cursor<'_>) -> bool {
    let mut ahead = *c;
    ahead.space();
    let found = ahead.eat_any(&["까지", "내로"]);
    if found {
        *c = ahead;
    }
    found
}

/// Reads 안에, 안으로, 내.
pub(super) fn within(c: &mut Cursor<'_>) -> bool {
    c.space();
    c.eat_any(&["안에", "안으로", "이내에", "내에", "내 "])
}

/// Reads a weekday: `(목)`, `(목요일)`, `목요일`; `Some(None)` for brackets that lost it.
pub(super) fn weekday(c: &mut Cursor<'_>) -> Option<Option<Weekday>> {
    let mut ahead = *c;
    ahead.eat(".");
    ahead.space();
    if ahead.eat_if(|c| matches!(c, '(' | '（')).is_none() {
        let mut ahead = *c;
        ahead.space();
        let day = letter(&mut ahead).filter(|_| ahead.eat("요일"))?;
        *c = ahead;
        return Some(Some(day));
    }
    ahead.space();
    let day = letter(&mut ahead);
    ahead.eat("요일");
    let inside = ahead;
    ahead.space();
    if ahead.eat_if(|c| matches!(c, ')' | '）')).is_some() {
        ahead.eat(".");
        *c = ahead;
        return Some(day);
    }
    // (목, 10:00)
    if day.is_some() && matches!(inside.peek(), Some(',' | ' ' | '/' | '~')) {
        *c = inside;
        return Some(day);
    }
    None
}

fn letter(c: &mut Cursor<'_>) -> Option<Weekday> {
    Some(
        match c.eat_if(|c| "월화수목금토일月火水木金土日".contains(c))? {
            '월' | '月' => Weekday::Monday,
            '화' | '火' => Weekday::Tuesday,
            '수' | '水' => Weekday::Wednesday,
            '목' | '木' => Weekday::Thursday,
            '금' | '金' => Weekday::Friday,
            '토' | '土' => Weekday::Saturday,
            _ => Weekday::Sunday,
        },
    )
}

/// Reads a time of day or a span of them, with the comma or the brackets around it, if one comes next.
pub(super) fn time_of_day(c: &mut Cursor<'_>) {
    let mut ahead = *c;
    ahead.space();
    ahead.eat(",");
    ahead.space();
    if clock(&mut ahead) {
        let end = ahead;
        ahead.space();
        if connector(&mut ahead).is_some() {
            ahead.space();
            if clock(&mut ahead) {
                *c = ahead;
                return;
            }
        }
        *c = end;
    }
}

/// Whether a time of day follows byte `at`: 오전, 오후 3시, 16시.
pub(super) fn has_time(text: &str, at: usize) -> bool {
    let mut c = Cursor::new(text, at);
    c.space();
    starts_with_any(c.rest(), &WORDS.beside.time) || clock(&mut c)
}

/// `09:00`, `오후 3시 30분`, `정오`
fn clock(c: &mut Cursor<'_>) -> bool {
    let mut ahead = *c;
    if ahead.eat_any(&["정오", "자정"]) {
        *c = ahead;
        return true;
    }
    if ahead.eat_any(&WORDS.beside.hours) {
        ahead.space();
    }
    if ahead.small(0..=24).is_none() {
        return false;
    }
    if ahead.eat_any(&[":", "："]) {
        if ahead.small(0..=59).is_none() {
            return false;
        }
    } else if ahead.eat("시") {
        let mut minutes = ahead;
        minutes.space();
        if minutes.small(0..=59).is_some() && minutes.eat("분") {
            ahead = minutes;
        }
    } else {
        return false;
    }
    ahead.eat("경");
    *c = ahead;
    true
}

/// The name of a weekday, in Korean or in English.
pub(super) fn weekday_name(day: Weekday, korean: bool) -> &'static str {
    match (day, korean) {
        (Weekday::Monday, true) => "월",
        (Weekday::Tuesday, true) => "화",
        (Weekday::Wednesday, true) => "수",
        (Weekday::Thursday, true) => "목",
        (Weekday::Friday, true) => "금",
        (Weekday::Saturday, true) => "토",
        (Weekday::Sunday, true) => "일",
        (Weekday::Monday, false) => "Monday",
        (Weekday::Tuesday, false) => "Tuesday",
        (Weekday::Wednesday, false) => "Wednesday",
        (Weekday::Thursday, false) => "Thursday",
        (Weekday::Friday, false) => "Friday",
        (Weekday::Saturday, false) => "Saturday",
        (Weekday::Sunday, false) => "Sunday",
    }
}
