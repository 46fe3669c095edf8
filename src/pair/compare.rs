//! Where the facts of two versions agree, and where not.

use serde::Serialize;

use super::facts::{Facts, Kind, Named};
use super::romanised::romanises;
use crate::lexicon::{Names, names_unit};

/// One thing that goes by another name in each version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Match {
    /// The name in the Korean release.
    pub ko: String,
    /// The name in the English one.
    pub en: String,
    /// The ids in both, of organisations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ids: Option<(String, String)>,
}

/// Values of one kind of fact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sides {
    /// In both releases.
    pub both: Vec<String>,
    /// In the Korean release only.
    pub only_ko: Vec<String>,
    /// In the English release only.
    pub only_en: Vec<String>,
}

/// All kinds of facts of two versions, each ascending by value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Dates, EDTF; that of publication aside.
    pub dates: Sides,
    /// Organisations: ids in `both`, names in the others.
    pub organizations: Sides,
    /// Policy items: ids in `both`, names in the others.
    pub policies: Sides,
    /// Amounts: value and currency.
    pub amounts: Sides,
    /// Organisations without a common id that are the same: the words of one's name are those of the other's, or the same
    /// people belong to them.
    pub same_organizations: Vec<Match>,
    /// People that both name.
    pub people: Vec<Match>,
    /// People whom only one version names.
    pub other_people: Sides,
}

/// Compares the versions of a release. Of two in one language, the first counts as the Korean one.
pub fn compare(ko: &Facts, en: &Facts, names: &Names) -> Comparison {
    let people = people(ko, en, names);
    let alone = |side: &Facts, known: &dyn Fn(&Match) -> &str| -> Vec<String> {
        let all = side.people.iter().map(|p| &p.name);
        let alone = all.filter(|name| !people.iter().any(|p| known(p) == *name));
        alone.cloned().collect()
    };
    let mut organizations = named_sides(ko, en, Kind::Organization);
    let mut same_organizations = by_their_people(&people, ko, en, &organizations);
    same_organizations.extend(by_their_words(&organizations, &same_organizations));
    for found in &mut same_organizations {
        let id = |side: &Facts, name: &str| {
            let known = side.names.iter().find(|(_, known)| known == name);
            known.map(|(id, _)| id.clone())
        };
        found.ids = id(ko, &found.ko).zip(id(en, &found.en));
    }
    same_organizations.sort_by(|a, b| (&a.ko, &a.en).cmp(&(&b.ko, &b.en)));
    organizations
        .only_ko
        .retain(|name| !same_organizations.iter().any(|m| m.ko == *name));
    organizations
        .only_en
        .retain(|name| !same_organizations.iter().any(|m| m.en == *name));
    Comparison {
        dates: sides(ko, en, Kind::Date),
        organizations,
        same_organizations,
        policies: named_sides(ko, en, Kind::Policy),
        amounts: sides(ko, en, Kind::Amount),
        other_people: Sides {
            both: Vec::new(),
            only_ko: alone(ko, &|p| &p.ko),
            only_en: alone(en, &|p| &p.en),
        },
        people,
    }
}

/// The people whom both versions name: by their names or the spelling of these, or as the only ones with their post in their
/// organisation.
pub(super) fn people(ko: &Facts, en: &Facts, names: &Names) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    let mut left = Vec::new();
    for theirs in &en.people {
        let taken = |name: &str| found.iter().any(|p| p.ko == name);
        let spelled =
            |ours: &Named| theirs.name == ours.name || romanises(&theirs.name, &ours.name, names);
        let same = |ours: &&Named| !taken(&ours.name) && spelled(ours);
        match ko.people.iter().find(same) {
            Some(ours) => found.push(Match {
                ko: ours.name.clone(),
                en: theirs.name.clone(),
                ids: None,
            }),
            None => left.push(theirs),
        }
    }
    for theirs in left
        .iter()
        .filter(|p| p.title_en.is_some() && p.organization.is_some())
    {
        let post =
            |p: &Named| p.title_en == theirs.title_en && p.organization == theirs.organization;
        let free = |p: &&Named| post(p) && !found.iter().any(|f| f.ko == p.name);
        let mut ours = ko.people.iter().filter(free);
        if let (Some(only), None) = (ours.next(), ours.next())
            && left.iter().filter(|p| post(p)).count() == 1
        {
            found.push(Match {
                ko: only.name.clone(),
                en: theirs.name.clone(),
                ids: None,
            });
        }
    }
    found
}

