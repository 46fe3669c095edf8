//! What extraction found in one release: mentions, not yet facts.

use jiff::civil::Date;

use super::DateValue;
use crate::record::{DateRole, OrgType, PersonRole, PolicyKind, PublishedFrom, SectionKind};
use crate::text::Span;

/// Everything found, each list in order of its spans. Spans count bytes of [`super::TokenizedRelease::text`].
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Day of publication, and what it rests on.
    pub published: Option<(Date, PublishedFrom)>,
    /// Dates and named calendar periods; none lies inside another.
    pub dates: Vec<DateMention>,
    /// Organisations.
    pub organizations: Vec<OrgMention>,
    /// People.
    pub people: Vec<PersonMention>,
    /// Policy items.
    pub policies: Vec<PolicyMention>,
    /// Amounts of money.
    pub amounts: Vec<AmountMention>,
    /// What was said.
    pub quotes: Vec<QuoteMention>,
    /// Whom to ask.
    pub contacts: Vec<ContactMention>,
    /// The body on the letterhead.
    pub issuer: Option<Body>,
    /// The parts of the text behind its head, each from the first to the last of its lines.
    pub sections: Vec<(SectionKind, Span)>,
    /// What a reader should know.
    pub warnings: Vec<String>,
}

/// Which organisation is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Body {
    /// A line of the dictionaries: index into [`crate::lexicon::Organizations`].
    Known(u32),
    /// One that the dictionaries do not have.
    Named {
        /// Its full name as the release gives it, legal form and line breaks gone.
        name: String,
        /// What kind of body its name says it is.
        kind: OrgType,
    },
}

/// A place that names a date, a span of dates or a calendar period.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Where: the whole expression, with weekday and 부터 or 까지.
    pub span: Span,
    /// Which.
    pub value: DateValue,
    /// What happens then, where the words around say so.
    pub role: Option<DateRole>,
    /// Probability that it is one and the right one, 0 to 1.
    pub confidence: f64,
    /// What the expression says against itself: `weekday_conflict: '2020. 1. 16.(금)' is a 목`.
    pub conflict: Option<String>,
}

/// A place that names an organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct OrgMention {
    /// Where.
    pub span: Span,
    /// Which.
    pub body: Body,
    /// Probability that it is one, 0 to 1.
    pub confidence: f64,
}

/// A place that names a person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonMention {
    /// Where: the name, with the title where that stands next to it.
    pub span: Span,
    /// The name alone, spaces inside gone (`이 화` → `이화`) for Korean ones.
    pub name: String,
    /// The post, organisation and spaces inside gone (`과  장` → `과장`).
    pub title: Option<String>,
    /// The post in English, where known.
    pub title_en: Option<String>,
    /// The body the person belongs to.
    pub organization: Option<Body>,
    /// What the person does in the release.
    pub role: PersonRole,
    /// Probability that it is one, 0 to 1.
    pub confidence: f64,
}

/// A place that names a policy item.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyMention {
    /// Where.
    pub span: Span,
    /// The shortest phrase that identifies it; quotes, brackets, line breaks gone.
    pub name: String,
    /// Which of the six kinds.
    pub kind: PolicyKind,
    /// Id, Korean and English name of the dictionaries' line, where it is one.
    pub known: Option<KnownPolicy>,
    /// Probability that it is one, 0 to 1.
    pub confidence: f64,
}

/// A policy item that the dictionaries have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPolicy {
    /// Stable id.
    pub id: String,
    /// Korean name.
    pub name_ko: Option<String>,
    /// English name.
    pub name_en: Option<String>,
}

/// A place that states an amount of money.
#[derive(Clone, Debug, PartialEq)]
pub struct AmountMention {
    /// Where.
    pub span: Span,
    /// In whole units of the currency.
    pub value: f64,
    /// ISO 4217 code.
    pub unit: &'static str,
    /// Probability that it is right, 0 to 1.
    pub confidence: f64,
}

/// A place where someone is quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteMention {
    /// Where, quotation marks aside.
    pub span: Span,
    /// Name of the speaker.
    pub speaker: Option<String>,
}

/// A line of a contact box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContactMention {
    /// Department or team.
    pub department: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Post.
    pub title: Option<String>,
    /// Telephone number as printed.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
}
