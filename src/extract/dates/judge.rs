//! Tells dates from the other numbers and words that look like them, by what stands around them.

use super::cursor::{before, head, tail};
use super::parts::{has_time, is_quote, is_tilde};
use super::words::{WORDS, ends_with_any, starts_with_any};
use super::written::{Doubt, Expression, Form, Month, Part, Shape, Tense, Year};
use crate::text::Span;
use crate::text::hangul::is_syllable;

/// What is looked at around an expression, in bytes.
const NEAR: usize = 48;

/// Endings of file names. A line that ends in one names an attachment, and its numbers are stamps.
const FILE_ENDINGS: [&str; 16] = [
    "hwp", "hwpx", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "jpg", "jpeg", "png",
    "gif", "mp4", "txt",
];

/// An expression and its surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case<'a> {
    /// The whole text.
    pub text: &'a str,
    /// What was read.
    pub found: &'a Expression,
    /// Whether it goes on a list of dates.
    pub listed: bool,
    /// The year that two digits and bare numbers have to be near to.
    pub now: i16,
}

impl<'a> Case<'a> {
    /// Probability that the expression is a date; `None` where something says that it is none.
    pub fn judge(&self) -> Option<f64> {
        if self.is_glued() || self.is_in_address() || self.is_in_file_name() || self.is_compared() {
            return None;
        }
        let first = self.found.first();
        let whole = match self.found.shape {
            Shape::Span(a, b) if a.doubt == Doubt::None || b.doubt == Doubt::None => Doubt::None,
            Shape::Span(a, b) if b.doubt == Doubt::Number => a.doubt,
            Shape::Span(a, b) => self.stronger(a, b),
            _ => first.doubt,
        };
        if first.written.year == Year::Unsaid && self.recurs() {
            return None;
        }
        let confident = match whole {
            Doubt::None => 0.99,
            Doubt::BareYear => self.bare_year(first)?,
            Doubt::QuotedYear => self.quoted_year(first)?,
            Doubt::ShortYear => self.short_year(first)?,
            Doubt::ShortDotted => self.short_dotted(first)?,
            Doubt::Dotted(stop) => self.dotted(stop)?,
            Doubt::Slashed => self.slashed(first)?,
            Doubt::Month => self.month()?,
            Doubt::LostUnit => self.lost_unit(first)?,
            Doubt::Day => self.day(first)?,
            Doubt::PartOfYear => self.part_of_year()?,
            Doubt::Number => return None,
        };
        Some(confident)
    }

    /// The doubt of a span both of whose ends are doubtful.
    fn stronger(&self, a: Form, b: Form) -> Doubt {
        match (a.doubt, b.doubt) {
            (Doubt::Dotted(x), Doubt::Dotted(y)) => Doubt::Dotted(x || y),
            (Doubt::Dotted(_), Doubt::Day) => Doubt::Dotted(true),
            (Doubt::BareYear, Doubt::ShortYear) => Doubt::None,
            (a, _) => a,
        }
    }

    fn span(&self) -> Span {
        self.found.span
    }

