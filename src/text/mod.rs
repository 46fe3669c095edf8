//! Text with memory: spans, maps back to the source, Hangul arithmetic. Knows no stage.

mod chars;
pub mod columns;
mod fingerprint;
pub mod hangul;
mod map;
mod names;
mod paragraphs;
mod patterns;
mod sentences;
mod spaces;
mod span;
mod squeezed;
mod window;

pub use chars::{CharIndex, capitalized, is_alphanumeric};
pub use fingerprint::fingerprint;
pub use map::{Editor, Mapped, OffsetMap};
pub use names::{name_key, push_search_key, search_key};
pub use paragraphs::{Paragraph, paragraphs};
pub use patterns::LinePatterns;
pub use sentences::sentence_ends;
pub use spaces::single_spaced;
pub use span::Span;
pub use squeezed::{Squeezed, is_middle_dot, push_squeezed, squeeze_str, squeezed};
pub use window::{bracketed, head, past_bracket, tail};
