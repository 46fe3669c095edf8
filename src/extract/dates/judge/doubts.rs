//! What settles each doubt.

use super::super::cursor::before;
use super::super::parts::{has_time, is_quote, is_tilde};
use super::super::words::{WORDS, ends_with_any, starts_with_any};
use super::super::written::{Form, Month, Part, Shape, Tense, Year};
use super::Case;
use crate::text::{hangul::is_syllable, head, is_alphanumeric, tail};

/// Bytes of a row of a table, at most.
const ROW: usize = 160;

impl Case<'_> {
    /// `2026`
    pub(super) fn bare_year(&self, form: Form) -> Option<f64> {
        let Year::Number(year) = form.written.year else {
            return None;
        };
        if let Shape::Span(..) = self.found.shape {
            return (!self.counts()).then_some(0.97);
        }
        let after = self.after();
        let next = after.chars().next();
        let prior = before(self.text, self.span().start);
        // What lies further back needs more than a number: (1976), in 1934
        let recent = (self.now - 50..=self.now + 45).contains(&year);
        let near = recent
            || (self.now - 130..=self.now).contains(&year) && prior.is_some_and(|c| c == '(')
            || self.prior().ends_with(|c: char| c.is_ascii_lowercase());
        let follows =
            !next.is_some_and(|c| is_alphanumeric(c) || "%_+=~".contains(c) && !is_tilde(c));
        let hyphened = matches!(next, Some('-')) && !after.starts_with("- ");
        let free = !prior.is_some_and(|c| is_alphanumeric(c) || "._+=,:".contains(c));
        if !near || !follows || hyphened || !free || self.counts() {
            return None;
        }
        if ends_with_any(self.prior(), &WORDS.beside.product)
            || starts_with_any(self.next(), &WORDS.beside.generation)
            || self.prior().ends_with(['$', '₩', '￦'])
        {
            return None;
        }
        // 제 2026 - 8호, 소비자경보 2026 – 8호
        let rest = self.next();
        let dashes = rest.trim_start_matches(['-', '–', '—', ' ']);
        if rest.starts_with(['-', '–', '—']) && dashes.starts_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        if self.is_among_figures() && !self.heads_row(year) {
            return None;
        }
        Some(0.9)
    }

    /// Whether a year begins its line, and the years beside it the lines above and below: rows of a table.
    fn heads_row(&self, year: i16) -> bool {
        let start = self.span().start;
        let Some(above) = self
            .text
            .get(..start)
            .and_then(|text| text.strip_suffix('\n'))
        else {
            return false;
        };
        let begins = |line: &str, year: i16| {
            let rest = line.strip_prefix(year.to_string().as_str());
            rest.is_some_and(|rest| rest.starts_with(' '))
        };
        let above = tail(above, above.len(), ROW)
            .rsplit('\n')
            .next()
            .unwrap_or("");
        let below = head(self.text, start, ROW).split('\n').nth(1).unwrap_or("");
        begins(above, year - 1) || begins(below, year + 1)
    }

    /// Whether the words on both sides are numbers other than years: a cell of a table of figures.
    pub(super) fn is_among_figures(&self) -> bool {
        let figure = |word: Option<&str>| {
            word.is_some_and(|word| {
                let digits = word.trim_matches(|c: char| "()△▲+-,%".contains(c));
                digits.starts_with(|c: char| c.is_ascii_digit())
                    && digits
                        .chars()
                        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
                    && !(digits.len() == 4 && digits.starts_with(['1', '2']))
            })
        };
        figure(self.prior().split_whitespace().next_back())
            && figure(self.next().split_whitespace().next())
    }

    /// `’26`
    pub(super) fn quoted_year(&self, form: Form) -> Option<f64> {
        let Year::Number(year) = form.written.year else {
            return None;
        };
        let next = self.after().chars().next();
        // The unit of a span stands behind its end: ‘26~27년에는.
        let span = matches!(self.found.shape, Shape::Span(..));
        let word = !span
            && next.is_some_and(|c| is_syllable(c) && !matches!(c, '말' | '중' | '上' | '下'));
        if self.counts() || word || !(self.now - 60..=self.now + 30).contains(&year) {
            return None;
        }
        // 10:00~10:20 ‘20: the minutes that it takes.
        let prior = self.text.get(..self.span().start).unwrap_or("").trim_end();
        let hour = prior.trim_end_matches(|c: char| c.is_ascii_digit());
        if hour.len() + 2 == prior.len() && hour.ends_with(':') {
            return None;
        }
        let closes = next.is_some_and(is_quote) || self.closes_a_quotation();
        (!closes).then_some(0.95)
    }

    /// Whether the mark before the number ends a quotation rather than standing for a century: `‘제도’ 30`.
    pub(super) fn closes_a_quotation(&self) -> bool {
        let start = self.span().start;
        let Some(mark) = self
            .text
            .get(start..)
            .and_then(|t| t.chars().next())
            .filter(|c| is_quote(*c))
        else {
            return false;
        };
        let apart = self
            .text
            .get(start + mark.len_utf8()..)
            .is_some_and(|t| t.starts_with(char::is_whitespace));
        apart
            && before(self.text, start)
                .is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | '~' | ','))
    }

    /// `26년`
    pub(super) fn short_year(&self, form: Form) -> Option<f64> {
        let Year::Number(year) = form.written.year else {
            return None;
        };
        // 20~30년: round numbers are lengths of time.
        if let Shape::Span(_, last) = self.found.shape
            && let Year::Number(end) = last.written.year
            && (year % 10, end % 10) == (0, 0)
        {
            return None;
        }
        let part = form.written.part != Part::Whole;
        let window = if part || self.listed || matches!(self.found.shape, Shape::Span(..)) {
            self.now - 16..=self.now + 10
        } else {
            self.now - 6..=self.now + 4
        };
        let said = self.text.get(form.span.start..form.span.end).unwrap_or("");
        // 30/20년물
        if self.after().starts_with('물') {
            return None;
        }
        let marked = part || said.ends_with('도');
        if !window.contains(&year) || self.counts() || self.is_long() || (!marked && self.lasts()) {
            return None;
        }
        Some(if marked { 0.95 } else { 0.8 })
    }

    /// `26.4.3`
    pub(super) fn short_dotted(&self, form: Form) -> Option<f64> {
        let Year::Number(year) = form.written.year else {
            return None;
        };
        (self.now - 20..=self.now + 12)
            .contains(&year)
            .then_some(0.95)
    }

    /// `7.15`
    pub(super) fn dotted(&self, stop: bool) -> Option<f64> {
        let span = self.span();
        let said = span.of(self.text);
        let prior = self.prior();
        let next = self.next();
        let occasion = is_occasion(next) || said.ends_with("부터") || said.ends_with("까지");
        if starts_with_any(next, &WORDS.beside.memorial) || self.counts() && !occasion {
            return None;
        }
        let span_of_two = matches!(self.found.shape, Shape::Span(..));
        if said.ends_with('일') {
            return (span_of_two || !self.lasts()).then_some(0.97);
        }
        let bracketed = prior.ends_with(['(', '（', '[']);
        let closed = next.starts_with([')', '）', ']', ',', '，'])
            || is_tilde(next.chars().next().unwrap_or(' '));
        let open_bracket = prior
            .strip_suffix(['(', '（', '['])
            .unwrap_or(prior)
            .trim_end();
        let occasion_before = ends_with_any(open_bracket, &WORDS.beside.occasion_before);
        let quoted_title =
            bracketed && open_bracket.ends_with(['」', '｣', '』', '”', '’', '》', '〉', '"', '\'']);
        if self.listed && (stop || span_of_two || closed) {
            return Some(0.9);
        }
        if stop && (span_of_two || bracketed || occasion || occasion_before) {
            return Some(0.95);
        }
        // (3.3~4.10): figures of one kind have as many decimals on both sides.
        let uneven = span_of_two && bracketed && closed && is_uneven(said);
        if occasion_before && (bracketed || occasion || span_of_two)
            || occasion
            || quoted_title && closed
            || uneven
        {
            return Some(0.85);
        }
        if self.found.first().written.tense != Tense::Plain {
            return Some(0.95);
        }
        None
    }

    /// `7/15`
    pub(super) fn slashed(&self, form: Form) -> Option<f64> {
        let Part::Day(Month::Number(month), day) = form.written.part else {
            return None;
        };
        let fraction = day < 10 && month < day;
        // 업무협약(6/27): no share and no page has that many parts.
        let bracketed = day > 12 && self.prior().ends_with('(') && self.after().starts_with(')');
        let dated = bracketed || self.found_open() || matches!(self.found.shape, Shape::Span(..));
        (dated && !fraction && !self.counts()).then_some(0.85)
    }

    /// Whether it is part of an open span, which numbers are not.
    pub(super) fn found_open(&self) -> bool {
        matches!(self.found.shape, Shape::From(_) | Shape::Until(_))
    }

    /// `7월`
    pub(super) fn month(&self) -> Option<f64> {
        let prior = self.prior();
        let sentence = ends_with_any(prior, &WORDS.beside.length)
            || prior.ends_with('년') && !self.listed
            || starts_with_any(self.next(), &WORDS.beside.not_month);
        (!sentence).then_some(0.95)
    }

    /// `지난 7`
    pub(super) fn lost_unit(&self, form: Form) -> Option<f64> {
        let said = form.written.year != Year::Unsaid;
        (!self.counts() && !self.lasts()).then_some(if said { 0.7 } else { 0.5 })
    }

    /// `13일`
    pub(super) fn day(&self, form: Form) -> Option<f64> {
        let said = self.span().of(self.text);
        if self.lasts() || self.counts() || self.is_long() || said.ends_with("내로") {
            return None;
        }
        let prior = self.prior();
        // 5월 17일부터 6월 7일까지(20일)
        if self.after_span && prior.ends_with('(') && self.next().starts_with(')') {
            return None;
        }
        if self.listed || form.written.tense != Tense::Plain {
            return Some(0.95);
        }
        if let Shape::Span(..) = self.found.shape {
            return (said.contains("부터")
                || said.contains("까지")
                || ends_with_any(prior, &WORDS.beside.occasion_before))
            .then_some(0.9);
        }
        if matches!(self.found.shape, Shape::From(_) | Shape::Until(_)) {
            return (!prior.ends_with('~')).then_some(0.8);
        }
        let bracket = prior.strip_suffix('(').map(str::trim_end);
        if bracket.is_some_and(|b| ends_with_any(b, &WORDS.beside.today))
            || prior.ends_with("일인")
            || prior.ends_with("날인")
        {
            return Some(0.9);
        }
        if has_time(self.text, self.span().end) {
            return Some(0.95);
        }
        // The style of news: 체결했다고 14일 밝혔다
        let after_particle = prior
            .chars()
            .next_back()
            .is_some_and(|c| "은는이가을를에서도와과며고여어로,:".contains(c));
        let clause = head(self.text, self.span().end, 120);
        let clause = clause.split(['.', '\n', '!', '?']).next().unwrap_or("");
        let beside = &WORDS.beside;
        let news = beside.roles.iter().any(|(word, _)| clause.contains(word))
            || beside.news.iter().any(|word| clause.contains(word));
        (self.after().starts_with(' ') && after_particle && news).then_some(0.75)
    }

    /// `3분기`, `하반기`
    pub(super) fn part_of_year(&self) -> Option<f64> {
        let prior = self.prior();
        if prior.ends_with('상')
            || prior.ends_with(['·', 'ㆍ', '・', '‧', '∙', ',', '/']) && {
                let listed = prior.trim_end_matches(['·', 'ㆍ', '・', '‧', '∙', ',', '/', ' ']);
                listed.ends_with('상') || listed.ends_with('上')
            }
        {
            return None;
        }
        if starts_with_any(self.next(), &WORDS.beside.not_part) {
            return None;
        }
        Some(0.95)
    }
}

/// Whether one of the first two words of `next` says that something came about on a day: `6.27 대책`, `9.7 추가관리 방안`.
fn is_occasion(next: &str) -> bool {
    let line = next.split('\n').next().unwrap_or("");
    line.split(' ')
        .take(2)
        .any(|word| starts_with_any(word, &WORDS.beside.occasion))
}

/// Whether the days of `3.3~4.10` are not written with the same number of digits.
fn is_uneven(said: &str) -> bool {
    let mut days = said
        .split(is_tilde)
        .filter_map(|end| end.trim().split('.').nth(1))
        .map(str::len);
    matches!((days.next(), days.next()), (Some(a), Some(b)) if a != b)
}
