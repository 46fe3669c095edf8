//! One date as English writes it: `January 16, 2020`, `12 to 25 April`, `the first half of 2026`, `last October`.

use jiff::civil::Weekday;

use super::part::{Form, Lean, Part, Unit, Year};
use super::scan::{Number, Scan};

/// Months and their short forms.
#[rustfmt::skip]
pub(super) const MONTHS: [(&str, i8); 24] = [
    ("January", 1), ("February", 2), ("March", 3), ("April", 4), ("May", 5), ("June", 6), ("July", 7), ("August", 8),
    ("September", 9), ("October", 10), ("November", 11), ("December", 12), ("Jan", 1), ("Feb", 2), ("Mar", 3),
    ("Apr", 4), ("Jun", 6), ("Jul", 7), ("Aug", 8), ("Sept", 9), ("Sep", 9), ("Oct", 10), ("Nov", 11), ("Dec", 12),
];

/// Ordinals of quarters and halves.
#[rustfmt::skip]
pub(super) const ORDINALS: [(&str, u8); 12] = [
    ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("1st", 1), ("2nd", 2), ("3rd", 3), ("4th", 4),
    ("First", 1), ("Second", 2), ("Third", 3), ("Fourth", 4),
];

/// Words that count from the day of publication.
#[rustfmt::skip]
pub(super) const COUNTED: [(&str, Lean); 6] = [
    ("last", Lean::Past), ("Last", Lean::Past), ("this", Lean::None), ("This", Lean::None), ("next", Lean::Future), ("Next", Lean::Future),
];

/// Days counted from that of publication.
#[rustfmt::skip]
pub(super) const DAYS: [(&str, i8); 6] = [
    ("today", 0), ("Today", 0), ("yesterday", -1), ("Yesterday", -1), ("tomorrow", 1), ("Tomorrow", 1),
];

/// What a word before a date makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    Since,
    Until,
    Between,
    /// compared with last year.
    Base,
    /// in, on, during: a date follows.
    In,
    None,
}

/// The month at `at`, whole word, with its point.
fn month(scan: Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let rest = scan.rest(at);
    // 10 Ap\nril
    let (end, month) = MONTHS
        .iter()
        .find_map(|(name, month)| Some((at + written(rest, name)?, *month)))?;
    let next = scan.char(end);
    if next.is_some_and(|c| c.is_ascii_alphabetic() || c == '\'' || c == '_') {
        return None;
    }
    Some((
        month,
        scan.mark(end, ".").filter(|_| end - at <= 4).unwrap_or(end),
    ))
}

