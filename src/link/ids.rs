//! Ids for what no dictionary has: made of the normalised name, so that the same name joins across releases.

use crate::text::name_key;

/// The id of an organisation that no dictionary has.
pub(super) fn organization(name: &str) -> String {
    format!("org.{}", name_key(name))
}

/// The id of a person: the name and, where known, the organisation.
pub(super) fn person(name: &str, organization: Option<&str>) -> String {
    match organization {
        Some(organization) => format!("person.{}@{organization}", name_key(name)),
        None => format!("person.{}", name_key(name)),
    }
}

/// The id of a policy item that no dictionary has; years and ordinals do not make another programme.
pub(super) fn policy(kind: &str, name: &str) -> String {
    format!("{kind}.{}", name_key(name))
}
