//! From the parameters of a request to a question.

use jiff::civil::Date;
use serde::Deserialize;

use super::api::Fault;
use crate::query::{Kind, Question, sections};

/// Answers to a request that says no limit.
const LIMIT: usize = 20;

/// The parameters of a search. An empty one counts as not given.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Params {
    q: String,
    org: String,
    person: String,
    policy: String,
    issuer: String,
    kind: String,
    section: String,
    from: String,
    to: String,
    limit: String,
    pub format: String,
}

impl Params {
    /// The question that they put.
    pub fn question(&self) -> Result<Question, Fault> {
        let list = |name: &str| given(name).into_iter().collect();
        let kind = given(&self.kind).map(|kind| Kind::named(&kind));
        Ok(Question {
            text: given(&self.q),
            organizations: list(&self.org),
            people: list(&self.person),
            policies: list(&self.policy),
            issuer: given(&self.issuer),
            from: day("from", &self.from)?,
            to: day("to", &self.to)?,
            kind: kind.transpose()?,
            sections: given(&self.section).map_or(Ok(Vec::new()), |names| sections(&names))?,
            limit: match given(&self.limit) {
                Some(limit) => limit
                    .parse()
                    .map_err(|_| Fault::bad(format!("limit {limit}: not a number")))?,
                None => LIMIT,
            },
        })
    }

    /// What is searched for, as typed.
    pub fn text(&self) -> &str {
        &self.q
    }
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn day(name: &str, text: &str) -> Result<Option<Date>, Fault> {
    let date = given(text).map(|text| {
        let wrong = |_| Fault::bad(format!("{name} {text}: not a day (YYYY-MM-DD)"));
        text.parse().map_err(wrong)
    });
    date.transpose()
}
