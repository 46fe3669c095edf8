//! From a question to its answers: which releases, then what of each.

use memchr::memmem;
use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};
use serde::Serialize;

use super::evidence::Evidence;
use super::question::day;
use super::words::Wanted;
use super::{Archive, Kind, QueryError, Question};
use crate::record::SectionKind;
use crate::text::hangul::is_syllable;

/// One answer: a fact of a release, or a passage of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Id of the release.
    pub release: String,
    /// Its headline.
    pub title: Option<String>,
    /// Day of its publication.
    pub published: Option<String>,
    /// Id of the body that issued it.
    pub issuer: Option<String>,
    /// Name of that body.
    pub issuer_name: Option<String>,
    /// What is answered: passage, date, organization, person, policy, amount, quote, contact or relation.
    pub kind: String,
    /// Id of an organisation, person or policy item.
    pub id: Option<String>,
    /// What the fact says.
    pub name: Option<String>,
    /// Role of a date, type of an organisation, post of a person, kind of a policy item.
    pub detail: Option<String>,
    /// The sentence that proves it; none for contacts.
    pub evidence: Option<Evidence>,
    /// text or title: what `start` and `stop` count in.
    pub field: Option<String>,
    /// First code point of the evidence's `text`.
    pub start: Option<i64>,
    /// One past the last.
    pub stop: Option<i64>,
    /// First byte in the source; none for passages.
    pub source_start: Option<i64>,
    /// One past the last.
    pub source_stop: Option<i64>,
    /// Where the release was read.
    pub path: String,
    /// Entry within that.
    pub member: Option<String>,
    /// The part of the release that the evidence stands in: head, title, subtitle, body, table, contact or appendix.
    pub section: Option<String>,
}

/// What [`Answer::of`] reads of a release `r`.
pub(super) const RELEASE: &str = "r.id, r.title, r.published, corrected('organization', r.issuer), \
    renamed('organization', r.issuer, r.issuer_name, r.language), r.path, r.member";

/// Ids that a question named, with their kind and the table of their facts.
#[derive(Debug, Default)]
pub(super) struct Named {
    ids: Vec<(&'static str, &'static str, Vec<String>)>,
    issuers: Option<Vec<String>>,
}

impl Archive {
    /// The answers to `question`: to a text the best first, else the latest first.
    ///
    /// # Errors
    /// Where a name or a text means nothing to this store, or the store cannot be read.
    pub fn ask(&self, question: &Question) -> Result<Vec<Answer>, QueryError> {
        let named = self.named(question)?;
        let wanted = question.text.as_deref().map(|text| self.wanted(text));
        let wanted = wanted.transpose()?;
        let (conditions, values) = candidates(question, &named, wanted.as_ref());
        let order = match wanted {
            Some(_) => "bm25(search, 5.0, 1.0), r.published DESC, r.id",
            None => "r.published DESC, r.id DESC",
        };
        let sql = format!("SELECT {RELEASE} {conditions} ORDER BY {order}");
        let mut releases = self.db.prepare_cached(&sql)?;
        let mut releases = releases.query(params_from_iter(values))?;
        let mut answers = Vec::new();
        let enough = |answers: &Vec<Answer>| question.limit > 0 && answers.len() >= question.limit;
        while let Some(row) = releases.next()? {
            self.answer(
                Answer::of(row)?,
                question,
                &named,
                wanted.as_ref(),
                &mut answers,
            )?;
            if enough(&answers) {
                answers.truncate(question.limit);
                break;
            }
        }
        Ok(answers)
    }

