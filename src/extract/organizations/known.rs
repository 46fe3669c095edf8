//! Organisations of the dictionaries.

use super::{Candidate, Document};
use crate::extract::pieces::Piece;
use crate::lexicon::{Cue, Lexicon, Strength, is_particle, without_particle};
use crate::record::OrgType;
use crate::release::{Body, Class, Pos};
use crate::text::{Span, hangul, is_alphanumeric};

/// Every place that a known form stands at, the longest form at each.
pub(super) fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    lexicon: &Lexicon,
    day: Option<&str>,
) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut done = 0;
    let mut cursor = 0;
    for piece in pieces {
        for (inside, _) in doc.get(piece.span).char_indices() {
            let start = piece.span.start + inside;
            if start < done {
                continue;
            }
            cursor = doc.squeezed.position_from(cursor, start);
            if let Some(candidate) = at(doc, cursor, start, piece.span.start, lexicon, day) {
                done = candidate.span.end;
                found.push(candidate);
            }
        }
    }
    let shared: Vec<Candidate> = found
        .iter()
        .flat_map(|last| sharing_head(doc, pieces, last, lexicon, day))
        .collect();
    found.extend(shared);
    found
}

/// The names that a list leaves without the head they share with its last one: 농협·수협·신협중앙회.
fn sharing_head(
    doc: &Document<'_>,
    pieces: &[Piece],
    last: &Candidate,
    lexicon: &Lexicon,
    day: Option<&str>,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let name = doc.get(last.span);
    let first = pieces.partition_point(|p| p.span.end <= last.span.start);
    let mut next = last.span.start;
    for piece in pieces.get(..first).unwrap_or(&[]).iter().rev() {
        let between = Span::new(piece.span.end, next).of(doc.text);
        let stem = doc.get(piece.span);
        if between.is_empty()
            || !between
                .chars()
                .all(|c| c == ',' || crate::text::is_middle_dot(c))
            || !(2..=6).contains(&stem.chars().count())
        {
            break;
        }
        let heads = name
            .char_indices()
            .skip(1)
            .filter_map(|(at, _)| name.get(at..))
            .filter(|head| head.chars().count() >= 2);
        let body = heads.into_iter().find_map(|head| {
            let full = crate::text::squeeze_str(&format!("{stem}{head}"));
            super::resolve_known(&full, lexicon, day).map(|(body, _)| body)
        });
        let Some(body) = body.filter(|body| *body != last.body) else {
            break;
        };
        found.push(Candidate {
            span: piece.span,
            body,
            // Above the stem's own reading, which is another body's short form at most.
            confidence: 0.98,
            weak: last.weak,
        });
        next = piece.span.start;
    }
    found
}

fn at(
    doc: &Document<'_>,
    cursor: usize,
    start: usize,
    piece_start: usize,
    lexicon: &Lexicon,
    day: Option<&str>,
) -> Option<Candidate> {
    let squeezed = doc.squeezed.text().get(cursor..)?;
    for hit in lexicon.organizations.forms().at(squeezed) {
        let span = doc
            .squeezed
            .origin(Span::new(cursor, cursor + hit.len), doc.text);
        let form = doc.get(span);
        let syllables = form.chars().filter(|c| !c.is_whitespace()).count();
        let inside = start > piece_start;
        if (inside && syllables < 4)
            || !whole(form, syllables)
            || !begins_well(doc, span, inside)
            // Inside a piece a name begins where a token does.
            || (inside && !doc.token_begins(start))
            || is_street(doc, span)
            || (inside && is_end_of_another(doc, Span::new(piece_start, start), lexicon))
            || !(ends_well(doc, span, syllables)
                || before_post(doc, span, syllables, lexicon)
                || is_addressed(doc, span))
        {
            continue;
        }
        let strength = hit.values.iter().map(|(_, s)| *s).min()?;
        let (org, entry) = lexicon.organizations.valid(
            hit.values
                .iter()
                .filter(|(_, s)| *s == strength)
                .map(|(org, _)| *org),
            day,
        )?;
        // 네이버TV is a service of the firm.
        let service = entry.kind == OrgType::Company
            && form.ends_with(hangul::is_syllable)
            && doc.after(span.end).is_some_and(|c| c.is_ascii_alphabetic());
        if service {
            continue;
        }
        let place = entry.kind == OrgType::LocalGovernment || is_venue(doc, form);
        if place && is_location(doc, span) {
            return None;
        }
        let marked = company_mark(doc, span).is_some();
        return Some(Candidate {
            span,
            body: Body::Known(org),
            confidence: if syllables >= 4 { 0.97 } else { 0.93 },
            weak: strength == Strength::Weak && !marked,
        });
    }
    None
}

