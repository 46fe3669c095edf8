//! `gija eval`: predicted facts against gold ones.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde_json::Value;

use super::Outcome;

/// Precision, recall and F1 of predicted facts by type, for people who add to the dictionaries
///
/// GOLD has a line per release with id, issuer, dates (value), orgs, people and policies (name); PREDICTED is the
/// output of `gija extract`. Names count as the same but for spaces, marks and case; an organisation also by one of
/// its aliases. Policies are matched exactly here, so their figures are lower bounds.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub struct Eval {
    /// Gold facts, JSON Lines
    gold: PathBuf,
    /// Records, JSON Lines
    predicted: PathBuf,
}

const EXAMPLE: &str = "Example:
  gija extract corpus/releases -o facts.jsonl
  gija eval corpus/gold.jsonl facts.jsonl";

/// The lists that are compared: its name, in gold and in records, and the field that says which fact it is.
const KINDS: [(&str, &str, &str, &str); 4] = [
    ("dates", "dates", "dates", "value"),
    ("organizations", "orgs", "organizations", "name"),
    ("people", "people", "people", "name"),
    ("policies", "policies", "policies", "name"),
];

impl Eval {
    /// Runs the command.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let gold = lines(&self.gold)?;
        let predicted: HashMap<String, Value> = lines(&self.predicted)?.into_iter().collect();
        if gold.is_empty() {
            bail!("{}: no gold facts", self.gold.display());
        }
        let mut counts: BTreeMap<usize, [usize; 3]> = BTreeMap::new();
        let mut issuers = 0;
        let mut missing = 0;
        for (id, facts) in &gold {
            let record = predicted.get(id);
            missing += usize::from(record.is_none());
            let issuer = record.map(|r| normal(r["issuer"]["name"].as_str()));
            issuers += usize::from(issuer == Some(normal(facts["issuer"].as_str())));
            for (at, (_, wanted, found, field)) in KINDS.iter().enumerate() {
                let wanted = names(&facts[*wanted], field);
                let found = record.map(|r| names(&r[*found], field)).unwrap_or_default();
                let count = counts.entry(at).or_default();
                count[0] += matched(&wanted, &found);
                count[1] += found.len();
                count[2] += wanted.len();
            }
        }
        println!("{:14} {:>9} {:>9} {:>9}", "", "precision", "recall", "F1");
        for (at, [both, found, wanted]) in counts {
            let ratio = |n: usize| if n == 0 { 0.0 } else { both as f64 / n as f64 };
            let (p, r) = (ratio(found), ratio(wanted));
            let f1 = if p + r > 0.0 {
                2.0 * p * r / (p + r)
            } else {
                0.0
            };
            let name = KINDS.get(at).map_or("", |k| k.0);
            println!(
                "{name:14} {p:9.3} {r:9.3} {f1:9.3}   {both} matched, {found} predicted, {wanted} gold"
            );
        }
        println!("{:14} {issuers}/{}", "issuer", gold.len());
        Ok(if missing == 0 {
            Outcome::Done
        } else {
            println!("no record for {missing} of {} releases", gold.len());
            Outcome::Partly
        })
    }
}

/// The objects of a JSON Lines file by their id, in order.
fn lines(path: &Path) -> anyhow::Result<Vec<(String, Value)>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| {
            let value: Value = serde_json::from_str(line)
                .with_context(|| format!("{}, line {}", path.display(), i + 1))?;
            let id = value["id"].as_str().unwrap_or_default().to_owned();
            Ok((id, value))
        })
        .collect()
}

/// The facts of a list, each with all its names, the main one first; a fact listed twice counts once.
fn names(list: &Value, field: &str) -> Vec<Vec<String>> {
    let mut seen = HashSet::new();
    list.as_array()
        .into_iter()
        .flatten()
        .map(|fact| {
            let main = match field {
                "value" => fact["value"].as_str().unwrap_or_default().to_owned(),
                _ => normal(fact[field].as_str()),
            };
            let others = fact["aliases"].as_array().into_iter().flatten();
            let others = others.map(|a| normal(a.as_str()));
            std::iter::once(main).chain(others).collect::<Vec<_>>()
        })
        .filter(|names| names.first().is_some_and(|n| seen.insert(n.clone())))
        .collect()
}

/// How many facts of the one list have a partner in the other: by main name first, then by any name.
fn matched(wanted: &[Vec<String>], found: &[Vec<String>]) -> usize {
    let mut taken: HashSet<usize> = HashSet::new();
    let mut open: Vec<&Vec<String>> = Vec::new();
    for fact in wanted {
        match found.iter().position(|f| f.first() == fact.first()) {
            Some(at) if taken.insert(at) => {}
            _ => open.push(fact),
        }
    }
    for fact in open {
        let shares = |f: &Vec<String>| f.iter().any(|n| !n.is_empty() && fact.contains(n));
        let free =
            (0..found.len()).find(|at| !taken.contains(at) && found.get(*at).is_some_and(shares));
        taken.extend(free);
    }
    taken.len()
}

/// A name without spaces, marks and case.
fn normal(name: Option<&str>) -> String {
    name.unwrap_or_default()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
