//! Items of English lists: where their head phrase begins and ends, and whether it states an act: `joint planning of content`,
//! `Expansion of market surveys`, `banning …`.

use super::marks::Mark;
use crate::extract::Document;
use crate::lexicon::{Cue, Lexicon};
use crate::record::{Language, PolicyKind};
use crate::text::{self, Span, tail};

/// Bytes above an item within which the question stands that it answers.
const ASKED: usize = 600;
/// Bytes of who does what an item says, in brackets behind it, at most.
const DOER: usize = 160;

/// Whether what is marked in an English release is an item: of marks that begin lines, as paragraphs do, only what is a
/// phrase and no sentence, or what explains itself behind a colon.
pub(super) fn is_item(
    doc: &Document<'_>,
    mark: &Mark,
    span: Span,
    name: &str,
    lexicon: &Lexicon,
) -> bool {
    let rest = doc.text.get(span.end..).unwrap_or("");
    let ends = rest.is_empty() || rest.starts_with(['\n', ';', ',', '.']) || rest.starts_with(" (");
    let says = || {
        let act = states_act(doc, name);
        match rest.starts_with(": ") {
            true => act,
            // 1) Damage desks: among acts it is one.
            false => ends && (act || is_thing(doc, span, lexicon) || mark.number > 0),
        }
    };
    // practices that are unreasonable, factors that hold back: what is looked for.
    let first = name.split(' ').next().unwrap_or("");
    let things = first.ends_with('s') && !first.ends_with("ss") && !states_act(doc, name);
    doc.language != Language::Ko
        && (!mark.leads_paragraph() || says())
        && !things
        && !doc.cue(Cue::EnglishFinite).within(&format!(" {name} "))
        && !is_asked(doc, mark)
        && !lexicon.organizations.knows(name)
}

/// Whether an English item is one by itself and not only among others that are: of marks inside a line three words are.
pub(super) fn is_act(doc: &Document<'_>, mark: &Mark, span: Span, lexicon: &Lexicon) -> bool {
    let text = doc.get(span);
    states_act(doc, text)
        || is_thing(doc, span, lexicon)
        || !mark.leads_paragraph() && text.split(' ').count() >= 3
}

/// Whether nothing follows an item in its line but a mark, or who does it in brackets: `Moving to … (Relief Division)`.
pub(super) fn is_whole(doc: &Document<'_>, span: Span) -> bool {
    let end = text::past_bracket(doc.text, span.end, DOER);
    let rest = doc.text.get(end..).unwrap_or("");
    let rest = rest.trim_start_matches([';', ',', '.']);
    let rest = rest.strip_prefix(" and").unwrap_or(rest);
    rest.is_empty() || rest.starts_with('\n')
}

/// The noun before the first link of a phrase.
fn head<'a>(doc: &Document<'_>, phrase: &'a str) -> Option<&'a str> {
    let links = doc.cue(Cue::EnglishActLinks);
    let words = phrase.split(' ').take_while(|word| !links.has(word));
    words.last()
}

/// Whether the noun before the first link of a phrase is one of action, or a verb in -ing leads it.
pub(super) fn states_act(doc: &Document<'_>, phrase: &str) -> bool {
    let mut words = phrase
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let links = doc.cue(Cue::EnglishActLinks);
    let mut head = words
        .clone()
        .take_while(|word| !links.has(word))
        .filter(|word| *word != "and");
    let Some(first) = head.next() else {
        return false;
    };
    let last = head.last().unwrap_or(first);
    // jointly planning and broadcasting
    let adverb = first.ends_with("ly") && first.starts_with(char::is_lowercase);
    let first = match adverb {
        true => words.nth(1).unwrap_or(first),
        false => first,
    };
    // Before the application is written: no act, but when.
    if doc.cue(Cue::EnglishOpeners).has(first) {
        return false;
    }
    let named = |word: &str| {
        let small = word.to_ascii_lowercase();
        let one = small.strip_suffix('s').unwrap_or(&small);
        let acts = doc.cue(Cue::EnglishActs);
        let listed = acts.has(&small) || acts.has(one);
        listed || doc.cue(Cue::EnglishActEnds).end(one) && !doc.cue(Cue::EnglishNoActs).has(one)
    };
    let leads = first.len() > 4
        && first.ends_with("ing")
        && !doc.cue(Cue::EnglishNoActs).has(&first.to_ascii_lowercase());
    leads || leads_with_verb(doc, phrase) || named(last)
}

