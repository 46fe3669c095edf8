//! How much there is, and when.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use serde::Serialize;

use super::answers::{RELEASE, candidates};
use super::{Answer, Archive, QueryError, Question};

/// How many releases of a month fit a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `YYYY-MM`.
    pub month: String,
    /// How many.
    pub releases: i64,
}

/// How many releases fit a question, and when they were published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Activity {
    /// How many, also those without a day.
    pub releases: i64,
    /// The months in which any were published, in order.
    pub months: Vec<Month>,
}

/// What a store holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Releases.
    pub releases: i64,
    /// Publication of the first.
    pub first_day: Option<String>,
    /// Publication of the last.
    pub last_day: Option<String>,
    /// Organisations that they name.
    pub organizations: i64,
    /// People that they name.
    pub people: i64,
    /// Policy items that they name.
    pub policies: i64,
}

impl Archive {
    /// How many releases fit `question`, and in which months they were published. Where it asks for parts of a release,
    /// those fit that have an answer there.
    ///
    /// # Errors
    /// As [`Archive::ask`].
    pub fn activity(&self, question: &Question) -> Result<Activity, QueryError> {
        let named = self.named(question)?;
        let wanted = question.text.as_deref().map(|text| self.wanted(text));
        let wanted = wanted.transpose()?;
        let (conditions, values) = candidates(question, &named, wanted.as_ref());
        let mut activity = Counts::default();
        if question.sections.is_empty() {
            let month = "substr(r.published, 1, 7)";
            let sql = format!("SELECT {month}, count(*) {conditions} GROUP BY {month}");
            let mut months = self.db.prepare_cached(&sql)?;
            let mut months = months.query(params_from_iter(values))?;
            while let Some(row) = months.next()? {
                activity.add(row.get(0)?, row.get(1)?);
            }
            return Ok(activity.into());
        }
        // Only the answers of a release say whether any stands in the parts.
        let sql = format!("SELECT {RELEASE} {conditions}");
        let mut releases = self.db.prepare_cached(&sql)?;
        let mut releases = releases.query(params_from_iter(values))?;
        let mut answers = Vec::new();
        while let Some(row) = releases.next()? {
            let release = Answer::of(row)?;
            let month = release.published.as_deref().and_then(|day| day.get(..7));
            let month = month.map(str::to_owned);
            answers.clear();
            self.answer(release, question, &named, wanted.as_ref(), &mut answers)?;
            activity.add(month, i64::from(!answers.is_empty()));
        }
        Ok(activity.into())
    }

    /// What the store holds.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn summary(&self) -> Result<Summary, QueryError> {
        self.count()?;
        let sql = "SELECT count(*), min(published), max(published),
                     (SELECT count(*) FROM entities WHERE kind = 'organization'),
                     (SELECT count(*) FROM entities WHERE kind = 'person'),
                     (SELECT count(*) FROM entities WHERE kind = 'policy')
                   FROM releases";
        Ok(self.db.query_row(sql, [], |row| {
            Ok(Summary {
                releases: row.get(0)?,
                first_day: row.get(1)?,
                last_day: row.get(2)?,
                organizations: row.get(3)?,
                people: row.get(4)?,
                policies: row.get(5)?,
            })
        })?)
    }
}

/// Releases by month; those without a day stand first.
#[derive(Default)]
struct Counts(BTreeMap<Option<String>, i64>);

impl Counts {
    fn add(&mut self, month: Option<String>, releases: i64) {
        if releases > 0 {
            *self.0.entry(month).or_default() += releases;
        }
    }
}

impl From<Counts> for Activity {
    fn from(counts: Counts) -> Self {
        let releases = counts.0.values().sum();
        let dated = counts.0.into_iter();
        let months =
            dated.filter_map(|(month, releases)| month.map(|month| Month { month, releases }));
        Self {
            releases,
            months: months.collect(),
        }
    }
}
