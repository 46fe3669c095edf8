//! Lines, and which of them are one.

use crate::lexicon::{Cue, Cues, is_english_word};
use crate::text::Span;
use crate::text::hangul::{ends_in_rieul, has_final, is_syllable};

/// How two lines belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// Two paragraphs.
    Paragraph,
    /// One sentence, broken between words.
    Space,
    /// One word, broken.
    Nothing,
    /// One word, broken at a hyphen that it has for the break only.
    Hyphen,
}

/// The joints of `lines`: how each but the first follows the one before it. Joins only on certain evidence; what is left
/// is the repair stage's work.
pub(super) fn joints(text: &str, lines: &[Span], cues: &Cues) -> Vec<Join> {
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    let mut joints: Vec<Join> = pairs().map(|(a, b)| join(text, *a, *b, cues)).collect();
    let mut wraps = Wraps::default();
    for (joint, (before, _)) in joints.iter().zip(pairs()) {
        if *joint == Join::Space {
            wraps.add(before.of(text));
        }
    }
    for (joint, (before, line)) in joints.iter_mut().zip(pairs()) {
        if *joint == Join::Paragraph
            && wraps.goes_on(before.of(text), line.of(text))
            && follows(text, *before, *line)
        {
            *joint = Join::Space;
        }
    }
    joints
}

/// The width at which English running text is wrapped.
#[derive(Default)]
struct Wraps {
    lines: usize,
    width: usize,
}

impl Wraps {
    /// So many lines that are wrapped for sure tell the width.
    const SURE: usize = 3;
    /// Lines are this part of the width short of it at most, a word aside.
    const SLACK: usize = 20;
    /// A longer line is a whole paragraph.
    const WIDEST: usize = 160;

    fn add(&mut self, line: &str) {
        let width = line.chars().count();
        if width <= Self::WIDEST {
            self.lines += 1;
            self.width = self.width.max(width);
        }
    }

    /// Whether the sentence of `line` goes on in `next`, whose first word had no more room in it: `the Ministry of Gender`,
    /// `Equality and Family`.
    fn goes_on(&self, line: &str, next: &str) -> bool {
        if self.lines < Self::SURE {
            return false;
        }
        let word = next.split(' ').next().unwrap_or("");
        let width = line.chars().count();
        let full = width <= self.width
            && width + 1 + word.chars().count() + self.width / Self::SLACK > self.width;
        let open = line.ends_with(|c: char| c.is_ascii_alphanumeric() || ",)-%".contains(c));
        let more = word.starts_with(|c: char| c.is_ascii_alphanumeric() || "(“‘\"".contains(c));
        let item = is_list_mark(next) || word.ends_with(['.', ')', ':']) && word.len() <= 3;
        // Cells of tables are parted by more than a space.
        let cells = line.contains("  ") || next.contains("  ");
        full && open && more && !item && !cells
    }
}

/// The lines that hold more than white space, without the white space at their ends.
pub(super) fn split(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive([
        '\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}',
    ]) {
        let invisible = |c: char| c.is_whitespace() || super::unicode::is_invisible(c);
        let bare = line.trim_end_matches(invisible);
        let start = bare.len() - bare.trim_start_matches(invisible).len();
        if start < bare.len() {
            lines.push(Span::new(at + start, at + bare.len()));
        }
        at += line.len();
    }
    lines
}

/// A line of running text has as many bytes, where it is not the last of its paragraph.
const WRAPPED: usize = 50;

/// Whether no blank line stands between two lines.
fn follows(text: &str, before: Span, line: Span) -> bool {
    let between = Span::new(before.end, line.start).of(text);
    between.matches('\n').count() <= 1
}

/// How `line` follows `before` by the two alone.
fn join(text: &str, before: Span, line: Span, cues: &Cues) -> Join {
    let (last_line, next_line) = (before.of(text), line.of(text));
    let (Some(last), Some(first)) = (last_line.chars().next_back(), next_line.chars().next())
    else {
        return Join::Paragraph;
    };
    if !follows(text, before, line) {
        return Join::Paragraph;
    }
    let word: &str = next_line.split_whitespace().next().unwrap_or("");
    if cues.of(Cue::BrokenOff).has(word) && takes_particle(last, word) {
        return Join::Nothing;
    }
    // … belongs to the | Ministry of the Interior and Safety.
    let small = last_line.rsplit(' ').next().unwrap_or("");
    let open = last_line.len() >= WRAPPED && cues.of(Cue::EnglishInside).has(small);
    if open && first.is_ascii_alphanumeric() && !is_list_mark(next_line) {
        return Join::Space;
    }
    // English running text: a line never begins in lower case otherwise.
    if !first.is_ascii_lowercase() || is_list_mark(next_line) {
        return Join::Paragraph;
    }
    if let Some(join) = broken_word(last_line, next_line) {
        return join;
    }
    let wrapped = last_line.len() >= WRAPPED && (last.is_ascii_alphabetic() || last == ',');
    match wrapped && next_line.len() > 1 {
        true => Join::Space,
        false => Join::Paragraph,
    }
}

