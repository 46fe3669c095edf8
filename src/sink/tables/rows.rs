//! From a record to its rows.

use std::collections::BTreeSet;

use super::packed;
use super::{Entry, Value, place};
use crate::record::{Field, Mention, Record, Repair, SectionKind};
use crate::sink::label;
use crate::text::{paragraphs, search_key};

/// Adds all rows of a release to `out`, packed: that of `releases` first, then table by table.
pub(in crate::sink) fn pack(entry: Entry<'_>, out: &mut Vec<u8>) {
    let record = entry.record;
    release(entry, out);
    let mut pages = Rows::new("paragraphs", record, out);
    let mut starts = Vec::new();
    for paragraph in paragraphs(&record.text.clean) {
        starts.push(paragraph.chars.start);
        pages.add(&[
            count(paragraph.chars.start),
            count(paragraph.chars.end),
            Value::Text(paragraph.text),
            // White space may stand before its first word.
            section(record, paragraph.chars.end.saturating_sub(1)),
        ]);
    }
    let mut rows = Rows::new("sections", record, out);
    for section in &record.text.sections {
        rows.add(&[
            Value::Text(section.kind.name()),
            count(section.start),
            count(section.end),
        ]);
    }
    facts(record, out);
    small_facts(record, out);
    mentions(record, &starts, out);
    repairs(record, out);
    let mut rows = Rows::new("removed", record, out);
    for removed in &record.text.removed {
        rows.add(&[
            count(removed.at),
            count(removed.source_start),
            count(removed.source_end),
            Value::Text(&removed.rule),
            Value::Text(&removed.text),
        ]);
    }
    let mut rows = Rows::new("warnings", record, out);
    for warning in &record.warnings {
        rows.add(&[Value::Text(warning)]);
    }
}

/// The rows of one table for one release.
struct Rows<'a> {
    table: Option<usize>,
    release: &'a str,
    number: i64,
    out: &'a mut Vec<u8>,
}

impl<'a> Rows<'a> {
    fn new(table: &str, record: &'a Record, out: &'a mut Vec<u8>) -> Self {
        Self {
            table: place(table),
            release: &record.id,
            number: 0,
            out,
        }
    }

    /// Adds the row whose cells, but for the release and the number, are `cells`.
    fn add(&mut self, cells: &[Value<'_>]) {
        let Some(table) = self.table else { return };
        let key = [Value::Text(self.release), Value::Integer(self.number)];
        packed::write(self.out, table, &key, cells);
        self.number += 1;
    }
}

fn count(number: usize) -> Value<'static> {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// The part of the text in which the code point `at` stands.
fn section(record: &Record, at: usize) -> Value<'static> {
    let section = record.text.section(at);
    section.map_or(Value::Null, |kind| Value::Text(kind.name()))
}

fn some(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Null, Value::Text)
}

fn release(entry: Entry<'_>, out: &mut Vec<u8>) {
    let Some(table) = place("releases") else {
        return;
    };
    let record = entry.record;
    let issuer = record.issuer.as_ref();
    let language = label(&record.language);
    let subtitles = record.subtitles.join("\n");
    let from = record.published_from.as_ref().map(label);
    let words = entry.words.map(|w| format!("{} {}", w.text, names(record)));
    let row = [
        Value::Text(&record.id),
        Value::Text(&language),
        some(record.title.as_deref()),
        some(Some(subtitles.as_str()).filter(|s| !s.is_empty())),
        some(record.published.as_deref()),
        some(from.as_deref()),
        some(issuer.map(|i| i.id.as_str())),
        some(issuer.map(|i| i.name.as_str())),
        some(issuer.and_then(|i| i.name_ko.as_deref())),
        some(issuer.and_then(|i| i.name_en.as_deref())),
        Value::Real(record.text.damage),
        Value::Text(&record.source.path),
        some(record.source.member.as_deref()),
        Value::Text(&record.source.format),
        Value::Text(&record.source.encoding),
        Value::Integer(i64::try_from(record.source.bytes).unwrap_or(i64::MAX)),
        Value::Text(&record.source.sha256),
        Value::Text(&record.text.clean),
        some(record.text.fingerprint.as_deref()),
        some(entry.words.map(|w| w.title.as_str())),
        some(words.as_deref()),
    ];
    packed::write(out, table, &[], &row);
}

/// What the record calls those that the text may call otherwise: whole names, and the words of names of many words.
fn names(record: &Record) -> String {
    let mut names: Vec<&str> = Vec::new();
    for body in &record.organizations {
        names.push(&body.name);
        names.extend(body.name_ko.as_deref());
        names.extend(body.name_en.as_deref());
        names.extend(body.aliases.iter().map(String::as_str));
    }
    for person in &record.people {
        names.push(&person.name);
        names.extend(person.name_ko.as_deref());
        names.extend(person.name_en.as_deref());
    }
    for policy in &record.policies {
        names.push(&policy.name);
        names.extend(policy.name_ko.as_deref());
        names.extend(policy.name_en.as_deref());
    }
    let mut words = BTreeSet::new();
    for name in names {
        words.insert(search_key(name));
        words.extend(name.split_whitespace().map(search_key));
    }
    words.into_iter().collect::<Vec<_>>().join(" ")
}

