//! Measures: the items of an enumeration that state an act.

use std::cell::LazyCell;

use super::english_acts;
use super::marks::{self, Mark};
use super::phrase::{self, is_quote};
use crate::extract::Document;
use crate::lexicon::{Cue, Lexicon};
use crate::record::PolicyKind;
use crate::release::{PolicyMention, Pos, Token};
use crate::text::{Span, hangul, is_alphanumeric, squeeze_str};

/// No item is read beyond this many bytes.
const LONGEST: usize = 360;
/// The fewest letters and digits of a name.
const SHORTEST: usize = 5;
/// The longest name in characters.
const NAME: usize = 70;
/// The longest English name.
const ENGLISH_NAME: usize = 120;
/// Characters that a label before an item has at most.
const LABEL: usize = 16;
/// Characters that a heading has at most.
const HEADING: usize = 16;
/// Characters of a verb that tell whether it says what others must do.
const DUTY: usize = 12;
/// Characters behind the last mark of a list within which its sentence ends.
const SENTENCE: usize = 1000;
/// Characters behind the 등 of a list that tell what the list is for.
const PREDICATE: usize = 40;
/// Characters that a head phrase has at most.
const HEAD: usize = 40;

/// Every item of a list of acts.
///
/// In a numbered list most of whose items state acts, the others do too, whatever they end in.
pub(super) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<PolicyMention> {
    let marks = marks::find(doc.text);
    let headline = LazyCell::new(|| squeeze_str(marks::headline(doc.text)));
    let background = LazyCell::new(|| background(doc));
    let mut found = Vec::new();
    let mut list = List::default();
    let mut last: Option<Mark> = None;
    for (i, mark) in marks.iter().enumerate() {
        let doubled = |m: &&Mark| m.span.start > mark.span.end + 4;
        let next = marks.iter().skip(i + 1).find(doubled);
        let follows = i
            .checked_sub(1)
            .and_then(|b| marks.get(b))
            .is_some_and(|b| mark.span.start <= b.span.end + 4);
        let tells = || (background.iter()).any(|part| part.contains(mark.span));
        if follows || marks::is_reference(doc.text, mark) || !marks::in_list(&marks, i) || tells() {
            continue;
        }
        let goes_on = last.is_some_and(|l| {
            l.family == mark.family
                && (mark.is_dash() || mark.number > 0 && l.number + 1 == mark.number)
        });
        if !goes_on {
            close(doc, &mut list, &mut found);
        }
        last = Some(*mark);
        list.last = mark.span.end;
        list.steps |= goes_on && is_step(doc, mark);
        let limit = next.map_or(doc.text.len(), |n| n.span.start);
        // Lines of the headline stand in the text a second time, where a board gives the attached file's text, too.
        let repeated = |item: &Item| {
            mark.is_dash() && headline.contains(squeeze_str(&item.mention.name).as_str())
        };
        let item = item(doc, mark, limit, lexicon).filter(|item| !repeated(item));
        list.dashes |= mark.is_dash();
        list.others += usize::from(item.is_none());
        list.items.extend(item);
    }
    close(doc, &mut list, &mut found);
    found
}

/// What stands below headings of why something is done and what it will bring, up to the next heading.
fn background(doc: &Document<'_>) -> Vec<Span> {
    let mut parts: Vec<Span> = Vec::new();
    let mut open: Option<usize> = None;
    for line in &doc.lines {
        let text = doc.get(*line);
        let bare = text.trim_start_matches(|c: char| !hangul::is_syllable(c));
        let heading = text.starts_with(['□', '■', '◇', '◆', '<', '【'])
            || bare.len() < text.len()
                && text.starts_with(|c: char| c.is_ascii_digit() || ('Ⅰ'..='Ⅹ').contains(&c));
        if !heading || bare.chars().count() > HEADING {
            continue;
        }
        let title = squeeze_str(bare.trim_end_matches(|c: char| !hangul::is_syllable(c)));
        if let Some(start) = open.take() {
            parts.push(Span::new(start, line.start));
        }
        open = (doc.cue(Cue::BackgroundHeadings).end(&title)).then_some(line.end);
    }
    parts.extend(open.map(|start| Span::new(start, doc.text.len())));
    parts
}

