//! A summary for reading: every fact beside the sentence that proves it.

use std::fmt::Write as _;
use std::io;

use console::{Style as Paint, measure_text_width};

use super::{Entry, Sink, Style, label};
use crate::record::{DateFact, Field, Mention, Organization, Person, Policy, Record, Repair};
use crate::text::columns::{fit, fit_end, tidy, tidy_end, tidy_start};
use crate::text::sentence_ends;

/// Facts of one type that are shown; the rest is counted.
const SHOWN: usize = 12;
/// Repairs that are shown.
const REPAIRS: usize = 3;
/// Columns of the facts, at most.
const FACT: usize = 36;
/// Columns of evidence, at least.
const EVIDENCE: usize = 24;
/// Characters on each side of a mention among which the ends of its sentence are looked for.
const REACH: usize = 200;

/// Writes records as summaries.
#[derive(Clone, Debug)]
pub(super) struct Summary {
    width: usize,
    strong: Paint,
    faint: Paint,
    proof: Paint,
}

impl Summary {
    /// Summaries in this style.
    pub fn new(style: Style) -> Self {
        let paint = || Paint::new().force_styling(style.colour);
        Self {
            width: style.width.max(FACT + EVIDENCE),
            strong: paint().bold(),
            faint: paint().dim(),
            proof: paint().green().bold(),
        }
    }
}

impl Sink for Summary {
    fn encode(&self, entry: Entry<'_>, out: &mut Vec<u8>) -> io::Result<()> {
        let record = entry.record;
        let mut page = Page {
            summary: self,
            text: Chars::new(&record.text.clean),
            title: Chars::new(record.title.as_deref().unwrap_or("")),
            out: String::new(),
        };
        page.head(record);
        page.section("dates", &record.dates, |f| (date(f), &f.mentions));
        page.section("organisations", &record.organizations, |f| {
            (organization(f), &f.mentions)
        });
        page.section("people", &record.people, |f| (person(f), &f.mentions));
        page.section("policies", &record.policies, |f| (policy(f), &f.mentions));
        page.repairs(&record.text.repairs);
        page.warnings(&record.warnings);
        page.out.push('\n');
        out.extend(page.out.into_bytes());
        Ok(())
    }
}

fn date(fact: &DateFact) -> String {
    fact.role.map_or_else(
        || fact.value.clone(),
        |role| format!("{} {}", fact.value, label(&role)),
    )
}

fn organization(fact: &Organization) -> String {
    match fact.aliases.first() {
        Some(alias) => format!("{} ({alias})", fact.name),
        None => fact.name.clone(),
    }
}

fn person(fact: &Person) -> String {
    let organization = fact.organization.as_ref().map(|o| o.name.as_str());
    let parts = [
        Some(fact.name.as_str()),
        fact.title.as_deref(),
        organization,
    ];
    let [name, post @ ..] = parts;
    let post: Vec<_> = post.into_iter().flatten().collect();
    match post.as_slice() {
        [] => name.unwrap_or_default().to_owned(),
        post => format!("{}, {}", name.unwrap_or_default(), post.join(", ")),
    }
}

fn policy(fact: &Policy) -> String {
    format!("{} {}", label(&fact.kind), fact.name)
}

/// A text that is asked for by code points.
struct Chars<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Chars<'a> {
    fn new(text: &'a str) -> Self {
        let mut starts: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        starts.push(text.len());
        Self { text, starts }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn get(&self, start: usize, end: usize) -> &'a str {
        let at = |i: usize| self.starts.get(i.min(self.len())).copied().unwrap_or(0);
        self.text.get(at(start)..at(end)).unwrap_or("")
    }

    /// The first and last code point of the sentence around `start..end`, as far as [`REACH`] sees.
    fn sentence(&self, start: usize, end: usize) -> (usize, usize) {
        let from = start.saturating_sub(REACH);
        let before = self.get(from, start);
        let begin = last_end(before).map_or(from, |at| from + before[..at].chars().count());
        let to = (end + REACH).min(self.len());
        let after = self.get(end, to);
        let stop = first_end(after).map_or(to, |at| end + after[..at].chars().count());
        (begin, stop)
    }
}

/// Byte offset behind the first sentence that ends in `text`.
fn first_end(text: &str) -> Option<usize> {
    sentence_ends(text).next()
}

/// Byte offset behind the last sentence that ends in `text`.
fn last_end(text: &str) -> Option<usize> {
    sentence_ends(text).last()
}

