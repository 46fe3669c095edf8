//! Numbered tables read cell by cell: `연번 · 훈련과정명 · 방법`, then `1`, a name and what else the row has.

use super::phrase;
use crate::extract::Document;
use crate::lexicon::{Cue, Lexicon};
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{Span, is_alphanumeric, squeeze_str, squeezed};

/// No header has more columns.
const WIDEST: usize = 10;
/// No heading of a column has more letters.
const HEADING: usize = 10;
/// No row has more lines than this.
const TALLEST: usize = 16;
/// Fewest and most characters of a name.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=70;

/// The names in the column that says what it lists.
pub(super) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < doc.lines.len() {
        let named = is_number_heading(doc, i)
            .then(|| column(doc, i, lexicon))
            .flatten();
        i += 1;
        let Some((column, kind)) = named else {
            continue;
        };
        let mut number = 1usize;
        let mut line = i + column;
        while let Some(row) = row(doc, line, number) {
            if let Some(span) = doc.lines.get(row + column).copied() {
                found.extend(item(doc, span, kind));
            }
            number += 1;
            line = row + column + 1;
        }
        i = i.max(line);
    }
    found
}

/// Whether line `i` heads the column of the rows' numbers.
fn is_number_heading(doc: &Document<'_>, i: usize) -> bool {
    doc.lines.get(i).is_some_and(|line| {
        let heading = squeezed(doc.get(*line));
        let mut known = doc.cue(Cue::NumberHeadings).iter();
        known.any(|known| known.chars().eq(heading.clone()))
    })
}

/// How many columns after the numbers at line `i` the names stand, and what they name.
fn column(doc: &Document<'_>, i: usize, lexicon: &Lexicon) -> Option<(usize, PolicyKind)> {
    (1..WIDEST)
        .map_while(|column| {
            let heading = squeeze_str(doc.get(*doc.lines.get(i + column)?));
            (heading.chars().count() <= HEADING && heading != "1").then_some((column, heading))
        })
        .find_map(|(column, heading)| Some((column, lexicon.heads.policy_column(&heading)?)))
}

/// The line that holds nothing but the number of a row, from line `from` on.
fn row(doc: &Document<'_>, from: usize, number: usize) -> Option<usize> {
    let number = number.to_string();
    let mut lines = doc.lines.iter().skip(from).take(TALLEST);
    Some(from + lines.position(|line| doc.get(*line) == number)?)
}

fn item(doc: &Document<'_>, span: Span, kind: PolicyKind) -> Option<PolicyMention> {
    let name = phrase::tidy(doc.get(span));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (LENGTH.contains(&name.chars().count())
        && letters >= *LENGTH.start()
        && name.starts_with(is_alphanumeric))
    .then_some(PolicyMention {
        span,
        name,
        kind,
        known: None,
        confidence: 0.7,
    })
}
