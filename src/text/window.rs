//! As much of a text as a rule may look at.

/// The last `most` bytes before byte `at`, or as many as a character boundary allows.
pub fn tail(text: &str, at: usize, most: usize) -> &str {
    let mut from = at.saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    text.get(from..at).unwrap_or("")
}

/// What stands in the bracket that opens behind a space at byte `at`, where it closes in the same line within `most` bytes:
/// ` (FSC)`. Three bytes more are the space and the bracket itself.
pub fn bracketed(text: &str, at: usize, most: usize) -> Option<&str> {
    let inside = head(text, at, most + 3).strip_prefix(" (")?;
    let end = inside.find([')', '\n'])?;
    (inside.as_bytes().get(end) == Some(&b')')).then_some(inside.get(..end)?)
}

/// Where the text goes on behind such a bracket; `at` where there is none.
pub fn past_bracket(text: &str, at: usize, most: usize) -> usize {
    let inside = bracketed(text, at, most);
    at + inside.map_or(0, |inside| " (".len() + inside.len() + ")".len())
}

/// The first `most` bytes from byte `at` on, or as many as a character boundary allows.
pub fn head(text: &str, at: usize, most: usize) -> &str {
    let mut to = text.len().min(at.saturating_add(most));
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    text.get(at..to).unwrap_or("")
}
