//! Items by their names in quotes.

use hashbrown::HashMap;

use super::marks;
use super::measures::has_subject;
use super::named::{COMPOUND, is_generic, last_word, named};
use super::phrase::{self, is_quote};
use crate::extract::Document;
use crate::extract::organizations::Organizations;
use crate::extract::quotation;
use crate::lexicon::{Cue, Lexicon, without_particle};
use crate::record::PolicyKind;
use crate::release::{PolicyMention, Pos};
use crate::text::{Span, hangul, is_alphanumeric, squeeze_str};

/// Longest quoted name in characters.
const LONGEST: usize = 60;
/// Characters of a quotation from which on a subject makes a sentence of it.
const SENTENCE: usize = 20;
/// No headline is longer than this many bytes.
const HEADLINE: usize = 1500;

/// Quoted names that end in a head, stand before one, or are what is held or run.
pub(super) fn find(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    let quotations = quotation::short(doc.text);
    let headline = headline(doc);
    let mut counts: HashMap<String, usize> = HashMap::new();
    for span in &quotations {
        *counts.entry(squeeze_str(doc.get(*span))).or_default() += 1;
    }
    let repeated = |name: &str| {
        let squeezed = squeeze_str(name);
        name.contains(' ')
            && squeezed.chars().filter(|c| hangul::is_syllable(*c)).count() >= COMPOUND
            && counts.get(&squeezed).is_some_and(|n| *n >= 2)
    };
    for span in quotations {
        // ‘… 설명회(이하 설명회)’
        let text = doc.get(span);
        let length = text
            .find("(이하")
            .or_else(|| text.find("(가칭)"))
            .or_else(|| gloss(text))
            .filter(|at| *at > 0)
            .unwrap_or(text.len());
        let span = Span::new(span.start, span.start + length);
        let span = Span::new(after_owner(doc, span, organizations), span.end);
        let name = phrase::tidy(doc.get(span));
        let length = name.chars().count();
        if !(3..=LONGEST).contains(&length)
            || !name.chars().any(hangul::is_syllable)
                && doc.get(span).chars().filter(|c| c.is_alphabetic()).count() < 4
            || is_sentence(doc, span)
            || defines_alias(doc, span)
            || is_intent(&name)
            || is_topic(doc, span)
            || name.ends_with(" 건")
            || name.starts_with(')')
            || length > SENTENCE && has_subject(doc, span)
            || organizations
                .covering(span.start)
                .is_some_and(|m| m.span.contains(span))
        {
            continue;
        }
        if let Some((end, kind)) = longer(doc, span, lexicon) {
            let from = doc.before(span.start).map_or(0, char::len_utf8);
            let whole = Span::new(span.start - from, end);
            found.push(PolicyMention {
                span: whole,
                name: phrase::tidy(&doc.get(whole).replace(is_quote, "")),
                kind,
                known: None,
                confidence: 0.85,
            });
            continue;
        }
        let own = lexicon.heads.policy(&name).filter(|(at, _)| *at > 0);
        // ‘2026년 계획’
        if own.is_some_and(|(at, _)| is_year(name.get(..at).unwrap_or(""))) {
            continue;
        }
        if own.is_some_and(|(_, head)| head.kind == PolicyKind::Law)
            && lexicon.heads.is_method(&name)
        {
            continue;
        }
        let follows = following_kind(doc, span, lexicon);
        let kind = match (own, follows) {
            (Some((at, _)), _) if is_generic(doc, last_word(name.get(..at).unwrap_or(""))) => {
                continue;
            }
            (Some((_, head)), _) => head.kind,
            (None, Some(kind)) => kind,
            (None, None) if span.end <= headline && repeated(&name) => PolicyKind::Program,
            (None, None) => continue,
        };
        let organization = lexicon
            .heads
            .organization(&name)
            .is_some_and(|(_, head)| head.strong);
        if organization && own.is_none() {
            continue;
        }
        let name = named(&name, kind);
        found.push(PolicyMention {
            span,
            name,
            kind,
            known: None,
            confidence: if own.is_some() { 0.85 } else { 0.75 },
        });
    }
    found
}

