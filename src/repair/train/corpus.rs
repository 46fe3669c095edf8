//! What of the releases is learnt from.

use hashbrown::HashSet;

use crate::repair::damage::{Channel, Damage};
use crate::text::{hangul, single_spaced};

/// Lines of at least this many characters are learnt from.
const LINE: usize = 12;
/// Characters learnt from one release, so that a long annex does not outweigh all else.
const RELEASE: usize = 60_000;

/// The lines of the releases that are worth learning from, each once: one space between words, one line break
/// between lines.
pub(super) fn corpus(releases: &[String]) -> Vec<String> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut texts = Vec::with_capacity(releases.len());
    for release in releases {
        let mut text = String::new();
        let mut letters = 0;
        for line in release.lines() {
            let line = single_spaced(line);
            let (mut all, mut hangul) = (0, 0);
            for c in line.chars() {
                all += 1;
                hangul += usize::from(hangul::is_syllable(c));
            }
            if all < LINE || hangul * 3 < all || line.contains(['ȃ', 'ȇ']) || seen.contains(&line)
            {
                continue;
            }
            if letters >= RELEASE {
                break;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            // Some releases come as one long line.
            text.extend(line.chars().take(RELEASE - letters));
            letters += all;
            seen.insert(line);
        }
        // Texts that were hit themselves teach the wrong thing.
        let damage = Damage::of(&text);
        if letters > 100 && !damage.is(Channel::Drop) && !damage.is(Channel::Space) {
            texts.push(text);
        }
    }
    texts
}
