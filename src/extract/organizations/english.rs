//! Organisations by their English names: capitalised words around a head.

use std::collections::HashSet;

use super::{Candidate, Document};
use crate::extract::titlecase;
use crate::lexicon::Lexicon;
use crate::release::Body;
use crate::text::Span;

/// Every run of capitalised words with a strong head, or with any head before its acronym in brackets.
pub(super) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    titlecase::runs(doc)
        .iter()
        .filter_map(|run| name(doc, run, lexicon))
        .collect()
}

fn name(doc: &Document<'_>, run: &[Span], lexicon: &Lexicon) -> Option<Candidate> {
    let skip = usize::from(doc.get(*run.first()?) == "The");
    let run = run.get(skip..)?;
    let run = bare(doc, run, lexicon);
    let last = run.last()?;
    let span = run.first()?.cover(*last);
    let text = doc.get(span);
    let head = |word: &Span| {
        let (at, head) = lexicon.heads.organization(doc.get(*word))?;
        (at == 0).then_some(head)
    };
    // A head comes last (… Research Institute) or first (Ministry of …, Bank of Korea).
    let outer = head(last).or_else(|| {
        let linked = run
            .get(1)
            .is_some_and(|w| matches!(doc.get(*w), "of" | "for" | "on"));
        run.first().filter(|_| linked).and_then(head)
    });
    let inner = run.iter().filter_map(head).find(|h| h.strong);
    let acronym = acronym_follows(doc, span.end, text);
    let found = match (outer, inner) {
        (Some(head), _) if head.strong || acronym => head,
        (_, Some(head)) if acronym => head,
        (Some(head), _) if text.starts_with("Ministry of") || text.starts_with("Office of") => head,
        _ => return None,
    };
    if run.len() < 2 || lexicon.titles.english(text).is_some() {
        return None;
    }
    // "Minister of …", "Director of …": the post is not part of the name.
    if lexicon.titles.english(doc.get(*run.first()?)).is_some() {
        return None;
    }
    Some(Candidate {
        span,
        body: Body::Named {
            name: text.split_whitespace().collect::<Vec<_>>().join(" "),
            kind: found.kind,
        },
        confidence: if acronym { 0.9 } else { 0.75 },
        weak: false,
    })
}

/// A run without the words of a masthead or a form around the name: `Ministry of … Press Release`, `Division … Division
/// Date`.
fn bare<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> &'a [Span] {
    const FORM: [&str; 8] = [
        "Press", "Release", "Releases", "News", "Newsroom", "Date", "Writer", "Headline",
    ];
    let head = |word: &Span| {
        lexicon
            .heads
            .organization(doc.get(*word))
            .is_some_and(|(at, _)| at == 0)
    };
    let upto = run
        .iter()
        .position(|w| FORM.contains(&doc.get(*w)))
        .unwrap_or(run.len());
    let run = run.get(..upto).unwrap_or(run);
    match run {
        // A label of the form that the name itself repeats.
        [first, rest @ ..]
            if head(first) && rest.last().is_some_and(|l| doc.get(*l) == doc.get(*first)) =>
        {
            rest
        }
        _ => run,
    }
}

/// Whether an acronym of `name` stands in brackets at byte `end`.
fn acronym_follows(doc: &Document<'_>, end: usize, name: &str) -> bool {
    let after = doc.text.get(end..).unwrap_or("").trim_start();
    let Some(inner) = after.strip_prefix('(') else {
        return false;
    };
    let word: String = inner
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    word.len() >= 2 && word.len() <= 12 && capitals * 2 > word.len() && initials(name, &word)
}

/// Whether most letters of an acronym begin a word of the name.
fn initials(name: &str, acronym: &str) -> bool {
    let firsts: HashSet<char> = name
        .split_whitespace()
        .filter_map(|w| w.chars().next())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let hits = acronym
        .chars()
        .filter(|c| firsts.contains(&c.to_ascii_uppercase()))
        .count();
    hits * 2 > acronym.len()
}
