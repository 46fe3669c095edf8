//! Every name that the tables know, with what it names.

use super::{Lexicon, Strength};

/// A name of an organisation or a policy item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownForm<'a> {
    /// The name, without white space.
    pub form: &'a str,
    /// `organization` or `policy`.
    pub kind: &'static str,
    /// The id of what it names.
    pub id: &'a str,
    /// Whether it may be something else's name as well.
    pub weak: bool,
}

impl Lexicon {
    /// The names of all organisations, laws and programmes.
    pub fn forms(&self) -> impl Iterator<Item = KnownForm<'_>> {
        let bodies = self.organizations.forms().iter();
        let bodies = bodies.filter_map(|(form, (org, strength))| {
            Some(KnownForm {
                form,
                kind: "organization",
                id: &self.organizations.entry(*org)?.id,
                weak: *strength == Strength::Weak,
            })
        });
        let policy = |form, id| KnownForm {
            form,
            kind: "policy",
            id,
            weak: false,
        };
        let laws = self.laws.forms().iter();
        let laws =
            laws.filter_map(move |(form, law)| Some(policy(form, &*self.laws.entry(*law)?.id)));
        let programs = self.programs.forms().iter();
        let programs = programs
            .filter_map(move |(form, item)| Some(policy(form, &*self.programs.entry(*item)?.id)));
        bodies.chain(laws).chain(programs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_two_languages_share_an_id() {
        let lexicon = Lexicon::embedded().unwrap();
        let id = |name: &str| {
            let found: Vec<_> = lexicon.forms().filter(|f| f.form == name).collect();
            assert!(!found.is_empty(), "{name}");
            found.into_iter().any(|f| f.id == "kr.fsc")
        };
        for name in ["금융위원회", "금융위", "FSC", "FinancialServicesCommission"] {
            assert!(id(name), "{name}");
        }
    }
}
