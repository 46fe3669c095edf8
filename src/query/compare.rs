//! Two versions of a release side by side, and the facts in which they differ.

use rusqlite::params;
use serde::Serialize;

use super::{Archive, QueryError, Release};
use crate::lexicon::Names;
use crate::pair::{self, Comparison, Fact, Facts, Kind, Named, Sides};
use crate::record::Language;

/// Two releases and their facts: versions of one in time, or in two languages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Versions {
    /// One release.
    pub a: Release,
    /// The other.
    pub b: Release,
    /// Their facts, kind by kind.
    pub facts: Vec<Difference>,
}

/// The facts of one kind, as the releases name them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// date, organization, person, policy or amount.
    pub kind: &'static str,
    /// In both.
    pub both: Vec<String>,
    /// In `a` only.
    pub only_a: Vec<String>,
    /// In `b` only.
    pub only_b: Vec<String>,
}

/// A release that may be another version of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// How many organisations, policy items and dates both have.
    pub common: i64,
}

/// How many such releases are told.
const LIKELY: usize = 5;

impl Archive {
    /// The releases that have most in common with the release `id`, of those published within [`pair::DAYS`] of it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn versions(&self, id: &str) -> Result<Vec<Version>, QueryError> {
        let common = [
            ("organizations", "id"),
            ("policies", "id"),
            ("dates", "value"),
        ];
        let common = common.map(|(table, value)| {
            format!(
                "(SELECT count(DISTINCT {value}) FROM {table} WHERE release = r.id
                  AND {value} IN (SELECT {value} FROM {table} WHERE release = ?1))"
            )
        });
        let sql = format!(
            "SELECT * FROM (
               SELECT r.id, r.title, r.published, {} AS common FROM releases own JOIN releases r
               ON r.published BETWEEN date(own.published, -?2 || ' days') AND date(own.published, ?2 || ' days')
               WHERE own.id = ?1 AND r.id <> own.id
             ) WHERE common > 1 ORDER BY common DESC, id LIMIT ?3",
            common.join(" + ")
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let limit = i64::try_from(LIKELY).unwrap_or(i64::MAX);
        let found = query.query_map(params![id, pair::DAYS, limit], |row| {
            Ok(Version {
                id: row.get(0)?,
                title: row.get(1)?,
                published: row.get(2)?,
                common: row.get(3)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Compares the releases with the ids `a` and `b`; `None` where there is no such release. `names` tells which Korean
    /// and English spellings of a name are one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn compare(&self, a: &str, b: &str, names: &Names) -> Result<Option<Versions>, QueryError> {
        let Some((a, b)) = self.release(a)?.zip(self.release(b)?) else {
            return Ok(None);
        };
        let (ours, theirs) = (self.facts_to_compare(&a)?, self.facts_to_compare(&b)?);
        // The English one, if any, comes second.
        let turned = ours.language == Language::En && theirs.language != Language::En;
        let found = match turned {
            true => pair::compare(&theirs, &ours, names),
            false => pair::compare(&ours, &theirs, names),
        };
        let named = |id: &String| {
            let known = ours.names.iter().find(|(known, _)| known == id);
            known.map_or_else(|| id.clone(), |(_, name)| name.clone())
        };
        let mut facts = differences(found);
        for difference in &mut facts {
            difference.both = difference.both.iter().map(named).collect();
            if turned {
                std::mem::swap(&mut difference.only_a, &mut difference.only_b);
            }
        }
        Ok(Some(Versions { a, b, facts }))
    }

    /// What of a release is compared.
    fn facts_to_compare(&self, release: &Release) -> Result<Facts, QueryError> {
        let mut facts = Facts {
            release: pair::Release {
                id: release.id.clone(),
                path: release.path.clone(),
                title: release.title.clone(),
                published: release.published.clone(),
            },
            language: match &*release.language {
                "en" => Language::En,
                "mixed" => Language::Mixed,
                _ => Language::Ko,
            },
            day: release.published.as_ref().and_then(|day| day.parse().ok()),
            issuer: release.issuer.clone(),
            facts: Default::default(),
            people: self.people_to_compare(&release.id)?,
            names: Vec::new(),
        };
        for fact in &release.facts {
            let kind = match &*fact.kind {
                "organization" => Kind::Organization,
                "policy" => Kind::Policy,
                "amount" => Kind::Amount,
                "date" if fact.detail.as_deref() != Some("published") => Kind::Date,
                _ => continue,
            };
            if let (Some(id), Some(name)) = (&fact.id, &fact.name) {
                facts.names.push((id.clone(), name.clone()));
            }
            if let Some(value) = fact.id.clone().or_else(|| fact.name.clone()) {
                facts.facts.insert(Fact { kind, value });
            }
        }
        Ok(facts)
    }

    fn people_to_compare(&self, release: &str) -> Result<Vec<Named>, QueryError> {
        let sql = "SELECT renamed('person', f.id, f.name, r.language), f.title_en,
                     corrected('organization', f.organization)
                   FROM people f JOIN releases r ON r.id = f.release
                   WHERE f.release = ? AND NOT is_wrong('person', f.id, f.release) ORDER BY f.number";
        let mut query = self.db.prepare_cached(sql)?;
        let people = query.query_map([release], |row| {
            Ok(Named {
                name: row.get(0)?,
                title_en: row.get(1)?,
                organization: row.get(2)?,
            })
        })?;
        Ok(people.collect::<Result<_, _>>()?)
    }
}

fn differences(found: Comparison) -> Vec<Difference> {
    let matched = |matches: Vec<pair::Match>| {
        let joined = |m: pair::Match| match m.ko == m.en {
            true => m.ko,
            false => format!("{} · {}", m.ko, m.en),
        };
        matches.into_iter().map(joined).collect::<Vec<_>>()
    };
    let difference = |kind, sides: Sides, matches| Difference {
        kind,
        both: [sides.both, matched(matches)].concat(),
        only_a: sides.only_ko,
        only_b: sides.only_en,
    };
    vec![
        difference("date", found.dates, Vec::new()),
        difference(
            "organization",
            found.organizations,
            found.same_organizations,
        ),
        difference("person", found.other_people, found.people),
        difference("policy", found.policies, Vec::new()),
        difference("amount", found.amounts, Vec::new()),
    ]
}
