//! A page as lines, each with the element that it stands in.

use scraper::Html;
use scraper::node::{Element, Node};

use super::super::entities;
use crate::text::single_spaced;

/// A page without its markup.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The lines that are not empty.
    pub lines: Vec<Line>,
    /// The elements, in the order in which they begin.
    pub elements: Vec<Block>,
    /// Headings of the first three levels, each with the number of lines before it.
    pub headings: Vec<(usize, String)>,
    /// What `meta` elements say: name or property in lower case, and content.
    pub meta: Vec<(String, String)>,
    /// The `title` element.
    pub title: String,
}

/// A line of text.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// White space folded, but for U+00A0.
    pub text: String,
    /// Characters that are no white space.
    pub chars: usize,
    /// How many of them stand in links.
    pub linked: usize,
    /// Letters outside of links.
    pub letters: usize,
    /// Whether it stands in a heading of the first three levels.
    pub heading: bool,
    /// The element that it stands in.
    pub element: usize,
    /// Whether an empty line stands before it.
    pub parted: bool,
}

/// An element.
#[derive(Debug)]
pub(super) struct Block {
    /// The one it stands in; the first element is its own.
    pub parent: usize,
    /// One past the last element in it.
    pub end: usize,
    /// Whether it is the page's `body`.
    pub is_body: bool,
    /// Characters of text in it that are no white space.
    chars: usize,
}

/// Never text.
const HARD: &[&str] = &[
    "script", "style", "noscript", "template", "button", "select", "option", "datalist",
    "textarea", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "head",
    "map",
];

/// Rarely text: left out unless most of the page stands in it.
const SOFT: &[&str] = &["nav", "header", "footer", "form", "aside", "menu", "dialog"];

/// Elements that run on within a line; all others begin a line and end one.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "rp", "rt",
    "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
];

