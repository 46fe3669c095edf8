//! Who and what a store knows: counted again for all that an import touched.

use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, params};

use crate::lexicon::Lexicon;
use crate::text::name_key;

/// A kind of entity, the table of its facts, and the column that says more of it.
pub(super) const KINDS: [(&str, &str, &str); 3] = [
    ("organization", "organizations", "type"),
    ("person", "people", "title"),
    ("policy", "policies", "kind"),
];

/// Notes what a release that is to be taken out names; it is the only parameter.
pub(super) fn touch_all_of() -> String {
    let selects = KINDS
        .map(|(kind, table, _)| format!("SELECT '{kind}', id FROM {table} WHERE release = ?1"));
    format!("INSERT OR IGNORE INTO touched {}", selects.join(" UNION "))
}

/// Counts the touched entities again and collects their names.
pub(super) fn refresh(db: &Connection, lexicon: &Lexicon) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    db.create_scalar_function("name_key", 1, flags, |call| {
        Ok(name_key(call.get_raw(0).as_str_or_null()?.unwrap_or("")))
    })?;
    db.execute_batch(
        "DELETE FROM names WHERE (kind, id) IN (SELECT kind, id FROM touched);
         DELETE FROM entities WHERE (kind, id) IN (SELECT kind, id FROM touched);",
    )?;
    for (kind, table, more) in KINDS {
        db.execute_batch(&counted(kind, table, more))?;
        db.execute_batch(&named(kind))?;
    }
    let mut known = db.prepare(
        "INSERT INTO names SELECT ?1, kind, id, ?4 FROM entities JOIN touched USING (kind, id)
         WHERE kind = ?2 AND id = ?3
         ON CONFLICT DO UPDATE SET weak = min(weak, excluded.weak)",
    )?;
    for form in lexicon.forms() {
        let key = name_key(form.form);
        known.execute(params![key, form.kind, form.id, form.weak])?;
    }
    db.execute_batch("DELETE FROM touched; DELETE FROM names WHERE form = '';")
}

/// Gathers the facts of the touched entities of a kind, counts in how many releases each stands, and takes its name from
/// the latest.
fn counted(kind: &str, table: &str, more: &str) -> String {
    format!(
        "DROP TABLE IF EXISTS facts;
         CREATE TEMP TABLE facts AS
         SELECT f.id, f.name, f.name_ko, f.name_en, f.{more} AS more, f.release, r.published
         FROM touched t CROSS JOIN {table} f ON f.id = t.id JOIN releases r ON r.id = f.release
         WHERE t.kind = '{kind}' ORDER BY f.id;
         INSERT INTO entities
         SELECT '{kind}', id, latest.name, max(name_ko), max(name_en), latest.more,
           count(DISTINCT release), min(published), max(published)
         FROM facts JOIN (
           SELECT id, name, more, max(coalesce(published, '') || release) FROM facts GROUP BY id
         ) latest USING (id) GROUP BY id;"
    )
}

/// Collects the names of the gathered entities: full ones, and the weaker ones that releases gave organisations.
fn named(kind: &str) -> String {
    let full = ["name", "name_ko", "name_en"].map(|column| {
        format!(
            "INSERT OR IGNORE INTO names
             SELECT name_key({column}), '{kind}', id, 0
             FROM (SELECT DISTINCT id, {column} FROM facts WHERE {column} IS NOT NULL);"
        )
    });
    let aliases = "INSERT OR IGNORE INTO names
        SELECT name_key(alias), 'organization', organization, 1
        FROM (SELECT DISTINCT id FROM facts) CROSS JOIN aliases ON organization = id;";
    match kind {
        "organization" => full.concat() + aliases,
        _ => full.concat(),
    }
}
