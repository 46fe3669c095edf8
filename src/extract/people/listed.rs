//! Lists of people as tables, read cell by cell: `성명 · 소속 · 직위`, then a row for each person.

use super::super::organizations::Organizations;
use super::super::pieces::is_hangul;
use super::Document;
use crate::lexicon::{Cue, Lexicon};
use crate::record::PersonRole;
use crate::release::PersonMention;
use crate::text::{Span, single_spaced};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Body,
    Post,
    Other,
}

/// No header has more columns.
const WIDEST: usize = 6;

/// No heading has more letters.
const HEADING: usize = 4;

/// How much a cell must look like a name.
const NAME: f32 = 0.3;

/// The people of every such table.
pub(super) fn find(
    doc: &Document<'_>,
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Vec<PersonMention> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < doc.lines.len() {
        let header = header(doc, i);
        if header.is_empty() {
            i += 1;
            continue;
        }
        i += header.len();
        while let Some(row) = doc.lines.get(i..i + header.len()) {
            match person(doc, &header, row, organizations, lexicon) {
                Some(person) => found.push(person),
                None => break,
            }
            i += header.len();
        }
    }
    found
}

/// The columns of the header that begins at line `i`: none unless it has names and bodies or posts.
fn header(doc: &Document<'_>, i: usize) -> Vec<Column> {
    let columns: Vec<Column> = doc
        .lines
        .iter()
        .skip(i)
        .take(WIDEST)
        .map_while(|line| column(doc, doc.get(*line)))
        .collect();
    let names = columns.iter().filter(|c| **c == Column::Name).count();
    let told = columns.contains(&Column::Body) || columns.contains(&Column::Post);
    match names == 1 && told {
        true => columns,
        false => Vec::new(),
    }
}

fn column(doc: &Document<'_>, cell: &str) -> Option<Column> {
    let letters = cell.chars().filter(|c| !c.is_whitespace());
    // Most lines are no headings.
    if letters.clone().nth(HEADING).is_some() {
        return None;
    }
    let cell: String = letters.collect();
    let headings = [
        (Cue::NameHeadings, Column::Name),
        (Cue::BodyHeadings, Column::Body),
        (Cue::PostHeadings, Column::Post),
        (Cue::OtherHeadings, Column::Other),
    ];
    let heading = headings
        .into_iter()
        .find(|(cue, _)| doc.cue(*cue).has(&cell));
    heading.map(|(_, column)| column)
}

fn person(
    doc: &Document<'_>,
    header: &[Column],
    row: &[Span],
    organizations: &Organizations,
    lexicon: &Lexicon,
) -> Option<PersonMention> {
    let cell = |column| {
        let at = header.iter().position(|c| *c == column)?;
        row.get(at).copied()
    };
    let span = cell(Column::Name)?;
    let name = single_spaced(doc.get(span));
    let joined: String = name.chars().filter(|c| *c != ' ').collect();
    if !is_hangul(&joined) || lexicon.names.likeness(&joined) < NAME {
        return None;
    }
    let post = cell(Column::Post).map(|post| single_spaced(doc.get(post)));
    let known = post
        .as_deref()
        .and_then(|post| lexicon.titles.korean_suffix(post));
    Some(PersonMention {
        span,
        name: joined,
        title_en: known
            .and_then(|(_, title)| title.en.as_deref())
            .map(str::to_owned),
        organization: cell(Column::Body)
            .and_then(|body| organizations.covering(body.start))
            .map(|m| m.body.clone()),
        title: post.filter(|_| known.is_some()),
        role: PersonRole::Other,
        confidence: 0.85,
    })
}
