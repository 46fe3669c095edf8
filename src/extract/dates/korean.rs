//! Reads dates in numbers and in Korean: `2020. 1. 16.(목)`, `’25.3분기`, `지난 10월`, `1.16~18일`, `연말까지`.

use super::cursor::{Cursor, Number};
use super::judge::counts;
use super::parts::{
    connector, day_unit, divider, month_qualifier, month_unit, period_end, quarter_unit, quote,
    time_of_day, weekday, within, year_unit,
};
use super::words::{Lead, WORDS, starts_with_any};
use super::written::{Doubt, Expression, Form, Month, Part, Shape, Tense, Written, Year};
use crate::text::Span;

/// Reads the expression that begins at `start`. `now` is the year by which two digits are told to be a year of this
/// century or of the last.
pub(super) fn expression(start: Cursor<'_>, now: i16) -> Option<Expression> {
    let first = form(start, now)?;
    let end = Cursor::new(start.text, first.span.end);
    let (shape, end) = shape(first, end, now);
    Some(Expression {
        shape,
        span: Span::new(first.span.start, end),
    })
}

/// The same, where the mark for the century comes next, or a `?` that it was turned into.
pub(super) fn quoted(start: Cursor<'_>, now: i16) -> Option<Expression> {
    if quote(&mut start.clone()) {
        return expression(start, now);
    }
    let mut c = start;
    c.eat("?");
    let joined = start.before().is_some_and(char::is_alphanumeric);
    let mut reader = Reader::new(start, now);
    reader.c = c;
    reader.numbers(true)?;
    let first = reader.form();
    (!joined && first.doubt == Doubt::None).then_some(())?;
    let (shape, end) = shape(first, reader.c, now);
    Some(Expression {
        shape,
        span: Span::new(start.at, end),
    })
}

/// How the expression goes on after its first date, and where it ends.
fn shape(first: Form, end: Cursor<'_>, now: i16) -> (Shape, usize) {
    let at = (Shape::At(first), end.at);
    let mut timed = end;
    time_of_day(&mut timed);

    let mut from = timed;
    from.space();
    if from.eat("부터") {
        return match second(first, past(from, &["는", "의", ","]), now) {
            Some((last, after)) if closes(last, after) => (Shape::Span(first, last), ending(after)),
            _ => (Shape::From(first), from.at),
        };
    }
    let mut to = timed;
    if period_end(&mut to) {
        return (Shape::Until(first), to.at);
    }
    // 올해 안에 says what 연내 says.
    let relative = matches!(first.written.year, Year::Published(_));
    if relative && first.written.part == Part::Whole && within(&mut to) {
        let part = Part::Day(Month::Number(12), 31);
        let written = Written {
            part,
            ..first.written
        };
        return (Shape::Until(Form { written, ..first }), to.at);
    }
    let mut over = timed;
    over.space();
    let Some(tilde) = connector(&mut over) else {
        return at;
    };
    match second(first, over, now) {
        Some((last, after)) => (Shape::Span(unified(first, last), last), ending(after)),
        None if tilde && is_open(over) => (Shape::From(first), over.at),
        None => at,
    }
}

/// The second date of a span, which may leave out what the first one says.
fn second<'a>(first: Form, c: Cursor<'a>, now: i16) -> Option<(Form, Cursor<'a>)> {
    let mut c = c;
    c.space();
    let last = match form(c, now) {
        Some(last) if fits(first, last) => last,
        _ => like(first, c, now)?,
    };
    Some((last, Cursor::new(c.text, last.span.end)))
}

/// Whether `last` can end what `first` begins.
fn fits(first: Form, last: Form) -> bool {
    let (a, b) = (first.written.part, last.written.part);
    match last.doubt {
        Doubt::Number => false,
        Doubt::BareYear | Doubt::QuotedYear | Doubt::ShortYear => matches!(a, Part::Whole),
        Doubt::Dotted(_) | Doubt::Slashed => matches!(a, Part::Day(..)),
        Doubt::Day => matches!(a, Part::Day(..) | Part::DayFrom(_)),
        Doubt::Month => matches!(a, Part::Month(_) | Part::Whole),
        Doubt::PartOfYear => match b {
            Part::Quarter(_) => matches!(a, Part::Quarter(_) | Part::Month(Month::Number(1..=4))),
            _ => matches!(a, Part::Half(_)),
        },
        Doubt::LostUnit => false,
        Doubt::None | Doubt::ShortDotted => true,
    }
}

