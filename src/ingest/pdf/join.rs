//! Lines that were one before the page broke them.
//!
//! That a line goes on in the next one is told by geometry. Whether it broke between words or, as Korean lines do,
//! within one, is told by the words that stand unbroken elsewhere in the document.

use hashbrown::HashSet;

use super::layout::Line;
use crate::text::is_alphanumeric;

/// Widths, in font sizes, of the ends that count as the same.
const SAME: f64 = 0.6;

/// A line shorter than this, in font sizes, is a label or a cell.
const WIDE: f64 = 14.0;

/// How far a line may begin to the left or the right of the one that it goes on from.
const INDENT: f64 = 4.0;

/// Distance of two lines, in font sizes, beyond which they are paragraphs.
const LEADING: f64 = 2.6;

/// Characters of a word by which it is known.
const KNOWN: usize = 8;

/// Words of a document that are known at most.
const WORDS: usize = 1 << 20;

/// What items of a list begin with.
const BULLETS: &str = "□■○●◦◎ㅇ-–*※▪▫◆◇◈▴▸▶►✓✔☞#➊❶<〈[【";

/// Syllables that end a word far more often than they stand within one: particles and endings.
const ENDS: &str = "은는을를의에와과로며고해여도한된할등및";

/// What begins a line only where the word before it was broken.
const BROKEN_OFF: &[&str] = &[
    "이", "가", "은", "는", "을", "를", "의", "에", "와", "과", "로", "으로", "에서", "에게",
    "까지", "부터", "도", "만", "며", "고", "다", "년", "월", "일", "명", "원", "억", "만원",
    "억원", "개", "조",
];

/// Marks the lines that go on in the next one.
pub(super) fn mark(lines: &mut [Line]) {
    let mut ends: Vec<f64> = lines
        .iter()
        .filter(|line| line.is_wide())
        .map(|line| line.end)
        .collect();
    ends.sort_by(f64::total_cmp);
    let shared = |line: &Line| {
        let margin = line.size * SAME;
        let from = ends.partition_point(|end| *end < line.end - margin);
        let to = ends.partition_point(|end| *end <= line.end + margin);
        let rightmost = ends.last().is_some_and(|last| line.end > last - margin);
        to - from > 1 || rightmost
    };
    let goes_on: Vec<bool> = lines
        .windows(2)
        .map(|pair| match pair {
            [line, next] => line.is_wide() && shared(line) && next.follows(line),
            _ => false,
        })
        .collect();
    for (line, goes_on) in lines.iter_mut().zip(goes_on) {
        line.goes_on = goes_on;
    }
}

impl Line {
    fn is_wide(&self) -> bool {
        self.end - self.start > self.size * WIDE
    }

    /// Whether this line can be the continuation of the one before it.
    fn follows(&self, before: &Self) -> bool {
        let size = before.size.max(self.size);
        let down = before.base - self.base;
        let right = self.start - before.start;
        let indent = size * INDENT;
        self.direction == before.direction
            && (before.size - self.size).abs() < size * 0.15
            && down > size * 0.5
            && down < size * LEADING
            && (-indent..indent).contains(&right)
            && self.end < before.end + size * SAME
            && !self.text.trim_start().starts_with(|c| BULLETS.contains(c))
            // As under a date: `12:00`, `(지면)`.
            && !(before.text.trim_end().ends_with(|c: char| c.is_ascii_digit())
                && self.text.trim_start().starts_with('('))
            // A paragraph that begins further to the right, after one that ends with the line.
            && !(before.text.trim_end().ends_with(['.', '다', '임', '음', '함']) && right > size * 0.5)
    }
}

/// The paragraphs of the pages.
pub(super) fn paragraphs(lines: &[Line]) -> Vec<String> {
    let words = Words::of(lines);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in lines {
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => {
                let start = paragraph.trim_end().len();
                let spaced = start < paragraph.len() || line.text.starts_with(char::is_whitespace);
                if !spaced && words.part(paragraph, &line.text) {
                    paragraph.push(' ');
                }
                paragraph.push_str(&line.text);
            }
            None => paragraphs.push(line.text.clone()),
        }
        goes_on = line.goes_on;
    }
    paragraphs
}

/// What no word begins with, or only where what it belongs to stands right before it.
const VERB_ENDS: &[&str] = &[
    "하겠", "하는", "하고", "하여", "하기", "하며", "했다", "했으", "한다", "합니", "되었", "되는",
    "되고", "되어", "되며", "됐다", "됐으", "된다", "됩니", "시키", "시켜",
];

/// What begins the words after a quotation.
const AFTER_QUOTES: &[&str] = &["라고", "라며", "라는", "이라", "고", "며"];

/// The words that surely stand unbroken in a document.
struct Words<'a> {
    whole: HashSet<&'a str>,
    /// Their beginnings.
    beginnings: HashSet<&'a str>,
}

