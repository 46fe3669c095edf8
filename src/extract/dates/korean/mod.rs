//! One date as Korean writes it: `2020. 1. 16.(목)`, `’25.3분기`, `지난해 11월`, `13일`.

mod day;
mod dotted;
mod lead;
mod weekday;
mod words;
mod year;

use self::day::{day_first, month_first};
pub(super) use self::lead::APOSTROPHES;
use self::lead::{Lead, lean};
pub(super) use self::weekday::syllable;
use self::weekday::weekday;
pub(super) use self::words::{WORDS, Word, word};
use self::year::year_first;
use super::part::Part;
use super::scan::Scan;

/// Reads the number at `at` as a date, or as the beginning of one.
pub(super) fn number(scan: Scan<'_>, at: usize) -> Option<Part> {
    let first = scan.number(at)?;
    let lead = Lead::of(scan, at)?;
    let mut part = year_first(scan, first, &lead)
        .or_else(|| month_first(scan, first))
        .or_else(|| day_first(scan, first))?;
    part.start = lead.start;
    part = weekday(scan, part);
    Some(lean(scan, part))
}
