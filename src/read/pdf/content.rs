//! The drawing instructions of a page: which words stand where.

use super::font::Font;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A piece of text on one line, in the page's units (1/72 inch) and turned as the page is shown.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    /// Left and right end.
    pub left: f32,
    pub right: f32,
    /// Height of the base line above the lower edge.
    pub base: f32,
    /// Size of the letters.
    pub size: f32,
}

/// What the reading of a page came to.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub pieces: Vec<Piece>,
    /// Strings whose codes have no meaning.
    pub unreadable: usize,
    /// Why a part of the page was not read.
    pub fault: Option<String>,
}

/// Most instructions of one page, in bytes: a page of text has some ten thousand, a map with many lines some million.
const PAGE_BYTES: usize = 8 << 20;
/// How deep forms are drawn in forms.
const FORMS: usize = 5;
/// Letters whose line rises more steeply than this (rise over run) are no running text: stamps and labels of axes.
const STEEPEST: f32 = 0.2;

/// A transformation of the plane: `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Debug, Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const UNIT: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then `after`.
    fn then(self, after: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [p, q, r, s, t, u] = after.0;
        Self([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    fn of(numbers: &[f32]) -> Option<Self> {
        Some(Self(numbers.get(..6)?.try_into().ok()?))
    }
}

/// What `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State<'a> {
    matrix: Matrix,
    font: Option<Rc<Font<'a>>>,
    size: f32,
    char_space: f32,
    word_space: f32,
    /// Horizontal scale, 1 for 100 %.
    scale: f32,
    leading: f32,
    rise: f32,
}

/// Reads pages one after the other, and fonts once each.
pub(super) struct Interpreter<'a> {
    document: &'a Document,
    fonts: BTreeMap<ObjectId, Rc<Font<'a>>>,
    /// Bytes of instructions that may still be read, of the whole document.
    budget: usize,
}

impl<'a> Interpreter<'a> {
    pub(super) fn new(document: &'a Document, budget: usize) -> Self {
        Self { document, fonts: BTreeMap::new(), budget }
    }

    /// Reads one page.
    pub(super) fn page(&mut self, id: ObjectId) -> Drawn {
        let mut drawn = Drawn::default();
        let Ok(page) = self.document.get_dictionary(id) else {
            drawn.fault = Some("it is no page".to_owned());
            return drawn;
        };
        let content = match self.document.get_page_content_with_limit(id, PAGE_BYTES.min(self.budget)) {
            Ok(content) => content,
            Err(error) => {
                drawn.fault = Some(format!("its drawing cannot be read: {error}"));
                return drawn;
            }
        };
        let resources = inherited(self.document, page, b"Resources").and_then(|object| object.as_dict().ok());
        let turned = inherited(self.document, page, b"Rotate").and_then(|object| object.as_i64().ok()).unwrap_or(0);
        let matrix = match turned.rem_euclid(360) {
            90 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
            180 => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
            270 => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
            _ => Matrix::UNIT,
        };
        self.draw(&content, resources, matrix, FORMS, &mut drawn);
        drawn
    }

    fn draw(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        matrix: Matrix,
        forms: usize,
        drawn: &mut Drawn,
    ) {
        let Some(left) = self.budget.checked_sub(content.len()) else {
            drawn.fault = Some("the document has more to draw than is read".to_owned());
            return;
        };
        self.budget = left;
        let state = State {
            matrix,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut pen = Pen { state, kept: Vec::new(), text: Matrix::UNIT, line: Matrix::UNIT };
        for operation in Content::decode_iter(content) {
            // What was read before the drawing breaks off is kept.
            let Ok(operation) = operation else {
                drawn.fault = Some("a part of its drawing cannot be understood".to_owned());
                return;
            };
            match operation.operator.as_str() {
                "Tf" => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    pen.state.font = name.and_then(|name| self.font(resources?, name));
                    pen.state.size = numbers(&operation).first().copied().unwrap_or(0.0);
                }
                "Do" if forms > 0 => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok());
                    if let Some(form) = name.and_then(|name| form(self.document, resources?, name)) {
                        self.draw_form(form, resources, pen.state.matrix, forms - 1, drawn);
                    }
                }
                _ => pen.take(&operation, drawn),
            }
        }
    }

    fn draw_form(
        &mut self,
        form: &'a Stream,
        outer: Option<&'a Dictionary>,
        matrix: Matrix,
        forms: usize,
        drawn: &mut Drawn,
    ) {
        let Ok(content) = form.get_plain_content_with_limit(PAGE_BYTES.min(self.budget)) else {
            drawn.fault = Some("a part of its drawing cannot be read".to_owned());
            return;
        };
        let own = form.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array).ok();
        let own =
            own.and_then(|numbers| Matrix::of(&numbers.iter().filter_map(|n| n.as_float().ok()).collect::<Vec<_>>()));
        let resources = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok().or(outer);
        self.draw(&content, resources, own.unwrap_or(Matrix::UNIT).then(matrix), forms, drawn);
    }

    fn font(&mut self, resources: &'a Dictionary, name: &[u8]) -> Option<Rc<Font<'a>>> {
        let fonts = resources.get_deref(b"Font", self.document).ok()?.as_dict().ok()?;
        let entry = fonts.get(name).ok()?;
        let (id, font) = self.document.dereference(entry).ok()?;
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(Rc::clone(known));
        }
        let read = Rc::new(Font::read(self.document, font.as_dict().ok()?, PAGE_BYTES));
        if let Some(id) = id {
            self.fonts.insert(id, Rc::clone(&read));
        }
        Some(read)
    }
}

