//! The head that makes a run of capitalised words the name of a body.

use hashbrown::HashSet;

use crate::extract::Document;
use crate::lexicon::{Cue, Head, Lexicon, is_english_word};
use crate::record::OrgType;
use crate::text::Span;

/// A head, and whether the acronym or short form of its name follows.
pub(super) struct Found {
    pub head: Head<OrgType>,
    pub acronym: bool,
}

/// The head of the name that `run` is; a unit counts only where it is `placed`: in a list of contacts, or beside its body.
pub(super) fn find(
    doc: &Document<'_>,
    run: &[Span],
    placed: bool,
    lexicon: &Lexicon,
) -> Option<Found> {
    let last = run.last()?;
    let span = run.first()?.cover(*last);
    let text = doc.get(span);
    let head = |word: &Span| lexicon.heads.organization_word(doc.get(*word));
    // A head comes last (… Research Institute) or first (Ministry of …, Bank of Korea).
    let outer = head(last).or_else(|| {
        let linked = run
            .get(1)
            .is_some_and(|w| matches!(doc.get(*w), "of" | "for" | "on"));
        run.first().filter(|_| linked).and_then(head)
    });
    let middle = middle(doc, run, lexicon);
    let on = middle.is_some();
    let outer = outer.or(middle);
    let inner = run.iter().filter_map(head).find(|h| h.strong);
    // Mongolian University of Life Sciences, Korean Association of International Studies.
    let front = run
        .iter()
        .take_while(|w| doc.get(**w).starts_with(char::is_uppercase));
    let front = run.get(..(front.count() + 1).min(run.len())).unwrap_or(run);
    let linked = front.windows(2).find_map(|pair| match pair {
        [word, of] if doc.get(*of) == "of" => {
            head(word).filter(|h| matches!(h.kind, OrgType::University | OrgType::Association))
        }
        _ => None,
    });
    // Embassy of … in …, Consulate General in …, Center for … Affairs.
    let led = run.first().and_then(head).filter(|h| match run.get(1) {
        Some(word) => match doc.get(*word) {
            "for" => run.len() > 3,
            "of" | "in" | "General" if h.kind == OrgType::Foreign => true,
            // Institutes of Health and Environment.
            "of" => run.len() > 3 && run.first().is_some_and(|w| doc.get(*w).ends_with('s')),
            _ => false,
        },
        None => false,
    });
    // Lun Secondary School, National Forecasting Center, Basic Source Research Policy Bureau: weak heads with enough
    // before them.
    let long = head(last).filter(|h| {
        let national = run.first().is_some_and(|w| doc.get(*w) == "National");
        let plain = front.len() == run.len();
        (run.len() >= 3 || h.kind == OrgType::Company)
            && match h.kind {
                OrgType::University => true,
                OrgType::Other => national || run.len() > 3 && plain && !is_venue(doc, run),
                OrgType::Agency => run.len() > 3 && plain && follows_the(doc, run),
                OrgType::Team => true,
                // Huione Group, Advisory Group: only a word that is none makes a name.
                OrgType::Company => is_group(doc, run),
                _ => false,
            }
            && (h.kind == OrgType::Team && run.len() > 4
                || !run.iter().any(|w| doc.get(*w) == "and"))
    });
    let company = head(last).is_some_and(|head| head.kind == OrgType::Company);
    let acronym = acronym_follows(doc, span.end, text) || !company && defined(doc, span.end);
    let head = match (outer, inner) {
        (Some(head), _) if head.strong || acronym || on => head,
        (Some(head), _) if placed && matches!(head.kind, OrgType::Team | OrgType::Agency) => head,
        (_, Some(head)) if acronym => head,
        (Some(head), _) if text.starts_with("Ministry of") || text.starts_with("Office of") => head,
        _ => linked.or(led).or(long)?,
    };
    Some(Found { head, acronym })
}

/// The head inside a run that a link follows: `Advisory Group on …`, `Gyeongnam Regional Center for …`, `Joint Response
/// Team to …`. Before `of` it has to be a strong one, or to have two words before it.
fn middle(doc: &Document<'_>, run: &[Span], lexicon: &Lexicon) -> Option<Head<OrgType>> {
    let capital = |word: &Span| doc.get(*word).starts_with(char::is_uppercase);
    let fronts = run.iter().take_while(|word| capital(word)).count();
    (1..fronts.min(FRONTS)).find_map(|at| {
        let head = lexicon.heads.organization_word(doc.get(*run.get(at)?))?;
        // Joint Fund for …: what is given, not who gives.
        if lexicon.heads.policy_word(doc.get(*run.get(at)?)).is_some() {
            return None;
        }
        let linked = match doc.get(*run.get(at + 1)?) {
            "for" => true,
            // Knowledge Center on Jeju Island: where it is.
            "on" => head.kind != OrgType::Other,
            "to" => head.kind == OrgType::Team,
            "of" => head.strong || at > 1,
            _ => false,
        };
        linked.then_some(head)
    })
}

/// Words of the name of a group of firms, at most.
const FIRM: usize = 3;
/// Words of a name up to the head inside it, at most.
const FRONTS: usize = 6;

/// Whether a group, a consortium or the like has a name: a word that is no English one, or what it is for, as units have.
fn is_group(doc: &Document<'_>, run: &[Span]) -> bool {
    let plain = run
        .iter()
        .all(|w| doc.get(*w).starts_with(char::is_uppercase));
    let own = run.len() <= FIRM && run.iter().any(|w| !is_english_word(doc.get(*w)));
    let aim = run.len().checked_sub(2).and_then(|at| run.get(at));
    let unit = aim.is_some_and(|w| doc.cue(Cue::EnglishUnitAims).has(doc.get(*w)));
    plain && (own || unit && run.len() > 2)
}

/// Whether a name is only where something takes place: `at the Space Share Seoul Station Center`.
fn is_venue(doc: &Document<'_>, run: &[Span]) -> bool {
    let before = run.first().and_then(|w| doc.text.get(..w.start));
    let before = before.unwrap_or("").trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    doc.cue(Cue::EnglishVenues).end(before)
}

/// Whether "the" stands before a run.
fn follows_the(doc: &Document<'_>, run: &[Span]) -> bool {
    let before = run.first().and_then(|w| doc.text.get(..w.start));
    before.is_some_and(|before| before.trim_end().ends_with(" the"))
}

/// Whether an acronym of `name` stands in brackets at byte `end`.
fn acronym_follows(doc: &Document<'_>, end: usize, name: &str) -> bool {
    let after = doc.text.get(end..).unwrap_or("").trim_start();
    let Some(inner) = after.strip_prefix('(') else {
        return false;
    };
    let word: String = inner
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let capitals = word.chars().filter(char::is_ascii_uppercase).count();
    word.len() >= 2 && word.len() <= 12 && capitals * 2 > word.len() && initials(name, &word)
}

/// Whether most letters of an acronym begin a word of the name.
fn initials(name: &str, acronym: &str) -> bool {
    let firsts: HashSet<char> = name
        .split_whitespace()
        .filter_map(|w| w.chars().next())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let hits = acronym
        .chars()
        .filter(|c| firsts.contains(&c.to_ascii_uppercase()))
        .count();
    hits * 2 > acronym.len()
}

/// Whether the text says at byte `end` what it calls the body from there on.
fn defined(doc: &Document<'_>, end: usize) -> bool {
    let after = doc.text.get(end..).unwrap_or("").trim_start();
    after.starts_with("(hereinafter ")
}
