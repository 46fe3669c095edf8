//! Marks that became `?`: middle dots and curly quotes.

use super::manner::Manner;
use super::{Grams, PAD, Sink, around};
use crate::record::{RepairBy, RepairKind};
use crate::repair::garble::{self, MARKS, Rng};
use crate::repair::model::Guess;
use crate::repair::model::hash::Hash;
use crate::repair::patch::Proposal;
use crate::repair::view::{EDGE, Letters, is_break};
use crate::text::Span;

const QUESTION: u32 = '?' as u32;

/// A text whose question marks are in doubt. Marks are told from left to right: what was said of one is heard
/// when the next is asked.
#[derive(Debug)]
pub(in crate::repair) struct View {
    grams: Grams,
    manner: Manner,
    /// How many of each mark the text still has, in steps.
    left: Hash,
    /// The commonest middle dot that the text still has.
    dot: u32,
    /// The last mark told or standing in the line, how many letters ago, and the one before.
    last: u32,
    before: u32,
    since: usize,
    read: usize,
}

impl View {
    pub(in crate::repair) fn new(letters: &Letters) -> Self {
        let mut codes = vec![EDGE; PAD];
        codes.extend(letters.as_slice().iter().map(|l| l.code));
        codes.extend([EDGE; PAD]);
        let mut counts = [0u32; MARKS.len()];
        for code in &codes {
            if let Some(n) = index_of(*code).and_then(|i| counts.get_mut(i)) {
                *n += 1;
            }
        }
        let left = counts
            .iter()
            .fold(Hash::default(), |h, n| h.and((*n).min(1)));
        let dot = (0..DOTS)
            .max_by_key(|i| (counts.get(*i).copied(), usize::MAX - i))
            .unwrap_or(0);
        let dot = match counts.get(dot) {
            Some(0) | None => 0,
            Some(_) => dot as u32 + 1,
        };
        let grams = Grams::new(codes);
        Self {
            manner: Manner::of(&grams),
            grams,
            left,
            dot,
            last: 0,
            before: 0,
            since: 0,
            read: PAD,
        }
    }

    pub(in crate::repair) fn places(&self) -> Vec<usize> {
        (PAD..self.grams.codes.len() - PAD)
            .filter(|p| self.grams.code(*p) == QUESTION)
            .collect()
    }

    /// Reads on to `p`.
    fn read_to(&mut self, p: usize) {
        for i in self.read..p {
            let code = self.grams.code(i);
            self.since += 1;
            if is_break(code) {
                (self.last, self.before) = (0, 0);
            } else if index_of(code).is_some_and(|i| i >= DOTS) {
                self.note(code);
            }
        }
        self.read = p + 1;
    }

    fn note(&mut self, code: u32) {
        (self.before, self.last, self.since) = (self.last, code, 0);
    }

    /// Hears what the mark at `p` was.
    pub(in crate::repair) fn hear(&mut self, told: &str) {
        self.since += 1;
        if let Some(code) = told.chars().next().map(u32::from)
            && index_of(code).is_some_and(|i| i >= DOTS)
        {
            self.note(code);
        }
    }

    /// What the model reads at `p`.
    pub(in crate::repair) fn features(&mut self, p: usize, keys: &mut Vec<u32>) {
        self.read_to(p);
        keys.clear();
        let left: [Hash; 5] = self.grams.left(p);
        let right: [Hash; 5] = self.grams.right(p + 1);
        around(&left, &right, 4, 6, 0, keys);
        for (n, far) in [(1, 3), (2, 3), (3, 2)] {
            for k in 1..=far {
                let kind = (200 + n * 20 + k) as u32;
                keys.push(self.grams.gram(p.wrapping_sub(k + n), n).key(kind));
                keys.push(self.grams.gram(p + 1 + k, n).key(kind + 100));
            }
        }
        let state = Hash::of(self.last);
        let since = u32::try_from(self.since)
            .unwrap_or(u32::MAX)
            .checked_ilog2()
            .unwrap_or(0)
            .min(8);
        let near = (1..60).find(|k| {
            let code = self.grams.code(p + k);
            is_break(code) || code == QUESTION || index_of(code).is_some()
        });
        // An opening quote is told by what stands around the closing one.
        if let Some(k) = near {
            let (before, behind) = (
                self.grams.left::<2>(p + k),
                self.grams.right::<3>(p + k + 1),
            );
            let far = Hash::of((k as u32).ilog2());
            keys.extend([
                before[1].key(420),
                behind[0].key(421),
                behind[1].key(422),
                behind[2].key(423),
                before[1].with(behind[1]).key(424),
                far.with(before[0]).with(behind[0]).key(425),
                far.with(behind[1]).with(state).key(426),
                self.left.with(before[0]).with(behind[0]).key(427),
            ]);
        }
        let next = near.map_or(0, |k| {
            let code = self.grams.code(p + k);
            let behind = class(self.grams.code(p + k + 1));
            (k as u32).ilog2() << 8 | u32::from(is_break(code)) << 7 | behind
        });
        let sides = Hash::of(class(self.grams.code(p - 1))).and(class(self.grams.code(p + 1)));
        keys.extend([
            state.key(400),
            state.and(since).key(401),
            self.left.with(state).with(left[0]).with(right[0]).key(430),
            self.left
                .with(Hash::of(class(self.grams.code(p + 1))))
                .with(left[0])
                .key(431),
            state.and(since).with(sides).key(402),
            state.and(self.before).key(403),
            state.with(sides).key(404),
            state.with(left[0]).key(405),
            state.with(right[0]).key(406),
            state.with(right[1]).key(407),
            state.with(left[1]).key(408),
            state.with(left[0]).with(right[0]).key(409),
            Hash::of(next).key(410),
            Hash::of(next).with(sides).key(411),
            Hash::of(next).with(sides).with(state).key(412),
            self.left.key(413),
            Hash::of(self.dot).key(414),
            Hash::of(self.dot).with(sides).key(415),
            self.left.with(sides).key(416),
            self.left.with(state).with(sides).key(417),
        ]);
        self.manner
            .features(&self.grams, p, sides, self.left, 500, keys);
    }

