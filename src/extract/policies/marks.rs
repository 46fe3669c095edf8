//! The marks that begin the items of lists: digits in circles, triangles, bullets, letters, words that number.

use crate::text::{Span, hangul, is_alphanumeric};

/// A mark that begins an item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    /// Where it stands.
    pub span: Span,
    /// Marks of one family form one list.
    pub family: u32,
    /// Number within the family, 0 where marks are all alike.
    pub number: u32,
}

impl Mark {
    /// Whether it is a bullet that begins a line.
    pub(super) fn is_bullet(self) -> bool {
        (family::BULLETS..family::LATIN).contains(&self.family)
    }

    /// Whether it is a box that begins a line, as paragraphs and headings do.
    pub(super) fn is_box(self) -> bool {
        self.is_bullet() && BOXES.contains(&(self.family - family::BULLETS))
    }

    /// Whether it is a dash that begins a line.
    pub(super) fn is_dash(self) -> bool {
        self.family == family::BULLETS + DASH
    }

    /// Whether it is a triangle.
    pub(super) fn is_triangle(self) -> bool {
        matches!(self.family, family::TRIANGLE | family::HOLLOW)
    }

    /// Whether whole sentences may follow it: it begins a line, or is a word that numbers.
    pub(super) fn leads_paragraph(self) -> bool {
        self.family >= family::BULLETS || self.family == family::WORDS
    }
}

/// Marks without numbers stand no further apart than this many bytes.
const NEAR: usize = 1440;
/// Numbered items stand no further apart than this many bytes.
const FAR: usize = 9000;

/// Families of marks. Those from `BULLETS` on count only where a line begins.
mod family {
    pub const TRIANGLE: u32 = 6;
    pub const HOLLOW: u32 = 7;
    pub const WORDS: u32 = 9;
    pub const BRACKETED: u32 = 10;
    pub const SQUARE: u32 = 12;
    pub const LATIN_LETTERS: u32 = 13;
    pub const BULLETS: u32 = 20;
    pub const BOX: u32 = 40;
    pub const LATIN: u32 = 45;
    pub const POINT: u32 = 50;
    pub const LETTER: u32 = 51;
    pub const HEADING: u32 = 52;
}

/// Digits in circles and the like: the first of each row of characters, and how many there are.
const CIRCLED: [(char, u32, u32); 7] = [
    ('①', 20, 1),
    ('❶', 10, 2),
    ('➀', 10, 3),
    ('➊', 10, 4),
    ('\u{f02b1}', 10, 5),
    ('⓵', 10, 8),
    ('㉠', 14, 11),
];

/// Marks of the items of a list that begin a line, each a family of its own.
const BULLETS: [char; 13] = [
    '✓', '✔', '☑', '□', '■', 'ㅇ', '○', 'ㆁ', '◦', '●', '◇', '◆', '-',
];

/// Marks of items of English releases; their lines need not be filled, as those of [`BULLETS`] are.
const LATIN_BULLETS: [char; 3] = ['•', '▪', '‣'];

/// Which of them are boxes.
const BOXES: std::ops::RangeInclusive<u32> = 3..=4;

/// Which of them is the dash.
const DASH: u32 = BULLETS.len() as u32 - 1;

/// Words that number sentences.
const ORDINALS: [(&str, u32); 14] = [
    ("첫째", 1),
    ("첫 번째", 1),
    ("첫번째", 1),
    ("둘째", 2),
    ("두 번째", 2),
    ("두번째", 2),
    ("셋째", 3),
    ("세 번째", 3),
    ("세번째", 3),
    ("넷째", 4),
    ("네 번째", 4),
    ("네번째", 4),
    ("다섯째", 5),
    ("다섯 번째", 5),
];

/// Words that number sentences and items of English releases.
const ENGLISH_ORDINALS: [(&str, u32); 6] = [
    ("First", 1),
    ("Second", 2),
    ("Third", 3),
    ("Fourth", 4),
    ("Fifth", 5),
    ("Sixth", 6),
];

/// What stands before the end of the first sentence: the headline, and what it takes up.
pub(super) fn headline(text: &str) -> &str {
    (text.find("다."))
        .or_else(|| english_stop(text))
        .and_then(|at| text.get(..at))
        .unwrap_or(text)
}

