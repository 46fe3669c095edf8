//! Throughput of each stage over the corpus, beside bare tokenising of the same texts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use divan::Bencher;
use divan::counter::BytesCount;
use gija::pipeline::{Options, Pipeline};
use gija::release::RawRelease;

#[path = "../tests/common/mod.rs"]
mod common;

fn main() {
    divan::main();
}

fn set_up() -> (Pipeline, Vec<RawRelease>, BytesCount) {
    let releases = common::corpus();
    let bytes = releases.iter().map(|r| r.text.len()).sum::<usize>();
    let pipeline = Pipeline::new(Options::default()).expect("the embedded tables are sound");
    (pipeline, releases, BytesCount::new(bytes))
}

#[divan::bench]
fn bare_tokenizing(bencher: Bencher<'_, '_>) {
    let (pipeline, releases, bytes) = set_up();
    bencher.counter(bytes).bench_local(|| {
        releases
            .iter()
            .map(|r| pipeline.bare(&r.text))
            .sum::<usize>()
    });
}

#[divan::bench]
fn clean(bencher: Bencher<'_, '_>) {
    let (pipeline, releases, bytes) = set_up();
    bencher
        .counter(bytes)
        .with_inputs(|| releases.clone())
        .bench_local_values(|all| {
            all.into_iter()
                .map(|r| pipeline.clean(r))
                .collect::<Vec<_>>()
        });
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let (pipeline, releases, bytes) = set_up();
    bencher
        .counter(bytes)
        .with_inputs(|| releases.clone())
        .bench_local_values(|all| all.into_iter().map(|r| pipeline.run(r)).collect::<Vec<_>>());
}
