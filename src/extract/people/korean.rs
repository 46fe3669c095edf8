//! Names in Hangul beside posts.

use super::super::organizations::Organizations;
use super::super::pieces::{Gap, Piece, dotted, gap, is_hangul, spaced};
use super::{Document, charged, foreign};
use crate::lexicon::{Lexicon, TitleKind, particle_end, without_particle};
use crate::record::PersonRole;
use crate::release::{Body, Class, PersonMention, Pos};
use crate::text::{Span, is_alphanumeric, single_spaced};

/// A piece read as a post: where it begins and ends, and whose post it is.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub(super) span: Span,
    pub(super) title: String,
    pub(super) title_en: Option<String>,
    pub(super) kind: TitleKind,
    /// Whether it is a post of firms.
    pub(super) firm: bool,
    /// The body named in the same word (금융위원장).
    pub(super) organization: Option<Body>,
}

/// Every name beside a post.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PersonMention> {
    let mut found = Vec::new();
    for i in 0..pieces.len() {
        let Some(post) = post(doc, pieces, i, organizations, lexicon) else {
            continue;
        };
        let after = after(doc, pieces, i, &post, organizations, lexicon)
            .or_else(|| foreign::in_bracket(doc, pieces, i, &post, organizations, lexicon));
        match after {
            Some(person) => found.push(person),
            None => {
                let known = found.len();
                before(doc, pieces, i, &post, organizations, lexicon, &mut found);
                if found.len() == known {
                    found.extend(
                        charged::before(doc, pieces, i, &post, organizations, lexicon).or_else(
                            || foreign::before(doc, pieces, i, &post, organizations, lexicon),
                        ),
                    );
                }
            }
        }
    }
    found
}

/// Reads piece `i` as a post.
pub(super) fn post(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<Post> {
    let span = pieces.get(i)?.span;
    let word = doc.get(span);
    if word.is_ascii() {
        let title = lexicon
            .titles
            .english(word)
            .filter(|_| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_uppercase()))?;
        return Some(Post {
            span,
            title: word.to_owned(),
            title_en: Some(word.to_owned()),
            kind: title.kind,
            firm: title.firm,
            organization: None,
        });
    }
    let stripped = without_particle(word, 3);
    let polite = stripped.strip_suffix('님').unwrap_or(stripped);
    [word, stripped, polite].into_iter().find_map(|noun| {
        let (at, title) = lexicon.titles.korean_suffix(noun)?;
        let span = Span::new(span.start, span.start + noun.len());
        let (own, organization) = split(noun, at, organizations, lexicon);
        Some(Post {
            span,
            title_en: lexicon
                .titles
                .korean(&own)
                .or(Some(title))
                .and_then(|t| t.en.as_deref())
                .map(str::to_owned),
            title: own,
            kind: title.kind,
            firm: title.firm,
            organization,
        })
    })
}

