//! What cleaning promises of every text: it is tidy, and every character of it has its place in the source.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use gija::clean::{Options, clean};
use gija::lexicon::Lexicon;
use gija::release::{CleanRelease, RawRelease};
use gija::text::Span;
use proptest::prelude::*;
use unicode_normalization::is_nfc;

#[path = "common/cases.rs"]
mod cases;
mod common;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::embedded().unwrap());

/// Lines of the corpus, furniture of boards among them.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let texts = common::corpus().into_iter().map(|raw| raw.text);
    texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect()
});

/// Lines of the corpus in any order, cut anywhere, with all that a page may put between them.
fn page() -> impl Strategy<Value = String> {
    let line = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        "[ \\t\\u{A0}\\u{3000}]{0,3}(\\r\\n|\\n|\\r|\\u{2028}|\\n\\n\\n| )?|\\PC{0,4}|[\\u{FEFF}\\u{1100}-\\u{11FF}]{0,3}|\\u{FEFF}[\\u{11A8}-\\u{11C2}\\u{301}]",
    );
    prop::collection::vec(line, 0..30).prop_map(|lines| {
        let mut page = String::new();
        for (which, end, behind) in lines {
            let chars: Vec<char> = LINES[which.index(LINES.len())].chars().collect();
            page.extend(&chars[..end.index(chars.len() + 1)]);
            page.push_str(&behind);
        }
        page
    })
}

fn cleaned(text: &str, chrome: bool) -> CleanRelease {
    let raw = RawRelease {
        text: text.to_owned(),
        ..RawRelease::default()
    };
    clean(raw, &Options { chrome }, &LEXICON.cues)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases::cases(200)))]

    #[test]
    fn a_clean_text_is_tidy(page in page(), chrome in any::<bool>()) {
        let text = cleaned(&page, chrome).text.text;
        prop_assert!(is_nfc(&text), "{text:?}");
        prop_assert!(!text.contains("  ") && !text.contains('\r'), "{text:?}");
        for paragraph in text.split('\n').filter(|_| !text.is_empty()) {
            prop_assert!(!paragraph.is_empty(), "{text:?}");
            prop_assert_eq!(paragraph.trim(), paragraph);
        }
    }

    #[test]
    fn every_character_has_its_place_in_the_source(page in page(), chrome in any::<bool>()) {
        let release = cleaned(&page, chrome);
        let text = &release.text;
        let mut before = 0;
        for (at, c) in text.text.char_indices() {
            let origin = text.map.origin(Span::new(at, at + c.len_utf8()));
            prop_assert!(page.get(origin.start..origin.end).is_some(), "{c:?} at {at}: {origin:?}");
            prop_assert!(before <= origin.start, "{c:?} at {at} stands before its predecessor");
            before = origin.start;
        }
        let mut end = 0;
        for removed in &release.removed {
            prop_assert!(end <= removed.span.start && page.get(removed.span.start..removed.span.end).is_some());
            prop_assert!(chrome && !removed.reason.is_empty());
            end = removed.span.end;
        }
    }
}
