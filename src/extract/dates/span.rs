//! From one date to another, from one on, up to one: 부터, 까지, `~`.

use super::korean;
use super::part::{Form, Frame, Lean, Part, Unit, Year};
use super::scan::{Number, Scan};
use crate::release::{DateValue, Period};

/// Marks that stand between the two ends of a span.
const TILDES: &str = "~∼～〜˜";
const DASHES: &str = "-–—―－";

/// An expression read whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: DateValue,
    /// The weaker of its ends.
    pub(super) form: Form,
    /// The end that carries a weekday, with the day it stands for.
    pub(super) dated: [Option<(Part, Period)>; 2],
}

/// How an expression goes on after its first date.
enum Tail {
    From(usize),
    Until(usize),
    Tilde(usize),
    Dash(usize),
    Ends,
}

/// Reads on from `first`, which may be one end of a span. `read` reads one date at an offset.
pub(super) fn read_on<'a>(
    scan: Scan<'a>,
    first: Part,
    frame: Frame,
    read: impl Fn(Scan<'a>, usize) -> Option<Part>,
) -> Option<Expression> {
    match tail(scan, first.end) {
        Tail::Tilde(at) => {
            if let Some(span) = between(scan, first, at, frame, &read, false) {
                return Some(span);
            }
            // (2.19.~), (’23~), 4월~
            let dated = matches!(
                first.unit,
                Unit::Day(..) | Unit::DayOnly(_) | Unit::Month(_) | Unit::Year
            );
            let pointed = scan.before(first.end).ends_with('.') || first.unit == Unit::Year;
            let closed = at >= scan.text.len()
                || scan.mark(scan.gap(at), ")）,|").is_some()
                || scan.mark(at, "\n\r").is_some();
            let open = dated && closed && (first.form > Form::Weak || pointed);
            let first = Part {
                form: if open {
                    first.form.max(Form::Plain)
                } else {
                    first.form
                },
                ..first
            };
            match open {
                true => single(first, frame, at, DateValue::From),
                false => alone(scan, first, frame),
            }
        }
        Tail::Dash(at) => {
            between(scan, first, at, frame, &read, true).or_else(|| alone(scan, first, frame))
        }
        Tail::From(at) => {
            let next = scan.gap(at);
            if let Some(second) = read(scan, skip_lean(scan, next))
                && let Tail::Until(end) = tail(scan, second.end)
                && let Some(span) = pair(first, second, frame, end)
            {
                return Some(span);
            }
            single(first, frame, at, DateValue::From)
        }
        Tail::Until(at) => single(first, frame, at, DateValue::Until),
        Tail::Ends => alone(scan, first, frame),
    }
}

/// What follows a date that ends at `at`.
fn tail(scan: Scan<'_>, at: usize) -> Tail {
    let timed = super::clock::past(scan, at);
    for at in [timed.unwrap_or(at), at] {
        if let Some(end) = scan.one_of(at, &["부터", " 부터", "\n부터"]) {
            return Tail::From(end);
        }
        let near = scan.gap(at);
        if let Some(end) = scan.word(near, "까지") {
            return Tail::Until(end);
        }
        if let Some(end) = scan.one_of(
            near,
            &["내로", "안에", "안으로", "이내", "이전까지", "전까지"],
        ) {
            return Tail::Until(end);
        }
        if let Some(end) = scan.mark(near, TILDES) {
            return Tail::Tilde(scan.mark(end, TILDES).unwrap_or(end));
        }
        if let Some(end) = scan.mark(near, DASHES) {
            return Tail::Dash(end);
        }
    }
    Tail::Ends
}

/// Past 오는 and 올해 before the second date.
fn skip_lean(scan: Scan<'_>, at: usize) -> usize {
    match scan.one_of(at, &["오는 ", "다가오는 ", "돌아오는 "]) {
        Some(end) => scan.gap(end),
        None => scan
            .mark(at, korean::APOSTROPHES)
            .map_or(at, |end| scan.gap(end)),
    }
}

