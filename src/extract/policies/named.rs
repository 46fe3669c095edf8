//! Items by their names: in quotes, or ending in a head that makes a name by itself.

use hashbrown::HashMap;

use super::marks;
use super::phrase::{self, is_quote};
use crate::extract::Document;
use crate::extract::organizations::{Organizations, ends_well};
use crate::extract::pieces::{Piece, spaced};
use crate::extract::quotation;
use crate::lexicon::{Lexicon, without_particle};
use crate::record::PolicyKind;
use crate::release::{Body, PolicyMention, Pos};
use crate::text::{Span, hangul, is_alphanumeric, is_middle_dot, squeeze_str};

/// Longest quoted name in characters.
const LONGEST: usize = 60;
/// No headline is longer than this many bytes.
const HEADLINE: usize = 1500;
/// Marks before a name that its line explains.
const EXPLAINS: [char; 10] = ['*', '✓', '✔', '※', '☞', '▸', '□', '■', '◆', '▪'];
/// Characters that such a name has at most.
const EXPLAINED: usize = 30;
/// Bytes that a day before a name takes: `11·30 `.
const DAY: usize = 12;
/// Characters before the head of a meeting that 이번 points to.
const TOLD: usize = 8;
/// Syllables before a head that only compounds make a name of.
const COMPOUND: usize = 6;