/// Whether white space inside a form is likely to be damage or free spacing rather than two other words.
fn whole(form: &str, syllables: usize) -> bool {
    if !form.contains(char::is_whitespace) {
        return true;
    }
    if form.is_ascii() {
        // An acronym is one word; a name of several words has capitals after its spaces.
        return syllables > 6;
    }
    syllables >= 5 || (syllables == 4 && !form.contains(' '))
}

/// Whether a name is the beginning of a street's: 세종대 in `세종대로 209`.
fn is_street(doc: &Document<'_>, span: Span) -> bool {
    let rest = doc.text.get(span.end..).and_then(|t| t.strip_prefix('로'));
    let number = |rest: &str| {
        let rest = rest.trim_start_matches(' ');
        rest.starts_with(|c: char| c.is_ascii_digit())
    };
    doc.get(span).ends_with('대') && rest.is_some_and(number)
}

fn begins_well(doc: &Document<'_>, span: Span, inside: bool) -> bool {
    let first = doc.after(span.start).unwrap_or(' ');
    let before = doc.before(span.start).unwrap_or(' ');
    if first.is_ascii_alphanumeric() {
        return !before.is_ascii_alphanumeric();
    }
    !inside || !is_alphanumeric(before) || doc.token_begins(span.start)
}

/// Whether what stands before a name in the same word makes it another's (보건환경연구원 is no 환경연구원): a single
/// noun that is neither a place nor itself a body.
fn is_end_of_another(doc: &Document<'_>, before: Span, lexicon: &Lexicon) -> bool {
    let word = doc.get(before);
    matches!(doc.tokens_in(before), [only] if only.pos == Pos::NNG && only.class == Class::None)
        && word.chars().all(hangul::is_syllable)
        && word.chars().count() == 2
        && !lexicon.organizations.knows(word)
}

/// Whether what follows a name in the same word may follow a noun.
pub fn ends_well(doc: &Document<'_>, span: Span, syllables: usize) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let last = doc.before(span.end).unwrap_or(' ');
    let next = rest.chars().next().unwrap_or(' ');
    if last.is_ascii_alphanumeric() && next.is_ascii_alphanumeric() {
        return false;
    }
    let tail = rest
        .find(|c| !hangul::is_syllable(c))
        .and_then(|end| rest.get(..end))
        .unwrap_or(rest);
    if is_particle(tail) {
        return true;
    }
    // Glued to what follows: only where the tokenizer parts them too.
    syllables >= 4
        && doc.token_from(span.end).is_some_and(|t| match t.pos {
            // 우리금융 + 권 is none of the body.
            Pos::XSN => !doc.cue(Cue::NounSuffixes).has(doc.get(t.span)),
            pos => pos.is_particle() || pos == Pos::VCP,
        })
}