/// What a walk over a page meets.
enum Step<'a> {
    Open(&'a Element),
    Close(&'a Element),
    Text(&'a str),
}

/// Walks over a page without recursion. `visit` answers whether to go into the element that it was just given.
fn walk<'a>(html: &'a Html, mut visit: impl FnMut(Step<'a>) -> bool) {
    let mut node = html.tree.root();
    loop {
        let enter = match node.value() {
            Node::Element(element) => visit(Step::Open(element)),
            Node::Text(text) => visit(Step::Text(text)),
            _ => true,
        };
        if enter && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            if let Node::Element(element) = node.value() {
                visit(Step::Close(element));
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return,
            }
        }
    }
}

impl Page {
    pub(super) fn new(html: &Html) -> Self {
        let elements = measure(html);
        let all = elements.first().map_or(0, |root| root.chars);
        let mut writer = Writer {
            page: Self {
                elements,
                ..Self::default()
            },
            all,
            ..Writer::default()
        };
        walk(html, |step| writer.step(step));
        writer.end_line(0);
        writer.page
    }
}

/// The elements with the text in them counted.
fn measure(html: &Html) -> Vec<Block> {
    let mut elements: Vec<Block> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut hard = 0usize;
    walk(html, |step| {
        match step {
            Step::Open(element) => {
                let parent = open.last().copied().unwrap_or(0);
                open.push(elements.len());
                hard += usize::from(is_hard(element));
                elements.push(Block {
                    parent,
                    end: 0,
                    is_body: element.name() == "body",
                    chars: 0,
                });
            }
            Step::Close(element) => {
                hard -= usize::from(is_hard(element));
                let end = elements.len();
                if let Some(block) = open.pop().and_then(|i| elements.get_mut(i)) {
                    block.end = end;
                    let (parent, chars) = (block.parent, block.chars);
                    if let Some(parent) = open.last().and(elements.get_mut(parent)) {
                        parent.chars += chars;
                    }
                }
            }
            Step::Text(text) if hard == 0 => {
                if let Some(block) = open.last().and_then(|i| elements.get_mut(*i)) {
                    block.chars += count(text);
                }
            }
            Step::Text(_) => {}
        }
        true
    });
    elements
}

fn count(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn is_hard(element: &Element) -> bool {
    HARD.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("style").is_some_and(|style| {
            let style: String = style.split_whitespace().collect();
            style.to_ascii_lowercase().contains("display:none")
        })
}

/// Writes the lines of a page.
#[derive(Default)]
struct Writer {
    page: Page,
    /// Characters of the whole page.
    all: usize,
    /// Elements begun so far.
    begun: usize,
    /// The open elements.
    open: Vec<usize>,
    /// How many open elements are left out, are links, keep their white space, are the title.
    out: usize,
    links: usize,
    pre: usize,
    title: usize,
    /// The heading that is open, with how deep in headings it is.
    heading: String,
    headings: usize,
    /// The line that is being written.
    line: Line,
    /// Whether white space is due before the next word.
    space: bool,
    /// Lines that ended empty since the last one that did not.
    empty: usize,
}

impl Writer {
    fn step(&mut self, step: Step<'_>) -> bool {
        match step {
            Step::Open(element) => self.open(element),
            Step::Close(element) => self.close(element),
            Step::Text(text) => self.text(text),
        }
        true
    }

    fn open(&mut self, element: &Element) {
        let name = element.name();
        let at = self.begun;
        self.begun += 1;
        self.open.push(at);
        self.out += usize::from(self.is_out(element, at));
        self.count(name, |n| *n += 1);
        match name {
            "meta" => self.meta(element),
            "br" if self.out == 0 => self.end_line(1),
            "br" => self.heading.push(' '),
            _ if is_block(name) => self.end_line(0),
            _ => {}
        }
        if is_heading(name) {
            self.headings += 1;
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.name();
        if is_block(name) && name != "br" {
            self.end_line(0);
        }
        self.count(name, |n| *n = n.saturating_sub(1));
        if let Some(at) = self.open.pop() {
            self.out -= usize::from(self.is_out(element, at));
        }
        if is_heading(name) {
            self.headings = self.headings.saturating_sub(1);
            let text = single_spaced(&std::mem::take(&mut self.heading));
            if !text.is_empty() {
                // Those that begin the line that follows count as before it.
                let before = self.page.lines.len();
                self.page.headings.push((before, text));
            }
        }
    }

    fn is_out(&self, element: &Element, at: usize) -> bool {
        let share = || self.page.elements.get(at).map_or(0, |b| b.chars);
        is_hard(element) || SOFT.contains(&element.name()) && share() * 2 < self.all
    }

    fn count(&mut self, name: &str, change: impl Fn(&mut usize)) {
        match name {
            "a" => change(&mut self.links),
            "pre" => change(&mut self.pre),
            "title" => change(&mut self.title),
            _ => {}
        }
    }

    fn meta(&mut self, element: &Element) {
        let name = ["property", "name", "itemprop"]
            .iter()
            .find_map(|key| element.attr(key));
        if let (Some(name), Some(content)) = (name, element.attr("content")) {
            self.page
                .meta
                .push((name.to_ascii_lowercase(), content.to_owned()));
        }
    }

    fn text(&mut self, text: &str) {
        let text = &*entities::again(text);
        if self.title > 0 && self.page.title.is_empty() {
            self.page.title = single_spaced(text);
        }
        if self.headings > 0 {
            self.heading.push_str(text);
        }
        if self.out > 0 {
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.pre > 0 => self.end_line(1),
                ' ' | '\t' | '\n' | '\r' | '\x0C' => self.space = true,
                _ => {
                    if std::mem::take(&mut self.space) && !self.line.text.is_empty() {
                        self.line.text.push(' ');
                    }
                    if self.line.text.is_empty() {
                        self.line.element = self.block();
                        self.line.heading = self.headings > 0;
                    }
                    self.line.text.push(c);
                    if !c.is_whitespace() {
                        self.line.chars += 1;
                        self.line.linked += usize::from(self.links > 0);
                        self.line.letters += usize::from(self.links == 0 && c.is_alphabetic());
                    }
                }
            }
        }
    }

    /// The innermost open element. That inline ones count too does no harm: a line that stands in one stands in its
    /// parents as well.
    fn block(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    /// Ends the line; `breaks` is how many line breaks are written there, besides the end of an element.
    fn end_line(&mut self, breaks: usize) {
        self.space = false;
        let line = std::mem::take(&mut self.line);
        if line.chars > 0 {
            let parted = self.empty > 0 && !self.page.lines.is_empty();
            self.page.lines.push(Line { parted, ..line });
            self.empty = 0;
        } else if breaks > 0 || !line.text.is_empty() {
            self.empty += 1;
        }
    }
}

fn is_block(name: &str) -> bool {
    !INLINE.contains(&name)
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3")
}

/// The lines as one text.
pub(super) fn join(lines: &[Line]) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 2).sum());
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            text.push_str(if line.parted { "\n\n" } else { "\n" });
        }
        text.push_str(&line.text);
    }
    text
}
