//! Lost syllables. A syllable between two characters that are no syllables is what archives lose, and what stood
//! there is guessed from both sides: `16()` was `16일(목)`, `소개  협력` was `소개 및 협력`.

use super::{Grams, PAD, Sink, around};
use crate::record::{RepairBy, RepairKind};
use crate::repair::garble::{self, Rng};
use crate::repair::model::Guess;
use crate::repair::model::hash::Hash;
use crate::repair::never::{Behind, never};
use crate::repair::patch::Proposal;
use crate::repair::rules::weekday::NAMES;
use crate::repair::view::{
    BLANK_LINE, BREAK, BREAK_SPACE, EDGE, Letters, SPACE, SPACE_BREAK, WIDE, is_break, is_digit,
    is_gap, is_hangul, is_latin,
};
use crate::text::Span;
use crate::text::hangul::{RIEUL, initial_and_final};

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
    words: Vec<Word>,
    /// How each code sounds at its end, for the particles that go by it.
    sounds: Vec<u8>,
    /// Commas and middle dots in the line before each code.
    commas: Vec<u16>,
    /// Codes to the next gap of two spaces behind, at most 255.
    wide: Vec<u8>,
}

/// Marks that begin items and nothing else.
const BULLETS: [char; 10] = ['ㅇ', 'ㆁ', '□', '■', '○', '◦', '▪', '✓', '◇', '◆'];
/// So many letters on either side make two places twins, white space aside,
const TWIN: usize = 5;
/// of which so many are looked at.
const SEEN: usize = 3 * TWIN;

/// What of a word features read.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    all: Hash,
    /// All but the last letter.
    stem: Hash,
    /// The last two letters.
    tail: Hash,
    last: u32,
}

