//! Words broken over lines: `금융위원회⏎는 2025년` was `금융위원회는 2025년`.

use std::cell::OnceCell;
use std::sync::LazyLock;

use hashbrown::HashSet;

use super::{Grams, PAD, Sink, around};
use crate::record::{RepairBy, RepairKind};
use crate::repair::garble::{self, Rng};
use crate::repair::model::Guess;
use crate::repair::model::hash::Hash;
use crate::repair::patch::Proposal;
use crate::repair::view::{
    BREAK, BREAK_SPACE, EDGE, Letters, SPACE, SPACE_BREAK, WIDE, is_break, is_digit, is_gap,
    is_hangul,
};
use crate::text::{Span, hangul};

/// Labels, with blanks of either width.
static LABELS: LazyLock<HashSet<Vec<u32>>> = LazyLock::new(|| {
    include_str!("../../../dictionaries/box_labels.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .flat_map(|label| [SPACE, WIDE].map(|blank| label_codes(label, blank)))
        .collect()
});

fn label_codes(label: &str, blank: u32) -> Vec<u32> {
    let code = |c| if c == ' ' { blank } else { u32::from(c) };
    label.chars().map(code).collect()
}

/// What nouns become verbs by, which is written to them.
const VERBS: [&str; 9] = [
    "하였",
    "하는",
    "하여",
    "한다",
    "했다",
    "합니다",
    "하며",
    "이거나",
    "이라고",
];
/// What no noun before such a verb ends in: particles, and adverbs that stand apart from it.
const NO_NOUNS: &str = "을를은는이가도만에게로지잘못안과와의고며등및";

/// No label is longer than this many characters.
const LABEL: usize = 6;

/// A text whose line breaks are in doubt.
#[derive(Debug)]
pub(in crate::repair) struct View {
    grams: Grams,
    /// Letters of the line up to each place.
    run: Vec<u16>,
    /// How often the text itself parts and joins, within lines, what stands around a place, by hashed surroundings;
    /// learnt when the first place is looked at.
    habits: OnceCell<Vec<[u8; 2]>>,
}

/// How many letters left and right of a place the document's habits are told by.
const REACH: [(usize, usize); 5] = [(1, 2), (2, 1), (2, 2), (3, 2), (3, 3)];

impl View {
    pub(in crate::repair) fn new(letters: &Letters) -> Self {
        let mut codes = vec![EDGE; PAD];
        codes.extend(letters.as_slice().iter().map(|l| l.code));
        codes.extend([EDGE; PAD]);
        let mut run = Vec::with_capacity(codes.len());
        let mut now = 0u16;
        for code in &codes {
            run.push(now);
            now = if is_break(*code) {
                0
            } else {
                now.saturating_add(1)
            };
        }
        Self {
            grams: Grams::new(codes),
            run,
            habits: OnceCell::new(),
        }
    }

    /// Counts how the text itself joins or parts, within lines, what stands around a place.
    fn learn_habits(&self) -> Vec<[u8; 2]> {
        let len = self.grams.codes.len();
        let size = (len * REACH.len()).next_power_of_two();
        let mut habits = vec![[0u8; 2]; size];
        for p in PAD..len.saturating_sub(PAD) {
            let code = self.grams.code(p);
            let (parted, right) = match code {
                SPACE | SPACE_BREAK | BREAK_SPACE => (true, p + 1),
                c if is_gap(c) || is_gap(self.grams.code(p - 1)) => continue,
                _ => (false, p),
            };
            for key in self.surroundings(p, right) {
                if let Some(n) = habits
                    .get_mut(key.short() & (size - 1))
                    .and_then(|h| h.get_mut(usize::from(!parted)))
                {
                    *n = n.saturating_add(1);
                }
            }
        }
        habits
    }

    fn surroundings(&self, left: usize, right: usize) -> [Hash; REACH.len()] {
        let left: [Hash; 3] = self.grams.left(left);
        let right: [Hash; 3] = self.grams.right(right);
        let mut hashes = [Hash::default(); REACH.len()];
        for ((kind, slot), (l, r)) in (1..).zip(&mut hashes).zip(REACH) {
            let l = left.get(l - 1).copied().unwrap_or_default();
            let r = right.get(r - 1).copied().unwrap_or_default();
            *slot = Hash::of(kind).with(l).with(r);
        }
        hashes
    }

    /// The bare line breaks, but for those between cells of a box.
    pub(in crate::repair) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (PAD + 1..self.grams.codes.len() - PAD)
            .filter(|p| self.grams.code(*p) == BREAK && !self.parts_cells(*p))
    }

    /// Whether the lines before and behind the break `p` are cells: one is a label or a telephone number, or both are figures.
    fn parts_cells(&self, p: usize) -> bool {
        let codes = self.grams.codes.as_slice();
        let before = codes.get(..p).unwrap_or(&[]);
        let behind = codes.get(p + 1..).unwrap_or(&[]);
        let left = before.rsplit(|c| is_break(*c)).next().unwrap_or(&[]);
        let right = behind.split(|c| is_break(*c)).next().unwrap_or(&[]);
        let is_cell =
            |line: &&[u32]| line.len() <= LABEL && LABELS.contains(*line) || is_telephone(line);
        [left, right].iter().any(is_cell) || is_figure(left) && is_figure(right)
    }

    /// What the model reads at the break `p`.
    pub(in crate::repair) fn features(&self, p: usize, keys: &mut Vec<u32>) {
        keys.clear();
        let left: [Hash; 6] = self.grams.left(p);
        let right: [Hash; 6] = self.grams.right(p + 1);
        around(&left, &right, 5, 7, 0, keys);
        for (n, far) in [(1, 4), (2, 4), (3, 3)] {
            for k in 1..=far {
                let kind = (200 + n * 20 + k) as u32;
                keys.push(self.grams.gram(p.wrapping_sub(k + n), n).key(kind));
                keys.push(self.grams.gram(p + 1 + k, n).key(kind + 100));
            }
        }
        let back = (1..PAD)
            .find(|k| is_gap(self.grams.code(p - k)))
            .unwrap_or(PAD) as u32;
        let ahead = (1..PAD)
            .find(|k| is_gap(self.grams.code(p + k)))
            .unwrap_or(PAD) as u32;
        let line = u32::from(self.run.get(p).copied().unwrap_or(0));
        keys.push(Hash::of(back).and(ahead).key(400));
        keys.push(Hash::of(line.min(64) / 4).key(401));
        for (k, l) in (0..).zip(left.iter().take(4)) {
            keys.push(l.and(back.min(k + 2)).key(410 + k));
        }
        for (k, r) in (0..).zip(right.iter().take(4)) {
            keys.push(r.and(ahead.min(k + 2)).key(420 + k));
        }
        // The whole word left and right.
        let word = |from: usize, n: u32| {
            (0..n as usize).fold(Hash::default(), |h, k| h.and(self.grams.code(from + k)))
        };
        let before = word(p - back as usize + 1, back - 1);
        let behind = word(p + 1, ahead - 1);
        keys.extend([
            before.key(430),
            behind.key(431),
            before.with(behind).key(432),
        ]);
        // The word that both would make, whole and without its last letters, wherever it is broken.
        let joined = |cut: u32| {
            let start = p - back as usize + 1;
            let end = (p + ahead as usize).saturating_sub(cut as usize);
            (start..end)
                .filter(|i| *i != p)
                .fold(Hash::default(), |h, i| h.and(self.grams.code(i)))
        };
        for cut in 0..3.min(ahead.saturating_sub(1)) {
            let word = joined(cut);
            keys.extend([word.key(460 + cut), word.key(463)]);
        }
        let habits = self.habits.get_or_init(|| self.learn_habits());
        let mask = habits.len().wrapping_sub(1);
        let mut all = Hash::default();
        for (k, key) in (0..).zip(self.surroundings(p, p + 1)) {
            let [parted, joined] = habits.get(key.short() & mask).copied().unwrap_or_default();
            keys.push(
                Hash::of(u32::from(parted.min(4)))
                    .and(u32::from(joined.min(4)))
                    .key(440 + k),
            );
            if k > 1 {
                all = all
                    .and(u32::from(parted.min(2)))
                    .and(u32::from(joined.min(2)));
            }
        }
        keys.push(all.key(450));
    }

    /// Whether the break `p` may part two paragraphs, by what stands on either side.
    pub(in crate::repair) fn parts_paragraphs(&self, p: usize) -> bool {
        ends_paragraph(self.grams.code(p - 1)) || starts_paragraph(self.grams.code(p + 1))
    }

    /// Whether the break `p` stands between two digits.
    pub(in crate::repair) fn parts_digits(&self, p: usize) -> bool {
        is_digit(self.grams.code(p - 1)) && is_digit(self.grams.code(p + 1))
    }

    /// Whether the break `p` stands between two syllables.
    pub(in crate::repair) fn is_in_prose(&self, p: usize) -> bool {
        is_hangul(self.grams.code(p - 1)) && is_hangul(self.grams.code(p + 1))
    }

    /// The proposal to join at `p` what no writer parts: a noun or a closing bracket and the verb it becomes (당부⏎하였다).
    pub(in crate::repair) fn bind(&self, letters: &Letters, p: usize) -> Option<Proposal> {
        let before = char::from_u32(self.grams.code(p - 1))?;
        let verb = VERBS.iter().any(|verb| {
            let codes = verb.chars().map(u32::from);
            (p + 1..)
                .zip(codes)
                .all(|(at, code)| self.grams.code(at) == code)
        });
        let noun = before == ')' || hangul::is_syllable(before) && !NO_NOUNS.contains(before);
        (verb && noun).then_some(())?;
        join(letters, p, (0.9, 0.1), RepairBy::Rule)
    }

    /// Proposals to turn breaks beside a space back into the space, where lines are `broken` and neither side looks
    /// like the edge of a paragraph.
    pub(in crate::repair) fn join_loose(
        &self,
        letters: &Letters,
        found: &mut Vec<Proposal>,
        mut broken: impl FnMut(usize) -> bool,
    ) {
        for p in PAD + 1..self.grams.codes.len() - PAD {
            if !matches!(self.grams.code(p), SPACE_BREAK | BREAK_SPACE)
                || self.parts_paragraphs(p)
                || self.parts_cells(p)
                || !broken(p)
            {
                continue;
            }
            let i = p - PAD;
            found.push(Proposal {
                span: Span::new(letters.at(i), letters.at(i + 1)),
                after: " ".to_owned(),
                kind: RepairKind::JoinRun,
                confidence: 0.95,
                doubt: 0.05,
                by: RepairBy::Rule,
            });
        }
    }

    /// The proposal to join at `p`.
    pub(in crate::repair) fn propose(
        &self,
        letters: &Letters,
        p: usize,
        guess: &Guess<'_>,
    ) -> Option<Proposal> {
        join(letters, p, (guess.confidence, guess.doubt), RepairBy::Model)
    }
}

