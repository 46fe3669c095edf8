//! Dates as EDTF writes them: a calendar period, or a span between two of them.
//!
//! Extended Date/Time Format (ISO 8601-2:2019), level 1, with `Q1`–`Q4` and `H1`–`H2` for quarters and halves.

use std::fmt;

use jiff::civil::Date;

use crate::record::Precision;

/// A stretch of the calendar that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// A day.
    Day(Date),
    /// Year and month, 1 to 12.
    Month(i16, i8),
    /// Year and quarter, 1 to 4.
    Quarter(i16, u8),
    /// Year and half, 1 or 2.
    Half(i16, u8),
    /// A year.
    Year(i16),
}

impl Period {
    /// The first day of it; `None` where its numbers are out of range.
    pub fn first_day(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Day(date) => return Some(date),
            Self::Month(year, month) => (year, month),
            Self::Quarter(year, n @ 1..=4) => (year, n as i8 * 3 - 2),
            Self::Half(year, n @ 1..=2) => (year, n as i8 * 6 - 5),
            Self::Quarter(..) | Self::Half(..) => return None,
            Self::Year(year) => (year, 1),
        };
        Date::new(year, month, 1).ok()
    }

    /// The last day of it; `None` where its numbers are out of range.
    pub fn last_day(self) -> Option<Date> {
        let (year, month) = match self {
            Self::Day(date) => return Some(date),
            Self::Month(year, month) => (year, month),
            Self::Quarter(year, n @ 1..=4) => (year, n as i8 * 3),
            Self::Half(year, n @ 1..=2) => (year, n as i8 * 6),
            Self::Quarter(..) | Self::Half(..) => return None,
            Self::Year(year) => (year, 12),
        };
        Date::new(year, month, 1).ok().map(Date::last_of_month)
    }

    /// How fine it is.
    pub fn precision(self) -> Precision {
        match self {
            Self::Day(_) => Precision::Day,
            Self::Month(..) => Precision::Month,
            Self::Quarter(..) => Precision::Quarter,
            Self::Half(..) => Precision::Half,
            Self::Year(_) => Precision::Year,
        }
    }

    /// The calendar year it lies in.
    pub fn year(self) -> i16 {
        match self {
            Self::Day(date) => date.year(),
            Self::Month(year, _)
            | Self::Quarter(year, _)
            | Self::Half(year, _)
            | Self::Year(year) => year,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(date) => {
                write!(
                    f,
                    "{:04}-{:02}-{:02}",
                    date.year(),
                    date.month(),
                    date.day()
                )
            }
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, n) => write!(f, "{year:04}-Q{n}"),
            Self::Half(year, n) => write!(f, "{year:04}-H{n}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// A period, or a span of time between two, either of which may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateValue {
    /// One period: `2020-01`.
    Single(Period),
    /// From the first day of one to the last of another: `2020-01/2020-03`.
    Between(Period, Period),
    /// From the first day on: `2020-01/..`.
    From(Period),
    /// To the last day: `../2020-03`.
    Until(Period),
}

impl DateValue {
    /// The period it begins with; `None` where open.
    pub fn start(self) -> Option<Period> {
        match self {
            Self::Single(a) | Self::Between(a, _) | Self::From(a) => Some(a),
            Self::Until(_) => None,
        }
    }

    /// The period it ends with; `None` where open.
    pub fn end(self) -> Option<Period> {
        match self {
            Self::Single(b) | Self::Between(_, b) | Self::Until(b) => Some(b),
            Self::From(_) => None,
        }
    }

    /// First day covered; `None` where open.
    pub fn first_day(self) -> Option<Date> {
        self.start().and_then(Period::first_day)
    }

    /// Last day covered; `None` where open.
    pub fn last_day(self) -> Option<Date> {
        self.end().and_then(Period::last_day)
    }

    /// Precision of the finer end.
    pub fn precision(self) -> Precision {
        match self {
            Self::Single(a) | Self::From(a) | Self::Until(a) => a.precision(),
            Self::Between(a, b) => a.precision().min(b.precision()),
        }
    }
}

impl fmt::Display for DateValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Single(a) => a.fmt(f),
            Self::Between(a, b) => write!(f, "{a}/{b}"),
            Self::From(a) => write!(f, "{a}/.."),
            Self::Until(b) => write!(f, "../{b}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_edtf() {
        let day = Period::Day(Date::constant(2020, 1, 16));
        let table = [
            (DateValue::Single(day), "2020-01-16"),
            (DateValue::Single(Period::Month(2020, 1)), "2020-01"),
            (DateValue::Single(Period::Year(2020)), "2020"),
            (DateValue::Single(Period::Quarter(2025, 3)), "2025-Q3"),
            (DateValue::Single(Period::Half(2025, 1)), "2025-H1"),
            (
                DateValue::Between(day, Period::Year(2021)),
                "2020-01-16/2021",
            ),
            (DateValue::Until(day), "../2020-01-16"),
            (DateValue::From(Period::Month(2020, 3)), "2020-03/.."),
        ];
        for (value, text) in table {
            assert_eq!(value.to_string(), text);
        }
    }

    #[test]
    fn knows_its_days() {
        let table = [
            (Period::Month(2024, 2), "2024-02-01", "2024-02-29"),
            (Period::Quarter(2025, 3), "2025-07-01", "2025-09-30"),
            (Period::Half(2025, 2), "2025-07-01", "2025-12-31"),
            (Period::Year(2025), "2025-01-01", "2025-12-31"),
        ];
        for (period, first, last) in table {
            assert_eq!(
                period.first_day().map(|d| d.to_string()).as_deref(),
                Some(first)
            );
            assert_eq!(
                period.last_day().map(|d| d.to_string()).as_deref(),
                Some(last)
            );
        }
        assert_eq!(Period::Quarter(2025, 5).first_day(), None);
        assert_eq!(Period::Month(2025, 13).last_day(), None);
    }

    #[test]
    fn finer_end_gives_precision() {
        let span = DateValue::Between(Period::Year(2012), Period::Quarter(2022, 3));
        assert_eq!(span.precision(), Precision::Quarter);
        assert_eq!(
            DateValue::Until(Period::Year(2012)).precision(),
            Precision::Year
        );
    }
}