impl Word {
    fn push(&mut self, code: u32) {
        self.stem = self.all;
        self.all = self.all.and(code);
        self.tail = Hash::of(self.last).and(code);
        self.last = code;
    }
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
        let mut words = vec![Word::default()];
        let (mut now, mut inside) = (Open::default(), false);
        for code in &codes {
            open.push(now);
            now = now.after(*code);
            if is_gap(*code) {
                inside = false;
            } else {
                if !inside {
                    words.push(Word::default());
                }
                inside = true;
                if let Some(last) = words.last_mut() {
                    last.push(*code);
                }
            }
            word.push(words.len() as u32 - 1);
        }
        let sounds = sounds(&codes);
        let mut commas = Vec::with_capacity(codes.len());
        let mut seen = 0u16;
        for code in &codes {
            commas.push(seen);
            match char::from_u32(*code) {
                Some(',' | '·' | 'ㆍ' | '‧') => seen = seen.saturating_add(1),
                Some('\n' | '.' | '▲' | '□' | '→') => seen = 0,
                _ => {}
            }
        }
        let mut wide = vec![u8::MAX; codes.len()];
        let mut far = u8::MAX;
        for i in (1..codes.len()).rev() {
            if is_break(codes.get(i).copied().unwrap_or(EDGE)) {
                far = u8::MAX;
            }
            if second.get(i) == Some(&true) {
                far = 0;
            }
            if let Some(slot) = wide.get_mut(i) {
                *slot = far;
            }
            far = far.saturating_add(1);
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
            sounds,
            commas,
            wide,
        }
    }

    /// The places where something may be lost: before the code at each.
    pub(in crate::repair) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (PAD..=self.grams.codes.len() - PAD).filter(|p| {
            let (left, right) = (self.grams.code(p - 1), self.grams.code(*p));
            if is_hangul(right) || left == BLANK_LINE || right == BLANK_LINE || self.is_inside(*p) {
                return false;
            }
            let quote = self.open.get(*p).is_some_and(|o| o.quote != 0);
            !is_hangul(left) || quote
        })
    }

    /// Whether `p` lies inside a number or a Latin word, which are never added to: `20|25`, `2|,400`, `KI|SA`.
    fn is_inside(&self, p: usize) -> bool {
        let code = |i: usize| self.grams.code(i);
        let point = |code: u32| code == u32::from(',') || code == u32::from('.');
        let (left, right) = (code(p - 1), code(p));
        is_digit(left) && is_digit(right)
            || is_latin(left) && is_latin(right)
            || is_digit(left) && point(right) && is_digit(code(p + 1))
            || point(left) && is_digit(code(p - 2)) && is_digit(right)
    }

    /// A hash of the letters around `p`, white space aside.
    pub(in crate::repair) fn surroundings(&self, p: usize) -> u32 {
        let letter = |i: usize| Some(self.grams.code(i)).filter(|code| !is_gap(*code));
        let before = (p.saturating_sub(SEEN)..p).rev().filter_map(letter);
        let behind = (p..p + SEEN).filter_map(letter);
        let sum = |letters: &mut dyn Iterator<Item = u32>| {
            letters.take(TWIN).fold(Hash::default(), Hash::and)
        };
        let (mut before, mut behind) = (before, behind);
        // Before, within and behind a gap are places of their own.
        let [left, right] = [p - 1, p].map(|i| u32::from(is_gap(self.grams.code(i))));
        sum(&mut before)
            .with(sum(&mut behind))
            .key(2 * left + right)
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
        for (n, far) in [(1, 4), (2, 6), (3, 5)] {
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
            l1.all.key(400),
            l2.all.key(401),
            r1.all.key(402),
            r2.all.key(403),
            l1.all.with(r1.all).key(404),
            l2.all.with(l1.all).key(405),
            r1.all.with(r2.all).key(406),
            r1.stem.key(420),
            r1.tail.key(421),
            Hash::of(r1.last).with(left[0]).with(right[0]).key(422),
            r2.tail.key(423),
            l2.tail.key(424),
            l2.tail.with(l1.tail).key(425),
            l1.tail.with(r1.tail).key(426),
            l1.tail.with(r1.stem).key(427),
        ]);
        // How a list goes on: what was lost between its last two parts is not what was lost behind them.
        let commas = |i: usize| self.commas.get(i).copied().unwrap_or(0);
        let here = commas(p);
        let ahead = (1..24)
            .find(|k| is_break(self.grams.code(p + k)) || commas(p + k) != here)
            .map_or(0, |k| u32::from(k > 8) + 1);
        let near = u32::from(here.saturating_sub(commas(p.saturating_sub(12))));
        let next = match self.wide.get(p + 1).copied().unwrap_or(u8::MAX) {
            0..6 => 0,
            6..12 => 1,
            12..24 => 2,
            _ => 3u32,
        };
        let list = Hash::of(u32::from(here.min(3)))
            .and(near.min(2))
            .and(ahead)
            .and(next);
        keys.extend([
            list.with(left[0]).with(right[0]).key(430),
            list.with(r1.tail).key(431),
            list.with(l1.tail).key(432),
            Hash::of(next).with(r1.tail).key(433),
        ]);
        let sound = |i: usize| u32::from(self.sounds.get(i).copied().unwrap_or(0));
        let said = Hash::of(sound(p - 1));
        keys.extend([
            said.with(left[0]).key(440),
            said.with(right[0]).key(441),
            said.with(right[1]).key(442),
            said.with(right[2]).key(443),
            said.with(r1.all).key(444),
            said.with(Hash::of(r1.last)).key(445),
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

    /// Whether `lost` may not be put in at `p`: a weekday is computed, not guessed, and nothing is invented.
    fn forbids(&self, p: usize, lost: &str) -> bool {
        let code = |i: usize| self.grams.code(i);
        let behind = match (is_digit(code(p - 1)), is_digit(code(p - 2))) {
            (true, _) => Behind::Digit,
            (_, true) if is_gap(code(p - 1)) => Behind::DigitGap,
            _ if self.follows_bullet(p) => Behind::Bullet,
            _ => Behind::Other,
        };
        let after: String = (p - 3..p).filter_map(|i| char::from_u32(code(i))).collect();
        let before: String = (p..p + 3).map_while(|i| char::from_u32(code(i))).collect();
        self.is_bracketed(p) && NAMES.contains(lost) || never(lost, behind, &after, &before)
    }

    /// Whether nothing but a gap stands between a mark that begins an item and `p`.
    fn follows_bullet(&self, p: usize) -> bool {
        let code = |i: usize| self.grams.code(i);
        let mark = if is_gap(code(p - 1)) { p - 2 } else { p - 1 };
        char::from_u32(code(mark)).is_some_and(|c| BULLETS.contains(&c))
    }

    /// Whether what stands at `p` says what a number counts, or names something in brackets of its own: there, what
    /// may as well be wrong is left out.
    fn decides(&self, p: usize) -> bool {
        is_digit(self.grams.code(p - 1)) || self.is_bracketed(p)
    }

    /// Whether `p` lies in a bracket that holds nothing.
    fn is_bracketed(&self, p: usize) -> bool {
        self.grams.code(p - 1) == u32::from('(') && self.grams.code(p) == u32::from(')')
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
        if self.forbids(p, lost) {
            return None;
        }
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
            doubt: match self.decides(p) {
                true => guess.doubt.max(0.5),
                false => guess.doubt,
            },
            by: RepairBy::Model,
        })
    }
}

/// How each code sounds at its end, as far as the text shows it: 0 unknown, 1 in a vowel, 2 in ㄹ, 3 in another
/// consonant. A closing bracket sounds like the word before the opening one.
fn sounds(codes: &[u32]) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(codes.len());
    let (mut now, mut before) = (0u8, 0u8);
    for code in codes {
        match char::from_u32(*code) {
            Some(c) if is_hangul(*code) => {
                now = match initial_and_final(c) {
                    Some((_, 0)) => 1,
                    Some((_, RIEUL)) => 2,
                    _ => 3,
                }
            }
            Some('2' | '4' | '5' | '9' | '%') => now = 1,
            Some('1' | '7' | '8') => now = 2,
            Some('0' | '3' | '6') => now = 3,
            Some('(' | '（') => before = now,
            Some(')' | '）') => now = before + 4,
            Some('’' | '”' | '\'' | '"' | '｣' | '」' | '』') => {}
            Some('L' | 'R' | 'l' | 'r') => now = 2,
            Some('M' | 'N' | 'm' | 'n') => now = 3,
            Some(c) if c.is_ascii_alphabetic() => now = 1,
            _ => now = 0,
        }
        out.push(now);
    }
    out
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
