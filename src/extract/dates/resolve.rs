//! Fills in what a date leaves out: from the dates named before it, else from the day of publication.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::written::{Expression, Form, Month, Part, Shape, Tense, Written, Year};
use crate::release::{DateValue, Period};

/// What the text has named so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The period named last.
    pub period: Period,
    /// Whether the text gave its year, itself or through the list that it stands in.
    pub year_said: bool,
    /// Whether it was the end of a span.
    pub span: bool,
}

/// What there is to fill in from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Resolver {
    /// The day of publication.
    pub published: Option<Date>,
    /// The period named last, where the expression goes on from it.
    pub listed: Option<Named>,
    /// The period named last, wherever.
    pub last: Option<Named>,
    /// Whether the text around speaks of what is to come.
    pub ahead: bool,
}

/// A date filled in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Resolved {
    /// Which.
    pub value: DateValue,
    /// What the next one may lean on.
    pub named: Period,
    /// Whether the year comes from the text.
    pub year_said: bool,
    /// The weekday that it falls on, where the one beside it is another.
    pub conflict: Option<Weekday>,
}

impl Resolver {
    /// Fills in `found`. `None` where the calendar has no such day, or nothing says which year is meant.
    pub fn resolve(&self, found: &Expression) -> Option<Resolved> {
        let (value, named, form) = match found.shape {
            Shape::At(form) => match self.week(form) {
                Some((first, last)) if first == last => (DateValue::Single(first), last, form),
                Some((first, last)) => (DateValue::Between(first, last), last, form),
                None => {
                    let period = self.period(form.written)?;
                    let value = if form.within {
                        DateValue::Until(period)
                    } else {
                        DateValue::Single(period)
                    };
                    (value, period, form)
                }
            },
            Shape::From(form) => {
                let period = self
                    .week(form)
                    .map(|w| w.0)
                    .or_else(|| self.open(form.written))?;
                (DateValue::From(period), period, form)
            }
            Shape::Until(form) => {
                let period = self
                    .week(form)
                    .map(|w| w.1)
                    .or_else(|| self.open(form.written))?;
                (DateValue::Until(period), period, form)
            }
            Shape::Span(a, b) => {
                let (first, last) = self.ends(a.written, b.written)?;
                if first.first_day() > last.last_day() {
                    return None;
                }
                let value = if first == last {
                    DateValue::Single(first)
                } else {
                    DateValue::Between(first, last)
                };
                (value, last, b)
            }
        };
        let conflict = match found.shape {
            Shape::Span(a, b) => match value {
                DateValue::Between(x, y) => {
                    conflict(a.written, x).or_else(|| conflict(b.written, y))
                }
                _ => None,
            },
            _ => conflict(form.written, named),
        };
        let said = |form: Form| !matches!(form.written.year, Year::Unsaid | Year::Published(_));
        let said_here = match found.shape {
            Shape::Span(a, b) => said(a) || said(b),
            _ => said(form),
        };
        Some(Resolved {
            value,
            named,
            year_said: said_here || self.listed.is_some_and(|l| l.year_said),
            conflict,
        })
    }

    /// What lies ahead where it ends or begins there.
    fn open(&self, written: Written) -> Option<Period> {
        Self {
            ahead: true,
            ..*self
        }
        .period(written)
    }

    fn week(&self, form: Form) -> Option<(Period, Period)> {
        let Part::WeekFrom(weeks) = form.written.part else {
            return None;
        };
        let published = self.published?;
        let monday = published
            .checked_sub(i64::from(published.weekday().to_monday_zero_offset()).days())
            .ok()?
            .checked_add((7 * i64::from(weeks)).days())
            .ok()?;
        let day = |offset: i64| monday.checked_add(offset.days()).ok().map(Period::Day);
        match form.written.weekday {
            Some(weekday) => {
                let day = day(i64::from(weekday.to_monday_zero_offset()))?;
                Some((day, day))
            }
            None => Some((day(0)?, day(6)?)),
        }
    }