/// Quoted names that end in a head, stand before one, or are what is held or run.
pub(super) fn quoted(
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
        if own.is_some_and(|(_, head)| head.kind == PolicyKind::Law)
            && lexicon.heads.is_method(&name)
        {
            continue;
        }
        let follows = following_kind(doc, span, lexicon);
        let kind = match (own, follows) {
            (Some((at, _)), _) if is_generic(last_word(name.get(..at).unwrap_or(""))) => continue,
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
fn headline(doc: &Document<'_>) -> usize {
    marks::headline(doc.text).len().min(HEADLINE)
}

/// The name as the record shows it.
fn named(name: &str, kind: PolicyKind) -> String {
    match kind {
        PolicyKind::Program | PolicyKind::Event => phrase::without_size_or_year(name).to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether what is quoted is speech rather than a name.
fn is_sentence(doc: &Document<'_>, span: Span) -> bool {
    let text = doc.get(span).trim_end();
    // Between the end of one speech and the beginning of the next: ”이라며, ○ “.
    let between = ["이라", "라며", "라고", "며,", "고 "];
    if text.ends_with(['.', '!', '?', '…', '~', ','])
        || between.iter().any(|tail| text.starts_with(tail))
    {
        return true;
    }
    doc.last_token_in(span)
        .is_some_and(|t| matches!(t.last, Pos::EF | Pos::EC | Pos::ETM) || t.pos.is_particle())
}

/// Whether `이하` stands before: an alias of an organisation or an item, no item of its own.
fn defines_alias(doc: &Document<'_>, span: Span) -> bool {
    let before = doc.text.get(..span.start).unwrap_or("");
    before
        .trim_end_matches(['‘', '’', '“', '”', '\'', '"', '「', ' '])
        .ends_with("이하")
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
    if ["국정과제", "국정목표", "국정 과제", "국정 목표"]
        .iter()
        .any(|w| window.contains(w))
    {
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
    const HELD: [&str; 4] = ["개최", "열", "진행", "참석"];
    const RUN: [&str; 5] = ["운영", "추진", "실시", "시행", "도입"];
    const PLANNED: [&str; 4] = ["수립", "확정", "발표", "마련"];
    if HELD.iter().any(|v| verb.starts_with(v)) {
        Some(PolicyKind::Event)
    } else if RUN.iter().any(|v| verb.starts_with(v)) {
        Some(PolicyKind::Program)
    } else if PLANNED.iter().any(|v| verb.starts_with(v)) {
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

/// Noun phrases that end in a head which makes a name by itself.
pub(super) fn headed(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut found = Vec::new();
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
        // Without a verb or a number before it a weak head makes no name: the phrase need not be looked at.
        let bare = !head.strong && !head.compound && !governed(doc, span.end, head.kind);
        if bare && !doc.digit_before(span.start, 2 * phrase::LONGEST + DAY) {
            continue;
        }
        let mut start = phrase::start(doc, span);
        if head.kind == PolicyKind::Agreement || head.kind == PolicyKind::Event {
            start = purpose(doc, pieces, i, start);
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
        if !head.strong
            && let Some(at) = before.rfind("의 ")
        {
            start += at + "의 ".len();
        }
        if head.kind == PolicyKind::Plan && head.strong {
            start = counted(doc, start);
        }
        let day = day_before(doc, start);
        let whole = Span::new(day.unwrap_or(start), span.end);
        // What ends in an organisation's name is one, or a list of several.
        if (organizations.covering(span.start))
            .is_some_and(|m| m.span.contains(whole) || m.span.end == whole.end)
        {
            continue;
        }
        let name = phrase::tidy(doc.get(whole));
        let before_head = name.len().saturating_sub(noun.len() - at);
        let lead = name.get(..before_head).unwrap_or("").trim();
        let syllables = lead.chars().filter(|c| is_alphanumeric(*c)).count();
        // A weak head needs an ordinal, a year, a day or its verb to be a name outside quotes.
        let numbered = lead.starts_with("제")
            && lead.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
            || phrase::without_size_or_year(&name) != name;
        // 추심총량제 is one word, and long enough for a name.
        let scheme = at > 0 && noun.ends_with('제') && syllables >= 2;
        let enough = if head.strong {
            syllables >= 3 || scheme
        } else if head.compound && syllables >= COMPOUND {
            true
        } else {
            numbered && syllables >= 5
                || day.is_some()
                || syllables >= 5 && governed(doc, span.end, head.kind)
        };
        // 이번 산업계 간담회: told of before, or a meeting like any other.
        let told = head.kind == PolicyKind::Event
            && !numbered
            && lead.chars().count() <= TOLD
            && (doc.text.get(..whole.start)).is_some_and(|t| {
                let word = t.trim_end().rsplit(char::is_whitespace).next();
                matches!(word, Some("이번" | "금번" | "오늘" | "금일" | "이날"))
            });
        // 공동연구 및 세미나: two things, neither of them named.
        let coordinated = at == 0 && last_word(lead) == "및";
        if !enough || told || coordinated || is_generic(lead) || is_generic(last_word(lead)) {
            continue;
        }
        found.push(PolicyMention {
            span: whole,
            name: named(&name, head.kind),
            kind: head.kind,
            known: None,
            confidence: if head.strong { 0.7 } else { 0.6 },
        });
    }
    found
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
            || is_generic(last_word(lead))
            || organizations.covering(span.start).is_some()
        {
            continue;
        }
        found.push(PolicyMention {
            span,
            name: named(name, head.kind),
            kind: head.kind,
            known: None,
            confidence: 0.6,
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
    const HELD: [&str; 3] = ["개최", "열렸", "열린"];
    const RUN: [&str; 4] = ["추진", "실시", "시행", "도입"];
    const PLANNED: [&str; 5] = ["수립", "확정", "발표", "마련", "의결"];
    let rest = doc.text.get(at..).unwrap_or("");
    let verb = rest.trim_start_matches(['을', '를', '이', '가', ' ']);
    if rest.len() - verb.len() > 5 {
        return false;
    }
    let verbs: &[&str] = match kind {
        PolicyKind::Event => &HELD,
        PolicyKind::Program => &RUN,
        PolicyKind::Plan => &PLANNED,
        _ => return false,
    };
    verbs.iter().any(|v| verb.starts_with(v))
}

fn last_word(lead: &str) -> &str {
    lead.split_whitespace().next_back().unwrap_or("")
}

/// Leads that name no particular thing.
fn is_generic(lead: &str) -> bool {
    const GENERIC: [&str; 32] = [
        "관련",
        "다양한",
        "각종",
        "세부",
        "구체적",
        "종합적",
        "중장기",
        "향후",
        "정부",
        "주요",
        "후속",
        "해당",
        "기존",
        "이번",
        "신규",
        "규모의",
        "분야의",
        "차원의",
        "대상",
        "현행",
        "핵심",
        "우수",
        "공동",
        "추가",
        "별도",
        "맞춤형",
        "특화",
        "대표",
        "특별",
        "일부",
        "전체",
        "개별",
    ];
    GENERIC.contains(&lead)
}
