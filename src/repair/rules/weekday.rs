//! The weekday of a date: `2020. 1. 16()` can only be `2020. 1. 16(목)`.

use jiff::civil::{Date, Weekday};

use crate::record::{RepairBy, RepairKind};
use crate::repair::patch::Proposal;
use crate::text::Span;

/// How far a date without a year may lie from the day of publication: the same day a year off lies beyond.
const NEAR_DAYS: i32 = 150;

/// Proposes weekdays for empty brackets behind dates. With `loose`, signs between month and day may be lost too.
pub(crate) fn propose(text: &str, published: Option<Date>, loose: bool, found: &mut Vec<Proposal>) {
    let mut last: Option<(Date, f64)> = None;
    for open in memchr::memchr_iter(b'(', text.as_bytes()) {
        let Some(tail) = text.get(open + 1..) else {
            continue;
        };
        let inner = tail.len() - tail.trim_start_matches(' ').len();
        let shut = tail.get(inner..).is_some_and(|t| t.starts_with(')'));
        let Some(head) = text.get(..open) else {
            continue;
        };
        // A weekday that still stands gives the month and year of the next day in a span of days.
        let whole = tail.starts_with(|c| NAMES.contains(c));
        if !shut && !whole {
            continue;
        }
        let date = date_before(head, loose)
            .and_then(|parts| parts.resolve(published))
            .or_else(|| day_of_span(head, last?))
            .or_else(|| day_alone(head, published?, loose));
        let Some((date, confidence)) = date else {
            continue;
        };
        last = Some((date, confidence));
        if shut {
            found.push(Proposal {
                span: Span::new(open + 1, open + 1 + inner),
                after: name(date.weekday()),
                kind: RepairKind::FixWeekday,
                confidence,
                doubt: 0.0,
                by: RepairBy::Rule,
            });
        }
    }
}

/// The days of the week in short, from Monday on.
pub(in crate::repair) const NAMES: &str = "월화수목금토일";

fn name(day: Weekday) -> String {
    let from_monday = day.to_monday_zero_offset();
    let name = NAMES.chars().nth(usize::from(from_monday.unsigned_abs()));
    name.map(String::from).unwrap_or_default()
}

/// The numbers of a date as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts {
    year: Option<i16>,
    month: i8,
    day: i8,
}

impl Parts {
    /// The date and how sure it is.
    fn resolve(self, published: Option<Date>) -> Option<(Date, f64)> {
        if let Some(year) = self.year {
            return Some((Date::new(year, self.month, self.day).ok()?, 0.995));
        }
        let reference = published?;
        (-1..=1)
            .filter_map(|off| Date::new(reference.year() + off, self.month, self.day).ok())
            .find(|d| days_between(*d, reference) <= NEAR_DAYS)
            .map(|d| (d, 0.97))
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    let day = |d: Date| i32::from(d.year()) * 365 + i32::from(d.day_of_year());
    (day(a) - day(b)).abs()
}

/// Reads a date that ends where `head` ends, from right to left.
fn date_before(head: &str, loose: bool) -> Option<Parts> {
    let mut at = Backwards(head);
    at.skip(" ");
    let day_sign = at.sign('일', '.');
    let day = at.number(2)?;
    let mid = at.separator('월')?;
    if !mid && !loose {
        return None;
    }
    let month = at.number(2)?;
    // `1조 3. 4()` and the like: without any sign only a loss makes it a date.
    if !mid && !day_sign && !loose {
        return None;
    }
    let year = at.year();
    if year.is_none()
        && at
            .0
            .ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '/'))
    {
        return None;
    }
    Some(Parts {
        year,
        month: i8::try_from(month).ok().filter(|m| (1..=12).contains(m))?,
        day: i8::try_from(day).ok().filter(|d| (1..=31).contains(d))?,
    })
}

/// Reads the second day of `22.(월)~31.()`, which lies in the month of the first.
fn day_of_span(head: &str, first: (Date, f64)) -> Option<(Date, f64)> {
    let mut at = Backwards(head);
    at.skip(" ");
    at.sign('일', '.');
    let day = i8::try_from(at.number(2)?).ok()?;
    at.skip(" ");
    at.0 = at.0.strip_suffix(['~', '∼', '～', '-', '–', '·', ','])?;
    at.skip(" ");
    if !at.0.ends_with(')') {
        return None;
    }
    let (date, confidence) = first;
    let date = Date::new(date.year(), date.month(), day).ok()?;
    (date > first.0).then_some((date, confidence))
}

