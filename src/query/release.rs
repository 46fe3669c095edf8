//! One release whole: its text, its facts and where they stand, its repairs.

use rusqlite::types::Null;
use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::answers::facts_of;
use super::{Archive, Kind, QueryError};

/// A release.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Release {
    /// Its id.
    pub id: String,
    /// ko, en or mixed.
    pub language: String,
    /// Its headline.
    pub title: Option<String>,
    /// Lines under the headline, parted by line breaks.
    pub subtitles: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Id of the body that issued it.
    pub issuer: Option<String>,
    /// Name of that body.
    pub issuer_name: Option<String>,
    /// Estimated share of lost or wrong characters before repair.
    pub damage: f64,
    /// Where it was read.
    pub path: String,
    /// Entry within that.
    pub member: Option<String>,
    /// The text; offsets count its code points.
    pub text: String,
    /// Its parts, in order.
    pub sections: Vec<Part>,
    /// What it says.
    pub facts: Vec<Fact>,
    /// Where it says so, in the order of the facts.
    pub mentions: Vec<Place>,
    /// What repair changed, in order.
    pub repairs: Vec<Repaired>,
    /// What cleaning took out, in order.
    pub removed: Vec<Gone>,
    /// What a reader should know.
    pub warnings: Vec<String>,
}

/// A part of a release: lines of one kind that follow one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// head, title, subtitle, body, table, contact or appendix.
    pub kind: String,
    /// First code point.
    pub start: i64,
    /// One past the last.
    pub stop: i64,
}

/// A fact of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// date, organization, person, policy, amount, quote, contact or relation.
    pub kind: String,
    /// Its number among those of its kind.
    pub number: i64,
    /// Id of an organisation, person or policy item.
    pub id: Option<String>,
    /// What it says.
    pub name: Option<String>,
    /// Role, type, post or kind.
    pub detail: Option<String>,
}

/// A place in a release that proves a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Kind of the fact.
    pub kind: String,
    /// Number of the fact.
    pub fact: i64,
    /// text or title.
    pub field: String,
    /// First code point.
    pub start: i64,
    /// One past the last.
    pub stop: i64,
}

/// A change that repair made.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Repaired {
    /// First code point of `after` in the text.
    pub start: i64,
    /// One past the last.
    pub stop: i64,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// What was done.
    pub kind: String,
    /// Probability that it is right.
    pub confidence: f64,
    /// Who proposed it.
    pub by: String,
}

/// A line that cleaning took out as page furniture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// The code point of the text before which it stood.
    pub at: i64,
    /// What it says.
    pub text: String,
    /// Name of the pattern that took it.
    pub rule: String,
}

const KINDS: [Kind; 8] = [
    Kind::Date,
    Kind::Organization,
    Kind::Person,
    Kind::Policy(None),
    Kind::Amount,
    Kind::Quote,
    Kind::Relation,
    Kind::Contact,
];

impl Archive {
    /// The release with this id.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn release(&self, id: &str) -> Result<Option<Release>, QueryError> {
        let sql = "SELECT id, language, title, subtitles, published, corrected('organization', issuer),
                     renamed('organization', issuer, issuer_name, language), damage, path, member, text
                   FROM releases WHERE id = ?";
        let mut query = self.db.prepare_cached(sql)?;
        let release = query.query_row([id], |row| {
            Ok(Release {
                id: row.get(0)?,
                language: row.get(1)?,
                title: row.get(2)?,
                subtitles: row.get(3)?,
                published: row.get(4)?,
                issuer: row.get(5)?,
                issuer_name: row.get(6)?,
                damage: row.get(7)?,
                path: row.get(8)?,
                member: row.get(9)?,
                text: row.get(10)?,
                sections: Vec::new(),
                facts: Vec::new(),
                mentions: Vec::new(),
                repairs: Vec::new(),
                removed: Vec::new(),
                warnings: Vec::new(),
            })
        });
        let Some(release) = release.optional()? else {
            return Ok(None);
        };
        let facts = self.facts_whole(id)?;
        let mut mentions = self.mentions(id)?;
        mentions.retain(|m| facts.iter().any(|f| f.kind == m.kind && f.number == m.fact));
        Ok(Some(Release {
            sections: self.sections(id)?,
            facts,
            mentions,
            repairs: self.repairs(id)?,
            removed: self.removed(id)?,
            warnings: self.warnings(id)?,
            ..release
        }))
    }

    fn facts_whole(&self, id: &str) -> Result<Vec<Fact>, QueryError> {
        let mut facts = Vec::new();
        for kind in KINDS {
            let mut query = self.db.prepare_cached(&facts_of(kind))?;
            let fact = |row: &rusqlite::Row<'_>| {
                Ok(Fact {
                    kind: kind.label().to_owned(),
                    number: row.get(10)?,
                    id: row.get(0)?,
                    name: row.get(1)?,
                    detail: row.get(2)?,
                })
            };
            for fact in query.query_map(params![id, Null, Null, Null], fact)? {
                facts.push(fact?);
            }
        }
        Ok(facts)
    }

    fn mentions(&self, id: &str) -> Result<Vec<Place>, QueryError> {
        let sql = "SELECT kind, fact, field, start, stop FROM mentions WHERE release = ?
                   ORDER BY number";
        let mut query = self.db.prepare_cached(sql)?;
        let found = query.query_map([id], |row| {
            Ok(Place {
                kind: row.get(0)?,
                fact: row.get(1)?,
                field: row.get(2)?,
                start: row.get(3)?,
                stop: row.get(4)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn repairs(&self, id: &str) -> Result<Vec<Repaired>, QueryError> {
        let sql = "SELECT start, stop, before, after, kind, confidence, \"by\" FROM repairs
                   WHERE release = ? ORDER BY number";
        let mut query = self.db.prepare_cached(sql)?;
        let found = query.query_map([id], |row| {
            Ok(Repaired {
                start: row.get(0)?,
                stop: row.get(1)?,
                before: row.get(2)?,
                after: row.get(3)?,
                kind: row.get(4)?,
                confidence: row.get(5)?,
                by: row.get(6)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn sections(&self, id: &str) -> Result<Vec<Part>, QueryError> {
        let sql = "SELECT kind, start, stop FROM sections WHERE release = ? ORDER BY number";
        let mut query = self.db.prepare_cached(sql)?;
        let found = query.query_map([id], |row| {
            Ok(Part {
                kind: row.get(0)?,
                start: row.get(1)?,
                stop: row.get(2)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn removed(&self, id: &str) -> Result<Vec<Gone>, QueryError> {
        let sql = "SELECT at, text, rule FROM removed WHERE release = ? ORDER BY number";
        let mut query = self.db.prepare_cached(sql)?;
        let found = query.query_map([id], |row| {
            Ok(Gone {
                at: row.get(0)?,
                text: row.get(1)?,
                rule: row.get(2)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    fn warnings(&self, id: &str) -> Result<Vec<String>, QueryError> {
        let sql = "SELECT text FROM warnings WHERE release = ? ORDER BY number";
        let mut query = self.db.prepare_cached(sql)?;
        let found = query.query_map([id], |row| row.get(0))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}
