//! The body on the letterhead.

use indexmap::IndexMap;

use super::Document;
use super::organizations::Organizations;
use crate::lexicon::{Cue, Lexicon, is_particle};
use crate::record::OrgType;
use crate::release::{Body, OrgMention};
use crate::text::Span;

/// The letterhead is looked for in this many lines.
const HEAD: usize = 8;
/// And no further than this many bytes.
const HEAD_BYTES: usize = 600;

/// Who issues the release: the letterhead's body, else the one that the input names, else the first body that the
/// text introduces with its head (`…부(장관 …)`), else the one of the first contact box, else the one that most sentences
/// are about, else the first body that can issue at all.
///
/// A letterhead left over from another release names a body that the text never mentions again, while the text
/// introduces the one that the input names. What a committee decides the ministry or agency it belongs to makes known.
pub fn find(doc: &Document<'_>, organizations: &Organizations, lexicon: &Lexicon) -> Option<Body> {
    let given = given(doc, organizations, lexicon);
    let introduced = || introduced(doc, organizations, lexicon);
    let boxed = || boxed(doc, organizations, lexicon);
    letterhead(doc, organizations, lexicon)
        .filter(|head| {
            given.is_none()
                || part_of(head, lexicon) != given
                    && (mentioned(head, organizations) > 1 || given != introduced())
        })
        .or(given)
        .or_else(|| {
            let body = introduced()?;
            let whole = committee_of(&body, lexicon).filter(|_| boxed().as_ref() != Some(&body));
            Some(whole.unwrap_or(body))
        })
        .or_else(boxed)
        .or_else(|| topic(doc, organizations, lexicon))
        .or_else(|| by_minister(doc, organizations, lexicon))
}

/// The body that most sentences are about; where none is about any, the first that is named.
fn topic(doc: &Document<'_>, organizations: &Organizations, lexicon: &Lexicon) -> Option<Body> {
    let mut named: IndexMap<Body, usize> = IndexMap::new();
    for mention in &organizations.mentions {
        if !makes_known(&mention.body, lexicon) || doc.get(mention.span).ends_with("회의") {
            continue;
        }
        let body = committee_of(&mention.body, lexicon);
        let rest = doc.text.get(mention.span.end..).unwrap_or("");
        // 금융위원회와 금융감독원은: the first of them leads.
        let about = rest.trim_start().starts_with(['은', '는', '와', '과']);
        *named
            .entry(body.unwrap_or_else(|| mention.body.clone()))
            .or_default() += usize::from(about);
    }
    // Of several the first.
    let (body, _) = named.into_iter().rev().max_by_key(|(_, times)| *times)?;
    Some(body)
}

/// Whether a body that nothing shows to be the issuer may be one: parliament and courts are what releases report of.
fn makes_known(body: &Body, lexicon: &Lexicon) -> bool {
    let reported = matches!(
        kind(body, lexicon),
        Some(OrgType::Assembly | OrgType::Court)
    );
    can_issue(body, lexicon) && !reported
}

/// The ministry or agency that a committee or an agency is a part of.
fn part_of(body: &Body, lexicon: &Lexicon) -> Option<Body> {
    let Body::Known(org) = body else {
        return None;
    };
    let entry = lexicon.organizations.entry(*org)?;
    matches!(entry.kind, OrgType::Committee | OrgType::Agency).then_some(())?;
    let (org, _) = lexicon.organizations.by_id(entry.parent.as_deref()?)?;
    Some(Body::Known(org)).filter(|whole| is_of_state(whole, lexicon))
}

/// The ministry or agency that a committee is a part of.
fn committee_of(body: &Body, lexicon: &Lexicon) -> Option<Body> {
    let committee = kind(body, lexicon) == Some(OrgType::Committee);
    committee.then(|| part_of(body, lexicon))?
}