/// Bytes of `name` at the beginning of `rest`, in its own case or in capitals, perhaps broken by one line break.
fn written(rest: &str, name: &str) -> Option<usize> {
    let (mut at, mut broken) = (0, name.len() < 4);
    for (i, c) in name.bytes().enumerate() {
        let mut here = *rest.as_bytes().get(at)?;
        if here == b'\n' && i > 1 && !broken {
            broken = true;
            at += 1;
            here = *rest.as_bytes().get(at)?;
        }
        if here != c && here != c.to_ascii_uppercase() {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Reads the number at `at` as the day before its month: `16 January 2020`, `the 16th of January`, `3Q25`, `1H 2026`.
pub(super) fn number(scan: Scan<'_>, at: usize) -> Option<Part> {
    let n = scan.number(at)?;
    let before = scan.char_before(at);
    if n.width > 2
        || before.is_some_and(|c| {
            c.is_ascii_alphanumeric()
                || ".,:/-$".contains(c)
                    && scan.char_before(at - 1).is_some_and(|c| c.is_ascii_digit())
        })
    {
        return None;
    }
    if let Some(part) = short_quarter(scan, n) {
        return Some(part);
    }
    let (day, end) = (
        i8::try_from(n.value)
            .ok()
            .filter(|day| (1..=31).contains(day))?,
        ordinal(scan, n.end),
    );
    let next = scan.gap(end);
    let next = scan.word(next, "of ").unwrap_or(next);
    let (month, end) = month(scan, scan.mark(next, "-").unwrap_or(next))?;
    let part = Part::new(at, end, Unit::Day(month, day));
    Some(with_year(scan, part))
}

/// `3Q25`, `1H 2026`, `2Q of 2025`.
fn short_quarter(scan: Scan<'_>, n: Number) -> Option<Part> {
    let unit = match scan.char(n.end)? {
        'Q' if (1..=4).contains(&n.value) && n.width == 1 => Unit::Quarter(n.value as u8),
        'H' if (1..=2).contains(&n.value) && n.width == 1 => Unit::Half(n.value as u8),
        _ => return None,
    };
    of_year(scan, Part::new(n.start, n.end + 1, unit)).filter(|part| part.year.is_some())
}

/// Past st, nd, rd, th.
fn ordinal(scan: Scan<'_>, at: usize) -> usize {
    scan.one_of(at, &["st", "nd", "rd", "th"]).unwrap_or(at)
}

/// Reads the month name at `at`: `January 16, 2020`, `Jan. 2020`, `May`.
pub(super) fn named_month(scan: Scan<'_>, at: usize) -> Option<Part> {
    if scan
        .char_before(at)
        .is_some_and(|c| c.is_alphabetic() || c == '_')
    {
        return None;
    }
    let (month, end) = month(scan, at)?;
    let next = scan.gap(end);
    if let Some(n) = scan.number(next) {
        let after = ordinal(scan, n.end);
        let date = n.width <= 2
            && (1..=31).contains(&n.value)
            && !scan
                .char(after)
                .is_some_and(|c| c.is_ascii_alphabetic() || c == '%' || c == ':')
            && !(scan.char(after) == Some('.')
                && scan.char(after + 1).is_some_and(|c| c.is_ascii_digit()));
        if date {
            let part = Part::new(at, after, Unit::Day(month, n.value as i8));
            return Some(with_year(scan, part));
        }
    }
    let part = with_year(scan, Part::new(at, end, Unit::Month(month)));
    if part.year.is_some() {
        return Some(part);
    }
    let counted = scan.behind(at, 24).trim_end();
    let part = match COUNTED.iter().find(|(word, _)| counted.ends_with(word)) {
        Some((word, lean)) => Part {
            start: scan.ends_with(at, &[word]).unwrap_or(at),
            lean: *lean,
            ..part
        },
        None => part,
    };
    // May be and March on are no months; nor is a name such as April Kim.
    let led = part.lean != Lean::None || lead(scan, part.start).0 != Lead::None;
    Some(Part {
        form: if led { Form::Plain } else { Form::Weak },
        ..part
    })
}

/// Takes in the year after `part`: `, 2020`, ` 2020`, ` of 2020`, ` of last year`, ` this year`.
fn with_year(scan: Scan<'_>, part: Part) -> Part {
    let near = scan.mark(part.end, ",").unwrap_or(part.end);
    let at = scan.gap(near);
    let at = scan.word(at, "of ").unwrap_or(at);
    if let Some(n) = scan
        .number(at)
        .filter(|n| n.width == 4 && (1800..2150).contains(&n.value))
    {
        if scan.char(n.end).is_some_and(|c| c.is_ascii_alphanumeric()) {
            return part;
        }
        return Part {
            end: n.end,
            ..part.of(Year::Stated(n.value))
        };
    }
    if near == part.end
        && let Some((year, end)) = counted_year(scan, at)
    {
        return Part {
            end,
            ..part.of(Year::Counted(year))
        };
    }
    part
}

/// this year, last year, next year.
fn counted_year(scan: Scan<'_>, at: usize) -> Option<(i16, usize)> {
    let (word, lean) = COUNTED
        .iter()
        .find(|(word, _)| scan.rest(at).starts_with(word))?;
    let end = scan.word(scan.gap(at + word.len()), "year")?;
    if scan.char(end).is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let by = match lean {
        Lean::Past => -1,
        Lean::None => 0,
        Lean::Future => 1,
    };
    Some((by, end))
}

/// `part` with the year that follows it.
fn of_year(scan: Scan<'_>, part: Part) -> Option<Part> {
    let part = with_year(scan, part);
    if part.year.is_some() {
        return Some(part);
    }
    let at = scan.mark(part.end, "'’").unwrap_or(part.end);
    match scan.number(at) {
        Some(n) if n.width == 2 && !scan.char(n.end).is_some_and(|c| c.is_ascii_alphanumeric()) => {
            Some(Part {
                end: n.end,
                ..part.of(Year::Stated(2000 + n.value))
            })
        }
        Some(_) => None,
        None => Some(part),
    }
}

/// Reads `Q3 2025`, `H1 of 2026` at `at`.
pub(super) fn lettered(scan: Scan<'_>, at: usize) -> Option<Part> {
    if scan.char_before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let n = scan.number(at + 1).filter(|n| n.width == 1)?;
    let unit = match scan.char(at)? {
        'Q' if (1..=4).contains(&n.value) => Unit::Quarter(n.value as u8),
        'H' if (1..=2).contains(&n.value) => Unit::Half(n.value as u8),
        _ => return None,
    };
    if scan.char(n.end).is_some_and(|c| {
        c.is_ascii_alphanumeric()
            || c == '.' && scan.char(n.end + 1).is_some_and(|c| c.is_ascii_digit())
    }) {
        return None;
    }
    of_year(scan, Part::new(at, n.end, unit)).filter(|part| {
        part.year.is_some()
            || matches!(part.unit, Unit::Quarter(_)) && lead(scan, at).0 != Lead::None
    })
}

/// Reads `first half of 2026`, `third quarter` at `at`.
pub(super) fn ordinal_period(scan: Scan<'_>, at: usize, word: &str, n: u8) -> Option<Part> {
    if scan.char_before(at).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let next = scan
        .mark(at + word.len(), "-")
        .unwrap_or_else(|| scan.gap(at + word.len()));
    let (unit, end) = match () {
        () if n <= 2 && scan.rest(next).starts_with("half") => (Unit::Half(n), next + "half".len()),
        () if scan.rest(next).starts_with("quarter") => (Unit::Quarter(n), next + "quarter".len()),
        () => return None,
    };
    if scan.char(end).is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    let part = with_year(scan, Part::new(at, end, unit));
    // the first half of the project
    match part.year {
        None if scan.rest(scan.gap(end)).starts_with("of ") => None,
        _ => Some(part),
    }
}

/// Reads `last year`, `next month`, `this week`, `last Tuesday` at `at`.
pub(super) fn counted(scan: Scan<'_>, at: usize, word: &str, lean: Lean) -> Option<Part> {
    if scan
        .char_before(at)
        .is_some_and(|c| c.is_alphanumeric() || c == '-')
    {
        return None;
    }
    let by = match lean {
        Lean::Past => -1,
        Lean::None => 0,
        Lean::Future => 1,
    };
    let next = scan.gap(at + word.len());
    if next == at + word.len() {
        return None;
    }
    let rest = scan.rest(next);
    let (unit, length) = match () {
        () if rest.starts_with("year") => (Unit::Year, 4),
        () if rest.starts_with("month") => (Unit::MonthAfter(by, None), 5),
        () if rest.starts_with("week") && !rest.starts_with("weekend") => (Unit::WeekAfter(by), 4),
        () => return None,
    };
    let end = next + length;
    let own = rest.get(length..).unwrap_or("");
    if own.starts_with(|c: char| c.is_ascii_alphabetic()) || own.starts_with("-") {
        return None;
    }
    if own.starts_with("'s") || own.starts_with("’s") {
        // last year's figure compares, this year's event names.
        return (by >= 0)
            .then(|| Part::new(at, end, unit))
            .map(|part| yearly(part, by));
    }
    if by < 0 && lead(scan, at).0 == Lead::Base {
        return None;
    }
    Some(yearly(Part::new(at, end, unit), by))
}

fn yearly(part: Part, by: i8) -> Part {
    match part.unit {
        Unit::Year => part.of(Year::Counted(by.into())),
        _ => part,
    }
}

/// Words that end with a point of their own.
const ABBREVIATED: [&str; 11] = [
    "p.m", "a.m", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "no", "vs",
];

/// What the words before `at` make of a date there, and where they begin.
pub(super) fn lead(scan: Scan<'_>, at: usize) -> (Lead, usize) {
    #[rustfmt::skip]
    const PASSED: [&str; 30] = [
        "the", "on", "of", "end", "end-", "early", "late", "mid", "mid-", "p.m", "a.m", "pm", "am", "kst", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "fiscal", "year", "noon", "midnight",
    ];
    let mut rest = scan.before(at);
    let mut found = Lead::None;
    for _ in 0..6 {
        let head = rest.trim_end_matches([' ', '\n', '\u{a0}', '(', '-']);
        let cut = head
            .char_indices()
            .rev()
            .take(16)
            .find(|(_, c)| !(c.is_ascii_alphanumeric() || ".:,".contains(*c)));
        let start = match cut {
            Some((i, c)) => i + c.len_utf8(),
            None if head.len() <= 16 => 0,
            None => break,
        };
        let written = head.get(start..).unwrap_or("");
        let word = written.trim_end_matches(['.', ',']).to_ascii_lowercase();
        // A sentence ended: "… march on. May"
        if written.ends_with('.') && !(ABBREVIATED.contains(&word.as_str())) {
            return (found, at);
        }
        let lead = match word.as_str() {
            "since" | "starting" | "beginning" | "from" | "onward" => Lead::Since,
            "until" | "till" | "by" | "through" | "before" => Lead::Until,
            "between" => Lead::Between,
            "than" | "with" | "over" | "versus" | "vs" | "against" => Lead::Base,
            "in" | "during" | "for" | "at" | "as" | "around" => Lead::In,
            "on" | "of" | "early" | "late" | "mid" | "end" => {
                found = Lead::In;
                rest = head.get(..start).unwrap_or("");
                continue;
            }
            _ if PASSED.contains(&word.as_str())
                || word.starts_with(|c: char| c.is_ascii_digit())
                    && word.len() <= 5
                    && word.contains(':')
                || word.len() <= 2
                    && !word.is_empty()
                    && word.bytes().all(|b| b.is_ascii_digit()) =>
            {
                rest = head.get(..start).unwrap_or("");
                continue;
            }
            _ => Lead::None,
        };
        return match lead {
            Lead::None => (found, at),
            // starting from, starting in
            Lead::In | Lead::Since => {
                let outer = head.get(..start).unwrap_or("").trim_end();
                match ["starting", "Starting", "beginning", "Beginning"]
                    .iter()
                    .find(|word| outer.ends_with(**word))
                {
                    Some(word) => (Lead::Since, outer.len() - word.len()),
                    None => (lead, start),
                }
            }
            lead => (lead, start),
        };
    }
    (found, at)
}

/// Past a word between the two ends of a span at `at`; `led` by from or between.
pub(super) fn connector(scan: Scan<'_>, at: usize, led: Lead) -> Option<usize> {
    let next = scan.gap(at);
    if let Some(end) = scan.one_of(next, &["to ", "to\n", "through ", "until ", "till "]) {
        return Some(end);
    }
    if led == Lead::Between {
        return scan.one_of(next, &["and ", "and\n"]);
    }
    None
}

/// Takes in the weekday before `part`: `Friday, January 16`.
pub(super) fn weekday(scan: Scan<'_>, part: Part) -> Part {
    #[rustfmt::skip]
    const NAMES: [(&str, Weekday); 21] = [
        ("Monday", Weekday::Monday), ("Tuesday", Weekday::Tuesday), ("Wednesday", Weekday::Wednesday), ("Thursday", Weekday::Thursday),
        ("Friday", Weekday::Friday), ("Saturday", Weekday::Saturday), ("Sunday", Weekday::Sunday), ("Mon", Weekday::Monday),
        ("Tue", Weekday::Tuesday), ("Wed", Weekday::Wednesday), ("Thu", Weekday::Thursday), ("Fri", Weekday::Friday), ("Sat", Weekday::Saturday),
        ("Sun", Weekday::Sunday), ("Mon.", Weekday::Monday), ("Tue.", Weekday::Tuesday), ("Wed.", Weekday::Wednesday),
        ("Thu.", Weekday::Thursday), ("Fri.", Weekday::Friday), ("Sat.", Weekday::Saturday), ("Sun.", Weekday::Sunday),
    ];
    if !matches!(part.unit, Unit::Day(..)) {
        return part;
    }
    // April 16 (Thu)
    if let Some(open) = scan.mark(scan.gap(part.end), "(")
        && let Some((name, day)) = NAMES
            .iter()
            .find(|(name, _)| scan.rest(open).starts_with(name))
        && let Some(end) = scan.mark(
            scan.mark(open + name.len(), ".")
                .unwrap_or(open + name.len()),
            ")",
        )
    {
        return Part {
            end,
            weekday: Some(*day),
            ..part
        };
    }
    let head = scan.before(part.start).trim_end_matches([' ', '\n', ',']);
    if head.len() + 3 < part.start {
        return part;
    }
    match NAMES.iter().find(|(name, _)| head.ends_with(name)) {
        Some((name, day)) => Part {
            start: head.len() - name.len(),
            weekday: Some(*day),
            ..part
        },
        None => part,
    }
}
