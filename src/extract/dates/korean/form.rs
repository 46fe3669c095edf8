//! One date: what it begins with.

use super::super::cursor::Cursor;
use super::super::parts::{month_qualifier, quote, weekday, year_unit};
use super::super::words::{Lead, WORDS};
use super::super::written::{Doubt, Form, Month, Part, Tense, Written, Year};
use super::year::{century, plausible};
use crate::text::Span;

/// What was read of one date so far.
pub(super) struct Reader<'a> {
    pub start: usize,
    pub c: Cursor<'a>,
    pub now: i16,
    pub written: Written,
    pub doubt: Doubt,
    pub within: bool,
}

/// Reads one date.
pub(super) fn form(start: Cursor<'_>, now: i16) -> Option<Form> {
    let mut reader = Reader::new(start, now);
    reader.read()?;
    Some(reader.form())
}

impl<'a> Reader<'a> {
    pub(super) fn new(start: Cursor<'a>, now: i16) -> Self {
        Self {
            start: start.at,
            c: start,
            now,
            written: Written::of(Part::Whole),
            doubt: Doubt::None,
            within: false,
        }
    }

    /// What was read.
    pub(super) fn form(&self) -> Form {
        Form {
            written: self.written,
            span: Span::new(self.start, self.c.at),
            doubt: self.doubt,
            within: self.within,
        }
    }

    pub(super) fn read(&mut self) -> Option<()> {
        let mut inside = false;
        // 지난 2024년, 오는 31일, 이번 상반기
        for _ in 0..2 {
            let before = self.c;
            match WORDS.lead(&mut self.c, inside) {
                Some(Lead::Past) => self.written.tense = Tense::Past,
                Some(Lead::Coming) => self.written.tense = Tense::Coming,
                Some(Lead::This) => {}
                _ => {
                    self.c = before;
                    break;
                }
            }
            self.c.space();
            inside = true;
        }
        let before = self.c;
        match WORDS.lead(&mut self.c, inside) {
            Some(Lead::Digit) => {
                self.c = before;
                self.numbers(false)
            }
            None => {
                quote(&mut self.c).then_some(())?;
                self.c.space();
                self.numbers(true)
            }
            Some(lead) => self.word(lead),
        }
    }

    /// A date that begins with a word.
    pub(super) fn word(&mut self, lead: Lead) -> Option<()> {
        match lead {
            Lead::Year(n) => {
                self.written.year = Year::Published(n);
                self.c.eat("도");
                self.rest_of_year();
            }
            Lead::ContextYear(n) => {
                self.written.year = Year::Named(n);
                self.c.eat("도");
                self.rest_of_year();
            }
            Lead::Era(add) => {
                self.c.space();
                let year = i16::try_from(self.c.number().filter(|n| n.digits == 4)?.value).ok()?;
                year_unit(&mut self.c).then_some(())?;
                self.written.year = Year::Number(year + add);
                self.rest_of_year();
            }
            Lead::Fiscal => {
                self.c.space();
                let quoted = quote(&mut self.c);
                let number = self.c.number()?;
                self.written.year = Year::Number(match number.digits {
                    4 => plausible(number.value)?,
                    2 => century(number.value, self.now),
                    _ => return None,
                });
                if !quoted {
                    year_unit(&mut self.c);
                }
            }
            Lead::Month(n) => {
                self.written.part = Part::Month(Month::Published(n));
                self.named_month(Month::Published(n));
            }
            Lead::ContextMonth => {
                self.written.part = Part::Month(Month::Named);
                self.named_month(Month::Named);
            }
            Lead::Week(n) => {
                self.written.part = Part::WeekFrom(n);
                let mut day = self.c;
                day.space();
                self.written.weekday = weekday(&mut day).flatten();
                if self.written.weekday.is_some() {
                    self.c = day;
                }
            }
            Lead::Day(n) => {
                self.written.part = Part::DayFrom(n);
                self.restated();
            }
            Lead::Half(_) => {
                self.part_word(lead)?;
                self.doubt = Doubt::PartOfYear;
            }
            Lead::YearEnd | Lead::YearBegin | Lead::WithinYear => {
                self.part_word(lead)?;
                self.written.year = Year::Published(match self.written.tense {
                    Tense::Past => -1,
                    _ => 0,
                });
            }
            _ => return None,
        }
        Some(())
    }

    /// 오늘(13일): what stands in the brackets is what is meant.
    pub(super) fn restated(&mut self) {
        let mut c = self.c;
        if c.eat_if(|c| matches!(c, '(' | '（')).is_none() {
            return;
        }
        if let Some(inner) = form(c, self.now)
            && matches!(inner.written.part, Part::Day(..))
        {
            c.at = inner.span.end;
            if c.eat_if(|c| matches!(c, ')' | '）')).is_some() {
                self.written = inner.written;
                self.c = c;
            }
        }
    }

    /// 상반기, 연말, 연초, 연내.
    pub(super) fn part_word(&mut self, lead: Lead) -> Option<()> {
        match lead {
            Lead::Half(h) => self.written.part = Part::Half(h),
            Lead::YearEnd => self.written.part = Part::Month(Month::Number(12)),
            Lead::YearBegin => self.written.part = Part::Whole,
            Lead::WithinYear => {
                self.written.part = Part::Day(Month::Number(12), 31);
                self.within = true;
            }
            _ => return None,
        }
        Some(())
    }

    /// What stands after 이달, 다음 달: a day, 말, 초, or the month itself once more.
    pub(super) fn named_month(&mut self, month: Month) {
        let mut ahead = self.c;
        ahead.space();
        let mut inner = Self::new(ahead, self.now);
        if inner.c.peek().is_some_and(|c| c.is_ascii_digit()) && inner.numbers(false).is_some() {
            match (inner.doubt, inner.written.part) {
                (Doubt::Day | Doubt::None, Part::Day(Month::Unsaid, day)) => {
                    self.written.part = Part::Day(month, day);
                    self.written.weekday = inner.written.weekday;
                    self.c = inner.c;
                }
                (Doubt::Month | Doubt::None, Part::Month(_) | Part::Day(..)) => {
                    self.written = Written {
                        tense: self.written.tense,
                        ..inner.written
                    };
                    self.c = inner.c;
                }
                _ => {}
            }
            return;
        }
        month_qualifier(&mut self.c);
    }

    /// A date that begins with a number, after a quotation mark that stands for the century where `quoted`.
    pub(super) fn numbers(&mut self, quoted: bool) -> Option<()> {
        let number = self.c.number()?;
        match (number.digits, quoted) {
            (4, _) => {
                let year = i16::try_from(number.value).ok()?;
                self.year(year, Doubt::BareYear, (1..=2199).contains(&year))
            }
            (2, true) => {
                let year = century(number.value, self.now);
                self.year(year, Doubt::QuotedYear, true)
            }
            (1 | 2, false) => self.short(number),
            _ => None,
        }
    }
}
