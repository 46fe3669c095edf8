//! Lines, and which of them are one.

use crate::lexicon::{Cue, Cues};
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

/// How `line` follows `before`. Joins only on certain evidence; what is left is the repair stage's work.
pub(super) fn join(text: &str, before: Span, line: Span, cues: &Cues) -> Join {
    let between = Span::new(before.end, line.start).of(text);
    let blank = between.matches('\n').count() > 1;
    let (last_line, next_line) = (before.of(text), line.of(text));
    let (Some(last), Some(first)) = (last_line.chars().next_back(), next_line.chars().next())
    else {
        return Join::Paragraph;
    };
    if blank {
        return Join::Paragraph;
    }
    let word: &str = next_line.split_whitespace().next().unwrap_or("");
    if cues.of(Cue::BrokenOff).has(word) && takes_particle(last, word) {
        return Join::Nothing;
    }
    // English running text, wrapped at a width: a line never begins in lower case otherwise.
    let wrapped = last_line.len() >= 50
        && first.is_ascii_lowercase()
        && (last.is_ascii_alphabetic() || last == ',');
    if wrapped && next_line.len() > 1 && !is_list_mark(next_line) {
        return Join::Space;
    }
    Join::Paragraph
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
}