/// Where a quoted name begins behind who holds the thing and the year: 한국대학교 2026 안전주간.
fn after_owner(doc: &Document<'_>, span: Span, organizations: &Organizations) -> usize {
    let owner = organizations
        .covering(span.start)
        .filter(|m| m.span.start == span.start && m.span.end < span.end);
    let Some(owner) = owner else {
        return span.start;
    };
    let rest = Span::new(owner.span.end, span.end).of(doc.text);
    let bare = rest.trim_start();
    let name = phrase::without_size_or_year(bare);
    if name.len() < bare.len() && bare.len() < rest.len() {
        span.end - name.len()
    } else {
        span.start
    }
}

/// Where a gloss in other letters begins that a name ends in: 세계투자자주간(World Investor Week).
fn gloss(text: &str) -> Option<usize> {
    let open = text.rfind('(')?;
    let inside = text
        .get(open + 1..)?
        .trim_end_matches(['*', ' '])
        .strip_suffix(')')?;
    (!inside.chars().any(hangul::is_syllable)).then_some(open)
}

/// Where the first sentence ends: what stands before is the headline, and what it takes up.
pub(super) fn headline(doc: &Document<'_>) -> usize {
    marks::headline(doc.text).len().min(HEADLINE)
}

/// Whether what is quoted is speech rather than a name.
fn is_sentence(doc: &Document<'_>, span: Span) -> bool {
    let text = doc.get(span).trim_end();
    // Between the end of one speech and the beginning of the next: ”이라며, ○ “.
    if text.ends_with(['.', '!', '?', '…', '~', ',']) || doc.cue(Cue::SpeechGoesOn).begin(text) {
        return true;
    }
    doc.last_token_in(span)
        .is_some_and(|t| matches!(t.last, Pos::EF | Pos::EC | Pos::ETM) || t.pos.is_particle())
}

/// Whether `이하` stands before or first: an alias of an organisation or an item, no item of its own.
fn defines_alias(doc: &Document<'_>, span: Span) -> bool {
    let before = doc.text.get(..span.start).unwrap_or("");
    let bare = before.trim_end_matches(['‘', '’', '“', '”', '\'', '"', '「', ' ']);
    bare.ends_with("이하") || doc.get(span).starts_with("이하 ")
}

