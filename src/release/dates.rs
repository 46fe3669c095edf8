//! What a date says: days, months, quarters, halves, years, and spans of them, written as EDTF.

use std::fmt;

use jiff::civil::{Date, Weekday, date};

use crate::record::{DateRole, Precision};
use crate::text::Span;

/// A place that states a date, a span of dates, or a named calendar period.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Where.
    pub span: Span,
    /// Which.
    pub value: DateValue,
    /// What happens then, where the sentence says so.
    pub role: Option<DateRole>,
    /// Probability that it is right, 0 to 1.
    pub confidence: f64,
    /// The weekday printed beside it, where that is another one.
    pub conflict: Option<WeekdayConflict>,
}

impl DateMention {
    /// What to tell a reader of a weekday that contradicts its date. `text` is what `span` counts in.
    pub fn conflict_warning(&self, text: &str) -> Option<String> {
        let WeekdayConflict { printed, day } = self.conflict?;
        Some(format!(
            "weekday_conflict: {:?} says {printed:?}, {day} is a {:?}",
            self.span.of(text),
            day.weekday()
        ))
    }
}

/// A weekday printed beside a day that falls on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayConflict {
    /// The weekday in the text.
    pub printed: Weekday,
    /// The day beside it.
    pub day: Date,
}

/// When something is or was. Displays as EDTF level 1 (ISO 8601-2:2019), with `Q1` to `Q4` and `H1`, `H2` for parts of
/// a year: `2020-01-16`, `2025-Q3`, `a/b`, `../b`, `a/..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DateValue {
    /// One day or period.
    At(Period),
    /// From the beginning of one to the end of the other, each at its own precision.
    Span(Period, Period),
    /// From the beginning of one, open at the end.
    From(Period),
    /// Until the end of one, open at the beginning.
    Until(Period),
}

impl DateValue {
    /// First day covered; `None` where open.
    pub fn first_day(&self) -> Option<Date> {
        match self {
            Self::At(p) | Self::Span(p, _) | Self::From(p) => Some(p.first_day()),
            Self::Until(_) => None,
        }
    }

    /// Last day covered; `None` where open.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::At(p) | Self::Span(_, p) | Self::Until(p) => Some(p.last_day()),
            Self::From(_) => None,
        }
    }

    /// How fine it is: the finer end counts.
    pub fn precision(&self) -> Precision {
        match self {
            Self::At(p) | Self::From(p) | Self::Until(p) => p.precision(),
            Self::Span(a, b) => a.precision().min(b.precision()),
        }
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(p) => write!(f, "{p}"),
            Self::Span(a, b) => write!(f, "{a}/{b}"),
            Self::From(a) => write!(f, "{a}/.."),
            Self::Until(b) => write!(f, "../{b}"),
        }
    }
}

/// A stretch of the calendar that has a name of its own. Years are those of the common era; months, quarters and
/// halves count from 1 and stay in range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Period {
    /// A year.
    Year(i16),
    /// Half a year.
    Half(i16, i8),
    /// A quarter.
    Quarter(i16, i8),
    /// A month.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

impl Period {
    /// Its first day.
    pub fn first_day(self) -> Date {
        match self {
            Self::Year(y) => first_of(y, 1),
            Self::Half(y, h) => first_of(y, h * 6 - 5),
            Self::Quarter(y, q) => first_of(y, q * 3 - 2),
            Self::Month(y, m) => first_of(y, m),
            Self::Day(d) => d,
        }
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        match self {
            Self::Year(y) => first_of(y, 12).last_of_month(),
            Self::Half(y, h) => first_of(y, h * 6).last_of_month(),
            Self::Quarter(y, q) => first_of(y, q * 3).last_of_month(),
            Self::Month(y, m) => first_of(y, m).last_of_month(),
            Self::Day(d) => d,
        }
    }

    /// The year it lies in.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(y) | Self::Half(y, _) | Self::Quarter(y, _) | Self::Month(y, _) => y,
            Self::Day(d) => d.year(),
        }
    }

    /// How fine it is.
    pub fn precision(self) -> Precision {
        match self {
            Self::Year(_) => Precision::Year,
            Self::Half(..) => Precision::Half,
            Self::Quarter(..) => Precision::Quarter,
            Self::Month(..) => Precision::Month,
            Self::Day(_) => Precision::Day,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Half(y, h) => write!(f, "{y:04}-H{h}"),
            Self::Quarter(y, q) => write!(f, "{y:04}-Q{q}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Day(d) => write!(f, "{d}"),
        }
    }
}

/// Out of range values are pulled into range, so that a period made by hand cannot bring anything down.
fn first_of(year: i16, month: i8) -> Date {
    date(year.clamp(1, 9999), month.clamp(1, 12), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_period_has_its_edges() {
        let edges = |p: Period| format!("{p} {} {}", p.first_day(), p.last_day());
        assert_eq!(edges(Period::Year(2024)), "2024 2024-01-01 2024-12-31");
        assert_eq!(
            edges(Period::Half(2025, 2)),
            "2025-H2 2025-07-01 2025-12-31"
        );
        assert_eq!(
            edges(Period::Quarter(2025, 3)),
            "2025-Q3 2025-07-01 2025-09-30"
        );
        assert_eq!(
            edges(Period::Month(2024, 2)),
            "2024-02 2024-02-01 2024-02-29"
        );
    }

    #[test]
    fn open_ends_have_no_day() {
        let march = Period::Month(2025, 3);
        assert_eq!(DateValue::From(march).to_string(), "2025-03/..");
        assert_eq!(DateValue::From(march).last_day(), None);
        assert_eq!(DateValue::Until(march).to_string(), "../2025-03");
        assert_eq!(DateValue::Until(march).first_day(), None);
    }

    #[test]
    fn the_finer_end_counts() {
        let value = DateValue::Span(Period::Year(2012), Period::Quarter(2022, 3));
        assert_eq!(value.to_string(), "2012/2022-Q3");
        assert_eq!(value.precision(), Precision::Quarter);
    }
}
