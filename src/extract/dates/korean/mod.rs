//! Reads dates in numbers and in Korean: `2020. 1. 16.(목)`, `’25.3분기`, `지난 10월`, `1.16~18일`, `연말까지`.

mod day;
mod form;
mod listed;
mod short;
mod year;

use super::cursor::Cursor;
use super::judge::counts;
use super::parts::{connector, period_end, quote, time_of_day, within};
use super::words::{WORDS, starts_with_any};
use super::written::{Doubt, Expression, Form, Month, Part, Shape, Written, Year};
use crate::text::hangul::is_syllable;
use crate::text::{Span, is_alphanumeric};

use form::{Reader, form};
pub(super) use year::century;

/// Syllables before the word for a share at most (수입신고|분부터).
const SHARE: usize = 8;
/// Characters that a remark in brackets has at most.
const REMARK: usize = 9;

/// Reads the expression that begins at `start`. `now` is the year by which two digits are told to be a year of this
/// century or of the last.
pub(super) fn expression(start: Cursor<'_>, now: i16) -> Option<Expression> {
    let first = form(start, now)?;
    let end = Cursor::new(start.text, first.span.end);
    let (shape, end) = shape(first, end, now);
    Some(Expression {
        shape,
        span: Span::new(first.span.start, end),
    })
}

/// The same, where the mark for the century comes next, or a `?` that it was turned into.
pub(super) fn quoted(start: Cursor<'_>, now: i16) -> Option<Expression> {
    if quote(&mut start.clone()) {
        return expression(start, now);
    }
    let mut c = start;
    c.eat("?");
    let joined = start.before().is_some_and(is_alphanumeric);
    let mut reader = Reader::new(start, now);
    reader.c = c;
    reader.numbers(true)?;
    let first = reader.form();
    (!joined && first.doubt == Doubt::None).then_some(())?;
    let (shape, end) = shape(first, reader.c, now);
    Some(Expression {
        shape,
        span: Span::new(start.at, end),
    })
}

/// How the expression goes on after its first date, and where it ends.
fn shape(first: Form, end: Cursor<'_>, now: i16) -> (Shape, usize) {
    let at = (Shape::At(first), end.at);
    let mut timed = end;
    time_of_day(&mut timed);

    let mut from = timed;
    remark(&mut from);
    from.space();
    if from.eat("이후") {
        return (Shape::From(first), from.at);
    }
    if from.eat("부터") {
        return match second(first, past(from, &["는", "의", ","]), now) {
            Some((last, after)) if closes(last, after) => (Shape::Span(first, last), ending(after)),
            _ if timed.at > end.at && ends_at_an_hour(from) => at,
            _ => (Shape::From(first), from.at),
        };
    }
    if share(&mut from) {
        return (Shape::From(first), from.at);
    }
    let mut remarked = timed;
    remark(&mut remarked);
    for mut to in [timed, remarked] {
        if period_end(&mut to) {
            return (Shape::Until(first), to.at);
        }
    }
    let mut to = timed;
    // 올해 안에 says what 연내 says.
    let relative = matches!(first.written.year, Year::Published(_));
    if relative && first.written.part == Part::Whole && within(&mut to) {
        let part = Part::Day(Month::Number(12), 31);
        let written = Written {
            part,
            ..first.written
        };
        return (Shape::Until(Form { written, ..first }), to.at);
    }
    let mut over = timed;
    over.space();
    let apart = over.at > timed.at;
    let Some(tilde) = connector(&mut over) else {
        return at;
    };
    // `5월 - 2 -` ends with the number of a page.
    let page = |last: Form| !tilde && apart && last.doubt == Doubt::Number;
    match second(first, over, now) {
        Some((last, _)) if page(last) => at,
        Some((last, after)) => (Shape::Span(unified(first, last), last), ending(after)),
        None if tilde && is_open(over) => (Shape::From(first), over.at),
        None => at,
    }
}

/// The second date of a span, which may leave out what the first one says.
fn second<'a>(first: Form, c: Cursor<'a>, now: i16) -> Option<(Form, Cursor<'a>)> {
    let mut c = c;
    c.space();
    let last = match form(c, now) {
        Some(last) if fits(first, last) => last,
        _ => like(first, c, now)?,
    };
    Some((last, Cursor::new(c.text, last.span.end)))
}

