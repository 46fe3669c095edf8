//! Names that their spelling in other letters shows to be names: `김가온(金가溫)` in Chinese characters,
//! `다나 오르티스(Ms. Dana Ortiz)`, `다나 오르티스(Dana Ortiz) 소장` in Latin ones. And names with their post in
//! brackets: `김가온(누리대학교 전산학부 교수)`, `김가온(누리대학교) 교수`, or their age: `김가온(61) 씨`.

use super::super::organizations::Organizations;
use super::super::pieces::{Gap, Piece, gap, is_hangul, spaced};
use super::Document;
use super::spelled::spells;
use crate::lexicon::{Cue, Lexicon, is_particle, without_particle};
use crate::record::PersonRole;
use crate::release::{Body, PersonMention, Pos};
use crate::text::{Span, hangul, single_spaced};

/// Every such name.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PersonMention> {
    let mut found = Vec::new();
    for (i, pair) in pieces.windows(2).enumerate() {
        let [name, inner] = pair else { continue };
        if gap(doc.text, name.span.end, inner.span.start) != Gap::Open {
            continue;
        }
        if let Some(person) = chinese(doc, *name, *inner, lexicon)
            .or_else(|| latin(doc, pieces, i, organizations, lexicon))
            .or_else(|| posted(doc, pieces, i, organizations, lexicon))
            .or_else(|| owned(doc, pieces, i, organizations, lexicon))
            .or_else(|| aged(doc, pieces, i, organizations, lexicon))
        {
            found.push(person);
        }
    }
    found
}

/// A Korean name before as many Chinese characters.
fn chinese(
    doc: &Document<'_>,
    name: Piece,
    inner: Piece,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let (word, letters) = (doc.get(name.span), doc.get(inner.span));
    let same = word.chars().count() == letters.chars().count()
        && letters
            .chars()
            .all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'));
    let alone = matches!(doc.after(inner.span.end), Some(')' | '）' | ',' | '·'));
    let named = is_hangul(word) && word.chars().count() == 3 && lexicon.names.likeness(word) >= 0.6;
    (same && alone && named).then(|| mention(name.span, word.to_owned(), Post::default()))
}

/// A foreign name before its spelling with a form of address, or with a post behind it.
fn latin(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let address = doc
        .cue(Cue::Addresses)
        .has(doc.get(pieces.get(i + 1)?.span));
    let words = pieces
        .iter()
        .enumerate()
        .skip(i + 1 + usize::from(address))
        .take(4)
        .take_while(|(k, p)| {
            let word = doc.get(p.span);
            let before = pieces.get(k - 1).map_or(p.span.start, |b| b.span.end);
            let between = Span::new(before, p.span.start).of(doc.text);
            word.starts_with(char::is_uppercase)
                && !is_hangul(word)
                && (*k == i + 1 || between.trim_matches(['.', ' ', '-', '’', '\'']).is_empty())
        })
        .count();
    let inner_end = pieces.get(i + usize::from(address) + words)?.span.end;
    let inner = Span::new(
        pieces.get(i + 1 + usize::from(address))?.span.start,
        inner_end,
    );
    // O’Keefe is one word.
    let spoken = doc.get(inner).split_whitespace().count();
    let behind = post_behind(
        doc,
        pieces,
        i + 1 + usize::from(address) + words,
        organizations,
        lexicon,
    );
    let inside = owner_inside(doc, inner_end, organizations);
    if words == 0 || !(2..=4).contains(&spoken) {
        return None;
    }
    let mut first = i;
    while i - first + 1 < spoken {
        let Some(before) = first.checked_sub(1) else {
            break;
        };
        let (a, b) = (pieces.get(before)?, pieces.get(first)?);
        let word = doc.get(a.span);
        if !spaced(doc.text, a.span, b.span)
            || !is_hangul(word)
            || is_particle(word)
            || lexicon.titles.korean_suffix(word).is_some()
        {
            break;
        }
        first = before;
    }
    let titled = first
        .checked_sub(1)
        .and_then(|k| pieces.get(k))
        .filter(|p| spaced(doc.text, p.span, pieces[first].span))
        .is_some_and(|p| lexicon.titles.korean_suffix(doc.get(p.span)).is_some());
    if !address && behind.is_none() && inside.is_none() && !titled {
        return None;
    }
    let span = pieces.get(first)?.span.cover(pieces.get(i)?.span);
    let proper = behind.is_some()
        || titled
        || doc
            .tokens_in(span)
            .iter()
            .any(|t| matches!(t.pos, Pos::NNP | Pos::UNKNOWN));
    let free = organizations.covering(span.start).is_none();
    let last = doc.get(pieces.get(i)?.span);
    // 거버넌스 프레임워크(Governance Framework) sounds alike, too.
    let thing = lexicon.heads.is_loan_word(last)
        || lexicon.heads.policy(last).is_some_and(|(at, _)| at == 0)
        || lexicon
            .heads
            .organization(last)
            .is_some_and(|(at, _)| at == 0);
    if first == i
        || !proper
        || !free
        || !is_hangul(last)
        || thing
        || !(spells(doc.get(span), doc.get(inner)) || is_post(doc, inner, lexicon))
    {
        return None;
    }
    let before = first
        .checked_sub(1)
        .and_then(|k| pieces.get(k))
        .filter(|p| spaced(doc.text, p.span, span));
    let mut post = behind.unwrap_or_else(|| Post {
        title: before
            .and_then(|p| lexicon.titles.korean_suffix(doc.get(p.span)))
            .and_then(|(_, title)| title.ko.as_deref())
            .map(str::to_owned),
        organization: inside,
    });
    // 누리재단의 다나 오르티스(Dana Ortiz) 부회장.
    post.organization = post.organization.or_else(|| {
        let mention = organizations.covering(before?.span.start)?;
        let rest = Span::new(mention.span.end, span.start).of(doc.text);
        matches!(rest.trim(), "" | "의").then(|| mention.body.clone())
    });
    let name = single_spaced(doc.get(span));
    Some(mention(span, name, post))
}

