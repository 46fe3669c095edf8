//! Mail (RFC 5322, MIME): its text is a release, and every file sent along is an input of its own.

mod head;
mod parts;

use std::collections::HashSet;

use super::{Context, Format, Ids, IngestError, Input, Limits, Outcome, decode, html};
use crate::release::RawRelease;
use head::Head;
use parts::{Part, Role, parts};

pub(super) use head::is_mail;

/// Reads the text, then what is attached as the members of a zip are read. A mail that gives no release at all is a
/// failure itself, also where its attachments are failures.
pub(super) fn read(input: Input<'_>, context: &mut Context<'_>, each: &mut dyn FnMut(Outcome)) {
    let limits = &context.options.limits;
    let fail = |cause| Err((input.source(Format::Mail, ""), cause));
    let (head, parts) = match parts(input.bytes, limits) {
        Ok(found) => found,
        Err(cause) => return each(fail(cause)),
    };
    let text = text(input, head, &parts, limits);
    let mut found = text.is_ok();
    let mut trouble = None;
    match text {
        Ok(release) => each(Ok(release)),
        Err(cause) => trouble = Some(cause),
    }
    let mut names = HashSet::new();
    let mut ids = Ids::default();
    let attached = parts.iter().filter(|part| part.role == Role::Attached);
    for (i, part) in attached.enumerate() {
        let name = name(part, i + 1, &mut names);
        let bytes = part.bytes();
        context.attached(input, &name, &mut ids, bytes, &mut |outcome| {
            found |= outcome.is_ok();
            each(outcome);
        });
    }
    if let Some(cause) = trouble.filter(|_| !found) {
        each(fail(cause));
    }
}

/// What the `number`th attachment is called, as no other of the mail is.
fn name(part: &Part<'_>, number: usize, names: &mut HashSet<String>) -> String {
    let name = part.name.as_deref().unwrap_or_default().replace('\\', "/");
    let name = match name.trim_matches(['/', ' ']) {
        "" => format!("attachment {number}"),
        name if names.contains(name) => format!("attachment {number}/{name}"),
        name => name.to_owned(),
    };
    names.insert(name.clone());
    name
}

/// The text of the mail: what is written plainly, or else what is written as HTML.
fn text(
    input: Input<'_>,
    head: Head,
    parts: &[Part<'_>],
    limits: &Limits,
) -> Result<RawRelease, IngestError> {
    let (mut text, mut encoding) = (String::new(), String::new());
    for role in [Role::Plain, Role::Html] {
        for part in parts.iter().filter(|part| part.role == role) {
            let bytes = part.bytes()?;
            let decoded = decode(&bytes, part.charset.as_deref());
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            match role {
                Role::Html => text.push_str(&html::fragment(&decoded.text, limits)?),
                _ => text.push_str(&decoded.text),
            }
            if encoding.is_empty() {
                encoding = decoded.encoding;
            }
        }
        if !text.trim().is_empty() {
            break;
        }
        text.clear();
        encoding.clear();
    }
    let release = input.release(Format::Mail, &encoding, text)?;
    Ok(RawRelease {
        title: head.title,
        published: head.sent,
        ..release
    })
}
