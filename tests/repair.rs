//! What repair promises: every edit can be undone, a second repair changes nothing, clean text stays as it is.

use gija::release::{CleanRelease, RawRelease, RepairedRelease};
use gija::repair::{Mode, Model, Repairer};
use gija::text::{Editor, Span};
use proptest::prelude::*;

#[path = "common/cases.rs"]
mod cases;

/// White space as the clean stage leaves it: one space, one line break, none at the edges.
fn clean(raw: &str) -> CleanRelease {
    let mut editor = Editor::new(raw);
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        editor.keep_until(at + word);
        let gap = &rest[word..];
        let gap = &gap[..gap.find(|c: char| !c.is_whitespace()).unwrap_or(gap.len())];
        let end = at + word + gap.len();
        let want = match gap {
            _ if at + word == 0 || end == raw.len() => "",
            gap if gap.contains('\n') => "\n",
            _ => " ",
        };
        if gap == want {
            editor.keep_until(end);
        } else {
            editor.replace_until(end, want);
        }
        at = end;
    }
    let text = editor.finish();
    CleanRelease {
        raw: RawRelease {
            text: raw.to_owned(),
            ..RawRelease::default()
        },
        text,
        ..CleanRelease::default()
    }
}

fn undo(repaired: &RepairedRelease) -> String {
    let mut text = repaired.text.text.clone();
    for edit in repaired.edits.iter().rev() {
        assert_eq!(edit.span.of(&text), edit.after);
        text.replace_range(Range::from(edit.span), &edit.before);
    }
    text
}

use std::ops::Range;

const RELEASE: &str = "산림청(청장 임하늘, 이하 ‘산림청’)은 2024년 3월 15일(금) 정부대전청사에서 ‘숲길 안전 점검 \
    회의’를 열고 봄철 산불 예방 및 등산객 안전 대책 등을 논의했다고 밝혔다.\n이번 회의는 최근 건조한 날씨가 이어지면서 \
    산불 위험이 커진 데 따른 것으로, 전국 5개 지방산림청과 소방청 등 관계 기관이 참석했다. 산림청은 이달 말까지 숲길 \
    120곳을 집중 점검하고, 위험한 곳은 바로 고칠 수 있도록 예산을 먼저 쓸 계획이다.\n임하늘 청장은 “작은 불씨가 큰 산불이 \
    될 수 있는 만큼 국민 여러분의 관심과 협조가 무엇보다 중요하다”고 말했다.";

/// The same without the syllables that stood alone, as a board copy has it.
fn without_lone_syllables(text: &str) -> String {
    let hangul = |c: Option<&char>| c.is_some_and(|c| ('가'..='힣').contains(c));
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|k| chars.get(k));
        if !hangul(Some(c)) || hangul(before) || hangul(chars.get(i + 1)) {
            out.push(*c);
        }
    }
    out
}

#[test]
fn a_whole_release_stays_as_it_is() {
    let repairer = Repairer::new().unwrap();
    for mode in [Mode::Off, Mode::Safe, Mode::Full] {
        let repaired = repairer.repair(clean(RELEASE), mode, None);
        assert_eq!(repaired.text.text, RELEASE);
        assert!(repaired.edits.is_empty());
        assert_eq!(repaired.damage, 0.0);
    }
}

/// What rules determine without a trained model; the model's share is measured by its own training.
#[test]
fn rules_put_back_what_they_determine() {
    let repairer = Repairer::with_model(Model::default());
    let lost = without_lone_syllables(RELEASE);
    let repaired = repairer.repair(clean(&lost), Mode::Full, None);
    assert!(repaired.damage > 0.01);
    let text = &repaired.text.text;
    for phrase in ["15(금)", "고칠 수 있도록"] {
        assert!(
            !lost.contains(phrase) && text.contains(phrase),
            "{phrase} in {text}"
        );
    }
}

#[test]
fn off_changes_nothing() {
    let repairer = Repairer::new().unwrap();
    let lost = clean(&without_lone_syllables(RELEASE));
    let before = lost.text.text.clone();
    let repaired = repairer.repair(lost, Mode::Off, None);
    assert_eq!(repaired.text.text, before);
    assert!(repaired.edits.is_empty());
}

#[test]
fn a_weekday_is_computed() {
    let repairer = Repairer::new().unwrap();
    let repaired = repairer.repair(clean("일시 : 2020. 1. 16(), 호텔"), Mode::Safe, None);
    assert_eq!(repaired.text.text, "일시 : 2020. 1. 16(목), 호텔");
    assert_eq!(
        repaired.edits[0].span,
        Span::new("일시 : 2020. 1. 16(".len(), "일시 : 2020. 1. 16(목".len())
    );
}

#[test]
fn magnitudes_are_reported_not_made_up() {
    let repairer = Repairer::new().unwrap();
    let repaired = repairer.repair(clean("예산은 4,875 원으로 늘었다."), Mode::Full, None);
    assert_eq!(repaired.text.text, "예산은 4,875 원으로 늘었다.");
    assert_eq!(repaired.warnings, ["lost_magnitude: '4,875 원' at 4"]);
}

#[test]
fn very_long_lines_take_linear_time() {
    let repairer = Repairer::new().unwrap();
    for hostile in ["(", "?가", "16()", "가 ", "가\n", " 1 2()", "‘", "가", "ȃ"] {
        let text = hostile.repeat(100_000 / hostile.len());
        let repaired = repairer.repair(clean(&text), Mode::Full, None);
        assert_eq!(undo(&repaired), clean(&text).text.text);
    }
}

/// Cuts, breaks and replacements anywhere in the release.
fn damaged() -> impl Strategy<Value = String> {
    let hit = (0usize..400, 0u8..8);
    (prop::collection::vec(hit, 0..150), any::<bool>()).prop_map(|(hits, lone)| {
        let text = if lone {
            without_lone_syllables(RELEASE)
        } else {
            RELEASE.to_owned()
        };
        let mut chars: Vec<String> = text.chars().map(String::from).collect();
        for (at, what) in hits {
            let Some(c) = chars.get_mut(at) else { continue };
            match what {
                0 => c.clear(),
                1 => c.push('\n'),
                2 => c.push(' '),
                3 => *c = "?".to_owned(),
                4 => c.push_str("  "),
                5 => c.push_str(" 庄ȃ "),
                6 if c == " " => c.clear(),
                _ => c.push_str("\n "),
            }
        }
        chars.concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases::cases(200)))]

    #[test]
    fn every_edit_can_be_undone(raw in damaged(), full in any::<bool>()) {
        let repairer = Repairer::new().unwrap();
        let before = clean(&raw);
        let text = before.text.text.clone();
        let mode = if full { Mode::Full } else { Mode::Safe };
        let repaired = repairer.repair(before, mode, None);
        prop_assert_eq!(undo(&repaired), text);
        for edit in &repaired.edits {
            prop_assert!((0.0..=1.0).contains(&edit.confidence));
            prop_assert_eq!(edit.span.of(&repaired.text.text), edit.after.as_str());
        }
    }

    #[test]
    fn a_second_repair_changes_nothing(raw in damaged(), full in any::<bool>()) {
        let repairer = Repairer::new().unwrap();
        let mode = if full { Mode::Full } else { Mode::Safe };
        let once = repairer.repair(clean(&raw), mode, None).text.text;
        let twice = repairer.repair(clean(&once), mode, None);
        prop_assert_eq!(&twice.text.text, &once, "{:?}", twice.edits);
    }
}
