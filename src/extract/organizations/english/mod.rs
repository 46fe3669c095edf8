//! Organisations by their English names: capitalised words around a head.

mod desk;
mod heads;
mod trim;

pub use desk::{contacts, desk};

use super::{Candidate, Document, firms};
use crate::extract::titlecase;
use crate::lexicon::Lexicon;
use crate::record::{OrgType, PolicyKind};
use crate::text::{Span, single_spaced};
use heads::Found;

/// Every run of capitalised words with a strong head, or with any head before its acronym in brackets.
pub(super) fn find(doc: &Document<'_>, lexicon: &Lexicon) -> Vec<Candidate> {
    let contacts = contacts(doc);
    titlecase::runs(doc)
        .iter()
        .flat_map(|run| {
            let parts = parts(doc, run, lexicon);
            let whole = parts.len() == 1;
            let named: Vec<Candidate> = parts
                .into_iter()
                .filter_map(|part| {
                    let listed = part.first().is_some_and(|w| w.start >= contacts);
                    name(doc, part, !whole || listed, lexicon)
                })
                .chain(firms::incorporated(doc, run))
                .collect();
            named
        })
        .collect()
}

/// A run parted where a unit is that of a body, and where another body follows: `Safety Team of the Office of Safety`,
/// `Embassy of … and the National Art Gallery`.
fn parts<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> Vec<&'a [Span]> {
    let mut parts = Vec::new();
    let mut rest = run;
    while let Some(at) = part(doc, rest, lexicon) {
        parts.extend(rest.get(..at));
        rest = rest.get(at + 2..).unwrap_or(&[]);
    }
    parts.push(rest);
    parts
}

fn is_head(doc: &Document<'_>, word: Span, lexicon: &Lexicon) -> bool {
    lexicon.heads.organization_word(doc.get(word)).is_some()
}

fn is_event(doc: &Document<'_>, word: Span, lexicon: &Lexicon) -> bool {
    let head = lexicon.heads.policy_word(doc.get(word));
    head.is_some_and(|head| head.kind == PolicyKind::Event)
}

/// Where the first part of a run ends; two small words follow it.
fn part(doc: &Document<'_>, run: &[Span], lexicon: &Lexicon) -> Option<usize> {
    let head = |word: &Span| is_head(doc, *word, lexicon);
    let word = |k: usize| run.get(k).map(|w| doc.get(*w));
    let leads = run
        .get(usize::from(word(0) == Some("The")))
        .is_some_and(head);
    (1..run.len()).find(|i| {
        // … Policy Society and YI Ok-yeon of the …: someone else of another body.
        let someone = |at: usize| {
            let surname = word(at).is_some_and(|w| lexicon.names.is_romanised_surname(w));
            surname && word(at + 1).is_some_and(|w| w.contains('-')) && word(at + 2) == Some("of")
        };
        if word(*i) == Some("and") && someone(i + 1) {
            return true;
        }
        if word(i + 1) != Some("the") {
            return false;
        }
        // Loans from the Economic Development Cooperation Fund.
        if matches!(word(*i), Some("from" | "with" | "by")) {
            return true;
        }
        if *i < 2 {
            return false;
        }
        let first = run.get(i + 2).is_some_and(head);
        match word(*i) {
            // Institute of … and the Training Institute.
            Some("and") => {
                let any = |part: Option<&[Span]>| part.is_some_and(|part| part.iter().any(head));
                leads || any(run.get(..*i)) && any(run.get(i + 2..))
            }
            // Review Meeting of the Emergency Response Task Force.
            Some("of") if run.get(i - 1).is_some_and(|w| is_event(doc, *w, lexicon)) => true,
            // Planning and Cooperation Division of the NDTI.
            Some("of") if run.get(i - 1).is_some_and(head) && run.len() == i + 3 => {
                let short = run.last().map_or("", |w| doc.get(*w));
                short.len() > 2 && short.chars().all(|c| c.is_ascii_uppercase()) || first
            }
            Some("of") => {
                let owner = (run.get(i + 2..run.len() - 1).zip(run.last()))
                    .is_some_and(|(before, last)| !before.is_empty() && head(last));
                // Center for … of the Ministry of …: its own head stands in front.
                let own = run.get(i - 1).is_some_and(head);
                own && (first || owner) || leads && first
            }
            _ => false,
        }
    })
}

/// The name that a run holds; a unit counts only where it is `placed`: in a list of contacts, or beside its body.
fn name(doc: &Document<'_>, run: &[Span], placed: bool, lexicon: &Lexicon) -> Option<Candidate> {
    let run = trim::trimmed(doc, run, lexicon);
    // the 5 Regional Customs Offices: several, and none by name.
    let first = run.first().map_or("", |w| doc.get(*w));
    if first.len() < 4 && first.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let placed = placed || run.first().is_some_and(|w| desk::is_labelled(doc, w.start));
    let run = trim::after_post(doc, titlecase::before_when(doc, run), lexicon);
    let run = trim::from_acronym(doc, run);
    let last = run.last()?;
    let span = run.first()?.cover(*last);
    // Economic Development Cooperation Fund: a programme that has a name like a body.
    if lexicon.programs.knows(doc.get(span)) {
        return None;
    }
    let Found {
        head: found,
        acronym,
    } = heads::find(doc, run, placed, lexicon)?;
    // Office of Safety, Environment and Energy Policy.
    let span = match found.kind {
        OrgType::Ministry | OrgType::Agency if run.get(1).is_some_and(|w| doc.get(*w) == "of") => {
            trim::ministry(doc, span, lexicon)
        }
        OrgType::Team => trim::fields_before(doc, span, placed, lexicon),
        _ => span,
    };
    let text = doc.get(span);
    if run.len() < 2 || lexicon.titles.english(text).is_some() {
        return None;
    }
    // "Minister of …", "Director of …": the post is not part of the name; General Affairs Division is one.
    let second = run.get(1).map_or("", |w| doc.get(*w));
    let unit = found.kind == OrgType::Team && !matches!(second, "of" | "for");
    if !unit && lexicon.titles.english(doc.get(*run.first()?)).is_some() {
        return None;
    }
    // FSC Capital Markets Division, Investigation Division 1.
    let owned = (matches!(found.kind, OrgType::Team | OrgType::Other)
        || placed && found.kind == OrgType::Agency)
        && run.len() > 2
        && (run.first()).is_some_and(|w| lexicon.organizations.knows(doc.get(*w)));
    let span = match run.get(1).filter(|_| owned) {
        Some(first) => Span::new(first.start, span.end),
        None => span,
    };
    let span = match found.kind {
        OrgType::Team => trim::numbered(doc, span),
        _ => span,
    };
    let text = doc.get(span);
    // Office of Safety Management: beside its body, a unit of it.
    let unit = placed && found.kind == OrgType::Agency && text.starts_with("Office of");
    Some(Candidate::named(
        span,
        single_spaced(text),
        if unit { OrgType::Team } else { found.kind },
        if acronym { 0.9 } else { 0.75 },
    ))
}