/// A value of a page, or of one of the nodes above it.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    /// Deepest tree of pages.
    const LEVELS: usize = 64;
    let mut node = page;
    for _ in 0..LEVELS {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

/// The form of that name, where it is one and no picture.
fn form<'a>(document: &'a Document, resources: &'a Dictionary, name: &[u8]) -> Option<&'a Stream> {
    let objects = resources.get_deref(b"XObject", document).ok()?.as_dict().ok()?;
    let object = objects.get_deref(name, document).ok()?.as_stream().ok()?;
    let is_form = object.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form");
    is_form.then_some(object)
}

fn numbers(operation: &Operation) -> Vec<f32> {
    operation.operands.iter().filter_map(|operand| operand.as_float().ok()).collect()
}

/// Where the next letter goes.
struct Pen<'a> {
    state: State<'a>,
    kept: Vec<State<'a>>,
    text: Matrix,
    line: Matrix,
}

/// Most states that are kept: deeper nesting is a trap.
const KEPT: usize = 256;

impl Pen<'_> {
    fn take(&mut self, operation: &Operation, drawn: &mut Drawn) {
        let numbers = numbers(operation);
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0.0);
        let string = operation.operands.last().and_then(|string| string.as_str().ok());
        match operation.operator.as_str() {
            "q" if self.kept.len() < KEPT => self.kept.push(self.state.clone()),
            "Q" => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => {
                if let Some(matrix) = Matrix::of(&numbers) {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            "BT" => (self.text, self.line) = (Matrix::UNIT, Matrix::UNIT),
            "Tc" => self.state.char_space = number(0),
            "Tw" => self.state.word_space = number(0),
            "Tz" => self.state.scale = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Td" => self.next_line(number(0), number(1)),
            "TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            "Tm" => {
                if let Some(matrix) = Matrix::of(&numbers) {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tj" => string.into_iter().for_each(|string| self.show(string, drawn)),
            "'" => {
                self.next_line(0.0, -self.state.leading);
                string.into_iter().for_each(|string| self.show(string, drawn));
            }
            "\"" => {
                (self.state.word_space, self.state.char_space) = (number(0), number(1));
                self.next_line(0.0, -self.state.leading);
                string.into_iter().for_each(|string| self.show(string, drawn));
            }
            "TJ" => {
                let parts = operation.operands.first().and_then(|parts| parts.as_array().ok());
                for part in parts.into_iter().flatten() {
                    match part {
                        Object::String(string, _) => self.show(string, drawn),
                        other => {
                            let back = other.as_float().unwrap_or(0.0) / 1000.0 * self.state.size * self.state.scale;
                            self.text = Matrix::shift(-back, 0.0).then(self.text);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    fn show(&mut self, bytes: &[u8], drawn: &mut Drawn) {
        let state = &self.state;
        let Some(font) = &state.font else { return };
        let widths = font.widths(bytes).map(|(width, is_blank)| {
            let spaced = if is_blank { state.word_space } else { 0.0 };
            (width / 1000.0 * state.size + state.char_space + spaced) * state.scale
        });
        let advance: f32 = widths.sum();
        let [a, b, c, d, left, base] = Matrix::shift(0.0, state.rise).then(self.text).then(state.matrix).0;
        let after = Matrix::shift(advance, 0.0).then(self.text);
        let right = after.then(state.matrix).0[4];
        let size = state.size * c.hypot(d);
        let upright = a > 0.0 && b.abs() <= a * STEEPEST;
        match font.text(bytes) {
            _ if !upright || !size.is_finite() || !left.is_finite() || !right.is_finite() || !base.is_finite() => {}
            None => drawn.unreadable += 1,
            Some(text) if text.is_empty() => {}
            Some(text) => drawn.pieces.push(Piece { text, left, right, base, size }),
        }
        self.text = after;
    }
}
