//! The sentence that proves an answer.

use serde::Serialize;

use crate::text::sentence_ends;

/// A sentence, and the place in it that is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The sentence up to the place.
    pub before: String,
    /// The words at the place.
    pub text: String,
    /// The rest of the sentence.
    pub after: String,
}

impl Evidence {
    /// The sentence of `paragraph` around the code points `start..stop` of it.
    pub(super) fn around(paragraph: &str, start: usize, stop: usize) -> Self {
        let byte = |chars: usize| {
            let at = paragraph.char_indices().nth(chars);
            at.map_or(paragraph.len(), |(byte, _)| byte)
        };
        let (from, to) = (byte(start), byte(stop.max(start)));
        let (left, rest) = paragraph.split_at_checked(from).unwrap_or((paragraph, ""));
        let (text, right) = rest.split_at_checked(to - from).unwrap_or((rest, ""));
        let begin = sentence_ends(left).last().unwrap_or(0);
        let end = sentence_ends(right).next().unwrap_or(right.len());
        Self {
            before: left.get(begin..).unwrap_or("").trim_start().to_owned(),
            text: text.to_owned(),
            after: right.get(..end).unwrap_or("").trim_end().to_owned(),
        }
    }

    /// The whole sentence.
    pub fn sentence(&self) -> String {
        [&*self.before, &*self.text, &*self.after].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_around_a_place() {
        let text = "앞이다. 금융위는 16일 밝혔다. 뒤다.";
        let found = Evidence::around(text, 5, 8);
        assert_eq!((&*found.before, &*found.text), ("", "금융위"));
        assert_eq!(found.sentence(), "금융위는 16일 밝혔다.");
        assert_eq!(Evidence::around("가나", 1, 9).text, "나");
        assert_eq!(Evidence::around("가나", 5, 9).sentence(), "가나");
    }
}
