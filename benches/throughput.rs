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
use gija::sink::{Entry, Form, Style};

#[path = "../tests/common/mod.rs"]
mod common;

fn main() {
    divan::main();
}

fn pipeline() -> Pipeline {
    Pipeline::new(Options::default()).expect("the embedded tables are sound")
}

fn size(releases: &[RawRelease]) -> BytesCount {
    BytesCount::new(releases.iter().map(|r| r.text.len()).sum::<usize>())
}

/// Measures `stage` over the releases of the corpus, each made ready by `ready` outside of the measurement.
fn measure<T, R>(
    bencher: Bencher<'_, '_>,
    ready: impl Fn(RawRelease) -> T,
    stage: impl Fn(T) -> R,
) {
    let releases = common::corpus();
    bencher
        .counter(size(&releases))
        .with_inputs(|| releases.iter().cloned().map(&ready).collect::<Vec<T>>())
        .bench_local_values(|all| all.into_iter().map(&stage).collect::<Vec<R>>());
}

#[divan::bench]
fn bare_tokenizing(bencher: Bencher<'_, '_>) {
    let p = pipeline();
    measure(bencher, |raw| raw.text, |text| p.bare(&text));
}

/// With reading the files.
#[divan::bench]
fn ingest(bencher: Bencher<'_, '_>) {
    let releases = common::corpus();
    bencher.counter(size(&releases)).bench_local(common::corpus);
}

#[divan::bench]
fn clean(bencher: Bencher<'_, '_>) {
    let p = pipeline();
    measure(bencher, |raw| raw, |raw| p.clean(raw));
}

#[divan::bench]
fn repair(bencher: Bencher<'_, '_>) {
    let p = pipeline();
    measure(bencher, |raw| p.clean(raw), |clean| p.mend(clean));
}

#[divan::bench]
fn tokenize(bencher: Bencher<'_, '_>) {
    let p = pipeline();
    measure(
        bencher,
        |raw| p.mend(p.clean(raw)),
        |mended| p.cut(mended).tokens().len(),
    );
}

#[divan::bench]
fn extract_and_link(bencher: Bencher<'_, '_>) {
    let p = pipeline();
    measure(
        bencher,
        |raw| {
            let release = p.cut(p.mend(p.clean(raw)));
            release.tokens();
            release
        },
        |tokens| p.facts(tokens),
    );
}

#[divan::bench(args = ["jsonl", "text"])]
fn write(bencher: Bencher<'_, '_>, form: &str) {
    let p = pipeline();
    let form = Form::named(form).expect("a form that there is");
    let sink = form.sink(Style::default());
    measure(
        bencher,
        |raw| p.run(raw),
        |record| {
            let mut out = Vec::new();
            sink.encode(Entry::from(&record), &mut out)
                .expect("memory can be written");
            out
        },
    );
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    let p = pipeline();
    measure(bencher, |raw| raw, |raw| p.run(raw));
}