/// Whether a phrase begins with the verb of what an authority will do: `Widen the Employment Retention Subsidy`. What users
/// are to do, fill in a form, is none.
pub(super) fn leads_with_verb(doc: &Document<'_>, phrase: &str) -> bool {
    let mut words = phrase.split(' ');
    let verbs = doc.cue(Cue::EnglishActVerbs);
    (words.next()).is_some_and(|word| verbs.has(&word.to_ascii_lowercase()))
        && words.next().is_some()
}

/// Where an English item begins behind whose it is or when it is done: `Jeju Special Self-Governing Province: …`, `Before
/// the application: providing …`.
pub(super) fn label(doc: &Document<'_>, text: &str, lexicon: &Lexicon) -> usize {
    let label = text.find(": ").filter(|at| {
        let (label, act) = text.split_at_checked(*at).unwrap_or(("", ""));
        let name = label.split(" (").next().unwrap_or(label).trim_end();
        let act = act.get(": ".len()..).unwrap_or("");
        let act = act.get(..end(doc, act)).unwrap_or("");
        let first = label.split(' ').next().unwrap_or("");
        let when = doc.cue(Cue::EnglishOpeners).has(first) && states_act(doc, act);
        !label.contains('\n') && (lexicon.organizations.knows(name) || when)
    });
    label.map_or(0, |at| at + ": ".len())
}

/// Whether an English item is a programme rather than an act: `solution for responding to regional extinction`.
pub(super) fn is_thing(doc: &Document<'_>, span: Span, lexicon: &Lexicon) -> bool {
    let program = |word: &str| {
        let head = lexicon.heads.policy_word(word);
        head.is_some_and(|head| head.kind == PolicyKind::Program && !head.strong)
    };
    // Receive your certificate: a step of a procedure.
    let text = doc.get(span);
    let asks = text.starts_with(|c: char| c.is_uppercase())
        && text.chars().nth(1).is_some_and(char::is_lowercase);
    if asks {
        return false;
    }
    let noun = head(doc, text).filter(|_| !states_act(doc, text));
    noun.is_some_and(|noun| program(&text::capitalized(noun)))
}

/// Whether the line above an English item is a question, or another item below one: What are we looking for?
fn is_asked(doc: &Document<'_>, mark: &Mark) -> bool {
    let before = tail(doc.text, mark.span.start, ASKED);
    let mut above = before.trim_end().rsplit('\n');
    let item = |line: &&str| {
        line.trim_start()
            .starts_with(|c: char| !c.is_alphanumeric())
    };
    above
        .find(|line| !item(line))
        .is_some_and(|line| line.ends_with('?'))
}

/// Whether `heading` is an English one in brackets, of what follows it: `(Lectures) Visiting lectures …`,
/// `(Before the application is written) Providing …`.
pub(super) fn sums_up(doc: &Document<'_>, heading: &str, act: &str) -> bool {
    let latin = |text: &str| text.starts_with(|c: char| c.is_ascii_uppercase());
    let words = heading.split(' ');
    let when = |word| doc.cue(Cue::EnglishOpeners).has(word);
    let short = words.clone().count() <= 3;
    latin(heading) && latin(act.trim_start()) && (short || words.take(1).any(when))
}

/// Where the head phrase of an English item ends.
pub(super) fn end(doc: &Document<'_>, text: &str) -> usize {
    // (b) encouraging farms and | (c) promoting roofs
    let bare = text.trim_end();
    let text = bare.strip_suffix(" and").unwrap_or(text);
    let first = |stop: &str| text.find(stop);
    // Higher subsidies: from KRW 500,000 to KRW 600,000
    let label = text
        .find(": ")
        .filter(|at| text.get(..*at).is_some_and(|label| label.contains(' ')));
    let end = (doc.cue(Cue::EnglishItemEnds).iter())
        .filter_map(first)
        .chain(label)
        .min()
        .unwrap_or(text.len());
    // Where, with whom and by when is no more of the head, once that says enough.
    let enough = text.match_indices(' ').nth(1).map_or(end, |(at, _)| at);
    (doc.cue(Cue::EnglishItemTails).iter())
        .filter_map(|tail| Some(enough + text.get(enough..end)?.find(tail)?))
        .min()
        .unwrap_or(end)
}
