//! Who and what a store knows: counted again for all that an import touched.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Statement, params};

use crate::lexicon::Lexicon;
use crate::sink::tables::Raw;
use crate::text::name_key;

/// A kind of entity, the table of its facts, and the column that says more of it.
pub(super) const KINDS: [(&str, &str, &str); 3] = [
    ("organization", "organizations", "type"),
    ("person", "people", "title"),
    ("policy", "policies", "kind"),
];

/// How many entities are remembered as noted.
const REMEMBERED: usize = 1 << 17;
/// How many names are gathered, to be put in by their order.
const GATHERED: usize = 1 << 16;

/// Notes in the store which entities an import touches, each once.
#[derive(Debug, Default)]
pub(super) struct Touched(HashMap<&'static str, HashSet<Vec<u8>>>);

impl Touched {
    /// Notes the `ids` of a kind.
    pub(super) fn note<'a>(
        &mut self,
        db: &Connection,
        kind: &'static str,
        ids: impl Iterator<Item = &'a [u8]>,
    ) -> rusqlite::Result<()> {
        let noted = self.0.entry(kind).or_default();
        let mut note = db.prepare_cached("INSERT OR IGNORE INTO touched VALUES (?, ?)")?;
        for id in ids {
            if noted.contains(id) {
                continue;
            }
            note.execute(params![kind, Raw::Text(id)])?;
            if noted.len() >= REMEMBERED {
                noted.clear();
            }
            noted.insert(id.to_owned());
        }
        Ok(())
    }
}

/// Notes what a release that is to be taken out names; it is the only parameter.
pub(super) fn touch_all_of() -> String {
    let selects = KINDS
        .map(|(kind, table, _)| format!("SELECT '{kind}', id FROM {table} WHERE release = ?1"));
    format!("INSERT OR IGNORE INTO touched {}", selects.join(" UNION "))
}

