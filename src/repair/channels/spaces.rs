//! Lost and stray spaces: `금융소비 자보호를위한` was `금융소비자 보호를 위한`.

use super::{Grams, PAD, Sink, around};
use crate::record::{RepairBy, RepairKind};
use crate::repair::garble::{self, Rng};
use crate::repair::model::Guess;
use crate::repair::model::hash::Hash;
use crate::repair::patch::Proposal;
use crate::repair::view::{BREAK, EDGE, Letters, is_break, is_digit, is_hangul, is_latin};
use crate::text::Span;

/// The text without its gaps, and the gaps beside it.
#[derive(Debug)]
pub(in crate::repair) struct View {
    grams: Grams,
    /// The gap before each code: 0 none, 1 space, 2 line break.
    gaps: Vec<u8>,
    /// The letter that each code came from.
    letter: Vec<u32>,
    /// How often the document parts, and joins, what stands around a place elsewhere; by hashed surroundings.
    habits: Vec<[u8; 2]>,
}

/// How many letters left and right of a place the document's habits are told by.
const REACH: [(usize, usize); 5] = [(1, 2), (2, 1), (2, 2), (3, 3), (2, 4)];

impl View {
    pub(in crate::repair) fn new(letters: &Letters) -> Self {
        let mut codes = vec![EDGE; PAD];
        let mut gaps = vec![2; PAD];
        let mut letter = vec![0; PAD];
        let mut gap = 2;
        for (i, l) in letters.as_slice().iter().enumerate() {
            if l.is_gap() {
                gap = if is_break(l.code) { 2 } else { 1 };
                if gap == 2 {
                    codes.push(BREAK);
                    gaps.push(2);
                    letter.push(i as u32);
                }
                continue;
            }
            codes.push(l.code);
            gaps.push(gap);
            letter.push(i as u32);
            gap = 0;
        }
        codes.extend([EDGE; PAD]);
        gaps.extend([2; PAD]);
        letter.extend([letters.as_slice().len() as u32; PAD]);
        let mut view = Self {
            grams: Grams::new(codes),
            gaps,
            letter,
            habits: Vec::new(),
        };
        view.learn_habits();
        view
    }

    fn learn_habits(&mut self) {
        let places: Vec<usize> = self.places().collect();
        let size = (places.len() * REACH.len() * 2).next_power_of_two();
        let mut habits = vec![[0u8; 2]; size];
        for p in places {
            let parted = usize::from(self.gap(p) == 1);
            for key in self.surroundings(p) {
                if let Some(n) = habits
                    .get_mut(key.short() & (size - 1))
                    .and_then(|h| h.get_mut(1 - parted))
                {
                    *n = n.saturating_add(1);
                }
            }
        }
        self.habits = habits;
    }

    fn surroundings(&self, p: usize) -> [Hash; REACH.len()] {
        let left: [Hash; 4] = self.grams.left(p);
        let right: [Hash; 4] = self.grams.right(p);
        let mut kind = 0;
        REACH.map(|(l, r)| {
            kind += 1;
            let l = left.get(l - 1).copied().unwrap_or_default();
            let r = right.get(r - 1).copied().unwrap_or_default();
            Hash::of(kind).with(l).with(r)
        })
    }

    fn gap(&self, p: usize) -> u8 {
        self.gaps.get(p).copied().unwrap_or(2)
    }

