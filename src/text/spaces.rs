//! White space.

/// `text` with one space between its words and none around them.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_become_one_space() {
        assert_eq!(single_spaced(" 과  장\n\u{3000}이 화 "), "과 장 이 화");
        assert_eq!(single_spaced(" \n"), "");
    }
}
