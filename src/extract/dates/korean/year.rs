//! What begins with a year.

use super::super::cursor::Cursor;
use super::super::judge::counts;
use super::super::parts::{is_tilde, month_qualifier, month_unit, quarter_unit, year_unit};
use super::super::words::{Lead, WORDS, starts_with_any};
use super::super::written::{Doubt, Month, Part, Year};
use super::form::Reader;
use super::listed::{lost_unit, unit_ahead};

impl<'a> Reader<'a> {
    /// A date that begins with a year. Where 년 is missing, `bare` says what the year is without anything after it.
    pub(super) fn year(&mut self, year: i16, bare: Doubt, possible: bool) -> Option<()> {
        self.written.year = Year::Number(year);
        let mut ahead = self.c;
        if year_unit(&mut ahead) {
            let other = ["대", "생", "물"];
            let lasts = year < 1900 && starts_with_any(ahead.rest(), &["간", "만", "동안"]);
            if !possible || lasts || starts_with_any(ahead.rest(), &other) {
                return None;
            }
            self.c = ahead;
            self.c.eat("도");
            self.rest_of_year();
            return Some(());
        }
        plausible(u32::from(year.unsigned_abs()))?;
        if self.dotted(bare == Doubt::BareYear) {
            return Some(());
        }
        let mut ahead = self.c;
        if self.part_of_year(&mut ahead, true) {
            self.c = ahead;
            return Some(());
        }
        let mut ahead = self.c;
        ahead.space();
        if ahead.eat_any(&WORDS.beside.year_word) {
            self.c = ahead;
            return Some(());
        }
        // (’23.~’25.)
        let mut stop = self.c;
        if bare == Doubt::QuotedYear
            && stop.eat(".")
            && stop.peek().is_some_and(|c| c == ')' || is_tilde(c))
        {
            self.c = stop;
        }
        self.doubt = bare;
        Some(())
    }

    /// What comes after a year that is one beyond doubt, be it after a stop: `2018년. 6월`.
    pub(super) fn rest_of_year(&mut self) {
        let mut ahead = self.c;
        ahead.eat(".");
        for mut from in [self.c, ahead] {
            if self.part_of_year(&mut from, false) || self.dotted_part(&mut from) {
                self.c = from;
                return;
            }
        }
    }

    /// `작년 9.19일`, `올해 4.1.(수)`: a month and a day, where more than a stop says that they are.
    fn dotted_part(&mut self, c: &mut Cursor<'a>) -> bool {
        let mut ahead = *c;
        ahead.space();
        let Some(number) = ahead.number().filter(|n| n.digits <= 2) else {
            return false;
        };
        let mut inner = Self::new(ahead, self.now);
        let sure = inner.short_dotted(number).is_some()
            && matches!(inner.written.part, Part::Day(Month::Number(_), _))
            && inner.written.year == Year::Unsaid
            && matches!(inner.doubt, Doubt::None | Doubt::Dotted(true))
            && !counts(inner.c.rest());
        if sure {
            self.written.part = inner.written.part;
            self.written.weekday = inner.written.weekday;
            *c = inner.c;
        }
        sure
    }

    /// Reads a part of the year at `c`: a half, a quarter, a month with or without a day, the end, the beginning.
    /// After a year without 년 only what names its unit counts.
    pub(super) fn part_of_year(&mut self, c: &mut Cursor<'a>, strict: bool) -> bool {
        let mut ahead = *c;
        ahead.space();
        let begin = ahead;
        if let Some(lead @ (Lead::Half(_) | Lead::YearEnd | Lead::YearBegin | Lead::WithinYear)) =
            WORDS.lead(&mut ahead, true)
            && self.part_word(lead).is_some()
        {
            *c = ahead;
            return true;
        }
        let mut ahead = begin;
        if let Some(half) = hanja_half(&mut ahead) {
            self.written.part = Part::Half(half);
            *c = ahead;
            return true;
        }
        let mut ahead = begin;
        if let Some(n) = ahead.small(1..=12) {
            let mut unit = ahead;
            if n <= 4 && quarter_unit(&mut unit) {
                self.written.part = Part::Quarter(n);
                *c = unit;
                return true;
            }
            let mut unit = ahead;
            if month_unit(&mut unit) {
                self.after_month(n, &mut unit, false);
                *c = unit;
                return true;
            }
            if n <= 4 && unit_ahead(ahead, &["분기"]) {
                self.written.part = Part::Quarter(n);
                *c = ahead;
                return true;
            }
            if unit_ahead(ahead, &["월"]) {
                self.written.part = Part::Month(Month::Number(n));
                *c = ahead;
                return true;
            }
            // A lost 월: 지난해 10, 2023년 11 말
            if !strict && lost_unit(ahead) {
                self.written.part = Part::Month(Month::Number(n));
                self.doubt = Doubt::LostUnit;
                month_qualifier(&mut ahead);
                *c = ahead;
                return true;
            }
            return false;
        }
        let mut ahead = begin;
        if ahead.eat_any(&["말", "末"]) && !starts_with_any(ahead.rest(), &WORDS.beside.not_end) {
            self.written.part = Part::Month(Month::Number(12));
            *c = ahead;
            return true;
        }
        let mut ahead = begin;
        if !strict
            && ahead.eat_any(&["초", "初", "한 해", "한해"])
            && !starts_with_any(ahead.rest(), &WORDS.beside.not_begin)
        {
            *c = ahead;
            return true;
        }
        false
    }
}

/// 上, 下.
pub(super) fn hanja_half(c: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *c;
    let half = match ahead.eat_if(|c| matches!(c, '上' | '下'))? {
        '上' => 1,
        _ => 2,
    };
    *c = ahead;
    Some(half)
}

/// 상, 하 for 상반기, 하반기 in tables: `’25.상`.
pub(super) fn short_half(c: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *c;
    let half = match ahead.eat_if(|c| matches!(c, '상' | '하'))? {
        '상' => 1,
        _ => 2,
    };
    (!ahead.peek().is_some_and(crate::text::hangul::is_syllable)).then_some(())?;
    *c = ahead;
    Some(half)
}

/// A year that may stand without 년.
pub(super) fn plausible(year: u32) -> Option<i16> {
    i16::try_from(year)
        .ok()
        .filter(|y| (1900..=2099).contains(y))
}

/// The year that two digits stand for: up to 35 years ahead of `now`, else behind it.
pub(in super::super) fn century(digits: u32, now: i16) -> i16 {
    let digits = i16::try_from(digits % 100).unwrap_or(0);
    let year = now - now.rem_euclid(100) + digits;
    match year - now {
        36.. => year - 100,
        ..=-65 => year + 100,
        _ => year,
    }
}