    /// The text before, without white space at its end.
    fn prior(&self) -> &'a str {
        tail(self.text, self.span().start, NEAR).trim_end()
    }

    /// The text after, white space included.
    fn after(&self) -> &'a str {
        head(self.text, self.span().end, NEAR)
    }

    /// The text after, without white space at its start.
    fn next(&self) -> &'a str {
        self.after().trim_start()
    }

    /// Whether the expression is only a piece of a longer number or word.
    fn is_glued(&self) -> bool {
        let span = self.span();
        let begins_with = self.text.get(span.start..).and_then(|t| t.chars().next());
        if begins_with.is_some_and(|c| c.is_ascii_digit())
            && let Some(prior) = before(self.text, span.start)
        {
            let digit_before = || {
                before(self.text, span.start - prior.len_utf8()).is_some_and(|c| c.is_ascii_digit())
            };
            let glued = match prior {
                '.' | ',' | ':' | '/' => digit_before(),
                '-' | '+' | '_' | '$' | '₩' | '￦' | '#' | '§' | '№' | '△' | '▲' | '▽' | '±'
                | '×' | '=' | '*' => !self.is_after_dash_of_list(prior),
                '제' => true,
                c => c.is_ascii_alphanumeric(),
            };
            if glued {
                return true;
            }
        }
        let ends_with_digit = before(self.text, span.end).is_some_and(|c| c.is_ascii_digit());
        let after = self.after();
        let mut chars = after.chars();
        match (ends_with_digit, chars.next()) {
            (true, Some(c)) if c.is_ascii_alphanumeric() => true,
            (true, Some('.' | ',' | '-' | ':' | '/')) => {
                chars.next().is_some_and(|c| c.is_ascii_digit())
            }
            _ => false,
        }
    }

    /// `-2026년`, `-’25년`: a dash, an asterisk or a triangle that begins a line is a mark of a list.
    fn is_after_dash_of_list(&self, mark: char) -> bool {
        let at = self.span().start - mark.len_utf8();
        let free =
            before(self.text, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '>' | ':'));
        let firm = self.found.first().doubt == Doubt::None;
        free && (firm || matches!(mark, '▲' | '△' | '▽'))
            || firm
                && matches!(mark, '-' | '_' | '*' | '▲' | '△')
                && !before(self.text, at).is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether it is part of a web or mail address.
    fn is_in_address(&self) -> bool {
        let span = self.span();
        let Some(prior) = before(self.text, span.start) else {
            return false;
        };
        if prior.is_whitespace() || is_syllable(prior) || !prior.is_ascii() {
            return false;
        }
        let window = tail(self.text, span.start, 96);
        let word = window.rsplit(char::is_whitespace).next().unwrap_or("");
        word.contains("://") || word.contains("www.") || word.contains('@')
    }

    /// Whether it is part of the name of an attachment.
    fn is_in_file_name(&self) -> bool {
        let span = self.span();
        file_name_ends(
            head(self.text, span.end, 240)
                .split('\n')
                .next()
                .unwrap_or(""),
        )
    }

    /// Whether it is only what something is compared with: 지난해 같은 기간, 작년 동기.
    fn is_compared(&self) -> bool {
        let first = self.found.first().written;
        let relative = matches!(first.year, Year::Published(n) if n < 0)
            || matches!(first.part, Part::Month(Month::Published(n)) if n < 0);
        matches!(self.found.shape, Shape::At(_))
            && relative
            && matches!(first.part, Part::Whole | Part::Month(Month::Published(_)))
            && starts_with_any(self.next(), &WORDS.beside.comparison)
    }

    /// Whether it comes again and again: 매년 6월.
    fn recurs(&self) -> bool {
        let prior = self.prior();
        WORDS.beside.recurring.iter().any(|word| {
            prior
                .strip_suffix(word)
                .is_some_and(|rest| !rest.ends_with(is_syllable))
        })
    }

    /// Whether a word follows that makes it a number of things. After a space the word must end there, or
    /// `2022 인공지능` would be a number of 인.
    fn counts(&self) -> bool {
        counts(self.after())
    }

    fn lasts(&self) -> bool {
        starts_with_any(self.next(), &WORDS.beside.duration)
            || starts_with_any(self.after(), &WORDS.beside.duration)
    }

    fn is_long(&self) -> bool {
        let prior = self.prior();
        ends_with_any(
            prior.strip_suffix('(').unwrap_or(prior),
            &WORDS.beside.length,
        )
    }

    /// `2026`
    fn bare_year(&self, form: Form) -> Option<f64> {
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
            !next.is_some_and(|c| c.is_alphanumeric() || "%_+=~".contains(c) && !is_tilde(c));
        let hyphened = matches!(next, Some('-')) && !after.starts_with("- ");
        let free = !prior.is_some_and(|c| c.is_alphanumeric() || "._+=,:".contains(c));
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
        if self.is_among_figures() {
            return None;
        }
        Some(0.9)
    }

    /// Whether the words on both sides are numbers other than years: a cell of a table of figures.
    fn is_among_figures(&self) -> bool {
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
    fn quoted_year(&self, form: Form) -> Option<f64> {
        let Year::Number(year) = form.written.year else {
            return None;
        };
        let next = self.after().chars().next();
        let word = next.is_some_and(|c| is_syllable(c) && !matches!(c, '말' | '중' | '上' | '下'));
        if self.counts() || word || !(self.now - 60..=self.now + 30).contains(&year) {
            return None;
        }
        let closes = next.is_some_and(is_quote) || self.closes_a_quotation();
        (!closes).then_some(0.95)
    }

    /// Whether the mark before the number ends a quotation rather than standing for a century: `‘제도’ 30`.
    fn closes_a_quotation(&self) -> bool {
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
    fn short_year(&self, form: Form) -> Option<f64> {
        let Year::Number(year) = form.written.year else {
            return None;
        };
        let part = form.written.part != Part::Whole;
        let window = if part || self.listed || matches!(self.found.shape, Shape::Span(..)) {
            self.now - 16..=self.now + 10
        } else {
            self.now - 6..=self.now + 4
        };
        let said = self.text.get(form.span.start..form.span.end).unwrap_or("");
        let marked = part || said.ends_with('도');
        if !window.contains(&year) || self.counts() || self.is_long() || (!marked && self.lasts()) {
            return None;
        }
        Some(if marked { 0.95 } else { 0.8 })
    }

    /// `26.4.3`
    fn short_dotted(&self, form: Form) -> Option<f64> {
        let Year::Number(year) = form.written.year else {
            return None;
        };
        (self.now - 20..=self.now + 12)
            .contains(&year)
            .then_some(0.95)
    }

    /// `7.15`
    fn dotted(&self, stop: bool) -> Option<f64> {
        let span = self.span();
        let said = span.of(self.text);
        let prior = self.prior();
        let next = self.next();
        if starts_with_any(next, &WORDS.beside.memorial) || self.counts() {
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
        let occasion = is_occasion(next) || self.found_open();
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
    fn slashed(&self, form: Form) -> Option<f64> {
        let Part::Day(Month::Number(month), day) = form.written.part else {
            return None;
        };
        let fraction = day < 10 && month < day;
        let dated = self.found_open() || matches!(self.found.shape, Shape::Span(..));
        (dated && !fraction && !self.counts()).then_some(0.85)
    }

    /// Whether it is part of an open span, which numbers are not.
    fn found_open(&self) -> bool {
        matches!(self.found.shape, Shape::From(_) | Shape::Until(_))
    }

    /// `7월`
    fn month(&self) -> Option<f64> {
        let prior = self.prior();
        let sentence = ends_with_any(prior, &WORDS.beside.length)
            || prior.ends_with('년') && !self.listed
            || starts_with_any(self.next(), &["결산", "이하의", "이상의", "간의", "령"]);
        (!sentence).then_some(0.95)
    }

    /// `지난 7`
    fn lost_unit(&self, form: Form) -> Option<f64> {
        let said = form.written.year != Year::Unsaid;
        (!self.counts() && !self.lasts()).then_some(if said { 0.7 } else { 0.5 })
    }

    /// `13일`
    fn day(&self, form: Form) -> Option<f64> {
        let said = self.span().of(self.text);
        if self.lasts() || self.counts() || self.is_long() || said.ends_with("내로") {
            return None;
        }
        if self.listed || form.written.tense != Tense::Plain {
            return Some(0.95);
        }
        let prior = self.prior();
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
        let relative = ["오늘", "금일", "어제", "내일"];
        if bracket.is_some_and(|b| ends_with_any(b, &relative))
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
        let news = WORDS
            .beside
            .roles
            .iter()
            .any(|(word, _)| clause.contains(word))
            || ["발표", "참석", "방문", "실시", "출범", "공개"]
                .iter()
                .any(|w| clause.contains(w));
        (self.after().starts_with(' ') && after_particle && news).then_some(0.75)
    }

    /// `3분기`, `하반기`
    fn part_of_year(&self) -> Option<f64> {
        let prior = self.prior();
        if prior.ends_with('상')
            || prior.ends_with(['·', 'ㆍ', '・', '‧', '∙', ',', '/']) && {
                let listed = prior.trim_end_matches(['·', 'ㆍ', '・', '‧', '∙', ',', '/', ' ']);
                listed.ends_with('상') || listed.ends_with('上')
            }
        {
            return None;
        }
        if starts_with_any(self.next(), &["이상", "연속", "마다", "별", "이내"]) {
            return None;
        }
        Some(0.95)
    }
}

/// Whether `after`, what follows a number, makes it a number of things.
pub(super) fn counts(after: &str) -> bool {
    let next = after.trim_start();
    let apart = next.len() < after.len();
    WORDS.beside.counter.iter().any(|word| {
        next.strip_prefix(word)
            .is_some_and(|rest| !apart || !rest.starts_with(is_syllable))
    })
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

/// Whether `line` ends in the name of a file. A sentence that ends before it has nothing to do with it.
pub(in crate::extract) fn file_name_ends(line: &str) -> bool {
    let Some((name, ending)) = line.rsplit_once('.') else {
        return false;
    };
    let ending = ending.to_ascii_lowercase();
    let is_file = FILE_ENDINGS.iter().any(|e| {
        ending.strip_prefix(e).is_some_and(|rest| {
            rest.starts_with(' ') || rest.trim_matches([']', ')', ' ', '\r']).is_empty()
        })
    });
    is_file && !name.contains(". ")
}
