//! Amounts of money: `1조 6,903억원`, `10만 달러`, `KRW 1.69 trillion`.

use super::Document;
use crate::lexicon::Cue;
use crate::release::AmountMention;
use crate::text::Span;

/// Korean magnitudes.
const MAGNITUDES: [(&str, f64); 7] = [
    ("조", 1e12),
    ("천억", 1e11),
    ("백억", 1e10),
    ("억", 1e8),
    ("천만", 1e7),
    ("백만", 1e6),
    ("만", 1e4),
];

/// Currencies as written after an amount in Korean.
const CURRENCIES: [(&str, &str); 9] = [
    ("원", "KRW"),
    ("달러", "USD"),
    ("불", "USD"),
    ("유로", "EUR"),
    ("엔", "JPY"),
    ("위안", "CNY"),
    ("파운드", "GBP"),
    ("won", "KRW"),
    ("dollars", "USD"),
];

/// Currencies as written before an amount.
const PREFIXES: [(&str, &str); 8] = [
    ("KRW", "KRW"),
    ("USD", "USD"),
    ("US$", "USD"),
    ("EUR", "EUR"),
    ("JPY", "JPY"),
    ("₩", "KRW"),
    ("$", "USD"),
    ("€", "EUR"),
];

/// English magnitudes.
const ENGLISH: [(&str, f64); 5] = [
    ("trillion", 1e12),
    ("billion", 1e9),
    ("million", 1e6),
    ("thousand", 1e3),
    ("hundred million", 1e8),
];

/// Every amount of money, in order.
pub fn find(doc: &Document<'_>) -> Vec<AmountMention> {
    let text = doc.text;
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        let before = text.get(..at).unwrap_or("");
        let glued = before
            .chars()
            .next_back()
            .is_some_and(|c| c.is_ascii_alphanumeric() || c == '.');
        match amount(doc, at, before).filter(|_| !glued) {
            Some(mention) => {
                at = mention.span.end;
                found.push(mention);
            }
            None => at += number(text, at).map_or(1, |(_, length)| length.max(1)),
        }
    }
    found
}

/// The amount whose first digit stands at byte `at`.
fn amount(doc: &Document<'_>, at: usize, before: &str) -> Option<AmountMention> {
    let text = doc.text;
    let prefix = PREFIXES
        .iter()
        .find(|(mark, _)| before.trim_end_matches(' ').ends_with(mark));
    if let Some((mark, unit)) = prefix {
        let start = before.trim_end_matches(' ').len() - mark.len();
        return prefixed(text, at, start, unit);
    }
    let mut end = at;
    let mut total = 0.0;
    let mut last = f64::INFINITY;
    let mut bare = false;
    // Parts of falling magnitude: 1조 6,903억, 3억 2천만.
    while let Some((value, length)) = number(text, end) {
        let rest = text.get(end + length..)?;
        let lead = rest.len() - rest.trim_start_matches([' ', '여']).len();
        let tail = rest.get(lead..)?;
        let magnitude = MAGNITUDES
            .iter()
            .find(|(word, size)| tail.starts_with(word) && *size < last);
        match magnitude {
            Some((word, size)) => {
                total += value * size;
                last = *size;
                end += length + lead + word.len();
            }
            None => {
                total += value;
                end += length;
                bare = true;
                break;
            }
        }
        let rest = text.get(end..)?;
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        if !rest
            .get(spaces..)?
            .starts_with(|c: char| c.is_ascii_digit())
        {
            break;
        }
        end += spaces;
    }
    if let Some((size, length)) = english_magnitude(text.get(end..)?).filter(|_| bare) {
        total *= size;
        end += length;
    }
    let rest = text.get(end..)?;
    let bare_rest = rest.trim_start_matches([' ', '여']);
    let (word, unit) = CURRENCIES
        .iter()
        .find(|(word, _)| bare_rest.starts_with(word))?;
    let tail = bare_rest.get(word.len()..)?;
    // 원 also begins other words (원장, 원칙) and 불 others still: a particle, a mark or nothing must follow.
    let syllables: String = tail
        .chars()
        .take_while(|c| crate::text::hangul::is_syllable(*c))
        .collect();
    if !crate::lexicon::is_particle(&syllables) && !doc.cue(Cue::AfterMoney).begin(&syllables) {
        return None;
    }
    let end = text.len() - tail.len();
    Some(AmountMention {
        span: Span::new(at, end),
        value: in_cents(total),
        unit,
        confidence: if bare && last.is_infinite() {
            0.85
        } else {
            0.95
        },
    })
}

fn prefixed(text: &str, at: usize, start: usize, unit: &'static str) -> Option<AmountMention> {
    let (value, length) = number(text, at)?;
    let end = at + length;
    let (value, end) = match english_magnitude(text.get(end..)?) {
        Some((size, length)) => (value * size, end + length),
        None => (value, end),
    };
    Some(AmountMention {
        span: Span::new(start, end),
        value: in_cents(value),
        unit,
        confidence: 0.95,
    })
}

/// The English magnitude that `rest` begins with, and how many bytes it takes: ` trillion`, `-Billion`.
fn english_magnitude(rest: &str) -> Option<(f64, usize)> {
    let bare = rest.trim_start_matches([' ', '-']);
    ENGLISH.iter().find_map(|(word, size)| {
        let found = bare.get(..word.len())?.eq_ignore_ascii_case(word);
        let whole = !bare.get(word.len()..)?.starts_with(char::is_alphabetic);
        (found && whole).then_some((*size, rest.len() - bare.len() + word.len()))
    })
}

/// Without what the binary fraction of 68.4 adds to 68.4 billion.
fn in_cents(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// The number at byte `at` and its length: digits, thousands' commas, one decimal point.
fn number(text: &str, at: usize) -> Option<(f64, usize)> {
    let rest = text.get(at..)?;
    let bytes = rest.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    let mut length = 0;
    let mut digits = String::new();
    let mut point = false;
    while length < 40 {
        match bytes.get(length) {
            Some(b) if b.is_ascii_digit() => digits.push(char::from(*b)),
            Some(b',')
                if !point
                    && digit(length + 1)
                    && digit(length + 2)
                    && digit(length + 3)
                    && !digit(length + 4) => {}
            Some(b'.') if !point && digit(length + 1) => {
                point = true;
                digits.push('.');
            }
            _ => break,
        }
        length += 1;
    }
    Some((digits.parse().ok()?, length))
}