fn facts(record: &Record, out: &mut Vec<u8>) {
    let mut rows = Rows::new("dates", record, out);
    for date in &record.dates {
        rows.add(&[
            Value::Text(&date.value),
            some(date.start.as_deref()),
            some(date.end.as_deref()),
            Value::Text(&label(&date.precision)),
            some(date.role.as_ref().map(label).as_deref()),
            Value::Real(date.confidence),
        ]);
    }
    let mut rows = Rows::new("organizations", record, out);
    for body in &record.organizations {
        rows.add(&[
            Value::Text(&body.id),
            Value::Text(&body.name),
            some(body.name_ko.as_deref()),
            some(body.name_en.as_deref()),
            Value::Text(&label(&body.kind)),
            Value::Real(body.confidence),
        ]);
    }
    let mut rows = Rows::new("aliases", record, out);
    for body in &record.organizations {
        for alias in &body.aliases {
            rows.add(&[Value::Text(&body.id), Value::Text(alias)]);
        }
    }
    let mut rows = Rows::new("people", record, out);
    for person in &record.people {
        let body = person.organization.as_ref();
        rows.add(&[
            Value::Text(&person.id),
            Value::Text(&person.name),
            some(person.name_ko.as_deref()),
            some(person.name_en.as_deref()),
            some(person.title.as_deref()),
            some(person.title_en.as_deref()),
            some(body.and_then(|b| b.id.as_deref())),
            some(body.map(|b| b.name.as_str())),
            Value::Text(&label(&person.role)),
            Value::Real(person.confidence),
        ]);
    }
    let mut rows = Rows::new("policies", record, out);
    for policy in &record.policies {
        rows.add(&[
            Value::Text(&policy.id),
            Value::Text(&policy.name),
            some(policy.name_ko.as_deref()),
            some(policy.name_en.as_deref()),
            Value::Text(&label(&policy.kind)),
            Value::Real(policy.confidence),
        ]);
    }
    let mut rows = Rows::new("policy_parties", record, out);
    for policy in &record.policies {
        for party in &policy.parties {
            rows.add(&[Value::Text(&policy.id), Value::Text(party)]);
        }
    }
    let mut rows = Rows::new("policy_dates", record, out);
    for policy in &record.policies {
        for date in &policy.dates {
            rows.add(&[Value::Text(&policy.id), Value::Text(date)]);
        }
    }
}

fn small_facts(record: &Record, out: &mut Vec<u8>) {
    let mut rows = Rows::new("amounts", record, out);
    for amount in &record.amounts {
        rows.add(&[
            Value::Real(amount.value),
            Value::Text(&amount.unit),
            Value::Real(amount.confidence),
        ]);
    }
    let mut rows = Rows::new("quotes", record, out);
    for quote in &record.quotes {
        rows.add(&[some(quote.speaker.as_deref()), Value::Text(&quote.text)]);
    }
    let mut rows = Rows::new("contacts", record, out);
    for contact in &record.contacts {
        rows.add(&[
            some(contact.department.as_deref()),
            some(contact.name.as_deref()),
            some(contact.title.as_deref()),
            some(contact.phone.as_deref()),
            some(contact.email.as_deref()),
        ]);
    }
    let mut rows = Rows::new("relations", record, out);
    for relation in &record.relations {
        rows.add(&[
            Value::Text(&label(&relation.kind)),
            Value::Text(&relation.subject),
            Value::Text(&relation.object),
            some(relation.date.as_deref()),
        ]);
    }
}

/// The mentions of all facts, kind by kind; `starts` are the first code points of the paragraphs.
fn mentions(record: &Record, starts: &[usize], out: &mut Vec<u8>) {
    let mut rows = Rows::new("mentions", record, out);
    let [in_text, in_title] = [Field::Text, Field::Title].map(|field| label(&field));
    let mut add = |kind: &str, fact: usize, mention: &Mention| {
        let paragraph = match mention.field {
            Field::Text => starts
                .partition_point(|start| *start <= mention.start)
                .checked_sub(1),
            Field::Title => None,
        };
        rows.add(&[
            Value::Text(kind),
            count(fact),
            Value::Text(match mention.field {
                Field::Text => &in_text,
                Field::Title => &in_title,
            }),
            count(mention.start),
            count(mention.end),
            paragraph.map_or(Value::Null, count),
            count(mention.source_start),
            count(mention.source_end),
            Value::Text(&mention.text),
            match mention.field {
                Field::Text => section(record, mention.start),
                Field::Title => Value::Text(SectionKind::Title.name()),
            },
        ]);
    };
    let mut all = |kind: &str, facts: &mut dyn Iterator<Item = &[Mention]>| {
        for (fact, mentions) in facts.enumerate() {
            for mention in mentions {
                add(kind, fact, mention);
            }
        }
    };
    all("date", &mut record.dates.iter().map(|f| &*f.mentions));
    let bodies = &mut record.organizations.iter().map(|f| &*f.mentions);
    all("organization", bodies);
    all("person", &mut record.people.iter().map(|f| &*f.mentions));
    all("policy", &mut record.policies.iter().map(|f| &*f.mentions));
    all("amount", &mut record.amounts.iter().map(|f| &*f.mentions));
    all("quote", &mut record.quotes.iter().map(|f| &*f.mentions));
    let evidence = &mut record
        .relations
        .iter()
        .map(|f| std::slice::from_ref(&f.evidence));
    all("relation", evidence);
}

fn repairs(record: &Record, out: &mut Vec<u8>) {
    let mut rows = Rows::new("repairs", record, out);
    for repair in &record.text.repairs {
        let Repair {
            start,
            end,
            before,
            after,
            source_start,
            source_end,
            kind,
            confidence,
            by,
        } = repair;
        rows.add(&[
            count(*start),
            count(*end),
            Value::Text(before),
            Value::Text(after),
            count(*source_start),
            count(*source_end),
            Value::Text(&label(kind)),
            Value::Real(*confidence),
            Value::Text(&label(by)),
        ]);
    }
}
