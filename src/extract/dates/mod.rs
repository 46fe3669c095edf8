//! Dates, spans of dates, and named calendar periods, in Korean and in English.
//!
//! A hand-written scanner jumps from one digit or word of the table `dates.tsv` to the next, reads the longest
//! expression that begins there, judges by its surroundings whether it is a date at all, and fills in what it leaves
//! out. What counts as a date and how it is written down follows EDTF and the project's guideline: comparisons with
//! the year before, lengths of time, frequencies and version numbers are none.

mod cursor;
mod english;
mod judge;
mod korean;
mod parts;
mod resolve;
mod roles;
mod words;
mod written;

pub(super) use judge::file_name_ends;

#[cfg(test)]
mod tests;

use jiff::civil::{Date, Weekday};

use crate::record::{DateRole, Language};
use crate::release::{DateMention, DateValue, Period};
use crate::text::hangul::is_syllable;
use crate::text::{Span, head, is_alphanumeric};

use cursor::Cursor;
use judge::Case;
use resolve::{Named, Resolver};
use words::{Lead, WORDS};
use written::{Doubt, Expression, Month, Part, Shape, Year};

/// The year that two digits are read against where nothing says when the text was published.
const NO_YEAR: i16 = 2020;

/// Finds every date in `text`, in order, none inside another. `published` is the day that 올해, 지난 10월 or "next
/// month" count from; without it, expressions that lean on it are left out.
pub fn find(text: &str, published: Option<Date>, language: Language) -> Vec<DateMention> {
    mentions(text, published, language).collect()
}

/// The same, one after the other as they are asked for.
pub(super) fn mentions(
    text: &str,
    published: Option<Date>,
    language: Language,
) -> impl Iterator<Item = DateMention> + '_ {
    Finder {
        text,
        published,
        language,
        at: 0,
        done: 0,
        last: None,
    }
}

/// The role that a label right before `span` gives: 보도시점, 일시.
pub(super) fn label(text: &str, span: Span) -> Option<DateRole> {
    roles::label(text, span)
}

/// What an expression turned out to be.
enum Verdict {
    Date(DateMention),
    /// Something that only looks like a date: none of it is looked at again.
    Other,
    /// No day that the calendar has; what it is made of may still say something.
    Impossible,
}

/// Whether `line`, what stands before a date in its line, begins with a label that gives `role`: `For release: 6 a.m.,`.
pub(super) fn begins_with_label(line: &str, role: DateRole) -> bool {
    roles::begins_with_label(line, role)
}

struct Finder<'a> {
    text: &'a str,
    published: Option<Date>,
    language: Language,
    /// Where the next expression is looked for.
    at: usize,
    /// Where the last one ended.
    done: usize,
    last: Option<Named>,
}

impl Iterator for Finder<'_> {
    type Item = DateMention;

    fn next(&mut self) -> Option<DateMention> {
        loop {
            let (lead, start, end) = WORDS.next(self.text, self.at)?;
            self.at = if lead == Lead::Digit {
                after_digits(self.text, end)
            } else {
                end
            };
            let Some(found) = self.read(lead, start).map(|found| self.opened(found)) else {
                continue;
            };
            match self.accept(&found) {
                Verdict::Date(mention) => {
                    self.at = self.at.max(mention.span.end);
                    self.done = mention.span.end;
                    return Some(mention);
                }
                Verdict::Other => self.at = self.at.max(found.span.end),
                Verdict::Impossible => {}
            }
        }
    }
}