impl<'a> Words<'a> {
    fn of(lines: &'a [Line]) -> Self {
        let mut words = Self {
            whole: HashSet::new(),
            beginnings: HashSet::new(),
        };
        let mut goes_on = false;
        for line in lines {
            let all = line.text.split_whitespace().count();
            for (i, word) in line.text.split_whitespace().enumerate() {
                let first = i == 0 && goes_on;
                let last = i + 1 == all && line.goes_on;
                if !first && !last && words.beginnings.len() < WORDS {
                    words.learn(word);
                }
            }
            goes_on = line.goes_on;
        }
        words
    }

    fn learn(&mut self, word: &'a str) {
        let word = core(word);
        self.whole.insert(word);
        for (end, c) in word.char_indices().take(KNOWN) {
            if let Some(beginning) = word.get(..end + c.len_utf8()) {
                self.beginnings.insert(beginning);
            }
        }
    }

    /// Whether a space parts the end of `before` from the beginning of `after`.
    fn part(&self, before: &str, after: &str) -> bool {
        let left = before.split_whitespace().next_back().unwrap_or("");
        let right = after.split_whitespace().next().unwrap_or("");
        let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else {
            return true;
        };
        let begins = |words: &[&str]| words.iter().any(|word| right.starts_with(word));
        match last {
            '(' | '‘' | '“' | '「' | '『' | '~' | '·' | '․' | '‧' => return false,
            '’' | '”' | '」' | '』' | ')' => {
                return !(BROKEN_OFF.contains(&core(right)) || begins(AFTER_QUOTES));
            }
            _ if !is_alphanumeric(last) => return true,
            _ => {}
        }
        if !is_alphanumeric(first) {
            return !matches!(
                first,
                '(' | ')' | '’' | '”' | '」' | '』' | ',' | '.' | '·' | '~' | '%'
            );
        }
        let (left, word) = (open(left), core(right));
        if last.is_ascii_alphanumeric() && first.is_ascii_alphanumeric() {
            return true;
        }
        if BROKEN_OFF.contains(&word) || begins(VERB_ENDS) {
            return false;
        }
        let joined: String = left.chars().chain(word.chars()).take(KNOWN).collect();
        let enough: String = left.chars().chain(word.chars().take(1)).collect();
        if self.beginnings.contains(joined.as_str()) {
            return false;
        }
        if self.whole.contains(left) {
            return true;
        }
        if left.chars().count() > 1 && self.beginnings.contains(enough.as_str()) {
            return false;
        }
        let single = left.chars().count() == 1;
        !single || ENDS.contains(last)
    }
}

/// A word without the marks at its ends.
fn core(word: &str) -> &str {
    word.trim_matches(|c: char| !is_alphanumeric(c))
}

/// The last part of a word that goes on: what follows the marks in it.
fn open(word: &str) -> &str {
    let from = word
        .char_indices()
        .rev()
        .find(|(_, c)| !is_alphanumeric(*c))
        .map_or(0, |(i, c)| i + c.len_utf8());
    word.get(from..).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::super::layout::Direction;
    use super::*;

    fn line(base: f64, start: f64, end: f64, text: &str) -> Line {
        Line {
            pieces: Vec::new(),
            text: text.to_owned(),
            start,
            end,
            base,
            size: 10.0,
            direction: Direction::Right,
            goes_on: false,
        }
    }

    fn read(lines: &[(f64, f64, f64, &str)]) -> Vec<String> {
        let mut lines: Vec<Line> = lines
            .iter()
            .map(|(base, start, end, text)| line(*base, *start, *end, text))
            .collect();
        mark(&mut lines);
        paragraphs(&lines)
    }

    #[test]
    fn full_lines_go_on_between_and_within_words() {
        assert_eq!(
            read(&[
                (90.0, 10.0, 400.0, "기상청은 먼지 예보를 하루 두 번에서 네"),
                (
                    70.0,
                    0.0,
                    400.0,
                    "번으로 늘리고 안내문을 보낸다. 안내문은 예"
                ),
                (50.0, 0.0, 200.0, "보와 함께 나간다."),
                (30.0, 10.0, 400.0, "청장은 “맑은 날에도 예보를 보겠다”"),
                (10.0, 0.0, 100.0, "라고 말했다."),
            ]),
            [
                "기상청은 먼지 예보를 하루 두 번에서 네번으로 늘리고 안내문을 보낸다. 안내문은 예보와 함께 나간다.",
                "청장은 “맑은 날에도 예보를 보겠다”라고 말했다."
            ]
        );
    }

    #[test]
    fn items_cells_and_far_lines_stand_alone() {
        let lines = [
            (200.0, 0.0, 400.0, "첫 항목의 줄은 오른쪽 끝까지 간다"),
            (180.0, 0.0, 400.0, " - 둘째 항목도 오른쪽 끝까지 간다"),
            (100.0, 0.0, 400.0, "멀리 떨어진 줄도 오른쪽 끝까지 간다"),
            (80.0, 300.0, 400.0, "칸"),
            (60.0, 0.0, 40.0, "이름"),
        ];
        assert_eq!(read(&lines).len(), lines.len());
    }
}
