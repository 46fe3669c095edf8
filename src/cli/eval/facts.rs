//! What is read of gold facts and of extracted ones.

use serde::Deserialize;

/// The gold facts of a release.
#[derive(Debug, Deserialize)]
pub(super) struct Gold {
    pub id: String,
    #[serde(default)]
    pub issuer: Option<String>,
    /// The other bodies of a joint release.
    #[serde(default)]
    pub issuer_also: Vec<String>,
    #[serde(default)]
    pub dates: Vec<Fact>,
    #[serde(default)]
    pub orgs: Vec<Fact>,
    #[serde(default)]
    pub people: Vec<Fact>,
    #[serde(default)]
    pub policies: Vec<Fact>,
}

/// The extracted facts of a release.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Predicted {
    pub id: String,
    #[serde(default)]
    pub issuer: Option<Name>,
    #[serde(default)]
    pub dates: Vec<Fact>,
    #[serde(default)]
    pub organizations: Vec<Fact>,
    #[serde(default)]
    pub people: Vec<Fact>,
    #[serde(default)]
    pub policies: Vec<Fact>,
}

/// A fact of any type, gold or extracted: each type has some of the fields.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Fact {
    #[serde(default)]
    pub value: Option<String>,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub name_ko: Option<String>,
    #[serde(default)]
    pub name_en: Option<String>,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub kind: Option<String>,
    /// Where it stands, of a gold fact.
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default, alias = "org")]
    pub organization: Option<Name>,
}

/// A name alone, or an object that has one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Name {
    Plain(String),
    Object {
        #[serde(default)]
        name: Option<String>,
    },
}

impl Name {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Plain(name) => name,
            Self::Object { name } => name.as_deref().unwrap_or(""),
        }
    }
}

impl Fact {
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("")
    }

    /// What a reader knows it by.
    pub fn label(&self) -> &str {
        self.value.as_deref().unwrap_or_else(|| self.name())
    }

    pub fn organization(&self) -> &str {
        self.organization.as_ref().map_or("", Name::as_str)
    }
}
