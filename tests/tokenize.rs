//! What the tokenizer promises.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use gija::release::{Class, Kind, Pos, Token};
use gija::text::{CharIndex, Span};
use gija::tokenize::{Korean, Language, Tokenizer, UserWord};
use proptest::prelude::*;

static KOREAN: LazyLock<Korean> = LazyLock::new(|| Korean::new().unwrap());

fn tokens(korean: &Korean, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    korean.tokenize(text, &mut tokens).unwrap();
    tokens
}

/// `surface/tag` of each token.
fn cut(korean: &Korean, text: &str) -> String {
    let words = tokens(korean, text);
    let words = words
        .iter()
        .map(|t| format!("{}/{}", t.text(text), t.tag()));
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn particles_are_found() {
    for (text, expected) in [
        ("사람이 왔다", "사람/NNG 이/JKS 왔/VV+EP 다/EC"),
        (
            "장관은 말했다.",
            "장관/NNG 은/JX 말/NNG 했/XSV+EP 다/EF ./SF",
        ),
        (
            "정책을 알릴 수 있다",
            "정책/NNG 을/JKO 알릴/VV+ETM 수/NNB 있/VV 다/EC",
        ),
    ] {
        assert_eq!(cut(&KOREAN, text), expected);
    }
}

#[test]
fn white_space_parts_words_but_not_what_they_say_of_each_other() {
    // As a particle 이 cannot follow a space; 수 있다 is told apart from a number and an adjective by what is before.
    assert_eq!(cut(&KOREAN, "이 사람"), "이/MM 사람/NNG");
    assert_eq!(
        cut(&KOREAN, "할\u{A0}수\u{3000}있다"),
        cut(&KOREAN, "할 수 있다")
    );
    assert_eq!(
        cut(&KOREAN, "3 000 ABC DEF - -"),
        "3/SN 000/SN ABC/SL DEF/SL -/SY -/SY"
    );
}

#[test]
fn foreign_words_digits_and_marks_are_whole() {
    let text = "Fraunhofer IZI와 MOU(2020.1.16.)를";
    let expected =
        "Fraunhofer/SL IZI/SL 와/JC MOU/SL (/SSO 2020/SN ./SF 1/SN ./SF 16/SN ./SY )/SSC 를/JKO";
    let found = cut(&KOREAN, text);
    assert_eq!(
        found.replace("./SY", "./SF"),
        expected.replace("./SY", "./SF")
    );
}

#[test]
fn the_letter_that_is_used_as_a_middle_dot_is_one() {
    assert_eq!(
        cut(&KOREAN, "발행인ㆍ편집인"),
        "발행인/NNG ㆍ/SC 편집인/NNG"
    );
}

#[test]
fn names_compounds_and_unknown_words_are_told() {
    let text = "박영선 장관과 서울 뙫됃";
    let tokens = tokens(&KOREAN, text);
    let of = |word: &str| *tokens.iter().find(|t| t.text(text) == word).unwrap();
    assert_eq!(
        (of("박영선").pos, of("박영선").class),
        (Pos::NNP, Class::Person)
    );
    assert_eq!(of("서울").class, Class::Place);
    assert_eq!(tokens.last().unwrap().kind(), Kind::Unknown);

    let text = "보건복지부";
    let compound = self::tokens(&KOREAN, text)[0];
    let parts: Vec<&str> = compound.parts(text).map(|part| part.of(text)).collect();
    assert_eq!(
        (compound.kind(), parts),
        (Kind::Compound, vec!["보건", "복지", "부"])
    );
}

#[test]
fn users_add_words() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.tsv"),
        "기정원\tNNP\n한국 은행\tNNP\t-1000\n\"가,나\"\tNNG\n",
    )
    .unwrap();
    std::fs::write(
        folder.path().join("b.tsv"),
        "K방역\tNNG\nㆍㆍㆍ\tSE\t-9000\n",
    )
    .unwrap();
    std::fs::write(folder.path().join("notes.md"), "not a dictionary").unwrap();
    let words = UserWord::read(folder.path()).unwrap();
    let korean = Korean::with_user_words(&words).unwrap();
    for (text, expected) in [
        ("기정원은 새로", "기정원/NNP 은/JX 새로/MAG"),
        ("한국 은행이", "한국 은행/NNP 이/JKS"),
        ("\"가,나\"는", "\"가,나\"/NNG 는/JX"),
        ("새 K방역은ㆍㆍㆍ", "새/MM K방역/NNG 은/JX ㆍㆍㆍ/SE"),
    ] {
        assert_eq!(cut(&korean, text), expected);
    }
    let text = "기정원";
    assert_eq!(tokens(&korean, text)[0].kind(), Kind::User);
    assert_eq!(
        cut(&Korean::with_user_words(&[]).unwrap(), text),
        cut(&KOREAN, text)
    );
}