    /// Adds what `release` answers to a question that it fits.
    pub(super) fn answer(
        &self,
        release: Answer,
        question: &Question,
        named: &Named,
        wanted: Option<&Wanted>,
        answers: &mut Vec<Answer>,
    ) -> Result<(), QueryError> {
        match question.kind {
            Some(Kind::Passage) => answers.extend(self.passage(release, wanted, question)?),
            Some(kind) => self.facts(&release, kind, None, question, answers)?,
            None if named.ids.is_empty() => {
                answers.extend(self.passage(release, wanted, question)?);
            }
            None => {
                for (kind, _, ids) in &named.ids {
                    let kind = match *kind {
                        "organization" => Kind::Organization,
                        "person" => Kind::Person,
                        _ => Kind::Policy(None),
                    };
                    self.facts(&release, kind, Some(ids), question, answers)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn named(&self, question: &Question) -> Result<Named, QueryError> {
        let mut named = Named::default();
        for (table, kind, names) in [
            ("organizations", "organization", &question.organizations),
            ("people", "person", &question.people),
            ("policies", "policy", &question.policies),
        ] {
            for name in names {
                named.ids.push((kind, table, self.ids(kind, name)?));
            }
        }
        if let Some(name) = &question.issuer {
            let by_id = "SELECT 1 FROM releases WHERE issuer = ?";
            let known = self.db.prepare_cached(by_id)?.exists([name])?;
            named.issuers = Some(match known {
                true => vec![name.clone()],
                false => self.ids("organization", name)?,
            });
        }
        Ok(named)
    }

    /// The sentence of a release that holds most of the words; its first one where none is asked for. `None` where the
    /// parts that are asked for hold none.
    fn passage(
        &self,
        release: Answer,
        wanted: Option<&Wanted>,
        question: &Question,
    ) -> Result<Option<Answer>, QueryError> {
        // Written out: to look each line's part up in a list takes longer than to read the line.
        let parts = question
            .sections
            .iter()
            .map(|part| format!("section = '{}'", part.name()));
        let parts = match question.sections.is_empty() {
            true => "true".to_owned(),
            false => parts.collect::<Vec<_>>().join(" OR "),
        };
        let lines = format!(
            "SELECT start, text, section FROM paragraphs WHERE release = ? AND ({parts}) ORDER BY number"
        );
        let mut lines = self.db.prepare_cached(&lines)?;
        let mut lines = lines.query([&release.release])?;
        let mut best: Option<(usize, Answer)> = None;
        while let Some(row) = lines.next()? {
            let text = row.get_ref(1)?.as_str().unwrap_or("");
            let score = wanted.map_or(1, |wanted| wanted.score(text));
            if score > best.as_ref().map_or(0, |best| best.0) {
                let place = wanted.map_or((0, 0), |wanted| wanted.place(text));
                let mut passage = Answer::passage("text", row.get(0)?, text, place);
                passage.section = row.get(2)?;
                best = Some((score, passage));
            }
            if wanted.is_none() {
                break;
            }
        }
        let in_title =
            question.sections.is_empty() || question.sections.contains(&SectionKind::Title);
        let passage = best.map(|(_, passage)| passage).or_else(|| {
            let title = release.title.as_deref().unwrap_or("");
            let place = wanted.map_or((0, 0), |wanted| wanted.place(title));
            let mut passage = Answer::passage("title", 0, title, place);
            passage.section = Some(SectionKind::Title.name().to_owned());
            in_title.then_some(passage)
        });
        Ok(passage.map(|passage| Answer {
            kind: passage.kind,
            evidence: passage.evidence,
            field: passage.field,
            start: passage.start,
            stop: passage.stop,
            section: passage.section,
            ..release
        }))
    }

    /// Adds the facts of a kind, each with the first place that proves it.
    fn facts(
        &self,
        release: &Answer,
        kind: Kind,
        ids: Option<&Vec<String>>,
        question: &Question,
        answers: &mut Vec<Answer>,
    ) -> Result<(), QueryError> {
        let mut query = self.db.prepare_cached(&facts_of(kind))?;
        let (from, to) = (day(question.from), day(question.to));
        let one = match kind {
            Kind::Policy(one) => one,
            _ => None,
        };
        let ids = ids.map(|ids| json(ids));
        let parts = parts(question);
        let rows = match kind {
            Kind::Date => query.query_map(params![release.release, from, to, parts], place)?,
            _ => query.query_map(params![release.release, ids, one, parts], place)?,
        };
        for found in rows {
            let mut found = found?;
            found.evidence = found.evidence.or_else(|| {
                let title = release.title.as_deref().filter(|_| found.start.is_some())?;
                let (start, stop) = (found.start.unwrap_or(0), found.stop.unwrap_or(0));
                Some(Evidence::around(title, start as usize, stop as usize))
            });
            answers.push(Answer {
                kind: kind.label().to_owned(),
                release: release.release.clone(),
                title: release.title.clone(),
                published: release.published.clone(),
                issuer: release.issuer.clone(),
                issuer_name: release.issuer_name.clone(),
                path: release.path.clone(),
                member: release.member.clone(),
                ..found
            });
        }
        Ok(())
    }
}

impl Answer {
    /// The sentence of `text` around a place in it; the text begins at the code point `offset` of `field`.
    fn passage(field: &str, offset: i64, text: &str, (start, stop): (usize, usize)) -> Self {
        Self {
            kind: Kind::Passage.label().to_owned(),
            evidence: Some(Evidence::around(text, start, stop)),
            field: Some(field.to_owned()),
            start: Some(offset + start as i64),
            stop: Some(offset + stop as i64),
            ..Self::empty()
        }
    }

    /// What a row says of a release.
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            release: row.get(0)?,
            title: row.get(1)?,
            published: row.get(2)?,
            issuer: row.get(3)?,
            issuer_name: row.get(4)?,
            path: row.get(5)?,
            member: row.get(6)?,
            ..Self::empty()
        })
    }

    fn empty() -> Self {
        Self {
            release: String::new(),
            title: None,
            published: None,
            issuer: None,
            issuer_name: None,
            kind: String::new(),
            id: None,
            name: None,
            detail: None,
            evidence: None,
            field: None,
            start: None,
            stop: None,
            source_start: None,
            source_stop: None,
            path: String::new(),
            member: None,
            section: None,
        }
    }
}

/// The parts of a release that a question is about, for a query.
fn parts(question: &Question) -> Option<String> {
    let names = question.sections.iter().map(|s| s.name().to_owned());
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| json(&names))
}