/// An item, and whether it ends in a noun of action.
struct Item {
    mention: PolicyMention,
    act: bool,
}

/// The items of one list.
#[derive(Default)]
struct List {
    items: Vec<Item>,
    /// How many of its items are no phrases.
    others: usize,
    /// Whether dashes mark it.
    dashes: bool,
    /// Whether arrows lead from one of its items to the next.
    steps: bool,
    /// Where its last mark ends.
    last: usize,
}

/// Takes the items of one list that are measures over into `found`, and empties the list.
///
/// Dashes mark all kinds of lines: they have to be several, and all of them acts.
fn close(doc: &Document<'_>, list: &mut List, found: &mut Vec<PolicyMention>) {
    let list = std::mem::take(list);
    if list.items.is_empty() || list.steps || describes(doc, list.last) {
        return;
    }
    let acts = list.items.iter().filter(|item| item.act).count();
    let all = acts >= 3 && acts * 4 >= list.items.len() * 3;
    if list.dashes && (acts < 3 || acts < list.items.len() + list.others) {
        return;
    }
    found.extend(
        (list.items.into_iter()).filter_map(|item| (item.act || all).then_some(item.mention)),
    );
}

/// Whether an arrow leads to a mark, as from one step of a procedure to the next.
fn is_step(doc: &Document<'_>, mark: &Mark) -> bool {
    let before = doc.text.get(..mark.span.start).unwrap_or("");
    before.trim_end().ends_with(['→', '➝', '➡', '⇨'])
}

/// Whether the sentence that a list stands in says what something is or is good for, by what stands behind 등 and the last
/// item, which begins at `last`: ▲상담 ▲교육 등의 업무를 관장하는.
fn describes(doc: &Document<'_>, last: usize) -> bool {
    let rest = doc.text.get(last..).unwrap_or("");
    let far = rest
        .char_indices()
        .nth(SENTENCE)
        .map_or(rest.len(), |(at, _)| at);
    let rest = rest.get(..far).unwrap_or("");
    let end = rest.find("다.").or_else(|| rest.find("\n\n"));
    let sentence = rest.get(..end.unwrap_or(rest.len())).unwrap_or("");
    let behind = sentence.find(" 등").and_then(|at| sentence.get(at..));
    let behind: String = behind.unwrap_or("").chars().take(PREDICATE).collect();
    doc.cue(Cue::Descriptions)
        .within(&behind.replace('\n', " "))
}

