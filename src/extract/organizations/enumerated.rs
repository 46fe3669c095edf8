//! Firms that an English sentence lists: `The companies are Alphabit, F1 Security and PSDL.`

use super::{Candidate, Document};
use crate::lexicon::Cue;
use crate::record::OrgType;
use crate::text::{Span, head};

/// Words of the name of a firm, at most.
const WORDS: usize = 4;
/// No list is read beyond this many bytes.
const LONGEST: usize = 4000;
/// Names of a list, at least.
const NAMES: usize = 3;

/// Every name of such a list; one that is something else ends it.
pub(super) fn find(doc: &Document<'_>) -> Vec<Candidate> {
    let leads = doc.cue(Cue::EnglishListedFirms);
    let starts = leads.iter().flat_map(|lead| {
        let places = doc.text.match_indices(lead);
        places.map(move |(at, _)| at + lead.len())
    });
    let lists = starts.map(|at| list(doc.text, at));
    let lists = lists.filter(|list| list.len() >= NAMES);
    lists
        .flatten()
        .map(|span| Candidate::named(span, doc.get(span), OrgType::Company, 0.75))
        .collect()
}

/// The names from byte `at` on.
fn list(text: &str, at: usize) -> Vec<Span> {
    let rest = head(text, at, LONGEST);
    let end = rest.find([';', '(', '\n']).unwrap_or(rest.len());
    let end = rest.find(". ").map_or(end, |stop| stop.min(end));
    let rest = rest.get(..end).unwrap_or("").trim_end_matches('.');
    let mut found = Vec::new();
    let mut begin = at;
    for item in rest
        .split_inclusive(',')
        .flat_map(|part| part.split_inclusive(" and "))
    {
        let name = item.trim_end_matches(',');
        let name = name.strip_suffix(" and ").unwrap_or(name).trim();
        let name = name.strip_prefix("and ").unwrap_or(name);
        let start = begin + item.find(name).unwrap_or(0);
        begin += item.len();
        if name.is_empty() {
            continue;
        }
        if !is_name(name) {
            break;
        }
        found.push(Span::new(start, start + name.len()));
    }
    found
}

fn is_name(text: &str) -> bool {
    let mut words = text.split(' ');
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    words.clone().count() <= WORDS && words.all(capital) && text.contains(char::is_alphabetic)
}