impl Finder<'_> {
    /// The longest expression that begins with `lead` at byte `start`.
    fn read(&self, lead: Lead, start: usize) -> Option<Expression> {
        let now = self.published.map_or(NO_YEAR, Date::year);
        match lead {
            Lead::Digit => {
                let korean = self
                    .quoted(start, now)
                    .or_else(|| korean::expression(Cursor::new(self.text, start), now));
                let english = english::expression(Cursor::new(self.text, start), now);
                let new = |e: &Expression| e.span.end > start && e.span.start >= self.done;
                longest(korean.filter(new), english.filter(new))
            }
            // In Korean text these are pieces of names: First, This Month, Next.
            Lead::Ordinal(_) | Lead::Relative(_) | Lead::DayName(_)
                if self.language == Language::Ko =>
            {
                None
            }
            Lead::MonthName(_)
            | Lead::Ordinal(_)
            | Lead::Relative(_)
            | Lead::DayName(_)
            | Lead::QuarterCode(_)
            | Lead::HalfCode(_)
            | Lead::YearEndName => english::expression(Cursor::new(self.text, start), now)
                .filter(|e| e.span.start >= self.done),
            Lead::Fiscal => {
                let text = Cursor::new(self.text, start);
                longest(
                    korean::expression(text, now),
                    english::expression(text, now),
                )
            }
            _ => korean::expression(Cursor::new(self.text, start), now),
        }
    }

    /// The expression that begins with the mark for the century before the number at byte `start`.
    fn quoted(&self, start: usize, now: i16) -> Option<Expression> {
        let before = self.text.get(self.done..start)?;
        let mark = before.trim_end();
        if before.len() - mark.len() > 3 {
            return None;
        }
        let mark = mark
            .char_indices()
            .next_back()
            .filter(|(_, c)| parts::is_quote(*c) || (*c == '?' && mark.len() == before.len()))?;
        let at = self.done + mark.0;
        let found = korean::quoted(Cursor::new(self.text, at), now)?;
        // `제도’ 30년`: a mark that closes a quotation says nothing of a century.
        let free = |c: char| c.is_whitespace() || matches!(c, '(' | '~' | ',' | '→' | '-' | '/');
        let apart = mark.0 + mark.1.len_utf8() < before.len();
        let opens = !apart || cursor::before(self.text, at).is_none_or(free);
        opens.then_some(found)
    }

    /// `(~’26.3월)`: an expression after a tilde that begins nowhere is the end of an open span.
    fn opened(&self, found: Expression) -> Expression {
        let Shape::At(form) = found.shape else {
            return found;
        };
        let prior = self.text.get(self.done..found.span.start).unwrap_or("");
        let tilde = prior.trim_end().char_indices().next_back();
        let Some((at, _)) = tilde.filter(|(_, c)| parts::is_tilde(*c)) else {
            return found;
        };
        let mut start = prior.get(..at).unwrap_or("").trim_end().chars();
        let free = start.next_back().map_or(self.done == 0, |c| {
            !is_alphanumeric(c) && c != ')' && c != '%'
        });
        if free
            || prior
                .get(..at)
                .is_some_and(|p| p.ends_with(char::is_whitespace) && p.trim_end().ends_with(':'))
        {
            return Expression {
                shape: Shape::Until(form),
                span: Span::new(self.done + at, found.span.end),
            };
        }
        found
    }

    fn accept(&mut self, found: &Expression) -> Verdict {
        let gap = self.text.get(self.done..found.span.start).unwrap_or("");
        let listed = self.last.filter(|last| goes_on(gap, last, found));
        let now = self.published.map_or(NO_YEAR, Date::year);
        let case = Case {
            text: self.text,
            found,
            listed: listed.is_some(),
            after_span: self.last.is_some_and(|last| last.span),
            now,
        };
        let Some(confidence) = case.judge() else {
            return Verdict::Other;
        };
        let resolver = Resolver {
            published: self.published,
            listed,
            last: self.last,
            ahead: looks_ahead(self.text, found.span.end),
        };
        let Some(mut resolved) = resolver.resolve(found) else {
            return Verdict::Impossible;
        };
        // The hour from which a release may be used is only its day.
        if let DateValue::From(period @ Period::Day(_)) = resolved.value
            && roles::is_embargo(self.text, found.span)
        {
            resolved.value = DateValue::Single(period);
        }
        self.last = Some(Named {
            period: resolved.named,
            year_said: resolved.year_said,
            span: matches!(resolved.value, DateValue::Between(..)),
        });
        Verdict::Date(DateMention {
            span: found.span,
            value: resolved.value,
            role: roles::role(self.text, found.span, resolved.value),
            confidence,
            conflict: resolved
                .conflict
                .map(|day| contradiction(found.span.of(self.text), day)),
        })
    }
}