pub(super) fn json(ids: &[String]) -> String {
    serde_json::Value::from(ids).to_string()
}

/// `FROM` and `WHERE` of the releases `r` that a question is about.
pub(super) fn candidates(
    question: &Question,
    named: &Named,
    wanted: Option<&Wanted>,
) -> (String, Vec<Value>) {
    let mut conditions: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    if let Some(wanted) = wanted {
        conditions.push("search MATCH ?".to_owned());
        values.push(wanted.expression.clone().into());
    }
    for (kind, table, ids) in &named.ids {
        conditions.push(format!(
            "r.id IN (SELECT release FROM {table} WHERE id IN (SELECT value FROM json_each(?)) \
             AND NOT is_wrong('{kind}', id, release))"
        ));
        values.push(json(ids).into());
    }
    if let Some(ids) = &named.issuers {
        conditions.push("r.issuer IN (SELECT value FROM json_each(?))".to_owned());
        values.push(json(ids).into());
    }
    let on_release = ["r.published >= ?", "r.published <= ?"];
    let on_date = [
        "coalesce(last_day, '9999') >= ?",
        "coalesce(first_day, '0000') <= ?",
    ];
    let dates = question.kind == Some(Kind::Date);
    let bounds = if dates { on_date } else { on_release };
    let mut given = Vec::new();
    for (bound, condition) in [question.from, question.to].into_iter().zip(bounds) {
        if let Some(bound) = day(bound) {
            given.push(condition);
            values.push(bound.into());
        }
    }
    if !given.is_empty() {
        let given = given.join(" AND ");
        conditions.push(match dates {
            true => format!("r.id IN (SELECT release FROM dates WHERE {given})"),
            false => given,
        });
    }
    // Last, since it reads whole texts.
    for verbatim in wanted.iter().flat_map(|wanted| &wanted.verbatim) {
        conditions.push("(instr(r.title, ?) OR instr(r.text, ?))".to_owned());
        values.push(verbatim.clone().into());
        values.push(verbatim.clone().into());
    }
    let from = match wanted {
        // One search for all: never one for each release that fits otherwise.
        Some(_) => "search s CROSS JOIN releases r ON r.key = s.rowid",
        None => "releases r",
    };
    let conditions = match conditions.is_empty() {
        true => String::new(),
        false => format!("WHERE {}", conditions.join(" AND ")),
    };
    (format!("FROM {from} {conditions}"), values)
}