/// The span from `first` to what stands at `at`.
fn between<'a>(
    scan: Scan<'a>,
    first: Part,
    at: usize,
    frame: Frame,
    read: &impl Fn(Scan<'a>, usize) -> Option<Part>,
    dash: bool,
) -> Option<Expression> {
    let at = skip_lean(scan, scan.gap(at));
    let second = read(scan, at).filter(|part| !matches!(part.unit, Unit::Number(_)));
    let number = scan.number(at);
    let (first, second) = match second {
        Some(second) => (unit_from(scan, first, second)?, second),
        None => (first, number_like(scan, first, number?)?),
    };
    if dash
        && !(first.weekday.is_some()
            || matches!((first.unit, second.unit), (Unit::Year, Unit::Year))
            || first.form == Form::Full)
    {
        return None;
    }
    // 3~5일 is how long something takes, unless it says otherwise.
    let mut end = second.end;
    if let Tail::Until(past) = tail(scan, end) {
        end = past;
    } else if let (Unit::DayOnly(_), Unit::DayOnly(_)) = (first.unit, second.unit)
        && first.weekday.is_none()
        && second.weekday.is_none()
        && first.lean == Lean::None
        && first.end - first.start < 3
    {
        return None;
    }
    pair(first, second, frame, end)
}

/// `first` with the unit of `second`, where it is but a number.
fn unit_from(scan: Scan<'_>, first: Part, second: Part) -> Option<Part> {
    let Unit::Number(n) = first.unit else {
        return Some(first);
    };
    let unit = match second.unit {
        Unit::Month(month)
            if (1..=12).contains(&n) && (n as i8) < month
                || (1..=12).contains(&n)
                    && matches!(second.unit, Unit::Month(_))
                    && n as i8 != month =>
        {
            Unit::Month(n as i8)
        }
        Unit::Quarter(q) if (1..i16::from(q)).contains(&n) => Unit::Quarter(n as u8),
        Unit::DayOnly(day) if (1..i16::from(day)).contains(&n) => Unit::DayOnly(n as i8),
        Unit::Year if n >= 1000 => {
            return Some(
                Part {
                    unit: Unit::Year,
                    ..first
                }
                .of(Year::Stated(n)),
            );
        }
        Unit::Year
            if (15..50).contains(&n) && second.year == Some(Year::Stated(2000 + n + 1))
                || matches!(second.year, Some(Year::Stated(y)) if y > 2000 + n && (15..50).contains(&n) && scan.number(first.start).is_some_and(|n| n.width == 2)) =>
        {
            return Some(
                Part {
                    unit: Unit::Year,
                    ..first
                }
                .of(Year::Stated(2000 + n)),
            );
        }
        Unit::Half(_) | Unit::Quarter(_) | Unit::Month(_) if n >= 1000 => {
            return Some(
                Part {
                    unit: Unit::Year,
                    ..first
                }
                .of(Year::Stated(n)),
            );
        }
        _ => return None,
    };
    let year = second.year;
    Some(Part {
        unit,
        year,
        form: Form::Plain,
        ..first
    })
}

