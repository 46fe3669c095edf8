//! Which JSON fields hold what.

use super::IngestError;

/// What is read from a JSON object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Title,
    Text,
    Published,
    Agency,
}

/// The fields with the names under which they are looked for, the standard one first.
const NAMES: [(Field, &[&str]); 5] = [
    (Field::Id, &["id", "doc_id"]),
    (Field::Title, &["title"]),
    (Field::Text, &["text", "content", "body"]),
    (Field::Published, &["published", "version_date", "date"]),
    (Field::Agency, &["agency", "department"]),
];

/// Which JSON fields hold the id, the title, the text, the day of publication and the issuing body.
///
/// A field that was set is looked for under the given name alone, any other one under its standard name and, where
/// that is missing, under the few others that archives use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The name given for each field of [`NAMES`].
    set: [Option<String>; NAMES.len()],
}

impl Mapping {
    /// From now on reads `field` (one of `id`, `title`, `text`, `published`, `agency`) from the JSON field `name`.
    pub fn set(&mut self, field: &str, name: &str) -> Result<(), IngestError> {
        let slot = NAMES
            .iter()
            .position(|(_, names)| names.first() == Some(&field))
            .and_then(|i| self.set.get_mut(i))
            .ok_or_else(|| IngestError::UnknownField(field.to_owned()))?;
        *slot = Some(name.to_owned());
        Ok(())
    }

    /// What the JSON field `name` may hold, each with its rank among the names for that: the lower, the better.
    pub(super) fn find(&self, name: &str) -> Option<(Field, usize)> {
        NAMES
            .iter()
            .zip(&self.set)
            .find_map(|((field, names), set)| {
                let rank = match set {
                    Some(set) => (set == name).then_some(0),
                    None => names.iter().position(|n| *n == name),
                };
                rank.map(|rank| (*field, rank))
            })
    }

    /// Where the text is looked for first.
    pub(super) fn text(&self) -> &str {
        let [_, _, text, _, _] = &self.set;
        text.as_deref().unwrap_or("text")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_set_is_the_only_one() {
        let mut mapping = Mapping::default();
        assert_eq!(mapping.find("doc_id"), Some((Field::Id, 1)));
        mapping.set("id", "key").unwrap();
        assert_eq!(mapping.find("key"), Some((Field::Id, 0)));
        assert_eq!(mapping.find("doc_id"), None);
        assert!(mapping.set("author", "x").is_err());
    }
}
