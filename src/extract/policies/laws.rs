//! Laws: those of the dictionary, those in title brackets, those whose names say what they are.

use super::phrase;
use crate::extract::Document;
use crate::extract::organizations::{Organizations, ends_well};
use crate::extract::pieces::Piece;
use crate::extract::quotation;
use crate::lexicon::{Cue, Lexicon, without_particle};
use crate::record::PolicyKind;
use crate::release::{KnownPolicy, PolicyMention, Pos};
use crate::text::{Span, hangul, is_alphanumeric};

/// What may follow the name of a law and makes another one of it.
const DERIVED: [(&str, &str); 4] = [
    ("시행령", "decree"),
    ("시행규칙", "rule"),
    ("시행세칙", "bylaw"),
    ("감독규정", "regulation"),
];

/// Syllables that a strong head has before it at least.
const LEAD: usize = 3;

/// Every law.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut found = known(doc, pieces, lexicon);
    found.extend(numbered(doc, organizations));
    found.extend(bracketed(doc, lexicon));
    let mut named = by_form(doc, pieces, lexicon);
    // Words around a law that is found already make no other name of it.
    named.retain(|law| !found.iter().any(|known| law.span.contains(known.span)));
    found.extend(named);
    found.sort_by_key(|m| m.span);
    found.extend(same_law(doc, &found, lexicon));
    found
}

/// `같은 법`, `동법 시행령`: the law named last before it, or what is derived from it. `laws` are in order.
fn same_law(doc: &Document<'_>, laws: &[PolicyMention], lexicon: &Lexicon) -> Vec<PolicyMention> {
    const LEADS: [&str; 3] = ["같은 ", "같은", "동"];
    let mut found = Vec::new();
    for (noun, law) in doc.text.match_indices('법') {
        let lead = doc.text.get(..noun).unwrap_or("");
        let Some(lead) = LEADS.iter().find(|l| lead.ends_with(**l)) else {
            continue;
        };
        let at = noun - lead.len();
        let rest = doc.text.get(noun + law.len()..).unwrap_or("");
        let length = if rest.starts_with('률') {
            '률'.len_utf8()
        } else {
            0
        };
        let span = Span::new(at, noun + law.len() + length);
        let i = laws.partition_point(|m| m.span.end <= at);
        let inside_word = doc.before(at).is_some_and(is_alphanumeric);
        let Some(law) = i.checked_sub(1).and_then(|i| laws.get(i)) else {
            continue;
        };
        if inside_word || !ends_well(doc, span, 4) && derived(doc, span).is_none() {
            continue;
        }
        let base = DERIVED
            .iter()
            .find_map(|(word, _)| law.name.strip_suffix(word))
            .map_or(law.name.as_str(), str::trim_end);
        found.push(named(doc, span, base, lexicon, 0.9));
    }
    found
}

fn known(doc: &Document<'_>, pieces: &[Piece], lexicon: &Lexicon) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    let mut cursor = 0;
    for piece in pieces {
        cursor = doc.squeezed.position_from(cursor, piece.span.start);
        let Some(squeezed) = doc.squeezed.text().get(cursor..) else {
            continue;
        };
        for hit in lexicon.laws.forms().at(squeezed) {
            let span = doc
                .squeezed
                .origin(Span::new(cursor, cursor + hit.len), doc.text);
            let syllables = doc.get(span).chars().filter(|c| !c.is_whitespace()).count();
            let ends = ends_well(doc, span, syllables) || derived(doc, span).is_some();
            if !(if syllables < 3 {
                is_cited(doc, span)
            } else {
                ends
            }) {
                continue;
            }
            found.push(mention(doc, span, lexicon, 0.97));
            break;
        }
    }
    found
}

/// Whether what stands around a word of two syllables says that it is a law: 「상법」, 민법 제437조, 상법 개정.
fn is_cited(doc: &Document<'_>, span: Span) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let bare = rest.strip_prefix(' ').unwrap_or(rest);
    let article = bare
        .strip_prefix('제')
        .is_some_and(|n| n.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    let before = doc.before(span.start);
    let bracketed = matches!(before, Some('「' | '｢')) && rest.starts_with(['」', '｣']);
    let changed = ["개정", "시행령"].iter().any(|word| bare.starts_with(word));
    bracketed
        || !before.is_some_and(is_alphanumeric) && (article || bare.starts_with('§') || changed)
}

/// The mention at `span`, reaching over what makes another law of it.
fn mention(doc: &Document<'_>, span: Span, lexicon: &Lexicon, confidence: f64) -> PolicyMention {
    let base = phrase::tidy(doc.get(span));
    let base = base
        .strip_suffix("개정안")
        .or_else(|| base.strip_suffix("제정안"))
        .map(str::trim_end)
        .filter(|b| b.chars().count() >= 3)
        .unwrap_or(&base);
    named(doc, span, base, lexicon, confidence)
}

/// The mention at `span` of the law named `base`.
fn named(
    doc: &Document<'_>,
    span: Span,
    base: &str,
    lexicon: &Lexicon,
    confidence: f64,
) -> PolicyMention {
    let entry = lexicon.laws.exact(base);
    let (name, end, kind) = match derived(doc, span) {
        Some((word, slug, end)) => (format!("{base} {word}"), end, Some(slug)),
        None => (base.to_owned(), span.end, None),
    };
    PolicyMention {
        span: Span::new(span.start, end),
        name,
        kind: PolicyKind::Law,
        known: entry.map(|law| KnownPolicy {
            id: match kind {
                Some(slug) => format!("{}.{slug}", law.id),
                None => law.id.to_string(),
            },
            name_ko: (!law.name_ko.is_empty() && kind.is_none()).then(|| law.name_ko.to_string()),
            name_en: law
                .name_en
                .as_deref()
                .filter(|_| kind.is_none())
                .map(str::to_owned),
        }),
        confidence,
    }
}

/// The derived instrument named right after `span`.
fn derived(doc: &Document<'_>, span: Span) -> Option<(&'static str, &'static str, usize)> {
    let rest = doc.text.get(span.end..)?;
    let bare = rest.trim_start_matches(['」', '｣', '’', '\'', '”', ' ', '*']);
    let skipped = rest.len() - bare.len();
    if skipped > 8 {
        return None;
    }
    DERIVED
        .iter()
        .find(|(word, _)| bare.starts_with(word))
        .map(|(word, slug)| (*word, *slug, span.end + skipped + word.len()))
}

/// `과학기술정보통신부 고시 제2024-12호`: notices and the like by the body that issued them and their number.
fn numbered(doc: &Document<'_>, organizations: &Organizations) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    for org in &organizations.mentions {
        let rest = doc.text.get(org.span.end..).unwrap_or("");
        let rest = rest.strip_prefix(' ').unwrap_or(rest);
        let forms = doc.cue(Cue::NumberedRules);
        let Some(tail) = forms
            .iter()
            .find_map(|form| after_number(rest.strip_prefix(form)?))
        else {
            continue;
        };
        let span = Span::new(org.span.start, doc.text.len() - tail.len());
        found.push(PolicyMention {
            span,
            name: phrase::tidy(doc.get(span)),
            kind: PolicyKind::Law,
            known: None,
            confidence: 0.9,
        });
    }
    found
}