    /// Both ends of a span, each with what the other one says.
    fn ends(&self, a: Written, b: Written) -> Option<(Period, Period)> {
        // 11.27~’26.1.6: the year may come with the end.
        let said = matches!(b.year, Year::Number(_) | Year::Published(_));
        if a.year == Year::Unsaid && said && self.listed.is_none() {
            let last = self.period(b)?;
            let fits = |p: &Period| p.first_day() <= last.last_day();
            let first = match a.part {
                Part::Day(Month::Unsaid, day) => {
                    day_of(last.year(), last.first_day()?.month(), day)?
                }
                _ => self
                    .period(a)
                    .filter(fits)
                    .or_else(|| self.in_year(a, last.year()).filter(fits))
                    .or_else(|| self.in_year(a, last.year() - 1))?,
            };
            return Some((first, last));
        }
        // 12~25 April: so does the month.
        let first = match (a.part, b.part) {
            (Part::Day(Month::Unsaid, day), Part::Day(Month::Number(month), last))
                if day <= last && a.weekday.is_none() =>
            {
                self.period(Written {
                    part: Part::Day(Month::Number(month), day),
                    ..a
                })?
            }
            _ => self.period(a)?,
        };
        let last = match (b.year, b.part) {
            (_, Part::Day(Month::Unsaid, day)) => {
                let start = first.last_day()?;
                let same = day_of(start.year(), start.month(), day);
                match same {
                    Some(period) if period.first_day() >= first.first_day() => period,
                    _ => {
                        let next = start.last_of_month().tomorrow().ok()?;
                        day_of(next.year(), next.month(), day)?
                    }
                }
            }
            (Year::Unsaid, _) => {
                let same = self.in_year(b, first.year())?;
                if same.last_day() >= first.first_day() {
                    same
                } else {
                    self.in_year(b, first.year() + 1)?
                }
            }
            (Year::Named(n), _) => self.in_year(b, first.year() + n)?,
            _ => self.period(b)?,
        };
        Some((first, last))
    }

    /// One date.
    fn period(&self, written: Written) -> Option<Period> {
        let year = match written.year {
            Year::Number(year) => year,
            Year::Published(n) => self.published?.year() + n,
            Year::Named(n) => {
                self.last
                    .map(|l| l.period.year())
                    .or(self.published.map(|p| p.year()))?
                    + n
            }
            Year::Unsaid => return self.unsaid(written),
        };
        self.in_year(written, year)
    }

    /// A date whose year is known.
    fn in_year(&self, written: Written, year: i16) -> Option<Period> {
        if !(1..=9990).contains(&year) {
            return None;
        }
        match written.part {
            Part::Whole => Some(Period::Year(year)),
            Part::Half(h) => Some(Period::Half(year, h.unsigned_abs())),
            Part::Quarter(q) => Some(Period::Quarter(year, q.unsigned_abs())),
            Part::Month(Month::Number(month)) => Some(Period::Month(year, month)),
            Part::Day(Month::Number(month), day) => day_of(year, month, day),
            Part::Day(Month::Unsaid, day) => {
                let month = self.listed?.period.last_day()?.month();
                day_of(year, month, day)
            }
            _ => self.unsaid(written),
        }
    }

    /// A date that leaves the year out.
    fn unsaid(&self, written: Written) -> Option<Period> {
        match written.part {
            Part::Whole => self.published.map(|p| Period::Year(p.year())),
            Part::Half(_) => self.near(written, 2),
            Part::Quarter(_) => self.near(written, 4),
            Part::Month(Month::Number(_)) => self.near(written, 12),
            Part::Month(Month::Published(n)) => month_from(self.published?, n),
            Part::Month(Month::Named) => {
                let day = self
                    .last
                    .and_then(|l| l.period.last_day())
                    .or(self.published)?;
                Some(Period::Month(day.year(), day.month()))
            }
            Part::Month(Month::Unsaid) => None,
            Part::Day(Month::Number(month), day) => self.near_day(written, month, day),
            Part::Day(Month::Published(n), day) => {
                let month = month_from(self.published?, n)?.first_day()?;
                day_of(month.year(), month.month(), day)
            }
            Part::Day(Month::Named, day) => {
                let month = self
                    .last
                    .and_then(|l| l.period.last_day())
                    .or(self.published)?;
                day_of(month.year(), month.month(), day)
            }
            Part::Day(Month::Unsaid, day) => self.near_day_of_month(written, day),
            Part::DayFrom(n) => {
                let day = self.published?.checked_add(i64::from(n).days()).ok()?;
                Some(Period::Day(day))
            }
            Part::WeekFrom(_) => None,
        }
    }

