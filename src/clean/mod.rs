//! Takes away what is not the release: page furniture, doubled spaces, odd forms of characters, breaks inside words.
//!
//! Whatever is written keeps its way back to the source.

mod chrome;
mod headline;
mod lines;
mod unicode;

use crate::lexicon::Cues;
use crate::release::{CleanRelease, RawRelease, Removed};
use crate::text::{Editor, Span, single_spaced};
use lines::Join;

/// What cleaning does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether page furniture goes.
    pub chrome: bool,
}

/// Cleans one release by the words of `cues`. Linear in its length.
pub fn clean(raw: RawRelease, options: &Options, cues: &Cues) -> CleanRelease {
    let lines = lines::split(&raw.text);
    let removed = if options.chrome {
        chrome::find(&raw.text, &lines)
    } else {
        Vec::new()
    };
    let text = write(&raw.text, &lines, &removed, cues);
    let (title, subtitles) = headline::find(&text.text, cues);
    CleanRelease {
        title: raw
            .title
            .as_deref()
            .map(single_spaced)
            .filter(|t| !t.is_empty())
            .or(title),
        subtitles,
        text,
        removed,
        raw,
    }
}

/// Writes the lines that stay, each normalised, with one line break between paragraphs.
fn write(source: &str, lines: &[Span], removed: &[Removed], cues: &Cues) -> crate::text::Mapped {
    let mut editor = Editor::new(source);
    let mut gone = removed.iter().map(|r| r.span).peekable();
    let mut is_gone = |line: &Span| gone.next_if(|span| span.start == line.start).is_some();
    let kept: Vec<Span> = (lines.iter().copied())
        .filter(|line| !is_gone(line))
        .collect();
    let joints = lines::joints(source, &kept, cues);
    let before = [None].into_iter().chain(joints.iter().copied().map(Some));
    for (i, (line, joint)) in kept.iter().zip(before).enumerate() {
        match joint {
            None => editor.drop_until(line.start),
            Some(Join::Paragraph) => editor.replace_until(line.start, "\n"),
            Some(Join::Space) => editor.replace_until(line.start, " "),
            Some(Join::Nothing | Join::Hyphen) => editor.drop_until(line.start),
        }
        let hyphen = usize::from(joints.get(i) == Some(&Join::Hyphen));
        unicode::write(
            &mut editor,
            source,
            Span::new(line.start, line.end - hyphen),
        );
    }
    editor.drop_until(source.len());
    editor.finish()
}