/// A bare number at `c`, in the unit of `first`: `’20~24`, `7.15~16`, `’26.2.~12`.
fn like(first: Form, c: Cursor<'_>, now: i16) -> Option<Form> {
    let mut end = c;
    let number = end.number().filter(|n| n.digits <= 2)?;
    if matches!(end.peek(), Some('.' | ',' | ':' | '/' | '-')) {
        let mut more = end;
        more.eat_if(|_| true);
        if more.peek().is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
    }
    let rest = end.rest().trim_start();
    if counts(end.rest())
        || starts_with_any(rest, &WORDS.beside.duration)
        || starts_with_any(rest, &["년", "월", "일", "분기"])
    {
        return None;
    }
    let value = i8::try_from(number.value).ok()?;
    let written = match first.written.part {
        Part::Day(..) if (1..=31).contains(&value) => Written::of(Part::Day(Month::Unsaid, value)),
        Part::Month(_) if (1..=12).contains(&value) => {
            Written::of(Part::Month(Month::Number(value)))
        }
        Part::Whole if number.digits == 2 && first.doubt != Doubt::None => Written {
            year: Year::Number(century(number.value, now)),
            ..Written::of(Part::Whole)
        },
        _ => return None,
    };
    Some(Form {
        written,
        span: Span::new(c.at, end.at),
        doubt: Doubt::Number,
        within: false,
    })
}

/// `’24.1~3분기`: the second date says that the first is a quarter too.
fn unified(first: Form, last: Form) -> Form {
    match (first.written.part, last.written.part) {
        (Part::Month(Month::Number(q @ 1..=4)), Part::Quarter(_)) => Form {
            written: Written {
                part: Part::Quarter(q),
                ..first.written
            },
            ..first
        },
        _ => first,
    }
}

/// Whether the text at `c` ends a span that 부터 began.
fn closes(last: Form, c: Cursor<'_>) -> bool {
    let mut c = c;
    time_of_day(&mut c);
    // 5일간 is a length of time.
    let lasts = last.doubt == Doubt::Day;
    period_end(&mut c)
        || !lasts && starts_with_any(c.rest().trim_start(), &["사이", "간", "동안", "기간"])
}

/// Where an expression ends whose last date ends at `c`.
fn ending(c: Cursor<'_>) -> usize {
    let mut c = c;
    let mut ahead = c;
    time_of_day(&mut ahead);
    if period_end(&mut ahead) {
        c = ahead;
    }
    c.at
}

/// Whether nothing follows `~` that it could lead to.
fn is_open(c: Cursor<'_>) -> bool {
    let mut c = c;
    c.space();
    c.peek().is_none_or(|c| !c.is_ascii_digit())
}

fn past<'a>(c: Cursor<'a>, words: &[&str]) -> Cursor<'a> {
    let mut c = c;
    while c.eat_any(words) {}
    c
}

/// What was read of one date so far.
struct Reader<'a> {
    start: usize,
    c: Cursor<'a>,
    now: i16,
    written: Written,
    doubt: Doubt,
    within: bool,
}

/// Reads one date.
pub(super) fn form(start: Cursor<'_>, now: i16) -> Option<Form> {
    let mut reader = Reader::new(start, now);
    reader.read()?;
    Some(reader.form())
}