/// The proposal to join at `p`, with how likely that is and how doubtful.
fn join(letters: &Letters, p: usize, likely: (f64, f64), by: RepairBy) -> Option<Proposal> {
    let i = p.checked_sub(PAD)?;
    Some(Proposal {
        span: Span::new(letters.at(i), letters.at(i + 1)),
        after: String::new(),
        kind: RepairKind::JoinRun,
        confidence: likely.0,
        doubt: likely.1,
        by,
    })
}

/// Whether a line is a number of more than one digit, with its sign, share or brackets: `1,326,767`, `(30.8)`, `△2.4%`.
fn is_figure(line: &[u32]) -> bool {
    let is = |code: &u32, marks: &str| char::from_u32(*code).is_some_and(|c| marks.contains(c));
    let rest = line.iter().skip_while(|code| is(code, "(△▲+-"));
    rest.clone().filter(|code| is_digit(**code)).count() > 1
        && rest.clone().all(|code| is_digit(*code) || is(code, ",.%)"))
}

/// Whether a line is a telephone number: `(02-2100-2500)`, `044-205-1131`.
fn is_telephone(line: &[u32]) -> bool {
    let is = |code: &u32, marks: &str| char::from_u32(*code).is_some_and(|c| marks.contains(c));
    let digits = line.iter().filter(|code| is_digit(**code)).count();
    let first = line.iter().find(|code| !is(code, "(☎"));
    (8..=12).contains(&digits)
        && first.is_some_and(|code| is(code, "0"))
        && line
            .iter()
            .all(|code| is_digit(*code) || is(code, "()☎-– ."))
}