/// The longer of two readings; of two equally long ones the first.
fn longest(a: Option<Expression>, b: Option<Expression>) -> Option<Expression> {
    [a, b]
        .into_iter()
        .flatten()
        .reduce(|a, b| if b.span.len() > a.span.len() { b } else { a })
}

/// What to tell of a weekday printed beside a day that falls on another.
fn contradiction(said: &str, actual: Weekday) -> String {
    let korean = said.contains(is_syllable);
    format!(
        "weekday_conflict: '{}' is a {}",
        said.trim(),
        parts::weekday_name(actual, korean)
    )
}

/// How much may stand between two dates of a list, and of a series of figures, in bytes.
const LIST_GAP: usize = 24;
const SERIES_GAP: usize = 60;

/// Whether `found`, which comes `gap` after `last`, goes on from it and so leaves out what `last` says.
fn goes_on(gap: &str, last: &Named, found: &Expression) -> bool {
    if gap.len() > SERIES_GAP {
        return false;
    }
    let first = found.first();
    let fits = match (first.written.part, last.period) {
        (Part::Day(Month::Unsaid, day), Period::Day(before)) => day > before.day(),
        (Part::Day(Month::Unsaid, _), _) => false,
        (Part::Day(..), Period::Day(_)) => true,
        (Part::Day(..), _) => first.doubt == Doubt::None,
        (Part::Whole, Period::Year(_)) => true,
        (Part::Month(Month::Number(_)) | Part::Quarter(_) | Part::Half(_), _) => true,
        _ => false,
    };
    if !fits {
        return false;
    }
    let joined = gap.len() <= LIST_GAP && only_joins(gap);
    if joined && !(matches!(first.doubt, Doubt::Dotted(_)) && gap.trim().is_empty()) {
        return true;
    }
    // A series: ’24.1Q 9.0 → 2Q 15.1. It runs on in time, and through no end of a sentence.
    if !last.year_said
        || matches!(
            first.written.part,
            Part::Day(Month::Unsaid, _) | Part::Whole
        )
    {
        return false;
    }
    let later = match (first.written.part, last.period) {
        (Part::Half(a), Period::Half(_, b)) | (Part::Quarter(a), Period::Quarter(_, b)) => {
            a.unsigned_abs() > b
        }
        (Part::Month(Month::Number(a)), Period::Month(_, b)) => a > b,
        (Part::Day(Month::Number(a), _), Period::Day(b)) => a >= b.month(),
        _ => false,
    };
    later
        && first.written.year == Year::Unsaid
        && !gap.contains(". ")
        && !gap.contains("다.")
        && !gap.contains("\n\n\n")
}

/// Whether `gap` only joins what stands on both sides of it.
fn only_joins(gap: &str) -> bool {
    let mut rest = gap;
    while let Some(c) = rest.chars().next() {
        let mut words = WORDS.beside.joint.iter();
        let word = words.find(|word| rest.starts_with(**word));
        let step = match word {
            Some(word) => word.len(),
            None if c.is_whitespace() || ",·ㆍ・‧∙•/、()（）[]→⇒⟶~∼&|:;-".contains(c) => {
                c.len_utf8()
            }
            None => return false,
        };
        rest = rest.get(step..).unwrap_or("");
    }
    true
}

/// Whether `text` begins with the name of an edition in which a release may be used.
pub(super) fn names_edition(text: &str) -> bool {
    words::starts_with_any(text, &WORDS.beside.edition)
}

/// Whether the words after byte `at` speak of what is to come.
fn looks_ahead(text: &str, at: usize) -> bool {
    let clause = head(text, at, 90);
    let clause = clause.split_once('\n').map_or(clause, |(c, _)| c);
    WORDS.beside.ahead.iter().any(|word| clause.contains(word))
}

/// Where the run of digits ends that byte `at` is within or at the end of.
fn after_digits(text: &str, at: usize) -> usize {
    let mut c = Cursor::new(text, at);
    c.number();
    c.at
}
