//! Hangul arithmetic (The Unicode Standard, section 3.12).

/// Whether `c` is a composed modern syllable, 가 to 힣.
#[inline]
pub fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// The place of ㄹ among the finals.
pub const RIEUL: usize = 8;

/// The places of a syllable's initial and of its final among those of Unicode; 0 is no final. `None` for anything but a
/// syllable.
pub fn initial_and_final(c: char) -> Option<(usize, usize)> {
    is_syllable(c).then(|| {
        let at = c as usize - '가' as usize;
        (at / (21 * 28), at % 28)
    })
}

/// Whether a syllable ends in a consonant (받침). `None` for anything but a syllable.
pub fn has_final(c: char) -> Option<bool> {
    initial_and_final(c).map(|(_, last)| last != 0)
}

/// Whether a syllable ends in ㄹ.
pub fn ends_in_rieul(c: char) -> bool {
    initial_and_final(c).is_some_and(|(_, last)| last == RIEUL)
}

/// Whether `c` is a conjoining or a compatibility letter rather than a whole syllable.
pub fn is_letter(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{A960}'..='\u{A97C}' | '\u{D7B0}'..='\u{D7FB}')
}

/// Share of syllables among the letters of `text`, 0 to 1; 0 where there is no letter.
pub fn share(text: &str) -> f32 {
    let (mut hangul, mut letters) = (0u32, 0u32);
    for c in text.chars() {
        if is_syllable(c) {
            hangul += 1;
            letters += 1;
        } else if c.is_alphabetic() {
            letters += 1;
        }
    }
    if letters == 0 {
        0.0
    } else {
        hangul as f32 / letters as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finals() {
        assert_eq!(has_final('가'), Some(false));
        assert_eq!(has_final('각'), Some(true));
        assert_eq!(has_final('a'), None);
    }
}
