//! Characters in their usual form: NFC, one space, nothing invisible.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::text::{Editor, Span};

/// Characters that show nothing and mean nothing in a release.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}' | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFF9}'..='\u{FFFB}'
    )
}

/// Writes one line of `source`; the editor stands at its start.
pub(super) fn write(editor: &mut Editor<'_>, source: &str, line: Span) {
    let text = line.of(source);
    let mut chars = text.char_indices().peekable();
    let mut buffer = String::new();
    while let Some((at, c)) = chars.next() {
        let start = line.start + at;
        if c.is_ascii_graphic() || ('가'..='힣').contains(&c) {
            // A combining mark after an ASCII letter is rare, but it belongs to it.
            if chars
                .peek()
                .is_none_or(|(_, next)| (*next as u32) < 0x300 || !continues(*next))
            {
                continue;
            }
        }
        if c.is_whitespace() || is_invisible(c) {
            let mut spaced = c.is_whitespace();
            let mut end = start + c.len_utf8();
            let mut many = c != ' ';
            while let Some((_, next)) =
                chars.next_if(|(_, n)| n.is_whitespace() || is_invisible(*n))
            {
                spaced |= next.is_whitespace();
                end += next.len_utf8();
                many = true;
            }
            if many {
                editor.keep_until(start);
                editor.replace_until(end, if spaced { " " } else { "" });
            }
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((_, next)) = chars.next_if(|(_, n)| continues(*n)) {
            end += next.len_utf8();
        }
        let cluster = Span::new(start, end).of(source);
        buffer.clear();
        buffer.extend(cluster.nfc().map(narrow));
        if buffer != cluster {
            editor.keep_until(start);
            editor.replace_until(end, &buffer);
        }
    }
    editor.keep_until(line.end);
}

/// Whether `c` joins the character before it: a combining mark, a medial or a final letter of old-style Hangul.
fn continues(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FB}')
        || canonical_combining_class(c) != 0
}

/// Full-width letters and digits in their usual width. Marks keep their width: brackets of one width mean one thing.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        let mut editor = Editor::new(text);
        write(&mut editor, text, Span::new(0, text.len()));
        editor.finish().text
    }

    #[test]
    fn usual_forms() {
        let decomposed: String = "한국인터넷진흥원".nfd().collect();
        assert_eq!(cleaned(&decomposed), "한국인터넷진흥원");
        assert_eq!(cleaned("a\u{a0}\u{a0} b"), "a b");
        assert_eq!(cleaned("과\u{200b}장  이하"), "과장 이하");
        assert_eq!(cleaned("２０２６년 Ａ（가）"), "2026년 A（가）");
        assert_eq!(cleaned("e\u{301}"), "é");
    }
}