/// Reads a day without a month, which is the one nearest to the day of publication: so 440 of 464 in releases of four
/// bodies that name the weekday.
fn day_alone(head: &str, published: Date, loose: bool) -> Option<(Date, f64)> {
    let mut at = Backwards(head);
    at.skip(" ");
    let sign = at.sign('일', '일');
    let day = i8::try_from(at.number(2)?).ok()?;
    let apart =
        at.0.ends_with(|c: char| c.is_whitespace() || "‘“('\"".contains(c));
    // Behind a month it is no day alone, only one too far from the publication to tell its year.
    let month =
        at.0.trim_end()
            .ends_with(|c: char| c.is_ascii_digit() || "월./-~".contains(c));
    if !(sign || loose) || !apart || month {
        return None;
    }
    let month = published.first_of_month();
    let near = |date: Date| days_between(date, published);
    [
        month.yesterday().ok()?,
        month,
        month.last_of_month().tomorrow().ok()?,
    ]
    .into_iter()
    .filter_map(|m| Date::new(m.year(), m.month(), day).ok())
    .min_by_key(|date| (near(*date), *date))
    .map(|date| (date, 0.94))
}

/// What is still unread, from its end.
struct Backwards<'a>(&'a str);

impl Backwards<'_> {
    fn skip(&mut self, what: &str) {
        self.0 = self.0.trim_end_matches(|c| what.contains(c));
    }

    /// Takes one of two signs; says whether one stood there.
    fn sign(&mut self, a: char, b: char) -> bool {
        let rest = self.0.strip_suffix([a, b]);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Takes what parts two numbers of a date: a sign, or only blanks. `None` where they are not parted.
    fn separator(&mut self, word: char) -> Option<bool> {
        let before = self.0.len();
        self.skip(" ");
        let sign = self.sign(word, '.');
        (self.0.len() < before).then_some(sign)
    }

    fn number(&mut self, digits: usize) -> Option<u16> {
        let rest = self.0.trim_end_matches(|c: char| c.is_ascii_digit());
        let number = self.0.get(rest.len()..)?;
        if number.is_empty() || number.len() > digits {
            return None;
        }
        let value = number.parse().ok()?;
        self.0 = rest;
        Some(value)
    }

    /// Takes a year: `2020. `, `2020년 `, `’20. `.
    fn year(&mut self) -> Option<i16> {
        let mut at = Backwards(self.0);
        let sign = at.separator('년')?;
        let rest = at.0.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = at.0.get(rest.len()..)?;
        let year: i16 = digits.parse().ok()?;
        let year = match digits.len() {
            4 if (1900..2100).contains(&year) => year,
            2 if rest.ends_with(['’', '‘', '\'', '´', '`']) && sign => 2000 + year,
            2 if self.0.trim_end().ends_with('년') => 2000 + year,
            _ => return None,
        };
        self.0 = rest;
        Some(year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str, published: Option<Date>, loose: bool) -> String {
        let mut found = Vec::new();
        propose(text, published, loose, &mut found);
        let mut out = text.to_owned();
        for p in found.iter().rev() {
            out.replace_range(p.span.start..p.span.end, &p.after);
        }
        out
    }

    #[test]
    fn full_dates() {
        assert_eq!(
            repaired("일시 : 2020. 1. 16(), 호텔", None, false),
            "일시 : 2020. 1. 16(목), 호텔"
        );
        assert_eq!(repaired("’25.12.24.( )", None, false), "’25.12.24.(수)");
        assert_eq!(
            repaired("2024년 2월 29일()", None, false),
            "2024년 2월 29일(목)"
        );
        assert_eq!(
            repaired("2023년 2월 29일()", None, false),
            "2023년 2월 29일()"
        );
    }

    #[test]
    fn dates_without_a_year_need_the_day_of_publication() {
        let published = jiff::civil::date(2022, 12, 15);
        assert_eq!(
            repaired("12월 15일()", Some(published), false),
            "12월 15일(목)"
        );
        assert_eq!(repaired("1월 5일()", Some(published), false), "1월 5일(목)");
        assert_eq!(repaired("12월 15일()", None, false), "12월 15일()");
        assert_eq!(repaired("6월 30일()", Some(published), false), "6월 30일()");
    }

    #[test]
    fn lost_signs_count_only_in_damaged_text() {
        let published = Some(jiff::civil::date(2022, 12, 15));
        assert_eq!(repaired("12 15()", published, false), "12 15()");
        assert_eq!(repaired("12 15()", published, true), "12 15(목)");
        assert_eq!(
            repaired("함수()와 f(3)()", published, true),
            "함수()와 f(3)()"
        );
    }

    #[test]
    fn a_day_alone_is_the_nearest() {
        let published = Some(jiff::civil::date(2022, 12, 15));
        assert_eq!(repaired("오는 23일()", published, false), "오는 23일(금)");
        assert_eq!(repaired("오는 23()", published, true), "오는 23(금)");
        assert_eq!(repaired("오는 23()", published, false), "오는 23()");
        assert_eq!(repaired("제23()", published, true), "제23()");
        let published = Some(jiff::civil::date(2022, 12, 30));
        assert_eq!(repaired("오는 2일()", published, false), "오는 2일(월)");
    }

    #[test]
    fn spans_of_days() {
        assert_eq!(
            repaired("2025. 12. 22.()~26.()", None, false),
            "2025. 12. 22.(월)~26.(금)"
        );
        assert_eq!(
            repaired("2025. 12. 22.(월) ~ 26.()", None, false),
            "2025. 12. 22.(월) ~ 26.(금)"
        );
    }
}
