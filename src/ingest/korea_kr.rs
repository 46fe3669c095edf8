//! What the open API of korea.kr answers: XML whose items are releases, the text of each a piece of HTML.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::entities;
use super::limits::Budget;
use super::{Format, IngestError, Input, Limits, Outcome, content_id, decode, html, parse_date};
use crate::record::Source;
use crate::release::RawRelease;

/// The element around each release.
const ITEM: &str = "NewsItem";

/// Elements with the day of publication, the best first.
const DAYS: &[&str] = &["ApproveDate", "EmbargoDate", "ModifyDate"];

/// Lines under the headline.
const SUBTITLES: &[&str] = &["SubTitle1", "SubTitle2", "SubTitle3"];

/// Reads each item as a release of its own.
pub(super) fn read(input: Input<'_>, limits: &Limits, each: &mut dyn FnMut(Outcome)) {
    let decoded = decode(input.bytes, None);
    let mut number = 0;
    let mut found = |item: &Item| {
        number += 1;
        let source = Source {
            member: Some(format!("item {number}")),
            ..input.source(Format::KoreaKr, &decoded.encoding)
        };
        each(release(item, &source, limits).map_err(|cause| {
            let cause = IngestError::Item {
                number,
                cause: Box::new(cause),
            };
            (source, cause)
        }));
    };
    let read = items(&decoded.text, limits, &mut found);
    let cause = match (read, number) {
        (Err(cause), _) => cause,
        (Ok(()), 0) => IngestError::Empty,
        _ => return,
    };
    each(Err((
        input.source(Format::KoreaKr, &decoded.encoding),
        cause,
    )));
}

/// Names and contents of the elements of an item, in order. Names may come more than once.
type Item = Vec<(String, String)>;

fn value<'a>(item: &'a Item, name: &str) -> Option<&'a str> {
    let (_, value) = item.iter().find(|(known, _)| known == name)?;
    Some(value.trim()).filter(|value| !value.is_empty())
}

fn release(item: &Item, source: &Source, limits: &Limits) -> Result<RawRelease, IngestError> {
    let mut lines: Vec<Cow<'_, str>> = SUBTITLES
        .iter()
        .filter_map(|name| value(item, name))
        .map(entities::again)
        .collect();
    let contents = value(item, "DataContents").unwrap_or_default();
    lines.push(match html::field(contents, limits) {
        Some(text) => text?.into(),
        None => contents.into(),
    });
    if lines.iter().all(|line| line.trim().is_empty()) {
        return Err(IngestError::NoText);
    }
    Ok(RawRelease {
        id: value(item, "NewsItemId").map_or_else(|| content_id(source), str::to_owned),
        source: source.clone(),
        title: value(item, "Title").map(|title| entities::again(title).into_owned()),
        published: DAYS.iter().find_map(|name| parse_date(value(item, name)?)),
        // The code is a name.
        agency: value(item, "MinisterCode").map(str::to_owned),
        text: lines.join("\n"),
    })
}

/// Gives every whole item of `xml` to `found`.
fn items(xml: &str, limits: &Limits, found: &mut dyn FnMut(&Item)) -> Result<(), IngestError> {
    let budget = Budget::new(limits);
    let mut reader = Reader::from_str(xml);
    // A title that names a tag, such as `<b>`, does not end the answer.
    reader.config_mut().check_end_names = false;
    let (mut item, mut open): (Option<Item>, Option<String>) = (None, None);
    for turn in 1u32.. {
        if turn % 4096 == 0 {
            budget.time()?;
        }
        let event = reader.read_event().map_err(|source| IngestError::Xml {
            part: "korea.kr API XML".to_owned(),
            source,
        })?;
        match event {
            Event::Start(tag) => {
                let name = tag.local_name().into_inner();
                if name == ITEM {
                    item = Some(Item::new());
                } else if let Some(item) = &mut item {
                    item.push((name.to_owned(), String::new()));
                    open = Some(name.to_owned());
                }
            }
            Event::End(tag) => {
                let name = tag.local_name().into_inner();
                if name == ITEM
                    && let Some(item) = item.take()
                {
                    found(&item);
                }
                open = None;
            }
            Event::Eof => return Ok(()),
            event => {
                let last = open.as_ref().and(item.as_mut()).and_then(|i| i.last_mut());
                let Some((_, value)) = last else { continue };
                match event {
                    Event::Text(text) => value.push_str(&text),
                    Event::CData(text) => value.push_str(&text),
                    Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                        Ok(Some(c)) => value.push(c),
                        _ => value.push_str(resolve_predefined_entity(&entity).unwrap_or(" ")),
                    },
                    _ => {}
                }
            }
        }
    }
    Ok(())
}
