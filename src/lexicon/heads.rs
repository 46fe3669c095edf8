//! The words that names end in, and what they say of the thing named.

use std::collections::{HashMap, HashSet};

use super::LexiconError;
use super::programs::parse_kind;
use super::table::{Tables, required};
use crate::record::{OrgType, PolicyKind};

/// What a head says of the name that ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head<K> {
    /// The kind of thing.
    pub kind: K,
    /// Whether the head makes a name by itself wherever it stands; else only where something else marks the name:
    /// quotes, brackets, a definition, a contact box.
    pub strong: bool,
    /// Whether it makes a name together with a long lead.
    pub compound: bool,
}

/// Heads of organisations and of policy items, and the words that go with them.
#[derive(Debug)]
pub struct Heads {
    organizations: HashMap<Box<str>, Head<OrgType>>,
    policies: HashMap<Box<str>, Head<PolicyKind>>,
    generic: HashSet<Box<str>>,
    acts: HashSet<Box<str>>,
    methods: HashSet<Box<str>>,
    loans: HashSet<Box<str>>,
}

impl Heads {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, LexiconError> {
        let mut heads = Self {
            organizations: HashMap::new(),
            policies: HashMap::new(),
            generic: HashSet::new(),
            acts: HashSet::new(),
            methods: HashSet::new(),
            loans: HashSet::new(),
        };
        tables.read(
            "organization_heads.tsv",
            include_str!("../../dictionaries/organization_heads.tsv"),
            &mut |row| {
                let [head, kind, strength] = row.cells();
                let kind = serde_json::from_value(serde_json::Value::from(kind))
                    .map_err(|_| format!("no organisation type {kind:?}"))?;
                let strong = parse_strength(strength)?;
                heads.organizations.insert(
                    required(head, "head")?.as_ref().into(),
                    Head {
                        kind,
                        strong,
                        compound: strong,
                    },
                );
                Ok(())
            },
        )?;
        tables.read(
            "policy_heads.tsv",
            include_str!("../../dictionaries/policy_heads.tsv"),
            &mut |row| {
                let [head, kind, strength] = row.cells();
                let kind = parse_kind(kind)?;
                let compound = strength == "compound";
                let strong = !compound && parse_strength(strength)?;
                heads.policies.insert(
                    required(head, "head")?.as_ref().into(),
                    Head {
                        kind,
                        strong,
                        compound: compound || strong,
                    },
                );
                Ok(())
            },
        )?;
        for (name, text, words) in [
            (
                "generic_organizations.tsv",
                include_str!("../../dictionaries/generic_organizations.tsv"),
                &mut heads.generic,
            ),
            (
                "action_nouns.tsv",
                include_str!("../../dictionaries/action_nouns.tsv"),
                &mut heads.acts,
            ),
            (
                "methods.tsv",
                include_str!("../../dictionaries/methods.tsv"),
                &mut heads.methods,
            ),
            (
                "loan_words.tsv",
                include_str!("../../dictionaries/loan_words.tsv"),
                &mut heads.loans,
            ),
        ] {
            tables.read(name, text, &mut |row| {
                let [word] = row.cells();
                words.insert(required(word, "word")?.as_ref().into());
                Ok(())
            })?;
        }
        Ok(heads)
    }

    /// The longest head of an organisation's name that `word` ends in, and where in `word` it begins.
    pub fn organization(&self, word: &str) -> Option<(usize, Head<OrgType>)> {
        suffix(&self.organizations, word)
    }

    /// Whether `prefix` before a head makes a kind of body rather than a name.
    pub fn is_generic(&self, prefix: &str) -> bool {
        self.generic.contains(prefix)
    }

    /// Whether `word` is, or ends in, a noun of action.
    pub fn is_act(&self, word: &str) -> bool {
        word.char_indices()
            .map(|(at, _)| at)
            .any(|at| word.get(at..).is_some_and(|tail| self.acts.contains(tail)))
    }

    /// Whether a word in 법 is a way of doing something (방법) rather than a law.
    pub fn is_method(&self, word: &str) -> bool {
        word.char_indices().map(|(at, _)| at).any(|at| {
            word.get(at..)
                .is_some_and(|tail| self.methods.contains(tail))
        })
    }

    /// Whether a word from another language, or a service's name, looks like a firm's name and is none.
    pub fn is_loan_word(&self, word: &str) -> bool {
        self.loans.contains(word)
    }

    /// The longest head of a policy item's name that `word` ends in, and where in `word` it begins.
    pub fn policy(&self, word: &str) -> Option<(usize, Head<PolicyKind>)> {
        suffix(&self.policies, word)
    }
}

/// No head is longer than this many characters.
const LONGEST: usize = 24;

fn suffix<K: Copy>(heads: &HashMap<Box<str>, Head<K>>, word: &str) -> Option<(usize, Head<K>)> {
    let first = word
        .char_indices()
        .rev()
        .take(LONGEST)
        .last()
        .map_or(0, |(i, _)| i);
    word.get(first..)?
        .char_indices()
        .map(|(i, _)| first + i)
        .find_map(|at| Some((at, *heads.get(word.get(at..)?)?)))
}

fn parse_strength(cell: &str) -> Result<bool, String> {
    match cell {
        "strong" => Ok(true),
        "weak" => Ok(false),
        other => Err(format!("neither strong nor weak: {other:?}")),
    }
}
