//! Web pages: the text of the release without the page around it.

mod depth;
mod lines;
mod main_text;
mod metadata;
mod widened;

use encoding_rs::Encoding;
use scraper::Html;

use super::{Format, IngestError, Input, Limits, decode};
use crate::release::RawRelease;
use lines::Page;

/// Reads the page's main text, and the title and the day that stand near it.
pub(super) fn read(input: Input<'_>, limits: &Limits) -> Result<RawRelease, IngestError> {
    let decoded = decode(input.bytes, charset(input.bytes));
    let page = parse(&decoded.text, limits)?;
    let main = main_text::find(&page);
    let title = metadata::title(&page, main.start);
    let mut text = String::new();
    for line in metadata::head(&page, main.start, title.as_deref()) {
        if let Some(line) = page.lines.get(line) {
            text.push_str(&line.text);
            text.push('\n');
        }
    }
    text.push_str(&lines::join(page.lines.get(main.clone()).unwrap_or(&[])));
    let mut release = input.release(Format::Html, &decoded.encoding, text)?;
    release.title = title;
    release.published = metadata::published(&page, main.start);
    Ok(release)
}

/// The text of a piece of HTML, such as stands in a field of JSON: all of it is the release.
pub(super) fn fragment(html: &str, limits: &Limits) -> Result<String, IngestError> {
    Ok(lines::join(&parse(html, limits)?.lines))
}

/// The text of a field that holds HTML, be it with brackets made wide; none where it holds plain text.
pub(super) fn field(text: &str, limits: &Limits) -> Option<Result<String, IngestError>> {
    if is_fragment(text) {
        return Some(fragment(text, limits));
    }
    widened::narrowed(text).map(|html| fragment(&html, limits))
}

fn parse(html: &str, limits: &Limits) -> Result<Page, IngestError> {
    depth::check(html, limits)?;
    Ok(Page::new(&Html::parse_document(html)))
}

/// Elements by which a page, or a piece of one, is known.
const KNOWN: &[&str] = &[
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "center",
    "div",
    "font",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "hr",
    "html",
    "img",
    "li",
    "main",
    "meta",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "table",
    "tbody",
    "td",
    "title",
    "tr",
    "ul",
];

/// Whether `text`, the beginning of an input, is a web page or a piece of one. A release that begins with a bracketed
/// word, such as `<보도자료>`, is not.
pub(super) fn is_page(text: &str) -> bool {
    let text = skip_prolog(text);
    let begins = |mark: &str| {
        text.get(..mark.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(mark))
    };
    begins("<!doctype html") || begins("<html") || is_fragment(text)
}

/// Whether `text` begins with an HTML element and closes elements again (or breaks lines, which nothing closes).
fn is_fragment(text: &str) -> bool {
    let text = skip_prolog(text);
    let Some(rest) = text.strip_prefix('<') else {
        return false;
    };
    let name = element_name(rest);
    KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known))
        && text.match_indices('<').skip(1).any(|(i, _)| {
            let tag = text.get(i + 1..).unwrap_or("");
            let name = element_name(tag.strip_prefix('/').unwrap_or(tag));
            (tag.starts_with('/') || name.eq_ignore_ascii_case("br"))
                && KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known))
        })
}

fn element_name(tag: &str) -> &str {
    let end = tag
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(tag.len());
    tag.get(..end).unwrap_or("")
}

/// What follows the XML declaration and the comments that stand before everything else.
fn skip_prolog(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?xml") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ => return rest,
        };
        match rest.split_once(end) {
            Some((_, after)) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

/// The encoding that the page claims for itself: `charset=` in a `meta` element.
fn charset(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    memchr::memmem::find_iter(head, b"charset=").find_map(|at| {
        let value = head.get(at + "charset=".len()..)?;
        let value = value
            .strip_prefix(b"\"")
            .or(value.strip_prefix(b"'"))
            .unwrap_or(value);
        let end = value
            .iter()
            .position(|b| !b.is_ascii_alphanumeric() && !b"-_:.".contains(b))
            .unwrap_or(value.len());
        let label = std::str::from_utf8(value.get(..end)?).ok()?;
        Encoding::for_label(label.as_bytes()).map(|_| label)
    })
}