#[test]
fn the_language_chooses_the_rules() {
    let tokenizer = Tokenizer::new(Korean::new().unwrap());
    let text = "Minister's visit 장관이";
    let mut tokens = Vec::new();
    tokenizer
        .tokenize(text, Language::English, &mut tokens)
        .unwrap();
    assert_eq!(
        tokens.iter().map(|t| t.text(text)).collect::<Vec<_>>(),
        ["Minister's", "visit", "장관이"]
    );
    tokenizer
        .tokenize(text, Language::Korean, &mut tokens)
        .unwrap();
    assert_eq!(tokens.last().unwrap().pos, Pos::JKS);
}

#[test]
fn threads_share_one_tokenizer() {
    let text = "중소벤처기업부는 16일 협약을 체결했다.\n".repeat(50);
    let alone = tokens(&KOREAN, &text);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(tokens(&KOREAN, &text), alone));
        }
    });
}

/// Every character but white space is in one token, tokens stand in order.
fn tiles(text: &str, tokens: &[Token]) -> Result<(), TestCaseError> {
    let mut at = 0;
    for token in tokens {
        let span = token.span;
        prop_assert!(
            span.start >= at && span.end > span.start,
            "{span:?} after {at} in {text:?}"
        );
        let before = text.get(at..span.start);
        prop_assert!(
            before.is_some_and(|gap| gap.chars().all(char::is_whitespace)),
            "{before:?} left out of {text:?}"
        );
        let covered = text.get(span.start..span.end);
        prop_assert!(
            covered.is_some_and(|word| !word.contains(char::is_whitespace)),
            "{covered:?} in {text:?}"
        );
        let parts: Vec<Span> = token.parts(text).collect();
        prop_assert_eq!(
            parts.iter().map(|part| part.of(text)).collect::<String>(),
            token.text(text)
        );
        at = span.end;
    }
    prop_assert!(
        text.get(at..)
            .is_some_and(|rest| rest.chars().all(char::is_whitespace)),
        "end of {text:?} left out"
    );
    Ok(())
}

/// What lindera's own lattice makes of a text.
fn by_lindera(korean: &Korean, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    korean.tokenize_by_lindera(text, &mut tokens).unwrap();
    tokens
}

#[test]
fn words_are_found_as_by_lindera_also_where_they_come_again() {
    let user = "기정원\tNNP\n한국 은행\tNNP\t-1000\n영차 영차\tIC\t-1000\nABC\tSL\n";
    let korean = Korean::with_user_words(&UserWord::parse(user).unwrap()).unwrap();
    // One word of the dictionary has a space inside: 영치기 영차.
    let text = "영치기 영차 영치기 영희가 영치기 여영차, 한국 은행은 한국 은행나무와 ABC ABCD 기정원기정원\n".repeat(3);
    for korean in [&KOREAN, &korean] {
        assert_eq!(tokens(korean, &text), by_lindera(korean, &text));
    }
    assert_eq!(tokens(&KOREAN, "영치기 영차").len(), 1);
}

#[test]
fn the_corpus_is_cut_as_by_lindera() {
    let mut lines = 0;
    for entry in walkdir::WalkDir::new("corpus/releases") {
        let Ok(text) = std::fs::read_to_string(entry.unwrap().path()) else {
            continue;
        };
        for line in text.lines() {
            assert_eq!(tokens(&KOREAN, line), by_lindera(&KOREAN, line), "{line}");
            lines += 1;
        }
    }
    assert!(lines > 500, "{lines}");
}

