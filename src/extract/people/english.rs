//! Names in Latin letters beside posts.

use super::super::organizations::{Organizations, english};
use super::super::titlecase::{self, Word, words};
use super::Document;
use super::posts::Posts;
use crate::lexicon::{Cue, Lexicon, is_english_word};
use crate::record::{OrgType, PersonRole};
use crate::release::{Body, PersonMention};
use crate::text::{Span, head, single_spaced};

/// Every name beside a post, and every name that only a Korean can have.
pub(super) fn find(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PersonMention> {
    let words = words(doc);
    let posts = Posts {
        doc,
        words: &words,
        organizations,
        lexicon,
    };
    let contacts = english::contacts(doc);
    let desk = english::desk(doc, &organizations.mentions);
    let mut found: Vec<PersonMention> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let korean = name(doc, &words, i, lexicon);
        let Some(length) = korean.or_else(|| foreign(posts, i)) else {
            i += 1;
            continue;
        };
        let span = words[i].span.cover(words[i + length - 1].span);
        if organizations
            .covering(span.start)
            .is_some_and(|m| m.span.overlaps(span))
        {
            i += 1;
            continue;
        }
        let post = posts.beside(i, length, korean.is_some());
        let common = || length == 2 && is_common(doc, &words, i);
        let doubtful = || common() || goes_on(doc, &words, i + length);
        if post.is_none() && (korean.is_none() || doubtful()) {
            i += korean.unwrap_or(1);
            continue;
        }
        let name = single_spaced(doc.get(span));
        let around = post.as_ref().map_or(span, |post| span.cover(post.span));
        let (title, body) = post.map_or((None, None), |post| (Some(post.title), post.body));
        // Korea Petrochemical Industry Association Vice President Song Yoo-jong.
        let lead = doc.text.get(..around.start).unwrap_or("");
        let right_before = (lead.strip_suffix(' ').filter(|_| around.start < span.start))
            .and_then(|lead| organizations.ending_at(lead.len()))
            .map(|body| body.body.clone());
        let of = posts.body_behind(around.end);
        let owner = || right_before.or_else(|| owner(posts, around, of));
        // "of", and a name that is none of a body found.
        let elsewhere = of.is_some_and(|at| is_named(doc, at));
        let organization = body.or_else(owner).or_else(|| {
            if elsewhere {
                return None;
            }
            // The next of a list belongs where the one before does.
            let last = found.last()?;
            let between = Span::new(last.span.end, around.start).of(doc.text);
            (between.len() <= 40 && between.matches('\n').count() <= 1 && !between.contains(". "))
                .then(|| last.organization.clone())?
        });
        // Whoever is asked belongs to the unit that wrote the release.
        let desk = || desk.clone().filter(|_| around.start >= contacts);
        let organization = organization.or_else(desk);
        // Someone of a body that is not known is none of the issuer's.
        let official = title.is_some() && !(elsewhere && organization.is_none());
        found.push(PersonMention {
            span: around,
            name,
            title_en: title.clone(),
            organization,
            role: match official {
                true => PersonRole::Official,
                false => PersonRole::Other,
            },
            confidence: if title.is_some() { 0.93 } else { 0.75 },
            title,
        });
        i += length;
    }
    found
}

/// Whether the two words of a name are common ones as well, or it begins as a sentence may: `BEEN DONE`, `On Giga`. An is
/// a surname.
fn is_common(doc: &Document<'_>, words: &[Word], i: usize) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| doc.get(w.span));
    let (first, second) = (word(i), word(i + 1));
    let opens = doc.cue(Cue::EnglishOpeners).has(first) && first != "An" && !second.contains('-');
    opens || is_english_word(first) && is_english_word(second)
}

