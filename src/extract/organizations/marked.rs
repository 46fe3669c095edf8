//! Organisations that no dictionary has, by what stands beside them: a mark of legal form, a head that only names of
//! organisations end in, quotes around such a head, or a parent before a unit.

use super::coined::sounds_foreign;
use super::known::{company_mark, ends_well};
use super::{Candidate, Document};
use crate::extract::pieces::{Piece, is_hangul, spaced};
use crate::lexicon::{Cue, Lexicon, is_particle, without_particle};
use crate::record::OrgType;
use crate::release::{Class, Pos};
use crate::text::{Span, hangul, single_spaced};

/// Syllables before the head of a unit that quotes make a name of (‘스미싱대응|팀’).
const QUOTED_UNIT: usize = 4;
/// Syllables before a head that is weak elsewhere (빅데이터활용|센터).
const LONG: usize = 6;

/// Every such name.
pub(super) fn find(doc: &Document<'_>, pieces: &[Piece], lexicon: &Lexicon) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let word = doc.get(piece.span);
        if let Some(candidate) = company(doc, piece.span, word, lexicon) {
            found.push(candidate);
        } else if let Some(candidate) = partners(doc, pieces, i, lexicon) {
            found.push(candidate);
        } else if let Some(candidate) = headed(doc, pieces, i, lexicon) {
            found.push(candidate);
        } else if let Some(candidate) = force(doc, piece.span) {
            found.push(candidate);
        } else if let Some(candidate) = consortium(doc, pieces, i, lexicon) {
            found.push(candidate);
        }
    }
    found.extend(quoted(doc, lexicon));
    found
}

/// `㈜코스콤`, `일양약품㈜`, `주식회사 카카오`: the word beside the mark.
fn company(doc: &Document<'_>, span: Span, word: &str, lexicon: &Lexicon) -> Option<Candidate> {
    let mark = company_mark(doc, span)?;
    if word == "주식회사" || word == "주" || is_particle(word) {
        return None;
    }
    let name = beside_mark(doc, span, word, lexicon);
    // ㈜누리의개인정보: the known name and its particle begin the word.
    let owner = name.find('의').and_then(|at| name.get(..at));
    let head = lexicon.heads.organization(name);
    let noun = matches!(doc.tokens_in(span), [only] if only.pos == Pos::NNG);
    // 비상장 주식회사 12사
    let number = name.starts_with(|c: char| c.is_ascii_digit()) && name.ends_with('사');
    let plain = noun && !sounds_foreign(doc, name) || number;
    if name.chars().count() < 2
        || owner.is_some_and(|owner| lexicon.organizations.knows(owner))
        || plain && (mark.apart || mark.civil || !mark.before)
        || mark.civil && !mark.before && head.is_none()
        || mark.apart && !is_verbless(doc, span)
    {
        return None;
    }
    // (사)새싹협회장: its head.
    let office = name.strip_suffix('장').and_then(|body| {
        let (at, head) = lexicon.heads.organization(body)?;
        (at > 0 && head.strong).then_some((body, head.kind))
    });
    let kind = head.map_or(OrgType::Company, |(_, head)| head.kind);
    let (name, kind) = office.unwrap_or((name, kind));
    let span = Span::new(span.start, span.start + name.len());
    Some(Candidate::named(span, name, kind, 0.93))
}

/// The name that a word beside a mark of legal form is, without its particle.
fn beside_mark<'a>(doc: &Document<'_>, span: Span, word: &'a str, lexicon: &Lexicon) -> &'a str {
    let after = doc.text.get(span.end..).unwrap_or("");
    let bare = without_particle(word, 2);
    // ㈜누리과 ㈜새싹은: no noun ends a name that is joined to the next one.
    let joined = word.ends_with(['과', '와']) && after.starts_with(" ㈜");
    if word.ends_with('의') || joined || lexicon.organizations.knows(bare) {
        return bare;
    }
    // 강서청과 ends in what elsewhere is a particle, ㈜케이에이 in the letter A.
    let noun_last = doc.tokens_in(span).last().is_some_and(|t| {
        t.pos == Pos::NNG && t.span.end == span.end && doc.get(t.span).chars().count() >= 2
    });
    let spelled = !after.starts_with(' ') && doc.cue(Cue::SpelledLetters).end(word);
    let marked = after.starts_with('㈜') || after.starts_with("(주)");
    if marked || noun_last || spelled {
        word
    } else {
        bare
    }
}