/// What follows `제2024-12호` at the start of `rest`.
fn after_number(rest: &str) -> Option<&str> {
    let rest = rest.strip_prefix([' ', '\u{a0}']).unwrap_or(rest);
    let digits = rest.strip_prefix('제')?.trim_start();
    let tail = digits.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–'));
    (tail.len() < digits.len())
        .then(|| tail.strip_prefix('호'))
        .flatten()
}

/// `「…법」`, `「… 규정」`: title brackets around a name that ends in a head of laws.
fn bracketed(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<PolicyMention> {
    quotation::short(doc.text)
        .into_iter()
        .filter(|span| {
            matches!(
                doc.before(span.start),
                Some('「' | '｢' | '『' | 'ꡔ' | '《' | '〈' | '<')
            )
        })
        .filter(|span| {
            let name = phrase::tidy(doc.get(*span));
            lexicon
                .heads
                .policy(&name)
                .is_some_and(|(at, head)| head.kind == PolicyKind::Law && at > 0)
                // 신고 방법
                && !name.ends_with(" 방법")
        })
        .map(|span| mention(doc, span, lexicon, 0.93))
        .collect()
}

/// `… 등에 관한 법률`, and words that end in 법 and are no method.
fn by_form(doc: &Document<'_>, pieces: &[Piece], lexicon: &Lexicon) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let word = doc.get(piece.span);
        let name = without_particle(word, 6);
        let span = Span::new(piece.span.start, piece.span.start + name.len());
        if name == "법률" || name == "특별법" || name == "특례법" {
            let about = |back: usize| {
                i.checked_sub(back)
                    .and_then(|j| pieces.get(j))
                    .map(|p| doc.get(p.span))
            };
            if matches!(about(1), Some("관한" | "위한"))
                && let Some(start) = i
                    .checked_sub(2)
                    .and_then(|j| pieces.get(j))
                    .map(|p| law_start(doc, p.span))
            {
                let whole = Span::new(start, span.end);
                if whole.len() > "에 관한 법률".len() + 9 {
                    found.push(mention(doc, whole, lexicon, 0.9));
                }
            }
            continue;
        }
        let Some((at, head)) = lexicon.heads.policy(name) else {
            continue;
        };
        // 회계법인, 상장법인 are bodies.
        if word
            .get(name.len()..)
            .is_some_and(|rest| rest.starts_with('인'))
        {
            continue;
        }
        let length = name.chars().count();
        if head.kind != PolicyKind::Law || !ends_well(doc, span, length) {
            continue;
        }
        if name.ends_with('법') {
            if at > 0 && length >= 4 && !lexicon.heads.is_method(name) {
                found.push(mention(doc, span, lexicon, 0.8));
            }
        } else if head.strong {
            // 환경오염공정시험기준, 평가기관 가이던스
            let start = phrase::start(doc, span);
            let before = Span::new(start, span.start).of(doc.text);
            let own = before.rfind("및 ").map_or(0, |at| at + "및 ".len());
            let whole = Span::new(start + own, span.end);
            let lead = Span::new(whole.start, span.start + at).of(doc.text);
            if lead.chars().filter(|c| hangul::is_syllable(*c)).count() >= LEAD {
                found.push(mention(doc, whole, lexicon, 0.6));
            }
        }
    }
    found
}

/// Where the name of a law begins that reads `… 에 관한 법률`; `object` is the word before 관한.
fn law_start(doc: &Document<'_>, object: Span) -> usize {
    let bracket = doc
        .text
        .get(..object.start)
        .unwrap_or("")
        .char_indices()
        .rev()
        .take(60)
        .take_while(|(_, c)| *c != '\n')
        .find(|(_, c)| matches!(c, '「' | '｢' | '‘' | '\''));
    if let Some((at, c)) = bracket {
        return at + c.len_utf8();
    }
    // The object's own particle stands before 관한; the nouns before it are the name.
    let first = doc
        .tokens_in(object)
        .iter()
        .rev()
        .find(|t| !t.pos.is_particle() && t.pos != Pos::UNKNOWN)
        .map_or(object, |t| t.span);
    phrase::start(doc, Span::new(object.start.min(first.start), object.end))
}
