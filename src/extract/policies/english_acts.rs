//! Whether an English phrase states an act: `joint planning of content`, `Expansion of market surveys`, `banning …`.

use crate::extract::Document;
use crate::lexicon::Cue;

/// The noun before the first link of a phrase.
pub(super) fn head<'a>(doc: &Document<'_>, phrase: &'a str) -> Option<&'a str> {
    let links = doc.cue(Cue::EnglishActLinks);
    let words = phrase.split(' ').take_while(|word| !links.has(word));
    words.last()
}

/// Whether the noun before the first link of a phrase is one of action, or a verb in -ing leads it.
pub(super) fn states_act(doc: &Document<'_>, phrase: &str) -> bool {
    let words = phrase
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let links = doc.cue(Cue::EnglishActLinks);
    let mut head = words
        .take_while(|word| !links.has(word))
        .filter(|word| *word != "and");
    let Some(first) = head.next() else {
        return false;
    };
    let last = head.last().unwrap_or(first);
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
    leads || named(last)
}