/// Parts the organisation from the post in one word: 금융위원장 is the 위원장 of 금융위원회.
fn split(
    noun: &str,
    at: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> (String, Option<Body>) {
    // 금융위원장 is in the table as a whole; what counts here is the office inside it.
    let at = if at == 0 {
        lexicon.titles.korean_tail(noun).map_or(0, |(at, _)| at)
    } else {
        at
    };
    let starts = noun.char_indices().map(|(i, _)| i).filter(|i| *i >= 6);
    let mut best: Option<(String, Body)> = None;
    for start in starts {
        let (Some(name), Some(rest)) = (noun.get(..start), noun.get(start..)) else {
            continue;
        };
        let Some(body) = organizations.resolve(name, lexicon) else {
            continue;
        };
        // 연구원+장: the head of the body, named by its last syllable. 금융위+원장: by the office in the table.
        let title = if rest == "장" {
            let last = name
                .chars()
                .next_back()
                .map(String::from)
                .unwrap_or_default();
            let own = last + rest;
            if lexicon.titles.korean(&own).is_some() && !name.ends_with("은행") {
                own
            } else {
                noun.get(at..).unwrap_or(rest).to_owned()
            }
        } else if lexicon.titles.korean(rest).is_some()
            || lexicon.titles.korean_suffix(rest).is_some()
        {
            let office = noun.get(at..).unwrap_or(rest);
            if office.len() > rest.len() {
                office.to_owned()
            } else {
                rest.to_owned()
            }
        } else {
            continue;
        };
        best = Some((title, body));
    }
    match best {
        Some((title, body)) => (title, Some(body)),
        None => (noun.to_owned(), None),
    }
}

/// `장관 박영선`: the name after the post, inside brackets or before a mark.
fn after(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    post: &Post,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let next = pieces.get(i + 1)?;
    if let Some(person) = set_apart(doc, pieces, i, post, organizations, lexicon) {
        return Some(person);
    }
    if post.span.end != pieces.get(i)?.span.end {
        return None;
    }
    let between = gap(doc.text, post.span.end, next.span.start);
    if !matches!(between, Gap::Space | Gap::Colon | Gap::Line) {
        return None;
    }
    let word = doc.get(next.span);
    let closed = matches!(doc.after(next.span.end), Some(')' | '）' | ','));
    // 권오을 and 조혜란 end in what elsewhere is a particle.
    let long = without_particle(word, 9);
    let one_token = (doc.token_from(next.span.start)).is_some_and(|t| t.span.len() == long.len());
    let whole = is_hangul(long)
        && long.chars().count() == 3
        && (closed && long.len() == word.len() || one_token || lexicon.names.likeness(long) >= 0.8);
    let name = if whole {
        long
    } else {
        without_particle(word, 6)
    };
    let span = Span::new(next.span.start, next.span.start + name.len());
    let opened = matches!(doc.before(post.span.start), Some('(' | '（'))
        || matches!(doc.before(post.span.start), Some(' ' | ','))
            && in_brackets(doc, post.span.start);
    let closes = matches!(doc.after(next.span.end), Some(')' | '）' | ',' | '·'))
        || name.len() == word.len();
    let bar = match (opened, between) {
        (true, Gap::Space | Gap::Colon) => 0.2,
        (_, Gap::Colon) => 0.5,
        (false, Gap::Line) => return None,
        _ => 0.8,
    };
    let (bar, likeness) = match (opened, is_contact(doc, post, span.end)) {
        (true, _) => (bar, lexicon.names.likeness(name)),
        // Whoever has a telephone is a person, however the word is cut.
        (false, true) => (PHONED, lexicon.names.likeness(name)),
        (false, false) => (bar, likeness(doc, span, lexicon)),
    };
    // What a title stands before is more often an object of it: 대표 이미지, 위원 선임.
    let followed_by_title = pieces.get(i + 2).is_some_and(|p| {
        spaced(doc.text, next.span, p.span)
            && lexicon.titles.korean_suffix(doc.get(p.span)).is_some()
    });
    if likeness < bar || (!opened && (!closes || followed_by_title)) {
        return None;
    }
    let organization = post.organization.clone().or_else(|| {
        if opened {
            bracket_owner(doc, post.span.start, organizations)
        } else {
            owner_before(doc, post.span.start, organizations)
        }
    });
    let post = acting(doc, pieces, i, post, lexicon);
    Some(person(
        &post,
        name,
        post.span.cover(span),
        organization,
        if opened { 0.98 } else { 0.85 },
    ))
}

/// `청장 직무대행`: whose place someone takes is part of the post.
fn acting(doc: &Document<'_>, pieces: &[Piece], i: usize, post: &Post, lexicon: &Lexicon) -> Post {
    let mut post = post.clone();
    let held = i
        .checked_sub(1)
        .and_then(|k| pieces.get(k))
        .filter(|p| spaced(doc.text, p.span, post.span))
        .map(|p| doc.get(p.span))
        .filter(|word| lexicon.titles.korean(word).is_some());
    if let Some(held) = held.filter(|_| post.title.ends_with(['행', '리'])) {
        let office = format!("{held}{}", post.title);
        post.title = format!("{held} {}", post.title);
        post.title_en =
            (lexicon.titles.korean(&office).and_then(|t| t.en.as_deref())).map(str::to_owned);
    }
    post
}

/// `고위공무원 이 형 석`: the syllables of a name set apart, to the end of the line.
fn set_apart(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    post: &Post,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let syllables = pieces.get(i + 1..i + 4)?;
    let apart = syllables
        .iter()
        .zip(pieces.get(i..)?)
        .all(|(piece, before)| {
            let word = doc.get(piece.span);
            is_hangul(word)
                && word.chars().count() == 1
                && spaced(doc.text, before.span, piece.span)
        });
    let (first, last) = (syllables.first()?, syllables.last()?);
    let ends = pieces
        .get(i + 4)
        .is_none_or(|next| !spaced(doc.text, last.span, next.span));
    let name: String = syllables.iter().map(|p| doc.get(p.span)).collect();
    if !apart || !ends || lexicon.names.likeness(&name) < 0.5 {
        return None;
    }
    let organization = post
        .organization
        .clone()
        .or_else(|| owner_before(doc, post.span.start, organizations));
    let span = post.span.cover(first.span).cover(last.span);
    Some(person(post, &name, span, organization, 0.9))
}

/// `박영선 장관`, `권대영 금융위원회 부위원장`, `강준현·조인철 의원`.
fn before(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    post: &Post,
    organizations: &Organizations,
    lexicon: &Lexicon,
    found: &mut Vec<PersonMention>,
) {
    let mut at = i;
    let mut between = None;
    let mut skipped = 0;
    let mut former = false;
    // Over an organisation, or the first words of a longer post, between name and post.
    let (name_at, name) = loop {
        let Some(previous) = at.checked_sub(1) else {
            return;
        };
        let Some(piece) = pieces.get(previous) else {
            return;
        };
        let step = gap(doc.text, piece.span.end, pieces[at].span.start);
        if step != Gap::Space {
            return;
        }
        let word = doc.get(piece.span);
        // 김가온 前 누리부 장관
        if !former && matches!(word, "前" | "전") {
            former = true;
            at = previous;
            continue;
        }
        let placed = || {
            let body = organizations.ending_at(piece.span.start.saturating_sub(1));
            word.chars().count() == 3 && lexicon.names.could_be(word) && body.is_some()
        };
        // Before a post that names its office a word is a name even where it looks like common nouns: 추문갑.
        let sure = skipped == 0
            && matches!(post.kind, TitleKind::Senior | TitleKind::Head)
            && post.title.chars().count() >= OFFICE
            && lexicon.heads.organization(word).is_none()
            && lexicon.names.likeness(word) >= 0.2
            && placed();
        let bar = match skipped {
            // 누리위 양청삼 개인정보정책국장: a body before, its official behind.
            0 if post.kind == TitleKind::Senior && placed() => 0.2,
            0 => 0.45,
            // □ 양청삼 누리위 조사조정국장: first in its line, a body behind it, a post that names its office.
            1 if between.is_some()
                && post.title.chars().count() >= OFFICE
                && word.chars().count() == 3
                && begins(doc, piece.span.start) =>
            {
                0.2
            }
            _ => 0.6,
        };
        let phoned = skipped == 0
            && is_contact(doc, post, post.span.end)
            && lexicon.names.likeness(word) >= PHONED;
        // 한수정 is short for a body, too: whoever is called is a person.
        let free = organizations
            .covering(piece.span.start)
            .is_none_or(|m| phoned && m.span == piece.span);
        if is_hangul(word) && (phoned || sure || likeness(doc, piece.span, lexicon) >= bar) && free
        {
            break (previous, word);
        }
        let organization = organizations
            .covering(piece.span.start)
            .filter(|m| m.span.start <= piece.span.start && m.span.end >= piece.span.end);
        match organization {
            Some(mention) => between = Some(mention.body.clone()),
            // The first words of a longer post: 개인정보 보호책임자, 기획조정실장 직무대리.
            None if is_hangul(word) && particle_end(word, 3) == word.len() => {}
            None => return,
        }
        skipped += 1;
        at = previous;
        if skipped > 3 {
            return;
        }
    };
    let whole = pieces[name_at].span;
    let mut post = post.clone();
    // What stands between is part of the post unless it is an organisation.
    if skipped > 0 && between.is_none() {
        let last = pieces[i - 1].span;
        let lead = doc.get(pieces[name_at + 1].span.cover(last));
        let titled = skipped == 1 && lexicon.titles.korean_suffix(lead).is_some();
        // 김가온 민생금융 담당 부원장보: what someone is in charge of.
        let charged = skipped == 2 && doc.get(last) == "담당"
            || skipped == 1 && ["총괄", "담당"].iter().any(|end| lead.ends_with(end));
        // 김가온 누리종합복지관 관장: a body that nothing else tells of.
        let headed = skipped == 1
            && post.kind == TitleKind::Head
            && is_hangul(lead)
            && lead.chars().count() >= OFFICE
            && begins_clause(doc, whole.start);
        if !titled && !charged && !headed {
            return;
        }
        if titled || charged {
            post.title = format!("{} {}", single_spaced(lead), post.title);
        }
    }
    if former {
        post.title = format!("前 {}", post.title);
        post.title_en = None;
    }
    let organization = post
        .organization
        .clone()
        .or(between)
        .or_else(|| owner_before(doc, whole.start, organizations))
        .or_else(|| bracketed(doc, post.span.end, organizations));
    let span = whole.cover(post.span);
    let confidence = if skipped == 0 { 0.95 } else { 0.9 };
    // Others of the same post, joined by middle dots or commas: 강준현·조인철 의원.
    let mut other = name_at;
    while let Some(previous) = other.checked_sub(1) {
        let piece = pieces[previous].span;
        if !dotted(doc.text, piece, pieces[other].span) || likeness(doc, piece, lexicon) < 0.45 {
            break;
        }
        found.push(person(
            &post,
            doc.get(piece),
            piece,
            organization.clone(),
            0.85,
        ));
        other = previous;
    }
    found.push(person(&post, name, span, organization, confidence));
}

/// Whether a mark or nothing of its line stands before byte `at`.
fn begins_clause(doc: &Document<'_>, at: usize) -> bool {
    let before = doc.text.get(..at).unwrap_or("").trim_end_matches(' ');
    !before.ends_with(is_alphanumeric)
}

/// Whether no word of its line stands before byte `at`.
fn begins(doc: &Document<'_>, at: usize) -> bool {
    let line = Span::new(doc.line_start(at), at).of(doc.text);
    !line.contains(is_alphanumeric)
}

/// The organisation that alone stands in brackets at byte `end`: 김가온 교수(누리대).
fn bracketed(doc: &Document<'_>, end: usize, organizations: &Organizations) -> Option<Body> {
    let open = doc.after(end).filter(|c| matches!(c, '(' | '（'))?;
    let mention = organizations.covering(end + open.len_utf8())?;
    matches!(doc.after(mention.span.end), Some(')' | '）')).then(|| mention.body.clone())
}

/// Syllables of a post that names the office it heads.
const OFFICE: usize = 5;

/// How much a noun with a syllable behind it must look like a name to be one.
const ODD: f32 = 0.6;

/// How much a word beside a post must look like a name where a telephone number follows.
const PHONED: f32 = 0.5;

/// Whether whoever ends at byte `end` is to be called: a number follows, or for a post in an office stands in the line.
fn is_contact(doc: &Document<'_>, post: &Post, end: usize) -> bool {
    let office = matches!(post.kind, TitleKind::Senior | TitleKind::Staff);
    doc.phone_follows(end) || office && doc.is_called(end)
}

/// How much a span looks like a Korean name, with the tokenizer's word for it.
fn likeness(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> f32 {
    let word = doc.get(span);
    let likeness = lexicon.names.likeness(word);
    if likeness == 0.0 {
        return 0.0;
    }
    let tokens = doc.tokens_in(span);
    match tokens {
        [only] if only.span == span => match (only.class, only.pos) {
            (Class::Person, _) => (likeness + 0.25).min(1.0),
            (Class::Place, _) => likeness * 0.3,
            (_, Pos::NNP | Pos::UNKNOWN) => likeness,
            _ => 0.0,
        },
        // 추진+단, 선정+해, 기업+은: a common noun of two syllables and what goes with nouns.
        [first, rest @ ..] => {
            let noun = first.pos == Pos::NNG && first.span.len() >= 6;
            let goes_with_nouns = rest.iter().all(|t| {
                t.pos.is_particle()
                    || t.pos.is_ending()
                    || matches!(
                        t.pos,
                        Pos::XSN | Pos::XSV | Pos::XSA | Pos::VCP | Pos::NNB | Pos::NNG
                    )
            });
            let verb = tokens.iter().any(|t| {
                matches!(
                    t.pos,
                    Pos::VV | Pos::VA | Pos::VX | Pos::XSV | Pos::MAG | Pos::MAJ
                )
            });
            // 장인+혜, 홍기+탁: a noun and a syllable that no noun ends in.
            let odd = rest
                .iter()
                .all(|t| matches!(t.pos, Pos::NNG | Pos::MAG) && t.span.len() == 3);
            if noun && odd && tokens.len() == 2 && likeness >= ODD {
                likeness * 0.8
            } else if noun && goes_with_nouns {
                0.0
            } else if verb {
                likeness * 0.6
            } else {
                likeness
            }
        }
        [] => likeness,
    }
}

pub(super) fn person(
    post: &Post,
    name: &str,
    span: Span,
    organization: Option<Body>,
    confidence: f64,
) -> PersonMention {
    PersonMention {
        span,
        name: name.to_owned(),
        title: Some(post.title.clone()),
        title_en: post.title_en.clone(),
        organization,
        role: match post.kind {
            _ if post.firm => PersonRole::Other,
            TitleKind::Head | TitleKind::Deputy | TitleKind::Senior | TitleKind::Staff => {
                PersonRole::Official
            }
            _ => PersonRole::Other,
        },
        confidence,
    }
}

/// Whether byte `at` stands inside brackets that opened shortly before.
pub(super) fn in_brackets(doc: &Document<'_>, at: usize) -> bool {
    open_bracket(doc, at).is_some()
}

/// The bracket around byte `at`, if it opened within the last hundred characters of the line.
fn open_bracket(doc: &Document<'_>, at: usize) -> Option<usize> {
    let text = doc.text.get(..at)?;
    for (i, c) in text.char_indices().rev().take(100) {
        match c {
            '(' | '（' => return Some(i),
            ')' | '）' => return None,
            _ => {}
        }
    }
    None
}

/// The organisation before the bracket around byte `at`.
pub(super) fn bracket_owner(
    doc: &Document<'_>,
    at: usize,
    organizations: &Organizations,
) -> Option<Body> {
    let open = open_bracket(doc, at)?;
    let before = doc.text.get(..open)?.trim_end();
    let before = before.trim_end_matches(['’', '”', '」', '\'', '"', '*']);
    organizations
        .ending_at(before.len())
        .or_else(|| {
            organizations
                .before(open)
                .filter(|m| open - m.span.end <= 6)
        })
        .map(|m| m.body.clone())
}

/// The organisation that ends before byte `at`, white space aside.
pub(super) fn owner_before(
    doc: &Document<'_>,
    at: usize,
    organizations: &Organizations,
) -> Option<Body> {
    let mention = organizations.ending_at(trim_back(doc, at))?;
    Some(mention.body.clone())
}

/// Byte `at` less the white space before it.
fn trim_back(doc: &Document<'_>, at: usize) -> usize {
    doc.text.get(..at).map_or(at, |t| t.trim_end().len())
}