/// Whether a post follows in the same word (교육부장관).
fn before_post(doc: &Document<'_>, span: Span, syllables: usize, lexicon: &Lexicon) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let end = rest
        .char_indices()
        .take(MOST_POST)
        .find(|(_, c)| !hangul::is_syllable(*c))
        .map_or_else(
            || {
                rest.char_indices()
                    .nth(MOST_POST)
                    .map_or(rest.len(), |(at, _)| at)
            },
            |(at, _)| at,
        );
    let tail = rest.get(..end).unwrap_or(rest);
    // 행정안전부+장관+상: an award is named after whose it is.
    let award = without_particle(tail, 3).strip_suffix('상');
    let tail = award.filter(|post| !post.is_empty()).unwrap_or(tail);
    // 한국은행+총재, and 진흥원+장: the head of a body, named by its last syllable.
    if syllables >= 4 && without_particle(tail, 3) == "장" {
        let office: String = doc.before(span.end).into_iter().chain(['장']).collect();
        return lexicon.titles.korean(&office).is_some();
    }
    let post = without_particle(tail, 6);
    syllables >= 3
        && post.chars().count() >= 2
        && lexicon.titles.korean(post).is_some_and(|title| !title.weak)
}

/// Whether someone is handed over to the body, in one word: 검찰고발.
fn is_addressed(doc: &Document<'_>, span: Span) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    (doc.cue(Cue::HandedOver).iter())
        .filter_map(|act| rest.strip_prefix(act))
        .any(|tail| !tail.starts_with(hangul::is_syllable))
}

/// What cities end in that stand beside the provinces.
const PROVINCES: [&str; 3] = ["특별시", "광역시", "특별자치시"];

/// No post and particle in one word with an organisation are longer than this many syllables.
const MOST_POST: usize = 10;

/// Whether a form is that of a house where others meet.
fn is_venue(doc: &Document<'_>, form: &str) -> bool {
    doc.cue(Cue::Houses).end(form)
}

/// Whether a municipality or a house is only where something is.
fn is_location(doc: &Document<'_>, span: Span) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let after: String = rest.chars().take(12).collect();
    let before = doc.text.get(..span.start).unwrap_or("");
    if doc.get(span).is_ascii() {
        // (Jung-gu, Seoul), (Guri Market, Gyeonggi-do)
        let listed = before
            .strip_suffix(", ")
            .map(|b| b.rsplit(' ').next().unwrap_or(b));
        let inside = listed.is_some_and(|word| !word.contains('-'))
            || before.ends_with('(') && doc.get(span).contains(',');
        return inside && rest.starts_with(')')
            || names_more(doc, rest)
            || stands_there(doc, before.trim_end());
    }
    let window = before
        .char_indices()
        .rev()
        .take(60)
        .last()
        .map_or("", |(at, _)| before.get(at..).unwrap_or(""));
    let line = window.rsplit('\n').next().unwrap_or("");
    let address = {
        let mut words = after.split_whitespace();
        let next = words.next().unwrap_or("");
        after.starts_with(' ') && next.chars().count() >= 2 && {
            let word = next.trim_end_matches(|c: char| !hangul::is_syllable(c));
            let ends = doc.cue(Cue::AddressEnds);
            ends.end(word) || ends.end(without_particle(word, 6))
        }
    };
    doc.cue(Cue::Places).begin(&after)
        || address
        || is_in_region(doc, span) && rest.starts_with([')', '）'])
        || is_where_a_house_stands(doc, span)
        || is_on_a_tour(doc, span)
        || is_cell_of_a_municipality(doc, span)
        || doc.cue(Cue::PlaceLabels).within(line)
}

/// Whether an English text says of what follows it that something is there: `in`, and `in Cheonan,` before a province.
fn stands_there(doc: &Document<'_>, before: &str) -> bool {
    let places = doc.cue(Cue::EnglishPlaces);
    let Some(listed) = before.strip_suffix(',') else {
        return places.end(before);
    };
    let names = listed.rsplit(' ').take(PLACE_WORDS);
    let names = names.take_while(|word| word.starts_with(char::is_uppercase));
    let len: usize = names.map(|word| word.len() + 1).sum();
    let lead = listed
        .len()
        .checked_sub(len)
        .and_then(|at| listed.get(..at));
    len > 0 && lead.is_some_and(|lead| places.end(lead))
}

/// Whether a place is the first word of another name by what follows it: Gyeongsangnam-do Town Hall Meeting.
fn names_more(doc: &Document<'_>, rest: &str) -> bool {
    let next = rest.strip_prefix(' ').unwrap_or("");
    let next = next
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or("");
    next.starts_with(char::is_uppercase) && !doc.cue(Cue::EnglishLocalWords).has(next)
}

