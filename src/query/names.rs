//! From names to ids.

use rusqlite::{Row, params};
use serde::Serialize;

use super::{Archive, QueryError};
use crate::text::name_key;

/// How many entities a beginning of a name may stand for.
const LIKE: usize = 50;

/// Someone or something that the store knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// organization, person or policy.
    pub kind: String,
    /// Stable id.
    pub id: String,
    /// As the latest release calls it.
    pub name: String,
    /// Korean name, where known.
    pub name_ko: Option<String>,
    /// English name, where known.
    pub name_en: Option<String>,
    /// Type of organisation, post of a person, kind of policy item.
    pub detail: Option<String>,
    /// How many releases name it.
    pub releases: i64,
    /// Publication of the first of them.
    pub first_day: Option<String>,
    /// Publication of the last of them.
    pub last_day: Option<String>,
}

pub(super) const COLUMNS: &str =
    "e.kind, e.id, e.name, e.name_ko, e.name_en, e.type, e.releases, e.first_day, e.last_day";

impl Entity {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            kind: row.get(0)?,
            id: row.get(1)?,
            name: row.get(2)?,
            name_ko: row.get(3)?,
            name_en: row.get(4)?,
            detail: row.get(5)?,
            releases: row.get(6)?,
            first_day: row.get(7)?,
            last_day: row.get(8)?,
        })
    }
}

impl Archive {
    /// The ids of all that `name` may mean: the id itself, else what is called exactly so, else what begins so. A name
    /// that something has in full does not mean what only some release calls so.
    pub(super) fn ids(&self, kind: &'static str, name: &str) -> Result<Vec<String>, QueryError> {
        let id = self.corrections.corrected(kind, name);
        let by_id = "SELECT 1 FROM entities WHERE kind = ? AND id = ?";
        if self.db.prepare_cached(by_id)?.exists([kind, id])? {
            return Ok(self.corrections.members(kind, id));
        }
        let key = name_key(name);
        let mut ids = self.called(kind, &key)?;
        // Bodies that share an official name in one language are asked for by either's name in the other.
        for id in ids.clone() {
            for name in self.official(kind, &id)? {
                ids.extend(self.called(kind, &name_key(&name))?);
            }
        }
        if !ids.is_empty() {
            return Ok(self.all_of(kind, ids));
        }
        let near = self.suggest(name, Some(kind), LIKE)?;
        let whole = key.chars().count() > 1 && near.len() < LIKE;
        if whole && !near.is_empty() {
            return Ok(self.all_of(kind, near.into_iter().map(|entity| entity.id)));
        }
        Err(QueryError::Unknown {
            kind,
            name: name.to_owned(),
            near: near.into_iter().take(5).map(|entity| entity.name).collect(),
        })
    }

    /// The ids under which releases name entities: their own, and what was merged into them.
    fn all_of(&self, kind: &str, ids: impl IntoIterator<Item = String>) -> Vec<String> {
        let members = |id: String| self.corrections.members(kind, &id);
        let mut ids: Vec<String> = ids.into_iter().flat_map(members).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// The ids of what is called exactly so: in full, or else by some release.
    fn called(&self, kind: &str, key: &str) -> Result<Vec<String>, QueryError> {
        let exact = "SELECT corrected(kind, id) FROM names WHERE kind = ?1 AND form = ?2 AND weak =
                     (SELECT min(weak) FROM names WHERE kind = ?1 AND form = ?2)";
        let mut exact = self.db.prepare_cached(exact)?;
        let ids = exact.query_map([kind, key], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The Korean and the English name of an entity, as far as they are known.
    fn official(&self, kind: &str, id: &str) -> Result<Vec<String>, QueryError> {
        let names = "SELECT name_ko FROM entities WHERE kind = ?1 AND id = ?2 AND name_ko IS NOT NULL
                     UNION SELECT name_en FROM entities WHERE kind = ?1 AND id = ?2 AND name_en IS NOT NULL";
        let mut names = self.db.prepare_cached(names)?;
        let names = names.query_map([kind, id], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// The entities with a name that begins with `text`, those first that stand in most releases.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn suggest(
        &self,
        text: &str,
        kind: Option<&str>,
        limit: usize,
    ) -> Result<Vec<Entity>, QueryError> {
        let key = name_key(text);
        if key.is_empty() {
            return Ok(Vec::new());
        }
        self.count()?;
        let sql = format!(
            "SELECT {COLUMNS} FROM entities e JOIN (
               SELECT DISTINCT kind, corrected(kind, id) AS id FROM names
               WHERE form >= ?1 AND form < ?1 || char(1114111) AND (?2 IS NULL OR kind = ?2)
             ) USING (kind, id) ORDER BY e.releases DESC, e.kind, e.id LIMIT ?3"
        );
        let mut query = self.db.prepare_cached(&sql)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let found = query.query_map(params![key, kind, limit], Entity::read)?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}
