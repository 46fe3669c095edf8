//! Where the headline stands in the text, however its lines are broken.

use super::Line;
use crate::text::is_alphanumeric;

/// The headline is looked for in so many lines, contact boxes aside.
const HEAD: usize = 24;
/// So many lines it takes at most.
const LINES: usize = 6;
/// So many letters of it are enough, where the text goes on otherwise.
const ENOUGH: usize = 8;

/// A headline and what stands under it, letters and digits only.
pub(super) struct Headline {
    title: String,
    subtitles: String,
}

impl Headline {
    pub fn new(title: Option<&str>, subtitles: &[String]) -> Self {
        Self {
            title: letters(title.unwrap_or("")).collect(),
            subtitles: letters(&subtitles.concat()).collect(),
        }
    }

    /// How many lines stand before the headline, and how many it takes.
    pub fn find(&self, lines: &[Line<'_>]) -> Option<(usize, usize)> {
        let mut seen = 0;
        for (i, line) in lines.iter().enumerate() {
            let taken = match line.in_box {
                true => 0,
                false => self.title(lines.get(i..)?),
            };
            if taken > 0 {
                return Some((i, taken));
            }
            seen += usize::from(!line.in_box);
            if seen == HEAD {
                break;
            }
        }
        None
    }

    /// How many of the first of `lines` are the headline.
    pub fn title(&self, lines: &[Line<'_>]) -> usize {
        let mut rest = self.title.as_str();
        let mut enough = 0;
        for (i, line) in lines.iter().take(LINES).enumerate() {
            let Some(left) = without(rest, line.text) else {
                let whole = || letters(line.text).collect::<String>().contains(&self.title);
                if i == 0 && !rest.is_empty() && whole() {
                    return 1;
                }
                break;
            };
            if left.len() < rest.len() {
                let taken = self.title.chars().count() - left.chars().count();
                if left.is_empty() || taken >= ENOUGH {
                    enough = i + 1;
                }
            }
            rest = left;
            if rest.is_empty() {
                break;
            }
        }
        enough
    }

    /// How many of the first of `lines`, which follow the headline, are subtitles.
    pub fn subtitles(&self, lines: &[Line<'_>]) -> usize {
        let is_subtitle = |line: &&Line<'_>| {
            let dashed = line.text.starts_with(['-', '–', '―', '─']) && line.text.len() > 9;
            let known = || {
                let own: String = letters(line.text).collect();
                own.chars().count() >= ENOUGH && self.subtitles.contains(&own)
            };
            !line.in_box && (dashed || known())
        };
        lines.iter().take(LINES).take_while(is_subtitle).count()
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| is_alphanumeric(*c))
}

/// What of `rest` is left behind the letters of `line`, where it begins with them.
fn without<'a>(rest: &'a str, line: &str) -> Option<&'a str> {
    let mut chars = rest.chars();
    letters(line)
        .all(|c| chars.next() == Some(c))
        .then_some(chars.as_str())
}