/// Where the first sentence of an English text ends; abbreviations end none.
fn english_stop(text: &str) -> Option<usize> {
    let ends = |at: &usize| {
        let (before, after) = text.split_at_checked(*at).unwrap_or((text, ""));
        let mut last = before.chars().rev();
        let word = (0..WORD).all(|_| last.next().is_some_and(|c| c.is_ascii_lowercase()));
        let next = || after.trim_start_matches(['.', ' ']);
        word && !next().starts_with(|c: char| c.is_ascii_lowercase())
    };
    if hangul::share(text) >= KOREAN {
        return None;
    }
    text.match_indices(". ").map(|(at, _)| at).find(ends)
}

/// The share of Hangul from which a text is no English one.
const KOREAN: f32 = 0.1;
/// Letters before the stop of a sentence: Apr. ends none.
const WORD: usize = 4;

/// The marks of lists, in order.
pub(super) fn find(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut line_start = true;
    // Before the first sentence ends dashes begin the lines of the headline.
    let body = headline(text).len();
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or("");
        let mark = match line_start {
            // Of most characters no more need be asked.
            false if hangul::is_syllable(c) => ordinal(c, rest),
            false if c == ' ' || c.is_ascii_alphanumeric() => None,
            _ => circled(c)
                .or_else(|| triangle(c, rest))
                .or_else(|| ordinal(c, rest))
                .or_else(|| bracketed(rest, ['(', ')'], family::BRACKETED))
                .or_else(|| lettered(text.get(..at).unwrap_or(""), rest))
                .or_else(|| line_start.then(|| at_line(c, rest)).flatten())
                .filter(|_| c != '-' || at > body),
        };
        if let Some((family, number, length)) = mark {
            marks.push(Mark {
                span: Span::new(at, at + length),
                family,
                number,
            });
        }
        line_start = c == '\n' || line_start && c.is_whitespace();
    }
    marks
}

/// Family, number and length of a mark.
type Read = Option<(u32, u32, usize)>;

/// Whether a character is a number in a circle.
pub(super) fn is_circled(c: char) -> bool {
    circled(c).is_some()
}

fn circled(c: char) -> Read {
    CIRCLED.iter().find_map(|(first, count, family)| {
        let n = (c as u32).checked_sub(*first as u32)?;
        (n < *count).then_some((*family, n + 1, c.len_utf8()))
    })
}

fn triangle(c: char, rest: &str) -> Read {
    let family = match c {
        '▲' | '▴' | '▶' | '▷' => family::TRIANGLE,
        '△' | '▵' => family::HOLLOW,
        _ => return None,
    };
    // Before a number the triangle is a minus sign.
    let after = rest.get(c.len_utf8()..)?.trim_start();
    (!after.starts_with(|d: char| d.is_ascii_digit())).then_some((family, 0, c.len_utf8()))
}

fn english_ordinal(rest: &str) -> Read {
    ENGLISH_ORDINALS.iter().find_map(|(word, number)| {
        let tail = rest.strip_prefix(word)?.strip_prefix(", ")?;
        Some((family::WORDS, *number, rest.len() - tail.len()))
    })
}

fn ordinal(c: char, rest: &str) -> Read {
    if !matches!(c, '첫' | '둘' | '두' | '셋' | '세' | '넷' | '네' | '다') {
        return None;
    }
    let (word, number) = ORDINALS.iter().find(|(w, _)| rest.starts_with(w))?;
    let after = rest.get(word.len()..)?;
    let tail = after
        .strip_prefix("로")
        .unwrap_or(after)
        .strip_prefix(',')?;
    Some((family::WORDS, *number, rest.len() - tail.len()))
}

/// `(a) prohibiting …, (b) encouraging …`, behind white space and before Latin letters.
fn lettered(before: &str, rest: &str) -> Read {
    let parted = before.chars().next_back().is_none_or(char::is_whitespace);
    let mut chars = rest.chars();
    let opened = chars.next() == Some('(');
    let letter = chars.next().filter(|c| ('a'..='h').contains(c))?;
    let closed = chars.next() == Some(')') && chars.next() == Some(' ');
    let item = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    let marked = parted && opened && closed && item;
    let number = letter as u32 - 'a' as u32 + 1;
    marked.then_some((family::LATIN_LETTERS, number, "(a)".len()))
}

