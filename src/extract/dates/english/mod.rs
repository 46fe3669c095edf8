//! Reads dates in English: `January 16, 2020`, `from 12 to 25 April`, `the third quarter of last year`, `by end-June`.

mod form;
mod lead_in;

use super::cursor::Cursor;
use super::judge::counts;
use super::korean::century;
use super::parts::connector;
use super::words::starts_with_any;
use super::written::{Doubt, Expression, Form, Month, Part, Shape, Written, Year};
use crate::text::{Span, is_alphanumeric, past_bracket};

use form::{comma_year, form, ordinal_suffix};
use lead_in::{Opening, lead_in, weekday};

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
    // filed on April 19, June 1 and June 10, 2021: it is the year of all.
    if second.is_none()
        && first.written.year == Year::Unsaid
        && let Some(year) = year_of_list(first, end, now)
    {
        first.written.year = Year::Number(year);
    }
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
        // covered by this year's assessment
        (None, Some(Opening::Until)) if end.rest().starts_with(['\'', '’']) => {
            (Shape::At(first), end.at)
        }
        (None, Some(Opening::Until)) => (Shape::Until(sure(first)), end.at),
        (None, Some(Opening::Since)) => (Shape::From(sure(first)), end.at),
        (None, Some(Opening::From)) if opens(first, now) => (Shape::From(sure(first)), end.at),
        (None, Some(Opening::Within | Opening::Before)) if first.written.part == Part::Whole => {
            let part = Part::Day(Month::Number(12), 31);
            let written = Written {
                part,
                ..first.written
            };
            (Shape::Until(Form { written, ..first }), end.at)
        }
        (None, Some(Opening::Before)) => (Shape::Until(sure(first)), end.at),
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

/// The year that a list of days ends in, whose first is `first`.
fn year_of_list(first: Form, end: Cursor<'_>, now: i16) -> Option<i16> {
    let is_day = |form: &Form| matches!(form.written.part, Part::Day(Month::Number(_), _));
    is_day(&first).then_some(())?;
    let mut c = end;
    for _ in 0..LISTED {
        c.eat_any(&[", and ", ", ", " and "]).then_some(())?;
        let next = form(c, now).filter(is_day)?;
        if let Year::Number(year) = next.written.year {
            return Some(year);
        }
        c.at = next.span.end;
    }
    None
}

/// Days of a list that are read for its year.
const LISTED: usize = 8;

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
        if opening == Some(Opening::From) {
            bracket(&mut c);
        }
        if !joint(&mut c, opening == Some(Opening::Between)) {
            return next_to(first, end, now);
        }
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
        .is_some_and(|c| is_alphanumeric(c) || c == '%' || c == ':')
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

/// The day or month after `first`: `April and May`, `August 21 and 22` are as long as `April to May`.
fn next_to(first: Form, end: Cursor<'_>, now: i16) -> Option<Form> {
    let mut c = end;
    c.eat(" and ").then_some(())?;
    match first.written.part {
        Part::Month(Month::Number(month)) => {
            let last = form(c, now)?;
            (last.written.part == Part::Month(Month::Number(month + 1))).then_some(last)
        }
        Part::Day(Month::Number(_), day) => {
            let from = c.at;
            let last = c.small(1..=31)?;
            ordinal_suffix(&mut c);
            let ends = !c.rest().starts_with(is_alphanumeric);
            let next = c.rest().trim_start();
            let counted = counts(c.rest()) || next.starts_with(|c: char| c.is_lowercase());
            (last == day + 1 && ends && !counted).then(|| Form {
                written: Written::of(Part::Day(Month::Unsaid, last)),
                span: Span::new(from, c.at),
                doubt: Doubt::None,
                within: false,
            })
        }
        _ => None,
    }
}

/// Reads which day is meant: `from today (April 13) to May 4`.
fn bracket(c: &mut Cursor<'_>) {
    c.at = past_bracket(c.text, c.at, BRACKET);
}

/// Bytes in such a bracket, at most.
const BRACKET: usize = 24;

/// Reads what joins the two ends of a span.
fn joint(c: &mut Cursor<'_>, between: bool) -> bool {
    let mut ahead = *c;
    // From Monday, Apr. 13, to Sunday, Apr. 19
    ahead.eat(",");
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

/// Reads `5 p.m. on `.
fn time_of_day(c: &mut Cursor<'_>) -> bool {
    let mut ahead = *c;
    if ahead.small(0..=24).is_none() {
        return false;
    }
    let minutes = ahead.eat(":") && ahead.small(0..=59).is_some();
    ahead.space();
    let half = ahead.eat_any(&["p.m.", "a.m.", "pm", "am"]) || minutes;
    ahead.eat(",");
    let read = half && ahead.eat_any(&[" on ", "on ", " of ", " "]);
    if read {
        *c = ahead;
    }
    read
}

/// Reads `the`, `late`, `early`, weekdays and the like before a date. Says whether the end of it is meant.
fn modifiers(c: &mut Cursor<'_>) -> bool {
    let mut end_of = false;
    for _ in 0..4 {
        c.space();
        if c.eat_any(&["the end of ", "end of ", "end-", "End of "]) {
            end_of = true;
        } else if !(c.eat_any(&["the ", "late ", "early ", "mid-", "mid ", "around ", "on "])
            || time_of_day(c)
            || weekday(c))
        {
            break;
        }
    }
    end_of
}
