//! What a release itself calls an organisation: `중소기업기술정보진흥원(원장 최철안, 이하 기정원)`.

use hashbrown::HashMap;

use super::known::ends_well;
use super::tidied::{is_edge, is_likely, tidy};
use super::{Candidate, Document};
use crate::extract::pieces::{Piece, is_hangul};
use crate::lexicon::{Lexicon, Matcher, without_particle};
use crate::release::Body;
use crate::text::{Span, hangul, is_alphanumeric, squeeze_str};

/// What the release defines.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    /// Names that only the definition shows to be organisations.
    pub bodies: Vec<Candidate>,
    /// Short forms, spaces squeezed out.
    pub aliases: HashMap<String, Body>,
}

/// No definition is longer than this many bytes between its brackets.
const LONGEST: usize = 240;

/// Reads every bracket that follows a name.
pub(super) fn find(doc: &Document<'_>, found: &[Candidate], lexicon: &Lexicon) -> Definitions {
    let by_end: HashMap<usize, &Candidate> = found
        .iter()
        .filter(|c| !c.weak)
        .map(|c| (c.span.end, c))
        .collect();
    let mut definitions = Definitions::default();
    for (open, _) in doc.text.match_indices(['(', '（']) {
        let Some(inner) = inside(doc.text, open) else {
            continue;
        };
        let parts = parts(inner.of(doc.text));
        let titled = parts.iter().any(|part| is_head_and_name(part, lexicon));
        let before = doc.text.get(..open).unwrap_or("").trim_end();
        // A closing quote may stand between a name and its definition.
        let before = before.trim_end_matches(['’', '”', '」', '\'', '"', '*']);
        let body = match by_end.get(&before.len()) {
            Some(candidate) => candidate.body.clone(),
            None if titled => match undefined(doc, before.len(), lexicon) {
                Some(candidate) => {
                    let body = candidate.body.clone();
                    definitions.bodies.push(candidate);
                    body
                }
                None => continue,
            },
            None => continue,
        };
        let name = name_of(&body, lexicon);
        for part in parts {
            if let Some(alias) = alias(part, &name, lexicon) {
                definitions
                    .aliases
                    .entry(squeeze_str(alias))
                    .or_insert_with(|| body.clone());
            }
        }
    }
    definitions
}

/// The inside of the bracket that opens at byte `open`.
fn inside(text: &str, open: usize) -> Option<Span> {
    let first = text.get(open..)?.chars().next()?.len_utf8();
    let from = open + first;
    let rest = text.get(from..)?;
    let mut depth = 0;
    for (at, c) in rest.char_indices() {
        if at > LONGEST {
            return None;
        }
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' if depth == 0 => return Some(Span::new(from, from + at)),
            ')' | '）' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The comma-parted parts of a definition.
fn parts(inner: &str) -> Vec<&str> {
    inner
        .split([',', '，', '·', ';'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .collect()
}

/// Whether a part reads `원장 최철안`.
fn is_head_and_name(part: &str, lexicon: &Lexicon) -> bool {
    let mut words = part.split([' ', ':', '：', '\n']).filter(|w| !w.is_empty());
    let (Some(title), Some(name)) = (words.next(), words.next()) else {
        return false;
    };
    lexicon.titles.korean_suffix(title).is_some() && lexicon.names.could_be(name)
}

/// The name that ends at byte `end`, where no dictionary has it.
fn undefined(doc: &Document<'_>, end: usize, lexicon: &Lexicon) -> Option<Candidate> {
    let text = doc.text.get(..end)?;
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_alphanumeric(*c) || matches!(c, '&' | '-' | '·'))
        .last()?
        .0;
    let name = text.get(start..)?;
    // 누리진흥원은(원장 …): the particle is no part of a name that is known without it.
    let bare = without_particle(name, 6);
    let known = lexicon.organizations.knows(bare);
    let name = if known { bare } else { name };
    let start = start + name.len() - name.trim_start_matches(is_edge).len();
    let name = name.trim_start_matches(is_edge);
    let head = lexicon.heads.organization(name);
    // 종합 토론(좌장: …): a person in brackets leads more than bodies.
    let plain = head.is_none() && lexicon.heads.is_act(name) || lexicon.names.is_common(name);
    if name.chars().count() < 2
        || plain
        || head.is_some_and(|(at, _)| at == 0)
        || lexicon.titles.korean_suffix(name).is_some()
    {
        return None;
    }
    let kind = head.map_or(crate::record::OrgType::Other, |(_, head)| head.kind);
    let span = Span::new(start, start + name.len());
    let mut candidate = Candidate::named(span, name, kind, 0.9);
    tidy(doc, &mut candidate, lexicon);
    is_likely(&candidate, lexicon).then_some(candidate)
}

/// The short form that a part of a definition gives.
fn alias<'a>(part: &'a str, name: &str, lexicon: &Lexicon) -> Option<&'a str> {
    let stated = ["이하", "약칭"]
        .iter()
        .find_map(|word| part.strip_prefix(word));
    let form = stated.unwrap_or(part).trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '‘' | '’' | '“' | '”' | '\'' | '"' | '「' | '」' | ':' | ',' | '?'
            )
    });
    let length = form.chars().count();
    if !(2..=30).contains(&length)
        || lexicon
            .titles
            .korean_suffix(form)
            .is_some_and(|(at, _)| at == 0)
    {
        return None;
    }
    let shortens = is_hangul(form) && abbreviates(form, name);
    let acronym = length <= 12
        && form
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '&' | '-' | '·'))
        && form.chars().filter(char::is_ascii_uppercase).count() >= 2;
    (stated.is_some() || shortens || acronym).then_some(form)
}

