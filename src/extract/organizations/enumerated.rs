//! Firms that an English sentence lists: `The companies are Alphabit, F1 Security and PSDL.`, `Kookmin, Shinhan and NongHyup
//! Banks`.

use super::{Candidate, Document, Sure, resolve_known};
use crate::extract::titlecase;
use crate::lexicon::{Cue, Lexicon, is_english_word};
use crate::record::OrgType;
use crate::release::Body;
use crate::text::{Span, head, past_bracket, squeeze_str, tail};

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

/// The firms of every list of which two at least are known: `Shinhan Securities, Musicow and Hana Securities`. Their names
/// are no English words.
pub(super) fn beside(doc: &Document<'_>, found: &[Candidate], lexicon: &Lexicon) -> Vec<Candidate> {
    let known = Sure::of(found);
    let is_firm = |c: &Candidate| match &c.body {
        Body::Known(org) => (lexicon.organizations.entry(*org))
            .is_some_and(|entry| matches!(entry.kind, OrgType::Company | OrgType::Bank)),
        Body::Named { kind, .. } => *kind == OrgType::Company,
    };
    let starting = |at: usize| {
        let i = known.partition_point(|c| c.span.start < at);
        known.get(i).filter(|c| c.span.start == at)
    };
    let mut firms = Vec::new();
    let mut done = 0;
    for first in known.iter().filter(|c| is_firm(c)) {
        if first.span.start < done {
            continue;
        }
        let (mut at, mut count, mut names) = (first.span.end, 1, Vec::new());
        while let Some(next) = behind_joint(doc.text, at) {
            match starting(next) {
                Some(firm) if is_firm(firm) => {
                    count += 1;
                    at = firm.span.end;
                }
                Some(_) => break,
                None => match firm_name(doc, next, lexicon) {
                    Some(name) if !known.overlaps(name) => {
                        names.push(name);
                        at = name.end;
                    }
                    _ => break,
                },
            }
        }
        done = at;
        if count >= KNOWN {
            firms.extend(names);
        }
    }
    let firm = |span: Span| Candidate::named(span, doc.get(span), OrgType::Company, 0.75);
    firms.into_iter().map(firm).collect()
}

/// Firms of a list that have to be known.
const KNOWN: usize = 2;

/// Where the next of a list begins behind byte `at`, a short name in brackets perhaps between.
fn behind_joint(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(past_bracket(text, at, SHORT)..)?;
    let joints = [", and ", ", ", " and "];
    let next = joints.iter().find_map(|joint| rest.strip_prefix(joint))?;
    Some(text.len() - next.len())
}

/// Bytes of a short name in brackets, at most.
const SHORT: usize = 12;

/// The name at byte `at` that only a firm can have.
fn firm_name(doc: &Document<'_>, at: usize, lexicon: &Lexicon) -> Option<Span> {
    let rest = head(doc.text, at, NAME);
    let end = rest.find([',', ';', '(', '\n', '.'])?;
    let name = rest.get(..end)?;
    let name = name.split(" and ").next()?.trim_end();
    let own = name.split(' ').any(|word| !is_english_word(word));
    let person = lexicon.names.is_romanised_surname(name.split(' ').next()?);
    (is_name(name) && own && !person && !titlecase::is_post(doc, name, lexicon))
        .then(|| Span::new(at, at + name.len()))
}

/// Bytes of the name of a firm, at most.
const NAME: usize = 60;

/// The known banks of every list that ends in their common head: `Kookmin, Shinhan and NongHyup Banks`.
pub(super) fn banks(doc: &Document<'_>, lexicon: &Lexicon, day: Option<&str>) -> Vec<Candidate> {
    let ends = doc.text.match_indices(BANKS).map(|(at, _)| at);
    let lists = ends.flat_map(|end| {
        let before = tail(doc.text, end, LIST);
        let mut at = end - before.len();
        let parts = before.split_inclusive([',', ' ']).map(move |part| {
            at += part.len();
            Span::new(at - part.len(), at)
        });
        // Names of one word each, from the last backwards, joined by commas and "and".
        let parts: Vec<Span> = parts.collect();
        let mut names = Vec::new();
        for part in parts.iter().rev() {
            let word = doc.get(*part).trim_end_matches([',', ' ']);
            match word {
                "" | "and" => {}
                _ if word.starts_with(char::is_uppercase) => {
                    names.push(Span::new(part.start, part.start + word.len()));
                }
                _ => break,
            }
        }
        names
    });
    let found = lists.filter_map(|span| {
        let name = squeeze_str(&format!("{} Bank", doc.get(span)));
        let (body, _) = resolve_known(&name, lexicon, day)?;
        Some(Candidate::sure(span, body, 0.85))
    });
    found.collect()
}

/// What such a list ends in.
const BANKS: &str = " Banks";
/// Bytes of such a list, at most.
const LIST: usize = 160;

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