    /// A half, a quarter or a month without its year. `parts` is how many of them make one.
    fn near(&self, written: Written, parts: i8) -> Option<Period> {
        if let Some(listed) = self.listed {
            return self.in_year(written, listed.period.year());
        }
        let published = self.published?;
        let now = (published.month() - 1) / (12 / parts) + 1;
        let said = match written.part {
            Part::Half(n) | Part::Quarter(n) | Part::Month(Month::Number(n)) => n,
            _ => return None,
        };
        let shift = match written.tense {
            Tense::Past if said > now => -1,
            Tense::Coming if said < now => 1,
            Tense::Plain if parts == 12 && said - now >= 10 && !self.ahead => -1,
            Tense::Plain if parts == 12 && said - now <= -10 && self.ahead => 1,
            _ => 0,
        };
        self.in_year(written, published.year() + shift)
    }

    /// A day of a month without its year.
    fn near_day(&self, written: Written, month: i8, day: i8) -> Option<Period> {
        if let Some(listed) = self.listed {
            return self.in_year(written, listed.period.year());
        }
        let of = |year: i16| day_of(year, month, day).and_then(Period::first_day);
        let Some(published) = self.published else {
            // Nothing says when the text came out: the year named last counts where the weekday fits.
            let date = of(self.last?.period.year())?;
            return (Some(date.weekday()) == written.weekday).then_some(Period::Day(date));
        };
        let year = published.year();
        let default = match (written.tense, of(year)) {
            (Tense::Past, Some(date)) if date > published => of(year - 1),
            (Tense::Coming, Some(date)) if date < published => of(year + 1),
            (Tense::Plain, Some(date)) if days(published, date) > 300 && !self.ahead => {
                of(year - 1)
            }
            (Tense::Plain, Some(date)) if days(date, published) > 300 => of(year + 1),
            (Tense::Plain, Some(date)) if days(date, published) > 240 && self.ahead => of(year + 1),
            (_, date) => date,
        };
        let date = self.on_weekday(
            written.weekday,
            default,
            [of(year), of(year - 1), of(year + 1)],
            200,
        )?;
        Some(Period::Day(date))
    }

    /// A day without its month.
    fn near_day_of_month(&self, written: Written, day: i8) -> Option<Period> {
        if let Some(listed) = self.listed {
            let last = listed.period.last_day()?;
            return day_of(last.year(), last.month(), day);
        }
        let published = self.published?;
        let of = |months: i8| {
            let month = month_from(published, months)?.first_day()?;
            day_of(month.year(), month.month(), day).and_then(Period::first_day)
        };
        let default = match (written.tense, of(0)) {
            (Tense::Past, Some(date)) if date > published => of(-1),
            (Tense::Coming, Some(date)) if date < published => of(1),
            (Tense::Coming, None) => of(1),
            (_, None) => of(-1).or(of(1)),
            (_, date) => date,
        };
        let date = self.on_weekday(written.weekday, default, [of(0), of(-1), of(1)], 40)?;
        Some(Period::Day(date))
    }

    /// `default`, unless it falls on another weekday than the text says and one of `others` near by does not.
    fn on_weekday(
        &self,
        weekday: Option<Weekday>,
        default: Option<Date>,
        others: [Option<Date>; 3],
        within: i32,
    ) -> Option<Date> {
        let Some(weekday) = weekday else {
            return default;
        };
        if default.is_some_and(|d| d.weekday() == weekday) {
            return default;
        }
        let published = self.published?;
        others
            .into_iter()
            .flatten()
            .filter(|d| d.weekday() == weekday && days(*d, published).abs() <= within)
            .min_by_key(|d| days(*d, published).abs())
            .or(default)
    }
}

/// Days from `a` to `b`.
fn days(a: Date, b: Date) -> i32 {
    a.until(b).map_or(0, |span| span.get_days())
}

fn day_of(year: i16, month: i8, day: i8) -> Option<Period> {
    Date::new(year, month, day).ok().map(Period::Day)
}

fn month_from(day: Date, months: i8) -> Option<Period> {
    let first = day
        .first_of_month()
        .checked_add(i64::from(months).months())
        .ok()?;
    Some(Period::Month(first.year(), first.month()))
}

fn conflict(written: Written, period: Period) -> Option<Weekday> {
    match (written.weekday, period) {
        (Some(printed), Period::Day(day)) if day.weekday() != printed => Some(day.weekday()),
        _ => None,
    }
}