/// The item between a mark and `limit`.
fn item(doc: &Document<'_>, mark: &Mark, limit: usize, lexicon: &Lexicon) -> Option<Item> {
    let from = mark.span.end;
    let limit = limit.min(from + LONGEST);
    let limit = (from..=limit)
        .rev()
        .find(|at| doc.text.is_char_boundary(*at))?;
    let raw = Span::new(from, limit).of(doc.text);
    // A mark right after another one belongs to it: ③▴.
    let trimmed = raw.trim_start_matches([' ', '\u{3000}', '\u{a0}', '▴']);
    let trimmed = match trimmed.find(|c: char| !c.is_whitespace()) {
        Some(at) if !doc.parts(Span::new(limit - trimmed.len(), limit - trimmed.len() + at)) => {
            trimmed.trim_start()
        }
        _ => trimmed,
    };
    let trimmed = trimmed
        .strip_prefix('(')
        .and_then(|t| t.split_once(')'))
        .filter(|(heading, act)| {
            says_when(heading.trim()) || english_acts::sums_up(doc, heading, act)
        })
        .map_or(trimmed, |(_, act)| act.trim_start());
    let lead = raw.len() - trimmed.len();
    let from = from + lead;
    let text = Span::new(from, limit).of(doc.text);
    let english = !text.chars().take(40).any(hangul::is_syllable);
    let label = if english {
        english_acts::label(doc, text, lexicon)
    } else {
        0
    };
    let (from, text) = (from + label, text.get(label..)?);
    let end = if english {
        english_acts::end(doc, text)
    } else {
        korean_end(doc, from, text, lexicon)
    };
    let span = trim(doc, Span::new(from, from + end));
    let span = without_brackets(doc, span);
    // A heading in brackets sums the item up: (적발 고도화) 기존 계좌 중심 …
    let heading = heading(doc, span);
    let line_end = text.find('\n').unwrap_or(text.len());
    if mark.is_bullet()
        && !(english
            && (english_acts::is_whole(doc, span)
                || english_acts::leads_with_verb(doc, doc.get(span))))
        && heading.is_none()
        && span.end < from + text.get(..line_end)?.trim_end().len()
    {
        return None;
    }
    let span = short_of_bracket(doc, heading.unwrap_or(span));
    let span = after_lead(doc, after_link(doc, without_label(doc, span, lexicon)));
    let name = phrase::without_glosses(&phrase::tidy(&doc.get(span).replace(is_quote, "")));
    let length = name.chars().count();
    let letters = name.chars().filter(|c| is_alphanumeric(*c)).count();
    // △(납기연장) …: of headings with marks of their own four letters will do.
    let shortest = SHORTEST - usize::from(heading.is_some() && mark.is_triangle());
    let longest = if english { ENGLISH_NAME } else { NAME };
    if length > longest
        || letters < shortest
        || !is_phrase(doc, doc.get(span))
        || is_duty(doc, span)
    {
        return None;
    }
    if english && !english_acts::is_item(doc, mark, span, &name, lexicon) {
        return None;
    }
    let act = if english {
        english_acts::is_act(doc, mark, span, lexicon)
    } else {
        is_act(&name, lexicon)
            && !happens(doc, span.end)
            && !is_means(doc, span)
            && !is_finding(doc, &name)
            && !mark.is_box()
            && !has_subject(doc, span)
    };
    Some(Item {
        mention: PolicyMention {
            span,
            name,
            kind: match english && english_acts::is_thing(doc, span, lexicon) {
                true => PolicyKind::Program,
                false => PolicyKind::Measure,
            },
            known: None,
            confidence: if act { 0.7 } else { 0.6 },
        },
        act,
    })
}

