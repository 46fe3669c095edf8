//! The lines of a text.

use std::ops::Range;

/// A line that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph<'a> {
    /// Its first code point, and one past its last.
    pub chars: Range<usize>,
    /// The line, without its line break.
    pub text: &'a str,
}

/// The lines of `text` that are not blank, in order.
///
/// ```
/// use gija::text::paragraphs;
/// let found: Vec<_> = paragraphs("제목\n\n본문").map(|p| (p.chars, p.text)).collect();
/// assert_eq!(found, [(0..2, "제목"), (4..6, "본문")]);
/// ```
pub fn paragraphs(text: &str) -> impl Iterator<Item = Paragraph<'_>> {
    let mut start = 0;
    text.split('\n').filter_map(move |line| {
        let chars = start..start + line.chars().count();
        start = chars.end + 1;
        (!line.trim().is_empty()).then_some(Paragraph { chars, text: line })
    })
}
