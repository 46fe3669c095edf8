//! How a text is set, of which its marks are a part: the rare signs in it, the marks that still stand, the file that
//! a part of it came from.

use hashbrown::HashMap;

use super::{Grams, PAD};
use crate::repair::garble::MARKS;
use crate::repair::model::hash::Hash;
use crate::repair::view::{is_break, is_gap};

/// Signs within so many letters are told apart from those of the whole text.
const NEAR: usize = 300;
/// No text that people wrote has more kinds of signs.
const KINDS: usize = 1000;
/// How many letters of the heading of a part are read, from its end: they name the kind of file.
const HEADING: usize = 4;

/// What a text says of the hand that set it.
#[derive(Debug, Default)]
pub(super) struct Manner {
    /// Where signs stand that are neither letters nor common marks, and which; in order.
    signs: Vec<(usize, u32)>,
    /// Which of them there are in the whole text, each once.
    kinds: Vec<u32>,
    /// Those that are dots.
    dots: Vec<(usize, u32)>,
    /// Those that are quotes.
    quotes: Vec<(usize, u32)>,
    /// Marks by what stands around them, white space aside.
    echoes: HashMap<u32, u32>,
    /// Where parts begin that a line in square brackets heads, and how that line ends.
    parts: Vec<(usize, Hash)>,
}

impl Manner {
    pub(super) fn of(grams: &Grams) -> Self {
        let mut manner = Self::default();
        let mut line = PAD;
        for p in PAD..grams.codes.len() - PAD {
            let code = grams.code(p);
            if is_mark(code) {
                for key in surroundings(grams, p) {
                    manner.echoes.insert(key, code);
                }
            }
            if is_sign(code) {
                manner.signs.push((p, code));
                if is_dot(code) {
                    manner.dots.push((p, code));
                } else if is_quote(code) {
                    manner.quotes.push((p, code));
                }
            }
            if is_break(code) {
                if grams.code(line) == u32::from('[') {
                    let end: [Hash; HEADING] = grams.left(p);
                    manner.parts.push((p, end[HEADING - 1]));
                }
                line = p + 1;
            }
        }
        manner.kinds = kinds(&manner.signs);
        manner.kinds.truncate(KINDS);
        manner
    }

    /// The features of the mark at `p`: `sides` is what stands beside it, `left` which marks the text still has.
    /// Uses kinds from `kind` to `kind + 79`.
    pub(super) fn features(
        &self,
        grams: &Grams,
        p: usize,
        sides: Hash,
        left: Hash,
        kind: u32,
        keys: &mut Vec<u32>,
    ) {
        let from = self.signs.partition_point(|s| s.0 + NEAR < p);
        let to = self.signs.partition_point(|s| s.0 <= p + NEAR);
        let near = self.signs.get(from..to).unwrap_or(&[]);
        for (kind, codes) in [(kind, &kinds(near)), (kind + 2, &self.kinds)] {
            for code in codes {
                keys.push(Hash::of(*code).key(kind));
                keys.push(Hash::of(*code).with(sides).key(kind + 1));
            }
        }
        for (kind, marks) in [(kind + 10, &self.dots), (kind + 30, &self.quotes)] {
            let (before, behind) = marks.split_at(marks.partition_point(|m| m.0 < p));
            let (last, next) = (before.last(), behind.first());
            let [l, r] = [last, next].map(|s| s.map_or(0, |s| s.1));
            let far = |s: Option<&(usize, u32)>| {
                let letters = s.map_or(p, |s| s.0.abs_diff(p)) as u32;
                (letters + 1).ilog2().min(10) / 2
            };
            let (last, next) = (Hash::of(l).and(far(last)), Hash::of(r).and(far(next)));
            keys.extend([
                last.key(kind),
                next.key(kind + 1),
                Hash::of(l).and(r).with(sides).key(kind + 2),
                last.with(sides).key(kind + 3),
                next.with(sides).key(kind + 4),
                last.with(next).key(kind + 5),
            ]);
        }
        for (k, key) in (0..).zip(surroundings(grams, p)) {
            if let Some(mark) = self.echoes.get(&key) {
                keys.push(Hash::of(*mark).key(kind + 50 + k));
                keys.push(Hash::of(*mark).with(sides).key(kind + 55 + k));
            }
        }
        let part = self.parts.partition_point(|part| part.0 < p);
        let part = part.checked_sub(1).and_then(|i| self.parts.get(i));
        let part = part.map_or(Hash::default(), |part| part.1);
        keys.extend([
            part.key(kind + 60),
            part.with(sides).key(kind + 61),
            part.with(left).key(kind + 62),
        ]);
    }
}

/// The codes of `signs`, each once.
fn kinds(signs: &[(usize, u32)]) -> Vec<u32> {
    let mut codes: Vec<u32> = signs.iter().map(|s| s.1).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Hashes of the two, three and four letters on either side of `p`, white space aside.
fn surroundings(grams: &Grams, p: usize) -> [u32; 3] {
    let letter = |i: usize| Some(grams.code(i)).filter(|code| !is_gap(*code));
    let before = (p.saturating_sub(2 * PAD)..p).rev().filter_map(letter);
    let behind = (p + 1..p + PAD).filter_map(letter);
    let mut sides = before.zip(behind);
    let (mut left, mut right) = (Hash::default(), Hash::default());
    let mut grow = || {
        let (l, r) = sides.next().unwrap_or_default();
        (left, right) = (left.and(l), right.and(r));
        left.with(right)
    };
    grow();
    [2, 3, 4].map(|letters| grow().key(letters))
}

fn is_mark(code: u32) -> bool {
    is_dot(code) || is_quote(code)
}

fn is_dot(code: u32) -> bool {
    is_among(code, MARKS.get(..super::marks::DOTS))
}

fn is_quote(code: u32) -> bool {
    is_among(code, MARKS.get(super::marks::DOTS..))
}

fn is_among(code: u32, marks: Option<&[char]>) -> bool {
    marks.is_some_and(|marks| marks.iter().any(|m| u32::from(*m) == code))
}

/// Whether a code is neither white space nor a letter, a digit, or one of the marks that every text has. The letter
/// ㅇ stands for a bullet.
fn is_sign(code: u32) -> bool {
    char::from_u32(code).is_some_and(|c| {
        c == 'ㅇ' || !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '?' | '.' | ',')
    })
}
