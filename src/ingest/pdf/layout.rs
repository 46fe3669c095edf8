//! From glyphs to lines, from lines to paragraphs.

use super::content::Glyph;

pub(super) fn paragraphs(glyphs: &[Glyph]) -> Vec<String> {
    lines(glyphs).into_iter().map(|line| line.text).collect()
}

/// Glyphs side by side.
#[derive(Debug)]
struct Line {
    text: String,
    /// Along the direction of writing: where it begins, where it ends.
    start: f64,
    end: f64,
    /// Across it, upwards.
    base: f64,
    size: f64,
    direction: Direction,
}

/// Which way a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
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

/// A gap that is wider than this, in font sizes, is a space.
const SPACE: f64 = 0.17;

/// A gap that is wider than this ends the line.
const GAP: f64 = 3.0;

fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        let direction = Direction::of(glyph);
        let (start, base) = direction.turn(glyph.x, glyph.y);
        let (end, _) = direction.turn(glyph.x + glyph.dx, glyph.y + glyph.dy);
        if let Some(line) = lines.last_mut()
            && line.direction == direction
            && (line.base - base).abs() < line.size.max(glyph.size) * 0.5
        {
            let gap = (start - line.end) / line.size.max(glyph.size).max(0.1);
            if (-0.5..GAP).contains(&gap) {
                if gap > SPACE && !line.text.ends_with(' ') && !glyph.text.starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(&glyph.text);
                line.end = end;
                continue;
            }
        }
        lines.push(Line {
            text: glyph.text.clone(),
            start,
            end,
            base,
            size: glyph.size,
            direction,
        });
    }
    lines
}
