//! What a page shows: the glyphs of its content streams, each with its place.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::IngestError;
use super::super::limits::Budget;
use super::file::File;
use super::font::Font;
use super::object::{Dict, Lexer, Object, is_space};

/// One code of a string on the page.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it begins.
    pub(super) x: f64,
    pub(super) y: f64,
    /// How far the next one stands from it.
    pub(super) dx: f64,
    pub(super) dy: f64,
    /// Size of its font.
    pub(super) size: f64,
}

/// What a glyph takes in memory, for the budget.
const GLYPH: usize = 64;

/// What drawing an object costs at least, for the budget.
const DRAWN: usize = 1024;

/// Forms within one another.
const FORMS: usize = 16;

/// Operands of an operator.
const OPERANDS: usize = 64;

/// States that may be put aside.
const STATES: usize = 512;

/// A matrix of PDF: the six numbers that are not constant.
#[derive(Clone, Copy, Debug)]
struct Matrix([f64; 6]);

impl Matrix {
    const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `other`.
    fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn read(numbers: &[Object]) -> Option<Self> {
        let numbers: Vec<f64> = numbers.iter().filter_map(Object::number).collect();
        numbers.try_into().ok().map(Self)
    }
}

/// What operators change and `q` and `Q` keep.
#[derive(Clone)]
struct State {
    page: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    /// Between characters, between words.
    character: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// Reads content streams.
pub(super) struct Reader<'f, 'a, 'b> {
    file: &'f File<'a>,
    budget: &'f mut Budget<'b>,
    /// By the number of the object.
    fonts: BTreeMap<u32, Rc<Font>>,
    pub(super) glyphs: Vec<Glyph>,
}

impl<'f, 'a, 'b> Reader<'f, 'a, 'b> {
    pub(super) fn new(file: &'f File<'a>, budget: &'f mut Budget<'b>) -> Self {
        Self {
            file,
            budget,
            fonts: BTreeMap::new(),
            glyphs: Vec::new(),
        }
    }

