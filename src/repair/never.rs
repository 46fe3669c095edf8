//! What repair never puts in: magnitudes, numerals and surnames, which would change what a text says; particles that
//! nothing stands before.

use hashbrown::HashMap;
use std::sync::LazyLock;

static TABLE: LazyLock<HashMap<&'static str, Vec<Ban>>> =
    LazyLock::new(|| parse(include_str!("../../dictionaries/repair.never.tsv")));

/// What stands before a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// A digit.
    Digit,
    /// A digit and a gap.
    DigitGap,
    /// A mark that begins an item, and maybe a gap.
    Bullet,
    /// Anything else.
    Other,
}

#[derive(Debug)]
struct Ban {
    behind: &'static [Behind],
    unless_after: Vec<String>,
    unless_before: Vec<String>,
}

fn parse(table: &'static str) -> HashMap<&'static str, Vec<Ban>> {
    let mut bans: HashMap<&str, Vec<Ban>> = HashMap::new();
    for line in table.lines().filter(|l| !l.starts_with('#')).skip(1) {
        let mut fields = line.split('\t');
        let (Some(lost), Some(behind), Some(after), Some(before)) =
            (fields.next(), fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let listed = |cell: &str| -> Vec<String> {
            let parts = cell.split('|').filter(|part| !part.is_empty());
            parts.map(|part| part.replace('␣', " ")).collect()
        };
        bans.entry(lost).or_default().push(Ban {
            behind: match behind {
                "number" => &[Behind::Digit, Behind::DigitGap],
                "gap" => &[Behind::DigitGap],
                "bullet" => &[Behind::Bullet],
                "other" => &[Behind::Other, Behind::Bullet],
                _ => &[
                    Behind::Digit,
                    Behind::DigitGap,
                    Behind::Bullet,
                    Behind::Other,
                ],
            },
            unless_after: listed(after),
            unless_before: listed(before),
        });
    }
    bans
}

/// Whether `lost` may not be put in behind a `behind` that ends with `after`, before what starts with `before`.
pub(super) fn never(lost: &str, behind: Behind, after: &str, before: &str) -> bool {
    TABLE.get(lost).is_some_and(|bans| {
        bans.iter().any(|ban| {
            ban.behind.contains(&behind)
                && !ban.unless_after.iter().any(|u| after.ends_with(u))
                && !ban.unless_before.iter().any(|u| before.starts_with(u))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn magnitudes_numerals_and_names_are_not_invented() {
        assert!(never("만", Behind::Digit, "", " 원"));
        assert!(never("억", Behind::DigitGap, "", "원"));
        assert!(never("원", Behind::DigitGap, "", "의"));
        assert!(!never("원", Behind::Digit, "", "의"));
        assert!(!never("만", Behind::Other, "", " 14세"));
        assert!(never("한", Behind::Other, "", " 곳"));
        assert!(!never("한", Behind::Other, "", "-독"));
        assert!(!never("한", Behind::Other, "", " 것"));
        assert!(!never("한", Behind::Other, "소홀히 ", " 사실"));
        assert!(never("김", Behind::Other, "", " 위원장"));
        assert!(!never("및", Behind::Other, "", " 협력"));
        assert!(never("등", Behind::Bullet, "ㅇ ", "(적발"));
        assert!(!never("본", Behind::Bullet, "ㅇ ", " 사업"));
    }
}