/// `(회계법인 지평)`: a firm of partners whose name follows what it is.
fn partners(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    lexicon: &Lexicon,
) -> Option<Candidate> {
    let (kind, name) = (pieces.get(i)?, pieces.get(i + 1)?);
    let word = doc.get(name.span);
    let closed = matches!(doc.after(name.span.end), Some(')' | ',' | '·' | 'ㆍ' | '('));
    (doc.cue(Cue::Partners).has(doc.get(kind.span))
        && spaced(doc.text, kind.span, name.span)
        && closed
        && (2..=5).contains(&word.chars().count())
        && word.chars().all(hangul::is_syllable)
        && !word.ends_with('별')
        && !lexicon.heads.is_act(word)
        && !lexicon.names.is_common(word))
    .then(|| {
        let span = kind.span.cover(name.span);
        Candidate::named(span, single_spaced(doc.get(span)), OrgType::Company, 0.8)
    })
}

/// A name whose last word says that it is one.
fn headed(doc: &Document<'_>, pieces: &[Piece], i: usize, lexicon: &Lexicon) -> Option<Candidate> {
    let piece = pieces.get(i)?;
    let word = doc.get(piece.span);
    if !word.chars().next_back().is_some_and(hangul::is_syllable) {
        return None;
    }
    let stripped = without_particle(word, 2);
    let (name, head_at, head) = [word, stripped]
        .into_iter()
        .filter_map(|w| {
            let (at, head) = lexicon.heads.organization(w)?;
            Some((w, at, head))
        })
        .max_by_key(|(w, _, head)| (head.strong, w.len()))?;
    let prefix = name.get(..head_at)?;
    // 05은행, 12SC은행: the number of a line of a table.
    let unnumbered = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if unnumbered.len() < name.len()
        && (unnumbered.len() + head_at == name.len()
            && matches!(head.kind, OrgType::Company | OrgType::Bank)
            || lexicon.organizations.knows(unnumbered))
    {
        return None;
    }
    if head.kind == OrgType::Team
        && ["단", "서포터즈"].iter().any(|corps| name.ends_with(corps))
        && name.chars().count() >= 3
        && let Some(ordinal) = ordinal(doc, pieces, i)
    {
        let span = Span::new(ordinal.start, piece.span.start + name.len());
        let full = format!("{} {name}", doc.get(ordinal));
        return nominal(
            doc,
            Span::new(piece.span.start, piece.span.start + name.len()),
        )
        .then(|| Candidate::named(span, &full, head.kind, 0.75));
    }
    if prefix.is_empty() && OFFICES.contains(&name) {
        let above = parent(doc, pieces, i, lexicon)?;
        let span = Span::new(piece.span.start, piece.span.start + name.len());
        let full = format!("{} {name}", doc.get(above));
        return Some(Candidate::named(span, &full, head.kind, 0.75));
    }
    // 前금융위원회, TS한국교통안전공단: a known name after other letters.
    let inner = name.trim_start_matches(|c: char| !hangul::is_syllable(c));
    if inner.len() < name.len()
        && !lexicon.organizations.knows(name)
        && lexicon.organizations.knows(inner)
    {
        return None;
    }
    // EDCF 기금운용위원회
    if head.strong
        && head.kind == OrgType::Committee
        && !prefix.is_empty()
        && let Some(acronym) = acronym_before(doc, pieces, i)
    {
        let span = Span::new(acronym.start, piece.span.start + name.len());
        return Some(Candidate::named(
            span,
            single_spaced(doc.get(span)),
            head.kind,
            0.75,
        ));
    }
    let unit = !head.strong && head.kind == OrgType::Team;
    let weak = !head.strong && name.chars().count() - prefix.chars().count() >= 2;
    let parent = if unit || weak {
        parent(doc, pieces, i, lexicon)
    } else {
        None
    };
    let span = Span::new(piece.span.start, piece.span.start + name.len());
    let bracketed = doc
        .text
        .get(span.end..)
        .is_some_and(|rest| rest.trim_start().starts_with(['(', '☎', '（']));
    let phoned = unit && bracketed && doc.phone_follows(span.end);
    let accepted = if head.strong {
        prefix.chars().count() >= 2 && !is_generic(prefix, lexicon)
    } else if unit {
        // A unit is a name after its parent, or before its telephone number.
        // 경찰 수사결과 is what they found.
        let placed =
            parent.is_some() && name.chars().count() >= 4 && !lexicon.heads.is_never_unit(name);
        prefix.chars().count() >= 2 && (phoned || placed)
    } else {
        head.kind == OrgType::Other
            && prefix.chars().count() >= LONG
            && prefix.chars().all(hangul::is_syllable)
            && !is_generic(prefix, lexicon)
    };
    // 금융위원회 새싹시장과, at the end of its line: the tokenizer takes 과 for a particle.
    let addressed = unit
        && parent.is_some()
        && name.ends_with('과')
        && !lexicon.heads.is_no_unit(name)
        && doc.text.get(span.end..).is_some_and(|rest| {
            let rest = rest.trim_start_matches(' ');
            rest.is_empty() || rest.starts_with(['\n', '(', ')'])
        });
    if !accepted
        || !(phoned || addressed || nominal(doc, span))
        || !ends_well(doc, span, name.chars().count())
        || lexicon.titles.korean(name).is_some()
    {
        return None;
    }
    // 대구 빅데이터활용센터: one of several, named by its place.
    let placed = (!head.strong && !unit)
        .then(|| place_before(doc, pieces, i))
        .flatten();
    if let Some(place) = placed {
        let span = Span::new(place.start, span.end);
        return Some(Candidate::named(
            span,
            single_spaced(doc.get(span)),
            head.kind,
            0.75,
        ));
    }
    let full = match parent {
        Some(above) => format!("{} {name}", doc.get(above)),
        None => name.to_owned(),
    };
    Some(Candidate::named(
        span,
        &full,
        head.kind,
        if head.strong { 0.75 } else { 0.8 },
    ))
}

