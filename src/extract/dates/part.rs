//! A date as it is written, before the calendar says which one it is.

use jiff::civil::{Date, Weekday};

use crate::release::Period;

/// One date, month, year … as written. What is not written is taken from the surroundings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Part {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The year, where written.
    pub(super) year: Option<Year>,
    /// What of the year.
    pub(super) unit: Unit,
    /// The weekday, where written.
    pub(super) weekday: Option<Weekday>,
    /// Whether the past or the future is meant: 지난, 오는.
    pub(super) lean: Lean,
    /// How sure the form is to be a date.
    pub(super) form: Form,
}

/// A year as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// 2025년.
    Stated(i16),
    /// Years after that of publication: 작년 is -1.
    Counted(i16),
}

/// A stretch of time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Half(u8),
    Quarter(u8),
    Month(i8),
    Day(i8, i8),
    /// Day of a month that is not written.
    DayOnly(i8),
    /// Months after that of publication, and the day, where written.
    MonthAfter(i8, Option<i8>),
    /// Days after that of publication.
    DayAfter(i8),
    /// Weeks after that of publication.
    WeekAfter(i8),
    /// Anything up to the end of the year: 연내.
    YearEnd,
    /// A number that takes its unit from the one after it (4∼5월) or before it (’26.2.~12).
    Number(i16),
}

/// Which way from the day of publication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lean {
    Past,
    Future,
    #[default]
    None,
}

/// How sure a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// Counts only where something else speaks for it.
    Weak,
    /// Names its unit.
    Plain,
    /// Names its year.
    Full,
}

/// What the surroundings say of what is not written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) published: Option<Date>,
    /// Year of a date just before.
    pub(super) year: Option<i16>,
    /// Month of a date just before.
    pub(super) month: Option<i8>,
}

impl Part {
    /// A part at `start..end` that names no year.
    pub(super) fn new(start: usize, end: usize, unit: Unit) -> Self {
        Self {
            start,
            end,
            year: None,
            unit,
            weekday: None,
            lean: Lean::None,
            form: Form::Plain,
        }
    }

    /// The same of that year.
    pub(super) fn of(self, year: Year) -> Self {
        Self {
            year: Some(year),
            form: Form::Full,
            ..self
        }
    }

    /// The first and last period it stands for (the same one but for weeks).
    pub(super) fn resolve(self, frame: Frame) -> Option<(Period, Period)> {
        let one = |period: Period| Some((period, period));
        let published = frame.published;
        match self.unit {
            Unit::Number(_) => None,
            Unit::MonthAfter(by, day) => {
                let (year, month) = month_after(published?, by);
                match day {
                    Some(day) => one(Period::Day(Date::new(year, month, day).ok()?)),
                    None => one(Period::Month(year, month)),
                }
            }
            Unit::DayAfter(by) => one(Period::Day(day_after(published?, by.into())?)),
            Unit::WeekAfter(by) => {
                let published = published?;
                let monday = day_after(
                    published,
                    i64::from(by) * 7 - i64::from(published.weekday().to_monday_zero_offset()),
                )?;
                match self.weekday {
                    Some(day) => one(Period::Day(day_after(
                        monday,
                        day.to_monday_zero_offset().into(),
                    )?)),
                    None => Some((Period::Day(monday), Period::Day(day_after(monday, 6)?))),
                }
            }
            Unit::DayOnly(day) => one(Period::Day(self.day_of_month(day, frame)?)),
            _ => {
                let year = match self.year {
                    Some(Year::Stated(year)) => year,
                    Some(Year::Counted(by)) => published?.year() + by,
                    None => self.year_of(frame)?,
                };
                one(self.in_year(year)?)
            }
        }
    }

    /// The period it is in `year`.
    fn in_year(self, year: i16) -> Option<Period> {
        Some(match self.unit {
            Unit::Half(n) => Period::Half(year, n),
            Unit::Quarter(n) => Period::Quarter(year, n),
            Unit::Month(month) => Period::Month(year, month),
            Unit::Day(month, day) => Period::Day(Date::new(year, month, day).ok()?),
            Unit::YearEnd => Period::Day(Date::new(year, 12, 31).ok()?),
            _ => Period::Year(year),
        })
    }

    /// The year that is meant where none is written: that of a date just before, else the one that the weekday or
    /// 지난 and 오는 ask for, else that of publication, unless the next or the last is much nearer.
    fn year_of(self, frame: Frame) -> Option<i16> {
        if let (Some(year), Lean::None) = (frame.year, self.lean) {
            return Some(year);
        }
        let published = frame.published?;
        let year = published.year();
        let first = |year: i16| self.in_year(year).and_then(Period::first_day);
        let last = |year: i16| self.in_year(year).and_then(Period::last_day);
        if let (Some(weekday), Unit::Day(..)) = (self.weekday, self.unit) {
            let nearest = [year, year - 1, year + 1]
                .into_iter()
                .filter_map(first)
                .filter(|day| day.weekday() == weekday && distance(*day, published) < 250)
                .min_by_key(|day| distance(*day, published));
            if let Some(day) = nearest {
                return Some(day.year());
            }
        }
        match self.lean {
            Lean::Past if first(year).is_some_and(|day| day > published) => Some(year - 1),
            Lean::Future if last(year).is_some_and(|day| day < published) => Some(year + 1),
            Lean::None => {
                let here = first(year).map_or(0, |day| distance(day, published));
                let near = |other: i16| {
                    here > 290 && first(other).is_some_and(|day| distance(day, published) < 75)
                };
                Some(match () {
                    () if near(year + 1) => year + 1,
                    () if near(year - 1) => year - 1,
                    () => year,
                })
            }
            _ => Some(year),
        }
    }

    /// The day that is meant where only its number is written.
    fn day_of_month(self, day: i8, frame: Frame) -> Option<Date> {
        if let (Some(year), Some(month), Lean::None) = (
            frame.year.or(frame.published.map(Date::year)),
            frame.month,
            self.lean,
        ) {
            return Date::new(year, month, day).ok();
        }
        let published = frame.published?;
        let of = |by: i8| {
            let (year, month) = month_after(published, by);
            Date::new(year, month, day).ok()
        };
        if let Some(weekday) = self.weekday {
            let fitting = [0, -1, 1]
                .into_iter()
                .filter_map(of)
                .find(|day| day.weekday() == weekday);
            if fitting.is_some() {
                return fitting;
            }
        }
        match (self.lean, of(0)) {
            (Lean::Past, Some(date)) if date > published => of(-1),
            (Lean::Future, Some(date)) if date < published => of(1),
            (Lean::Past, None) => of(-1),
            (Lean::Future, None) => of(1),
            (_, date) => date,
        }
    }
}

/// Year and month `by` months after that of `date`.
fn month_after(date: Date, by: i8) -> (i16, i8) {
    let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + i32::from(by);
    (
        months.div_euclid(12) as i16,
        months.rem_euclid(12) as i8 + 1,
    )
}

/// The day `by` days after `date`.
fn day_after(date: Date, by: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(by).ok()?;
    date.checked_add(span).ok()
}

/// Days between the two.
fn distance(a: Date, b: Date) -> i64 {
    let number = |d: Date| {
        let (y, m) = (i64::from(d.year()), i64::from(d.month()));
        y * 365 + y / 4 + m * 61 / 2 + i64::from(d.day())
    };
    (number(a) - number(b)).abs()
}
