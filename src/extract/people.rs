//! People: names beside posts, in running text, in brackets after their organisation, in contact boxes and
//! tables.

mod appointed;
mod bracketed;
mod charged;
mod cued;
mod english;
mod foreign;
mod korean;
mod listed;
mod posts;
mod spelled;

use std::collections::BTreeMap;

use super::Document;
use super::contacts::Row;
use super::organizations::Organizations;
use super::pieces::Piece;
use crate::lexicon::{Cue, Lexicon};
use crate::record::{Language, PersonRole};
use crate::release::{Body, PersonMention};
use crate::text::Span;

/// Finds the people of a release, in order of their mentions, none inside another.
pub fn find(
    doc: &Document<'_>,
    pieces: &[Piece],
    rows: &[Row],
    organizations: &Organizations,
    issuer: Option<&Body>,
    lexicon: &Lexicon,
) -> Vec<PersonMention> {
    let mut found = contacts(doc, rows, organizations, issuer, lexicon);
    found.extend(listed::find(doc, organizations, lexicon));
    found.extend(appointed::find(doc, pieces, organizations, lexicon));
    found.extend(korean::find(doc, pieces, organizations, lexicon));
    found.extend(cued::find(doc, pieces, lexicon));
    // Spelled in other letters a name is whole; without a post it tells less than the same name beside one.
    let mut spelled: BTreeMap<usize, PersonMention> =
        bracketed::find(doc, pieces, organizations, lexicon)
            .into_iter()
            .map(|person| (person.span.start, person))
            .collect();
    found.retain(|p| {
        let last = spelled.range(..p.span.end).next_back();
        match last.filter(|(_, s)| s.span.overlaps(p.span)) {
            Some((&at, s)) if s.name == p.name => {
                spelled.remove(&at);
                true
            }
            Some(_) => false,
            None => true,
        }
    });
    found.extend(spelled.into_values());
    if doc.language != Language::Ko {
        found.extend(english::find(doc, organizations, lexicon));
    }
    found.sort_by(|a, b| (a.span.start.cmp(&b.span.start)).then(b.span.len().cmp(&a.span.len())));
    let mut end = 0;
    found.retain(|person| {
        let clear = person.span.start >= end;
        if clear {
            end = person.span.end;
        }
        clear
    });
    share_bodies(doc, &mut found);
    found
}

/// Gives people without a body that of the one before them in a list: `자연생태과 과장 임상백, 사무관 이혜진`.
fn share_bodies(doc: &Document<'_>, people: &mut [PersonMention]) {
    for i in 1..people.len() {
        let (before, rest) = people.split_at_mut(i);
        let (Some(last), Some(next)) = (before.last(), rest.first_mut()) else {
            return;
        };
        let between = Span::new(last.span.end, next.span.start).of(doc.text);
        let listed = between.len() <= 40
            && between.contains([',', '/', '·', '|'])
            && !between.contains(|c: char| c == '\n' || c.is_alphabetic());
        if next.organization.is_none() && next.title.is_some() && listed {
            next.organization.clone_from(&last.organization);
        }
    }
}

/// The people of contact boxes.
fn contacts(
    doc: &Document<'_>,
    rows: &[Row],
    organizations: &Organizations,
    issuer: Option<&Body>,
    lexicon: &Lexicon,
) -> Vec<PersonMention> {
    let mut found = Vec::new();
    for row in rows {
        let Some(name) = &row.contact.name else {
            continue;
        };
        if row.person.is_empty() {
            continue;
        }
        let units = organizations.mentions.iter();
        let mut units = units.filter(|m| m.span.overlaps(row.unit) && !doc.get(m.span).is_empty());
        // Of a bureau and its team the one that the post is of.
        let heads = |title: &String| doc.cue(Cue::HeadsOfBureaus).end(title);
        let unit = match row.contact.title.as_ref().is_some_and(heads) {
            true => units.next(),
            false => units.next_back(),
        };
        let unit = unit.map(|m| m.body.clone());
        let title_en = row
            .contact
            .title
            .as_deref()
            .and_then(|t| lexicon.titles.korean(t))
            .and_then(|t| t.en.as_deref())
            .map(str::to_owned);
        found.push(PersonMention {
            span: row.person,
            name: name.clone(),
            title: row.contact.title.clone(),
            title_en,
            organization: unit.or_else(|| issuer.cloned()),
            role: PersonRole::Contact,
            confidence: 0.97,
        });
    }
    found
}