/// The query for the facts of a kind in one release.
pub(super) fn facts_of(kind: Kind) -> String {
    let named = |name| {
        let entity = "SELECT e.name FROM entities e \
                      WHERE e.kind IN ('organization', 'person', 'policy') AND e.id = corrected('',";
        format!("coalesce(({entity} f.{name}) LIMIT 1), f.{name})")
    };
    let renamed = |kind, id, name| {
        let language = "SELECT language FROM releases WHERE id = f.release";
        format!("renamed('{kind}', f.{id}, f.{name}, ({language}))")
    };
    let any = "(?2 IS NULL OR ?2 IS NOT NULL) AND (?3 IS NULL OR ?3 IS NOT NULL)";
    let by_id = "(?2 IS NULL OR f.id IN (SELECT value FROM json_each(?2)))";
    let (table, id, name, detail, condition) = match kind {
        Kind::Contact | Kind::Passage => {
            return "SELECT NULL, concat_ws(' ', name, title, phone, email), department,
                    NULL, NULL, NULL, NULL, NULL, NULL, NULL, number, number, 'contact'
                    FROM contacts WHERE release = ?1 AND (?2 IS NULL OR ?2 IS NOT NULL) AND (?3 IS NULL OR ?3 IS NOT NULL)
                    AND (?4 IS NULL OR 'contact' IN (SELECT value FROM json_each(?4))) ORDER BY number"
                .to_owned();
        }
        Kind::Date => (
            "dates",
            "NULL",
            "f.value".to_owned(),
            "f.role".to_owned(),
            "(?2 IS NULL OR coalesce(f.last_day, '9999') >= ?2)
             AND (?3 IS NULL OR coalesce(f.first_day, '0000') <= ?3)"
                .to_owned(),
        ),
        Kind::Organization => (
            "organizations",
            "f.id",
            renamed("organization", "id", "name"),
            "f.type".to_owned(),
            format!("{by_id} AND ?3 IS NULL"),
        ),
        Kind::Person => (
            "people",
            "f.id",
            renamed("person", "id", "name"),
            format!(
                "nullif(concat_ws(', ', f.title, {}), '')",
                renamed("organization", "organization", "organization_name")
            ),
            format!("{by_id} AND ?3 IS NULL"),
        ),
        Kind::Policy(_) => (
            "policies",
            "f.id",
            renamed("policy", "id", "name"),
            "f.kind".to_owned(),
            format!("{by_id} AND (?3 IS NULL OR f.kind = ?3)"),
        ),
        Kind::Amount => (
            "amounts",
            "NULL",
            "printf('%.0f %s', f.value, f.unit)".to_owned(),
            "NULL".to_owned(),
            any.to_owned(),
        ),
        Kind::Quote => (
            "quotes",
            "NULL",
            "f.text".to_owned(),
            "f.speaker".to_owned(),
            any.to_owned(),
        ),
        Kind::Relation => (
            "relations",
            "NULL",
            format!("{} || ' → ' || {}", named("subject"), named("object")),
            "concat_ws(' ', f.type, f.date)".to_owned(),
            format!(
                "{any} AND NOT is_wrong('', f.subject, f.release) AND NOT is_wrong('', f.object, f.release)"
            ),
        ),
    };
    let kind = kind.label();
    let said = match kind {
        "relation" => "NULL".to_owned(),
        _ => format!("coalesce({id}, {name})"),
    };
    format!(
        "SELECT corrected('{kind}', {id}), {name}, {detail}, m.field, m.start, m.stop, m.source_start, m.source_stop,
           p.start, p.text, m.fact, min(m.number), m.section
         FROM mentions m CROSS JOIN {table} f ON f.release = m.release AND f.number = m.fact
         LEFT JOIN paragraphs p ON p.release = m.release AND p.number = m.paragraph
         WHERE m.release = ?1 AND m.kind = '{kind}' AND {condition}
           AND (?4 IS NULL OR m.section IN (SELECT value FROM json_each(?4)))
           AND NOT is_wrong('{kind}', {said}, f.release)
         GROUP BY m.fact ORDER BY m.fact"
    )
}

