//! Organisations by name.

use hashbrown::HashMap;

use super::LexiconError;
use super::matcher::Matcher;
use super::table::{Tables, list, required, some};
use crate::record::OrgType;
use crate::text::Span;

/// One line of `dictionaries/organizations/*.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrgEntry {
    /// Stable id.
    pub id: Box<str>,
    /// What kind of body it is.
    pub kind: OrgType,
    /// Full official Korean name; may be empty for foreign bodies.
    pub name_ko: Box<str>,
    /// Official English name.
    pub name_en: Option<Box<str>>,
    /// First year or day under this name, EDTF.
    pub from: Option<Box<str>>,
    /// Last year or day under this name, EDTF.
    pub until: Option<Box<str>>,
    /// Ids of the bodies that took over.
    pub successors: Vec<Box<str>>,
    /// Id of the body above it.
    pub parent: Option<Box<str>>,
    /// The forms a reader may trust anywhere.
    pub aliases: Vec<Box<str>>,
}

/// How far a form may be trusted by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Anywhere.
    Strong,
    /// Only where the release names the body in full or defines the form.
    Weak,
}

/// All organisations.
#[derive(Debug)]
pub struct Organizations {
    entries: Vec<OrgEntry>,
    forms: Matcher<(u32, Strength)>,
    by_id: HashMap<Box<str>, u32>,
}

const TABLES: [(&str, &str); 8] = [
    (
        "government.tsv",
        include_str!("../../dictionaries/organizations/government.tsv"),
    ),
    (
        "local.tsv",
        include_str!("../../dictionaries/organizations/local.tsv"),
    ),
    (
        "international.tsv",
        include_str!("../../dictionaries/organizations/international.tsv"),
    ),
    (
        "public_institutions.tsv",
        include_str!("../../dictionaries/organizations/public_institutions.tsv"),
    ),
    (
        "financial.tsv",
        include_str!("../../dictionaries/organizations/financial.tsv"),
    ),
    (
        "companies.tsv",
        include_str!("../../dictionaries/organizations/companies.tsv"),
    ),
    (
        "universities.tsv",
        include_str!("../../dictionaries/organizations/universities.tsv"),
    ),
    (
        "associations.tsv",
        include_str!("../../dictionaries/organizations/associations.tsv"),
    ),
];

impl Organizations {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, LexiconError> {
        let mut entries: Vec<OrgEntry> = Vec::new();
        // All forms one behind the other, and each with its organisation.
        let mut spelled = String::new();
        let mut forms: Vec<(u32, Span, Strength)> = Vec::new();
        let mut by_id: HashMap<Box<str>, u32> = HashMap::new();
        for (name, text) in TABLES {
            tables.read(name, text, &mut |row| {
                let [
                    id,
                    kind,
                    name_ko,
                    aliases,
                    weak,
                    name_en,
                    english,
                    from,
                    until,
                    successors,
                    parent,
                ] = row.cells();
                let id = required(id, "id")?;
                let org = match by_id.get(id.as_ref()) {
                    Some(&known) => {
                        forms.retain(|(org, ..)| *org != known);
                        known
                    }
                    None => entries.len() as u32,
                };
                let mut add = |form: &str, strength| {
                    let (form, strength) = match form.strip_prefix('~') {
                        Some(form) => (form, Strength::Weak),
                        None => (form, strength),
                    };
                    if !form.is_empty() {
                        let start = spelled.len();
                        spelled.push_str(form);
                        forms.push((org, Span::new(start, spelled.len()), strength));
                    }
                };
                add(name_ko, Strength::Strong);
                add(name_en, Strength::Strong);
                // Ministry of Trade, Industry, and Energy.
                if let Some((fields, last)) = name_en.rsplit_once(" and ")
                    && fields.contains(", ")
                {
                    add(&format!("{fields}, and {last}"), Strength::Strong);
                }
                // Korea Financial Telecommunications & Clearings Institute.
                if name_en.contains(" and ") {
                    add(&name_en.replace(" and ", " & "), Strength::Strong);
                }
                list(aliases).for_each(|form| add(form, Strength::Strong));
                list(weak).for_each(|form| add(form, Strength::Weak));
                list(english).for_each(|form| add(form, Strength::Strong));
                let entry = OrgEntry {
                    id: id.as_ref().into(),
                    kind: parse_type(kind)?,
                    name_ko: name_ko.trim_start_matches('~').into(),
                    name_en: some(name_en.trim_start_matches('~')),
                    from: some(from),
                    until: some(until),
                    successors: list(successors).map(Box::from).collect(),
                    parent: some(parent),
                    aliases: list(aliases)
                        .chain(list(english))
                        .filter(|a| !a.starts_with('~'))
                        .map(Box::from)
                        .collect(),
                };
                match entries.get_mut(org as usize) {
                    Some(known) => *known = entry,
                    None => {
                        by_id.insert(entry.id.clone(), org);
                        entries.push(entry);
                    }
                }
                Ok(())
            })?;
        }
        // A line that replaces another stands in its place.
        forms.sort_by_key(|(org, ..)| *org);
        let forms = forms.into_iter();
        let forms = forms.map(|(org, form, strength)| (form.of(&spelled), (org, strength)));
        let forms = Matcher::new(forms);
        Ok(Self {
            entries,
            forms,
            by_id,
        })
    }

