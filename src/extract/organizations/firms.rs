//! Firms by the form of company behind their names: `Daehan Cheonggwa Co., Ltd.`

use super::{Candidate, Document};
use crate::lexicon::Cue;
use crate::record::OrgType;
use crate::text::{Span, single_spaced};

/// The firm that a run of capitalised words names; the form is no part of its name.
pub(super) fn incorporated(doc: &Document<'_>, run: &[Span]) -> Option<Candidate> {
    let forms = doc.cue(Cue::EnglishFirmForms);
    let form = run.iter().position(|w| forms.has(doc.get(*w)))?;
    let before = run.get(..form)?;
    let capital = |w: &Span| doc.get(*w).starts_with(char::is_uppercase);
    let link = |w: &Span| !capital(w) && !matches!(doc.get(*w), "and" | "&");
    let start = before.iter().rposition(link).map_or(0, |at| at + 1);
    let words = before.get(start..)?;
    let name = words.first()?.cover(*words.last()?);
    let mut end = run.get(form)?.end;
    loop {
        let rest = doc.text.get(end..).unwrap_or("");
        let next = rest.trim_start_matches([',', '.', ' ']);
        let word = next.split(|c: char| !c.is_alphabetic()).next();
        let word = word.filter(|word| rest.len() > next.len() && forms.has(word));
        match word {
            Some(word) => end += rest.len() - next.len() + word.len(),
            None => {
                end += usize::from(rest.starts_with('.'));
                break;
            }
        }
    }
    let text = single_spaced(doc.get(name));
    let span = Span::new(name.start, end);
    Some(Candidate::named(span, text, OrgType::Company, 0.9))
}