/// How many words a Korean name takes that begins at word `i`: `Han Seong-sook`, `Kwon Oh Eul`, `Kil-Sang Yoo`.
fn name(doc: &Document<'_>, words: &[Word], i: usize, lexicon: &Lexicon) -> Option<usize> {
    let word = |k: usize| words.get(k).map(|w| doc.get(w.span));
    let joined = |k: usize| {
        // Nothing but spaces between this word and the one before.
        let (a, b) = (words.get(k.checked_sub(1)?)?, words.get(k)?);
        let between = Span::new(a.span.end, b.span.start).of(doc.text);
        (!between.contains('\n') && between.trim().is_empty()).then_some(())
    };
    let first = word(i)?;
    let second = word(i + 1)?;
    joined(i + 1)?;
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    // In June, Do May: no names.
    if !capital(first) || !capital(second) || doc.cue(Cue::EnglishMonths).has(second) {
        return None;
    }
    let surname = |w: &str| lexicon.names.is_romanised_surname(w);
    let given = |w: &str| match w.split_once('-') {
        Some((a, b)) => lexicon.names.is_romanised_given(a) && lexicon.names.is_romanised_given(b),
        None => w.chars().all(|c| c.is_ascii_alphabetic()) && lexicon.names.is_romanised_given(w),
    };
    if surname(first) {
        // Family name first, the given name in one word, with a hyphen, or in two words.
        if let (Some(third), Some(())) = (word(i + 2), joined(i + 2))
            && capital(third)
            && given(second)
            && given(third)
            && !second.contains('-')
            && third.len() <= 6
            && second.len() <= 6
        {
            return Some(3);
        }
        // No Silla inscription: a negation unless the given name is one for sure.
        let negation = first == "No" && !second.contains('-');
        // Bae In, Deputy Director: of two letters only with a mark behind it.
        let marked = words
            .get(i + 1)
            .is_some_and(|w| matches!(w.mark, ',' | '('));
        let long = second.len() >= 3 || second.len() == 2 && marked;
        if given(second) && long && !negation {
            return Some(2);
        }
    }
    (surname(second) && given(first) && first.len() >= 4).then_some(2)
}

/// How many words a name of other letters than Korean ones takes that begins at word `i`: two capitalised words that
/// nothing else follows. It is a name only beside a post.
fn foreign(posts: Posts<'_>, i: usize) -> Option<usize> {
    let Posts {
        doc,
        words,
        lexicon,
        ..
    } = posts;
    let (first, second) = (words.get(i)?, words.get(i + 1)?);
    // Ju Biung-ghi.
    let shortest = match doc.get(second.span).contains('-') {
        true => 2,
        false => 3,
    };
    let proper = |word: &Word| {
        let text = doc.get(word.span);
        let mut letters = text.chars();
        letters.next().is_some_and(char::is_uppercase)
            && text.chars().count() >= shortest
            && letters.all(|c| c.is_lowercase() || c == '-' || c == '’')
            && !doc.cue(Cue::AbstractEnds).end(text)
            && lexicon.titles.english(text).is_none()
            && lexicon.heads.policy(text).is_none()
            && lexicon.heads.organization(text).is_none()
            && !doc.cue(Cue::CommonCapitals).has(text)
    };
    let spaced = Span::new(first.span.end, second.span.start).of(doc.text) == " ";
    // Volunteer Troops, Meets Heads: two common words are no name.
    let common = [first, second]
        .iter()
        .all(|word| is_english_word(doc.get(word.span)));
    let begins = i
        .checked_sub(1)
        .and_then(|k| words.get(k))
        .is_none_or(|before| {
            let plain = Span::new(before.span.end, first.span.start).of(doc.text) == " ";
            let small = doc.get(before.span).starts_with(char::is_lowercase);
            !plain || small || posts.before(i, false).is_some()
        });
    (spaced && !common && begins && proper(first) && proper(second) && !goes_on(doc, words, i + 2))
        .then_some(2)
}

/// Whether a name goes on with word `i`, so that what stands before it is a part of another: `Ho Chi Minh City`.
fn goes_on(doc: &Document<'_>, words: &[Word], i: usize) -> bool {
    let (Some(last), Some(next)) = (i.checked_sub(1).and_then(|k| words.get(k)), words.get(i))
    else {
        return false;
    };
    let gap = Span::new(last.span.end, next.span.start);
    let spaced = gap.of(doc.text) == " " && !doc.columns(gap);
    spaced
        && doc.get(next.span).starts_with(char::is_uppercase)
        && !doc.get(last.span).contains('-')
}