/// Words of the name of a place, at most.
const PLACE_WORDS: usize = 4;

/// Whether a city, county or ward has a line to itself, as in a column of places; provinces there are mostly bodies.
fn is_cell_of_a_municipality(doc: &Document<'_>, span: Span) -> bool {
    let name = doc.get(span);
    let alone = |c: Option<char>| c.is_none_or(|c| c == '\n');
    name.ends_with(['시', '군', '구'])
        && !PROVINCES.iter().any(|end| name.ends_with(end))
        && alone(doc.before(span.start))
        && alone(doc.after(span.end))
}

/// Whether the place that a place lies in stands right before it: `대전 유성구`.
fn is_in_region(doc: &Document<'_>, span: Span) -> bool {
    doc.line_before(span.start).last().is_some_and(|t| {
        t.class == Class::Place && doc.get(Span::new(t.span.end, span.start)) == " "
    })
}

/// Whether a house follows in which something happens: `서울 용산구 스페이스쉐어 서울역센터에서`.
fn is_where_a_house_stands(doc: &Document<'_>, span: Span) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("");
    let reach = if is_in_region(doc, span) { 3 } else { 2 };
    let mut words = line.split_whitespace().take(reach);
    line.starts_with(' ') && words.any(|word| word.ends_with("에서"))
}

/// The fewest houses of a list that is one of places.
const TOUR: usize = 3;

/// Whether a house stands among others in a list of what is visited.
fn is_on_a_tour(doc: &Document<'_>, span: Span) -> bool {
    if !is_venue(doc, doc.get(span)) {
        return false;
    }
    let at = doc.line_at(span.end - 1);
    let line = doc.lines.get(at).map_or("", |l| doc.get(*l));
    let above = at.checked_sub(1).and_then(|at| doc.lines.get(at));
    let above = above.map_or("", |l| doc.get(*l));
    let houses = line.split(',').filter(|item| {
        let item = item.trim();
        is_venue(doc, item.strip_suffix('등').unwrap_or(item).trim_end())
    });
    houses.take(TOUR).count() == TOUR
        && [line, above]
            .iter()
            .any(|line| doc.cue(Cue::Visited).within(line))
}

/// A mark of legal form beside a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CompanyMark {
    /// It stands before the name.
    pub before: bool,
    /// Spaces stand between.
    pub apart: bool,
    /// It is that of an association or a foundation.
    pub civil: bool,
}

/// The marks of legal form, and whether they are those of associations and foundations.
const MARKS: [(&str, bool); 6] = [
    ("㈜", false),
    ("(주)", false),
    ("주식회사", false),
    ("(유)", false),
    ("(재)", true),
    ("(사)", true),
];

/// The mark of legal form that stands right beside.
pub(super) fn company_mark(doc: &Document<'_>, span: Span) -> Option<CompanyMark> {
    let all_before = doc.text.get(..span.start).unwrap_or("");
    let before = all_before.trim_end_matches(' ');
    let apart = before.len() < all_before.len();
    // After a space the mark belongs to the next name.
    let after = doc.text.get(span.end..).unwrap_or("");
    // Beside most words stands nothing that a mark begins or ends with.
    if !before.ends_with(['㈜', ')', '사']) && !after.starts_with(['㈜', '(', '주']) {
        return None;
    }
    MARKS.iter().find_map(|(mark, civil)| {
        let mine = before.strip_suffix(mark).is_some_and(|rest| {
            // 누리식품㈜ 등의: a mark that touches the name before it is that one's.
            !(apart && rest.chars().next_back().is_some_and(is_alphanumeric))
        });
        let civil = *civil;
        if mine {
            return Some(CompanyMark {
                before: true,
                apart,
                civil,
            });
        }
        after.starts_with(mark).then_some(CompanyMark {
            before: false,
            apart: false,
            civil,
        })
    })
}
