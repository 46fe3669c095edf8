//! Items by their names: phrases that end in a head which makes a name by itself.

use super::phrase;
use super::quoted::headline;
use crate::extract::Document;
use crate::extract::organizations::{Organizations, ends_well};
use crate::extract::pieces::{Piece, spaced};
use crate::lexicon::{Cue, Lexicon, without_particle};
use crate::record::PolicyKind;
use crate::release::{Body, PolicyMention, Pos};
use crate::text::{Span, hangul, is_alphanumeric, is_middle_dot, squeeze_str};

/// Marks before a name that its line explains.
const EXPLAINS: [char; 10] = ['*', '✓', '✔', '※', '☞', '▸', '□', '■', '◆', '▪'];
/// Characters that such a name has at most.
const EXPLAINED: usize = 30;
/// Bytes that a day before a name takes: `11·30 `.
const DAY: usize = 12;
/// Characters before the head of a meeting that 이번 points to.
const TOLD: usize = 8;
/// Syllables before a head that only compounds make a name of.
pub(super) const COMPOUND: usize = 6;

/// The name as the record shows it.
pub(super) fn named(name: &str, kind: PolicyKind) -> String {
    match kind {
        PolicyKind::Program | PolicyKind::Event => phrase::without_size_or_year(name).to_owned(),
        _ => name.to_owned(),
    }
}

/// Noun phrases that end in a head which makes a name by itself.
pub(super) fn headed(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    // Meetings by heads that make no name outside the headline: they count where the headline has told of them.
    let mut told_again = Vec::new();
    let headline = headline(doc);
    for (i, piece) in pieces.iter().enumerate() {
        let word = doc.get(piece.span);
        let capitals = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        if !capitals && !word.chars().next_back().is_some_and(hangul::is_syllable) {
            continue;
        }
        let stripped = without_particle(word, 6);
        let Some((noun, at, head)) = [word, stripped].into_iter().find_map(|noun| {
            let (at, head) = lexicon.heads.policy(noun)?;
            Some((noun, at, head))
        }) else {
            continue;
        };
        let span = Span::new(piece.span.start, piece.span.start + noun.len());
        if head.kind == PolicyKind::Law || !ends_well(doc, span, noun.chars().count()) {
            continue;
        }
        let strong = head.strong || head.titled && span.start < headline;
        let governed = !head.titled && governed(doc, span.end, head.kind);
        // Without a verb or a number before it a weak head makes no name: the phrase need not be looked at.
        let bare = !strong && !head.compound && !head.titled && !governed;
        if bare && !doc.digit_before(span.start, 2 * phrase::LONGEST + DAY) {
            continue;
        }
        let mut start = phrase::start(doc, span);
        if head.kind == PolicyKind::Agreement || head.kind == PolicyKind::Event {
            start = purpose(doc, pieces, i, start);
        }
        if head.kind == PolicyKind::Event {
            start = about(doc, start);
        }
        // An organisation at the front holds or runs the thing; it is no part of its name.
        if let Some(owner) = organizations
            .covering(start)
            .filter(|m| m.span.start == start && m.span.end < span.start && m.confidence > 0.8)
        {
            let rest = doc.text.get(owner.span.end..).unwrap_or("");
            let owned = rest.strip_prefix('의');
            let rest = owned.unwrap_or(rest);
            if rest.starts_with(' ')
                && matches!(owner.body, Body::Known(_))
                && (!rest.trim_start().starts_with(noun) || owned.is_some())
            {
                start = doc.text.len() - rest.trim_start().len();
            }
        }
        // What a looser head belongs to is not part of its name: 참여기관의 매칭펀드.
        let before = Span::new(start, span.start).of(doc.text);
        if !strong && let Some(at) = before.rfind("의 ") {
            start += at + "의 ".len();
        }
        if matches!(head.kind, PolicyKind::Program | PolicyKind::Plan) {
            start = after_another(doc, Span::new(start, span.start), lexicon);
        }
        if head.kind == PolicyKind::Plan && head.strong {
            start = counted(doc, start);
        }
        let day = day_before(doc, start);
        let whole = Span::new(day.unwrap_or(start), span.end);
        // What ends in an organisation's name is one, or a list of several; a head inside one is a part of it.
        if (organizations.covering(span.start)).is_some_and(|m| {
            m.span.contains(whole)
                || m.span.end == whole.end
                || m.span.contains(span) && m.span.end > span.end
        }) {
            continue;
        }
        let name = phrase::tidy(doc.get(whole));
        let name = name.strip_prefix("및 ").unwrap_or(&name).to_owned();
        let before_head = name.len().saturating_sub(noun.len() - at);
        let lead = name.get(..before_head).unwrap_or("").trim();
        let syllables = lead.chars().filter(|c| is_alphanumeric(*c)).count();
        // A weak head needs an ordinal, a year, a day or its verb to be a name outside quotes.
        let numbered = lead.starts_with("제")
            && lead.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
            || phrase::without_size_or_year(&name) != name
            || head.titled && counted(doc, start) < start;
        // 추심총량제 is one word, and long enough for a name.
        let scheme = at > 0 && noun.ends_with('제') && syllables >= 2;
        let enough = if strong {
            syllables >= 3 || scheme
        } else if head.kind == PolicyKind::Plan {
            // What is to be worked out has no name yet: 보상 방안을 마련하고.
            numbered && syllables >= 5 || day.is_some()
        } else if head.compound && syllables >= COMPOUND {
            true
        } else {
            numbered && syllables >= 5 || day.is_some() || syllables >= 5 && governed
        };
        // 이번 산업계 간담회: told of before, or a meeting like any other.
        let told = head.kind == PolicyKind::Event
            && !numbered
            && lead.chars().count() <= TOLD
            && (doc.text.get(..whole.start)).is_some_and(|t| {
                let word = t.trim_end().rsplit(char::is_whitespace).next();
                word.is_some_and(|word| doc.cue(Cue::ToldNow).has(word))
            });
        // 공동연구 및 세미나: two things, neither of them named.
        let coordinated = at == 0 && last_word(lead) == "및";
        let again = head.titled && !strong && syllables >= 3;
        if !(enough || again)
            || told
            || coordinated
            || is_generic(doc, lead)
            || is_generic(doc, last_word(lead))
        {
            continue;
        }
        let mentions = if enough { &mut found } else { &mut told_again };
        mentions.push(PolicyMention {
            span: whole,
            name: named(&name, head.kind),
            kind: head.kind,
            known: None,
            confidence: if strong { 0.7 } else { 0.4 },
        });
    }
    let names: Vec<String> = found.iter().map(|p| squeeze_str(&p.name)).collect();
    told_again.retain(|p| {
        let own = squeeze_str(&p.name);
        names.iter().any(|name| name.ends_with(&own))
    });
    found.extend(told_again);
    found
}