/// `새싹분쟁대응TF`: a task force in one word with what it is for.
fn force(doc: &Document<'_>, span: Span) -> Option<Candidate> {
    let name = doc.get(span);
    let lead = name
        .strip_suffix("TF")
        .or_else(|| name.strip_suffix("T/F"))?;
    let span_of_lead = Span::new(span.start, span.start + lead.len());
    (is_hangul(lead) && lead.chars().count() >= 3 && nominal(doc, span_of_lead))
        .then(|| Candidate::named(span, name, OrgType::Team, 0.75))
}

/// What firms that do a thing together are.
const CONSORTIUM: &str = "컨소시엄";

/// `NXT컨소시엄`, `누리테크 컨소시엄`: a consortium by its name, or by the firm or the body that leads it.
fn consortium(
    doc: &Document<'_>,
    pieces: &[Piece],
    i: usize,
    lexicon: &Lexicon,
) -> Option<Candidate> {
    let piece = pieces.get(i)?;
    let word = doc.get(piece.span);
    let name = without_particle(word, 2);
    let lead = name.strip_suffix(CONSORTIUM)?;
    let span = Span::new(piece.span.start, piece.span.start + name.len());
    let is_acronym = |w: &str| w.len() >= 2 && w.bytes().all(|b| b.is_ascii_alphanumeric());
    if !lead.is_empty() {
        let known = lexicon.organizations.knows(lead);
        return (is_acronym(lead) || known)
            .then(|| Candidate::named(span, name, OrgType::Company, 0.75));
    }
    let before = spaced_before(doc, pieces, i)?;
    let leads = doc.get(before);
    let known = lexicon.organizations.knows(leads);
    (known || company_mark(doc, before).is_some()).then(|| {
        let span = Span::new(before.start, span.end);
        Candidate::named(span, single_spaced(doc.get(span)), OrgType::Company, 0.75)
    })
}

/// Whether what stands before a head makes a kind of body (시중은행) or a number of them (8개 은행).
fn is_generic(prefix: &str, lexicon: &Lexicon) -> bool {
    lexicon.heads.is_generic(prefix)
        || prefix.ends_with('개') && prefix.starts_with(|c: char| c.is_ascii_digit())
}

/// Offices that each body has one of, named by the body before them.
const OFFICES: [&str; 2] = ["사무국", "산학협력단"];

