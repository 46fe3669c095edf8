//! What a headline says is held (`새싹금융원, 지역 은행 대상 긴급 대응회의 개최`) or done (`새싹위, ‘누리카드’ 조사 착수`).

use super::named::last_word;
use super::{phrase, quoted};
use crate::extract::Document;
use crate::lexicon::{Cue, Lexicon};
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{Span, hangul, is_alphanumeric};

/// What a headline calls holding something.
const HELD: &str = "개최";
/// Fewest letters and digits of a name, and most characters.
const LENGTH: (usize, usize) = (7, 60);
/// Every event that the headline says is held, where its name fills the clause and is not in quotes.
pub(super) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<PolicyMention> {
    let headline = quoted::headline(doc);
    let found = doc.text.match_indices(HELD);
    let found = found.take_while(|(at, _)| *at < headline);
    found
        .filter_map(|(at, _)| event(doc, at, lexicon))
        .collect()
}

/// The act that the headline ends in, the first one of its lines.
pub(super) fn act(doc: &Document<'_>, lexicon: &Lexicon) -> Option<PolicyMention> {
    let headline = quoted::headline(doc);
    let lines = doc.lines.iter().take_while(|line| line.end <= headline);
    lines.copied().find_map(|line| acted(doc, line, lexicon))
}

fn acted(doc: &Document<'_>, line: Span, lexicon: &Lexicon) -> Option<PolicyMention> {
    let text = doc.get(line);
    (!text.trim_start().starts_with(['-', '–', '<'])).then_some(())?;
    let loose = |c: char| !is_alphanumeric(c) && !matches!(c, ')' | ']');
    let mut text = text.trim_end_matches(loose);
    while let Some(rest) = doc.cue(Cue::HeadlineEnds).before(text) {
        text = rest.trim_end_matches(loose);
    }
    lexicon.heads.is_headline_act(text).then_some(())?;
    let from = [", ", "…", "] ", ": ", " - "]
        .into_iter()
        .filter_map(|mark| Some(text.rfind(mark)? + mark.len()))
        .max()
        .unwrap_or(0);
    let clause = text.get(from..)?.trim_start();
    let span = Span::new(
        line.start + text.len() - clause.len(),
        line.start + text.len(),
    );
    let name = phrase::tidy(&clause.replace(phrase::is_quote, ""));
    let letters = name.chars().filter(|c| is_alphanumeric(*c)).count();
    let ruled = (name.split(' ')).any(|word| doc.cue(Cue::RuleWords).end(word));
    let begun = clause.starts_with(|c| is_alphanumeric(c) || phrase::is_quote(c));
    (begun && letters >= LENGTH.0 && name.chars().count() <= LENGTH.1 && !ruled).then_some(
        PolicyMention {
            span,
            name,
            kind: PolicyKind::Measure,
            known: None,
            confidence: 0.7,
        },
    )
}

/// The event whose name ends before the word for holding it at byte `at`.
fn event(doc: &Document<'_>, at: usize, lexicon: &Lexicon) -> Option<PolicyMention> {
    // 개최하였다 ends a sentence, whose words are told apart elsewhere.
    let after = doc.after(at + HELD.len());
    after
        .is_none_or(|c| !hangul::is_syllable(c))
        .then_some(())?;
    let line = doc.lines.get(doc.line_at(at))?;
    let text = Span::new(line.start, at).of(doc.text);
    let text = text.trim_end();
    let text = text.strip_suffix(['을', '를']).unwrap_or(text);
    let text = text
        .strip_suffix(" 공동")
        .map(str::trim_end)
        .unwrap_or(text);
    let start = text.len() - clause(doc, text).len();
    let name = text.get(start..)?;
    let letters = name.chars().filter(|c| is_alphanumeric(*c)).count();
    let (_, head) = lexicon.heads.policy(name)?;
    let quoted = name.contains(phrase::is_quote);
    (head.kind == PolicyKind::Event
        && !quoted
        && letters >= LENGTH.0
        && name.chars().count() <= LENGTH.1)
        .then(|| {
            let span = Span::new(line.start + start, line.start + text.len());
            PolicyMention {
                span,
                name: phrase::without_size_or_year(&phrase::tidy(name)).to_owned(),
                kind: PolicyKind::Event,
                known: None,
                confidence: 0.75,
            }
        })
}

/// The end of a headline behind its last mark that parts it, and behind who holds the thing, when and where.
fn clause<'t>(doc: &Document<'_>, text: &'t str) -> &'t str {
    let mark = text
        .char_indices()
        .rev()
        .find(|(at, c)| parts(text, *at, *c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let mut clause = text.get(mark..).unwrap_or("");
    let outside = |word: &str| doc.cue(Cue::OutsideHeldNames).end(word);
    while let Some((at, _)) = clause.match_indices(' ').find(|(at, _)| {
        clause
            .get(..*at)
            .is_some_and(|before| outside(last_word(before)))
    }) {
        clause = clause.get(at + 1..).unwrap_or("");
    }
    clause.trim_start()
}

/// Whether the character at byte `at` of a headline parts clauses: a comma, a bracket, a dash or bullet by itself.
fn parts(text: &str, at: usize, c: char) -> bool {
    let after = text.get(at + c.len_utf8()..).unwrap_or("");
    match c {
        ',' | '，' | ';' | ':' | '…' | ']' | '」' | '｣' | '”' | '’' | '!' | '?' => true,
        '-' | '–' | '~' => after.starts_with(' '),
        ')' => text.get(..at).is_some_and(|t| t.starts_with('(')),
        _ => {
            !is_alphanumeric(c)
                && !matches!(c, ' ' | '(' | '&' | '/' | '.' | '%')
                && !crate::text::is_middle_dot(c)
        }
    }
}