/// A number after `first` that takes its unit: `1.16~18`, `’26.2.~12`, `2020~2024`.
fn number_like(scan: Scan<'_>, first: Part, n: Number) -> Option<Part> {
    let next = scan.char(n.end);
    if next.is_some_and(|c| c.is_ascii_alphanumeric() || "%％:,".contains(c)) || n.width > 4 {
        return None;
    }
    let small = n.width <= 2;
    let unit = match first.unit {
        Unit::Day(month, day) if small && n.value > day.into() && n.value <= 31 => {
            Unit::Day(month, n.value as i8)
        }
        Unit::Month(month) if small && n.value > month.into() && n.value <= 12 => {
            Unit::Month(n.value as i8)
        }
        Unit::Year | Unit::Number(_) if n.width == 4 && (1800..2150).contains(&n.value) => {
            return Some(Part::new(n.start, n.end, Unit::Year).of(Year::Stated(n.value)));
        }
        Unit::Year if small => match first.year {
            Some(Year::Stated(year)) if year % 100 < n.value => {
                return Some(
                    Part::new(n.start, n.end, Unit::Year)
                        .of(Year::Stated(year - year % 100 + n.value)),
                );
            }
            _ => return None,
        },
        _ => return None,
    };
    let end = scan.mark(n.end, ".").unwrap_or(n.end);
    Some(Part {
        form: first.form,
        ..Part::new(n.start, end, unit)
    })
}

/// The span from `first` to `second`, each taking from the other what it does not say.
pub(super) fn pair(first: Part, second: Part, frame: Frame, end: usize) -> Option<Expression> {
    let form = first
        .form
        .min(second.form)
        .max(if first.form == Form::Full {
            Form::Plain
        } else {
            Form::Weak
        });
    let stated = |part: Part| {
        matches!(
            part.unit,
            Unit::MonthAfter(..) | Unit::DayAfter(_) | Unit::WeekAfter(_) | Unit::DayOnly(_)
        ) || part.year.is_some()
    };
    let (a, b) = if !stated(first) && stated(second) && second.year.is_some() {
        let b = second.resolve(frame)?.1;
        let within = |year| {
            Part {
                year: Some(Year::Stated(year)),
                ..first
            }
            .resolve(frame)
            .map(|p| p.0)
        };
        let same = within(b.year())?;
        (
            if same.first_day() <= b.last_day() {
                same
            } else {
                within(b.year() - 1)?
            },
            b,
        )
    } else {
        let a = first.resolve(frame)?.0;
        let inherited = Frame {
            published: frame.published,
            year: Some(a.year()),
            month: match a {
                Period::Day(date) => Some(date.month()),
                _ => None,
            },
        };
        let plain = Part {
            lean: Lean::None,
            ..second
        };
        let b = plain.resolve(inherited)?.1;
        let early = b.last_day() < a.first_day();
        match early && second.year.is_none() {
            false => (a, b),
            true => {
                let later = Part {
                    year: Some(Year::Stated(a.year() + 1)),
                    ..plain
                };
                (a, later.resolve(inherited)?.1)
            }
        }
    };
    if a.first_day() > b.last_day() || a == b {
        return None;
    }
    Some(Expression {
        start: first.start,
        end,
        value: DateValue::Between(a, b),
        form,
        dated: [Some((first, a)), Some((second, b))],
    })
}

/// A date that stands by itself.
fn alone(scan: Scan<'_>, first: Part, frame: Frame) -> Option<Expression> {
    let head = scan.before(scan.back(first.start));
    let open = head.chars().next_back().is_some_and(|c| TILDES.contains(c))
        && !head
            .trim_end_matches(|c| TILDES.contains(c))
            .trim_end()
            .ends_with(|c: char| c.is_alphanumeric() || c == '.');
    if open && let Some(span) = single(first, frame, first.end, DateValue::Until) {
        return Some(span);
    }
    if first.unit == Unit::YearEnd {
        return single(first, frame, first.end, DateValue::Until);
    }
    single(first, frame, first.end, DateValue::Single)
}

fn single(
    first: Part,
    frame: Frame,
    end: usize,
    shape: impl Fn(Period) -> DateValue,
) -> Option<Expression> {
    let (a, b) = first.resolve(frame)?;
    let value = match shape(a) {
        DateValue::Single(_) if a != b => DateValue::Between(a, b),
        DateValue::Until(_) => DateValue::Until(b),
        value => value,
    };
    Some(Expression {
        start: first.start,
        end,
        value,
        form: first.form,
        dated: [Some((first, a)), None],
    })
}
