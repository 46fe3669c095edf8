//! How much there is, and when.

use rusqlite::params_from_iter;
use serde::Serialize;

use super::answers::candidates;
use super::{Archive, QueryError, Question};

/// How many releases of a month fit a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `YYYY-MM`.
    pub month: String,
    /// How many.
    pub releases: i64,
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
    /// The months in which releases that fit `question` were published, in order; those without any are left out.
    ///
    /// # Errors
    /// As [`Archive::ask`].
    pub fn activity(&self, question: &Question) -> Result<Vec<Month>, QueryError> {
        let named = self.named(question)?;
        let wanted = question.text.as_deref().map(|text| self.wanted(text));
        let (conditions, values) = candidates(question, &named, wanted.transpose()?.as_ref());
        let sql = format!(
            "SELECT substr(r.published, 1, 7) AS month, count(*) {conditions}
             GROUP BY month HAVING month IS NOT NULL ORDER BY month"
        );
        let mut months = self.db.prepare_cached(&sql)?;
        let months = months.query_map(params_from_iter(values), |row| {
            Ok(Month {
                month: row.get(0)?,
                releases: row.get(1)?,
            })
        })?;
        Ok(months.collect::<Result<_, _>>()?)
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