/// One summary while it is written.
struct Page<'a> {
    summary: &'a Summary,
    text: Chars<'a>,
    title: Chars<'a>,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn head(&mut self, record: &Record) {
        let title = record.title.as_deref().unwrap_or("(no title)");
        let title = fit(&tidy(title), self.summary.width);
        let title = self.summary.strong.apply_to(title).to_string();
        self.line(&title);
        let issuer = record.issuer.as_ref().map(|issuer| issuer.name.as_str());
        let repaired: usize = record.text.repairs.iter().map(changed).sum();
        let repaired = (repaired > 0).then(|| match repaired {
            1 => "1 character repaired".to_owned(),
            n => format!("{n} characters repaired"),
        });
        let parts: Vec<&str> = [
            issuer,
            record.published.as_deref(),
            Some(record.id.as_str()),
            repaired.as_deref(),
        ]
        .into_iter()
        .flatten()
        .collect();
        let line = self
            .summary
            .faint
            .apply_to(tidy(&parts.join(" · ")))
            .to_string();
        self.line(&line);
    }

    fn section<T>(
        &mut self,
        name: &str,
        facts: &[T],
        show: impl Fn(&T) -> (String, &Vec<Mention>),
    ) {
        if facts.is_empty() {
            return;
        }
        let heading = self.summary.faint.apply_to(name).to_string();
        self.line(&format!("  {heading}"));
        let rows: Vec<_> = facts.iter().take(SHOWN).map(show).collect();
        let widths = rows.iter().map(|(fact, _)| measure_text_width(fact));
        let column = widths.max().unwrap_or(0).min(FACT);
        let room = self.summary.width.saturating_sub(column + 6).max(EVIDENCE);
        for (fact, mentions) in rows {
            let fact = fit(&tidy(&fact), column);
            let pad = column.saturating_sub(measure_text_width(&fact));
            let evidence = mentions.first().map(|m| self.evidence(m, room));
            let mut line = format!("    {}", self.summary.strong.apply_to(fact));
            if let Some(evidence) = evidence {
                let _ = write!(line, "{:pad$}  {evidence}", "");
            }
            self.line(&line);
        }
        if facts.len() > SHOWN {
            let more = format!("    and {} more", facts.len() - SHOWN);
            let more = self.summary.faint.apply_to(more).to_string();
            self.line(&more);
        }
    }

    /// The sentence of a mention, cut to `room` columns around it.
    fn evidence(&self, mention: &Mention, room: usize) -> String {
        let text = match mention.field {
            Field::Text => &self.text,
            Field::Title => &self.title,
        };
        let (begin, stop) = text.sentence(mention.start, mention.end);
        let proof = fit(&tidy(text.get(mention.start, mention.end)), room);
        let left = tidy_start(text.get(begin, mention.start));
        let right = tidy_end(text.get(mention.end, stop));
        let room = room.saturating_sub(measure_text_width(&proof));
        // Either side may use what the other one leaves.
        let (wide, other) = (measure_text_width(&left), measure_text_width(&right));
        let half = room / 2;
        let for_left = wide.min(half.max(room.saturating_sub(other)));
        let left = fit_end(&left, for_left);
        let right = fit(&right, room.saturating_sub(measure_text_width(&left)));
        format!("{left}{}{right}", self.summary.proof.apply_to(proof))
    }

    fn repairs(&mut self, repairs: &[Repair]) {
        if repairs.is_empty() {
            return;
        }
        let shown: Vec<_> = repairs
            .iter()
            .take(REPAIRS)
            .map(|r| self.repair(r))
            .collect();
        let more = repairs.len().saturating_sub(REPAIRS);
        let more = if more > 0 {
            format!(", and {more} more")
        } else {
            String::new()
        };
        let heading = self.summary.faint.apply_to("repairs").to_string();
        self.line(&format!("  {heading}"));
        self.line(&format!("    {}{more}", shown.join(", ")));
    }

    /// The word around a repair, before and after.
    fn repair(&self, repair: &Repair) -> String {
        let space = char::is_whitespace;
        let before = self.text.get(repair.start.saturating_sub(8), repair.start);
        let before = before.rsplit(space).next().unwrap_or("");
        let after = self.text.get(repair.end, repair.end + 8);
        let after = after.split(space).next().unwrap_or("");
        let was = tidy(&format!("{before}{}{after}", repair.before));
        let is = tidy(&format!("{before}{}{after}", repair.after));
        format!("{was} → {}", self.summary.proof.apply_to(is))
    }

    fn warnings(&mut self, warnings: &[String]) {
        if warnings.is_empty() {
            return;
        }
        let heading = self.summary.faint.apply_to("warnings").to_string();
        self.line(&format!("  {heading}"));
        for warning in warnings.iter().take(SHOWN) {
            let line = fit(&tidy(warning), self.summary.width - 4);
            self.line(&format!("    {line}"));
        }
    }
}

/// Characters that a repair put in, took out or changed.
fn changed(repair: &Repair) -> usize {
    repair
        .before
        .chars()
        .count()
        .max(repair.after.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_around_its_mention() {
        let text = Chars::new("앞 문장이다. 2020. 1. 16.에 박영선 장관이 밝혔다. 뒤 문장이다.\n끝");
        let start = text.text.chars().position(|c| c == '박').unwrap();
        let (begin, stop) = text.sentence(start, start + 3);
        assert_eq!(
            text.get(begin, stop).trim(),
            "2020. 1. 16.에 박영선 장관이 밝혔다."
        );
    }
}