/// Whether `last` can end what `first` begins.
fn fits(first: Form, last: Form) -> bool {
    let (a, b) = (first.written.part, last.written.part);
    match last.doubt {
        Doubt::Number => false,
        Doubt::BareYear | Doubt::QuotedYear | Doubt::ShortYear => matches!(a, Part::Whole),
        Doubt::Dotted(_) | Doubt::Slashed => matches!(a, Part::Day(..)),
        Doubt::Day => matches!(a, Part::Day(..) | Part::DayFrom(_)),
        Doubt::Month => matches!(
            a,
            Part::Month(_) | Part::Whole | Part::Day(Month::Number(_), _)
        ),
        Doubt::PartOfYear => match b {
            Part::Quarter(_) => matches!(a, Part::Quarter(_) | Part::Month(Month::Number(1..=4))),
            _ => matches!(a, Part::Half(_)),
        },
        Doubt::LostUnit => false,
        Doubt::None | Doubt::ShortDotted => true,
    }
}

/// A bare number at `c`, in the unit of `first`: `’20~24`, `7.15~16`, `’26.2.~12`.
fn like(first: Form, c: Cursor<'_>, now: i16) -> Option<Form> {
    let mut end = c;
    let number = end.number().filter(|n| n.digits <= 2)?;
    if matches!(end.peek(), Some('.' | ',' | ':' | '/' | '-')) {
        let mut more = end;
        more.eat_if(|_| true);
        if more.peek().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
    }
    let rest = end.rest().trim_start();
    if counts(end.rest())
        || starts_with_any(rest, &WORDS.beside.duration)
        || starts_with_any(rest, &["년", "월", "일", "분기"])
    {
        return None;
    }
    let value = i8::try_from(number.value).ok()?;
    let written = match first.written.part {
        Part::Day(..) if (1..=31).contains(&value) => Written::of(Part::Day(Month::Unsaid, value)),
        Part::Month(_) if (1..=12).contains(&value) => {
            Written::of(Part::Month(Month::Number(value)))
        }
        Part::Whole if number.digits == 2 && first.doubt != Doubt::None => Written {
            year: Year::Number(century(number.value, now)),
            ..Written::of(Part::Whole)
        },
        _ => return None,
    };
    Some(Form {
        written,
        span: Span::new(c.at, end.at),
        doubt: Doubt::Number,
        within: false,
    })
}

/// `’24.1~3분기`: the second date says that the first is a quarter too.
fn unified(first: Form, last: Form) -> Form {
    match (first.written.part, last.written.part) {
        (Part::Month(Month::Number(q @ 1..=4)), Part::Quarter(_)) => Form {
            written: Written {
                part: Part::Quarter(q),
                ..first.written
            },
            ..first
        },
        _ => first,
    }
}

/// Whether the text at `c` ends a span that 부터 began.
fn closes(last: Form, c: Cursor<'_>) -> bool {
    let mut c = c;
    time_of_day(&mut c);
    // 5일간 is a length of time.
    let lasts = last.doubt == Doubt::Day;
    period_end(&mut c)
        || !lasts && starts_with_any(c.rest().trim_start(), &WORDS.beside.span_end)
        || c.before() == Some('중')
}

/// Whether hours of one day follow: 28일 오후 2시부터 4시까지.
fn ends_at_an_hour(c: Cursor<'_>) -> bool {
    let mut c = c;
    let start = c.at;
    time_of_day(&mut c);
    c.at > start && period_end(&mut c)
}

/// Reads what begins with a day: 수입신고분부터.
fn share(c: &mut Cursor<'_>) -> bool {
    let mut ahead = *c;
    for _ in 0..SHARE {
        if ahead.eat("분부터") {
            *c = ahead;
            return true;
        }
        if ahead.eat_if(is_syllable).is_none() {
            return false;
        }
    }
    false
}

/// Reads a few words in brackets that do not change a date: `(잠정)`, `(보험사별 상이)`.
fn remark(c: &mut Cursor<'_>) {
    let mut ahead = *c;
    if !ahead.eat("(") {
        return;
    }
    for _ in 0..REMARK {
        if ahead.eat(")") {
            *c = ahead;
            return;
        }
        if ahead.eat_if(|c| c == ' ' || is_syllable(c)).is_none() {
            return;
        }
    }
}

/// Where an expression ends whose last date ends at `c`.
fn ending(c: Cursor<'_>) -> usize {
    let mut c = c;
    let mut ahead = c;
    time_of_day(&mut ahead);
    if period_end(&mut ahead) {
        c = ahead;
    }
    c.at
}

/// Whether nothing follows `~` that it could lead to.
fn is_open(c: Cursor<'_>) -> bool {
    let mut c = c;
    c.space() || c.peek().is_none_or(|c| !c.is_ascii_digit())
}

fn past<'a>(c: Cursor<'a>, words: &[&str]) -> Cursor<'a> {
    let mut c = c;
    while c.eat_any(words) {}
    c
}
