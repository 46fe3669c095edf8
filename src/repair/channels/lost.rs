//! Lost syllables. A syllable between two characters that are no syllables is what archives lose, and what stood
//! there is guessed from both sides: `16()` was `16일(목)`, `소개  협력` was `소개 및 협력`.

use super::{Grams, PAD, Sink, around};
use crate::record::{RepairBy, RepairKind};
use crate::repair::garble::{self, Rng};
use crate::repair::model::Guess;
use crate::repair::model::hash::Hash;
use crate::repair::patch::Proposal;
use crate::repair::view::{
    BLANK_LINE, BREAK, BREAK_SPACE, EDGE, Letters, SPACE, SPACE_BREAK, WIDE, is_break, is_digit,
    is_gap, is_hangul,
};
use crate::text::Span;

/// A text laid out so that every place where a syllable may be lost lies between two neighbours.
#[derive(Debug)]
pub(in crate::repair) struct View {
    grams: Grams,
    /// The same with all digits alike.
    shapes: Grams,
    /// The letter that each code came from.
    letter: Vec<u32>,
    /// Whether a code is the second of a gap that was laid out as two.
    second: Vec<bool>,
    /// What is open at each place.
    open: Vec<Open>,
    /// The word that holds a code, or the last one before a gap.
    word: Vec<u32>,
    words: Vec<Hash>,
}

/// Quotes and brackets opened in the line and not yet closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Open {
    /// 0, or the quote that is open.
    quote: u32,
    /// Letters since.
    since: u8,
    /// 0, or the bracket that is open.
    bracket: u32,
}

impl View {
    pub(in crate::repair) fn new(letters: &Letters) -> Self {
        let len = letters.as_slice().len() + 2 * PAD;
        let mut codes = Vec::with_capacity(len + len / 8);
        let mut letter = Vec::with_capacity(len + len / 8);
        let mut second = Vec::with_capacity(len + len / 8);
        let mut push = |code: u32, i: usize, b: bool| {
            codes.push(code);
            letter.push(i as u32);
            second.push(b);
        };
        for _ in 0..PAD {
            push(EDGE, 0, false);
        }
        for (i, l) in letters.as_slice().iter().enumerate() {
            let (one, two) = match l.code {
                WIDE => (SPACE, Some(SPACE)),
                SPACE_BREAK => (SPACE, Some(BREAK)),
                BREAK_SPACE => (BREAK, Some(SPACE)),
                code => (code, None),
            };
            push(one, i, false);
            if let Some(two) = two {
                push(two, i, true);
            }
        }
        for _ in 0..PAD {
            push(EDGE, letters.as_slice().len(), false);
        }
        let mut open = Vec::with_capacity(codes.len());
        let mut word = Vec::with_capacity(codes.len());
        let mut words = vec![Hash::default()];
        let (mut now, mut inside) = (Open::default(), false);
        for code in &codes {
            open.push(now);
            now = now.after(*code);
            if is_gap(*code) {
                inside = false;
            } else {
                if !inside {
                    words.push(Hash::default());
                }
                inside = true;
                if let Some(last) = words.last_mut() {
                    *last = last.and(*code);
                }
            }
            word.push(words.len() as u32 - 1);
        }
        let shapes = codes
            .iter()
            .map(|c| if is_digit(*c) { u32::from('0') } else { *c })
            .collect();
        Self {
            grams: Grams::new(codes),
            shapes: Grams::new(shapes),
            letter,
            second,
            open,
            word,
            words,
        }
    }