/// Whether `short` takes its syllables from `name` in order, beginning with one of its first four.
fn abbreviates(short: &str, name: &str) -> bool {
    let mut rest = name.chars().filter(|c| hangul::is_syllable(*c)).peekable();
    let mut skipped = 0;
    let mut first = true;
    for c in short.chars() {
        loop {
            match rest.next() {
                None => return false,
                Some(n) if n == c => break,
                Some(_) if first => {
                    skipped += 1;
                    if skipped > 4 {
                        return false;
                    }
                }
                Some(_) => {}
            }
        }
        first = false;
    }
    short.chars().count() < name.chars().count()
}

fn name_of(body: &Body, lexicon: &Lexicon) -> String {
    match body {
        Body::Known(org) => lexicon
            .organizations
            .entry(*org)
            .map(|e| e.name_ko.to_string())
            .unwrap_or_default(),
        Body::Named { name, .. } => name.clone(),
    }
}

/// Where the defined short forms stand.
pub(super) fn occurrences(
    doc: &Document<'_>,
    pieces: &[Piece],
    aliases: &HashMap<String, Body>,
) -> Vec<Candidate> {
    if aliases.is_empty() {
        return Vec::new();
    }
    let mut sorted: Vec<_> = aliases.iter().collect();
    sorted.sort();
    let bodies: Vec<&Body> = sorted.iter().map(|(_, body)| *body).collect();
    let matcher = Matcher::new(
        sorted
            .iter()
            .enumerate()
            .map(|(i, (form, _))| (form.as_str(), i)),
    );
    let mut found = Vec::new();
    let mut cursor = 0;
    for piece in pieces {
        cursor = doc.squeezed.position_from(cursor, piece.span.start);
        let Some(squeezed) = doc.squeezed.text().get(cursor..) else {
            continue;
        };
        for hit in matcher.at(squeezed) {
            let span = doc
                .squeezed
                .origin(Span::new(cursor, cursor + hit.len), doc.text);
            let form = doc.get(span);
            let syllables = form.chars().filter(|c| !c.is_whitespace()).count();
            let spaced = form.contains(char::is_whitespace) && syllables < 5;
            let Some(body) = hit.values.first().and_then(|i| bodies.get(*i)) else {
                continue;
            };
            if !spaced && ends_well(doc, span, syllables) {
                found.push(Candidate::sure(span, (*body).clone(), 0.95));
                break;
            }
        }
    }
    found
}
