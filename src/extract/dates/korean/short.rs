//! What begins with a number of one or two digits, be it a year, a month or a day.

use super::super::cursor::{Cursor, Number};
use super::super::judge::counts;
use super::super::parts::{day_unit, divider, month_unit, quarter_unit, weekday, year_unit};
use super::super::words::{Lead, WORDS, starts_with_any};
use super::super::written::{Doubt, Month, Part, Tense, Year};
use super::day::followed_by_digit;
use super::form::Reader;
use super::listed::{lost_unit, unit_ahead};
use super::year::{century, hanja_half};

impl<'a> Reader<'a> {
    /// A date that begins with a number of one or two digits.
    pub(super) fn short(&mut self, number: Number) -> Option<()> {
        let value = i8::try_from(number.value).ok()?;
        let (month, day) = ((1..=12).contains(&value), (1..=31).contains(&value));
        let mut unit = self.c;
        if (1..=4).contains(&value) && quarter_unit(&mut unit) {
            self.written.part = Part::Quarter(value);
            self.doubt = Doubt::PartOfYear;
            self.c = unit;
            return Some(());
        }
        let mut unit = self.c;
        if month && month_unit(&mut unit) {
            self.after_month(value, &mut unit, true);
            self.c = unit;
            if matches!(self.written.part, Part::Month(_)) {
                self.doubt = Doubt::Month;
            }
            return Some(());
        }
        let mut unit = self.c;
        if day && day_unit(&mut unit) {
            self.written.part = Part::Day(Month::Unsaid, value);
            self.c = unit;
            let mut end = self.c;
            match weekday(&mut end) {
                Some(day) => {
                    self.written.weekday = day;
                    self.c = end;
                }
                None => self.doubt = Doubt::Day,
            }
            return Some(());
        }
        let mut unit = self.c;
        if number.digits == 2 && year_unit(&mut unit) {
            self.c = unit;
            self.written.year = Year::Number(century(number.value, self.now));
            self.doubt = Doubt::ShortYear;
            let marked = self.c.eat("도");
            self.rest_of_year();
            let lasts = !marked
                && self.written.part == Part::Whole
                && starts_with_any(self.c.rest().trim_start(), &WORDS.beside.duration);
            return (!lasts).then_some(());
        }
        if let Some(()) = self.short_dotted(number) {
            return Some(());
        }
        self.listed(value, number)
    }

    /// `26.1월`, `25.6.18.`, `7.15.`, `12.5(금)`, `7/4(월)`
    pub(super) fn short_dotted(&mut self, number: Number) -> Option<()> {
        let mut c = self.c;
        let stop = divider(&mut c).filter(|stop| *stop != '-')?;
        let broke = stop == '.' && c.space();
        if number.digits == 2 && stop == '.' && !broke {
            let mut word = c;
            let named = match WORDS.lead(&mut word, true) {
                Some(Lead::Half(half)) => {
                    c = word;
                    Some(half)
                }
                _ => None,
            };
            if let Some(half) = named.or_else(|| hanja_half(&mut c)) {
                self.written.year = Year::Number(century(number.value, self.now));
                self.written.part = Part::Half(half);
                self.doubt = Doubt::ShortDotted;
                self.c = c;
                return Some(());
            }
            if self.short_year_dotted(number, c).is_some() {
                return Some(());
            }
        }
        let (month, day) = (i8::try_from(number.value).ok()?, c.small(1..=31)?);
        (1..=12).contains(&month).then_some(())?;
        if c.peek().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let mut end = c;
        let unit = day_unit(&mut end);
        if !unit {
            end = c;
        }
        let weekday = weekday(&mut end);
        if followed_by_digit(end, '.') || (broke && !unit && weekday.is_none()) {
            return None;
        }
        self.written.part = Part::Day(Month::Number(month), day);
        self.written.weekday = weekday.flatten();
        self.doubt = match (unit, weekday) {
            (_, Some(_)) => Doubt::None,
            (true, None) => Doubt::Dotted(true),
            (false, None) if stop == '/' => Doubt::Slashed,
            (false, None) => Doubt::Dotted(end.eat(".")),
        };
        self.c = end;
        Some(())
    }

    /// Two digits of a year, then what makes clear that they are one. `c` stands after the stop.
    pub(super) fn short_year_dotted(&mut self, number: Number, c: Cursor<'a>) -> Option<()> {
        let mut c = c;
        let month = c.small(1..=12)?;
        let (mut quarter, mut unit, mut last) = (c, c, c);
        let (part, end) = if month <= 4 && quarter_unit(&mut quarter) {
            (Part::Quarter(month), quarter)
        } else if month_unit(&mut unit) {
            self.after_month(month, &mut unit, true);
            (self.written.part, unit)
        } else if last.eat_any(&["말", "末"])
            && !starts_with_any(last.rest(), &WORDS.beside.not_end)
        {
            (Part::Month(Month::Number(month)), last)
        } else {
            let end = self.dotted_day(month, '.', c)?;
            let rest = end.rest().trim_start();
            if starts_with_any(rest, &["시", ":"]) || counts(end.rest()) {
                return None;
            }
            (self.written.part, end)
        };
        self.written.year = Year::Number(century(number.value, self.now));
        self.written.part = part;
        self.doubt = Doubt::ShortDotted;
        self.c = end;
        Some(())
    }

    /// The first of several numbers that share the unit after the last: `4∼5월`, `20·21일`, `1·2분기`, `20~24년`.
    pub(super) fn listed(&mut self, value: i8, number: Number) -> Option<()> {
        if (1..=12).contains(&value) && unit_ahead(self.c, &["월", "月"]) {
            self.written.part = Part::Month(Month::Number(value));
            self.doubt = Doubt::Month;
        } else if (1..=4).contains(&value) && unit_ahead(self.c, &["분기"]) {
            self.written.part = Part::Quarter(value);
            self.doubt = Doubt::PartOfYear;
        } else if (1..=31).contains(&value) && unit_ahead(self.c, &["일", "日"]) {
            self.written.part = Part::Day(Month::Unsaid, value);
            self.doubt = Doubt::Day;
        } else if number.digits == 2 && unit_ahead(self.c, &["년", "年"]) {
            self.written.year = Year::Number(century(number.value, self.now));
            self.doubt = Doubt::ShortYear;
        } else if self.written.tense != Tense::Plain
            && (1..=12).contains(&value)
            && lost_unit(self.c)
        {
            self.written.part = Part::Month(Month::Number(value));
            self.doubt = Doubt::LostUnit;
        } else {
            return None;
        }
        Some(())
    }
}
