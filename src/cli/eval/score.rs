//! Counts what was found, what was missed, and what is spurious.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Fact, Gold, Name, Predicted};
use super::names::{likeness, normal};

/// A fact type: its name and where its facts stand.
struct Kind {
    name: &'static str,
    gold: fn(&Gold) -> &[Fact],
    predicted: fn(&Predicted) -> &[Fact],
    alike: fn(&Fact, &Fact) -> f64,
    /// What makes two extracted facts one.
    key: fn(&Fact) -> String,
    /// What is asked of a matched pair.
    attributes: &'static [Attribute],
}

/// A question about a matched pair; `None` where it does not arise.
struct Attribute {
    name: &'static str,
    right: fn(&Fact, &Fact) -> Option<bool>,
}

const ISSUER: &str = "issuer";

static KINDS: &[Kind] = &[
    Kind {
        name: "dates",
        gold: |g| &g.dates,
        predicted: |p| &p.dates,
        alike: |a, b| f64::from(a.value == b.value),
        key: |fact| fact.value.clone().unwrap_or_default(),
        attributes: &[],
    },
    Kind {
        name: "organizations",
        gold: |g| &g.orgs,
        predicted: |p| &p.organizations,
        alike: same_organization,
        key: |fact| normal(fact.name()),
        attributes: &[Attribute {
            name: "org canonical name",
            right: |a, b| Some(normal(a.name()) == normal(b.name())),
        }],
    },
    Kind {
        name: "people",
        gold: |g| &g.people,
        predicted: |p| &p.people,
        alike: |a, b| f64::from(normal(a.name()) == normal(b.name())),
        key: |fact| normal(fact.name()),
        attributes: &[
            Attribute {
                name: "person title",
                right: |a, b| Some(title(a) == title(b)),
            },
            Attribute {
                name: "person organization",
                right: same_employer,
            },
        ],
    },
    Kind {
        name: "policies",
        gold: |g| &g.policies,
        predicted: |p| &p.policies,
        alike: |a, b| likeness(a.name(), b.name()),
        key: |fact| normal(fact.name()),
        attributes: &[Attribute {
            name: "policy kind",
            right: |a, b| Some(a.kind == b.kind),
        }],
    },
];

/// Full names are the same; or one of the names of each is.
fn same_organization(gold: &Fact, predicted: &Fact) -> f64 {
    if normal(gold.name()) == normal(predicted.name()) {
        return 1.0;
    }
    let names = |fact: &Fact| -> BTreeSet<String> {
        let known = [&fact.name, &fact.name_ko, &fact.name_en];
        let known = known.into_iter().flatten();
        known
            .chain(&fact.aliases)
            .map(|name| normal(name))
            .filter(|name| !name.is_empty())
            .collect()
    };
    if names(gold).is_disjoint(&names(predicted)) {
        0.0
    } else {
        0.8
    }
}

fn title(fact: &Fact) -> String {
    normal(fact.title.as_deref().unwrap_or(""))
}

/// Where gold names an organisation: whether one of the two names holds the other.
fn same_employer(gold: &Fact, predicted: &Fact) -> Option<bool> {
    if gold.organization().is_empty() {
        return None;
    }
    let (a, b) = (
        normal(gold.organization()),
        normal(predicted.organization()),
    );
    Some(!b.is_empty() && (a.contains(&b) || b.contains(&a)))
}

/// Counts of one fact type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub matched: usize,
    pub predicted: usize,
    pub gold: usize,
}

impl Count {
    pub fn precision(self) -> f64 {
        ratio(self.matched, self.predicted)
    }

    pub fn recall(self) -> f64 {
        ratio(self.matched, self.gold)
    }

    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 {
            2.0 * p * r / (p + r)
        } else {
            0.0
        }
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// A fact without a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lapse {
    pub release: String,
    pub kind: &'static str,
    /// What gold has.
    pub missed: bool,
    pub label: String,
    /// Where it stands, of a missed one.
    pub text: String,
}