/// How the halves of an English word belong together that two lines may have parted: `Educa`, `tion`; `re-`, `sources`.
fn broken_word(line: &str, next: &str) -> Option<Join> {
    let letter = |c: char| c.is_ascii_alphabetic();
    let bare = line.strip_suffix('-').unwrap_or(line);
    let left = bare.get(bare.trim_end_matches(letter).len()..)?;
    let right = next.get(..next.len() - next.trim_start_matches(letter).len())?;
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let hyphened = bare.len() < line.len();
    // a | new center, Korea's | ports, AI | led: words of their own.
    let owned = (bare.get(..bare.len() - left.len())).is_some_and(|b| b.ends_with(['\'', '’']));
    let short =
        left.len() < 2 || right.len() < 2 || !left.contains(|c: char| c.is_ascii_lowercase());
    if !hyphened && (owned || short) {
        return None;
    }
    // small- | and medium-sized, but up- | to-date
    let goes_on = next
        .get(right.len()..)
        .is_some_and(|rest| rest.starts_with('-'));
    if hyphened && !goes_on && matches!(right, "and" | "or" | "to") {
        return Some(Join::Space);
    }
    let whole = is_english_word(&format!("{left}{right}"));
    let halves = is_english_word(left) && is_english_word(right);
    match hyphened {
        true if whole => Some(Join::Hyphen),
        // market-, based; Seong-, sook: the hyphen is the word's own.
        true => Some(Join::Nothing),
        false => (whole && !halves).then_some(Join::Nothing),
    }
}

/// Whether a particle fits the end of a word: 은, 을, 으로 after a consonant, 는, 를, 로, 와 after a vowel.
fn takes_particle(last: char, particle: &str) -> bool {
    if matches!(
        last,
        '’' | '”' | '\'' | '"' | ')' | '」' | '』' | '》' | '>'
    ) {
        return true;
    }
    if !is_syllable(last) {
        return last.is_ascii_alphanumeric();
    }
    match (particle, has_final(last)) {
        ("은" | "을" | "으로", Some(closed)) => closed,
        ("는" | "를" | "와", Some(closed)) => !closed,
        // 로 follows ㄹ too.
        ("로", Some(closed)) => !closed || ends_in_rieul(last),
        _ => true,
    }
}

/// Whether a line begins as an item of a list does: `o text`, `a) text`.
fn is_list_mark(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next();
    matches!(chars.next(), Some(' ' | ')' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn joined(before: &str, after: &str) -> Join {
        let text = format!("{before}\n{after}");
        join(
            &text,
            Span::new(0, before.len()),
            Span::new(before.len() + 1, text.len()),
            &Lexicon::embedded().unwrap().cues,
        )
    }

    #[test]
    fn joins_on_certain_evidence_only() {
        assert_eq!(joined("금융위원회", "는 2025년"), Join::Nothing);
        assert_eq!(joined("금융위원회", "은 2025년"), Join::Paragraph);
        assert_eq!(joined("‘협의체’", "를 설치"), Join::Nothing);
        assert_eq!(joined("담당 부서", "기획조정실"), Join::Paragraph);
        assert_eq!(joined("□ 추진배경", "의견을 듣는다"), Join::Paragraph);
        let line = "The ministry announced today that it will support small firms and";
        assert_eq!(joined(line, "their workers."), Join::Space);
        assert_eq!(joined(line, "o second item"), Join::Paragraph);
    }

    #[test]
    fn joins_halves_of_english_words() {
        assert_eq!(joined("to Team Up on Safety Educa", "tion"), Join::Nothing);
        assert_eq!(
            joined("Trade, Industry and Re-", "sources (MOTIR)"),
            Join::Hyphen
        );
        assert_eq!(
            joined("as part of a market-", "based approach"),
            Join::Nothing
        );
        assert_eq!(joined("Minister Han Seong-", "sook said"), Join::Nothing);
        assert_eq!(joined("A short line", "of a poem"), Join::Paragraph);
        assert_eq!(
            joined("support for small-", "and medium-sized firms"),
            Join::Space
        );
        assert_eq!(joined("keep the tables up-", "to-date"), Join::Nothing);
        assert_eq!(joined("it is time for a", "new center"), Join::Paragraph);
        assert_eq!(
            joined("it came to Korea's", "ports by sea"),
            Join::Paragraph
        );
        assert_eq!(joined("the growth of e-", "commerce"), Join::Nothing);
    }

    #[test]
    fn joins_full_lines_before_capitals_and_digits() {
        let text = "The ministry will brief some 150 public bodies in Yongsan-gu, where\n\
            officers of the bodies will hear of the aims. It was the Ministry of\n\
            Gender Equality that began with it, together with the officers from\n\
            the provinces who are in charge. A casebook will be handed out as an\n\
            aid to those who could not come on the day.\n\
            Contact\nThe Gender Division";
        let lexicon = Lexicon::embedded().unwrap();
        let joints = joints(text, &split(text), &lexicon.cues);
        use Join::{Paragraph, Space};
        assert_eq!(joints, [Space, Space, Space, Space, Paragraph, Paragraph]);
    }
}
