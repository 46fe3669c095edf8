//! Organisations: those the dictionaries have, those the release defines, those whose names say what they are.

mod aliases;
mod brands;
mod coined;
pub(super) mod english;
mod enumerated;
mod firms;
mod foreign;
mod known;
mod labelled;
mod letterhead;
mod listed;
mod marked;
mod schools;
mod shortened;
mod staffed;
mod sure;
mod teams;
mod tidied;
mod units;
mod worded;

pub use known::ends_well;
pub use units::is_post;

use std::collections::BTreeSet;

use hashbrown::{HashMap, HashSet};

use super::Document;
use super::pieces::Piece;
use crate::lexicon::{Cue, Lexicon, Strength};
use crate::record::{Language, OrgType};
use crate::release::{Body, OrgMention};
use crate::text::{Span, head, is_middle_dot, tail};
use sure::Sure;

/// Organisations found, and what later extractors ask of them.
#[derive(Debug, Default)]
pub struct Organizations {
    /// Mentions in order of their spans, none inside another.
    pub mentions: Vec<OrgMention>,
    /// Short forms that the release itself defines.
    aliases: HashMap<String, Body>,
    /// The bodies that are mentioned.
    bodies: HashSet<Body>,
    /// Day against which names are read, `YYYY-MM-DD`.
    day: Option<String>,
}

impl Organizations {
    /// The organisation that `name` names in this release, spacing aside: defined here, else in the dictionaries.
    pub fn resolve(&self, name: &str, lexicon: &Lexicon) -> Option<Body> {
        let squeezed = crate::text::squeeze_str(name);
        if let Some(body) = self.aliases.get(&squeezed) {
            return Some(body.clone());
        }
        resolve_known(&squeezed, lexicon, self.day.as_deref())
            .filter(|(body, strength)| *strength == Strength::Strong || self.bodies.contains(body))
            .map(|(body, _)| body)
    }

    /// The ministry whose minister is one of `field`: `Foreign Affairs`.
    pub fn ministry(&self, field: &str, lexicon: &Lexicon) -> Option<Body> {
        let field = field.strip_prefix("the ").unwrap_or(field);
        self.resolve(&format!("Ministry of {field}"), lexicon)
    }

    /// The ministry whose field ends `text`: `Trade, Industry and Energy` before `Minister`.
    pub fn ministry_before(&self, text: &str, lexicon: &Lexicon) -> Option<Body> {
        let line = tail(text, text.len(), FIELD).rsplit('\n').next()?;
        let starts = line.match_indices(' ').map(|(at, _)| at + 1);
        let starts: Vec<usize> = [0].into_iter().chain(starts).collect();
        let far = starts.len().saturating_sub(FIELD_WORDS);
        let fields = starts.iter().skip(far).filter_map(|at| line.get(*at..));
        let mut fields = fields.filter(|field| field.starts_with(char::is_uppercase));
        fields.find_map(|field| {
            self.ministry(field, lexicon)
                .or_else(|| self.resolve(&format!("{field} Ministry"), lexicon))
        })
    }

    /// The ministry whose field begins `text`: `Foreign Affairs Park Jin` behind `Minister of`.
    pub fn ministry_behind(&self, text: &str, lexicon: &Lexicon) -> Option<Body> {
        let line = head(text, 0, FIELD).lines().next()?;
        let ends = line.match_indices(' ').map(|(at, _)| at);
        let ends: Vec<usize> = ends.take(FIELD_WORDS).chain([line.len()]).collect();
        let fields = ends.iter().rev().filter_map(|end| line.get(..*end));
        fields
            .map(|field| field.trim_end_matches([',', '.']))
            .find_map(|field| self.ministry(field, lexicon))
    }

    /// The mention that ends at byte `at`.
    pub fn ending_at(&self, at: usize) -> Option<&OrgMention> {
        let i = self.mentions.partition_point(|m| m.span.end < at);
        self.mentions.get(i).filter(|m| m.span.end == at)
    }