/// Whether a name stands at byte `at`.
fn is_named(doc: &Document<'_>, at: usize) -> bool {
    let rest = doc.text.get(at..);
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// The one unit that a line of people to call names behind all of them: `Director Cho (042-481-1812) or Deputy Director Joo
/// (042-481-1809), Forest Trail Team`.
fn unit_behind(posts: Posts<'_>, around: Span) -> Option<Body> {
    let Posts {
        doc, organizations, ..
    } = posts;
    let line = doc.line_start(around.start);
    let start = line.max(around.start.saturating_sub(LINE));
    let rest = head(doc.text, around.end, LINE);
    let end = around.end + rest.find('\n').unwrap_or(rest.len());
    let [unit] = organizations.within(Span::new(start, end)) else {
        return None;
    };
    let team = matches!(
        &unit.body,
        Body::Named {
            kind: OrgType::Team,
            ..
        }
    );
    let between = doc.text.get(around.end..unit.span.start)?;
    let called = between.bytes().filter(u8::is_ascii_digit).count() >= PHONE;
    // Lee, Senior Researcher, and Jeon, Assistant Researcher, National Research Institute
    let listed = between.contains(" and ") && between.ends_with(", ");
    (team && called || listed && !between.contains(['(', ';']))
        .then(|| unit.body.clone())
        .filter(|_| between.len() <= CALLED && !between.contains(". "))
}

/// Bytes of a line before and behind someone, at most.
const LINE: usize = 400;
/// Digits that a telephone number has at least.
const PHONE: usize = 7;
/// Bytes between someone and the unit behind, at most.
const CALLED: usize = 120;

/// Whose post it is: `(MSS, Minister …)`, `President of the …`, `… Division\nShin Ji-young, Director`, `Director, … Division`.
///
/// `of` is where a name begins behind "of".
fn owner(posts: Posts<'_>, around: Span, of: Option<usize>) -> Option<Body> {
    let Posts {
        doc, organizations, ..
    } = posts;
    if let Some(at) = of {
        // Mongolia’s Ministry of Environment.
        let word = doc.text.get(at..)?.split(' ').next()?;
        let behind = titlecase::owner(word).map(|_| at + word.len() + 1);
        let starting = organizations.starting_at(at);
        match starting.or_else(|| organizations.starting_at(behind?)) {
            Some(mention) => return Some(mention.body.clone()),
            // Minister of Patriots and Veterans Affairs; a body that is not known is not the one before.
            None if is_named(doc, at) => {
                let minister = doc.get(around).ends_with("Minister");
                let field = doc.text.get(at..).filter(|_| minister)?;
                return organizations.ministry_behind(field, posts.lexicon);
            }
            None => {}
        }
    }
    // Yoon Ha-young, Deputy Director, Global Growth Division
    let rest = doc.text.get(around.end..)?;
    if let Some(next) = rest.strip_prefix(',')
        && let Some(mention) = organizations.starting_at(doc.text.len() - next.trim_start().len())
    {
        return Some(mention.body.clone());
    }
    // Professor Seo Yunjeong (Myongji University)
    if let Some(mention) = organizations.starting_at(around.end + " (".len())
        && rest.starts_with(" (")
        && doc.after(mention.span.end) == Some(')')
    {
        return Some(mention.body.clone());
    }
    if let Some(unit) = unit_behind(posts, around) {
        return Some(unit);
    }
    let before = organizations.before(around.start)?;
    let between = Span::new(before.span.end, around.start).of(doc.text);
    // Koscom Corp. (CEO …)
    let firm = |form: &str| {
        between
            .strip_prefix(' ')?
            .strip_prefix(form)?
            .strip_prefix('.')
    };
    let forms = doc.cue(Cue::EnglishFirmForms);
    let behind = forms.iter().find_map(firm).unwrap_or(between);
    let ends = [". ", ".\n"].iter().any(|end| behind.contains(end));
    let near = between.len() <= 40 && !ends && between.matches('\n').count() <= 1;
    // Safety Division, Ministry of …: the unit is nearer than its body.
    let unit = organizations.before(before.span.start).filter(|unit| {
        Span::new(unit.span.end, before.span.start)
            .of(doc.text)
            .trim()
            == ","
            && matches!(
                &unit.body,
                Body::Named {
                    kind: OrgType::Team,
                    ..
                }
            )
    });
    near.then(|| unit.unwrap_or(before).body.clone())
}
