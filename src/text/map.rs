//! Where did this character come from.

use super::Span;

/// One stretch of an edited text that differs in offset or content from what it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Where it stands in the edited text.
    to: Span,
    /// What it stands for in the original.
    from: Span,
    /// Copied byte by byte: offsets inside map one to one.
    verbatim: bool,
}

/// Maps spans of an edited text back to the text that it was made from.
///
/// Pieces lie side by side and cover both texts whole, so every offset has an origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
}

impl OffsetMap {
    /// The map of a text of `len` bytes onto itself.
    pub fn identity(len: usize) -> Self {
        let whole = Span::new(0, len);
        Self {
            pieces: vec![Piece {
                to: whole,
                from: whole,
                verbatim: true,
            }],
        }
    }

    /// The span of the original that `span` of the edited text came from.
    ///
    /// What was put in maps to the empty place where it was put; a span that covers it takes in its surroundings.
    /// Runs in logarithmic time.
    pub fn origin(&self, span: Span) -> Span {
        if span.is_empty() {
            let at = self.origin_of_start(span.start);
            return Span::new(at, at);
        }
        Span::new(
            self.origin_of_start(span.start),
            self.origin_of_end(span.end),
        )
    }

    fn origin_of_start(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.to.end <= at);
        match self.pieces.get(i) {
            Some(p) if p.verbatim => p.from.start + at.saturating_sub(p.to.start),
            Some(p) => p.from.start,
            None => self.pieces.last().map_or(0, |p| p.from.end),
        }
    }

    fn origin_of_end(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.to.end < at);
        match self.pieces.get(i) {
            Some(p) if p.verbatim => p.from.start + at.saturating_sub(p.to.start),
            Some(p) => p.from.end,
            None => self.pieces.last().map_or(0, |p| p.from.end),
        }
    }

    /// The offset in the edited text of what stands at `at` in the original; of what is gone, where it would stand.
    /// Runs in logarithmic time.
    pub fn place(&self, at: usize) -> usize {
        let i = self.pieces.partition_point(|p| p.from.end <= at);
        match self.pieces.get(i) {
            Some(p) if p.verbatim => p.to.start + at.saturating_sub(p.from.start),
            Some(p) => p.to.start,
            None => self.pieces.last().map_or(0, |p| p.to.end),
        }
    }

    /// The spans of the original that nothing of the edited text came from.
    pub fn removed(&self) -> impl Iterator<Item = Span> + '_ {
        self.pieces
            .iter()
            .filter(|p| p.to.is_empty() && !p.from.is_empty())
            .map(|p| p.from)
    }
}

/// A text and the way back to what it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapped {
    /// The edited text.
    pub text: String,
    /// From `text` to the original.
    pub map: OffsetMap,
}

/// Makes an edited text from left to right and remembers where everything came from.
///
/// ```
/// use gija::text::{Editor, Span};
/// let mut e = Editor::new("16()에");
/// e.keep_until(3);
/// e.insert("목");
/// let made = e.finish();
/// assert_eq!(made.text, "16(목)에");
/// assert_eq!(made.map.origin(Span::new(0, 7)), Span::new(0, 4));
/// ```
#[derive(Debug)]
pub struct Editor<'a> {
    source: &'a str,
    at: usize,
    text: String,
    pieces: Vec<Piece>,
}

impl<'a> Editor<'a> {
    /// Begins at the start of `source` with nothing written.
    pub fn new(source: &'a str) -> Self {
        Self {
            source,
            at: 0,
            text: String::with_capacity(source.len()),
            pieces: Vec::new(),
        }
    }

    /// The offset in the source up to which everything was decided.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What was written so far.
    pub fn written(&self) -> &str {
        &self.text
    }

    /// Copies the source up to `end`. An `end` already passed, or off a character boundary, copies nothing.
    pub fn keep_until(&mut self, end: usize) {
        let Some(kept) = self.source.get(self.at..end) else {
            return;
        };
        if kept.is_empty() {
            return;
        }
        let to = Span::new(self.text.len(), self.text.len() + kept.len());
        let from = Span::new(self.at, end);
        self.text.push_str(kept);
        self.at = end;
        match self.pieces.last_mut() {
            Some(p) if p.verbatim => {
                p.to.end = to.end;
                p.from.end = from.end;
            }
            _ => self.pieces.push(Piece {
                to,
                from,
                verbatim: true,
            }),
        }
    }

    /// Drops the source up to `end`.
    pub fn drop_until(&mut self, end: usize) {
        self.replace_until(end, "");
    }

    /// Writes `text` for the source up to `end`.
    pub fn replace_until(&mut self, end: usize, text: &str) {
        let end = end.clamp(self.at, self.source.len());
        if end == self.at && text.is_empty() {
            return;
        }
        let to = Span::new(self.text.len(), self.text.len() + text.len());
        self.pieces.push(Piece {
            to,
            from: Span::new(self.at, end),
            verbatim: false,
        });
        self.text.push_str(text);
        self.at = end;
    }

    /// Writes `text` that nothing in the source stands for.
    pub fn insert(&mut self, text: &str) {
        self.replace_until(self.at, text);
    }

    /// Copies the rest.
    pub fn finish(mut self) -> Mapped {
        self.keep_until(self.source.len());
        Mapped {
            text: self.text,
            map: OffsetMap {
                pieces: self.pieces,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_map_back() {
        let mut e = Editor::new("조회 수 16\n본문");
        e.drop_until("조회 수 16\n".len());
        let made = e.finish();
        assert_eq!(made.text, "본문");
        let body = made.map.origin(Span::new(0, made.text.len()));
        assert_eq!(body.of("조회 수 16\n본문"), "본문");
        assert_eq!(made.map.removed().count(), 1);
        assert_eq!((made.map.place(3), made.map.place(14)), (0, 0));
        assert_eq!((made.map.place(17), made.map.place(99)), (3, 6));
    }

    #[test]
    fn a_replaced_stretch_maps_to_all_it_replaced() {
        let mut e = Editor::new("a  b");
        e.keep_until(1);
        e.replace_until(3, " ");
        let made = e.finish();
        assert_eq!(made.text, "a b");
        assert_eq!(made.map.origin(Span::new(1, 2)), Span::new(1, 3));
        assert_eq!(made.map.origin(Span::new(0, 3)), Span::new(0, 4));
        assert_eq!(made.map.origin(Span::new(2, 3)), Span::new(3, 4));
    }

    proptest! {
        #[test]
        fn kept_characters_map_to_themselves(source in "[가-나a ]{0,30}", cuts in prop::collection::vec((0usize..4, 0usize..30), 0..12)) {
            let bounds: Vec<usize> = source.char_indices().map(|(i, _)| i).chain([source.len()]).collect();
            let mut e = Editor::new(&source);
            let mut at = 0;
            for (what, step) in cuts {
                at = (at + step % 5).min(bounds.len() - 1);
                match what {
                    0 => e.keep_until(bounds[at]),
                    1 => e.drop_until(bounds[at]),
                    2 => e.replace_until(bounds[at], "XY"),
                    _ => e.insert("Z"),
                }
            }
            let made = e.finish();
            let mut last = 0;
            for (i, c) in made.text.char_indices() {
                let from = made.map.origin(Span::new(i, i + c.len_utf8()));
                prop_assert!(from.start >= last && from.end <= source.len());
                last = from.start;
                if !"XYZ".contains(c) {
                    let text = c.to_string();
                    prop_assert_eq!(from.of(&source), text.as_str());
                }
            }
        }
    }
}
