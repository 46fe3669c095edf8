//! One date in English.

use super::super::cursor::Cursor;
use super::super::korean::century;
use super::super::words::{Lead, WORDS};
use super::super::written::{Doubt, Form, Month, Part, Tense, Written, Year};
use super::lead_in::weekday_of;
use crate::text::{Span, is_alphanumeric, tail};

/// Reads one date.
pub(super) fn form(start: Cursor<'_>, now: i16) -> Option<Form> {
    let mut c = start;
    let mut written = Written::of(Part::Whole);
    let mut doubt = Doubt::None;
    match WORDS.lead(&mut c, false)? {
        Lead::Digit => {
            let number = c.number()?;
            match number.digits {
                1 | 2 => {
                    let value = i8::try_from(number.value).ok()?;
                    let mut code = c;
                    if let Some(part) = quarter_or_half(value, &mut code) {
                        c = code;
                        written.part = part;
                        written.year = of_year(&mut c, now).unwrap_or(Year::Unsaid);
                        doubt = match written.year {
                            Year::Unsaid => Doubt::PartOfYear,
                            _ => Doubt::None,
                        };
                    } else {
                        (1..=31).contains(&value).then_some(())?;
                        let bare = c;
                        ordinal_suffix(&mut c);
                        let ordinal = c;
                        c.space();
                        c.eat("of ");
                        if let Some(month) = month_name(&mut c) {
                            written.part = Part::Day(Month::Number(month), value);
                            written.year = of_year(&mut c, now).unwrap_or(Year::Unsaid);
                        } else {
                            c = ordinal;
                            (c.at > bare.at).then_some(())?;
                            written.part = Part::Day(alone(start, &mut c)?, value);
                        }
                    }
                }
                4 => {
                    let year = i16::try_from(number.value).ok()?;
                    (1900..=2099).contains(&year).then_some(())?;
                    written.year = Year::Number(year);
                    doubt = Doubt::BareYear;
                }
                _ => return None,
            }
        }
        Lead::MonthName(month) => {
            // May, June and July have no short form that a stop would end.
            let full = c.at - start.at > 4 || matches!(month, 5..=7) && c.at - start.at >= 3;
            let short = c.at - start.at <= 4
                && !matches!(c.text.get(start.at..c.at), Some("May" | "June" | "July"));
            let stopped = short && c.eat(".");
            let bare = c;
            if full || stopped || c.rest().starts_with(' ') {
                after_month(month, &mut c, &mut written, now);
            }
            if c.at == bare.at {
                (full || stopped).then_some(())?;
                doubt = Doubt::Month;
                // Park Hyeong Jun
                if short && !stopped && follows_capital(start) {
                    return None;
                }
                if month == 5 && !may_is_a_month(start) {
                    return None;
                }
            }
        }
        Lead::Ordinal(n) => {
            c.eat_if(|c| matches!(c, ' ' | '-' | '\n'))?;
            written.part = if c.eat("quarter") {
                Part::Quarter(n)
            } else if n <= 2 && c.eat("half") {
                Part::Half(n)
            } else {
                return None;
            };
            written.year = of_year(&mut c, now).unwrap_or(Year::Unsaid);
            doubt = match written.year {
                Year::Unsaid => Doubt::PartOfYear,
                _ => Doubt::None,
            };
        }
        Lead::QuarterCode(n) => {
            written.part = Part::Quarter(n);
            written.year = of_year(&mut c, now)?;
        }
        Lead::HalfCode(n) => {
            written.part = Part::Half(n);
            written.year = of_year(&mut c, now)?;
        }
        Lead::Fiscal => {
            c.space();
            let number = c.number()?;
            written.year = Year::Number(match number.digits {
                4 => i16::try_from(number.value)
                    .ok()
                    .filter(|y| (1900..=2099).contains(y))?,
                2 => century(number.value, now),
                _ => return None,
            });
        }
        Lead::Relative(n) => {
            c.eat_if(|c| matches!(c, ' ' | '\n'))?;
            if whole_word(&mut c, "year") {
                written.year = Year::Published(i16::from(n));
            } else if whole_word(&mut c, "month") {
                written.part = Part::Month(Month::Published(n));
            } else if whole_word(&mut c, "week") {
                written.part = Part::WeekFrom(n);
            } else {
                let month = month_name(&mut c)?;
                written.part = Part::Month(Month::Number(month));
                written.tense = match n {
                    -1 => Tense::Past,
                    1 => Tense::Coming,
                    _ => Tense::Plain,
                };
                if let Some(day) = day(&mut c) {
                    written.part = Part::Day(Month::Number(month), day);
                }
            }
        }
        // National Tomorrow Learning Card
        Lead::DayName(_) if follows_capital(start) && precedes_capital(c) => return None,
        Lead::DayName(n) => written.part = Part::DayFrom(n),
        Lead::YearEndName => {
            written.part = Part::Month(Month::Number(12));
            written.year = of_year(&mut c, now).unwrap_or(Year::Unsaid);
        }
        _ => return None,
    }
    if matches!(written.part, Part::Day(..)) {
        written.weekday = weekday_before(start);
    }
    Some(Form {
        written,
        span: Span::new(start.at, c.at),
        doubt,
        within: false,
    })
}