/// Whether the words before a head say nothing but the year.
fn is_year(lead: &str) -> bool {
    let lead = lead.trim().trim_end_matches('도');
    let digits = lead.strip_suffix('년').unwrap_or(lead);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether what is quoted is what others talk about: ‘…’을 주제로.
fn is_topic(doc: &Document<'_>, span: Span) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let rest = rest.trim_start_matches(is_quote).trim_start();
    let talk = rest.strip_prefix(['을', '를']).map(str::trim_start);
    talk.is_some_and(|talk| doc.cue(Cue::Topics).begin(talk))
}

/// Whether a name is the end of a sentence about what will be done: … 교육을 확대할 계획.
fn is_intent(name: &str) -> bool {
    const HEADS: [&str; 3] = ["계획", "방침", "예정"];
    let lead = HEADS.iter().find_map(|head| name.strip_suffix(head));
    lead.is_some_and(|lead| {
        ["할 ", "될 ", "갈 "]
            .iter()
            .any(|verb| lead.ends_with(verb))
    })
}

/// Where a longer name ends that a quotation begins, and its kind: ‘…’을 위한 업무협약, 「… 공모전」 수상자 간담회.
fn longer(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Option<(usize, PolicyKind)> {
    let rest = doc.text.get(span.end..)?;
    let after = rest.trim_start_matches(is_quote);
    let purpose = after
        .trim_start()
        .strip_prefix(['을', '를'])
        .and_then(|r| r.trim_start().strip_prefix("위한"));
    let mut tail = purpose.unwrap_or(after);
    for words in 1..=4 {
        let word = tail.trim_start();
        let at = doc.text.len() - word.len();
        let glued = word.len() == tail.len();
        if glued && words > 1 || doc.parts(Span::new(doc.text.len() - tail.len(), at)) {
            return None;
        }
        let end = word
            .find(|c: char| !is_alphanumeric(c))
            .unwrap_or(word.len());
        let noun = word.get(..end)?;
        let bare = without_particle(noun, 6);
        let head = lexicon
            .heads
            .policy(bare)
            .filter(|(_, head)| matches!(head.kind, PolicyKind::Event | PolicyKind::Agreement));
        if let Some((_, head)) = head {
            let enough = purpose.is_some() || words >= 2 || glued;
            return enough.then_some((at + bare.len(), head.kind));
        }
        let nominal = doc
            .tokens_in(Span::new(at, at + end))
            .iter()
            .all(|t| t.pos.is_nominal());
        if !nominal || end == 0 {
            return None;
        }
        tail = word.get(end..)?;
    }
    None
}

/// What the words after a quotation say that it is.
fn following_kind(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Option<PolicyKind> {
    let rest = doc.text.get(span.end..)?.trim_start_matches(is_quote);
    let (rest, listed) = after_list(rest);
    let window: String = rest
        .chars()
        .take(30)
        .take_while(|c| !matches!(c, '\n' | '.'))
        .collect();
    let mut words = window.split_whitespace();
    let first = words.next()?;
    let head_of = |word: &str| {
        let bare = word.trim_end_matches(|c: char| !hangul::is_syllable(c));
        let noun = without_particle(bare, 3);
        lexicon
            .heads
            .policy(noun)
            .filter(|(at, _)| *at == 0)
            .map(|(_, head)| head.kind)
    };
    if doc.cue(Cue::NationalTasks).within(&window) {
        // “…”이라는 국정과제
        return Some(PolicyKind::Plan);
    }
    if window.starts_with(' ') || listed {
        // ‘A’ 사업; ‘A’, ‘B’ 등 참여형 이색 프로그램.
        let reach = if listed || first == "등" { 4 } else { 1 };
        if let Some(kind) = std::iter::once(first)
            .chain(words.clone())
            .take(reach)
            .find_map(head_of)
        {
            return Some(kind);
        }
    }
    // ‘…’를 개최한다, ‘…’ 운영.
    let verb = if window.starts_with(' ') {
        first
    } else {
        words.next()?
    };
    if doc.cue(Cue::HeldAfterQuotes).begin(verb) {
        Some(PolicyKind::Event)
    } else if doc.cue(Cue::RunAfterQuotes).begin(verb) {
        Some(PolicyKind::Program)
    } else if doc.cue(Cue::PlannedAfterQuotes).begin(verb) {
        Some(PolicyKind::Plan)
    } else {
        None
    }
}

/// What follows the last of several quotations in a row, and whether there were several.
fn after_list(rest: &str) -> (&str, bool) {
    let mut rest = rest;
    let mut listed = false;
    for _ in 0..6 {
        let Some(next) = rest
            .strip_prefix([',', '·', '‧', 'ㆍ'])
            .map(str::trim_start)
            .filter(|n| n.starts_with(['‘', '“', '「', '\'', '"']))
        else {
            break;
        };
        let open = next.chars().next().map_or(0, char::len_utf8);
        let Some(inner) = next.get(open..) else { break };
        let close = inner
            .char_indices()
            .take(60)
            .find(|(_, c)| matches!(c, '’' | '”' | '」' | '\'' | '"'));
        let Some((at, c)) = close else { break };
        rest = inner.get(at + c.len_utf8()..).unwrap_or("");
        listed = true;
    }
    (rest, listed)
}