    /// The mention that starts at byte `at`.
    pub fn starting_at(&self, at: usize) -> Option<&OrgMention> {
        self.covering(at).filter(|m| m.span.start == at)
    }

    /// The last mention that ends at or before byte `at`.
    pub fn before(&self, at: usize) -> Option<&OrgMention> {
        let i = self.mentions.partition_point(|m| m.span.end <= at);
        self.mentions.get(i.checked_sub(1)?)
    }

    /// The mentions that lie in `span`.
    pub fn within(&self, span: Span) -> &[OrgMention] {
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        let to = self.mentions.partition_point(|m| m.span.end <= span.end);
        self.mentions.get(from..to).unwrap_or(&[])
    }

    /// The mention that covers byte `at`.
    pub fn covering(&self, at: usize) -> Option<&OrgMention> {
        let i = self.mentions.partition_point(|m| m.span.end <= at);
        self.mentions.get(i).filter(|m| m.span.start <= at)
    }
}

/// Bytes of the field of a ministry, at most.
const FIELD: usize = 160;
/// Words of the field of a ministry, at most.
const FIELD_WORDS: usize = 8;

/// A candidate on its way to a mention.
#[derive(Clone, Debug)]
struct Candidate {
    span: Span,
    body: Body,
    confidence: f64,
    /// Must be confirmed by a surer mention of the same body.
    weak: bool,
}

impl Candidate {
    /// A body that no dictionary has, which needs no confirmation.
    fn named(span: Span, name: impl Into<String>, kind: OrgType, confidence: f64) -> Self {
        let name = name.into();
        Self::sure(span, Body::Named { name, kind }, confidence)
    }

    /// A body that needs no confirmation.
    fn sure(span: Span, body: Body, confidence: f64) -> Self {
        Self {
            span,
            body,
            confidence,
            weak: false,
        }
    }
}

/// Gives a unit of a contact box the name that it has there, without that of the body above it.
fn by_their_boxed_names(doc: &Document<'_>, marked: &mut [Candidate], boxed: &[Candidate]) {
    let alone: HashMap<&str, &Body> = boxed
        .iter()
        .filter_map(|unit| match &unit.body {
            Body::Named { name, .. } => Some((name.as_str(), &unit.body)),
            Body::Known(_) => None,
        })
        .collect();
    for candidate in marked {
        if let Some(body) = alone.get(doc.get(candidate.span)) {
            candidate.body = (*body).clone();
        }
    }
}

