//! Reads dates in English: `January 16, 2020`, `from 12 to 25 April`, `the third quarter of last year`, `by end-June`.

use super::cursor::{Cursor, tail};
use super::judge::counts;
use super::korean::century;
use super::parts::connector;
use super::words::{Lead, WORDS, starts_with_any};
use super::written::{Doubt, Expression, Form, Month, Part, Shape, Tense, Written, Year};
use crate::text::Span;

/// How far back the words that lead in to a date are looked for, in bytes.
const LEAD_IN: usize = 64;

/// What the words before a date say of it.
#[derive(Clone, Copy, Debug, Default)]
struct LeadIn {
    kind: Option<Opening>,
    /// `the end of`, `end-`
    end_of: bool,
    /// Where the first of them stands.
    start: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    Until,
    From,
    Since,
    Between,
    Within,
}

/// Reads the expression that begins at `start`, and the words that lead in to it. `now` is as in
/// [`super::korean::expression`].
pub(super) fn expression(start: Cursor<'_>, now: i16) -> Option<Expression> {
    let lead_in = lead_in(start.text, start.at);
    let mut first = open_day(start, now).or_else(|| form(start, now))?;
    if lead_in.end_of && first.written.part == Part::Whole {
        first.written.part = Part::Month(Month::Number(12));
        first.doubt = Doubt::None;
    }
    let end = Cursor::new(start.text, first.span.end);
    let second = second(first, end, lead_in.kind, now);
    // January 16–18, 2020: the year at the end is that of both.
    if let Some(last) = second
        && first.written.year == Year::Unsaid
        && let Year::Number(year) = last.written.year
    {
        let turns = match (first.written.part, last.written.part) {
            (
                Part::Day(Month::Number(a), _) | Part::Month(Month::Number(a)),
                Part::Day(Month::Number(b), _) | Part::Month(Month::Number(b)),
            ) => a > b,
            _ => false,
        };
        first.written.year = Year::Number(year - i16::from(turns));
    }
    let (shape, end) = match (second, lead_in.kind) {
        (Some(last), _) => (Shape::Span(first, last), last.span.end),
        (None, Some(Opening::Until)) => (Shape::Until(sure(first)), end.at),
        (None, Some(Opening::Since)) => (Shape::From(sure(first)), end.at),
        (None, Some(Opening::From)) if opens(first, now) => (Shape::From(sure(first)), end.at),
        (None, Some(Opening::Within)) if first.written.part == Part::Whole => {
            let part = Part::Day(Month::Number(12), 31);
            let written = Written {
                part,
                ..first.written
            };
            (Shape::Until(Form { written, ..first }), end.at)
        }
        _ => (Shape::At(first), end.at),
    };
    let from = match shape {
        Shape::At(_) if !lead_in.end_of => first.span.start,
        _ => lead_in.start,
    };
    Some(Expression {
        shape,
        span: Span::new(from, end),
    })
}

/// A year after "by" or "since" is one beyond doubt.
fn sure(form: Form) -> Form {
    let doubt = match form.doubt {
        Doubt::BareYear | Doubt::Month => Doubt::None,
        doubt => doubt,
    };
    Form { doubt, ..form }
}

/// Whether "from" opens a span with `form`: growth "from 2023" does not.
fn opens(form: Form, now: i16) -> bool {
    match (form.written.part, form.written.year) {
        (Part::Whole, Year::Number(year)) => year >= now,
        (Part::Whole, Year::Published(n)) => n >= 0,
        _ => true,
    }
}

/// `12 to 25 April`: the first day leaves the month to the second.
fn open_day(start: Cursor<'_>, now: i16) -> Option<Form> {
    let mut c = start;
    let day = c.small(1..=31)?;
    ordinal_suffix(&mut c);
    let end = c.at;
    joint(&mut c, true).then_some(())?;
    let last = form(c, now)?;
    matches!(last.written.part, Part::Day(Month::Number(_), _)).then_some(())?;
    // 12–25 April, not 12 May 3
    c.rest()
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(())?;
    Some(Form {
        written: Written::of(Part::Day(Month::Unsaid, day)),
        span: Span::new(start.at, end),
        doubt: Doubt::None,
        within: false,
    })
}

