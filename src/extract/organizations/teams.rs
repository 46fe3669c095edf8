//! Teams of contests: `△새싹지킴이팀(…), △Green Leaf팀(…)` in a list, ‘새싹지킴이’팀 and ‘프리’(Free)팀 in quotes.

use super::{Candidate, Document};
use crate::extract::quotation;
use crate::lexicon::is_particle;
use crate::record::OrgType;
use crate::text::{Span, hangul, single_spaced};

/// Fewest and most characters of a team's name.
const NAME: (usize, usize) = (2, 20);
/// Marks that the items of a list stand behind.
const MARKS: [char; 7] = ['△', '▲', '▵', '▴', '▷', '▶', '◇'];
/// Marks that quotations end in.
const QUOTES: [char; 6] = ['’', '‘', '”', '“', '\'', '"'];
/// What takes part in contests wins.
const WON: [&str; 3] = ["수상", "우수상", "장려상"];
/// Characters that a remark between a name and the word for team has at most.
const REMARK: usize = 40;

/// Every such team.
pub(super) fn find(doc: &Document<'_>) -> Vec<Candidate> {
    let quoted = quotation::short(doc.text).into_iter();
    let mut found: Vec<Candidate> = quoted
        .filter(|span| is_name(doc.get(*span)) && is_called_team(doc, *span))
        .map(|span| team(doc, span))
        .collect();
    let listed = listed(doc);
    if listed.len() >= 2 && WON.iter().any(|won| doc.text.contains(won)) {
        found.extend(listed.into_iter().map(|span| team(doc, span)));
    }
    found
}

/// The names between the mark of an item and the word for team, behind which a bracket opens.
fn listed(doc: &Document<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    for (at, mark) in doc.text.match_indices(MARKS) {
        let start = at + mark.len();
        let rest = doc.text.get(start..).unwrap_or("");
        let item = rest.split(['(', '\n']).next().unwrap_or("");
        let opened = rest.get(item.len()..).unwrap_or("").starts_with('(');
        let Some(name) = item.trim_end().strip_suffix('팀').filter(|_| opened) else {
            continue;
        };
        let lead = name.len() - name.trim_start().len();
        let span = Span::new(start + lead, start + name.trim_end().len());
        if is_name(doc.get(span)) && !doc.phone_follows(start + item.len()) {
            found.push(span);
        }
    }
    found
}

fn is_name(name: &str) -> bool {
    (NAME.0..=NAME.1).contains(&name.chars().count())
        && name.chars().all(|c| c == ' ' || c.is_alphanumeric())
}

/// Whether the word for team right after the quotation marks says what they hold, a remark in brackets left out.
fn is_called_team(doc: &Document<'_>, span: Span) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let rest = rest.trim_start_matches(QUOTES);
    let remark = rest.strip_prefix('(').and_then(|r| r.split_once(')'));
    let rest = match remark {
        Some((inner, rest)) if inner.chars().count() <= REMARK => rest.trim_start_matches(QUOTES),
        _ => rest,
    };
    let tail = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('팀');
    let tail = tail.map(|t| t.split(|c| !hangul::is_syllable(c)).next().unwrap_or(""));
    tail.is_some_and(is_particle)
}

fn team(doc: &Document<'_>, span: Span) -> Candidate {
    Candidate::named(span, single_spaced(doc.get(span)), OrgType::Team, 0.8)
}