/// Where a name begins in `lead`, the words before its head, behind another thing that is named there:
/// 코스닥벤처펀드·하이일드펀드, 성장 전략 및 메가프로젝트.
fn after_another(doc: &Document<'_>, lead: Span, lexicon: &Lexicon) -> usize {
    let text = doc.get(lead);
    let things = |text: &str| lexicon.heads.policy(text.trim_end()).is_some();
    let joint = text.rmatch_indices(" 및 ").find(|(at, _)| {
        let before = text.get(..*at).unwrap_or("");
        let word = last_word(before);
        things(before) || word.chars().count() == 2 && lexicon.heads.is_act(word)
    });
    let dot = text
        .char_indices()
        .rev()
        .find(|(at, c)| is_middle_dot(*c) && text.get(..*at).is_some_and(things));
    let joint = joint.map(|(at, joint)| at + joint.len());
    let dot = dot.map(|(at, c)| at + c.len_utf8());
    lead.start + joint.max(dot).unwrap_or(0)
}

/// Names that a line explains or is headed with: `* 버팀이음프로젝트: 지역의 고용안정을 위한 …`, `□ 새싹 아카데미`.
pub(super) fn explained(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    for line in &doc.lines {
        let text = doc.get(*line);
        let bare = text.trim_start_matches(|c: char| EXPLAINS.contains(&c) || c.is_whitespace());
        if bare.len() == text.len() {
            continue;
        }
        let end = bare.find([':', '：']).unwrap_or(bare.len());
        let name = bare.get(..end).unwrap_or("").trim_end();
        let span = Span::new(line.end - bare.len(), line.end - bare.len() + name.len());
        let Some((at, head)) = lexicon.heads.policy(name) else {
            continue;
        };
        let lead = name.get(..at).unwrap_or("").trim_end();
        let syllables = lead.chars().filter(|c| is_alphanumeric(*c)).count();
        let nominal = doc
            .tokens_in(span)
            .iter()
            .all(|t| t.pos.is_nominal() || t.pos == Pos::SY);
        if !(4..=EXPLAINED).contains(&name.chars().count())
            || head.kind != PolicyKind::Program
            || syllables < 3
            || !nominal
            || is_generic(doc, last_word(lead))
            || organizations.covering(span.start).is_some()
        {
            continue;
        }
        found.push(PolicyMention {
            span,
            name: named(name, head.kind),
            kind: head.kind,
            known: None,
            confidence: 0.4,
        });
    }
    found
}

