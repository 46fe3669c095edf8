//! English names that leave out words of a longer one: `Disaster Training Institute` for the National Disaster and Safety
//! Training Institute, `Seoul Institute` for the Seoul National Research Institute of Cultural Heritage.

use std::collections::BTreeSet;

use super::Candidate;
use crate::lexicon::Lexicon;
use crate::record::OrgType;
use crate::release::Body;

/// Bodies of a release beyond which none is looked for.
const MOST: usize = 300;

/// Gives shortened names to the one body whose name has all their words, in order. Units are not joined: many share words.
pub(super) fn join(found: &mut [Candidate], lexicon: &Lexicon) {
    let bodies: BTreeSet<&Body> = found.iter().filter(|c| !c.weak).map(|c| &c.body).collect();
    let bodies: Vec<(Body, Vec<String>)> = (bodies.into_iter())
        .map(|body| (body.clone(), words(body, lexicon)))
        .filter(|(_, words)| words.len() > 2)
        .collect();
    // Each is compared with each.
    if bodies.len() > MOST {
        return;
    }
    for candidate in found {
        let Body::Named { kind, .. } = &candidate.body else {
            continue;
        };
        let short = words(&candidate.body, lexicon);
        // Mongolia has a Ministry of Health, too.
        let own = matches!(kind, OrgType::Team | OrgType::Ministry | OrgType::Foreign);
        if own || short.len() < 2 {
            continue;
        }
        let leaves_out = |(_, long): &&(Body, Vec<String>)| {
            let mut rest = long.iter();
            long.len() > short.len() && short.iter().all(|word| rest.any(|other| other == word))
        };
        let mut longer = bodies.iter().filter(leaves_out);
        if let (Some((body, _)), None) = (longer.next(), longer.next()) {
            candidate.body = body.clone();
        }
    }
}

/// The words of a body's English name.
fn words(body: &Body, lexicon: &Lexicon) -> Vec<String> {
    let name = match body {
        Body::Named { name, .. } => Some(name.as_str()),
        Body::Known(org) => {
            let entry = lexicon.organizations.entry(*org);
            entry.and_then(|entry| entry.name_en.as_deref())
        }
    };
    let name = name.filter(|name| name.is_ascii()).unwrap_or("");
    let words = name.split(' ').map(|word| word.trim_end_matches(','));
    words.map(str::to_owned).collect()
}