/// The organisations, each named in one version only, to which people belong whom both name. Where one has several
/// such counterparts, none is taken.
fn by_their_people(people: &[Match], ko: &Facts, en: &Facts, sides: &Sides) -> Vec<Match> {
    let body = |side: &Facts, name: &str| -> Option<String> {
        let person = side.people.iter().find(|p| p.name == name)?;
        let id = person.organization.as_ref()?;
        let named = side.names.iter().find(|(known, _)| known == id)?;
        Some(named.1.clone())
    };
    let mut found: Vec<Match> = people
        .iter()
        .filter_map(|person| {
            Some(Match {
                ko: body(ko, &person.ko).filter(|name| sides.only_ko.contains(name))?,
                en: body(en, &person.en).filter(|name| sides.only_en.contains(name))?,
                ids: None,
            })
        })
        .collect();
    found.sort_by(|a, b| (&a.ko, &a.en).cmp(&(&b.ko, &b.en)));
    found.dedup();
    only_counterparts(found)
}

/// The units, each named in one version only and none of them among `known`, of which one's name says word by word what
/// the other's says. Where one has several such counterparts, none is taken.
fn by_their_words(sides: &Sides, known: &[Match]) -> Vec<Match> {
    let free = |name: &&String| !known.iter().any(|m| m.ko == **name || m.en == **name);
    let ours: Vec<&String> = sides.only_ko.iter().filter(free).collect();
    let theirs = sides.only_en.iter().filter(free);
    let found: Vec<Match> = theirs
        .flat_map(|en| {
            let same = ours.iter().filter(|ko| names_unit(en, ko));
            same.map(|ko| Match {
                ko: (*ko).clone(),
                en: en.clone(),
                ids: None,
            })
        })
        .collect();
    only_counterparts(found)
}

/// Those matches of which neither side is part of another.
fn only_counterparts(found: Vec<Match>) -> Vec<Match> {
    let only = |m: &Match| {
        found
            .iter()
            .filter(|o| o.ko == m.ko || o.en == m.en)
            .count()
            == 1
    };
    found.iter().filter(|m| only(m)).cloned().collect()
}

fn sides(ko: &Facts, en: &Facts, kind: Kind) -> Sides {
    let (ours, theirs) = (ko.values(kind), en.values(kind));
    let owned = |values: &mut dyn Iterator<Item = &&str>| values.map(|v| (*v).to_owned()).collect();
    Sides {
        both: owned(&mut ours.iter().filter(|v| theirs.contains(v))),
        only_ko: owned(&mut ours.iter().filter(|v| !theirs.contains(v))),
        only_en: owned(&mut theirs.iter().filter(|v| !ours.contains(v))),
    }
}

/// As [`sides`], with the names that each release gives to what only it has.
fn named_sides(ko: &Facts, en: &Facts, kind: Kind) -> Sides {
    let by_name = |side: &Facts, ids: Vec<String>| -> Vec<String> {
        let name = |id: String| {
            let named = side.names.iter().find(|(known, _)| *known == id);
            named.map_or(id, |(_, name)| name.clone())
        };
        ids.into_iter().map(name).collect()
    };
    let sides = sides(ko, en, kind);
    Sides {
        both: sides.both,
        only_ko: by_name(ko, sides.only_ko),
        only_en: by_name(en, sides.only_en),
    }
}