/// All figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scores {
    pub releases: usize,
    pub without_prediction: usize,
    /// By fact type, in the order of the record.
    pub counts: Vec<(&'static str, Count)>,
    /// Right ones and all, by attribute, in the order in which they were first asked for.
    pub attributes: Vec<(&'static str, (usize, usize))>,
    pub lapses: Vec<Lapse>,
}

impl Scores {
    /// Compares every gold release with its prediction. Of two lines with the same id the later one counts.
    pub fn of(gold: &[Gold], predicted: &[Predicted]) -> Self {
        let mut last: BTreeMap<&str, &Gold> = BTreeMap::new();
        let mut order = Vec::new();
        for release in gold {
            if last.insert(&release.id, release).is_none() {
                order.push(release.id.as_str());
            }
        }
        let predicted: BTreeMap<&str, &Predicted> =
            predicted.iter().map(|p| (p.id.as_str(), p)).collect();
        let nothing = Predicted::default();
        let mut scores = Self {
            releases: order.len(),
            counts: KINDS
                .iter()
                .map(|kind| (kind.name, Count::default()))
                .collect(),
            ..Self::default()
        };
        for release in order.into_iter().filter_map(|id| last.get(id)) {
            let found = predicted.get(release.id.as_str());
            scores.without_prediction += usize::from(found.is_none());
            scores.release(release, found.unwrap_or(&&nothing));
        }
        scores
    }

    fn release(&mut self, gold: &Gold, predicted: &Predicted) {
        let issuer = normal(predicted.issuer.as_ref().map_or("", Name::as_str));
        let first = gold.issuer.as_deref().unwrap_or("");
        let mut issuers = std::iter::once(first).chain(gold.issuer_also.iter().map(String::as_str));
        self.asked(ISSUER, issuers.any(|name| normal(name) == issuer));
        for (i, kind) in KINDS.iter().enumerate() {
            let wanted = (kind.gold)(gold);
            let mut seen = BTreeSet::new();
            let found: Vec<&Fact> = (kind.predicted)(predicted)
                .iter()
                .filter(|fact| seen.insert((kind.key)(fact)))
                .collect();
            let pairs = pairs(wanted, &found, kind.alike);
            if let Some((_, count)) = self.counts.get_mut(i) {
                count.matched += pairs.len();
                count.predicted += found.len();
                count.gold += wanted.len();
            }
            for (a, b) in pairs
                .iter()
                .filter_map(|(g, p)| wanted.get(*g).zip(found.get(*p)))
            {
                for attribute in kind.attributes {
                    if let Some(right) = (attribute.right)(a, b) {
                        self.asked(attribute.name, right);
                    }
                }
            }
            self.lapses(gold, kind, wanted, &found, &pairs);
        }
    }

    fn asked(&mut self, name: &'static str, right: bool) {
        let at = self.attributes.iter().position(|(n, _)| *n == name);
        let at = at.unwrap_or_else(|| {
            self.attributes.push((name, (0, 0)));
            self.attributes.len() - 1
        });
        if let Some((_, (rights, all))) = self.attributes.get_mut(at) {
            *rights += usize::from(right);
            *all += 1;
        }
    }

    fn lapses(
        &mut self,
        gold: &Gold,
        kind: &Kind,
        wanted: &[Fact],
        found: &[&Fact],
        pairs: &[(usize, usize)],
    ) {
        let (met, used): (BTreeSet<_>, BTreeSet<_>) = pairs.iter().copied().unzip();
        let lapse = |fact: &Fact, missed| Lapse {
            release: gold.id.clone(),
            kind: kind.name,
            missed,
            label: fact.label().to_owned(),
            text: fact.text.clone().unwrap_or_default(),
        };
        let missed = wanted.iter().enumerate().filter(|(i, _)| !met.contains(i));
        self.lapses
            .extend(missed.map(|(_, fact)| lapse(fact, true)));
        let spurious = found.iter().enumerate().filter(|(i, _)| !used.contains(i));
        self.lapses
            .extend(spurious.map(|(_, fact)| lapse(fact, false)));
    }
}

/// Pairs of gold and extracted facts, the most alike first, each fact in one pair at most.
fn pairs(gold: &[Fact], found: &[&Fact], alike: fn(&Fact, &Fact) -> f64) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in found.iter().enumerate() {
            let likeness = alike(a, b);
            if likeness > 0.0 {
                candidates.push((likeness, i, j));
            }
        }
    }
    // A stable sort: equally alike pairs stay in the order of the gold facts.
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut met, mut used) = (BTreeSet::new(), BTreeSet::new());
    candidates
        .into_iter()
        .filter(|(_, i, j)| {
            !met.contains(i) && !used.contains(j) && met.insert(*i) && used.insert(*j)
        })
        .map(|(_, i, j)| (i, j))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse<T: serde::de::DeserializeOwned>(json: &str) -> T {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn facts_are_counted_once() {
        let gold: Gold = parse(
            r#"{"id": "a", "issuer": "가부", "dates": [{"value": "2020"}, {"value": "2021"}],
            "people": [{"name": "김 가", "title": "장관", "org": "가부"}], "orgs": [{"name": "가부", "aliases": ["가"]}]}"#,
        );
        let predicted: Predicted = parse(
            r#"{"id": "a", "issuer": {"name": "가 부"}, "dates": [{"value": "2020"}, {"value": "2020"}, {"value": "2022"}],
            "people": [{"name": "김가", "title": "차관", "organization": {"name": "가부"}}],
            "organizations": [{"name": "다부", "aliases": ["가"]}]}"#,
        );
        let scores = Scores::of(&[gold], &[predicted]);
        let date = Count {
            matched: 1,
            predicted: 2,
            gold: 2,
        };
        assert_eq!(scores.counts[0], ("dates", date));
        assert_eq!(
            scores.attributes,
            [
                ("issuer", (1, 1)),
                ("org canonical name", (0, 1)),
                ("person title", (0, 1)),
                ("person organization", (1, 1))
            ]
        );
        let lapses: Vec<_> = scores
            .lapses
            .iter()
            .map(|l| (l.missed, l.label.as_str()))
            .collect();
        assert_eq!(lapses, [(true, "2021"), (false, "2022")]);
    }

    #[test]
    fn a_release_without_prediction_is_missed_whole() {
        let gold: Gold = parse(r#"{"id": "a", "issuer": "가부", "dates": [{"value": "2020"}]}"#);
        let scores = Scores::of(&[gold], &[]);
        assert_eq!(scores.without_prediction, 1);
        assert_eq!(scores.counts[0].1.recall(), 0.0);
    }
}
