//! Lines whose words are known: cells of tables and notices stand in many releases.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashMap};

/// Bytes of the longest line that is remembered: few longer ones come again.
const LONGEST: usize = 64;
/// Lines in a drawer, at most; it is emptied then.
const LINES: usize = 4096;

/// The words of lines that came before, of one tokenizer, in drawers so that threads do not wait for one another.
#[derive(Debug, Default)]
pub struct Seen {
    hash: DefaultHashBuilder,
    drawers: [Mutex<HashMap<Box<str>, Box<str>>>; 32],
}

impl Seen {
    /// Adds the words of `line` to the end of `words`, parted by a space; `cut` gives them where it is new.
    pub fn push(&self, line: &str, words: &mut String, cut: impl FnOnce(&mut String)) {
        if line.len() > LONGEST {
            return cut(words);
        }
        let place = self.hash.hash_one(line) as usize % self.drawers.len();
        let Some(drawer) = self.drawers.get(place) else {
            return;
        };
        let known = drawer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(line) {
            return push(found, words);
        }
        drop(known);
        let mut found = String::new();
        cut(&mut found);
        push(&found, words);
        let mut known = drawer.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= LINES {
            known.clear();
        }
        known.insert(line.into(), found.into());
    }
}

fn push(found: &str, words: &mut String) {
    if !words.is_empty() && !found.is_empty() {
        words.push(' ');
    }
    words.push_str(found);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_once() {
        let seen = Seen::default();
        let mut words = String::new();
        let long = "가".repeat(LONGEST);
        let mut cuts = 0;
        for line in ["담당 부서", "-", "담당 부서", &long, &long] {
            seen.push(line, &mut words, |words| {
                cuts += 1;
                let found = if line == "-" { "" } else { "부서" };
                push(found, words);
            });
        }
        assert_eq!((cuts, &*words), (4, "부서 부서 부서 부서"));
    }

    #[test]
    fn a_drawer_does_not_grow_for_ever() {
        let seen = Seen::default();
        for number in 0..LINES * 64 {
            seen.push(&number.to_string(), &mut String::new(), |_| ());
        }
        let kept = seen
            .drawers
            .iter()
            .map(|drawer| drawer.lock().unwrap().len());
        assert!(kept.sum::<usize>() <= LINES * 32);
    }
}