proptest! {
    #[test]
    fn any_text_is_cut_as_by_lindera(text in "([가-힣]{1,4}(은|는|이|가|을|를|의|에)?|[0-9]{1,4}|[a-zA-Z]{1,8}|[ \t\n\u{A0}]{1,3}|[.,·ㆍ(){}'’「」~-]{1,3}|[中一二三百十\u{FFFF}\u{0}🎉\u{F0855}ㄱㅋ]){0,60}") {
        prop_assert_eq!(tokens(&KOREAN, &text), by_lindera(&KOREAN, &text));
    }

    #[test]
    fn tokens_tile_any_text(text in any::<String>()) {
        tiles(&text, &tokens(&KOREAN, &text))?;
    }

    #[test]
    fn tokens_tile_likely_text(text in "([가-힣]{1,4}(은|는|이|가|을|를|의|에)?|[0-9]{1,4}|[a-zA-Z]{1,8}|[ \t\n\u{A0}\u{3000}]{1,3}|[.,·ㆍ(){}'’「」~-]{1,3}|[中一二\u{FFFF}\u{0}🎉\u{F0855}ㄱㅋ]){0,40}") {
        tiles(&text, &tokens(&KOREAN, &text))?;
        let mut english = Vec::new();
        Tokenizer::new(Korean::new().unwrap()).tokenize(&text, Language::English, &mut english).unwrap();
        tiles(&text, &english)?;
    }

    #[test]
    fn tokens_tile_long_lines(unit in "[가-힣a-z0-9.·( \u{FFFF}]{1,6}", times in 1usize..3000) {
        let text = unit.repeat(times);
        tiles(&text, &tokens(&KOREAN, &text))?;
    }
}

#[test]
fn long_lines_cost_linear_time() {
    for unit in ["가", "가나다라", "뷁", "·", ".", "a", "1 ", "一", "있다. "] {
        let time = |times: usize| {
            let text = unit.repeat(times);
            let runs = (0..3).map(|_| {
                let start = Instant::now();
                tokens(&KOREAN, &text);
                start.elapsed()
            });
            runs.min().unwrap()
        };
        let (short, long) = (time(20_000), time(80_000));
        assert!(
            long < 10 * short + Duration::from_millis(20),
            "{unit:?}: {short:?}, four times as long {long:?}"
        );
    }
}

/// Compares with MeCab-ko on the lines of `GIJA_REFERENCE`; see `tests/agreement/reference.py`.
#[test]
#[ignore = "needs a reference made with Python"]
fn agreement() {
    let path = std::env::var("GIJA_REFERENCE").expect("GIJA_REFERENCE names no file");
    let (mut lines, mut equal, mut common, mut ours, mut theirs) = (0u32, 0u32, 0, 0, 0);
    for record in std::fs::read_to_string(path).unwrap().lines() {
        let record: serde_json::Value = serde_json::from_str(record).unwrap();
        let line = record["line"].as_str().unwrap();
        let index = CharIndex::new(line);
        let found: Vec<(u64, u64, &str)> = tokens(&KOREAN, line)
            .iter()
            .map(|t| {
                (
                    index.chars(t.span.start) as u64,
                    index.chars(t.span.end) as u64,
                    t.tag(),
                )
            })
            .collect();
        let reference: Vec<(u64, u64, &str)> = record["tokens"]
            .as_array()
            .unwrap()
            .iter()
            .map(|t| {
                (
                    t[0].as_u64().unwrap(),
                    t[1].as_u64().unwrap(),
                    t[2].as_str().unwrap(),
                )
            })
            .collect();
        lines += 1;
        equal += u32::from(found == reference);
        common += found.iter().filter(|t| reference.contains(t)).count();
        ours += found.len();
        theirs += reference.len();
    }
    let f1 = 2.0 * common as f64 / (ours + theirs) as f64;
    println!(
        "{lines} lines, {:.2} % equal, F1 of spans with parts of speech {f1:.5}",
        100.0 * f64::from(equal) / f64::from(lines)
    );
    assert!(f1 > 0.99);
}
