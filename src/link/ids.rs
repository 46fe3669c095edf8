//! Ids for what no dictionary has: made of the normalised name, so that the same name joins across releases.

use crate::text::is_alphanumeric;
use unicode_normalization::UnicodeNormalization;

/// `name` without spaces, marks and case.
pub(super) fn normalise(name: &str) -> String {
    name.nfkc()
        .filter(|c| is_alphanumeric(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The id of an organisation that no dictionary has.
pub(super) fn organization(name: &str) -> String {
    format!("org.{}", normalise(name))
}

/// The id of a person: the name and, where known, the organisation.
pub(super) fn person(name: &str, organization: Option<&str>) -> String {
    match organization {
        Some(organization) => format!("person.{}@{organization}", normalise(name)),
        None => format!("person.{}", normalise(name)),
    }
}

/// The id of a policy item that no dictionary has; years and ordinals do not make another programme.
pub(super) fn policy(kind: &str, name: &str) -> String {
    format!("{kind}.{}", normalise(name))
}
