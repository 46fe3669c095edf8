//! Amounts of money, as releases write them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use gija::pipeline::{Options, Pipeline};
use gija::release::RawRelease;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new(Options::default()).expect("the tables are sound"));

/// Value and currency of every amount of `text`.
fn amounts(text: &str) -> Vec<(f64, String)> {
    let record = PIPELINE.run(RawRelease {
        text: text.to_owned(),
        ..RawRelease::default()
    });
    let amounts = record.amounts.into_iter();
    amounts.map(|amount| (amount.value, amount.unit)).collect()
}

#[test]
fn korean_magnitudes_add_up() {
    for (text, value, unit) in [
        ("총 1조 6,903억원을 지원한다.", 1.6903e12, "KRW"),
        ("3억 2천만 원의 과징금을 부과하였다.", 3.2e8, "KRW"),
        ("243백만원을 기부하였다.", 2.43e8, "KRW"),
        ("약 10만 달러를 보냈다.", 1e5, "USD"),
    ] {
        assert_eq!(amounts(text), [(value, unit.to_owned())], "{text}");
    }
}

#[test]
fn english_magnitudes_stand_between_number_and_currency_or_behind_both() {
    for (text, value, unit) in [
        (
            "The budget of KRW 1.69 trillion was passed.",
            1.69e12,
            "KRW",
        ),
        (
            "National Assembly Passes KRW 1.69 Trillion Extra Budget",
            1.69e12,
            "KRW",
        ),
        (
            "It will provide 68.4 billion won to small firms.",
            6.84e10,
            "KRW",
        ),
        ("The fund holds USD 3 million in all.", 3e6, "USD"),
        ("Firms get KRW 500,000 each from the ministry.", 5e5, "KRW"),
    ] {
        assert_eq!(amounts(text), [(value, unit.to_owned())], "{text}");
    }
}

#[test]
fn what_only_looks_like_money_is_none() {
    for text in [
        "3원칙을 정했다.",
        "담당자 15명이 참석했다.",
        "The 5 millionaires met.",
    ] {
        assert_eq!(amounts(text), [], "{text}");
    }
}
