//! Where sentences end.

/// Byte offsets behind the sentences that end in `text`: at a line break, and behind a full stop before white space
/// that follows no digit, so that `2020. 1. 16.` is not cut.
///
/// ```
/// use gija::text::sentence_ends;
/// let ends: Vec<_> = sentence_ends("Signed on 1. 16. It holds. So").collect();
/// assert_eq!(ends, [26]);
/// ```
pub fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(i, c)| {
        let stop = matches!(c, '.' | '!' | '?') && !before.is_ascii_digit();
        before = c;
        let behind = i + c.len_utf8();
        let blank = text
            .get(behind..)
            .is_some_and(|rest| rest.starts_with(char::is_whitespace));
        match c {
            '\n' => Some(i),
            _ if stop && blank => Some(behind),
            _ => None,
        }
    })
}