    /// The places where something may be lost: before the code at each.
    pub(in crate::repair) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (PAD..=self.grams.codes.len() - PAD).filter(|p| {
            let (left, right) = (self.grams.code(p - 1), self.grams.code(*p));
            if is_hangul(right) || left == BLANK_LINE || right == BLANK_LINE {
                return false;
            }
            let quote = self.open.get(*p).is_some_and(|o| o.quote != 0);
            !is_hangul(left) || quote
        })
    }

    /// What the model reads at `p`.
    pub(in crate::repair) fn features(&self, p: usize, keys: &mut Vec<u32>) {
        keys.clear();
        let left: [Hash; 8] = self.grams.left(p);
        let right: [Hash; 8] = self.grams.right(p);
        around(&left, &right, 4, 7, 0, keys);
        let left: [Hash; 6] = self.shapes.left(p);
        let right: [Hash; 6] = self.shapes.right(p);
        for (k, (l, r)) in (0..).zip(left.iter().zip(&right)) {
            keys.push(l.key(100 + k));
            keys.push(r.key(108 + k));
            keys.push(l.with(*r).key(116 + k));
        }
        for (i, j) in [(1, 3), (3, 1), (2, 4), (4, 2), (5, 2), (2, 5)] {
            if let (Some(l), Some(r)) = (left.get(i), right.get(j)) {
                keys.push(l.with(*r).key(124 + (i * 8 + j) as u32));
            }
        }
        for (n, far) in [(1, 9), (2, 8), (3, 7), (4, 5)] {
            for k in 1..=far {
                let kind = (200 + n * 20 + k) as u32;
                keys.push(self.grams.gram(p.wrapping_sub(k + n), n).key(kind));
                keys.push(self.grams.gram(p + k, n).key(kind + 100));
            }
        }
        let word = |i: Option<u32>| {
            i.and_then(|i| self.words.get(i as usize))
                .copied()
                .unwrap_or_default()
        };
        let before = self.word.get(p - 1).copied();
        let behind = match self.word.get(p).copied() {
            Some(i) if is_gap(self.grams.code(p)) => Some(i + 1),
            other => other,
        };
        let two_before = before.and_then(|i| i.checked_sub(1));
        let (l1, l2) = (word(before), word(two_before));
        let (r1, r2) = (word(behind), word(behind.map(|i| i + 1)));
        keys.extend([
            l1.key(400),
            l2.key(401),
            r1.key(402),
            r2.key(403),
            l1.with(r1).key(404),
            l2.with(l1).key(405),
            r1.with(r2).key(406),
        ]);
        let open = self.open.get(p).copied().unwrap_or_default();
        let sides = Hash::of(self.shapes.code(p - 1)).and(self.shapes.code(p));
        let quote = Hash::of(open.quote).and(open.since.checked_ilog2().unwrap_or(0));
        keys.extend([
            quote.key(410),
            quote.with(sides).key(411),
            Hash::of(open.bracket).with(sides).key(412),
            Hash::of(open.quote).with(left[2]).key(413),
            Hash::of(open.quote).with(right[2]).key(414),
        ]);
    }

    /// The proposal for `guess` at `p`, if it may be made.
    pub(in crate::repair) fn propose(
        &self,
        letters: &Letters,
        p: usize,
        guess: &Guess<'_>,
    ) -> Option<Proposal> {
        let lost = guess.text;
        let i = *self.letter.get(p)? as usize;
        let inside = *self.second.get(p)?;
        let (span, after) = if inside {
            let gap = Span::new(letters.at(i), letters.at(i + 1));
            match letters.code(i as isize) {
                SPACE_BREAK => (Span::new(gap.start, gap.start), format!(" {lost}")),
                BREAK_SPACE => (Span::new(gap.end, gap.end), format!("{lost} ")),
                _ => (gap, format!(" {lost} ")),
            }
        } else {
            (Span::new(letters.at(i), letters.at(i)), lost.to_owned())
        };
        let kind = match lost.chars().next()? {
            '’' | '”' => RepairKind::CloseQuote,
            _ if inside || lost.chars().count() > 1 => RepairKind::InsertWord,
            _ => RepairKind::InsertSyllable,
        };
        Some(Proposal {
            span,
            after,
            kind,
            confidence: guess.confidence,
            by: RepairBy::Model,
        })
    }
}

impl Open {
    fn after(self, code: u32) -> Self {
        if is_break(code) {
            return Self::default();
        }
        let mut next = self;
        next.since = next.since.saturating_add(1);
        match char::from_u32(code) {
            Some('‘' | '“') => (next.quote, next.since) = (code, 1),
            Some('’' | '”') => next.quote = 0,
            Some('(' | '「' | '『' | '<' | '[') => next.bracket = code,
            Some(')' | '」' | '』' | '>' | ']') => next.bracket = 0,
            _ => {}
        }
        next
    }
}

/// Damages `clean` and tells what was lost at every place.
pub(in crate::repair) fn teach(clean: &str, rng: &mut Rng, sink: &mut Sink<'_>) {
    let damaged = garble::lose_syllables(clean, rng);
    let letters = Letters::of(&damaged.text);
    let view = View::new(&letters);
    let mut keys = Vec::with_capacity(200);
    let mut lost = damaged.lost.iter().peekable();
    for p in view.places() {
        let at = view.letter.get(p).map_or(0, |i| letters.at(*i as usize))
            + usize::from(view.second.get(p) == Some(&true));
        while lost.next_if(|(place, _)| *place < at).is_some() {}
        let truth = match lost.peek() {
            Some((place, lost)) if *place == at => lost.as_str(),
            _ => "",
        };
        view.features(p, &mut keys);
        sink(&keys, truth);
    }
}
