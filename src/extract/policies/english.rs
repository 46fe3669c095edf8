//! Items by their English names.

use super::phrase;
use crate::extract::organizations::Organizations;
use crate::extract::{Document, quotation, titlecase};
use crate::lexicon::{Cue, Head, Lexicon};
use crate::record::PolicyKind;
use crate::release::PolicyMention;
use crate::text::{self, Span};

/// Capitalised runs around a head of policy items, and quoted names in title case.
pub(super) fn find(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    for run in titlecase::runs(doc) {
        let parts = parts(doc, &run, lexicon);
        found.extend(parts.filter_map(|part| capitalised(doc, part, organizations, lexicon)));
    }
    found.extend(meetings(doc, organizations));
    found.extend(budgets(doc));
    found.extend(agreements(doc));
    for span in quotation::short(doc.text) {
        let body = organizations.covering(span.start);
        if !body.is_some_and(|body| body.span.contains(span)) {
            found.extend(quoted(doc, span, lexicon));
        }
    }
    found
}

/// `26th meeting of the Overseas Koreans Policy Committee`: what a body holds, with its ordinal.
fn meetings(doc: &Document<'_>, organizations: &Organizations) -> Vec<PolicyMention> {
    let mut found = Vec::new();
    for body in &organizations.mentions {
        found.extend(meeting_of(doc, body.span));
        let before = doc.text.get(..body.span.start).unwrap_or("");
        let before = before.strip_suffix("the ").unwrap_or(before);
        let Some(before) = before.strip_suffix(" of ") else {
            continue;
        };
        let Some(lead) = doc.cue(Cue::EnglishSittings).before(before) else {
            continue;
        };
        // 8th regular meeting
        let lead = lead.trim_end();
        let plain = doc.cue(Cue::EnglishSittingKinds).before(lead);
        let lead = plain.map_or(lead, str::trim_end);
        let ordinal = lead.rsplit(char::is_whitespace).next().unwrap_or("");
        if !is_ordinal(doc, ordinal) {
            continue;
        }
        let span = Span::new(lead.len() - ordinal.len(), body.span.end);
        found.push(item(doc, span, PolicyKind::Event, 0.85));
    }
    found
}

/// `54th State Council meeting`.
fn meeting_of(doc: &Document<'_>, body: Span) -> Option<PolicyMention> {
    let lead = doc.text.get(..body.start)?.strip_suffix(' ')?;
    let ordinal = lead.rsplit(char::is_whitespace).next()?;
    let rest = doc.text.get(body.end..)?.strip_prefix(' ')?;
    let noun = rest.split(|c: char| !c.is_alphabetic()).next()?;
    let sits = doc.cue(Cue::EnglishSittings).has(noun) && is_ordinal(doc, ordinal);
    let span = Span::new(lead.len() - ordinal.len(), body.end + 1 + noun.len());
    sits.then(|| item(doc, span, PolicyKind::Event, 0.85))
}

/// `first supplementary budget of 2026`.
fn budgets(doc: &Document<'_>) -> Vec<PolicyMention> {
    const BUDGET: &str = "supplementary budget";
    let found = doc.text.match_indices(BUDGET).filter_map(|(at, _)| {
        let lead = doc.text.get(..at)?.trim_end();
        let ordinal = lead.rsplit(char::is_whitespace).next()?;
        is_ordinal(doc, ordinal).then_some(())?;
        let end = at + BUDGET.len();
        let year = doc
            .text
            .get(end..)?
            .strip_prefix(" of ")
            .and_then(|y| y.get(..4));
        let year = year.filter(|y| y.bytes().all(|b| b.is_ascii_digit()));
        let end = end + year.map_or(0, |year| " of ".len() + year.len());
        let span = Span::new(lead.len() - ordinal.len(), end);
        Some(item(doc, span, PolicyKind::Plan, 0.85))
    });
    found.collect()
}

/// `memorandum of understanding on disaster safety education`.
fn agreements(doc: &Document<'_>) -> Vec<PolicyMention> {
    let heads = doc.cue(Cue::EnglishAgreements);
    let places = heads.iter().flat_map(|head| {
        let places = doc.text.match_indices(head);
        places.map(move |(at, _)| (at, at + head.len()))
    });
    let found = places.filter_map(|(start, end)| {
        // memorandum of understanding (MOU) on …
        let end = text::past_bracket(doc.text, end, SHORT_NAME);
        let links = doc.cue(Cue::EnglishTopicLinks);
        let topic = links.after(text::head(doc.text, end, TOPIC))?;
        let end = end + text::head(doc.text, end, TOPIC).len() - topic.len();
        let (rest, _) = text::head(doc.text, end, TOPIC).split_once(['.', ',', ';', '\n', '('])?;
        let ends = doc.cue(Cue::EnglishTopicEnds).iter();
        let end_at = ends.filter_map(|end| rest.find(end)).min();
        let topic = rest.get(..end_at.unwrap_or(rest.len()))?.trim_end();
        let alone = !doc.before(start).is_some_and(char::is_alphanumeric);
        let said = (2..=TOPIC_WORDS).contains(&topic.split(' ').count());
        let span = Span::new(start, end + topic.len());
        (alone && said).then(|| item(doc, span, PolicyKind::Agreement, 0.75))
    });
    found.collect()
}

