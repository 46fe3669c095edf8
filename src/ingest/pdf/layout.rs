//! From glyphs to lines in reading order.
//!
//! Files mostly draw their text in the order in which it is read; geometry only corrects what is plainly out of place:
//! what one font draws between the words of another, and a line that is drawn after what stands under it.

use super::content::Glyph;

/// A gap that is wider than this, in font sizes, is a space.
const SPACE: f64 = 0.17;

/// A gap that is wider than this ends the line: what follows is another cell, or another column.
const GAP: f64 = 1.5;

/// How far a glyph may go back without beginning anew.
const BACK: f64 = -0.5;

/// How far beyond the ends of a line a piece may stand that belongs to it.
const EDGE: f64 = 0.3;

/// How far from one another, in font sizes, glyphs of a line may stand across it.
const LEVEL: f64 = 0.5;

/// Lines among which that of a piece is looked for.
const NEAR: usize = 200;

/// The lines of a page, in reading order.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines = in_order(drawn(glyphs));
    for line in &mut lines {
        line.write();
    }
    lines
}

/// Pieces side by side.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    /// What they say together.
    pub(super) text: String,
    /// Along the direction of writing.
    pub(super) start: f64,
    pub(super) end: f64,
    /// Across it, upwards.
    pub(super) base: f64,
    pub(super) size: f64,
    pub(super) direction: Direction,
    /// Whether the next line belongs to the same paragraph.
    pub(super) goes_on: bool,
}

/// Glyphs without a gap between them.
#[derive(Debug)]
pub(super) struct Piece {
    text: String,
    start: f64,
    end: f64,
}

/// Which way a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Right,
    Up,
    Left,
    Down,
}

impl Direction {
    fn of(glyph: &Glyph) -> Self {
        match (glyph.dx, glyph.dy) {
            (x, y) if x.abs() >= y.abs() && x >= 0.0 => Self::Right,
            (x, y) if x.abs() >= y.abs() => Self::Left,
            (_, y) if y > 0.0 => Self::Up,
            _ => Self::Down,
        }
    }

    /// A place along this direction and across it, upwards.
    fn turn(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Self::Right => (x, y),
            Self::Up => (y, -x),
            Self::Left => (-x, -y),
            Self::Down => (-y, x),
        }
    }
}

/// The lines as they are drawn.
fn drawn(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // The line that is being written.
    let mut current = 0;
    for glyph in glyphs {
        let direction = Direction::of(glyph);
        let (start, base) = direction.turn(glyph.x, glyph.y);
        let (end, _) = direction.turn(glyph.x + glyph.dx, glyph.y + glyph.dy);
        let size = glyph.size.max(0.1);
        let piece = Piece {
            text: glyph.text.clone(),
            start,
            end,
        };
        let fits = |line: &Line| {
            line.direction == direction && (line.base - base).abs() < line.size.max(size) * LEVEL
        };
        if let Some(line) = lines.get_mut(current)
            && fits(line)
            && let Some(last) = line.pieces.last().map(|last| last.end)
        {
            let size = line.size.max(size);
            if start > last + size * BACK && start < line.end + size * GAP {
                line.add(piece, start > last + size * SPACE);
                continue;
            }
        }
        let about = lines
            .iter()
            .enumerate()
            .rev()
            .take(NEAR)
            .find(|(_, line)| {
                let edge = line.size.max(size) * EDGE;
                fits(line) && start < line.end + edge && end > line.start - edge
            })
            .map(|(i, _)| i);
        if let Some(line) = about.and_then(|i| lines.get_mut(i)) {
            line.add(piece, true);
            current = about.unwrap_or(current);
            continue;
        }
        current = lines.len();
        lines.push(Line {
            pieces: vec![piece],
            text: String::new(),
            start,
            end,
            base,
            size,
            direction,
            goes_on: false,
        });
    }
    lines
}

impl Line {
    fn add(&mut self, piece: Piece, apart: bool) {
        self.start = self.start.min(piece.start);
        self.end = self.end.max(piece.end);
        match self.pieces.last_mut() {
            Some(last) if !apart => {
                last.text.push_str(&piece.text);
                last.end = piece.end;
            }
            _ => self.pieces.push(piece),
        }
    }

