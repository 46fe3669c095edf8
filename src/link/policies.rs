//! Mentions of policy items into policy items.

use hashbrown::HashMap;

use super::ids;
use super::mentions::{Places, best};
use super::organizations::Names;
use crate::record::{Policy, PolicyKind};
use crate::release::{Findings, PolicyMention};

/// One entry per item, in order of first mention.
pub(super) fn join(found: &Findings, names: &Names<'_>, places: &Places<'_>) -> Vec<Policy> {
    let mut joined: Vec<(String, Vec<&PolicyMention>)> = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    for mention in &found.policies {
        let id = id(mention);
        let at = *by_id.entry(id.clone()).or_insert_with(|| {
            joined.push((id, Vec::new()));
            joined.len() - 1
        });
        if let Some((_, mentions)) = joined.get_mut(at) {
            mentions.push(mention);
        }
    }
    joined
        .into_iter()
        .filter_map(|(id, mentions)| {
            let first = mentions.first()?;
            let known = first.known.as_ref();
            let name = known
                .and_then(|k| {
                    if names.english {
                        &k.name_en
                    } else {
                        &k.name_ko
                    }
                    .as_deref()
                })
                .filter(|_| first.kind != PolicyKind::Law)
                .map_or(first.name.as_str(), |official| written(official, &mentions))
                .to_owned();
            Some(Policy {
                id,
                name_ko: known
                    .and_then(|k| k.name_ko.clone())
                    .or_else(|| (!names.english).then(|| name.clone())),
                name_en: known
                    .and_then(|k| k.name_en.clone())
                    .or_else(|| names.english.then(|| name.clone())),
                name,
                kind: first.kind,
                parties: Vec::new(),
                dates: Vec::new(),
                confidence: best(mentions.iter().map(|m| m.confidence)),
                mentions: places.mentions(mentions.iter().map(|m| m.span)),
            })
        })
        .collect()
}

/// The official name where the release writes it out, else the longest form that it uses: K-ICS, 어카운트인포.
fn written<'a>(official: &'a str, mentions: &[&'a PolicyMention]) -> &'a str {
    let letters = |name: &str| name.split_whitespace().collect::<String>();
    let whole = letters(official);
    let whole = |m: &&PolicyMention| letters(&m.name).contains(&whole);
    let forms = mentions.iter().copied();
    // Of forms of one length the first.
    let longest = forms
        .rev()
        .max_by_key(|m| (whole(m), m.name.chars().count()));
    match longest {
        // The edition of a series says more than its name.
        Some(m) if !whole(&m) || m.kind == PolicyKind::Event => &m.name,
        _ => official,
    }
}

/// The dictionary's id, else one made of kind and name.
pub(super) fn id(mention: &PolicyMention) -> String {
    match &mention.known {
        Some(known) => known.id.clone(),
        None => {
            let kind = serde_json::to_value(mention.kind).ok();
            let kind = kind.as_ref().and_then(|k| k.as_str()).unwrap_or("policy");
            ids::policy(kind, &mention.name)
        }
    }
}
