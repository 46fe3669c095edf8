//! Where those appointed went to school: `전주 덕진고 연세대 경제학과`, `美.오레곤대 경제학 석사`.

use super::{Candidate, Document};
use crate::lexicon::Lexicon;
use crate::record::OrgType;
use crate::release::Body;
use crate::text::{Span, hangul, head};

/// Fewest and most syllables of a high school's short name: 서울고, 세종과학고.
const SCHOOL: (usize, usize) = (2, 6);
/// Most characters of the name of a university abroad.
const ABROAD: usize = 16;
/// Bytes behind a country that a university and what was studied there are looked for in.
const WINDOW: usize = 180;
/// Countries before a university's name, by one ideograph each.
const COUNTRIES: [char; 9] = ['美', '英', '日', '中', '獨', '佛', '加', '濠', '露'];

/// High schools before universities that `found` has, and universities abroad behind their countries.
pub(super) fn find(doc: &Document<'_>, found: &[Candidate], lexicon: &Lexicon) -> Vec<Candidate> {
    let universities = found.iter().filter(|c| is_university(&c.body, lexicon));
    let schools = universities
        .filter(|c| {
            studied(
                doc.text.get(c.span.end..).unwrap_or(""),
                &['학', '과', '부', '사'],
            )
        })
        .filter_map(|c| school_before(doc, c.span.start));
    let abroad = (doc.text.match_indices(COUNTRIES))
        .filter_map(|(at, country)| university_behind(doc, at + country.len()));
    (schools.chain(abroad))
        .map(|span| Candidate::named(span, doc.get(span), OrgType::University, 0.8))
        .collect()
}

fn is_university(body: &Body, lexicon: &Lexicon) -> bool {
    match body {
        Body::Known(org) => (lexicon.organizations.entry(*org))
            .is_some_and(|entry| entry.kind == OrgType::University),
        Body::Named { .. } => false,
    }
}

/// Whether the word that begins `rest` says what was studied, by what it ends in: 경제학과, 경제학 석사, 로스쿨.
fn studied(rest: &str, ends: &[char]) -> bool {
    let rest = rest.trim_start();
    let word = rest.split(|c| !hangul::is_syllable(c)).next().unwrap_or("");
    word.ends_with(ends) || word.starts_with("로스쿨")
}

/// The high school whose name is the word before byte `at`.
fn school_before(doc: &Document<'_>, at: usize) -> Option<Span> {
    let before = doc.text.get(..at)?;
    let trimmed = before.trim_end_matches([' ', '\n', ',', '·']);
    (trimmed.len() < before.len()).then_some(())?;
    let start = trimmed.trim_end_matches(hangul::is_syllable).len();
    let name = trimmed
        .get(start..)
        .filter(|name| name.ends_with('고') && !name.ends_with("하고"))?;
    let span = Span::new(start, trimmed.len());
    (SCHOOL.0..=SCHOOL.1)
        .contains(&name.chars().count())
        .then_some(span)
}

/// The university whose name begins behind the country that ends at byte `at`; what was studied follows.
fn university_behind(doc: &Document<'_>, at: usize) -> Option<Span> {
    let rest = head(doc.text, at, WINDOW);
    let name = rest.trim_start_matches(['.', ' ']);
    let start = at + rest.len() - name.len();
    let line = name.split('\n').next()?;
    let ends = line.match_indices('대').map(|(i, c)| i + c.len());
    let end = (ends.take_while(|end| *end <= 3 * ABROAD))
        .find(|end| studied(line.get(*end..).unwrap_or(""), &['학', '사']))?;
    let name = line.get(..end)?;
    (name.chars().count() >= 3
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '&' | '.')))
    .then_some(Span::new(start, start + end))
}
