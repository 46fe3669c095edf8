//! How deep a page nests, told from its tags alone, before it is parsed.
//!
//! The parser looks through the open elements at every tag, and opens formatting elements that were left open again in
//! every block: on hostile pages both would be quadratic.

use super::super::{IngestError, Limits};

/// Elements that are never open: void ones.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that the next one of their kind closes: they nest only through others.
const CLOSED_BY_NEXT: &[&str] = &[
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup",
    "colgroup", "html", "head", "body",
];

/// Elements that are opened again in the next block where they were left open.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp"];

/// Open elements that the parser may look through, on average over the tags of a page.
const MEAN_DEPTH: usize = 256;

/// Open formatting elements, on average over the tags of a page.
const MEAN_FORMATTING: usize = 16;

/// Attributes of an element, or the spaces between them.
const MAX_ATTRIBUTES: usize = 1_000;

/// Refuses a page whose elements are nested beyond the limit, or so deeply in so many places that parsing it would no
/// longer take linear time.
pub(super) fn check(html: &str, limits: &Limits) -> Result<(), IngestError> {
    let mut scan = Scan::default();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        rest = rest.get(at + 1..).unwrap_or("");
        if let Some(comment) = rest.strip_prefix("!--") {
            let Some(end) = memchr::memmem::find(comment.as_bytes(), b"-->") else {
                break;
            };
            rest = comment.get(end..).unwrap_or("");
            continue;
        }
        let (closing, tag) = match rest.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, rest),
        };
        let name = super::element_name(tag);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        scan.tag(name, closing);
        if scan.is_too_deep(limits) {
            return Err(IngestError::TooLarge {
                what: "elements within one another",
                limit: limits.depth as u64,
            });
        }
        rest = attributes(tag.get(name.len()..).unwrap_or(""))?;
        if !closing && is(name, RAW) {
            rest = skip_raw(rest, name);
        }
    }
    Ok(())
}

/// What follows the tag whose attributes `text` begins with. The parser compares every attribute with every other.
fn attributes(text: &str) -> Result<&str, IngestError> {
    let (mut seen, mut quote) = (0usize, None);
    let mut before = b' ';
    for (i, b) in text.bytes().enumerate() {
        match (quote, b) {
            (Some(open), b) if open == b => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Ok(text.get(i + 1..).unwrap_or("")),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(b),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'/') => seen += 1,
            _ => {}
        }
        before = if quote.is_none() && b.is_ascii_whitespace() && before == b'=' {
            b'='
        } else {
            b
        };
        if seen > MAX_ATTRIBUTES {
            return Err(IngestError::TooLarge {
                what: "attributes of an element",
                limit: MAX_ATTRIBUTES as u64,
            });
        }
    }
    Ok("")
}

/// From the closing tag of `name` on.
fn skip_raw<'a>(text: &'a str, name: &str) -> &'a str {
    memchr::memmem::find_iter(text.as_bytes(), b"</")
        .filter_map(|i| text.get(i..))
        .find(|rest| super::element_name(rest.get(2..).unwrap_or("")).eq_ignore_ascii_case(name))
        .unwrap_or("")
}

#[derive(Default)]
struct Scan {
    tags: usize,
    open: usize,
    formatting: usize,
    /// `open`, summed over the tags.
    looked_through: usize,
    /// `formatting`, summed over the tags.
    opened_again: usize,
}

impl Scan {
    fn tag(&mut self, name: &str, closing: bool) {
        self.tags += 1;
        if is(name, VOID) || is(name, CLOSED_BY_NEXT) {
            // Nests only through others.
        } else {
            let formatting = is(name, FORMATTING);
            let count = if formatting {
                &mut self.formatting
            } else {
                &mut self.open
            };
            *count = if closing {
                count.saturating_sub(1)
            } else {
                *count + 1
            };
        }
        self.looked_through += self.open + self.formatting;
        self.opened_again += self.formatting;
    }

    fn is_too_deep(&self, limits: &Limits) -> bool {
        self.open + self.formatting > limits.depth
            || self.looked_through > MEAN_DEPTH * self.tags + limits.depth * limits.depth
            || self.opened_again > MEAN_FORMATTING * self.tags + (1 << 20)
    }
}

fn is(name: &str, list: &[&str]) -> bool {
    list.iter().any(|known| name.eq_ignore_ascii_case(known))
}