/// Bytes of the short name of an agreement, at most.
const SHORT_NAME: usize = 8;
/// Bytes and words of what an agreement is about, at most.
const TOPIC: usize = 160;
const TOPIC_WORDS: usize = 12;

/// `26th`, `first`.
fn is_ordinal(doc: &Document<'_>, word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = word.get(digits.len()..).unwrap_or("");
    doc.cue(Cue::EnglishOrdinals)
        .has(&word.to_ascii_lowercase())
        || !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
            && matches!(tail, "st" | "nd" | "rd" | "th")
}

/// A run parted where two laws stand side by side: `Credit Information Act | and the | Digital Asset Framework Act`.
fn parts<'a>(
    doc: &Document<'_>,
    run: &'a [Span],
    lexicon: &Lexicon,
) -> impl Iterator<Item = &'a [Span]> {
    let kind = |word: Option<&Span>| {
        let head = word.and_then(|word| lexicon.heads.policy_word(doc.get(*word)));
        head.map(|head| head.kind)
    };
    let word = |at: usize| run.get(at).map(|w| doc.get(*w));
    let cut = (1..run.len()).find(|at| {
        let (first, last) = (kind(run.get(at - 1)), kind(run.last()));
        // Wage Claim Guarantee Fund and the Workers’ Welfare Fund
        let both = first.is_some() && first == last;
        let sure = first == Some(PolicyKind::Law) || word(at + 1) == Some("the");
        word(*at) == Some("and") && both && sure
    });
    let parts = cut.and_then(|at| Some([run.get(..at)?, run.get(at + 1..)?]));
    let whole = parts.is_none().then_some(run);
    parts.into_iter().flatten().chain(whole)
}