fn bracketed(rest: &str, [open, close]: [char; 2], family: u32) -> Read {
    let digits = rest.strip_prefix(open)?;
    let tail = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = digits.get(..digits.len() - tail.len())?;
    let number = digits.parse().ok().filter(|n| (1..=20).contains(n))?;
    let tail = tail.strip_prefix(close)?;
    Some((family, number, rest.len() - tail.len()))
}

/// Marks that are marks only where a line begins: bullets, `1.`, `1)`, `가.`.
fn at_line(c: char, rest: &str) -> Read {
    if c.is_ascii_uppercase() {
        return english_ordinal(rest);
    }
    if c == '[' {
        // A heading that fills its line: [과징금 부과기준 강화]
        let line = rest.split('\n').next().unwrap_or("").trim_end();
        let heading = || line.ends_with(']').then_some((family::BOX, 0, 0));
        return bracketed(rest, ['[', ']'], family::SQUARE).or_else(heading);
    }
    if let Some(i) = BULLETS.iter().position(|b| *b == c) {
        return Some((family::BULLETS + i as u32, 0, c.len_utf8()));
    }
    if let Some(i) = LATIN_BULLETS.iter().position(|b| *b == c) {
        let item = rest.get(c.len_utf8()..)?.trim_start_matches(' ');
        let line = item.split('\n').next().unwrap_or("");
        let latin = item.starts_with(|c: char| c.is_ascii_alphabetic());
        return (latin && !line.chars().any(hangul::is_syllable)).then_some((
            family::LATIN + i as u32,
            0,
            c.len_utf8(),
        ));
    }
    const LETTERS: &str = "가나다라마바사아자차카타파하";
    if let Some(n) = LETTERS.chars().position(|l| l == c) {
        let tail = rest.get(c.len_utf8()..)?.strip_prefix(['.', ')'])?;
        return tail
            .starts_with(' ')
            .then_some((family::LETTER, n as u32 + 1, c.len_utf8() + 1));
    }
    let tail = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = rest.get(..rest.len() - tail.len())?.parse().ok()?;
    if let Some(number) = heading(tail, number) {
        return Some((
            family::HEADING,
            number,
            rest.len() - tail.trim_start().len(),
        ));
    }
    let after = tail.strip_prefix(['.', ')'])?;
    let item = after.trim_start_matches(' ').chars().next()?;
    ((1..=20).contains(&number) && !item.is_ascii_digit() && after.starts_with(' ')).then_some((
        family::POINT,
        number,
        rest.len() - after.len(),
    ))
}

/// The number of a heading that has a line of its own before the heading's; `tail` is what follows it.
fn heading(tail: &str, number: u32) -> Option<u32> {
    let next = tail.trim_start();
    let alone = tail.get(..tail.len() - next.len())?.contains('\n');
    (alone && (1..=20).contains(&number) && next.starts_with(hangul::is_syllable)).then_some(number)
}

/// Whether a mark is one of several of its family near by, in order.
pub(super) fn in_list(marks: &[Mark], i: usize) -> bool {
    let Some(mark) = marks.get(i) else {
        return false;
    };
    let reach = if mark.number > 0 || mark.family == family::BOX {
        FAR
    } else {
        NEAR
    };
    let near = |other: &Mark| {
        let distance = other.span.start.abs_diff(mark.span.start);
        other.family == mark.family && distance <= reach
    };
    let before = marks.iter().take(i).rev().take(24).find(|m| near(m));
    let after = marks.iter().skip(i + 1).take(24).find(|m| near(m));
    match mark.number {
        0 => before.is_some() || after.is_some(),
        n => before.is_some_and(|m| m.number + 1 == n) || after.is_some_and(|m| m.number == n + 1),
    }
}

/// Whether a mark stands for an item told elsewhere: ➀과 ➁ 중.
pub(super) fn is_reference(text: &str, mark: &Mark) -> bool {
    let mut after = text.get(mark.span.end..).unwrap_or("").chars();
    let particle = ['과', '와', '의', '은', '는', '이', '을', '를', '도'];
    after.next().is_some_and(|c| particle.contains(&c))
        && after.next().is_some_and(|c| !is_alphanumeric(c))
}