/// A fact as [`facts_of`] gives it; one that stands in the title has no evidence yet.
fn place(row: &Row<'_>) -> rusqlite::Result<Answer> {
    let (start, stop): (Option<i64>, Option<i64>) = (row.get(4)?, row.get(5)?);
    let paragraph: Option<i64> = row.get(8)?;
    let evidence = match (start, stop, paragraph) {
        (Some(start), Some(stop), Some(first)) => {
            let text = row.get_ref(9)?.as_str().unwrap_or("");
            let within = |at: i64| usize::try_from(at - first).unwrap_or(0);
            Some(Evidence::around(text, within(start), within(stop)))
        }
        _ => None,
    };
    Ok(Answer {
        id: row.get(0)?,
        name: row.get(1)?,
        detail: row.get(2)?,
        evidence,
        field: row.get(3)?,
        start,
        stop,
        source_start: row.get(6)?,
        source_stop: row.get(7)?,
        section: row.get(12)?,
        ..Answer::empty()
    })
}

impl Wanted {
    /// How much of what is wanted stands in `text`.
    fn score(&self, text: &str) -> usize {
        let lower = lower(text);
        let verbatim = self.verbatim.iter().filter(|v| text.contains(&***v));
        let found = self.shown.iter().filter(|w| locate(&lower, w).is_some());
        8 * verbatim.count() + found.map(|word| word.chars().count().min(4)).sum::<usize>()
    }

    /// Where the first of it stands, in code points.
    fn place(&self, text: &str) -> (usize, usize) {
        let lower = lower(text);
        // Lower case may be longer than what it stands for; then nothing is marked but the sentence.
        if lower.chars().count() != text.chars().count() {
            return (0, 0);
        }
        let first = self.shown.iter().find_map(|word| locate(&lower, word));
        first.map_or((0, 0), |(at, found)| {
            let start = lower.get(..at).map_or(0, |before| before.chars().count());
            (start, start + found.chars().count())
        })
    }
}

/// `text` in lower case. Hangul has none, and to look up each syllable takes longer than all else.
fn lower(text: &str) -> String {
    let caseless = |c: char| c.is_ascii() || is_syllable(c) || !c.is_uppercase();
    match text.chars().all(caseless) {
        true => text.to_ascii_lowercase(),
        false => text.to_lowercase(),
    }
}

/// Where `word` stands in `text`; an English one without its ending, where it does not stand whole.
fn locate<'a>(text: &str, word: &'a str) -> Option<(usize, &'a str)> {
    let find = |word: &str| memmem::find(text.as_bytes(), word.as_bytes());
    if let Some(at) = find(word) {
        return Some((at, word));
    }
    let stem = word.get(..word.len().saturating_sub(3))?;
    let english = word.is_ascii() && stem.len() >= 3;
    english.then(|| find(stem).map(|at| (at, stem)))?
}
