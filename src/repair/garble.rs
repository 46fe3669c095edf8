//! Damages clean text in the ways seen in archives, to train on. The channels are those of the evaluation.

use std::iter::Peekable;

use crate::text::hangul::is_syllable;

/// Marks that are lost to `?`: dots first, then quotes.
pub(super) const MARKS: [char; 9] = ['·', 'ㆍ', '‧', '․', '•', '’', '‘', '“', '”'];

/// SplitMix64 (Steele, Lea and Flood, 2014): small, seedable, the same everywhere.
#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform in 0..1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// True with probability `p`.
    pub(super) fn chance(&mut self, p: f64) -> bool {
        self.unit() < p
    }

    /// Uniform in 0..n; 0 where n is 0.
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }
}

/// A text that lost syllables, and what it lost where.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub text: String,
    /// Byte offsets in `text`, in order, and what stood there.
    pub lost: Vec<(usize, String)>,
}

impl Lost {
    fn lose(&mut self, what: &[char]) {
        match self.lost.last_mut() {
            Some((at, lost)) if *at == self.text.len() => lost.extend(what),
            _ => self.lost.push((self.text.len(), what.iter().collect())),
        }
    }
}

/// Loses syllables that stand alone, with a closing quote before them, and half of the words 이하 and 또한.
pub(super) fn lose_syllables(clean: &str, rng: &mut Rng) -> Lost {
    // Most texts lost all, some a part.
    let share = if rng.chance(0.8) {
        0.97
    } else {
        0.4 + 0.57 * rng.unit()
    };
    let chars: Vec<char> = clean.chars().collect();
    let mut out = Lost::default();
    let mut i = 0;
    let hangul = |i: usize| chars.get(i).copied().is_some_and(is_syllable);
    while let Some(&c) = chars.get(i) {
        if matches!(c, '’' | '”') && hangul(i + 1) && !hangul(i + 2) && rng.chance(share) {
            out.lose(chars.get(i..i + 2).unwrap_or(&[]));
            i += 2;
            continue;
        }
        if !is_syllable(c) {
            out.text.push(c);
            i += 1;
            continue;
        }
        let len = (i..).take_while(|k| hangul(*k)).count();
        let run = chars.get(i..i + len).unwrap_or(&[]);
        let lost = match run {
            ['이', '하'] | ['또', '한'] => rng.chance(0.5),
            [_] => rng.chance(share),
            _ => false,
        };
        if lost {
            out.lose(run);
        } else {
            out.text.extend(run);
        }
        i += len;
    }
    out
}

/// Loses half of the spaces and puts stray ones inside words.
pub(super) fn shift_spaces(clean: &str, rng: &mut Rng) -> String {
    let mut out = String::with_capacity(clean.len());
    let mut chars = clean.chars().peekable();
    let mut previous = '\n';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or('\n');
        let inner = c == ' ' && !previous.is_whitespace() && !next.is_whitespace();
        if !(inner && rng.chance(0.5)) {
            out.push(c);
        }
        if is_syllable(c) && is_syllable(next) && rng.chance(0.04) {
            out.push(' ');
        }
        previous = c;
    }
    out
}

/// Breaks the line inside words and beside spaces.
pub(super) fn break_runs(clean: &str, rng: &mut Rng) -> String {
    let mut out = String::with_capacity(clean.len() + clean.len() / 16);
    let mut chars = clean.chars().peekable();
    while chars.peek().is_some() {
        let word = take(&mut chars, |c| !c.is_whitespace());
        if word.len() > 1 && rng.chance(0.18) {
            let cut = 1 + rng.below(word.len() - 1);
            out.extend(word.iter().take(cut));
            out.push('\n');
            out.extend(word.iter().skip(cut));
        } else {
            out.extend(&word);
        }
        let gap = take(&mut chars, char::is_whitespace);
        let (before, behind) = match gap.is_empty() || !rng.chance(0.10) {
            true => (false, false),
            false => {
                let before = rng.chance(0.5);
                (before, !before)
            }
        };
        out.extend(before.then_some('\n'));
        out.extend(&gap);
        out.extend(behind.then_some('\n'));
    }
    out
}

/// Turns marks into `?`.
pub(super) fn lose_marks(clean: &str, rng: &mut Rng) -> String {
    clean
        .chars()
        .map(|c| match MARKS.contains(&c) && rng.chance(0.9) {
            true => '?',
            false => c,
        })
        .collect()
}

fn take<I: Iterator<Item = char>>(
    chars: &mut Peekable<I>,
    want: impl Fn(char) -> bool,
) -> Vec<char> {
    let mut out = Vec::new();
    while let Some(c) = chars.next_if(|c| want(*c)) {
        out.push(c);
    }
    out
}