/// Where the year and the ordinal begin that stand before a name: 2026년도 제1회 추가경정예산.
fn counted(doc: &Document<'_>, start: usize) -> usize {
    let word_before = |at: usize| {
        let i = doc.words.partition_point(|w| w.start < at).checked_sub(1)?;
        let word = doc.words.get(i)?;
        (doc.get(Span::new(word.end, at.max(word.end))) == " ").then_some(*word)
    };
    let number = |word: &str, ends: &[char]| {
        let digits = word.strip_prefix('제').unwrap_or(word);
        let unit = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        unit.len() < digits.len() && unit.starts_with(ends) && unit.chars().count() <= 2
    };
    let ordinal = word_before(start).filter(|w| number(doc.get(*w), &['차', '회', '기']));
    let Some(ordinal) = ordinal else { return start };
    word_before(ordinal.start)
        .filter(|w| number(doc.get(*w), &['년']))
        .unwrap_or(ordinal)
        .start
}

/// `… 관련 간담회`: what a meeting is about is part of its name.
fn about(doc: &Document<'_>, start: usize) -> usize {
    let word = doc
        .words
        .partition_point(|w| w.start < start)
        .checked_sub(1);
    let word = word.and_then(|i| doc.words.get(i));
    match word {
        Some(word)
            if doc.get(*word) == "관련"
                && doc.get(Span::new(word.end, start.max(word.end))) == " " =>
        {
            phrase::start(doc, *word)
        }
        _ => start,
    }
}

/// `…을 위한 업무협약`: the purpose is part of the name.
fn purpose(doc: &Document<'_>, pieces: &[Piece], i: usize, start: usize) -> usize {
    let first = pieces.partition_point(|p| p.span.end <= start).min(i);
    let Some(for_at) = first.checked_sub(1) else {
        return start;
    };
    let (Some(for_piece), Some(first_piece)) = (pieces.get(for_at), pieces.get(first)) else {
        return start;
    };
    if doc.get(for_piece.span) != "위한" || !spaced(doc.text, for_piece.span, first_piece.span) {
        return start;
    }
    let Some(object) = for_at.checked_sub(1).and_then(|j| pieces.get(j)) else {
        return start;
    };
    let word = doc.get(object.span);
    if !word.ends_with(['을', '를']) {
        return start;
    }
    let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
    phrase::start(doc, Span::new(object.span.start, object.span.start + last))
        .min(object.span.start)
}

/// Where the day begins that a plan is named by (6.27 대책, 9·7 부동산 공급대책); `start` is at its second number.
fn day_before(doc: &Document<'_>, start: usize) -> Option<usize> {
    let number = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = doc.text.get(start..)?;
    let day = number(rest);
    let after = rest.get(day..)?.trim_start();
    let before = doc.text.get(..start)?;
    let bare = before.trim_end_matches(|c: char| c == '.' || is_middle_dot(c));
    let month = bare.bytes().rev().take_while(u8::is_ascii_digit).count();
    let from = bare.len() - month;
    let clear = !doc
        .before(from)
        .is_some_and(|c| matches!(c, '.' | '\'' | '’' | '‘' | '(') || is_alphanumeric(c));
    ((1..=2).contains(&day)
        && (1..=2).contains(&month)
        && before.chars().count() == bare.chars().count() + 1
        && after.starts_with(hangul::is_syllable)
        && !rest
            .get(day..)
            .is_some_and(|t| t.starts_with(['일', '조', '억', '만', '배']))
        && clear)
        .then_some(from)
}

/// Whether the verb after a head says that the thing is held, run or announced.
fn governed(doc: &Document<'_>, at: usize, kind: PolicyKind) -> bool {
    let rest = doc.text.get(at..).unwrap_or("");
    let verb = rest.trim_start_matches(['을', '를', '이', '가', ' ']);
    if rest.len() - verb.len() > 5 {
        return false;
    }
    let verbs = match kind {
        PolicyKind::Event => Cue::Held,
        PolicyKind::Program => Cue::Run,
        PolicyKind::Plan => Cue::Planned,
        _ => return false,
    };
    doc.cue(verbs).begin(verb)
}

pub(super) fn last_word(lead: &str) -> &str {
    lead.split_whitespace().next_back().unwrap_or("")
}

/// Leads that name no particular thing.
pub(super) fn is_generic(doc: &Document<'_>, lead: &str) -> bool {
    doc.cue(Cue::GenericLeads).has(lead)
}
