//! What is asked: which releases, and which of their facts.

use jiff::civil::Date;

use super::QueryError;
use crate::record::SectionKind;

/// A question. Everything that it gives has to hold; an empty one asks for all releases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Words that the release holds, in any order; words in quotation marks as they stand.
    pub text: Option<String>,
    /// Organisations that it names: names in any language, or ids.
    pub organizations: Vec<String>,
    /// People that it names.
    pub people: Vec<String>,
    /// Policy items that it names.
    pub policies: Vec<String>,
    /// The body that issued it.
    pub issuer: Option<String>,
    /// Published on this day or later; of dates, those that do not end before it.
    pub from: Option<Date>,
    /// Published on this day or earlier; of dates, those that do not begin after it.
    pub to: Option<Date>,
    /// Which facts are asked for. Without it: those that are named, or else a passage of each release.
    pub kind: Option<Kind>,
    /// Only what stands in these parts of a release; none: in any.
    pub sections: Vec<SectionKind>,
    /// How many answers, at most; 0: all.
    pub limit: usize,
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The sentence of a release that fits best.
    Passage,
    /// A date.
    Date,
    /// An organisation.
    Organization,
    /// A person.
    Person,
    /// A policy item: of every kind, or of one of the six.
    Policy(Option<&'static str>),
    /// An amount of money.
    Amount,
    /// Something said.
    Quote,
    /// Someone to ask.
    Contact,
    /// Who did what.
    Relation,
}

/// The kinds by name.
const KINDS: [(&str, Kind); 15] = [
    ("passage", Kind::Passage),
    ("date", Kind::Date),
    ("organization", Kind::Organization),
    ("person", Kind::Person),
    ("policy", Kind::Policy(None)),
    ("law", Kind::Policy(Some("law"))),
    ("program", Kind::Policy(Some("program"))),
    ("plan", Kind::Policy(Some("plan"))),
    ("agreement", Kind::Policy(Some("agreement"))),
    ("event", Kind::Policy(Some("event"))),
    ("measure", Kind::Policy(Some("measure"))),
    ("amount", Kind::Amount),
    ("quote", Kind::Quote),
    ("contact", Kind::Contact),
    ("relation", Kind::Relation),
];

impl Kind {
    /// The kind that is called `name`.
    ///
    /// # Errors
    /// Where none is.
    pub fn named(name: &str) -> Result<Self, QueryError> {
        let found = KINDS.iter().find(|(known, _)| *known == name);
        let unknown = || QueryError::NoKind(name.to_owned());
        found.map(|(_, kind)| *kind).ok_or_else(unknown)
    }

    /// All of them by name.
    pub fn names() -> Vec<&'static str> {
        KINDS.iter().map(|(name, _)| *name).collect()
    }

    /// Its name in an answer: that of its mentions in a store.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Date => "date",
            Self::Organization => "organization",
            Self::Person => "person",
            Self::Policy(_) => "policy",
            Self::Amount => "amount",
            Self::Quote => "quote",
            Self::Contact => "contact",
            Self::Relation => "relation",
        }
    }
}

/// The parts of a release that are called so, their names parted by commas.
///
/// # Errors
/// Where none is.
pub fn sections(names: &str) -> Result<Vec<SectionKind>, QueryError> {
    let named = |name: &str| {
        let found = SectionKind::ALL
            .into_iter()
            .find(|s| s.name() == name.trim());
        found.ok_or_else(|| QueryError::NoSection(name.to_owned()))
    };
    names.split(',').map(named).collect()
}

/// A day as the store writes it.
pub(super) fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}
