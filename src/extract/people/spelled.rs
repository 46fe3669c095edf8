//! Whether a foreign name in Hangul and one in Latin letters are spellings of each other: `크리스토퍼 쿠너`, Christopher Kuner.
//!
//! Vowels are spelled in too many ways; consonants that Hangul does not tell apart count as one.

use crate::text::hangul::initial_and_final;

/// Sets of sounds, one bit for each: a Latin letter may stand for several.
type Sounds = u8;

const K: Sounds = 1;
const N: Sounds = 1 << 1;
const T: Sounds = 1 << 2;
const L: Sounds = 1 << 3;
const M: Sounds = 1 << 4;
const P: Sounds = 1 << 5;
const S: Sounds = 1 << 6;

/// What an initial of a syllable stands for, in the order of Unicode: ㄱ, ㄲ, ㄴ, …
const INITIALS: [Sounds; 19] = [K, K, N, T, T, L, M, P, P, S, S, 0, S, S, S, K, T, P, 0];
/// What a final stands for, in the order of Unicode: none, ㄱ, ㄲ, ㄳ, …
const FINALS: [Sounds; 28] = [
    0, K, K, K, N, N, N, T, L, L, L, L, L, L, L, L, M, P, P, S, S, N, S, S, K, T, P, 0,
];

/// How much of two words has to sound alike.
const ALIKE: f64 = 0.5;

/// Whether every word of `korean` sounds like one of `latin`.
pub(super) fn spells(korean: &str, latin: &str) -> bool {
    let latin: Vec<Vec<Sounds>> = (latin.split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty())
        .map(of_latin)
        .collect();
    korean.split_whitespace().all(|word| {
        let word = of_hangul(word);
        word.is_empty() || latin.iter().any(|other| alike(&word, other) >= ALIKE)
    })
}

/// The share of two words that is in both, in order (Dice over their longest common subsequence).
fn alike(a: &[Sounds], b: &[Sounds]) -> f64 {
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (j, y) in b.iter().enumerate() {
            let (left, above) = (row[j], row[j + 1]);
            let best = if x & y != 0 {
                corner + 1
            } else {
                left.max(above)
            };
            corner = above;
            row[j + 1] = best;
        }
    }
    let common = row.last().copied().unwrap_or(0);
    2.0 * common as f64 / (a.len() + b.len()).max(1) as f64
}

fn of_hangul(word: &str) -> Vec<Sounds> {
    word.chars()
        .filter_map(initial_and_final)
        .flat_map(|(initial, last)| {
            let initial = INITIALS.get(initial).copied().unwrap_or(0);
            let last = FINALS.get(last).copied().unwrap_or(0);
            [initial, last]
        })
        .filter(|sounds| *sounds != 0)
        .collect()
}

fn of_latin(word: &str) -> Vec<Sounds> {
    let sounds = word.chars().map(|c| match c.to_ascii_lowercase() {
        'c' | 'g' | 'x' => K | S,
        'k' | 'q' => K,
        'n' | 'ñ' => N,
        't' => T | S,
        'd' => T,
        'l' | 'r' => L,
        'm' => M,
        'p' | 'b' | 'f' | 'v' => P,
        's' | 'z' | 'j' => S,
        _ => 0,
    });
    let mut sounds: Vec<Sounds> = sounds.filter(|s| *s != 0).collect();
    // Doubled letters are one sound.
    sounds.dedup();
    sounds
}

#[cfg(test)]
mod tests {
    use super::spells;

    #[test]
    fn by_sound() {
        for (korean, latin) in [
            ("크리스토퍼 쿠너", "Christopher Kuner"),
            ("데이비드 앳킨", "David Atkin"),
            ("응우옌 홍 땅", "Nguyen Hong Thang"),
            ("이토 유타카", "ITO Yutaka"),
            ("안토니오 구테레쉬", "Antonio Guterres"),
            ("니르말라 시타라만", "Nirmala Sitharaman"),
            ("존 에드워즈", "John Edwards"),
        ] {
            assert!(spells(korean, latin), "{korean}, {latin}");
        }
        for (korean, latin) in [
            ("자발적 기여", "Voluntary Contribution"),
            ("영문 보도자료", "Press Release"),
            ("차분 프라이버시", "Differential Privacy"),
            ("최첨단 인공지능", "Frontier AI"),
            ("담당하는 작업반", "Working Group"),
        ] {
            assert!(!spells(korean, latin), "{korean}, {latin}");
        }
    }
}