fn ends_paragraph(code: u32) -> bool {
    char::from_u32(code).is_none_or(|c| ".?!:;".contains(c))
}

/// Whether a paragraph or an item of a list may begin so: with what is no syllable, Latin letter, digit, or opening
/// mark.
fn starts_paragraph(code: u32) -> bool {
    char::from_u32(code).is_none_or(|c| {
        !hangul::is_syllable(c) && !c.is_ascii_alphanumeric() && !"(‘“'\"「『<[’”)".contains(c)
    })
}

/// Damages `clean` and tells of every line break whether it stands inside a word.
pub(in crate::repair) fn teach(clean: &str, rng: &mut Rng, sink: &mut Sink<'_>) {
    let damaged = garble::break_runs(clean, rng);
    let view = View::new(&Letters::of(&damaged));
    let clean = Letters::of(clean);
    let mut keys = Vec::with_capacity(200);
    // Both texts have the same characters but for white space: walk them side by side.
    let mut at = 0isize;
    for p in PAD..view.grams.codes.len() - PAD {
        let code = view.grams.code(p);
        if !is_gap(code) {
            while is_gap(clean.code(at)) && clean.code(at) != EDGE {
                at += 1;
            }
            at += 1;
        } else if code == BREAK && p > PAD {
            view.features(p, &mut keys);
            sink(&keys, if is_gap(clean.code(at)) { "" } else { "\n" });
        }
    }
}