/// The `제4기` right before piece `i`: a corps by its intake.
fn ordinal(doc: &Document<'_>, pieces: &[Piece], i: usize) -> Option<Span> {
    spaced_before(doc, pieces, i).filter(|span| {
        let number = doc.get(*span).strip_suffix('기');
        number.is_some_and(|number| {
            let digits = number.strip_prefix('제').unwrap_or(number);
            (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
        })
    })
}

/// The place named right before piece `i`.
fn place_before(doc: &Document<'_>, pieces: &[Piece], i: usize) -> Option<Span> {
    spaced_before(doc, pieces, i)
        .filter(|span| matches!(doc.tokens_in(*span), [only] if only.class == Class::Place))
}

/// The capitals of three letters or more right before piece `i`.
fn acronym_before(doc: &Document<'_>, pieces: &[Piece], i: usize) -> Option<Span> {
    spaced_before(doc, pieces, i).filter(|span| {
        let word = doc.get(*span);
        (3..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
    })
}

/// The known body whose name ends right before piece `i` on the same line.
fn parent(doc: &Document<'_>, pieces: &[Piece], i: usize, lexicon: &Lexicon) -> Option<Span> {
    spaced_before(doc, pieces, i).filter(|span| lexicon.organizations.knows(doc.get(*span)))
}

/// The piece before piece `i`, where nothing but spaces stands between them.
fn spaced_before(doc: &Document<'_>, pieces: &[Piece], i: usize) -> Option<Span> {
    let piece = pieces.get(i)?;
    let before = pieces.get(i.checked_sub(1)?)?;
    spaced(doc.text, before.span, piece.span).then_some(before.span)
}

/// Whether a span holds nothing but what names are made of.
pub(super) fn nominal(doc: &Document<'_>, span: Span) -> bool {
    doc.tokens_in(span)
        .iter()
        .all(|t| t.pos.is_nominal() && (t.last.is_nominal() || t.last == Pos::XSN))
}

/// Whether a span holds no verb; long compounds are cut amiss now and then (예|금보|호한|도), but no verb comes of it.
fn is_verbless(doc: &Document<'_>, span: Span) -> bool {
    let verbal = |pos: Pos| {
        matches!(
            pos,
            Pos::VV | Pos::VA | Pos::VX | Pos::XSV | Pos::XSA | Pos::EF | Pos::EC | Pos::ETM
        )
    };
    !(doc.tokens_in(span).iter()).any(|t| verbal(t.pos) || verbal(t.last))
}

/// Quoted or bracketed names that end in a head.
fn quoted(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    let mut found = Vec::new();
    for span in crate::extract::quotation::short(doc.text) {
        // ‘누리 상생 협의체(가칭)’: the remark is no part of the name.
        let inner = doc.get(span);
        let inner = inner.split("(이하").next().unwrap_or(inner).trim_end();
        let inner = inner.strip_suffix("(가칭)").unwrap_or(inner).trim_end();
        let span = Span::new(span.start, span.start + inner.len());
        let Some((at, head)) = lexicon.heads.organization(inner.trim_end()) else {
            continue;
        };
        let prefix = inner.get(..at).unwrap_or("").trim();
        let named_by_quotes = matches!(
            head.kind,
            OrgType::Committee | OrgType::Association | OrgType::Team
        );
        let force = ["TF", "T/F"].iter().any(|force| {
            let lead = inner.strip_suffix(force);
            // FATF, ETF
            lead.is_some_and(|lead| !lead.ends_with(|c: char| c.is_ascii_alphabetic()))
        });
        let long_head = inner.len() - at >= "협의".len();
        // One word: the tokenizer reads 안|전단 in 공급망안전단.
        let unit = prefix.chars().count() >= QUOTED_UNIT && prefix.chars().all(hangul::is_syllable);
        if prefix.chars().count() >= 2
            && !is_generic(prefix, lexicon)
            && (head.strong || named_by_quotes && (long_head || force || unit))
            && (force || !inner.ends_with("TF") && !lexicon.heads.is_never_unit(inner))
            && (unit || nominal(doc, span) || force && is_verbless(doc, span))
        {
            let name = single_spaced(inner);
            found.push(Candidate::named(span, &name, head.kind, 0.85));
        }
    }
    found
}
