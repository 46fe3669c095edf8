//! What of a record a pair is found by.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Serialize;

use crate::record::{DateRole, Language, Record};

/// Which release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Release {
    /// Its id.
    pub id: String,
    /// Where it was read.
    pub path: String,
    /// Its headline.
    pub title: Option<String>,
    /// Day of publication, `YYYY-MM-DD`.
    pub published: Option<String>,
}

/// Kinds of facts that have the same value in any language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An organisation, by its id.
    Organization,
    /// A date, as EDTF.
    Date,
    /// A policy item, by its id.
    Policy,
    /// An amount: value and currency.
    Amount,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Fact {
    /// Of which kind.
    pub kind: Kind,
    /// Its value.
    pub value: String,
}

/// A name with its post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The personal name.
    pub name: String,
    /// The post in English, where known.
    pub title_en: Option<String>,
    /// Id of the body.
    pub organization: Option<String>,
}

/// The facts of one release, as far as they tell versions of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Which release.
    pub release: Release,
    /// Its language.
    pub language: Language,
    /// Day of publication.
    pub day: Option<Date>,
    /// Id of the issuer.
    pub issuer: Option<String>,
    /// All of its facts.
    pub facts: BTreeSet<Fact>,
    /// Its people.
    pub people: Vec<Named>,
    /// For ids of organisations and policy items: the names they go by.
    pub names: Vec<(String, String)>,
}

impl Facts {
    /// Takes from a record what is needed.
    pub fn of(record: &Record) -> Self {
        let mut facts = BTreeSet::new();
        let mut add = |kind, value: String| {
            facts.insert(Fact { kind, value });
        };
        let mut names = Vec::new();
        for organization in &record.organizations {
            add(Kind::Organization, organization.id.clone());
            names.push((organization.id.clone(), organization.name.clone()));
        }
        for policy in &record.policies {
            add(Kind::Policy, policy.id.clone());
            names.push((policy.id.clone(), policy.name.clone()));
        }
        for date in &record.dates {
            if date.role != Some(DateRole::Published) {
                add(Kind::Date, date.value.clone());
            }
        }
        for amount in &record.amounts {
            add(Kind::Amount, format!("{} {}", amount.value, amount.unit));
        }
        let people = record.people.iter().map(|person| Named {
            name: person.name.clone(),
            title_en: person.title_en.clone(),
            organization: person.organization.as_ref().and_then(|o| o.id.clone()),
        });
        Self {
            release: Release {
                id: record.id.clone(),
                path: record.source.path.clone(),
                title: record.title.clone(),
                published: record.published.clone(),
            },
            language: record.language,
            day: record.published.as_ref().and_then(|day| day.parse().ok()),
            issuer: record.issuer.as_ref().map(|issuer| issuer.id.clone()),
            facts,
            people: people.collect(),
            names,
        }
    }

    /// Whether a fact says no more than who issued the release.
    pub(super) fn is_issuer(&self, fact: &Fact) -> bool {
        fact.kind == Kind::Organization && self.issuer.as_ref() == Some(&fact.value)
    }

    /// The values of one kind, ascending.
    pub(super) fn values(&self, kind: Kind) -> Vec<&str> {
        let of_kind = self.facts.iter().filter(|fact| fact.kind == kind);
        let mut values: Vec<&str> = of_kind.map(|fact| fact.value.as_str()).collect();
        values.sort_unstable();
        values
    }
}