/// Finds the organisations of a release. `units` are those of its contact boxes.
pub fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    units: &[Span],
    lexicon: &Lexicon,
) -> Organizations {
    let day = doc.published.map(|d| d.to_string());
    let mut found = known::find(doc, pieces, lexicon, day.as_deref());
    found.extend(staffed::find(doc, pieces, lexicon));
    found.extend(foreign::find(doc, pieces, lexicon));
    let boxed = units::find(doc, units);
    let mut marked = marked::find(doc, pieces, lexicon);
    by_their_boxed_names(doc, &mut marked, &boxed);
    found.extend(marked);
    found.extend(teams::find(doc));
    if doc.language != Language::En {
        found.extend(worded::find(doc, pieces, lexicon));
    }
    found.extend(boxed);
    found.extend(units::beside_staff(doc, pieces, lexicon));
    found.extend(units::before_called(doc, pieces, lexicon));
    found.extend(units::side_by_side(doc, pieces, lexicon));
    found.extend(units::in_cells(doc, lexicon));
    if doc.language != Language::Ko {
        let mut named = english::find(doc, lexicon);
        named.extend(enumerated::find(doc));
        named.extend(enumerated::banks(doc, lexicon, day.as_deref()));
        beside_known(doc, &mut named, &found, lexicon);
        found.extend(named);
        found.extend(letterhead::find(doc, lexicon, day.as_deref()));
        let firms = enumerated::beside(doc, &found, lexicon);
        found.extend(firms);
    }
    let schools = schools::find(doc, &found, lexicon);
    found.extend(schools);
    let firms = brands::find(doc, pieces, &found, lexicon);
    found.extend(firms);
    let firms = listed::find(doc, pieces, &found, lexicon);
    found.extend(firms);
    let firms = labelled::find(doc, pieces, &found, lexicon);
    found.extend(firms);
    // Before short forms are given to them.
    for candidate in &mut found {
        tidied::tidy(doc, candidate, lexicon);
    }
    found.retain(|candidate| tidied::is_likely(candidate, lexicon));
    let definitions = aliases::find(doc, &found, lexicon);
    found.extend(definitions.bodies);
    let aliases = definitions.aliases;
    found.extend(aliases::occurrences(doc, pieces, &aliases));

    // A name found by its form may still be one that the dictionaries have.
    let full: HashSet<Body> = found
        .iter()
        .filter(|c| !c.weak)
        .map(|c| c.body.clone())
        .collect();
    for candidate in &mut found {
        if let Body::Named { name, .. } = &candidate.body
            && let Some((known, strength)) =
                resolve_known(&crate::text::squeeze_str(name), lexicon, day.as_deref())
            && (strength == Strength::Strong || full.contains(&known))
        {
            candidate.body = known;
        }
    }
    join_shortened(&mut found, lexicon);
    if doc.language != Language::Ko {
        shortened::join(&mut found, lexicon);
    }
    let sure: HashSet<Body> = found
        .iter()
        .filter(|c| !c.weak)
        .map(|c| c.body.clone())
        .collect();
    let listed = weak_in_lists(doc, &found, lexicon);
    found.retain(|c| !c.weak || sure.contains(&c.body) || listed.contains(&c.span));
    Organizations {
        mentions: longest(found),
        aliases,
        bodies: sure,
        day,
    }
}

/// Leaves those of the English names `named` that overlap none of the `found` ones, but for longer names of other bodies.
fn beside_known(
    doc: &Document<'_>,
    named: &mut Vec<Candidate>,
    found: &[Candidate],
    lexicon: &Lexicon,
) {
    // Ministry of Environment, Green Development and Tourism is none of ours.
    let other = |c: &Candidate, k: &Candidate| {
        let more = doc.text.get(k.span.end..c.span.end).unwrap_or("");
        more.starts_with(", ")
    };
    // Seongbuk-gu Urban Management Corporation is not Seongbuk-gu.
    let local = |k: &Candidate| match &k.body {
        Body::Known(org) => (lexicon.organizations.entry(*org))
            .is_some_and(|entry| entry.kind == OrgType::LocalGovernment),
        Body::Named { .. } => false,
    };
    let longer = |c: &Candidate, k: &Candidate| {
        let begins = c.span.start == k.span.start && c.span.end > k.span.end;
        begins && (other(c, k) || local(k))
    };
    let known = Sure::of(found);
    named.retain(|c| known.overlapping(c.span).all(|k| longer(c, k)));
}

/// The weak forms of public bodies that stand beside another body in a list: 금융위, 금감원, 거래소.
fn weak_in_lists(doc: &Document<'_>, found: &[Candidate], lexicon: &Lexicon) -> HashSet<Span> {
    let public = |c: &Candidate| match &c.body {
        Body::Known(org) => (lexicon.organizations.entry(*org)).is_some_and(|entry| {
            entry.id.starts_with("kr.") && entry.kind != OrgType::LocalGovernment
        }),
        Body::Named { .. } => false,
    };
    let strong: HashSet<(usize, bool)> = (found.iter())
        .filter(|c| !c.weak && public(c))
        .flat_map(|c| [(c.span.start, true), (c.span.end, false)])
        .collect();
    let beside = |c: &Candidate| {
        let after = doc.text.get(c.span.end..).unwrap_or("");
        let before = doc.text.get(..c.span.start).unwrap_or("");
        let joint = |c: char| c == ',' || is_middle_dot(c);
        let next = after
            .strip_prefix(joint)
            .map(|rest| doc.text.len() - rest.trim_start_matches(' ').len());
        let last = before
            .trim_end_matches(' ')
            .strip_suffix(joint)
            .map(str::len);
        next.is_some_and(|at| strong.contains(&(at, true)))
            || last.is_some_and(|at| strong.contains(&(at, false)))
    };
    let weak = found.iter().filter(|c| c.weak && public(c));
    weak.filter(|c| beside(c)).map(|c| c.span).collect()
}