/// Whether the word right before is one in capitals, so that both are a name.
fn follows_capital(c: Cursor<'_>) -> bool {
    let before = tail(c.text, c.at, DAY_LEAD).strip_suffix(' ').unwrap_or("");
    let word = before
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or("");
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.ends_with(|c: char| c.is_ascii_lowercase())
        && !WORDS
            .beside
            .before_may
            .contains(&word.to_ascii_lowercase().as_str())
        && c.rest().starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether the word right behind is one in capitals.
fn precedes_capital(c: Cursor<'_>) -> bool {
    let next = c.rest().strip_prefix(' ').unwrap_or("");
    next.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The month of a day that has none beside it, `c` behind the day: `on the 23rd`, `the 30th of last month`. The ordinal of
/// anything else, `on the 5th floor`, is no day.
fn alone(start: Cursor<'_>, c: &mut Cursor<'_>) -> Option<Month> {
    let mut ahead = *c;
    if ahead.eat(" of ")
        && let Some(Lead::Relative(n)) = WORDS.lead(&mut ahead, false)
    {
        ahead.space();
        whole_word(&mut ahead, "month").then_some(())?;
        *c = ahead;
        return Some(Month::Published(n));
    }
    let before = tail(start.text, start.at, DAY_LEAD).trim_end();
    let mut leads = WORDS.beside.before_day.iter();
    leads.any(|words| before.ends_with(words)).then_some(())?;
    let goes_on = |c: char| c == ' ' || is_alphanumeric(c);
    let next = c.rest().trim_start();
    let next = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    (!c.rest().starts_with(goes_on) || WORDS.beside.after_day.contains(&next))
        .then_some(Month::Unsaid)
}

/// Bytes before a day within which stands what leads in to it.
const DAY_LEAD: usize = 24;

/// What follows the name of a month: a day, a year, both, or which year is meant.
pub(super) fn after_month(month: i8, c: &mut Cursor<'_>, written: &mut Written, now: i16) {
    written.part = Part::Month(Month::Number(month));
    if let Some(day) = day(c) {
        written.part = Part::Day(Month::Number(month), day);
    }
    if let Some(year) = of_year(c, now) {
        written.year = year;
    }
}

/// Reads a day after a month.
pub(super) fn day(c: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *c;
    // Over a line break a number may be that of a paragraph.
    let broke = ahead.space();
    let day = ahead.small(1..=31)?;
    if broke && ahead.rest().starts_with('.') {
        return None;
    }
    ordinal_suffix(&mut ahead);
    if ahead
        .peek()
        .is_some_and(|c| is_alphanumeric(c) || matches!(c, '%' | ':'))
    {
        return None;
    }
    if ahead.rest().starts_with([',', '.'])
        && ahead
            .rest()
            .chars()
            .nth(1)
            .is_some_and(|c| c.is_ascii_digit())
    {
        return None;
    }
    *c = ahead;
    Some(day)
}

/// Reads the year after a month, a day, a quarter: `, 2026`, ` of 2026`, ` last year`, ` of the year`.
pub(super) fn of_year(c: &mut Cursor<'_>, now: i16) -> Option<Year> {
    if let Some(year) = comma_year(c) {
        return Some(Year::Number(year));
    }
    let mut ahead = *c;
    ahead.space();
    let of = ahead.eat("of ");
    if of && ahead.eat("the year") {
        *c = ahead;
        return Some(Year::Published(0));
    }
    if let Some(year) = comma_year(&mut ahead) {
        *c = ahead;
        return Some(Year::Number(year));
    }
    if ahead.eat_if(|c| matches!(c, '\'' | '’')).is_some()
        && let Some(number) = ahead.number().filter(|n| n.digits == 2)
    {
        *c = ahead;
        return Some(Year::Number(century(number.value, now)));
    }
    if let Some(Lead::Relative(n)) = WORDS.lead(&mut ahead, false) {
        ahead.space();
        if whole_word(&mut ahead, "year") {
            *c = ahead;
            return Some(Year::Published(i16::from(n)));
        }
    }
    None
}

/// Reads four digits of a year, after a comma, a space, or nothing.
pub(super) fn comma_year(c: &mut Cursor<'_>) -> Option<i16> {
    let mut ahead = *c;
    ahead.eat(",");
    ahead.space();
    let number = ahead.number().filter(|n| n.digits == 4)?;
    let year = i16::try_from(number.value)
        .ok()
        .filter(|y| (1900..=2099).contains(y))?;
    if ahead.peek().is_some_and(|c| is_alphanumeric(c) || c == '%') {
        return None;
    }
    *c = ahead;
    Some(year)
}

/// `3Q`, `1H`
pub(super) fn quarter_or_half(n: i8, c: &mut Cursor<'_>) -> Option<Part> {
    let part = match c.eat_if(|c| matches!(c, 'Q' | 'H'))? {
        'Q' if (1..=4).contains(&n) => Part::Quarter(n),
        'H' if (1..=2).contains(&n) => Part::Half(n),
        _ => return None,
    };
    (!c.peek().is_some_and(|c| c.is_alphabetic())).then_some(part)
}

/// Reads the name of a month, be it broken over a line.
pub(super) fn month_name(c: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *c;
    if let Some(Lead::MonthName(month)) = WORDS.lead(&mut ahead, true) {
        ahead.eat(".");
        *c = ahead;
        return Some(month);
    }
    let rest = c.rest();
    let end = rest
        .char_indices()
        .take(10)
        .find(|(_, c)| !c.is_ascii_alphabetic() && *c != '\n')
        .map_or(rest.len().min(10), |(i, _)| i);
    let broken = rest.get(..end)?;
    let joined: String = broken.chars().filter(|c| *c != '\n').collect();
    if joined.len() == broken.len() || joined.len() < 3 {
        return None;
    }
    let mut word = Cursor::new(&joined, 0);
    match WORDS.lead(&mut word, false) {
        Some(Lead::MonthName(month)) if word.at == joined.len() => {
            c.at += end;
            Some(month)
        }
        _ => None,
    }
}

pub(super) fn ordinal_suffix(c: &mut Cursor<'_>) {
    let mut ahead = *c;
    if ahead.eat_any(&["st", "nd", "rd", "th"])
        && !ahead.peek().is_some_and(|c| c.is_ascii_alphabetic())
    {
        *c = ahead;
    }
}

pub(super) fn whole_word(c: &mut Cursor<'_>, word: &str) -> bool {
    let mut ahead = *c;
    let found = ahead.eat(word) && !ahead.peek().is_some_and(|c| is_alphanumeric(c) || c == '-');
    if found {
        *c = ahead;
    }
    found
}

/// Whether "May" is the month and not the verb: prepositions and the like stand before it.
pub(super) fn may_is_a_month(c: Cursor<'_>) -> bool {
    let words = tail(c.text, c.at, 16).trim_end();
    // Apr.–May
    if words.ends_with(['–', '-', '~']) {
        return true;
    }
    let last = words
        .rsplit(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or("");
    WORDS
        .beside
        .before_may
        .contains(&last.to_ascii_lowercase().as_str())
}

/// The weekday before a day: `Friday, April 10`, `Sunday 12 April`.
pub(super) fn weekday_before(c: Cursor<'_>) -> Option<jiff::civil::Weekday> {
    let words = tail(c.text, c.at, 16)
        .trim_end()
        .trim_end_matches(',')
        .trim_end_matches('.');
    weekday_of(words.rsplit(|c: char| !c.is_ascii_alphabetic()).next()?)
}
