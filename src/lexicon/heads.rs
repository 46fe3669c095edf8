//! The words that names end in, and what they say of the thing named.

use hashbrown::HashSet;

use super::LexiconError;
use super::endings::Endings;
use super::organizations::parse_type;
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
    /// Whether it makes a name by itself in a headline, which tells of one meeting, and not below, where any may be told of.
    pub titled: bool,
}

/// A word before names that is no part of them.
#[derive(Debug)]
struct Front {
    word: Box<str>,
    /// Also in one word with the name.
    glued: bool,
}

/// Heads of organisations and of policy items, and the words that go with them.
#[derive(Debug)]
pub struct Heads {
    organizations: Endings<Head<OrgType>>,
    policies: Endings<Head<PolicyKind>>,
    columns: Endings<PolicyKind>,
    generic: HashSet<Box<str>>,
    acts: Endings<()>,
    methods: Endings<()>,
    headline_acts: Endings<()>,
    not_platforms: Endings<()>,
    not_units: Endings<bool>,
    not_firms: Endings<()>,
    fronts: Vec<Front>,
    loans: HashSet<Box<str>>,
    countries: HashSet<Box<str>>,
    foreign: Endings<OrgType>,
}

impl Heads {
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, LexiconError> {
        let mut heads = Self {
            organizations: Endings::default(),
            policies: Endings::default(),
            columns: Endings::default(),
            generic: HashSet::new(),
            acts: Endings::default(),
            methods: Endings::default(),
            headline_acts: Endings::default(),
            not_platforms: Endings::default(),
            not_units: Endings::default(),
            not_firms: Endings::default(),
            fronts: Vec::new(),
            loans: HashSet::new(),
            countries: HashSet::new(),
            foreign: Endings::default(),
        };
        tables.read(
            "organization_heads.tsv",
            include_str!("../../dictionaries/organization_heads.tsv"),
            &mut |row| {
                let [head, kind, strength] = row.cells();
                let kind = parse_type(kind)?;
                let strong = parse_strength(strength)?;
                heads.organizations.insert(
                    &required(head, "head")?,
                    Head {
                        kind,
                        strong,
                        compound: strong,
                        titled: false,
                    },
                );
                Ok(())
            },
        )?;
        tables.read(
            "foreign_heads.tsv",
            include_str!("../../dictionaries/foreign_heads.tsv"),
            &mut |row| {
                let [head, kind] = row.cells();
                let kind = parse_type(kind)?;
                heads.foreign.insert(&required(head, "head")?, kind);
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
                let titled = strength == "titled";
                let strong = !compound && !titled && parse_strength(strength)?;
                heads.policies.insert(
                    &required(head, "head")?,
                    Head {
                        kind,
                        strong,
                        compound: compound || strong,
                        titled,
                    },
                );
                Ok(())
            },
        )?;
        tables.read(
            "policy_columns.tsv",
            include_str!("../../dictionaries/policy_columns.tsv"),
            &mut |row| {
                let [column, kind] = row.cells();
                let kind = parse_kind(kind)?;
                heads.columns.insert(&required(column, "column")?, kind);
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
                "loan_words.tsv",
                include_str!("../../dictionaries/loan_words.tsv"),
                &mut heads.loans,
            ),
            (
                "countries.tsv",
                include_str!("../../dictionaries/countries.tsv"),
                &mut heads.countries,
            ),
        ] {
            tables.read(name, text, &mut |row| {
                let [word] = row.cells();
                words.insert(required(word, "word")?.as_ref().into());
                Ok(())
            })?;
        }
        for (name, text, ends) in [
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
                "headline_acts.tsv",
                include_str!("../../dictionaries/headline_acts.tsv"),
                &mut heads.headline_acts,
            ),
            (
                "not_platforms.tsv",
                include_str!("../../dictionaries/not_platforms.tsv"),
                &mut heads.not_platforms,
            ),
            (
                "not_firms.tsv",
                include_str!("../../dictionaries/not_firms.tsv"),
                &mut heads.not_firms,
            ),
        ] {
            tables.read(name, text, &mut |row| {
                let [word] = row.cells();
                ends.insert(&required(word, "word")?, ());
                Ok(())
            })?;
        }
        tables.read(
            "not_units.tsv",
            include_str!("../../dictionaries/not_units.tsv"),
            &mut |row| {
                let [word, beside] = row.cells();
                (heads.not_units).insert(&required(word, "word")?, beside == "yes");
                Ok(())
            },
        )?;
        tables.read(
            "name_fronts.tsv",
            include_str!("../../dictionaries/name_fronts.tsv"),
            &mut |row| {
                let [word, glued] = row.cells();
                heads.fronts.push(Front {
                    word: required(word, "word")?.as_ref().into(),
                    glued: glued == "yes",
                });
                Ok(())
            },
        )?;
        Ok(heads)
    }

    /// The longest head of an organisation's name that `word` ends in, and where in `word` it begins.
    pub fn organization(&self, word: &str) -> Option<(usize, Head<OrgType>)> {
        longest(&self.organizations, word)
    }

    /// The head of an organisation's name that all of `word` is, as English ones are.
    pub fn organization_word(&self, word: &str) -> Option<Head<OrgType>> {
        whole(self.organization(word))
    }

    /// Whether `prefix` before a head makes a kind of body rather than a name.
    pub fn is_generic(&self, prefix: &str) -> bool {
        self.generic.contains(prefix)
    }

    /// Whether `word` names another country.
    pub fn is_country(&self, word: &str) -> bool {
        self.countries.contains(word)
    }

    /// The longest head of a foreign body's name that `word` ends in, where in `word` it begins, and the kind of body.
    pub fn foreign(&self, word: &str) -> Option<(usize, OrgType)> {
        longest(&self.foreign, word)
    }

    /// Whether `word` is, or ends in, a noun of action.
    pub fn is_act(&self, word: &str) -> bool {
        self.acts.any(word)
    }

    /// Whether a word in 법 is a way of doing something (방법) rather than a law.
    pub fn is_method(&self, word: &str) -> bool {
        self.methods.any(word)
    }

    /// Whether a headline ends in an act of authority (집중단속, 조사 착수).
    pub fn is_headline_act(&self, headline: &str) -> bool {
        self.headline_acts.any(headline)
    }

    /// Whether a word before an address names no platform (누리집, 블로그).
    pub fn is_no_platform(&self, word: &str) -> bool {
        self.not_platforms.any(word)
    }

    /// Whether a word in 과, 국 or 팀 names no department or team (효과, 참가국).
    pub fn is_no_unit(&self, word: &str) -> bool {
        self.not_units.any(word)
    }

    /// Whether a word names no unit even right behind the name of a body (경찰 수사결과, while 새싹대학교 경제학과 is one).
    pub fn is_never_unit(&self, word: &str) -> bool {
        longest(&self.not_units, word).is_some_and(|(_, never)| never)
    }

    /// Whether a word in 증권, 은행 or 보험 is a product or a kind of firm (집합투자증권, 중소형저축은행).
    pub fn is_no_firm(&self, word: &str) -> bool {
        self.not_firms.any(word)
    }

    /// What follows a word that leads up to a name of an organisation and is no part of it: a legal form, in one word
    /// with the name or not (재단법인), or what a box calls it (유관기관).
    pub fn behind_front<'a>(&self, name: &'a str) -> Option<&'a str> {
        self.fronts.iter().find_map(|front| {
            let rest = name.strip_prefix(&*front.word)?;
            let trimmed = rest.trim_start();
            let apart = trimmed.len() < rest.len();
            ((apart || front.glued) && trimmed.chars().count() >= 2).then_some(trimmed)
        })
    }

    /// Whether a word from another language, or a service's name, looks like a firm's name and is none.
    pub fn is_loan_word(&self, word: &str) -> bool {
        self.loans.contains(word)
    }

    /// What kind of items a table's column lists that is headed `heading`, white space left out.
    pub fn policy_column(&self, heading: &str) -> Option<PolicyKind> {
        longest(&self.columns, heading).map(|(_, kind)| kind)
    }

    /// The longest head of a policy item's name that `word` ends in, and where in `word` it begins.
    pub fn policy(&self, word: &str) -> Option<(usize, Head<PolicyKind>)> {
        longest(&self.policies, word)
    }

    /// The head of a policy item's name that all of `word` is, as English ones are.
    pub fn policy_word(&self, word: &str) -> Option<Head<PolicyKind>> {
        whole(self.policy(word))
    }
}

/// A head that begins where its word does.
fn whole<V>(found: Option<(usize, V)>) -> Option<V> {
    found.filter(|(at, _)| *at == 0).map(|(_, head)| head)
}

/// The longest end of `word`, by value.
fn longest<V: Copy>(ends: &Endings<V>, word: &str) -> Option<(usize, V)> {
    ends.of(word).next().map(|(at, value)| (at, *value))
}

fn parse_strength(cell: &str) -> Result<bool, String> {
    match cell {
        "strong" => Ok(true),
        "weak" => Ok(false),
        other => Err(format!("neither strong nor weak: {other:?}")),
    }
}
