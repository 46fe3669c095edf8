//! Months and days, parted by stops or said in words.

use super::super::cursor::Cursor;
use super::super::judge::counts;
use super::super::parts::{day_unit, divider, month_qualifier, month_unit, quarter_unit, weekday};
use super::super::words::{Lead, WORDS, starts_with_any};
use super::super::written::{Month, Part};
use super::form::Reader;
use super::listed::unit_ahead;
use super::year::{hanja_half, short_half};

impl<'a> Reader<'a> {
    /// Reads a month and what follows after a year and a stop, a dash or a slash. Says whether there was one.
    pub(super) fn dotted(&mut self, four_digits: bool) -> bool {
        let mut c = self.c;
        let Some(stop) = divider(&mut c) else {
            return false;
        };
        if stop != '.' && !four_digits {
            return false;
        }
        let broke = stop == '.' && c.space();
        if let Some(half) = hanja_half(&mut c) {
            self.written.part = Part::Half(half);
            self.c = c;
            return true;
        }
        let mut word = c;
        if stop == '.'
            && let Some(Lead::Half(half)) = WORDS.lead(&mut word, true)
        {
            self.written.part = Part::Half(half);
            self.c = word;
            return true;
        }
        let mut short = c;
        if stop == '.'
            && let Some(half) = short_half(&mut short)
        {
            self.written.part = Part::Half(half);
            self.c = short;
            return true;
        }
        let from = c.at;
        let Some(month) = c.small(1..=12) else {
            return false;
        };
        let digits = c.at - from;
        let mut unit = c;
        if month <= 4 && stop == '.' && quarter_unit(&mut unit) {
            self.written.part = Part::Quarter(month);
            self.c = unit;
            return true;
        }
        let mut unit = c;
        if stop == '.' && month_unit(&mut unit) {
            self.after_month(month, &mut unit, true);
            self.c = unit;
            return true;
        }
        if let Some(end) = self.dotted_day(month, stop, c) {
            self.c = end;
            return true;
        }
        // Only a month. `2024-1` is the number of a notice, and over a line break anything may follow.
        let dashed = c.peek() == Some('-') && !(stop == '.' && unit_ahead(c, &["월"]));
        let number = dashed || c.peek().is_some_and(|c| c.is_ascii_digit()) || counts(c.rest());
        if number || (stop != '.' && digits != 2) || (broke && !c.rest().starts_with('.')) {
            return false;
        }
        self.written.part = Part::Month(Month::Number(month));
        if stop == '.' && !followed_by_digit(c, '.') {
            c.eat(".");
        }
        month_qualifier(&mut c);
        self.c = c;
        true
    }

    /// The day after `month` and the divider `stop`, and where the date ends with it.
    pub(super) fn dotted_day(
        &mut self,
        month: i8,
        stop: char,
        c: Cursor<'a>,
    ) -> Option<Cursor<'a>> {
        let mut c = c;
        c.space();
        (divider(&mut c)? == stop).then_some(())?;
        let broke = stop == '.' && c.space();
        if stop != '.' && c.rest().starts_with(char::is_whitespace) {
            return None;
        }
        let day = c.small(1..=31)?;
        let mut end = c;
        let unit = day_unit(&mut end);
        if !unit {
            end = c;
            if followed_by_digit(c, '.')
                || followed_by_digit(c, ',')
                || stop == '-' && followed_by_digit(c, '-')
            {
                return None;
            }
            if c.peek().is_some_and(|c| c.is_ascii_digit() || c == '%') {
                return None;
            }
        }
        let weekday = weekday(&mut end);
        // Over a line break `2025. 7.` may be followed by the number of a chapter.
        if broke && !unit && weekday.is_none() {
            let mut stop = end;
            if !(stop.eat(".")
                && stop
                    .peek()
                    .is_none_or(|c| c == '\n' || c == '~' || c == ')'))
            {
                return None;
            }
        }
        self.written.part = Part::Day(Month::Number(month), day);
        self.written.weekday = weekday.flatten();
        if !unit && weekday.is_none() && end.rest().starts_with('.') {
            end.eat(".");
        }
        Some(end)
    }

    /// Reads the day, or the 말, 초, 중순, after a month with 월. A stop may stand between in `’24. 3월. 2일`.
    pub(super) fn after_month(&mut self, month: i8, c: &mut Cursor<'a>, dotted: bool) {
        self.written.part = Part::Month(Month::Number(month));
        let mut ahead = *c;
        ahead.space();
        if dotted && ahead.eat(".") {
            ahead.space();
        }
        if let Some(day) = ahead.small(1..=31) {
            let mut end = ahead;
            let unit = day_unit(&mut end);
            if unit && starts_with_any(end.rest(), &["간", "이내", "동안"]) {
                return;
            }
            if !unit {
                end = ahead;
            }
            let weekday = weekday(&mut end);
            if unit || weekday.is_some() || unit_ahead(ahead, &["일"]) {
                self.written.part = Part::Day(Month::Number(month), day);
                self.written.weekday = weekday.flatten();
                *c = end;
                return;
            }
            return;
        }
        month_qualifier(c);
    }
}

/// Whether `mark` and a digit follow.
pub(super) fn followed_by_digit(c: Cursor<'_>, mark: char) -> bool {
    let mut c = c;
    c.eat_if(|c| c == mark).is_some() && c.peek().is_some_and(|c| c.is_ascii_digit())
}