/// Whether the bracket that begins with `inner` ends in a post: `(UN PRI CEO)`.
fn is_post(doc: &Document<'_>, inner: Span, lexicon: &Lexicon) -> bool {
    let rest = doc.text.get(inner.start..).unwrap_or("");
    let whole = rest
        .split([')', '）', '\n'])
        .next()
        .unwrap_or("")
        .trim_end();
    let mut starts = whole.rmatch_indices(' ').map(|(at, _)| at + 1).take(2);
    starts.any(|at| {
        let post = whole.get(at..).unwrap_or("");
        lexicon.titles.english(post).is_some()
    })
}

/// The body that stands behind a name and a comma to the end of the bracket: `(Roberto Salas, 국제해사기구)`.
fn owner_inside(doc: &Document<'_>, end: usize, organizations: &Organizations) -> Option<Body> {
    let at = end + doc.text.get(end..)?.strip_prefix(", ").map(|_| 2)?;
    let mention = organizations.covering(at).filter(|m| m.span.start == at)?;
    matches!(doc.after(mention.span.end), Some(')' | '）')).then(|| mention.body.clone())
}

/// Someone's post, and whose it is.
#[derive(Debug, Default)]
struct Post {
    title: Option<String>,
    organization: Option<Body>,
}

/// The post right behind the bracket that closes before piece `i`, with what stands before it: `) 문화부 장관은`.
fn post_behind(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<Post> {
    let (before, first) = (pieces.get(i.checked_sub(1)?)?, pieces.get(i)?);
    if gap(doc.text, before.span.end, first.span.start) != Gap::Close {
        return None;
    }
    let owner = organizations.covering(first.span.start);
    for (k, piece) in pieces.iter().enumerate().skip(i).take(4) {
        let spaced = k == i
            || pieces
                .get(k - 1)
                .is_some_and(|b| spaced(doc.text, b.span, piece.span));
        let word = doc.get(piece.span);
        let noun = without_particle(word, 3);
        if !spaced {
            return None;
        }
        if let Some((_, title)) = lexicon.titles.korean_suffix(noun) {
            let own = lexicon.titles.korean(noun).unwrap_or(title);
            return Some(Post {
                title: own.ko.as_deref().map(str::to_owned),
                organization: owner.filter(|_| k > i).map(|m| m.body.clone()),
            });
        }
        // The body of another country, which no table has: 캄보디아 문화예술부 장관.
        if noun.len() < word.len() || owner.is_none() && !is_hangul(word) {
            return None;
        }
    }
    None
}

/// A Korean name before a bracket that holds a body and a post and nothing else.
fn posted(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let name = pieces.get(i)?;
    let word = doc.get(name.span);
    if !is_shown(word, lexicon) {
        return None;
    }
    let former = doc.get(pieces.get(i + 1)?.span) == "前";
    let first = i + 1 + usize::from(former);
    let owner = organizations.covering(pieces.get(first)?.span.start)?;
    for (k, pair) in pieces.windows(2).enumerate().skip(first).take(5) {
        let [piece, next] = pair else { return None };
        match gap(doc.text, piece.span.end, next.span.start) {
            Gap::Space => {}
            _ if k > first && doc.after(piece.span.end) == Some(')') => {
                let (_, title) = lexicon.titles.korean_suffix(doc.get(piece.span))?;
                let own = lexicon.titles.korean(doc.get(piece.span)).unwrap_or(title);
                let held = own.ko.as_deref();
                let post = Post {
                    title: held.map(|held| {
                        if former {
                            format!("前 {held}")
                        } else {
                            held.to_owned()
                        }
                    }),
                    organization: Some(owner.body.clone()),
                };
                return Some(mention(name.span, word.to_owned(), post));
            }
            _ => return None,
        }
    }
    None
}

/// A Korean name before its body in brackets and a post behind them: `김가온(누리대학교) 교수`.
fn owned(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let (name, inner) = (pieces.get(i)?, pieces.get(i + 1)?);
    let word = doc.get(name.span);
    if !is_shown(word, lexicon) || organizations.covering(name.span.start).is_some() {
        return None;
    }
    let body = organizations.covering(inner.span.start);
    let end = body.map_or(inner.span.end, |m| m.span.end.max(inner.span.end));
    if !matches!(doc.after(end), Some(')' | '）'))
        || !doc.get(inner.span).chars().any(hangul::is_syllable)
    {
        return None;
    }
    let next = pieces.partition_point(|p| p.span.start < end);
    let post = pieces.get(next)?;
    let noun = without_particle(doc.get(post.span), 3);
    let title = lexicon.titles.korean(noun)?;
    let spaced = Span::new(end, post.span.start)
        .of(doc.text)
        .trim_start_matches([')', '）'])
        == " ";
    spaced.then(|| {
        let post = Post {
            title: title.ko.as_deref().map(str::to_owned),
            organization: body.map(|m| m.body.clone()),
        };
        mention(name.span, word.to_owned(), post)
    })
}

/// A Korean name before its age, with a post or a form of address behind: `김가온(61) 전 소장`.
fn aged(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let (name, age) = (pieces.get(i)?, pieces.get(i + 1)?);
    let word = doc.get(name.span);
    let years = doc.get(age.span);
    let years = years.strip_suffix('세').unwrap_or(years);
    let aged = years.len() == 2
        && years.bytes().all(|b| b.is_ascii_digit())
        && matches!(doc.after(age.span.end), Some(')' | '）'));
    if !aged || !is_hangul(word) || lexicon.names.likeness(word) < SHOWN {
        return None;
    }
    let next = pieces.get(i + 2).map_or("", |p| doc.get(p.span));
    let told = next == "전" || matches!(without_particle(next, 3), "씨" | "옹");
    let post = post_behind(doc, pieces, i + 2, organizations, lexicon);
    if post.is_none() && !told {
        return None;
    }
    Some(mention(
        name.span,
        word.to_owned(),
        post.unwrap_or_default(),
    ))
}

/// Whether a word may be a whole name where its bracket goes with people only.
fn is_shown(word: &str, lexicon: &Lexicon) -> bool {
    is_hangul(word) && word.chars().count() == 3 && lexicon.names.likeness(word) >= SHOWN
}

/// How much a word must look like a name where what is in the bracket behind it goes with people only.
const SHOWN: f32 = 0.35;

fn mention(span: Span, name: String, post: Post) -> PersonMention {
    PersonMention {
        span,
        name,
        title: post.title,
        title_en: None,
        organization: post.organization,
        role: PersonRole::Other,
        confidence: 0.8,
    }
}
