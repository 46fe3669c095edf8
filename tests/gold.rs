//! The corpus and its gold facts: accuracy may rise, not fall.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{HashMap, HashSet};
use std::path::Path;

use gija::pipeline::{Options, Pipeline};
use gija::record::Record;
use serde_json::Value;

mod common;

/// The least F1 per kind of fact over `corpus/gold.jsonl` and `corpus/gold.en.jsonl`.
const DATES: f64 = 0.80;
const ORGANIZATIONS: f64 = 0.60;
const PEOPLE: f64 = 0.72;

#[derive(Default)]
struct Tally {
    both: usize,
    found: usize,
    wanted: usize,
}

impl Tally {
    fn add(&mut self, wanted: &HashSet<String>, found: &HashSet<String>) {
        self.both += wanted.intersection(found).count();
        self.found += found.len();
        self.wanted += wanted.len();
    }

    fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.found + self.wanted) as f64
    }
}

fn squeezed(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[test]
fn the_corpus_gives_its_gold_facts() {
    let pipeline = Pipeline::new(Options::default()).unwrap();
    let records: HashMap<String, Record> = common::corpus()
        .into_iter()
        .map(|raw| pipeline.run(raw))
        .map(|record| (record.id.clone(), record))
        .collect();
    let (mut dates, mut organizations, mut people) =
        (Tally::default(), Tally::default(), Tally::default());
    let mut issuers = 0;
    let mut releases = 0;
    for file in ["gold.jsonl", "gold.en.jsonl"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(file);
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let gold: Value = serde_json::from_str(line).unwrap();
            let id = gold["id"].as_str().unwrap();
            let record = records
                .get(id)
                .unwrap_or_else(|| panic!("{id} gave no record"));
            let wanted = |list: &str, key: &str| -> HashSet<String> {
                gold[list]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|f| squeezed(f[key].as_str().unwrap()))
                    .collect()
            };
            let values = gold["dates"].as_array().unwrap().iter();
            dates.add(
                &values
                    .map(|d| d["value"].as_str().unwrap().to_owned())
                    .collect(),
                &record.dates.iter().map(|d| d.value.clone()).collect(),
            );
            organizations.add(
                &wanted("orgs", "name"),
                &record
                    .organizations
                    .iter()
                    .map(|o| squeezed(&o.name))
                    .collect(),
            );
            people.add(
                &wanted("people", "name"),
                &record.people.iter().map(|p| squeezed(&p.name)).collect(),
            );
            let issuer = record.issuer.as_ref().map(|i| i.name.as_str());
            issuers += usize::from(issuer == gold["issuer"].as_str());
            releases += 1;
        }
    }
    let figures = format!(
        "dates {:.3}, organisations {:.3}, people {:.3}, issuer {issuers}/{releases}",
        dates.f1(),
        organizations.f1(),
        people.f1()
    );
    println!("{figures}");
    assert!(releases >= 20, "{figures}");
    assert!(dates.f1() >= DATES, "{figures}");
    assert!(organizations.f1() >= ORGANIZATIONS, "{figures}");
    assert!(people.f1() >= PEOPLE, "{figures}");
    assert!(issuers * 10 >= releases * 9, "{figures}");
}
