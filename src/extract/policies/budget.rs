//! Rows of budget tables: a programme's name, what it is part of in brackets, then figures of which one is a change; and
//! programmes that running text gives an amount each.

use super::{marks, phrase};
use crate::extract::{Document, amounts};
use crate::lexicon::{Cue, Lexicon};
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{Span, hangul, is_alphanumeric};

/// A row has no more lines of names than this before its figures.
const NAMES: usize = 3;
/// Fewest and most syllables of a name.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=30;

/// Amounts below this are prices.
const LEAST: f64 = 1e8;
/// So many names with amounts in one release tell of its budget.
const SEVERAL: usize = 3;
/// The names in every row of a table of budgets.
pub(super) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    let budget = |text: &str| ["예산", "추경"].iter().any(|word| text.contains(word));
    if !budget(doc.text) {
        return found;
    }
    let mut i = 0;
    if budget(marks::headline(doc.text)) {
        found.extend(funded(doc));
    }
    while i < doc.lines.len() {
        let names: Vec<Span> = (doc.lines.iter().skip(i).take(NAMES))
            .map_while(|line| name(doc, *line))
            .collect();
        let figures = i + names.len();
        if names.is_empty() || !changes(doc, figures) {
            i += 1;
            continue;
        }
        let marked = doc.lines.get(i).is_some_and(|l| l.start < names[0].start);
        if marked || is_row(doc.get(names[0]), lexicon) {
            found.extend(names.into_iter().map(|span| PolicyMention {
                span,
                name: phrase::tidy(doc.get(span)),
                kind: PolicyKind::Program,
                known: None,
                confidence: 0.7,
            }));
        }
        i = figures;
    }
    found
}

/// The names that running text gives an amount each in brackets (관광 창업·벤처 지원(86억 원)), where several have one.
fn funded(doc: &Document<'_>) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    for amount in amounts::find(doc) {
        let Some(open) = amount.span.start.checked_sub(1) else {
            continue;
        };
        if doc.before(amount.span.start) != Some('(')
            || amount.unit != "KRW"
            || amount.value < LEAST
        {
            continue;
        }
        let from = doc.words.partition_point(|w| w.start < open);
        let Some(word) = from.checked_sub(1).and_then(|i| doc.words.get(i)) else {
            continue;
        };
        let start = phrase::start(doc, Span::new(word.start, open));
        let name = phrase::tidy(Span::new(start, open).of(doc.text));
        let syllables = name.chars().filter(|c| hangul::is_syllable(*c)).count();
        let noun = doc
            .tokens_in(Span::new(word.start, open))
            .last()
            .is_some_and(|t| t.last.is_nominal());
        if !LENGTH.contains(&syllables) || !noun || doc.cue(Cue::Sums).end(&name) {
            continue;
        }
        found.push(PolicyMention {
            span: Span::new(start, open),
            name,
            kind: PolicyKind::Program,
            known: None,
            confidence: 0.6,
        });
    }
    if found.len() < SEVERAL {
        found.clear();
    }
    found
}

/// The name on a line without the bullet or the brackets around it.
fn name(doc: &Document<'_>, line: Span) -> Option<Span> {
    let text = doc.get(line);
    let bare = text.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '▪' | '‣' | '▸' | '•' | '·' | '-' | 'ㅇ' | '○' | '(')
    });
    let start = line.end - bare.len();
    let bare = bare.trim_end_matches([' ', ')', '*']);
    let syllables = bare.chars().filter(|c| !c.is_whitespace()).count();
    let whole = bare.chars().all(|c| {
        is_alphanumeric(c) || c.is_whitespace() || crate::text::is_middle_dot(c) || c == '&'
    });
    let noun = bare.chars().next_back().is_some_and(hangul::is_syllable) && !bare.ends_with('다');
    let begins = bare.starts_with(|c: char| hangul::is_syllable(c) || c.is_ascii_alphabetic());
    let begins = begins && !bare.starts_with("및 ");
    (LENGTH.contains(&syllables) && whole && begins && noun)
        .then(|| Span::new(start, start + bare.len()))
}

/// Whether two lines of figures begin at line `at`, one of them a change.
fn changes(doc: &Document<'_>, at: usize) -> bool {
    let figures: Vec<&str> = (doc.lines.iter().skip(at).take(3))
        .map(|line| doc.get(*line))
        .take_while(|text| is_figure(text))
        .collect();
    figures.len() >= 2 && figures.iter().any(|f| f.starts_with(['+', '△', '▲']))
}

/// `+1,000`, `△400`, `2,500억원`, or the dash of an empty cell.
fn is_figure(text: &str) -> bool {
    let bare = text.trim_start_matches(['+', '△', '▲', '-', '–', ' ']);
    let bare = bare.trim_end_matches(['원', '억', '조', '만', '백', ' ', '%']);
    bare.chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
}

/// Whether a name without a bullet says what it is: it ends in a head of programmes or a noun of action.
fn is_row(name: &str, lexicon: &Lexicon) -> bool {
    let programme = lexicon
        .heads
        .policy(name)
        .is_some_and(|(at, head)| at > 0 && head.kind == PolicyKind::Program);
    programme || lexicon.heads.is_act(name)
}
