//! Statutes and rules by name.

use super::LexiconError;
use super::matcher::Matcher;
use super::table::{Tables, list, required, some};

/// One line of `dictionaries/laws.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Law {
    /// Stable id.
    pub id: Box<str>,
    /// Official Korean name.
    pub name_ko: Box<str>,
    /// Official English name.
    pub name_en: Option<Box<str>>,
    /// Id of the body in charge.
    pub ministry: Option<Box<str>>,
}

/// All laws.
#[derive(Debug)]
pub struct Laws {
    entries: Vec<Law>,
    forms: Matcher<u32>,
}

impl Laws {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, LexiconError> {
        let mut entries = Vec::new();
        let mut forms: Vec<(String, u32)> = Vec::new();
        tables.read(
            "laws.tsv",
            include_str!("../../dictionaries/laws.tsv"),
            &mut |row| {
                let [id, name_ko, short, name_en, english, ministry] = row.cells();
                let at = entries.len() as u32;
                let all = [name_ko, name_en]
                    .into_iter()
                    .chain(list(short))
                    .chain(list(english));
                forms.extend(all.filter(|f| !f.is_empty()).map(|f| (f.to_owned(), at)));
                entries.push(Law {
                    id: required(id, "id")?.as_ref().into(),
                    name_ko: name_ko.into(),
                    name_en: some(name_en),
                    ministry: some(ministry),
                });
                Ok(())
            },
        )?;
        Ok(Self {
            entries,
            forms: Matcher::new(forms),
        })
    }

    /// The forms under which laws are known.
    pub fn forms(&self) -> &Matcher<u32> {
        &self.forms
    }

    /// The law that a form's value points to.
    pub fn entry(&self, law: u32) -> Option<&Law> {
        self.entries.get(law as usize)
    }

    /// The law of exactly this name, spacing aside.
    pub fn exact(&self, name: &str) -> Option<&Law> {
        self.entry(*self.forms.exact(name).first()?)
    }
}