/// Counts the touched entities again and collects their names.
pub(super) fn refresh(db: &Connection, lexicon: &Lexicon) -> rusqlite::Result<()> {
    db.execute_batch(
        "DELETE FROM names WHERE (kind, id) IN (SELECT kind, id FROM touched);
         DELETE FROM entities WHERE (kind, id) IN (SELECT kind, id FROM touched);",
    )?;
    let mut insert = Insert {
        entity: db.prepare("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?,
        name: db.prepare(
            "INSERT INTO names VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET weak = min(weak, excluded.weak)",
        )?,
        names: Vec::new(),
    };
    let mut known = HashMap::new();
    for (kind, table, more) in KINDS {
        known.insert(kind, count(db, kind, table, more, &mut insert)?);
    }
    for form in lexicon.forms() {
        if known
            .get(form.kind)
            .is_some_and(|ids| ids.contains(form.id))
        {
            insert.name(form.form, form.kind, form.id, form.weak)?;
        }
    }
    let mut aliases = db.prepare(
        "SELECT DISTINCT id, alias FROM touched CROSS JOIN aliases ON organization = id
         WHERE kind = 'organization'",
    )?;
    let mut aliases = aliases.query([])?;
    while let Some(row) = aliases.next()? {
        let (id, alias) = (row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
        insert.name(alias, "organization", id, true)?;
    }
    insert.flush()?;
    db.execute_batch(
        "DELETE FROM touched;
         CREATE INDEX IF NOT EXISTS names_by_entity ON names (kind, id)",
    )
}

/// Counts in how many releases each touched entity of a kind stands, takes its name from the latest, and collects the
/// full names. Returns the ids of those that stand in any.
///
/// SQLite would need three sorts for it; the rows come in order.
fn count(
    db: &Connection,
    kind: &'static str,
    table: &str,
    more: &str,
    insert: &mut Insert<'_>,
) -> rusqlite::Result<HashSet<String>> {
    let mut facts = db.prepare(&format!(
        "SELECT f.id, f.name, f.name_ko, f.name_en, f.{more}, f.release, r.published
         FROM touched t CROSS JOIN {table} f ON f.id = t.id
         JOIN releases r INDEXED BY releases_by_id ON r.id = f.release
         WHERE t.kind = '{kind}' ORDER BY t.id, f.release, f.number"
    ))?;
    let mut facts = facts.query([])?;
    let mut known = HashSet::new();
    let mut entity = Entity::default();
    while let Some(row) = facts.next()? {
        let id = row.get_ref(0)?.as_str()?;
        if entity.releases == 0 || entity.id != id {
            entity.insert(kind, insert)?;
            known.insert(id.to_owned());
            entity = Entity::default();
            id.clone_into(&mut entity.id);
        }
        for column in 1..4 {
            if let Some(name) = row.get_ref(column)?.as_str_or_null()?
                && entity.names.insert(name.to_owned())
            {
                insert.name(name, kind, id, false)?;
            }
        }
        entity.add(row)?;
    }
    entity.insert(kind, insert)?;
    Ok(known)
}

/// What the rows of one entity say.
#[derive(Default)]
struct Entity {
    id: String,
    releases: i64,
    /// The last that was counted.
    release: String,
    /// Day and id of the latest, and what that one says.
    latest: String,
    name: String,
    more: Option<String>,
    name_ko: Option<String>,
    name_en: Option<String>,
    first_day: Option<String>,
    last_day: Option<String>,
    /// All that were collected.
    names: HashSet<String>,
}

impl Entity {
    fn add(&mut self, row: &rusqlite::Row<'_>) -> rusqlite::Result<()> {
        let text = |column| -> rusqlite::Result<Option<&str>> {
            Ok(row.get_ref(column)?.as_str_or_null()?)
        };
        let (release, day) = (text(5)?.unwrap_or(""), text(6)?);
        if self.releases == 0 || self.release != release {
            self.releases += 1;
            release.clone_into(&mut self.release);
        }
        let at = format!("{}{release}", day.unwrap_or(""));
        if at > self.latest {
            self.latest = at;
            self.name = text(1)?.unwrap_or("").to_owned();
            self.more = text(4)?.map(str::to_owned);
        }
        raise(&mut self.name_ko, text(2)?);
        raise(&mut self.name_en, text(3)?);
        raise(&mut self.last_day, day);
        if let Some(day) = day
            && self.first_day.as_deref().is_none_or(|first| day < first)
        {
            self.first_day = Some(day.to_owned());
        }
        Ok(())
    }

    fn insert(&self, kind: &str, insert: &mut Insert<'_>) -> rusqlite::Result<()> {
        if self.releases > 0 {
            insert.entity.execute(params![
                kind,
                self.id,
                self.name,
                self.name_ko,
                self.name_en,
                self.more,
                self.releases,
                self.first_day,
                self.last_day,
            ])?;
        }
        Ok(())
    }
}

/// Puts `text` in the place of `greatest` where it is greater.
fn raise(greatest: &mut Option<String>, text: Option<&str>) {
    if let Some(text) = text
        && greatest.as_deref().is_none_or(|greatest| text > greatest)
    {
        *greatest = Some(text.to_owned());
    }
}

struct Insert<'a> {
    entity: Statement<'a>,
    name: Statement<'a>,
    /// Form, kind and id of those that are not in yet, and whether they are weak.
    names: Vec<(String, &'static str, String, bool)>,
}

impl Insert<'_> {
    /// Adds a name; one of several is weak only where all are.
    fn name(
        &mut self,
        form: &str,
        kind: &'static str,
        id: &str,
        weak: bool,
    ) -> rusqlite::Result<()> {
        let form = name_key(form);
        if form.is_empty() {
            return Ok(());
        }
        self.names.push((form, kind, id.to_owned(), weak));
        match self.names.len() >= GATHERED {
            true => self.flush(),
            false => Ok(()),
        }
    }

    /// Puts in the names that were gathered, in order: SQLite then goes through the table once, not back and forth.
    fn flush(&mut self) -> rusqlite::Result<()> {
        self.names.sort_unstable();
        self.names.dedup();
        for (form, kind, id, weak) in self.names.drain(..) {
            self.name.execute(params![form, kind, id, weak])?;
        }
        Ok(())
    }
}
