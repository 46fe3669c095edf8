//! Finds dates, spans of dates and named calendar periods, and says which ones they are.

mod bare;
mod clock;
mod english;
mod filter;
mod korean;
mod part;
mod role;
mod scan;
mod span;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use jiff::civil::Date;

use self::english::Lead;
use self::part::{Form, Frame, Lean, Part, Unit, Year};
use self::scan::Scan;
use self::span::Expression;
use crate::record::Language;
use crate::release::{DateMention, DateValue, Period};
use crate::text::Span;

/// How far from a date the next may take its year or month from it, in bytes.
const REACH: usize = 90;

/// What a date may begin with.
#[derive(Clone, Copy)]
enum Start {
    Digit,
    Word(&'static str, korean::Word),
    Month,
    Lettered,
    Ordinal(&'static str, u8),
    Counted(&'static str, Lean),
    Day(&'static str, i8),
}

/// Everything a date may begin with, in one automaton.
struct Starts {
    automaton: AhoCorasick,
    starts: Vec<Start>,
}

static STARTS: LazyLock<Option<Starts>> = LazyLock::new(|| {
    let mut table: Vec<(String, Start)> = Vec::new();
    table.extend(
        ('0'..='9')
            .chain('０'..='９')
            .map(|c| (c.to_string(), Start::Digit)),
    );
    table.extend(
        korean::WORDS
            .iter()
            .map(|(text, word)| (text.to_string(), Start::Word(text, *word))),
    );
    for (name, _) in english::MONTHS {
        // May be broken by a line break after its first letters.
        for stem in [name.to_string(), name.to_ascii_uppercase()] {
            table.push((stem.get(..2).unwrap_or(&stem).to_string(), Start::Month));
        }
    }
    table.extend(["Q", "H"].map(|c| (c.to_string(), Start::Lettered)));
    table.extend(
        english::ORDINALS
            .iter()
            .filter(|(w, _)| !w.starts_with(|c: char| c.is_ascii_digit()))
            .map(|(w, n)| (w.to_string(), Start::Ordinal(w, *n))),
    );
    table.extend(
        english::COUNTED
            .iter()
            .map(|(w, lean)| (w.to_string(), Start::Counted(w, *lean))),
    );
    table.extend(
        english::DAYS
            .iter()
            .map(|(w, by)| (w.to_string(), Start::Day(w, *by))),
    );
    table.sort_by(|a, b| a.0.cmp(&b.0));
    table.dedup_by(|a, b| a.0 == b.0);
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::DFA))
        .start_kind(StartKind::Both)
        .match_kind(MatchKind::LeftmostLongest)
        .build(table.iter().map(|(text, _)| text.as_bytes()))
        .ok()?;
    Some(Starts {
        automaton,
        starts: table.into_iter().map(|(_, start)| start).collect(),
    })
});

/// Finds the dates of `text`, in order; what they leave out is taken from `published`.
///
/// Spans of the mentions count bytes of `text`; none lies inside another. Linear in the length of `text`.
pub fn find(text: &str, published: Option<Date>, language: Language) -> Vec<DateMention> {
    let scan = Scan { text };
    let english = language == Language::En;
    let mut found: Vec<DateMention> = Vec::new();
    let Some(starts) = STARTS.as_ref() else {
        return found;
    };
    let mut at = 0;
    let mut last: Option<Expression> = None;
    while let Some(hit) = starts.automaton.find(Input::new(text).range(at..)) {
        let here = hit.start();
        let Some(start) = starts.starts.get(hit.pattern().as_usize()) else {
            break;
        };
        let frame = frame(scan, published, last.as_ref(), here);
        let part = read(scan, here, *start, english);
        let mut rejected = None;
        let expression = part.and_then(|part| {
            let expression = expression(scan, part, frame, english)?;
            let joined = expression.dated.iter().flatten().count() > 1;
            let part = Part {
                form: if joined { Form::Plain } else { expression.form },
                start: expression.start,
                ..part
            };
            if filter::rejects(scan, &part, expression.end) {
                rejected = Some(expression.end);
                return None;
            }
            Some(expression)
        });
        match expression {
            Some(expression) => {
                at = expression.end.max(hit.end());
                let floor = found.last().map_or(0, |mention| mention.span.end);
                found.push(mention(scan, &expression, floor));
                last = Some(expression);
            }
            None => at = past(scan, here, hit.end()).max(rejected.unwrap_or(0)),
        }
    }
    found
}

/// Past what no date begins with: all of a number, its decimals too.
fn past(scan: Scan<'_>, at: usize, end: usize) -> usize {
    scan.number(at).map_or(end, |n| n.end)
}

/// Reads one date at `at`.
fn read(scan: Scan<'_>, at: usize, start: Start, english: bool) -> Option<Part> {
    match start {
        Start::Digit => number(scan, at, english),
        Start::Word(text, word) => korean::word(scan, at, text, word),
        Start::Month => english::named_month(scan, at).map(|part| english::weekday(scan, part)),
        Start::Lettered => english::lettered(scan, at),
        Start::Ordinal(word, n) => english::ordinal_period(scan, at, word, n),
        Start::Counted(word, lean) => english::counted(scan, at, word, lean),
        Start::Day(word, by) => {
            let free =
                |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || "'’-".contains(c));
            let end = at + word.len();
            (free(scan.char_before(at)) && free(scan.char(end)))
                .then(|| Part::new(at, end, Unit::DayAfter(by)))
        }
    }
}

/// Reads the number at `at` as a date, or as one that takes its unit from the next.
fn number(scan: Scan<'_>, at: usize, english: bool) -> Option<Part> {
    scan.number(at).filter(|n| matches!(n.width, 1 | 2 | 4))?;
    english::number(scan, at)
        .map(|part| english::weekday(scan, part))
        .or_else(|| korean::number(scan, at))
        .or_else(|| waiting(scan, at, english))
        .or_else(|| bare::year(scan, at, english))
}

/// A number that takes its unit from the one after it: `4∼5월`, `12 to 25 April`, `2024-2028`.
fn waiting(scan: Scan<'_>, at: usize, english: bool) -> Option<Part> {
    let n = scan.number(at).filter(|n| n.width <= 2 || n.width == 4)?;
    if scan
        .char_before(at)
        .is_some_and(|c| c.is_alphanumeric() || ".,:/-$₩#_제".contains(c))
    {
        return None;
    }
    let near = scan.gap(n.end);
    let mark = scan
        .mark(near, "~∼～〜-–—?")
        .or_else(|| english::connector(scan, n.end, Lead::None).filter(|_| english))?;
    let next = scan.gap(mark);
    let next = scan.mark(next, korean::APOSTROPHES).unwrap_or(next);
    let second = scan.number(next)?;
    let years = n.width == 4
        && (1900..2100).contains(&n.value)
        && (1900..2100).contains(&second.value)
        && second.value > n.value;
    let tilde = scan.mark(near, "~∼～〜").is_some() || english::number(scan, next).is_some();
    (years || tilde && n.width <= 2 || tilde && (1900..2100).contains(&n.value))
        .then(|| Part::new(at, n.end, Unit::Number(n.value)))
}

/// The whole expression that `part` begins.
fn expression(scan: Scan<'_>, part: Part, frame: Frame, english: bool) -> Option<Expression> {
    let next = |scan, at| follow(scan, at, english);
    let (lead, start) = match is_english(scan, &part) {
        true => english::lead(scan, part.start),
        false => (Lead::None, part.start),
    };
    if let Some(end) = english::connector(scan, part.end, lead)
        && let Some(span) = english_span(scan, part, end, frame, english)
    {
        let start = if matches!(lead, Lead::Since | Lead::Between) {
            start
        } else {
            part.start
        };
        return Some(Expression { start, ..span });
    }
    // 2025?2027: a dash that was lost
    if let Unit::Number(_) = part.unit
        && let Some(end) = scan.mark(part.end, "?-–—")
    {
        return english_span(scan, part, end, frame, english);
    }
    if is_english(scan, &part)
        && let Some(end) = scan.mark(scan.gap(part.end), "-–—~")
        && let Some(span) = english_span(scan, part, end, frame, english)
    {
        return Some(span);
    }
    let read = span::read_on(scan, part, frame, next)?;
    let value = match (read.value, lead) {
        (DateValue::Single(period), Lead::Since) if part.start == read.start => {
            DateValue::From(period)
        }
        (DateValue::Single(period), Lead::Until) if part.start == read.start => {
            DateValue::Until(period)
        }
        (value, _) => return Some(Expression { value, ..read }),
    };
    Some(Expression {
        value,
        start,
        ..read
    })
}

/// Whether Latin words stand around `part`.
fn is_english(scan: Scan<'_>, part: &Part) -> bool {
    let latin = |text: &str| {
        text.chars()
            .find(|c| c.is_alphabetic())
            .is_some_and(|c| c.is_ascii_alphabetic())
    };
    let own = scan.text.get(part.start..part.end).unwrap_or("");
    if own.chars().any(|c| c.is_alphabetic()) {
        return latin(own);
    }
    let behind = scan.behind(part.start, 24);
    behind
        .chars()
        .rev()
        .find(|c| c.is_alphabetic())
        .is_some_and(|c| c.is_ascii_alphabetic())
        && !scan.ahead(part.end, 12).chars().any(scan::is_hangul)
}

/// The second end of a span.
fn follow(scan: Scan<'_>, at: usize, english: bool) -> Option<Part> {
    if scan.number(at).is_some() {
        return english::number(scan, at)
            .or_else(|| korean::number(scan, at))
            .or_else(|| bare::year(scan, at, english));
    }
    let starts = STARTS.as_ref()?;
    let hit = starts
        .automaton
        .find(Input::new(scan.text).range(at..).anchored(Anchored::Yes))?;
    (hit.start() == at)
        .then(|| starts.starts.get(hit.pattern().as_usize()))
        .flatten()
        .and_then(|start| read(scan, at, *start, english))
}

/// The span from `first` to the date at `at`: `Apr. 13 to 17`, `12 to 25 April`, `late May and August`.
fn english_span(
    scan: Scan<'_>,
    first: Part,
    at: usize,
    frame: Frame,
    english: bool,
) -> Option<Expression> {
    let at = scan.gap(at);
    let at = scan
        .one_of(at, &["late ", "early ", "mid-", "the end of ", "the "])
        .unwrap_or(at);
    let n = scan.number(at).filter(|n| {
        !scan
            .char(n.end)
            .is_some_and(|c| c.is_ascii_alphabetic() && !"snrt".contains(c))
    });
    let second = follow(scan, at, english);
    let (first, second) = match (first.unit, second, n) {
        (
            Unit::Number(day),
            Some(
                second @ Part {
                    unit: Unit::Day(month, last),
                    ..
                },
            ),
            _,
        ) if (1..i16::from(last)).contains(&day) => (
            Part {
                unit: Unit::Day(month, day as i8),
                year: second.year,
                ..first
            },
            second,
        ),
        (Unit::Number(a), _, Some(n))
            if n.width == 4 && a < n.value && (1900..2100).contains(&a) =>
        {
            let year = |n: i16| Part::new(0, 0, Unit::Year).of(Year::Stated(n));
            (
                Part {
                    start: first.start,
                    ..year(a)
                },
                Part {
                    start: n.start,
                    end: n.end,
                    ..year(n.value)
                },
            )
        }
        (Unit::Number(_), ..) => return None,
        (Unit::Day(month, day), None, Some(n))
            if n.width <= 2 && n.value > day.into() && n.value <= 31 =>
        {
            let part = Part::new(
                n.start,
                scan.one_of(n.end, &["st", "nd", "rd", "th"])
                    .unwrap_or(n.end),
                Unit::Day(month, n.value as i8),
            );
            let at = scan.gap(scan.mark(part.end, ",").unwrap_or(part.end));
            match scan
                .number(at)
                .filter(|n| n.width == 4 && (1900..2100).contains(&n.value))
            {
                Some(year) => {
                    let part = Part {
                        end: year.end,
                        ..part.of(Year::Stated(year.value))
                    };
                    (first, part)
                }
                None => (first, part),
            }
        }
        (_, Some(second), _) => (first, second),
        _ => return None,
    };
    span::pair(first, second, frame, second.end)
}

/// What is known around `at`: the date of publication, and the date just before in the same sentence.
fn frame(scan: Scan<'_>, published: Option<Date>, last: Option<&Expression>, at: usize) -> Frame {
    let mut frame = Frame {
        published,
        year: None,
        month: None,
    };
    let Some(last) = last.filter(|last| last.end <= at && at - last.end <= REACH) else {
        return frame;
    };
    let between = scan.text.get(last.end..at).unwrap_or("");
    if between.contains("다.") || between.contains("\n\n") || between.contains('□') {
        return frame;
    }
    let Some((part, period)) = last.dated.iter().flatten().next_back() else {
        return frame;
    };
    if matches!(part.year, Some(Year::Stated(_))) && !matches!(period, Period::Year(_)) {
        frame.year = Some(period.year());
    }
    if let (Unit::Day(..), Period::Day(date)) = (part.unit, period) {
        frame.month = Some(date.month());
        frame.year = frame.year.or(Some(date.year()));
    }
    frame
}

/// The mention of an expression, which begins no earlier than `floor`.
fn mention(scan: Scan<'_>, expression: &Expression, floor: usize) -> DateMention {
    let span = Span::new(expression.start.max(floor), expression.end);
    let conflict = expression
        .dated
        .iter()
        .flatten()
        .find_map(|(part, period)| conflict(scan, part, *period));
    let mut confidence: f64 = match expression.form {
        Form::Full => 0.98,
        Form::Plain => 0.95,
        Form::Weak => 0.8,
    };
    if conflict.is_some() {
        confidence -= 0.25;
    }
    DateMention {
        span,
        value: expression.value,
        role: role::of(scan, span, expression.value),
        confidence,
        conflict,
    }
}

/// What a weekday says against the day it stands with.
fn conflict(scan: Scan<'_>, part: &Part, period: Period) -> Option<String> {
    let (Some(weekday), Period::Day(date)) = (part.weekday, period) else {
        return None;
    };
    let text = scan.text.get(part.start..part.end)?;
    (date.weekday() != weekday).then(|| {
        format!(
            "weekday_conflict: '{text}' is a {}",
            korean::syllable(date.weekday())
        )
    })
}

#[cfg(test)]
mod tests;