/// Where the head phrase of a Korean item ends: before the verb's ending, an amount, a bracket, a mark, the line's end.
fn korean_end(doc: &Document<'_>, from: usize, text: &str, lexicon: &Lexicon) -> usize {
    let mut depth = 0usize;
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        match c {
            '\n' if wraps(doc, Span::new(from + at, from + text.len()))
                && !cites(text, at, lexicon) => {}
            '\n' if goes_on(text, at, lexicon) => {}
            '\n' | '➝' | '→' | '⇨' => {
                end = at;
                break;
            }
            '(' | '（' | '[' if at == 0 => depth += 1,
            '(' | '（' | '[' => {
                // What follows in brackets explains; what follows the brackets may still be the item.
                depth += 1;
                let close = text.get(at..).and_then(|t| t.find([')', '）', ']']));
                if close.is_none() {
                    end = at;
                    break;
                }
            }
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            '.' | '。'
                if text
                    .get(at + 1..)
                    .is_none_or(|t| t.starts_with([' ', '\n']) || t.is_empty()) =>
            {
                end = at;
                break;
            }
            _ => {}
        }
    }
    let span = Span::new(from, from + end);
    let tokens = doc.tokens_in(span);
    for (i, token) in tokens.iter().enumerate() {
        let rest = token.span.start - from;
        if rest < 9 {
            continue;
        }
        let next = tokens.get(i + 1);
        match token.pos {
            Pos::XSV | Pos::VV | Pos::VX | Pos::XSA
                if clause_ends(doc, token, next, tokens.get(i + 2)) =>
            {
                return if token.pos == Pos::XSV {
                    rest
                } else {
                    rest.min(end)
                };
            }
            // 거래유형을 7개로 표준화 is one act, 피해 최소화에 4,622억원 an act and what it costs.
            Pos::SN
                if i > 0
                    && tokens.get(i - 1).is_some_and(|t| t.pos.is_particle())
                    && !is_act(text.get(..end).unwrap_or("").trim_end(), lexicon) =>
            {
                return tokens.get(i - 1).map_or(rest, |t| t.span.start - from);
            }
            // 지원 등을 통해 …: what follows is the purpose; 교육 등 지원, 현황 등을 공유: the act follows.
            Pos::NNB | Pos::NNG | Pos::XSN
                if doc.get(token.span) == "등"
                    && (is_act(text.get(..rest).unwrap_or("").trim_end(), lexicon)
                        || !leads_on(doc, from + end, tokens, i)) =>
            {
                return rest;
            }
            // 체계화를 통해 …: what follows is the purpose; 전송을 통한 점검 is one act.
            Pos::JKO
                if next.is_some_and(|n| {
                    doc.get(n.span).starts_with('통') && !binds(n, tokens.get(i + 2))
                }) =>
            {
                return rest;
            }
            _ => {}
        }
    }
    end
}

/// Whether a verb binds to the noun after it: 통한, 통하는.
fn binds(verb: &Token, next: Option<&Token>) -> bool {
    verb.last == Pos::ETM || !verb.last.is_ending() && next.is_some_and(|n| n.pos == Pos::ETM)
}

/// Whether an act follows the 등 at token `i`: a noun, or an object that is not a means.
fn leads_on(doc: &Document<'_>, end: usize, tokens: &[Token], i: usize) -> bool {
    let Some(next) = tokens.get(i + 1) else {
        return false;
    };
    let rest = Span::new(next.span.start, end.max(next.span.start)).of(doc.text);
    let object = rest.trim_start_matches(['을', '를', '의', '에', ' ']);
    if next.pos == Pos::JKS || next.pos == Pos::JX {
        return false;
    }
    let closed =
        next.span.start > tokens.get(i).map_or(0, |t| t.span.end) && !next.pos.is_nominal();
    !closed && !object.is_empty() && !doc.cue(Cue::Means).begin(object)
}

/// Whether the line break that `rest` begins with is mere wrapping.
fn wraps(doc: &Document<'_>, rest: Span) -> bool {
    let next = doc.get(rest).trim_start();
    !doc.parts(Span::new(rest.start, rest.end - next.len()))
        && next.starts_with(|c: char| is_alphanumeric(c) || matches!(c, '(' | ')'))
}

