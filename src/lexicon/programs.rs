//! Well-known programmes, plans, events and agreements by name.

use super::LexiconError;
use super::matcher::Matcher;
use super::table::{Tables, list, required, some};
use crate::record::PolicyKind;

/// One line of `dictionaries/programs.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Stable id.
    pub id: Box<str>,
    /// Which kind of policy item.
    pub kind: PolicyKind,
    /// Korean name.
    pub name_ko: Box<str>,
    /// English name.
    pub name_en: Option<Box<str>>,
    /// Id of the body that runs it.
    pub owner: Option<Box<str>>,
}

/// All of them.
#[derive(Debug)]
pub struct Programs {
    entries: Vec<Program>,
    forms: Matcher<u32>,
}

impl Programs {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, LexiconError> {
        let mut entries = Vec::new();
        let mut forms: Vec<(String, u32)> = Vec::new();
        tables.read(
            "programs.tsv",
            include_str!("../../dictionaries/programs.tsv"),
            &mut |row| {
                let [id, kind, name_ko, korean, name_en, english, owner] = row.cells();
                let at = entries.len() as u32;
                let all = [name_ko, name_en]
                    .into_iter()
                    .chain(list(korean))
                    .chain(list(english));
                forms.extend(all.filter(|f| !f.is_empty()).map(|f| (f.to_owned(), at)));
                entries.push(Program {
                    id: required(id, "id")?.as_ref().into(),
                    kind: parse_kind(kind)?,
                    name_ko: name_ko.into(),
                    name_en: some(name_en),
                    owner: some(owner),
                });
                Ok(())
            },
        )?;
        Ok(Self {
            entries,
            forms: Matcher::new(forms),
        })
    }

    /// The forms under which they are known.
    pub fn forms(&self) -> &Matcher<u32> {
        &self.forms
    }

    /// Whether one is known by `name`, spaces aside.
    pub fn knows(&self, name: &str) -> bool {
        !self.forms.exact(name).is_empty()
    }

    /// The item that a form's value points to.
    pub fn entry(&self, program: u32) -> Option<&Program> {
        self.entries.get(program as usize)
    }
}

/// The kind of a table's cell.
pub(super) fn parse_kind(cell: &str) -> Result<PolicyKind, String> {
    serde_json::from_value(serde_json::Value::from(cell))
        .map_err(|_| format!("no kind of policy item {cell:?}"))
}
