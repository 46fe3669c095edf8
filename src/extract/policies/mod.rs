//! Policy items of the six kinds: laws, programmes, plans, agreements, events, measures.

mod agenda;
mod badged;
mod budget;
mod decided;
mod english;
mod english_acts;
mod founded;
mod known;
mod laws;
mod leads;
mod marks;
mod measures;
mod meetings;
mod named;
mod phrase;
mod quoted;
mod sited;
mod tables;
mod titled;

use hashbrown::{HashMap, HashSet};

use super::Document;
use super::organizations::Organizations;
use super::pieces::Piece;
use crate::lexicon::Lexicon;
use crate::record::{Language, PolicyKind};
use crate::release::{KnownPolicy, PolicyMention};
use crate::text::{is_alphanumeric, is_middle_dot, squeeze_str};

/// No more names of a release are compared with each other.
const MOST: usize = 400;
/// Letters that a known name has to which nothing before it belongs (모태펀드 is the end of many names).
const WHOLE: usize = 6;
/// Confidence of a name that nothing but its head marks.
const HEADED: f64 = 0.7;

/// Finds the policy items of a release, in order of their mentions.
pub fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut found = known::find(doc, pieces, organizations, lexicon);
    found.extend(laws::find(doc, pieces, organizations, lexicon));
    found.extend(quoted::find(doc, organizations, lexicon));
    if doc.language != Language::En {
        found.extend(named::headed(doc, pieces, organizations, lexicon));
    }
    found.extend(named::explained(doc, organizations, lexicon));
    found.extend(titled::find(doc, lexicon));
    found.extend(titled::act(doc, lexicon));
    found.extend(meetings::find(doc, pieces, organizations));
    found.extend(agenda::find(doc));
    found.extend(budget::find(doc, lexicon));
    found.extend(decided::find(doc));
    found.extend(tables::find(doc, lexicon));
    found.extend(sited::find(doc, organizations, lexicon));
    found.extend(measures::find(doc, lexicon));
    found.extend(founded::find(doc, organizations, lexicon));
    badged::find(doc, &mut found);
    if doc.language != Language::Ko {
        found.extend(english::find(doc, organizations, lexicon));
        found.extend(leads::find(doc));
        // (1) Daehan Cheonggwa Co., Ltd.
        found.retain(|item| {
            let body = organizations.covering(item.span.start);
            item.kind != PolicyKind::Measure || !body.is_some_and(|b| b.span.contains(item.span))
        });
    }
    known_at_the_end(&mut found);
    one_series(&mut found);
    one_of_overlapping(&mut found);
    one_agreement(&mut found);
    one_name(&mut found);
    one_kind(&mut found);
    found
}

/// Drops phrases that nothing but their head marks where they end in a name that is known: 경우 시장안정프로그램.
fn known_at_the_end(found: &mut Vec<PolicyMention>) {
    let whole = |name: &str| name.chars().filter(|c| is_alphanumeric(*c)).count() >= WHOLE;
    let known: HashMap<usize, usize> = (found.iter())
        .filter(|p| p.known.is_some() && whole(&p.name))
        .map(|p| (p.span.end, p.span.start))
        .collect();
    found.retain(|p| {
        let inner = known.get(&p.span.end);
        p.known.is_some()
            || p.confidence > HEADED
            || inner.is_none_or(|start| *start <= p.span.start)
    });
}

/// Knows an event by the series that it is one of: 제3회 새싹금융 공모전, where 새싹금융 공모전 is known.
fn one_series(found: &mut [PolicyMention]) {
    let series: Vec<(String, KnownPolicy)> = (found.iter())
        .filter(|p| p.kind == PolicyKind::Event)
        .filter_map(|p| Some((squeeze_str(&p.name), p.known.clone()?)))
        .collect();
    for item in found.iter_mut().filter(|p| p.known.is_none()) {
        let name = squeeze_str(&item.name);
        let known = series.iter().find(|(known, _)| {
            let count = name.strip_suffix(known.as_str());
            count.is_some_and(|count| item.kind == PolicyKind::Event && is_count(count))
        });
        item.known = known.map(|(_, known)| known.clone());
    }
}

/// Whether a text without spaces is an ordinal or a year: 제3회, 2026년제1차.
fn is_count(text: &str) -> bool {
    text.starts_with(|c: char| c == '제' || c.is_ascii_digit())
        && text.contains(|c: char| c.is_ascii_digit())
        && (text.chars())
            .all(|c| c.is_ascii_digit() || matches!(c, '제' | '회' | '차' | '기' | '년' | '도'))
}

/// Of overlapping mentions keeps the longest; a measure may hold another item, since its name is a whole phrase.
fn one_of_overlapping(found: &mut Vec<PolicyMention>) {
    found.sort_by(|a, b| {
        (a.span.start.cmp(&b.span.start))
            .then(b.span.len().cmp(&a.span.len()))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.kind.cmp(&b.kind))
    });
    let mut end = [0, 0];
    found.retain(|item| {
        let layer = usize::from(item.kind == PolicyKind::Measure);
        let clear = item.span.start >= end[layer];
        if clear {
            end[layer] = item.span.end;
        }
        clear
    });
}

/// Gives an item one name: the end of a longer name of its kind is that item's short form, and dots are all alike.
fn one_name(found: &mut [PolicyMention]) {
    let key = |name: &str| -> String {
        let letters = name
            .chars()
            .filter(|c| !c.is_whitespace() && !is_middle_dot(*c));
        letters.collect()
    };
    let mut names: Vec<(PolicyKind, String, String)> = Vec::new();
    for item in found.iter() {
        let joined = matches!(
            item.kind,
            PolicyKind::Program | PolicyKind::Plan | PolicyKind::Event
        );
        let entry = (item.kind, key(&item.name), item.name.clone());
        let seen =
            |(kind, key, _): &(PolicyKind, String, String)| *kind == entry.0 && *key == entry.1;
        if joined && item.known.is_none() && names.len() < MOST && !names.iter().any(seen) {
            names.push(entry);
        }
    }
    for item in found.iter_mut().filter(|item| item.known.is_none()) {
        let own = key(&item.name);
        let longest = names
            .iter()
            .filter(|(kind, key, _)| *kind == item.kind && key.ends_with(&own))
            .max_by_key(|(_, key, _)| key.len());
        if let Some((_, _, name)) = longest {
            item.name.clone_from(name);
        }
    }
}

/// What is named as a thing of its own somewhere is no measure elsewhere.
fn one_kind(found: &mut Vec<PolicyMention>) {
    let things: HashSet<String> = found
        .iter()
        .filter(|p| p.kind != PolicyKind::Measure)
        .map(|p| squeeze_str(&p.name))
        .collect();
    found.retain(|p| p.kind != PolicyKind::Measure || !things.contains(&squeeze_str(&p.name)));
}

/// A signing is told in many ways (업무협약, 협약): where one mention names it by its subject, bare ones add nothing.
fn one_agreement(found: &mut Vec<PolicyMention>) {
    let longest = found
        .iter()
        .filter(|p| p.kind == PolicyKind::Agreement)
        .map(|p| squeeze_str(&p.name))
        .max_by_key(String::len);
    let Some(longest) = longest else { return };
    found.retain(|p| match p.kind {
        PolicyKind::Agreement => {
            squeeze_str(&p.name) == longest || p.known.is_some() || p.confidence > HEADED
        }
        PolicyKind::Event => p.confidence > HEADED || !p.name.ends_with("협약식"),
        _ => true,
    });
}