    /// The proposal for the mark at `p`.
    pub(in crate::repair) fn propose(
        &self,
        letters: &Letters,
        p: usize,
        guess: &Guess<'_>,
    ) -> Option<Proposal> {
        let at = letters.at(p.checked_sub(PAD)?);
        Some(Proposal {
            span: Span::new(at, at + 1),
            after: guess.text.to_owned(),
            kind: RepairKind::FixMojibake,
            confidence: guess.confidence,
            doubt: guess.doubt,
            by: RepairBy::Model,
        })
    }
}

/// How many of [`MARKS`] are dots; the quotes follow.
pub(super) const DOTS: usize = 5;

fn index_of(code: u32) -> Option<usize> {
    MARKS.iter().position(|m| u32::from(*m) == code)
}

fn class(code: u32) -> u32 {
    match char::from_u32(code) {
        Some(c) if crate::text::hangul::is_syllable(c) => 1,
        Some(c) if c.is_ascii_digit() => 2,
        Some(c) if c.is_ascii_alphabetic() => 3,
        Some(' ') => 4,
        Some(',' | '.') => 5,
        Some('(' | '<' | '[' | '「') => 6,
        Some(')' | '>' | ']' | '」') => 7,
        Some('?') => 8,
        Some(_) => 9,
        None => 10,
    }
}

/// Damages `clean` and tells what every `?` was.
pub(in crate::repair) fn teach(clean: &str, rng: &mut Rng, sink: &mut Sink<'_>) {
    let damaged = garble::lose_marks(clean, rng);
    let mut view = View::new(&Letters::of(&damaged));
    let clean = Letters::of(clean);
    let mut keys = Vec::with_capacity(200);
    let mut buffer = [0u8; 4];
    for p in view.places() {
        view.features(p, &mut keys);
        let truth = char::from_u32(clean.code(p as isize - PAD as isize)).unwrap_or('?');
        let truth: &str = match truth {
            '?' => "",
            mark => mark.encode_utf8(&mut buffer),
        };
        sink(&keys, truth);
        view.hear(truth);
    }
}

/// How many of the marks told weigh as much as one that still stands.
const STANDING: f64 = 10.0;

impl View {
    /// Makes the apostrophes of short years (`’26`) what most of them are, those that still stand and those proposed.
    pub(in crate::repair) fn agree(&self, letters: &Letters, proposals: &mut [Proposal]) {
        const YEARS: [char; 2] = ['’', '‘'];
        let places: Vec<usize> = self.places();
        let of = |mark: Option<char>, at: usize| {
            let i = YEARS.iter().position(|m| Some(*m) == mark)?;
            self.is_year(at).then_some(i)
        };
        let told = |p: &Proposal| {
            let i = places.partition_point(|at| letters.at(at - PAD) < p.span.start);
            of(p.after.chars().next(), places.get(i).copied()?)
        };
        let standing = (PAD..self.grams.codes.len() - PAD)
            .filter_map(|at| Some((of(char::from_u32(self.grams.code(at)), at)?, STANDING)));
        let proposed = proposals
            .iter()
            .filter_map(|p| Some((told(p)?, p.confidence)));
        let mut votes = [0.0; YEARS.len()];
        for (i, weight) in standing.chain(proposed) {
            if let Some(n) = votes.get_mut(i) {
                *n += weight;
            }
        }
        let best = YEARS[usize::from(votes[1] > votes[0])];
        for p in proposals.iter_mut().filter(|p| told(p).is_some()) {
            p.after = best.to_string();
        }
    }

    /// Whether two digits and no more stand behind `at`, and no letter before it.
    fn is_year(&self, at: usize) -> bool {
        let digit = |i: usize| class(self.grams.code(at + i)) == 2;
        digit(1) && digit(2) && !digit(3) && !matches!(class(self.grams.code(at - 1)), 1..=3)
    }
}