    /// Reads what `page` shows, whose resources are `resources`, into `glyphs`.
    pub(super) fn page(&mut self, page: &Dict, resources: &Dict) -> Result<(), IngestError> {
        let contents = page.get("Contents").unwrap_or(&Object::Null);
        // An array of streams may itself stand elsewhere.
        let streams = match self.file.resolve(contents) {
            Object::Array(streams) => streams,
            _ => vec![contents.clone()],
        };
        let mut content = Vec::new();
        for stream in &streams {
            if let Some((_, data)) = self.file.stream(stream, self.budget)? {
                content.extend(data);
                content.push(b'\n');
            }
        }
        let state = State {
            page: Matrix::UNIT,
            font: None,
            size: 1.0,
            character: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.content(&content, resources, state, FORMS)
    }

    fn content(
        &mut self,
        content: &[u8],
        resources: &Dict,
        state: State,
        forms: usize,
    ) -> Result<(), IngestError> {
        let mut run = Run {
            state,
            kept: Vec::new(),
            text: Matrix::UNIT,
            line: Matrix::UNIT,
            resources,
            fonts: self.file.dict(resources, "Font"),
            objects: self.file.dict(resources, "XObject"),
            found: BTreeMap::new(),
        };
        let mut lexer = Lexer::new(content, 0);
        let mut operands: Vec<Object> = Vec::new();
        loop {
            match lexer.next() {
                Some(Object::Word(word)) => {
                    self.operator(&word, &operands, &mut run, forms)?;
                    if word == "ID" {
                        lexer.at = after_image(content, lexer.at);
                    }
                    operands.clear();
                }
                Some(operand) if operands.len() < OPERANDS => operands.push(operand),
                Some(_) => {}
                None if lexer.peek().is_some() => lexer.at += 1,
                None => return Ok(()),
            }
        }
    }

    fn operator(
        &mut self,
        word: &str,
        operands: &[Object],
        run: &mut Run<'_>,
        forms: usize,
    ) -> Result<(), IngestError> {
        let number = |i: usize| operands.get(i).and_then(Object::number).unwrap_or(0.0);
        match word {
            "q" if run.kept.len() < STATES => run.kept.push(run.state.clone()),
            "Q" => {
                if let Some(kept) = run.kept.pop() {
                    run.state = kept;
                }
            }
            "cm" => {
                if let Some(matrix) = Matrix::read(operands) {
                    run.state.page = matrix.then(run.state.page);
                }
            }
            "BT" => (run.text, run.line) = (Matrix::UNIT, Matrix::UNIT),
            "Tf" => {
                run.state.size = number(1);
                let name = operands.first().and_then(Object::name).unwrap_or("");
                run.state.font = self.font(name, run)?;
            }
            "Tc" => run.state.character = number(0),
            "Tw" => run.state.word = number(0),
            "Tz" => run.state.stretch = number(0) / 100.0,
            "TL" => run.state.leading = number(0),
            "Ts" => run.state.rise = number(0),
            "Td" => run.next_line(number(0), number(1)),
            "TD" => {
                run.state.leading = -number(1);
                run.next_line(number(0), number(1));
            }
            "Tm" => {
                if let Some(matrix) = Matrix::read(operands) {
                    (run.text, run.line) = (matrix, matrix);
                }
            }
            "T*" => run.next_line(0.0, -run.state.leading),
            "Tj" => self.show(operands, run)?,
            "TJ" => self.show(operands.first().and_then(Object::array).unwrap_or(&[]), run)?,
            "'" => {
                run.next_line(0.0, -run.state.leading);
                self.show(operands, run)?;
            }
            "\"" => {
                (run.state.word, run.state.character) = (number(0), number(1));
                run.next_line(0.0, -run.state.leading);
                self.show(operands.get(2..).unwrap_or(&[]), run)?;
            }
            "Do" if forms > 0 => {
                let name = operands.first().and_then(Object::name).unwrap_or("");
                self.form(name, run, forms - 1)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Draws a form, which is a content stream with resources of its own.
    fn form(&mut self, name: &str, run: &Run<'_>, forms: usize) -> Result<(), IngestError> {
        self.budget.spend(DRAWN + run.objects.0.len())?;
        let Some(object) = run.objects.get(name) else {
            return Ok(());
        };
        let resolved = self.file.resolve(object);
        let subtype = resolved.dict().map(|dict| self.file.get(dict, "Subtype"));
        if subtype.as_ref().and_then(Object::name) != Some("Form") {
            return Ok(());
        }
        let Some((dict, content)) = self.file.stream(object, self.budget)? else {
            return Ok(());
        };
        let matrix = self.file.get(&dict, "Matrix");
        let matrix = Matrix::read(matrix.array().unwrap_or(&[])).unwrap_or(Matrix::UNIT);
        let mut state = run.state.clone();
        state.page = matrix.then(state.page);
        let own = self.file.dict(&dict, "Resources");
        let resources = if own.0.is_empty() {
            run.resources
        } else {
            &own
        };
        self.content(&content, resources, state, forms)
    }

    /// The font that the page calls `name`.
    fn font(&mut self, name: &str, run: &mut Run<'_>) -> Result<Option<Rc<Font>>, IngestError> {
        if let Some(found) = run.found.get(name) {
            return Ok(found.clone());
        }
        self.budget.spend(DRAWN + run.fonts.0.len())?;
        let font = run.fonts.get(name).unwrap_or(&Object::Null);
        let known = match font {
            Object::Ref(id) => self.fonts.get(id).cloned(),
            _ => None,
        };
        let found = match (known, self.file.resolve(font)) {
            (Some(known), _) => Some(known),
            (None, Object::Dict(dict)) => Some(Rc::new(Font::read(self.file, &dict, self.budget)?)),
            _ => None,
        };
        if let (Object::Ref(id), Some(font)) = (font, &found) {
            self.fonts.insert(*id, font.clone());
        }
        run.found.insert(name.to_owned(), found.clone());
        Ok(found)
    }

    /// Shows strings, between which numbers move on.
    fn show(&mut self, items: &[Object], run: &mut Run<'_>) -> Result<(), IngestError> {
        let Some(font) = run.state.font.clone() else {
            return Ok(());
        };
        for item in items {
            match item {
                Object::Number(back) => {
                    let x = -back / 1000.0 * run.state.size * run.state.stretch;
                    run.text = Matrix::moved(x, 0.0).then(run.text);
                }
                Object::String(string) => {
                    // A code has a byte at least.
                    self.budget.spend(string.len() * GLYPH)?;
                    font.show(string, |shown| {
                        let state = &run.state;
                        let size = Matrix([
                            state.size * state.stretch,
                            0.0,
                            0.0,
                            state.size,
                            0.0,
                            state.rise,
                        ]);
                        let place = size.then(run.text).then(state.page);
                        let word = if shown.space { state.word } else { 0.0 };
                        let step = (shown.width / 1000.0 * state.size + state.character + word)
                            * state.stretch;
                        run.text = Matrix::moved(step, 0.0).then(run.text);
                        let after = size.then(run.text).then(state.page);
                        let ([_, _, c, d, x, y], [.., x2, y2]) = (place.0, after.0);
                        let glyph = Glyph {
                            text: shown.text,
                            x,
                            y,
                            dx: x2 - x,
                            dy: y2 - y,
                            size: c.hypot(d),
                        };
                        if glyph.is_placed() {
                            self.glyphs.push(glyph);
                        }
                    });
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Glyph {
    fn is_placed(&self) -> bool {
        [self.x, self.y, self.dx, self.dy, self.size]
            .iter()
            .all(|number| number.abs() < 1e7)
    }
}

/// A content stream while it is read.
struct Run<'r> {
    resources: &'r Dict,
    /// What it may name.
    fonts: Dict,
    objects: Dict,
    /// The fonts that it has named.
    found: BTreeMap<String, Option<Rc<Font>>>,
    state: State,
    kept: Vec<State>,
    /// Where the next glyph stands, and where its line begins.
    text: Matrix,
    line: Matrix,
}

impl Run<'_> {
    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }
}

/// What follows the data of an image that stands in the content.
fn after_image(content: &[u8], from: usize) -> usize {
    let rest = content.get(from..).unwrap_or(&[]);
    memchr::memmem::find_iter(rest, b"EI")
        .find(|at| {
            let before = at.checked_sub(1).and_then(|i| rest.get(i));
            let after = rest.get(at + 2);
            before.is_some_and(|b| is_space(*b)) && after.is_none_or(|b| is_space(*b))
        })
        .map_or(content.len(), |at| from + at + 2)
}
