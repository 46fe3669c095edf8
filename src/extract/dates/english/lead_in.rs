//! The words before a date: by, since, from, the end of, weekdays.

use super::super::cursor::Cursor;
use super::super::words::{WORDS, ends_with_any};
use crate::text::tail;

/// How far back the words that lead in to a date are looked for, in bytes.
const LEAD_IN: usize = 64;

/// What the words before a date say of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LeadIn {
    pub kind: Option<Opening>,
    /// `the end of`, `end-`
    pub end_of: bool,
    /// Where the first of them stands.
    pub start: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    Until,
    From,
    Since,
    Between,
    Within,
    /// `before the end of`
    Before,
}

/// Reads `Friday, `, `Fri., `.
pub(super) fn weekday(c: &mut Cursor<'_>) -> bool {
    let mut ahead = *c;
    if !is_weekday(
        ahead
            .rest()
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or(""),
    ) {
        return false;
    }
    while ahead.eat_if(char::is_alphabetic).is_some() {}
    ahead.eat(".");
    ahead.eat(",");
    ahead.space();
    *c = ahead;
    true
}

pub(super) fn is_weekday(word: &str) -> bool {
    weekday_of(word).is_some()
}

pub(super) fn weekday_of(word: &str) -> Option<jiff::civil::Weekday> {
    use jiff::civil::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    Some(match word {
        "Monday" | "Mon" => Monday,
        "Tuesday" | "Tue" | "Tues" => Tuesday,
        "Wednesday" | "Wed" => Wednesday,
        "Thursday" | "Thu" | "Thur" | "Thurs" => Thursday,
        "Friday" | "Fri" => Friday,
        "Saturday" | "Sat" => Saturday,
        "Sunday" | "Sun" => Sunday,
        _ => return None,
    })
}

/// The words before a date, read backwards.
pub(super) fn lead_in(text: &str, start: usize) -> LeadIn {
    let mut found = LeadIn {
        start,
        ..LeadIn::default()
    };
    let window = tail(text, start, LEAD_IN);
    let offset = start - window.len();
    let mut end = window.len();
    let mut of = false;
    for _ in 0..10 {
        let rest = window.get(..end).unwrap_or("").trim_end();
        // mid-June, end-June
        let rest = rest.strip_suffix('-').unwrap_or(rest);
        let from = rest
            .rfind(|c: char| c.is_whitespace() || matches!(c, '-' | '(' | '“' | '"' | '‘'))
            .map_or(0, |i| {
                i + rest
                    .get(i..)
                    .and_then(|r| r.chars().next())
                    .map_or(1, char::len_utf8)
            });
        let Some(word) = rest.get(from..).filter(|w| !w.is_empty()) else {
            break;
        };
        let bare = word.trim_end_matches([',', '.']);
        let lower = bare.to_ascii_lowercase();
        let kind = match lower.as_str() {
            "by" | "until" | "till" => Some(Opening::Until),
            "since" => Some(Opening::Since),
            "from" => Some(Opening::From),
            "starting" | "beginning" | "effective" => Some(Opening::Since),
            "between" => Some(Opening::Between),
            "within" => Some(Opening::Within),
            // no later than May 4, before the end of this year
            "than"
                if window
                    .get(..from)
                    .unwrap_or("")
                    .trim_end()
                    .ends_with("later") =>
            {
                Some(Opening::Until)
            }
            "before" if found.end_of => {
                found.end_of = false;
                Some(Opening::Before)
            }
            _ => None,
        };
        if kind.is_some() {
            // "the beginning of" is not an opening
            if of && lower == "beginning" {
                end = from;
                continue;
            }
            // Embargoed until noon on Sunday: what comes then is said now.
            let before = window.get(..from).unwrap_or("").trim_end();
            if ends_with_any(before, &WORDS.beside.held_back) {
                break;
            }
            found.kind = kind;
            found.start = offset + from;
            break;
        }
        let passing = WORDS.beside.led_by.contains(&lower.as_str())
            || is_weekday(bare)
            || lower.bytes().all(|b| b.is_ascii_digit() || b == b':');
        if !passing {
            break;
        }
        if lower == "end" && (of || window.get(..end).unwrap_or("").ends_with('-')) {
            found.end_of = true;
            found.start = offset + from;
        }
        of = lower == "of";
        end = from;
    }
    found
}
