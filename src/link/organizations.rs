//! Mentions of organisations into organisations.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::ids;
use super::mentions::{Places, best};
use crate::lexicon::{Lexicon, korean_unit};
use crate::record::{OrgRef, OrgType, Organization};
use crate::release::{Body, OrgMention};
use crate::text::hangul::is_syllable;
use crate::text::single_spaced;
use crate::text::{Span, squeeze_str};

/// What bodies are called.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pub lexicon: &'a Lexicon,
    /// Whether the release is English.
    pub english: bool,
    /// What kind of body issued the release.
    issuer: OrgType,
    /// What the release calls firms and foreign bodies whose official names it does not use.
    pub written: HashMap<Body, String>,
}

/// One body's names and id.
#[derive(Clone, Debug)]
pub(super) struct Called {
    pub id: String,
    pub name: String,
    pub name_ko: Option<String>,
    pub name_en: Option<String>,
    pub kind: OrgType,
}

impl<'a> Names<'a> {
    /// For the organisations of one release.
    pub fn new(
        lexicon: &'a Lexicon,
        english: bool,
        issuer: Option<&Body>,
        found: &[OrgMention],
        places: &Places<'_>,
    ) -> Self {
        let mut names = Self {
            lexicon,
            english,
            issuer: OrgType::Other,
            written: HashMap::new(),
        };
        names.issuer = issuer.map_or(OrgType::Other, |body| names.of(body).kind);
        let mut forms: BTreeMap<&Body, Vec<&str>> = BTreeMap::new();
        for mention in found {
            let form = places.get(mention.span);
            forms.entry(&mention.body).or_default().push(form);
        }
        for (body, mut forms) in forms {
            let called = names.of(body);
            // Public bodies go by their full names, all others by what the release calls them. English names of
            // public bodies changed while they did not: a full one stays as it is written.
            let full = |form: &str| {
                // KOREA HERITAGE SERVICE is how a letterhead shouts.
                form.starts_with(char::is_uppercase)
                    && form.contains(char::is_lowercase)
                    && !form.starts_with("The ")
                    && form.split_whitespace().nth(2).is_some()
            };
            let translated = english
                && matches!(
                    called.kind,
                    OrgType::Ministry | OrgType::Agency | OrgType::PublicInstitution
                );
            forms.retain(|form| !translated || full(form));
            let private = matches!(
                called.kind,
                OrgType::Company | OrgType::Bank | OrgType::International | OrgType::Foreign
            ) && !called.id.starts_with("kr.");
            let renamed = (translated || private) && matches!(body, Body::Known(_));
            let official = squeeze_str(&called.name);
            if !renamed || forms.iter().any(|form| squeeze_str(form) == official) {
                continue;
            }
            let longest = forms
                .into_iter()
                .filter(|form| is_name(form, called.kind))
                .rev()
                .max_by_key(|form| form.chars().count());
            if let Some(form) = longest {
                let form = single_spaced(form);
                names.written.insert(body.clone(), form);
            }
        }
        names
    }

    pub fn of(&self, body: &Body) -> Called {
        match body {
            Body::Known(org) => match self.lexicon.organizations.entry(*org) {
                Some(entry) => Called {
                    id: entry.id.to_string(),
                    name: self
                        .written
                        .get(body)
                        .map_or(entry.name(self.english), String::as_str)
                        .to_owned(),
                    name_ko: (!entry.name_ko.is_empty()).then(|| entry.name_ko.to_string()),
                    name_en: entry.name_en.as_deref().map(str::to_owned),
                    kind: entry.kind,
                },
                None => self.named("", OrgType::Other),
            },
            Body::Named { name, kind } => self.named(name, *kind),
        }
    }

    fn named(&self, name: &str, kind: OrgType) -> Called {
        let hangul = name.chars().any(is_syllable);
        // One id in both languages; a word-by-word translation is no name to show.
        let korean = (kind == OrgType::Team && !hangul)
            .then(|| korean_unit(name, self.issuer))
            .flatten();
        Called {
            id: ids::organization(korean.as_deref().unwrap_or(name)),
            name: name.to_owned(),
            name_ko: hangul.then(|| name.to_owned()),
            name_en: (!hangul).then(|| name.to_owned()),
            kind,
        }
    }

    pub fn reference(&self, body: &Body) -> OrgRef {
        let called = self.of(body);
        OrgRef {
            id: Some(called.id),
            name: called.name,
        }
    }
}

/// Whether a form can stand for its body alone: not the place or the word that is left of a bank's name in a list (광주,
/// 기업), nor letters set apart.
fn is_name(form: &str, kind: OrgType) -> bool {
    let apart = form.split_whitespace().filter(|w| w.chars().count() == 1);
    let short = form.chars().count() <= 2 && form.chars().all(is_syllable);
    apart.count() < 2 && !(short && kind == OrgType::Bank)
}

/// One entry per body, in order of first mention.
pub(super) fn join(
    found: &[OrgMention],
    names: &Names<'_>,
    places: &Places<'_>,
) -> Vec<Organization> {
    let mut joined: Vec<(Called, Vec<&OrgMention>)> = Vec::new();
    let mut by_id = HashMap::new();
    for mention in found {
        let called = names.of(&mention.body);
        let at = *by_id.entry(called.id.clone()).or_insert_with(|| {
            joined.push((called, Vec::new()));
            joined.len() - 1
        });
        if let Some((_, mentions)) = joined.get_mut(at) {
            mentions.push(mention);
        }
    }
    joined
        .into_iter()
        .map(|(called, mentions)| {
            let spans: Vec<Span> = mentions.iter().map(|m| m.span).collect();
            Organization {
                aliases: aliases(&called.name, spans.iter().map(|s| places.get(*s))),
                id: called.id,
                name: called.name,
                name_ko: called.name_ko,
                name_en: called.name_en,
                kind: called.kind,
                confidence: best(mentions.iter().map(|m| m.confidence)),
                mentions: places.mentions(spans),
            }
        })
        .collect()
}

/// The forms that differ from the name in more than spacing, in order of first use.
fn aliases<'a>(name: &str, forms: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = vec![squeeze_str(name)];
    let mut aliases = Vec::new();
    for form in forms {
        let key = squeeze_str(form);
        if !seen.contains(&key) {
            seen.push(key);
            aliases.push(single_spaced(form));
        }
    }
    aliases
}
