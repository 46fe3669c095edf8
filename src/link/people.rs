//! Mentions of people into people: one name in one release is one person.

use hashbrown::HashMap;

use super::ids;
use super::mentions::{Places, best};
use super::organizations::Names;
use crate::record::{Person, PersonRole};
use crate::release::{Findings, PersonMention};
use crate::text::{hangul, name_key};

/// One entry per name, in order of first mention.
pub(super) fn join(found: &Findings, names: &Names<'_>, places: &Places<'_>) -> Vec<Person> {
    let mut groups: Vec<Vec<&PersonMention>> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for mention in &found.people {
        let at = *by_name.entry(name_key(&mention.name)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(at) {
            group.push(mention);
        }
    }
    groups
        .into_iter()
        .filter_map(|group| person(&group, found, names, places))
        .collect()
}

fn person(
    group: &[&PersonMention],
    found: &Findings,
    names: &Names<'_>,
    places: &Places<'_>,
) -> Option<Person> {
    let first = group.first()?;
    // The post that comes with its organisation tells more than one that stands alone.
    let titled = group
        .iter()
        .filter(|m| m.title.is_some())
        .min_by_key(|m| (m.organization.is_none(), m.span.start));
    let organization = titled
        .and_then(|m| m.organization.as_ref())
        .or_else(|| group.iter().find_map(|m| m.organization.as_ref()))
        .or_else(|| {
            let official = group.iter().any(|m| m.role == PersonRole::Official);
            found.issuer.as_ref().filter(|_| official)
        })
        .map(|body| names.reference(body));
    let korean = first.name.chars().any(hangul::is_syllable);
    Some(Person {
        id: ids::person(
            &first.name,
            organization.as_ref().and_then(|o| o.id.as_deref()),
        ),
        name: first.name.clone(),
        name_ko: korean.then(|| first.name.clone()),
        name_en: (!korean).then(|| first.name.clone()),
        title: titled.and_then(|m| m.title.clone()),
        title_en: titled.and_then(|m| m.title_en.clone()),
        organization,
        role: group
            .iter()
            .map(|m| m.role)
            .find(|r| *r != PersonRole::Other)
            .unwrap_or(PersonRole::Other),
        confidence: best(group.iter().map(|m| m.confidence)),
        mentions: places.mentions(group.iter().map(|m| m.span)),
    })
}
