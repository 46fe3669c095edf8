//! Corrections of organisations as lines of the dictionary, for others and for the next extraction.

use std::collections::BTreeMap;

use rusqlite::OptionalExtension;

use super::{Names, is_korean};
use crate::lexicon::{KnownForm, Lexicon, OrgEntry};
use crate::query::names::COLUMNS;
use crate::query::{Archive, Entity, QueryError};
use crate::text::name_key;

/// The columns of the dictionary's tables of organisations.
const HEADER: &str = "#id\ttype\tname_ko\taliases_ko\tweak_ko\tname_en\taliases_en\tfrom\tuntil\tsuccessors\tparent\n";

impl Archive {
    /// The organisations that were renamed, or into which others were merged, as lines of `government.tsv` in a folder
    /// that `--dictionary` reads. They replace what `lexicon` says of the same ids, and keep the names that it gives.
    ///
    /// What was merged is known by its names. Where `lexicon` has it too, a remark says that its own line has to go.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn dictionary_lines(&self, lexicon: &Lexicon) -> Result<String, QueryError> {
        let mut lines = HEADER.to_owned();
        let Some(of_kind) = self.corrections.kinds.get("organization") else {
            return Ok(lines);
        };
        let named = of_kind.renamed.keys().filter(|id| of_kind.end(id) == *id);
        let mut ids: Vec<&str> = named.map(String::as_str).collect();
        ids.extend(of_kind.merged.values().map(|id| of_kind.end(id)));
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let Some(own) = self.as_stored(id)? else {
                continue;
            };
            let mut line = Line::of(&own, of_kind.renamed.get(id), lexicon);
            for merged in self.corrections.members("organization", id) {
                if let Some(other) = self.as_stored(&merged)?.filter(|other| other.id != id) {
                    [Some(other.name), other.name_ko, other.name_en]
                        .into_iter()
                        .flatten()
                        .for_each(|name| line.add(&name, false));
                }
                if merged != id && lexicon.organizations.by_id(&merged).is_some() {
                    lines.push_str(&format!(
                        "# {merged}: has a line of its own, which has to go\n"
                    ));
                }
            }
            lines.push_str(&line.written(lexicon.organizations.by_id(id).map(|(_, entry)| entry)));
        }
        Ok(lines)
    }

    /// An organisation as the store has it, uncorrected.
    fn as_stored(&self, id: &str) -> Result<Option<Entity>, QueryError> {
        let sql =
            format!("SELECT {COLUMNS} FROM main.entities e WHERE kind = 'organization' AND id = ?");
        let mut query = self.db.prepare_cached(&sql)?;
        Ok(query.query_row([id], Entity::read).optional()?)
    }
}

/// A line of the dictionary in the making.
#[derive(Debug)]
struct Line {
    id: String,
    kind: String,
    ko: String,
    en: String,
    /// Other names by their keys, and whether they are weak.
    others: BTreeMap<String, (String, bool)>,
}

impl Line {
    fn of(entity: &Entity, given: Option<&Names>, lexicon: &Lexicon) -> Self {
        let entry = lexicon.organizations.by_id(&entity.id);
        let entry = entry.map(|(_, entry)| entry);
        let known = |name: Option<&str>| name.unwrap_or("").to_owned();
        let old_ko = entry.map_or(known(entity.name_ko.as_deref()), |e| e.name_ko.to_string());
        let old_en = entry.map_or(known(entity.name_en.as_deref()), |e| {
            known(e.name_en.as_deref())
        });
        let (ko, en) = given.map_or((None, None), |names| (names.ko.clone(), names.en.clone()));
        let mut line = Self {
            id: entity.id.clone(),
            kind: entity.detail.clone().unwrap_or_else(|| "other".to_owned()),
            ko: ko.unwrap_or_else(|| old_ko.clone()),
            en: en.unwrap_or_else(|| old_en.clone()),
            others: BTreeMap::new(),
        };
        let own = |form: &KnownForm<'_>| form.kind == "organization" && form.id == entity.id;
        let weak: Vec<_> = lexicon
            .forms()
            .filter(|form| own(form) && form.weak)
            .collect();
        let is_weak = |name: &str| {
            weak.iter()
                .any(|form| name_key(form.form) == name_key(name))
        };
        for name in [&*old_ko, &*old_en, &*entity.name].into_iter() {
            line.add(name, is_weak(name));
        }
        for alias in entry.into_iter().flat_map(|entry| &entry.aliases) {
            line.add(alias, false);
        }
        for form in &weak {
            line.add(form.form, true);
        }
        line
    }

    fn add(&mut self, name: &str, weak: bool) {
        let key = name_key(name);
        if !key.is_empty() && key != name_key(&self.ko) && key != name_key(&self.en) {
            self.others.entry(key).or_insert((name.to_owned(), weak));
        }
    }

    fn written(&self, entry: Option<&OrgEntry>) -> String {
        let others = |korean: bool, weak: bool| {
            let those = self.others.values();
            let those = those.filter(|(name, w)| is_korean(name) == korean && *w == weak);
            those.map(|(name, _)| name.as_str()).collect::<Vec<_>>()
        };
        let weak = others(false, true);
        let english = others(false, false).into_iter().map(str::to_owned);
        let english: Vec<String> = english
            .chain(weak.iter().map(|n| format!("~{n}")))
            .collect();
        let cell = |cell: Option<&Box<str>>| cell.map_or("", |cell| cell).to_owned();
        let cells = [
            self.id.clone(),
            self.kind.clone(),
            self.ko.clone(),
            others(true, false).join("|"),
            others(true, true).join("|"),
            self.en.clone(),
            english.join("|"),
            cell(entry.and_then(|e| e.from.as_ref())),
            cell(entry.and_then(|e| e.until.as_ref())),
            entry.map_or_else(String::new, |e| e.successors.join("|")),
            cell(entry.and_then(|e| e.parent.as_ref())),
        ];
        cells.join("\t").trim_end().to_owned() + "\n"
    }
}