    /// The forms under which organisations are known.
    pub fn forms(&self) -> &Matcher<(u32, Strength)> {
        &self.forms
    }

    /// Whether any body goes by exactly `form`, however weak the form.
    pub fn knows(&self, form: &str) -> bool {
        !self.forms.exact(form).is_empty()
    }

    /// The organisation that a form's value points to.
    pub fn entry(&self, org: u32) -> Option<&OrgEntry> {
        self.entries.get(org as usize)
    }

    /// The organisation with this id.
    pub fn by_id(&self, id: &str) -> Option<(u32, &OrgEntry)> {
        let org = *self.by_id.get(id)?;
        Some((org, self.entry(org)?))
    }

    /// Of several organisations under one form, the one that existed on `day` (`YYYY-MM-DD`), else the latest.
    pub fn valid<'a>(
        &'a self,
        candidates: impl Iterator<Item = u32>,
        day: Option<&str>,
    ) -> Option<(u32, &'a OrgEntry)> {
        let mut best: Option<((bool, &str), u32, &OrgEntry)> = None;
        for org in candidates {
            let Some(entry) = self.entry(org) else {
                continue;
            };
            let exists = day.is_none_or(|day| entry.exists_on(day));
            let rank = (exists, entry.from.as_deref().unwrap_or(""));
            if best.as_ref().is_none_or(|(kept, ..)| rank > *kept) {
                best = Some((rank, org, entry));
            }
        }
        best.map(|(_, org, entry)| (org, entry))
    }
}

impl OrgEntry {
    /// Whether the body existed under this name on `day` (`YYYY-MM-DD`); unknown bounds are open.
    pub fn exists_on(&self, day: &str) -> bool {
        // A bound may be coarser than a day: "2008" ends with the last day of 2008.
        let begun = self.from.as_deref().is_none_or(|from| {
            let n = from.len().min(day.len());
            day.get(..n) >= from.get(..n)
        });
        let ended = self.until.as_deref().is_some_and(|until| {
            let n = until.len().min(day.len());
            day.get(..n) > until.get(..n)
        });
        begun && !ended
    }

    /// The name to show in a release of that language, and the other one where there is none.
    pub fn name(&self, english: bool) -> &str {
        match (&self.name_en, english) {
            (Some(name), true) => name,
            (Some(name), false) if self.name_ko.is_empty() => name,
            _ => &self.name_ko,
        }
    }
}

/// The kind of organisation that a cell of a table names.
pub(super) fn parse_type(cell: &str) -> Result<OrgType, String> {
    serde_json::from_value(serde_json::Value::from(cell))
        .map_err(|_| format!("no organisation type {cell:?}"))
}
