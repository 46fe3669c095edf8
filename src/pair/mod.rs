//! Finds the Korean and the English version of one release by their facts, and says where these disagree.
//!
//! Works on records, of any number of releases: an English release is compared only with the Korean ones published
//! within [`DAYS`] days of it. Two releases are versions of each other where each is the other's best.

mod compare;
mod facts;
mod romanised;

use hashbrown::HashMap;
use jiff::civil::Date;
use serde::Serialize;

use crate::lexicon::Names;
use crate::record::Language;

pub use compare::{Comparison, Match, Sides, compare};
pub use facts::{Fact, Facts, Kind, Named, Release};
pub use romanised::romanises;

/// Versions of a release appear no more than so many days apart.
pub const DAYS: i64 = 14;

/// Less alike than this, two releases are not versions of each other.
const ALIKE: f64 = 0.15;

/// At least so many facts must be common to both, that of the issuer aside.
const COMMON: usize = 2;

/// A Korean release and its English version.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// The Korean release.
    pub ko: Release,
    /// The English one.
    pub en: Release,
    /// How alike their facts are, 0 to 1: the cosine between them, rare facts weighing more.
    pub score: f64,
    /// What is in both, and what is in one only.
    #[serde(flatten)]
    pub comparison: Comparison,
}

/// The pairs among `all`, in the order of their English releases.
///
/// Facts are weighed by how many of the releases have them (inverse document frequency). People count by their
/// romanised names.
pub fn pairs(all: &[Facts], names: &Names) -> Vec<Pair> {
    let weights = Weights::of(all);
    let korean: Vec<&Facts> = all.iter().filter(|f| f.language != Language::En).collect();
    let english: Vec<&Facts> = all.iter().filter(|f| f.language == Language::En).collect();
    let mut by_day: HashMap<Option<Date>, Vec<usize>> = HashMap::new();
    for (i, facts) in korean.iter().enumerate() {
        by_day.entry(facts.day).or_default().push(i);
    }
    // The best English release of each Korean one, and the other way round; of equals the first.
    let mut best_of_korean: HashMap<usize, (f64, usize)> = HashMap::new();
    let mut best_of_english: HashMap<usize, (f64, usize)> = HashMap::new();
    for (e, en) in english.iter().enumerate() {
        for k in candidates(en.day, &by_day, korean.len()) {
            let Some(score) = korean.get(k).and_then(|ko| alike(ko, en, &weights, names)) else {
                continue;
            };
            let better = |old: Option<&(f64, usize)>| old.is_none_or(|(best, _)| score > *best);
            if better(best_of_korean.get(&k)) {
                best_of_korean.insert(k, (score, e));
            }
            if better(best_of_english.get(&e)) {
                best_of_english.insert(e, (score, k));
            }
        }
    }
    let mutual = english.iter().enumerate().filter_map(|(e, en)| {
        let (score, k) = best_of_english.get(&e)?;
        let ko = korean.get(*k)?;
        (best_of_korean.get(k)?.1 == e).then(|| Pair {
            ko: ko.release.clone(),
            en: en.release.clone(),
            score: *score,
            comparison: compare(ko, en, names),
        })
    });
    mutual.collect()
}

/// The Korean releases near a day, ascending; all of them where the day is not known, and those without a day.
fn candidates(
    day: Option<Date>,
    by_day: &HashMap<Option<Date>, Vec<usize>>,
    all: usize,
) -> Vec<usize> {
    let Some(day) = day else {
        return (0..all).collect();
    };
    let near = (-DAYS..=DAYS).filter_map(|n| day.checked_add(jiff::Span::new().days(n)).ok());
    let mut found: Vec<usize> = near
        .map(Some)
        .chain([None])
        .filter_map(|day| by_day.get(&day))
        .flatten()
        .copied()
        .collect();
    found.sort_unstable();
    found
}

/// How much each fact says.
#[derive(Debug)]
struct Weights<'a> {
    seen: HashMap<&'a Fact, f64>,
    releases: f64,
}

