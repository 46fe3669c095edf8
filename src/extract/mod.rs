//! Finds facts: one file per fact type. Mentions only; joining them is the next stage's work.

pub mod amounts;
pub mod contacts;
pub mod dates;
mod document;
pub mod issuer;
pub mod organizations;
pub mod people;
pub mod pieces;
pub mod policies;
pub mod published;
pub mod quotation;
pub mod quotes;
mod sections;
pub mod titlecase;

use jiff::civil::Date;

pub use document::Document;

use crate::lexicon::Lexicon;
use crate::record::PublishedFrom;
use crate::release::{Findings, PersonMention, TokenizedRelease};

/// Finds everything in one release. `fallback` is the day of publication where neither input nor text gives one.
pub fn extract(release: &TokenizedRelease, fallback: Option<Date>, lexicon: &Lexicon) -> Findings {
    let published = release
        .repaired
        .clean
        .raw
        .published
        .map(|day| (day, PublishedFrom::Metadata))
        .or_else(|| published::find(&release.text))
        // A board's own line with the day goes with its furniture; the source still has it.
        .or_else(|| published::find(&release.repaired.clean.raw.text))
        .or(fallback.map(|day| (day, PublishedFrom::Metadata)));
    let day = published.map(|(day, _)| day);
    let doc = Document::new(release, day, &lexicon.cues);
    let pieces = pieces::pieces(doc.text);
    let dates = dates::find(doc.text, day, doc.language);
    let boxes = contacts::find(&doc, &pieces, lexicon);
    let mut organizations = organizations::find(&doc, &pieces, &boxes.units, lexicon);
    let issuer = issuer::find(&doc, &organizations, lexicon);
    let people = people::find(
        &doc,
        &pieces,
        &boxes.rows,
        &organizations,
        issuer.as_ref(),
        lexicon,
    );
    // A name of three syllables may be short for a body, too.
    organizations.mentions.retain(|m| {
        let same = |p: &PersonMention| p.span.contains(m.span) && p.name == doc.get(m.span);
        !people.iter().any(same)
    });
    let policies = policies::find(&doc, &pieces, &organizations, lexicon);
    let amounts = amounts::find(&doc);
    let quotes = quotes::find(&doc, &people);
    let sections = sections::find(&doc, release, &boxes.spans);
    let warnings = dates.iter().filter_map(|d| d.conflict.clone()).collect();
    Findings {
        published,
        dates,
        organizations: organizations.mentions,
        people,
        policies,
        amounts,
        quotes,
        contacts: boxes.rows.into_iter().map(|r| r.contact).collect(),
        issuer,
        sections,
        warnings,
    }
}