/// The second date of a span.
fn second(first: Form, end: Cursor<'_>, opening: Option<Opening>, now: i16) -> Option<Form> {
    let mut c = end;
    // Years lose their dash to mojibake: 2025?2027
    let mojibake = first.doubt == Doubt::BareYear
        && c.eat("?")
        && c.peek().is_some_and(|c| c.is_ascii_digit());
    if !mojibake {
        c = end;
        joint(&mut c, opening == Some(Opening::Between)).then_some(())?;
    }
    let end_of = modifiers(&mut c);
    if let Some(mut last) = form(c, now) {
        if end_of && last.written.part == Part::Whole {
            last.written.part = Part::Month(Month::Number(12));
        }
        let fits = match (first.written.part, last.written.part) {
            (Part::Day(..), Part::Day(..)) | (Part::Month(_), Part::Month(_)) => true,
            (Part::Quarter(_), Part::Quarter(_)) | (Part::Half(_), Part::Half(_)) => true,
            (Part::Whole, Part::Whole) => true,
            _ => opening == Some(Opening::From) || opening == Some(Opening::Between),
        };
        return fits.then_some(last);
    }
    // April 13–22; 2024–28
    let from = c.at;
    let number = c.number().filter(|n| n.digits <= 2)?;
    ordinal_suffix(&mut c);
    if c.peek()
        .is_some_and(|c| c.is_alphanumeric() || c == '%' || c == ':')
        || counts(c.rest())
        || starts_with_any(c.rest().trim_start(), &["p.m", "a.m", "pm", "am"])
    {
        return None;
    }
    let value = i8::try_from(number.value).ok()?;
    let mut written = match first.written.part {
        Part::Day(Month::Number(_), _) if (1..=31).contains(&value) => {
            Written::of(Part::Day(Month::Unsaid, value))
        }
        Part::Whole if number.digits == 2 => Written {
            year: Year::Number(century(number.value, now)),
            ..Written::of(Part::Whole)
        },
        _ => return None,
    };
    if written.year == Year::Unsaid
        && let Some(year) = comma_year(&mut c)
    {
        written.year = Year::Number(year);
    }
    Some(Form {
        written,
        span: Span::new(from, c.at),
        doubt: Doubt::None,
        within: false,
    })
}

/// Reads what joins the two ends of a span.
fn joint(c: &mut Cursor<'_>, between: bool) -> bool {
    let mut ahead = *c;
    ahead.space();
    if connector(&mut ahead).is_some() {
        ahead.space();
        *c = ahead;
        return true;
    }
    let apart = ahead.at > c.at;
    let word = if between {
        ahead.eat_any(&["and ", "to ", "through ", "until ", "till ", "and\n"])
    } else {
        ahead.eat_any(&["to ", "through ", "until ", "till "])
    };
    if apart && word {
        *c = ahead;
    }
    apart && word
}

/// Reads `the`, `late`, `early`, weekdays and the like before a date. Says whether the end of it is meant.
fn modifiers(c: &mut Cursor<'_>) -> bool {
    let mut end_of = false;
    for _ in 0..4 {
        c.space();
        if c.eat_any(&["the end of ", "end of ", "end-", "End of "]) {
            end_of = true;
        } else if !(c.eat_any(&["the ", "late ", "early ", "mid-", "mid ", "around ", "on "])
            || weekday(c))
        {
            break;
        }
    }
    end_of
}

/// Reads `Friday, `, `Fri., `.
fn weekday(c: &mut Cursor<'_>) -> bool {
    let mut ahead = *c;
    if !is_weekday(
        ahead
            .rest()
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or(""),
    ) {
        return false;
    }
    while ahead.eat_if(char::is_alphabetic).is_some() {}
    ahead.eat(".");
    ahead.eat(",");
    ahead.space();
    *c = ahead;
    true
}

fn is_weekday(word: &str) -> bool {
    weekday_of(word).is_some()
}

fn weekday_of(word: &str) -> Option<jiff::civil::Weekday> {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    Some(match word {
        "Monday" | "Mon" => Monday,
        "Tuesday" | "Tue" | "Tues" => Tuesday,
        "Wednesday" | "Wed" => Wednesday,
        "Thursday" | "Thu" | "Thur" | "Thurs" => Thursday,
        "Friday" | "Fri" => Friday,
        "Saturday" | "Sat" => Saturday,
        "Sunday" | "Sun" => Sunday,
        _ => return None,
    })
}

