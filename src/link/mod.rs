//! Joins mentions into facts: one entry per organisation, person and policy item, with ids that hold over releases.

mod contacts;
mod ids;
mod mentions;
mod organizations;
mod people;
mod policies;
mod relations;
mod removed;
mod sections;

pub use mentions::Places;

use crate::lexicon::Lexicon;
use crate::record::{Issuer, Language, Record, Repair, SCHEMA, Text};
use crate::release::{Findings, RepairedRelease, TokenizedRelease};
use crate::text::fingerprint;

/// Makes the record of a release.
pub fn link(release: TokenizedRelease, findings: Findings, lexicon: &Lexicon) -> Record {
    let places = Places::new(&release);
    let english = release.language == Language::En;
    let issuer = findings.issuer.as_ref();
    let names =
        organizations::Names::new(lexicon, english, issuer, &findings.organizations, &places);
    let organizations = organizations::join(&findings.organizations, &names, &places);
    let people = people::join(&findings, &names, &places);
    let policies = policies::join(&findings, &names, &places);
    let dates = mentions::dates(&findings.dates, &places);
    let relations = relations::find(&release, &findings, &people, &names, &places, &lexicon.cues);
    let policies = relations::attach(policies, &relations);
    let issuer = findings.issuer.as_ref().map(|body| {
        let org = names.of(body);
        Issuer {
            id: org.id,
            name: org.name,
            name_ko: org.name_ko,
            name_en: org.name_en,
        }
    });
    let amounts = mentions::amounts(&findings.amounts, &places);
    let quotes = mentions::quotes(&findings.quotes, &places);
    let contacts = contacts::rows(findings.contacts);
    let text = Text {
        clean: String::new(),
        fingerprint: fingerprint(release.text.get(release.head..).unwrap_or("")).map(hexadecimal),
        damage: release.repaired.damage,
        repairs: repairs(&release.repaired),
        sections: sections::list(&findings.sections, &places),
        removed: removed::list(&release.repaired.clean, &places),
    };
    let published = findings.published;
    let TokenizedRelease {
        repaired,
        language,
        text: mut clean,
        head,
        ..
    } = release;
    clean.drain(..head);
    let mut warnings = repaired.warnings;
    warnings.extend(findings.warnings);
    Record {
        schema: SCHEMA.to_owned(),
        id: repaired.clean.raw.id,
        source: repaired.clean.raw.source,
        language,
        title: repaired.clean.title,
        subtitles: repaired.clean.subtitles,
        published: published.map(|(day, _)| day.to_string()),
        published_from: published.map(|(_, from)| from),
        issuer,
        text: Text { clean, ..text },
        dates,
        organizations,
        people,
        policies,
        amounts,
        quotes,
        contacts,
        relations,
        warnings,
    }
}

fn hexadecimal(bits: u64) -> String {
    format!("{bits:016x}")
}

/// The edits of a release in the record's offsets.
pub fn repairs(repaired: &RepairedRelease) -> Vec<Repair> {
    let index = crate::text::CharIndex::new(&repaired.text.text);
    repaired
        .edits
        .iter()
        .map(|edit| {
            let source = repaired
                .clean
                .text
                .map
                .origin(repaired.text.map.origin(edit.span));
            Repair {
                start: index.chars(edit.span.start),
                end: index.chars(edit.span.end),
                before: edit.before.clone(),
                after: edit.after.clone(),
                source_start: source.start,
                source_end: source.end,
                kind: edit.kind,
                confidence: edit.confidence,
                by: edit.by,
            }
        })
        .collect()
}
