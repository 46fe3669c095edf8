//! Tells dates from the other numbers and words that look like them, by what stands around them.

mod doubts;

use super::cursor::before;
use super::parts::is_tilde;
use super::words::{WORDS, ends_with_any, starts_with_any};
use super::written::{Doubt, Expression, Form, Month, Part, Shape, Year};
use crate::text::hangul::is_syllable;
use crate::text::{Span, head, tail};

/// What is looked at around an expression, in bytes.
const NEAR: usize = 48;

/// An expression and its surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case<'a> {
    /// The whole text.
    pub text: &'a str,
    /// What was read.
    pub found: &'a Expression,
    /// Whether it goes on a list of dates.
    pub listed: bool,
    /// Whether the date before it was a span.
    pub after_span: bool,
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
        // ‘40∼84세: what follows is no date, so this is none either.
        let next = self.next();
        let ranged = next
            .strip_prefix(is_tilde)
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        if ranged
            && whole != Doubt::None
            && matches!(self.found.shape, Shape::At(_))
            && !self.next().contains('\n')
        {
            return None;
        }
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
    pub(super) fn stronger(&self, a: Form, b: Form) -> Doubt {
        match (a.doubt, b.doubt) {
            (Doubt::Dotted(x), Doubt::Dotted(y)) => Doubt::Dotted(x || y),
            (Doubt::Dotted(_), Doubt::Day) => Doubt::Dotted(true),
            (Doubt::BareYear, Doubt::ShortYear) => Doubt::None,
            (a, _) => a,
        }
    }

    pub(super) fn span(&self) -> Span {
        self.found.span
    }

    /// The text before, without white space at its end.
    pub(super) fn prior(&self) -> &'a str {
        tail(self.text, self.span().start, NEAR).trim_end()
    }

    /// The text after, white space included.
    pub(super) fn after(&self) -> &'a str {
        head(self.text, self.span().end, NEAR)
    }

    /// The text after, without white space at its start.
    pub(super) fn next(&self) -> &'a str {
        self.after().trim_start()
    }

    /// Whether the expression is only a piece of a longer number or word.
    pub(super) fn is_glued(&self) -> bool {
        let span = self.span();
        let begins_with = self.text.get(span.start..).and_then(|t| t.chars().next());
        if begins_with.is_some_and(|c| c.is_ascii_digit())
            && let Some(prior) = before(self.text, span.start)
        {
            let digit_before = || {
                before(self.text, span.start - prior.len_utf8()).is_some_and(|c| c.is_ascii_digit())
            };
            let glued = match prior {
                '.' | ',' | ':' => digit_before(),
                '/' => before(self.text, span.start - 1).is_some_and(|c| c.is_ascii_alphanumeric()),
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
    pub(super) fn is_after_dash_of_list(&self, mark: char) -> bool {
        let at = self.span().start - mark.len_utf8();
        if matches!(self.found.first().doubt, Doubt::Dotted(_) | Doubt::Slashed) {
            return false;
        }
        let free =
            before(self.text, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '>' | ':'));
        let firm = self.found.first().doubt == Doubt::None;
        free && (firm || matches!(mark, '▲' | '△' | '▽'))
            || firm
                && matches!(mark, '-' | '_' | '*' | '▲' | '△')
                && !before(self.text, at).is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether it is part of a web or mail address.
    pub(super) fn is_in_address(&self) -> bool {
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
    pub(super) fn is_in_file_name(&self) -> bool {
        let span = self.span();
        file_name_ends(
            head(self.text, span.end, 240)
                .split('\n')
                .next()
                .unwrap_or(""),
        )
    }

    /// Whether it is only what something is compared with: 지난해 같은 기간, 작년 동기.
    pub(super) fn is_compared(&self) -> bool {
        let first = self.found.first().written;
        let relative = matches!(first.year, Year::Published(n) if n < 0)
            || matches!(first.part, Part::Month(Month::Published(n)) if n < 0);
        relative
            && matches!(self.found.shape, Shape::At(_))
            && (matches!(first.part, Part::Whole | Part::Month(Month::Published(_)))
                || self.span().of(self.text).ends_with('말'))
            && starts_with_any(self.next(), &WORDS.beside.comparison)
    }

    /// Whether it comes again and again: 매년 6월.
    pub(super) fn recurs(&self) -> bool {
        let prior = self.prior();
        WORDS.beside.recurring.iter().any(|word| {
            prior
                .strip_suffix(word)
                .is_some_and(|rest| !rest.ends_with(is_syllable))
        })
    }

    /// Whether a word follows that makes it a number of things. After a space the word must end there, or
    /// `2022 인공지능` would be a number of 인.
    pub(super) fn counts(&self) -> bool {
        counts(self.after())
    }

    pub(super) fn lasts(&self) -> bool {
        starts_with_any(self.next(), &WORDS.beside.duration)
            || starts_with_any(self.after(), &WORDS.beside.duration)
    }

    pub(super) fn is_long(&self) -> bool {
        let prior = self.prior();
        ends_with_any(
            prior.strip_suffix('(').unwrap_or(prior),
            &WORDS.beside.length,
        )
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

/// Whether `line` ends in the name of a file. A sentence that ends before it has nothing to do with it.
pub(in crate::extract) fn file_name_ends(line: &str) -> bool {
    let Some((name, ending)) = line.rsplit_once('.') else {
        return false;
    };
    let ending = ending.to_ascii_lowercase();
    let is_file = WORDS.beside.file_ending.iter().any(|e| {
        ending.strip_prefix(e).is_some_and(|rest| {
            rest.starts_with(' ') || rest.trim_matches([']', ')', ' ', '\r']).is_empty()
        })
    });
    is_file && !name.contains(". ")
}