impl<'a> Weights<'a> {
    fn of(all: &'a [Facts]) -> Self {
        let mut seen = HashMap::new();
        for fact in all.iter().flat_map(|facts| &facts.facts) {
            *seen.entry(fact).or_insert(0.0) += 1.0;
        }
        Self {
            seen,
            releases: all.len() as f64,
        }
    }

    fn weight(&self, fact: &Fact) -> f64 {
        let seen = self.seen.get(fact).copied().unwrap_or(1.0);
        (1.0 + self.releases / seen).ln()
    }
}

/// The cosine between the facts of two releases; `None` where they are not alike.
fn alike(ko: &Facts, en: &Facts, weights: &Weights<'_>, names: &Names) -> Option<f64> {
    let square = |facts: &Facts| -> f64 {
        let known: f64 = facts.facts.iter().map(|f| weights.weight(f).powi(2)).sum();
        known + facts.people.len() as f64 * PERSON.powi(2)
    };
    let common: Vec<&Fact> = en.facts.iter().filter(|f| ko.facts.contains(*f)).collect();
    let people = compare::people(ko, en, names).len();
    let telling = common.iter().filter(|f| !en.is_issuer(f)).count();
    if telling + people < COMMON {
        return None;
    }
    let both: f64 = common.iter().map(|f| weights.weight(f).powi(2)).sum();
    let both = both + people as f64 * PERSON.powi(2);
    let score = both / (square(ko) * square(en)).sqrt();
    (score.is_finite() && score >= ALIKE).then_some(score)
}

/// What a person weighs: as much as a fact that one release in twenty has.
const PERSON: f64 = 3.0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::pipeline::{Options, Pipeline};
    use crate::release::RawRelease;

    fn facts(pipeline: &Pipeline, id: &str, day: &str, text: &str) -> Facts {
        Facts::of(&pipeline.run(RawRelease {
            id: id.to_owned(),
            published: day.parse().ok(),
            text: text.to_owned(),
            ..RawRelease::default()
        }))
    }

    #[test]
    fn versions_find_each_other_and_say_where_they_differ() {
        let pipeline = Pipeline::new(Options::default()).unwrap();
        let all = [
            facts(
                &pipeline,
                "a",
                "2024-03-05",
                "금융위원회(위원장 김주현)는 3월 5일 금융감독원, 한국거래소와 함께 회의를 열었다. \
                 2024년 6월 3일부터 1,200억원을 지원한다.",
            ),
            facts(
                &pipeline,
                "b",
                "2024-03-05",
                "환경부(장관 한화진)는 4월 1일 국립공원공단과 업무협약을 체결한다고 밝혔다.",
            ),
            facts(
                &pipeline,
                "c",
                "2024-03-06",
                "Financial Services Commission Chairman Kim Joo-hyun held a meeting with the Financial Supervisory \
                 Service and the Korea Exchange on March 5. From June 4, 2024, KRW 120 billion will be provided.",
            ),
        ];
        let lexicon = Lexicon::embedded().unwrap();
        let found = pairs(&all, &lexicon.names);
        let ids: Vec<_> = found.iter().map(|p| (&*p.ko.id, &*p.en.id)).collect();
        assert_eq!(ids, [("a", "c")]);
        let pair = &found[0].comparison;
        assert_eq!(pair.people[0].ko, "김주현");
        assert_eq!(pair.people[0].en, "Kim Joo-hyun");
        assert_eq!(pair.dates.only_ko, ["2024-06-03/.."]);
        assert_eq!(pair.dates.only_en, ["2024-06-04/.."]);
        assert_eq!(pair.amounts.both, ["120000000000 KRW"]);
        assert!(pair.organizations.only_en.is_empty());
    }

    #[test]
    fn releases_that_have_little_in_common_are_no_pair() {
        let pipeline = Pipeline::new(Options::default()).unwrap();
        let all = [
            facts(
                &pipeline,
                "a",
                "2024-03-05",
                "환경부는 3월 5일 대책을 발표했다.",
            ),
            facts(
                &pipeline,
                "b",
                "2024-03-05",
                "The Ministry of Environment opened a park on March 9.",
            ),
        ];
        assert!(pairs(&all, &pipeline.lexicon().names).is_empty());
    }
}
