//! Bodies that the release founds: `‘새싹금융 협의체’ 출범`, `전담반을 구성해`. Founding one is an act of its own.

use hashbrown::HashSet;

use super::{phrase, quoted};
use crate::extract::Document;
use crate::extract::organizations::Organizations;
use crate::lexicon::{Cue, Lexicon};
use crate::record::{OrgType, PolicyKind};
use crate::release::{Body, OrgMention, PolicyMention};
use crate::text::hangul;

/// How it is done.
const MANNER: [&str; 3] = ["공식 ", "본격 ", "신속히 "];
/// Every such founding, once for each body.
pub(super) fn find(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut founded: HashSet<&Body> = HashSet::new();
    let headline = quoted::headline(doc);
    let mut found = Vec::new();
    for mention in &organizations.mentions {
        let Some(body) = new_body(mention, lexicon) else {
            continue;
        };
        // What dictionaries know was mostly there before, but for what the headline tells of.
        let told = matches!(mention.body, Body::Named { .. }) || mention.span.end <= headline;
        if let Some(act) = act(doc, mention.span.end).filter(|_| told)
            && founded.insert(&mention.body)
        {
            found.push(PolicyMention {
                span: mention.span,
                name: format!("{body} {act}"),
                kind: PolicyKind::Measure,
                known: None,
                confidence: 0.7,
            });
        }
    }
    found
}

/// The name of a body that is of a kind which is founded for a task.
fn new_body<'a>(mention: &'a OrgMention, lexicon: &'a Lexicon) -> Option<&'a str> {
    let (name, kind) = match &mention.body {
        Body::Named { name, kind } => (name.as_str(), *kind),
        Body::Known(org) => {
            let entry = lexicon.organizations.entry(*org)?;
            (&*entry.name_ko, entry.kind)
        }
    };
    matches!(
        kind,
        OrgType::Team | OrgType::Committee | OrgType::Association
    )
    .then_some(name)
}

/// The act that follows a name, its quotation marks, `(가칭)` and a particle between them left out.
fn act<'a>(doc: &Document<'a>, at: usize) -> Option<&'a str> {
    let quote = |c: char| phrase::is_quote(c) || c == ' ';
    let rest = doc.text.get(at..)?.trim_start_matches(quote);
    let rest = rest.strip_prefix("(가칭)").unwrap_or(rest);
    let rest = rest.trim_start_matches(quote);
    let rest = rest.strip_prefix(['을', '를', '이', '가']).unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', '\n']);
    let rest = MANNER
        .iter()
        .find_map(|m| rest.strip_prefix(m))
        .unwrap_or(rest);
    let not = doc.cue(Cue::NotFounding);
    doc.cue(Cue::Founding).iter().find(|act| {
        rest.strip_prefix(act)
            .is_some_and(|tail| !not.begin(tail) || !tail.starts_with(hangul::is_syllable))
    })
}
