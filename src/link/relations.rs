//! Who did what: an organisation and an agreement, event, plan or law in a sentence with a verb that says so.

use std::collections::{BTreeSet, HashMap};

use super::mentions::Places;
use super::organizations::Names;
use super::policies;
use crate::record::{Policy, PolicyKind, Relation, RelationKind};
use crate::release::{Findings, TokenizedRelease};
use crate::text::Span;

/// The verbs that say what was done to which kinds of item.
const VERBS: [(&str, RelationKind, &[PolicyKind]); 16] = [
    ("체결", RelationKind::Signed, &[PolicyKind::Agreement]),
    ("서명", RelationKind::Signed, &[PolicyKind::Agreement]),
    ("맺었", RelationKind::Signed, &[PolicyKind::Agreement]),
    ("signed", RelationKind::Signed, &[PolicyKind::Agreement]),
    ("concluded", RelationKind::Signed, &[PolicyKind::Agreement]),
    ("개최", RelationKind::Hosted, &[PolicyKind::Event]),
    ("열었", RelationKind::Hosted, &[PolicyKind::Event]),
    ("주재", RelationKind::Hosted, &[PolicyKind::Event]),
    ("hosted", RelationKind::Hosted, &[PolicyKind::Event]),
    ("held", RelationKind::Hosted, &[PolicyKind::Event]),
    ("참석", RelationKind::Attended, &[PolicyKind::Event]),
    ("attended", RelationKind::Attended, &[PolicyKind::Event]),
    (
        "발표",
        RelationKind::Announced,
        &[PolicyKind::Plan, PolicyKind::Program, PolicyKind::Law],
    ),
    (
        "확정",
        RelationKind::Announced,
        &[PolicyKind::Plan, PolicyKind::Law],
    ),
    (
        "마련",
        RelationKind::Announced,
        &[PolicyKind::Plan, PolicyKind::Law],
    ),
    (
        "announced",
        RelationKind::Announced,
        &[PolicyKind::Plan, PolicyKind::Program, PolicyKind::Law],
    ),
];

/// No sentence is read beyond this many bytes.
const LONGEST: usize = 1200;

/// Every relation that a single sentence states, each once.
pub(super) fn find(
    release: &TokenizedRelease,
    found: &Findings,
    names: &Names<'_>,
    places: &Places<'_>,
) -> Vec<Relation> {
    let mut relations: Vec<Relation> = Vec::new();
    let mut seen = BTreeSet::new();
    for policy in &found.policies {
        if policy.kind == PolicyKind::Measure {
            continue;
        }
        let sentence = sentence(&release.text, policy.span);
        let after = Span::new(policy.span.end, sentence.end).of(&release.text);
        let Some((_, kind, _)) = VERBS
            .iter()
            .filter(|(_, _, kinds)| kinds.contains(&policy.kind))
            .filter_map(|verb| Some((after.find(verb.0)?, verb)))
            .min_by_key(|(at, _)| *at)
            .filter(|(at, _)| *at <= 120)
            .map(|(_, verb)| verb)
        else {
            continue;
        };
        let object = policies::id(policy);
        let first = found
            .dates
            .partition_point(|d| d.span.start < sentence.start);
        let date = found
            .dates
            .get(first)
            .filter(|d| sentence.contains(d.span))
            .map(|d| d.value.to_string());
        let first = found
            .organizations
            .partition_point(|o| o.span.start < sentence.start);
        for org in found
            .organizations
            .iter()
            .skip(first)
            .take_while(|o| o.span.end <= policy.span.start)
        {
            let subject = names.of(&org.body).id;
            if seen.insert((*kind, subject.clone(), object.clone())) {
                relations.push(Relation {
                    kind: *kind,
                    subject,
                    object: object.clone(),
                    date: date.clone(),
                    evidence: places.mention(sentence),
                });
            }
        }
    }
    relations
}

/// The parties and dates of agreements and events, from their relations.
pub(super) fn attach(mut policies: Vec<Policy>, relations: &[Relation]) -> Vec<Policy> {
    let mut by_object: HashMap<&str, Vec<&Relation>> = HashMap::new();
    for relation in relations {
        by_object
            .entry(&relation.object)
            .or_default()
            .push(relation);
    }
    for policy in &mut policies {
        for relation in by_object.get(policy.id.as_str()).into_iter().flatten() {
            let takes_part = matches!(policy.kind, PolicyKind::Agreement | PolicyKind::Event);
            if takes_part && !policy.parties.contains(&relation.subject) {
                policy.parties.push(relation.subject.clone());
            }
            if let Some(date) = &relation.date
                && !policy.dates.contains(date)
            {
                policy.dates.push(date.clone());
            }
        }
    }
    policies
}

/// The sentence around `span`: between full stops or line breaks.
fn sentence(text: &str, span: Span) -> Span {
    let from = span.start.saturating_sub(LONGEST);
    let from = (from..=span.start)
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(span.start);
    let before = Span::new(from, span.start).of(text);
    let start = [".\u{20}", "다.", "\n"]
        .iter()
        .filter_map(|stop| before.rfind(stop).map(|at| at + stop.len()))
        .max()
        .unwrap_or(0);
    let to = (span.end + LONGEST).min(text.len());
    let to = (span.end..=to)
        .rev()
        .find(|i| text.is_char_boundary(*i))
        .unwrap_or(span.end);
    let after = Span::new(span.end, to).of(text);
    let end = [". ", "다.", "\n"]
        .iter()
        .filter_map(|stop| after.find(stop).map(|at| at + stop.len()))
        .min()
        .unwrap_or(after.len());
    let whole = Span::new(from + start, span.end + end);
    let text = whole.of(text);
    let lead = text.len() - text.trim_start().len();
    Span::new(whole.start + lead, whole.start + text.trim_end().len())
}
