//! What repair must not make up but a reader should know: lost magnitudes, lost months and days.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{CharIndex, hangul};

/// A number, a gap, and the won: `4,875 원` may have been 4,875만 원 or 4,875억 원.
static BARE_WON: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[0-9][0-9,.]{0,20} {1,2}원").ok());

/// A month without its number, or a day without its number behind a month.
static BARE_MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:[0-9]{4}년|지난|오는|올해) {1,2}월 {0,2}[0-9]{1,2}일|[0-9]{1,2}월 {1,2}일(?:\(| |부터|까지)")
        .ok()
});

/// Particles that may follow 원; any other syllable makes it another word (원인, 원자재).
const AFTER_WON: &str = "을의이은에으로와과도만대";

/// Reads a repaired text; offsets count its code points.
pub(super) fn of(text: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    let index = LazyLock::<CharIndex<'_>, _>::new(|| CharIndex::new(text));
    if let Some(regex) = BARE_WON.as_ref() {
        for m in regex.find_iter(text) {
            let next = text.get(m.end()..).and_then(|t| t.chars().next());
            if next.is_some_and(|c| hangul::is_syllable(c) && !AFTER_WON.contains(c)) {
                continue;
            }
            found.push((
                m.start(),
                format!(
                    "lost_magnitude: '{}' at {}",
                    m.as_str(),
                    index.chars(m.start())
                ),
            ));
        }
    }
    if let Some(regex) = BARE_MONTH.as_ref() {
        for m in regex.find_iter(text) {
            found.push((
                m.start(),
                format!(
                    "lost_date: '{}' at {}",
                    m.as_str().trim_end(),
                    index.chars(m.start())
                ),
            ));
        }
    }
    found.sort();
    found.into_iter().map(|(_, w)| w).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_before_won() {
        assert_eq!(
            of("예산 4,875 원을 쓴다"),
            ["lost_magnitude: '4,875 원' at 3"]
        );
        assert!(of("예산 4,875억 원을, 3,000원을, 3 원인으로").is_empty());
    }

    #[test]
    fn months_and_days() {
        assert_eq!(of("지난 월 13일에"), ["lost_date: '지난 월 13일' at 0"]);
        assert_eq!(of("4월 일(목)"), ["lost_date: '4월 일(' at 0"]);
        assert!(of("4월 13일(목)").is_empty());
    }
}