fn capitalised(
    doc: &Document<'_>,
    run: &[Span],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PolicyMention> {
    let run = item_of(doc, titlecase::before_when(doc, run));
    let run = behind_source(doc, before_possessor(doc, run), lexicon);
    // Youth Camp for Coral Restoration Held in Barbados
    let ends = |w: &Span| doc.cue(Cue::EnglishHeadlineEnds).has(doc.get(*w));
    let run = match run.iter().skip(1).position(ends) {
        Some(at) => run.get(..at + 1).unwrap_or(run),
        None => run,
    };
    let first = run.first()?;
    // What is left of an amount: KRW 1.7 Trillion Extra Budget.
    if matches!(doc.get(*first), "Trillion" | "Billion" | "Million") {
        return None;
    }
    // Deputy Minister for Agricultural Innovation Policy; Lucky Conference center.
    if is_held(doc, run, lexicon) || is_house(doc, run) {
        return None;
    }
    let head = |word: &Span| lexicon.heads.policy_word(doc.get(*word));
    // The head is the last word before "for", "on", "of", else the last word of all.
    let mut links = (1..run.len()).filter(|at| {
        let link = run.get(*at).map(|w| doc.get(*w));
        link.is_some_and(|link| doc.cue(Cue::EnglishLinks).has(link))
    });
    let first_link = links.next();
    let before = |at: usize| run.get(at - 1).and_then(head);
    let outer = first_link.and_then(before);
    // Applications for the 2026 … Project.
    let named = |first: usize| {
        let the = run.get(first + 1).is_some_and(|w| doc.get(*w) == "the");
        the && run.len() > first + 4 && run.last().and_then(head).is_some()
    };
    // Progress of the Support Package for …: the item begins behind the first link.
    let (run, outer) = match first_link.filter(|_| outer.is_none()) {
        Some(first) => {
            let inner = links.find_map(before);
            match inner.is_some() || named(first) {
                true => (item_of(doc, run.get(first + 1..)?), inner),
                false => (run, None),
            }
        }
        None => (run, outer),
    };
    let first = run.first()?;
    let span = first.cover(*run.last()?);
    let told = || explained(doc, span.end, lexicon).or_else(|| small_head(doc, run, lexicon));
    let (found, told) = match outer.or_else(|| run.last().and_then(head)) {
        Some(head) => (head, false),
        None => (told()?, true),
    };
    // Procedure of the Project: the head alone names nothing.
    let bare = outer.is_none()
        && (run.len().checked_sub(2).and_then(|at| run.get(at)))
            .is_some_and(|w| doc.get(*w) == "the");
    if run.len() < 2
        || bare
        || doc.cue(Cue::EnglishBareItems).has(doc.get(span))
        || !told && !found.strong && run.len() < 3
        || organizations
            .covering(span.start)
            .is_some_and(|m| m.span.contains(span))
        // MSS and Korea Customs Service: the head is that of a body.
        || outer.is_none() && organizations.ending_at(span.end).is_some()
    {
        return None;
    }
    Some(item(
        doc,
        span,
        found.kind,
        if found.strong { 0.8 } else { 0.6 },
    ))
}

/// A run without the last link and a possessor behind it: `Policy Idea Contest | on People's Idea Box`.
fn before_possessor<'a>(doc: &Document<'_>, run: &'a [Span]) -> &'a [Span] {
    let (Some(last), Some(at)) = (run.last(), run.len().checked_sub(2)) else {
        return run;
    };
    let word = doc
        .text
        .get(last.start..)
        .and_then(|text| text.split(' ').next());
    let possessor = word.and_then(titlecase::owner).is_some();
    let linked = run
        .get(at)
        .is_some_and(|w| doc.cue(Cue::EnglishInside).has(doc.get(*w)));
    match possessor && linked {
        true => run.get(..at).unwrap_or(run),
        false => run,
    }
}

/// A run behind where something comes from or takes place: `Loans from the | Economic Development Cooperation Fund`,
/// `Vehicles Caught in | Joint Crackdown`.
///
/// Expert Forum on the Fragments from the West Side is what the forum is about.
fn behind_source<'a>(doc: &Document<'_>, run: &'a [Span], lexicon: &Lexicon) -> &'a [Span] {
    let head = |word: &Span| lexicon.heads.policy_word(doc.get(*word)).is_some();
    if !run.last().is_some_and(head) {
        return run;
    }
    let link = |w: &Span| matches!(doc.get(*w), "from" | "with" | "by" | "in" | "at");
    let source = run.iter().rposition(link);
    let source = source.filter(|at| !run.iter().take(*at).any(head));
    let the = |at: &usize| run.get(at + 1).is_some_and(|w| doc.get(*w) == "the");
    source
        .and_then(|at| run.get(at + 1 + usize::from(the(&at))..))
        .unwrap_or(run)
}

/// Whether a run is a post and its field.
fn is_held(doc: &Document<'_>, run: &[Span], lexicon: &Lexicon) -> bool {
    let link = run
        .iter()
        .position(|w| matches!(doc.get(*w), "for" | "of" | "to"));
    let post = link.and_then(|at| run.first().zip(run.get(at.checked_sub(1)?)));
    post.is_some_and(|(first, last)| titlecase::is_post(doc, doc.get(first.cover(*last)), lexicon))
}

/// Whether a run is the name of a house by the word behind it.
fn is_house(doc: &Document<'_>, run: &[Span]) -> bool {
    let rest = run
        .last()
        .and_then(|last| doc.text.get(last.end..)?.strip_prefix(' '));
    let next = rest.and_then(|rest| rest.split(|c: char| !c.is_alphabetic()).next());
    next.is_some_and(|word| doc.cue(Cue::EnglishHouses).has(word))
}

/// A run from where the name of an item begins: behind the words that open a sentence, `At the …`, and behind the verb of
/// a headline: `FSC Announces …`, `FSC and MOIS Sign …`, `Join the …`. Security Meet Up Day holds none.
fn item_of<'a>(doc: &Document<'_>, run: &'a [Span]) -> &'a [Span] {
    let verbs = doc.cue(Cue::EnglishHeadlineVerbs);
    let verb = |at: &usize| {
        let word = run.get(*at).map_or("", |w| doc.get(*w));
        let several = run.iter().take(*at).any(|w| doc.get(*w) == "and");
        titlecase::is_headline_verb(doc, word) || (*at == 0 || several) && verbs.has(word)
    };
    let behind = (0..run.len()).rev().find(verb).map_or(0, |at| at + 1);
    let opens = |w: &&Span| {
        let word = doc.get(**w);
        doc.cue(Cue::EnglishOpeners).has(word) || doc.cue(Cue::EnglishInside).has(word)
    };
    let run = run.get(behind..).unwrap_or(&[]);
    let opening = run.iter().take_while(opens).count();
    run.get(opening..).unwrap_or(&[])
}

/// What the words behind a name say that it is: `Startups for All, a one-stop program leading …`.
fn explained(doc: &Document<'_>, at: usize, lexicon: &Lexicon) -> Option<Head<PolicyKind>> {
    let rest = doc.text.get(at..)?.strip_prefix(", ")?;
    let rest = rest
        .strip_prefix("a ")
        .or_else(|| rest.strip_prefix("an "))?;
    let words = rest.split([' ', '\n']).take(EXPLAINED);
    // "an exhibition on", "a programme of": the noun stands before what it is about.
    let mut words = words.take_while(|w| w.chars().all(|c| c.is_ascii_lowercase() || c == '-'));
    words.find_map(|word| {
        let head = lexicon.heads.policy_word(&text::capitalized(word))?;
        matches!(head.kind, PolicyKind::Program | PolicyKind::Event).then_some(head)
    })
}

/// What the noun in small letters right behind a name says that it is: `the Just Dream project`. The name has words of its
/// own, and stands behind an article or a number.
fn small_head(doc: &Document<'_>, run: &[Span], lexicon: &Lexicon) -> Option<Head<PolicyKind>> {
    let (first, last) = (run.first()?, run.last()?);
    let before = doc.text.get(..first.start)?.trim_end();
    let before = before.rsplit(char::is_whitespace).next()?;
    let led = doc.cue(Cue::EnglishArticles).has(before) || is_ordinal(doc, before);
    let noun = doc.text.get(last.end..)?.strip_prefix(' ')?;
    let noun = noun.split(|c: char| !c.is_alphabetic()).next()?;
    let named = doc.cue(Cue::EnglishSmallHeads).has(noun) && run.len() > 1 && led;
    let head = lexicon.heads.policy_word(&text::capitalized(noun));
    head.filter(|_| named && !lexicon.organizations.knows(doc.get(first.cover(*last))))
}

/// Words behind a name within which the noun stands that says what it is.
const EXPLAINED: usize = 5;

fn quoted(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> Option<PolicyMention> {
    // “Capital Market Innovation toward a Korea Premium.”
    let stopped = doc.get(span).trim_end_matches(['.', ',']);
    let stopped = Span::new(span.start, span.start + stopped.len());
    let span = match doc.get(stopped).split(' ').count() {
        0..=2 => span,
        _ => stopped,
    };
    let text = doc.get(span);
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |w: &&&str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let capitals = words.iter().filter(capital).count();
    let small = |w: &&&str| doc.cue(Cue::EnglishInside).has(w);
    let counted = words.len() - words.iter().filter(small).count();
    // ” Minister Song said. “
    let stops = span == stopped && matches!(doc.after(span.end), Some('.' | ','));
    let whole = !stops
        || words
            .last()
            .is_some_and(|w| w.starts_with(char::is_uppercase));
    let lettered = |w: &&&str| w.chars().filter(|c| c.is_alphabetic()).count() > 1;
    if !(2..=12).contains(&words.len())
        || words.iter().filter(lettered).count() < 2
        || capitals * 3 < counted * 2
        || !whole
        || words.iter().any(|w| {
            doc.cue(Cue::EnglishFinite)
                .within(&format!(" {} ", w.to_ascii_lowercase()))
        })
        || text.starts_with(|c: char| c.is_lowercase() || c.is_whitespace())
        || text.ends_with(['.', ',', '!', '?'])
    {
        return None;
    }
    let kind = words
        .iter()
        .rev()
        .find_map(|w| lexicon.heads.policy_word(w))
        .or_else(|| introduced(doc, span.start, lexicon))
        .map_or(PolicyKind::Program, |head| head.kind);
    Some(item(doc, span, kind, 0.7))
}

/// What the noun before a quoted name says that it is: the special display, “…”.
fn introduced(doc: &Document<'_>, at: usize, lexicon: &Lexicon) -> Option<Head<PolicyKind>> {
    let before = doc
        .text
        .get(..at)?
        .trim_end_matches(['“', '‘', '"', '\'', '?', ' ', ',', '\n']);
    let noun = before.rsplit([' ', '\n']).next()?;
    lexicon.heads.policy_word(&text::capitalized(noun))
}

fn item(doc: &Document<'_>, span: Span, kind: PolicyKind, confidence: f64) -> PolicyMention {
    let name = phrase::tidy(doc.get(span));
    let name = match kind {
        PolicyKind::Program | PolicyKind::Event => {
            let digits = name.bytes().take_while(u8::is_ascii_digit).count();
            let rest = name.get(digits..).unwrap_or("");
            if digits == 4 {
                rest.trim_start().to_owned()
            } else {
                name
            }
        }
        _ => name,
    };
    PolicyMention {
        span,
        name,
        kind,
        known: None,
        confidence,
    }
}