impl<'a> Reader<'a> {
    fn new(start: Cursor<'a>, now: i16) -> Self {
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
    fn form(&self) -> Form {
        Form {
            written: self.written,
            span: Span::new(self.start, self.c.at),
            doubt: self.doubt,
            within: self.within,
        }
    }

    fn read(&mut self) -> Option<()> {
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
    fn word(&mut self, lead: Lead) -> Option<()> {
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
    fn restated(&mut self) {
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
    fn part_word(&mut self, lead: Lead) -> Option<()> {
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
    fn named_month(&mut self, month: Month) {
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
    fn numbers(&mut self, quoted: bool) -> Option<()> {
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

    /// A date that begins with a year. Where 년 is missing, `bare` says what the year is without anything after it.
    fn year(&mut self, year: i16, bare: Doubt, possible: bool) -> Option<()> {
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
        if ahead.eat_any(&["학년도", "회계연도", "사업연도", "회계년도", "사업년도"])
        {
            self.c = ahead;
            return Some(());
        }
        self.doubt = bare;
        Some(())
    }

    /// What comes after a year that is one beyond doubt.
    fn rest_of_year(&mut self) {
        let mut ahead = self.c;
        if ahead.eat(".") || self.part_of_year(&mut ahead, false) {
            if self.written.part == Part::Whole && self.c.rest().starts_with('.') {
                // 2018년. 6월
                if !self.part_of_year(&mut ahead, false) {
                    return;
                }
            }
            self.c = ahead;
        }
    }

    /// Reads a part of the year at `c`: a half, a quarter, a month with or without a day, the end, the beginning.
    /// After a year without 년 only what names its unit counts.
    fn part_of_year(&mut self, c: &mut Cursor<'a>, strict: bool) -> bool {
        let mut ahead = *c;
        ahead.space();
        let begin = ahead;
        if let Some(lead @ (Lead::Half(_) | Lead::YearEnd | Lead::YearBegin | Lead::WithinYear)) =
            WORDS.lead(&mut ahead, true)
        {
            if self.part_word(lead).is_some() {
                *c = ahead;
                return true;
            }
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
            && !starts_with_any(ahead.rest(), &["등", "과", "기", "안", "청", "대"])
        {
            *c = ahead;
            return true;
        }
        false
    }

    /// Reads a month and what follows after a year and a stop, a dash or a slash. Says whether there was one.
    fn dotted(&mut self, four_digits: bool) -> bool {
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
    fn dotted_day(&mut self, month: i8, stop: char, c: Cursor<'a>) -> Option<Cursor<'a>> {
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
    fn after_month(&mut self, month: i8, c: &mut Cursor<'a>, dotted: bool) {
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

    /// A date that begins with a number of one or two digits.
    fn short(&mut self, number: Number) -> Option<()> {
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
    fn short_dotted(&mut self, number: Number) -> Option<()> {
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
    fn short_year_dotted(&mut self, number: Number, c: Cursor<'a>) -> Option<()> {
        let mut c = c;
        let month = c.small(1..=12)?;
        let mut unit = c;
        let (part, end) = if month <= 4 && quarter_unit(&mut unit) {
            (Part::Quarter(month), unit)
        } else if {
            unit = c;
            month_unit(&mut unit)
        } {
            self.after_month(month, &mut unit, true);
            (self.written.part, unit)
        } else if {
            unit = c;
            unit.eat_any(&["말", "末"])
        } && !starts_with_any(unit.rest(), &WORDS.beside.not_end)
        {
            (Part::Month(Month::Number(month)), unit)
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
    fn listed(&mut self, value: i8, number: Number) -> Option<()> {
        if (1..=12).contains(&value) && unit_ahead(self.c, &["월"]) {
            self.written.part = Part::Month(Month::Number(value));
            self.doubt = Doubt::Month;
        } else if (1..=4).contains(&value) && unit_ahead(self.c, &["분기"]) {
            self.written.part = Part::Quarter(value);
            self.doubt = Doubt::PartOfYear;
        } else if (1..=31).contains(&value) && unit_ahead(self.c, &["일"]) {
            self.written.part = Part::Day(Month::Unsaid, value);
            self.doubt = Doubt::Day;
        } else if number.digits == 2 && unit_ahead(self.c, &["년"]) {
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

/// 上, 下.
fn hanja_half(c: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *c;
    let half = match ahead.eat_if(|c| matches!(c, '上' | '下'))? {
        '上' => 1,
        _ => 2,
    };
    *c = ahead;
    Some(half)
}

/// 상, 하 for 상반기, 하반기 in tables: `’25.상`.
fn short_half(c: &mut Cursor<'_>) -> Option<i8> {
    let mut ahead = *c;
    let half = match ahead.eat_if(|c| matches!(c, '상' | '하'))? {
        '상' => 1,
        _ => 2,
    };
    (!ahead.peek().is_some_and(crate::text::hangul::is_syllable)).then_some(())?;
    *c = ahead;
    Some(half)
}

/// Whether the numbers go on from `c` and come to one of `units`: `~ 5월`, `·21일`.
fn unit_ahead(c: Cursor<'_>, units: &[&str]) -> bool {
    let mut c = c;
    for _ in 0..5 {
        let apart = c.peek().is_some_and(char::is_whitespace);
        c.space();
        // `- 2 -` is the number of a page.
        match connector(&mut c) {
            Some(true) => {}
            Some(false) if !apart => {}
            None if c.eat_any(&["·", "ㆍ", "・", "‧", "∙", "•", ",", "､", "/"]) => {}
            _ => return false,
        }
        c.space();
        if c.number().is_none_or(|n| n.digits > 2) {
            return false;
        }
        let mut unit = c;
        unit.space();
        if units.iter().any(|u| unit.eat(u)) {
            return true;
        }
    }
    false
}

/// Whether a number ends at `c` as if the syllable after it had been lost.
fn lost_unit(c: Cursor<'_>) -> bool {
    let mut rest = c;
    match rest.eat_if(|c| c == ' ') {
        Some(_) => {
            let rest = rest.rest();
            rest.starts_with(crate::text::hangul::is_syllable)
                && !counts(c.rest())
                && !starts_with_any(rest, &["월", "일", "년", "주", "분기", "개", "당", "박"])
        }
        None => false,
    }
}

/// Whether `mark` and a digit follow.
fn followed_by_digit(c: Cursor<'_>, mark: char) -> bool {
    let mut c = c;
    c.eat_if(|c| c == mark).is_some() && c.peek().is_some_and(|c| c.is_ascii_digit())
}

/// A year that may stand without 년.
fn plausible(year: u32) -> Option<i16> {
    i16::try_from(year)
        .ok()
        .filter(|y| (1900..=2099).contains(y))
}

/// The year that two digits stand for: up to 35 years ahead of `now`, else behind it.
pub(super) fn century(digits: u32, now: i16) -> i16 {
    let digits = i16::try_from(digits % 100).unwrap_or(0);
    let year = now - now.rem_euclid(100) + digits;
    match year - now {
        36.. => year - 100,
        ..=-65 => year + 100,
        _ => year,
    }
}