/// Gives names that no dictionary has to the body of which they are the rest.
fn join_shortened(found: &mut [Candidate], lexicon: &Lexicon) {
    // The body of each rest; none where several bodies end in it.
    let mut full: HashMap<String, Option<Body>> = HashMap::new();
    let bodies: BTreeSet<&Body> = found.iter().filter(|c| !c.weak).map(|c| &c.body).collect();
    for body in bodies {
        for rest in rests(body, lexicon) {
            full.entry(rest)
                .and_modify(|other| *other = None)
                .or_insert_with(|| Some(body.clone()));
        }
    }
    for candidate in found {
        // A rest may itself be the longer form of another.
        for _ in 0..2 {
            if let Body::Named { name, .. } = &candidate.body
                && let Some(Some(body)) = full.get(&crate::text::squeeze_str(name))
            {
                candidate.body = body.clone();
            }
        }
    }
}

/// What is left of a body's name without its first words, where that may still name it.
fn rests(body: &Body, lexicon: &Lexicon) -> Vec<String> {
    let name = match body {
        Body::Named { name, .. } => name.as_str(),
        Body::Known(org) => lexicon
            .organizations
            .entry(*org)
            .map_or("", |entry| &entry.name_ko),
    };
    let squeezed = crate::text::squeeze_str(name);
    let shortened = (lexicon.cues.of(Cue::LeftOut).iter())
        .filter_map(|word| squeezed.strip_prefix(word))
        .map(str::to_owned);
    let parted = name
        .match_indices(|c: char| c == ' ' || is_middle_dot(c))
        .filter_map(|(at, _)| name.get(at..))
        .map(crate::text::squeeze_str);
    let mut rests: Vec<String> = shortened
        .chain(parted)
        .filter(|rest| rest.chars().count() >= 4)
        .collect();
    rests.sort();
    rests.dedup();
    rests
}

/// Of overlapping candidates the longest, then the surer, then the first; in order of spans.
fn longest(mut found: Vec<Candidate>) -> Vec<OrgMention> {
    found.sort_by(|a, b| {
        (b.span.len().cmp(&a.span.len()))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.span.cmp(&b.span))
    });
    let mut kept: std::collections::BTreeMap<usize, Candidate> = std::collections::BTreeMap::new();
    for candidate in found {
        let clear = |c: Option<(&usize, &Candidate)>| {
            c.is_none_or(|(_, c)| !c.span.overlaps(candidate.span))
        };
        if clear(kept.range(..=candidate.span.start).next_back())
            && clear(kept.range(candidate.span.start..).next())
        {
            kept.insert(candidate.span.start, candidate);
        }
    }
    kept.into_values()
        .map(|c| OrgMention {
            span: c.span,
            body: c.body,
            confidence: c.confidence,
        })
        .collect()
}

/// The dictionary's organisation of exactly this name, however weak the form.
fn resolve_known(name: &str, lexicon: &Lexicon, day: Option<&str>) -> Option<(Body, Strength)> {
    let values = lexicon.organizations.forms().exact(name);
    let strongest = values
        .iter()
        .map(|(_, s)| *s)
        .min()
        .unwrap_or(Strength::Strong);
    let (org, _) = lexicon.organizations.valid(
        values
            .iter()
            .filter(|(_, s)| *s == strongest)
            .map(|(org, _)| *org),
        day,
    )?;
    Some((Body::Known(org), strongest))
}