/// Reads one date.
fn form(start: Cursor<'_>, now: i16) -> Option<Form> {
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
                        ordinal_suffix(&mut c);
                        c.space();
                        c.eat("of ");
                        let month = month_name(&mut c)?;
                        written.part = Part::Day(Month::Number(month), value);
                        written.year = of_year(&mut c, now).unwrap_or(Year::Unsaid);
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

/// What follows the name of a month: a day, a year, both, or which year is meant.
fn after_month(month: i8, c: &mut Cursor<'_>, written: &mut Written, now: i16) {
    written.part = Part::Month(Month::Number(month));
    if let Some(day) = day(c) {
        written.part = Part::Day(Month::Number(month), day);
    }
    if let Some(year) = of_year(c, now) {
        written.year = year;
    }
}

/// Reads a day after a month.
fn day(c: &mut Cursor<'_>) -> Option<i8> {
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
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | ':'))
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
fn of_year(c: &mut Cursor<'_>, now: i16) -> Option<Year> {
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
fn comma_year(c: &mut Cursor<'_>) -> Option<i16> {
    let mut ahead = *c;
    ahead.eat(",");
    ahead.space();
    let number = ahead.number().filter(|n| n.digits == 4)?;
    let year = i16::try_from(number.value)
        .ok()
        .filter(|y| (1900..=2099).contains(y))?;
    if ahead
        .peek()
        .is_some_and(|c| c.is_alphanumeric() || c == '%')
    {
        return None;
    }
    *c = ahead;
    Some(year)
}

/// `3Q`, `1H`
fn quarter_or_half(n: i8, c: &mut Cursor<'_>) -> Option<Part> {
    let part = match c.eat_if(|c| matches!(c, 'Q' | 'H'))? {
        'Q' if (1..=4).contains(&n) => Part::Quarter(n),
        'H' if (1..=2).contains(&n) => Part::Half(n),
        _ => return None,
    };
    (!c.peek().is_some_and(|c| c.is_alphabetic())).then_some(part)
}

/// Reads the name of a month, be it broken over a line.
fn month_name(c: &mut Cursor<'_>) -> Option<i8> {
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

fn ordinal_suffix(c: &mut Cursor<'_>) {
    let mut ahead = *c;
    if ahead.eat_any(&["st", "nd", "rd", "th"])
        && !ahead.peek().is_some_and(|c| c.is_ascii_alphabetic())
    {
        *c = ahead;
    }
}

fn whole_word(c: &mut Cursor<'_>, word: &str) -> bool {
    let mut ahead = *c;
    let found = ahead.eat(word)
        && !ahead
            .peek()
            .is_some_and(|c| c.is_alphanumeric() || c == '-');
    if found {
        *c = ahead;
    }
    found
}

/// Whether "May" is the month and not the verb: prepositions and the like stand before it.
fn may_is_a_month(c: Cursor<'_>) -> bool {
    let words = tail(c.text, c.at, 16).trim_end();
    let last = words
        .rsplit(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or("");
    matches!(
        last.to_ascii_lowercase().as_str(),
        "in" | "of"
            | "since"
            | "by"
            | "until"
            | "till"
            | "from"
            | "late"
            | "early"
            | "mid"
            | "last"
            | "next"
            | "this"
            | "through"
            | "to"
            | "between"
            | "and"
            | "for"
            | "during"
            | "before"
            | "after"
            | "end"
    )
}

/// The weekday before a day: `Friday, April 10`, `Sunday 12 April`.
fn weekday_before(c: Cursor<'_>) -> Option<jiff::civil::Weekday> {
    let words = tail(c.text, c.at, 16)
        .trim_end()
        .trim_end_matches(',')
        .trim_end_matches('.');
    weekday_of(words.rsplit(|c: char| !c.is_ascii_alphabetic()).next()?)
}

/// The words before a date, read backwards.
fn lead_in(text: &str, start: usize) -> LeadIn {
    let mut found = LeadIn {
        start,
        ..LeadIn::default()
    };
    let window = tail(text, start, LEAD_IN);
    let offset = start - window.len();
    let mut end = window.len();
    let mut of = false;
    for _ in 0..10 {
        let rest = window.get(..end).unwrap_or("").trim_end();
        // mid-June, end-June
        let rest = rest.strip_suffix('-').unwrap_or(rest);
        let from = rest
            .rfind(|c: char| c.is_whitespace() || matches!(c, '-' | '(' | '“' | '"' | '‘'))
            .map_or(0, |i| {
                i + rest
                    .get(i..)
                    .and_then(|r| r.chars().next())
                    .map_or(1, char::len_utf8)
            });
        let Some(word) = rest.get(from..).filter(|w| !w.is_empty()) else {
            break;
        };
        let bare = word.trim_end_matches([',', '.']);
        let lower = bare.to_ascii_lowercase();
        let kind = match lower.as_str() {
            "by" | "until" | "till" => Some(Opening::Until),
            "since" => Some(Opening::Since),
            "from" => Some(Opening::From),
            "starting" | "beginning" | "effective" => Some(Opening::Since),
            "between" => Some(Opening::Between),
            "within" => Some(Opening::Within),
            _ => None,
        };
        if kind.is_some() {
            // "the beginning of" is not an opening
            if of && lower == "beginning" {
                end = from;
                continue;
            }
            found.kind = kind;
            found.start = offset + from;
            break;
        }
        let passing = matches!(
            lower.as_str(),
            "the"
                | "late"
                | "early"
                | "mid"
                | "of"
                | "on"
                | "in"
                | "end"
                | "around"
                | "p.m"
                | "a.m"
                | "at"
                | "noon"
                | "year"
        ) || is_weekday(bare)
            || lower.bytes().all(|b| b.is_ascii_digit() || b == b':');
        if !passing {
            break;
        }
        if lower == "end" && (of || window.get(..end).unwrap_or("").ends_with('-')) {
            found.end_of = true;
            found.start = offset + from;
        }
        of = lower == "of";
        end = from;
    }
    found
}