    /// Writes the pieces down.
    fn write(&mut self) {
        let mut pieces = std::mem::take(&mut self.pieces);
        pieces.sort_by(|a, b| a.start.total_cmp(&b.start));
        let mut text = String::new();
        let mut last: Option<&Piece> = None;
        for piece in &pieces {
            if let Some(last) = last {
                // Bold letters are sometimes drawn twice.
                if last.text == piece.text && piece.start - last.start < self.size * SPACE {
                    continue;
                }
                let gap = piece.start - last.end > self.size * SPACE;
                if gap && !text.ends_with(' ') && !piece.text.starts_with(' ') {
                    text.push(' ');
                }
            }
            text.push_str(&piece.text);
            last = Some(piece);
        }
        self.text = text;
    }
}

/// Lines that the head or the foot of a page has at most.
const FEW: usize = 6;

/// Takes to the end the few lines that are drawn first although all the others stand above them, such as the number of
/// the page, and to the front the few that are drawn last although they stand above all the others.
fn in_order(mut drawn: Vec<Line>) -> Vec<Line> {
    let feet = few(&drawn, |lines, count| {
        let (first, rest) = lines.split_at(count);
        is_above(rest, first)
    });
    drawn.rotate_left(feet);
    let body = drawn.len() - feet;
    let (rest, _) = drawn.split_at_mut(body);
    let heads = few(rest, |lines, count| {
        let (rest, last) = lines.split_at(lines.len() - count);
        is_above(last, rest)
    });
    rest.rotate_right(heads);
    drawn
}

/// The smallest number of lines, up to a few, that `fits`.
fn few(lines: &[Line], fits: impl Fn(&[Line], usize) -> bool) -> usize {
    let most = FEW.min(lines.len().saturating_sub(1));
    (1..=most).find(|count| fits(lines, *count)).unwrap_or(0)
}

/// Whether all lines of `upper` stand above all of `lower`, and in part right above them, not in another column.
fn is_above(upper: &[Line], lower: &[Line]) -> bool {
    let direction = lower.first().map(|line| line.direction);
    let least =
        |lines: &[Line], of: fn(&Line) -> f64| lines.iter().map(of).fold(f64::MAX, f64::min);
    let most = |lines: &[Line], of: fn(&Line) -> f64| lines.iter().map(of).fold(f64::MIN, f64::max);
    let mut all = upper.iter().chain(lower);
    all.all(|line| Some(line.direction) == direction)
        && least(upper, |line| line.base) > most(lower, |line| line.base + line.size * LEVEL)
        && least(upper, |line| line.start) < most(lower, |line| line.end)
        && most(upper, |line| line.end) > least(lower, |line| line.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of a font of size 10, each 10 wide.
    fn word(x: f64, y: f64, text: &str) -> Vec<Glyph> {
        let glyph = |(i, c): (usize, char)| Glyph {
            text: c.to_string(),
            x: x + i as f64 * 10.0,
            y,
            dx: 10.0,
            dy: 0.0,
            size: 10.0,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn read(words: &[(f64, f64, &str)]) -> Vec<String> {
        let glyphs: Vec<Glyph> = words
            .iter()
            .flat_map(|(x, y, text)| word(*x, *y, text))
            .collect();
        lines(&glyphs).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn words_and_cells() {
        assert_eq!(
            read(&[(0.0, 90.0, "가나"), (23.0, 90.0, "다"), (50.0, 90.0, "라")]),
            ["가나 다", "라"]
        );
    }

    #[test]
    fn what_another_font_draws_between_words() {
        assert_eq!(
            read(&[
                (0.0, 90.0, "가나"),
                (30.0, 90.0, "다라"),
                (0.0, 70.0, "마"),
                (20.0, 90.0, ","),
                (50.0, 90.0, "."),
            ]),
            ["가나,다라.", "마"]
        );
    }

    #[test]
    fn heads_and_feet() {
        assert_eq!(
            read(&[
                (20.0, 10.0, "쪽"),
                (10.0, 90.0, "본문"),
                (0.0, 70.0, "끝"),
                (100.0, 90.0, "옆"),
                (0.0, 110.0, "머리"),
            ]),
            ["머리", "본문", "끝", "옆", "쪽"]
        );
    }

    #[test]
    fn letters_drawn_twice() {
        assert_eq!(read(&[(0.0, 90.0, "가나"), (0.3, 90.0, "가나")]), ["가나"]);
    }
}