/// Whether an act fills the line that ends at `at`, and the next one cites what it changes: `(§27, 28)`.
fn cites(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let (Some(act), Some(next)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    next.trim_start().starts_with("(§") && is_act(act.trim_end(), lexicon)
}

/// Whether an item that is no act yet becomes one on the second and last line before the next mark.
fn goes_on(text: &str, at: usize, lexicon: &Lexicon) -> bool {
    let (Some(first), Some(second)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let second = second.trim();
    !first.contains('\n')
        && first.trim().chars().count() >= SHORTEST
        && !is_act(first.trim(), lexicon)
        && !second.contains('\n')
        && second.starts_with(is_alphanumeric)
        && is_act(second.trim_end_matches(','), lexicon)
}

/// Whether a verb closes the phrase: 하고, 하며, 하여, 한다, 하는 한편, 할 계획.
fn clause_ends(
    doc: &Document<'_>,
    token: &Token,
    next: Option<&Token>,
    after: Option<&Token>,
) -> bool {
    // 할 수 있도록, 신속하게 say how; the act follows.
    let adverbial = |token: &Token| doc.get(token.span).ends_with(['록', '게']);
    if adverbial(token) || next.is_some_and(|n| n.pos.is_ending() && adverbial(n)) {
        return false;
    }
    let last = token.last;
    let closes = |pos: Pos, following: Option<&Token>| match pos {
        Pos::EC | Pos::EP => true,
        // A sentence ends at its mark; without one the form is part of a name: 가치삽시다 운동.
        Pos::EF => following.is_none_or(|t| t.pos == Pos::SF),
        Pos::ETM => following.is_some_and(|t| doc.cue(Cue::ClauseNouns).has(doc.get(t.span))),
        _ => false,
    };
    if last.is_ending() {
        // The purpose is inside the phrase: 위하여, 통하여 lead on.
        return closes(last, next);
    }
    next.is_some_and(|t| t.pos.is_ending() && closes(t.last, after))
}

fn trim(doc: &Document<'_>, span: Span) -> Span {
    let text = doc.get(span);
    let end = text
        .trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '·' | ';' | ':' | '*' | '.' | '-')
        })
        .len();
    let text = text.get(..end).unwrap_or("");
    let end = ["및", "와", "과"]
        .iter()
        .find_map(|w| {
            text.strip_suffix(w)
                .filter(|t| t.ends_with(' '))
                .map(|t| t.trim_end().len())
        })
        .unwrap_or(end);
    // A particle that the verb wanted: 체계를 구축 → the phrase ends in the noun before it anyway.
    Span::new(span.start, span.start + end)
}

/// Whether a heading says when an item applies rather than what is done.
fn says_when(heading: &str) -> bool {
    heading.contains(',')
        || ["이전", "이후", "단계"]
            .iter()
            .any(|w| heading.ends_with(w))
}

/// The inside of brackets that an item begins with.
fn heading(doc: &Document<'_>, span: Span) -> Option<Span> {
    let text = doc.get(span);
    let inner = text.strip_prefix(['(', '[', '（'])?;
    let open = text.len() - inner.len();
    let close = inner.find([')', ']', '）'])?;
    let heading = inner.get(..close)?;
    (!says_when(heading.trim())).then_some(())?;
    let named = heading.trim_start_matches(|c| c == ' ' || marks::is_circled(c));
    let start = span.start + open + heading.len() - named.len();
    Some(Span::new(start, span.start + open + close))
}

/// A span without the brackets at its end: 안전점검(월).
fn without_brackets(doc: &Document<'_>, span: Span) -> Span {
    let text = doc.get(span);
    let open = text
        .rfind(['(', '（'])
        .filter(|at| *at >= 9 && text.ends_with([')', '）']));
    match open {
        Some(at) => {
            let bare = text.get(..at).unwrap_or("").trim_end_matches([' ', '*']);
            Span::new(span.start, span.start + bare.len())
        }
        None => span,
    }
}

/// Whether a name states what was found rather than what is done: 28개(2.8%)로 조사, 증가한 것으로 집계.
fn is_finding(doc: &Document<'_>, name: &str) -> bool {
    doc.cue(Cue::Findings).iter().any(|word| {
        name.strip_suffix(word)
            .is_some_and(|lead| lead.trim_end().ends_with('로') && lead.ends_with(' '))
    })
}

/// Whether a name has a subject, as sentences have: 참석자들은 … 대비. 시험 분야에서는 says where.
pub(super) fn has_subject(doc: &Document<'_>, span: Span) -> bool {
    let mut before = Pos::UNKNOWN;
    doc.tokens_in(span).iter().any(|t| {
        let topic =
            t.pos == Pos::JX && matches!(doc.get(t.span), "은" | "는") && before != Pos::JKB;
        before = t.pos;
        t.pos == Pos::JKS || topic
    })
}

