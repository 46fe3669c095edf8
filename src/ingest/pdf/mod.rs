//! PDF: the glyphs of the pages, put together to lines and paragraphs.

mod cmap;
mod content;
mod file;
mod filter;
mod font;
mod join;
mod layout;
mod object;

use std::rc::Rc;

use super::limits::Budget;
use super::paragraphs::push_line;
use super::{Format, IngestError, Input, Limits};
use crate::release::RawRelease;
use content::Reader;
use file::File;
use object::{Dict, Object};

/// Every paragraph of a page is one line, as far as it shows which lines belong together.
pub(super) fn read(input: Input<'_>, limits: &Limits) -> Result<RawRelease, IngestError> {
    let mut budget = Budget::new(limits);
    let file = File::read(input.bytes, &mut budget)?;
    if !matches!(file.trailer("Encrypt"), None | Some(Object::Null)) {
        return Err(IngestError::Encrypted);
    }
    let pages = pages(&file, &mut budget)?;
    if pages.is_empty() {
        return Err(IngestError::Damaged {
            part: "PDF: no pages".to_owned(),
        });
    }
    let mut lines = Vec::new();
    let mut reader = Reader::new(&file, &mut budget);
    let mut glyphs = 0;
    for (page, resources) in &pages {
        reader.glyphs.clear();
        reader.page(page, resources)?;
        glyphs += reader.glyphs.len();
        let mut page = layout::lines(&reader.glyphs);
        join::mark(&mut page);
        lines.append(&mut page);
    }
    let mut text = String::new();
    for paragraph in join::paragraphs(&lines) {
        push_line(&mut text, &paragraph);
    }
    if text.is_empty() {
        return Err(match glyphs {
            0 => IngestError::NoTextLayer,
            _ => IngestError::UnknownCharacters,
        });
    }
    input.release(Format::Pdf, "pdf", text)
}

/// The pages in order, each with its resources.
fn pages(file: &File<'_>, budget: &mut Budget<'_>) -> Result<Vec<(Dict, Rc<Dict>)>, IngestError> {
    let catalog = || file.of_type("Catalog").pop().map(Object::Ref);
    let root = file.trailer("Root").cloned().or_else(catalog);
    let root = root.map(|root| file.resolve(&root));
    let mut pages = Vec::new();
    // Nodes still to be looked at, the next one last.
    let mut nodes: Vec<(Object, Rc<Dict>)> = root
        .as_ref()
        .and_then(Object::dict)
        .and_then(|root| root.get("Pages"))
        .map(|node| (node.clone(), Rc::default()))
        .into_iter()
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    while let Some((node, inherited)) = nodes.pop() {
        if let Object::Ref(id) = node
            && !seen.insert(id)
        {
            continue;
        }
        budget.time()?;
        let Object::Dict(node) = file.resolve(&node) else {
            continue;
        };
        let own = file.dict(&node, "Resources");
        let resources = match own.0.is_empty() {
            true => inherited,
            false => Rc::new(own),
        };
        match file.get(&node, "Kids") {
            Object::Array(kids) => {
                let kids = kids.into_iter().rev();
                nodes.extend(kids.map(|kid| (kid, resources.clone())));
            }
            _ => pages.push((node, resources)),
        }
    }
    if pages.is_empty() {
        // The tree is lost; pages are mostly numbered in order.
        for id in file.of_type("Page") {
            if let Object::Dict(page) = file.resolve(&Object::Ref(id)) {
                let resources = file.dict(&page, "Resources");
                pages.push((page, Rc::new(resources)));
            }
        }
    }
    Ok(pages)
}
