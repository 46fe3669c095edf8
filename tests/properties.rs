//! What holds for every text, damaged or not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use gija::pipeline::{Options, Pipeline};
use gija::record::{Field, Mention, Record};
use gija::release::RawRelease;
use gija::repair::Mode;
use gija::text::paragraphs;
use proptest::prelude::*;

#[path = "common/cases.rs"]
mod cases;
mod common;

static PIPELINES: LazyLock<Vec<Pipeline>> = LazyLock::new(|| {
    [Mode::Off, Mode::Safe, Mode::Full]
        .into_iter()
        .map(|repair| {
            Pipeline::new(Options {
                repair,
                ..Options::default()
            })
            .unwrap()
        })
        .collect()
});

static TEXTS: LazyLock<Vec<String>> =
    LazyLock::new(|| common::corpus().into_iter().map(|raw| raw.text).collect());

/// Every mention of a record.
fn mentions(record: &Record) -> Vec<&Mention> {
    let mut all: Vec<&Mention> = Vec::new();
    all.extend(record.dates.iter().flat_map(|f| &f.mentions));
    all.extend(record.organizations.iter().flat_map(|f| &f.mentions));
    all.extend(record.people.iter().flat_map(|f| &f.mentions));
    all.extend(record.policies.iter().flat_map(|f| &f.mentions));
    all.extend(record.amounts.iter().flat_map(|f| &f.mentions));
    all.extend(record.quotes.iter().flat_map(|f| &f.mentions));
    all.extend(record.relations.iter().map(|f| &f.evidence));
    all
}

fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn holds(record: &Record, source: &str) -> Result<(), TestCaseError> {
    let all = mentions(record);
    for mention in &all {
        let text = match mention.field {
            Field::Text => &record.text.clean,
            Field::Title => record.title.as_ref().unwrap(),
        };
        prop_assert_eq!(&slice(text, mention.start, mention.end), &mention.text);
        if mention.field == Field::Text {
            prop_assert!(mention.source_start <= mention.source_end);
            prop_assert!(
                source
                    .get(mention.source_start..mention.source_end)
                    .is_some()
            );
        }
    }
    // Every line that is not blank stands in one part of the text.
    let mut parts = record.text.sections.iter().peekable();
    for line in paragraphs(&record.text.clean) {
        let indent = line.text.chars().take_while(|c| c.is_whitespace()).count();
        let start = line.chars.start + indent;
        let end = start + line.text.trim().chars().count();
        while parts.next_if(|part| part.end <= start).is_some() {}
        let fits = parts
            .peek()
            .is_some_and(|part| part.start <= start && end <= part.end);
        prop_assert!(fits, "{line:?}: {:?}", parts.peek());
    }
    let mut before = (0, 0);
    for removed in &record.text.removed {
        let line = source.get(removed.source_start..removed.source_end);
        prop_assert_eq!(line.map(str::trim), Some(&*removed.text));
        prop_assert!(!removed.text.is_empty());
        prop_assert!(before <= (removed.at, removed.source_start));
        prop_assert!(removed.at <= record.text.clean.chars().count());
        before = (removed.at, removed.source_end);
    }
    // Undone from the last to the first, the repairs leave the text before repair.
    let mut chars: Vec<char> = record.text.clean.chars().collect();
    for repair in record.text.repairs.iter().rev() {
        let now: String = chars[repair.start..repair.end].iter().collect();
        prop_assert_eq!(&now, &repair.after);
        chars.splice(repair.start..repair.end, repair.before.chars());
    }
    Ok(())
}

/// A text of the corpus with stretches lost, doubled or replaced.
fn damaged() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), 0usize..40, 0usize..5);
    (
        any::<prop::sample::Index>(),
        prop::collection::vec(cut, 0..24),
    )
        .prop_map(|(which, cuts)| {
            let mut chars: Vec<char> = TEXTS[which.index(TEXTS.len())].chars().take(2500).collect();
            for (place, length, what) in cuts {
                let at = place.index(chars.len() + 1);
                let end = (at + length).min(chars.len());
                let with: Vec<char> = match what {
                    0 => Vec::new(),
                    1 => vec!['\n'],
                    2 => vec!['?'; (end - at).min(2)],
                    3 => vec!['(', '\u{0}', '’'],
                    _ => chars[at..end].iter().rev().copied().collect(),
                };
                chars.splice(at..end, with);
            }
            chars.into_iter().collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases::cases(60)))]

    #[test]
    fn every_mention_is_there_and_every_repair_can_be_undone(text in damaged(), title in prop::option::of("[가-힣 ]{4,30}")) {
        for pipeline in PIPELINES.iter() {
            let raw = RawRelease { id: "x".into(), title: title.clone(), text: text.clone(), ..RawRelease::default() };
            let record = pipeline.run(raw);
            holds(&record, &text)?;
        }
    }

    #[test]
    fn any_text_gives_a_record(text in "\\PC{0,200}|[ -~\\n()]{0,200}|[가-힣0-9()\\[\\]‘’“”「」.,\\n ]{0,200}") {
        for pipeline in PIPELINES.iter() {
            let raw = RawRelease { id: "x".into(), text: text.clone(), ..RawRelease::default() };
            let record = pipeline.run(raw);
            holds(&record, &text)?;
        }
    }
}

#[test]
fn the_same_text_gives_the_same_record() {
    for text in TEXTS.iter().take(6) {
        let run = || {
            let raw = RawRelease {
                id: "x".into(),
                text: text.clone(),
                ..RawRelease::default()
            };
            serde_json::to_string(&PIPELINES[1].run(raw)).unwrap()
        };
        assert_eq!(run(), run());
    }
}