/// Whether the verb right after an act says that it is a means: 정보를 이용하여, 기법을 활용해.
fn is_means(doc: &Document<'_>, span: Span) -> bool {
    let text = doc.get(span);
    let rest = doc.text.get(span.end..).unwrap_or("");
    ["이용", "활용", "동원"]
        .iter()
        .any(|word| text.ends_with(word))
        && ["하여", "해", "한 "]
            .iter()
            .any(|end| rest.starts_with(end))
}

/// Whether the verb right after an act says that it comes about by itself: 부담이 가중되는, 강의가 진행된다.
fn happens(doc: &Document<'_>, at: usize) -> bool {
    let rest = doc.text.get(at..).unwrap_or("");
    rest.starts_with(['되', '된', '될', '됐', '됨', '돼'])
}

/// What a label before a colon introduces; the label itself where it names an act (지원: 대상 …).
fn without_label(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Span {
    let text = doc.get(span);
    let Some((label, rest)) = text.split_once(':') else {
        return span;
    };
    let label = label.trim_end();
    let bare = label.split(['(', '（']).next().unwrap_or(label).trim_end();
    if is_act(bare, lexicon) {
        return Span::new(span.start, span.start + bare.len());
    }
    if label.chars().count() > LABEL {
        return span;
    }
    Span::new(span.end - rest.trim_start().len(), span.end)
}

/// Whether a name is running text: no cell of a table, no half of a quotation, no clause of a statute.
fn is_phrase(doc: &Document<'_>, text: &str) -> bool {
    const PAIRS: [(char, char); 4] = [('「', '」'), ('｢', '｣'), ('“', '”'), ('‘', '’')];
    let count = |c: char| text.chars().filter(|n| *n == c).count();
    !text.contains(['|', '│'])
        && !doc.cue(Cue::Statutes).within(text)
        && PAIRS
            .iter()
            .all(|(open, close)| count(*open) == count(*close))
}

/// Whether the verb after an act says what others must, may or do: 하여야 한다, 할 수 있다, 하는 자.
fn is_duty(doc: &Document<'_>, span: Span) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let rest: String = rest.chars().take(DUTY).collect();
    doc.cue(Cue::Duties)
        .begin(&rest.trim_start().replace('\n', " "))
}

/// A span cut before a bracket that it opens and does not close.
fn short_of_bracket(doc: &Document<'_>, span: Span) -> Span {
    let text = doc.get(span);
    match text.rfind(['(', '（']) {
        Some(at) if !text.get(at..).is_some_and(|t| t.contains([')', '）'])) => Span::new(
            span.start,
            span.start + text.get(..at).unwrap_or("").trim_end().len(),
        ),
        _ => span,
    }
}

/// An item without the word that links it to the last one.
fn after_link(doc: &Document<'_>, span: Span) -> Span {
    let text = doc.get(span);
    let rest = (doc.cue(Cue::Links).iter())
        .find_map(|link| text.strip_prefix(link)?.strip_prefix([',', ' ']))
        .map_or(text, str::trim_start);
    Span::new(span.end - rest.len(), span.end)
}

/// A long phrase without what it says first of whom it is for and by what means.
fn after_lead(doc: &Document<'_>, span: Span) -> Span {
    let text = doc.get(span);
    if text.chars().count() <= HEAD {
        return span;
    }
    let start = (doc.cue(Cue::Purposes).iter())
        .filter_map(|lead| Some(text.rfind(lead)? + lead.len()))
        .filter(|at| text.get(*at..).is_some_and(|t| t.chars().count() >= 8))
        .max();
    Span::new(span.start + start.unwrap_or(0), span.end)
}

/// Whether the last word of a name is a noun of action.
fn is_act(name: &str, lexicon: &Lexicon) -> bool {
    name.trim_end_matches(|c: char| !hangul::is_syllable(c) && !c.is_ascii_alphanumeric())
        .split([' ', '·', '‧', 'ㆍ', '․', '/', ','])
        .next_back()
        .is_some_and(|last| lexicon.heads.is_act(last))
}
