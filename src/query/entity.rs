//! Everything about one organisation, person or policy item.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, params};
use serde::Serialize;

use super::answers::json;
use super::names::COLUMNS;
use super::{Archive, Entity, Month, QueryError, Question};
use crate::text::name_key;

/// How many forms of a name are told, those that differ in spacing alone counted once.
const FORMS: usize = 12;
/// How many companions are told of.
const COMPANIONS: usize = 30;

/// An entity and what goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntityPage {
    /// The entity itself.
    pub entity: Entity,
    /// What releases call it, the commonest first.
    pub forms: Vec<String>,
    /// How many releases of each month name it.
    pub months: Vec<Month>,
    /// Who and what stands in the same paragraphs, those first that do so in most releases.
    pub companions: Vec<Companion>,
}

/// Someone or something that stands beside another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Companion {
    /// Who or what.
    #[serde(flatten)]
    pub entity: Entity,
    /// In how many releases they share a paragraph.
    pub together: i64,
}

impl Archive {
    /// The page of an entity; `None` where there is none of that kind and id.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn entity(&self, kind: &str, id: &str) -> Result<Option<EntityPage>, QueryError> {
        self.count()?;
        let id = self.corrections.corrected(kind, id);
        let sql = format!("SELECT {COLUMNS} FROM entities e WHERE kind = ? AND id = ?");
        let mut query = self.db.prepare_cached(&sql)?;
        let entity = query.query_row([kind, id], Entity::read).optional()?;
        let Some((entity, table)) = entity.zip(table(kind)) else {
            return Ok(None);
        };
        let ids = json(&self.corrections.members(kind, id));
        Ok(Some(EntityPage {
            entity,
            forms: self.forms(kind, table, &ids)?,
            months: self.activity(&about(kind, id))?.months,
            companions: self.companions(kind, table, &ids)?,
        }))
    }

    fn forms(&self, kind: &str, table: &str, ids: &str) -> Result<Vec<String>, QueryError> {
        let sql = format!(
            "SELECT m.text FROM {table} f CROSS JOIN mentions m
               ON m.release = f.release AND m.kind = ?1 AND m.fact = f.number
             WHERE f.id IN (SELECT value FROM json_each(?2)) AND NOT is_wrong(?1, f.id, f.release)
             GROUP BY m.text ORDER BY count(*) DESC, m.text"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let mut found = query.query([kind, ids])?;
        let (mut seen, mut forms) = (HashSet::new(), Vec::new());
        while let Some(row) = found.next()? {
            let form: String = row.get(0)?;
            if seen.insert(name_key(&form)) {
                forms.push(form);
            }
            if forms.len() == FORMS {
                break;
            }
        }
        Ok(forms)
    }

    fn companions(&self, kind: &str, table: &str, ids: &str) -> Result<Vec<Companion>, QueryError> {
        let others = [
            ("organization", "organizations"),
            ("person", "people"),
            ("policy", "policies"),
        ];
        let others = others.map(|(other, table)| {
            format!(
                "SELECT '{other}' AS kind, corrected('{other}', f.id) AS id, n.release FROM near n
                 CROSS JOIN {table} f ON f.release = n.release AND f.number = n.fact
                 WHERE n.kind = '{other}' AND NOT is_wrong('{other}', f.id, f.release)
                   AND NOT (?1 = '{other}' AND f.id IN (SELECT value FROM json_each(?2)))"
            )
        });
        let sql = format!(
            "WITH own AS (
               SELECT DISTINCT m.release, m.paragraph FROM {table} f
               CROSS JOIN mentions m ON m.release = f.release AND m.kind = ?1 AND m.fact = f.number
               WHERE f.id IN (SELECT value FROM json_each(?2)) AND NOT is_wrong(?1, f.id, f.release)
                 AND m.paragraph IS NOT NULL
             ), near AS MATERIALIZED (
               SELECT DISTINCT m.release, m.kind, m.fact
               FROM (SELECT DISTINCT release FROM own) o CROSS JOIN mentions m ON m.release = o.release
               WHERE (m.release, m.paragraph) IN (SELECT release, paragraph FROM own)
             )
             SELECT {COLUMNS}, together FROM (
               SELECT kind, id, count(DISTINCT release) AS together FROM ({}) GROUP BY kind, id
               ORDER BY together DESC, kind, id LIMIT ?3
             ) JOIN entities e USING (kind, id) ORDER BY together DESC, e.kind, e.id",
            others.join(" UNION ALL ")
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let limit = i64::try_from(COMPANIONS).unwrap_or(i64::MAX);
        let found = query.query_map(params![kind, ids, limit], |row| {
            Ok(Companion {
                entity: Entity::read(row)?,
                together: row.get(9)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

/// The question for the releases that name an entity.
fn about(kind: &str, id: &str) -> Question {
    let mut question = Question::default();
    let names = match kind {
        "organization" => &mut question.organizations,
        "person" => &mut question.people,
        _ => &mut question.policies,
    };
    names.push(id.to_owned());
    question
}

/// The table of the facts of a kind of entity.
pub(super) fn table(kind: &str) -> Option<&'static str> {
    match kind {
        "organization" => Some("organizations"),
        "person" => Some("people"),
        "policy" => Some("policies"),
        _ => None,
    }
}
