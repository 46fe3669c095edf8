//! How badly a text was hit, and by what. One pass, no look at the source: cheap enough for every text.

use super::view::is_hangul;

/// A way in which text gets lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Channel {
    /// Syllables that stood alone are gone.
    Drop,
    /// Spaces are gone, others stand inside words.
    Space,
    /// Lines break inside words.
    Runs,
    /// Dots and quotes became `?`.
    Mojibake,
}

/// What the counts of a text say about its damage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Damage {
    counts: Counts,
}

/// What was counted. A word is a run of syllables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    letters: u32,
    syllables: u32,
    words: u32,
    /// Words of one syllable.
    lone: u32,
    /// Words of eight syllables or more.
    long: u32,
    /// Line breaks between two syllables.
    broken: u32,
    lines: u32,
    /// `?` that cannot close a sentence.
    stray_questions: u32,
    /// Middle dots and curly quotes.
    marks: u32,
    /// Places that only a loss explains: `()`, a number before a blank or a bracket.
    scars: u32,
}

// Over releases of four bodies, 23 million characters (lowest and highest of texts of 150 syllables or more):
// lone words are 2.7 to 24 in a hundred, 0 to 1.7 after a loss; words have 2.5 to 3.6 syllables, 3.5 to 5.5 after
// lost spaces; 0 to 4 in a thousand syllables end a line in mid-word, 28 to 63 after breaks.
impl Damage {
    /// Reads `text` once.
    pub fn of(text: &str) -> Self {
        let mut counts = Counts {
            lines: 1,
            ..Counts::default()
        };
        let (mut run, mut previous, mut before) = (0u32, ' ', ' ');
        for c in text.chars() {
            counts.letters += 1;
            if is_hangul(u32::from(c)) {
                counts.broken += u32::from(previous == '\n' && is_hangul(u32::from(before)));
                counts.stray_questions += u32::from(previous == '?');
                counts.syllables += 1;
                run += 1;
            } else {
                if run > 0 {
                    counts.words += 1;
                    counts.lone += u32::from(run == 1);
                    counts.long += u32::from(run >= 8);
                    run = 0;
                }
                match c {
                    '\n' => counts.lines += 1,
                    '·' | 'ㆍ' | '‧' | '․' | '•' | '’' | '‘' | '“' | '”' => {
                        counts.marks += 1
                    }
                    ')' if previous == '(' => counts.scars += 1,
                    ' ' | '(' if previous.is_ascii_digit() => counts.scars += 1,
                    ',' if previous == ' ' => counts.scars += 1,
                    _ => {}
                }
            }
            before = previous;
            previous = c;
        }
        if run > 0 {
            counts.words += 1;
            counts.lone += u32::from(run == 1);
            counts.long += u32::from(run >= 8);
        }
        Self { counts }
    }

    /// The same with the `gaps` of two spaces or more that stood in the source: often all that is left of a word.
    pub(super) fn with_gaps(mut self, gaps: usize) -> Self {
        self.counts.scars += u32::try_from(gaps).unwrap_or(u32::MAX / 2);
        self
    }

    /// Whether nearly no syllable stands alone, so that it is worth looking for more signs of a loss.
    pub(super) fn is_suspect(&self) -> bool {
        let c = &self.counts;
        c.syllables >= 60 && c.lone * 1000 < c.words * 22 + 500
    }

    /// Whether the text was hit by `channel`. Texts too short to tell count as whole.
    pub fn is(&self, channel: Channel) -> bool {
        let c = &self.counts;
        match channel {
            Channel::Drop => self.is_suspect() && c.scars * 100 >= c.words,
            Channel::Space => {
                c.syllables >= 60
                    && c.syllables * 100 >= c.words * 345
                    && c.long * 100 >= c.words * 7
            }
            Channel::Runs => c.syllables >= 60 && c.broken * 100 >= c.syllables,
            Channel::Mojibake => c.stray_questions >= 2,
        }
    }

    /// Whether any channel hit the text.
    pub fn any(&self) -> bool {
        use Channel::{Drop, Mojibake, Runs, Space};
        [Drop, Space, Runs, Mojibake]
            .into_iter()
            .any(|c| self.is(c))
    }

    /// Estimated share of lost or wrong characters, 0 to 1.
    pub fn share(&self) -> f64 {
        let c = &self.counts;
        if c.letters == 0 {
            return 0.0;
        }
        let mut wrong = 0.0;
        if self.is(Channel::Drop) {
            // Whole texts have 11 lone words in a hundred.
            wrong += (f64::from(c.words) * 0.11 - f64::from(c.lone)).max(0.0);
        }
        if self.is(Channel::Space) {
            // Whole texts have a word for every 3.04 syllables, half of them parted by a space that may be lost.
            wrong += (f64::from(c.syllables) / 3.04 - f64::from(c.words)).max(0.0);
        }
        if self.is(Channel::Runs) {
            wrong += f64::from(c.broken);
        }
        if self.is(Channel::Mojibake) {
            wrong += f64::from(c.stray_questions);
        }
        (wrong / f64::from(c.letters)).clamp(0.0, 1.0)
    }
}
