//! Corrections in the eyes of one connection: functions for its questions, and its own view of who and what is known.

use std::sync::Arc;

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, params};

use super::{Corrections, ENTITIES, Names};
use crate::query::answers::json;
use crate::query::entity::table;
use crate::text::name_key;

/// Makes `db` answer by `corrections`; gives those that apply to it.
///
/// Questions may call `corrected(kind, id)`, `is_wrong(kind, id, release)` and `renamed(kind, id, name, language)`. Where
/// anything is corrected, views shadow the tables `entities` and `names`.
pub(in crate::query) fn apply(
    db: &Connection,
    mut corrections: Corrections,
) -> rusqlite::Result<Arc<Corrections>> {
    corrections.forget_unknown(|kind, id| {
        let known = "SELECT 1 FROM main.entities WHERE kind = ? AND id = ?";
        db.prepare_cached(known)?.exists([kind, id])
    })?;
    let corrections = Arc::new(corrections);
    functions(db, &corrections)?;
    if !corrections.is_empty() {
        db.execute_batch(SHADOWS)?;
        for kind in ENTITIES {
            name(db, &corrections, kind)?;
        }
    }
    Ok(corrections)
}

const SHADOWS: &str = "
    PRAGMA temp_store = memory;
    CREATE TEMP TABLE recounted (
      kind TEXT, id TEXT, name TEXT, name_ko TEXT, name_en TEXT, releases INTEGER, first_day TEXT, last_day TEXT,
      PRIMARY KEY (kind, id)
    ) WITHOUT ROWID;
    CREATE TEMP TABLE named (form TEXT, kind TEXT, id TEXT, weak INTEGER, PRIMARY KEY (form, kind, id)) WITHOUT ROWID;
    CREATE TEMP VIEW entities AS
      SELECT e.kind, e.id, coalesce(c.name, e.name) AS name, coalesce(c.name_ko, e.name_ko) AS name_ko,
        coalesce(c.name_en, e.name_en) AS name_en, e.type, coalesce(c.releases, e.releases) AS releases,
        iif(c.releases IS NULL, e.first_day, c.first_day) AS first_day,
        iif(c.releases IS NULL, e.last_day, c.last_day) AS last_day
      FROM main.entities e LEFT JOIN temp.recounted c ON c.kind = e.kind AND c.id = e.id
      WHERE coalesce(c.releases, 1) > 0;
    CREATE TEMP VIEW names AS
      SELECT form, kind, id, weak FROM main.names UNION ALL SELECT form, kind, id, weak FROM temp.named;";

/// Defines what questions call.
fn functions(db: &Connection, corrections: &Arc<Corrections>) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    let own = Arc::clone(corrections);
    db.create_scalar_function("corrected", 2, flags, move |call| {
        let id = text(call, 1)?;
        Ok(id.map(|id| {
            own.corrected(text(call, 0).ok().flatten().unwrap_or(""), id)
                .to_owned()
        }))
    })?;
    let own = Arc::clone(corrections);
    db.create_scalar_function("is_wrong", 3, flags, move |call| {
        let [kind, id, release] = [text(call, 0)?, text(call, 1)?, text(call, 2)?];
        Ok(own.is_wrong(kind.unwrap_or(""), id.unwrap_or(""), release.unwrap_or("")))
    })?;
    let own = Arc::clone(corrections);
    db.create_scalar_function("renamed", 4, flags, move |call| {
        let [kind, id, name, language] = [
            text(call, 0)?,
            text(call, 1)?,
            text(call, 2)?,
            text(call, 3)?,
        ];
        let renamed = own.renamed(kind.unwrap_or(""), id.unwrap_or(""), language.unwrap_or(""));
        Ok(renamed.or(name).map(str::to_owned))
    })
}

fn text<'a>(call: &'a Context<'_>, argument: usize) -> rusqlite::Result<Option<&'a str>> {
    Ok(call.get_raw(argument).as_str_or_null()?)
}

/// Notes what the corrected entities of a kind are called, and which are another now.
fn name(db: &Connection, corrections: &Corrections, kind: &str) -> rusqlite::Result<()> {
    let Some(of_kind) = corrections.kinds.get(kind) else {
        return Ok(());
    };
    let mut known =
        db.prepare("INSERT INTO temp.recounted VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)")?;
    let mut named = db.prepare("INSERT OR IGNORE INTO temp.named VALUES (?, ?, ?, 0)")?;
    for id in of_kind.ids() {
        let none = Names::default();
        let Names { ko, en } = of_kind.renamed.get(id).unwrap_or(&none);
        let releases = of_kind.merged.contains_key(id).then_some(0);
        known.execute(params![
            kind,
            id,
            ko.as_ref().or(en.as_ref()),
            ko,
            en,
            releases
        ])?;
        for given in [ko, en].into_iter().flatten() {
            named.execute([&name_key(given), kind, id])?;
        }
    }
    Ok(())
}

/// Counts again in how many releases the corrected entities stand: a hundredth of a second and more where they stand in
/// thousands, so only for questions that ask how many.
pub(in crate::query) fn recount(
    db: &Connection,
    corrections: &Corrections,
) -> rusqlite::Result<()> {
    for kind in ENTITIES {
        let (Some(of_kind), Some(table)) = (corrections.kinds.get(kind), table(kind)) else {
            continue;
        };
        let count = format!(
            "UPDATE temp.recounted SET (name_ko, name_en, releases, first_day, last_day) = (
               SELECT coalesce(recounted.name_ko, max(f.name_ko)), coalesce(recounted.name_en, max(f.name_en)),
                 count(DISTINCT f.release), min(r.published), max(r.published)
               FROM {table} f JOIN releases r ON r.id = f.release
               WHERE f.id IN (SELECT value FROM json_each(?3)) AND NOT is_wrong(?1, f.id, f.release)
             ) WHERE kind = ?1 AND id = ?2"
        );
        let mut count = db.prepare(&count)?;
        for id in of_kind.ids() {
            let members = corrections.members(kind, id);
            let same = members.len() == 1 && !of_kind.wrong.contains_key(id);
            if !same && !of_kind.merged.contains_key(id) {
                count.execute(params![kind, id, json(&members)])?;
            }
        }
    }
    Ok(())
}