    /// The places where words may part: before the code at each.
    pub(in crate::repair) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (PAD + 1..self.grams.codes.len() - PAD).filter(|p| {
            self.gap(*p) < 2 && self.grams.code(p - 1) != BREAK && {
                let both = (self.grams.code(p - 1), self.grams.code(*p));
                // Latin words and numbers are never cut or joined, except by what the text shows.
                !(is_latin(both.0) && is_latin(both.1) || is_digit(both.0) && is_digit(both.1))
            }
        })
    }

    /// Whether the line of `p` is one word of three letters at most: a name in a table, not a phrase that lost a space.
    fn is_short_cell(&self, p: usize) -> bool {
        let start = (p - 3..p).rev().find(|k| self.gap(*k) != 0);
        let end = (p + 1..p + 4).find(|k| self.gap(*k) != 0);
        matches!((start, end), (Some(start), Some(end))
            if end - start <= 3 && self.gap(start) == 2 && self.gap(end) == 2)
    }

    /// What the model reads at `p`.
    pub(in crate::repair) fn features(&self, p: usize, keys: &mut Vec<u32>) {
        keys.clear();
        let left: [Hash; 6] = self.grams.left(p);
        let right: [Hash; 6] = self.grams.right(p);
        around(&left, &right, 5, 7, 0, keys);
        for (n, far) in [(1, 4), (2, 4), (3, 3), (4, 2)] {
            for k in 1..=far {
                let kind = (200 + n * 20 + k) as u32;
                keys.push(self.grams.gram(p.wrapping_sub(k + n), n).key(kind));
                keys.push(self.grams.gram(p + k, n).key(kind + 100));
            }
        }
        let own = u32::from(self.gap(p));
        let class = Hash::of(class(self.grams.code(p - 1)))
            .and(class(self.grams.code(p)))
            .and(own);
        keys.push(class.key(400));
        keys.push(left[0].with(right[0]).and(own).key(401));
        // Letters since the gap before, and to the gap behind, as they stand.
        let back = (1..PAD).find(|k| self.gap(p - k) != 0).unwrap_or(PAD) as u32;
        let ahead = (1..PAD).find(|k| self.gap(p + k) != 0).unwrap_or(PAD) as u32;
        keys.push(Hash::of(back).and(own).key(402));
        keys.push(Hash::of(ahead).and(own).key(403));
        keys.push(Hash::of(back.min(6)).and(ahead.min(6)).and(own).key(404));
        for (k, l) in (0..).zip(left.iter().take(4)) {
            keys.push(l.and(back.min(k + 2)).key(410 + k));
        }
        for (k, r) in (0..).zip(right.iter().take(4)) {
            keys.push(r.and(ahead.min(k + 2)).key(420 + k));
        }
        keys.push(
            left[1]
                .with(right[1])
                .and(back.min(3))
                .and(ahead.min(3))
                .key(430),
        );
        let mask = self.habits.len().wrapping_sub(1);
        let mut all = Hash::default();
        for (k, key) in (0..).zip(self.surroundings(p)) {
            let [mut parted, mut joined] = self
                .habits
                .get(key.short() & mask)
                .copied()
                .unwrap_or_default();
            // What stands here is told apart from what stands elsewhere.
            if own == 1 {
                parted = parted.saturating_sub(1);
            } else {
                joined = joined.saturating_sub(1);
            }
            let told = Hash::of(u32::from(parted.min(4))).and(steps(joined));
            keys.push(told.and(own).key(440 + k));
            if k > 1 {
                all = all
                    .and(u32::from(parted.min(2)))
                    .and(u32::from(joined.min(2)));
            }
        }
        keys.push(all.and(own).key(450));
    }

    /// The proposal for a space (or none) at `p`, where the text has it otherwise. `parted` is the probability
    /// of a space.
    pub(in crate::repair) fn propose(
        &self,
        letters: &Letters,
        p: usize,
        guess: &Guess<'_>,
    ) -> Option<Proposal> {
        let i = *self.letter.get(p)? as usize;
        let own = self.gap(p) == 1;
        if !own && self.is_short_cell(p) {
            return None;
        }
        let at = letters.at(i);
        let (span, after, kind, confidence) = if own {
            let before = letters.at(i.checked_sub(1)?);
            (
                Span::new(before, at),
                "",
                RepairKind::DeleteSpace,
                1.0 - guess.confidence,
            )
        } else {
            (
                Span::new(at, at),
                " ",
                RepairKind::InsertSpace,
                guess.confidence,
            )
        };
        Some(Proposal {
            span,
            after: after.to_owned(),
            kind,
            confidence,
            doubt: 1.0 - confidence,
            by: RepairBy::Model,
        })
    }
}

fn steps(n: u8) -> u32 {
    match n {
        0..=3 => u32::from(n),
        4..=6 => 4,
        7..=12 => 5,
        _ => 6,
    }
}

fn class(code: u32) -> u32 {
    match code {
        c if is_hangul(c) => 1,
        c if is_digit(c) => 2,
        c if is_latin(c) => 3,
        c => c + 16,
    }
}

/// Damages `clean` and tells at every place whether words part there.
pub(in crate::repair) fn teach(clean: &str, rng: &mut Rng, sink: &mut Sink<'_>) {
    let damaged = garble::shift_spaces(clean, rng);
    let truth = View::new(&Letters::of(clean));
    let view = View::new(&Letters::of(&damaged));
    let mut keys = Vec::with_capacity(200);
    for p in view.places() {
        view.features(p, &mut keys);
        sink(&keys, if truth.gap(p) == 1 { " " } else { "" });
    }
}