/// The ministry whose minister an English release names: `Minister of Foreign Affairs Park Jin`, `Trade, Industry and
/// Energy Minister Lee Chang-yang`.
fn by_minister(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<Body> {
    doc.text.match_indices("Minister ").find_map(|(at, post)| {
        match doc.text.get(at + post.len()..)?.strip_prefix("of ") {
            Some(field) => organizations.ministry_behind(field, lexicon),
            None => organizations.ministry_before(doc.text.get(..at)?.trim_end(), lexicon),
        }
    })
}

fn mentioned(body: &Body, organizations: &Organizations) -> usize {
    (organizations.mentions.iter())
        .filter(|m| m.body == *body)
        .count()
}

/// A line of the head that is nothing but a body's name, with 보도자료 or "Press Release" beside it at most.
fn letterhead(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<Body> {
    (doc.lines.iter().enumerate())
        .take(HEAD)
        .take_while(|(_, line)| line.start < HEAD_BYTES)
        .filter(|(i, _)| stands_alone(doc, *i))
        .find_map(|(_, line)| {
            let rest = without_masthead(doc, doc.get(*line));
            let mention = organizations
                .mentions
                .iter()
                .take_while(|m| m.span.start < line.end)
                .find(|m| line.contains(m.span))?;
            let name = crate::text::squeeze_str(doc.get(mention.span));
            // A meeting is what the release is about.
            let meeting = name.ends_with("회의");
            (crate::text::squeeze_str(rest) == name
                && !meeting
                && can_issue(&mention.body, lexicon))
            .then(|| mention.body.clone())
        })
}

/// Whether a line is no part of a sentence that line breaks cut into pieces.
fn stands_alone(doc: &Document<'_>, at: usize) -> bool {
    let line = |at: usize| doc.lines.get(at);
    let parted = |first: Option<&Span>, second: Option<&Span>| match (first, second) {
        (Some(first), Some(second)) => doc.parts(Span::new(first.end, second.start)),
        _ => true,
    };
    let before = at.checked_sub(1).and_then(line);
    let next = line(at + 1).and_then(|next| doc.get(*next).split_whitespace().next());
    parted(before, line(at)) && parted(line(at), line(at + 1)) && !next.is_some_and(is_particle)
}

fn without_masthead<'t>(doc: &Document<'_>, line: &'t str) -> &'t str {
    let mut rest = line.trim();
    for word in doc.cue(Cue::Mastheads).iter() {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim();
        rest = rest.strip_suffix(word).unwrap_or(rest).trim();
    }
    rest
}

/// The body that the input names apart from the text.
fn given(doc: &Document<'_>, organizations: &Organizations, lexicon: &Lexicon) -> Option<Body> {
    let agency = doc.agency?.trim();
    organizations
        .resolve(agency, lexicon)
        .or_else(|| organizations.resolve(&agency.to_uppercase(), lexicon))
        .or_else(|| {
            let named = agency.chars().count() > 4;
            named.then(|| Body::Named {
                name: agency.to_owned(),
                kind: OrgType::Other,
            })
        })
}

/// The first body with its head in brackets behind it, or the ministry before it that it belongs to:
/// `산업통상부 국가기술표준원(원장 …)`.
fn introduced(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<Body> {
    let mentions = &organizations.mentions;
    let mut at = mentions
        .iter()
        .position(|m| has_head(doc, m, lexicon) && can_issue(&m.body, lexicon))?;
    while let Some(above) = at.checked_sub(1)
        && let (Some(body), Some(below)) = (mentions.get(above), mentions.get(at))
        && matches!(
            Span::new(body.span.end, below.span.start).of(doc.text),
            " " | " 소속 "
        )
        && is_of_state(&body.body, lexicon)
    {
        at = above;
    }
    mentions.get(at).map(|m| m.body.clone())
}

/// Whether a body is a ministry or an agency, which bodies below it issue releases for.
fn is_of_state(body: &Body, lexicon: &Lexicon) -> bool {
    matches!(
        kind(body, lexicon),
        Some(OrgType::Ministry | OrgType::Agency)
    )
}

fn kind(body: &Body, lexicon: &Lexicon) -> Option<OrgType> {
    match body {
        Body::Known(org) => lexicon.organizations.entry(*org).map(|entry| entry.kind),
        Body::Named { .. } => None,
    }
}

/// The body that the first contact box begins with: `담당 부서⏎국무조정실`, `담당부서 외교부 영사안전국`.
fn boxed(doc: &Document<'_>, organizations: &Organizations, lexicon: &Lexicon) -> Option<Body> {
    let (at, rest) = doc.lines.iter().enumerate().find_map(|(i, line)| {
        let words = doc.get(*line);
        let rest = words
            .strip_prefix("담당 부서")
            .or_else(|| words.strip_prefix("담당부서"))?;
        Some((i, rest))
    })?;
    let named = match rest.trim_matches([' ', ':', '：', '|']) {
        "" => doc.lines.get(at + 1).map(|line| doc.get(*line))?,
        rest => rest,
    };
    let body = organizations.resolve(named.split_whitespace().next()?, lexicon)?;
    can_issue(&body, lexicon).then_some(body)
}

fn has_head(doc: &Document<'_>, mention: &OrgMention, lexicon: &Lexicon) -> bool {
    let rest = doc.text.get(mention.span.end..).unwrap_or("").trim_start();
    let Some(inner) = rest.strip_prefix(['(', '（']) else {
        return false;
    };
    let end = inner
        .char_indices()
        .take(60)
        .find(|(_, c)| matches!(c, ')' | '）' | '\n'))
        .map_or(0, |(at, _)| at);
    Span::new(0, end)
        .of(inner)
        .split([',', ' ', ':', '·'])
        .any(|word| lexicon.titles.korean(word).is_some() || lexicon.titles.english(word).is_some())
}

/// Whether a body issues press releases: companies and foreign bodies do not issue those of this archive.
fn can_issue(body: &Body, lexicon: &Lexicon) -> bool {
    matches!(
        kind(body, lexicon),
        Some(
            OrgType::Ministry
                | OrgType::Agency
                | OrgType::PublicInstitution
                | OrgType::LocalGovernment
                | OrgType::University
                | OrgType::Court
                | OrgType::Assembly
                | OrgType::Committee
        )
    )
}
